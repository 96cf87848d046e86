use super::*;
use frame_support::hypothetically;

#[test]
fn remove_key_should_return_the_deposit_when_it_was_revoked_long_enough_ago() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), Some(T0)));
		take_events();
		let before = free_balance(&carrier());
		set_time(T0 + RETENTION);
		assert_ok!(remove(&agent()));
		assert_eq!(Keys::<Test>::get(carrier(), agent()), None);
		assert_eq!(record().keys, 1);
		assert_eq!(held(HoldReason::Key, &carrier()), KEY);
		assert_eq!(free_balance(&carrier()), before + KEY);
		assert_eq!(take_events(), vec![Ev::KeyRemoved { carrier: carrier(), key: agent() }]);
	});
}

#[test]
fn remove_key_should_be_refused_when_it_acts_or_ended_too_short_a_time_ago() {
	World::default().build_and_execute(|| {
		let at = |time, outcome: Result<(), E>| {
			hypothetically!({
				set_time(time);
				if let Err(error) = outcome {
					assert_noop!(remove(&agent()), error);
				} else {
					assert_ok!(remove(&agent()));
				}
			});
		};
		at(T0, Err(E::KeyStillActs));
		at(T0 + YEAR - 1, Err(E::KeyStillActs));
		at(T0 + YEAR, Err(E::KeyRetained));
		at(T0 + YEAR + RETENTION - 1, Err(E::KeyRetained));
		at(T0 + YEAR + RETENTION, Ok(()));

		set_time(T0 + 5);
		assert_ok!(revoke(&agent(), None));
		at(T0 + 5, Err(E::KeyRetained));
		at(T0 + 5 + RETENTION - 1, Err(E::KeyRetained));
		at(T0 + 5 + RETENTION, Ok(()));
	});
}

#[test]
fn remove_key_should_count_from_the_expiry_when_it_was_revoked_after_it() {
	World::default().build_and_execute(|| {
		// It could do nothing since it expired.
		set_time(T0 + YEAR + RETENTION - 1);
		assert_ok!(revoke(&agent(), Some(T0)));
		assert_noop!(remove(&agent()), E::KeyRetained);
		set_time(T0 + YEAR + RETENTION);
		assert_ok!(remove(&agent()));
	});
}

#[test]
fn remove_key_should_be_refused_when_it_never_expires_and_was_not_revoked() {
	World::default().build_and_execute(|| {
		assert_ok!(authorize(&agent(), &[Scope::Scan], Moment::MAX));
		set_time(Moment::MAX - 1);
		assert_noop!(remove(&agent()), E::KeyStillActs);
	});
}

#[test]
fn remove_key_should_be_refused_when_the_account_would_stay_below_the_minimum() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), None));
		set_time(T0 + RETENTION);
		empty(&carrier());
		assert_noop!(remove(&agent()), E::CannotReceive);
		assert_ok!(withdraw_bond(ED));
		assert_ok!(remove(&agent()));
	});
}

#[test]
fn remove_key_should_work_when_the_carrier_is_suspended() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), None));
		assert_ok!(suspend());
		set_time(T0 + RETENTION);
		assert_ok!(remove(&agent()));
	});
}

#[test]
fn remove_key_should_be_refused_when_the_caller_has_no_such_key() {
	World::default().build_and_execute(|| {
		set_time(T0 + YEAR + RETENTION);
		assert_noop!(remove(&loose_key()), E::UnknownKey);
		assert_noop!(Registry::remove_key(origin(&rival()), agent()), E::UnknownKey);
		for caller in [stranger(), agent()] {
			assert_noop!(Registry::remove_key(origin(&caller), agent()), E::UnknownCarrier);
		}
		assert_noop!(Registry::remove_key(RuntimeOrigin::root(), agent()), BadOrigin);
	});
}
