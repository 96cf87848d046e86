//! Rewards, and what they are offered for.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use souk_primitives::{Assurance, Context, Moment, Points, ProgramId, Text};
use sp_core::H256;
use sp_runtime::traits::AtLeast32BitUnsigned;

/// The most items that a reward can ever have.
pub const MAX_STOCK: u32 = 10_000;

/// The most records that one call can remove: a small part of a block.
pub const MAX_SWEPT: u32 = 32;

/// The most rewards that one page of a list looks at.
pub const MAX_PAGE: u32 = 1_000;

/// The longest address of a description, in bytes. NFTs have to take as much.
pub const MAX_URI: u32 = 256;

/// What a reward is.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Kind<AccountId> {
	/// A good, bought with points, and handed in for the thing itself.
	#[codec(index = 0)]
	Gift {
		/// How many points it costs.
		price: Points,
		/// Whether it can be given to others.
		transferable: bool,
		/// How many of them one person can buy; `None` if any number.
		per_person: Option<u32>,
	},
	/// A mark of honour: free, one a person, and never anybody else's.
	#[codec(index = 1)]
	Badge {
		/// Who signs that a person gets it: the account of a key.
		attestor: AccountId,
	},
}

impl<AccountId> Kind<AccountId> {
	/// Whether items can be given to others.
	pub fn is_transferable(&self) -> bool {
		matches!(self, Self::Gift { transferable: true, .. })
	}

	/// How many of them one person can get.
	pub fn limit(&self) -> Option<u32> {
		match self {
			Self::Gift { per_person, .. } => *per_person,
			Self::Badge { .. } => Some(1),
		}
	}
}

/// What is offered, and to whom. That never changes.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Terms<AccountId> {
	/// What it is.
	pub kind: Kind<AccountId>,
	/// From when on people can get it, in milliseconds since the Unix epoch; `None`: at once.
	pub starts: Option<Moment>,
	/// Until when, that moment excluded; `None`: until its operator ends it.
	pub ends: Option<Moment>,
	/// The hash of the document that describes it.
	pub digest: H256,
	/// Where that document is. Wallets see it on the collection.
	pub uri: Text<MAX_URI>,
}

/// What makes terms unsound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TermsError {
	/// A gift for no points.
	Free,
	/// Nobody could get any.
	NobodyCan,
	/// The end is not after the beginning.
	EndsBeforeBegin,
}

impl<AccountId> Terms<AccountId> {
	/// Refuses terms by which nobody gets anything, or anybody gets everything.
	pub fn check(&self) -> Result<(), TermsError> {
		match self.kind {
			Kind::Gift { price: 0, .. } => return Err(TermsError::Free),
			Kind::Gift { per_person: Some(0), .. } => return Err(TermsError::NobodyCan),
			_ => {},
		}
		match (self.starts, self.ends) {
			(Some(starts), Some(ends)) if starts >= ends => Err(TermsError::EndsBeforeBegin),
			_ => Ok(()),
		}
	}
}

/// Whether people can get a reward.
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
	/// They can, from its beginning until its end.
	#[codec(index = 0)]
	Open,
	/// Its operator ended it.
	#[codec(index = 1)]
	Ended,
}

/// What the records of a reward cost, as it was when it was offered.
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
pub struct Prices<Balance> {
	/// The reward itself.
	pub reward: Balance,
	/// How many a person has had.
	pub tally: Balance,
}

/// A reward on record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Reward<AccountId, Balance> {
	/// The program whose points buy it, or whose members are honoured with it.
	pub program: ProgramId,
	/// Who offers it: the program's operator.
	pub operator: AccountId,
	/// What it is.
	pub terms: Terms<AccountId>,
	/// Where people count once, and how sure that must be, if they are counted: as the program had it
	/// when the reward was offered.
	pub identity: Option<(Context, Assurance)>,
	/// The collection of its items.
	pub collection: u32,
	/// Whether people can get it.
	pub status: Status,
	/// How many items there can be in all.
	pub stock: u32,
	/// How many there have been. They are numbered from 0.
	pub minted: u32,
	/// How many of those were handed in.
	pub redeemed: u32,
	/// Of how many people it is on record how many they have had.
	pub tallies: u32,
	/// What the records cost.
	pub prices: Prices<Balance>,
	/// What is held from the operator, in minor units of the native token.
	pub held: Balance,
}

impl<AccountId, Balance: AtLeast32BitUnsigned + Copy> Reward<AccountId, Balance> {
	/// Whether nobody will ever get another.
	pub fn is_over(&self, now: Moment) -> bool {
		self.status == Status::Ended || self.terms.ends.is_some_and(|ends| ends <= now)
	}

	/// How many are left.
	pub fn left(&self) -> u32 {
		self.stock.saturating_sub(self.minted)
	}

	/// What has to be held. As long as people can get it, that is enough for a counter for each item.
	pub fn needed(&self, over: bool) -> Balance {
		let tallies = match (&self.identity, over) {
			(Some(_), false) => self.stock,
			(_, true) => self.tallies,
			(None, false) => 0,
		};
		self.prices.reward.saturating_add(self.prices.tally.saturating_mul(tallies.into()))
	}
}

/// Why somebody cannot get a reward.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// There is no such reward.
	#[codec(index = 0)]
	UnknownReward,
	/// It has not begun.
	#[codec(index = 1)]
	TooEarly,
	/// It is over.
	#[codec(index = 2)]
	Over,
	/// None are left.
	#[codec(index = 3)]
	SoldOut,
	/// The account is not a member's.
	#[codec(index = 4)]
	NotMember,
	/// Nobody vouches for which person the member is.
	#[codec(index = 5)]
	NoSubject,
	/// It is not sure enough that the member is one person.
	#[codec(index = 6)]
	AssuranceTooLow,
	/// The person has had as many as it may.
	#[codec(index = 7)]
	LimitReached,
}
