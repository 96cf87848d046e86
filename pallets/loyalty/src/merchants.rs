//! Which program serves which merchant. Both have to want it.

use crate::{
	work::Work, Config, EnrolmentOf, Error, Event, HoldReason, Merchants, Pallet, ServedBy,
};
use frame_support::{ensure, traits::Get};
use souk_primitives::ProgramId;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_invite_merchant(
		operator: T::AccountId,
		id: ProgramId,
		merchant: T::AccountId,
	) -> DispatchResult {
		let mut work = Work::<T>::load_own(&operator, id)?;
		work.ensure_not_ending()?;
		let known = Merchants::<T>::contains_key(id, &merchant);
		ensure!(!known, Error::<T>::AlreadyInvited);
		let count = work.program.merchants;
		ensure!(count < T::MaxMerchants::get(), Error::<T>::TooManyMerchants);

		let deposit = Self::merchant_price();
		Self::hold(HoldReason::Program, &operator, deposit, Error::<T>::OperatorLacksDeposit)?;
		work.program.merchants = count.saturating_add(1);
		Merchants::<T>::insert(id, &merchant, EnrolmentOf::<T> { joined: false, deposit });
		work.save_all()?;
		Self::deposit_event(Event::MerchantInvited { program: id, merchant });
		Ok(())
	}

	pub(crate) fn do_join(merchant: T::AccountId, id: ProgramId) -> DispatchResult {
		let enrolment = Merchants::<T>::get(id, &merchant).ok_or(Error::<T>::NotInvited)?;
		ensure!(!ServedBy::<T>::contains_key(&merchant), Error::<T>::AlreadyServed);
		Work::<T>::load(id)?.ensure_not_ending()?;

		Merchants::<T>::insert(id, &merchant, EnrolmentOf::<T> { joined: true, ..enrolment });
		ServedBy::<T>::insert(&merchant, id);
		Self::deposit_event(Event::MerchantJoined { program: id, merchant });
		Ok(())
	}

	/// The invitation stays: it is the operator's.
	pub(crate) fn do_leave(merchant: T::AccountId) -> DispatchResult {
		let id = ServedBy::<T>::get(&merchant).ok_or(Error::<T>::NotServed)?;
		ServedBy::<T>::remove(&merchant);
		if let Some(enrolment) = Merchants::<T>::get(id, &merchant) {
			Merchants::<T>::insert(id, &merchant, EnrolmentOf::<T> { joined: false, ..enrolment });
		}
		Self::deposit_event(Event::MerchantLeft { program: id, merchant });
		Ok(())
	}

	pub(crate) fn do_remove_merchant(
		operator: T::AccountId,
		id: ProgramId,
		merchant: T::AccountId,
	) -> DispatchResult {
		let mut work = Work::<T>::load_own(&operator, id)?;
		let enrolment = Merchants::<T>::get(id, &merchant).ok_or(Error::<T>::NotInvited)?;

		Self::unhold(HoldReason::Program, &operator, enrolment.deposit)?;
		Merchants::<T>::remove(id, &merchant);
		if enrolment.joined {
			ServedBy::<T>::remove(&merchant);
		}
		work.program.merchants = work.program.merchants.saturating_sub(1);
		work.save_all()?;
		Self::deposit_event(Event::MerchantRemoved { program: id, merchant });
		Ok(())
	}
}
