//! Weights of `pallet_gateways`, measured by `scripts/bench`: do not edit, measure again.
//!
//! On 2026-11-22, on AMD EPYC, 20 runs at each of 50 steps. Each function says what it
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
	fn register() -> Weight;
	fn approve() -> Weight;
	fn suspend() -> Weight;
	fn set_keys() -> Weight;
	fn add_bond() -> Weight;
	fn withdraw_bond() -> Weight;
	fn compensate() -> Weight;
	fn deregister() -> Weight;
	fn prune(n: u32) -> Weight;
	fn accept(n: u32) -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register() -> Weight {
		measured::register::<T::DbWeight>()
	}
	fn approve() -> Weight {
		measured::approve::<T::DbWeight>()
	}
	fn suspend() -> Weight {
		measured::suspend::<T::DbWeight>()
	}
	fn set_keys() -> Weight {
		measured::set_keys::<T::DbWeight>()
	}
	fn add_bond() -> Weight {
		measured::add_bond::<T::DbWeight>()
	}
	fn withdraw_bond() -> Weight {
		measured::withdraw_bond::<T::DbWeight>()
	}
	fn compensate() -> Weight {
		measured::compensate::<T::DbWeight>()
	}
	fn deregister() -> Weight {
		measured::deregister::<T::DbWeight>()
	}
	fn prune(n: u32) -> Weight {
		measured::prune::<T::DbWeight>(n)
	}
	fn accept(n: u32) -> Weight {
		measured::accept::<T::DbWeight>(n)
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn register() -> Weight {
		measured::register::<ParityDbWeight>()
	}
	fn approve() -> Weight {
		measured::approve::<ParityDbWeight>()
	}
	fn suspend() -> Weight {
		measured::suspend::<ParityDbWeight>()
	}
	fn set_keys() -> Weight {
		measured::set_keys::<ParityDbWeight>()
	}
	fn add_bond() -> Weight {
		measured::add_bond::<ParityDbWeight>()
	}
	fn withdraw_bond() -> Weight {
		measured::withdraw_bond::<ParityDbWeight>()
	}
	fn compensate() -> Weight {
		measured::compensate::<ParityDbWeight>()
	}
	fn deregister() -> Weight {
		measured::deregister::<ParityDbWeight>()
	}
	fn prune(n: u32) -> Weight {
		measured::prune::<ParityDbWeight>(n)
	}
	fn accept(n: u32) -> Weight {
		measured::accept::<ParityDbWeight>(n)
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Gateways::NextGatewayId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Gateways::Gateways` (r:0 w:1)
	// Fastest run: 57_035 ns.
	pub fn register<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(62_603_000, 0).saturating_add(Db::get().reads_writes(3, 4))
	}

	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Fastest run: 18_637 ns.
	pub fn approve<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(21_232_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Fastest run: 15_082 ns.
	pub fn suspend<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(17_906_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Fastest run: 16_424 ns.
	pub fn set_keys<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(19_479_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 64_676 ns.
	pub fn add_bond<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(68_481_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 56_904 ns.
	pub fn withdraw_bond<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_159_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Fastest run: 65_587 ns.
	pub fn compensate<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(69_773_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}

	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 107_870 ns.
	pub fn deregister<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(112_878_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Gateways::Receipts` (r:32 w:32)
	// Storage: `Gateways::Gateways` (r:32 w:32)
	// Storage: `System::Account` (r:32 w:32)
	// Storage: `Balances::Holds` (r:32 w:32)
	// `n` from 1 to 32.
	// Fastest run: 75_583 ns.
	pub fn prune<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(45_064_985, 0)
			// Give or take 204_655.
			.saturating_add(Weight::from_parts(64_075_690, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(1, 0))
			.saturating_add(Db::get().reads(4).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(4).saturating_mul(n.into()))
	}

	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Gateways::Receipts` (r:1 w:1)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// `n` from 1 to 16.
	// Fastest run: 121_631 ns.
	pub fn accept<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(85_674_462, 0)
			// Give or take 35_800.
			.saturating_add(Weight::from_parts(39_444_648, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(6, 4))
	}
}
