//! The gateway of a data owner: serves sealed files to whoever the chain lets read, and to nobody else.

mod anchor;
mod follow;
mod http;
pub mod mirror;

pub use http::router;

use self::mirror::Mirror;
use crate::{
	chain::{Chain, ChainError},
	data::{
		exchange::{
			account_to_hash, signature_of_text, signature_to_text, AccessAnswer, AccessRequest,
			HeadAnswer, Health, Refusal, MAX_SKEW,
		},
		log::{Entry, Log, LogError},
		records,
		store::{Store, StoreError},
	},
	keys::{self, Key},
	moments,
};
use souk_primitives::{
	data::{Access, DatasetId, Denial, Purposes},
	GrantId,
};
use souk_sealing::{anchor_payload, Head, Receipt};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::{
	collections::HashMap,
	sync::{Arc, Mutex, RwLock},
	time::{Duration, Instant},
};

/// How long a sealed file can be fetched after it was asked for.
pub const TICKET_LIFE: Duration = Duration::from_secs(10 * 60);

/// How far ahead of this machine's clock the chain's may be, in milliseconds: as far as nodes take blocks. With
/// a clock that is wrong nobody knows how old a block is.
const MAX_AHEAD: u64 = 30_000;

/// The most that can be fetched at a time.
const MAX_TICKETS: usize = 10_000;

/// How a gateway works.
#[derive(Debug, Clone)]
pub struct Settings {
	/// The node's RPC.
	pub url: String,
	/// Take a node that is neither on this machine nor encrypted.
	pub insecure_url: bool,
	/// The datasets that are served.
	pub datasets: Vec<DatasetId>,
	/// How old the best block may be.
	pub max_lag: Duration,
	/// How old the newest finalized block may be.
	pub max_finality_lag: Duration,
	/// How often receipts are anchored; never if `None`.
	pub anchor_every: Option<Duration>,
	/// How many requests an address may make a minute.
	pub per_minute: u32,
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

/// A sealed file can be fetched.
#[derive(Debug, Clone)]
struct Ticket {
	dataset: DatasetId,
	grantee: AccountId32,
	purpose: Purposes,
	version: u32,
	length: u64,
	until: Instant,
}

/// A gateway.
pub struct Gateway {
	settings: Settings,
	genesis: H256,
	key: Key,
	store: Store,
	log: Log,
	chain: RwLock<Chain>,
	mirror: RwLock<Mirror>,
	followed: RwLock<Followed>,
	tickets: Mutex<HashMap<String, Ticket>>,
	/// One access at a time is put on record, so that none is counted twice.
	booking: tokio::sync::Mutex<()>,
}

/// Why a gateway refuses: the status of HTTP, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct No {
	/// The status.
	pub status: u16,
	/// The rest.
	pub refusal: Refusal,
}

fn no(status: u16, code: &str, message: impl Into<String>) -> No {
	No { status, refusal: Refusal { code: code.into(), message: message.into(), denial: None } }
}

fn denied(denial: Denial) -> No {
	let mut no = no(403, "access-denied", records::why_not(denial));
	no.refusal.denial = Some(records::denial_name(denial));
	no
}

impl From<ChainError> for No {
	// What the node said is for the log, and not for everybody.
	fn from(error: ChainError) -> Self {
		note(&serde_json::json!({ "event": "chain-failed", "error": error.to_string() }));
		no(503, "chain-unavailable", "the gateway cannot ask the chain now")
	}
}

impl From<LogError> for No {
	fn from(error: LogError) -> Self {
		match error {
			LogError::NotNext { .. } | LogError::Fork { .. } => {
				use crate::errors::Explain;
				no(409, error.code(), error.to_string())
			},
			error => {
				note(&serde_json::json!({ "event": "log-failed", "error": error.to_string() }));
				no(503, "log-unavailable", "the gateway cannot put accesses on record now")
			},
		}
	}
}

impl From<StoreError> for No {
	fn from(error: StoreError) -> Self {
		note(&serde_json::json!({ "event": "store-failed", "error": error.to_string() }));
		no(503, "store-unavailable", "the gateway does not have the sealed file now")
	}
}

/// Writes a line of the log.
pub(crate) fn note(what: &serde_json::Value) {
	let mut line = serde_json::json!({ "at": moments::format(moments::now()) });
	if let (Some(line), Some(what)) = (line.as_object_mut(), what.as_object()) {
		line.extend(what.clone());
	}
	eprintln!("{line}");
}

