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
fn person_should_be_the_same_when_they_come_again_as_another_member() {
	world().build_and_execute(|| {
		rotate_to_bob();
		assert_ok!(close(&bob()));
		assert_ok!(register(&fresh()));
		// Until an issuer says who it is, it is nobody.
		assert!(!same_person(&alice(), &fresh()));
		assert_ok!(rebind(attestation(&fresh(), ALICE_THERE)));
		for old in [alice(), bob()] {
			assert!(same_person(&old, &fresh()));
		}
		// Not whoever was not that person.
		assert!(!same_person(&guardian(), &fresh()));
		assert_eq!(held(HoldReason::Key, &fresh()), KEY_PRICE + LINK_PRICE);
		// And once more, by one link again.
		assert_ok!(register(&thief()));
		assert!(!same_person(&alice(), &thief()));
		wait(1);
		assert_ok!(close(&fresh()));
		assert_ok!(rebind(attestation(&thief(), ALICE_THERE)));
		for old in [alice(), bob(), fresh()] {
			assert!(same_person(&old, &thief()));
		}
		assert_eq!(Links::<Test>::get(MemberId(2)).unwrap().earlier, ALICE);
	});
}

/// Gives the world's member another account, which is left of it when that closes.
fn rotate_to_bob() {
	assert_ok!(Membership::request_rotation(origin(&alice()), control(&bob(), None), None, None));
	wait(ROTATION_DELAY);
	assert_ok!(finish(&bob()));
}

#[test]
fn person_should_be_another_when_the_issuer_before_had_lied() {
	world().build_and_execute(|| {
		// Somebody had got hold of the issuer's key, and was bound as a person who is no member yet.
		assert_ok!(revoke(ISSUER, Some(T0)));
		assert_ok!(close(&alice()));
		assert_ok!(register(&fresh()));
		let true_one = attestation_with(|attestation| {
			attestation.issuer = RIVAL;
			attestation.account = fresh();
			attestation.expires_at += 1;
		});
		assert_ok!(rebind(true_one));
		assert_eq!(subject(NEXT), Some(ALICE_THERE));
		assert!(!same_person(&alice(), &fresh()));
		assert!(Links::<Test>::iter().next().is_none());
	});
}

#[test]
fn accounts_should_be_one_persons_when_two_contexts_knew_it_as_two() {
	world().endow(bob(), ENDOWMENT).build_and_execute(|| {
		let in_country = |who: &AccountId, later: Moment| {
			attestation_with(|attestation| {
				attestation.context = COUNTRY;
				attestation.nullifier = BOB_THERE;
				attestation.assurance = Assurance::Attested;
				attestation.account = who.clone();
				attestation.expires_at += later;
			})
		};
		assert_ok!(register(&bob()));
		assert_ok!(bind(in_country(&bob(), 0)));
		assert!(!same_person(&alice(), &bob()));
		assert_ok!(close(&alice()));
		assert_ok!(close(&bob()));
		assert_ok!(register(&fresh()));
		wait(1);
		assert_ok!(rebind(attestation(&fresh(), ALICE_THERE)));
		assert!(!same_person(&bob(), &fresh()));
		assert_ok!(rebind(in_country(&fresh(), 1)));
		for (a, b) in [(alice(), bob()), (alice(), fresh()), (bob(), fresh())] {
			assert!(same_person(&a, &b));
		}
		assert_eq!(held(HoldReason::Key, &fresh()), KEY_PRICE + 2 * LINK_PRICE);
	});
}

#[test]
fn links_should_be_followed_twice_when_there_are_more() {
	world().build_and_execute(|| {
		let (first, second, third) = (ALICE, NEXT, MemberId(2));
		let link = |earlier| Link { earlier, deposit: deposit(alice(), 0) };
		assert_eq!(Membership::first_of(third), third);
		Links::<Test>::insert(third, link(second));
		assert_eq!(Membership::first_of(third), second);
		Links::<Test>::insert(second, link(first));
		assert_eq!(Membership::first_of(third), first);
		// Two links are followed, and no more.
		Links::<Test>::insert(MemberId(3), link(third));
		assert_eq!(Membership::first_of(MemberId(3)), second);
		Links::<Test>::drain().for_each(drop);
	});
}

#[test]
fn rebind_proof_should_be_refused_when_nobody_pays_for_the_link() {
	let poor = ED + MEMBER_PRICE + KEY_PRICE + BINDING_PRICE + LINK_PRICE - 1;
	World::default().endow(fresh(), poor).bound().build_and_execute(|| {
		assert_ok!(close(&alice()));
		assert_ok!(register(&fresh()));
		assert_noop!(rebind(attestation(&fresh(), ALICE_THERE)), E::LacksDeposit);
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
