use super::*;

#[test]
fn offer_should_pay_for_everything_when_nobody_has_bought() {
	execute(|| {
		let prices = Rewards::prices();
		let id = offer(gift(), 7);
		assert_eq!(id, REWARD);
		// Nobody is counted.
		assert_eq!(held(&operator()), prices.reward);
		assert_eq!(free_balance(&till(id)), ED + 7 * ITEM);
		let in_till = ED + COLLECTION + 7 * ITEM;
		assert_eq!(free_balance(&operator()), ENDOWMENT - prices.reward - in_till);
		let collection = reward(id).collection;
		let (reward, program, stock) = (id, PROGRAM, 7);
		assert_eq!(take_events(), vec![Ev::RewardOffered { reward, program, collection, stock }]);

		let id = offer(bound_gift(2), 5);
		assert_eq!(held(&operator()), 2 * prices.reward + 5 * prices.tally);
		assert_eq!(free_balance(&till(id)), ED + 5 * ITEM);
		assert_ne!(super::reward(id).collection, collection);
		offer(badge(), 3);
		assert_eq!(held(&operator()), 3 * prices.reward + 8 * prices.tally);
	});
}

#[test]
fn offer_should_show_wallets_where_the_description_is_when_it_is_made() {
	execute(|| {
		let id = offer(gift(), 1);
		let collection = reward(id).collection;
		let metadata = pallet_nfts::CollectionMetadataOf::<Test>::get(collection).unwrap();
		assert_eq!(metadata.data.as_slice(), b"ipfs://mug");
		assert_eq!(Nfts::collection_owner(collection), Some(till(id)));
		// As long as it can be.
		let uri = "u".repeat(MAX_URI as usize).as_str().try_into().unwrap();
		assert_ok!(try_offer(Terms { uri, ..gift() }, 1));
	});
}

#[test]
fn offer_should_be_refused_when_something_is_wrong() {
	execute(|| {
		let with = |change: fn(&mut Terms<AccountId>)| {
			let mut terms = gift();
			change(&mut terms);
			try_offer(terms, 1)
		};
		let kind = |price, per_person| Kind::Gift { price, transferable: true, per_person };
		assert_noop!(try_offer(gift(), 0), E::StockOutOfRange);
		assert_noop!(try_offer(gift(), MAX_STOCK + 1), E::StockOutOfRange);
		assert_noop!(try_offer(Terms { kind: kind(0, None), ..gift() }, 1), E::GiftIsFree);
		assert_noop!(try_offer(Terms { kind: kind(1, Some(0)), ..gift() }, 1), E::NobodyCanBuy);
		assert_noop!(with(|terms| terms.ends = Some(T0)), E::NeverOpen);
		let empty = |terms: &mut Terms<AccountId>| {
			(terms.starts, terms.ends) = (Some(T0 + 5), Some(T0 + 5));
		};
		assert_noop!(with(empty), E::NeverOpen);
		let by = |who: &AccountId, program| Rewards::offer_reward(origin(who), program, gift(), 1);
		assert_noop!(by(&operator(), ProgramId(4)), E::UnknownProgram);
		assert_noop!(by(&alice(), PROGRAM), E::NotOperator);
		ProgramOpen::set(false);
		assert_noop!(by(&operator(), PROGRAM), E::UnknownProgram);
		ProgramOpen::set(true);
		NextRewardId::<Test>::put(RewardId(u64::MAX));
		assert_noop!(try_offer(gift(), 1), E::IdsExhausted);
		NextRewardId::<Test>::put(REWARD);
		assert_ok!(with(|terms| terms.ends = Some(T0 + 1)));
		assert_ok!(try_offer(gift(), MAX_STOCK));
	});
}

