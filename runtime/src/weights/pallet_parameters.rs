//! Weights of `pallet_parameters` in this runtime, measured by `scripts/bench`: do not edit, measure again.
//!
//! On 2026-11-25, on AMD EPYC, 20 runs at each of 50 steps. Each function says what it
//! touches in the database, and what the fastest run took.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_parameters::WeightInfo for WeightInfo<T> {
	// Storage: `Parameters::Parameters` (r:1 w:1)
	// Fastest run: 8_483 ns.
	fn set_parameter() -> Weight {
		Weight::from_parts(9_283_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}
