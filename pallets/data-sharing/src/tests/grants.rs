//! Grants: given inside of what was agreed, taken back at once.

use super::*;

#[test]
fn grant_should_be_inside_of_what_was_agreed() {
	run(|| {
		registered();
		agreed_with(Terms { max_access: Some(10), ..terms() });
		assert_ok!(give());
		let wide = |scope| grant_with(scope);
		assert_noop!(wide(Scope { purposes: Purposes::MARKETING, ..scope() }), E::TooWide);
		let more = Purposes(PURPOSE.0 | Purposes::MARKETING.0);
		assert_noop!(wide(Scope { purposes: more, ..scope() }), E::TooWide);
		assert_noop!(wide(Scope { fields: FIELDS | 1, ..scope() }), E::TooWide);
		assert_noop!(wide(Scope { not_after: T0 + 1_000_001, ..scope() }), E::TooWide);
		assert_noop!(wide(Scope { max_access: Some(11), ..scope() }), E::TooWide);
		assert_noop!(wide(Scope { max_access: None, ..scope() }), E::TooWide);
		assert_noop!(wide(Scope { max_access: Some(0), ..scope() }), E::NothingGranted);
		assert_noop!(wide(Scope { fields: 0, ..scope() }), E::NothingGranted);
		assert_noop!(wide(Scope { purposes: Purposes(0), ..scope() }), E::UnknownPurposeOrAction);
		assert_noop!(wide(Scope { not_after: T0, ..scope() }), E::GrantExpired);
		take_events();
		assert_ok!(wide(scope()));
		let event = Ev::Granted {
			grant: GRANT,
			dataset: dataset(),
			grantee: consumer(),
			basis: Basis::Agreement(AGREEMENT),
			parent: None,
		};
		assert_eq!(take_events(), vec![event]);
	});
}

#[test]
fn grant_should_be_the_providers_and_of_its_own_dataset() {
	run(|| {
		registered();
		agreed();
		assert_ok!(give());
		let by = |who: &AccountId, agreement, scope| Data::grant(origin(who), agreement, scope);
		assert_noop!(by(&consumer(), AGREEMENT, scope()), E::NotParty);
		assert_noop!(by(&owner(), AgreementId(1), scope()), E::UnknownAgreement);
		assert_noop!(by(&owner(), AGREEMENT, scope_of(H256::zero())), E::UnknownDataset);
		let theirs = dataset_id(&third(), SALT);
		let about = description(DataClass::Business);
		assert_ok!(Data::register_dataset(origin(&third()), SALT, about, content(1)));
		assert_noop!(by(&owner(), AGREEMENT, scope_of(theirs)), E::NotProviders);
	});
}

#[test]
fn grant_should_be_refused_when_the_agreement_is_not_in_force() {
	run(|| {
		registered_as(DataClass::Business);
		offered_with(terms());
		assert_noop!(grant_with(scope()), E::AgreementNotInForce);
		assert_ok!(accept(AGREEMENT, &consumer()));
		assert_noop!(grant_with(scope()), E::AgreementNotInForce);
		assert_ok!(Data::finalize(origin(&owner()), AGREEMENT));
		assert_ok!(Data::suspend(origin(&consumer()), AGREEMENT));
		assert_noop!(grant_with(scope()), E::AgreementNotInForce);
		assert_ok!(Data::resume(origin(&consumer()), AGREEMENT));
		assert_ok!(grant_with(scope()));
	});
}

#[test]
fn reading_should_stop_in_the_same_block_when_the_grant_is_revoked() {
	run(|| {
		let id = readable();
		assert!(check(&consumer()).is_ok());
		take_events();
		assert_ok!(revoke(id));
		assert_eq!(denied(&consumer()), Denial::Revoked);
		let events = vec![
			Ev::KeyEpochRaised { dataset: dataset(), key_epoch: 1 },
			Ev::GrantRevoked { grant: id, dataset: dataset(), by: owner() },
		];
		assert_eq!(take_events(), events);
		assert_noop!(revoke(id), E::GrantRevoked);
		assert_noop!(revoke(GrantId(9)), E::UnknownGrant);
		assert_noop!(post(id), E::GrantRevoked);
	});
}

#[test]
fn revoked_grant_should_stay_so_when_another_is_given() {
	run(|| {
		let first = readable();
		assert_ok!(revoke(first));
		assert_ok!(grant_with(scope()));
		assert_eq!(denied(&consumer()), Denial::NoEnvelope);
		assert_ok!(post(newest()));
		assert_eq!(check(&consumer()).unwrap().grant, newest());
		assert!(matches!(grant_of(first).state, GrantState::Revoked { .. }));
		assert_eq!(Data::valid(first).err(), Some(Denial::Revoked));
	});
}

