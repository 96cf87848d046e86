//! What it costs to brush a leaderboard, and what it brings.
//!
//! The points and the boards are the real pallets; the money of orders is counted beside them. Honest
//! people shop over several seasons, and others try every way to get ahead that we know of. With the
//! recommended terms each of these loses money and wins nothing; with terms that trust everybody some of
//! them win, which shows that this simulation can tell. `scripts/sim brushing` runs it at length, and
//! docs/brushing.md tells what came out.
//!
//! `SOUK_SIM_SEED`, `SOUK_SIM_SEASONS` and `SOUK_SIM_PEOPLE` set the size; `SOUK_SIM_REPORT` names a file
//! for the table, `SOUK_SIM_JSON` one for the same as JSON.

mod runtime;
mod strategies;
mod world;

use pallet_seasons::{Caps, Terms, TermsOf};
use runtime::*;
use souk_primitives::{Assurance, Points};
use std::fmt::Write;
use strategies::{Known, Scene, Size, COMPLICIT};
use world::*;

/// What the operator expects to be enough for the last prize.
const WINNING: Points = 10_000;
/// The bond of a dispute.
const BOND: Balance = 20 * SOUK;

/// No prize is above what the platform keeps of the purchases that its place takes, points deducted.
fn prizes() -> Vec<Balance> {
	[20, 18, 16, 15, 14, 13, 12, 12, 12, 12].map(|amount| amount * SOUK).to_vec()
}

fn recommended(start: u64) -> TermsOf<Sim> {
	Terms::recommended(start, start + SEASON, WINNING, BOND)
}

/// Terms that trust everybody.
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

fn known(terms: &TermsOf<Sim>) -> Known {
	let most = terms.caps.per_merchant.min(WINNING * 4);
	Known {
		full: most * SOUK / Balance::from(POINTS_PER_SOUK),
		merchants: terms.min_merchants.into(),
		challenge: terms.challenge,
	}
}

/// Lays a simulation out, and runs it.
fn simulate(
	size: Size,
	prizes: Vec<Balance>,
	terms: &dyn Fn(u64) -> TermsOf<Sim>,
	brush: impl FnOnce(&mut Scene),
) -> World {
	let mut world = None;
	externalities().execute_with(|| {
		let mut scene = Scene::new(size, known(&terms(FIRST)), prizes);
		scene.honest();
		brush(&mut scene);
		World::found_program(&scene.shops());
		scene.world.run(std::mem::take(&mut scene.plan), terms);
		world = Some(scene.world);
	});
	world.unwrap()
}

