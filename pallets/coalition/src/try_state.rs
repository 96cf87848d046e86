//! What must hold at the end of every block.

use crate::{Config, HoldReason, Pallet, Partnerships, Side, Stage};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use souk_primitives::PointsExchange;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks everything that must hold:
	///
	/// 1. a partnership is on record under the lower id first;
	/// 2. as long as both programs are there, no exchange makes points worth more than they were, and
	///    the operators on record are theirs;
	/// 3. no more points went on a day than can, and no side owes the other more than it may;
	/// 4. nothing was exchanged before both agreed, and what is over is on record only if something is
	///    owed;
	/// 5. the holds on each account are at least those on record.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut held = BTreeMap::new();
		for (lower, higher, partnership) in Partnerships::<T>::iter() {
			ensure!(lower < higher, "a partnership is not found by its programs");
			let briefs = (T::Points::brief(lower), T::Points::brief(higher));
			if let (Some(low), Some(high)) = briefs {
				let operators = &partnership.operators;
				ensure!(
					low.operator == operators.lower && high.operator == operators.higher,
					"a partnership is not its operators'"
				);
				let (there, back) = (&partnership.ways.lower.offer, &partnership.ways.higher.offer);
				ensure!(
					Self::check_offers(lower, higher, there, back).is_ok(),
					"an exchange makes points worth more"
				);
			}
			for side in [Side::Lower, Side::Higher] {
				let way = partnership.ways.of(side);
				let back = partnership.ways.of(side.other()).owed;
				ensure!(way.used <= way.offer.daily_cap, "more points went than can");
				ensure!(
					way.owed.saturating_sub(back) <= way.offer.credit,
					"a program owes more than it may"
				);
				let idle = way.used == 0 && way.owed.is_zero();
				let proposed = matches!(partnership.stage, Stage::Proposed(_));
				ensure!(!proposed || idle, "points went before both agreed");
			}
			let even = partnership.ways.lower.owed == partnership.ways.higher.owed;
			ensure!(
				partnership.stage != Stage::Ended || !even,
				"a partnership is over and still on record"
			);
			let sum = held.entry(partnership.payer).or_insert_with(Zero::zero);
			*sum = partnership.deposit.saturating_add(*sum);
		}
		for (who, sum) in held {
			let reason = HoldReason::Partnership.into();
			ensure!(
				T::Currency::balance_on_hold(&reason, &who) >= sum,
				"a partnership is not paid for"
			);
		}
		Ok(())
	}
}
