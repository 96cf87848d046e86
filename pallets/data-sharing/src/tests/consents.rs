//! Consents: given directly and signed, withdrawn, and never counted twice.

use super::*;
use frame_support::dispatch::{DispatchInfo, GetDispatchInfo, Pays};
use souk_primitives::data::{consent_payload, wrapped};
use sp_runtime::MultiSignature;

/// What the person signs, written out from the documentation.
struct Act {
	genesis: H256,
	subject: AccountId,
	dataset: DatasetId,
	agreement: AgreementId,
	terms_hash: H256,
	act: ConsentAct,
	round: u32,
	deadline: Moment,
}

fn act(act: ConsentAct, round: u32) -> Act {
	Act {
		genesis: GENESIS,
		subject: subject(),
		dataset: dataset(),
		agreement: AGREEMENT,
		terms_hash: agreement().terms_hash,
		act,
		round,
		deadline: T0 + 100,
	}
}

fn giving(round: u32) -> Act {
	act(ConsentAct::Give { not_after: T0 + 1_000 }, round)
}

fn withdrawing(round: u32) -> Act {
	act(ConsentAct::Withdraw, round)
}

impl Act {
	fn payload(&self) -> [u8; 32] {
		consent_payload(
			self.genesis,
			&self.subject,
			self.dataset,
			self.agreement,
			self.terms_hash,
			self.act,
			self.round,
			self.deadline,
		)
	}

	fn signature(&self) -> MultiSignature {
		sign(&subject(), &self.payload())
	}
}

fn give_signed(signature: MultiSignature) -> DispatchResult {
	Data::give_consent_signed(
		origin(&consumer()),
		subject(),
		dataset(),
		AGREEMENT,
		agreement().terms_hash,
		T0 + 1_000,
		T0 + 100,
		signature,
	)
}

fn withdraw_signed(signature: MultiSignature) -> DispatchResult {
	let by = origin(&consumer());
	Data::withdraw_consent_signed(by, subject(), dataset(), AGREEMENT, T0 + 100, signature)
		.map(|_| ())
		.map_err(|error| error.error)
}

fn consent() -> ConsentOf<Test> {
	Consents::<Test>::get(dataset(), AGREEMENT).unwrap()
}

#[test]
fn person_should_consent_to_exactly_what_was_agreed() {
	run(|| {
		registered();
		offered_with(terms());
		// To what is only proposed, nobody consents.
		assert_noop!(give(), E::AgreementNotInForce);
		assert_ok!(accept(AGREEMENT, &consumer()));
		let hash = agreement().terms_hash;
		let by = |who: &AccountId, hash, until| {
			Data::give_consent(origin(who), dataset(), AGREEMENT, hash, until)
		};
		assert_noop!(by(&owner(), hash, T0 + 1), E::NotSubject);
		assert_noop!(by(&subject(), H256::repeat_byte(4), T0 + 1), E::TermsMoved);
		assert_noop!(by(&subject(), hash, T0), E::ConsentExpired);
		take_events();
		assert_ok!(by(&subject(), hash, T0 + 5));
		let given = Ev::ConsentGiven {
			subject: subject(),
			dataset: dataset(),
			agreement: AGREEMENT,
			terms_hash: hash,
			not_after: T0 + 5,
		};
		assert_eq!(take_events(), vec![given]);
		assert_eq!((consent().state, consent().round), (ConsentState::Given, 1));
		assert!(held(HoldReason::Record, &subject()) > 1_000);
	});
}

#[test]
fn consent_should_be_refused_when_the_data_is_about_nobody_or_another_providers() {
	run(|| {
		registered_as(DataClass::Business);
		agreed();
		assert_noop!(give(), E::NotPersonal);
		let unknown = give_until(H256::zero(), AGREEMENT, Moment::MAX);
		assert_noop!(unknown, E::UnknownDataset);
		// An agreement of another provider about this one's dataset.
		let personal = Description { subject: Some(subject()), ..description(DataClass::Personal) };
		assert_ok!(register_with(H256::repeat_byte(8), personal));
		assert_ok!(Data::propose(origin(&third()), consumer(), Side::Provider, terms()));
		let id = AgreementId(1);
		assert_ok!(accept(id, &consumer()));
		assert_noop!(give_until(id_of(H256::repeat_byte(8)), id, Moment::MAX), E::NotProviders);
	});
}

