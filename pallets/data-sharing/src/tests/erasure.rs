//! Erasure: demanded by the person, attested in time, or paid for.

use super::*;

const DEADLINE: Moment = T0 + ERASURE_PERIOD;

fn whole() -> ErasureTarget {
	ErasureTarget::Dataset(dataset())
}

fn read() -> ErasureTarget {
	ErasureTarget::Grant(GRANT)
}

fn request(who: &AccountId, target: ErasureTarget) -> DispatchResult {
	Data::request_erasure(origin(who), target)
}

fn attest(who: &AccountId, target: ErasureTarget) -> DispatchResult {
	Data::attest_erasure(origin(who), target)
}

fn claim(who: &AccountId, target: ErasureTarget) -> DispatchResult {
	Data::claim_erasure_default(origin(who), target)
}

fn free(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}

#[test]
fn nobody_should_read_when_the_person_demands_erasure() {
	run(|| {
		readable();
		for other in [owner(), consumer(), stranger()] {
			assert_noop!(request(&other, whole()), E::NotSubject);
		}
		take_events();
		assert_ok!(request(&subject(), whole()));
		assert_eq!(denied(&consumer()), Denial::Erased);
		let events = vec![
			Ev::KeyEpochRaised { dataset: dataset(), key_epoch: 1 },
			Ev::ErasureRequested { target: whole(), by: subject(), deadline: DEADLINE },
		];
		assert_eq!(take_events(), events);
		assert_noop!(request(&subject(), whole()), E::ErasureRequested);
		for epoch in [0, 1] {
			assert_noop!(publish_at(2, epoch), E::DatasetErased);
		}
		assert_noop!(grant_with(scope()), E::DatasetErased);
		assert_noop!(give(), E::DatasetErased);
		// Who is asked does not take it back instead.
		let retired = Data::retire_dataset(origin(&owner()), dataset());
		assert_noop!(retired, E::DatasetErased);
	});
}

#[test]
fn bond_should_come_back_when_the_owner_attests() {
	run(|| {
		readable();
		assert_noop!(attest(&owner(), whole()), E::NoErasureRequested);
		assert_ok!(request(&subject(), whole()));
		assert_noop!(attest(&subject(), whole()), E::NotOwner);
		assert_noop!(claim(&subject(), whole()), E::DeadlineNotOver);
		set_time(DEADLINE - 1);
		assert_noop!(claim(&subject(), whole()), E::DeadlineNotOver);
		let before = free(&subject());
		assert_ok!(attest(&owner(), whole()));
		assert_eq!((held(HoldReason::Bond, &owner()), free(&subject())), (0, before));
		set_time(DEADLINE);
		assert_noop!(claim(&subject(), whole()), E::NoErasureRequested);
		assert_noop!(attest(&owner(), whole()), E::NoErasureRequested);
		assert_noop!(request(&subject(), whole()), E::ErasureRequested);
		let status = Datasets::<Test>::get(dataset()).unwrap().status;
		let at = DEADLINE - 1;
		assert_eq!(status, DatasetStatus::Erased { at, how: Ending::Attested });
	});
}

#[test]
fn bond_should_go_to_the_person_once_when_the_owner_says_nothing() {
	run(|| {
		readable();
		assert_ok!(request(&subject(), whole()));
		set_time(DEADLINE);
		// It is too late to save the bond by being faster than the person.
		assert_noop!(attest(&owner(), whole()), E::DeadlineOver);
		let before = free(&subject());
		take_events();
		// Anybody claims it, and the person gets it.
		assert_ok!(claim(&stranger(), whole()));
		assert_eq!(free(&subject()), before + ERASURE_BOND);
		assert_eq!(held(HoldReason::Bond, &owner()), 0);
		let (how, forfeited) = (Ending::Defaulted, ERASURE_BOND);
		assert_eq!(take_events(), vec![Ev::ErasureEnded { target: whole(), how, forfeited }]);
		assert_noop!(claim(&subject(), whole()), E::NoErasureRequested);
	});
}

