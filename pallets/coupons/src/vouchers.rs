//! Vouchers: what coupons were redeemed for, as long as no order has used them.

use crate::{
	AccountIdOf, BatchOf, Batches, Config, CouponId, Error, Event, Holding, Pallet, Vouchers,
	Wallet, Wallets,
};
use frame_support::{defensive, ensure};
use souk_primitives::{BatchId, Identify};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_give(
		from: T::AccountId,
		id: BatchId,
		index: u32,
		to: T::AccountId,
	) -> DispatchResult {
		let mut batch = Self::held_voucher(&from, id, index)?;
		ensure!(batch.is_valid(Self::now()), Error::<T>::Expired);
		ensure!(from != to, Error::<T>::GivenToOneself);
		let free = batch.terms.holding == Holding::Transferable;
		ensure!(free || T::Members::same_person(&from, &to), Error::<T>::VoucherBound);
		ensure!(Self::has_room(&batch.merchant, &to), Error::<T>::TooManyVouchers);

		Self::drop_voucher(&mut batch, (id, index), &from);
		Self::put_voucher(&mut batch, (id, index), &to)?;
		Batches::<T>::insert(id, batch);
		Self::deposit_event(Event::VoucherGiven { batch: id, index, from, to });
		Ok(())
	}

	pub(crate) fn do_discard(holder: T::AccountId, id: BatchId, index: u32) -> DispatchResult {
		let mut batch = Self::held_voucher(&holder, id, index)?;
		Self::drop_voucher(&mut batch, (id, index), &holder);
		Self::save(id, batch);
		Self::deposit_event(Event::VoucherDiscarded { batch: id, index, holder });
		Ok(())
	}

	/// The batch of a voucher that this account holds.
	fn held_voucher(
		holder: &T::AccountId,
		id: BatchId,
		index: u32,
	) -> Result<BatchOf<T>, Error<T>> {
		let found = Vouchers::<T>::get(id, index).ok_or(Error::<T>::UnknownVoucher)?;
		ensure!(found == *holder, Error::<T>::NotHolder);
		Batches::<T>::get(id).ok_or(Error::<T>::UnknownBatch)
	}

	/// Whether an account can have one more voucher of a merchant.
	pub(crate) fn has_room(merchant: &T::AccountId, holder: &T::AccountId) -> bool {
		Wallets::<T>::get(merchant, holder).has_room()
	}

	pub(crate) fn put_voucher(
		batch: &mut BatchOf<T>,
		coupon: CouponId,
		holder: &T::AccountId,
	) -> Result<(), Error<T>> {
		let mut wallet = Wallets::<T>::get(&batch.merchant, holder);
		ensure!(wallet.has_room(), Error::<T>::TooManyVouchers);
		wallet.open.try_push(coupon).map_err(|_| Error::<T>::TooManyVouchers)?;
		Self::put_wallet(&batch.merchant, holder, wallet);
		batch.vouchers = batch.vouchers.saturating_add(1);
		Vouchers::<T>::insert(coupon.0, coupon.1, holder);
		Ok(())
	}

	pub(crate) fn drop_voucher(batch: &mut BatchOf<T>, coupon: CouponId, holder: &T::AccountId) {
		let mut wallet = Wallets::<T>::get(&batch.merchant, holder);
		let before = wallet.open.len();
		wallet.open.retain(|other| *other != coupon);
		if wallet.open.len() == before {
			defensive!("a voucher is in its holder's wallet");
		}
		Self::put_wallet(&batch.merchant, holder, wallet);
		batch.vouchers = batch.vouchers.saturating_sub(1);
		Vouchers::<T>::remove(coupon.0, coupon.1);
	}

	/// Saves a wallet. One that nothing is in is removed.
	pub(crate) fn put_wallet(merchant: &AccountIdOf<T>, holder: &AccountIdOf<T>, wallet: Wallet) {
		if wallet.is_empty() {
			Wallets::<T>::remove(merchant, holder);
		} else {
			Wallets::<T>::insert(merchant, holder, wallet);
		}
	}
}
