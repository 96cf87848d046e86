//! Envelopes: data keys, encrypted to grantees.

use crate::{
	access::Valid, deposits::footprint, Basis, Config, DatasetOf, EnvelopeOf, Envelopes, Error,
	Event, GrantOf, Grants, NewEnvelope, Pallet, StoredEnvelope,
};
use frame_support::{ensure, weights::Weight};
use souk_primitives::data::{Envelope, OrderCarriers, MAX_ENVELOPE};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError,
};

/// What the commitment to an envelope begins with.
const ENVELOPE_DOMAIN: &[u8] = b"souk/data/envelope/v1";

impl<T: Config> Pallet<T> {
	/// Returns what it cost besides to find out whether a carrier has the goods.
	pub(crate) fn do_post(who: &T::AccountId, item: NewEnvelope) -> Result<Weight, DispatchError> {
		let NewEnvelope { grant: id, version, key_epoch, commitment, inline } = item;
		let Valid { grant, dataset, .. } = Self::valid(id).map_err(Error::<T>::from)?;
		ensure!(Self::may_post(who, &grant, &dataset), Error::<T>::MayNotPost);
		ensure!(version == dataset.version, Error::<T>::StaleEnvelope);
		let key = Self::live_key(&grant.grantee, key_epoch).ok_or(Error::<T>::KeyRevoked)?;
		let length = match &inline {
			Some(bytes) => {
				let hash = BlakeTwo256::hash(&[ENVELOPE_DOMAIN, bytes].concat());
				let right = bytes.len() == key.suite.envelope_len() && hash == commitment;
				ensure!(right, Error::<T>::WrongEnvelope);
				bytes.len()
			},
			None => {
				ensure!(!commitment.is_zero(), Error::<T>::WrongEnvelope);
				0
			},
		};
		if let Some(before) = Envelopes::<T>::take(id) {
			Self::refund(before.paid);
		}
		let spare = (MAX_ENVELOPE as usize).saturating_sub(length);
		let paid = Self::charge(who, footprint::<EnvelopeOf<T>>(1, spare, 0))?;
		let dek_epoch = dataset.dek_epoch;
		let envelope = Envelope { version, key_epoch, dek_epoch, commitment, inline };
		Envelopes::<T>::insert(id, StoredEnvelope { envelope, paid });
		Self::deposit_event(Event::EnvelopePosted { grant: id, version, key_epoch, commitment });
		let of_carrier = matches!(grant.basis, Basis::Order(_)) && grant.parent.is_some();
		Ok(if of_carrier { T::Carriers::weight() } else { Weight::zero() })
	}

	/// Who has the data key and may pass it on: the owner, and whoever the grant was made of.
	fn may_post(who: &T::AccountId, grant: &GrantOf<T>, dataset: &DatasetOf<T>) -> bool {
		dataset.owner == *who
			|| grant.parent.and_then(Grants::<T>::get).is_some_and(|parent| parent.grantee == *who)
	}
}
