//! Keys in the wrong hands: what whoever has one gets, and what its owner can do.

use super::*;

/// The thief, with Alice's key.
fn stolen() -> RuntimeOrigin {
	origin(&alice())
}

fn world() -> World {
	World::default().endow(fresh(), ENDOWMENT).endow(thief(), ENDOWMENT).bound()
}

fn thief_requests() -> DispatchResult {
	Membership::request_rotation(stolen(), control(&thief(), None), None, None)
}

#[test]
fn thief_should_not_get_the_member_when_the_guardian_is_in_time() {
	world().build_and_execute(|| {
		assert_ok!(thief_requests());
		assert_ok!(freeze(&guardian()));
		wait(ROTATION_DELAY);
		assert_noop!(finish(&thief()), E::MemberIsFrozen);
		assert_ok!(recover());
		wait(RECOVERY_DELAY);
		assert_noop!(finish(&thief()), E::NotNewController);
		assert_ok!(finish(&fresh()));
		assert_eq!((acting(&alice()), acting(&fresh())), (None, Some(ALICE)));
		assert_eq!(owner(&thief()), None);
	});
}

#[test]
fn thief_should_get_nothing_when_it_only_vetoes() {
	world().build_and_execute(|| {
		for _ in 0..3 {
			assert_ok!(freeze(&guardian()));
			assert_ok!(recover());
			assert_ok!(Membership::cancel_rotation(stolen(), ALICE));
			assert_noop!(thief_requests(), E::MemberIsFrozen);
			assert_noop!(Membership::close(stolen()), E::MemberIsFrozen);
			assert_eq!(acting(&alice()), None);
			wait(RECOVERY_DELAY - 1);
		}
		assert_noop!(Membership::unfreeze(stolen(), ALICE), E::FrozenForLonger);
	});
}

#[test]
fn owner_should_win_when_the_issuer_knows_them() {
	world().build_and_execute(|| {
		assert_ok!(freeze(&guardian()));
		assert_ok!(recover());
		assert_ok!(Membership::cancel_rotation(stolen(), ALICE));
		// Alice shows the issuer who she is, and it attests her new account.
		let proof = Some(alices(&fresh()));
		assert_ok!(Membership::recover(origin(&guardian()), ALICE, fresh(), None, proof));
		assert_noop!(Membership::cancel_rotation(stolen(), ALICE), E::RotationProven);
		assert_noop!(thief_requests(), E::MemberIsFrozen);
		wait(RECOVERY_DELAY);
		// Also where the freeze is over and the thief is first.
		assert_ok!(Membership::unfreeze(stolen(), ALICE));
		assert_noop!(thief_requests(), E::RotationPending);
		assert_noop!(Membership::close(stolen()), E::RotationPending);
		assert_ok!(finish(&fresh()));
		assert_eq!((acting(&alice()), acting(&fresh())), (None, Some(ALICE)));
	});
}

#[test]
fn guardian_should_not_get_the_member_when_the_controller_is_well() {
	world().build_and_execute(|| {
		// It wants the member for itself.
		let takes = || Membership::recover(origin(&guardian()), ALICE, thief(), None, None);
		assert_ok!(freeze(&guardian()));
		assert_ok!(takes());
		// Also while frozen the controller can say no.
		assert_ok!(cancel(&alice()));
		assert_ok!(takes());
		// And with the issuer's word is rid of it.
		let to = control(&fresh(), Some(stranger()));
		let proof = Some(alices(&fresh()));
		assert_ok!(Membership::request_rotation(origin(&alice()), to, None, proof));
		assert_noop!(cancel(&guardian()), E::RotationProven);
		assert_noop!(takes(), E::RotationPending);
		wait(ROTATION_DELAY);
		assert_ok!(freeze(&guardian()));
		assert_ok!(finish(&fresh()));
		assert_eq!(acting(&fresh()), Some(ALICE));
		assert_noop!(freeze(&guardian()), E::NotParty);
	});
}

