//! What platforms, gateways and wallets ask about data that is shared.

// Everything that a consent names is an argument of its own.
#![allow(clippy::too_many_arguments)]

use crate::{
	AgreementState, Basis, ConsentState, DatasetStatus, Description, Erasure, GrantState,
	PublicKey, Revocation,
};
use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;
use souk_primitives::{
	data::{
		Access, ConsentAct, Content, DatasetId, Denial, Envelope, Purposes, ReceiptHead, Suite,
		Terms,
	},
	AgreementId, GrantId, Moment,
};
use sp_core::H256;

/// The most questions of one call, and the most records of one page.
pub const MAX_ANSWERS: u32 = 256;

/// A page of a list.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Page<Item, Cursor> {
	/// What is on it.
	pub items: Vec<Item>,
	/// Where the next one begins; `None` if this is the last.
	pub next: Option<Cursor>,
}

/// A public key.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct KeyView {
	/// Its number.
	pub epoch: u32,
	/// How data keys are encrypted to it.
	pub suite: Suite,
	/// Its bytes.
	pub public: PublicKey,
	/// Since when, in milliseconds since the Unix epoch.
	pub since: Moment,
	/// Whether it is over.
	pub revoked: Option<Revocation>,
}

/// A dataset.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct DatasetView<AccountId> {
	/// Who holds and serves it.
	pub owner: AccountId,
	/// What the owner says about it.
	pub description: Description<AccountId>,
	/// The number of its newest version.
	pub version: u32,
	/// What the data key of the next version is for.
	pub key_epoch: u32,
	/// What the data key of the newest version was made in.
	pub dek_epoch: u32,
	/// What the chain knows of the newest version.
	pub content: Content,
	/// Whether it is still there.
	pub status: DatasetStatus,
}

/// An agreement. Amounts are minor units: of the native token, and the funds of the price's asset.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct AgreementView<AccountId, Asset, Balance> {
	/// Who has the data.
	pub provider: AccountId,
	/// Who wants it.
	pub consumer: AccountId,
	/// What they agree on.
	pub terms: Terms<Asset, Balance>,
	/// What stands for that, and for them.
	pub terms_hash: H256,
	/// How often terms were proposed.
	pub round: u32,
	/// How far it has come.
	pub state: AgreementState,
	/// What is held for erasures.
	pub bond: Balance,
	/// What is held for accesses.
	pub funds: Balance,
}

/// A person's consent.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct ConsentView<AccountId> {
	/// Who.
	pub subject: AccountId,
	/// By which agreement.
	pub agreement: AgreementId,
	/// To what.
	pub terms_hash: H256,
	/// When it was given last, in milliseconds since the Unix epoch.
	pub given_at: Moment,
	/// Until when, that moment excluded.
	pub not_after: Moment,
	/// Whether it still is.
	pub state: ConsentState,
	/// How often it was given or withdrawn.
	pub round: u32,
}

/// A grant, and whether it is valid.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct GrantView<AccountId> {
	/// Its id.
	pub grant: GrantId,
	/// Of which dataset.
	pub dataset: DatasetId,
	/// Why.
	pub basis: Basis,
	/// Who passed it on.
	pub parent: Option<GrantId>,
	/// Who may read.
	pub grantee: AccountId,
	/// What for.
	pub purposes: Purposes,
	/// Which fields.
	pub fields: u64,
	/// When it was given, in milliseconds since the Unix epoch.
	pub given_at: Moment,
	/// Until when, that moment excluded.
	pub not_after: Moment,
	/// How many accesses are left.
	pub remaining: Option<u32>,
	/// How often it was passed on.
	pub depth: u8,
	/// Whether it was taken back.
	pub state: GrantState,
	/// Whether it is valid now, and if not why.
	pub valid: Result<(), Denial>,
	/// The newest anchored receipt.
	pub receipts: ReceiptHead,
	/// Whether the grantee was told to erase what was read.
	pub erasure: Option<Erasure<AccountId>>,
	/// The data key, if one was handed in.
	pub envelope: Option<Envelope>,
}

/// All that is on record of an access to a dataset.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct AuditEntry<AccountId, Asset, Balance> {
	/// The grant.
	pub grant: GrantView<AccountId>,
	/// The agreement that it is by.
	pub agreement: Option<AgreementView<AccountId, Asset, Balance>>,
	/// The person's consent to that.
	pub consent: Option<ConsentView<AccountId>>,
}

sp_api::decl_runtime_apis! {
	/// Questions about data that is shared. Moments are milliseconds since the Unix epoch. Pages have at
	/// most 256 items.
	pub trait DataSharingApi<AccountId, Asset, Balance>
	where
		AccountId: Codec,
		Asset: Codec,
		Balance: Codec,
	{
		/// What an account may read of a dataset now, for a purpose; or why not.
		fn check_access(
			dataset: DatasetId,
			who: AccountId,
			purpose: Purposes,
		) -> Result<Access, Denial>;

		/// The same for many, in their order: 256 at most, the rest is not answered.
		fn check_access_many(
			questions: Vec<(DatasetId, AccountId, Purposes)>,
		) -> Vec<Result<Access, Denial>>;

		/// A dataset, erased or not.
		fn dataset(dataset: DatasetId) -> Option<DatasetView<AccountId>>;

		/// An agreement.
		fn agreement(agreement: AgreementId) -> Option<AgreementView<AccountId, Asset, Balance>>;

		/// A consent.
		fn consent(dataset: DatasetId, agreement: AgreementId) -> Option<ConsentView<AccountId>>;

		/// A grant, and whether it is valid now.
		fn grant(grant: GrantId) -> Option<GrantView<AccountId>>;

		/// The public keys of an account, revoked ones too, from an epoch on.
		fn keys_of(who: AccountId, from: u32, limit: u32) -> Page<KeyView, u32>;

		/// The grants of an account that are on record, by dataset in no order: `after` is where the last
		/// page said that the next begins.
		fn grants_of(
			who: AccountId,
			after: Option<DatasetId>,
			limit: u32,
		) -> Page<GrantView<AccountId>, DatasetId>;

		/// The grants of a dataset that are on record, with the data keys that were handed in.
		fn envelopes_of(
			dataset: DatasetId,
			after: Option<GrantId>,
			limit: u32,
		) -> Page<GrantView<AccountId>, GrantId>;

		/// All that is on record of accesses to a dataset.
		fn audit_export(
			dataset: DatasetId,
			after: Option<GrantId>,
			limit: u32,
		) -> Page<AuditEntry<AccountId, Asset, Balance>, GrantId>;

		/// The 32 bytes that a person signs next who gives or withdraws a consent off chain.
		fn consent_payload(
			subject: AccountId,
			dataset: DatasetId,
			agreement: AgreementId,
			terms_hash: H256,
			act: ConsentAct,
			deadline: Moment,
		) -> [u8; 32];
	}
}
