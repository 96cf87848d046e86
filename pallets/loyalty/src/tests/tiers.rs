use super::*;
use crate::runtime_api::TierView;

/// 40 points in three epochs make silver, with 10 % more; 100 gold, with a half more.
fn ladder() -> Ladder {
	ladder_of(3, &[(40, 10), (100, 50)])
}

fn ladder_of(period: u8, levels: &[(Points, u32)]) -> Ladder {
	let level = |(threshold, percent): &(Points, u32)| Level {
		threshold: *threshold,
		bonus: Permill::from_percent(*percent),
	};
	Ladder { period, levels: levels.iter().map(level).collect::<Vec<_>>().try_into().unwrap() }
}

fn set(ladder: Option<Ladder>) -> DispatchResult {
	Loyalty::set_tiers(origin(&operator()), PROGRAM, ladder)
}

/// A test that begins with these tiers, at the beginning of a period: of epochs 2 to 4.
fn run(ladder: Ladder, test: impl FnOnce()) {
	run_with(World::default(), ladder, test)
}

fn run_with(world: World, ladder: Ladder, test: impl FnOnce()) {
	world.build_and_execute(|| {
		assert_ok!(set(Some(ladder)));
		set_time(begin(2));
		System::reset_events();
		test();
	});
}

fn begin(epoch: u64) -> Moment {
	T0 - EPOCH + epoch * EPOCH
}

fn view(member: MemberId) -> TierView {
	Loyalty::view_tier(PROGRAM, member).unwrap()
}

fn tier(member: MemberId) -> (Tier, Option<Moment>) {
	(view(member).tier, view(member).until)
}

/// Earns somebody points for a purchase that is settled.
fn earn(order: OrderId, who: &AccountId, points: Points) {
	assert_ok!(buy(order, who, points * 10));
	assert_ok!(settle(order));
}

#[test]
fn tiers_should_hold_from_the_next_epoch_on_when_there_were_none() {
	World::default().build_and_execute(|| {
		assert_eq!(Loyalty::view_tier(PROGRAM, ALICE), None);
		assert_ok!(set(Some(ladder())));
		assert_eq!(take_events(), vec![Ev::TiersScheduled { program: PROGRAM, from: 2 }]);
		assert_eq!(Loyalty::view_tier(PROGRAM, ALICE), None);
		do_tasks(&alice(), ALICE, 5);
		set_time(begin(2));
		let expected = TierView {
			tier: 0,
			bonus: Permill::zero(),
			until: None,
			points: 0,
			next_at: Some(40),
			period_ends_at: begin(5),
		};
		assert_eq!(view(ALICE), expected);
	});
}

#[test]
fn tier_should_be_reached_when_enough_was_earned_and_last_to_the_end_of_the_next_period() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 1);
		assert_eq!(tier(ALICE), (0, None));
		assert_eq!(view(ALICE).points, 20);
		wait_epochs(2);
		do_tasks(&alice(), ALICE, 1);
		let expected = TierView {
			tier: 1,
			bonus: Permill::from_percent(10),
			until: Some(begin(8)),
			points: 40,
			next_at: Some(100),
			period_ends_at: begin(5),
		};
		assert_eq!(view(ALICE), expected);
		set_time(begin(5));
		let expected = TierView { points: 0, period_ends_at: begin(8), ..expected };
		assert_eq!(view(ALICE), expected);
		set_time(begin(8) - 1);
		assert_eq!(tier(ALICE), (1, Some(begin(8))));
		set_time(begin(8));
		assert_eq!(tier(ALICE), (0, None));
	});
}

