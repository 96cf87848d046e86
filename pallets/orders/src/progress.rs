//! How orders move on: shipping, confirming, refunds, closing. And the frame that every step runs
//! in: load an order as it stands *now*, change it, save it, pay.

use crate::{
	money::Payouts,
	order::{shares, Lapse, Moved, OrderError, MAX_LAPSES},
	AccountIdOf, Answer, BalanceOf, Cancellation, Config, Due, Error, Event, HoldReason, OrderOf,
	OrderState, Orders, OrdersOf, Pallet, Party, Payment, PublishedTermsOf, Role, Source, TermsOf,
	Tracking, UsedOffers, MAX_BATCH,
};
use alloc::vec::Vec;
use frame_support::{ensure, pallet_prelude::ConstU32, traits::Get, BoundedVec};
use souk_primitives::{BigEndian, Moment, OrderId, OrderNotice, OrderStage};
use sp_runtime::{
	traits::{CheckedSub, Zero},
	DispatchError, DispatchResult, Permill,
};

type Batch = BoundedVec<OrderId, ConstU32<MAX_BATCH>>;

impl<T> From<OrderError> for Error<T> {
	fn from(error: OrderError) -> Self {
		match error {
			OrderError::NoEscrow => Self::NoEscrow,
			OrderError::Insufficient => Self::MoreThanOpen,
		}
	}
}

/// An order taken from storage to be changed.
pub(crate) struct Work<T: Config> {
	pub(crate) id: OrderId,
	pub(crate) order: OrderOf<T>,
	pub(crate) terms: PublishedTermsOf<T>,
	/// The deadline under which it stands in the index.
	due: Option<Moment>,
}

impl<T: Config> Work<T> {
	/// Takes an order from storage as it was left there.
	pub(crate) fn load(id: OrderId) -> Result<Self, Error<T>> {
		let order = Orders::<T>::get(id).ok_or(Error::<T>::UnknownOrder)?;
		let terms = TermsOf::<T>::get(order.terms).ok_or(Error::<T>::UnknownTerms)?;
		let due = order.state.deadline();
		Ok(Self { id, order, terms, due })
	}

	/// Takes an order from storage and brings it up to `now`.
	pub(crate) fn load_at(
		id: OrderId,
		now: Moment,
		payouts: &mut Payouts<T>,
	) -> Result<Self, Error<T>> {
		let mut work = Self::load(id)?;
		work.catch_up(now, payouts)?;
		Ok(work)
	}

	/// Carries out every deadline that has passed.
	pub(crate) fn catch_up(
		&mut self,
		now: Moment,
		payouts: &mut Payouts<T>,
	) -> Result<(), Error<T>> {
		for _ in 0..MAX_LAPSES {
			let Some((lapse, at)) = self.order.lapse(now) else { break };
			let moved = self.order.apply(lapse, at, &self.shares()).map_err(|error| {
				log::error!(target: crate::LOG_TARGET, "order {}: {error:?}", self.id);
				Error::<T>::LedgerBroken
			})?;
			if lapse == Lapse::Cancel {
				Pallet::<T>::deposit_event(Event::OrderCancelled { order: self.id });
			}
			self.book(moved, payouts);
		}
		Ok(())
	}

	fn shares(&self) -> Vec<Permill> {
		shares(&self.terms.terms.splits)
	}

	fn book(&self, moved: Moved<AccountIdOf<T>, BalanceOf<T>>, payouts: &mut Payouts<T>) {
		Pallet::<T>::book(self.id, &self.order, &self.terms.terms.splits, moved, payouts);
	}

	/// Pays everything that is open to the merchant and the splits.
	fn settle(&mut self, now: Moment, payouts: &mut Payouts<T>) -> Result<(), Error<T>> {
		let moved = self.order.settle(now, &self.shares())?;
		self.book(moved, payouts);
		Ok(())
	}

	/// Pays a part of what is open back to the payer.
	pub(crate) fn refund(
		&mut self,
		amount: BalanceOf<T>,
		now: Moment,
		payouts: &mut Payouts<T>,
	) -> Result<(), Error<T>> {
		let moved = self.order.refund(amount, now)?;
		self.book(moved, payouts);
		Ok(())
	}

