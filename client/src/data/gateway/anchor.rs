//! Anchoring receipts, so that accesses are paid for and audits are complete.

use super::{note, Gateway};
use crate::data::{calls::Sender, exchange::signature_of_text, records};
use souk_primitives::{data::ReceiptHead, GrantId};
use souk_sealing::Head;
use sp_core::H256;
use std::sync::Arc;

impl Gateway {
	pub(super) async fn anchor_often(self: Arc<Self>) {
		let Some(every) = self.settings.anchor_every else {
			return std::future::pending().await;
		};
		loop {
			tokio::time::sleep(every).await;
			self.anchor_all().await;
		}
	}

	/// Anchors what can be. What cannot is tried again the next time.
	pub async fn anchor_all(&self) {
		let grants = match self.log.grants() {
			Ok(grants) => grants,
			Err(error) => {
				return note(&serde_json::json!({
					"event": "log-failed", "error": error.to_string(),
				}));
			},
		};
		for grant in grants {
			match self.anchor_one(grant).await {
				Ok(None) => {},
				Ok(Some(to)) => {
					note(&serde_json::json!({ "event": "anchored", "grant": grant, "to": to }));
				},
				Err(error) => {
					note(&serde_json::json!({
						"event": "not-anchored", "grant": grant, "error": error,
					}));
				},
			}
		}
	}

	async fn anchor_one(&self, grant: u64) -> Result<Option<u64>, String> {
		let chain = self.chain();
		let state = chain.finalized().await.map_err(|error| error.to_string())?;
		let known = records::grant(&state, GrantId(grant)).await;
		let Some(known) = known.map_err(|error| error.to_string())? else { return Ok(None) };
		let from = Head { seq: known.receipts.seq, head: known.receipts.head.0 };
		let entry = self.log.anchorable(grant, from).map_err(|error| error.to_string())?;
		let Some(entry) = entry else { return Ok(None) };
		let signature = signature_of_text(&entry.request).ok_or("a malformed signature")?;
		let sender = Sender { chain: &chain, key: &self.key };
		let to = ReceiptHead { seq: entry.to.seq, head: H256(entry.to.head) };
		let done = sender.anchor_receipts(GrantId(grant), from.seq, to, signature).await;
		done.map(|_| Some(to.seq)).map_err(|error| error.to_string())
	}
}
