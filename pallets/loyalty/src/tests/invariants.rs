//! Any calls and notices in any order, beside a model that knows nothing of the pallet and keeps every
//! lot by itself.
//!
//! `PROPTEST_CASES` sets the number of cases, `PROPTEST_RNG_SEED` the seed; a failure prints the
//! shortest input it found.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const PEOPLE: [MemberId; 3] = [ALICE, BOB, CAROL];

/// What purchases earn a person in a day.
const DAILY: Points = 150;

fn account_of(who: usize) -> AccountId {
	[alice(), bob(), carol()][who].clone()
}

#[derive(Clone, Debug)]
enum Step {
	CheckIn(usize),
	Task(usize),
	/// Pays for an order, with points if there are so many.
	Buy {
		who: usize,
		amount: Balance,
		points: Points,
	},
	/// An order is settled.
	Settle(usize),
	/// As many thousandths of an order have gone back in all.
	Refund {
		which: usize,
		share: Balance,
	},
	/// An order leaves the record.
	Close(usize),
	Gift {
		from: usize,
		to: usize,
		points: Points,
	},
	/// So many hours pass.
	Wait(u64),
	/// Records are removed that may go.
	Prune,
}

fn step() -> impl Strategy<Value = Step> {
	let who = || 0..PEOPLE.len();
	prop_oneof![
		4 => who().prop_map(Step::CheckIn),
		3 => who().prop_map(Step::Task),
		6 => (who(), 1u128..2_000, prop_oneof![Just(0), 1u128..200])
			.prop_map(|(who, amount, points)| Step::Buy { who, amount, points }),
		5 => any::<usize>().prop_map(Step::Settle),
		5 => (any::<usize>(), 0u128..1_200)
			.prop_map(|(which, share)| Step::Refund { which, share }),
		3 => any::<usize>().prop_map(Step::Close),
		4 => (who(), who(), 1u128..80)
			.prop_map(|(from, to, points)| Step::Gift { from, to, points }),
		3 => (1u64..48).prop_map(Step::Wait),
		2 => (1u64..24 * 30 * 20).prop_map(Step::Wait),
		1 => Just(Step::Prune),
	]
}

#[derive(Clone, Default)]
struct Person {
	lots: Vec<Lot>,
	debt: Points,
	checked_in: Option<Moment>,
	/// What it was awarded for purchases, by the day.
	bought: BTreeMap<u64, Points>,
	/// What it gave away, by the epoch.
	given: BTreeMap<Epoch, Points>,
}

impl Person {
	fn total(&self) -> Points {
		self.lots.iter().map(|lot| lot.points).sum()
	}

	/// Takes a point at a time, of `first` before any other, and else the soonest to end.
	fn take(&mut self, points: Points, first: Option<Expiry>) -> Vec<Lot> {
		let mut taken = Vec::new();
		for _ in 0..points {
			let next = (0..self.lots.len()).min_by_key(|i| {
				let expiry = self.lots[*i].expiry;
				(Some(expiry) != first, expiry)
			});
			let Some(next) = next else { break };
			taken.push(Lot { points: 1, ..self.lots[next] });
			self.lots[next].points -= 1;
			self.lots.retain(|lot| lot.points > 0);
		}
		taken
	}

	fn put(&mut self, lots: impl IntoIterator<Item = Lot>, epoch: Epoch) {
		for lot in lots {
			if lot.expiry <= Expiry::At(epoch) {
				continue;
			}
			let netted = lot.points.min(self.debt);
			self.debt -= netted;
			self.lots.push(Lot { points: lot.points - netted, ..lot });
		}
		self.lots.retain(|lot| lot.points > 0);
	}
}

struct Deal {
	order: OrderId,
	who: usize,
	/// What was paid beside the points.
	paid: Balance,
	refunded: Balance,
	settled: bool,
	earned: Points,
	clawed: Points,
	expiry: Option<Expiry>,
	/// A point each, as they were spent.
	spent: Vec<Lot>,
	/// How many points were spent at first.
	spent_at_first: Points,
}

#[derive(Default)]
struct Model {
	people: Vec<Person>,
	deals: Vec<Deal>,
	orders: u64,
	nonce: u64,
	/// What the merchant was paid for points.
	reimbursed: Balance,
}

fn epoch() -> Epoch {
	((now() - (T0 - EPOCH)) / EPOCH) as Epoch
}

/// What backs so many points: three quarters of a unit each, rounded up.
fn backing_of(points: Points) -> Balance {
	(points * 3).div_ceil(4)
}

