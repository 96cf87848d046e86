use super::*;

#[test]
fn request_should_store_a_rotation_when_the_controller_asks() {
	World::default().build_and_execute(|| {
		assert_ok!(request());
		let rotation = Rotation {
			by: Party::Controller,
			to: control(&fresh(), Some(guardian())),
			consented: false,
			word: None,
			ready_at: T0 + ROTATION_DELAY,
		};
		assert_eq!(member().rotation, Some(rotation.clone()));
		assert_eq!(take_events(), vec![Ev::RotationRequested { member: ALICE, rotation }]);
		// Nothing else happens yet.
		assert_eq!((acting(&alice()), acting(&fresh())), (Some(ALICE), None));
		assert_eq!(owner(&fresh()), None);
	});
}

#[test]
fn request_should_take_the_new_controllers_consent_when_there_is_one() {
	World::default().build_and_execute(|| {
		let hands = || control(&fresh(), Some(guardian()));
		let request =
			|consent| Membership::request_rotation(origin(&alice()), hands(), Some(consent), None);
		let deed = Deed::Control { member: ALICE, control: hands() };
		assert_noop!(request(consent_by(&alice_key(), &deed)), E::BadConsent);
		for other in [
			Deed::Control { member: NEXT, control: hands() },
			Deed::Control { member: ALICE, control: control(&fresh(), None) },
			Deed::Register(hands()),
		] {
			assert_noop!(request(consent_by(&fresh_key(), &other)), E::BadConsent);
		}
		assert_ok!(request(consent_by(&fresh_key(), &deed)));
		assert!(member().rotation.unwrap().consented);
	});
}

#[test]
fn request_should_need_no_consent_when_only_the_recovery_account_changes() {
	World::default().build_and_execute(|| {
		assert_ok!(request_to(control(&alice(), Some(stranger()))));
		assert!(member().rotation.unwrap().consented);
	});
}

#[test]
fn request_should_be_refused_when_nothing_would_change() {
	World::default().build_and_execute(|| {
		assert_noop!(request_to(control(&alice(), Some(guardian()))), E::NothingChanges);
	});
}

#[test]
fn request_should_be_refused_when_the_controller_could_recover_itself() {
	World::default().build_and_execute(|| {
		let both = control(&fresh(), Some(fresh()));
		assert_noop!(request_to(both), E::RecoveryIsController);
		assert_noop!(request_to(control(&alice(), Some(alice()))), E::RecoveryIsController);
		// To give it to the recovery account is to have another one.
		let guardians = control(&guardian(), Some(guardian()));
		assert_noop!(request_to(guardians), E::RecoveryIsController);
		assert_ok!(request_to(control(&guardian(), None)));
	});
}

#[test]
fn request_should_be_refused_when_the_account_is_somebodys() {
	World::default().build_and_execute(|| {
		assert_ok!(register(&bob()));
		assert_noop!(request_to(control(&bob(), None)), E::KeyAlreadyUsed);
	});
}

#[test]
fn request_should_be_refused_when_somebody_else_asks() {
	World::default().build_and_execute(|| {
		let request = |who: &AccountId| {
			Membership::request_rotation(origin(who), control(&fresh(), None), None, None)
		};
		for who in [guardian(), sponsor(), stranger(), council()] {
			assert_noop!(request(&who), E::UnknownMember);
		}
	});
}

#[test]
fn request_should_be_refused_when_the_old_account_asks() {
	World::default().build_and_execute(|| {
		rotate();
		assert_noop!(request_to(control(&bob(), None)), E::NotController);
	});
}

#[test]
fn request_should_be_refused_when_one_waits() {
	World::default().build_and_execute(|| {
		assert_ok!(request());
		assert_noop!(request_to(control(&bob(), None)), E::RotationPending);
	});
}

#[test]
fn request_should_be_refused_when_the_member_has_had_enough_accounts() {
	World::default().build_and_execute(|| {
		MostAccounts::set(2);
		rotate();
		let to = |hands| Membership::request_rotation(origin(&fresh()), hands, None, None);
		assert_noop!(to(control(&bob(), None)), E::TooManyAccounts);
		assert_noop!(
			Membership::recover(origin(&guardian()), ALICE, bob(), None, None),
			E::TooManyAccounts
		);
		// Another recovery account is none.
		assert_ok!(to(control(&fresh(), None)));
	});
}

#[test]
fn request_should_be_refused_when_the_member_is_frozen() {
	World::default().build_and_execute(|| {
		assert_ok!(freeze(&guardian()));
		assert_noop!(request(), E::MemberIsFrozen);
	});
}

fn request_proven(proof: TestProof) -> DispatchResult {
	let to = control(&fresh(), None);
	Membership::request_rotation(origin(&alice()), to, None, Some(proof))
}

#[test]
fn request_should_be_proven_when_an_issuer_knows_the_person() {
	World::default().bound().build_and_execute(|| {
		assert_ok!(freeze(&guardian()));
		let before = binding(ALICE_THERE).unwrap();
		assert_ok!(request_proven(alices(&fresh())));
		let word = Some(Word { issuer: ISSUER, given_at: T0 });
		assert_eq!(member().rotation.unwrap().word, word);
		// The attestation is used up; who Alice is stays.
		let after = Binding { attested_until: T0 + 10_000, ..before };
		assert_eq!(binding(ALICE_THERE), Some(after));
		assert_ok!(cancel(&alice()));
		assert_noop!(request_proven(alices(&fresh())), E::AttestationNotNewer);
	});
}

#[test]
fn request_should_be_refused_when_the_proof_is_not_of_the_new_controller() {
	World::default().bound().build_and_execute(|| {
		for other in [alice(), bob(), guardian()] {
			assert_noop!(request_proven(alices(&other)), E::AttestationOfAnother);
		}
	});
}

#[test]
fn request_should_be_refused_when_the_proof_is_not_of_the_member() {
	World::default().bound().build_and_execute(|| {
		let unknown = proof(attestation(&fresh(), BOB_THERE));
		assert_noop!(request_proven(unknown), E::UnknownNullifier);
		assert_ok!(register(&bob()));
		assert_ok!(bind(attestation(&bob(), BOB_THERE)));
		wait(1);
		let of_bob = proof(attestation(&fresh(), BOB_THERE));
		assert_noop!(request_proven(of_bob), E::NullifierOfAnother);
	});
}

#[test]
fn request_should_be_refused_when_nobody_vouches_for_who_the_member_is() {
	World::default().bound().build_and_execute(|| {
		assert_ok!(revoke(ISSUER, Some(T0)));
		assert_noop!(request_proven(alices_by_rival(&fresh())), E::NullifierOfAnother);
	});
}

#[test]
fn request_should_be_refused_when_the_proof_is_less_sure_than_what_is_known() {
	World::default().bound().build_and_execute(|| {
		let weak =
			Attestation { assurance: Assurance::Attested, ..attestation(&fresh(), ALICE_THERE) };
		assert_noop!(request_proven(proof(weak)), E::AttestationTooWeak);
	});
}

#[test]
fn request_should_be_refused_when_the_proof_is_not_true() {
	World::default().bound().build_and_execute(|| {
		let forged = proof_by(attestation(&fresh(), ALICE_THERE), &loose_key());
		assert_noop!(request_proven(forged), E::NotAKey);
		assert_ok!(revoke(ISSUER, None));
		assert_noop!(request_proven(alices(&fresh())), E::IssuerNotAdmitted);
		assert_ok!(request_proven(alices_by_rival(&fresh())));
	});
}
