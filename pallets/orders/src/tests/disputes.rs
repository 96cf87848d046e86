//! What the sides do not agree about. Figures are in the asset's minor units, of a price of 10,019
//! with a bond of 1,001 and a fee of 400.

use super::*;
use frame_support::{assert_noop, hypothetically};
use sp_runtime::{traits::Dispatchable, Permill};

const BOND_OF_PRICE: Balance = 1_001;
const FEE: Balance = 400;

fn dispute(who: &AccountId, id: OrderId) -> DispatchResult {
	Souk::dispute(origin(who), id, None)
}

fn propose(who: &AccountId, id: OrderId, to_buyer: Balance) -> DispatchResult {
	Souk::propose_split(origin(who), id, to_buyer)
}

fn accept(who: &AccountId, id: OrderId, to_buyer: Balance) -> DispatchResult {
	Souk::accept_split(origin(who), id, to_buyer)
}

fn escalate(who: &AccountId, id: OrderId) -> DispatchResult {
	Souk::escalate(origin(who), id, None)
}

fn decide(id: OrderId, to_buyer: Balance) -> DispatchResult {
	Souk::decide(origin(&resolver()), id, to_buyer)
}

/// Before the resolver, with one side's bond only.
fn silent(party: Party, id: OrderId) -> OrderId {
	let id = disputed(id);
	let caller = if party == Party::Buyer { merchant() } else { buyer() };
	assert_ok!(escalate(&caller, id));
	set_time(deadline(id));
	assert_ok!(settle_due(id));
	reset();
	id
}

fn with_rules(change: impl FnOnce(&mut DisputeRules<AccountId>)) -> Shop {
	let mut rules = dispute_rules();
	change(&mut rules);
	Shop::default().terms(Terms { disputes: Some(rules), ..default_terms() })
}

/// What everybody has more than before: buyer, merchant, resolver, and the two splits.
fn gains(before: &Purses) -> (i128, i128, i128, i128) {
	let after = Purses::now(&before.asset);
	let gain = |was: Balance, is: Balance| is as i128 - was as i128;
	(
		gain(before.buyer, after.buyer),
		gain(before.merchant, after.merchant),
		gain(before.resolver, after.resolver),
		gain(before.platform + before.affiliate, after.platform + after.affiliate),
	)
}

#[test]
fn dispute_should_stop_the_timer_when_it_is_opened() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(T0 + 11);
		let evidence = Some(H256::repeat_byte(3));
		assert_ok!(Souk::dispute(origin(&merchant()), id, evidence));
		let until = T0 + 11 + dispute_rules().negotiate;
		let opened = Ev::DisputeOpened { order: id, by: Party::Merchant, until, evidence };
		assert_eq!(take_events(), vec![opened]);
		assert_eq!(due(), vec![(until, id)]);
		set_time(until);
		idle();
		let receive_by = until + WINDOWS.receive - 11;
		let lapsed = Ev::ComplaintLapsed { order: id, until: receive_by };
		assert_eq!(take_events(), vec![lapsed]);
		assert_eq!(state(id), OrderState::Shipped { receive_by });
	});
}

/// Two timers stand still at once, and each goes on with what it had left.
#[test]
fn timers_should_go_on_exactly_when_a_dispute_over_a_request_is_off() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(T0 + 100);
		assert_ok!(request(id, 19));
		set_time(T0 + 350);
		assert_ok!(dispute(&merchant(), id));
		let off = T0 + 350 + dispute_rules().negotiate;
		set_time(off + 40);
		let answer_by = off + WINDOWS.answer - 250;
		assert_noop!(propose(&buyer(), id, 1), E::NoDispute);
		set_time(answer_by - 1);
		assert_ok!(answer(id, Answer::Reject));
		let receive_by = answer_by - 1 + WINDOWS.receive - 100;
		assert_eq!(state(id), OrderState::Shipped { receive_by });
	});
}

