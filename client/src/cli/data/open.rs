//! `souk open` and `souk verify`.

use super::common::{purpose, sealing, Keys, Node};
use crate::cli::{
	arguments::{account, hash},
	output::Output,
	progress::Progress,
	Failure,
};
use clap::Args;
use serde_json::json;
use souk_client::data::{
	manifest::{self, beside, Manifest},
	opening, records,
};
use souk_primitives::data::Purposes;
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::AccountId32;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk open fetched.souk --dataset 0x1111…1111 --account 5FHneW46…M694ty --purpose service \\
    --keystore keystore.age --out profile.json
  souk open profile.souk --own --keystore keystore.age --out profile.json

Checked are, in this order: that the chain lets the account read, the data key's two commitments, the file's
hash, every chunk, and the commitment to the content. Before that the content is nowhere.";

pub(crate) const VERIFY_EXAMPLES: &str = "\
Examples:
  souk verify fetched.souk --dataset 0x1111…1111
  souk verify fetched.souk --dataset 0x1111…1111 --account 5FHneW46…M694ty --purpose service --json";

#[derive(Debug, Args)]
pub(crate) struct Open {
	/// The sealed file.
	#[arg(value_name = "SEALED")]
	sealed: PathBuf,
	/// Write the content here.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
	/// It is yours, or its data key is in your keeping: the manifest is beside it.
	#[arg(long, conflicts_with_all = ["dataset", "account", "purpose", "envelope"])]
	own: bool,
	/// The dataset.
	#[arg(long, value_name = "0xHASH", value_parser = hash, required_unless_present = "own")]
	dataset: Option<H256>,
	/// The account that may read it.
	#[arg(long, value_name = "ACCOUNT", value_parser = account, required_unless_present = "own")]
	account: Option<AccountId32>,
	/// What for.
	#[arg(long, value_name = "PURPOSE", value_parser = purpose, required_unless_present = "own")]
	purpose: Option<Purposes>,
	/// The data key as the owner's gateway gave it, if it is not on the chain.
	#[arg(long, value_name = "FILE")]
	envelope: Option<PathBuf>,
	#[command(flatten)]
	keys: Keys,
	#[command(flatten)]
	node: Node,
}

impl Open {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let keystore = self.keys.open()?;
		let (context, expected, key) = match (self.dataset, &self.account, self.purpose) {
			(Some(dataset), Some(account), Some(purpose)) => {
				let given = super::common::envelope(self.envelope.as_deref())?;
				let chain = self.node.connect().await?;
				let state = chain.best().await?;
				let genesis = chain.genesis();
				let (access, key) =
					opening::data_key(&state, genesis, account, dataset, purpose, &keystore, given)
						.await?;
				let context = opening::context(genesis, &access);
				(context, manifest::sealed(&access.content), key)
			},
			_ => {
				let manifest = Manifest::read(&beside(&self.sealed))?;
				let key = manifest.data_key(&keystore)?;
				(manifest.context, manifest.sealed, key)
			},
		};
		let mut progress = Progress::new(output, "opening", expected.cipher_len);
		let length = souk_sealing::open_file(
			&self.sealed,
			&self.out,
			&key,
			&context,
			&expected,
			&mut |done| progress.done(done),
		)
		.map_err(sealing)?;
		drop(progress);
		let rows = [
			("dataset", format!("0x{}", hex::encode(context.dataset))),
			("version", context.version.to_string()),
			("content", self.out.display().to_string()),
			("bytes", length.to_string()),
		];
		output.result("Opened", &rows, || {
			json!({
				"dataset": format!("0x{}", hex::encode(context.dataset)),
				"version": context.version,
				"content": self.out.display().to_string(),
				"bytes": length,
			})
			.to_string()
		});
		Ok(())
	}
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
	/// The sealed file.
	#[arg(value_name = "SEALED")]
	sealed: PathBuf,
	/// The dataset.
	#[arg(long, value_name = "0xHASH", value_parser = hash)]
	dataset: H256,
	/// Ask as well whether this account may read it.
	#[arg(long, value_name = "ACCOUNT", value_parser = account, requires = "purpose")]
	account: Option<AccountId32>,
	/// What for.
	#[arg(long, value_name = "PURPOSE", value_parser = purpose, requires = "account")]
	purpose: Option<Purposes>,
	#[command(flatten)]
	node: Node,
}

impl Verify {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let chain = self.node.connect().await?;
		let state = chain.best().await?;
		let dataset = super::common::dataset_of(&state, self.dataset).await?;
		let content = &dataset.content;
		let mut progress = Progress::new(output, "checking", content.cipher_len);
		let found = souk_sealing::hash_file(&self.sealed, &mut |done| progress.done(done));
		let (hash, length) = found.map_err(sealing)?;
		drop(progress);
		if (H256(hash), length) != (content.cipher_hash, content.cipher_len) {
			let message = format!(
				"{} is not version {} of the dataset: the chain has another hash",
				self.sealed.display(),
				dataset.version
			);
			return Err(Failure::refused("other-file", message, "fetch it again"));
		}
		let mut denial = None;
		if let (Some(account), Some(purpose)) = (&self.account, self.purpose) {
			let access = records::check_access(&state, self.dataset, account, purpose).await?;
			denial = access.err();
			if let Some(denial) = denial {
				return Err(opening::OpenError::Denied(denial).into());
			}
		}
		let access = match (&self.account, denial) {
			(None, _) => "not asked",
			(Some(_), None) => "granted",
			(Some(_), Some(_)) => "denied",
		};
		let rows = [
			("dataset", format!("{:?}", self.dataset)),
			("version", dataset.version.to_string()),
			("owner", dataset.owner.to_ss58check()),
			("cipher hash", format!("{:?}", content.cipher_hash)),
			("bytes", length.to_string()),
			("access", access.to_owned()),
		];
		output.result("Sealed file as on the chain", &rows, || {
			json!({
				"dataset": format!("{:?}", self.dataset),
				"version": dataset.version,
				"owner": dataset.owner.to_ss58check(),
				"cipherHash": format!("{:?}", content.cipher_hash),
				"bytes": length,
				"access": access,
			})
			.to_string()
		});
		Ok(())
	}
}
