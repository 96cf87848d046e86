use super::*;

fn by() -> RuntimeOrigin {
	origin(&operator())
}

fn close(id: RewardId) -> DispatchResult {
	let call = RuntimeCall::Rewards(Call::close_reward { reward: id });
	call.dispatch(by()).map(|_| ()).map_err(|refused| refused.error)
}

fn sweep(id: RewardId, limit: u32) -> DispatchResult {
	let done = Rewards::sweep_tallies(origin(&stranger()), id, limit);
	done.map(|_| ()).map_err(|refused| refused.error)
}

#[test]
fn end_should_stop_claims_and_nothing_else_when_the_operator_says_so() {
	execute(|| {
		let (id, medal) = (offer(gift(), 3), offer(badge(), 3));
		assert_ok!(buy(&alice(), id));
		take_events();
		assert_ok!(Rewards::end_reward(by(), id));
		assert_ok!(Rewards::end_reward(by(), medal));
		assert_eq!(take_events()[0], Ev::RewardEnded { reward: id });
		assert_noop!(buy(&bob(), id), E::RewardOver);
		assert_noop!(claim(&bob(), medal, 2), E::RewardOver);
		assert_noop!(Rewards::end_reward(by(), id), E::RewardOver);
		assert_ok!(give(&alice(), id, 0, &bob()));
		assert_ok!(Rewards::redeem(origin(&bob()), id, 0));
	});
}

#[test]
fn end_should_be_refused_when_it_is_not_the_callers_or_is_over() {
	execute(|| {
		let id = offer(Terms { ends: Some(T0 + DAY), ..gift() }, 3);
		assert_noop!(Rewards::end_reward(origin(&alice()), id), E::NotOperator);
		assert_noop!(Rewards::end_reward(by(), RewardId(9)), E::UnknownReward);
		set_time(T0 + DAY);
		assert_noop!(Rewards::end_reward(by(), id), E::RewardOver);
	});
}

#[test]
fn close_should_return_everything_when_nobody_has_anything() {
	execute(|| {
		for terms in [gift(), bound_gift(1), badge()] {
			let id = offer(terms, 3);
			let collection = reward(id).collection;
			assert_noop!(close(id), E::NotOver);
			assert_ok!(Rewards::end_reward(by(), id));
			take_events();
			assert_ok!(close(id));
			let amount = ENDOWMENT - free_balance(&operator());
			assert_eq!(amount, 0);
			assert_eq!(take_events()[1], Ev::RewardClosed { reward: id });
			assert_eq!(held(&operator()), 0);
			assert!(!System::account_exists(&till(id)));
			assert_eq!(Nfts::collection_owner(collection), None);
			assert!(!State::contains_key(id));
			assert_noop!(close(id), E::UnknownReward);
		}
	});
}

#[test]
fn close_should_return_to_the_last_unit_when_all_items_are_gone() {
	execute(|| {
		let id = offer(bound_gift(2), 4);
		assert_ok!(buy(&alice(), id));
		assert_ok!(buy(&alice(), id));
		assert_ok!(buy(&bob(), id));
		assert_ok!(Rewards::redeem(origin(&alice()), id, 0));
		assert_ok!(Rewards::end_reward(by(), id));

		// What nobody has: one item and what was handed in, and the counters of two more people.
		take_events();
		let before = free_balance(&operator());
		assert_ok!(close(id));
		let amount = 2 * ITEM + 2 * Rewards::prices().tally;
		assert_eq!(take_events(), vec![Ev::DepositsReturned { reward: id, amount }]);
		assert_eq!(free_balance(&operator()), before + amount);
		assert_eq!(free_balance(&till(id)), ED);
		assert_noop!(close(id), E::NothingToReturn);
		assert_ok!(Rewards::do_try_state());

		// Owners hand theirs in, or put it away.
		assert_ok!(Rewards::redeem(origin(&alice()), id, 1));
		assert_ok!(close(id));
		assert_ok!(Nfts::burn(origin(&bob()), reward(id).collection, 2));
		assert_ok!(close(id));
		// The counters are still there.
		assert_noop!(close(id), E::NothingToReturn);
		assert_ok!(sweep(id, 9));
		assert_ok!(close(id));
		assert_eq!(free_balance(&operator()), ENDOWMENT);
		assert_eq!(held(&operator()), 0);
		assert!(!State::contains_key(id));
		for who in [alice(), bob()] {
			assert_eq!(free_balance(&who), ENDOWMENT);
		}
	});
}

