//! The pallets whose weights `frame-omni-bencher` can measure on this runtime.

use crate::*;
use alloc::{string::String, vec::Vec};
use codec::Encode;
use frame_benchmarking::{
	add_benchmark, baseline::Pallet as Baseline, define_benchmarks, list_benchmark, BenchmarkBatch,
	BenchmarkConfig, BenchmarkList, Benchmarking,
};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};
use frame_system_benchmarking::{
	extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
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
