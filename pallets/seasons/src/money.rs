//! What is held, and what it is held for.

use crate::{
	AccountIdOf, BalanceOf, BoardOf, Config, Dealing, DisputeOf, Error, HoldReason, LiveOf, Pallet,
	Place, Prices, PrizesOf, ProgressOf, Purchase, RankKey, Score, SeasonOf, MAX_LIVE,
};
use codec::MaxEncodedLen;
use frame_support::traits::{
	fungible::{BalancedHold, MutateHold},
	tokens::{Fortitude, Precision, Restriction},
	Footprint, OnUnbalanced,
};
use souk_primitives::{Nullifier, OrderId};
use sp_runtime::{
	traits::{Convert, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Holds some of an account's balance.
	pub(crate) fn hold(
		reason: HoldReason,
		who: &AccountIdOf<T>,
		amount: BalanceOf<T>,
		lacking: Error<T>,
	) -> DispatchResult {
		T::Currency::hold(&reason.into(), who, amount).map_err(|_| lacking.into())
	}

	/// Returns all of what was held.
	///
	/// An account that something else keeps alive can have nothing free; what comes back has to reach the
	/// minimum balance then.
	pub(crate) fn unhold(
		reason: HoldReason,
		who: &AccountIdOf<T>,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Currency::release(&reason.into(), who, amount, Precision::Exact)
			.map(|_| ())
			.map_err(|_| Error::<T>::CannotReceive.into())
	}

	/// Pays a prize. By force: no lock that the operator puts on the account keeps it in there.
	pub(crate) fn pay(
		operator: &AccountIdOf<T>,
		winner: &AccountIdOf<T>,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		T::Currency::transfer_on_hold(
			&HoldReason::Prizes.into(),
			operator,
			winner,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)
		.map(|_| ())
		.map_err(|_| Error::<T>::CannotReceive.into())
	}

	/// Returns a bond. One that cannot be received is forfeited: nobody keeps a season open by having an
	/// account that cannot receive.
	pub(crate) fn return_bond(who: &AccountIdOf<T>, amount: BalanceOf<T>) {
		if Self::unhold(HoldReason::Dispute, who, amount).is_err() {
			Self::forfeit(who, amount);
		}
	}

	/// Takes a bond.
	pub(crate) fn forfeit(who: &AccountIdOf<T>, amount: BalanceOf<T>) {
		let (credit, _) = T::Currency::slash(&HoldReason::Dispute.into(), who, amount);
		T::Forfeited::on_unbalanced(credit);
	}

	fn price(items: u64, bytes: usize) -> BalanceOf<T> {
		T::StoragePrice::convert(Footprint::from_parts(items as usize, bytes))
	}

	/// The price of a season's record, with its progress, board, prizes, and part of the list of what is
	/// not final.
	pub(crate) fn season_price() -> BalanceOf<T> {
		let list = LiveOf::max_encoded_len().div_ceil(MAX_LIVE as usize);
		let bytes = [
			SeasonOf::<T>::max_encoded_len(),
			ProgressOf::<T>::max_encoded_len(),
			BoardOf::max_encoded_len(),
			PrizesOf::<T>::max_encoded_len(),
			list,
		];
		Self::price(5, bytes.into_iter().fold(0, usize::saturating_add))
	}

	/// The price of a dispute's record: the least that a bond can be.
	pub(crate) fn dispute_price() -> BalanceOf<T> {
		let key = Nullifier::max_encoded_len();
		Self::price(1, DisputeOf::<T>::max_encoded_len().saturating_add(key))
	}

	/// What records of a season cost that is opened now.
	pub(crate) fn prices() -> Prices<BalanceOf<T>> {
		let subject = Nullifier::max_encoded_len();
		// Who is ranked either has a place or waits for one.
		let waiting = RankKey::max_encoded_len().saturating_add(subject);
		let seat = waiting.max(Place::max_encoded_len());
		let score = Score::max_encoded_len().saturating_add(subject).saturating_add(seat);
		let dealing = Dealing::max_encoded_len()
			.saturating_add(subject)
			.saturating_add(T::AccountId::max_encoded_len());
		let purchase = Purchase::max_encoded_len().saturating_add(OrderId::max_encoded_len());
		Prices {
			score: Self::price(2, score),
			dealing: Self::price(1, dealing),
			purchase: Self::price(1, purchase),
		}
	}
}
