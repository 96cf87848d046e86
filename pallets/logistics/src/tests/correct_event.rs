//! `correct_event`.

use super::*;

const WRONG: CorrectionReason = CorrectionReason::IncorrectData;

fn correct(by: &AccountId, id: ShipmentId, seq: u32) -> DispatchResult {
	Tracker::correct_event(origin(by), id, seq, WRONG)
}

#[test]
fn entry_should_stay_on_record_when_it_is_corrected() {
	World.build_and_execute(|| {
		let id = picked_up();
		scan(id, Milestone::CustomsEntered);
		reset();
		let before = shipment(id);
		pass(5);
		assert_ok!(correct(&courier(), id, 3));
		let corrected = entry(Occurrence::Corrected { seq: 3, reason: WRONG }, &courier());
		assert_step(id, &before, corrected, |_| {});
		assert_eq!(status(id), Status::Customs);
	});
}

#[test]
fn correction_should_be_refused_when_another_custodian_made_the_entry() {
	World.build_and_execute(|| {
		let id = picked_up();
		scan(id, Milestone::Arrived);
		// The shipper's: put on record, offered. Taking over is the carrier's own.
		for seq in [0, 1] {
			assert_noop!(correct(&courier(), id, seq), E::NotCorrectable);
		}
		assert_ok!(correct(&courier(), id, 2));
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		for seq in 0..6 {
			assert_noop!(correct(&other_courier(), id, seq), E::NotCorrectable);
		}
		assert_ok!(correct(&other_courier(), id, 6));
	});
}

#[test]
fn correction_should_be_refused_when_there_is_no_such_entry() {
	World.build_and_execute(|| {
		let id = picked_up();
		for seq in [3, 4, u32::MAX] {
			assert_noop!(correct(&courier(), id, seq), E::NotCorrectable);
		}
	});
}

#[test]
fn correction_should_be_refused_when_money_hangs_on_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(claim(id));
		assert_noop!(correct(&courier(), id, 3), E::NotUnderWay);
		assert_ok!(confirm(id));
		assert_noop!(correct(&courier(), id, 3), E::NotUnderWay);
	});
}

#[test]
fn correction_should_be_refused_when_the_caller_does_not_carry_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		for who in [merchant(), buyer(), other_courier(), stranger()] {
			assert_noop!(correct(&who, id, 2), C::UnknownKey);
		}
	});
}

#[test]
fn correction_should_be_refused_when_a_party_made_the_entry_meanwhile() {
	World.build_and_execute(|| {
		let id = pick_up(created_of(ORDER, parcel_with(|parcel| parcel.pages = 1)));
		let seq = shipment(id).history.count;
		assert_ok!(attach(&merchant(), id));
		assert_ok!(attach(&buyer(), id));
		assert_ok!(attach(&courier(), id));
		let refused = || {
			for theirs in [seq, seq + 1] {
				assert_noop!(correct(&courier(), id, theirs), E::NotCorrectable);
			}
			hypothetically_ok!(correct(&courier(), id, seq + 2));
		};
		refused();
		// Also when the page has been turned.
		(0..8).for_each(|_| scan(id, Milestone::Stored));
		refused();
	});
}

#[test]
fn correction_should_be_refused_when_the_entry_is_folded() {
	World.build_and_execute(|| {
		let id = pick_up(created_of(ORDER, parcel_with(|parcel| parcel.pages = 0)));
		let seq = shipment(id).history.count;
		assert_ok!(attach(&courier(), id));
		hypothetically_ok!(correct(&courier(), id, seq));
		while shipment(id).history.folded.leaves() <= seq {
			assert_ok!(attach(&courier(), id));
		}
		let oldest = shipment(id).history.folded.leaves();
		// Whoever made it, and whoever made the oldest that is kept.
		assert_noop!(correct(&courier(), id, seq), E::NotCorrectable);
		assert_ok!(correct(&courier(), id, oldest));
	});
}
