//! What it costs to brush a leaderboard, and what it brings.
//!
//! The points and the boards are the real pallets; the money of orders is counted beside them. Honest
//! people shop over several seasons, and others try every way to get ahead that we know of. With the
//! recommended terms those who are no customers lose money, and win nothing with up to five merchants of
//! their own; with terms that trust everybody some of them win, which shows that this simulation can tell.
//! `scripts/sim brushing` runs it at length, and docs/brushing.md tells what came out.
//!
//! `SOUK_SIM_SEED`, `SOUK_SIM_SEASONS` and `SOUK_SIM_PEOPLE` set the size; `SOUK_SIM_REPORT` names a file
//! for the tables, `SOUK_SIM_JSON` one for the same as JSON, `SOUK_SIM_DOCS` one in which the tables are
//! replaced that are between marks.

mod fees;
mod report;
mod rings;
mod runtime;
mod strategies;
mod world;

use pallet_seasons::{Caps, Terms, TermsOf};
use report::Report;
use rings::{rings, Rings, Way};
use runtime::*;
use souk_primitives::{Assurance, Points};
use std::thread;
use strategies::{Known, Scene, Size};
use world::*;

/// What the operator expects to be enough for the last prize.
const WINNING: Points = 10_000;
/// The bond of a dispute.
const BOND: Balance = 20 * SOUK;
/// How many people a ring has.
const PEOPLE: [u64; 3] = [2, 6, 20];
/// How many merchants a ring has at most.
const MERCHANTS: usize = 10;

/// Terms, the prizes that go with them, and how many merchants of their own win nobody a prize.
#[derive(Clone, Copy)]
struct Setting {
	terms: fn(u64) -> TermsOf<Sim>,
	prizes: [Balance; 10],
	out: usize,
}

/// What `Terms::recommended` says.
const RECOMMENDED: Setting =
	Setting { terms: recommended, prizes: [20, 18, 16, 15, 14, 13, 12, 12, 12, 12], out: 5 };
/// The same, but a merchant counts for a sixteenth of what is expected to win. Scores are lower, and so are
/// the prizes.
const NARROW: Setting =
	Setting { terms: narrow, prizes: [12, 11, 11, 10, 10, 10, 9, 9, 9, 9], out: MERCHANTS };
/// Terms that trust everybody.
const NAIVE: Setting = Setting { terms: naive, out: 0, ..RECOMMENDED };

impl Setting {
	/// No prize is above what the platform keeps of the purchases that its place takes, points deducted.
	fn prizes(&self) -> Vec<Balance> {
		self.prizes.map(|amount| amount * SOUK).to_vec()
	}

	fn tenfold(self) -> Self {
		Self { prizes: self.prizes.map(|amount| amount * 10), ..self }
	}

	/// What those who brush know of it.
	fn known(&self) -> Known {
		let terms = (self.terms)(FIRST);
		let most = terms.caps.per_merchant.min(WINNING * 4);
		Known {
			full: most * SOUK / Balance::from(POINTS_PER_SOUK),
			merchants: terms.min_merchants.into(),
			challenge: terms.challenge,
			complicit: self.out.max(3),
		}
	}

	/// Lays a simulation out, and runs it.
	fn simulate(&self, size: Size, brush: impl FnOnce(&mut Scene)) -> World {
		let mut world = None;
		externalities().execute_with(|| {
			let mut scene = Scene::new(size, self.known(), self.prizes());
			scene.honest();
			brush(&mut scene);
			World::found_program(&scene.shops());
			scene.world.run(std::mem::take(&mut scene.plan), &self.terms);
			world = Some(scene.world);
		});
		world.unwrap()
	}

	/// Rings of so many people, with from one merchant to so many.
	fn rings(&self, size: Size, people: &[u64], merchants: usize) -> Rings {
		rings(size, self.known(), self.prizes(), &self.terms, people, merchants)
	}
}

fn recommended(start: u64) -> TermsOf<Sim> {
	Terms::recommended(start, start + SEASON, WINNING, BOND)
}

fn narrow(start: u64) -> TermsOf<Sim> {
	let terms = recommended(start);
	Terms { caps: Caps { per_merchant: WINNING / 16, ..terms.caps }, ..terms }
}

fn naive(start: u64) -> TermsOf<Sim> {
	let most = 10_000_000;
	Terms {
		caps: Caps { per_subject: most, per_merchant: most, tasks: most },
		in_full: u16::MAX,
		min_merchants: 1,
		assurance: Assurance::None,
		..recommended(start)
	}
}

fn setting(name: &str, default: u64) -> u64 {
	match std::env::var(name) {
		Ok(value) if !value.is_empty() => value.parse().expect("it is a number"),
		_ => default,
	}
}

/// The same in every run, unless the environment says something else.
fn size() -> Size {
	let size = Size {
		seed: setting("SOUK_SIM_SEED", 2026),
		seasons: setting("SOUK_SIM_SEASONS", 2) as u32,
		people: setting("SOUK_SIM_PEOPLE", 200),
	};
	println!(
		"SOUK_SIM_SEED={} SOUK_SIM_SEASONS={} SOUK_SIM_PEOPLE={}",
		size.seed, size.seasons, size.people
	);
	size
}

