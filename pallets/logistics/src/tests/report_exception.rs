//! `report_exception`.

use super::*;

const ALL: [(Trouble, Option<Flag>); 7] = [
	(Trouble::Damaged, Some(Flag::Damaged)),
	(Trouble::Tampered, Some(Flag::Tampered)),
	(Trouble::Recalled, Some(Flag::Recalled)),
	(Trouble::Delayed, None),
	(Trouble::AddressUnknown, None),
	(Trouble::Refused, None),
	(Trouble::Held, None),
];

fn report(by: &AccountId, id: ShipmentId, trouble: Trouble) -> DispatchResult {
	Tracker::report_exception(origin(by), id, trouble, Some(EVIDENCE))
}

#[test]
fn trouble_should_show_in_status_and_flags_when_it_is_reported() {
	World.build_and_execute(|| {
		let id = picked_up();
		scan(id, Milestone::OutForDelivery);
		for (trouble, flag) in ALL {
			hypothetically!({
				reset();
				let before = shipment(id);
				pass(5);
				assert_ok!(report(&scanner(), id, trouble));
				let evidence = Some(EVIDENCE);
				let what = Occurrence::TroubleReported { trouble, evidence };
				assert_step(id, &before, entry(what, &scanner()), |record| {
					record.custody.heard_at = now();
					// What is delayed is still on its way.
					if trouble != Trouble::Delayed {
						record.custody.moved_at = now();
						record.state = State::Moving(Leg::Exception);
					}
					record.flags = flag.map_or(Flags::default(), |f| Flags::default().with(f));
				});
				let doubt = [Condition::Sound, Condition::InDoubt][usize::from(flag.is_some())];
				assert_eq!(consignment(ORDER).condition, doubt);
				assert_eq!(take_steps(), vec![]);
			});
		}
	});
}

#[test]
fn trouble_should_be_over_when_the_parcel_is_seen_again() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(report(&courier(), id, Trouble::Damaged));
		scan(id, Milestone::OutForDelivery);
		assert_eq!(status(id), Status::OutForDelivery);
		// The flag is for good.
		assert!(shipment(id).flags.has(Flag::Damaged));
	});
}

#[test]
fn parcel_should_go_on_going_back_when_there_is_trouble() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(start_return(id));
		assert_ok!(report(&scanner(), id, Trouble::Held));
		assert_eq!(status(id), Status::Returning);
	});
}

#[test]
fn trouble_should_be_refused_when_the_caller_does_not_carry_it() {
	World.build_and_execute(|| {
		let id = created();
		assert_noop!(report(&merchant(), id, Trouble::Damaged), E::NotUnderWay);
		pick_up(id);
		for who in [merchant(), buyer(), other_courier(), stranger()] {
			assert_noop!(report(&who, id, Trouble::Damaged), C::UnknownKey);
		}
		assert_ok!(confirm(id));
		assert_noop!(report(&courier(), id, Trouble::Damaged), E::NotUnderWay);
	});
}
