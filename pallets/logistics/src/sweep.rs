//! What happens by itself: carried out in idle block space, or by anyone's call.

use crate::{
	history::Circumstances, Claim, Config, Consignments, Due, Ending, Error, Event, Leg, Pallet,
	Part, ShipmentOf, Shipments, State, WeightInfo, LOG_TARGET, MAX_ADVANCED, MAX_BATCH,
	MAX_CREATED, MAX_DEPTH,
};
use frame_support::{
	dispatch::PostDispatchInfo,
	ensure,
	pallet_prelude::ConstU32,
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
	BoundedVec,
};
use frame_system::limits::BlockWeights;
use souk_primitives::{
	logistics::{Carriers, Loss, Occurrence, Purpose},
	BigEndian, Moment, ShipmentId,
};
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

/// How long the sweep leaves a shipment alone that it failed on, in milliseconds: an hour.
const RETRY_DELAY: Moment = 60 * 60 * 1_000;

/// What happens to a shipment whose time has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lapse {
	/// Something was heard of it since: it stands under another time from now on.
	Rearm,
	/// Nobody picked it up, and its order does not wait for it.
	Drop,
	/// Nothing was heard of it for too long, or nobody answered for it.
	WriteOff,
	/// A claim that stood is taken to be true.
	Accept,
	/// A claim that a stolen key made is void.
	Void,
}

impl<T: Config> Pallet<T> {
	/// What is due of a shipment at that time.
	pub(crate) fn lapse(shipment: &ShipmentOf<T>, now: Moment) -> Option<Lapse> {
		if shipment.due_at.is_none_or(|at| now < at) {
			return None;
		}
		match &shipment.state {
			_ if shipment.state.is_under_way() || shipment.state.is_with_shipper() => {
				Some(if now < Self::silent_with_unit_at(shipment) {
					Lapse::Rearm
				} else if shipment.purpose == Purpose::Unit {
					// A unit costs nobody anything but its carrier's deposit.
					Lapse::Rearm
				} else if shipment.state.is_under_way() || Self::is_waited_for(shipment) {
					Lapse::WriteOff
				} else {
					Lapse::Drop
				})
			},
			State::Claimed(claim) => {
				let stolen = Self::was_stolen(shipment, claim, claim.until);
				Some(if stolen { Lapse::Void } else { Lapse::Accept })
			},
			State::Contested { claim, answer_by } => {
				// The carrier never said that it delivered, so it still has it.
				let stolen = Self::was_stolen(shipment, claim, *answer_by);
				Some(if stolen { Lapse::Void } else { Lapse::WriteOff })
			},
			_ => None,
		}
	}

	/// Whether the key that made a claim was in the wrong hands then, as far as was known before the
	/// claim's time was up: what is told later changes nothing, however late the sweep.
	fn was_stolen(shipment: &ShipmentOf<T>, claim: &Claim<T::AccountId>, before: Moment) -> bool {
		T::Carriers::was_compromised(&shipment.custody.holder, &claim.by, claim.at, before)
	}

	/// When nothing was heard for too long of a shipment, nor of the unit that it is in.
	fn silent_with_unit_at(shipment: &ShipmentOf<T>) -> Moment {
		let own = Self::silent_at(shipment);
		Self::outermost(shipment).map_or(own, |unit| own.max(Self::silent_at(&unit)))
	}

	/// Whether other parcels of its order left without it.
	fn is_waited_for(shipment: &ShipmentOf<T>) -> bool {
		match shipment.purpose {
			Purpose::Order { order, direction } => Consignments::<T>::get(order, direction)
				.is_some_and(|consignment| consignment.has_left()),
			Purpose::Unit => false,
		}
	}

	fn carry_out(
		id: ShipmentId,
		mut shipment: ShipmentOf<T>,
		lapse: Lapse,
		now: Moment,
	) -> DispatchResult {
		match lapse {
			Lapse::Rearm => {
				let heard = Self::silent_with_unit_at(&shipment);
				let at = if heard > now { heard } else { now.saturating_add(T::MaxSilence::get()) };
				Self::stand_under(id, &mut shipment, at);
				Shipments::<T>::insert(id, shipment);
				Ok(())
			},
			Lapse::Drop => Self::end(id, shipment, Ending::Cancelled, Occurrence::Cancelled, None),
			Lapse::WriteOff => {
				Self::end(id, shipment, Ending::Lost, Occurrence::WrittenOff(Loss::Lost), None)
			},
			Lapse::Accept => match shipment.state.claim().map(|claim| claim.to) {
				Some(to) => Self::accept_claim(id, shipment, to),
				None => Ok(()),
			},
			Lapse::Void => {
				let part = Part::from(&shipment);
				let back = shipment.state.claim().map(|claim| claim.to);
				shipment.state = match back {
					Some(crate::Receiver::Shipper) => State::Returning,
					_ => State::Moving(Leg::Exception),
				};
				shipment.custody.heard_at = now;
				let at = Self::silent_at(&shipment);
				Self::stand_under(id, &mut shipment, at);
				let what = Occurrence::ClaimVoided;
				Self::record(id, &mut shipment, what, Circumstances::now(None, now), now)?;
				Self::save(id, shipment, part);
				Ok(())
			},
		}
	}

