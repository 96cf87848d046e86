//! A buyer asks for money back, the merchant answers or does not.

use super::*;
use frame_support::assert_noop;

#[test]
fn request_refund_should_stop_the_timer_when_goods_are_under_way_or_not() {
	type Case = (fn() -> OrderId, Moment, fn(Moment) -> Paused);
	let cases: [Case; 3] = [
		(funded, WINDOWS.ship, |remaining| Paused::Funded { remaining }),
		(shipped, WINDOWS.receive, |remaining| Paused::Shipped { remaining }),
		(delivered, WINDOWS.inspect, |remaining| Paused::Delivered { remaining }),
	];
	for (make, window, paused) in cases {
		Shop::default().build_and_execute(|| {
			let id = make();
			let before = Purses::now(&USD);
			let evidence = Some(sp_core::H256::repeat_byte(3));
			set_time(T0 + 700);
			assert_ok!(Souk::request_refund(
				origin(&buyer()),
				id,
				400,
				RefundKind::RefundOnly,
				evidence
			));
			let answer_by = T0 + 700 + WINDOWS.answer;
			assert_eq!(
				state(id),
				OrderState::RefundRequested {
					kind: RefundKind::RefundOnly,
					amount: 400,
					answer_by,
					paused: paused(window - 700)
				}
			);
			assert_eq!(order(id).refund_requests, 1);
			assert_eq!(due(), vec![(answer_by, id)]);
			assert_eq!(Purses::now(&USD), before);
			assert_eq!(
				take_events(),
				vec![Ev::RefundRequested {
					order: id,
					amount: 400,
					kind: RefundKind::RefundOnly,
					answer_by,
					evidence
				}]
			);
		});
	}
}

#[test]
fn request_refund_should_be_refused_when_the_amount_is_zero_or_more_than_open() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(release(id, 19));
		assert_noop!(request(id, 0), E::ZeroAmount);
		assert_noop!(request(id, 10_001), E::MoreThanOpen);
		assert_noop!(request(id, Balance::MAX), E::MoreThanOpen);
		assert_ok!(request(id, 10_000));
	});
}

#[test]
fn request_refund_should_be_refused_when_the_caller_is_not_the_buyer() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
		for who in [merchant(), payer(), stranger()] {
			assert_noop!(
				Souk::request_refund(origin(&who), id, 1, RefundKind::RefundOnly, None),
				E::NotBuyer
			);
		}
		assert_noop!(request(OrderId(9), 1), E::UnknownOrder);
	});
}

#[test]
fn request_refund_should_be_refused_when_the_buyer_has_asked_as_often_as_allowed() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		for _ in 0..MAX_REQUESTS {
			assert_ok!(request(id, 1));
			assert_ok!(answer(id, Answer::Reject));
		}
		assert_noop!(request(id, 1), E::TooManyRefundRequests);
		assert_eq!(order(id).refund_requests, MAX_REQUESTS);
		// Another stage gives no new ones.
		assert_ok!(Souk::delivered(id, Delivery::Proven));
		assert_noop!(request(id, 1), E::TooManyRefundRequests);
	});
}

#[test]
fn approval_should_end_the_order_when_everything_was_asked_for() {
	for make in [funded, shipped, delivered] {
		Shop::default().build_and_execute(|| {
			let before = Purses::now(&USD);
			let providers = System::providers(&buyer());
			let id = asked(make(), PRICE);
			set_time(T0 + 60);
			assert_ok!(answer(id, Answer::Approve));
			assert_eq!(state(id), OrderState::Refunded { at: T0 + 60 });
			assert_eq!(Purses::now(&USD), before);
			assert_eq!(System::providers(&buyer()), providers);
			assert_eq!(due(), vec![]);
			assert_eq!(
				take_events(),
				vec![Ev::OrderRefunded { order: id, amount: PRICE, cumulative: PRICE }]
			);
		});
	}
}

