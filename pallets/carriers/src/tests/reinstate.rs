use super::*;

#[test]
fn reinstate_should_let_a_carrier_and_its_keys_go_on_when_it_was_suspended() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		take_events();
		assert_ok!(reinstate());
		assert_eq!(take_events(), vec![Ev::CarrierReinstated { carrier: carrier() }]);
		assert_eq!(record().status, CarrierStatus::Active);
		assert_ok!(Registry::ensure_may(&carrier(), &agent(), Scope::Deliver, T0));
		assert_ok!(expose(1));
	});
}

#[test]
fn reinstate_should_be_refused_when_the_carrier_is_active_or_unknown() {
	World::default().build_and_execute(|| {
		assert_noop!(reinstate(), E::CarrierNotSuspended);
		assert_noop!(Registry::reinstate(origin(&council()), stranger()), E::UnknownCarrier);
	});
}

#[test]
fn reinstate_should_be_refused_when_anyone_but_governance_asks() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		for who in all_but_council() {
			assert_noop!(Registry::reinstate(origin(&who), carrier()), BadOrigin);
		}
	});
}
