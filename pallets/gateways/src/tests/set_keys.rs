use super::*;

#[test]
fn set_keys_should_make_old_receipts_void_and_new_ones_good_when_keys_change() {
	World::default().build_and_execute(|| {
		let signed_before = vouched(&paid(), &[sr(), ed()]);
		assert_ok!(set_keys(&[ec(), loose_key()], 1));
		assert_eq!(take_events(), vec![Ev::KeysSet { gateway: GATEWAY, threshold: 1 }]);
		assert_eq!(gateway().keys, keys(&[ec(), loose_key()]));
		assert_eq!(gateway().threshold, 1);

		assert_noop!(Registry::accept(&paid(), &signed_before), E::NotAKey);
		// One that stayed does not help one that went.
		assert_noop!(accept_by(&paid(), &[ec(), sr()]), E::NotAKey);
		assert_ok!(accept_by(&paid(), &[loose_key()]));
	});
}

#[test]
fn set_keys_should_leave_the_deposit_alone_when_there_are_more_or_fewer_keys() {
	World::default().build_and_execute(|| {
		for signers in [vec![sr()], vec![sr(), ed(), ec(), loose_key()]] {
			assert_ok!(set_keys(&signers, 1));
			assert_eq!(gateway().deposit, REGISTRATION);
			assert_eq!(held(HoldReason::Registration, &operator()), REGISTRATION);
		}
	});
}

#[test]
fn set_keys_should_not_approve_when_the_gateway_is_proposed_or_suspended() {
	World::default().proposed().build_and_execute(|| {
		assert_ok!(set_keys(&[ec()], 1));
		assert_eq!(gateway().status, GatewayStatus::Proposed);
		assert_ok!(approve(&[]));
		assert_ok!(suspend());
		assert_ok!(set_keys(&[sr()], 1));
		assert_eq!(gateway().status, GatewayStatus::Suspended);
	});
}

#[test]
fn set_keys_should_be_refused_when_the_keys_cannot_reach_the_threshold() {
	World::default().build_and_execute(|| {
		assert_noop!(set_keys(&[], 0), E::ThresholdOutOfRange);
		assert_noop!(set_keys(&[sr()], 0), E::ThresholdOutOfRange);
		assert_noop!(set_keys(&[sr()], 2), E::ThresholdOutOfRange);
	});
}

#[test]
fn set_keys_should_be_refused_when_a_key_is_listed_twice() {
	World::default().build_and_execute(|| {
		assert_noop!(set_keys(&[ec(), ec()], 1), E::DuplicateKey);
	});
}

#[test]
fn set_keys_should_be_refused_when_there_is_no_such_gateway() {
	World::default().build_and_execute(|| {
		let refused = Registry::set_keys(origin(&council()), NOBODY, keys(&[sr()]), 1);
		assert_noop!(refused, E::UnknownGateway);
	});
}

#[test]
fn set_keys_should_be_refused_when_anyone_but_governance_asks() {
	World::default().build_and_execute(|| {
		for who in [operator(), rival(), stranger()] {
			let refused = Registry::set_keys(origin(&who), GATEWAY, keys(&[sr()]), 1);
			assert_noop!(refused, BadOrigin);
		}
	});
}
