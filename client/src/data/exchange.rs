//! What a grantee and a gateway say to each other over HTTP.

use codec::{DecodeAll, Encode};
use serde::{Deserialize, Serialize};
use souk_sealing::Head;
use sp_core::H256;
use sp_runtime::{AccountId32, MultiSignature};
use utoipa::ToSchema;

/// How old or early a request may be, in milliseconds.
pub const MAX_SKEW: u64 = 5 * 60 * 1_000;

/// How many accesses there were, and the hash of their receipts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeadJson {
	/// How many.
	pub seq: u64,
	/// `headₙ` of docs/sealing.md.
	#[schema(value_type = String)]
	pub head: H256,
}

impl From<Head> for HeadJson {
	fn from(head: Head) -> Self {
		Self { seq: head.seq, head: H256(head.head) }
	}
}

impl From<HeadJson> for Head {
	fn from(head: HeadJson) -> Self {
		Self { seq: head.seq, head: head.head.0 }
	}
}

/// A grantee asks for an access: the next receipt, and its anchor signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccessRequest {
	/// The dataset.
	#[schema(value_type = String)]
	pub dataset: H256,
	/// The grantee's account: its 32 bytes.
	#[schema(value_type = String)]
	pub grantee: H256,
	/// The grant, as a decimal number.
	pub grant: String,
	/// The newest version.
	pub version: u32,
	/// BLAKE3 of its sealed file.
	#[schema(value_type = String)]
	pub cipher_hash: H256,
	/// What for: one bit, as on the chain.
	pub purpose: u32,
	/// Now, in milliseconds since the Unix epoch.
	pub at: u64,
	/// The newest receipt on chain.
	pub from: HeadJson,
	/// The head after this access.
	pub to: HeadJson,
	/// The grantee's signature of the anchor: a SCALE-encoded `MultiSignature`.
	pub signature: String,
}

/// The gateway gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccessAnswer {
	/// The grant.
	pub grant: String,
	/// The number of the access.
	pub seq: u64,
	/// The owner's signature of the same anchor.
	pub countersignature: String,
	/// Where the sealed file is, for a short while.
	pub content: String,
	/// Until when, in milliseconds since the Unix epoch.
	pub expires_at: u64,
	/// How long it is, in bytes.
	pub length: u64,
}

/// What receipts of a grant there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeadAnswer {
	/// The newest on chain.
	pub anchored: HeadJson,
	/// The newest that the gateway has.
	pub newest: HeadJson,
}

/// Why something is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Refusal {
	/// A short name that never changes.
	pub code: String,
	/// The fact, in one line.
	pub message: String,
	/// Why the chain says no, by the name it has there.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub denial: Option<String>,
}

/// How a gateway is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Health {
	/// `ok`, or `refusing`.
	pub status: String,
	/// Why it refuses.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub reason: Option<String>,
	/// The number of the best block.
	pub best: u64,
	/// How old it is, in milliseconds.
	pub best_age: u64,
	/// The number of the newest finalized block.
	pub finalized: u64,
	/// How old it is, in milliseconds.
	pub finalized_age: u64,
	/// How many grants are known.
	pub grants: u64,
}

/// A signature as text.
pub fn signature_to_text(signature: &MultiSignature) -> String {
	format!("0x{}", hex::encode(signature.encode()))
}

/// A signature of text.
pub fn signature_of_text(text: &str) -> Option<MultiSignature> {
	let bytes = hex::decode(text.strip_prefix("0x")?).ok()?;
	MultiSignature::decode_all(&mut bytes.as_slice()).ok()
}

/// An account's bytes.
pub fn account_to_hash(account: &AccountId32) -> H256 {
	H256(account.clone().into())
}
