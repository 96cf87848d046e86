//! The words of the pallet: terms, offers, orders and their states.

mod records;
mod state;
mod terms;

pub use records::*;
pub use state::*;
pub use terms::*;

use crate::ledger::Ledger;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use souk_primitives::{GatewayId, Moment, Text};
use sp_core::H256;

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
	/// Off chain; a gateway vouches for it. The ledger says whose the money is, but none of it is
	/// on this chain.
	#[codec(index = 2)]
	External {
		/// Who vouches.
		gateway: GatewayId,
		/// The hash of the payment's transaction.
		transaction: H256,
		/// Whose the money is.
		ledger: Ledger<Balance>,
		/// How much of what was refunded a receipt shows to have gone back.
		attested: Balance,
		/// How much of the gateway's bond stands for it, while the order is open.
		exposed: Balance,
		/// Before this the order does not settle.
		settle_from: Moment,
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

impl Party {
	/// The other side.
	pub fn other(self) -> Self {
		match self {
			Self::Buyer => Self::Merchant,
			Self::Merchant => Self::Buyer,
		}
	}
}

/// Which sides have done what each side may do once.
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
pub enum Once {
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

impl Once {
	/// What it becomes when `party` does it; `None` if it already has.
	pub fn used_by(self, party: Party) -> Option<Self> {
		match self {
			Self::Unused => Some(Self::UsedBy(party)),
			Self::UsedBy(other) if other != party => Some(Self::UsedByBoth),
			Self::UsedBy(_) | Self::UsedByBoth => None,
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
	/// Decides its dispute, or did.
	#[codec(index = 3)]
	Resolver,
}
