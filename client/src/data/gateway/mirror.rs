//! A copy of what is finalized about the datasets that are served, and the rule of who may read, applied to
//! it. It is a second lock beside the chain's own answer: whatever it does not know, it refuses.

use crate::{
	chain::{ChainError, State},
	data::records::{
		self, Agreement, AgreementState, AuditEntry, Basis, Consent, ConsentState, Dataset, Grant,
		GrantState, Status,
	},
};
use codec::Decode;
use souk_primitives::{
	data::{DatasetId, Denial, Purposes, MAX_ONWARD},
	AgreementId, GrantId, Moment,
};
use sp_runtime::AccountId32;
use std::collections::{BTreeMap, HashMap};

/// What is finalized.
#[derive(Debug, Default)]
pub struct Mirror {
	datasets: BTreeMap<DatasetId, Dataset>,
	grants: BTreeMap<GrantId, Grant>,
	agreements: BTreeMap<AgreementId, Agreement>,
	consents: BTreeMap<(DatasetId, AgreementId), Consent>,
	by_grantee: HashMap<(AccountId32, DatasetId), Vec<GrantId>>,
}

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
	/// A grant, and what it was made of.
	Grant(GrantId),
	/// An agreement.
	Agreement(AgreementId),
	/// A consent.
	Consent(DatasetId, AgreementId),
	/// A dataset.
	Dataset(DatasetId),
}

#[derive(Decode)]
enum Target {
	Dataset(DatasetId),
	Grant(GrantId),
}

#[derive(Decode)]
enum Removed {
	Key,
	Grant(GrantId),
	Consent(DatasetId, AgreementId),
	Agreement(AgreementId),
}

/// What an event of the pallet is about; nothing if that makes no difference here.
pub fn touched(name: &str, fields: &[u8]) -> Vec<Touched> {
	fn first<T: Decode>(mut fields: &[u8]) -> Option<T> {
		T::decode(&mut fields).ok()
	}
	let found = match name {
		"Granted" => {
			let granted: Option<(GrantId, DatasetId, AccountId32, Basis, Option<GrantId>)> =
				first(fields);
			return granted.map_or_else(Vec::new, |(grant, _, _, basis, parent)| {
				let agreement = match basis {
					Basis::Agreement(id) => Some(Touched::Agreement(id)),
					Basis::Order(_) => None,
				};
				let grants = [Some(grant), parent].into_iter().flatten().map(Touched::Grant);
				grants.chain(agreement).collect()
			});
		},
		"GrantRevoked" | "EnvelopePosted" | "ReceiptsAnchored" => first(fields).map(Touched::Grant),
		"AgreementMoved" | "TermsProposed" | "AccessFunded" => {
			first(fields).map(Touched::Agreement)
		},
		"ConsentGiven" | "ConsentWithdrawn" => {
			first(fields).map(|(_, dataset, agreement): (AccountId32, _, _)| {
				Touched::Consent(dataset, agreement)
			})
		},
		"DatasetRegistered" | "VersionPublished" | "KeyEpochRaised" => {
			first(fields).map(Touched::Dataset)
		},
		"ErasureRequested" | "ErasureEnded" => first(fields).map(|target| match target {
			Target::Dataset(id) => Touched::Dataset(id),
			Target::Grant(id) => Touched::Grant(id),
		}),
		"RecordRemoved" => first(fields).and_then(|removed| match removed {
			Removed::Key => None,
			Removed::Grant(id) => Some(Touched::Grant(id)),
			Removed::Consent(dataset, agreement) => Some(Touched::Consent(dataset, agreement)),
			Removed::Agreement(id) => Some(Touched::Agreement(id)),
		}),
		_ => None,
	};
	found.into_iter().collect()
}

/// What was looked up about something that an event was about.
#[derive(Debug)]
pub enum Update {
	/// It makes no difference here.
	Nothing,
	/// A grant with what it hangs on, or that there is none.
	Grant(GrantId, Option<Box<AuditEntry>>),
	/// An agreement.
	Agreement(AgreementId, Option<Box<Agreement>>),
	/// A consent.
	Consent((DatasetId, AgreementId), Option<Consent>),
	/// A dataset.
	Dataset(DatasetId, Option<Box<Dataset>>),
}

