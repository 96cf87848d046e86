//! Public keys.

use super::*;

fn set(suite: Suite, bytes: Vec<u8>) -> DispatchResult {
	Data::set_encryption_key(origin(&consumer()), suite, bytes.try_into().unwrap())
}

fn revoke_key(epoch: u32, since: Option<Moment>) -> DispatchResult {
	Data::revoke_encryption_key(origin(&consumer()), epoch, since)
}

#[test]
fn key_should_be_on_record_under_the_next_epoch_when_it_is_set() {
	run(|| {
		for epoch in 0..3 {
			assert_ok!(set_key(&consumer()));
			let key = EncryptionKeys::<Test>::get(consumer(), epoch).unwrap();
			assert_eq!((key.suite, key.public, key.since), (Suite::X25519, public_key(1), T0));
			let set = Ev::KeySet { who: consumer(), epoch, suite: Suite::X25519 };
			assert_eq!(take_events(), vec![set]);
		}
		let held = held(HoldReason::Record, &consumer());
		assert!(held > 4_000, "four entries: {held}");
	});
}

#[test]
fn key_should_be_refused_when_its_length_or_point_or_coefficients_are_wrong() {
	run(|| {
		assert_noop!(set(Suite::X25519, vec![9; 31]), E::KeyLength);
		assert_noop!(set(Suite::XWing, vec![9; 32]), E::KeyLength);
		assert_noop!(set(Suite::X25519, vec![0; 32]), E::LowOrderKey);
		let mut one = vec![0; 32];
		one[0] = 1;
		assert_noop!(set(Suite::X25519, one), E::LowOrderKey);
		assert_noop!(set(Suite::XWing, vec![0; 1_216]), E::LowOrderKey);
		assert_noop!(set(Suite::XWing, vec![0xff; 1_216]), E::MalformedKey);
		let mut good = vec![0; 1_216];
		good[1_184] = 9;
		assert_ok!(set(Suite::XWing, good));
	});
}

#[test]
fn key_should_be_refused_when_there_are_eight_until_one_is_revoked() {
	run(|| {
		for _ in 0..MAX_LIVE_KEYS {
			assert_ok!(set_key(&consumer()));
		}
		assert_noop!(set_key(&consumer()), E::TooManyKeys);
		assert_ok!(set_key(&third()));
		assert_ok!(revoke_key(3, None));
		assert_ok!(set_key(&consumer()));
		assert!(EncryptionKeys::<Test>::contains_key(consumer(), 8));
	});
}

#[test]
fn key_should_be_refused_when_all_epochs_are_used_up() {
	run(|| {
		assert_ok!(set_key(&consumer()));
		Keyrings::<Test>::mutate(consumer(), |ring| ring.as_mut().unwrap().next = u32::MAX);
		assert_noop!(set_key(&consumer()), E::IdsExhausted);
	});
}

#[test]
fn key_should_open_nothing_more_when_it_is_revoked() {
	run(|| {
		readable();
		assert!(check(&consumer()).is_ok());
		assert_ok!(revoke_key(0, Some(T0)));
		assert_eq!(denied(&consumer()), Denial::KeyRevoked);
		assert_noop!(revoke_key(0, None), E::KeyRevoked);
		assert_noop!(post(GRANT), E::KeyRevoked);
	});
}

#[test]
fn key_should_not_have_been_compromised_before_it_was_there_or_after_now() {
	run(|| {
		assert_ok!(set_key(&consumer()));
		pass(5);
		assert_noop!(revoke_key(0, Some(T0 - 1)), E::ImpossibleMoment);
		assert_noop!(revoke_key(0, Some(T0 + 6)), E::ImpossibleMoment);
		assert_noop!(revoke_key(1, None), E::KeyRevoked);
		let other = Data::revoke_encryption_key(origin(&third()), 0, None);
		assert_noop!(other, E::KeyRevoked);
		take_events();
		assert_ok!(revoke_key(0, Some(T0 + 5)));
		let event = Ev::KeyRevoked { who: consumer(), epoch: 0, compromised_since: Some(T0 + 5) };
		assert_eq!(take_events(), vec![event]);
		let revoked = EncryptionKeys::<Test>::get(consumer(), 0).unwrap().revoked;
		let expected = Revocation { at: T0 + 5, compromised_since: Some(T0 + 5) };
		assert_eq!(revoked, Some(expected));
	});
}

#[test]
fn epoch_should_never_come_again_when_a_key_is_removed() {
	run(|| {
		assert_ok!(set_key(&consumer()));
		let remove = |who: &AccountId| {
			let records = vec![Record::Key { epoch: 0 }].try_into().unwrap();
			Data::reap(origin(who), records)
		};
		assert_noop!(remove(&consumer()), E::StillNeeded);
		assert_ok!(revoke_key(0, None));
		assert_noop!(remove(&stranger()), E::UnknownRecord);
		let before = held(HoldReason::Record, &consumer());
		assert_ok!(remove(&consumer()));
		assert!(held(HoldReason::Record, &consumer()) < before);
		assert_ok!(set_key(&consumer()));
		assert!(EncryptionKeys::<Test>::contains_key(consumer(), 1));
		assert!(!EncryptionKeys::<Test>::contains_key(consumer(), 0));
	});
}
