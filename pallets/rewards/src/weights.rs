//! Weights of `pallet_rewards`: placeholders until they are measured by `scripts/bench`.
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
	fn offer_reward() -> Weight;
	fn restock() -> Weight;
	fn end_reward() -> Weight;
	fn buy() -> Weight;
	fn claim_badge() -> Weight;
	fn redeem() -> Weight;
	fn close_reward() -> Weight;
	fn sweep_tallies(n: u32) -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

macro_rules! placeholders {
	($db:ty $(, $name:ident($time:literal, $reads:literal, $writes:literal))*) => {
		$(
			fn $name() -> Weight {
				let db = <$db>::get().reads_writes($reads, $writes);
				Weight::from_parts($time, 0).saturating_add(db)
			}
		)*
		fn sweep_tallies(n: u32) -> Weight {
			let each = Weight::from_parts(10_000_000, 0)
				.saturating_add(<$db>::get().reads_writes(1, 1))
				.saturating_mul(n.into());
			Weight::from_parts(90_000_000, 0)
				.saturating_add(<$db>::get().reads_writes(6, 3))
				.saturating_add(each)
		}
	};
}

macro_rules! implement {
	($db:ty) => {
		placeholders! {
			$db,
			offer_reward(250_000_000, 10, 10),
			restock(150_000_000, 6, 4),
			end_reward(40_000_000, 2, 1),
			buy(180_000_000, 10, 8),
			claim_badge(250_000_000, 10, 8),
			redeem(150_000_000, 8, 10),
			close_reward(250_000_000, 12, 12)
		}
	};
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	implement!(T::DbWeight);
}

impl WeightInfo for () {
	implement!(ParityDbWeight);
}
