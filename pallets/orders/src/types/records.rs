//! What is on record with the orders and beside them: discounts, claims, debts, reserves, stray payments, missed notices.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use souk_primitives::{Currency, GatewayId, Means, Moment, NoticeKind, OrderId};

/// What a buyer's points or voucher pay of an order. It stays on record when they go back.
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
pub struct Discount<Balance> {
	/// With what.
	pub means: Means,
	/// How much less there is to pay, in minor units of the order's tender.
	pub amount: Balance,
}

/// A payout that could not be delivered and waits for its recipient.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Claim<AccountId, Balance> {
	/// What waits, in minor units of the asset.
	pub amount: Balance,
	/// The order whose deposit pays for this record.
	pub order: OrderId,
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
	pub currency: Currency,
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
