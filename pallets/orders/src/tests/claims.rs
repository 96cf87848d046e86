//! Recipients that cannot receive: the order ends all the same, and their money waits.

use super::*;
use frame_support::{assert_noop, traits::fungibles::Inspect};
use sp_runtime::TokenError;

fn claim_of(who: &AccountId, asset: &Asset) -> Option<Claim<AccountId, Balance>> {
	Claims::<Test>::get(who, asset)
}

pub(super) fn claim(who: &AccountId, asset: &Asset) -> DispatchResult {
	Souk::claim(origin(&stranger()), who.clone(), asset.clone())
}

pub(super) fn by_issuer(call: pallet_assets::Call<Test>) {
	use sp_runtime::traits::Dispatchable;
	assert_ok!(RuntimeCall::Assets(call).dispatch(origin(&issuer())));
}

pub(super) fn block(who: AccountId) {
	by_issuer(pallet_assets::Call::block { id: 3, who });
}

pub(super) fn thaw(who: AccountId) {
	by_issuer(pallet_assets::Call::thaw { id: 3, who });
}

fn deferred(recipient: AccountId, asset: Asset, amount: Balance) -> Ev {
	Ev::PayoutDeferred { recipient, asset, amount }
}

/// The order ends although the affiliate cannot receive its share in that asset.
#[test]
fn payout_should_wait_as_a_claim_when_the_recipient_has_no_account_and_it_is_too_little() {
	for (asset, price, share) in [(NATIVE, 10_019, TO_AFFILIATE), (USD, 360, 9)] {
		Shop::default().without(affiliate()).build_and_execute(|| {
			let id = funded_in(asset.clone(), price);
			let before = Purses::now(&asset);
			let deposits = held(HoldReason::Order, &merchant());
			assert_ok!(confirm(id));
			assert_eq!(stage(id), OrderStage::Settled);
			assert_eq!(
				claim_of(&affiliate(), &asset),
				Some(Claim {
					amount: share,
					order: id,
					depositor: merchant(),
					deposit: claim_deposit()
				})
			);
			// Its deposit comes out of the order's.
			assert_eq!(order(id).deposit, order_deposit(2) - claim_deposit());
			assert_eq!(held(HoldReason::Order, &merchant()), deposits);
			let after = Purses::now(&asset);
			assert_eq!(before.pot - after.pot, price - share);
			assert_eq!(
				take_events(),
				vec![
					Ev::OrderSettled { order: id, paid_out: price },
					deferred(affiliate(), asset.clone(), share),
				]
			);
			check_invariants();
			assert_noop!(claim(&affiliate(), &asset), TokenError::BelowMinimum);
		});
	}
}

#[test]
fn payout_should_wait_as_a_claim_when_a_dead_account_gets_an_asset_that_needs_a_live_one() {
	Shop::default().without(affiliate()).build_and_execute(|| {
		let id = funded_in(POINT, PRICE);
		assert_ok!(confirm(id));
		assert_eq!(claim_of(&affiliate(), &POINT).unwrap().amount, TO_AFFILIATE);
		assert_noop!(claim(&affiliate(), &POINT), TokenError::CannotCreate);
		// Anyone may wake the account, and anyone may ask.
		assert_ok!(Balances::transfer_allow_death(origin(&buyer()), affiliate(), ED));
		reset();
		assert_ok!(claim(&affiliate(), &POINT));
		assert_eq!(balance(&POINT, &affiliate()), TO_AFFILIATE);
		assert_eq!(claim_of(&affiliate(), &POINT), None);
		assert_eq!(order(id).deposit, order_deposit(2));
		assert_eq!(
			take_events(),
			vec![Ev::ClaimPaid { recipient: affiliate(), asset: POINT, amount: TO_AFFILIATE }]
		);
	});
}

#[test]
fn payout_should_wait_as_a_claim_when_the_issuer_blocked_the_recipient() {
	for (who, amount) in
		[(merchant(), TO_MERCHANT), (platform(), TO_PLATFORM), (affiliate(), TO_AFFILIATE)]
	{
		Shop::default().build_and_execute(|| {
			let id = funded_in(RISKY, PRICE);
			block(who.clone());
			let before = balance(&RISKY, &who);
			assert_ok!(confirm(id));
			assert_eq!(stage(id), OrderStage::Settled);
			assert_eq!(claim_of(&who, &RISKY).unwrap().amount, amount);
			assert_eq!(Claims::<Test>::iter().count(), 1);
			check_invariants();
			assert_noop!(claim(&who, &RISKY), TokenError::Blocked);
			thaw(who.clone());
			assert_ok!(claim(&who, &RISKY));
			assert_eq!(balance(&RISKY, &who) - before, amount);
		});
	}
}

