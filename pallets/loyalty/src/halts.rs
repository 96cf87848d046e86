//! Time in which the chain stood still does not count against points.

use crate::{Config, Error, Event, Halted, Pallet};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::ensure;
use scale_info::TypeInfo;
use souk_primitives::Moment;
use sp_runtime::DispatchResult;

/// The longest halt that can be made up for at once, in milliseconds: 30 days.
pub const MAX_HALT: Moment = 2_592_000_000;

/// The halts that points were made up for.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Halts {
	/// How long all of them lasted, in milliseconds.
	pub total: Moment,
	/// When the last of them was over, in milliseconds since the Unix epoch.
	pub until: Moment,
}

impl<T: Config> Pallet<T> {
	/// No time is made up for twice: halts come in order and do not overlap. So all points together
	/// never live longer than time has passed.
	pub(crate) fn do_extend_expiry(from: Moment, until: Moment) -> DispatchResult {
		let length = until.saturating_sub(from);
		ensure!((1..=MAX_HALT).contains(&length), Error::<T>::HaltOutOfRange);
		ensure!(until <= Self::now(), Error::<T>::HaltNotOver);
		let mut halts = Halted::<T>::get();
		ensure!(from >= halts.until, Error::<T>::HaltMadeUpFor);
		halts = Halts { total: halts.total.saturating_add(length), until };
		Halted::<T>::put(halts);
		Self::deposit_event(Event::ExpiryExtended { from, until });
		Ok(())
	}
}
