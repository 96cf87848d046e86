//! What a shop's back end or a wallet asks about rewards.

use crate::{Refusal, Reward};
use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;
use souk_primitives::{Moment, Nullifier, ProgramId, RewardId};

/// Rewards of a program, in the order of their ids.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct RewardPage<AccountId, Balance> {
	/// Those that were found.
	pub rewards: Vec<(RewardId, Reward<AccountId, Balance>)>,
	/// Where the next page begins; `None` if there is none.
	pub next: Option<RewardId>,
}

sp_api::decl_runtime_apis! {
	/// Questions about rewards. Moments are milliseconds since the Unix epoch.
	pub trait RewardsApi<AccountId, Balance>
	where
		AccountId: Codec,
		Balance: Codec,
	{
		/// A reward, if it is on record.
		fn reward(reward: RewardId) -> Option<Reward<AccountId, Balance>>;

		/// The rewards of a program among the `limit` ids from `from` on; no more than 1,000 are looked at.
		fn rewards_of(
			program: ProgramId,
			from: RewardId,
			limit: u32,
		) -> RewardPage<AccountId, Balance>;

		/// Whether an account can get a reward now, provided it has the points, or the signature.
		fn may_claim(reward: RewardId, who: AccountId) -> Result<(), Refusal>;

		/// The account that owns a reward's collection.
		fn till(reward: RewardId) -> AccountId;

		/// The 32 bytes that an attestor signs, so that a person gets a badge.
		fn claim_payload(reward: RewardId, subject: Nullifier, deadline: Moment) -> [u8; 32];
	}
}