#[test]
fn tier_should_be_the_better_one_when_two_periods_lead_to_different_ones() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 5);
		assert_eq!(tier(ALICE), (2, Some(begin(8))));
		assert_eq!(view(ALICE).next_at, None);
		set_time(begin(5));
		// 30 and 30: silver again, which lasts longer than the gold from before.
		do_tasks(&alice(), ALICE, 2);
		assert_eq!(view(ALICE).points, 60);
		assert_eq!(tier(ALICE), (2, Some(begin(8))));
		set_time(begin(8));
		assert_eq!(tier(ALICE), (1, Some(begin(11))));
		set_time(begin(11));
		assert_eq!(tier(ALICE), (0, None));
	});
}

#[test]
fn bonus_should_be_awarded_when_a_member_has_a_tier() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 5);
		take_events();
		assert_ok!(check_in(&alice()));
		let (program, rule, member) = (PROGRAM, CHECK_IN, ALICE);
		// Five and a half of five, rounded down.
		let expected = Ev::PointsEarned { program, rule, member, points: 7, netted: 0 };
		assert_eq!(take_events(), vec![expected]);
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_eq!(earning(ORDER).points, 150);
		let quote = Loyalty::view_quote(merchant(), alice(), Tender::Asset(USD), 1_000).unwrap();
		assert_eq!(quote.earns, 150);
		assert_ok!(buy(OTHER_ORDER, &bob(), 1_000));
		assert_eq!(earning(OTHER_ORDER).points, 100);
	});
}

#[test]
fn bonus_should_stay_within_the_limits_when_a_rule_has_some() {
	let world = World::default()
		.rule(CHECK_IN, |rule| rule.limits.per_subject = Some(6))
		.rule(TASK, |rule| rule.limits.budget = 131)
		.rule(PURCHASE, |rule| rule.limits.per_subject = Some(120));
	run_with(world, ladder(), || {
		// Twice 20, and three times 22.
		do_tasks(&alice(), ALICE, 5);
		// Five are awarded whole, and of the bonus what is left.
		assert_ok!(check_in(&alice()));
		assert_eq!(tally(ALICE, Capped::Rule(CHECK_IN)).unwrap().points, 6);
		assert_ok!(submit(&alice(), task_of(ALICE, 77)));
		assert_eq!(spendable(ALICE), 106 + 6 + 25);
		assert_noop!(submit(&alice(), task_of(ALICE, 78)), E::BudgetSpent);
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_eq!(earning(ORDER).points, 120);
		wait(DAY);
		assert_ok!(check_in(&alice()));
		wait(12 * HOUR);
		// A bonus does not get anybody less than the whole.
		assert_noop!(check_in(&alice()), E::SubjectCapReached);
	});
}

#[test]
fn purchases_should_qualify_when_they_are_settled() {
	run(ladder(), || {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_eq!(view(ALICE).points, 0);
		set_time(begin(5));
		assert_ok!(settle(ORDER));
		assert_eq!((view(ALICE).points, earning(ORDER).qualified), (100, 8));
		assert_ok!(settle(ORDER));
		assert_eq!(view(ALICE).points, 100);
	});
}

#[test]
fn points_should_not_qualify_when_they_were_not_earned() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 5);
		assert_ok!(gift(&alice(), &bob(), 50));
		assert_eq!(tier(BOB), (0, None));
		assert_eq!(view(BOB).points, 0);
		assert_ok!(Loyalty::open_pool(origin(&bob()), PROGRAM, vec![carol()].try_into().unwrap()));
		assert_ok!(Loyalty::join_pool(origin(&carol()), PROGRAM, 0));
		assert_ok!(Loyalty::contribute(origin(&bob()), PROGRAM, 0, 50));
		assert_ok!(Loyalty::draw(origin(&carol()), PROGRAM, 0, 50));
		assert_eq!(view(CAROL).points, 0);
		// Nor what comes back of an order.
		assert_ok!(reserve(ORDER, &carol(), 50));
		Loyalty::release(ORDER, Undone::All);
		assert_eq!((view(CAROL).points, spendable(CAROL)), (0, 50));
		// Who gave them away has earned them all the same.
		assert_eq!(view(ALICE).points, 106);
	});
}

