//! `claim_delivery`.

use super::*;

fn claim_by(by: &AccountId, id: ShipmentId, event_time: Moment) -> DispatchResult {
	Tracker::claim_delivery(origin(by), id, EVIDENCE, event_time)
}

#[test]
fn claim_should_wait_for_a_contest_when_it_is_made() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(offer(id, &carrier(), &other_carrier()));
		reset();
		let before = shipment(id);
		pass(100);
		assert_ok!(claim_by(&courier(), id, T0 + 40));
		let until = T0 + 100 + CONTEST;
		let claimed = entry(Occurrence::DeliveryClaimed { evidence: EVIDENCE }, &courier());
		assert_step(id, &before, EntryOf::<Test> { event_time: T0 + 40, ..claimed }, |record| {
			let (to, standing) = (Receiver::Consignee, Standing::Open);
			record.state =
				State::Claimed(Claim { to, by: courier(), at: T0 + 100, until, standing });
			record.offer = None;
			record.custody.heard_at = T0 + 100;
			record.due_at = Some(until);
		});
		assert_eq!(due(), vec![(until, id)]);
		// The order waits longer than the claim.
		let contest_until = until + ORDER_GRACE;
		let told = Step::Delivered(Delivery::Claimed { contest_until });
		assert_eq!(take_steps(), vec![(ORDER, told)]);
		assert_eq!((consignment(ORDER).claimed, consignment(ORDER).contest_until), (1, until));
		// The carrier answers for it still.
		assert_eq!(exposure(&carrier()), VALUE);
	});
}

#[test]
fn claim_should_be_of_the_shipper_when_the_parcel_goes_back() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(start_return(id));
		reset();
		assert_ok!(claim(id));
		assert_eq!(shipment(id).state.claim().unwrap().to, Receiver::Shipper);
		// The order hears of it when it is over.
		assert_eq!(take_steps(), vec![]);
		assert_eq!(consignment(ORDER).claimed, 0);
		set_time(now() + CONTEST);
		idle();
		assert_eq!(status(id), Status::Returned);
		assert_eq!(take_steps(), vec![(ORDER, Step::Returned)]);
	});
}

#[test]
fn parcel_should_be_delivered_when_nobody_contests_the_claim_in_time() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(claim(id));
		let before = shipment(id);
		set_time(T0 + CONTEST - 1);
		idle();
		assert_eq!(shipment(id), before);
		set_time(T0 + CONTEST);
		reset();
		idle();
		assert_step(id, &before, lapsed(Occurrence::ClaimAccepted), |record| {
			record.state = State::Ended { ending: Ending::Delivered, at: now() };
			record.custody.holder = buyer();
			record.due_at = None;
		});
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Proven))]);
		assert_eq!(exposure(&carrier()), 0);
	});
}

#[test]
fn claim_should_be_refused_when_the_caller_may_not_deliver() {
	World.build_and_execute(|| {
		let id = picked_up();
		for who in [scanner(), device()] {
			assert_noop!(claim_by(&who, id, T0), C::OutOfScope);
		}
		for who in [merchant(), buyer(), other_courier(), stranger()] {
			assert_noop!(claim_by(&who, id, T0), C::UnknownKey);
		}
		assert_ok!(claim_by(&carrier(), id, T0));
	});
}

#[test]
fn claim_should_be_refused_when_there_is_nothing_to_claim() {
	World.build_and_execute(|| {
		let (id, unit) = (created(), unit());
		assert_noop!(claim(id), E::NotUnderWay);
		assert_noop!(claim(unit), E::UnitHasNoConsignee);
		pick_up(id);
		assert_ok!(pack(unit, &[id]));
		assert_noop!(claim(id), E::InsideUnit);
		assert_ok!(unpack(unit, &[id]));
		assert_ok!(claim(id));
		assert_noop!(claim(id), E::NotUnderWay);
	});
}

#[test]
fn claim_should_be_refused_when_it_is_of_the_future_or_of_long_ago() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_noop!(claim_by(&courier(), id, T0 - 1), E::BeforeCustody);
		assert_noop!(claim_by(&courier(), id, T0 + LEAD + 1), E::EventFromTheFuture);
		hypothetically_ok!(claim_by(&courier(), id, T0 + LEAD));
		pass(BACKDATE);
		hypothetically_ok!(claim_by(&courier(), id, T0));
		pass(1);
		assert_noop!(claim_by(&courier(), id, T0), E::TooLateToClaim);
	});
}
