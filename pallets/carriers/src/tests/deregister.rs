use super::*;

#[test]
fn deregister_should_return_everything_when_nothing_depends_on_the_carrier() {
	World::default().without_keys().build_and_execute(|| {
		assert_ok!(deregister());
		assert_eq!(Carriers::<Test>::get(carrier()), None);
		assert_eq!(free_balance(&carrier()), ENDOWMENT);
		assert_eq!(held(HoldReason::Bond, &carrier()), 0);
		assert_eq!(held(HoldReason::Registration, &carrier()), 0);
		assert_eq!(take_events(), vec![Ev::CarrierRemoved { carrier: carrier() }]);
		let may = Registry::ensure_may(&carrier(), &carrier(), Scope::Scan, T0);
		assert_noop!(may, E::UnknownCarrier);
	});
}

#[test]
fn deregister_should_be_refused_when_goods_are_in_custody() {
	World::default().without_keys().build_and_execute(|| {
		assert_ok!(expose(1));
		assert_noop!(deregister(), E::BondInUse);
		Registry::free(&carrier(), 1);
		assert_ok!(deregister());
	});
}

#[test]
fn deregister_should_be_refused_when_a_key_is_on_record() {
	World::default().build_and_execute(|| {
		assert_noop!(deregister(), E::KeysRemain);
		assert_ok!(revoke(&agent(), None));
		set_time(T0 + YEAR + RETENTION);
		assert_ok!(remove(&agent()));
		// It has ended long ago, but it is there.
		assert_noop!(deregister(), E::KeysRemain);
		assert_ok!(remove(&device()));
		assert_ok!(deregister());
		assert_eq!(free_balance(&carrier()), ENDOWMENT);
	});
}

#[test]
fn deregister_should_be_refused_when_the_carrier_has_a_prefix_or_asks_for_one() {
	World::default().without_keys().build_and_execute(|| {
		assert_ok!(request(&carrier(), "4012345"));
		assert_noop!(deregister(), E::PrefixesRemain);
		assert_ok!(approve(&carrier(), "4012345"));
		assert_noop!(deregister(), E::PrefixesRemain);
		assert_ok!(release(&carrier(), "4012345"));
		// Somebody else's is none of its business.
		obtain(&rival(), "4012345");
		assert_ok!(deregister());
		assert_eq!(free_balance(&carrier()), ENDOWMENT);
	});
}

#[test]
fn deregister_should_be_refused_when_the_carrier_is_suspended() {
	World::default().without_keys().build_and_execute(|| {
		assert_ok!(suspend());
		assert_noop!(deregister(), E::CarrierIsSuspended);
		assert_ok!(reinstate());
		assert_ok!(deregister());
	});
}

#[test]
fn deregister_should_return_the_rest_when_the_bond_was_paid_out() {
	World::default().without_keys().bond(MIN_BOND).build_and_execute(|| {
		assert_ok!(compensate(&stranger(), MIN_BOND));
		assert_ok!(deregister());
		assert_eq!(free_balance(&carrier()), ENDOWMENT - MIN_BOND);
	});
}

#[test]
fn deregister_should_change_nothing_when_the_account_would_stay_below_the_minimum() {
	World::default().without_keys().bond(MIN_BOND).build_and_execute(|| {
		assert_ok!(compensate(&stranger(), MIN_BOND - 1));
		empty(&carrier());
		let refused = || {
			frame_support::storage::with_storage_layer(|| Registry::deregister(origin(&carrier())))
		};
		assert_noop!(refused(), E::CannotReceive);
	});
}

#[test]
fn deregister_should_be_refused_when_the_caller_is_no_carrier() {
	World::default().build_and_execute(|| {
		for who in [stranger(), agent()] {
			assert_noop!(Registry::deregister(origin(&who)), E::UnknownCarrier);
		}
		assert_noop!(Registry::deregister(RuntimeOrigin::root()), BadOrigin);
	});
}
