//! What a chain has on record about shared data: the answers of `DataSharingApi`.

use crate::chain::{ChainError, State};
use codec::{Decode, Encode};
use serde::Serialize;
use serde_json::{json, Value};
use souk_primitives::{
	data::{
		Access, Content, DataClass, DatasetId, Denial, Envelope, Purposes, ReceiptHead, Suite,
		Terms,
	},
	AgreementId, GrantId, Moment, OrderId, Text,
};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::AccountId32;

const API: &str = "DataSharingApi";

/// The most records of a page.
const PAGE: u32 = 256;

/// An amount, in minor units of its asset.
pub type Balance = u128;

/// What an access is paid in.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Asset {
	/// The native token.
	Native,
	/// Another.
	WithId(u32),
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Page<Item, Cursor> {
	/// What is on it.
	pub items: Vec<Item>,
	/// Where the next one begins.
	pub next: Option<Cursor>,
}

/// A public key is over.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Revocation {
	/// Since when.
	pub at: Moment,
	/// Since when somebody else may have had its secret.
	pub compromised_since: Option<Moment>,
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Key {
	/// Its number.
	pub epoch: u32,
	/// How data keys are encrypted to it.
	pub suite: Suite,
	/// Its bytes.
	pub public: Vec<u8>,
	/// Since when.
	pub since: Moment,
	/// Whether it is over.
	pub revoked: Option<Revocation>,
}

/// What an owner says about a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Description {
	/// Whom it is about.
	pub subject: Option<AccountId32>,
	/// How sensitive it is.
	pub class: DataClass,
	/// What its fields mean.
	pub schema: Text<128>,
	/// Where it is.
	pub locator: Text<256>,
	/// Until when it may be kept.
	pub retain_until: Option<Moment>,
}

/// How an erasure ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Decode)]
pub enum Ending {
	/// The owner took it back.
	Retired,
	/// Whoever had it says that it is erased.
	Attested,
	/// Whoever had it said nothing in time.
	Defaulted,
}

/// Whether a dataset is still there.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub enum Status {
	/// It is.
	Active,
	/// It is to be erased until then.
	Erasing {
		/// Until when.
		deadline: Moment,
	},
	/// It is not.
	Erased {
		/// Since when.
		at: Moment,
		/// How that came.
		how: Ending,
	},
}

/// A dataset.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Dataset {
	/// Who holds it.
	pub owner: AccountId32,
	/// What the owner says.
	pub description: Description,
	/// Its newest version.
	pub version: u32,
	/// What the data key of the next version is for.
	pub key_epoch: u32,
	/// What that of the newest was made in.
	pub dek_epoch: u32,
	/// What the chain knows of the newest version.
	pub content: Content,
	/// Whether it is still there.
	pub status: Status,
}

/// A side of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Side {
	/// Who has the data.
	Provider,
	/// Who wants it.
	Consumer,
}

/// How far an agreement has come.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub enum AgreementState {
	/// The provider is to answer.
	Requested,
	/// The consumer is to answer.
	Offered,
	/// One accepted.
	Agreed {
		/// Who.
		by: Side,
	},
	/// In force.
	Finalized,
	/// Not for now.
	Suspended {
		/// By the provider.
		provider: bool,
		/// By the consumer.
		consumer: bool,
	},
	/// Over.
	Terminated {
		/// Since when.
		at: Moment,
	},
}

/// An agreement.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Agreement {
	/// Who has the data.
	pub provider: AccountId32,
	/// Who wants it.
	pub consumer: AccountId32,
	/// What they agree on.
	pub terms: Terms<Asset, Balance>,
	/// What stands for that.
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

/// Whether a person still consents.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub enum ConsentState {
	/// They do.
	Given,
	/// They do not.
	Withdrawn {
		/// Since when.
		at: Moment,
	},
}

/// A person's consent.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Consent {
	/// Who.
	pub subject: AccountId32,
	/// By which agreement.
	pub agreement: AgreementId,
	/// To what.
	pub terms_hash: H256,
	/// When it was given last.
	pub given_at: Moment,
	/// Until when.
	pub not_after: Moment,
	/// Whether it still is.
	pub state: ConsentState,
	/// How often it was given or withdrawn.
	pub round: u32,
}

