//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// There is no reward of this id.
		#[codec(index = 0)]
		UnknownReward,
		/// There is no program of this id, or it has closed.
		#[codec(index = 1)]
		UnknownProgram,
		/// Only the operator of the program may do this.
		#[codec(index = 2)]
		NotOperator,
		/// A reward has 1 to 10,000 items in all.
		#[codec(index = 3)]
		StockOutOfRange,
		/// A gift costs points.
		#[codec(index = 4)]
		GiftIsFree,
		/// A limit for each person must be 1 at least.
		#[codec(index = 5)]
		NobodyCanBuy,
		/// The reward would end before it begins, or has ended already.
		#[codec(index = 6)]
		NeverOpen,
		/// The ids are used up.
		#[codec(index = 7)]
		IdsExhausted,
		/// The operator's free balance does not cover the deposits.
		#[codec(index = 8)]
		OperatorLacksDeposit,
		/// What comes back cannot be received: the operator's account would have less than the minimum
		/// balance.
		#[codec(index = 9)]
		OperatorCannotReceive,
		/// The reward has not begun.
		#[codec(index = 10)]
		TooEarly,
		/// The reward is over.
		#[codec(index = 11)]
		RewardOver,
		/// No items are left.
		#[codec(index = 12)]
		SoldOut,
		/// The account is not a member's.
		#[codec(index = 13)]
		NotMember,
		/// Nobody vouches for which person the member is.
		#[codec(index = 14)]
		NoSubject,
		/// It is not sure enough that the member is one person.
		#[codec(index = 15)]
		AssuranceTooLow,
		/// The person has had as many as it may.
		#[codec(index = 16)]
		LimitReached,
		/// A badge is not for sale.
		#[codec(index = 17)]
		NotForSale,
		/// Only a badge is claimed with a signature.
		#[codec(index = 18)]
		NotBadge,
		/// The deadline of the claim has passed.
		#[codec(index = 19)]
		ClaimExpired,
		/// The signature is not the attestor's, or is for another claim: of another person, badge, deadline
		/// or chain.
		#[codec(index = 20)]
		BadSignature,
		/// There is no such item, or it was handed in.
		#[codec(index = 21)]
		UnknownItem,
		/// The item is another account's.
		#[codec(index = 22)]
		NotOwner,
		/// A badge stands for nothing but itself.
		#[codec(index = 23)]
		NotRedeemable,
		/// People can still get the reward.
		#[codec(index = 24)]
		NotOver,
		/// All that is left is needed: for items that people have, or counters to be swept.
		#[codec(index = 25)]
		NothingToReturn,
		/// There are no counters to remove.
		#[codec(index = 26)]
		NothingToSweep,
	}
}
