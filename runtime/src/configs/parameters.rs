//! Figures that two thirds of the council can change without an upgrade of the runtime.
//!
//! What was begun under another figure keeps the deadline that it got by it.

use crate::{
	configs::governance::RootOrTwoThirdsCouncil,
	constants::time::{DAY_MS, HOUR_MS},
	Runtime, RuntimeEvent,
};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::AsEnsureOriginWithArg,
};
use souk_primitives::Moment;

pub use dynamic_params::*;

#[allow(missing_docs)] // What the macro generates; the figures say what they are.
#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
mod dynamic_params {
	use super::*;

	/// How long carriers, shippers and consignees have, in milliseconds.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod logistics {
		/// For how long a claim of delivery can be contested: a long weekend.
		#[codec(index = 0)]
		pub static ContestWindow: Moment = 3 * DAY_MS;

		/// For how long a carrier can answer: a week with a holiday in it, to find the driver and the
		/// photograph.
		#[codec(index = 1)]
		pub static AnswerWindow: Moment = 7 * DAY_MS;

		/// After what silence a shipment is lost: sea freight is scanned at least when a port is
		/// reached.
		#[codec(index = 2)]
		pub static MaxSilence: Moment = 60 * DAY_MS;

		/// How long an ended shipment stays on record at least: as long as most laws let a buyer go
		/// back on a purchase.
		#[codec(index = 3)]
		pub static RecordWindow: Moment = 30 * DAY_MS;
	}

	/// How short what loyalty programs promise can be, in milliseconds.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod loyalty {
		/// The shortest time to challenge who is on a board: what was bought for it can be returned in
		/// it.
		#[codec(index = 0)]
		pub static MinChallenge: Moment = 14 * DAY_MS;

		/// The shortest time to claim a prize: a holiday.
		#[codec(index = 1)]
		pub static MinClaim: Moment = 14 * DAY_MS;

		/// The shortest epoch of a program: what changes with the next one is seen coming.
		#[codec(index = 2)]
		pub static MinEpoch: Moment = HOUR_MS;
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		Self::Logistics(logistics::Parameters::ContestWindow(
			logistics::ContestWindow,
			Some(3 * DAY_MS),
		))
	}
}

impl pallet_parameters::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type AdminOrigin = AsEnsureOriginWithArg<RootOrTwoThirdsCouncil>;
	type WeightInfo = crate::weights::pallet_parameters::WeightInfo<Runtime>;
}
