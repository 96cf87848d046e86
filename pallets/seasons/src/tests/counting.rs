use super::*;

/// With a budget for records of so much.
fn poor(budget: Balance, test: impl FnOnce()) {
	World::default().unopened().build_and_execute(|| {
		let by = origin(&operator());
		assert_ok!(Seasons::open_season(by, PROGRAM, terms(), amounts(), budget));
		set_time(START);
		System::reset_events();
		test();
	});
}

#[test]
fn settled_should_count_when_the_season_runs() {
	World::default().build_and_execute(|| {
		set_time(START - 1);
		buy(1, 1, 100);
		assert_eq!(score(1), Score::default());
		set_time(START);
		buy(1, 2, 100);
		set_time(END - 1);
		buy(2, 3, 150);
		set_time(END);
		buy(3, 4, 100);
		assert_eq!(board(), vec![(2, 150), (1, 100)]);
		let changed = |n, points| {
			let subject = subject(n);
			Ev::ScoreChanged { season: SEASON, subject, points }
		};
		assert_eq!(take_events(), vec![changed(1, 100), changed(2, 150)]);
	});
}

#[test]
fn settled_should_count_only_the_seasons_own_program_and_rules() {
	World::default()
		.terms(|terms| terms.rules = vec![PURCHASE].try_into().unwrap())
		.build_and_execute(|| {
			task(1, 100);
			let mut points = points_of(1, 100, Some((1, merchant(0))));
			points.rule = UNRANKED;
			settle(&points);
			points.rule = PURCHASE;
			points.program = souk_primitives::ProgramId(6);
			settle(&points);
			assert_eq!(board(), vec![]);
			assert_eq!(take_events(), vec![]);
		});
}

#[test]
fn settled_should_not_count_a_rule_when_it_is_not_what_it_was_at_first() {
	World::default().build_and_execute(|| {
		set_rule(PURCHASE, START + DAY, Some(H256::repeat_byte(9)));
		set_rule(PURCHASE, START + 2 * DAY, None);
		set_rule(PURCHASE, START + 3 * DAY, Some(H256::repeat_byte(1)));
		buy(1, 1, 100);
		set_time(START + DAY);
		System::reset_events();
		buy(1, 2, 100);
		assert_eq!(take_events(), vec![not_counted(1, 100, NotCounted::RuleChanged)]);
		// What other rules award still counts, and so do refunds.
		task(1, 10);
		refund(1, 1, 50);
		assert_eq!(score(1).points, 60);
		set_time(START + 2 * DAY);
		buy(1, 3, 100);
		assert_eq!(score(1).points, 60);
		// Now it says what it said.
		set_time(START + 3 * DAY);
		buy_at(1, 4, 100, 1);
		assert_eq!(score(1).points, 160);
	});
}

#[test]
fn settled_should_know_an_edit_when_it_was_announced_before_the_season_was_opened() {
	World::default().unopened().build_and_execute(|| {
		set_rule(PURCHASE, T0 + HOUR, Some(H256::repeat_byte(9)));
		assert_ok!(open(terms()));
		set_time(START);
		buy(1, 1, 100);
		assert_eq!(board(), vec![(1, 100)]);
	});
}

#[test]
fn settled_should_not_count_when_nobody_vouches_enough() {
	World::default().build_and_execute(|| {
		for (order, assurance) in [(1, Assurance::None), (2, Assurance::Attested)] {
			vouch(1, assurance);
			buy(1, order, 100);
			assert_eq!(take_events(), vec![not_counted(1, 100, NotCounted::AssuranceTooLow)]);
		}
		// Points of a person that the member is not any more.
		vouch(1, Assurance::Person);
		let mut points = points_of(1, 100, Some((3, merchant(0))));
		points.subject = subject(9);
		settle(&points);
		assert_eq!(
			take_events(),
			vec![Ev::PointsNotCounted {
				season: SEASON,
				subject: subject(9),
				points: 100,
				reason: NotCounted::AssuranceTooLow
			}]
		);
		assert_eq!((board(), progress().records), (vec![], 0));
	});
}

