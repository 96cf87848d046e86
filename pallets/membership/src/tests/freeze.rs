use super::*;

#[test]
fn freeze_should_let_nobody_act_when_either_party_calls_it() {
	for (who, by) in [(alice(), Party::Controller), (guardian(), Party::Recovery)] {
		World::default().bound().build_and_execute(|| {
			assert_ok!(freeze(&who));
			let until = T0 + RECOVERY_DELAY;
			assert_eq!(member().status, Status::Frozen { until });
			assert_eq!(take_events(), vec![Ev::MemberFrozen { member: ALICE, by, until }]);
			assert_eq!(acting(&alice()), None);
			assert_noop!(close(&alice()), E::MemberIsFrozen);
			assert_noop!(request(), E::MemberIsFrozen);
			// Who it is stays as sure as it was.
			assert_eq!(assurance(ALICE), Assurance::Person);
		});
	}
}

#[test]
fn freeze_should_last_longer_when_the_recovery_account_calls_it_again() {
	World::default().build_and_execute(|| {
		assert_ok!(freeze(&alice()));
		wait(RECOVERY_DELAY - 1);
		assert_noop!(freeze(&alice()), E::MemberIsFrozen);
		assert_ok!(freeze(&guardian()));
		let until = T0 + 2 * RECOVERY_DELAY - 1;
		assert_eq!(member().status, Status::Frozen { until });
		wait(1);
		assert_noop!(unfreeze(&alice()), E::FrozenForLonger);
	});
}

#[test]
fn freeze_should_be_refused_when_somebody_else_calls_it() {
	World::default().build_and_execute(|| {
		for who in [fresh(), sponsor(), stranger(), operator(), council()] {
			assert_noop!(freeze(&who), E::NotParty);
		}
		assert_noop!(Membership::freeze(origin(&alice()), NOBODY), E::UnknownMember);
	});
}

#[test]
fn freeze_should_be_refused_when_the_old_account_calls_it() {
	World::default().build_and_execute(|| {
		rotate();
		assert_noop!(freeze(&alice()), E::NotParty);
	});
}
