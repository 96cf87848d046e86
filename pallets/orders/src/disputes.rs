//! How the parties of an order settle what they disagree about: by a split of their own, or by the
//! resolver that the terms name.

use crate::{
	money::Payouts, order::Verdict, progress::Work, BalanceOf, Config, DisputePhase, Error, Event,
	OrderState, Pallet, Proposals, Role,
};
use frame_support::ensure;
use souk_primitives::{Moment, OrderId};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_dispute(
		who: T::AccountId,
		id: OrderId,
		evidence: Option<T::Hash>,
	) -> DispatchResult {
		Self::step(id, |work, now, _| {
			let by = work.party(&who)?;
			ensure!(
				!matches!(work.order.state, OrderState::Disputed { .. }),
				Error::<T>::DisputeOpen
			);
			let interrupted = work.order.state.interrupt(now).ok_or(Error::<T>::NoEscrow)?;
			let rules = work.terms.terms.disputes.as_ref().ok_or(Error::<T>::DisputesNotOffered)?;
			let disputes = work.order.disputes.used_by(by).ok_or(Error::<T>::AlreadyDisputed)?;
			work.order.disputes = disputes;
			let until = now.saturating_add(rules.negotiate);
			work.order.state = OrderState::Disputed {
				by,
				phase: DisputePhase::Negotiating { until },
				proposals: Proposals::default(),
				interrupted,
			};
			Self::deposit_event(Event::DisputeOpened { order: id, by, until, evidence });
			Ok(())
		})
	}

	pub(crate) fn do_propose_split(
		who: T::AccountId,
		id: OrderId,
		to_buyer: BalanceOf<T>,
	) -> DispatchResult {
		Self::step(id, |work, _, _| {
			let by = work.party(&who)?;
			let open = work.disputed()?;
			ensure!(to_buyer <= open, Error::<T>::MoreThanOpen);
			if let OrderState::Disputed { proposals, .. } = &mut work.order.state {
				proposals.set(by, to_buyer);
			}
			Self::deposit_event(Event::SplitProposed { order: id, by, to_buyer, of: open });
			Ok(())
		})
	}

	pub(crate) fn do_accept_split(
		who: T::AccountId,
		id: OrderId,
		to_buyer: BalanceOf<T>,
	) -> DispatchResult {
		Self::step(id, |work, now, payouts| {
			let by = work.party(&who)?;
			let open = work.disputed()?;
			let OrderState::Disputed { proposals, .. } = &work.order.state else {
				return Err(Error::<T>::NoDispute.into());
			};
			let proposed = proposals.of(by.other()).ok_or(Error::<T>::NothingProposed)?;
			// What the caller has seen, and not what took its place meanwhile.
			ensure!(*proposed == to_buyer, Error::<T>::ProposalChanged);
			Self::deposit_event(Event::SplitAccepted { order: id, by, to_buyer, of: open });
			work.divide(to_buyer, now, Verdict::Agreed, payouts)
		})
	}

	pub(crate) fn do_escalate(
		who: T::AccountId,
		id: OrderId,
		evidence: Option<T::Hash>,
	) -> DispatchResult {
		Self::step(id, |work, now, _| {
			let party = work.party(&who)?;
			let open = work.disputed()?;
			let rules = work.terms.terms.disputes.as_ref().ok_or(Error::<T>::NoDispute)?;
			let asset = work.order.asset().cloned().ok_or(Error::<T>::NotEscrowed)?;
			let OrderState::Disputed { phase, .. } = &mut work.order.state else {
				return Err(Error::<T>::NoDispute.into());
			};
			let (bond, next, first) = match *phase {
				DisputePhase::Negotiating { .. } => {
					let bond = rules.bond.mul_floor(open);
					let respond_by = now.saturating_add(rules.respond);
					(bond, DisputePhase::Escalated { by: party, bond, respond_by }, true)
				},
				DisputePhase::Escalated { by, bond, .. } if by != party => {
					let decide_by = now.saturating_add(rules.decide);
					(bond, DisputePhase::Deciding { bond, silent: None, decide_by }, false)
				},
				_ => return Err(Error::<T>::AlreadyEscalated.into()),
			};
			Self::collect_bond(&asset, &who, bond)?;
			*phase = next;
			let until = next.deadline();
			Self::deposit_event(Event::DisputeEscalated {
				order: id,
				by: party,
				bond,
				until,
				evidence,
			});
			if first {
				Self::add_to_index(&rules.resolver, Role::Resolver, id);
			} else {
				Self::deposit_event(Event::ResolverCalled { order: id, decide_by: until });
			}
			Ok(())
		})
	}

	pub(crate) fn do_decide(
		resolver: T::AccountId,
		id: OrderId,
		to_buyer: BalanceOf<T>,
	) -> DispatchResult {
		Self::step(id, |work, now, payouts| {
			ensure!(work.terms.terms.is_resolver(&resolver), Error::<T>::NotResolver);
			let open = work.disputed()?;
			let deciding = matches!(
				work.order.state,
				OrderState::Disputed { phase: DisputePhase::Deciding { .. }, .. }
			);
			ensure!(deciding, Error::<T>::NotForResolver);
			ensure!(to_buyer <= open, Error::<T>::MoreThanOpen);
			Self::deposit_event(Event::DisputeDecided { order: id, to_buyer, of: open });
			work.divide(to_buyer, now, Verdict::Decided, payouts)
		})
	}
}

impl<T: Config> Work<T> {
	/// What an open dispute is about.
	fn disputed(&self) -> Result<BalanceOf<T>, Error<T>> {
		let open = matches!(self.order.state, OrderState::Disputed { .. });
		ensure!(open, Error::<T>::NoDispute);
		Ok(self.order.ledger().ok_or(Error::<T>::NoEscrow)?.open)
	}

	/// Ends the dispute, and the order with it.
	fn divide(
		&mut self,
		to_buyer: BalanceOf<T>,
		now: Moment,
		verdict: Verdict,
		payouts: &mut Payouts<T>,
	) -> DispatchResult {
		let moved = self
			.order
			.divide(to_buyer, now, &self.terms.terms, verdict)
			.map_err(Error::<T>::from)?;
		self.announce_confirmed();
		self.book(moved, payouts);
		Ok(())
	}
}