impl Update {
	/// Looks it up.
	pub async fn of(
		state: &impl State,
		what: Touched,
		served: impl Fn(&DatasetId) -> bool,
	) -> Result<Self, ChainError> {
		Ok(match what {
			Touched::Grant(id) => {
				let Some(grant) = records::grant(state, id).await? else {
					return Ok(Self::Grant(id, None));
				};
				if !served(&grant.dataset) {
					return Ok(Self::Nothing);
				}
				let (mut agreement, mut consent) = (None, None);
				if let Basis::Agreement(id) = grant.basis {
					agreement = records::agreement(state, id).await?;
					consent = records::consent(state, grant.dataset, id).await?;
				}
				Self::Grant(id, Some(Box::new(AuditEntry { grant, agreement, consent })))
			},
			Touched::Agreement(id) => {
				Self::Agreement(id, records::agreement(state, id).await?.map(Box::new))
			},
			Touched::Consent(dataset, agreement) if served(&dataset) => {
				let consent = records::consent(state, dataset, agreement).await?;
				Self::Consent((dataset, agreement), consent)
			},
			Touched::Dataset(id) if served(&id) => {
				Self::Dataset(id, records::dataset(state, id).await?.map(Box::new))
			},
			Touched::Consent(..) | Touched::Dataset(_) => Self::Nothing,
		})
	}
}

impl Mirror {
	/// All that is on record about these datasets.
	pub async fn load(state: &impl State, datasets: &[DatasetId]) -> Result<Self, ChainError> {
		let mut mirror = Self::default();
		for id in datasets {
			let Some(dataset) = records::dataset(state, *id).await? else { continue };
			mirror.datasets.insert(*id, dataset);
			let mut after = None;
			loop {
				let page = records::audit_page(state, *id, after).await?;
				for entry in page.items {
					mirror.put(entry);
				}
				match page.next {
					Some(next) => after = Some(next),
					None => break,
				}
			}
		}
		Ok(mirror)
	}

	/// Puts a dataset into it.
	pub fn put_dataset(&mut self, id: DatasetId, dataset: Dataset) {
		self.datasets.insert(id, dataset);
	}

	/// Puts a grant into it, with what it hangs on.
	pub fn put(&mut self, entry: AuditEntry) {
		let AuditEntry { grant, agreement, consent } = entry;
		if let Basis::Agreement(id) = grant.basis {
			if let Some(agreement) = agreement {
				self.agreements.insert(id, agreement);
			}
			if let Some(consent) = consent {
				self.consents.insert((grant.dataset, id), consent);
			}
		}
		let ids = self.by_grantee.entry((grant.grantee.clone(), grant.dataset)).or_default();
		if !ids.contains(&grant.grant) {
			ids.push(grant.grant);
		}
		self.grants.insert(grant.grant, grant);
	}

	/// Takes in what was looked up.
	pub fn apply(&mut self, update: Update) {
		match update {
			Update::Nothing => {},
			Update::Grant(id, None) => self.forget(id),
			Update::Grant(_, Some(entry)) => {
				if let Basis::Agreement(id) = entry.grant.basis {
					self.set_agreement(id, entry.agreement.clone());
					self.set_consent((entry.grant.dataset, id), entry.consent.clone());
				}
				self.put(*entry);
			},
			// Agreements that no grant is by are not looked at.
			Update::Agreement(id, agreement) => {
				if self.agreements.contains_key(&id) {
					self.set_agreement(id, agreement.map(|agreement| *agreement));
				}
			},
			Update::Consent(key, consent) => self.set_consent(key, consent),
			Update::Dataset(id, Some(dataset)) => self.put_dataset(id, *dataset),
			Update::Dataset(id, None) => {
				self.datasets.remove(&id);
			},
		}
	}

	fn set_agreement(&mut self, id: AgreementId, agreement: Option<Agreement>) {
		match agreement {
			Some(agreement) => self.agreements.insert(id, agreement),
			None => self.agreements.remove(&id),
		};
	}

	fn set_consent(&mut self, key: (DatasetId, AgreementId), consent: Option<Consent>) {
		match consent {
			Some(consent) => self.consents.insert(key, consent),
			None => self.consents.remove(&key),
		};
	}

	fn forget(&mut self, id: GrantId) {
		let Some(grant) = self.grants.remove(&id) else { return };
		let key = (grant.grantee, grant.dataset);
		if let Some(ids) = self.by_grantee.get_mut(&key) {
			ids.retain(|other| *other != id);
			if ids.is_empty() {
				self.by_grantee.remove(&key);
			}
		}
	}

