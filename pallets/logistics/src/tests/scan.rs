//! `scan`.

use super::*;

#[test]
fn parcel_should_be_where_it_was_seen_when_its_carriers_key_says_so() {
	World.build_and_execute(|| {
		let id = picked_up();
		for milestone in Milestone::ALL {
			let before = shipment(id);
			reset();
			pass(10);
			let place = Some(Place::Facility(Gln(9_521_141_111_116)));
			let event_time = now() - 3;
			let scan = Scan { milestone, event_time, place: place.clone() };
			assert_ok!(scan_by(&scanner(), id, scan));
			let seen = entry(Occurrence::Scanned(milestone), &scanner());
			let seen = EntryOf::<Test> { event_time, place, ..seen };
			let leg = Leg::from(milestone);
			let expected = |record: &mut ShipmentOf<Test>| {
				record.state = State::Moving(leg);
				record.custody.heard_at = now();
				record.custody.moved_at = event_time;
			};
			if before.history.recent.is_full() {
				let status = milestone.status();
				assert_eq!(take_events(), vec![tracked(id, &before, status, seen)]);
			} else {
				assert_step(id, &before, seen, expected);
			}
			assert_eq!(status(id), milestone.status());
		}
		assert_eq!(take_steps(), vec![]);
	});
}

#[test]
fn scan_should_be_taken_from_everyone_who_may() {
	World.build_and_execute(|| {
		let id = picked_up();
		for who in [carrier(), courier(), scanner(), device()] {
			assert_ok!(scan_by(&who, id, scan_of(Milestone::Stored)));
			assert_eq!(shipment(id).history.recent.last().unwrap().by, Some(who));
		}
	});
}

#[test]
fn parcel_should_go_on_going_back_when_it_is_seen() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(start_return(id));
		scan(id, Milestone::OutForDelivery);
		assert_eq!(status(id), Status::Returning);
	});
}

#[test]
fn status_should_be_what_happened_last_when_scans_come_in_another_order() {
	World.build_and_execute(|| {
		let id = picked_up();
		pass(1_000);
		let (first, second) = (now() - 500, now() - 100);
		let of = |milestone, event_time| Scan { milestone, event_time, place: None };
		assert_ok!(scan_by(&scanner(), id, of(Milestone::OutForDelivery, second)));
		assert_ok!(scan_by(&scanner(), id, of(Milestone::Arrived, first)));
		assert_eq!(status(id), Status::OutForDelivery);
		assert_eq!(shipment(id).history.count, 5);
		// Of two of the same moment, what is put on record last.
		assert_ok!(scan_by(&scanner(), id, of(Milestone::AttemptFailed, second)));
		assert_eq!(status(id), Status::AttemptFailed);
	});
}

#[test]
fn scan_should_be_late_when_it_is_put_on_record_long_after() {
	World.build_and_execute(|| {
		let id = picked_up();
		scan(id, Milestone::CustomsEntered);
		let event_time = now();
		pass(BACKDATE);
		let of = |milestone| Scan { milestone, event_time, place: None };
		assert_ok!(scan_by(&scanner(), id, of(Milestone::Stored)));
		assert_eq!(shipment(id).flags, Flags::default());
		assert_eq!(status(id), Status::InTransit);
		pass(1);
		reset();
		let before = shipment(id);
		assert_ok!(scan_by(&scanner(), id, of(Milestone::AvailableForPickup)));
		let seen = entry(Occurrence::Scanned(Milestone::AvailableForPickup), &scanner());
		assert_step(id, &before, EntryOf::<Test> { event_time, late: true, ..seen }, |record| {
			record.flags = Flags::default().with(Flag::Late);
			record.custody.heard_at = now();
		});
	});
}

#[test]
fn scan_should_be_refused_when_the_place_is_no_place() {
	World.build_and_execute(|| {
		let id = picked_up();
		for place in
			[Place::Facility(Gln(9_521_141_111_117)), Place::Area(Text::try_from("a").unwrap())]
		{
			let scan = Scan { place: Some(place), ..scan_of(Milestone::Arrived) };
			assert_noop!(scan_by(&scanner(), id, scan), E::BadPlace);
		}
		let place = Some(Place::Area(Text::try_from("u33db").unwrap()));
		assert_ok!(scan_by(&scanner(), id, Scan { place, ..scan_of(Milestone::Arrived) }));
	});
}

#[test]
fn scan_should_be_refused_when_no_carrier_has_the_parcel() {
	World.build_and_execute(|| {
		let id = created();
		assert_noop!(scan_by(&scanner(), id, scan_of(Milestone::Arrived)), E::NotUnderWay);
		pick_up(id);
		assert_ok!(claim(id));
		assert_noop!(scan_by(&scanner(), id, scan_of(Milestone::Arrived)), E::NotUnderWay);
		assert_ok!(confirm(id));
		assert_noop!(scan_by(&scanner(), id, scan_of(Milestone::Arrived)), E::NotUnderWay);
		let unknown = ShipmentId(77);
		assert_noop!(scan_by(&scanner(), unknown, scan_of(Milestone::Arrived)), E::UnknownShipment);
	});
}
