//! Any calls and notices in any order, beside a model that knows nothing of the pallet and keeps every
//! lot by itself: in two programs, one of them with orders, a pool and tiers.
//!
//! All it asks the pallet is up to which epoch a program's books are cleared, on which depends what a
//! halt that is made up for brings back.
//!
//! `PROPTEST_CASES` sets the number of cases, `PROPTEST_RNG_SEED` the seed; a failure prints the
//! shortest input it found.

use super::*;
use proptest::prelude::*;
use souk_primitives::PointsSpend;
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
	/// Points pay for what is no order.
	Burn(usize, Points),
	/// Puts points into the pool, or takes them out.
	Contribute(usize, Points),
	Draw(usize, Points),
	/// Takes points to the other program, or back.
	Exchange {
		who: usize,
		out: bool,
		points: Points,
	},
	/// So many hours pass.
	Wait(u64),
	/// So many hours pass in which the chain stands still; that is made up for.
	Halt(u64),
	/// Records are removed that may go.
	Prune,
	/// So much more than is needed is put on hold.
	Float(Balance),
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
		2 => (who(), 1u128..80).prop_map(|(who, points)| Step::Burn(who, points)),
		3 => (who(), 1u128..80).prop_map(|(who, points)| Step::Contribute(who, points)),
		3 => (who(), 1u128..80).prop_map(|(who, points)| Step::Draw(who, points)),
		4 => (who(), any::<bool>(), 1u128..80)
			.prop_map(|(who, out, points)| Step::Exchange { who, out, points }),
		3 => (1u64..48).prop_map(Step::Wait),
		1 => (1u64..720).prop_map(Step::Halt),
		2 => (1u64..24 * 30 * 20).prop_map(Step::Wait),
		1 => Just(Step::Prune),
		1 => prop_oneof![Just(0), 1u128..300].prop_map(Step::Float),
	]
}

/// The programs, by their ids.
const HERE: usize = 0;
const THERE: usize = 1;
const OTHER: ProgramId = ProgramId(1);

/// When the epochs 0 of the programs began, how long they are, and how many of them points live for.
const START: [Moment; 2] = [T0 - EPOCH, T0];
const LENGTH: [Moment; 2] = [EPOCH, 20 * DAY];
const LIFE: [Epoch; 2] = [12, 9];

/// What leads to a tier in two epochs, and how many hundredths it adds.
const LEVELS: [(Points, u32); 2] = [(100, 10), (300, 50)];

/// Up to which epoch a program's books are cleared.
fn cleared(program: usize) -> Epoch {
	Ledgers::<Test>::get(ProgramId(program as u64)).unwrap().book.ring.epoch()
}

fn begin(program: usize, epoch: Epoch) -> Moment {
	START[program] + LENGTH[program] * Moment::from(epoch) + Halted::<Test>::get().total
}

fn epoch(program: usize) -> Epoch {
	let mut epoch = cleared(program);
	while begin(program, epoch + 1) <= now() {
		epoch += 1;
	}
	epoch
}

/// Whose points these are, in one program.
#[derive(Clone, Default)]
struct Purse {
	lots: Vec<Lot>,
	debt: Points,
}

impl Purse {
	fn live(&self, epoch: Epoch) -> impl Iterator<Item = &Lot> {
		self.lots.iter().filter(move |lot| lot.expiry > Expiry::At(epoch))
	}

	fn total(&self, epoch: Epoch) -> Points {
		self.live(epoch).map(|lot| lot.points).sum()
	}

