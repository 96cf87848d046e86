#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

mod claims;
mod deposits;
mod ending;
mod errors;
mod events;
mod offers;
pub mod runtime_api;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod views;
pub mod weights;

pub use types::*;

use frame_support::{
	pallet_macros::import_section,
	traits::{fungible, tokens::nonfungibles_v2},
};

/// The log target of this pallet.
pub const LOG_TARGET: &str = "runtime::rewards";

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount of the native token.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// What is offered, and to whom.
pub type TermsOf<T> = Terms<AccountIdOf<T>>;
/// A reward on record.
pub type RewardOf<T> = Reward<AccountIdOf<T>, BalanceOf<T>>;
/// What a collection is destroyed with.
pub type WitnessOf<T> =
	<<T as Config>::Nfts as nonfungibles_v2::Destroy<AccountIdOf<T>>>::DestroyWitness;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{Footprint, UnixTime},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{
		Identify, MemberId, Moment, Nullifier, Points, PointsSpend, ProgramId, ProgramInspect,
		RewardId,
	};
	use sp_core::H256;
	use sp_runtime::traits::{Convert, IdentifyAccount, Verify};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256> {
		/// Measured weights.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holding the native token.
		type RuntimeHoldReason: From<HoldReason>;

		/// The native token, for deposits. The one that NFTs take deposits in.
		type Currency: fungible::Mutate<Self::AccountId>
			+ fungible::MutateHold<
				Self::AccountId,
				Reason = Self::RuntimeHoldReason,
				Balance: MaxEncodedLen,
			>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// Who is who.
		type Members: Identify<Self::AccountId>;

		/// The programs whose points buy rewards.
		type Programs: ProgramInspect<Self::AccountId>;

		/// Takes the points.
		type Points: PointsSpend<Self::AccountId>;

		/// NFTs: a collection for each reward. Nobody but the owner of an item may burn it, and nobody may
		/// put attributes on items or collections: a collection with attributes is never destroyed.
		type Nfts: nonfungibles_v2::Create<
				Self::AccountId,
				Self::CollectionConfig,
				CollectionId = u32,
				ItemId = u32,
			> + nonfungibles_v2::Mutate<Self::AccountId, Self::ItemConfig>
			+ nonfungibles_v2::InspectEnumerable<Self::AccountId>
			+ nonfungibles_v2::Destroy<Self::AccountId>;

		/// The settings of a collection.
		type CollectionConfig;

		/// The settings of an item. An item of the default ones leaves nothing when it is burnt.
		type ItemConfig: Default;

		/// The settings of a collection that only its issuer mints in, by whether its items can be given to
		/// others.
		type Settings: Convert<bool, Self::CollectionConfig>;

		/// What a collection is destroyed with that nothing is left in.
		type EmptyCollection: Get<WitnessOf<Self>>;

		/// What the NFTs reserve for a collection.
		#[pallet::constant]
		type CollectionDeposit: Get<BalanceOf<Self>>;

		/// What the NFTs reserve for an item.
		#[pallet::constant]
		type ItemDeposit: Get<BalanceOf<Self>>;

		/// An attestor's signature of a claim.
		type Signature: Verify<Signer = Self::Signer> + Parameter;

		/// The public key that made it.
		type Signer: IdentifyAccount<AccountId = Self::AccountId>;

		/// The price of storage.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// Names the tills.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Makes programs, members, points and claims for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a reward, and the records of who has had how many of it.
		#[codec(index = 0)]
		Reward,
	}

	/// The id that the next reward gets.
	#[pallet::storage]
	pub type NextRewardId<T> = StorageValue<_, RewardId, ValueQuery>;

	/// Rewards on record.
	#[pallet::storage]
	pub type Rewards<T: Config> = StorageMap<_, Twox64Concat, RewardId, RewardOf<T>>;

	/// How many of a reward people have had. By the person and not by the member, so that nobody starts
	/// again by becoming another member.
	#[pallet::storage]
	pub type Tallies<T: Config> =
		StorageDoubleMap<_, Twox64Concat, RewardId, Blake2_128Concat, Nullifier, u32>;

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The most items that a reward can ever have.
		fn max_stock() -> u32 {
			MAX_STOCK
		}

		/// The most records that one call can remove.
		fn max_swept() -> u32 {
			MAX_SWEPT
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			Self::check_config();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = T::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Offers a reward to the members of the caller's program, so many times.
		///
		/// All that it can ever store is paid for now: held is what the reward and its counters cost, and
		/// the reward's till gets what its collection and all items of it need.
		#[pallet::call_index(0)]
		#[pallet::weight(
			T::WeightInfo::offer_reward().saturating_add(T::Programs::weight().saturating_mul(2))
		)]
		pub fn offer_reward(
			origin: OriginFor<T>,
			program: ProgramId,
			terms: TermsOf<T>,
			stock: u32,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_offer(operator, program, terms, stock)
		}

		/// Adds to the stock of the caller's reward.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::restock().saturating_add(T::Programs::weight()))]
		pub fn restock(origin: OriginFor<T>, reward: RewardId, count: u32) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_restock(operator, reward, count)
		}

		/// Ends the caller's reward: nobody gets another. What people have stays theirs.
		#[pallet::call_index(2)]
		pub fn end_reward(origin: OriginFor<T>, reward: RewardId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_end(operator, reward)
		}

		/// Buys a gift with the caller's points. The points are gone for good.
		#[pallet::call_index(3)]
		#[pallet::weight(
			T::WeightInfo::buy()
				.saturating_add(T::Members::weight())
				.saturating_add(T::Points::weight())
		)]
		pub fn buy(origin: OriginFor<T>, reward: RewardId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_buy(who, reward)
		}

		/// Claims a badge that the reward's attestor has signed the caller's person in for.
		///
		/// The signature is good until `deadline`, in milliseconds since the Unix epoch, that moment
		/// excluded.
		#[pallet::call_index(4)]
		#[pallet::weight(
			T::WeightInfo::claim_badge().saturating_add(T::Members::weight())
		)]
		pub fn claim_badge(
			origin: OriginFor<T>,
			reward: RewardId,
			deadline: Moment,
			signature: T::Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_badge(who, reward, deadline, signature)
		}

		/// Hands a gift of the caller in for what it stands for. The item is burnt.
		#[pallet::call_index(5)]
		pub fn redeem(origin: OriginFor<T>, reward: RewardId, item: u32) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_redeem(who, reward, item)
		}

		/// Returns what the caller's reward needs no more, once it is over; with the last item and the last
		/// counter, the reward leaves the record and all comes back.
		#[pallet::call_index(6)]
		pub fn close_reward(origin: OriginFor<T>, reward: RewardId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_close(operator, reward)
		}

		/// Removes up to so many counters of a reward that is over, and returns their deposits.
		///
		/// At most `MaxSwept` of them. Free of charge if anything was removed.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::sweep_tallies((*limit).min(MAX_SWEPT)))]
		pub fn sweep_tallies(
			origin: OriginFor<T>,
			reward: RewardId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_sweep(reward, limit)?;
			Ok(Pays::No.into())
		}
	}
}
