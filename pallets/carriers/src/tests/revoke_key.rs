use super::*;

/// How a key ended.
fn revocation(key: &AccountId) -> Option<Revocation> {
	key_record(key).revoked
}

#[test]
fn revoke_key_should_stop_it_at_once_when_it_acts() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), None));
		assert_eq!(
			revocation(&agent()),
			Some(Revocation { at: T0, compromised_since: None, told_at: T0 })
		);
		assert_eq!(
			take_events(),
			vec![Ev::KeyRevoked { carrier: carrier(), key: agent(), compromised_since: None }]
		);
		let may = Registry::ensure_may(&carrier(), &agent(), Scope::Scan, T0);
		assert_noop!(may, E::KeyIsRevoked);
		let used = Registry::use_counter(&carrier(), &agent(), Scope::Scan, 1, T0);
		assert_noop!(used, E::KeyIsRevoked);
		// It stays on record, and so does its deposit.
		assert_eq!(record().keys, 2);
		assert_eq!(held(HoldReason::Key, &carrier()), 2 * KEY);
		assert_ok!(Registry::ensure_may(&carrier(), &device(), Scope::Scan, T0));
	});
}

#[test]
fn revoke_key_should_tell_since_when_it_was_compromised_when_the_carrier_knows() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), Some(T0 - 10)));
		let since = Some(T0 - 10);
		assert_eq!(
			revocation(&agent()),
			Some(Revocation { at: T0, compromised_since: since, told_at: T0 })
		);
		assert_eq!(
			take_events(),
			vec![Ev::KeyRevoked { carrier: carrier(), key: agent(), compromised_since: since }]
		);
	});
}

#[test]
fn revoke_key_should_move_the_compromise_earlier_and_never_later_when_called_again() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), None));
		set_time(T0 + 100);
		assert_noop!(revoke(&agent(), None), E::AlreadyRevoked);

		assert_ok!(revoke(&agent(), Some(T0 + 50)));
		assert_noop!(revoke(&agent(), Some(T0 + 50)), E::AlreadyRevoked);
		assert_noop!(revoke(&agent(), Some(T0 + 51)), E::AlreadyRevoked);
		assert_noop!(revoke(&agent(), None), E::AlreadyRevoked);

		assert_ok!(revoke(&agent(), Some(T0 + 49)));
		assert_ok!(revoke(&agent(), Some(0)));
		assert_noop!(revoke(&agent(), Some(0)), E::AlreadyRevoked);
		// When it ended does not change.
		assert_eq!(
			revocation(&agent()),
			Some(Revocation { at: T0, compromised_since: Some(0), told_at: T0 + 100 })
		);
		assert_eq!(take_events().len(), 4);
	});
}

#[test]
fn revoke_key_should_be_refused_when_the_compromise_is_in_the_future() {
	World::default().build_and_execute(|| {
		assert_noop!(revoke(&agent(), Some(T0 + 1)), E::CompromisedInTheFuture);
		assert_ok!(revoke(&agent(), Some(T0)));
		assert_noop!(revoke(&agent(), Some(T0 + 1)), E::CompromisedInTheFuture);
	});
}

#[test]
fn revoke_key_should_work_when_the_key_has_expired() {
	World::default().build_and_execute(|| {
		set_time(T0 + 2 * YEAR);
		assert_ok!(revoke(&agent(), Some(T0)));
		assert!(Registry::was_compromised(&carrier(), &agent(), T0, Moment::MAX));
	});
}

#[test]
fn revoke_key_should_be_refused_when_the_caller_has_no_such_key() {
	World::default().build_and_execute(|| {
		assert_noop!(revoke(&loose_key(), None), E::UnknownKey);
		for caller in [rival(), stranger(), agent()] {
			let refused = Registry::revoke_key(origin(&caller), agent(), None);
			assert_noop!(refused, E::UnknownKey);
		}
		let refused = Registry::revoke_key(RuntimeOrigin::root(), agent(), None);
		assert_noop!(refused, BadOrigin);
	});
}
