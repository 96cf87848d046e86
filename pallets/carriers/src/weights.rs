//! Weights of `pallet_carriers`, measured by `scripts/bench`: do not edit, measure again.
//!
//! On 2026-11-25, on AMD EPYC, 20 runs at each of 50 steps. Each function says what it
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
	fn add_bond() -> Weight;
	fn withdraw_bond() -> Weight;
	fn suspend() -> Weight;
	fn reinstate() -> Weight;
	fn compensate() -> Weight;
	fn deregister() -> Weight;
	fn authorize_key() -> Weight;
	fn revoke_key() -> Weight;
	fn remove_key() -> Weight;
	fn request_prefix() -> Weight;
	fn approve_prefix() -> Weight;
	fn release_prefix() -> Weight;
	fn revoke_prefix() -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register() -> Weight {
		measured::register::<T::DbWeight>()
	}
	fn add_bond() -> Weight {
		measured::add_bond::<T::DbWeight>()
	}
	fn withdraw_bond() -> Weight {
		measured::withdraw_bond::<T::DbWeight>()
	}
	fn suspend() -> Weight {
		measured::suspend::<T::DbWeight>()
	}
	fn reinstate() -> Weight {
		measured::reinstate::<T::DbWeight>()
	}
	fn compensate() -> Weight {
		measured::compensate::<T::DbWeight>()
	}
	fn deregister() -> Weight {
		measured::deregister::<T::DbWeight>()
	}
	fn authorize_key() -> Weight {
		measured::authorize_key::<T::DbWeight>()
	}
	fn revoke_key() -> Weight {
		measured::revoke_key::<T::DbWeight>()
	}
	fn remove_key() -> Weight {
		measured::remove_key::<T::DbWeight>()
	}
	fn request_prefix() -> Weight {
		measured::request_prefix::<T::DbWeight>()
	}
	fn approve_prefix() -> Weight {
		measured::approve_prefix::<T::DbWeight>()
	}
	fn release_prefix() -> Weight {
		measured::release_prefix::<T::DbWeight>()
	}
	fn revoke_prefix() -> Weight {
		measured::revoke_prefix::<T::DbWeight>()
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn register() -> Weight {
		measured::register::<ParityDbWeight>()
	}
	fn add_bond() -> Weight {
		measured::add_bond::<ParityDbWeight>()
	}
	fn withdraw_bond() -> Weight {
		measured::withdraw_bond::<ParityDbWeight>()
	}
	fn suspend() -> Weight {
		measured::suspend::<ParityDbWeight>()
	}
	fn reinstate() -> Weight {
		measured::reinstate::<ParityDbWeight>()
	}
	fn compensate() -> Weight {
		measured::compensate::<ParityDbWeight>()
	}
	fn deregister() -> Weight {
		measured::deregister::<ParityDbWeight>()
	}
	fn authorize_key() -> Weight {
		measured::authorize_key::<ParityDbWeight>()
	}
	fn revoke_key() -> Weight {
		measured::revoke_key::<ParityDbWeight>()
	}
	fn remove_key() -> Weight {
		measured::remove_key::<ParityDbWeight>()
	}
	fn request_prefix() -> Weight {
		measured::request_prefix::<ParityDbWeight>()
	}
	fn approve_prefix() -> Weight {
		measured::approve_prefix::<ParityDbWeight>()
	}
	fn release_prefix() -> Weight {
		measured::release_prefix::<ParityDbWeight>()
	}
	fn revoke_prefix() -> Weight {
		measured::revoke_prefix::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 102_002 ns.
	pub fn register<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(105_266_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 59_819 ns.
	pub fn add_bond<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(62_433_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 52_568 ns.
	pub fn withdraw_bond<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(54_591_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Fastest run: 11_237 ns.
	pub fn suspend<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(12_439_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Fastest run: 11_196 ns.
	pub fn reinstate<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(12_268_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Fastest run: 62_883 ns.
	pub fn compensate<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(65_537_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Carriers::Prefixes` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 88_472 ns.
	pub fn deregister<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(91_777_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Carriers::Keys` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 78_987 ns.
	pub fn authorize_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(82_673_000, 0).saturating_add(Db::get().reads_writes(5, 4))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:1)
	// Fastest run: 24_407 ns.
	pub fn revoke_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(26_369_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Carriers::Keys` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 69_824 ns.
	pub fn remove_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(73_099_000, 0).saturating_add(Db::get().reads_writes(5, 4))
	}

	// Storage: `Carriers::Prefixes` (r:1 w:1)
	// Storage: `Carriers::Nodes` (r:9 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 75_081 ns.
	pub fn request_prefix<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(79_348_000, 0).saturating_add(Db::get().reads_writes(12, 3))
	}

	// Storage: `Carriers::Prefixes` (r:1 w:1)
	// Storage: `Carriers::Nodes` (r:9 w:9)
	// Fastest run: 77_145 ns.
	pub fn approve_prefix<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(80_179_000, 0).saturating_add(Db::get().reads_writes(10, 10))
	}

	// Storage: `Carriers::Prefixes` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Carriers::Nodes` (r:8 w:9)
	// Fastest run: 102_222 ns.
	pub fn release_prefix<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(106_098_000, 0).saturating_add(Db::get().reads_writes(11, 12))
	}

	// Storage: `Carriers::Nodes` (r:9 w:9)
	// Storage: `Carriers::Prefixes` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 105_286 ns.
	pub fn revoke_prefix<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(111_906_000, 0).saturating_add(Db::get().reads_writes(12, 12))
	}
}
