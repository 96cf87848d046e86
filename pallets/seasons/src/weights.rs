//! Weights of `pallet_seasons`, measured by `scripts/bench`: do not edit, measure again.
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
	fn open_season() -> Weight;
	fn cancel_season() -> Weight;
	fn raise_budget() -> Weight;
	fn poke() -> Weight;
	fn dispute() -> Weight;
	fn decide() -> Weight;
	fn drop_dispute() -> Weight;
	fn finalise() -> Weight;
	fn claim_prize() -> Weight;
	fn close_season() -> Weight;
	fn prune(n: u32) -> Weight;
	fn note_settled() -> Weight;
	fn note_settled_below() -> Weight;
	fn note_revoked() -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn open_season() -> Weight {
		measured::open_season::<T::DbWeight>()
	}
	fn cancel_season() -> Weight {
		measured::cancel_season::<T::DbWeight>()
	}
	fn raise_budget() -> Weight {
		measured::raise_budget::<T::DbWeight>()
	}
	fn poke() -> Weight {
		measured::poke::<T::DbWeight>()
	}
	fn dispute() -> Weight {
		measured::dispute::<T::DbWeight>()
	}
	fn decide() -> Weight {
		measured::decide::<T::DbWeight>()
	}
	fn drop_dispute() -> Weight {
		measured::drop_dispute::<T::DbWeight>()
	}
	fn finalise() -> Weight {
		measured::finalise::<T::DbWeight>()
	}
	fn claim_prize() -> Weight {
		measured::claim_prize::<T::DbWeight>()
	}
	fn close_season() -> Weight {
		measured::close_season::<T::DbWeight>()
	}
	fn prune(n: u32) -> Weight {
		measured::prune::<T::DbWeight>(n)
	}
	fn note_settled() -> Weight {
		measured::note_settled::<T::DbWeight>()
	}
	fn note_settled_below() -> Weight {
		measured::note_settled_below::<T::DbWeight>()
	}
	fn note_revoked() -> Weight {
		measured::note_revoked::<T::DbWeight>()
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn open_season() -> Weight {
		measured::open_season::<ParityDbWeight>()
	}
	fn cancel_season() -> Weight {
		measured::cancel_season::<ParityDbWeight>()
	}
	fn raise_budget() -> Weight {
		measured::raise_budget::<ParityDbWeight>()
	}
	fn poke() -> Weight {
		measured::poke::<ParityDbWeight>()
	}
	fn dispute() -> Weight {
		measured::dispute::<ParityDbWeight>()
	}
	fn decide() -> Weight {
		measured::decide::<ParityDbWeight>()
	}
	fn drop_dispute() -> Weight {
		measured::drop_dispute::<ParityDbWeight>()
	}
	fn finalise() -> Weight {
		measured::finalise::<ParityDbWeight>()
	}
	fn claim_prize() -> Weight {
		measured::claim_prize::<ParityDbWeight>()
	}
	fn close_season() -> Weight {
		measured::close_season::<ParityDbWeight>()
	}
	fn prune(n: u32) -> Weight {
		measured::prune::<ParityDbWeight>(n)
	}
	fn note_settled() -> Weight {
		measured::note_settled::<ParityDbWeight>()
	}
	fn note_settled_below() -> Weight {
		measured::note_settled_below::<ParityDbWeight>()
	}
	fn note_revoked() -> Weight {
		measured::note_revoked::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Parameters::Parameters` (r:2 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:16 w:0)
	// Storage: `Seasons::NextSeasonId` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Seasons::Prizes` (r:0 w:1)
	// Storage: `Seasons::Progresses` (r:0 w:1)
	// Storage: `Seasons::Seasons` (r:0 w:1)
	// Fastest run: 293_825 ns.
	pub fn open_season<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(306_514_000, 0).saturating_add(Db::get().reads_writes(26, 7))
	}

	// Storage: `Seasons::Seasons` (r:1 w:1)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Prizes` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:1)
	// Storage: `Seasons::Boards` (r:0 w:1)
	// Fastest run: 155_841 ns.
	pub fn cancel_season<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(165_915_000, 0).saturating_add(Db::get().reads_writes(7, 7))
	}

	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 79_228 ns.
	pub fn raise_budget<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(86_829_000, 0).saturating_add(Db::get().reads_writes(5, 3))
	}

	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Scores` (r:1 w:1)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Seasons::Boards` (r:1 w:1)
	// Storage: `Seasons::Waiting` (r:2 w:1)
	// Fastest run: 119_978 ns.
	pub fn poke<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(146_377_000, 0).saturating_add(Db::get().reads_writes(8, 4))
	}

	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Scores` (r:1 w:0)
	// Storage: `Seasons::Disputes` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 132_346 ns.
	pub fn dispute<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(162_421_000, 0).saturating_add(Db::get().reads_writes(7, 4))
	}

	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Disputes` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Seasons::Scores` (r:1 w:1)
	// Storage: `Seasons::Boards` (r:1 w:1)
	// Storage: `Seasons::Waiting` (r:2 w:1)
	// Fastest run: 159_526 ns.
	pub fn decide<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(192_625_000, 0).saturating_add(Db::get().reads_writes(10, 7))
	}

	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Disputes` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 108_611 ns.
	pub fn drop_dispute<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(140_267_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Seasons::Seasons` (r:1 w:1)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Prizes` (r:1 w:1)
	// Storage: `Seasons::Boards` (r:1 w:0)
	// Storage: `Seasons::Live` (r:1 w:1)
	// Fastest run: 109_142 ns.
	pub fn finalise<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(129_562_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Seasons::Prizes` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Fastest run: 165_295 ns.
	pub fn claim_prize<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(197_793_000, 0).saturating_add(Db::get().reads_writes(10, 4))
	}

	// Storage: `Seasons::Seasons` (r:1 w:1)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Prizes` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 161_199 ns.
	pub fn close_season<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(192_966_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Waiting` (r:2 w:1)
	// Storage: `Seasons::Purchases` (r:31 w:31)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// `n` from 1 to 32.
	// Fastest run: 86_177 ns.
	pub fn prune<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(159_039_790, 0)
			// Give or take 85_597.
			.saturating_add(Weight::from_parts(3_859_002, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(6, 3))
			.saturating_add(Db::get().reads(1).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(1).saturating_mul(n.into()))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Seasons::Scores` (r:1 w:1)
	// Storage: `Seasons::Dealings` (r:1 w:1)
	// Storage: `Seasons::Purchases` (r:1 w:1)
	// Storage: `Seasons::Boards` (r:1 w:1)
	// Storage: `Seasons::Waiting` (r:0 w:2)
	// Fastest run: 169_902 ns.
	pub fn note_settled<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(203_231_000, 0).saturating_add(Db::get().reads_writes(14, 7))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Seasons::Scores` (r:1 w:1)
	// Storage: `Seasons::Dealings` (r:1 w:1)
	// Storage: `Seasons::Purchases` (r:1 w:1)
	// Storage: `Seasons::Waiting` (r:0 w:2)
	// Fastest run: 145_245 ns.
	pub fn note_settled_below<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(175_350_000, 0).saturating_add(Db::get().reads_writes(13, 6))
	}

	// Storage: `Seasons::Live` (r:1 w:0)
	// Storage: `Seasons::Purchases` (r:4 w:1)
	// Storage: `Seasons::Seasons` (r:1 w:0)
	// Storage: `Seasons::Progresses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Seasons::Scores` (r:1 w:1)
	// Storage: `Seasons::Dealings` (r:1 w:1)
	// Storage: `Seasons::Boards` (r:1 w:1)
	// Storage: `Seasons::Waiting` (r:2 w:2)
	// Fastest run: 141_089 ns.
	pub fn note_revoked<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(163_803_000, 0).saturating_add(Db::get().reads_writes(13, 7))
	}
}
