//! Issuers come, are let attest, and are stopped.

use crate::{
	Compromised, Config, Error, Event, Grants, HoldReason, Issuer, IssuerId, IssuerKeys, IssuerOf,
	IssuerStatus, Issuers, Name, NextIssuerId, Pallet,
};
use frame_support::ensure;
use souk_primitives::{Assurance, Moment};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_issuer(
		operator: T::AccountId,
		name: Name,
		signers: IssuerKeys<T::AccountId>,
	) -> DispatchResult {
		Self::check_signers(&signers)?;
		let id = NextIssuerId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;

		let deposit = Self::hold(HoldReason::Issuer, operator.clone(), Self::issuer_price())?;
		NextIssuerId::<T>::put(next);
		Issuers::<T>::insert(id, Issuer::new(name, signers, deposit));
		Self::deposit_event(Event::IssuerRegistered { issuer: id, operator });
		Ok(())
	}

	/// Sets what it may attest, whether or not it does already. What it vouches for stays.
	pub(crate) fn do_admit_issuer(id: IssuerId, grants: Grants) -> DispatchResult {
		Self::check_grants(&grants)?;
		Self::change(id, |issuer| {
			Self::ensure_not_revoked(issuer)?;
			issuer.status = IssuerStatus::Admitted(grants.clone());
			Ok(())
		})?;
		Self::deposit_event(Event::IssuerAdmitted { issuer: id, grants });
		Ok(())
	}

	pub(crate) fn do_set_issuer_keys(
		id: IssuerId,
		signers: IssuerKeys<T::AccountId>,
	) -> DispatchResult {
		Self::check_signers(&signers)?;
		Self::change(id, |issuer| {
			Self::ensure_not_revoked(issuer)?;
			issuer.signers = signers;
			Ok(())
		})?;
		Self::deposit_event(Event::IssuerKeysSet { issuer: id });
		Ok(())
	}

	/// Once more if it turns out to have been compromised, or earlier. Never the other way: what was
	/// said to be worth nothing may have been taken over by others since.
	pub(crate) fn do_revoke_issuer(
		id: IssuerId,
		compromised_since: Option<Moment>,
	) -> DispatchResult {
		let now = Self::now();
		let future = compromised_since.is_some_and(|since| since > now);
		ensure!(!future, Error::<T>::CompromisedInTheFuture);
		Self::change(id, |issuer| {
			let at = match issuer.status {
				IssuerStatus::Proposed => return Err(Error::<T>::IssuerNotAdmitted.into()),
				IssuerStatus::Admitted(_) => now,
				IssuerStatus::Revoked { at, compromised_since: known } => {
					let earlier = compromised_since
						.is_some_and(|since| known.is_none_or(|known| since < known));
					ensure!(earlier, Error::<T>::AlreadyRevoked);
					at
				},
			};
			issuer.status = IssuerStatus::Revoked { at, compromised_since };
			Ok(())
		})?;
		if let Some(since) = compromised_since {
			Compromised::<T>::insert(id, since);
		}
		Self::deposit_event(Event::IssuerRevoked { issuer: id, compromised_since });
		Ok(())
	}

	pub(crate) fn do_remove_issuer(operator: T::AccountId, id: IssuerId) -> DispatchResult {
		let issuer = Issuers::<T>::get(id).ok_or(Error::<T>::UnknownIssuer)?;
		ensure!(issuer.deposit.depositor == operator, Error::<T>::NotOperator);
		ensure!(issuer.bindings == 0, Error::<T>::BindingsRemain);

		Self::release(HoldReason::Issuer, &issuer.deposit)?;
		Issuers::<T>::remove(id);
		Compromised::<T>::remove(id);
		Self::deposit_event(Event::IssuerRemoved { issuer: id });
		Ok(())
	}

	fn change(
		id: IssuerId,
		change: impl FnOnce(&mut IssuerOf<T>) -> DispatchResult,
	) -> DispatchResult {
		Issuers::<T>::try_mutate(id, |slot| change(slot.as_mut().ok_or(Error::<T>::UnknownIssuer)?))
	}

	fn ensure_not_revoked(issuer: &IssuerOf<T>) -> Result<(), Error<T>> {
		let revoked = matches!(issuer.status, IssuerStatus::Revoked { .. });
		ensure!(!revoked, Error::<T>::IssuerIsRevoked);
		Ok(())
	}

	pub(crate) fn check_signers(signers: &IssuerKeys<T::AccountId>) -> Result<(), Error<T>> {
		ensure!(!signers.is_empty(), Error::<T>::NoKeys);
		for (i, key) in signers.iter().enumerate() {
			ensure!(!signers.iter().take(i).any(|other| other == key), Error::<T>::DuplicateKey);
		}
		Ok(())
	}

	pub(crate) fn check_grants(grants: &Grants) -> Result<(), Error<T>> {
		for (i, grant) in grants.iter().enumerate() {
			ensure!(grant.assurance > Assurance::None, Error::<T>::EmptyGrant);
			let seen = grants.iter().take(i).any(|other| other.context == grant.context);
			ensure!(!seen, Error::<T>::DuplicateContext);
		}
		Ok(())
	}
}
