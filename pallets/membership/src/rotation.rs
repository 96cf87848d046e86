//! Members change hands: slowly, so that who is robbed can say so.
//!
//! A rotation is what the controller asks for, a recovery what the recovery account asks for. Each can
//! cancel what the other asked for, so where one of them is in the wrong hands nobody gets the member.
//! The word of an issuer who knows the person decides between them.

use crate::{
	Binding, BindingOf, Config, ConsentOf, Control, Deed, Error, Event, HoldReason, Key, KeyOf,
	MemberOf, Members, Nullifiers, Pallet, Party, ProofOf, Rotation, Status, Word,
};
use frame_support::{ensure, traits::Get};
use souk_primitives::{Assurance, MemberId};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request_rotation(
		who: T::AccountId,
		to: Control<T::AccountId>,
		consent: Option<ConsentOf<T>>,
		proof: Option<ProofOf<T>>,
	) -> DispatchResult {
		let (id, member) = Self::controlled_member(&who)?;
		let frozen = member.status != Status::Active;
		ensure!(!frozen || proof.is_some(), Error::<T>::MemberIsFrozen);
		Self::start(id, member, Party::Controller, to, consent, proof)
	}

	/// The recovery account stays what it is: the new controller can ask for another.
	pub(crate) fn do_recover(
		who: T::AccountId,
		id: MemberId,
		controller: T::AccountId,
		consent: Option<ConsentOf<T>>,
		proof: Option<ProofOf<T>>,
	) -> DispatchResult {
		let member = Self::member_on_record(id)?;
		ensure!(member.recovery.as_ref() == Some(&who), Error::<T>::NotRecovery);
		let to = Control { controller, recovery: Some(who) };
		Self::start(id, member, Party::Recovery, to, consent, proof)
	}

	fn start(
		id: MemberId,
		mut member: MemberOf<T>,
		by: Party,
		to: Control<T::AccountId>,
		consent: Option<ConsentOf<T>>,
		proof: Option<ProofOf<T>>,
	) -> DispatchResult {
		Self::check_control(&to)?;
		let new_controller = to.controller != member.controller;
		ensure!(new_controller || to.recovery != member.recovery, Error::<T>::NothingChanges);
		let free = member
			.rotation
			.as_ref()
			.is_none_or(|pending| pending.yields_to(by, proof.is_some(), Self::is_proven(pending)));
		ensure!(free, Error::<T>::RotationPending);
		if new_controller {
			Self::ensure_unused(&to.controller)?;
			ensure!(member.accounts < T::MaxAccounts::get(), Error::<T>::TooManyAccounts);
		}
		let consented = match &consent {
			// Who stays controller asks for this itself.
			_ if !new_controller => true,
			Some(consent) => {
				let deed = Deed::Control { member: id, control: to.clone() };
				Self::check_signed(&to.controller, &deed, consent)?;
				true
			},
			None => false,
		};
		let known = match &proof {
			Some(proof) => Some(Self::check_person(id, &to.controller, proof)?),
			None => None,
		};

		let delay = match by {
			Party::Controller => T::RotationDelay::get(),
			Party::Recovery => T::RecoveryDelay::get(),
		};
		let now = Self::now();
		let word =
			proof.as_ref().map(|proof| Word { issuer: proof.attestation.issuer, given_at: now });
		let ready_at = now.saturating_add(delay);
		let rotation = Rotation { by, to, consented, word, ready_at };
		let overruled = member.rotation.replace(rotation.clone());
		Members::<T>::insert(id, member);
		if let (Some(binding), Some(proof)) = (known, proof) {
			let attestation = proof.attestation;
			Nullifiers::<T>::insert(attestation.context, attestation.nullifier, binding);
		}
		if overruled.is_some() {
			Self::deposit_event(Event::RotationCancelled { member: id, by });
		}
		Self::deposit_event(Event::RotationRequested { member: id, rotation });
		Ok(())
	}

	/// Checks an issuer's word that an account is of the person that a member is. Returns what then is
	/// known of the person: who they are stays, but the attestation counts as accepted.
	fn check_person(
		id: MemberId,
		account: &T::AccountId,
		proof: &ProofOf<T>,
	) -> Result<BindingOf<T>, Error<T>> {
		let attestation = &proof.attestation;
		ensure!(attestation.account == *account, Error::<T>::AttestationOfAnother);
		let binding = Nullifiers::<T>::get(attestation.context, attestation.nullifier)
			.ok_or(Error::<T>::UnknownNullifier)?;
		let known = binding.member == id && Self::standing(&binding) > Assurance::None;
		ensure!(known, Error::<T>::NullifierOfAnother);
		ensure!(attestation.assurance >= binding.assurance, Error::<T>::AttestationTooWeak);
		let newer = attestation.expires_at > binding.attested_until;
		ensure!(newer, Error::<T>::AttestationNotNewer);
		Self::check_proof(proof)?;
		Ok(Binding { attested_until: attestation.expires_at, ..binding })
	}

	/// Whether an issuer's word stands behind a rotation: one that was given, and not by somebody who
	/// had got hold of its key.
	fn is_proven(rotation: &Rotation<T::AccountId>) -> bool {
		rotation.word.is_some_and(|word| Self::is_trusted(word.issuer, word.given_at))
	}

	pub(crate) fn do_finish_rotation(who: T::AccountId, id: MemberId) -> DispatchResult {
		let mut member = Self::member_on_record(id)?;
		let rotation = member.rotation.take().ok_or(Error::<T>::NoRotation)?;
		ensure!(rotation.ready_at <= Self::now(), Error::<T>::RotationNotReady);
		let frozen = member.status != Status::Active;
		let goes_on = !frozen || rotation.overrides_freeze(Self::is_proven(&rotation));
		ensure!(goes_on, Error::<T>::MemberIsFrozen);
		let to = rotation.to;
		ensure!(rotation.consented || who == to.controller, Error::<T>::NotNewController);
		let new_controller = to.controller != member.controller;
		if new_controller {
			// It may have become somebody's in the meantime.
			Self::ensure_unused(&to.controller)?;
			let deposit = Self::hold(HoldReason::Key, who, Self::key_price())?;
			Self::set_acting(&member.controller, false);
			KeyOf::<T>::insert(&to.controller, Key { member: id, acting: true, deposit });
			member.accounts = member.accounts.saturating_add(1);
		} else if frozen {
			Self::set_acting(&member.controller, true);
		}

		let from = core::mem::replace(&mut member.controller, to.controller.clone());
		member.recovery = to.recovery;
		// It is in the right hands now. Where it was not frozen, it was active.
		member.status = Status::Active;
		Members::<T>::insert(id, member);
		let event =
			Event::RotationFinished { member: id, by: rotation.by, from, to: to.controller };
		Self::deposit_event(event);
		Ok(())
	}

	/// Also while the member is frozen: this is not to act for it.
	pub(crate) fn do_cancel_rotation(who: T::AccountId, id: MemberId) -> DispatchResult {
		let mut member = Self::member_on_record(id)?;
		let by = member.party(&who).ok_or(Error::<T>::NotParty)?;
		let rotation = member.rotation.take().ok_or(Error::<T>::NoRotation)?;
		let may = rotation.can_be_cancelled_by(by, Self::is_proven(&rotation));
		ensure!(may, Error::<T>::RotationProven);

		Members::<T>::insert(id, member);
		Self::deposit_event(Event::RotationCancelled { member: id, by });
		Ok(())
	}
}
