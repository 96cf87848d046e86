//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// There is no program of this id, or it has closed.
		#[codec(index = 0)]
		UnknownProgram,
		/// Only the program's operator may do this.
		#[codec(index = 1)]
		NotOperator,
		/// A program is no partner of itself.
		#[codec(index = 2)]
		SameProgram,
		/// The two programs are partners, or one has proposed it, or something is owed from before.
		#[codec(index = 3)]
		AlreadyPartners,
		/// The two programs are no partners, and neither has proposed it.
		#[codec(index = 4)]
		NotPartners,
		/// The other side has to accept.
		#[codec(index = 5)]
		OwnProposal,
		/// The partnership was accepted already, or it is over.
		#[codec(index = 6)]
		NotProposed,
		/// The other side has proposed something else.
		#[codec(index = 7)]
		OfferDiffers,
		/// Points of a program that are worth nothing cannot be exchanged: nothing would bound the rates.
		#[codec(index = 8)]
		WorthlessPoints,
		/// Nothing would arrive.
		#[codec(index = 9)]
		ZeroRate,
		/// Points would be worth more after the exchange than before.
		#[codec(index = 10)]
		RateTooHigh,
		/// Points that end would become points that never do.
		#[codec(index = 11)]
		WouldNeverEnd,
		/// The operator's free balance does not cover the deposit.
		#[codec(index = 12)]
		OperatorLacksDeposit,
		/// The two programs have not agreed yet, or not any more.
		#[codec(index = 13)]
		NotAgreed,
		/// The partnership is over. Only what is owed is left.
		#[codec(index = 14)]
		AlreadyEnded,
		/// As many points have gone today as can. Come back tomorrow.
		#[codec(index = 15)]
		DailyCapReached,
		/// The program that the points leave would owe the other too much. Settle first.
		#[codec(index = 16)]
		CreditExceeded,
		/// Nothing is owed.
		#[codec(index = 17)]
		NothingOwed,
		/// The free balance of the operator who owes does not cover the debt.
		#[codec(index = 18)]
		DebtorCannotPay,
		/// Only the operator who is owed may waive it.
		#[codec(index = 19)]
		NotCreditor,
		/// The sum does not fit.
		#[codec(index = 20)]
		Overflow,
	}
}
