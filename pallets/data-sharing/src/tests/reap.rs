//! Records that are over, and deposits that go back.

use super::*;

const AFTER: Moment = RECEIPT_PERIOD;

fn consent() -> Record {
	Record::Consent { dataset: dataset(), agreement: AGREEMENT }
}

fn all() -> Vec<Record> {
	vec![Record::Grant(GRANT), consent(), Record::Agreement(AGREEMENT)]
}

#[test]
fn nothing_should_be_removed_while_somebody_may_read() {
	run(|| {
		readable();
		for record in all() {
			assert_noop!(reap(vec![record]), E::StillNeeded);
		}
		assert_ok!(Data::suspend(origin(&owner()), AGREEMENT));
		assert_noop!(reap(vec![Record::Grant(GRANT)]), E::StillNeeded);
		assert_ok!(withdraw());
		// It can be given again.
		set_time(T0 + 500_000);
		assert_noop!(reap(vec![Record::Grant(GRANT)]), E::StillNeeded);
		assert_noop!(reap(vec![consent()]), E::StillNeeded);
	});
}

#[test]
fn everything_should_go_when_the_agreement_is_over_and_every_deposit_come_back() {
	run(|| {
		readable();
		let before = deposits();
		assert!(before > 0);
		assert_ok!(Data::terminate(origin(&owner()), AGREEMENT));
		set_time(T0 + AFTER - 1);
		for record in all() {
			assert_noop!(reap(vec![record]), E::StillNeeded);
		}
		set_time(T0 + AFTER);
		// An agreement goes last.
		assert_noop!(reap(vec![Record::Agreement(AGREEMENT)]), E::StillNeeded);
		take_events();
		assert_ok!(reap(all()));
		let events: Vec<_> = all().into_iter().map(|record| Ev::RecordRemoved { record }).collect();
		assert_eq!(take_events(), events);
		for record in all() {
			assert_noop!(reap(vec![record]), E::UnknownRecord);
		}
		assert!(!Envelopes::<Test>::contains_key(GRANT));
		assert!(!ByDataset::<Test>::contains_key(dataset(), GRANT));
		assert_eq!(ByGrantee::<Test>::iter().count(), 0);
		assert_eq!(held(HoldReason::Bond, &consumer()), 0);
		assert_eq!(held(HoldReason::Record, &subject()), 0);
		assert_eq!(denied(&consumer()), Denial::NoGrant);
		// The dataset and the consumer's key are left.
		let (ring, key) =
			(Keyrings::<Test>::get(consumer()), held(HoldReason::Record, &consumer()));
		assert!(ring.is_some() && key > 0);
	});
}

#[test]
fn revoked_grant_should_stay_as_long_as_receipts_or_what_was_read_may() {
	for (retention, period) in [(3_000, RECEIPT_PERIOD), (9_000, 9_000)] {
		run(|| {
			readable_with(DataClass::Business, Terms { retention, ..terms() });
			pass(100);
			assert_ok!(revoke(GRANT));
			set_time(T0 + 100 + period - 1);
			assert_noop!(reap(vec![Record::Grant(GRANT)]), E::StillNeeded);
			set_time(T0 + 100 + period);
			assert_ok!(reap(vec![Record::Grant(GRANT)]));
			assert_eq!(agreement().records, 0);
		});
	}
}

#[test]
fn erased_copies_should_not_be_kept_for_the_retention() {
	run(|| {
		readable_with(DataClass::Business, Terms { retention: 900_000, ..terms() });
		let target = ErasureTarget::Grant(GRANT);
		assert_ok!(Data::request_erasure(origin(&owner()), target));
		assert_ok!(Data::attest_erasure(origin(&consumer()), target));
		set_time(T0 + RECEIPT_PERIOD);
		assert_ok!(reap(vec![Record::Grant(GRANT)]));
	});
}

#[test]
fn expired_grant_should_go_after_its_end() {
	run(|| {
		registered_as(DataClass::Business);
		agreed();
		assert_ok!(grant_with(Scope { not_after: T0 + 50, ..scope() }));
		set_time(T0 + 50 + RECEIPT_PERIOD - 1);
		assert_noop!(reap(vec![Record::Grant(GRANT)]), E::StillNeeded);
		set_time(T0 + 50 + RECEIPT_PERIOD);
		assert_ok!(reap(vec![Record::Grant(GRANT)]));
	});
}

