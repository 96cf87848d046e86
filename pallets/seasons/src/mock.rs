//! A runtime with seasons in it, for the tests.

use crate as pallet_seasons;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		ConstU128, ConstU64, Footprint, OnUnbalanced,
	},
	weights::Weight,
};
use frame_system::EnsureRoot;
use souk_primitives::{
	Assurance, Context, Identify, MemberId, Moment, Nullifier, OrderId, Points, PointsObserver,
	ProgramId, ProgramInspect, RankedPoints, RuleId, SeasonId,
};
use sp_core::H256;
use sp_runtime::{
	traits::{Convert, IdentityLookup},
	AccountId32, BuildStorage, DispatchResult,
};
use std::collections::BTreeMap;

pub type AccountId = AccountId32;
pub type Balance = u128;
pub type TestTerms = TermsOf<Test>;
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
	pub type Seasons = pallet_seasons;
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
	/// Whose account is which member's. Of one person, several can be.
	pub static People: BTreeMap<AccountId, Person> = BTreeMap::new();
	/// What the rules say, from when on.
	pub static Rules: BTreeMap<(RuleId, Moment), Option<H256>> = BTreeMap::new();
	/// Where forfeited bonds went.
	pub static Pot: Balance = 0;
	/// What the program asks for.
	pub static ProgramAssurance: Assurance = Assurance::Attested;
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
		let known = *context == CONTEXT && person.assurance > Assurance::None;
		person.subject.filter(|_| known)
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

/// The programs: one.
pub struct Book;
impl ProgramInspect<AccountId> for Book {
	fn operator(program: ProgramId) -> Option<AccountId> {
		(program == PROGRAM).then(operator)
	}

	fn identity(program: ProgramId) -> Option<(Context, Assurance)> {
		(program == PROGRAM).then(|| (CONTEXT, ProgramAssurance::get()))
	}

	fn program_of(_: &AccountId) -> Option<ProgramId> {
		Some(PROGRAM)
	}

	fn rule_digest(program: ProgramId, rule: RuleId, at: Moment) -> Option<H256> {
		let rules = Rules::get();
		let (_, says) = rules.range((rule, 0)..=(rule, at)).next_back()?;
		says.filter(|_| program == PROGRAM)
	}

	fn weight() -> Weight {
		Weight::from_parts(1, 0)
	}
}

/// Takes forfeited bonds.
pub struct ToPot;
impl OnUnbalanced<CreditOf<Test>> for ToPot {
	fn on_nonzero_unbalanced(credit: CreditOf<Test>) {
		Pot::mutate(|pot| *pot += frame_support::traits::Imbalance::peek(&credit));
	}
}

/// So that entries and bytes both show in a deposit.
pub struct Price;
impl Convert<Footprint, Balance> for Price {
	fn convert(footprint: Footprint) -> Balance {
		Balance::from(footprint.count) * 100 + Balance::from(footprint.size)
	}
}

impl pallet_seasons::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Registry;
	type Programs = Book;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Forfeited = ToPot;
	type StoragePrice = Price;
	type MaxPeriod = ConstU64<{ 100 * DAY }>;
	type MinChallenge = ConstU64<DAY>;
	type MinClaim = ConstU64<{ 2 * DAY }>;
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

/// The season of the tests.
pub const START: Moment = T0 + DAY;
pub const END: Moment = START + 30 * DAY;
pub const CHALLENGE_END: Moment = END + 7 * DAY;

/// Where its members count once.
pub const CONTEXT: Context = H256::repeat_byte(0xcc);

pub const PROGRAM: ProgramId = ProgramId(5);
pub const SEASON: SeasonId = SeasonId(0);

/// The rules of the program: for purchases, for tasks, and one that boards do not count.
pub const PURCHASE: RuleId = 0;
pub const TASK: RuleId = 1;
pub const UNRANKED: RuleId = 2;

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

/// Runs the program.
pub fn operator() -> AccountId {
	account(1)
}

/// Decides disputes.
pub fn resolver() -> AccountId {
	account(2)
}

/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	account(3)
}

/// One of many merchants.
pub fn merchant(n: u8) -> AccountId {
	account(100 + n)
}

