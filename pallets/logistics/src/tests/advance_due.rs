//! `advance_due`: anyone carries out what is due.

use super::*;

#[test]
fn what_is_due_should_be_carried_out_free_of_charge_when_anyone_asks() {
	World.build_and_execute(|| {
		let (one, two, fresh) =
			(picked_up_of(0), picked_up_of(1), created_of(OrderId(2), parcel()));
		assert_ok!(claim(one));
		assert_ok!(claim(two));
		assert_ok!(contest(two));
		set_time(T0 + ANSWER);
		reset();
		// Unknown ones, those of which nothing is due and those named twice do not matter.
		let ids = list(&[ShipmentId(77), one, fresh, two, one]);
		let post = Tracker::advance_due(origin(&stranger()), ids).unwrap();
		assert_eq!(post.pays_fee, Pays::No);
		assert_eq!((status(one), status(two)), (Status::Delivered, Status::Lost));
		assert_eq!(status(fresh), Status::Created);
		assert_eq!(
			take_steps(),
			vec![(ORDER, Step::Delivered(Delivery::Proven)), (OrderId(1), Step::Lost)]
		);
	});
}

#[test]
fn advancing_should_be_refused_when_nothing_is_due() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_noop!(advance(&[]), E::NothingDue);
		assert_noop!(advance(&[id, ShipmentId(77)]), E::NothingDue);
		assert_ok!(claim(id));
		set_time(T0 + CONTEST - 1);
		assert_noop!(advance(&[id]), E::NothingDue);
		set_time(T0 + CONTEST);
		assert_ok!(advance(&[id]));
		assert_noop!(advance(&[id]), E::NothingDue);
	});
}

#[test]
fn advancing_should_be_refused_when_the_shipment_was_heard_of_since() {
	World.build_and_execute(|| {
		let id = picked_up();
		pass(1_000);
		scan(id, Milestone::Arrived);
		set_time(T0 + SILENCE);
		// It only stands under another time from then on, for which nobody gets anything free.
		assert_noop!(advance(&[id]), E::NothingDue);
		set_time(T0 + SILENCE + 1_000);
		assert_ok!(advance(&[id]));
		assert_eq!(status(id), Status::Lost);
	});
}
