//! Who has the goods of an order, for pallets that let them know more about it.

use crate::{Config, Consignments, Pallet, Shipments, WeightInfo, MAX_DEPTH};
use frame_support::weights::Weight;
use souk_primitives::{data::OrderCarriers, logistics::Direction, Moment, OrderId, ShipmentId};

impl<T: Config> OrderCarriers<T::AccountId> for Pallet<T> {
	/// Whoever has a parcel of the order, or the outermost unit that it is in, until it arrived; and
	/// whoever is to take that over, as long as the offer stands.
	fn carries(order: OrderId, who: &T::AccountId) -> bool {
		let now = Self::now();
		[Direction::Outbound, Direction::Inbound].into_iter().any(|direction| {
			Consignments::<T>::get(order, direction).is_some_and(|consignment| {
				consignment.shipments.iter().any(|id| Self::has(*id, who, now))
			})
		})
	}

	fn weight() -> Weight {
		T::WeightInfo::carries()
	}
}

impl<T: Config> Pallet<T> {
	fn has(parcel: ShipmentId, who: &T::AccountId, now: Moment) -> bool {
		let mut id = parcel;
		for _ in 0..=MAX_DEPTH {
			let Some(shipment) = Shipments::<T>::get(id) else { return false };
			if shipment.state.is_ended() {
				return false;
			}
			if let Some(unit) = shipment.parent {
				id = unit;
				continue;
			}
			let offered =
				|offer: &crate::Offer<T::AccountId>| offer.to == *who && now < offer.expires_at;
			return shipment.custody.holder == *who || shipment.offer.as_ref().is_some_and(offered);
		}
		false
	}
}
