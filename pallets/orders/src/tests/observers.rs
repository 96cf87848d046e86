//! What listeners are told: each thing once, and nothing they do stops an order.

use super::*;
use souk_primitives::{NoticeKind, OrderNotice, Parties};
use sp_runtime::DispatchError;

fn parties(payer: AccountId) -> Parties<AccountId> {
	Parties { merchant: merchant(), buyer: buyer(), payer }
}

fn placed(asset: Asset, amount: Balance) -> Notice {
	OrderNotice::Placed {
		merchant: merchant(),
		buyer: Some(buyer()),
		tender: Tender::Asset(asset),
		amount,
	}
}

fn paid(payer: AccountId, asset: Asset, amount: Balance) -> Notice {
	OrderNotice::Funded { parties: parties(payer), tender: Tender::Asset(asset), amount }
}

fn settled_with(paid_out: Balance) -> Notice {
	OrderNotice::Settled { paid_out }
}

fn given_back(cumulative: Balance) -> Notice {
	OrderNotice::Refunded { cumulative }
}

/// What was heard of an order since the last look. The listener was called as often.
fn heard(id: OrderId) -> Vec<Notice> {
	let notices = take_notices();
	assert_eq!(ListenerCalls::take() as usize, notices.len());
	assert!(notices.iter().all(|(order, _)| *order == id));
	notices.into_iter().map(|(_, notice)| notice).collect()
}

#[test]
fn listener_should_hear_each_step_once_when_an_order_lives_its_life() {
	Shop::default().build_and_execute(|| {
		assert_ok!(Souk::invoice(origin(&merchant()), Some(buyer()), TERMS, USD, PRICE, text("")));
		let id = newest();
		assert_eq!(heard(id), vec![placed(USD, PRICE)]);
		assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
		assert_eq!(heard(id), vec![paid(payer(), USD, PRICE)]);
		assert_ok!(extend(&buyer(), id));
		assert_ok!(ship(id));
		assert_ok!(Souk::delivered(id, Delivery::Proven));
		assert_ok!(release(id, 1_000));
		assert_ok!(request(id, 5));
		assert_ok!(answer(id, Answer::Reject));
		assert_eq!(heard(id), vec![]);
		assert_ok!(refund(id, 19));
		assert_eq!(heard(id), vec![given_back(19)]);
		assert_ok!(request(id, 1_000));
		assert_ok!(answer(id, Answer::Approve));
		assert_eq!(heard(id), vec![given_back(1_019)]);
		assert_ok!(confirm(id));
		assert_eq!(heard(id), vec![settled_with(9_000)]);
		assert_ok!(refund(id, 4_000));
		assert_eq!(heard(id), vec![given_back(5_019)]);
		set_time(now() + WINDOWS.record);
		assert_ok!(close(id));
		assert_eq!(heard(id), vec![OrderNotice::Closed]);
	});
}

#[test]
fn listener_should_hear_of_every_order_when_a_checkout_is_placed() {
	Shop::default().build_and_execute(|| {
		assert_ok!(place(vec![sign(offer(merchant(), TERMS, 1, &[100, 200]))], 300));
		let (first, second) = (OrderId(0), OrderId(1));
		assert_eq!(
			take_notices(),
			vec![
				(first, placed(USD, 100)),
				(second, placed(USD, 200)),
				(first, paid(buyer(), USD, 100)),
				(second, paid(buyer(), USD, 200)),
			]
		);
	});
}

#[test]
fn listener_should_not_know_the_buyer_when_the_invoice_is_for_anyone() {
	Shop::default().build_and_execute(|| {
		assert_ok!(Souk::invoice(origin(&merchant()), None, TERMS, USD, 7, text("")));
		let notice = OrderNotice::Placed {
			merchant: merchant(),
			buyer: None,
			tender: Tender::Asset(USD),
			amount: 7,
		};
		assert_eq!(heard(newest()), vec![notice]);
	});
}

