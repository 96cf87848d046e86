//! A runtime with carriers in it, for the tests.

use crate as pallet_carriers;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, ord_parameter_types, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		ConstU128, Footprint,
	},
};
use frame_system::EnsureSignedBy;
use souk_primitives::{
	logistics::{check_digit, CompanyPrefix, Scope, Sscc},
	Moment,
};
use sp_runtime::{
	traits::{Convert, IdentityLookup},
	AccountId32, BuildStorage,
};
use std::collections::BTreeMap;

pub type AccountId = AccountId32;
pub type Balance = u128;
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
	pub type Registry = pallet_carriers;
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
	/// The least a carrier puts up.
	pub static LeastBond: Balance = MIN_BOND;
	/// The most keys of a carrier.
	pub static MostKeys: u32 = MAX_KEYS;
	/// For how long keys stay on record.
	pub static KeptFor: Moment = RETENTION;
	/// Whether deposits are nothing.
	pub static StorageIsFree: bool = false;
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

pub const MIN_BOND: Balance = 2_000;
pub const MAX_KEYS: u32 = 4;
pub const RETENTION: Moment = 1_000_000;

ord_parameter_types! {
	pub const Council: AccountId = account(99);
}

impl pallet_carriers::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type GovernanceOrigin = EnsureSignedBy<Council, AccountId>;
	type StoragePrice = Price;
	type MinBond = LeastBond;
	type MaxKeys = MostKeys;
	type KeyRetention = KeptFor;
}

/// When every test begins.
pub const T0: Moment = 1_700_000_000_000;

/// What everybody has at first.
pub const ENDOWMENT: Balance = 1_000_000_000;

/// The price of a carrier's record: the account 32, the name 33, bond 16, exposure 16, status 1, keys
/// 4, deposit 16.
pub const REGISTRATION: Balance = 100 + 118;

/// The price of a key's record: the accounts 64, the role 1, scopes 1, expiry 8, counter 8,
/// revocation 1 + 8 + 1 + 8 + 8, deposit 16.
pub const KEY: Balance = 100 + 124;

/// The price of a prefix of four digits: its record (the account 32, the prefix 9, status 1, deposit
/// 16) and its node (the prefix 9, the kind 1, the account 32).
pub const PREFIX: Balance = 200 + 58 + 42;

/// The price of a node above: the prefix 9, the kind 1, the count 4.
pub const BRANCH: Balance = 100 + 14;

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

/// Is the carrier that every test begins with.
pub fn carrier() -> AccountId {
	account(1)
}

/// Is another carrier.
pub fn rival() -> AccountId {
	account(2)
}

/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	account(3)
}

/// The carrier's agent that every test begins with, who may do everything for a year.
pub fn agent() -> AccountId {
	account(11)
}

/// The carrier's device that every test begins with, which may scan for a year.
pub fn device() -> AccountId {
	account(12)
}

/// A key that nobody has authorised.
pub fn loose_key() -> AccountId {
	account(13)
}

/// Governs.
pub fn council() -> AccountId {
	Council::get()
}

pub const YEAR: Moment = 365 * 24 * 3_600 * 1_000;

pub fn origin(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn set_time(at: Moment) {
	pallet_timestamp::Now::<Test>::put(at);
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

pub fn scopes(list: &[Scope]) -> Scopes {
	list.iter().copied().collect()
}

/// The prefix of these digits.
pub fn prefix(digits: &str) -> CompanyPrefix {
	CompanyPrefix { number: digits.parse().unwrap(), digits: digits.len() as u8 }
}

/// An SSCC whose prefix begins with these digits, and goes on with nines.
pub fn sscc(digits: &str) -> Sscc {
	let body: u64 = format!("3{digits:9<16}").parse().unwrap();
	let sscc = Sscc(body * 10 + u64::from(check_digit(body)));
	assert!(sscc.is_valid());
	sscc
}

/// Builds the world of a test: two carriers, one of which has an agent and a device.
pub struct World {
	endowments: BTreeMap<AccountId, Balance>,
	bond: Balance,
	keys: bool,
}

impl Default for World {
	fn default() -> Self {
		let rich = [carrier(), rival(), stranger(), council()];
		Self {
			endowments: rich.into_iter().map(|who| (who, ENDOWMENT)).collect(),
			bond: 1_000_000,
			keys: true,
		}
	}
}

impl World {
	/// Sets what somebody has.
	pub fn endow(mut self, who: AccountId, amount: Balance) -> Self {
		self.endowments.insert(who, amount);
		self
	}

	/// The bond of the carrier.
	pub fn bond(mut self, bond: Balance) -> Self {
		self.bond = bond;
		self
	}

	/// The carrier has no keys.
	pub fn without_keys(mut self) -> Self {
		self.keys = false;
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
			System::set_block_number(1);
			set_time(T0);
			let name = || "Carrier".try_into().unwrap();
			assert_ok!(Registry::register(origin(&carrier()), name(), self.bond));
			assert_ok!(Registry::register(origin(&rival()), name(), 1_000_000));
			if self.keys {
				let keys = [
					(agent(), Role::Agent, Scopes::ALL),
					(device(), Role::Device, scopes(&[Scope::Scan])),
				];
				for (key, role, scopes) in keys {
					let origin = origin(&carrier());
					assert_ok!(Registry::authorize_key(origin, key, role, scopes, T0 + YEAR));
				}
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
