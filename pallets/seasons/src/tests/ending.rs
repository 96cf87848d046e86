use super::*;
use frame_support::traits::{fungible::Mutate, tokens::Preservation};

/// A season that is final: 5 and 4 won.
fn finished() {
	five_people();
	set_time(CHALLENGE_END);
	assert_ok!(finalise());
	System::reset_events();
}

const CLAIM_END: Moment = CHALLENGE_END + 10 * DAY;

#[test]
fn finalise_should_assign_the_prizes_when_the_challenge_is_over() {
	World::default().build_and_execute(|| {
		five_people();
		set_time(CHALLENGE_END - 1);
		assert_noop!(finalise(), E::StillOpenToChallenge);
		assert_ok!(dispute(&stranger(), 4));
		set_time(CHALLENGE_END);
		assert_noop!(finalise(), E::DisputesOpen);
		assert_ok!(Seasons::decide(origin(&resolver()), SEASON, subject(4), Verdict::Upheld));
		System::reset_events();
		assert_ok!(finalise());
		let claim_until = CLAIM_END;
		let finalised = Ev::SeasonFinalised { season: SEASON, winners: 2, claim_until };
		assert_eq!(take_events(), vec![finalised]);
		let winners: Vec<_> =
			Prizes::<Test>::get(SEASON).iter().map(|prize| prize.winner).collect();
		assert_eq!(winners, vec![Some(subject(5)), Some(subject(3))]);
		assert!(Live::<Test>::get(PROGRAM).is_empty());
		assert_noop!(finalise(), E::SeasonFinal);
		assert_noop!(dispute(&stranger(), 5), E::SeasonFinal);
	});
}

#[test]
fn claim_prize_should_pay_the_winners_account_of_now_once() {
	World::default().build_and_execute(|| {
		five_people();
		assert_noop!(claim(&person(5)), E::SeasonNotFinal);
		set_time(CHALLENGE_END);
		assert_ok!(finalise());
		System::reset_events();
		// The key was rotated.
		People::mutate(|people| people.remove(&person(5)));
		let other = account(99);
		enrol(other.clone(), member(5), subject(5), Assurance::Person);
		assert_noop!(claim(&person(5)), E::NotMember);
		assert_ok!(claim(&other));
		let (subject, who, amount) = (subject(5), other.clone(), 60_000);
		assert_eq!(take_events(), vec![Ev::PrizePaid { season: SEASON, subject, who, amount }]);
		assert_eq!((free_balance(&other), held(HoldReason::Prizes, &operator())), (60_000, 40_000));
		assert_noop!(claim(&other), E::AlreadyPaid);
		// Nor as another member, or with another account.
		enrol(account(98), MemberId(9_999), mock::subject(5), Assurance::Person);
		assert_noop!(claim(&account(98)), E::AlreadyPaid);
		assert_noop!(claim(&person(3)), E::NoPrize);
		assert_noop!(claim(&stranger()), E::NotMember);
	});
}

#[test]
fn claim_prize_should_be_refused_when_nobody_vouches_or_the_time_is_over() {
	World::default().build_and_execute(|| {
		finished();
		vouch(5, Assurance::Attested);
		assert_noop!(claim(&person(5)), E::AssuranceTooLow);
		vouch(5, Assurance::Person);
		set_time(CLAIM_END);
		assert_noop!(claim(&person(5)), E::ClaimsOver);
		set_time(CLAIM_END - 1);
		assert_ok!(claim(&person(5)));
		set_time(CLAIM_END);
		assert_ok!(close());
		assert_noop!(claim(&person(4)), E::ClaimsOver);
	});
}

#[test]
fn claim_prize_should_pay_the_operator_when_it_is_the_winner() {
	World::default().build_and_execute(|| {
		enrol(operator(), member(90), subject(90), Assurance::Person);
		buy(90, 1, 100);
		set_time(CHALLENGE_END);
		assert_ok!(finalise());
		let before = free_balance(&operator());
		assert_ok!(claim(&operator()));
		assert_eq!(free_balance(&operator()), before + 60_000);
		assert_eq!(held(HoldReason::Prizes, &operator()), 40_000);
	});
}

