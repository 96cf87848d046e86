//! Fetching from a gateway: the grantee's side.

use super::{
	exchange::{
		account_to_hash, signature_of_text, signature_to_text, AccessAnswer, AccessRequest,
		HeadAnswer, Refusal, MAX_SKEW,
	},
	log::{Entry, Log, LogError},
	records,
};
use crate::{
	chain::{Chain, ChainError},
	errors::Explain,
	keys::{self, Key},
	moments,
};
use futures::StreamExt;
use reqwest::{header::RANGE, Client, Response, StatusCode, Url};
use serde::de::DeserializeOwned;
use souk_primitives::data::{Access, DatasetId, Denial, Purposes};
use souk_sealing::{anchor_payload, Head, Receipt};
use sp_core::H256;
use std::{
	io::{self, Write},
	net::IpAddr,
	ops::ControlFlow,
	path::{Path, PathBuf},
	time::Duration,
};
use tempfile::NamedTempFile;
use thiserror::Error;

/// How often a download is taken up again.
const ATTEMPTS: u32 = 5;

/// A gateway that says nothing for so long is gone.
const SILENCE: Duration = Duration::from_secs(30);

/// The most bytes of an answer that is no file.
const MAX_ANSWER: u64 = 64 * 1024;

/// Why nothing is fetched.
#[derive(Debug, Error)]
pub enum FetchError {
	/// The node does not answer.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// The log of receipts does not work.
	#[error(transparent)]
	Log(#[from] LogError),
	/// The chain says no.
	#[error("the chain does not let it be read: {}", records::why_not(*.0))]
	Denied(Denial),
	/// It is no URL, or anybody on the way could read what is asked.
	#[error("{0} is no https:// URL, nor of this machine")]
	Url(String),
	/// The gateway does not answer.
	#[error("the gateway does not answer: {0}")]
	Unreachable(String),
	/// The gateway refuses.
	#[error("the gateway refuses: {message}")]
	Refused {
		/// Its code.
		code: String,
		/// Its words.
		message: String,
	},
	/// The gateway says something else than it should.
	#[error("the gateway's answer is not understood: {0}")]
	Nonsense(String),
	/// The gateway, or the chain, has receipts that this account did not sign.
	#[error("{who} has {theirs} receipts of grant {grant}, and the log {ours}")]
	Unknown {
		/// The gateway, or the chain.
		who: &'static str,
		/// Which grant.
		grant: u64,
		/// How many they have.
		theirs: u64,
		/// How many we have.
		ours: u64,
	},
	/// The answer is not signed by the owner.
	#[error("the gateway's signature is not that of the dataset's owner")]
	WrongSignature,
	/// It is another file.
	#[error("what the gateway gave is not the file that the chain names")]
	OtherFile,
	/// It cannot be written.
	#[error("{path} cannot be written: {source}")]
	Unwritable {
		/// Where.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// Somebody stopped it.
	#[error("it was interrupted")]
	Interrupted,
}

impl Explain for FetchError {
	fn code(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.code(),
			Self::Log(error) => error.code(),
			Self::Denied(_) => "access-denied",
			Self::Url(_) => "insecure-url",
			Self::Unreachable(_) => "unreachable-gateway",
			Self::Refused { .. } => "gateway-refused",
			Self::Nonsense(_) => "gateway-not-understood",
			Self::Unknown { .. } => "unknown-receipts",
			Self::WrongSignature => "wrong-signature",
			Self::OtherFile => "other-file",
			Self::Unwritable { .. } => "unwritable-file",
			Self::Interrupted => "interrupted",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.remedy(),
			Self::Log(error) => error.remedy(),
			Self::Denied(_) => "ask the data's owner, or the person whom it is about",
			Self::Url(_) => {
				"use https://; or, in a network that is yours, allow it: --insecure-url"
			},
			Self::Unreachable(_) => "check the URL, and ask its operator",
			Self::Refused { .. } => "see why; what a lagging gateway refuses can be asked again",
			Self::Nonsense(_) => "check that the URL is that of a gateway, of this version",
			Self::Unknown { .. } => {
				"use the log that was used before; only if that is lost for good: --adopt"
			},
			Self::WrongSignature => "do not use this gateway: it is not the owner's",
			Self::OtherFile => "tell the owner",
			Self::Unwritable { .. } => {
				"name a file that is not there yet, in a folder that is yours"
			},
			Self::Interrupted => "start again: what was asked for is not counted twice",
		}
	}
}

/// What is fetched.
pub struct Fetch<'a> {
	/// The chain that is believed.
	pub chain: &'a Chain,
	/// The owner's gateway.
	pub gateway: &'a str,
	/// Take a gateway that is neither on this machine nor encrypted.
	pub insecure_url: bool,
	/// Which dataset.
	pub dataset: DatasetId,
	/// What for.
	pub purpose: Purposes,
	/// The grantee's key.
	pub key: &'a Key,
	/// The grantee's log of receipts.
	pub log: &'a Log,
	/// Go on from the receipts that the chain has and the log has not.
	pub adopt: bool,
}

