use super::*;

fn revoked(at: Moment, compromised_since: Option<Moment>) -> IssuerStatus {
	IssuerStatus::Revoked { at, compromised_since }
}

#[test]
fn revoke_should_leave_what_it_vouched_for_when_it_was_its_own_word() {
	World::default().bound().build_and_execute(|| {
		wait(5);
		assert_ok!(revoke(ISSUER, None));
		assert_eq!(issuer(ISSUER).status, revoked(T0 + 5, None));
		let event = Ev::IssuerRevoked { issuer: ISSUER, compromised_since: None };
		assert_eq!(take_events(), vec![event]);
		assert_eq!((subject(ALICE), assurance(ALICE)), (Some(ALICE_THERE), Assurance::Person));
	});
}

#[test]
fn revoke_should_undo_what_it_vouched_for_to_the_millisecond_when_it_was_compromised() {
	for (since, stays) in [(T0 + 11, true), (T0 + 10, false), (T0 + 9, false), (0, false)] {
		World::default().build_and_execute(|| {
			set_time(T0 + 10);
			assert_ok!(bind(attestation(&alice(), ALICE_THERE)));
			set_time(T0 + 100);
			assert_ok!(revoke(ISSUER, Some(since)));
			assert_eq!(subject(ALICE), stays.then_some(ALICE_THERE));
			assert_eq!(assurance(ALICE) == Assurance::Person, stays);
			// It stays on record, so nothing has to be visited.
			assert!(binding(ALICE_THERE).is_some());
		});
	}
}

#[test]
fn revoke_should_leave_others_alone_when_one_was_compromised() {
	World::default().bound().build_and_execute(|| {
		assert_ok!(revoke(RIVAL, Some(0)));
		assert_eq!(assurance(ALICE), Assurance::Person);
	});
}

#[test]
fn revoke_should_move_the_compromise_earlier_and_never_later_when_called_again() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(ISSUER, None));
		wait(100);
		assert_noop!(revoke(ISSUER, None), E::AlreadyRevoked);
		assert_ok!(revoke(ISSUER, Some(T0 + 50)));
		for since in [Some(T0 + 50), Some(T0 + 51), None] {
			assert_noop!(revoke(ISSUER, since), E::AlreadyRevoked);
		}
		assert_ok!(revoke(ISSUER, Some(T0 + 49)));
		// When it ended does not change.
		assert_eq!(issuer(ISSUER).status, revoked(T0, Some(T0 + 49)));
	});
}

#[test]
fn revoke_should_be_refused_when_the_compromise_is_yet_to_come() {
	World::default().build_and_execute(|| {
		assert_noop!(revoke(ISSUER, Some(T0 + 1)), E::CompromisedInTheFuture);
		assert_ok!(revoke(ISSUER, Some(T0)));
	});
}

#[test]
fn revoke_should_be_refused_when_there_is_nothing_to_revoke() {
	World::default().build_and_execute(|| {
		assert_noop!(revoke(IssuerId(7), None), E::UnknownIssuer);
		let (name, signers) = ("New".try_into().unwrap(), signers(&[loose_key()]));
		assert_ok!(Membership::register_issuer(origin(&stranger()), name, signers));
		assert_noop!(revoke(IssuerId(2), None), E::IssuerNotAdmitted);
	});
}
