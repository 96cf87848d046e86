use super::*;
use frame_support::hypothetically;

const SCOPES: [Scope; 4] = [Scope::Scan, Scope::Sense, Scope::Handover, Scope::Deliver];

fn may(key: &AccountId, scope: Scope, now: Moment) -> DispatchResult {
	Registry::ensure_may(&carrier(), key, scope, now)
}

#[test]
fn ensure_may_should_let_the_carrier_s_own_account_do_everything_when_it_is_active() {
	World::default().without_keys().build_and_execute(|| {
		for scope in SCOPES {
			assert_ok!(may(&carrier(), scope, T0));
			assert_ok!(may(&carrier(), scope, Moment::MAX));
		}
	});
}

#[test]
fn ensure_may_should_let_a_key_do_what_is_in_its_scopes_when_it_acts() {
	World::default().build_and_execute(|| {
		for allowed in 1..16u8 {
			let list: Vec<_> =
				(0..4usize).filter(|n| allowed >> n & 1 == 1).map(|n| SCOPES[n]).collect();
			assert_ok!(authorize(&agent(), &list, T0 + YEAR));
			for scope in SCOPES {
				if list.contains(&scope) {
					assert_ok!(may(&agent(), scope, T0));
				} else {
					assert_noop!(may(&agent(), scope, T0), E::OutOfScope);
				}
			}
		}
	});
}

#[test]
fn ensure_may_should_be_refused_when_the_key_has_expired() {
	World::default().build_and_execute(|| {
		assert_ok!(may(&agent(), Scope::Scan, T0 + YEAR - 1));
		assert_noop!(may(&agent(), Scope::Scan, T0 + YEAR), E::KeyHasExpired);
		assert_noop!(may(&agent(), Scope::Scan, Moment::MAX), E::KeyHasExpired);
	});
}

#[test]
fn ensure_may_should_be_refused_when_the_key_was_revoked() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(&agent(), None));
		assert_noop!(may(&agent(), Scope::Scan, T0), E::KeyIsRevoked);
		// Whatever time somebody asks about.
		assert_noop!(may(&agent(), Scope::Scan, 0), E::KeyIsRevoked);
	});
}

#[test]
fn ensure_may_should_be_refused_when_the_key_is_not_the_carrier_s() {
	World::default().build_and_execute(|| {
		for key in [loose_key(), rival(), council()] {
			assert_noop!(may(&key, Scope::Scan, T0), E::UnknownKey);
		}
		let other = Registry::ensure_may(&rival(), &agent(), Scope::Scan, T0);
		assert_noop!(other, E::UnknownKey);
		let other = Registry::ensure_may(&rival(), &carrier(), Scope::Scan, T0);
		assert_noop!(other, E::UnknownKey);
	});
}

#[test]
fn ensure_may_should_be_refused_when_the_carrier_is_unknown_or_suspended() {
	World::default().build_and_execute(|| {
		let unknown = Registry::ensure_may(&stranger(), &stranger(), Scope::Scan, T0);
		assert_noop!(unknown, E::UnknownCarrier);
		hypothetically!({
			assert_ok!(suspend());
			for key in [carrier(), agent(), loose_key()] {
				assert_noop!(may(&key, Scope::Scan, T0), E::CarrierIsSuspended);
			}
		});
	});
}

#[test]
fn ensure_may_should_hold_when_the_bond_is_gone() {
	World::default().build_and_execute(|| {
		// What it has in custody must still be scanned and delivered; it takes on nothing more.
		assert_ok!(expose(10));
		assert_ok!(compensate(&stranger(), record().bond));
		assert_ok!(may(&agent(), Scope::Deliver, T0));
		assert_noop!(expose(1), E::ExposureAboveBond);
	});
}
