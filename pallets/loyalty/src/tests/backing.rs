use super::*;

#[test]
fn backing_should_follow_the_points_when_they_come_and_go() {
	World::default().build_and_execute(|| {
		let backing = || {
			assert_eq!(ledger().backing, held(HoldReason::Backing, &operator()));
			ledger().backing
		};
		assert_ok!(check_in(&alice()));
		assert_eq!(backing(), 4);
		assert_ok!(check_in(&bob()));
		// Of the sum, not of each.
		assert_eq!(backing(), 8);
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_eq!(backing(), 83);
		assert_ok!(refund(ORDER, 500));
		assert_eq!(backing(), 45);
		assert_ok!(settle(ORDER));
		assert_eq!(backing(), 45);
		assert_ok!(refund(ORDER, 1_000));
		assert_eq!(backing(), 8);
	});
}

#[test]
fn backing_should_go_back_when_points_expire() {
	World::default().build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		wait_epochs(1);
		assert_ok!(check_in(&alice()));
		take_events();
		wait_epochs(11);
		let before = free_balance(&operator());
		assert_ok!(Loyalty::prune(origin(&stranger()), PROGRAM, Default::default()));
		assert_eq!(take_events(), vec![Ev::PointsExpired { program: PROGRAM, points: 5 }]);
		assert_eq!(free_balance(&operator()), before + 4);
		assert_eq!(ledger().backing, 4);
		// The next to do something does the same.
		wait_epochs(1);
		assert_ok!(check_in(&bob()));
		assert_eq!(take_events()[0], Ev::PointsExpired { program: PROGRAM, points: 5 });
		assert_eq!(ledger().backing, 4);
	});
}

#[test]
fn earning_should_be_refused_when_the_operator_cannot_back_it() {
	World::default()
		.terms(|terms| terms.value = FixedU128::from_u32(100_000_000))
		.build_and_execute(|| {
			assert_ok!(check_in(&alice()));
			assert_noop!(submit(&alice(), task_of(ALICE, 1)), E::OperatorCannotBack);
			assert_eq!(spendable(ALICE), 5);
		});
}

#[test]
fn earning_should_need_nothing_on_hold_when_the_program_has_no_backing() {
	World::default().terms(|terms| terms.backing = Permill::zero()).build_and_execute(|| {
		do_tasks(&alice(), ALICE, 5);
		assert_eq!(held(HoldReason::Backing, &operator()), 0);
		assert_ok!(reserve(ORDER, &alice(), 100));
		Loyalty::capture(ORDER);
		assert_ok!(close(ORDER));
		assert_eq!(free_balance(&merchant()), ENDOWMENT);
		assert!(!Spendings::<Test>::contains_key(ORDER));
	});
}

#[test]
fn refund_should_go_on_when_the_backing_cannot_be_returned() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(buy(OTHER_ORDER, &alice(), 100));
		empty(&operator());
		assert_ok!(refund(ORDER, 1_000));
		// Less than the minimum balance, so it stays, and serves the next points.
		assert_eq!(ledger().backing, 83);
		assert_ok!(settle(OTHER_ORDER));
		assert_eq!(spendable(ALICE), 10);
	});
}
