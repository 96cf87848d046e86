//! What split recipients owe after refunds, and how it is got back.

use super::*;
use frame_support::assert_noop;

fn debt(debtor: &AccountId) -> Option<Balance> {
	Debts::<Test>::get((debtor.clone(), merchant(), USD)).map(|debt| debt.amount)
}

/// The platform owes 50 of the 500 it got.
fn indebted() -> OrderId {
	let id = settled();
	assert_ok!(refund(id, 1_019));
	assert_eq!(debt(&platform()), Some(50));
	reset();
	id
}

fn netted(amount: Balance) -> Ev {
	Ev::DebtNetted { debtor: platform(), creditor: merchant(), asset: USD, amount }
}

const DEPOSIT: Balance = 1_000 + 32;

#[test]
fn debt_should_hold_one_deposit_from_the_merchant_when_it_grows() {
	Shop::default().build_and_execute(|| {
		let id = indebted();
		assert_eq!(held(HoldReason::Debt, &merchant()), DEPOSIT);
		assert_ok!(refund(id, 1_000));
		assert_eq!(debt(&platform()), Some(100));
		assert_eq!(held(HoldReason::Debt, &merchant()), DEPOSIT);
	});
}

#[test]
fn debt_should_be_the_whole_share_when_everything_is_given_back() {
	Shop::default().build_and_execute(|| {
		let id = settled();
		// In steps that round differently each time.
		for amount in [1, 7, 999, 5_000, PRICE - 6_007] {
			assert_ok!(refund(id, amount));
		}
		assert_eq!(debt(&platform()), Some(TO_PLATFORM));
		assert_eq!(debt(&affiliate()), None);
	});
}

#[test]
fn debt_should_be_of_the_recipient_who_returns_when_the_other_keeps() {
	let terms = Terms {
		splits: vec![
			split(platform(), 50_000, OnRefund::Keep),
			split(affiliate(), 25_000, OnRefund::Return),
		]
		.try_into()
		.unwrap(),
		..default_terms()
	};
	Shop::default().terms(terms).build_and_execute(|| {
		let id = settled();
		assert_ok!(refund(id, PRICE));
		assert_eq!(debt(&platform()), None);
		assert_eq!(debt(&affiliate()), Some(TO_AFFILIATE));
	});
}

#[test]
fn debt_should_be_paid_in_part_when_the_next_share_is_smaller() {
	Shop::default().build_and_execute(|| {
		indebted();
		let id = funded_in(USD, 400);
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		// The platform's share is 20, the affiliate's 10.
		let after = Purses::now(&USD);
		assert_eq!(after.platform, before.platform);
		assert_eq!(after.merchant - before.merchant, 390);
		assert_eq!(debt(&platform()), Some(30));
		assert_eq!(held(HoldReason::Debt, &merchant()), DEPOSIT);
		assert_eq!(take_events(), vec![netted(20), Ev::OrderSettled { order: id, paid_out: 400 }]);
	});
}

#[test]
fn debt_should_be_gone_and_its_deposit_back_when_the_next_share_is_as_large() {
	Shop::default().build_and_execute(|| {
		indebted();
		let id = funded_in(USD, 1_000);
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		let after = Purses::now(&USD);
		assert_eq!(after.platform, before.platform);
		assert_eq!(after.merchant - before.merchant, 975);
		assert_eq!(debt(&platform()), None);
		assert_eq!(held(HoldReason::Debt, &merchant()), 0);
	});
}

#[test]
fn debt_should_take_no_more_than_is_owed_when_the_next_share_is_larger() {
	Shop::default().build_and_execute(|| {
		indebted();
		let id = funded();
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		let after = Purses::now(&USD);
		assert_eq!(after.platform - before.platform, TO_PLATFORM - 50);
		assert_eq!(after.merchant - before.merchant, TO_MERCHANT + 50);
		assert_eq!(debt(&platform()), None);
		assert_eq!(held(HoldReason::Debt, &merchant()), 0);
		assert_eq!(
			take_events(),
			vec![netted(50), Ev::OrderSettled { order: id, paid_out: PRICE }]
		);
	});
}

#[test]
fn debt_should_be_netted_once_when_a_batch_has_several_orders() {
	Shop::default().build_and_execute(|| {
		indebted();
		let list = [funded_in(USD, 400), funded_in(USD, 400), funded_in(USD, 400)];
		let before = Purses::now(&USD);
		assert_ok!(Souk::confirm(origin(&buyer()), ids(&list)));
		// 20 + 20 + 10 of the third.
		assert_eq!(Purses::now(&USD).platform - before.platform, 10);
		assert_eq!(debt(&platform()), None);
	});
}

#[test]
fn debt_should_be_netted_by_releases_when_they_come_first() {
	Shop::default().build_and_execute(|| {
		indebted();
		let id = funded();
		let before = Purses::now(&USD);
		assert_ok!(release(id, 400));
		assert_eq!(Purses::now(&USD).platform, before.platform);
		assert_eq!(debt(&platform()), Some(30));
	});
}

#[test]
fn debt_should_not_touch_another_merchant_or_asset_when_payouts_come() {
	Shop::default().build_and_execute(|| {
		indebted();
		let theirs = publish_for(&merchant_ed(), default_terms());
		assert_ok!(place(vec![sign(offer(merchant_ed(), theirs, 1, &[PRICE]))], PRICE));
		let other = newest();
		let points = funded_in(POINT, PRICE);
		let before = [USD, POINT].map(|asset| Purses::now(&asset));
		assert_ok!(Souk::confirm(origin(&buyer()), ids(&[other, points])));
		for before in before {
			let after = Purses::now(&before.asset);
			assert_eq!(after.platform - before.platform, TO_PLATFORM);
		}
		assert_eq!(debt(&platform()), Some(50));
	});
}

#[test]
fn forgive_should_drop_the_debt_and_return_its_deposit_when_the_creditor_asks() {
	Shop::default().build_and_execute(|| {
		indebted();
		assert_ok!(Souk::forgive(origin(&merchant()), platform(), USD));
		assert_eq!(debt(&platform()), None);
		assert_eq!(held(HoldReason::Debt, &merchant()), 0);
		assert_eq!(
			take_events(),
			vec![Ev::DebtForgiven {
				debtor: platform(),
				creditor: merchant(),
				asset: USD,
				amount: 50
			}]
		);
		let before = Purses::now(&USD);
		settled();
		assert_paid_whole(&before, 1);
	});
}

#[test]
fn forgive_should_be_refused_when_the_caller_is_owed_nothing() {
	Shop::default().build_and_execute(|| {
		indebted();
		for who in [platform(), merchant_ed(), buyer(), stranger()] {
			assert_noop!(Souk::forgive(origin(&who), platform(), USD), E::NoDebt);
		}
		assert_noop!(Souk::forgive(origin(&merchant()), platform(), POINT), E::NoDebt);
		assert_noop!(Souk::forgive(origin(&merchant()), affiliate(), USD), E::NoDebt);
		assert_eq!(debt(&platform()), Some(50));
	});
}

#[test]
fn debt_should_outlive_its_order_when_that_is_closed() {
	Shop::default().build_and_execute(|| {
		let id = indebted();
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		assert_eq!(debt(&platform()), Some(50));
		assert_eq!(held(HoldReason::Debt, &merchant()), DEPOSIT);
		assert_eq!(held(HoldReason::Order, &merchant()), 0);
	});
}
