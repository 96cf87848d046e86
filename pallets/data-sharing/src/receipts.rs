//! Receipts: accesses that both sides vouch for, and what they cost.

use crate::{
	Agreements, BalanceOf, Basis, Config, Datasets, Error, Event, GrantOf, Grants, HoldReason,
	Pallet,
};
use frame_support::{
	ensure,
	traits::{
		fungibles::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
	},
};
use souk_primitives::{
	data::{anchor_payload, wrapped, ReceiptHead},
	GrantId,
};
use sp_runtime::{
	traits::{CheckedMul, CheckedSub, Verify, Zero},
	DispatchError, DispatchResult, SaturatedConversion,
};

impl<T: Config> Pallet<T> {
	/// Whether the grant is valid still does not matter: what was read was read.
	pub(crate) fn do_anchor(
		who: &T::AccountId,
		id: GrantId,
		from_seq: u64,
		to: ReceiptHead,
		signature: T::Signature,
	) -> DispatchResult {
		let mut grant = Grants::<T>::get(id).ok_or(Error::<T>::UnknownGrant)?;
		let owner = Datasets::<T>::get(grant.dataset).ok_or(Error::<T>::UnknownDataset)?.owner;
		let other = if *who == owner {
			&grant.grantee
		} else {
			ensure!(*who == grant.grantee, Error::<T>::NotParty);
			&owner
		};
		let from = grant.receipts;
		let follows = from_seq == from.seq && to.seq > from.seq && !to.head.is_zero();
		ensure!(follows, Error::<T>::ReceiptsMoved);
		let accesses =
			u32::try_from(to.seq.saturating_sub(from.seq)).map_err(|_| Error::<T>::NoAccessLeft)?;
		let enough = grant.remaining.is_none_or(|left| accesses <= left);
		ensure!(enough, Error::<T>::NoAccessLeft);
		let payload = anchor_payload(Self::genesis(), id, &from, &to);
		let good = signature.verify(&payload[..], other)
			|| signature.verify(&wrapped(&payload)[..], other);
		ensure!(good, Error::<T>::BadSignature);

		let paid = Self::settle_accesses(&grant, accesses)?;
		grant.remaining = grant.remaining.map(|left| left.saturating_sub(accesses));
		grant.receipts = to;
		Grants::<T>::insert(id, grant);
		let (from, to, head) = (from.seq, to.seq, to.head);
		Self::deposit_event(Event::ReceiptsAnchored { grant: id, from, to, head, paid });
		Ok(())
	}

	/// The consumer's funds pay the provider. All of it or nothing, so that no access is anchored unpaid.
	fn settle_accesses(grant: &GrantOf<T>, accesses: u32) -> Result<BalanceOf<T>, DispatchError> {
		let Basis::Agreement(id) = grant.basis else { return Ok(Zero::zero()) };
		let mut agreement = Agreements::<T>::get(id).ok_or(Error::<T>::UnknownAgreement)?;
		let Some(price) = agreement.terms.price.clone() else { return Ok(Zero::zero()) };
		let count: BalanceOf<T> = accesses.saturated_into();
		let amount = price.amount.checked_mul(&count).ok_or(Error::<T>::NotPaid)?;
		agreement.funds = agreement.funds.checked_sub(&amount).ok_or(Error::<T>::NotPaid)?;
		T::Payments::transfer_on_hold(
			price.asset,
			&HoldReason::Access.into(),
			&agreement.consumer,
			&agreement.provider,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Polite,
		)?;
		Agreements::<T>::insert(id, agreement);
		Ok(amount)
	}
}
