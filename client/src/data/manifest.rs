//! What is kept beside a sealed file: what the chain is told of it, and the data key, encrypted to the
//! keeper's own public key.

use crate::{
	data::keystore::{Keystore, KeystoreError},
	errors::Explain,
	input::{self, InputError, MAX_SETTINGS},
};
use serde::{Deserialize, Serialize};
use souk_primitives::data::Content;
use souk_sealing::{Binding, Context, DataKey, PublicKey, Sealed, Suite, OWN_COPY};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::{
	io::{self, Write},
	path::{Path, PathBuf},
};
use thiserror::Error;

/// Why a manifest cannot be used.
#[derive(Debug, Error)]
pub enum ManifestError {
	/// It cannot be read.
	#[error(transparent)]
	Input(#[from] InputError),
	/// It is none.
	#[error("{path} is no manifest of a sealed file: {detail}")]
	Malformed {
		/// Where.
		path: PathBuf,
		/// Why.
		detail: String,
	},
	/// It cannot be written.
	#[error("{path} cannot be written: {source}")]
	Unwritable {
		/// Where.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// The keystore has not its key.
	#[error(transparent)]
	Keystore(#[from] KeystoreError),
	/// It does not open.
	#[error(transparent)]
	Sealing(#[from] souk_sealing::Error),
}

impl Explain for ManifestError {
	fn code(&self) -> &'static str {
		match self {
			Self::Input(error) => error.code(),
			Self::Malformed { .. } => "malformed-manifest",
			Self::Unwritable { .. } => "unwritable-file",
			Self::Keystore(error) => error.code(),
			Self::Sealing(_) => "sealing-failed",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Input(error) => error.remedy(),
			Self::Malformed { .. } => "name the file that souk seal or souk unwrap wrote",
			Self::Unwritable { .. } => {
				"name a file that is not there yet, in a folder that is yours"
			},
			Self::Keystore(error) => error.remedy(),
			Self::Sealing(_) => "see why",
		}
	}
}

/// What is kept beside a sealed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
	/// Which chain, dataset and version.
	#[serde(flatten)]
	pub context: Context,
	/// What the chain is told of the sealed file.
	#[serde(flatten)]
	pub sealed: Sealed,
	/// What the id of the dataset was made of, with its owner's account; none in the hands of others.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub salt: Option<H256>,
	/// In which key epoch of the dataset the data key was made.
	pub dek_epoch: u32,
	/// Whose copy of the data key it is.
	pub keeper: H256,
	/// How the data key is encrypted.
	pub suite: Suite,
	/// To which of the keeper's public keys.
	pub public_key: String,
	/// The data key.
	pub envelope: String,
}

impl Manifest {
	/// Encrypts a data key to its keeper.
	#[allow(clippy::too_many_arguments)]
	pub fn new(
		context: Context,
		sealed: Sealed,
		salt: Option<H256>,
		dek_epoch: u32,
		keeper: &AccountId32,
		key: &DataKey,
		to: &PublicKey,
	) -> Result<Self, ManifestError> {
		let keeper = H256(keeper.clone().into());
		let binding = own(context, &sealed, dek_epoch, keeper);
		let envelope = souk_sealing::wrap(key, to, &binding)?;
		Ok(Self {
			context,
			sealed,
			salt,
			dek_epoch,
			keeper,
			suite: to.suite(),
			public_key: hex::encode(to.as_bytes()),
			envelope: hex::encode(envelope),
		})
	}

	/// Reads one.
	pub fn read(path: &Path) -> Result<Self, ManifestError> {
		let text = input::read_text(path, MAX_SETTINGS)?;
		serde_json::from_str(&text).map_err(|error| ManifestError::Malformed {
			path: path.into(),
			detail: error.to_string(),
		})
	}

	/// Writes it, if there is no such file yet.
	pub fn write(&self, path: &Path) -> Result<(), ManifestError> {
		let unwritable = |source| ManifestError::Unwritable { path: path.into(), source };
		let mut text =
			serde_json::to_vec_pretty(self).map_err(|error| unwritable(io::Error::other(error)))?;
		text.push(b'\n');
		let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
		let folder = folder.unwrap_or_else(|| Path::new("."));
		let mut file =
			tempfile::Builder::new().prefix(".souk-").tempfile_in(folder).map_err(unwritable)?;
		file.write_all(&text).map_err(unwritable)?;
		file.as_file().sync_all().map_err(unwritable)?;
		file.persist_noclobber(path).map_err(|error| unwritable(error.error))?;
		Ok(())
	}

	/// The data key.
	pub fn data_key(&self, keystore: &Keystore) -> Result<DataKey, ManifestError> {
		let public = hex::decode(&self.public_key).unwrap_or_default();
		let envelope = hex::decode(&self.envelope).unwrap_or_default();
		let secret = keystore.secret_of(&public)?;
		let binding = own(self.context, &self.sealed, self.dek_epoch, self.keeper);
		Ok(souk_sealing::unwrap(&envelope, secret, &binding, &self.sealed.dek_commit)?)
	}

	/// What the chain is told of the sealed file.
	pub fn content(&self) -> Content {
		content(&self.sealed)
	}

	/// The dataset.
	pub fn dataset(&self) -> H256 {
		H256(self.context.dataset)
	}
}

fn own(context: Context, sealed: &Sealed, dek_epoch: u32, keeper: H256) -> Binding {
	Binding {
		context,
		grant: OWN_COPY,
		grantee: keeper.0,
		key_epoch: 0,
		dek_epoch,
		terms_hash: [0; 32],
		cipher_hash: sealed.cipher_hash,
	}
}

/// What the chain is told of a sealed file.
pub fn content(sealed: &Sealed) -> Content {
	Content {
		cipher_hash: H256(sealed.cipher_hash),
		cipher_len: sealed.cipher_len,
		content_commit: H256(sealed.content_commit),
		dek_commit: H256(sealed.dek_commit),
	}
}

/// The same, the other way round.
pub fn sealed(content: &Content) -> Sealed {
	Sealed {
		cipher_hash: content.cipher_hash.0,
		cipher_len: content.cipher_len,
		content_commit: content.content_commit.0,
		dek_commit: content.dek_commit.0,
	}
}

/// Where the manifest of a sealed file is: beside it, with `.key` at the end.
pub fn beside(sealed: &Path) -> PathBuf {
	let mut path = sealed.as_os_str().to_owned();
	path.push(".key");
	path.into()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn data_key_should_come_back_from_the_keepers_own_copy() {
		let folder = tempfile::tempdir().unwrap();
		let path = beside(&folder.path().join("sealed"));
		let mut keystore = Keystore::default();
		let public = keystore.generate(Suite::X25519).unwrap().public().unwrap();
		let key = DataKey::generate().unwrap();
		let context = Context { genesis: [1; 32], dataset: [2; 32], version: 3 };
		let sealed = Sealed {
			cipher_hash: [4; 32],
			cipher_len: 1_064,
			content_commit: [5; 32],
			dek_commit: key.commitment(&context),
		};
		let keeper = AccountId32::new([7; 32]);
		let manifest =
			Manifest::new(context, sealed, Some(H256([8; 32])), 6, &keeper, &key, &public).unwrap();
		manifest.write(&path).unwrap();
		assert_eq!(manifest.write(&path).unwrap_err().code(), "unwritable-file");
		let read = Manifest::read(&path).unwrap();
		assert_eq!(read, manifest);
		assert_eq!(read.data_key(&keystore).unwrap().commitment(&context), sealed.dek_commit);

		let other = Keystore::default();
		assert_eq!(read.data_key(&other).unwrap_err().code(), "no-such-key");
		let moved = Manifest { dek_epoch: 7, ..read };
		assert_eq!(moved.data_key(&keystore).unwrap_err().code(), "sealing-failed");
		std::fs::write(&path, "{}").unwrap();
		assert_eq!(Manifest::read(&path).unwrap_err().code(), "malformed-manifest");
	}
}
