//! The pallets whose weights `frame-omni-bencher` can measure on this runtime.

use crate::{
	configs::assets::{AssetId, AssetKind},
	*,
};
use alloc::{format, string::String, vec::Vec};
use codec::Encode;
use frame_benchmarking::{
	baseline::Pallet as Baseline, define_benchmarks, BenchmarkBatch, BenchmarkConfig, BenchmarkList,
};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};
use frame_system_benchmarking::{
	extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
};
use souk_primitives::Moment;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{crypto::KeyTypeId, sr25519};
use sp_runtime::DigestItem;

define_benchmarks!(
	[frame_benchmarking, Baseline::<Runtime>]
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_timestamp, Timestamp]
	[pallet_balances, Balances]
	[pallet_assets, Assets]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
	[pallet_proxy, Proxy]
	[pallet_multisig, Multisig]
	[pallet_preimage, Preimage]
	[pallet_scheduler, Scheduler]
	[pallet_collective, Council]
	[pallet_sudo, Sudo]
	[pallet_safe_mode, SafeMode]
	[pallet_tx_pause, TxPause]
	[pallet_migrations, MultiBlockMigrations]
	[pallet_whitelist, Whitelist]
	[pallet_orders, Orders]
);

impl frame_system_benchmarking::Config for Runtime {}
impl frame_benchmarking::baseline::Config for Runtime {}

impl pallet_transaction_payment::BenchmarkConfig for Runtime {
	// Fees go to the block's author, so there has to be one for the transfer to be measured.
	fn setup_benchmark_environment() {
		System::deposit_log(DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(0).encode()));
	}
}

/// What the benchmarks of `Orders` need: an asset to pay in, and merchants who sign.
pub struct OrdersHelper;

impl OrdersHelper {
	const ASSET: AssetId = 1_000_000;
	const KEYS: KeyTypeId = KeyTypeId(*b"ofer");

	/// In the keystore of whoever measures. Of the schemes that accounts have, sr25519 takes the
	/// longest to verify.
	fn key(index: u32) -> sr25519::Public {
		let secret = format!("0x{:064x}", u64::from(index).saturating_add(1));
		sp_io::crypto::sr25519_generate(Self::KEYS, Some(secret.into_bytes()))
	}
}

impl pallet_orders::BenchmarkHelper<Runtime> for OrdersHelper {
	fn create_asset() -> AssetKind {
		let owner = frame_benchmarking::account::<AccountId>("issuer", 0, 0);
		let root = RuntimeOrigin::root();
		Assets::force_create(root, Self::ASSET.into(), owner.into(), true, 10)
			.expect("the asset is new and root may create it; qed");
		AssetKind::WithId(Self::ASSET)
	}

	fn signer(index: u32) -> AccountId {
		Self::key(index).into()
	}

	fn sign(index: u32, message: &[u8]) -> Signature {
		sp_io::crypto::sr25519_sign(Self::KEYS, &Self::key(index), message)
			.expect("the key has just been put into the keystore; qed")
			.into()
	}

	// Not by way of the pallet, which would tell Aura of a slot that is not this block's.
	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

/// What can be measured.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Measures.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}
