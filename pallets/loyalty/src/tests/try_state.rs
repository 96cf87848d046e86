use super::*;

/// Spoils a sound state, and tells what the checks say to it.
fn spoiled(spoil: impl FnOnce()) -> &'static str {
	World::default().build().execute_with(|| {
		assert_ok!(check_in(&bob()));
		do_tasks(&alice(), ALICE, 2);
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(reserve(OTHER_ORDER, &alice(), 10));
		assert_ok!(gift(&alice(), &bob(), 5));
		assert_ok!(Loyalty::do_try_state());
		spoil();
		match Loyalty::do_try_state() {
			Err(sp_runtime::TryRuntimeError::Other(message)) => message,
			other => panic!("{other:?}"),
		}
	})
}

fn change_program(change: impl FnOnce(&mut ProgramOf<Test>)) {
	Programs::<Test>::mutate(PROGRAM, |slot| change(slot.as_mut().unwrap()));
}

fn change_ledger(change: impl FnOnce(&mut LedgerOf<Test>)) {
	Ledgers::<Test>::mutate(PROGRAM, |slot| change(slot.as_mut().unwrap()));
}

fn change_rule(id: RuleId, change: impl FnOnce(&mut RuleRecordOf<Test>)) {
	let epoch = program().epoch_at(now());
	Rules::<Test>::mutate(PROGRAM, id, |slot| {
		let record = slot.as_mut().unwrap();
		record.promote(epoch);
		change(record);
	});
}

fn change_account(member: MemberId, change: impl FnOnce(&mut AccountOf<Test>)) {
	Accounts::<Test>::mutate(PROGRAM, member, |slot| change(slot.as_mut().unwrap()));
}

#[test]
fn try_state_should_fail_when_a_program_is_unsound() {
	assert_eq!(spoiled(|| Programs::<Test>::remove(PROGRAM)), "a ledger outlived its program");
	assert_eq!(spoiled(|| Ledgers::<Test>::remove(PROGRAM)), "a program has no ledger");
	assert_eq!(
		spoiled(|| NextProgramId::<Test>::put(PROGRAM)),
		"a program's id was never given out"
	);
	assert_eq!(
		spoiled(|| change_program(|program| program.terms.notice = 0)),
		"the terms of a program are unsound"
	);
	let unsound = || {
		change_program(|program| {
			let mut rates = redemption().rates;
			rates[0].per_point = FixedU128::from_inner(0);
			program.redemption.next = Some((9, Redemption { rates, ..redemption() }));
		})
	};
	assert_eq!(spoiled(unsound), "the rates of a program are unsound");
	assert_eq!(
		spoiled(|| change_program(|program| program.rules = 4)),
		"a program does not count its rules"
	);
	assert_eq!(
		spoiled(|| change_program(|program| program.merchants = 2)),
		"a program does not count its merchants"
	);
}

#[test]
fn try_state_should_fail_when_a_rule_is_unsound() {
	assert_eq!(
		spoiled(|| change_program(|program| program.next_rule = 4)),
		"a rule's number was never given out"
	);
	let unsound = || change_rule(TASK, |record| record.trigger = Trigger::Review);
	assert_eq!(spoiled(unsound), "a rule is unsound");
	let lost = || PurchaseRules::<Test>::remove(PROGRAM, Unit::Asset(USD));
	assert_eq!(spoiled(lost), "a rule for purchases is not found");
	let stray = || PurchaseRules::<Test>::insert(PROGRAM, Unit::Asset(1), TASK);
	assert_eq!(spoiled(stray), "a unit finds a rule for something else");
	let message = "a rule awarded more than it may";
	let limit = |change: fn(&mut Limits)| {
		change_rule(TASK, |record| change(&mut record.rule.current.as_mut().unwrap().limits))
	};
	assert_eq!(spoiled(|| limit(|limits| limits.budget = 39)), message);
	assert_eq!(spoiled(|| limit(|limits| limits.overall = Some(39))), message);
}

