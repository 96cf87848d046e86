//! What merchants keep in reserve, and what they owe payers. A tenth of each payout stays for a
//! while: 926 of the 9,269 that a merchant gets of a price of 10,019.

use super::*;
use frame_support::{assert_noop, hypothetically};
use sp_runtime::Permill;

const HOLD: Moment = 70_001;
const KEPT: Balance = 926;
const DUE: Moment = T0 + HOLD;

fn reserved_terms() -> Terms<AccountId> {
	let reserve = Some(ReserveRule { share: Permill::from_percent(10), hold: HOLD });
	Terms { reserve, ..default_terms() }
}

fn careful() -> Shop {
	Shop::default().terms(reserved_terms())
}

fn reserve() -> Option<Reserve<Balance>> {
	Reserves::<Test>::get(merchant(), USD)
}

fn owed(id: OrderId) -> Balance {
	Souk::refund_debt(id, &order(id))
}

/// A merchant with nothing but what keeps its account.
fn broke() {
	spend(&merchant(), &USD, 10);
	reset();
}

fn kept(id: OrderId, amount: Balance, until: Moment) -> Ev {
	Ev::ReserveKept { order: id, amount, until }
}

fn freed(id: OrderId, amount: Balance) -> Ev {
	Ev::ReserveFreed { order: id, amount }
}

#[test]
fn part_should_stay_in_reserve_and_come_later_when_an_order_settles() {
	careful().build_and_execute(|| {
		let id = funded();
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		assert_eq!(Purses::now(&USD).merchant - before.merchant, TO_MERCHANT - KEPT);
		assert_eq!(Souk::reserve_of(merchant(), USD), KEPT);
		assert_eq!(
			take_events(),
			vec![kept(id, KEPT, DUE), Ev::OrderSettled { order: id, paid_out: PRICE }]
		);
		assert_eq!(due(), vec![(DUE, id)]);
		set_time(DUE - 1);
		assert_noop!(settle_due(id), E::NothingDue);
		set_time(DUE);
		idle();
		assert_paid_whole(&before, 1);
		assert_eq!(take_events(), vec![freed(id, KEPT)]);
		assert_eq!((reserve(), due()), (None, vec![]));
	});
}

#[test]
fn part_should_grow_and_wait_longer_when_more_of_the_order_is_paid_out() {
	careful().build_and_execute(|| {
		let id = shipped();
		assert_ok!(release(id, 1_000));
		// 925 of 1,000 are the merchant's, and 92 of these stay.
		assert_eq!(order(id).reserve, Some(Part { amount: 92, until: DUE }));
		set_time(T0 + 500);
		assert_ok!(release(id, 1_000));
		assert_eq!(order(id).reserve, Some(Part { amount: 184, until: DUE + 500 }));
		// While the order is open its own deadline comes first.
		assert_eq!(due(), vec![(T0 + WINDOWS.receive, id)]);
		set_time(T0 + WINDOWS.receive + 333);
		idle();
		let until = DUE + WINDOWS.receive;
		assert_eq!(order(id).reserve.unwrap().until, until);
		assert_eq!(due(), vec![(until, id)]);
	});
}

#[test]
fn nothing_should_be_kept_when_the_part_rounds_to_nothing() {
	careful().build_and_execute(|| {
		let id = settled_in(USD, 9);
		assert_eq!(order(id).reserve, None);
		assert_eq!(reserve(), None);
	});
}

#[test]
fn everyone_should_find_the_same_when_settlement_and_reserve_are_both_due() {
	for late in [0, 1, 500_000] {
		careful().build_and_execute(|| {
			let id = shipped();
			let at = T0 + WINDOWS.receive;
			let due = at + HOLD;
			let at_once = hypothetically!({
				set_time(at);
				idle();
				set_time(due);
				idle();
				World::now()
			});
			set_time(due + late);
			let swept = hypothetically!({
				idle();
				World::now()
			});
			let settled = hypothetically!({
				assert_ok!(settle_due(id));
				World::now()
			});
			let by_party = hypothetically!({
				// The merchant's own attempt, which comes to nothing else.
				assert_ok!(refund(id, 1));
				stage(id)
			});
			assert_eq!(swept, at_once, "{late}");
			assert_eq!(settled, at_once, "{late}");
			assert_eq!(by_party, OrderStage::Settled);
		});
	}
}

