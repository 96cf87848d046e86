//! `start_return`.

use super::*;

#[test]
fn parcel_should_go_back_when_its_carrier_says_so() {
	World.build_and_execute(|| {
		let id = picked_up();
		reset();
		let before = shipment(id);
		pass(8);
		assert_ok!(start_return(id));
		assert_step(id, &before, entry(Occurrence::ReturnStarted, &courier()), |record| {
			record.state = State::Returning;
			record.custody.heard_at = T0 + 8;
			record.custody.moved_at = T0 + 8;
		});
		// Neither the order nor the bond is any different until it is back.
		assert_eq!(take_steps(), vec![]);
		assert_eq!(exposure(&carrier()), VALUE);
	});
}

#[test]
fn return_should_be_refused_when_the_caller_may_not_deliver() {
	World.build_and_execute(|| {
		let id = picked_up();
		for who in [scanner(), device()] {
			assert_noop!(Tracker::start_return(origin(&who), id), C::OutOfScope);
		}
		for who in [merchant(), buyer(), other_carrier(), stranger()] {
			assert_noop!(Tracker::start_return(origin(&who), id), C::UnknownKey);
		}
	});
}

#[test]
fn return_should_be_refused_when_the_parcel_is_not_on_its_way_out() {
	World.build_and_execute(|| {
		let (id, unit) = (created(), unit());
		assert_noop!(start_return(id), E::NotUnderWay);
		assert_noop!(start_return(unit), E::UnitHasNoConsignee);
		pick_up(id);
		assert_ok!(start_return(id));
		assert_noop!(start_return(id), E::NotUnderWay);
		assert_ok!(claim(id));
		assert_noop!(start_return(id), E::NotUnderWay);
	});
}
