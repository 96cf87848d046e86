//! What somebody might try who wants more than its due, and what it gets.

use super::{
	claims::{by_issuer, claim, destroy},
	*,
};
use frame_support::{assert_noop, dispatch::GetDispatchInfo};
use sp_runtime::{traits::Dispatchable, Permill};

fn with_reserve(terms: Terms<AccountId>) -> Terms<AccountId> {
	let reserve = Some(ReserveRule { share: Permill::from_percent(10), hold: 70_001 });
	Terms { reserve, ..terms }
}

/// An order of some merchant, paid by somebody.
fn sold(
	seller: &AccountId,
	terms: TermsId,
	to: &AccountId,
	by: &AccountId,
	asset: Asset,
	amount: Balance,
) -> OrderId {
	let what = asset;
	assert_ok!(Souk::invoice(origin(seller), Some(to.clone()), terms, what, amount, text("")));
	let id = newest();
	assert_ok!(Souk::fund(origin(by), id, amount));
	reset();
	id
}

fn claimed(who: &AccountId, asset: &Asset) -> Balance {
	Claims::<Test>::get(who, asset).map_or(0, |claim| claim.amount)
}

/// It stops the clock a millisecond before the request is granted, and gains only that time.
#[test]
fn request_should_be_granted_all_the_same_when_the_merchant_stalls_with_a_dispute() {
	Shop::default().build_and_execute(|| {
		let id = asked(shipped(), PRICE);
		set_time(deadline(id) - 1);
		assert_ok!(Souk::dispute(origin(&merchant()), id, None));
		let off = T0 + WINDOWS.answer - 1 + dispute_rules().negotiate;
		set_time(off);
		assert_noop!(Souk::dispute(origin(&merchant()), id, None), E::AlreadyDisputed);
		set_time(off + 1);
		idle();
		assert_eq!(state(id), OrderState::Refunded { at: off + 1 });
	});
}

#[test]
fn order_should_settle_all_the_same_when_the_buyer_stalls_with_all_it_has() {
	let terms = Terms { splits: Default::default(), ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let id = delivered();
		for _ in 0..MAX_REQUESTS {
			assert_ok!(request(id, PRICE));
			set_time(deadline(id) - 1);
			assert_ok!(answer(id, Answer::Reject));
		}
		assert_ok!(Souk::dispute(origin(&buyer()), id, None));
		set_time(deadline(id));
		assert_noop!(Souk::dispute(origin(&buyer()), id, None), E::AlreadyDisputed);
		assert_noop!(request(id, 1), E::TooManyRefundRequests);
		set_time(now() + WINDOWS.inspect);
		idle();
		assert_eq!(stage(id), OrderStage::Settled);
	});
}

/// It never ships, calls the resolver, and everyone else sleeps: it gets its bond back, and has the
/// time to ship that it had left.
#[test]
fn merchant_should_get_nothing_when_it_ships_nothing_and_all_others_sleep() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		let before = Purses::now(&USD);
		set_time(T0 + 3);
		assert_ok!(Souk::dispute(origin(&merchant()), id, None));
		assert_ok!(Souk::escalate(origin(&merchant()), id, None));
		let on = T0 + 3 + dispute_rules().respond + dispute_rules().decide;
		set_time(on);
		reset();
		idle();
		let until = on + WINDOWS.ship - 3;
		let decide_by = on;
		assert_eq!(
			take_events(),
			vec![
				Ev::ResolverCalled { order: id, decide_by },
				Ev::ComplaintLapsed { order: id, until },
			]
		);
		assert_eq!(Purses::now(&USD), before);
		set_time(until);
		idle();
		assert_eq!(Purses::now(&USD).buyer - before.buyer, PRICE);
		assert_eq!(stage(id), OrderStage::Refunded);
	});
}

/// It is paid for deciding, and for what it decides: terms that say so are the buyer's to refuse.
#[test]
fn resolver_should_get_fee_and_share_in_one_when_it_is_a_split_recipient_too() {
	let splits = vec![split(resolver(), 50_000, OnRefund::Return)].try_into().unwrap();
	Shop::default().terms(Terms { splits, ..default_terms() }).build_and_execute(|| {
		let id = deciding(escalated(disputed(shipped())));
		let before = Purses::now(&USD);
		assert_ok!(Souk::decide(origin(&resolver()), id, 0));
		assert_eq!(Purses::now(&USD).resolver - before.resolver, 500 + 400);
	});
}

