//! A runtime with a shop in it, for the tests.

use crate as pallet_orders;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	storage::storage_prefix,
	traits::{
		fungible::{InspectHold, NativeFromLeft, NativeOrWithId, UnionOf},
		fungibles::Inspect as _,
		AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, ConstU8, Footprint,
	},
	weights::Weight,
	PalletId,
};
use souk_primitives::{Moment, OrderId, OrderNotice, OrderObserver};
use sp_core::{ecdsa, Pair};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{
	traits::{Convert, IdentifyAccount, IdentityLookup, Verify},
	AccountId32, BuildStorage, DispatchError, MultiSignature, MultiSigner, Permill,
};
use std::collections::BTreeMap;

pub type AccountId = AccountId32;
pub type Balance = u128;
pub type Asset = NativeOrWithId<u32>;
pub type Notice = OrderNotice<AccountId, Asset, Balance>;
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
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(4)]
	pub type AssetsHolder = pallet_assets_holder;
	#[runtime::pallet_index(5)]
	pub type Souk = pallet_orders;
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

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Balance;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<AccountId>>;
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	type AssetDeposit = ConstU128<1>;
	type AssetAccountDeposit = ConstU128<1>;
	type MetadataDepositBase = ConstU128<1>;
	type MetadataDepositPerByte = ConstU128<1>;
	type ApprovalDeposit = ConstU128<1>;
	type RemoveItemsLimit = ConstU32<1_000>;
	type Holder = AssetsHolder;
}

impl pallet_assets_holder::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeEvent = RuntimeEvent;
}

parameter_types! {
	pub const PotId: PalletId = PalletId(*b"souk/ord");
	/// Whether the listener fails, after it has written.
	pub static ListenerFails: bool = false;
	/// How often the listener was called, failures included. Not rolled back.
	pub static ListenerCalls: u32 = 0;
}

/// So that entries and bytes both show in a deposit.
pub struct Price;
impl Convert<Footprint, Balance> for Price {
	fn convert(footprint: Footprint) -> Balance {
		Balance::from(footprint.count) * 1_000 + Balance::from(footprint.size)
	}
}

/// What the listener took note of, rolled back with the rest of the storage.
#[frame_support::storage_alias]
pub type Heard =
	StorageValue<Listener, Vec<(OrderId, Notice)>, frame_support::pallet_prelude::ValueQuery>;

pub struct Listener;

impl OrderObserver<AccountId, Asset, Balance> for Listener {
	fn notify(order: OrderId, notice: &Notice) -> Result<(), DispatchError> {
		ListenerCalls::mutate(|calls| *calls += 1);
		Heard::append((order, notice.clone()));
		match ListenerFails::get() {
			false => Ok(()),
			true => Err(DispatchError::Unavailable),
		}
	}

	fn notify_weight() -> Weight {
		Weight::from_parts(7_000_000, 0)
	}
}

pub const MAX_WINDOW: Moment = 1_000_000;
pub const RETRY: Moment = 50_000;
pub const MAX_REQUESTS: u8 = 3;

impl pallet_orders::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = Asset;
	type Currency = Balances;
	type Money = UnionOf<Balances, Assets, NativeFromLeft, Asset, AccountId>;
	type Clock = Timestamp;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type Observer = Listener;
	type StoragePrice = Price;
	type PalletId = PotId;
	type MaxWindow = ConstU64<MAX_WINDOW>;
	type MaxRefundRequests = ConstU8<MAX_REQUESTS>;
	type RetryDelay = ConstU64<RETRY>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = OfferSigner;
}

/// Signs the benchmarks' offers.
#[cfg(feature = "runtime-benchmarks")]
pub struct OfferSigner;

pub type Money = <Test as Config>::Money;

/// When every test begins.
pub const T0: Moment = 1_700_000_000_000;

