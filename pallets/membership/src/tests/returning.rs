//! Whoever leaves and comes again is who they were.

use super::*;

fn world() -> World {
	World::default().endow(fresh(), ENDOWMENT).endow(thief(), ENDOWMENT).bound()
}

#[test]
fn nullifier_should_stay_when_its_member_closes() {
	world().build_and_execute(|| {
		let before = binding(ALICE_THERE);
		assert_ok!(close(&alice()));
		assert_eq!(binding(ALICE_THERE), before);
		assert_eq!(held(HoldReason::Binding, &alice()), BINDING_PRICE);
		// Nobody acts as that person, and no other can be it without the issuer's word.
		assert_eq!((subject(ALICE), assurance(ALICE)), (None, Assurance::None));
		assert_ok!(register(&thief()));
		let forged = proof_by(attestation(&thief(), ALICE_THERE), &thief_key());
		assert_noop!(Membership::rebind_proof(origin(&thief()), forged, None), E::NotAKey);
	});
}

#[test]
fn account_should_be_no_member_again_when_its_member_closed() {
	world().build_and_execute(|| {
		assert_ok!(close(&alice()));
		assert_noop!(register(&alice()), E::KeyAlreadyUsed);
		let hands = control(&alice(), None);
		let consent = consent_by(&alice_key(), &Deed::Register(hands.clone()));
		let sponsored = Membership::register(origin(&sponsor()), hands, Some(consent));
		assert_noop!(sponsored, E::KeyAlreadyUsed);
	});
}

#[test]
fn person_should_have_one_live_member_when_they_come_again_twice() {
	world().build_and_execute(|| {
		assert_ok!(close(&alice()));
		assert_ok!(register(&fresh()));
		assert_ok!(register(&thief()));
		assert_ok!(rebind(attestation(&fresh(), ALICE_THERE)));
		wait(1);
		assert_noop!(rebind(attestation(&thief(), ALICE_THERE)), E::NullifierInUse);
		assert_ok!(close(&fresh()));
		assert_ok!(rebind(attestation(&thief(), ALICE_THERE)));
		assert_eq!(subject(MemberId(2)), Some(ALICE_THERE));
		assert_eq!(issuer(ISSUER).bindings, 1);
	});
}

#[test]
fn rotated_account_should_get_no_second_entry_when_it_tries() {
	world().build_and_execute(|| {
		rotate();
		// It is no new member, nor the next account of another one.
		assert_noop!(register(&alice()), E::KeyAlreadyUsed);
		assert_ok!(register(&bob()));
		let hands = control(&alice(), None);
		let taken = Membership::request_rotation(origin(&bob()), hands, None, None);
		assert_noop!(taken, E::KeyAlreadyUsed);
		// What an issuer says about it counts for nothing more.
		assert_noop!(rebind(attestation(&alice(), ALICE_THERE)), E::NotController);
		// The new account is who the old one was, and nobody besides.
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
		assert_noop!(bind(attestation(&fresh(), BOB_THERE)), E::ContextTaken);
		assert!(same_person(&alice(), &fresh()));
	});
}