#[test]
fn offer_should_be_refused_when_the_operator_lacks_the_deposits() {
	execute(|| {
		let needed = Rewards::prices().reward + 2 * ED + COLLECTION + 3 * ITEM;
		let dispatch = || {
			let call = Call::offer_reward { program: PROGRAM, terms: gift(), stock: 3 };
			let done = RuntimeCall::Rewards(call).dispatch(origin(&operator()));
			done.map(|_| ()).map_err(|refused| refused.error)
		};
		let spare = ENDOWMENT - needed + 1;
		assert_ok!(Balances::transfer_allow_death(origin(&operator()), stranger(), spare));
		assert_noop!(dispatch(), E::OperatorLacksDeposit);
		assert_ok!(Balances::transfer_allow_death(origin(&stranger()), operator(), 1));
		assert_ok!(dispatch());
		assert_eq!(free_balance(&operator()), ED);
	});
}

#[test]
fn restock_should_add_items_and_what_they_need_when_some_are_sold() {
	execute(|| {
		let id = offer(bound_gift(1), 2);
		assert_ok!(buy(&alice(), id));
		let before = (held(&operator()), free_balance(&operator()));
		take_events();
		assert_ok!(Rewards::restock(origin(&operator()), id, 3));
		assert_eq!(take_events(), vec![Ev::RewardRestocked { reward: id, stock: 5 }]);
		let tallies = 3 * Rewards::prices().tally;
		assert_eq!(held(&operator()), before.0 + tallies);
		assert_eq!(free_balance(&operator()), before.1 - tallies - 3 * ITEM);
		assert_eq!(free_balance(&till(id)), ED + 4 * ITEM);
	});
}

#[test]
fn restock_should_use_what_came_back_when_items_were_handed_in() {
	execute(|| {
		let id = offer(gift(), 2);
		assert_ok!(buy(&alice(), id));
		assert_ok!(Rewards::redeem(origin(&alice()), id, 0));
		let before = free_balance(&operator());
		assert_ok!(Rewards::restock(origin(&operator()), id, 1));
		assert_eq!(free_balance(&operator()), before);
		assert_ok!(Rewards::restock(origin(&operator()), id, 1));
		assert_eq!(free_balance(&operator()), before - ITEM);
		assert_eq!(free_balance(&till(id)), ED + 3 * ITEM);
	});
}

#[test]
fn restock_should_be_refused_when_something_is_wrong() {
	execute(|| {
		let id = offer(Terms { ends: Some(T0 + DAY), ..gift() }, MAX_STOCK - 1);
		let restock = |who: &AccountId, count| Rewards::restock(origin(who), id, count);
		assert_noop!(restock(&operator(), 0), E::StockOutOfRange);
		assert_noop!(restock(&operator(), 2), E::StockOutOfRange);
		assert_noop!(restock(&operator(), u32::MAX), E::StockOutOfRange);
		assert_noop!(restock(&alice(), 1), E::NotOperator);
		assert_noop!(Rewards::restock(origin(&operator()), RewardId(9), 1), E::UnknownReward);
		ProgramOpen::set(false);
		assert_noop!(restock(&operator(), 1), E::UnknownProgram);
		ProgramOpen::set(true);
		assert_ok!(restock(&operator(), 1));
		assert_noop!(restock(&operator(), 1), E::StockOutOfRange);
		let id = offer(Terms { ends: Some(T0 + DAY), ..gift() }, 1);
		set_time(T0 + DAY);
		assert_noop!(Rewards::restock(origin(&operator()), id, 1), E::RewardOver);
	});
}

#[test]
fn restock_should_be_refused_when_the_operator_lacks_the_deposits() {
	execute(|| {
		let id = offer(gift(), 1);
		let spare = free_balance(&operator()) - ED - 2 * ITEM + 1;
		assert_ok!(Balances::transfer_allow_death(origin(&operator()), stranger(), spare));
		assert_noop!(Rewards::restock(origin(&operator()), id, 2), E::OperatorLacksDeposit);
		assert_ok!(Rewards::restock(origin(&operator()), id, 1));
		let id = REWARD;
		assert_eq!(reward(id).stock, 2);
	});
}