#[test]
fn guardian_should_win_when_the_issuers_key_was_stolen_too() {
	world().build_and_execute(|| {
		wait(1);
		let (to, proof) = (control(&thief(), None), Some(alices_by_rival(&thief())));
		assert_ok!(Membership::request_rotation(stolen(), to, None, proof));
		assert_ok!(freeze(&guardian()));
		assert_noop!(cancel(&guardian()), E::RotationProven);
		assert_noop!(recover(), E::RotationPending);
		// That the issuer is not accepted any more is not enough, nor that it was compromised later.
		assert_ok!(revoke(RIVAL, None));
		assert_noop!(cancel(&guardian()), E::RotationProven);
		wait(ROTATION_DELAY);
		assert_ok!(revoke(RIVAL, Some(T0 + 2)));
		assert_noop!(cancel(&guardian()), E::RotationProven);
		// When it is known that it was then, its word stands behind nothing.
		assert_ok!(revoke(RIVAL, Some(T0 + 1)));
		assert_noop!(finish(&thief()), E::MemberIsFrozen);
		frame_support::hypothetically!({
			assert_ok!(cancel(&guardian()));
		});
		assert_ok!(recover());
		wait(RECOVERY_DELAY);
		assert_ok!(finish(&fresh()));
		assert_eq!(acting(&fresh()), Some(ALICE));
	});
}

#[test]
fn issuer_should_not_get_the_member_when_it_is_alone() {
	world().build_and_execute(|| {
		let by = || origin(&thief());
		let proof = || Some(alices(&thief()));
		let to = control(&thief(), None);
		assert_noop!(Membership::request_rotation(by(), to, None, proof()), E::UnknownMember);
		assert_noop!(Membership::recover(by(), ALICE, thief(), None, proof()), E::NotRecovery);
		assert_ok!(register(&thief()));
		assert_noop!(rebind(attestation(&thief(), ALICE_THERE)), E::NullifierInUse);
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
	});
}

#[test]
fn freeze_should_win_over_a_rotation_when_both_come_in_its_last_millisecond() {
	world().build_and_execute(|| {
		assert_ok!(thief_requests());
		set_time(T0 + ROTATION_DELAY);
		assert_ok!(freeze(&guardian()));
		assert_noop!(finish(&thief()), E::MemberIsFrozen);
		assert_ok!(cancel(&guardian()));
	});
}

#[test]
fn recovery_should_be_too_late_when_the_rotation_was_finished() {
	world().build_and_execute(|| {
		assert_ok!(thief_requests());
		set_time(T0 + ROTATION_DELAY);
		assert_ok!(finish(&thief()));
		assert_noop!(recover(), E::NotRecovery);
		assert_noop!(freeze(&guardian()), E::NotParty);
	});
}

#[test]
fn rotation_should_not_revive_when_a_recovery_that_overruled_it_is_vetoed() {
	world().build_and_execute(|| {
		assert_ok!(thief_requests());
		assert_ok!(recover());
		assert_ok!(Membership::cancel_rotation(stolen(), ALICE));
		wait(RECOVERY_DELAY);
		assert_noop!(finish(&thief()), E::NoRotation);
		// The thief has to wait from the beginning.
		assert_ok!(thief_requests());
		assert_noop!(finish(&thief()), E::RotationNotReady);
	});
}

#[test]
fn owner_should_stop_a_thief_when_there_is_no_guardian_and_both_have_the_key() {
	World::default().without_recovery().endow(thief(), ENDOWMENT).build_and_execute(|| {
		assert_ok!(thief_requests());
		assert_ok!(freeze(&alice()));
		// Neither can undo it for a while.
		assert_noop!(Membership::unfreeze(stolen(), ALICE), E::FrozenForLonger);
		wait(ROTATION_DELAY);
		assert_noop!(finish(&thief()), E::MemberIsFrozen);
		assert_ok!(cancel(&alice()));
	});
}
