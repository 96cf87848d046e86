//! What the calls and the listener cost at most.
//!
//! Boards are full and somebody waits behind them, there are as many prizes, rules and seasons that are
//! not final as there can be, and whoever moves moves from one end of the board to the other.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect as _, Unbalanced as _},
		tokens::Precision,
		Get,
	},
};
use frame_system::RawOrigin;
use souk_primitives::{
	Assurance, MemberId, Moment, Nullifier, OrderId, Points, PointsObserver as _, ProgramId,
	RankedPoints, SeasonId,
};
use sp_core::H256;
use sp_runtime::traits::Saturating;

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// A program with [`MAX_RULES`] ranked rules, numbered from 0, that are in force from
	/// [`START`] on; and its operator.
	fn program() -> (T::AccountId, ProgramId);

	/// An account of another member each time, of whom it is sure in the program's context that it is one
	/// person.
	fn enrol(n: u32, program: ProgramId) -> (T::AccountId, MemberId, Nullifier);

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);
}

/// When the season of the benchmarks starts.
pub const START: Moment = 1_700_000_000_000;

const EVIDENCE: H256 = H256::repeat_byte(0xee);
/// The points of the first place; everybody after it has one less.
const TOP: Points = 1_000_000;

fn rich<T: Config>(who: &T::AccountId) {
	let amount = Pallet::<T>::season_price()
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(1_000_000u32.into());
	assert_ok!(T::Currency::increase_balance(who, amount, Precision::Exact));
	T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
}

struct Person<T: Config> {
	who: T::AccountId,
	member: MemberId,
	subject: Nullifier,
}

struct Scene<T: Config> {
	operator: T::AccountId,
	resolver: T::AccountId,
	program: ProgramId,
	id: SeasonId,
	people: Vec<Person<T>>,
}

impl<T: Config> Scene<T> {
	/// A program without seasons.
	fn new() -> Self {
		T::BenchmarkHelper::set_time(START.saturating_sub(1_000));
		let (operator, program) = T::BenchmarkHelper::program();
		rich::<T>(&operator);
		let resolver = account("resolver", 0, 0);
		rich::<T>(&resolver);
		Self { operator, resolver, program, id: NextSeasonId::<T>::get(), people: Vec::new() }
	}

	/// A season that runs, and as many later ones as there can be.
	fn running() -> Self {
		let scene = Self::new();
		for number in 0..MAX_LIVE {
			scene.open(number);
		}
		T::BenchmarkHelper::set_time(START);
		scene
	}

	/// The same, with people on each place of the board and one who waits, all from one merchant.
	fn full() -> Self {
		let mut scene = Self::running();
		for n in 0..=MAX_PLACES {
			let (who, member, subject) = T::BenchmarkHelper::enrol(n, scene.program);
			scene.people.push(Person { who, member, subject });
			let points = TOP.saturating_sub(n.into());
			scene.settle(n as usize, n.into(), points, 0);
		}
		assert_eq!(Boards::<T>::get(scene.id).len(), MAX_PLACES as usize);
		scene
	}

	/// The same, when it is certain who won.
	fn finished() -> Self {
		let scene = Self::full();
		scene.pass_challenge();
		assert_ok!(Pallet::<T>::do_finalise(scene.id));
		scene
	}

	fn terms(&self, number: u32) -> TermsOf<T> {
		let start = START.saturating_add(Moment::from(number).saturating_mul(1_000));
		let rules: Vec<_> = (0..MAX_RULES).collect();
		let caps = Caps { per_subject: MAX_CAP, per_merchant: MAX_CAP, tasks: MAX_CAP };
		Terms {
			start,
			end: start.saturating_add(1_000),
			challenge: T::MinChallenge::get(),
			decide: T::MinChallenge::get(),
			claim: T::MinClaim::get(),
			places: MAX_PLACES,
			assurance: Assurance::Person,
			caps,
			in_full: 100,
			min_merchants: 0,
			rules: rules.try_into().unwrap_or_default(),
			resolver: Some(self.resolver.clone()),
			bond: Pallet::<T>::dispute_price().max(T::Currency::minimum_balance()),
		}
	}

	fn prizes(&self) -> Amounts<BalanceOf<T>> {
		vec![T::Currency::minimum_balance(); MAX_PLACES as usize].try_into().unwrap_or_default()
	}

