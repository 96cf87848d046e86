use super::*;
use frame_support::assert_noop;

fn tracking() -> Option<Tracking> {
	Some("PARCEL 7".try_into().unwrap())
}

#[test]
fn ship_should_start_the_receive_window_when_the_order_is_paid() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		set_time(T0 + 100);
		assert_ok!(Souk::ship(origin(&merchant()), ids(&[id]), tracking()));
		let receive_by = T0 + 100 + WINDOWS.receive;
		assert_eq!(state(id), OrderState::Shipped { receive_by });
		assert_eq!(order(id).tracking, tracking());
		assert_eq!(due(), vec![(receive_by, id)]);
		assert_eq!(
			take_events(),
			vec![Ev::OrderShipped { order: id, tracking: tracking(), receive_by }]
		);
	});
}

#[test]
fn ship_should_cover_all_orders_when_they_go_in_one_parcel() {
	Shop::default().build_and_execute(|| {
		let list: Vec<_> = (0..32).map(|_| funded_in(USD, 10)).collect();
		assert_ok!(Souk::ship(origin(&merchant()), ids(&list), tracking()));
		assert!(list.iter().all(|id| stage(*id) == OrderStage::Shipped));
		assert!(list.iter().all(|id| order(*id).tracking == tracking()));
		assert_eq!(take_events().len(), 32);
	});
}

#[test]
fn ship_should_change_nothing_when_one_order_cannot_be_shipped() {
	Shop::default().build_and_execute(|| {
		let (good, bad) = (funded(), invoiced());
		for list in [[good, bad], [bad, good], [good, good]] {
			assert_noop!(Souk::ship(origin(&merchant()), ids(&list), None), E::NotShippable);
		}
		assert_noop!(
			Souk::ship(origin(&merchant()), ids(&[good, OrderId(9)]), None),
			E::UnknownOrder
		);
	});
}

#[test]
fn ship_should_be_refused_when_nothing_is_listed() {
	Shop::default().build_and_execute(|| {
		assert_noop!(Souk::ship(origin(&merchant()), ids(&[]), None), E::NothingListed);
	});
}

#[test]
fn ship_should_be_refused_when_the_caller_is_not_the_merchant() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		for who in [buyer(), payer(), stranger(), merchant_ed()] {
			assert_noop!(Souk::ship(origin(&who), ids(&[id]), None), E::NotMerchant);
		}
	});
}

#[test]
fn ship_should_be_refused_when_one_order_is_another_merchants() {
	Shop::default().build_and_execute(|| {
		let theirs = publish_for(&merchant_ed(), default_terms());
		assert_ok!(place(vec![sign(offer(merchant_ed(), theirs, 1, &[10]))], 10));
		let (mine, other) = (funded(), OrderId(0));
		assert_noop!(Souk::ship(origin(&merchant()), ids(&[mine, other]), None), E::NotMerchant);
	});
}
