//! Consents: of the person that data is about, to exactly what was agreed.

use crate::{
	deposits::footprint, AgreementState, Agreements, Config, Consent, ConsentOf, ConsentState,
	Consents, DatasetStatus, Datasets, Error, Event, Pallet,
};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use souk_primitives::{
	data::{consent_payload, wrapped, ConsentAct, DatasetId},
	AgreementId, Moment,
};
use sp_core::H256;
use sp_runtime::{
	traits::{Verify, Zero},
	DispatchResult,
};

/// What is signed off chain, and until when that is good.
pub(crate) struct Signed<'a, Account, Signature> {
	pub(crate) subject: &'a Account,
	pub(crate) deadline: Moment,
	pub(crate) signature: Signature,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn genesis() -> H256 {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
	}

	/// The 32 bytes that a person signs next who gives or withdraws a consent.
	pub fn consent_payload(
		subject: T::AccountId,
		dataset: DatasetId,
		agreement: AgreementId,
		terms_hash: H256,
		act: ConsentAct,
		deadline: Moment,
	) -> [u8; 32] {
		let round = Consents::<T>::get(dataset, agreement).map_or(0, |consent| consent.round);
		let genesis = Self::genesis();
		consent_payload(genesis, &subject, dataset, agreement, terms_hash, act, round, deadline)
	}

	/// `Ok` if the person signed this act, and for the first time.
	pub(crate) fn ensure_signed_act(
		signed: Signed<T::AccountId, T::Signature>,
		dataset: DatasetId,
		agreement: AgreementId,
		terms_hash: H256,
		act: ConsentAct,
	) -> Result<(), Error<T>> {
		let Signed { subject, deadline, signature } = signed;
		ensure!(Self::now() < deadline, Error::<T>::DeadlineOver);
		let payload =
			Self::consent_payload(subject.clone(), dataset, agreement, terms_hash, act, deadline);
		let good = signature.verify(&payload[..], subject)
			|| signature.verify(&wrapped(&payload)[..], subject);
		ensure!(good, Error::<T>::BadSignature);
		Ok(())
	}

	pub(crate) fn do_give(
		payer: &T::AccountId,
		subject: T::AccountId,
		dataset: DatasetId,
		agreement: AgreementId,
		terms_hash: H256,
		not_after: Moment,
	) -> DispatchResult {
		let record = Datasets::<T>::get(dataset).ok_or(Error::<T>::UnknownDataset)?;
		ensure!(record.description.class.is_personal(), Error::<T>::NotPersonal);
		ensure!(record.description.subject.as_ref() == Some(&subject), Error::<T>::NotSubject);
		ensure!(record.status == DatasetStatus::Active, Error::<T>::DatasetErased);
		let mut agreed = Agreements::<T>::get(agreement).ok_or(Error::<T>::UnknownAgreement)?;
		ensure!(agreed.provider == record.owner, Error::<T>::NotProviders);
		let settled = matches!(
			agreed.state,
			AgreementState::Agreed { .. }
				| AgreementState::Finalized
				| AgreementState::Suspended { .. }
		);
		ensure!(settled, Error::<T>::AgreementNotInForce);
		ensure!(agreed.terms_hash == terms_hash, Error::<T>::TermsMoved);
		let now = Self::now();
		// Terms that are over never come back: consents to them can be removed, for good.
		ensure!(now < agreed.terms.not_after, Error::<T>::NeverInForce);
		ensure!(now < not_after, Error::<T>::ConsentExpired);
		let (round, paid) = match Consents::<T>::get(dataset, agreement) {
			Some(consent) => (consent.round, consent.paid),
			None => {
				let paid = Self::charge(payer, footprint::<ConsentOf<T>>(1, 0, 0))?;
				agreed.records = agreed.records.saturating_add(1);
				Agreements::<T>::insert(agreement, agreed);
				(0, paid)
			},
		};
		let consent = Consent {
			subject: subject.clone(),
			terms_hash,
			given_at: now,
			not_after,
			state: ConsentState::Given,
			round: round.checked_add(1).ok_or(Error::<T>::IdsExhausted)?,
			paid,
		};
		Consents::<T>::insert(dataset, agreement, consent);
		Self::deposit_event(Event::ConsentGiven {
			subject,
			dataset,
			agreement,
			terms_hash,
			not_after,
		});
		Ok(())
	}

	/// Always possible: whatever became of the dataset and the agreement.
	pub(crate) fn do_withdraw(
		subject: T::AccountId,
		dataset: DatasetId,
		agreement: AgreementId,
	) -> DispatchResult {
		let mut consent = Self::withdrawable(&subject, dataset, agreement)?;
		consent.state = ConsentState::Withdrawn { at: Self::now() };
		consent.round = consent.round.saturating_add(1);
		Consents::<T>::insert(dataset, agreement, consent);
		Self::raise_key_epoch(dataset);
		Self::deposit_event(Event::ConsentWithdrawn { subject, dataset, agreement });
		Ok(())
	}

	/// A consent that its giver can withdraw.
	pub(crate) fn withdrawable(
		subject: &T::AccountId,
		dataset: DatasetId,
		agreement: AgreementId,
	) -> Result<ConsentOf<T>, Error<T>> {
		let consent = Consents::<T>::get(dataset, agreement).ok_or(Error::<T>::NoConsent)?;
		ensure!(consent.subject == *subject, Error::<T>::NotSubject);
		ensure!(consent.state == ConsentState::Given, Error::<T>::NothingToWithdraw);
		Ok(consent)
	}
}