impl Gateway {
	/// Connects to the chain, and looks up what is to be served.
	pub async fn start(
		settings: Settings,
		key: Key,
		store: Store,
		log: impl FnOnce(H256) -> Result<Log, LogError>,
	) -> Result<Arc<Self>, crate::data::gateway::StartError> {
		let chain = Chain::connect(&settings.url, settings.insecure_url).await?;
		let genesis = chain.genesis();
		let state = chain.finalized().await?;
		for id in &settings.datasets {
			let dataset = records::dataset(&state, *id).await?;
			let dataset = dataset.ok_or(StartError::NoDataset(*id))?;
			if dataset.owner != key.account() {
				return Err(StartError::NotOwner(*id));
			}
		}
		let mirror = Mirror::load(&state, &settings.datasets).await?;
		let (finalized, finalized_time) = (state.number(), state.time().await?);
		let best = chain.best().await?;
		let followed = Followed {
			best: best.number().await?,
			best_time: best.time().await?,
			finalized,
			finalized_time,
			at: Instant::now(),
			fault: None,
		};
		Ok(Arc::new(Self {
			log: log(genesis)?,
			settings,
			genesis,
			key,
			store,
			chain: RwLock::new(chain),
			mirror: RwLock::new(mirror),
			followed: RwLock::new(followed),
			tickets: Mutex::new(HashMap::new()),
			booking: tokio::sync::Mutex::new(()),
		}))
	}

	/// Follows the chain and anchors receipts, until it is dropped.
	pub async fn work(self: Arc<Self>) {
		let anchoring = Arc::clone(&self);
		tokio::join!(self.follow(), anchoring.anchor_often());
	}

	fn chain(&self) -> Chain {
		self.chain.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
	}

	fn serves(&self, dataset: &DatasetId) -> bool {
		self.settings.datasets.contains(dataset)
	}

	/// How it is.
	pub fn health(&self) -> Health {
		let followed = self.followed.read().unwrap_or_else(|poisoned| poisoned.into_inner());
		let grants = self.mirror.read().unwrap_or_else(|poisoned| poisoned.into_inner()).len();
		let now = moments::now();
		let age = |time: u64| Duration::from_millis(now.saturating_sub(time));
		let (best_age, finalized_age) = (age(followed.best_time), age(followed.finalized_time));
		let silent = followed.at.elapsed();
		let ahead = followed.best_time.saturating_sub(now);
		let reason = if ahead > MAX_AHEAD {
			Some("this machine's clock is behind the chain's".to_owned())
		} else if silent > self.settings.max_lag {
			let why = followed.fault.clone().unwrap_or_else(|| "it does not answer".into());
			Some(format!("the node was not heard of for {} s: {why}", silent.as_secs()))
		} else if best_age > self.settings.max_lag {
			Some(format!("the best block is {} s old", best_age.as_secs()))
		} else if finalized_age > self.settings.max_finality_lag {
			Some(format!("the newest finalized block is {} s old", finalized_age.as_secs()))
		} else {
			None
		};
		let millis = |age: Duration| u64::try_from(age.as_millis()).unwrap_or(u64::MAX);
		Health {
			status: if reason.is_none() { "ok" } else { "refusing" }.into(),
			reason,
			best: followed.best,
			best_age: millis(best_age),
			finalized: followed.finalized,
			finalized_age: millis(finalized_age),
			grants: grants as u64,
		}
	}

	fn ensure_healthy(&self) -> Result<(), No> {
		match self.health().reason {
			None => Ok(()),
			Some(reason) => Err(no(503, "lagging", reason)),
		}
	}

	/// What receipts of a grant there are.
	pub async fn heads(&self, grant: u64) -> Result<HeadAnswer, No> {
		self.ensure_healthy()?;
		let known = records::grant(&self.chain().best().await?, GrantId(grant)).await?;
		let known = known.filter(|grant| self.serves(&grant.dataset));
		let known = known.ok_or_else(|| no(404, "no-grant", "this gateway knows no such grant"))?;
		let anchored = Head { seq: known.receipts.seq, head: known.receipts.head.0 };
		let newest = self.log.newest(grant)?.map_or(anchored, |entry| entry.to);
		let newest = if anchored.seq > newest.seq { anchored } else { newest };
		Ok(HeadAnswer { anchored: anchored.into(), newest: newest.into() })
	}

