//! The words of the pallet: terms, offers, orders and their states.

use crate::ledger::Ledger;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{Moment, OrderStage, TermsId, Text};
use sp_runtime::Permill;

/// Splits in a set of terms. Each may mean a transfer when an order settles.
pub const MAX_SPLITS: u32 = 8;
/// Offers in a checkout.
pub const MAX_OFFERS: u32 = 8;
/// Orders in an offer.
pub const MAX_ITEMS: u32 = 16;
/// Orders in one call that takes a list of them.
pub const MAX_BATCH: u32 = 32;
/// Bytes of a merchant's own order number, and of a tracking code.
pub const MAX_TEXT: u32 = 64;

/// The merchant's own number for an order. Visible to everyone: no personal data.
pub type Reference = Text<MAX_TEXT>;
/// What the carrier calls the parcel.
pub type Tracking = Text<MAX_TEXT>;

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
	/// To receive a shipped order and complain. After it, the order settles.
	pub receive: Moment,
	/// To inspect a delivered order. After it, the order settles. May be zero.
	pub inspect: Moment,
	/// To answer a refund request. After it, the request is granted.
	pub answer: Moment,
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

/// An offer and the merchant's signature of its payload.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct SignedOffer<AccountId, Asset, Balance, Signature> {
	/// What was signed.
	pub offer: Offer<AccountId, Asset, Balance>,
	/// The merchant's signature of `blake2_256` over the domain, the genesis hash and the offer.
	pub signature: Signature,
}

/// How an order came to be.
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
pub enum Source {
	/// The merchant opened it on chain.
	#[codec(index = 0)]
	Invoice,
	/// The buyer placed a signed offer.
	#[codec(index = 1)]
	Offer {
		/// The offer's nonce; it stays taken at least until the offer has expired.
		nonce: u64,
		/// When the offer ends.
		valid_until: Moment,
	},
}

/// How an order is paid.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Payment<AccountId, Balance> {
	/// Not yet, or never.
	#[codec(index = 0)]
	Awaited,
	/// Into the pot.
	#[codec(index = 1)]
	Escrow {
		/// Whose money it is: refunds go back here.
		payer: AccountId,
		/// Where the money is.
		ledger: Ledger<Balance>,
	},
}

/// A side of an order.
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
pub enum Party {
	/// Who buys.
	#[codec(index = 0)]
	Buyer,
	/// Who sells.
	#[codec(index = 1)]
	Merchant,
}

/// Which sides have used their extension.
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
pub enum Extensions {
	/// Neither.
	#[default]
	#[codec(index = 0)]
	Unused,
	/// One of them.
	#[codec(index = 1)]
	UsedBy(Party),
	/// Both.
	#[codec(index = 2)]
	UsedByBoth,
}

impl Extensions {
	/// What remains once `party` uses its extension; `None` if it already has.
	pub fn used_by(self, party: Party) -> Option<Self> {
		match self {
			Self::Unused => Some(Self::UsedBy(party)),
			Self::UsedBy(other) if other != party => Some(Self::UsedByBoth),
			Self::UsedBy(_) | Self::UsedByBoth => None,
		}
	}
}

/// A stage whose timer stands still while a complaint is open.
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
pub enum Paused {
	/// Paid, not shipped.
	#[codec(index = 0)]
	Funded {
		/// Milliseconds left to ship.
		remaining: Moment,
	},
	/// On its way.
	#[codec(index = 1)]
	Shipped {
		/// Milliseconds left to receive.
		remaining: Moment,
	},
	/// Arrived.
	#[codec(index = 2)]
	Delivered {
		/// Milliseconds left to inspect.
		remaining: Moment,
	},
}

/// Where an order stands. Every moment is in milliseconds since the Unix epoch.
///
/// The indices left out belong to returns and disputes.
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
pub enum OrderState<Balance> {
	/// Opened by the merchant, not paid.
	#[codec(index = 0)]
	Created {
		/// When it is cancelled.
		pay_by: Moment,
	},
	/// Paid into escrow.
	#[codec(index = 1)]
	Funded {
		/// When the payer is refunded.
		ship_by: Moment,
	},
	/// On its way.
	#[codec(index = 2)]
	Shipped {
		/// When it settles.
		receive_by: Moment,
	},
	/// Arrived, proven.
	#[codec(index = 3)]
	Delivered {
		/// When it settles.
		inspect_by: Moment,
	},
	/// The buyer wants money back.
	#[codec(index = 4)]
	RefundRequested {
		/// How much of what is open.
		amount: Balance,
		/// When the request is granted.
		answer_by: Moment,
		/// Where the order goes on if it is not over.
		paused: Paused,
	},
	/// Over: the merchant was paid.
	#[codec(index = 7)]
	Settled {
		/// When.
		at: Moment,
	},
	/// Over: everything went back to the payer.
	#[codec(index = 8)]
	Refunded {
		/// When.
		at: Moment,
	},
	/// Over: it was never paid.
	#[codec(index = 9)]
	Cancelled {
		/// When.
		at: Moment,
	},
}