#[test]
fn refund_should_wait_as_a_claim_when_the_issuer_blocked_the_payer() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(RISKY, PRICE);
		let providers = System::providers(&buyer());
		block(buyer());
		assert_ok!(cancel(&merchant(), id));
		assert_eq!(stage(id), OrderStage::Refunded);
		assert_eq!(claim_of(&buyer(), &RISKY).unwrap().amount, PRICE);
		assert_eq!(System::providers(&buyer()), providers - 1);
		assert_eq!(
			take_events(),
			vec![
				Ev::OrderRefunded { order: id, amount: PRICE, cumulative: PRICE },
				deferred(buyer(), RISKY, PRICE),
			]
		);
	});
}

#[test]
fn payout_should_arrive_when_the_recipient_is_frozen_but_not_blocked() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(RISKY, PRICE);
		by_issuer(pallet_assets::Call::freeze { id: 3, who: platform() });
		let before = Purses::now(&RISKY);
		assert_ok!(confirm(id));
		assert_paid_whole(&before, 1);
	});
}

#[test]
fn everyones_payout_should_wait_when_the_whole_asset_is_frozen() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(RISKY, PRICE);
		by_issuer(pallet_assets::Call::freeze_asset { id: 3 });
		let before = Purses::now(&RISKY);
		assert_ok!(confirm(id));
		assert_eq!(stage(id), OrderStage::Settled);
		assert_eq!(Purses::now(&RISKY), before);
		let all =
			[(merchant(), TO_MERCHANT), (platform(), TO_PLATFORM), (affiliate(), TO_AFFILIATE)];
		for (who, amount) in &all {
			assert_eq!(claim_of(who, &RISKY).unwrap().amount, *amount);
			assert!(claim(who, &RISKY).is_err());
		}
		// One deposit for each leg, all out of the order's.
		assert_eq!(order(id).deposit, order_deposit(2) - 3 * claim_deposit());
		check_invariants();

		by_issuer(pallet_assets::Call::thaw_asset { id: 3 });
		for (who, _) in &all {
			assert_ok!(claim(who, &RISKY));
		}
		assert_paid_whole(&before, 1);
		assert_eq!(order(id).deposit, order_deposit(2));
	});
}

#[test]
fn everyones_payout_should_wait_when_the_issuer_froze_the_pot() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(RISKY, PRICE);
		by_issuer(pallet_assets::Call::freeze { id: 3, who: pot() });
		assert_ok!(confirm(id));
		assert_eq!(Claims::<Test>::iter().count(), 3);
		thaw(pot());
		assert_ok!(claim(&platform(), &RISKY));
	});
}

/// Runs the destruction of the risky asset to its end.
pub(super) fn destroy() {
	by_issuer(pallet_assets::Call::freeze_asset { id: 3 });
	by_issuer(pallet_assets::Call::start_destroy { id: 3 });
	by_issuer(pallet_assets::Call::destroy_accounts { id: 3 });
	by_issuer(pallet_assets::Call::destroy_approvals { id: 3 });
	by_issuer(pallet_assets::Call::finish_destroy { id: 3 });
	reset();
}

#[test]
fn order_should_end_and_close_when_its_asset_was_destroyed() {
	Shop::default().build().execute_with(|| {
		let (id, late) = (funded_in(RISKY, PRICE), invoiced_in(RISKY, PRICE));
		destroy();
		assert_noop!(Souk::fund(origin(&buyer()), late, PRICE), E::PotIsShort);
		assert_ok!(confirm(id));
		assert_eq!(stage(id), OrderStage::Settled);
		assert_eq!(Claims::<Test>::iter().count(), 3);
		assert_ok!(Souk::do_try_state());

		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		assert_ok!(settle_due(late));
		assert_ok!(close(late));
		assert_eq!(held(HoldReason::Order, &merchant()), 3 * claim_deposit());
		reset();
		// Nothing is left to wait for: the records go and the deposits come back.
		for who in [merchant(), platform(), affiliate()] {
			let amount = claim_of(&who, &RISKY).unwrap().amount;
			assert_ok!(claim(&who, &RISKY));
			assert_eq!(
				take_events(),
				vec![Ev::ClaimVoided { recipient: who, asset: RISKY, amount }]
			);
		}
		assert_eq!(held(HoldReason::Order, &merchant()), 0);
		assert_eq!(AcceptedAssets::<Test>::get(&RISKY), Some(0));
		assert_ok!(Souk::do_try_state());
	});
}

