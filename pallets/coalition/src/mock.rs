//! A runtime with two loyalty programs that may be partners, for the tests.

use crate as pallet_coalition;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::Inspect as _, fungible::InspectHold as _, ConstU128, ConstU32, ConstU64,
		Footprint,
	},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_loyalty::{Formula, Lifetime, Limits, Lot, Redemption, Rule, Terms, Trigger};
use souk_primitives::{
	Assurance, Context, Identify, MemberId, Moment, Nullifier, Points, ProgramId,
};
use sp_core::H256;
use sp_runtime::{
	traits::{Convert, IdentityLookup, Verify},
	AccountId32, BuildStorage, FixedU128, MultiSignature, Permill,
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
	pub type Loyalty = pallet_loyalty;
	#[runtime::pallet_index(4)]
	pub type Coalition = pallet_coalition;
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
	/// Whose account is which member's.
	pub static People: BTreeMap<AccountId, MemberId> = BTreeMap::new();
}

/// The membership registry: every member is a person everywhere.
pub struct Registry;
impl Identify<AccountId> for Registry {
	fn member(account: &AccountId) -> Option<MemberId> {
		People::get().get(account).copied()
	}

	fn subject(member: MemberId, context: &Context) -> Option<Nullifier> {
		(*context == CONTEXT).then(|| H256::from_low_u64_be(member.0))
	}

	fn assurance(_: MemberId, context: &Context) -> Assurance {
		if *context == CONTEXT {
			Assurance::Person
		} else {
			Assurance::None
		}
	}

	fn same_person(a: &AccountId, b: &AccountId) -> bool {
		a == b || Self::member(a).is_some_and(|member| Self::member(b) == Some(member))
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

pub struct NoOrders;
impl souk_primitives::OrderInspect<AccountId> for NoOrders {
	fn parties(_: souk_primitives::OrderId) -> Option<souk_primitives::Parties<AccountId>> {
		None
	}

	fn stage(_: souk_primitives::OrderId) -> Option<souk_primitives::OrderStage> {
		None
	}
}

impl souk_primitives::OrderAccounts<Balance> for NoOrders {
	fn standing(_: souk_primitives::OrderId) -> Option<souk_primitives::OrderStanding<Balance>> {
		None
	}
}

/// So that entries and bytes both show in a deposit.
pub struct Price;
impl Convert<Footprint, Balance> for Price {
	fn convert(footprint: Footprint) -> Balance {
		Balance::from(footprint.count) * 100 + Balance::from(footprint.size)
	}
}

impl pallet_loyalty::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = u32;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Registry;
	type Orders = NoOrders;
	type Observer = ();
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type StoragePrice = Price;
	type MinEpoch = ConstU64<3_600_000>;
	type MinNotice = ConstU64<DAY>;
	type MaxMerchants = ConstU32<4>;
	type HaltOrigin = EnsureRoot<AccountId>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

impl pallet_coalition::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Points = Loyalty;
	type StoragePrice = Price;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Sets the benchmarks' scene.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

/// When every test begins: midnight, UTC.
pub const T0: Moment = 19_676 * DAY;

/// What everybody has at first.
pub const ENDOWMENT: Balance = 1_000_000_000;

/// Where members count once.
pub const CONTEXT: Context = H256::repeat_byte(0xcc);

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

/// The two programs: `AIR`'s points are worth 2 each, half of it on hold, in epochs of 30 days; `BEAN`'s
/// are worth 1/2, a quarter of it on hold, in epochs of 7 days.
pub const AIR: ProgramId = ProgramId(0);
pub const BEAN: ProgramId = ProgramId(1);

/// Who runs them.
pub fn airline() -> AccountId {
	account(1)
}

pub fn cafe() -> AccountId {
	account(2)
}

pub fn stranger() -> AccountId {
	account(3)
}

pub fn alice() -> AccountId {
	account(11)
}

pub fn bob() -> AccountId {
	account(12)
}

pub const ALICE: MemberId = MemberId(100);
pub const BOB: MemberId = MemberId(200);

pub fn origin(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn set_time(at: Moment) {
	pallet_timestamp::Now::<Test>::put(at);
}

pub fn now() -> Moment {
	pallet_timestamp::Now::<Test>::get()
}

pub fn wait(time: Moment) {
	set_time(now() + time);
}

pub fn free_balance(who: &AccountId) -> Balance {
	Balances::balance(who)
}

pub fn backing(who: &AccountId) -> Balance {
	Balances::balance_on_hold(&pallet_loyalty::HoldReason::Backing.into(), who)
}

pub fn deposit_of(who: &AccountId) -> Balance {
	Balances::balance_on_hold(&HoldReason::Partnership.into(), who)
}

pub fn take_events() -> Vec<Event<Test>> {
	let events = System::events();
	System::reset_events();
	events
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Coalition(event) => Some(event),
			_ => None,
		})
		.collect()
}

pub fn terms(value: FixedU128, backing: u32, days: u64, epochs: u8) -> Terms {
	Terms {
		context: CONTEXT,
		assurance: Assurance::Attested,
		epoch: days * DAY,
		lifetime: Lifetime::Epochs(epochs),
		notice: DAY,
		value,
		backing: Permill::from_percent(backing),
		gifts: 0,
	}
}

pub fn air_terms() -> Terms {
	terms(FixedU128::from_u32(2), 50, 30, 12)
}

pub fn bean_terms() -> Terms {
	terms(FixedU128::from_rational(1, 2), 25, 7, 36)
}

/// Puts a program on record whose members check in for 100 points, as often as they like.
pub fn create(operator: &AccountId, terms: Terms) {
	let id = pallet_loyalty::NextProgramId::<Test>::get();
	let name = "Points".try_into().unwrap();
	let by = || origin(operator);
	assert_ok!(Loyalty::create_program(by(), name, terms, Redemption::default(), ENDOWMENT));
	let limits =
		Limits { window: DAY, per_subject: None, overall: None, cooldown: 1, budget: Points::MAX };
	let rule = Rule {
		trigger: Trigger::CheckIn,
		formula: Formula::Flat(100),
		limits,
		ranked: false,
		attestors: Default::default(),
	};
	assert_ok!(Loyalty::add_rule(by(), id, rule));
}

/// Earns somebody 100 points, a millisecond later.
pub fn earn(who: &AccountId, program: ProgramId) {
	wait(1);
	assert_ok!(Loyalty::check_in(origin(who), program, 0));
}

pub fn lots(program: ProgramId, member: MemberId) -> Vec<Lot> {
	match pallet_loyalty::Accounts::<Test>::get(program, member) {
		Some(account) => account.book.ring.lots().collect(),
		None => Vec::new(),
	}
}

pub fn points(program: ProgramId, member: MemberId) -> Points {
	Loyalty::view_balance(program, member).spendable
}

/// The world of a test: two programs in their epochs 1 and 4, and two members.
pub fn world(air: Terms, bean: Terms) -> sp_io::TestExternalities {
	let rich = [airline(), cafe(), stranger(), alice(), bob()];
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
		System::set_block_number(1);
		People::set([(alice(), ALICE), (bob(), BOB)].into_iter().collect());
		set_time(T0 - 30 * DAY);
		create(&airline(), air);
		create(&cafe(), bean);
		set_time(T0);
		System::reset_events();
	});
	ext
}

