use super::*;

const POOL: PoolId = 0;

/// The price of a pool: its key 8, the book 261, seats for 16 members 145, the epoch 4, the deposit 49.
const PRICE: Balance = 100 + 467;

fn open(founder: &AccountId, invited: Vec<AccountId>) -> DispatchResult {
	Loyalty::open_pool(origin(founder), PROGRAM, invited.try_into().unwrap())
}

fn join(who: &AccountId) -> DispatchResult {
	Loyalty::join_pool(origin(who), PROGRAM, POOL)
}

fn contribute(who: &AccountId, points: Points) -> DispatchResult {
	Loyalty::contribute(origin(who), PROGRAM, POOL, points)
}

fn draw(who: &AccountId, points: Points) -> DispatchResult {
	Loyalty::draw(origin(who), PROGRAM, POOL, points)
}

fn leave(who: &AccountId) -> DispatchResult {
	Loyalty::leave_pool(origin(who), PROGRAM, POOL)
}

fn pool() -> PoolOf<Test> {
	Pools::<Test>::get(PROGRAM, POOL).unwrap()
}

fn pooled() -> Vec<Lot> {
	pool().book.ring.lots().collect()
}

/// Alice and Bob have a pool.
fn share() {
	assert_ok!(open(&alice(), vec![bob()]));
	assert_ok!(join(&bob()));
}

#[test]
fn pool_should_keep_each_end_when_points_pass_through() {
	World::default().build_and_execute(|| {
		share();
		do_tasks(&alice(), ALICE, 2);
		wait_epochs(2);
		do_tasks(&alice(), ALICE, 2);
		take_events();
		assert_ok!(contribute(&alice(), 50));
		let (program, pool, member, points) = (PROGRAM, POOL, ALICE, 50);
		assert_eq!(take_events(), vec![Ev::PointsPooled { program, pool, member, points }]);
		assert_eq!(pooled(), vec![at(13, 40), at(15, 10)]);
		assert_eq!(lots(ALICE), vec![at(15, 30)]);
		assert_eq!(ledger().book.ring.lots().collect::<Vec<_>>(), vec![at(13, 40), at(15, 40)]);
		assert_ok!(draw(&bob(), 45));
		let (member, points) = (BOB, 45);
		let drawn = Ev::PointsDrawn { program, pool, member, points, netted: 0 };
		assert_eq!(take_events(), vec![drawn]);
		assert_eq!(pooled(), vec![at(15, 5)]);
		assert_eq!(lots(BOB), vec![at(13, 40), at(15, 5)]);
		// What is in a pool ends like anything else.
		wait_epochs(12);
		assert_noop!(draw(&bob(), 1), E::TooFewPoints);
	});
}

#[test]
fn pool_should_be_paid_for_by_the_founder_until_the_last_one_leaves() {
	World::default().build_and_execute(|| {
		assert_ok!(open(&alice(), vec![bob(), carol()]));
		let (program, pool, founder) = (PROGRAM, POOL, ALICE);
		assert_eq!(take_events(), vec![Ev::PoolOpened { program, pool, founder }]);
		assert_eq!(held(HoldReason::Records, &alice()), PRICE);
		assert_ok!(join(&bob()));
		assert_eq!(take_events(), vec![Ev::PoolJoined { program, pool, member: BOB }]);
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(contribute(&alice(), 20));
		take_events();
		assert_ok!(leave(&alice()));
		assert_eq!(take_events(), vec![Ev::PoolLeft { program, pool, member: ALICE }]);
		assert_noop!(draw(&alice(), 1), E::NotInPool);
		// Carol never came. With Bob the pool is dissolved, and what is in it is his.
		assert_ok!(leave(&bob()));
		let (member, points) = (BOB, 20);
		let expected = vec![
			Ev::PoolLeft { program, pool, member },
			Ev::PointsDrawn { program, pool, member, points, netted: 0 },
			Ev::PoolDissolved { program, pool },
		];
		assert_eq!(take_events(), expected);
		assert_eq!(lots(BOB), vec![at(13, 20)]);
		assert_eq!(Pools::<Test>::iter().count(), 0);
		assert_eq!(held(HoldReason::Records, &alice()), TALLY);
		assert_noop!(join(&carol()), E::UnknownPool);
		assert_noop!(leave(&carol()), E::UnknownPool);
	});
}

