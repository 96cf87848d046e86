//! Scores, places and disputes.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use souk_primitives::{MemberId, Moment, Nullifier, Points};
use sp_core::H256;
use sp_runtime::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

/// A [`Rank`] as the key of a map: the higher the rank, the earlier it comes.
pub type RankKey = [u8; 24];

/// What decides who is ahead: more points, and of the same points those that were reached earlier.
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
pub struct Rank {
	/// The points that count.
	pub points: Points,
	/// The number of the change that made them so many. No two people have the same.
	pub since: u64,
}

impl Rank {
	/// Whether it is a better one.
	pub fn ahead_of(&self, other: &Self) -> bool {
		(other.points, self.since) < (self.points, other.since)
	}

	/// Sorts better ones first.
	pub fn key(&self) -> RankKey {
		let mut key = RankKey::default();
		let (points, since) = key.split_at_mut(16);
		points.copy_from_slice(&(!self.points).to_be_bytes());
		since.copy_from_slice(&self.since.to_be_bytes());
		key
	}

	/// The rank that has this key.
	pub fn of_key(key: &RankKey) -> Self {
		let mut points = [0; 16];
		let mut since = [0; 8];
		let (high, low) = key.split_at(16);
		points.copy_from_slice(high);
		since.copy_from_slice(low);
		Self { points: !u128::from_be_bytes(points), since: u64::from_be_bytes(since) }
	}
}

/// A place of a board.
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
pub struct Place {
	/// Whose.
	pub subject: Nullifier,
	/// What for.
	pub rank: Rank,
}

/// Whether somebody's score is ranked.
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
pub enum Standing {
	/// As far as anybody knows.
	#[default]
	#[codec(index = 0)]
	Good,
	/// Not while nobody vouches for the person as much as the season asks for.
	#[codec(index = 1)]
	Lapsed,
	/// Not any more: a dispute was upheld.
	#[codec(index = 2)]
	Disqualified,
}

/// What a person has in a season.
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
pub struct Score {
	/// Who it was, last time.
	pub member: MemberId,
	/// The points that count.
	pub points: Points,
	/// The number of the change that made them so many.
	pub since: u64,
	/// How many of them are not for purchases.
	pub tasks: Points,
	/// From how many merchants it has points.
	pub merchants: u32,
	/// Whether it is ranked.
	pub standing: Standing,
}

impl Score {
	/// Its rank, if it has one.
	pub fn rank(&self, min_merchants: u16) -> Option<Rank> {
		let ranked = self.standing == Standing::Good
			&& self.points > 0
			&& self.merchants >= min_merchants.into();
		ranked.then_some(Rank { points: self.points, since: self.since })
	}
}

/// What a person bought from a merchant in a season.
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
pub struct Dealing {
	/// How many purchases counted at first. One that is refunded stays counted here.
	pub purchases: u32,
	/// The points that count.
	pub points: Points,
}

/// A purchase that counts.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Purchase {
	/// The points that it was settled with.
	pub points: Points,
	/// How many of them counted at first: less, if it was one of many or reached a cap.
	pub counted: Points,
	/// How many of all the points were taken back.
	pub revoked: Points,
}

impl Purchase {
	/// The points that count: a refund takes as large a part of them as of all, rounded up.
	pub fn left(&self) -> Points {
		let left = self.points.saturating_sub(self.revoked);
		if left == 0 {
			return 0;
		}
		multiply_by_rational_with_rounding(self.counted, left, self.points, Rounding::Down)
			.unwrap_or_default()
	}
}

/// What somebody is said to have done.
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
pub enum Reason {
	/// Bought from merchants that it has a part in.
	#[codec(index = 0)]
	SelfDealing,
	/// Took part as more than one person.
	#[codec(index = 1)]
	ManyIdentities,
	/// Bought what was never delivered.
	#[codec(index = 2)]
	FalseOrders,
	/// Had tasks attested that were not done.
	#[codec(index = 3)]
	FalseTasks,
	/// Broke a rule that the evidence names.
	#[codec(index = 4)]
	Other,
}

/// An open dispute about a person's score.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Dispute<AccountId, Balance> {
	/// Who raised it.
	pub by: AccountId,
	/// What the person is said to have done.
	pub reason: Reason,
	/// The hash of what shows it.
	pub evidence: H256,
	/// Until when it can be decided, in milliseconds since the Unix epoch.
	pub decide_by: Moment,
	/// What is held from whoever raised it.
	pub bond: Balance,
}

/// How a dispute ends.
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
pub enum Verdict {
	/// The person is disqualified, and the bond goes back.
	#[codec(index = 0)]
	Upheld,
	/// The bond is forfeited.
	#[codec(index = 1)]
	Rejected,
}

/// Why points do not count in a season.
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
pub enum NotCounted {
	/// The rule was edited or retired since the season was opened.
	#[codec(index = 0)]
	RuleChanged,
	/// It is not sure enough that the member is one person.
	#[codec(index = 1)]
	AssuranceTooLow,
	/// The person was disqualified.
	#[codec(index = 2)]
	Disqualified,
	/// The person has as many as count, in all or from that merchant, or bought there too often.
	#[codec(index = 3)]
	Capped,
	/// The budget for records is used up. The operator can raise it.
	#[codec(index = 4)]
	BudgetSpent,
}
