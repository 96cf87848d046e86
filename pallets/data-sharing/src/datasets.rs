//! Datasets and their versions.

use crate::{
	deposits::footprint, BalanceOf, Config, Dataset, DatasetOf, DatasetStatus, Datasets,
	Description, Ending, ErasureTarget, Error, Event, HoldReason, Locator, Pallet, Schema,
};
use frame_support::{
	ensure,
	pallet_prelude::Get,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Consideration,
	},
};
use souk_primitives::data::{dataset_id, Content, DatasetId};
use sp_core::H256;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchError, DispatchResult,
};

fn is_complete(content: &Content) -> bool {
	let hashes = [content.cipher_hash, content.content_commit, content.dek_commit];
	content.cipher_len > 0 && hashes.iter().all(|hash| !hash.is_zero())
}

/// What a dataset stores, with the texts as long as they are.
fn size<T: Config>(description: &Description<T::AccountId>) -> frame_support::traits::Footprint {
	let texts = description.schema.as_str().len() + description.locator.as_str().len();
	footprint::<DatasetOf<T>>(1, (128usize + 256).saturating_sub(texts), 0)
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(
		owner: T::AccountId,
		salt: H256,
		description: Description<T::AccountId>,
		content: Content,
	) -> DispatchResult {
		let id = dataset_id(&owner, salt);
		ensure!(!Datasets::<T>::contains_key(id), Error::<T>::DatasetExists);
		let Description { subject, class, .. } = &description;
		ensure!(subject.is_some() == class.is_personal(), Error::<T>::WrongSubject);
		ensure!(is_complete(&content), Error::<T>::NoContent);
		let kept = description.retain_until.is_none_or(|until| until > Self::now());
		ensure!(kept, Error::<T>::RetentionOver);
		let (subject, class) = (subject.clone(), *class);
		// Nobody stakes anything on what is about nobody, or about the owner.
		let bond = match &subject {
			Some(subject) if *subject != owner => T::ErasureBond::get(),
			_ => Zero::zero(),
		};
		T::Currency::hold(&HoldReason::Bond.into(), &owner, bond)?;
		let paid = Self::charge(&owner, size::<T>(&description))?;
		let cipher_hash = content.cipher_hash;
		let dataset = Dataset {
			owner: owner.clone(),
			description,
			version: 1,
			key_epoch: 0,
			dek_epoch: 0,
			content,
			status: DatasetStatus::Active,
			grants: 0,
			bond,
			paid,
		};
		Datasets::<T>::insert(id, dataset);
		Self::deposit_event(Event::DatasetRegistered { dataset: id, owner, subject, class });
		Self::deposit_event(Event::VersionPublished {
			dataset: id,
			version: 1,
			dek_epoch: 0,
			cipher_hash,
		});
		Ok(())
	}

	pub(crate) fn do_publish(
		who: T::AccountId,
		id: DatasetId,
		version: u32,
		dek_epoch: u32,
		content: Content,
		locator: Locator,
	) -> DispatchResult {
		let mut dataset = Self::own_dataset(&who, id)?;
		ensure!(dataset.status == DatasetStatus::Active, Error::<T>::DatasetErased);
		let kept = dataset.description.retain_until.is_none_or(|until| until > Self::now());
		ensure!(kept, Error::<T>::RetentionOver);
		let next = dataset.version.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
		ensure!(version == next, Error::<T>::VersionMoved);
		ensure!(dek_epoch == dataset.key_epoch, Error::<T>::KeyEpochMoved);
		ensure!(is_complete(&content), Error::<T>::NoContent);
		let before = &dataset.content;
		let fresh = content.dek_commit != before.dek_commit
			&& content.cipher_hash != before.cipher_hash
			&& content.content_commit != before.content_commit;
		ensure!(fresh, Error::<T>::ContentReused);
		let cipher_hash = content.cipher_hash;
		dataset.version = version;
		dataset.dek_epoch = dek_epoch;
		dataset.content = content;
		dataset.description.locator = locator;
		let dataset = Self::resized(dataset)?;
		Datasets::<T>::insert(id, dataset);
		Self::deposit_event(Event::VersionPublished {
			dataset: id,
			version,
			dek_epoch,
			cipher_hash,
		});
		Ok(())
	}

	pub(crate) fn do_retire(who: T::AccountId, id: DatasetId) -> DispatchResult {
		let dataset = Self::own_dataset(&who, id)?;
		// What the subject asked for, the owner has to attest.
		ensure!(dataset.status == DatasetStatus::Active, Error::<T>::DatasetErased);
		Self::end_dataset(id, dataset, Ending::Retired)
	}

	/// Forgets what can be forgotten. The id stays, so that the dataset never comes back.
	pub(crate) fn end_dataset(
		id: DatasetId,
		mut dataset: DatasetOf<T>,
		how: Ending,
	) -> DispatchResult {
		let forfeited = match (how, dataset.description.subject.clone()) {
			(Ending::Defaulted, Some(subject)) => {
				Self::forfeit(&dataset.owner, &subject, dataset.bond)?
			},
			_ => {
				T::Currency::release(
					&HoldReason::Bond.into(),
					&dataset.owner,
					dataset.bond,
					Precision::BestEffort,
				)?;
				Zero::zero()
			},
		};
		dataset.bond = Zero::zero();
		dataset.status = DatasetStatus::Erased { at: Self::now(), how };
		dataset.description.schema = Schema::default();
		dataset.description.locator = Locator::default();
		dataset.content = Content {
			cipher_hash: H256::zero(),
			cipher_len: 0,
			content_commit: H256::zero(),
			dek_commit: H256::zero(),
		};
		let dataset = Self::resized(dataset)?;
		Datasets::<T>::insert(id, dataset);
		Self::deposit_event(Event::ErasureEnded {
			target: ErasureTarget::Dataset(id),
			how,
			forfeited,
		});
		Ok(())
	}

	/// Pays a bond to somebody. What cannot be paid is released, so that nothing stays held for ever.
	pub(crate) fn forfeit(
		from: &T::AccountId,
		to: &T::AccountId,
		amount: BalanceOf<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		let reason = HoldReason::Bond.into();
		let paid = T::Currency::transfer_on_hold(
			&reason,
			from,
			to,
			amount,
			Precision::BestEffort,
			Restriction::Free,
			Fortitude::Force,
		)
		.unwrap_or_default();
		let left = amount.saturating_sub(paid);
		T::Currency::release(&reason, from, left, Precision::BestEffort)?;
		Ok(paid)
	}

	/// The same dataset, with the deposit of what it is now.
	fn resized(mut dataset: DatasetOf<T>) -> Result<DatasetOf<T>, DispatchError> {
		let size = size::<T>(&dataset.description);
		let depositor = dataset.paid.depositor.clone();
		dataset.paid.ticket = dataset.paid.ticket.update(&depositor, size)?;
		Ok(dataset)
	}

	/// A dataset of the caller.
	pub(crate) fn own_dataset(who: &T::AccountId, id: DatasetId) -> Result<DatasetOf<T>, Error<T>> {
		let dataset = Datasets::<T>::get(id).ok_or(Error::<T>::UnknownDataset)?;
		ensure!(dataset.owner == *who, Error::<T>::NotOwner);
		Ok(dataset)
	}

	/// An access ended: what is published next needs a new data key.
	pub(crate) fn raise_key_epoch(id: DatasetId) {
		Datasets::<T>::mutate(id, |dataset| {
			let Some(dataset) = dataset else { return };
			dataset.key_epoch = dataset.key_epoch.saturating_add(1);
			let key_epoch = dataset.key_epoch;
			Self::deposit_event(Event::KeyEpochRaised { dataset: id, key_epoch });
		});
	}
}