#[test]
fn listener_should_hear_the_end_once_when_it_comes_by_each_path() {
	type Path = (fn() -> OrderId, fn(OrderId), Vec<Notice>);
	let lapse = |id| {
		set_time(deadline(id));
		idle();
	};
	let paths: Vec<Path> = vec![
		(
			funded,
			|id| {
				assert_ok!(cancel(&buyer(), id));
			},
			vec![given_back(PRICE)],
		),
		(funded, lapse, vec![given_back(PRICE)]),
		(
			funded,
			|id| {
				assert_ok!(refund(id, PRICE));
			},
			vec![given_back(PRICE)],
		),
		(
			funded,
			|id| {
				assert_ok!(release(id, PRICE));
			},
			vec![settled_with(PRICE)],
		),
		(shipped, lapse, vec![settled_with(PRICE)]),
		(
			shipped,
			|id| {
				assert_ok!(Souk::lost(id));
			},
			vec![given_back(PRICE)],
		),
		(delivered, lapse, vec![settled_with(PRICE)]),
		(|| asked(shipped(), PRICE), lapse, vec![given_back(PRICE)]),
		(
			|| asked(shipped(), 19),
			|id| {
				set_time(deadline(id) + WINDOWS.receive);
				idle();
			},
			vec![given_back(19), settled_with(PRICE - 19)],
		),
		(
			|| {
				let id = funded();
				assert_ok!(release(id, 1_019));
				asked(id, 19)
			},
			|id| {
				set_time(deadline(id) + WINDOWS.ship);
				assert_ok!(settle_due(id));
			},
			vec![given_back(19), given_back(9_000), settled_with(1_019)],
		),
		// It never was anybody's business.
		(invoiced, lapse, vec![]),
		(
			invoiced,
			|id| {
				assert_ok!(cancel(&merchant(), id));
			},
			vec![],
		),
		(
			cancelled,
			|id| {
				assert_ok!(close(id));
			},
			vec![OrderNotice::Closed],
		),
	];
	for (i, (make, end, notices)) in paths.into_iter().enumerate() {
		Shop::default().build_and_execute(|| {
			let id = make();
			end(id);
			assert_eq!(heard(id), notices, "path {i}");
		});
	}
}

#[test]
fn order_should_go_on_when_the_listener_fails_at_everything() {
	Shop::default().build_and_execute(|| {
		ListenerFails::set(true);
		let failed = |order, notice| Ev::ObserverFailed {
			order,
			observer: 0,
			notice,
			error: DispatchError::Unavailable,
		};
		let before = Purses::now(&USD);
		assert_ok!(Souk::invoice(origin(&merchant()), Some(buyer()), TERMS, USD, PRICE, text("")));
		let id = newest();
		assert_eq!(take_events()[1..], [failed(id, NoticeKind::Placed)]);
		assert_ok!(Souk::fund(origin(&buyer()), id, PRICE));
		assert_eq!(take_events()[1..], [failed(id, NoticeKind::Funded)]);
		assert_ok!(confirm(id));
		assert_eq!(take_events()[1..], [failed(id, NoticeKind::Settled)]);
		assert_paid_whole(&before, 1);
		assert_ok!(refund(id, 20));
		assert!(take_events().contains(&failed(id, NoticeKind::Refunded)));
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		assert_eq!(take_events()[1..], [failed(id, NoticeKind::Closed)]);
		assert_eq!(ListenerCalls::get(), 5);
		// It had written each time.
		assert_eq!(take_notices(), vec![]);
	});
}

#[test]
fn checkout_should_go_through_when_the_listener_fails() {
	Shop::default().build_and_execute(|| {
		ListenerFails::set(true);
		assert_ok!(place(vec![sign(offer(merchant(), TERMS, 1, &[100, 200]))], 300));
		assert_eq!(ListenerCalls::get(), 4);
		assert_eq!(Orders::<Test>::iter().count(), 2);
		assert_eq!(take_notices(), vec![]);
	});
}

#[test]
fn sweep_should_go_on_when_the_listener_fails() {
	Shop::default().build_and_execute(|| {
		let list = [shipped(), shipped()];
		ListenerFails::set(true);
		set_time(deadline(list[0]));
		let before = Purses::now(&USD);
		idle();
		assert_paid_whole(&before, 2);
		let failures = take_events()
			.into_iter()
			.filter(|event| matches!(event, Ev::ObserverFailed { .. }))
			.count();
		assert_eq!(failures, 2);
	});
}
