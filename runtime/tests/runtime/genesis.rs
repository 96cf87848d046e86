//! What the presets hold.

use crate::chain::{account, start};
use frame_support::traits::{fungible, fungibles};
use souk_runtime::{
	configs::{
		assets::{AssetKind, Money},
		governance::CouncilCollective,
	},
	constants::currency::{EXISTENTIAL_DEPOSIT, SOUK},
	genesis_config_presets::{preset_names, stablecoin, CAST, PLATFORM, WELL_KNOWN_BALANCE},
	AccountId, Assets, Aura, Balances, Grandpa, Runtime, Session,
};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{sr25519, Pair};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

const WELL_KNOWN: [&str; 6] = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"];

fn native(who: &AccountId) -> u128 {
	<Balances as fungible::Inspect<_>>::balance(who)
}

fn dollars(who: &AccountId) -> u128 {
	<Money as fungibles::Inspect<_>>::balance(AssetKind::WithId(stablecoin::ID), who)
}

fn accounts(names: &[&str]) -> Vec<AccountId> {
	names.iter().map(|name| account(name)).collect()
}

fn assert_cast_is_endowed() {
	for name in WELL_KNOWN {
		assert_eq!(native(&account(name)), WELL_KNOWN_BALANCE);
	}
	let expected = [
		("Platform", 10_000, 100_000),
		("Merchant", 10_000, 100_000),
		("Merchant2", 10_000, 100_000),
		("Buyer", 10_000, 10_000),
		("Buyer2", 1, 10_000),
		("Buyer3", 1, 10_000),
		("Carrier", 10_000, 100_000),
		("Gateway", 10_000, 100_000),
		("Resolver", 10_000, 100_000),
	];
	for (name, souk, susd) in expected {
		assert_eq!(native(&account(name)), souk * SOUK, "{name}");
		assert_eq!(dollars(&account(name)), susd * 1_000_000, "{name}");
	}
	let souk: u128 = expected.iter().map(|(_, souk, _)| souk).sum();
	let susd: u128 = expected.iter().map(|(_, _, susd)| susd).sum();
	// The pot of the orders exists from the first block, with the least that it must have of each.
	assert_eq!(Balances::total_issuance(), (6_000_000 + souk) * SOUK + EXISTENTIAL_DEPOSIT);
	assert_eq!(
		<Money as fungibles::Inspect<AccountId>>::total_issuance(AssetKind::WithId(stablecoin::ID)),
		susd * 1_000_000 + stablecoin::MIN_BALANCE
	);
}

fn assert_stablecoin_is_set_up() {
	use fungibles::metadata::Inspect;
	// Its fields are private to the pallet; its text is not.
	let details = pallet_assets::Asset::<Runtime>::get(stablecoin::ID).expect("it exists");
	assert!(format!("{details:?}").contains("is_sufficient: true"), "{details:?}");
	assert_eq!(Assets::name(stablecoin::ID), b"Souk test dollar");
	assert_eq!(Assets::symbol(stablecoin::ID), b"sUSD");
	assert_eq!(Assets::decimals(stablecoin::ID), 6);
	assert_eq!(<Assets as fungibles::Inspect<AccountId>>::minimum_balance(stablecoin::ID), 10_000);
	assert_eq!(
		<Assets as fungibles::roles::Inspect<AccountId>>::owner(stablecoin::ID),
		Some(PLATFORM.account())
	);
}

fn assert_validators(expected: &[(Sr25519Keyring, Ed25519Keyring)]) {
	let ids: Vec<AccountId> = expected.iter().map(|(account, _)| account.to_account_id()).collect();
	assert_eq!(Session::validators(), ids);
	let aura = pallet_aura::Authorities::<Runtime>::get().into_inner();
	let expected_aura: Vec<AuraId> =
		expected.iter().map(|(account, _)| account.public().into()).collect();
	assert_eq!(aura, expected_aura);
	let expected_grandpa: Vec<_> =
		expected.iter().map(|(_, votes)| (votes.public().into(), 1)).collect();
	assert_eq!(Grandpa::grandpa_authorities(), expected_grandpa);
	assert_eq!(Aura::slot_duration(), 2_000);
}

#[test]
fn keys_of_the_cast_should_be_those_of_their_uris() {
	for person in CAST {
		let pair = sr25519::Pair::from_string(&format!("//{}", person.name), None).unwrap();
		assert_eq!(pair.public().0, person.key, "{}", person.name);
	}
}

#[test]
fn presets_should_be_the_two_that_the_node_starts() {
	let names: Vec<String> = preset_names().iter().map(|name| name.to_string()).collect();
	assert_eq!(names, ["development", "local_testnet"]);
}

#[test]
fn development_should_have_two_validators_and_a_sudo_key() {
	start(DEV_RUNTIME_PRESET).execute_with(|| {
		assert_cast_is_endowed();
		assert_stablecoin_is_set_up();
		assert_validators(&[
			(Sr25519Keyring::Alice, Ed25519Keyring::Alice),
			(Sr25519Keyring::Bob, Ed25519Keyring::Bob),
		]);
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(account("Alice")));
		let mut council = accounts(&["Alice", "Bob", "Charlie"]);
		council.sort();
		assert_eq!(council_members(), council);
	});
}

#[test]
fn local_testnet_should_have_four_validators_and_no_sudo_key() {
	start(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(|| {
		assert_cast_is_endowed();
		assert_stablecoin_is_set_up();
		assert_validators(&[
			(Sr25519Keyring::Alice, Ed25519Keyring::Alice),
			(Sr25519Keyring::Bob, Ed25519Keyring::Bob),
			(Sr25519Keyring::Charlie, Ed25519Keyring::Charlie),
			(Sr25519Keyring::Dave, Ed25519Keyring::Dave),
		]);
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);
		let mut council = accounts(&["Alice", "Bob", "Charlie", "Dave"]);
		council.sort();
		assert_eq!(council_members(), council);
	});
}

fn council_members() -> Vec<AccountId> {
	pallet_collective::Members::<Runtime, CouncilCollective>::get()
}
