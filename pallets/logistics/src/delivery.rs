//! Delivery: proven, confirmed, or claimed and perhaps contested; and the way back.

use crate::{
	history::Circumstances, Claim, Config, Ending, Error, Pallet, Part, Receiver, ShipmentOf,
	Standing, State,
};
use frame_support::{ensure, traits::Get};
use souk_primitives::{
	logistics::{delivery_message, Carriers, Occurrence, Purpose, Scope},
	Moment, ShipmentId,
};
use sp_core::H256;
use sp_runtime::{traits::Verify, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_prove(id: ShipmentId, signature: T::Signature) -> DispatchResult {
		let shipment = Self::live(id, Self::now())?;
		ensure!(shipment.consignee.is_some(), Error::<T>::UnitHasNoConsignee);
		ensure!(shipment.state.can_be_received(), Error::<T>::NotUnderWay);
		let key = shipment.pod_key.clone().ok_or(Error::<T>::NoPodKey)?;
		let custodian = Self::custodian(&shipment);
		// Not to the newest entry: whoever may add one could undo what was signed at the door.
		let message = delivery_message(Self::genesis(), id, &custodian, shipment.custody.head);
		let message = sp_io::hashing::blake2_256(&message);
		ensure!(signature.verify(&message[..], &key), Error::<T>::BadSignature);
		Self::end(id, shipment, Ending::Delivered, Occurrence::DeliveryProven, Some(key))
	}

	pub(crate) fn do_confirm(who: T::AccountId, id: ShipmentId) -> DispatchResult {
		let shipment = Self::live(id, Self::now())?;
		let consignee = shipment.consignee.as_ref().ok_or(Error::<T>::UnitHasNoConsignee)?;
		ensure!(*consignee == who, Error::<T>::NotConsignee);
		ensure!(shipment.state.can_be_received(), Error::<T>::NotUnderWay);
		Self::end(id, shipment, Ending::Delivered, Occurrence::DeliveryConfirmed, Some(who))
	}

	pub(crate) fn do_claim(
		who: T::AccountId,
		id: ShipmentId,
		evidence: H256,
		event_time: Moment,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::live(id, now)?;
		ensure!(shipment.purpose != Purpose::Unit, Error::<T>::UnitHasNoConsignee);
		Self::ensure_under_way(&shipment, &who, Scope::Deliver, now)?;
		let late = Self::check_time(&shipment, event_time, now)?;
		ensure!(!late, Error::<T>::TooLateToClaim);

		let part = Part::from(&shipment);
		let to = match shipment.state {
			State::Returning => Receiver::Shipper,
			_ => Receiver::Consignee,
		};
		let until = now.saturating_add(T::ContestWindow::get());
		let claim = Claim { to, by: who.clone(), at: now, until, standing: Standing::Open };
		shipment.state = State::Claimed(claim);
		shipment.offer = None;
		shipment.custody.heard_at = now;
		let what = Occurrence::DeliveryClaimed { evidence };
		let circumstances = Circumstances { by: Some(who), event_time, place: None, late };
		Self::record(id, &mut shipment, what, circumstances, now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	pub(crate) fn do_contest(
		who: T::AccountId,
		id: ShipmentId,
		reason: Option<H256>,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::live(id, now)?;
		let State::Claimed(claim) = shipment.state.clone() else {
			return Err(Error::<T>::NothingToContest.into());
		};
		match claim.to {
			Receiver::Consignee => {
				ensure!(shipment.consignee.as_ref() == Some(&who), Error::<T>::NotConsignee);
			},
			Receiver::Shipper => ensure!(shipment.shipper == who, Error::<T>::NotShipper),
		}
		ensure!(claim.standing == Standing::Open, Error::<T>::NothingToContest);
		ensure!(now < claim.until, Error::<T>::WindowPassed);

		let part = Part::from(&shipment);
		let answer_by = now.saturating_add(T::AnswerWindow::get());
		shipment.state = State::Contested { claim, answer_by };
		let what = Occurrence::Contested { reason };
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	/// The carrier stands by its claim. From then on it is for the parties of the order, and whoever
	/// decides their disputes, to find out who is right.
	pub(crate) fn do_answer(who: T::AccountId, id: ShipmentId, evidence: H256) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::live(id, now)?;
		let State::Contested { claim, answer_by } = shipment.state.clone() else {
			return Err(Error::<T>::NotContested.into());
		};
		// A carrier that was suspended can still stand by what it did before.
		if shipment.custody.holder != who {
			T::Carriers::ensure_may(&shipment.custody.holder, &who, Scope::Deliver, now)?;
		}
		ensure!(now < answer_by, Error::<T>::WindowPassed);
		// Whoever took a parcel over with a key on it knew that only that key's signature counts.
		let proof = claim.to == Receiver::Consignee && shipment.pod_key.is_some();
		ensure!(!proof, Error::<T>::NeedsProof);

		let part = Part::from(&shipment);
		let until = now.saturating_add(T::ContestWindow::get());
		let standing = Standing::Answered;
		shipment.state =
			State::Claimed(Claim { to: claim.to, by: who.clone(), at: now, until, standing });
		let what = Occurrence::ContestAnswered { evidence };
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	pub(crate) fn do_start_return(who: T::AccountId, id: ShipmentId) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::live(id, now)?;
		ensure!(shipment.purpose != Purpose::Unit, Error::<T>::UnitHasNoConsignee);
		Self::ensure_under_way(&shipment, &who, Scope::Deliver, now)?;
		ensure!(matches!(shipment.state, State::Moving(_)), Error::<T>::NotUnderWay);

		let part = Part::from(&shipment);
		shipment.state = State::Returning;
		shipment.custody.heard_at = now;
		shipment.custody.moved_at = now;
		let what = Occurrence::ReturnStarted;
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	pub(crate) fn do_accept_return(who: T::AccountId, id: ShipmentId) -> DispatchResult {
		let shipment = Self::live(id, Self::now())?;
		ensure!(shipment.shipper == who, Error::<T>::NotShipper);
		let comes_back = match &shipment.state {
			State::Returning => true,
			state => state.claim().is_some_and(|claim| claim.to == Receiver::Shipper),
		};
		ensure!(comes_back, Error::<T>::NotReturning);
		Self::end(id, shipment, Ending::Returned, Occurrence::ReturnAccepted, Some(who))
	}

	/// Ends a claim that nobody contested in time, or whose contest was answered.
	pub(crate) fn accept_claim(
		id: ShipmentId,
		shipment: ShipmentOf<T>,
		to: Receiver,
	) -> DispatchResult {
		let ending = match to {
			Receiver::Consignee => Ending::Delivered,
			Receiver::Shipper => Ending::Returned,
		};
		Self::end(id, shipment, ending, Occurrence::ClaimAccepted, None)
	}
}
