//! Carriers come, are stopped, and go.

use crate::{
	BalanceOf, Carrier, CarrierOf, CarrierStatus, Carriers, Config, Error, Event, HoldReason, Name,
	Pallet, Prefixes,
};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get, UnixTime},
};
use souk_primitives::Moment;
use sp_runtime::{
	traits::{CheckedAdd, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn now() -> Moment {
		T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	pub(crate) fn do_register(who: T::AccountId, name: Name, bond: BalanceOf<T>) -> DispatchResult {
		ensure!(!Carriers::<T>::contains_key(&who), Error::<T>::AlreadyRegistered);
		ensure!(bond >= T::MinBond::get(), Error::<T>::BelowMinBond);
		let deposit = Self::registration_price();
		// Both at once, so that nothing is held unless both are.
		let both = bond.checked_add(&deposit).ok_or(Error::<T>::CarrierLacksBond)?;
		let affordable = T::Currency::can_hold(&HoldReason::Bond.into(), &who, both);
		ensure!(affordable, Error::<T>::CarrierLacksBond);

		Self::hold(HoldReason::Bond, &who, bond, Error::<T>::CarrierLacksBond)?;
		Self::hold(HoldReason::Registration, &who, deposit, Error::<T>::LacksDeposit)?;
		Carriers::<T>::insert(&who, Carrier::new(name, bond, deposit));
		Self::deposit_event(Event::CarrierRegistered { carrier: who, bond });
		Ok(())
	}

	pub(crate) fn do_suspend(who: T::AccountId) -> DispatchResult {
		Self::change(&who, |carrier| {
			Self::ensure_active(carrier)?;
			carrier.status = CarrierStatus::Suspended;
			Ok(())
		})?;
		Self::deposit_event(Event::CarrierSuspended { carrier: who });
		Ok(())
	}

	pub(crate) fn do_reinstate(who: T::AccountId) -> DispatchResult {
		Self::change(&who, |carrier| {
			let suspended = carrier.status == CarrierStatus::Suspended;
			ensure!(suspended, Error::<T>::CarrierNotSuspended);
			carrier.status = CarrierStatus::Active;
			Ok(())
		})?;
		Self::deposit_event(Event::CarrierReinstated { carrier: who });
		Ok(())
	}

	pub(crate) fn do_deregister(who: T::AccountId) -> DispatchResult {
		// Whoever was suspended may have to compensate somebody.
		let carrier = Self::active_carrier(&who)?;
		ensure!(carrier.exposure.is_zero(), Error::<T>::BondInUse);
		ensure!(carrier.keys == 0, Error::<T>::KeysRemain);
		let prefixes = Prefixes::<T>::iter_key_prefix(&who).next();
		ensure!(prefixes.is_none(), Error::<T>::PrefixesRemain);

		// The bond first: it is the largest, and may bring the account up to the minimum balance
		// that the deposit needs.
		Self::release(HoldReason::Bond, &who, carrier.bond)?;
		Self::release(HoldReason::Registration, &who, carrier.deposit)?;
		Carriers::<T>::remove(&who);
		Self::deposit_event(Event::CarrierRemoved { carrier: who });
		Ok(())
	}

	/// Changes a carrier on record.
	pub(crate) fn change(
		who: &T::AccountId,
		change: impl FnOnce(&mut CarrierOf<T>) -> DispatchResult,
	) -> DispatchResult {
		Carriers::<T>::try_mutate(who, |slot| {
			change(slot.as_mut().ok_or(Error::<T>::UnknownCarrier)?)
		})
	}

	/// The carrier on record.
	pub(crate) fn carrier(who: &T::AccountId) -> Result<CarrierOf<T>, Error<T>> {
		Carriers::<T>::get(who).ok_or(Error::<T>::UnknownCarrier)
	}

	/// The carrier, if it is not suspended.
	pub(crate) fn active_carrier(who: &T::AccountId) -> Result<CarrierOf<T>, Error<T>> {
		let carrier = Self::carrier(who)?;
		Self::ensure_active(&carrier)?;
		Ok(carrier)
	}

	fn ensure_active(carrier: &CarrierOf<T>) -> Result<(), Error<T>> {
		ensure!(carrier.status == CarrierStatus::Active, Error::<T>::CarrierIsSuspended);
		Ok(())
	}

	/// Stops a runtime from being built in which this pallet could not work.
	pub(crate) fn check_config() {
		assert!(!T::MinBond::get().is_zero(), "carriers would answer for nothing");
		assert!(T::MaxKeys::get() > 0, "no carrier could have a key");
		let retention = T::KeyRetention::get();
		assert!(retention > 0, "keys would be forgotten before what they claimed is judged");
		assert!(!Self::registration_price().is_zero(), "carriers would fill the state for nothing");
		assert!(!Self::key_price().is_zero(), "keys would fill the state for nothing");
	}
}
