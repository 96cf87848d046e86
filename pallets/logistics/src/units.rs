//! Units: bags, pallets, containers. What is in one moves with it.

use crate::{
	history::Circumstances, Config, Contents, ContentsOf, Error, Pallet, ShipmentOf, Shipments,
	LOG_TARGET, MAX_DEPTH,
};
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
		let count = children.len() as u32;
		for child_id in children {
			ensure!(child_id != id, Error::<T>::SelfPacked);
			let mut child = Self::live(child_id, now)?;
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
			let mut child = Self::shipment(child_id)?;
			unit.value = unit.value.saturating_sub(child.value);
			Self::take_out(&mut child, &unit, now);
			let circumstances = Circumstances::now(Some(who.clone()), now);
			let what = Occurrence::Unpacked { parent: id };
			Self::record(child_id, &mut child, what, circumstances, now)?;
			Shipments::<T>::insert(child_id, child);
		}
		Self::keep_contents(id, &mut unit, contents);
		unit.offer = None;
		unit.custody.heard_at = now;
		let what = Occurrence::Emptied { count };
		Self::record(id, &mut unit, what, Circumstances::now(Some(who), now), now)?;
		Shipments::<T>::insert(id, unit);
		Ok(())
	}

	/// What leaves a unit is with whoever has the outermost unit: anew if that changed hands since it
	/// was packed, even if it came back. Who had it in between answers for what happened then.
	fn take_out(child: &mut ShipmentOf<T>, outermost: &ShipmentOf<T>, now: Moment) {
		child.parent = None;
		let passed = outermost.custody.since > child.custody.heard_at;
		if passed || child.custody.holder != outermost.custody.holder {
			child.custody.holder = outermost.custody.holder.clone();
			child.custody.since = outermost.custody.since;
			child.custody.from_seq = child.history.count;
			child.custody.moved_at = outermost.custody.since;
		}
		child.custody.heard_at = now;
	}

	fn keep_contents(id: ShipmentId, unit: &mut ShipmentOf<T>, contents: Contents) {
		if contents.is_empty() {
			unit.height = 1;
			ContentsOf::<T>::remove(id);
		} else {
			ContentsOf::<T>::insert(id, contents);
		}
	}

	/// Takes a shipment that ends out of the units that it is in.
	pub(crate) fn detach(id: ShipmentId, shipment: &mut ShipmentOf<T>, now: Moment) {
		let mut parent = shipment.parent;
		if let Some(unit) = parent {
			let mut contents = ContentsOf::<T>::get(unit);
			contents.retain(|inside| *inside != id);
			Shipments::<T>::mutate_extant(unit, |record| {
				Self::keep_contents(unit, record, contents);
			});
		}
		for _ in 0..MAX_DEPTH {
			let Some(unit_id) = parent else { return };
			let Some(mut unit) = Shipments::<T>::get(unit_id) else {
				log::error!(target: LOG_TARGET, "unit {unit_id} of shipment {id} is gone");
				return;
			};
			unit.value = unit.value.saturating_sub(shipment.value);
			parent = unit.parent;
			if parent.is_none() {
				Self::take_out(shipment, &unit, now);
			}
			Shipments::<T>::insert(unit_id, unit);
		}
	}

	/// The outermost unit that a shipment is in; `None` if it is in none.
	pub(crate) fn outermost(shipment: &ShipmentOf<T>) -> Option<ShipmentOf<T>> {
		let mut found = None;
		let mut parent = shipment.parent;
		for _ in 0..MAX_DEPTH {
			let Some(unit) = parent.and_then(Shipments::<T>::get) else { break };
			parent = unit.parent;
			found = Some(unit);
		}
		found
	}

	/// Who has a shipment, or the unit that it is in.
	pub(crate) fn custodian(shipment: &ShipmentOf<T>) -> T::AccountId {
		Self::outermost(shipment)
			.map_or_else(|| shipment.custody.holder.clone(), |unit| unit.custody.holder)
	}
}
