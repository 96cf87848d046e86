//! `souk wrap` and `souk unwrap`.

use super::common::{dataset_of, ensure_published, purpose, wrap_to, Account, Keys, Node};
use crate::cli::{
	arguments::{account, hash},
	output::Output,
	Failure,
};
use clap::Args;
use serde_json::json;
use souk_client::data::{
	calls::Sender,
	manifest::{beside, sealed, Manifest},
	opening,
};
use souk_primitives::{data::Purposes, GrantId};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::AccountId32;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk wrap profile.souk --all --keystore keystore.age --key-file owner.key
  souk wrap profile.souk --grant 7 --grant 8 --keystore keystore.age --key-file owner.key

With --all, everybody who may read and has not the data key of this version yet.";

pub(crate) const UNWRAP_EXAMPLES: &str = "\
Examples:
  souk unwrap --dataset 0x1111…1111 --account 5FHneW46…M694ty --purpose service \\
    --keystore keystore.age --out profile.souk.key

The file that it writes has the data key encrypted to the keystore's newest key: with it souk wrap passes on
what you were allowed to pass on.";

#[derive(Debug, Args)]
pub(crate) struct Wrap {
	/// The sealed file, with its manifest beside it.
	#[arg(value_name = "SEALED")]
	sealed: PathBuf,
	/// To whom: the grantee of this grant.
	#[arg(long, value_name = "ID", required_unless_present = "all")]
	grant: Vec<u64>,
	/// To everybody who may read and cannot yet.
	#[arg(long, conflicts_with = "grant")]
	all: bool,
	#[command(flatten)]
	keys: Keys,
	#[command(flatten)]
	account: Account,
	#[command(flatten)]
	node: Node,
}

impl Wrap {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let manifest = Manifest::read(&beside(&self.sealed))?;
		let key = self.account.key(output)?;
		let data_key = manifest.data_key(&self.keys.open()?)?;
		let chain = self.node.connect().await?;
		super::common::ensure_chain(&chain, &manifest)?;
		let dataset = dataset_of(&chain.finalized().await?, manifest.dataset()).await?;
		ensure_published(&dataset, &manifest)?;
		let grants: Vec<_> = self.grant.iter().copied().map(GrantId).collect();
		let which = (!self.all).then_some(grants.as_slice());
		let sender = Sender { chain: &chain, key: &key };
		let (count, left_out) = wrap_to(&sender, &manifest, &data_key, which, output).await?;
		for (grant, error) in &left_out {
			output.warning(&format!("grant {}: {error}", grant.grant.0));
		}
		let rows = [("data keys", count.to_string()), ("left out", left_out.len().to_string())];
		output.result("Data keys handed in", &rows, || {
			let left_out: Vec<_> =
				left_out.iter().map(|(grant, _)| grant.grant.0.to_string()).collect();
			json!({ "envelopes": count, "leftOut": left_out }).to_string()
		});
		Ok(())
	}
}

#[derive(Debug, Args)]
pub(crate) struct Unwrap {
	/// The dataset.
	#[arg(long, value_name = "0xHASH", value_parser = hash)]
	dataset: H256,
	/// The account that may read it.
	#[arg(long, value_name = "ACCOUNT", value_parser = account)]
	account: AccountId32,
	/// What for.
	#[arg(long, value_name = "PURPOSE", value_parser = purpose)]
	purpose: Purposes,
	/// The data key as the owner's gateway gave it, if it is not on the chain.
	#[arg(long, value_name = "FILE")]
	envelope: Option<PathBuf>,
	/// Write the data key here, encrypted to the keystore's newest key.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
	#[command(flatten)]
	keys: Keys,
	#[command(flatten)]
	node: Node,
}

impl Unwrap {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let keystore = self.keys.open()?;
		let given = super::common::envelope(self.envelope.as_deref())?;
		let chain = self.node.connect().await?;
		let state = chain.best().await?;
		let (access, key) = opening::data_key(
			&state,
			chain.genesis(),
			&self.account,
			self.dataset,
			self.purpose,
			&keystore,
			given,
		)
		.await?;
		let to = keystore.newest()?.public().map_err(super::common::sealing)?;
		let context = opening::context(chain.genesis(), &access);
		let made = sealed(&access.content);
		let manifest =
			Manifest::new(context, made, None, access.dek_epoch, &self.account, &key, &to)?;
		manifest.write(&self.out)?;
		let rows = [
			("grant", access.grant.0.to_string()),
			("version", access.version.to_string()),
			("keeper", self.account.to_ss58check()),
			("manifest", self.out.display().to_string()),
		];
		output.result("Data key in your keeping", &rows, || {
			json!({
				"grant": access.grant.0.to_string(),
				"version": access.version,
				"manifest": self.out.display().to_string(),
			})
			.to_string()
		});
		Ok(())
	}
}
