//! The answers to [`crate::runtime_api::OrdersApi`].

use crate::{
	ledger::Ledger,
	money::Payouts,
	progress::Work,
	runtime_api::{Action, Actor, NextAction, OrderView, Quote, QuotedItem, TermsView, MAX_PAGE},
	AccountIdOf, BalanceOf, Cancellation, Claims, Config, DisputePhase, Due, Error, NextOrderId,
	OfferOf, OrderState, OrdersOf, Pallet, Party, RefundDebts, Reserves, ReturnLeg, Role, TermsOf,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::Get,
};
use souk_primitives::{BigEndian, DiscountRequest, Means, Moment, OrderId, Tender, TermsId};
use sp_core::H256;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchError,
};

/// The sides, as the pallet and as its callers name them.
const SIDES: [(Party, Actor); 2] =
	[(Party::Buyer, Actor::Buyer), (Party::Merchant, Actor::Merchant)];

impl<T: Config> Pallet<T> {
	/// An order as it stands now.
	///
	/// Brings the order up to now in the caller's storage, so it is for runtime API calls alone,
	/// whose changes are thrown away.
	pub fn view_order(
		id: OrderId,
	) -> Option<OrderView<AccountIdOf<T>, T::AssetKind, BalanceOf<T>>> {
		let now = Self::now();
		let due = Work::<T>::load(id).ok()?.order.lapse(now).is_some();
		let work = Work::<T>::load_at(id, now, &mut Payouts::new()).ok()?;
		let ledger = work.order.ledger();
		let zero = BalanceOf::<T>::zero;
		Some(OrderView {
			id,
			stage: work.order.state.stage(),
			deadline: work.order.deadline(),
			resolver: work.terms.terms.disputes.as_ref().map(|rules| rules.resolver.clone()),
			refund_due: work.order.refund_due(),
			refund_debt: Self::refund_debt(id, &work.order),
			due: work.order.due(),
			bonds: work.order.bonds(),
			reserved: work.order.reserve.map_or_else(zero, |part| part.amount),
			missed: Self::list_missed(id),
			escrowed: work.order.escrowed(),
			paid_out: ledger.map(Ledger::paid_out).unwrap_or_else(zero),
			refunded: ledger.map(Ledger::refunded).unwrap_or_else(zero),
			actions: Self::actions(&work, due),
			order: work.order,
		})
	}

