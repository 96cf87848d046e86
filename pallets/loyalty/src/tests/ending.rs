use super::*;
use souk_primitives::ProgramInspect;

fn by() -> RuntimeOrigin {
	origin(&operator())
}

#[test]
fn pause_should_stop_earning_and_nothing_else_when_the_program_is_active() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 2);
		take_events();
		assert_ok!(Loyalty::pause(by(), PROGRAM));
		assert_eq!(take_events(), vec![Ev::ProgramPaused { program: PROGRAM }]);
		assert_noop!(check_in(&alice()), E::ProgramPaused);
		assert_noop!(submit(&alice(), task_of(ALICE, 99)), E::ProgramPaused);
		assert_noop!(Loyalty::pause(by(), PROGRAM), E::ProgramPaused);
		assert_ok!(gift(&alice(), &bob(), 10));
		assert_ok!(reserve(ORDER, &alice(), 10));
		take_events();
		assert_ok!(Loyalty::resume(by(), PROGRAM));
		assert_eq!(take_events(), vec![Ev::ProgramResumed { program: PROGRAM }]);
		assert_ok!(check_in(&alice()));
		assert_noop!(Loyalty::resume(by(), PROGRAM), E::ProgramNotPaused);
	});
}

#[test]
fn program_should_be_left_alone_when_the_caller_is_not_its_operator() {
	World::default().build_and_execute(|| {
		let by = || origin(&stranger());
		assert_noop!(Loyalty::pause(by(), PROGRAM), E::NotOperator);
		assert_noop!(Loyalty::resume(by(), PROGRAM), E::NotOperator);
		assert_noop!(Loyalty::wind_down(by(), PROGRAM), E::NotOperator);
		assert_noop!(Loyalty::remove_program(by(), PROGRAM), E::NotOperator);
		assert_noop!(Loyalty::wind_down(by(), ProgramId(9)), E::UnknownProgram);
	});
}

#[test]
fn wind_down_should_keep_spending_until_the_end_when_it_was_announced() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 3);
		assert_ok!(buy(OTHER_ORDER, &alice(), 100));
		take_events();
		assert_ok!(Loyalty::wind_down(by(), PROGRAM));
		let closes_at = T0 + 2 * DAY;
		assert_eq!(take_events(), vec![Ev::ProgramEnding { program: PROGRAM, closes_at }]);
		assert_noop!(check_in(&alice()), E::ProgramEnding);
		assert_noop!(Loyalty::wind_down(by(), PROGRAM), E::AlreadyEnding);
		assert_noop!(Loyalty::pause(by(), PROGRAM), E::ProgramEnding);
		assert_noop!(Loyalty::resume(by(), PROGRAM), E::ProgramNotPaused);
		assert_noop!(Loyalty::add_rule(by(), PROGRAM, task_rule()), E::NotWhileEnding);
		assert_noop!(Loyalty::edit_rule(by(), PROGRAM, TASK, task_rule()), E::NotWhileEnding);
		assert_noop!(Loyalty::invite_merchant(by(), PROGRAM, stranger()), E::NotWhileEnding);
		// What is pending comes in.
		assert_ok!(settle(OTHER_ORDER));
		set_time(closes_at - 1);
		assert_ok!(gift(&alice(), &bob(), 10));
		assert_ok!(reserve(ORDER, &alice(), 10));
		set_time(closes_at);
		assert_noop!(gift(&alice(), &bob(), 10), E::ProgramOver);
		assert_noop!(reserve(OrderId(3), &alice(), 10), E::ProgramOver);
		assert_eq!(spendable(ALICE), 0);
	});
}

#[test]
fn wind_down_should_keep_what_points_buy_when_a_change_waits() {
	World::default().build_and_execute(|| {
		assert_ok!(Loyalty::set_redemption(by(), PROGRAM, Redemption::default()));
		assert_ok!(Loyalty::wind_down(by(), PROGRAM));
		assert_eq!(program().redemption, Scheduled::new(redemption()));
		assert_noop!(
			Loyalty::set_redemption(by(), PROGRAM, Redemption::default()),
			E::NotWhileEnding
		);
	});
}

