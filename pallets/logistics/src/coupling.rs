//! Saving shipments, and telling orders what became of their goods.

use crate::{
	Condition, Config, Consignment, Consignments, Due, Error, Event, Pallet, Part, ShipmentOf,
	Shipments, State, Told, Verdict, ORDER_GRACE,
};
use frame_support::{ensure, storage::with_storage_layer, traits::Get, weights::Weight};
use souk_primitives::{
	logistics::{Direction, Purpose},
	BigEndian, Delivery, Moment, OrderFulfilment, OrderId, ShipmentId,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Saves a shipment of which something may have changed but its history. `before` is what it was
	/// to its order.
	pub(crate) fn save(id: ShipmentId, mut shipment: ShipmentOf<T>, before: Part) {
		let due_at = Self::due_time(&shipment);
		if due_at != shipment.due_at {
			if let Some(at) = shipment.due_at {
				Due::<T>::remove((BigEndian(at), BigEndian(id.0)));
			}
			if let Some(at) = due_at {
				Due::<T>::insert((BigEndian(at), BigEndian(id.0)), ());
			}
			shipment.due_at = due_at;
		}
		let after = Part::from(&shipment);
		if let Purpose::Order { order, direction } = shipment.purpose {
			let doubt = shipment.flags.doubt_goods();
			if after != before || doubt {
				Self::book(order, direction, before, after, doubt);
			}
		}
		Shipments::<T>::insert(id, shipment);
	}

	/// When something happens to a shipment by itself. What is under way stands under the time at
	/// which nothing would have been heard of it for too long, had it been silent since it was put
	/// there: the sweep looks again, so that a scan need not write it anew.
	fn due_time(shipment: &ShipmentOf<T>) -> Option<Moment> {
		match &shipment.state {
			State::Created | State::Announced | State::Moving(_) | State::Returning => {
				shipment.due_at.or_else(|| Some(Self::silent_at(shipment)))
			},
			State::Claimed(claim) => Some(claim.until),
			State::Contested { answer_by, .. } => Some(*answer_by),
			State::Ended { .. } => None,
		}
	}

	/// When nothing was heard of a shipment for too long.
	pub(crate) fn silent_at(shipment: &ShipmentOf<T>) -> Moment {
		shipment.custody.heard_at.saturating_add(T::MaxSilence::get())
	}

	/// Books what became of a parcel, and tells the order what that means to it.
	fn book(order: OrderId, direction: Direction, before: Part, after: Part, doubt: bool) {
		let mut consignment = Consignments::<T>::get(order, direction).unwrap_or_default();
		if doubt {
			consignment.condition = Condition::InDoubt;
		}
		// Doubt alone is no news: what it means depends on where the parcels are in the end.
		if after != before {
			consignment.book(before, after);
			Self::tell_news(order, direction, &mut consignment);
		}
		Consignments::<T>::insert(order, direction, consignment);
	}

	/// An order that does not take note stops nobody: everyone is told, and can tell it again.
	fn tell_news(order: OrderId, direction: Direction, consignment: &mut Consignment) {
		let (known, verdict) = (consignment.told.known(), consignment.verdict());
		if known == verdict {
			consignment.told = Told::Heard(verdict);
			return;
		}
		consignment.told = match Self::tell(order, direction, known, verdict) {
			Ok(()) => Told::Heard(verdict),
			Err(error) => {
				Self::deposit_event(Event::OrderNotTold { order, direction, error });
				Told::Missed(known)
			},
		};
	}

	/// Tells an order that knows as much as `known` what has become of its goods; all or nothing.
	fn tell(
		order: OrderId,
		direction: Direction,
		known: Verdict,
		verdict: Verdict,
	) -> DispatchResult {
		with_storage_layer(|| match direction {
			Direction::Outbound => {
				if known == Verdict::Waiting {
					T::Orders::dispatched(order)?;
				}
				match verdict {
					Verdict::Waiting => Ok(()),
					Verdict::UnderWay => match known {
						Verdict::Claimed { .. } => T::Orders::contested(order),
						_ => Ok(()),
					},
					Verdict::Claimed { contest_until } => {
						// The claim is settled here before the order's time is up.
						let contest_until = contest_until.saturating_add(ORDER_GRACE);
						T::Orders::delivered(order, Delivery::Claimed { contest_until })
					},
					Verdict::Arrived => T::Orders::delivered(order, Delivery::Proven),
					Verdict::Doubtful => T::Orders::delivered(order, Delivery::Doubtful),
					Verdict::Returned => T::Orders::returned(order),
					Verdict::Lost => T::Orders::lost(order),
				}
			},
			Direction::Inbound => {
				if known == Verdict::Waiting {
					T::Orders::return_sent(order)?;
				}
				match verdict {
					Verdict::Arrived | Verdict::Doubtful => T::Orders::return_received(order),
					// The order's own time goes on: the merchant can object, or has to pay.
					Verdict::Waiting
					| Verdict::UnderWay
					| Verdict::Claimed { .. }
					| Verdict::Returned
					| Verdict::Lost => Ok(()),
				}
			},
		})
	}

	pub(crate) fn do_tell_again(order: OrderId, direction: Direction) -> DispatchResult {
		let mut consignment =
			Consignments::<T>::get(order, direction).ok_or(Error::<T>::NothingToTell)?;
		let (known, verdict) = (consignment.told.known(), consignment.verdict());
		ensure!(known != verdict, Error::<T>::NothingToTell);
		Self::tell(order, direction, known, verdict)?;
		consignment.told = Told::Heard(verdict);
		Consignments::<T>::insert(order, direction, consignment);
		Ok(())
	}

	/// What telling an order costs at most: that its goods left, and what became of them since.
	pub(crate) fn order_weight() -> Weight {
		T::Orders::weight().saturating_mul(2)
	}
}
