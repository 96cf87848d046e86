use super::*;

/// Spoils a sound state, and tells what the checks say to it.
fn spoiled(spoil: impl FnOnce()) -> &'static str {
	World::default().build().execute_with(|| {
		assert_ok!(accept(&paid()));
		assert_ok!(Registry::do_try_state());
		spoil();
		match Registry::do_try_state() {
			Err(sp_runtime::TryRuntimeError::Other(message)) => message,
			other => panic!("{other:?}"),
		}
	})
}

fn change(change: impl FnOnce(&mut GatewayOf<Test>)) {
	Gateways::<Test>::mutate(GATEWAY, |slot| change(slot.as_mut().unwrap()));
}

#[test]
fn try_state_should_fail_when_an_id_was_never_given_out() {
	assert_eq!(
		spoiled(|| NextGatewayId::<Test>::put(GatewayId(1))),
		"a gateway's id was never given out"
	);
}

#[test]
fn try_state_should_fail_when_keys_are_unsound() {
	let message = "the keys of a gateway are unsound";
	assert_eq!(spoiled(|| change(|gateway| gateway.threshold = 0)), message);
	assert_eq!(spoiled(|| change(|gateway| gateway.threshold = 4)), message);
	assert_eq!(spoiled(|| change(|gateway| gateway.keys = keys(&[sr(), sr()]))), message);
}

#[test]
fn try_state_should_fail_when_rates_are_unsound() {
	let message = "the rates of a gateway are unsound";
	for unsound in [vec![rate("CNY", 0)], vec![rate("cny", 1)], vec![rate("CNY", 1); 2]] {
		assert_eq!(spoiled(|| change(|gateway| gateway.rates = rates(&unsound))), message);
	}
}

#[test]
fn try_state_should_fail_when_a_proposed_gateway_vouches() {
	let message = "a gateway vouches that was never approved";
	let proposed = GatewayStatus::Proposed;
	assert_eq!(spoiled(|| change(|gateway| gateway.status = proposed)), message);
	let exposed = || {
		change(|gateway| {
			(gateway.status, gateway.rates, gateway.exposure) = (proposed, rates(&[]), 1);
		})
	};
	assert_eq!(spoiled(exposed), message);
}

#[test]
fn try_state_should_fail_when_a_receipt_has_no_gateway() {
	let orphan = || {
		Receipts::<Test>::mutate(key_of(&paid()), |slot| slot.as_mut().unwrap().gateway = NOBODY)
	};
	assert_eq!(spoiled(orphan), "a receipt outlived its gateway");
}

#[test]
fn try_state_should_fail_when_a_receipt_is_not_booked() {
	let message = "a receipt is not counted or not paid for";
	assert_eq!(spoiled(|| change(|gateway| gateway.records.count = 0)), message);
	assert_eq!(spoiled(|| change(|gateway| gateway.records.deposits -= 1)), message);
}

#[test]
fn try_state_should_fail_when_holds_are_not_what_is_booked() {
	let message = "the bonds and deposits on record are not what is held";
	assert_eq!(spoiled(|| change(|gateway| gateway.bond += 1)), message);
	assert_eq!(spoiled(|| change(|gateway| gateway.deposit -= 1)), message);
	assert_eq!(spoiled(|| change(|gateway| gateway.records.deposits += 1)), message);
}

#[test]
fn try_state_should_pass_when_a_compensation_took_the_bond_below_the_exposure() {
	World::default().bond(3_000).build_and_execute(|| {
		assert_eq!(expose("CNY", 2_000), Ok(3_000));
		assert_ok!(compensate(&stranger(), 3_000));
	});
}
