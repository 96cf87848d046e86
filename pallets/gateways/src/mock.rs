//! A runtime with gateways in it, for the tests.

use crate as pallet_gateways;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, ord_parameter_types, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		ConstU128, ConstU64, Footprint,
	},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight},
};
use frame_system::EnsureSignedBy;
use souk_primitives::{Currency, GatewayId, Moment, Receipt, Vouch, Vouches};
use sp_core::{ecdsa, sr25519, Pair, H256};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{
	traits::{Convert, IdentifyAccount, IdentityLookup, Verify},
	AccountId32, BuildStorage, FixedU128, MultiSignature, MultiSigner,
};
use std::collections::BTreeMap;

pub type AccountId = AccountId32;
pub type Balance = u128;
pub type TestReceipt = Receipt<Balance>;
pub type TestVouches = Vouches<AccountId, MultiSignature>;
type Block = frame_system::mocking::MockBlock<Test>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeHoldReason,
		RuntimeFreezeReason
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Registry = pallet_gateways;
}

/// The native token's minimum balance.
pub const ED: Balance = 1_000;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type AccountStore = System;
}

parameter_types! {
	/// For how long receipts are accepted.
	pub static AcceptedFor: Moment = RETENTION;
	/// Whether deposits are nothing.
	pub static StorageIsFree: bool = false;
	/// Whether a signature takes a minute to verify.
	pub static SlowSignatures: bool = false;
}

/// So that entries and bytes both show in a deposit.
pub struct Price;
impl Convert<Footprint, Balance> for Price {
	fn convert(footprint: Footprint) -> Balance {
		match StorageIsFree::get() {
			true => 0,
			false => Balance::from(footprint.count) * 100 + Balance::from(footprint.size),
		}
	}
}

/// The ordinary weights, but for signatures that may be slow.
pub struct Weights;
impl WeightInfo for Weights {
	fn register() -> Weight {
		<()>::register()
	}
	fn approve() -> Weight {
		<()>::approve()
	}
	fn suspend() -> Weight {
		<()>::suspend()
	}
	fn set_keys() -> Weight {
		<()>::set_keys()
	}
	fn add_bond() -> Weight {
		<()>::add_bond()
	}
	fn withdraw_bond() -> Weight {
		<()>::withdraw_bond()
	}
	fn compensate() -> Weight {
		<()>::compensate()
	}
	fn deregister() -> Weight {
		<()>::deregister()
	}
	fn prune(n: u32) -> Weight {
		<()>::prune(n)
	}
	fn accept(n: u32) -> Weight {
		match SlowSignatures::get() {
			true => Weight::from_parts(60 * WEIGHT_REF_TIME_PER_SECOND, 0).saturating_mul(n.into()),
			false => <()>::accept(n),
		}
	}
}

pub const RETENTION: Moment = 1_000_000;
pub const MAX_LEAD: Moment = 5_000;

ord_parameter_types! {
	pub const Council: AccountId = account(99);
}

impl pallet_gateways::Config for Test {
	type WeightInfo = Weights;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type GovernanceOrigin = EnsureSignedBy<Council, AccountId>;
	type StoragePrice = Price;
	type Retention = AcceptedFor;
	type MaxLead = ConstU64<MAX_LEAD>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ReceiptSigner;
}

/// Signs the benchmarks' receipts.
#[cfg(feature = "runtime-benchmarks")]
pub struct ReceiptSigner;

/// When every test begins.
pub const T0: Moment = 1_700_000_000_000;

/// What everybody has at first.
pub const ENDOWMENT: Balance = 1_000_000_000;

/// The price of a gateway's record: the operator 32, the name 33, keys 1 + 16 × 32, the threshold
/// 1, rates 1 + 16 × (4 + 16), bond 16, exposure 16, status 1, deposit 16, records 8 + 16.
pub const REGISTRATION: Balance = 100 + 973;

/// The price of a receipt's record: the channel 17, the transaction 32, the kind 1, the gateway 8,
/// until 8, the deposit 16.
pub const RECORD: Balance = 100 + 82;

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

/// Has the gateway that every test begins with.
pub fn operator() -> AccountId {
	account(1)
}

/// Has another gateway.
pub fn rival() -> AccountId {
	account(2)
}

/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	account(3)
}

/// Governs.
pub fn council() -> AccountId {
	Council::get()
}

/// A key that can sign.
#[derive(Clone)]
pub enum Key {
	Sr(sr25519::Pair),
	Ed(Box<sp_core::ed25519::Pair>),
	Ec(ecdsa::Pair),
}

impl Key {
	pub fn account(&self) -> AccountId {
		match self {
			Key::Sr(pair) => MultiSigner::from(pair.public()),
			Key::Ed(pair) => MultiSigner::from(pair.public()),
			Key::Ec(pair) => MultiSigner::from(pair.public()),
		}
		.into_account()
	}

	pub fn sign(&self, message: &[u8]) -> MultiSignature {
		match self {
			Key::Sr(pair) => pair.sign(message).into(),
			Key::Ed(pair) => pair.sign(message).into(),
			Key::Ec(pair) => pair.sign(message).into(),
		}
	}
}

/// Signs with sr25519.
pub fn sr() -> Key {
	Key::Sr(Sr25519Keyring::Alice.pair())
}

