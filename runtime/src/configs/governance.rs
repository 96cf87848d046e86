//! Who administers the chain, and how it is stopped in an emergency.

use crate::{
	configs::system::MAXIMUM_BLOCK_WEIGHT,
	constants::time::{DAYS, HOURS},
	AccountId, Balances, BlockNumber, Preimage, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeHoldReason, RuntimeOrigin, System,
};
use frame_support::{
	parameter_types,
	traits::{
		CallMetadata, ConstU32, Contains, EitherOf, EitherOfDiverse, GetCallMetadata, MapSuccess,
		TypedGet,
	},
	weights::Weight,
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use pallet_collective::{EnsureProportionAtLeast, EnsureProportionMoreThan};
use pallet_tx_pause::RuntimeCallNameOf;
use sp_runtime::{
	traits::{AccountIdConversion, Replace},
	Perbill,
};

/// The council's instance of the collective pallet.
pub type CouncilCollective = pallet_collective::Instance1;

/// Root, or more than half of the council: for what is easily undone.
pub type RootOrHalfCouncil = EitherOfDiverse<
	EnsureRoot<AccountId>,
	EnsureProportionMoreThan<AccountId, CouncilCollective, 1, 2>,
>;

/// Root, or two thirds of the council: for what touches others' rights.
pub type RootOrTwoThirdsCouncil = EitherOfDiverse<
	EnsureRoot<AccountId>,
	EnsureProportionAtLeast<AccountId, CouncilCollective, 2, 3>,
>;

/// Any account, and more than half of the council as an account of its own: who may be named as the
/// resolver of disputes.
pub type SignedOrCouncil = EitherOf<
	EnsureSigned<AccountId>,
	MapSuccess<
		EnsureProportionMoreThan<AccountId, CouncilCollective, 1, 2>,
		Replace<CouncilAccount>,
	>,
>;

/// The account that stands for the council where an account has to be named. Nobody has its key.
pub struct CouncilAccount;

impl TypedGet for CouncilAccount {
	type Type = AccountId;

	fn get() -> AccountId {
		PalletId(*b"souk/cou").into_account_truncating()
	}
}

parameter_types! {
	/// How long a motion stays open: over a weekend.
	pub const CouncilMotionDuration: BlockNumber = 3 * DAYS;
	/// The largest motion: half a block.
	pub MaxCollectivesProposalWeight: Weight = Perbill::from_percent(50) * MAXIMUM_BLOCK_WEIGHT;
}

impl pallet_collective::Config<CouncilCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = CouncilMotionDuration;
	type MaxProposals = ConstU32<50>;
	type MaxMembers = ConstU32<50>;
	// Who does not vote is counted with the prime member if most agree with it, else as a no.
	type DefaultVote = pallet_collective::MoreThanMajorityThenPrimeDefaultVote;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = RootOrTwoThirdsCouncil;
	type MaxProposalWeight = MaxCollectivesProposalWeight;
	type DisapproveOrigin = RootOrTwoThirdsCouncil;
	type KillOrigin = RootOrTwoThirdsCouncil;
	// Members are few and known; their number of proposals is bounded.
	type Consideration = ();
}

impl pallet_sudo::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}

impl pallet_whitelist::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	// Two motions, each of two thirds: one names the call by its hash, the other runs it as root.
	type WhitelistOrigin = RootOrTwoThirdsCouncil;
	type DispatchWhitelistedOrigin = RootOrTwoThirdsCouncil;
	type Preimages = Preimage;
	// A call that was dispatched before it was named waits as long as a motion stays open.
	type DeferredDispatchExpiration = CouncilMotionDuration;
	type BlockNumberProvider = System;
	type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}

/// The calls of Souk's own pallets that begin something new. A pause may stop these and no others:
/// whoever has money in something gets it out of it, what is under way arrives, and whoever was robbed
/// of a key can always revoke it.
const ENTRANCES: &[(&str, &[&str])] = &[
	(
		"Orders",
		&[
			"accept_asset",
			"publish_terms",
			"invoice",
			"invoice_external",
			"fund",
			"place",
			"use_discount",
		],
	),
	("Gateways", &["register"]),
	("Carriers", &["register", "request_prefix"]),
	("Logistics", &["create_shipment", "create_shipments", "create_return", "create_unit"]),
	("Membership", &["register", "bind_proof", "rebind_proof", "register_issuer"]),
	// Points go on expiring, so a program can always be ended as announced.
	(
		"Loyalty",
		&[
			"create_program",
			"add_rule",
			"edit_rule",
			"set_redemption",
			"invite_merchant",
			"join",
			"check_in",
			"claim_task",
			"gift",
			"set_tiers",
			"open_pool",
			"join_pool",
			"contribute",
		],
	),
	// A season that runs comes to its end, disputes included.
	("Seasons", &["open_season", "raise_budget"]),
	// What is owed is settled or waived.
	("Coalition", &["propose_partner", "accept_partner", "exchange"]),
	// Vouchers change hands, can be given up, and are swept once they are over.
	("Coupons", &["issue", "fund", "redeem"]),
	// What people have they keep and hand in.
	("Rewards", &["offer_reward", "restock", "buy", "claim_badge"]),
	// Couriers find their way, accesses are paid for, and nobody is kept from taking back what they gave.
	(
		"DataSharing",
		&[
			"register_dataset",
			"publish_version",
			"propose",
			"counter",
			"accept",
			"finalize",
			"give_consent",
			"give_consent_signed",
			"grant",
			"grant_batch",
			"delegate",
			"fund_access",
		],
	),
];

