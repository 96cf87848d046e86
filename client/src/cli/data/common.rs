//! Arguments and steps that several commands have.

use crate::cli::{arguments::Scheme, output::Output, progress::Progress, Failure};
use clap::Args;
use souk_client::{
	chain::{Chain, State},
	data::{
		calls::{Sender, MAX_BATCH},
		keystore::{Keystore, Passphrase},
		manifest::Manifest,
		opening::{self, OpenError, Wrapping},
		records::{self, Dataset, Grant},
		store::Store,
	},
	input::{self, MAX_SETTINGS},
	keys::Key,
};
use souk_primitives::{
	data::{DatasetId, Purposes},
	GrantId,
};
use souk_sealing::DataKey;
use std::path::{Path, PathBuf};

/// A node.
#[derive(Debug, Args)]
pub(crate) struct Node {
	/// The node's RPC: ws:// of this machine, or wss://.
	#[arg(long, default_value = "ws://127.0.0.1:9944")]
	pub(crate) url: String,
	/// Take a node that is neither on this machine nor encrypted.
	#[arg(long)]
	pub(crate) insecure_url: bool,
}

impl Node {
	pub(crate) async fn connect(&self) -> Result<Chain, Failure> {
		Ok(Chain::connect(&self.url, self.insecure_url).await?)
	}
}

/// The keystore.
#[derive(Debug, Args)]
pub(crate) struct Keys {
	/// The keystore, as souk keygen made it.
	#[arg(long, value_name = "FILE")]
	pub(crate) keystore: PathBuf,
	/// Its passphrase, in a file of mode 600; -: standard input. Default: it is asked for.
	#[arg(long, value_name = "FILE")]
	pub(crate) passphrase_file: Option<PathBuf>,
}

impl Keys {
	pub(crate) fn open(&self) -> Result<Keystore, Failure> {
		let passphrase = Passphrase::get(self.passphrase_file.as_deref(), false)?;
		Ok(Keystore::open(&self.keystore, &passphrase)?)
	}
}

/// Who signs transactions.
#[derive(Debug, Args)]
pub(crate) struct Account {
	/// The secret URI, mnemonic or seed of the account's key, in a file of mode 600; -: standard input.
	#[arg(long, value_name = "FILE")]
	pub(crate) key_file: PathBuf,
	/// How the key signs.
	#[arg(long, value_enum, default_value = "sr25519")]
	pub(crate) scheme: Scheme,
}

impl Account {
	pub(crate) fn key(&self, output: &Output) -> Result<Key, Failure> {
		let key = Key::read(&self.key_file, self.scheme.into())?;
		if key.is_well_known() {
			output.warning("everybody has this key: it is of the development phrase");
		}
		Ok(key)
	}
}

pub(crate) fn purpose(text: &str) -> Result<Purposes, String> {
	records::purpose(text).ok_or_else(|| {
		let names: Vec<_> = records::PURPOSES.iter().map(|(name, _)| *name).collect();
		format!("a purpose is one of {}", names.join(", "))
	})
}

/// A dataset that has to be on the chain.
pub(crate) async fn dataset_of(state: &impl State, id: DatasetId) -> Result<Dataset, Failure> {
	records::dataset(state, id).await?.ok_or_else(|| {
		let message = format!("the chain has no dataset {id:?}");
		Failure::refused("no-dataset", message, "register it: souk register")
	})
}

/// A file is of one chain, and of no other.
pub(crate) fn ensure_chain(chain: &Chain, manifest: &Manifest) -> Result<(), Failure> {
	if chain.genesis().0 == manifest.context.genesis {
		return Ok(());
	}
	Err(Failure::refused(
		"other-chain",
		"the file was sealed for another chain".into(),
		"name a node of the chain that it was sealed for: --url",
	))
}

/// A data key that a gateway gave.
pub(crate) fn envelope(path: Option<&Path>) -> Result<Option<Vec<u8>>, Failure> {
	let read = path.map(|path| input::read(path, MAX_SETTINGS)).transpose()?;
	Ok(read)
}

/// What the chain says has to be what the manifest says.
pub(crate) fn ensure_published(dataset: &Dataset, manifest: &Manifest) -> Result<(), Failure> {
	let version = manifest.context.version;
	if dataset.version == version && dataset.content == manifest.content() {
		return Ok(());
	}
	let message = format!(
		"the chain has version {} of the dataset, and not this file as version {version}",
		dataset.version
	);
	Err(Failure::refused("not-published", message, "publish it first: souk register"))
}