#[test]
fn grantee_should_be_told_to_erase_what_it_read() {
	run(|| {
		readable();
		for other in [owner(), consumer(), stranger()] {
			assert_noop!(request(&other, read()), E::NotSubject);
		}
		take_events();
		assert_ok!(request(&subject(), read()));
		assert_eq!(denied(&consumer()), Denial::Revoked);
		let events = vec![
			Ev::KeyEpochRaised { dataset: dataset(), key_epoch: 1 },
			Ev::GrantRevoked { grant: GRANT, dataset: dataset(), by: subject() },
			Ev::ErasureRequested { target: read(), by: subject(), deadline: DEADLINE },
		];
		assert_eq!(take_events(), events);
		assert_noop!(request(&subject(), read()), E::ErasureRequested);
		assert_noop!(attest(&owner(), read()), E::UnknownGrant);
		assert_noop!(claim(&subject(), read()), E::DeadlineNotOver);
		assert_ok!(attest(&consumer(), read()));
		set_time(DEADLINE);
		assert_noop!(claim(&subject(), read()), E::NoErasureRequested);
		assert_noop!(attest(&consumer(), read()), E::NoErasureRequested);
		assert_noop!(request(&subject(), read()), E::ErasureRequested);
		assert_eq!(held(HoldReason::Bond, &consumer()), 500);
	});
}

#[test]
fn consumer_should_lose_its_bond_and_agreement_when_a_grantee_says_nothing() {
	run(|| {
		let child = {
			let root = readable();
			delegated(root, &third(), 1)
		};
		let target = ErasureTarget::Grant(child);
		assert_ok!(request(&subject(), target));
		// The rest of the chain reads on.
		assert!(check(&consumer()).is_ok());
		set_time(DEADLINE);
		assert_noop!(attest(&third(), target), E::DeadlineOver);
		let before = free(&subject());
		assert_ok!(claim(&stranger(), target));
		assert_eq!(free(&subject()), before + 500);
		assert_eq!(held(HoldReason::Bond, &consumer()), 0);
		assert_eq!(denied(&consumer()), Denial::AgreementNotInForce);
		assert_noop!(claim(&subject(), target), E::NoErasureRequested);
	});
}

#[test]
fn erasure_should_be_demanded_of_who_read_when_the_grant_is_revoked_already() {
	run(|| {
		readable();
		assert_ok!(revoke(GRANT));
		take_events();
		assert_ok!(request(&subject(), read()));
		let event = Ev::ErasureRequested { target: read(), by: subject(), deadline: DEADLINE };
		assert_eq!(take_events(), vec![event]);
		// As long as that is open, nothing is removed.
		set_time(Moment::MAX);
		assert_noop!(reap(vec![Record::Grant(GRANT)]), E::StillNeeded);
	});
}

#[test]
fn owner_should_demand_erasure_of_what_is_about_nobody() {
	run(|| {
		readable_with(DataClass::Business, terms());
		assert_noop!(request(&owner(), whole()), E::NotSubject);
		assert_noop!(request(&subject(), read()), E::NotSubject);
		assert_ok!(request(&owner(), read()));
		set_time(DEADLINE);
		let before = free(&owner());
		assert_ok!(claim(&owner(), read()));
		assert_eq!(free(&owner()), before + 500);
	});
}

#[test]
fn unknown_targets_should_be_refused() {
	run(|| {
		let unknown: [(ErasureTarget, DispatchError); 2] = [
			(ErasureTarget::Dataset(H256::zero()), E::UnknownDataset.into()),
			(read(), E::UnknownGrant.into()),
		];
		for (target, error) in unknown {
			assert_eq!(request(&subject(), target), Err(error));
			assert_eq!(attest(&subject(), target), Err(error));
			assert_eq!(claim(&subject(), target), Err(error));
		}
		registered();
		assert_noop!(claim(&subject(), whole()), E::NoErasureRequested);
	});
}
