//! How money and time work, in the model: divisions, refunds, deadlines.

use super::{
	model::{share_of, Clock, Coin, End, Model, Order, Side, Terms, Timer, Wait, Who, NETTED},
	Fault,
};
use souk_primitives::{Moment, NoticeKind};

/// How a dispute ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
	Agreed,
	Decided,
	Preset,
}

/// How many deadlines of one order can have passed: of a dispute, of the request it interrupted, of
/// the return that was granted by that, of the stage before, and of the reserve.
const LAPSES: usize = 5;

impl Model {
	/// Takes an order out, changes it, puts it back.
	pub fn with<R>(&mut self, id: u64, change: impl FnOnce(&mut Self, &mut Order) -> R) -> R {
		let mut order = self.orders.remove(&id).expect("looked up before; qed");
		let result = change(self, &mut order);
		self.orders.insert(id, order);
		result
	}

	pub fn terms_of(&self, order: &Order) -> Terms {
		self.terms[&order.terms].terms.clone()
	}

	fn give(&mut self, who: Who, coin: Coin, amount: u128) {
		self.wealth[who][coin] += amount;
	}

	/// Takes what a recipient owes the merchant out of its share. Returns what goes to the merchant.
	fn net(&mut self, debtor: Who, creditor: Who, coin: Coin, amount: u128) -> u128 {
		let key = (debtor, creditor, coin);
		let Some(debt) = self.debts.get_mut(&key) else { return 0 };
		let netted = amount.min(*debt);
		*debt -= netted;
		if *debt == 0 {
			self.debts.remove(&key);
		}
		netted
	}

	/// Takes what a merchant owes payers out of what it is paid, oldest orders first. Returns what
	/// is left.
	fn settle_debts(&mut self, merchant: Who, coin: Coin, mut amount: u128) -> u128 {
		let keys: Vec<_> = self
			.owed
			.range((merchant, coin, 0)..=(merchant, coin, u64::MAX))
			.take(NETTED)
			.map(|(key, _)| *key)
			.collect();
		for key in keys {
			let (payer, owed) = self.owed[&key];
			let paid = owed.min(amount);
			amount -= paid;
			self.give(payer, coin, paid);
			self.pay_off(key, paid);
		}
		amount
	}

	pub fn pay_off(&mut self, key: (Who, Coin, u64), paid: u128) {
		let debt = self.owed.get_mut(&key).expect("looked up before; qed");
		debt.1 -= paid;
		if debt.1 == 0 {
			self.owed.remove(&key);
		}
	}

	/// As large a part of the points goes back as went back of what was paid, or all of them if nothing
	/// was.
	pub fn undo_points(&mut self, order: &mut Order) {
		let (refunded, due) = (order.refunded(), order.due());
		let (Some(used), Some(buyer)) = (&mut order.used, order.buyer) else { return };
		let back = match order.paid {
			Some(_) => used.points * refunded / due,
			None => used.points,
		};
		self.used[buyer] -= back - used.back;
		used.back = back;
	}

	/// Pays the splits and the merchant what they were awarded.
	fn award(&mut self, order: &mut Order, splits: &[u128], merchant: u128, at: Moment) {
		let terms = self.terms_of(order);
		let Some(coin) = order.coin() else { return };
		let mut returned = 0;
		for (split, amount) in terms.splits.iter().zip(splits) {
			let netted = self.net(split.recipient, order.merchant, coin, *amount);
			self.give(split.recipient, coin, amount - netted);
			returned += netted;
		}
		// What comes back goes to payers first, too; but only what is earned is kept in reserve.
		let left = self.settle_debts(order.merchant, coin, merchant + returned);
		let kept = terms.reserve.map_or(0, |(parts, _)| share_of(parts, left.min(merchant)));
		if let (Some((_, hold)), true) = (terms.reserve, kept > 0) {
			let before = order.reserve.map_or(0, |(amount, _)| amount);
			order.reserve = Some((before + kept, at + hold));
		}
		self.give(order.merchant, coin, left - kept);
	}

