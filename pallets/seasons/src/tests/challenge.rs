use super::*;

fn decide(who: RuntimeOrigin, n: u8, verdict: Verdict) -> DispatchResult {
	Seasons::decide(who, SEASON, subject(n), verdict)
}

#[test]
fn poke_should_take_somebody_off_the_board_when_nobody_vouches_any_more() {
	World::default().build_and_execute(|| {
		five_people();
		vouch(4, Assurance::Attested);
		assert_eq!(board()[1], (4, 400));
		let paid = Seasons::poke(origin(&stranger()), SEASON, subject(4), member(4)).unwrap();
		assert_eq!(paid.pays_fee, Pays::No);
		let standing = Standing::Lapsed;
		let subject = subject(4);
		assert_eq!(take_events(), vec![Ev::StandingChanged { season: SEASON, subject, standing }]);
		assert_eq!(board(), vec![(5, 500), (3, 300), (2, 200)]);
		assert_noop!(poke(4, member(4)), E::NothingToDo);
		// Back in its old place, when somebody does again.
		vouch(4, Assurance::Person);
		set_time(CHALLENGE_END);
		assert_ok!(poke(4, member(4)));
		assert_eq!(board(), vec![(5, 500), (4, 400), (3, 300)]);
	});
}

#[test]
fn poke_should_know_a_person_when_it_comes_as_another_member() {
	World::default().build_and_execute(|| {
		five_people();
		let again = MemberId(9_999);
		// Closed: the subject stands for nobody.
		vouch(4, Assurance::None);
		assert_ok!(poke(4, member(4)));
		assert_noop!(poke(4, again), E::NotTheirMember);
		enrol(account(99), again, subject(4), Assurance::Person);
		assert_ok!(poke(4, again));
		assert_eq!((board()[1], score(4).member), ((4, 400), again));
	});
}

#[test]
fn poke_should_change_nothing_when_there_is_no_reason() {
	World::default().build_and_execute(|| {
		five_people();
		assert_noop!(poke(4, member(4)), E::NothingToDo);
		assert_noop!(poke(4, member(5)), E::NotTheirMember);
		assert_noop!(poke(9, member(9)), E::UnknownScore);
		set_time(CHALLENGE_END);
		assert_ok!(finalise());
		vouch(4, Assurance::None);
		assert_noop!(poke(4, member(4)), E::SeasonFinal);
	});
}

#[test]
fn settled_should_restore_somebody_when_they_are_vouched_for_again() {
	World::default().build_and_execute(|| {
		five_people();
		vouch(4, Assurance::None);
		assert_ok!(poke(4, member(4)));
		vouch(4, Assurance::Person);
		buy_at(4, 10, 10, 1);
		assert_eq!(board()[1], (4, 410));
	});
}

#[test]
fn dispute_should_hold_the_bond_when_it_is_raised() {
	World::default().build_and_execute(|| {
		five_people();
		assert_ok!(dispute(&stranger(), 4));
		assert_eq!(held(HoldReason::Dispute, &stranger()), 2_000);
		assert_eq!(progress().disputes, 1);
		let record = Disputes::<Test>::get(SEASON, subject(4)).unwrap();
		assert_eq!(record.decide_by, START + 3 * DAY);
		let by = stranger();
		let (reason, evidence) = (Reason::FalseOrders, H256::repeat_byte(0xee));
		let raised =
			Ev::DisputeRaised { season: SEASON, subject: subject(4), by, reason, evidence };
		assert_eq!(take_events(), vec![raised]);
		// It changes nothing yet.
		assert_eq!(board()[1], (4, 400));
	});
}

#[test]
fn dispute_should_be_refused_when_it_cannot_be_raised() {
	World::default().build_and_execute(|| {
		five_people();
		assert_noop!(dispute(&stranger(), 9), E::UnknownScore);
		assert_noop!(dispute(&person(50), 4), E::BondNotCovered);
		assert_ok!(dispute(&stranger(), 4));
		assert_noop!(dispute(&operator(), 4), E::AlreadyDisputed);
		set_time(START - 1);
		assert_noop!(dispute(&operator(), 5), E::NotOpenToChallenge);
		set_time(CHALLENGE_END);
		assert_noop!(dispute(&operator(), 5), E::NotOpenToChallenge);
		set_time(CHALLENGE_END - 1);
		assert_ok!(dispute(&operator(), 5));
	});
}

