//! What an app asks about boards.

use crate::{Caps, Standing, Status};
use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;
use souk_primitives::{
	Assurance, MemberId, Moment, Nullifier, Points, ProgramId, RuleId, SeasonId,
};

/// A place of a board.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct PlaceView<Balance> {
	/// Which: 1 is the first.
	pub place: u32,
	/// Who that person is.
	pub subject: Nullifier,
	/// As which member it was seen last.
	pub member: MemberId,
	/// Its points.
	pub points: Points,
	/// What that place wins, in minor units of the native token, if it stays so.
	pub prize: Option<Balance>,
	/// Whether a dispute about it is open.
	pub disputed: bool,
}

/// What a person has in a season.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct ScoreView {
	/// The points that count.
	pub points: Points,
	/// How many of them are not for purchases.
	pub tasks: Points,
	/// From how many merchants it has points.
	pub merchants: u32,
	/// How many merchants it takes to be ranked.
	pub min_merchants: u16,
	/// Whether it is ranked.
	pub standing: Standing,
}

/// Where a person is.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum RankView {
	/// At this place of the board: 1 is the first.
	#[codec(index = 0)]
	OnBoard(u32),
	/// At this place after the board.
	#[codec(index = 1)]
	Behind(u32),
	/// So far behind that nobody counts.
	#[codec(index = 2)]
	FarBehind,
	/// Nowhere: too few merchants or points, or nobody vouches for it, or it was disqualified.
	#[codec(index = 3)]
	Unranked,
}

/// A season.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct SeasonView<AccountId, Balance> {
	/// Whose points are counted.
	pub program: ProgramId,
	/// Who opened it.
	pub operator: AccountId,
	/// How far it is.
	pub status: Status,
	/// When it starts, in milliseconds since the Unix epoch, like all moments.
	pub start: Moment,
	/// When it ends.
	pub end: Moment,
	/// When it can be disputed no more.
	pub challenge_end: Moment,
	/// How sure it must be that a member is one person.
	pub assurance: Assurance,
	/// How many points count at most.
	pub caps: Caps,
	/// The rules whose points count, and whether each is still what it was when the season was opened.
	pub rules: Vec<(RuleId, bool)>,
	/// The prizes, in minor units of the native token.
	pub prizes: Vec<Balance>,
	/// How many people have a score.
	pub people: u32,
	/// How many disputes are open.
	pub disputes: u32,
	/// How much is left for records, in minor units of the native token.
	pub budget_left: Balance,
}

sp_api::decl_runtime_apis! {
	/// Questions about leaderboards.
	pub trait SeasonsApi<AccountId, Balance>
	where
		AccountId: Codec,
		Balance: Codec,
	{
		/// A season's board, the first place first.
		fn board(season: SeasonId) -> Vec<PlaceView<Balance>>;

		/// Where a member is in a season.
		fn rank(season: SeasonId, member: MemberId) -> RankView;

		/// A season.
		fn season(season: SeasonId) -> Option<SeasonView<AccountId, Balance>>;

		/// What a member has in a season.
		fn score(season: SeasonId, member: MemberId) -> Option<ScoreView>;
	}
}