/// Why somebody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Decode)]
pub enum Basis {
	/// By an agreement.
	Agreement(AgreementId),
	/// For an order.
	Order(OrderId),
}

/// Whether a grant was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub enum GrantState {
	/// It was not.
	Active,
	/// It was.
	Revoked {
		/// When.
		at: Moment,
	},
}

/// Whether a grantee was told to erase what was read.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub enum Erasure {
	/// The grantee was.
	Requested {
		/// By whom.
		by: AccountId32,
		/// Until when to say that it is.
		deadline: Moment,
	},
	/// It ended.
	Ended {
		/// When.
		at: Moment,
		/// How.
		how: Ending,
	},
}

/// A grant, and whether it is valid.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Grant {
	/// Its id.
	pub grant: GrantId,
	/// Of which dataset.
	pub dataset: DatasetId,
	/// Why.
	pub basis: Basis,
	/// Who passed it on.
	pub parent: Option<GrantId>,
	/// Who may read.
	pub grantee: AccountId32,
	/// What for.
	pub purposes: Purposes,
	/// Which fields.
	pub fields: u64,
	/// When it was given.
	pub given_at: Moment,
	/// Until when.
	pub not_after: Moment,
	/// How many accesses are left.
	pub remaining: Option<u32>,
	/// How often it was passed on.
	pub depth: u8,
	/// Whether it was taken back.
	pub state: GrantState,
	/// Whether it is valid, and if not why.
	pub valid: Result<(), Denial>,
	/// The newest anchored receipt.
	pub receipts: ReceiptHead,
	/// Whether the grantee was told to erase what was read.
	pub erasure: Option<Erasure>,
	/// The data key, if one was handed in.
	pub envelope: Option<Envelope>,
}

/// All that is on record of an access to a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct AuditEntry {
	/// The grant.
	pub grant: Grant,
	/// The agreement that it is by.
	pub agreement: Option<Agreement>,
	/// The person's consent to that.
	pub consent: Option<Consent>,
}

/// What an account may read of a dataset, for a purpose; or why not.
pub async fn check_access(
	state: &impl State,
	dataset: DatasetId,
	who: &AccountId32,
	purpose: Purposes,
) -> Result<Result<Access, Denial>, ChainError> {
	state.call((API, "check_access"), &(dataset, who, purpose)).await
}

/// A dataset.
pub async fn dataset(
	state: &impl State,
	dataset: DatasetId,
) -> Result<Option<Dataset>, ChainError> {
	state.call((API, "dataset"), &dataset).await
}

/// An agreement.
pub async fn agreement(
	state: &impl State,
	agreement: AgreementId,
) -> Result<Option<Agreement>, ChainError> {
	state.call((API, "agreement"), &agreement).await
}

/// A consent.
pub async fn consent(
	state: &impl State,
	dataset: DatasetId,
	agreement: AgreementId,
) -> Result<Option<Consent>, ChainError> {
	state.call((API, "consent"), &(dataset, agreement)).await
}

/// A grant.
pub async fn grant(state: &impl State, grant: GrantId) -> Result<Option<Grant>, ChainError> {
	state.call((API, "grant"), &grant).await
}

/// The public keys of an account, oldest first.
pub async fn keys_of(state: &impl State, who: &AccountId32) -> Result<Vec<Key>, ChainError> {
	let (mut from, mut keys) = (0u32, Vec::new());
	loop {
		let page: Page<Key, u32> = state.call((API, "keys_of"), &(who, from, PAGE)).await?;
		keys.extend(page.items);
		match page.next {
			Some(next) => from = next,
			None => return Ok(keys),
		}
	}
}

/// The newest public key of an account that is not revoked.
pub async fn live_key(state: &impl State, who: &AccountId32) -> Result<Option<Key>, ChainError> {
	Ok(keys_of(state, who).await?.into_iter().rev().find(|key| key.revoked.is_none()))
}

