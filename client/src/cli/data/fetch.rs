//! `souk fetch`.

use super::common::{dataset_of, purpose, Account, Node};
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
	/// The owner's gateway: https://, or http:// of this machine. Default: where the chain says that the
	/// dataset is.
	#[arg(long, value_name = "URL")]
	gateway: Option<String>,
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
		let gateway = match self.gateway {
			Some(url) => url,
			None => {
				let dataset = dataset_of(&chain.best().await?, self.dataset).await?;
				dataset.description.locator.as_str().to_owned()
			},
		};
		let fetch = fetch::Fetch {
			chain: &chain,
			gateway: &gateway,
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
		let mut rows = vec![
			("dataset", format!("{:?}", self.dataset)),
			("version", fetched.version.to_string()),
			("grant", fetched.grant.to_string()),
			("access", fetched.seq.to_string()),
			("sealed", self.out.display().to_string()),
			("bytes", fetched.length.to_string()),
			("cipher hash", format!("{:?}", fetched.cipher_hash)),
		];
		let envelope = fetched.envelope.as_ref().map(|path| path.display().to_string());
		if let Some(path) = &envelope {
			rows.push(("data key", path.clone()));
		}
		output.result("Fetched, and as on the chain", &rows, || {
			json!({
				"dataset": format!("{:?}", self.dataset),
				"version": fetched.version,
				"grant": fetched.grant.to_string(),
				"seq": fetched.seq,
				"resumed": fetched.resumed,
				"sealed": self.out.display().to_string(),
				"bytes": fetched.length,
				"cipherHash": format!("{:?}", fetched.cipher_hash),
				"envelope": envelope,
			})
			.to_string()
		});
		Ok(())
	}
}
