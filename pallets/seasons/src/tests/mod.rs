//! Tests of the pallet: a file for each call or flow. What several of them need is here.

use crate::{
	mock::{Seasons, *},
	runtime_api::{RankView, ScoreView},
	*,
};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use proptest::test_runner::Config as ProptestConfig;
use souk_primitives::{Assurance, MemberId, Moment, OrderId, Points, SeasonId};
use sp_core::H256;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

mod board;
mod challenge;
mod config;
mod counting;
mod ending;
mod invariants;
mod opening;
mod try_state;
mod views;

type E = Error<Test>;
type Ev = Event<Test>;

/// The price of a person's score: itself 57, its key 32, its place 56; two entries.
const SCORE: Balance = 200 + 8 + 16 + 8 + 16 + 4 + 1 + 32 + 56;
/// The price of what a person bought from a merchant: itself 20, its key 64.
const DEALING: Balance = 100 + 20 + 64;
/// The price of a purchase: itself 48, its key 8.
const PURCHASED: Balance = 100 + 48 + 8;

/// As many cases as `PROPTEST_CASES` says.
fn proptest_config(cases: u32) -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn season(id: SeasonId) -> SeasonOf<Test> {
	crate::Seasons::<Test>::get(id).unwrap()
}

fn progress() -> ProgressOf<Test> {
	Progresses::<Test>::get(SEASON).unwrap()
}

fn score(n: u8) -> Score {
	Scores::<Test>::get(SEASON, subject(n)).unwrap_or_default()
}

/// Who is on the board, with how many points.
fn board() -> Vec<(u8, Points)> {
	let people = Boards::<Test>::get(SEASON).into_iter().map(|place| {
		let n = (0..=u8::MAX).find(|n| subject(*n) == place.subject).unwrap();
		(n, place.rank.points)
	});
	people.collect()
}

/// Who waits, with how many points.
fn waiting() -> Vec<(u8, Points)> {
	let people = Waiting::<Test>::iter_prefix(SEASON).map(|(key, who)| {
		let n = (0..=u8::MAX).find(|n| subject(*n) == who).unwrap();
		(n, Rank::of_key(&key).points)
	});
	people.collect()
}

/// A person's purchase at merchant 0 is settled.
fn buy(n: u8, order: u64, points: Points) {
	buy_at(n, order, points, 0);
}

fn buy_at(n: u8, order: u64, points: Points, shop: u8) {
	settle(&points_of(n, points, Some((order, merchant(shop)))));
}

/// As many of the points of a purchase at merchant 0 are taken back.
fn refund(n: u8, order: u64, points: Points) {
	revoke(&points_of(n, points, Some((order, merchant(0)))));
}

fn task(n: u8, points: Points) {
	settle(&points_of(n, points, None));
}

fn not_counted(n: u8, points: Points, reason: NotCounted) -> Ev {
	Ev::PointsNotCounted { season: SEASON, subject: subject(n), points, reason }
}

/// Three people on the board, two who wait: 5 > 4 > 3 > 2 > 1, by 100 points each.
fn five_people() {
	for n in 1..=5 {
		buy(n, n.into(), 100 * Points::from(n));
	}
	System::reset_events();
}

fn dispute(by: &AccountId, n: u8) -> DispatchResult {
	let evidence = H256::repeat_byte(0xee);
	Seasons::dispute(origin(by), SEASON, subject(n), Reason::FalseOrders, evidence)
}

fn finalise() -> DispatchResult {
	Seasons::finalise(origin(&stranger()), SEASON).map(|_| ()).map_err(|error| error.error)
}

fn close() -> DispatchResult {
	Seasons::close_season(origin(&stranger()), SEASON).map(|_| ()).map_err(|error| error.error)
}

fn prune(limit: u32) -> DispatchResult {
	Seasons::prune(origin(&stranger()), SEASON, limit).map(|_| ()).map_err(|error| error.error)
}

fn poke(n: u8, member: MemberId) -> DispatchResult {
	Seasons::poke(origin(&stranger()), SEASON, subject(n), member)
		.map(|_| ())
		.map_err(|error| error.error)
}

fn claim(who: &AccountId) -> DispatchResult {
	Seasons::claim_prize(origin(who), SEASON)
}