	/// Pays everything that is open back to the payer.
	pub(crate) fn refund_all(
		&mut self,
		now: Moment,
		payouts: &mut Payouts<T>,
	) -> Result<(), Error<T>> {
		let open = self.order.open().ok_or(Error::<T>::NoEscrow)?;
		self.refund(open, now, payouts)
	}

	/// Puts the order back, and its place in the index of deadlines right.
	pub(crate) fn save(self) {
		let due = self.order.state.deadline();
		if due != self.due {
			let key = |at: Moment| (BigEndian(at), BigEndian(self.id.0));
			if let Some(at) = self.due {
				Due::<T>::remove(key(at));
			}
			if let Some(at) = due {
				Due::<T>::insert(key(at), ());
			}
		}
		Orders::<T>::insert(self.id, self.order);
	}

	pub(crate) fn ensure_buyer(&self, who: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(self.order.buyer.as_ref() == Some(who), Error::<T>::NotBuyer);
		Ok(())
	}

	pub(crate) fn ensure_merchant(&self, who: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(self.order.merchant == *who, Error::<T>::NotMerchant);
		Ok(())
	}

	/// From when the record may be removed; `None` while the order is not over.
	pub(crate) fn closable_from(&self) -> Option<Moment> {
		let over = match self.order.state {
			// No money was ever in it, so nobody needs the record.
			OrderState::Cancelled { at } => at,
			OrderState::Settled { at } | OrderState::Refunded { at } => {
				at.saturating_add(self.terms.terms.windows.record)
			},
			_ => return None,
		};
		// The nonce goes with the record, and must outlive the offer.
		match self.order.source {
			Source::Invoice => Some(over),
			Source::Offer { valid_until, .. } => Some(over.max(valid_until)),
		}
	}

	/// Which side `who` is on.
	fn party(&self, who: &T::AccountId) -> Result<Party, Error<T>> {
		if self.order.merchant == *who {
			return Ok(Party::Merchant);
		}
		ensure!(self.order.buyer.as_ref() == Some(who), Error::<T>::NotParty);
		Ok(Party::Buyer)
	}
}

impl<T: Config> Pallet<T> {
	/// Runs one step of one order, with the order brought up to now before and paid after.
	pub(crate) fn step(
		id: OrderId,
		change: impl FnOnce(&mut Work<T>, Moment, &mut Payouts<T>) -> DispatchResult,
	) -> DispatchResult {
		let mut payouts = Payouts::<T>::new();
		let now = Self::now();
		let mut work = Work::load_at(id, now, &mut payouts)?;
		change(&mut work, now, &mut payouts)?;
		work.save();
		payouts.pay();
		Ok(())
	}

	pub(crate) fn do_cancel(who: T::AccountId, id: OrderId) -> DispatchResult {
		Self::step(id, |work, now, payouts| {
			let party = work.party(&who)?;
			match work.order.state {
				OrderState::Created { .. } => {
					work.order.state = OrderState::Cancelled { at: now };
					Self::deposit_event(Event::OrderCancelled { order: id });
				},
				OrderState::Funded { .. } => {
					ensure!(
						party == Party::Merchant
							|| work.terms.terms.cancellation == Cancellation::BeforeShipping,
						Error::<T>::OnlyMerchantCancels
					);
					work.refund_all(now, payouts)?;
				},
				_ => return Err(Error::<T>::NotCancellable.into()),
			}
			Ok(())
		})
	}

	pub(crate) fn do_ship(
		merchant: T::AccountId,
		orders: Batch,
		tracking: Option<Tracking>,
	) -> DispatchResult {
		ensure!(!orders.is_empty(), Error::<T>::NothingListed);
		let now = Self::now();
		let mut payouts = Payouts::<T>::new();
		for id in orders {
			let mut work = Work::load_at(id, now, &mut payouts)?;
			work.ensure_merchant(&merchant)?;
			work.dispatch(now, tracking.clone())?;
			work.save();
		}
		payouts.pay();
		Ok(())
	}

