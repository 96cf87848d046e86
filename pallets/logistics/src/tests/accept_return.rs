//! `accept_return`.

use super::*;

fn accept_return(by: &AccountId, id: ShipmentId) -> DispatchResult {
	Tracker::accept_return(origin(by), id)
}

fn returning() -> ShipmentId {
	let id = picked_up();
	assert_ok!(start_return(id));
	id
}

#[test]
fn parcel_should_be_returned_when_its_shipper_takes_it_back() {
	World.build_and_execute(|| {
		let id = returning();
		reset();
		let before = shipment(id);
		pass(6);
		assert_ok!(accept_return(&merchant(), id));
		assert_step(id, &before, entry(Occurrence::ReturnAccepted, &merchant()), |record| {
			record.state = State::Ended { ending: Ending::Returned, at: T0 + 6 };
			record.custody.holder = merchant();
			record.due_at = None;
		});
		assert_eq!(take_steps(), vec![(ORDER, Step::Returned)]);
		assert_eq!(exposure(&carrier()), 0);
		assert_eq!(consignment(ORDER).returned, 1);
	});
}

#[test]
fn parcel_should_be_taken_back_when_it_is_claimed_contested_or_answered() {
	World.build_and_execute(|| {
		let id = returning();
		assert_ok!(claim(id));
		hypothetically_ok!(accept_return(&merchant(), id));
		assert_ok!(Tracker::contest(origin(&merchant()), id, None));
		hypothetically_ok!(accept_return(&merchant(), id));
		assert_ok!(answer(id));
		assert_ok!(accept_return(&merchant(), id));
		assert_eq!(status(id), Status::Returned);
	});
}

#[test]
fn parcel_should_be_taken_back_when_it_is_in_a_unit() {
	World.build_and_execute(|| {
		let (id, unit) = (returning(), unit());
		assert_ok!(pack(unit, &[id]));
		assert_ok!(accept_return(&merchant(), id));
		assert!(!ContentsOf::<Test>::contains_key(unit));
	});
}

#[test]
fn taking_back_should_be_refused_when_somebody_else_wants_it() {
	World.build_and_execute(|| {
		let id = returning();
		for who in [buyer(), carrier(), courier(), stranger()] {
			assert_noop!(accept_return(&who, id), E::NotShipper);
		}
	});
}

#[test]
fn taking_back_should_be_refused_when_it_does_not_come_back() {
	World.build_and_execute(|| {
		let (id, unit) = (created(), unit());
		assert_noop!(accept_return(&merchant(), id), E::NotReturning);
		assert_noop!(accept_return(&carrier(), unit), E::NotReturning);
		pick_up(id);
		assert_noop!(accept_return(&merchant(), id), E::NotReturning);
		assert_ok!(claim(id));
		assert_noop!(accept_return(&merchant(), id), E::NotReturning);
		assert_ok!(contest(id));
		assert_noop!(accept_return(&merchant(), id), E::NotReturning);
		assert_ok!(confirm(id));
		assert_noop!(accept_return(&merchant(), id), E::NotReturning);
	});
}
