//! Points that go to another program, with the money behind them.
//!
//! No point lives longer there than it would have here, and what is behind it goes along, as far as it
//! is worth as much there. What is left of its worth is for the two operators to settle.

use crate::{
	times, work::Work, BalanceOf, Config, Error, Expiry, HoldReason, Lot, Pallet, Ring, Status,
};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
	},
};
use souk_primitives::{Carried, Carry, Points, PointsExchange, ProgramBrief, ProgramId};
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchError, DispatchResult, FixedU128, Rounding,
};

/// Points that go, and until when they can be spent where they arrive.
struct Leg {
	lot: Lot,
	arrives: Expiry,
}

impl<T: Config> Work<T> {
	/// Until when points can be spent here that could be spent so long in `source`: the last end of an
	/// epoch that is not later, and not later than what is earned here now. `None` if that is over, or
	/// if points never end here and those would.
	fn arrival(&self, source: &Self, expiry: Expiry) -> Option<Expiry> {
		let latest = self.lot(0).expiry;
		let (epoch, last) = match (expiry, latest) {
			(Expiry::Never, _) => return Some(latest),
			(Expiry::At(_), Expiry::Never) => return None,
			(Expiry::At(epoch), Expiry::At(last)) => (epoch, last),
		};
		let end = source.begin_of(epoch);
		let until = self.program.epoch_at(end.saturating_sub(self.shift));
		// An epoch before the first has no number; then it is not later than now.
		(until > self.epoch).then(|| Expiry::At(until.min(last)))
	}

	/// Which points go: the soonest to end of those that do not arrive too late.
	fn legs(&self, target: &Self, ring: &Ring, points: Points) -> Result<Vec<Leg>, Error<T>> {
		let mut left = points;
		let mut legs = Vec::new();
		for lot in ring.lots() {
			let Some(arrives) = target.arrival(self, lot.expiry) else { continue };
			let taken = lot.points.min(left);
			left = left.saturating_sub(taken);
			if taken > 0 {
				legs.push(Leg { lot: Lot { points: taken, ..lot }, arrives });
			}
		}
		ensure!(left == 0, Error::<T>::TooFewPoints);
		Ok(legs)
	}

	/// Moves money that is on hold here to another program, where it is on hold as well.
	fn pass_on(&mut self, target: &mut Self, amount: BalanceOf<T>) -> DispatchResult {
		let (from, to) = (&self.program.operator, &target.program.operator);
		if from != to && !amount.is_zero() {
			T::Currency::transfer_on_hold(
				&HoldReason::Backing.into(),
				from,
				to,
				amount,
				Precision::Exact,
				Restriction::OnHold,
				Fortitude::Force,
			)
			.map_err(|_| Error::<T>::OperatorCannotReceive)?;
		}
		self.ledger.backing = self.ledger.backing.saturating_sub(amount);
		target.ledger.backing = target.ledger.backing.saturating_add(amount);
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// What arrives: so much of all points together, rounded down. Of the parts of a point that are left
	/// over of one lot, a whole one is made with what ends sooner, never with what ends later.
	fn converted(legs: &[Leg], rate: FixedU128) -> Result<Vec<Lot>, Error<T>> {
		let (mut gone, mut arrived): (Points, Points) = (0, 0);
		let mut lots = Vec::new();
		for Leg { lot, arrives } in legs.iter().rev() {
			gone = gone.saturating_add(lot.points);
			let all = times(gone, rate, Rounding::Down).ok_or(Error::<T>::PointsOverflow)?;
			let points = all.saturating_sub(arrived);
			arrived = all;
			if points > 0 {
				lots.push(Lot { expiry: *arrives, points });
			}
		}
		lots.reverse();
		ensure!(arrived > 0, Error::<T>::WorthNothing);
		Ok(lots)
	}

	fn do_carry(carry: &Carry<T::AccountId>) -> Result<Carried<BalanceOf<T>>, DispatchError> {
		let Carry { from, to, who, points, rate } = *carry;
		ensure!(points > 0, Error::<T>::ZeroPoints);
		ensure!(from != to, Error::<T>::SameProgram);
		let mut source = Work::<T>::load(from)?;
		source.ensure_redeeming()?;
		let mut target = Work::<T>::load(to)?;
		target.ensure_earning()?;
		let (member, _) = target.identify(who)?;
		let mut own = Self::account_of(from, member).map_err(|_| Error::<T>::TooFewPoints)?;
		own.book.ring.sync(source.epoch);
		let legs = source.legs(&target, &own.book.ring, points)?;
		let arriving = Self::converted(&legs, rate)?;

		let before = source.needed()?;
		let leaving = legs.iter().map(|leg| leg.lot).collect::<Vec<_>>();
		source.pair(&mut own).withdraw(&leaving).map_err(Error::<T>::from)?;
		source.put_account(member, own);
		let freed = before.saturating_sub(source.needed()?);

		let mut other = target.open_account(member, Some(who))?;
		let credit = target.pair(&mut other).restore(&arriving).map_err(Error::<T>::from)?;
		target.put_account(member, other);
		let arrived = crate::ring::sum(&arriving);
		let worth = times(arrived, target.program.terms.value, Rounding::Down);
		let worth = worth.and_then(|worth| worth.try_into().ok());
		let worth: BalanceOf<T> = worth.ok_or(Error::<T>::PointsOverflow)?;
		let passed = freed.min(worth);
		source.pass_on(&mut target, passed)?;
		// What is freed for good first: the operators may be one.
		source.save()?;
		target.save()?;
		Ok(Carried { member, arrived, netted: credit.netted, worth, passed })
	}
}

impl<T: Config> PointsExchange<T::AccountId, BalanceOf<T>> for Pallet<T> {
	fn brief(program: ProgramId) -> Option<ProgramBrief<T::AccountId>> {
		let program = crate::Programs::<T>::get(program)?;
		let perpetual = program.terms.lifetime == crate::Lifetime::Perpetual;
		let (operator, value) = (program.operator, program.terms.value);
		(program.status != Status::Closed).then_some(ProgramBrief { operator, value, perpetual })
	}

	fn carry(carry: &Carry<T::AccountId>) -> Result<Carried<BalanceOf<T>>, DispatchError> {
		Self::do_carry(carry)
	}
}
