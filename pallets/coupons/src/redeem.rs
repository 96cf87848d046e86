//! Coupons, redeemed.

use crate::{
	BatchOf, Batches, Chunk, Config, Error, Event, Pallet, Spent, Status, Tallies, CHUNK_BITS,
	CHUNK_BYTES,
};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use souk_primitives::{
	coupon_leaf, coupon_root, BatchId, CouponClaim, CouponProof, CouponTarget, Identify, MemberId,
	Nullifier,
};
use sp_core::H256;
use sp_runtime::{
	traits::{Verify, Zero},
	DispatchResult,
};

/// The entry of the bitmap that a coupon is in, the byte of the entry, and the bit of the byte.
pub(crate) fn place(index: u32) -> (u32, usize, u8) {
	let within = index % CHUNK_BITS;
	(index / CHUNK_BITS, (within / 8) as usize, 1 << (within % 8))
}

impl<T: Config> Pallet<T> {
	/// What is cheap is checked first: the signature costs the most.
	pub(crate) fn do_redeem(
		who: T::AccountId,
		id: BatchId,
		index: u32,
		coupon: T::AccountId,
		proof: CouponProof,
		signature: T::Signature,
	) -> DispatchResult {
		let mut batch = Batches::<T>::get(id).ok_or(Error::<T>::UnknownBatch)?;
		Self::ensure_redeemable(&batch)?;
		ensure!(index < batch.count, Error::<T>::UnknownCoupon);
		ensure!(!Self::is_marked(id, index), Error::<T>::AlreadyRedeemed);
		let person = Self::identify(&batch, &who)?;
		let (merchant, holder) = (batch.merchant.clone(), who.clone());
		ensure!(Self::has_room(&merchant, &holder), Error::<T>::TooManyVouchers);
		let root = coupon_root(batch.count, index, coupon_leaf(index, &coupon), &proof);
		ensure!(root == Some(batch.root), Error::<T>::BadProof);
		let payload = Self::claim_payload(id, index, who);
		ensure!(signature.verify(&payload[..], &coupon), Error::<T>::BadSignature);

		Self::mark(&mut batch, id, index);
		if let Some((_, subject)) = person {
			Self::count(&mut batch, id, subject)?;
		}
		batch.redeemed = batch.redeemed.saturating_add(1);
		Self::put_voucher(&mut batch, (id, index), &holder)?;
		ensure!(batch.drawn() <= batch.purse, Error::<T>::PurseEmpty);
		Self::save(id, batch);
		let member = person.map(|(member, _)| member);
		Self::deposit_event(Event::CouponRedeemed { batch: id, index, merchant, holder, member });
		Ok(())
	}

	fn ensure_redeemable(batch: &BatchOf<T>) -> Result<(), Error<T>> {
		let now = Self::now();
		ensure!(batch.status == Status::Open, Error::<T>::BatchCancelled);
		ensure!(now >= batch.terms.valid_from, Error::<T>::TooEarly);
		ensure!(batch.is_valid(now), Error::<T>::Expired);
		Ok(())
	}

	/// Which person redeems a coupon of a batch that counts them.
	fn identify(
		batch: &BatchOf<T>,
		who: &T::AccountId,
	) -> Result<Option<(MemberId, Nullifier)>, Error<T>> {
		let Some((context, least)) = &batch.identity else { return Ok(None) };
		let person = T::Members::person(who, context).ok_or(Error::<T>::NotMember)?;
		let (subject, assurance) = person.known.ok_or(Error::<T>::NoSubject)?;
		ensure!(assurance >= *least, Error::<T>::AssuranceTooLow);
		Ok(Some((person.member, subject)))
	}

	/// One more that a person redeemed.
	fn count(batch: &mut BatchOf<T>, id: BatchId, subject: Nullifier) -> Result<(), Error<T>> {
		let before = Tallies::<T>::get(id, subject);
		let limit = batch.terms.per_person.unwrap_or(u32::MAX);
		let redeemed = before.unwrap_or_default();
		ensure!(redeemed < limit, Error::<T>::LimitReached);
		if before.is_none() {
			batch.tallies = batch.tallies.saturating_add(1);
		}
		Tallies::<T>::insert(id, subject, redeemed.saturating_add(1));
		Ok(())
	}

	/// Whether a coupon is marked as spent.
	pub(crate) fn is_marked(id: BatchId, index: u32) -> bool {
		let (chunk, byte, bit) = place(index);
		let marks = Spent::<T>::get(id, chunk);
		marks.and_then(|marks| marks.get(byte).copied()).is_some_and(|byte| byte & bit != 0)
	}

	pub(crate) fn mark(batch: &mut BatchOf<T>, id: BatchId, index: u32) {
		let (chunk, byte, bit) = place(index);
		let mut marks: Chunk = Spent::<T>::get(id, chunk).unwrap_or_else(|| {
			batch.chunks = batch.chunks.saturating_add(1);
			[0; CHUNK_BYTES]
		});
		if let Some(byte) = marks.get_mut(byte) {
			*byte |= bit;
		}
		Spent::<T>::insert(id, chunk, marks);
	}

	/// What a coupon's key signs, so that this account can redeem it.
	pub fn claim_payload(batch: BatchId, index: u32, claimant: T::AccountId) -> [u8; 32] {
		let genesis: H256 = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let target = CouponTarget::Voucher;
		CouponClaim { batch, index, claimant, target }.payload(genesis)
	}
}
