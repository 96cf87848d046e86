//! Units that are more, less or something else than they seem.

use super::*;

#[test]
fn unit_should_not_be_in_itself_by_any_way() {
	World.build_and_execute(|| {
		let (one, two, three) = (unit(), unit(), unit());
		assert_noop!(pack(one, &[one]), E::SelfPacked);
		assert_ok!(pack(two, &[one]));
		assert_noop!(pack(one, &[two]), E::UnitIsPacked);
		assert_ok!(pack(three, &[two]));
		assert_noop!(pack(one, &[three]), E::UnitIsPacked);
		assert_noop!(pack(two, &[three]), E::UnitIsPacked);
		assert_noop!(pack(three, &[three]), E::SelfPacked);
	});
}

#[test]
fn units_should_go_four_deep_and_no_deeper() {
	World.build_and_execute(|| {
		let units = [(); 5].map(|()| unit());
		let id = picked_up();
		assert_ok!(pack(units[0], &[id]));
		for n in 1..4 {
			assert_ok!(pack(units[n], &[units[n - 1]]));
		}
		assert_eq!(shipment(units[3]).height, 4);
		assert_noop!(pack(units[4], &[units[3]]), E::TooDeep);
		// Everything finds its way through all of them.
		hand_over(units[3], &carrier(), &other_carrier(), &other_courier());
		assert_eq!(Tracker::custodian(&shipment(id)), other_carrier());
		check_all();
		assert_ok!(confirm(id));
		for unit in &units[..4] {
			assert_eq!(shipment(*unit).value, 0);
		}
		assert_eq!(exposure(&other_carrier()), 0);
	});
}

#[test]
fn shipment_should_not_be_in_two_units() {
	World.build_and_execute(|| {
		let (one, two, id) = (unit(), unit(), picked_up());
		assert_ok!(pack(one, &[id]));
		assert_noop!(pack(two, &[id]), E::InsideUnit);
		assert_noop!(pack(one, &[id]), E::InsideUnit);
	});
}

#[test]
fn shipment_should_not_move_by_itself_when_it_is_in_a_unit() {
	World.build_and_execute(|| {
		let (outer, id) = (unit(), picked_up());
		assert_ok!(offer(id, &carrier(), &other_carrier()));
		assert_ok!(pack(outer, &[id]));
		assert_noop!(accept(id, &other_courier()), E::NotOffered);
		assert_noop!(offer(id, &carrier(), &other_carrier()), E::InsideUnit);
		assert_noop!(scan_by(&scanner(), id, scan_of(Milestone::OutForDelivery)), E::InsideUnit);
		assert_noop!(claim(id), E::InsideUnit);
		assert_noop!(start_return(id), E::InsideUnit);
		assert_noop!(declare_lost(id), E::InsideUnit);
	});
}

#[test]
fn offer_of_a_unit_should_be_over_when_something_else_is_in_it() {
	World.build_and_execute(|| {
		let (id, cheap, dear) = (
			unit(),
			picked_up_of(0),
			pick_up(created_of(OrderId(1), parcel_with(|parcel| parcel.value = BOND / 2))),
		);
		assert_ok!(pack(id, &[cheap]));
		assert_ok!(offer(id, &carrier(), &other_carrier()));
		// The other carrier would answer for what it never saw.
		hypothetically!({
			assert_ok!(pack(id, &[dear]));
			assert_noop!(accept(id, &other_courier()), E::NotOffered);
		});
		hypothetically!({
			assert_ok!(unpack(id, &[cheap]));
			assert_noop!(accept(id, &other_courier()), E::NotOffered);
		});
		assert_ok!(accept(id, &other_courier()));
		assert_eq!(exposure(&other_carrier()), VALUE);
	});
}

#[test]
fn liability_should_not_be_shed_when_a_shipment_is_packed() {
	World.build_and_execute(|| {
		let (id, child) = (unit(), picked_up());
		assert_ok!(pack(id, &[child]));
		assert_eq!(exposure(&carrier()), VALUE);
		// The one who has the unit pays, not the one who packed it.
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		let free = Balances::free_balance(merchant());
		set_time(T0 + SILENCE);
		idle();
		assert_eq!(status(child), Status::Lost);
		assert_eq!(Balances::free_balance(merchant()), free + VALUE);
		let bond = |who: &AccountId| pallet_carriers::Carriers::<Test>::get(who).unwrap().bond;
		assert_eq!((bond(&carrier()), bond(&other_carrier())), (BOND, BOND - VALUE));
	});
}