	/// What the chain lets an account read now: by what is finalized, and by its best block.
	async fn decide(
		&self,
		dataset: DatasetId,
		who: &AccountId32,
		purpose: Purposes,
	) -> Result<Access, No> {
		self.ensure_healthy()?;
		if !self.serves(&dataset) {
			return Err(no(404, "no-dataset", "this gateway does not serve this dataset"));
		}
		let best = self.chain().best().await?;
		let access = records::check_access(&best, dataset, who, purpose).await?;
		let access = access.map_err(denied)?;
		let now = best.time().await?;
		let mirror = self.mirror.read().unwrap_or_else(|poisoned| poisoned.into_inner());
		mirror.allows(access.grant, dataset, who, purpose, now).map_err(|denial| {
			// A grant that is not finalized yet is none yet.
			let mut no = denied(denial);
			no.refusal.message.push_str(", by what is finalized");
			no
		})?;
		Ok(access)
	}

	/// Gives an access: decides, puts the receipt on record, and then answers.
	pub async fn access(&self, request: AccessRequest) -> Result<AccessAnswer, No> {
		let malformed = |what: &str| no(400, "malformed-request", what);
		let grant: u64 = request.grant.parse().map_err(|_| malformed("the grant is no number"))?;
		let signature = signature_of_text(&request.signature);
		let signature = signature.ok_or_else(|| {
			malformed("the signature is no SCALE-encoded MultiSignature in hexadecimal digits")
		})?;
		let who = AccountId32::new(request.grantee.0);
		let (from, to) = (Head::from(request.from), Head::from(request.to));
		let receipt = Receipt {
			genesis: self.genesis.0,
			grant,
			seq: to.seq,
			version: request.version,
			cipher_hash: request.cipher_hash.0,
			purpose: request.purpose,
			at: request.at,
		};
		// Who it is comes first: nobody else learns anything.
		let payload = anchor_payload(&self.genesis.0, grant, &from, &to);
		if !keys::signed(&payload, &signature, &who) {
			return Err(no(401, "wrong-signature", "the request is not signed by the grantee"));
		}
		let purpose = Purposes(request.purpose);
		let access = self.decide(request.dataset, &who, purpose).await?;
		if access.grant.0 != grant {
			let mut refusal = no(409, "other-grant", "the access is by another grant");
			refusal.refusal.message.push_str(&format!(": {}", access.grant.0));
			return Err(refusal);
		}
		let current =
			access.version == request.version && access.content.cipher_hash == request.cipher_hash;
		if !current {
			return Err(no(409, "other-version", "the dataset has another version now"));
		}
		let context = &request.dataset.0;
		let length = self.store.length(context, access.version).await?;
		if length != access.content.cipher_len {
			note(&serde_json::json!({
				"event": "altered-file",
				"name": Store::name(context, access.version),
			}));
			return Err(no(
				503,
				"store-unavailable",
				"the gateway does not have the sealed file now",
			));
		}

		let booking = self.booking.lock().await;
		// The disk takes its time.
		let (countersignature, repeated) = tokio::task::block_in_place(|| {
			self.book(&access, &request, receipt, from, to, &payload)
		})?;
		drop(booking);

		note(&serde_json::json!({
			"event": "access",
			"dataset": format!("{:?}", request.dataset),
			"grantee": who.to_string(),
			"grant": grant,
			"seq": to.seq,
			"version": access.version,
			"purpose": request.purpose,
			"again": repeated,
		}));
		let token = self.issue(Ticket {
			dataset: request.dataset,
			grantee: who,
			purpose,
			version: access.version,
			length,
			until: Instant::now().checked_add(TICKET_LIFE).unwrap_or_else(Instant::now),
		})?;
		let life = u64::try_from(TICKET_LIFE.as_millis()).unwrap_or(u64::MAX);
		Ok(AccessAnswer {
			grant: grant.to_string(),
			seq: to.seq,
			countersignature,
			content: format!("/v1/accesses/{token}/content"),
			expires_at: moments::now().saturating_add(life),
			length,
		})
	}

