use super::*;
use frame_support::{
	assert_noop,
	traits::{fungible::MutateHold, fungibles::Mutate, tokens::Precision},
};
use sp_runtime::TokenError;

fn fund(who: &AccountId, id: OrderId, max_total: Balance) -> DispatchResult {
	Souk::fund(origin(who), id, max_total)
}

fn open_invoice() -> OrderId {
	assert_ok!(Souk::invoice(origin(&merchant()), None, TERMS, USD, PRICE, text("")));
	reset();
	newest()
}

#[test]
fn fund_should_move_the_price_into_escrow_when_the_buyer_pays() {
	for asset in [NATIVE, USD, POINT, RISKY] {
		Shop::default().build_and_execute(|| {
			let id = invoiced_in(asset.clone(), PRICE);
			let (before, providers) = (Purses::now(&asset), System::providers(&buyer()));
			assert_ok!(fund(&buyer(), id, PRICE));

			let after = Purses::now(&asset);
			assert_eq!(before.buyer - after.buyer, PRICE);
			assert_eq!(after.pot - before.pot, PRICE);
			let ship_by = T0 + WINDOWS.ship;
			assert_eq!(state(id), OrderState::Funded { ship_by });
			assert_eq!(
				order(id).payment,
				Payment::Escrow {
					payer: buyer(),
					ledger: Ledger {
						amount: PRICE,
						open: PRICE,
						captured: 0,
						withheld: 0,
						returned: 0
					}
				}
			);
			assert_eq!(due(), vec![(ship_by, id)]);
			assert_eq!(System::providers(&buyer()), providers + 1);
			assert_eq!(orders_of(&buyer(), Role::Payer), vec![]);
			assert_eq!(
				take_events(),
				vec![Ev::OrderFunded { order: id, buyer: buyer(), payer: buyer(), ship_by }]
			);
		});
	}
}

#[test]
fn fund_should_leave_the_buyer_its_rights_when_somebody_else_pays() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		let providers = System::providers(&payer());
		assert_ok!(fund(&payer(), id, PRICE));
		assert_eq!(order(id).buyer, Some(buyer()));
		assert_eq!(orders_of(&payer(), Role::Payer), vec![id]);
		assert_eq!(orders_of(&payer(), Role::Buyer), vec![]);
		assert_eq!(System::providers(&payer()), providers + 1);
		assert_noop!(Souk::confirm(origin(&payer()), ids(&[id])), E::NotBuyer);
		// The money goes back to where it came from.
		let before = Purses::now(&USD);
		assert_ok!(cancel(&buyer(), id));
		assert_eq!(Purses::now(&USD).payer - before.payer, PRICE);
		assert_eq!(System::providers(&payer()), providers);
	});
}

#[test]
fn fund_should_make_the_payer_the_buyer_when_the_invoice_is_for_anyone() {
	Shop::default().build_and_execute(|| {
		let id = open_invoice();
		assert_ok!(fund(&stranger(), id, PRICE));
		assert_eq!(order(id).buyer, Some(stranger()));
		assert_eq!(orders_of(&stranger(), Role::Buyer), vec![id]);
		assert_eq!(orders_of(&stranger(), Role::Payer), vec![]);
		assert_ok!(Souk::confirm(origin(&stranger()), ids(&[id])));
	});
}

#[test]
fn fund_should_be_refused_when_the_merchant_pays() {
	Shop::default().build_and_execute(|| {
		for id in [invoiced(), open_invoice()] {
			assert_noop!(fund(&merchant(), id, PRICE), E::MerchantCannotBuy);
		}
	});
}

#[test]
fn fund_should_be_refused_when_the_price_is_above_the_limit() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_noop!(fund(&buyer(), id, PRICE - 1), E::AboveMaxTotal);
		assert_ok!(fund(&buyer(), id, PRICE));
	});
}

#[test]
fn fund_should_be_refused_when_there_is_no_such_order() {
	Shop::default().build_and_execute(|| {
		assert_noop!(fund(&buyer(), OrderId(0), PRICE), E::UnknownOrder);
	});
}

#[test]
fn fund_should_be_refused_when_the_payer_has_too_little() {
	Shop::default().endow(buyer(), USD, PRICE - 1).build_and_execute(|| {
		let id = invoiced();
		assert_noop!(fund(&buyer(), id, PRICE), TokenError::FundsUnavailable);
	});
}

#[test]
fn fund_should_be_refused_when_the_payer_would_lose_dust() {
	for (asset, least) in [(NATIVE, ED), (USD, 10), (POINT, 5)] {
		Shop::default().endow(buyer(), asset.clone(), PRICE + least - 1).build_and_execute(|| {
			let id = invoiced_in(asset.clone(), PRICE);
			assert_noop!(fund(&buyer(), id, PRICE), E::WouldLoseDust);
			assert_ok!(Money::mint_into(asset.clone(), &buyer(), 1));
			assert_ok!(fund(&buyer(), id, PRICE));
			assert_eq!(balance(&asset, &buyer()), least);
		});
	}
}

#[test]
fn fund_should_take_the_last_unit_when_that_is_the_price() {
	for asset in [USD, POINT] {
		Shop::default().endow(buyer(), asset.clone(), PRICE).build_and_execute(|| {
			funded_in(asset.clone(), PRICE);
			assert_eq!(balance(&asset, &buyer()), 0);
		});
	}
}

