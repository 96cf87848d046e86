//! Which attestations are accepted: the same for every call that takes one.

use super::*;
use codec::Encode;

fn bind_as(attestation: TestAttestation, proof: TestProof) -> DispatchResult {
	Membership::bind_proof(origin(&alice()), Proof { attestation, ..proof }, None)
}

#[test]
fn attestation_should_be_accepted_when_any_key_of_the_issuer_signed_it() {
	for key in [issuer_key(), issuer_key_ed(), issuer_key_ec()] {
		World::default().build_and_execute(|| {
			let proof = proof_by(attestation(&alice(), ALICE_THERE), &key);
			assert_ok!(Membership::bind_proof(origin(&alice()), proof, None));
		});
	}
}

#[test]
fn attestation_should_be_refused_when_the_signer_is_not_the_issuers() {
	World::default().build_and_execute(|| {
		for key in [rival_key(), loose_key(), alice_key()] {
			let proof = proof_by(attestation(&alice(), ALICE_THERE), &key);
			assert_noop!(Membership::bind_proof(origin(&alice()), proof, None), E::NotAKey);
			// Whoever it says has signed.
			let forged = proof_by(attestation(&alice(), ALICE_THERE), &key);
			let forged = Proof { signer: issuer_key().account(), ..forged };
			assert_noop!(Membership::bind_proof(origin(&alice()), forged, None), E::BadSignature);
		}
	});
}

#[test]
fn attestation_should_be_refused_when_any_field_is_not_what_was_signed() {
	let changes: [fn(&mut TestAttestation); 6] = [
		|attestation| attestation.context = COUNTRY,
		|attestation| attestation.nullifier = BOB_THERE,
		|attestation| attestation.assurance = Assurance::Person,
		|attestation| attestation.account = bob(),
		|attestation| attestation.expires_at += 1,
		|attestation| attestation.expires_at -= 1,
	];
	World::default().build_and_execute(|| {
		assert_ok!(register(&bob()));
		// Of less assurance, so that it is granted in the country too.
		let signed = attestation_with(|attestation| attestation.assurance = Assurance::Attested);
		for change in changes {
			let mut other = signed.clone();
			change(&mut other);
			assert_noop!(bind_as(other, proof(signed.clone())), E::BadSignature);
		}
		assert_ok!(bind_as(signed.clone(), proof(signed)));
	});
}

#[test]
fn attestation_should_be_refused_when_it_was_signed_for_another_issuer() {
	World::default().build_and_execute(|| {
		// Another issuer with the same key, so that its key does not give it away.
		let twin = IssuerId(2);
		let name = "Twin".try_into().unwrap();
		let theirs = signers(&[issuer_key()]);
		assert_ok!(Membership::register_issuer(origin(&stranger()), name, theirs));
		let theirs = grants(&[(SHOPS, Assurance::Person)]);
		assert_ok!(Membership::admit_issuer(origin(&council()), twin, theirs));
		let replayed = attestation_with(|attestation| attestation.issuer = twin);
		assert_noop!(bind_as(replayed, alices(&alice())), E::BadSignature);
	});
}

#[test]
fn attestation_should_be_refused_when_it_was_signed_for_another_chain() {
	World::default().build_and_execute(|| {
		let attestation = attestation(&alice(), ALICE_THERE);
		let message = attestation.message(H256::repeat_byte(0x44));
		let signature = signed_by(&issuer_key(), &message);
		let proof = Proof { signature, ..alices(&alice()) };
		assert_noop!(bind_as(attestation, proof), E::BadSignature);
	});
}

#[test]
fn attestation_should_be_refused_when_it_was_signed_for_another_purpose() {
	World::default().build_and_execute(|| {
		let attestation = attestation(&alice(), ALICE_THERE);
		let foreign = (&b"souk/orders/receipt/v1"[..], genesis_hash(), &attestation).encode();
		for message in [foreign, attestation.encode()] {
			let signature = signed_by(&issuer_key(), &message);
			let proof = Proof { signature, ..alices(&alice()) };
			assert_noop!(bind_as(attestation.clone(), proof), E::BadSignature);
		}
		// Nor is the message itself signed, only its hash.
		let signature = issuer_key().sign(&attestation.message(genesis_hash()));
		let proof = Proof { signature, ..alices(&alice()) };
		assert_noop!(bind_as(attestation, proof), E::BadSignature);
	});
}

