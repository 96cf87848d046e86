//! Each invariant, seen broken.

use super::*;

fn change(id: ShipmentId, change: impl FnOnce(&mut ShipmentOf<Test>)) {
	let mut record = shipment(id);
	change(&mut record);
	Shipments::<Test>::insert(id, record);
}

fn regard(order: OrderId, change: impl FnOnce(&mut Consignment)) {
	let mut record = consignment(order);
	change(&mut record);
	Consignments::<Test>::insert(order, Direction::Outbound, record);
}

fn assert_broken(message: &'static str, damage: impl FnOnce()) {
	hypothetically!({
		damage();
		assert_eq!(Tracker::do_try_state(), Err(DispatchError::Other(message)));
	});
	assert_ok!(Tracker::do_try_state());
}

const NOWHERE: ShipmentId = ShipmentId(77);

#[test]
fn state_should_be_broken_when_a_record_is_wrong() {
	World.build_and_execute(|| {
		let id = created_of(ORDER, parcel_with(|parcel| parcel.sscc = Some(SSCC)));
		assert_broken("a shipment has an id that was not given out", || {
			NextShipmentId::<Test>::put(ShipmentId(0))
		});
		assert_broken("what is held differs from the deposits", || {
			change(id, |record| record.deposit += 1)
		});
		assert_broken("an SSCC leads elsewhere", || BySscc::<Test>::remove(SSCC));
		assert_broken("due is what has not ended", || change(id, |record| record.due_at = None));
		assert_broken("a shipment is not among those that are due", || {
			change(id, |record| record.due_at = Some(T0))
		});
		assert_broken("an order does not list its shipment", || {
			Consignments::<Test>::remove(ORDER, Direction::Outbound)
		});
		assert_ok!(Tracker::cancel_shipment(origin(&merchant()), id));
		assert_broken("an ended shipment keeps its codes", || {
			CodesOf::<Test>::insert(id, Codes::<AccountId>::default())
		});
		assert_broken("an ended shipment is in a unit", || {
			change(id, |record| record.parent = Some(NOWHERE))
		});
		assert_broken("an ended shipment is offered", || {
			let (to, expires_at) = (carrier(), T0);
			let head = H256::zero();
			let offer = Offer { to, seal: None, condition: None, expires_at, head };
			change(id, |record| record.offer = Some(offer))
		});
	});
}

#[test]
fn state_should_be_broken_when_a_history_has_holes() {
	World.build_and_execute(|| {
		let of = |order, pages| {
			let parcel = parcel_with(|parcel| parcel.pages = pages);
			pick_up(created_of(OrderId(order), parcel))
		};
		let id = of(0, 2);
		// Two full pages and three entries.
		(0..16).for_each(|_| scan(id, Milestone::Stored));
		assert_broken("the newest page is empty", || {
			change(id, |record| record.history.recent = Page::default())
		});
		assert_broken("the newest page begins in the middle", || {
			change(id, |record| drop(record.history.recent.pop()))
		});
		assert_broken("half a page was folded", || {
			change(id, |record| record.history.folded.push(H256::zero()).unwrap())
		});
		assert_broken("more pages are kept than were paid for", || {
			change(id, |record| record.history.pages = 1)
		});
		assert_broken("a page too many", || Pages::<Test>::insert(id, 9, Page::default()));
		assert_broken("a page is missing, or not full", || {
			Pages::<Test>::mutate(id, 1, |page| drop(page.as_mut().unwrap().pop()))
		});
		assert_broken("the entries do not lead to the head", || {
			change(id, |record| record.history.head = H256::zero())
		});
		assert_broken("the entries do not lead to the head", || {
			Pages::<Test>::mutate(id, 0, |page| page.as_mut().unwrap()[3].late = true)
		});
		let folded = of(1, 1);
		(0..16).for_each(|_| scan(folded, Milestone::Stored));
		assert_broken("a page was folded that was paid for", || {
			change(folded, |record| record.history.pages = 2)
		});
		assert_broken("a page of a shipment that is gone", || {
			Pages::<Test>::insert(NOWHERE, 0, Page::default())
		});
	});
}

