//! Books beside a model that keeps every lot by itself.

use super::*;
use proptest::prelude::*;

const MEMBERS: usize = 3;

#[derive(Clone, Debug)]
enum Step {
	/// Points come in that live for so many epochs, for ever if none.
	Earn { who: usize, points: Points, life: Option<u32> },
	/// A purchase is paid.
	Buy { who: usize, points: Points },
	/// The oldest open purchase settles.
	Settle,
	/// A part of a purchase is refunded, settled or not.
	Refund { which: usize, points: Points },
	/// Points are spent for good.
	Spend { who: usize, points: Points },
	/// Points are set aside for an order.
	Reserve { who: usize, points: Points },
	/// They are spent, and what is spent comes back or not.
	Finish { which: usize, back: bool },
	/// From one member to another.
	Give { from: usize, to: usize, points: Points },
	/// Nobody does anything for so many epochs.
	Idle(u32),
}

fn step(width: u8) -> impl Strategy<Value = Step> {
	let who = || 0..MEMBERS;
	let life = prop_oneof![1 => Just(None), 6 => (1..=u32::from(width)).prop_map(Some)];
	prop_oneof![
		6 => (who(), 1u128..100, life)
			.prop_map(|(who, points, life)| Step::Earn { who, points, life }),
		4 => (who(), 1u128..100).prop_map(|(who, points)| Step::Buy { who, points }),
		3 => Just(Step::Settle),
		4 => (any::<usize>(), 1u128..100)
			.prop_map(|(which, points)| Step::Refund { which, points }),
		4 => (who(), 1u128..150).prop_map(|(who, points)| Step::Spend { who, points }),
		4 => (who(), 1u128..150).prop_map(|(who, points)| Step::Reserve { who, points }),
		4 => (any::<usize>(), any::<bool>())
			.prop_map(|(which, back)| Step::Finish { which, back }),
		4 => (who(), who(), 1u128..150)
			.prop_map(|(from, to, points)| Step::Give { from, to, points }),
		3 => (1u32..4).prop_map(Step::Idle),
		1 => (1u32..100).prop_map(Step::Idle),
	]
}

/// Every lot by itself, in no order.
#[derive(Clone, Default)]
struct Person {
	lots: Vec<Lot>,
	debt: Points,
}

impl Person {
	fn total(&self) -> Points {
		self.lots.iter().map(|lot| lot.points).sum()
	}

	/// Takes a point at a time, the soonest to expire first, but of `first` before any other.
	fn take(&mut self, points: Points, first: Option<Expiry>) -> Vec<Lot> {
		let mut taken = Vec::new();
		for _ in 0..points {
			let soonest = (0..self.lots.len()).min_by_key(|i| {
				let expiry = self.lots[*i].expiry;
				(Some(expiry) != first, expiry)
			});
			let Some(soonest) = soonest else { break };
			taken.push(Lot { expiry: self.lots[soonest].expiry, points: 1 });
			self.lots[soonest].points -= 1;
			self.lots.retain(|lot| lot.points > 0);
		}
		taken
	}

	/// Puts lots in, a point at a time.
	fn put(&mut self, lots: &[Lot], now: Epoch) {
		for lot in lots {
			if matches!(lot.expiry, Expiry::At(epoch) if epoch <= now) {
				continue;
			}
			let netted = lot.points.min(self.debt);
			self.debt -= netted;
			self.lots.push(Lot { points: lot.points - netted, ..*lot });
		}
		self.lots.retain(|lot| lot.points > 0);
	}
}

struct Purchase {
	who: usize,
	points: Points,
	settled: Option<Expiry>,
}

struct Model {
	width: u8,
	now: Epoch,
	people: Vec<Person>,
	purchases: Vec<Purchase>,
	/// By whom, and of what.
	reservations: Vec<(usize, Vec<Lot>)>,
	members: Vec<Book>,
	program: Book,
}

impl Model {
	fn new(width: u8) -> Self {
		let book = Book::new(width, 0);
		Self {
			width,
			now: 0,
			people: vec![Person::default(); MEMBERS],
			purchases: Vec::new(),
			reservations: Vec::new(),
			members: vec![book.clone(); MEMBERS],
			program: book,
		}
	}

