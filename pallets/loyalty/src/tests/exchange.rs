//! What moves points to another program; the agreements about it are another pallet's, and tested there.

use super::*;
use souk_primitives::ProgramBrief;

fn carry(from: ProgramId, to: ProgramId, points: Points) -> DispatchResult {
	let rate = FixedU128::from_u32(1);
	let carry = Carry { from, to, who: &alice(), points, rate };
	frame_support::storage::with_storage_layer(|| Loyalty::carry(&carry)).map(|_| ())
}

/// The other program.
const OTHER: ProgramId = ProgramId(1);

fn create(change: impl FnOnce(&mut Terms)) {
	let name = "Other".try_into().unwrap();
	let mut terms = terms();
	change(&mut terms);
	let by = origin(&stranger());
	assert_ok!(Loyalty::create_program(by, name, terms, redemption(), 0));
}

#[test]
fn carry_should_be_refused_when_it_goes_nowhere() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		assert_noop!(carry(PROGRAM, PROGRAM, 1), E::SameProgram);
		assert_noop!(carry(PROGRAM, OTHER, 1), E::UnknownProgram);
		assert_noop!(carry(OTHER, PROGRAM, 1), E::UnknownProgram);
		assert_noop!(carry(PROGRAM, PROGRAM, 0), E::ZeroPoints);
	});
}

#[test]
fn carry_should_pay_the_debt_there_first_when_the_member_owes() {
	World::default().build_and_execute(|| {
		create(|_| ());
		do_tasks(&alice(), ALICE, 2);
		assert_ok!(carry(PROGRAM, OTHER, 40));
		assert_ok!(buy(ORDER, &alice(), 300));
		assert_ok!(settle(ORDER));
		assert_ok!(gift(&alice(), &bob(), 30));
		assert_ok!(refund(ORDER, 300));
		assert_eq!(book(ALICE).debt, 30);
		let rate = FixedU128::from_u32(1);
		let carry = Carry { from: OTHER, to: PROGRAM, who: &alice(), points: 40, rate };
		let carried = Loyalty::carry(&carry).unwrap();
		assert_eq!((carried.arrived, carried.netted, spendable(ALICE)), (40, 30, 10));
		// What was paid off needs no backing here; its worth is the program's all the same.
		assert_eq!((carried.worth, carried.passed), (60, 30));
	});
}

#[test]
fn carry_should_pay_the_debt_with_what_ends_soonest_when_there_are_several() {
	World::default().build_and_execute(|| {
		create(|_| ());
		do_tasks(&alice(), ALICE, 1);
		wait_epochs(1);
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(carry(PROGRAM, OTHER, 40));
		assert_ok!(buy(ORDER, &alice(), 300));
		assert_ok!(settle(ORDER));
		assert_ok!(gift(&alice(), &bob(), 30));
		assert_ok!(refund(ORDER, 300));
		assert_ok!(carry(OTHER, PROGRAM, 40));
		// Twenty of each end came, and 30 were owed.
		assert_eq!(lots(ALICE), vec![at(14, 10)]);
	});
}

#[test]
fn carry_should_take_what_never_ends_when_it_does_where_it_goes() {
	World::default().terms(|terms| terms.lifetime = Lifetime::Perpetual).build_and_execute(|| {
		create(|_| ());
		do_tasks(&alice(), ALICE, 2);
		assert_ok!(carry(PROGRAM, OTHER, 20));
		let account = Accounts::<Test>::get(OTHER, ALICE).unwrap();
		assert_eq!(account.book.ring.lots().collect::<Vec<_>>(), vec![at(12, 20)]);
		// And what ends does not become what never does.
		assert_noop!(carry(OTHER, PROGRAM, 1), E::TooFewPoints);
	});
}

#[test]
fn carry_should_know_the_halts_that_were_made_up_for_when_ends_are_compared() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(Loyalty::extend_expiry(RuntimeOrigin::root(), now() - DAY, now()));
		// Its epochs begin as the first one's would without the halt: a day earlier.
		create(|_| ());
		assert_ok!(carry(PROGRAM, OTHER, 10));
		let ends = |program| Loyalty::view_expiring(program, ALICE)[0].at.unwrap();
		assert_eq!(ends(PROGRAM), T0 + 12 * EPOCH + DAY);
		assert_eq!(ends(OTHER), T0 + 12 * EPOCH);
		assert_ok!(carry(OTHER, PROGRAM, 5));
		assert_eq!(lots(ALICE), vec![at(12, 5), at(13, 10)]);
	});
}

#[test]
fn brief_should_say_what_a_program_is_when_it_has_not_closed() {
	World::default().build_and_execute(|| {
		let (operator, value) = (operator(), terms().value);
		let brief = ProgramBrief { operator: operator.clone(), value, perpetual: false };
		assert_eq!(Loyalty::brief(PROGRAM), Some(brief));
		assert_eq!(Loyalty::brief(OTHER), None);
		create(|terms| terms.lifetime = Lifetime::Perpetual);
		assert!(Loyalty::brief(OTHER).unwrap().perpetual);
		assert_ok!(Loyalty::wind_down(origin(&operator), PROGRAM));
		assert!(Loyalty::brief(PROGRAM).is_some());
		wait(2 * DAY);
		assert_ok!(Loyalty::close_program(origin(&operator), PROGRAM));
		assert_eq!(Loyalty::brief(PROGRAM), None);
	});
}
