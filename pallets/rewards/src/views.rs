//! What the runtime API answers.

use crate::{
	runtime_api::RewardPage, AccountIdOf, BalanceOf, Config, NextRewardId, Pallet, Refusal,
	Rewards, MAX_PAGE,
};
use souk_primitives::{ProgramId, RewardId};

impl<T: Config> Pallet<T> {
	/// The rewards of a program among so many ids.
	pub fn view_rewards_of(
		program: ProgramId,
		from: RewardId,
		limit: u32,
	) -> RewardPage<AccountIdOf<T>, BalanceOf<T>> {
		let last = NextRewardId::<T>::get().0;
		let end = from.0.saturating_add(limit.min(MAX_PAGE).into()).min(last);
		let found = |id| Rewards::<T>::get(id).map(|reward| (id, reward));
		let rewards = (from.0..end).map(RewardId).filter_map(found);
		let rewards = rewards.filter(|(_, reward)| reward.program == program).collect();
		RewardPage { rewards, next: (end < last).then_some(RewardId(end)) }
	}

	/// Whether an account can get a reward now.
	pub fn view_may_claim(id: RewardId, who: &AccountIdOf<T>) -> Result<(), Refusal> {
		let reward = Rewards::<T>::get(id).ok_or(Refusal::UnknownReward)?;
		Self::admit(id, &reward, who).map(|_| ())
	}
}