impl<Balance> OrderState<Balance> {
	/// The state without its data.
	pub fn stage(&self) -> OrderStage {
		match self {
			Self::Created { .. } => OrderStage::Created,
			Self::Funded { .. } => OrderStage::Funded,
			Self::Shipped { .. } => OrderStage::Shipped,
			Self::Delivered { .. } => OrderStage::Delivered,
			Self::RefundRequested { .. } => OrderStage::RefundRequested,
			Self::Settled { .. } => OrderStage::Settled,
			Self::Refunded { .. } => OrderStage::Refunded,
			Self::Cancelled { .. } => OrderStage::Cancelled,
		}
	}

	/// When something happens by itself; `None` once the order is over.
	pub fn deadline(&self) -> Option<Moment> {
		match self {
			Self::Created { pay_by: at }
			| Self::Funded { ship_by: at }
			| Self::Shipped { receive_by: at }
			| Self::Delivered { inspect_by: at }
			| Self::RefundRequested { answer_by: at, .. } => Some(*at),
			Self::Settled { .. } | Self::Refunded { .. } | Self::Cancelled { .. } => None,
		}
	}

	/// Stops the timer at `now`; `None` unless goods and money are both under way.
	pub fn pause(&self, now: Moment) -> Option<Paused> {
		let left = |until: &Moment| until.saturating_sub(now);
		match self {
			Self::Funded { ship_by } => Some(Paused::Funded { remaining: left(ship_by) }),
			Self::Shipped { receive_by } => Some(Paused::Shipped { remaining: left(receive_by) }),
			Self::Delivered { inspect_by } => {
				Some(Paused::Delivered { remaining: left(inspect_by) })
			},
			_ => None,
		}
	}

	/// The same state with its deadline moved by `extension`; `None` if it has none.
	pub fn extended(self, extension: Moment) -> Option<Self> {
		let later = |at: Moment| at.saturating_add(extension);
		match self {
			Self::Created { pay_by } => Some(Self::Created { pay_by: later(pay_by) }),
			Self::Funded { ship_by } => Some(Self::Funded { ship_by: later(ship_by) }),
			Self::Shipped { receive_by } => Some(Self::Shipped { receive_by: later(receive_by) }),
			Self::Delivered { inspect_by } => {
				Some(Self::Delivered { inspect_by: later(inspect_by) })
			},
			Self::RefundRequested { amount, answer_by, paused } => {
				Some(Self::RefundRequested { amount, answer_by: later(answer_by), paused })
			},
			Self::Settled { .. } | Self::Refunded { .. } | Self::Cancelled { .. } => None,
		}
	}

	/// Whose deadline it is: who loses something when it passes. The other side may extend it.
	pub fn deadline_of(&self) -> Option<Party> {
		match self {
			Self::Created { .. } | Self::Shipped { .. } | Self::Delivered { .. } => {
				Some(Party::Buyer)
			},
			Self::Funded { .. } | Self::RefundRequested { .. } => Some(Party::Merchant),
			Self::Settled { .. } | Self::Refunded { .. } | Self::Cancelled { .. } => None,
		}
	}
}

impl Paused {
	/// Starts the timer again at `at`, with exactly what was left.
	pub fn resume<Balance>(self, at: Moment) -> OrderState<Balance> {
		match self {
			Self::Funded { remaining } => {
				OrderState::Funded { ship_by: at.saturating_add(remaining) }
			},
			Self::Shipped { remaining } => {
				OrderState::Shipped { receive_by: at.saturating_add(remaining) }
			},
			Self::Delivered { remaining } => {
				OrderState::Delivered { inspect_by: at.saturating_add(remaining) }
			},
		}
	}
}

/// The merchant's answer to a refund request.
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
pub enum Answer {
	/// The requested amount goes back to the payer.
	#[codec(index = 0)]
	Approve,
	/// The order goes on where it was.
	#[codec(index = 1)]
	Reject,
}

/// What somebody is to an order, for finding it.
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
pub enum Role {
	/// Buys it, or is the one who may.
	#[codec(index = 0)]
	Buyer,
	/// Sells it.
	#[codec(index = 1)]
	Merchant,
	/// Paid for somebody else.
	#[codec(index = 2)]
	Payer,
}

/// A payout that could not be delivered and waits for its recipient.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Claim<AccountId, Balance> {
	/// What waits, in minor units of the asset.
	pub amount: Balance,
	/// The order whose deposit pays for this record.
	pub order: souk_primitives::OrderId,
	/// From whom that deposit is held.
	pub depositor: AccountId,
	/// How much of it, in the native token.
	pub deposit: Balance,
}

/// What a split's recipient owes a merchant after a refund; it is taken out of later payouts.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Debt<Balance> {
	/// What is owed, in minor units of the asset.
	pub amount: Balance,
	/// Held from the merchant for this record, in the native token.
	pub deposit: Balance,
}
