//! What a shop's back end or a wallet asks about points.

use crate::{Earning, Epoch, Expiry, Spending, Status, Tier};
use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;
use souk_primitives::{MemberId, Moment, OrderId, Points, ProgramId, RuleId, Tender};
use sp_runtime::Permill;

/// Points that end at one time.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ending {
	/// The expiry.
	pub expiry: Expiry,
	/// When that is, in milliseconds since the Unix epoch; `None` if never.
	pub at: Option<Moment>,
	/// How many.
	pub points: Points,
}

/// What a member has, with everything that expired taken off.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BalanceView {
	/// It can spend these.
	pub spendable: Points,
	/// These come in when their orders settle.
	pub pending: Points,
	/// These are set aside for orders.
	pub reserved: Points,
	/// It owes these.
	pub debt: Points,
}

/// What a program owes, with everything that expired taken off.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct LiabilityView<Balance> {
	/// What the program does for its members.
	pub status: Status,
	/// The epoch now.
	pub epoch: Epoch,
	/// When the next begins, in milliseconds since the Unix epoch.
	pub next_epoch_at: Moment,
	/// What members can spend, the soonest to expire first.
	pub endings: Vec<Ending>,
	/// Of orders that are not settled.
	pub pending: Points,
	/// Set aside for orders that are not settled.
	pub reserved: Points,
	/// Spent on orders that may still be undone.
	pub captured: Points,
	/// What members owe.
	pub debt: Points,
	/// What has to be on hold, in minor units of the native token.
	pub needed: Balance,
	/// What is on hold: that, and up to twice the float.
	pub held: Balance,
	/// What of it merchants are owed whom it could not be paid to.
	pub owed: Balance,
}

/// What points have to do with an order.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct QuoteView<Balance> {
	/// The program.
	pub program: ProgramId,
	/// How many points paying it earns, before any discount.
	pub earns: Points,
	/// The rule that awards them.
	pub rule: Option<RuleId>,
	/// How many points the buyer can pay with.
	pub points: Points,
	/// How much less there is to pay then, in minor units of the order's tender.
	pub discount: Balance,
}

/// How far a member has come.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct TierView {
	/// Its tier; 0 is none.
	pub tier: Tier,
	/// How much more it earns.
	pub bonus: Permill,
	/// Until when the tier is sure, in milliseconds since the Unix epoch; `None` if there is none.
	pub until: Option<Moment>,
	/// What it earned in this qualification period.
	pub points: Points,
	/// How much that has to be for the tier above, if there is one.
	pub next_at: Option<Points>,
	/// When this qualification period ends, in milliseconds since the Unix epoch.
	pub period_ends_at: Moment,
}

/// What an order did to a member's points.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct StatementLine<AccountId, Balance> {
	/// The order.
	pub order: OrderId,
	/// What it earned.
	pub earned: Option<Earning<AccountId, Balance>>,
	/// What was spent on it.
	pub spent: Option<Spending<AccountId, Balance>>,
}

/// What orders on record did to a member's points.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Statement<AccountId, Balance> {
	/// Order by order.
	pub lines: Vec<StatementLine<AccountId, Balance>>,
	/// The first order that it did not look at.
	pub next: OrderId,
}

sp_api::decl_runtime_apis! {
	/// Questions about points. Moments are milliseconds since the Unix epoch.
	pub trait LoyaltyApi<AccountId, Asset, Balance>
	where
		AccountId: Codec,
		Asset: Codec,
		Balance: Codec,
	{
		/// What a member has now.
		fn balance(program: ProgramId, member: MemberId) -> BalanceView;

		/// When which of a member's points end, the soonest first.
		fn expiring(program: ProgramId, member: MemberId) -> Vec<Ending>;

		/// What a program owes now, by the epoch in which it ends, and what is behind it.
		fn liability(program: ProgramId) -> Option<LiabilityView<Balance>>;

		/// What an order of a merchant would earn a buyer, and how much of it the buyer's points can
		/// pay; `None` if no program serves the merchant.
		fn quote(
			merchant: AccountId,
			buyer: AccountId,
			tender: Tender<Asset>,
			amount: Balance,
		) -> Option<QuoteView<Balance>>;

		/// A member's tier, and until when; `None` if the program has no tiers.
		fn tier(program: ProgramId, member: MemberId) -> Option<TierView>;

		/// What a member earned and spent on orders on record, from an order on, looking at as many as
		/// `limit` orders, of whomever, and at no more than 1000.
		fn statement(
			program: ProgramId,
			member: MemberId,
			from: OrderId,
			limit: u32,
		) -> Statement<AccountId, Balance>;

		/// The 32 bytes that an attestor signs for a claim.
		fn claim_payload(claim: crate::Claim) -> [u8; 32];
	}
}