#[test]
fn nobody_should_lose_when_two_merchants_sell_to_each_other() {
	Shop::default().build_and_execute(|| {
		let (a, b) = (merchant(), merchant_ed());
		let other = publish_for(&b, with_reserve(default_terms()));
		let ours = sold(&a, TERMS, &b, &b, USD, PRICE);
		let theirs = sold(&b, other, &a, &a, USD, PRICE);
		let total = |who: &AccountId| balance(&USD, who);
		let (had_a, had_b) = (total(&a), total(&b));
		assert_ok!(Souk::ship(origin(&a), ids(&[ours]), None));
		assert_ok!(Souk::ship(origin(&b), ids(&[theirs]), None));
		set_time(T0 + WINDOWS.receive);
		idle();
		assert_eq!(total(&a) - had_a, TO_MERCHANT);
		assert_eq!(total(&b) - had_b, TO_MERCHANT - 926);
		// The one is broke, gives back, and its debt is paid out of its reserve and what it earns.
		spend(&b, &USD, 10);
		assert_ok!(Souk::refund(origin(&b), theirs, 5_000));
		assert_eq!(total(&a) - had_a, TO_MERCHANT + 926);
		check_invariants();
		let next = sold(&b, other, &a, &a, USD, PRICE);
		assert_ok!(Souk::confirm(origin(&a), ids(&[next])));
		assert_eq!(RefundDebts::<Test>::iter().count(), 0);
	});
}

#[test]
fn platform_should_owe_its_part_when_it_was_the_payer_itself() {
	Shop::default().endow(platform(), USD, ENDOWMENT).build_and_execute(|| {
		let id = sold(&merchant(), TERMS, &buyer(), &platform(), USD, PRICE);
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		assert_ok!(refund(id, PRICE));
		let after = Purses::now(&USD);
		assert_eq!(after.platform - before.platform, 500 + PRICE);
		let debt = Debts::<Test>::get((platform(), merchant(), USD)).unwrap();
		assert_eq!(debt.amount, 500);
	});
}

#[test]
fn claim_should_outlive_its_order_and_grow_when_its_payer_is_refunded_again() {
	Shop::default().build_and_execute(|| {
		let (first, second) = (funded_in(RISKY, PRICE), funded_in(RISKY, PRICE));
		super::claims::block(buyer());
		assert_ok!(cancel(&merchant(), first));
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(first));
		// The second order's ship window is over.
		idle();
		assert_eq!(claimed(&buyer(), &RISKY), 2 * PRICE);
		set_time(now() + WINDOWS.record);
		assert_ok!(close(second));
		assert_eq!(held(HoldReason::Order, &merchant()), claim_deposit());
		super::claims::thaw(buyer());
		let before = balance(&RISKY, &buyer());
		assert_ok!(claim(&buyer(), &RISKY));
		assert_eq!(balance(&RISKY, &buyer()) - before, 2 * PRICE);
		assert_eq!(held(HoldReason::Order, &merchant()), 0);
		assert_noop!(claim(&buyer(), &RISKY), E::NothingToClaim);
	});
}

#[test]
fn payer_should_find_its_refund_among_claims_when_a_debt_is_paid_to_a_blocked_account() {
	Shop::default().build_and_execute(|| {
		let id = settled_in(RISKY, PRICE);
		spend(&merchant(), &RISKY, 7);
		assert_ok!(refund(id, 1_000));
		super::claims::block(buyer());
		give(&merchant(), &RISKY, 5_000);
		assert_ok!(Souk::repay(origin(&merchant()), id, 1_000));
		assert_eq!(claimed(&buyer(), &RISKY), 1_000);
		// The debt is over, and the claim stands for itself.
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		super::claims::thaw(buyer());
		assert_ok!(claim(&buyer(), &RISKY));
	});
}

