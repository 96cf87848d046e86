//! Who pays for what is stored, and gets it back.

use crate::{Config, Paid, PaidOf, Pallet, LOG_TARGET};
use codec::MaxEncodedLen;
use frame_support::traits::{Consideration, Footprint, UnixTime};
use souk_primitives::Moment;
use sp_runtime::DispatchError;

/// The bytes of a storage key, at most: two prefixes, and two hashes with the ids that they are of.
const KEY: usize = 128;

/// What so many entries are: a record that is `spare` bytes shorter than it can be, and `more` bytes in
/// the other entries.
pub(crate) fn footprint<R: MaxEncodedLen>(entries: usize, spare: usize, more: usize) -> Footprint {
	let record = R::max_encoded_len().saturating_sub(spare);
	Footprint::from_parts(
		entries,
		entries.saturating_mul(KEY).saturating_add(record).saturating_add(more),
	)
}

impl<T: Config> Pallet<T> {
	/// The time, in milliseconds since the Unix epoch.
	pub(crate) fn now() -> Moment {
		T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	/// Holds the price of what is stored.
	pub(crate) fn charge(
		who: &T::AccountId,
		footprint: Footprint,
	) -> Result<PaidOf<T>, DispatchError> {
		let ticket = T::Deposit::new(who, footprint)?;
		Ok(Paid { depositor: who.clone(), ticket })
	}

	/// Gives it back. A record is removed even if that fails: what was held stays held, and is not lost.
	pub(crate) fn refund(paid: PaidOf<T>) {
		let Paid { depositor, ticket } = paid;
		if let Err(error) = ticket.drop(&depositor) {
			log::error!(target: LOG_TARGET, "a deposit of {depositor:?} cannot be released: {error:?}");
		}
	}
}
