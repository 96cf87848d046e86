use super::*;

fn register(who: &AccountId, signers: &[Key], threshold: u8) -> DispatchResult {
	let name = "WeChat Pay".try_into().unwrap();
	Registry::register(origin(who), name, keys(signers), threshold)
}

#[test]
fn register_should_store_a_proposed_gateway_and_hold_a_deposit_when_it_is_sound() {
	World::default().build_and_execute(|| {
		assert_ok!(register(&stranger(), &[sr(), ec()], 2));
		assert_eq!(
			Gateways::<Test>::get(GatewayId(2)).unwrap(),
			Gateway {
				operator: stranger(),
				name: "WeChat Pay".try_into().unwrap(),
				keys: keys(&[sr(), ec()]),
				threshold: 2,
				rates: rates(&[]),
				bond: 0,
				exposure: 0,
				status: GatewayStatus::Proposed,
				deposit: REGISTRATION,
				records: Records { count: 0, deposits: 0 },
			}
		);
		assert_eq!(NextGatewayId::<Test>::get(), GatewayId(3));
		assert_eq!(held(HoldReason::Registration, &stranger()), REGISTRATION);
		assert_eq!(free_balance(&stranger()), ENDOWMENT - REGISTRATION);
		assert_eq!(
			take_events(),
			vec![Ev::GatewayRegistered { gateway: GatewayId(2), operator: stranger() }]
		);
	});
}

#[test]
fn register_should_give_a_gateway_of_its_own_when_the_operator_has_one_already() {
	World::default().build_and_execute(|| {
		assert_ok!(register(&operator(), &[sr()], 1));
		assert_eq!(held(HoldReason::Registration, &operator()), 2 * REGISTRATION);
		assert_eq!(Gateways::<Test>::get(GatewayId(2)).unwrap().bond, 0);
	});
}

#[test]
fn register_should_be_refused_when_the_keys_cannot_reach_the_threshold() {
	World::default().build_and_execute(|| {
		assert_noop!(register(&stranger(), &[], 0), E::ThresholdOutOfRange);
		assert_noop!(register(&stranger(), &[], 1), E::ThresholdOutOfRange);
		assert_noop!(register(&stranger(), &[sr(), ed()], 0), E::ThresholdOutOfRange);
		assert_noop!(register(&stranger(), &[sr(), ed()], 3), E::ThresholdOutOfRange);
		assert_ok!(register(&stranger(), &[sr(), ed()], 2));
	});
}

#[test]
fn register_should_be_refused_when_a_key_is_listed_twice() {
	World::default().build_and_execute(|| {
		assert_noop!(register(&stranger(), &[sr(), ed(), sr()], 1), E::DuplicateKey);
		assert_noop!(register(&stranger(), &[ed(), ed()], 2), E::DuplicateKey);
	});
}

#[test]
fn register_should_take_as_many_keys_as_a_receipt_can_have_signatures_when_asked() {
	World::default().build_and_execute(|| {
		let all: Vec<_> = (0..MAX_GATEWAY_KEYS as u8).map(account).collect();
		let name = "Many".try_into().unwrap();
		let all = all.try_into().unwrap();
		assert_ok!(Registry::register(origin(&stranger()), name, all, 16));
		assert_eq!(held(HoldReason::Registration, &stranger()), REGISTRATION);
	});
}

#[test]
fn register_should_be_refused_when_the_deposit_cannot_be_held() {
	let (short, enough) = (account(61), account(62));
	World::default()
		.endow(short.clone(), ED + REGISTRATION - 1)
		.endow(enough.clone(), ED + REGISTRATION)
		.build_and_execute(|| {
			// The account keeps its minimum balance beside the hold.
			assert_noop!(register(&short, &[sr()], 1), E::OperatorLacksDeposit);
			assert_ok!(register(&enough, &[sr()], 1));
			assert_eq!(free_balance(&enough), ED);
		});
}

#[test]
fn register_should_be_refused_when_the_ids_are_used_up() {
	World::default().build_and_execute(|| {
		NextGatewayId::<Test>::put(GatewayId(u64::MAX));
		assert_noop!(register(&stranger(), &[sr()], 1), E::IdsExhausted);
	});
}

#[test]
fn register_should_be_refused_when_nobody_signs() {
	World::default().build_and_execute(|| {
		let name = || "Root".try_into().unwrap();
		for unsigned in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Registry::register(unsigned, name(), keys(&[sr()]), 1), BadOrigin);
		}
	});
}