#[test]
fn close_season_should_return_what_nobody_claimed() {
	World::default().build_and_execute(|| {
		five_people();
		assert_noop!(close(), E::SeasonNotFinal);
		set_time(CHALLENGE_END);
		assert_ok!(finalise());
		assert_ok!(claim(&person(5)));
		set_time(CLAIM_END - 1);
		assert_noop!(close(), E::PrizesAwaited);
		set_time(CLAIM_END);
		System::reset_events();
		assert_ok!(close());
		let returned = 40_000;
		assert_eq!(take_events(), vec![Ev::SeasonClosed { season: SEASON, returned }]);
		let used = 5 * (SCORE + DEALING + PURCHASED);
		let operator = operator();
		assert_eq!(held(HoldReason::Prizes, &operator), 0);
		assert_eq!(held(HoldReason::Records, &operator), used);
		assert_eq!(free_balance(&operator), ENDOWMENT - 60_000 - used - Seasons::season_price());
		assert_noop!(close(), E::AlreadyClosed);
	});
}

#[test]
fn close_season_should_not_wait_when_everybody_was_paid_or_nobody_won() {
	World::default().build_and_execute(|| {
		finished();
		assert_ok!(claim(&person(5)));
		assert_ok!(claim(&person(4)));
		assert_ok!(close());
	});
	World::default().build_and_execute(|| {
		set_time(CHALLENGE_END);
		assert_ok!(finalise());
		assert_ok!(close());
		// There was nothing to remove first.
		assert_eq!(take_events().pop(), Some(Ev::SeasonRemoved { season: SEASON }));
		assert_eq!(free_balance(&operator()), ENDOWMENT);
	});
}

#[test]
fn close_season_should_be_refused_when_the_operator_cannot_receive() {
	World::default().terms(|terms| terms.places = 2).build_and_execute(|| {
		finished();
		assert_ok!(claim(&person(5)));
		assert_ok!(claim(&person(4)));
		// Nothing but what is held is left, in an account that something else keeps alive.
		System::inc_providers(&operator());
		let all = free_balance(&operator());
		let to = stranger();
		assert_ok!(Balances::transfer(&operator(), &to, all, Preservation::Expendable));
		assert_ok!(close());
		// Who waits for a place was paid for with its score; the deposit of one other record alone is less
		// than the minimum balance.
		let all = free_balance(&operator());
		assert_ok!(Balances::transfer(&operator(), &to, all, Preservation::Expendable));
		assert_ok!(prune(3));
		assert_noop!(prune(1), E::CannotReceive);
		assert_ok!(prune(32));
	});
}

#[test]
fn prune_should_remove_everything_and_return_it_when_the_season_is_closed() {
	World::default().build_and_execute(|| {
		finished();
		set_time(CLAIM_END);
		assert_noop!(prune(1), E::SeasonNotClosed);
		assert_ok!(close());
		assert_noop!(prune(0), E::LimitOutOfRange);
		assert_noop!(prune(33), E::LimitOutOfRange);
		System::reset_events();
		// Two wait, then five of each.
		assert_ok!(prune(4));
		assert_eq!(take_events(), vec![Ev::RecordsPruned { season: SEASON, count: 4 }]);
		assert_eq!((waiting().len(), progress().records), (0, 13));
		assert_ok!(Seasons::do_try_state());
		assert_ok!(prune(8));
		assert_eq!((Purchases::<Test>::iter().count(), progress().records), (0, 5));
		assert_eq!(progress().used, 5 * SCORE);
		System::reset_events();
		let paid = Seasons::prune(origin(&stranger()), SEASON, 32).unwrap();
		assert_eq!(paid.pays_fee, Pays::No);
		let pruned = Ev::RecordsPruned { season: SEASON, count: 5 };
		assert_eq!(take_events(), vec![pruned, Ev::SeasonRemoved { season: SEASON }]);
		assert_eq!(free_balance(&operator()), ENDOWMENT);
		assert_noop!(prune(1), E::UnknownSeason);
		// Nothing is left but the number of the next.
		let prefix = frame_support::storage::storage_prefix(b"Seasons", b"");
		let prefix = &prefix[..16];
		let mut left = 0;
		let mut at = prefix.to_vec();
		while let Some(next) = sp_io::storage::next_key(&at).filter(|key| key.starts_with(prefix)) {
			left += 1;
			at = next;
		}
		assert!(left <= 2, "{left}"); // The number, and the pallet's version.
	});
}
