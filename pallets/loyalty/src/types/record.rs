//! What is on record about members.

use crate::{
	book::Book,
	ring::{Epoch, Expiry, Lots},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{
	MemberId, Moment, Nullifier, OrderId, Points, ProgramId, RankedPoints, RuleId,
};
use sp_core::H256;
use sp_io::hashing::blake2_256;

use super::{Standing, Tally};

/// The most records that one call can remove: a small part of a block.
pub const MAX_PRUNED: u32 = 32;

/// What an attestor's signature of a claim is for, and no other signature can be mistaken for.
pub const CLAIM_DOMAIN: &[u8] = b"souk/loyalty/claim/v1";

/// What somebody has put up for a record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Deposit<AccountId, Balance> {
	/// Who; `None` if the program's operator.
	pub payer: Option<AccountId>,
	/// How much, in minor units of the native token.
	pub amount: Balance,
}

/// What a member has in a program.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Account<AccountId, Balance> {
	/// The points.
	pub book: Book,
	/// How far the member has come towards a tier.
	pub standing: Standing,
	/// How many orders on record may still change them.
	pub orders: u32,
	/// What was put up for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

impl<AccountId, Balance> Account<AccountId, Balance> {
	/// Whether there is nothing in it, as of now.
	pub fn is_void(&self) -> bool {
		self.book.is_empty() && self.standing.is_void()
	}
}

/// The most members that can be invited when a pool is opened.
pub const MAX_INVITED: u32 = 15;

/// The number of a pool.
pub type PoolId = u64;

/// A member that may be in a pool.
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
pub struct Seat {
	/// Who.
	pub member: MemberId,
	/// Whether it is; else it is invited.
	pub joined: bool,
}

/// Points that several members have together.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Pool<AccountId, Balance> {
	/// Who is in it, or may be.
	pub seats: BoundedVec<Seat, ConstU32<{ MAX_INVITED + 1 }>>,
	/// The points.
	pub book: Book,
	/// The epoch in which somebody last joined it, or put something in, or took something out.
	pub used: Epoch,
	/// What was put up for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

impl<AccountId, Balance> Pool<AccountId, Balance> {
	/// Whether a member is in it.
	pub fn has(&self, member: MemberId) -> bool {
		self.seats.iter().any(|seat| seat.member == member && seat.joined)
	}
}

/// What a person is limited in.
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
	PartialOrd,
	Ord,
	Debug,
)]
pub enum Capped {
	/// What a rule awards.
	#[codec(index = 0)]
	Rule(RuleId),
	/// What the person gives away.
	#[codec(index = 1)]
	Gifts,
}

/// How far a person's limit is used.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct SubjectTally<AccountId, Balance> {
	/// How far.
	pub tally: Tally,
	/// What was put up for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

/// What an attestor signs for.
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
pub enum Evidence {
	/// The rule's task was done.
	#[codec(index = 0)]
	Task,
	/// There is a review of this order.
	#[codec(index = 1)]
	Review(OrderId),
	/// This person came through the member.
	#[codec(index = 2)]
	Referral(Nullifier),
}

/// What an attestor signs.
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
pub struct Claim {
	/// The program whose points they are.
	pub program: ProgramId,
	/// The rule that awards them.
	pub rule: RuleId,
	/// Who gets them.
	pub subject: Nullifier,
	/// Whatever makes this claim another than all before it.
	pub nonce: u64,
	/// Until when it is good, in milliseconds since the Unix epoch.
	pub deadline: Moment,
	/// What for.
	pub evidence: Evidence,
}

impl Claim {
	/// What is hashed with `blake2_256` and then signed, on the chain of that genesis block.
	pub fn message(&self, genesis: H256) -> alloc::vec::Vec<u8> {
		(CLAIM_DOMAIN, genesis, self).encode()
	}

	/// What makes it one and the same: who signs for a thing twice does not make it two.
	pub fn key(&self) -> H256 {
		let Self { rule, subject, nonce, evidence, .. } = self;
		match evidence {
			Evidence::Task => H256((0u8, rule, subject, nonce).using_encoded(blake2_256)),
			Evidence::Review(order) => H256((1u8, rule, order).using_encoded(blake2_256)),
			Evidence::Referral(referred) => Self::arrival(referred),
		}
	}

	/// The key of the record that a person is not new in a program, whichever rule says so.
	pub fn arrival(subject: &Nullifier) -> H256 {
		H256((2u8, subject).using_encoded(blake2_256))
	}

	/// For how long it stays on record that it was accepted.
	pub fn keep(&self) -> Keep {
		match self.evidence {
			Evidence::Task => Keep::Until(self.deadline),
			Evidence::Review(order) => Keep::WithOrder(order),
			Evidence::Referral(_) => Keep::WithProgram,
		}
	}
}

