//! `souk rotate`.

use super::common::{
	dataset_of, ensure_published, sealing, store, wrap_to, Account, Keys, Node, Place,
};
use crate::cli::{output::Output, progress::Progress, Failure};
use clap::Args;
use serde_json::json;
use souk_client::data::{
	calls::Sender,
	manifest::{beside, Manifest},
};
use souk_sealing::{Context, DataKey};
use std::{fs, path::PathBuf};

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk rotate profile.souk --out profile-2.souk --store /srv/data --keystore keystore.age \\
    --key-file owner.key
  souk rotate profile.souk --content profile-new.json --out profile-2.souk --store /srv/data \\
    --keystore keystore.age --key-file owner.key

Do this after somebody lost access, so that they read nothing new. If it is interrupted after the new version
was published: souk put and souk wrap --all do what is left.";

#[derive(Debug, Args)]
pub(crate) struct Rotate {
	/// The sealed file of the newest version, with its manifest beside it.
	#[arg(value_name = "SEALED")]
	sealed: PathBuf,
	/// What is sealed instead. Default: what is in the sealed file.
	#[arg(long, value_name = "FILE")]
	content: Option<PathBuf>,
	/// Write the new sealed file here, and its manifest beside it.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
	#[command(flatten)]
	place: Place,
	#[command(flatten)]
	keys: Keys,
	#[command(flatten)]
	account: Account,
	#[command(flatten)]
	node: Node,
}

impl Rotate {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let old = Manifest::read(&beside(&self.sealed))?;
		let manifest_path = beside(&self.out);
		let taken = [&self.out, &manifest_path].into_iter().find(|path| path.exists());
		if let Some(path) = taken {
			return Err(Failure::refused(
				"file-exists",
				format!("{} is there already", path.display()),
				"name a file that is not there yet",
			));
		}
		let place = self.place.open()?;
		let owner = self.account.key(output)?;
		let keystore = self.keys.open()?;
		let chain = self.node.connect().await?;
		super::common::ensure_chain(&chain, &old)?;
		let dataset = dataset_of(&chain.finalized().await?, old.dataset()).await?;
		ensure_published(&dataset, &old)?;
		let context = Context { version: old.context.version.saturating_add(1), ..old.context };

		let key = DataKey::generate().map_err(sealing)?;
		let made = match &self.content {
			Some(content) => {
				let length = fs::metadata(content).map(|found| found.len()).unwrap_or_default();
				let mut progress = Progress::new(output, "sealing", length);
				souk_sealing::seal_file(content, &self.out, &key, &context, &mut |done| {
					progress.done(done)
				})
			},
			// The content is not on disk in between.
			None => {
				let old_key = old.data_key(&keystore)?;
				let mut progress = Progress::new(output, "sealing again", old.sealed.cipher_len);
				souk_sealing::reseal_file(
					(&self.sealed, &old_key, &old.context, &old.sealed),
					(&self.out, &key, &context),
					&mut |done| progress.done(done),
				)
			},
		}
		.map_err(sealing)?;
		let to = keystore.newest()?.public().map_err(sealing)?;
		let account = owner.account();
		let epoch = dataset.key_epoch;
		let manifest = Manifest::new(context, made, old.salt, epoch, &account, &key, &to)?;
		manifest.write(&manifest_path)?;

		let sender = Sender { chain: &chain, key: &owner };
		let (id, locator) = (manifest.dataset(), dataset.description.locator);
		output.progress("publishing");
		sender.publish_version(id, context.version, epoch, manifest.content(), locator).await?;
		store(&place, &self.out, &manifest, output).await?;
		let (count, left_out) = wrap_to(&sender, &manifest, &key, None, output).await?;
		for (grant, error) in &left_out {
			output.warning(&format!("grant {}: {error}", grant.grant.0));
		}
		let rows = [
			("dataset", format!("{id:?}")),
			("version", context.version.to_string()),
			("key epoch", epoch.to_string()),
			("data keys", count.to_string()),
			("left out", left_out.len().to_string()),
		];
		output.result("New version under a new data key", &rows, || {
			json!({
				"dataset": format!("{id:?}"),
				"version": context.version,
				"dekEpoch": epoch,
				"envelopes": count,
				"leftOut": left_out.len(),
			})
			.to_string()
		});
		Ok(())
	}
}
