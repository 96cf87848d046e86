use super::*;
use frame_support::traits::Hooks;

fn integrity_test() {
	<Membership as Hooks<u64>>::integrity_test();
}

#[test]
fn integrity_test_should_pass_when_the_runtime_is_sound() {
	World::default().build().execute_with(integrity_test);
}

#[test]
#[should_panic(expected = "nobody could cancel a rotation")]
fn integrity_test_should_fail_when_rotations_do_not_wait() {
	World::default().build().execute_with(|| {
		RotationWaits::set(0);
		integrity_test();
	});
}

#[test]
#[should_panic(expected = "nobody could veto a recovery")]
fn integrity_test_should_fail_when_recoveries_do_not_wait() {
	World::default().build().execute_with(|| {
		RecoveryWaits::set(0);
		integrity_test();
	});
}

#[test]
#[should_panic(expected = "every attestation would be too long")]
fn integrity_test_should_fail_when_attestations_cannot_last() {
	World::default().build().execute_with(|| {
		LongestAttestation::set(0);
		integrity_test();
	});
}

#[test]
#[should_panic(expected = "no member could change its key")]
fn integrity_test_should_fail_when_members_have_one_account() {
	World::default().build().execute_with(|| {
		MostAccounts::set(1);
		integrity_test();
	});
}

#[test]
#[should_panic(expected = "records would fill the state for nothing")]
fn integrity_test_should_fail_when_records_cost_nothing() {
	World::default().build().execute_with(|| {
		StorageIsFree::set(true);
		integrity_test();
	});
}
