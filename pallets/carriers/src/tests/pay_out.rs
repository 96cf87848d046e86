use super::*;

#[test]
fn pay_out_should_pay_and_free_when_the_bond_covers_the_amount() {
	World::default().bond(10_000).build_and_execute(|| {
		assert_ok!(expose(6_000));
		let before = free_balance(&carrier());
		assert_eq!(pay_out(&stranger(), 4_000), 4_000);
		assert_eq!((record().bond, record().exposure), (6_000, 2_000));
		assert_eq!(held(HoldReason::Bond, &carrier()), 6_000);
		assert_eq!(free_balance(&stranger()), ENDOWMENT + 4_000);
		assert_eq!(free_balance(&carrier()), before);
		let (carrier, beneficiary) = (carrier(), stranger());
		assert_eq!(
			take_events(),
			vec![Ev::PaidOut { carrier, beneficiary, amount: 4_000, bond: 6_000 }]
		);
	});
}

#[test]
fn pay_out_should_pay_what_there_is_when_the_bond_has_become_smaller() {
	World::default().bond(10_000).build_and_execute(|| {
		assert_ok!(expose(9_000));
		assert_ok!(compensate(&rival(), 7_000));
		assert_eq!(pay_out(&stranger(), 5_000), 3_000);
		assert_eq!((record().bond, record().exposure), (0, 4_000));
		take_events();
		// Then nothing, of which nobody needs to hear.
		assert_eq!(pay_out(&stranger(), 4_000), 0);
		assert_eq!((record().bond, record().exposure), (0, 0));
		assert_eq!(take_events(), vec![]);
		assert_eq!(free_balance(&stranger()), ENDOWMENT + 3_000);
	});
}

#[test]
fn pay_out_should_leave_the_bond_and_still_free_when_the_beneficiary_cannot_receive() {
	World::default().bond(10_000).build_and_execute(|| {
		let newcomer = account(71);
		assert_ok!(expose(5_000));
		assert_eq!(pay_out(&newcomer, ED - 1), 0);
		assert_eq!((record().bond, record().exposure), (10_000, 5_000 - (ED - 1)));
		assert_eq!(held(HoldReason::Bond, &carrier()), 10_000);
		assert_eq!(free_balance(&newcomer), 0);
		assert_eq!(take_events(), vec![]);
		assert_eq!(pay_out(&newcomer, ED), ED);
		assert_eq!(free_balance(&newcomer), ED);
	});
}

#[test]
fn pay_out_should_work_when_the_carrier_is_suspended_or_locked_its_account() {
	use frame_support::traits::{LockIdentifier, LockableCurrency, WithdrawReasons};
	const LOCK: LockIdentifier = *b"tests   ";
	World::default().bond(10_000).build_and_execute(|| {
		assert_ok!(expose(10_000));
		assert_ok!(suspend());
		Balances::set_lock(LOCK, &carrier(), Balance::MAX, WithdrawReasons::all());
		assert_eq!(pay_out(&stranger(), 10_000), 10_000);
	});
}

#[test]
fn pay_out_should_return_it_when_the_carrier_itself_is_the_beneficiary() {
	World::default().bond(10_000).build_and_execute(|| {
		assert_ok!(expose(4_000));
		let before = free_balance(&carrier());
		assert_eq!(pay_out(&carrier(), 4_000), 4_000);
		assert_eq!(record().bond, 6_000);
		assert_eq!(free_balance(&carrier()), before + 4_000);
	});
}

#[test]
fn pay_out_should_pay_nothing_when_nothing_is_due() {
	World::default().build_and_execute(|| {
		assert_eq!(pay_out(&stranger(), 0), 0);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn pay_out_should_go_on_when_the_books_are_wrong() {
	World::default().bond(10_000).build_and_execute(|| {
		assert_ok!(expose(100));
		assert_eq!(pay_out(&stranger(), 101), 101);
		assert_eq!((record().bond, record().exposure), (9_899, 0));
		let gone: Result<Balance, DispatchError> = Registry::pay_out(&account(50), &stranger(), 5);
		assert_eq!(gone, Ok(0));
	});
}
