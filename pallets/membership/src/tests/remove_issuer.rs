use super::*;

fn remove(who: &AccountId, id: IssuerId) -> DispatchResult {
	Membership::remove_issuer(origin(who), id)
}

#[test]
fn remove_should_return_the_deposit_when_it_vouches_for_nothing() {
	World::default().build_and_execute(|| {
		assert_ok!(remove(&operator(), ISSUER));
		assert_eq!(Issuers::<Test>::get(ISSUER), None);
		assert_eq!(held(HoldReason::Issuer, &operator()), 0);
		assert_eq!(free_balance(&operator()), ENDOWMENT);
		assert_eq!(take_events(), vec![Ev::IssuerRemoved { issuer: ISSUER }]);
		assert_noop!(bind(attestation(&alice(), ALICE_THERE)), E::UnknownIssuer);
	});
}

#[test]
fn remove_should_be_refused_when_it_vouches_for_something() {
	World::default().bound().build_and_execute(|| {
		assert_noop!(remove(&operator(), ISSUER), E::BindingsRemain);
		assert_ok!(revoke(ISSUER, Some(T0)));
		// Also where that counts for nothing: it is what tells that it does not.
		assert_noop!(remove(&operator(), ISSUER), E::BindingsRemain);
		assert_ok!(rebind(attestation_with(|attestation| attestation.issuer = RIVAL)));
		assert_ok!(remove(&operator(), ISSUER));
	});
}

#[test]
fn remove_should_be_refused_when_somebody_else_calls_it() {
	World::default().build_and_execute(|| {
		for who in [rival(), stranger(), council()] {
			assert_noop!(remove(&who, ISSUER), E::NotOperator);
		}
		assert_noop!(remove(&operator(), IssuerId(7)), E::UnknownIssuer);
	});
}

#[test]
fn remove_should_be_refused_when_the_operator_cannot_get_it_back() {
	World::default().build_and_execute(|| {
		empty(&operator());
		// It is more than the minimum balance.
		assert_ok!(remove(&operator(), ISSUER));
	});
}
