use super::*;

#[test]
fn page_should_have_the_programs_rewards_when_it_looks_at_so_many_ids() {
	execute(|| {
		for _ in 0..4 {
			offer(gift(), 1);
		}
		State::mutate(RewardId(1), |reward| reward.as_mut().unwrap().program = ProgramId(8));
		let page = |from, limit| {
			let page = Rewards::view_rewards_of(PROGRAM, RewardId(from), limit);
			let ids = page.rewards.iter().map(|(id, _)| id.0).collect::<Vec<_>>();
			(ids, page.next.map(|id| id.0))
		};
		assert_eq!(page(0, 10), (vec![0, 2, 3], None));
		assert_eq!(page(0, 2), (vec![0], Some(2)));
		assert_eq!(page(2, 2), (vec![2, 3], None));
		assert_eq!(page(0, 0), (vec![], Some(0)));
		assert_eq!(page(u64::MAX, u32::MAX), (vec![], None));
		State::mutate(RewardId(1), |reward| reward.as_mut().unwrap().program = PROGRAM);
	});
}

#[test]
fn page_should_be_bounded_when_there_are_many_ids() {
	execute(|| {
		NextRewardId::<Test>::put(RewardId(5_000));
		let page = Rewards::view_rewards_of(PROGRAM, RewardId(0), u32::MAX);
		assert_eq!(page.next, Some(RewardId(MAX_PAGE.into())));
	});
}

#[test]
fn may_claim_should_say_what_a_call_would_when_it_is_asked() {
	execute(|| {
		let id = offer(Terms { starts: Some(T0 + 1), ..bound_gift(1) }, 2);
		let may = |who: &AccountId| Rewards::view_may_claim(id, who);
		assert_eq!(Rewards::view_may_claim(RewardId(9), &alice()), Err(Refusal::UnknownReward));
		assert_eq!(may(&alice()), Err(Refusal::TooEarly));
		set_time(T0 + 1);
		assert_eq!(may(&alice()), Ok(()));
		assert_eq!(may(&stranger()), Err(Refusal::NotMember));
		assert_ok!(buy(&alice(), id));
		assert_eq!(may(&alice()), Err(Refusal::LimitReached));
		change_person(&bob(), |person| person.assurance = Assurance::None);
		assert_eq!(may(&bob()), Err(Refusal::AssuranceTooLow));
		change_person(&bob(), |person| person.assurance = Assurance::Person);
		assert_ok!(buy(&bob(), id));
		assert_eq!(may(&bob()), Err(Refusal::SoldOut));
		assert_ok!(Rewards::end_reward(origin(&operator()), id));
		assert_eq!(may(&bob()), Err(Refusal::Over));
	});
}
