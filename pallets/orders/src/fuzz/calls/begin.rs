//! Assets, terms, and how orders come to be.

use super::*;

impl Model {
	pub(super) fn accepts(&self, coin: Coin) -> bool {
		coin < COINS && self.accepted[coin]
	}

	pub(super) fn accept_asset(&mut self, who: Who, coin: Coin) -> Outcome {
		ensure(coin < COINS, "unknown asset")?;
		let gone = crate::fuzz::check::owes_nothing(self, coin)
			&& !crate::fuzz::check::pot_has(coin, LEAST[coin]);
		ensure(!self.accepted[coin] || gone, "accepted already")?;
		ensure(chain::can_give_float(coin, who), "cannot pay the float")?;
		self.wealth[who][coin] -= LEAST[coin];
		self.float[coin] += LEAST[coin];
		self.accepted[coin] = true;
		Ok(())
	}

	pub(super) fn publish_terms(&mut self, who: Who, terms: &Terms) -> Outcome {
		let w = &terms.windows;
		for needed in [w.pay, w.ship, w.receive, w.answer, w.send_back, w.take_back] {
			ensure((1..=LONGEST).contains(&needed), "a window is out of range")?;
		}
		for allowed in [w.inspect, w.challenge, w.extension, w.record] {
			ensure(allowed <= LONGEST, "a window is out of range")?;
		}
		if let Some(rules) = &terms.disputes {
			for needed in [rules.negotiate, rules.respond, rules.decide] {
				ensure((1..=LONGEST).contains(&needed), "a window is out of range")?;
			}
			ensure(rules.resolver != who, "the merchant would decide")?;
			ensure(rules.fee <= rules.bond, "the bond does not cover the fee")?;
			ensure((1..1_000_000).contains(&rules.preset), "a preset for one side")?;
		}
		if let Some((share, hold)) = terms.reserve {
			ensure(share > 0 && (1..=LONGEST).contains(&hold), "bad reserve")?;
		}
		let recipients: BTreeSet<_> = terms.splits.iter().map(|split| split.recipient).collect();
		ensure(recipients.len() == terms.splits.len(), "a recipient twice")?;
		ensure(!recipients.contains(&who), "the merchant is a recipient")?;
		ensure(terms.splits.iter().all(|split| split.parts > 0), "an empty share")?;
		let sum: u32 = terms.splits.iter().map(|split| split.parts).sum();
		ensure(sum <= 1_000_000, "more than all")?;
		let deposit = chain::terms_deposit(who, terms);
		ensure(chain::undone(|| chain::hold(HoldReason::Terms, who, deposit)), "lacks deposit")?;
		let published = Published { merchant: who, terms: terms.clone(), active: true, orders: 0 };
		self.terms.insert(self.next_terms, published);
		self.next_terms += 1;
		Ok(())
	}

	pub(super) fn retire_terms(&mut self, who: Who, id: u64) -> Outcome {
		let terms = self.terms.get_mut(&id).ok_or("no such terms")?;
		ensure(terms.merchant == who && terms.active, "not the merchant's active terms")?;
		terms.active = false;
		self.drop_terms(id);
		Ok(())
	}

	pub(super) fn drop_terms(&mut self, id: u64) {
		self.terms.retain(|of, terms| *of != id || terms.active || terms.orders > 0);
	}

	pub(super) fn for_new_order(&self, merchant: Who, id: u64) -> Result<&Terms, Fault> {
		let published = self.terms.get(&id).ok_or("no such terms")?;
		ensure(published.merchant == merchant && published.active, "no terms for this")?;
		Ok(&published.terms)
	}

	pub(super) fn add_order(&mut self, order: Order) -> u64 {
		let id = self.next_order;
		self.next_order += 1;
		if let Some(terms) = self.terms.get_mut(&order.terms) {
			terms.orders += 1;
		}
		self.tell(id, NoticeKind::Placed);
		self.orders.insert(id, order);
		id
	}

	pub(super) fn invoice(
		&mut self,
		who: Who,
		buyer: Option<Who>,
		terms: u64,
		tender: Tender,
		amount: u128,
	) -> Outcome {
		ensure(buyer != Some(who) && amount > 0, "no sale")?;
		let rules = self.for_new_order(who, terms)?;
		ensure(!buyer.is_some_and(|buyer| rules.decides(buyer)), "the resolver buys")?;
		let deposit = chain::order_deposit(rules);
		ensure(chain::undone(|| chain::hold(HoldReason::Order, who, deposit)), "lacks deposit")?;
		let until = self.now + rules.windows.pay;
		let wait = timers(Wait::Payment, until);
		self.add_order(new_order(who, buyer, terms, tender, amount, wait));
		Ok(())
	}

