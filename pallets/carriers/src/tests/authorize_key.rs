use super::*;

const SCAN: &[Scope] = &[Scope::Scan];

#[test]
fn authorize_key_should_store_it_and_hold_a_deposit_when_it_is_new() {
	World::default().build_and_execute(|| {
		let list = [Scope::Handover, Scope::Deliver];
		assert_ok!(authorize(&loose_key(), &list, T0 + 1));
		assert_eq!(
			key_record(&loose_key()),
			Key {
				role: Role::Agent,
				scopes: scopes(&list),
				expires_at: T0 + 1,
				counter: 0,
				revoked: None,
				deposit: KEY,
			}
		);
		assert_eq!(record().keys, 3);
		assert_eq!(held(HoldReason::Key, &carrier()), 3 * KEY);
		assert_eq!(held(HoldReason::Key, &loose_key()), 0);
		assert_eq!(
			take_events(),
			vec![Ev::KeyAuthorized {
				carrier: carrier(),
				key: loose_key(),
				role: Role::Agent,
				scopes: scopes(&list),
				expires_at: T0 + 1,
			}]
		);
	});
}

#[test]
fn authorize_key_should_change_it_and_keep_its_counter_when_it_is_on_record() {
	World::default().build_and_execute(|| {
		assert_ok!(Registry::use_counter(&carrier(), &agent(), Scope::Scan, 7, T0));
		take_events();
		assert_ok!(authorize_as(Role::Device, &agent(), &[Scope::Sense], T0 + 5));
		let changed = key_record(&agent());
		assert_eq!((changed.role, changed.scopes), (Role::Device, scopes(&[Scope::Sense])));
		assert_eq!((changed.expires_at, changed.counter), (T0 + 5, 7));
		assert_eq!(record().keys, 2);
		assert_eq!(held(HoldReason::Key, &carrier()), 2 * KEY);
		assert_eq!(take_events().len(), 1);
	});
}

#[test]
fn authorize_key_should_renew_it_when_it_has_expired() {
	World::default().build_and_execute(|| {
		assert_ok!(Registry::use_counter(&carrier(), &agent(), Scope::Scan, 7, T0));
		set_time(T0 + 2 * YEAR);
		assert_ok!(authorize(&agent(), SCAN, T0 + 3 * YEAR));
		let now = T0 + 2 * YEAR;
		assert_ok!(Registry::ensure_may(&carrier(), &agent(), Scope::Scan, now));
		assert_eq!(key_record(&agent()).counter, 7);
	});
}

#[test]
fn authorize_key_should_not_change_the_deposit_when_prices_have_changed() {
	World::default().build_and_execute(|| {
		StorageIsFree::set(true);
		assert_ok!(authorize(&agent(), SCAN, T0 + 5));
		assert_eq!(key_record(&agent()).deposit, KEY);
	});
}

#[test]
fn authorize_key_should_keep_carriers_apart_when_both_let_the_same_key_act() {
	World::default().build_and_execute(|| {
		let all = Scopes::ALL;
		let origin = origin(&rival());
		assert_ok!(Registry::authorize_key(origin, agent(), Role::Agent, all, T0 + 9));
		assert_ok!(Registry::use_counter(&rival(), &agent(), Scope::Scan, 9, T0));
		assert_ok!(revoke(&agent(), Some(T0)));
		assert_ok!(Registry::ensure_may(&rival(), &agent(), Scope::Scan, T0));
		assert!(!Registry::was_compromised(&rival(), &agent(), T0, Moment::MAX));
		assert_eq!(key_record(&agent()).counter, 0);
	});
}

#[test]
fn authorize_key_should_take_another_carrier_s_account_when_it_is_asked_to() {
	World::default().build_and_execute(|| {
		assert_ok!(authorize(&rival(), SCAN, T0 + 1));
		assert_ok!(Registry::ensure_may(&carrier(), &rival(), Scope::Scan, T0));
		let may = Registry::ensure_may(&carrier(), &rival(), Scope::Deliver, T0);
		assert_noop!(may, E::OutOfScope);
	});
}

#[test]
fn authorize_key_should_be_refused_when_the_key_is_the_carrier() {
	World::default().build_and_execute(|| {
		assert_noop!(authorize(&carrier(), SCAN, T0 + 1), E::KeyIsCarrier);
	});
}