#[test]
fn state_should_be_broken_when_a_unit_and_what_is_in_it_disagree() {
	World.build_and_execute(|| {
		let (outer, inner, id) = (unit(), unit(), picked_up());
		let (alone, waits) = (picked_up_of(1), created_of(OrderId(2), parcel()));
		assert_ok!(pack(inner, &[id]));
		assert_ok!(pack(outer, &[inner]));
		assert_broken("a unit has a height", || change(alone, |record| record.height = 1));
		assert_broken("units go too deep", || change(outer, |record| record.height = 5));
		assert_broken("what was not picked up is in a unit", || {
			change(waits, |record| record.parent = Some(outer))
		});
		assert_broken("a unit does not list its contents", || {
			change(alone, |record| record.parent = Some(outer))
		});
		assert_broken("a unit is not higher than what is in it", || {
			change(outer, |record| record.height = 1)
		});
		assert_broken("a unit lists what is gone", || {
			ContentsOf::<Test>::mutate(inner, |list| list.try_push(NOWHERE).unwrap())
		});
		assert_broken("a unit lists what is not in it", || {
			ContentsOf::<Test>::mutate(inner, |list| list.try_push(alone).unwrap())
		});
		assert_broken("a unit's value is not that of its contents", || {
			change(outer, |record| record.value += 1)
		});
		assert_broken("an empty list is kept", || {
			ContentsOf::<Test>::insert(unit(), Contents::default())
		});
		assert_broken("a unit is gone that holds something", || {
			ContentsOf::<Test>::insert(NOWHERE, Contents::default())
		});
	});
}

#[test]
fn state_should_be_broken_when_the_unit_of_a_shipment_is_gone() {
	World.build_and_execute(|| {
		let (id, child) = (unit(), picked_up());
		assert_ok!(pack(id, &[child]));
		assert_broken("the unit of a shipment is gone", || Shipments::<Test>::remove(id));
	});
}

#[test]
fn state_should_be_broken_when_an_index_leads_nowhere() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		assert_ok!(Tracker::accept_handover(
			origin(&courier()),
			id,
			offered(id),
			None,
			Some(code("1Z"))
		));
		assert_broken("an SSCC leads nowhere", || BySscc::<Test>::insert(SSCC, id));
		assert_broken("an SSCC leads nowhere", || BySscc::<Test>::insert(SSCC, NOWHERE));
		assert_broken("something else is due, or at another time", || {
			Due::<Test>::insert(
				(souk_primitives::BigEndian(T0), souk_primitives::BigEndian(id.0)),
				(),
			)
		});
		assert_broken("a code leads nowhere", || ByCode::<Test>::insert(carrier(), code("2Z"), id));
		assert_broken("a code leads elsewhere", || ByCode::<Test>::remove(carrier(), code("1Z")));
		assert_broken("an empty list of codes is kept", || {
			CodesOf::<Test>::insert(NOWHERE, Codes::<AccountId>::default())
		});
	});
}

#[test]
fn state_should_be_broken_when_parcels_are_counted_wrong() {
	World.build_and_execute(|| {
		created();
		let claimed = picked_up_of(1);
		assert_ok!(claim(claimed));
		let arrived = picked_up_of(2);
		assert_ok!(confirm(arrived));
		let (waits, says, there) = (ORDER, OrderId(1), OrderId(2));
		assert_broken("an order lists no shipments", || {
			Consignments::<Test>::insert(OrderId(9), Direction::Inbound, Consignment::default())
		});
		assert_broken("an order lists what is gone", || {
			regard(waits, |all| all.shipments.try_push(NOWHERE).unwrap())
		});
		assert_broken("parcels that wait are counted wrong", || {
			regard(waits, |all| all.waiting = 0)
		});
		assert_broken("claims are counted wrong", || regard(says, |all| all.claimed = 0));
		assert_broken("parcels that ended are counted wrong", || {
			regard(there, |all| all.arrived = 0)
		});
		assert_broken("more parcels are counted than there are", || {
			regard(there, |all| all.gone = 1)
		});
	});
}
