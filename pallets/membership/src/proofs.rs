//! Who members are: nullifiers, and the members that they stand for.

use crate::{
	Attestation, Binding, BindingOf, Compromised, Config, ConsentOf, Deed, DepositOf, Error, Event,
	HoldReason, IssuerId, Issuers, Link, Links, Members, Nullifiers, Pallet, ProofOf, Subjects,
	LOG_TARGET,
};
use frame_support::ensure;
use souk_primitives::{Assurance, Context, MemberId, Moment, Nullifier};
use sp_runtime::{DispatchError, DispatchResult};

/// A nullifier that is in the way, if there is one.
type Stale<T> = Option<(Nullifier, BindingOf<T>)>;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_bind_proof(
		who: T::AccountId,
		proof: ProofOf<T>,
		consent: Option<ConsentOf<T>>,
	) -> DispatchResult {
		let Attestation { context, nullifier, issuer, assurance, .. } = proof.attestation;
		let (member, _) = Self::acting_member(&proof.attestation.account)?;
		let known = Nullifiers::<T>::contains_key(context, nullifier);
		ensure!(!known, Error::<T>::NullifierOnRecord);
		let stale = Self::stale(member, &context)?;
		Self::check_agreed_proof(&who, &proof, consent.as_ref())?;

		let deposit = Self::exchange(who, stale.as_ref().map(|(_, binding)| binding))?;
		Self::drop_stale(member, context, stale);
		Self::settle(member, &proof.attestation, deposit);
		Self::deposit_event(Event::ProofBound { member, context, nullifier, issuer, assurance });
		Ok(())
	}

	pub(crate) fn do_rebind_proof(
		who: T::AccountId,
		proof: ProofOf<T>,
		consent: Option<ConsentOf<T>>,
	) -> DispatchResult {
		let Attestation { context, nullifier, .. } = proof.attestation;
		let (member, _) = Self::acting_member(&proof.attestation.account)?;
		let old = Nullifiers::<T>::get(context, nullifier).ok_or(Error::<T>::UnknownNullifier)?;
		let vouched_for = Self::standing(&old) > Assurance::None;
		ensure!(old.member == member || !vouched_for, Error::<T>::NullifierInUse);
		let newer = proof.attestation.expires_at > old.attested_until;
		ensure!(newer, Error::<T>::AttestationNotNewer);
		if old.member == member {
			Self::check_agreed_proof(&who, &proof, consent.as_ref())?;
			Self::renew(old, &proof.attestation);
			return Ok(());
		}
		let stale = Self::stale(member, &context)?;
		Self::check_agreed_proof(&who, &proof, consent.as_ref())?;
		Self::take_over(who, member, old, stale, &proof.attestation)
	}

	fn check_agreed_proof(
		who: &T::AccountId,
		proof: &ProofOf<T>,
		consent: Option<&ConsentOf<T>>,
	) -> Result<(), Error<T>> {
		Self::check_proof(proof)?;
		let deed = Deed::Bind(proof.attestation.clone());
		Self::check_consent(who, &proof.attestation.account, &deed, consent)
	}

	/// The deposit stays whose it is: nothing is added to the record.
	fn renew(old: BindingOf<T>, attestation: &Attestation<T::AccountId>) {
		let Attestation { context, nullifier, issuer, assurance, expires_at, .. } = *attestation;
		let member = old.member;
		Self::uncount(old.issuer);
		Self::count(issuer);
		let bound_at = Self::now();
		let binding = Binding { issuer, assurance, bound_at, attested_until: expires_at, ..old };
		Subjects::<T>::insert(member, context, binding.subject(nullifier));
		Nullifiers::<T>::insert(context, nullifier, binding);
		Self::deposit_event(Event::ProofRenewed { member, context, nullifier, issuer, assurance });
	}

	/// Who pays for the record now is who makes it necessary now.
	fn take_over(
		who: T::AccountId,
		member: MemberId,
		old: BindingOf<T>,
		stale: Stale<T>,
		attestation: &Attestation<T::AccountId>,
	) -> DispatchResult {
		let Attestation { context, nullifier, issuer, assurance, .. } = *attestation;
		let from = old.member;
		let given_up = stale.iter().map(|(_, binding)| binding).chain([&old]);
		let deposit = Self::exchange(who.clone(), given_up)?;
		if !Members::<T>::contains_key(from) && Self::vouches(old.issuer, old.bound_at) {
			Self::link(who, from, member)?;
		}
		Self::drop_stale(member, context, stale);
		Self::uncount(old.issuer);
		Subjects::<T>::remove(from, context);
		Self::settle(member, attestation, deposit);
		let event = Event::ProofMoved { from, member, context, nullifier, issuer, assurance };
		Self::deposit_event(event);
		Ok(())
	}

	/// A person who was one member, which closed, is another one now.
	///
	/// Somebody may be known as several in different contexts before they are known as one: so a member
	/// that is linked stays as it is, and what it turns out to have been as well goes below.
	fn link(who: T::AccountId, from: MemberId, member: MemberId) -> DispatchResult {
		let (first, own) = (Self::first_of(from), Self::first_of(member));
		let (later, earlier) = if own == member { (member, first) } else { (first, own) };
		if later == earlier || Links::<T>::contains_key(later) {
			return Ok(());
		}
		let deposit = Self::hold(HoldReason::Key, who, Self::link_price())?;
		Links::<T>::insert(later, Link { earlier, deposit });
		Ok(())
	}

	/// Returns the deposits of what leaves the record, and holds one for what comes.
	fn exchange<'a>(
		who: T::AccountId,
		given_up: impl IntoIterator<Item = &'a BindingOf<T>>,
	) -> Result<DepositOf<T>, DispatchError> {
		for binding in given_up {
			Self::release(HoldReason::Binding, &binding.deposit)?;
		}
		Ok(Self::hold(HoldReason::Binding, who, Self::binding_price())?)
	}

	/// Puts on record that a nullifier stands for a member.
	fn settle(member: MemberId, attestation: &Attestation<T::AccountId>, deposit: DepositOf<T>) {
		let Attestation { context, nullifier, issuer, assurance, expires_at, .. } = *attestation;
		let (bound_at, attested_until) = (Self::now(), expires_at);
		let binding = Binding { member, issuer, assurance, bound_at, attested_until, deposit };
		Self::count(issuer);
		Subjects::<T>::insert(member, context, binding.subject(nullifier));
		Nullifiers::<T>::insert(context, nullifier, binding);
	}

	/// What is in the way of a member that is to be somebody in a context: a nullifier that nobody
	/// vouches for any more makes room, any other does not.
	fn stale(member: MemberId, context: &Context) -> Result<Stale<T>, Error<T>> {
		let Some((nullifier, binding)) = Self::binding_of(member, context) else {
			return Ok(None);
		};
		ensure!(Self::standing(&binding) == Assurance::None, Error::<T>::ContextTaken);
		Ok(Some((nullifier, binding)))
	}

	fn drop_stale(member: MemberId, context: Context, stale: Stale<T>) {
		let Some((nullifier, binding)) = stale else { return };
		Self::uncount(binding.issuer);
		Nullifiers::<T>::remove(context, nullifier);
		Subjects::<T>::remove(member, context);
		Self::deposit_event(Event::ProofDropped { member, context, nullifier });
	}

	/// How sure it is, now, that a nullifier stands for its member: what was attested, unless the
	/// member closed or the attestation was not the issuer's own word.
	pub(crate) fn standing(binding: &BindingOf<T>) -> Assurance {
		let live = Members::<T>::contains_key(binding.member);
		let trusted = Self::vouches(binding.issuer, binding.bound_at);
		match live && trusted {
			true => binding.assurance,
			false => Assurance::None,
		}
	}

	/// Whether what an issuer with bindings on record vouches for since then is its own word: such an
	/// issuer is on record itself.
	pub(crate) fn vouches(issuer: IssuerId, since: Moment) -> bool {
		Compromised::<T>::get(issuer).is_none_or(|compromised| since < compromised)
	}

	/// Whether what an issuer, if it is on record, said then was its own word.
	pub(crate) fn is_trusted(issuer: IssuerId, since: Moment) -> bool {
		Issuers::<T>::get(issuer).is_some_and(|issuer| issuer.is_trusted(since))
	}

	/// An issuer vouches for one more.
	fn count(id: IssuerId) {
		Self::recount(id, |count| count.saturating_add(1));
	}

	/// An issuer vouches for one less.
	fn uncount(id: IssuerId) {
		Self::recount(id, |count| count.saturating_sub(1));
	}

	/// An issuer that vouches for something stays on record; should a migration ever get that wrong,
	/// whoever calls this goes on.
	fn recount(id: IssuerId, change: fn(u64) -> u64) {
		let found = Issuers::<T>::mutate_extant(id, |issuer| {
			issuer.bindings = change(issuer.bindings);
			true
		});
		if !found {
			log::error!(target: LOG_TARGET, "what issuer {id} vouches for outlived it");
		}
	}
}
