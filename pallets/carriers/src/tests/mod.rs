//! Tests of the pallet: a file for each call or flow. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use proptest::test_runner::Config as ProptestConfig;
use souk_primitives::{
	logistics::{Carriers as _, CompanyPrefix, Scope},
	Moment,
};
use sp_runtime::{
	DispatchError::{self, BadOrigin},
	DispatchResult,
};

mod add_bond;
mod approve_prefix;
mod authorize_key;
mod compensate;
mod config;
mod deregister;
mod ensure_may;
mod ensure_owns;
mod expose;
mod invariants;
mod pay_out;
mod register;
mod reinstate;
mod release_prefix;
mod remove_key;
mod request_prefix;
mod revoke_key;
mod revoke_prefix;
mod suspend;
mod tree;
mod try_state;
mod types;
mod use_counter;
mod was_compromised;
mod withdraw_bond;

type E = Error<Test>;
type Ev = Event<Test>;

fn register(who: &AccountId, bond: Balance) -> DispatchResult {
	Registry::register(origin(who), "Kurier".try_into().unwrap(), bond)
}

fn add_bond(amount: Balance) -> DispatchResult {
	Registry::add_bond(origin(&carrier()), amount)
}

fn withdraw_bond(amount: Balance) -> DispatchResult {
	Registry::withdraw_bond(origin(&carrier()), amount)
}

fn compensate(beneficiary: &AccountId, amount: Balance) -> DispatchResult {
	Registry::compensate(origin(&council()), carrier(), beneficiary.clone(), amount)
}

fn suspend() -> DispatchResult {
	Registry::suspend(origin(&council()), carrier())
}

fn reinstate() -> DispatchResult {
	Registry::reinstate(origin(&council()), carrier())
}

fn deregister() -> DispatchResult {
	Registry::deregister(origin(&carrier()))
}

fn authorize(key: &AccountId, list: &[Scope], expires_at: Moment) -> DispatchResult {
	authorize_as(Role::Agent, key, list, expires_at)
}

fn authorize_as(role: Role, key: &AccountId, list: &[Scope], expires_at: Moment) -> DispatchResult {
	Registry::authorize_key(origin(&carrier()), key.clone(), role, scopes(list), expires_at)
}

fn revoke(key: &AccountId, compromised_since: Option<Moment>) -> DispatchResult {
	Registry::revoke_key(origin(&carrier()), key.clone(), compromised_since)
}

fn remove(key: &AccountId) -> DispatchResult {
	Registry::remove_key(origin(&carrier()), key.clone())
}

fn request(who: &AccountId, digits: &str) -> DispatchResult {
	Registry::request_prefix(origin(who), prefix(digits))
}

fn approve(who: &AccountId, digits: &str) -> DispatchResult {
	Registry::approve_prefix(origin(&council()), who.clone(), prefix(digits))
}

/// Asks for a prefix and gets it.
fn obtain(who: &AccountId, digits: &str) {
	assert_ok!(request(who, digits));
	assert_ok!(approve(who, digits));
}

fn release(who: &AccountId, digits: &str) -> DispatchResult {
	Registry::release_prefix(origin(who), prefix(digits))
}

fn revoke_prefix(digits: &str) -> DispatchResult {
	Registry::revoke_prefix(origin(&council()), prefix(digits))
}

fn expose(amount: Balance) -> DispatchResult {
	Registry::expose(&carrier(), amount)
}

fn pay_out(beneficiary: &AccountId, amount: Balance) -> Balance {
	Registry::pay_out(&carrier(), beneficiary, amount).unwrap()
}

fn record() -> CarrierOf<Test> {
	Carriers::<Test>::get(carrier()).unwrap()
}

fn key_record(key: &AccountId) -> KeyOf<Test> {
	Keys::<Test>::get(carrier(), key).unwrap()
}

/// The status of a prefix of somebody, if there is such a record.
fn status(who: &AccountId, digits: &str) -> Option<PrefixStatus> {
	Prefixes::<Test>::get(who, prefix(digits)).map(|record| record.status)
}

fn node(digits: &str) -> Option<NodeOf<Test>> {
	Nodes::<Test>::get(prefix(digits))
}

/// Everybody who may not do what only governance may.
fn all_but_council() -> [AccountId; 4] {
	[carrier(), rival(), stranger(), agent()]
}

/// Makes an account one that another pallet keeps alive, and takes all it has free.
fn empty(who: &AccountId) {
	use frame_support::traits::{fungible::Mutate, tokens::Preservation};
	System::inc_providers(who);
	let all = free_balance(who);
	assert_ok!(Balances::transfer(who, &council(), all, Preservation::Expendable));
	assert_eq!(free_balance(who), 0);
}

/// As many cases as `PROPTEST_CASES` says.
fn proptest_config(cases: u32) -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
