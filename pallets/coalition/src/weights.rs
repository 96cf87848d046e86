//! Weights of `pallet_coalition`: placeholders until they are measured by `scripts/bench`.
//!
//! Reads and writes were counted by hand; the times are guesses on the safe side of what pallets like
//! this one take.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls.
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

	pub fn propose_partner<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(Db::get().reads_writes(5, 2))
	}

	pub fn accept_partner<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(50_000_000, 0).saturating_add(Db::get().reads_writes(3, 1))
	}

	pub fn end_partner<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_000_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	pub fn exchange<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(400_000_000, 0).saturating_add(Db::get().reads_writes(17, 13))
	}

	pub fn settle_net<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(90_000_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	pub fn waive_net<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(50_000_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}
}
