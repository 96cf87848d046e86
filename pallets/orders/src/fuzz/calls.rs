//! What each operation does, by the model, and whether it is refused.

mod begin;
mod complain;
mod end;

use super::{
	chain,
	model::{
		Clock, Coin, End, External, Model, Order, Paid, Published, Side, Tender, Terms, Timer,
		Used, Wait, Who, Windows, BOND_PER_UNIT, COINS, DOUBTFUL, LEAD, LEAST, LONGEST, MERCHANTS,
		MOST_ASKS, POINTS, RETENTION, WORTH,
	},
	plan::{Arrival, Offer, Op, Receipt, World},
	rules::Verdict,
	Fault,
};
use crate::HoldReason;
use souk_primitives::{Moment, NoticeKind};
use std::collections::BTreeSet;

type Outcome = Result<(), Fault>;

fn ensure(holds: bool, fault: Fault) -> Outcome {
	holds.then_some(()).ok_or(fault)
}

fn timers(wait: Wait, until: Moment) -> Vec<Timer> {
	vec![Timer { wait, clock: Clock::Until(until) }]
}

impl Model {
	/// Does what the operation does, or says why it is refused. The chain has not done it yet.
	pub fn apply(&mut self, op: &Op) -> Outcome {
		self.told.clear();
		match op {
			Op::AcceptAsset { who, coin } => self.accept_asset(*who, *coin),
			Op::PublishTerms { who, terms } => self.publish_terms(*who, terms),
			Op::RetireTerms { who, terms } => self.retire_terms(*who, *terms),
			Op::Invoice { who, buyer, terms, coin, amount } => {
				ensure(self.accepts(*coin), "asset not accepted")?;
				self.invoice(*who, *buyer, *terms, Tender::Coin(*coin), *amount)
			},
			Op::InvoiceExternal { who, buyer, terms, currency, amount } => {
				ensure(self.gateway_active && *currency < 2, "not served")?;
				self.invoice(*who, Some(*buyer), *terms, Tender::Fiat(*currency), *amount)
			},
			Op::Fund { who, order, max } => self.fund(*who, *order, *max),
			Op::UsePoints { who, order, points } => self.use_points(*who, *order, *points),
			Op::Place { who, offers, max } => self.place(*who, offers, *max),
			Op::Ship { who, orders } => {
				ensure(!orders.is_empty(), "nothing listed")?;
				orders.iter().try_for_each(|id| {
					self.catch_up(*id)?;
					let order = self.order(*id)?;
					ensure(order.merchant == *who, "not the merchant")?;
					self.ship(*id, self.terms_of(order).windows.receive)
				})
			},
			Op::Confirm { who, orders } => {
				ensure(!orders.is_empty(), "nothing listed")?;
				orders.iter().try_for_each(|id| self.confirm(*who, *id))
			},
			Op::SettleDue { orders, .. } => {
				let mut worked = false;
				for id in orders {
					if self.orders.contains_key(id) {
						worked |= self.catch_up(*id)?;
					}
				}
				ensure(worked, "nothing due")
			},
			Op::Close { orders, .. } => {
				ensure(!orders.is_empty(), "nothing listed")?;
				orders.iter().try_for_each(|id| self.close(*id))
			},
			Op::Claim { recipient, coin, .. } => {
				let waiting = super::check::claim_of(*recipient, *coin);
				ensure(waiting > 0, "nothing to claim")?;
				ensure(chain::can_pay_out(*coin, *recipient, waiting), "cannot be delivered")
			},
			Op::Forgive { who, debtor, coin } => {
				self.debts.remove(&(*debtor, *who, *coin)).map(|_| ()).ok_or("no debt")
			},
			Op::Repay { who, order, amount } => self.repay(*who, *order, *amount),
			Op::RetryHook { order, observer, kind, .. } => {
				ensure(self.missed.remove(&(*order, *observer, *kind)), "nothing missed")?;
				ensure(!self.fails[usize::from(*observer)], "fails again")?;
				self.told.push((*order, *kind));
				// The second one keeps no list.
				if *observer == 1 {
					self.told.clear();
				}
				Ok(())
			},
			Op::Attest { receipt, .. } => self.attest(receipt),
			Op::Refund { who, order, amount } => self.give_back(*who, *order, *amount),
			Op::World(world) => self.change_world(world),
			_ => self.about_one(op),
		}
	}

