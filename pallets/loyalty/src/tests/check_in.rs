use super::*;
use souk_primitives::PointsObserver;

#[test]
fn check_in_should_award_points_when_the_member_is_known() {
	World::default().build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		let (program, rule, member) = (PROGRAM, CHECK_IN, ALICE);
		assert_eq!(
			take_events(),
			vec![Ev::PointsEarned { program, rule, member, points: 5, netted: 0 }]
		);
		// Earned in epoch 1, to end when epoch 13 begins.
		assert_eq!(lots(ALICE), vec![at(13, 5)]);
		assert_eq!(ledger().book.ring.total(), 5);
		assert_eq!(ledger().records, Records { count: 2, deposits: ACCOUNT + TALLY });
		assert_eq!(held(HoldReason::Records, &operator()), ACCOUNT + TALLY);
		assert_eq!(held(HoldReason::Backing, &operator()), 4);
		assert_eq!(free_balance(&alice()), ENDOWMENT);
		// The rule is not ranked.
		assert_eq!(Heard::take(), vec![]);
	});
}

#[test]
fn check_in_should_tell_the_listener_when_the_rule_is_ranked() {
	World::default().rule(CHECK_IN, |rule| rule.ranked = true).build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		assert_eq!(Heard::take(), vec![(ranked(CHECK_IN, ALICE, 5, None), false)]);
	});
}

#[test]
fn check_in_should_award_points_when_the_listener_fails() {
	World::default().rule(CHECK_IN, |rule| rule.ranked = true).build_and_execute(|| {
		ListenerFails::set(true);
		assert_ok!(check_in(&alice()));
		assert_eq!(spendable(ALICE), 5);
		let failed = Ev::ObserverFailed {
			points: ranked(CHECK_IN, ALICE, 5, None),
			revoked: false,
			error: DispatchError::Other("the board is full").strip(),
		};
		let last = take_events().pop().map(|event| match event {
			Ev::ObserverFailed { points, revoked, error } => {
				Ev::ObserverFailed { points, revoked, error: error.strip() }
			},
			other => other,
		});
		assert_eq!(last, Some(failed));
		// What it had written is undone.
		assert!(!frame_support::storage::unhashed::exists(b"board"));
	});
}

/// The text of an error is not stored.
trait Strip {
	fn strip(self) -> DispatchError;
}
impl Strip for DispatchError {
	fn strip(self) -> DispatchError {
		match self {
			DispatchError::Other(_) => DispatchError::Other(""),
			other => other,
		}
	}
}

#[test]
fn check_in_should_be_refused_when_it_was_a_short_while_ago() {
	World::default().build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		wait(12 * HOUR - 1);
		assert_noop!(check_in(&alice()), E::CoolingDown);
		assert_ok!(check_in(&bob()));
		wait(1);
		assert_ok!(check_in(&alice()));
		assert_eq!(spendable(ALICE), 10);
	});
}

#[test]
fn check_in_should_be_refused_when_a_limit_is_reached() {
	let limited = Limits { per_subject: Some(12), overall: Some(19), budget: 30, ..limits() };
	World::default().rule(CHECK_IN, |rule| rule.limits = limited).build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		assert_ok!(check_in(&alice()));
		assert_noop!(check_in(&alice()), E::SubjectCapReached);
		assert_ok!(check_in(&bob()));
		assert_noop!(check_in(&bob()), E::OverallCapReached);
		set_time(T0 + DAY - 1);
		assert_noop!(check_in(&bob()), E::OverallCapReached);
		set_time(T0 + DAY);
		for who in [alice(), bob(), carol()] {
			assert_ok!(check_in(&who));
		}
		wait(DAY);
		assert_noop!(check_in(&alice()), E::BudgetSpent);
	});
}

#[test]
fn check_in_should_be_limited_by_the_person_when_it_becomes_another_member() {
	World::default().build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		let again = Person {
			member: MemberId(999),
			subject: Some(subject_of(ALICE)),
			assurance: Assurance::Person,
		};
		People::mutate(|people| people.insert(account(77), again));
		assert_noop!(check_in(&account(77)), E::CoolingDown);
		wait(12 * HOUR);
		assert_ok!(check_in(&account(77)));
		assert_eq!((spendable(ALICE), spendable(MemberId(999))), (5, 5));
	});
}