/// What was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
	/// What the chain says of it.
	pub access: Access,
	/// The number of the access.
	pub seq: u64,
}

impl Fetch<'_> {
	/// Asks for an access, and writes the sealed file once it is known to be the one of the chain.
	pub async fn run(
		&self,
		out: &Path,
		mut progress: impl FnMut(u64, u64) -> ControlFlow<()>,
	) -> Result<Fetched, FetchError> {
		let unwritable = |source| FetchError::Unwritable { path: out.into(), source };
		if out.exists() {
			return Err(unwritable(io::ErrorKind::AlreadyExists.into()));
		}
		let base = self.base()?;
		let client = client()?;
		let who = self.key.account();
		let state = self.chain.best().await?;
		let access = records::check_access(&state, self.dataset, &who, self.purpose).await?;
		let access = access.map_err(FetchError::Denied)?;
		let owner = records::dataset(&state, self.dataset).await?;
		let owner = owner.ok_or(FetchError::Denied(Denial::Erased))?.owner;
		let entry = self.request(&client, &base, &access, account_to_hash(&owner)).await?;
		let answer = self.ask(&client, &base, &entry).await?;
		let payload =
			anchor_payload(&self.chain.genesis().0, access.grant.0, &entry.from, &entry.to);
		let countersignature = signature_of_text(&answer.countersignature);
		let signed =
			countersignature.is_some_and(|signature| keys::signed(&payload, &signature, &owner));
		if !signed {
			return Err(FetchError::WrongSignature);
		}
		self.log.answer(access.grant.0, entry.to.seq, &answer.countersignature)?;

		let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
		let folder = folder.unwrap_or_else(|| Path::new("."));
		let mut file =
			tempfile::Builder::new().prefix(".souk-").tempfile_in(folder).map_err(unwritable)?;
		let length = access.content.cipher_len;
		let from = base
			.join(answer.content.trim_start_matches('/'))
			.map_err(|error| FetchError::Nonsense(error.to_string()))?;
		// A gateway names its own paths and nobody else's.
		if from.origin() != base.origin() {
			return Err(FetchError::Nonsense(answer.content));
		}
		let hash = download(&client, &from, length, &mut file, &mut progress, out).await?;
		if H256(hash) != access.content.cipher_hash {
			return Err(FetchError::OtherFile);
		}
		file.as_file().sync_all().map_err(unwritable)?;
		file.persist_noclobber(out).map_err(|error| unwritable(error.error))?;
		Ok(Fetched { seq: entry.to.seq, access })
	}

	fn base(&self) -> Result<Url, FetchError> {
		let refused = || FetchError::Url(self.gateway.to_owned());
		let mut text = self.gateway.to_owned();
		if !text.ends_with('/') {
			text.push('/');
		}
		let url = Url::parse(&text).map_err(|_| refused())?;
		let local = url.host_str().is_some_and(|host| {
			let host = host.trim_matches(['[', ']']);
			host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
		});
		match url.scheme() {
			"https" => Ok(url),
			"http" if local || self.insecure_url => Ok(url),
			_ => Err(refused()),
		}
	}

	/// The next receipt and its anchor, on record before anybody sees them.
	async fn request(
		&self,
		client: &Client,
		base: &Url,
		access: &Access,
		owner: H256,
	) -> Result<Entry, FetchError> {
		let grant = access.grant.0;
		let anchored = Head { seq: access.receipts.seq, head: access.receipts.head.0 };
		let newest = self.log.newest(grant)?;
		// What was asked for and never answered may be on record there, or not.
		let pending = newest.as_ref().filter(|entry| entry.answer.is_none());
		let settled = match (&newest, pending) {
			(Some(_), Some(pending)) => match pending.receipt.seq.checked_sub(1) {
				Some(0) | None => Head::default(),
				Some(seq) => self.log.entry(grant, seq)?.map_or(pending.from, |entry| entry.to),
			},
			(Some(newest), None) => newest.to,
			(None, _) => Head::default(),
		};
		let known = |head: &Head| {
			*head == settled || pending.is_some_and(|entry| entry.to == *head) || head.seq == 0
		};
		let mine = |seq: u64| Ok::<_, LogError>(self.log.entry(grant, seq)?.map(|entry| entry.to));
		let unknown = |who, theirs| FetchError::Unknown { who, grant, theirs, ours: settled.seq };
		if !known(&anchored) && mine(anchored.seq)? != Some(anchored) && !self.adopt {
			return Err(unknown("the chain", anchored.seq));
		}
		let heads: HeadAnswer =
			json(client.get(join(base, &format!("v1/grants/{grant}/head"))?).send().await).await?;
		let theirs = Head::from(heads.newest);
		let adopted = self.adopt && theirs == anchored;
		if !known(&theirs) && !adopted {
			return Err(unknown("the gateway", theirs.seq));
		}
		// The same request again, if there it is on record already or may be: it counts once.
		if let Some(pending) = pending {
			let fresh = moments::now().abs_diff(pending.receipt.at) < MAX_SKEW / 2;
			let current = pending.receipt.version == access.version
				&& pending.receipt.purpose == self.purpose.0
				&& pending.from == anchored;
			if theirs == pending.to || (fresh && current) {
				return Ok(pending.clone());
			}
		}
		let before = if anchored.seq > settled.seq { anchored } else { settled };
		let receipt = Receipt {
			genesis: self.chain.genesis().0,
			grant,
			seq: before.seq.saturating_add(1),
			version: access.version,
			cipher_hash: access.content.cipher_hash.0,
			purpose: self.purpose.0,
			at: moments::now(),
		};
		let to = receipt.after(&before).ok_or_else(|| unknown("the chain", anchored.seq))?;
		let payload = anchor_payload(&receipt.genesis, grant, &anchored, &to);
		let entry = Entry {
			receipt,
			dataset: self.dataset,
			grantee: account_to_hash(&self.key.account()),
			owner,
			from: anchored,
			to,
			request: signature_to_text(&self.key.sign(&payload)),
			answer: None,
		};
		self.log.append_request(&entry, anchored)?;
		Ok(entry)
	}

	async fn ask(
		&self,
		client: &Client,
		base: &Url,
		entry: &Entry,
	) -> Result<AccessAnswer, FetchError> {
		let Entry { receipt, .. } = entry;
		let request = AccessRequest {
			dataset: entry.dataset,
			grantee: entry.grantee,
			grant: receipt.grant.to_string(),
			version: receipt.version,
			cipher_hash: H256(receipt.cipher_hash),
			purpose: receipt.purpose,
			at: receipt.at,
			from: entry.from.into(),
			to: entry.to.into(),
			signature: entry.request.clone(),
		};
		json(client.post(join(base, "v1/accesses")?).json(&request).send().await).await
	}
}

