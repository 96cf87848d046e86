use super::*;

/// Alice closes, and comes again with her next account, which has enough.
fn come_again() {
	assert_ok!(close(&alice()));
	assert_ok!(register(&fresh()));
	take_events();
}

fn world() -> World {
	World::default().endow(fresh(), ENDOWMENT).bound()
}

#[test]
fn rebind_should_renew_the_binding_when_it_is_the_members() {
	world().build_and_execute(|| {
		wait(500);
		let less = attestation_with(|attestation| {
			attestation.issuer = RIVAL;
			attestation.assurance = Assurance::Attested;
		});
		assert_ok!(rebind(less));
		assert_eq!(
			binding(ALICE_THERE),
			Some(Binding {
				member: ALICE,
				issuer: RIVAL,
				assurance: Assurance::Attested,
				bound_at: T0 + 500,
				attested_until: T0 + 10_500,
				deposit: deposit(alice(), BINDING_PRICE),
			})
		);
		assert_eq!((issuer(ISSUER).bindings, issuer(RIVAL).bindings), (0, 1));
		assert_eq!(assurance(ALICE), Assurance::Attested);
		assert_eq!(
			take_events(),
			vec![Ev::ProofRenewed {
				member: ALICE,
				context: SHOPS,
				nullifier: ALICE_THERE,
				issuer: RIVAL,
				assurance: Assurance::Attested,
			}]
		);
		// By the same issuer again: it counts it once.
		wait(1);
		assert_ok!(rebind(attestation_with(|attestation| attestation.issuer = RIVAL)));
		assert_eq!((issuer(RIVAL).bindings, assurance(ALICE)), (1, Assurance::Person));
	});
}

#[test]
fn rebind_should_leave_the_deposit_whose_it_is_when_somebody_else_hands_it_in() {
	world().build_and_execute(|| {
		let proof = alices(&alice());
		let consent = consent_by(&alice_key(), &Deed::Bind(proof.attestation.clone()));
		let free = free_balance(&sponsor());
		assert_ok!(Membership::rebind_proof(origin(&sponsor()), proof, Some(consent)));
		assert_eq!(free_balance(&sponsor()), free);
		assert_eq!(held(HoldReason::Binding, &alice()), BINDING_PRICE);
	});
}

/// Whoever had a key of an issuer could otherwise renew what others vouch for, so that nobody does
/// once that issuer is revoked.
#[test]
fn rebind_should_be_refused_when_the_controller_did_not_agree() {
	world().build_and_execute(|| {
		let renewed = Membership::rebind_proof(origin(&thief()), alices_by_rival(&alice()), None);
		assert_noop!(renewed, E::ConsentMissing);
		come_again();
		let moved = Membership::rebind_proof(origin(&thief()), alices(&fresh()), None);
		assert_noop!(moved, E::ConsentMissing);
	});
}

#[test]
fn rebind_should_be_refused_when_the_attestation_was_accepted_before() {
	World::default().build_and_execute(|| {
		let first = attestation(&alice(), ALICE_THERE);
		assert_ok!(bind(first.clone()));
		assert_noop!(rebind(first.clone()), E::AttestationNotNewer);
		let second = Attestation { expires_at: first.expires_at + 1, ..first.clone() };
		assert_ok!(rebind(second.clone()));
		// Neither of them again, nor another that ends as late.
		for used in [first, second.clone(), Attestation { issuer: RIVAL, ..second }] {
			assert_noop!(rebind(used), E::AttestationNotNewer);
		}
	});
}

#[test]
fn rebind_should_keep_the_subject_when_the_person_comes_again() {
	world().build_and_execute(|| {
		come_again();
		assert_eq!((subject(ALICE), subject(NEXT)), (None, None));
		// What was on record is not free to be bound: that would be a person who never was there.
		assert_noop!(bind(attestation(&fresh(), ALICE_THERE)), E::NullifierOnRecord);
		assert_ok!(rebind(attestation(&fresh(), ALICE_THERE)));
		assert_eq!(
			take_events(),
			vec![Ev::ProofMoved {
				from: ALICE,
				member: NEXT,
				context: SHOPS,
				nullifier: ALICE_THERE,
				issuer: ISSUER,
				assurance: Assurance::Person,
			}]
		);
		assert_eq!((subject(ALICE), subject(NEXT)), (None, Some(ALICE_THERE)));
		assert_eq!((assurance(ALICE), assurance(NEXT)), (Assurance::None, Assurance::Person));
		assert_eq!(Subjects::<Test>::get(ALICE, SHOPS), None);
		assert_eq!(issuer(ISSUER).bindings, 1);
		assert!(same_person(&alice(), &fresh()));
		// Who pays for it now is who makes it necessary now.
		assert_eq!(held(HoldReason::Binding, &alice()), 0);
		assert_eq!(held(HoldReason::Binding, &fresh()), BINDING_PRICE);
	});
}

