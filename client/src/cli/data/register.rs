//! `souk register` and `souk put`.

use super::common::{dataset_of, ensure_published, store, Account, Node, Place};
use crate::cli::{
	arguments::{account, moment},
	output::Output,
	Failure,
};
use clap::{Args, ValueEnum};
use serde_json::json;
use souk_client::data::{
	calls::Sender,
	manifest::{beside, Manifest},
	records::Description,
	store::Store,
};
use souk_primitives::{data::DataClass, Moment, Text};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk register profile.souk --class personal --subject 5FLSigC9…3cFcZ \\
    --schema https://schema.org/Person --locator https://data.platform.example/ --key-file owner.key
  souk register profile-2.souk --key-file owner.key

The first puts a new dataset on the chain, the second the next version of one. The locator must tell
nothing about a person: everybody can read it.";

pub(crate) const PUT_EXAMPLES: &str = "\
Examples:
  souk put profile.souk --store /srv/data
  AWS_ENDPOINT=https://s3.example AWS_REGION=eu-1 souk put profile.souk --store s3://bucket/path

A file is stored only if the finalized chain has its hash. Credentials of buckets come from the environment,
AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or what gives them to a machine in the cloud; or from a file with
such lines: --store-credentials.";

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Class {
	/// About one person, who has to consent.
	Personal,
	/// The same, and nobody passes it on.
	Sensitive,
	/// A company's own.
	Business,
	/// Figures in which nobody can be recognised.
	Aggregate,
}

#[derive(Debug, Args)]
pub(crate) struct Register {
	/// The sealed file, with its manifest beside it.
	#[arg(value_name = "SEALED")]
	sealed: PathBuf,
	/// How sensitive a new dataset is.
	#[arg(long, value_enum)]
	class: Option<Class>,
	/// The account of the person whom a new dataset is about.
	#[arg(long, value_name = "ACCOUNT", value_parser = account)]
	subject: Option<AccountId32>,
	/// What its fields mean: a URL for example.
	#[arg(long, value_parser = text::<128>, default_value = "")]
	schema: Text<128>,
	/// Where it is served: a URL. Default: as before.
	#[arg(long, value_parser = text::<256>)]
	locator: Option<Text<256>>,
	/// Until when a new dataset may be kept. RFC 3339 or milliseconds.
	#[arg(long, value_name = "MOMENT", value_parser = moment)]
	retain_until: Option<Moment>,
	#[command(flatten)]
	account: Account,
	#[command(flatten)]
	node: Node,
}

fn text<const N: u32>(text: &str) -> Result<Text<N>, String> {
	Text::try_from(text).map_err(|_| format!("it is text of at most {N} bytes, and shows as it is"))
}

impl Register {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let manifest = Manifest::read(&beside(&self.sealed))?;
		let key = self.account.key(output)?;
		let chain = self.node.connect().await?;
		super::common::ensure_chain(&chain, &manifest)?;
		let salt = manifest.salt.filter(|_| manifest.keeper == H256(key.account().into()));
		let Some(salt) = salt else {
			return Err(Failure::refused(
				"not-owner",
				"the dataset is another account's".into(),
				"sign with the key of the account that it was sealed for",
			));
		};
		let sender = Sender { chain: &chain, key: &key };
		let (id, version) = (manifest.dataset(), manifest.context.version);
		let outcome = if version == 1 {
			let class = self.class.ok_or_else(|| {
				Failure::usage("a new dataset has a class: --class personal, for example")
			})?;
			let class = match class {
				Class::Personal => DataClass::Personal,
				Class::Sensitive => DataClass::Sensitive,
				Class::Business => DataClass::Business,
				Class::Aggregate => DataClass::Aggregate,
			};
			if class.is_personal() != self.subject.is_some() {
				return Err(Failure::usage(
					"personal data is about one person: --subject; other data is about none",
				));
			}
			let description = Description {
				subject: self.subject,
				class,
				schema: self.schema,
				locator: self.locator.unwrap_or_default(),
				retain_until: self.retain_until,
			};
			sender.register_dataset(salt, description, manifest.content()).await?
		} else {
			let known = dataset_of(&chain.finalized().await?, id).await?;
			let locator = self.locator.unwrap_or(known.description.locator);
			let content = manifest.content();
			sender.publish_version(id, version, manifest.dek_epoch, content, locator).await?
		};
		let rows = [
			("dataset", format!("{id:?}")),
			("version", version.to_string()),
			("block", format!("{:?}", outcome.block)),
			("transaction", format!("{:?}", outcome.transaction)),
		];
		output.result("Sealed file on the chain", &rows, || {
			json!({
				"dataset": format!("{id:?}"),
				"version": version,
				"block": format!("{:?}", outcome.block),
				"transaction": format!("{:?}", outcome.transaction),
			})
			.to_string()
		});
		Ok(())
	}
}

#[derive(Debug, Args)]
pub(crate) struct Put {
	/// The sealed file, with its manifest beside it.
	#[arg(value_name = "SEALED")]
	sealed: PathBuf,
	#[command(flatten)]
	place: Place,
	#[command(flatten)]
	node: Node,
}

impl Put {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let manifest = Manifest::read(&beside(&self.sealed))?;
		let place = self.place.open()?;
		let chain = self.node.connect().await?;
		super::common::ensure_chain(&chain, &manifest)?;
		let dataset = dataset_of(&chain.finalized().await?, manifest.dataset()).await?;
		ensure_published(&dataset, &manifest)?;
		store(&place, &self.sealed, &manifest, output).await?;
		let name = Store::name(&manifest.context.dataset, manifest.context.version);
		let rows = [("name", name.clone()), ("bytes", manifest.sealed.cipher_len.to_string())];
		output.result("Stored", &rows, || {
			json!({ "name": name, "bytes": manifest.sealed.cipher_len }).to_string()
		});
		Ok(())
	}
}
