use super::*;

fn add(rule: TestRule) -> DispatchResult {
	Loyalty::add_rule(origin(&operator()), PROGRAM, rule)
}

fn edit(id: RuleId, rule: TestRule) -> DispatchResult {
	Loyalty::edit_rule(origin(&operator()), PROGRAM, id, rule)
}

fn retire(id: RuleId) -> DispatchResult {
	Loyalty::retire_rule(origin(&operator()), PROGRAM, id)
}

fn remove(id: RuleId) -> DispatchResult {
	Loyalty::remove_rule(origin(&operator()), PROGRAM, id)
}

/// A rule for being there that awards so many points.
fn worth(points: Points) -> TestRule {
	TestRule { formula: Formula::Flat(points), ..check_in_rule() }
}

fn check_in_to(id: RuleId) -> DispatchResult {
	check_in_by(origin(&alice()), PROGRAM, id)
}

#[test]
fn add_rule_should_be_in_force_from_the_next_epoch_on_when_it_is_sound() {
	World::default().build_and_execute(|| {
		let before = held(HoldReason::Program, &operator());
		assert_ok!(add(worth(9)));
		assert_eq!(take_events(), vec![Ev::RuleScheduled { program: PROGRAM, rule: 5, from: 2 }]);
		assert_eq!(held(HoldReason::Program, &operator()), before + Loyalty::rule_price());
		assert_eq!((program().rules, program().next_rule), (6, 6));
		set_time(T0 + EPOCH - 1);
		assert_noop!(check_in_to(5), E::UnknownRule);
		set_time(T0 + EPOCH);
		assert_ok!(check_in_to(5));
		assert_eq!(spendable(ALICE), 9);
		assert_eq!(ledger().awarded(5).window.version, 1);
	});
}

#[test]
fn add_rule_should_be_refused_when_it_is_unsound() {
	World::default().build_and_execute(|| {
		let with = |mut rule: TestRule, change: fn(&mut TestRule)| {
			change(&mut rule);
			add(rule)
		};
		let flat = |points| check_in_rule_with(Formula::Flat(points));
		assert_noop!(add(flat(0)), E::AwardOutOfRange);
		assert_noop!(add(flat(MAX_AWARD + 1)), E::AwardOutOfRange);
		let per_unit = Formula::PerUnit(FixedU128::from_u32(1));
		assert_noop!(add(check_in_rule_with(per_unit)), E::FormulaNeedsPurchase);
		assert_noop!(
			with(purchase_rule(), |rule| rule.formula = Formula::PerUnit(FixedU128::from_inner(0))),
			E::AwardOutOfRange
		);
		assert_noop!(with(task_rule(), |rule| rule.limits.window = 0), E::ZeroWindow);
		assert_noop!(with(check_in_rule(), |rule| rule.limits.cooldown = 0), E::CheckInNeedsLimit);
		assert_noop!(
			with(task_rule(), |rule| rule.attestors = Default::default()),
			E::AttestorsMissing
		);
		let twice = |rule: &mut TestRule| {
			rule.attestors = vec![account(1), account(2), account(1)].try_into().unwrap();
		};
		assert_noop!(with(task_rule(), twice), E::DuplicateAttestor);
		assert_noop!(
			with(check_in_rule(), |rule| rule.attestors = vec![account(1)].try_into().unwrap()),
			E::AttestorsNotUsed
		);
		assert_noop!(add(purchase_rule()), E::UnitHasRule);
		let other = Trigger::Purchase(Unit::Asset(USD + 1));
		assert_ok!(add(TestRule { trigger: other, ..purchase_rule() }));
	});
}

fn check_in_rule_with(formula: Formula) -> TestRule {
	TestRule { formula, ..check_in_rule() }
}

