//! What other pallets see of members.

use crate::{
	AccountIdOf, BindingOf, Config, KeyOf, Links, Members, Nullifiers, Pallet, Subject, Subjects,
	WeightInfo,
};
use frame_support::weights::Weight;
use souk_primitives::{Assurance, Context, Identify, MemberId, Nullifier, Person};

impl<T: Config> Pallet<T> {
	/// What stands for a member in a context, and what is known of it.
	pub(crate) fn binding_of(
		member: MemberId,
		context: &Context,
	) -> Option<(Nullifier, BindingOf<T>)> {
		let Subject { nullifier, .. } = Subjects::<T>::get(member, context)?;
		let binding = Nullifiers::<T>::get(context, nullifier)?;
		Some((nullifier, binding))
	}

	/// The first member that the person of a member is known to have been.
	///
	/// One link leads there where people leave and come again; a second one where somebody was known as two
	/// before. More are not followed.
	pub(crate) fn first_of(member: MemberId) -> MemberId {
		let earlier = |member| Links::<T>::get(member).map(|link| link.earlier);
		earlier(member).map_or(member, |first| earlier(first).unwrap_or(first))
	}

	/// Who a member on record is in a context, as far as somebody vouches for it.
	fn known(member: MemberId, context: &Context) -> Option<(Nullifier, Assurance)> {
		let Subject { nullifier, issuer, assurance, bound_at } =
			Subjects::<T>::get(member, context)?;
		Self::vouches(issuer, bound_at).then_some((nullifier, assurance))
	}

	/// The same of a member that may have closed.
	fn known_on_record(member: MemberId, context: &Context) -> Option<(Nullifier, Assurance)> {
		let on_record = Members::<T>::contains_key(member);
		on_record.then(|| Self::known(member, context)).flatten()
	}
}

impl<T: Config> Identify<AccountIdOf<T>> for Pallet<T> {
	fn member(account: &AccountIdOf<T>) -> Option<MemberId> {
		KeyOf::<T>::get(account).filter(|key| key.acting).map(|key| key.member)
	}

	fn subject(member: MemberId, context: &Context) -> Option<Nullifier> {
		Self::known_on_record(member, context).map(|(nullifier, _)| nullifier)
	}

	fn assurance(member: MemberId, context: &Context) -> Assurance {
		let known = Self::known_on_record(member, context);
		known.map_or(Assurance::None, |(_, assurance)| assurance)
	}

	fn person(account: &AccountIdOf<T>, context: &Context) -> Option<Person> {
		let member = Self::member(account)?;
		Some(Person { member, known: Self::known(member, context) })
	}

	fn same_person(a: &AccountIdOf<T>, b: &AccountIdOf<T>) -> bool {
		let member = |account| KeyOf::<T>::get(account).map(|key| key.member);
		let same = |a, b| a == b || Self::first_of(a) == Self::first_of(b);
		a == b || member(a).is_some_and(|a| member(b).is_some_and(|b| same(a, b)))
	}

	fn weight() -> Weight {
		T::WeightInfo::identify().max(T::WeightInfo::same_person())
	}
}