#[test]
fn refunds_should_lower_the_tier_when_what_led_to_it_is_taken_back() {
	run(ladder(), || {
		earn(ORDER, &alice(), 100);
		assert_eq!(tier(ALICE), (2, Some(begin(8))));
		assert_ok!(refund(ORDER, 1));
		assert_eq!((view(ALICE).points, view(ALICE).tier), (99, 1));
		assert_ok!(refund(ORDER, 600));
		assert_eq!((view(ALICE).points, view(ALICE).tier), (40, 1));
		assert_ok!(refund(ORDER, 601));
		assert_eq!((view(ALICE).points, view(ALICE).tier), (39, 0));
		assert_ok!(refund(ORDER, 1_000));
		assert_eq!(view(ALICE).points, 0);
	});
}

#[test]
fn refunds_should_lower_the_tier_when_its_period_was_the_last() {
	run(ladder(), || {
		earn(ORDER, &alice(), 100);
		set_time(begin(5));
		do_tasks(&alice(), ALICE, 2);
		assert_eq!((view(ALICE).points, view(ALICE).tier), (60, 2));
		assert_ok!(refund(ORDER, 1));
		assert_eq!((view(ALICE).points, view(ALICE).tier), (60, 1));
		// A period later it makes no difference.
		earn(OTHER_ORDER, &bob(), 100);
		set_time(begin(11));
		do_tasks(&bob(), BOB, 2);
		assert_ok!(refund(OTHER_ORDER, 1_000));
		assert_eq!((view(BOB).points, view(BOB).tier), (40, 1));
	});
}

#[test]
fn refunds_should_not_touch_the_tier_when_the_points_are_pending() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 2);
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(refund(ORDER, 1_000));
		assert_eq!((view(ALICE).points, view(ALICE).tier), (40, 1));
	});
}

#[test]
fn goals_should_not_move_within_a_period_when_tiers_change() {
	run(ladder(), || {
		wait_epochs(1);
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(set(Some(ladder_of(2, &[(60, 20)]))));
		assert_eq!(take_events().last(), Some(&Ev::TiersScheduled { program: PROGRAM, from: 5 }));
		do_tasks(&alice(), ALICE, 1);
		assert_eq!(tier(ALICE), (1, Some(begin(7))));
		set_time(begin(5) - 1);
		assert_eq!(view(ALICE).bonus, Permill::from_percent(10));
		// What was reached is kept for the period that follows, with what the tier gives now.
		set_time(begin(5));
		let now = view(ALICE);
		assert_eq!(
			(now.tier, now.bonus, now.period_ends_at),
			(1, Permill::from_percent(20), begin(7))
		);
		do_tasks(&bob(), BOB, 2);
		assert_eq!(tier(BOB), (0, None));
		// In the place of what waits; and to the end of the period.
		assert_ok!(set(Some(ladder())));
		assert_ok!(set(None));
		assert_eq!(take_events().last(), Some(&Ev::TiersScheduled { program: PROGRAM, from: 7 }));
		do_tasks(&alice(), ALICE, 3);
		assert_eq!(tier(ALICE), (1, Some(begin(7))));
		set_time(begin(7));
		assert_eq!(Loyalty::view_tier(PROGRAM, ALICE), None);
	});
}

#[test]
fn tier_should_be_one_that_there_is_when_there_are_fewer() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 5);
		assert_ok!(set(Some(ladder_of(3, &[(500, 5)]))));
		set_time(begin(5));
		assert_eq!((view(ALICE).tier, view(ALICE).bonus), (1, Permill::from_percent(5)));
		assert_ok!(check_in(&alice()));
	});
}