	/// Takes a point at a time, of `first` before any other, and else the soonest to end.
	fn take(&mut self, points: Points, first: Option<Expiry>, epoch: Epoch) -> Vec<Lot> {
		let mut taken = Vec::new();
		for _ in 0..points {
			let live = |i: &usize| self.lots[*i].expiry > Expiry::At(epoch);
			let next = (0..self.lots.len()).filter(live).min_by_key(|i| {
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

#[derive(Clone, Default)]
struct Person {
	purses: [Purse; 2],
	checked_in: Option<Moment>,
	/// What it was awarded for purchases, by the day.
	bought: BTreeMap<u64, Points>,
	/// What it gave away, by the epoch.
	given: BTreeMap<Epoch, Points>,
	/// What it earned and kept, by the qualification period.
	earned: BTreeMap<Epoch, Points>,
}

impl Person {
	fn here(&mut self) -> &mut Purse {
		&mut self.purses[HERE]
	}

	fn total(&self) -> Points {
		self.purses[HERE].total(epoch(HERE))
	}

	fn level(&self, period: Epoch) -> usize {
		let points = self.earned.get(&period).copied().unwrap_or(0);
		LEVELS.iter().filter(|(threshold, _)| points >= *threshold).count()
	}

	fn tier(&self) -> usize {
		let last = period().checked_sub(1).map_or(0, |last| self.level(last));
		self.level(period()).max(last)
	}

	fn with_bonus(&self, points: Points) -> Points {
		let percent = self.tier().checked_sub(1).map_or(0, |level| LEVELS[level].1);
		points + points * Points::from(percent) / 100
	}

	fn earn(&mut self, points: Points) {
		let (end, epoch) = (end(), epoch(HERE));
		self.here().put([Lot { expiry: end, points }], epoch);
		*self.earned.entry(period()).or_default() += points;
	}

	/// Whether it may give so many away.
	fn may_give(&self, points: Points) -> bool {
		self.given.get(&epoch(HERE)).copied().unwrap_or(0) + points <= 100
	}

	fn give(&mut self, points: Points) -> Vec<Lot> {
		*self.given.entry(epoch(HERE)).or_default() += points;
		self.here().take(points, None, epoch(HERE))
	}
}

/// The qualification period: tiers hold from epoch 1 on.
fn period() -> Epoch {
	(epoch(HERE) - 1) / 2
}

/// When points end that are earned now.
fn end() -> Expiry {
	Expiry::At(epoch(HERE) + LIFE[HERE])
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
	/// The qualification period that they count in.
	qualified: Epoch,
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
	pool: Purse,
	/// What went along with points to the other program, and what came back with others.
	passed: [Balance; 2],
}

/// What backs so many points: three quarters of a unit each, rounded up.
fn backing_of(points: Points) -> Balance {
	(points * 3).div_ceil(4)
}

/// The same of the other program: half a unit each.
fn backing_there(points: Points) -> Balance {
	points.div_ceil(2)
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
		have.sum::<Points>() + spent as Points + self.pool.total(epoch(HERE))
	}

	fn there(&self) -> Points {
		self.people.iter().map(|person| person.purses[THERE].total(epoch(THERE))).sum()
	}

	fn needed(&self) -> [Balance; 2] {
		[backing_of(self.outstanding()), backing_there(self.there())]
	}

	fn release(&mut self, which: usize) {
		let deal = &mut self.deals[which];
		if deal.expiry.is_none() {
			deal.expiry = Some(end());
			deal.qualified = period();
			self.people[deal.who].earn(deal.earned - deal.clawed);
		}
	}

	/// The last of the spent points go back, the soonest to end pay a debt first.
	fn give_back(&mut self, which: usize, target: Points) {
		let deal = &mut self.deals[which];
		let keep = deal.spent_at_first.saturating_sub(target) as usize;
		if keep < deal.spent.len() {
			let back = deal.spent.split_off(keep);
			self.people[deal.who].here().put(back, epoch(HERE));
		}
	}

	fn buy(&mut self, who: usize, amount: Balance, points: Points) {
		self.orders += 1;
		let order = OrderId(self.orders);
		let buyer = account_of(who);
		let may = points > 0 && points <= self.people[who].total() && 2 * points <= amount / 2;
		let reserved = Loyalty::reserve(order, &request(&buyer, amount, points));
		assert_eq!(reserved.ok(), may.then_some(2 * points));
		let own = self.people[who].here();
		let spent = if may { own.take(points, None, epoch(HERE)) } else { Vec::new() };
		let paid = amount - 2 * spent.len() as Balance;
		assert_ok!(buy(order, &buyer, paid));
		let day = (now() - (T0 - EPOCH)) / DAY;
		let wanted = self.people[who].with_bonus(paid / 10);
		let bought = self.people[who].bought.entry(day).or_default();
		let earned = wanted.min(DAILY - *bought);
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
			qualified: 0,
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
			let taken = person.here().take(points, Some(expiry), epoch(HERE)).len() as Points;
			person.here().debt += points - taken;
			*person.earned.entry(deal.qualified).or_default() -= points;
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
					person.earn(person.with_bonus(5));
				}
			},
			Step::Task(who) => {
				self.nonce += 1;
				assert_ok!(submit(&account_of(who), task_of(PEOPLE[who], self.nonce)));
				let person = &mut self.people[who];
				person.earn(person.with_bonus(20));
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
				let allowed = self.people[from].may_give(points);
				let may = from != to && allowed && points <= self.people[from].total();
				assert_eq!(gift(&account_of(from), &account_of(to), points).is_ok(), may);
				if may {
					let lots = self.people[from].give(points);
					self.people[to].here().put(lots, epoch(HERE));
				}
			},
			Step::Burn(who, points) => {
				let may = points <= self.people[who].total();
				let spent = <Loyalty as PointsSpend<_>>::spend(PROGRAM, &account_of(who), points);
				assert_eq!(spent.ok(), may.then_some(PEOPLE[who]));
				if may {
					self.people[who].here().take(points, None, epoch(HERE));
				}
			},
			Step::Contribute(who, points) => {
				let person = &mut self.people[who];
				let may = who < 2 && person.may_give(points) && points <= person.total();
				let by = origin(&account_of(who));
				assert_eq!(Loyalty::contribute(by, PROGRAM, 0, points).is_ok(), may);
				if may {
					let lots = person.give(points);
					self.pool.put(lots, epoch(HERE));
				}
			},
			Step::Draw(who, points) => {
				let may = who < 2 && points <= self.pool.total(epoch(HERE));
				let by = origin(&account_of(who));
				assert_eq!(Loyalty::draw(by, PROGRAM, 0, points).is_ok(), may);
				if may {
					let lots = self.pool.take(points, None, epoch(HERE));
					self.people[who].here().put(lots, epoch(HERE));
				}
			},
			Step::Exchange { who, out, points } => self.exchange(who, out, points),
			Step::Wait(hours) => wait(hours * HOUR),
			Step::Halt(hours) => {
				let from = now();
				wait(hours * HOUR);
				assert_ok!(Loyalty::extend_expiry(RuntimeOrigin::root(), from, now()));
			},
			Step::Float(float) => {
				assert_ok!(Loyalty::set_float(origin(&operator()), PROGRAM, float));
				assert_eq!(ledger().backing, self.needed()[HERE] + float);
			},
			Step::Prune => {
				let accounts = PEOPLE.into_iter().map(Stale::Account);
				let tallies = PEOPLE.into_iter().flat_map(|who| {
					[Capped::Gifts, Capped::Rule(CHECK_IN), Capped::Rule(PURCHASE)]
						.map(|capped| Stale::Tally(capped, subject_of(who)))
				});
				let there = vec![0, 1, 2].into_iter().map(|who| Stale::Account(PEOPLE[who]));
				let list: Vec<_> = there.collect();
				let _ = Loyalty::prune(origin(&stranger()), OTHER, list.try_into().unwrap());
				let claims = Claims::<Test>::iter_keys().map(|(_, key)| Stale::Claim(key));
				let list: Vec<_> = accounts.chain(tallies).chain(claims).take(32).collect();
				let _ = Loyalty::prune(origin(&stranger()), PROGRAM, list.try_into().unwrap());
			},
		}
	}

	/// At one and a half for one, as they are worth; and back at a half, which is less.
	fn exchange(&mut self, who: usize, out: bool, points: Points) {
		let (from, to) = if out { (HERE, THERE) } else { (THERE, HERE) };
		let (rate, parts) = if out { ((3, 2), (1, 1)) } else { ((1, 2), (3, 2)) };
		let (now_there, before) = (epoch(to), self.needed());
		// Until when a lot can be spent where it arrives.
		let arrival = |lot: &Lot| {
			let Expiry::At(epoch) = lot.expiry else { panic!("points end here") };
			let ends = (now_there + 1..=now_there + LIFE[to]).rev();
			ends.into_iter().find(|end| begin(to, *end) <= begin(from, epoch))
		};
		let purse = &mut self.people[who].purses[from];
		let lots: Vec<_> =
			purse.live(epoch(from)).filter(|lot| arrival(lot).is_some()).copied().collect();
		let mut fit = Purse { lots, debt: 0 };
		let enough = points <= fit.total(epoch(from));
		let taken = fit.take(points, None, epoch(from));
		// So many of those that arrive end then or later, as so many of those that went make.
		let ends: std::collections::BTreeSet<Epoch> = taken.iter().filter_map(arrival).collect();
		let mut arrived = Vec::new();
		let mut sum = 0;
		for end in ends.into_iter().rev() {
			let later = taken.iter().filter(|lot| arrival(lot).unwrap() >= end).count() as Points;
			let make = later * rate.0 / rate.1;
			arrived.push(Lot { expiry: Expiry::At(end), points: make - sum });
			sum = make;
		}
		arrived.reverse();
		let may = enough && sum > 0;
		let rate = FixedU128::from_rational(rate.0, rate.1);
		let who_account = account_of(who);
		let (one, other) = (ProgramId(from as u64), ProgramId(to as u64));
		let carry = Carry { from: one, to: other, who: &who_account, points, rate };
		let carried = frame_support::storage::with_storage_layer(|| Loyalty::carry(&carry));
		assert_eq!(carried.is_ok(), may);
		let Ok(carried) = carried else { return };
		for lot in &taken {
			// Each point from where it was, not from another of the same end.
			let purse = &mut self.people[who].purses[from];
			let own = purse.lots.iter_mut().find(|own| own.expiry == lot.expiry && own.points > 0);
			own.unwrap().points -= 1;
			purse.lots.retain(|lot| lot.points > 0);
		}
		let debt = self.people[who].purses[to].debt;
		self.people[who].purses[to].put(arrived, now_there);
		assert_eq!(carried.netted, debt - self.people[who].purses[to].debt);
		assert_eq!((carried.arrived, carried.worth), (sum, sum * parts.0 / parts.1));
		assert_eq!(carried.passed, (before[from] - self.needed()[from]).min(carried.worth));
		self.passed[from] += carried.passed;
	}

	/// What is off the books stays off, whatever is made up for.
	fn clear(&mut self) {
		for program in [HERE, THERE] {
			let gone = cleared(program);
			for person in &mut self.people {
				person.purses[program].lots.retain(|lot| lot.expiry > Expiry::At(gone));
			}
		}
		self.pool.lots.retain(|lot| lot.expiry > Expiry::At(cleared(HERE)));
	}

	fn check(&mut self) {
		assert_ok!(Loyalty::do_try_state());
		self.clear();
		for (who, person) in self.people.iter().enumerate() {
			let view = Loyalty::view_balance(PROGRAM, PEOPLE[who]);
			assert_eq!(view.spendable, person.total());
			assert_eq!(view.debt, person.purses[HERE].debt);
			assert_eq!(view.pending, self.pending(who));
			assert_eq!(view.reserved, self.reserved(who));
			for program in [HERE, THERE] {
				let (id, purse) = (ProgramId(program as u64), &person.purses[program]);
				let endings = Loyalty::view_expiring(id, PEOPLE[who]);
				for ending in &endings {
					let lots = purse.lots.iter().filter(|lot| lot.expiry == ending.expiry);
					assert_eq!(ending.points, lots.map(|lot| lot.points).sum::<Points>());
					let Expiry::At(epoch) = ending.expiry else { panic!("points end") };
					assert_eq!(ending.at, Some(begin(program, epoch)));
				}
				let all: Points = endings.iter().map(|ending| ending.points).sum();
				assert_eq!(all, purse.total(epoch(program)));
			}
			let tier = Loyalty::view_tier(PROGRAM, PEOPLE[who]).unwrap();
			assert_eq!(usize::from(tier.tier), person.tier());
			let earned = person.earned.get(&period()).copied();
			assert_eq!(tier.points, earned.unwrap_or(0));
		}
		if let Some(mut pool) = Pools::<Test>::get(PROGRAM, 0) {
			pool.book.ring.sync(epoch(HERE));
			for lot in pool.book.ring.lots() {
				let lots = self.pool.lots.iter().filter(|own| own.expiry == lot.expiry);
				assert_eq!(lot.points, lots.map(|lot| lot.points).sum::<Points>());
			}
			assert_eq!(pool.book.ring.total(), self.pool.total(epoch(HERE)));
		}
		// For every end, a program's points are its members' and its pool's.
		for program in [HERE, THERE] {
			let view = Loyalty::view_liability(ProgramId(program as u64)).unwrap();
			let mut sums = BTreeMap::<Expiry, Points>::new();
			let purses = self.people.iter().map(|person| &person.purses[program]);
			let pool = (program == HERE).then_some(&self.pool);
			for lot in purses.chain(pool).flat_map(|purse| purse.live(epoch(program))) {
				*sums.entry(lot.expiry).or_default() += lot.points;
			}
			let own: BTreeMap<_, _> =
				view.endings.iter().map(|ending| (ending.expiry, ending.points)).collect();
			assert_eq!(own, sums);
			assert_eq!(view.needed, self.needed()[program]);
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
		let [out, back] = self.passed;
		assert_eq!(all, ENDOWMENT - self.reimbursed + back - out);
		let there = |reason| held(reason, &stranger());
		let holds = there(HoldReason::Program) + there(HoldReason::Backing);
		assert_eq!(free_balance(&stranger()) + holds, ENDOWMENT + out - back);
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
				let by = origin(&stranger());
				let other = Terms {
					epoch: LENGTH[THERE],
					lifetime: Lifetime::Epochs(LIFE[THERE] as u8),
					value: FixedU128::from_u32(1),
					..terms()
				};
				let name = "Other".try_into().unwrap();
				assert_ok!(Loyalty::create_program(by, name, other, redemption(), 0));
				set_time(T0 - EPOCH);
				let levels = LEVELS.map(|(threshold, percent)| Level {
					threshold,
					bonus: Permill::from_percent(percent),
				});
				let ladder = Ladder { period: 2, levels: levels.to_vec().try_into().unwrap() };
				let by = || origin(&operator());
				assert_ok!(Loyalty::set_tiers(by(), PROGRAM, Some(ladder)));
				set_time(T0);
				assert_ok!(Loyalty::set_record_budget(by(), PROGRAM, ENDOWMENT));
				let invited = vec![bob()].try_into().unwrap();
				assert_ok!(Loyalty::open_pool(origin(&alice()), PROGRAM, invited));
				assert_ok!(Loyalty::join_pool(origin(&bob()), PROGRAM, 0));
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
				model.take(Step::Float(0));
				wait_epochs(13);
				let list = vec![Stale::Pool(0)].try_into().unwrap();
				assert_ok!(Loyalty::prune(origin(&stranger()), PROGRAM, list));
				for _ in 0..4 {
					model.take(Step::Prune);
				}
				model.check();
				let indebted = model.people.iter().filter(|person| person.purses[HERE].debt > 0).count();
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
