use super::*;

#[test]
fn compensate_should_pay_out_of_the_bond_when_it_covers_the_amount() {
	World::default().bond(10_000).build_and_execute(|| {
		let before = free_balance(&carrier());
		assert_ok!(compensate(&stranger(), 4_000));
		assert_eq!(record().bond, 6_000);
		assert_eq!(held(HoldReason::Bond, &carrier()), 6_000);
		assert_eq!(free_balance(&stranger()), ENDOWMENT + 4_000);
		assert_eq!(free_balance(&carrier()), before);
		let (carrier, beneficiary) = (carrier(), stranger());
		assert_eq!(
			take_events(),
			vec![Ev::Compensated { carrier, beneficiary, amount: 4_000, bond: 6_000 }]
		);
	});
}

#[test]
fn compensate_should_take_the_bond_below_exposure_and_minimum_when_it_must() {
	World::default().bond(10_000).build_and_execute(|| {
		assert_ok!(expose(6_000));
		assert_ok!(compensate(&stranger(), 9_000));
		assert_eq!((record().bond, record().exposure), (1_000, 6_000));

		// It takes nothing more into custody, not even for nothing, and gets nothing back.
		assert_noop!(expose(1), E::ExposureAboveBond);
		assert_noop!(expose(0), E::ExposureAboveBond);
		assert_noop!(withdraw_bond(1), E::BondInUse);

		assert_ok!(add_bond(5_000));
		assert_noop!(expose(1), E::ExposureAboveBond);
		assert_ok!(add_bond(1));
		assert_ok!(expose(1));
	});
}

#[test]
fn compensate_should_pay_the_whole_bond_when_asked() {
	World::default().bond(10_000).build_and_execute(|| {
		assert_noop!(compensate(&stranger(), 10_001), E::MoreThanBond);
		assert_noop!(compensate(&stranger(), Balance::MAX), E::MoreThanBond);
		assert_ok!(compensate(&stranger(), 10_000));
		assert_eq!(record().bond, 0);
		assert_eq!(held(HoldReason::Bond, &carrier()), 0);
	});
}

#[test]
fn compensate_should_change_nothing_when_the_beneficiary_cannot_receive() {
	World::default().bond(10_000).build_and_execute(|| {
		let newcomer = account(71);
		assert_noop!(compensate(&newcomer, ED - 1), E::BeneficiaryCannotReceive);
		assert_ok!(compensate(&newcomer, ED));
		// With an account, any amount will do.
		assert_ok!(compensate(&newcomer, 1));
		assert_eq!(free_balance(&newcomer), ED + 1);
	});
}

#[test]
fn compensate_should_work_when_the_carrier_is_suspended() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		assert_ok!(compensate(&stranger(), 1));
	});
}

#[test]
fn compensate_should_work_when_the_carrier_locked_its_account() {
	use frame_support::traits::{LockIdentifier, LockableCurrency, WithdrawReasons};
	const LOCK: LockIdentifier = *b"tests   ";
	World::default().bond(10_000).build_and_execute(|| {
		Balances::set_lock(LOCK, &carrier(), Balance::MAX, WithdrawReasons::all());
		assert_ok!(compensate(&stranger(), 10_000));
	});
}

#[test]
fn compensate_should_be_refused_when_it_is_nothing_or_nobody_s() {
	World::default().build_and_execute(|| {
		assert_noop!(compensate(&stranger(), 0), E::ZeroAmount);
		let refused = Registry::compensate(origin(&council()), stranger(), carrier(), 1);
		assert_noop!(refused, E::UnknownCarrier);
	});
}

#[test]
fn compensate_should_be_refused_when_anyone_but_governance_asks() {
	World::default().build_and_execute(|| {
		for who in all_but_council() {
			let refused = Registry::compensate(origin(&who), carrier(), stranger(), 1);
			assert_noop!(refused, BadOrigin);
		}
	});
}
