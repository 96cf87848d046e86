//! Weights of `pallet_coalition`, measured by `scripts/bench`: do not edit, measure again.
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
	fn propose_partner() -> Weight;
	fn accept_partner() -> Weight;
	fn end_partner() -> Weight;
	fn exchange() -> Weight;
	fn settle_net() -> Weight;
	fn waive_net() -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn propose_partner() -> Weight {
		measured::propose_partner::<T::DbWeight>()
	}
	fn accept_partner() -> Weight {
		measured::accept_partner::<T::DbWeight>()
	}
	fn end_partner() -> Weight {
		measured::end_partner::<T::DbWeight>()
	}
	fn exchange() -> Weight {
		measured::exchange::<T::DbWeight>()
	}
	fn settle_net() -> Weight {
		measured::settle_net::<T::DbWeight>()
	}
	fn waive_net() -> Weight {
		measured::waive_net::<T::DbWeight>()
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn propose_partner() -> Weight {
		measured::propose_partner::<ParityDbWeight>()
	}
	fn accept_partner() -> Weight {
		measured::accept_partner::<ParityDbWeight>()
	}
	fn end_partner() -> Weight {
		measured::end_partner::<ParityDbWeight>()
	}
	fn exchange() -> Weight {
		measured::exchange::<ParityDbWeight>()
	}
	fn settle_net() -> Weight {
		measured::settle_net::<ParityDbWeight>()
	}
	fn waive_net() -> Weight {
		measured::waive_net::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Loyalty::Programs` (r:2 w:0)
	// Storage: `Coalition::Partnerships` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 86_187 ns.
	pub fn propose_partner<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(93_889_000, 0).saturating_add(Db::get().reads_writes(5, 3))
	}

	// Storage: `Coalition::Partnerships` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:2 w:0)
	// Fastest run: 35_142 ns.
	pub fn accept_partner<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(39_038_000, 0).saturating_add(Db::get().reads_writes(3, 1))
	}

	// Storage: `Coalition::Partnerships` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 65_266 ns.
	pub fn end_partner<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(69_973_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Coalition::Partnerships` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Programs` (r:2 w:0)
	// Storage: `Loyalty::Ledgers` (r:2 w:2)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:2 w:2)
	// Storage: `System::Account` (r:3 w:3)
	// Storage: `Balances::Holds` (r:3 w:3)
	// Fastest run: 251_623 ns.
	pub fn exchange<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(268_057_000, 0).saturating_add(Db::get().reads_writes(18, 11))
	}

	// Storage: `Coalition::Partnerships` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 110_864 ns.
	pub fn settle_net<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(120_349_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}

	// Storage: `Coalition::Partnerships` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 65_326 ns.
	pub fn waive_net<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(68_492_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}
}