#[test]
fn contributions_should_count_as_gifts_when_a_person_has_a_limit() {
	World::default().build_and_execute(|| {
		share();
		do_tasks(&alice(), ALICE, 10);
		do_tasks(&bob(), BOB, 10);
		assert_ok!(gift(&alice(), &carol(), 40));
		assert_noop!(contribute(&alice(), 61), E::GiftLimitReached);
		assert_ok!(contribute(&alice(), 60));
		assert_noop!(contribute(&alice(), 1), E::GiftLimitReached);
		assert_noop!(gift(&alice(), &carol(), 1), E::GiftLimitReached);
		// A second pool, or taking it out again, gives her nothing more to give.
		assert_ok!(open(&alice(), vec![]));
		let second = Loyalty::contribute(origin(&alice()), PROGRAM, 1, 1);
		assert_noop!(second, E::GiftLimitReached);
		assert_ok!(draw(&alice(), 60));
		assert_noop!(contribute(&alice(), 1), E::GiftLimitReached);
		// Neither does being somebody's member in one: Bob's limit is Bob's.
		assert_ok!(contribute(&bob(), 100));
		assert_ok!(draw(&alice(), 100));
		assert_noop!(gift(&alice(), &carol(), 1), E::GiftLimitReached);
		// Nor becoming another member.
		let subject = Some(subject_of(ALICE));
		let person = Person { member: MemberId(101), subject, assurance: Assurance::Person };
		People::mutate(|people| people.insert(alice(), person));
		assert_ok!(open(&alice(), vec![]));
		do_tasks(&alice(), ALICE, 1);
		let third = Loyalty::contribute(origin(&alice()), PROGRAM, 2, 1);
		assert_noop!(third, E::GiftLimitReached);
	});
}

#[test]
fn drawing_should_pay_what_is_owed_when_the_member_owes() {
	World::default().build_and_execute(|| {
		share();
		do_tasks(&alice(), ALICE, 2);
		assert_ok!(contribute(&alice(), 40));
		// Bob spends what he earned, and it is taken back.
		assert_ok!(buy(ORDER, &bob(), 300));
		assert_ok!(settle(ORDER));
		assert_ok!(contribute(&bob(), 30));
		assert_ok!(refund(ORDER, 300));
		assert_eq!(Loyalty::view_balance(PROGRAM, BOB).debt, 30);
		take_events();
		assert_ok!(draw(&bob(), 50));
		let (program, pool, member) = (PROGRAM, POOL, BOB);
		let drawn = Ev::PointsDrawn { program, pool, member, points: 50, netted: 30 };
		assert_eq!(take_events(), vec![drawn]);
		assert_eq!(lots(BOB), vec![at(13, 20)]);
	});
}

#[test]
fn pool_should_let_nobody_in_when_it_is_not_theirs() {
	World::default().build_and_execute(|| {
		assert_noop!(join(&bob()), E::UnknownPool);
		assert_ok!(open(&alice(), vec![bob()]));
		do_tasks(&carol(), CAROL, 1);
		do_tasks(&bob(), BOB, 1);
		assert_noop!(join(&carol()), E::NotInvited);
		assert_noop!(join(&alice()), E::NotInvited);
		assert_noop!(join(&stranger()), E::NotMember);
		for who in [carol(), bob()] {
			assert_noop!(contribute(&who, 1), E::NotInPool);
			assert_noop!(draw(&who, 1), E::NotInPool);
		}
		assert_noop!(leave(&carol()), E::NotInPool);
		assert_ok!(join(&bob()));
		assert_noop!(join(&bob()), E::NotInvited);
		assert_noop!(contribute(&bob(), 0), E::ZeroPoints);
		assert_noop!(contribute(&bob(), 21), E::TooFewPoints);
		assert_noop!(contribute(&alice(), 1), E::TooFewPoints);
		assert_ok!(contribute(&bob(), 20));
		assert_noop!(draw(&alice(), 0), E::ZeroPoints);
		assert_noop!(draw(&alice(), 21), E::TooFewPoints);
		// Who is invited can say no.
		assert_ok!(open(&alice(), vec![carol()]));
		assert_ok!(Loyalty::leave_pool(origin(&carol()), PROGRAM, 1));
		assert_eq!(Pools::<Test>::get(PROGRAM, 1).unwrap().seats.len(), 1);
		let late = Loyalty::join_pool(origin(&carol()), PROGRAM, 1);
		assert_noop!(late, E::NotInvited);
	});
}