/// The grants of a dataset.
pub async fn grants_of_dataset(
	state: &impl State,
	dataset: DatasetId,
) -> Result<Vec<Grant>, ChainError> {
	let (mut after, mut grants) = (None::<GrantId>, Vec::new());
	loop {
		let arguments = (dataset, after, PAGE);
		let page: Page<Grant, GrantId> = state.call((API, "envelopes_of"), &arguments).await?;
		grants.extend(page.items);
		match page.next {
			Some(next) => after = Some(next),
			None => return Ok(grants),
		}
	}
}

/// All that is on record of accesses to a dataset, a page at a time. The cursor is where the next one
/// begins.
pub async fn audit_page(
	state: &impl State,
	dataset: DatasetId,
	after: Option<GrantId>,
) -> Result<Page<AuditEntry, GrantId>, ChainError> {
	state.call((API, "audit_export"), &(dataset, after, PAGE)).await
}

/// Why somebody may not read, in words.
pub fn why_not(denial: Denial) -> &'static str {
	match denial {
		Denial::NoGrant => "there is no grant",
		Denial::Revoked => "the grant was revoked",
		Denial::AncestorInvalid => "a grant that this one was made of was revoked",
		Denial::TooEarly => "the agreed time has not begun",
		Denial::Expired => "the granted time is over",
		Denial::OtherPurpose => "it is granted for other purposes",
		Denial::NoAccessLeft => "all its accesses were used",
		Denial::AgreementNotInForce => "the agreement is not in force",
		Denial::NoConsent => "the person has not consented to these terms",
		Denial::ConsentWithdrawn => "the person has withdrawn the consent",
		Denial::ConsentExpired => "the consent's time is over",
		Denial::Erased => "the dataset is being erased, or was",
		Denial::RetentionOver => "the dataset is past the time that it may be kept",
		Denial::OrderOver => "the order is over",
		Denial::NotOfOrder => "it is neither the order's merchant nor a carrier that has its goods",
		Denial::NotPaid => "the consumer's funds do not pay for another access",
		Denial::NoEnvelope => "there is no data key for the grant",
		Denial::StaleEnvelope => "the data key is of another version",
		Denial::KeyRevoked => "the data key is encrypted to a public key that was revoked",
	}
}

/// The name of a denial, as it is in the runtime: `ConsentWithdrawn` for example.
pub fn denial_name(denial: Denial) -> String {
	format!("{denial:?}")
}

fn hash(hash: H256) -> String {
	format!("{hash:?}")
}

fn named(value: impl std::fmt::Debug) -> String {
	format!("{value:?}")
}

impl Serialize for AuditEntry {
	fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		let Self { grant, agreement, consent } = self;
		let entry = json!({
			"grant": grant_json(grant),
			"agreement": agreement.as_ref().map(agreement_json),
			"consent": consent.as_ref().map(consent_json),
		});
		entry.serialize(serializer)
	}
}

/// A grant as JSON shows it. Ids and amounts are strings, moments milliseconds.
pub fn grant_json(grant: &Grant) -> Value {
	let basis = match grant.basis {
		Basis::Agreement(id) => json!({ "agreement": id.0.to_string() }),
		Basis::Order(id) => json!({ "order": id.0.to_string() }),
	};
	let state = match grant.state {
		GrantState::Active => json!("active"),
		GrantState::Revoked { at } => json!({ "revokedAt": at }),
	};
	let erasure = grant.erasure.as_ref().map(|erasure| match erasure {
		Erasure::Requested { by, deadline } => {
			json!({ "requestedBy": by.to_ss58check(), "deadline": deadline })
		},
		Erasure::Ended { at, how } => json!({ "endedAt": at, "how": named(how) }),
	});
	let envelope = grant.envelope.as_ref().map(|envelope| {
		json!({
			"version": envelope.version,
			"keyEpoch": envelope.key_epoch,
			"dekEpoch": envelope.dek_epoch,
			"commitment": hash(envelope.commitment),
			"onChain": envelope.inline.is_some(),
		})
	});
	json!({
		"grant": grant.grant.0.to_string(),
		"dataset": hash(grant.dataset),
		"basis": basis,
		"parent": grant.parent.map(|parent| parent.0.to_string()),
		"grantee": grant.grantee.to_ss58check(),
		"purposes": purpose_names(grant.purposes),
		"fields": format!("{:#x}", grant.fields),
		"givenAt": grant.given_at,
		"notAfter": grant.not_after.to_string(),
		"remaining": grant.remaining,
		"depth": grant.depth,
		"state": state,
		"valid": grant.valid.is_ok(),
		"denial": grant.valid.err().map(denial_name),
		"receipts": { "seq": grant.receipts.seq, "head": hash(grant.receipts.head) },
		"erasure": erasure,
		"envelope": envelope,
	})
}

