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
