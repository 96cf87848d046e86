//! The keys that act for a carrier.

use crate::{
	AccountIdOf, Carriers, Config, Error, Event, HoldReason, Key, KeyOf, Keys, Pallet, Revocation,
	Role, Scopes,
};
use frame_support::{ensure, traits::Get};
use souk_primitives::{logistics::Scope, Moment};
use sp_runtime::{ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_authorize_key(
		who: T::AccountId,
		key: T::AccountId,
		role: Role,
		scopes: Scopes,
		expires_at: Moment,
	) -> DispatchResult {
		ensure!(key != who, Error::<T>::KeyIsCarrier);
		ensure!(!scopes.is_empty(), Error::<T>::NoScopes);
		ensure!(scopes.is_within(role.widest()), Error::<T>::NotForDevices);
		ensure!(expires_at > Self::now(), Error::<T>::AlreadyExpired);
		let mut carrier = Self::carrier(&who)?;

		let record = match Keys::<T>::get(&who, &key) {
			Some(known) => {
				ensure!(known.revoked.is_none(), Error::<T>::KeyIsRevoked);
				// The counter stays: what the key signed before must not be handed in again.
				Key { role, scopes, expires_at, ..known }
			},
			None => {
				ensure!(carrier.keys < T::MaxKeys::get(), Error::<T>::TooManyKeys);
				carrier.keys = carrier.keys.checked_add(1).ok_or(ArithmeticError::Overflow)?;
				let deposit = Self::key_price();
				Self::hold(HoldReason::Key, &who, deposit, Error::<T>::LacksDeposit)?;
				Carriers::<T>::insert(&who, carrier);
				Key { role, scopes, expires_at, counter: 0, revoked: None, deposit }
			},
		};
		Keys::<T>::insert(&who, &key, record);
		let carrier = who;
		Self::deposit_event(Event::KeyAuthorized { carrier, key, role, scopes, expires_at });
		Ok(())
	}

	pub(crate) fn do_revoke_key(
		who: T::AccountId,
		key: T::AccountId,
		compromised_since: Option<Moment>,
	) -> DispatchResult {
		let now = Self::now();
		let future = compromised_since.is_some_and(|since| since > now);
		ensure!(!future, Error::<T>::CompromisedInTheFuture);
		let mut record = Self::key(&who, &key)?;
		let at = match record.revoked {
			Some(before) => {
				ensure!(before.grows_by(compromised_since), Error::<T>::AlreadyRevoked);
				before.at
			},
			None => now,
		};

		record.revoked = Some(Revocation { at, compromised_since, told_at: now });
		Keys::<T>::insert(&who, &key, record);
		Self::deposit_event(Event::KeyRevoked { carrier: who, key, compromised_since });
		Ok(())
	}

	pub(crate) fn do_remove_key(who: T::AccountId, key: T::AccountId) -> DispatchResult {
		let mut carrier = Self::carrier(&who)?;
		let (record, now) = (Self::key(&who, &key)?, Self::now());
		let ended = record.ends_at();
		ensure!(ended <= now, Error::<T>::KeyStillActs);
		ensure!(ended <= now.saturating_sub(T::KeyRetention::get()), Error::<T>::KeyRetained);
		carrier.keys = carrier.keys.checked_sub(1).ok_or(ArithmeticError::Underflow)?;

		Self::release(HoldReason::Key, &who, record.deposit)?;
		Keys::<T>::remove(&who, &key);
		Carriers::<T>::insert(&who, carrier);
		Self::deposit_event(Event::KeyRemoved { carrier: who, key });
		Ok(())
	}

	pub(crate) fn do_ensure_may(
		who: &AccountIdOf<T>,
		key: &AccountIdOf<T>,
		scope: Scope,
		now: Moment,
	) -> DispatchResult {
		Self::active_carrier(who)?;
		if key != who {
			Self::acting_key(who, key, scope, now)?;
		}
		Ok(())
	}

	pub(crate) fn do_use_counter(
		who: &AccountIdOf<T>,
		key: &AccountIdOf<T>,
		scope: Scope,
		counter: u64,
		now: Moment,
	) -> DispatchResult {
		ensure!(key != who, Error::<T>::NeedsKey);
		Self::active_carrier(who)?;
		let mut record = Self::acting_key(who, key, scope, now)?;
		ensure!(counter > record.counter, Error::<T>::CounterUsed);

		record.counter = counter;
		Keys::<T>::insert(who, key, record);
		Ok(())
	}

	pub(crate) fn do_was_compromised(
		who: &AccountIdOf<T>,
		key: &AccountIdOf<T>,
		at: Moment,
		before: Moment,
	) -> bool {
		Keys::<T>::get(who, key).is_some_and(|key| key.was_compromised(at, before))
	}

	/// The key, if it may do this now.
	fn acting_key(
		who: &AccountIdOf<T>,
		key: &AccountIdOf<T>,
		scope: Scope,
		now: Moment,
	) -> Result<KeyOf<T>, Error<T>> {
		let record = Self::key(who, key)?;
		ensure!(record.revoked.is_none(), Error::<T>::KeyIsRevoked);
		ensure!(record.expires_at > now, Error::<T>::KeyHasExpired);
		ensure!(record.scopes.contains(scope), Error::<T>::OutOfScope);
		Ok(record)
	}

	fn key(who: &AccountIdOf<T>, key: &AccountIdOf<T>) -> Result<KeyOf<T>, Error<T>> {
		Keys::<T>::get(who, key).ok_or(Error::<T>::UnknownKey)
	}
}