/// Whoever makes the asset again does not get at the pot, and nobody else pays for the old one.
#[test]
fn newcomers_should_not_pay_for_a_reserve_when_its_asset_was_made_again() {
	Shop::default().terms(with_reserve(default_terms())).build().execute_with(|| {
		let id = settled_in(RISKY, PRICE);
		destroy();
		by_issuer(pallet_assets::Call::create { id: 3, admin: issuer(), min_balance: 7 });
		let (beneficiary, amount) = (buyer(), ENDOWMENT);
		by_issuer(pallet_assets::Call::mint { id: 3, beneficiary, amount });
		let accept = Souk::accept_asset(origin(&buyer()), RISKY);
		assert_eq!(accept, Err(E::AssetAlreadyAccepted.into()));
		let other = invoiced_in(RISKY, PRICE);
		assert_noop!(Souk::fund(origin(&buyer()), other, PRICE), E::PotIsShort);
		set_time(T0 + WINDOWS.record);
		idle();
		assert_eq!(claimed(&merchant(), &RISKY), 926);
		assert_ok!(Souk::do_try_state());
		// Whoever wants to can make it good.
		let dest = pot();
		let send = pallet_assets::Call::<Test>::transfer { id: 3, target: dest, amount: 933 };
		assert_ok!(RuntimeCall::Assets(send).dispatch(origin(&buyer())));
		assert_ok!(claim(&merchant(), &RISKY));
		assert_ok!(close(id));
	});
}

#[test]
fn dispute_should_add_up_when_the_amount_is_as_large_as_can_be() {
	// An asset carries no amount that would not fit on top of its supply.
	let wealth = Balance::MAX / 4;
	Shop::default().endow(buyer(), RISKY, wealth).build_and_execute(|| {
		let price = wealth / 10 * 8;
		let id = escalated(disputed(shipped_in(RISKY, price)));
		let bond = Permill::from_percent(10).mul_floor(price);
		assert_eq!(order(id).bonds(), bond);
		set_time(deadline(id));
		let fee = Permill::from_percent(4).mul_floor(price);
		let before = Purses::now(&RISKY);
		assert_ok!(Souk::decide(origin(&resolver()), id, price));
		let after = Purses::now(&RISKY);
		assert_eq!(after.resolver - before.resolver, fee);
		assert_eq!(after.buyer - before.buyer, price + bond - fee);
	});
}

/// Every leg that an order can have fails at once: each claim has its deposit.
#[test]
fn deposit_should_cover_every_claim_when_nobody_can_be_paid() {
	let splits: Vec<_> =
		(0..8).map(|n| split(account(100 + n), 10_000, OnRefund::Return)).collect();
	let splits = splits.try_into().unwrap();
	let terms = with_reserve(Terms { splits, ..default_terms() });
	Shop::default().terms(terms).build_and_execute(|| {
		let id = sold(&merchant(), TERMS, &buyer(), &payer(), RISKY, PRICE);
		let id = deciding(escalated(disputed(id)));
		by_issuer(pallet_assets::Call::freeze_asset { id: 3 });
		assert_ok!(Souk::decide(origin(&resolver()), id, 4_000));
		set_time(T0 + WINDOWS.record);
		idle();
		// Eight splits, the merchant, the payer, the buyer's bond, the resolver.
		assert_eq!(Claims::<Test>::iter().count(), 12);
		assert!(Claims::<Test>::iter_values().all(|claim| claim.deposit == claim_deposit()));
		assert_ok!(close(id));
		by_issuer(pallet_assets::Call::thaw_asset { id: 3 });
		let list: Vec<_> = Claims::<Test>::iter_keys().collect();
		for (who, asset) in list {
			assert_ok!(claim(&who, &asset));
		}
		assert_eq!(held(HoldReason::Order, &merchant()), 0);
	});
}

/// The issuer takes one unit from the pot after the first bond: the second cannot come in. Whoever
/// accepts an asset trusts its issuer that far; the order reaches its end.
#[test]
fn order_should_end_when_the_issuer_keeps_the_second_bond_out() {
	Shop::default().build().execute_with(|| {
		let id = escalated(disputed(shipped_in(RISKY, PRICE)));
		let (who, amount) = (pot(), 1);
		by_issuer(pallet_assets::Call::burn { id: 3, who, amount });
		assert_noop!(Souk::escalate(origin(&merchant()), id, None), E::PotIsShort);
		set_time(T0 + 500_000);
		idle();
		assert_eq!(stage(id), OrderStage::Settled);
		assert_ok!(Souk::do_try_state());
	});
}

