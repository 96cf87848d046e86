//! Points that buy something which is no order.

use crate::{MemberId, Points, ProgramId};
use frame_support::weights::Weight;
use sp_runtime::{DispatchError, DispatchResult};

/// Takes a member's points for good.
pub trait PointsSpend {
	/// The member has so many points less, those that end soonest first. What was behind them is the
	/// program's operator's again. Nothing changes if it fails.
	fn spend(program: ProgramId, member: MemberId, points: Points) -> DispatchResult;

	/// The most that it costs.
	fn weight() -> Weight;
}

/// Nobody has points.
impl PointsSpend for () {
	fn spend(_: ProgramId, _: MemberId, _: Points) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}
