use super::*;

/// Breaks one thing in a sound state, and expects to hear of it.
fn hear(expected: &'static str, damage: impl FnOnce(RewardId, RewardId)) {
	world().execute_with(|| {
		let (id, medal) = (offer(bound_gift(2), 4), offer(badge(), 4));
		assert_ok!(buy(&alice(), id));
		assert_ok!(buy(&alice(), id));
		assert_ok!(claim(&bob(), medal, 2));
		assert_ok!(Rewards::redeem(origin(&alice()), id, 0));
		assert_ok!(Rewards::do_try_state());
		damage(id, medal);
		assert_eq!(Rewards::do_try_state(), Err(expected.into()));
	});
}

fn change(id: RewardId, change: impl FnOnce(&mut RewardOf<Test>)) {
	State::mutate(id, |reward| change(reward.as_mut().unwrap()));
}

#[test]
fn try_state_should_notice_when_the_record_of_a_reward_is_wrong() {
	hear("a reward's id was never given out", |_, _| NextRewardId::<Test>::put(RewardId(1)));
	hear("there are too many items", |id, _| change(id, |reward| reward.stock = 1));
	hear("there are too many items", |id, _| change(id, |reward| reward.stock = MAX_STOCK + 1));
	let free = Kind::Gift { price: 0, transferable: true, per_person: None };
	hear("a reward's terms are unsound", |id, _| change(id, |reward| reward.terms.kind = free));
	hear("people are counted for nothing", |id, _| change(id, |reward| reward.identity = None));
}

#[test]
fn try_state_should_notice_when_the_counters_are_wrong() {
	hear("a reward miscounts its counters", |id, _| change(id, |reward| reward.tallies = 2));
	hear("the counters are not of the items that were made", |id, _| {
		Tallies::<Test>::insert(id, subject(1), 1);
	});
	hear("a person has had too many", |id, _| Tallies::<Test>::insert(id, subject(1), 3));
	hear("a counter of nothing is on record", |_, medal| {
		Tallies::<Test>::insert(medal, subject(9), 0);
	});
	hear("a counter outlived its reward", |_, _| {
		Tallies::<Test>::insert(RewardId(7), subject(9), 1);
	});
}

#[test]
fn try_state_should_notice_when_items_or_money_are_missing() {
	hear("an item is there that was handed in", |id, _| change(id, |reward| reward.redeemed = 2));
	hear("a collection is not its till's", |id, _| change(id, |reward| reward.collection = 77));
	hear("a till runs dry", |id, _| {
		assert_ok!(Balances::transfer_allow_death(origin(&till(id)), bob(), ITEM + 1));
	});
	hear("an item is not paid for", |_, medal| {
		use frame_support::traits::ReservableCurrency;
		assert_eq!(Balances::unreserve(&till(medal), 1), 0);
	});
	hear("too little is held for a reward", |id, _| change(id, |reward| reward.held -= 1));
	hear("the deposits on record are not what is held", |id, _| {
		change(id, |reward| reward.held += 1);
	});
}
