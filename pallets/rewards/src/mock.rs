//! A runtime with rewards in it, for the tests. The NFTs are the SDK's own.

use crate as pallet_rewards;
use crate::*;
use codec::Encode;
use frame_support::{
	assert_ok, derive_impl, ensure, parameter_types,
	storage::unhashed,
	traits::{
		fungible::{Inspect, InspectHold},
		AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, Footprint,
	},
	weights::Weight,
	PalletId,
};
use pallet_nfts::{CollectionSetting, DestroyWitness, PalletFeature, PalletFeatures};
use souk_primitives::{
	Assurance, Context, Identify, MemberId, Moment, Nullifier, Points, PointsSpend, ProgramId,
	ProgramInspect,
};
use sp_core::{sr25519, Pair as _, H256};
use sp_runtime::{
	traits::{Convert, IdentityLookup, Verify},
	AccountId32, BuildStorage, DispatchError, MultiSignature,
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
	pub type Nfts = pallet_nfts;
	#[runtime::pallet_index(4)]
	pub type Rewards = pallet_rewards;
}

/// The native token's minimum balance.
pub const ED: Balance = 1_000;
/// What the NFTs reserve.
pub const COLLECTION: Balance = 10_000;
pub const ITEM: Balance = 500;

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
	/// No attributes, so that collections are empty when their items are gone.
	pub Features: PalletFeatures = PalletFeatures::from_disabled(PalletFeature::Attributes.into());
	pub const TillId: PalletId = PalletId(*b"souk/rew");
	pub const EmptyCollection: DestroyWitness =
		DestroyWitness { item_metadatas: 0, item_configs: 0, attributes: 0 };
}

impl pallet_nfts::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type CollectionId = u32;
	type ItemId = u32;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureNever<AccountId>>;
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	type Locker = ();
	type CollectionDeposit = ConstU128<COLLECTION>;
	type ItemDeposit = ConstU128<ITEM>;
	type MetadataDepositBase = ConstU128<100>;
	type AttributeDepositBase = ConstU128<100>;
	type DepositPerByte = ConstU128<10>;
	type StringLimit = ConstU32<MAX_URI>;
	type KeyLimit = ConstU32<64>;
	type ValueLimit = ConstU32<256>;
	type ApprovalsLimit = ConstU32<4>;
	type ItemAttributesApprovalsLimit = ConstU32<2>;
	type MaxTips = ConstU32<4>;
	type MaxDeadlineDuration = ConstU64<10_000>;
	type MaxAttributesPerCall = ConstU32<2>;
	type Features = Features;
	type OffchainSignature = MultiSignature;
	type OffchainPublic = <MultiSignature as Verify>::Signer;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = ();
	type BlockNumberProvider = System;
}

/// The settings of collections.
pub struct Settings;
impl Convert<bool, pallet_nfts::CollectionConfigFor<Test>> for Settings {
	fn convert(transferable: bool) -> pallet_nfts::CollectionConfigFor<Test> {
		let mut config = pallet_nfts::CollectionConfigFor::<Test>::default();
		if !transferable {
			config.disable_setting(CollectionSetting::TransferableItems);
		}
		config
	}
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
	/// Whether the program is on record, and open.
	pub static ProgramOpen: bool = true;
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

/// One program.
pub struct OneProgram;
impl ProgramInspect<AccountId> for OneProgram {
	fn operator(program: ProgramId) -> Option<AccountId> {
		(program == PROGRAM && ProgramOpen::get()).then(operator)
	}

	fn identity(program: ProgramId) -> Option<(Context, Assurance)> {
		(program == PROGRAM).then_some((CONTEXT, Assurance::Attested))
	}

	fn program_of(_: &AccountId) -> Option<ProgramId> {
		None
	}

