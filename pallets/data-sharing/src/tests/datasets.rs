//! Datasets and their versions.

use super::*;

fn record() -> DatasetOf<Test> {
	Datasets::<Test>::get(dataset()).unwrap()
}

#[test]
fn dataset_should_be_on_record_with_a_bond_when_it_is_about_somebody_else() {
	run(|| {
		registered();
		let DatasetOf::<Test> { owner: by, version, content: found, bond, status, .. } = record();
		assert_eq!((by, version, found), (owner(), 1, content(1)));
		assert_eq!((bond, status), (ERASURE_BOND, DatasetStatus::Active));
		assert_eq!(held(HoldReason::Bond, &owner()), ERASURE_BOND);
		assert!(held(HoldReason::Record, &owner()) > 1_000);
		let registered = Ev::DatasetRegistered {
			dataset: dataset(),
			owner: owner(),
			subject: Some(subject()),
			class: DataClass::Personal,
		};
		let published = Ev::VersionPublished {
			dataset: dataset(),
			version: 1,
			dek_epoch: 0,
			cipher_hash: content(1).cipher_hash,
		};
		assert_eq!(take_events(), vec![registered, published]);
	});
}

#[test]
fn dataset_should_cost_no_bond_when_it_is_about_nobody_or_the_owner() {
	run(|| {
		registered_as(DataClass::Business);
		let own = Description { subject: Some(owner()), ..description(DataClass::Personal) };
		assert_ok!(register_with(H256::repeat_byte(8), own));
		assert_eq!(held(HoldReason::Bond, &owner()), 0);
	});
}

#[test]
fn dataset_should_be_refused_when_its_id_is_taken() {
	run(|| {
		registered();
		let again = register_with(SALT, description(DataClass::Business));
		assert_noop!(again, E::DatasetExists);
		// The same salt is another id of another owner.
		let by = origin(&third());
		assert_ok!(Data::register_dataset(by, SALT, description(DataClass::Business), content(1)));
	});
}

#[test]
fn dataset_should_be_refused_when_its_subject_does_not_go_with_its_class() {
	run(|| {
		for class in [DataClass::Personal, DataClass::Sensitive] {
			let nobody = Description { subject: None, ..description(class) };
			assert_noop!(register_with(SALT, nobody), E::WrongSubject);
		}
		for class in [DataClass::Business, DataClass::Aggregate] {
			let somebody = Description { subject: Some(subject()), ..description(class) };
			assert_noop!(register_with(SALT, somebody), E::WrongSubject);
		}
	});
}

#[test]
fn dataset_should_be_refused_when_a_part_of_its_content_is_missing() {
	run(|| {
		let zero = H256::zero();
		for content in [
			Content { cipher_hash: zero, ..content(1) },
			Content { content_commit: zero, ..content(1) },
			Content { dek_commit: zero, ..content(1) },
			Content { cipher_len: 0, ..content(1) },
		] {
			let about = description(DataClass::Business);
			let refused = Data::register_dataset(origin(&owner()), SALT, about, content);
			assert_noop!(refused, E::NoContent);
		}
	});
}

#[test]
fn dataset_should_be_read_until_its_retention_is_over_and_not_published_after() {
	run(|| {
		let until = |retain_until| Description {
			retain_until: Some(retain_until),
			..description(DataClass::Business)
		};
		assert_noop!(register_with(SALT, until(T0)), E::RetentionOver);
		assert_ok!(register_with(SALT, until(T0 + 100)));
		agreed();
		assert_ok!(grant_with(scope()));
		assert_ok!(set_key(&consumer()));
		assert_ok!(post(GRANT));
		set_time(T0 + 99);
		assert!(check(&consumer()).is_ok());
		assert_ok!(publish_at(2, 0));
		assert_ok!(post(GRANT));
		set_time(T0 + 100);
		assert_eq!(denied(&consumer()), Denial::RetentionOver);
		assert_noop!(publish_at(3, 0), E::RetentionOver);
	});
}