#[test]
fn everyone_should_find_the_same_when_a_preset_and_a_reserve_are_both_due() {
	careful().build_and_execute(|| {
		let id = escalated(disputed(shipped()));
		let last = T0 + dispute_rules().respond + dispute_rules().decide + HOLD;
		let at_once = hypothetically!({
			for _ in 0..3 {
				set_time(order(id).deadline().unwrap());
				idle();
			}
			assert_eq!(now(), last);
			World::now()
		});
		set_time(last + 12_345);
		idle();
		assert_eq!(World::now(), at_once);
	});
}

#[test]
fn everyone_should_find_the_same_when_five_deadlines_have_passed() {
	careful().build_and_execute(|| {
		let id = shipped();
		let kind = RefundKind::ReturnGoods;
		assert_ok!(Souk::request_refund(origin(&buyer()), id, 19, kind, None));
		let id = disputed(id);
		let at_once = hypothetically!({
			for _ in 0..5 {
				set_time(order(id).deadline().unwrap());
				idle();
			}
			World::now()
		});
		set_time(T0 + 900_000);
		let swept = hypothetically!({
			idle();
			World::now()
		});
		assert_eq!(swept, at_once);
		assert_ok!(settle_due(id));
		assert_eq!(World::now(), at_once);
	});
}

#[test]
fn refund_should_draw_the_part_due_next_when_the_merchant_has_too_little() {
	careful().build_and_execute(|| {
		let first = settled();
		set_time(T0 + 10);
		let second = settled();
		broke();
		let before = Purses::now(&USD);
		// Of the younger order, and yet it is the older part that shrinks.
		assert_ok!(refund(second, 1_000));
		assert_eq!(Purses::now(&USD).buyer - before.buyer, 1_000);
		assert_eq!(owed(second), 0);
		let deposit = reserve().unwrap().deposit;
		// The ten that kept the account cannot be taken without it.
		assert_eq!(reserve(), Some(Reserve { parts: 2 * KEPT, drawn: 1_000, deposit }));
		assert_eq!(Souk::reserve_of(merchant(), USD), 852);
		reset();
		set_time(DUE);
		idle();
		assert_eq!(take_events(), vec![freed(first, 0)]);
		set_time(DUE + 10);
		idle();
		assert_eq!(take_events(), vec![freed(second, 852)]);
		assert_eq!(Purses::now(&USD).merchant - before.merchant, 852);
		assert_eq!(reserve(), None);
	});
}

#[test]
fn rest_should_be_owed_when_money_and_reserve_do_not_cover_a_refund() {
	careful().build_and_execute(|| {
		let id = settled();
		broke();
		give(&merchant(), &USD, 100);
		let before = Purses::now(&USD);
		assert_ok!(refund(id, 5_000));
		let paid = 100 + KEPT;
		assert_eq!(Purses::now(&USD).buyer - before.buyer, paid);
		assert_eq!(owed(id), 5_000 - paid);
		let (debtor, creditor, asset) = (platform(), merchant(), USD);
		assert_eq!(
			take_events(),
			vec![
				Ev::DebtRecorded { debtor, creditor, asset, amount: 250 },
				Ev::RefundOwed { order: id, payer: buyer(), amount: 5_000 - paid },
				Ev::OrderRefunded { order: id, amount: 5_000, cumulative: 5_000 },
			]
		);
		assert!(held(HoldReason::Debt, &merchant()) > 0);
	});
}

/// Nobody has a share but the merchant.
fn alone() -> Shop {
	Shop::default().terms(Terms { splits: Default::default(), ..default_terms() })
}

#[test]
fn debts_should_be_paid_oldest_first_and_two_at_a_time_when_the_merchant_is_paid() {
	alone().build_and_execute(|| {
		let list = [settled(), settled(), settled()];
		broke();
		for id in list {
			assert_ok!(refund(id, 100));
		}
		let deposits = held(HoldReason::Debt, &merchant());
		let next = funded();
		let before = Purses::now(&USD);
		assert_ok!(confirm(next));
		let after = Purses::now(&USD);
		assert_eq!(after.buyer - before.buyer, 200);
		assert_eq!(after.merchant - before.merchant, PRICE - 200);
		assert_eq!(list.map(owed), [0, 0, 100]);
		assert_eq!(Souk::list_refund_debts(merchant(), USD), vec![(list[2], buyer(), 100)]);
		let paid = |order| Ev::RefundPaid { order, amount: 100 };
		assert_eq!(
			take_events(),
			vec![paid(list[0]), paid(list[1]), Ev::OrderSettled { order: next, paid_out: PRICE }]
		);
		assert_eq!(held(HoldReason::Debt, &merchant()), deposits / 3);
		assert_ok!(confirm(funded()));
		assert_eq!(list.map(owed), [0, 0, 0]);
	});
}

