//! `update_eta`.

use super::*;

fn update(by: &AccountId, id: ShipmentId, estimated: Moment) -> DispatchResult {
	Tracker::update_eta(origin(by), id, estimated)
}

#[test]
fn estimate_should_be_the_newest_when_keys_give_several() {
	World.build_and_execute(|| {
		let id = picked_up();
		for (who, estimated) in [(scanner(), T0 + 5), (courier(), 0), (carrier(), Moment::MAX)] {
			reset();
			let before = shipment(id);
			pass(1);
			assert_ok!(update(&who, id, estimated));
			let what = Occurrence::EtaUpdated { estimated };
			assert_step(id, &before, entry(what, &who), |record| {
				record.estimated = Some(estimated);
				record.custody.heard_at = now();
			});
		}
		assert_eq!(shipment(id).planned, None);
	});
}

#[test]
fn estimate_should_be_refused_when_the_caller_does_not_carry_it() {
	World.build_and_execute(|| {
		let id = created();
		assert_noop!(update(&merchant(), id, T0), E::NotUnderWay);
		pick_up(id);
		for who in [merchant(), buyer(), other_courier(), stranger()] {
			assert_noop!(update(&who, id, T0), C::UnknownKey);
		}
	});
}
