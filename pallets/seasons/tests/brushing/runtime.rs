//! The runtime of the simulation: the real points and the real boards. Orders are their notices, and
//! members a registry that promises what the real one does.

use frame_support::{
	derive_impl,
	traits::{ConstU128, ConstU32, ConstU64, Footprint},
	weights::{constants::ParityDbWeight, Weight},
};
use frame_system::EnsureRoot;
use souk_primitives::{
	Assurance, Context, Identify, MemberId, Nullifier, OrderAccounts, OrderId, OrderInspect,
	OrderStage, OrderStanding, Parties,
};
use sp_core::H256;
use sp_runtime::{
	traits::{Convert, IdentityLookup, Verify},
	AccountId32, MultiSignature,
};
use std::{cell::RefCell, collections::BTreeMap};

pub type AccountId = AccountId32;
pub type Balance = u128;
type Block = frame_system::mocking::MockBlock<Sim>;

/// One SOUK, as in `runtime/src/constants.rs`.
pub const SOUK: Balance = 1_000_000_000_000;
pub const MILLI_SOUK: Balance = SOUK / 1_000;
pub const MICRO_SOUK: Balance = SOUK / 1_000_000;
pub const DAY: u64 = 24 * 3_600_000;

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
	pub struct Sim;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Loyalty = pallet_loyalty;
	#[runtime::pallet_index(4)]
	pub type Seasons = pallet_seasons;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Sim {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
	type DbWeight = ParityDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Sim {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Sim {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<MILLI_SOUK>;
	type AccountStore = System;
}

#[derive(Default)]
struct Register {
	/// Whose account is which member's, now or once.
	ever: BTreeMap<AccountId, MemberId>,
	/// The account that acts for a member now.
	acting: BTreeMap<MemberId, AccountId>,
	/// Which person a member is or was.
	persons: BTreeMap<MemberId, Nullifier>,
	/// Which member a person is now, and how sure that is.
	members: BTreeMap<Nullifier, (MemberId, Assurance)>,
}

impl Register {
	fn known(&self, member: MemberId) -> Option<(Nullifier, Assurance)> {
		let person = self.persons.get(&member)?;
		let (now, assurance) = self.members.get(person)?;
		(*now == member).then_some((*person, *assurance))
	}
}

thread_local! {
	static REGISTER: RefCell<Register> = RefCell::default();
	static ORDERS: RefCell<BTreeMap<OrderId, OrderStanding<Balance>>> = RefCell::default();
}

/// What stands for the membership pallet. It takes for granted what that one sees to: an account is of
/// one member for ever, a person is one live member, and a member that nobody vouches for is nobody.
pub struct Registry;

impl Registry {
	pub fn clear() {
		REGISTER.with(|register| *register.borrow_mut() = Register::default());
		ORDERS.with(|orders| orders.borrow_mut().clear());
	}

	/// An account is a member from now on.
	pub fn register(account: &AccountId, member: MemberId) {
		REGISTER.with(|register| {
			let mut register = register.borrow_mut();
			register.ever.insert(account.clone(), member);
			register.acting.insert(member, account.clone());
		});
	}

	/// An issuer vouches for a member: for a person, or for less. Whatever the person was before is over.
	pub fn vouch(member: MemberId, person: Nullifier, assurance: Assurance) {
		REGISTER.with(|register| {
			let mut register = register.borrow_mut();
			let before = register.members.insert(person, (member, assurance));
			if let Some((old, _)) = before.filter(|(old, _)| *old != member) {
				register.acting.remove(&old);
			}
			register.persons.insert(member, person);
		});
	}

	/// A person is a member from now on, with this account.
	pub fn enrol(account: &AccountId, member: MemberId, person: Nullifier) {
		Self::register(account, member);
		Self::vouch(member, person, Assurance::Person);
	}

	/// How sure it is that whoever has this account is one person.
	pub fn standing(account: &AccountId) -> Assurance {
		let known = |member| REGISTER.with(|register| register.borrow().known(member));
		Self::member(account).and_then(known).map_or(Assurance::None, |(_, assurance)| assurance)
	}
}

impl Identify<AccountId> for Registry {
	fn member(account: &AccountId) -> Option<MemberId> {
		REGISTER.with(|register| {
			let register = register.borrow();
			let member = register.ever.get(account)?;
			register.acting.get(member).filter(|acting| *acting == account).map(|_| *member)
		})
	}

	fn subject(member: MemberId, _: &Context) -> Option<Nullifier> {
		REGISTER.with(|register| register.borrow().known(member).map(|(person, _)| person))
	}

	fn assurance(member: MemberId, _: &Context) -> Assurance {
		let known = REGISTER.with(|register| register.borrow().known(member));
		known.map_or(Assurance::None, |(_, assurance)| assurance)
	}

	fn same_person(a: &AccountId, b: &AccountId) -> bool {
		REGISTER.with(|register| {
			let register = register.borrow();
			let member = |account| register.ever.get(account);
			let person = |account| member(account).and_then(|member| register.persons.get(member));
			let same_member = member(a).is_some() && member(a) == member(b);
			a == b || same_member || (person(a).is_some() && person(a) == person(b))
		})
	}

	fn weight() -> Weight {
		super::fees::identify()
	}
}

/// The order book.
pub struct OrderBook;

impl OrderBook {
	pub fn put(order: OrderId, standing: OrderStanding<Balance>) {
		ORDERS.with(|orders| orders.borrow_mut().insert(order, standing));
	}
}

impl OrderInspect<AccountId> for OrderBook {
	fn parties(_: OrderId) -> Option<Parties<AccountId>> {
		None
	}

	fn stage(_: OrderId) -> Option<OrderStage> {
		None
	}
}

impl OrderAccounts<Balance> for OrderBook {
	fn standing(order: OrderId) -> Option<OrderStanding<Balance>> {
		ORDERS.with(|orders| orders.borrow().get(&order).copied())
	}
}

/// That of the runtime: 20 thousandths of a SOUK for an entry, 100 millionths for a byte.
pub struct StoragePrice;

impl Convert<Footprint, Balance> for StoragePrice {
	fn convert(footprint: Footprint) -> Balance {
		u128::from(footprint.count) * 20 * MILLI_SOUK
			+ u128::from(footprint.size) * 100 * MICRO_SOUK
	}
}

impl pallet_loyalty::Config for Sim {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = u32;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Registry;
	type Orders = OrderBook;
	type Observer = Seasons;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type StoragePrice = StoragePrice;
	type MinEpoch = ConstU64<3_600_000>;
	type HaltOrigin = EnsureRoot<AccountId>;
	type MinNotice = ConstU64<DAY>;
	type MaxMerchants = ConstU32<1_000>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = NoHelper;
}

impl pallet_seasons::Config for Sim {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Registry;
	type Programs = Loyalty;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Forfeited = ();
	type StoragePrice = StoragePrice;
	type MaxPeriod = ConstU64<{ 366 * DAY }>;
	type MinChallenge = ConstU64<{ 7 * DAY }>;
	type MinClaim = ConstU64<{ 30 * DAY }>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = NoHelper;
}

/// Nothing is measured here.
#[cfg(feature = "runtime-benchmarks")]
pub struct NoHelper;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_loyalty::BenchmarkHelper<Sim> for NoHelper {
	fn asset() -> u32 {
		0
	}
	fn enrol(_: &AccountId, _: &Context) {}
	fn order(_: OrderId, _: Option<Parties<AccountId>>) {}
	fn signer() -> AccountId {
		account(0)
	}
	fn sign(_: &[u8]) -> MultiSignature {
		MultiSignature::Sr25519(Default::default())
	}
	fn set_time(_: u64) {}
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_seasons::BenchmarkHelper<Sim> for NoHelper {
	fn program() -> (AccountId, souk_primitives::ProgramId) {
		(account(0), souk_primitives::ProgramId(0))
	}
	fn enrol(_: u32, _: souk_primitives::ProgramId) -> (AccountId, MemberId, Nullifier) {
		(account(0), MemberId(0), H256::zero())
	}
	fn set_time(_: u64) {}
}

pub fn account(n: u64) -> AccountId {
	let mut bytes = [0; 32];
	bytes[..8].copy_from_slice(&n.to_le_bytes());
	AccountId::new(bytes)
}

pub fn person(n: u64) -> Nullifier {
	H256::from_low_u64_be(n)
}

pub fn origin(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn set_time(at: u64) {
	pallet_timestamp::Now::<Sim>::put(at);
}
