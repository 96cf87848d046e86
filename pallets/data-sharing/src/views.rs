//! The answers to [`runtime_api`](crate::runtime_api).

use crate::{
	runtime_api::{
		AgreementView, AuditEntry, ConsentView, DatasetView, GrantView, KeyView, Page, MAX_ANSWERS,
	},
	AccountIdOf, Agreements, BalanceOf, Basis, ByDataset, ByGrantee, Config, Consents, Datasets,
	EncryptionKeys, Envelopes, Grants, Keyrings, Pallet,
};
use alloc::vec::Vec;
use souk_primitives::{
	data::{Access, DatasetId, Denial, Purposes},
	AgreementId, GrantId,
};

type AgreementViewOf<T> = AgreementView<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;
type AuditEntryOf<T> = AuditEntry<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;
type GrantViewOf<T> = GrantView<AccountIdOf<T>>;

fn bounded(limit: u32) -> usize {
	limit.clamp(1, MAX_ANSWERS) as usize
}

impl<T: Config> Pallet<T> {
	/// What accounts may read of datasets now: 256 answers at most.
	pub fn check_access_many(
		questions: Vec<(DatasetId, T::AccountId, Purposes)>,
	) -> Vec<Result<Access, Denial>> {
		let answered = questions.into_iter().take(bounded(MAX_ANSWERS));
		answered.map(|(dataset, who, purpose)| Self::check_access(dataset, who, purpose)).collect()
	}

	/// A dataset, erased or not.
	pub fn dataset_view(id: DatasetId) -> Option<DatasetView<T::AccountId>> {
		let dataset = Datasets::<T>::get(id)?;
		Some(DatasetView {
			owner: dataset.owner,
			description: dataset.description,
			version: dataset.version,
			key_epoch: dataset.key_epoch,
			dek_epoch: dataset.dek_epoch,
			content: dataset.content,
			status: dataset.status,
		})
	}

	/// An agreement.
	pub fn agreement_view(id: AgreementId) -> Option<AgreementViewOf<T>> {
		let agreement = Agreements::<T>::get(id)?;
		Some(AgreementView {
			provider: agreement.provider,
			consumer: agreement.consumer,
			terms: agreement.terms,
			terms_hash: agreement.terms_hash,
			round: agreement.round,
			state: agreement.state,
			bond: agreement.bond,
			funds: agreement.funds,
		})
	}

	/// A consent.
	pub fn consent_view(
		dataset: DatasetId,
		agreement: AgreementId,
	) -> Option<ConsentView<T::AccountId>> {
		let consent = Consents::<T>::get(dataset, agreement)?;
		Some(ConsentView {
			subject: consent.subject,
			agreement,
			terms_hash: consent.terms_hash,
			given_at: consent.given_at,
			not_after: consent.not_after,
			state: consent.state,
			round: consent.round,
		})
	}

	/// A grant, and whether it is valid now.
	pub fn grant_view(id: GrantId) -> Option<GrantViewOf<T>> {
		let grant = Grants::<T>::get(id)?;
		Some(GrantView {
			grant: id,
			dataset: grant.dataset,
			basis: grant.basis,
			parent: grant.parent,
			grantee: grant.grantee,
			purposes: grant.purposes,
			fields: grant.fields,
			given_at: grant.given_at,
			not_after: grant.not_after,
			remaining: grant.remaining,
			depth: grant.depth,
			state: grant.state,
			valid: Self::valid(id).map(|_| ()),
			receipts: grant.receipts,
			erasure: grant.erasure,
			envelope: Envelopes::<T>::get(id).map(|stored| stored.envelope),
		})
	}

	/// Public keys of an account, from an epoch on.
	pub fn keys_of(who: T::AccountId, from: u32, limit: u32) -> Page<KeyView, u32> {
		let end = Keyrings::<T>::get(&who).map_or(0, |ring| ring.next);
		let mut items = Vec::new();
		// Keys that were removed leave gaps: a page looks at so many epochs, not at so many keys.
		let stop = from.saturating_add(limit.clamp(1, MAX_ANSWERS)).min(end);
		for epoch in from..stop {
			let Some(key) = EncryptionKeys::<T>::get(&who, epoch) else { continue };
			items.push(KeyView {
				epoch,
				suite: key.suite,
				public: key.public,
				since: key.since,
				revoked: key.revoked,
			});
		}
		Page { items, next: (stop < end).then_some(stop) }
	}

	/// The grants of an account. A page ends with a dataset.
	pub fn grants_of(
		who: T::AccountId,
		after: Option<DatasetId>,
		limit: u32,
	) -> Page<GrantViewOf<T>, DatasetId> {
		let limit = bounded(limit);
		let datasets = match after {
			None => ByGrantee::<T>::iter_prefix(&who),
			Some(after) => {
				let key = ByGrantee::<T>::hashed_key_for(&who, after);
				ByGrantee::<T>::iter_prefix_from(&who, key)
			},
		};
		let (mut items, mut last) = (Vec::new(), None);
		for (dataset, grants) in datasets {
			if !items.is_empty() && items.len().saturating_add(grants.len()) > limit {
				return Page { items, next: last };
			}
			items.extend(grants.into_iter().filter_map(Self::grant_view));
			last = Some(dataset);
		}
		Page { items, next: None }
	}

	fn page_of_dataset<Item>(
		dataset: DatasetId,
		after: Option<GrantId>,
		limit: u32,
		item: impl Fn(GrantId) -> Option<Item>,
	) -> Page<Item, GrantId> {
		let limit = bounded(limit);
		let mut grants = match after {
			None => ByDataset::<T>::iter_key_prefix(dataset),
			Some(after) => {
				let key = ByDataset::<T>::hashed_key_for(dataset, after);
				ByDataset::<T>::iter_key_prefix_from(dataset, key)
			},
		};
		let (mut items, mut last) = (Vec::new(), None);
		for grant in grants.by_ref().take(limit) {
			items.extend(item(grant));
			last = Some(grant);
		}
		Page { items, next: last.filter(|_| grants.next().is_some()) }
	}

	/// The grants of a dataset.
	pub fn envelopes_of(
		dataset: DatasetId,
		after: Option<GrantId>,
		limit: u32,
	) -> Page<GrantViewOf<T>, GrantId> {
		Self::page_of_dataset(dataset, after, limit, Self::grant_view)
	}

	/// All that is on record of accesses to a dataset.
	pub fn audit_export(
		dataset: DatasetId,
		after: Option<GrantId>,
		limit: u32,
	) -> Page<AuditEntryOf<T>, GrantId> {
		Self::page_of_dataset(dataset, after, limit, |id| {
			let grant = Self::grant_view(id)?;
			let (agreement, consent) = match grant.basis {
				Basis::Agreement(id) => (Self::agreement_view(id), Self::consent_view(dataset, id)),
				Basis::Order(_) => (None, None),
			};
			Some(AuditEntry { grant, agreement, consent })
		})
	}
}
