//! The gateway of a data owner: serves sealed files to whoever the chain lets read, and to nobody else.

mod access;
mod anchor;
mod connections;
mod follow;
mod http;
pub mod ledger;
mod limits;
pub mod mirror;
mod node;
mod rule;
mod tickets;

pub use access::No;
pub use anchor::{anchored_at_most, Anchoring};
pub use connections::{Limited, Peer, MAX_CONNECTIONS};
pub use follow::Follower;
pub use http::router;
pub(super) use ledger::standing;
pub(super) use rule::counted;

use self::{
	ledger::{Ledger, Seen},
	mirror::Mirror,
	node::{Node, Patient},
	tickets::Tickets,
};
use crate::{
	chain::ChainError,
	data::{
		exchange::Health,
		log::{Log, LogError},
		records,
		store::Store,
	},
	keys::Key,
	moments,
};
use souk_primitives::{data::DatasetId, Moment};
use sp_core::H256;
use std::{
	io::Write,
	sync::{Arc, PoisonError, RwLock},
	time::{Duration, Instant},
};

/// How far ahead of this machine's clock the chain's may be, in milliseconds: as far as nodes take blocks. With
/// a clock that is wrong nobody knows how old a block is.
const MAX_AHEAD: u64 = 30_000;

/// How a gateway works.
#[derive(Debug, Clone)]
pub struct Settings {
	/// The datasets that are served.
	pub datasets: Vec<DatasetId>,
	/// How old the best block may be.
	pub max_lag: Duration,
	/// How old the newest finalized block may be.
	pub max_finality_lag: Duration,
	/// How many requests an address may make a minute.
	pub per_minute: u32,
	/// How many requests all together may make a minute.
	pub per_minute_of_all: u32,
	/// Whether a proxy in front says where requests come from.
	pub trust_forwarded: bool,
}

/// How far the chain was followed.
#[derive(Debug, Clone)]
struct Followed {
	best: u64,
	best_time: u64,
	finalized: u64,
	finalized_time: u64,
	at: Instant,
	/// Why it was not, the last time.
	fault: Option<String>,
}

/// This machine's clock: milliseconds since the Unix epoch.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What a gateway is made of.
pub struct Parts {
	/// How it works.
	pub settings: Settings,
	/// The hash of the chain's genesis block.
	pub genesis: H256,
	/// The owner's key.
	pub key: Arc<Key>,
	/// Where the sealed files are.
	pub store: Store,
	/// Where the receipts are.
	pub log: Log,
	/// The chain.
	pub ledger: Arc<dyn Ledger>,
	/// This machine's clock.
	pub clock: Clock,
}

/// A gateway.
pub struct Gateway {
	settings: Settings,
	genesis: H256,
	key: Arc<Key>,
	store: Store,
	log: Log,
	ledger: Arc<dyn Ledger>,
	clock: Clock,
	mirror: RwLock<Mirror>,
	followed: RwLock<Followed>,
	tickets: Tickets,
	/// One access at a time is put on record, so that none is counted twice.
	booking: tokio::sync::Mutex<()>,
}

/// Writes a line of the log. No secret, signature or token belongs in it.
pub(crate) fn note(what: &serde_json::Value) {
	let mut line = serde_json::json!({ "at": moments::format(moments::now()) });
	if let (Some(line), Some(what)) = (line.as_object_mut(), what.as_object()) {
		line.extend(what.clone());
	}
	// A reader that went away is no reason to panic.
	let _ = writeln!(std::io::stderr(), "{line}");
}

/// Where a node is.
pub struct Connect {
	/// Its RPC.
	pub url: String,
	/// Take a node that is neither on this machine nor encrypted.
	pub insecure_url: bool,
}

impl Gateway {
	/// Connects to the chain, and looks up what is to be served: the gateway, and what keeps it up to date.
	pub async fn start(
		connect: Connect,
		settings: Settings,
		key: Key,
		store: Store,
		log: impl FnOnce(H256) -> Result<Log, LogError>,
	) -> Result<(Arc<Self>, Follower), StartError> {
		let key = Arc::new(key);
		let node = Node::connect(&connect.url, connect.insecure_url, key.clone()).await?;
		let node = Arc::new(node);
		let state = Patient(node.finalized().await?);
		for id in &settings.datasets {
			let dataset = records::dataset(&state, *id).await?;
			let dataset = dataset.ok_or(StartError::NoDataset(*id))?;
			if dataset.owner != key.account() {
				return Err(StartError::NotOwner(*id));
			}
		}
		let mirror = Mirror::load(&state, &settings.datasets).await?;
		let best = node.best().await?;
		let genesis = node.genesis();
		let gateway = Arc::new(Self::new(Parts {
			settings,
			genesis,
			key,
			store,
			log: log(genesis)?,
			ledger: node.clone(),
			clock: Arc::new(moments::now),
		}));
		gateway.followed(mirror, &best, (state.0.number(), state.0.time().await?));
		let follower = Follower { gateway: gateway.clone(), node };
		Ok((gateway, follower))
	}

