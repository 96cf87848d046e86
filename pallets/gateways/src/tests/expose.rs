use super::*;
use proptest::prelude::*;
use sp_core::U256;

#[test]
fn expose_should_take_of_the_bond_by_the_rate_when_it_covers_it() {
	World::default().build_and_execute(|| {
		assert_eq!(expose("CNY", 100), Ok(150));
		assert_eq!(gateway().exposure, 150);
		// Rounded up: 1.5, and a third less a bit.
		assert_eq!(expose("CNY", 1), Ok(2));
		assert_eq!(expose("JPY", 1), Ok(1));
		assert_eq!(expose("JPY", 3), Ok(1));
		assert_eq!(expose("JPY", 4), Ok(2));
		assert_eq!(expose("JPY", 0), Ok(0));
		assert_eq!(gateway().exposure, 156);
		assert_eq!(gateway().bond, 1_000_000);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn expose_should_take_the_whole_bond_and_no_more_when_asked() {
	World::default().bond(1_500).build_and_execute(|| {
		assert_noop!(expose("CNY", 1_001), E::ExposureAboveBond);
		assert_eq!(expose("CNY", 999), Ok(1_499));
		assert_noop!(expose("CNY", 1), E::ExposureAboveBond);
		assert_eq!(expose("JPY", 1), Ok(1));
		assert_eq!(gateway().exposure, gateway().bond);
		assert_noop!(expose("JPY", 1), E::ExposureAboveBond);
		assert_eq!(expose("JPY", 0), Ok(0));
	});
}

#[test]
fn expose_should_be_refused_when_there_is_no_bond() {
	World::default().bond(0).build_and_execute(|| {
		assert_noop!(expose("JPY", 1), E::ExposureAboveBond);
	});
}

#[test]
fn expose_should_be_refused_when_the_gateway_does_not_vouch() {
	World::default().proposed().build_and_execute(|| {
		assert_noop!(expose("CNY", 1), E::GatewayNotActive);
		assert_noop!(Registry::expose(NOBODY, &currency("CNY"), 1), E::UnknownGateway);
	});
}

#[test]
fn expose_should_be_refused_when_the_currency_has_no_rate() {
	World::default().build_and_execute(|| {
		assert_noop!(expose("EUR", 1), E::CurrencyNotServed);
	});
}

#[test]
fn expose_should_be_refused_when_the_figures_do_not_fit() {
	World::default().build_and_execute(|| {
		assert_noop!(expose("CNY", Balance::MAX), E::AmountTooLarge);
		assert_eq!(expose("CNY", 100), Ok(150));
		// It fits by itself, but not on top.
		assert_ok!(approve(&[rate("CNY", FixedU128::from_u32(1).into_inner())]));
		assert_noop!(expose("CNY", Balance::MAX), E::AmountTooLarge);
	});
}

#[test]
fn free_should_give_back_what_expose_took_when_an_order_ends() {
	World::default().build_and_execute(|| {
		let first = expose("CNY", 101).unwrap();
		let second = expose("JPY", 7).unwrap();
		Registry::free(GATEWAY, first);
		assert_eq!(gateway().exposure, second);
		Registry::free(GATEWAY, second);
		assert_eq!(gateway().exposure, 0);
	});
}

#[test]
fn free_should_stop_at_zero_and_go_on_when_the_books_are_wrong() {
	World::default().build_and_execute(|| {
		assert_eq!(expose("CNY", 100), Ok(150));
		Registry::free(GATEWAY, 151);
		assert_eq!(gateway().exposure, 0);
		Registry::free(NOBODY, 1);
		assert_eq!(Gateways::<Test>::get(NOBODY), None);
	});
}

#[test]
fn bond_for_should_be_exact_when_figures_are_extreme() {
	let rate = FixedU128::from_inner;
	let one = 1_000_000_000_000_000_000;
	assert_eq!(bond_for(rate(1), 1u128), Some(1));
	assert_eq!(bond_for(rate(1), one), Some(1));
	assert_eq!(bond_for(rate(1), one + 1), Some(2));
	assert_eq!(bond_for(rate(one), u128::MAX), Some(u128::MAX));
	assert_eq!(bond_for(rate(one + 1), u128::MAX), None);
	assert_eq!(bond_for(rate(u128::MAX), one), Some(u128::MAX));
	assert_eq!(bond_for(rate(u128::MAX), one + 1), None);
	// A smaller balance type fills up earlier.
	assert_eq!(bond_for(rate(one), u64::MAX), Some(u64::MAX));
	assert_eq!(bond_for(rate(one + 1), u64::MAX), None);
}

/// `⌈amount × parts ÷ 10¹⁸⌉` in integers that do not overflow.
fn naive(parts: u128, amount: u128) -> Option<u128> {
	let whole = U256::exp10(18);
	let exact = (U256::from(amount) * U256::from(parts) + whole - 1) / whole;
	exact.try_into().ok()
}

/// Numbers of every length.
fn any_length() -> impl Strategy<Value = u128> {
	(any::<u128>(), 0u32..128).prop_map(|(number, shift)| number >> shift)
}

proptest! {
	#![proptest_config(proptest_config(256))]

	#[test]
	fn bond_for_should_agree_with_naive_arithmetic_when_figures_are_any(
		parts in any_length(),
		amount in any_length(),
	) {
		prop_assert_eq!(bond_for(FixedU128::from_inner(parts), amount), naive(parts, amount));
	}

	#[test]
	fn bond_for_should_never_be_less_when_a_payment_is_split(
		parts in 0..u128::from(u64::MAX),
		first in 0..u128::from(u64::MAX),
		second in 0..u128::from(u64::MAX),
	) {
		let bond = |amount: u128| bond_for(FixedU128::from_inner(parts), amount).unwrap();
		prop_assert!(bond(first) + bond(second) >= bond(first + second));
	}
}
