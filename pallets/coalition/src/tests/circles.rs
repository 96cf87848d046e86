//! No way around a circle of programs makes more of points.

use super::*;
use proptest::prelude::*;

fn proptest_config(cases: u32) -> proptest::test_runner::Config {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
	proptest::test_runner::Config { cases, failure_persistence: None, ..Default::default() }
}

/// The highest rate that is fair.
fn highest(from: u128, to: u128) -> FixedU128 {
	let one = FixedU128::from_u32(1).into_inner();
	let rate = sp_runtime::helpers_128bit::multiply_by_rational_with_rounding(
		from,
		one,
		to,
		sp_runtime::Rounding::Down,
	);
	FixedU128::from_inner(rate.unwrap())
}

proptest! {
	#![proptest_config(proptest_config(200))]

	/// Arithmetic alone: values of every magnitude, circles of up to six programs, the best rates.
	#[test]
	fn points_should_not_grow_when_they_go_around_a_circle(
		values in prop::collection::vec(1u128..10u128.pow(24), 2..6),
		points in 1u128..10u128.pow(12),
	) {
		let mut left = points;
		for (i, from) in values.iter().enumerate() {
			let to = values[(i + 1) % values.len()];
			let offer = offer(highest(*from, to));
			let (from, to) = (FixedU128::from_inner(*from), FixedU128::from_inner(to));
			prop_assert!(offer.is_fair(from, to));
			let more = Offer { rate: offer.rate + FixedU128::from_inner(1), ..offer };
			prop_assert!(!more.is_fair(from, to));
			let arrived = pallet_loyalty::times(left, offer.net_rate(), sp_runtime::Rounding::Down);
			left = arrived.unwrap_or(0);
		}
		prop_assert!(left <= points);
	}
}

proptest! {
	#![proptest_config(proptest_config(12))]

	/// Three programs of any epochs and values; points go around at random, at the best rates. What they
	/// are worth never grows, no program owes what it does not say, and nothing lives longer than the
	/// longest that was earned.
	#[test]
	fn worth_should_not_grow_and_ends_not_move_when_points_go_anywhere(
		values in prop::collection::vec(1u128..50, 3),
		days in prop::collection::vec(1u64..40, 3),
		lives in prop::collection::vec(1u8..36, 3),
		steps in prop::collection::vec((0usize..3, 1usize..3, 1u128..400, 0u64..20), 1..40),
	) {
		let value = |i: usize| FixedU128::from_rational(values[i], 10);
		let terms_of = |i: usize| terms(value(i), 40, days[i], lives[i]);
		run_with(terms_of(0), terms_of(1), || {
			create(&stranger(), terms_of(2));
			let ids = [AIR, BEAN, ProgramId(2)];
			let operators = [airline(), cafe(), stranger()];
			for (a, b) in [(0, 1), (1, 2), (2, 0)] {
				let rate = |from: usize, to: usize| {
					let highest = highest(value(from).into_inner(), value(to).into_inner());
					Offer { daily_cap: Points::MAX, credit: Balance::MAX, ..offer(highest) }
				};
				let by = |i: usize| origin(&operators[i]);
				let (there, back) = (rate(a, b), rate(b, a));
				assert_ok!(Coalition::propose_partner(by(a), ids[a], ids[b], there, back));
				assert_ok!(Coalition::accept_partner(by(b), ids[b], ids[a], back, there));
			}
			wait(40 * DAY);
			for id in ids {
				earn(&alice(), id);
			}
			let worth = || -> u128 {
				(0..3).map(|i| points(ids[i], ALICE) * values[i]).sum()
			};
			// How much of the worth ends after a moment.
			let after = |moment: Moment| -> u128 {
				let of = |i: usize| -> u128 {
					let endings = Loyalty::view_expiring(ids[i], ALICE);
					let later = endings.iter().filter(|ending| ending.at.unwrap() > moment);
					later.map(|ending| ending.points * values[i]).sum()
				};
				(0..3).map(of).sum()
			};
			for (from, step, points, hours) in steps {
				wait(hours * 3_600_000);
				let to = (from + step) % 3;
				let ends: Vec<Moment> = (0..3)
					.flat_map(|i| Loyalty::view_expiring(ids[i], ALICE))
					.map(|ending| ending.at.unwrap())
					.collect();
				let moments: Vec<Moment> = ends.iter().flat_map(|end| [end - 1, *end]).collect();
				let before: Vec<u128> = moments.iter().map(|moment| after(*moment)).collect();
				let had = worth();
				let _ = exchange(ids[from], ids[to], points);
				assert!(worth() <= had);
				for (moment, before) in moments.iter().zip(before) {
					assert!(after(*moment) <= before, "something ends later");
				}
				check_loyalty();
				assert_ok!(Coalition::do_try_state());
			}
		});
	}
}
