use super::*;

/// When the epoch of a program begins.
fn begin(days: u64, epoch: Epoch) -> Moment {
	T0 - 30 * DAY + u64::from(epoch) * days * DAY
}

#[test]
fn exchange_should_turn_points_into_others_when_both_agreed() {
	run(|| {
		agree(there(), back());
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, BEAN, 30));
		assert_eq!((points(AIR, ALICE), points(BEAN, ALICE)), (70, 120));
		let expected = Ev::Exchanged {
			from: AIR,
			to: BEAN,
			member: ALICE,
			points: 30,
			arrived: 120,
			netted: 0,
			passed: 30,
			owed: 30,
		};
		assert_eq!(take_events(), vec![expected]);
		assert_eq!((partnership().ways.lower.owed, partnership().ways.higher.owed), (30, 0));
	});
}

#[test]
fn exchange_should_pass_the_backing_on_when_points_leave() {
	run(|| {
		agree(there(), back());
		earn(&alice(), AIR);
		// 100 points, worth 2 each, half of it on hold.
		assert_eq!((backing(&airline()), backing(&cafe())), (100, 0));
		let free = (free_balance(&airline()), free_balance(&cafe()));
		assert_ok!(exchange(AIR, BEAN, 30));
		// 30 were freed and went to the café. That holds 15 for 120 points, and has 15 more.
		assert_eq!((backing(&airline()), backing(&cafe())), (70, 15));
		assert_eq!((free_balance(&airline()), free_balance(&cafe())), (free.0, free.1 + 15));
		// And back: 40 points were held 5 for, and are worth 20. The airline holds 10 for 10 points.
		let free = (free_balance(&airline()), free_balance(&cafe()));
		assert_ok!(exchange(BEAN, AIR, 40));
		assert_eq!((backing(&airline()), backing(&cafe())), (80, 10));
		assert_eq!((free_balance(&airline()), free_balance(&cafe())), (free.0 - 5, free.1));
		assert_eq!((partnership().ways.lower.owed, partnership().ways.higher.owed), (30, 15));
	});
}

#[test]
fn exchange_should_pass_on_no_more_than_the_points_are_worth_when_there_is_a_haircut() {
	run(|| {
		let half = Offer { haircut: Permill::from_percent(75), ..there() };
		agree(half, back());
		earn(&alice(), AIR);
		let free = free_balance(&airline());
		assert_ok!(exchange(AIR, BEAN, 40));
		// 40 arrive, worth 20. Of the 40 that were freed the airline keeps the rest.
		assert_eq!(points(BEAN, ALICE), 40);
		assert_eq!((backing(&airline()), free_balance(&airline())), (60, free + 20));
		assert_eq!(backing(&cafe()), 5);
		assert_eq!(partnership().ways.lower.owed, 0);
	});
}

#[test]
fn exchange_should_be_refused_when_the_other_operator_cannot_back_what_arrives() {
	let dear = pallet_loyalty::Terms { backing: Permill::one(), ..bean_terms() };
	run_with(air_terms(), dear, || {
		agree(there(), back());
		earn(&alice(), AIR);
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let most = free_balance(&cafe()) - ED;
		assert_ok!(Balances::transfer(&cafe(), &bob(), most, Preservation::Preserve));
		assert_noop!(exchange(AIR, BEAN, 30), L::OperatorCannotBack);
	});
}

#[test]
fn exchange_should_let_nothing_live_longer_when_epochs_differ() {
	run(|| {
		agree(there(), back());
		// Ends when the airline's epoch 13 begins.
		earn(&alice(), AIR);
		set_time(begin(30, 12));
		assert_ok!(exchange(AIR, BEAN, 10));
		let end = begin(30, 13);
		// The café's epoch 55 begins within seven days before that.
		assert_eq!(lots(BEAN, ALICE), vec![at(55, 40)]);
		assert!(begin(7, 55) <= end && begin(7, 56) > end);
		// And back: it ends when the airline's epoch 12 begins, which is now. So it stays.
		assert_noop!(exchange(BEAN, AIR, 4), L::TooFewPoints);
	});
}

#[test]
fn exchange_should_keep_the_end_when_it_is_one_there_as_well() {
	let same = || terms(FixedU128::from_rational(1, 2), 25, 15, 36);
	run_with(air_terms(), same(), || {
		agree(there(), back());
		earn(&alice(), AIR);
		// The airline's epoch 13 begins together with the café's 26.
		assert_ok!(exchange(AIR, BEAN, 10));
		assert_eq!(lots(BEAN, ALICE), vec![at(26, 40)]);
		assert_ok!(exchange(BEAN, AIR, 40));
		assert_eq!(lots(AIR, ALICE), vec![at(13, 100)]);
	});
}

#[test]
fn exchange_should_cut_lives_short_when_points_live_shorter_there() {
	let short = || terms(FixedU128::from_rational(1, 2), 25, 7, 2);
	run_with(air_terms(), short(), || {
		agree(there(), back());
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, BEAN, 10));
		assert_eq!(lots(BEAN, ALICE), vec![at(6, 40)]);
	});
}

