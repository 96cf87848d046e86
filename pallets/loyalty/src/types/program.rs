//! Programs, what they promise, and what they owe.

use super::{times, RuleTally, Scheduled, Tiers, Unit, MAX_RULES};
use crate::{
	book::Book,
	ring::{Epoch, Expiry, MAX_WIDTH},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{Assurance, Context, Moment, Points, RuleId, Text};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, FixedU128, Permill, Rounding,
};

/// The most bytes of a program's name.
pub const MAX_NAME: u32 = 32;

/// The most units in which points buy discounts. More than a shop takes, and few enough to search.
pub const MAX_RATES: u32 = 8;

/// What people call a program.
pub type Name = Text<MAX_NAME>;

/// For how long points live.
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
pub enum Lifetime {
	/// For the rest of the epoch in which they are earned, and so many less one after it: 1 to 36.
	#[codec(index = 0)]
	Epochs(u8),
	/// As long as the program.
	#[codec(index = 1)]
	Perpetual,
}

impl Lifetime {
	/// How many buckets it needs.
	pub fn width(self) -> u8 {
		match self {
			Self::Epochs(epochs) => epochs,
			Self::Perpetual => 0,
		}
	}

	/// When points end that are earned now.
	pub fn expiry(self, now: Epoch) -> Expiry {
		match self {
			Self::Epochs(epochs) => Expiry::At(now.saturating_add(epochs.into())),
			Self::Perpetual => Expiry::Never,
		}
	}
}

/// What a program promises for as long as it lives.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Terms {
	/// Where its members count once.
	pub context: Context,
	/// How sure that must be for a member to earn. Members of which nobody vouches never do.
	pub assurance: Assurance,
	/// How long an epoch is, in milliseconds.
	pub epoch: Moment,
	/// For how many epochs points live.
	pub lifetime: Lifetime,
	/// How long before its end the program announces it, in milliseconds.
	pub notice: Moment,
	/// What a point is worth, in minor units of the native token.
	pub value: FixedU128,
	/// How much of that the operator has on hold.
	pub backing: Permill,
	/// How many points a person can give away in an epoch.
	pub gifts: Points,
}

impl Terms {
	/// Whether points live for some time, and not for longer than a ring can tell.
	pub fn has_sound_lifetime(&self) -> bool {
		match self.lifetime {
			Lifetime::Epochs(epochs) => (1..=MAX_WIDTH).contains(&epochs.into()),
			Lifetime::Perpetual => true,
		}
	}

	/// What is on hold for so many points, in minor units of the native token; `None` if it does not
	/// fit.
	///
	/// Rounded up: rounded down, many small programs could go without any.
	pub fn backing_for(&self, points: Points) -> Option<u128> {
		let parts = u128::from(self.backing.deconstruct());
		let whole = u128::from(Permill::one().deconstruct());
		let rate = multiply_by_rational_with_rounding(
			self.value.into_inner(),
			parts,
			whole,
			Rounding::Up,
		)?;
		times(points, FixedU128::from_inner(rate), Rounding::Up)
	}
}

/// What a program does for its members.
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
	/// Points are earned and spent.
	#[codec(index = 0)]
	Active,
	/// Points are spent.
	#[codec(index = 1)]
	Paused,
	/// Points are spent until it closes.
	#[codec(index = 2)]
	WindingDown {
		/// When, in milliseconds since the Unix epoch.
		closes_at: Moment,
	},
	/// Its points are void.
	#[codec(index = 3)]
	Closed,
}

impl Status {
	/// Whether points can be spent.
	pub fn redeems(self, now: Moment) -> bool {
		match self {
			Self::Active | Self::Paused => true,
			Self::WindingDown { closes_at } => now < closes_at,
			Self::Closed => false,
		}
	}
}

/// How much less there is to pay for a point.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Rate<Asset> {
	/// Of an order that is paid in this.
	pub unit: Unit<Asset>,
	/// In minor units of it.
	pub per_point: FixedU128,
}

/// What points buy.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Redemption<Asset> {
	/// How much less there is to pay for a point, by what the order is paid in, no two alike.
	pub rates: BoundedVec<Rate<Asset>, ConstU32<MAX_RATES>>,
	/// The most of an order's price that points can pay.
	pub max_share: Permill,
}

impl<Asset> Default for Redemption<Asset> {
	fn default() -> Self {
		Self { rates: Default::default(), max_share: Permill::zero() }
	}
}