fn setting(name: &str, default: u64) -> u64 {
	std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn size() -> Size {
	let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
	let size = Size {
		seed: setting("SOUK_SIM_SEED", clock.as_nanos() as u64 % 1_000_000_000),
		seasons: setting("SOUK_SIM_SEASONS", 2) as u32,
		people: setting("SOUK_SIM_PEOPLE", 200),
	};
	println!(
		"SOUK_SIM_SEED={} SOUK_SIM_SEASONS={} SOUK_SIM_PEOPLE={}",
		size.seed, size.seasons, size.people
	);
	size
}

fn souk(amount: Balance) -> f64 {
	amount as f64 / SOUK as f64
}

fn ratio(account: &Account) -> f64 {
	account.gained() as f64 / account.spent().max(1) as f64
}

fn table(title: &str, world: &World) -> String {
	let mut out = format!("\n### {title}\n\n");
	out += "| strategy | spent | of it platform | fees | other | points | prizes | gained per unit spent | best rank |\n";
	out += "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
	for account in &world.accounts {
		let best = account.best.map_or("none".to_string(), |best| best.to_string());
		writeln!(
			out,
			"| {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {best} |",
			account.name,
			souk(account.spent()),
			souk(account.shares),
			souk(account.fees),
			souk(account.other),
			souk(account.points),
			souk(account.prizes),
			ratio(account),
		)
		.unwrap();
	}
	out
}

fn json(part: &str, world: &World) -> String {
	let rows: Vec<_> = world
		.accounts
		.iter()
		.map(|account| {
			let best = account.best.map_or("null".to_string(), |best| best.to_string());
			format!(
				"{{\"strategy\":\"{}\",\"spent\":{:.6},\"platform\":{:.6},\"fees\":{:.6},\"other\":{:.6},\"points\":{:.6},\"prizes\":{:.6},\"gained_per_unit\":{:.4},\"best_rank\":{best}}}",
				account.name,
				souk(account.spent()),
				souk(account.shares),
				souk(account.fees),
				souk(account.other),
				souk(account.points),
				souk(account.prizes),
				ratio(account),
			)
		})
		.collect();
	format!(
		"\"{part}\":{{\"last_prize_scores\":{:?},\"rows\":[{}]}}",
		world.last_prize,
		rows.join(",")
	)
}

#[test]
fn brushing_should_not_pay_when_the_terms_are_the_recommended_ones() {
	let size = size();
	let asserted = simulate(size, prizes(), &recommended, Scene::all);
	// With fewer seasons: these show what would pay, and are not promised anything.
	let short = Size { seasons: size.seasons.min(2), ..size };
	let tenfold: Vec<_> = prizes().into_iter().map(|prize| prize * 10).collect();
	let names = [
		"1 merchant",
		"2 merchants",
		"3 merchants",
		"4 merchants",
		"5 merchants",
		"6 merchants",
		"8 merchants",
		"10 merchants",
	];
	let sizes = [1, 2, 3, 4, 5, 6, 8, 10];
	let kept =
		|scene: &mut Scene| names.into_iter().zip(sizes).for_each(|(name, n)| scene.kept(name, n));
	let late =
		|scene: &mut Scene| names.into_iter().zip(sizes).for_each(|(name, n)| scene.late(name, n));
	let parts = [
		("recommended", "Recommended terms", asserted),
		(
			"naive",
			"Terms that trust everybody, prizes ten times as high",
			simulate(short, tenfold.clone(), &naive, Scene::few),
		),
		(
			"rings",
			"Rings of more merchants, recommended terms",
			simulate(short, prizes(), &recommended, kept),
		),
		(
			"rings_tenfold",
			"Rings of more merchants, prizes ten times as high",
			simulate(short, tenfold, &recommended, kept),
		),
		(
			"rings_late",
			"Rings of more merchants that refund after the season is final",
			simulate(short, prizes(), &recommended, late),
		),
	];

	let mut report = format!(
		"Seed {}, {} seasons, {} people. Amounts in SOUK. An order costs {:.4} in transactions, a refund {:.4},\na check-in {:.4}. Scores of the last prize: {:?}. Records of a season: {:.0} at most, held.\n",
		size.seed,
		size.seasons,
		size.people,
		souk(order_fees()),
		souk(refund_fee()),
		souk(check_in_fee()),
		parts[0].2.last_prize,
		souk(parts[0].2.records),
	);
	for (_, title, world) in &parts {
		report += &table(title, world);
	}
	println!("{report}");
	if let Ok(path) = std::env::var("SOUK_SIM_REPORT") {
		std::fs::write(path, &report).unwrap();
	}
	if let Ok(path) = std::env::var("SOUK_SIM_JSON") {
		let rows: Vec<_> = parts.iter().map(|(part, _, world)| json(part, world)).collect();
		let text = format!(
			"{{\"seed\":{},\"seasons\":{},\"people\":{},\"unit\":\"SOUK\",{}}}\n",
			size.seed,
			size.seasons,
			size.people,
			rows.join(",")
		);
		std::fs::write(path, text).unwrap();
	}

	let [(_, _, asserted), (_, _, naive), (_, _, rings), (_, _, tenfold), (_, _, late)] = &parts;
	// What the terms were made for: the honest reach what the operator expects of a winner.
	for score in &asserted.last_prize {
		assert!(*score >= WINNING, "the last prize took {score} points only: WINNING is too high");
	}
	for account in &asserted.accounts {
		let name = account.name;
		assert!(account.spent() > account.gained(), "{name} pays: {}", ratio(account));
		assert_eq!(account.prizes, 0, "{name} won a prize");
	}
	assert_eq!(asserted.accounts[0].points, 0, "a merchant got points for buying from itself");
	assert_eq!(asserted.honest_prizes, prizes().len() as u32 * size.seasons);
	// And if the terms do not see to it, it pays: this can tell.
	let pays = naive.accounts.iter().filter(|account| account.gained() > account.spent());
	assert!(pays.clone().any(|account| account.prizes > 0), "this simulation sees no brushing");
	assert!(naive.accounts[0].points == 0, "a merchant got points for buying from itself");
	// A ring loses whatever its size as long as the platform keeps its share and prizes are small.
	for account in &rings.accounts {
		assert!(account.spent() > account.gained(), "a ring of {} pays", account.name);
	}
	// What is not promised: docs/brushing.md.
	assert!(rings.accounts[..COMPLICIT].iter().all(|account| account.prizes == 0));
	assert!(tenfold.accounts[..COMPLICIT].iter().all(|account| account.prizes == 0));
	assert!(late.accounts[..COMPLICIT].iter().all(|account| account.prizes == 0));
}