	fn pair(&mut self, who: usize) -> Pair<'_> {
		Pair::sync(&mut self.members[who], &mut self.program, self.now)
	}

	fn take(&mut self, step: Step) {
		let now = self.now;
		match step {
			Step::Earn { who, points, life } => {
				let expiry = life.map_or(Expiry::Never, |life| Expiry::At(now + life));
				let lot = Lot { expiry, points };
				self.pair(who).credit(lot).unwrap();
				self.people[who].put(&[lot], now);
			},
			Step::Buy { who, points } => {
				self.pair(who).pend(points).unwrap();
				self.purchases.push(Purchase { who, points, settled: None });
			},
			Step::Settle => {
				let open = self.purchases.iter().position(|purchase| purchase.settled.is_none());
				let Some(open) = open else { return };
				let expiry = Expiry::At(now + u32::from(self.width));
				let purchase = &mut self.purchases[open];
				purchase.settled = Some(expiry);
				let (who, lot) = (purchase.who, Lot { expiry, points: purchase.points });
				self.pair(who).settle(lot).unwrap();
				self.people[who].put(&[lot], now);
			},
			Step::Refund { which, points } => {
				if self.purchases.is_empty() {
					return;
				}
				let which = which % self.purchases.len();
				let purchase = &mut self.purchases[which];
				let points = points.min(purchase.points);
				purchase.points -= points;
				let (who, settled) = (purchase.who, purchase.settled);
				let Some(expiry) = settled else { return self.pair(who).unpend(points) };
				let clawed = self.pair(who).claw(points, expiry);
				let taken: Points =
					self.people[who].take(points, Some(expiry)).iter().map(|lot| lot.points).sum();
				self.people[who].debt += points - taken;
				assert_eq!(clawed, Clawed { taken, debt: points - taken });
			},
			Step::Spend { who, points } => {
				let may = points <= self.people[who].total();
				assert_eq!(self.pair(who).spend(points).is_ok(), may);
				if may {
					self.people[who].take(points, None);
				}
			},
			Step::Reserve { who, points } => {
				let may = points <= self.people[who].total();
				let lots = self.pair(who).reserve(points);
				assert_eq!(lots.is_ok(), may);
				if may {
					let mine = self.people[who].take(points, None);
					let by = |lots: &[Lot], expiry| -> Points {
						lots.iter().filter(|lot| lot.expiry == expiry).map(|lot| lot.points).sum()
					};
					let lots = lots.unwrap();
					assert_eq!(sum(&lots), points);
					assert!(lots.iter().all(|lot| by(&mine, lot.expiry) == lot.points));
					self.reservations.push((who, lots.into_inner()));
				}
			},
			Step::Finish { which, back } => {
				if self.reservations.is_empty() {
					return;
				}
				let (who, lots) = self.reservations.remove(which % self.reservations.len());
				self.pair(who).unreserve(sum(&lots));
				if back {
					let credit = self.pair(who).restore(&lots).unwrap();
					self.people[who].put(&lots, now);
					assert_eq!(credit.added + credit.netted + credit.expired, sum(&lots));
				}
			},
			Step::Give { from, to, points } => {
				let may = points <= self.people[from].total();
				let lots = self.pair(from).spend(points);
				assert_eq!(lots.is_ok(), may);
				if let Ok(lots) = lots {
					let mine = self.people[from].take(points, None);
					self.pair(to).restore(&lots).unwrap();
					self.people[to].put(&mine, now);
				}
			},
			Step::Idle(epochs) => {
				self.now += epochs;
				for person in &mut self.people {
					let now = self.now;
					person.lots.retain(|lot| lot.expiry > Expiry::At(now));
				}
			},
		}
	}

	/// Compares what is there now, whether or not anybody has synchronised it.
	fn check(&self) {
		let now = self.now;
		let seen = |book: &Book| {
			let mut book = book.clone();
			book.ring.sync(now);
			book
		};
		let program = seen(&self.program);
		let members: Vec<_> = self.members.iter().map(seen).collect();
		let far = now + 2 * u32::from(self.width) + 2;
		let expiries = (0..far).map(Expiry::At).chain([Expiry::Never]);
		for expiry in expiries {
			let mut sum = 0;
			for (member, person) in members.iter().zip(&self.people) {
				let lots = person.lots.iter().filter(|lot| lot.expiry == expiry);
				let points: Points = lots.map(|lot| lot.points).sum();
				assert_eq!(member.ring.at(expiry), points);
				sum += points;
			}
			assert_eq!(program.ring.at(expiry), sum);
		}
		for (who, (member, person)) in members.iter().zip(&self.people).enumerate() {
			assert_eq!(member.ring.total(), person.total());
			assert_eq!(member.debt, person.debt);
			assert!(member.debt == 0 || member.ring.total() == 0);
			let pending = self.purchases.iter().filter(|purchase| purchase.settled.is_none());
			let pending: Points = pending
				.filter(|purchase| purchase.who == who)
				.map(|purchase| purchase.points)
				.sum();
			assert_eq!(member.pending, pending);
			let reserved = self.reservations.iter().filter(|(whose, _)| *whose == who);
			assert_eq!(member.reserved, reserved.map(|(_, lots)| sum(lots)).sum::<Points>());
		}
		assert_eq!(program.pending, members.iter().map(|book| book.pending).sum::<Points>());
		assert_eq!(program.reserved, members.iter().map(|book| book.reserved).sum::<Points>());
		assert_eq!(program.debt, members.iter().map(|book| book.debt).sum::<Points>());
	}
}

