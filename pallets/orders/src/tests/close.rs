use super::*;
use frame_support::assert_noop;

#[test]
fn close_should_remove_every_trace_and_return_the_deposit_when_the_record_window_is_over() {
	for make in [settled, refunded] {
		Shop::default().build_and_execute(|| {
			let id = make();
			set_time(T0 + WINDOWS.record - 1);
			assert_noop!(close(id), E::RecordWindowRunning);
			set_time(T0 + WINDOWS.record);
			assert_ok!(close(id));
			assert!(!Orders::<Test>::contains_key(id));
			assert_eq!(OrdersOf::<Test>::iter().count(), 0);
			assert_eq!(held(HoldReason::Order, &merchant()), 0);
			assert_eq!(TermsOf::<Test>::get(TERMS).unwrap().orders, 0);
			assert_eq!(take_events(), vec![Ev::OrderClosed { order: id }]);
			assert_noop!(close(id), E::UnknownOrder);
		});
	}
}

#[test]
fn close_should_work_at_once_when_the_order_was_never_paid() {
	Shop::default().build_and_execute(|| {
		let id = cancelled();
		assert_ok!(close(id));
		assert_eq!(held(HoldReason::Order, &merchant()), 0);
	});
}

#[test]
fn close_should_count_from_the_deadline_when_the_sweep_came_late() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		let at = deadline(id);
		set_time(at + 90_000);
		assert_ok!(settle_due(id));
		set_time(at + WINDOWS.record - 1);
		assert_noop!(close(id), E::RecordWindowRunning);
		set_time(at + WINDOWS.record);
		assert_ok!(close(id));
	});
}

#[test]
fn close_should_wait_for_the_offer_to_expire_when_that_is_later_than_the_record_window() {
	let terms = Terms { windows: Windows { record: 5_000, ..WINDOWS }, ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		// Valid for 10,000.
		assert_ok!(place(vec![sign(simple_offer())], PRICE));
		let id = newest();
		assert_ok!(confirm(id));
		set_time(T0 + 9_999);
		assert_noop!(close(id), E::RecordWindowRunning);
		set_time(T0 + 10_000);
		assert_ok!(close(id));
		assert_eq!(UsedOffers::<Test>::iter().count(), 0);
	});
}

#[test]
fn close_should_wait_for_the_record_window_when_the_offer_expired_before() {
	Shop::default().build_and_execute(|| {
		assert_ok!(place(vec![sign(simple_offer())], PRICE));
		let id = newest();
		assert_ok!(confirm(id));
		set_time(T0 + WINDOWS.record - 1);
		assert_noop!(close(id), E::RecordWindowRunning);
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
	});
}

#[test]
fn close_should_remove_the_payers_index_when_somebody_else_paid() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
		assert_ok!(confirm(id));
		assert_eq!(OrdersOf::<Test>::iter().count(), 3);
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		assert_eq!(OrdersOf::<Test>::iter().count(), 0);
	});
}

#[test]
fn close_should_change_nothing_when_one_order_of_the_batch_stays() {
	Shop::default().build_and_execute(|| {
		let (good, open, young) = (cancelled(), funded(), settled());
		let call = |list: &[OrderId]| Souk::close(origin(&stranger()), ids(list));
		assert_noop!(call(&[good, open]), E::NotOver);
		assert_noop!(call(&[good, young]), E::RecordWindowRunning);
		assert_noop!(call(&[good, good]), E::UnknownOrder);
		assert_noop!(call(&[]), E::NothingListed);
	});
}

/// A refund of a settled order can no longer be made: the record is what it was made against.
#[test]
fn refund_should_be_refused_when_the_order_is_closed() {
	Shop::default().build_and_execute(|| {
		let id = settled();
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		assert_noop!(refund(id, 1), E::UnknownOrder);
	});
}

#[test]
fn storage_and_holds_should_be_empty_when_everything_is_closed() {
	Shop::default().build_and_execute(|| {
		let native = balance(&NATIVE, &merchant()) + held(HoldReason::Terms, &merchant());
		let mut list = vec![settled(), refunded(), cancelled()];
		assert_ok!(place(vec![sign(offer(merchant(), TERMS, 1, &[PRICE, 77]))], Balance::MAX));
		let offered = [OrderId(3), OrderId(4)];
		assert_ok!(Souk::ship(origin(&merchant()), ids(&offered), None));
		for id in offered {
			assert_ok!(request(id, 5));
		}
		set_time(now() + 50_000);
		idle();
		assert_eq!(offered.map(stage), [OrderStage::Settled; 2]);
		list.extend(offered);
		assert_ok!(refund(list[0], 1_000));
		settled();
		list.push(newest());
		assert_ok!(Souk::retire_terms(origin(&merchant()), TERMS));
		set_time(now() + 200_000);
		assert_ok!(Souk::close(origin(&stranger()), ids(&list)));

		assert_eq!(leftover_keys(), Vec::<Vec<u8>>::new());
		for reason in [HoldReason::Terms, HoldReason::Order, HoldReason::Debt] {
			assert_eq!(held(reason, &merchant()), 0);
		}
		assert_eq!(balance(&NATIVE, &merchant()), native);
		assert!(AcceptedAssets::<Test>::iter_values().all(|owed| owed == 0));
	});
}