#[test]
fn carrier_should_not_speak_for_the_time_in_which_another_one_had_the_unit() {
	World.build_and_execute(|| {
		let (id, child) = (unit(), picked_up());
		pass(1_000);
		scan(child, Milestone::Arrived);
		assert_ok!(pack(id, &[child]));
		hypothetically!({
			pass(1_000);
			assert_ok!(unpack(id, &[child]));
			// Nobody else had it.
			assert_eq!((shipment(child).custody.since, shipment(child).custody.from_seq), (T0, 2));
		});
		pass(1_000);
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		pass(1_000);
		hand_over(id, &other_carrier(), &carrier(), &courier());
		pass(1_000);
		assert_ok!(unpack(id, &[child]));
		let since = T0 + 3_000;
		assert_eq!(shipment(child).custody.since, since);
		let scan_at = |event_time| {
			scan_by(&scanner(), child, Scan { event_time, ..scan_of(Milestone::OutForDelivery) })
		};
		assert_noop!(scan_at(since - 1), E::BeforeCustody);
		assert_ok!(scan_at(since));
	});
}

#[test]
fn carrier_should_not_answer_for_the_time_before_its_unit_when_that_is_in_an_older_one() {
	World.build_and_execute(|| {
		let (id, child, outer) = (unit(), picked_up(), unit());
		hand_over(outer, &carrier(), &other_carrier(), &other_courier());
		pass(1_000);
		assert_ok!(pack(id, &[child]));
		pass(1_000);
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		let since = T0 + 2_000;
		pass(1_000);
		assert_ok!(Tracker::pack(origin(&other_courier()), outer, list(&[id])));
		pass(1_000);
		// What ends in there was with it since then.
		assert_ok!(confirm(child));
		assert_eq!(shipment(child).custody.since, since);
	});
	// Nor only for the time since a unit was made that it is in.
	World.build_and_execute(|| {
		let (id, child) = (unit(), picked_up());
		assert_ok!(pack(id, &[child]));
		pass(1_000);
		let outer = unit();
		assert_ok!(pack(outer, &[id]));
		assert_ok!(confirm(child));
		assert_eq!(shipment(child).custody.since, T0);
	});
}

#[test]
fn unit_should_not_be_taken_over_when_the_bond_does_not_cover_what_is_in_it() {
	World.build_and_execute(|| {
		let id = unit();
		let value = BOND / 2 + 1;
		let children: Vec<_> = (0..2)
			.map(|n| {
				let parcel = parcel_with(|parcel| parcel.value = BOND / 2);
				pick_up(created_of(OrderId(n), parcel))
			})
			.collect();
		assert_ok!(pack(id, &children));
		let own = created_of(OrderId(5), parcel_with(|parcel| parcel.value = value));
		hand_over(own, &merchant(), &other_carrier(), &other_courier());
		assert_ok!(offer(id, &carrier(), &other_carrier()));
		assert_noop!(accept(id, &other_courier()), C::ExposureAboveBond);
	});
}

#[test]
fn parcel_should_be_measured_wherever_it_is_by_whoever_has_what_it_is_in() {
	World.build_and_execute(|| {
		let id = pick_up(created_of(ORDER, parcel_with(|parcel| parcel.limits = cold())));
		let units = [unit(), unit()];
		assert_ok!(pack(units[0], &[id]));
		assert_ok!(pack(units[1], &[units[0]]));
		let sense =
			|who: &AccountId| Tracker::report_sensor(origin(who), id, temperatures(9_000, 9_000));
		hypothetically_ok!(sense(&device()));
		let before = now();
		pass(10);
		hand_over(units[1], &carrier(), &other_carrier(), &other_courier());
		for who in [carrier(), courier(), device()] {
			assert_noop!(sense(&who), C::UnknownKey);
		}
		// What the one before had is not for the next to tell.
		let early = SensorReport { from: before, ..temperatures(9_000, 9_000) };
		let told = Tracker::report_sensor(origin(&other_courier()), id, early);
		assert_noop!(told, E::BeforeCustody);
		let first = shipment(id).history.count;
		// It is the new custodian's from its first word on, and not only from the latest.
		assert_ok!(attach(&other_courier(), id));
		assert_ok!(attach(&other_courier(), id));
		assert_eq!(shipment(id).custody.from_seq, first);
		assert_ok!(sense(&other_courier()));
		let record = shipment(id);
		assert!(record.flags.has(Flag::TempBreach));
		let custody = &record.custody;
		assert_eq!((&custody.holder, custody.since), (&other_carrier(), now()));
		assert_eq!((custody.from_seq, record.parent), (first, Some(units[0])));
		assert_eq!(consignment(ORDER).condition, Condition::InDoubt);
		pass(1);
		let trouble = Trouble::Tampered;
		assert_ok!(Tracker::report_exception(origin(&other_carrier()), id, trouble, None));
		assert_eq!(shipment(id).custody.from_seq, first);
		assert!(shipment(id).flags.has(Flag::Tampered));
		assert_ok!(confirm(id));
		assert_eq!(take_steps().pop(), Some((ORDER, Step::Delivered(Delivery::Doubtful))));
	});
}