/// Everybody loses, wins no prize, and those get no points who must not, whether the platform's share
/// comes back or not.
fn should_lose(setting: &Setting, world: &World, seasons: u32) {
	for account in &world.accounts {
		let name = account.name;
		for share in [Share::Kept, Share::Returned] {
			assert!(!account.pays(share), "{name} pays if the share is {share:?}");
		}
		assert_eq!((account.won, account.prizes), (0, 0), "{name} won a prize");
		let nobody = name.starts_with("self-dealing") || name.ends_with("nobody's");
		assert!(!nobody || account.points == 0, "{name} got points");
	}
	assert_eq!(world.honest_prizes, setting.prizes.len() as u32 * seasons);
}

/// Every ring loses if the platform keeps its share, and one that does not have too many merchants wins no
/// prize and loses in any case.
fn rings_should_lose(setting: &Setting, rings: &Rings) {
	for cell in &rings.cells {
		let (people, merchants) = (cell.people, cell.merchants);
		for (way, account) in cell.ways() {
			let name = format!("a ring of {people} with {merchants} merchants, {way:?},");
			assert!(!account.pays(Share::Kept), "{name} pays");
			if merchants <= setting.out {
				assert_eq!((account.won, account.prizes), (0, 0), "{name} won a prize");
				assert!(!account.pays(Share::Returned), "{name} pays if the share is returned");
			}
		}
	}
}

#[test]
fn brushing_should_not_pay_when_the_terms_are_the_recommended_ones() {
	let size = size();
	// These show what would pay, and are not promised anything.
	let short = Size { seasons: size.seasons.min(2), ..size };
	let (strategies, rings, narrow, narrow_rings, naive, tenfold) = thread::scope(|scope| {
		let strategies = scope.spawn(|| RECOMMENDED.simulate(size, Scene::all));
		let rings = scope.spawn(|| RECOMMENDED.rings(size, &PEOPLE, MERCHANTS));
		let narrow = scope.spawn(|| NARROW.simulate(size, Scene::all));
		let narrow_rings = scope.spawn(|| NARROW.rings(size, &PEOPLE, MERCHANTS + 6));
		let naive = scope.spawn(|| NAIVE.tenfold().simulate(short, Scene::few));
		let tenfold = scope.spawn(|| RECOMMENDED.tenfold().rings(size, &[2], MERCHANTS));
		(
			strategies.join().unwrap(),
			rings.join().unwrap(),
			narrow.join().unwrap(),
			narrow_rings.join().unwrap(),
			naive.join().unwrap(),
			tenfold.join().unwrap(),
		)
	});

	let mut report = Report::new(size);
	report.fees();
	report.season("season", "Recommended terms", &strategies);
	report.strategies("strategies", &strategies);
	report.rings("rings", "Rings, recommended terms", &rings, 1);
	report.prices("prices", &rings, RECOMMENDED.out);
	report.customers("customers", &rings);
	report.season("narrow-season", "A sixteenth from a merchant", &narrow);
	report.strategies("narrow", &narrow);
	report.rings("narrow-rings", "Rings, a sixteenth from a merchant", &narrow_rings, 9);
	report.prices("narrow-prices", &narrow_rings, NARROW.out);
	report.customers("narrow-customers", &narrow_rings);
	report.same_winners("narrow-winners", &rings, &narrow_rings);
	report.season("naive-season", "Terms that trust everybody, prizes ten times as high", &naive);
	report.strategies("naive", &naive);
	report.rings("tenfold", "Rings, recommended terms, prizes ten times as high", &tenfold, 5);
	report.tasks("tasks", &strategies);
	report.publish();

	// What the terms were made for: the honest reach what the operator expects of a winner.
	for score in &strategies.last_prize {
		assert!(*score >= WINNING, "the last prize took {score} points only: WINNING is too high");
	}
	should_lose(&RECOMMENDED, &strategies, size.seasons);
	rings_should_lose(&RECOMMENDED, &rings);
	should_lose(&NARROW, &narrow, size.seasons);
	rings_should_lose(&NARROW, &narrow_rings);
	// And if the terms do not see to it, it pays: this can tell.
	let pays = |account: &&Account| account.won > 0 && account.pays(Share::Kept);
	assert!(
		naive.accounts.iter().any(|account| pays(&account)),
		"this simulation sees no brushing"
	);
	assert!(naive.accounts[0].points == 0, "a merchant got points for buying from itself");
	// Rings of every size are there, in every way.
	assert_eq!(rings.cells.len(), PEOPLE.len() * MERCHANTS);
	assert!(rings.cells.iter().all(|cell| cell.ways().iter().all(|(way, account)| {
		let refunded = account.undone > 0;
		account.shares > 0 && refunded == (*way == Way::Late)
	})));
	report.document();
}
