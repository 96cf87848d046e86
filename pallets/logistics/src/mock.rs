//! A runtime with a shop, two carriers and their keys, for the tests.

use crate as pallet_logistics;
use crate::*;
use codec::Encode;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{ConstU128, ConstU32, ConstU64, Footprint},
	weights::Weight,
};
use pallet_carriers::{Role, Scopes};
use souk_primitives::{
	logistics::{delivery_message, Scope, SignedReport, Sscc},
	Delivery, Moment, OrderFulfilment, OrderId, OrderInspect, OrderStage, Parties, ShipmentId,
	Text,
};
use sp_core::{sr25519, Pair, H256};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{Convert, IdentityLookup, Verify},
	AccountId32, BuildStorage, DispatchError, DispatchResult, MultiSignature,
};

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
	pub type Carriers = pallet_carriers;
	#[runtime::pallet_index(4)]
	pub type Tracker = pallet_logistics;
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

/// So that entries and bytes both show in a deposit.
pub struct Price;
impl Convert<Footprint, Balance> for Price {
	fn convert(footprint: Footprint) -> Balance {
		Balance::from(footprint.count) * 1_000 + Balance::from(footprint.size)
	}
}

pub const MIN_BOND: Balance = 10_000;
pub const BOND: Balance = 1_000_000;
pub const KEY_RETENTION: Moment = 10 * CONTEST;

impl pallet_carriers::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type StoragePrice = Price;
	type MinBond = ConstU128<MIN_BOND>;
	type MaxKeys = ConstU32<20>;
	type KeyRetention = ConstU64<KEY_RETENTION>;
}

/// What the tracker asked of an order.
#[derive(Encode, codec::Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
	Dispatched,
	Delivered(Delivery),
	Contested,
	Returned,
	Lost,
	ReturnSent,
	ReturnReceived,
}

/// What orders were told, rolled back with the rest of the storage.
#[frame_support::storage_alias]
pub type Steps =
	StorageValue<Shop, Vec<(OrderId, Step)>, frame_support::pallet_prelude::ValueQuery>;

/// Orders, and how far they are.
#[frame_support::storage_alias]
pub type Stages = StorageMap<Shop, frame_support::Twox64Concat, OrderId, OrderStage>;

parameter_types! {
	/// Whether orders refuse to take note, after they have written.
	pub static ShopFails: bool = false;
}

/// The orders of a shop, as little of them as the tracker needs. Their buyer and merchant are always
/// the same; how far they are is what the test says.
pub struct Shop;

impl Shop {
	fn note(order: OrderId, step: Step) -> DispatchResult {
		Steps::append((order, step));
		match ShopFails::get() {
			false => Ok(()),
			true => Err(DispatchError::Other("shop")),
		}
	}
}

impl OrderInspect<AccountId> for Shop {
	fn parties(order: OrderId) -> Option<Parties<AccountId>> {
		Stages::get(order)?;
		Some(Parties { merchant: merchant(), buyer: buyer(), payer: buyer() })
	}

	fn stage(order: OrderId) -> Option<OrderStage> {
		Stages::get(order)
	}
}

impl OrderFulfilment for Shop {
	fn dispatched(order: OrderId) -> DispatchResult {
		Self::note(order, Step::Dispatched)?;
		Stages::insert(order, OrderStage::Shipped);
		Ok(())
	}

	fn delivered(order: OrderId, delivery: Delivery) -> DispatchResult {
		Self::note(order, Step::Delivered(delivery))
	}

	fn contested(order: OrderId) -> DispatchResult {
		Self::note(order, Step::Contested)
	}

	fn returned(order: OrderId) -> DispatchResult {
		Self::note(order, Step::Returned)
	}

	fn lost(order: OrderId) -> DispatchResult {
		Self::note(order, Step::Lost)
	}

	fn return_sent(order: OrderId) -> DispatchResult {
		Self::note(order, Step::ReturnSent)
	}

	fn return_received(order: OrderId) -> DispatchResult {
		Self::note(order, Step::ReturnReceived)
	}

	fn weight() -> Weight {
		Weight::from_parts(11_000_000, 0)
	}
}

