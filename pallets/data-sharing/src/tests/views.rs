//! The answers to what platforms ask.

use super::*;
use runtime_api::MAX_ANSWERS;

#[test]
fn pages_should_have_every_grant_of_a_dataset_once() {
	run(|| {
		registered_as(DataClass::Business);
		agreed();
		for _ in 0..7 {
			assert_ok!(grant_with(scope()));
		}
		for limit in [1, 2, 3, 7, 8, 1_000] {
			let (mut after, mut found) = (None, Vec::new());
			loop {
				let page = Data::audit_export(dataset(), after, limit);
				assert!(page.items.len() <= limit as usize);
				found.extend(page.items.into_iter().map(|entry| entry.grant.grant));
				after = page.next;
				if after.is_none() {
					break;
				}
			}
			found.sort();
			assert_eq!(found, (0..7).map(GrantId).collect::<Vec<_>>(), "{limit}");
		}
		let page = Data::envelopes_of(dataset(), None, 3);
		assert_eq!((page.items.len(), page.next.is_some()), (3, true));
	});
}

#[test]
fn pages_should_have_every_grant_of_an_account_once() {
	run(|| {
		agreed();
		for byte in 0..5 {
			let salt = H256::repeat_byte(byte);
			assert_ok!(register_with(salt, description(DataClass::Business)));
			for _ in 0..2 {
				assert_ok!(grant_with(scope_of(id_of(salt))));
			}
		}
		for limit in [1, 2, 3, 5, 100] {
			let (mut after, mut found) = (None, Vec::new());
			loop {
				let page = Data::grants_of(consumer(), after, limit);
				assert!(page.items.len() <= (limit as usize).max(2));
				found.extend(page.items.into_iter().map(|grant| grant.grant));
				after = page.next;
				if after.is_none() {
					break;
				}
			}
			found.sort();
			assert_eq!(found, (0..10).map(GrantId).collect::<Vec<_>>(), "{limit}");
		}
		assert_eq!(Data::grants_of(third(), None, 9).items, vec![]);
	});
}

#[test]
fn audit_should_tell_of_agreement_consent_and_receipts() {
	run(|| {
		let id = readable();
		assert_ok!(withdraw());
		let page = Data::audit_export(dataset(), None, 10);
		let [entry] = <[_; 1]>::try_from(page.items).unwrap();
		assert_eq!((entry.grant.grant, page.next), (id, None));
		assert_eq!(entry.grant.valid, Err(Denial::ConsentWithdrawn));
		assert_eq!(entry.agreement.unwrap().terms, terms());
		let consent = entry.consent.unwrap();
		assert_eq!(consent.state, ConsentState::Withdrawn { at: T0 });
		assert_eq!((consent.subject, consent.round), (subject(), 2));
		assert_eq!(entry.grant.envelope.unwrap().version, 1);
	});
}

#[test]
fn audit_should_tell_of_orders_too() {
	run(|| {
		registered();
		Stages::insert(ORDER, (consumer(), subject(), OrderStage::Funded));
		assert_ok!(Data::share_with_order(origin(&subject()), ORDER, dataset(), 1));
		let entry = Data::audit_export(dataset(), None, 10).items.remove(0);
		assert_eq!(entry.grant.basis, Basis::Order(ORDER));
		assert_eq!((entry.agreement, entry.consent), (None, None));
	});
}

#[test]
fn keys_should_be_told_with_gaps_where_some_were_removed() {
	run(|| {
		for _ in 0..4 {
			assert_ok!(set_key(&consumer()));
		}
		assert_ok!(Data::revoke_encryption_key(origin(&consumer()), 1, None));
		let records = vec![Record::Key { epoch: 1 }].try_into().unwrap();
		assert_ok!(Data::reap(origin(&consumer()), records));
		let page = Data::keys_of(consumer(), 0, 3);
		let epochs: Vec<_> = page.items.iter().map(|key| key.epoch).collect();
		assert_eq!((epochs, page.next), (vec![0, 2], Some(3)));
		let page = Data::keys_of(consumer(), 3, 3);
		assert_eq!((page.items.len(), page.next), (1, None));
		assert_eq!(Data::keys_of(stranger(), 0, 3).items, vec![]);
	});
}

#[test]
fn many_questions_should_be_answered_in_their_order_up_to_256() {
	run(|| {
		readable();
		let ask = |who: AccountId| (dataset(), who, Purposes::SERVICE);
		let answers = Data::check_access_many(vec![
			ask(stranger()),
			ask(consumer()),
			(H256::zero(), consumer(), Purposes::SERVICE),
			(dataset(), consumer(), Purposes::MARKETING),
		]);
		assert_eq!(answers[0], Err(Denial::NoGrant));
		assert_eq!(answers[1], Ok(check(&consumer()).unwrap()));
		assert_eq!(answers[2], Err(Denial::NoGrant));
		assert_eq!(answers[3], Err(Denial::OtherPurpose));
		let many = vec![ask(stranger()); 300];
		assert_eq!(Data::check_access_many(many).len(), MAX_ANSWERS as usize);
	});
}

#[test]
fn views_should_tell_what_is_on_record() {
	run(|| {
		readable();
		let view = Data::dataset_view(dataset()).unwrap();
		assert_eq!((view.owner, view.version, view.content), (owner(), 1, content(1)));
		assert_eq!(view.description, description(DataClass::Personal));
		let view = Data::agreement_view(AGREEMENT).unwrap();
		assert_eq!((view.terms, view.state), (terms(), AgreementState::Finalized));
		let view = Data::grant_view(GRANT).unwrap();
		assert_eq!((view.valid, view.grantee), (Ok(()), consumer()));
		assert_eq!(Data::dataset_view(H256::zero()), None);
		assert_eq!(Data::agreement_view(AgreementId(9)), None);
		assert_eq!(Data::grant_view(GrantId(9)), None);
		assert_eq!(Data::consent_view(dataset(), AgreementId(9)), None);
	});
}
