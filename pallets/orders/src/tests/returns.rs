//! Goods that go back for money.

use super::*;
use frame_support::{assert_noop, hypothetically};

const FOR: Balance = 19;

fn ask_back(id: OrderId, amount: Balance) -> DispatchResult {
	let evidence = Some(H256::repeat_byte(7));
	Souk::request_refund(origin(&buyer()), id, amount, RefundKind::ReturnGoods, evidence)
}

fn send(id: OrderId) -> DispatchResult {
	Souk::return_sent(origin(&buyer()), id, Some("R-1".try_into().unwrap()))
}

fn take(id: OrderId) -> DispatchResult {
	Souk::return_received(origin(&merchant()), id)
}

#[test]
fn return_should_be_told_step_by_step_when_goods_go_back() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		let before = Purses::now(&USD);
		set_time(T0 + 1_000);
		assert_ok!(ask_back(id, FOR));
		set_time(T0 + 2_000);
		assert_ok!(answer(id, Answer::Approve));
		set_time(T0 + 3_000);
		assert_ok!(send(id));
		set_time(T0 + 4_000);
		assert_ok!(take(id));
		assert_eq!(
			take_events(),
			vec![
				Ev::RefundRequested {
					order: id,
					amount: FOR,
					kind: RefundKind::ReturnGoods,
					answer_by: T0 + 1_000 + WINDOWS.answer,
					evidence: Some(H256::repeat_byte(7)),
				},
				Ev::ReturnApproved {
					order: id,
					amount: FOR,
					send_by: T0 + 2_000 + WINDOWS.send_back
				},
				Ev::ReturnSent {
					order: id,
					tracking: Some("R-1".try_into().unwrap()),
					receive_by: T0 + 3_000 + WINDOWS.take_back,
				},
				Ev::ReturnReceived { order: id },
				Ev::OrderRefunded { order: id, amount: FOR, cumulative: FOR },
			]
		);
		// A thousand of the receive window had passed before all this.
		let receive_by = T0 + 4_000 + WINDOWS.receive - 1_000;
		assert_eq!(state(id), OrderState::Shipped { receive_by });
		assert_eq!(balance(&USD, &buyer()) - before.buyer, FOR);
	});
}

#[test]
fn order_should_be_over_when_everything_came_back() {
	Shop::default().build_and_execute(|| {
		let id = sent_back(returning(delivered(), PRICE));
		let before = Purses::now(&USD);
		assert_ok!(take(id));
		assert_eq!(state(id), OrderState::Refunded { at: T0 });
		let after = Purses::now(&USD);
		assert_eq!(after.buyer - before.buyer, PRICE);
		assert_eq!((after.merchant, after.platform), (before.merchant, before.platform));
	});
}

#[test]
fn merchant_should_do_without_the_goods_when_they_were_not_sent() {
	Shop::default().build_and_execute(|| {
		let id = returning(shipped(), FOR);
		assert_ok!(take(id));
		assert_eq!(ledger_of(id).refunded(), FOR);
		assert_eq!(stage(id), OrderStage::Shipped);
	});
}

#[test]
fn return_should_go_on_by_itself_when_the_merchant_is_silent() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(ask_back(id, PRICE));
		reset();
		let answer_by = T0 + WINDOWS.answer;
		set_time(answer_by + 100);
		assert_ok!(send(id));
		let send_by = answer_by + WINDOWS.send_back;
		let receive_by = answer_by + 100 + WINDOWS.take_back;
		assert_eq!(deadline(id), receive_by);
		set_time(receive_by);
		idle();
		assert_eq!(
			take_events(),
			vec![
				Ev::ReturnApproved { order: id, amount: PRICE, send_by },
				Ev::ReturnSent { order: id, tracking: Some("R-1".try_into().unwrap()), receive_by },
				Ev::OrderRefunded { order: id, amount: PRICE, cumulative: PRICE },
			]
		);
		assert_eq!(state(id), OrderState::Refunded { at: receive_by });
	});
}

