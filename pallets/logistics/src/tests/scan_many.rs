//! `scan_many`.

use super::*;

fn scan_many(by: &AccountId, ids: &[ShipmentId], scan: Scan) -> DispatchResult {
	plain(Tracker::scan_many(origin(by), carrier(), list(ids), scan))
}

fn here() -> Scan {
	scan_of(Milestone::Arrived)
}

#[test]
fn every_parcel_should_be_seen_when_its_carrier_has_it() {
	World.build_and_execute(|| {
		let ids = [picked_up_of(0), picked_up_of(1), unit()];
		reset();
		let before: Vec<_> = ids.iter().map(|id| shipment(*id)).collect();
		assert_ok!(scan_many(&scanner(), &ids, here()));
		let seen = entry(Occurrence::Scanned(Milestone::Arrived), &scanner());
		let expected = ids.iter().zip(&before);
		let expected: Vec<_> = expected
			.map(|(id, before)| tracked(*id, before, Status::InTransit, seen.clone()))
			.collect();
		assert_eq!(take_events(), expected);
		for (id, before) in ids.iter().zip(before) {
			let expected = with_entry(before, &seen, |record| {
				record.state = State::Moving(Leg::InTransit);
			});
			assert_eq!(shipment(*id), expected);
		}
	});
}

#[test]
fn others_should_be_seen_when_some_are_refused() {
	World.build_and_execute(|| {
		let (good, waits, ended, packed) =
			(picked_up_of(0), created_of(OrderId(1), parcel()), picked_up_of(2), picked_up_of(3));
		let (others, silent, unknown) = (picked_up_of(4), ShipmentId(77), ShipmentId(78));
		assert_ok!(confirm(ended));
		assert_ok!(pack(unit(), &[packed]));
		hand_over(others, &carrier(), &other_carrier(), &other_courier());
		reset();
		let before = shipment(good);
		let refused = [waits, ended, packed, others, silent, unknown];
		let mut all = refused.to_vec();
		all.insert(3, good);
		let untouched: Vec<_> = refused.iter().map(Shipments::<Test>::get).collect();
		assert_ok!(scan_many(&scanner(), &all, here()));
		let no = |shipment, error: E| Event::ScanRefused { shipment, error: error.into() };
		let seen = entry(Occurrence::Scanned(Milestone::Arrived), &scanner());
		assert_eq!(
			take_events(),
			vec![
				no(waits, E::NotUnderWay),
				no(ended, E::NotUnderWay),
				no(packed, E::InsideUnit),
				tracked(good, &before, Status::InTransit, seen),
				no(others, E::NotCustodian),
				no(silent, E::UnknownShipment),
				no(unknown, E::UnknownShipment),
			]
		);
		let after: Vec<_> = refused.iter().map(Shipments::<Test>::get).collect();
		assert_eq!(after, untouched);
	});
}

#[test]
fn each_should_be_refused_when_the_scan_itself_is_wrong() {
	World.build_and_execute(|| {
		let id = picked_up();
		reset();
		for (scan, error) in [
			(Scan { event_time: now() + LEAD + 1, ..here() }, E::EventFromTheFuture),
			(Scan { event_time: now() - 1, ..here() }, E::BeforeCustody),
			(Scan { place: Some(Place::Facility(Gln(1))), ..here() }, E::BadPlace),
		] {
			let before = shipment(id);
			assert_ok!(scan_many(&scanner(), &[id], scan));
			let error = error.into();
			assert_eq!(take_events(), vec![Event::ScanRefused { shipment: id, error }]);
			assert_eq!(shipment(id), before);
		}
	});
}

#[test]
fn all_should_be_refused_when_the_caller_may_not_scan_for_the_carrier() {
	World.build_and_execute(|| {
		let id = picked_up();
		for who in [merchant(), buyer(), other_carrier(), other_courier(), stranger()] {
			assert_noop!(scan_many(&who, &[id], here()), C::UnknownKey);
		}
		let for_nobody = Tracker::scan_many(origin(&stranger()), stranger(), list(&[id]), here());
		assert_noop!(plain(for_nobody), C::UnknownCarrier);
		suspend(&carrier());
		assert_noop!(scan_many(&scanner(), &[id], here()), C::CarrierIsSuspended);
	});
}

#[test]
fn scan_should_be_refused_when_the_list_is_empty() {
	World.build_and_execute(|| {
		assert_noop!(scan_many(&scanner(), &[], here()), E::EmptyList);
	});
}

#[test]
fn page_should_be_turned_when_a_parcel_is_listed_often() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(scan_many(&scanner(), &[id; 64], here()));
		let history = shipment(id).history;
		assert_eq!((history.count, history.folded.leaves()), (67, 64));
	});
}