#[test]
fn add_rule_should_be_refused_when_there_are_as_many_as_can_be() {
	World::default().build_and_execute(|| {
		for _ in 5..MAX_RULES {
			assert_ok!(add(worth(1)));
		}
		assert_noop!(add(worth(1)), E::TooManyRules);
		assert_ok!(retire(63));
		assert_ok!(remove(63));
		// The number of one that is gone is not given again.
		assert_ok!(add(worth(1)));
		assert!(Rules::<Test>::contains_key(PROGRAM, 64));
	});
}

#[test]
fn rules_should_be_left_alone_when_the_caller_is_not_the_operator() {
	World::default().build_and_execute(|| {
		let by = || origin(&stranger());
		assert_noop!(Loyalty::add_rule(by(), PROGRAM, worth(1)), E::NotOperator);
		assert_noop!(Loyalty::edit_rule(by(), PROGRAM, CHECK_IN, worth(1)), E::NotOperator);
		assert_noop!(Loyalty::retire_rule(by(), PROGRAM, CHECK_IN), E::NotOperator);
		assert_noop!(Loyalty::remove_rule(by(), PROGRAM, CHECK_IN), E::NotOperator);
	});
}

#[test]
fn edit_rule_should_hold_from_the_next_epoch_on_when_it_is_sound() {
	World::default().build_and_execute(|| {
		assert_ok!(edit(CHECK_IN, worth(8)));
		assert_eq!(
			take_events(),
			vec![Ev::RuleScheduled { program: PROGRAM, rule: CHECK_IN, from: 2 }]
		);
		// The later edit takes the place of the earlier.
		assert_ok!(edit(CHECK_IN, worth(9)));
		set_time(T0 + EPOCH - 1);
		assert_ok!(check_in(&alice()));
		assert_eq!(spendable(ALICE), 5);
		set_time(T0 + EPOCH);
		assert_ok!(check_in(&bob()));
		assert_eq!(spendable(BOB), 9);
		// Both count: an edit begins no new budget.
		let awarded = ledger().awarded(CHECK_IN);
		assert_eq!((awarded.window.version, awarded.total), (2, 14));
	});
}

#[test]
fn edit_rule_should_be_refused_when_it_would_be_another_rule() {
	World::default().build_and_execute(|| {
		assert_noop!(edit(CHECK_IN, task_rule()), E::TriggerIsFixed);
		let other = Trigger::Purchase(Unit::Asset(USD + 1));
		assert_noop!(
			edit(PURCHASE, TestRule { trigger: other, ..purchase_rule() }),
			E::TriggerIsFixed
		);
		assert_noop!(edit(CHECK_IN, worth(0)), E::AwardOutOfRange);
		assert_noop!(edit(99, worth(1)), E::UnknownRule);
	});
}

#[test]
fn edit_rule_should_keep_what_a_person_got_when_the_window_changes() {
	World::default()
		.rule(CHECK_IN, |rule| {
			rule.limits = Limits { window: EPOCH, per_subject: Some(10), cooldown: 0, ..limits() };
		})
		.build_and_execute(|| {
			set_time(T0 + EPOCH - HOUR);
			let mut longer = worth(5);
			longer.limits =
				Limits { window: 3 * EPOCH, per_subject: Some(10), cooldown: 0, ..limits() };
			assert_ok!(edit(CHECK_IN, longer));
			assert_ok!(check_in(&alice()));
			wait(2 * HOUR);
			// The window of three epochs began before the one of one did.
			assert_ok!(check_in(&alice()));
			assert_noop!(check_in(&alice()), E::SubjectCapReached);
		});
}

#[test]
fn retire_rule_should_end_it_with_the_epoch_when_it_is_in_force() {
	World::default().build_and_execute(|| {
		assert_ok!(retire(CHECK_IN));
		assert_eq!(
			take_events(),
			vec![Ev::RuleRetired { program: PROGRAM, rule: CHECK_IN, from: 2 }]
		);
		assert_ok!(check_in(&alice()));
		assert_noop!(remove(CHECK_IN), E::RuleInForce);
		set_time(T0 + EPOCH);
		assert_noop!(check_in(&bob()), E::UnknownRule);
		assert_noop!(edit(CHECK_IN, worth(1)), E::UnknownRule);
		assert_noop!(retire(CHECK_IN), E::UnknownRule);
	});
}

