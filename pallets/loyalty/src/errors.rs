//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// There is no program of this id.
		#[codec(index = 0)]
		UnknownProgram,
		/// Only the program's operator may do this.
		#[codec(index = 1)]
		NotOperator,
		/// Nothing can be earned while the program is paused.
		#[codec(index = 2)]
		ProgramPaused,
		/// The program is winding down: nothing can be earned any more.
		#[codec(index = 3)]
		ProgramEnding,
		/// The program is over: its points are void.
		#[codec(index = 4)]
		ProgramOver,
		/// The program is not paused.
		#[codec(index = 5)]
		ProgramNotPaused,
		/// The program has not reached the end that it announced, or announced none.
		#[codec(index = 6)]
		ProgramNotOver,
		/// Orders on record still have points of the program in them. They end by themselves.
		#[codec(index = 7)]
		OrdersRemain,
		/// Records about members, rules or merchants are still there. Remove them first.
		#[codec(index = 8)]
		RecordsRemain,
		/// An epoch must be an hour at least.
		#[codec(index = 9)]
		EpochTooShort,
		/// Points must live for 1 to 36 epochs, or as long as the program.
		#[codec(index = 10)]
		LifetimeOutOfRange,
		/// The notice before the end must be at least `MinNotice`.
		#[codec(index = 11)]
		NoticeTooShort,
		/// What backs the points does not fit into a balance.
		#[codec(index = 12)]
		ValueTooLarge,
		/// The ids are used up.
		#[codec(index = 13)]
		IdsExhausted,
		/// The operator's free balance does not cover the deposit.
		#[codec(index = 14)]
		OperatorLacksDeposit,
		/// The program's budget for records about members is used up. Its operator can raise it.
		#[codec(index = 15)]
		RecordBudgetSpent,
		/// The operator's free balance does not cover what backs the points.
		#[codec(index = 16)]
		OperatorCannotBack,
		/// The operator's account would still be below the minimum balance. Send it some first.
		#[codec(index = 17)]
		OperatorCannotReceive,
		/// The free balance of the giver does not cover the deposit.
		#[codec(index = 18)]
		GiverLacksDeposit,
		/// A unit is listed twice.
		#[codec(index = 19)]
		DuplicateUnit,
		/// A rate must be more than zero.
		#[codec(index = 20)]
		ZeroRate,
		/// There is no rule of this number, or it is not in force yet, or not any more.
		#[codec(index = 21)]
		UnknownRule,
		/// The program has as many rules as it can. Remove one first.
		#[codec(index = 22)]
		TooManyRules,
		/// A rule for purchases in this unit is on record already. Edit it, or remove it first.
		#[codec(index = 23)]
		UnitHasRule,
		/// What a rule is for cannot change. Add another rule.
		#[codec(index = 24)]
		TriggerIsFixed,
		/// Only purchases have an amount that points can be counted by.
		#[codec(index = 25)]
		FormulaNeedsPurchase,
		/// A rule must award something, and no more than 2^64 - 1 points at a time.
		#[codec(index = 26)]
		AwardOutOfRange,
		/// A window must have a length.
		#[codec(index = 27)]
		ZeroWindow,
		/// Members check in as often as they are let. Set a cooldown, or what a person can get.
		#[codec(index = 28)]
		CheckInNeedsLimit,
		/// Nobody could sign for this. Name an attestor.
		#[codec(index = 29)]
		AttestorsMissing,
		/// Nobody signs for this. Name no attestors.
		#[codec(index = 30)]
		AttestorsNotUsed,
		/// An attestor is listed twice.
		#[codec(index = 31)]
		DuplicateAttestor,
		/// The rule is in force. Retire it, and wait for the next epoch.
		#[codec(index = 32)]
		RuleInForce,
		/// The merchant is invited, or served already.
		#[codec(index = 33)]
		AlreadyInvited,
		/// The program has not invited this merchant.
		#[codec(index = 34)]
		NotInvited,
		/// The program has as many merchants as it can.
		#[codec(index = 35)]
		TooManyMerchants,
		/// A program serves the merchant already. Leave that one first.
		#[codec(index = 36)]
		AlreadyServed,
		/// No program serves the merchant.
		#[codec(index = 37)]
		NotServed,
		/// The account is no member's, or the member is frozen.
		#[codec(index = 38)]
		NotMember,
		/// Nobody vouches for the member in the program's context.
		#[codec(index = 39)]
		NoSubject,
		/// It is not sure enough that the member is one person. Bind a stronger proof.
		#[codec(index = 40)]
		AssuranceTooLow,
		/// The rule is for something else.
		#[codec(index = 41)]
		WrongTrigger,
		/// The claim is somebody else's.
		#[codec(index = 42)]
		NotOwnClaim,
		/// The claim has expired. Ask for a new one.
		#[codec(index = 43)]
		ClaimExpired,
		/// The claim was accepted before.
		#[codec(index = 44)]
		ClaimAlreadyUsed,
		/// The signer is none of the rule's attestors.
		#[codec(index = 45)]
		NotAttestor,
		/// The signature is not the attestor's, or not of this claim on this chain.
		#[codec(index = 46)]
		BadSignature,
		/// The order is not on record, or not paid.
		#[codec(index = 47)]
		UnknownOrder,
		/// The order is not the member's.
		#[codec(index = 48)]
		NotOwnOrder,
		/// The order's merchant is not one that the program serves.
		#[codec(index = 49)]
		MerchantNotServed,
		/// The order is not settled yet.
		#[codec(index = 50)]
		OrderNotSettled,
		/// Nobody refers themselves.
		#[codec(index = 51)]
		ReferredOneself,
		/// The person had what this rule awards in a window. Come back in the next.
		#[codec(index = 52)]
		SubjectCapReached,
		/// The rule awarded what it does in a window. Come back in the next.
		#[codec(index = 53)]
		OverallCapReached,
		/// The rule's budget is used up.
		#[codec(index = 54)]
		BudgetSpent,
		/// The person was here a short while ago. Come back later.
		#[codec(index = 55)]
		CoolingDown,
		/// The buyer is the merchant, or the merchant paid.
		#[codec(index = 56)]
		SelfDealing,
		/// Points must be more than none.
		#[codec(index = 57)]
		ZeroPoints,
		/// The member has fewer points.
		#[codec(index = 58)]
		TooFewPoints,
		/// Points are not accepted for orders that are paid in this.
		#[codec(index = 59)]
		UnitNotRedeemable,
		/// Points cannot pay so much of an order.
		#[codec(index = 60)]
		ShareTooLarge,
		/// So few points pay for nothing.
		#[codec(index = 61)]
		WorthNothing,
		/// Points are set aside for this order already.
		#[codec(index = 62)]
		AlreadyReserved,
		/// A person cannot give away so much in an epoch.
		#[codec(index = 63)]
		GiftLimitReached,
		/// Giver and receiver are one member.
		#[codec(index = 64)]
		GiftToOneself,
		/// The merchant is owed nothing for this order.
		#[codec(index = 65)]
		NothingOwed,
		/// The merchant's account would still be below the minimum balance.
		#[codec(index = 66)]
		MerchantCannotReceive,
		/// None of these records may go.
		#[codec(index = 67)]
		NothingToPrune,
		/// The sum of points does not fit.
		#[codec(index = 68)]
		PointsOverflow,
		/// The program is winding down or over already.
		#[codec(index = 69)]
		AlreadyEnding,
		/// The program announced its end: nothing is added to it any more.
		#[codec(index = 70)]
		NotWhileEnding,
		/// A qualification period must be 1 to 36 epochs.
		#[codec(index = 80)]
		PeriodOutOfRange,
		/// Each tier must take more points than the one below, and give no less.
		#[codec(index = 81)]
		TiersNotRising,
		/// A halt must have a length, and can be made up for by 30 days at most.
		#[codec(index = 82)]
		HaltOutOfRange,
		/// The halt is not over.
		#[codec(index = 83)]
		HaltNotOver,
		/// This time was made up for already.
		#[codec(index = 84)]
		HaltMadeUpFor,
		/// Points go to another program, not to the same.
		#[codec(index = 85)]
		SameProgram,
		/// There is no pool of this number in the program.
		#[codec(index = 86)]
		UnknownPool,
		/// The member is not in the pool.
		#[codec(index = 87)]
		NotInPool,
		/// A member is listed twice.
		#[codec(index = 88)]
		DuplicateMember,
		/// The person is not new: it was referred before, or has itself referred somebody.
		#[codec(index = 89)]
		ReferredNotNew,
		/// Points are no vouchers.
		#[codec(index = 90)]
		VoucherNotTaken,
	}
}
