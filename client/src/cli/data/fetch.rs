//! `souk fetch`.

use super::common::{purpose, Account, Node};
use crate::cli::{arguments::hash, output::Output, progress::Progress, Failure};
use clap::Args;
use serde_json::json;
use souk_client::data::{fetch, log::Log};
use souk_primitives::data::Purposes;
use sp_core::H256;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk fetch --gateway https://data.platform.example/ --dataset 0x1111…1111 --purpose service \\
    --log receipts.redb --key-file shop.key --out fetched.souk
  souk open fetched.souk --dataset 0x1111…1111 --account 5FHneW46…M694ty --purpose service \\
    --keystore keystore.age --out profile.json

Each access is on record on both sides, signed by both, before anything is served. The log keeps that: use
one log for one account, and keep it.";

#[derive(Debug, Args)]
pub(crate) struct Fetch {
	/// The owner's gateway: https://, or http:// of this machine.
	#[arg(long, value_name = "URL")]
	gateway: String,
	/// The dataset.
	#[arg(long, value_name = "0xHASH", value_parser = hash)]
	dataset: H256,
	/// What for.
	#[arg(long, value_name = "PURPOSE", value_parser = purpose)]
	purpose: Purposes,
	/// The account's log of receipts: a file, made if there is none.
	#[arg(long, value_name = "FILE")]
	log: PathBuf,
	/// Write the sealed file here.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
	/// Go on from the receipts on the chain that the log has not: the log was lost.
	#[arg(long)]
	adopt: bool,
	#[command(flatten)]
	account: Account,
	#[command(flatten)]
	node: Node,
}

impl Fetch {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let key = self.account.key(output)?;
		let chain = self.node.connect().await?;
		let log = Log::open(&self.log, chain.genesis())?;
		let fetch = fetch::Fetch {
			chain: &chain,
			gateway: &self.gateway,
			insecure_url: self.node.insecure_url,
			dataset: self.dataset,
			purpose: self.purpose,
			key: &key,
			log: &log,
			adopt: self.adopt,
		};
		let mut progress = None;
		let fetched = fetch
			.run(&self.out, |done, total| {
				let progress =
					progress.get_or_insert_with(|| Progress::new(output, "fetching", total));
				progress.done(done)
			})
			.await?;
		drop(progress);
		let access = &fetched.access;
		let rows = [
			("dataset", format!("{:?}", self.dataset)),
			("version", access.version.to_string()),
			("grant", access.grant.0.to_string()),
			("access", fetched.seq.to_string()),
			("sealed", self.out.display().to_string()),
			("bytes", access.content.cipher_len.to_string()),
			("cipher hash", format!("{:?}", access.content.cipher_hash)),
		];
		output.result("Fetched, and as on the chain", &rows, || {
			json!({
				"dataset": format!("{:?}", self.dataset),
				"version": access.version,
				"grant": access.grant.0.to_string(),
				"seq": fetched.seq,
				"sealed": self.out.display().to_string(),
				"bytes": access.content.cipher_len,
				"cipherHash": format!("{:?}", access.content.cipher_hash),
			})
			.to_string()
		});
		Ok(())
	}
}
