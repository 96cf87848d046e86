//! Grants: given, passed on, given for an order, taken back.

use crate::{
	access::Valid, deposits::footprint, Agreements, Basis, ByDataset, ByGrantee, Config, Datasets,
	Error, Event, Grant, GrantOf, GrantState, Grants, NextGrantId, OrderShares, Pallet,
	MAX_PASSED_ON,
};
use codec::MaxEncodedLen;
use frame_support::ensure;
use souk_primitives::{
	data::{Actions, DataClass, DatasetId, Purposes, ReceiptHead, Scope, MAX_ONWARD},
	AgreementId, GrantId, Moment, OrderId, OrderInspect,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Why the grants of an order are given.
const FOR_ORDERS: Purposes = Purposes(Purposes::SERVICE.0 | Purposes::DELIVERY.0);

/// A grant that is to be.
struct Draft<Account> {
	grantee: Account,
	basis: Basis,
	parent: Option<GrantId>,
	scope: Scope,
	depth: u8,
}

/// Whether so many accesses, or without limit, are no more than those.
fn within(wanted: Option<u32>, limit: Option<u32>) -> bool {
	limit.is_none_or(|limit| wanted.is_some_and(|wanted| wanted <= limit))
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant(
		who: &T::AccountId,
		agreement: AgreementId,
		scope: Scope,
	) -> DispatchResult {
		let agreed = Agreements::<T>::get(agreement).ok_or(Error::<T>::UnknownAgreement)?;
		ensure!(agreed.provider == *who, Error::<T>::NotParty);
		Self::own_dataset(who, scope.dataset).map_err(|error| match error {
			Error::<T>::NotOwner => Error::<T>::NotProviders,
			error => error,
		})?;
		let terms = &agreed.terms;
		let inside = terms.purposes.contains(scope.purposes)
			&& scope.fields & !terms.fields == 0
			&& scope.not_after <= terms.not_after
			&& within(scope.max_access, terms.max_access);
		ensure!(inside, Error::<T>::TooWide);
		let basis = Basis::Agreement(agreement);
		let draft = Draft { grantee: agreed.consumer, basis, parent: None, scope, depth: 0 };
		Self::put_grant(who, draft)
	}

	pub(crate) fn do_delegate(
		who: T::AccountId,
		parent: GrantId,
		grantee: T::AccountId,
		scope: Scope,
	) -> DispatchResult {
		let above = Grants::<T>::get(parent).ok_or(Error::<T>::UnknownGrant)?;
		ensure!(above.grantee == who, Error::<T>::UnknownGrant);
		// What an order shares goes to carriers, by a call of its own. Whether it is valid still, only
		// that call's weight pays for finding out.
		ensure!(matches!(above.basis, Basis::Agreement(_)), Error::<T>::OnwardDepth);
		let valid = Self::valid(parent).map_err(Error::<T>::from)?;
		let Valid { grant: mut above, dataset, agreement, .. } = valid;
		let terms = agreement.ok_or(Error::<T>::OnwardDepth)?.terms;
		let sensitive = dataset.description.class == DataClass::Sensitive;
		ensure!(!sensitive, Error::<T>::SensitiveStaysPut);
		let depth = above.depth.saturating_add(1);
		let onward = terms.actions.contains(Actions::DISTRIBUTE)
			&& depth <= terms.onward_depth.min(MAX_ONWARD);
		ensure!(onward, Error::<T>::OnwardDepth);
		ensure!(grantee != dataset.owner && grantee != who, Error::<T>::GrantToSelf);
		let inside = scope.dataset == above.dataset
			&& above.purposes.contains(scope.purposes)
			&& scope.fields & !above.fields == 0
			&& scope.not_after <= above.not_after
			&& within(scope.max_access, above.remaining);
		ensure!(inside, Error::<T>::TooWide);
		// Accesses that are passed on are no longer the parent's: no two can use the same one.
		above.remaining = match (above.remaining, scope.max_access) {
			(Some(left), Some(given)) => Some(left.saturating_sub(given)),
			(left, _) => left,
		};
		above.children = above.children.saturating_add(1);
		let basis = above.basis;
		Grants::<T>::insert(parent, above);
		let draft = Draft { grantee, basis, parent: Some(parent), scope, depth };
		Self::put_grant(&who, draft)
	}

	pub(crate) fn do_share_with_order(
		who: T::AccountId,
		order: OrderId,
		dataset: DatasetId,
		fields: u64,
	) -> DispatchResult {
		let parties = T::Orders::parties(order).ok_or(Error::<T>::OrderOver)?;
		ensure!(parties.buyer == who, Error::<T>::NotBuyer);
		ensure!(Self::is_open(order), Error::<T>::OrderOver);
		let record = Datasets::<T>::get(dataset).ok_or(Error::<T>::UnknownDataset)?;
		// The buyer's own: about the buyer, or held by the buyer and about nobody.
		let own = match &record.description.subject {
			Some(subject) => *subject == who,
			None => record.owner == who,
		};
		ensure!(own, Error::<T>::NotSubject);
		if let Some(before) = OrderShares::<T>::get(order) {
			let over =
				Grants::<T>::get(before).is_none_or(|grant| grant.state != GrantState::Active);
			ensure!(over, Error::<T>::OrderSharesAlready);
		}
		OrderShares::<T>::insert(order, NextGrantId::<T>::get());
		let scope = Scope {
			dataset,
			purposes: FOR_ORDERS,
			fields,
			// The order's end is the end.
			not_after: Moment::MAX,
			max_access: None,
		};
		let (grantee, basis) = (parties.merchant, Basis::Order(order));
		Self::put_grant(&who, Draft { grantee, basis, parent: None, scope, depth: 0 })
	}

	pub(crate) fn do_share_with_carrier(
		who: T::AccountId,
		order: OrderId,
		carrier: T::AccountId,
	) -> DispatchResult {
		let parent = OrderShares::<T>::get(order).ok_or(Error::<T>::OrderSharesNothing)?;
		let Valid { grant: mut above, dataset, .. } =
			Self::valid(parent).map_err(Error::<T>::from)?;
		let buyer = T::Orders::parties(order).map(|parties| parties.buyer);
		let sensitive = dataset.description.class == DataClass::Sensitive;
		ensure!(!sensitive, Error::<T>::SensitiveStaysPut);
		let may = who == above.grantee || who == carrier || Some(&who) == buyer.as_ref();
		ensure!(may, Error::<T>::NotOfOrder);
		let to_self = carrier == dataset.owner || carrier == above.grantee;
		ensure!(!to_self, Error::<T>::GrantToSelf);
		above.children = above.children.saturating_add(1);
		let scope = Scope {
			dataset: above.dataset,
			purposes: Purposes::DELIVERY,
			fields: above.fields,
			not_after: above.not_after,
			max_access: None,
		};
		Grants::<T>::insert(parent, above);
		let basis = Basis::Order(order);
		let draft = Draft { grantee: carrier, basis, parent: Some(parent), scope, depth: 1 };
		Self::put_grant(&who, draft)
	}

	/// Puts a grant on record, unless it would not be valid.
	fn put_grant(payer: &T::AccountId, draft: Draft<T::AccountId>) -> DispatchResult {
		let Draft { grantee, basis, parent, scope, depth } = draft;
		let Scope { dataset, purposes, fields, not_after, max_access } = scope;
		ensure!(purposes.is_valid(), Error::<T>::UnknownPurposeOrAction);
		ensure!(fields != 0 && max_access != Some(0), Error::<T>::NothingGranted);
		let mut record = Datasets::<T>::get(dataset).ok_or(Error::<T>::UnknownDataset)?;
		ensure!(record.owner != grantee, Error::<T>::GrantToSelf);
		let id = NextGrantId::<T>::get();
		NextGrantId::<T>::put(id.next().ok_or(Error::<T>::IdsExhausted)?);
		let passed_on = parent.is_some() && matches!(basis, Basis::Agreement(_));
		ByGrantee::<T>::try_mutate(&grantee, dataset, |grants| {
			ensure!(!passed_on || grants.len() < MAX_PASSED_ON, Error::<T>::TooManyGrants);
			grants.try_push(id).map_err(|_| Error::<T>::TooManyGrants)
		})?;
		ByDataset::<T>::insert(dataset, id, ());
		record.grants = record.grants.saturating_add(1);
		Datasets::<T>::insert(dataset, record);
		if let Basis::Agreement(agreement) = basis {
			Self::count_record(agreement);
		}
		let paid = Self::charge(payer, Self::grant_footprint())?;
		let grant = Grant {
			dataset,
			basis,
			parent,
			grantee: grantee.clone(),
			purposes,
			fields,
			given_at: Self::now(),
			not_after,
			remaining: max_access,
			depth,
			children: 0,
			state: GrantState::Active,
			receipts: ReceiptHead::default(),
			erasure: None,
			paid,
		};
		Grants::<T>::insert(id, grant);
		// The one function that says who may read says whether this was worth it.
		Self::valid(id).map_err(Error::<T>::from)?;
		Self::deposit_event(Event::Granted { grant: id, dataset, grantee, basis, parent });
		Ok(())
	}

	/// A grant, its place in two lists, and of an order the grant's number.
	fn grant_footprint() -> frame_support::traits::Footprint {
		footprint::<GrantOf<T>>(3, 0, GrantId::max_encoded_len())
	}

	/// One more grant or consent by an agreement.
	fn count_record(agreement: AgreementId) {
		Agreements::<T>::mutate(agreement, |agreement| {
			if let Some(agreement) = agreement {
				agreement.records = agreement.records.saturating_add(1);
			}
		});
	}

	pub(crate) fn do_revoke(who: T::AccountId, id: GrantId) -> DispatchResult {
		let mut grant = Grants::<T>::get(id).ok_or(Error::<T>::UnknownGrant)?;
		ensure!(Self::may_revoke(&who, &grant), Error::<T>::MayNotRevoke);
		ensure!(grant.state == GrantState::Active, Error::<T>::GrantRevoked);
		let dataset = grant.dataset;
		grant.state = GrantState::Revoked { at: Self::now() };
		Grants::<T>::insert(id, grant);
		Self::raise_key_epoch(dataset);
		Self::deposit_event(Event::GrantRevoked { grant: id, dataset, by: who });
		Ok(())
	}

	/// The owner, the person, the grantee, and whoever it came through.
	fn may_revoke(who: &T::AccountId, grant: &GrantOf<T>) -> bool {
		if grant.grantee == *who {
			return true;
		}
		if let Some(dataset) = Datasets::<T>::get(grant.dataset) {
			if dataset.owner == *who || dataset.description.subject.as_ref() == Some(who) {
				return true;
			}
		}
		let mut above = grant.parent;
		for _ in 0..MAX_ONWARD {
			let Some(parent) = above.and_then(Grants::<T>::get) else { return false };
			if parent.grantee == *who {
				return true;
			}
			above = parent.parent;
		}
		false
	}

	/// All of them, or none.
	pub(crate) fn do_grant_batch(
		who: &T::AccountId,
		agreement: AgreementId,
		scopes: impl IntoIterator<Item = Scope>,
	) -> Result<(), DispatchError> {
		for scope in scopes {
			Self::do_grant(who, agreement, scope)?;
		}
		Ok(())
	}
}
