//! Complaints: refunds, returns, disputes.

use super::*;

impl Model {
	/// Puts a complaint on top of what is going on.
	pub(super) fn interrupt(&mut self, id: u64, wait: Wait, until: Moment) {
		let now = self.now;
		self.with(id, |_, order| {
			if let Some(timer) = order.timers.last_mut() {
				timer.stop(now);
			}
			order.timers.push(Timer { wait, clock: Clock::Until(until) });
		});
	}

	pub(super) fn request_refund(
		&mut self,
		who: Who,
		id: u64,
		amount: u128,
		goods: bool,
	) -> Outcome {
		self.catch_up(id)?;
		let order = self.order(id)?;
		ensure(order.buyer == Some(who) && amount > 0, "not the buyer")?;
		let under_way = match order.wait() {
			Some(Wait::Shipping) => !goods,
			Some(Wait::Arrival | Wait::Inspection) => true,
			_ => false,
		};
		ensure(under_way && amount <= order.open(), "nothing to ask for")?;
		ensure(order.asks < MOST_ASKS, "too often")?;
		let until = self.now + self.terms_of(order).windows.answer;
		self.interrupt(id, Wait::Answer { amount, goods }, until);
		self.with(id, |_, order| order.asks += 1);
		Ok(())
	}

	pub(super) fn answer(&mut self, who: Who, id: u64, approve: bool) -> Outcome {
		self.catch_up(id)?;
		let order = self.order(id)?;
		ensure(order.merchant == who, "not the merchant")?;
		let Some(Wait::Answer { amount, goods }) = order.wait() else {
			return Err("nothing asked");
		};
		let (now, send_back) = (self.now, self.terms_of(order).windows.send_back);
		self.with(id, |model, order| match (approve, goods) {
			(false, _) => Self::resume(order, now),
			(true, true) => Self::replace(order, Wait::SendingBack { amount }, now + send_back),
			(true, false) => model.refund(id, order, amount, now),
		});
		Ok(())
	}

	pub(super) fn send_back(&mut self, id: u64) -> Outcome {
		let order = self.order(id)?;
		let Some(Wait::SendingBack { amount }) = order.wait() else {
			return Err("nothing to send back");
		};
		let until = self.now + self.terms_of(order).windows.take_back;
		self.with(id, |_, order| Self::replace(order, Wait::TakingBack { amount }, until));
		Ok(())
	}

	pub(super) fn take_back(&mut self, id: u64) -> Outcome {
		let Some(Wait::SendingBack { amount } | Wait::TakingBack { amount }) =
			self.order(id)?.wait()
		else {
			return Err("nothing comes back");
		};
		let now = self.now;
		self.with(id, |model, order| model.refund(id, order, amount, now));
		Ok(())
	}

	pub(super) fn delivered(&mut self, id: u64, arrival: Arrival) -> Outcome {
		self.move_goods(id, |now, windows| match arrival {
			Arrival::Proven => (Wait::Inspection, windows.inspect),
			Arrival::Doubtful => (Wait::Inspection, windows.inspect.max(DOUBTFUL)),
			Arrival::Claimed { contest_until } => {
				let contest = contest_until.saturating_sub(now);
				(Wait::Arrival, windows.receive.max(contest).min(LONGEST))
			},
		})
	}

	/// What goods that are under way wait for from now on, and how long: below a complaint as soon as
	/// that is over.
	pub(super) fn move_goods(
		&mut self,
		id: u64,
		next: impl FnOnce(Moment, &Windows) -> (Wait, Moment),
	) -> Outcome {
		self.catch_up(id)?;
		let order = self.order(id)?;
		ensure(order.base() == Some(Wait::Arrival), "not under way")?;
		let now = self.now;
		let (wait, window) = next(now, &self.terms_of(order).windows);
		self.with(id, |_, order| {
			let clock = match order.has_complaint() {
				true => Clock::Left(window),
				false => Clock::Until(now + window),
			};
			order.timers[0] = Timer { wait, clock };
		});
		Ok(())
	}

	/// The merchant gives something back: out of what is open, or out of its own.
	pub(super) fn give_back(&mut self, who: Who, id: u64, amount: u128) -> Outcome {
		ensure(amount > 0, "nothing")?;
		self.catch_up(id)?;
		let order = self.order(id)?;
		ensure(order.merchant == who, "not the merchant")?;
		if matches!(order.over, Some((End::Settled, _))) {
			return self.reverse(id, amount);
		}
		ensure(order.over.is_none() && order.paid.is_some(), "nothing to give back")?;
		let open = order.open();
		let all_in_dispute = order.in_dispute() && amount == open;
		ensure(all_in_dispute || !order.has_complaint(), "a complaint is open")?;
		ensure(amount <= open, "more than open")?;
		let now = self.now;
		self.with(id, |model, order| model.refund(id, order, amount, now));
		Ok(())
	}