	/// The other grants that are paid from the same funds, and how many receipts of each are on chain.
	pub fn siblings(&self, id: GrantId) -> Vec<(GrantId, u64)> {
		let basis = self.grants.get(&id).map(|grant| grant.basis);
		let Some(basis @ Basis::Agreement(agreement)) = basis else { return Vec::new() };
		let priced = self.agreements.get(&agreement);
		if priced.is_none_or(|agreement| agreement.terms.price.is_none()) {
			return Vec::new();
		}
		let others = self.grants.values();
		let others = others.filter(|grant| grant.basis == basis && grant.grant != id);
		others.map(|grant| (grant.grant, grant.receipts.seq)).collect()
	}

	/// How many grants there are.
	pub fn len(&self) -> usize {
		self.grants.len()
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.grants.is_empty()
	}

	/// A grant.
	pub fn grant(&self, id: GrantId) -> Option<&Grant> {
		self.grants.get(&id)
	}

	/// Whether an account may read a dataset by a grant, for a purpose, at a time. Of a grant that an order
	/// gives, whether the order is open only the chain knows; and only it knows data keys and funds.
	pub fn allows(
		&self,
		id: GrantId,
		dataset: DatasetId,
		who: &AccountId32,
		purpose: Purposes,
		now: Moment,
	) -> Result<(), Denial> {
		let grant = self.grants.get(&id).ok_or(Denial::NoGrant)?;
		if grant.dataset != dataset || grant.grantee != *who {
			return Err(Denial::NoGrant);
		}
		if grant.state != GrantState::Active {
			return Err(Denial::Revoked);
		}
		self.ensure_ancestors(grant)?;
		if now >= grant.not_after {
			return Err(Denial::Expired);
		}
		if !purpose.is_valid() || !grant.purposes.contains(purpose) {
			return Err(Denial::OtherPurpose);
		}
		if grant.remaining == Some(0) {
			return Err(Denial::NoAccessLeft);
		}
		let record = self.datasets.get(&dataset).ok_or(Denial::Erased)?;
		if record.status != Status::Active {
			return Err(Denial::Erased);
		}
		if record.description.retain_until.is_some_and(|until| now >= until) {
			return Err(Denial::RetentionOver);
		}
		match grant.basis {
			Basis::Order(_) => Ok(()),
			Basis::Agreement(id) => {
				self.ensure_agreed(id, dataset, record.description.class.is_personal(), now)
			},
		}
	}

	fn ensure_agreed(
		&self,
		id: AgreementId,
		dataset: DatasetId,
		personal: bool,
		now: Moment,
	) -> Result<(), Denial> {
		let agreement = self.agreements.get(&id).ok_or(Denial::AgreementNotInForce)?;
		if agreement.state != AgreementState::Finalized {
			return Err(Denial::AgreementNotInForce);
		}
		if now < agreement.terms.not_before {
			return Err(Denial::TooEarly);
		}
		if now >= agreement.terms.not_after {
			return Err(Denial::Expired);
		}
		if !personal {
			return Ok(());
		}
		let consent = self.consents.get(&(dataset, id)).ok_or(Denial::NoConsent)?;
		if consent.state != ConsentState::Given {
			return Err(Denial::ConsentWithdrawn);
		}
		if consent.terms_hash != agreement.terms_hash {
			return Err(Denial::NoConsent);
		}
		if now >= consent.not_after {
			return Err(Denial::ConsentExpired);
		}
		Ok(())
	}

	fn ensure_ancestors(&self, grant: &Grant) -> Result<(), Denial> {
		let mut above = grant.parent;
		for _ in 0..MAX_ONWARD {
			let Some(id) = above else { return Ok(()) };
			let parent = self.grants.get(&id).ok_or(Denial::AncestorInvalid)?;
			if parent.state != GrantState::Active {
				return Err(Denial::AncestorInvalid);
			}
			above = parent.parent;
		}
		if above.is_some() {
			Err(Denial::AncestorInvalid)
		} else {
			Ok(())
		}
	}

	/// The same by whichever grant of an account.
	pub fn check(
		&self,
		dataset: DatasetId,
		who: &AccountId32,
		purpose: Purposes,
		now: Moment,
	) -> Result<GrantId, Denial> {
		let mut denial = Denial::NoGrant;
		let ids = self.by_grantee.get(&(who.clone(), dataset));
		for id in ids.into_iter().flatten().rev() {
			match self.allows(*id, dataset, who, purpose, now) {
				Ok(()) => return Ok(*id),
				Err(other) if denial == Denial::NoGrant => denial = other,
				Err(_) => {},
			}
		}
		Err(denial)
	}
}

#[cfg(test)]
mod tests;
