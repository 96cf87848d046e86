//! What the pallet tells everyone.

use frame_support::pallet_macros::pallet_section;

/// The events.
#[pallet_section]
mod events {
	// The fields are named for what they are.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A reward is offered; its items will be of this collection.
		#[codec(index = 0)]
		RewardOffered { reward: RewardId, program: ProgramId, collection: u32, stock: u32 },
		/// There can be so many items of a reward in all.
		#[codec(index = 1)]
		RewardRestocked { reward: RewardId, stock: u32 },
		/// Nobody gets another item of a reward.
		#[codec(index = 2)]
		RewardEnded { reward: RewardId },
		/// A member bought a gift with points.
		#[codec(index = 3)]
		GiftBought {
			reward: RewardId,
			item: u32,
			by: T::AccountId,
			member: MemberId,
			points: Points,
		},
		/// A member got a badge.
		#[codec(index = 4)]
		BadgeClaimed { reward: RewardId, item: u32, by: T::AccountId, member: MemberId },
		/// A gift was handed in: the operator owes whoever did what it stands for.
		#[codec(index = 5)]
		Redeemed { reward: RewardId, item: u32, by: T::AccountId },
		/// So much came back to the operator of a reward that is over, in minor units of the native token.
		#[codec(index = 6)]
		DepositsReturned { reward: RewardId, amount: BalanceOf<T> },
		/// A reward left the record, with its collection.
		#[codec(index = 7)]
		RewardClosed { reward: RewardId },
		/// So many counters of a reward that is over left the record.
		#[codec(index = 8)]
		TalliesSwept { reward: RewardId, count: u32 },
	}
}