/// Whether a call is of a pallet of Souk's and brings what there is on its way or to its end.
fn leads_out(pallet: &[u8], call: &[u8]) -> bool {
	let known = ENTRANCES.iter().find(|(name, _)| name.as_bytes() == pallet);
	known.is_some_and(|(_, entrances)| !entrances.iter().any(|name| name.as_bytes() == call))
}

fn is_exit(call: &RuntimeCall) -> bool {
	let CallMetadata { function_name, pallet_name } = call.get_call_metadata();
	leads_out(pallet_name.as_bytes(), function_name.as_bytes())
}

/// What goes on in safe mode: blocks, governance, the exits of orders, and the calls that carry other
/// calls (each of which passes this filter again).
pub struct SafeModeWhitelist;

impl Contains<RuntimeCall> for SafeModeWhitelist {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(
			call,
			RuntimeCall::System(..)
				| RuntimeCall::Timestamp(..)
				| RuntimeCall::Session(..)
				| RuntimeCall::Grandpa(..)
				| RuntimeCall::Utility(..)
				| RuntimeCall::Proxy(..)
				| RuntimeCall::Multisig(..)
				| RuntimeCall::Preimage(..)
				| RuntimeCall::Scheduler(..)
				| RuntimeCall::Council(..)
				| RuntimeCall::Sudo(..)
				| RuntimeCall::SafeMode(..)
				| RuntimeCall::TxPause(..)
				| RuntimeCall::MultiBlockMigrations(..)
				| RuntimeCall::Whitelist(..)
		) || is_exit(call)
	}
}

parameter_types! {
	/// How long safe mode lasts at first: long enough to call the council together.
	pub const SafeModeEnterDuration: BlockNumber = DAYS;
	/// By how much it can be lengthened at a time.
	pub const SafeModeExtendDuration: BlockNumber = 12 * HOURS;
	/// Nobody can buy a standstill of everybody's trade.
	pub const NoDeposit: Option<crate::Balance> = None;
	/// There are no deposits to give back.
	pub const NoReleaseDelay: Option<BlockNumber> = None;
}

impl pallet_safe_mode::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WhitelistedCalls = SafeModeWhitelist;
	type EnterDuration = SafeModeEnterDuration;
	type ExtendDuration = SafeModeExtendDuration;
	type EnterDepositAmount = NoDeposit;
	type ExtendDepositAmount = NoDeposit;
	type ForceEnterOrigin = MapSuccess<RootOrTwoThirdsCouncil, Replace<SafeModeEnterDuration>>;
	type ForceExtendOrigin = MapSuccess<RootOrTwoThirdsCouncil, Replace<SafeModeExtendDuration>>;
	type ForceExitOrigin = RootOrHalfCouncil;
	type ForceDepositOrigin = EnsureRoot<AccountId>;
	type Notify = ();
	type ReleaseDelay = NoReleaseDelay;
	type WeightInfo = pallet_safe_mode::weights::SubstrateWeight<Runtime>;
}

/// Pallets without which the chain stands still or can no longer be governed: a pause of them could
/// not be lifted.
const NEVER_PAUSED: [&[u8]; 9] = [
	b"System",
	b"Timestamp",
	b"Grandpa",
	b"Council",
	b"Preimage",
	b"Sudo",
	b"SafeMode",
	b"TxPause",
	b"Whitelist",
];

/// What `TxPause` refuses to pause: what could not be lifted again, and the exits of orders.
pub struct TxPauseWhitelist;

impl Contains<RuntimeCallNameOf<Runtime>> for TxPauseWhitelist {
	fn contains((pallet, call): &RuntimeCallNameOf<Runtime>) -> bool {
		NEVER_PAUSED.contains(&pallet.as_slice()) || leads_out(pallet, call)
	}
}

impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = RootOrHalfCouncil;
	type UnpauseOrigin = RootOrHalfCouncil;
	type WhitelistedCalls = TxPauseWhitelist;
	type MaxNameLen = ConstU32<256>;
	type WeightInfo = pallet_tx_pause::weights::SubstrateWeight<Runtime>;
}
