use super::*;

#[test]
fn revoke_prefix_should_take_it_and_return_the_deposit_when_it_is_registered() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "401234");
		obtain(&carrier(), "401235");
		take_events();
		assert_ok!(revoke_prefix("401234"));
		assert_eq!(status(&stranger(), "401234"), None);
		assert_eq!(node("401234"), None);
		assert_eq!(node("40123"), Some(Node::Branch(1)));
		assert_eq!(free_balance(&stranger()), ENDOWMENT);
		let revoked = Ev::PrefixRevoked { owner: stranger(), prefix: prefix("401234") };
		assert_eq!(take_events(), vec![revoked]);
		assert_noop!(Registry::ensure_owns(&stranger(), sscc("401234")), E::NotPrefixOwner);
	});
}

#[test]
fn revoke_prefix_should_leave_a_request_when_the_owner_cannot_receive_the_deposit() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "4012");
		empty(&stranger());
		assert_ok!(revoke_prefix("4012"));
		assert_noop!(Registry::ensure_owns(&stranger(), sscc("4012")), E::NotPrefixOwner);
		assert_eq!(status(&stranger(), "4012"), Some(PrefixStatus::Requested));
		assert_eq!(held(HoldReason::Prefix, &stranger()), PREFIX);
		assert_eq!(take_events().last(), {
			let (owner, prefix) = (stranger(), prefix("4012"));
			Some(&Ev::PrefixRevoked { owner, prefix })
		});
		// Somebody else can have it, and the deposit comes back when it can.
		obtain(&carrier(), "4012");
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let keep = Preservation::Expendable;
		assert_ok!(Balances::transfer(&council(), &stranger(), ED, keep));
		assert_ok!(release(&stranger(), "4012"));
		assert_eq!(free_balance(&stranger()), ED + PREFIX);
		assert_eq!(node("4012"), Some(Node::Owned(carrier())));
	});
}

#[test]
fn revoke_prefix_should_be_refused_when_it_is_not_registered() {
	World::default().build_and_execute(|| {
		assert_noop!(revoke_prefix("401234"), E::UnknownPrefix);
		assert_ok!(request(&stranger(), "401234"));
		assert_noop!(revoke_prefix("401234"), E::UnknownPrefix);
		assert_ok!(approve(&stranger(), "401234"));
		assert_noop!(revoke_prefix("40123"), E::UnknownPrefix);
		assert_noop!(revoke_prefix("4012345"), E::UnknownPrefix);
		assert_ok!(revoke_prefix("401234"));
		assert_noop!(revoke_prefix("401234"), E::UnknownPrefix);
	});
}

#[test]
fn revoke_prefix_should_be_refused_when_anyone_but_governance_asks() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "401234");
		for who in all_but_council() {
			assert_noop!(Registry::revoke_prefix(origin(&who), prefix("401234")), BadOrigin);
		}
	});
}
