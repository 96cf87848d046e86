//! SSCCs and codes that are somebody else's.

use super::*;

fn label(by: &AccountId, order: OrderId, sscc: Sscc) -> DispatchResult {
	Tracker::create_shipment(origin(by), order, parcel_with(|parcel| parcel.sscc = Some(sscc)))
}

#[test]
fn sscc_should_be_refused_when_its_prefix_is_not_the_senders() {
	World.build_and_execute(|| {
		// Of another prefix, that is nobody's.
		let foreign = Sscc(376_130_321_109_103_420);
		assert!(foreign.is_valid());
		assert_noop!(label(&merchant(), ORDER, foreign), C::NotPrefixOwner);
		// Of the merchant's prefix, by others.
		let unit = Tracker::create_unit(origin(&carrier()), Some(SSCC), 0);
		assert_noop!(unit, C::NotPrefixOwner);
		Stages::insert(ORDER, OrderStage::Returning);
		let labelled = parcel_with(|parcel| parcel.sscc = Some(SSCC));
		let back = Tracker::create_return(origin(&buyer()), ORDER, labelled);
		assert_noop!(back, C::NotPrefixOwner);
	});
}

#[test]
fn sscc_should_be_refused_when_its_prefix_is_only_asked_for() {
	World.build_and_execute(|| {
		let foreign = Sscc(376_130_321_109_103_420);
		let prefix = foreign.prefix(7).unwrap();
		assert_ok!(Carriers::request_prefix(origin(&merchant()), prefix));
		assert_noop!(label(&merchant(), ORDER, foreign), C::NotPrefixOwner);
		assert_ok!(Carriers::approve_prefix(RuntimeOrigin::root(), merchant(), prefix));
		assert_ok!(label(&merchant(), ORDER, foreign));
	});
}

#[test]
fn sscc_should_be_refused_when_its_check_digit_is_wrong() {
	World.build_and_execute(|| {
		for digit in (0..10).filter(|digit| *digit != 7) {
			let wrong = Sscc(SSCC.0 - 7 + digit);
			assert_noop!(label(&merchant(), ORDER, wrong), E::BadSscc);
		}
		let long = Sscc(SSCC.0 + 1_000_000_000_000_000_000);
		assert_noop!(label(&merchant(), ORDER, long), E::BadSscc);
	});
}

#[test]
fn sscc_should_be_refused_when_it_is_still_on_record() {
	World.build_and_execute(|| {
		assert_ok!(label(&merchant(), ORDER, SSCC));
		assert_noop!(label(&merchant(), ORDER, SSCC), E::SsccInUse);
		let id = pick_up(ShipmentId(0));
		assert_ok!(confirm(id));
		// Ended, but still to be looked up.
		assert_noop!(label(&merchant(), OrderId(1), SSCC), E::SsccInUse);
		pass(RECORD);
		assert_ok!(purge(id));
		assert_ok!(label(&merchant(), OrderId(1), SSCC));
		assert_eq!(Tracker::find_sscc(SSCC), Some(ShipmentId(1)));
	});
}

#[test]
fn code_should_be_refused_when_another_shipment_has_it() {
	World.build_and_execute(|| {
		let take = |id, who: &AccountId| {
			let key = [courier(), other_courier()][usize::from(*who == other_carrier())].clone();
			assert_ok!(offer(id, &shipment(id).custody.holder, who));
			Tracker::accept_handover(origin(&key), id, offered(id), None, Some(code("1Z")))
		};
		let (one, two) = (created(), created_of(OrderId(1), parcel()));
		assert_ok!(take(one, &carrier()));
		hypothetically!({
			assert_ok!(offer(two, &merchant(), &carrier()));
			let accepted = Tracker::accept_handover(
				origin(&courier()),
				two,
				offered(two),
				None,
				Some(code("1Z")),
			);
			assert_noop!(accepted, E::CodeInUse);
		});
		// Others may call something else so.
		hypothetically_ok!(take(two, &other_carrier()));
		// It stays with the first until that has ended, whoever has it then.
		hand_over(one, &carrier(), &other_carrier(), &other_courier());
		assert_eq!(Tracker::find_code(carrier(), code("1Z")), Some(one));
		hypothetically!(assert_eq!(take(two, &carrier()), Err(E::CodeInUse.into())));
		assert_ok!(confirm(one));
		assert_ok!(take(two, &carrier()));
		assert_eq!(Tracker::find_code(carrier(), code("1Z")), Some(two));
	});
}

#[test]
fn code_should_be_free_however_its_shipment_ended() {
	type End = fn(ShipmentId) -> DispatchResult;
	let ends: [End; 4] = [
		confirm,
		declare_lost,
		|id| {
			start_return(id)?;
			Tracker::accept_return(origin(&merchant()), id)
		},
		|id| {
			claim(id)?;
			pass(CONTEST);
			advance(&[id])
		},
	];
	for end in ends {
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
			assert_ok!(end(id));
			assert_eq!(Tracker::find_code(carrier(), code("1Z")), None);
		});
	}
}

#[test]
fn handover_should_be_refused_when_the_condition_was_swapped() {
	World.build_and_execute(|| {
		let id = created();
		let put_up = |condition| {
			let (who, until) = (origin(&merchant()), T0 + 1);
			assert_ok!(Tracker::offer_handover(who, id, carrier(), None, condition, until));
		};
		let accepted = |condition| {
			Tracker::accept_handover(origin(&courier()), id, offered(id), condition, None)
		};
		let (sound, dented) = (Some(H256::repeat_byte(1)), Some(H256::repeat_byte(2)));
		put_up(sound);
		for other in [dented, None] {
			assert_noop!(accepted(other), E::ConditionMismatch);
		}
		// While the carrier says yes to the one, the merchant offers the other.
		put_up(dented);
		assert_noop!(accepted(sound), E::ConditionMismatch);
		put_up(None);
		assert_noop!(accepted(sound), E::ConditionMismatch);
		put_up(sound);
		assert_ok!(accepted(sound));
	});
}
