//! The frame: block limits, accounts' tools (utility, proxy, multisig), preimages, schedule,
//! migrations.

use crate::{
	configs::governance::RootOrTwoThirdsCouncil, constants::currency::deposit, AccountId, Balance,
	Balances, Block, BlockNumber, Hash, Nonce, OriginCaller, PalletInfo, Preimage, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, RuntimeTask, SafeMode, System,
	TxPause, VERSION,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	migrations::{FailedMigrationHandler, FailedMigrationHandling},
	parameter_types,
	traits::{
		fungible::HoldConsideration, ConstU32, EqualPrivilegeOnly, InsideBoth, InstanceFilter,
		LinearStoragePrice, SafeMode as SafeModeControl,
	},
	weights::{
		constants::{
			BlockExecutionWeight, ExtrinsicBaseWeight, ParityDbWeight, WEIGHT_REF_TIME_PER_MILLIS,
		},
		Weight,
	},
};
use frame_system::limits::{BlockLength, BlockWeights};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{AccountIdLookup, BlakeTwo256},
	Perbill,
};
use sp_version::RuntimeVersion;

/// The share of a block that ordinary transactions may fill. The rest is kept for operational calls
/// (governance ends a pause, an upgrade is applied) when the chain is crowded.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// What `on_initialize` is taken to need, when the largest single transaction is worked out.
const AVERAGE_ON_INITIALIZE_RATIO: Perbill = Perbill::from_percent(5);

/// The compute of one block: 750 ms on the reference hardware.
///
/// Within one slot of 2 s the author executes the block, sends it, and the next author executes it
/// again before its own turn. Twice 750 ms leave half a second for sealing, the storage root and the
/// way through the network (a few hops of 50 to 100 ms between continents). With a whole second
/// there would be nothing left, and each full block would cost a fork. Proof size has no meaning on
/// a chain that is nobody's parachain, and is not limited.
pub const MAXIMUM_BLOCK_WEIGHT: Weight =
	Weight::from_parts(WEIGHT_REF_TIME_PER_MILLIS.saturating_mul(750), u64::MAX);

/// The bytes of one block: 5 MiB.
///
/// Weight fills a block long before length does (a full block of transfers is about 250 kB); what
/// needs the length is a runtime upgrade, which has to fit in one transaction, uncompressed at worst
/// (3.5 MB as it is now). On a validator's 100 Mbit/s line such a rare block takes 0.4 s, which the slot has.
pub const MAXIMUM_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

parameter_types! {
	/// The version of this runtime.
	pub const Version: RuntimeVersion = VERSION;
	/// The limits of a block's weight, by class.
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |weights| {
			weights.base_extrinsic = ExtrinsicBaseWeight::get();
		})
		.for_class(DispatchClass::Normal, |weights| {
			weights.max_total = Some(NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.for_class(DispatchClass::Operational, |weights| {
			weights.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
			weights.reserved =
				Some(MAXIMUM_BLOCK_WEIGHT - NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE_RATIO)
		.build_or_panic();
	/// The limits of a block's length, by class.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |length| {
			*length = NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_LENGTH;
		})
		.build();
	/// How far back a transaction's mortality may reach: about 2.3 hours, more than a person with
	/// a hardware wallet or a slow approver needs.
	pub const BlockHashCount: BlockNumber = 4096;
	/// The prefix of Souk's addresses: the generic one, so that every tool shows the same address.
	pub const SS58Prefix: u16 = 42;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type BaseCallFilter = InsideBoth<SafeMode, TxPause>;
	type Block = Block;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type Hashing = BlakeTwo256;
	type Lookup = AccountIdLookup<AccountId, ()>;
	type BlockHashCount = BlockHashCount;
	type DbWeight = ParityDbWeight;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type SS58Prefix = SS58Prefix;
	// A counter that nothing iterates over. The pot of `Orders` takes one for each asset without
	// sufficiency that anyone accepts, so a low limit could be used up by an attacker.
	type MaxConsumers = ConstU32<1_000_000>;
	type SingleBlockMigrations = ();
	type MultiBlockMigrator = crate::MultiBlockMigrations;
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	/// One entry keyed by the two accounts, its value besides the list: 8 bytes.
	pub const ProxyDepositBase: Balance = deposit(1, 8);
	/// An account, a type and a delay.
	pub const ProxyDepositFactor: Balance = deposit(0, 33);
	/// One entry, its value besides the list: 16 bytes.
	pub const AnnouncementDepositBase: Balance = deposit(1, 16);
	/// An account, a hash and a block number.
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
	/// One entry of at most 88 bytes besides the approvals.
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	/// An account.
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
}

/// What an account may let another one do in its name.
///
/// A type is an allow list: a call that is not named is not allowed, so a new pallet is closed to
/// every existing proxy but [`ProxyType::Any`] until somebody thinks about it. Batches of
/// [`crate::Utility`] are allowed throughout, as the calls inside are filtered one by one.
///
/// The indices are stored on chain; a removed type's index stays reserved.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything the account itself may do.
	#[default]
	#[codec(index = 0)]
	Any,
	/// What moves no value, not even another account's for which this one acts: so neither
	/// multisig approvals nor proxied calls.
	#[codec(index = 1)]
	NonTransfer,
	/// A shop's back end: its orders, the coupons that it issues, and nothing else. Vouchers that the
	/// account has itself are out of its reach, unless it buys with them.
	#[codec(index = 2)]
	Orders,
	/// The team of a stablecoin's issuer: the calls of `Assets`.
	#[codec(index = 3)]
	Assets,
	/// A council member's deputy.
	#[codec(index = 4)]
	Governance,
	/// A guard who may stop what a delayed proxy has announced.
	#[codec(index = 5)]
	CancelProxy,
	/// A warehouse, or a carrier's desk: shipments and nothing else.
	#[codec(index = 6)]
	Logistics,
	/// The team of a loyalty program: programs, rules, points, seasons, partners and the rewards that it offers,
	/// and nothing else. Points that the account has itself can be given away by it; gifts that it has not.
	#[codec(index = 7)]
	Loyalty,
	/// A platform's data team, or its gateway: datasets, agreements, grants, keys, receipts and nothing else.
	/// It can stake and pay what the account has, on agreements.
	#[codec(index = 8)]
	DataSharing,
}

impl ProxyType {
	/// Every type, for tests and for user interfaces.
	pub const ALL: [Self; 9] = [
		Self::Any,
		Self::NonTransfer,
		Self::Orders,
		Self::Assets,
		Self::Governance,
		Self::CancelProxy,
		Self::Logistics,
		Self::Loyalty,
		Self::DataSharing,
	];
}

/// Calls that carry other calls, each of which is filtered again when it is dispatched.
fn is_batch(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Utility(
			pallet_utility::Call::batch { .. }
				| pallet_utility::Call::batch_all { .. }
				| pallet_utility::Call::force_batch { .. }
		)
	)
}

