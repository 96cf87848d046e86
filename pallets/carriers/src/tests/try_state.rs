use super::*;

/// Spoils a sound state, and tells what the checks say to it.
fn spoiled(spoil: impl FnOnce()) -> &'static str {
	World::default().build().execute_with(|| {
		assert_ok!(request(&rival(), "401234999"));
		obtain(&stranger(), "401234");
		obtain(&carrier(), "401235");
		assert_ok!(Registry::do_try_state());
		spoil();
		match Registry::do_try_state() {
			Err(sp_runtime::TryRuntimeError::Other(message)) => message,
			other => panic!("{other:?}"),
		}
	})
}

fn change(change: impl FnOnce(&mut CarrierOf<Test>)) {
	Carriers::<Test>::mutate(carrier(), |slot| change(slot.as_mut().unwrap()));
}

fn change_key(key: AccountId, change: impl FnOnce(&mut KeyOf<Test>)) {
	Keys::<Test>::mutate(carrier(), key, |slot| change(slot.as_mut().unwrap()));
}

fn change_prefix(owner: AccountId, digits: &str, change: impl FnOnce(&mut PrefixOf<Test>)) {
	Prefixes::<Test>::mutate(owner, prefix(digits), |slot| change(slot.as_mut().unwrap()));
}

/// Moves the record of a prefix to another one.
fn rename(owner: AccountId, from: &str, to: CompanyPrefix) {
	let record = Prefixes::<Test>::take(&owner, prefix(from)).unwrap();
	Prefixes::<Test>::insert(owner, to, record);
}

#[test]
fn try_state_should_fail_when_keys_are_not_counted_right() {
	let message = "a carrier does not count its keys right";
	assert_eq!(spoiled(|| change(|carrier| carrier.keys = 1)), message);
	assert_eq!(spoiled(|| change(|carrier| carrier.keys = 3)), message);
	assert_eq!(spoiled(|| Keys::<Test>::remove(carrier(), agent())), message);
}

#[test]
fn try_state_should_fail_when_a_key_has_no_carrier() {
	let orphan = || {
		let key = Keys::<Test>::get(carrier(), agent()).unwrap();
		Keys::<Test>::insert(stranger(), agent(), key);
	};
	assert_eq!(spoiled(orphan), "a key outlived its carrier");
}

#[test]
fn try_state_should_fail_when_a_carrier_is_its_own_key() {
	let own = || {
		let key = Keys::<Test>::take(carrier(), agent()).unwrap();
		Keys::<Test>::insert(carrier(), carrier(), key);
	};
	assert_eq!(spoiled(own), "a carrier is a key of itself");
}

#[test]
fn try_state_should_fail_when_scopes_are_unsound() {
	let message = "the scopes of a key are unsound";
	assert_eq!(spoiled(|| change_key(agent(), |key| key.scopes = scopes(&[]))), message);
	assert_eq!(spoiled(|| change_key(device(), |key| key.scopes = Scopes::ALL)), message);
	assert_eq!(spoiled(|| change_key(agent(), |key| key.role = Role::Device)), message);
}

#[test]
fn try_state_should_fail_when_a_prefix_is_none() {
	let message = "a prefix is none";
	for bad in [
		CompanyPrefix { number: 1, digits: 3 },
		CompanyPrefix { number: 1, digits: 13 },
		CompanyPrefix { number: 12_345, digits: 4 },
	] {
		assert_eq!(spoiled(|| rename(rival(), "401234999", bad)), message);
		assert_eq!(spoiled(|| rename(stranger(), "401234", bad)), message);
	}
}

#[test]
fn try_state_should_fail_when_a_prefix_is_registered_twice() {
	let twice = || {
		rename(rival(), "401234999", prefix("401234"));
		change_prefix(rival(), "401234", |record| record.status = PrefixStatus::Approved);
	};
	assert_eq!(spoiled(twice), "a prefix is registered twice");
}

#[test]
fn try_state_should_fail_when_a_prefix_begins_with_another_one() {
	let message = "a prefix begins with another one";
	let longer =
		|| change_prefix(rival(), "401234999", |record| record.status = PrefixStatus::Approved);
	assert_eq!(spoiled(longer), message);
	let shorter = || {
		rename(rival(), "401234999", prefix("4012"));
		change_prefix(rival(), "4012", |record| record.status = PrefixStatus::Approved);
	};
	assert_eq!(spoiled(shorter), message);
}

#[test]
fn try_state_should_fail_when_a_node_is_wrong() {
	let message = "a node is not what the registered prefixes say";
	let set = |digits: &str, node| Nodes::<Test>::insert(prefix(digits), node);
	assert_eq!(spoiled(|| set("4012", Node::Branch(1))), message);
	assert_eq!(spoiled(|| set("40123", Node::Branch(3))), message);
	assert_eq!(spoiled(|| set("40123", Node::Owned(stranger()))), message);
	assert_eq!(spoiled(|| set("401234", Node::Owned(carrier()))), message);
	assert_eq!(spoiled(|| set("401234", Node::Branch(1))), message);
	// What is only asked for has none.
	assert_eq!(spoiled(|| set("401234999", Node::Owned(rival()))), message);
	assert_eq!(spoiled(|| set("9521", Node::Branch(0))), message);
}

#[test]
fn try_state_should_fail_when_a_node_is_missing() {
	for digits in ["401234", "401235", "40123", "4012"] {
		let message = spoiled(|| Nodes::<Test>::remove(prefix(digits)));
		assert_eq!(message, "a registered prefix lacks a node");
	}
}

#[test]
fn try_state_should_fail_when_holds_are_not_what_is_booked() {
	let message = "the bonds and deposits on record are not what is held";
	assert_eq!(spoiled(|| change(|carrier| carrier.bond += 1)), message);
	assert_eq!(spoiled(|| change(|carrier| carrier.deposit -= 1)), message);
	assert_eq!(spoiled(|| change_key(agent(), |key| key.deposit += 1)), message);
	let more = |record: &mut PrefixOf<Test>| record.deposit += 1;
	assert_eq!(spoiled(|| change_prefix(stranger(), "401234", more)), message);
	assert_eq!(spoiled(|| change_prefix(rival(), "401234999", more)), message);
	// An account of which nothing is on record is not looked at; this one is a carrier.
	let gone = || Prefixes::<Test>::remove(rival(), prefix("401234999"));
	assert_eq!(spoiled(gone), message);
}

#[test]
fn try_state_should_pass_when_a_compensation_took_the_bond_below_the_exposure() {
	World::default().bond(3_000).build_and_execute(|| {
		assert_ok!(expose(3_000));
		assert_ok!(compensate(&stranger(), 3_000));
	});
}
