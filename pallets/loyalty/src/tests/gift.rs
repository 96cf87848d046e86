use super::*;

#[test]
fn gift_should_keep_each_end_when_points_move() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 2);
		wait_epochs(2);
		do_tasks(&alice(), ALICE, 2);
		take_events();
		assert_ok!(gift(&alice(), &bob(), 50));
		let (program, from, to) = (PROGRAM, ALICE, BOB);
		assert_eq!(
			take_events(),
			vec![Ev::PointsGiven { program, from, to, points: 50, netted: 0 }]
		);
		assert_eq!(lots(ALICE), vec![at(15, 30)]);
		assert_eq!(lots(BOB), vec![at(13, 40), at(15, 10)]);
		assert_eq!(ledger().book.ring.lots().collect::<Vec<_>>(), vec![at(13, 40), at(15, 40)]);
		// And back again.
		assert_ok!(gift(&bob(), &alice(), 50));
		assert_eq!(lots(ALICE), vec![at(13, 40), at(15, 40)]);
	});
}

#[test]
fn gift_should_be_paid_for_by_the_giver_when_the_receiver_is_new() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		let before = held(HoldReason::Records, &operator());
		assert_ok!(gift(&alice(), &bob(), 5));
		assert_eq!(held(HoldReason::Records, &operator()), before);
		assert_eq!(held(HoldReason::Records, &alice()), ACCOUNT + TALLY);
		assert_eq!(ledger().records.count, 4);
		// When the receiver has nothing, the deposit comes back.
		assert_ok!(gift(&bob(), &alice(), 5));
		assert!(!Accounts::<Test>::contains_key(PROGRAM, BOB));
		assert_eq!(held(HoldReason::Records, &alice()), TALLY);
		assert_eq!(held(HoldReason::Records, &bob()), TALLY);
	});
}

#[test]
fn gift_should_remove_the_givers_record_when_nothing_is_left() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(gift(&alice(), &bob(), 20));
		assert!(!Accounts::<Test>::contains_key(PROGRAM, ALICE));
		assert_eq!(held(HoldReason::Records, &operator()), CLAIM);
	});
}

#[test]
fn gift_should_be_limited_by_the_person_when_an_epoch_is_not_over() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 10);
		assert_ok!(gift(&alice(), &bob(), 99));
		assert_noop!(gift(&alice(), &bob(), 2), E::GiftLimitReached);
		assert_ok!(gift(&alice(), &carol(), 1));
		set_time(T0 + EPOCH - 1);
		assert_noop!(gift(&alice(), &bob(), 1), E::GiftLimitReached);
		set_time(T0 + EPOCH);
		assert_ok!(gift(&alice(), &bob(), 100));
		assert_eq!(tally(ALICE, Capped::Gifts).unwrap().points, 100);
	});
}

#[test]
fn gift_should_be_refused_when_something_is_wrong() {
	World::default().build_and_execute(|| {
		assert_noop!(gift(&alice(), &bob(), 1), E::TooFewPoints);
		do_tasks(&alice(), ALICE, 1);
		assert_noop!(gift(&alice(), &bob(), 0), E::ZeroPoints);
		assert_noop!(gift(&alice(), &bob(), 21), E::TooFewPoints);
		assert_noop!(gift(&alice(), &stranger(), 1), E::NotMember);
		assert_noop!(gift(&stranger(), &alice(), 1), E::NotMember);
		assert_noop!(gift(&alice(), &alice(), 1), E::GiftToOneself);
		enrol(stranger(), ALICE);
		assert_noop!(gift(&alice(), &stranger(), 1), E::GiftToOneself);
		assert_noop!(Loyalty::gift(origin(&alice()), ProgramId(9), bob(), 1), E::UnknownProgram);
	});
}

#[test]
fn gift_should_be_refused_when_the_giver_cannot_pay_for_the_record() {
	World::default().endow(alice(), ED + ACCOUNT + TALLY - 1).build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		assert_noop!(gift(&alice(), &bob(), 1), E::GiverLacksDeposit);
		do_tasks(&bob(), BOB, 1);
		assert_ok!(gift(&alice(), &bob(), 1));
	});
}

#[test]
fn gift_should_be_refused_when_the_program_knows_none() {
	World::default().terms(|terms| terms.gifts = 0).build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		assert_noop!(gift(&alice(), &bob(), 1), E::GiftLimitReached);
	});
}
