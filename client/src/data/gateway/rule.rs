//! The rule of who may read, applied to what is on record about a grant: the same checks as in
//! `pallets/data-sharing/src/access.rs`.

use super::ledger::Standing;
use crate::data::records::{
	Agreement, AgreementState, Basis, Consent, ConsentState, Dataset, Grant, GrantState, Status,
};
use souk_primitives::{
	data::{Denial, Purposes},
	Moment,
};

/// What an access is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
	/// It is not counted yet.
	New,
	/// It is among the receipts: that it was the last one does not end it.
	Counted,
}

/// What the rule reads.
pub(super) struct Facts<'a> {
	pub(super) grant: &'a Grant,
	/// Whether all that the grant was made of is there, and was not taken back.
	pub(super) ancestors: Result<(), Denial>,
	pub(super) dataset: Option<&'a Dataset>,
	pub(super) agreement: Option<&'a Agreement>,
	pub(super) consent: Option<&'a Consent>,
}

fn ensure(holds: bool, denial: Denial) -> Result<(), Denial> {
	holds.then_some(()).ok_or(denial)
}

impl Facts<'_> {
	/// Whether the grantee may read, for a purpose, at a time.
	pub(super) fn decide(
		&self,
		purpose: Purposes,
		now: Moment,
		asked: Asked,
	) -> Result<(), Denial> {
		let grant = self.grant;
		ensure(grant.state == GrantState::Active, Denial::Revoked)?;
		self.ancestors?;
		ensure(now < grant.not_after, Denial::Expired)?;
		ensure(purpose.is_valid() && grant.purposes.contains(purpose), Denial::OtherPurpose)?;
		ensure(asked == Asked::Counted || grant.remaining != Some(0), Denial::NoAccessLeft)?;
		let dataset = self.dataset.ok_or(Denial::Erased)?;
		ensure(dataset.status == Status::Active, Denial::Erased)?;
		let kept = dataset.description.retain_until.is_none_or(|until| now < until);
		ensure(kept, Denial::RetentionOver)?;
		match grant.basis {
			Basis::Order(_) => Ok(()),
			Basis::Agreement(_) => self.ensure_agreed(dataset.description.class.is_personal(), now),
		}
	}

	fn ensure_agreed(&self, personal: bool, now: Moment) -> Result<(), Denial> {
		let agreement = self.agreement.ok_or(Denial::AgreementNotInForce)?;
		let in_force = agreement.state == AgreementState::Finalized;
		ensure(in_force, Denial::AgreementNotInForce)?;
		ensure(now >= agreement.terms.not_before, Denial::TooEarly)?;
		ensure(now < agreement.terms.not_after, Denial::Expired)?;
		if !personal {
			return Ok(());
		}
		let consent = self.consent.ok_or(Denial::NoConsent)?;
		ensure(consent.state == ConsentState::Given, Denial::ConsentWithdrawn)?;
		ensure(consent.terms_hash == agreement.terms_hash, Denial::NoConsent)?;
		ensure(now < consent.not_after, Denial::ConsentExpired)
	}
}

/// Whether an access that is counted may still be given, by what a block says: in which it may have been the
/// last, and all the money may have been paid.
///
/// The chain's own answer is not enough. "None left" is what it says first, and says nothing of a consent
/// that was withdrawn; so what it would have looked at next is looked at here.
pub(in crate::data) fn counted(
	standing: &Standing,
	purpose: Purposes,
	now: Moment,
) -> Result<(), Denial> {
	let grant = &standing.grant;
	match grant.valid {
		Ok(()) => {},
		// Of an order, only the chain knows the rest.
		Err(Denial::NoAccessLeft) if matches!(grant.basis, Basis::Agreement(_)) => {},
		Err(denial) => return Err(denial),
	}
	let facts = Facts {
		grant,
		// The chain looks at them before it counts.
		ancestors: Ok(()),
		dataset: standing.dataset.as_ref(),
		agreement: standing.agreement.as_ref(),
		consent: standing.consent.as_ref(),
	};
	facts.decide(purpose, now, Asked::Counted)?;
	let dataset = standing.dataset.as_ref().ok_or(Denial::Erased)?;
	let envelope = grant.envelope.as_ref().ok_or(Denial::NoEnvelope)?;
	let current = (envelope.version, envelope.dek_epoch) == (dataset.version, dataset.dek_epoch);
	ensure(current, Denial::StaleEnvelope)?;
	ensure(standing.keys.contains(&envelope.key_epoch), Denial::KeyRevoked)
}
