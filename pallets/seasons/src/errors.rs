//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// There is no season of this id.
		#[codec(index = 0)]
		UnknownSeason,
		/// There is no program of this id, or it is over.
		#[codec(index = 1)]
		UnknownProgram,
		/// Only the operator may do this.
		#[codec(index = 2)]
		NotOperator,
		/// A season must begin later than now.
		#[codec(index = 3)]
		StartInPast,
		/// A season, its challenge, its decisions or its claims are shorter or longer than they may be, or
		/// it ends before it starts, or starts too late.
		#[codec(index = 4)]
		PeriodOutOfRange,
		/// A board must have 1 to 100 places.
		#[codec(index = 5)]
		PlacesOutOfRange,
		/// Caps must not be zero, nor a part greater than the whole; one purchase at least must count in
		/// full.
		#[codec(index = 6)]
		CapsOutOfRange,
		/// There must be a prize, no more of them than places, each at least the minimum balance, and none
		/// greater than the one before.
		#[codec(index = 7)]
		PrizesOutOfRange,
		/// A season must count the points of a rule.
		#[codec(index = 8)]
		RulesMissing,
		/// No two rules may be alike.
		#[codec(index = 9)]
		DuplicateRule,
		/// A rule is not on record, will not be in force at the start, or is not ranked.
		#[codec(index = 10)]
		RuleNotRanked,
		/// The bond of a dispute must cover its record, and be the minimum balance at least.
		#[codec(index = 11)]
		BondTooSmall,
		/// Who opens a season cannot decide its disputes.
		#[codec(index = 12)]
		ResolverIsOperator,
		/// Another season of the program runs at that time.
		#[codec(index = 13)]
		SeasonsOverlap,
		/// Too many seasons of the program are not final. Finalise one.
		#[codec(index = 14)]
		TooManySeasons,
		/// The ids are used up.
		#[codec(index = 15)]
		IdsExhausted,
		/// The operator's free balance does not cover the prizes.
		#[codec(index = 16)]
		PrizesNotCovered,
		/// The operator's free balance does not cover the deposit or the budget for records.
		#[codec(index = 17)]
		OperatorLacksDeposit,
		/// It cannot be called off: it has begun.
		#[codec(index = 18)]
		SeasonStarted,
		/// It is certain who won: nothing changes that any more.
		#[codec(index = 19)]
		SeasonFinal,
		/// It is not certain who won.
		#[codec(index = 20)]
		SeasonNotFinal,
		/// The season is not closed.
		#[codec(index = 21)]
		SeasonNotClosed,
		/// The season is closed already.
		#[codec(index = 22)]
		AlreadyClosed,
		/// Nobody has a score under this subject.
		#[codec(index = 23)]
		UnknownScore,
		/// The score is another member's, and this one is not that person.
		#[codec(index = 24)]
		NotTheirMember,
		/// Nothing would change.
		#[codec(index = 25)]
		NothingToDo,
		/// The person was disqualified.
		#[codec(index = 26)]
		AlreadyDisqualified,
		/// A dispute can be raised from the start of a season to the end of its challenge.
		#[codec(index = 27)]
		NotOpenToChallenge,
		/// A dispute about this score is open.
		#[codec(index = 28)]
		AlreadyDisputed,
		/// The free balance does not cover the bond.
		#[codec(index = 29)]
		BondNotCovered,
		/// No dispute about this score is open.
		#[codec(index = 30)]
		UnknownDispute,
		/// Only the resolver that the terms name, or governance, may decide.
		#[codec(index = 31)]
		NotResolver,
		/// The time to decide is over: the dispute can only be dropped.
		#[codec(index = 32)]
		DecisionOverdue,
		/// The dispute can still be decided.
		#[codec(index = 33)]
		DecisionNotDue,
		/// The challenge is not over.
		#[codec(index = 34)]
		StillOpenToChallenge,
		/// Disputes are open: they must be decided, or dropped when their time is over.
		#[codec(index = 35)]
		DisputesOpen,
		/// The account acts for no member, or nobody vouches for that member.
		#[codec(index = 36)]
		NotMember,
		/// It is not sure enough that the member is one person.
		#[codec(index = 37)]
		AssuranceTooLow,
		/// The person won nothing.
		#[codec(index = 38)]
		NoPrize,
		/// The prize was paid out.
		#[codec(index = 39)]
		AlreadyPaid,
		/// The time to claim prizes is over.
		#[codec(index = 40)]
		ClaimsOver,
		/// Prizes can still be claimed.
		#[codec(index = 41)]
		PrizesAwaited,
		/// From 1 to 32 records can be removed in one call.
		#[codec(index = 42)]
		LimitOutOfRange,
		/// An account cannot receive that much: too little, say, for one that has nothing free.
		#[codec(index = 43)]
		CannotReceive,
	}
}