proptest! {
	#![proptest_config(proptest_config(256))]

	#[test]
	fn books_should_be_the_sum_of_all_lots_when_anything_happens(
		(width, steps) in (1u8..=36).prop_flat_map(|width| {
			(Just(width), prop::collection::vec(step(width), 1..80))
		}),
	) {
		let mut model = Model::new(width);
		for step in steps {
			model.take(step);
			model.check();
		}
	}
}

#[test]
fn transfer_should_keep_each_expiry_when_points_go_round() {
	let (mut a, mut b, mut program) = (Book::new(6, 0), Book::new(6, 0), Book::new(6, 0));
	let soon = Lot { expiry: Expiry::At(2), points: 5 };
	let late = Lot { expiry: Expiry::At(6), points: 5 };
	for lot in [soon, late] {
		Pair::sync(&mut a, &mut program, 0).credit(lot).unwrap();
	}
	for _ in 0..3 {
		let lots = Pair::sync(&mut a, &mut program, 1).spend(10).unwrap();
		Pair::sync(&mut b, &mut program, 1).restore(&lots).unwrap();
		core::mem::swap(&mut a, &mut b);
	}
	assert_eq!(a.ring.lots().collect::<Vec<_>>(), vec![soon, late]);
	assert_eq!(program.ring, a.ring);
	assert!(b.is_empty());
}

#[test]
fn restore_should_bring_nothing_when_the_lot_expired_meanwhile() {
	let (mut a, mut program) = (Book::new(6, 0), Book::new(6, 0));
	let soon = Lot { expiry: Expiry::At(2), points: 5 };
	Pair::sync(&mut a, &mut program, 0).credit(soon).unwrap();
	let lots = Pair::sync(&mut a, &mut program, 1).reserve(5).unwrap();
	let mut pair = Pair::sync(&mut a, &mut program, 2);
	pair.unreserve(5);
	assert_eq!(pair.restore(&lots), Ok(Credit { expired: 5, ..Default::default() }));
	assert!(a.is_empty() && program.is_empty());
}

#[test]
fn pend_should_be_refused_when_it_could_not_be_released() {
	let (mut a, mut program) = (Book::new(6, 0), Book::new(6, 0));
	let mut pair = Pair::sync(&mut a, &mut program, 0);
	pair.pend(Points::MAX - 1).unwrap();
	assert_eq!(pair.pend(2), Err(RingError::Overflow));
	pair.pend(1).unwrap();
	pair.settle(Lot { expiry: Expiry::Never, points: Points::MAX }).unwrap();
	assert_eq!(pair.claw(Points::MAX, Expiry::Never).taken, Points::MAX);
}
