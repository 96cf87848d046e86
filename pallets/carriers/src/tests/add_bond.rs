use super::*;

#[test]
fn add_bond_should_hold_it_when_the_carrier_has_it() {
	World::default().bond(MIN_BOND).build_and_execute(|| {
		assert_ok!(add_bond(300));
		assert_ok!(add_bond(200));
		assert_eq!(record().bond, MIN_BOND + 500);
		assert_eq!(held(HoldReason::Bond, &carrier()), MIN_BOND + 500);
		assert_eq!(
			take_events(),
			vec![
				Ev::BondAdded { carrier: carrier(), amount: 300, bond: MIN_BOND + 300 },
				Ev::BondAdded { carrier: carrier(), amount: 200, bond: MIN_BOND + 500 },
			]
		);
	});
}

#[test]
fn add_bond_should_work_when_the_carrier_is_suspended() {
	World::default().bond(MIN_BOND).build_and_execute(|| {
		assert_ok!(suspend());
		assert_ok!(add_bond(1));
		assert_eq!(record().bond, MIN_BOND + 1);
	});
}

#[test]
fn add_bond_should_be_refused_when_the_carrier_lacks_it() {
	World::default().build_and_execute(|| {
		let all = free_balance(&carrier()) - ED;
		assert_noop!(add_bond(all + 1), E::CarrierLacksBond);
		assert_noop!(add_bond(Balance::MAX), E::CarrierLacksBond);
		assert_ok!(add_bond(all));
		assert_noop!(add_bond(1), E::CarrierLacksBond);
	});
}

#[test]
fn add_bond_should_be_refused_when_it_is_nothing() {
	World::default().build_and_execute(|| {
		assert_noop!(add_bond(0), E::ZeroAmount);
	});
}

#[test]
fn add_bond_should_be_refused_when_the_caller_is_no_carrier() {
	World::default().build_and_execute(|| {
		for who in [stranger(), agent()] {
			assert_noop!(Registry::add_bond(origin(&who), 1), E::UnknownCarrier);
		}
		assert_noop!(Registry::add_bond(RuntimeOrigin::root(), 1), BadOrigin);
	});
}