#[test]
fn newcomers_should_not_make_good_what_others_lost_when_an_asset_was_made_again() {
	Shop::default().build().execute_with(|| {
		let id = funded_in(RISKY, PRICE);
		destroy();
		let create = || {
			by_issuer(pallet_assets::Call::create { id: 3, admin: issuer(), min_balance: 7 });
			let amount = ENDOWMENT;
			let mint = |beneficiary| {
				by_issuer(pallet_assets::Call::mint { id: 3, beneficiary, amount });
			};
			mint(buyer());
			mint(stranger());
		};
		create();
		let other = invoiced_in(RISKY, PRICE);
		assert_noop!(Souk::fund(origin(&buyer()), other, PRICE), E::PotIsShort);
		let more = OfferOf::<Test> { asset: RISKY, ..simple_offer() };
		assert_noop!(place(vec![sign(more)], PRICE), E::PotIsShort);
		assert_noop!(Souk::accept_asset(origin(&stranger()), RISKY), E::AssetAlreadyAccepted);

		// Once the old order is done with, the new asset can be used.
		assert_ok!(confirm(id));
		destroy();
		for who in [merchant(), platform(), affiliate()] {
			assert_ok!(claim(&who, &RISKY));
		}
		create();
		assert_ok!(Souk::accept_asset(origin(&stranger()), RISKY));
		assert_eq!(balance(&RISKY, &pot()), 7);
		assert_ok!(Souk::fund(origin(&buyer()), other, PRICE));
		check_invariants();
	});
}

/// pallet-assets credits nothing that overflows on top of the supply, and says nothing about it.
#[test]
fn payout_should_wait_as_a_claim_when_the_supply_leaves_no_room_to_move_it() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(RISKY, PRICE);
		let supply = Money::total_issuance(RISKY);
		let amount = Balance::MAX - supply - TO_PLATFORM;
		by_issuer(pallet_assets::Call::mint { id: 3, beneficiary: issuer(), amount });
		let before = Purses::now(&RISKY);
		assert_ok!(confirm(id));
		let after = Purses::now(&RISKY);
		assert_eq!(claim_of(&merchant(), &RISKY).unwrap().amount, TO_MERCHANT);
		assert_eq!(after.merchant, before.merchant);
		assert_eq!(after.platform - before.platform, TO_PLATFORM);
		check_invariants();
		assert!(claim(&merchant(), &RISKY).is_err());
		by_issuer(pallet_assets::Call::burn { id: 3, who: issuer(), amount });
		assert_ok!(claim(&merchant(), &RISKY));
		assert_eq!(balance(&RISKY, &merchant()) - before.merchant, TO_MERCHANT);
	});
}

#[test]
fn payments_should_be_refused_when_the_issuer_took_from_the_pot() {
	Shop::default().build().execute_with(|| {
		let (paid, other) = (funded_in(RISKY, PRICE), invoiced_in(RISKY, PRICE));
		by_issuer(pallet_assets::Call::burn { id: 3, who: pot(), amount: 1 });
		assert_noop!(Souk::fund(origin(&buyer()), other, PRICE), E::PotIsShort);
		// Whoever tops the pot up opens it again.
		by_issuer(pallet_assets::Call::mint { id: 3, beneficiary: pot(), amount: 1 });
		assert_ok!(Souk::fund(origin(&buyer()), other, PRICE));
		assert_ok!(Souk::confirm(origin(&buyer()), ids(&[paid, other])));
		check_invariants();
	});
}

