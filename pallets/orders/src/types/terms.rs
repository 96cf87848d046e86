//! The rules orders live by, and what merchants offer under them.

use super::{Reference, MAX_ITEMS, MAX_SPLITS};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{Means, Moment, TermsId};
use sp_runtime::Permill;

/// How long each side has, in milliseconds. A right ends at the very millisecond its window ends.
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
pub struct Windows {
	/// To pay an invoice. After it, the invoice is cancelled.
	pub pay: Moment,
	/// To ship a paid order. After it, the payer is refunded.
	pub ship: Moment,
	/// To receive a shipped order and complain. After it, the order settles. Of goods that another
	/// pallet tracks it begins when their carrier claims that they arrived.
	pub receive: Moment,
	/// To inspect a delivered order. After it, the order settles. May be zero; where something may be
	/// wrong with the goods it is at least `DoubtfulInspection`.
	pub inspect: Moment,
	/// To answer a refund request. After it, the request is granted.
	pub answer: Moment,
	/// To send goods back. After it, the return is off and the order goes on.
	pub send_back: Moment,
	/// To say that goods came back. After it, they count as come back.
	pub take_back: Moment,
	/// How long a payment off chain can be challenged before its order may settle. May be zero.
	pub challenge: Moment,
	/// What an extension adds. Zero if none is offered.
	pub extension: Moment,
	/// How long the record of a paid order stays once the order is over. May be zero; after it
	/// anyone may remove the record, and the merchant's deposit comes back.
	pub record: Moment,
}

/// Who may call off a paid order that has not been shipped.
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
pub enum Cancellation {
	/// The buyer as well as the merchant.
	#[codec(index = 0)]
	BeforeShipping,
	/// Only the merchant; for goods made to order.
	#[codec(index = 1)]
	MerchantOnly,
}

/// What happens to a split when the merchant refunds a settled order.
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
pub enum OnRefund {
	/// The recipient owes the merchant its part of what was refunded.
	#[codec(index = 0)]
	Return,
	/// The recipient keeps it.
	#[codec(index = 1)]
	Keep,
}

/// A share of every payout for somebody other than the merchant.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Split<AccountId> {
	/// Who gets it.
	pub recipient: AccountId,
	/// How much of what is paid out, rounded down.
	pub share: Permill,
	/// Whether a later refund takes it back.
	pub on_refund: OnRefund,
}

/// How a dispute is settled that the parties cannot settle between themselves. The bond and the fee
/// are shares of what is open in the order, in the order's asset, rounded down.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct DisputeRules<AccountId> {
	/// Who decides: a person, a multisig, a collective.
	pub resolver: AccountId,
	/// How long the parties negotiate. After it the dispute is off and the order goes on.
	pub negotiate: Moment,
	/// How long a party has to put up its bond once the other has. After it, it counts as silent.
	pub respond: Moment,
	/// How long the resolver has to decide. After it, the preset applies.
	pub decide: Moment,
	/// What each party puts up when a dispute is escalated.
	pub bond: Permill,
	/// What the resolver gets for a decision, out of the bonds. No more than the bond.
	pub fee: Permill,
	/// What the buyer gets if the resolver is silent. Neither nothing nor all.
	pub preset: Permill,
}

/// A part of what the merchant is paid that is kept back for a while, for refunds.
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
pub struct ReserveRule {
	/// How much of each payout, rounded down.
	pub share: Permill,
	/// For how long, in milliseconds after the order's last payout.
	pub hold: Moment,
}

/// The rules an order lives by. Never changed once published.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Terms<AccountId> {
	/// How long each side has.
	pub windows: Windows,
	/// Who may call off a paid order.
	pub cancellation: Cancellation,
	/// Who gets a share of what is paid out; the merchant gets the rest.
	pub splits: BoundedVec<Split<AccountId>, ConstU32<MAX_SPLITS>>,
	/// How disputes are settled; `None` if these terms offer no disputes.
	pub disputes: Option<DisputeRules<AccountId>>,
	/// What is kept back of the merchant's payouts, and for how long.
	pub reserve: Option<ReserveRule>,
}

impl<AccountId> Terms<AccountId> {
	/// The shares of the splits.
	pub fn shares(&self) -> Vec<Permill> {
		self.splits.iter().map(|split| split.share).collect()
	}
}

impl<AccountId: PartialEq> Terms<AccountId> {
	/// Whether it is `who` that decides disputes.
	pub fn is_resolver(&self, who: &AccountId) -> bool {
		self.disputes.as_ref().is_some_and(|rules| rules.resolver == *who)
	}
}

/// Whether terms take new orders.
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
pub enum TermsStatus {
	/// They do.
	#[codec(index = 0)]
	Active,
	/// They do not. They are removed with the record of their last order.
	#[codec(index = 1)]
	Retired,
}

/// Terms on record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct PublishedTerms<AccountId, Balance> {
	/// Whose terms they are.
	pub merchant: AccountId,
	/// The rules.
	pub terms: Terms<AccountId>,
	/// Whether they take new orders.
	pub status: TermsStatus,
	/// Orders on record that live by them.
	pub orders: u64,
	/// Held from the merchant for storing them, in the native token.
	pub deposit: Balance,
}

/// One order of an offer.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Item<Balance> {
	/// The price, in minor units of the offer's asset.
	pub amount: Balance,
	/// The merchant's own number for it.
	pub reference: Reference,
}

/// What a merchant signs off chain so that a buyer can pay in one transaction.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Offer<AccountId, Asset, Balance> {
	/// Who sells, and signs.
	pub merchant: AccountId,
	/// Who may buy; anyone if `None`.
	pub buyer: Option<AccountId>,
	/// The terms the orders will live by.
	pub terms: TermsId,
	/// What it is paid in.
	pub asset: Asset,
	/// The orders.
	pub items: BoundedVec<Item<Balance>, ConstU32<MAX_ITEMS>>,
	/// A number the merchant has not used in another offer.
	pub nonce: u64,
	/// When the offer ends, in milliseconds since the Unix epoch.
	pub valid_until: Moment,
}

/// An offer, the merchant's signature of its payload, and what the buyer adds to it.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct SignedOffer<AccountId, Asset, Balance, Signature> {
	/// What was signed.
	pub offer: Offer<AccountId, Asset, Balance>,
	/// The merchant's signature of `blake2_256` over the domain, the genesis hash and the offer.
	pub signature: Signature,
	/// What the buyer pays a part of each item with, in the order of the items: `None` for nothing.
	/// Empty if that is so for all of them. It is the buyer's choice, so the merchant does not sign it.
	pub discounts: BoundedVec<Option<Means>, ConstU32<MAX_ITEMS>>,
}
