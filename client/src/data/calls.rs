//! Transactions about shared data.

use super::records::Description;
use crate::{
	chain::{Chain, ChainError, Outcome},
	errors::Explain,
	keys::Key,
};
use codec::Encode;
use souk_primitives::{
	data::{Content, DatasetId, ReceiptHead, Suite},
	GrantId, Text,
};
use sp_core::H256;
use sp_runtime::MultiSignature;
use subxt::{ext::scale_encode::EncodeAsFields, utils::Static};
use thiserror::Error;

const PALLET: &str = "DataSharing";

/// The most data keys of a transaction.
pub const MAX_BATCH: usize = 64;

/// Why something is not done on the chain.
#[derive(Debug, Error)]
pub enum CallError {
	/// The node does not answer, or does not take the transaction.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// The call failed.
	#[error("the chain refuses {call}: {reason}")]
	Failed {
		/// Which call.
		call: &'static str,
		/// Why.
		reason: String,
	},
}

impl Explain for CallError {
	fn code(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.code(),
			Self::Failed { .. } => "call-failed",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.remedy(),
			Self::Failed { .. } => "see why; nothing was changed but the fee",
		}
	}
}

/// A data key for a grantee, as it is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
pub struct NewEnvelope {
	/// For which grant.
	pub grant: GrantId,
	/// Of which version of the dataset.
	pub version: u32,
	/// To which of the grantee's public keys.
	pub key_epoch: u32,
	/// The commitment to its bytes.
	pub commitment: H256,
	/// Its bytes, if they are to be on chain.
	pub inline: Option<Vec<u8>>,
}

/// Who sends transactions, and to where.
pub struct Sender<'a> {
	/// The chain.
	pub chain: &'a Chain,
	/// Who signs and pays.
	pub key: &'a Key,
}

impl Sender<'_> {
	/// Sends a call of the pallet, and waits until it is finalized.
	async fn send(
		&self,
		call: &'static str,
		arguments: impl EncodeAsFields,
	) -> Result<Outcome, CallError> {
		let nonce = self.chain.finalized().await?.nonce(&self.key.account()).await?;
		let sent = self.chain.send(self.key, nonce, (PALLET, call), arguments).await?;
		let outcome = sent.finalized().await?;
		match outcome.error {
			None => Ok(outcome),
			Some(reason) => Err(CallError::Failed { call, reason }),
		}
	}

	/// Publishes a public key.
	pub async fn set_encryption_key(
		&self,
		suite: Suite,
		public: &[u8],
	) -> Result<Outcome, CallError> {
		let arguments = (Static(suite), Static(public.to_vec()));
		self.send("set_encryption_key", arguments).await
	}

	/// Puts a dataset on record.
	pub async fn register_dataset(
		&self,
		salt: H256,
		description: Description,
		content: Content,
	) -> Result<Outcome, CallError> {
		let arguments = (Static(salt), Static(description), Static(content));
		self.send("register_dataset", arguments).await
	}

	/// Publishes the next version of a dataset.
	pub async fn publish_version(
		&self,
		dataset: DatasetId,
		version: u32,
		dek_epoch: u32,
		content: Content,
		locator: Text<256>,
	) -> Result<Outcome, CallError> {
		let arguments =
			(Static(dataset), Static(version), Static(dek_epoch), Static(content), Static(locator));
		self.send("publish_version", arguments).await
	}

	/// Hands in data keys: at most [`MAX_BATCH`].
	pub async fn post_envelopes(&self, envelopes: Vec<NewEnvelope>) -> Result<Outcome, CallError> {
		self.send("post_envelopes", (Static(envelopes),)).await
	}

	/// Anchors receipts.
	pub async fn anchor_receipts(
		&self,
		grant: GrantId,
		from_seq: u64,
		to: ReceiptHead,
		signature: MultiSignature,
	) -> Result<Outcome, CallError> {
		let arguments = (Static(grant), Static(from_seq), Static(to), Static(signature));
		self.send("anchor_receipts", arguments).await
	}
}