fn client() -> Result<Client, FetchError> {
	// The second call finds the provider of the first.
	let _ = rustls::crypto::ring::default_provider().install_default();
	let client = Client::builder()
		.connect_timeout(SILENCE)
		.read_timeout(SILENCE)
		// A gateway that sends us elsewhere is not the one that was asked for.
		.redirect(reqwest::redirect::Policy::none())
		.build();
	client.map_err(|error| FetchError::Unreachable(error.to_string()))
}

fn join(base: &Url, path: &str) -> Result<Url, FetchError> {
	base.join(path).map_err(|error| FetchError::Nonsense(error.to_string()))
}

fn unreachable(error: &reqwest::Error) -> FetchError {
	use std::error::Error;
	let mut text = error.to_string();
	let mut cause = error.source();
	while let Some(inner) = cause {
		text.push_str(&format!(": {inner}"));
		cause = inner.source();
	}
	FetchError::Unreachable(text)
}

/// The body, if it is no longer than an answer.
async fn body(response: Response) -> Result<Vec<u8>, FetchError> {
	let (mut bytes, mut stream) = (Vec::new(), response.bytes_stream());
	while let Some(part) = stream.next().await {
		bytes.extend(part.map_err(|error| unreachable(&error))?);
		if bytes.len() as u64 > MAX_ANSWER {
			return Err(FetchError::Nonsense("it is too long".into()));
		}
	}
	Ok(bytes)
}

