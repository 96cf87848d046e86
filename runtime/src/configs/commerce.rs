//! Commerce: orders, and the gateways that vouch for payments off chain.

use crate::{
	configs::{
		assets::{AssetKind, Money},
		governance::{RootOrTwoThirdsCouncil, SignedOrCouncil},
	},
	constants::{currency::deposit, time::DAY_MS},
	Balance, Balances, Gateways, Runtime, RuntimeHoldReason, Signature, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{ConstU64, ConstU8, Footprint},
	PalletId,
};
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
	// Nobody listens yet.
	type Observers = ();
	type Gateways = Gateways;
	type ResolverOrigin = SignedOrCouncil;
	type GovernanceOrigin = RootOrTwoThirdsCouncil;
	type StoragePrice = StoragePrice;
	type PalletId = OrdersPalletId;
	// A year: goods made to order take months, and no typing error may lock money up for a life.
	type MaxWindow = ConstU64<{ 365 * DAY_MS }>;
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
