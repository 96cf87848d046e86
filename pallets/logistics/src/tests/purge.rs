//! `purge`.

use super::*;

#[test]
fn everything_should_be_gone_when_a_shipment_is_purged() {
	World.build_and_execute(|| {
		let labelled = parcel_with(|parcel| {
			parcel.sscc = Some(SSCC);
			parcel.pages = 31;
		});
		let id = created_of(ORDER, labelled);
		assert_ok!(offer(id, &merchant(), &carrier()));
		assert_ok!(Tracker::accept_handover(
			origin(&courier()),
			id,
			offered(id),
			None,
			Some(code("1Z"))
		));
		(0..400).for_each(|_| scan(id, Milestone::Stored));
		assert_eq!(Pages::<Test>::iter().count(), 31);
		assert_ok!(confirm(id));
		pass(RECORD - 1);
		assert_noop!(purge(id), E::RecordStillNeeded);
		pass(1);
		reset();
		let post = Tracker::purge(origin(&stranger()), id).unwrap();
		assert_eq!(post.pays_fee, Pays::No);
		assert_eq!(take_events(), vec![Event::ShipmentPurged { shipment: id }]);
		assert_eq!(held(&merchant()), 0);
		assert_eq!(Balances::free_balance(merchant()), start());
		assert_eq!(Shipments::<Test>::iter().count(), 0);
		assert_eq!(Pages::<Test>::iter().count(), 0);
		assert_eq!(BySscc::<Test>::iter().count(), 0);
		assert_eq!(Consignments::<Test>::iter().count(), 0);
		assert_eq!(ByCode::<Test>::iter().count() + CodesOf::<Test>::iter().count(), 0);
		assert_eq!(ContentsOf::<Test>::iter().count(), 0);
		assert_eq!(due(), vec![]);
		assert_noop!(purge(id), E::UnknownShipment);
		// Its number is not given out again, its SSCC is.
		let next = created_of(OrderId(1), parcel_with(|parcel| parcel.sscc = Some(SSCC)));
		assert_eq!(next, ShipmentId(1));
	});
}

/// What the merchant has free in a new world: a prefix is registered.
fn start() -> Balance {
	let prefix = pallet_carriers::HoldReason::Prefix.into();
	ENDOWMENT - Balances::balance_on_hold(&prefix, &merchant())
}

#[test]
fn no_page_should_stay_whatever_the_length_of_the_history() {
	for (pages, scans) in
		[(0, 0), (0, 5), (0, 6), (1, 13), (1, 14), (2, 5), (2, 30), (31, 245), (31, 252), (31, 253)]
	{
		World.build_and_execute(|| {
			let id = pick_up(created_of(ORDER, parcel_with(|parcel| parcel.pages = pages)));
			(0..scans).for_each(|_| scan(id, Milestone::Stored));
			assert_ok!(confirm(id));
			pass(RECORD);
			assert_ok!(purge(id));
			assert_eq!(Pages::<Test>::iter().count(), 0, "{pages} pages, {scans} scans");
		});
	}
}

#[test]
fn deposit_should_go_back_to_who_paid_it() {
	World.build_and_execute(|| {
		Stages::insert(ORDER, OrderStage::Returning);
		let (id, free) = (NextShipmentId::<Test>::get(), Balances::free_balance(merchant()));
		assert_ok!(Tracker::create_return(origin(&merchant()), ORDER, parcel()));
		assert_ok!(Tracker::cancel_shipment(origin(&buyer()), id));
		pass(RECORD);
		assert_ok!(purge(id));
		assert_eq!((held(&merchant()), held(&buyer())), (0, 0));
		assert_eq!(Balances::free_balance(merchant()), free);
	});
}

#[test]
fn others_of_the_order_should_still_count_when_one_is_purged() {
	World.build_and_execute(|| {
		let (one, two) = (created(), created());
		pick_up(one);
		pick_up(two);
		assert_ok!(confirm(one));
		pass(RECORD);
		assert_ok!(purge(one));
		let expected = Consignment {
			shipments: list(&[two]),
			parcels: 2,
			arrived: 1,
			told: Told::Heard(Verdict::UnderWay),
			..Default::default()
		};
		assert_eq!(consignment(ORDER), expected);
		reset();
		assert_ok!(confirm(two));
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Proven))]);
	});
}

#[test]
fn purging_should_be_refused_when_the_shipment_has_not_ended() {
	World.build_and_execute(|| {
		let id = created();
		pass(RECORD);
		assert_noop!(purge(id), E::RecordStillNeeded);
		pick_up(id);
		assert_ok!(claim(id));
		assert_noop!(purge(id), E::RecordStillNeeded);
	});
}

#[test]
fn purging_should_be_refused_when_the_depositor_cannot_receive() {
	World.build_and_execute(|| {
		let name = Text::try_from("small").unwrap();
		let who = account(50);
		let deposit = Tracker::deposit_of(0);
		let bond = MIN_BOND;
		let all = deposit + bond + 100_000 + ED;
		assert_ok!(Balances::transfer_allow_death(origin(&buyer()), who.clone(), all));
		assert_ok!(Carriers::register(origin(&who), name, bond));
		let id = NextShipmentId::<Test>::get();
		assert_ok!(Tracker::create_unit(origin(&who), None, 0));
		assert_ok!(Tracker::cancel_shipment(origin(&who), id));
		pass(RECORD);
		// Whatever the account has, it can: the deposit is its own.
		assert_ok!(purge(id));
		assert_eq!(held(&who), 0);
	});
}

#[test]
fn shipment_should_stay_when_its_order_has_not_heard_of_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		ShopFails::set(true);
		assert_ok!(confirm(id));
		pass(RECORD);
		assert_noop!(purge(id), E::RecordStillNeeded);
		hypothetically!({
			// Nobody is left to be told.
			Stages::remove(ORDER);
			assert_ok!(purge(id));
		});
		ShopFails::set(false);
		assert_ok!(Tracker::tell_order(origin(&stranger()), ORDER, Direction::Outbound));
		assert_ok!(purge(id));
	});
}
