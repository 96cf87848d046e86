#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

mod bond;
mod receipts;
mod records;
mod registry;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use bond::bond_for;
pub use types::*;

use frame_support::traits::fungible;

/// The log target of this pallet.
pub const LOG_TARGET: &str = "runtime::gateways";

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount of the native token.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// A gateway on record.
pub type GatewayOf<T> = Gateway<AccountIdOf<T>, BalanceOf<T>>;
/// A receipt on record.
pub type SeenReceiptOf<T> = SeenReceipt<BalanceOf<T>>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{Footprint, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{Channel, GatewayId, Moment, MAX_GATEWAY_KEYS};
	use sp_core::H256;
	use sp_runtime::traits::{Convert, IdentifyAccount, Verify};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256> {
		/// Measured weights.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holding the native token.
		type RuntimeHoldReason: From<HoldReason>;

		/// The native token, for bonds and deposits.
		type Currency: fungible::MutateHold<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance: MaxEncodedLen,
		>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// A key's signature of a receipt.
		type Signature: Verify<Signer = Self::Signer> + Parameter;

		/// The public key that made it.
		type Signer: IdentifyAccount<AccountId = Self::AccountId>;

		/// Who lets gateways vouch and stops them, names their keys, and takes from their bonds.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The price of storage, held from the operator.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// For how long a receipt is accepted after its money moved, in milliseconds.
		///
		/// What is on record about a receipt stays at least as long. So to lengthen it can let a
		/// transaction in again whose receipt was removed under the shorter one, if its gateway signed
		/// another that has not expired.
		#[pallet::constant]
		type Retention: Get<Moment>;

		/// How far in the future money may have moved, in milliseconds. The provider's clock is not
		/// the chain's, and the chain's stands still between blocks.
		#[pallet::constant]
		type MaxLead: Get<Moment>;

		/// Signs receipts for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For what a gateway vouches for.
		#[codec(index = 0)]
		Bond,
		/// For a gateway on record.
		#[codec(index = 1)]
		Registration,
		/// For the receipts of a gateway, and for what else they put on record.
		#[codec(index = 2)]
		Records,
	}

	/// The id that the next gateway gets.
	#[pallet::storage]
	pub type NextGatewayId<T> = StorageValue<_, GatewayId, ValueQuery>;

	/// Gateways on record.
	#[pallet::storage]
	pub type Gateways<T: Config> = StorageMap<_, Twox64Concat, GatewayId, GatewayOf<T>>;

	/// Receipts that were accepted, by provider, transaction and kind.
	///
	/// A receipt that is on record here is not accepted again, whichever gateway signs it and
	/// whatever else it says. It stays until it has expired *and* its money moved longer than
	/// `Retention` ago, so whatever could take its place is refused for its age by then.
	#[pallet::storage]
	pub type Receipts<T: Config> = StorageNMap<
		_,
		(
			// Whoever signs receipts chooses these two.
			NMapKey<Blake2_128Concat, Channel>,
			NMapKey<Blake2_128Concat, H256>,
			// One of three: there is nothing to choose.
			NMapKey<Identity, u8>,
		),
		SeenReceiptOf<T>,
	>;

	// The fields are named for what they are.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A gateway is on record. It vouches for nothing yet.
		#[codec(index = 0)]
		GatewayRegistered { gateway: GatewayId, operator: T::AccountId },
		/// A gateway vouches for payments, at these rates.
		#[codec(index = 1)]
		GatewayApproved { gateway: GatewayId, rates: Rates },
		/// A gateway vouches for nothing until it is approved again.
		#[codec(index = 2)]
		GatewaySuspended { gateway: GatewayId },
		/// A gateway's receipts are signed by other keys from now on.
		#[codec(index = 3)]
		KeysSet { gateway: GatewayId, threshold: u8 },
		/// A gateway can vouch for more.
		#[codec(index = 4)]
		BondAdded { gateway: GatewayId, amount: BalanceOf<T>, bond: BalanceOf<T> },
		/// A part of a bond went back to the operator.
		#[codec(index = 5)]
		BondWithdrawn { gateway: GatewayId, amount: BalanceOf<T>, bond: BalanceOf<T> },
		/// A part of a bond went to somebody whom a false receipt harmed.
		#[codec(index = 6)]
		Compensated { gateway: GatewayId, beneficiary: T::AccountId, amount: BalanceOf<T> },
		/// A gateway left the record; its bond and its deposit were returned.
		#[codec(index = 7)]
		GatewayRemoved { gateway: GatewayId },
		/// So many old receipts left the record; their deposits were returned.
		#[codec(index = 8)]
		ReceiptsPruned { count: u32 },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no gateway of this id.
		#[codec(index = 0)]
		UnknownGateway,
		/// Only the gateway's operator may do this.
		#[codec(index = 1)]
		NotOperator,
		/// The gateway was not approved yet, or it was suspended.
		#[codec(index = 2)]
		GatewayNotActive,
		/// The gateway has no rate for this currency.
		#[codec(index = 3)]
		CurrencyNotServed,
		/// The threshold must be at least one, and at most the number of keys.
		#[codec(index = 4)]
		ThresholdOutOfRange,
		/// A key is listed twice.
		#[codec(index = 5)]
		DuplicateKey,
		/// A currency must be three capital letters from A to Z.
		#[codec(index = 6)]
		MalformedCurrency,
		/// A currency is listed twice.
		#[codec(index = 7)]
		DuplicateCurrency,
		/// A rate must be more than zero: at zero nothing answers for the currency.
		#[codec(index = 8)]
		ZeroRate,
		/// The amount must be more than zero.
		#[codec(index = 9)]
		ZeroAmount,
		/// The operator's free balance does not cover the bond.
		#[codec(index = 10)]
		OperatorLacksBond,
		/// The operator's free balance does not cover the deposit.
		#[codec(index = 11)]
		OperatorLacksDeposit,
		/// The operator's account would still be below the minimum balance. Send it some first.
		#[codec(index = 12)]
		OperatorCannotReceive,
		/// The amount is more than the bond.
		#[codec(index = 13)]
		MoreThanBond,
		/// Open orders take this part of the bond.
		#[codec(index = 14)]
		BondInUse,
		/// The beneficiary's account would still be below the minimum balance, or too full.
		#[codec(index = 15)]
		BeneficiaryCannotReceive,
		/// Receipts of the gateway, or what they put on record, are still there.
		#[codec(index = 16)]
		RecordsRemain,
		/// None of these receipts is on record and may go.
		#[codec(index = 17)]
		NothingToPrune,
		/// The receipt's channel is not a name of lower case letters, digits and hyphens. One provider
		/// must have one name, or a payment could be vouched for under two.
		#[codec(index = 18)]
		BadChannel,
		/// The receipt has expired. Ask the gateway for a new one.
		#[codec(index = 19)]
		ReceiptExpired,
		/// By the receipt, the money moves later than now.
		#[codec(index = 20)]
		ReceiptFromTheFuture,
		/// The money moved longer ago than `Retention`.
		#[codec(index = 21)]
		ReceiptTooOld,
		/// There was a receipt of this transaction and kind before.
		#[codec(index = 22)]
		ReceiptAlreadyUsed,
		/// A signer is none of the gateway's keys.
		#[codec(index = 23)]
		NotAKey,
		/// A key signed twice.
		#[codec(index = 24)]
		DuplicateSigner,
		/// Fewer keys signed than the gateway's threshold.
		#[codec(index = 25)]
		TooFewSignatures,
		/// A signature is not its signer's, or not of this receipt on this chain.
		#[codec(index = 26)]
		BadSignature,
		/// The gateway's bond does not cover this amount beside what it answers for already.
		#[codec(index = 27)]
		ExposureAboveBond,
		/// What would answer for the amount does not fit into a balance.
		#[codec(index = 28)]
		AmountTooLarge,
		/// The ids are used up.
		#[codec(index = 29)]
		IdsExhausted,
		/// A suspended gateway's bond stays where it is. The council approves the gateway again, with no
		/// rates if it is to end.
		#[codec(index = 30)]
		GatewayIsSuspended,
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The most keys a gateway can have.
		fn max_keys() -> u32 {
			MAX_GATEWAY_KEYS
		}

		/// The most currencies a gateway can serve.
		fn max_currencies() -> u32 {
			MAX_CURRENCIES
		}

		/// The most receipts that one call can remove.
		fn max_pruned() -> u32 {
			MAX_PRUNED
		}

		/// What is held for a gateway on record.
		fn registration_deposit() -> BalanceOf<T> {
			Self::registration_price()
		}

		/// What is held for a receipt on record.
		fn receipt_deposit() -> BalanceOf<T> {
			Self::receipt_price()
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			Self::check_config();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = T::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Puts a gateway on record, with the caller as its operator. A deposit is held.
		#[pallet::call_index(0)]
		pub fn register(
			origin: OriginFor<T>,
			name: Name,
			keys: Keys<T::AccountId>,
			threshold: u8,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_register(operator, name, keys, threshold)
		}

		/// Lets a gateway vouch for payments, and sets what of its bond each currency takes.
		#[pallet::call_index(1)]
		pub fn approve(origin: OriginFor<T>, gateway: GatewayId, rates: Rates) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_approve(gateway, rates)
		}

		/// Stops a gateway from vouching for anything, until it is approved again.
		#[pallet::call_index(2)]
		pub fn suspend(origin: OriginFor<T>, gateway: GatewayId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_suspend(gateway)
		}

		/// Replaces the keys that sign a gateway's receipts. What the old ones signed is void.
		#[pallet::call_index(3)]
		pub fn set_keys(
			origin: OriginFor<T>,
			gateway: GatewayId,
			keys: Keys<T::AccountId>,
			threshold: u8,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_keys(gateway, keys, threshold)
		}

		/// Adds to the bond of the caller's gateway, so that it can vouch for more.
		#[pallet::call_index(4)]
		pub fn add_bond(
			origin: OriginFor<T>,
			gateway: GatewayId,
			amount: BalanceOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_add_bond(operator, gateway, amount)
		}

		/// Takes back what of the bond of the caller's gateway no open order takes.
		#[pallet::call_index(5)]
		pub fn withdraw_bond(
			origin: OriginFor<T>,
			gateway: GatewayId,
			amount: BalanceOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_withdraw_bond(operator, gateway, amount)
		}

		/// Pays somebody out of a gateway's bond whom a false receipt of its harmed.
		#[pallet::call_index(6)]
		pub fn compensate(
			origin: OriginFor<T>,
			gateway: GatewayId,
			beneficiary: T::AccountId,
			amount: BalanceOf<T>,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_compensate(gateway, beneficiary, amount)
		}

		/// Takes the caller's gateway off the record, and returns its bond and its deposit.
		#[pallet::call_index(7)]
		pub fn deregister(origin: OriginFor<T>, gateway: GatewayId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_deregister(operator, gateway)
		}

		/// Removes old receipts, and returns their deposits. Free of charge if any was removed.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::prune(receipts.len() as u32))]
		pub fn prune(
			origin: OriginFor<T>,
			receipts: BoundedVec<ReceiptKey, ConstU32<MAX_PRUNED>>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_prune(receipts)?;
			Ok(Pays::No.into())
		}
	}
}