	/// A gateway that knows nothing yet, and refuses everything.
	pub fn new(parts: Parts) -> Self {
		let Parts { settings, genesis, key, store, log, ledger, clock } = parts;
		Self {
			settings,
			genesis,
			key,
			store,
			log,
			ledger,
			clock,
			mirror: RwLock::default(),
			followed: RwLock::new(Followed {
				best: 0,
				best_time: 0,
				finalized: 0,
				finalized_time: 0,
				at: Instant::now(),
				fault: None,
			}),
			tickets: Tickets::default(),
			booking: tokio::sync::Mutex::new(()),
		}
	}

	/// Takes what a finalized block says, its number and its time in milliseconds.
	pub fn followed(&self, mirror: Mirror, best: &Seen, finalized: (u64, Moment)) {
		*self.mirror.write().unwrap_or_else(PoisonError::into_inner) = mirror;
		self.heard(best, finalized);
	}

	fn heard(&self, best: &Seen, (finalized, finalized_time): (u64, Moment)) {
		*self.followed.write().unwrap_or_else(PoisonError::into_inner) = Followed {
			best: best.number,
			best_time: best.time,
			finalized,
			finalized_time,
			at: Instant::now(),
			fault: None,
		};
	}

	/// The receipts that are on record.
	pub fn log(&self) -> &Log {
		&self.log
	}

	fn serves(&self, dataset: &DatasetId) -> bool {
		self.settings.datasets.contains(dataset)
	}

	/// Why a block is not of now, if it is not.
	fn why_not_now(&self, best_time: Moment, finalized_time: Moment) -> Option<String> {
		let now = (self.clock)();
		let age = |time: Moment| Duration::from_millis(now.saturating_sub(time));
		let (best_age, finalized_age) = (age(best_time), age(finalized_time));
		if best_time.saturating_sub(now) > MAX_AHEAD {
			Some("this machine's clock is behind the chain's".to_owned())
		} else if best_age > self.settings.max_lag {
			Some(format!("the best block is {} s old", best_age.as_secs()))
		} else if finalized_age > self.settings.max_finality_lag {
			Some(format!("the newest finalized block is {} s old", finalized_age.as_secs()))
		} else {
			None
		}
	}

	/// Why the chain is not followed, if it is not.
	fn why_not_followed(&self, followed: &Followed) -> Option<String> {
		let silent = followed.at.elapsed();
		(silent > self.settings.max_lag).then(|| {
			let why = followed.fault.as_deref().unwrap_or("it does not answer");
			format!("the node was not heard of for {} s: {why}", silent.as_secs())
		})
	}

	/// How it is.
	pub fn health(&self) -> Health {
		let followed = self.followed.read().unwrap_or_else(PoisonError::into_inner).clone();
		let grants = self.mirror.read().unwrap_or_else(PoisonError::into_inner).len();
		let reason = self
			.why_not_followed(&followed)
			.or_else(|| self.why_not_now(followed.best_time, followed.finalized_time));
		let now = (self.clock)();
		Health {
			status: if reason.is_none() { "ok" } else { "refusing" }.into(),
			reason,
			best: followed.best,
			best_age: now.saturating_sub(followed.best_time),
			finalized: followed.finalized,
			finalized_age: now.saturating_sub(followed.finalized_time),
			grants: grants as u64,
		}
	}

	/// The best block now; an error if it, or what the mirror is of, is not of now.
	async fn best(&self) -> Result<Seen, No> {
		let followed = self.followed.read().unwrap_or_else(PoisonError::into_inner).clone();
		let lagging = |reason| No::new(503, "lagging", reason);
		if let Some(reason) = self.why_not_followed(&followed) {
			return Err(lagging(reason));
		}
		let best = self.ledger.best().await?;
		match self.why_not_now(best.time, followed.finalized_time) {
			None => Ok(best),
			Some(reason) => Err(lagging(reason)),
		}
	}
}

/// Why a gateway does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
	/// The node does not answer.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// The log does not work.
	#[error(transparent)]
	Log(#[from] LogError),
	/// There is no such dataset.
	#[error("the chain has no dataset {0:?}")]
	NoDataset(DatasetId),
	/// It is another's.
	#[error("dataset {0:?} is another account's")]
	NotOwner(DatasetId),
}

impl crate::errors::Explain for StartError {
	fn code(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.code(),
			Self::Log(error) => error.code(),
			Self::NoDataset(_) => "no-dataset",
			Self::NotOwner(_) => "not-owner",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.remedy(),
			Self::Log(error) => error.remedy(),
			Self::NoDataset(_) => "register it first: souk register",
			Self::NotOwner(_) => "sign with the key of the account that registered it",
		}
	}
}
