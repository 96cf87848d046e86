//! What points buy: rewards, and the NFTs that they are.

use crate::{
	configs::commerce::StoragePrice,
	constants::{currency::deposit, time::DAYS},
	AccountId, Balance, Balances, Loyalty, Membership, Nfts, Runtime, RuntimeEvent,
	RuntimeHoldReason, Signature, System, Timestamp,
};
use frame_support::{
	parameter_types,
	traits::{AsEnsureOriginWithArg, ConstU32},
	PalletId,
};
use frame_system::{EnsureNever, EnsureRoot};
use pallet_nfts::{
	CollectionConfigFor, CollectionSetting, DestroyWitness, ItemConfig, PalletFeature,
	PalletFeatures,
};
use sp_runtime::traits::{Convert, Verify};

parameter_types! {
	/// A collection, its settings, the roles of its owner, and that it is its owner's.
	pub const CollectionDeposit: Balance = deposit(4, 270);
	/// An item, its settings, and that it is its owner's.
	pub const ItemDeposit: Balance = deposit(3, 250);
	/// A description.
	pub const NftMetadataDepositBase: Balance = deposit(1, 68);
	/// Each byte of it.
	pub const NftDepositPerByte: Balance = deposit(0, 1);
	/// Items are transferred and burnt, and nothing else: attributes would keep a collection from being
	/// empty when its items are gone, and nobody pays for what prices, swaps and approvals store.
	pub NftFeatures: PalletFeatures = PalletFeatures::from_disabled(
		PalletFeature::Attributes
			| PalletFeature::Trading
			| PalletFeature::Swaps
			| PalletFeature::Approvals
	);
	/// Names the accounts that own the collections of rewards.
	pub const RewardsPalletId: PalletId = PalletId(*b"souk/rew");
	/// What is left of a reward's collection when its last item is gone.
	pub const EmptyCollection: DestroyWitness =
		DestroyWitness { item_metadatas: 0, item_configs: 0, attributes: 0 };
}

impl pallet_nfts::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type CollectionId = u32;
	type ItemId = u32;
	type Currency = Balances;
	// Rewards make them. One that holders of another may mint in would leave an attribute on each item.
	type CreateOrigin = AsEnsureOriginWithArg<EnsureNever<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type Locker = ();
	type CollectionDeposit = CollectionDeposit;
	type ItemDeposit = ItemDeposit;
	type MetadataDepositBase = NftMetadataDepositBase;
	type AttributeDepositBase = NftMetadataDepositBase;
	type DepositPerByte = NftDepositPerByte;
	type StringLimit = ConstU32<256>;
	type KeyLimit = ConstU32<64>;
	type ValueLimit = ConstU32<256>;
	type ApprovalsLimit = ConstU32<20>;
	type ItemAttributesApprovalsLimit = ConstU32<1>;
	type MaxTips = ConstU32<10>;
	type MaxDeadlineDuration = ConstU32<{ 30 * DAYS }>;
	type MaxAttributesPerCall = ConstU32<1>;
	type Features = NftFeatures;
	type OffchainSignature = Signature;
	type OffchainPublic = <Signature as Verify>::Signer;
	type WeightInfo = pallet_nfts::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = ();
	type BlockNumberProvider = System;
}

/// The settings of a reward's collection: whether its items can be given to others.
pub struct CollectionSettings;

impl Convert<bool, CollectionConfigFor<Runtime>> for CollectionSettings {
	fn convert(transferable: bool) -> CollectionConfigFor<Runtime> {
		let mut config = CollectionConfigFor::<Runtime>::default();
		if !transferable {
			config.disable_setting(CollectionSetting::TransferableItems);
		}
		config
	}
}

impl pallet_rewards::Config for Runtime {
	type WeightInfo = pallet_rewards::weights::SubstrateWeight<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Members = Membership;
	type Programs = Loyalty;
	type Points = Loyalty;
	type Nfts = Nfts;
	type CollectionConfig = CollectionConfigFor<Runtime>;
	type ItemConfig = ItemConfig;
	type Settings = CollectionSettings;
	type EmptyCollection = EmptyCollection;
	type CollectionDeposit = CollectionDeposit;
	type ItemDeposit = ItemDeposit;
	type Signature = Signature;
	type Signer = <Signature as Verify>::Signer;
	type StoragePrice = StoragePrice;
	type PalletId = RewardsPalletId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::RewardsHelper;
}
