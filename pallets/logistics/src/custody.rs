//! Who has a shipment: offers, and taking over.

use crate::{
	history::Circumstances, ByCode, Code, CodesOf, Config, Custody, Error, Leg, Offer, Pallet,
	Part, ShipmentOf, State,
};
use frame_support::ensure;
use souk_primitives::{
	logistics::{Carriers, Occurrence, Scope},
	Moment, ShipmentId,
};
use sp_core::H256;
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	/// `Ok` if a carrier has the shipment on its way, and `who` may do `scope` for that carrier.
	pub(crate) fn ensure_under_way(
		shipment: &ShipmentOf<T>,
		who: &T::AccountId,
		scope: Scope,
		now: Moment,
	) -> DispatchResult {
		ensure!(shipment.parent.is_none(), Error::<T>::InsideUnit);
		ensure!(shipment.state.is_under_way(), Error::<T>::NotUnderWay);
		T::Carriers::ensure_may(&shipment.custody.holder, who, scope, now)
	}

	/// `Ok` if `who` may offer the shipment. A carrier's own account always may: whoever was
	/// suspended still has to give back what it has.
	fn ensure_may_offer(
		shipment: &ShipmentOf<T>,
		who: &T::AccountId,
		now: Moment,
	) -> DispatchResult {
		ensure!(!shipment.state.is_ended(), Error::<T>::HasEnded);
		ensure!(shipment.parent.is_none(), Error::<T>::InsideUnit);
		let holder = &shipment.custody.holder;
		if shipment.state.is_with_shipper() {
			ensure!(holder == who, Error::<T>::NotShipper);
			return Ok(());
		}
		ensure!(shipment.state.is_under_way(), Error::<T>::NotUnderWay);
		if holder == who {
			return Ok(());
		}
		T::Carriers::ensure_may(holder, who, Scope::Handover, now)
	}

	/// The offer's head is that of its own entry.
	pub(crate) fn do_offer(
		who: T::AccountId,
		id: ShipmentId,
		offer: Offer<T::AccountId>,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::moving(id, now)?;
		Self::ensure_may_offer(&shipment, &who, now)?;
		// A shipper may be a carrier as well, and carry its own goods.
		let itself = offer.to == shipment.custody.holder && !shipment.state.is_with_shipper();
		ensure!(!itself, Error::<T>::AlreadyCustodian);
		ensure!(offer.expires_at > now, Error::<T>::ExpiryInThePast);

		let part = Part::from(&shipment);
		if shipment.state == State::Created {
			shipment.state = State::Announced;
		}
		let Offer { to, seal, condition, expires_at, .. } = offer.clone();
		shipment.offer = Some(offer);
		let what = Occurrence::HandoverOffered { to, seal, condition, expires_at };
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	pub(crate) fn do_accept(
		who: T::AccountId,
		id: ShipmentId,
		offered: H256,
		condition: Option<H256>,
		code: Option<Code>,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::moving(id, now)?;
		let Offer { to, condition: named, expires_at, head, .. } =
			shipment.offer.take().ok_or(Error::<T>::NotOffered)?;
		ensure!(now < expires_at, Error::<T>::OfferExpired);
		T::Carriers::ensure_may(&to, &who, Scope::Handover, now)?;
		ensure!(condition == named, Error::<T>::ConditionMismatch);
		ensure!(offered == head, Error::<T>::OfferChanged);

		let part = Part::from(&shipment);
		let from = shipment.custody.holder.clone();
		if !shipment.value.is_zero() {
			T::Carriers::expose(&to, shipment.value)?;
			if !shipment.state.is_with_shipper() {
				T::Carriers::free(&from, shipment.value);
			}
		}
		if let Some(code) = code {
			Self::add_code(id, &to, code)?;
		}
		shipment.state = match shipment.state {
			State::Created | State::Announced => State::Moving(Leg::PickedUp),
			State::Moving(_) => State::Moving(Leg::InTransit),
			state => state,
		};
		shipment.custody = Custody {
			holder: to.clone(),
			since: now,
			from_seq: shipment.history.count,
			head,
			heard_at: now,
			moved_at: now,
		};
		let what = Occurrence::HandedOver { from, to };
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		shipment.custody.head = shipment.history.head;
		Self::save(id, shipment, part);
		Ok(())
	}

	pub(crate) fn do_reject(
		who: T::AccountId,
		id: ShipmentId,
		reason: Option<H256>,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::live(id, now)?;
		let Offer { to, .. } = shipment.offer.take().ok_or(Error::<T>::NotOffered)?;
		if to != who {
			T::Carriers::ensure_may(&to, &who, Scope::Handover, now)?;
		}
		let part = Part::from(&shipment);
		let what = Occurrence::HandoverRejected { to, reason };
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	pub(crate) fn do_cancel_offer(who: T::AccountId, id: ShipmentId) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::live(id, now)?;
		Self::ensure_may_offer(&shipment, &who, now)?;
		ensure!(shipment.offer.take().is_some(), Error::<T>::NotOffered);
		let part = Part::from(&shipment);
		let what = Occurrence::HandoverCancelled;
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	/// Lets a shipment be found by what a carrier calls it.
	fn add_code(id: ShipmentId, carrier: &T::AccountId, code: Code) -> DispatchResult {
		match ByCode::<T>::get(carrier, &code) {
			Some(other) if other == id => return Ok(()),
			Some(_) => return Err(Error::<T>::CodeInUse.into()),
			None => {},
		}
		CodesOf::<T>::mutate(id, |codes| {
			if codes.is_full() {
				let (carrier, code) = codes.remove(0);
				ByCode::<T>::remove(carrier, code);
			}
			// There is room now.
			codes.try_push((carrier.clone(), code.clone())).map_err(|_| Error::<T>::CodeInUse)
		})?;
		ByCode::<T>::insert(carrier, code, id);
		Ok(())
	}

	/// Frees the codes of a shipment that has ended, for others.
	pub(crate) fn free_codes(id: ShipmentId) {
		for (carrier, code) in CodesOf::<T>::take(id) {
			ByCode::<T>::remove(carrier, code);
		}
	}
}