#[test]
fn exchange_should_pass_over_what_would_be_over_when_it_arrives() {
	// The café's epochs of 50 days: its epoch 1 begins 20 days after the test's beginning.
	let long = || terms(FixedU128::from_rational(1, 2), 25, 50, 12);
	let short = || terms(FixedU128::from_u32(2), 50, 30, 2);
	run_with(short(), long(), || {
		agree(there(), back());
		// Ends after 60 days in which the café's epoch 1 began.
		earn(&alice(), AIR);
		wait(25 * DAY);
		// In the café's epoch 1 now, and it would end with it or earlier: nothing arrives.
		assert_noop!(exchange(AIR, BEAN, 10), L::TooFewPoints);
		wait(10 * DAY);
		// Ends after 90 days: the café's epoch 2 begins after 70.
		earn(&alice(), AIR);
		assert_eq!(lots(AIR, ALICE), vec![at(3, 100), at(4, 100)]);
		assert_noop!(exchange(AIR, BEAN, 101), L::TooFewPoints);
		assert_ok!(exchange(AIR, BEAN, 100));
		assert_eq!(lots(AIR, ALICE), vec![at(3, 100)]);
		assert_eq!(lots(BEAN, ALICE), vec![at(2, 400)]);
	});
}

#[test]
fn exchange_should_take_what_ends_soonest_when_there_are_several() {
	run(|| {
		agree(there(), back());
		earn(&alice(), AIR);
		wait(30 * DAY);
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, BEAN, 120));
		assert_eq!(lots(AIR, ALICE), vec![at(14, 80)]);
		let arrived: Points = lots(BEAN, ALICE).iter().map(|lot| lot.points).sum();
		assert_eq!(arrived, 480);
	});
}

#[test]
fn exchange_should_round_down_once_and_towards_the_sooner_end_when_parts_are_left_over() {
	let same = || terms(FixedU128::from_u32(2), 25, 30, 12);
	run_with(air_terms(), same(), || {
		agree(offer(FixedU128::from_rational(1, 4)), offer(FixedU128::from_rational(1, 2)));
		earn(&alice(), AIR);
		wait(30 * DAY);
		earn(&alice(), AIR);
		// 100 that end sooner and 7 that end later: 26 in all, of which 1 ends later.
		assert_ok!(exchange(AIR, BEAN, 107));
		assert_eq!(lots(BEAN, ALICE), vec![at(13, 25), at(14, 1)]);
		assert_noop!(exchange(AIR, BEAN, 3), L::WorthNothing);
		// 93 are left; 4 of them are one.
		assert_ok!(exchange(AIR, BEAN, 4));
		assert_eq!(points(AIR, ALICE), 89);
	});
}

#[test]
fn parts_should_join_what_ends_sooner_when_no_lot_makes_a_whole() {
	let same = || terms(FixedU128::from_u32(2), 25, 30, 12);
	run_with(air_terms(), same(), || {
		agree(offer(FixedU128::from_rational(1, 150)), offer(FixedU128::from_rational(1, 2)));
		earn(&alice(), AIR);
		wait(30 * DAY);
		earn(&alice(), AIR);
		// Two thirds of a point each: one, and it ends sooner.
		assert_ok!(exchange(AIR, BEAN, 200));
		assert_eq!(lots(BEAN, ALICE), vec![at(13, 1)]);
	});
}

#[test]
fn exchange_should_be_refused_when_as_many_went_today_as_can() {
	run(|| {
		let few = Offer { daily_cap: 50, ..there() };
		agree(few, back());
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, BEAN, 30));
		assert_noop!(exchange(AIR, BEAN, 21), E::DailyCapReached);
		assert_noop!(exchange(AIR, BEAN, Points::MAX), E::Overflow);
		assert_ok!(exchange(AIR, BEAN, 20));
		set_time(T0 + DAY - 1);
		assert_noop!(exchange(AIR, BEAN, 1), E::DailyCapReached);
		// The other way is counted by itself.
		assert_ok!(exchange(BEAN, AIR, 4));
		set_time(T0 + DAY);
		assert_ok!(exchange(AIR, BEAN, 50));
		assert_eq!(partnership().ways.lower.used, 50);
		// Of all members together.
		earn(&bob(), AIR);
		let by = origin(&bob());
		assert_noop!(Coalition::exchange(by, AIR, BEAN, 1), E::DailyCapReached);
	});
}

#[test]
fn exchange_should_be_refused_when_the_other_would_be_owed_too_much() {
	run(|| {
		let strict = Offer { credit: 50, ..there() };
		agree(strict, back());
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, BEAN, 50));
		assert_noop!(exchange(AIR, BEAN, 1), E::CreditExceeded);
		// What it is owed itself counts.
		assert_ok!(exchange(BEAN, AIR, 40));
		assert_eq!(partnership().ways.higher.owed, 15);
		assert_noop!(exchange(AIR, BEAN, 16), E::CreditExceeded);
		assert_ok!(exchange(AIR, BEAN, 15));
		assert_ok!(Coalition::settle_net(origin(&airline()), AIR, BEAN));
		assert_ok!(exchange(AIR, BEAN, 10));
	});
}

