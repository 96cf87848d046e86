use super::*;
use frame_support::traits::{fungible::Mutate, tokens::Preservation};

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

fn set_float(float: Balance) -> DispatchResult {
	Loyalty::set_float(origin(&operator()), PROGRAM, float)
}

#[test]
fn set_float_should_hold_it_at_once_when_the_operator_has_it() {
	World::default().build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		let before = free_balance(&operator());
		take_events();
		assert_ok!(set_float(10));
		assert_eq!(take_events(), vec![Ev::FloatSet { program: PROGRAM, float: 10 }]);
		// What is needed for 5 points, and the float.
		assert_eq!((program().float, ledger().backing), (10, 14));
		assert_eq!(held(HoldReason::Backing, &operator()), 14);
		assert_eq!(free_balance(&operator()), before - 10);
		assert_ok!(set_float(2));
		assert_eq!(ledger().backing, 6);
		assert_ok!(set_float(0));
		assert_eq!((ledger().backing, free_balance(&operator())), (4, before));
	});
}

#[test]
fn set_float_should_be_refused_when_it_may_not_be() {
	World::default().build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		let more = free_balance(&operator()) + 1;
		assert_noop!(set_float(more), E::OperatorCannotBack);
		assert_noop!(set_float(Balance::MAX), E::OperatorCannotBack);
		assert_noop!(Loyalty::set_float(origin(&stranger()), PROGRAM, 1), E::NotOperator);
		assert_noop!(Loyalty::set_float(origin(&operator()), OTHER, 1), E::UnknownProgram);
		assert_noop!(Loyalty::set_float(RuntimeOrigin::none(), PROGRAM, 1), BadOrigin);
		assert_ok!(Loyalty::wind_down(origin(&operator()), PROGRAM));
		assert_noop!(set_float(1), E::NotWhileEnding);
	});
}

/// An unused program's id.
const OTHER: ProgramId = ProgramId(9);

#[test]
fn backing_should_stay_as_it_is_when_what_is_needed_moves_within_the_float() {
	World::default().build_and_execute(|| {
		assert_ok!(set_float(80));
		let operator_has = free_balance(&operator());
		let records = || held(HoldReason::Records, &operator());
		let backing = || {
			assert_eq!(ledger().backing, held(HoldReason::Backing, &operator()));
			assert_eq!(free_balance(&operator()), operator_has - records() + 80 - ledger().backing);
			let view = Loyalty::view_liability(PROGRAM).unwrap();
			assert_eq!(view.held, ledger().backing);
			(view.needed, view.held)
		};
		// As much as there is.
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_eq!(backing(), (75, 80));
		assert_ok!(check_in(&alice()));
		assert_eq!(backing(), (79, 80));
		// One more than there is: what is needed, and the float again.
		assert_ok!(check_in(&bob()));
		assert_eq!(backing(), (83, 163));
		// Back by the float, and by twice the float but one.
		assert_ok!(refund(ORDER, 500));
		assert_eq!(backing(), (45, 163));
		assert_ok!(refund(ORDER, 1_000));
		assert_eq!(backing(), (8, 163));
		wait_epochs(12);
		assert_ok!(Loyalty::prune(origin(&stranger()), PROGRAM, Default::default()));
		assert_eq!(backing(), (0, 80));
	});
}

#[test]
fn backing_should_be_what_is_needed_when_the_operator_lacks_the_float() {
	World::default().build_and_execute(|| {
		assert_ok!(set_float(3));
		assert_ok!(check_in(&alice()));
		assert_eq!(ledger().backing, 7);
		// So much is left that points can be backed and records paid for, and no float.
		let spare = free_balance(&operator()) - (ACCOUNT + TALLY + ED + 3);
		assert_ok!(Balances::transfer(&operator(), &stranger(), spare, Preservation::Preserve));
		assert_ok!(check_in(&bob()));
		assert_eq!((ledger().backing, free_balance(&operator())), (8, ED + 2));
	});
}

#[test]
fn float_should_go_back_when_the_program_ends() {
	World::default().build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		assert_ok!(set_float(50));
		assert_eq!(ledger().backing, 54);
		assert_ok!(Loyalty::pause(origin(&operator()), PROGRAM));
		assert_eq!(ledger().backing, 54);
		assert_ok!(Loyalty::wind_down(origin(&operator()), PROGRAM));
		assert_eq!(ledger().backing, 4);
		assert_eq!(held(HoldReason::Backing, &operator()), 4);
	});
}
