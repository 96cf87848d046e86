//! Time and consensus: Aura makes blocks, GRANDPA finalizes them, sessions bind keys to validators.

use crate::{
	constants::{
		currency::deposit,
		time::{HOURS, SLOT_DURATION},
	},
	AccountId, Aura, Balance, Balances, BlockNumber, Grandpa, Runtime, RuntimeEvent, Session,
};
use alloc::vec::Vec;
use frame_support::{
	parameter_types,
	traits::{ConstU32, ConstU64, Get},
};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::{impl_opaque_keys, traits::ConvertInto};

/// More validators than a consortium has, few enough that counting GRANDPA's votes stays cheap.
type MaxAuthorities = ConstU32<100>;

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	type OnTimestampSet = Aura;
	/// Only "a later block has a later time", for the deadlines' sake. The customary half of a slot
	/// would protect nothing more, as Aura pins the time to its slot, and it would push the clock of
	/// a development chain a second ahead with every block sealed in a burst.
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

/// Whether a single node seals this chain's blocks as transactions come, several in a slot.
///
/// Where validators compete it must be `false`: the import queue only logs that an author made
/// several blocks in its slot, so a dishonest validator could stack blocks at will and always hold
/// the longest chain. A development chain is told by its sudo key, whose holder may do anything
/// anyway; no other preset sets one. Removing the key of a development chain ends its sealing on
/// demand: from then on its validators' nodes have to run with `--aura`.
pub struct SealedByOneNode;

impl Get<bool> for SealedByOneNode {
	fn get() -> bool {
		pallet_sudo::Key::<Runtime>::exists()
	}
}

impl pallet_aura::Config for Runtime {
	type AuthorityId = AuraId;
	type MaxAuthorities = MaxAuthorities;
	type DisabledValidators = Session;
	type AllowMultipleBlocksPerSlot = SealedByOneNode;
	type SlotDuration = ConstU64<SLOT_DURATION>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	/// A week of hourly sessions: as long as a double vote can be traced to its validator.
	type MaxSetIdSessionEntries = ConstU64<168>;
	// There is nobody to report a double vote to until validators are bonded; the proof type that
	// has no value says so.
	type KeyOwnerProof = sp_core::Void;
	type EquivocationReportSystem = ();
}

impl_opaque_keys! {
	/// The keys a validator signs with.
	pub struct SessionKeys {
		/// Makes blocks.
		pub aura: Aura,
		/// Votes for finality.
		pub grandpa: Grandpa,
	}
}

parameter_types! {
	/// How long new keys wait at most before they count. An hour bounds the harm of a stolen key and
	/// keeps the authority changes that a warp sync has to prove few.
	pub const SessionPeriod: BlockNumber = HOURS;
	/// Sessions end on multiples of the period.
	pub const SessionOffset: BlockNumber = 0;
	/// One entry for the keys of 64 bytes, two for finding their owner.
	pub const SessionKeyDeposit: Balance = deposit(3, 192);
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = pallet_session::PeriodicSessions<SessionPeriod, SessionOffset>;
	type NextSessionRotation = pallet_session::PeriodicSessions<SessionPeriod, SessionOffset>;
	// The validators are those of genesis; they may change their keys.
	type SessionManager = ();
	type SessionHandler = (Aura, Grandpa);
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = SessionKeyDeposit;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Aura>;
	type EventHandler = ();
}
