//! Units: bags, pallets, containers. What is in one moves with it.

use crate::{
	history::Circumstances, Config, Contents, ContentsOf, Error, Pallet, Part, ShipmentOf,
	Shipments, LOG_TARGET, MAX_DEPTH,
};
use alloc::vec::Vec;
use frame_support::ensure;
use souk_primitives::{
	logistics::{Occurrence, Purpose, Scope},
	Moment, ShipmentId,
};
use sp_runtime::{
	traits::{CheckedAdd, Saturating},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// A unit that somebody changes.
	fn open_unit(
		who: &T::AccountId,
		id: ShipmentId,
		now: Moment,
	) -> Result<ShipmentOf<T>, sp_runtime::DispatchError> {
		let unit = Self::live(id, now)?;
		ensure!(unit.purpose == Purpose::Unit, Error::<T>::NotAUnit);
		ensure!(unit.parent.is_none(), Error::<T>::UnitIsPacked);
		Self::ensure_under_way(&unit, who, Scope::Scan, now)?;
		Ok(unit)
	}

	/// Neither the unit nor what is put into it is in a unit yet, so no unit can come to be in itself.
	pub(crate) fn do_pack(who: T::AccountId, id: ShipmentId, children: Contents) -> DispatchResult {
		ensure!(!children.is_empty(), Error::<T>::EmptyList);
		let now = Self::now();
		let mut unit = Self::open_unit(&who, id, now)?;
		let mut contents = ContentsOf::<T>::get(id);
		let silent = !contents.is_empty() && Self::silent_at(&unit) <= now;
		ensure!(!silent, Error::<T>::WindowPassed);
		let count = children.len() as u32;
		for child_id in children {
			ensure!(child_id != id, Error::<T>::SelfPacked);
			let mut child = Self::moving(child_id, now)?;
			ensure!(child.parent.is_none(), Error::<T>::InsideUnit);
			ensure!(child.state.is_under_way(), Error::<T>::NotUnderWay);
			ensure!(child.custody.holder == unit.custody.holder, Error::<T>::NotCustodian);
			let height = child.height.saturating_add(1);
			ensure!(height <= MAX_DEPTH, Error::<T>::TooDeep);
			contents.try_push(child_id).map_err(|_| Error::<T>::UnitFull)?;
			unit.height = unit.height.max(height);
			unit.value = unit.value.checked_add(&child.value).ok_or(Error::<T>::ValueTooLarge)?;
			child.parent = Some(id);
			child.offer = None;
			child.custody.heard_at = now;
			let circumstances = Circumstances::now(Some(who.clone()), now);
			let what = Occurrence::Packed { parent: id };
			Self::record(child_id, &mut child, what, circumstances, now)?;
			Shipments::<T>::insert(child_id, child);
		}
		ContentsOf::<T>::insert(id, contents);
		// Whoever it was offered to saw something else.
		unit.offer = None;
		unit.custody.heard_at = now;
		let what = Occurrence::Filled { count };
		Self::record(id, &mut unit, what, Circumstances::now(Some(who), now), now)?;
		Shipments::<T>::insert(id, unit);
		Ok(())
	}

	pub(crate) fn do_unpack(
		who: T::AccountId,
		id: ShipmentId,
		children: Contents,
	) -> DispatchResult {
		ensure!(!children.is_empty(), Error::<T>::EmptyList);
		let now = Self::now();
		let mut unit = Self::open_unit(&who, id, now)?;
		let mut contents = ContentsOf::<T>::get(id);
		let count = children.len() as u32;
		for child_id in children {
			let at = contents.iter().position(|inside| *inside == child_id);
			contents.remove(at.ok_or(Error::<T>::NotInUnit)?);
			let mut child = Self::live(child_id, now)?;
			let part = Part::from(&child);
			unit.value = unit.value.saturating_sub(child.value);
			Self::follow(&mut child, &unit);
			Self::take_out(&mut child, &unit, now);
			let circumstances = Circumstances::now(Some(who.clone()), now);
			let what = Occurrence::Unpacked { parent: id };
			Self::record(child_id, &mut child, what, circumstances, now)?;
			Self::save(child_id, child, part);
		}
		let lost = Self::silent_at(&unit) <= now && !contents.is_empty();
		Self::keep_contents(id, &mut unit, contents);
		unit.offer = None;
		// What is left in a unit that was silent for too long is lost, and stays so.
		if !lost {
			unit.custody.heard_at = now;
		}
		let what = Occurrence::Emptied { count };
		Self::record(id, &mut unit, what, Circumstances::now(Some(who), now), now)?;
		Shipments::<T>::insert(id, unit);
		Ok(())
	}

	/// What leaves units has suffered what the outermost has. Of what leaves one that was silent for too
	/// long nothing was heard either.
	fn take_out(child: &mut ShipmentOf<T>, outermost: &ShipmentOf<T>, now: Moment) {
		child.parent = None;
		child.flags = child.flags.union(outermost.flags.doubts());
		if Self::silent_at(outermost) > now {
			child.custody.heard_at = now;
		}
	}

	/// What is in a unit is with whoever has the outermost unit: anew if that changed hands since
	/// something was heard of it, even if it came back. Who had it in between answers for what happened
	/// then.
	fn follow(child: &mut ShipmentOf<T>, outermost: &ShipmentOf<T>) {
		let known = child.custody.heard_at.max(child.custody.since);
		let passed = outermost.custody.since > known;
		if passed || child.custody.holder != outermost.custody.holder {
			child.custody.holder = outermost.custody.holder.clone();
			child.custody.since = outermost.custody.since;
			child.custody.from_seq = child.history.count;
			child.custody.moved_at = outermost.custody.since;
		}
	}

	fn keep_contents(id: ShipmentId, unit: &mut ShipmentOf<T>, contents: Contents) {
		if contents.is_empty() {
			unit.height = 1;
			unit.flags = Default::default();
			ContentsOf::<T>::remove(id);
		} else {
			ContentsOf::<T>::insert(id, contents);
		}
	}

	/// Takes a shipment that ends out of the units that it is in.
	pub(crate) fn detach(id: ShipmentId, shipment: &mut ShipmentOf<T>, now: Moment) {
		Self::find_custodian(shipment);
		let mut parent = shipment.parent;
		let mut direct = true;
		for _ in 0..MAX_DEPTH {
			let Some(unit_id) = parent else { return };
			let Some(mut unit) = Shipments::<T>::get(unit_id) else {
				log::error!(target: LOG_TARGET, "unit {unit_id} of shipment {id} is gone");
				return;
			};
			unit.value = unit.value.saturating_sub(shipment.value);
			// Whoever it was offered to saw something else.
			unit.offer = None;
			shipment.flags = shipment.flags.union(unit.flags.doubts());
			parent = unit.parent;
			if parent.is_none() {
				Self::take_out(shipment, &unit, now);
			}
			if core::mem::take(&mut direct) {
				let mut contents = ContentsOf::<T>::get(unit_id);
				contents.retain(|inside| *inside != id);
				Self::keep_contents(unit_id, &mut unit, contents);
			}
			Shipments::<T>::insert(unit_id, unit);
		}
	}

	/// Notes on what is in a unit who has that, and since when: the units that it is in may have been
	/// put into each other long after they changed hands.
	pub(crate) fn find_custodian(shipment: &mut ShipmentOf<T>) {
		let mut units = Self::units_of(shipment);
		let Some(mut outer) = units.pop() else { return };
		while let Some(mut inner) = units.pop() {
			Self::follow(&mut inner, &outer);
			outer = inner;
		}
		Self::follow(shipment, &outer);
	}

	/// The outermost unit that a shipment is in; `None` if it is in none.
	pub(crate) fn outermost(shipment: &ShipmentOf<T>) -> Option<ShipmentOf<T>> {
		Self::units_of(shipment).pop()
	}

	/// The units that a shipment is in, the outermost last.
	fn units_of(shipment: &ShipmentOf<T>) -> Vec<ShipmentOf<T>> {
		let mut units = Vec::new();
		let mut parent = shipment.parent;
		for _ in 0..MAX_DEPTH {
			let Some(unit) = parent.and_then(Shipments::<T>::get) else { break };
			parent = unit.parent;
			units.push(unit);
		}
		units
	}

	/// Who has a shipment, or the unit that it is in.
	pub(crate) fn custodian(shipment: &ShipmentOf<T>) -> T::AccountId {
		Self::outermost(shipment)
			.map_or_else(|| shipment.custody.holder.clone(), |unit| unit.custody.holder)
	}
}
