//! How orders move on: shipping, confirming, refunds, closing. And the frame that every step runs
//! in: load an order as it stands *now*, change it, save it, pay.

use crate::{
	money::Payouts,
	order::{Lapse, Moved, OrderError, MAX_LAPSES},
	Answer, BalanceOf, Cancellation, Config, Due, Error, Event, HoldReason, OrderOf, OrderState,
	Orders, OrdersOf, Pallet, Party, Payment, PublishedTermsOf, RefundKind, ReturnLeg, Role,
	Source, TermsOf, Tracking, UsedOffers, MAX_BATCH,
};
use frame_support::{ensure, pallet_prelude::ConstU32, traits::Get, BoundedVec};
use souk_primitives::{BigEndian, Gateways, Moment, OrderId, OrderNotice, OrderStage};
use sp_runtime::{
	traits::{CheckedSub, Zero},
	DispatchError, DispatchResult,
};

type Batch = BoundedVec<OrderId, ConstU32<MAX_BATCH>>;

impl<T> From<OrderError> for Error<T> {
	fn from(error: OrderError) -> Self {
		match error {
			OrderError::NoEscrow => Self::NoEscrow,
			OrderError::Insufficient => Self::MoreThanOpen,
			OrderError::NoDispute => Self::NoDispute,
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
		let due = order.deadline();
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
			let open = self.order.ledger().map_or_else(BalanceOf::<T>::zero, |ledger| ledger.open);
			let moved = self.order.apply(lapse, at, &self.terms.terms).map_err(|error| {
				log::error!(target: crate::LOG_TARGET, "order {}: {error:?}", self.id);
				Error::<T>::LedgerBroken
			})?;
			self.announce_lapse(lapse, open, moved.refunded);
			if lapse == Lapse::Cancel {
				Pallet::<T>::release_discount(self.id, &self.order);
			}
			self.book(moved, payouts);
		}
		Ok(())
	}

	/// Says what happened by itself, where the money that it moved does not say it.
	fn announce_lapse(
		&self,
		lapse: Lapse<BalanceOf<T>>,
		open: BalanceOf<T>,
		to_buyer: BalanceOf<T>,
	) {
		let order = self.id;
		let until = self.order.deadline().unwrap_or_default();
		Pallet::<T>::deposit_event(match lapse {
			Lapse::Cancel => Event::OrderCancelled { order },
			Lapse::Return(amount) => Event::ReturnApproved { order, amount, send_by: until },
			Lapse::Resume => Event::ComplaintLapsed { order, until },
			Lapse::CallResolver => Event::ResolverCalled { order, decide_by: until },
			Lapse::Preset if self.order.state.stage().is_final() => {
				Event::PresetApplied { order, to_buyer, of: open }
			},
			Lapse::Preset => Event::ComplaintLapsed { order, until },
			Lapse::Refund(_) | Lapse::Settle | Lapse::FreeReserve => return,
		});
	}

	pub(crate) fn book(&mut self, moved: Moved<BalanceOf<T>>, payouts: &mut Payouts<T>) {
		Pallet::<T>::book(self.id, &mut self.order, &self.terms.terms, moved, payouts);
	}

	/// Pays everything that is open to the merchant and the splits, or lets it be paid as soon as
	/// that may be.
	fn confirm(&mut self, now: Moment, payouts: &mut Payouts<T>) -> Result<(), Error<T>> {
		let moved = self.order.confirm(now, &self.terms.terms)?;
		self.announce_confirmed();
		self.book(moved, payouts);
		Ok(())
	}

	/// Says when an order settles that does not yet.
	pub(crate) fn announce_confirmed(&self) {
		if let OrderState::Confirmed { settle_at } = self.order.state {
			Pallet::<T>::deposit_event(Event::OrderConfirmed { order: self.id, settle_at });
		}
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
		let open = self.order.ledger().ok_or(Error::<T>::NoEscrow)?.open;
		self.refund(open, now, payouts)
	}

