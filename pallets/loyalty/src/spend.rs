//! Points that pay for what is no order: they are burnt, and nothing brings them back.
//!
//! What was behind them is the operator's again, as it is when an operator sells for points itself: who
//! takes them gives something of its own for them.

use crate::{work::Work, Accounts, Config, Error, Event, Pallet, WeightInfo};
use frame_support::{ensure, storage::with_storage_layer, weights::Weight};
use souk_primitives::{Identify, MemberId, Points, PointsSpend, ProgramId};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	fn do_spend(
		program: ProgramId,
		who: &T::AccountId,
		points: Points,
	) -> Result<MemberId, DispatchError> {
		ensure!(points > 0, Error::<T>::ZeroPoints);
		let mut work = Work::<T>::load(program)?;
		work.ensure_redeeming()?;
		let member = T::Members::member(who).ok_or(Error::<T>::NotMember)?;
		let mut own = Accounts::<T>::get(program, member).ok_or(Error::<T>::TooFewPoints)?;
		work.pair(&mut own).spend(points).map_err(Error::<T>::from)?;

		work.put_account(member, own);
		work.save()?;
		Self::deposit_event(Event::PointsBurned { program, member, points });
		Ok(member)
	}
}

impl<T: Config> PointsSpend<T::AccountId> for Pallet<T> {
	fn spend(
		program: ProgramId,
		who: &T::AccountId,
		points: Points,
	) -> Result<MemberId, DispatchError> {
		with_storage_layer(|| Self::do_spend(program, who, points))
	}

	/// As measured, the member's record stays. If it goes with the last point, somebody's deposit comes
	/// back: a gift does all of that, and more.
	fn weight() -> Weight {
		T::WeightInfo::spend().max(T::WeightInfo::gift()).saturating_add(T::Members::weight())
	}
}