#[test]
fn retire_rule_should_be_taken_back_when_an_edit_follows_in_time() {
	World::default().build_and_execute(|| {
		assert_ok!(retire(CHECK_IN));
		assert_ok!(edit(CHECK_IN, worth(7)));
		set_time(T0 + EPOCH);
		assert_ok!(check_in(&alice()));
		assert_eq!(spendable(ALICE), 7);
	});
}

#[test]
fn retire_rule_should_end_it_at_once_when_it_never_was_in_force() {
	World::default().build_and_execute(|| {
		assert_ok!(add(worth(9)));
		take_events();
		assert_ok!(retire(5));
		assert_eq!(take_events(), vec![Ev::RuleRetired { program: PROGRAM, rule: 5, from: 1 }]);
		assert_ok!(remove(5));
		set_time(T0 + EPOCH);
		assert_noop!(check_in_to(5), E::UnknownRule);
	});
}

#[test]
fn remove_rule_should_return_its_deposit_when_it_is_retired() {
	World::default().build_and_execute(|| {
		let before = held(HoldReason::Program, &operator());
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(check_in(&alice()));
		assert_eq!((ledger().awarded(PURCHASE).total, ledger().awarded.len()), (100, 2));
		assert_ok!(retire(PURCHASE));
		set_time(T0 + EPOCH);
		take_events();
		assert_ok!(remove(PURCHASE));
		assert_eq!(take_events(), vec![Ev::RuleRemoved { program: PROGRAM, rule: PURCHASE }]);
		assert_eq!(held(HoldReason::Program, &operator()), before - Loyalty::rule_price());
		assert_eq!(program().rules, 4);
		// What it had awarded leaves with it; its points do not.
		let expected = (RuleTally::default(), 1, 5);
		let ledger = ledger();
		let awarded = (ledger.awarded(PURCHASE), ledger.awarded.len());
		assert_eq!((awarded.0, awarded.1, ledger.awarded(CHECK_IN).total), expected);
		assert_eq!(ledger.book.pending, 100);
		// The unit is free for another.
		assert_ok!(add(purchase_rule()));
		assert_noop!(remove(PURCHASE), E::UnknownRule);
	});
}

#[test]
fn rule_digest_should_change_when_the_rule_does() {
	use souk_primitives::ProgramInspect;
	World::default().build_and_execute(|| {
		let digest = |id, at| <Loyalty as ProgramInspect<AccountId>>::rule_digest(PROGRAM, id, at);
		let first = digest(TASK, T0);
		assert!(first.is_some() && first != digest(REVIEW, T0));
		// Not one that boards do not count, nor one that is not there, or not yet.
		assert_eq!((digest(CHECK_IN, T0), digest(9, T0), digest(TASK, T0 - 1)), (None, None, None));
		// What it has awarded makes no other rule of it.
		do_tasks(&alice(), ALICE, 2);
		assert_eq!(digest(TASK, T0), first);
		assert_ok!(edit(TASK, TestRule { formula: Formula::Flat(21), ..task_rule() }));
		assert_eq!((digest(TASK, T0), digest(TASK, T0 + EPOCH - 1)), (first, first));
		let second = digest(TASK, T0 + EPOCH);
		assert!(second.is_some() && second != first);
		set_time(T0 + EPOCH);
		assert_eq!(digest(TASK, now()), second);
		// Back to what it said.
		assert_ok!(edit(TASK, task_rule()));
		assert_eq!(digest(TASK, T0 + 2 * EPOCH), first);
		assert_ok!(retire(TASK));
		assert_eq!((digest(TASK, now()), digest(TASK, T0 + 2 * EPOCH)), (second, None));
	});
}
