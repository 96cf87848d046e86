//! What the runtime API answers.

use crate::{
	runtime_api::MAX_HISTORY, sweep::Lapse, tree::leaf_hash, AccountIdOf, BalanceOf, ByCode,
	BySscc, Code, Config, Consignment, Consignments, ContentsOf, Due, Ending, EntryOf, Leg, Pages,
	Pallet, Receiver, ShipmentOf, Shipments, State, MAX_DEPTH, PAGE,
};
use alloc::vec::Vec;
use codec::Encode;
use souk_primitives::{
	logistics::{Direction, ShipmentView, Sscc, Status},
	Moment, OrderId, ShipmentId,
};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// A shipment, deadlines that have passed included.
	pub fn view(id: ShipmentId) -> Option<ShipmentView<AccountIdOf<T>, BalanceOf<T>>> {
		Some(Self::view_of(id, Shipments::<T>::get(id)?))
	}

	fn view_of(
		id: ShipmentId,
		shipment: ShipmentOf<T>,
	) -> ShipmentView<AccountIdOf<T>, BalanceOf<T>> {
		let (status, delivered_at) = Self::effective(&shipment, Self::now());
		let custodian = Self::custodian(&shipment);
		let ShipmentOf::<T> { history, .. } = shipment;
		ShipmentView {
			id,
			purpose: shipment.purpose,
			shipper: shipment.shipper,
			consignee: shipment.consignee,
			custodian,
			status,
			flags: shipment.flags,
			sscc: shipment.sscc,
			parent: shipment.parent,
			value: shipment.value,
			planned: shipment.planned,
			estimated: shipment.estimated,
			delivered_at,
			due_at: shipment.due_at,
			pod_key: shipment.pod_key,
			origin: history.origin,
			head: history.head,
			custody_head: shipment.custody.head,
			offer_head: shipment.offer.map(|offer| offer.head),
			count: history.count,
			first_live: history.folded.leaves(),
			folded: history.folded.root(),
		}
	}

	/// How far it is now, and since when it is delivered.
	fn effective(shipment: &ShipmentOf<T>, now: Moment) -> (Status, Option<Moment>) {
		let due_at = shipment.due_at;
		match (Self::lapse(shipment, now), &shipment.state) {
			(None | Some(Lapse::Rearm), State::Ended { ending: Ending::Delivered, at }) => {
				(Status::Delivered, Some(*at))
			},
			(None | Some(Lapse::Rearm), state) => (state.status(), None),
			(Some(Lapse::Drop), _) => (Status::Cancelled, None),
			(Some(Lapse::WriteOff), _) => (Status::Lost, None),
			(Some(lapse), state) => match (lapse, state.claim().map(|claim| claim.to)) {
				(Lapse::Accept, Some(Receiver::Shipper)) => (Status::Returned, None),
				(Lapse::Accept, _) => (Status::Delivered, due_at),
				(_, Some(Receiver::Shipper)) => (Status::Returning, None),
				_ => (State::<AccountIdOf<T>>::Moving(Leg::Exception).status(), None),
			},
		}
	}

	/// The shipment of an SSCC.
	pub fn find_sscc(sscc: Sscc) -> Option<ShipmentId> {
		BySscc::<T>::get(sscc)
	}

	/// The shipments of an order.
	pub fn find_order(order: OrderId, direction: Direction) -> Option<Consignment> {
		Consignments::<T>::get(order, direction)
	}

	/// The shipment that a carrier calls so.
	pub fn find_code(carrier: AccountIdOf<T>, code: Code) -> Option<ShipmentId> {
		ByCode::<T>::get(carrier, code)
	}

	/// Entries of a history.
	pub fn entries(id: ShipmentId, from: u32, limit: u32) -> Vec<(u32, EntryOf<T>)> {
		let Some(shipment) = Shipments::<T>::get(id) else { return Vec::new() };
		let history = shipment.history;
		let from = from.max(history.folded.leaves());
		let until = history.count.min(from.saturating_add(limit.min(MAX_HISTORY)));
		let newest = history.count.saturating_sub(history.recent.len() as u32) / PAGE;
		let mut found = Vec::new();
		for number in from / PAGE..=newest {
			let page = if number == newest {
				history.recent.clone()
			} else {
				Pages::<T>::get(id, number).unwrap_or_default()
			};
			let first = number.saturating_mul(PAGE);
			for (at, entry) in page.into_iter().enumerate() {
				let seq = first.saturating_add(at as u32);
				if (from..until).contains(&seq) {
					found.push((seq, entry));
				}
			}
			if first.saturating_add(PAGE) >= until {
				break;
			}
		}
		found
	}

	/// The units that a shipment is in.
	pub fn parents(id: ShipmentId) -> Vec<ShipmentView<AccountIdOf<T>, BalanceOf<T>>> {
		let mut found = Vec::new();
		let mut parent = Shipments::<T>::get(id).and_then(|shipment| shipment.parent);
		for _ in 0..MAX_DEPTH {
			let Some((id, unit)) = parent.and_then(|id| Some((id, Shipments::<T>::get(id)?)))
			else {
				break;
			};
			parent = unit.parent;
			found.push(Self::view_of(id, unit));
		}
		found
	}

	/// What is in a unit.
	pub fn contents_of(id: ShipmentId) -> Vec<ShipmentId> {
		ContentsOf::<T>::get(id).into_inner()
	}

	/// Whether an entry was folded.
	pub fn verify(id: ShipmentId, seq: u32, entry: EntryOf<T>, path: Vec<H256>) -> bool {
		Shipments::<T>::get(id).is_some_and(|shipment| {
			shipment.history.folded.verify(seq, leaf_hash(&entry.encode()), &path)
		})
	}

	/// What is due.
	pub fn due_now(limit: u32) -> Vec<ShipmentId> {
		let now = Self::now();
		Due::<T>::iter_keys()
			.take_while(|(at, _)| at.0 <= now)
			.take(limit.min(MAX_HISTORY) as usize)
			.map(|(_, id)| ShipmentId(id.0))
			.collect()
	}
}
