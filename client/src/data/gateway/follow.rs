//! Following the chain: what is finalized into the mirror, and how far the best block is.

use super::{mirror, node::Node, node::Patient, note, Gateway, Ledger, Mirror};
use crate::{
	chain::{Block, ChainError},
	errors::Explain,
};
use std::{
	sync::{Arc, PoisonError},
	time::Duration,
};

/// How often the node is asked.
const EVERY: Duration = Duration::from_millis(400);

/// Blocks that are read one by one; after more, everything is looked up anew.
const MAX_STEPS: u64 = 128;

/// Keeps a gateway up to date.
pub struct Follower {
	pub(super) gateway: Arc<Gateway>,
	pub(super) node: Arc<Node>,
}

impl Follower {
	/// Follows the chain for ever.
	pub async fn run(self) {
		let mut told = None;
		loop {
			tokio::time::sleep(EVERY).await;
			let Err(error) = self.step().await else {
				told = None;
				continue;
			};
			// The connection may be gone for good.
			self.node.forget(&error).await;
			let text = error.to_string();
			if told.as_ref() != Some(&text) {
				note(&serde_json::json!({
					"event": "not-followed", "code": error.code(), "error": text,
				}));
			}
			let followed = &self.gateway.followed;
			followed.write().unwrap_or_else(PoisonError::into_inner).fault = Some(text.clone());
			told = Some(text);
		}
	}

	async fn step(&self) -> Result<(), ChainError> {
		let best = self.node.best().await?;
		let block = self.node.finalized().await?;
		let (number, time) = (block.number(), block.time().await?);
		let seen = {
			let followed = &self.gateway.followed;
			followed.read().unwrap_or_else(PoisonError::into_inner).finalized
		};
		if number > seen {
			self.catch_up(block, seen).await?;
		}
		// Of a node that is behind the one before it, nothing is taken.
		if number < seen {
			let detail = format!("it has finalized block {number}, and before it was {seen}");
			return Err(ChainError::NoAnswer { what: "what is finalized".into(), detail });
		}
		self.gateway.heard(&best, (number, time));
		Ok(())
	}

	async fn catch_up(&self, block: Block, seen: u64) -> Result<(), ChainError> {
		let newest = block.number();
		let served = &self.gateway.settings.datasets;
		let mirror = &self.gateway.mirror;
		let touched = match newest.saturating_sub(seen) {
			0..=MAX_STEPS => self.touched(&block, seen).await.ok(),
			_ => None,
		};
		let state = Patient(block);
		let Some(touched) = touched else {
			// The node has forgotten the blocks in between, or there are many.
			let fresh = Mirror::load(&state, served).await?;
			*mirror.write().unwrap_or_else(PoisonError::into_inner) = fresh;
			return Ok(());
		};
		// Asked of the newest block, whatever the order: it is what counts.
		let mut updates = Vec::new();
		for what in touched {
			updates.push(mirror::Update::of(&state, what, |id| served.contains(id)).await?);
		}
		// All at once: half of a block is no block.
		let mut mirror = mirror.write().unwrap_or_else(PoisonError::into_inner);
		updates.into_iter().for_each(|update| mirror.apply(update));
		Ok(())
	}

	async fn touched(&self, block: &Block, seen: u64) -> Result<Vec<mirror::Touched>, ChainError> {
		let (newest, mut touched) = (block.number(), Vec::new());
		for number in seen.saturating_add(1)..=newest {
			let events = match number == newest {
				true => block.events_of("DataSharing").await?,
				false => self.node.block(number).await?.events_of("DataSharing").await?,
			};
			for (name, fields) in events {
				for what in mirror::touched(&name, &fields) {
					if !touched.contains(&what) {
						touched.push(what);
					}
				}
			}
		}
		Ok(touched)
	}
}
