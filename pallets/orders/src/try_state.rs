//! What must hold at the end of every block.

use crate::{
	AcceptedAssets, AccountIdOf, BalanceOf, Claims, Config, Debts, Due, HoldReason, MissedNotices,
	NextOrderId, NextTermsId, OrderState, Orders, OrdersOf, Pallet, Payment, RefundDebts, Reserves,
	Role, Source, Strays, TermsOf, TermsStatus, UsedOffers,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, fungibles::Inspect},
};
use souk_primitives::{BigEndian, Means, OrderId, OrderObservers, OrderStage, Tender, TermsId};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Checks everything that must hold:
	///
	/// 1. each order's figures agree with each other and with its state;
	/// 2. for each asset, what the pot owes is booked right: all escrow and all claims (tests hold it
	///    to what the pot has, too);
	/// 3. the index of deadlines has each open order exactly once, under its deadline, or later
	///    where the sweep set it aside;
	/// 4. the index of accounts has each order under exactly the accounts that take part;
	/// 5. terms count their orders, and retired terms without orders are gone;
	/// 6. the holds on each account are exactly the deposits that are on record;
	/// 7. nonces of offers are on record while their orders are;
	/// 8. no claim and no debt is empty;
	/// 9. a merchant's reserve is what its orders have in it, and refunds drew no more than that;
	/// 10. an order in dispute lives by terms that offer disputes, and nothing is left to disagree
	///     about when it is over;
	/// 11. what is paid off chain: no receipt shows more to have gone back than should, and a gateway
	///     is exposed only while the order is open;
	/// 12. what listeners failed on belongs to an order on record, or pays for itself;
	/// 13. points pay for a part of a price, never for all of it, and are somebody's; what is paid of
	///     an order is its price less that part.
	pub fn do_try_state() -> Check {
		Self::check_orders()?;
		Self::check_pot()?;
		Self::check_due()?;
		Self::check_index()?;
		Self::check_terms_on_record()?;
		Self::check_deposits()?;
		Self::check_claims_and_debts()?;
		Self::check_reserves()?;
		Self::check_missed()
	}

	fn check_orders() -> Check {
		for (id, order) in Orders::<T>::iter() {
			ensure!(id < NextOrderId::<T>::get(), "an order's id was never given out");
			let stage = order.state.stage();
			let unpaid = matches!(stage, OrderStage::Created | OrderStage::Cancelled);
			match &order.payment {
				Payment::Awaited => ensure!(unpaid, "an unpaid order went on"),
				Payment::Escrow { payer, ledger } => {
					ensure!(!unpaid, "a paid order is in an unpaid state");
					ensure!(ledger.is_sound(), "the figures of an order do not agree");
					ensure!(ledger.amount == order.due(), "what is paid of an order changed");
					let total = ledger
						.escrowed()
						.saturating_add(ledger.paid_out())
						.saturating_add(ledger.refunded());
					ensure!(total == order.due(), "an order lost or made money");
					ensure!(
						stage.is_final() == ledger.open.is_zero(),
						"an order is over exactly when nothing is open"
					);
					ensure!(
						stage != OrderStage::Refunded || ledger.captured.is_zero(),
						"a refunded order paid somebody"
					);
					ensure!(order.asset().is_some(), "an order has escrow in no asset");
					ensure!(order.buyer.is_some(), "a paid order has no buyer");
					ensure!(
						stage.is_final() || frame_system::Pallet::<T>::providers(payer) > 0,
						"the account of a payer is not kept"
					);
				},
				Payment::External { gateway, ledger, attested, exposed, settle_from, .. } => {
					let vouches = matches!(
						&order.tender, Tender::Fiat { gateway: named, .. } if named == gateway
					);
					ensure!(vouches, "another gateway vouches for an order than it names");
					ensure!(!unpaid && order.buyer.is_some(), "a paid order is in an unpaid state");
					ensure!(ledger.is_sound(), "the figures of an order do not agree");
					ensure!(ledger.amount == order.due(), "what is paid of an order changed");
					ensure!(
						stage.is_final() == ledger.open.is_zero(),
						"an order is over exactly when nothing is open"
					);
					ensure!(*attested <= ledger.refunded(), "more went back than was refunded");
					ensure!(
						!stage.is_final() || exposed.is_zero(),
						"a gateway stands for an order that is over"
					);
					if let OrderState::Settled { at } = order.state {
						ensure!(
							at >= *settle_from || !ledger.refunded().is_zero(),
							"an order settled while its payment could be challenged"
						);
					}
					ensure!(order.reserve.is_none(), "money off chain is in reserve");
				},
			}
			if let Some(discount) = order.discount {
				ensure!(discount.means != Means::Points(0), "no points pay for a part of an order");
				ensure!(
					!discount.amount.is_zero() && discount.amount < order.amount,
					"points pay for nothing, or for all of an order"
				);
				ensure!(order.buyer.is_some(), "nobody's points pay for a part of an order");
			}
			if let OrderState::Disputed { proposals, .. } = &order.state {
				let rules = TermsOf::<T>::get(order.terms).and_then(|terms| terms.terms.disputes);
				ensure!(rules.is_some(), "a dispute that the terms do not offer");
				let open = order.ledger().map(|ledger| ledger.open).unwrap_or_default();
				ensure!(
					[proposals.buyer, proposals.merchant].into_iter().flatten().all(|x| x <= open),
					"more is proposed than is open"
				);
			}
			ensure!(
				order.reserve.is_none_or(|part| !part.amount.is_zero()),
				"an order has nothing in reserve, and says when that is due"
			);
			if let Source::Offer { nonce, .. } = order.source {
				ensure!(
					UsedOffers::<T>::contains_key(&order.merchant, nonce),
					"the offer of an order could be placed again"
				);
			}
		}
		Ok(())
	}

	fn check_pot() -> Check {
		let mut owed = BTreeMap::<T::AssetKind, BalanceOf<T>>::new();
		let mut add = |asset: T::AssetKind, amount: BalanceOf<T>| {
			let sum = owed.entry(asset).or_insert_with(Zero::zero);
			*sum = sum.saturating_add(amount);
		};
		for order in Orders::<T>::iter_values() {
			if let Some(asset) = order.asset() {
				add(asset.clone(), order.escrowed().saturating_add(order.bonds()));
			}
		}
		Reserves::<T>::iter().for_each(|(_, asset, reserve)| {
			add(asset, reserve.parts.saturating_sub(reserve.drawn));
		});
		Claims::<T>::iter().for_each(|(_, asset, claim)| add(asset, claim.amount));
		for (asset, booked) in AcceptedAssets::<T>::iter() {
			let owed = owed.remove(&asset).unwrap_or_else(Zero::zero);
			ensure!(booked == owed, "what the pot owes is booked wrongly");
			// More is possible: anyone can send the pot something. So is less, but only by what the
			// asset's issuer does, which is no fault of this state.
			let needed = owed.saturating_add(T::Money::minimum_balance(asset.clone()));
			if T::Money::balance(asset.clone(), &Self::pot_account()) < needed {
				log::warn!(target: crate::LOG_TARGET, "the pot is short of {asset:?}");
			}
		}
		ensure!(owed.values().all(Zero::is_zero), "an order is in an asset that is not accepted");
		Ok(())
	}

	fn check_due() -> Check {
		let mut expected: BTreeMap<_, _> =
			Orders::<T>::iter().filter_map(|(id, order)| Some((id, order.deadline()?))).collect();
		for (at, id) in Due::<T>::iter_keys() {
			let deadline = expected.remove(&OrderId(id.0));
			ensure!(
				deadline.is_some_and(|deadline| deadline <= at.0),
				"the index of deadlines has something that is not due then"
			);
		}
		ensure!(expected.is_empty(), "the index of deadlines lacks an order");
		Ok(())
	}

	fn check_index() -> Check {
		let mut expected = BTreeSet::new();
		for (id, order) in Orders::<T>::iter() {
			expected.insert((order.merchant.clone(), Role::Merchant, id));
			if let Payment::Escrow { payer, .. } = &order.payment {
				if order.buyer.as_ref() != Some(payer) {
					expected.insert((payer.clone(), Role::Payer, id));
				}
			}
			if let Some(buyer) = order.buyer {
				expected.insert((buyer, Role::Buyer, id));
			}
		}
		let mut found = BTreeSet::new();
		for ((who, role), BigEndian(id)) in OrdersOf::<T>::iter_keys() {
			let id = OrderId(id);
			if role != Role::Resolver {
				found.insert((who, role, id));
				continue;
			}
			// A resolver stays in the index after its dispute, as long as the order is on record.
			let terms = Orders::<T>::get(id).and_then(|order| TermsOf::<T>::get(order.terms));
			let named = terms.is_some_and(|terms| terms.terms.is_resolver(&who));
			ensure!(named, "somebody is in the index who resolves nothing");
		}
		ensure!(expected == found, "the index of accounts is wrong");
		Ok(())
	}

	fn check_terms_on_record() -> Check {
		let mut orders = BTreeMap::<TermsId, u64>::new();
		for order in Orders::<T>::iter_values() {
			let count = orders.entry(order.terms).or_default();
			*count = count.saturating_add(1);
		}
		for (id, published) in TermsOf::<T>::iter() {
			ensure!(id < NextTermsId::<T>::get(), "an id of terms was never given out");
			let count = orders.remove(&id).unwrap_or_default();
			ensure!(published.orders == count, "terms count their orders wrongly");
			ensure!(
				published.status == TermsStatus::Active || count > 0,
				"retired terms without orders are still on record"
			);
		}
		ensure!(orders.is_empty(), "an order lost its terms");
		Ok(())
	}

	fn check_deposits() -> Check {
		let mut held = BTreeMap::<(u8, AccountIdOf<T>), BalanceOf<T>>::new();
		let mut add = |reason: u8, who: AccountIdOf<T>, amount: BalanceOf<T>| {
			let sum = held.entry((reason, who)).or_insert_with(Zero::zero);
			*sum = sum.saturating_add(amount);
		};
		TermsOf::<T>::iter_values().for_each(|terms| add(0, terms.merchant, terms.deposit));
		Orders::<T>::iter_values().for_each(|order| add(1, order.merchant, order.deposit));
		Claims::<T>::iter_values().for_each(|claim| add(1, claim.depositor, claim.deposit));
		Debts::<T>::iter().for_each(|((_, creditor, _), debt)| add(2, creditor, debt.deposit));
		RefundDebts::<T>::iter().for_each(|((debtor, ..), debt)| add(2, debtor, debt.deposit));
		Reserves::<T>::iter().for_each(|(who, _, reserve)| add(1, who, reserve.deposit));
		MissedNotices::<T>::iter_values()
			.filter_map(|missed| missed.deposit)
			.for_each(|(who, deposit)| add(1, who, deposit));
		for ((reason, who), amount) in held {
			let reason = match reason {
				0 => HoldReason::Terms,
				1 => HoldReason::Order,
				_ => HoldReason::Debt,
			};
			ensure!(
				T::Currency::balance_on_hold(&reason.into(), &who) == amount,
				"the deposits on record are not what is held"
			);
		}
		Ok(())
	}

	fn check_claims_and_debts() -> Check {
		ensure!(
			Claims::<T>::iter_values().all(|claim| !claim.amount.is_zero()),
			"an empty claim is on record"
		);
		ensure!(
			Debts::<T>::iter_values().all(|debt| !debt.amount.is_zero()),
			"an empty debt is on record"
		);
		for ((merchant, _, BigEndian(id)), debt) in RefundDebts::<T>::iter() {
			ensure!(!debt.amount.is_zero(), "an empty debt is on record");
			let order = Orders::<T>::get(OrderId(id)).ok_or("the order of a debt is gone")?;
			ensure!(
				order.merchant == merchant && order.payer() == Some(&debt.payer),
				"a debt is not between those who had the order"
			);
		}
		ensure!(Strays::<T>::iter_values().all(|stray| !stray.amount.is_zero()), "an empty stray");
		Ok(())
	}

	fn check_reserves() -> Check {
		let mut parts = BTreeMap::<(AccountIdOf<T>, T::AssetKind), BalanceOf<T>>::new();
		for order in Orders::<T>::iter_values() {
			if let (Some(part), Some(asset)) = (order.reserve, order.asset()) {
				let key = (order.merchant.clone(), asset.clone());
				let sum = parts.entry(key).or_insert_with(Zero::zero);
				*sum = sum.saturating_add(part.amount);
			}
		}
		for (merchant, asset, reserve) in Reserves::<T>::iter() {
			let sum = parts.remove(&(merchant, asset)).unwrap_or_else(Zero::zero);
			ensure!(reserve.parts == sum, "a reserve is not what the orders have in it");
			ensure!(!sum.is_zero(), "an empty reserve is on record");
			ensure!(reserve.drawn <= sum, "more was drawn from a reserve than was in it");
		}
		ensure!(parts.is_empty(), "an order has something in a reserve that does not exist");
		Ok(())
	}

	fn check_missed() -> Check {
		for (id, (observer, _), missed) in MissedNotices::<T>::iter() {
			ensure!(observer < T::Observers::count(), "nobody missed this notice");
			let on_record = Orders::<T>::contains_key(id);
			ensure!(on_record != missed.deposit.is_some(), "nobody pays for a missed notice");
		}
		Ok(())
	}
}