#[test]
fn opening_should_be_refused_when_something_is_wrong() {
	World::default().build_and_execute(|| {
		assert_noop!(open(&stranger(), vec![]), E::NotMember);
		assert_noop!(open(&alice(), vec![stranger()]), E::NotMember);
		assert_noop!(open(&alice(), vec![alice()]), E::DuplicateMember);
		assert_noop!(open(&alice(), vec![bob(), bob()]), E::DuplicateMember);
		let unknown = Loyalty::open_pool(origin(&alice()), ProgramId(9), Default::default());
		assert_noop!(unknown, E::UnknownProgram);
		assert_ok!(Loyalty::wind_down(origin(&operator()), PROGRAM));
		assert_noop!(open(&alice(), vec![]), E::NotWhileEnding);
	});
	World::default().endow(alice(), ED + PRICE - 1).build_and_execute(|| {
		assert_noop!(open(&alice(), vec![]), E::GiverLacksDeposit);
	});
}

#[test]
fn pool_should_be_pruned_when_nothing_was_in_it_for_an_epoch() {
	World::default().build_and_execute(|| {
		share();
		let prune = || {
			let list = vec![Stale::Pool(POOL)].try_into().unwrap();
			Loyalty::prune(origin(&stranger()), PROGRAM, list)
		};
		assert_noop!(prune(), E::NothingToPrune);
		wait_epochs(1);
		assert_noop!(prune(), E::NothingToPrune);
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(contribute(&alice(), 20));
		wait_epochs(1);
		assert_ok!(draw(&bob(), 19));
		wait_epochs(2);
		// There is still one.
		assert_noop!(prune(), E::NothingToPrune);
		wait_epochs(9);
		assert_ok!(prune());
		assert_eq!(Pools::<Test>::iter().count(), 0);
		assert_noop!(prune(), E::NothingToPrune);
	});
}

#[test]
fn pool_should_not_be_pruned_when_it_was_used_of_late() {
	World::default().build_and_execute(|| {
		let prune = || {
			let list = vec![Stale::Pool(POOL)].try_into().unwrap();
			Loyalty::prune(origin(&stranger()), PROGRAM, list)
		};
		assert_ok!(open(&alice(), vec![bob()]));
		wait_epochs(1);
		assert_ok!(join(&bob()));
		wait_epochs(1);
		assert_noop!(prune(), E::NothingToPrune);
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(contribute(&alice(), 20));
		wait_epochs(1);
		assert_ok!(draw(&bob(), 20));
		wait_epochs(1);
		assert_noop!(prune(), E::NothingToPrune);
		wait_epochs(1);
		assert_ok!(prune());
	});
	// Of points that live for one epoch: what was put in last counts as use.
	World::default().terms(|terms| terms.lifetime = Lifetime::Epochs(1)).build_and_execute(|| {
		share();
		wait_epochs(2);
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(contribute(&alice(), 20));
		wait_epochs(1);
		let list = || vec![Stale::Pool(POOL)].try_into().unwrap();
		// What has expired is taken off the books, and the pool stays.
		assert_ok!(Loyalty::prune(origin(&stranger()), PROGRAM, list()));
		assert!(Pools::<Test>::contains_key(PROGRAM, POOL));
		wait_epochs(1);
		assert_ok!(Loyalty::prune(origin(&stranger()), PROGRAM, list()));
		assert!(!Pools::<Test>::contains_key(PROGRAM, POOL));
	});
}

#[test]
fn pool_should_be_pruned_when_the_program_has_closed() {
	World::default().build_and_execute(|| {
		share();
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(contribute(&alice(), 20));
		assert_ok!(Loyalty::wind_down(origin(&operator()), PROGRAM));
		assert_ok!(draw(&bob(), 1));
		wait(2 * DAY);
		assert_noop!(draw(&bob(), 1), E::ProgramOver);
		assert_noop!(contribute(&bob(), 1), E::ProgramOver);
		assert_ok!(Loyalty::close_program(origin(&stranger()), PROGRAM));
		let list = vec![Stale::Pool(POOL)].try_into().unwrap();
		assert_ok!(Loyalty::prune(origin(&stranger()), PROGRAM, list));
		assert_eq!(held(HoldReason::Records, &alice()), TALLY);
		assert_eq!(ledger().book.ring.total(), 1);
	});
}

#[test]
fn leaving_should_draw_nothing_when_the_program_has_closed() {
	World::default().build_and_execute(|| {
		share();
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(contribute(&alice(), 20));
		assert_ok!(Loyalty::wind_down(origin(&operator()), PROGRAM));
		wait(2 * DAY);
		assert_ok!(Loyalty::close_program(origin(&stranger()), PROGRAM));
		assert_ok!(leave(&alice()));
		assert_ok!(leave(&bob()));
		assert_eq!(Accounts::<Test>::iter().count(), 0);
		assert_eq!(ledger().book.ring.total(), 0);
	});
}