#[test]
fn timers_should_go_on_exactly_when_a_dispute_over_a_return_is_off() {
	Shop::default().build_and_execute(|| {
		let id = delivered();
		set_time(T0 + 7);
		let id = sent_back(returning(id, 19));
		set_time(T0 + 1_007);
		assert_ok!(dispute(&merchant(), id));
		let off = T0 + 1_007 + dispute_rules().negotiate;
		let receive_by = off + WINDOWS.take_back - 1_000;
		set_time(receive_by);
		idle();
		let inspect_by = receive_by + WINDOWS.inspect - 7;
		assert_eq!(state(id), OrderState::Delivered { inspect_by });
		assert_eq!(ledger_of(id).refunded(), 19);
	});
}

#[test]
fn dispute_should_be_refused_when_the_side_had_one_before() {
	Shop::default().build_and_execute(|| {
		let id = disputed(shipped());
		set_time(deadline(id));
		assert_noop!(dispute(&buyer(), id), E::AlreadyDisputed);
		assert_ok!(dispute(&merchant(), id));
		set_time(deadline(id));
		assert_noop!(dispute(&merchant(), id), E::AlreadyDisputed);
		assert_noop!(dispute(&buyer(), id), E::AlreadyDisputed);
	});
}

#[test]
fn dispute_should_be_refused_when_the_terms_offer_none() {
	let terms = Terms { disputes: None, ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let id = shipped();
		assert_noop!(dispute(&buyer(), id), E::DisputesNotOffered);
		assert_noop!(decide(id, 1), E::NotResolver);
	});
}

#[test]
fn split_should_end_the_order_when_the_other_side_accepts_it() {
	Shop::default().build_and_execute(|| {
		let id = disputed(shipped());
		let before = Purses::now(&USD);
		assert_ok!(propose(&merchant(), id, 1));
		assert_ok!(propose(&merchant(), id, 4_000));
		assert_ok!(accept(&buyer(), id, 4_000));
		assert_eq!(state(id), OrderState::Settled { at: T0 });
		// Of the 6,019 that are left: 300 and 150 to the splits.
		assert_eq!(gains(&before), (4_000, 5_569, 0, 450));
		let proposed =
			|to_buyer| Ev::SplitProposed { order: id, by: Party::Merchant, to_buyer, of: PRICE };
		assert_eq!(
			take_events(),
			vec![
				proposed(1),
				proposed(4_000),
				Ev::SplitAccepted { order: id, by: Party::Buyer, to_buyer: 4_000, of: PRICE },
				Ev::OrderRefunded { order: id, amount: 4_000, cumulative: 4_000 },
				Ev::OrderSettled { order: id, paid_out: 6_019 },
			]
		);
	});
}

#[test]
fn split_should_be_all_or_nothing_when_that_is_what_the_sides_agree_on() {
	for (to_buyer, gained) in
		[(0, (0, TO_MERCHANT as i128, 0, 750)), (PRICE, (PRICE as i128, 0, 0, 0))]
	{
		Shop::default().build_and_execute(|| {
			let id = disputed(shipped());
			let before = Purses::now(&USD);
			assert_ok!(propose(&buyer(), id, to_buyer));
			assert_ok!(accept(&merchant(), id, to_buyer));
			assert_eq!(gains(&before), gained);
			assert!(stage(id).is_final());
		});
	}
}