	/// Calls about one order, which are brought up to date first.
	fn about_one(&mut self, op: &Op) -> Outcome {
		match op {
			Op::Cancel { who, order } => self.cancel(*who, *order),
			Op::Release { who, order, amount } => self.release(*who, *order, *amount),
			Op::Extend { who, order } => self.extend(*who, *order),
			Op::RequestRefund { who, order, amount, goods } => {
				self.request_refund(*who, *order, *amount, *goods)
			},
			Op::AnswerRefund { who, order, approve } => self.answer(*who, *order, *approve),
			Op::ReturnSent { who, order } => {
				self.catch_up(*order)?;
				ensure(self.order(*order)?.buyer == Some(*who), "not the buyer")?;
				self.send_back(*order)
			},
			Op::ReturnReceived { who, order } => {
				self.catch_up(*order)?;
				ensure(self.order(*order)?.merchant == *who, "not the merchant")?;
				self.take_back(*order)
			},
			Op::Dispute { who, order } => self.dispute(*who, *order),
			Op::ProposeSplit { who, order, amount } => {
				self.catch_up(*order)?;
				let by = self.order(*order)?.side_of(*who)?;
				let known = self.orders.get_mut(order).ok_or("no such order")?;
				ensure(known.in_dispute(), "no dispute")?;
				ensure(*amount <= known.open(), "more than open")?;
				known.proposals[by as usize] = Some(*amount);
				Ok(())
			},
			Op::AcceptSplit { who, order, amount } => {
				self.catch_up(*order)?;
				let known = self.order(*order)?;
				let by = known.side_of(*who)?;
				ensure(known.in_dispute(), "no dispute")?;
				ensure(known.proposals[by.other() as usize] == Some(*amount), "not proposed")?;
				self.with(*order, |model, known| {
					model.divide(*order, known, *amount, model.now, Verdict::Agreed)
				})
			},
			Op::Escalate { who, order } => self.escalate(*who, *order),
			Op::Decide { who, order, amount } => {
				self.catch_up(*order)?;
				let known = self.order(*order)?;
				ensure(self.terms_of(known).decides(*who), "not the resolver")?;
				ensure(matches!(known.wait(), Some(Wait::Decision { .. })), "not for it")?;
				ensure(*amount <= known.open(), "more than open")?;
				self.with(*order, |model, known| {
					model.divide(*order, known, *amount, model.now, Verdict::Decided)
				})
			},
			Op::RefutePayment { root, order } => {
				ensure(*root, "not governance")?;
				self.catch_up(*order)?;
				let known = self.order(*order)?;
				let external = known.paid.as_ref().is_some_and(|paid| paid.external.is_some());
				ensure(external && known.over.is_none(), "no payment off chain")?;
				self.refund_all(*order);
				let due = self.order(*order)?.refund_due();
				self.add_attested(*order, due)
			},
			Op::Dispatched { order } => {
				self.catch_up(*order)?;
				if self.order(*order)?.base() == Some(Wait::Arrival) {
					return self.move_goods(*order, |_, _| (Wait::Arrival, LONGEST));
				}
				self.ship(*order, LONGEST)
			},
			Op::Delivered { order, arrival } => self.delivered(*order, *arrival),
			Op::Contested { order } => self.move_goods(*order, |_, _| (Wait::Arrival, LONGEST)),
			Op::Returned { order } | Op::Lost { order } => {
				self.catch_up(*order)?;
				let under_way = self.order(*order)?.base() == Some(Wait::Arrival);
				ensure(under_way, "not under way")?;
				self.refund_all(*order);
				Ok(())
			},
			Op::BackSent { order } => {
				self.catch_up(*order)?;
				self.send_back(*order)
			},
			Op::BackReceived { order } => {
				self.catch_up(*order)?;
				self.take_back(*order)
			},
			_ => Err("no such operation"),
		}
	}