fn is_governance(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Council(..) | RuntimeCall::Preimage(..) | RuntimeCall::Whitelist(..)
	)
}

fn is_cancel_proxy(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. }))
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			Self::Any => true,
			Self::NonTransfer => {
				is_batch(call)
					|| is_governance(call)
					|| is_cancel_proxy(call)
					|| matches!(call, RuntimeCall::System(..) | RuntimeCall::Session(..))
			},
			Self::Orders => {
				is_batch(call)
					|| matches!(
						call,
						RuntimeCall::Orders(..)
							| RuntimeCall::Coupons(
								pallet_coupons::Call::issue { .. }
									| pallet_coupons::Call::fund { .. }
									| pallet_coupons::Call::cancel { .. }
									| pallet_coupons::Call::sweep { .. }
							)
					)
			},
			Self::Assets => is_batch(call) || matches!(call, RuntimeCall::Assets(..)),
			Self::Governance => is_batch(call) || is_governance(call),
			Self::CancelProxy => is_batch(call) || is_cancel_proxy(call),
			Self::Logistics => is_batch(call) || matches!(call, RuntimeCall::Logistics(..)),
			Self::DataSharing => is_batch(call) || matches!(call, RuntimeCall::DataSharing(..)),
			Self::Loyalty => {
				is_batch(call)
					|| matches!(
						call,
						RuntimeCall::Loyalty(..)
							| RuntimeCall::Seasons(..)
							| RuntimeCall::Coalition(..)
							| RuntimeCall::Rewards(
								pallet_rewards::Call::offer_reward { .. }
									| pallet_rewards::Call::restock { .. }
									| pallet_rewards::Call::end_reward { .. }
									| pallet_rewards::Call::close_reward { .. }
									| pallet_rewards::Call::sweep_tallies { .. }
							)
					)
			},
		}
	}

	// A proxy may give on at most what it has; the table test holds this to `filter`.
	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(this, that) if this == that => true,
			(Self::Any, _) => true,
			(Self::NonTransfer, Self::Governance | Self::CancelProxy) => true,
			_ => false,
		}
	}
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type MaxProxies = ConstU32<32>;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type BlockNumberProvider = System;
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}

parameter_types! {
	/// Two entries: the request's status and the bytes themselves.
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	/// A byte of the preimage.
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
	/// What the deposit of a preimage is held for.
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = RootOrTwoThirdsCouncil;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}

parameter_types! {
	/// Scheduled calls may not push every transaction out of a block.
	pub MaximumSchedulerWeight: Weight = Perbill::from_percent(50) * MAXIMUM_BLOCK_WEIGHT;
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaximumSchedulerWeight;
	// Administration only: commerce keeps its own deadlines, which nobody can crowd out.
	type ScheduleOrigin = RootOrTwoThirdsCouncil;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type MaxScheduledPerBlock = ConstU32<50>;
	type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

/// Closes the chain to trade when a migration fails, and opens it to governance.
///
/// A chain that stays stuck could only be freed by every validator replacing the runtime by hand.
/// In safe mode nobody can trade on half-migrated storage, and governance can still repair it.
pub struct SafeModeThenGovernance;

impl FailedMigrationHandler for SafeModeThenGovernance {
	fn failed(_migration: Option<u32>) -> FailedMigrationHandling {
		let forever = BlockNumber::MAX;
		let closed = if <SafeMode as SafeModeControl>::is_entered() {
			<SafeMode as SafeModeControl>::extend(forever)
		} else {
			<SafeMode as SafeModeControl>::enter(forever)
		};
		match closed {
			Ok(()) => FailedMigrationHandling::ForceUnstuck,
			Err(_) => FailedMigrationHandling::KeepStuck,
		}
	}
}

parameter_types! {
	/// Most of a block: transactions wait while a migration runs anyway.
	pub MaxServiceWeight: Weight = Perbill::from_percent(80) * MAXIMUM_BLOCK_WEIGHT;
}

impl pallet_migrations::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Migrations = ();
	#[cfg(feature = "runtime-benchmarks")]
	type Migrations = pallet_migrations::mock_helpers::MockedMigrations;
	type CursorMaxLen = ConstU32<65_536>;
	type IdentifierMaxLen = ConstU32<256>;
	type MigrationStatusHandler = ();
	type FailedMigrationHandler = SafeModeThenGovernance;
	type MaxServiceWeight = MaxServiceWeight;
	type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}
