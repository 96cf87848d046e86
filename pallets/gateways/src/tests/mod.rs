//! Tests of the pallet: a file for each call or flow. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, pallet_prelude::Pays};
use proptest::test_runner::Config as ProptestConfig;
use souk_primitives::{
	Channel, GatewayId, Gateways as _, Moment, OrderId, Receipt, ReceiptKind, Vouch,
	MAX_GATEWAY_KEYS,
};
use sp_core::H256;
use sp_runtime::{
	DispatchError::{self, BadOrigin},
	DispatchResult, FixedU128,
};

mod accept;
mod add_bond;
mod approve;
mod compensate;
mod config;
mod deregister;
mod expose;
mod invariants;
mod prune;
mod records;
mod register;
mod set_keys;
mod suspend;
mod try_state;
mod types;
mod withdraw_bond;

type E = Error<Test>;
type Ev = Event<Test>;

/// A transaction of the payment provider.
const TRANSACTION: H256 = H256::repeat_byte(0x22);

/// A payment of 100.19 yuan, a second ago; the receipt is good for ten more.
fn paid() -> TestReceipt {
	Receipt {
		gateway: GATEWAY,
		order: OrderId(258),
		terms: H256::repeat_byte(0x11),
		channel: channel("alipay"),
		transaction: TRANSACTION,
		kind: ReceiptKind::Paid,
		amount: 10_019,
		currency: currency("CNY"),
		paid_at: T0 - 1_000,
		expires_at: T0 + 10_000,
	}
}

fn paid_with(change: impl FnOnce(&mut TestReceipt)) -> TestReceipt {
	let mut receipt = paid();
	change(&mut receipt);
	receipt
}

fn channel(name: &str) -> Channel {
	name.try_into().unwrap()
}

fn key_of(receipt: &TestReceipt) -> ReceiptKey {
	(receipt.channel.clone(), receipt.transaction, receipt.kind.index())
}

/// What is on record of a receipt.
fn seen(receipt: &TestReceipt) -> Option<SeenReceipt<Balance>> {
	Receipts::<Test>::get(key_of(receipt))
}

/// Two of the gateway's keys sign.
fn accept(receipt: &TestReceipt) -> DispatchResult {
	accept_by(receipt, &[sr(), ed()])
}

fn accept_by(receipt: &TestReceipt, signers: &[Key]) -> DispatchResult {
	Registry::accept(receipt, &vouched(receipt, signers))
}

fn prune(receipts: &[&TestReceipt]) -> frame_support::pallet_prelude::DispatchResultWithPostInfo {
	let list: Vec<_> = receipts.iter().map(|receipt| key_of(receipt)).collect();
	Registry::prune(origin(&stranger()), list.try_into().unwrap())
}

fn add_bond(amount: Balance) -> DispatchResult {
	Registry::add_bond(origin(&operator()), GATEWAY, amount)
}

fn withdraw_bond(amount: Balance) -> DispatchResult {
	Registry::withdraw_bond(origin(&operator()), GATEWAY, amount)
}

fn compensate(who: &AccountId, amount: Balance) -> DispatchResult {
	Registry::compensate(origin(&council()), GATEWAY, who.clone(), amount)
}

fn approve(list: &[Rate]) -> DispatchResult {
	Registry::approve(origin(&council()), GATEWAY, rates(list))
}

fn suspend() -> DispatchResult {
	Registry::suspend(origin(&council()), GATEWAY)
}

fn set_keys(signers: &[Key], threshold: u8) -> DispatchResult {
	Registry::set_keys(origin(&council()), GATEWAY, keys(signers), threshold)
}

fn deregister() -> DispatchResult {
	Registry::deregister(origin(&operator()), GATEWAY)
}

fn expose(code: &str, amount: Balance) -> Result<Balance, DispatchError> {
	Registry::expose(GATEWAY, &currency(code), amount)
}

fn gateway() -> GatewayOf<Test> {
	Gateways::<Test>::get(GATEWAY).unwrap()
}

/// A gateway of which there is none.
const NOBODY: GatewayId = GatewayId(9);

/// Everybody who may not do what only the operator may.
fn all_but_operator() -> [AccountId; 3] {
	[rival(), stranger(), council()]
}

/// Makes a gateway's account one that another pallet keeps alive, and takes all it has free.
fn empty(who: &AccountId) {
	use frame_support::traits::{fungible::Mutate, tokens::Preservation};
	System::inc_providers(who);
	let all = free_balance(who);
	assert_ok!(Balances::transfer(who, &stranger(), all, Preservation::Expendable));
	assert_eq!(free_balance(who), 0);
}

/// As many cases as `PROPTEST_CASES` says.
fn proptest_config(cases: u32) -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