#[test]
fn parent_should_stay_as_long_as_a_child_is_on_record() {
	run(|| {
		let parent = granted();
		let child = delegated(parent, &third(), 1);
		assert_ok!(revoke(parent));
		set_time(T0 + RECEIPT_PERIOD);
		assert_noop!(reap(vec![Record::Grant(parent)]), E::StillNeeded);
		// The child's end is its parent's.
		assert_ok!(reap(vec![Record::Grant(child), Record::Grant(parent)]));
	});
}

#[test]
fn funds_and_bond_should_come_back_when_an_agreement_is_removed() {
	use souk_primitives::data::Price;
	run(|| {
		let price = Some(Price { asset: USD, amount: 9 });
		agreed_with(Terms { price, ..terms() });
		assert_ok!(Data::fund_access(origin(&consumer()), AGREEMENT, 100));
		assert_eq!(Assets::balance(1, consumer()), ENDOWMENT - 100);
		assert_ok!(Data::terminate(origin(&consumer()), AGREEMENT));
		set_time(T0 + 500_000);
		assert_ok!(reap(vec![Record::Agreement(AGREEMENT)]));
		assert_eq!(Assets::balance(1, consumer()), ENDOWMENT);
		assert_eq!(held(HoldReason::Bond, &consumer()), 0);
		assert_eq!(deposits(), 0);
	});
}

#[test]
fn proposal_should_be_removed_when_nobody_wants_it() {
	run(|| {
		offered_with(terms());
		assert_noop!(reap(vec![Record::Agreement(AGREEMENT)]), E::StillNeeded);
		assert_ok!(Data::terminate(origin(&owner()), AGREEMENT));
		set_time(T0 + 500_000);
		assert_ok!(reap(vec![Record::Agreement(AGREEMENT)]));
		assert_eq!(deposits(), 0);
	});
}

#[test]
fn sponsor_should_get_its_deposit_back_and_nobody_else() {
	run(|| {
		registered();
		agreed();
		let act = ConsentAct::Give { not_after: T0 + 9 };
		let hash = agreement().terms_hash;
		let payload = Data::consent_payload(subject(), dataset(), AGREEMENT, hash, act, T0 + 9);
		let signature = sign(&subject(), &payload);
		let before = Balances::free_balance(stranger());
		assert_ok!(Data::give_consent_signed(
			origin(&stranger()),
			subject(),
			dataset(),
			AGREEMENT,
			hash,
			T0 + 9,
			T0 + 9,
			signature,
		));
		assert!(Balances::free_balance(stranger()) < before);
		assert_ok!(Data::terminate(origin(&owner()), AGREEMENT));
		set_time(T0 + 500_000);
		assert_ok!(reap(vec![consent()]));
		assert_eq!(Balances::free_balance(stranger()), before);
	});
}

#[test]
fn consent_should_go_when_its_dataset_is_erased() {
	run(|| {
		readable();
		assert_ok!(Data::retire_dataset(origin(&owner()), dataset()));
		set_time(T0 + RECEIPT_PERIOD - 1);
		assert_noop!(reap(vec![consent()]), E::StillNeeded);
		set_time(T0 + RECEIPT_PERIOD);
		assert_ok!(reap(vec![consent()]));
	});
}

#[test]
fn batch_should_remove_nothing_when_one_record_is_needed() {
	run(|| {
		readable();
		assert_ok!(revoke(GRANT));
		set_time(T0 + RECEIPT_PERIOD);
		assert_noop!(reap(vec![Record::Grant(GRANT), consent()]), E::StillNeeded);
	});
}

#[test]
fn agreement_should_be_removed_though_its_consumer_never_had_the_asset_of_its_price() {
	use souk_primitives::data::Price;
	run(|| {
		let price = Some(Price { asset: USD, amount: 9 });
		let terms = Terms { price, ..terms() };
		let by = origin(&owner());
		assert_ok!(Data::propose(by, fourth(), Side::Provider, terms));
		assert_ok!(Data::terminate(origin(&owner()), AGREEMENT));
		set_time(T0 + 500_000);
		assert_ok!(reap(vec![Record::Agreement(AGREEMENT)]));
		assert_eq!(deposits(), 0);
	});
}

#[test]
fn consent_should_go_when_the_agreed_time_is_over_and_not_come_back() {
	run(|| {
		registered();
		agreed();
		assert_ok!(give());
		set_time(terms().not_after + RECEIPT_PERIOD - 1);
		assert_noop!(reap(vec![consent()]), E::StillNeeded);
		assert_noop!(give(), E::NeverInForce);
		set_time(terms().not_after + RECEIPT_PERIOD);
		assert_ok!(reap(vec![consent()]));
		assert_noop!(give(), E::NeverInForce);
	});
}