impl Model {
	fn pending(&self, who: usize) -> Points {
		let open = self.deals.iter().filter(|deal| deal.who == who && deal.expiry.is_none());
		open.map(|deal| deal.earned - deal.clawed).sum()
	}

	fn reserved(&self, who: usize) -> Points {
		let open = self.deals.iter().filter(|deal| deal.who == who && !deal.settled);
		open.map(|deal| deal.spent.len() as Points).sum()
	}

	fn outstanding(&self) -> Points {
		let spent: usize = self.deals.iter().map(|deal| deal.spent.len()).sum();
		let have = (0..PEOPLE.len()).map(|who| self.people[who].total() + self.pending(who));
		have.sum::<Points>() + spent as Points
	}

	fn end(&self) -> Expiry {
		Expiry::At(epoch() + 12)
	}

	fn release(&mut self, which: usize) {
		let end = self.end();
		let deal = &mut self.deals[which];
		if deal.expiry.is_none() {
			deal.expiry = Some(end);
			let lot = Lot { expiry: end, points: deal.earned - deal.clawed };
			self.people[deal.who].put([lot], epoch());
		}
	}

	/// The last of the spent points go back, the soonest to end pay a debt first.
	fn give_back(&mut self, which: usize, target: Points) {
		let deal = &mut self.deals[which];
		let keep = deal.spent_at_first.saturating_sub(target) as usize;
		if keep < deal.spent.len() {
			let back = deal.spent.split_off(keep);
			self.people[deal.who].put(back, epoch());
		}
	}

	fn buy(&mut self, who: usize, amount: Balance, points: Points) {
		self.orders += 1;
		let order = OrderId(self.orders);
		let buyer = account_of(who);
		let may = points > 0 && points <= self.people[who].total() && 2 * points <= amount / 2;
		let reserved = Loyalty::reserve(order, &request(&buyer, amount, points));
		assert_eq!(reserved.ok(), may.then_some(2 * points));
		let spent = if may { self.people[who].take(points, None) } else { Vec::new() };
		let paid = amount - 2 * spent.len() as Balance;
		assert_ok!(buy(order, &buyer, paid));
		let day = (now() - (T0 - EPOCH)) / DAY;
		let bought = self.people[who].bought.entry(day).or_default();
		let earned = (paid / 10).min(DAILY - *bought);
		*bought += earned;
		let spent_at_first = spent.len() as Points;
		self.deals.push(Deal {
			order,
			who,
			paid,
			refunded: 0,
			settled: false,
			earned,
			clawed: 0,
			expiry: None,
			spent,
			spent_at_first,
		});
	}

	fn refund(&mut self, which: usize, cumulative: Balance) {
		let deal = &mut self.deals[which];
		let order = deal.order;
		// An older figure may be told late.
		deal.refunded = deal.refunded.max(cumulative);
		assert_ok!(refund(order, cumulative));
		Loyalty::release(order, Undone::Refunded(cumulative));
		let part = |points: Points| (points * deal.refunded, deal.paid);
		let (up, whole) = part(deal.earned);
		let target = up.div_ceil(whole).min(deal.earned);
		let points = target - deal.clawed;
		deal.clawed = target;
		let (down, whole) = part(deal.spent_at_first);
		let back = (down / whole).min(deal.spent_at_first);
		if let Some(expiry) = deal.expiry {
			let person = &mut self.people[deal.who];
			let taken = person.take(points, Some(expiry)).len() as Points;
			person.debt += points - taken;
		}
		self.give_back(which, back);
	}

	fn close(&mut self, which: usize) {
		let order = self.deals[which].order;
		self.release(which);
		if !self.deals[which].settled {
			self.give_back(which, Points::MAX);
		}
		let before = backing_of(self.outstanding());
		self.deals.remove(which);
		self.reimbursed += before - backing_of(self.outstanding());
		assert_ok!(close(order));
	}

