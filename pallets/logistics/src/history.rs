//! The history of a shipment: each entry extends a chain of hashes, pages turn, and what is older
//! than what was paid for is folded into a tree.

use crate::{
	sweep::Lapse, tree::leaf_hash, Config, ContentsOf, EntryOf, Error, Event, History,
	OccurrenceOf, Page, Pages, Pallet, ShipmentOf, Shipments, LOG_TARGET, MAX_ENTRIES, PAGE,
};
use codec::Encode;
use frame_support::{ensure, traits::UnixTime};
use souk_primitives::{
	logistics::{Occurrence, Place, Purpose, ORIGIN_DOMAIN},
	Moment, ShipmentId,
};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash, Zero},
	SaturatedConversion,
};

/// What an entry says besides what happened.
pub(crate) struct Circumstances<AccountId> {
	/// Who signed.
	pub(crate) by: Option<AccountId>,
	/// When it happened.
	pub(crate) event_time: Moment,
	/// Where.
	pub(crate) place: Option<Place>,
	/// Whether that was long ago.
	pub(crate) late: bool,
}

impl<AccountId> Circumstances<AccountId> {
	/// Somebody signs for what happens now.
	pub(crate) fn now(by: Option<AccountId>, now: Moment) -> Self {
		Self { by, event_time: now, place: None, late: false }
	}
}

impl<T: Config> Pallet<T> {
	/// The time of this block, in milliseconds since the Unix epoch.
	pub(crate) fn now() -> Moment {
		T::Clock::now().as_millis().saturated_into()
	}

	/// The chain that signatures are for.
	pub(crate) fn genesis() -> H256 {
		frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::zero(),
		)
	}

	pub(crate) fn shipment(id: ShipmentId) -> Result<ShipmentOf<T>, Error<T>> {
		Shipments::<T>::get(id).ok_or(Error::<T>::UnknownShipment)
	}

	/// A shipment to which nothing has happened by itself that is not carried out yet: a late sweep
	/// gives nobody a right back.
	pub(crate) fn live(id: ShipmentId, now: Moment) -> Result<ShipmentOf<T>, Error<T>> {
		let shipment = Self::shipment(id)?;
		let lapsed = Self::lapse(&shipment, now).is_some_and(|lapse| lapse != Lapse::Rearm);
		ensure!(!lapsed, Error::<T>::WindowPassed);
		Ok(shipment)
	}

	/// The same, of a shipment that moves on: not a unit of which nothing was heard until all that is
	/// in it was lost.
	pub(crate) fn moving(id: ShipmentId, now: Moment) -> Result<ShipmentOf<T>, Error<T>> {
		let shipment = Self::live(id, now)?;
		let silent = shipment.purpose == Purpose::Unit && Self::silent_at(&shipment) <= now;
		ensure!(!silent || !ContentsOf::<T>::contains_key(id), Error::<T>::WindowPassed);
		Ok(shipment)
	}

	/// A history without entries. It begins with a hash that no other shipment's begins with, and
	/// that the same shipment on another fork does not begin with either: the block before is part of
	/// it.
	pub(crate) fn begin_history(id: ShipmentId, pages: u8) -> History<T::AccountId> {
		let parent = frame_system::Pallet::<T>::parent_hash();
		let origin = BlakeTwo256::hash_of(&(ORIGIN_DOMAIN, Self::genesis(), parent, id));
		History {
			origin,
			head: origin,
			count: 0,
			recent: Page::default(),
			pages,
			folded: Default::default(),
		}
	}

	/// Writes down what happened to a shipment, and tells everyone. The shipment itself is not saved.
	/// Returns whether a page was turned.
	pub(crate) fn record(
		id: ShipmentId,
		shipment: &mut ShipmentOf<T>,
		what: OccurrenceOf<T>,
		circumstances: Circumstances<T::AccountId>,
		now: Moment,
	) -> Result<bool, Error<T>> {
		let history = &mut shipment.history;
		ensure!(history.count < MAX_ENTRIES || ends(&what), Error::<T>::HistoryFull);
		let turned = history.recent.is_full();
		if turned {
			Self::turn_page(id, history);
		}
		let Circumstances { by, event_time, place, late } = circumstances;
		let entry = EntryOf::<T> { what, by, event_time, record_time: now, place, late };
		let (seq, head) = (history.count, entry.extend(history.head));
		history.recent.try_push(entry.clone()).map_err(|_| Error::<T>::HistoryFull)?;
		history.head = head;
		history.count = seq.saturating_add(1);
		if let Some(offer) = shipment.offer.as_mut().filter(|_| weighs(&entry.what)) {
			offer.head = head;
		}
		let status = shipment.status();
		Self::deposit_event(Event::Tracked { shipment: id, seq, head, status, entry });
		Ok(turned)
	}

	/// Puts the newest page aside. If there are more pages than were paid for, the oldest goes.
	pub(crate) fn turn_page(id: ShipmentId, history: &mut History<T::AccountId>) {
		let full = core::mem::take(&mut history.recent);
		let Some(number) = (history.count / PAGE).checked_sub(1) else { return };
		let oldest = match number.checked_sub(history.pages.into()) {
			// None is kept: this one goes at once.
			Some(_) if history.pages == 0 => Some(full),
			oldest => {
				Pages::<T>::insert(id, number, full);
				oldest.and_then(|oldest| Pages::<T>::take(id, oldest))
			},
		};
		for entry in oldest.into_iter().flatten() {
			if history.folded.push(leaf_hash(&entry.encode())).is_none() {
				log::error!(target: LOG_TARGET, "the history of shipment {id} is full");
			}
		}
	}
}

/// Whether it matters to whoever takes a shipment over: an offer stands, but has to be looked at anew.
fn weighs<AccountId>(what: &Occurrence<AccountId>) -> bool {
	matches!(
		what,
		Occurrence::HandoverOffered { .. }
			| Occurrence::PodKeySet { .. }
			| Occurrence::Sensed { breach: true, .. }
			| Occurrence::TroubleReported { .. }
	)
}

/// Whether a shipment ends by it, or comes closer to its end: there is always room for that.
fn ends<AccountId>(what: &Occurrence<AccountId>) -> bool {
	matches!(
		what,
		Occurrence::DeliveryProven
			| Occurrence::DeliveryConfirmed
			| Occurrence::DeliveryClaimed { .. }
			| Occurrence::ClaimAccepted
			| Occurrence::ClaimVoided
			| Occurrence::Contested { .. }
			| Occurrence::ContestAnswered { .. }
			| Occurrence::ReturnStarted
			| Occurrence::ReturnAccepted
			| Occurrence::WrittenOff(_)
			| Occurrence::Unpacked { .. }
			| Occurrence::Emptied { .. }
			| Occurrence::Cancelled
	)
}