#[test]
fn authorize_key_should_be_refused_when_the_key_was_revoked() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), None));
		assert_noop!(authorize(&agent(), SCAN, T0 + 1), E::KeyIsRevoked);
		set_time(T0 + RETENTION);
		// It may go, but has not.
		assert_noop!(authorize(&agent(), SCAN, T0 + YEAR), E::KeyIsRevoked);
		assert_ok!(remove(&agent()));
		assert_ok!(authorize(&agent(), SCAN, T0 + YEAR));
	});
}

#[test]
fn authorize_key_should_be_refused_when_a_device_could_do_more_than_scan_and_sense() {
	World::default().build_and_execute(|| {
		let device = |list: &[Scope]| authorize_as(Role::Device, &loose_key(), list, T0 + 1);
		for scope in [Scope::Handover, Scope::Deliver] {
			assert_noop!(device(&[scope]), E::NotForDevices);
			assert_noop!(device(&[Scope::Scan, scope]), E::NotForDevices);
		}
		assert_ok!(device(&[Scope::Scan, Scope::Sense]));
		// An agent with all scopes does not become a device and keep them.
		let refused = authorize_as(Role::Device, &agent(), &[Scope::Scan, Scope::Deliver], T0 + 1);
		assert_noop!(refused, E::NotForDevices);
	});
}

#[test]
fn authorize_key_should_be_refused_when_it_may_do_nothing() {
	World::default().build_and_execute(|| {
		assert_noop!(authorize(&loose_key(), &[], T0 + 1), E::NoScopes);
		assert_noop!(authorize(&agent(), &[], T0 + 1), E::NoScopes);
	});
}

#[test]
fn authorize_key_should_be_refused_when_it_would_have_expired() {
	World::default().build_and_execute(|| {
		for key in [loose_key(), agent()] {
			assert_noop!(authorize(&key, SCAN, T0), E::AlreadyExpired);
			assert_noop!(authorize(&key, SCAN, 0), E::AlreadyExpired);
		}
		assert_ok!(authorize(&loose_key(), SCAN, T0 + 1));
		assert_ok!(authorize(&loose_key(), SCAN, Moment::MAX));
	});
}

#[test]
fn authorize_key_should_be_refused_when_the_carrier_has_as_many_as_it_can() {
	World::default().build_and_execute(|| {
		for n in 0..2 {
			assert_ok!(authorize(&account(80 + n), SCAN, T0 + 1));
		}
		assert_eq!(record().keys, MAX_KEYS);
		assert_noop!(authorize(&loose_key(), SCAN, T0 + 1), E::TooManyKeys);
		// Those that it has can still be changed, and one that ended counts until it is removed.
		assert_ok!(authorize(&agent(), SCAN, T0 + 1));
		set_time(T0 + 1 + RETENTION);
		let later = T0 + YEAR;
		assert_noop!(authorize(&loose_key(), SCAN, later), E::TooManyKeys);
		assert_ok!(remove(&account(80)));
		assert_ok!(authorize(&loose_key(), SCAN, later));
	});
}

#[test]
fn authorize_key_should_be_refused_when_the_deposit_cannot_be_held() {
	let short = account(61);
	let all = ED + REGISTRATION + MIN_BOND + KEY;
	World::default().endow(short.clone(), all).build_and_execute(|| {
		assert_ok!(register(&short, MIN_BOND + 1));
		let authorize = || {
			let (role, all) = (Role::Agent, Scopes::ALL);
			Registry::authorize_key(origin(&short), loose_key(), role, all, T0 + 1)
		};
		assert_noop!(authorize(), E::LacksDeposit);
		assert_ok!(frame_support::storage::with_storage_layer(|| {
			Registry::compensate(origin(&council()), short.clone(), short.clone(), 1)
		}));
		assert_ok!(authorize());
		assert_eq!(free_balance(&short), ED);
	});
}

#[test]
fn authorize_key_should_be_refused_when_the_caller_is_no_carrier() {
	World::default().build_and_execute(|| {
		for caller in [stranger(), agent()] {
			let origin = origin(&caller);
			let refused =
				Registry::authorize_key(origin, loose_key(), Role::Agent, Scopes::ALL, T0 + 1);
			assert_noop!(refused, E::UnknownCarrier);
		}
		let root = RuntimeOrigin::root();
		let refused = Registry::authorize_key(root, loose_key(), Role::Agent, Scopes::ALL, T0 + 1);
		assert_noop!(refused, BadOrigin);
	});
}
