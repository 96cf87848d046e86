//! Weights of `pallet_carriers`, estimated until `scripts/bench` has measured them.
//!
//! Each function says what it touches in the database. How weights are measured is told in
//! `docs/weights.md`.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls, and of the parts that other pallets use.
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
	fn ensure_may() -> Weight;
	fn use_counter() -> Weight;
	fn pay_out() -> Weight;
	fn ensure_owns() -> Weight;
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
	fn ensure_may() -> Weight {
		measured::ensure_may::<T::DbWeight>()
	}
	fn use_counter() -> Weight {
		measured::use_counter::<T::DbWeight>()
	}
	fn pay_out() -> Weight {
		measured::pay_out::<T::DbWeight>()
	}
	fn ensure_owns() -> Weight {
		measured::ensure_owns::<T::DbWeight>()
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
	fn ensure_may() -> Weight {
		measured::ensure_may::<ParityDbWeight>()
	}
	fn use_counter() -> Weight {
		measured::use_counter::<ParityDbWeight>()
	}
	fn pay_out() -> Weight {
		measured::pay_out::<ParityDbWeight>()
	}
	fn ensure_owns() -> Weight {
		measured::ensure_owns::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	pub fn register<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(75_000_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	pub fn add_bond<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(66_000_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	pub fn withdraw_bond<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_000_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	pub fn suspend<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(18_000_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	pub fn reinstate<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(18_000_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	pub fn compensate<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(70_000_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Carriers::Prefixes` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	pub fn deregister<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(110_000_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Carriers::Keys` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	pub fn authorize_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(70_000_000, 0).saturating_add(Db::get().reads_writes(5, 4))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:1)
	pub fn revoke_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(22_000_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Carriers::Keys` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	pub fn remove_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(66_000_000, 0).saturating_add(Db::get().reads_writes(5, 4))
	}

	// Storage: `Carriers::Prefixes` (r:1 w:1)
	// Storage: `Carriers::Nodes` (r:9 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	pub fn request_prefix<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(90_000_000, 0).saturating_add(Db::get().reads_writes(12, 3))
	}

	// Storage: `Carriers::Prefixes` (r:1 w:1)
	// Storage: `Carriers::Nodes` (r:9 w:9)
	pub fn approve_prefix<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(75_000_000, 0).saturating_add(Db::get().reads_writes(10, 10))
	}

	// Storage: `Carriers::Prefixes` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Carriers::Nodes` (r:8 w:9)
	pub fn release_prefix<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(100_000_000, 0).saturating_add(Db::get().reads_writes(11, 12))
	}

	// Storage: `Carriers::Nodes` (r:9 w:9)
	// Storage: `Carriers::Prefixes` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	pub fn revoke_prefix<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(105_000_000, 0).saturating_add(Db::get().reads_writes(12, 12))
	}

	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	pub fn ensure_may<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(12_000_000, 0).saturating_add(Db::get().reads_writes(2, 0))
	}

	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:1)
	pub fn use_counter<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(15_000_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	pub fn pay_out<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(72_000_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}

	// Storage: `Carriers::Nodes` (r:9 w:0)
	pub fn ensure_owns<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(35_000_000, 0).saturating_add(Db::get().reads_writes(9, 0))
	}
}