/// Where sealed files are.
#[derive(Debug, Args)]
pub(crate) struct Place {
	/// Where sealed files are: a directory, or s3://bucket/path.
	#[arg(long, value_name = "PLACE")]
	store: String,
	/// Credentials of a bucket, in a file of mode 600: lines like AWS_ACCESS_KEY_ID=…. Default: they come
	/// from the environment.
	#[arg(long, value_name = "FILE")]
	store_credentials: Option<PathBuf>,
}

impl Place {
	pub(crate) fn open(&self) -> Result<Store, Failure> {
		Ok(Store::open_with(&self.store, self.store_credentials.as_deref())?)
	}
}

/// Stores a sealed file, if it is what the manifest says.
pub(crate) async fn store(
	store: &Store,
	sealed: &Path,
	manifest: &Manifest,
	output: &Output,
) -> Result<(), Failure> {
	let this = (manifest.sealed.cipher_hash, manifest.sealed.cipher_len);
	let mut storing = Progress::new(output, "storing", this.1);
	let (dataset, version) = (&manifest.context.dataset, manifest.context.version);
	store.put(dataset, version, sealed, this, |done| storing.done(done)).await?;
	Ok(())
}

/// Encrypts a data key to grantees and hands it in: how many, and whom it could not be encrypted to.
pub(crate) async fn wrap_to(
	sender: &Sender<'_>,
	manifest: &Manifest,
	key: &DataKey,
	which: Option<&[GrantId]>,
	output: &Output,
) -> Result<(usize, Vec<(Grant, OpenError)>), Failure> {
	let state = sender.chain.finalized().await?;
	let wrapping = Wrapping {
		context: manifest.context,
		dek_epoch: manifest.dek_epoch,
		cipher_hash: manifest.sealed.cipher_hash,
		key,
	};
	let mut grants = Vec::new();
	match which {
		Some(ids) => {
			for id in ids {
				let grant = records::grant(&state, *id).await?;
				grants.push(grant.ok_or(OpenError::NoGrant(*id))?);
			}
		},
		None => {
			let all = records::grants_of_dataset(&state, manifest.dataset()).await?;
			let owner = dataset_of(&state, manifest.dataset()).await?.owner;
			let ours = opening::postable(&all, &owner, &sender.key.account());
			for grant in all.into_iter().filter(|grant| ours.contains(&grant.grant)) {
				if grant.valid.is_ok() && !wrapping.is_current(&state, &grant).await? {
					grants.push(grant);
				}
			}
		},
	}
	let (mut envelopes, mut left_out) = (Vec::new(), Vec::new());
	for grant in grants {
		match wrapping.wrap(&state, &grant, true).await {
			Ok((envelope, _)) => envelopes.push(envelope),
			Err(error @ OpenError::Chain(_)) => return Err(error.into()),
			Err(error) if which.is_some() => return Err(error.into()),
			Err(error) => left_out.push((grant, error)),
		}
	}
	let count = envelopes.len();
	for (at, some) in envelopes.chunks(MAX_BATCH).enumerate() {
		sender.post_envelopes(some.to_vec()).await?;
		let done = at.saturating_mul(MAX_BATCH).saturating_add(some.len());
		if count > MAX_BATCH {
			output.progress(&format!("{done} of {count} data keys handed in"));
		}
	}
	Ok((count, left_out))
}

/// Why something is not sealed or opened.
pub(crate) fn sealing(error: souk_sealing::Error) -> Failure {
	use souk_sealing::Error;
	let (code, remedy) = match &error {
		Error::Read(_) => {
			("unreadable-file", "name a file that exists and that this account can read")
		},
		Error::Write(_) => ("unwritable-file", "check the folder's permissions and space"),
		Error::Exists => ("file-exists", "name a file that is not there yet"),
		Error::Interrupted => ("interrupted", "start again"),
		Error::Header
		| Error::CipherLength { .. }
		| Error::CipherHash
		| Error::Chunk(_)
		| Error::Padding
		| Error::Content => ("altered-file", "fetch it again; if that is no help, tell its owner"),
		Error::DataKey | Error::Envelope | Error::EnvelopeLength { .. } => {
			("wrong-data-key", "tell the owner, who has to hand in the data key again")
		},
		Error::PublicKey(_) => ("bad-public-key", "let its owner publish another"),
		_ => ("sealing-failed", "see why"),
	};
	Failure::refused(code, error.to_string(), remedy)
}
