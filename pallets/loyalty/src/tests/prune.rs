use super::*;
use frame_support::pallet_prelude::{DispatchResultWithPostInfo, Pays};

fn prune(list: Vec<Stale>) -> DispatchResultWithPostInfo {
	Loyalty::prune(origin(&stranger()), PROGRAM, list.try_into().unwrap())
}

fn own(rule: RuleId) -> Stale {
	Stale::Tally(Capped::Rule(rule), subject_of(ALICE))
}

#[test]
fn prune_should_remove_a_members_record_when_everything_expired() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		take_events();
		assert_noop!(prune(vec![Stale::Account(ALICE)]), E::NothingToPrune);
		set_time(T0 + 12 * EPOCH - 1);
		assert_noop!(prune(vec![Stale::Account(ALICE)]), E::NothingToPrune);
		set_time(T0 + 12 * EPOCH);
		let done = prune(vec![Stale::Account(ALICE), Stale::Account(BOB)]).unwrap();
		assert_eq!(done.pays_fee, Pays::No);
		assert_eq!(
			take_events(),
			vec![
				Ev::PointsExpired { program: PROGRAM, points: 20 },
				Ev::RecordsPruned { program: PROGRAM, count: 1 },
			]
		);
		assert_eq!(held(HoldReason::Records, &operator()), CLAIM);
		assert_eq!(held(HoldReason::Backing, &operator()), 0);
	});
}

#[test]
fn prune_should_keep_a_members_record_when_an_order_needs_it() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(settle(ORDER));
		wait_epochs(12);
		// The points are gone, but not the record.
		assert_ok!(prune(vec![Stale::Account(ALICE)]));
		assert_noop!(prune(vec![Stale::Account(ALICE)]), E::NothingToPrune);
		assert_ok!(close(ORDER));
		assert!(!Accounts::<Test>::contains_key(PROGRAM, ALICE));
	});
}

#[test]
fn prune_should_remove_a_tally_when_its_time_is_over() {
	World::default()
		.rule(CHECK_IN, |rule| {
			rule.limits = Limits { per_subject: Some(5), cooldown: DAY / 2, ..limits() }
		})
		.build_and_execute(|| {
			wait(20 * HOUR);
			assert_ok!(check_in(&alice()));
			// A new window, but the cooldown runs.
			set_time(T0 + DAY);
			assert_noop!(prune(vec![own(CHECK_IN)]), E::NothingToPrune);
			set_time(T0 + 32 * HOUR);
			assert_ok!(prune(vec![own(CHECK_IN)]));
			assert_eq!(tally(ALICE, Capped::Rule(CHECK_IN)), None);
			// The cooldown is over, but the window runs.
			set_time(T0 + 2 * DAY);
			assert_ok!(check_in(&alice()));
			set_time(T0 + 2 * DAY + DAY / 2);
			assert_noop!(prune(vec![own(CHECK_IN)]), E::NothingToPrune);
			assert_noop!(check_in(&alice()), E::SubjectCapReached);
			set_time(T0 + 3 * DAY);
			assert_ok!(prune(vec![own(CHECK_IN)]));
		});
}

#[test]
fn prune_should_keep_a_tally_when_an_edit_that_waits_would_need_it() {
	World::default()
		.rule(CHECK_IN, |rule| {
			rule.limits = Limits { per_subject: Some(5), ..limits() };
		})
		.build_and_execute(|| {
			assert_ok!(check_in(&alice()));
			let mut longer = check_in_rule();
			longer.limits = Limits { window: 4 * EPOCH, per_subject: Some(5), ..limits() };
			assert_ok!(Loyalty::edit_rule(origin(&operator()), PROGRAM, CHECK_IN, longer));
			wait(DAY);
			assert_noop!(prune(vec![own(CHECK_IN)]), E::NothingToPrune);
			wait_epochs(1);
			assert_noop!(check_in(&alice()), E::SubjectCapReached);
		});
}

#[test]
fn prune_should_remove_a_tally_when_its_rule_is_gone() {
	World::default().build_and_execute(|| {
		assert_ok!(check_in(&alice()));
		let by = origin(&operator());
		assert_ok!(Loyalty::retire_rule(by.clone(), PROGRAM, CHECK_IN));
		assert_noop!(prune(vec![own(CHECK_IN)]), E::NothingToPrune);
		wait_epochs(1);
		assert_ok!(Loyalty::remove_rule(by, PROGRAM, CHECK_IN));
		assert_ok!(prune(vec![own(CHECK_IN)]));
	});
}

#[test]
fn prune_should_remove_a_gift_tally_when_the_epoch_is_over() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		do_tasks(&bob(), BOB, 1);
		assert_ok!(gift(&alice(), &bob(), 5));
		assert_eq!(held(HoldReason::Records, &alice()), TALLY);
		let gifts = || vec![Stale::Tally(Capped::Gifts, subject_of(ALICE))];
		set_time(T0 + EPOCH - 1);
		assert_noop!(prune(gifts()), E::NothingToPrune);
		set_time(T0 + EPOCH);
		assert_ok!(prune(gifts()));
		assert_eq!(held(HoldReason::Records, &alice()), 0);
	});
}

#[test]
fn prune_should_remove_a_claim_when_it_could_not_be_used_anyway() {
	World::default().build_and_execute(|| {
		let task = task_of(ALICE, 1);
		assert_ok!(submit(&alice(), task));
		put_order(ORDER, parties(&alice()));
		change_order(ORDER, |order| order.stage = OrderStage::Settled);
		let review = claim_of(ALICE, REVIEW, 1, Evidence::Review(ORDER));
		assert_ok!(submit(&alice(), review));
		let referral = claim_of(ALICE, REFERRAL, 1, Evidence::Referral(subject_of(BOB)));
		assert_ok!(submit(&alice(), referral));
		let remove = |claim: Claim| prune(vec![Stale::Claim(claim.key())]);

		set_time(task.deadline - 1);
		assert_noop!(remove(task), E::NothingToPrune);
		set_time(task.deadline);
		assert_ok!(remove(task));
		assert_noop!(submit(&alice(), task), E::ClaimExpired);

		wait_epochs(1);
		assert_noop!(remove(review), E::NothingToPrune);
		Orders::mutate(|orders| orders.remove(&ORDER));
		assert_ok!(remove(review));
		let renewed = Claim { deadline: Moment::MAX, ..review };
		assert_noop!(submit(&alice(), renewed), E::UnknownOrder);

		assert_noop!(remove(referral), E::NothingToPrune);
		assert_ok!(Loyalty::wind_down(origin(&operator()), PROGRAM));
		assert_ok!(remove(referral));
	});
}

#[test]
fn prune_should_be_refused_when_nothing_may_go() {
	World::default().build_and_execute(|| {
		assert_noop!(prune(vec![]), E::NothingToPrune);
		assert_noop!(
			prune(vec![Stale::Account(ALICE), own(CHECK_IN), Stale::Claim(H256::zero())]),
			E::NothingToPrune
		);
		let none = Default::default();
		assert_noop!(Loyalty::prune(origin(&alice()), ProgramId(9), none), E::UnknownProgram);
	});
}

#[test]
fn prune_should_go_on_when_a_deposit_cannot_be_returned() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		empty(&operator());
		wait_epochs(12);
		assert_ok!(prune(vec![Stale::Account(ALICE)]));
		// It stays counted until the program is removed.
		assert_eq!(ledger().records, Records { count: 1, deposits: ACCOUNT + CLAIM });
	});
}