#[test]
fn version_should_follow_when_the_owner_publishes_it() {
	run(|| {
		registered();
		take_events();
		let before = held(HoldReason::Record, &owner());
		let locator: Locator = "https://data.example/v2/".try_into().unwrap();
		let publish = |who: &AccountId, version| {
			let locator = locator.clone();
			Data::publish_version(origin(who), dataset(), version, 0, content(20), locator)
		};
		assert_noop!(publish(&subject(), 2), E::NotOwner);
		assert_noop!(publish(&owner(), 1), E::VersionMoved);
		assert_noop!(publish(&owner(), 3), E::VersionMoved);
		assert_ok!(publish(&owner(), 2));
		assert_noop!(publish(&owner(), 2), E::VersionMoved);
		assert_eq!((record().version, record().content), (2, content(20)));
		// The locator is three bytes longer.
		assert_eq!(held(HoldReason::Record, &owner()), before + 3);
		let event = Ev::VersionPublished {
			dataset: dataset(),
			version: 2,
			dek_epoch: 0,
			cipher_hash: content(20).cipher_hash,
		};
		assert_eq!(take_events(), vec![event]);
	});
}

#[test]
fn version_should_be_refused_when_it_reuses_a_key_or_a_file() {
	run(|| {
		registered();
		let fresh = content(20);
		for reused in [
			Content { dek_commit: content(1).dek_commit, ..fresh.clone() },
			Content { cipher_hash: content(1).cipher_hash, ..fresh.clone() },
			Content { content_commit: content(1).content_commit, ..fresh.clone() },
		] {
			let by = origin(&owner());
			let refused = Data::publish_version(by, dataset(), 2, 0, reused, Locator::default());
			assert_noop!(refused, E::ContentReused);
		}
		let empty = Content { cipher_len: 0, ..fresh };
		let by = origin(&owner());
		let refused = Data::publish_version(by, dataset(), 2, 0, empty, Locator::default());
		assert_noop!(refused, E::NoContent);
	});
}

#[test]
fn version_should_need_a_new_data_key_when_an_access_ended() {
	run(|| {
		let id = readable();
		assert_ok!(publish_at(2, 0));
		assert_ok!(revoke(id));
		assert_noop!(publish_at(3, 0), E::KeyEpochMoved);
		assert_noop!(publish_at(3, 2), E::KeyEpochMoved);
		assert_ok!(publish_at(3, 1));
		assert_eq!((record().dek_epoch, record().key_epoch), (1, 1));
	});
}

#[test]
fn dataset_should_never_come_back_when_it_was_retired() {
	run(|| {
		readable();
		let retire = |who: &AccountId| Data::retire_dataset(origin(who), dataset());
		assert_noop!(retire(&subject()), E::NotOwner);
		let before = held(HoldReason::Record, &owner());
		take_events();
		assert_ok!(retire(&owner()));
		assert_eq!(denied(&consumer()), Denial::Erased);
		assert_eq!(held(HoldReason::Bond, &owner()), 0);
		// What is left is shorter.
		assert!(held(HoldReason::Record, &owner()) < before);
		let erased = record();
		assert_eq!(erased.status, DatasetStatus::Erased { at: T0, how: Ending::Retired });
		assert!(erased.content.cipher_hash.is_zero() && erased.content.dek_commit.is_zero());
		let target = ErasureTarget::Dataset(dataset());
		let ended = Ev::ErasureEnded { target, how: Ending::Retired, forfeited: 0 };
		assert_eq!(take_events(), vec![ended]);

		assert_noop!(retire(&owner()), E::DatasetErased);
		assert_noop!(publish_at(2, 0), E::DatasetErased);
		assert_noop!(register_with(SALT, description(DataClass::Personal)), E::DatasetExists);
		assert_noop!(give(), E::DatasetErased);
		assert_noop!(grant_with(scope()), E::DatasetErased);
		assert_noop!(post(GRANT), E::DatasetErased);
	});
}

#[test]
fn unknown_dataset_should_be_told_apart_from_somebody_elses() {
	run(|| {
		assert_noop!(publish_at(2, 0), E::UnknownDataset);
		assert_noop!(Data::retire_dataset(origin(&owner()), dataset()), E::UnknownDataset);
	});
}
