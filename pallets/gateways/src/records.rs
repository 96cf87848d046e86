//! Deposits: for gateways, for their receipts, and for what other pallets keep because of these.

use crate::{
	BalanceOf, Config, Error, GatewayOf, Gateways, HoldReason, Pallet, ReceiptKey, SeenReceiptOf,
	LOG_TARGET,
};
use codec::MaxEncodedLen;
use frame_support::traits::{fungible::MutateHold, tokens::Precision, Footprint};
use souk_primitives::GatewayId;
use sp_runtime::{
	traits::{CheckedAdd, Convert, Saturating},
	ArithmeticError, DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The price of a gateway's record at its largest, so that it is the same whatever its keys and
	/// rates become.
	pub(crate) fn registration_price() -> BalanceOf<T> {
		T::StoragePrice::convert(Footprint::from_parts(1, GatewayOf::<T>::max_encoded_len()))
	}

	/// The price of a receipt's record.
	pub(crate) fn receipt_price() -> BalanceOf<T> {
		let size =
			ReceiptKey::max_encoded_len().saturating_add(SeenReceiptOf::<T>::max_encoded_len());
		T::StoragePrice::convert(Footprint::from_parts(1, size))
	}

	pub(crate) fn do_keep_record(id: GatewayId, bytes: u32) -> Result<BalanceOf<T>, DispatchError> {
		let deposit = T::StoragePrice::convert(Footprint::from_parts(1, bytes as usize));
		Self::change(id, |gateway| Self::charge(gateway, deposit))?;
		Ok(deposit)
	}

	/// A gateway with records cannot leave, so it is there; should a migration ever get that wrong,
	/// whoever calls this goes on.
	pub(crate) fn do_drop_record(id: GatewayId, deposit: BalanceOf<T>) {
		let found = Gateways::<T>::mutate_extant(id, |gateway| {
			Self::discharge(gateway, deposit);
			true
		});
		if !found {
			log::error!(target: LOG_TARGET, "a record of gateway {id} outlived it");
		}
	}

	/// Makes the operator pay for one more record.
	pub(crate) fn charge(gateway: &mut GatewayOf<T>, deposit: BalanceOf<T>) -> DispatchResult {
		let records = &mut gateway.records;
		let deposits = records.deposits.checked_add(&deposit).ok_or(ArithmeticError::Overflow)?;
		let count = records.count.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		Self::hold(
			HoldReason::Records,
			&gateway.operator,
			deposit,
			Error::<T>::OperatorLacksDeposit,
		)?;
		records.deposits = deposits;
		records.count = count;
		Ok(())
	}

	/// Returns the deposit of a record that is gone.
	///
	/// An account that another reason keeps alive can hold all it has; then what comes back has to
	/// reach the minimum balance. If it does not, it stays held with the other deposits, and the
	/// operator gets it when the gateway leaves.
	fn discharge(gateway: &mut GatewayOf<T>, deposit: BalanceOf<T>) {
		let (operator, reason) = (&gateway.operator, HoldReason::Records.into());
		let records = &mut gateway.records;
		records.count = records.count.saturating_sub(1);
		match T::Currency::release(&reason, operator, deposit, Precision::Exact) {
			Ok(_) => records.deposits = records.deposits.saturating_sub(deposit),
			Err(error) => {
				log::warn!(target: LOG_TARGET, "a deposit of {operator:?} stays held: {error:?}");
			},
		}
	}

	/// Holds some of the operator's balance.
	pub(crate) fn hold(
		reason: HoldReason,
		operator: &T::AccountId,
		amount: BalanceOf<T>,
		lacking: Error<T>,
	) -> DispatchResult {
		T::Currency::hold(&reason.into(), operator, amount).map_err(|_| lacking.into())
	}

	/// Returns all of what was held.
	pub(crate) fn release(
		reason: HoldReason,
		operator: &T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		T::Currency::release(&reason.into(), operator, amount, Precision::Exact)
			.map(|_| ())
			.map_err(|_| Error::<T>::OperatorCannotReceive.into())
	}
}