/// For how long something stays on record.
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
pub enum Keep {
	/// Until then, in milliseconds since the Unix epoch.
	#[codec(index = 0)]
	Until(Moment),
	/// As long as this order.
	#[codec(index = 1)]
	WithOrder(OrderId),
	/// As long as points can be earned in the program.
	#[codec(index = 2)]
	WithProgram,
}

/// A claim that was accepted.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct SeenClaim<AccountId, Balance> {
	/// For how long it stays on record.
	pub keep: Keep,
	/// What was put up for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

/// What became of the points of a purchase.
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
pub enum EarningStage {
	/// The order is not settled.
	#[codec(index = 0)]
	Pending,
	/// They came in, to end then.
	#[codec(index = 1)]
	Released(Expiry),
}

/// The points of a purchase.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Earning<AccountId, Balance> {
	/// Whose points they are.
	pub program: ProgramId,
	/// The rule that awarded them.
	pub rule: RuleId,
	/// Whether leaderboards count them.
	pub ranked: bool,
	/// Who gets them.
	pub member: MemberId,
	/// Which person that is in the program's context.
	pub subject: Nullifier,
	/// Who sold.
	pub merchant: AccountId,
	/// What was paid, in minor units of the order's tender.
	pub amount: Balance,
	/// How many points that made.
	pub points: Points,
	/// How many of them were taken back.
	pub clawed: Points,
	/// The first epoch after the qualification period that they count in; 0 if they count in none.
	pub qualified: Epoch,
	/// What became of the rest.
	pub stage: EarningStage,
	/// What was put up for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

impl<AccountId: Clone, Balance> Earning<AccountId, Balance> {
	/// The points that were not taken back.
	pub fn left(&self) -> Points {
		self.points.saturating_sub(self.clawed)
	}

	/// So many of them, for a leaderboard.
	pub fn ranking(&self, order: OrderId, points: Points) -> RankedPoints<AccountId> {
		RankedPoints {
			program: self.program,
			rule: self.rule,
			member: self.member,
			subject: self.subject,
			points,
			purchase: Some((order, self.merchant.clone())),
		}
	}
}

/// What became of points that pay for a part of an order.
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
pub enum SpendingStage<Balance> {
	/// The order is not settled.
	#[codec(index = 0)]
	Reserved,
	/// They are spent, but the order can still be undone.
	#[codec(index = 1)]
	Captured,
	/// They are gone, and the merchant is owed this for them, in minor units of the native token.
	#[codec(index = 2)]
	Owed(Balance),
}

/// Points that pay for a part of an order.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Spending<AccountId, Balance> {
	/// Whose points they are.
	pub program: ProgramId,
	/// Who spends them.
	pub member: MemberId,
	/// Who sells.
	pub merchant: AccountId,
	/// Where they came from.
	pub lots: Lots,
	/// How many went back there.
	pub returned: Points,
	/// What is left to pay of the order, in minor units of its tender.
	pub charged: Balance,
	/// What became of the rest.
	pub stage: SpendingStage<Balance>,
	/// What was put up for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

impl<AccountId, Balance> Spending<AccountId, Balance> {
	/// How many there were.
	pub fn points(&self) -> Points {
		crate::ring::sum(&self.lots)
	}

	/// How many did not go back.
	pub fn left(&self) -> Points {
		self.points().saturating_sub(self.returned)
	}

	/// The next so many that go back. The longest-lived were spent last and go back first: a member
	/// does not lose points to their end for having shopped.
	pub fn next_back(&self, points: Points) -> Lots {
		let mut skip = self.returned;
		let mut left = points;
		let mut back = alloc::vec::Vec::new();
		for lot in self.lots.iter().rev() {
			let skipped = skip.min(lot.points);
			skip = skip.saturating_sub(skipped);
			let taken = left.min(lot.points.saturating_sub(skipped));
			left = left.saturating_sub(taken);
			if taken > 0 {
				back.push(crate::ring::Lot { points: taken, ..*lot });
			}
		}
		back.reverse();
		Lots::truncate_from(back)
	}
}

/// A record that is of no use any more.
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
pub enum Stale {
	/// What a member has: nothing, or points of a program that has closed.
	#[codec(index = 0)]
	Account(MemberId),
	/// How far a person's limit was used, in a time that is over.
	#[codec(index = 1)]
	Tally(Capped, Nullifier),
	/// That a claim was accepted, which would be refused now for another reason.
	#[codec(index = 2)]
	Claim(H256),
	/// What members have together: nothing for a whole epoch, or points of a program that has closed.
	#[codec(index = 3)]
	Pool(PoolId),
}
