//! Who may read: the one function that says so, for calls and questions alike.

use crate::{
	AgreementOf, AgreementState, Agreements, Basis, ByGrantee, Config, ConsentState, Consents,
	DatasetOf, DatasetStatus, Datasets, Envelopes, Error, GrantOf, GrantState, Grants, Pallet,
};
use frame_support::ensure;
use souk_primitives::{
	data::{
		order_terms_hash, Access, DatasetId, Denial, Envelope, OrderCarriers, Purposes, MAX_ONWARD,
	},
	GrantId, Moment, OrderId, OrderInspect,
};
use sp_core::H256;
use sp_runtime::{traits::CheckedDiv, SaturatedConversion};

impl<T: Config> From<Denial> for Error<T> {
	fn from(denial: Denial) -> Self {
		match denial {
			Denial::NoGrant => Self::UnknownGrant,
			Denial::Revoked => Self::GrantRevoked,
			Denial::AncestorInvalid => Self::AncestorInvalid,
			Denial::TooEarly => Self::TooEarly,
			Denial::Expired => Self::GrantExpired,
			Denial::OtherPurpose => Self::OtherPurpose,
			Denial::NoAccessLeft => Self::NoAccessLeft,
			Denial::AgreementNotInForce => Self::AgreementNotInForce,
			Denial::NoConsent => Self::NoConsent,
			Denial::ConsentWithdrawn => Self::ConsentWithdrawn,
			Denial::ConsentExpired => Self::ConsentExpired,
			Denial::Erased => Self::DatasetErased,
			Denial::RetentionOver => Self::RetentionOver,
			Denial::OrderOver => Self::OrderOver,
			Denial::NotOfOrder => Self::NotOfOrder,
			Denial::NotPaid => Self::NotPaid,
			Denial::NoEnvelope => Self::NoEnvelope,
			Denial::StaleEnvelope => Self::StaleEnvelope,
			Denial::KeyRevoked => Self::KeyRevoked,
		}
	}
}

/// A grant that is valid now, and what was read to find that.
pub(crate) struct Valid<T: Config> {
	pub(crate) grant: GrantOf<T>,
	pub(crate) dataset: DatasetOf<T>,
	/// `None` if an order is the reason.
	pub(crate) agreement: Option<AgreementOf<T>>,
	pub(crate) terms_hash: H256,
	/// Until when, if nothing is taken back: the end of the grant, the terms, the consent or the
	/// retention, whichever is first. That moment excluded.
	pub(crate) until: Moment,
}

impl<T: Config> Pallet<T> {
	/// Whether a grant is valid now: active, as all that it was made of; in its time; with accesses left;
	/// by an agreement in force and, of personal data, the person's consent to it, or for an order that is
	/// open; of a dataset that is there.
	pub(crate) fn valid(id: GrantId) -> Result<Valid<T>, Denial> {
		let grant = Grants::<T>::get(id).ok_or(Denial::NoGrant)?;
		let now = Self::now();
		ensure!(grant.state == GrantState::Active, Denial::Revoked);
		Self::ensure_ancestors(&grant)?;
		ensure!(now < grant.not_after, Denial::Expired);
		ensure!(grant.remaining != Some(0), Denial::NoAccessLeft);
		let dataset = Datasets::<T>::get(grant.dataset).ok_or(Denial::Erased)?;
		let mut until = grant.not_after;
		let (agreement, terms_hash) = match grant.basis {
			Basis::Agreement(id) => {
				let agreement = Agreements::<T>::get(id).ok_or(Denial::AgreementNotInForce)?;
				let terms = &agreement.terms;
				ensure!(now >= terms.not_before, Denial::TooEarly);
				ensure!(now < terms.not_after, Denial::Expired);
				ensure!(agreement.state == AgreementState::Finalized, Denial::AgreementNotInForce);
				if dataset.description.class.is_personal() {
					let consent = Consents::<T>::get(grant.dataset, id).ok_or(Denial::NoConsent)?;
					let given = consent.state == ConsentState::Given;
					ensure!(given, Denial::ConsentWithdrawn);
					ensure!(consent.terms_hash == agreement.terms_hash, Denial::NoConsent);
					ensure!(now < consent.not_after, Denial::ConsentExpired);
					until = until.min(consent.not_after);
				}
				until = until.min(terms.not_after);
				let terms_hash = agreement.terms_hash;
				(Some(agreement), terms_hash)
			},
			Basis::Order(order) => {
				Self::ensure_of_order(order, &grant)?;
				(None, order_terms_hash(order))
			},
		};
		ensure!(dataset.status == DatasetStatus::Active, Denial::Erased);
		let kept = dataset.description.retain_until.is_none_or(|until| now < until);
		ensure!(kept, Denial::RetentionOver);
		until = until.min(dataset.description.retain_until.unwrap_or(Moment::MAX));
		Ok(Valid { grant, dataset, agreement, terms_hash, until })
	}

