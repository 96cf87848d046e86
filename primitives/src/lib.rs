//! What Souk's pallets share: identifiers, a text type that wallets can show, and the traits
//! through which the pallets talk to each other.
//!
//! No storage and no `Config` lives here. Every trait that a pallet can go without has a `()`
//! implementation, so a runtime can leave the other pallet out.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod coupons;
pub mod data;
mod ids;
pub mod logistics;
mod loyalty;
mod membership;
mod orders;
mod receipts;
mod rewards;
mod text;

pub use coupons::{
	coupon_leaf, coupon_root, CouponClaim, CouponProof, CouponTarget, CouponTree, Means,
	PointsOrVoucher, COUPON_DOMAIN, LEAF_DOMAIN, MAX_COUPONS, MAX_PROOF, NODE_DOMAIN, ROOT_DOMAIN,
};
pub use ids::{
	AgreementId, BatchId, BigEndian, GatewayId, GrantId, MemberId, OrderId, ProgramId, RewardId,
	SeasonId, ShipmentId, TermsId,
};
pub use loyalty::{
	Carried, Carry, CheckoutDiscount, DiscountRequest, OrderAccounts, OrderStanding, Points,
	PointsExchange, PointsObserver, PointsSpend, ProgramBrief, ProgramInspect, RankedPoints,
	RuleId, Undone,
};
pub use membership::{Assurance, Context, Identify, Nullifier, Person};
pub use orders::{
	Delivery, NoticeKind, OrderFulfilment, OrderInspect, OrderNotice, OrderObserver,
	OrderObservers, OrderStage, Parties,
};
pub use receipts::{
	Channel, Currency, Gateways, Receipt, ReceiptKind, Tender, Vouch, Vouches, MAX_GATEWAY_KEYS,
	RECEIPT_DOMAIN,
};
pub use rewards::{badge_payload, BADGE_DOMAIN};
pub use text::{Text, TextError};

/// Wall-clock time in milliseconds since the Unix epoch.
pub type Moment = u64;
