//! A node, as a gateway asks it: again over a new connection when one breaks, and never for ever.

use super::ledger::{standing, Ledger, Seen, Standing};
use crate::{
	chain::{Best, Block, Chain, ChainError, State},
	data::{exchange::signature_of_text, log::Entry, records},
	keys::Key,
};
use codec::{Decode, Encode};
use futures::future::BoxFuture;
use souk_primitives::{
	data::{Access, DatasetId, Denial, Purposes, ReceiptHead},
	GrantId,
};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::{
	future::Future,
	sync::Arc,
	time::{Duration, Instant},
};
use subxt::utils::Static;
use tokio::{sync::Mutex, time::timeout};

/// The longest that an answer takes.
const PATIENCE: Duration = Duration::from_secs(5);

/// The longest that a transaction takes until it is finalized.
const FINALITY: Duration = Duration::from_secs(180);

/// The least between two attempts to connect.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(Default)]
struct Connection {
	chain: Option<Chain>,
	failed: Option<(Instant, ChainError)>,
}

/// A node.
pub struct Node {
	url: String,
	insecure: bool,
	genesis: H256,
	key: Arc<Key>,
	connection: Mutex<Connection>,
}

async fn patiently<T>(
	what: &str,
	asked: impl Future<Output = Result<T, ChainError>>,
) -> Result<T, ChainError> {
	timeout(PATIENCE, asked).await.unwrap_or_else(|_| {
		let detail = format!("no answer in {} seconds", PATIENCE.as_secs());
		Err(ChainError::NoAnswer { what: what.into(), detail })
	})
}

/// A block whose answers are not waited for without end.
pub(crate) struct Patient<S>(pub(crate) S);

impl<S: State> State for Patient<S> {
	async fn call<R: Decode>(
		&self,
		name: (&str, &str),
		arguments: &impl Encode,
	) -> Result<R, ChainError> {
		patiently(name.1, self.0.call(name, arguments)).await
	}
}

impl Node {
	/// Connects to a node of a chain. The key signs transactions.
	pub async fn connect(url: &str, insecure: bool, key: Arc<Key>) -> Result<Self, ChainError> {
		let chain = Chain::connect(url, insecure).await?;
		let genesis = chain.genesis();
		let connection = Connection { chain: Some(chain), failed: None };
		let connection = Mutex::new(connection);
		Ok(Self { url: url.into(), insecure, genesis, key, connection })
	}

	/// The hash of the chain's genesis block.
	pub fn genesis(&self) -> H256 {
		self.genesis
	}

	/// The connection, or a new one.
	pub async fn chain(&self) -> Result<Chain, ChainError> {
		let mut connection = self.connection.lock().await;
		if let Some(chain) = &connection.chain {
			return Ok(chain.clone());
		}
		if let Some((when, error)) = &connection.failed {
			if when.elapsed() < PAUSE {
				return Err(error.clone());
			}
		}
		let connected = patiently("its name", Chain::connect(&self.url, self.insecure)).await;
		let same = connected.and_then(|chain| {
			let same = chain.genesis() == self.genesis;
			same.then_some(chain).ok_or_else(|| ChainError::Lacks("such genesis block".into()))
		});
		match same {
			Ok(chain) => {
				*connection = Connection { chain: Some(chain.clone()), failed: None };
				Ok(chain)
			},
			Err(error) => {
				connection.failed = Some((Instant::now(), error.clone()));
				Err(error)
			},
		}
	}

	/// Forgets the connection if it may be broken.
	pub async fn forget(&self, error: &ChainError) {
		if matches!(error, ChainError::NoAnswer { .. } | ChainError::Unreachable { .. }) {
			self.connection.lock().await.chain = None;
		}
	}

	async fn asking<T, F: Future<Output = Result<T, ChainError>>>(
		&self,
		what: &str,
		ask: impl FnOnce(Chain) -> F,
	) -> Result<T, ChainError> {
		let chain = self.chain().await?;
		let answer = patiently(what, ask(chain)).await;
		if let Err(error) = &answer {
			self.forget(error).await;
		}
		answer
	}

