//! Points and vouchers that pay for a part of a price: set aside with the order, spent when it settles,
//! and given back as far as it is undone. And what whoever keeps them may ask about orders.
//!
//! Everything else of an order is about what is left to pay: the ledger, the splits, bonds and fees,
//! receipts, refunds, and what listeners are told.

use crate::{
	AccountIdOf, BalanceOf, Config, Discount, Error, Event, OfferOf, OrderOf, OrderState, Orders,
	Pallet,
};
use frame_support::ensure;
use souk_primitives::{
	CheckoutDiscount, DiscountRequest, Means, OrderAccounts, OrderId, OrderStage, OrderStanding,
	Undone,
};
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Sets points or a voucher of the order's buyer aside, if any. Returns what they pay of its price.
	pub(crate) fn reserve_discount(
		id: OrderId,
		order: &OrderOf<T>,
		means: Option<Means>,
	) -> Result<Option<Discount<BalanceOf<T>>>, DispatchError> {
		let Some(means) = means else { return Ok(None) };
		let request = DiscountRequest::<AccountIdOf<T>, T::AssetKind, BalanceOf<T>> {
			merchant: order.merchant.clone(),
			buyer: order.buyer.clone().ok_or(Error::<T>::NotBuyer)?,
			tender: order.tender.clone(),
			amount: order.amount,
			means,
		};
		Ok(Some(Discount { means, amount: Self::reserve_for(id, &request)? }))
	}

	/// Sets points or a voucher aside. Something must be left to pay: what nobody paid could neither be held nor
	/// given back, and there would be nothing to dispute about.
	pub(crate) fn reserve_for(
		id: OrderId,
		request: &DiscountRequest<AccountIdOf<T>, T::AssetKind, BalanceOf<T>>,
	) -> Result<BalanceOf<T>, DispatchError> {
		let amount = T::Discount::reserve(id, request)?;
		ensure!(!amount.is_zero() && amount < request.amount, Error::<T>::DiscountOutOfRange);
		Ok(amount)
	}

	/// Says what pays for a part of an order.
	pub(crate) fn announce_discount(order: OrderId, record: &OrderOf<T>) {
		let (means, discount) = match record.discount {
			Some(Discount { means, amount }) => (Some(means), amount),
			None => (None, Zero::zero()),
		};
		Self::deposit_event(Event::DiscountUsed { order, means, discount, due: record.due() });
	}

	/// The order settled: its points or its voucher are spent.
	pub(crate) fn capture_discount(id: OrderId, order: &OrderOf<T>) {
		if order.discount.is_some() {
			T::Discount::capture(id);
		}
	}

	/// Gives back as much of the points or the voucher as the order is undone by now.
	pub(crate) fn release_discount(id: OrderId, order: &OrderOf<T>) {
		if order.discount.is_none() {
			return;
		}
		let undone = match order.ledger() {
			Some(ledger) if ledger.refunded() < ledger.amount => {
				Undone::Refunded(ledger.refunded())
			},
			// All of it went back, or it was never paid.
			_ => Undone::All,
		};
		T::Discount::release(id, undone);
	}

	/// Refuses discounts that are not for the items of the offer.
	pub(crate) fn check_discounts(
		offer: &OfferOf<T>,
		discounts: &[Option<Means>],
	) -> Result<(), Error<T>> {
		let fits = discounts.is_empty() || discounts.len() == offer.items.len();
		ensure!(fits, Error::<T>::DiscountsMismatch);
		Ok(())
	}

	pub(crate) fn do_use_discount(
		buyer: T::AccountId,
		id: OrderId,
		means: Option<Means>,
	) -> DispatchResult {
		let mut order = Orders::<T>::get(id).ok_or(Error::<T>::UnknownOrder)?;
		// Of an invoice to anyone nobody is the buyer before it is paid.
		ensure!(order.buyer.as_ref() == Some(&buyer), Error::<T>::NotBuyer);
		let now = Self::now();
		let payable = matches!(order.state, OrderState::Created { pay_by } if now < pay_by);
		ensure!(payable, Error::<T>::NotPayable);
		let used = order.discount.map(|discount| discount.means);
		ensure!(means != used, Error::<T>::SameDiscount);

		Self::release_discount(id, &order);
		order.discount = Self::reserve_discount(id, &order, means)?;
		Self::announce_discount(id, &order);
		Orders::<T>::insert(id, order);
		Ok(())
	}
}

/// As it is on record, which is what listeners were told: a deadline that has passed shows once it is
/// carried out.
impl<T: Config> OrderAccounts<BalanceOf<T>> for Pallet<T> {
	fn standing(id: OrderId) -> Option<OrderStanding<BalanceOf<T>>> {
		let order = Orders::<T>::get(id)?;
		Some(OrderStanding {
			settled: order.state.stage() == OrderStage::Settled,
			refunded: order.ledger().map_or_else(Zero::zero, |ledger| ledger.refunded()),
		})
	}
}