	fn budget(&self) -> BalanceOf<T> {
		let prices = Pallet::<T>::prices();
		let one = prices.score.saturating_add(prices.dealing).saturating_add(prices.purchase);
		one.saturating_mul(1_000u32.into())
	}

	fn open(&self, number: u32) {
		assert_ok!(Pallet::<T>::do_open_season(
			self.operator.clone(),
			self.program,
			self.terms(number),
			self.prizes(),
			self.budget(),
		));
	}

	fn pass_challenge(&self) {
		let end = START.saturating_add(1_000).saturating_add(T::MinChallenge::get());
		T::BenchmarkHelper::set_time(end);
	}

	fn by(&self) -> RawOrigin<T::AccountId> {
		RawOrigin::Signed(self.operator.clone())
	}

	fn points(
		&self,
		n: usize,
		order: u64,
		points: Points,
		shop: u32,
	) -> RankedPoints<T::AccountId> {
		RankedPoints {
			program: self.program,
			rule: MAX_RULES.saturating_sub(1),
			member: self.people[n].member,
			subject: self.people[n].subject,
			points,
			purchase: Some((OrderId(order), account("merchant", shop, 0))),
		}
	}

	fn settle(&self, n: usize, order: u64, points: Points, shop: u32) {
		assert_ok!(Pallet::<T>::settled(&self.points(n, order, points, shop)));
	}

