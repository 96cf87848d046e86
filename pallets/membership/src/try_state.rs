//! What must hold at the end of every block.

use crate::{
	AccountIdOf, BalanceOf, Compromised, Config, Control, DepositOf, HoldReason, IssuerId,
	IssuerStatus, Issuers, KeyOf, Links, Members, NextIssuerId, NextMemberId, Nullifiers, Pallet,
	Status, Subjects,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use souk_primitives::{Assurance, MemberId};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Checks everything that must hold:
	///
	/// 1. each member has an id that was given out, a controller that is its own account, another
	///    recovery account, and counts its accounts;
	/// 2. each account is of a member whose id was given out, and acts for it if it should, no two members have one controller, and who
	///    was another member before was none that never was;
	/// 3. a change of hands that waits is one, and does not go to an account that its member has had;
	/// 4. nullifiers and subjects are each other's way back and say the same: no nullifier stands for two
	///    members, and none of a member's contexts has two nullifiers;
	/// 5. what is vouched for is of some assurance, and of an issuer on record that counts it;
	/// 6. each issuer has an id that was given out, distinct keys, and sound grants;
	/// 7. the holds on each account are exactly the deposits that are on record.
	pub fn do_try_state() -> Check {
		Self::check_members()?;
		Self::check_keys()?;
		Self::check_bindings()?;
		Self::check_issuers()?;
		Self::check_holds()
	}

	fn check_members() -> Check {
		let next = NextMemberId::<T>::get();
		for (id, member) in Members::<T>::iter() {
			ensure!(id < next, "a member's id was never given out");
			let own = KeyOf::<T>::get(&member.controller).is_some_and(|key| key.member == id);
			ensure!(own, "a member's controller is not its account");
			let control = Control { controller: member.controller, recovery: member.recovery };
			ensure!(Self::check_control(&control).is_ok(), "a member's controller can recover it");
			let Some(rotation) = member.rotation else { continue };
			ensure!(
				Self::check_control(&rotation.to).is_ok() && rotation.to != control,
				"a member's next hands are unsound"
			);
			// That another member has it now can be: its rotation then cannot be finished.
			let old = KeyOf::<T>::get(&rotation.to.controller).is_some_and(|key| key.member == id);
			let same = rotation.to.controller == control.controller;
			ensure!(!old || same, "a member would get an account back");
		}
		Ok(())
	}

	fn check_keys() -> Check {
		let next = NextMemberId::<T>::get();
		let mut counts = BTreeMap::<MemberId, u32>::new();
		for (account, key) in KeyOf::<T>::iter() {
			let acting = Members::<T>::get(key.member).is_some_and(|member| {
				member.controller == account && member.status == Status::Active
			});
			ensure!(key.acting == acting, "an account does not act for whom it should");
			ensure!(key.member < next, "an account is of a member that never was");
			let count = counts.entry(key.member).or_default();
			*count = count.saturating_add(1);
		}
		for (member, link) in Links::<T>::iter() {
			let known = member < next && link.earlier < next;
			ensure!(known, "a person was a member that never was");
			ensure!(member != link.earlier, "a person was a member before itself");
		}
		let mut controllers = BTreeSet::<AccountIdOf<T>>::new();
		for (id, member) in Members::<T>::iter() {
			let count = counts.get(&id).copied().unwrap_or_default();
			ensure!(member.accounts == count, "a member does not count its accounts right");
			ensure!(controllers.insert(member.controller), "an account controls two members");
		}
		Ok(())
	}

	fn check_bindings() -> Check {
		let next = NextMemberId::<T>::get();
		let mut counts = BTreeMap::<IssuerId, u64>::new();
		for (context, nullifier, binding) in Nullifiers::<T>::iter() {
			ensure!(binding.member < next, "a nullifier stands for a member that never was");
			ensure!(
				Subjects::<T>::get(binding.member, context) == Some(binding.subject(nullifier)),
				"there is no way back to a nullifier"
			);
			ensure!(binding.assurance > Assurance::None, "a nullifier is of no assurance");
			let count = counts.entry(binding.issuer).or_default();
			*count = count.saturating_add(1);
		}
		for (member, context, subject) in Subjects::<T>::iter() {
			let back = Nullifiers::<T>::get(context, subject.nullifier);
			let own = back.is_some_and(|binding| binding.member == member);
			ensure!(own, "a subject is another member's");
		}
		for (id, issuer) in Issuers::<T>::iter() {
			let count = counts.remove(&id).unwrap_or_default();
			ensure!(issuer.bindings == count, "an issuer does not count what it vouches for");
		}
		ensure!(counts.is_empty(), "what an issuer vouches for outlived it");
		Ok(())
	}

	fn check_issuers() -> Check {
		let next = NextIssuerId::<T>::get();
		for id in Compromised::<T>::iter_keys() {
			ensure!(Issuers::<T>::contains_key(id), "an issuer is compromised that is not there");
		}
		for (id, issuer) in Issuers::<T>::iter() {
			ensure!(id < next, "an issuer's id was never given out");
			let known = match issuer.status {
				IssuerStatus::Revoked { compromised_since, .. } => compromised_since,
				_ => None,
			};
			ensure!(
				Compromised::<T>::get(id) == known,
				"since when an issuer was compromised is told in two ways"
			);
			ensure!(Self::check_signers(&issuer.signers).is_ok(), "an issuer's keys are unsound");
			match issuer.status {
				IssuerStatus::Proposed => {
					ensure!(issuer.bindings == 0, "an issuer vouches that was never admitted");
				},
				IssuerStatus::Admitted(grants) => {
					let sound = Self::check_grants(&grants).is_ok();
					ensure!(sound, "an issuer's grants are unsound");
				},
				IssuerStatus::Revoked { at, compromised_since } => {
					let sound = compromised_since.is_none_or(|since| since <= at.max(Self::now()));
					ensure!(sound, "an issuer was compromised in the future");
				},
			}
		}
		Ok(())
	}

	fn check_holds() -> Check {
		let mut held = BTreeMap::<AccountIdOf<T>, [BalanceOf<T>; 4]>::new();
		let mut book = |reason: usize, DepositOf::<T> { depositor, amount }| {
			let amounts = held.entry(depositor).or_insert([Zero::zero(); 4]);
			if let Some(booked) = amounts.get_mut(reason) {
				*booked = booked.saturating_add(amount);
			}
		};
		Members::<T>::iter_values().for_each(|member| book(0, member.deposit));
		KeyOf::<T>::iter_values().for_each(|key| book(1, key.deposit));
		Links::<T>::iter_values().for_each(|link| book(1, link.deposit));
		Nullifiers::<T>::iter_values().for_each(|binding| book(2, binding.deposit));
		Issuers::<T>::iter_values().for_each(|issuer| book(3, issuer.deposit));
		let reasons =
			[HoldReason::Member, HoldReason::Key, HoldReason::Binding, HoldReason::Issuer];
		for (depositor, amounts) in held {
			for (reason, amount) in reasons.into_iter().zip(amounts) {
				ensure!(
					T::Currency::balance_on_hold(&reason.into(), &depositor) == amount,
					"the deposits on record are not what is held"
				);
			}
		}
		Ok(())
	}
}
