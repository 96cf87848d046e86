//! Points for being there, and for what an attestor signs for.

use crate::{
	rules::InForce, work::Work, AccountIdOf, Accounts, Capped, Claim, Claims, Config, Credit,
	Error, Event, Evidence, Fit, Keep, Pallet, SeenClaimOf, Standing, Status, SubjectTallyOf,
	Tallies, Tally, Trigger, WeightInfo,
};
use frame_support::{ensure, storage::with_storage_layer, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use souk_primitives::{
	Identify, MemberId, Nullifier, OrderId, OrderInspect, OrderStage, Points, PointsObserver,
	ProgramId, RankedPoints, RuleId,
};
use sp_core::H256;
use sp_runtime::{
	traits::{Verify, Zero},
	DispatchError, DispatchResult,
};

impl<T: Config> Work<T> {
	/// Who an account is in the program's context, if that is sure enough.
	pub(crate) fn identify(&self, who: &T::AccountId) -> Result<(MemberId, Nullifier), Error<T>> {
		let terms = &self.program.terms;
		let person = T::Members::person(who, &terms.context).ok_or(Error::<T>::NotMember)?;
		let (subject, assurance) = person.known.ok_or(Error::<T>::NoSubject)?;
		ensure!(assurance >= terms.assurance, Error::<T>::AssuranceTooLow);
		Ok((person.member, subject))
	}

	/// How many of so many points a rule awards to a person now. What the member's tier adds is awarded
	/// as far as the limits leave room for it.
	pub(crate) fn admit(
		&self,
		InForce { id, rule, .. }: &InForce<T>,
		subject: Nullifier,
		standing: Option<Standing>,
		wanted: Points,
		fit: Fit,
	) -> Result<Points, Error<T>> {
		let window = rule.limits.window_at(self.program.start, self.now);
		let all = self.ledger.awarded(*id);
		let own = Tallies::<T>::get((self.id, Capped::Rule(*id), subject)).map(|own| own.tally);
		let admit =
			|wanted, fit| rule.limits.admit(wanted, fit, self.now, window, &all, own.as_ref());
		let points = admit(wanted, fit)?;
		match self.with_bonus(standing, wanted) {
			more if more > points => Ok(admit(more, Fit::Partial)?),
			_ => Ok(points),
		}
	}

	/// Counts what a rule awards to a person.
	pub(crate) fn count(
		&mut self,
		InForce { id, version, rule }: &InForce<T>,
		subject: Nullifier,
		points: Points,
	) -> DispatchResult {
		let window = rule.limits.window_at(self.program.start, self.now);
		let (now, version) = (self.now, *version);
		if rule.limits.counts_subjects() {
			let count = |tally: &mut Tally| tally.count(points, window, now, version);
			self.tally(Capped::Rule(*id), subject, None, count)?;
		}
		let all = self.ledger.awarded_mut(*id).ok_or(Error::<T>::TooManyRules)?;
		all.window.count(points, window, now, version);
		all.total = all.total.saturating_add(points);
		Ok(())
	}

	/// Puts on record that a claim was accepted.
	fn note_claim(&mut self, key: H256, keep: Keep) -> DispatchResult {
		let deposit = self.charge(Pallet::<T>::claim_price(), None)?;
		Claims::<T>::insert(self.id, key, SeenClaimOf::<T> { keep, deposit });
		Ok(())
	}

	/// Changes how far a person's limit is used, in a record that `payer` pays for if there is none.
	pub(crate) fn tally(
		&mut self,
		capped: Capped,
		subject: Nullifier,
		payer: Option<&T::AccountId>,
		change: impl FnOnce(&mut Tally),
	) -> DispatchResult {
		let key = (self.id, capped, subject);
		let mut own = match Tallies::<T>::get(key) {
			Some(own) => own,
			None => {
				let deposit = self.charge(Pallet::<T>::tally_price(), payer)?;
				SubjectTallyOf::<T> { tally: Tally::default(), deposit }
			},
		};
		change(&mut own.tally);
		Tallies::<T>::insert(key, own);
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// Returns what it weighed.
	pub(crate) fn do_check_in(
		who: T::AccountId,
		program: ProgramId,
		id: RuleId,
	) -> Result<Weight, DispatchError> {
		let work = Work::<T>::load(program)?;
		work.ensure_earning()?;
		let rule = Self::rule_in_force(&work, id)?;
		ensure!(rule.rule.trigger == Trigger::CheckIn, Error::<T>::WrongTrigger);
		let (member, subject) = work.identify(&who)?;
		let weight = match Self::reward(work, &rule, member, subject)? {
			true => T::WeightInfo::check_in_again(),
			false => T::WeightInfo::check_in(),
		};
		let told = if rule.rule.ranked { T::Observer::weight() } else { Weight::zero() };
		Ok(weight.saturating_add(told))
	}

	/// What is cheap is checked first: the signature costs the most.
	pub(crate) fn do_claim_task(
		who: T::AccountId,
		claim: Claim,
		attestor: T::AccountId,
		signature: T::Signature,
	) -> DispatchResult {
		let mut work = Work::<T>::load(claim.program)?;
		work.ensure_earning()?;
		ensure!(claim.deadline > work.now, Error::<T>::ClaimExpired);
		let rule = Self::rule_in_force(&work, claim.rule)?;
		let (member, subject) = work.identify(&who)?;
		ensure!(subject == claim.subject, Error::<T>::NotOwnClaim);
		match (&rule.rule.trigger, claim.evidence) {
			(Trigger::Attested(_), Evidence::Task) => {},
			(Trigger::Review, Evidence::Review(order)) => Self::check_review(&work, &who, order)?,
			(Trigger::Referral, Evidence::Referral(referred)) => {
				ensure!(referred != subject, Error::<T>::ReferredOneself);
			},
			_ => return Err(Error::<T>::WrongTrigger.into()),
		}
		ensure!(rule.rule.attestors.contains(&attestor), Error::<T>::NotAttestor);
		let key = claim.key();
		let used = match claim.evidence {
			Evidence::Referral(_) => Error::<T>::ReferredNotNew,
			Evidence::Task | Evidence::Review(_) => Error::<T>::ClaimAlreadyUsed,
		};
		ensure!(!Claims::<T>::contains_key(work.id, key), used);
		let valid = signature.verify(&Self::claim_payload(&claim)[..], &attestor);
		ensure!(valid, Error::<T>::BadSignature);

		work.note_claim(key, claim.keep())?;
		if let Evidence::Referral(_) = claim.evidence {
			// Who brings somebody is not new, so nobody is brought by those whom they brought.
			let own = Claim::arrival(&subject);
			if !Claims::<T>::contains_key(work.id, own) {
				work.note_claim(own, claim.keep())?;
			}
		}
		Self::reward(work, &rule, member, subject).map(|_| ())
	}

	/// What an attestor signs: bound to this chain and to claims by what is hashed.
	pub fn claim_payload(claim: &Claim) -> [u8; 32] {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		sp_io::hashing::blake2_256(&claim.message(genesis))
	}

	/// Only who bought a thing, and kept it, reviews it.
	fn check_review(work: &Work<T>, who: &T::AccountId, order: OrderId) -> Result<(), Error<T>> {
		let parties = T::Orders::parties(order).ok_or(Error::<T>::UnknownOrder)?;
		let served = crate::ServedBy::<T>::get(&parties.merchant) == Some(work.id);
		ensure!(served, Error::<T>::MerchantNotServed);
		ensure!(T::Members::same_person(who, &parties.buyer), Error::<T>::NotOwnOrder);
		let dealt = T::Members::same_person(&parties.merchant, &parties.buyer);
		ensure!(!dealt, Error::<T>::SelfDealing);
		ensure!(T::Orders::stage(order) == Some(OrderStage::Settled), Error::<T>::OrderNotSettled);
		Ok(())
	}

	/// Awards what a rule awards each time. Returns whether it was routine.
	fn reward(
		mut work: Work<T>,
		rule: &InForce<T>,
		member: MemberId,
		subject: Nullifier,
	) -> Result<bool, DispatchError> {
		let wanted = rule.rule.formula.points(0);
		let account = Accounts::<T>::get(work.id, member);
		let standing = account.as_ref().map(|account| account.standing);
		let points = work.admit(rule, subject, standing, wanted, Fit::Whole)?;

		work.count(rule, subject, points)?;
		let mut account = work.open(account, None)?;
		let lot = work.lot(points);
		let Credit { netted, .. } =
			work.pair(&mut account).credit(lot).map_err(Error::<T>::from)?;
		work.qualify(&mut account, points);
		work.put_account(member, account);
		let (program, id) = (work.id, rule.id);
		let routine = work.save()?;
		Self::deposit_event(Event::PointsEarned { program, rule: id, member, points, netted });
		if rule.rule.ranked {
			let purchase = None;
			Self::tell(
				RankedPoints { program, rule: id, member, subject, points, purchase },
				false,
			);
		}
		Ok(routine)
	}

	/// Tells the listener about points of a ranked rule. What it does wrong stays with it.
	pub(crate) fn tell(points: RankedPoints<AccountIdOf<T>>, revoked: bool) {
		if points.points == 0 {
			return;
		}
		let told: Result<(), DispatchError> = with_storage_layer(|| match revoked {
			false => T::Observer::settled(&points),
			true => T::Observer::revoked(&points),
		});
		if let Err(error) = told {
			Self::deposit_event(Event::ObserverFailed { points, revoked, error });
		}
	}

	/// Whether a program awards anything at all.
	pub(crate) fn is_active(work: &Work<T>) -> bool {
		work.program.status == Status::Active
	}
}
