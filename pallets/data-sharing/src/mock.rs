//! A runtime in which data is shared, for the tests.

use crate as pallet_data_sharing;
use crate::*;
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeFromLeft, NativeOrWithId, UnionOf},
		AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, Footprint,
	},
	weights::Weight,
	Blake2_128Concat,
};
use souk_primitives::{data::OrderCarriers, Moment, OrderId, OrderInspect, OrderStage, Parties};
use sp_core::{Pair, H256};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{
	traits::{Convert, IdentityLookup, Verify},
	AccountId32, BuildStorage, MultiSignature,
};

pub type AccountId = AccountId32;
pub type Balance = u128;
pub type Asset = NativeOrWithId<u32>;
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
	pub type Data = pallet_data_sharing;
}

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

/// So that entries and bytes both show in a deposit.
pub struct Price;
impl Convert<Footprint, Balance> for Price {
	fn convert(footprint: Footprint) -> Balance {
		Balance::from(footprint.count) * 1_000 + Balance::from(footprint.size)
	}
}

/// Orders that somebody has paid: the merchant, the buyer, and how far they are.
#[frame_support::storage_alias]
pub type Stages = StorageMap<Shop, Blake2_128Concat, OrderId, (AccountId, AccountId, OrderStage)>;

/// Who has goods of which order.
#[frame_support::storage_alias]
pub type Goods = StorageMap<Shop, Blake2_128Concat, (OrderId, AccountId), ()>;

/// Keeps the orders.
pub struct Shop;

impl OrderInspect<AccountId> for Shop {
	fn parties(order: OrderId) -> Option<Parties<AccountId>> {
		let (merchant, buyer, _) = Stages::get(order)?;
		Some(Parties { merchant, payer: buyer.clone(), buyer })
	}

	fn stage(order: OrderId) -> Option<OrderStage> {
		Stages::get(order).map(|(_, _, stage)| stage)
	}
}

/// What it costs to ask who has the goods.
pub const ASKING: Weight = Weight::from_parts(9_000_000, 0);

impl OrderCarriers<AccountId> for Shop {
	fn carries(order: OrderId, who: &AccountId) -> bool {
		Goods::contains_key((order, who.clone()))
	}

	fn weight() -> Weight {
		ASKING
	}
}

parameter_types! {
	pub const RecordReason: RuntimeHoldReason = RuntimeHoldReason::Data(HoldReason::Record);
}

pub const ERASURE_BOND: Balance = 7_000;
pub const ERASURE_PERIOD: Moment = 30_000;
pub const RECEIPT_PERIOD: Moment = 7_000;

impl Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = Asset;
	type Currency = Balances;
	type Payments = UnionOf<Balances, AssetsHolder, NativeFromLeft, Asset, AccountId>;
	type Deposit = HoldConsideration<AccountId, Balances, RecordReason, Price>;
	type Clock = Timestamp;
	type Orders = Shop;
	type Carriers = Shop;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type ErasureBond = ConstU128<ERASURE_BOND>;
	type ErasurePeriod = ConstU64<ERASURE_PERIOD>;
	type ReceiptPeriod = ConstU64<RECEIPT_PERIOD>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Signers;
}

/// Signs and sells for the benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct Signers;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<Test> for Signers {
	fn signer(index: u32) -> AccountId {
		if index == 0 {
			subject()
		} else {
			consumer()
		}
	}

	fn sign(index: u32, message: &[u8]) -> MultiSignature {
		sign(&Self::signer(index), message)
	}

	fn set_time(now: Moment) {
		set_time(now);
	}

	fn asset(_: &AccountId) -> Asset {
		USD
	}

	fn shipped_order(merchant: &AccountId, buyer: &AccountId, carrier: &AccountId) -> OrderId {
		let order = OrderId(0);
		Stages::insert(order, (merchant.clone(), buyer.clone(), OrderStage::Shipped));
		Goods::insert((order, carrier.clone()), ());
		order
	}
}

/// When every test begins.
pub const T0: Moment = 1_700_000_000_000;
/// What everybody has of everything at first.
pub const ENDOWMENT: Balance = 1_000_000_000;
/// A sufficient asset.
pub const USD: Asset = Asset::WithId(1);
pub const GENESIS: H256 = H256::repeat_byte(0x99);

/// Holds data, as a provider.
pub fn owner() -> AccountId {
	Alice.to_account_id()
}

/// Wants it.
pub fn consumer() -> AccountId {
	Bob.to_account_id()
}

/// Is whom it is about, and the buyer of orders.
pub fn subject() -> AccountId {
	Charlie.to_account_id()
}

/// Is passed data on to.
pub fn third() -> AccountId {
	Dave.to_account_id()
}

/// Is passed data on to by that one.
pub fn fourth() -> AccountId {
	Eve.to_account_id()
}

/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	Ferdie.to_account_id()
}

pub fn everybody() -> [AccountId; 6] {
	[owner(), consumer(), subject(), third(), fourth(), stranger()]
}

pub fn sign(who: &AccountId, message: &[u8]) -> MultiSignature {
	let key = Sr25519Keyring::from_account_id(who).expect("only these sign");
	key.pair().sign(message).into()
}

pub fn origin(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn now() -> Moment {
	pallet_timestamp::Now::<Test>::get()
}

pub fn set_time(at: Moment) {
	pallet_timestamp::Now::<Test>::put(at);
}

pub fn pass(time: Moment) {
	set_time(now() + time);
}

/// Runs a test, and checks what always holds after it.
pub fn run(test: impl FnOnce()) {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = everybody().map(|who| (who, ENDOWMENT)).to_vec();
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	pallet_assets::GenesisConfig::<Test> {
		assets: vec![(1, stranger(), true, 10)],
		accounts: vec![(1, consumer(), ENDOWMENT), (1, third(), ENDOWMENT)],
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	sp_io::TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		frame_system::BlockHash::<Test>::insert(0, GENESIS);
		set_time(T0);
		test();
		Data::do_try_state().expect("what always holds");
	});
}