	/// The newest finalized block.
	pub async fn finalized(&self) -> Result<Block, ChainError> {
		self.asking("its finalized block", |chain| async move { chain.finalized().await }).await
	}

	/// The finalized block of a number.
	pub async fn block(&self, number: u64) -> Result<Block, ChainError> {
		self.asking("a finalized block", |chain| async move { chain.block(number).await }).await
	}

	async fn at(&self, seen: &Seen) -> Result<Best, ChainError> {
		Ok(self.chain().await?.at(&seen.hash))
	}

	/// Sends one transaction for each, and waits for all.
	async fn send(&self, entries: Vec<Entry>) -> Result<Vec<Result<(), String>>, ChainError> {
		let chain = self.chain().await?;
		let state = self.finalized().await?;
		let mut nonce = patiently("a nonce", state.nonce(&self.key.account())).await?;
		let mut waiting = Vec::new();
		for entry in entries {
			let Some(signature) = signature_of_text(&entry.request) else {
				waiting.push(Err("a malformed signature".to_owned()));
				continue;
			};
			let to = ReceiptHead { seq: entry.to.seq, head: H256(entry.to.head) };
			let grant = GrantId(entry.receipt.grant);
			let arguments = (Static(grant), Static(entry.from.seq), Static(to), Static(signature));
			let call = ("DataSharing", "anchor_receipts");
			let sent = patiently("that it takes it", chain.send(&self.key, nonce, call, arguments));
			let sent = sent.await.map_err(|error| error.to_string());
			if sent.is_ok() {
				nonce = nonce.saturating_add(1);
			}
			waiting.push(sent);
		}
		let mut done = Vec::new();
		for sent in waiting {
			done.push(match sent {
				Ok(sent) => match timeout(FINALITY, sent.finalized()).await {
					Ok(Ok(outcome)) => outcome.error.map_or(Ok(()), Err),
					Ok(Err(error)) => Err(error.to_string()),
					Err(_) => Err("it is not finalized in time".to_owned()),
				},
				Err(error) => Err(error),
			});
		}
		Ok(done)
	}
}

impl Ledger for Node {
	fn best(&self) -> BoxFuture<'_, Result<Seen, ChainError>> {
		Box::pin(self.asking("its best block", |chain| async move {
			let best = chain.best().await?;
			// One after the other: of two at once, nodes hold the second answer back until the first is
			// acknowledged, which takes 40 ms.
			let number = best.number().await?;
			let time = best.time().await?;
			Ok(Seen { hash: best.hash().to_owned(), number, time })
		}))
	}

	fn check_access<'a>(
		&'a self,
		at: &'a Seen,
		dataset: DatasetId,
		who: &'a AccountId32,
		purpose: Purposes,
	) -> BoxFuture<'a, Result<Result<Access, Denial>, ChainError>> {
		Box::pin(async move {
			let state = Patient(self.at(at).await?);
			let answer = records::check_access(&state, dataset, who, purpose).await;
			if let Err(error) = &answer {
				self.forget(error).await;
			}
			answer
		})
	}

	fn standing<'a>(
		&'a self,
		at: &'a Seen,
		grant: GrantId,
	) -> BoxFuture<'a, Result<Option<Standing>, ChainError>> {
		Box::pin(async move {
			let answer = standing(&Patient(self.at(at).await?), grant).await;
			if let Err(error) = &answer {
				self.forget(error).await;
			}
			answer
		})
	}

	fn anchor(&self, entries: Vec<Entry>) -> BoxFuture<'_, Vec<Result<(), String>>> {
		Box::pin(async move {
			let count = entries.len();
			match self.send(entries).await {
				Ok(done) => done,
				Err(error) => {
					self.forget(&error).await;
					vec![Err(error.to_string()); count]
				},
			}
		})
	}
}
