#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

mod bond;
mod deposits;
mod keys;
mod prefixes;
mod registry;
mod service;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

pub use types::*;

use frame_support::traits::fungible;

/// The log target of this pallet.
pub const LOG_TARGET: &str = "runtime::carriers";

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount of the native token.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// A carrier on record.
pub type CarrierOf<T> = Carrier<BalanceOf<T>>;
/// A key on record.
pub type KeyOf<T> = Key<BalanceOf<T>>;
/// A prefix on record.
pub type PrefixOf<T> = Prefix<BalanceOf<T>>;
/// What is known of some first digits.
pub type NodeOf<T> = Node<AccountIdOf<T>>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{Footprint, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{
		logistics::{CompanyPrefix, MAX_PREFIX_DIGITS},
		Moment,
	};
	use sp_runtime::traits::Convert;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Measured weights.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holding the native token.
		type RuntimeHoldReason: From<HoldReason>;

		/// The native token, for bonds and deposits.
		type Currency: fungible::MutateHold<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance: MaxEncodedLen,
		>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// Who stops carriers, takes from their bonds, and says whose a prefix is.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The price of storage, held from carriers and from owners of prefixes.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// The least a carrier puts up.
		#[pallet::constant]
		type MinBond: Get<BalanceOf<Self>>;

		/// The most keys of a carrier, those that ended and are still on record included.
		#[pallet::constant]
		type MaxKeys: Get<u32>;

		/// For how long a key stays on record after it ended, in milliseconds: at least as long as
		/// what it claimed can be contested, and what it signed can be handed in.
		#[pallet::constant]
		type KeyRetention: Get<Moment>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For goods in a carrier's custody.
		#[codec(index = 0)]
		Bond,
		/// For a carrier on record.
		#[codec(index = 1)]
		Registration,
		/// For the keys of a carrier.
		#[codec(index = 2)]
		Key,
		/// For prefixes that somebody has or has asked for.
		#[codec(index = 3)]
		Prefix,
	}

	/// Carriers on record.
	#[pallet::storage]
	pub type Carriers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, CarrierOf<T>>;

	/// The keys of carriers. One that ended stays for `KeyRetention`, because what it claimed is
	/// judged by it.
	#[pallet::storage]
	pub type Keys<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		// The carrier chooses it.
		Blake2_128Concat,
		T::AccountId,
		KeyOf<T>,
	>;

	/// The prefixes that somebody has or has asked for, by owner.
	#[pallet::storage]
	pub type Prefixes<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		// The owner chooses it.
		Blake2_128Concat,
		CompanyPrefix,
		PrefixOf<T>,
	>;

	/// The registered prefixes, and every shorter one that one of them begins with.
	#[pallet::storage]
	pub type Nodes<T: Config> = StorageMap<_, Blake2_128Concat, CompanyPrefix, NodeOf<T>>;

	// The fields are named for what they are.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A carrier is on record, and may take on shipments.
		#[codec(index = 0)]
		CarrierRegistered { carrier: T::AccountId, bond: BalanceOf<T> },
		/// A carrier can take more into custody.
		#[codec(index = 1)]
		BondAdded { carrier: T::AccountId, amount: BalanceOf<T>, bond: BalanceOf<T> },
		/// A part of a bond went back to the carrier.
		#[codec(index = 2)]
		BondWithdrawn { carrier: T::AccountId, amount: BalanceOf<T>, bond: BalanceOf<T> },
		/// A carrier takes on and reports nothing until it is reinstated.
		#[codec(index = 3)]
		CarrierSuspended { carrier: T::AccountId },
		/// A suspended carrier may take on and report shipments again.
		#[codec(index = 4)]
		CarrierReinstated { carrier: T::AccountId },
		/// By order of governance, a part of a bond went to somebody whom the carrier harmed.
		#[codec(index = 5)]
		Compensated {
			carrier: T::AccountId,
			beneficiary: T::AccountId,
			amount: BalanceOf<T>,
			bond: BalanceOf<T>,
		},
		/// A carrier left the record; its bond and its deposit were returned.
		#[codec(index = 6)]
		CarrierRemoved { carrier: T::AccountId },
		/// A key may act for a carrier, in these scopes and until then.
		#[codec(index = 7)]
		KeyAuthorized {
			carrier: T::AccountId,
			key: T::AccountId,
			role: Role,
			scopes: Scopes,
			expires_at: Moment,
		},
		/// A key acts for a carrier no more, and was in the wrong hands since then if the carrier told a
		/// time.
		#[codec(index = 8)]
		KeyRevoked { carrier: T::AccountId, key: T::AccountId, compromised_since: Option<Moment> },
		/// A key that had ended left the record; its deposit was returned.
		#[codec(index = 9)]
		KeyRemoved { carrier: T::AccountId, key: T::AccountId },
		/// Somebody says that a prefix is theirs.
		#[codec(index = 10)]
		PrefixRequested { owner: T::AccountId, prefix: CompanyPrefix },
		/// A prefix is registered as its owner's.
		#[codec(index = 11)]
		PrefixApproved { owner: T::AccountId, prefix: CompanyPrefix },
		/// A request for a prefix was withdrawn; its deposit was returned.
		#[codec(index = 12)]
		RequestWithdrawn { owner: T::AccountId, prefix: CompanyPrefix },
		/// An owner gave up a prefix; its deposit was returned.
		#[codec(index = 13)]
		PrefixReleased { owner: T::AccountId, prefix: CompanyPrefix },
		/// A prefix was taken from its owner. Its deposit was returned; or, if the owner's account
		/// cannot receive it, stays until the owner withdraws what has become a request again.
		#[codec(index = 14)]
		PrefixRevoked { owner: T::AccountId, prefix: CompanyPrefix },
		/// A part of a bond went to somebody whose goods did not arrive.
		#[codec(index = 15)]
		PaidOut {
			carrier: T::AccountId,
			beneficiary: T::AccountId,
			amount: BalanceOf<T>,
			bond: BalanceOf<T>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account is no carrier on record. It becomes one with `register`.
		#[codec(index = 0)]
		UnknownCarrier,
		/// The account is a carrier already.
		#[codec(index = 1)]
		AlreadyRegistered,
		/// The carrier is suspended: it takes on nothing, and its bond stays where it is, until it is
		/// reinstated.
		#[codec(index = 2)]
		CarrierIsSuspended,
		/// The carrier is not suspended.
		#[codec(index = 3)]
		CarrierNotSuspended,
		/// The amount must be more than zero.
		#[codec(index = 4)]
		ZeroAmount,
		/// The bond must be at least `MinBond`. A carrier that leaves gets all of it back.
		#[codec(index = 5)]
		BelowMinBond,
		/// The carrier's free balance does not cover the bond, and the deposit if it is new.
		#[codec(index = 6)]
		CarrierLacksBond,
		/// The account's free balance does not cover the deposit.
		#[codec(index = 7)]
		LacksDeposit,
		/// The account would still be below the minimum balance. Send it some first.
		#[codec(index = 8)]
		CannotReceive,
		/// The amount is more than the bond.
		#[codec(index = 9)]
		MoreThanBond,
		/// Goods in the carrier's custody take this part of the bond.
		#[codec(index = 10)]
		BondInUse,
		/// The carrier's bond does not cover this amount beside what it answers for already.
		#[codec(index = 11)]
		ExposureAboveBond,
		/// What the carrier would answer for does not fit into a balance.
		#[codec(index = 12)]
		AmountTooLarge,
		/// The beneficiary's account would still be below the minimum balance, or too full.
		#[codec(index = 13)]
		BeneficiaryCannotReceive,
		/// The carrier still has keys on record. Remove them first.
		#[codec(index = 14)]
		KeysRemain,
		/// The carrier still has a prefix, or has asked for one. Release it first.
		#[codec(index = 15)]
		PrefixesRemain,
		/// The carrier's own account may do everything as it is.
		#[codec(index = 16)]
		KeyIsCarrier,
		/// A key needs a scope. To stop one, revoke it.
		#[codec(index = 17)]
		NoScopes,
		/// A device can be let scan and sense, and nothing else.
		#[codec(index = 18)]
		NotForDevices,
		/// The key would end now or before now. To stop one, revoke it.
		#[codec(index = 19)]
		AlreadyExpired,
		/// The carrier has `MaxKeys` keys on record. Remove those that ended long enough ago.
		#[codec(index = 20)]
		TooManyKeys,
		/// The carrier has no such key on record.
		#[codec(index = 21)]
		UnknownKey,
		/// The key was revoked, which is for good. Authorise another one.
		#[codec(index = 22)]
		KeyIsRevoked,
		/// The key has expired. The carrier can authorise it again.
		#[codec(index = 23)]
		KeyHasExpired,
		/// The carrier does not let the key do this.
		#[codec(index = 24)]
		OutOfScope,
		/// The carrier's own account has no counter, so nobody else can hand in what it signed.
		/// Authorise a key for that.
		#[codec(index = 25)]
		NeedsKey,
		/// The key has used this counter, or a higher one.
		#[codec(index = 26)]
		CounterUsed,
		/// A key cannot have been compromised later than now.
		#[codec(index = 27)]
		CompromisedInTheFuture,
		/// The key is revoked already. What can still be said is that it was compromised earlier.
		#[codec(index = 28)]
		AlreadyRevoked,
		/// The key has neither expired nor been revoked.
		#[codec(index = 29)]
		KeyStillActs,
		/// The key ended less than `KeyRetention` ago; what it claimed may still be judged by it.
		#[codec(index = 30)]
		KeyRetained,
		/// A prefix must have 4 to 12 digits, and no more than it says.
		#[codec(index = 31)]
		MalformedPrefix,
		/// The account has the prefix, or has asked for it already.
		#[codec(index = 32)]
		AlreadyRequested,
		/// The prefix is registered.
		#[codec(index = 33)]
		PrefixTaken,
		/// A registered prefix begins with this one, or this one with a registered one.
		#[codec(index = 34)]
		PrefixOverlaps,
		/// The account has not asked for the prefix.
		#[codec(index = 35)]
		PrefixNotRequested,
		/// There is no such prefix on record.
		#[codec(index = 36)]
		UnknownPrefix,
		/// The company prefix of the SSCC is not registered as this account's.
		#[codec(index = 37)]
		NotPrefixOwner,
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// What is held for a carrier on record, beside its bond.
		fn registration_deposit() -> BalanceOf<T> {
			Self::registration_price()
		}

		/// What is held for a key on record.
		fn key_deposit() -> BalanceOf<T> {
			Self::key_price()
		}

		/// What is held for a prefix of twelve digits. Less is held for a shorter one.
		fn max_prefix_deposit() -> BalanceOf<T> {
			Self::prefix_price(CompanyPrefix { number: 0, digits: MAX_PREFIX_DIGITS })
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
		/// Puts the caller on record as a carrier. The bond and a deposit are held.
		#[pallet::call_index(0)]
		pub fn register(origin: OriginFor<T>, name: Name, bond: BalanceOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register(who, name, bond)
		}

		/// Adds to the caller's bond, so that it can take more into custody.
		#[pallet::call_index(1)]
		pub fn add_bond(origin: OriginFor<T>, amount: BalanceOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_bond(who, amount)
		}

		/// Takes back what of the caller's bond neither goods in its custody nor the minimum take.
		#[pallet::call_index(2)]
		pub fn withdraw_bond(origin: OriginFor<T>, amount: BalanceOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_bond(who, amount)
		}

		/// Stops a carrier and its keys from taking on and reporting anything, until it is reinstated.
		#[pallet::call_index(3)]
		pub fn suspend(origin: OriginFor<T>, carrier: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_suspend(carrier)
		}

		/// Lets a suspended carrier take on and report shipments again.
		#[pallet::call_index(4)]
		pub fn reinstate(origin: OriginFor<T>, carrier: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_reinstate(carrier)
		}

		/// Pays somebody out of the bond of a carrier that harmed them.
		#[pallet::call_index(5)]
		pub fn compensate(
			origin: OriginFor<T>,
			carrier: T::AccountId,
			beneficiary: T::AccountId,
			amount: BalanceOf<T>,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_compensate(carrier, beneficiary, amount)
		}

		/// Takes the caller off the record of carriers, and returns its bond and its deposit.
		#[pallet::call_index(6)]
		pub fn deregister(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_deregister(who)
		}

		/// Lets a key act for the caller in some scopes until it expires, or changes these. A deposit is
		/// held for a new one.
		#[pallet::call_index(7)]
		pub fn authorize_key(
			origin: OriginFor<T>,
			key: T::AccountId,
			role: Role,
			scopes: Scopes,
			expires_at: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_authorize_key(who, key, role, scopes, expires_at)
		}

		/// Stops a key of the caller at once and for good.
		///
		/// `compromised_since` tells since when it was in the wrong hands. Of a revoked key it can be
		/// moved earlier, and never later.
		#[pallet::call_index(8)]
		pub fn revoke_key(
			origin: OriginFor<T>,
			key: T::AccountId,
			compromised_since: Option<Moment>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_key(who, key, compromised_since)
		}

		/// Removes a key of the caller that ended long enough ago, and returns its deposit.
		#[pallet::call_index(9)]
		pub fn remove_key(origin: OriginFor<T>, key: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_key(who, key)
		}

		/// Asks governance to register a GS1 company prefix as the caller's. A deposit is held.
		#[pallet::call_index(10)]
		pub fn request_prefix(origin: OriginFor<T>, prefix: CompanyPrefix) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_request_prefix(owner, prefix)
		}

		/// Registers a prefix as the property of an account that has asked for it.
		#[pallet::call_index(11)]
		pub fn approve_prefix(
			origin: OriginFor<T>,
			owner: T::AccountId,
			prefix: CompanyPrefix,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_approve_prefix(owner, prefix)
		}

		/// Gives up a prefix of the caller, or withdraws its request, and returns the deposit.
		#[pallet::call_index(12)]
		pub fn release_prefix(origin: OriginFor<T>, prefix: CompanyPrefix) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_release_prefix(owner, prefix)
		}

		/// Takes a registered prefix from its owner, and returns the deposit.
		#[pallet::call_index(13)]
		pub fn revoke_prefix(origin: OriginFor<T>, prefix: CompanyPrefix) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_revoke_prefix(prefix)
		}
	}
}
