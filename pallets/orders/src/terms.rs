//! Publishing and retiring terms.

use crate::{
	Config, DisputeRules, Error, Event, HoldReason, NextTermsId, Pallet, PublishedTerms,
	PublishedTermsOf, ReserveRule, Terms, TermsOf, TermsStatus,
};
use codec::Encode;
use frame_support::{
	ensure,
	traits::{Footprint, Get},
};
use souk_primitives::{Moment, TermsId};
use sp_runtime::{traits::Convert, DispatchResult, Permill};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_publish_terms(
		merchant: T::AccountId,
		terms: Terms<T::AccountId>,
	) -> DispatchResult {
		Self::check_terms(&merchant, &terms)?;
		let id = NextTermsId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;

		let mut published = PublishedTerms {
			merchant: merchant.clone(),
			terms,
			status: TermsStatus::Active,
			orders: 0,
			deposit: Default::default(),
		};
		let price = Footprint::from_parts(1, published.encoded_size());
		published.deposit = T::StoragePrice::convert(price);

		Self::take_deposit(HoldReason::Terms, &merchant, published.deposit)?;
		NextTermsId::<T>::put(next);
		TermsOf::<T>::insert(id, published);
		Self::deposit_event(Event::TermsPublished { terms: id, merchant });
		Ok(())
	}

	fn check_terms(merchant: &T::AccountId, terms: &Terms<T::AccountId>) -> DispatchResult {
		let windows = &terms.windows;
		let within = |window: Moment| window <= T::MaxWindow::get();
		let needed = |window: Moment| window > 0 && within(window);
		let in_range = needed(windows.pay)
			&& needed(windows.ship)
			&& needed(windows.receive)
			&& needed(windows.answer)
			&& needed(windows.send_back)
			&& needed(windows.take_back)
			&& within(windows.inspect)
			&& within(windows.challenge)
			&& within(windows.extension)
			&& within(windows.record);
		ensure!(in_range, Error::<T>::WindowOutOfRange);
		if let Some(rules) = &terms.disputes {
			Self::check_disputes(merchant, rules)?;
		}
		if let Some(ReserveRule { share, hold }) = terms.reserve {
			ensure!(!share.is_zero(), Error::<T>::SharesOutOfRange);
			ensure!(needed(hold), Error::<T>::WindowOutOfRange);
		}

		let pot = Self::pot_account();
		let mut given = 0u32;
		for (i, split) in terms.splits.iter().enumerate() {
			let seen = terms.splits.iter().take(i).any(|other| other.recipient == split.recipient);
			ensure!(
				!seen && split.recipient != *merchant && split.recipient != pot,
				Error::<T>::BadRecipient
			);
			ensure!(!split.share.is_zero(), Error::<T>::SharesOutOfRange);
			given = given.saturating_add(split.share.deconstruct());
		}
		ensure!(given <= Permill::one().deconstruct(), Error::<T>::SharesOutOfRange);
		Ok(())
	}

	fn check_disputes(
		merchant: &T::AccountId,
		rules: &DisputeRules<T::AccountId>,
	) -> DispatchResult {
		let needed = |window: Moment| window > 0 && window <= T::MaxWindow::get();
		ensure!(
			needed(rules.negotiate) && needed(rules.respond) && needed(rules.decide),
			Error::<T>::WindowOutOfRange
		);
		ensure!(
			rules.resolver != *merchant && rules.resolver != Self::pot_account(),
			Error::<T>::BadResolver
		);
		ensure!(rules.fee <= rules.bond, Error::<T>::FeeAboveBond);
		// A silent resolver must not be worth anything to either side.
		ensure!(!rules.preset.is_zero() && !rules.preset.is_one(), Error::<T>::PresetNotNeutral);
		Ok(())
	}

	pub(crate) fn do_retire_terms(merchant: T::AccountId, id: TermsId) -> DispatchResult {
		let mut published = TermsOf::<T>::get(id).ok_or(Error::<T>::UnknownTerms)?;
		ensure!(published.merchant == merchant, Error::<T>::NotMerchant);
		ensure!(published.status == TermsStatus::Active, Error::<T>::TermsAreRetired);
		published.status = TermsStatus::Retired;
		Self::deposit_event(Event::TermsRetired { terms: id });
		Self::keep_or_remove_terms(id, published);
		Ok(())
	}

	/// Stores terms, unless they are retired and no order on record needs them any more.
	pub(crate) fn keep_or_remove_terms(id: TermsId, published: PublishedTermsOf<T>) {
		if published.status == TermsStatus::Active || published.orders > 0 {
			TermsOf::<T>::insert(id, published);
			return;
		}
		TermsOf::<T>::remove(id);
		Self::return_deposit(HoldReason::Terms, &published.merchant, published.deposit);
		Self::deposit_event(Event::TermsRemoved { terms: id });
	}

	/// The terms that a new order of `merchant` may live by.
	pub(crate) fn terms_for_new_order(
		merchant: &T::AccountId,
		id: TermsId,
	) -> Result<PublishedTermsOf<T>, Error<T>> {
		let published = TermsOf::<T>::get(id).ok_or(Error::<T>::UnknownTerms)?;
		ensure!(published.merchant == *merchant, Error::<T>::TermsOfAnotherMerchant);
		ensure!(published.status == TermsStatus::Active, Error::<T>::TermsAreRetired);
		Ok(published)
	}
}