/// Shares of 1,019 leave two units that a later capture might have needed.
#[test]
fn withheld_rounding_should_go_to_the_merchant_when_the_buyer_is_awarded_all_that_is_open() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(release(id, 1_019));
		let id = disputed(id);
		let before = Purses::now(&USD);
		assert_ok!(propose(&buyer(), id, 9_000));
		assert_ok!(accept(&merchant(), id, 9_000));
		assert_eq!(gains(&before), (9_000, 2, 0, 0));
		assert_eq!(before.pot - Purses::now(&USD).pot, 9_002);
		assert_eq!(AcceptedAssets::<Test>::get(USD), Some(0));
		assert_eq!(state(id), OrderState::Settled { at: T0 });
		assert_eq!(
			take_events(),
			vec![
				Ev::SplitProposed { order: id, by: Party::Buyer, to_buyer: 9_000, of: 9_000 },
				Ev::SplitAccepted { order: id, by: Party::Merchant, to_buyer: 9_000, of: 9_000 },
				Ev::OrderRefunded { order: id, amount: 9_000, cumulative: 9_000 },
				Ev::OrderSettled { order: id, paid_out: 1_019 },
			]
		);
	});
}

/// No call gives back a part while the sides disagree. The order itself does not count on that.
#[test]
fn dispute_should_stay_as_it_is_when_a_part_of_the_order_is_refunded() {
	let makes: [Make; 3] = [
		|| disputed(shipped()),
		|| escalated(disputed(shipped())),
		|| deciding(escalated(disputed(shipped()))),
	];
	for make in makes {
		Shop::default().build_and_execute(|| {
			let id = make();
			set_time(T0 + 5);
			assert_noop!(refund(id, 19), E::DisputeOpen);
			let before = order(id);
			let mut order = before.clone();
			let moved = order.refund(19, now()).unwrap();
			assert_eq!((moved.refunded, moved.over), (19, false));
			assert_eq!(moved.awards, vec![]);
			assert_eq!(order.state, before.state);
			assert_eq!(order.deadline(), before.deadline());
			assert_eq!(order.ledger().unwrap().open, PRICE - 19);
		});
	}
}

#[test]
fn acceptance_should_be_refused_when_the_proposal_is_another_by_then() {
	Shop::default().build_and_execute(|| {
		let id = disputed(shipped());
		assert_ok!(propose(&merchant(), id, 4_000));
		assert_ok!(propose(&merchant(), id, 0));
		assert_noop!(accept(&buyer(), id, 4_000), E::ProposalChanged);
		// Nor does one's own count.
		assert_ok!(propose(&buyer(), id, 4_000));
		assert_noop!(accept(&buyer(), id, 4_000), E::ProposalChanged);
		assert_ok!(accept(&merchant(), id, 4_000));
	});
}

#[test]
fn proposal_should_be_refused_when_it_is_more_than_is_open() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(release(id, 19));
		let id = disputed(id);
		assert_noop!(propose(&buyer(), id, 10_001), E::MoreThanOpen);
		assert_ok!(propose(&buyer(), id, 10_000));
	});
}

#[test]
fn bonds_should_go_to_the_pot_when_both_sides_escalate() {
	Shop::default().build_and_execute(|| {
		let id = disputed(shipped());
		let before = Purses::now(&USD);
		let evidence = Some(H256::repeat_byte(5));
		assert_ok!(Souk::escalate(origin(&buyer()), id, evidence));
		let respond_by = T0 + dispute_rules().respond;
		assert_eq!(gains(&before), (-1_001, 0, 0, 0));
		assert_eq!(orders_of(&resolver(), Role::Resolver), vec![id]);
		set_time(respond_by - 1);
		assert_ok!(escalate(&merchant(), id));
		let decide_by = respond_by - 1 + dispute_rules().decide;
		assert_eq!(gains(&before), (-1_001, -1_001, 0, 0));
		assert_eq!(Purses::now(&USD).pot - before.pot, 2 * BOND_OF_PRICE);
		let escalated = |by, until, evidence| Ev::DisputeEscalated {
			order: id,
			by,
			bond: BOND_OF_PRICE,
			until,
			evidence,
		};
		assert_eq!(
			take_events(),
			vec![
				escalated(Party::Buyer, respond_by, evidence),
				escalated(Party::Merchant, decide_by, None),
				Ev::ResolverCalled { order: id, decide_by },
			]
		);
	});
}

