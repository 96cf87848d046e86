use super::*;
use frame_support::traits::{fungible::Mutate, tokens::Preservation};

fn refused(change: impl FnOnce(&mut TestTerms), error: E) {
	let mut terms = terms();
	change(&mut terms);
	assert_noop!(open(terms), error);
}

fn refused_prizes(amounts: Vec<Balance>) {
	let prizes = amounts.try_into().unwrap();
	let call = Seasons::open_season(origin(&operator()), PROGRAM, terms(), prizes, BUDGET);
	assert_noop!(call, E::PrizesOutOfRange);
}

/// The same, so many days later.
fn later(days: u64) -> TestTerms {
	Terms { start: START + days * DAY, end: END + days * DAY, ..terms() }
}

#[test]
fn open_season_should_hold_prizes_budget_and_deposit_when_it_is_sound() {
	World::default().unopened().build_and_execute(|| {
		assert_ok!(open(terms()));
		let (prizes, operator) = (PRIZES, operator());
		let opened = Ev::SeasonOpened { season: SEASON, program: PROGRAM, operator, prizes };
		assert_eq!(take_events(), vec![opened]);
		let operator = mock::operator();
		assert_eq!(held(HoldReason::Prizes, &operator), PRIZES);
		assert_eq!(held(HoldReason::Records, &operator), BUDGET);
		let deposit = Seasons::season_price();
		assert_eq!(held(HoldReason::Season, &operator), deposit);
		assert_eq!(free_balance(&operator), ENDOWMENT - PRIZES - BUDGET - deposit);
		let slot = Slot { season: SEASON, start: START, end: END };
		assert_eq!(Live::<Test>::get(PROGRAM).into_inner(), vec![slot]);
		assert_eq!(season(SEASON).digests, vec![H256::repeat_byte(1), H256::repeat_byte(2)]);
	});
}

#[test]
fn open_season_should_be_refused_when_the_caller_is_not_the_operator() {
	World::default().unopened().build_and_execute(|| {
		let by = |who| Seasons::open_season(who, PROGRAM, terms(), amounts(), BUDGET);
		assert_noop!(by(origin(&stranger())), E::NotOperator);
		assert_noop!(by(RuntimeOrigin::root()), BadOrigin);
		let other = souk_primitives::ProgramId(6);
		let call = Seasons::open_season(origin(&operator()), other, terms(), amounts(), BUDGET);
		assert_noop!(call, E::UnknownProgram);
	});
}

#[test]
fn open_season_should_be_refused_when_its_times_are_out_of_range() {
	World::default().unopened().build_and_execute(|| {
		refused(|terms| terms.start = T0, E::StartInPast);
		refused(|terms| terms.end = START, E::PeriodOutOfRange);
		refused(|terms| terms.end = START + 100 * DAY + 1, E::PeriodOutOfRange);
		refused(|terms| terms.end = START - 1, E::PeriodOutOfRange);
		refused(|terms| terms.challenge = DAY - 1, E::PeriodOutOfRange);
		refused(|terms| terms.challenge = 100 * DAY + 1, E::PeriodOutOfRange);
		refused(|terms| terms.decide = DAY - 1, E::PeriodOutOfRange);
		refused(|terms| terms.claim = 2 * DAY - 1, E::PeriodOutOfRange);
		assert_noop!(open(later(100)), E::PeriodOutOfRange);
		assert_ok!(open(later(99)));
	});
}

#[test]
fn open_season_should_be_refused_when_its_terms_are_unsound() {
	World::default().unopened().build_and_execute(|| {
		refused(|terms| terms.places = 0, E::PlacesOutOfRange);
		refused(|terms| terms.places = 101, E::PlacesOutOfRange);
		refused(|terms| terms.places = 1, E::PrizesOutOfRange);
		refused(|terms| terms.caps.per_subject = 0, E::CapsOutOfRange);
		refused(|terms| terms.caps.per_subject = MAX_CAP + 1, E::CapsOutOfRange);
		refused(|terms| terms.caps.per_merchant = 0, E::CapsOutOfRange);
		refused(|terms| terms.caps.per_merchant = 10_001, E::CapsOutOfRange);
		refused(|terms| terms.caps.tasks = 10_001, E::CapsOutOfRange);
		refused(|terms| terms.in_full = 0, E::CapsOutOfRange);
		refused(|terms| terms.bond = ED - 1, E::BondTooSmall);
		refused(|terms| terms.resolver = Some(operator()), E::ResolverIsOperator);
		refused(|terms| terms.rules = Default::default(), E::RulesMissing);
		refused(|terms| terms.rules = vec![TASK, TASK].try_into().unwrap(), E::DuplicateRule);
		refused(|terms| terms.rules = vec![UNRANKED].try_into().unwrap(), E::RuleNotRanked);
		refused(|terms| terms.rules = vec![9].try_into().unwrap(), E::RuleNotRanked);
		set_rule(TASK, START, None);
		refused(|_| (), E::RuleNotRanked);
	});
}

#[test]
fn open_season_should_be_refused_when_its_prizes_are_unsound() {
	World::default().unopened().build_and_execute(|| {
		refused_prizes(vec![]);
		refused_prizes(vec![5_000, ED - 1]);
		refused_prizes(vec![5_000, 5_001]);
		refused_prizes(vec![5_000; 4]);
		refused_prizes(vec![Balance::MAX, 5_000]);
	});
}

