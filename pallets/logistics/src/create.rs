//! Putting shipments on record.

use crate::{
	history::Circumstances, AccountIdOf, BalanceOf, BySscc, Codes, Config, Consignment,
	Consignments, Contents, Custody, Error, HoldReason, Leg, NextShipmentId, Page, Pallet,
	ParcelOf, Part, ShipmentOf, State, MAX_CODES, MAX_PAGES,
};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, Footprint},
};
use souk_primitives::{
	logistics::{Carriers, Direction, Occurrence, Purpose, Scope, SensorLimits, Sscc},
	OrderId, OrderInspect, OrderStage, ShipmentId,
};
use sp_runtime::{
	traits::{Convert, Saturating, Zero},
	DispatchError,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create_outbound(
		merchant: T::AccountId,
		order: OrderId,
		parcel: ParcelOf<T>,
	) -> Result<ShipmentId, DispatchError> {
		let parties = T::Orders::parties(order).ok_or(Error::<T>::OrderNotShippable)?;
		ensure!(parties.merchant == merchant, Error::<T>::NotMerchant);
		ensure!(T::Orders::can_ship(order), Error::<T>::OrderNotShippable);
		let purpose = Purpose::Order { order, direction: Direction::Outbound };
		Self::create(purpose, merchant.clone(), Some(parties.buyer), merchant, parcel)
	}

	pub(crate) fn do_create_inbound(
		who: T::AccountId,
		order: OrderId,
		parcel: ParcelOf<T>,
	) -> Result<ShipmentId, DispatchError> {
		let parties = T::Orders::parties(order).ok_or(Error::<T>::OrderNotReturning)?;
		ensure!(parties.merchant == who || parties.buyer == who, Error::<T>::NotParty);
		let returning = T::Orders::stage(order) == Some(OrderStage::Returning);
		ensure!(returning, Error::<T>::OrderNotReturning);
		let purpose = Purpose::Order { order, direction: Direction::Inbound };
		Self::create(purpose, parties.buyer, Some(parties.merchant), who, parcel)
	}

	pub(crate) fn do_create_unit(
		carrier: T::AccountId,
		sscc: Option<Sscc>,
		pages: u8,
	) -> Result<ShipmentId, DispatchError> {
		T::Carriers::ensure_may(&carrier, &carrier, Scope::Handover, Self::now())?;
		let parcel = ParcelOf::<T> {
			sscc,
			address: None,
			value: Zero::zero(),
			planned: None,
			limits: SensorLimits::default(),
			pages,
		};
		Self::create(Purpose::Unit, carrier.clone(), None, carrier, parcel)
	}

	fn create(
		purpose: Purpose,
		shipper: T::AccountId,
		consignee: Option<T::AccountId>,
		depositor: T::AccountId,
		parcel: ParcelOf<T>,
	) -> Result<ShipmentId, DispatchError> {
		let ParcelOf::<T> { sscc, address, value, planned, limits, pages } = parcel;
		ensure!(pages <= MAX_PAGES, Error::<T>::TooManyPages);
		ensure!(are_sound(&limits), Error::<T>::BadLimits);
		if let Some(sscc) = sscc {
			ensure!(sscc.is_valid(), Error::<T>::BadSscc);
			T::Carriers::ensure_owns(&depositor, sscc)?;
			ensure!(!BySscc::<T>::contains_key(sscc), Error::<T>::SsccInUse);
		}
		let id = NextShipmentId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;
		let consignment = match purpose {
			Purpose::Order { order, direction } => {
				let mut consignment = Consignments::<T>::get(order, direction).unwrap_or_default();
				// What is returned a second time has nothing to do with the first.
				if direction == Direction::Inbound && consignment.is_over() {
					consignment.begin_again(id);
				}
				ensure!(!consignment.has_left(), Error::<T>::OrderHasLeft);
				consignment.add(id).ok_or(Error::<T>::TooManyParcels)?;
				Some((order, direction, consignment))
			},
			Purpose::Unit => None,
		};

		let now = Self::now();
		let deposit = Self::deposit_of(pages);
		T::Currency::hold(&HoldReason::Shipment.into(), &depositor, deposit)
			.map_err(|_| Error::<T>::LacksDeposit)?;
		let (state, height) = match purpose {
			Purpose::Order { .. } => (State::Created, 0),
			Purpose::Unit => (State::Moving(Leg::PickedUp), 1),
		};
		let history = Self::begin_history(id, pages);
		let mut shipment = ShipmentOf::<T> {
			purpose,
			custody: Custody {
				holder: shipper.clone(),
				since: now,
				from_seq: 0,
				head: history.origin,
				heard_at: now,
				moved_at: now,
			},
			shipper,
			consignee,
			state,
			flags: Default::default(),
			offer: None,
			parent: None,
			height,
			sscc,
			address,
			value,
			planned,
			estimated: None,
			limits,
			pod_key: None,
			history,
			due_at: None,
			depositor: depositor.clone(),
			deposit,
		};
		NextShipmentId::<T>::put(next);
		if let Some(sscc) = sscc {
			BySscc::<T>::insert(sscc, id);
		}
		if let Some((order, direction, consignment)) = consignment {
			Consignments::<T>::insert(order, direction, consignment);
		}
		let circumstances = Circumstances::now(Some(depositor), now);
		Self::record(id, &mut shipment, Occurrence::Created, circumstances, now)?;
		let part = Part::from(&shipment);
		Self::save(id, shipment, part);
		Ok(id)
	}

	pub(crate) fn do_set_pod_key(
		consignee: T::AccountId,
		id: ShipmentId,
		key: T::AccountId,
	) -> Result<bool, DispatchError> {
		let now = Self::now();
		let mut shipment = Self::live(id, now)?;
		ensure!(shipment.consignee.as_ref() == Some(&consignee), Error::<T>::NotConsignee);
		ensure!(!shipment.state.is_ended(), Error::<T>::HasEnded);
		ensure!(shipment.state.is_with_shipper(), Error::<T>::AlreadyPickedUp);

		shipment.pod_key = Some(key.clone());
		let circumstances = Circumstances::now(Some(consignee), now);
		let turned =
			Self::record(id, &mut shipment, Occurrence::PodKeySet { key }, circumstances, now)?;
		let part = Part::from(&shipment);
		Self::save(id, shipment, part);
		Ok(turned)
	}

	/// What is held for a shipment that keeps so many pages besides the newest. Whatever may come to
	/// be kept about it is in it, so that it never changes.
	pub(crate) fn deposit_of(pages: u8) -> BalanceOf<T> {
		let id = ShipmentId::max_encoded_len();
		let bytes = [
			id.saturating_add(ShipmentOf::<T>::max_encoded_len()),
			// `BySscc`, `Due`.
			id.saturating_mul(4),
			OrderId::max_encoded_len().saturating_add(Consignment::max_encoded_len()),
			id.saturating_add(Codes::<AccountIdOf<T>>::max_encoded_len()),
			// `ByCode`: the same once more, the other way round.
			id.saturating_add(Codes::<AccountIdOf<T>>::max_encoded_len()),
			id.saturating_add(Contents::max_encoded_len()),
		];
		let bytes = bytes.into_iter().fold(0usize, usize::saturating_add);
		// Shipments, BySscc, Due, Consignments, CodesOf, ContentsOf, and each code.
		let entries = 6u64.saturating_add(MAX_CODES.into());
		let record = T::StoragePrice::convert(Footprint { count: entries, size: bytes as u64 });
		record.saturating_add(Self::page_price().saturating_mul(BalanceOf::<T>::from(pages)))
	}

	/// What is held for a page of a history.
	pub(crate) fn page_price() -> BalanceOf<T> {
		let size = ShipmentId::max_encoded_len()
			.saturating_add(u32::max_encoded_len())
			.saturating_add(Page::<AccountIdOf<T>>::max_encoded_len());
		T::StoragePrice::convert(Footprint::from_parts(1, size))
	}
}

/// Whether each limit can be kept, and no quantity has two.
fn are_sound(limits: &SensorLimits) -> bool {
	limits.iter().enumerate().all(|(i, limit)| {
		let again = limits.iter().take(i).any(|other| other.quantity == limit.quantity);
		limit.min <= limit.max && !again
	})
}
