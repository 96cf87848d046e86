//! The answers to [`crate::runtime_api::OrdersApi`].

use crate::{
	ledger::Ledger,
	money::Payouts,
	order::shares,
	progress::Work,
	runtime_api::{Action, Actor, NextAction, OrderView, Quote, QuotedItem, TermsView, MAX_PAGE},
	AccountIdOf, BalanceOf, Cancellation, Claims, Config, Due, OfferOf, OrderState, OrdersOf,
	Pallet, Party, Role, TermsOf,
};
use alloc::vec::Vec;
use frame_support::traits::Get;
use souk_primitives::{BigEndian, Moment, OrderId, TermsId};
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchError,
};

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
			deadline: work.order.state.deadline(),
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
		let mut actions = Vec::new();
		let order = &work.order;
		let until = order.state.deadline();
		let mut can = |by: Actor, action: Action| {
			actions.push(NextAction { by, action, from: None, until });
		};
		match order.state {
			OrderState::Created { .. } => {
				can(Actor::Anyone, Action::Fund);
				can(Actor::Merchant, Action::Cancel);
				if order.buyer.is_some() {
					can(Actor::Buyer, Action::Cancel);
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
				can(Actor::Buyer, Action::Release);
				if order.refund_requests < T::MaxRefundRequests::get() {
					can(Actor::Buyer, Action::RequestRefund);
				}
				can(Actor::Merchant, Action::Refund);
			},
			OrderState::RefundRequested { .. } => {
				can(Actor::Merchant, Action::AnswerRefund);
				can(Actor::Buyer, Action::Confirm);
			},
			OrderState::Settled { .. } => {
				if order.ledger().is_some_and(|ledger| !ledger.paid_out().is_zero()) {
					can(Actor::Merchant, Action::Refund);
				}
			},
			OrderState::Refunded { .. } | OrderState::Cancelled { .. } => {},
		}
		if let Some((by, party)) = order.state.deadline_of().and_then(|whose| match whose {
			Party::Buyer => Some((Actor::Merchant, Party::Merchant)),
			// An invoice to anyone has no buyer yet, but then the deadline is the buyer's.
			Party::Merchant => order.buyer.is_some().then_some((Actor::Buyer, Party::Buyer)),
		}) {
			let offered = !work.terms.terms.windows.extension.is_zero();
			if offered && order.extensions.used_by(party).is_some() {
				can(by, Action::Extend);
			}
		}
		if due {
			actions.push(NextAction {
				by: Actor::Anyone,
				action: Action::SettleDue,
				from: None,
				until: None,
			});
		}
		if let Some(from) = work.closable_from().filter(|_| !due) {
			actions.push(NextAction {
				by: Actor::Anyone,
				action: Action::Close,
				from: Some(from),
				until: None,
			});
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
		let (published, total) = Self::check_offer(None, &offer, Self::now())?;
		let splits = &published.terms.splits;
		let items = offer
			.items
			.iter()
			.filter_map(|item| {
				let division =
					Ledger::funded(item.amount).capture(item.amount, &shares(splits)).ok()?;
				let recipients = splits.iter().map(|split| split.recipient.clone());
				Some(QuotedItem {
					amount: item.amount,
					merchant: division.merchant,
					splits: recipients.zip(division.splits).collect(),
				})
			})
			.collect::<Vec<_>>();
		let count = items.len() as u32;
		let deposit = Self::order_deposit(splits.len()).saturating_mul(count.into());
		Ok(Quote { total, items, deposit, terms: published.terms })
	}

	/// Published terms.
	pub fn view_terms(id: TermsId) -> Option<TermsView<AccountIdOf<T>>> {
		TermsOf::<T>::get(id).map(|published| TermsView {
			merchant: published.merchant,
			terms: published.terms,
			status: published.status,
		})
	}

	/// What waits for an account.
	pub fn list_claims(account: AccountIdOf<T>) -> Vec<(T::AssetKind, BalanceOf<T>)> {
		Claims::<T>::iter_prefix(account)
			.take(MAX_PAGE as usize)
			.map(|(asset, claim)| (asset, claim.amount))
			.collect()
	}
}
