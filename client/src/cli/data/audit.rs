//! `souk audit`.

use super::common::Node;
use crate::cli::{arguments::hash, output::Output, Failure};
use clap::Args;
use serde_json::json;
use souk_client::data::records;
use sp_core::{crypto::Ss58Codec, H256};
use std::{fs::File, io::Write, path::PathBuf};

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk audit --dataset 0x1111…1111
  souk audit --dataset 0x1111…1111 --out audit.jsonl

A line for each grant on record, with its agreement, consent, receipts and erasure, after a line about the
dataset and the finalized block that all of it is of.";

#[derive(Debug, Args)]
pub(crate) struct Audit {
	/// The dataset.
	#[arg(long, value_name = "0xHASH", value_parser = hash)]
	dataset: H256,
	/// Write it here. Default: standard output.
	#[arg(long, value_name = "FILE")]
	out: Option<PathBuf>,
	#[command(flatten)]
	node: Node,
}

impl Audit {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let chain = self.node.connect().await?;
		let state = chain.finalized().await?;
		let dataset = super::common::dataset_of(&state, self.dataset).await?;
		let unwritable = |error: std::io::Error| {
			Failure::refused("unwritable-file", error.to_string(), "check the folder's permissions")
		};
		let mut file = self.out.as_ref().map(File::create_new).transpose().map_err(unwritable)?;
		let mut line = |text: String| match &mut file {
			Some(file) => writeln!(file, "{text}").map_err(unwritable),
			None => {
				output.document(&text);
				Ok(())
			},
		};
		let head = json!({
			"dataset": format!("{:?}", self.dataset),
			"owner": dataset.owner.to_ss58check(),
			"subject": dataset.description.subject.as_ref().map(Ss58Codec::to_ss58check),
			"class": format!("{:?}", dataset.description.class),
			"version": dataset.version,
			"keyEpoch": dataset.key_epoch,
			"dekEpoch": dataset.dek_epoch,
			"status": format!("{:?}", dataset.status),
			"cipherHash": format!("{:?}", dataset.content.cipher_hash),
			"genesis": format!("{:?}", chain.genesis()),
			"block": state.number(),
			"blockTime": state.time().await?,
		});
		line(head.to_string())?;
		let (mut after, mut count) = (None, 0usize);
		loop {
			let page = records::audit_page(&state, self.dataset, after).await?;
			for entry in &page.items {
				line(json!(entry).to_string())?;
			}
			count = count.saturating_add(page.items.len());
			match page.next {
				Some(next) => after = Some(next),
				None => break,
			}
			output.progress(&format!("{count} grants so far"));
		}
		if let Some(file) = &file {
			file.sync_all().map_err(unwritable)?;
			output.progress(&format!("{count} grants"));
		}
		Ok(())
	}
}
