//! A shipment's history, and the chain of hashes that holds it together.

use crate::errors::Explain;
use souk_primitives::logistics::{ShipmentView, TrackingEvent};
use sp_core::H256;
use sp_runtime::AccountId32;
use thiserror::Error;

/// A shipment as the chain shows it.
pub type View = ShipmentView<AccountId32, u128>;

/// An entry of its history.
pub type Entry = TrackingEvent<AccountId32>;

/// Why a history is not a shipment's.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HistoryError {
	/// Entries are missing, or there are too many.
	#[error("the history has {found} of {expected} entries")]
	WrongCount {
		/// How many there are.
		found: u64,
		/// How many there should be.
		expected: u32,
	},
	/// An entry was changed, left out or put in.
	#[error("the history's head is {recorded:?}, and these entries make it {computed:?}")]
	WrongHead {
		/// What the entries make it.
		computed: H256,
		/// What it is on record.
		recorded: H256,
	},
}

impl Explain for HistoryError {
	fn code(&self) -> &'static str {
		match self {
			Self::WrongCount { .. } => "incomplete-history",
			Self::WrongHead { .. } => "broken-history",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::WrongCount { .. } => "get the entries from a node that has them all",
			Self::WrongHead { .. } => "do not rely on it: get it again, from a node that you trust",
		}
	}
}

/// The head of a history of these entries, in their order.
pub fn head<'a>(origin: H256, entries: impl IntoIterator<Item = &'a Entry>) -> H256 {
	entries.into_iter().fold(origin, |head, entry| entry.extend(head))
}

/// A history that fits the head on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
	origin: H256,
	head: H256,
	first: u32,
	before: Option<H256>,
	entries: Vec<Entry>,
}

impl History {
	/// The whole history of a shipment. Refuses what does not make the head that is on record.
	pub fn whole(view: &View, entries: Vec<Entry>) -> Result<Self, HistoryError> {
		Self::part(view, 0, None, entries)
	}

	/// A history from entry `first` on. `before` is the head of the entries before that one: where it
	/// is not known, nobody can tell whether the entries fit.
	pub fn part(
		view: &View,
		first: u32,
		before: Option<H256>,
		entries: Vec<Entry>,
	) -> Result<Self, HistoryError> {
		let before = if first == 0 { Some(view.origin) } else { before };
		let history = Self { origin: view.origin, head: view.head, first, before, entries };
		let found = u64::from(first) + history.entries.len() as u64;
		if found != u64::from(view.count) {
			let found = history.entries.len() as u64;
			return Err(HistoryError::WrongCount { found, expected: view.count });
		}
		match history.before.map(|before| head(before, &history.entries)) {
			Some(computed) if computed != view.head => {
				Err(HistoryError::WrongHead { computed, recorded: view.head })
			},
			_ => Ok(history),
		}
	}

	/// What it began with.
	pub fn origin(&self) -> H256 {
		self.origin
	}

	/// Its head.
	pub fn head(&self) -> H256 {
		self.head
	}

	/// The number of its first entry here: how many are missing before it.
	pub fn first(&self) -> u32 {
		self.first
	}

	/// The head of the entries that are missing, as far as it is known.
	pub fn before(&self) -> Option<H256> {
		self.before
	}

	/// Whether its entries are known to make its head.
	pub fn is_verified(&self) -> bool {
		self.before.is_some()
	}

	/// Its entries, by their numbers.
	pub fn entries(&self) -> impl Iterator<Item = (u32, &Entry)> {
		// No more than `u32` counts: see how a history is made.
		(0..).zip(&self.entries).map(|(at, entry): (u32, _)| (self.first.saturating_add(at), entry))
	}

	/// The entry of a number.
	pub fn get(&self, seq: u32) -> Option<&Entry> {
		self.entries.get(usize::try_from(seq.checked_sub(self.first)?).ok()?)
	}

	/// The head after each of its entries, as far as it is known.
	pub fn heads(&self) -> impl Iterator<Item = Option<H256>> + '_ {
		let mut head = self.before;
		self.entries.iter().map(move |entry| {
			head = head.map(|head| entry.extend(head));
			head
		})
	}

	/// How many entries it has, those that are missing included.
	pub fn len(&self) -> u32 {
		self.first.saturating_add(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
	}

	/// Whether it has none.
	pub fn is_empty(&self) -> bool {
		self.len() == 0
	}
}
