use super::*;
use frame_support::traits::Hooks;

#[test]
fn integrity_test_should_pass_when_the_runtime_is_sound() {
	World::default().build().execute_with(<Registry as Hooks<u64>>::integrity_test);
}

#[test]
#[should_panic(expected = "every receipt would be too old")]
fn integrity_test_should_fail_when_receipts_are_never_accepted() {
	World::default().build().execute_with(|| {
		AcceptedFor::set(0);
		<Registry as Hooks<u64>>::integrity_test();
	});
}

#[test]
#[should_panic(expected = "receipts would fill the state for nothing")]
fn integrity_test_should_fail_when_receipts_cost_nothing() {
	World::default().build().execute_with(|| {
		StorageIsFree::set(true);
		<Registry as Hooks<u64>>::integrity_test();
	});
}

#[test]
#[should_panic(expected = "a receipt that every key signed needs")]
fn integrity_test_should_fail_when_a_block_cannot_hold_a_receipt() {
	World::default().build().execute_with(|| {
		SlowSignatures::set(true);
		<Registry as Hooks<u64>>::integrity_test();
	});
}