	pub(crate) fn do_confirm(buyer: T::AccountId, orders: Batch) -> Result<u64, DispatchError> {
		ensure!(!orders.is_empty(), Error::<T>::NothingListed);
		let now = Self::now();
		let mut payouts = Payouts::<T>::new();
		for id in orders {
			let mut work = Work::load_at(id, now, &mut payouts)?;
			work.ensure_buyer(&buyer)?;
			ensure!(!work.order.state.stage().is_final(), Error::<T>::NoEscrow);
			work.settle(now, &mut payouts)?;
			work.save();
		}
		Ok(payouts.pay())
	}

	pub(crate) fn do_release(
		buyer: T::AccountId,
		id: OrderId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		Self::step(id, |work, now, payouts| {
			work.ensure_buyer(&buyer)?;
			ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
			ensure!(
				work.order.state.stage() != OrderStage::RefundRequested,
				Error::<T>::RefundRequestOpen
			);
			let open = work.order.open().ok_or(Error::<T>::NoEscrow)?;
			let left = open.checked_sub(&amount).ok_or(Error::<T>::MoreThanOpen)?;
			Self::deposit_event(Event::OrderReleased { order: id, amount, open: left });
			let moved =
				work.order.capture(amount, now, &work.shares()).map_err(Error::<T>::from)?;
			work.book(moved, payouts);
			Ok(())
		})
	}

	pub(crate) fn do_extend(who: T::AccountId, id: OrderId) -> DispatchResult {
		Self::step(id, |work, _, _| {
			let party = work.party(&who)?;
			let extension = work.terms.terms.windows.extension;
			ensure!(!extension.is_zero(), Error::<T>::ExtensionNotOffered);
			let whose = work.order.state.deadline_of().ok_or(Error::<T>::NothingToExtend)?;
			ensure!(whose != party, Error::<T>::NothingToExtend);
			let extensions = work.order.extensions.used_by(party);
			work.order.extensions = extensions.ok_or(Error::<T>::AlreadyExtended)?;
			let state = work.order.state.extended(extension);
			work.order.state = state.ok_or(Error::<T>::NothingToExtend)?;
			let until = work.order.state.deadline().ok_or(Error::<T>::NothingToExtend)?;
			Self::deposit_event(Event::WindowExtended { order: id, by: party, until });
			Ok(())
		})
	}

	pub(crate) fn do_request_refund(
		buyer: T::AccountId,
		id: OrderId,
		amount: BalanceOf<T>,
		evidence: Option<T::Hash>,
	) -> DispatchResult {
		Self::step(id, |work, now, _| {
			work.ensure_buyer(&buyer)?;
			ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
			ensure!(
				work.order.state.stage() != OrderStage::RefundRequested,
				Error::<T>::RefundRequestOpen
			);
			let open = work.order.open().ok_or(Error::<T>::NoEscrow)?;
			ensure!(amount <= open, Error::<T>::MoreThanOpen);
			ensure!(
				work.order.refund_requests < T::MaxRefundRequests::get(),
				Error::<T>::TooManyRefundRequests
			);
			let paused = work.order.state.pause(now).ok_or(Error::<T>::NoEscrow)?;
			let answer_by = now.saturating_add(work.terms.terms.windows.answer);
			work.order.refund_requests = work.order.refund_requests.saturating_add(1);
			work.order.state = OrderState::RefundRequested { amount, answer_by, paused };
			Self::deposit_event(Event::RefundRequested { order: id, amount, answer_by, evidence });
			Ok(())
		})
	}

	pub(crate) fn do_answer_refund(
		merchant: T::AccountId,
		id: OrderId,
		answer: Answer,
	) -> DispatchResult {
		Self::step(id, |work, now, payouts| {
			work.ensure_merchant(&merchant)?;
			let OrderState::RefundRequested { amount, paused, .. } = work.order.state else {
				return Err(Error::<T>::NoRefundRequest.into());
			};
			match answer {
				Answer::Approve => work.refund(amount, now, payouts)?,
				Answer::Reject => {
					work.order.state = paused.resume(now);
					let until = work.order.state.deadline().unwrap_or(now);
					Self::deposit_event(Event::RefundRejected { order: id, until });
				},
			}
			Ok(())
		})
	}