/// The account is kept while its order is open: with its nonce, so that no old transaction of it
/// can be played again.
#[test]
fn payer_should_keep_its_account_and_nonce_when_it_pays_with_everything_native() {
	Shop::default().without(buyer()).endow(buyer(), NATIVE, PRICE).build_and_execute(|| {
		System::inc_account_nonce(buyer());
		System::inc_account_nonce(buyer());
		let id = funded_in(NATIVE, PRICE);
		assert_eq!(balance(&NATIVE, &buyer()), 0);
		assert_eq!(System::account_nonce(buyer()), 2);
		assert!(System::account_exists(&buyer()));
		assert_eq!(System::providers(&buyer()), 1);

		assert_ok!(cancel(&buyer(), id));
		assert_eq!(balance(&NATIVE, &buyer()), PRICE);
		assert_eq!(System::account_nonce(buyer()), 2);
		assert_eq!(System::providers(&buyer()), 1);
	});
}

#[test]
fn payer_should_be_let_go_when_it_paid_with_everything_and_the_order_settled() {
	Shop::default().without(buyer()).endow(buyer(), NATIVE, PRICE).build_and_execute(|| {
		let id = funded_in(NATIVE, PRICE);
		assert_ok!(confirm(id));
		assert_eq!(System::providers(&buyer()), 0);
		assert!(!System::account_exists(&buyer()));
	});
}

#[test]
fn payer_should_keep_its_account_when_it_lives_off_a_sufficient_asset_and_spends_it_all() {
	Shop::default().without(buyer()).endow(buyer(), USD, PRICE).build_and_execute(|| {
		System::inc_account_nonce(buyer());
		let id = funded();
		assert_eq!(balance(&USD, &buyer()), 0);
		assert_eq!(System::account_nonce(buyer()), 1);
		assert_ok!(refund(id, PRICE));
		assert_eq!(balance(&USD, &buyer()), PRICE);
		assert_eq!(System::account_nonce(buyer()), 1);
	});
}

#[test]
fn payer_should_be_kept_for_each_of_its_orders_when_it_has_several() {
	Shop::default().without(buyer()).endow(buyer(), NATIVE, 2 * PRICE).build_and_execute(|| {
		let (first, second) = (funded_in(NATIVE, PRICE), funded_in(NATIVE, PRICE));
		assert_eq!(System::providers(&buyer()), 2);
		assert_ok!(confirm(first));
		assert_eq!(System::providers(&buyer()), 1);
		assert_ok!(confirm(second));
		assert_eq!(System::providers(&buyer()), 0);
	});
}

/// The account still has an asset that cannot be without it: it stays, and the asset with it.
#[test]
fn payer_should_keep_its_other_asset_when_its_last_order_ends() {
	Shop::default()
		.without(buyer())
		.endow(buyer(), NATIVE, PRICE)
		.endow(buyer(), POINT, 77)
		.build_and_execute(|| {
			let id = funded_in(NATIVE, PRICE);
			assert_eq!(balance(&NATIVE, &buyer()), 0);
			assert_ok!(confirm(id));
			assert_eq!(balance(&POINT, &buyer()), 77);
			assert_eq!(System::providers(&buyer()), 1);
		});
}

#[test]
fn fund_should_leave_holds_alone_when_the_payer_spends_all_that_is_free() {
	Shop::default().endow(buyer(), NATIVE, PRICE + 5_000).build_and_execute(|| {
		// A merchant that buys elsewhere.
		let reason: RuntimeHoldReason = HoldReason::Terms.into();
		assert_ok!(Balances::hold(&reason, &buyer(), 5_000));
		let id = funded_in(NATIVE, PRICE);
		assert_eq!(balance(&NATIVE, &buyer()), 0);
		assert_eq!(held(HoldReason::Terms, &buyer()), 5_000);
		assert_ok!(confirm(id));
		assert_eq!(held(HoldReason::Terms, &buyer()), 5_000);
		assert_ok!(Balances::release(&reason, &buyer(), 5_000, Precision::Exact));
		assert_eq!(balance(&NATIVE, &buyer()), 5_000);
	});
}

#[test]
fn fund_should_not_touch_held_money_when_the_free_balance_is_too_little() {
	Shop::default().endow(buyer(), NATIVE, PRICE + 5_000).build_and_execute(|| {
		let reason: RuntimeHoldReason = HoldReason::Terms.into();
		assert_ok!(Balances::hold(&reason, &buyer(), 5_001));
		let id = invoiced_in(NATIVE, PRICE);
		assert_noop!(fund(&buyer(), id, PRICE), TokenError::FundsUnavailable);
		assert_ok!(Balances::release(&reason, &buyer(), 5_001, Precision::Exact));
	});
}

/// pallet-assets debits the payer and then fails to credit the pot, without an error, when amount
/// and supply together overflow.
#[test]
fn fund_should_lose_nothing_when_the_asset_cannot_carry_the_amount() {
	let price = Balance::MAX - 100 * ENDOWMENT;
	Shop::default().endow(buyer(), USD, price).build_and_execute(|| {
		let id = invoiced_in(USD, price);
		let before = Purses::now(&USD);
		assert!(fund(&buyer(), id, price).is_err());
		assert_eq!(Purses::now(&USD), before);
	});
}