fn agreement_json(agreement: &Agreement) -> Value {
	let terms = &agreement.terms;
	let asset = |asset: &Asset| match asset {
		Asset::Native => json!("native"),
		Asset::WithId(id) => json!(id),
	};
	let price = terms
		.price
		.as_ref()
		.map(|price| json!({ "asset": asset(&price.asset), "amount": price.amount.to_string() }));
	let regions: Vec<_> =
		terms.regions.iter().map(|region| String::from_utf8_lossy(region)).collect();
	json!({
		"provider": agreement.provider.to_ss58check(),
		"consumer": agreement.consumer.to_ss58check(),
		"termsHash": hash(agreement.terms_hash),
		"round": agreement.round,
		"state": named(&agreement.state),
		"bond": agreement.bond.to_string(),
		"funds": agreement.funds.to_string(),
		"terms": {
			"purposes": purpose_names(terms.purposes),
			"actions": terms.actions.0,
			"fields": format!("{:#x}", terms.fields),
			"regions": regions,
			"maxAccess": terms.max_access,
			"notBefore": terms.not_before.to_string(),
			"notAfter": terms.not_after.to_string(),
			"retention": terms.retention.to_string(),
			"price": price,
			"onwardDepth": terms.onward_depth,
			"bond": terms.bond.to_string(),
			"policyHash": hash(terms.policy_hash),
			"noticeHash": hash(terms.notice_hash),
		},
	})
}

fn consent_json(consent: &Consent) -> Value {
	let state = match consent.state {
		ConsentState::Given => json!("given"),
		ConsentState::Withdrawn { at } => json!({ "withdrawnAt": at }),
	};
	json!({
		"subject": consent.subject.to_ss58check(),
		"agreement": consent.agreement.0.to_string(),
		"termsHash": hash(consent.terms_hash),
		"givenAt": consent.given_at,
		"notAfter": consent.not_after.to_string(),
		"state": state,
		"round": consent.round,
	})
}

/// The names of the purposes, the lowest bit first.
pub const PURPOSES: [(&str, Purposes); 10] = [
	("service", Purposes::SERVICE),
	("delivery", Purposes::DELIVERY),
	("payment", Purposes::PAYMENT),
	("customer-care", Purposes::CUSTOMER_CARE),
	("fraud-prevention", Purposes::FRAUD_PREVENTION),
	("personalisation", Purposes::PERSONALISATION),
	("marketing", Purposes::MARKETING),
	("optimisation", Purposes::OPTIMISATION),
	("research", Purposes::RESEARCH),
	("legal-compliance", Purposes::LEGAL_COMPLIANCE),
];

/// The names of some purposes.
pub fn purpose_names(purposes: Purposes) -> Vec<&'static str> {
	let those = PURPOSES.iter().filter(|(_, purpose)| purposes.contains(*purpose));
	those.map(|(name, _)| *name).collect()
}

/// The purpose of a name.
pub fn purpose(name: &str) -> Option<Purposes> {
	PURPOSES.iter().find(|(known, _)| *known == name).map(|(_, purpose)| *purpose)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn every_purpose_should_have_a_name() {
		let all = PURPOSES.iter().fold(0, |all, (_, purpose)| all | purpose.0);
		assert_eq!(all, Purposes::ALL.0);
		assert_eq!(purpose("marketing"), Some(Purposes::MARKETING));
		assert_eq!(purpose("anything"), None);
		assert_eq!(purpose_names(Purposes(0b101)), vec!["service", "payment"]);
	}
}
