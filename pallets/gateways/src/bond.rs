//! The bond of a gateway, and what of it open orders take.

use crate::{
	BalanceOf, Config, Error, Event, GatewayStatus, Gateways, HoldReason, Pallet, LOG_TARGET,
};
use frame_support::{
	ensure,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
	},
};
use souk_primitives::{Currency, GatewayId};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding,
	traits::{AtLeast32BitUnsigned, CheckedAdd, CheckedSub, Saturating, Zero},
	DispatchError, DispatchResult, FixedPointNumber, FixedU128, Rounding,
};

/// What of a bond answers for `amount` at so much for each minor unit; `None` if it does not fit.
///
/// Rounded up: rounded down, many small payments could go without any bond.
pub fn bond_for<Balance: AtLeast32BitUnsigned>(
	bond_per_unit: FixedU128,
	amount: Balance,
) -> Option<Balance> {
	let amount: u128 = amount.try_into().ok()?;
	let (parts, whole) = (bond_per_unit.into_inner(), FixedU128::DIV);
	multiply_by_rational_with_rounding(amount, parts, whole, Rounding::Up)?.try_into().ok()
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_add_bond(
		operator: T::AccountId,
		id: GatewayId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let mut gateway = Self::gateway_of(&operator, id)?;
		let bond = gateway.bond.checked_add(&amount).ok_or(Error::<T>::OperatorLacksBond)?;

		Self::hold(HoldReason::Bond, &operator, amount, Error::<T>::OperatorLacksBond)?;
		gateway.bond = bond;
		Gateways::<T>::insert(id, gateway);
		Self::deposit_event(Event::BondAdded { gateway: id, amount, bond });
		Ok(())
	}

	pub(crate) fn do_withdraw_bond(
		operator: T::AccountId,
		id: GatewayId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let mut gateway = Self::gateway_of(&operator, id)?;
		// Whoever was suspended may have to compensate somebody.
		ensure!(gateway.status != GatewayStatus::Suspended, Error::<T>::GatewayIsSuspended);
		let bond = gateway.bond.checked_sub(&amount).ok_or(Error::<T>::MoreThanBond)?;
		ensure!(bond >= gateway.exposure, Error::<T>::BondInUse);

		Self::release(HoldReason::Bond, &operator, amount)?;
		gateway.bond = bond;
		Gateways::<T>::insert(id, gateway);
		Self::deposit_event(Event::BondWithdrawn { gateway: id, amount, bond });
		Ok(())
	}

	/// May take the bond below the exposure: it is there to be paid out. The gateway then answers for
	/// nothing more until its operator adds to the bond, or open orders end.
	pub(crate) fn do_compensate(
		id: GatewayId,
		beneficiary: T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let mut gateway = Gateways::<T>::get(id).ok_or(Error::<T>::UnknownGateway)?;
		let bond = gateway.bond.checked_sub(&amount).ok_or(Error::<T>::MoreThanBond)?;

		// By force: no lock that the operator puts on the account keeps the bond in it.
		T::Currency::transfer_on_hold(
			&HoldReason::Bond.into(),
			&gateway.operator,
			&beneficiary,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)
		.map_err(|_| Error::<T>::BeneficiaryCannotReceive)?;
		gateway.bond = bond;
		Gateways::<T>::insert(id, gateway);
		Self::deposit_event(Event::Compensated { gateway: id, beneficiary, amount });
		Ok(())
	}

	pub(crate) fn do_ensure_serves(id: GatewayId, currency: &Currency) -> DispatchResult {
		let gateway = Self::active_gateway(id)?;
		ensure!(gateway.rate(currency).is_some(), Error::<T>::CurrencyNotServed);
		Ok(())
	}

	pub(crate) fn do_expose(
		id: GatewayId,
		currency: &Currency,
		amount: BalanceOf<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		let mut gateway = Self::active_gateway(id)?;
		let rate = gateway.rate(currency).ok_or(Error::<T>::CurrencyNotServed)?;
		let exposed = bond_for(rate, amount).ok_or(Error::<T>::AmountTooLarge)?;
		let exposure = gateway.exposure.checked_add(&exposed).ok_or(Error::<T>::AmountTooLarge)?;
		ensure!(exposure <= gateway.bond, Error::<T>::ExposureAboveBond);

		gateway.exposure = exposure;
		Gateways::<T>::insert(id, gateway);
		Ok(exposed)
	}

	/// Nothing exposes a gateway that is gone, and nothing is freed that was not exposed; should a
	/// migration ever get that wrong, whoever calls this goes on.
	pub(crate) fn do_free(id: GatewayId, exposed: BalanceOf<T>) {
		let booked = Gateways::<T>::mutate_extant(id, |gateway| {
			let booked = gateway.exposure >= exposed;
			gateway.exposure = gateway.exposure.saturating_sub(exposed);
			booked
		});
		if !booked {
			log::error!(target: LOG_TARGET, "gateway {id} does not answer for {exposed:?}");
		}
	}
}
