//! What people try who want more than they should have.

use super::*;

/// Somebody comes again as another member, or with another key.
fn come_again(account: AccountId, member: MemberId, subject: Option<MemberId>) {
	let subject = subject.map(subject_of);
	let person = Person { member, subject, assurance: Assurance::Person };
	People::mutate(|people| people.insert(account, person));
}

/// Alice's membership is closed, and she registers again.
const AGAIN: MemberId = MemberId(101);

fn close_and_register_again() {
	People::mutate(|people| people.remove(&alice()));
	come_again(alice(), AGAIN, Some(ALICE));
}

/// Alice's key is rotated: she is the same member, from another account.
fn rotate() -> AccountId {
	let account = account(99);
	People::mutate(|people| people.remove(&alice()));
	come_again(account.clone(), ALICE, Some(ALICE));
	account
}

#[test]
fn refund_of_a_refund_should_take_nothing_twice_when_it_is_told_in_any_order() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(settle(ORDER));
		do_tasks(&alice(), ALICE, 2);
		for cumulative in [400, 400, 100, 0, 400, 700, 400, 700] {
			assert_ok!(refund(ORDER, cumulative));
		}
		assert_eq!((spendable(ALICE), book(ALICE).debt), (70, 0));
		// What went back to the buyer, and back to the merchant, is not in the figures: they only grow.
		for cumulative in [1_000, 300, 1_000, u128::MAX] {
			assert_ok!(refund(ORDER, cumulative));
		}
		assert_eq!((spendable(ALICE), book(ALICE).debt), (40, 0));
		assert_eq!((earning(ORDER).clawed, earning(ORDER).left()), (100, 0));
	});
}

#[test]
fn return_of_a_return_should_bring_nothing_back_twice_when_it_is_told_in_any_order() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 5);
		assert_ok!(reserve(ORDER, &alice(), 100));
		Loyalty::capture(ORDER);
		// 800 are left to pay.
		for refunded in [400, 400, 100, 0, 400] {
			Loyalty::release(ORDER, Undone::Refunded(refunded));
		}
		assert_eq!(spendable(ALICE), 50);
		Loyalty::release(ORDER, Undone::All);
		Loyalty::release(ORDER, Undone::All);
		Loyalty::release(ORDER, Undone::Refunded(u128::MAX));
		assert_eq!(spendable(ALICE), 100);
	});
}

#[test]
fn partial_refunds_should_sum_to_the_whole_when_there_are_many() {
	for settled in [false, true] {
		World::default().build_and_execute(|| {
			assert_ok!(buy(ORDER, &alice(), 997));
			if settled {
				assert_ok!(settle(ORDER));
			}
			for cumulative in 1..=997 {
				assert_ok!(refund(ORDER, cumulative));
				// As much as one refund of all this takes.
				let taken = (99 * cumulative).div_ceil(997);
				assert_eq!(earning(ORDER).clawed, taken);
				let view = Loyalty::view_balance(PROGRAM, ALICE);
				assert_eq!(view.spendable + view.pending, 99 - taken);
			}
			assert_eq!(ledger().outstanding(), 0);
		});
	}
}

#[test]
fn refund_should_leave_a_debt_when_the_points_have_expired() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(settle(ORDER));
		wait_epochs(12);
		assert_eq!(spendable(ALICE), 0);
		take_events();
		assert_ok!(refund(ORDER, 500));
		let (program, member, order) = (PROGRAM, ALICE, ORDER);
		let taken = Ev::PointsTakenBack { program, member, order, points: 50, debt: 50 };
		assert!(take_events().contains(&taken));
		// She had them for as long as they lived. What she earns next is what she earned for nothing.
		do_tasks(&alice(), ALICE, 3);
		assert_eq!(lots(ALICE), vec![at(25, 10)]);
	});
}

#[test]
fn refund_should_take_other_lots_when_those_it_earned_have_expired() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(settle(ORDER));
		wait_epochs(6);
		do_tasks(&alice(), ALICE, 3);
		wait_epochs(6);
		assert_ok!(refund(ORDER, 500));
		assert_eq!((lots(ALICE), book(ALICE).debt), (vec![at(19, 10)], 0));
	});
}

