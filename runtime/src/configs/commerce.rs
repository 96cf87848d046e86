//! Commerce: orders, the gateways that vouch for payments off chain, carriers and shipments, members
//! and their points, coupons.

use crate::{
	configs::{
		assets::{AssetKind, Money},
		fees::ToAuthor,
		governance::{RootOrTwoThirdsCouncil, SignedOrCouncil},
		parameters,
	},
	constants::{
		currency::{deposit, SOUK},
		time::DAY_MS,
	},
	Balance, Balances, Carriers, Coupons, Gateways, Loyalty, Membership, Orders, Runtime,
	RuntimeHoldReason, Seasons, Signature, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU64, ConstU8, Footprint},
	PalletId,
};
use souk_primitives::PointsOrVoucher;
use sp_runtime::traits::{Convert, Verify};

parameter_types! {
	/// Names the account that holds every escrow.
	pub const OrdersPalletId: PalletId = PalletId(*b"souk/ord");
}

/// What pallets ask of their users for storing something: see [`deposit`].
pub struct StoragePrice;

impl Convert<Footprint, Balance> for StoragePrice {
	fn convert(footprint: Footprint) -> Balance {
		let entries = u32::try_from(footprint.count).unwrap_or(u32::MAX);
		let bytes = u32::try_from(footprint.size).unwrap_or(u32::MAX);
		deposit(entries, bytes)
	}
}

impl pallet_orders::Config for Runtime {
	type WeightInfo = pallet_orders::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = AssetKind;
	type Currency = Balances;
	type Money = Money;
	type Clock = Timestamp;
	type Signature = Signature;
	type Signer = <Signature as Verify>::Signer;
	// A listener's number is on record with what it failed on: new ones come last.
	type Observers = (Loyalty, Coupons);
	type Discount = PointsOrVoucher<Loyalty, Coupons>;
	type Gateways = Gateways;
	type ResolverOrigin = SignedOrCouncil;
	type GovernanceOrigin = RootOrTwoThirdsCouncil;
	type StoragePrice = StoragePrice;
	type PalletId = OrdersPalletId;
	// A year: goods made to order take months, and no typing error may lock money up for a life.
	type MaxWindow = ConstU64<{ 365 * DAY_MS }>;
	// Long enough to be at home once, open the parcel and complain.
	type DoubtfulInspection = ConstU64<{ 3 * DAY_MS }>;
	type MaxRefundRequests = ConstU8<3>;
	// An hour: long enough to cost nothing, short enough to be repaired the same day.
	type RetryDelay = ConstU64<{ DAY_MS / 24 }>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::OrdersHelper;
}

impl pallet_gateways::Config for Runtime {
	type WeightInfo = pallet_gateways::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Signature = Signature;
	type Signer = <Signature as Verify>::Signer;
	type GovernanceOrigin = RootOrTwoThirdsCouncil;
	type StoragePrice = StoragePrice;
	// Card networks let cardholders dispute a payment for up to 540 days.
	type Retention = ConstU64<{ 540 * DAY_MS }>;
	// Clocks of providers are right to the second; this is for the chain's, between blocks.
	type MaxLead = ConstU64<{ 5 * 60 * 1_000 }>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::OrdersHelper;
}

impl pallet_carriers::Config for Runtime {
	type WeightInfo = pallet_carriers::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type GovernanceOrigin = RootOrTwoThirdsCouncil;
	type StoragePrice = StoragePrice;
	// A courier with a bicycle can put it up; somebody who comes back under a new name each week
	// notices it.
	type MinBond = ConstU128<{ 10 * SOUK }>;
	// Every van of a large carrier in one city. What has more has more accounts.
	type MaxKeys = ConstU32<10_000>;
	// Longer than a claim can be contested and answered, and a report be handed in late.
	type KeyRetention = ConstU64<{ 180 * DAY_MS }>;
}

impl pallet_logistics::Config for Runtime {
	type WeightInfo = pallet_logistics::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Signature = Signature;
	type Signer = <Signature as Verify>::Signer;
	type Orders = Orders;
	type Carriers = Carriers;
	type StoragePrice = StoragePrice;
	// Clocks of scanners are right to the second; this is for the chain's, between blocks.
	type MaxLead = ConstU64<{ 5 * 60 * 1_000 }>;
	// A van is back at its depot, and a ship in a port, before what it scanned is too old.
	type MaxBackdate = ConstU64<{ 7 * DAY_MS }>;
	type ContestWindow = parameters::logistics::ContestWindow;
	type AnswerWindow = parameters::logistics::AnswerWindow;
	type MaxSilence = parameters::logistics::MaxSilence;
	type RecordWindow = parameters::logistics::RecordWindow;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::LogisticsHelper;
}

impl pallet_membership::Config for Runtime {
	type WeightInfo = pallet_membership::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Signature = Signature;
	type Signer = <Signature as Verify>::Signer;
	type GovernanceOrigin = RootOrTwoThirdsCouncil;
	type StoragePrice = StoragePrice;
	// These are promises to whoever may be robbed, so nobody shortens them but an upgrade of the
	// runtime. A weekend without a look at the phone.
	type RotationDelay = ConstU64<{ 3 * DAY_MS }>;
	// A holiday without one.
	type RecoveryDelay = ConstU64<{ 21 * DAY_MS }>;
	// Issuers look at people anew every year; what they attested by mistake is out of the way by then.
	type MaxAttestationLife = ConstU64<{ 365 * DAY_MS }>;
	// A new telephone every year, for a life and longer.
	type MaxAccounts = ConstU32<128>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::OrdersHelper;
}

impl pallet_loyalty::Config for Runtime {
	type WeightInfo = pallet_loyalty::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = AssetKind;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Membership;
	type Orders = Orders;
	type Observer = Seasons;
	type Signature = Signature;
	type Signer = <Signature as Verify>::Signer;
	type StoragePrice = StoragePrice;
	type MinEpoch = parameters::loyalty::MinEpoch;
	// Whoever looks at a shop once a month still has time to spend its points.
	type MinNotice = ConstU64<{ 30 * DAY_MS }>;
	// The shops of a large platform. Nothing goes through them one by one.
	type MaxMerchants = ConstU32<10_000>;
	type HaltOrigin = RootOrTwoThirdsCouncil;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::LoyaltyHelper;
}

impl pallet_seasons::Config for Runtime {
	type WeightInfo = pallet_seasons::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Membership;
	type Programs = Loyalty;
	type GovernanceOrigin = RootOrTwoThirdsCouncil;
	// Whoever disputes for nothing pays for the room in the block, like everybody else.
	type Forfeited = ToAuthor;
	type StoragePrice = StoragePrice;
	// A season of a year, and nobody's prize is held for longer than that by a typing error.
	type MaxPeriod = ConstU64<{ 365 * DAY_MS }>;
	type MinChallenge = parameters::loyalty::MinChallenge;
	type MinClaim = parameters::loyalty::MinClaim;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::SeasonsHelper;
}

impl pallet_coalition::Config for Runtime {
	type WeightInfo = pallet_coalition::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Points = Loyalty;
	type StoragePrice = StoragePrice;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::LoyaltyHelper;
}

impl pallet_coupons::Config for Runtime {
	type WeightInfo = pallet_coupons::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = AssetKind;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Membership;
	type Programs = Loyalty;
	type Signature = Signature;
	type Signer = <Signature as Verify>::Signer;
	type StoragePrice = StoragePrice;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::CouponsHelper;
}
