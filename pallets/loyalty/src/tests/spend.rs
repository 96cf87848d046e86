use super::*;
use souk_primitives::PointsSpend;

fn spend(who: &AccountId, points: Points) -> Result<MemberId, DispatchError> {
	<Loyalty as PointsSpend<_>>::spend(PROGRAM, who, points)
}

#[test]
fn spend_should_burn_what_ends_soonest_when_a_member_pays() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 2);
		wait_epochs(2);
		do_tasks(&alice(), ALICE, 2);
		do_tasks(&bob(), BOB, 1);
		take_events();
		assert_eq!(spend(&alice(), 50), Ok(ALICE));
		let (program, member) = (PROGRAM, ALICE);
		assert_eq!(take_events(), vec![Ev::PointsBurned { program, member, points: 50 }]);
		assert_eq!(lots(ALICE), vec![at(15, 30)]);
		// Of the program as well, and nobody else's.
		assert_eq!(lots(BOB), vec![at(15, 20)]);
		assert_eq!(ledger().book.ring.lots().collect::<Vec<_>>(), vec![at(15, 50)]);
		assert_eq!(ledger().captured, 0);
	});
}

#[test]
fn spend_should_free_what_was_behind_the_points_when_they_are_gone() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 2);
		do_tasks(&bob(), BOB, 1);
		let (backing, free) = (ledger().backing, free_balance(&operator()));
		assert_eq!(backing, held(HoldReason::Backing, &operator()));
		assert_ok!(spend(&alice(), 30));
		let left = ledger().backing;
		// For 60 points, and for 30 of them: rounded up.
		assert_eq!((backing, left), (45, 23));
		assert_eq!(held(HoldReason::Backing, &operator()), left);
		assert_eq!(free_balance(&operator()), free + backing - left);
	});
}

#[test]
fn spend_should_remove_the_members_record_when_nothing_is_left() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		let before = held(HoldReason::Records, &operator());
		assert_ok!(spend(&alice(), 20));
		assert!(!Accounts::<Test>::contains_key(PROGRAM, ALICE));
		assert_eq!(held(HoldReason::Records, &operator()), before - ACCOUNT);
		assert_eq!(ledger().backing, 0);
	});
}

#[test]
fn spend_should_change_nothing_when_it_is_refused() {
	World::default().build_and_execute(|| {
		assert_noop!(spend(&alice(), 1), E::TooFewPoints);
		do_tasks(&alice(), ALICE, 1);
		assert_noop!(spend(&alice(), 0), E::ZeroPoints);
		assert_noop!(spend(&alice(), 21), E::TooFewPoints);
		assert_noop!(spend(&alice(), Points::MAX), E::TooFewPoints);
		assert_noop!(spend(&stranger(), 1), E::NotMember);
		let other = <Loyalty as PointsSpend<_>>::spend(ProgramId(9), &alice(), 1);
		assert_noop!(other, E::UnknownProgram);
		// What is set aside for an order is not there to be spent.
		assert_ok!(reserve(ORDER, &alice(), 15));
		assert_noop!(spend(&alice(), 6), E::TooFewPoints);
		assert_ok!(spend(&alice(), 5));
	});
}

#[test]
fn spend_should_go_on_until_the_end_when_the_program_awards_nothing() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(Loyalty::pause(origin(&operator()), PROGRAM));
		assert_ok!(spend(&alice(), 1));
		assert_ok!(Loyalty::wind_down(origin(&operator()), PROGRAM));
		set_time(T0 + 2 * DAY - 1);
		assert_ok!(spend(&alice(), 1));
		set_time(T0 + 2 * DAY);
		assert_noop!(spend(&alice(), 1), E::ProgramOver);
		assert_ok!(Loyalty::close_program(origin(&stranger()), PROGRAM));
		assert_noop!(spend(&alice(), 1), E::ProgramOver);
	});
}

#[test]
fn spend_should_be_refused_when_the_points_have_expired() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		wait_epochs(13);
		assert_noop!(spend(&alice(), 1), E::TooFewPoints);
	});
}