#[test]
fn gateway_should_not_leave_when_something_of_it_is_open() {
	Shop::default().build_and_execute(|| {
		let leave = || Gateways::deregister(origin(&operator()), GATEWAY);
		type Gate = pallet_gateways::Error<Test>;
		let id = paid_off_chain();
		assert_eq!(leave(), Err(Gate::BondInUse.into()));
		assert_ok!(confirm(id));
		assert_eq!(leave(), Err(Gate::RecordsRemain.into()));
		assert_ok!(attest(receipt(id, ReceiptKind::Paid, 5)));
		assert_eq!(leave(), Err(Gate::RecordsRemain.into()));
	});
}

/// It sells to a friend, empties its purse, and gives back to the friend: the reserve of honest
/// buyers' orders pays. A reserve is the merchant's own money, and no pledge.
#[test]
fn reserve_should_pay_any_refund_of_the_merchants_when_its_purse_is_empty() {
	Shop::default().terms(with_reserve(default_terms())).build_and_execute(|| {
		settled();
		let friend = stranger();
		let plain = publish_for(&merchant(), Terms { reserve: None, ..default_terms() });
		let id = sold(&merchant(), plain, &friend, &friend, USD, 1_000);
		assert_ok!(Souk::confirm(origin(&friend), ids(&[id])));
		spend(&merchant(), &USD, 10);
		let before = balance(&USD, &friend);
		assert_ok!(refund(id, 926));
		assert_eq!(balance(&USD, &friend) - before, 926);
		assert_eq!(Souk::reserve_of(merchant(), USD), 0);
	});
}

/// It owes a payer, lets a friend take its share of what it sells, and collects what the platform
/// owes it for the refund that it has not paid.
#[test]
fn payer_should_come_first_when_the_platform_returns_its_part_of_an_unpaid_refund() {
	Shop::default().build_and_execute(|| {
		let id = settled();
		spend(&merchant(), &USD, 10);
		assert_ok!(refund(id, PRICE));
		let splits = vec![
			split(platform(), 50_000, OnRefund::Return),
			split(stranger(), 950_000, OnRefund::Keep),
		];
		let splits = splits.try_into().unwrap();
		let sly = publish_for(&merchant(), Terms { splits, ..default_terms() });
		let next = sold(&merchant(), sly, &payer(), &payer(), USD, 10_000);
		let before = balance(&USD, &merchant());
		assert_ok!(Souk::confirm(origin(&payer()), ids(&[next])));
		assert_eq!(balance(&USD, &merchant()), before);
	});
}

/// A preset and a reserve that are due at once can each pay two payers.
#[test]
fn weight_should_cover_every_payout_when_a_preset_and_a_reserve_are_due_at_once() {
	Shop::default().build_and_execute(|| {
		let payers = [payer(), stranger(), operator(), issuer()];
		let owed: Vec<_> = payers
			.iter()
			.map(|who| {
				let id = sold(&merchant(), TERMS, who, who, USD, PRICE);
				assert_ok!(Souk::confirm(origin(who), ids(&[id])));
				id
			})
			.collect();
		let splits: Vec<_> =
			(0..8).map(|n| split(account(100 + n), 10_000, OnRefund::Return)).collect();
		let splits = splits.try_into().unwrap();
		let terms = with_reserve(Terms { splits, ..default_terms() });
		let full = publish_for(&merchant(), terms);
		let id = sold(&merchant(), full, &buyer(), &merchant_ed(), USD, 10 * PRICE);
		// Of an unshipped order there is no preset.
		assert_ok!(ship(id));
		let id = deciding(escalated(disputed(id)));
		move_money(&merchant(), &merchant_ec(), &USD, balance(&USD, &merchant()) - 10);
		for id in owed {
			assert_ok!(refund(id, 100));
		}
		set_time(T0 + 900_000);
		let call = Call::<Test>::settle_due { orders: ids(&[id]) };
		let declared = call.get_dispatch_info().call_weight;
		let actual = settle_due(id).unwrap().actual_weight.unwrap();
		assert!(actual.all_lte(declared), "{actual:?} of {declared:?}");
	});
}
