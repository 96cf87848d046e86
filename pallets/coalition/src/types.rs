//! Partnerships as they are on record.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use souk_primitives::{Moment, Points, ProgramId};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, FixedPointNumber, FixedU128, Permill,
	Rounding,
};

/// A day, in milliseconds.
pub const DAY: Moment = 86_400_000;

/// One of the two programs of a partnership: by the number of its id.
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
pub enum Side {
	/// The one with the lower id.
	#[codec(index = 0)]
	Lower,
	/// The one with the higher id.
	#[codec(index = 1)]
	Higher,
}

impl Side {
	/// The other one.
	pub fn other(self) -> Self {
		match self {
			Self::Lower => Self::Higher,
			Self::Higher => Self::Lower,
		}
	}
}

/// Something of each of two programs.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Both<Value> {
	/// Of the one with the lower id.
	pub lower: Value,
	/// Of the one with the higher id.
	pub higher: Value,
}

impl<Value> Both<Value> {
	/// What is `side`'s, and what is the other's.
	pub fn new(side: Side, own: Value, other: Value) -> Self {
		match side {
			Side::Lower => Self { lower: own, higher: other },
			Side::Higher => Self { lower: other, higher: own },
		}
	}

	/// What is a side's.
	pub fn of(&self, side: Side) -> &Value {
		match side {
			Side::Lower => &self.lower,
			Side::Higher => &self.higher,
		}
	}

	/// What is a side's, to be changed.
	pub fn of_mut(&mut self, side: Side) -> &mut Value {
		match side {
			Side::Lower => &mut self.lower,
			Side::Higher => &mut self.higher,
		}
	}
}

/// Two programs, the one with the lower id first, and which of them was named first.
pub fn pair(own: ProgramId, partner: ProgramId) -> (ProgramId, ProgramId, Side) {
	if own < partner {
		(own, partner, Side::Lower)
	} else {
		(partner, own, Side::Higher)
	}
}

/// On which terms points of one program become points of the other.
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
pub struct Offer<Balance> {
	/// How many points of the other program one point becomes, before the haircut.
	pub rate: FixedU128,
	/// How much of that the member forgoes.
	pub haircut: Permill,
	/// How many points can go in a day, of all members together. Days begin at midnight UTC.
	pub daily_cap: Points,
	/// How much the program that the points leave may owe the other, in minor units of the native token.
	pub credit: Balance,
}

impl<Balance> Offer<Balance> {
	/// How many points of the other program one point becomes, rounded down.
	pub fn net_rate(&self) -> FixedU128 {
		let kept = Permill::one().deconstruct().saturating_sub(self.haircut.deconstruct());
		let whole = Permill::one().deconstruct();
		let net = multiply_by_rational_with_rounding(
			self.rate.into_inner(),
			kept.into(),
			whole.into(),
			Rounding::Down,
		);
		// Less than the rate, so it fits.
		FixedU128::from_inner(net.unwrap_or_default())
	}

	/// Whether points are not worth more after an exchange than before, given what a point of each of the
	/// two programs is worth.
	///
	/// If that holds for every pair of programs, then no chain of exchanges makes more of points than they
	/// were, by whichever programs it comes back to the first: each `rate` is at most `from / to`, and
	/// around a circle these multiply to one.
	pub fn is_fair(&self, from: FixedU128, to: FixedU128) -> bool {
		let (rate, to) = (self.rate.into_inner(), to.into_inner());
		let worth = multiply_by_rational_with_rounding(to, rate, FixedU128::DIV, Rounding::Up);
		worth.is_some_and(|worth| worth <= from.into_inner())
	}
}

/// How exchanges from one program to the other stand.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Way<Balance> {
	/// What is agreed about them.
	pub offer: Offer<Balance>,
	/// The last day on which there were any, counted from the Unix epoch.
	pub day: u64,
	/// How many points went on it.
	pub used: Points,
	/// How much the program that they left owes the other for them, in minor units of the native token.
	pub owed: Balance,
}

impl<Balance: Default> Way<Balance> {
	/// One on which nothing has gone yet.
	pub fn new(offer: Offer<Balance>) -> Self {
		Self { offer, day: 0, used: 0, owed: Balance::default() }
	}

	/// How many points have gone on a day.
	pub fn used_on(&self, day: u64) -> Points {
		// Should the clock ever go back, nobody starts again.
		if self.day >= day {
			self.used
		} else {
			0
		}
	}
}

/// How far a partnership has come.
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
pub enum Stage {
	/// This side has proposed it.
	#[codec(index = 0)]
	Proposed(Side),
	/// Both have agreed: points are exchanged.
	#[codec(index = 1)]
	Agreed,
	/// It is over, but something is owed.
	#[codec(index = 2)]
	Ended,
}

/// Two programs whose points can become each other's.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Partnership<AccountId, Balance> {
	/// How far it has come.
	pub stage: Stage,
	/// Who runs the programs. On record here, as debts may outlive a program.
	pub operators: Both<AccountId>,
	/// How exchanges from each of them to the other stand.
	pub ways: Both<Way<Balance>>,
	/// Who paid for this record: the operator who proposed it.
	pub payer: AccountId,
	/// What is held for it.
	pub deposit: Balance,
}
