use super::*;

#[test]
fn approve_prefix_should_register_it_when_its_owner_has_asked() {
	World::default().build_and_execute(|| {
		assert_ok!(request(&stranger(), "401234"));
		take_events();
		assert_ok!(approve(&stranger(), "401234"));
		assert_eq!(status(&stranger(), "401234"), Some(PrefixStatus::Approved));
		assert_eq!(node("401234"), Some(Node::Owned(stranger())));
		assert_eq!(node("40123"), Some(Node::Branch(1)));
		assert_eq!(node("4012"), Some(Node::Branch(1)));
		assert_eq!(Nodes::<Test>::iter().count(), 3);
		assert_eq!(held(HoldReason::Prefix, &stranger()), PREFIX + 2 * BRANCH);
		let approved = Ev::PrefixApproved { owner: stranger(), prefix: prefix("401234") };
		assert_eq!(take_events(), vec![approved]);
		assert_ok!(Registry::ensure_owns(&stranger(), sscc("401234")));
	});
}

#[test]
fn approve_prefix_should_count_what_is_below_when_there_are_several() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "401234");
		obtain(&stranger(), "401235");
		obtain(&carrier(), "40124");
		obtain(&carrier(), "4013");
		assert_eq!(node("40123"), Some(Node::Branch(2)));
		assert_eq!(node("4012"), Some(Node::Branch(3)));
		assert_eq!(node("4013"), Some(Node::Owned(carrier())));
		assert_eq!(Nodes::<Test>::iter().count(), 6);
	});
}

#[test]
fn approve_prefix_should_be_refused_when_another_was_registered_meanwhile() {
	World::default().build_and_execute(|| {
		for (who, digits) in [
			(carrier(), "401234"),
			(rival(), "401234"),
			(rival(), "4012"),
			(rival(), "40123499"),
			(rival(), "401235"),
		] {
			assert_ok!(request(&who, digits));
		}
		assert_ok!(approve(&carrier(), "401234"));
		assert_noop!(approve(&rival(), "401234"), E::PrefixTaken);
		assert_noop!(approve(&rival(), "4012"), E::PrefixOverlaps);
		assert_noop!(approve(&rival(), "40123499"), E::PrefixOverlaps);
		assert_ok!(approve(&rival(), "401235"));
		// Whoever came too late gets the deposit back.
		assert_ok!(release(&rival(), "401234"));
		// And can have it when it is free again.
		assert_ok!(release(&carrier(), "401234"));
		assert_ok!(approve(&rival(), "40123499"));
	});
}

#[test]
fn approve_prefix_should_be_refused_when_it_is_approved_already() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "401234");
		assert_noop!(approve(&stranger(), "401234"), E::PrefixTaken);
	});
}

#[test]
fn approve_prefix_should_be_refused_when_its_owner_has_not_asked() {
	World::default().build_and_execute(|| {
		assert_noop!(approve(&stranger(), "401234"), E::PrefixNotRequested);
		assert_ok!(request(&carrier(), "401234"));
		assert_noop!(approve(&stranger(), "401234"), E::PrefixNotRequested);
		assert_ok!(release(&carrier(), "401234"));
		assert_noop!(approve(&carrier(), "401234"), E::PrefixNotRequested);
	});
}

#[test]
fn approve_prefix_should_be_refused_when_anyone_but_governance_asks() {
	World::default().build_and_execute(|| {
		assert_ok!(request(&stranger(), "401234"));
		for who in all_but_council() {
			let refused = Registry::approve_prefix(origin(&who), stranger(), prefix("401234"));
			assert_noop!(refused, BadOrigin);
		}
	});
}