#[test]
fn record_should_stay_when_a_member_has_nothing_but_a_tier() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 3);
		assert_ok!(gift(&alice(), &bob(), 62));
		assert_eq!((spendable(ALICE), view(ALICE).tier), (0, 1));
		let prune = || {
			let list = vec![Stale::Account(ALICE)].try_into().unwrap();
			Loyalty::prune(origin(&bob()), PROGRAM, list)
		};
		assert_noop!(prune(), E::NothingToPrune);
		set_time(begin(8) - 1);
		assert_noop!(prune(), E::NothingToPrune);
		set_time(begin(8));
		assert_ok!(prune());
		assert!(!Accounts::<Test>::contains_key(PROGRAM, ALICE));
	});
}

#[test]
fn tier_should_not_come_twice_when_somebody_closes_and_comes_again() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 5);
		// Another member of the same person begins anew.
		let subject = Some(subject_of(ALICE));
		let person = Person { member: MemberId(101), subject, assurance: Assurance::Person };
		People::mutate(|people| people.insert(alice(), person));
		assert_eq!(tier(MemberId(101)), (0, None));
		assert_ok!(check_in(&alice()));
		assert_eq!(spendable(MemberId(101)), 5);
	});
}

#[test]
fn set_tiers_should_be_refused_when_something_is_wrong() {
	World::default().build_and_execute(|| {
		let refused = |period, levels: &[(Points, u32)], error: E| {
			assert_noop!(set(Some(ladder_of(period, levels))), error);
		};
		refused(0, &[(1, 1)], E::PeriodOutOfRange);
		refused(37, &[(1, 1)], E::PeriodOutOfRange);
		refused(1, &[], E::TiersNotRising);
		refused(1, &[(0, 1)], E::TiersNotRising);
		refused(1, &[(1, 1), (1, 1)], E::TiersNotRising);
		refused(1, &[(1, 1), (2, 2), (2, 3)], E::TiersNotRising);
		refused(1, &[(1, 2), (2, 1)], E::TiersNotRising);
		let by = origin(&stranger());
		assert_noop!(Loyalty::set_tiers(by, PROGRAM, None), E::NotOperator);
		assert_ok!(set(Some(ladder_of(36, &[(1, 1), (2, 1)]))));
		assert_ok!(Loyalty::wind_down(origin(&operator()), PROGRAM));
		assert_noop!(set(None), E::NotWhileEnding);
	});
}

#[test]
fn tier_should_last_as_much_longer_when_a_halt_is_made_up_for() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 2);
		let until = now();
		assert_ok!(Loyalty::extend_expiry(RuntimeOrigin::root(), until - DAY, until));
		assert_eq!(tier(ALICE), (1, Some(begin(8) + DAY)));
		assert_eq!(view(ALICE).period_ends_at, begin(5) + DAY);
	});
}

#[test]
fn refunds_should_not_touch_the_last_period_when_the_points_are_older() {
	run(ladder(), || {
		earn(ORDER, &alice(), 100);
		set_time(begin(5));
		// With the bonus of gold: 60.
		do_tasks(&alice(), ALICE, 2);
		set_time(begin(8));
		assert_eq!(tier(ALICE), (1, Some(begin(11))));
		assert_ok!(refund(ORDER, 1_000));
		assert_eq!(tier(ALICE), (1, Some(begin(11))));
	});
}

#[test]
fn record_should_go_with_the_last_points_when_the_tier_was_long_ago() {
	run(ladder(), || {
		do_tasks(&alice(), ALICE, 2);
		set_time(begin(8));
		assert_ok!(gift(&alice(), &bob(), 40));
		assert!(!Accounts::<Test>::contains_key(PROGRAM, ALICE));
	});
}

#[test]
fn award_should_be_one_that_fits_when_there_is_a_bonus() {
	let world = World::default()
		.terms(|terms| terms.value = FixedU128::from_u32(0))
		.rule(CHECK_IN, |rule| rule.formula = Formula::Flat(MAX_AWARD));
	run_with(world, ladder(), || {
		do_tasks(&alice(), ALICE, 2);
		assert_ok!(check_in(&alice()));
		assert_eq!(spendable(ALICE), 40 + MAX_AWARD);
	});
}
