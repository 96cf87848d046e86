//! Who is ahead of whom.
//!
//! The board holds the best of the ranked people, in order, in one value. Everybody else who is ranked
//! waits in a map whose keys sort by rank, so that the best of them is found at once. So the board is
//! right after every step, whoever falls how far, and no step looks at more than one board and one of
//! those who wait. Who is where follows from the last place of a full board (`Progress::floor`), so
//! nobody who moves up or down has to be told.

use crate::{work::Work, Boards, Config, Place, Rank, Waiting};
use souk_primitives::Nullifier;

impl<T: Config> Work<T> {
	/// Whether somebody of such a rank is on the board, or would be.
	pub(crate) fn reaches(&self, rank: &Rank) -> bool {
		self.progress.floor.is_none_or(|floor| !floor.ahead_of(rank))
	}

	/// Moves somebody from one rank to another; `None` is no rank.
	pub(crate) fn rerank(&mut self, subject: Nullifier, old: Option<Rank>, rank: Option<Rank>) {
		if old == rank {
			return;
		}
		let seated = old.filter(|old| self.reaches(old));
		if let (Some(old), None) = (old, seated) {
			Waiting::<T>::remove(self.id, old.key());
		}
		let reaches = rank.is_some_and(|rank| self.reaches(&rank));
		if seated.is_none() && !reaches {
			if let Some(rank) = rank {
				Waiting::<T>::insert(self.id, rank.key(), subject);
			}
			return;
		}

		let places = self.season.terms.places as usize;
		let mut board = Boards::<T>::get(self.id).into_inner();
		if let Some(old) = seated {
			board.retain(|place| place.rank != old);
		}
		if let Some(rank) = rank {
			seat(&mut board, Place { subject, rank });
		}
		// Who waits gets a place only if somebody on the board falls.
		let falls = seated.is_some_and(|old| rank.is_none_or(|rank| old.ahead_of(&rank)));
		if falls && self.progress.floor.is_some() {
			if let Some((key, next)) = Waiting::<T>::iter_prefix(self.id).next() {
				let best = Place { subject: next, rank: Rank::of_key(&key) };
				let last = board.last().filter(|_| board.len() >= places);
				if last.is_none_or(|last| best.rank.ahead_of(&last.rank)) {
					Waiting::<T>::remove(self.id, key);
					seat(&mut board, best);
				}
			}
		}
		if board.len() > places {
			if let Some(last) = board.pop() {
				Waiting::<T>::insert(self.id, last.rank.key(), last.subject);
			}
		}
		self.progress.floor =
			board.last().filter(|_| board.len() >= places).map(|place| place.rank);
		Boards::<T>::insert(self.id, crate::BoardOf::truncate_from(board));
	}
}

/// Puts a place where it belongs.
fn seat(board: &mut alloc::vec::Vec<Place>, place: Place) {
	let at = board.partition_point(|other| other.rank.ahead_of(&place.rank));
	board.insert(at, place);
}
