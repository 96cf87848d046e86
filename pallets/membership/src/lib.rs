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

mod deposits;
mod identify;
mod issuers;
mod members;
mod proofs;
mod rotation;
mod signatures;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use types::*;

use frame_support::traits::fungible;

/// The log target of this pallet.
pub const LOG_TARGET: &str = "runtime::membership";

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount of the native token.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// A member on record.
pub type MemberOf<T> = Member<AccountIdOf<T>, BalanceOf<T>>;
/// An account that is or was a member's.
pub type KeyFor<T> = Key<AccountIdOf<T>, BalanceOf<T>>;
/// What is known of a person in a context.
pub type BindingOf<T> = Binding<AccountIdOf<T>, BalanceOf<T>>;
/// The record that a person was another member before.
pub type LinkOf<T> = Link<AccountIdOf<T>, BalanceOf<T>>;
/// An issuer on record.
pub type IssuerOf<T> = Issuer<AccountIdOf<T>, BalanceOf<T>>;
/// What is held for a record.
pub type DepositOf<T> = Deposit<AccountIdOf<T>, BalanceOf<T>>;
/// An attestation with its signature.
pub type ProofOf<T> = Proof<AccountIdOf<T>, <T as Config>::Signature>;
/// An account's signature of what it agrees to.
pub type ConsentOf<T> = Consent<<T as Config>::Signature>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{Footprint, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{Assurance, Context, MemberId, Moment, Nullifier};
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

		/// The native token, for deposits.
		type Currency: fungible::MutateHold<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance: MaxEncodedLen,
		>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// A signature of an attestation or of a consent.
		type Signature: Verify<Signer = Self::Signer> + Parameter;

		/// The public key that made it.
		type Signer: IdentifyAccount<AccountId = Self::AccountId>;

		/// Who lets issuers attest and stops them, and names their keys.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The price of storage, held from whoever makes a record necessary.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// How long the controller's changes of hands wait, in milliseconds: as long as somebody may
		/// take to notice that a key is in the wrong hands.
		#[pallet::constant]
		type RotationDelay: Get<Moment>;

		/// How long a recovery waits, and a freeze at least lasts, in milliseconds: as long as a
		/// controller who is well may take to notice, and to say so.
		#[pallet::constant]
		type RecoveryDelay: Get<Moment>;

		/// How far ahead an attestation may end, in milliseconds. The next one of the same person has
		/// to end later, so this is how long one that was made by mistake can be in the way.
		#[pallet::constant]
		type MaxAttestationLife: Get<Moment>;

		/// How many accounts a member can have had.
		#[pallet::constant]
		type MaxAccounts: Get<u32>;

		/// Signs for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a member on record.
		#[codec(index = 0)]
		Member,
		/// For an account that is or was a member's, and for the link between two members of one person.
		#[codec(index = 1)]
		Key,
		/// For a nullifier on record.
		#[codec(index = 2)]
		Binding,
		/// For an issuer on record.
		#[codec(index = 3)]
		Issuer,
	}

	/// The id that the next member gets.
	#[pallet::storage]
	pub type NextMemberId<T> = StorageValue<_, MemberId, ValueQuery>;

	/// Members on record. One that closed is not.
	#[pallet::storage]
	pub type Members<T: Config> = StorageMap<_, Twox64Concat, MemberId, MemberOf<T>>;

	/// Every account that is or was a member's, whether or not the member is still on record.
	///
	/// None ever leaves: an account is of one member, once and for all.
	#[pallet::storage]
	pub type KeyOf<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, KeyFor<T>>;

	/// Who a person is in a context.
	#[pallet::storage]
	pub type Nullifiers<T: Config> = StorageDoubleMap<
		_,
		// A hash, and governance chooses among these.
		Identity,
		Context,
		// Issuers choose it.
		Blake2_128Concat,
		Nullifier,
		BindingOf<T>,
	>;

	/// Who a member is in a context: the way back from [`Nullifiers`], and paid with it.
	#[pallet::storage]
	pub type Subjects<T> = StorageDoubleMap<_, Twox64Concat, MemberId, Identity, Context, Subject>;

	/// Members whose person was another member before.
	///
	/// None ever leaves, like the accounts of both.
	#[pallet::storage]
	pub type Links<T: Config> = StorageMap<_, Twox64Concat, MemberId, LinkOf<T>>;

	/// The id that the next issuer gets.
	#[pallet::storage]
	pub type NextIssuerId<T> = StorageValue<_, IssuerId, ValueQuery>;

	/// Issuers on record.
	#[pallet::storage]
	pub type Issuers<T: Config> = StorageMap<_, Twox64Concat, IssuerId, IssuerOf<T>>;

	/// Since when, in milliseconds since the Unix epoch, what revoked issuers attested was not their own
	/// word. It is on their record too, but this is asked whenever somebody is, and an issuer is large.
	#[pallet::storage]
	pub type Compromised<T> = StorageMap<_, Twox64Concat, IssuerId, Moment>;

	// The fields are named for what they are.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A member is on record. Nobody vouches for it yet.
		#[codec(index = 0)]
		MemberRegistered {
			member: MemberId,
			controller: T::AccountId,
			recovery: Option<T::AccountId>,
			depositor: T::AccountId,
		},
		/// A member is somebody in a context who was not there before.
		#[codec(index = 1)]
		ProofBound {
			member: MemberId,
			context: Context,
			nullifier: Nullifier,
			issuer: IssuerId,
			assurance: Assurance,
		},
		/// Somebody vouches anew for who a member is.
		#[codec(index = 2)]
		ProofRenewed {
			member: MemberId,
			context: Context,
			nullifier: Nullifier,
			issuer: IssuerId,
			assurance: Assurance,
		},
		/// A person goes on as another member in a context.
		#[codec(index = 3)]
		ProofMoved {
			from: MemberId,
			member: MemberId,
			context: Context,
			nullifier: Nullifier,
			issuer: IssuerId,
			assurance: Assurance,
		},
		/// A nullifier that nobody vouched for any more made room for the member's next one.
		#[codec(index = 4)]
		ProofDropped { member: MemberId, context: Context, nullifier: Nullifier },
		/// A member will be in other hands.
		#[codec(index = 5)]
		RotationRequested { member: MemberId, rotation: Rotation<T::AccountId> },
		/// A member is in other hands.
		#[codec(index = 6)]
		RotationFinished { member: MemberId, by: Party, from: T::AccountId, to: T::AccountId },
		/// A member stays in the hands it was in.
		#[codec(index = 7)]
		RotationCancelled { member: MemberId, by: Party },
		/// Nobody acts for a member.
		#[codec(index = 8)]
		MemberFrozen { member: MemberId, by: Party, until: Moment },
		/// A member's controller acts for it again.
		#[codec(index = 9)]
		MemberUnfrozen { member: MemberId, by: Party },
		/// A member left the record; its deposit was returned.
		#[codec(index = 10)]
		MemberClosed { member: MemberId },
		/// An issuer is on record. It attests nothing yet.
		#[codec(index = 11)]
		IssuerRegistered { issuer: IssuerId, operator: T::AccountId },
		/// An issuer's attestations are accepted, within these bounds.
		#[codec(index = 12)]
		IssuerAdmitted { issuer: IssuerId, grants: Grants },
		/// An issuer's attestations are signed by other keys from now on.
		#[codec(index = 13)]
		IssuerKeysSet { issuer: IssuerId },
		/// An issuer's attestations are not accepted any more; what it vouches for since this moment
		/// counts for nothing.
		#[codec(index = 14)]
		IssuerRevoked { issuer: IssuerId, compromised_since: Option<Moment> },
		/// An issuer left the record; its deposit was returned.
		#[codec(index = 15)]
		IssuerRemoved { issuer: IssuerId },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no member of this id, or of this account: it closed, or never was.
		#[codec(index = 0)]
		UnknownMember,
		/// Only the member's controller may do this.
		#[codec(index = 1)]
		NotController,
		/// Only the member's recovery account may do this.
		#[codec(index = 2)]
		NotRecovery,
		/// Only the member's controller and its recovery account may do this.
		#[codec(index = 3)]
		NotParty,
		/// Nobody acts for the member until it is unfrozen.
		#[codec(index = 4)]
		MemberIsFrozen,
		/// The member is not frozen.
		#[codec(index = 5)]
		NotFrozen,
		/// Only the recovery account can unfreeze the member before its freeze has lasted.
		#[codec(index = 6)]
		FrozenForLonger,
		/// The account is or was a member's. Take one that never was.
		#[codec(index = 7)]
		KeyAlreadyUsed,
		/// The recovery account must be another than the controller.
		#[codec(index = 8)]
		RecoveryIsController,
		/// The member has had as many accounts as it can.
		#[codec(index = 9)]
		TooManyAccounts,
		/// The member would be in the hands that it is in.
		#[codec(index = 10)]
		NothingChanges,
		/// The account must agree: with its signature, or by doing this itself.
		#[codec(index = 11)]
		ConsentMissing,
		/// The consent has expired. Ask the account for a new one.
		#[codec(index = 12)]
		ConsentExpired,
		/// The consent is not this account's, or not to this on this chain.
		#[codec(index = 13)]
		BadConsent,
		/// Another change of hands waits. Cancel it first.
		#[codec(index = 14)]
		RotationPending,
		/// No change of hands waits.
		#[codec(index = 15)]
		NoRotation,
		/// The change of hands has to wait longer.
		#[codec(index = 16)]
		RotationNotReady,
		/// The new controller has not agreed yet, and has to finish this itself.
		#[codec(index = 17)]
		NotNewController,
		/// An issuer attests that the new controller is the same person: only who asked can cancel it.
		#[codec(index = 18)]
		RotationProven,
		/// There is no issuer of this id.
		#[codec(index = 19)]
		UnknownIssuer,
		/// Only the issuer's operator may do this.
		#[codec(index = 20)]
		NotOperator,
		/// The issuer was not admitted yet, or it was revoked.
		#[codec(index = 21)]
		IssuerNotAdmitted,
		/// The issuer was revoked, which is final. It can register anew, with other keys.
		#[codec(index = 22)]
		IssuerIsRevoked,
		/// This says no more than is known of the issuer.
		#[codec(index = 23)]
		AlreadyRevoked,
		/// An issuer cannot have been compromised later than now.
		#[codec(index = 24)]
		CompromisedInTheFuture,
		/// The issuer vouches for nullifiers on record.
		#[codec(index = 25)]
		BindingsRemain,
		/// An issuer needs a key.
		#[codec(index = 26)]
		NoKeys,
		/// A key is listed twice.
		#[codec(index = 27)]
		DuplicateKey,
		/// A context is listed twice.
		#[codec(index = 28)]
		DuplicateContext,
		/// A grant must be of some assurance. Leave the context out instead.
		#[codec(index = 29)]
		EmptyGrant,
		/// The attestation has expired. Ask the issuer for a new one.
		#[codec(index = 30)]
		AttestationExpired,
		/// The attestation ends later than `MaxAttestationLife` from now. Ask the issuer for a shorter
		/// one.
		#[codec(index = 31)]
		AttestationTooLong,
		/// The issuer may not attest this assurance in this context.
		#[codec(index = 32)]
		NotGranted,
		/// The signer is none of the issuer's keys.
		#[codec(index = 33)]
		NotAKey,
		/// The signature is not its signer's, or not of this attestation on this chain.
		#[codec(index = 34)]
		BadSignature,
		/// The attestation was accepted before, or one that ends as late. Ask the issuer for one that
		/// ends later.
		#[codec(index = 35)]
		AttestationNotNewer,
		/// The attestation is about another account than the new controller.
		#[codec(index = 36)]
		AttestationOfAnother,
		/// The nullifier does not stand for this member.
		#[codec(index = 37)]
		NullifierOfAnother,
		/// The nullifier is on record. If it stands for this person, `rebind_proof` takes it over.
		#[codec(index = 38)]
		NullifierOnRecord,
		/// The nullifier is not on record. `bind_proof` puts it there.
		#[codec(index = 39)]
		UnknownNullifier,
		/// The nullifier stands for a member that somebody vouches for. That one has to close first.
		#[codec(index = 40)]
		NullifierInUse,
		/// Another nullifier stands for the member in this context, and somebody vouches for that.
		#[codec(index = 41)]
		ContextTaken,
		/// The free balance of whoever hands this in does not cover the deposit.
		#[codec(index = 42)]
		LacksDeposit,
		/// The account of whoever paid the deposit would still be below the minimum balance. Send it
		/// some first.
		#[codec(index = 43)]
		DepositorCannotReceive,
		/// The ids are used up.
		#[codec(index = 44)]
		IdsExhausted,
		/// The attestation is of less assurance than what is known of the person.
		#[codec(index = 45)]
		AttestationTooWeak,
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The most keys an issuer can have.
		fn max_issuer_keys() -> u32 {
			MAX_ISSUER_KEYS
		}

		/// The most contexts an issuer can attest for.
		fn max_grants() -> u32 {
			MAX_GRANTS
		}

		/// What is held for a member on record.
		fn member_deposit() -> BalanceOf<T> {
			Self::member_price()
		}

		/// What is held for an account of a member.
		fn key_deposit() -> BalanceOf<T> {
			Self::key_price()
		}

		/// What is held for a nullifier on record.
		fn binding_deposit() -> BalanceOf<T> {
			Self::binding_price()
		}

		/// What is held for an issuer on record.
		fn issuer_deposit() -> BalanceOf<T> {
			Self::issuer_price()
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
		/// Puts a member on record, in these hands. The caller pays; if it is not the controller, the
		/// controller has to agree.
		#[pallet::call_index(0)]
		pub fn register(
			origin: OriginFor<T>,
			control: Control<T::AccountId>,
			consent: Option<ConsentOf<T>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register(who, control, consent)
		}

		/// Makes a member somebody in a context who was not on record there. The caller pays; if it is
		/// not the controller, the controller has to agree.
		#[pallet::call_index(1)]
		pub fn bind_proof(
			origin: OriginFor<T>,
			proof: ProofOf<T>,
			consent: Option<ConsentOf<T>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_bind_proof(who, proof, consent)
		}

		/// Renews who a member is in a context, or takes that over from a member that closed or that
		/// nobody vouches for any more. If the caller is not the controller, the controller has to agree.
		#[pallet::call_index(2)]
		pub fn rebind_proof(
			origin: OriginFor<T>,
			proof: ProofOf<T>,
			consent: Option<ConsentOf<T>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_rebind_proof(who, proof, consent)
		}

		/// Asks for the caller's member to be in other hands, after a while. The new controller agrees
		/// now, or finishes it.
		#[pallet::call_index(3)]
		pub fn request_rotation(
			origin: OriginFor<T>,
			control: Control<T::AccountId>,
			consent: Option<ConsentOf<T>>,
			proof: Option<ProofOf<T>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_rotation(who, control, consent, proof)
		}

		/// Puts a member into the hands that were asked for. The caller pays for the new account's record.
		#[pallet::call_index(4)]
		pub fn finish_rotation(origin: OriginFor<T>, member: MemberId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_finish_rotation(who, member)
		}

		/// Leaves a member in the hands it is in. The controller and the recovery account each can, also
		/// where the other asked.
		#[pallet::call_index(5)]
		pub fn cancel_rotation(origin: OriginFor<T>, member: MemberId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_rotation(who, member)
		}

		/// Lets nobody act for a member, for the controller and the recovery account to call. By the
		/// recovery account it also makes a freeze last longer.
		#[pallet::call_index(6)]
		pub fn freeze(origin: OriginFor<T>, member: MemberId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_freeze(who, member)
		}

		/// Lets the controller act for a member again: at any time by the recovery account, by the
		/// controller after the freeze has lasted.
		#[pallet::call_index(7)]
		pub fn unfreeze(origin: OriginFor<T>, member: MemberId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unfreeze(who, member)
		}

		/// Asks for a member to get a new controller, after a while, for its recovery account to call.
		#[pallet::call_index(8)]
		pub fn recover(
			origin: OriginFor<T>,
			member: MemberId,
			controller: T::AccountId,
			consent: Option<ConsentOf<T>>,
			proof: Option<ProofOf<T>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_recover(who, member, controller, consent, proof)
		}

		/// Takes the caller's member off the record for ever. Its accounts and nullifiers stay.
		#[pallet::call_index(9)]
		pub fn close(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close(who)
		}

		/// Puts an issuer on record, with the caller as its operator. A deposit is held.
		#[pallet::call_index(10)]
		pub fn register_issuer(
			origin: OriginFor<T>,
			name: Name,
			signers: IssuerKeys<T::AccountId>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_register_issuer(operator, name, signers)
		}

		/// Accepts an issuer's attestations, of these assurances in these contexts.
		#[pallet::call_index(11)]
		pub fn admit_issuer(
			origin: OriginFor<T>,
			issuer: IssuerId,
			grants: Grants,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_admit_issuer(issuer, grants)
		}

		/// Replaces the keys that sign an issuer's attestations. What the old ones signed is void.
		#[pallet::call_index(12)]
		pub fn set_issuer_keys(
			origin: OriginFor<T>,
			issuer: IssuerId,
			signers: IssuerKeys<T::AccountId>,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_issuer_keys(issuer, signers)
		}

		/// Accepts no more of an issuer's attestations. What it vouches for since it was compromised, if
		/// it was, counts for nothing.
		#[pallet::call_index(13)]
		pub fn revoke_issuer(
			origin: OriginFor<T>,
			issuer: IssuerId,
			compromised_since: Option<Moment>,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_revoke_issuer(issuer, compromised_since)
		}

		/// Takes the caller's issuer off the record, and returns its deposit.
		#[pallet::call_index(14)]
		pub fn remove_issuer(origin: OriginFor<T>, issuer: IssuerId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_remove_issuer(operator, issuer)
		}
	}
}
