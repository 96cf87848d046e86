use super::*;

#[test]
fn compensate_should_pay_out_of_the_bond_when_it_covers_the_amount() {
	World::default().bond(10_000).build_and_execute(|| {
		let before = (free_balance(&operator()), free_balance(&stranger()));
		assert_ok!(compensate(&stranger(), 4_000));
		assert_eq!(gateway().bond, 6_000);
		assert_eq!(held(HoldReason::Bond, &operator()), 6_000);
		assert_eq!(free_balance(&stranger()), before.1 + 4_000);
		assert_eq!(free_balance(&operator()), before.0);
		assert_eq!(
			take_events(),
			vec![Ev::Compensated { gateway: GATEWAY, beneficiary: stranger(), amount: 4_000 }]
		);
	});
}

#[test]
fn compensate_should_take_the_bond_below_the_exposure_when_it_must() {
	World::default().bond(10_000).build_and_execute(|| {
		assert_eq!(expose("CNY", 4_000), Ok(6_000));
		assert_ok!(compensate(&stranger(), 9_000));
		assert_eq!((gateway().bond, gateway().exposure), (1_000, 6_000));

		// It answers for nothing more, not even for nothing, and its operator gets nothing back.
		assert_noop!(expose("CNY", 1), E::ExposureAboveBond);
		assert_noop!(expose("CNY", 0), E::ExposureAboveBond);
		assert_noop!(withdraw_bond(1), E::BondInUse);

		assert_ok!(add_bond(5_000));
		assert_noop!(expose("CNY", 1), E::ExposureAboveBond);
		assert_ok!(add_bond(2));
		assert_eq!(expose("CNY", 1), Ok(2));
	});
}

#[test]
fn compensate_should_pay_the_whole_bond_when_asked() {
	World::default().bond(10_000).build_and_execute(|| {
		assert_noop!(compensate(&stranger(), 10_001), E::MoreThanBond);
		assert_noop!(compensate(&stranger(), Balance::MAX), E::MoreThanBond);
		assert_ok!(compensate(&stranger(), 10_000));
		assert_eq!(gateway().bond, 0);
		assert_eq!(held(HoldReason::Bond, &operator()), 0);
	});
}

#[test]
fn compensate_should_leave_the_bond_of_another_gateway_when_the_operator_has_two() {
	World::default().bond(10_000).build_and_execute(|| {
		let name = "Second".try_into().unwrap();
		assert_ok!(Registry::register(origin(&operator()), name, keys(&[sr()]), 1));
		assert_ok!(Registry::add_bond(origin(&operator()), GatewayId(2), 5_000));
		assert_noop!(compensate(&stranger(), 10_001), E::MoreThanBond);
		assert_ok!(compensate(&stranger(), 10_000));
		assert_eq!(held(HoldReason::Bond, &operator()), 5_000);
	});
}

#[test]
fn compensate_should_change_nothing_when_the_beneficiary_cannot_receive() {
	World::default().bond(10_000).build_and_execute(|| {
		let newcomer = account(71);
		assert_noop!(compensate(&newcomer, ED - 1), E::BeneficiaryCannotReceive);
		assert_ok!(compensate(&newcomer, ED));
		assert_eq!(free_balance(&newcomer), ED);
		// With an account, any amount will do.
		assert_ok!(compensate(&newcomer, 1));
	});
}

#[test]
fn compensate_should_work_when_the_gateway_is_suspended() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		assert_ok!(compensate(&stranger(), 1));
	});
}

#[test]
fn compensate_should_work_when_the_operator_locked_its_account() {
	use frame_support::traits::{LockIdentifier, LockableCurrency, WithdrawReasons};
	const LOCK: LockIdentifier = *b"tests   ";
	World::default().bond(10_000).build_and_execute(|| {
		Balances::set_lock(LOCK, &operator(), Balance::MAX, WithdrawReasons::all());
		assert_ok!(compensate(&stranger(), 10_000));
	});
}

#[test]
fn compensate_should_be_refused_when_it_is_nothing() {
	World::default().build_and_execute(|| {
		assert_noop!(compensate(&stranger(), 0), E::ZeroAmount);
	});
}

#[test]
fn compensate_should_be_refused_when_there_is_no_such_gateway() {
	World::default().build_and_execute(|| {
		let refused = Registry::compensate(origin(&council()), NOBODY, stranger(), 1);
		assert_noop!(refused, E::UnknownGateway);
	});
}

#[test]
fn compensate_should_be_refused_when_anyone_but_governance_asks() {
	World::default().build_and_execute(|| {
		for who in [operator(), rival(), stranger()] {
			let refused = Registry::compensate(origin(&who), GATEWAY, stranger(), 1);
			assert_noop!(refused, BadOrigin);
		}
	});
}
