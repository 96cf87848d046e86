//! `confirm_delivery`.

use super::*;

#[test]
fn parcel_should_be_delivered_when_its_consignee_says_so() {
	World.build_and_execute(|| {
		let id = picked_up();
		reset();
		let before = shipment(id);
		pass(4);
		assert_ok!(confirm(id));
		assert_step(id, &before, entry(Occurrence::DeliveryConfirmed, &buyer()), |record| {
			record.state = State::Ended { ending: Ending::Delivered, at: T0 + 4 };
			record.custody.holder = buyer();
			record.due_at = None;
		});
		assert_eq!(exposure(&carrier()), 0);
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Proven))]);
	});
}

#[test]
fn delivery_should_be_confirmed_when_it_is_claimed_contested_or_answered() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(claim(id));
		hypothetically_ok!(confirm(id));
		assert_ok!(contest(id));
		hypothetically_ok!(confirm(id));
		assert_ok!(answer(id));
		assert_ok!(confirm(id));
		assert_eq!(status(id), Status::Delivered);
	});
}

#[test]
fn delivery_should_be_confirmed_when_the_parcel_is_in_a_unit() {
	World.build_and_execute(|| {
		let (unit, id) = (unit(), picked_up());
		assert_ok!(pack(unit, &[id]));
		hand_over(unit, &carrier(), &other_carrier(), &other_courier());
		assert_ok!(confirm(id));
		assert_eq!((exposure(&carrier()), exposure(&other_carrier())), (0, 0));
		assert_eq!((shipment(unit).height, shipment(unit).value), (1, 0));
	});
}

#[test]
fn codes_should_be_free_when_the_parcel_arrived() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		assert_ok!(Tracker::accept_handover(
			origin(&courier()),
			id,
			offered(id),
			None,
			Some(code("1Z"))
		));
		assert_ok!(confirm(id));
		assert_eq!(ByCode::<Test>::iter().count(), 0);
		assert_eq!(CodesOf::<Test>::iter().count(), 0);
	});
}

#[test]
fn confirmation_should_be_refused_when_somebody_else_says_so() {
	World.build_and_execute(|| {
		let (id, unit) = (picked_up(), unit());
		for who in [merchant(), carrier(), courier(), pod_key(), stranger()] {
			let said = Tracker::confirm_delivery(origin(&who), id);
			assert_noop!(said, E::NotConsignee);
			let said = Tracker::confirm_delivery(origin(&who), unit);
			assert_noop!(said, E::UnitHasNoConsignee);
		}
	});
}

#[test]
fn confirmation_should_be_refused_when_the_parcel_cannot_arrive() {
	World.build_and_execute(|| {
		let id = created();
		assert_noop!(confirm(id), E::NotUnderWay);
		pick_up(id);
		assert_ok!(start_return(id));
		assert_noop!(confirm(id), E::NotUnderWay);
		assert_ok!(declare_lost(id));
		assert_noop!(confirm(id), E::NotUnderWay);
	});
}
