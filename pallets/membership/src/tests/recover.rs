use super::*;

#[test]
fn recover_should_give_the_member_a_new_controller_when_nobody_objects() {
	World::default().endow(fresh(), ENDOWMENT).bound().build_and_execute(|| {
		assert_ok!(recover());
		let rotation = Rotation {
			by: Party::Recovery,
			to: control(&fresh(), Some(guardian())),
			consented: false,
			word: None,
			ready_at: T0 + RECOVERY_DELAY,
		};
		assert_eq!(member().rotation, Some(rotation.clone()));
		assert_eq!(take_events(), vec![Ev::RotationRequested { member: ALICE, rotation }]);
		set_time(T0 + RECOVERY_DELAY - 1);
		assert_noop!(finish(&fresh()), E::RotationNotReady);
		assert_eq!(acting(&alice()), Some(ALICE));

		set_time(T0 + RECOVERY_DELAY);
		assert_ok!(finish(&fresh()));
		assert_eq!(
			take_events(),
			vec![Ev::RotationFinished {
				member: ALICE,
				by: Party::Recovery,
				from: alice(),
				to: fresh(),
			}]
		);
		assert_eq!((acting(&alice()), acting(&fresh())), (None, Some(ALICE)));
		assert_eq!(member().recovery, Some(guardian()));
		assert!(same_person(&alice(), &fresh()));
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
	});
}

#[test]
fn recover_should_be_finished_by_anybody_when_the_new_controller_agreed() {
	World::default().build_and_execute(|| {
		let consent = Some(fresh_agrees());
		assert_ok!(Membership::recover(origin(&guardian()), ALICE, fresh(), consent, None));
		wait(RECOVERY_DELAY);
		assert_ok!(finish(&sponsor()));
		assert_eq!(acting(&fresh()), Some(ALICE));
	});
}

#[test]
fn recover_should_be_refused_when_somebody_else_asks() {
	World::default().build_and_execute(|| {
		for who in [alice(), fresh(), sponsor(), stranger(), operator(), council()] {
			let refused = Membership::recover(origin(&who), ALICE, fresh(), None, None);
			assert_noop!(refused, E::NotRecovery);
		}
		let lost = Membership::recover(origin(&guardian()), NOBODY, fresh(), None, None);
		assert_noop!(lost, E::UnknownMember);
	});
	World::default().without_recovery().build_and_execute(|| {
		assert_noop!(recover(), E::NotRecovery);
	});
}

#[test]
fn recover_should_be_refused_when_the_new_controller_cannot_be() {
	World::default().build_and_execute(|| {
		let recover = |to| Membership::recover(origin(&guardian()), ALICE, to, None, None);
		assert_noop!(recover(guardian()), E::RecoveryIsController);
		assert_noop!(recover(alice()), E::NothingChanges);
		assert_ok!(register(&bob()));
		assert_noop!(recover(bob()), E::KeyAlreadyUsed);
	});
}

#[test]
fn recover_should_be_refused_when_one_waits() {
	World::default().build_and_execute(|| {
		assert_ok!(recover());
		assert_noop!(recover(), E::RotationPending);
	});
}

#[test]
fn recover_should_be_vetoed_when_the_controller_is_well() {
	World::default().build_and_execute(|| {
		assert_ok!(recover());
		take_events();
		assert_ok!(cancel(&alice()));
		let by = Party::Controller;
		assert_eq!(take_events(), vec![Ev::RotationCancelled { member: ALICE, by }]);
		assert_eq!(acting(&alice()), Some(ALICE));
	});
}

#[test]
fn recover_should_overrule_a_rotation_when_the_controller_asked_for_one() {
	World::default().build_and_execute(|| {
		assert_ok!(request_to(control(&thief(), None)));
		take_events();
		assert_ok!(recover());
		let rotation = member().rotation.unwrap();
		assert_eq!((rotation.by, &rotation.to.controller), (Party::Recovery, &fresh()));
		assert_eq!(
			take_events(),
			vec![
				Ev::RotationCancelled { member: ALICE, by: Party::Recovery },
				Ev::RotationRequested { member: ALICE, rotation },
			]
		);
		wait(RECOVERY_DELAY);
		assert_noop!(finish(&thief()), E::NotNewController);
	});
}

#[test]
fn recover_should_go_on_and_thaw_the_member_when_it_is_frozen() {
	for who in [alice(), guardian()] {
		World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
			assert_ok!(freeze(&who));
			assert_ok!(recover());
			wait(RECOVERY_DELAY);
			assert_ok!(finish(&fresh()));
			assert_eq!(member().status, Status::Active);
			assert_eq!(acting(&fresh()), Some(ALICE));
		});
	}
}

#[test]
fn recover_should_be_refused_when_the_proof_is_not_the_persons() {
	World::default().bound().build_and_execute(|| {
		let recover =
			|proof| Membership::recover(origin(&guardian()), ALICE, fresh(), None, Some(proof));
		assert_noop!(recover(alices(&thief())), E::AttestationOfAnother);
		let unknown = proof(attestation(&fresh(), BOB_THERE));
		assert_noop!(recover(unknown), E::UnknownNullifier);
		let forged = proof_by(attestation(&fresh(), ALICE_THERE), &loose_key());
		assert_noop!(recover(forged), E::NotAKey);
		assert_ok!(recover(alices(&fresh())));
		assert!(member().rotation.unwrap().word.is_some());
	});
}
