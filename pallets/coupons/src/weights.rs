//! Weights of `pallet_coupons`: placeholders until they are measured by `scripts/bench`.
//!
//! Reads and writes were counted by hand; the times are guesses on the safe side of what pallets like
//! this one take.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls, and of the parts of a checkout.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn issue() -> Weight;
	fn fund() -> Weight;
	fn cancel() -> Weight;
	fn redeem() -> Weight;
	fn give() -> Weight;
	fn discard() -> Weight;
	fn sweep(n: u32) -> Weight;
	fn reserve() -> Weight;
	fn capture() -> Weight;
	fn release() -> Weight;
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
		fn sweep(n: u32) -> Weight {
			let each = Weight::from_parts(40_000_000, 0)
				.saturating_add(<$db>::get().reads_writes(3, 2))
				.saturating_mul(n.into());
			Weight::from_parts(90_000_000, 0)
				.saturating_add(<$db>::get().reads_writes(7, 2))
				.saturating_add(each)
		}
	};
}

macro_rules! implement {
	($db:ty) => {
		placeholders! {
			$db,
			issue(80_000_000, 4, 3),
			fund(70_000_000, 3, 2),
			cancel(70_000_000, 3, 2),
			redeem(220_000_000, 7, 6),
			give(50_000_000, 4, 4),
			discard(80_000_000, 5, 4),
			reserve(80_000_000, 12, 4),
			capture(80_000_000, 5, 4),
			release(90_000_000, 5, 5)
		}
	};
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	implement!(T::DbWeight);
}

impl WeightInfo for () {
	implement!(ParityDbWeight);
}
