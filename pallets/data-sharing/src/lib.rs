#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;

mod access;
mod agreements;
mod consents;
mod datasets;
mod deposits;
mod envelopes;
mod erasure;
mod errors;
mod events;
mod grants;
mod keys;
#[cfg(test)]
mod mock;
mod reap;
mod receipts;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod views;
pub mod weights;

pub use types::*;

use frame_support::{pallet_macros::import_section, traits::fungible};
use souk_primitives::data::Terms;

/// The log target of this pallet.
pub const LOG_TARGET: &str = "runtime::data-sharing";

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount, of the native token or of an asset.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// Who pays for a record.
pub type PaidOf<T> = Paid<AccountIdOf<T>, <T as Config>::Deposit>;
/// What parties agree on.
pub type TermsOf<T> = Terms<<T as Config>::AssetKind, BalanceOf<T>>;
/// The public keys of an account.
pub type KeyringOf<T> = Keyring<AccountIdOf<T>, <T as Config>::Deposit>;
/// A public key on record.
pub type EncryptionKeyOf<T> = EncryptionKey<AccountIdOf<T>, <T as Config>::Deposit>;
/// A dataset on record.
pub type DatasetOf<T> = Dataset<AccountIdOf<T>, BalanceOf<T>, <T as Config>::Deposit>;
/// An agreement on record.
pub type AgreementOf<T> =
	Agreement<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>, <T as Config>::Deposit>;
