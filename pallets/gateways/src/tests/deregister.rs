use super::*;

#[test]
fn deregister_should_return_everything_when_nothing_depends_on_the_gateway() {
	World::default().build_and_execute(|| {
		assert_ok!(deregister());
		assert_eq!(Gateways::<Test>::get(GATEWAY), None);
		assert_eq!(free_balance(&operator()), ENDOWMENT);
		for reason in [HoldReason::Bond, HoldReason::Registration, HoldReason::Records] {
			assert_eq!(held(reason, &operator()), 0);
		}
		assert_eq!(take_events(), vec![Ev::GatewayRemoved { gateway: GATEWAY }]);
		// Its id is not given out again.
		assert_eq!(NextGatewayId::<Test>::get(), GatewayId(2));
		assert_noop!(accept(&paid()), E::UnknownGateway);
	});
}

#[test]
fn deregister_should_work_when_the_gateway_never_vouched() {
	World::default().bond(0).proposed().build_and_execute(|| {
		assert_ok!(deregister());
		assert_eq!(free_balance(&operator()), ENDOWMENT);
	});
}

#[test]
fn deregister_should_be_refused_when_orders_are_open() {
	World::default().build_and_execute(|| {
		assert_eq!(expose("JPY", 1), Ok(1));
		assert_noop!(deregister(), E::BondInUse);
		Registry::free(GATEWAY, 1);
		assert_ok!(deregister());
	});
}

#[test]
fn deregister_should_be_refused_when_a_receipt_is_on_record() {
	World::default().build_and_execute(|| {
		assert_ok!(accept(&paid()));
		assert_noop!(deregister(), E::RecordsRemain);
		set_time(seen(&paid()).unwrap().until);
		// It may go, but has not.
		assert_noop!(deregister(), E::RecordsRemain);
		assert_ok!(prune(&[&paid()]));
		assert_ok!(deregister());
		assert_eq!(free_balance(&operator()), ENDOWMENT);
	});
}

#[test]
fn deregister_should_be_refused_when_another_pallet_keeps_a_record() {
	World::default().build_and_execute(|| {
		let deposit = Registry::keep_record(GATEWAY, 50).unwrap();
		assert_noop!(deregister(), E::RecordsRemain);
		Registry::drop_record(GATEWAY, deposit);
		assert_ok!(deregister());
	});
}

#[test]
fn deregister_should_return_what_stayed_held_when_a_deposit_could_not_be_returned() {
	World::default().build_and_execute(|| {
		let deposit = Registry::keep_record(GATEWAY, 50).unwrap();
		let before = free_balance(&operator());
		empty(&operator());
		Registry::drop_record(GATEWAY, deposit);
		assert_eq!(gateway().records, Records { count: 0, deposits: deposit });
		assert_eq!(held(HoldReason::Records, &operator()), deposit);
		assert_ok!(deregister());
		assert_eq!(free_balance(&operator()), ENDOWMENT - before);
		assert_eq!(held(HoldReason::Records, &operator()), 0);
	});
}

#[test]
fn deregister_should_change_nothing_when_the_account_would_stay_below_the_minimum() {
	World::default().bond(ED - 1).build_and_execute(|| {
		empty(&operator());
		let refused = || {
			frame_support::storage::with_storage_layer(|| {
				Registry::deregister(origin(&operator()), GATEWAY)
			})
		};
		assert_noop!(refused(), E::OperatorCannotReceive);
	});
}

#[test]
fn deregister_should_be_refused_when_somebody_else_asks() {
	World::default().build_and_execute(|| {
		for who in all_but_operator() {
			assert_noop!(Registry::deregister(origin(&who), GATEWAY), E::NotOperator);
		}
		assert_noop!(Registry::deregister(RuntimeOrigin::root(), GATEWAY), BadOrigin);
	});
}

#[test]
fn deregister_should_be_refused_when_there_is_no_such_gateway() {
	World::default().build_and_execute(|| {
		assert_noop!(Registry::deregister(origin(&operator()), NOBODY), E::UnknownGateway);
	});
}
