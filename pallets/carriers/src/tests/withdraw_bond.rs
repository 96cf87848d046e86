use super::*;

#[test]
fn withdraw_bond_should_return_it_when_nothing_takes_it() {
	World::default().bond(MIN_BOND + 1_000).build_and_execute(|| {
		let before = free_balance(&carrier());
		assert_ok!(withdraw_bond(400));
		assert_eq!(record().bond, MIN_BOND + 600);
		assert_eq!(held(HoldReason::Bond, &carrier()), MIN_BOND + 600);
		assert_eq!(free_balance(&carrier()), before + 400);
		let bond = MIN_BOND + 600;
		assert_eq!(
			take_events(),
			vec![Ev::BondWithdrawn { carrier: carrier(), amount: 400, bond }]
		);
	});
}

#[test]
fn withdraw_bond_should_stop_at_the_minimum_when_nothing_is_in_custody() {
	World::default().bond(MIN_BOND + 1_000).build_and_execute(|| {
		assert_noop!(withdraw_bond(1_001), E::BelowMinBond);
		assert_noop!(withdraw_bond(MIN_BOND + 1_000), E::BelowMinBond);
		assert_ok!(withdraw_bond(1_000));
		assert_noop!(withdraw_bond(1), E::BelowMinBond);
	});
}

#[test]
fn withdraw_bond_should_stop_at_the_exposure_when_goods_are_in_custody() {
	World::default().bond(MIN_BOND + 1_000).build_and_execute(|| {
		assert_ok!(expose(MIN_BOND + 150));
		assert_noop!(withdraw_bond(851), E::BondInUse);
		assert_ok!(withdraw_bond(850));
		assert_noop!(withdraw_bond(1), E::BondInUse);
		Registry::free(&carrier(), MIN_BOND + 150);
		assert_ok!(withdraw_bond(150));
	});
}

#[test]
fn withdraw_bond_should_be_refused_when_it_is_more_than_the_bond() {
	World::default().bond(MIN_BOND).build_and_execute(|| {
		assert_noop!(withdraw_bond(MIN_BOND + 1), E::MoreThanBond);
		assert_noop!(withdraw_bond(Balance::MAX), E::MoreThanBond);
	});
}

#[test]
fn withdraw_bond_should_be_refused_when_the_account_would_stay_below_the_minimum() {
	World::default().build_and_execute(|| {
		empty(&carrier());
		assert_noop!(withdraw_bond(ED - 1), E::CannotReceive);
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
fn withdraw_bond_should_be_refused_when_the_carrier_is_suspended() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		assert_noop!(withdraw_bond(1), E::CarrierIsSuspended);
		assert_ok!(reinstate());
		assert_ok!(withdraw_bond(1));
	});
}

#[test]
fn withdraw_bond_should_be_refused_when_the_caller_is_no_carrier() {
	World::default().build_and_execute(|| {
		for who in [stranger(), agent()] {
			assert_noop!(Registry::withdraw_bond(origin(&who), 1), E::UnknownCarrier);
		}
		assert_noop!(Registry::withdraw_bond(RuntimeOrigin::root(), 1), BadOrigin);
	});
}
