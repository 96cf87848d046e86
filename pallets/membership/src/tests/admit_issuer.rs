use super::*;

fn admit(id: IssuerId, list: &[(Context, Assurance)]) -> DispatchResult {
	Membership::admit_issuer(origin(&council()), id, grants(list))
}

#[test]
fn admit_should_set_what_an_issuer_may_attest_when_governance_says_so() {
	World::default().bound().build_and_execute(|| {
		let list = [(COUNTRY, Assurance::Person)];
		assert_ok!(admit(ISSUER, &list));
		assert_eq!(issuer(ISSUER).status, IssuerStatus::Admitted(grants(&list)));
		let admitted = Ev::IssuerAdmitted { issuer: ISSUER, grants: grants(&list) };
		assert_eq!(take_events(), vec![admitted]);
		// What it vouched for before stays.
		assert_eq!(assurance(ALICE), Assurance::Person);
		assert_noop!(rebind(attestation(&alice(), ALICE_THERE)), E::NotGranted);
	});
}

#[test]
fn admit_should_take_everything_when_there_are_no_grants() {
	World::default().build_and_execute(|| {
		assert_ok!(admit(ISSUER, &[]));
		assert_noop!(bind(attestation(&alice(), ALICE_THERE)), E::NotGranted);
	});
}

#[test]
fn admit_should_be_refused_when_the_grants_are_unsound() {
	World::default().build_and_execute(|| {
		let twice = [(SHOPS, Assurance::Person), (SHOPS, Assurance::Attested)];
		assert_noop!(admit(ISSUER, &twice), E::DuplicateContext);
		assert_noop!(admit(ISSUER, &[(SHOPS, Assurance::None)]), E::EmptyGrant);
	});
}

#[test]
fn admit_should_be_refused_when_the_issuer_was_revoked() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(ISSUER, None));
		assert_noop!(admit(ISSUER, &[(SHOPS, Assurance::Person)]), E::IssuerIsRevoked);
		assert_noop!(admit(IssuerId(7), &[]), E::UnknownIssuer);
	});
}

#[test]
fn governance_should_be_needed_when_issuers_are_administered() {
	World::default().build_and_execute(|| {
		for who in [operator(), alice(), stranger()] {
			let by = || origin(&who);
			assert_noop!(Membership::admit_issuer(by(), ISSUER, grants(&[])), BadOrigin);
			let keys = signers(&[loose_key()]);
			assert_noop!(Membership::set_issuer_keys(by(), ISSUER, keys), BadOrigin);
			assert_noop!(Membership::revoke_issuer(by(), ISSUER, None), BadOrigin);
		}
	});
}
