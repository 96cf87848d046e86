use super::*;

fn use_counter(key: &AccountId, counter: u64) -> DispatchResult {
	Registry::use_counter(&carrier(), key, Scope::Scan, counter, T0)
}

#[test]
fn use_counter_should_take_note_of_it_when_it_rises() {
	World::default().build_and_execute(|| {
		for counter in [1, 2, 1_000, u64::MAX] {
			assert_ok!(use_counter(&device(), counter));
			assert_eq!(key_record(&device()).counter, counter);
		}
		assert_eq!(key_record(&agent()).counter, 0);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn use_counter_should_be_refused_when_it_does_not_rise() {
	World::default().build_and_execute(|| {
		assert_noop!(use_counter(&device(), 0), E::CounterUsed);
		assert_ok!(use_counter(&device(), 7));
		for counter in [7, 6, 0] {
			assert_noop!(use_counter(&device(), counter), E::CounterUsed);
		}
		assert_ok!(use_counter(&device(), 8));
		assert_ok!(use_counter(&device(), u64::MAX));
		assert_noop!(use_counter(&device(), u64::MAX), E::CounterUsed);
	});
}

#[test]
fn use_counter_should_be_refused_when_the_key_is_the_carrier_s_own_account() {
	World::default().build_and_execute(|| {
		assert_noop!(use_counter(&carrier(), 1), E::NeedsKey);
	});
}

#[test]
fn use_counter_should_be_refused_when_the_key_may_not_do_it() {
	World::default().build_and_execute(|| {
		assert_noop!(use_counter(&loose_key(), 1), E::UnknownKey);
		let unknown = Registry::use_counter(&stranger(), &agent(), Scope::Scan, 1, T0);
		assert_noop!(unknown, E::UnknownCarrier);
		let scope = Registry::use_counter(&carrier(), &device(), Scope::Sense, 1, T0);
		assert_noop!(scope, E::OutOfScope);
		let late = Registry::use_counter(&carrier(), &device(), Scope::Scan, 1, T0 + YEAR);
		assert_noop!(late, E::KeyHasExpired);
		assert_ok!(revoke(&device(), None));
		assert_noop!(use_counter(&device(), 1), E::KeyIsRevoked);
		assert_ok!(suspend());
		assert_noop!(use_counter(&agent(), 1), E::CarrierIsSuspended);
	});
}
