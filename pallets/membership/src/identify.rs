//! What other pallets see of members.

use crate::{AccountIdOf, BindingOf, Config, KeyOf, Nullifiers, Pallet, Subjects, WeightInfo};
use frame_support::weights::Weight;
use souk_primitives::{Assurance, Context, Identify, MemberId, Nullifier};

impl<T: Config> Pallet<T> {
	/// What stands for a member in a context, and what is known of it.
	pub(crate) fn binding_of(
		member: MemberId,
		context: &Context,
	) -> Option<(Nullifier, BindingOf<T>)> {
		let nullifier = Subjects::<T>::get(member, context)?;
		let binding = Nullifiers::<T>::get(context, nullifier)?;
		Some((nullifier, binding))
	}
}

impl<T: Config> Identify<AccountIdOf<T>> for Pallet<T> {
	fn member(account: &AccountIdOf<T>) -> Option<MemberId> {
		Self::acting_member(account).ok().map(|(id, _)| id)
	}

	fn subject(member: MemberId, context: &Context) -> Option<Nullifier> {
		let (nullifier, binding) = Self::binding_of(member, context)?;
		(Self::standing(&binding) > Assurance::None).then_some(nullifier)
	}

	fn assurance(member: MemberId, context: &Context) -> Assurance {
		Self::binding_of(member, context)
			.map_or(Assurance::None, |(_, binding)| Self::standing(&binding))
	}

	fn same_person(a: &AccountIdOf<T>, b: &AccountIdOf<T>) -> bool {
		let member = |account| KeyOf::<T>::get(account).map(|key| key.member);
		a == b || member(a).is_some_and(|this| member(b) == Some(this))
	}

	fn weight() -> Weight {
		T::WeightInfo::identify()
	}
}