#[test]
fn personal_data_should_not_be_granted_without_consent() {
	run(|| {
		registered();
		agreed();
		assert_noop!(grant_with(scope()), E::NoConsent);
		assert_ok!(give());
		assert_ok!(grant_with(scope()));
	});
}

#[test]
fn reading_should_stop_in_the_same_block_when_consent_is_withdrawn() {
	run(|| {
		readable();
		assert!(check(&consumer()).is_ok());
		take_events();
		assert_ok!(withdraw());
		assert_eq!(denied(&consumer()), Denial::ConsentWithdrawn);
		let events = vec![
			Ev::KeyEpochRaised { dataset: dataset(), key_epoch: 1 },
			Ev::ConsentWithdrawn { subject: subject(), dataset: dataset(), agreement: AGREEMENT },
		];
		assert_eq!(take_events(), events);
		assert_noop!(withdraw(), E::NothingToWithdraw);
		assert_noop!(grant_with(scope()), E::ConsentWithdrawn);
		assert_noop!(publish_at(2, 0), E::KeyEpochMoved);
		assert_noop!(post(GRANT), E::ConsentWithdrawn);
	});
}

#[test]
fn reading_should_stop_exactly_when_the_consent_ends() {
	run(|| {
		registered();
		agreed();
		assert_ok!(give_until(dataset(), AGREEMENT, T0 + 50));
		assert_ok!(grant_with(scope()));
		assert_ok!(set_key(&consumer()));
		assert_ok!(post(GRANT));
		set_time(T0 + 49);
		assert!(check(&consumer()).is_ok());
		set_time(T0 + 50);
		assert_eq!(denied(&consumer()), Denial::ConsentExpired);
	});
}

#[test]
fn withdrawal_should_be_free_and_possible_whatever_became_of_the_agreement() {
	run(|| {
		readable();
		for end in [
			|| Data::suspend(origin(&owner()), AGREEMENT),
			|| Data::terminate(origin(&consumer()), AGREEMENT),
			|| Data::retire_dataset(origin(&owner()), dataset()),
		] {
			hypothetically!({
				assert_ok!(end());
				set_time(Moment::MAX - 1);
				let done = Data::withdraw_consent(origin(&subject()), dataset(), AGREEMENT);
				assert_eq!(done.unwrap().pays_fee, Pays::No);
			});
		}
	});
}

#[test]
fn withdrawal_should_be_free_only_when_it_has_an_effect() {
	use frame_support::dispatch::CheckIfFeeless;
	run(|| {
		readable();
		let call =
			RuntimeCall::Data(Call::withdraw_consent { dataset: dataset(), agreement: AGREEMENT });
		let DispatchInfo { call_weight, .. } = call.get_dispatch_info();
		assert!(call_weight.ref_time() > 0);
		assert!(call.is_feeless(&origin(&subject())));
		assert!(!call.is_feeless(&origin(&owner())));
		assert!(!call.is_feeless(&RuntimeOrigin::none()));
		assert_ok!(withdraw());
		assert!(!call.is_feeless(&origin(&subject())));
	});
}

#[test]
fn others_should_not_withdraw() {
	run(|| {
		readable();
		for other in [owner(), consumer(), stranger()] {
			let refused = Data::withdraw_consent(origin(&other), dataset(), AGREEMENT);
			assert_eq!(refused.unwrap_err().error, E::NotSubject.into());
		}
		let none = Data::withdraw_consent(origin(&subject()), dataset(), AgreementId(9));
		assert_eq!(none.unwrap_err().error, E::NoConsent.into());
	});
}

