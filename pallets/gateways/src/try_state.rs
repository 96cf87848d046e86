//! What must hold at the end of every block.

use crate::{
	AccountIdOf, BalanceOf, Config, GatewayStatus, Gateways, HoldReason, NextGatewayId, Pallet,
	Receipts, Records,
};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use souk_primitives::GatewayId;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Checks everything that must hold:
	///
	/// 1. each gateway has an id that was given out, distinct keys, a threshold that they can reach,
	///    and sound rates;
	/// 2. a gateway that was never approved has no rates, and vouches for nothing;
	/// 3. each receipt's gateway is on record, and counts and pays for at least its receipts (the
	///    rest belongs to records of other pallets);
	/// 4. the holds on each operator are exactly the bonds and deposits that are on record.
	///
	/// That the bond covers the exposure is not among them: a compensation may take it.
	pub fn do_try_state() -> Check {
		Self::check_gateways()?;
		Self::check_receipts()?;
		Self::check_holds()
	}

	fn check_gateways() -> Check {
		for (id, gateway) in Gateways::<T>::iter() {
			ensure!(id < NextGatewayId::<T>::get(), "a gateway's id was never given out");
			ensure!(
				Self::check_keys(&gateway.keys, gateway.threshold).is_ok(),
				"the keys of a gateway are unsound"
			);
			ensure!(
				Self::check_rates(&gateway.rates).is_ok(),
				"the rates of a gateway are unsound"
			);
			ensure!(
				gateway.status != GatewayStatus::Proposed
					|| (gateway.rates.is_empty() && gateway.exposure.is_zero()),
				"a gateway vouches that was never approved"
			);
		}
		Ok(())
	}

	fn check_receipts() -> Check {
		let mut kept = BTreeMap::<GatewayId, Records<BalanceOf<T>>>::new();
		for receipt in Receipts::<T>::iter_values() {
			let records = kept.entry(receipt.gateway).or_default();
			records.count = records.count.saturating_add(1);
			records.deposits = records.deposits.saturating_add(receipt.deposit);
		}
		for (id, receipts) in kept {
			let Some(gateway) = Gateways::<T>::get(id) else {
				return Err("a receipt outlived its gateway".into());
			};
			ensure!(
				gateway.records.count >= receipts.count
					&& gateway.records.deposits >= receipts.deposits,
				"a receipt is not counted or not paid for"
			);
		}
		Ok(())
	}

	fn check_holds() -> Check {
		let mut held = BTreeMap::<AccountIdOf<T>, [BalanceOf<T>; 3]>::new();
		for gateway in Gateways::<T>::iter_values() {
			let [bond, registration, records] =
				held.entry(gateway.operator).or_insert([Zero::zero(); 3]);
			*bond = bond.saturating_add(gateway.bond);
			*registration = registration.saturating_add(gateway.deposit);
			*records = records.saturating_add(gateway.records.deposits);
		}
		let reasons = [HoldReason::Bond, HoldReason::Registration, HoldReason::Records];
		for (operator, amounts) in held {
			for (reason, amount) in reasons.into_iter().zip(amounts) {
				ensure!(
					T::Currency::balance_on_hold(&reason.into(), &operator) == amount,
					"the bonds and deposits on record are not what is held"
				);
			}
		}
		Ok(())
	}
}
