use super::*;

#[test]
fn suspend_should_stop_a_carrier_and_its_keys_when_it_is_active() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		assert_eq!(take_events(), vec![Ev::CarrierSuspended { carrier: carrier() }]);
		assert_eq!(record().status, CarrierStatus::Suspended);
		for key in [carrier(), agent(), device()] {
			let may = Registry::ensure_may(&carrier(), &key, Scope::Scan, T0);
			assert_noop!(may, E::CarrierIsSuspended);
		}
		let used = Registry::use_counter(&carrier(), &agent(), Scope::Scan, 1, T0);
		assert_noop!(used, E::CarrierIsSuspended);
		assert_noop!(expose(1), E::CarrierIsSuspended);
		// The other carrier goes on.
		assert_ok!(Registry::ensure_may(&rival(), &rival(), Scope::Scan, T0));
	});
}

#[test]
fn suspended_carrier_should_still_answer_for_its_custody_when_goods_are_lost() {
	World::default().build_and_execute(|| {
		assert_ok!(expose(300));
		assert_ok!(suspend());
		assert_eq!(record().exposure, 300);
		Registry::free(&carrier(), 100);
		assert_eq!(pay_out(&stranger(), 200), 200);
		assert_eq!(record().exposure, 0);
	});
}

#[test]
fn suspended_carrier_should_still_mind_its_keys_when_they_are_lost() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		assert_ok!(revoke(&agent(), Some(T0)));
		assert_ok!(authorize(&loose_key(), &[Scope::Scan], T0 + 1));
		assert!(Registry::was_compromised(&carrier(), &agent(), T0, Moment::MAX));
	});
}

#[test]
fn suspend_should_be_refused_when_the_carrier_is_suspended_or_unknown() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		assert_noop!(suspend(), E::CarrierIsSuspended);
		assert_noop!(Registry::suspend(origin(&council()), stranger()), E::UnknownCarrier);
	});
}

#[test]
fn suspend_should_be_refused_when_anyone_but_governance_asks() {
	World::default().build_and_execute(|| {
		for who in all_but_council() {
			assert_noop!(Registry::suspend(origin(&who), carrier()), BadOrigin);
		}
	});
}
