use super::*;

fn was_compromised(key: &AccountId, at: Moment) -> bool {
	Registry::was_compromised(&carrier(), key, at, Moment::MAX)
}

#[test]
fn was_compromised_should_hold_from_the_time_on_when_the_carrier_told_one() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), Some(T0 - 10)));
		assert!(!was_compromised(&agent(), T0 - 11));
		assert!(was_compromised(&agent(), T0 - 10));
		assert!(was_compromised(&agent(), T0));
		assert!(was_compromised(&agent(), Moment::MAX));
		assert!(!was_compromised(&device(), T0));
	});
}

#[test]
fn was_compromised_should_not_hold_when_the_carrier_told_no_time() {
	World::default().build_and_execute(|| {
		assert!(!was_compromised(&agent(), T0));
		assert_ok!(revoke(&agent(), None));
		assert!(!was_compromised(&agent(), Moment::MAX));
	});
}

#[test]
fn was_compromised_should_hold_for_earlier_deeds_when_the_carrier_finds_out_more() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), Some(T0)));
		assert!(!was_compromised(&agent(), T0 - 1));
		assert_ok!(revoke(&agent(), Some(T0 - 1)));
		assert!(was_compromised(&agent(), T0 - 1));
	});
}

#[test]
fn was_compromised_should_not_hold_when_the_carrier_told_too_late() {
	World::default().build_and_execute(|| {
		let known = |at, before| Registry::was_compromised(&carrier(), &agent(), at, before);
		assert_ok!(revoke(&agent(), Some(T0 - 5)));
		assert!(!known(T0, T0));
		assert!(known(T0, T0 + 1));
		set_time(T0 + 10);
		assert_ok!(revoke(&agent(), Some(T0 - 7)));
		assert!(!known(T0 - 6, T0 + 10));
		assert!(known(T0 - 6, T0 + 11));
	});
}

#[test]
fn was_compromised_should_not_hold_when_there_is_nothing_on_record() {
	World::default().build_and_execute(|| {
		for (who, key) in [(carrier(), carrier()), (carrier(), loose_key()), (stranger(), agent())]
		{
			assert!(!Registry::was_compromised(&who, &key, T0, Moment::MAX));
		}
		assert_ok!(revoke(&agent(), Some(T0)));
		set_time(T0 + RETENTION);
		assert!(was_compromised(&agent(), T0));
		assert_ok!(remove(&agent()));
		assert!(!was_compromised(&agent(), T0));
	});
}
