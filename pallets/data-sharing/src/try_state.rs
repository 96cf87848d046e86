//! What always holds.

use crate::{
	Agreements, Basis, ByDataset, ByGrantee, Config, Consents, DatasetStatus, Datasets,
	EncryptionKeys, Envelopes, Grants, HoldReason, Keyrings, NextAgreementId, NextGrantId,
	OrderShares, Pallet, MAX_LIVE_KEYS,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks the invariants.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::keys_are_counted()?;
		Self::grants_are_listed()?;
		Self::records_are_counted()?;
		Self::bonds_are_held()
	}

	/// A keyring counts its live keys, and every key is older than the next.
	fn keys_are_counted() -> Result<(), TryRuntimeError> {
		for (who, ring) in Keyrings::<T>::iter() {
			let keys: Vec<_> = EncryptionKeys::<T>::iter_prefix(&who).collect();
			let live = keys.iter().filter(|(_, key)| key.revoked.is_none()).count();
			ensure!(live == usize::from(ring.live), "a keyring counts other keys");
			ensure!(ring.live <= MAX_LIVE_KEYS, "too many live keys");
			ensure!(keys.iter().all(|(epoch, _)| *epoch < ring.next), "a key of the future");
		}
		for (who, _, _) in EncryptionKeys::<T>::iter() {
			ensure!(Keyrings::<T>::contains_key(who), "a key without a keyring");
		}
		Ok(())
	}

	/// A grant is in the lists of its grantee and its dataset, and nothing else is. Its parent has the
	/// same dataset and basis, is one step less deep, and allows all that it allows.
	fn grants_are_listed() -> Result<(), TryRuntimeError> {
		let mut children = BTreeMap::new();
		for (id, grant) in Grants::<T>::iter() {
			ensure!(id < NextGrantId::<T>::get(), "a grant of the future");
			let listed = ByGrantee::<T>::get(&grant.grantee, grant.dataset).contains(&id);
			ensure!(listed, "a grant that its grantee has not");
			ensure!(ByDataset::<T>::contains_key(grant.dataset, id), "a grant of no dataset");
			let Some(parent_id) = grant.parent else {
				ensure!(grant.depth == 0, "a grant from nowhere");
				continue;
			};
			let parent = Grants::<T>::get(parent_id).ok_or("a grant without its parent")?;
			let inside = parent.dataset == grant.dataset
				&& parent.basis == grant.basis
				&& parent.depth.saturating_add(1) == grant.depth
				&& parent.purposes.contains(grant.purposes)
				&& grant.fields & !parent.fields == 0
				&& grant.not_after <= parent.not_after
				&& (parent.remaining.is_none() || grant.remaining.is_some());
			ensure!(inside, "a grant is wider than its parent");
			let count: &mut u32 = children.entry(parent_id).or_default();
			*count = count.saturating_add(1);
		}
		for (id, grant) in Grants::<T>::iter() {
			let counted = children.get(&id).copied().unwrap_or_default();
			ensure!(counted == grant.children, "a grant counts other children");
		}
		for (grantee, dataset, grants) in ByGrantee::<T>::iter() {
			ensure!(!grants.is_empty(), "an empty list");
			for id in grants {
				let grant = Grants::<T>::get(id).ok_or("a list has what is not there")?;
				let its = grant.grantee == grantee && grant.dataset == dataset;
				ensure!(its, "a list has another's grant");
			}
		}
		for (dataset, id, ()) in ByDataset::<T>::iter() {
			let grant = Grants::<T>::get(id).ok_or("a list has what is not there")?;
			ensure!(grant.dataset == dataset, "a list has another's grant");
		}
		for (order, id) in OrderShares::<T>::iter() {
			let grant = Grants::<T>::get(id).ok_or("an order shares what is not there")?;
			ensure!(grant.basis == Basis::Order(order), "an order shares another's");
		}
		Ok(())
	}

	/// Datasets and agreements count what is on record of them; envelopes have grants.
	fn records_are_counted() -> Result<(), TryRuntimeError> {
		let (mut by_dataset, mut by_agreement) = (BTreeMap::new(), BTreeMap::new());
		let count = |of: &mut u32| *of = of.saturating_add(1);
		for grant in Grants::<T>::iter_values() {
			count(by_dataset.entry(grant.dataset).or_default());
			if let Basis::Agreement(id) = grant.basis {
				count(by_agreement.entry(id).or_default());
			}
		}
		for (_, agreement, _) in Consents::<T>::iter() {
			count(by_agreement.entry(agreement).or_default());
		}
		for (id, dataset) in Datasets::<T>::iter() {
			let counted = by_dataset.remove(&id).unwrap_or_default();
			ensure!(counted == dataset.grants, "a dataset counts other grants");
			ensure!(dataset.dek_epoch <= dataset.key_epoch, "a data key of the future");
			let personal = dataset.description.class.is_personal();
			ensure!(
				personal == dataset.description.subject.is_some(),
				"personal data of nobody, or other data of somebody"
			);
		}
		ensure!(by_dataset.is_empty(), "grants without a dataset");
		for (id, agreement) in Agreements::<T>::iter() {
			ensure!(id < NextAgreementId::<T>::get(), "an agreement of the future");
			let counted = by_agreement.remove(&id).unwrap_or_default();
			ensure!(counted == agreement.records, "an agreement counts other records");
			let hash = agreement.terms.hash(id, &agreement.provider, &agreement.consumer);
			ensure!(hash == agreement.terms_hash, "an agreement has another hash");
		}
		ensure!(by_agreement.is_empty(), "grants or consents without an agreement");
		for id in Envelopes::<T>::iter_keys() {
			ensure!(Grants::<T>::contains_key(id), "a data key without a grant");
		}
		Ok(())
	}

	/// What datasets and agreements stake is held, and no more.
	fn bonds_are_held() -> Result<(), TryRuntimeError> {
		let mut staked = BTreeMap::new();
		for dataset in Datasets::<T>::iter_values() {
			let erased = matches!(dataset.status, DatasetStatus::Erased { .. });
			ensure!(!erased || dataset.bond.is_zero(), "a bond for what is erased");
			let entry = staked.entry(dataset.owner).or_insert_with(Zero::zero);
			*entry = dataset.bond.saturating_add(*entry);
		}
		for agreement in Agreements::<T>::iter_values() {
			let entry = staked.entry(agreement.consumer).or_insert_with(Zero::zero);
			*entry = agreement.bond.saturating_add(*entry);
		}
		for (who, bond) in staked {
			let held = T::Currency::balance_on_hold(&HoldReason::Bond.into(), &who);
			ensure!(held == bond, "other bonds are held");
		}
		Ok(())
	}
}
