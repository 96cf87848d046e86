//! The words of the pallet: terms, offers, orders and their states.

use crate::ledger::Ledger;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{GatewayId, Moment, NoticeKind, OrderStage, TermsId, Text};
use sp_core::H256;
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

/// What a buyer asks for.
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
pub enum RefundKind {
	/// Money back; the goods stay, or never came.
	#[codec(index = 0)]
	RefundOnly,
	/// Money back for goods that go back.
	#[codec(index = 1)]
	ReturnGoods,
}

/// How far goods have come back.
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
pub enum ReturnLeg {
	/// The buyer has them.
	#[codec(index = 0)]
	ToSend {
		/// When the return is off.
		send_by: Moment,
	},
	/// They are on their way.
	#[codec(index = 1)]
	Sent {
		/// When they count as come back.
		receive_by: Moment,
	},
}

/// A complaint that a dispute interrupts, or the stage, if there was none. Its timer stands still.
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
pub enum Interrupted<Balance> {
	/// No complaint was open.
	#[codec(index = 0)]
	Stage(Paused),
	/// The merchant had to answer.
	#[codec(index = 1)]
	RefundRequested {
		/// How much was asked for.
		amount: Balance,
		/// For what.
		kind: RefundKind,
		/// Milliseconds left to answer.
		remaining: Moment,
		/// The stage before that.
		paused: Paused,
	},
	/// Goods were going back.
	#[codec(index = 2)]
	Returning {
		/// How much they are refunded with.
		amount: Balance,
		/// Whether they had been sent.
		sent: bool,
		/// Milliseconds left to send them, or to receive them.
		remaining: Moment,
		/// The stage before that.
		paused: Paused,
	},
}

/// What each side offers the other, as what the buyer would get back of what is open.
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
pub struct Proposals<Balance> {
	/// The buyer's.
	pub buyer: Option<Balance>,
	/// The merchant's.
	pub merchant: Option<Balance>,
}

impl<Balance> Default for Proposals<Balance> {
	fn default() -> Self {
		Self { buyer: None, merchant: None }
	}
}

impl<Balance> Proposals<Balance> {
	/// What `party` proposes.
	pub fn of(&self, party: Party) -> Option<&Balance> {
		match party {
			Party::Buyer => self.buyer.as_ref(),
			Party::Merchant => self.merchant.as_ref(),
		}
	}

	/// Puts what `party` proposes in the place of what it proposed before.
	pub fn set(&mut self, party: Party, to_buyer: Balance) {
		match party {
			Party::Buyer => self.buyer = Some(to_buyer),
			Party::Merchant => self.merchant = Some(to_buyer),
		}
	}
}

/// How far a dispute has come.
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
pub enum DisputePhase<Balance> {
	/// The parties look for a split of their own.
	#[codec(index = 0)]
	Negotiating {
		/// When the dispute is off.
		until: Moment,
	},
	/// One side put up its bond and called the resolver.
	#[codec(index = 1)]
	Escalated {
		/// Which side.
		by: Party,
		/// How much it put up.
		bond: Balance,
		/// When the other side counts as silent.
		respond_by: Moment,
	},
	/// It is for the resolver to decide.
	#[codec(index = 2)]
	Deciding {
		/// How much each side put up that did.
		bond: Balance,
		/// The side that did not.
		silent: Option<Party>,
		/// When the preset applies.
		decide_by: Moment,
	},
}

impl<Balance: Copy> DisputePhase<Balance> {
	/// When something happens by itself.
	pub fn deadline(&self) -> Moment {
		match self {
			Self::Negotiating { until } => *until,
			Self::Escalated { respond_by, .. } => *respond_by,
			Self::Deciding { decide_by, .. } => *decide_by,
		}
	}

	/// What a side has put up.
	pub fn bond_of(&self, party: Party) -> Option<Balance> {
		match self {
			Self::Negotiating { .. } => None,
			Self::Escalated { by, bond, .. } => (*by == party).then_some(*bond),
			Self::Deciding { bond, silent, .. } => (*silent != Some(party)).then_some(*bond),
		}
	}
}

