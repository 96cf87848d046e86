//! `cancel_shipment`.

use super::*;

fn cancel(by: &AccountId, id: ShipmentId) -> DispatchResult {
	Tracker::cancel_shipment(origin(by), id)
}

#[test]
fn shipment_should_end_when_its_shipper_cancels_it() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		reset();
		let before = shipment(id);
		pass(5);
		assert_ok!(cancel(&merchant(), id));
		assert_step(id, &before, entry(Occurrence::Cancelled, &merchant()), |record| {
			record.state = State::Ended { ending: Ending::Cancelled, at: T0 + 5 };
			record.offer = None;
			record.due_at = None;
		});
		assert_eq!(due(), vec![]);
		let told = Told::Heard(Verdict::Waiting);
		let expected = Consignment { shipments: list(&[id]), told, ..Default::default() };
		assert_eq!(consignment(ORDER), expected);
		assert_eq!(take_steps(), vec![]);
		// The deposit stays as long as the record does.
		assert_eq!(held(&merchant()), Tracker::deposit_of(0));
	});
}

#[test]
fn shipment_should_not_count_when_it_was_cancelled() {
	World.build_and_execute(|| {
		let (one, two) = (created(), created());
		assert_ok!(cancel(&merchant(), one));
		pick_up(two);
		reset();
		assert_ok!(confirm(two));
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Proven))]);
	});
}

#[test]
fn order_should_be_shipped_anew_when_its_only_parcel_was_cancelled() {
	World.build_and_execute(|| {
		assert_ok!(cancel(&merchant(), created()));
		let again = picked_up();
		assert_eq!(take_steps(), vec![(ORDER, Step::Dispatched)]);
		assert_ok!(confirm(again));
	});
}

#[test]
fn cancelling_should_be_refused_when_somebody_else_wants_it() {
	World.build_and_execute(|| {
		let id = created();
		for who in [buyer(), carrier(), courier(), stranger()] {
			assert_noop!(cancel(&who, id), E::NotShipper);
		}
	});
}

#[test]
fn return_should_end_when_shipper_or_depositor_cancels_it() {
	World.build_and_execute(|| {
		Stages::insert(ORDER, OrderStage::Returning);
		for who in [buyer(), merchant()] {
			let id = NextShipmentId::<Test>::get();
			assert_ok!(Tracker::create_return(origin(&merchant()), ORDER, parcel()));
			assert_noop!(cancel(&stranger(), id), E::NotShipper);
			assert_ok!(cancel(&who, id));
			assert_eq!(status(id), Status::Cancelled);
		}
		// Of one that the buyer put on record, the merchant cannot.
		let buyers = inbound_of(OrderId(1));
		assert_noop!(cancel(&merchant(), buyers), E::NotShipper);
	});
}

#[test]
fn cancelling_should_be_refused_when_it_was_picked_up() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_noop!(cancel(&merchant(), id), E::AlreadyPickedUp);
	});
}

#[test]
fn unit_should_end_when_its_carrier_cancels_it_empty() {
	World.build_and_execute(|| {
		let id = unit();
		reset();
		let before = shipment(id);
		assert_ok!(cancel(&courier(), id));
		assert_step(id, &before, entry(Occurrence::Cancelled, &courier()), |record| {
			record.state = State::Ended { ending: Ending::Cancelled, at: T0 };
			record.due_at = None;
		});
		assert_eq!(due(), vec![]);
	});
}

#[test]
fn cancelling_a_unit_should_be_refused_when_something_is_in_it() {
	World.build_and_execute(|| {
		let (id, child) = (unit(), picked_up());
		assert_ok!(pack(id, &[child]));
		assert_noop!(cancel(&carrier(), id), E::UnitNotEmpty);
		assert_ok!(unpack(id, &[child]));
		assert_ok!(cancel(&carrier(), id));
	});
}

#[test]
fn cancelling_a_unit_should_be_refused_when_it_is_in_a_unit_or_somebody_elses() {
	World.build_and_execute(|| {
		let (inner, outer) = (unit(), unit());
		for (who, error) in [
			(merchant(), C::UnknownKey),
			(other_carrier(), C::UnknownKey),
			(scanner(), C::OutOfScope),
		] {
			assert_noop!(cancel(&who, inner), error);
		}
		assert_ok!(pack(outer, &[inner]));
		assert_noop!(cancel(&carrier(), inner), E::InsideUnit);
		assert_noop!(cancel(&carrier(), outer), E::UnitNotEmpty);
	});
}