#[test]
fn claims_should_merge_when_several_payouts_wait_for_the_same_recipient() {
	Shop::default().build_and_execute(|| {
		let list = [funded_in(RISKY, PRICE), funded_in(RISKY, PRICE), funded_in(RISKY, PRICE)];
		block(platform());
		assert_ok!(confirm(list[0]));
		assert_ok!(Souk::confirm(origin(&buyer()), ids(&list[1..])));
		assert_eq!(
			claim_of(&platform(), &RISKY),
			Some(Claim {
				amount: 3 * TO_PLATFORM,
				order: list[0],
				depositor: merchant(),
				deposit: claim_deposit()
			})
		);
		// Only the first order pays for the record.
		assert_eq!(order(list[0]).deposit, order_deposit(2) - claim_deposit());
		assert_eq!(order(list[1]).deposit, order_deposit(2));
		assert_eq!(order(list[2]).deposit, order_deposit(2));
		thaw(platform());
		let before = balance(&RISKY, &platform());
		assert_ok!(claim(&platform(), &RISKY));
		assert_eq!(balance(&RISKY, &platform()) - before, 3 * TO_PLATFORM);
	});
}

/// Claims of releases come and go; the order's deposit covers each leg, however often.
#[test]
fn claim_should_give_its_deposit_back_to_the_order_when_that_is_open() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(RISKY, PRICE);
		for _ in 0..5 {
			block(platform());
			assert_ok!(release(id, 1_000));
			assert_eq!(order(id).deposit, order_deposit(2) - claim_deposit());
			check_invariants();
			thaw(platform());
			assert_ok!(claim(&platform(), &RISKY));
			assert_eq!(order(id).deposit, order_deposit(2));
		}
	});
}

#[test]
fn claim_should_return_its_deposit_to_the_merchant_when_the_order_is_closed() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(RISKY, PRICE);
		block(platform());
		assert_ok!(confirm(id));
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		assert_eq!(held(HoldReason::Order, &merchant()), claim_deposit());
		check_invariants();
		thaw(platform());
		assert_ok!(claim(&platform(), &RISKY));
		assert_eq!(held(HoldReason::Order, &merchant()), 0);
	});
}

#[test]
fn order_deposit_should_cover_a_claim_for_every_leg_when_there_are_eight_splits() {
	let all = (0..8).map(|n| split(account(50 + n), 100_000, OnRefund::Return));
	let terms = Terms { splits: all.collect::<Vec<_>>().try_into().unwrap(), ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let id = funded_in(RISKY, PRICE);
		by_issuer(pallet_assets::Call::freeze { id: 3, who: pot() });
		assert_ok!(release(id, 5_000));
		assert_ok!(refund(id, 5_019));
		assert_eq!(Claims::<Test>::iter().count(), 10);
		assert!(Claims::<Test>::iter_values().all(|claim| claim.deposit == claim_deposit()));
		assert_eq!(order(id).deposit, order_deposit(8) - 10 * claim_deposit());
	});
}

#[test]
fn refund_of_a_settled_order_should_wait_as_a_claim_when_the_payer_cannot_receive() {
	Shop::default().build_and_execute(|| {
		let id = settled_in(RISKY, PRICE);
		block(buyer());
		let before = balance(&RISKY, &merchant());
		assert_ok!(refund(id, 1_000));
		assert_eq!(before - balance(&RISKY, &merchant()), 1_000);
		assert_eq!(claim_of(&buyer(), &RISKY).unwrap().amount, 1_000);
	});
}

#[test]
fn refund_should_wait_as_a_claim_when_it_is_below_the_minimum_of_an_emptied_account() {
	Shop::default().without(buyer()).endow(buyer(), NATIVE, PRICE).build_and_execute(|| {
		let id = funded_in(NATIVE, PRICE);
		assert_ok!(refund(id, ED - 1));
		assert_eq!(claim_of(&buyer(), &NATIVE).unwrap().amount, ED - 1);
		assert_ok!(refund(id, ED));
		assert_eq!(balance(&NATIVE, &buyer()), ED);
		assert_ok!(claim(&buyer(), &NATIVE));
		assert_eq!(balance(&NATIVE, &buyer()), 2 * ED - 1);
	});
}

#[test]
fn claim_should_be_refused_when_nothing_waits() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(RISKY, PRICE);
		block(platform());
		assert_ok!(confirm(id));
		assert_noop!(claim(&platform(), &USD), E::NothingToClaim);
		assert_noop!(claim(&stranger(), &RISKY), E::NothingToClaim);
		thaw(platform());
		assert_ok!(claim(&platform(), &RISKY));
		assert_noop!(claim(&platform(), &RISKY), E::NothingToClaim);
	});
}