	fn take(&mut self, step: Step) {
		let count = self.deals.len();
		let pick = |which: usize| which.checked_rem(count);
		match step {
			Step::CheckIn(who) => {
				let person = &mut self.people[who];
				let may = person.checked_in.is_none_or(|last| last + 12 * HOUR <= now());
				assert_eq!(check_in(&account_of(who)).is_ok(), may);
				if may {
					person.checked_in = Some(now());
					person.put([Lot { expiry: Expiry::At(epoch() + 12), points: 5 }], epoch());
				}
			},
			Step::Task(who) => {
				self.nonce += 1;
				assert_ok!(submit(&account_of(who), task_of(PEOPLE[who], self.nonce)));
				let lot = Lot { expiry: self.end(), points: 20 };
				self.people[who].put([lot], epoch());
			},
			Step::Buy { who, amount, points } => self.buy(who, amount, points),
			Step::Settle(which) => {
				let Some(which) = pick(which) else { return };
				let order = self.deals[which].order;
				assert_ok!(settle(order));
				Loyalty::capture(order);
				self.release(which);
				self.deals[which].settled = true;
			},
			Step::Refund { which, share } => {
				let Some(which) = pick(which) else { return };
				let cumulative = self.deals[which].paid * share / 1_000;
				self.refund(which, cumulative);
			},
			Step::Close(which) => {
				let Some(which) = pick(which) else { return };
				self.close(which);
			},
			Step::Gift { from, to, points } => {
				let given = self.people[from].given.entry(epoch()).or_default();
				let allowed = *given + points <= 100;
				let may = from != to && allowed && points <= self.people[from].total();
				assert_eq!(gift(&account_of(from), &account_of(to), points).is_ok(), may);
				if may {
					*self.people[from].given.entry(epoch()).or_default() += points;
					let lots = self.people[from].take(points, None);
					self.people[to].put(lots, epoch());
				}
			},
			Step::Wait(hours) => {
				wait(hours * HOUR);
				for person in &mut self.people {
					person.lots.retain(|lot| lot.expiry > Expiry::At(epoch()));
				}
			},
			Step::Prune => {
				let accounts = PEOPLE.into_iter().map(Stale::Account);
				let tallies = PEOPLE.into_iter().flat_map(|who| {
					[Capped::Gifts, Capped::Rule(CHECK_IN), Capped::Rule(PURCHASE)]
						.map(|capped| Stale::Tally(capped, subject_of(who)))
				});
				let claims = Claims::<Test>::iter_keys().map(|(_, key)| Stale::Claim(key));
				let list: Vec<_> = accounts.chain(tallies).chain(claims).take(32).collect();
				let _ = Loyalty::prune(origin(&stranger()), PROGRAM, list.try_into().unwrap());
			},
		}
	}

	fn check(&self) {
		assert_ok!(Loyalty::do_try_state());
		for (who, person) in self.people.iter().enumerate() {
			let view = Loyalty::view_balance(PROGRAM, PEOPLE[who]);
			assert_eq!(view.spendable, person.total());
			assert_eq!(view.debt, person.debt);
			assert_eq!(view.pending, self.pending(who));
			assert_eq!(view.reserved, self.reserved(who));
			for ending in Loyalty::view_expiring(PROGRAM, PEOPLE[who]) {
				let lots = person.lots.iter().filter(|lot| lot.expiry == ending.expiry);
				assert_eq!(ending.points, lots.map(|lot| lot.points).sum::<Points>());
			}
		}
		let liability = Loyalty::view_liability(PROGRAM).unwrap();
		assert_eq!(liability.needed, backing_of(self.outstanding()));
		let backing = held(HoldReason::Backing, &operator());
		assert_eq!(liability.held, backing);
		assert!(backing >= liability.needed);
		assert_eq!(free_balance(&merchant()), ENDOWMENT + self.reimbursed);
		let others =
			held(HoldReason::Program, &operator()) + held(HoldReason::Records, &operator());
		let all = free_balance(&operator()) + backing + others;
		assert_eq!(all, ENDOWMENT - self.reimbursed);
	}
}

proptest! {
	#![proptest_config(proptest_config(20))]

	#[test]
	fn points_should_be_where_the_model_has_them_when_anything_happens(
		steps in prop::collection::vec(step(), 1..60),
	) {
		World::default()
			.rule(PURCHASE, |rule| rule.limits.per_subject = Some(DAILY))
			.build_and_execute(|| {
				let people = vec![Person::default(); PEOPLE.len()];
				let mut model = Model { people, ..Default::default() };
				for step in steps {
					model.take(step);
					model.check();
				}
				// In the end nothing is left but what members have and owe.
				while !model.deals.is_empty() {
					model.close(0);
					model.check();
				}
				wait_epochs(13);
				model.take(Step::Wait(0));
				for _ in 0..4 {
					model.take(Step::Prune);
				}
				model.check();
				let indebted = model.people.iter().filter(|person| person.debt > 0).count();
				assert_eq!(Accounts::<Test>::iter().count(), indebted);
				assert_eq!(Tallies::<Test>::iter().count(), 0);
				assert_eq!(ledger().backing, 0);
				let deposits = ACCOUNT * indebted as Balance;
				let claims = Claims::<Test>::iter().count() as Balance;
				let by_members: Balance =
					(0..3).map(|who| held(HoldReason::Records, &account_of(who))).sum();
				assert_eq!(ledger().records.deposits + by_members, deposits + claims * CLAIM);
			});
	}
}
