use super::*;

#[test]
fn bind_should_make_a_member_somebody_when_an_issuer_attests_it() {
	World::default().build_and_execute(|| {
		assert_ok!(bind(attestation(&alice(), ALICE_THERE)));
		assert_eq!(
			binding(ALICE_THERE),
			Some(Binding {
				member: ALICE,
				issuer: ISSUER,
				assurance: Assurance::Person,
				bound_at: T0,
				attested_until: T0 + 10_000,
				deposit: deposit(alice(), BINDING_PRICE),
			})
		);
		let known = Subject {
			nullifier: ALICE_THERE,
			issuer: ISSUER,
			assurance: Assurance::Person,
			bound_at: T0,
		};
		assert_eq!(Subjects::<Test>::get(ALICE, SHOPS), Some(known));
		assert_eq!(issuer(ISSUER).bindings, 1);
		assert_eq!(held(HoldReason::Binding, &alice()), BINDING_PRICE);
		assert_eq!(
			take_events(),
			vec![Ev::ProofBound {
				member: ALICE,
				context: SHOPS,
				nullifier: ALICE_THERE,
				issuer: ISSUER,
				assurance: Assurance::Person,
			}]
		);
		assert_eq!((subject(ALICE), assurance(ALICE)), (Some(ALICE_THERE), Assurance::Person));
		// Nowhere else.
		assert_eq!(Membership::subject(ALICE, &COUNTRY), None);
	});
}

#[test]
fn bind_should_hold_the_sponsors_deposit_when_the_controller_agreed() {
	World::default().build_and_execute(|| {
		let proof = alices(&alice());
		let consent = consent_by(&alice_key(), &Deed::Bind(proof.attestation.clone()));
		assert_ok!(Membership::bind_proof(origin(&sponsor()), proof, Some(consent)));
		assert_eq!(held(HoldReason::Binding, &sponsor()), BINDING_PRICE);
		assert_eq!(held(HoldReason::Binding, &alice()), 0);
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
	});
}

#[test]
fn bind_should_be_refused_when_the_controller_did_not_agree() {
	World::default().build_and_execute(|| {
		let bind = |consent| Membership::bind_proof(origin(&sponsor()), alices(&alice()), consent);
		assert_noop!(bind(None), E::ConsentMissing);
		let deed = Deed::Bind(attestation(&alice(), ALICE_THERE));
		assert_noop!(bind(Some(consent_by(&thief_key(), &deed))), E::BadConsent);
		// Not to be somebody else either.
		let deed = Deed::Bind(attestation(&alice(), BOB_THERE));
		assert_noop!(bind(Some(consent_by(&alice_key(), &deed))), E::BadConsent);
	});
}

#[test]
fn bind_should_be_refused_when_the_person_has_a_member() {
	World::default().bound().build_and_execute(|| {
		assert_ok!(register(&bob()));
		assert_noop!(bind(attestation(&bob(), ALICE_THERE)), E::NullifierOnRecord);
		// Nor can it be taken over while that member lives and somebody vouches for it.
		assert_noop!(rebind(attestation(&bob(), ALICE_THERE)), E::NullifierInUse);
		let by_rival = Membership::rebind_proof(origin(&bob()), alices_by_rival(&bob()), None);
		assert_noop!(by_rival, E::NullifierInUse);
		assert_eq!(subject(NEXT), None);
	});
}

#[test]
fn bind_should_be_refused_when_the_member_is_another_person_there() {
	World::default().bound().build_and_execute(|| {
		assert_noop!(bind(attestation(&alice(), BOB_THERE)), E::ContextTaken);
		let by_rival = Attestation { issuer: RIVAL, ..attestation(&alice(), BOB_THERE) };
		assert_noop!(bind(by_rival), E::ContextTaken);
	});
}

#[test]
fn bind_should_work_for_each_context_when_the_person_is_known_in_several() {
	World::default().bound().build_and_execute(|| {
		let abroad = attestation_with(|attestation| {
			attestation.context = COUNTRY;
			attestation.nullifier = H256::repeat_byte(0x33);
			attestation.assurance = Assurance::Attested;
		});
		assert_ok!(bind(abroad));
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
		assert_eq!(Membership::subject(ALICE, &COUNTRY), Some(H256::repeat_byte(0x33)));
		assert_eq!(held(HoldReason::Binding, &alice()), 2 * BINDING_PRICE);
		assert_eq!(issuer(ISSUER).bindings, 2);
	});
}

#[test]
fn bind_should_keep_contexts_apart_when_nullifiers_look_alike() {
	World::default().bound().build_and_execute(|| {
		assert_ok!(register(&bob()));
		let abroad = attestation_with(|attestation| {
			attestation.account = bob();
			attestation.context = COUNTRY;
			attestation.assurance = Assurance::Attested;
		});
		assert_ok!(bind(abroad));
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
		assert_eq!(Membership::subject(NEXT, &COUNTRY), Some(ALICE_THERE));
	});
}

#[test]
fn bind_should_be_refused_when_the_account_acts_for_no_member() {
	World::default().build_and_execute(|| {
		assert_noop!(bind(attestation(&bob(), BOB_THERE)), E::UnknownMember);
		assert_ok!(freeze(&guardian()));
		assert_noop!(bind(attestation(&alice(), ALICE_THERE)), E::MemberIsFrozen);
	});
}

#[test]
fn bind_should_be_refused_when_the_account_was_rotated_out() {
	World::default().build_and_execute(|| {
		let before = attestation(&alice(), ALICE_THERE);
		rotate();
		assert_noop!(bind(before), E::NotController);
	});
}

#[test]
fn bind_should_be_refused_when_the_deposit_cannot_be_held() {
	let poor = account(61);
	World::default().endow(poor.clone(), ED + BINDING_PRICE - 1).build_and_execute(|| {
		let proof = alices(&alice());
		let consent = Some(consent_by(&alice_key(), &Deed::Bind(proof.attestation.clone())));
		assert_noop!(Membership::bind_proof(origin(&poor), proof, consent), E::LacksDeposit);
	});
}

#[test]
fn bind_should_make_room_when_nobody_vouches_for_what_was_there() {
	World::default().build_and_execute(|| {
		// A stolen key of the issuer's made Alice's member somebody whom she is not.
		let wrong = proof(attestation(&alice(), BOB_THERE));
		let consent = consent_by(&alice_key(), &Deed::Bind(wrong.attestation.clone()));
		assert_ok!(Membership::bind_proof(origin(&sponsor()), wrong, Some(consent)));
		assert_ok!(revoke(ISSUER, Some(T0)));
		take_events();
		let by_rival = Attestation { issuer: RIVAL, ..attestation(&alice(), ALICE_THERE) };
		assert_ok!(bind(by_rival));
		assert_eq!(
			take_events(),
			vec![
				Ev::ProofDropped { member: ALICE, context: SHOPS, nullifier: BOB_THERE },
				Ev::ProofBound {
					member: ALICE,
					context: SHOPS,
					nullifier: ALICE_THERE,
					issuer: RIVAL,
					assurance: Assurance::Person,
				},
			]
		);
		assert_eq!(binding(BOB_THERE), None);
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
		assert_eq!((issuer(ISSUER).bindings, issuer(RIVAL).bindings), (0, 1));
		assert_eq!(held(HoldReason::Binding, &sponsor()), 0);
		assert_eq!(held(HoldReason::Binding, &alice()), BINDING_PRICE);
	});
}