#[test]
fn return_should_be_off_when_nothing_was_sent_in_time() {
	Shop::default().build_and_execute(|| {
		let id = returning(delivered(), FOR);
		let send_by = T0 + WINDOWS.send_back;
		set_time(send_by);
		assert_noop!(send(id), E::NothingToSendBack);
		assert_ok!(settle_due(id));
		let until = send_by + WINDOWS.inspect;
		assert_eq!(take_events(), vec![Ev::ComplaintLapsed { order: id, until }]);
		assert_eq!(state(id), OrderState::Delivered { inspect_by: until });
		assert_eq!(ledger_of(id).refunded(), 0);
	});
}

#[test]
fn carrier_should_drive_a_return_when_it_has_the_goods() {
	Shop::default().build_and_execute(|| {
		let id = returning(delivered(), FOR);
		assert_ok!(<Souk as OrderFulfilment>::return_sent(id));
		assert_ok!(<Souk as OrderFulfilment>::return_received(id));
		assert_eq!(
			take_events(),
			vec![
				Ev::ReturnSent { order: id, tracking: None, receive_by: T0 + WINDOWS.take_back },
				Ev::ReturnReceived { order: id },
				Ev::OrderRefunded { order: id, amount: FOR, cumulative: FOR },
			]
		);
	});
}

#[test]
fn each_leg_should_be_longer_once_when_the_other_side_extends_it() {
	Shop::default().build_and_execute(|| {
		let id = returning(delivered(), FOR);
		assert_ok!(extend(&merchant(), id));
		assert_eq!(deadline(id), T0 + WINDOWS.send_back + WINDOWS.extension);
		assert_noop!(extend(&merchant(), id), E::AlreadyExtended);
		assert_ok!(send(id));
		assert_ok!(extend(&buyer(), id));
		assert_eq!(deadline(id), T0 + WINDOWS.take_back + WINDOWS.extension);
		assert_noop!(extend(&buyer(), id), E::AlreadyExtended);
	});
}

#[test]
fn return_should_be_refused_when_the_amount_is_nothing_or_more_than_open() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(refund(id, 20));
		assert_noop!(ask_back(id, 0), E::ZeroAmount);
		assert_noop!(ask_back(id, PRICE - 19), E::MoreThanOpen);
		assert_ok!(ask_back(id, PRICE - 20));
	});
}

#[test]
fn returns_should_count_as_requests_when_the_buyer_asks_too_often() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		for _ in 0..MAX_REQUESTS {
			assert_ok!(ask_back(id, 1));
			assert_ok!(answer(id, Answer::Reject));
		}
		assert_noop!(ask_back(id, 1), E::TooManyRefundRequests);
		assert_noop!(request(id, 1), E::TooManyRefundRequests);
	});
}

#[test]
fn splits_should_have_their_share_of_the_rest_when_a_part_came_back() {
	Shop::default().build_and_execute(|| {
		let id = sent_back(returning(shipped(), FOR));
		let before = Purses::now(&USD);
		assert_ok!(take(id));
		assert_ok!(confirm(id));
		let after = Purses::now(&USD);
		assert_eq!(after.platform - before.platform, 500);
		assert_eq!(after.affiliate - before.affiliate, 250);
		assert_eq!(after.merchant - before.merchant, 9_250);
	});
}

#[test]
fn proof_of_delivery_should_give_the_whole_inspection_window_when_a_return_is_off() {
	Shop::default().build_and_execute(|| {
		let id = returning(shipped(), FOR);
		assert_ok!(Souk::delivered(id, Delivery::Proven));
		hypothetically!({
			set_time(T0 + WINDOWS.send_back);
			idle();
			let inspect_by = T0 + WINDOWS.send_back + WINDOWS.inspect;
			assert_eq!(state(id), OrderState::Delivered { inspect_by });
		});
	});
}
