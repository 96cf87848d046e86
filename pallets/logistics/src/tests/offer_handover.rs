//! `offer_handover`.

use super::*;

#[test]
fn parcel_should_be_announced_when_its_shipper_offers_it() {
	World.build_and_execute(|| {
		let id = created();
		reset();
		let before = shipment(id);
		let (seal, condition) = (Some(H256::repeat_byte(1)), Some(H256::repeat_byte(2)));
		let (to, expires_at) = (carrier(), now() + 1);
		assert_ok!(Tracker::offer_handover(
			origin(&merchant()),
			id,
			to.clone(),
			seal,
			condition,
			expires_at
		));
		let what = Occurrence::HandoverOffered { to: to.clone(), seal, condition, expires_at };
		let put_up = entry(what, &merchant());
		assert_step(id, &before, put_up.clone(), |record| {
			record.state = State::Announced;
			let head = extended(record.history.head, &put_up);
			record.offer = Some(Offer { to, seal, condition, expires_at, head });
		});
		assert_eq!(consignment(ORDER).waiting, 1);
		assert_eq!(take_steps(), vec![]);
	});
}

#[test]
fn offer_should_take_the_place_of_the_one_before() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		assert_ok!(offer(id, &merchant(), &other_carrier()));
		assert_eq!(shipment(id).offer.unwrap().to, other_carrier());
		assert_noop!(accept(id, &courier()), C::UnknownKey);
		assert_ok!(accept(id, &other_courier()));
	});
}

#[test]
fn parcel_should_be_offered_to_another_carrier_when_its_custodian_does_so() {
	World.build_and_execute(|| {
		for who in [carrier(), courier()] {
			let id = picked_up();
			Stages::insert(ORDER, OrderStage::Funded);
			scan(id, Milestone::OutForDelivery);
			assert_ok!(offer(id, &who, &other_carrier()));
			assert_eq!(status(id), Status::OutForDelivery);
			assert_eq!(shipment(id).custody.holder, carrier());
			assert_ok!(confirm(id));
			pass(RECORD);
			assert_ok!(purge(id));
		}
	});
}

#[test]
fn parcel_should_be_offered_when_its_carrier_is_suspended() {
	World.build_and_execute(|| {
		let id = picked_up();
		suspend(&carrier());
		assert_noop!(offer(id, &courier(), &other_carrier()), C::CarrierIsSuspended);
		assert_ok!(offer(id, &carrier(), &other_carrier()));
		assert_ok!(accept(id, &other_courier()));
		assert_eq!((exposure(&carrier()), exposure(&other_carrier())), (0, VALUE));
	});
}

#[test]
fn offer_should_be_refused_when_somebody_else_makes_it() {
	World.build_and_execute(|| {
		let id = created();
		for who in [buyer(), carrier(), courier(), stranger()] {
			assert_noop!(offer(id, &who, &carrier()), E::NotShipper);
		}
		pick_up(id);
		for who in [merchant(), buyer(), other_carrier(), stranger()] {
			assert_noop!(offer(id, &who, &other_carrier()), C::UnknownKey);
		}
		assert_noop!(offer(id, &scanner(), &other_carrier()), C::OutOfScope);
	});
}

#[test]
fn offer_should_be_refused_when_it_is_to_who_has_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_noop!(offer(id, &courier(), &carrier()), E::AlreadyCustodian);
	});
}

#[test]
fn offer_should_be_refused_when_it_ends_before_it_begins() {
	World.build_and_execute(|| {
		let id = created();
		for expires_at in [0, now() - 1, now()] {
			let offer =
				Tracker::offer_handover(origin(&merchant()), id, carrier(), None, None, expires_at);
			assert_noop!(offer, E::ExpiryInThePast);
		}
	});
}
