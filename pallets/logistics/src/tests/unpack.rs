//! `unpack`.

use super::*;

#[test]
fn parcel_should_be_by_itself_when_it_is_unpacked() {
	World.build_and_execute(|| {
		let (id, one, two) = (unit(), picked_up_of(0), picked_up_of(1));
		assert_ok!(pack(id, &[one, two]));
		reset();
		let (unit, child) = (shipment(id), shipment(one));
		pass(9);
		assert_ok!(unpack(id, &[one]));
		let unpacked = entry(Occurrence::Unpacked { parent: id }, &scanner());
		let emptied = entry(Occurrence::Emptied { count: 1 }, &scanner());
		assert_eq!(
			take_events(),
			vec![
				tracked(one, &child, Status::PickedUp, unpacked.clone()),
				tracked(id, &unit, Status::PickedUp, emptied.clone()),
			]
		);
		let outside = with_entry(child, &unpacked, |record| {
			record.parent = None;
			record.custody.heard_at = now();
		});
		assert_eq!(shipment(one), outside);
		let rest = with_entry(unit, &emptied, |record| {
			record.value = VALUE;
			record.custody.heard_at = now();
		});
		assert_eq!(shipment(id), rest);
		assert_eq!(ContentsOf::<Test>::get(id), list::<ConstU32<64>>(&[two]));
		assert_eq!(exposure(&carrier()), 2 * VALUE);
	});
}

#[test]
fn unit_should_be_as_new_when_it_is_empty() {
	World.build_and_execute(|| {
		let (id, inner, child) = (unit(), unit(), picked_up());
		assert_ok!(pack(inner, &[child]));
		assert_ok!(pack(id, &[inner]));
		assert_eq!(shipment(id).height, 2);
		assert_ok!(unpack(id, &[inner]));
		assert_eq!((shipment(id).height, shipment(id).value), (1, 0));
		assert!(!ContentsOf::<Test>::contains_key(id));
	});
}

#[test]
fn unpacking_should_be_refused_when_it_is_not_in_there() {
	World.build_and_execute(|| {
		let (id, inner, child, alone) = (unit(), unit(), picked_up_of(0), picked_up_of(1));
		assert_ok!(pack(inner, &[child]));
		assert_ok!(pack(id, &[inner]));
		// One of a unit within is not in the unit without.
		for other in [alone, child, id, ShipmentId(77)] {
			assert_noop!(unpack(id, &[inner, other]), E::NotInUnit);
		}
		assert_noop!(unpack(id, &[inner, inner]), E::NotInUnit);
		assert_noop!(unpack(inner, &[child]), E::UnitIsPacked);
		assert_noop!(unpack(child, &[alone]), E::NotAUnit);
		assert_noop!(unpack(id, &[]), E::EmptyList);
	});
}

#[test]
fn unpacking_should_be_refused_when_the_caller_may_not_scan() {
	World.build_and_execute(|| {
		let (id, child) = (unit(), picked_up());
		assert_ok!(pack(id, &[child]));
		for who in [merchant(), buyer(), other_courier(), stranger()] {
			let unpacked = Tracker::unpack(origin(&who), id, list(&[child]));
			assert_noop!(unpacked, C::UnknownKey);
		}
	});
}

#[test]
fn history_of_what_comes_out_should_be_the_new_custodians_from_then_on() {
	World.build_and_execute(|| {
		let (id, child) = (unit(), picked_up());
		scan(child, Milestone::Arrived);
		assert_ok!(pack(id, &[child]));
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		assert_ok!(Tracker::unpack(origin(&other_courier()), id, list(&[child])));
		let entries = shipment(child).history.count;
		assert_eq!(shipment(child).custody.from_seq, entries - 1);
		let correct = |seq| {
			let reason = CorrectionReason::DidNotOccur;
			Tracker::correct_event(origin(&other_courier()), child, seq, reason)
		};
		assert_noop!(correct(3), E::NotCorrectable);
		assert_ok!(correct(entries - 1));
	});
}
