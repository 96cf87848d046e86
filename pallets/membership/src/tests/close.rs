use super::*;

#[test]
fn close_should_take_the_member_off_the_record_when_its_controller_calls_it() {
	World::default().bound().build_and_execute(|| {
		assert_ok!(close(&alice()));
		assert_eq!(Members::<Test>::get(ALICE), None);
		assert_eq!(take_events(), vec![Ev::MemberClosed { member: ALICE }]);
		assert_eq!(held(HoldReason::Member, &alice()), 0);
		// What stays on record stays paid for.
		assert_eq!(owner(&alice()), Some(ALICE));
		assert_eq!(held(HoldReason::Key, &alice()), KEY_PRICE);
		assert_eq!(held(HoldReason::Binding, &alice()), BINDING_PRICE);
		assert_eq!(acting(&alice()), None);
		assert_eq!((subject(ALICE), assurance(ALICE)), (None, Assurance::None));
		assert_noop!(close(&alice()), E::UnknownMember);
	});
}

#[test]
fn close_should_return_the_sponsors_deposit_when_the_sponsor_paid() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		let hands = control(&fresh(), None);
		let consent = consent_by(&fresh_key(), &Deed::Register(hands.clone()));
		assert_ok!(Membership::register(origin(&sponsor()), hands, Some(consent)));
		assert_ok!(close(&fresh()));
		assert_eq!(held(HoldReason::Member, &sponsor()), 0);
		assert_eq!(free_balance(&sponsor()), ENDOWMENT - KEY_PRICE);
	});
}

#[test]
fn close_should_leave_old_accounts_linked_when_there_are_some() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		rotate();
		assert_ok!(close(&fresh()));
		assert!(same_person(&alice(), &fresh()));
	});
}

#[test]
fn close_should_be_refused_when_somebody_else_calls_it() {
	World::default().build_and_execute(|| {
		for who in [guardian(), sponsor(), stranger(), council()] {
			assert_noop!(close(&who), E::UnknownMember);
		}
		rotate();
		assert_noop!(close(&alice()), E::NotController);
	});
}

#[test]
fn close_should_be_refused_when_a_change_of_hands_waits() {
	for start in [request, recover] {
		World::default().build_and_execute(|| {
			assert_ok!(start());
			assert_noop!(close(&alice()), E::RotationPending);
			assert_ok!(cancel(&alice()));
			assert_ok!(close(&alice()));
		});
	}
}

#[test]
fn close_should_be_refused_when_the_member_is_frozen() {
	World::default().build_and_execute(|| {
		assert_ok!(freeze(&guardian()));
		wait(RECOVERY_DELAY);
		assert_noop!(close(&alice()), E::MemberIsFrozen);
		assert_ok!(unfreeze(&alice()));
		assert_ok!(close(&alice()));
	});
}

#[test]
fn close_should_be_refused_when_whoever_paid_cannot_get_it_back() {
	World::default().build_and_execute(|| {
		empty(&alice());
		assert_noop!(close(&alice()), E::DepositorCannotReceive);
	});
}
