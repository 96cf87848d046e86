use super::*;
use frame_support::assert_noop;

fn merchant_only() -> Shop {
	Shop::default().terms(Terms { cancellation: Cancellation::MerchantOnly, ..default_terms() })
}

#[test]
fn cancel_should_end_an_unpaid_order_when_either_side_asks() {
	for who in [buyer(), merchant()] {
		Shop::default().build_and_execute(|| {
			let id = invoiced();
			assert_ok!(cancel(&who, id));
			assert_eq!(state(id), OrderState::Cancelled { at: T0 });
			assert_eq!(order(id).payment, Payment::Awaited);
			assert_eq!(due(), vec![]);
			assert_eq!(take_events(), vec![Ev::OrderCancelled { order: id }]);
		});
	}
}

#[test]
fn cancel_should_refund_the_payer_in_full_when_the_order_is_paid() {
	for who in [buyer(), merchant()] {
		Shop::default().build_and_execute(|| {
			let before = Purses::now(&USD);
			let providers = System::providers(&buyer());
			let id = funded();
			assert_ok!(cancel(&who, id));
			assert_eq!(state(id), OrderState::Refunded { at: T0 });
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
fn cancel_should_return_what_is_open_when_a_part_was_released() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		let before = Purses::now(&USD);
		assert_ok!(release(id, 1_019));
		reset();
		assert_ok!(cancel(&buyer(), id));
		// 1,019: 50.95 and 25.475, the rest is the merchant's.
		let after = Purses::now(&USD);
		assert_eq!(after.platform - before.platform, 50);
		assert_eq!(after.affiliate - before.affiliate, 25);
		assert_eq!(after.merchant - before.merchant, 944);
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
fn cancel_should_be_the_merchants_alone_when_the_terms_say_so() {
	merchant_only().build_and_execute(|| {
		let id = funded();
		assert_noop!(cancel(&buyer(), id), E::OnlyMerchantCancels);
		assert_ok!(cancel(&merchant(), id));
	});
}

#[test]
fn cancel_should_be_open_to_the_buyer_when_the_order_is_unpaid_whatever_the_terms() {
	merchant_only().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(cancel(&buyer(), id));
	});
}

#[test]
fn cancel_should_be_refused_when_the_caller_is_no_party() {
	Shop::default().build_and_execute(|| {
		let anyones = {
			assert_ok!(Souk::invoice(origin(&merchant()), None, TERMS, USD, 1, text("")));
			newest()
		};
		for id in [invoiced(), funded(), anyones] {
			for who in [stranger(), payer(), merchant_ed(), platform()] {
				assert_noop!(cancel(&who, id), E::NotParty);
			}
		}
		assert_noop!(cancel(&buyer(), anyones), E::NotParty);
	});
}

#[test]
fn cancel_should_be_refused_when_there_is_no_such_order() {
	Shop::default().build_and_execute(|| {
		assert_noop!(cancel(&buyer(), OrderId(3)), E::UnknownOrder);
	});
}
