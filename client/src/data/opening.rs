//! Data keys: encrypted for grantees, and decrypted by them, as the chain says.

use super::{
	calls::NewEnvelope,
	keystore::{Keystore, KeystoreError},
	records::{self, Basis, Grant},
};
use crate::{
	chain::{ChainError, State},
	errors::Explain,
};
use souk_primitives::{
	data::{order_terms_hash, Access, DatasetId, Denial, Purposes, Suite as ChainSuite},
	GrantId,
};
use souk_sealing::{Binding, Context, DataKey, PublicKey, Suite};
use sp_core::H256;
use sp_runtime::AccountId32;
use thiserror::Error;

/// Why a data key is not encrypted or decrypted.
#[derive(Debug, Error)]
pub enum OpenError {
	/// The node does not answer.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// The keystore has not the key.
	#[error(transparent)]
	Keystore(#[from] KeystoreError),
	/// It does not open, or nothing can be encrypted to the public key.
	#[error(transparent)]
	Sealing(#[from] souk_sealing::Error),
	/// The chain says no.
	#[error("the chain does not let it be read: {}", records::why_not(*.0))]
	Denied(Denial),
	/// The envelope is not on the chain, and nobody gave it.
	#[error("the data key is not on the chain")]
	NotInline,
	/// It is another one.
	#[error("the data key that was given is not the one that the chain names")]
	OtherEnvelope,
	/// There is no such public key.
	#[error("{who} has no public key {epoch}")]
	NoPublicKey {
		/// Who.
		who: String,
		/// Its number.
		epoch: u32,
	},
	/// Nothing can be encrypted to the grantee.
	#[error("{0} has published no key that data keys can be encrypted to")]
	NoLiveKey(String),
	/// There is no such grant.
	#[error("the chain has no grant {}", .0.0)]
	NoGrant(GrantId),
	/// The agreement is gone.
	#[error("the agreement of grant {} is not on the chain", .0.0)]
	NoAgreement(GrantId),
	/// Another dataset's.
	#[error("grant {} is of another dataset", .0.0)]
	OtherDataset(GrantId),
}

impl Explain for OpenError {
	fn code(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.code(),
			Self::Keystore(error) => error.code(),
			Self::Sealing(_) => "sealing-failed",
			Self::Denied(_) => "access-denied",
			Self::NotInline => "envelope-missing",
			Self::OtherEnvelope => "other-envelope",
			Self::NoPublicKey { .. } | Self::NoLiveKey(_) => "no-public-key",
			Self::NoGrant(_) => "no-grant",
			Self::NoAgreement(_) => "no-agreement",
			Self::OtherDataset(_) => "other-dataset",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.remedy(),
			Self::Keystore(error) => error.remedy(),
			Self::Sealing(_) => "see why",
			Self::Denied(_) => "ask the data's owner, or the person whom it is about",
			Self::NotInline => "name the file that souk fetch wrote: --envelope",
			Self::OtherEnvelope => "fetch it again",
			Self::NoPublicKey { .. } | Self::NoLiveKey(_) => {
				"let the grantee publish one: souk keygen --publish"
			},
			Self::NoGrant(_) | Self::NoAgreement(_) => "see souk audit",
			Self::OtherDataset(_) => "name grants of the sealed file's dataset",
		}
	}
}

/// The suite of a key on the chain.
pub fn suite(suite: ChainSuite) -> Suite {
	match suite {
		ChainSuite::X25519 => Suite::X25519,
		ChainSuite::XWing => Suite::XWing,
	}
}

/// The same, the other way round.
pub fn chain_suite(suite: Suite) -> ChainSuite {
	match suite {
		Suite::X25519 => ChainSuite::X25519,
		Suite::XWing => ChainSuite::XWing,
	}
}

/// What the envelope of an access is bound to.
pub fn binding(genesis: H256, who: &AccountId32, access: &Access) -> Binding {
	Binding {
		context: context(genesis, access),
		grant: access.grant.0,
		grantee: who.clone().into(),
		key_epoch: access.envelope.key_epoch,
		dek_epoch: access.dek_epoch,
		terms_hash: access.terms_hash.0,
		cipher_hash: access.content.cipher_hash.0,
	}
}

/// Which chain, dataset and version an access is to.
pub fn context(genesis: H256, access: &Access) -> Context {
	Context { genesis: genesis.0, dataset: access.dataset.0, version: access.version }
}

/// The data key of what an account may read, if the chain says that it may.
///
/// `envelope` is what the owner's gateway gave, if it is not on the chain.
#[allow(clippy::too_many_arguments)]
pub async fn data_key(
	state: &impl State,
	genesis: H256,
	who: &AccountId32,
	dataset: DatasetId,
	purpose: Purposes,
	keystore: &Keystore,
	envelope: Option<Vec<u8>>,
) -> Result<(Access, DataKey), OpenError> {
	let access = records::check_access(state, dataset, who, purpose).await?;
	let access = access.map_err(OpenError::Denied)?;
	let inline = access.envelope.inline.as_ref().map(|bytes| bytes.to_vec());
	let envelope = inline.or(envelope).ok_or(OpenError::NotInline)?;
	let commitment = souk_sealing::envelope_commitment(&envelope);
	if commitment != access.envelope.commitment.0 {
		return Err(OpenError::OtherEnvelope);
	}
	let epoch = access.envelope.key_epoch;
	let keys = records::keys_of(state, who).await?;
	let key = keys.into_iter().find(|key| key.epoch == epoch);
	let key = key.ok_or_else(|| OpenError::NoPublicKey { who: who.to_string(), epoch })?;
	let secret = keystore.secret_of(&key.public)?;
	let binding = binding(genesis, who, &access);
	let commit = access.content.dek_commit.0;
	let data_key = souk_sealing::unwrap(&envelope, secret, &binding, &commit)?;
	Ok((access, data_key))
}

/// A data key that is to be encrypted to grantees.
pub struct Wrapping<'a> {
	/// Of which chain, dataset and version it is.
	pub context: Context,
	/// In which key epoch of the dataset it was made.
	pub dek_epoch: u32,
	/// BLAKE3 of the sealed file.
	pub cipher_hash: [u8; 32],
	/// The data key.
	pub key: &'a DataKey,
}