/// Runs a test, then checks everything that must always hold.
pub fn run(test: impl FnOnce()) {
	run_with(air_terms(), bean_terms(), test)
}

pub fn run_with(air: Terms, bean: Terms, test: impl FnOnce()) {
	world(air, bean).execute_with(|| {
		test();
		assert_ok!(Coalition::do_try_state());
		check_loyalty();
	});
}

/// Loyalty's own checks need its feature; what matters here is that the books add up and are backed.
pub fn check_loyalty() {
	use pallet_loyalty::{Accounts, Ledgers, Programs};
	for id in Programs::<Test>::iter_keys() {
		let mut sums = BTreeMap::new();
		let epoch = Loyalty::view_liability(id).unwrap().epoch;
		for mut account in Accounts::<Test>::iter_prefix_values(id) {
			account.book.ring.sync(epoch);
			for lot in account.book.ring.lots() {
				*sums.entry(lot.expiry).or_insert(0) += lot.points;
			}
		}
		let mut ledger = Ledgers::<Test>::get(id).unwrap();
		ledger.book.ring.sync(epoch);
		let own: BTreeMap<_, _> =
			ledger.book.ring.lots().map(|lot| (lot.expiry, lot.points)).collect();
		assert_eq!(own, sums);
		let view = Loyalty::view_liability(id).unwrap();
		assert!(view.held >= view.needed);
	}
	for who in [airline(), cafe()] {
		let held: Balance = Programs::<Test>::iter()
			.filter(|(_, program)| program.operator == who)
			.map(|(id, _)| Ledgers::<Test>::get(id).unwrap().backing)
			.sum();
		assert_eq!(backing(&who), held);
	}
}
