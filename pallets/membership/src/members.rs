//! Members come, stand still and go.

use crate::{
	Config, ConsentOf, Control, Deed, Error, Event, HoldReason, Key, KeyOf, Member, MemberOf,
	Members, NextMemberId, Pallet, Party, Status,
};
use frame_support::{ensure, traits::Get};
use souk_primitives::MemberId;
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(
		who: T::AccountId,
		control: Control<T::AccountId>,
		consent: Option<ConsentOf<T>>,
	) -> DispatchResult {
		Self::check_control(&control)?;
		Self::ensure_unused(&control.controller)?;
		let id = NextMemberId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;
		let deed = Deed::Register(control.clone());
		Self::check_consent(&who, &control.controller, &deed, consent.as_ref())?;

		let for_member = Self::hold(HoldReason::Member, who.clone(), Self::member_price())?;
		let for_key = Self::hold(HoldReason::Key, who.clone(), Self::key_price())?;
		NextMemberId::<T>::put(next);
		let key = Key { member: id, acting: true, deposit: for_key };
		KeyOf::<T>::insert(&control.controller, key);
		Members::<T>::insert(id, Member::new(control.clone(), for_member));
		let Control { controller, recovery } = control;
		let event = Event::MemberRegistered { member: id, controller, recovery, depositor: who };
		Self::deposit_event(event);
		Ok(())
	}

	/// By the recovery account also a freeze that there is: or whoever has the controller's key could
	/// wait for its end and be first.
	pub(crate) fn do_freeze(who: T::AccountId, id: MemberId) -> DispatchResult {
		let mut member = Self::member_on_record(id)?;
		let by = member.party(&who).ok_or(Error::<T>::NotParty)?;
		let may = member.status == Status::Active || by == Party::Recovery;
		ensure!(may, Error::<T>::MemberIsFrozen);

		let until = Self::now().saturating_add(T::RecoveryDelay::get());
		member.status = Status::Frozen { until };
		Self::set_acting(&member.controller, false);
		Members::<T>::insert(id, member);
		Self::deposit_event(Event::MemberFrozen { member: id, by, until });
		Ok(())
	}

	pub(crate) fn do_unfreeze(who: T::AccountId, id: MemberId) -> DispatchResult {
		let mut member = Self::member_on_record(id)?;
		let by = member.party(&who).ok_or(Error::<T>::NotParty)?;
		let Status::Frozen { until } = member.status else {
			return Err(Error::<T>::NotFrozen.into());
		};
		// Also where the controller froze it: whoever stole the key would undo that at once.
		let may = by == Party::Recovery || until <= Self::now();
		ensure!(may, Error::<T>::FrozenForLonger);

		member.status = Status::Active;
		Self::set_acting(&member.controller, true);
		Members::<T>::insert(id, member);
		Self::deposit_event(Event::MemberUnfrozen { member: id, by });
		Ok(())
	}

	/// Not while a recovery waits: whoever stole the controller's key could otherwise spoil what they
	/// are about to lose.
	pub(crate) fn do_close(who: T::AccountId) -> DispatchResult {
		let (id, member) = Self::acting_member(&who)?;
		ensure!(member.rotation.is_none(), Error::<T>::RotationPending);

		Self::release(HoldReason::Member, &member.deposit)?;
		Self::set_acting(&who, false);
		Members::<T>::remove(id);
		Self::deposit_event(Event::MemberClosed { member: id });
		Ok(())
	}

	/// Whether a member's account acts for it from now on.
	pub(crate) fn set_acting(account: &T::AccountId, acting: bool) {
		KeyOf::<T>::mutate_extant(account, |key| key.acting = acting);
	}

	/// The member of this id.
	pub(crate) fn member_on_record(id: MemberId) -> Result<MemberOf<T>, Error<T>> {
		Members::<T>::get(id).ok_or(Error::<T>::UnknownMember)
	}

	/// The member that an account controls, whether or not it is frozen.
	pub(crate) fn controlled_member(
		who: &T::AccountId,
	) -> Result<(MemberId, MemberOf<T>), Error<T>> {
		let key = KeyOf::<T>::get(who).ok_or(Error::<T>::UnknownMember)?;
		let member = Self::member_on_record(key.member)?;
		ensure!(member.controller == *who, Error::<T>::NotController);
		Ok((key.member, member))
	}

	/// The member that an account acts for.
	pub(crate) fn acting_member(who: &T::AccountId) -> Result<(MemberId, MemberOf<T>), Error<T>> {
		let (id, member) = Self::controlled_member(who)?;
		ensure!(member.status == Status::Active, Error::<T>::MemberIsFrozen);
		Ok((id, member))
	}

	/// Refuses hands that are one and the same.
	pub(crate) fn check_control(control: &Control<T::AccountId>) -> Result<(), Error<T>> {
		let same = control.recovery.as_ref() == Some(&control.controller);
		ensure!(!same, Error::<T>::RecoveryIsController);
		Ok(())
	}

	/// Refuses an account that is or was a member's. Whoever had one could otherwise be two persons, or
	/// be taken for somebody else.
	pub(crate) fn ensure_unused(account: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(!KeyOf::<T>::contains_key(account), Error::<T>::KeyAlreadyUsed);
		Ok(())
	}

	/// Stops a runtime from being built in which this pallet could not work.
	pub(crate) fn check_config() {
		assert!(T::RotationDelay::get() > 0, "nobody could cancel a rotation");
		assert!(T::RecoveryDelay::get() > 0, "nobody could veto a recovery");
		assert!(T::MaxAttestationLife::get() > 0, "every attestation would be too long");
		assert!(T::MaxAccounts::get() > 1, "no member could change its key");
		let prices =
			[Self::member_price(), Self::key_price(), Self::binding_price(), Self::issuer_price()];
		let free = prices.iter().any(Zero::is_zero);
		assert!(!free, "records would fill the state for nothing");
	}
}