	fn stand_under(id: ShipmentId, shipment: &mut ShipmentOf<T>, at: Moment) {
		if let Some(old) = shipment.due_at {
			Due::<T>::remove((BigEndian(old), BigEndian(id.0)));
		}
		Due::<T>::insert((BigEndian(at), BigEndian(id.0)), ());
		shipment.due_at = Some(at);
	}

	/// Carries out what is due, earliest first, as far as `limit` goes. Returns what it took.
	pub(crate) fn sweep(limit: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		if meter.try_consume(T::WeightInfo::sweep_base()).is_err() {
			return meter.consumed();
		}
		let now = Self::now();
		let step = Self::lapse_weight();
		let mut due = Due::<T>::iter_keys();
		while meter.can_consume(step) {
			let Some((at, id)) = due.next().filter(|(at, _)| at.0 <= now) else { break };
			meter.consume(step);
			let id = ShipmentId(id.0);
			if let Err(error) = Self::sweep_one(at.0, id, now) {
				Self::postpone(at.0, id, now, error);
			}
		}
		meter.consumed()
	}

	pub(crate) fn sweep_one(at: Moment, id: ShipmentId, now: Moment) -> DispatchResult {
		with_storage_layer(|| {
			let due = Shipments::<T>::get(id)
				.and_then(|shipment| Self::lapse(&shipment, now).map(|lapse| (shipment, lapse)));
			match due {
				Some((shipment, lapse)) => Self::carry_out(id, shipment, lapse, now),
				None => {
					// Nothing stands here without being due; should it, it goes.
					Due::<T>::remove((BigEndian(at), BigEndian(id.0)));
					Ok(())
				},
			}
		})
	}

	/// Moves a shipment that could not be carried out out of the way of the others.
	pub(crate) fn postpone(at: Moment, id: ShipmentId, now: Moment, error: DispatchError) {
		log::error!(target: LOG_TARGET, "what is due of shipment {id} fails: {error:?}");
		let retry_at = now.saturating_add(RETRY_DELAY);
		Due::<T>::remove((BigEndian(at), BigEndian(id.0)));
		Due::<T>::insert((BigEndian(retry_at), BigEndian(id.0)), ());
		Shipments::<T>::mutate_extant(id, |shipment| shipment.due_at = Some(retry_at));
		Self::deposit_event(Event::SweepFailed { shipment: id, error, retry_at });
	}

	pub(crate) fn do_advance(
		shipments: BoundedVec<ShipmentId, ConstU32<MAX_ADVANCED>>,
	) -> DispatchResult {
		let now = Self::now();
		let mut worked = false;
		for id in shipments {
			// Gone, or not due, perhaps because somebody was faster: the others still count.
			let Some(shipment) = Shipments::<T>::get(id) else { continue };
			let Some(lapse) = Self::lapse(&shipment, now) else { continue };
			Self::carry_out(id, shipment, lapse, now)?;
			worked |= lapse != Lapse::Rearm;
		}
		ensure!(worked, Error::<T>::NothingDue);
		Ok(())
	}

	/// What carrying out what is due of one shipment costs at most.
	pub(crate) fn lapse_weight() -> Weight {
		Self::ending_weight(T::WeightInfo::lapse())
	}

	/// What a call costs at most that adds an entry.
	///
	/// If nothing was heard of a unit for too long, it looks whether something is in there.
	pub(crate) fn entry_weight(call: Weight) -> Weight {
		call.saturating_add(T::WeightInfo::turn_page()).saturating_add(T::DbWeight::get().reads(1))
	}

	/// The same, if it looks for the outermost unit first.
	pub(crate) fn nested_weight(call: Weight) -> Weight {
		Self::entry_weight(call).saturating_add(T::DbWeight::get().reads(MAX_DEPTH.into()))
	}

	/// What a correction costs at most: its entry may be on any page.
	pub(crate) fn correct_weight() -> Weight {
		let call = Self::entry_weight(T::WeightInfo::correct_event());
		call.saturating_add(T::DbWeight::get().reads(1))
	}

