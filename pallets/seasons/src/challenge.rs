//! Who is on the board, and whether rightly.

use crate::{
	work::Work, AccountIdOf, Config, Dispute, Disputes, Error, Event, HoldReason, Pallet, Reason,
	Scores, Standing, Verdict,
};
use frame_support::{ensure, traits::EnsureOrigin};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use souk_primitives::{Identify, MemberId, Nullifier, SeasonId};
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Points move scores by themselves. What nobody tells this pallet of is that an issuer's word became
	/// worthless, or that a person has another member now.
	pub(crate) fn do_poke(id: SeasonId, subject: Nullifier, member: MemberId) -> DispatchResult {
		let mut work = Work::<T>::load_open(id)?;
		let old = Scores::<T>::get(id, subject).ok_or(Error::<T>::UnknownScore)?;
		ensure!(old.standing != Standing::Disqualified, Error::<T>::AlreadyDisqualified);
		let mut score = old.clone();
		if work.vouched(member, subject) {
			score.member = member;
			score.standing = Standing::Good;
		} else {
			// Of anybody else it says nothing.
			ensure!(member == old.member, Error::<T>::NotTheirMember);
			score.standing = Standing::Lapsed;
		}
		ensure!(score != old, Error::<T>::NothingToDo);
		let standing = score.standing;
		work.put_score(subject, Some(&old), score);
		work.save();
		Self::deposit_event(Event::StandingChanged { season: id, subject, standing });
		Ok(())
	}

	pub(crate) fn do_dispute(
		by: AccountIdOf<T>,
		id: SeasonId,
		subject: Nullifier,
		reason: Reason,
		evidence: H256,
	) -> DispatchResult {
		let mut work = Work::<T>::load_open(id)?;
		let terms = &work.season.terms;
		let open = terms.start <= work.now && work.now < terms.challenge_end();
		ensure!(open, Error::<T>::NotOpenToChallenge);
		let score = Scores::<T>::get(id, subject).ok_or(Error::<T>::UnknownScore)?;
		ensure!(score.standing != Standing::Disqualified, Error::<T>::AlreadyDisqualified);
		ensure!(!Disputes::<T>::contains_key(id, subject), Error::<T>::AlreadyDisputed);
		let (bond, decide_by) = (terms.bond, work.now.saturating_add(terms.decide));
		let disputes = work.progress.disputes.checked_add(1).ok_or(Error::<T>::AlreadyDisputed)?;

		Self::hold(HoldReason::Dispute, &by, bond, Error::<T>::BondNotCovered)?;
		let dispute = Dispute { by: by.clone(), reason, evidence, decide_by, bond };
		Disputes::<T>::insert(id, subject, dispute);
		work.progress.disputes = disputes;
		work.save();
		Self::deposit_event(Event::DisputeRaised { season: id, subject, by, reason, evidence });
		Ok(())
	}

	pub(crate) fn do_decide(
		origin: OriginFor<T>,
		id: SeasonId,
		subject: Nullifier,
		verdict: Verdict,
	) -> DispatchResult {
		let judge = match T::GovernanceOrigin::try_origin(origin) {
			Ok(_) => None,
			Err(origin) => Some(ensure_signed(origin)?),
		};
		let mut work = Work::<T>::load_open(id)?;
		if let Some(judge) = judge {
			let named = work.season.terms.resolver.as_ref() == Some(&judge);
			ensure!(named, Error::<T>::NotResolver);
		}
		let dispute = Disputes::<T>::get(id, subject).ok_or(Error::<T>::UnknownDispute)?;
		ensure!(work.now < dispute.decide_by, Error::<T>::DecisionOverdue);
		match verdict {
			Verdict::Upheld => {
				Self::return_bond(&dispute.by, dispute.bond);
				let old = Scores::<T>::get(id, subject).ok_or(Error::<T>::UnknownScore)?;
				let mut score = old.clone();
				score.standing = Standing::Disqualified;
				work.put_score(subject, Some(&old), score);
			},
			Verdict::Rejected => Self::forfeit(&dispute.by, dispute.bond),
		}
		Self::end_dispute(work, subject);
		Self::deposit_event(Event::DisputeDecided { season: id, subject, verdict });
		Ok(())
	}

	/// Nobody decided: who is accused is not to blame for that, and who accused neither.
	pub(crate) fn do_drop_dispute(id: SeasonId, subject: Nullifier) -> DispatchResult {
		let work = Work::<T>::load_open(id)?;
		let dispute = Disputes::<T>::get(id, subject).ok_or(Error::<T>::UnknownDispute)?;
		ensure!(dispute.decide_by <= work.now, Error::<T>::DecisionNotDue);
		Self::return_bond(&dispute.by, dispute.bond);
		Self::end_dispute(work, subject);
		Self::deposit_event(Event::DisputeDropped { season: id, subject });
		Ok(())
	}

	fn end_dispute(mut work: Work<T>, subject: Nullifier) {
		Disputes::<T>::remove(work.id, subject);
		work.progress.disputes = work.progress.disputes.saturating_sub(1);
		work.save();
	}

	/// Who an account is in a season, if that is sure enough.
	pub(crate) fn subject_of(work: &Work<T>, who: &AccountIdOf<T>) -> Result<Nullifier, Error<T>> {
		let person = T::Members::person(who, &work.season.context);
		let known = person.and_then(|person| person.known);
		let (subject, assurance) = known.ok_or(Error::<T>::NotMember)?;
		ensure!(assurance >= work.season.assurance, Error::<T>::AssuranceTooLow);
		Ok(subject)
	}
}