	/// Awards `amount` of what is open: each split has what its share of everything captured so far
	/// is, rounded down; while something is open so has the merchant, then the rest. Returns what
	/// each split and the merchant get by this.
	fn divide_up(terms: &Terms, order: &mut Order, amount: u128) -> (Vec<u128>, u128) {
		let paid = order.paid.as_mut().expect("only paid orders are captured; qed");
		paid.open -= amount;
		paid.captured += amount;
		let mut splits = Vec::new();
		for (split, had) in terms.splits.iter().zip(&mut paid.to_splits) {
			let has = share_of(split.parts, paid.captured);
			splits.push(has - *had);
			*had = has;
		}
		let given: u32 = terms.splits.iter().map(|split| split.parts).sum();
		let has = match paid.open {
			0 => paid.captured - paid.to_splits.iter().sum::<u128>(),
			_ => share_of(1_000_000 - given, paid.captured),
		};
		let merchant = has - paid.to_merchant;
		paid.to_merchant = has;
		paid.outflow += splits.iter().sum::<u128>() + merchant;
		(splits, merchant)
	}

	/// Takes `amount` of what is open for the payer. Returns what rounding had kept, if the merchant
	/// gets that now.
	fn take_out(order: &mut Order, amount: u128) -> u128 {
		let paid = order.paid.as_mut().expect("only paid orders are refunded; qed");
		paid.open -= amount;
		let freed = if paid.open == 0 { paid.withheld() } else { 0 };
		paid.to_merchant += freed;
		paid.outflow += amount + freed;
		freed
	}

	/// Pays a part of what is open to the splits and the merchant.
	pub fn capture(&mut self, id: u64, order: &mut Order, amount: u128, at: Moment) {
		let (splits, merchant) = Self::divide_up(&self.terms_of(order), order, amount);
		self.award(order, &splits, merchant, at);
		self.end_if_empty(id, order, at);
	}

	/// Pays a part of what is open back. A complaint is met by that, a dispute is not.
	pub fn refund(&mut self, id: u64, order: &mut Order, amount: u128, at: Moment) {
		let freed = Self::take_out(order, amount);
		self.award(order, &[], freed, at);
		if let (Some(coin), Some(paid)) = (order.coin(), &order.paid) {
			self.give(paid.payer, coin, amount);
		}
		if amount > 0 {
			self.undo_points(order);
			self.tell(id, NoticeKind::Refunded);
		}
		self.end_if_empty(id, order, at);
		if order.over.is_none() && !order.in_dispute() {
			order.timers.truncate(1);
			order.timers[0].go_on(at);
		}
	}

	/// A payment provider took back a part of what is open. Complaints ask for that much less; one
	/// that asks for nothing any more is met.
	pub fn charge_back(&mut self, id: u64, order: &mut Order, amount: u128, at: Moment) {
		let dispute = order.in_dispute();
		let timers = order.timers.clone();
		if dispute {
			self.refund(id, order, amount, at);
		} else {
			// As if there were a dispute: the complaint stays.
			let wait = Wait::Agreement;
			order.timers.push(Timer { wait, clock: Clock::Until(at) });
			self.refund(id, order, amount, at);
		}
		if order.over.is_some() {
			return;
		}
		order.timers = timers;
		for timer in &mut order.timers {
			if let Wait::Answer { amount: asked, .. }
			| Wait::SendingBack { amount: asked }
			| Wait::TakingBack { amount: asked } = &mut timer.wait
			{
				*asked = asked.saturating_sub(amount);
			}
		}
		let met = |timer: &Timer| {
			matches!(
				timer.wait,
				Wait::Answer { amount: 0, .. }
					| Wait::SendingBack { amount: 0 }
					| Wait::TakingBack { amount: 0 }
			)
		};
		order.timers.retain(|timer| !met(timer));
		if let Some(timer) = order.timers.last_mut() {
			timer.go_on(at);
		}
	}