/// Where an order stands. Every moment is in milliseconds since the Unix epoch.
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
	/// Paid.
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
		/// Whether the goods go back.
		kind: RefundKind,
		/// When the request is granted.
		answer_by: Moment,
		/// Where the order goes on if it is not over.
		paused: Paused,
	},
	/// Goods go back.
	#[codec(index = 5)]
	Returning {
		/// How much of what is open is refunded once they are back.
		amount: Balance,
		/// How far they have come.
		leg: ReturnLeg,
		/// Where the order goes on if it is not over.
		paused: Paused,
	},
	/// The parties disagree.
	#[codec(index = 6)]
	Disputed {
		/// Who said so.
		by: Party,
		/// How far it has come.
		phase: DisputePhase<Balance>,
		/// What each side would agree to.
		proposals: Proposals<Balance>,
		/// Where the order goes on if the dispute is off.
		interrupted: Interrupted<Balance>,
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
	/// Accepted by the buyer. It was paid off chain, and settles once that is beyond challenge.
	#[codec(index = 10)]
	Confirmed {
		/// When it settles.
		settle_at: Moment,
	},
}

impl<Balance: Copy> OrderState<Balance> {
	/// The state without its data.
	pub fn stage(&self) -> OrderStage {
		match self {
			Self::Created { .. } => OrderStage::Created,
			Self::Funded { .. } => OrderStage::Funded,
			Self::Shipped { .. } => OrderStage::Shipped,
			Self::Delivered { .. } => OrderStage::Delivered,
			Self::RefundRequested { .. } => OrderStage::RefundRequested,
			Self::Returning { .. } => OrderStage::Returning,
			Self::Disputed { .. } => OrderStage::Disputed,
			Self::Confirmed { .. } => OrderStage::Confirmed,
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
			| Self::RefundRequested { answer_by: at, .. }
			| Self::Returning { leg: ReturnLeg::ToSend { send_by: at }, .. }
			| Self::Returning { leg: ReturnLeg::Sent { receive_by: at }, .. }
			| Self::Confirmed { settle_at: at } => Some(*at),
			Self::Disputed { phase, .. } => Some(phase.deadline()),
			Self::Settled { .. } | Self::Refunded { .. } | Self::Cancelled { .. } => None,
		}
	}

	/// Stops the timer at `now`; `None` unless goods and money are both under way and no complaint
	/// is open.
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

	/// Stops the timer at `now` for a dispute; `None` where there is nothing to disagree about.
	pub fn interrupt(&self, now: Moment) -> Option<Interrupted<Balance>> {
		let left = |until: Moment| until.saturating_sub(now);
		match *self {
			Self::RefundRequested { amount, kind, answer_by, paused } => {
				let remaining = left(answer_by);
				Some(Interrupted::RefundRequested { amount, kind, remaining, paused })
			},
			Self::Returning { amount, leg, paused } => {
				let (sent, remaining) = match leg {
					ReturnLeg::ToSend { send_by } => (false, left(send_by)),
					ReturnLeg::Sent { receive_by } => (true, left(receive_by)),
				};
				Some(Interrupted::Returning { amount, sent, remaining, paused })
			},
			_ => self.pause(now).map(Interrupted::Stage),
		}
	}

	/// The stage below an open complaint.
	pub fn paused_mut(&mut self) -> Option<&mut Paused> {
		match self {
			Self::RefundRequested { paused, .. } | Self::Returning { paused, .. } => Some(paused),
			Self::Disputed { interrupted, .. } => Some(match interrupted {
				Interrupted::Stage(paused)
				| Interrupted::RefundRequested { paused, .. }
				| Interrupted::Returning { paused, .. } => paused,
			}),
			_ => None,
		}
	}

	/// What a side has put up in a dispute.
	pub fn bond_of(&self, party: Party) -> Option<Balance> {
		match self {
			Self::Disputed { phase, .. } => phase.bond_of(party),
			_ => None,
		}
	}

	/// The same state with its deadline moved by `extension`; `None` if it has none that may be.
	pub fn extended(self, extension: Moment) -> Option<Self> {
		let later = |at: Moment| at.saturating_add(extension);
		match self {
			Self::Created { pay_by } => Some(Self::Created { pay_by: later(pay_by) }),
			Self::Funded { ship_by } => Some(Self::Funded { ship_by: later(ship_by) }),
			Self::Shipped { receive_by } => Some(Self::Shipped { receive_by: later(receive_by) }),
			Self::Delivered { inspect_by } => {
				Some(Self::Delivered { inspect_by: later(inspect_by) })
			},
			Self::RefundRequested { amount, kind, answer_by, paused } => {
				let answer_by = later(answer_by);
				Some(Self::RefundRequested { amount, kind, answer_by, paused })
			},
			Self::Returning { amount, leg, paused } => {
				let leg = match leg {
					ReturnLeg::ToSend { send_by } => ReturnLeg::ToSend { send_by: later(send_by) },
					ReturnLeg::Sent { receive_by } => {
						ReturnLeg::Sent { receive_by: later(receive_by) }
					},
				};
				Some(Self::Returning { amount, leg, paused })
			},
			Self::Disputed { .. }
			| Self::Confirmed { .. }
			| Self::Settled { .. }
			| Self::Refunded { .. }
			| Self::Cancelled { .. } => None,
		}
	}

