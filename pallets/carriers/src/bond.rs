//! The bond of a carrier, and what of it goods in its custody take.

use crate::{
	AccountIdOf, BalanceOf, CarrierOf, Carriers, Config, Error, Event, HoldReason, Pallet,
	LOG_TARGET,
};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use sp_runtime::{
	traits::{CheckedAdd, CheckedSub, Saturating, Zero},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_add_bond(who: T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let mut carrier = Self::carrier(&who)?;
		let bond = carrier.bond.checked_add(&amount).ok_or(Error::<T>::CarrierLacksBond)?;

		Self::hold(HoldReason::Bond, &who, amount, Error::<T>::CarrierLacksBond)?;
		carrier.bond = bond;
		Carriers::<T>::insert(&who, carrier);
		Self::deposit_event(Event::BondAdded { carrier: who, amount, bond });
		Ok(())
	}

	pub(crate) fn do_withdraw_bond(who: T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		// Whoever was suspended may have to compensate somebody.
		let mut carrier = Self::active_carrier(&who)?;
		let bond = carrier.bond.checked_sub(&amount).ok_or(Error::<T>::MoreThanBond)?;
		ensure!(bond >= carrier.exposure, Error::<T>::BondInUse);
		ensure!(bond >= T::MinBond::get(), Error::<T>::BelowMinBond);

		Self::release(HoldReason::Bond, &who, amount)?;
		carrier.bond = bond;
		Carriers::<T>::insert(&who, carrier);
		Self::deposit_event(Event::BondWithdrawn { carrier: who, amount, bond });
		Ok(())
	}

	/// May take the bond below the exposure: it is there to be paid out. The carrier then takes
	/// nothing more into custody until it adds to the bond, or delivers what it has.
	pub(crate) fn do_compensate(
		who: T::AccountId,
		beneficiary: T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let mut carrier = Self::carrier(&who)?;
		let bond = carrier.bond.checked_sub(&amount).ok_or(Error::<T>::MoreThanBond)?;

		Self::pay(&who, &beneficiary, amount).map_err(|_| Error::<T>::BeneficiaryCannotReceive)?;
		carrier.bond = bond;
		Carriers::<T>::insert(&who, carrier);
		Self::deposit_event(Event::Compensated { carrier: who, beneficiary, amount, bond });
		Ok(())
	}

	pub(crate) fn do_expose(who: &AccountIdOf<T>, amount: BalanceOf<T>) -> DispatchResult {
		let mut carrier = Self::active_carrier(who)?;
		let exposure = carrier.exposure.checked_add(&amount).ok_or(Error::<T>::AmountTooLarge)?;
		ensure!(exposure <= carrier.bond, Error::<T>::ExposureAboveBond);

		carrier.exposure = exposure;
		Carriers::<T>::insert(who, carrier);
		Ok(())
	}

	/// Nothing exposes a carrier that is gone, and nothing is freed that was not exposed; should a
	/// migration ever get that wrong, whoever calls this goes on.
	pub(crate) fn do_free(who: &AccountIdOf<T>, amount: BalanceOf<T>) {
		let freed = Carriers::<T>::mutate_extant(who, |carrier| {
			Self::unbind(who, carrier, amount);
			true
		});
		if !freed {
			log::error!(target: LOG_TARGET, "{who:?} is gone, and does not answer for {amount:?}");
		}
	}

	/// What cannot be paid stays in the bond. Whoever calls this goes on for the same reason as with
	/// [`Pallet::do_free`], and because a beneficiary that cannot receive must not hold up the rest.
	pub(crate) fn do_pay_out(
		who: &AccountIdOf<T>,
		beneficiary: &AccountIdOf<T>,
		amount: BalanceOf<T>,
	) -> BalanceOf<T> {
		let Some(mut carrier) = Carriers::<T>::get(who) else {
			log::error!(target: LOG_TARGET, "{who:?} is gone, and does not answer for {amount:?}");
			return Zero::zero();
		};
		Self::unbind(who, &mut carrier, amount);
		let due = amount.min(carrier.bond);
		let paid = match Self::pay(who, beneficiary, due) {
			Ok(()) => due,
			Err(error) => {
				log::warn!(target: LOG_TARGET, "{beneficiary:?} cannot receive {due:?}: {error:?}");
				Zero::zero()
			},
		};
		carrier.bond = carrier.bond.saturating_sub(paid);
		let bond = carrier.bond;
		Carriers::<T>::insert(who, carrier);
		if !paid.is_zero() {
			let (carrier, beneficiary) = (who.clone(), beneficiary.clone());
			Self::deposit_event(Event::PaidOut { carrier, beneficiary, amount: paid, bond });
		}
		paid
	}

	fn unbind(who: &AccountIdOf<T>, carrier: &mut CarrierOf<T>, amount: BalanceOf<T>) {
		if carrier.exposure < amount {
			log::error!(target: LOG_TARGET, "{who:?} does not answer for {amount:?}");
		}
		carrier.exposure = carrier.exposure.saturating_sub(amount);
	}

	/// Pays some of what is held for the bond, or nothing.
	fn pay(
		who: &AccountIdOf<T>,
		beneficiary: &AccountIdOf<T>,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		// By force: no lock that the carrier puts on the account keeps the bond in it.
		with_storage_layer(|| {
			T::Currency::transfer_on_hold(
				&HoldReason::Bond.into(),
				who,
				beneficiary,
				amount,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)
		})
		.map(|_| ())
		.map_err(|error: DispatchError| error)
	}
}