pub const LEAD: Moment = 60_000;
pub const BACKDATE: Moment = 600_000;
pub const CONTEST: Moment = 3_600_000;
pub const ANSWER: Moment = 7_200_000;
pub const SILENCE: Moment = 100_000_000;
pub const RECORD: Moment = 50_000_000;

impl pallet_logistics::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type Orders = Shop;
	type Carriers = Carriers;
	type StoragePrice = Price;
	type MaxLead = ConstU64<LEAD>;
	type MaxBackdate = ConstU64<BACKDATE>;
	type ContestWindow = ConstU64<CONTEST>;
	type AnswerWindow = ConstU64<ANSWER>;
	type MaxSilence = ConstU64<SILENCE>;
	type RecordWindow = ConstU64<RECORD>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Shop;
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<Test> for Shop {
	fn paid_order(_: &AccountId, _: &AccountId) -> OrderId {
		let order = OrderId(Stages::iter_keys().count() as u64);
		Stages::insert(order, OrderStage::Funded);
		order
	}

	fn returning_order(merchant: &AccountId, buyer: &AccountId) -> OrderId {
		let order = Self::paid_order(merchant, buyer);
		Stages::insert(order, OrderStage::Returning);
		order
	}

	fn carrier(carrier: &AccountId, key: u32) {
		let key = Self::signer(key);
		let name = Text::try_from("carrier").unwrap();
		let end = Moment::MAX;
		assert_ok!(Carriers::register(origin(carrier), name, BOND));
		assert_ok!(Carriers::authorize_key(origin(carrier), key, Role::Agent, all_scopes(), end));
	}

	fn own_prefix(owner: &AccountId, sscc: Sscc) {
		let prefix = sscc.prefix(12).unwrap();
		assert_ok!(Carriers::request_prefix(origin(owner), prefix));
		assert_ok!(Carriers::approve_prefix(RuntimeOrigin::root(), owner.clone(), prefix));
	}

	fn signer(index: u32) -> AccountId {
		sr25519::Pair::from_seed(&[index as u8; 32]).public().into()
	}

	fn sign(index: u32, message: &[u8]) -> MultiSignature {
		sr25519::Pair::from_seed(&[index as u8; 32]).sign(message).into()
	}

	fn set_time(now: Moment) {
		set_time(now);
	}
}

/// When every test begins.
pub const T0: Moment = 1_700_000_000_000;
/// What everybody has at first.
pub const ENDOWMENT: Balance = 1_000_000_000;
/// What a parcel is worth.
pub const VALUE: Balance = 5_000;
/// The order of the tests; those with higher numbers are paid as well.
pub const ORDER: OrderId = OrderId(0);
/// How many orders are paid.
pub const ORDERS: u64 = 20;
/// SSCCs of the merchant's company prefix, 5703538.
pub const SSCC: Sscc = Sscc(157_035_381_410_375_177);

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

pub fn merchant() -> AccountId {
	account(1)
}

pub fn buyer() -> AccountId {
	account(2)
}

/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	account(3)
}

/// Carries.
pub fn carrier() -> AccountId {
	account(11)
}

/// Carries as well.
pub fn other_carrier() -> AccountId {
	account(12)
}

/// The carrier's key that may do everything.
pub fn courier() -> AccountId {
	Sr25519Keyring::Charlie.to_account_id()
}

/// The other carrier's key that may do everything.
pub fn other_courier() -> AccountId {
	Sr25519Keyring::Dave.to_account_id()
}

/// The carrier's key that may only scan.
pub fn scanner() -> AccountId {
	account(21)
}

/// The carrier's device.
pub fn device() -> AccountId {
	Sr25519Keyring::Eve.to_account_id()
}

/// The buyer's one-time key.
pub fn pod_pair() -> sr25519::Pair {
	sr25519::Pair::from_seed(&[42; 32])
}

/// Its account.
pub fn pod_key() -> AccountId {
	pod_pair().public().into()
}

pub fn all_scopes() -> Scopes {
	[Scope::Scan, Scope::Sense, Scope::Handover, Scope::Deliver].into_iter().collect()
}

