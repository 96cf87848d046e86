use super::*;

#[test]
fn redeem_should_burn_the_item_and_tell_the_shop_when_its_owner_hands_it_in() {
	execute(|| {
		let id = offer(gift(), 2);
		assert_ok!(buy(&alice(), id));
		take_events();
		assert_ok!(Rewards::redeem(origin(&alice()), id, 0));
		assert_eq!(take_events(), vec![Ev::Redeemed { reward: id, item: 0, by: alice() }]);
		assert_eq!(owner(id, 0), None);
		assert_eq!(reward(id).redeemed, 1);
		assert_eq!(free_balance(&till(id)), ED + 2 * ITEM);
		assert_noop!(Rewards::redeem(origin(&alice()), id, 0), E::UnknownItem);
	});
}

#[test]
fn gift_should_be_its_new_owners_when_it_can_be_given_away() {
	execute(|| {
		let id = offer(gift(), 2);
		assert_ok!(buy(&alice(), id));
		assert_ok!(give(&alice(), id, 0, &stranger()));
		assert_noop!(Rewards::redeem(origin(&alice()), id, 0), E::NotOwner);
		assert_ok!(Rewards::redeem(origin(&stranger()), id, 0));
	});
}

#[test]
fn bound_gift_should_stay_where_it_is_and_be_handed_in_when_it_is_owned() {
	execute(|| {
		let id = offer(bound_gift(2), 2);
		assert_ok!(buy(&alice(), id));
		assert_noop!(give(&alice(), id, 0, &bob()), NftsError::ItemsNonTransferable);
		assert_ok!(Rewards::redeem(origin(&alice()), id, 0));
	});
}

#[test]
fn badge_should_stay_where_it_is_when_anybody_tries_to_move_it() {
	execute(|| {
		let id = offer(badge(), 2);
		assert_ok!(claim(&alice(), id, 1));
		let collection = reward(id).collection;
		assert_noop!(give(&alice(), id, 0, &bob()), NftsError::ItemsNonTransferable);
		// Nor by approval, sale or swap.
		let by = || origin(&alice());
		let approved = Nfts::approve_transfer(by(), collection, 0, bob(), None);
		assert_noop!(approved, NftsError::ItemsNonTransferable);
		let price = Nfts::set_price(by(), collection, 0, Some(1), None);
		assert_noop!(price, NftsError::ItemsNonTransferable);
		assert_noop!(Rewards::redeem(by(), id, 0), E::NotRedeemable);
		// Whoever has it can put it away.
		assert_ok!(Nfts::burn(by(), collection, 0));
	});
}

#[test]
fn redeem_should_be_refused_when_there_is_no_such_item() {
	execute(|| {
		let id = offer(gift(), 2);
		assert_ok!(buy(&alice(), id));
		let redeem = |who: &AccountId, id, item| Rewards::redeem(origin(who), id, item);
		assert_noop!(redeem(&alice(), id, 1), E::UnknownItem);
		assert_noop!(redeem(&alice(), id, u32::MAX), E::UnknownItem);
		assert_noop!(redeem(&alice(), RewardId(9), 0), E::UnknownReward);
		assert_noop!(redeem(&bob(), id, 0), E::NotOwner);
		assert_noop!(redeem(&operator(), id, 0), E::NotOwner);
	});
}

#[test]
fn redeem_should_be_possible_when_the_reward_and_the_program_are_over() {
	execute(|| {
		let id = offer(gift(), 2);
		assert_ok!(buy(&alice(), id));
		assert_ok!(Rewards::end_reward(origin(&operator()), id));
		assert_ok!(Rewards::close_reward(origin(&operator()), id));
		ProgramOpen::set(false);
		assert_ok!(Rewards::redeem(origin(&alice()), id, 0));
	});
}

#[test]
fn operator_should_have_no_power_over_items_when_they_are_other_peoples() {
	execute(|| {
		let id = offer(gift(), 5);
		assert_ok!(buy(&alice(), id));
		let collection = reward(id).collection;
		let by = || origin(&operator());
		let no = NftsError::NoPermission;
		assert_noop!(Nfts::burn(by(), collection, 0), no);
		assert_noop!(Nfts::transfer(by(), collection, 0, operator()), NftsError::NoPermission);
		assert_noop!(Nfts::lock_item_transfer(by(), collection, 0), NftsError::NoPermission);
		assert_noop!(Nfts::mint(by(), collection, 7, operator(), None), NftsError::NoPermission);
		assert_noop!(
			Nfts::set_team(by(), collection, Some(operator()), None, None),
			NftsError::NoPermission
		);
		assert_ok!(Nfts::set_accept_ownership(by(), Some(collection)));
		assert_noop!(
			Nfts::transfer_ownership(by(), collection, operator()),
			NftsError::NoPermission
		);
		assert_noop!(Nfts::set_collection_max_supply(by(), collection, 1), NftsError::NoPermission);
		let witness =
			pallet_nfts::DestroyWitness { item_metadatas: 0, item_configs: 1, attributes: 0 };
		assert_noop!(Nfts::destroy(by(), collection, witness), NftsError::NoPermission);
		assert_eq!(owner(id, 0), Some(alice()));
	});
}

/// Whoever mints in a collection for holders of another leaves an attribute on the other's item that no
/// witness counts.
#[test]
fn collection_should_be_a_rewards_when_there_is_one() {
	execute(|| {
		let id = offer(gift(), 5);
		assert_ok!(buy(&alice(), id));
		let mut config = Settings::convert(true);
		let holder = pallet_nfts::MintType::HolderOf(reward(id).collection);
		config.mint_settings.mint_type = holder;
		let created = Nfts::create(origin(&alice()), alice(), config);
		assert_noop!(created, DispatchError::BadOrigin);
	});
}

#[test]
fn collection_should_stay_free_of_attributes_when_an_owner_tries() {
	execute(|| {
		let id = offer(gift(), 5);
		assert_ok!(buy(&alice(), id));
		let (collection, item) = (reward(id).collection, Some(0));
		let namespace = pallet_nfts::AttributeNamespace::ItemOwner;
		let (key, value) = (vec![1].try_into().unwrap(), vec![1].try_into().unwrap());
		let set = Nfts::set_attribute(origin(&alice()), collection, item, namespace, key, value);
		assert_noop!(set, NftsError::MethodDisabled);
	});
}