#[test]
fn debt_should_shrink_when_a_payout_covers_a_part_of_it() {
	alone().build_and_execute(|| {
		let id = settled();
		broke();
		assert_ok!(refund(id, 9_000));
		let before = Purses::now(&USD);
		assert_ok!(confirm(funded_in(USD, 200)));
		assert_eq!(owed(id), 9_000 - 200);
		assert_eq!(Purses::now(&USD).merchant, before.merchant);
	});
}

#[test]
fn debt_should_grow_and_hold_one_deposit_when_a_second_refund_of_the_order_is_owed() {
	use codec::MaxEncodedLen;
	let deposit = 1_000 + RefundDebt::<AccountId, Balance>::max_encoded_len() as Balance;
	alone().build_and_execute(|| {
		let id = settled();
		broke();
		assert_ok!(refund(id, 1_000));
		assert_eq!((owed(id), held(HoldReason::Debt, &merchant())), (1_000, deposit));
		// Of the second, what there is is paid.
		give(&merchant(), &USD, 120);
		reset();
		let before = Purses::now(&USD);
		assert_ok!(refund(id, 500));
		assert_eq!(Purses::now(&USD).buyer - before.buyer, 120);
		assert_eq!((owed(id), held(HoldReason::Debt, &merchant())), (1_380, deposit));
		assert_eq!(
			take_events(),
			vec![
				Ev::RefundOwed { order: id, payer: buyer(), amount: 380 },
				Ev::OrderRefunded { order: id, amount: 500, cumulative: 1_500 },
			]
		);
		give(&merchant(), &USD, 2_000);
		assert_ok!(Souk::repay(origin(&merchant()), id, 2_000));
		assert_eq!(Purses::now(&USD).buyer - before.buyer, 1_500);
		assert_eq!((owed(id), held(HoldReason::Debt, &merchant())), (0, 0));
	});
}

/// A deposit is for what will be owed. Nothing will, and the merchant could not pay one.
#[test]
fn refund_should_need_no_deposit_when_money_and_reserve_are_exactly_enough() {
	let terms = Terms { splits: Default::default(), ..reserved_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let id = settled();
		spend(&merchant(), &USD, 100);
		spend(&merchant(), &NATIVE, ED);
		reset();
		// A tenth of the price is in reserve, and ten of the hundred keep the account.
		let there_is = 90 + 1_001;
		assert_noop!(refund(id, there_is + 1), E::MerchantLacksDeposit);
		let before = Purses::now(&USD);
		assert_ok!(refund(id, there_is));
		let after = Purses::now(&USD);
		assert_eq!(after.buyer - before.buyer, there_is);
		assert_eq!(after.merchant, 10);
		assert_eq!((owed(id), held(HoldReason::Debt, &merchant())), (0, 0));
		assert_eq!(Souk::reserve_of(merchant(), USD), 0);
		assert_eq!(
			take_events(),
			vec![Ev::OrderRefunded { order: id, amount: there_is, cumulative: there_is }]
		);
	});
}

#[test]
fn freed_part_should_go_to_payers_when_the_merchant_owes_them() {
	careful().build_and_execute(|| {
		let first = settled();
		let plain = publish_for(&merchant(), default_terms());
		let amount = PRICE;
		assert_ok!(Souk::invoice(
			origin(&merchant()),
			Some(buyer()),
			plain,
			POINT,
			amount,
			text("")
		));
		let second = newest();
		assert_ok!(Souk::fund(origin(&buyer()), second, amount));
		assert_ok!(confirm(second));
		broke();
		spend(&merchant(), &POINT, 5);
		assert_ok!(refund(second, 50));
		// Another asset's reserve is not touched.
		assert_eq!(owed(second), 50);
		assert_eq!(reserve().unwrap().drawn, 0);
		assert_ok!(refund(first, 2_000));
		assert_eq!(owed(first), 2_000 - KEPT);
		reset();
		set_time(DUE);
		idle();
		assert_eq!(take_events(), vec![freed(first, 0)]);
	});
}

