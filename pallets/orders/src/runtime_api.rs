//! What a shop's back end or a wallet asks about orders.

use crate::{HookId, Order, Role, Terms, TermsStatus};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use souk_primitives::{Means, Moment, OrderId, OrderStage, Receipt, TermsId};
use sp_core::H256;
use sp_runtime::DispatchError;

/// Who can do something.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Actor {
	/// The buyer.
	Buyer,
	/// The merchant.
	Merchant,
	/// Anyone.
	Anyone,
	/// The resolver of its terms.
	Resolver,
}

/// A call of the pallet that can be made on an order.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum Action {
	Fund,
	Cancel,
	Ship,
	Confirm,
	Release,
	Extend,
	RequestRefund,
	AnswerRefund,
	Refund,
	SettleDue,
	Close,
	ReturnSent,
	ReturnReceived,
	Dispute,
	ProposeSplit,
	AcceptSplit,
	Escalate,
	Decide,
	Attest,
	Repay,
	RetryHook,
	UseDiscount,
}

/// Something that can be done with an order, by whom, and when.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct NextAction {
	/// By whom.
	pub by: Actor,
	/// What.
	pub action: Action,
	/// From when on, in milliseconds since the Unix epoch; `None` if at once.
	pub from: Option<Moment>,
	/// Until just before when; `None` if there is no end.
	pub until: Option<Moment>,
}

impl NextAction {
	/// At once, and without an end.
	pub(crate) fn by(by: Actor, action: Action) -> Self {
		Self { by, action, from: None, until: None }
	}
}

/// An order as it stands now, deadlines that have passed included.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct OrderView<AccountId, Asset, Balance> {
	/// Its id.
	pub id: OrderId,
	/// The record. Its state and its ledger are those that hold now, even where the sweep has yet
	/// to write them down.
	pub order: Order<AccountId, Asset, Balance>,
	/// How far it has come.
	pub stage: OrderStage,
	/// When something happens by itself.
	pub deadline: Option<Moment>,
	/// Who decides its disputes, if its terms offer any.
	pub resolver: Option<AccountId>,
	/// The price less the discount, in minor units of the order's tender: what there is to
	/// pay, or was.
	pub due: Balance,
	/// In escrow, in minor units of the order's tender. Nothing, if it is paid off chain.
	pub escrowed: Balance,
	/// Put up by the sides of a dispute.
	pub bonds: Balance,
	/// Paid to the merchant, and in its reserve for now.
	pub reserved: Balance,
	/// Paid to the merchant and the splits, and not given back.
	pub paid_out: Balance,
	/// Gone back to the payer.
	pub refunded: Balance,
	/// To go back off chain, as far as receipts do not show that it has.
	pub refund_due: Balance,
	/// Refunded after settlement, and still owed to the payer by the merchant.
	pub refund_debt: Balance,
	/// What listeners failed on; `retry_hook` tells them again.
	pub missed: Vec<HookId>,
	/// What can be done now, by whom.
	pub actions: Vec<NextAction>,
}

/// What a merchant and the splits get of an item if it settles whole.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct QuotedItem<AccountId, Balance> {
	/// The price.
	pub amount: Balance,
	/// What pays for a part of it.
	pub means: Option<Means>,
	/// How much that pays of the price.
	pub discount: Balance,
	/// What the merchant gets of the rest.
	pub merchant: Balance,
	/// What each split gets of it.
	pub splits: Vec<(AccountId, Balance)>,
}

/// What an offer would cost, and whom it would pay.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Quote<AccountId, Balance> {
	/// What the buyer pays, discounts taken off, in minor units of the offer's asset.
	pub total: Balance,
	/// Each order.
	pub items: Vec<QuotedItem<AccountId, Balance>>,
	/// Held from the merchant until the orders are closed, in the native token.
	pub deposit: Balance,
	/// The rules the orders would live by.
	pub terms: Terms<AccountId>,
}

/// Terms, and whether they take new orders.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct TermsView<AccountId> {
	/// By what receipts name them: `blake2_256` of the encoded rules.
	pub terms_hash: H256,
	/// Whose terms they are.
	pub merchant: AccountId,
	/// The rules.
	pub terms: Terms<AccountId>,
	/// Whether they take new orders.
	pub status: TermsStatus,
}

/// The most entries that one answer holds.
pub const MAX_PAGE: u32 = 100;

sp_api::decl_runtime_apis! {
	/// Questions about orders. Amounts are minor units of the order's asset, moments are
	/// milliseconds since the Unix epoch.
	pub trait OrdersApi<AccountId, Asset, Balance>
	where
		AccountId: codec::Codec,
		Asset: codec::Codec,
		Balance: codec::Codec,
	{
		/// The order as it stands now, and what can be done with it.
		fn order(id: OrderId) -> Option<OrderView<AccountId, Asset, Balance>>;

		/// The orders in which an account has this role, oldest first, after `cursor`. At most 100.
		fn orders_of(
			account: AccountId,
			role: Role,
			cursor: Option<OrderId>,
			limit: u32,
		) -> Vec<OrderId>;

		/// What an offer would cost and whom it would pay, or why it cannot be placed.
		fn quote(
			offer: crate::Offer<AccountId, Asset, Balance>,
		) -> Result<Quote<AccountId, Balance>, DispatchError>;

		/// The same for a buyer who uses points or vouchers: what for each item, in the order of the items.
		fn quote_with_discounts(
			offer: crate::Offer<AccountId, Asset, Balance>,
			buyer: AccountId,
			discounts: Vec<Option<Means>>,
		) -> Result<Quote<AccountId, Balance>, DispatchError>;

		/// The 32 bytes that the merchant signs to make an offer.
		fn offer_payload(offer: crate::Offer<AccountId, Asset, Balance>) -> [u8; 32];

		/// The orders whose deadlines come next, with the deadline. At most 100.
		fn due(limit: u32) -> Vec<(Moment, OrderId)>;

		/// Published terms.
		fn terms(id: TermsId) -> Option<TermsView<AccountId>>;

		/// The 32 bytes that a gateway's keys sign to vouch for a payment.
		fn receipt_payload(receipt: Receipt<Balance>) -> [u8; 32];

		/// What a merchant has in reserve in an asset, less what refunds have drawn.
		fn reserve(merchant: AccountId, asset: Asset) -> Balance;

		/// What a merchant owes payers after refunds, oldest order first. At most 100.
		fn refund_debts(merchant: AccountId, asset: Asset) -> Vec<(OrderId, AccountId, Balance)>;

		/// What waits for an account because it could not be delivered.
		fn claims(account: AccountId) -> Vec<(Asset, Balance)>;
	}
}
