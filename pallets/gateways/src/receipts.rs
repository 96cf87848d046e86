//! Receipts: which are accepted, and for how long that is on record.

use crate::{
	AccountIdOf, BalanceOf, Config, Error, Event, GatewayOf, Gateways, Pallet, ReceiptKey,
	Receipts, SeenReceipt, WeightInfo, MAX_PRUNED,
};
use frame_support::{
	ensure,
	pallet_prelude::ConstU32,
	traits::{Get, UnixTime},
	weights::Weight,
	BoundedVec,
};
use frame_system::pallet_prelude::BlockNumberFor;
use souk_primitives::{Currency, GatewayId, Moment, Receipt, Vouches};
use sp_runtime::{
	traits::{Verify, Zero},
	DispatchError, DispatchResult,
};

/// A receipt of this chain's native balance type.
type ReceiptOf<T> = Receipt<BalanceOf<T>>;
/// The signatures of a receipt.
type VouchesOf<T> = Vouches<AccountIdOf<T>, <T as Config>::Signature>;

impl<T: Config> Pallet<T> {
	/// The time, in milliseconds since the Unix epoch.
	fn now() -> Moment {
		T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	/// What the keys of a gateway sign: bound to this chain and to receipts by what is hashed.
	pub fn receipt_payload(receipt: &ReceiptOf<T>) -> [u8; 32] {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		sp_io::hashing::blake2_256(&receipt.message(genesis))
	}

	/// What is cheap is checked first: signatures cost the most.
	pub(crate) fn do_accept(receipt: &ReceiptOf<T>, signatures: &VouchesOf<T>) -> DispatchResult {
		let named = receipt
			.channel
			.as_str()
			.bytes()
			.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
		ensure!(named && !receipt.channel.is_empty(), Error::<T>::BadChannel);
		let mut gateway = Self::active_gateway(receipt.gateway)?;
		let until = Self::check_times(receipt)?;
		Self::check_signers(&gateway, signatures)?;
		let key = (receipt.channel.clone(), receipt.transaction, receipt.kind.index());
		ensure!(!Receipts::<T>::contains_key(&key), Error::<T>::ReceiptAlreadyUsed);
		let payload = Self::receipt_payload(receipt);
		for vouch in signatures {
			let valid = vouch.signature.verify(&payload[..], &vouch.signer);
			ensure!(valid, Error::<T>::BadSignature);
		}

		let deposit = Self::receipt_price();
		Self::charge(&mut gateway, deposit)?;
		Gateways::<T>::insert(receipt.gateway, gateway);
		let seen = SeenReceipt { gateway: receipt.gateway, until, deposit };
		Receipts::<T>::insert(key, seen);
		Ok(())
	}

	/// Returns when the receipt may leave the record.
	///
	/// From `paid_at + Retention` on, no receipt of the same movement of money is accepted, whenever
	/// it was signed. From `expires_at` on, not even this one is, should `Retention` be lengthened
	/// in between. So the later of the two.
	fn check_times(receipt: &ReceiptOf<T>) -> Result<Moment, Error<T>> {
		let now = Self::now();
		ensure!(receipt.expires_at > now, Error::<T>::ReceiptExpired);
		let latest = now.saturating_add(T::MaxLead::get());
		ensure!(receipt.paid_at <= latest, Error::<T>::ReceiptFromTheFuture);
		let accepted_until = receipt.paid_at.saturating_add(T::Retention::get());
		ensure!(accepted_until > now, Error::<T>::ReceiptTooOld);
		Ok(accepted_until.max(receipt.expires_at))
	}

	/// Counts keys, not signatures.
	fn check_signers(gateway: &GatewayOf<T>, signatures: &VouchesOf<T>) -> Result<(), Error<T>> {
		for (i, vouch) in signatures.iter().enumerate() {
			ensure!(gateway.keys.contains(&vouch.signer), Error::<T>::NotAKey);
			let seen = signatures.iter().take(i).any(|other| other.signer == vouch.signer);
			ensure!(!seen, Error::<T>::DuplicateSigner);
		}
		let enough = signatures.len() >= usize::from(gateway.threshold);
		ensure!(enough, Error::<T>::TooFewSignatures);
		Ok(())
	}

	pub(crate) fn do_prune(
		receipts: BoundedVec<ReceiptKey, ConstU32<MAX_PRUNED>>,
	) -> DispatchResult {
		let now = Self::now();
		let mut count = 0u32;
		for key in receipts {
			let Some(seen) = Receipts::<T>::get(&key).filter(|seen| seen.until <= now) else {
				continue;
			};
			Receipts::<T>::remove(&key);
			Self::do_drop_record(seen.gateway, seen.deposit);
			count = count.saturating_add(1);
		}
		ensure!(count > 0, Error::<T>::NothingToPrune);
		Self::deposit_event(Event::ReceiptsPruned { count });
		Ok(())
	}
}

impl<T: Config> souk_primitives::Gateways<AccountIdOf<T>, BalanceOf<T>, T::Signature>
	for Pallet<T>
{
	fn ensure_serves(gateway: GatewayId, currency: &Currency) -> DispatchResult {
		Self::do_ensure_serves(gateway, currency)
	}

	fn accept(receipt: &ReceiptOf<T>, signatures: &VouchesOf<T>) -> DispatchResult {
		Self::do_accept(receipt, signatures)
	}

	fn expose(
		gateway: GatewayId,
		currency: &Currency,
		amount: BalanceOf<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		Self::do_expose(gateway, currency, amount)
	}

	fn free(gateway: GatewayId, exposed: BalanceOf<T>) {
		Self::do_free(gateway, exposed);
	}

	fn keep_record(gateway: GatewayId, bytes: u32) -> Result<BalanceOf<T>, DispatchError> {
		Self::do_keep_record(gateway, bytes)
	}

	fn drop_record(gateway: GatewayId, deposit: BalanceOf<T>) {
		Self::do_drop_record(gateway, deposit);
	}

	fn retention() -> Moment {
		T::Retention::get()
	}

	fn accept_weight(signatures: u32) -> Weight {
		T::WeightInfo::accept(signatures)
	}
}
