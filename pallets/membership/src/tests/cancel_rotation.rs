use super::*;

#[test]
fn cancel_should_leave_the_member_where_it_is_when_either_party_calls_it() {
	for (who, by) in [(alice(), Party::Controller), (guardian(), Party::Recovery)] {
		World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
			for start in [request, recover] {
				assert_ok!(start());
				take_events();
				assert_ok!(cancel(&who));
				assert_eq!(take_events(), vec![Ev::RotationCancelled { member: ALICE, by }]);
				assert_eq!((member().controller, member().rotation), (alice(), None));
				wait(RECOVERY_DELAY);
				assert_noop!(finish(&fresh()), E::NoRotation);
			}
		});
	}
}

#[test]
fn cancel_should_work_when_the_rotation_could_be_finished() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		assert_ok!(request());
		wait(10 * ROTATION_DELAY);
		assert_ok!(cancel(&guardian()));
		assert_noop!(finish(&fresh()), E::NoRotation);
	});
}

#[test]
fn cancel_should_work_when_the_member_is_frozen() {
	World::default().build_and_execute(|| {
		for who in [alice(), guardian()] {
			assert_ok!(recover());
			assert_ok!(freeze(&guardian()));
			assert_ok!(cancel(&who));
		}
	});
}

#[test]
fn cancel_should_be_refused_when_somebody_else_calls_it() {
	World::default().build_and_execute(|| {
		assert_ok!(request());
		// Not the new controller either: it need not finish it.
		for who in [fresh(), sponsor(), stranger(), council()] {
			assert_noop!(cancel(&who), E::NotParty);
		}
	});
}

#[test]
fn cancel_should_be_refused_when_nothing_waits() {
	World::default().build_and_execute(|| {
		assert_noop!(cancel(&alice()), E::NoRotation);
		let lost = Membership::cancel_rotation(origin(&alice()), NOBODY);
		assert_noop!(lost, E::UnknownMember);
	});
}

#[test]
fn cancel_should_be_for_who_asked_alone_when_the_rotation_is_proven() {
	World::default().bound().build_and_execute(|| {
		let to = control(&fresh(), None);
		let proof = Some(alices(&fresh()));
		assert_ok!(Membership::request_rotation(origin(&alice()), to, None, proof));
		assert_noop!(cancel(&guardian()), E::RotationProven);
		assert_ok!(cancel(&alice()));

		wait(1);
		let proof = Some(alices(&fresh()));
		assert_ok!(Membership::recover(origin(&guardian()), ALICE, fresh(), None, proof));
		assert_noop!(cancel(&alice()), E::RotationProven);
		assert_ok!(cancel(&guardian()));
	});
}