	fn end_if_empty(&mut self, id: u64, order: &mut Order, at: Moment) {
		if order.open() > 0 {
			return;
		}
		for side in [Side::Buyer, Side::Merchant] {
			let bond = order.bond_of(side);
			self.give_side(order, side, bond);
		}
		self.end(id, order, at);
	}

	fn give_side(&mut self, order: &mut Order, side: Side, amount: u128) {
		let account = match side {
			Side::Buyer => order.buyer,
			Side::Merchant => Some(order.merchant),
		};
		if let (Some(who), Some(coin), Some(paid)) = (account, order.coin(), &mut order.paid) {
			paid.outflow += amount;
			self.give(who, coin, amount);
		}
	}

	fn end(&mut self, id: u64, order: &mut Order, at: Moment) {
		let paid = order.paid.as_mut().expect("only paid orders end like this; qed");
		let end = if paid.captured == 0 { End::Refunded } else { End::Settled };
		if let Some(external) = &mut paid.external {
			self.exposure -= std::mem::take(&mut external.exposed);
		}
		let told = paid.paid_out() > 0;
		order.timers.clear();
		order.over = Some((end, at));
		if told {
			if let Some(used) = &mut order.used {
				used.spent = true;
			}
			self.tell(id, NoticeKind::Settled);
		}
	}

	/// Ends a dispute with `to_buyer` for the payer and the rest for the splits and the merchant.
	pub fn divide(
		&mut self,
		id: u64,
		order: &mut Order,
		to_buyer: u128,
		at: Moment,
		verdict: Verdict,
	) -> Result<(), Fault> {
		let terms = self.terms_of(order);
		let rules = terms.disputes.clone().ok_or("no disputes")?;
		let open = order.open();
		let to_merchant = open.checked_sub(to_buyer).ok_or("more than open")?;
		if at < order.settle_from() && to_merchant > 0 {
			let until = order.settle_from();
			self.refund(id, order, to_buyer, at);
			order.timers = vec![Timer { wait: Wait::Challenge, clock: Clock::Until(until) }];
			return Ok(());
		}
		// Who put up what, before the order ends.
		let (silent, bond) = match order.wait() {
			Some(Wait::Decision { silent, bond }) => (silent, bond),
			Some(Wait::OtherBond { by, bond }) => (Some(by.other()), bond),
			_ => (None, 0),
		};
		let put_up = |side| if silent == Some(side) { 0 } else { bond };
		// Silence costs something only where the parties did not agree.
		let loser = silent.filter(|_| {
			verdict != Verdict::Agreed && matches!(order.wait(), Some(Wait::Decision { .. }))
		});

		let flown = order.paid.as_ref().map_or(0, |paid| paid.outflow);
		let freed = Self::take_out(order, to_buyer);
		let (splits, mut merchant) = match to_merchant {
			0 => (Vec::new(), freed),
			_ => Self::divide_up(&terms, order, to_merchant),
		};
		let fee = if verdict == Verdict::Decided { share_of(rules.fee, open) } else { 0 };
		// Each side bears the fee as far as it lost.
		let buyers = (fee * to_merchant).checked_div(open).unwrap_or(0);
		let bears = [buyers, fee - buyers];
		let mut payer = to_buyer;
		let mut back = [put_up(Side::Buyer), put_up(Side::Merchant)];
		match loser {
			// A silent side loses as much as the bond out of what it gets: first its part of the
			// fee, the rest for the other side. What it cannot bear of the fee the other bears.
			Some(side) => {
				let (silent, other) = (side as usize, side.other() as usize);
				let purse = if side == Side::Buyer { &mut payer } else { &mut merchant };
				let lost = bond.min(*purse);
				*purse -= lost;
				let to_fee = bears[silent].min(lost);
				back[other] += lost - to_fee;
				back[other] -= bears[other] + bears[silent] - to_fee;
			},
			None => {
				back[0] -= bears[0];
				back[1] -= bears[1];
			},
		}
		self.award(order, &splits, merchant, at);
		let out = splits.iter().sum::<u128>() + merchant + payer + back[0] + back[1] + fee;
		if let (Some(coin), Some(paid)) = (order.coin(), &mut order.paid) {
			self.give(paid.payer, coin, payer);
			self.give(rules.resolver, coin, fee);
			self.give(order.buyer.ok_or("no buyer")?, coin, back[0]);
			self.give(order.merchant, coin, back[1]);
			paid.outflow = flown + out;
		}
		if to_buyer > 0 {
			self.undo_points(order);
			self.tell(id, NoticeKind::Refunded);
		}
		self.end(id, order, at);
		Ok(())
	}