	pub(crate) fn do_refund(
		merchant: T::AccountId,
		id: OrderId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		// A step of its own: what a passed deadline pays the merchant, the merchant can give back.
		Self::step(id, |work, _, _| Ok(work.ensure_merchant(&merchant)?))?;
		Self::step(id, |work, now, payouts| match work.order.state {
			OrderState::Settled { .. } => work.refund_settled(amount, payouts),
			OrderState::RefundRequested { .. } => Err(Error::<T>::RefundRequestOpen.into()),
			_ => {
				let open = work.order.open().ok_or(Error::<T>::NoEscrow)?;
				ensure!(amount <= open, Error::<T>::MoreThanOpen);
				Ok(work.refund(amount, now, payouts)?)
			},
		})
	}

	pub(crate) fn do_close(orders: Batch) -> DispatchResult {
		ensure!(!orders.is_empty(), Error::<T>::NothingListed);
		let now = Self::now();
		for id in orders {
			let work = Work::<T>::load(id)?;
			let from = work.closable_from().ok_or(Error::<T>::NotOver)?;
			ensure!(now >= from, Error::<T>::RecordWindowRunning);
			Self::remove_record(work);
		}
		Ok(())
	}

	fn remove_record(work: Work<T>) {
		let Work { id, order, mut terms, .. } = work;
		let key = BigEndian(id.0);
		Orders::<T>::remove(id);
		OrdersOf::<T>::remove((&order.merchant, Role::Merchant), key);
		if let Some(buyer) = &order.buyer {
			OrdersOf::<T>::remove((buyer, Role::Buyer), key);
		}
		if let Payment::Escrow { payer, .. } = &order.payment {
			OrdersOf::<T>::remove((payer, Role::Payer), key);
		}
		if let Source::Offer { nonce, .. } = order.source {
			UsedOffers::<T>::mutate_exists(&order.merchant, nonce, |slot| {
				*slot = slot.and_then(|orders| orders.checked_sub(1)).filter(|left| *left > 0);
			});
		}
		Self::return_deposit(HoldReason::Order, &order.merchant, order.deposit);
		terms.orders = terms.orders.saturating_sub(1);
		Self::keep_or_remove_terms(order.terms, terms);
		Self::deposit_event(Event::OrderClosed { order: id });
		Self::notify(id, OrderNotice::Closed);
	}
}

impl<T: Config> Work<T> {
	/// The goods leave the merchant.
	pub(crate) fn dispatch(&mut self, now: Moment, tracking: Option<Tracking>) -> DispatchResult {
		ensure!(self.order.state.stage() == OrderStage::Funded, Error::<T>::NotShippable);
		let receive_by = now.saturating_add(self.terms.terms.windows.receive);
		self.order.state = OrderState::Shipped { receive_by };
		self.order.tracking = tracking.clone();
		Pallet::<T>::deposit_event(Event::OrderShipped { order: self.id, tracking, receive_by });
		Ok(())
	}

	/// The merchant gives back, out of its own, what a settled order had paid. The recipients of
	/// splits that return their part owe it to the merchant from now on.
	fn refund_settled(&mut self, amount: BalanceOf<T>, payouts: &mut Payouts<T>) -> DispatchResult {
		let splits = &self.terms.terms.splits;
		let Payment::Escrow { payer, ledger } = &mut self.order.payment else {
			return Err(Error::<T>::NoEscrow.into());
		};
		let reversals = ledger
			.give_back(amount, &Pallet::<T>::returning_shares(splits))
			.map_err(|_| Error::<T>::MoreThanPaidOut)?;
		// By way of the pot, so that a payer who cannot receive it finds it among the claims.
		Pallet::<T>::collect(&self.order.asset, &self.order.merchant, amount)?;
		payouts.add(&self.order.asset, payer, amount, self.id);
		Pallet::<T>::record_debts(&self.order, splits, reversals)?;
		Pallet::<T>::announce_refund(self.id, &self.order, amount);
		Ok(())
	}
}