	/// What can be done with an order that has been brought up to now; `due` if that has yet to be
	/// written down.
	fn actions(work: &Work<T>, due: bool) -> Vec<NextAction> {
		let order = &work.order;
		let until = order.deadline();
		let mut actions = Vec::new();
		let mut can = |by: Actor, action: Action| {
			actions.push(NextAction { by, action, from: None, until });
		};
		let external = order.asset().is_none();
		let disputable = |party: Party| {
			work.terms.terms.disputes.is_some() && order.disputes.used_by(party).is_some()
		};
		match order.state {
			OrderState::Created { .. } => {
				can(Actor::Anyone, if external { Action::Attest } else { Action::Fund });
				can(Actor::Merchant, Action::Cancel);
				if order.buyer.is_some() {
					can(Actor::Buyer, Action::Cancel);
					can(Actor::Buyer, Action::UseDiscount);
				}
			},
			OrderState::Funded { .. }
			| OrderState::Shipped { .. }
			| OrderState::Delivered { .. } => {
				if matches!(order.state, OrderState::Funded { .. }) {
					can(Actor::Merchant, Action::Ship);
					can(Actor::Merchant, Action::Cancel);
					if work.terms.terms.cancellation == Cancellation::BeforeShipping {
						can(Actor::Buyer, Action::Cancel);
					}
				}
				can(Actor::Buyer, Action::Confirm);
				if !external {
					can(Actor::Buyer, Action::Release);
				}
				if order.refund_requests < T::MaxRefundRequests::get() {
					can(Actor::Buyer, Action::RequestRefund);
				}
				can(Actor::Merchant, Action::Refund);
			},
			OrderState::RefundRequested { .. } => {
				can(Actor::Merchant, Action::AnswerRefund);
				can(Actor::Buyer, Action::Confirm);
			},
			OrderState::Returning { leg, .. } => {
				if matches!(leg, ReturnLeg::ToSend { .. }) {
					can(Actor::Buyer, Action::ReturnSent);
				}
				can(Actor::Merchant, Action::ReturnReceived);
				can(Actor::Buyer, Action::Confirm);
			},
			OrderState::Disputed { phase, proposals, .. } => {
				for (party, actor) in SIDES {
					can(actor, Action::ProposeSplit);
					if proposals.of(party.other()).is_some() {
						can(actor, Action::AcceptSplit);
					}
					let may_escalate = match phase {
						DisputePhase::Negotiating { .. } => true,
						DisputePhase::Escalated { by, .. } => by != party,
						DisputePhase::Deciding { .. } => false,
					};
					if may_escalate && !external {
						can(actor, Action::Escalate);
					}
				}
				if matches!(phase, DisputePhase::Deciding { .. }) {
					can(Actor::Resolver, Action::Decide);
				}
				can(Actor::Buyer, Action::Confirm);
				can(Actor::Merchant, Action::Refund);
			},
			OrderState::Confirmed { .. } => can(Actor::Merchant, Action::Refund),
			OrderState::Settled { .. } => {
				let left = order.ledger().is_some_and(|ledger| !ledger.paid_out().is_zero());
				if left {
					actions.push(NextAction::by(Actor::Merchant, Action::Refund));
				}
			},
			OrderState::Refunded { .. } | OrderState::Cancelled { .. } => {},
		}
		if order.state.interrupt(0).is_some() {
			for (party, actor) in SIDES {
				if disputable(party) {
					actions.push(NextAction { until, ..NextAction::by(actor, Action::Dispute) });
				}
			}
		}
		if !Self::refund_debt(work.id, order).is_zero() {
			actions.push(NextAction::by(Actor::Merchant, Action::Repay));
		}
		// What a gateway may still attest to: money that went back.
		let left = order
			.ledger()
			.is_some_and(|ledger| !(ledger.open.is_zero() && ledger.paid_out().is_zero()));
		if external && (left || !order.refund_due().is_zero()) {
			actions.push(NextAction::by(Actor::Anyone, Action::Attest));
		}
		if let Some((actor, party)) = order.state.deadline_of().and_then(|whose| match whose {
			Party::Buyer => Some((Actor::Merchant, Party::Merchant)),
			// An invoice to anyone has no buyer yet, but then the deadline is the buyer's.
			Party::Merchant => order.buyer.is_some().then_some((Actor::Buyer, Party::Buyer)),
		}) {
			let offered = !work.terms.terms.windows.extension.is_zero();
			if offered && order.extensions.used_by(party).is_some() {
				actions.push(NextAction { until, ..NextAction::by(actor, Action::Extend) });
			}
		}
		if due {
			actions.push(NextAction::by(Actor::Anyone, Action::SettleDue));
		}
		if let Some(from) = work.closable_from().filter(|_| !due) {
			actions.push(NextAction {
				from: Some(from),
				..NextAction::by(Actor::Anyone, Action::Close)
			});
		}
		if !Self::list_missed(work.id).is_empty() {
			actions.push(NextAction::by(Actor::Anyone, Action::RetryHook));
		}
		actions
	}

	/// A page of an account's orders.
	pub fn list_orders_of(
		account: AccountIdOf<T>,
		role: Role,
		cursor: Option<OrderId>,
		limit: u32,
	) -> Vec<OrderId> {
		let limit = limit.min(MAX_PAGE) as usize;
		let who = (account, role);
		let list = |keys: frame_support::storage::KeyPrefixIterator<BigEndian>| {
			keys.take(limit).map(|id| OrderId(id.0)).collect()
		};
		match cursor {
			None => list(OrdersOf::<T>::iter_key_prefix(who)),
			Some(after) => {
				let key = OrdersOf::<T>::hashed_key_for(&who, BigEndian(after.0));
				list(OrdersOf::<T>::iter_key_prefix_from(who, key))
			},
		}
	}

	/// The next deadlines.
	pub fn list_due(limit: u32) -> Vec<(Moment, OrderId)> {
		Due::<T>::iter_keys()
			.take(limit.min(MAX_PAGE) as usize)
			.map(|(at, id)| (at.0, OrderId(id.0)))
			.collect()
	}