	fn dispute(&self, subject: Nullifier) {
		let by = self.resolver.clone();
		assert_ok!(Pallet::<T>::do_dispute(by, self.id, subject, Reason::Other, EVIDENCE));
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn open_season() {
		let scene = Scene::<T>::new();
		for number in 1..MAX_LIVE {
			scene.open(number);
		}
		let (terms, prizes, budget) = (scene.terms(0), scene.prizes(), scene.budget());
		let id = NextSeasonId::<T>::get();

		#[extrinsic_call]
		_(scene.by(), scene.program, terms, prizes, budget);

		assert!(Seasons::<T>::contains_key(id));
	}

	#[benchmark]
	fn cancel_season() {
		let scene = Scene::<T>::running();
		T::BenchmarkHelper::set_time(START.saturating_sub(1));

		#[extrinsic_call]
		_(scene.by(), scene.id);

		assert!(!Seasons::<T>::contains_key(scene.id));
	}

	#[benchmark]
	fn raise_budget() {
		let scene = Scene::<T>::running();
		let amount = T::Currency::minimum_balance();

		#[extrinsic_call]
		_(scene.by(), scene.id, amount);

		let budget = Progresses::<T>::get(scene.id).map(|progress| progress.budget);
		assert_eq!(budget, Some(scene.budget().saturating_add(amount)));
	}

	/// The first place is left, and who waits gets the last.
	#[benchmark]
	fn poke() {
		let scene = Scene::<T>::full();
		let subject = scene.people[0].subject;
		// As if it had been another member that nobody vouches for any more.
		let gone = MemberId(u64::MAX);
		Scores::<T>::mutate(scene.id, subject, |slot| {
			if let Some(score) = slot {
				score.member = gone;
			}
		});

		#[extrinsic_call]
		_(scene.by(), scene.id, subject, gone);

		assert!(Waiting::<T>::iter_prefix(scene.id).next().is_none());
	}

	#[benchmark]
	fn dispute() {
		let scene = Scene::<T>::full();
		let subject = scene.people[0].subject;

		#[extrinsic_call]
		_(scene.by(), scene.id, subject, Reason::Other, EVIDENCE);

		assert!(Disputes::<T>::contains_key(scene.id, subject));
	}

	#[benchmark]
	fn decide() {
		let scene = Scene::<T>::full();
		let subject = scene.people[0].subject;
		scene.dispute(subject);
		let resolver = RawOrigin::Signed(scene.resolver.clone());

		#[extrinsic_call]
		_(resolver, scene.id, subject, Verdict::Upheld);

		assert!(Waiting::<T>::iter_prefix(scene.id).next().is_none());
	}

	#[benchmark]
	fn drop_dispute() {
		let scene = Scene::<T>::full();
		let subject = scene.people[0].subject;
		scene.dispute(subject);
		T::BenchmarkHelper::set_time(START.saturating_add(T::MinChallenge::get()));

		#[extrinsic_call]
		_(scene.by(), scene.id, subject);

		assert!(!Disputes::<T>::contains_key(scene.id, subject));
	}

	#[benchmark]
	fn finalise() {
		let scene = Scene::<T>::full();
		scene.pass_challenge();

		#[extrinsic_call]
		_(scene.by(), scene.id);

		assert!(Prizes::<T>::get(scene.id).iter().all(|prize| prize.winner.is_some()));
	}

	#[benchmark]
	fn claim_prize() {
		let scene = Scene::<T>::finished();
		let last = MAX_PLACES.saturating_sub(1) as usize;
		let who = RawOrigin::Signed(scene.people[last].who.clone());

		#[extrinsic_call]
		_(who, scene.id);

		assert!(Prizes::<T>::get(scene.id)[last].paid);
	}

	#[benchmark]
	fn close_season() {
		let scene = Scene::<T>::finished();
		let end = START
			.saturating_add(1_000)
			.saturating_add(T::MinChallenge::get())
			.saturating_add(T::MinClaim::get());
		T::BenchmarkHelper::set_time(end);

		#[extrinsic_call]
		_(scene.by(), scene.id);

		let status = Seasons::<T>::get(scene.id).map(|season| season.status);
		assert_eq!(status, Some(Status::Closed));
	}

	#[benchmark]
	fn prune(n: Linear<1, MAX_PRUNED>) {
		let scene = Scene::<T>::finished();
		let end = START
			.saturating_add(1_000)
			.saturating_add(T::MinChallenge::get())
			.saturating_add(T::MinClaim::get());
		T::BenchmarkHelper::set_time(end);
		assert_ok!(Pallet::<T>::do_close_season(scene.id));

		#[extrinsic_call]
		_(scene.by(), scene.id, n);

		assert!(Waiting::<T>::iter_prefix(scene.id).next().is_none());
	}

	/// Who waits comes to the first place, by a purchase from somebody new.
	#[benchmark]
	fn note_settled() {
		let scene = Scene::<T>::full();
		let points = scene.points(MAX_PLACES as usize, 1_000, TOP, 1);

		#[block]
		{
			assert_ok!(Pallet::<T>::settled(&points));
		}

		let first = Boards::<T>::get(scene.id).first().map(|place| place.subject);
		assert_eq!(first, Some(points.subject));
	}

	/// Who waits rises, and still waits.
	#[benchmark]
	fn note_settled_below() {
		let mut scene = Scene::<T>::full();
		let (who, member, subject) = T::BenchmarkHelper::enrol(1_000, scene.program);
		scene.people.push(Person { who, member, subject });
		let last = scene.people.len().saturating_sub(1);
		scene.settle(last, 1_000, 1, 0);
		let points = scene.points(last, 1_001, 1, 1);

		#[block]
		{
			assert_ok!(Pallet::<T>::settled(&points));
		}

		let score = Scores::<T>::get(scene.id, subject).map(|score| score.points);
		assert_eq!(score, Some(2));
	}

	/// The first falls behind the board, and who waits gets the last place.
	#[benchmark]
	fn note_revoked() {
		let scene = Scene::<T>::full();
		let points = scene.points(0, 0, TOP.saturating_sub(1), 0);

		#[block]
		{
			assert_ok!(Pallet::<T>::revoked(&points));
		}

		let waits = Waiting::<T>::iter_prefix(scene.id).next().map(|(_, who)| who);
		assert_eq!(waits, Some(points.subject));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::World::default().unopened().build(),
		crate::mock::Test
	);
}

#[cfg(test)]
mod helper {
	use super::*;
	use crate::mock::{self, Helper, Test};

	impl BenchmarkHelper<Test> for Helper {
		fn program() -> (mock::AccountId, ProgramId) {
			for rule in 0..MAX_RULES {
				mock::set_rule(rule, 0, Some(H256::repeat_byte(1)));
			}
			(mock::operator(), mock::PROGRAM)
		}

		fn enrol(n: u32, _: ProgramId) -> (mock::AccountId, MemberId, Nullifier) {
			let (member, subject) =
				(MemberId(50_000 + u64::from(n)), H256::from_low_u64_be(n.into()));
			let who: mock::AccountId = account("person", n, 0);
			mock::enrol(who.clone(), member, subject, Assurance::Person);
			(who, member, subject)
		}

		fn set_time(now: Moment) {
			mock::set_time(now);
		}
	}
}