async fn json<T: DeserializeOwned>(
	response: Result<Response, reqwest::Error>,
) -> Result<T, FetchError> {
	let response = response.map_err(|error| unreachable(&error))?;
	let status = response.status();
	if status != StatusCode::OK {
		return Err(refused(status, &body(response).await?));
	}
	let bytes = body(response).await?;
	serde_json::from_slice(&bytes).map_err(|error| FetchError::Nonsense(error.to_string()))
}

fn refused(status: StatusCode, body: &[u8]) -> FetchError {
	match serde_json::from_slice::<Refusal>(body) {
		Ok(Refusal { code, message, denial }) => {
			let message = match denial {
				Some(denial) => format!("{message} ({denial})"),
				None => message,
			};
			FetchError::Refused { code, message }
		},
		Err(_) => FetchError::Nonsense(format!("it answers {status}")),
	}
}

/// Downloads, taking up where a connection broke; the hash.
async fn download(
	client: &Client,
	from: &Url,
	length: u64,
	file: &mut NamedTempFile,
	progress: &mut impl FnMut(u64, u64) -> ControlFlow<()>,
	out: &Path,
) -> Result<[u8; 32], FetchError> {
	let unwritable = |source| FetchError::Unwritable { path: out.into(), source };
	let (mut hasher, mut done) = (blake3::Hasher::new(), 0u64);
	let mut fault = FetchError::Unreachable("it ended early".into());
	for _ in 0..ATTEMPTS {
		let request = client.get(from.clone()).header(RANGE, format!("bytes={done}-"));
		let response = match request.send().await {
			Ok(response) => response,
			Err(error) => {
				fault = unreachable(&error);
				continue;
			},
		};
		let expected = if done == 0 { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT };
		let status = response.status();
		if status != expected {
			return Err(refused(status, &body(response).await?));
		}
		let mut stream = response.bytes_stream();
		while let Some(part) = stream.next().await {
			match part {
				Ok(part) => {
					done = done.saturating_add(part.len() as u64);
					if done > length {
						return Err(FetchError::OtherFile);
					}
					hasher.update(&part);
					file.write_all(&part).map_err(unwritable)?;
					if progress(done, length) == ControlFlow::Break(()) {
						return Err(FetchError::Interrupted);
					}
				},
				Err(error) => {
					fault = unreachable(&error);
					break;
				},
			}
		}
		if done == length {
			return Ok(hasher.finalize().into());
		}
	}
	Err(fault)
}
