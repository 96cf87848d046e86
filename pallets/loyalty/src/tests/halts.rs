use super::*;
use crate::runtime_api::Ending;

fn extend(from: Moment, until: Moment) -> DispatchResult {
	Loyalty::extend_expiry(RuntimeOrigin::root(), from, until)
}

/// When the points end that are earned at the beginning of a test.
const END: Moment = T0 + 12 * EPOCH;

#[test]
fn points_should_live_longer_when_a_halt_is_made_up_for() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		set_time(END - DAY);
		// The chain stood still for three days, and the points would be gone.
		set_time(END + 2 * DAY);
		assert_eq!(spendable(ALICE), 0);
		take_events();
		let (from, until) = (END - DAY, END + 2 * DAY);
		assert_ok!(extend(from, until));
		assert_eq!(take_events(), vec![Ev::ExpiryExtended { from, until }]);
		assert_eq!(Halted::<Test>::get(), Halts { total: 3 * DAY, until });
		assert_eq!(spendable(ALICE), 20);
		let (expiry, at) = (Expiry::At(13), Some(END + 3 * DAY));
		let endings = Loyalty::view_expiring(PROGRAM, ALICE);
		assert_eq!(endings, vec![Ending { expiry, at, points: 20 }]);
		assert_eq!(Loyalty::view_liability(PROGRAM).unwrap().next_epoch_at, END + 3 * DAY);
		set_time(END + 3 * DAY - 1);
		assert_ok!(gift(&alice(), &bob(), 1));
		set_time(END + 3 * DAY);
		assert_eq!((spendable(ALICE), spendable(BOB)), (0, 0));
	});
}

#[test]
fn points_should_stay_gone_when_they_were_taken_off_the_books_before() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		set_time(END + 2 * DAY);
		do_tasks(&bob(), BOB, 1);
		assert_ok!(extend(END - DAY, END + 2 * DAY));
		// The epoch that has begun for one goes on for all.
		assert_eq!((spendable(ALICE), spendable(BOB)), (0, 20));
		assert_eq!(lots(BOB), vec![at(25, 20)]);
		assert_eq!(Loyalty::view_liability(PROGRAM).unwrap().epoch, 13);
		do_tasks(&carol(), CAROL, 1);
		assert_eq!(lots(CAROL), vec![at(25, 20)]);
		assert_eq!(Loyalty::view_expiring(PROGRAM, CAROL)[0].at, Some(END + 12 * EPOCH + 3 * DAY));
	});
}

#[test]
fn no_time_should_be_made_up_for_twice_when_halts_are_told() {
	World::default().build_and_execute(|| {
		let until = now();
		assert_ok!(extend(until - 10, until - 5));
		assert_noop!(extend(until - 10, until - 5), E::HaltMadeUpFor);
		assert_noop!(extend(until - 6, until), E::HaltMadeUpFor);
		assert_noop!(extend(until - 20, until - 15), E::HaltMadeUpFor);
		assert_ok!(extend(until - 5, until));
		assert_eq!(Halted::<Test>::get(), Halts { total: 10, until });
	});
}

#[test]
fn extend_should_be_refused_when_something_is_wrong() {
	World::default().build_and_execute(|| {
		let now = now();
		let by = origin(&operator());
		assert_noop!(Loyalty::extend_expiry(by, now - 1, now), BadOrigin);
		assert_noop!(extend(now - 1, now + 1), E::HaltNotOver);
		assert_noop!(extend(now, now), E::HaltOutOfRange);
		assert_noop!(extend(now, now - 1), E::HaltOutOfRange);
		assert_noop!(extend(now - MAX_HALT - 1, now), E::HaltOutOfRange);
		assert_ok!(extend(now - MAX_HALT, now));
	});
}

#[test]
fn programs_should_not_gain_when_they_are_younger_than_a_halt() {
	World::default().build_and_execute(|| {
		assert_ok!(extend(now() - 5 * DAY, now()));
		let by = origin(&operator());
		let name = "Later".try_into().unwrap();
		assert_ok!(Loyalty::create_program(by, name, terms(), redemption(), 0));
		let next = |id| Loyalty::view_liability(ProgramId(id)).unwrap().next_epoch_at;
		assert_eq!(next(1), now() + EPOCH);
		// Nothing has happened in the first one's epoch 1 yet, so that has not begun.
		assert_eq!(next(0), T0 + 5 * DAY);
	});
}

#[test]
fn gifts_should_not_be_counted_anew_when_an_epoch_becomes_longer() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 10);
		wait(10 * DAY);
		assert_ok!(gift(&alice(), &bob(), 100));
		assert_ok!(extend(now() - 5 * DAY, now()));
		assert_noop!(gift(&alice(), &bob(), 1), E::GiftLimitReached);
		let tally = Stale::Tally(Capped::Gifts, subject_of(ALICE));
		let list = || vec![tally].try_into().unwrap();
		assert_noop!(Loyalty::prune(origin(&bob()), PROGRAM, list()), E::NothingToPrune);
		set_time(T0 + EPOCH + 5 * DAY);
		assert_ok!(gift(&alice(), &bob(), 100));
	});
}
