//! What must hold at the end of every block.

use crate::{
	AcceptedAssets, AccountIdOf, BalanceOf, Claims, Config, Debts, Due, HoldReason, NextOrderId,
	NextTermsId, Orders, OrdersOf, Pallet, Payment, Role, Source, TermsOf, TermsStatus, UsedOffers,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, fungibles::Inspect},
};
use souk_primitives::{BigEndian, OrderId, OrderStage, TermsId};
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
	/// 8. no claim and no debt is empty.
	pub fn do_try_state() -> Check {
		Self::check_orders()?;
		Self::check_pot()?;
		Self::check_due()?;
		Self::check_index()?;
		Self::check_terms_on_record()?;
		Self::check_deposits()?;
		Self::check_claims_and_debts()
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
					ensure!(ledger.amount == order.amount, "the price of an order changed");
					let total = ledger
						.escrowed()
						.saturating_add(ledger.paid_out())
						.saturating_add(ledger.refunded());
					ensure!(total == order.amount, "an order lost or made money");
					ensure!(
						stage.is_final() == ledger.open.is_zero(),
						"an order is over exactly when nothing is open"
					);
					ensure!(
						stage != OrderStage::Refunded || ledger.captured.is_zero(),
						"a refunded order paid somebody"
					);
					ensure!(order.buyer.is_some(), "a paid order has no buyer");
					ensure!(
						stage.is_final() || frame_system::Pallet::<T>::providers(payer) > 0,
						"the account of a payer is not kept"
					);
				},
			}
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
		Orders::<T>::iter_values().for_each(|order| add(order.asset.clone(), order.escrowed()));
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
		let mut expected: BTreeMap<_, _> = Orders::<T>::iter()
			.filter_map(|(id, order)| Some((id, order.state.deadline()?)))
			.collect();
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
		let found: BTreeSet<_> = OrdersOf::<T>::iter_keys()
			.map(|((who, role), BigEndian(id))| (who, role, OrderId(id)))
			.collect();
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
		Ok(())
	}
}
