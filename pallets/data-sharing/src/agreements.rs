//! Agreements: negotiated by both sides, suspended and ended by either.

use crate::{
	deposits::footprint, Agreement, AgreementOf, AgreementState, Agreements, BalanceOf, Config,
	Error, Event, HoldReason, NextAgreementId, Pallet, Side, Step, TermsOf,
};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, fungibles::MutateHold as _},
};
use souk_primitives::{
	data::{Actions, MAX_ONWARD},
	AgreementId,
};
use sp_core::H256;
use sp_runtime::{
	traits::{CheckedAdd, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	fn ensure_sensible(terms: &TermsOf<T>) -> Result<(), Error<T>> {
		let known = terms.purposes.is_valid() && terms.actions.is_valid();
		ensure!(known, Error::<T>::UnknownPurposeOrAction);
		let something = terms.fields != 0 && terms.max_access != Some(0);
		ensure!(something, Error::<T>::NothingGranted);
		let ahead = terms.not_before < terms.not_after && Self::now() < terms.not_after;
		ensure!(ahead, Error::<T>::NeverInForce);
		let onward = terms.onward_depth == 0
			|| terms.onward_depth <= MAX_ONWARD && terms.actions.contains(Actions::DISTRIBUTE);
		ensure!(onward, Error::<T>::OnwardDepth);
		let letters = terms.regions.iter().flatten().all(u8::is_ascii_uppercase);
		let ordered = terms.regions.windows(2).all(|two| two.first() < two.last());
		ensure!(letters && ordered, Error::<T>::MalformedRegion);
		let priced = terms.price.as_ref().is_none_or(|price| !price.amount.is_zero());
		ensure!(priced, Error::<T>::PriceOfZero);
		Ok(())
	}

	pub(crate) fn do_propose(
		who: T::AccountId,
		counterparty: T::AccountId,
		side: Side,
		terms: TermsOf<T>,
	) -> DispatchResult {
		ensure!(who != counterparty, Error::<T>::SameParty);
		Self::ensure_sensible(&terms)?;
		let id = NextAgreementId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;
		let paid = Self::charge(&who, footprint::<AgreementOf<T>>(1, 0, 0))?;
		let (provider, consumer, state) = match side {
			Side::Provider => (who, counterparty, AgreementState::Offered),
			Side::Consumer => (counterparty, who, AgreementState::Requested),
		};
		let terms_hash = terms.hash(id, &provider, &consumer);
		let agreement = Agreement {
			provider,
			consumer,
			terms,
			terms_hash,
			round: 1,
			state,
			bond: Zero::zero(),
			funds: Zero::zero(),
			records: 0,
			paid,
		};
		NextAgreementId::<T>::put(next);
		Self::tell_terms(id, side, &agreement);
		Agreements::<T>::insert(id, agreement);
		Ok(())
	}

	pub(crate) fn do_counter(
		who: T::AccountId,
		id: AgreementId,
		round: u32,
		terms_hash: H256,
		terms: TermsOf<T>,
	) -> DispatchResult {
		let (mut agreement, side) = Self::party(&who, id)?;
		Self::advance(&mut agreement, side, Step::Counter)?;
		Self::ensure_same(&agreement, round, terms_hash)?;
		Self::ensure_sensible(&terms)?;
		agreement.terms_hash = terms.hash(id, &agreement.provider, &agreement.consumer);
		agreement.terms = terms;
		agreement.round = round.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
		Self::tell_terms(id, side, &agreement);
		Agreements::<T>::insert(id, agreement);
		Ok(())
	}

	pub(crate) fn do_accept(
		who: T::AccountId,
		id: AgreementId,
		round: u32,
		terms_hash: H256,
	) -> DispatchResult {
		let (mut agreement, side) = Self::party(&who, id)?;
		Self::advance(&mut agreement, side, Step::Accept)?;
		Self::ensure_same(&agreement, round, terms_hash)?;
		ensure!(Self::now() < agreement.terms.not_after, Error::<T>::NeverInForce);
		if side == Side::Consumer {
			Self::stake(&mut agreement)?;
		}
		Self::moved(id, side, agreement);
		Ok(())
	}

	pub(crate) fn do_finalize(who: T::AccountId, id: AgreementId) -> DispatchResult {
		let (mut agreement, side) = Self::party(&who, id)?;
		Self::advance(&mut agreement, side, Step::Finalize)?;
		ensure!(Self::now() < agreement.terms.not_after, Error::<T>::NeverInForce);
		if side == Side::Consumer {
			Self::stake(&mut agreement)?;
		}
		Self::moved(id, side, agreement);
		Ok(())
	}

	/// Suspends, resumes or ends.
	pub(crate) fn do_step(who: T::AccountId, id: AgreementId, step: Step) -> DispatchResult {
		let (mut agreement, side) = Self::party(&who, id)?;
		Self::advance(&mut agreement, side, step)?;
		Self::moved(id, side, agreement);
		Ok(())
	}

	pub(crate) fn do_fund_access(
		who: T::AccountId,
		id: AgreementId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		let (mut agreement, side) = Self::party(&who, id)?;
		ensure!(side == Side::Consumer, Error::<T>::NotParty);
		let ended = matches!(agreement.state, AgreementState::Terminated { .. });
		ensure!(!ended, Error::<T>::NotNow);
		let price = agreement.terms.price.as_ref().ok_or(Error::<T>::NothingToPay)?;
		// What is agreed last may have another price: nothing is held for what may still change.
		let settled =
			!matches!(agreement.state, AgreementState::Requested | AgreementState::Offered);
		ensure!(settled, Error::<T>::NotNow);
		ensure!(!amount.is_zero(), Error::<T>::NothingToPay);
		let funds = agreement.funds.checked_add(&amount).ok_or(Error::<T>::IdsExhausted)?;
		T::Payments::hold(price.asset.clone(), &HoldReason::Access.into(), &who, amount)?;
		agreement.funds = funds;
		Agreements::<T>::insert(id, agreement);
		Self::deposit_event(Event::AccessFunded { agreement: id, amount, funds });
		Ok(())
	}

	/// The consumer stakes what the terms say.
	fn stake(agreement: &mut AgreementOf<T>) -> DispatchResult {
		let bond = agreement.terms.bond;
		T::Currency::hold(&HoldReason::Bond.into(), &agreement.consumer, bond)?;
		agreement.bond = bond;
		Ok(())
	}

	fn ensure_same(
		agreement: &AgreementOf<T>,
		round: u32,
		terms_hash: H256,
	) -> Result<(), Error<T>> {
		let same = agreement.round == round && agreement.terms_hash == terms_hash;
		ensure!(same, Error::<T>::TermsMoved);
		Ok(())
	}

	fn party(who: &T::AccountId, id: AgreementId) -> Result<(AgreementOf<T>, Side), Error<T>> {
		let agreement = Agreements::<T>::get(id).ok_or(Error::<T>::UnknownAgreement)?;
		let side = agreement.side(who).ok_or(Error::<T>::NotParty)?;
		Ok((agreement, side))
	}

	fn advance(agreement: &mut AgreementOf<T>, side: Side, step: Step) -> Result<(), Error<T>> {
		agreement.state = agreement.state.after(side, step).ok_or(Error::<T>::NotNow)?;
		Ok(())
	}

	fn moved(id: AgreementId, by: Side, agreement: AgreementOf<T>) {
		let state = agreement.state;
		Agreements::<T>::insert(id, agreement);
		Self::deposit_event(Event::AgreementMoved { agreement: id, by, state });
	}

	fn tell_terms(id: AgreementId, by: Side, agreement: &AgreementOf<T>) {
		Self::deposit_event(Event::TermsProposed {
			agreement: id,
			provider: agreement.provider.clone(),
			consumer: agreement.consumer.clone(),
			by,
			round: agreement.round,
			terms_hash: agreement.terms_hash,
		});
	}
}
