//! `set_pod_key`.

use super::*;

fn set(by: &AccountId, id: ShipmentId, key: AccountId) -> DispatchResult {
	plain(Tracker::set_pod_key(origin(by), id, key))
}

#[test]
fn key_should_be_on_the_parcel_when_its_consignee_names_it() {
	World.build_and_execute(|| {
		let id = created();
		reset();
		for key in [account(77), pod_key()] {
			let before = shipment(id);
			assert_ok!(set(&buyer(), id, key.clone()));
			let named = entry(Occurrence::PodKeySet { key: key.clone() }, &buyer());
			assert_step(id, &before, named, |record| record.pod_key = Some(key));
		}
	});
}

#[test]
fn key_should_be_the_merchants_when_goods_go_back() {
	World.build_and_execute(|| {
		let id = inbound_of(ORDER);
		assert_noop!(set(&buyer(), id, pod_key()), E::NotConsignee);
		assert_ok!(set(&merchant(), id, pod_key()));
		pick_up(id);
		assert_ok!(prove(id));
		assert_eq!(status(id), Status::Delivered);
	});
}

#[test]
fn key_should_be_refused_when_somebody_else_names_it() {
	World.build_and_execute(|| {
		let (id, unit) = (created(), unit());
		for who in [merchant(), carrier(), courier(), stranger()] {
			assert_noop!(set(&who, id, pod_key()), E::NotConsignee);
			assert_noop!(set(&who, unit, pod_key()), E::NotConsignee);
		}
	});
}

#[test]
fn key_should_be_refused_when_the_parcel_was_picked_up() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_noop!(set(&buyer(), id, pod_key()), E::AlreadyPickedUp);
		assert_ok!(confirm(id));
		assert_noop!(set(&buyer(), id, pod_key()), E::HasEnded);
	});
}