#[test]
fn each_side_should_bear_the_fee_as_far_as_it_lost_when_the_resolver_decides() {
	// Of the fee of 400: by how much of 10,019 each did not get.
	for (to_buyer, gained) in [
		(4_000, (4_000 + 1_001 - 240, 5_569 + 1_001 - 160, 400, 450)),
		(0, (1_001 - 400, TO_MERCHANT as i128 + 1_001, 400, 750)),
		(PRICE, (PRICE as i128 + 1_001, 1_001 - 400, 400, 0)),
	] {
		Shop::default().build_and_execute(|| {
			let id = deciding(escalated(disputed(shipped())));
			let before = Purses::now(&USD);
			assert_ok!(decide(id, to_buyer));
			assert_eq!(gains(&before), gained);
			let events = take_events();
			let decided = Ev::DisputeDecided { order: id, to_buyer, of: PRICE };
			assert_eq!(events[0], decided);
		});
	}
}

#[test]
fn silent_merchant_should_lose_as_much_as_a_bond_when_the_resolver_decides() {
	Shop::default().build_and_execute(|| {
		let id = silent(Party::Merchant, shipped());
		let before = Purses::now(&USD);
		assert_ok!(decide(id, 4_000));
		// It loses 1,001 of its 5,569; 160 of them are its part of the fee.
		assert_eq!(gains(&before), (4_000 + 841 + 1_001 - 240, 4_568, 400, 450));
		let lost = Ev::BondLost { order: id, by: Party::Merchant, amount: 1_001 };
		assert!(take_events().contains(&lost));
	});
}

#[test]
fn silent_buyer_should_lose_as_much_as_a_bond_when_the_resolver_decides() {
	Shop::default().build_and_execute(|| {
		let id = silent(Party::Buyer, shipped());
		let before = Purses::now(&USD);
		assert_ok!(decide(id, 4_000));
		assert_eq!(gains(&before), (2_999, 5_569 + 761 + 1_001 - 160, 400, 450));
		let lost = Ev::BondLost { order: id, by: Party::Buyer, amount: 1_001 };
		assert!(take_events().contains(&lost));
	});
}

#[test]
fn silent_merchant_should_lose_no_more_than_it_is_awarded_when_that_is_little() {
	Shop::default().build_and_execute(|| {
		let id = silent(Party::Merchant, shipped());
		let before = Purses::now(&USD);
		assert_ok!(decide(id, PRICE - 100));
		// Of 100 the merchant gets 93, and 397 of the fee are its: the other bond bears the rest.
		assert_eq!(gains(&before), (9_919 + 1_001 - 3 - 304, 0, 400, 7));
	});
}

#[test]
fn fee_should_come_out_of_the_winners_bond_when_the_silent_side_gets_nothing() {
	for (party, to_buyer, gained) in [
		(Party::Merchant, PRICE, (PRICE as i128 + 601, 0, 400, 0)),
		(Party::Buyer, 0, (0, TO_MERCHANT as i128 + 601, 400, 750)),
	] {
		Shop::default().build_and_execute(|| {
			let id = silent(party, shipped());
			let before = Purses::now(&USD);
			assert_ok!(decide(id, to_buyer));
			assert_eq!(gains(&before), gained);
		});
	}
}

#[test]
fn silent_side_should_lose_nothing_when_the_sides_agree_after_all() {
	Shop::default().build_and_execute(|| {
		let id = silent(Party::Merchant, shipped());
		let before = Purses::now(&USD);
		assert_ok!(propose(&merchant(), id, 4_000));
		assert_ok!(accept(&buyer(), id, 4_000));
		assert_eq!(gains(&before), (5_001, 5_569, 0, 450));
	});
}

