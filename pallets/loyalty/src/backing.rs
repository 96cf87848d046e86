//! The money behind the points.

use crate::{
	work::Work, AccountIdOf, BalanceOf, Config, Error, HoldReason, Pallet, Status, LOG_TARGET,
};
use frame_support::traits::{
	fungible::MutateHold,
	tokens::{Fortitude, Precision, Restriction},
};
use sp_runtime::{
	traits::{CheckedAdd, Saturating},
	DispatchResult,
};

impl<T: Config> Work<T> {
	/// What has to be on hold: for the points, as long as they are not void, and for merchants.
	pub(crate) fn needed(&self) -> Result<BalanceOf<T>, Error<T>> {
		let points = match self.program.status {
			Status::Closed => 0,
			_ => self.ledger.outstanding(),
		};
		let needed = self.program.terms.backing_for(points).and_then(|sum| sum.try_into().ok());
		needed
			.and_then(|needed: BalanceOf<T>| needed.checked_add(&self.ledger.owed))
			.ok_or(Error::<T>::OperatorCannotBack)
	}

	/// Holds from the operator what is missing, or returns what is too much.
	pub(crate) fn adjust_backing(&mut self) -> DispatchResult {
		let (needed, held) = (self.needed()?, self.ledger.backing);
		let operator = &self.program.operator;
		if needed > held {
			let missing = needed.saturating_sub(held);
			let lacking = Error::<T>::OperatorCannotBack;
			Pallet::<T>::hold(HoldReason::Backing, operator, missing, lacking)?;
			self.ledger.backing = needed;
		} else if needed < held {
			// An account that another reason keeps alive can have nothing free; what comes back has to
			// reach the minimum balance then. If it does not, it stays for the next points.
			let surplus = held.saturating_sub(needed);
			match Pallet::<T>::unhold(HoldReason::Backing, operator, surplus) {
				Ok(()) => self.ledger.backing = needed,
				Err(error) => {
					log::warn!(target: LOG_TARGET, "{surplus:?} of {operator:?} stays held: {error:?}");
				},
			}
		}
		Ok(())
	}

	/// Pays a merchant out of what is on hold.
	pub(crate) fn reimburse(
		&mut self,
		merchant: &T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		// By force: no lock that the operator puts on the account keeps it in there.
		T::Currency::transfer_on_hold(
			&HoldReason::Backing.into(),
			&self.program.operator,
			merchant,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)
		.map_err(|_| Error::<T>::MerchantCannotReceive)?;
		self.ledger.backing = self.ledger.backing.saturating_sub(amount);
		Ok(())
	}
}

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
	pub(crate) fn unhold(
		reason: HoldReason,
		who: &AccountIdOf<T>,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		T::Currency::release(&reason.into(), who, amount, Precision::Exact)
			.map(|_| ())
			.map_err(|_| Error::<T>::OperatorCannotReceive.into())
	}
}
