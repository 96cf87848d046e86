use super::*;

#[test]
fn keep_record_should_hold_its_price_when_the_operator_has_it() {
	World::default().build_and_execute(|| {
		assert_eq!(Registry::keep_record(GATEWAY, 50), Ok(150));
		assert_eq!(Registry::keep_record(GATEWAY, 0), Ok(100));
		assert_eq!(gateway().records, Records { count: 2, deposits: 250 });
		assert_eq!(held(HoldReason::Records, &operator()), 250);
	});
}

#[test]
fn drop_record_should_return_its_deposit_when_it_goes() {
	World::default().build_and_execute(|| {
		let first = Registry::keep_record(GATEWAY, 50).unwrap();
		let second = Registry::keep_record(GATEWAY, 7).unwrap();
		assert_ok!(accept(&paid()));
		Registry::drop_record(GATEWAY, first);
		assert_eq!(gateway().records, Records { count: 2, deposits: second + RECORD });
		assert_eq!(held(HoldReason::Records, &operator()), second + RECORD);
		Registry::drop_record(GATEWAY, second);
		assert_eq!(held(HoldReason::Records, &operator()), RECORD);
	});
}

#[test]
fn records_should_come_and_go_when_the_gateway_is_suspended() {
	World::default().build_and_execute(|| {
		assert_ok!(suspend());
		let deposit = Registry::keep_record(GATEWAY, 50).unwrap();
		Registry::drop_record(GATEWAY, deposit);
		assert_eq!(gateway().records, Records { count: 0, deposits: 0 });
	});
}

#[test]
fn keep_record_should_be_refused_when_the_operator_lacks_the_deposit() {
	World::default().build_and_execute(|| {
		let all = free_balance(&operator()) - ED;
		assert_ok!(add_bond(all - 149));
		assert_noop!(Registry::keep_record(GATEWAY, 50), E::OperatorLacksDeposit);
		assert_eq!(Registry::keep_record(GATEWAY, 49), Ok(149));
	});
}

#[test]
fn keep_record_should_be_refused_when_there_is_no_such_gateway() {
	World::default().build_and_execute(|| {
		assert_noop!(Registry::keep_record(NOBODY, 1), E::UnknownGateway);
	});
}

#[test]
fn drop_record_should_go_on_when_the_gateway_is_gone() {
	World::default().build_and_execute(|| {
		Registry::drop_record(NOBODY, 1);
		assert_eq!(Gateways::<Test>::get(NOBODY), None);
	});
}

#[test]
fn drop_record_should_count_down_and_keep_the_books_when_the_deposit_cannot_be_returned() {
	World::default().build_and_execute(|| {
		let first = Registry::keep_record(GATEWAY, 50).unwrap();
		let second = Registry::keep_record(GATEWAY, 2_000).unwrap();
		empty(&operator());
		Registry::drop_record(GATEWAY, first);
		assert_eq!(gateway().records, Records { count: 1, deposits: first + second });
		// This one is large enough.
		Registry::drop_record(GATEWAY, second);
		assert_eq!(gateway().records, Records { count: 0, deposits: first });
		assert_eq!(held(HoldReason::Records, &operator()), first);
		assert_eq!(free_balance(&operator()), second);
	});
}