	/// Ends the complaint on top, so that what it had interrupted goes on.
	pub fn resume(order: &mut Order, at: Moment) {
		order.timers.pop();
		if let Some(timer) = order.timers.last_mut() {
			timer.go_on(at);
		}
	}

	/// Puts something in the place of what is waited for.
	pub fn replace(order: &mut Order, wait: Wait, until: Moment) {
		order.timers.pop();
		order.timers.push(Timer { wait, clock: Clock::Until(until) });
	}

	/// Carries out what is due. Returns whether anything was.
	pub fn catch_up(&mut self, id: u64) -> Result<bool, Fault> {
		let mut worked = false;
		for _ in 0..LAPSES {
			let due = self.order(id)?.deadline().filter(|at| *at <= self.now);
			let Some(at) = due else { break };
			self.with(id, |model, order| model.lapse(id, order, at))?;
			worked = true;
		}
		Ok(worked)
	}

	fn lapse(&mut self, id: u64, order: &mut Order, at: Moment) -> Result<(), Fault> {
		let terms = self.terms_of(order);
		let windows = &terms.windows;
		let open = order.open();
		let Some(wait) = order.wait() else {
			let (part, _) = order.reserve.take().ok_or("nothing is due")?;
			let coin = order.coin().ok_or("a reserve off chain")?;
			let drawn = self.drawn(order.merchant, coin).min(part);
			if drawn > 0 {
				let left = self.drawn(order.merchant, coin) - drawn;
				self.drawn.insert((order.merchant, coin), left);
			}
			let left = self.settle_debts(order.merchant, coin, part - drawn);
			self.give(order.merchant, coin, left);
			return Ok(());
		};
		match wait {
			Wait::Payment => {
				order.timers.clear();
				order.over = Some((End::Cancelled, at));
				self.undo_points(order);
			},
			Wait::Shipping => self.refund(id, order, open, at),
			Wait::Arrival | Wait::Inspection | Wait::Challenge => {
				self.capture(id, order, open, at);
			},
			Wait::Answer { amount, goods: false } | Wait::TakingBack { amount } => {
				if amount > open {
					return Err("more than open is asked for");
				}
				self.refund(id, order, amount, at);
			},
			Wait::Answer { amount, goods: true } => {
				Self::replace(order, Wait::SendingBack { amount }, at + windows.send_back);
			},
			Wait::SendingBack { .. } | Wait::Agreement => Self::resume(order, at),
			Wait::OtherBond { by, bond } => {
				let decide = terms.disputes.as_ref().ok_or("no disputes")?.decide;
				let wait = Wait::Decision { silent: Some(by.other()), bond };
				Self::replace(order, wait, at + decide);
			},
			// Nothing was ever shipped: the bonds go back, and the order goes on.
			Wait::Decision { .. } if order.base() == Some(Wait::Shipping) => {
				for side in [Side::Buyer, Side::Merchant] {
					let bond = order.bond_of(side);
					self.give_side(order, side, bond);
				}
				Self::resume(order, at);
			},
			Wait::Decision { .. } => {
				let preset = terms.disputes.as_ref().ok_or("no disputes")?.preset;
				self.divide(id, order, share_of(preset, open), at, Verdict::Preset)?;
			},
		}
		Ok(())
	}
}
