//! What can be done to a member, for every change of hands that can wait.

use super::*;

type Step = fn() -> DispatchResult;

fn request_proven() -> DispatchResult {
	// Each proof is used up once.
	wait(1);
	let to = control(&fresh(), None);
	let proof = Some(alices(&fresh()));
	Membership::request_rotation(origin(&alice()), to, None, proof)
}

fn recover_proven() -> DispatchResult {
	wait(1);
	let proof = Some(alices(&fresh()));
	Membership::recover(origin(&guardian()), ALICE, fresh(), None, proof)
}

fn cancel_by_controller() -> DispatchResult {
	cancel(&alice())
}

fn cancel_by_recovery() -> DispatchResult {
	cancel(&guardian())
}

fn finish_in_time() -> DispatchResult {
	wait(RECOVERY_DELAY);
	finish(&fresh())
}

fn close_it() -> DispatchResult {
	close(&alice())
}

const STEPS: [Step; 8] = [
	request,
	request_proven,
	recover,
	recover_proven,
	cancel_by_controller,
	cancel_by_recovery,
	finish_in_time,
	close_it,
];

fn check(row: Option<Step>, frozen: bool, expected: [Option<E>; 8]) {
	for (step, expected) in STEPS.into_iter().zip(expected) {
		World::default().endow(fresh(), ENDOWMENT).bound().build_and_execute(|| {
			if let Some(start) = row {
				assert_ok!(start());
			}
			if frozen {
				assert_ok!(freeze(&guardian()));
			}
			let before = member();
			let done = step();
			match expected {
				None => assert_eq!(done, Ok(())),
				Some(error) => {
					assert_eq!(done, Err(error.into()));
					assert_eq!(member(), before);
				},
			}
		});
	}
}

const OK: Option<E> = None;
const PENDING: Option<E> = Some(E::RotationPending);
const NONE: Option<E> = Some(E::NoRotation);
const FROZEN: Option<E> = Some(E::MemberIsFrozen);
const PROVEN: Option<E> = Some(E::RotationProven);

#[test]
fn member_should_do_what_the_table_says_when_it_is_active() {
	// Request, the same with a proof, recover, the same with a proof, cancel by the controller, cancel
	// by the recovery account, finish, close.
	check(None, false, [OK, OK, OK, OK, NONE, NONE, NONE, OK]);
	check(Some(request), false, [PENDING, OK, OK, OK, OK, OK, OK, PENDING]);
	check(
		Some(request_proven),
		false,
		[PENDING, PENDING, PENDING, PENDING, OK, PROVEN, OK, PENDING],
	);
	check(Some(recover), false, [PENDING, OK, PENDING, OK, OK, OK, OK, PENDING]);
	check(
		Some(recover_proven),
		false,
		[PENDING, PENDING, PENDING, PENDING, PROVEN, OK, OK, PENDING],
	);
}

#[test]
fn member_should_do_what_the_table_says_when_it_is_frozen() {
	check(None, true, [FROZEN, OK, OK, OK, NONE, NONE, NONE, FROZEN]);
	check(Some(request), true, [FROZEN, OK, OK, OK, OK, OK, FROZEN, FROZEN]);
	check(Some(request_proven), true, [FROZEN, PENDING, PENDING, PENDING, OK, PROVEN, OK, FROZEN]);
	check(Some(recover), true, [FROZEN, OK, PENDING, OK, OK, OK, OK, FROZEN]);
	check(Some(recover_proven), true, [FROZEN, PENDING, PENDING, PENDING, PROVEN, OK, OK, FROZEN]);
}
