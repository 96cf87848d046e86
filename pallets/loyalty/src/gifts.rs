//! From one member to another.

use crate::{work::Work, Accounts, Capped, Config, Error, Event, Pallet, Tallies};
use frame_support::ensure;
use souk_primitives::{Identify, Points, ProgramId};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_gift(
		giver: T::AccountId,
		program: ProgramId,
		receiver: T::AccountId,
		points: Points,
	) -> DispatchResult {
		ensure!(points > 0, Error::<T>::ZeroPoints);
		let mut work = Work::<T>::load(program)?;
		work.ensure_redeeming()?;
		let (from, subject) = work.identify(&giver)?;
		let to = T::Members::member(&receiver).ok_or(Error::<T>::NotMember)?;
		ensure!(from != to, Error::<T>::GiftToOneself);
		let window = work.program.begin_of(work.epoch);
		let given = Tallies::<T>::get((program, Capped::Gifts, subject))
			.map_or(0, |own| own.tally.used(window));
		let allowed = work.program.terms.gifts.saturating_sub(given);
		ensure!(points <= allowed, Error::<T>::GiftLimitReached);
		let mut own = Accounts::<T>::get(program, from).ok_or(Error::<T>::TooFewPoints)?;
		let lots = work.pair(&mut own).spend(points).map_err(Error::<T>::from)?;

		let now = work.now;
		let count = |tally: &mut crate::Tally| tally.count(points, window, now, 0);
		work.tally(Capped::Gifts, subject, Some(&giver), count)?;
		let mut other = work.open_account(to, Some(&giver))?;
		let credit = work.pair(&mut other).restore(&lots).map_err(Error::<T>::from)?;
		work.put_account(from, own);
		work.put_account(to, other);
		work.save()?;
		let netted = credit.netted;
		Self::deposit_event(Event::PointsGiven { program, from, to, points, netted });
		Ok(())
	}
}
