use super::*;
use codec::{Decode, Encode};
use scale_info::{TypeDef, TypeDefPrimitive, TypeInfo};

#[test]
fn reference_and_tracking_should_be_str_when_described_in_metadata() {
	for info in [Reference::type_info(), Tracking::type_info()] {
		assert_eq!(info.type_def, TypeDef::Primitive(TypeDefPrimitive::Str));
	}
	assert_eq!(
		core::any::TypeId::of::<<Reference as TypeInfo>::Identity>(),
		core::any::TypeId::of::<str>()
	);
}

#[test]
fn reference_should_be_refused_when_longer_than_64_bytes() {
	assert!(Reference::decode(&mut &"x".repeat(64).encode()[..]).is_ok());
	assert!(Reference::decode(&mut &"x".repeat(65).encode()[..]).is_err());
	// Bytes count, not characters.
	assert!(Reference::decode(&mut &"订".repeat(22).encode()[..]).is_err());
}

#[test]
fn extensions_should_be_used_once_by_each_party_when_asked() {
	use Party::{Buyer, Merchant};
	for (first, second) in [(Buyer, Merchant), (Merchant, Buyer)] {
		let once = Once::Unused.used_by(first).unwrap();
		assert_eq!(once, Once::UsedBy(first));
		assert_eq!(once.used_by(first), None);
		assert_eq!(once.used_by(second), Some(Once::UsedByBoth));
		assert_eq!(Once::UsedByBoth.used_by(first), None);
	}
}

#[test]
fn timer_should_keep_exactly_what_was_left_when_paused_and_resumed() {
	let states: [OrderState<Balance>; 3] = [
		OrderState::Funded { ship_by: 1_000 },
		OrderState::Shipped { receive_by: 1_000 },
		OrderState::Delivered { inspect_by: 1_000 },
	];
	for running in states {
		for (paused_at, left) in [(0, 1_000), (400, 600), (999, 1), (1_000, 0), (5_000, 0)] {
			let resumed: OrderState<Balance> = running.pause(paused_at).unwrap().resume(10_000);
			assert_eq!(resumed.stage(), running.stage());
			assert_eq!(resumed.deadline(), Some(10_000 + left));
		}
	}
}

#[test]
fn timer_should_not_pause_when_nothing_is_under_way() {
	let states: [OrderState<Balance>; 4] = [
		OrderState::Created { pay_by: 9 },
		OrderState::Settled { at: 9 },
		OrderState::Refunded { at: 9 },
		OrderState::Cancelled { at: 9 },
	];
	for state in states {
		assert_eq!(state.pause(1), None);
	}
	for state in &states[1..] {
		assert_eq!(state.deadline(), None);
		assert_eq!(state.deadline_of(), None);
		assert_eq!(state.extended(5), None);
	}
}

#[test]
fn deadline_should_not_wrap_when_at_the_end_of_time() {
	let late: OrderState<Balance> = OrderState::Funded { ship_by: u64::MAX - 1 };
	assert_eq!(late.extended(5).unwrap().deadline(), Some(u64::MAX));
	let resumed: OrderState<Balance> = late.pause(0).unwrap().resume(5);
	assert_eq!(resumed.deadline(), Some(u64::MAX));
}

/// Indices are what clients have on disk: they never change.
#[test]
fn stored_enums_should_keep_their_indices_when_encoded() {
	let states: [(OrderState<Balance>, u8); 8] = [
		(OrderState::Created { pay_by: 1 }, 0),
		(OrderState::Funded { ship_by: 1 }, 1),
		(OrderState::Shipped { receive_by: 1 }, 2),
		(OrderState::Delivered { inspect_by: 1 }, 3),
		(
			OrderState::RefundRequested {
				kind: RefundKind::RefundOnly,
				amount: 1,
				answer_by: 1,
				paused: Paused::Funded { remaining: 1 },
			},
			4,
		),
		(OrderState::Settled { at: 1 }, 7),
		(OrderState::Refunded { at: 1 }, 8),
		(OrderState::Cancelled { at: 1 }, 9),
	];
	for (state, index) in states {
		assert_eq!(state.encode()[0], index);
		assert_eq!(state.stage().encode(), vec![index]);
	}
	assert_eq!(HoldReason::Terms.encode(), vec![0]);
	assert_eq!(HoldReason::Order.encode(), vec![1]);
	assert_eq!(HoldReason::Debt.encode(), vec![2]);
}

#[test]
fn bond_should_be_of_who_put_it_up_when_a_dispute_is_escalated() {
	use Party::{Buyer, Merchant};
	type Phase = DisputePhase<Balance>;
	let bonds = |phase: Phase| [phase.bond_of(Buyer), phase.bond_of(Merchant)];
	assert_eq!(bonds(Phase::Negotiating { until: 1 }), [None, None]);
	let escalated = |by| Phase::Escalated { by, bond: 5, respond_by: 1 };
	assert_eq!(bonds(escalated(Buyer)), [Some(5), None]);
	assert_eq!(bonds(escalated(Merchant)), [None, Some(5)]);
	let deciding = |silent| Phase::Deciding { bond: 5, silent, decide_by: 1 };
	assert_eq!(bonds(deciding(None)), [Some(5), Some(5)]);
	assert_eq!(bonds(deciding(Some(Buyer))), [None, Some(5)]);
	assert_eq!(bonds(deciding(Some(Merchant))), [Some(5), None]);
}

#[test]
fn complaint_should_ask_for_less_and_end_with_nothing_when_money_went_back() {
	type State = OrderState<Balance>;
	let paused = Paused::Shipped { remaining: 7 };
	let goes_on = State::Shipped { receive_by: 107 };
	let kind = RefundKind::RefundOnly;
	let asks = |amount| State::RefundRequested { amount, kind, answer_by: 9, paused };
	let leg = ReturnLeg::Sent { receive_by: 9 };
	let returns = |amount| State::Returning { amount, leg, paused };
	let disputed = |interrupted| State::Disputed {
		by: Party::Buyer,
		phase: DisputePhase::Negotiating { until: 9 },
		proposals: Proposals::default(),
		interrupted,
	};
	let asked =
		|amount| disputed(Interrupted::RefundRequested { amount, kind, remaining: 3, paused });
	let returned =
		|amount| disputed(Interrupted::Returning { amount, sent: true, remaining: 3, paused });
	let over = disputed(Interrupted::Stage(paused));
	for (before, part, all) in [
		(asks(10), asks(6), goes_on),
		(returns(10), returns(6), goes_on),
		(asked(10), asked(6), over),
		(returned(10), returned(6), over),
		(over, over, over),
		(goes_on, goes_on, goes_on),
	] {
		assert_eq!(before.met(4, 100), part);
		assert_eq!(before.met(10, 100), all);
		assert_eq!(before.met(11, 100), all);
	}
}