	/// A refund after settlement: out of what the merchant has, then out of its reserve; the rest it
	/// owes. Splits that return their part owe it to the merchant.
	pub(super) fn reverse(&mut self, id: u64, amount: u128) -> Outcome {
		let order = self.order(id)?.clone();
		let (who, terms) = (order.merchant, self.terms_of(&order));
		let paid = order.paid.as_ref().ok_or("not paid")?;
		let before = paid.paid_out();
		ensure(amount <= before, "more than was paid out")?;
		if let Some(coin) = order.coin() {
			let mut new_debts = Vec::new();
			for split in terms.splits.iter().filter(|split| split.returns) {
				let share = |of| crate::fuzz::model::share_of(split.parts, of);
				let owes = share(before) - share(before - amount);
				if owes > 0 {
					new_debts.push(((split.recipient, who, coin), owes));
				}
			}
			let reserve = self.reserved(who, coin) - self.drawn(who, coin);
			let key = (who, coin, id);
			// The merchant can pay with what a passed deadline has just paid it.
			let free = chain::undone(|| -> Result<u128, Fault> {
				chain::settle(id);
				let hold = |deposit: u128| chain::hold(HoldReason::Debt, who, deposit);
				let mut new = new_debts.iter().filter(|(key, _)| !self.debts.contains_key(key));
				ensure(new.all(|_| hold(chain::debt_deposit())), "lacks deposit")?;
				let mut free = chain::affordable(coin, who, amount);
				if !self.owed.contains_key(&key) && free + reserve < amount {
					ensure(hold(chain::refund_debt_deposit()), "lacks deposit")?;
					free = chain::affordable(coin, who, amount);
				}
				if free > 0 {
					ensure(chain::can_collect(self, coin, who, free, false), "cannot pay")?;
				}
				Ok(free)
			})?;
			let drawn = reserve.min(amount - free);
			self.wealth[who][coin] -= free;
			self.wealth[paid.payer][coin] += free + drawn;
			if drawn > 0 {
				*self.drawn.entry((who, coin)).or_default() += drawn;
			}
			if amount > free + drawn {
				self.owed.entry(key).or_insert((paid.payer, 0)).1 += amount - free - drawn;
			}
			for (key, owes) in new_debts {
				*self.debts.entry(key).or_default() += owes;
			}
		}
		self.with(id, |model, order| {
			if let Some(paid) = &mut order.paid {
				paid.returned += amount;
			}
			model.undo_points(order);
		});
		self.tell(id, NoticeKind::Refunded);
		Ok(())
	}

	pub(super) fn repay(&mut self, who: Who, id: u64, amount: u128) -> Outcome {
		ensure(amount > 0, "nothing")?;
		let order = self.order(id)?;
		ensure(order.merchant == who, "not the merchant")?;
		let coin = order.coin().ok_or("off chain")?;
		let (payer, owed) = *self.owed.get(&(who, coin, id)).ok_or("no debt")?;
		let paid = amount.min(owed);
		ensure(chain::can_collect(self, coin, who, paid, false), "cannot pay")?;
		self.wealth[who][coin] -= paid;
		self.wealth[payer][coin] += paid;
		self.pay_off((who, coin, id), paid);
		Ok(())
	}

	pub(super) fn dispute(&mut self, who: Who, id: u64) -> Outcome {
		self.catch_up(id)?;
		let order = self.order(id)?;
		let side = order.side_of(who)?;
		ensure(!order.in_dispute(), "a dispute is open")?;
		let arguable = !matches!(order.wait(), None | Some(Wait::Payment | Wait::Challenge));
		ensure(arguable, "nothing to argue about")?;
		let rules = self.terms_of(order).disputes.ok_or("no disputes")?;
		ensure(!order.disputed[side as usize], "not again")?;
		self.interrupt(id, Wait::Agreement, self.now + rules.negotiate);
		self.with(id, |_, order| {
			order.disputed[side as usize] = true;
			order.proposals = [None, None];
		});
		Ok(())
	}

	pub(super) fn escalate(&mut self, who: Who, id: u64) -> Outcome {
		self.catch_up(id)?;
		let order = self.order(id)?;
		let side = order.side_of(who)?;
		let rules = self.terms_of(order).disputes.ok_or("no disputes")?;
		let coin = order.coin().ok_or("off chain")?;
		let (bond, next, until) = match order.wait() {
			Some(Wait::Agreement) => {
				let bond = crate::fuzz::model::share_of(rules.bond, order.open());
				(bond, Wait::OtherBond { by: side, bond }, rules.respond)
			},
			Some(Wait::OtherBond { by, bond }) if by != side => {
				(bond, Wait::Decision { silent: None, bond }, rules.decide)
			},
			_ => return Err("not to be escalated"),
		};
		if bond > 0 {
			ensure(bond <= chain::spare(coin, who), "cannot spare the bond")?;
			ensure(chain::can_collect(self, coin, who, bond, false), "cannot pay")?;
		}
		self.wealth[who][coin] -= bond;
		let until = self.now + until;
		self.with(id, |_, order| {
			Self::replace(order, next, until);
			if let Some(paid) = &mut order.paid {
				paid.inflow += bond;
			}
		});
		Ok(())
	}
}
