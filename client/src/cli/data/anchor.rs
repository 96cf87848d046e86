//! `souk receipt anchor`.

use super::common::{Account, Node};
use crate::cli::{output::Output, Failure};
use clap::Args;
use serde_json::json;
use souk_client::data::{
	calls::Sender,
	exchange::{account_to_hash, signature_of_text},
	log::Log,
	records,
};
use souk_primitives::{data::ReceiptHead, GrantId};
use souk_sealing::Head;
use sp_core::H256;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk receipt anchor --grant 7 --log receipts.redb --key-file shop.key

The log is that of souk fetch, or of souk serve once it has ended. What is anchored is what the other side
signed, since the newest receipt on the chain; accesses that have a price are paid by that.";

#[derive(Debug, Args)]
pub(crate) struct Anchor {
	/// The grant.
	#[arg(long, value_name = "ID")]
	grant: u64,
	/// The log of receipts.
	#[arg(long, value_name = "FILE")]
	log: PathBuf,
	#[command(flatten)]
	account: Account,
	#[command(flatten)]
	node: Node,
}

impl Anchor {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let key = self.account.key(output)?;
		let chain = self.node.connect().await?;
		let log = Log::open(&self.log, chain.genesis())?;
		let state = chain.finalized().await?;
		let known = records::grant(&state, GrantId(self.grant)).await?;
		let known = known.ok_or_else(|| {
			let message = format!("the chain has no grant {}", self.grant);
			Failure::refused("no-grant", message, "see souk audit")
		})?;
		let from = Head { seq: known.receipts.seq, head: known.receipts.head.0 };
		let nothing = |message: &str| {
			Failure::refused("nothing-to-anchor", message.into(), "wait for the next access")
		};
		let entry = log.anchorable(self.grant, from)?;
		let entry = entry.ok_or_else(|| nothing("the log has nothing newer than the chain"))?;
		let us = account_to_hash(&key.account());
		let theirs = if us == entry.owner {
			Some(entry.request.clone())
		} else if us == entry.grantee {
			entry.answer.clone()
		} else {
			return Err(Failure::refused(
				"not-party",
				"the receipts are of other accounts".into(),
				"sign with the key of the account whose log it is",
			));
		};
		let theirs = theirs.and_then(|text| signature_of_text(&text));
		let theirs = theirs.ok_or_else(|| nothing("the other side has not answered the newest"))?;
		let to = ReceiptHead { seq: entry.to.seq, head: H256(entry.to.head) };
		let sender = Sender { chain: &chain, key: &key };
		let grant = GrantId(self.grant);
		let outcome = sender.anchor_receipts(grant, from.seq, to, theirs).await?;
		let rows = [
			("grant", self.grant.to_string()),
			("from", from.seq.to_string()),
			("to", to.seq.to_string()),
			("block", format!("{:?}", outcome.block)),
		];
		output.result("Receipts on the chain", &rows, || {
			json!({
				"grant": self.grant.to_string(),
				"from": from.seq,
				"to": to.seq,
				"block": format!("{:?}", outcome.block),
			})
			.to_string()
		});
		Ok(())
	}
}
