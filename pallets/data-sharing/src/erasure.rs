//! Erasure: asked for by the person, attested by whoever has the data, or paid for.

use crate::{
	AgreementState, Agreements, BalanceOf, Basis, Config, DatasetStatus, Datasets, Ending, Erasure,
	ErasureTarget, Error, Event, GrantOf, GrantState, Grants, Pallet,
};
use frame_support::{ensure, pallet_prelude::Get};
use souk_primitives::{data::DatasetId, GrantId};
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request_erasure(who: T::AccountId, target: ErasureTarget) -> DispatchResult {
		let deadline = Self::now().saturating_add(T::ErasurePeriod::get());
		match target {
			ErasureTarget::Dataset(id) => {
				let mut dataset = Datasets::<T>::get(id).ok_or(Error::<T>::UnknownDataset)?;
				let subject = dataset.description.subject.as_ref();
				ensure!(subject == Some(&who), Error::<T>::NotSubject);
				let there = dataset.status == DatasetStatus::Active;
				ensure!(there, Error::<T>::ErasureRequested);
				dataset.status = DatasetStatus::Erasing { deadline };
				Datasets::<T>::insert(id, dataset);
				Self::raise_key_epoch(id);
			},
			ErasureTarget::Grant(id) => {
				let mut grant = Grants::<T>::get(id).ok_or(Error::<T>::UnknownGrant)?;
				ensure!(Self::may_ask(&who, &grant), Error::<T>::NotSubject);
				ensure!(grant.erasure.is_none(), Error::<T>::ErasureRequested);
				grant.erasure = Some(Erasure::Requested { by: who.clone(), deadline });
				let (dataset, revoked) = (grant.dataset, grant.state != GrantState::Active);
				if !revoked {
					grant.state = GrantState::Revoked { at: Self::now() };
				}
				Grants::<T>::insert(id, grant);
				if !revoked {
					Self::raise_key_epoch(dataset);
					Self::deposit_event(Event::GrantRevoked {
						grant: id,
						dataset,
						by: who.clone(),
					});
				}
			},
		}
		Self::deposit_event(Event::ErasureRequested { target, by: who, deadline });
		Ok(())
	}

	/// The person; of what is about nobody, the owner.
	fn may_ask(who: &T::AccountId, grant: &GrantOf<T>) -> bool {
		Datasets::<T>::get(grant.dataset).is_some_and(|dataset| {
			dataset.description.subject.as_ref().unwrap_or(&dataset.owner) == who
		})
	}

	pub(crate) fn do_attest_erasure(who: T::AccountId, target: ErasureTarget) -> DispatchResult {
		match target {
			ErasureTarget::Dataset(id) => {
				let dataset = Self::own_dataset(&who, id)?;
				let DatasetStatus::Erasing { deadline } = dataset.status else {
					return Err(Error::<T>::NoErasureRequested.into());
				};
				ensure!(Self::now() < deadline, Error::<T>::DeadlineOver);
				Self::end_dataset(id, dataset, Ending::Attested)
			},
			ErasureTarget::Grant(id) => {
				let grant = Grants::<T>::get(id).ok_or(Error::<T>::UnknownGrant)?;
				ensure!(grant.grantee == who, Error::<T>::UnknownGrant);
				let Some(Erasure::Requested { deadline, .. }) = grant.erasure else {
					return Err(Error::<T>::NoErasureRequested.into());
				};
				ensure!(Self::now() < deadline, Error::<T>::DeadlineOver);
				Self::end_erasure(id, grant, Ending::Attested, Zero::zero());
				Ok(())
			},
		}
	}

	/// By anybody, for the person: were it the person alone, whoever waits for a record to be over would
	/// hang on them for ever.
	pub(crate) fn do_claim_default(target: ErasureTarget) -> DispatchResult {
		match target {
			ErasureTarget::Dataset(id) => Self::claim_of_dataset(id),
			ErasureTarget::Grant(id) => Self::claim_of_grant(id),
		}
	}

	fn claim_of_dataset(id: DatasetId) -> DispatchResult {
		let dataset = Datasets::<T>::get(id).ok_or(Error::<T>::UnknownDataset)?;
		let DatasetStatus::Erasing { deadline } = dataset.status else {
			return Err(Error::<T>::NoErasureRequested.into());
		};
		ensure!(Self::now() >= deadline, Error::<T>::DeadlineNotOver);
		Self::end_dataset(id, dataset, Ending::Defaulted)
	}

	fn claim_of_grant(id: GrantId) -> DispatchResult {
		let grant = Grants::<T>::get(id).ok_or(Error::<T>::UnknownGrant)?;
		let Some(Erasure::Requested { by, deadline }) = &grant.erasure else {
			return Err(Error::<T>::NoErasureRequested.into());
		};
		ensure!(Self::now() >= *deadline, Error::<T>::DeadlineNotOver);
		let forfeited = Self::forfeit_agreed(by, &grant)?;
		Self::end_erasure(id, grant, Ending::Defaulted, forfeited);
		Ok(())
	}

	/// The consumer answers for everybody it passed data on to, with all of its bond; and nobody shares
	/// with it by this agreement again.
	fn forfeit_agreed(
		to: &T::AccountId,
		grant: &GrantOf<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		let Basis::Agreement(id) = grant.basis else { return Ok(Zero::zero()) };
		let Some(mut agreement) = Agreements::<T>::get(id) else { return Ok(Zero::zero()) };
		let forfeited = Self::forfeit(&agreement.consumer, to, agreement.bond)?;
		agreement.bond = Zero::zero();
		if !matches!(agreement.state, AgreementState::Terminated { .. }) {
			agreement.state = AgreementState::Terminated { at: Self::now() };
		}
		Agreements::<T>::insert(id, agreement);
		Ok(forfeited)
	}

	fn end_erasure(id: GrantId, mut grant: GrantOf<T>, how: Ending, forfeited: BalanceOf<T>) {
		grant.erasure = Some(Erasure::Ended { at: Self::now(), how });
		Grants::<T>::insert(id, grant);
		let target = ErasureTarget::Grant(id);
		Self::deposit_event(Event::ErasureEnded { target, how, forfeited });
	}
}
