//! `accept_handover`.

use super::*;

fn accept_as(
	by: &AccountId,
	id: ShipmentId,
	condition: Option<H256>,
	name: Option<&str>,
) -> DispatchResult {
	Tracker::accept_handover(origin(by), id, offered(id), condition, name.map(code))
}

#[test]
fn carrier_should_have_and_answer_for_a_parcel_when_it_takes_it_over() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		reset();
		let before = shipment(id);
		pass(7);
		assert_ok!(accept_as(&courier(), id, None, Some("1Z")));
		let what = Occurrence::HandedOver { from: merchant(), to: carrier() };
		let taken = entry(what, &courier());
		assert_step(id, &before, taken.clone(), |record| {
			record.state = State::Moving(Leg::PickedUp);
			record.offer = None;
			record.custody = Custody {
				holder: carrier(),
				since: T0 + 7,
				from_seq: 2,
				head: extended(record.history.head, &taken),
				heard_at: T0 + 7,
				moved_at: T0 + 7,
			};
		});
		assert_eq!(exposure(&carrier()), VALUE);
		assert_eq!(ByCode::<Test>::get(carrier(), code("1Z")), Some(id));
		assert_eq!(CodesOf::<Test>::get(id).into_inner(), vec![(carrier(), code("1Z"))]);
		assert_eq!(take_steps(), vec![(ORDER, Step::Dispatched)]);
		let told = Told::Heard(Verdict::UnderWay);
		let expected =
			Consignment { shipments: list(&[id]), parcels: 1, told, ..Default::default() };
		assert_eq!(consignment(ORDER), expected);
	});
}

#[test]
fn liability_should_go_with_the_parcel_when_another_carrier_takes_it_over() {
	World.build_and_execute(|| {
		let id = picked_up();
		scan(id, Milestone::OutForDelivery);
		assert_ok!(offer(id, &courier(), &other_carrier()));
		reset();
		let before = shipment(id);
		pass(3);
		assert_ok!(accept(id, &other_carrier()));
		let what = Occurrence::HandedOver { from: carrier(), to: other_carrier() };
		let taken = entry(what, &other_carrier());
		assert_step(id, &before, taken.clone(), |record| {
			record.state = State::Moving(Leg::InTransit);
			record.offer = None;
			let (holder, since) = (other_carrier(), T0 + 3);
			let head = extended(record.history.head, &taken);
			record.custody =
				Custody { holder, since, from_seq: 5, head, heard_at: since, moved_at: since };
		});
		assert_eq!((exposure(&carrier()), exposure(&other_carrier())), (0, VALUE));
		assert_eq!(take_steps(), vec![]);
	});
}

#[test]
fn parcel_should_go_on_going_back_when_another_carrier_takes_it_over() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(start_return(id));
		hand_over(id, &courier(), &other_carrier(), &other_courier());
		assert_eq!(status(id), Status::Returning);
	});
}

#[test]
fn handover_should_be_refused_when_it_was_not_offered_or_no_more() {
	World.build_and_execute(|| {
		let id = created();
		assert_noop!(accept(id, &courier()), E::NotOffered);
		let until = now() + 1_000;
		assert_ok!(offer(id, &merchant(), &carrier()));
		set_time(until - 1);
		hypothetically_ok!(accept(id, &courier()));
		set_time(until);
		assert_noop!(accept(id, &courier()), E::OfferExpired);
	});
}

#[test]
fn handover_should_be_refused_when_more_became_known_than_was_looked_at() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		let seen = offered(id);
		assert_eq!(seen, shipment(id).history.head);
		let accept_seen = |seen| Tracker::accept_handover(origin(&courier()), id, seen, None, None);
		for wrong in [H256::zero(), shipment(id).history.origin] {
			assert_noop!(accept_seen(wrong), E::OfferChanged);
		}
		// A document changes nothing that a carrier answers for.
		assert_ok!(attach(&buyer(), id));
		hypothetically_ok!(accept_seen(seen));
		// A key does: from then on only its signature counts.
		assert_ok!(Tracker::set_pod_key(origin(&buyer()), id, pod_key()));
		assert_noop!(accept_seen(seen), E::OfferChanged);
		assert_ok!(accept_seen(shipment(id).history.head));
		// So does damage.
		assert_ok!(offer(id, &courier(), &other_carrier()));
		let seen = offered(id);
		scan(id, Milestone::Arrived);
		let take = |seen| Tracker::accept_handover(origin(&other_courier()), id, seen, None, None);
		hypothetically_ok!(take(seen));
		assert_ok!(Tracker::report_exception(origin(&courier()), id, Trouble::Damaged, None));
		assert_noop!(take(seen), E::OfferChanged);
		assert_ok!(take(offered(id)));
	});
}