impl<Asset: PartialEq> Redemption<Asset> {
	/// How much less there is to pay for a point.
	pub fn rate(&self, unit: &Unit<Asset>) -> Option<FixedU128> {
		self.rates.iter().find(|rate| rate.unit == *unit).map(|rate| rate.per_point)
	}

	/// The most that points can pay of an amount.
	pub fn limit(&self, amount: u128) -> u128 {
		self.max_share.mul_floor(amount)
	}
}

/// A program on record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Program<AccountId, Asset, Balance> {
	/// Who runs it, and pays for it.
	pub operator: AccountId,
	/// What people call it.
	pub name: Name,
	/// What it promises for as long as it lives.
	pub terms: Terms,
	/// What it does for its members.
	pub status: Status,
	/// When epoch 0 began, in milliseconds since the Unix epoch.
	pub start: Moment,
	/// How long all halts had lasted that were made up for by then, in milliseconds.
	pub halted: Moment,
	/// What its points buy.
	pub redemption: Scheduled<Redemption<Asset>>,
	/// What members get who earn much.
	pub tiers: Tiers,
	/// How many merchants are invited or served.
	pub merchants: u32,
	/// How many rules are on record.
	pub rules: u32,
	/// The number that its next rule gets.
	pub next_rule: RuleId,
	/// The most that is held from the operator for records about members.
	pub record_budget: Balance,
	/// How much more than points need is put on hold for them, so that not every award moves money.
	pub float: Balance,
	/// What is held for this record, and for the ledger.
	pub deposit: Balance,
}

impl<AccountId, Asset, Balance> Program<AccountId, Asset, Balance> {
	/// The epoch at a time, if no halt was made up for since the program's start.
	pub fn epoch_at(&self, now: Moment) -> Epoch {
		let passed = now.saturating_sub(self.start);
		let epoch = passed.checked_div(self.terms.epoch).unwrap_or_default();
		epoch.try_into().unwrap_or(Epoch::MAX)
	}

	/// When an epoch begins, if no halt was made up for since the program's start.
	pub fn begin_of(&self, epoch: Epoch) -> Moment {
		self.start.saturating_add(self.terms.epoch.saturating_mul(epoch.into()))
	}
}

/// Records about a program's members.
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
pub struct Records<Balance> {
	/// How many there are, whoever pays for them.
	pub count: u64,
	/// What is held from the operator for them. A deposit that could not be returned stays in here
	/// until the program is removed.
	pub deposits: Balance,
}

/// What a program owes.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Ledger<Balance> {
	/// The sum of its members' books.
	pub book: Book,
	/// Spent on orders that may still be undone.
	pub captured: Points,
	/// What is held from the operator for points, and for what merchants are owed.
	pub backing: Balance,
	/// What of it merchants are owed whom it could not be paid to.
	pub owed: Balance,
	/// Records about members.
	pub records: Records<Balance>,
	/// What its rules have awarded. In here and not with the rules, since this is written with every
	/// award anyway. A rule that has awarded nothing has no entry.
	pub awarded: BoundedVec<(RuleId, RuleTally), ConstU32<MAX_RULES>>,
}

impl<Balance> Ledger<Balance> {
	/// The points that have to be backed.
	pub fn outstanding(&self) -> Points {
		self.book.outstanding().saturating_add(self.captured)
	}

	/// What a rule has awarded.
	pub fn awarded(&self, rule: RuleId) -> RuleTally {
		let found = self.awarded.iter().find(|(id, _)| *id == rule);
		found.map(|(_, tally)| *tally).unwrap_or_default()
	}

	/// The same, to be changed; `None` if more rules have awarded something than there can be.
	pub fn awarded_mut(&mut self, rule: RuleId) -> Option<&mut RuleTally> {
		let known = self.awarded.iter().position(|(id, _)| *id == rule);
		let index = match known {
			Some(index) => index,
			None => {
				self.awarded.try_push((rule, RuleTally::default())).ok()?;
				self.awarded.len().saturating_sub(1)
			},
		};
		self.awarded.get_mut(index).map(|(_, tally)| tally)
	}

	/// Forgets what a rule has awarded.
	pub fn forget(&mut self, rule: RuleId) {
		self.awarded.retain(|(id, _)| *id != rule);
	}
}

/// A merchant that a program serves, or would.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Enrolment<Balance> {
	/// Whether the merchant has agreed.
	pub joined: bool,
	/// What is held from the operator for this record.
	pub deposit: Balance,
}
