//! Whole lives of shipments, from the shop to the end.

use super::*;

#[test]
fn order_should_be_delivered_when_the_buyers_key_signed() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		assert_eq!(take_steps(), vec![(ORDER, Step::Dispatched)]);
		pass(1_000);
		scan(id, Milestone::Arrived);
		scan(id, Milestone::OutForDelivery);
		assert_eq!(status(id), Status::OutForDelivery);
		assert_eq!(take_steps(), vec![]);
		let signature = pod_signature(id);
		assert_ok!(Tracker::prove_delivery(origin(&stranger()), id, signature));
		assert_eq!(status(id), Status::Delivered);
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Proven))]);
		assert_eq!(exposure(&carrier()), 0);
	});
}

#[test]
fn order_should_be_refunded_when_a_contested_claim_is_not_answered() {
	World.build_and_execute(|| {
		let id = picked_up();
		let before = Balances::free_balance(merchant());
		pass(1_000);
		assert_ok!(claim(id));
		assert_ok!(Tracker::contest(origin(&buyer()), id, None));
		take_steps();
		pass(ANSWER);
		idle();
		assert_eq!(status(id), Status::Lost);
		assert_eq!(take_steps(), vec![(ORDER, Step::Lost)]);
		assert_eq!(Balances::free_balance(merchant()), before + VALUE);
	});
}