	/// Puts the order back, and its place in the index of deadlines right.
	pub(crate) fn save(self) {
		let due = self.order.deadline();
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

	/// From when the record may be removed; `None` while the order is not over, or its merchant
	/// still has something of it in reserve or owes a refund.
	pub(crate) fn closable_from(&self) -> Option<Moment> {
		let over = match self.order.state {
			// No money was ever in it. A payment off chain may still be on its way.
			OrderState::Cancelled { at } if self.order.asset().is_some() => at,
			OrderState::Cancelled { at }
			| OrderState::Settled { at }
			| OrderState::Refunded { at } => at.saturating_add(self.terms.terms.windows.record),
			_ => return None,
		};
		let owes = !Pallet::<T>::refund_debt(self.id, &self.order).is_zero();
		if self.order.reserve.is_some() || owes {
			return None;
		}
		// As long as a receipt may show that what has to go back went back.
		let over = match self.order.refund_due().is_zero() {
			true => over,
			false => over.saturating_add(T::Gateways::retention()),
		};
		// The nonce goes with the record, and must outlive the offer.
		match self.order.source {
			Source::Invoice => Some(over),
			Source::Offer { valid_until, .. } => Some(over.max(valid_until)),
		}
	}

	/// The order, without a complaint that has to be dealt with first.
	pub(crate) fn ensure_no_complaint(&self) -> Result<(), Error<T>> {
		match self.order.state {
			OrderState::RefundRequested { .. } => Err(Error::<T>::RefundRequestOpen),
			OrderState::Returning { .. } => Err(Error::<T>::ReturnOpen),
			OrderState::Disputed { .. } => Err(Error::<T>::DisputeOpen),
			_ => Ok(()),
		}
	}

	/// Which side `who` is on.
	pub(crate) fn party(&self, who: &T::AccountId) -> Result<Party, Error<T>> {
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
					Self::release_discount(id, &work.order);
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
			let receive = work.terms.terms.windows.receive;
			work.dispatch(receive, now, tracking.clone())?;
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
			let stage = work.order.state.stage();
			ensure!(!stage.is_final(), Error::<T>::NoEscrow);
			ensure!(stage != OrderStage::Confirmed, Error::<T>::AlreadyConfirmed);
			work.confirm(now, &mut payouts)?;
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
			ensure!(work.order.asset().is_some(), Error::<T>::NotEscrowed);
			work.ensure_no_complaint()?;
			let open = work.order.open().ok_or(Error::<T>::NoEscrow)?;
			let left = open.checked_sub(&amount).ok_or(Error::<T>::MoreThanOpen)?;
			Self::deposit_event(Event::OrderReleased { order: id, amount, open: left });
			let moved =
				work.order.capture(amount, now, &work.terms.terms).map_err(Error::<T>::from)?;
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
			let until = work.order.extend(extension).ok_or(Error::<T>::NothingToExtend)?;
			Self::deposit_event(Event::WindowExtended { order: id, by: party, until });
			Ok(())
		})
	}

	pub(crate) fn do_request_refund(
		buyer: T::AccountId,
		id: OrderId,
		amount: BalanceOf<T>,
		kind: RefundKind,
		evidence: Option<T::Hash>,
	) -> DispatchResult {
		Self::step(id, |work, now, _| {
			work.ensure_buyer(&buyer)?;
			ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
			work.ensure_no_complaint()?;
			let open = work.order.open().ok_or(Error::<T>::NoEscrow)?;
			ensure!(amount <= open, Error::<T>::MoreThanOpen);
			ensure!(
				work.order.refund_requests < T::MaxRefundRequests::get(),
				Error::<T>::TooManyRefundRequests
			);
			ensure!(
				kind == RefundKind::RefundOnly
					|| !matches!(work.order.state, OrderState::Funded { .. }),
				Error::<T>::NothingToReturn
			);
			let paused = work.order.state.pause(now).ok_or(Error::<T>::NoEscrow)?;
			let answer_by = now.saturating_add(work.terms.terms.windows.answer);
			work.order.refund_requests = work.order.refund_requests.saturating_add(1);
			work.order.state = OrderState::RefundRequested { amount, kind, answer_by, paused };
			Self::deposit_event(Event::RefundRequested {
				order: id,
				amount,
				kind,
				answer_by,
				evidence,
			});
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
			let OrderState::RefundRequested { kind, .. } = work.order.state else {
				return Err(Error::<T>::NoRefundRequest.into());
			};
			let amount = work.order.asked().ok_or(Error::<T>::NoEscrow)?;
			match (answer, kind) {
				(Answer::Approve, RefundKind::RefundOnly) => work.refund(amount, now, payouts)?,
				(Answer::Approve, RefundKind::ReturnGoods) => {
					let send_by =
						work.order.await_goods(now, &work.terms.terms).map_err(Error::<T>::from)?;
					Self::deposit_event(Event::ReturnApproved { order: id, amount, send_by });
				},
				(Answer::Reject, _) => {
					work.order.resume(now);
					let until = work.order.deadline().unwrap_or(now);
					Self::deposit_event(Event::RefundRejected { order: id, until });
				},
			}
			Ok(())
		})
	}

	pub(crate) fn do_return_sent(
		buyer: T::AccountId,
		id: OrderId,
		tracking: Option<Tracking>,
	) -> DispatchResult {
		Self::step(id, |work, now, _| {
			work.ensure_buyer(&buyer)?;
			work.send_back(now, tracking)
		})
	}

	pub(crate) fn do_return_received(merchant: T::AccountId, id: OrderId) -> DispatchResult {
		Self::step(id, |work, now, payouts| {
			work.ensure_merchant(&merchant)?;
			work.take_back(now, payouts)
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
		Self::step(id, |work, now, payouts| {
			let open = match work.order.state {
				OrderState::Settled { .. } => return work.refund_settled(amount, payouts),
				OrderState::Created { .. }
				| OrderState::Refunded { .. }
				| OrderState::Cancelled { .. } => Err(Error::<T>::NoEscrow),
				_ => Ok(work.order.ledger().ok_or(Error::<T>::NoEscrow)?.open),
			}?;
			// Whoever gives everything back has nothing left to argue about.
			if !matches!(work.order.state, OrderState::Disputed { .. }) || amount != open {
				work.ensure_no_complaint()?;
			}
			ensure!(amount <= open, Error::<T>::MoreThanOpen);
			Ok(work.refund(amount, now, payouts)?)
		})
	}

	pub(crate) fn do_close(orders: Batch) -> DispatchResult {
		ensure!(!orders.is_empty(), Error::<T>::NothingListed);
		let now = Self::now();
		for id in orders {
			let work = Work::<T>::load(id)?;
			ensure!(work.order.state.stage().is_final(), Error::<T>::NotOver);
			let from = work.closable_from().ok_or(Error::<T>::StillOwing)?;
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
		if let Some(rules) = &terms.terms.disputes {
			OrdersOf::<T>::remove((&rules.resolver, Role::Resolver), key);
		}
		if let Source::Offer { nonce, .. } = order.source {
			UsedOffers::<T>::mutate_exists(&order.merchant, nonce, |slot| {
				*slot = slot.and_then(|orders| orders.checked_sub(1)).filter(|left| *left > 0);
			});
		}
		terms.orders = terms.orders.saturating_sub(1);
		Self::keep_or_remove_terms(order.terms, terms);
		Self::deposit_event(Event::OrderClosed { order: id });
		Self::notify(id, OrderNotice::Closed);
		let deposit = Self::keep_missed(id, &order);
		Self::return_deposit(HoldReason::Order, &order.merchant, deposit);
	}
}

impl<T: Config> Work<T> {
	/// The goods leave the merchant. The order settles after `window` unless something happens.
	pub(crate) fn dispatch(
		&mut self,
		window: Moment,
		now: Moment,
		tracking: Option<Tracking>,
	) -> DispatchResult {
		ensure!(self.order.state.stage() == OrderStage::Funded, Error::<T>::NotShippable);
		let receive_by = now.saturating_add(window);
		self.order.state = OrderState::Shipped { receive_by };
		self.order.tracking = tracking.clone();
		let receive_by = self.order.deadline().unwrap_or(receive_by);
		Pallet::<T>::deposit_event(Event::OrderShipped { order: self.id, tracking, receive_by });
		Ok(())
	}

	/// The buyer hands what it returns to a carrier.
	pub(crate) fn send_back(&mut self, now: Moment, tracking: Option<Tracking>) -> DispatchResult {
		let OrderState::Returning { amount, leg: ReturnLeg::ToSend { .. }, paused } =
			self.order.state
		else {
			return Err(Error::<T>::NothingToSendBack.into());
		};
		let receive_by = now.saturating_add(self.terms.terms.windows.take_back);
		let leg = ReturnLeg::Sent { receive_by };
		self.order.state = OrderState::Returning { amount, leg, paused };
		Pallet::<T>::deposit_event(Event::ReturnSent { order: self.id, tracking, receive_by });
		Ok(())
	}

	/// What the buyer returns is back, or need not come back.
	pub(crate) fn take_back(&mut self, now: Moment, payouts: &mut Payouts<T>) -> DispatchResult {
		let returning = matches!(self.order.state, OrderState::Returning { .. });
		ensure!(returning, Error::<T>::NotReturning);
		let amount = self.order.asked().ok_or(Error::<T>::NoEscrow)?;
		Pallet::<T>::deposit_event(Event::ReturnReceived { order: self.id });
		Ok(self.refund(amount, now, payouts)?)
	}

	/// The merchant gives back what a settled order had paid. The recipients of splits that return
	/// their part owe it to the merchant from now on.
	fn refund_settled(&mut self, amount: BalanceOf<T>, payouts: &mut Payouts<T>) -> DispatchResult {
		let splits = &self.terms.terms.splits;
		let reversals = self
			.order
			.ledger_mut()
			.map_err(Error::<T>::from)?
			.give_back(amount, &Pallet::<T>::returning_shares(splits))
			.map_err(|_| Error::<T>::MoreThanPaidOut)?;
		// Off chain nothing moves here; the order shows what has to go back.
		if let (Some(asset), Some(payer)) = (self.order.asset(), self.order.payer()) {
			// Deposits first: the refund may take all that is left.
			Pallet::<T>::record_debts(&self.order.merchant, asset, splits, reversals)?;
			Pallet::<T>::pay_refund(self.id, &self.order, asset, payer, amount, payouts)?;
		}
		Pallet::<T>::announce_refund(self.id, &self.order, amount);
		Ok(())
	}
}