#[test]
fn signed_consent_should_count_once_when_it_is_replayed_after_a_withdrawal() {
	run(|| {
		registered();
		agreed();
		let first = giving(0).signature();
		assert_ok!(give_signed(first.clone()));
		// The sponsor pays, and the person's account nothing.
		assert!(held(HoldReason::Record, &consumer()) > 0);
		assert_eq!(held(HoldReason::Record, &subject()), 0);
		assert_noop!(give_signed(first.clone()), E::BadSignature);
		let away = withdrawing(1).signature();
		assert_ok!(withdraw_signed(away.clone()));
		assert_noop!(give_signed(first), E::BadSignature);
		assert_noop!(withdraw_signed(away), E::NothingToWithdraw);
		assert_ok!(give_signed(giving(2).signature()));
		assert_eq!(consent().round, 3);
		assert_noop!(withdraw_signed(withdrawing(1).signature()), E::BadSignature);
	});
}

#[test]
fn signed_consent_should_be_taken_as_wallets_sign_it() {
	run(|| {
		registered();
		agreed();
		let payload = giving(0).payload();
		let asked = Data::consent_payload(
			subject(),
			dataset(),
			AGREEMENT,
			agreement().terms_hash,
			ConsentAct::Give { not_after: T0 + 1_000 },
			T0 + 100,
		);
		assert_eq!(payload, asked);
		assert_ok!(give_signed(sign(&subject(), &wrapped(&payload))));
	});
}

#[test]
fn signed_consent_should_be_refused_when_anything_else_was_signed() {
	run(|| {
		registered();
		agreed();
		let zero = H256::zero();
		let other = ConsentAct::Give { not_after: T0 + 1_001 };
		for forged in [
			Act { genesis: zero, ..giving(0) },
			Act { subject: owner(), ..giving(0) },
			Act { dataset: zero, ..giving(0) },
			Act { agreement: AgreementId(1), ..giving(0) },
			Act { terms_hash: zero, ..giving(0) },
			Act { act: other, ..giving(0) },
			Act { act: ConsentAct::Withdraw, ..giving(0) },
			Act { round: 1, ..giving(0) },
			Act { deadline: T0 + 101, ..giving(0) },
		] {
			assert_noop!(give_signed(forged.signature()), E::BadSignature);
		}
		let somebody = sign(&owner(), &giving(0).payload());
		assert_noop!(give_signed(somebody), E::BadSignature);
		set_time(T0 + 100);
		assert_noop!(give_signed(giving(0).signature()), E::DeadlineOver);
		set_time(T0 + 99);
		assert_ok!(give_signed(giving(0).signature()));
		set_time(T0 + 100);
		assert_noop!(withdraw_signed(withdrawing(1).signature()), E::DeadlineOver);
	});
}

#[test]
fn batch_should_grant_nothing_when_one_of_the_consents_was_withdrawn() {
	run(|| {
		let salts = [1, 2, 3].map(H256::repeat_byte);
		agreed();
		for salt in salts {
			assert_ok!(register_with(salt, description(DataClass::Personal)));
			assert_ok!(give_until(id_of(salt), AGREEMENT, Moment::MAX));
		}
		let scopes = || {
			let scopes: Vec<_> = salts.iter().map(|salt| scope_of(id_of(*salt))).collect();
			BoundedVec::try_from(scopes).unwrap()
		};
		let batch = || Data::grant_batch(origin(&owner()), AGREEMENT, scopes());
		hypothetically!({
			assert_ok!(batch());
			assert_eq!(NextGrantId::<Test>::get(), GrantId(3));
			let questions =
				|| salts.iter().map(|salt| (id_of(*salt), consumer(), Purposes::SERVICE)).collect();
			let none = vec![Err(Denial::NoEnvelope); 3];
			assert_eq!(Data::check_access_many(questions()), none);
			// In between, one is withdrawn.
			let away = Data::withdraw_consent(origin(&subject()), id_of(salts[1]), AGREEMENT);
			assert_ok!(away);
			let answers = Data::check_access_many(questions());
			assert_eq!(answers[1], Err(Denial::ConsentWithdrawn));
			assert_eq!(answers[0], Err(Denial::NoEnvelope));
		});
		assert_ok!(Data::withdraw_consent(origin(&subject()), id_of(salts[1]), AGREEMENT));
		assert_noop!(batch(), E::ConsentWithdrawn);
		assert_eq!(NextGrantId::<Test>::get(), GrantId(0));
	});
}