/// One of many members of whom a person is known.
pub fn person(n: u8) -> AccountId {
	account(10 + n)
}

pub fn member(n: u8) -> MemberId {
	MemberId(1_000 + u64::from(n))
}

/// Which person a member is.
pub fn subject(n: u8) -> Nullifier {
	H256::from_low_u64_be(7_000 + u64::from(n))
}

/// Makes an account a member's.
pub fn enrol(who: AccountId, member: MemberId, subject: Nullifier, assurance: Assurance) {
	let person = Person { member, subject: Some(subject), assurance };
	People::mutate(|people| people.insert(who, person));
}

/// What is known of somebody changes.
pub fn vouch(n: u8, assurance: Assurance) {
	People::mutate(|people| people.get_mut(&person(n)).unwrap().assurance = assurance);
}

pub fn set_rule(rule: RuleId, from: Moment, says: Option<H256>) {
	Rules::mutate(|rules| rules.insert((rule, from), says));
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
			RuntimeEvent::Seasons(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// Three places, two of them with a prize, nobody capped.
pub fn terms() -> TestTerms {
	Terms {
		start: START,
		end: END,
		challenge: 7 * DAY,
		decide: 3 * DAY,
		claim: 10 * DAY,
		places: 3,
		assurance: Assurance::Person,
		caps: Caps { per_subject: 10_000, per_merchant: 5_000, tasks: 500 },
		in_full: 1,
		min_merchants: 0,
		rules: vec![PURCHASE, TASK].try_into().unwrap(),
		resolver: Some(resolver()),
		bond: 2_000,
	}
}

pub fn amounts() -> Amounts<Balance> {
	vec![60_000, 40_000].try_into().unwrap()
}

pub const PRIZES: Balance = 100_000;
pub const BUDGET: Balance = 1_000_000;

pub fn open(terms: TestTerms) -> DispatchResult {
	Seasons::open_season(origin(&operator()), PROGRAM, terms, amounts(), BUDGET)
}

/// Points that a person got, told to the pallet as the program tells it.
pub fn points_of(
	n: u8,
	points: Points,
	purchase: Option<(u64, AccountId)>,
) -> RankedPoints<AccountId> {
	let rule = if purchase.is_some() { PURCHASE } else { TASK };
	RankedPoints {
		program: PROGRAM,
		rule,
		member: member(n),
		subject: subject(n),
		points,
		purchase: purchase.map(|(order, merchant)| (OrderId(order), merchant)),
	}
}

pub fn settle(points: &RankedPoints<AccountId>) {
	assert_ok!(<Seasons as PointsObserver<AccountId>>::settled(points));
}

pub fn revoke(points: &RankedPoints<AccountId>) {
	assert_ok!(<Seasons as PointsObserver<AccountId>>::revoked(points));
}

/// Builds the world of a test: a program with three rules and a season of it that is running.
pub struct World {
	terms: TestTerms,
	opened: bool,
}

impl Default for World {
	fn default() -> Self {
		Self { terms: terms(), opened: true }
	}
}

impl World {
	/// Changes what the season promises.
	pub fn terms(mut self, change: impl FnOnce(&mut TestTerms)) -> Self {
		change(&mut self.terms);
		self
	}

	/// Leaves it to the test to open a season.
	pub fn unopened(mut self) -> Self {
		self.opened = false;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let rich = [operator(), resolver(), stranger()].into_iter().chain((0..6).map(person));
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: rich.map(|who| (who, ENDOWMENT)).collect(),
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			People::set(BTreeMap::new());
			Rules::set(BTreeMap::new());
			Pot::set(0);
			ProgramAssurance::set(Assurance::Attested);
			for n in 0..80 {
				enrol(person(n), member(n), subject(n), Assurance::Person);
			}
			for rule in [PURCHASE, TASK] {
				set_rule(rule, 0, Some(H256::repeat_byte(rule as u8 + 1)));
			}
			set_rule(UNRANKED, 0, None);
			set_time(T0);
			if self.opened {
				assert_ok!(open(self.terms));
				set_time(START);
			}
			System::reset_events();
		});
		ext
	}

	/// Runs a test, then checks everything that must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			assert_ok!(Seasons::do_try_state());
		});
	}
}
