use super::*;

#[test]
fn finish_should_change_hands_when_the_new_controller_calls_it() {
	World::default().endow(fresh(), ENDOWMENT).bound().build_and_execute(|| {
		assert_ok!(request_to(control(&fresh(), Some(stranger()))));
		wait(ROTATION_DELAY);
		take_events();
		assert_ok!(finish(&fresh()));
		assert_eq!(
			member(),
			Member {
				controller: fresh(),
				recovery: Some(stranger()),
				status: Status::Active,
				rotation: None,
				accounts: 2,
				deposit: deposit(alice(), MEMBER_PRICE),
			}
		);
		assert_eq!(
			take_events(),
			vec![Ev::RotationFinished {
				member: ALICE,
				by: Party::Controller,
				from: alice(),
				to: fresh(),
			}]
		);
		let key = Key { member: ALICE, acting: true, deposit: deposit(fresh(), KEY_PRICE) };
		assert_eq!(KeyOf::<Test>::get(fresh()), Some(key));
		assert_eq!(held(HoldReason::Key, &fresh()), KEY_PRICE);
		// The old account stays on record, and acts for nobody.
		assert_eq!(owner(&alice()), Some(ALICE));
		assert_eq!((acting(&alice()), acting(&fresh())), (None, Some(ALICE)));
		assert!(same_person(&alice(), &fresh()));
		// Who the member is has not changed.
		assert_eq!((subject(ALICE), assurance(ALICE)), (Some(ALICE_THERE), Assurance::Person));
	});
}

#[test]
fn finish_should_be_refused_until_its_millisecond_when_it_waits() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		assert_ok!(request());
		set_time(T0 + ROTATION_DELAY - 1);
		assert_noop!(finish(&fresh()), E::RotationNotReady);
		set_time(T0 + ROTATION_DELAY);
		assert_ok!(finish(&fresh()));
	});
}

#[test]
fn finish_should_be_for_the_new_controller_alone_when_it_did_not_agree() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		assert_ok!(request());
		wait(ROTATION_DELAY);
		for other in [alice(), guardian(), sponsor()] {
			assert_noop!(finish(&other), E::NotNewController);
		}
		assert_ok!(finish(&fresh()));
	});
}

#[test]
fn finish_should_be_for_anybody_who_pays_when_the_new_controller_agreed() {
	World::default().build_and_execute(|| {
		rotate();
		assert_eq!(acting(&fresh()), Some(ALICE));
		assert_eq!(held(HoldReason::Key, &sponsor()), KEY_PRICE);
	});
}

#[test]
fn finish_should_hold_nothing_when_only_the_recovery_account_changes() {
	World::default().build_and_execute(|| {
		assert_ok!(request_to(control(&alice(), None)));
		wait(ROTATION_DELAY);
		take_events();
		assert_ok!(finish(&stranger()));
		assert_eq!((member().recovery, member().accounts), (None, 1));
		assert_eq!(held(HoldReason::Key, &stranger()), 0);
		assert_eq!(
			take_events(),
			vec![Ev::RotationFinished {
				member: ALICE,
				by: Party::Controller,
				from: alice(),
				to: alice(),
			}]
		);
	});
}

#[test]
fn finish_should_be_refused_when_the_account_became_somebodys_meanwhile() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		assert_ok!(request());
		assert_ok!(register(&fresh()));
		wait(ROTATION_DELAY);
		assert_noop!(finish(&fresh()), E::KeyAlreadyUsed);
		// Nothing is stuck.
		assert_ok!(cancel(&alice()));
		assert_ok!(request_to(control(&bob(), None)));
	});
}

#[test]
fn finish_should_give_one_account_to_one_member_when_two_ask_for_it() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		assert_ok!(register(&bob()));
		assert_ok!(request());
		let hands = control(&fresh(), None);
		assert_ok!(Membership::request_rotation(origin(&bob()), hands, None, None));
		wait(ROTATION_DELAY);
		assert_ok!(Membership::finish_rotation(origin(&fresh()), NEXT));
		assert_noop!(finish(&fresh()), E::KeyAlreadyUsed);
		assert_eq!(acting(&fresh()), Some(NEXT));
	});
}

#[test]
fn finish_should_be_refused_when_the_deposit_cannot_be_held() {
	World::default().endow(fresh(), ED + KEY_PRICE - 1).build_and_execute(|| {
		assert_ok!(request());
		wait(ROTATION_DELAY);
		assert_noop!(finish(&fresh()), E::LacksDeposit);
	});
}

#[test]
fn finish_should_be_refused_when_the_member_is_frozen() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		assert_ok!(request());
		assert_ok!(freeze(&guardian()));
		wait(ROTATION_DELAY);
		assert_noop!(finish(&fresh()), E::MemberIsFrozen);
		// It waits on, and is not lost.
		assert_ok!(unfreeze(&guardian()));
		assert_ok!(finish(&fresh()));
	});
}

#[test]
fn finish_should_be_refused_when_nothing_waits() {
	World::default().build_and_execute(|| {
		assert_noop!(finish(&alice()), E::NoRotation);
		let lost = Membership::finish_rotation(origin(&alice()), NOBODY);
		assert_noop!(lost, E::UnknownMember);
		rotate();
		assert_noop!(finish(&fresh()), E::NoRotation);
	});
}

#[test]
fn finish_should_thaw_the_member_when_the_rotation_is_proven() {
	World::default().endow(fresh(), ENDOWMENT).bound().build_and_execute(|| {
		assert_ok!(freeze(&guardian()));
		let to = control(&fresh(), None);
		let proof = Some(alices(&fresh()));
		assert_ok!(Membership::request_rotation(origin(&alice()), to, None, proof));
		wait(ROTATION_DELAY);
		assert_ok!(finish(&fresh()));
		assert_eq!((member().status, member().recovery), (Status::Active, None));
		assert_eq!(acting(&fresh()), Some(ALICE));
	});
}
