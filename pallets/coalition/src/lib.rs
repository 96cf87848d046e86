#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::{BenchmarkHelper, BenchmarkPrograms};
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

mod errors;
mod events;
mod exchange;
mod partners;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use types::*;

use frame_support::{pallet_macros::import_section, traits::fungible};

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount of the native token.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// On which terms points become another program's.
pub type OfferOf<T> = Offer<BalanceOf<T>>;
/// Two programs whose points can become each other's.
pub type PartnershipOf<T> = Partnership<AccountIdOf<T>, BalanceOf<T>>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{Footprint, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{MemberId, Points, PointsExchange, ProgramId};
	use sp_runtime::traits::Convert;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Measured weights.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holding the native token.
		type RuntimeHoldReason: From<HoldReason>;

		/// The native token, for debts and deposits.
		type Currency: fungible::Mutate<Self::AccountId>
			+ fungible::MutateHold<
				Self::AccountId,
				Reason = Self::RuntimeHoldReason,
				Balance: MaxEncodedLen,
			>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// Moves points from one program to another.
		type Points: PointsExchange<Self::AccountId, BalanceOf<Self>>;

		/// The price of storage.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// Makes programs and members for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a partnership on record.
		#[codec(index = 0)]
		Partnership,
	}

	/// Programs whose points can become each other's, by the lower and the higher id.
	#[pallet::storage]
	pub type Partnerships<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ProgramId, Twox64Concat, ProgramId, PartnershipOf<T>>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(Self::price() > 0u32.into(), "records would fill the state for nothing");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = T::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Proposes that points of the caller's program become points of another, and back. A deposit is
		/// held until nothing is left between the two.
		#[pallet::call_index(0)]
		pub fn propose_partner(
			origin: OriginFor<T>,
			program: ProgramId,
			partner: ProgramId,
			there: OfferOf<T>,
			back: OfferOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_propose(operator, program, partner, there, back)
		}

		/// Accepts what another program proposed to the caller's: exactly this.
		#[pallet::call_index(1)]
		pub fn accept_partner(
			origin: OriginFor<T>,
			program: ProgramId,
			partner: ProgramId,
			there: OfferOf<T>,
			back: OfferOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_accept(operator, program, partner, there, back)
		}

		/// Ends the exchange between the caller's program and another at once; or takes a proposal back,
		/// or declines one. What is owed stays owed.
		#[pallet::call_index(2)]
		pub fn end_partner(
			origin: OriginFor<T>,
			program: ProgramId,
			partner: ProgramId,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_end(operator, program, partner)
		}

		/// Turns points of the caller into points of another program, those that end soonest first.
		///
		/// They end no later than they would have. Those that could not be spent there any more stay. If
		/// the caller has no record in the other program, a deposit for one is held.
		#[pallet::call_index(3)]
		pub fn exchange(
			origin: OriginFor<T>,
			from: ProgramId,
			to: ProgramId,
			points: Points,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_exchange(who, from, to, points)
		}

		/// Has the operator of the caller's program or of the other pay what one owes the other more than
		/// it is owed.
		#[pallet::call_index(4)]
		pub fn settle_net(
			origin: OriginFor<T>,
			program: ProgramId,
			partner: ProgramId,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_settle(operator, program, partner)
		}

		/// Waives what another program owes the caller's more than it is owed.
		#[pallet::call_index(5)]
		pub fn waive_net(
			origin: OriginFor<T>,
			program: ProgramId,
			partner: ProgramId,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_waive(operator, program, partner)
		}
	}
}