#[test]
fn open_season_should_be_refused_when_the_operator_cannot_pay() {
	World::default().unopened().build_and_execute(|| {
		let spare = |amount| {
			let all = free_balance(&operator());
			let to = stranger();
			let keep = Preservation::Preserve;
			assert_ok!(Balances::transfer(&operator(), &to, all - amount, keep));
		};
		let deposit = Seasons::season_price();
		spare(ED + PRIZES + deposit + BUDGET - 1);
		assert_noop!(open(terms()), E::OperatorLacksDeposit);
		spare(ED + PRIZES + deposit - 1);
		assert_noop!(open(terms()), E::OperatorLacksDeposit);
		spare(ED + PRIZES - 1);
		assert_noop!(open(terms()), E::PrizesNotCovered);
	});
}

#[test]
fn open_season_should_be_refused_when_another_runs_or_too_many_wait() {
	World::default().unopened().build_and_execute(|| {
		assert_ok!(open(terms()));
		assert_noop!(open(later(29)), E::SeasonsOverlap);
		// While the first can still be challenged, the next runs.
		assert_ok!(open(later(30)));
		assert_ok!(open(Terms { start: END + 30 * DAY, end: END + 31 * DAY, ..terms() }));
		assert_ok!(open(Terms { start: END + 31 * DAY, end: END + 32 * DAY, ..terms() }));
		let fifth = Terms { start: END + 32 * DAY, end: END + 33 * DAY, ..terms() };
		assert_noop!(open(fifth.clone()), E::TooManySeasons);
		assert_ok!(Seasons::cancel_season(origin(&operator()), SeasonId(2)));
		assert_ok!(open(fifth));
	});
}

#[test]
fn open_season_should_ask_for_as_much_assurance_as_the_program_when_that_is_more() {
	World::default().unopened().build_and_execute(|| {
		ProgramAssurance::set(Assurance::Person);
		assert_ok!(open(Terms { assurance: Assurance::None, ..terms() }));
		assert_eq!(season(SEASON).assurance, Assurance::Person);
	});
}

#[test]
fn cancel_season_should_return_everything_when_it_has_not_begun() {
	World::default().build_and_execute(|| {
		set_time(START - 1);
		assert_noop!(Seasons::cancel_season(origin(&stranger()), SEASON), E::NotOperator);
		assert_noop!(Seasons::cancel_season(origin(&operator()), SeasonId(7)), E::UnknownSeason);
		assert_ok!(Seasons::cancel_season(origin(&operator()), SEASON));
		assert_eq!(take_events(), vec![Ev::SeasonCancelled { season: SEASON }]);
		assert_eq!(free_balance(&operator()), ENDOWMENT);
		assert!(Live::<Test>::get(PROGRAM).is_empty());
		assert_eq!(crate::Seasons::<Test>::iter().count(), 0);
	});
}

#[test]
fn cancel_season_should_be_refused_when_it_has_begun() {
	World::default().build_and_execute(|| {
		let cancel = || Seasons::cancel_season(origin(&operator()), SEASON);
		assert_noop!(cancel(), E::SeasonStarted);
		buy(1, 1, 100);
		assert_noop!(cancel(), E::SeasonStarted);
		set_time(CHALLENGE_END);
		assert_ok!(finalise());
		assert_noop!(cancel(), E::SeasonFinal);
	});
}

#[test]
fn raise_budget_should_hold_more_when_the_operator_asks() {
	World::default().build_and_execute(|| {
		let raise = |who: &AccountId, amount| Seasons::raise_budget(origin(who), SEASON, amount);
		assert_noop!(raise(&stranger(), 5), E::NotOperator);
		assert_noop!(raise(&operator(), 0), E::NothingToDo);
		assert_noop!(raise(&operator(), ENDOWMENT), E::OperatorLacksDeposit);
		assert_noop!(raise(&operator(), Balance::MAX), E::OperatorLacksDeposit);
		assert_ok!(raise(&operator(), 5));
		let budget = BUDGET + 5;
		assert_eq!(take_events(), vec![Ev::BudgetRaised { season: SEASON, budget }]);
		assert_eq!(held(HoldReason::Records, &operator()), budget);
		set_time(CHALLENGE_END);
		assert_ok!(finalise());
		assert_noop!(raise(&operator(), 5), E::SeasonFinal);
	});
}

#[test]
fn recommended_terms_should_be_sound_when_they_say_what_counts() {
	World::default().unopened().build_and_execute(|| {
		for winning in [0, 10_000, Points::MAX] {
			let mut terms = TestTerms::recommended(START, END, winning, 2_000);
			assert_noop!(open(terms.clone()), E::RulesMissing);
			terms.rules = vec![PURCHASE].try_into().unwrap();
			assert_ok!(Seasons::check_terms(&terms));
		}
		let caps = TestTerms::recommended(START, END, 10_000, 2_000).caps;
		assert_eq!(caps, Caps { per_subject: 40_000, per_merchant: 2_500, tasks: 1_250 });
	});
}
