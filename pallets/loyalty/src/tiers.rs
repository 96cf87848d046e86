//! Tiers: who earned much in a qualification period earns more, to the end of the one that follows.

use crate::{
	runtime_api::TierView, work::Work, AccountOf, Accounts, Config, Epoch, Error, Event, Ladder,
	Pallet, Period, Standing, MAX_AWARD,
};
use frame_support::ensure;
use souk_primitives::{MemberId, Points, ProgramId};
use sp_runtime::DispatchResult;

impl<T: Config> Work<T> {
	/// The qualification period now.
	pub(crate) fn period(&self) -> Option<Period<'_>> {
		self.program.tiers.period(self.epoch)
	}

	/// How far a member has come; `None` if it has no record, or the program no tiers.
	pub(crate) fn standing(&self, member: MemberId) -> Option<Standing> {
		self.period()?;
		Accounts::<T>::get(self.id, member).map(|account| account.standing)
	}

	/// What a rule awards to a member that has come so far, when it awards so many points to somebody
	/// without a tier.
	pub(crate) fn with_bonus(&self, standing: Option<Standing>, points: Points) -> Points {
		let Some((period, mut standing)) = self.period().zip(standing) else { return points };
		standing.sync(Some(period));
		let bonus = period.ladder.bonus(standing.tier()).mul_floor(points);
		points.saturating_add(bonus).min(MAX_AWARD)
	}

	/// Points that a member earned bring it nearer to a tier. Returns the first epoch after the period
	/// that they count in.
	pub(crate) fn qualify(&self, account: &mut AccountOf<T>, points: Points) -> Epoch {
		let Some(period) = self.period() else { return 0 };
		account.standing.sync(Some(period));
		account.standing.count(points, period.ladder);
		period.ends
	}

	/// Points that were taken back do not count any more.
	pub(crate) fn disqualify(&self, account: &mut AccountOf<T>, points: Points, earned: Epoch) {
		let Some(period) = self.period() else { return };
		account.standing.sync(Some(period));
		account.standing.uncount(points, earned, period);
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_tiers(
		operator: T::AccountId,
		id: ProgramId,
		ladder: Option<Ladder>,
	) -> DispatchResult {
		if let Some(ladder) = &ladder {
			Self::check_ladder(ladder)?;
		}
		let mut work = Work::<T>::load_own(&operator, id)?;
		work.ensure_not_ending()?;
		let from = work.program.tiers.schedule(work.epoch, ladder);
		work.save_all()?;
		Self::deposit_event(Event::TiersScheduled { program: id, from });
		Ok(())
	}

	pub(crate) fn check_ladder(ladder: &Ladder) -> Result<(), Error<T>> {
		ensure!(ladder.has_sound_period(), Error::<T>::PeriodOutOfRange);
		ensure!(ladder.is_rising(), Error::<T>::TiersNotRising);
		Ok(())
	}

	/// How far a member has come; `None` if the program has no tiers.
	pub fn view_tier(program: ProgramId, member: MemberId) -> Option<TierView> {
		let work = Work::<T>::load(program).ok()?;
		work.ensure_redeeming().ok()?;
		let period = work.period()?;
		let standing = Accounts::<T>::get(program, member).map(|account| account.standing);
		let mut standing = standing.unwrap_or_default();
		standing.sync(Some(period));
		let tier = standing.tier();
		// What was reached in this period lasts to the end of the next.
		let next = work.program.tiers.period(period.ends).map(|next| next.ends);
		let until = match standing.reached >= standing.carried {
			true => next.unwrap_or(period.ends),
			false => period.ends,
		};
		Some(TierView {
			tier,
			bonus: period.ladder.bonus(tier),
			until: (tier > 0).then(|| work.begin_of(until)),
			points: standing.points,
			next_at: period.ladder.above(tier),
			period_ends_at: work.begin_of(period.ends),
		})
	}
}