#[test]
fn parcel_should_have_suffered_what_its_units_have() {
	let damage = |id| {
		assert_ok!(Tracker::report_exception(origin(&courier()), id, Trouble::Damaged, None));
	};
	World.build_and_execute(|| {
		// Taken out.
		let (id, other, one) = (picked_up(), picked_up_of(1), unit());
		assert_ok!(pack(one, &[id, other]));
		damage(one);
		assert_ok!(unpack(one, &[id]));
		assert!(shipment(id).flags.has(Flag::Damaged));
		assert_eq!(consignment(ORDER).condition, Condition::InDoubt);
		assert!(!shipment(other).flags.has(Flag::Damaged));
		// Received from where it is.
		assert_ok!(confirm(other));
		assert!(shipment(other).flags.has(Flag::Damaged));
		assert_eq!(take_steps().pop(), Some((OrderId(1), Step::Delivered(Delivery::Doubtful))));
		// The unit is used again.
		assert_eq!(shipment(one).flags, Flags::default());
		let next = picked_up_of(2);
		assert_ok!(pack(one, &[next]));
		assert_ok!(unpack(one, &[next]));
		assert_eq!(shipment(next).flags, Flags::default());
	});
	World.build_and_execute(|| {
		// Through two.
		let (id, inner, outer) = (picked_up(), unit(), unit());
		assert_ok!(pack(inner, &[id]));
		damage(inner);
		assert_ok!(pack(outer, &[inner]));
		assert_ok!(Tracker::report_exception(origin(&courier()), outer, Trouble::Tampered, None));
		assert_ok!(confirm(id));
		let flags = shipment(id).flags;
		assert!(flags.has(Flag::Damaged) && flags.has(Flag::Tampered));
	});
}

#[test]
fn what_was_lost_in_a_unit_should_stay_lost_when_something_is_heard_of_the_unit() {
	World.build_and_execute(|| {
		let (id, inner, outer) = (picked_up(), unit(), unit());
		let beside = picked_up_of(2);
		assert_ok!(pack(inner, &[id]));
		assert_ok!(pack(outer, &[inner, beside]));
		pass(SILENCE);
		let stored = scan_of(Milestone::Stored);
		assert_noop!(scan_by(&courier(), outer, stored.clone()), E::WindowPassed);
		assert_noop!(offer(outer, &carrier(), &other_carrier()), E::WindowPassed);
		let another = picked_up_of(1);
		assert_noop!(pack(outer, &[another]), E::WindowPassed);
		// Taking the inner one out changes nothing about what is in there.
		assert_ok!(unpack(outer, &[inner]));
		assert_noop!(scan_by(&courier(), inner, stored.clone()), E::WindowPassed);
		assert_noop!(unpack(inner, &[id]), E::WindowPassed);
		assert_noop!(scan_by(&courier(), outer, stored.clone()), E::WindowPassed);
		assert_eq!(Tracker::view(beside).unwrap().status, Status::Lost);
		idle();
		assert_eq!((status(id), status(beside)), (Status::Lost, Status::Lost));
		// Empty, they are of use again.
		assert_ok!(scan_by(&courier(), outer, stored.clone()));
		assert_ok!(scan_by(&courier(), inner, stored));
		assert_ok!(pack(inner, &[another]));
	});
}

#[test]
fn unit_should_have_to_be_offered_again_when_something_in_it_has_ended() {
	World.build_and_execute(|| {
		let (id, inner, outer) = (picked_up(), unit(), unit());
		assert_ok!(pack(inner, &[id]));
		assert_ok!(pack(outer, &[inner]));
		assert_ok!(offer(outer, &carrier(), &other_carrier()));
		assert_ok!(confirm(id));
		assert_noop!(accept(outer, &other_courier()), E::NotOffered);
	});
}

#[test]
fn empty_unit_should_be_ended_by_who_made_it_wherever_it_is() {
	World.build_and_execute(|| {
		let (one, two) = (unit(), unit());
		hand_over(one, &carrier(), &other_carrier(), &other_courier());
		let cancel = |who: &AccountId, id| Tracker::cancel_shipment(origin(who), id);
		// Its key is not its account.
		assert_noop!(cancel(&courier(), one), C::UnknownKey);
		hypothetically_ok!(cancel(&other_courier(), one));
		assert_ok!(cancel(&carrier(), one));
		let id = picked_up();
		assert_ok!(pack(two, &[id]));
		assert_noop!(cancel(&carrier(), two), E::UnitNotEmpty);
	});
}
