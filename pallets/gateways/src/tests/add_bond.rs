use super::*;

#[test]
fn add_bond_should_hold_it_when_the_operator_has_it() {
	World::default().bond(0).build_and_execute(|| {
		assert_ok!(add_bond(300));
		assert_ok!(add_bond(200));
		assert_eq!(gateway().bond, 500);
		assert_eq!(held(HoldReason::Bond, &operator()), 500);
		assert_eq!(
			take_events(),
			vec![
				Ev::BondAdded { gateway: GATEWAY, amount: 300, bond: 300 },
				Ev::BondAdded { gateway: GATEWAY, amount: 200, bond: 500 },
			]
		);
	});
}

#[test]
fn add_bond_should_work_when_the_gateway_is_not_active() {
	World::default().bond(0).proposed().build_and_execute(|| {
		assert_ok!(add_bond(1));
		assert_ok!(approve(&[]));
		assert_ok!(suspend());
		assert_ok!(add_bond(1));
		assert_eq!(gateway().bond, 2);
	});
}

#[test]
fn add_bond_should_be_refused_when_the_operator_lacks_it() {
	World::default().bond(0).build_and_execute(|| {
		let all = free_balance(&operator()) - ED;
		assert_noop!(add_bond(all + 1), E::OperatorLacksBond);
		assert_noop!(add_bond(Balance::MAX), E::OperatorLacksBond);
		assert_ok!(add_bond(all));
		assert_noop!(add_bond(Balance::MAX), E::OperatorLacksBond);
	});
}

#[test]
fn add_bond_should_be_refused_when_it_is_nothing() {
	World::default().build_and_execute(|| {
		assert_noop!(add_bond(0), E::ZeroAmount);
	});
}

#[test]
fn add_bond_should_be_refused_when_somebody_else_asks() {
	World::default().build_and_execute(|| {
		for who in all_but_operator() {
			assert_noop!(Registry::add_bond(origin(&who), GATEWAY, 1), E::NotOperator);
		}
		assert_noop!(Registry::add_bond(RuntimeOrigin::root(), GATEWAY, 1), BadOrigin);
	});
}

#[test]
fn add_bond_should_be_refused_when_there_is_no_such_gateway() {
	World::default().build_and_execute(|| {
		assert_noop!(Registry::add_bond(origin(&operator()), NOBODY, 1), E::UnknownGateway);
	});
}