#[test]
fn close_should_leave_what_people_have_when_the_reward_is_over() {
	execute(|| {
		let id = offer(Terms { ends: Some(T0 + HOUR), ..badge() }, 4);
		assert_ok!(claim(&alice(), id, 1));
		set_time(T0 + HOUR);
		assert_ok!(close(id));
		assert_ok!(sweep(id, 1));
		assert_noop!(close(id), E::NothingToReturn);
		assert_eq!(owner(id, 0), Some(alice()));
		assert_eq!(held(&operator()), Rewards::prices().reward);
		// The signature is worth nothing, though nobody is counted any more.
		set_time(T0 + HOUR - 1);
		State::mutate(id, |reward| reward.as_mut().unwrap().status = Status::Ended);
		assert_noop!(claim(&alice(), id, 1), E::RewardOver);
	});
}

#[test]
fn close_should_be_refused_when_it_is_not_the_callers() {
	execute(|| {
		let id = offer(gift(), 4);
		assert_ok!(Rewards::end_reward(by(), id));
		assert_noop!(Rewards::close_reward(origin(&alice()), id), E::NotOperator);
		assert_noop!(Rewards::close_reward(by(), RewardId(9)), E::UnknownReward);
	});
}

#[test]
fn close_should_return_what_strangers_put_in_when_there_is_a_till() {
	execute(|| {
		let id = offer(gift(), 1);
		assert_ok!(Balances::transfer_keep_alive(origin(&stranger()), till(id), 12_345));
		assert_ok!(Rewards::end_reward(by(), id));
		assert_ok!(close(id));
		assert_eq!(free_balance(&operator()), ENDOWMENT + 12_345);
	});
}

#[test]
fn close_should_return_all_but_the_minimum_when_strangers_keep_the_till_alive() {
	execute(|| {
		let id = offer(gift(), 3);
		// As an asset does that somebody sends there.
		assert_ok!(System::inc_consumers(&till(id)));
		assert_ok!(Rewards::end_reward(by(), id));
		assert_ok!(close(id));
		assert_eq!(Balances::free_balance(till(id)), ED);
		assert_eq!((free_balance(&operator()), held(&operator())), (ENDOWMENT - ED, 0));
		assert!(crate::Rewards::<Test>::get(id).is_none());
	});
}

#[test]
fn deposit_should_stay_held_when_the_operator_cannot_receive_it() {
	execute(|| {
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let id = offer(bound_gift(1), 1);
		assert_ok!(buy(&alice(), id));
		assert_ok!(Rewards::end_reward(by(), id));
		// Something else keeps the account alive, and nothing is free in it.
		System::inc_providers(&operator());
		let all = free_balance(&operator());
		assert_ok!(Balances::transfer(&operator(), &bob(), all, Preservation::Expendable));
		let (before, tally) = (held(&operator()), Rewards::prices().tally);
		assert!(tally < ED);
		assert_ok!(sweep(id, 1));
		assert_eq!(reward(id).tallies, 0);
		assert_eq!(held(&operator()), before);
		assert_noop!(close(id), E::OperatorCannotReceive);
		assert_ok!(Rewards::do_try_state());
		assert_ok!(Balances::transfer(&bob(), &operator(), ED, Preservation::Preserve));
		assert_ok!(close(id));
		assert_eq!(held(&operator()), before - tally);
	});
}

#[test]
fn sweep_should_remove_counters_up_to_its_limit_when_the_reward_is_over() {
	execute(|| {
		let count = MAX_SWEPT + 3;
		let id = offer(badge(), count);
		for n in 0..count as u8 {
			let who = account(100 + n);
			enrol(who.clone(), MemberId(1_000 + u64::from(n)), 1_000 + u64::from(n));
			assert_ok!(claim(&who, id, 1_000 + u64::from(n)));
		}
		assert_noop!(sweep(id, 1), E::NotOver);
		assert_ok!(Rewards::end_reward(by(), id));
		assert_noop!(sweep(id, 0), E::NothingToSweep);
		assert_noop!(sweep(RewardId(9), 1), E::UnknownReward);
		let before = held(&operator());
		take_events();
		assert_ok!(sweep(id, 2));
		assert_eq!(take_events(), vec![Ev::TalliesSwept { reward: id, count: 2 }]);
		assert_eq!(held(&operator()), before - 2 * Rewards::prices().tally);
		let paid = Rewards::sweep_tallies(origin(&stranger()), id, u32::MAX).unwrap();
		assert_eq!(paid.pays_fee, frame_support::dispatch::Pays::No);
		assert_eq!(reward(id).tallies, 1);
		assert_ok!(sweep(id, 1));
		assert_eq!(held(&operator()), Rewards::prices().reward);
		assert_noop!(sweep(id, 1), E::NothingToSweep);
	});
}