pub fn origin(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn now() -> Moment {
	Timestamp::get()
}

/// The next block, at that time.
pub fn set_time(at: Moment) {
	System::set_block_number(System::block_number() + 1);
	Timestamp::set_timestamp(at);
}

/// The next block, so much later.
pub fn pass(time: Moment) {
	set_time(now() + time);
}

/// A block in which there is room for everything that is due.
pub fn idle() {
	use frame_support::traits::Hooks;
	Tracker::on_idle(System::block_number(), Weight::MAX);
}

/// Signs what `report` says with the key of a keyring.
pub fn sign(report: &SignedReport<AccountId>, key: Sr25519Keyring) -> MultiSignature {
	let message = sp_io::hashing::blake2_256(&report.message(Tracker::genesis()));
	key.sign(&message).into()
}

/// What the buyer's key signs at the door.
pub fn pod_signature(id: ShipmentId) -> MultiSignature {
	let shipment = Tracker::shipment(id).unwrap();
	let custodian = Tracker::custodian(&shipment);
	let head = shipment.custody.head;
	sign_delivery(id, &custodian, head)
}

/// The same, of whatever is said.
pub fn sign_delivery(id: ShipmentId, custodian: &AccountId, head: H256) -> MultiSignature {
	let message = delivery_message(Tracker::genesis(), id, custodian, head);
	pod_pair().sign(&sp_io::hashing::blake2_256(&message)).into()
}

/// Builds the world of a test.
#[derive(Default)]
pub struct World;

impl World {
	/// Runs a test, and looks at what it leaves.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let rich = [
			merchant(),
			buyer(),
			stranger(),
			carrier(),
			other_carrier(),
			courier(),
			other_courier(),
			scanner(),
			device(),
		];
		pallet_balances::GenesisConfig::<Test> {
			balances: rich.into_iter().map(|who| (who, ENDOWMENT)).collect(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		let mut world = sp_io::TestExternalities::new(storage);
		world.execute_with(|| {
			set_time(T0);
			for n in 0..ORDERS {
				Stages::insert(OrderId(n), OrderStage::Funded);
			}
			for (who, key) in [(carrier(), courier()), (other_carrier(), other_courier())] {
				let name = Text::try_from("carrier").unwrap();
				assert_ok!(Carriers::register(origin(&who), name, BOND));
				let (role, end) = (Role::Agent, Moment::MAX);
				assert_ok!(Carriers::authorize_key(origin(&who), key, role, all_scopes(), end));
			}
			let scan = [Scope::Scan].into_iter().collect();
			assert_ok!(Carriers::authorize_key(
				origin(&carrier()),
				scanner(),
				Role::Agent,
				scan,
				Moment::MAX
			));
			let sense = [Scope::Scan, Scope::Sense].into_iter().collect();
			assert_ok!(Carriers::authorize_key(
				origin(&carrier()),
				device(),
				Role::Device,
				sense,
				Moment::MAX
			));
			let prefix = SSCC.prefix(7).unwrap();
			assert_ok!(Carriers::request_prefix(origin(&merchant()), prefix));
			assert_ok!(Carriers::approve_prefix(RuntimeOrigin::root(), merchant(), prefix));
			System::reset_events();
			test();
			check_all();
		});
	}
}

/// The invariants of this pallet and of its carriers, and those between the two.
pub fn check_all() {
	use frame_support::traits::fungible::InspectHold;
	Tracker::do_try_state().unwrap();
	for who in [carrier(), other_carrier()] {
		let bond = Balances::balance_on_hold(&pallet_carriers::HoldReason::Bond.into(), &who);
		let record = pallet_carriers::Carriers::<Test>::get(&who);
		assert_eq!(record.map_or(0, |record| record.bond), bond, "what is held for {who:?}");
		// What is in a unit is counted with the unit, whose custodian is liable.
		let liable: Balance = Shipments::<Test>::iter_values()
			.filter(|s| s.parent.is_none() && s.custody.holder == who)
			.filter(|s| !s.state.is_with_shipper() && !s.state.is_ended())
			.map(|s| s.value)
			.sum();
		assert_eq!(exposure(&who), liable, "what {who:?} answers for");
	}
}

pub fn exposure(carrier: &AccountId) -> Balance {
	pallet_carriers::Carriers::<Test>::get(carrier).map_or(0, |record| record.exposure)
}