#[test]
fn settled_should_count_half_as_much_each_time_when_a_person_comes_again_and_again() {
	World::default().terms(|terms| terms.in_full = 2).build_and_execute(|| {
		let mut sum = 0;
		for (order, counts) in [(1, 64), (2, 64), (3, 32), (4, 16), (5, 8), (6, 4), (7, 2), (8, 1)]
		{
			buy(1, order, 64);
			sum += counts;
			assert_eq!(score(1).points, sum, "{order}");
		}
		System::reset_events();
		buy(1, 9, 64);
		assert_eq!(take_events(), vec![not_counted(1, 64, NotCounted::Capped)]);
		// Another merchant, another person.
		buy_at(1, 10, 64, 1);
		buy(2, 11, 64);
		assert_eq!((score(1).points, score(2).points), (sum + 64, 64));
	});
}

#[test]
fn worth_should_never_overflow_when_there_were_many() {
	let terms = terms();
	assert_eq!(terms.worth(Points::MAX, 127), 1);
	assert_eq!(terms.worth(Points::MAX, 128), 0);
	assert_eq!(terms.worth(Points::MAX, u32::MAX), 0);
	assert_eq!(Terms { in_full: u16::MAX, ..terms }.worth(7, 65_534), 7);
}

#[test]
fn settled_should_count_no_more_than_the_caps_when_somebody_buys_much() {
	World::default().build_and_execute(|| {
		buy_at(1, 1, 5_001, 0);
		assert_eq!(score(1).points, 5_000);
		buy_at(1, 2, 5_001, 0);
		assert_eq!(take_events().pop(), Some(not_counted(1, 5_001, NotCounted::Capped)));
		task(1, 501);
		assert_eq!((score(1).points, score(1).tasks), (5_500, 500));
		task(1, 1);
		assert_eq!(score(1).points, 5_500);
		buy_at(1, 3, 4_000, 1);
		buy_at(1, 4, 4_000, 2);
		assert_eq!(score(1).points, 10_000);
		buy_at(1, 5, 4_000, 3);
		assert_eq!((score(1).points, score(1).merchants), (10_000, 3));
		assert_eq!(Dealings::<Test>::iter().count(), 3);
	});
}

#[test]
fn settled_should_not_count_and_say_so_when_the_budget_is_used_up() {
	poor(SCORE + DEALING + 2 * PURCHASED, || {
		buy(1, 1, 100);
		assert_eq!(progress().used, SCORE + DEALING + PURCHASED);
		buy_at(1, 2, 100, 1);
		assert_eq!(take_events().pop(), Some(not_counted(1, 100, NotCounted::BudgetSpent)));
		buy(2, 3, 100);
		assert_eq!(take_events(), vec![not_counted(2, 100, NotCounted::BudgetSpent)]);
		assert_eq!(progress().used, SCORE + DEALING + PURCHASED);
		// There is enough for this one, and what needs no record needs no budget.
		buy(1, 4, 100);
		task(1, 10);
		assert_eq!(score(1).points, 160);
		assert_ok!(Seasons::raise_budget(origin(&operator()), SEASON, DEALING + PURCHASED));
		buy_at(1, 5, 100, 1);
		assert_eq!(score(1).points, 260);
		assert_eq!(progress().used, progress().budget);
	});
}

#[test]
fn settled_should_count_a_purchase_once_when_it_is_told_twice() {
	World::default().build_and_execute(|| {
		buy(1, 1, 100);
		buy(1, 1, 100);
		assert_eq!(score(1).points, 100);
	});
}

#[test]
fn revoked_should_take_back_as_large_a_part_of_what_counted_when_part_is_refunded() {
	World::default().build_and_execute(|| {
		buy(1, 1, 100);
		// Of this one half counts: 49 of 99, rounded down.
		buy(1, 2, 99);
		assert_eq!(score(1).points, 149);
		refund(1, 2, 1);
		assert_eq!(score(1).points, 148);
		refund(1, 2, 32);
		assert_eq!(score(1).points, 132);
		refund(1, 2, 66);
		assert_eq!(score(1).points, 100);
		// Not more than there is.
		refund(1, 2, 66);
		refund(1, 1, 1_000);
		assert_eq!(score(1).points, 0);
		assert_eq!((board(), score(1).merchants), (vec![], 0));
	});
}

