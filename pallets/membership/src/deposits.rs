//! Deposits: for members, their accounts, who they are, and issuers.

use crate::{
	AccountIdOf, BalanceOf, BindingOf, Config, Deposit, DepositOf, Error, HoldReason, IssuerId,
	IssuerOf, KeyFor, LinkOf, MemberOf, Pallet, Subject,
};
use codec::MaxEncodedLen;
use frame_support::traits::{fungible::MutateHold, tokens::Precision, Footprint};
use souk_primitives::{Context, MemberId, Moment, Nullifier};
use sp_runtime::{traits::Convert, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The price of a member's record at its largest, so that no rotation changes it.
	pub(crate) fn member_price() -> BalanceOf<T> {
		Self::price(1, &[MemberId::max_encoded_len(), MemberOf::<T>::max_encoded_len()])
	}

	/// The price of the record of an account.
	pub(crate) fn key_price() -> BalanceOf<T> {
		Self::price(1, &[AccountIdOf::<T>::max_encoded_len(), KeyFor::<T>::max_encoded_len()])
	}

	/// The price of a nullifier's record, and of the way back to it.
	pub(crate) fn binding_price() -> BalanceOf<T> {
		let there = [
			Context::max_encoded_len(),
			Nullifier::max_encoded_len(),
			BindingOf::<T>::max_encoded_len(),
		];
		let back =
			[MemberId::max_encoded_len(), Context::max_encoded_len(), Subject::max_encoded_len()];
		Self::price(2, &[there, back].concat())
	}

	/// The price of the record that a person was another member before.
	pub(crate) fn link_price() -> BalanceOf<T> {
		Self::price(1, &[MemberId::max_encoded_len(), LinkOf::<T>::max_encoded_len()])
	}

	/// The price of an issuer's record at its largest, so that it is the same whatever its keys and
	/// grants become, and of the one that says since when it was compromised.
	pub(crate) fn issuer_price() -> BalanceOf<T> {
		let record = [IssuerId::max_encoded_len(), IssuerOf::<T>::max_encoded_len()];
		let compromised = [IssuerId::max_encoded_len(), Moment::max_encoded_len()];
		Self::price(2, &[record, compromised].concat())
	}

	fn price(entries: usize, sizes: &[usize]) -> BalanceOf<T> {
		let size = sizes.iter().fold(0usize, |sum, size| sum.saturating_add(*size));
		T::StoragePrice::convert(Footprint::from_parts(entries, size))
	}

	/// Holds a deposit.
	pub(crate) fn hold(
		reason: HoldReason,
		depositor: T::AccountId,
		amount: BalanceOf<T>,
	) -> Result<DepositOf<T>, Error<T>> {
		T::Currency::hold(&reason.into(), &depositor, amount)
			.map_err(|_| Error::<T>::LacksDeposit)?;
		Ok(Deposit { depositor, amount })
	}

	/// Returns a deposit to whoever paid it.
	pub(crate) fn release(reason: HoldReason, deposit: &DepositOf<T>) -> DispatchResult {
		let Deposit { depositor, amount } = deposit;
		T::Currency::release(&reason.into(), depositor, *amount, Precision::Exact)
			.map(|_| ())
			.map_err(|_| Error::<T>::DepositorCannotReceive.into())
	}
}
