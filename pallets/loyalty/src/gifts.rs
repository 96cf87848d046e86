//! From one member to another.

use crate::{work::Work, Accounts, Capped, Config, Error, Event, Pallet, Tallies, Tally};
use frame_support::ensure;
use souk_primitives::{Identify, Moment, Nullifier, Points, ProgramId};
use sp_runtime::DispatchResult;

impl<T: Config> Work<T> {
	/// What a person gives away is limited by the epoch. By its number: when it begins may change.
	fn gift_window(&self) -> Moment {
		self.epoch.into()
	}

	/// Refuses what would be more than a person may give away.
	pub(crate) fn ensure_may_give(
		&self,
		subject: Nullifier,
		points: Points,
	) -> Result<(), Error<T>> {
		let given = Tallies::<T>::get((self.id, Capped::Gifts, subject))
			.map_or(0, |own| own.tally.used(self.gift_window()));
		let allowed = self.program.terms.gifts.saturating_sub(given);
		ensure!(points <= allowed, Error::<T>::GiftLimitReached);
		Ok(())
	}

	/// Counts what a person gave away.
	pub(crate) fn count_given(
		&mut self,
		subject: Nullifier,
		giver: &T::AccountId,
		points: Points,
	) -> DispatchResult {
		let (window, now) = (self.gift_window(), self.now);
		let count = |tally: &mut Tally| tally.count(points, window, now, 0);
		self.tally(Capped::Gifts, subject, Some(giver), count)
	}

	/// Whether what a person gave away counts no more.
	pub(crate) fn is_given_long_ago(&self, tally: &Tally) -> bool {
		tally.used(self.gift_window()) == 0
	}
}

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
		work.ensure_may_give(subject, points)?;
		let mut own = Accounts::<T>::get(program, from).ok_or(Error::<T>::TooFewPoints)?;
		let lots = work.pair(&mut own).spend(points).map_err(Error::<T>::from)?;

		work.count_given(subject, &giver, points)?;
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
