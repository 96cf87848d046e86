//! GS1 company prefixes, and whose they are.
//!
//! GS1 gives out no prefix that begins with another one. What is registered here keeps to that, or
//! two owners could both have a claim to one SSCC. Each registered prefix has a node, and so does
//! each shorter one that it begins with, with a count of what is below; so it takes no more than
//! nine reads to see whether a prefix can be registered, and whose an SSCC is.

use crate::{
	AccountIdOf, Config, Error, Event, HoldReason, Node, Nodes, Pallet, Prefix, PrefixOf,
	PrefixStatus, Prefixes, LOG_TARGET,
};
use frame_support::ensure;
use souk_primitives::logistics::{CompanyPrefix, Sscc, MAX_PREFIX_DIGITS, MIN_PREFIX_DIGITS};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Several may ask for the same prefix, or nobody could be kept from blocking it.
	pub(crate) fn do_request_prefix(owner: T::AccountId, prefix: CompanyPrefix) -> DispatchResult {
		ensure!(prefix.is_valid(), Error::<T>::MalformedPrefix);
		let known = Prefixes::<T>::contains_key(&owner, prefix);
		ensure!(!known, Error::<T>::AlreadyRequested);
		Self::ensure_unregistered(prefix)?;

		let deposit = Self::prefix_price(prefix);
		Self::hold(HoldReason::Prefix, &owner, deposit, Error::<T>::LacksDeposit)?;
		let record = Prefix { status: PrefixStatus::Requested, deposit };
		Prefixes::<T>::insert(&owner, prefix, record);
		Self::deposit_event(Event::PrefixRequested { owner, prefix });
		Ok(())
	}

	pub(crate) fn do_approve_prefix(owner: T::AccountId, prefix: CompanyPrefix) -> DispatchResult {
		let mut record =
			Prefixes::<T>::get(&owner, prefix).ok_or(Error::<T>::PrefixNotRequested)?;
		// Another one may have been approved since this was asked for.
		Self::ensure_unregistered(prefix)?;

		record.status = PrefixStatus::Approved;
		Prefixes::<T>::insert(&owner, prefix, record);
		Self::grow(&owner, prefix);
		Self::deposit_event(Event::PrefixApproved { owner, prefix });
		Ok(())
	}

	pub(crate) fn do_release_prefix(owner: T::AccountId, prefix: CompanyPrefix) -> DispatchResult {
		let record = Prefixes::<T>::get(&owner, prefix).ok_or(Error::<T>::UnknownPrefix)?;

		Self::release(HoldReason::Prefix, &owner, record.deposit)?;
		Prefixes::<T>::remove(&owner, prefix);
		match record.status {
			PrefixStatus::Requested => {
				Self::deposit_event(Event::RequestWithdrawn { owner, prefix });
			},
			PrefixStatus::Approved => {
				Self::shrink(prefix);
				Self::deposit_event(Event::PrefixReleased { owner, prefix });
			},
		}
		Ok(())
	}

	/// An owner cannot keep a prefix by being unable to receive its deposit: what is then left is a
	/// request, which the owner can withdraw later.
	pub(crate) fn do_revoke_prefix(prefix: CompanyPrefix) -> DispatchResult {
		let Some(Node::Owned(owner)) = Nodes::<T>::get(prefix) else {
			return Err(Error::<T>::UnknownPrefix.into());
		};
		let record = Prefixes::<T>::get(&owner, prefix).ok_or(Error::<T>::UnknownPrefix)?;

		match Self::release(HoldReason::Prefix, &owner, record.deposit) {
			Ok(()) => Prefixes::<T>::remove(&owner, prefix),
			Err(_) => {
				let record = PrefixOf::<T> { status: PrefixStatus::Requested, ..record };
				Prefixes::<T>::insert(&owner, prefix, record);
			},
		}
		Self::shrink(prefix);
		Self::deposit_event(Event::PrefixRevoked { owner, prefix });
		Ok(())
	}

	/// From the shortest on: where no node is, nothing is below.
	pub(crate) fn do_ensure_owns(owner: &AccountIdOf<T>, sscc: Sscc) -> DispatchResult {
		for prefix in (MIN_PREFIX_DIGITS..=MAX_PREFIX_DIGITS).filter_map(|n| sscc.prefix(n)) {
			match Nodes::<T>::get(prefix) {
				Some(Node::Owned(other)) if other == *owner => return Ok(()),
				Some(Node::Branch(_)) => {},
				_ => break,
			}
		}
		Err(Error::<T>::NotPrefixOwner.into())
	}

	/// `Ok` if neither the prefix is registered, nor one that it begins with, nor one that begins
	/// with it.
	fn ensure_unregistered(prefix: CompanyPrefix) -> Result<(), Error<T>> {
		match Nodes::<T>::get(prefix) {
			Some(Node::Owned(_)) => return Err(Error::<T>::PrefixTaken),
			Some(Node::Branch(_)) => return Err(Error::<T>::PrefixOverlaps),
			None => {},
		}
		for shorter in prefix.shorter() {
			let owned = matches!(Nodes::<T>::get(shorter), Some(Node::Owned(_)));
			ensure!(!owned, Error::<T>::PrefixOverlaps);
		}
		Ok(())
	}

	/// Makes the nodes of a prefix that is registered now.
	fn grow(owner: &AccountIdOf<T>, prefix: CompanyPrefix) {
		Nodes::<T>::insert(prefix, Node::Owned(owner.clone()));
		for shorter in prefix.shorter() {
			let below = match Nodes::<T>::get(shorter) {
				// Never full: there are fewer prefixes than that below any.
				Some(Node::Branch(below)) => below.saturating_add(1),
				_ => 1,
			};
			Nodes::<T>::insert(shorter, Node::Branch(below));
		}
	}

	/// Removes the nodes of a prefix that is not registered any more, as far as no other one needs
	/// them.
	fn shrink(prefix: CompanyPrefix) {
		Nodes::<T>::remove(prefix);
		for shorter in prefix.shorter() {
			match Nodes::<T>::get(shorter) {
				Some(Node::Branch(below)) if below > 1 => {
					Nodes::<T>::insert(shorter, Node::Branch(below.saturating_sub(1)));
				},
				Some(Node::Branch(_)) => Nodes::<T>::remove(shorter),
				other => {
					log::error!(target: LOG_TARGET, "above {prefix:?} is {other:?}");
				},
			}
		}
	}
}