#[test]
fn repay_should_pay_the_payer_when_the_merchant_has_money_again() {
	Shop::default().build_and_execute(|| {
		let id = settled();
		broke();
		assert_ok!(refund(id, 1_000));
		assert_noop!(Souk::repay(origin(&merchant()), id, 0), E::ZeroAmount);
		give(&merchant(), &USD, 5_000);
		reset();
		let before = Purses::now(&USD);
		assert_ok!(Souk::repay(origin(&merchant()), id, 300));
		// Never more than is owed.
		assert_ok!(Souk::repay(origin(&merchant()), id, 4_000));
		let after = Purses::now(&USD);
		assert_eq!(after.buyer - before.buyer, 1_000);
		assert_eq!(before.merchant - after.merchant, 1_000);
		let paid = |amount| Ev::RefundPaid { order: id, amount };
		assert_eq!(take_events(), vec![paid(300), paid(700)]);
		assert_noop!(Souk::repay(origin(&merchant()), id, 1), E::NoDebt);
	});
}

#[test]
fn close_should_be_refused_when_something_is_in_reserve_or_owed() {
	careful().build_and_execute(|| {
		let id = settled();
		set_time(T0 + WINDOWS.record);
		// Due, and nobody has carried it out.
		assert_noop!(close(id), E::StillOwing);
		idle();
		assert_ok!(hypothetically!(close(id)));
		broke();
		assert_ok!(refund(id, 1_000));
		assert_noop!(close(id), E::StillOwing);
		give(&merchant(), &USD, 5_000);
		assert_ok!(Souk::repay(origin(&merchant()), id, 1_000));
		assert_ok!(close(id));
	});
}

#[test]
fn every_deposit_should_be_back_when_all_is_over() {
	careful().build_and_execute(|| {
		let orders = [settled(), settled(), settled()];
		broke();
		assert_ok!(refund(orders[0], 5_000));
		let id = deciding_with_money();
		assert_ok!(Souk::decide(origin(&resolver()), id, 4_000));
		set_time(now() + 500_000);
		idle();
		give(&merchant(), &USD, 20_000);
		if owed(orders[0]) > 0 {
			assert_ok!(Souk::repay(origin(&merchant()), orders[0], 20_000));
		}
		assert_ok!(Souk::close(origin(&stranger()), ids(&[orders[0], orders[1], orders[2], id])));
		assert_ok!(Souk::retire_terms(origin(&merchant()), TERMS));
		if Debts::<Test>::iter().next().is_some() {
			assert_ok!(Souk::forgive(origin(&merchant()), platform(), USD));
		}
		assert_eq!(leftover_keys(), Vec::<Vec<u8>>::new());
		for reason in [HoldReason::Terms, HoldReason::Order, HoldReason::Debt] {
			assert_eq!(held(reason, &merchant()), 0);
		}
	});
}

fn deciding_with_money() -> OrderId {
	let id = disputed(shipped());
	give(&merchant(), &USD, 2_000);
	deciding(escalated(id))
}

#[test]
fn part_should_wait_as_a_claim_when_the_merchant_cannot_receive_it() {
	careful().build_and_execute(|| {
		let id = settled_in(RISKY, PRICE);
		super::claims::block(merchant());
		set_time(DUE);
		idle();
		let claim = Claims::<Test>::get(merchant(), RISKY).unwrap();
		assert_eq!((claim.amount, claim.order), (KEPT, id));
		assert_eq!(Reserves::<Test>::iter().count(), 0);
	});
}

#[test]
fn order_should_close_when_the_asset_of_its_reserve_was_destroyed() {
	careful().build().execute_with(|| {
		let id = settled_in(RISKY, PRICE);
		super::claims::destroy();
		set_time(T0 + WINDOWS.record);
		idle();
		assert_eq!(take_events().first(), Some(&freed(id, KEPT)));
		assert_ok!(super::claims::claim(&merchant(), &RISKY));
		assert_ok!(close(id));
		assert_ok!(Souk::do_try_state());
		assert_eq!(held(HoldReason::Order, &merchant()), 0);
	});
}

#[test]
fn order_should_close_when_the_asset_of_its_refund_debt_was_destroyed() {
	Shop::default().build().execute_with(|| {
		let id = settled_in(RISKY, PRICE);
		spend(&merchant(), &RISKY, 7);
		assert_ok!(refund(id, 1_000));
		super::claims::destroy();
		set_time(T0 + WINDOWS.record);
		assert_ok!(Souk::repay(origin(&merchant()), id, 1_000));
		assert_ok!(close(id));
	});
}

#[test]
fn refund_should_be_owed_when_it_is_in_the_native_token() {
	Shop::default().build_and_execute(|| {
		let id = settled_in(NATIVE, PRICE);
		spend(&merchant(), &NATIVE, ED + 3_000);
		assert_ok!(refund(id, 5_000));
		assert!(owed(id) > 0);
	});
}