#[test]
fn claim_should_be_accepted_once_when_it_comes_in_again_in_any_way() {
	World::default().build_and_execute(|| {
		let claim = task_of(ALICE, 1);
		assert_ok!(submit(&alice(), claim));
		assert_noop!(submit(&alice(), claim), E::ClaimAlreadyUsed);
		let account = rotate();
		assert_noop!(submit(&account, claim), E::ClaimAlreadyUsed);
		close_and_register_again();
		assert_noop!(submit(&alice(), claim), E::ClaimAlreadyUsed);
		// When it has expired it may be forgotten; then it is refused for that.
		set_time(claim.deadline);
		let list = vec![Stale::Claim(claim.key())].try_into().unwrap();
		assert_ok!(Loyalty::prune(origin(&bob()), PROGRAM, list));
		assert_noop!(submit(&alice(), claim), E::ClaimExpired);
	});
}

#[test]
fn claim_should_be_refused_when_a_former_attestor_signs() {
	World::default().build_and_execute(|| {
		let other = sp_keyring::Sr25519Keyring::Eve;
		let attestors = vec![other.to_account_id()].try_into().unwrap();
		let rule = TestRule { attestors, ..task_rule() };
		assert_ok!(Loyalty::edit_rule(origin(&operator()), PROGRAM, TASK, rule));
		assert_ok!(submit(&alice(), task_of(ALICE, 1)));
		wait_epochs(1);
		assert_noop!(submit(&alice(), task_of(ALICE, 2)), E::NotAttestor);
	});
}

#[test]
fn key_should_not_double_what_a_person_gets_when_it_is_rotated() {
	let world = World::default()
		.rule(TASK, |rule| rule.limits.per_subject = Some(20))
		.rule(PURCHASE, |rule| rule.limits.per_subject = Some(100));
	world.build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		assert_ok!(submit(&alice(), task_of(ALICE, 1)));
		assert_ok!(buy(ORDER, &alice(), 1_000));
		do_tasks(&bob(), BOB, 1);
		assert_ok!(gift(&bob(), &alice(), 20));
		assert_ok!(gift(&alice(), &bob(), 45));
		let account = rotate();
		assert_noop!(check_in(&account), E::CoolingDown);
		assert_noop!(submit(&account, task_of(ALICE, 2)), E::SubjectCapReached);
		assert_ok!(buy(OTHER_ORDER, &account, 1_000));
		assert!(!Earnings::<Test>::contains_key(OTHER_ORDER));
		assert_ok!(settle(ORDER));
		assert_noop!(gift(&account, &bob(), 56), E::GiftLimitReached);
		// And the old key is nobody's.
		assert_noop!(check_in(&alice()), E::NotMember);
		assert_noop!(gift(&alice(), &bob(), 1), E::NotMember);
		assert_ok!(gift(&account, &bob(), 55));
	});
}

#[test]
fn registering_again_should_not_double_what_a_person_gets_when_rules_have_limits() {
	let world = World::default()
		.rule(TASK, |rule| rule.limits.per_subject = Some(20))
		.rule(PURCHASE, |rule| rule.limits.per_subject = Some(100));
	world.build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		assert_ok!(submit(&alice(), task_of(ALICE, 1)));
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(gift(&alice(), &bob(), 25));
		close_and_register_again();
		assert_noop!(check_in(&alice()), E::CoolingDown);
		let claim = Claim { subject: subject_of(ALICE), ..task_of(AGAIN, 2) };
		assert_noop!(submit(&alice(), claim), E::SubjectCapReached);
		assert_ok!(buy(OTHER_ORDER, &alice(), 1_000));
		assert!(!Earnings::<Test>::contains_key(OTHER_ORDER));
		// What was the old member's is not the new one's, and its orders end well all the same.
		assert_eq!(spendable(AGAIN), 0);
		assert_ok!(settle(ORDER));
		assert_eq!((spendable(ALICE), spendable(AGAIN)), (100, 0));
		assert_noop!(reserve(OrderId(3), &alice(), 10), E::TooFewPoints);
		assert_ok!(refund(ORDER, 1_000));
		assert_ok!(close(ORDER));
		assert!(!Accounts::<Test>::contains_key(PROGRAM, ALICE));
	});
}

#[test]
fn registering_again_should_leave_no_way_around_when_a_debt_is_left_behind() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(settle(ORDER));
		assert_ok!(gift(&alice(), &bob(), 100));
		close_and_register_again();
		assert_ok!(refund(ORDER, 1_000));
		assert_eq!(book(ALICE).debt, 100);
		// Nothing more can be given away in this epoch under the new name.
		wait(DAY);
		assert_ok!(check_in(&alice()));
		assert_noop!(gift(&alice(), &bob(), 1), E::GiftLimitReached);
	});
}
