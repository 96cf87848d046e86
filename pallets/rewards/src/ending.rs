//! Rewards that are over: what they needed comes back.

use crate::{Config, Error, Event, Pallet, Rewards, Tallies, MAX_SWEPT};
use frame_support::{
	ensure,
	traits::{
		fungible::Inspect,
		tokens::nonfungibles_v2::{Destroy, InspectEnumerable},
		Get,
	},
};
use souk_primitives::RewardId;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// What people have stays, with the collection it is of. Deposits of what nobody has come back at once.
	pub(crate) fn do_close(operator: T::AccountId, id: RewardId) -> DispatchResult {
		let mut reward = Self::own_reward(&operator, id)?;
		ensure!(reward.is_over(Self::now()), Error::<T>::NotOver);
		let empty = T::Nfts::items(&reward.collection).next().is_none();
		let gone = empty && reward.tallies == 0;
		let (in_till, on_hold) = match gone {
			true => (Zero::zero(), Zero::zero()),
			false => (T::Currency::minimum_balance(), reward.needed(true)),
		};
		if gone {
			let till = Self::till_account(id);
			T::Nfts::destroy(reward.collection, T::EmptyCollection::get(), Some(till))?;
		}
		let unheld = Self::unhold(&mut reward, on_hold)?;
		let amount = Self::empty_till(id, &reward, in_till)?.saturating_add(unheld);
		ensure!(gone || !amount.is_zero(), Error::<T>::NothingToReturn);
		Self::deposit_event(Event::DepositsReturned { reward: id, amount });
		if gone {
			Rewards::<T>::remove(id);
			Self::deposit_event(Event::RewardClosed { reward: id });
		} else {
			Rewards::<T>::insert(id, reward);
		}
		Ok(())
	}

	pub(crate) fn do_sweep(id: RewardId, limit: u32) -> DispatchResult {
		let mut reward = Rewards::<T>::get(id).ok_or(Error::<T>::UnknownReward)?;
		ensure!(reward.is_over(Self::now()), Error::<T>::NotOver);
		let limit = limit.min(MAX_SWEPT) as usize;
		let count = Tallies::<T>::drain_prefix(id).take(limit).count() as u32;
		ensure!(count > 0, Error::<T>::NothingToSweep);
		reward.tallies = reward.tallies.saturating_sub(count);
		Self::shrink(&mut reward);
		Rewards::<T>::insert(id, reward);
		Self::deposit_event(Event::TalliesSwept { reward: id, count });
		Ok(())
	}
}
