use super::*;

fn settle(who: &AccountId, own: ProgramId, partner: ProgramId) -> DispatchResult {
	Coalition::settle_net(origin(who), own, partner)
}

/// The airline owes 30, the café 15.
fn indebted() {
	agree(there(), back());
	earn(&alice(), AIR);
	assert_ok!(exchange(AIR, BEAN, 30));
	assert_ok!(exchange(BEAN, AIR, 40));
	take_events();
}

#[test]
fn settle_should_pay_the_difference_when_both_owe() {
	for (who, own, partner) in [(airline(), AIR, BEAN), (cafe(), BEAN, AIR)] {
		run(|| {
			indebted();
			let free = (free_balance(&airline()), free_balance(&cafe()));
			assert_ok!(settle(&who, own, partner));
			let after = (free_balance(&airline()), free_balance(&cafe()));
			assert_eq!(after, (free.0 - 15, free.1 + 15));
			let (debtor, creditor) = (AIR, BEAN);
			assert_eq!(take_events(), vec![Ev::Settled { debtor, creditor, amount: 15 }]);
			assert_eq!((partnership().ways.lower.owed, partnership().ways.higher.owed), (0, 0));
			assert_noop!(settle(&who, own, partner), E::NothingOwed);
		});
	}
}

#[test]
fn settle_should_pay_from_the_higher_when_that_owes_more() {
	run(|| {
		indebted();
		assert_ok!(exchange(BEAN, AIR, 80));
		// The café owes 45 now: 15 and 30.
		let free = (free_balance(&airline()), free_balance(&cafe()));
		assert_ok!(settle(&airline(), AIR, BEAN));
		let after = (free_balance(&airline()), free_balance(&cafe()));
		assert_eq!(after, (free.0 + 15, free.1 - 15));
	});
}

#[test]
fn settle_should_move_nothing_when_both_owe_the_same() {
	run(|| {
		indebted();
		assert_ok!(exchange(BEAN, AIR, 40));
		let free = (free_balance(&airline()), free_balance(&cafe()));
		assert_ok!(settle(&cafe(), BEAN, AIR));
		assert_eq!((free_balance(&airline()), free_balance(&cafe())), free);
		assert_eq!((partnership().ways.lower.owed, partnership().ways.higher.owed), (0, 0));
	});
}

#[test]
fn settle_should_be_refused_when_something_is_wrong() {
	run(|| {
		assert_noop!(settle(&airline(), AIR, BEAN), E::NotPartners);
		agree(there(), back());
		assert_noop!(settle(&airline(), AIR, BEAN), E::NothingOwed);
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, BEAN, 30));
		assert_noop!(settle(&stranger(), AIR, BEAN), E::NotOperator);
		assert_noop!(settle(&cafe(), AIR, BEAN), E::NotOperator);
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let most = free_balance(&airline()) - ED;
		assert_ok!(Balances::transfer(&airline(), &bob(), most, Preservation::Preserve));
		assert_noop!(settle(&cafe(), BEAN, AIR), E::DebtorCannotPay);
	});
}

#[test]
fn debt_should_outlive_a_program_when_it_is_not_settled() {
	run(|| {
		indebted();
		assert_ok!(Loyalty::wind_down(origin(&airline()), AIR));
		wait(DAY);
		assert_ok!(Loyalty::close_program(origin(&stranger()), AIR));
		assert_ok!(Coalition::end_partner(origin(&airline()), AIR, BEAN));
		assert_ok!(settle(&cafe(), BEAN, AIR));
		assert!(!Partnerships::<Test>::contains_key(AIR, BEAN));
	});
}

#[test]
fn debt_should_be_gone_when_whoever_is_owed_waives_it() {
	run(|| {
		indebted();
		let waive = |who: &AccountId, own, partner| Coalition::waive_net(origin(who), own, partner);
		assert_noop!(waive(&airline(), AIR, BEAN), E::NotCreditor);
		assert_noop!(waive(&airline(), BEAN, AIR), E::NotOperator);
		assert_ok!(Coalition::end_partner(origin(&airline()), AIR, BEAN));
		take_events();
		let free = (free_balance(&airline()), free_balance(&cafe()));
		let deposit = deposit_of(&airline());
		assert_ok!(waive(&cafe(), BEAN, AIR));
		let (debtor, creditor, lower, higher) = (AIR, BEAN, AIR, BEAN);
		let expected = vec![
			Ev::PartnershipRemoved { lower, higher },
			Ev::Waived { debtor, creditor, amount: 15 },
		];
		assert_eq!(take_events(), expected);
		let after = (free_balance(&airline()), free_balance(&cafe()));
		assert_eq!(after, (free.0 + deposit, free.1));
		assert_noop!(waive(&cafe(), BEAN, AIR), E::NotPartners);
	});
}