#[test]
fn approval_should_resume_the_order_with_what_was_left_when_a_part_was_asked_for() {
	type Case = (fn() -> OrderId, Moment, fn(Moment) -> OrderState<Balance>);
	let cases: [Case; 3] = [
		(funded, WINDOWS.ship, |ship_by| OrderState::Funded { ship_by }),
		(shipped, WINDOWS.receive, |receive_by| OrderState::Shipped { receive_by }),
		(delivered, WINDOWS.inspect, |inspect_by| OrderState::Delivered { inspect_by }),
	];
	for (make, window, running) in cases {
		Shop::default().build_and_execute(|| {
			let id = make();
			let before = Purses::now(&USD);
			set_time(T0 + 2_000);
			assert_ok!(request(id, 400));
			set_time(T0 + 6_000);
			reset();
			assert_ok!(answer(id, Answer::Approve));
			let until = T0 + 6_000 + (window - 2_000);
			assert_eq!(state(id), running(until));
			assert_eq!(due(), vec![(until, id)]);
			assert_eq!(ledger_of(id).open, PRICE - 400);
			assert_eq!(Purses::now(&USD).buyer - before.buyer, 400);
			assert_eq!(
				take_events(),
				vec![Ev::OrderRefunded { order: id, amount: 400, cumulative: 400 }]
			);
		});
	}
}

#[test]
fn approval_should_settle_the_order_when_a_part_was_released_before() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(release(id, 1_019));
		asked(id, 9_000);
		let before = Purses::now(&USD);
		assert_ok!(answer(id, Answer::Approve));
		// Two units had been withheld for shares that will not come.
		let after = Purses::now(&USD);
		assert_eq!(after.merchant - before.merchant, 2);
		assert_eq!(after.buyer - before.buyer, 9_000);
		assert_eq!(state(id), OrderState::Settled { at: T0 });
		assert_eq!(
			take_events(),
			vec![
				Ev::OrderRefunded { order: id, amount: 9_000, cumulative: 9_000 },
				Ev::OrderSettled { order: id, paid_out: 1_019 },
			]
		);
	});
}

#[test]
fn rejection_should_resume_the_timer_with_exactly_what_was_left_when_answered() {
	type Case = (fn() -> OrderId, Moment, fn(Moment) -> OrderState<Balance>);
	let cases: [Case; 3] = [
		(funded, WINDOWS.ship, |ship_by| OrderState::Funded { ship_by }),
		(shipped, WINDOWS.receive, |receive_by| OrderState::Shipped { receive_by }),
		(delivered, WINDOWS.inspect, |inspect_by| OrderState::Delivered { inspect_by }),
	];
	for (make, window, running) in cases {
		for (asked_at, answered_at) in [(0, 0), (1, 5_000), (window - 1, window + 5_019)] {
			Shop::default().build_and_execute(|| {
				let id = make();
				let before = Purses::now(&USD);
				set_time(T0 + asked_at);
				assert_ok!(request(id, 400));
				set_time(T0 + answered_at);
				reset();
				assert_ok!(answer(id, Answer::Reject));
				let until = T0 + answered_at + (window - asked_at);
				assert_eq!(state(id), running(until));
				assert_eq!(due(), vec![(until, id)]);
				assert_eq!(Purses::now(&USD), before);
				assert_eq!(take_events(), vec![Ev::RefundRejected { order: id, until }]);
			});
		}
	}
}

#[test]
fn answer_refund_should_be_refused_when_the_caller_is_not_the_merchant() {
	Shop::default().build_and_execute(|| {
		let id = asked(shipped(), 1);
		for who in [buyer(), payer(), stranger(), merchant_ed()] {
			for kind in [Answer::Approve, Answer::Reject] {
				assert_noop!(Souk::answer_refund(origin(&who), id, kind), E::NotMerchant);
			}
		}
		assert_noop!(answer(OrderId(9), Answer::Approve), E::UnknownOrder);
	});
}
