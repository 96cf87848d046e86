//! What must hold at the end of every block.

use crate::{
	AccountIdOf, BalanceOf, Boards, Config, Dealings, Disputes, HoldReason, Live, NextSeasonId,
	Pallet, Place, Prizes, Progresses, Purchases, Scores, SeasonOf, Seasons, Standing, Status,
	Waiting,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{ensure, traits::fungible::InspectHold};
use souk_primitives::{Nullifier, Points, SeasonId};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Checks everything that must hold:
	///
	/// 1. each season has its progress, an id that was given out and sound terms, is among the live ones
	///    of its program as long as it is open, and no two of those run at once;
	/// 2. the board is the first of all ranked people when they are sorted, the others wait, and the
	///    floor is the last place of a full board. Of a closed season records may be gone;
	/// 3. a person's points are those of its dealings and tasks, from as many merchants as it counts; no
	///    cap is exceeded; the purchases of all add up to the dealings of all;
	/// 4. each season counts its people, records and disputes, and what the records cost is within the
	///    budget;
	/// 5. prizes are as many as promised, and no one wins two;
	/// 6. the holds on each account are the unpaid prizes, deposits, budgets and bonds on record.
	pub fn do_try_state() -> Check {
		for (id, season) in Seasons::<T>::iter() {
			Self::check_season(id, &season)?;
			Self::check_prizes_of(id, &season)?;
			if season.status != Status::Closed {
				Self::check_board(id, &season)?;
				Self::check_scores(id, &season)?;
			}
			Self::check_records(id, &season)?;
		}
		Self::check_strays()?;
		Self::check_holds()
	}

	fn check_season(id: SeasonId, season: &SeasonOf<T>) -> Check {
		ensure!(id < NextSeasonId::<T>::get(), "a season's id was never given out");
		ensure!(Progresses::<T>::contains_key(id), "a season has no progress");
		ensure!(Self::check_terms(&season.terms).is_ok(), "the terms of a season are unsound");
		ensure!(
			season.digests.len() == season.terms.rules.len(),
			"a season does not know what its rules said"
		);
		let live = Live::<T>::get(season.program);
		let listed = live.iter().filter(|slot| slot.season == id).count();
		let open = usize::from(season.status == Status::Open);
		ensure!(listed == open, "a season is told of points, or not, when it should not be");
		for (i, slot) in live.iter().enumerate() {
			let meets = live.iter().skip(i.saturating_add(1));
			let mut meets = meets.filter(|other| other.start < slot.end && slot.start < other.end);
			ensure!(meets.next().is_none(), "two seasons of a program run at once");
		}
		Ok(())
	}

	fn check_board(id: SeasonId, season: &SeasonOf<T>) -> Check {
		let min = season.terms.min_merchants;
		let mut all: Vec<Place> = Scores::<T>::iter_prefix(id)
			.filter_map(|(subject, score)| score.rank(min).map(|rank| Place { subject, rank }))
			.collect();
		all.sort_by_key(|place| (core::cmp::Reverse(place.rank.points), place.rank.since));
		let rest = all.split_off(all.len().min(season.terms.places as usize));
		let board = Boards::<T>::get(id).into_inner();
		ensure!(board == all, "the board is not the top of the ranking");
		let waiting: Vec<_> = Waiting::<T>::iter_prefix(id).collect();
		let rest: Vec<_> =
			rest.into_iter().map(|place| (place.rank.key(), place.subject)).collect();
		ensure!(waiting == rest, "who waits is not the rest of the ranking");
		let full = board.len() == season.terms.places as usize;
		let floor = board.last().filter(|_| full).map(|place| place.rank);
		let progress = Progresses::<T>::get(id).unwrap_or_default();
		ensure!(progress.floor == floor, "the floor is not the last place of a full board");
		Ok(())
	}

	fn check_scores(id: SeasonId, season: &SeasonOf<T>) -> Check {
		let caps = &season.terms.caps;
		let mut bought = BTreeMap::<Nullifier, (Points, u32)>::new();
		let mut all: Points = 0;
		for ((subject, _), dealing) in Dealings::<T>::iter_prefix((id,)) {
			ensure!(dealing.points <= caps.per_merchant, "more counts of a merchant than may");
			let (points, merchants) = bought.entry(subject).or_default();
			*points = points.saturating_add(dealing.points);
			*merchants = merchants.saturating_add((dealing.points > 0).into());
			all = all.saturating_add(dealing.points);
		}
		let mut changes = alloc::collections::BTreeSet::new();
		let last = Progresses::<T>::get(id).unwrap_or_default().changes;
		for (subject, score) in Scores::<T>::iter_prefix(id) {
			let (points, merchants) = bought.remove(&subject).unwrap_or_default();
			let sum = points.saturating_add(score.tasks);
			ensure!(
				score.points == sum && score.merchants == merchants,
				"a score is not the sum of what it is made of"
			);
			let fits = score.points <= caps.per_subject && score.tasks <= caps.tasks;
			ensure!(fits, "more counts of a person than may");
			let unique = changes.insert(score.since) && score.since <= last;
			ensure!(unique, "two scores changed at once");
		}
		ensure!(bought.is_empty(), "somebody bought something and has no score");
		let left = Purchases::<T>::iter_prefix_values(id).map(|purchase| purchase.left());
		let left = left.fold(0, Points::saturating_add);
		ensure!(left == all, "purchases do not add up to what people bought");
		Ok(())
	}

	fn check_records(id: SeasonId, season: &SeasonOf<T>) -> Check {
		let progress = Progresses::<T>::get(id).unwrap_or_default();
		let count = |number: usize| BalanceOf::<T>::try_from(number as u128).unwrap_or_default();
		let scores = Scores::<T>::iter_key_prefix(id).count();
		let dealings = Dealings::<T>::iter_key_prefix((id,)).count();
		let purchases = Purchases::<T>::iter_key_prefix(id).count();
		ensure!(scores == progress.people as usize, "a season does not count its people");
		let records = scores.saturating_add(dealings).saturating_add(purchases);
		ensure!(records as u64 == progress.records, "a season does not count its records");
		let prices = &season.prices;
		let cost = prices
			.score
			.saturating_mul(count(scores))
			.saturating_add(prices.dealing.saturating_mul(count(dealings)))
			.saturating_add(prices.purchase.saturating_mul(count(purchases)));
		ensure!(cost == progress.used, "records do not cost what they are said to");
		ensure!(progress.used <= progress.budget, "records cost more than the budget");
		let disputes = Disputes::<T>::iter_key_prefix(id).count();
		ensure!(disputes == progress.disputes as usize, "a season does not count its disputes");
		for subject in Disputes::<T>::iter_key_prefix(id) {
			let score = Scores::<T>::get(id, subject).unwrap_or_default();
			let sound = season.status == Status::Open && score.standing != Standing::Disqualified;
			ensure!(sound, "a dispute is open that could change nothing");
		}
		Ok(())
	}

	fn check_prizes_of(id: SeasonId, season: &SeasonOf<T>) -> Check {
		let prizes = Prizes::<T>::get(id);
		ensure!(prizes.len() <= season.terms.places as usize, "there are prizes without places");
		let open = season.status == Status::Open;
		let mut winners = alloc::collections::BTreeSet::new();
		for prize in &prizes {
			let sound =
				(!prize.paid || prize.winner.is_some()) && !(open && prize.winner.is_some());
			ensure!(sound, "a prize went out before it was won");
			let twice = prize.winner.is_some_and(|winner| !winners.insert(winner));
			ensure!(!twice, "somebody won twice");
		}
		Ok(())
	}

	fn check_strays() -> Check {
		let known = |id: &SeasonId| Seasons::<T>::contains_key(id);
		let strays = !Progresses::<T>::iter_keys().all(|id| known(&id))
			|| !Boards::<T>::iter_keys().all(|id| known(&id))
			|| !Prizes::<T>::iter_keys().all(|id| known(&id))
			|| !Scores::<T>::iter_keys().all(|(id, _)| known(&id))
			|| !Dealings::<T>::iter_keys().all(|(id, _, _)| known(&id))
			|| !Purchases::<T>::iter_keys().all(|(id, _)| known(&id))
			|| !Waiting::<T>::iter_keys().all(|(id, _)| known(&id))
			|| !Disputes::<T>::iter_keys().all(|(id, _)| known(&id))
			|| !Live::<T>::iter_values().flatten().all(|slot| known(&slot.season));
		ensure!(!strays, "a record outlived its season");
		Ok(())
	}

	fn check_holds() -> Check {
		let mut held = BTreeMap::<AccountIdOf<T>, [BalanceOf<T>; 4]>::new();
		let nothing = [Zero::zero(); 4];
		for (id, season) in Seasons::<T>::iter() {
			let progress = Progresses::<T>::get(id).unwrap_or_default();
			let [prizes, own, records, _] = held.entry(season.operator).or_insert(nothing);
			*prizes = prizes.saturating_add(Self::unpaid(id));
			*own = own.saturating_add(season.deposit);
			*records = records.saturating_add(progress.budget);
		}
		for dispute in Disputes::<T>::iter_values() {
			let [_, _, _, bonds] = held.entry(dispute.by).or_insert(nothing);
			*bonds = bonds.saturating_add(dispute.bond);
		}
		for (who, amounts) in held {
			let reasons =
				[HoldReason::Prizes, HoldReason::Season, HoldReason::Records, HoldReason::Dispute];
			for (reason, amount) in reasons.into_iter().zip(amounts) {
				let on_hold = T::Currency::balance_on_hold(&reason.into(), &who);
				ensure!(on_hold == amount, "what is on record is not what is held");
			}
		}
		Ok(())
	}
}
