use super::*;

#[test]
fn release_prefix_should_give_it_up_and_return_the_deposit_when_it_is_registered() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "401234");
		take_events();
		assert_ok!(release(&stranger(), "401234"));
		assert_eq!(status(&stranger(), "401234"), None);
		assert_eq!(Nodes::<Test>::iter().count(), 0);
		assert_eq!(free_balance(&stranger()), ENDOWMENT);
		let released = Ev::PrefixReleased { owner: stranger(), prefix: prefix("401234") };
		assert_eq!(take_events(), vec![released]);
		assert_noop!(Registry::ensure_owns(&stranger(), sscc("401234")), E::NotPrefixOwner);
		// Others can have it, or a part of it.
		obtain(&carrier(), "4012345");
	});
}

#[test]
fn release_prefix_should_withdraw_the_request_when_nobody_has_approved() {
	World::default().build_and_execute(|| {
		assert_ok!(request(&stranger(), "401234"));
		obtain(&carrier(), "401234");
		take_events();
		assert_ok!(release(&stranger(), "401234"));
		assert_eq!(free_balance(&stranger()), ENDOWMENT);
		let withdrawn = Ev::RequestWithdrawn { owner: stranger(), prefix: prefix("401234") };
		assert_eq!(take_events(), vec![withdrawn]);
		// Whoever has it keeps it.
		assert_eq!(node("401234"), Some(Node::Owned(carrier())));
		assert_eq!(node("4012"), Some(Node::Branch(1)));
	});
}

#[test]
fn release_prefix_should_keep_the_nodes_that_others_need_when_it_has_neighbours() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "401234");
		obtain(&carrier(), "401235");
		obtain(&carrier(), "40129");
		assert_ok!(release(&stranger(), "401234"));
		assert_eq!(node("40123"), Some(Node::Branch(1)));
		assert_eq!(node("4012"), Some(Node::Branch(2)));
		assert_noop!(request(&stranger(), "40123"), E::PrefixOverlaps);
		assert_ok!(release(&carrier(), "401235"));
		assert_eq!(node("40123"), None);
		assert_eq!(node("4012"), Some(Node::Branch(1)));
		assert_ok!(request(&stranger(), "40123"));
	});
}

#[test]
fn release_prefix_should_be_refused_when_the_account_would_stay_below_the_minimum() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "4012");
		empty(&stranger());
		assert_noop!(release(&stranger(), "4012"), E::CannotReceive);
	});
}

#[test]
fn release_prefix_should_be_refused_when_the_caller_has_no_such_prefix() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "401234");
		assert_ok!(request(&stranger(), "9521"));
		for who in [carrier(), council()] {
			assert_noop!(release(&who, "401234"), E::UnknownPrefix);
			assert_noop!(release(&who, "9521"), E::UnknownPrefix);
		}
		assert_noop!(release(&stranger(), "40123"), E::UnknownPrefix);
		let refused = Registry::release_prefix(RuntimeOrigin::root(), prefix("401234"));
		assert_noop!(refused, BadOrigin);
	});
}
