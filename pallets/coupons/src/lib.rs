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

mod batches;
mod discounts;
mod errors;
mod events;
mod redeem;
pub mod runtime_api;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod views;
mod vouchers;
pub mod weights;

pub use types::*;

use frame_support::{pallet_macros::import_section, traits::fungible};
use souk_primitives::OrderNotice;

/// The log target of this pallet.
pub const LOG_TARGET: &str = "runtime::coupons";

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount, of the native token or of an asset.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// What coupons are good for.
pub type TermsOf<T> = Terms<<T as Config>::AssetKind, BalanceOf<T>>;
/// A batch on record.
pub type BatchOf<T> = Batch<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;
/// What happened to an order.
pub type NoticeOf<T> = OrderNotice<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;

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
	use souk_primitives::{
		BatchId, CouponProof, Identify, MemberId, Nullifier, OrderId, ProgramInspect,
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

		/// The name of an asset that orders can be paid in, the native token included.
		type AssetKind: Parameter + Member + MaxEncodedLen;

		/// The native token, for deposits.
		type Currency: fungible::MutateHold<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance: MaxEncodedLen,
		>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// Who is who.
		type Members: Identify<Self::AccountId>;

		/// The programs that serve merchants: they say where people count once.
		type Programs: ProgramInspect<Self::AccountId>;

		/// A coupon's signature of a claim.
		type Signature: Verify<Signer = Self::Signer> + Parameter;

		/// The public key that made it.
		type Signer: IdentifyAccount<AccountId = Self::AccountId>;

		/// The price of storage.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// Makes members, programs and coupons for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a batch and the records about it.
		#[codec(index = 0)]
		Batch,
	}

	/// The id that the next batch gets.
	#[pallet::storage]
	pub type NextBatchId<T> = StorageValue<_, BatchId, ValueQuery>;

	/// Batches on record.
	#[pallet::storage]
	pub type Batches<T: Config> = StorageMap<_, Twox64Concat, BatchId, BatchOf<T>>;

	/// Which coupons are spent, 2,048 an entry. An entry is there once a coupon of it is.
	#[pallet::storage]
	pub type Spent<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BatchId, Twox64Concat, u32, Chunk>;

	/// How many coupons of batches people have redeemed. By the person and not by the member, so that
	/// nobody starts again by becoming another member.
	#[pallet::storage]
	pub type Tallies<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BatchId, Blake2_128Concat, Nullifier, u32>;

	/// Vouchers that wait for an order, with their holders.
	#[pallet::storage]
	pub type Vouchers<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BatchId, Twox64Concat, u32, T::AccountId>;

	/// The vouchers of a merchant that an account has, so that a checkout finds them at once.
	#[pallet::storage]
	pub type Wallets<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		T::AccountId,
		Wallet,
		ValueQuery,
	>;

	/// Vouchers on orders that are neither settled nor undone.
	#[pallet::storage]
	pub type Uses<T: Config> = StorageMap<_, Twox64Concat, OrderId, Use<T::AccountId>>;

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The most coupons of a batch.
		fn max_coupons() -> u32 {
			souk_primitives::MAX_COUPONS
		}

		/// The most vouchers of a merchant that an account can have.
		fn max_vouchers() -> u32 {
			MAX_VOUCHERS
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
		/// Puts a batch of coupons for the caller's orders on record.
		///
		/// `root` is that of the tree of the coupons' public keys, which the caller keeps. Held is what
		/// the batch and its bitmap cost, and `purse`: what may be on record of people and vouchers.
		#[pallet::call_index(0)]
		#[pallet::weight(
			T::WeightInfo::issue().saturating_add(T::Programs::weight().saturating_mul(2))
		)]
		pub fn issue(
			origin: OriginFor<T>,
			root: H256,
			count: u32,
			terms: TermsOf<T>,
			#[pallet::compact] purse: BalanceOf<T>,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_issue(merchant, root, count, terms, purse)
		}

		/// Adds to what may be on record of people and vouchers of the caller's batch.
		#[pallet::call_index(1)]
		pub fn fund(
			origin: OriginFor<T>,
			batch: BatchId,
			#[pallet::compact] amount: BalanceOf<T>,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_fund(merchant, batch, amount)
		}

		/// Makes coupons of the caller's batch void that nobody has redeemed. Vouchers stay valid.
		#[pallet::call_index(2)]
		pub fn cancel(origin: OriginFor<T>, batch: BatchId) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_cancel(merchant, batch)
		}

		/// Redeems a coupon, for a voucher that takes something off one of the caller's next orders.
		///
		/// `coupon` is the account of the coupon's key, which has signed that the caller redeems it.
		#[pallet::call_index(3)]
		#[pallet::weight(
			T::WeightInfo::redeem().saturating_add(T::Members::weight())
		)]
		pub fn redeem(
			origin: OriginFor<T>,
			batch: BatchId,
			index: u32,
			coupon: T::AccountId,
			proof: CouponProof,
			signature: T::Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_redeem(who, batch, index, coupon, proof, signature)
		}

		/// Gives a voucher of the caller to another account: one of the same person if it is bound.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::give().saturating_add(T::Members::weight()))]
		pub fn give(
			origin: OriginFor<T>,
			batch: BatchId,
			index: u32,
			to: T::AccountId,
		) -> DispatchResult {
			let from = ensure_signed(origin)?;
			Self::do_give(from, batch, index, to)
		}

		/// Gives up a voucher of the caller, and makes room for another.
		#[pallet::call_index(5)]
		pub fn discard(origin: OriginFor<T>, batch: BatchId, index: u32) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_discard(holder, batch, index)
		}

		/// Removes up to so many records about a batch that is over, and returns their deposits.
		///
		/// At most `MaxSwept` of them. The batch goes with the last. Free of charge if anything was
		/// removed.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::sweep((*limit).min(MAX_SWEPT)))]
		pub fn sweep(
			origin: OriginFor<T>,
			batch: BatchId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_sweep(batch, limit)?;
			Ok(Pays::No.into())
		}
	}
}
