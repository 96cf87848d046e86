//! Tiers: what members have for having earned much of late.

use crate::ring::{Epoch, MAX_WIDTH};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::Points;
use sp_runtime::Permill;

/// The most tiers of a program.
pub const MAX_LEVELS: u32 = 8;

/// The longest qualification period, in epochs.
pub const MAX_PERIOD: u32 = MAX_WIDTH;

/// The number of a tier: 1 is the lowest, 0 is none.
pub type Tier = u8;

/// A tier.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Level {
	/// How many points earned in one period lead to it.
	pub threshold: Points,
	/// How much more its members earn by every rule, within the rule's limits.
	pub bonus: Permill,
}

/// The tiers of a program, and how long one has to reach them.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Ladder {
	/// How many epochs a qualification period lasts: 1 to 36.
	pub period: u8,
	/// The tiers, the lowest first.
	pub levels: BoundedVec<Level, ConstU32<MAX_LEVELS>>,
}

impl Ladder {
	/// The tier that so many points lead to.
	pub fn reached(&self, points: Points) -> Tier {
		self.levels.iter().take_while(|level| level.threshold <= points).count() as Tier
	}

	/// How much more the members of a tier earn.
	pub fn bonus(&self, tier: Tier) -> Permill {
		let level = usize::from(tier).checked_sub(1).and_then(|i| self.levels.get(i));
		level.map_or(Permill::zero(), |level| level.bonus)
	}

	/// How many points lead to the tier above.
	pub fn above(&self, tier: Tier) -> Option<Points> {
		self.levels.get(usize::from(tier)).map(|level| level.threshold)
	}

	/// Whether each tier takes more than the one below, and gives as much at least.
	pub fn is_rising(&self) -> bool {
		let steps = || self.levels.iter().zip(self.levels.iter().skip(1));
		let first = self.levels.first().is_some_and(|level| level.threshold > 0);
		first
			&& steps().all(|(low, high)| low.threshold < high.threshold && low.bonus <= high.bonus)
	}

	/// Whether its periods last for some time, and not for too long.
	pub fn has_sound_period(&self) -> bool {
		(1..=MAX_PERIOD).contains(&self.period.into())
	}
}

/// A qualification period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period<'a> {
	/// Its first epoch.
	pub begins: Epoch,
	/// The first epoch after it.
	pub ends: Epoch,
	/// What holds in it, from its beginning to its end.
	pub ladder: &'a Ladder,
}

/// The tiers of a program, now and next. They change between two qualification periods: within one,
/// nobody's goal moves.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Tiers {
	/// Since which epoch the current ones hold. Periods follow each other from there on.
	pub since: Epoch,
	/// What holds, if there are tiers.
	pub ladder: Option<Ladder>,
	/// What holds from the beginning of this epoch on.
	pub next: Option<(Epoch, Option<Ladder>)>,
}

impl Tiers {
	/// The qualification period that an epoch is in, if there are tiers then.
	pub fn period(&self, epoch: Epoch) -> Option<Period<'_>> {
		let (since, ladder) = match &self.next {
			Some((from, next)) if *from <= epoch => (*from, next),
			_ => (self.since, &self.ladder),
		};
		let ladder = ladder.as_ref()?;
		let into = epoch.saturating_sub(since).checked_rem(ladder.period.into())?;
		let begins = epoch.saturating_sub(into);
		Some(Period { begins, ends: begins.saturating_add(ladder.period.into()), ladder })
	}

	/// Sets what holds from the next qualification period on, or from the next epoch on if there are no
	/// tiers now, in the place of what was to hold then. Returns that epoch.
	pub fn schedule(&mut self, epoch: Epoch, ladder: Option<Ladder>) -> Epoch {
		if let Some((from, next)) = self.next.take_if(|(from, _)| *from <= epoch) {
			self.since = from;
			self.ladder = next;
		}
		self.next = None;
		let from = self.period(epoch).map_or(epoch.saturating_add(1), |period| period.ends);
		self.next = Some((from, ladder));
		from
	}
}

/// How far a member has come.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Standing {
	/// The first epoch after the period that this is about.
	pub ends: Epoch,
	/// How many points the member earned in it and kept.
	pub points: Points,
	/// The tier that they lead to.
	pub reached: Tier,
	/// How many it earned in the period before, and kept.
	pub before: Points,
	/// The tier that they led to. It is the member's to the end of this period.
	pub carried: Tier,
}

impl Standing {
	/// Brings it up to a period.
	pub fn sync(&mut self, period: Option<Period>) {
		let Some(Period { begins, ends, ladder }) = period else {
			*self = Self::default();
			return;
		};
		if self.ends == ends {
			return;
		}
		let (before, reached) =
			if self.ends == begins { (self.points, self.reached) } else { (0, 0) };
		// There may be fewer tiers than there were.
		let carried = reached.min(ladder.levels.len() as Tier);
		*self = Self { ends, points: 0, reached: 0, before, carried };
	}

	/// The member's tier.
	pub fn tier(&self) -> Tier {
		self.reached.max(self.carried)
	}

	/// Whether it makes no difference.
	pub fn is_void(&self) -> bool {
		self.points == 0 && self.before == 0 && self.carried == 0
	}

	/// Points were earned.
	pub fn count(&mut self, points: Points, ladder: &Ladder) {
		self.points = self.points.saturating_add(points);
		self.reached = ladder.reached(self.points);
	}

	/// Points are taken back that were earned in the period that ended, or ends, with `earned`. What
	/// was earned earlier than in the last period makes no difference any more.
	pub fn uncount(&mut self, points: Points, earned: Epoch, period: Period) {
		if earned == period.ends {
			self.points = self.points.saturating_sub(points);
			self.reached = period.ladder.reached(self.points);
		} else if earned == period.begins {
			self.before = self.before.saturating_sub(points);
			self.carried = self.carried.min(period.ladder.reached(self.before));
		}
	}
}