	/// Times, agreement, consent and order of a grant's ancestors are its own, or wider.
	fn ensure_ancestors(grant: &GrantOf<T>) -> Result<(), Denial> {
		let mut above = grant.parent;
		for _ in 0..MAX_ONWARD {
			let Some(id) = above else { return Ok(()) };
			let parent = Grants::<T>::get(id).ok_or(Denial::AncestorInvalid)?;
			ensure!(parent.state == GrantState::Active, Denial::AncestorInvalid);
			above = parent.parent;
		}
		ensure!(above.is_none(), Denial::AncestorInvalid);
		Ok(())
	}

	pub(crate) fn is_open(order: OrderId) -> bool {
		T::Orders::stage(order).is_some_and(|stage| !stage.is_final())
	}

	/// The merchant reads as long as the order is open; a carrier as long as it has its goods, besides.
	fn ensure_of_order(order: OrderId, grant: &GrantOf<T>) -> Result<(), Denial> {
		ensure!(Self::is_open(order), Denial::OrderOver);
		let parties = T::Orders::parties(order).ok_or(Denial::OrderOver)?;
		let of_order = match grant.parent {
			None => parties.merchant == grant.grantee,
			Some(_) => T::Carriers::carries(order, &grant.grantee),
		};
		ensure!(of_order, Denial::NotOfOrder);
		Ok(())
	}

	/// What a grant lets its grantee read now, for a purpose.
	pub(crate) fn access(id: GrantId, purpose: Purposes) -> Result<Access, Denial> {
		let Valid { grant, dataset, agreement, terms_hash, until } = Self::valid(id)?;
		let covered = purpose.is_valid() && grant.purposes.contains(purpose);
		ensure!(covered, Denial::OtherPurpose);
		let paid_for = agreement.as_ref().and_then(|agreement| {
			let price = agreement.terms.price.as_ref()?;
			let accesses = agreement.funds.checked_div(&price.amount).unwrap_or_default();
			Some(accesses.saturated_into::<u32>())
		});
		ensure!(paid_for != Some(0), Denial::NotPaid);
		let envelope = Self::usable_envelope(id, &grant, &dataset)?;
		Ok(Access {
			grant: id,
			dataset: grant.dataset,
			version: dataset.version,
			dek_epoch: dataset.dek_epoch,
			content: dataset.content,
			purposes: grant.purposes,
			fields: grant.fields,
			not_after: until,
			remaining: grant.remaining,
			paid_for,
			receipts: grant.receipts,
			terms_hash,
			envelope,
		})
	}

	fn usable_envelope(
		id: GrantId,
		grant: &GrantOf<T>,
		dataset: &DatasetOf<T>,
	) -> Result<Envelope, Denial> {
		let envelope = Envelopes::<T>::get(id).ok_or(Denial::NoEnvelope)?.envelope;
		let current =
			envelope.version == dataset.version && envelope.dek_epoch == dataset.dek_epoch;
		ensure!(current, Denial::StaleEnvelope);
		let live = Self::live_key(&grant.grantee, envelope.key_epoch).is_some();
		ensure!(live, Denial::KeyRevoked);
		Ok(envelope)
	}

	/// What an account may read of a dataset now, for a purpose, by whichever of its grants. If by none,
	/// why not by the newest.
	pub fn check_access(
		dataset: DatasetId,
		who: T::AccountId,
		purpose: Purposes,
	) -> Result<Access, Denial> {
		let mut denial = Denial::NoGrant;
		for id in ByGrantee::<T>::get(who, dataset).into_iter().rev() {
			match Self::access(id, purpose) {
				Ok(access) => return Ok(access),
				Err(other) if denial == Denial::NoGrant => denial = other,
				Err(_) => {},
			}
		}
		Err(denial)
	}
}
