//! Weights of `pallet_data_sharing`, measured by `scripts/bench`: do not edit, measure again.
//!
//! On 2026-11-26, on AMD EPYC, 20 runs at each of 50 steps. Each function says what it
//! touches in the database, and what the fastest run took. How it is measured is told in
//! `docs/weights.md`.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls, and of the parts that they and the hooks are made of.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn set_encryption_key() -> Weight;
	fn revoke_encryption_key() -> Weight;
	fn register_dataset() -> Weight;
	fn publish_version() -> Weight;
	fn retire_dataset() -> Weight;
	fn propose() -> Weight;
	fn counter() -> Weight;
	fn accept() -> Weight;
	fn finalize() -> Weight;
	fn step() -> Weight;
	fn give_consent() -> Weight;
	fn give_consent_signed() -> Weight;
	fn withdraw_consent() -> Weight;
	fn withdraw_consent_signed() -> Weight;
	fn grant() -> Weight;
	fn delegate() -> Weight;
	fn share_with_order() -> Weight;
	fn share_with_carrier() -> Weight;
	fn revoke_grant() -> Weight;
	fn post_envelope() -> Weight;
	fn anchor_receipts() -> Weight;
	fn fund_access() -> Weight;
	fn request_erasure() -> Weight;
	fn attest_erasure() -> Weight;
	fn claim_erasure_default() -> Weight;
	fn reap_grant() -> Weight;
	fn reap_agreement() -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn set_encryption_key() -> Weight {
		measured::set_encryption_key::<T::DbWeight>()
	}
	fn revoke_encryption_key() -> Weight {
		measured::revoke_encryption_key::<T::DbWeight>()
	}
	fn register_dataset() -> Weight {
		measured::register_dataset::<T::DbWeight>()
	}
	fn publish_version() -> Weight {
		measured::publish_version::<T::DbWeight>()
	}
	fn retire_dataset() -> Weight {
		measured::retire_dataset::<T::DbWeight>()
	}
	fn propose() -> Weight {
		measured::propose::<T::DbWeight>()
	}
	fn counter() -> Weight {
		measured::counter::<T::DbWeight>()
	}
	fn accept() -> Weight {
		measured::accept::<T::DbWeight>()
	}
	fn finalize() -> Weight {
		measured::finalize::<T::DbWeight>()
	}
	fn step() -> Weight {
		measured::step::<T::DbWeight>()
	}
	fn give_consent() -> Weight {
		measured::give_consent::<T::DbWeight>()
	}
	fn give_consent_signed() -> Weight {
		measured::give_consent_signed::<T::DbWeight>()
	}
	fn withdraw_consent() -> Weight {
		measured::withdraw_consent::<T::DbWeight>()
	}
	fn withdraw_consent_signed() -> Weight {
		measured::withdraw_consent_signed::<T::DbWeight>()
	}
	fn grant() -> Weight {
		measured::grant::<T::DbWeight>()
	}
	fn delegate() -> Weight {
		measured::delegate::<T::DbWeight>()
	}
	fn share_with_order() -> Weight {
		measured::share_with_order::<T::DbWeight>()
	}
	fn share_with_carrier() -> Weight {
		measured::share_with_carrier::<T::DbWeight>()
	}
	fn revoke_grant() -> Weight {
		measured::revoke_grant::<T::DbWeight>()
	}
	fn post_envelope() -> Weight {
		measured::post_envelope::<T::DbWeight>()
	}
	fn anchor_receipts() -> Weight {
		measured::anchor_receipts::<T::DbWeight>()
	}
	fn fund_access() -> Weight {
		measured::fund_access::<T::DbWeight>()
	}
	fn request_erasure() -> Weight {
		measured::request_erasure::<T::DbWeight>()
	}
	fn attest_erasure() -> Weight {
		measured::attest_erasure::<T::DbWeight>()
	}
	fn claim_erasure_default() -> Weight {
		measured::claim_erasure_default::<T::DbWeight>()
	}
	fn reap_grant() -> Weight {
		measured::reap_grant::<T::DbWeight>()
	}
	fn reap_agreement() -> Weight {
		measured::reap_agreement::<T::DbWeight>()
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn set_encryption_key() -> Weight {
		measured::set_encryption_key::<ParityDbWeight>()
	}
	fn revoke_encryption_key() -> Weight {
		measured::revoke_encryption_key::<ParityDbWeight>()
	}
	fn register_dataset() -> Weight {
		measured::register_dataset::<ParityDbWeight>()
	}
	fn publish_version() -> Weight {
		measured::publish_version::<ParityDbWeight>()
	}
	fn retire_dataset() -> Weight {
		measured::retire_dataset::<ParityDbWeight>()
	}
	fn propose() -> Weight {
		measured::propose::<ParityDbWeight>()
	}
	fn counter() -> Weight {
		measured::counter::<ParityDbWeight>()
	}
	fn accept() -> Weight {
		measured::accept::<ParityDbWeight>()
	}
	fn finalize() -> Weight {
		measured::finalize::<ParityDbWeight>()
	}
	fn step() -> Weight {
		measured::step::<ParityDbWeight>()
	}
	fn give_consent() -> Weight {
		measured::give_consent::<ParityDbWeight>()
	}
	fn give_consent_signed() -> Weight {
		measured::give_consent_signed::<ParityDbWeight>()
	}
	fn withdraw_consent() -> Weight {
		measured::withdraw_consent::<ParityDbWeight>()
	}
	fn withdraw_consent_signed() -> Weight {
		measured::withdraw_consent_signed::<ParityDbWeight>()
	}
	fn grant() -> Weight {
		measured::grant::<ParityDbWeight>()
	}
	fn delegate() -> Weight {
		measured::delegate::<ParityDbWeight>()
	}
	fn share_with_order() -> Weight {
		measured::share_with_order::<ParityDbWeight>()
	}
	fn share_with_carrier() -> Weight {
		measured::share_with_carrier::<ParityDbWeight>()
	}
	fn revoke_grant() -> Weight {
		measured::revoke_grant::<ParityDbWeight>()
	}
	fn post_envelope() -> Weight {
		measured::post_envelope::<ParityDbWeight>()
	}
	fn anchor_receipts() -> Weight {
		measured::anchor_receipts::<ParityDbWeight>()
	}
	fn fund_access() -> Weight {
		measured::fund_access::<ParityDbWeight>()
	}
	fn request_erasure() -> Weight {
		measured::request_erasure::<ParityDbWeight>()
	}
	fn attest_erasure() -> Weight {
		measured::attest_erasure::<ParityDbWeight>()
	}
	fn claim_erasure_default() -> Weight {
		measured::claim_erasure_default::<ParityDbWeight>()
	}
	fn reap_grant() -> Weight {
		measured::reap_grant::<ParityDbWeight>()
	}
	fn reap_agreement() -> Weight {
		measured::reap_agreement::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `DataSharing::Keyrings` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::EncryptionKeys` (r:0 w:1)
	// Fastest run: 81_713 ns.
	pub fn set_encryption_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(86_390_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}

	// Storage: `DataSharing::EncryptionKeys` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Keyrings` (r:1 w:1)
	// Fastest run: 17_496 ns.
	pub fn revoke_encryption_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(18_768_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 96_265 ns.
	pub fn register_dataset<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(101_272_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 49_004 ns.
	pub fn publish_version<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(52_099_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Fastest run: 74_732 ns.
	pub fn retire_dataset<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(78_628_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::NextAgreementId` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `DataSharing::Agreements` (r:0 w:1)
	// Fastest run: 61_813 ns.
	pub fn propose<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(65_939_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}

	// Storage: `System::Account` (r:1 w:0)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Fastest run: 47_241 ns.
	pub fn counter<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(50_035_000, 0).saturating_add(Db::get().reads_writes(3, 1))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 81_372 ns.
	pub fn accept<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(84_998_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 94_312 ns.
	pub fn finalize<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(99_690_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `System::Account` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Fastest run: 45_539 ns.
	pub fn step<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(47_732_000, 0).saturating_add(Db::get().reads_writes(3, 1))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:0)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Consents` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 91_007 ns.
	pub fn give_consent<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(95_103_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Consents` (r:1 w:1)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `DataSharing::Datasets` (r:1 w:0)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 138_698 ns.
	pub fn give_consent_signed<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(145_338_000, 0).saturating_add(Db::get().reads_writes(8, 5))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Consents` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Fastest run: 66_640 ns.
	pub fn withdraw_consent<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(70_085_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `System::Account` (r:1 w:0)
	// Storage: `DataSharing::Consents` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Fastest run: 100_181 ns.
	pub fn withdraw_consent_signed<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(105_749_000, 0).saturating_add(Db::get().reads_writes(5, 2))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `DataSharing::NextGrantId` (r:1 w:1)
	// Storage: `DataSharing::ByGrantee` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Consents` (r:1 w:0)
	// Storage: `DataSharing::Grants` (r:0 w:1)
	// Storage: `DataSharing::ByDataset` (r:0 w:1)
	// Fastest run: 85_678 ns.
	pub fn grant<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(92_028_000, 0).saturating_add(Db::get().reads_writes(8, 8))
	}

	// Storage: `DataSharing::Grants` (r:4 w:2)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `DataSharing::Consents` (r:1 w:0)
	// Storage: `DataSharing::NextGrantId` (r:1 w:1)
	// Storage: `DataSharing::ByGrantee` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `DataSharing::ByDataset` (r:0 w:1)
	// Fastest run: 102_003 ns.
	pub fn delegate<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(107_341_000, 0).saturating_add(Db::get().reads_writes(12, 9))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:0)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `DataSharing::OrderShares` (r:1 w:1)
	// Storage: `DataSharing::NextGrantId` (r:1 w:1)
	// Storage: `DataSharing::ByGrantee` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `DataSharing::Grants` (r:0 w:1)
	// Storage: `DataSharing::ByDataset` (r:0 w:1)
	// Fastest run: 124_196 ns.
	pub fn share_with_order<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(130_355_000, 0).saturating_add(Db::get().reads_writes(9, 8))
	}

	// Storage: `DataSharing::OrderShares` (r:1 w:0)
	// Storage: `DataSharing::Grants` (r:1 w:2)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:0)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `DataSharing::NextGrantId` (r:1 w:1)
	// Storage: `DataSharing::ByGrantee` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:0)
	// Storage: `DataSharing::ByDataset` (r:0 w:1)
	// Fastest run: 107_311 ns.
	pub fn share_with_carrier<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(114_132_000, 0).saturating_add(Db::get().reads_writes(12, 8))
	}

	// Storage: `System::Account` (r:1 w:0)
	// Storage: `DataSharing::Grants` (r:5 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Fastest run: 67_271 ns.
	pub fn revoke_grant<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(70_707_000, 0).saturating_add(Db::get().reads_writes(8, 2))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Grants` (r:5 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Datasets` (r:1 w:0)
	// Storage: `DataSharing::Agreements` (r:1 w:0)
	// Storage: `DataSharing::Consents` (r:1 w:0)
	// Storage: `DataSharing::EncryptionKeys` (r:1 w:0)
	// Storage: `DataSharing::Envelopes` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 114_943 ns.
	pub fn post_envelope<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(121_513_000, 0).saturating_add(Db::get().reads_writes(13, 3))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Grants` (r:1 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Assets::Account` (r:1 w:1)
	// Fastest run: 131_567 ns.
	pub fn anchor_receipts<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(138_388_000, 0).saturating_add(Db::get().reads_writes(9, 7))
	}

	// Storage: `System::Account` (r:1 w:0)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Assets::Account` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Fastest run: 92_289 ns.
	pub fn fund_access<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(96_565_000, 0).saturating_add(Db::get().reads_writes(8, 5))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Grants` (r:1 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Fastest run: 74_622 ns.
	pub fn request_erasure<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(79_068_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `System::Account` (r:1 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 76_765 ns.
	pub fn attest_erasure<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(81_032_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `System::Account` (r:2 w:2)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 125_899 ns.
	pub fn claim_erasure_default<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(132_439_000, 0).saturating_add(Db::get().reads_writes(5, 4))
	}

	// Storage: `System::Account` (r:2 w:2)
	// Storage: `DataSharing::Grants` (r:5 w:2)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `DataSharing::Datasets` (r:1 w:1)
	// Storage: `DataSharing::Envelopes` (r:1 w:1)
	// Storage: `Balances::Holds` (r:2 w:2)
	// Storage: `DataSharing::ByGrantee` (r:1 w:1)
	// Storage: `DataSharing::ByDataset` (r:0 w:1)
	// Fastest run: 125_718 ns.
	pub fn reap_grant<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(132_169_000, 0).saturating_add(Db::get().reads_writes(14, 11))
	}

	// Storage: `System::Account` (r:2 w:1)
	// Storage: `DataSharing::Agreements` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Assets::Account` (r:1 w:1)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 111_167 ns.
	pub fn reap_agreement<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(117_376_000, 0).saturating_add(Db::get().reads_writes(9, 7))
	}
}
