//! What merchants keep in reserve for refunds, and what they owe payers when that is not enough.

use crate::{
	money::Payouts, AccountIdOf, BalanceOf, Config, Error, Event, HoldReason, OrderOf, Orders,
	Pallet, Part, RefundDebt, RefundDebts, Reserve, Reserves, Terms,
};
use alloc::vec::Vec;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{fungibles::Inspect, Defensive, Footprint},
};
use souk_primitives::{BigEndian, Moment, OrderId};
use sp_runtime::{
	traits::{Convert, Saturating, Zero},
	DispatchResult,
};

/// How many refunds that a merchant owes one payout can go to, oldest first.
pub const MAX_NETTED: u32 = 2;

impl<T: Config> Pallet<T> {
	/// The price of the record of a merchant's reserve in one asset.
	pub(crate) fn reserve_deposit() -> BalanceOf<T> {
		let size = Reserve::<BalanceOf<T>>::max_encoded_len();
		T::StoragePrice::convert(Footprint::from_parts(1, size))
	}

	/// Keeps back, at `at`, what the terms say of `amount` that the merchant is about to be paid.
	/// Returns how much that is. The record's deposit comes out of the order's.
	pub(crate) fn keep_reserve(
		id: OrderId,
		order: &mut OrderOf<T>,
		asset: &T::AssetKind,
		terms: &Terms<T::AccountId>,
		amount: BalanceOf<T>,
		at: Moment,
	) -> BalanceOf<T> {
		let Some(rule) = terms.reserve else { return Zero::zero() };
		let kept = rule.share.mul_floor(amount);
		if kept.is_zero() {
			return kept;
		}
		Reserves::<T>::mutate(&order.merchant, asset, |slot| match slot {
			Some(reserve) => reserve.parts = reserve.parts.saturating_add(kept),
			None => {
				let deposit = Self::reserve_deposit().min(order.deposit);
				order.deposit = order.deposit.saturating_sub(deposit);
				*slot = Some(Reserve { parts: kept, drawn: Zero::zero(), deposit });
			},
		});
		let before = order.reserve.map_or_else(Zero::zero, |part| part.amount);
		let until = at.saturating_add(rule.hold);
		order.reserve = Some(Part { amount: before.saturating_add(kept), until });
		Self::deposit_event(Event::ReserveKept { order: id, amount: kept, until });
		kept
	}

	/// Pays the merchant the part of an order in its reserve, less what refunds have drawn.
	pub(crate) fn free_reserve(
		id: OrderId,
		order: &OrderOf<T>,
		asset: &T::AssetKind,
		part: BalanceOf<T>,
		payouts: &mut Payouts<T>,
	) {
		let merchant = &order.merchant;
		let left = Reserves::<T>::mutate_exists(merchant, asset, |slot| {
			let Some(reserve) = slot.as_mut().defensive() else { return Zero::zero() };
			let drawn = reserve.drawn.min(part);
			reserve.drawn = reserve.drawn.saturating_sub(drawn);
			reserve.parts = reserve.parts.saturating_sub(part);
			if reserve.parts.is_zero() {
				Self::return_deposit(HoldReason::Order, merchant, reserve.deposit);
				*slot = None;
			}
			part.saturating_sub(drawn)
		});
		Self::deposit_event(Event::ReserveFreed { order: id, amount: left });
		let left = Self::pay_refund_debts(merchant, asset, left, payouts);
		payouts.add(asset, merchant, left, id);
	}

	/// Takes up to `amount` out of a merchant's reserve. Returns how much.
	fn draw_reserve(
		merchant: &T::AccountId,
		asset: &T::AssetKind,
		amount: BalanceOf<T>,
	) -> BalanceOf<T> {
		Reserves::<T>::mutate(merchant, asset, |slot| {
			let Some(reserve) = slot else { return Zero::zero() };
			let drawn = reserve.parts.saturating_sub(reserve.drawn).min(amount);
			reserve.drawn = reserve.drawn.saturating_add(drawn);
			drawn
		})
	}

