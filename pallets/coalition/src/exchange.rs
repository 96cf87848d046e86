//! Points that become another program's, and what is owed for them.

use crate::{Config, Error, Event, Pallet, PartnershipOf, Stage, DAY};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation, UnixTime},
};
use souk_primitives::{Carried, Carry, Moment, Points, PointsExchange, ProgramId};
use sp_runtime::{
	traits::{CheckedAdd, Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_exchange(
		who: T::AccountId,
		from: ProgramId,
		to: ProgramId,
		points: Points,
	) -> DispatchResult {
		let (mut partnership, side) = Self::partnership_of(from, to)?;
		ensure!(partnership.stage == Stage::Agreed, Error::<T>::NotAgreed);
		let own = partnership.operators.lower == partnership.operators.higher;
		let owed_back = partnership.ways.of(side.other()).owed;
		let way = partnership.ways.of_mut(side);
		let day = Self::today();
		let used = way.used_on(day).checked_add(points).ok_or(Error::<T>::Overflow)?;
		ensure!(used <= way.offer.daily_cap, Error::<T>::DailyCapReached);

		let rate = way.offer.net_rate();
		let carried = T::Points::carry(&Carry { from, to, who: &who, points, rate })?;
		let Carried { member, arrived, netted, worth, passed } = carried;
		// Nobody owes themselves.
		let owed = if own { Zero::zero() } else { worth.saturating_sub(passed) };
		way.day = way.day.max(day);
		way.used = used;
		way.owed = way.owed.checked_add(&owed).ok_or(Error::<T>::Overflow)?;
		let exceeded = !owed.is_zero() && way.owed.saturating_sub(owed_back) > way.offer.credit;
		ensure!(!exceeded, Error::<T>::CreditExceeded);
		Self::put(from, to, partnership);
		Self::deposit_event(Event::Exchanged {
			from,
			to,
			member,
			points,
			arrived,
			netted,
			passed,
			owed,
		});
		Ok(())
	}

	/// Either operator can have it done: whoever agreed to a credit agreed that it is called in.
	pub(crate) fn do_settle(
		operator: T::AccountId,
		own: ProgramId,
		partner: ProgramId,
	) -> DispatchResult {
		let (partnership, side) = Self::partnership_of(own, partner)?;
		ensure!(*partnership.operators.of(side) == operator, Error::<T>::NotOperator);
		let net = Self::net(own, partner, &partnership)?;
		if !net.amount.is_zero() {
			T::Currency::transfer(&net.debtor, &net.creditor, net.amount, Preservation::Preserve)
				.map_err(|_| Error::<T>::DebtorCannotPay)?;
		}
		let Net { from: debtor, to: creditor, amount, .. } = net;
		Self::clear(own, partner, partnership)?;
		Self::deposit_event(Event::Settled { debtor, creditor, amount });
		Ok(())
	}

	pub(crate) fn do_waive(
		operator: T::AccountId,
		own: ProgramId,
		partner: ProgramId,
	) -> DispatchResult {
		let (partnership, side) = Self::partnership_of(own, partner)?;
		ensure!(*partnership.operators.of(side) == operator, Error::<T>::NotOperator);
		let net = Self::net(own, partner, &partnership)?;
		ensure!(net.to == own && !net.amount.is_zero(), Error::<T>::NotCreditor);
		let Net { from: debtor, to: creditor, amount, .. } = net;
		Self::clear(own, partner, partnership)?;
		Self::deposit_event(Event::Waived { debtor, creditor, amount });
		Ok(())
	}

	/// Who owes whom the difference.
	fn net(
		own: ProgramId,
		partner: ProgramId,
		partnership: &PartnershipOf<T>,
	) -> Result<Net<T>, Error<T>> {
		let (_, _, side) = crate::pair(own, partner);
		let owes = partnership.ways.of(side).owed;
		let owed = partnership.ways.of(side.other()).owed;
		ensure!(!owes.is_zero() || !owed.is_zero(), Error::<T>::NothingOwed);
		let (from, to, debtor, amount) = match owes > owed {
			true => (own, partner, side, owes.saturating_sub(owed)),
			false => (partner, own, side.other(), owed.saturating_sub(owes)),
		};
		let account = |side| partnership.operators.of(side).clone();
		let (debtor, creditor) = (account(debtor), account(debtor.other()));
		Ok(Net { from, to, debtor, creditor, amount })
	}

	/// Nothing is owed any more.
	fn clear(
		own: ProgramId,
		partner: ProgramId,
		mut partnership: PartnershipOf<T>,
	) -> DispatchResult {
		partnership.ways.lower.owed = Zero::zero();
		partnership.ways.higher.owed = Zero::zero();
		Self::keep_if_owed(own, partner, partnership)
	}

	/// The day, counted from the Unix epoch.
	fn today() -> u64 {
		let now: Moment = T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX);
		now.checked_div(DAY).unwrap_or_default()
	}
}

/// Who owes whom what.
struct Net<T: Config> {
	from: ProgramId,
	to: ProgramId,
	debtor: T::AccountId,
	creditor: T::AccountId,
	amount: crate::BalanceOf<T>,
}
