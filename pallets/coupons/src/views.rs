//! What the runtime API answers.

use crate::{
	runtime_api::{OfferView, VoucherView},
	AccountIdOf, BalanceOf, Batches, Config, CouponId, Pallet, Unit, Wallets,
};
use alloc::vec::Vec;
use souk_primitives::{BatchId, Tender};

impl<T: Config> Pallet<T> {
	/// Whether a coupon was redeemed.
	pub fn view_is_spent(id: BatchId, index: u32) -> Option<bool> {
		let batch = Batches::<T>::get(id)?;
		let known = batch.is_redeemable(Self::now()) && index < batch.count;
		known.then(|| Self::is_marked(id, index))
	}

	/// The vouchers of a merchant that an account can use.
	pub fn view_vouchers(
		merchant: AccountIdOf<T>,
		holder: AccountIdOf<T>,
	) -> Vec<VoucherView<T::AssetKind, BalanceOf<T>>> {
		let now = Self::now();
		let view = |(id, index): CouponId| {
			let batch = Batches::<T>::get(id).filter(|batch| batch.is_valid(now))?;
			Some(VoucherView {
				batch: id,
				index,
				unit: batch.terms.unit,
				worth: batch.terms.worth,
				min_price: batch.terms.min_price,
				valid_until: batch.terms.valid_until,
				holding: batch.terms.holding,
			})
		};
		Wallets::<T>::get(merchant, holder).open.into_iter().filter_map(view).collect()
	}

	/// The voucher that an order would take.
	pub fn view_offer(
		merchant: AccountIdOf<T>,
		buyer: AccountIdOf<T>,
		tender: Tender<T::AssetKind>,
		amount: BalanceOf<T>,
	) -> Option<OfferView<BalanceOf<T>>> {
		let unit = Unit::from(tender);
		let (coupon, _, discount) = Self::best_voucher(&merchant, &buyer, &unit, amount)?;
		Some(OfferView { batch: coupon.0, index: coupon.1, discount })
	}
}
