//! What the runtime API answers.

use crate::{
	runtime_api::{PlaceView, RankView, ScoreView, SeasonView},
	AccountIdOf, BalanceOf, Boards, Config, Disputes, Pallet, Prizes, Progresses, Scores, Seasons,
	Waiting,
};
use alloc::vec::Vec;
use souk_primitives::{Identify, MemberId, Nullifier, ProgramInspect, SeasonId};
use sp_runtime::traits::Saturating;

/// The most people after the board that are counted for an answer.
const MAX_COUNTED: usize = 10_000;

impl<T: Config> Pallet<T> {
	/// A season's board.
	pub fn view_board(season: SeasonId) -> Vec<PlaceView<BalanceOf<T>>> {
		let prizes = Prizes::<T>::get(season);
		let view = |(index, place): (usize, crate::Place)| PlaceView {
			place: (index as u32).saturating_add(1),
			subject: place.subject,
			member: Scores::<T>::get(season, place.subject).unwrap_or_default().member,
			points: place.rank.points,
			prize: prizes.get(index).map(|prize| prize.amount),
			disputed: Disputes::<T>::contains_key(season, place.subject),
		};
		Boards::<T>::get(season).into_iter().enumerate().map(view).collect()
	}

	/// Where a member is.
	pub fn view_rank(season: SeasonId, member: MemberId) -> RankView {
		let rank =
			|| {
				let record = Seasons::<T>::get(season)?;
				let subject = Self::subject_in(season, member)?;
				let rank = Scores::<T>::get(season, subject)?.rank(record.terms.min_merchants)?;
				let board = Boards::<T>::get(season);
				if let Some(at) = board.iter().position(|place| place.rank == rank) {
					return Some(RankView::OnBoard((at as u32).saturating_add(1)));
				}
				let mut waiting = Waiting::<T>::iter_key_prefix(season).take(MAX_COUNTED);
				let behind = waiting.position(|key| key == rank.key());
				Some(behind.map_or(RankView::FarBehind, |at| {
					RankView::Behind((at as u32).saturating_add(1))
				}))
			};
		rank().unwrap_or(RankView::Unranked)
	}

	/// A season.
	pub fn view_season(season: SeasonId) -> Option<SeasonView<AccountIdOf<T>, BalanceOf<T>>> {
		let record = Seasons::<T>::get(season)?;
		let progress = Progresses::<T>::get(season)?;
		let now = Self::now();
		let rule = |(id, frozen): (&u32, &sp_core::H256)| {
			let digest = T::Programs::rule_digest(record.program, *id, now.max(record.terms.start));
			(*id, digest.as_ref() == Some(frozen))
		};
		Some(SeasonView {
			program: record.program,
			status: record.status,
			start: record.terms.start,
			end: record.terms.end,
			challenge_end: record.terms.challenge_end(),
			assurance: record.assurance,
			caps: record.terms.caps,
			rules: record.terms.rules.iter().zip(&record.digests).map(rule).collect(),
			prizes: Prizes::<T>::get(season).into_iter().map(|prize| prize.amount).collect(),
			people: progress.people,
			disputes: progress.disputes,
			budget_left: progress.budget.saturating_sub(progress.used),
			operator: record.operator,
		})
	}

	/// What a member has.
	pub fn view_score(season: SeasonId, member: MemberId) -> Option<ScoreView> {
		let record = Seasons::<T>::get(season)?;
		let score = Scores::<T>::get(season, Self::subject_in(season, member)?)?;
		Some(ScoreView {
			points: score.points,
			tasks: score.tasks,
			merchants: score.merchants,
			min_merchants: record.terms.min_merchants,
			standing: score.standing,
		})
	}

	/// Who a member is in a season, sure enough or not.
	fn subject_in(season: SeasonId, member: MemberId) -> Option<Nullifier> {
		T::Members::subject(member, &Seasons::<T>::get(season)?.context)
	}
}