#[test]
fn everybody_concerned_should_revoke_and_nobody_else() {
	run(|| {
		let id = granted();
		for other in [third(), stranger()] {
			assert_noop!(Data::revoke_grant(origin(&other), id), E::MayNotRevoke);
		}
		for who in [owner(), subject(), consumer()] {
			hypothetically!({
				assert_ok!(Data::revoke_grant(origin(&who), id));
			});
		}
	});
}

#[test]
fn reading_should_stop_exactly_when_the_grant_ends() {
	run(|| {
		registered_as(DataClass::Business);
		agreed();
		assert_ok!(grant_with(Scope { not_after: T0 + 10, ..scope() }));
		assert_ok!(set_key(&consumer()));
		assert_ok!(post(GRANT));
		set_time(T0 + 9);
		assert!(check(&consumer()).is_ok());
		set_time(T0 + 10);
		assert_eq!(denied(&consumer()), Denial::Expired);
	});
}

#[test]
fn reading_should_be_for_the_purposes_that_were_granted() {
	run(|| {
		readable();
		let ask = |purpose| Data::check_access(dataset(), consumer(), purpose);
		for purpose in [Purposes::SERVICE, Purposes::RESEARCH, PURPOSE] {
			assert!(ask(purpose).is_ok(), "{purpose:?}");
		}
		let both = Purposes(Purposes::SERVICE.0 | Purposes::MARKETING.0);
		for purpose in [Purposes::MARKETING, both, Purposes(0), Purposes(1 << 20)] {
			assert_eq!(ask(purpose).unwrap_err(), Denial::OtherPurpose, "{purpose:?}");
		}
	});
}

#[test]
fn grants_should_be_refused_when_an_account_has_sixteen_of_a_dataset() {
	run(|| {
		registered_as(DataClass::Business);
		agreed();
		for _ in 0..MAX_GRANTS {
			assert_ok!(grant_with(scope()));
		}
		assert_noop!(grant_with(scope()), E::TooManyGrants);
		assert_eq!(Datasets::<Test>::get(dataset()).unwrap().grants, MAX_GRANTS);
		assert_eq!(agreement().records, MAX_GRANTS);
	});
}

#[test]
fn owner_should_not_be_granted_its_own_data() {
	run(|| {
		registered_as(DataClass::Business);
		// The owner is the consumer of somebody's agreement, and passes on what it has not.
		let id = readable_again();
		assert_noop!(delegate(id, &owner(), scope()), E::GrantToSelf);
		assert_noop!(delegate(id, &consumer(), scope()), E::GrantToSelf);
	});
}

fn readable_again() -> GrantId {
	agreed();
	assert_ok!(grant_with(scope()));
	newest()
}

#[test]
fn best_grant_should_count_when_there_are_several() {
	run(|| {
		readable_with(DataClass::Business, terms());
		// The newest is not good for this, and an older one is.
		assert_ok!(grant_with(Scope { purposes: Purposes::RESEARCH, ..scope() }));
		assert_eq!(check(&consumer()).unwrap().grant, GRANT);
		assert_ok!(revoke(GRANT));
		// Of those that are not, the newest says why.
		assert_eq!(denied(&consumer()), Denial::OtherPurpose);
	});
}

#[test]
fn ids_should_not_come_again_when_they_are_used_up() {
	run(|| {
		registered_as(DataClass::Business);
		agreed();
		NextGrantId::<Test>::put(GrantId(u64::MAX));
		assert_noop!(grant_with(scope()), E::IdsExhausted);
		NextGrantId::<Test>::put(GrantId(0));
	});
}

#[test]
fn deposit_should_be_the_providers() {
	run(|| {
		registered_as(DataClass::Business);
		agreed();
		let before = held(HoldReason::Record, &owner());
		assert_ok!(grant_with(scope()));
		let deposit = held(HoldReason::Record, &owner()) - before;
		assert!(deposit > 3_000, "a grant and its places in lists: {deposit}");
		assert_eq!(grant_of(GRANT).paid.depositor, owner());
	});
}

#[test]
fn access_should_say_until_when_by_whatever_ends_first() {
	run(|| {
		let kept = Description { retain_until: Some(T0 + 400), ..description(DataClass::Personal) };
		assert_ok!(register_with(SALT, kept));
		agreed_with(Terms { not_after: T0 + 300, ..terms() });
		assert_ok!(give_until(dataset(), AGREEMENT, T0 + 200));
		assert_ok!(grant_with(Scope { not_after: T0 + 100, ..scope() }));
		assert_ok!(set_key(&consumer()));
		assert_ok!(post(newest()));
		assert_eq!(check(&consumer()).unwrap().not_after, T0 + 100);
		assert_ok!(revoke(newest()));
		assert_ok!(grant_with(Scope { not_after: T0 + 300, ..scope() }));
		assert_ok!(post(newest()));
		assert_eq!(check(&consumer()).unwrap().not_after, T0 + 200);
		assert_ok!(give_until(dataset(), AGREEMENT, T0 + 900));
		assert_eq!(check(&consumer()).unwrap().not_after, T0 + 300);
	});
}
