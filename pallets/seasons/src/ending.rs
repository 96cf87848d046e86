//! Prizes are assigned, paid and returned, and what is of no use any more is removed.

use crate::{
	work::Work, AccountIdOf, Boards, Config, Dealings, Error, Event, HoldReason, Pallet, Prizes,
	Purchases, Scores, Status, Waiting, MAX_PRUNED,
};
use frame_support::ensure;
use souk_primitives::SeasonId;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The board is the true top at every moment, so there is nothing to be put right before.
	pub(crate) fn do_finalise(id: SeasonId) -> DispatchResult {
		let mut work = Work::<T>::load_open(id)?;
		let due = work.season.terms.challenge_end() <= work.now;
		ensure!(due, Error::<T>::StillOpenToChallenge);
		ensure!(work.progress.disputes == 0, Error::<T>::DisputesOpen);
		let mut winners = 0u32;
		Prizes::<T>::mutate(id, |prizes| {
			for (prize, place) in prizes.iter_mut().zip(Boards::<T>::get(id)) {
				prize.winner = Some(place.subject);
				winners = winners.saturating_add(1);
			}
		});
		let claim_until = work.now.saturating_add(work.season.terms.claim);
		work.season.status = Status::Final { claim_until };
		Self::leave_live(work.season.program, id);
		work.save_all();
		Self::deposit_event(Event::SeasonFinalised { season: id, winners, claim_until });
		Ok(())
	}

	pub(crate) fn do_claim_prize(who: AccountIdOf<T>, id: SeasonId) -> DispatchResult {
		let work = Work::<T>::load(id)?;
		match work.season.status {
			Status::Open => return Err(Error::<T>::SeasonNotFinal.into()),
			Status::Final { claim_until } => {
				ensure!(work.now < claim_until, Error::<T>::ClaimsOver)
			},
			Status::Closed => return Err(Error::<T>::ClaimsOver.into()),
		}
		let subject = Self::subject_of(&work, &who)?;
		let mut prizes = Prizes::<T>::get(id);
		let at = prizes.iter().position(|prize| prize.winner == Some(subject));
		let prize = at.and_then(|at| prizes.get_mut(at)).ok_or(Error::<T>::NoPrize)?;
		ensure!(!prize.paid, Error::<T>::AlreadyPaid);
		let amount = prize.amount;
		Self::pay(&work.season.operator, &who, amount)?;
		prize.paid = true;
		Prizes::<T>::insert(id, prizes);
		Self::deposit_event(Event::PrizePaid { season: id, subject, who, amount });
		Ok(())
	}

	/// Once all prizes that were won are paid, nobody has to wait for the end of the claims.
	pub(crate) fn do_close_season(id: SeasonId) -> DispatchResult {
		let mut work = Work::<T>::load(id)?;
		let claim_until = match work.season.status {
			Status::Open => return Err(Error::<T>::SeasonNotFinal.into()),
			Status::Final { claim_until } => claim_until,
			Status::Closed => return Err(Error::<T>::AlreadyClosed.into()),
		};
		let mut prizes = Prizes::<T>::get(id);
		let awaited = prizes.iter().any(|prize| prize.winner.is_some() && !prize.paid);
		ensure!(!awaited || claim_until <= work.now, Error::<T>::PrizesAwaited);

		let operator = work.season.operator.clone();
		let returned = Self::unpaid(id);
		Self::unhold(HoldReason::Prizes, &operator, returned)?;
		let spare = work.progress.budget.saturating_sub(work.progress.used);
		Self::unhold(HoldReason::Records, &operator, spare)?;
		work.progress.budget = work.progress.used;
		work.season.status = Status::Closed;
		// What is not paid is not held any more.
		prizes.retain(|prize| prize.paid);
		Prizes::<T>::insert(id, prizes);
		let over = work.progress.records == 0;
		if over {
			Self::remove_season(&work)?;
		} else {
			work.save_all();
		}
		Self::deposit_event(Event::SeasonClosed { season: id, returned });
		if over {
			Self::deposit_event(Event::SeasonRemoved { season: id });
		}
		Ok(())
	}

	/// Takes away up to so many records. What waits for a place was paid for with its score.
	pub(crate) fn do_prune(id: SeasonId, limit: u32) -> DispatchResult {
		ensure!((1..=MAX_PRUNED).contains(&limit), Error::<T>::LimitOutOfRange);
		let mut work = Work::<T>::load(id)?;
		ensure!(work.season.status == Status::Closed, Error::<T>::SeasonNotClosed);
		let prices = work.season.prices;
		let (mut left, mut freed) = (limit as usize, crate::BalanceOf::<T>::zero());
		let mut charged = 0u64;

		let waiting: alloc::vec::Vec<_> = Waiting::<T>::iter_key_prefix(id).take(left).collect();
		left = left.saturating_sub(waiting.len());
		for key in waiting {
			Waiting::<T>::remove(id, key);
		}
		let purchases: alloc::vec::Vec<_> =
			Purchases::<T>::iter_key_prefix(id).take(left).collect();
		left = left.saturating_sub(purchases.len());
		for key in purchases {
			Purchases::<T>::remove(id, key);
			freed = freed.saturating_add(prices.purchase);
			charged = charged.saturating_add(1);
		}
		let dealings: alloc::vec::Vec<_> =
			Dealings::<T>::iter_key_prefix((id,)).take(left).collect();
		left = left.saturating_sub(dealings.len());
		for (subject, merchant) in dealings {
			Dealings::<T>::remove((id, subject, merchant));
			freed = freed.saturating_add(prices.dealing);
			charged = charged.saturating_add(1);
		}
		let scores: alloc::vec::Vec<_> = Scores::<T>::iter_key_prefix(id).take(left).collect();
		left = left.saturating_sub(scores.len());
		for key in scores {
			Scores::<T>::remove(id, key);
			work.progress.people = work.progress.people.saturating_sub(1);
			freed = freed.saturating_add(prices.score);
			charged = charged.saturating_add(1);
		}

		let count = limit.saturating_sub(left as u32);
		Self::unhold(HoldReason::Records, &work.season.operator, freed)?;
		work.progress.records = work.progress.records.saturating_sub(charged);
		work.progress.used = work.progress.used.saturating_sub(freed);
		work.progress.budget = work.progress.used;
		Self::deposit_event(Event::RecordsPruned { season: id, count });
		if work.progress.records == 0 {
			Self::remove_season(&work)?;
			Self::deposit_event(Event::SeasonRemoved { season: id });
		} else {
			work.save();
		}
		Ok(())
	}
}
