//! What must always hold.

use crate::{
	AccountIdOf, BalanceOf, Config, HoldReason, NextRewardId, Pallet, RewardOf, Rewards, Tallies,
	MAX_STOCK,
};
use alloc::collections::btree_map::BTreeMap;
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, InspectHold},
		tokens::nonfungibles_v2::{Inspect as _, InspectEnumerable},
		Get,
	},
};
use souk_primitives::RewardId;
use sp_runtime::{traits::Saturating, TryRuntimeError};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// 1. Rewards have ids that were given out, sound terms, and no more items than their stock.
	/// 2. Each has a collection of its own, which its till owns, and in it no more items than were made
	///    and not handed in. They may be fewer: whoever owns one can burn it.
	/// 3. Each counts its counters. Nobody has had more than the terms allow; and as long as people can
	///    get it, the counters are of all items that were made.
	/// 4. A till has enough for what it promises.
	/// 5. What is held for rewards is what they say, and enough.
	pub fn do_try_state() -> Check {
		for (id, reward) in Rewards::<T>::iter() {
			ensure!(id < NextRewardId::<T>::get(), "a reward's id was never given out");
			ensure!(reward.terms.check().is_ok(), "a reward's terms are unsound");
			let stock = reward.stock > 0 && reward.stock <= MAX_STOCK;
			ensure!(stock && reward.minted <= reward.stock, "there are too many items");
			Self::check_tallies(id, &reward)?;
			Self::check_items(id, &reward)?;
		}
		for id in Tallies::<T>::iter_keys().map(|(id, _)| id) {
			ensure!(Rewards::<T>::contains_key(id), "a counter outlived its reward");
		}
		Self::check_held()
	}

	fn check_tallies(id: RewardId, reward: &RewardOf<T>) -> Check {
		let limit = reward.terms.kind.limit();
		ensure!(limit.is_some() == reward.identity.is_some(), "people are counted for nothing");
		let (mut people, mut sum) = (0u32, 0u32);
		for (_, count) in Tallies::<T>::iter_prefix(id) {
			ensure!(count > 0, "a counter of nothing is on record");
			ensure!(count <= limit.unwrap_or_default(), "a person has had too many");
			people = people.saturating_add(1);
			sum = sum.saturating_add(count);
		}
		ensure!(reward.tallies == people, "a reward miscounts its counters");
		let exact = limit.is_some() && !reward.is_over(Self::now());
		let counted = sum == reward.minted || !exact && sum < reward.minted;
		ensure!(counted, "the counters are not of the items that were made");
		Ok(())
	}

	fn check_items(id: RewardId, reward: &RewardOf<T>) -> Check {
		let till = Self::till_account(id);
		let owner = T::Nfts::collection_owner(&reward.collection);
		ensure!(owner.as_ref() == Some(&till), "a collection is not its till's");
		let mut alive = 0u32;
		for item in T::Nfts::items(&reward.collection) {
			ensure!(item < reward.minted, "an item came from nowhere");
			alive = alive.saturating_add(1);
		}
		let gone = alive.saturating_add(reward.redeemed);
		ensure!(gone <= reward.minted, "an item is there that was handed in");
		let free = T::Currency::balance(&till);
		let promised = match reward.is_over(Self::now()) {
			true => T::Currency::minimum_balance(),
			false => Self::promised(reward),
		};
		ensure!(free >= promised, "a till runs dry");
		let reserved = T::Currency::total_balance(&till).saturating_sub(free);
		let items = T::ItemDeposit::get().saturating_mul(alive.into());
		let needed = T::CollectionDeposit::get().saturating_add(items);
		ensure!(reserved >= needed, "an item is not paid for");
		Ok(())
	}

	fn check_held() -> Check {
		let mut held = BTreeMap::<AccountIdOf<T>, BalanceOf<T>>::new();
		for reward in Rewards::<T>::iter_values() {
			let needed = reward.needed(reward.is_over(Self::now()));
			ensure!(reward.held >= needed, "too little is held for a reward");
			let sum = held.entry(reward.operator).or_default();
			*sum = sum.saturating_add(reward.held);
		}
		for (operator, amount) in held {
			let on_hold = T::Currency::balance_on_hold(&HoldReason::Reward.into(), &operator);
			ensure!(on_hold == amount, "the deposits on record are not what is held");
		}
		Ok(())
	}
}
