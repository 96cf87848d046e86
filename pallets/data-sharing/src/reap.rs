//! Records that are over, removed.

use crate::{
	AgreementState, Agreements, Basis, ByDataset, ByGrantee, Config, Consents, DatasetStatus,
	Datasets, EncryptionKeys, Envelopes, Erasure, Error, Event, GrantOf, GrantState, Grants,
	HoldReason, OrderShares, Pallet, Record, WeightInfo,
};
use frame_support::{
	ensure,
	pallet_prelude::Get,
	traits::{fungible::MutateHold, fungibles::MutateHold as _, tokens::Precision},
	weights::Weight,
};
use souk_primitives::{
	data::{DatasetId, MAX_ONWARD},
	AgreementId, GrantId, Moment,
};
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	/// What a record costs at most: keys and consents are less than either.
	pub(crate) fn reap_weight() -> Weight {
		T::WeightInfo::reap_grant().max(T::WeightInfo::reap_agreement())
	}

	pub(crate) fn do_reap(who: &T::AccountId, record: Record) -> DispatchResult {
		match record {
			Record::Key { epoch } => {
				let key = EncryptionKeys::<T>::get(who, epoch).ok_or(Error::<T>::UnknownRecord)?;
				ensure!(key.revoked.is_some(), Error::<T>::StillNeeded);
				EncryptionKeys::<T>::remove(who, epoch);
				Self::refund(key.paid);
			},
			Record::Grant(id) => Self::reap_grant(id)?,
			Record::Consent { dataset, agreement } => Self::reap_consent(dataset, agreement)?,
			Record::Agreement(id) => Self::reap_agreement(id)?,
		}
		Self::deposit_event(Event::RecordRemoved { record });
		Ok(())
	}

	/// When nobody could read by a grant any more, for good; `None` while somebody may again.
	fn ended_at(grant: &GrantOf<T>) -> Option<Moment> {
		let of_time = (Self::now() >= grant.not_after).then_some(grant.not_after);
		let of_basis = match grant.basis {
			Basis::Agreement(id) => match Agreements::<T>::get(id).map(|agreement| agreement.state)
			{
				Some(AgreementState::Terminated { at }) => Some(at),
				Some(_) => None,
				None => Some(0),
			},
			// When it was over, nobody says. What an order shares costs nothing, and is not kept.
			Basis::Order(order) => (!Self::is_open(order)).then_some(0),
		};
		let of_dataset = match Datasets::<T>::get(grant.dataset).map(|dataset| dataset.status) {
			Some(DatasetStatus::Erased { at, .. }) => Some(at),
			Some(_) => None,
			None => Some(0),
		};
		let mut of_state = None;
		let mut next = Some(grant.clone());
		for _ in 0..=MAX_ONWARD {
			let Some(grant) = next else { break };
			if let GrantState::Revoked { at } = grant.state {
				of_state = Some(of_state.map_or(at, |before: Moment| before.min(at)));
			}
			next = grant.parent.and_then(Grants::<T>::get);
		}
		[of_time, of_basis, of_dataset, of_state].into_iter().flatten().min()
	}

	fn reap_grant(id: GrantId) -> DispatchResult {
		let grant = Grants::<T>::get(id).ok_or(Error::<T>::UnknownRecord)?;
		let open = matches!(grant.erasure, Some(Erasure::Requested { .. }));
		ensure!(grant.children == 0 && !open, Error::<T>::StillNeeded);
		let ended = Self::ended_at(&grant).ok_or(Error::<T>::StillNeeded)?;
		// As long as receipts may come, and what was read may be kept.
		let retention = match grant.basis {
			Basis::Agreement(id) => {
				Agreements::<T>::get(id).map_or(0, |agreement| agreement.terms.retention)
			},
			Basis::Order(_) => 0,
		};
		// What is known to be erased is not kept.
		let kept = if grant.erasure.is_some() { 0 } else { retention };
		let until = ended.saturating_add(kept.max(T::ReceiptPeriod::get()));
		let ordered = matches!(grant.basis, Basis::Order(_));
		ensure!(ordered || Self::now() >= until, Error::<T>::StillNeeded);

		if let Some(envelope) = Envelopes::<T>::take(id) {
			Self::refund(envelope.paid);
		}
		ByGrantee::<T>::mutate_exists(&grant.grantee, grant.dataset, |grants| {
			if let Some(list) = grants {
				list.retain(|other| *other != id);
				if list.is_empty() {
					*grants = None;
				}
			}
		});
		ByDataset::<T>::remove(grant.dataset, id);
		Datasets::<T>::mutate(grant.dataset, |dataset| {
			if let Some(dataset) = dataset {
				dataset.grants = dataset.grants.saturating_sub(1);
			}
		});
		match grant.basis {
			Basis::Agreement(agreement) => Self::discount_record(agreement),
			Basis::Order(order) if OrderShares::<T>::get(order) == Some(id) => {
				OrderShares::<T>::remove(order);
			},
			Basis::Order(_) => {},
		}
		if let Some(parent) = grant.parent {
			Grants::<T>::mutate(parent, |parent| {
				if let Some(parent) = parent {
					parent.children = parent.children.saturating_sub(1);
				}
			});
		}
		Grants::<T>::remove(id);
		Self::refund(grant.paid);
		Ok(())
	}

	fn reap_consent(dataset: DatasetId, agreement: AgreementId) -> DispatchResult {
		let consent = Consents::<T>::get(dataset, agreement).ok_or(Error::<T>::UnknownRecord)?;
		// Its round keeps old signatures from counting again, as long as one could.
		let of_agreement = match Agreements::<T>::get(agreement) {
			None => Some(0),
			Some(agreement) => match agreement.state {
				AgreementState::Terminated { at } => Some(at.min(agreement.terms.not_after)),
				_ => Some(agreement.terms.not_after).filter(|end| Self::now() >= *end),
			},
		};
		let of_dataset = match Datasets::<T>::get(dataset).map(|dataset| dataset.status) {
			Some(DatasetStatus::Erased { at, .. }) => Some(at),
			_ => None,
		};
		let ended = of_agreement.into_iter().chain(of_dataset).min();
		let over = ended
			.is_some_and(|at| Self::now() >= at.saturating_add(T::ReceiptPeriod::get()));
		ensure!(over, Error::<T>::StillNeeded);
		Consents::<T>::remove(dataset, agreement);
		Self::discount_record(agreement);
		Self::refund(consent.paid);
		Ok(())
	}

	fn reap_agreement(id: AgreementId) -> DispatchResult {
		let agreement = Agreements::<T>::get(id).ok_or(Error::<T>::UnknownRecord)?;
		let AgreementState::Terminated { at } = agreement.state else {
			return Err(Error::<T>::StillNeeded.into());
		};
		ensure!(agreement.records == 0, Error::<T>::StillNeeded);
		// Of an agreement that never held anything, nothing can come.
		let staked = !agreement.bond.is_zero() || !agreement.funds.is_zero();
		let until = at.saturating_add(T::ReceiptPeriod::get());
		ensure!(!staked || Self::now() >= until, Error::<T>::StillNeeded);
		let consumer = &agreement.consumer;
		T::Currency::release(
			&HoldReason::Bond.into(),
			consumer,
			agreement.bond,
			Precision::BestEffort,
		)?;
		// Releasing nothing fails if the consumer has no account of the asset.
		let price = agreement.terms.price.as_ref().filter(|_| !agreement.funds.is_zero());
		if let Some(price) = price {
			T::Payments::release(
				price.asset.clone(),
				&HoldReason::Access.into(),
				consumer,
				agreement.funds,
				Precision::BestEffort,
			)?;
		}
		Agreements::<T>::remove(id);
		Self::refund(agreement.paid);
		Ok(())
	}

	/// One grant or consent by an agreement less.
	fn discount_record(agreement: AgreementId) {
		Agreements::<T>::mutate(agreement, |agreement| {
			if let Some(agreement) = agreement {
				agreement.records = agreement.records.saturating_sub(1);
			}
		});
	}
}
