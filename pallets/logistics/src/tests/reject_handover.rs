//! `reject_handover`.

use super::*;

fn reject(by: &AccountId, id: ShipmentId, reason: Option<H256>) -> DispatchResult {
	Tracker::reject_handover(origin(by), id, reason)
}

#[test]
fn offer_should_be_over_when_the_carrier_rejects_it() {
	World.build_and_execute(|| {
		for who in [carrier(), courier()] {
			let id = created();
			assert_ok!(offer(id, &merchant(), &carrier()));
			reset();
			let before = shipment(id);
			assert_ok!(reject(&who, id, Some(EVIDENCE)));
			let what = Occurrence::HandoverRejected { to: carrier(), reason: Some(EVIDENCE) };
			assert_step(id, &before, entry(what, &who), |record| record.offer = None);
			assert_eq!(status(id), Status::InfoReceived);
			assert_noop!(accept(id, &courier()), E::NotOffered);
		}
	});
}

#[test]
fn offer_should_be_rejected_when_it_expired_or_is_to_no_active_carrier() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &stranger()));
		assert_ok!(reject(&stranger(), id, None));
		assert_ok!(offer(id, &merchant(), &carrier()));
		pass(5_000);
		suspend(&carrier());
		assert_noop!(reject(&courier(), id, None), C::CarrierIsSuspended);
		assert_ok!(reject(&carrier(), id, None));
	});
}

#[test]
fn rejection_should_be_refused_when_nothing_is_offered_or_to_somebody_else() {
	World.build_and_execute(|| {
		let id = created();
		assert_noop!(reject(&carrier(), id, None), E::NotOffered);
		assert_ok!(offer(id, &merchant(), &carrier()));
		for who in [merchant(), buyer(), other_carrier(), stranger()] {
			assert_noop!(reject(&who, id, None), C::UnknownKey);
		}
		assert_noop!(reject(&scanner(), id, None), C::OutOfScope);
	});
}