impl Wrapping<'_> {
	/// Whether a grantee has the data key of this version already, under a live public key.
	pub async fn is_current(&self, state: &impl State, grant: &Grant) -> Result<bool, OpenError> {
		let Some(envelope) = &grant.envelope else { return Ok(false) };
		if envelope.version != self.context.version || envelope.dek_epoch != self.dek_epoch {
			return Ok(false);
		}
		let keys = records::keys_of(state, &grant.grantee).await?;
		Ok(keys.iter().any(|key| key.epoch == envelope.key_epoch && key.revoked.is_none()))
	}

	/// Encrypts it to the newest public key of a grantee.
	pub async fn wrap(
		&self,
		state: &impl State,
		grant: &Grant,
		inline: bool,
	) -> Result<(NewEnvelope, Vec<u8>), OpenError> {
		if grant.dataset.0 != self.context.dataset {
			return Err(OpenError::OtherDataset(grant.grant));
		}
		grant.valid.map_err(OpenError::Denied)?;
		let terms_hash = match grant.basis {
			Basis::Agreement(id) => {
				let agreement = records::agreement(state, id).await?;
				agreement.ok_or(OpenError::NoAgreement(grant.grant))?.terms_hash
			},
			Basis::Order(order) => order_terms_hash(order),
		};
		let key = records::live_key(state, &grant.grantee).await?;
		let key = key.ok_or_else(|| OpenError::NoLiveKey(grant.grantee.to_string()))?;
		let to = PublicKey::new(suite(key.suite), &key.public)?;
		let binding = Binding {
			context: self.context,
			grant: grant.grant.0,
			grantee: grant.grantee.clone().into(),
			key_epoch: key.epoch,
			dek_epoch: self.dek_epoch,
			terms_hash: terms_hash.0,
			cipher_hash: self.cipher_hash,
		};
		let bytes = souk_sealing::wrap(self.key, &to, &binding)?;
		let envelope = NewEnvelope {
			grant: grant.grant,
			version: self.context.version,
			key_epoch: key.epoch,
			commitment: H256(souk_sealing::envelope_commitment(&bytes)),
			inline: inline.then(|| bytes.clone()),
		};
		Ok((envelope, bytes))
	}
}
