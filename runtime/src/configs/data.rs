//! Data that its owners share by consent.

use crate::{
	configs::{
		assets::{AssetKind, Payments},
		commerce::StoragePrice,
	},
	constants::{currency::SOUK, time::DAY_MS},
	AccountId, Balances, Logistics, Orders, Runtime, RuntimeHoldReason, Signature, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU128, ConstU64},
};
use pallet_data_sharing::HoldReason;
use sp_runtime::traits::Verify;

parameter_types! {
	/// Why the deposits of records are held.
	pub const DataRecordReason: RuntimeHoldReason =
		RuntimeHoldReason::DataSharing(HoldReason::Record);
}

impl pallet_data_sharing::Config for Runtime {
	type WeightInfo = pallet_data_sharing::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = AssetKind;
	type Currency = Balances;
	type Payments = Payments;
	type Deposit = HoldConsideration<AccountId, Balances, DataRecordReason, StoragePrice>;
	type Clock = Timestamp;
	type Orders = Orders;
	type Carriers = Logistics;
	type Signature = Signature;
	type Signer = <Signature as Verify>::Signer;
	// A platform feels it for every customer whom it does not answer, and can stake it for thousands.
	type ErasureBond = ConstU128<{ 2 * SOUK }>;
	// The month that the GDPR gives, article 12(3).
	type ErasurePeriod = ConstU64<{ 30 * DAY_MS }>;
	// Gateways anchor every day; this is for those that were down.
	type ReceiptPeriod = ConstU64<{ 7 * DAY_MS }>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::DataHelper;
}