	/// What an offer would cost and whom it would pay.
	pub fn quote(offer: OfferOf<T>) -> Result<Quote<AccountIdOf<T>, BalanceOf<T>>, DispatchError> {
		Self::quote_for(None, &offer, &[])
	}

	/// The same, for a buyer who uses points or vouchers. Nothing is set aside.
	pub fn quote_with_discounts(
		offer: OfferOf<T>,
		buyer: AccountIdOf<T>,
		discounts: Vec<Option<Means>>,
	) -> Result<Quote<AccountIdOf<T>, BalanceOf<T>>, DispatchError> {
		// What is set aside for one item is not there for the next.
		with_transaction(|| {
			TransactionOutcome::Rollback(Self::quote_for(Some(&buyer), &offer, &discounts))
		})
	}

	fn quote_for(
		buyer: Option<&AccountIdOf<T>>,
		offer: &OfferOf<T>,
		discounts: &[Option<Means>],
	) -> Result<Quote<AccountIdOf<T>, BalanceOf<T>>, DispatchError> {
		let (published, _) = Self::check_offer(buyer, offer, Self::now())?;
		Self::check_discounts(offer, discounts)?;
		let splits = &published.terms.splits;
		let mut id = NextOrderId::<T>::get();
		let mut total = BalanceOf::<T>::zero();
		let mut items = Vec::new();
		for (at, item) in offer.items.iter().enumerate() {
			let means = discounts.get(at).copied().flatten();
			let discount = match buyer.zip(means) {
				Some((buyer, means)) => {
					let amount = Self::reserve_for(
						id,
						&DiscountRequest {
							merchant: offer.merchant.clone(),
							buyer: buyer.clone(),
							tender: Tender::Asset(offer.asset.clone()),
							amount: item.amount,
							means,
						},
					)?;
					id = id.next().ok_or(Error::<T>::IdsExhausted)?;
					amount
				},
				None => Zero::zero(),
			};
			let due = item.amount.saturating_sub(discount);
			total = total.saturating_add(due);
			let division = Ledger::funded(due)
				.capture(due, &published.terms.shares())
				.map_err(|_| Error::<T>::LedgerBroken)?;
			let recipients = splits.iter().map(|split| split.recipient.clone());
			items.push(QuotedItem {
				amount: item.amount,
				means,
				discount,
				merchant: division.merchant,
				splits: recipients.zip(division.splits).collect(),
			});
		}
		let count = items.len() as u32;
		let deposit = Self::order_deposit(&published.terms).saturating_mul(count.into());
		Ok(Quote { total, items, deposit, terms: published.terms })
	}

	/// Published terms.
	pub fn view_terms(id: TermsId) -> Option<TermsView<AccountIdOf<T>>> {
		TermsOf::<T>::get(id).map(|published| TermsView {
			terms_hash: H256(published.terms.using_encoded(sp_io::hashing::blake2_256)),
			merchant: published.merchant,
			terms: published.terms,
			status: published.status,
		})
	}

	/// What a merchant has in reserve in an asset, less what refunds have drawn.
	pub fn reserve_of(merchant: AccountIdOf<T>, asset: T::AssetKind) -> BalanceOf<T> {
		Reserves::<T>::get(merchant, asset)
			.map_or_else(Zero::zero, |reserve| reserve.parts.saturating_sub(reserve.drawn))
	}

	/// What a merchant owes payers in an asset, oldest order first.
	pub fn list_refund_debts(
		merchant: AccountIdOf<T>,
		asset: T::AssetKind,
	) -> Vec<(OrderId, AccountIdOf<T>, BalanceOf<T>)> {
		RefundDebts::<T>::iter_prefix((merchant, asset))
			.take(MAX_PAGE as usize)
			.map(|(order, debt)| (OrderId(order.0), debt.payer, debt.amount))
			.collect()
	}

	/// What waits for an account.
	pub fn list_claims(account: AccountIdOf<T>) -> Vec<(T::AssetKind, BalanceOf<T>)> {
		Claims::<T>::iter_prefix(account)
			.take(MAX_PAGE as usize)
			.map(|(asset, claim)| (asset, claim.amount))
			.collect()
	}
}