/// Signs with ed25519.
pub fn ed() -> Key {
	Key::Ed(Box::new(Ed25519Keyring::Bob.pair()))
}

/// Signs with ecdsa.
pub fn ec() -> Key {
	Key::Ec(ecdsa::Pair::from_seed(&[7; 32]))
}

/// The key of the rival's gateway.
pub fn rival_key() -> Key {
	Key::Sr(Sr25519Keyring::Ferdie.pair())
}

/// A key of nobody's gateway.
pub fn loose_key() -> Key {
	Key::Sr(Sr25519Keyring::Eve.pair())
}

pub fn origin(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn set_time(at: Moment) {
	pallet_timestamp::Now::<Test>::put(at);
}

pub fn genesis_hash() -> H256 {
	H256::repeat_byte(0x77)
}

/// What somebody has that is not held.
pub fn free_balance(who: &AccountId) -> Balance {
	Balances::balance(who)
}

pub fn held(reason: HoldReason, who: &AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), who)
}

/// This pallet's events since the last call.
pub fn take_events() -> Vec<Event<Test>> {
	let events = System::events();
	System::reset_events();
	events
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Registry(event) => Some(event),
			_ => None,
		})
		.collect()
}

pub fn currency(code: &str) -> Currency {
	code.try_into().unwrap()
}

/// A rate of so many parts of 10¹⁸ of a minor unit of the native token.
pub fn rate(code: &str, parts: u128) -> Rate {
	Rate { currency: currency(code), bond_per_unit: FixedU128::from_inner(parts) }
}

pub fn rates(list: &[Rate]) -> Rates {
	list.to_vec().try_into().unwrap()
}

pub fn keys(list: &[Key]) -> Keys<AccountId> {
	list.iter().map(Key::account).collect::<Vec<_>>().try_into().unwrap()
}

/// The gateway that every test begins with.
pub const GATEWAY: GatewayId = GatewayId(0);
/// The rival's, approved at the same rates.
pub const RIVAL: GatewayId = GatewayId(1);

/// One and a half units of the native token for each of the currency.
pub const CNY_RATE: u128 = 1_500_000_000_000_000_000;
/// A third of a unit, less a bit.
pub const JPY_RATE: u128 = 333_333_333_333_333_333;

/// Builds the world of a test: two gateways of three keys and one, both approved.
pub struct World {
	endowments: BTreeMap<AccountId, Balance>,
	threshold: u8,
	bond: Balance,
	approved: bool,
}

impl Default for World {
	fn default() -> Self {
		let rich = [operator(), rival(), stranger(), council()];
		Self {
			endowments: rich.into_iter().map(|who| (who, ENDOWMENT)).collect(),
			threshold: 2,
			bond: 1_000_000,
			approved: true,
		}
	}
}

impl World {
	/// Sets what somebody has.
	pub fn endow(mut self, who: AccountId, amount: Balance) -> Self {
		self.endowments.insert(who, amount);
		self
	}

	/// How many of the three keys have to sign.
	pub fn threshold(mut self, threshold: u8) -> Self {
		self.threshold = threshold;
		self
	}

	/// The bond of the gateway.
	pub fn bond(mut self, bond: Balance) -> Self {
		self.bond = bond;
		self
	}

	/// The gateway waits to be approved.
	pub fn proposed(mut self) -> Self {
		self.approved = false;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: self.endowments.into_iter().collect(),
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			// Unlike any other hash there is.
			frame_system::BlockHash::<Test>::insert(0, genesis_hash());
			System::set_block_number(1);
			set_time(T0);
			let ours = keys(&[sr(), ed(), ec()]);
			let name = || "Gateway".try_into().unwrap();
			assert_ok!(Registry::register(origin(&operator()), name(), ours, self.threshold));
			let theirs = keys(&[rival_key()]);
			assert_ok!(Registry::register(origin(&rival()), name(), theirs, 1));
			assert_ok!(Registry::add_bond(origin(&rival()), RIVAL, 1_000_000));
			if self.bond > 0 {
				assert_ok!(Registry::add_bond(origin(&operator()), GATEWAY, self.bond));
			}
			let rates = rates(&[rate("CNY", CNY_RATE), rate("JPY", JPY_RATE)]);
			assert_ok!(Registry::approve(origin(&council()), RIVAL, rates.clone()));
			if self.approved {
				assert_ok!(Registry::approve(origin(&council()), GATEWAY, rates));
			}
			System::reset_events();
		});
		ext
	}

	/// Runs a test, then checks everything that must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			assert_ok!(Registry::do_try_state());
		});
	}
}

/// Signs `blake2_256` of a message with each key.
pub fn signed_by(signers: &[Key], message: &[u8]) -> TestVouches {
	let digest = sp_io::hashing::blake2_256(message);
	let vouch = |key: &Key| Vouch { signer: key.account(), signature: key.sign(&digest) };
	signers.iter().map(vouch).collect::<Vec<_>>().try_into().unwrap()
}

/// Signs a receipt as a gateway does: with nothing of the pallet's own.
pub fn vouched(receipt: &TestReceipt, signers: &[Key]) -> TestVouches {
	signed_by(signers, &receipt.message(genesis_hash()))
}