#[test]
fn try_state_should_fail_when_a_merchant_is_not_where_it_should_be() {
	assert_eq!(
		spoiled(|| ServedBy::<Test>::remove(merchant())),
		"a merchant is not served where it joined"
	);
	assert_eq!(
		spoiled(|| ServedBy::<Test>::insert(stranger(), PROGRAM)),
		"a merchant is served uninvited"
	);
}

#[test]
fn try_state_should_fail_when_the_sums_are_wrong() {
	let message = "a program's points are not the sum of its members'";
	let more = || {
		change_account(ALICE, |account| account.book.ring.add(at(13, 1)).unwrap());
	};
	assert_eq!(spoiled(more), message);
	// The same sum, of another end.
	let later = || {
		change_account(ALICE, |account| {
			account.book.ring.take(1).unwrap();
			account.book.ring.add(at(12, 1)).unwrap();
		});
	};
	assert_eq!(spoiled(later), message);
	let message = "what a program has open is not the sum of its members'";
	assert_eq!(spoiled(|| change_ledger(|ledger| ledger.book.pending += 1)), message);
	assert_eq!(spoiled(|| change_ledger(|ledger| ledger.book.reserved += 1)), message);
	assert_eq!(spoiled(|| change_ledger(|ledger| ledger.book.debt += 1)), message);
	assert_eq!(
		spoiled(|| change_account(ALICE, |account| account.book.debt = 1)),
		"a member owes points and has some"
	);
}

#[test]
fn try_state_should_fail_when_orders_say_something_else() {
	let message = "what a member has of orders is not what these say";
	assert_eq!(spoiled(|| change_account(ALICE, |account| account.orders = 1)), message);
	let earning = |change: fn(&mut EarningOf<Test>)| {
		Earnings::<Test>::mutate(ORDER, |slot| change(slot.as_mut().unwrap()))
	};
	assert_eq!(spoiled(|| earning(|earning| earning.clawed = 1)), message);
	assert_eq!(
		spoiled(|| earning(|earning| earning.clawed = 101)),
		"more was taken back than was earned"
	);
	assert_eq!(spoiled(|| earning(|earning| earning.member = CAROL)), message);
	let spending = |change: fn(&mut SpendingOf<Test>)| {
		Spendings::<Test>::mutate(OTHER_ORDER, |slot| change(slot.as_mut().unwrap()))
	};
	assert_eq!(spoiled(|| spending(|spending| spending.returned = 1)), message);
	assert_eq!(
		spoiled(|| spending(|spending| spending.returned = 11)),
		"more went back than was spent"
	);
}

#[test]
fn try_state_should_fail_when_a_person_exceeded_a_limit() {
	let key = (PROGRAM, Capped::Gifts, subject_of(ALICE));
	let more = || Tallies::<Test>::mutate(key, |slot| slot.as_mut().unwrap().tally.points = 101);
	assert_eq!(spoiled(more), "a person exceeded a limit");
	let less = || {
		change_rule(CHECK_IN, |record| {
			record.rule.current.as_mut().unwrap().limits.per_subject = Some(4);
		})
	};
	assert_eq!(spoiled(less), "a person exceeded a limit");
}

#[test]
fn try_state_should_fail_when_a_ledger_is_wrong() {
	assert_eq!(
		spoiled(|| change_ledger(|ledger| ledger.records.count += 1)),
		"a program does not count its records"
	);
	assert_eq!(
		spoiled(|| change_ledger(|ledger| ledger.records.deposits -= 1)),
		"a record is not paid for"
	);
	let message = "what was spent on orders is not what these say";
	assert_eq!(spoiled(|| change_ledger(|ledger| ledger.captured += 1)), message);
	assert_eq!(spoiled(|| change_ledger(|ledger| ledger.owed += 1)), message);
	assert_eq!(spoiled(|| change_ledger(|ledger| ledger.backing -= 1)), "points are not backed");
}

