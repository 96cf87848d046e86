use super::*;

#[test]
fn withdraw_bond_should_return_it_when_no_order_takes_it() {
	World::default().bond(1_000).build_and_execute(|| {
		let before = free_balance(&operator());
		assert_ok!(withdraw_bond(400));
		assert_eq!(gateway().bond, 600);
		assert_eq!(held(HoldReason::Bond, &operator()), 600);
		assert_eq!(free_balance(&operator()), before + 400);
		assert_eq!(
			take_events(),
			vec![Ev::BondWithdrawn { gateway: GATEWAY, amount: 400, bond: 600 }]
		);
		assert_ok!(withdraw_bond(600));
		assert_eq!(gateway().bond, 0);
	});
}

#[test]
fn withdraw_bond_should_stop_at_the_exposure_when_orders_are_open() {
	World::default().bond(1_000).build_and_execute(|| {
		assert_eq!(expose("CNY", 100), Ok(150));
		assert_noop!(withdraw_bond(851), E::BondInUse);
		assert_noop!(withdraw_bond(1_000), E::BondInUse);
		assert_ok!(withdraw_bond(850));
		assert_noop!(withdraw_bond(1), E::BondInUse);
		Registry::free(GATEWAY, 150);
		assert_ok!(withdraw_bond(150));
	});
}

#[test]
fn withdraw_bond_should_be_refused_when_it_is_more_than_the_bond() {
	World::default().bond(1_000).build_and_execute(|| {
		assert_noop!(withdraw_bond(1_001), E::MoreThanBond);
		assert_noop!(withdraw_bond(Balance::MAX), E::MoreThanBond);
		// The other gateway of the same operator keeps its own.
		let name = "Second".try_into().unwrap();
		assert_ok!(Registry::register(origin(&operator()), name, keys(&[sr()]), 1));
		assert_ok!(Registry::add_bond(origin(&operator()), GatewayId(2), 500));
		assert_noop!(withdraw_bond(1_001), E::MoreThanBond);
	});
}

#[test]
fn withdraw_bond_should_be_refused_when_the_account_would_stay_below_the_minimum() {
	World::default().bond(5_000).build_and_execute(|| {
		empty(&operator());
		assert_noop!(withdraw_bond(ED - 1), E::OperatorCannotReceive);
		assert_ok!(withdraw_bond(ED));
	});
}

#[test]
fn withdraw_bond_should_be_refused_when_it_is_nothing() {
	World::default().build_and_execute(|| {
		assert_noop!(withdraw_bond(0), E::ZeroAmount);
	});
}

#[test]
fn withdraw_bond_should_be_refused_when_somebody_else_asks() {
	World::default().build_and_execute(|| {
		for who in all_but_operator() {
			assert_noop!(Registry::withdraw_bond(origin(&who), GATEWAY, 1), E::NotOperator);
		}
		assert_noop!(Registry::withdraw_bond(RuntimeOrigin::root(), GATEWAY, 1), BadOrigin);
	});
}

#[test]
fn withdraw_bond_should_be_refused_when_there_is_no_such_gateway() {
	World::default().build_and_execute(|| {
		assert_noop!(Registry::withdraw_bond(origin(&operator()), NOBODY, 1), E::UnknownGateway);
	});
}

#[test]
fn withdraw_bond_should_be_refused_when_the_gateway_is_suspended() {
	World::default().bond(1_000).build_and_execute(|| {
		assert_ok!(suspend());
		assert_noop!(withdraw_bond(1), E::GatewayIsSuspended);
		assert_noop!(deregister(), E::GatewayIsSuspended);
		// Wound down by the council: it takes nothing new, and may leave.
		assert_ok!(approve(&[]));
		assert_ok!(withdraw_bond(1));
		assert_ok!(deregister());
	});
}