#[test]
fn decide_should_disqualify_when_the_dispute_is_upheld() {
	World::default().build_and_execute(|| {
		five_people();
		assert_ok!(dispute(&stranger(), 4));
		assert_ok!(decide(origin(&resolver()), 4, Verdict::Upheld));
		assert_eq!(board(), vec![(5, 500), (3, 300), (2, 200)]);
		assert_eq!(free_balance(&stranger()), ENDOWMENT);
		assert_eq!((Pot::get(), progress().disputes), (0, 0));
		// For good.
		System::reset_events();
		buy_at(4, 10, 100, 1);
		assert_eq!(take_events(), vec![not_counted(4, 100, NotCounted::Disqualified)]);
		assert_noop!(poke(4, member(4)), E::AlreadyDisqualified);
		assert_noop!(dispute(&stranger(), 4), E::AlreadyDisqualified);
		refund(4, 4, 100);
		assert_eq!((score(4).points, board().len(), waiting()), (300, 3, vec![(1, 100)]));
	});
}

#[test]
fn decide_should_forfeit_the_bond_when_the_dispute_is_rejected() {
	World::default().build_and_execute(|| {
		five_people();
		assert_ok!(dispute(&stranger(), 4));
		assert_ok!(decide(RuntimeOrigin::root(), 4, Verdict::Rejected));
		assert_eq!(free_balance(&stranger()), ENDOWMENT - 2_000);
		assert_eq!((Pot::get(), held(HoldReason::Dispute, &stranger())), (2_000, 0));
		assert_eq!(board()[1], (4, 400));
		// There may be other evidence.
		assert_ok!(dispute(&stranger(), 4));
	});
}

#[test]
fn decide_should_be_refused_when_it_is_not_for_the_caller_or_too_late() {
	World::default().build_and_execute(|| {
		five_people();
		assert_ok!(dispute(&stranger(), 4));
		for who in [operator(), stranger(), person(4)] {
			assert_noop!(decide(origin(&who), 4, Verdict::Rejected), E::NotResolver);
		}
		assert_noop!(decide(RuntimeOrigin::none(), 4, Verdict::Rejected), BadOrigin);
		assert_noop!(decide(origin(&resolver()), 5, Verdict::Rejected), E::UnknownDispute);
		set_time(START + 3 * DAY);
		assert_noop!(decide(origin(&resolver()), 4, Verdict::Upheld), E::DecisionOverdue);
	});
}

#[test]
fn decide_should_be_for_governance_alone_when_the_terms_name_nobody() {
	World::default().terms(|terms| terms.resolver = None).build_and_execute(|| {
		five_people();
		assert_ok!(dispute(&stranger(), 4));
		assert_noop!(decide(origin(&resolver()), 4, Verdict::Upheld), E::NotResolver);
		assert_ok!(decide(RuntimeOrigin::root(), 4, Verdict::Upheld));
	});
}

#[test]
fn drop_dispute_should_return_the_bond_when_nobody_decides() {
	World::default().build_and_execute(|| {
		five_people();
		assert_ok!(dispute(&stranger(), 4));
		let drop = |n| Seasons::drop_dispute(origin(&person(0)), SEASON, subject(n));
		set_time(START + 3 * DAY - 1);
		assert_noop!(drop(4), E::DecisionNotDue);
		set_time(START + 3 * DAY);
		assert_noop!(drop(5), E::UnknownDispute);
		assert_ok!(drop(4));
		assert_eq!(free_balance(&stranger()), ENDOWMENT);
		assert_eq!((board()[1], progress().disputes), ((4, 400), 0));
	});
}

#[test]
fn drop_dispute_should_not_be_stopped_when_the_bond_cannot_be_received() {
	World::default().build_and_execute(|| {
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		five_people();
		assert_ok!(dispute(&stranger(), 4));
		// A bond of before the minimum balance rose, in an account that has nothing else.
		Disputes::<Test>::mutate(SEASON, subject(4), |slot| slot.as_mut().unwrap().bond = 999);
		let hold = HoldReason::Dispute.into();
		use frame_support::traits::{fungible::MutateHold, tokens::Precision};
		assert_ok!(Balances::release(&hold, &stranger(), 1_001, Precision::Exact));
		System::inc_providers(&stranger());
		let all = free_balance(&stranger());
		assert_ok!(Balances::transfer(&stranger(), &operator(), all, Preservation::Expendable));
		set_time(START + 3 * DAY);
		assert_ok!(Seasons::drop_dispute(origin(&person(0)), SEASON, subject(4)));
		assert_eq!((Pot::get(), held(HoldReason::Dispute, &stranger())), (999, 0));
	});
}
