//! Telling the listeners, and telling them again what they failed on.

use crate::{
	BalanceOf, Config, Error, Event, HoldReason, HookId, MissedNotices, MissedOf, NoticeOf,
	OrderOf, Pallet, LOG_TARGET,
};
use codec::MaxEncodedLen;
use frame_support::traits::Footprint;
use souk_primitives::{NoticeKind, OrderId, OrderNotice, OrderObservers};
use sp_runtime::{
	traits::{Convert, Saturating},
	DispatchResult,
};

/// Kinds of notices: a listener can have failed on one of each.
const KINDS: u32 = 5;

impl<T: Config> Pallet<T> {
	/// Tells the listeners. What a listener does wrong stays with the listener: it is put on record,
	/// to be told again.
	pub(crate) fn notify(order: OrderId, notice: NoticeOf<T>) {
		let kind = notice.kind();
		if matches!(notice, OrderNotice::Refunded { .. }) {
			// This figure includes the ones that were missed.
			for observer in 0..T::Observers::count() {
				MissedNotices::<T>::remove(order, (observer, kind));
			}
		}
		T::Observers::notify_all(order, &notice, &mut |observer, error| {
			log::warn!(target: LOG_TARGET, "listener {observer} failed on order {order}: {error:?}");
			let record = MissedOf::<T> { notice: notice.clone(), deposit: None };
			MissedNotices::<T>::insert(order, (observer, kind), record);
			Self::deposit_event(Event::ObserverFailed { order, observer, notice: kind, error });
		});
	}

	/// The price of a record of what a listener failed on.
	pub(crate) fn missed_deposit() -> BalanceOf<T> {
		let size = MissedOf::<T>::max_encoded_len().saturating_add(HookId::max_encoded_len());
		T::StoragePrice::convert(Footprint::from_parts(1, size))
	}

	/// How many such records an order can have.
	pub(crate) fn max_missed() -> u32 {
		u32::from(T::Observers::count()).saturating_mul(KINDS)
	}

	/// Leaves the records of a closed order with their part of its deposit. Returns how much of the
	/// deposit is not needed.
	pub(crate) fn keep_missed(id: OrderId, order: &OrderOf<T>) -> BalanceOf<T> {
		let mut left = order.deposit;
		let price = Self::missed_deposit();
		let records = MissedNotices::<T>::iter_prefix(id).take(Self::max_missed() as usize);
		for (hook, record) in records.collect::<alloc::vec::Vec<_>>() {
			let deposit = price.min(left);
			left = left.saturating_sub(deposit);
			let deposit = Some((order.merchant.clone(), deposit));
			MissedNotices::<T>::insert(id, hook, MissedOf::<T> { deposit, ..record });
		}
		left
	}

	pub(crate) fn do_retry_hook(
		order: OrderId,
		observer: u8,
		notice: NoticeKind,
	) -> DispatchResult {
		let record =
			MissedNotices::<T>::get(order, (observer, notice)).ok_or(Error::<T>::NothingMissed)?;
		// A listener that a new runtime does not have any more has nothing to hear.
		if let Some(heard) = T::Observers::notify_one(observer, order, &record.notice) {
			heard?;
		}
		MissedNotices::<T>::remove(order, (observer, notice));
		if let Some((depositor, deposit)) = record.deposit {
			Self::return_deposit(HoldReason::Order, &depositor, deposit);
		}
		Self::deposit_event(Event::HookRetried { order, observer, notice });
		Ok(())
	}

	/// What listeners failed on, of one order.
	pub fn list_missed(order: OrderId) -> alloc::vec::Vec<HookId> {
		let mut list: alloc::vec::Vec<_> = MissedNotices::<T>::iter_key_prefix(order).collect();
		list.sort();
		list
	}
}
