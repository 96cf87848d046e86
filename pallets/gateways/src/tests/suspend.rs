use super::*;

#[test]
fn suspend_should_stop_a_gateway_from_vouching_when_it_is_active() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		assert_eq!(take_events(), vec![Ev::GatewaySuspended { gateway: GATEWAY }]);
		assert_eq!(gateway().status, GatewayStatus::Suspended);
		assert_noop!(Registry::ensure_serves(GATEWAY, &currency("CNY")), E::GatewayNotActive);
		assert_noop!(expose("CNY", 1), E::GatewayNotActive);
		assert_noop!(accept(&paid()), E::GatewayNotActive);
		// The other gateway goes on.
		assert_ok!(Registry::ensure_serves(RIVAL, &currency("CNY")));
	});
}

#[test]
fn suspend_should_leave_the_exposure_to_be_freed_when_orders_are_open() {
	World::default().build_and_execute(|| {
		let exposed = expose("CNY", 100).unwrap();
		assert_ok!(suspend());
		assert_eq!(gateway().exposure, exposed);
		Registry::free(GATEWAY, exposed);
		assert_eq!(gateway().exposure, 0);
	});
}

#[test]
fn suspended_gateway_should_vouch_again_when_it_is_approved() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		assert_ok!(approve(&[rate("CNY", CNY_RATE)]));
		assert_ok!(accept(&paid()));
		assert_eq!(expose("CNY", 100), Ok(150));
	});
}

#[test]
fn suspend_should_be_refused_when_the_gateway_does_not_vouch() {
	World::default().proposed().build_and_execute(|| {
		assert_noop!(suspend(), E::GatewayNotActive);
		assert_ok!(approve(&[]));
		assert_ok!(suspend());
		assert_noop!(suspend(), E::GatewayNotActive);
	});
}

#[test]
fn suspend_should_be_refused_when_there_is_no_such_gateway() {
	World::default().build_and_execute(|| {
		assert_noop!(Registry::suspend(origin(&council()), NOBODY), E::UnknownGateway);
	});
}

#[test]
fn suspend_should_be_refused_when_anyone_but_governance_asks() {
	World::default().build_and_execute(|| {
		for who in [operator(), rival(), stranger()] {
			assert_noop!(Registry::suspend(origin(&who), GATEWAY), BadOrigin);
		}
	});
}
