//! Public keys that data keys are encrypted to.

use crate::{
	deposits::footprint, Config, EncryptionKey, EncryptionKeyOf, EncryptionKeys, Error, Event,
	Keyring, KeyringOf, Keyrings, Pallet, PublicKey, Revocation, MAX_LIVE_KEYS,
};
use frame_support::ensure;
use souk_primitives::{
	data::{KeyFault, Suite, MAX_PUBLIC_KEY},
	Moment,
};
use sp_runtime::DispatchResult;

impl<T: Config> From<KeyFault> for Error<T> {
	fn from(fault: KeyFault) -> Self {
		match fault {
			KeyFault::Length => Self::KeyLength,
			KeyFault::LowOrder => Self::LowOrderKey,
			KeyFault::Coefficient => Self::MalformedKey,
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_key(who: T::AccountId, suite: Suite, public: PublicKey) -> DispatchResult {
		suite.check(&public).map_err(Error::<T>::from)?;
		let mut ring = match Keyrings::<T>::get(&who) {
			Some(ring) => ring,
			None => {
				let paid = Self::charge(&who, footprint::<KeyringOf<T>>(1, 0, 0))?;
				Keyring { next: 0, live: 0, paid }
			},
		};
		ensure!(ring.live < MAX_LIVE_KEYS, Error::<T>::TooManyKeys);
		let epoch = ring.next;
		ring.next = epoch.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
		ring.live = ring.live.saturating_add(1);
		let spare = (MAX_PUBLIC_KEY as usize).saturating_sub(public.len());
		let paid = Self::charge(&who, footprint::<EncryptionKeyOf<T>>(1, spare, 0))?;
		let key = EncryptionKey { suite, public, since: Self::now(), revoked: None, paid };
		EncryptionKeys::<T>::insert(&who, epoch, key);
		Keyrings::<T>::insert(&who, ring);
		Self::deposit_event(Event::KeySet { who, epoch, suite });
		Ok(())
	}

	pub(crate) fn do_revoke_key(
		who: T::AccountId,
		epoch: u32,
		compromised_since: Option<Moment>,
	) -> DispatchResult {
		let mut key = Self::live_key(&who, epoch).ok_or(Error::<T>::KeyRevoked)?;
		let now = Self::now();
		let possible = compromised_since.is_none_or(|since| since >= key.since && since <= now);
		ensure!(possible, Error::<T>::ImpossibleMoment);
		key.revoked = Some(Revocation { at: now, compromised_since });
		EncryptionKeys::<T>::insert(&who, epoch, key);
		Keyrings::<T>::mutate(&who, |ring| {
			if let Some(ring) = ring {
				ring.live = ring.live.saturating_sub(1);
			}
		});
		Self::deposit_event(Event::KeyRevoked { who, epoch, compromised_since });
		Ok(())
	}

	/// A public key that is not revoked.
	pub(crate) fn live_key(who: &T::AccountId, epoch: u32) -> Option<EncryptionKeyOf<T>> {
		EncryptionKeys::<T>::get(who, epoch).filter(|key| key.revoked.is_none())
	}
}
