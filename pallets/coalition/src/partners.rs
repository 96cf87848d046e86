//! Partnerships come and go.

use crate::{
	pair, Both, Config, Error, Event, HoldReason, OfferOf, Pallet, PartnershipOf, Partnerships,
	Side, Stage, Way,
};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Footprint},
};
use souk_primitives::{PointsExchange, ProgramBrief, ProgramId};
use sp_runtime::{
	traits::{Convert, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_propose(
		operator: T::AccountId,
		own: ProgramId,
		partner: ProgramId,
		there: OfferOf<T>,
		back: OfferOf<T>,
	) -> DispatchResult {
		ensure!(own != partner, Error::<T>::SameProgram);
		let (here, other) = Self::check_offers(own, partner, &there, &back)?;
		ensure!(here.operator == operator, Error::<T>::NotOperator);
		let (lower, higher, side) = pair(own, partner);
		let taken = Partnerships::<T>::contains_key(lower, higher);
		ensure!(!taken, Error::<T>::AlreadyPartners);

		let deposit = Self::price();
		T::Currency::hold(&HoldReason::Partnership.into(), &operator, deposit)
			.map_err(|_| Error::<T>::OperatorLacksDeposit)?;
		let partnership = PartnershipOf::<T> {
			stage: Stage::Proposed(side),
			operators: Both::new(side, operator.clone(), other.operator),
			ways: Both::new(side, Way::new(there), Way::new(back)),
			payer: operator,
			deposit,
		};
		Partnerships::<T>::insert(lower, higher, partnership);
		Self::deposit_event(Event::PartnerProposed { program: own, partner, there, back });
		Ok(())
	}

	/// Whoever accepts repeats what it accepts: a proposal cannot be changed under its hands.
	pub(crate) fn do_accept(
		operator: T::AccountId,
		own: ProgramId,
		partner: ProgramId,
		there: OfferOf<T>,
		back: OfferOf<T>,
	) -> DispatchResult {
		let (mut partnership, side) = Self::partnership_of(own, partner)?;
		ensure!(*partnership.operators.of(side) == operator, Error::<T>::NotOperator);
		match partnership.stage {
			Stage::Proposed(by) => ensure!(by != side, Error::<T>::OwnProposal),
			Stage::Agreed | Stage::Ended => return Err(Error::<T>::NotProposed.into()),
		}
		let proposed = (partnership.ways.of(side).offer, partnership.ways.of(side.other()).offer);
		ensure!(proposed == (there, back), Error::<T>::OfferDiffers);
		Self::check_offers(own, partner, &there, &back)?;
		partnership.stage = Stage::Agreed;
		Self::put(own, partner, partnership);
		Self::deposit_event(Event::PartnerAccepted { program: own, partner });
		Ok(())
	}

	/// At once: members were promised their points, and not that others take them.
	pub(crate) fn do_end(
		operator: T::AccountId,
		own: ProgramId,
		partner: ProgramId,
	) -> DispatchResult {
		let (mut partnership, side) = Self::partnership_of(own, partner)?;
		ensure!(*partnership.operators.of(side) == operator, Error::<T>::NotOperator);
		ensure!(partnership.stage != Stage::Ended, Error::<T>::AlreadyEnded);
		partnership.stage = Stage::Ended;
		Self::deposit_event(Event::PartnerEnded { program: own, partner });
		Self::keep_if_owed(own, partner, partnership)
	}

	/// Saves a partnership, or takes it off the record if it is over and nothing is owed.
	pub(crate) fn keep_if_owed(
		own: ProgramId,
		partner: ProgramId,
		partnership: PartnershipOf<T>,
	) -> DispatchResult {
		let Both { lower, higher } = &partnership.ways;
		if partnership.stage != Stage::Ended || lower.owed != higher.owed {
			Self::put(own, partner, partnership);
			return Ok(());
		}
		let (lower, higher, _) = pair(own, partner);
		Partnerships::<T>::remove(lower, higher);
		// What cannot be paid back, because too little would be free, is nobody else's loss.
		let _ = T::Currency::release(
			&HoldReason::Partnership.into(),
			&partnership.payer,
			partnership.deposit,
			Precision::BestEffort,
		);
		Self::deposit_event(Event::PartnershipRemoved { lower, higher });
		Ok(())
	}

	/// Refuses offers by which points could become more than they were.
	pub(crate) fn check_offers(
		own: ProgramId,
		partner: ProgramId,
		there: &OfferOf<T>,
		back: &OfferOf<T>,
	) -> Result<(BriefOf<T>, BriefOf<T>), Error<T>> {
		let brief = |program| T::Points::brief(program).ok_or(Error::<T>::UnknownProgram);
		let (here, other) = (brief(own)?, brief(partner)?);
		let worth = !here.value.is_zero() && !other.value.is_zero();
		ensure!(worth, Error::<T>::WorthlessPoints);
		ensure!(here.perpetual == other.perpetual, Error::<T>::WouldNeverEnd);
		for (offer, from, to) in [(there, &here, &other), (back, &other, &here)] {
			ensure!(!offer.net_rate().is_zero(), Error::<T>::ZeroRate);
			ensure!(offer.is_fair(from.value, to.value), Error::<T>::RateTooHigh);
		}
		Ok((here, other))
	}

	/// What two programs have agreed, and which side the first is.
	pub(crate) fn partnership_of(
		own: ProgramId,
		partner: ProgramId,
	) -> Result<(PartnershipOf<T>, Side), Error<T>> {
		let (lower, higher, side) = pair(own, partner);
		let partnership = Partnerships::<T>::get(lower, higher);
		Ok((partnership.ok_or(Error::<T>::NotPartners)?, side))
	}

	pub(crate) fn put(own: ProgramId, partner: ProgramId, partnership: PartnershipOf<T>) {
		let (lower, higher, _) = pair(own, partner);
		Partnerships::<T>::insert(lower, higher, partnership);
	}

	/// The price of a partnership on record.
	pub(crate) fn price() -> crate::BalanceOf<T> {
		let size = PartnershipOf::<T>::max_encoded_len()
			.saturating_add(ProgramId::max_encoded_len().saturating_mul(2));
		T::StoragePrice::convert(Footprint::from_parts(1, size))
	}
}

/// What a program is.
type BriefOf<T> = ProgramBrief<<T as frame_system::Config>::AccountId>;
