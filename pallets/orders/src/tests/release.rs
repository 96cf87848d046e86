use super::*;
use frame_support::assert_noop;

#[test]
fn release_should_pay_a_part_and_withhold_the_rounding_when_something_stays_open() {
	for make in [funded, shipped, delivered] {
		Shop::default().build_and_execute(|| {
			let id = make();
			let (running, before) = (state(id), Purses::now(&USD));
			assert_ok!(release(id, 1_019));
			// Shares of 1,019: 50.95, 25.475 and 942.575 for the merchant: two units are withheld.
			let after = Purses::now(&USD);
			assert_eq!(after.platform - before.platform, 50);
			assert_eq!(after.affiliate - before.affiliate, 25);
			assert_eq!(after.merchant - before.merchant, 942);
			assert_eq!(
				ledger_of(id),
				Ledger { amount: PRICE, open: 9_000, captured: 1_019, withheld: 2, returned: 0 }
			);
			assert_eq!(state(id), running);
			assert_eq!(
				take_events(),
				vec![Ev::OrderReleased { order: id, amount: 1_019, open: 9_000 }]
			);
		});
	}
}

#[test]
fn release_should_settle_the_order_when_nothing_stays_open() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		let (before, providers) = (Purses::now(&USD), System::providers(&buyer()));
		assert_ok!(release(id, 9_999));
		assert_eq!(System::providers(&buyer()), providers);
		reset();
		assert_ok!(release(id, 20));
		// As if it had been paid at once.
		assert_paid_whole(&before, 1);
		assert_eq!(state(id), OrderState::Settled { at: T0 });
		assert_eq!(due(), vec![]);
		assert_eq!(System::providers(&buyer()), providers - 1);
		assert_eq!(
			take_events(),
			vec![
				Ev::OrderReleased { order: id, amount: 20, open: 0 },
				Ev::OrderSettled { order: id, paid_out: PRICE },
			]
		);
	});
}

#[test]
fn release_should_pay_what_one_payment_pays_when_done_unit_by_unit() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(USD, 119);
		let before = Purses::now(&USD);
		for _ in 0..119 {
			assert_ok!(release(id, 1));
		}
		let after = Purses::now(&USD);
		// 5.95 and 2.975.
		assert_eq!(after.platform - before.platform, 5);
		assert_eq!(after.affiliate - before.affiliate, 2);
		assert_eq!(after.merchant - before.merchant, 112);
		assert_eq!(stage(id), OrderStage::Settled);
	});
}

#[test]
fn release_should_be_refused_when_the_amount_is_zero_or_more_than_open() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		assert_ok!(release(id, 19));
		assert_noop!(release(id, 0), E::ZeroAmount);
		assert_noop!(release(id, 10_001), E::MoreThanOpen);
		assert_noop!(release(id, Balance::MAX), E::MoreThanOpen);
		assert_ok!(release(id, 10_000));
	});
}

#[test]
fn release_should_be_refused_when_the_caller_is_not_the_buyer() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
		for who in [merchant(), payer(), stranger()] {
			assert_noop!(Souk::release(origin(&who), id, 1), E::NotBuyer);
		}
		assert_noop!(release(OrderId(9), 1), E::UnknownOrder);
	});
}