#[test]
fn revoked_should_leave_the_step_when_a_purchase_is_refunded() {
	World::default().build_and_execute(|| {
		buy(1, 1, 100);
		refund(1, 1, 100);
		buy(1, 2, 100);
		assert_eq!((score(1).points, score(1).merchants), (50, 1));
		refund(1, 2, 100);
		buy(1, 3, 100);
		assert_eq!(score(1).points, 25);
	});
}

#[test]
fn revoked_should_lower_the_score_until_the_season_is_final() {
	World::default().build_and_execute(|| {
		buy(1, 1, 100);
		set_time(END);
		refund(1, 1, 10);
		assert_eq!(board(), vec![(1, 90)]);
		set_time(CHALLENGE_END + DAY);
		refund(1, 1, 10);
		assert_eq!(board(), vec![(1, 80)]);
		assert_ok!(finalise());
		System::reset_events();
		refund(1, 1, 10);
		assert_eq!(board(), vec![(1, 80)]);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn revoked_should_change_nothing_when_the_purchase_never_counted() {
	World::default().build_and_execute(|| {
		buy(1, 1, 100);
		refund(1, 2, 100);
		refund(2, 3, 100);
		revoke(&points_of(1, 10, None));
		assert_eq!(board(), vec![(1, 100)]);
	});
}

#[test]
fn revoked_should_find_its_season_when_the_next_one_runs() {
	World::default().build_and_execute(|| {
		assert_ok!(open(Terms { start: END, end: END + DAY, ..terms() }));
		buy(1, 1, 100);
		set_time(END);
		buy(1, 2, 70);
		assert_eq!(Scores::<Test>::get(SeasonId(1), subject(1)).unwrap().points, 70);
		refund(1, 1, 40);
		assert_eq!(score(1).points, 60);
		refund(1, 2, 7);
		assert_eq!(Scores::<Test>::get(SeasonId(1), subject(1)).unwrap().points, 63);
		assert_eq!(score(1).points, 60);
	});
}

#[test]
fn people_should_count_once_when_they_come_with_other_keys_or_as_other_members() {
	World::default().build_and_execute(|| {
		buy(1, 1, 100);
		// A rotation: another account of the same member. Nothing here hangs on the account.
		enrol(account(99), member(1), subject(1), Assurance::Person);
		buy_at(1, 2, 100, 1);
		// The member closes, and the person registers again: another member with the same nullifier.
		let again = MemberId(9_999);
		enrol(account(98), again, subject(1), Assurance::Person);
		let mut points = points_of(1, 100, Some((3, merchant(0))));
		points.member = again;
		settle(&points);
		// The third purchase at merchant 0 would have counted in full for somebody else.
		assert_eq!(board(), vec![(1, 250)]);
		assert_eq!((progress().people, score(1).member), (1, again));
	});
}

#[test]
fn people_should_be_ranked_when_they_bought_from_enough_merchants() {
	World::default().terms(|terms| terms.min_merchants = 2).build_and_execute(|| {
		buy_at(1, 1, 100, 0);
		task(1, 400);
		assert_eq!((board(), waiting()), (vec![], vec![]));
		buy_at(1, 2, 1, 1);
		assert_eq!(board(), vec![(1, 501)]);
		revoke(&points_of(1, 1, Some((2, merchant(1)))));
		assert_eq!((board(), score(1).points), (vec![], 500));
	});
}

#[test]
fn records_should_end_when_a_person_buys_the_same_over_and_over() {
	World::default().terms(|terms| terms.in_full = 3).build_and_execute(|| {
		for order in 0..100 {
			buy(1, order, 10);
		}
		// Three of 10, then 5, 2 and 1. So nobody uses up the budget alone.
		assert_eq!((score(1).points, Purchases::<Test>::iter().count()), (38, 6));
	});
}
