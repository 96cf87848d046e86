//! How shipments end, and leave the record.

use crate::{
	history::Circumstances, BySscc, Config, Consignments, ContentsOf, Ending, Error, Event,
	HoldReason, OccurrenceOf, Pages, Pallet, Part, ShipmentOf, Shipments, State, LOG_TARGET,
	MAX_PAGES, PAGE,
};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};
use souk_primitives::{
	logistics::{Carriers, Loss, Occurrence, Purpose, Scope},
	OrderInspect, ShipmentId,
};
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Ends a shipment: nobody is liable for it any more, and whoever was is made to pay if it is lost.
	pub(crate) fn end(
		id: ShipmentId,
		mut shipment: ShipmentOf<T>,
		ending: Ending,
		what: OccurrenceOf<T>,
		by: Option<T::AccountId>,
	) -> DispatchResult {
		let now = Self::now();
		let part = Part::from(&shipment);
		if shipment.parent.is_some() {
			Self::detach(id, &mut shipment, now);
		}
		let holder = shipment.custody.holder.clone();
		if !shipment.state.is_with_shipper() && !shipment.value.is_zero() {
			match ending {
				Ending::Lost | Ending::Destroyed => Self::pay_value(id, &shipment),
				Ending::Delivered | Ending::Returned | Ending::Cancelled => {
					T::Carriers::free(&holder, shipment.value);
				},
			}
		}
		shipment.custody.holder = match (ending, &shipment.consignee) {
			(Ending::Delivered, Some(consignee)) => consignee.clone(),
			(Ending::Returned, _) => shipment.shipper.clone(),
			_ => holder,
		};
		shipment.state = State::Ended { ending, at: now };
		shipment.offer = None;
		Self::free_codes(id);
		Self::record(id, &mut shipment, what, Circumstances::now(by, now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	/// The buyer is refunded by the order, so the shipper is who lost something. A bond that cannot pay
	/// does not keep a shipment from ending.
	fn pay_value(id: ShipmentId, shipment: &ShipmentOf<T>) {
		let (carrier, beneficiary) = (&shipment.custody.holder, &shipment.shipper);
		match T::Carriers::pay_out(carrier, beneficiary, shipment.value) {
			Ok(amount) => Self::deposit_event(Event::ValuePaid {
				shipment: id,
				carrier: carrier.clone(),
				beneficiary: beneficiary.clone(),
				amount,
			}),
			Err(error) => {
				log::error!(target: LOG_TARGET, "the bond for shipment {id} did not pay: {error:?}");
			},
		}
	}

	pub(crate) fn do_declare_lost(who: T::AccountId, id: ShipmentId, loss: Loss) -> DispatchResult {
		let shipment = Self::live(id, Self::now())?;
		ensure!(shipment.purpose != Purpose::Unit, Error::<T>::UnitHasNoConsignee);
		ensure!(!shipment.state.is_ended(), Error::<T>::HasEnded);
		ensure!(!shipment.state.is_with_shipper(), Error::<T>::NotUnderWay);
		ensure!(shipment.parent.is_none(), Error::<T>::InsideUnit);
		T::Carriers::ensure_may(&shipment.custody.holder, &who, Scope::Deliver, Self::now())?;
		Self::end(id, shipment, loss.into(), Occurrence::WrittenOff(loss), Some(who))
	}

	pub(crate) fn do_cancel(who: T::AccountId, id: ShipmentId) -> DispatchResult {
		let shipment = Self::live(id, Self::now())?;
		ensure!(!shipment.state.is_ended(), Error::<T>::HasEnded);
		match shipment.purpose {
			Purpose::Unit => {
				ensure!(!ContentsOf::<T>::contains_key(id), Error::<T>::UnitNotEmpty);
				// Whoever made it has a deposit in it, wherever it has got to.
				if shipment.depositor == who {
					ensure!(shipment.parent.is_none(), Error::<T>::InsideUnit);
				} else {
					Self::ensure_under_way(&shipment, &who, Scope::Handover, Self::now())?;
				}
			},
			Purpose::Order { order, direction } => {
				let own = shipment.shipper == who || shipment.depositor == who;
				ensure!(own, Error::<T>::NotShipper);
				ensure!(shipment.state.is_with_shipper(), Error::<T>::AlreadyPickedUp);
				let left = Consignments::<T>::get(order, direction)
					.is_some_and(|consignment| consignment.has_left());
				ensure!(!left, Error::<T>::OrderHasLeft);
			},
		}
		Self::end(id, shipment, Ending::Cancelled, Occurrence::Cancelled, Some(who))
	}

	pub(crate) fn do_purge(id: ShipmentId) -> DispatchResult {
		let shipment = Self::shipment(id)?;
		let State::Ended { at, .. } = shipment.state else {
			return Err(Error::<T>::RecordStillNeeded.into());
		};
		let until = at.saturating_add(T::RecordWindow::get());
		ensure!(until <= Self::now(), Error::<T>::RecordStillNeeded);

		if let Purpose::Order { order, direction } = shipment.purpose {
			// What its order has missed can be told as long as either is on record.
			let missed = Consignments::<T>::get(order, direction)
				.is_some_and(|consignment| consignment.told.known() != consignment.verdict());
			let kept = missed && T::Orders::stage(order).is_some();
			ensure!(!kept, Error::<T>::RecordStillNeeded);
		}

		let reason = HoldReason::Shipment.into();
		let ShipmentOf::<T> { depositor, deposit, .. } = &shipment;
		T::Currency::release(&reason, depositor, *deposit, Precision::Exact)
			.map_err(|_| Error::<T>::DepositorCannotReceive)?;
		let newest = shipment.history.count / PAGE;
		for page in newest.saturating_sub(MAX_PAGES.into()).saturating_sub(1)..=newest {
			Pages::<T>::remove(id, page);
		}
		if let Some(sscc) = shipment.sscc {
			BySscc::<T>::remove(sscc);
		}
		if let Purpose::Order { order, direction } = shipment.purpose {
			Consignments::<T>::mutate_exists(order, direction, |record| {
				if let Some(consignment) = record {
					consignment.shipments.retain(|listed| *listed != id);
					if consignment.shipments.is_empty() {
						*record = None;
					}
				}
			});
		}
		Shipments::<T>::remove(id);
		Self::deposit_event(Event::ShipmentPurged { shipment: id });
		Ok(())
	}
}
