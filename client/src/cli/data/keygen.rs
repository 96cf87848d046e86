//! `souk keygen`.

use super::common::{Account, Node};
use crate::cli::{arguments::Scheme, output::Output, Failure};
use clap::{Args, ValueEnum};
use serde_json::json;
use souk_client::data::{
	calls::Sender,
	keystore::{Keystore, Passphrase},
	opening::chain_suite,
	records,
};
use souk_sealing::Suite;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk keygen --keystore keystore.age --publish --key-file shop.key
  souk keygen --keystore keystore.age --suite x-wing --passphrase-file passphrase

The keystore is made if there is none, and gets a further key if there is one. It is a file of the tool
age: age --decrypt opens it without souk. Keep a copy of it: who loses it cannot open what was encrypted
to its keys.";

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SuiteArgument {
	/// 32 bytes; what everybody can use.
	X25519,
	/// 1216 bytes: ML-KEM-768 with X25519, for secrets that have to last.
	XWing,
}

#[derive(Debug, Args)]
pub(crate) struct Keygen {
	/// The keystore: a file.
	#[arg(long, value_name = "FILE")]
	keystore: PathBuf,
	/// Its passphrase, in a file of mode 600; -: standard input. Default: it is asked for.
	#[arg(long, value_name = "FILE")]
	passphrase_file: Option<PathBuf>,
	/// How data keys are encrypted to it.
	#[arg(long, value_enum, default_value = "x25519")]
	suite: SuiteArgument,
	/// Publish it on the chain, as the account's newest.
	#[arg(long, requires = "key_file")]
	publish: bool,
	/// Whose key it is: the secret URI, mnemonic or seed of the account's key, in a file of mode 600; -:
	/// standard input.
	#[arg(long, value_name = "FILE", requires = "publish")]
	key_file: Option<PathBuf>,
	/// How the account's key signs.
	#[arg(long, value_enum, default_value = "sr25519")]
	scheme: Scheme,
	#[command(flatten)]
	node: Node,
}

impl Keygen {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let suite = match self.suite {
			SuiteArgument::X25519 => Suite::X25519,
			SuiteArgument::XWing => Suite::XWing,
		};
		// Who cannot publish makes nothing.
		let publish = match self.key_file {
			Some(key_file) => {
				let account = Account { key_file, scheme: self.scheme };
				Some((account.key(output)?, self.node.connect().await?))
			},
			None => None,
		};
		let new = !self.keystore.exists();
		let passphrase = Passphrase::get(self.passphrase_file.as_deref(), new)?;
		let mut keystore = match new {
			true => Keystore::default(),
			false => Keystore::open(&self.keystore, &passphrase)?,
		};
		let public = keystore.generate(suite)?.public().map_err(super::common::sealing)?;
		keystore.save(&self.keystore, &passphrase)?;
		let bytes = format!("0x{}", hex::encode(public.as_bytes()));
		let mut epoch = None;
		if let Some((key, chain)) = &publish {
			let sender = Sender { chain, key };
			sender.set_encryption_key(chain_suite(suite), public.as_bytes()).await?;
			let state = chain.finalized().await?;
			let keys = records::keys_of(&state, &key.account()).await?;
			let ours = keys.iter().rev().find(|key| key.public == public.as_bytes());
			epoch = ours.map(|key| key.epoch);
		}
		let rows = [
			("keystore", self.keystore.display().to_string()),
			("suite", format!("{suite:?}")),
			("public key", bytes.clone()),
			("epoch", epoch.map_or_else(|| "not published".into(), |epoch| epoch.to_string())),
		];
		output.result("Key that data keys can be encrypted to", &rows, || {
			json!({ "suite": suite, "publicKey": bytes, "epoch": epoch }).to_string()
		});
		Ok(())
	}
}
