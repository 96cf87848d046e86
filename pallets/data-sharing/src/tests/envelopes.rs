//! Data keys on record: of the newest version, to a live key of the grantee.

use super::*;
use frame_support::dispatch::GetDispatchInfo;

#[test]
fn reading_should_need_a_data_key() {
	run(|| {
		let id = granted();
		assert_eq!(denied(&consumer()), Denial::NoEnvelope);
		assert_ok!(set_key(&consumer()));
		take_events();
		let before = held(HoldReason::Record, &owner());
		assert_ok!(post(id));
		let NewEnvelope { commitment, inline, .. } = envelope(id);
		let event = Ev::EnvelopePosted { grant: id, version: 1, key_epoch: 0, commitment };
		assert_eq!(take_events(), vec![event]);
		assert!(held(HoldReason::Record, &owner()) > before + 1_000);
		let access = check(&consumer()).unwrap();
		assert_eq!((access.envelope.inline, access.envelope.dek_epoch), (inline, 0));
		assert_eq!((access.content, access.version), (content(1), 1));
		assert_eq!((access.fields, access.remaining), (FIELDS, Some(10)));
		assert_eq!(access.terms_hash, agreement().terms_hash);
	});
}

#[test]
fn old_data_key_should_be_refused_when_there_is_a_newer_version() {
	run(|| {
		let id = readable();
		let old = envelope(id);
		assert_ok!(publish_at(2, 0));
		assert_eq!(denied(&consumer()), Denial::StaleEnvelope);
		assert_noop!(post_by(&owner(), old.clone()), E::StaleEnvelope);
		let future = NewEnvelope { version: 3, ..old };
		assert_noop!(post_by(&owner(), future), E::StaleEnvelope);
		assert_ok!(post(id));
		assert!(check(&consumer()).is_ok());
	});
}

#[test]
fn data_key_should_not_be_encrypted_to_somebody_elses_key() {
	run(|| {
		let id = granted();
		// Others have keys of this epoch, and the grantee has not.
		for other in [owner(), third(), stranger()] {
			assert_ok!(set_key(&other));
		}
		assert_noop!(post(id), E::KeyRevoked);
		assert_ok!(set_key(&consumer()));
		let other = NewEnvelope { key_epoch: 1, ..envelope(id) };
		assert_noop!(post_by(&owner(), other), E::KeyRevoked);
		assert_ok!(post(id));
	});
}

#[test]
fn data_key_should_be_the_one_of_its_commitment() {
	run(|| {
		let id = granted();
		assert_ok!(set_key(&consumer()));
		let wrong = NewEnvelope { commitment: H256::repeat_byte(1), ..envelope(id) };
		assert_noop!(post_by(&owner(), wrong), E::WrongEnvelope);
		let bytes = vec![5; 79];
		let commitment = BlakeTwo256::hash(&[b"souk/data/envelope/v1", bytes.as_slice()].concat());
		let inline = Some(bytes.try_into().unwrap());
		let short = NewEnvelope { commitment, inline, ..envelope(id) };
		assert_noop!(post_by(&owner(), short), E::WrongEnvelope);
		let nothing = NewEnvelope { commitment: H256::zero(), inline: None, ..envelope(id) };
		assert_noop!(post_by(&owner(), nothing), E::WrongEnvelope);
		assert_ok!(post_by(&owner(), NewEnvelope { inline: None, ..envelope(id) }));
		assert!(check(&consumer()).is_ok());
	});
}

#[test]
fn only_who_has_the_data_key_should_hand_it_in() {
	run(|| {
		let root = granted();
		let child = delegated(root, &third(), 3);
		assert_ok!(set_key(&consumer()));
		assert_ok!(set_key(&third()));
		for who in [subject(), consumer(), third(), stranger()] {
			assert_noop!(post_by(&who, envelope(root)), E::MayNotPost);
		}
		for who in [subject(), third(), stranger()] {
			assert_noop!(post_by(&who, envelope(child)), E::MayNotPost);
		}
		hypothetically!({
			assert_ok!(post_by(&owner(), envelope(child)));
		});
		assert_ok!(post_by(&consumer(), envelope(child)));
		let read = check(&third());
		assert_eq!(read.unwrap().grant, child);
		assert_noop!(
			post_by(&owner(), NewEnvelope { grant: GrantId(9), ..envelope(child) }),
			E::UnknownGrant
		);
	});
}

#[test]
fn deposit_should_go_back_when_a_data_key_is_replaced_by_somebody_elses() {
	run(|| {
		let root = granted();
		let child = delegated(root, &third(), 3);
		assert_ok!(set_key(&third()));
		let (mine, theirs) =
			(held(HoldReason::Record, &owner()), held(HoldReason::Record, &consumer()));
		assert_ok!(post_by(&consumer(), envelope(child)));
		assert!(held(HoldReason::Record, &consumer()) > theirs);
		assert_ok!(post_by(&owner(), NewEnvelope { inline: None, ..envelope(child) }));
		assert_eq!(held(HoldReason::Record, &consumer()), theirs);
		let without = held(HoldReason::Record, &owner()) - mine;
		assert_ok!(post_by(&owner(), envelope(child)));
		// The bytes are paid for.
		assert_eq!(held(HoldReason::Record, &owner()) - mine, without + 80);
	});
}

#[test]
fn batch_should_hand_in_nothing_when_one_is_refused() {
	run(|| {
		let id = granted();
		assert_ok!(set_key(&consumer()));
		let bad = NewEnvelope { version: 2, ..envelope(id) };
		let batch = vec![envelope(id), bad].try_into().unwrap();
		let refused = Data::post_envelopes(origin(&owner()), batch);
		assert_eq!(refused.unwrap_err().error, E::StaleEnvelope.into());
	});
}

#[test]
fn asking_for_goods_should_be_paid_for_only_when_it_was_done() {
	run(|| {
		let id = granted();
		assert_ok!(set_key(&consumer()));
		let envelopes: BoundedVec<_, _> = vec![envelope(id)].try_into().unwrap();
		let call = Call::<Test>::post_envelopes { envelopes: envelopes.clone() };
		let one = <() as WeightInfo>::post_envelope();
		assert_eq!(call.get_dispatch_info().call_weight, one + ASKING);
		let done = Data::post_envelopes(origin(&owner()), envelopes).unwrap();
		assert_eq!(done.actual_weight, Some(one));
	});
}
