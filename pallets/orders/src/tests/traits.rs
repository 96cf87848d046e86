//! What other pallets ask and do: `OrderInspect` and `OrderFulfilment`.

use super::*;
use frame_support::{assert_noop, assert_storage_noop};
use souk_primitives::{OrderInspect, Parties};

#[test]
fn parties_should_be_known_when_the_order_was_paid() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_eq!(Souk::parties(id), None);
		assert_eq!(Souk::parties(OrderId(9)), None);
		assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
		let parties = Parties { merchant: merchant(), buyer: buyer(), payer: payer() };
		assert_eq!(Souk::parties(id), Some(parties.clone()));
		// Over, too, as long as it is on record.
		assert_ok!(confirm(id));
		assert_eq!(Souk::parties(id), Some(parties));
	});
}

#[test]
fn can_ship_should_end_with_the_ship_window_when_nobody_wrote_that_down() {
	Shop::default().build_and_execute(|| {
		let (unpaid, id) = (invoiced(), funded());
		set_time(T0 + WINDOWS.ship - 1);
		assert!(Souk::can_ship(id));
		assert_eq!(Souk::stage(id), Some(OrderStage::Funded));
		assert!(!Souk::can_ship(unpaid));
		assert_eq!(Souk::stage(unpaid), Some(OrderStage::Cancelled));
		assert!(!Souk::can_ship(OrderId(9)));
		set_time(T0 + WINDOWS.ship);
		assert_storage_noop!(assert!(!Souk::can_ship(id)));
		assert_eq!(Souk::stage(id), Some(OrderStage::Refunded));
		assert_eq!(Souk::stage(OrderId(9)), None);
	});
}

#[test]
fn dispatched_should_start_the_receive_window_when_the_order_is_paid() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		set_time(T0 + 5);
		assert_ok!(Souk::dispatched(id));
		let receive_by = T0 + 5 + WINDOWS.receive;
		assert_eq!(state(id), OrderState::Shipped { receive_by });
		assert_eq!(take_events(), vec![Ev::OrderShipped { order: id, tracking: None, receive_by }]);
	});
}

#[test]
fn delivered_should_start_the_inspection_window_when_it_is_proven() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(T0 + 5);
		assert_ok!(Souk::delivered(id, DeliveryProof::Proven));
		let inspect_by = T0 + 5 + WINDOWS.inspect;
		assert_eq!(state(id), OrderState::Delivered { inspect_by });
		assert_eq!(due(), vec![(inspect_by, id)]);
		assert_eq!(take_events(), vec![Ev::OrderDelivered { order: id, inspect_by }]);
	});
}

#[test]
fn delivered_should_change_nothing_when_only_the_carrier_says_so() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(T0 + 5);
		assert_storage_noop!(assert_ok!(Souk::delivered(id, DeliveryProof::Claimed)));
		let asked = asked(shipped(), 5);
		assert_storage_noop!(assert_ok!(Souk::delivered(asked, DeliveryProof::Claimed)));
	});
}

#[test]
fn delivered_should_leave_the_whole_inspection_window_when_a_complaint_is_open() {
	Shop::default().build_and_execute(|| {
		let id = asked(shipped(), 5);
		let answer_by = deadline(id);
		set_time(T0 + 500);
		assert_ok!(Souk::delivered(id, DeliveryProof::Proven));
		let paused = Paused::Delivered { remaining: WINDOWS.inspect };
		assert_eq!(
			state(id),
			OrderState::RefundRequested {
				amount: 5,
				kind: RefundKind::RefundOnly,
				answer_by,
				paused
			}
		);
		set_time(T0 + 800);
		assert_ok!(answer(id, Answer::Reject));
		assert_eq!(deadline(id), T0 + 800 + WINDOWS.inspect);
	});
}

#[test]
fn everything_open_should_go_back_when_the_goods_are_lost_or_returned() {
	let calls: [fn(OrderId) -> DispatchResult; 2] = [Souk::lost, Souk::returned];
	for call in calls {
		for make in [shipped, || asked(shipped(), 5)] {
			Shop::default().build_and_execute(|| {
				let before = Purses::now(&USD);
				let id = make();
				set_time(T0 + 9);
				assert_ok!(call(id));
				assert_eq!(state(id), OrderState::Refunded { at: T0 + 9 });
				assert_eq!(Purses::now(&USD), before);
				assert_eq!(due(), vec![]);
				assert_eq!(
					take_events(),
					vec![Ev::OrderRefunded { order: id, amount: PRICE, cumulative: PRICE }]
				);
			});
		}
	}
}

#[test]
fn lost_should_leave_what_was_released_when_a_part_was() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(release(id, 1_019));
		let before = Purses::now(&USD);
		assert_ok!(Souk::lost(id));
		assert_eq!(Purses::now(&USD).buyer - before.buyer, 9_000);
		assert_eq!(stage(id), OrderStage::Settled);
	});
}

/// Another pallet may go on after an error: nothing of a failed step may stay, not even the lapse
/// that it found on the way.
#[test]
fn failed_step_should_leave_nothing_when_the_caller_swallows_the_error() {
	Shop::default().build_and_execute(|| {
		let id = asked(shipped(), 5);
		set_time(deadline(id) + WINDOWS.receive);
		assert_storage_noop!({
			let _ = Souk::delivered(id, DeliveryProof::Proven);
			let _ = Souk::dispatched(id);
			let _ = Souk::lost(id);
		});
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn steps_should_be_refused_when_the_receive_window_has_passed() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(deadline(id));
		assert_noop!(Souk::delivered(id, DeliveryProof::Proven), E::NotUnderWay);
		assert_noop!(Souk::lost(id), E::NotUnderWay);
		set_time(T0 + WINDOWS.receive - 1);
		assert_ok!(Souk::delivered(id, DeliveryProof::Proven));
	});
}