#[test]
fn preset_should_apply_and_bonds_come_back_when_the_resolver_is_silent() {
	Shop::default().build_and_execute(|| {
		let id = deciding(escalated(disputed(shipped())));
		let before = Purses::now(&USD);
		set_time(deadline(id) - 1);
		assert_noop!(settle_due(id), E::NothingDue);
		set_time(deadline(id));
		assert_noop!(decide(id, 1), E::NoDispute);
		idle();
		assert_eq!(gains(&before), (6_011 + 1_001, 3_708 + 1_001, 0, 300));
		assert_eq!(
			take_events(),
			vec![
				Ev::PresetApplied { order: id, to_buyer: 6_011, of: PRICE },
				Ev::OrderRefunded { order: id, amount: 6_011, cumulative: 6_011 },
				Ev::OrderSettled { order: id, paid_out: 4_008 },
			]
		);
	});
}

#[test]
fn bonds_should_come_back_when_the_dispute_ends_without_a_decision() {
	type End = (fn(OrderId) -> DispatchResult, (i128, i128, i128, i128));
	let ends: [End; 3] = [
		(|id| refund(id, PRICE), (PRICE as i128 + 1_001, 1_001, 0, 0)),
		(|id| confirm(id).map(|_| ()).map_err(|e| e.error), (1_001, 10_270, 0, 750)),
		(Souk::lost, (PRICE as i128 + 1_001, 1_001, 0, 0)),
	];
	for (end, gained) in ends {
		Shop::default().build_and_execute(|| {
			let id = deciding(escalated(disputed(shipped())));
			let before = Purses::now(&USD);
			assert_ok!(end(id));
			assert_eq!(gains(&before), gained);
		});
	}
}

#[test]
fn bond_should_be_refused_when_it_would_kill_the_account() {
	for (left, outcome) in [(1_010, Err(E::CannotBond.into())), (1_011, Ok(()))] {
		Shop::default().endow(buyer(), USD, PRICE + left).build_and_execute(|| {
			let id = disputed(shipped());
			assert_eq!(balance(&USD, &buyer()), left);
			assert_eq!(hypothetically!(escalate(&buyer(), id)), outcome);
		});
	}
}

#[test]
fn bond_should_be_equal_and_of_what_is_open_when_a_part_was_released() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(release(id, 5_019));
		let id = disputed(id);
		let before = Purses::now(&USD);
		assert_ok!(escalate(&buyer(), id));
		assert_ok!(escalate(&merchant(), id));
		assert_eq!(gains(&before), (-500, -500, 0, 0));
		assert_eq!(order(id).bonds(), 1_000);
	});
}

#[test]
fn dispute_should_cost_nothing_when_the_terms_ask_no_bond() {
	let free = with_rules(|rules| {
		rules.bond = Permill::zero();
		rules.fee = Permill::zero();
	});
	free.endow(merchant(), USD, 0).build_and_execute(|| {
		let id = disputed(shipped());
		let before = Purses::now(&USD);
		assert_ok!(escalate(&merchant(), id));
		assert_ok!(escalate(&buyer(), id));
		assert_eq!(gains(&before), (0, 0, 0, 0));
		assert_ok!(decide(id, 4_000));
		assert_eq!(gains(&before), (4_000, 5_569, 0, 450));
	});
}

#[test]
fn dispute_should_end_when_the_amount_is_too_small_for_any_bond() {
	Shop::default().build_and_execute(|| {
		let id = disputed(funded_in(USD, 9));
		assert_ok!(escalate(&merchant(), id));
		set_time(deadline(id));
		assert_ok!(decide(id, 4));
		assert_eq!(ledger_of(id).refunded(), 4);
		assert_eq!(stage(id), OrderStage::Settled);
	});
}

fn block(who: AccountId) {
	let call = pallet_assets::Call::<Test>::block { id: 3, who };
	assert_ok!(RuntimeCall::Assets(call).dispatch(origin(&issuer())));
}

