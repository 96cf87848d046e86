//! `pack`.

use super::*;

#[test]
fn parcels_should_be_in_a_unit_when_they_are_packed() {
	World.build_and_execute(|| {
		let (id, one, two) = (unit(), picked_up_of(0), picked_up_of(1));
		assert_ok!(offer(two, &carrier(), &other_carrier()));
		reset();
		let (unit, first, second) = (shipment(id), shipment(one), shipment(two));
		pass(9);
		assert_ok!(pack(id, &[one, two]));
		let packed = entry(Occurrence::Packed { parent: id }, &scanner());
		let filled = entry(Occurrence::Filled { count: 2 }, &scanner());
		assert_eq!(
			take_events(),
			vec![
				tracked(one, &first, Status::PickedUp, packed.clone()),
				tracked(two, &second, Status::PickedUp, packed.clone()),
				tracked(id, &unit, Status::PickedUp, filled.clone()),
			]
		);
		let inside = |record: &mut ShipmentOf<Test>| {
			record.parent = Some(id);
			record.offer = None;
			record.custody.heard_at = now();
		};
		assert_eq!(shipment(one), with_entry(first, &packed, inside));
		assert_eq!(shipment(two), with_entry(second, &packed, inside));
		let full = with_entry(unit, &filled, |record| {
			record.value = 2 * VALUE;
			record.custody.heard_at = now();
		});
		assert_eq!(shipment(id), full);
		assert_eq!(ContentsOf::<Test>::get(id), list::<ConstU32<64>>(&[one, two]));
		// The carrier answers for as much as before.
		assert_eq!(exposure(&carrier()), 2 * VALUE);
		assert_eq!(take_steps(), vec![]);
	});
}

#[test]
fn all_in_a_unit_should_change_hands_when_it_does() {
	World.build_and_execute(|| {
		let (outer, inner, child) = (unit(), unit(), picked_up());
		assert_ok!(pack(inner, &[child]));
		assert_ok!(pack(outer, &[inner]));
		assert_eq!((shipment(outer).height, shipment(outer).value), (2, VALUE));
		pass(100);
		hand_over(outer, &carrier(), &other_carrier(), &other_courier());
		assert_eq!((exposure(&carrier()), exposure(&other_carrier())), (0, VALUE));
		assert_eq!(Tracker::custodian(&shipment(child)), other_carrier());
		check_all();
		// What comes out is with who has the unit, since it had it.
		pass(10);
		assert_ok!(Tracker::unpack(origin(&other_courier()), outer, list(&[inner])));
		assert_ok!(Tracker::unpack(origin(&other_courier()), inner, list(&[child])));
		let custody = shipment(child).custody;
		assert_eq!((custody.holder, custody.since), (other_carrier(), T0 + 100));
		let early = Scan { event_time: T0 + 99, ..scan_of(Milestone::Stored) };
		assert_noop!(scan_by(&other_courier(), child, early), E::BeforeCustody);
		assert_noop!(scan_by(&scanner(), child, scan_of(Milestone::Stored)), C::UnknownKey);
	});
}

#[test]
fn packing_should_be_refused_when_one_cannot_be_packed() {
	World.build_and_execute(|| {
		let (id, good, waits) = (unit(), picked_up_of(0), created_of(OrderId(1), parcel()));
		let (others, ended) = (picked_up_of(2), picked_up_of(3));
		hand_over(others, &carrier(), &other_carrier(), &other_courier());
		assert_ok!(confirm(ended));
		for (bad, error) in [
			(waits, E::NotUnderWay),
			(ended, E::NotUnderWay),
			(others, E::NotCustodian),
			(id, E::SelfPacked),
			(ShipmentId(77), E::UnknownShipment),
		] {
			assert_noop!(pack(id, &[good, bad]), error);
		}
		assert_noop!(pack(id, &[good, good]), E::InsideUnit);
		assert_noop!(pack(id, &[]), E::EmptyList);
	});
}

#[test]
fn packing_should_be_refused_when_the_unit_is_none() {
	World.build_and_execute(|| {
		let (one, two) = (picked_up_of(0), picked_up_of(1));
		assert_noop!(pack(one, &[two]), E::NotAUnit);
		let id = unit();
		assert_ok!(Tracker::cancel_shipment(origin(&carrier()), id));
		assert_noop!(pack(id, &[two]), E::NotUnderWay);
		assert_noop!(pack(ShipmentId(77), &[two]), E::UnknownShipment);
	});
}

#[test]
fn packing_should_be_refused_when_the_unit_is_full() {
	World.build_and_execute(|| {
		let id = unit();
		let children: Vec<_> = (0..64).map(|_| unit()).collect();
		assert_ok!(pack(id, &children));
		let one = picked_up();
		assert_noop!(pack(id, &[one]), E::UnitFull);
		assert_ok!(unpack(id, &children[5..6]));
		assert_ok!(pack(id, &[one]));
	});
}

#[test]
fn packing_should_be_refused_when_the_caller_may_not_scan() {
	World.build_and_execute(|| {
		let (id, child) = (unit(), picked_up());
		for who in [merchant(), buyer(), other_courier(), stranger()] {
			let packed = Tracker::pack(origin(&who), id, list(&[child]));
			assert_noop!(packed, C::UnknownKey);
		}
		suspend(&carrier());
		assert_noop!(pack(id, &[child]), C::CarrierIsSuspended);
	});
}
