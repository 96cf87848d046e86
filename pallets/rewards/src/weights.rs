//! Weights of `pallet_rewards`, measured by `scripts/bench`: do not edit, measure again.
//!
//! On 2026-11-26, on AMD EPYC, 20 runs at each of 50 steps. Each function says what it
//! touches in the database, and what the fastest run took. How it is measured is told in
//! `docs/weights.md`.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls, and of the parts that they and the hooks are made of.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn offer_reward() -> Weight;
	fn restock() -> Weight;
	fn end_reward() -> Weight;
	fn buy() -> Weight;
	fn claim_badge() -> Weight;
	fn redeem() -> Weight;
	fn close_reward() -> Weight;
	fn sweep_tallies(n: u32) -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn offer_reward() -> Weight {
		measured::offer_reward::<T::DbWeight>()
	}
	fn restock() -> Weight {
		measured::restock::<T::DbWeight>()
	}
	fn end_reward() -> Weight {
		measured::end_reward::<T::DbWeight>()
	}
	fn buy() -> Weight {
		measured::buy::<T::DbWeight>()
	}
	fn claim_badge() -> Weight {
		measured::claim_badge::<T::DbWeight>()
	}
	fn redeem() -> Weight {
		measured::redeem::<T::DbWeight>()
	}
	fn close_reward() -> Weight {
		measured::close_reward::<T::DbWeight>()
	}
	fn sweep_tallies(n: u32) -> Weight {
		measured::sweep_tallies::<T::DbWeight>(n)
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn offer_reward() -> Weight {
		measured::offer_reward::<ParityDbWeight>()
	}
	fn restock() -> Weight {
		measured::restock::<ParityDbWeight>()
	}
	fn end_reward() -> Weight {
		measured::end_reward::<ParityDbWeight>()
	}
	fn buy() -> Weight {
		measured::buy::<ParityDbWeight>()
	}
	fn claim_badge() -> Weight {
		measured::claim_badge::<ParityDbWeight>()
	}
	fn redeem() -> Weight {
		measured::redeem::<ParityDbWeight>()
	}
	fn close_reward() -> Weight {
		measured::close_reward::<ParityDbWeight>()
	}
	fn sweep_tallies(n: u32) -> Weight {
		measured::sweep_tallies::<ParityDbWeight>(n)
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Rewards::NextRewardId` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Nfts::NextCollectionId` (r:1 w:1)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Storage: `Nfts::CollectionMetadataOf` (r:1 w:1)
	// Storage: `Rewards::Rewards` (r:0 w:1)
	// Storage: `Nfts::CollectionRoleOf` (r:0 w:1)
	// Storage: `Nfts::CollectionConfigOf` (r:0 w:1)
	// Storage: `Nfts::CollectionAccount` (r:0 w:1)
	// Fastest run: 177_823 ns.
	pub fn offer_reward<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(195_410_000, 0).saturating_add(Db::get().reads_writes(9, 11))
	}

	// Storage: `Rewards::Rewards` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 133_208 ns.
	pub fn restock<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(146_617_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Rewards::Rewards` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Fastest run: 24_146 ns.
	pub fn end_reward<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(32_698_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Rewards::Rewards` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Rewards::Tallies` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Nfts::Item` (r:1 w:1)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Storage: `Nfts::CollectionConfigOf` (r:1 w:0)
	// Storage: `Nfts::ItemConfigOf` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Nfts::Account` (r:0 w:1)
	// Fastest run: 134_780 ns.
	pub fn buy<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(148_870_000, 0).saturating_add(Db::get().reads_writes(16, 9))
	}

	// Storage: `Rewards::Rewards` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Rewards::Tallies` (r:1 w:1)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Nfts::Item` (r:1 w:1)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Storage: `Nfts::CollectionConfigOf` (r:1 w:0)
	// Storage: `Nfts::ItemConfigOf` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Nfts::Account` (r:0 w:1)
	// Fastest run: 155_310 ns.
	pub fn claim_badge<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(168_159_000, 0).saturating_add(Db::get().reads_writes(13, 7))
	}

	// Storage: `Rewards::Rewards` (r:1 w:1)
	// Storage: `Nfts::Item` (r:1 w:1)
	// Storage: `Nfts::Attribute` (r:1 w:0)
	// Storage: `Nfts::ItemConfigOf` (r:1 w:1)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Nfts::ItemMetadataOf` (r:1 w:0)
	// Storage: `Nfts::Account` (r:0 w:1)
	// Storage: `Nfts::ItemPriceOf` (r:0 w:1)
	// Storage: `Nfts::ItemAttributesApprovalsOf` (r:0 w:1)
	// Storage: `Nfts::PendingSwapOf` (r:0 w:1)
	// Fastest run: 87_970 ns.
	pub fn redeem<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(100_910_000, 0).saturating_add(Db::get().reads_writes(7, 9))
	}

	// Storage: `Rewards::Rewards` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Storage: `Nfts::ItemMetadataOf` (r:1 w:0)
	// Storage: `Nfts::CollectionRoleOf` (r:1 w:1)
	// Storage: `Nfts::Attribute` (r:1 w:0)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Nfts::CollectionMetadataOf` (r:0 w:1)
	// Storage: `Nfts::CollectionConfigOf` (r:0 w:1)
	// Storage: `Nfts::CollectionAccount` (r:0 w:1)
	// Fastest run: 180_317 ns.
	pub fn close_reward<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(201_048_000, 0).saturating_add(Db::get().reads_writes(10, 9))
	}

	// Storage: `Rewards::Rewards` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Rewards::Tallies` (r:33 w:32)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// `n` from 1 to 32.
	// Fastest run: 81_481 ns.
	pub fn sweep_tallies<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(86_208_790, 0)
			// Give or take 24_255.
			.saturating_add(Weight::from_parts(5_416_398, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(5, 3))
			.saturating_add(Db::get().reads(1).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(1).saturating_mul(n.into()))
	}
}