	pub(super) fn fund(&mut self, who: Who, id: u64, max: u128) -> Outcome {
		let order = self.order(id)?;
		let in_time = order.deadline().is_some_and(|at| self.now < at);
		ensure(order.waits(Wait::Payment) && in_time, "not payable")?;
		let coin = order.coin().ok_or("paid off chain")?;
		let terms = self.terms_of(order);
		ensure(who != order.merchant && !terms.decides(who), "may not pay")?;
		ensure(order.due() <= max, "too much")?;
		let amount = order.due();
		ensure(chain::can_collect(self, coin, who, amount, true), "cannot pay")?;
		self.wealth[who][coin] -= amount;
		let until = self.now + terms.windows.ship;
		self.with(id, |_, order| {
			order.buyer = order.buyer.or(Some(who));
			order.paid = Some(Paid::new(who, amount, terms.splits.len(), None));
			order.timers = timers(Wait::Shipping, until);
		});
		self.tell(id, NoticeKind::Funded);
		Ok(())
	}

	/// Takes points of a buyer for a price.
	fn take_points(&mut self, who: Who, amount: u128, points: u128) -> Result<Option<Used>, Fault> {
		if points == 0 {
			return Ok(None);
		}
		self.used[who] += points;
		ensure(self.used[who] <= POINTS, "too few points")?;
		ensure(points * WORTH < amount, "nothing left to pay")?;
		Ok(Some(Used { points, back: 0, spent: false }))
	}

	pub(super) fn use_points(&mut self, who: Who, id: u64, points: u128) -> Outcome {
		let order = self.order(id)?;
		ensure(order.buyer == Some(who), "not the buyer")?;
		let in_time = order.deadline().is_some_and(|at| self.now < at);
		ensure(order.waits(Wait::Payment) && in_time, "not payable")?;
		ensure(order.used.map_or(0, |used| used.points) != points, "the same")?;
		self.with(id, |model, order| {
			model.undo_points(order);
			order.used = model.take_points(who, order.amount, points)?;
			Ok(())
		})
	}

	pub(super) fn place(&mut self, who: Who, offers: &[Offer], max: u128) -> Outcome {
		let coin = offers.first().ok_or("nothing listed")?.coin;
		ensure(self.accepts(coin), "asset not accepted")?;
		let (mut total, mut deposits, mut placed) = (0, Vec::new(), Vec::new());
		for offer in offers {
			ensure(!offer.forged && offer.merchant < MERCHANTS, "bad signature")?;
			ensure(offer.coin == coin && self.now < offer.valid_until, "not valid")?;
			ensure(who != offer.merchant && offer.buyer != Some(offer.merchant), "own offer")?;
			ensure(offer.buyer.is_none_or(|buyer| buyer == who), "for somebody else")?;
			let key = (offer.merchant, offer.nonce);
			let count = offer.items.len() as u32;
			ensure(self.nonces.insert(key, count).is_none(), "used before")?;
			let terms = self.for_new_order(offer.merchant, offer.terms)?.clone();
			ensure(!terms.decides(who), "the resolver buys")?;
			ensure(offer.items.iter().all(|amount| *amount > 0), "nothing to pay")?;
			deposits.push((offer.merchant, chain::order_deposit(&terms) * u128::from(count)));
			ensure(
				offer.points.is_empty() || offer.points.len() == offer.items.len(),
				"points for other items",
			)?;
			for (i, amount) in offer.items.iter().enumerate() {
				let points = offer.points.get(i).copied().unwrap_or(0);
				let used = self.take_points(who, *amount, points)?;
				total += amount - points * WORTH;
				let wait = timers(Wait::Shipping, self.now + terms.windows.ship);
				let tender = Tender::Coin(coin);
				let mut order =
					new_order(offer.merchant, Some(who), offer.terms, tender, *amount, wait);
				order.offer = Some((offer.nonce, offer.valid_until));
				order.used = used;
				order.paid = Some(Paid::new(who, order.due(), terms.splits.len(), None));
				placed.push(order);
			}
		}
		ensure(total <= max, "too much")?;
		let hold = |(who, amount): &(Who, u128)| chain::hold(HoldReason::Order, *who, *amount);
		ensure(chain::undone(|| deposits.iter().all(hold)), "lacks deposit")?;
		ensure(chain::can_collect(self, coin, who, total, true), "cannot pay")?;
		self.wealth[who][coin] -= total;
		for order in placed {
			let id = self.add_order(order);
			self.tell(id, NoticeKind::Funded);
		}
		Ok(())
	}
}

fn new_order(
	merchant: Who,
	buyer: Option<Who>,
	terms: u64,
	tender: Tender,
	amount: u128,
	timers: Vec<Timer>,
) -> Order {
	Order {
		merchant,
		buyer,
		terms,
		tender,
		amount,
		offer: None,
		paid: None,
		timers,
		over: None,
		extended: [false; 2],
		disputed: [false; 2],
		asks: 0,
		proposals: [None; 2],
		reserve: None,
		used: None,
	}
}
