use super::*;

#[test]
fn unfreeze_should_work_at_once_when_the_recovery_account_calls_it() {
	for who in [alice(), guardian()] {
		World::default().build_and_execute(|| {
			assert_ok!(freeze(&who));
			take_events();
			assert_ok!(unfreeze(&guardian()));
			assert_eq!(member().status, Status::Active);
			let by = Party::Recovery;
			assert_eq!(take_events(), vec![Ev::MemberUnfrozen { member: ALICE, by }]);
			assert_eq!(acting(&alice()), Some(ALICE));
		});
	}
}

#[test]
fn unfreeze_should_wait_to_the_millisecond_when_the_controller_calls_it() {
	for who in [alice(), guardian()] {
		World::default().build_and_execute(|| {
			assert_ok!(freeze(&who));
			set_time(T0 + RECOVERY_DELAY - 1);
			assert_noop!(unfreeze(&alice()), E::FrozenForLonger);
			set_time(T0 + RECOVERY_DELAY);
			// It does not end by itself.
			assert_eq!(acting(&alice()), None);
			take_events();
			assert_ok!(unfreeze(&alice()));
			let by = Party::Controller;
			assert_eq!(take_events(), vec![Ev::MemberUnfrozen { member: ALICE, by }]);
		});
	}
}

#[test]
fn unfreeze_should_be_refused_when_the_member_acts() {
	World::default().build_and_execute(|| {
		assert_noop!(unfreeze(&alice()), E::NotFrozen);
		assert_noop!(unfreeze(&guardian()), E::NotFrozen);
	});
}

#[test]
fn unfreeze_should_be_refused_when_somebody_else_calls_it() {
	World::default().build_and_execute(|| {
		assert_ok!(freeze(&alice()));
		wait(RECOVERY_DELAY);
		for who in [fresh(), sponsor(), stranger(), council()] {
			assert_noop!(unfreeze(&who), E::NotParty);
		}
		assert_noop!(Membership::unfreeze(origin(&alice()), NOBODY), E::UnknownMember);
	});
}
