use super::*;

fn set_keys(id: IssuerId, keys: &[Keypair]) -> DispatchResult {
	Membership::set_issuer_keys(origin(&council()), id, signers(keys))
}

#[test]
fn set_issuer_keys_should_replace_them_when_governance_says_so() {
	World::default().bound().build_and_execute(|| {
		assert_ok!(set_keys(ISSUER, &[loose_key()]));
		assert_eq!(issuer(ISSUER).signers, signers(&[loose_key()]));
		assert_eq!(take_events(), vec![Ev::IssuerKeysSet { issuer: ISSUER }]);
		// What the old ones signed and was accepted stays.
		assert_eq!(assurance(ALICE), Assurance::Person);
	});
}

#[test]
fn set_issuer_keys_should_be_refused_when_they_are_unsound() {
	World::default().build_and_execute(|| {
		assert_noop!(set_keys(ISSUER, &[]), E::NoKeys);
		assert_noop!(set_keys(ISSUER, &[loose_key(), loose_key()]), E::DuplicateKey);
	});
}

#[test]
fn set_issuer_keys_should_be_refused_when_the_issuer_was_revoked() {
	World::default().build_and_execute(|| {
		assert_ok!(revoke(ISSUER, None));
		assert_noop!(set_keys(ISSUER, &[loose_key()]), E::IssuerIsRevoked);
		assert_noop!(set_keys(IssuerId(7), &[loose_key()]), E::UnknownIssuer);
	});
}
