use super::*;
use codec::Encode;

fn deed() -> TestDeed {
	Deed::Register(control(&fresh(), None))
}

fn register_with(expires_at: Moment, signature: sp_runtime::MultiSignature) -> DispatchResult {
	let consent = Some(Consent { expires_at, signature });
	Membership::register(origin(&sponsor()), control(&fresh(), None), consent)
}

#[test]
fn consent_should_be_refused_at_its_millisecond_when_it_expires() {
	World::default().build_and_execute(|| {
		let until = T0 + 1_000;
		let signed = || signed_by(&fresh_key(), &deed().message(genesis_hash(), until));
		set_time(until);
		assert_noop!(register_with(until, signed()), E::ConsentExpired);
		// It is signed when it ends.
		assert_noop!(register_with(until + 1, signed()), E::BadConsent);
		set_time(until - 1);
		assert_ok!(register_with(until, signed()));
	});
}

#[test]
fn consent_should_be_refused_when_it_was_signed_for_something_else() {
	World::default().build_and_execute(|| {
		let until = T0 + 1_000;
		let control = control(&fresh(), None);
		let other = Deed::Control { member: NEXT, control };
		let attestation = attestation(&fresh(), ALICE_THERE);
		let foreign = (ATTESTATION_DOMAIN, genesis_hash(), deed(), until).encode();
		for message in [
			other.message(genesis_hash(), until),
			Deed::Bind(attestation.clone()).message(genesis_hash(), until),
			attestation.message(genesis_hash()),
			deed().message(H256::repeat_byte(0x44), until),
			foreign,
			(deed(), until).encode(),
		] {
			let signature = signed_by(&fresh_key(), &message);
			assert_noop!(register_with(until, signature), E::BadConsent);
		}
		// Nor is the message itself signed, only its hash.
		let signature = fresh_key().sign(&deed().message(genesis_hash(), until));
		assert_noop!(register_with(until, signature), E::BadConsent);
	});
}

#[test]
fn consent_should_not_be_needed_when_the_account_does_it_itself() {
	World::default().build_and_execute(|| {
		// And then nobody looks at it.
		let consent = consent_by(&thief_key(), &deed());
		let hands = control(&bob(), None);
		assert_ok!(Membership::register(origin(&bob()), hands, Some(consent)));
	});
}

#[test]
fn consent_should_not_work_again_when_the_member_closed() {
	World::default().endow(fresh(), ENDOWMENT).build_and_execute(|| {
		let until = T0 + 1_000;
		let signed = || signed_by(&fresh_key(), &deed().message(genesis_hash(), until));
		assert_ok!(register_with(until, signed()));
		assert_ok!(close(&fresh()));
		assert_noop!(register_with(until, signed()), E::KeyAlreadyUsed);
	});
}

#[test]
fn payloads_should_be_the_hashes_of_the_messages_when_computed() {
	use sp_io::hashing::blake2_256;
	World::default().build_and_execute(|| {
		let expected = blake2_256(&deed().message(genesis_hash(), 7));
		assert_eq!(Membership::consent_payload(&deed(), 7), expected);
		let attestation = attestation(&alice(), ALICE_THERE);
		let expected = blake2_256(&attestation.message(genesis_hash()));
		assert_eq!(Membership::attestation_payload(&attestation), expected);
	});
}