/// A sufficient asset with a minimum balance of 10.
pub const USD: Asset = Asset::WithId(1);
/// An asset that needs an account to live in, with a minimum balance of 5.
pub const POINT: Asset = Asset::WithId(2);
/// A sufficient asset of an issuer that interferes, with a minimum balance of 7.
pub const RISKY: Asset = Asset::WithId(3);
/// The native token.
pub const NATIVE: Asset = Asset::Native;

/// What everybody has of everything at first.
pub const ENDOWMENT: Balance = 1_000_000_000;

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

/// Signs with sr25519.
pub fn merchant() -> AccountId {
	Sr25519Keyring::Alice.to_account_id()
}

/// Signs with ed25519.
pub fn merchant_ed() -> AccountId {
	Ed25519Keyring::Bob.to_account_id()
}

fn ecdsa_pair() -> ecdsa::Pair {
	ecdsa::Pair::from_seed(&[7; 32])
}

/// Signs with ecdsa.
pub fn merchant_ec() -> AccountId {
	MultiSigner::from(ecdsa_pair().public()).into_account()
}

pub fn buyer() -> AccountId {
	account(11)
}

/// Pays for somebody else.
pub fn payer() -> AccountId {
	account(12)
}

/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	account(13)
}

/// Gets 5 % of everything, and returns it on a refund.
pub fn platform() -> AccountId {
	account(21)
}

/// Gets 2.5 % of everything, and keeps it.
pub fn affiliate() -> AccountId {
	account(22)
}

/// Issues the assets.
pub fn issuer() -> AccountId {
	account(31)
}

/// Signs for one of the merchants.
pub fn sign_as(who: &AccountId, message: &[u8]) -> MultiSignature {
	if *who == merchant() {
		Sr25519Keyring::Alice.sign(message).into()
	} else if *who == merchant_ed() {
		Ed25519Keyring::Bob.sign(message).into()
	} else if *who == merchant_ec() {
		ecdsa_pair().sign(message).into()
	} else {
		// Some key, but not theirs.
		Sr25519Keyring::Eve.sign(message).into()
	}
}

