use super::*;
use frame_support::traits::Hooks;

fn integrity_test() {
	<Registry as Hooks<u64>>::integrity_test();
}

#[test]
fn integrity_test_should_pass_when_the_runtime_is_sound() {
	World::default().build().execute_with(integrity_test);
}

#[test]
#[should_panic(expected = "carriers would answer for nothing")]
fn integrity_test_should_fail_when_no_bond_is_needed() {
	World::default().build().execute_with(|| {
		LeastBond::set(0);
		integrity_test();
	});
}

#[test]
#[should_panic(expected = "no carrier could have a key")]
fn integrity_test_should_fail_when_no_keys_are_possible() {
	World::default().build().execute_with(|| {
		MostKeys::set(0);
		integrity_test();
	});
}

#[test]
#[should_panic(expected = "keys would be forgotten before what they claimed is judged")]
fn integrity_test_should_fail_when_keys_are_not_retained() {
	World::default().build().execute_with(|| {
		KeptFor::set(0);
		integrity_test();
	});
}

#[test]
#[should_panic(expected = "would fill the state for nothing")]
fn integrity_test_should_fail_when_records_cost_nothing() {
	World::default().build().execute_with(|| {
		StorageIsFree::set(true);
		integrity_test();
	});
}