	fn weight() -> Weight {
		Weight::from_parts(1, 0)
	}
}

/// Points in the storage, so that what is undone is undone with them.
pub struct Purses;
impl Purses {
	fn key(member: MemberId) -> Vec<u8> {
		(b"purse", member).encode()
	}

	pub fn get(member: MemberId) -> Points {
		unhashed::get_or_default(&Self::key(member))
	}

	pub fn put(member: MemberId, points: Points) {
		unhashed::put(&Self::key(member), &points);
	}
}

impl PointsSpend<AccountId> for Purses {
	fn spend(
		program: ProgramId,
		who: &AccountId,
		points: Points,
	) -> Result<MemberId, DispatchError> {
		ensure!(OneProgram::operator(program).is_some(), DispatchError::Other("over"));
		let member = Registry::member(who).ok_or(DispatchError::Other("no member"))?;
		let left = Self::get(member).checked_sub(points);
		Self::put(member, left.ok_or(DispatchError::Other("too few"))?);
		Ok(member)
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

impl pallet_rewards::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Registry;
	type Programs = OneProgram;
	type Points = Purses;
	type Nfts = Nfts;
	type CollectionConfig = pallet_nfts::CollectionConfigFor<Test>;
	type ItemConfig = pallet_nfts::ItemConfig;
	type Settings = Settings;
	type EmptyCollection = EmptyCollection;
	type CollectionDeposit = ConstU128<COLLECTION>;
	type ItemDeposit = ConstU128<ITEM>;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type StoragePrice = Price;
	type PalletId = TillId;
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

/// How many points a member has at first.
pub const POINTS: Points = 1_000;

/// Where members count once.
pub const CONTEXT: Context = H256::repeat_byte(0xcc);

pub const PROGRAM: ProgramId = ProgramId(3);

pub const ALICE: MemberId = MemberId(100);
pub const BOB: MemberId = MemberId(200);

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

pub fn operator() -> AccountId {
	account(9)
}

pub fn alice() -> AccountId {
	account(11)
}

pub fn bob() -> AccountId {
	account(12)
}

/// No member.
pub fn stranger() -> AccountId {
	account(13)
}

/// What stands for a person.
pub fn subject(person: u64) -> Nullifier {
	H256::from_low_u64_be(person)
}

/// Makes an account a member's, who is that person.
pub fn enrol(who: AccountId, member: MemberId, person: u64) {
	let person = Person { member, subject: Some(subject(person)), assurance: Assurance::Person };
	People::mutate(|people| people.insert(who, person));
}

pub fn change_person(who: &AccountId, change: impl FnOnce(&mut Person)) {
	People::mutate(|people| change(people.get_mut(who).unwrap()));
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
	Balances::balance_on_hold(&HoldReason::Reward.into(), who)
}

/// This pallet's events since the last call.
pub fn take_events() -> Vec<Event<Test>> {
	let events = System::events();
	System::reset_events();
	let own = |record: frame_system::EventRecord<RuntimeEvent, H256>| match record.event {
		RuntimeEvent::Rewards(event) => Some(event),
		_ => None,
	};
	events.into_iter().filter_map(own).collect()
}

/// The key that signs for badges.
pub fn attestor() -> sr25519::Pair {
	sr25519::Pair::from_seed(&[5; 32])
}

pub fn attestor_account() -> AccountId {
	attestor().public().0.into()
}

/// Builds the world of a test: an operator, members with points, and nothing offered.
pub fn world() -> sp_io::TestExternalities {
	let rich = [operator(), alice(), bob(), stranger()];
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
		ProgramOpen::set(true);
		enrol(alice(), ALICE, 1);
		enrol(bob(), BOB, 2);
		Purses::put(ALICE, POINTS);
		Purses::put(BOB, POINTS);
		set_time(T0);
	});
	ext
}

/// Runs a test, then checks everything that must always hold.
pub fn execute(test: impl FnOnce()) {
	world().execute_with(|| {
		test();
		assert_ok!(Rewards::do_try_state());
	});
}