/// A consent on record.
pub type ConsentOf<T> = Consent<AccountIdOf<T>, <T as Config>::Deposit>;
/// A grant on record.
pub type GrantOf<T> = Grant<AccountIdOf<T>, <T as Config>::Deposit>;
/// A data key on record.
pub type EnvelopeOf<T> = StoredEnvelope<AccountIdOf<T>, <T as Config>::Deposit>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[allow(clippy::too_many_arguments)] // A call has an argument for everything that was signed.
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::consents::Signed;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungibles, Consideration, Footprint, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{
		data::{
			ConsentAct, Content, DataClass, DatasetId, OrderCarriers, ReceiptHead, Scope, Suite,
		},
		AgreementId, GrantId, Moment, OrderId, OrderInspect,
	};
	use sp_core::H256;
	use sp_runtime::traits::{IdentifyAccount, Verify};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256> {
		/// Measured weights.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holding the native token.
		type RuntimeHoldReason: From<HoldReason>;

		/// The name of an asset that accesses can be paid in, the native token included.
		type AssetKind: Parameter + Member + MaxEncodedLen;

		/// The native token, for bonds.
		type Currency: fungible::MutateHold<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance: MaxEncodedLen,
		>;

		/// Everything that accesses can be paid in. It is held until there are receipts.
		type Payments: fungibles::MutateHold<
			Self::AccountId,
			AssetId = Self::AssetKind,
			Balance = BalanceOf<Self>,
			Reason = Self::RuntimeHoldReason,
		>;

		/// The deposit of a record.
		type Deposit: Consideration<Self::AccountId, Footprint>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// Orders, for whose sake buyers share data.
		type Orders: OrderInspect<Self::AccountId>;

		/// Who has the goods of an order.
		type Carriers: OrderCarriers<Self::AccountId>;

		/// A signature of a consent, or of receipts.
		type Signature: Verify<Signer = Self::Signer> + Parameter;

		/// The public key that made it.
		type Signer: IdentifyAccount<AccountId = Self::AccountId>;

		/// What an owner stakes on erasing personal data of somebody else, in minor units.
		#[pallet::constant]
		type ErasureBond: Get<BalanceOf<Self>>;

		/// How long whoever has data has to erase it, in milliseconds.
		#[pallet::constant]
		type ErasurePeriod: Get<Moment>;

		/// How long after its end receipts of a grant are taken, in milliseconds.
		#[pallet::constant]
		type ReceiptPeriod: Get<Moment>;

		/// Makes orders and funds for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// Why tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For records.
		#[codec(index = 0)]
		Record,
		/// For erasing what is to be erased.
		#[codec(index = 1)]
		Bond,
		/// For accesses that are to come.
		#[codec(index = 2)]
		Access,
	}

	/// The public keys of accounts: how many, and the number of the next.
	#[pallet::storage]
	pub type Keyrings<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, KeyringOf<T>>;

	/// Public keys that data keys are encrypted to, by account and epoch.
	#[pallet::storage]
	pub type EncryptionKeys<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, u32, EncryptionKeyOf<T>>;

	/// Datasets, those that were erased too: they never come back.
	#[pallet::storage]
	pub type Datasets<T: Config> = StorageMap<_, Identity, DatasetId, DatasetOf<T>>;

	/// The id that the next agreement gets.
	#[pallet::storage]
	pub type NextAgreementId<T> = StorageValue<_, AgreementId, ValueQuery>;

	/// Agreements on record.
	#[pallet::storage]
	pub type Agreements<T: Config> = StorageMap<_, Twox64Concat, AgreementId, AgreementOf<T>>;

	/// Consents, by dataset and agreement.
	#[pallet::storage]
	pub type Consents<T: Config> =
		StorageDoubleMap<_, Identity, DatasetId, Twox64Concat, AgreementId, ConsentOf<T>>;

	/// The id that the next grant gets.
	#[pallet::storage]
	pub type NextGrantId<T> = StorageValue<_, GrantId, ValueQuery>;

	/// Grants on record.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageMap<_, Twox64Concat, GrantId, GrantOf<T>>;

	/// Grants by grantee and dataset, so that an access is checked at once.
	#[pallet::storage]
	pub type ByGrantee<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Identity,
		DatasetId,
		BoundedVec<GrantId, ConstU32<MAX_GRANTS>>,
		ValueQuery,
	>;

	/// Grants by dataset, so that an owner finds for whom a new version has to be wrapped.
	#[pallet::storage]
	pub type ByDataset<T> =
		StorageDoubleMap<_, Identity, DatasetId, Twox64Concat, GrantId, (), OptionQuery>;

	/// Data keys of grants, encrypted.
	#[pallet::storage]
	pub type Envelopes<T: Config> = StorageMap<_, Twox64Concat, GrantId, EnvelopeOf<T>>;

	/// The grants of merchants that orders give.
	#[pallet::storage]
	pub type OrderShares<T> = StorageMap<_, Twox64Concat, OrderId, GrantId>;

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The most live public keys of an account.
		fn max_live_keys() -> u8 {
			MAX_LIVE_KEYS
		}

		/// The most grants of a dataset that an account can have on record.
		fn max_grants() -> u32 {
			MAX_GRANTS
		}

		/// The most items of a call.
		fn max_batch() -> u32 {
			MAX_BATCH
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = T::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Publishes a public key of the caller that data keys are encrypted to.
		#[pallet::call_index(0)]
		pub fn set_encryption_key(
			origin: OriginFor<T>,
			suite: Suite,
			public: PublicKey,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_key(who, suite, public)
		}

		/// Takes a public key of the caller back: data keys that are encrypted to it open nothing more.
		///
		/// `compromised_since`: since when, in milliseconds since the Unix epoch, somebody else may have
		/// had its secret.
		#[pallet::call_index(1)]
		pub fn revoke_encryption_key(
			origin: OriginFor<T>,
			epoch: u32,
			compromised_since: Option<Moment>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_key(who, epoch, compromised_since)
		}

		/// Puts a dataset of the caller on record, with its first version.
		///
		/// Its id is the hash of the caller's account and `salt`. Held are a deposit and, of personal data
		/// of somebody else, a bond.
		#[pallet::call_index(2)]
		pub fn register_dataset(
			origin: OriginFor<T>,
			salt: H256,
			description: Description<T::AccountId>,
			content: Content,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_register(owner, salt, description, content)
		}

		/// Publishes the next version of a dataset of the caller.
		///
		/// `dek_epoch` is the dataset's key epoch that its data key was made in: if an access ended since,
		/// the version has to be sealed with a new key.
		#[pallet::call_index(3)]
		pub fn publish_version(
			origin: OriginFor<T>,
			dataset: DatasetId,
			version: u32,
			dek_epoch: u32,
			content: Content,
			locator: Locator,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish(who, dataset, version, dek_epoch, content, locator)
		}

		/// Takes a dataset of the caller back, for good: nobody may read it any more.
		#[pallet::call_index(4)]
		pub fn retire_dataset(origin: OriginFor<T>, dataset: DatasetId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_retire(who, dataset)
		}

		/// Proposes terms to another account, as the provider of data or as its consumer.
		#[pallet::call_index(5)]
		pub fn propose(
			origin: OriginFor<T>,
			counterparty: T::AccountId,
			side: Side,
			terms: TermsOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_propose(who, counterparty, side, terms)
		}

		/// Answers proposed terms with others. `round` and `terms_hash` are of the terms that are answered.
		#[pallet::call_index(6)]
		pub fn counter(
			origin: OriginFor<T>,
			agreement: AgreementId,
			round: u32,
			terms_hash: H256,
			terms: TermsOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_counter(who, agreement, round, terms_hash, terms)
		}

		/// Accepts exactly the proposed terms that have this hash. The consumer's bond is held now.
		#[pallet::call_index(7)]
		pub fn accept(
			origin: OriginFor<T>,
			agreement: AgreementId,
			round: u32,
			terms_hash: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept(who, agreement, round, terms_hash)
		}

		/// Confirms what the other side accepted: the agreement is in force. The consumer's bond is held
		/// now.
		#[pallet::call_index(8)]
		pub fn finalize(origin: OriginFor<T>, agreement: AgreementId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_finalize(who, agreement)
		}

		/// Suspends an agreement: nobody reads by it until those who suspended it resume it.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::step())]
		pub fn suspend(origin: OriginFor<T>, agreement: AgreementId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_step(who, agreement, Step::Suspend)
		}

		/// Resumes an agreement that the caller suspended.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::step())]
		pub fn resume(origin: OriginFor<T>, agreement: AgreementId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_step(who, agreement, Step::Resume)
		}

		/// Ends an agreement, for good.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::step())]
		pub fn terminate(origin: OriginFor<T>, agreement: AgreementId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let at = Self::now();
			Self::do_step(who, agreement, Step::Terminate { at })
		}

		/// Consents to exactly the terms of this hash, for a dataset about the caller.
		#[pallet::call_index(12)]
		pub fn give_consent(
			origin: OriginFor<T>,
			dataset: DatasetId,
			agreement: AgreementId,
			terms_hash: H256,
			not_after: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_give(&who, who.clone(), dataset, agreement, terms_hash, not_after)
		}

		/// Hands in the consent of a person who signed it off chain. The caller pays, and decides nothing.
		#[pallet::call_index(13)]
		pub fn give_consent_signed(
			origin: OriginFor<T>,
			subject: T::AccountId,
			dataset: DatasetId,
			agreement: AgreementId,
			terms_hash: H256,
			not_after: Moment,
			deadline: Moment,
			signature: T::Signature,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			let signed = Signed { subject: &subject, deadline, signature };
			let act = ConsentAct::Give { not_after };
			Self::ensure_signed_act(signed, dataset, agreement, terms_hash, act)?;
			Self::do_give(&payer, subject, dataset, agreement, terms_hash, not_after)
		}

		/// Withdraws a consent of the caller. Free of charge, and always possible.
		#[pallet::call_index(14)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, dataset: &DatasetId, agreement: &AgreementId| -> bool {
			let who = ensure_signed(origin.clone());
			who.is_ok_and(|who| Pallet::<T>::withdrawable(&who, *dataset, *agreement).is_ok())
		})]
		pub fn withdraw_consent(
			origin: OriginFor<T>,
			dataset: DatasetId,
			agreement: AgreementId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who, dataset, agreement)?;
			Ok(Pays::No.into())
		}

		/// Hands in that a person withdraws a consent, who signed that off chain. Free of charge.
		#[pallet::call_index(15)]
		pub fn withdraw_consent_signed(
			origin: OriginFor<T>,
			subject: T::AccountId,
			dataset: DatasetId,
			agreement: AgreementId,
			deadline: Moment,
			signature: T::Signature,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let terms_hash = Self::withdrawable(&subject, dataset, agreement)?.terms_hash;
			let signed = Signed { subject: &subject, deadline, signature };
			let act = ConsentAct::Withdraw;
			Self::ensure_signed_act(signed, dataset, agreement, terms_hash, act)?;
			Self::do_withdraw(subject, dataset, agreement)?;
			Ok(Pays::No.into())
		}

		/// Lets the consumer of an agreement read a dataset of the caller.
		#[pallet::call_index(16)]
		pub fn grant(origin: OriginFor<T>, agreement: AgreementId, scope: Scope) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_grant(&who, agreement, scope)
		}

		/// Lets the consumer of an agreement read datasets of the caller: all of them, or none.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::grant().saturating_mul(scopes.len() as u64))]
		pub fn grant_batch(
			origin: OriginFor<T>,
			agreement: AgreementId,
			scopes: BoundedVec<Scope, ConstU32<MAX_BATCH>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_grant_batch(&who, agreement, scopes)
		}

		/// Passes on what was granted to the caller, or a part of it.
		#[pallet::call_index(18)]
		pub fn delegate(
			origin: OriginFor<T>,
			parent: GrantId,
			grantee: T::AccountId,
			scope: Scope,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_delegate(who, parent, grantee, scope)
		}

		/// Lets the merchant of an order of the caller read a dataset, as long as the order is open.
		#[pallet::call_index(19)]
		pub fn share_with_order(
			origin: OriginFor<T>,
			order: OrderId,
			dataset: DatasetId,
			fields: u64,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_share_with_order(who, order, dataset, fields)
		}

		/// Lets a carrier that has goods of an order read what the order shares, as long as it has them.
		#[pallet::call_index(20)]
		#[pallet::weight(
			T::WeightInfo::share_with_carrier().saturating_add(T::Carriers::weight())
		)]
		pub fn share_with_carrier(
			origin: OriginFor<T>,
			order: OrderId,
			carrier: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_share_with_carrier(who, order, carrier)
		}

		/// Takes a grant back, for good, with all that was passed on of it.
		#[pallet::call_index(21)]
		pub fn revoke_grant(origin: OriginFor<T>, grant: GrantId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke(who, grant)
		}

		/// Hands in data keys that are encrypted to grantees: all of them, or none.
		#[pallet::call_index(22)]
		#[pallet::weight(
			T::WeightInfo::post_envelope()
				.saturating_add(T::Carriers::weight())
				.saturating_mul(envelopes.len() as u64)
		)]
		pub fn post_envelopes(
			origin: OriginFor<T>,
			envelopes: BoundedVec<NewEnvelope, ConstU32<MAX_BATCH>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let mut weight = T::WeightInfo::post_envelope().saturating_mul(envelopes.len() as u64);
			for envelope in envelopes {
				weight.saturating_accrue(Self::do_post(&who, envelope)?);
			}
			Ok(Some(weight).into())
		}

		/// Anchors the receipts of accesses that the other side signed, and pays for them.
		///
		/// `from_seq` is how many are anchored; `signature` is the other side's, of the anchor's bytes.
		#[pallet::call_index(23)]
		pub fn anchor_receipts(
			origin: OriginFor<T>,
			grant: GrantId,
			from_seq: u64,
			to: ReceiptHead,
			signature: T::Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor(&who, grant, from_seq, to, signature)
		}

		/// Adds to what the caller, a consumer, has held for accesses: minor units of the price's asset.
		#[pallet::call_index(24)]
		pub fn fund_access(
			origin: OriginFor<T>,
			agreement: AgreementId,
			#[pallet::compact] amount: BalanceOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_fund_access(who, agreement, amount)
		}

		/// Demands that a dataset about the caller is erased, or what a grantee read of it.
		///
		/// Nobody reads it any more from now on. Whoever has it loses a bond who does not say in time that
		/// it is erased.
		#[pallet::call_index(25)]
		pub fn request_erasure(origin: OriginFor<T>, target: ErasureTarget) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_erasure(who, target)
		}

		/// Says that the caller has erased what it was told to erase: until the deadline, that moment
		/// excluded.
		#[pallet::call_index(26)]
		pub fn attest_erasure(origin: OriginFor<T>, target: ErasureTarget) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest_erasure(who, target)
		}

		/// Takes the bond of whoever did not say in time that it has erased what it was told to erase, for
		/// whoever told it to. Anybody may do this.
		#[pallet::call_index(27)]
		pub fn claim_erasure_default(
			origin: OriginFor<T>,
			target: ErasureTarget,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim_default(target)
		}

		/// Removes records that are over, all of them or none; deposits go back to whoever paid them.
		#[pallet::call_index(28)]
		#[pallet::weight(Pallet::<T>::reap_weight().saturating_mul(records.len() as u64))]
		pub fn reap(
			origin: OriginFor<T>,
			records: BoundedVec<Record, ConstU32<MAX_BATCH>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			for record in records {
				Self::do_reap(&who, record)?;
			}
			Ok(())
		}
	}
}
