//! Batches: issued, filled up, cancelled, and taken off the record.

use crate::{
	AccountIdOf, BalanceOf, BatchOf, Batches, Chunk, Config, CouponId, Error, Event, HoldReason,
	NextBatchId, Pallet, Prices, Spent, Status, Tallies, TermsError, TermsOf, Use, Vouchers,
	Wallet, WeightInfo, LOG_TARGET, MAX_SWEPT, MAX_VOUCHERS,
};
use alloc::vec::Vec;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	pallet_prelude::{DispatchClass, Get},
	traits::{fungible::MutateHold, tokens::Precision, Footprint, UnixTime},
	weights::Weight,
};
use frame_system::limits::BlockWeights;
use souk_primitives::{BatchId, Identify, Moment, Nullifier, OrderId, ProgramInspect, MAX_COUPONS};
use sp_core::H256;
use sp_runtime::{
	traits::{CheckedAdd, Convert, Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The time, in milliseconds since the Unix epoch.
	pub(crate) fn now() -> Moment {
		T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	pub(crate) fn do_issue(
		merchant: T::AccountId,
		root: H256,
		count: u32,
		terms: TermsOf<T>,
		purse: BalanceOf<T>,
	) -> DispatchResult {
		ensure!(count > 0 && count <= MAX_COUPONS, Error::<T>::CountOutOfRange);
		terms.check().map_err(Error::<T>::from)?;
		ensure!(terms.valid_until > Self::now(), Error::<T>::NeverValid);
		let identity = match terms.per_person {
			Some(_) => {
				let program = T::Programs::program_of(&merchant).ok_or(Error::<T>::NoProgram)?;
				Some(T::Programs::identity(program).ok_or(Error::<T>::NoProgram)?)
			},
			None => None,
		};
		let id = NextBatchId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;
		let mut batch = BatchOf::<T> {
			merchant,
			root,
			count,
			terms,
			identity,
			status: Status::Open,
			redeemed: 0,
			vouchers: 0,
			in_use: 0,
			chunks: 0,
			tallies: 0,
			prices: Self::prices(),
			purse,
			held: Zero::zero(),
		};
		batch.held = batch.needed(true);
		Self::hold(&batch.merchant, batch.held)?;

		NextBatchId::<T>::put(next);
		let merchant = batch.merchant.clone();
		Batches::<T>::insert(id, batch);
		Self::deposit_event(Event::BatchIssued { batch: id, merchant, root, count });
		Ok(())
	}

	/// A batch, if it is that merchant's and coupons of it can still be redeemed.
	fn own_batch(merchant: &T::AccountId, id: BatchId) -> Result<BatchOf<T>, Error<T>> {
		let batch = Batches::<T>::get(id).ok_or(Error::<T>::UnknownBatch)?;
		ensure!(batch.merchant == *merchant, Error::<T>::NotIssuer);
		ensure!(batch.status == Status::Open, Error::<T>::BatchCancelled);
		ensure!(batch.is_valid(Self::now()), Error::<T>::Expired);
		Ok(batch)
	}

	pub(crate) fn do_fund(
		merchant: T::AccountId,
		id: BatchId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		let mut batch = Self::own_batch(&merchant, id)?;
		let lacking = Error::<T>::MerchantLacksDeposit;
		batch.purse = batch.purse.checked_add(&amount).ok_or(lacking)?;
		batch.held = batch.held.checked_add(&amount).ok_or(Error::<T>::MerchantLacksDeposit)?;
		Self::hold(&merchant, amount)?;
		Batches::<T>::insert(id, batch);
		Self::deposit_event(Event::BatchFunded { batch: id, amount });
		Ok(())
	}

	pub(crate) fn do_cancel(merchant: T::AccountId, id: BatchId) -> DispatchResult {
		let mut batch = Self::own_batch(&merchant, id)?;
		batch.status = Status::Cancelled;
		Self::shrink(&mut batch);
		Batches::<T>::insert(id, batch);
		Self::deposit_event(Event::BatchCancelled { batch: id });
		Ok(())
	}

	/// Removes up to so many records about a batch of which no coupon can be redeemed any more, and the
	/// batch when nothing else is left of it.
	pub(crate) fn do_sweep(id: BatchId, limit: u32) -> DispatchResult {
		let mut batch = Batches::<T>::get(id).ok_or(Error::<T>::UnknownBatch)?;
		let now = Self::now();
		ensure!(!batch.is_redeemable(now), Error::<T>::NotOver);
		let limit = limit.min(MAX_SWEPT);
		let mut count = 0u32;
		let take = |count: u32| limit.saturating_sub(count) as usize;

		let chunks = Spent::<T>::drain_prefix(id).take(take(count)).count() as u32;
		batch.chunks = batch.chunks.saturating_sub(chunks);
		count = count.saturating_add(chunks);
		let tallies = Tallies::<T>::drain_prefix(id).take(take(count)).count() as u32;
		batch.tallies = batch.tallies.saturating_sub(tallies);
		count = count.saturating_add(tallies);
		if !batch.is_valid(now) {
			let stale: Vec<_> = Vouchers::<T>::iter_prefix(id).take(take(count)).collect();
			count = count.saturating_add(stale.len() as u32);
			for (index, holder) in stale {
				Self::drop_voucher(&mut batch, (id, index), &holder);
			}
		}
		let gone = batch.is_bare();
		ensure!(count > 0 || gone, Error::<T>::NothingToSweep);
		if gone {
			let reason = HoldReason::Batch.into();
			T::Currency::release(&reason, &batch.merchant, batch.held, Precision::Exact)
				.map_err(|_| Error::<T>::MerchantCannotReceive)?;
			Batches::<T>::remove(id);
		} else {
			Self::shrink(&mut batch);
			Batches::<T>::insert(id, batch);
		}
		if count > 0 {
			Self::deposit_event(Event::BatchSwept { batch: id, count });
		}
		if gone {
			Self::deposit_event(Event::BatchRemoved { batch: id });
		}
		Ok(())
	}

	/// Saves a batch that something about vouchers has changed in. Once no coupon of it can be redeemed,
	/// what is not needed any more goes back to the merchant.
	pub(crate) fn save(id: BatchId, mut batch: BatchOf<T>) {
		if !batch.is_redeemable(Self::now()) {
			Self::shrink(&mut batch);
		}
		Batches::<T>::insert(id, batch);
	}

	/// Returns what is held and not needed any more.
	///
	/// What the merchant cannot receive, because too little would be free in an account that something
	/// else keeps alive, stays held, and comes back with the next record, or the batch.
	fn shrink(batch: &mut BatchOf<T>) {
		let needed = batch.needed(false);
		let surplus = batch.held.saturating_sub(needed);
		if surplus.is_zero() {
			return;
		}
		let merchant = &batch.merchant;
		let reason = HoldReason::Batch.into();
		match T::Currency::release(&reason, merchant, surplus, Precision::Exact) {
			Ok(_) => batch.held = batch.held.saturating_sub(surplus),
			Err(error) => {
				log::warn!(target: LOG_TARGET, "{surplus:?} of {merchant:?} stays held: {error:?}");
			},
		}
	}

	fn hold(merchant: &T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
		T::Currency::hold(&HoldReason::Batch.into(), merchant, amount)
			.map_err(|_| Error::<T>::MerchantLacksDeposit.into())
	}

	/// What the records of a batch cost now.
	pub(crate) fn prices() -> Prices<BalanceOf<T>> {
		let price = |entries: usize, sizes: &[usize]| {
			let size = sizes.iter().fold(0usize, |sum, size| sum.saturating_add(*size));
			T::StoragePrice::convert(Footprint::from_parts(entries, size))
		};
		let (id, account) = (BatchId::max_encoded_len(), AccountIdOf::<T>::max_encoded_len());
		let (index, coupon) = (u32::max_encoded_len(), CouponId::max_encoded_len());
		let waiting = coupon.saturating_add(account);
		let in_use =
			OrderId::max_encoded_len().saturating_add(Use::<AccountIdOf<T>>::max_encoded_len());
		// As if each had a wallet of its own.
		let places = coupon.saturating_mul(MAX_VOUCHERS.saturating_sub(1) as usize);
		let wallet = Wallet::max_encoded_len().saturating_sub(places);
		Prices {
			batch: price(1, &[id, BatchOf::<T>::max_encoded_len()]),
			chunk: price(1, &[id, index, Chunk::max_encoded_len()]),
			voucher: price(2, &[waiting.max(in_use), account, account, wallet]),
			tally: price(1, &[id, Nullifier::max_encoded_len(), u32::max_encoded_len()]),
		}
	}

	/// Panics where the pallet could not do what it promises. Called when a runtime is tested.
	pub(crate) fn check_config() {
		let weights: BlockWeights = T::BlockWeights::get();
		let normal = weights.get(DispatchClass::Normal);
		let max = normal.max_extrinsic.unwrap_or(weights.max_block);
		let fits = |what: &str, weight: Weight| {
			assert!(weight.all_lte(max), "{what} needs {weight:?}, an extrinsic has {max:?}");
		};
		let redeem = T::WeightInfo::redeem().saturating_add(T::Members::weight());
		fits("redeeming a coupon", redeem);
		fits("removing as many records as can be", T::WeightInfo::sweep(MAX_SWEPT));
		let prices = Self::prices();
		let free = [prices.batch, prices.chunk, prices.voucher, prices.tally];
		let free = free.iter().any(Zero::is_zero);
		assert!(!free, "records would fill the state for nothing");
	}
}

impl<T> From<TermsError> for Error<T> {
	fn from(error: TermsError) -> Self {
		match error {
			TermsError::WorthNothing => Self::WorthNothing,
			TermsError::TakesAll => Self::TakesAll,
			TermsError::EndsBeforeBegin => Self::NeverValid,
			TermsError::NobodyCan => Self::NobodyCanRedeem,
			TermsError::LimitOfTransferable => Self::LimitOfTransferable,
		}
	}
}
