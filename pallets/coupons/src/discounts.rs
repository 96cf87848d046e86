//! Vouchers that pay for a part of an order.
//!
//! A voucher is good for one order and cannot be divided: it comes back when all of its order is undone
//! before that is settled, and never after it was spent.

use crate::{
	BalanceOf, BatchOf, Batches, Config, CouponId, Error, Event, NoticeOf, Pallet, Unit, Use, Uses,
	Wallets, WeightInfo, LOG_TARGET,
};
use frame_support::{ensure, storage::with_storage_layer, traits::Get, weights::Weight};
use souk_primitives::{
	CheckoutDiscount, DiscountRequest, Means, NoticeKind, OrderId, OrderNotice, OrderObserver,
	Undone,
};
use sp_runtime::{DispatchError, DispatchResult};

/// What a buyer wants to pay with a voucher.
type RequestOf<T> =
	DiscountRequest<<T as frame_system::Config>::AccountId, <T as Config>::AssetKind, BalanceOf<T>>;

/// A voucher on an order, and the batch that it is of.
type UseOf<T> = (Use<<T as frame_system::Config>::AccountId>, BatchOf<T>);

impl<T: Config> Pallet<T> {
	/// The voucher of a merchant's that takes the most off an order; of several, the one that ends first.
	pub(crate) fn best_voucher(
		merchant: &T::AccountId,
		holder: &T::AccountId,
		unit: &Unit<T::AssetKind>,
		price: BalanceOf<T>,
	) -> Option<(CouponId, BatchOf<T>, BalanceOf<T>)> {
		let now = Self::now();
		let fitting = |coupon: CouponId| {
			let batch = Batches::<T>::get(coupon.0).filter(|batch| batch.is_valid(now))?;
			let off = batch.terms.off(unit, price)?;
			Some((coupon, batch, off))
		};
		let wallet = Wallets::<T>::get(merchant, holder);
		wallet.open.into_iter().filter_map(fitting).max_by(|one, other| {
			let ends = |batch: &BatchOf<T>| batch.terms.valid_until;
			let more = one.2.cmp(&other.2).then(ends(&other.1).cmp(&ends(&one.1)));
			more.then(other.0.cmp(&one.0))
		})
	}

	fn do_reserve(order: OrderId, request: &RequestOf<T>) -> Result<BalanceOf<T>, DispatchError> {
		let DiscountRequest { merchant, buyer, tender, amount, means } = request;
		ensure!(*means == Means::Voucher, Error::<T>::PointsNotTaken);
		ensure!(!Uses::<T>::contains_key(order), Error::<T>::AlreadyReserved);
		let unit = Unit::from(tender.clone());
		let (coupon, mut batch, discount) =
			Self::best_voucher(merchant, buyer, &unit, *amount).ok_or(Error::<T>::NoVoucherFits)?;

		Self::drop_voucher(&mut batch, coupon, buyer);
		batch.in_use = batch.in_use.saturating_add(1);
		let mut wallet = Wallets::<T>::get(merchant, buyer);
		wallet.in_use = wallet.in_use.saturating_add(1);
		Self::put_wallet(merchant, buyer, wallet);
		Uses::<T>::insert(order, Use { coupon, holder: buyer.clone() });
		let (id, index) = coupon;
		Batches::<T>::insert(id, batch);
		Self::deposit_event(Event::VoucherReserved { batch: id, index, order, discount });
		Ok(discount)
	}

	/// Takes the voucher off an order, with its place in the wallet.
	fn take(order: OrderId) -> Result<Option<UseOf<T>>, Error<T>> {
		let Some(used) = Uses::<T>::get(order) else { return Ok(None) };
		Uses::<T>::remove(order);
		let mut batch = Batches::<T>::get(used.coupon.0).ok_or(Error::<T>::UnknownBatch)?;
		batch.in_use = batch.in_use.saturating_sub(1);
		let mut wallet = Wallets::<T>::get(&batch.merchant, &used.holder);
		wallet.in_use = wallet.in_use.saturating_sub(1);
		Self::put_wallet(&batch.merchant, &used.holder, wallet);
		Ok(Some((used, batch)))
	}

	fn do_capture(order: OrderId) -> DispatchResult {
		let Some((used, batch)) = Self::take(order)? else { return Ok(()) };
		let (id, index) = used.coupon;
		Self::save(id, batch);
		Self::deposit_event(Event::VoucherSpent { batch: id, index, order });
		Ok(())
	}

	fn do_return(order: OrderId) -> DispatchResult {
		let Some((used, mut batch)) = Self::take(order)? else { return Ok(()) };
		let (id, index) = used.coupon;
		let valid = batch.is_valid(Self::now());
		if valid {
			Self::put_voucher(&mut batch, used.coupon, &used.holder)?;
		}
		Self::save(id, batch);
		Self::deposit_event(match valid {
			true => Event::VoucherReturned { batch: id, index, order },
			false => Event::VoucherLapsed { batch: id, index, order },
		});
		Ok(())
	}

	/// Does all of it or nothing. Nothing of this fails; should a migration ever get the records wrong,
	/// whoever calls this goes on, and everybody hears of it.
	fn certainly(order: OrderId, act: impl FnOnce() -> DispatchResult) {
		if let Err(error) = with_storage_layer(act) {
			log::error!(target: LOG_TARGET, "the voucher of order {order} is stuck: {error:?}");
			Self::deposit_event(Event::VoucherStuck { order, error });
		}
	}
}

impl<T: Config> CheckoutDiscount<T::AccountId, T::AssetKind, BalanceOf<T>> for Pallet<T> {
	fn reserve(order: OrderId, request: &RequestOf<T>) -> Result<BalanceOf<T>, DispatchError> {
		with_storage_layer(|| Self::do_reserve(order, request))
	}

	fn capture(order: OrderId) {
		Self::certainly(order, || Self::do_capture(order));
	}

	fn release(order: OrderId, undone: Undone<BalanceOf<T>>) {
		match undone {
			Undone::All => Self::certainly(order, || Self::do_return(order)),
			// A part of an order is paid, so it was worth its voucher.
			Undone::Refunded(_) => {},
		}
	}

	fn weight() -> Weight {
		T::WeightInfo::reserve().max(T::WeightInfo::capture()).max(T::WeightInfo::release())
	}

	// It looks for a record, in a storage layer of its own.
	fn pass_weight() -> Weight {
		Weight::from_parts(5_000_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
}

/// An order that left the record neither settled nor undone keeps no voucher.
impl<T: Config> OrderObserver<T::AccountId, T::AssetKind, BalanceOf<T>> for Pallet<T> {
	fn notify(order: OrderId, notice: &NoticeOf<T>) -> DispatchResult {
		match notice {
			OrderNotice::Closed => Self::do_return(order),
			_ => Ok(()),
		}
	}

	fn notify_weight() -> Weight {
		T::WeightInfo::release()
	}

	fn notify_weight_of(kind: NoticeKind) -> Weight {
		match kind {
			NoticeKind::Closed => T::WeightInfo::release(),
			_ => Weight::zero(),
		}
	}
}
