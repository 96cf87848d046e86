//! Following the chain: what is finalized into the mirror, and how far the best block is.

use super::{mirror, note, Followed, Gateway, Mirror};
use crate::{
	chain::{Chain, ChainError},
	errors::Explain,
};
use std::{
	sync::Arc,
	time::{Duration, Instant},
};

/// How often the node is asked.
const EVERY: Duration = Duration::from_millis(400);

/// Blocks that are read one by one; after more, everything is looked up anew.
const MAX_STEPS: u64 = 128;

impl Gateway {
	pub(super) async fn follow(self: Arc<Self>) {
		loop {
			tokio::time::sleep(EVERY).await;
			let Err(error) = self.step().await else { continue };
			note(&serde_json::json!({
				"event": "not-followed",
				"code": error.code(),
				"error": error.to_string(),
			}));
			if let Ok(mut followed) = self.followed.write() {
				followed.fault = Some(error.to_string());
			}
			// The connection may be gone for good.
			let again = Chain::connect(&self.settings.url, self.settings.insecure_url).await;
			if let Ok(chain) = again {
				// Another chain behind the same URL is no chain.
				if chain.genesis() == self.genesis {
					if let Ok(mut slot) = self.chain.write() {
						*slot = chain;
					}
				}
			}
		}
	}

	async fn step(&self) -> Result<(), ChainError> {
		let chain = self.chain();
		let best = chain.best().await?;
		let (number, time) = (best.number().await?, best.time().await?);
		let state = chain.finalized().await?;
		let seen = self.followed.read().map_or(0, |followed| followed.finalized);
		if state.number() > seen {
			self.catch_up(&chain, seen, state.number()).await?;
		}
		let finalized = (state.number().max(seen), state.time().await?);
		if let Ok(mut followed) = self.followed.write() {
			*followed = Followed {
				best: number,
				best_time: time,
				finalized: finalized.0,
				finalized_time: finalized.1,
				at: Instant::now(),
				fault: None,
			};
		}
		Ok(())
	}

	async fn catch_up(&self, chain: &Chain, seen: u64, newest: u64) -> Result<(), ChainError> {
		let state = chain.block(newest).await?;
		if newest.saturating_sub(seen) > MAX_STEPS {
			let fresh = Mirror::load(&state, &self.settings.datasets).await?;
			if let Ok(mut mirror) = self.mirror.write() {
				*mirror = fresh;
			}
			return Ok(());
		}
		let mut touched = Vec::new();
		for number in seen.saturating_add(1)..=newest {
			for (name, fields) in chain.block(number).await?.events_of("DataSharing").await? {
				for what in mirror::touched(&name, &fields) {
					if !touched.contains(&what) {
						touched.push(what);
					}
				}
			}
		}
		// Asked of the newest block, whatever the order: it is what counts.
		for what in touched {
			let update = mirror::Update::of(&state, what, |id| self.serves(id)).await?;
			if let Ok(mut mirror) = self.mirror.write() {
				mirror.apply(update);
			}
		}
		Ok(())
	}
}