#[test]
fn exchange_should_be_refused_when_something_is_wrong() {
	run(|| {
		assert_noop!(exchange(AIR, BEAN, 1), E::NotPartners);
		assert_ok!(propose());
		assert_noop!(exchange(AIR, BEAN, 1), E::NotAgreed);
		assert_ok!(accept());
		assert_noop!(exchange(AIR, BEAN, 1), L::TooFewPoints);
		earn(&alice(), AIR);
		assert_noop!(exchange(AIR, BEAN, 0), L::ZeroPoints);
		assert_noop!(exchange(AIR, BEAN, 101), L::TooFewPoints);
		assert_noop!(Coalition::exchange(origin(&stranger()), AIR, BEAN, 1), L::NotMember);
		assert_noop!(Coalition::exchange(origin(&bob()), AIR, BEAN, 1), L::TooFewPoints);
		assert_ok!(Loyalty::pause(origin(&cafe()), BEAN));
		assert_noop!(exchange(AIR, BEAN, 1), L::ProgramPaused);
		assert_ok!(Loyalty::resume(origin(&cafe()), BEAN));
		// One that is paused is left all the same.
		assert_ok!(Loyalty::pause(origin(&airline()), AIR));
		assert_ok!(exchange(AIR, BEAN, 1));
		assert_ok!(Loyalty::wind_down(origin(&airline()), AIR));
		assert_ok!(exchange(AIR, BEAN, 1));
		assert_noop!(exchange(BEAN, AIR, 4), L::ProgramEnding);
		wait(DAY);
		assert_noop!(exchange(AIR, BEAN, 1), L::ProgramOver);
	});
}

#[test]
fn exchange_should_be_refused_when_the_member_is_nobody_there() {
	let elsewhere = pallet_loyalty::Terms { context: Default::default(), ..bean_terms() };
	run_with(air_terms(), elsewhere, || {
		agree(there(), back());
		earn(&alice(), AIR);
		assert_noop!(exchange(AIR, BEAN, 1), L::NoSubject);
	});
}

#[test]
fn exchange_should_pay_for_the_record_when_the_member_is_new_there() {
	run(|| {
		agree(there(), back());
		earn(&alice(), AIR);
		let before = free_balance(&alice());
		assert_ok!(exchange(AIR, BEAN, 10));
		assert!(free_balance(&alice()) < before);
		assert_ok!(exchange(BEAN, AIR, 40));
		assert_eq!(free_balance(&alice()), before);
	});
}

#[test]
fn exchange_should_owe_nothing_when_one_operator_runs_both() {
	run(|| {
		create(&airline(), bean_terms());
		let other = ProgramId(2);
		let by = || origin(&airline());
		let strict = Offer { credit: 0, ..there() };
		assert_ok!(Coalition::propose_partner(by(), AIR, other, strict, back()));
		assert_ok!(Coalition::accept_partner(by(), other, AIR, back(), strict));
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, other, 100));
		assert_eq!(backing(&airline()), 50);
		let record = Partnerships::<Test>::get(AIR, other).unwrap();
		assert_eq!(record.ways.lower.owed, 0);
		assert_ok!(Coalition::end_partner(by(), other, AIR));
	});
}

#[test]
fn exchange_should_qualify_for_nothing_when_there_are_tiers() {
	run(|| {
		let levels = vec![pallet_loyalty::Level { threshold: 1, bonus: Permill::one() }];
		let ladder = pallet_loyalty::Ladder { period: 1, levels: levels.try_into().unwrap() };
		assert_ok!(Loyalty::set_tiers(origin(&cafe()), BEAN, Some(ladder)));
		wait(7 * DAY);
		agree(there(), back());
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, BEAN, 10));
		assert_eq!(Loyalty::view_tier(BEAN, ALICE).unwrap().tier, 0);
	});
}

#[test]
fn nothing_should_be_due_for_a_part_of_a_unit_when_worth_is_not_whole() {
	run(|| {
		agree(Offer { haircut: Permill::from_percent(25), ..there() }, back());
		earn(&alice(), AIR);
		// Three arrive, worth one and a half; one was on hold for the one that left.
		assert_ok!(exchange(AIR, BEAN, 1));
		assert_eq!((points(BEAN, ALICE), partnership().ways.lower.owed), (3, 0));
	});
}

#[test]
fn net_rate_should_be_rounded_down_when_it_is_not_whole() {
	let rate = FixedU128::from_inner(3);
	let half = Offer { haircut: Permill::from_percent(50), ..offer(rate) };
	assert_eq!(half.net_rate(), FixedU128::from_inner(1));
	assert_eq!(offer(rate).net_rate(), rate);
	let most = offer(FixedU128::from_inner(u128::MAX));
	assert_eq!(most.net_rate(), most.rate);
}
