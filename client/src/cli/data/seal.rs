//! `souk seal`.

use super::common::{sealing, Keys, Node};
use crate::cli::{
	arguments::{account, hash},
	output::Output,
	progress::Progress,
	Failure,
};
use clap::Args;
use serde_json::json;
use souk_client::data::{
	manifest::{beside, Manifest},
	records,
};
use souk_primitives::data::dataset_id;
use souk_sealing::{Context, DataKey};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::{fs, path::PathBuf};

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk seal profile.json --out profile.souk --owner 5GrwvaEF…utQY --keystore keystore.age
  souk seal profile-2.json --out profile-2.souk --owner 5GrwvaEF…utQY --salt 0x1111…1111 \\
    --keystore keystore.age

The first makes a new dataset's first version, the second the next version of the one whose salt it is.
Beside the sealed file there is then a file .key: what the chain is told of it, and the data key, encrypted
to the keystore's newest key. Both can be kept anywhere; without the keystore nobody can read them.";

#[derive(Debug, Args)]
pub(crate) struct Seal {
	/// What is to be sealed.
	#[arg(value_name = "FILE")]
	file: PathBuf,
	/// Write the sealed file here, and its manifest beside it.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
	/// The account that registers the dataset.
	#[arg(long, value_name = "ACCOUNT", value_parser = account)]
	owner: AccountId32,
	/// The salt of the dataset, if it is on the chain already. Default: a new one.
	#[arg(long, value_name = "0xHASH", value_parser = hash)]
	salt: Option<H256>,
	#[command(flatten)]
	keys: Keys,
	#[command(flatten)]
	node: Node,
}

impl Seal {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let manifest_path = beside(&self.out);
		for path in [&self.out, &manifest_path] {
			if path.exists() {
				return Err(Failure::refused(
					"file-exists",
					format!("{} is there already", path.display()),
					"name a file that is not there yet",
				));
			}
		}
		let keystore = self.keys.open()?;
		let chain = self.node.connect().await?;
		let salt = match self.salt {
			Some(salt) => salt,
			// As random as a data key, and no secret.
			None => H256(DataKey::generate().map_err(sealing)?.commitment(&Context {
				genesis: chain.genesis().0,
				dataset: [0; 32],
				version: 0,
			})),
		};
		let dataset = dataset_id(&self.owner, salt);
		let state = chain.finalized().await?;
		let (version, dek_epoch) = match records::dataset(&state, dataset).await? {
			Some(found) => (found.version.saturating_add(1), found.key_epoch),
			None => (1, 0),
		};
		let context = Context { genesis: chain.genesis().0, dataset: dataset.0, version };
		let key = DataKey::generate().map_err(sealing)?;
		let length = fs::metadata(&self.file).map(|found| found.len()).unwrap_or_default();
		let mut progress = Progress::new(output, "sealing", length);
		let made = souk_sealing::seal_file(&self.file, &self.out, &key, &context, &mut |done| {
			progress.done(done)
		})
		.map_err(sealing)?;
		drop(progress);
		let to = keystore.newest()?.public().map_err(sealing)?;
		let manifest = Manifest::new(context, made, Some(salt), dek_epoch, &self.owner, &key, &to)?;
		if let Err(error) = manifest.write(&manifest_path) {
			// Without its key nobody opens it.
			let _ = fs::remove_file(&self.out);
			return Err(error.into());
		}
		let rows = [
			("dataset", format!("{dataset:?}")),
			("salt", format!("{salt:?}")),
			("version", version.to_string()),
			("sealed", self.out.display().to_string()),
			("manifest", manifest_path.display().to_string()),
			("cipher hash", format!("0x{}", hex::encode(made.cipher_hash))),
			("cipher length", made.cipher_len.to_string()),
			("content commitment", format!("0x{}", hex::encode(made.content_commit))),
			("key commitment", format!("0x{}", hex::encode(made.dek_commit))),
		];
		output.result("Sealed file", &rows, || {
			json!({
				"dataset": format!("{dataset:?}"),
				"salt": format!("{salt:?}"),
				"version": version,
				"dekEpoch": dek_epoch,
				"manifest": manifest_path.display().to_string(),
				"sealed": made,
			})
			.to_string()
		});
		Ok(())
	}
}
