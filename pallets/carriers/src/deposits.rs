//! Deposits: for carriers, for their keys, and for prefixes.

use crate::{
	AccountIdOf, BalanceOf, CarrierOf, Config, Error, HoldReason, KeyOf, Node, NodeOf, Pallet,
	PrefixOf,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::traits::{fungible::MutateHold, tokens::Precision, Footprint};
use souk_primitives::logistics::CompanyPrefix;
use sp_runtime::{traits::Convert, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The price of a carrier's record at its largest, so that it does not depend on the name.
	pub(crate) fn registration_price() -> BalanceOf<T> {
		let size =
			AccountIdOf::<T>::max_encoded_len().saturating_add(CarrierOf::<T>::max_encoded_len());
		T::StoragePrice::convert(Footprint::from_parts(1, size))
	}

	/// The price of a key's record.
	pub(crate) fn key_price() -> BalanceOf<T> {
		let size = AccountIdOf::<T>::max_encoded_len()
			.saturating_mul(2)
			.saturating_add(KeyOf::<T>::max_encoded_len());
		T::StoragePrice::convert(Footprint::from_parts(1, size))
	}

	/// The price of a prefix: its record, its own node, and a node for each shorter one that it
	/// begins with.
	///
	/// Others may need the same shorter ones. Still everybody pays for all of theirs, so that
	/// whoever is the last has paid for what is left.
	pub(crate) fn prefix_price(prefix: CompanyPrefix) -> BalanceOf<T> {
		let key = CompanyPrefix::max_encoded_len();
		let record = AccountIdOf::<T>::max_encoded_len()
			.saturating_add(key)
			.saturating_add(PrefixOf::<T>::max_encoded_len());
		let own = key.saturating_add(NodeOf::<T>::max_encoded_len());
		let branch = key.saturating_add(NodeOf::<T>::encoded_size(&Node::Branch(0)));
		let branches = prefix.shorter().count();
		let size = branch.saturating_mul(branches).saturating_add(record).saturating_add(own);
		T::StoragePrice::convert(Footprint::from_parts(branches.saturating_add(2), size))
	}

	/// Holds some of somebody's balance.
	pub(crate) fn hold(
		reason: HoldReason,
		who: &T::AccountId,
		amount: BalanceOf<T>,
		lacking: Error<T>,
	) -> DispatchResult {
		T::Currency::hold(&reason.into(), who, amount).map_err(|_| lacking.into())
	}

	/// Returns all of what was held.
	pub(crate) fn release(
		reason: HoldReason,
		who: &T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		T::Currency::release(&reason.into(), who, amount, Precision::Exact)
			.map(|_| ())
			.map_err(|_| Error::<T>::CannotReceive.into())
	}
}
