use super::*;

#[test]
fn register_should_store_an_active_carrier_and_hold_bond_and_deposit_when_it_is_sound() {
	World::default().build_and_execute(|| {
		assert_ok!(register(&stranger(), 5_000));
		assert_eq!(
			Carriers::<Test>::get(stranger()).unwrap(),
			Carrier {
				name: "Kurier".try_into().unwrap(),
				bond: 5_000,
				exposure: 0,
				status: CarrierStatus::Active,
				keys: 0,
				deposit: REGISTRATION,
			}
		);
		assert_eq!(held(HoldReason::Bond, &stranger()), 5_000);
		assert_eq!(held(HoldReason::Registration, &stranger()), REGISTRATION);
		assert_eq!(free_balance(&stranger()), ENDOWMENT - 5_000 - REGISTRATION);
		assert_eq!(take_events(), vec![Ev::CarrierRegistered { carrier: stranger(), bond: 5_000 }]);
		assert_ok!(Registry::ensure_may(&stranger(), &stranger(), Scope::Deliver, T0));
	});
}

#[test]
fn register_should_be_refused_when_the_bond_is_below_the_minimum() {
	World::default().build_and_execute(|| {
		assert_noop!(register(&stranger(), 0), E::BelowMinBond);
		assert_noop!(register(&stranger(), MIN_BOND - 1), E::BelowMinBond);
		assert_ok!(register(&stranger(), MIN_BOND));
	});
}

#[test]
fn register_should_be_refused_when_the_account_is_a_carrier() {
	World::default().build_and_execute(|| {
		assert_noop!(register(&carrier(), MIN_BOND), E::AlreadyRegistered);
		assert_ok!(suspend());
		assert_noop!(register(&carrier(), MIN_BOND), E::AlreadyRegistered);
	});
}

#[test]
fn register_should_work_again_when_the_carrier_had_left() {
	World::default().without_keys().build_and_execute(|| {
		assert_ok!(deregister());
		assert_ok!(register(&carrier(), MIN_BOND));
		assert_eq!(record().bond, MIN_BOND);
	});
}

#[test]
fn register_should_hold_all_or_nothing_when_the_account_is_short() {
	let (short, enough) = (account(61), account(62));
	World::default()
		.endow(short.clone(), ED + REGISTRATION + MIN_BOND - 1)
		.endow(enough.clone(), ED + REGISTRATION + MIN_BOND)
		.build_and_execute(|| {
			// The account keeps its minimum balance beside the holds.
			assert_noop!(register(&short, MIN_BOND), E::CarrierLacksBond);
			assert_noop!(register(&stranger(), Balance::MAX), E::CarrierLacksBond);
			assert_ok!(register(&enough, MIN_BOND));
			assert_eq!(free_balance(&enough), ED);
		});
}

#[test]
fn register_should_hold_the_same_deposit_when_the_name_is_long_or_empty() {
	World::default().build_and_execute(|| {
		let long = "x".repeat(32).as_str().try_into().unwrap();
		assert_ok!(Registry::register(origin(&stranger()), long, MIN_BOND));
		assert_eq!(held(HoldReason::Registration, &stranger()), REGISTRATION);
		assert_ok!(Registry::register(origin(&council()), Name::default(), MIN_BOND));
		assert_eq!(held(HoldReason::Registration, &council()), REGISTRATION);
	});
}

#[test]
fn register_should_be_refused_when_nobody_signs() {
	World::default().build_and_execute(|| {
		for unsigned in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Registry::register(unsigned, Name::default(), MIN_BOND), BadOrigin);
		}
	});
}
