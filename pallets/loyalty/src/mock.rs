//! A runtime with a loyalty program in it, for the tests.

use crate as pallet_loyalty;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		ConstU128, ConstU32, ConstU64, Footprint,
	},
	weights::Weight,
};
use frame_system::EnsureRoot;
use souk_primitives::{
	Assurance, Context, Identify, MemberId, Moment, Nullifier, OrderAccounts, OrderId,
	OrderInspect, OrderStage, OrderStanding, Parties, Points, PointsObserver, ProgramId,
	RankedPoints, RuleId,
};
use sp_core::{sr25519, Pair as _, H256};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{Convert, IdentityLookup, Verify},
	AccountId32, BuildStorage, DispatchError, DispatchResult, FixedU128, MultiSignature, Permill,
};
use std::collections::BTreeMap;

pub type AccountId = AccountId32;
pub type Balance = u128;
pub type Asset = u32;
pub type TestRule = RuleOf<Test>;
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

/// An order in the order book of the tests.
#[derive(Clone)]
pub struct TestOrder {
	pub parties: Parties<AccountId>,
	pub stage: OrderStage,
	pub refunded: Balance,
}

parameter_types! {
	/// Whose account is which member's.
	pub static People: BTreeMap<AccountId, Person> = BTreeMap::new();
	/// Orders on record.
	pub static Orders: BTreeMap<OrderId, TestOrder> = BTreeMap::new();
	/// What the listener was told: whether the points were revoked.
	pub static Heard: Vec<(RankedPoints<AccountId>, bool)> = Vec::new();
	/// Whether the listener fails, after it has written.
	pub static ListenerFails: bool = false;
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

/// The order book.
pub struct OrderBook;
impl OrderInspect<AccountId> for OrderBook {
	fn parties(order: OrderId) -> Option<Parties<AccountId>> {
		Orders::get().get(&order).map(|order| order.parties.clone())
	}

	fn stage(order: OrderId) -> Option<OrderStage> {
		Orders::get().get(&order).map(|order| order.stage)
	}
}

impl OrderAccounts<Balance> for OrderBook {
	fn standing(order: OrderId) -> Option<OrderStanding<Balance>> {
		Orders::get().get(&order).map(|order| OrderStanding {
			settled: order.stage == OrderStage::Settled,
			refunded: order.refunded,
		})
	}
}

/// A leaderboard.
pub struct Board;
impl Board {
	fn hear(points: &RankedPoints<AccountId>, revoked: bool) -> DispatchResult {
		frame_support::storage::unhashed::put(b"board", &points.points);
		if ListenerFails::get() {
			return Err(DispatchError::Other("the board is full"));
		}
		Heard::mutate(|heard| heard.push((points.clone(), revoked)));
		Ok(())
	}
}

impl PointsObserver<AccountId> for Board {
	fn settled(points: &RankedPoints<AccountId>) -> DispatchResult {
		Self::hear(points, false)
	}

	fn revoked(points: &RankedPoints<AccountId>) -> DispatchResult {
		Self::hear(points, true)
	}

	fn weight() -> Weight {
		Weight::from_parts(1, 0)
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
	type AssetKind = Asset;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Registry;
	type Orders = OrderBook;
	type Observer = Board;
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

/// Sets the benchmarks' scene.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

/// When every test begins.
pub const T0: Moment = 1_700_000_000_000;

/// What everybody has at first.
pub const ENDOWMENT: Balance = 1_000_000_000;

pub const HOUR: Moment = 3_600_000;
pub const DAY: Moment = 24 * HOUR;

/// An epoch of the program of the tests.
pub const EPOCH: Moment = 30 * DAY;

/// Where its members count once.
pub const CONTEXT: Context = H256::repeat_byte(0xcc);

/// What orders are paid in.
pub const USD: Asset = 7;

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

/// Runs the program that every test begins with.
pub fn operator() -> AccountId {
	account(1)
}

/// A merchant that it serves.
pub fn merchant() -> AccountId {
	account(2)
}

/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	account(3)
}

/// Members of whom a person is known.
pub fn alice() -> AccountId {
	account(11)
}

pub fn bob() -> AccountId {
	account(12)
}

pub fn carol() -> AccountId {
	account(13)
}

pub const ALICE: MemberId = MemberId(100);
pub const BOB: MemberId = MemberId(200);
pub const CAROL: MemberId = MemberId(300);

/// Which person a member is.
pub fn subject_of(member: MemberId) -> Nullifier {
	H256::from_low_u64_be(member.0)
}

/// Makes an account a member's, of whom a person is known.
pub fn enrol(who: AccountId, member: MemberId) {
	let subject = Some(subject_of(member));
	let person = Person { member, subject, assurance: Assurance::Person };
	People::mutate(|people| people.insert(who, person));
}

/// Signs for tasks.
pub fn attestor() -> sr25519::Pair {
	Sr25519Keyring::Ferdie.pair()
}

pub fn attestor_account() -> AccountId {
	attestor().public().0.into()
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

/// Lets time pass.
pub fn wait(time: Moment) {
	set_time(now() + time);
}

/// Lets so many epochs pass.
pub fn wait_epochs(count: u64) {
	wait(count * EPOCH);
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
			RuntimeEvent::Loyalty(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// The program that every test begins with.
pub const PROGRAM: ProgramId = ProgramId(0);

/// Its rules: a point for each 10 minor units of an order, 5 points for being there, 20 for a task, 30
/// for a review, 50 for a referral.
pub const PURCHASE: RuleId = 0;
pub const CHECK_IN: RuleId = 1;
pub const TASK: RuleId = 2;
pub const REVIEW: RuleId = 3;
pub const REFERRAL: RuleId = 4;

pub fn terms() -> Terms {
	Terms {
		context: CONTEXT,
		assurance: Assurance::Attested,
		epoch: EPOCH,
		lifetime: Lifetime::Epochs(12),
		notice: 2 * DAY,
		value: FixedU128::from_rational(3, 2),
		backing: Permill::from_percent(50),
		gifts: 100,
	}
}

/// A point is worth 2 minor units, and half of an order can be paid so.
pub fn redemption() -> Redemption<Asset> {
	let rate = Rate { unit: Unit::Asset(USD), per_point: FixedU128::from_u32(2) };
	Redemption { rates: vec![rate].try_into().unwrap(), max_share: Permill::from_percent(50) }
}

pub fn limits() -> Limits {
	Limits { window: DAY, per_subject: None, overall: None, cooldown: 0, budget: Points::MAX }
}

fn rule(trigger: Trigger<Asset>, formula: Formula) -> TestRule {
	let signed = trigger.is_attested();
	let attestors = signed.then(attestor_account).into_iter().collect::<Vec<_>>();
	let attestors = attestors.try_into().unwrap();
	TestRule { trigger, formula, limits: limits(), ranked: true, attestors }
}

pub fn purchase_rule() -> TestRule {
	rule(Trigger::Purchase(Unit::Asset(USD)), Formula::PerUnit(FixedU128::from_rational(1, 10)))
}

pub fn check_in_rule() -> TestRule {
	let mut rule = rule(Trigger::CheckIn, Formula::Flat(5));
	rule.limits.cooldown = 12 * HOUR;
	rule.ranked = false;
	rule
}

pub fn task_rule() -> TestRule {
	rule(Trigger::Attested(H256::repeat_byte(0x7a)), Formula::Flat(20))
}

pub fn review_rule() -> TestRule {
	rule(Trigger::Review, Formula::Flat(30))
}

pub fn referral_rule() -> TestRule {
	rule(Trigger::Referral, Formula::Flat(50))
}

/// Builds the world of a test: a program with five rules in force, a merchant, and three members.
pub struct World {
	endowments: BTreeMap<AccountId, Balance>,
	terms: Terms,
	rules: Vec<TestRule>,
	record_budget: Balance,
}

impl Default for World {
	fn default() -> Self {
		let rich = [operator(), merchant(), stranger(), alice(), bob(), carol()];
		let rules =
			vec![purchase_rule(), check_in_rule(), task_rule(), review_rule(), referral_rule()];
		Self {
			endowments: rich.into_iter().map(|who| (who, ENDOWMENT)).collect(),
			terms: terms(),
			rules,
			record_budget: ENDOWMENT,
		}
	}
}

impl World {
	/// Sets what somebody has.
	pub fn endow(mut self, who: AccountId, amount: Balance) -> Self {
		self.endowments.insert(who, amount);
		self
	}

	/// Changes what the program promises.
	pub fn terms(mut self, change: impl FnOnce(&mut Terms)) -> Self {
		change(&mut self.terms);
		self
	}

	/// Changes a rule.
	pub fn rule(mut self, id: RuleId, change: impl FnOnce(&mut TestRule)) -> Self {
		change(&mut self.rules[id as usize]);
		self
	}

	/// The most that is held for records about members.
	pub fn record_budget(mut self, budget: Balance) -> Self {
		self.record_budget = budget;
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
			People::set(BTreeMap::new());
			Orders::set(BTreeMap::new());
			Heard::set(Vec::new());
			ListenerFails::set(false);
			enrol(alice(), ALICE);
			enrol(bob(), BOB);
			enrol(carol(), CAROL);
			set_time(T0 - EPOCH);
			let by = origin(&operator());
			let name = "Points".try_into().unwrap();
			let (terms, budget) = (self.terms, self.record_budget);
			assert_ok!(Loyalty::create_program(by.clone(), name, terms, redemption(), budget));
			for rule in self.rules {
				assert_ok!(Loyalty::add_rule(by.clone(), PROGRAM, rule));
			}
			assert_ok!(Loyalty::invite_merchant(by, PROGRAM, merchant()));
			assert_ok!(Loyalty::join(origin(&merchant()), PROGRAM));
			set_time(T0);
			System::reset_events();
		});
		ext
	}

	/// Runs a test, then checks everything that must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			assert_ok!(Loyalty::do_try_state());
		});
	}
}
