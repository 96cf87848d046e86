//! A runtime with coupons in it, for the tests.

use crate as pallet_coupons;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		ConstU128, Footprint,
	},
	weights::Weight,
};
use souk_primitives::{
	Assurance, CheckoutDiscount, Context, CouponTree, DiscountRequest, Identify, Means, MemberId,
	Moment, Nullifier, OrderId, PointsOrVoucher, ProgramId, ProgramInspect, Undone,
};
use sp_core::{sr25519, Pair as _, H256};
use sp_runtime::{
	traits::{Convert, IdentityLookup, Verify},
	AccountId32, BuildStorage, DispatchError, MultiSignature,
};
use std::collections::BTreeMap;

pub type AccountId = AccountId32;
pub type Balance = u128;
pub type Asset = u32;
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
	pub type Coupons = pallet_coupons;
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

/// Somebody in the membership registry of the tests.
#[derive(Clone)]
pub struct Person {
	pub member: MemberId,
	pub subject: Option<Nullifier>,
	pub assurance: Assurance,
}

parameter_types! {
	/// Whose account is which member's.
	pub static People: BTreeMap<AccountId, Person> = BTreeMap::new();
	/// What the points of the tests were told.
	pub static Told: Vec<(OrderId, &'static str)> = Vec::new();
}

/// The membership registry.
pub struct Registry;
impl Identify<AccountId> for Registry {
	fn member(account: &AccountId) -> Option<MemberId> {
		People::get().get(account).map(|person| person.member)
	}

	fn subject(member: MemberId, context: &Context) -> Option<Nullifier> {
		let people = People::get();
		let person = people.values().find(|person| person.member == member)?;
		person.subject.filter(|_| *context == CONTEXT)
	}

	fn assurance(member: MemberId, context: &Context) -> Assurance {
		let people = People::get();
		let person = people.values().find(|person| person.member == member);
		person.filter(|_| *context == CONTEXT).map_or(Assurance::None, |person| person.assurance)
	}

	fn same_person(a: &AccountId, b: &AccountId) -> bool {
		a == b || Self::member(a).is_some_and(|member| Self::member(b) == Some(member))
	}

	fn weight() -> Weight {
		Weight::from_parts(1, 0)
	}
}

/// One program, which serves one merchant.
pub struct OneProgram;
impl ProgramInspect<AccountId> for OneProgram {
	fn operator(program: ProgramId) -> Option<AccountId> {
		(program == ProgramId(0)).then(|| account(9))
	}

	fn identity(program: ProgramId) -> Option<(Context, Assurance)> {
		(program == ProgramId(0)).then_some((CONTEXT, Assurance::Attested))
	}

	fn program_of(who: &AccountId) -> Option<ProgramId> {
		(*who == merchant()).then_some(ProgramId(0))
	}

	fn weight() -> Weight {
		Weight::from_parts(1, 0)
	}
}

/// Points that are worth one minor unit each.
pub struct SomePoints;
impl CheckoutDiscount<AccountId, Asset, Balance> for SomePoints {
	fn reserve(
		order: OrderId,
		request: &DiscountRequest<AccountId, Asset, Balance>,
	) -> Result<Balance, DispatchError> {
		Told::mutate(|told| told.push((order, "reserve")));
		match request.means {
			Means::Points(points) => Ok(points),
			Means::Voucher => Err(DispatchError::Unavailable),
		}
	}

	fn capture(order: OrderId) {
		Told::mutate(|told| told.push((order, "capture")));
	}

	fn release(order: OrderId, _: Undone<Balance>) {
		Told::mutate(|told| told.push((order, "release")));
	}

	fn weight() -> Weight {
		Weight::from_parts(1, 0)
	}
}

/// What a checkout takes.
pub type Checkout = PointsOrVoucher<SomePoints, Coupons>;

/// So that entries and bytes both show in a deposit.
pub struct Price;
impl Convert<Footprint, Balance> for Price {
	fn convert(footprint: Footprint) -> Balance {
		Balance::from(footprint.count) * 100 + Balance::from(footprint.size)
	}
}

impl pallet_coupons::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = Asset;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Registry;
	type Programs = OneProgram;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type StoragePrice = Price;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Sets the benchmarks' scene.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

/// When every test begins.
pub const T0: Moment = 1_700_000_000_000;
pub const HOUR: Moment = 3_600_000;
pub const DAY: Moment = 24 * HOUR;

/// What everybody has at first.
pub const ENDOWMENT: Balance = 1_000_000_000;

/// Where members count once.
pub const CONTEXT: Context = H256::repeat_byte(0xcc);

/// What orders are paid in.
pub const USD: Asset = 7;

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

pub fn merchant() -> AccountId {
	account(2)
}

/// Served by no program.
pub fn other_merchant() -> AccountId {
	account(3)
}

pub fn alice() -> AccountId {
	account(11)
}

pub fn bob() -> AccountId {
	account(12)
}

/// No member.
pub fn carol() -> AccountId {
	account(13)
}

/// Makes an account a member's, who is that person.
pub fn enrol(who: AccountId, member: u64, person: u64) {
	let subject = Some(H256::from_low_u64_be(person));
	let person = Person { member: MemberId(member), subject, assurance: Assurance::Person };
	People::mutate(|people| people.insert(who, person));
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

pub fn free_balance(who: &AccountId) -> Balance {
	Balances::balance(who)
}

pub fn held(who: &AccountId) -> Balance {
	Balances::balance_on_hold(&HoldReason::Batch.into(), who)
}

/// This pallet's events since the last call.
pub fn take_events() -> Vec<Event<Test>> {
	let events = System::events();
	System::reset_events();
	let own = |record: frame_system::EventRecord<RuntimeEvent, H256>| match record.event {
		RuntimeEvent::Coupons(event) => Some(event),
		_ => None,
	};
	events.into_iter().filter_map(own).collect()
}

/// The key of a coupon.
pub fn key(series: u8, index: u32) -> sr25519::Pair {
	let mut seed = [series; 32];
	seed[..4].copy_from_slice(&index.to_le_bytes());
	sr25519::Pair::from_seed(&seed)
}

pub fn coupon(series: u8, index: u32) -> AccountId {
	key(series, index).public().0.into()
}

/// The tree of so many coupons.
pub fn tree(series: u8, count: u32) -> CouponTree {
	let coupons: Vec<_> = (0..count).map(|index| coupon(series, index)).collect();
	CouponTree::build(&coupons).unwrap()
}

pub fn terms() -> Terms<Asset, Balance> {
	Terms {
		unit: Unit::Asset(USD),
		worth: Worth::Fixed(100),
		min_price: 500,
		valid_from: T0,
		valid_until: T0 + 30 * DAY,
		per_person: None,
		holding: Holding::Transferable,
	}
}

/// Builds the world of a test: merchants, members, and nothing issued.
pub fn world() -> sp_io::TestExternalities {
	let rich = [merchant(), other_merchant(), alice(), bob(), carol()];
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: rich.into_iter().map(|who| (who, ENDOWMENT)).collect(),
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
		People::set(BTreeMap::new());
		Told::set(Vec::new());
		enrol(alice(), 100, 1);
		enrol(bob(), 200, 2);
		set_time(T0);
	});
	ext
}

/// Runs a test, then checks everything that must always hold.
pub fn execute(test: impl FnOnce()) {
	world().execute_with(|| {
		test();
		assert_ok!(Coupons::do_try_state());
	});
}
