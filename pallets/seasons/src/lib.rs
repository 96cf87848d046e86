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

mod board;
mod challenge;
mod counting;
mod ending;
mod errors;
mod events;
mod money;
mod opening;
pub mod runtime_api;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod views;
pub mod weights;
mod work;

pub use types::*;

use frame_support::{
	pallet_macros::import_section, pallet_prelude::ConstU32, traits::fungible, BoundedVec,
};

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount of the native token.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// Native tokens that were taken from somebody.
pub type CreditOf<T> = fungible::Credit<AccountIdOf<T>, <T as Config>::Currency>;
/// What a season promises.
pub type TermsOf<T> = Terms<AccountIdOf<T>, BalanceOf<T>>;
/// A season on record.
pub type SeasonOf<T> = Season<AccountIdOf<T>, BalanceOf<T>>;
/// What changes as a season runs.
pub type ProgressOf<T> = Progress<BalanceOf<T>>;
/// A board, the best place first.
pub type BoardOf = BoundedVec<Place, ConstU32<MAX_PLACES>>;
/// The prizes of a season, the first place's first.
pub type PrizesOf<T> = BoundedVec<Prize<BalanceOf<T>>, ConstU32<MAX_PLACES>>;
/// The seasons of a program that are not final.
pub type LiveOf = BoundedVec<Slot, ConstU32<MAX_LIVE>>;
/// An open dispute.
pub type DisputeOf<T> = Dispute<AccountIdOf<T>, BalanceOf<T>>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{Footprint, OnUnbalanced, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{
		Identify, MemberId, Moment, Nullifier, OrderId, Points, ProgramId, ProgramInspect, SeasonId,
	};
	use sp_core::H256;
	use sp_runtime::traits::Convert;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Measured weights.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holding the native token.
		type RuntimeHoldReason: From<HoldReason>;

		/// The native token, for prizes, deposits and bonds.
		type Currency: fungible::MutateHold<
				Self::AccountId,
				Reason = Self::RuntimeHoldReason,
				Balance: MaxEncodedLen,
			> + fungible::BalancedHold<Self::AccountId>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// Who is who.
		type Members: Identify<Self::AccountId>;

		/// The programs whose points are counted.
		type Programs: ProgramInspect<Self::AccountId>;

		/// Decides disputes, beside whoever the terms name.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Where forfeited bonds go.
		type Forfeited: OnUnbalanced<CreditOf<Self>>;

		/// The price of storage.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// The longest that a season can run, be waited for, challenged, decided and claimed, each, in
		/// milliseconds.
		#[pallet::constant]
		type MaxPeriod: Get<Moment>;

		/// The shortest time to challenge who is on a board, and to decide that, in milliseconds. Longer
		/// than purchases are returned after they are settled.
		type MinChallenge: Get<Moment>;

		/// The shortest time to claim prizes, in milliseconds.
		type MinClaim: Get<Moment>;

		/// Makes members and programs for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For the prizes of seasons.
		#[codec(index = 0)]
		Prizes,
		/// For seasons on record.
		#[codec(index = 1)]
		Season,
		/// For records of who takes part.
		#[codec(index = 2)]
		Records,
		/// For a dispute.
		#[codec(index = 3)]
		Dispute,
	}

	/// The id that the next season gets.
	#[pallet::storage]
	pub type NextSeasonId<T> = StorageValue<_, SeasonId, ValueQuery>;

	/// Seasons on record.
	#[pallet::storage]
	pub type Seasons<T: Config> = StorageMap<_, Twox64Concat, SeasonId, SeasonOf<T>>;

	/// What changes as they run.
	#[pallet::storage]
	pub type Progresses<T: Config> = StorageMap<_, Twox64Concat, SeasonId, ProgressOf<T>>;

	/// Their prizes.
	#[pallet::storage]
	pub type Prizes<T: Config> = StorageMap<_, Twox64Concat, SeasonId, PrizesOf<T>, ValueQuery>;

	/// The best, the first of them first.
	#[pallet::storage]
	pub type Boards<T: Config> = StorageMap<_, Twox64Concat, SeasonId, BoardOf, ValueQuery>;

	/// Everybody else who is ranked, sorted by rank.
	#[pallet::storage]
	pub type Waiting<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SeasonId, Identity, RankKey, Nullifier>;

	/// What people have. By the person and not by the member or the account, so that nobody is in twice.
	#[pallet::storage]
	pub type Scores<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SeasonId, Blake2_128Concat, Nullifier, Score>;

	/// What people bought from merchants.
	#[pallet::storage]
	pub type Dealings<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, SeasonId>,
			NMapKey<Blake2_128Concat, Nullifier>,
			NMapKey<Blake2_128Concat, T::AccountId>,
		),
		Dealing,
	>;

	/// Purchases that count.
	#[pallet::storage]
	pub type Purchases<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SeasonId, Twox64Concat, OrderId, Purchase>;

	/// Open disputes.
	#[pallet::storage]
	pub type Disputes<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SeasonId, Blake2_128Concat, Nullifier, DisputeOf<T>>;

	/// The seasons of programs that are not final. No two of a program run at the same time.
	#[pallet::storage]
	pub type Live<T: Config> = StorageMap<_, Twox64Concat, ProgramId, LiveOf, ValueQuery>;

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The most places of a board.
		fn max_places() -> u32 {
			MAX_PLACES
		}

		/// The most rules that a season counts.
		fn max_rules() -> u32 {
			MAX_RULES
		}

		/// The most seasons of a program that are not final.
		fn max_live() -> u32 {
			MAX_LIVE
		}

		/// The most records that one call can remove.
		fn max_pruned() -> u32 {
			MAX_PRUNED
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
		/// Announces a season of the caller's program. The prizes, the budget for records and a deposit
		/// are held.
		#[pallet::call_index(0)]
		#[pallet::weight(
			T::WeightInfo::open_season()
				.saturating_add(T::Programs::weight().saturating_mul(u64::from(MAX_RULES).saturating_add(2)))
				.saturating_add(T::Members::weight())
		)]
		pub fn open_season(
			origin: OriginFor<T>,
			program: ProgramId,
			terms: TermsOf<T>,
			prizes: Amounts<BalanceOf<T>>,
			budget: BalanceOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_open_season(operator, program, terms, prizes, budget)
		}

		/// Calls the caller's season off before it begins. Everything that is held for it is returned.
		#[pallet::call_index(1)]
		pub fn cancel_season(origin: OriginFor<T>, season: SeasonId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_cancel_season(operator, season)
		}

		/// Adds to what records of the caller's season can cost.
		#[pallet::call_index(2)]
		pub fn raise_budget(
			origin: OriginFor<T>,
			season: SeasonId,
			amount: BalanceOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_raise_budget(operator, season, amount)
		}

		/// Has a look whether a score still stands for a person that somebody vouches for: `member`, if
		/// that is the person. Free of charge if anything changed.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::poke().saturating_add(T::Members::weight().saturating_mul(2)))]
		pub fn poke(
			origin: OriginFor<T>,
			season: SeasonId,
			subject: Nullifier,
			member: MemberId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_poke(season, subject, member)?;
			Ok(Pays::No.into())
		}

		/// Disputes a person's score. The bond that the terms name is held.
		#[pallet::call_index(4)]
		pub fn dispute(
			origin: OriginFor<T>,
			season: SeasonId,
			subject: Nullifier,
			reason: Reason,
			evidence: H256,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_dispute(by, season, subject, reason, evidence)
		}

		/// Decides a dispute. Only for the season's resolver and governance.
		#[pallet::call_index(5)]
		pub fn decide(
			origin: OriginFor<T>,
			season: SeasonId,
			subject: Nullifier,
			verdict: Verdict,
		) -> DispatchResult {
			Self::do_decide(origin, season, subject, verdict)
		}

		/// Drops a dispute that nobody decided in time, and returns the bond.
		#[pallet::call_index(6)]
		pub fn drop_dispute(
			origin: OriginFor<T>,
			season: SeasonId,
			subject: Nullifier,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_drop_dispute(season, subject)
		}

		/// Makes it certain who won, once nothing can be challenged any more. Free of charge.
		#[pallet::call_index(7)]
		pub fn finalise(origin: OriginFor<T>, season: SeasonId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_finalise(season)?;
			Ok(Pays::No.into())
		}

		/// Pays the caller the prize that it won.
		#[pallet::call_index(8)]
		#[pallet::weight(
			T::WeightInfo::claim_prize().saturating_add(T::Members::weight())
		)]
		pub fn claim_prize(origin: OriginFor<T>, season: SeasonId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_prize(who, season)
		}

		/// Ends a season whose prizes are paid or can be claimed no more. What is left goes back to the
		/// operator. Free of charge.
		#[pallet::call_index(9)]
		pub fn close_season(origin: OriginFor<T>, season: SeasonId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_close_season(season)?;
			Ok(Pays::No.into())
		}

		/// Removes up to `limit` records of a closed season, and the season with the last of them. Their
		/// deposits go back. Free of charge.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::prune((*limit).min(MAX_PRUNED)))]
		pub fn prune(
			origin: OriginFor<T>,
			season: SeasonId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_prune(season, limit)?;
			Ok(Pays::No.into())
		}
	}
}
