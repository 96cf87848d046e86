//! How records end, payments off chain, and what happens around the pallet.

use super::*;

impl Model {
	pub(super) fn close(&mut self, id: u64) -> Outcome {
		let order = self.order(id)?;
		let (end, at) = order.over.ok_or("not over")?;
		let owes =
			order.coin().is_some_and(|coin| self.owed.contains_key(&(order.merchant, coin, id)));
		ensure(order.reserve.is_none() && !owes, "still owing")?;
		let mut from = at;
		if end != End::Cancelled || order.coin().is_none() {
			from += self.terms_of(order).windows.record;
		}
		if order.refund_due() > 0 {
			from += RETENTION;
		}
		if let Some((_, valid_until)) = order.offer {
			from = from.max(valid_until);
		}
		ensure(self.now >= from, "the record stays")?;
		let order = self.orders.remove(&id).ok_or("no such order")?;
		if let Some((nonce, _)) = order.offer {
			let key = (order.merchant, nonce);
			let left = self.nonces.get_mut(&key).ok_or("no such nonce")?;
			*left -= 1;
			if *left == 0 {
				self.nonces.remove(&key);
			}
		}
		if let Some(terms) = self.terms.get_mut(&order.terms) {
			terms.orders -= 1;
		}
		self.drop_terms(order.terms);
		self.tell(id, NoticeKind::Closed);
		Ok(())
	}

	pub(super) fn attest(&mut self, receipt: &Receipt) -> Outcome {
		ensure(receipt.amount > 0 && !receipt.short, "no receipt")?;
		ensure(self.gateway_active, "the gateway is not active")?;
		let in_time = receipt.expires_at > self.now
			&& receipt.paid_at <= self.now + LEAD
			&& receipt.paid_at + RETENTION > self.now;
		ensure(in_time, "not in time")?;
		let fresh = self.receipts.insert((receipt.transaction, receipt.kind));
		ensure(fresh, "used before")?;
		let (id, amount) = (receipt.order, receipt.amount);
		if receipt.kind > 0 {
			if let Some((due, currency)) = self.strays.get_mut(&(id, receipt.payment)) {
				ensure(*currency == receipt.currency && amount <= *due, "not what came in")?;
				*due -= amount;
				self.strays.retain(|_, (due, _)| *due > 0);
				return Ok(());
			}
		}
		self.catch_up(id)?;
		let order = self.order(id)?;
		let Tender::Fiat(currency) = order.tender else { return Err("paid on chain") };
		ensure(!receipt.wrong_terms, "other terms")?;
		if receipt.kind == 0 {
			return self.paid(receipt, currency);
		}
		let due = order.refund_due();
		let paid = order.paid.as_ref().ok_or("not paid")?;
		let external = paid.external.as_ref().ok_or("paid on chain")?;
		ensure(external.transaction == receipt.payment, "another payment")?;
		ensure(currency == receipt.currency, "another currency")?;
		let new = amount.saturating_sub(due);
		let from_open = new.min(paid.open);
		let now = self.now;
		if from_open > 0 {
			self.with(id, |model, order| {
				model.charge_back(id, order, from_open, now);
				order.proposals = [None, None];
			});
		}
		let from_paid = new - from_open;
		if from_paid > 0 {
			let paid_out = self.order(id)?.paid.as_ref().map_or(0, |paid| paid.paid_out());
			ensure(from_paid <= paid_out, "more than was paid")?;
			self.with(id, |model, order| {
				if let Some(paid) = &mut order.paid {
					paid.returned += from_paid;
				}
				model.undo_points(order);
			});
			self.tell(id, NoticeKind::Refunded);
		}
		self.add_attested(id, amount)
	}

	pub(super) fn paid(&mut self, receipt: &Receipt, currency: u8) -> Outcome {
		let (id, amount) = (receipt.order, receipt.amount);
		let order = self.order(id)?;
		let taken =
			order.waits(Wait::Payment) && receipt.currency == currency && amount == order.due();
		let external = order.paid.as_ref().and_then(|paid| paid.external.as_ref());
		let known = external.is_some_and(|e| e.transaction == receipt.transaction)
			|| self.strays.contains_key(&(id, receipt.transaction));
		ensure(!known, "on record")?;
		if !taken {
			self.strays.insert((id, receipt.transaction), (amount, receipt.currency));
			return Ok(());
		}
		let exposed = amount * BOND_PER_UNIT;
		ensure(self.exposure + exposed <= self.bond, "more than the bond")?;
		let terms = self.terms_of(order);
		self.exposure += exposed;
		let external = External {
			transaction: receipt.transaction,
			attested: 0,
			exposed,
			settle_from: self.now + terms.windows.challenge,
		};
		let until = self.now + terms.windows.ship;
		self.with(id, |_, order| {
			let payer = order.buyer.expect("named by the invoice; qed");
			order.paid = Some(Paid::new(payer, amount, terms.splits.len(), Some(external)));
			order.timers = timers(Wait::Shipping, until);
		});
		self.tell(id, NoticeKind::Funded);
		Ok(())
	}

	pub(super) fn add_attested(&mut self, id: u64, amount: u128) -> Outcome {
		self.with(id, |_, order| {
			let external = order.paid.as_mut().and_then(|paid| paid.external.as_mut());
			external.map(|external| external.attested += amount).ok_or("paid on chain")
		})
	}

	pub(super) fn change_world(&mut self, world: &World) -> Outcome {
		match world {
			World::Time(now) => self.now = *now,
			World::Listeners(fails) => self.fails = *fails,
			World::Suspend => {
				ensure(std::mem::take(&mut self.gateway_active), "not active")?;
			},
			World::Approve => self.gateway_active = true,
			_ => {},
		}
		Ok(())
	}

	/// Takes note of what other pallets did, which the model does not predict.
	pub fn follow(&mut self, world: &World) {
		match world {
			World::Freeze(who, coin) | World::Block(who, coin) => {
				self.impaired.insert((*who, *coin));
			},
			World::Thaw(who, coin) => {
				self.impaired.remove(&(*who, *coin));
			},
			World::Move { from, to, coin, amount } => {
				self.wealth[*from][*coin] -= amount;
				self.wealth[*to][*coin] += amount;
			},
			World::AddBond(amount) => self.bond += amount,
			World::WithdrawBond(amount) => self.bond -= amount,
			World::Burn(coin, _) | World::MintToPot(coin, _) => {
				self.burnt[*coin] = self.supply[*coin] - crate::fuzz::check::issued(*coin);
			},
			_ => {},
		}
	}
}