#[test]
fn check_in_should_be_refused_when_it_is_not_sure_who_it_is() {
	World::default().build_and_execute(|| {
		assert_noop!(check_in(&stranger()), E::NotMember);
		let unknown = Person { member: MemberId(4), subject: None, assurance: Assurance::None };
		People::mutate(|people| people.insert(stranger(), unknown.clone()));
		assert_noop!(check_in(&stranger()), E::NoSubject);
		let unsure = Person { subject: Some(H256::repeat_byte(9)), ..unknown };
		People::mutate(|people| people.insert(stranger(), unsure.clone()));
		assert_noop!(check_in(&stranger()), E::AssuranceTooLow);
		let sure = Person { assurance: Assurance::Attested, ..unsure };
		People::mutate(|people| people.insert(stranger(), sure));
		assert_ok!(check_in(&stranger()));
	});
}

#[test]
fn check_in_should_be_refused_when_the_rule_is_for_something_else() {
	World::default().build_and_execute(|| {
		let by = || origin(&alice());
		for rule in [PURCHASE, TASK, REVIEW, REFERRAL] {
			assert_noop!(check_in_by(by(), PROGRAM, rule), E::WrongTrigger);
		}
		assert_noop!(check_in_by(by(), PROGRAM, 99), E::UnknownRule);
		assert_noop!(check_in_by(by(), ProgramId(9), CHECK_IN), E::UnknownProgram);
		assert_noop!(check_in_by(RuntimeOrigin::root(), PROGRAM, CHECK_IN), BadOrigin);
	});
}

#[test]
fn check_in_should_be_refused_when_nobody_can_pay_for_the_record() {
	World::default().record_budget(ACCOUNT + TALLY - 1).build_and_execute(|| {
		assert_noop!(check_in(&alice()), E::RecordBudgetSpent);
	});
	World::default().build_and_execute(|| {
		empty(&operator());
		assert_noop!(check_in(&alice()), E::OperatorLacksDeposit);
	});
}

#[test]
fn points_should_last_for_ever_when_the_program_says_so() {
	World::default().terms(|terms| terms.lifetime = Lifetime::Perpetual).build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		wait_epochs(1_000);
		assert_eq!(spendable(ALICE), 5);
		assert_eq!(lots(ALICE), vec![Lot { expiry: Expiry::Never, points: 5 }]);
	});
}

#[test]
fn check_in_should_weigh_less_when_it_is_routine() {
	type Weights = <Test as Config>::WeightInfo;
	let again = || Loyalty::check_in(origin(&alice()), PROGRAM, CHECK_IN);
	let weight = || again().unwrap().actual_weight.unwrap();
	let (dear, cheap) = (Weights::check_in(), Weights::check_in_again());
	assert!(cheap.ref_time() < dear.ref_time());
	World::default().build_and_execute(|| {
		// Records are made and paid for; then there are some, but points have to be backed.
		assert_eq!(weight(), dear);
		wait_epochs(1);
		assert_eq!(weight(), dear);
		assert_ok!(Loyalty::set_float(origin(&operator()), PROGRAM, 100));
		wait_epochs(1);
		let before = (ledger(), held(HoldReason::Records, &operator()), free_balance(&operator()));
		assert_eq!(weight(), cheap);
		let after = (ledger(), held(HoldReason::Records, &operator()), free_balance(&operator()));
		assert_eq!((after.0.backing, after.1, after.2), (before.0.backing, before.1, before.2));
		// Points of the first epoch are over: that is told, and costs more.
		wait_epochs(11);
		assert_eq!(weight(), dear);
		// Who is refused pays for what was looked at.
		let refused = again().unwrap_err();
		assert_eq!(refused.error, E::CoolingDown.into());
		assert_eq!(refused.post_info.actual_weight, Some(dear));
	});
	World::default().rule(CHECK_IN, |rule| rule.ranked = true).build_and_execute(|| {
		let told = <Test as Config>::Observer::weight();
		assert!(told.ref_time() > 0);
		assert_eq!(weight(), dear.saturating_add(told));
	});
}
