#![doc = include_str!("../README.md")]

mod envelope;
mod error;
mod file;
mod keys;
mod payload;
mod random;
mod receipts;
mod shown;
#[cfg(test)]
mod vectors;

pub use envelope::{envelope_commitment, unwrap, wrap, Binding, OWN_COPY};
pub use error::Error;
pub use file::{hash_file, open_file, reseal_file, seal_file};
pub use keys::{check_public, KeyFault, PublicKey, SecretKey, Suite};
pub use payload::{
	open, padded_len, seal, sealed_len, Opened, Progress, Sealed, CHUNK_LEN, HEADER_LEN, TAG_LEN,
};
pub use receipts::{anchor_payload, next_head, Head, Receipt};

use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroize;

/// A hash, a commitment, an id or an account: 32 bytes.
pub type Hash = [u8; 32];

/// What a sealed file is of: a file of one version opens as no other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
	/// The hash of the chain's genesis block.
	#[serde(with = "shown")]
	pub genesis: Hash,
	/// The dataset's id.
	#[serde(with = "shown")]
	pub dataset: Hash,
	/// The dataset's version, from 1.
	pub version: u32,
}

/// What a version of a dataset is encrypted with: 32 random bytes. They are never shown, and
/// overwritten when it is dropped.
// In a box, so that a move leaves no copy behind.
pub struct DataKey(Box<Hash>);

impl DataKey {
	/// Makes a new one. Fails if the operating system has no random numbers.
	pub fn generate() -> Result<Self, Error> {
		let mut bytes = Box::new([0; 32]);
		random::fill(bytes.as_mut_slice())?;
		Ok(Self(bytes))
	}

	/// Takes the bytes of one, and overwrites them.
	pub fn take(bytes: &mut Hash) -> Self {
		let key = Self(Box::new(*bytes));
		bytes.zeroize();
		key
	}

	pub(crate) fn bytes(&self) -> &Hash {
		&self.0
	}

	/// The commitment to it as the key of a version.
	pub fn commitment(&self, context: &Context) -> Hash {
		let mut bytes = Vec::with_capacity(DEK_DOMAIN.len() + 100);
		bytes.extend_from_slice(DEK_DOMAIN);
		bytes.extend_from_slice(self.bytes());
		bytes.extend_from_slice(&context.genesis);
		bytes.extend_from_slice(&context.dataset);
		bytes.extend_from_slice(&context.version.to_le_bytes());
		let hash = sp_crypto_hashing::blake2_256(&bytes);
		bytes.zeroize();
		hash
	}
}

const DEK_DOMAIN: &[u8] = b"souk/data/dek/v1";

impl Drop for DataKey {
	fn drop(&mut self) {
		self.0.zeroize();
	}
}

impl fmt::Debug for DataKey {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		formatter.write_str("DataKey(..)")
	}
}

/// The commitment to a data key as the key of a version: [`DataKey::commitment`].
pub fn dek_commit(key: &DataKey, context: &Context) -> Hash {
	key.commitment(context)
}