	/// Puts an access on record, and signs it; whether it was there already.
	fn book(
		&self,
		access: &Access,
		request: &AccessRequest,
		receipt: Receipt,
		from: Head,
		to: Head,
		payload: &[u8],
	) -> Result<(String, bool), No> {
		let logged = self.log.entry(receipt.grant, receipt.seq)?;
		let logged =
			logged.filter(|entry| entry.receipt == receipt && entry.request == request.signature);
		let repeated = logged.is_some();
		if !repeated {
			self.ensure_countable(access, &receipt, from, to)?;
		}
		let answer = logged.and_then(|entry| entry.answer);
		let answer = answer.unwrap_or_else(|| signature_to_text(&self.key.sign(payload)));
		let entry = Entry {
			receipt,
			dataset: request.dataset,
			grantee: request.grantee,
			owner: account_to_hash(&self.key.account()),
			from,
			to,
			request: request.signature.clone(),
			answer: Some(answer.clone()),
		};
		let base = Head { seq: access.receipts.seq, head: access.receipts.head.0 };
		self.log.append(&entry, base)?;
		Ok((answer, repeated))
	}

	/// Whether a new access counts: it is asked for now, begins at the head on chain, and there is one left.
	fn ensure_countable(
		&self,
		access: &Access,
		receipt: &Receipt,
		from: Head,
		to: Head,
	) -> Result<(), No> {
		if moments::now().abs_diff(receipt.at) > MAX_SKEW {
			return Err(no(400, "wrong-time", "the request is not of now: check the clock"));
		}
		let anchored = Head { seq: access.receipts.seq, head: access.receipts.head.0 };
		if from != anchored {
			return Err(no(
				409,
				"other-anchor",
				"other receipts are on chain than the request says",
			));
		}
		let more = to.seq.saturating_sub(anchored.seq);
		let within =
			|limit: Option<u32>, count: u64| limit.is_none_or(|limit| count <= u64::from(limit));
		if !within(access.remaining, more) {
			return Err(denied(Denial::NoAccessLeft));
		}
		// The same funds pay for the other grants of the agreement, what is not on chain yet included.
		let others = {
			let mirror = self.mirror.read().unwrap_or_else(|poisoned| poisoned.into_inner());
			mirror.siblings(access.grant)
		};
		let mut owed = more;
		for (grant, anchored) in others {
			let newest = self.log.newest(grant.0)?.map_or(0, |entry| entry.to.seq);
			owed = owed.saturating_add(newest.saturating_sub(anchored));
		}
		if !within(access.paid_for, owed) {
			return Err(denied(Denial::NotPaid));
		}
		Ok(())
	}

	fn issue(&self, ticket: Ticket) -> Result<String, No> {
		let mut bytes = [0; 32];
		let random = ring::rand::SystemRandom::new();
		ring::rand::SecureRandom::fill(&random, &mut bytes)
			.map_err(|_| no(503, "no-randomness", "the gateway has no random numbers"))?;
		let token = hex::encode(bytes);
		let mut tickets = self.tickets.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
		let now = Instant::now();
		tickets.retain(|_, ticket| ticket.until > now);
		if tickets.len() >= MAX_TICKETS {
			return Err(no(503, "busy", "too many accesses are open: ask again in a while"));
		}
		tickets.insert(token.clone(), ticket);
		Ok(token)
	}

	/// What may be fetched with a token, if that still may be. What was asked for is served though it was the
	/// last that was granted or paid for.
	async fn redeem(&self, token: &str) -> Result<Ticket, No> {
		let ticket = {
			let tickets = self.tickets.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
			tickets.get(token).filter(|ticket| ticket.until > Instant::now()).cloned()
		};
		let ticket = ticket.ok_or_else(|| {
			no(404, "no-access", "there is no such access, or its time is over: ask for it again")
		})?;
		self.ensure_still(&ticket).await?;
		Ok(ticket)
	}

	async fn ensure_still(&self, ticket: &Ticket) -> Result<(), No> {
		let spent = [Denial::NoAccessLeft, Denial::NotPaid].map(records::denial_name);
		match self.decide(ticket.dataset, &ticket.grantee, ticket.purpose).await {
			Ok(access) if access.version != ticket.version => {
				Err(no(409, "other-version", "the dataset has another version now"))
			},
			Err(No { refusal, .. })
				if refusal.denial.as_ref().is_some_and(|denial| spent.contains(denial)) =>
			{
				Ok(())
			},
			other => other.map(|_| ()),
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