#[test]
fn rebind_should_be_refused_when_the_attestation_is_older_than_the_one_before() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		assert_ok!(bind(attestation(&alice(), ALICE_THERE)));
		come_again();
		let stale = attestation(&fresh(), ALICE_THERE);
		assert_noop!(rebind(stale.clone()), E::AttestationNotNewer);
		assert_ok!(rebind(Attestation { expires_at: stale.expires_at + 1, ..stale }));
	});
}

#[test]
fn rebind_should_be_refused_when_the_member_is_somebody_else_there() {
	world().build_and_execute(|| {
		come_again();
		assert_ok!(bind(attestation(&fresh(), BOB_THERE)));
		assert_noop!(rebind(attestation(&fresh(), ALICE_THERE)), E::ContextTaken);
	});
}

#[test]
fn rebind_should_be_refused_when_nothing_is_on_record() {
	world().build_and_execute(|| {
		assert_noop!(rebind(attestation(&alice(), BOB_THERE)), E::UnknownNullifier);
		assert_ok!(close(&alice()));
		assert_noop!(rebind(attestation(&alice(), ALICE_THERE)), E::UnknownMember);
	});
}

#[test]
fn rebind_should_be_refused_when_the_member_is_frozen() {
	world().build_and_execute(|| {
		assert_ok!(freeze(&alice()));
		assert_noop!(rebind(attestation(&alice(), ALICE_THERE)), E::MemberIsFrozen);
	});
}

#[test]
fn rebind_should_give_a_person_back_when_a_compromised_issuer_gave_them_to_a_thief() {
	World::default().endow(thief(), ENDOWMENT).build_and_execute(|| {
		assert_ok!(register(&thief()));
		assert_ok!(bind(attestation(&thief(), ALICE_THERE)));
		wait(1);
		let hers = attestation_with(|attestation| attestation.issuer = RIVAL);
		assert_noop!(rebind(hers.clone()), E::NullifierInUse);
		// That it is not accepted any more is not enough: it may have been true.
		assert_ok!(revoke(ISSUER, None));
		assert_noop!(rebind(hers.clone()), E::NullifierInUse);
		assert_ok!(revoke(ISSUER, Some(T0)));
		assert_eq!(assurance(NEXT), Assurance::None);
		take_events();
		assert_ok!(rebind(hers));
		assert_eq!(
			take_events(),
			vec![Ev::ProofMoved {
				from: NEXT,
				member: ALICE,
				context: SHOPS,
				nullifier: ALICE_THERE,
				issuer: RIVAL,
				assurance: Assurance::Person,
			}]
		);
		assert_eq!((subject(ALICE), subject(NEXT)), (Some(ALICE_THERE), None));
		assert_eq!(held(HoldReason::Binding, &thief()), 0);
	});
}

#[test]
fn rebind_should_make_room_when_both_were_compromised() {
	World::default().endow(thief(), ENDOWMENT).build_and_execute(|| {
		// The thief is Alice, and Alice is Bob.
		assert_ok!(register(&thief()));
		assert_ok!(bind(attestation(&thief(), ALICE_THERE)));
		assert_ok!(bind(attestation(&alice(), BOB_THERE)));
		assert_ok!(revoke(ISSUER, Some(T0)));
		take_events();
		wait(1);
		assert_ok!(rebind(attestation_with(|attestation| attestation.issuer = RIVAL)));
		let dropped = Ev::ProofDropped { member: ALICE, context: SHOPS, nullifier: BOB_THERE };
		assert_eq!(take_events().first(), Some(&dropped));
		assert_eq!((subject(ALICE), subject(NEXT)), (Some(ALICE_THERE), None));
		assert_eq!(binding(BOB_THERE), None);
		assert_eq!((issuer(ISSUER).bindings, issuer(RIVAL).bindings), (0, 1));
		assert_eq!(held(HoldReason::Binding, &alice()), BINDING_PRICE);
		assert_eq!(held(HoldReason::Binding, &thief()), 0);
	});
}

#[test]
fn rebind_should_vouch_again_when_an_honest_issuer_replaces_a_compromised_one() {
	world().build_and_execute(|| {
		assert_ok!(revoke(ISSUER, Some(T0)));
		assert_eq!((subject(ALICE), assurance(ALICE)), (None, Assurance::None));
		assert_ok!(rebind(attestation_with(|attestation| attestation.issuer = RIVAL)));
		assert_eq!((subject(ALICE), assurance(ALICE)), (Some(ALICE_THERE), Assurance::Person));
	});
}

#[test]
fn rebind_should_be_refused_when_whoever_paid_cannot_get_it_back() {
	world().build_and_execute(|| {
		come_again();
		empty(&alice());
		assert_noop!(rebind(attestation(&fresh(), ALICE_THERE)), E::DepositorCannotReceive);
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		assert_ok!(Balances::transfer(&stranger(), &alice(), ED, Preservation::Preserve));
		assert_ok!(rebind(attestation(&fresh(), ALICE_THERE)));
	});
}
