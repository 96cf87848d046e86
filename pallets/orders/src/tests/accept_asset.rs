//! `accept_asset`, genesis and the checks of the configuration.

use super::*;
use frame_support::{assert_noop, traits::fungibles::Mutate};
use sp_runtime::TokenError;

#[test]
fn genesis_should_give_the_pot_its_minimum_of_each_asset_when_built() {
	Shop::default().build_and_execute(|| {
		for (asset, least) in [(NATIVE, ED), (USD, 10), (POINT, 5), (RISKY, 7)] {
			assert_eq!(balance(&asset, &pot()), least);
			assert_eq!(AcceptedAssets::<Test>::get(&asset), Some(0));
		}
		assert!(System::providers(&pot()) > 0);
	});
}

#[test]
#[should_panic(expected = "genesis must define the assets that it accepts")]
fn genesis_should_panic_when_an_asset_is_not_defined() {
	Shop::default().accepting(&[Asset::WithId(99)]).build();
}

#[test]
fn pot_should_live_when_it_accepts_nothing() {
	Shop::default().accepting(&[]).build_and_execute(|| {
		assert!(System::providers(&pot()) > 0);
		assert_eq!(balance(&NATIVE, &pot()), 0);
	});
}

#[test]
fn accept_asset_should_move_the_minimum_balance_into_the_pot_when_the_asset_is_new() {
	Shop::default().accepting(&[]).build_and_execute(|| {
		for (asset, least) in [(NATIVE, ED), (USD, 10), (POINT, 5)] {
			assert_ok!(Souk::accept_asset(origin(&stranger()), asset.clone()));
			assert_eq!(balance(&asset, &pot()), least);
			assert_eq!(balance(&asset, &stranger()), ENDOWMENT - least);
			assert_eq!(AcceptedAssets::<Test>::get(&asset), Some(0));
			assert_eq!(take_events(), vec![Ev::AssetAccepted { asset }]);
		}
	});
}

#[test]
fn accept_asset_should_be_refused_when_it_is_accepted_already() {
	Shop::default().build_and_execute(|| {
		assert_noop!(Souk::accept_asset(origin(&stranger()), USD), E::AssetAlreadyAccepted);
		// Nor while something is in escrow.
		funded();
		assert_noop!(Souk::accept_asset(origin(&stranger()), USD), E::AssetAlreadyAccepted);
	});
}

#[test]
fn accept_asset_should_be_refused_when_there_is_no_such_asset() {
	Shop::default().build_and_execute(|| {
		let asset = Asset::WithId(99);
		assert_noop!(Souk::accept_asset(origin(&stranger()), asset), E::UnknownAsset);
	});
}

#[test]
fn accept_asset_should_be_refused_when_the_caller_would_lose_dust() {
	let who = account(61);
	Shop::default().accepting(&[]).endow(who.clone(), USD, 19).build_and_execute(|| {
		// 10 for the pot would leave 9 of at least 10.
		assert_noop!(Souk::accept_asset(origin(&who), USD), E::WouldLoseDust);
		assert_ok!(Money::mint_into(USD, &who, 1));
		assert_ok!(Souk::accept_asset(origin(&who), USD));
		assert_eq!(balance(&USD, &who), 10);
	});
}

#[test]
fn accept_asset_should_take_the_last_unit_when_that_is_all_the_caller_has() {
	let who = account(61);
	Shop::default().accepting(&[]).endow(who.clone(), USD, 10).build_and_execute(|| {
		assert_ok!(Souk::accept_asset(origin(&who), USD));
		assert_eq!(balance(&USD, &who), 0);
	});
}

#[test]
fn accept_asset_should_be_refused_when_the_caller_has_too_little() {
	Shop::default().accepting(&[]).build_and_execute(|| {
		assert_noop!(Souk::accept_asset(origin(&account(61)), USD), TokenError::FundsUnavailable);
	});
}

#[test]
fn order_should_be_refused_when_its_asset_is_not_accepted() {
	Shop::default().accepting(&[NATIVE]).build_and_execute(|| {
		let invoice = Souk::invoice(origin(&merchant()), None, TERMS, USD, PRICE, text(""));
		assert_noop!(invoice, E::AssetNotAccepted);
		assert_noop!(place(vec![sign(simple_offer())], PRICE), E::AssetNotAccepted);
	});
}

#[test]
fn configuration_should_pass_its_checks_when_it_is_this_one() {
	Shop::default().build().execute_with(<Souk as Hooks<u64>>::integrity_test);
}