	/// What such a call did cost.
	pub(crate) fn actual(call: Weight, turned: bool) -> PostDispatchInfo {
		let pages = T::WeightInfo::turn_page().saturating_mul(turned.into());
		Some(call.saturating_add(pages)).into()
	}

	/// What scanning so many shipments costs at most.
	pub(crate) fn scan_weight(count: u32) -> Weight {
		Self::scans(count, count.into())
	}

	/// What it did cost, when so many pages were turned.
	pub(crate) fn actual_scan(count: u32, turned: u64) -> PostDispatchInfo {
		Some(Self::scans(count, turned)).into()
	}

	fn scans(count: u32, turned: u64) -> Weight {
		let call = match count {
			1 => T::WeightInfo::scan(),
			count => T::WeightInfo::scan_many(count),
		};
		// Each may be a unit of which nothing was heard for too long.
		call.saturating_add(T::WeightInfo::turn_page().saturating_mul(turned))
			.saturating_add(T::DbWeight::get().reads(count.into()))
	}

	/// What a call costs at most that may tell an order something.
	pub(crate) fn step_weight(call: Weight) -> Weight {
		Self::entry_weight(call).saturating_add(Self::order_weight())
	}

	/// What a call costs at most by which a shipment ends that may be in units.
	pub(crate) fn ending_weight(call: Weight) -> Weight {
		Self::step_weight(call).saturating_add(T::WeightInfo::detach())
	}

	/// What a signed report costs at most.
	pub(crate) fn relay_weight() -> Weight {
		let nested = T::DbWeight::get().reads(MAX_DEPTH.into());
		Self::step_weight(T::WeightInfo::relay_scan()).saturating_add(nested)
	}

	/// What packing so many shipments costs at most. Each may be a unit of which nothing was heard for too
	/// long.
	pub(crate) fn pack_weight(count: u32) -> Weight {
		Self::turning(T::WeightInfo::pack(count), count)
			.saturating_add(T::DbWeight::get().reads(count.into()))
	}

	/// What unpacking so many shipments costs at most. If the unit has suffered something, the order of each
	/// may take note that its goods are in doubt.
	pub(crate) fn unpack_weight(count: u32) -> Weight {
		Self::turning(T::WeightInfo::unpack(count), count)
			.saturating_add(T::DbWeight::get().reads_writes(count.into(), count.into()))
	}

	/// A call by which the pages of so many shipments and of a unit may be turned.
	fn turning(call: Weight, count: u32) -> Weight {
		let pages = u64::from(count).saturating_add(1);
		call.saturating_add(T::WeightInfo::turn_page().saturating_mul(pages))
	}

	/// What removing a shipment costs at most. If its order has missed something, it is looked up, with its
	/// terms.
	pub(crate) fn purge_weight() -> Weight {
		T::WeightInfo::purge().saturating_add(T::DbWeight::get().reads(2))
	}

	/// What carrying out what is due of so many shipments costs at most.
	pub(crate) fn advance_weight(count: u32) -> Weight {
		Self::lapse_weight().saturating_mul(count.max(1).into())
	}

	/// Refuses a runtime in which a full call could never run.
	pub(crate) fn check_config() {
		let weights: BlockWeights = T::BlockWeights::get();
		let normal = weights.get(frame_support::dispatch::DispatchClass::Normal);
		let max = normal.max_extrinsic.unwrap_or(weights.max_block);
		let fits = |what: &str, weight: Weight| {
			assert!(weight.all_lte(max), "{what} needs {weight:?}, an extrinsic has {max:?}");
		};
		fits("a full list of parcels", T::WeightInfo::create_shipments(MAX_CREATED));
		fits("a full list of scans", Self::scan_weight(MAX_BATCH));
		fits("a full unit", Self::pack_weight(MAX_BATCH));
		fits("emptying it", Self::unpack_weight(MAX_BATCH));
		fits("what is due of a full list", Self::advance_weight(MAX_ADVANCED));
		fits("sweeping one", T::WeightInfo::sweep_base().saturating_add(Self::lapse_weight()));
		assert!(!T::ContestWindow::get().is_zero(), "no claim could be contested");
		assert!(!T::AnswerWindow::get().is_zero(), "no contest could be answered");
		assert!(!T::MaxSilence::get().is_zero(), "every shipment would be lost at once");
		assert!(!T::RecordWindow::get().is_zero(), "nobody could look a shipment up");
		assert!(!Self::page_price().is_zero(), "histories would fill the state for nothing");
	}
}
