//! `prove_delivery`.

use super::*;

#[test]
fn parcel_should_be_delivered_when_its_consignees_key_signed() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		reset();
		let before = shipment(id);
		pass(4);
		// Anyone hands it in.
		assert_ok!(prove(id));
		assert_step(id, &before, entry(Occurrence::DeliveryProven, &pod_key()), |record| {
			record.state = State::Ended { ending: Ending::Delivered, at: T0 + 4 };
			record.custody.holder = buyer();
			record.due_at = None;
		});
		assert_eq!(exposure(&carrier()), 0);
		assert_eq!(due(), vec![]);
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Proven))]);
		assert_eq!(consignment(ORDER).arrived, 1);
	});
}

#[test]
fn delivery_should_be_proven_in_every_state_in_which_the_parcel_can_arrive() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		for milestone in Milestone::ALL {
			scan(id, milestone);
			hypothetically_ok!(prove(id));
		}
		assert_ok!(claim(id));
		hypothetically_ok!(prove(id));
		assert_ok!(contest(id));
		assert_ok!(prove(id));
		assert_eq!(take_steps().pop(), Some((ORDER, Step::Delivered(Delivery::Proven))));
	});
}

#[test]
fn delivery_should_be_proven_when_the_parcel_is_in_a_unit() {
	World.build_and_execute(|| {
		let (outer, inner, id) = (unit(), unit(), picked_up_with_key());
		let other = picked_up_of(1);
		assert_ok!(pack(inner, &[id, other]));
		assert_ok!(pack(outer, &[inner]));
		hand_over(outer, &carrier(), &other_carrier(), &other_courier());
		assert_ok!(prove(id));
		assert_eq!(shipment(id).parent, None);
		assert_eq!(ContentsOf::<Test>::get(inner), list::<ConstU32<64>>(&[other]));
		assert_eq!((shipment(inner).value, shipment(outer).value), (VALUE, VALUE));
		assert_eq!((exposure(&carrier()), exposure(&other_carrier())), (0, VALUE));
	});
}

#[test]
fn proof_should_be_refused_when_there_is_no_key() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_noop!(prove(id), E::NoPodKey);
		let unit = unit();
		assert_noop!(prove(unit), E::UnitHasNoConsignee);
	});
}

#[test]
fn proof_should_be_refused_when_the_parcel_cannot_arrive() {
	World.build_and_execute(|| {
		let id = created_with_key();
		assert_noop!(prove(id), E::NotUnderWay);
		pick_up(id);
		assert_ok!(start_return(id));
		assert_noop!(prove(id), E::NotUnderWay);
		assert_ok!(claim(id));
		assert_noop!(prove(id), E::NotUnderWay);
		assert_ok!(Tracker::accept_return(origin(&merchant()), id));
		assert_noop!(prove(id), E::NotUnderWay);
	});
}

#[test]
fn proof_should_be_taken_when_the_carrier_is_suspended() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		suspend(&carrier());
		assert_ok!(prove(id));
	});
}
