//! What must hold at every moment.

use crate::{
	AccountIdOf, BalanceOf, ByCode, BySscc, CodesOf, Config, Consignments, ContentsOf, Due,
	HoldReason, NextShipmentId, Pages, Pallet, Part, ShipmentOf, Shipments, MAX_DEPTH, PAGE,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{ensure, traits::fungible::InspectHold};
use souk_primitives::{
	logistics::{Direction, Purpose},
	BigEndian, OrderId, ShipmentId,
};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

type Outcome = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// 1. Ids are below the next one.
	/// 2. What is held for shipments is the sum of their deposits.
	/// 3. Every index points to a shipment that points back.
	/// 4. A shipment stands among those that are due exactly under the time it says.
	/// 5. What is in a unit is not in another, is as high as its unit allows, and its values add up.
	/// 6. Histories are whole: what is not folded is there, chained up to the head.
	/// 7. The parcels of an order are counted right.
	pub fn do_try_state() -> Outcome {
		let next = NextShipmentId::<T>::get();
		let mut deposits = BTreeMap::<Vec<u8>, (AccountIdOf<T>, BalanceOf<T>)>::new();
		for (id, shipment) in Shipments::<T>::iter() {
			ensure!(id < next, "a shipment has an id that was not given out");
			let (_, sum) = deposits
				.entry(codec::Encode::encode(&shipment.depositor))
				.or_insert_with(|| (shipment.depositor.clone(), Zero::zero()));
			*sum = sum.saturating_add(shipment.deposit);
			Self::check_indices(id, &shipment)?;
			Self::check_history(id, &shipment)?;
			Self::check_unit(id, &shipment)?;
		}
		let reason = HoldReason::Shipment.into();
		for (who, sum) in deposits.into_values() {
			ensure!(
				T::Currency::balance_on_hold(&reason, &who) == sum,
				"what is held differs from the deposits"
			);
		}
		Self::check_pointers()?;
		Self::check_consignments()
	}

	fn check_indices(id: ShipmentId, shipment: &ShipmentOf<T>) -> Outcome {
		if let Some(sscc) = shipment.sscc {
			ensure!(BySscc::<T>::get(sscc) == Some(id), "an SSCC leads elsewhere");
		}
		ensure!(
			shipment.due_at.is_none() == shipment.state.is_ended(),
			"due is what has not ended"
		);
		if let Some(at) = shipment.due_at {
			let key = (BigEndian(at), BigEndian(id.0));
			ensure!(Due::<T>::contains_key(key), "a shipment is not among those that are due");
		}
		if let Purpose::Order { order, direction } = shipment.purpose {
			let listed = Consignments::<T>::get(order, direction)
				.is_some_and(|consignment| consignment.shipments.contains(&id));
			ensure!(listed, "an order does not list its shipment");
		}
		if shipment.state.is_ended() {
			ensure!(!CodesOf::<T>::contains_key(id), "an ended shipment keeps its codes");
			ensure!(shipment.parent.is_none(), "an ended shipment is in a unit");
			ensure!(shipment.offer.is_none(), "an ended shipment is offered");
		}
		Ok(())
	}

	fn check_history(id: ShipmentId, shipment: &ShipmentOf<T>) -> Outcome {
		let history = &shipment.history;
		let recent = history.recent.len() as u32;
		ensure!(recent > 0 && recent <= PAGE, "the newest page is empty");
		let newest = history.count.saturating_sub(recent);
		ensure!(newest.is_multiple_of(PAGE), "the newest page begins in the middle");
		let first = history.folded.leaves();
		ensure!(first.is_multiple_of(PAGE), "half a page was folded");
		let kept = newest.saturating_sub(first) / PAGE;
		ensure!(kept <= history.pages.into(), "more pages are kept than were paid for");
		ensure!(
			first == 0 || kept == u32::from(history.pages),
			"a page was folded that was paid for"
		);
		ensure!(Pages::<T>::iter_key_prefix(id).count() == kept as usize, "a page too many");
		for number in first / PAGE..newest / PAGE {
			let full = Pages::<T>::get(id, number).is_some_and(|page| page.is_full());
			ensure!(full, "a page is missing, or not full");
		}
		if first == 0 {
			let entries = Self::entries(id, 0, crate::runtime_api::MAX_HISTORY);
			ensure!(entries.len() == history.count as usize, "an entry is missing");
			let head = entries.iter().fold(history.origin, |head, (_, entry)| entry.extend(head));
			ensure!(head == history.head, "the entries do not lead to the head");
		}
		Ok(())
	}

	fn check_unit(id: ShipmentId, shipment: &ShipmentOf<T>) -> Outcome {
		ensure!(
			(shipment.height > 0) == (shipment.purpose == Purpose::Unit),
			"a unit has a height"
		);
		ensure!(shipment.height <= MAX_DEPTH, "units go too deep");
		if let Some(parent) = shipment.parent {
			ensure!(!shipment.state.is_with_shipper(), "what was not picked up is in a unit");
			ensure!(
				ContentsOf::<T>::get(parent).contains(&id),
				"a unit does not list its contents"
			);
			let unit = Shipments::<T>::get(parent).ok_or("the unit of a shipment is gone")?;
			ensure!(unit.height > shipment.height, "a unit is not higher than what is in it");
		}
		if shipment.purpose != Purpose::Unit {
			return Ok(());
		}
		let contents = ContentsOf::<T>::get(id);
		let mut value = BalanceOf::<T>::zero();
		for child in &contents {
			let child = Shipments::<T>::get(child).ok_or("a unit lists what is gone")?;
			ensure!(child.parent == Some(id), "a unit lists what is not in it");
			value = value.saturating_add(child.value);
		}
		ensure!(value == shipment.value, "a unit's value is not that of its contents");
		ensure!(ContentsOf::<T>::contains_key(id) != contents.is_empty(), "an empty list is kept");
		Ok(())
	}

	fn check_pointers() -> Outcome {
		for (sscc, id) in BySscc::<T>::iter() {
			let fits = Shipments::<T>::get(id).is_some_and(|record| record.sscc == Some(sscc));
			ensure!(fits, "an SSCC leads nowhere");
		}
		for (at, id) in Due::<T>::iter_keys() {
			let fits =
				Shipments::<T>::get(ShipmentId(id.0)).is_some_and(|s| s.due_at == Some(at.0));
			ensure!(fits, "something else is due, or at another time");
		}
		for (carrier, code, id) in ByCode::<T>::iter() {
			ensure!(CodesOf::<T>::get(id).contains(&(carrier, code)), "a code leads nowhere");
		}
		for (id, codes) in CodesOf::<T>::iter() {
			ensure!(!codes.is_empty(), "an empty list of codes is kept");
			for (carrier, code) in codes {
				ensure!(ByCode::<T>::get(carrier, code) == Some(id), "a code leads elsewhere");
			}
		}
		for id in ContentsOf::<T>::iter_keys() {
			ensure!(Shipments::<T>::contains_key(id), "a unit is gone that holds something");
		}
		for id in Pages::<T>::iter_keys().map(|(id, _)| id) {
			ensure!(Shipments::<T>::contains_key(id), "a page of a shipment that is gone");
		}
		Ok(())
	}

	fn check_consignments() -> Outcome {
		let mut counts = BTreeMap::<(OrderId, Direction), Vec<(ShipmentId, Part)>>::new();
		for (id, shipment) in Shipments::<T>::iter() {
			if let Purpose::Order { order, direction } = shipment.purpose {
				counts.entry((order, direction)).or_default().push((id, Part::from(&shipment)));
			}
		}
		for (order, direction, consignment) in Consignments::<T>::iter() {
			let parts = counts.remove(&(order, direction)).unwrap_or_default();
			ensure!(!parts.is_empty(), "an order lists no shipments");
			ensure!(parts.len() == consignment.shipments.len(), "an order lists what is gone");
			let parts: Vec<_> =
				parts.into_iter().filter(|(id, _)| *id >= consignment.first).collect();
			let count = |part: fn(&Part) -> bool| parts.iter().filter(|(_, p)| part(p)).count();
			ensure!(
				count(|part| *part == Part::Waiting) == usize::from(consignment.waiting),
				"parcels that wait are counted wrong"
			);
			ensure!(
				count(|part| matches!(part, Part::Claimed(_))) == usize::from(consignment.claimed),
				"claims are counted wrong"
			);
			// What was purged still counts.
			for (part, booked) in [
				(Part::Arrived, consignment.arrived),
				(Part::Returned, consignment.returned),
				(Part::Gone, consignment.gone),
			] {
				let there = parts.iter().filter(|(_, p)| *p == part).count();
				ensure!(there <= booked.into(), "parcels that ended are counted wrong");
			}
			let sum = [
				consignment.waiting,
				consignment.claimed,
				consignment.arrived,
				consignment.returned,
				consignment.gone,
			];
			let sum = sum.into_iter().fold(0u32, |sum, n| sum.saturating_add(n.into()));
			ensure!(sum <= consignment.parcels.into(), "more parcels are counted than there are");
		}
		ensure!(counts.is_empty(), "a shipment's order lists nothing");
		Ok(())
	}
}