	/// Pays a refund of a settled order out of what the merchant has, then out of its reserve; the
	/// merchant owes the rest. By way of the pot, so that a payer who cannot receive it finds it
	/// among the claims.
	pub(crate) fn pay_refund(
		id: OrderId,
		order: &OrderOf<T>,
		asset: &T::AssetKind,
		payer: &T::AccountId,
		amount: BalanceOf<T>,
		payouts: &mut Payouts<T>,
	) -> DispatchResult {
		let merchant = &order.merchant;
		let key = (merchant.clone(), asset.clone(), BigEndian(id.0));
		let in_reserve = Self::reserve_of(merchant.clone(), asset.clone());
		let mut debt = RefundDebts::<T>::get(&key);
		let mut free = Self::affordable(asset, merchant, amount);
		if debt.is_none() && free.saturating_add(in_reserve) < amount {
			// Before the refund takes, in the native token, what the deposit needs.
			let size = RefundDebt::<AccountIdOf<T>, BalanceOf<T>>::max_encoded_len();
			let deposit = T::StoragePrice::convert(Footprint::from_parts(1, size));
			Self::take_deposit(HoldReason::Debt, merchant, deposit)?;
			debt = Some(RefundDebt { payer: payer.clone(), amount: Zero::zero(), deposit });
			free = Self::affordable(asset, merchant, amount);
		}
		if !free.is_zero() {
			Self::collect(asset, merchant, free)?;
		}
		let drawn = Self::draw_reserve(merchant, asset, amount.saturating_sub(free));
		let paid = free.saturating_add(drawn);
		payouts.add(asset, payer, paid, id);
		if let Some(mut debt) = debt {
			let owed = amount.saturating_sub(paid);
			debt.amount = debt.amount.saturating_add(owed);
			Self::put_refund_debt(merchant, asset, id, debt);
			if !owed.is_zero() {
				let payer = payer.clone();
				Self::deposit_event(Event::RefundOwed { order: id, payer, amount: owed });
			}
		}
		Ok(())
	}

	/// Takes what a merchant owes payers out of `amount` that it is about to be paid. Returns what
	/// is left.
	pub(crate) fn pay_refund_debts(
		merchant: &T::AccountId,
		asset: &T::AssetKind,
		amount: BalanceOf<T>,
		payouts: &mut Payouts<T>,
	) -> BalanceOf<T> {
		let mut left = amount;
		if left.is_zero() {
			return left;
		}
		let owed: Vec<_> = RefundDebts::<T>::iter_prefix((merchant.clone(), asset.clone()))
			.take(MAX_NETTED as usize)
			.collect();
		for (of, mut debt) in owed {
			let paid = debt.amount.min(left);
			if paid.is_zero() {
				break;
			}
			left = left.saturating_sub(paid);
			debt.amount = debt.amount.saturating_sub(paid);
			// That order stays on record until this is paid, and has room for a claim of its payer.
			let of = OrderId(of.0);
			payouts.add(asset, &debt.payer, paid, of);
			Self::put_refund_debt(merchant, asset, of, debt);
			Self::deposit_event(Event::RefundPaid { order: of, amount: paid });
		}
		left
	}

	fn put_refund_debt(
		merchant: &T::AccountId,
		asset: &T::AssetKind,
		order: OrderId,
		debt: RefundDebt<AccountIdOf<T>, BalanceOf<T>>,
	) {
		let key = (merchant.clone(), asset.clone(), BigEndian(order.0));
		if debt.amount.is_zero() {
			RefundDebts::<T>::remove(key);
			Self::return_deposit(HoldReason::Debt, merchant, debt.deposit);
		} else {
			RefundDebts::<T>::insert(key, debt);
		}
	}

	/// What a merchant still owes the payer of an order.
	pub(crate) fn refund_debt(id: OrderId, order: &OrderOf<T>) -> BalanceOf<T> {
		order
			.asset()
			.and_then(|asset| RefundDebts::<T>::get((&order.merchant, asset, BigEndian(id.0))))
			.map_or_else(Zero::zero, |debt| debt.amount)
	}

	pub(crate) fn do_repay(
		merchant: T::AccountId,
		id: OrderId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let order = Orders::<T>::get(id).ok_or(Error::<T>::UnknownOrder)?;
		ensure!(order.merchant == merchant, Error::<T>::NotMerchant);
		let asset = order.asset().ok_or(Error::<T>::NotEscrowed)?;
		let mut debt =
			RefundDebts::<T>::get((&merchant, asset, BigEndian(id.0))).ok_or(Error::<T>::NoDebt)?;
		if !T::Money::asset_exists(asset.clone()) {
			// Nobody can pay it any more.
			let amount = core::mem::take(&mut debt.amount);
			Self::put_refund_debt(&merchant, asset, id, debt);
			Self::deposit_event(Event::RefundVoided { order: id, amount });
			return Ok(());
		}
		let paid = amount.min(debt.amount);
		Self::collect(asset, &merchant, paid)?;
		debt.amount = debt.amount.saturating_sub(paid);
		let mut payouts = Payouts::<T>::new();
		payouts.add(asset, &debt.payer, paid, id);
		Self::put_refund_debt(&merchant, asset, id, debt);
		Self::deposit_event(Event::RefundPaid { order: id, amount: paid });
		payouts.pay();
		Ok(())
	}
}
