//! A season that something is done with: loaded, changed, and saved.

use crate::{
	Config, Error, Pallet, Progress, ProgressOf, Progresses, Score, Scores, SeasonOf, Seasons,
	Status,
};
use frame_support::{ensure, traits::UnixTime};
use souk_primitives::{Identify, MemberId, Moment, Nullifier, SeasonId};

pub(crate) struct Work<T: Config> {
	pub(crate) id: SeasonId,
	pub(crate) season: SeasonOf<T>,
	pub(crate) progress: ProgressOf<T>,
	pub(crate) now: Moment,
}

impl<T: Config> Work<T> {
	pub(crate) fn load(id: SeasonId) -> Result<Self, Error<T>> {
		let season = Seasons::<T>::get(id).ok_or(Error::<T>::UnknownSeason)?;
		let progress = Progresses::<T>::get(id).ok_or(Error::<T>::UnknownSeason)?;
		Ok(Self { id, season, progress, now: Pallet::<T>::now() })
	}

	/// The season, if it is this operator's.
	pub(crate) fn load_own(operator: &T::AccountId, id: SeasonId) -> Result<Self, Error<T>> {
		let work = Self::load(id)?;
		ensure!(work.season.operator == *operator, Error::<T>::NotOperator);
		Ok(work)
	}

	/// The season, if it is not certain yet who won.
	pub(crate) fn load_open(id: SeasonId) -> Result<Self, Error<T>> {
		let work = Self::load(id)?;
		ensure!(work.season.status == Status::Open, Error::<T>::SeasonFinal);
		Ok(work)
	}

	/// Saves what changed as the season runs.
	pub(crate) fn save(self) {
		Progresses::<T>::insert(self.id, self.progress);
	}

	/// Saves the season, too.
	pub(crate) fn save_all(self) {
		Seasons::<T>::insert(self.id, &self.season);
		self.save();
	}

	/// Saves a person's score, and where it stands on the board.
	pub(crate) fn put_score(&mut self, subject: Nullifier, old: Option<&Score>, score: Score) {
		let min = self.season.terms.min_merchants;
		let before = old.and_then(|old| old.rank(min));
		self.rerank(subject, before, score.rank(min));
		Scores::<T>::insert(self.id, subject, score);
	}

	/// The number of the next change of a score.
	pub(crate) fn next_change(&mut self) -> u64 {
		self.progress.changes = self.progress.changes.saturating_add(1);
		self.progress.changes
	}

	/// Whether a member is that person, and sure enough to be.
	pub(crate) fn vouched(&self, member: MemberId, subject: Nullifier) -> bool {
		let context = &self.season.context;
		T::Members::subject(member, context) == Some(subject)
			&& T::Members::assurance(member, context) >= self.season.assurance
	}
}

impl<T: Config> Pallet<T> {
	/// The time, in milliseconds since the Unix epoch.
	pub(crate) fn now() -> Moment {
		T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	/// An open season's first state.
	pub(crate) fn fresh(budget: crate::BalanceOf<T>) -> ProgressOf<T> {
		Progress { budget, ..Default::default() }
	}
}
