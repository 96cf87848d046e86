//! Seasons and what they promise.

use super::Rank;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{Assurance, Context, Moment, Nullifier, Points, ProgramId, RuleId, SeasonId};
use sp_core::H256;

/// The most places of a board.
pub const MAX_PLACES: u32 = 100;

/// The most rules that a season counts the points of.
pub const MAX_RULES: u32 = 16;

/// The most seasons of a program that are not final: one that runs, those before it that are still open
/// to challenge, and the next.
pub const MAX_LIVE: u32 = 4;

/// The most records that one call can remove: a small part of a block.
pub const MAX_PRUNED: u32 = 32;

/// The highest that a cap can be. So no sum ever comes near the end of the number space.
pub const MAX_CAP: Points = u64::MAX as Points;

/// The amounts of a season's prizes, the first place's first.
pub type Amounts<Balance> = BoundedVec<Balance, ConstU32<MAX_PLACES>>;

/// How many points count at most.
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
pub struct Caps {
	/// Of one person.
	pub per_subject: Points,
	/// Of one person's purchases from one merchant.
	pub per_merchant: Points,
	/// Of one person, for anything but purchases. May be 0.
	pub tasks: Points,
}

/// What a season promises. None of it can change.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Terms<AccountId, Balance> {
	/// From when on points count that are settled, in milliseconds since the Unix epoch.
	pub start: Moment,
	/// Until when.
	pub end: Moment,
	/// For how long after that it can be disputed who is on the board, in milliseconds. Refunds still
	/// lower scores.
	pub challenge: Moment,
	/// How long a dispute can stay undecided, in milliseconds. Then it is dropped.
	pub decide: Moment,
	/// For how long prizes can be claimed, in milliseconds.
	pub claim: Moment,
	/// How many places the board has: as many as there are prizes, or more.
	pub places: u32,
	/// How sure it must be that a member is one person. What the program asks for, if that is more.
	pub assurance: Assurance,
	/// How many points count at most.
	pub caps: Caps,
	/// How many purchases of one person from one merchant count in full. Each after that counts half as
	/// much as the one before.
	pub in_full: u16,
	/// From how many merchants somebody must have bought to be ranked.
	pub min_merchants: u16,
	/// The rules whose points count, no two alike.
	pub rules: BoundedVec<RuleId, ConstU32<MAX_RULES>>,
	/// Who decides disputes; governance can in any case.
	pub resolver: Option<AccountId>,
	/// What a dispute costs whoever raises it in vain, in minor units of the native token.
	pub bond: Balance,
}

impl<AccountId, Balance> Terms<AccountId, Balance> {
	/// Terms under which brushing does not pay, as far as `docs/brushing.md` tells: for a season in which
	/// `winning` points are expected to be just enough for the last prize. Which rules count, and who decides
	/// disputes if not governance, is still to be said.
	pub fn recommended(start: Moment, end: Moment, winning: Points, bond: Balance) -> Self {
		const DAY: Moment = 24 * 60 * 60 * 1_000;
		let winning = winning.clamp(8, MAX_CAP);
		Self {
			start,
			end,
			challenge: 30 * DAY,
			decide: 14 * DAY,
			claim: 60 * DAY,
			places: MAX_PLACES,
			assurance: Assurance::Person,
			caps: Caps {
				per_subject: winning.saturating_mul(4).min(MAX_CAP),
				per_merchant: winning.div_euclid(4),
				tasks: winning.div_euclid(8),
			},
			in_full: 3,
			min_merchants: 5,
			rules: Default::default(),
			resolver: None,
			bond,
		}
	}

	/// When nobody can raise a dispute any more.
	pub fn challenge_end(&self) -> Moment {
		self.end.saturating_add(self.challenge)
	}

	/// How much of so many points the purchase counts for that comes after so many others of one person
	/// from one merchant.
	pub fn worth(&self, points: Points, before: u32) -> Points {
		let steps = before.saturating_add(1).saturating_sub(self.in_full.into());
		points.checked_shr(steps).unwrap_or(0)
	}
}

/// A purchase, a person and a person's dealings with a merchant cost this while they are on record.
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
pub struct Prices<Balance> {
	/// A person's score, and where it waits for a place.
	pub score: Balance,
	/// What a person bought from a merchant.
	pub dealing: Balance,
	/// A purchase.
	pub purchase: Balance,
}

/// How far a season is.
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
pub enum Status {
	/// It comes, runs, or is open to challenge.
	#[codec(index = 0)]
	Open,
	/// It is certain who won what.
	#[codec(index = 1)]
	Final {
		/// Until when prizes can be claimed, in milliseconds since the Unix epoch.
		claim_until: Moment,
	},
	/// Nothing can be claimed any more. Its records can be removed.
	#[codec(index = 2)]
	Closed,
}

/// A season on record: what does not change while it runs.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Season<AccountId, Balance> {
	/// Whose points are counted.
	pub program: ProgramId,
	/// Who opened it, and pays for it.
	pub operator: AccountId,
	/// What it promises.
	pub terms: Terms<AccountId, Balance>,
	/// Where its members count once.
	pub context: Context,
	/// How sure that must be: the terms' or the program's, whichever is more.
	pub assurance: Assurance,
	/// What the rules said when it was opened, in the order of the terms.
	pub digests: BoundedVec<H256, ConstU32<MAX_RULES>>,
	/// What records cost.
	pub prices: Prices<Balance>,
	/// How far it is.
	pub status: Status,
	/// What is held for this record, its board and its prizes.
	pub deposit: Balance,
}

/// What changes as a season runs. Apart from the season: it is written with every score.
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
pub struct Progress<Balance> {
	/// How many scores have changed so far. Each change has a number, and the lower one wins a tie.
	pub changes: u64,
	/// The last place of the board, if that is full: who is not ahead of it does not touch the board.
	pub floor: Option<Rank>,
	/// How many people have a score on record.
	pub people: u32,
	/// How many records were charged for.
	pub records: u64,
	/// What they cost.
	pub used: Balance,
	/// The most that they can cost: it is held.
	pub budget: Balance,
	/// How many disputes are open.
	pub disputes: u32,
}

/// When a season runs.
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
pub struct Slot {
	/// The season.
	pub season: SeasonId,
	/// From then on, in milliseconds since the Unix epoch.
	pub start: Moment,
	/// Until then.
	pub end: Moment,
}

/// A prize of a season.
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
pub struct Prize<Balance> {
	/// How much, in minor units of the native token.
	pub amount: Balance,
	/// Who won it, once that is certain.
	pub winner: Option<Nullifier>,
	/// Whether it was paid out.
	pub paid: bool,
}