#[test]
fn close_program_should_be_refused_when_it_is_not_over() {
	World::default().build_and_execute(|| {
		let anyone = || origin(&stranger());
		assert_noop!(Loyalty::close_program(anyone(), PROGRAM), E::ProgramNotOver);
		assert_ok!(Loyalty::wind_down(by(), PROGRAM));
		set_time(T0 + 2 * DAY - 1);
		assert_noop!(Loyalty::close_program(anyone(), PROGRAM), E::ProgramNotOver);
		set_time(T0 + 2 * DAY);
		assert_ok!(Loyalty::close_program(anyone(), PROGRAM));
		assert_noop!(Loyalty::close_program(anyone(), PROGRAM), E::ProgramNotOver);
	});
}

#[test]
fn close_program_should_wait_when_orders_have_points_in_them() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 3);
		assert_ok!(buy(OTHER_ORDER, &alice(), 100));
		assert_ok!(reserve(ORDER, &alice(), 10));
		put_order(ORDER, parties(&alice()));
		assert_ok!(Loyalty::wind_down(by(), PROGRAM));
		wait(2 * DAY);
		let close_it = || Loyalty::close_program(by(), PROGRAM);
		assert_noop!(close_it(), E::OrdersRemain);
		assert_ok!(settle(OTHER_ORDER));
		assert_noop!(close_it(), E::OrdersRemain);
		Loyalty::capture(ORDER);
		assert_noop!(close_it(), E::OrdersRemain);
		assert_ok!(close(ORDER));
		assert_ok!(close_it());
	});
}

#[test]
fn close_program_should_void_points_and_return_the_backing_when_it_is_over() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 3);
		assert_ok!(Loyalty::wind_down(by(), PROGRAM));
		wait(2 * DAY);
		take_events();
		assert_ok!(Loyalty::close_program(by(), PROGRAM));
		assert_eq!(take_events(), vec![Ev::ProgramClosed { program: PROGRAM, voided: 60 }]);
		assert_eq!(held(HoldReason::Backing, &operator()), 0);
		assert_noop!(check_in(&alice()), E::ProgramOver);
		assert_noop!(gift(&alice(), &bob(), 1), E::ProgramOver);
		assert_eq!(Loyalty::operator(PROGRAM), None);
	});
}

#[test]
fn refund_should_be_taken_note_of_when_the_program_has_closed() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(settle(ORDER));
		assert_ok!(Loyalty::wind_down(by(), PROGRAM));
		wait(2 * DAY);
		assert_ok!(Loyalty::close_program(by(), PROGRAM));
		assert_ok!(refund(ORDER, 700));
		assert_eq!(book(ALICE).ring.total(), 30);
		assert_ok!(close(ORDER));
		assert_eq!(ledger().records.count, 1);
	});
}

#[test]
fn remove_program_should_return_everything_when_nothing_is_left() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(check_in(&bob()));
		assert_noop!(Loyalty::remove_program(by(), PROGRAM), E::ProgramNotOver);
		assert_ok!(Loyalty::wind_down(by(), PROGRAM));
		assert_noop!(Loyalty::remove_program(by(), PROGRAM), E::ProgramNotOver);
		wait(2 * DAY);
		assert_ok!(Loyalty::close_program(by(), PROGRAM));
		assert_noop!(Loyalty::remove_program(by(), PROGRAM), E::RecordsRemain);
		let claim = Claims::<Test>::iter_keys().next().unwrap().1;
		let stale = vec![
			Stale::Account(ALICE),
			Stale::Account(BOB),
			Stale::Claim(claim),
			Stale::Tally(Capped::Rule(CHECK_IN), subject_of(BOB)),
		];
		assert_ok!(Loyalty::prune(by(), PROGRAM, stale.try_into().unwrap()));
		assert_eq!(ledger().book.ring.total(), 0);
		for rule in 0..5 {
			assert_noop!(Loyalty::remove_program(by(), PROGRAM), E::RecordsRemain);
			assert_ok!(Loyalty::remove_rule(by(), PROGRAM, rule));
		}
		assert_noop!(Loyalty::remove_program(by(), PROGRAM), E::RecordsRemain);
		assert_ok!(Loyalty::remove_merchant(by(), PROGRAM, merchant()));
		take_events();
		assert_ok!(Loyalty::remove_program(by(), PROGRAM));
		assert_eq!(take_events(), vec![Ev::ProgramRemoved { program: PROGRAM }]);
		assert_eq!(free_balance(&operator()), ENDOWMENT);
		assert!(!Ledgers::<Test>::contains_key(PROGRAM));
		assert_noop!(check_in(&alice()), E::UnknownProgram);
	});
}
