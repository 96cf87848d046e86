//! Rules, their limits, and how far these are used.

use super::{times, Scheduled, Unit};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{Moment, Points};
use sp_core::H256;
use sp_runtime::{FixedU128, Rounding};

/// The most rules that a program can have on record.
pub const MAX_RULES: u32 = 64;

/// The most attestors of a rule.
pub const MAX_ATTESTORS: u32 = 8;

/// The most points that one award can be. So no sum of awards ever comes near the end of the number
/// space.
pub const MAX_AWARD: Points = u64::MAX as Points;

/// What a rule awards points for.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Trigger<Asset> {
	/// An order of a merchant that the program serves, paid in this.
	#[codec(index = 0)]
	Purchase(Unit<Asset>),
	/// The member says that it is there.
	#[codec(index = 1)]
	CheckIn,
	/// A task, of this name or of the text with this hash; an attestor signs that it was done.
	#[codec(index = 2)]
	Attested(H256),
	/// A review of an order by its buyer; an attestor signs that there is one.
	#[codec(index = 3)]
	Review,
	/// Somebody new came through the member; an attestor signs who.
	#[codec(index = 4)]
	Referral,
}

impl<Asset> Trigger<Asset> {
	/// Whether an attestor has to sign.
	pub fn is_attested(&self) -> bool {
		matches!(self, Self::Attested(_) | Self::Review | Self::Referral)
	}
}

/// How many points a rule awards.
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
pub enum Formula {
	/// So many for each minor unit that was paid, rounded down.
	#[codec(index = 0)]
	PerUnit(FixedU128),
	/// So many each time.
	#[codec(index = 1)]
	Flat(Points),
}

impl Formula {
	/// The points for an amount, [`MAX_AWARD`] at most.
	pub fn points(self, amount: u128) -> Points {
		let points = match self {
			Self::PerUnit(rate) => times(amount, rate, Rounding::Down).unwrap_or(MAX_AWARD),
			Self::Flat(points) => points,
		};
		points.min(MAX_AWARD)
	}
}

/// How much a rule awards at most. What was awarded counts, also if it was taken back later.
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
pub struct Limits {
	/// How long the windows are in which the first two count, in milliseconds. They follow each other
	/// from the program's start on.
	pub window: Moment,
	/// To one person in a window.
	pub per_subject: Option<Points>,
	/// To everybody in a window.
	pub overall: Option<Points>,
	/// How long one person waits between two awards, in milliseconds.
	pub cooldown: Moment,
	/// Ever.
	pub budget: Points,
}

/// Which of the limits an award would exceed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exceeded {
	/// What the person gets in a window.
	PerSubject,
	/// What all get in a window.
	Overall,
	/// What there is.
	Budget,
	/// The person was there a short while ago.
	Cooldown,
}

/// Whether less than the whole award is an award.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fit {
	/// All or nothing.
	Whole,
	/// As much as the limits leave.
	Partial,
}

impl Limits {
	/// When the window began that it is in.
	pub fn window_at(&self, start: Moment, now: Moment) -> Moment {
		let into = now.saturating_sub(start).checked_rem(self.window).unwrap_or_default();
		now.saturating_sub(into)
	}

	/// Whether it is on record what each person got.
	pub fn counts_subjects(&self) -> bool {
		self.per_subject.is_some() || self.cooldown > 0
	}

	/// How many of so many points are awarded.
	pub fn admit(
		&self,
		wanted: Points,
		fit: Fit,
		now: Moment,
		window: Moment,
		all: &RuleTally,
		own: Option<&Tally>,
	) -> Result<Points, Exceeded> {
		let ready = own.is_none_or(|own| own.last.saturating_add(self.cooldown) <= now);
		ensure!(ready, Exceeded::Cooldown);
		let own_used = own.map_or(0, |own| own.used(window));
		let rooms = [
			(
				self.per_subject.unwrap_or(Points::MAX).saturating_sub(own_used),
				Exceeded::PerSubject,
			),
			(
				self.overall.unwrap_or(Points::MAX).saturating_sub(all.window.used(window)),
				Exceeded::Overall,
			),
			(self.budget.saturating_sub(all.total), Exceeded::Budget),
		];
		let mut points = wanted;
		for (room, exceeded) in rooms {
			let enough = match fit {
				Fit::Whole => room >= wanted,
				Fit::Partial => room > 0,
			};
			ensure!(enough, exceeded);
			points = points.min(room);
		}
		Ok(points)
	}
}

/// How many points went to one person, or to all, in a window.
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
pub struct Tally {
	/// When the window began, in milliseconds since the Unix epoch. Of gifts: the number of the epoch.
	pub window: Moment,
	/// How many in it.
	pub points: Points,
	/// When the last of them were awarded, in milliseconds since the Unix epoch.
	pub last: Moment,
	/// The version of the rule that awarded them: its limits hold for the sum.
	pub version: u32,
}

impl Tally {
	/// How many in the window that began then. One that began later than it should, because windows
	/// have become longer, counts as well.
	pub fn used(&self, window: Moment) -> Points {
		if self.window >= window {
			self.points
		} else {
			0
		}
	}

	/// Counts an award.
	pub fn count(&mut self, points: Points, window: Moment, now: Moment, version: u32) {
		let used = self.used(window);
		*self = Self { window, points: used.saturating_add(points), last: now, version };
	}
}

/// How many points a rule has awarded.
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
pub struct RuleTally {
	/// In the latest window.
	pub window: Tally,
	/// Ever.
	pub total: Points,
}

/// What a program awards points for, and how many.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Rule<AccountId, Asset> {
	/// What for. An edit cannot change it.
	pub trigger: Trigger<Asset>,
	/// How many.
	pub formula: Formula,
	/// And no more than.
	pub limits: Limits,
	/// Whether leaderboards count them.
	pub ranked: bool,
	/// The accounts of the keys that sign claims, no two alike. Any one of them will do.
	pub attestors: BoundedVec<AccountId, ConstU32<MAX_ATTESTORS>>,
}

/// A rule on record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct RuleRecord<AccountId, Asset, Balance> {
	/// What it is, if it is in force.
	pub rule: Scheduled<Option<Rule<AccountId, Asset>>>,
	/// What it is for.
	pub trigger: Trigger<Asset>,
	/// How often it has changed: the version of what is current.
	pub version: u32,
	/// What is held from the operator for this record, and for what it has awarded.
	pub deposit: Balance,
}

impl<AccountId, Asset, Balance> RuleRecord<AccountId, Asset, Balance> {
	/// Brings it up to an epoch.
	pub fn promote(&mut self, epoch: crate::ring::Epoch) {
		if self.rule.promote(epoch) {
			self.version = self.version.saturating_add(1);
		}
	}
}