#[test]
fn try_state_should_fail_when_what_rules_awarded_is_wrong() {
	let twice = || {
		change_ledger(|ledger| {
			let tally = ledger.awarded(CHECK_IN);
			ledger.awarded.try_push((CHECK_IN, tally)).unwrap();
		})
	};
	assert_eq!(spoiled(twice), "what a rule awarded is counted twice");
	let stray = || change_ledger(|ledger| ledger.awarded_mut(99).unwrap().total = 1);
	assert_eq!(spoiled(stray), "what a rule awarded outlived it");
}

#[test]
fn try_state_should_fail_when_holds_are_not_what_is_on_record() {
	assert_eq!(
		spoiled(|| change_ledger(|ledger| ledger.backing += 1)),
		"what is on record is not what is held"
	);
	assert_eq!(
		spoiled(|| change_program(|program| program.deposit -= 1)),
		"what is on record is not what is held"
	);
	assert_eq!(
		spoiled(|| change_ledger(|ledger| ledger.records.deposits += 1)),
		"a record's deposit is not held"
	);
}

/// The same with tiers, a pool, and a purchase that counts for a tier.
fn spoiled_later(spoil: impl FnOnce()) -> &'static str {
	spoiled(|| {
		let levels = vec![Level { threshold: 10, bonus: Permill::zero() }];
		let ladder = Ladder { period: 2, levels: levels.try_into().unwrap() };
		assert_ok!(Loyalty::set_tiers(origin(&operator()), PROGRAM, Some(ladder)));
		wait_epochs(1);
		assert_ok!(settle(ORDER));
		assert_ok!(Loyalty::open_pool(origin(&alice()), PROGRAM, Default::default()));
		assert_ok!(Loyalty::contribute(origin(&alice()), PROGRAM, 0, 5));
		assert_ok!(Loyalty::do_try_state());
		spoil();
	})
}

#[test]
fn try_state_should_fail_when_tiers_are_wrong() {
	let unsound = |program: &mut ProgramOf<Test>| {
		program.tiers.next.as_mut().unwrap().1.as_mut().unwrap().period = 0;
	};
	let message = "the tiers of a program are unsound";
	assert_eq!(spoiled_later(|| change_program(unsound)), message);
	let message = "a member's tier is not what it earned";
	let standing = |change: fn(&mut Standing)| {
		change_account(ALICE, |account| change(&mut account.standing));
	};
	assert_eq!(spoiled_later(|| standing(|own| own.reached = 0)), message);
	assert_eq!(spoiled_later(|| standing(|own| own.carried = 1)), message);
	assert_eq!(
		spoiled_later(|| standing(|own| own.points -= 1)),
		"points of a purchase do not count for a tier"
	);
	let early = || change_program(|program| program.halted = 1);
	assert_eq!(spoiled_later(early), "a halt was made up for too early");
}

#[test]
fn try_state_should_fail_when_a_pool_is_wrong() {
	let pool = |change: fn(&mut PoolOf<Test>)| {
		Pools::<Test>::mutate(PROGRAM, 0, |slot| change(slot.as_mut().unwrap()));
	};
	assert_eq!(spoiled_later(|| pool(|pool| pool.seats[0].joined = false)), "a pool is unsound");
	assert_eq!(spoiled_later(|| pool(|pool| pool.seats = Default::default())), "a pool is unsound");
	assert_eq!(
		spoiled_later(|| pool(|pool| pool.book.pending = 1)),
		"a pool has to do with an order"
	);
	assert_eq!(
		spoiled_later(|| pool(|pool| {
			pool.book.ring.take(1).unwrap();
		})),
		"a program's points are not the sum of its members'"
	);
	let stray = || {
		let pool = Pools::<Test>::get(PROGRAM, 0).unwrap();
		Pools::<Test>::insert(ProgramId(9), 0, pool);
	};
	assert_eq!(spoiled_later(stray), "a pool outlived its program");
}
