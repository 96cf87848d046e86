use super::*;

fn serves(code: &str) -> DispatchResult {
	Registry::ensure_serves(GATEWAY, &currency(code))
}

#[test]
fn approve_should_make_a_gateway_serve_its_currencies_when_it_was_proposed() {
	World::default().proposed().build_and_execute(|| {
		let list = [rate("CNY", CNY_RATE), rate("EUR", 1)];
		assert_noop!(serves("CNY"), E::GatewayNotActive);
		assert_ok!(approve(&list));
		assert_eq!(gateway().status, GatewayStatus::Active);
		assert_eq!(gateway().rates, rates(&list));
		assert_ok!(serves("CNY"));
		assert_ok!(serves("EUR"));
		assert_noop!(serves("JPY"), E::CurrencyNotServed);
		assert_eq!(
			take_events(),
			vec![Ev::GatewayApproved { gateway: GATEWAY, rates: rates(&list) }]
		);
	});
}

#[test]
fn approve_should_replace_the_rates_and_keep_the_exposure_when_the_gateway_is_active() {
	World::default().build_and_execute(|| {
		assert_eq!(expose("CNY", 100), Ok(150));
		assert_ok!(approve(&[rate("CNY", 2 * CNY_RATE)]));
		assert_eq!(gateway().exposure, 150);
		assert_eq!(expose("CNY", 100), Ok(300));
		assert_noop!(serves("JPY"), E::CurrencyNotServed);
	});
}

#[test]
fn approve_should_leave_receipts_and_stop_orders_when_there_are_no_rates() {
	World::default().build_and_execute(|| {
		assert_ok!(approve(&[]));
		assert_noop!(serves("CNY"), E::CurrencyNotServed);
		assert_noop!(expose("CNY", 1), E::CurrencyNotServed);
		assert_ok!(accept(&paid()));
	});
}

#[test]
fn approve_should_be_refused_when_a_currency_is_not_three_capital_letters() {
	World::default().build_and_execute(|| {
		for code in ["", "CN", "cny", "CNy", "C1Y", "C Y", "元", "[AB", "@AB"] {
			assert_noop!(approve(&[rate("EUR", 1), rate(code, 1)]), E::MalformedCurrency);
		}
		assert_ok!(approve(&[rate("AZZ", 1), rate("ZAA", 1)]));
	});
}

#[test]
fn approve_should_be_refused_when_a_currency_is_listed_twice() {
	World::default().build_and_execute(|| {
		let twice = [rate("CNY", 1), rate("EUR", 1), rate("CNY", 2)];
		assert_noop!(approve(&twice), E::DuplicateCurrency);
	});
}

#[test]
fn approve_should_be_refused_when_a_rate_is_zero() {
	World::default().build_and_execute(|| {
		assert_noop!(approve(&[rate("CNY", 1), rate("EUR", 0)]), E::ZeroRate);
	});
}

#[test]
fn approve_should_be_refused_when_there_is_no_such_gateway() {
	World::default().build_and_execute(|| {
		assert_noop!(Registry::approve(origin(&council()), NOBODY, rates(&[])), E::UnknownGateway);
		assert_noop!(Registry::ensure_serves(NOBODY, &currency("CNY")), E::UnknownGateway);
	});
}

#[test]
fn approve_should_be_refused_when_anyone_but_governance_asks() {
	World::default().build_and_execute(|| {
		for who in [operator(), rival(), stranger()] {
			assert_noop!(Registry::approve(origin(&who), GATEWAY, rates(&[])), BadOrigin);
		}
	});
}
