//! Money: the native token, other assets, and the one face they have for commerce.

use crate::{
	configs::governance::RootOrTwoThirdsCouncil,
	constants::currency::{deposit, EXISTENTIAL_DEPOSIT},
	AccountId, Assets, AssetsFreezer, AssetsHolder, Balance, Balances, Runtime, RuntimeEvent,
	RuntimeFreezeReason, RuntimeHoldReason, System,
};
use codec::Compact;
use frame_support::{
	parameter_types,
	traits::{
		tokens::fungible::{NativeFromLeft, NativeOrWithId, UnionOf},
		AsEnsureOriginWithArg, ConstU128, ConstU32, VariantCountOf,
	},
};
use frame_system::EnsureSigned;

/// The number of an asset of `Assets`.
pub type AssetId = u32;

/// What a price is in: the native token or an asset.
pub type AssetKind = NativeOrWithId<AssetId>;

/// Every kind of money under one roof, `fungibles` over [`AssetKind`].
pub type Money = UnionOf<Balances, Assets, NativeFromLeft, AssetKind, AccountId>;

/// The same where money is held for what is to come.
pub type Payments = UnionOf<Balances, AssetsHolder, NativeFromLeft, AssetKind, AccountId>;

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
	type Balance = Balance;
	// Burned: less than an existential deposit is worth nobody's attention.
	type DustRemoval = ();
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	// No pallet of this runtime sets locks; holds and freezes took their place.
	type MaxLocks = ConstU32<16>;
	type MaxReserves = ConstU32<16>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

parameter_types! {
	/// One entry of at most 190 bytes.
	pub const AssetDeposit: Balance = deposit(1, 190);
	/// One entry of at most 134 bytes.
	pub const AssetAccountDeposit: Balance = deposit(1, 134);
	/// One entry of 20 bytes besides name and symbol.
	pub const MetadataDepositBase: Balance = deposit(1, 20);
	/// A byte of name or symbol.
	pub const MetadataDepositPerByte: Balance = deposit(0, 1);
	/// One entry of at most 148 bytes.
	pub const ApprovalDeposit: Balance = deposit(1, 148);
}

impl pallet_assets::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<1000>;
	type AssetId = AssetId;
	type AssetIdParameter = Compact<AssetId>;
	type ReserveData = ();
	type Currency = Balances;
	// Anyone may issue vouchers or a token of their own. Only governance can make an asset
	// sufficient, that is, let it keep accounts alive.
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type ForceOrigin = RootOrTwoThirdsCouncil;
	type AssetDeposit = AssetDeposit;
	type AssetAccountDeposit = AssetAccountDeposit;
	type MetadataDepositBase = MetadataDepositBase;
	type MetadataDepositPerByte = MetadataDepositPerByte;
	type ApprovalDeposit = ApprovalDeposit;
	type StringLimit = ConstU32<50>;
	type Freezer = AssetsFreezer;
	type Holder = AssetsHolder;
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	type WeightInfo = pallet_assets::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

impl pallet_assets_holder::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeEvent = RuntimeEvent;
}

impl pallet_assets_freezer::Config for Runtime {
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeEvent = RuntimeEvent;
}
