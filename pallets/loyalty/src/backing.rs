//! The money behind the points.

use crate::{
	work::Work, AccountIdOf, BalanceOf, Config, Error, Event, HoldReason, Pallet, Status,
	LOG_TARGET,
};
use frame_support::traits::{
	fungible::MutateHold,
	tokens::{Fortitude, Precision, Restriction},
};
use souk_primitives::ProgramId;
use sp_runtime::{
	traits::{CheckedAdd, Saturating, Zero},
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

	/// How much more than needed is put on hold when something is; nothing when no points are awarded
	/// any more.
	fn float(&self) -> BalanceOf<T> {
		match self.program.status {
			Status::Active | Status::Paused => self.program.float,
			Status::WindingDown { .. } | Status::Closed => Zero::zero(),
		}
	}

	/// Holds from the operator what is missing, or returns what is too much, if it is not within the
	/// float: then back to the middle of it, so that what comes next moves no money either way.
	pub(crate) fn adjust_backing(&mut self) -> DispatchResult {
		let (needed, held) = (self.needed()?, self.ledger.backing);
		let middle = needed.saturating_add(self.float());
		if needed > held {
			// Who does not have the float has to have what is needed.
			let reached = [middle, needed].into_iter().find(|target| self.raise(*target).is_ok());
			reached.map(|_| ()).ok_or(Error::<T>::OperatorCannotBack)?;
		} else if middle.saturating_add(self.float()) < held {
			self.lower(middle);
		}
		Ok(())
	}

	/// Puts so much on hold in all.
	pub(crate) fn raise(&mut self, target: BalanceOf<T>) -> DispatchResult {
		self.routine = false;
		let missing = target.saturating_sub(self.ledger.backing);
		let (operator, lacking) = (&self.program.operator, Error::<T>::OperatorCannotBack);
		Pallet::<T>::hold(HoldReason::Backing, operator, missing, lacking)?;
		self.ledger.backing = target;
		Ok(())
	}

	/// Leaves so much on hold, if the operator can receive the rest.
	///
	/// An account that another reason keeps alive can have nothing free; what comes back has to reach the
	/// minimum balance then. If it does not, it stays for the next points.
	pub(crate) fn lower(&mut self, target: BalanceOf<T>) {
		self.routine = false;
		let surplus = self.ledger.backing.saturating_sub(target);
		let operator = &self.program.operator;
		match Pallet::<T>::unhold(HoldReason::Backing, operator, surplus) {
			Ok(()) => self.ledger.backing = target,
			Err(error) => {
				log::warn!(target: LOG_TARGET, "{surplus:?} of {operator:?} stays held: {error:?}");
			},
		}
	}

	/// Pays a merchant out of what is on hold.
	pub(crate) fn reimburse(
		&mut self,
		merchant: &T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		self.routine = false;
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
	/// Puts the float on hold at once, or returns what is more than it.
	pub(crate) fn do_set_float(
		operator: T::AccountId,
		id: ProgramId,
		float: BalanceOf<T>,
	) -> DispatchResult {
		let mut work = Work::<T>::load_own(&operator, id)?;
		work.ensure_not_ending()?;
		work.program.float = float;
		let middle = work.needed()?.checked_add(&float).ok_or(Error::<T>::OperatorCannotBack)?;
		match middle > work.ledger.backing {
			true => work.raise(middle)?,
			false => work.lower(middle),
		}
		work.save_all()?;
		Self::deposit_event(Event::FloatSet { program: id, float });
		Ok(())
	}

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