#[test]
fn fee_should_wait_as_a_claim_when_the_resolver_cannot_receive_it() {
	Shop::default().build_and_execute(|| {
		let id = deciding(escalated(disputed(shipped_in(RISKY, PRICE))));
		block(resolver());
		assert_ok!(decide(id, 4_000));
		let claim = Claims::<Test>::get(resolver(), RISKY).unwrap();
		assert_eq!((claim.amount, claim.order, claim.deposit), (FEE, id, claim_deposit()));
	});
	Shop::default().without(resolver()).build_and_execute(|| {
		let id = deciding(escalated(disputed(shipped_in(NATIVE, PRICE))));
		assert_ok!(decide(id, 4_000));
		assert_eq!(Claims::<Test>::get(resolver(), NATIVE).unwrap().amount, FEE);
	});
}

#[test]
fn everything_should_wait_as_claims_when_the_asset_is_frozen_before_the_decision() {
	Shop::default().build_and_execute(|| {
		let id = deciding(escalated(disputed(shipped_in(RISKY, PRICE))));
		let freeze = pallet_assets::Call::<Test>::freeze_asset { id: 3 };
		assert_ok!(RuntimeCall::Assets(freeze).dispatch(origin(&issuer())));
		assert_ok!(decide(id, 4_000));
		let claimed = |who: AccountId| Claims::<Test>::get(who, RISKY).unwrap().amount;
		assert_eq!(claimed(buyer()), 4_761);
		assert_eq!(claimed(merchant()), 6_410);
		assert_eq!(claimed(resolver()), FEE);
		assert_eq!(claimed(platform()) + claimed(affiliate()), 450);
	});
}

#[test]
fn order_should_go_on_when_nobody_can_put_up_a_bond_in_a_frozen_asset() {
	Shop::default().build_and_execute(|| {
		let id = disputed(shipped_in(RISKY, PRICE));
		let freeze = pallet_assets::Call::<Test>::freeze_asset { id: 3 };
		assert_ok!(RuntimeCall::Assets(freeze).dispatch(origin(&issuer())));
		assert!(hypothetically!(escalate(&buyer(), id)).is_err());
		set_time(deadline(id));
		idle();
		assert_eq!(stage(id), OrderStage::Shipped);
	});
}

#[test]
fn refund_should_go_to_the_payer_and_bond_to_the_buyer_when_these_are_two() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
		assert_ok!(ship(id));
		let id = deciding(escalated(disputed(id)));
		let before = Purses::now(&USD);
		assert_ok!(decide(id, 4_000));
		assert_eq!(Purses::now(&USD).payer - before.payer, 4_000);
		assert_eq!(gains(&before), (1_001 - 240, 5_569 + 1_001 - 160, 400, 450));
	});
}

#[test]
fn decision_should_be_refused_when_it_is_more_than_is_open() {
	Shop::default().build_and_execute(|| {
		let id = deciding(escalated(disputed(shipped())));
		assert_noop!(decide(id, PRICE + 1), E::MoreThanOpen);
		assert_noop!(decide(id, Balance::MAX), E::MoreThanOpen);
	});
}

#[test]
fn resolver_should_leave_the_index_when_the_order_is_closed() {
	Shop::default().build_and_execute(|| {
		let id = deciding(escalated(disputed(shipped())));
		assert_ok!(decide(id, 1));
		assert_eq!(orders_of(&resolver(), Role::Resolver), vec![id]);
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		assert_eq!(orders_of(&resolver(), Role::Resolver), vec![]);
	});
}

#[test]
fn order_should_hold_every_bond_when_the_pot_is_counted() {
	Shop::default().build_and_execute(|| {
		let first = escalated(disputed(shipped()));
		let second = deciding(escalated(disputed(shipped())));
		assert_eq!(AcceptedAssets::<Test>::get(USD).unwrap(), 2 * PRICE + 3 * BOND_OF_PRICE);
		check_invariants();
		assert_ok!(decide(second, 7));
		assert_eq!(AcceptedAssets::<Test>::get(USD).unwrap(), PRICE + BOND_OF_PRICE);
		assert_eq!(stage(first), OrderStage::Disputed);
	});
}