	/// Whose deadline it is: who loses something when it passes. The other side may extend it.
	pub fn deadline_of(&self) -> Option<Party> {
		match self {
			Self::Created { .. }
			| Self::Shipped { .. }
			| Self::Delivered { .. }
			| Self::Returning { leg: ReturnLeg::ToSend { .. }, .. } => Some(Party::Buyer),
			Self::Funded { .. }
			| Self::RefundRequested { .. }
			| Self::Returning { leg: ReturnLeg::Sent { .. }, .. } => Some(Party::Merchant),
			Self::Disputed { .. }
			| Self::Confirmed { .. }
			| Self::Settled { .. }
			| Self::Refunded { .. }
			| Self::Cancelled { .. } => None,
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

impl<Balance> Interrupted<Balance> {
	/// Starts the timer again at `at`, with exactly what was left.
	pub fn resume(self, at: Moment) -> OrderState<Balance> {
		match self {
			Self::Stage(paused) => paused.resume(at),
			Self::RefundRequested { amount, kind, remaining, paused } => {
				let answer_by = at.saturating_add(remaining);
				OrderState::RefundRequested { amount, kind, answer_by, paused }
			},
			Self::Returning { amount, sent, remaining, paused } => {
				let until = at.saturating_add(remaining);
				let leg = match sent {
					false => ReturnLeg::ToSend { send_by: until },
					true => ReturnLeg::Sent { receive_by: until },
				};
				OrderState::Returning { amount, leg, paused }
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
	/// Decides its dispute, or did.
	#[codec(index = 3)]
	Resolver,
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

/// What a merchant's payouts in one asset have left in reserve, over all of its orders.
///
/// Each order knows its own part, and when that is due. A refund draws on all of it, the part due
/// next first: what was drawn is taken off the parts as they become due.
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
pub struct Reserve<Balance> {
	/// The parts of all orders that are not due yet, in minor units of the asset.
	pub parts: Balance,
	/// How much of that refunds have drawn.
	pub drawn: Balance,
	/// Held from the merchant for this record, in the native token.
	pub deposit: Balance,
}

/// What an order still has to leave in reserve.
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
pub struct Part<Balance> {
	/// How much.
	pub amount: Balance,
	/// Until when.
	pub until: Moment,
}

/// What a merchant owes a payer after a refund that it could not pay at once; it is taken out of
/// its later payouts.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct RefundDebt<AccountId, Balance> {
	/// To whom.
	pub payer: AccountId,
	/// How much, in minor units of the asset.
	pub amount: Balance,
	/// Held from the merchant for this record, in the native token.
	pub deposit: Balance,
}

/// A payment off chain that no order takes: what came in has to go back.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Stray<Balance> {
	/// Who vouches for it.
	pub gateway: GatewayId,
	/// How much has to go back, in minor units of the currency.
	pub amount: Balance,
	/// Of what.
	pub currency: souk_primitives::Currency,
	/// Held from the gateway's operator for this record, in the native token.
	pub deposit: Balance,
}

/// Why an order does not take a payment.
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
pub enum StrayReason {
	/// The order was over before the receipt came.
	#[codec(index = 0)]
	Late,
	/// The order is paid already.
	#[codec(index = 1)]
	Duplicate,
	/// It is not the order's price.
	#[codec(index = 2)]
	WrongAmount,
	/// It is not the order's currency.
	#[codec(index = 3)]
	WrongCurrency,
}

/// A notice that a listener failed on.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Missed<AccountId, Balance, Notice> {
	/// The notice.
	pub notice: Notice,
	/// Whose deposit pays for this record, and how much, once the order is closed. Until then the
	/// order's does.
	pub deposit: Option<(AccountId, Balance)>,
}

/// A listener's number, and what it failed on.
pub type HookId = (u8, NoticeKind);