pub fn origin(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn set_time(at: Moment) {
	pallet_timestamp::Now::<Test>::put(at);
}

pub fn now() -> Moment {
	pallet_timestamp::Now::<Test>::get()
}

pub fn pot() -> AccountId {
	Souk::pot_account()
}

pub fn balance(asset: &Asset, who: &AccountId) -> Balance {
	Money::balance(asset.clone(), who)
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
			RuntimeEvent::Souk(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// What the listener heard since the last call.
pub fn take_notices() -> Vec<(OrderId, Notice)> {
	Heard::take()
}

pub fn split(recipient: AccountId, parts: u32, on_refund: OnRefund) -> Split<AccountId> {
	Split { recipient, share: Permill::from_parts(parts), on_refund }
}

/// All different, so that no window is taken for another.
pub const WINDOWS: Windows = Windows {
	pay: 1_009,
	ship: 2_003,
	receive: 3_011,
	inspect: 4_019,
	answer: 5_021,
	extension: 607,
	record: 100_003,
};

/// The default terms: 5 % for the platform, which returns it; 2.5 % for the affiliate, who keeps it.
pub fn default_terms() -> Terms<AccountId> {
	Terms {
		windows: WINDOWS,
		cancellation: Cancellation::BeforeShipping,
		splits: vec![
			split(platform(), 50_000, OnRefund::Return),
			split(affiliate(), 25_000, OnRefund::Keep),
		]
		.try_into()
		.unwrap(),
	}
}

/// Builds the world of a test.
pub struct Shop {
	accepted: Vec<Asset>,
	endowments: BTreeMap<(AccountId, Option<u32>), Balance>,
	terms: Terms<AccountId>,
}

impl Default for Shop {
	fn default() -> Self {
		let rich =
			[merchant(), merchant_ed(), merchant_ec(), buyer(), payer(), stranger(), issuer()];
		let mut endowments = BTreeMap::new();
		for who in rich {
			for asset in [None, Some(1), Some(2), Some(3)] {
				endowments.insert((who.clone(), asset), ENDOWMENT);
			}
		}
		for who in [platform(), affiliate()] {
			for (asset, least) in [(None, ED), (Some(1), 10), (Some(2), 5), (Some(3), 7)] {
				endowments.insert((who.clone(), asset), least);
			}
		}
		Self { accepted: vec![NATIVE, USD, POINT, RISKY], endowments, terms: default_terms() }
	}
}

impl Shop {
	pub fn accepting(mut self, assets: &[Asset]) -> Self {
		self.accepted = assets.to_vec();
		self
	}

	/// Sets what somebody has of something; zero for no account.
	pub fn endow(mut self, who: AccountId, asset: Asset, amount: Balance) -> Self {
		let asset = match asset {
			Asset::Native => None,
			Asset::WithId(id) => Some(id),
		};
		self.endowments.insert((who, asset), amount);
		self
	}

	/// Somebody with nothing at all.
	pub fn without(mut self, who: AccountId) -> Self {
		self.endowments.retain(|(account, _), _| *account != who);
		self
	}

	/// What the merchant's terms 0 are.
	pub fn terms(mut self, terms: Terms<AccountId>) -> Self {
		self.terms = terms;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		ListenerFails::set(false);
		ListenerCalls::set(0);
		let endowed = || self.endowments.iter().filter(|(_, amount)| **amount > 0);
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: endowed()
					.filter(|((_, asset), _)| asset.is_none())
					.map(|((who, _), amount)| (who.clone(), *amount))
					.collect(),
				..Default::default()
			},
			assets: pallet_assets::GenesisConfig {
				assets: vec![
					(1, issuer(), true, 10),
					(2, issuer(), false, 5),
					(3, issuer(), true, 7),
				],
				accounts: endowed()
					.filter_map(|((who, asset), amount)| Some(((*asset)?, who.clone(), *amount)))
					.collect(),
				..Default::default()
			},
			souk: pallet_orders::GenesisConfig { accepted_assets: self.accepted },
			..Default::default()
		}
		.build_storage()
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			set_time(T0);
			assert_ok!(Souk::publish_terms(origin(&merchant()), self.terms));
			System::reset_events();
		});
		ext
	}

	/// Runs a test, then checks everything that must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			check_invariants();
		});
	}
}

/// The pallet's own checks, and the pot to the last unit.
pub fn check_invariants() {
	assert_ok!(Souk::do_try_state());
	check_pot();
}

/// `pot = float + escrow + claims`, of every accepted asset.
pub fn check_pot() {
	let mut owed = BTreeMap::<Asset, Balance>::new();
	for asset in AcceptedAssets::<Test>::iter_keys() {
		owed.insert(asset.clone(), Money::minimum_balance(asset));
	}
	for order in Orders::<Test>::iter_values() {
		if let Payment::Escrow { ledger, .. } = &order.payment {
			*owed.get_mut(&order.asset).unwrap() += ledger.open + ledger.withheld;
		}
	}
	for (_, asset, claim) in Claims::<Test>::iter() {
		*owed.get_mut(&asset).unwrap() += claim.amount;
	}
	for (asset, owed) in owed {
		assert_eq!(balance(&asset, &pot()), owed, "the pot of {asset:?}");
	}
}

/// The keys that this pallet has in storage, but for its ids and the assets it accepts.
pub fn leftover_keys() -> Vec<Vec<u8>> {
	let mut prefix = sp_io::hashing::twox_128(b"Souk").to_vec();
	let stay: Vec<[u8; 32]> = ["NextTermsId", "NextOrderId", "AcceptedAssets"]
		.iter()
		.map(|item| storage_prefix(b"Souk", item.as_bytes()))
		.collect();
	let version = storage_prefix(b"Souk", b":__STORAGE_VERSION__:");
	let root = prefix.clone();
	let mut left = Vec::new();
	while let Some(key) = sp_io::storage::next_key(&prefix).filter(|key| key.starts_with(&root)) {
		prefix = key.clone();
		if !stay.iter().any(|item| key.starts_with(item)) && !key.starts_with(&version) {
			left.push(key);
		}
	}
	left
}