#[test]
fn handover_should_be_refused_when_somebody_else_accepts() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		for who in [merchant(), buyer(), other_carrier(), other_courier(), stranger()] {
			assert_noop!(accept(id, &who), C::UnknownKey);
		}
		assert_noop!(accept(id, &scanner()), C::OutOfScope);
		assert_noop!(accept(id, &device()), C::OutOfScope);
		suspend(&carrier());
		assert_noop!(accept(id, &carrier()), C::CarrierIsSuspended);
	});
}

#[test]
fn handover_should_be_refused_when_it_is_offered_to_no_carrier() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &stranger()));
		assert_noop!(accept(id, &stranger()), C::UnknownCarrier);
	});
}

#[test]
fn handover_should_be_refused_when_the_bond_does_not_cover_the_value() {
	World.build_and_execute(|| {
		let id = created_of(ORDER, parcel_with(|parcel| parcel.value = BOND + 1));
		assert_ok!(offer(id, &merchant(), &carrier()));
		assert_noop!(accept(id, &courier()), C::ExposureAboveBond);
		assert_ok!(Carriers::add_bond(origin(&carrier()), 1));
		assert_ok!(accept(id, &courier()));
		assert_eq!(exposure(&carrier()), BOND + 1);
	});
}

#[test]
fn nothing_should_be_exposed_when_a_parcel_is_worth_nothing() {
	World.build_and_execute(|| {
		let id = created_of(ORDER, parcel_with(|parcel| parcel.value = 0));
		pick_up(id);
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		assert_eq!((exposure(&carrier()), exposure(&other_carrier())), (0, 0));
		assert_ok!(Tracker::declare_lost(origin(&other_courier()), id, Loss::Lost));
	});
}

#[test]
fn merchant_should_carry_its_own_goods_when_it_is_a_carrier() {
	World.build_and_execute(|| {
		let name = Text::try_from("shop").unwrap();
		assert_ok!(Carriers::register(origin(&merchant()), name, BOND));
		let id = created();
		hand_over(id, &merchant(), &merchant(), &merchant());
		assert_eq!(exposure(&merchant()), VALUE);
		assert_noop!(offer(id, &merchant(), &merchant()), E::AlreadyCustodian);
		assert_ok!(confirm(id));
		assert_eq!(exposure(&merchant()), 0);
	});
}

#[test]
fn code_should_stay_where_it_is_when_its_carrier_uses_it_again_for_the_same() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		assert_ok!(accept_as(&courier(), id, None, Some("1Z")));
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		assert_ok!(offer(id, &other_carrier(), &carrier()));
		assert_ok!(accept_as(&courier(), id, None, Some("1Z")));
		assert_eq!(CodesOf::<Test>::get(id).len(), 1);
	});
}

#[test]
fn oldest_code_should_go_when_there_is_a_fifth() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		assert_ok!(accept_as(&courier(), id, None, Some("0")));
		for n in 1..6 {
			let parties = [(carrier(), courier()), (other_carrier(), other_courier())];
			let (from, to) = (&parties[(n - 1) % 2], &parties[n % 2]);
			assert_ok!(offer(id, &from.0, &to.0));
			assert_ok!(accept_as(&to.1, id, None, Some(&n.to_string())));
		}
		let expected = vec![
			(carrier(), code("2")),
			(other_carrier(), code("3")),
			(carrier(), code("4")),
			(other_carrier(), code("5")),
		];
		assert_eq!(CodesOf::<Test>::get(id).into_inner(), expected);
		assert_eq!(ByCode::<Test>::iter().count(), 4);
		assert_eq!(ByCode::<Test>::get(carrier(), code("0")), None);
	});
}
