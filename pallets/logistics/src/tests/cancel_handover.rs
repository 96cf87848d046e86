//! `cancel_handover`.

use super::*;

fn cancel(by: &AccountId, id: ShipmentId) -> DispatchResult {
	Tracker::cancel_handover(origin(by), id)
}

#[test]
fn offer_should_be_over_when_who_made_it_takes_it_back() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		reset();
		let before = shipment(id);
		assert_ok!(cancel(&merchant(), id));
		assert_step(id, &before, entry(Occurrence::HandoverCancelled, &merchant()), |record| {
			record.offer = None;
		});
		assert_eq!(status(id), Status::InfoReceived);
		assert_noop!(accept(id, &courier()), E::NotOffered);
	});
}

#[test]
fn offer_of_a_carrier_should_be_over_when_its_key_takes_it_back() {
	World.build_and_execute(|| {
		for who in [carrier(), courier()] {
			let id = picked_up_of(u64::from(who == courier()));
			assert_ok!(offer(id, &carrier(), &other_carrier()));
			assert_ok!(cancel(&who, id));
			assert_eq!(shipment(id).offer, None);
			assert_eq!(status(id), Status::PickedUp);
		}
	});
}

#[test]
fn taking_back_should_be_refused_when_nothing_is_offered_or_by_somebody_else() {
	World.build_and_execute(|| {
		let id = created();
		assert_noop!(cancel(&merchant(), id), E::NotOffered);
		assert_ok!(offer(id, &merchant(), &carrier()));
		for who in [buyer(), carrier(), courier(), stranger()] {
			assert_noop!(cancel(&who, id), E::NotShipper);
		}
	});
}
