//! Weights of `pallet_seasons`: placeholders until they are measured by `scripts/bench`.
//!
//! Reads and writes were counted by hand; the times are guesses on the safe side of what pallets like
//! this one take.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls, and of what the listener does.
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

	pub fn open_season<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_000_000, 0).saturating_add(Db::get().reads_writes(4, 8))
	}

	pub fn cancel_season<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(90_000_000, 0).saturating_add(Db::get().reads_writes(6, 8))
	}

	pub fn raise_budget<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(40_000_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	pub fn poke<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(45_000_000, 0).saturating_add(Db::get().reads_writes(5, 5))
	}

	pub fn dispute<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(55_000_000, 0).saturating_add(Db::get().reads_writes(5, 3))
	}

	pub fn decide<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(Db::get().reads_writes(8, 8))
	}

	pub fn drop_dispute<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(50_000_000, 0).saturating_add(Db::get().reads_writes(5, 3))
	}

	pub fn finalise<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 0).saturating_add(Db::get().reads_writes(5, 5))
	}

	pub fn claim_prize<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(75_000_000, 0).saturating_add(Db::get().reads_writes(5, 4))
	}

	pub fn close_season<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(85_000_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	pub fn prune<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(90_000_000, 0)
			.saturating_add(Weight::from_parts(12_000_000, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(8, 6))
			.saturating_add(Db::get().reads_writes(2, 1).saturating_mul(n.into()))
	}

	pub fn note_settled<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_000_000, 0).saturating_add(Db::get().reads_writes(9, 9))
	}

	pub fn note_settled_below<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(45_000_000, 0).saturating_add(Db::get().reads_writes(8, 6))
	}

	pub fn note_revoked<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(Db::get().reads_writes(12, 9))
	}
}
