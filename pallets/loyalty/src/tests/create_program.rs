use super::*;

fn create(terms: Terms, redemption: Redemption<Asset>) -> DispatchResult {
	let name = "Stamps".try_into().unwrap();
	Loyalty::create_program(origin(&stranger()), name, terms, redemption, 5_000)
}

#[test]
fn create_program_should_put_it_on_record_when_all_is_sound() {
	World::default().build_and_execute(|| {
		assert_ok!(create(terms(), redemption()));
		let id = ProgramId(1);
		assert_eq!(take_events(), vec![Ev::ProgramCreated { program: id, operator: stranger() }]);
		let price = Loyalty::program_price();
		assert_eq!(held(HoldReason::Program, &stranger()), price);
		let expected = Program {
			operator: stranger(),
			name: "Stamps".try_into().unwrap(),
			terms: terms(),
			status: Status::Active,
			start: T0,
			halted: 0,
			tiers: Tiers::default(),
			redemption: Scheduled::new(redemption()),
			merchants: 0,
			rules: 0,
			next_rule: 0,
			record_budget: 5_000,
			float: 0,
			deposit: price,
		};
		assert_eq!(Programs::<Test>::get(id), Some(expected));
		let ledger = Ledgers::<Test>::get(id).unwrap();
		assert_eq!(ledger.book, Book::new(12, 0));
		assert_eq!((ledger.backing, ledger.owed, ledger.captured), (0, 0, 0));
		assert!(ledger.awarded.is_empty());
	});
}

#[test]
fn create_program_should_be_refused_when_terms_are_unsound() {
	World::default().build_and_execute(|| {
		let with = |change: fn(&mut Terms)| {
			let mut terms = terms();
			change(&mut terms);
			create(terms, redemption())
		};
		assert_noop!(with(|terms| terms.epoch = HOUR - 1), E::EpochTooShort);
		assert_noop!(with(|terms| terms.lifetime = Lifetime::Epochs(0)), E::LifetimeOutOfRange);
		assert_noop!(with(|terms| terms.lifetime = Lifetime::Epochs(37)), E::LifetimeOutOfRange);
		assert_noop!(with(|terms| terms.notice = DAY - 1), E::NoticeTooShort);
		assert_noop!(
			with(|terms| terms.value = FixedU128::from_inner(u128::MAX)),
			E::ValueTooLarge
		);
		assert_ok!(with(|terms| terms.lifetime = Lifetime::Epochs(36)));
		assert_ok!(with(|terms| terms.lifetime = Lifetime::Perpetual));
	});
}

#[test]
fn create_program_should_be_refused_when_rates_are_unsound() {
	World::default().build_and_execute(|| {
		let rate = |unit, parts| Rate { unit, per_point: FixedU128::from_inner(parts) };
		let with = |rates: Vec<Rate<Asset>>| {
			create(terms(), Redemption { rates: rates.try_into().unwrap(), ..redemption() })
		};
		assert_noop!(with(vec![rate(Unit::Asset(1), 0)]), E::ZeroRate);
		assert_noop!(with(vec![rate(Unit::Asset(1), 1); 2]), E::DuplicateUnit);
		let yuan = || Unit::Currency("CNY".try_into().unwrap());
		assert_ok!(with(vec![rate(Unit::Asset(1), 1), rate(Unit::Asset(2), 1), rate(yuan(), 1)]));
	});
}

#[test]
fn create_program_should_be_refused_when_the_deposit_is_lacking() {
	let price = World::default().build().execute_with(Loyalty::program_price);
	World::default().endow(stranger(), ED + price - 1).build_and_execute(|| {
		assert_noop!(create(terms(), redemption()), E::OperatorLacksDeposit);
	});
}

#[test]
fn create_program_should_be_refused_when_ids_are_used_up() {
	World::default().build_and_execute(|| {
		NextProgramId::<Test>::put(ProgramId(u64::MAX));
		assert_noop!(create(terms(), redemption()), E::IdsExhausted);
	});
}

#[test]
fn create_program_should_be_refused_when_nobody_signs() {
	World::default().build_and_execute(|| {
		let name = Name::default();
		let call =
			Loyalty::create_program(RuntimeOrigin::root(), name, terms(), redemption(), 5_000);
		assert_noop!(call, BadOrigin);
	});
}

#[test]
fn set_redemption_should_hold_from_the_next_epoch_on_when_it_is_sound() {
	World::default().build_and_execute(|| {
		let none = Redemption::default();
		let by = origin(&operator());
		assert_ok!(Loyalty::set_redemption(by.clone(), PROGRAM, none.clone()));
		assert_eq!(take_events(), vec![Ev::RedemptionScheduled { program: PROGRAM, from: 2 }]);
		let current = || program().redemption.at(program().epoch_at(now())).clone();
		assert_eq!(current(), redemption());
		set_time(T0 + EPOCH - 1);
		assert_eq!(current(), redemption());
		set_time(T0 + EPOCH);
		assert_eq!(current(), none);
		assert_ok!(Loyalty::set_redemption(by.clone(), PROGRAM, redemption()));
		assert_eq!(program().redemption.current, none);

		let zero = Rate { unit: Unit::Asset(USD), per_point: FixedU128::from_inner(0) };
		let unsound = Redemption { rates: vec![zero].try_into().unwrap(), ..redemption() };
		assert_noop!(Loyalty::set_redemption(by, PROGRAM, unsound), E::ZeroRate);
		let stranger = origin(&stranger());
		assert_noop!(
			Loyalty::set_redemption(stranger.clone(), PROGRAM, none.clone()),
			E::NotOperator
		);
		assert_noop!(Loyalty::set_redemption(stranger, ProgramId(9), none), E::UnknownProgram);
	});
}

#[test]
fn set_record_budget_should_bound_new_records_when_it_is_lowered() {
	World::default().build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		take_events();
		let by = origin(&operator());
		assert_ok!(Loyalty::set_record_budget(by.clone(), PROGRAM, 1));
		assert_eq!(take_events(), vec![Ev::RecordBudgetSet { program: PROGRAM, budget: 1 }]);
		assert_noop!(check_in(&bob()), E::RecordBudgetSpent);
		// What is on record already goes on.
		wait(12 * HOUR);
		assert_ok!(check_in(&alice()));
		let all = 2 * (ACCOUNT + TALLY);
		assert_ok!(Loyalty::set_record_budget(by.clone(), PROGRAM, all - 1));
		assert_noop!(check_in(&bob()), E::RecordBudgetSpent);
		assert_ok!(Loyalty::set_record_budget(by, PROGRAM, all));
		assert_ok!(check_in(&bob()));
		assert_noop!(Loyalty::set_record_budget(origin(&stranger()), PROGRAM, 1), E::NotOperator);
	});
}