	fn cancel(&mut self, who: Who, id: u64) -> Outcome {
		self.catch_up(id)?;
		let order = self.order(id)?;
		let side = order.side_of(who)?;
		match order.wait() {
			Some(Wait::Payment) => {
				let now = self.now;
				self.with(id, |model, order| {
					order.timers.clear();
					order.over = Some((End::Cancelled, now));
					model.undo_points(order);
				});
				Ok(())
			},
			Some(Wait::Shipping) => {
				let allowed = side == Side::Merchant || !self.terms_of(order).merchant_only;
				ensure(allowed, "only the merchant")?;
				self.refund_all(id);
				Ok(())
			},
			_ => Err("too late"),
		}
	}

	fn refund_all(&mut self, id: u64) {
		let now = self.now;
		self.with(id, |model, order| {
			let open = order.open();
			model.refund(id, order, open, now);
		});
	}

	fn ship(&mut self, id: u64, window: Moment) -> Outcome {
		ensure(self.order(id)?.waits(Wait::Shipping), "not to be shipped")?;
		let until = self.now + window;
		self.with(id, |_, order| order.timers = timers(Wait::Arrival, until));
		Ok(())
	}

	fn confirm(&mut self, who: Who, id: u64) -> Outcome {
		self.catch_up(id)?;
		let order = self.order(id)?;
		ensure(order.buyer == Some(who), "not the buyer")?;
		ensure(order.over.is_none() && order.paid.is_some(), "nothing to pay")?;
		ensure(!order.waits(Wait::Challenge), "confirmed already")?;
		let (now, from, open) = (self.now, order.settle_from(), order.open());
		self.with(id, |model, order| {
			if now < from {
				order.timers = timers(Wait::Challenge, from);
			} else {
				model.capture(id, order, open, now);
			}
		});
		Ok(())
	}

	fn release(&mut self, who: Who, id: u64, amount: u128) -> Outcome {
		self.catch_up(id)?;
		let order = self.order(id)?;
		ensure(order.buyer == Some(who) && amount > 0, "not the buyer")?;
		let under_way =
			matches!(order.wait(), Some(Wait::Shipping | Wait::Arrival | Wait::Inspection));
		ensure(order.coin().is_some() && under_way, "nothing to let go")?;
		ensure(amount <= order.open(), "more than open")?;
		let now = self.now;
		self.with(id, |model, order| model.capture(id, order, amount, now));
		Ok(())
	}

	fn extend(&mut self, who: Who, id: u64) -> Outcome {
		self.catch_up(id)?;
		let order = self.order(id)?;
		let side = order.side_of(who)?;
		let by = self.terms_of(order).windows.extension;
		ensure(by > 0, "no extension")?;
		let whose = match order.wait().ok_or("over")? {
			Wait::Payment | Wait::Arrival | Wait::Inspection | Wait::SendingBack { .. } => {
				Side::Buyer
			},
			Wait::Shipping | Wait::Answer { .. } | Wait::TakingBack { .. } => Side::Merchant,
			_ => return Err("not to be extended"),
		};
		ensure(whose != side && !order.extended[side as usize], "not again, not one's own")?;
		self.with(id, |_, order| {
			order.extended[side as usize] = true;
			let from = match order.wait() {
				Some(Wait::Arrival | Wait::Inspection) => order.settle_from(),
				_ => 0,
			};
			if let Some(Timer { clock: Clock::Until(until), .. }) = order.timers.last_mut() {
				*until = from.max(*until) + by;
			}
		});
		Ok(())
	}
}