#[test]
fn attestation_should_be_refused_when_another_account_hands_it_in_as_its_own() {
	World::default().build_and_execute(|| {
		assert_ok!(register(&bob()));
		// What was said about Alice's account says nothing about Bob's.
		let refused = Membership::bind_proof(origin(&bob()), alices(&alice()), None);
		assert_noop!(refused, E::ConsentMissing);
		let mut renamed = alices(&alice());
		renamed.attestation.account = bob();
		assert_noop!(Membership::bind_proof(origin(&bob()), renamed, None), E::BadSignature);
	});
}

#[test]
fn attestation_should_be_refused_at_its_millisecond_when_it_expires() {
	World::default().build_and_execute(|| {
		let until = T0 + 10_000;
		let ending = attestation_with(|attestation| attestation.expires_at = until);
		set_time(until);
		assert_noop!(bind(ending.clone()), E::AttestationExpired);
		set_time(until - 1);
		assert_ok!(bind(ending));
	});
}

#[test]
fn attestation_should_be_refused_when_it_ends_too_late() {
	World::default().build_and_execute(|| {
		let ending = |at| attestation_with(|attestation| attestation.expires_at = at);
		for at in [T0 + ATTESTATION_LIFE + 1, Moment::MAX] {
			assert_noop!(bind(ending(at)), E::AttestationTooLong);
		}
		assert_ok!(bind(ending(T0 + ATTESTATION_LIFE)));
	});
}

#[test]
fn attestation_should_be_refused_when_it_is_not_granted() {
	World::default().build_and_execute(|| {
		let of = |issuer, context, assurance| {
			attestation_with(|attestation| {
				attestation.issuer = issuer;
				attestation.context = context;
				attestation.assurance = assurance;
			})
		};
		for (issuer, context, assurance) in [
			(ISSUER, NOWHERE, Assurance::Attested),
			(ISSUER, COUNTRY, Assurance::Person),
			(RIVAL, COUNTRY, Assurance::Attested),
			(ISSUER, SHOPS, Assurance::None),
		] {
			assert_noop!(bind(of(issuer, context, assurance)), E::NotGranted);
		}
		assert_ok!(bind(of(ISSUER, COUNTRY, Assurance::Attested)));
		assert_eq!(Membership::assurance(ALICE, &COUNTRY), Assurance::Attested);
		// Less than what is granted always is.
		assert_ok!(bind(of(RIVAL, SHOPS, Assurance::Attested)));
		assert_eq!(assurance(ALICE), Assurance::Attested);
	});
}

#[test]
fn attestation_should_be_refused_when_the_issuer_is_not_admitted() {
	World::default().build_and_execute(|| {
		let lost = attestation_with(|attestation| attestation.issuer = IssuerId(7));
		assert_noop!(bind(lost), E::UnknownIssuer);
		let (name, signers) = ("New".try_into().unwrap(), signers(&[issuer_key()]));
		assert_ok!(Membership::register_issuer(origin(&stranger()), name, signers));
		let early = attestation_with(|attestation| attestation.issuer = IssuerId(2));
		assert_noop!(bind(early), E::IssuerNotAdmitted);
	});
}

#[test]
fn attestation_should_be_refused_when_the_issuer_was_revoked() {
	for compromised_since in [None, Some(T0)] {
		World::default().build_and_execute(|| {
			let signed = attestation(&alice(), ALICE_THERE);
			assert_ok!(revoke(ISSUER, compromised_since));
			assert_noop!(bind(signed), E::IssuerNotAdmitted);
		});
	}
}

#[test]
fn attestation_should_be_refused_when_its_key_was_replaced() {
	World::default().build_and_execute(|| {
		let ours = signers(&[loose_key()]);
		assert_ok!(Membership::set_issuer_keys(origin(&council()), ISSUER, ours));
		let signed = attestation(&alice(), ALICE_THERE);
		assert_noop!(bind(signed.clone()), E::NotAKey);
		let proof = proof_by(signed, &loose_key());
		assert_ok!(Membership::bind_proof(origin(&alice()), proof, None));
	});
}
