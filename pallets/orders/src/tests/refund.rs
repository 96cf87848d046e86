//! What the merchant gives back unasked.

use super::*;
use frame_support::{assert_noop, hypothetically};

#[test]
fn refund_should_come_out_of_escrow_when_the_order_is_open() {
	for make in [funded, shipped, delivered] {
		Shop::default().build_and_execute(|| {
			let id = make();
			let (running, before) = (state(id), Purses::now(&USD));
			assert_ok!(refund(id, 19));
			assert_ok!(refund(id, 1_000));
			let after = Purses::now(&USD);
			assert_eq!(after.buyer - before.buyer, 1_019);
			assert_eq!(after.merchant, before.merchant);
			assert_eq!(state(id), running);
			assert_eq!(ledger_of(id).open, 9_000);
			assert_eq!(
				take_events(),
				vec![
					Ev::OrderRefunded { order: id, amount: 19, cumulative: 19 },
					Ev::OrderRefunded { order: id, amount: 1_000, cumulative: 1_019 },
				]
			);
			assert_noop!(refund(id, 9_001), E::MoreThanOpen);
			assert_ok!(refund(id, 9_000));
			assert_eq!(state(id), OrderState::Refunded { at: T0 });
		});
	}
}

#[test]
fn refund_should_leave_the_splits_their_share_of_the_rest_when_the_order_settles_after() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		let before = Purses::now(&USD);
		assert_ok!(refund(id, 9_000));
		assert_ok!(confirm(id));
		let after = Purses::now(&USD);
		assert_eq!(after.platform - before.platform, 50);
		assert_eq!(after.affiliate - before.affiliate, 25);
		assert_eq!(after.merchant - before.merchant, 944);
	});
}

#[test]
fn refund_should_come_from_the_merchant_when_the_order_is_settled() {
	Shop::default().build_and_execute(|| {
		let id = settled();
		let before = Purses::now(&USD);
		assert_ok!(refund(id, 1_019));
		let after = Purses::now(&USD);
		assert_eq!(before.merchant - after.merchant, 1_019);
		assert_eq!(after.buyer - before.buyer, 1_019);
		assert_eq!((after.platform, after.pot), (before.platform, before.pot));
		// 5 % of 10,019 was 500; of the 9,000 that are left it is 450.
		let debt = Debts::<Test>::get((platform(), merchant(), USD)).unwrap();
		assert_eq!(debt.amount, 50);
		assert_eq!(Debts::<Test>::get((affiliate(), merchant(), USD)), None);
		assert_eq!(ledger_of(id).returned, 1_019);
		assert_eq!(
			take_events(),
			vec![
				Ev::DebtRecorded {
					debtor: platform(),
					creditor: merchant(),
					asset: USD,
					amount: 50
				},
				Ev::OrderRefunded { order: id, amount: 1_019, cumulative: 1_019 },
			]
		);
	});
}

#[test]
fn refund_should_go_to_the_payer_when_somebody_else_paid() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
		assert_ok!(confirm(id));
		let before = Purses::now(&USD);
		assert_ok!(refund(id, 77));
		let after = Purses::now(&USD);
		assert_eq!((after.payer - before.payer, after.buyer), (77, before.buyer));
	});
}

#[test]
fn refund_should_stop_at_what_was_paid_out_when_the_order_is_settled() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(refund(id, 19));
		assert_ok!(confirm(id));
		assert_noop!(refund(id, 10_001), E::MoreThanPaidOut);
		assert_ok!(refund(id, 1));
		assert_noop!(refund(id, 10_000), E::MoreThanPaidOut);
		assert_noop!(refund(id, Balance::MAX), E::MoreThanPaidOut);
		assert_ok!(refund(id, 9_999));
		assert_noop!(refund(id, 1), E::MoreThanPaidOut);
		// It stays settled: it was.
		assert_eq!(stage(id), OrderStage::Settled);
		assert_eq!(ledger_of(id).refunded(), PRICE);
	});
}

#[test]
fn refund_should_be_owed_as_far_as_the_merchant_has_too_little_left_when_the_order_is_settled() {
	Shop::default().endow(merchant(), USD, 0).build_and_execute(|| {
		let id = settled();
		assert_eq!(balance(&USD, &merchant()), TO_MERCHANT);
		let owed = |id: OrderId| {
			RefundDebts::<Test>::get((merchant(), USD, BigEndian(id.0))).map(|debt| debt.amount)
		};
		// All but the ten that keep the account.
		hypothetically!({
			let before = balance(&USD, &buyer());
			assert_ok!(refund(id, TO_MERCHANT + 1));
			assert_eq!(balance(&USD, &merchant()), 10);
			assert_eq!(balance(&USD, &buyer()) - before, TO_MERCHANT - 10);
			assert_eq!(owed(id), Some(11));
			check_invariants();
		});
		hypothetically!({
			assert_ok!(refund(id, TO_MERCHANT - 9));
			assert_eq!((balance(&USD, &merchant()), owed(id)), (10, Some(1)));
			check_invariants();
		});
		assert_ok!(refund(id, TO_MERCHANT));
		assert_eq!((balance(&USD, &merchant()), owed(id)), (0, None));
	});
}

/// What a deadline pays in a call is there for the rest of the call.
#[test]
fn refund_should_be_payable_from_what_the_lapse_pays_when_nobody_wrote_it_down() {
	Shop::default().endow(merchant(), USD, 0).build_and_execute(|| {
		let id = shipped();
		set_time(deadline(id));
		let before = Purses::now(&USD);
		assert_ok!(refund(id, 1_000));
		let after = Purses::now(&USD);
		assert_eq!(after.merchant, TO_MERCHANT - 1_000);
		assert_eq!(after.buyer - before.buyer, 1_000);
		assert_eq!(stage(id), OrderStage::Settled);
	});
}

#[test]
fn refund_should_be_refused_when_a_debts_deposit_cannot_be_held() {
	let funds = ED + TERMS_DEPOSIT + order_deposit(2);
	Shop::default().endow(merchant(), NATIVE, funds).build_and_execute(|| {
		let id = settled();
		assert_eq!(balance(&NATIVE, &merchant()), ED);
		assert_noop!(refund(id, 1_000), E::MerchantLacksDeposit);
	});
}

#[test]
fn refund_should_be_refused_when_the_amount_is_zero_or_a_request_is_open() {
	Shop::default().build_and_execute(|| {
		for id in [funded(), settled()] {
			assert_noop!(refund(id, 0), E::ZeroAmount);
		}
		let id = asked(shipped(), 5);
		assert_noop!(refund(id, 5), E::RefundRequestOpen);
	});
}

#[test]
fn refund_should_be_refused_when_the_caller_is_not_the_merchant() {
	Shop::default().build_and_execute(|| {
		for id in [funded(), settled()] {
			for who in [buyer(), payer(), stranger(), merchant_ed(), platform()] {
				assert_noop!(Souk::refund(origin(&who), id, 1), E::NotMerchant);
			}
		}
		assert_noop!(refund(OrderId(9), 1), E::UnknownOrder);
	});
}
