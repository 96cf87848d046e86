//! Fetching from a gateway: the grantee's side.

use super::{
	exchange::{
		account_to_hash, signature_of_text, signature_to_text, AccessAnswer, AccessRequest,
		HeadAnswer, MAX_SKEW,
	},
	log::{is_signed, Entry, Log, LogError},
	records::{self, Dataset},
	transfer::{client, json, Download, Remote},
};
use crate::{
	chain::{Chain, ChainError},
	errors::Explain,
	keys::Key,
	moments,
};
use reqwest::Url;
use souk_primitives::{
	data::{Access, DatasetId, Denial, Purposes},
	GrantId,
};
use souk_sealing::{anchor_payload, Head, Receipt};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::{
	fs, io,
	net::IpAddr,
	ops::ControlFlow,
	path::{Path, PathBuf},
	time::Duration,
};
use tempfile::TempPath;
use thiserror::Error;

/// How often a download is taken up again before it is given up, if nothing arrives.
const ATTEMPTS: u32 = 5;

/// About how long a block takes.
const BLOCK: Duration = Duration::from_secs(3);

/// How long an access whose file did not arrive is gone on with, in milliseconds: a little less than gateways
/// give it again.
const AGAIN: u64 = 55 * 60 * 1_000;

/// Why a gateway may not give an access again: another is asked for.
const NOT_AGAIN: [&str; 9] = [
	"access-denied",
	"access-over",
	"no-dataset",
	"other-anchor",
	"other-grant",
	"other-version",
	"receipt-fork",
	"receipt-gap",
	"wrong-time",
];

/// What may pass.
const PASSING: [&str; 7] = [
	"busy",
	"chain-unavailable",
	"lagging",
	"log-unavailable",
	"store-unavailable",
	"too-many-requests",
	"too-slow",
];

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
	/// A version was published meanwhile.
	#[error("the dataset has another version now")]
	Moved,
	/// The data key is another.
	#[error("the data key that the gateway gave is not the one that the chain names")]
	OtherEnvelope,
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
			Self::Moved => "other-version",
			Self::OtherEnvelope => "other-envelope",
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
			Self::OtherEnvelope | Self::OtherFile => "tell the owner",
			Self::Unwritable { .. } => {
				"name a file that is not there yet, in a folder that is yours"
			},
			Self::Moved => "start again",
			Self::Interrupted => {
				"start again: what has arrived is kept, and the access is not counted twice"
			},
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
	/// By which grant.
	pub grant: u64,
	/// The number of the access.
	pub seq: u64,
	/// Which version.
	pub version: u32,
	/// BLAKE3 of the sealed file.
	pub cipher_hash: H256,
	/// How long that is, in bytes.
	pub length: u64,
	/// Whether the access was asked for before.
	pub resumed: bool,
	/// Where the data key is, if the gateway gave it because it is not on the chain.
	pub envelope: Option<PathBuf>,
}

impl Fetch<'_> {
	/// Asks for an access, and writes the sealed file once it is known to be the one of the chain. An access
	/// whose file did not arrive is gone on with: it counts once.
	pub async fn run(
		&self,
		out: &Path,
		mut progress: impl FnMut(u64, u64) -> ControlFlow<()>,
	) -> Result<Fetched, FetchError> {
		ensure_new(out)?;
		let (base, client) = (self.base()?, client()?);
		let state = self.chain.best().await?;
		let dataset = records::dataset(&state, self.dataset).await?;
		let dataset = dataset.ok_or(FetchError::Denied(Denial::Erased))?;
		let remote = Remote { client, base };
		let (entry, answer, resumed) = match self.go_on(&remote, &dataset).await? {
			Some((entry, answer)) => (entry, answer, true),
			None => {
				let (entry, answer) = self.another(&remote, &dataset).await?;
				(entry, answer, false)
			},
		};
		let envelope = self.envelope(&entry, &answer).await?;
		let length = dataset.content.cipher_len;
		let part = beside(out, &format!("{}.part", hash_prefix(&entry.receipt.cipher_hash)));
		let download = Download { remote: &remote, entry: &entry, length, part: &part };
		self.loaded(&download, answer.content, &mut progress).await?;
		self.finish(&download, out, envelope.as_deref())?;
		let Receipt { grant, seq, version, cipher_hash, .. } = entry.receipt;
		let cipher_hash = H256(cipher_hash);
		let envelope = envelope.is_some().then(|| beside(out, "envelope"));
		Ok(Fetched { grant, seq, version, cipher_hash, length, resumed, envelope })
	}

	/// Asks for an access that there was not yet.
	async fn another(
		&self,
		remote: &Remote,
		dataset: &Dataset,
	) -> Result<(Entry, AccessAnswer), FetchError> {
		let (who, owner) = (self.key.account(), account_to_hash(&dataset.owner));
		let mut tries = ATTEMPTS;
		loop {
			let state = self.chain.best().await?;
			let access = records::check_access(&state, self.dataset, &who, self.purpose).await?;
			let access = access.map_err(FetchError::Denied)?;
			if access.content != dataset.content {
				return Err(FetchError::Moved);
			}
			let entry = self.request(remote, &access, owner).await?;
			tries = tries.saturating_sub(1);
			match self.ask(remote, &entry).await {
				// Receipts were anchored just now, and one of the two nodes has not heard of it.
				Err(FetchError::Refused { code, .. }) if code == "other-anchor" && tries > 0 => {
					tokio::time::sleep(BLOCK).await;
				},
				asked => return Ok((entry, asked?)),
			}
		}
	}

	/// Goes on with an access of this version whose file did not arrive, if the gateway still gives it.
	async fn go_on(
		&self,
		remote: &Remote,
		dataset: &Dataset,
	) -> Result<Option<(Entry, AccessAnswer)>, FetchError> {
		let since = moments::now().saturating_sub(AGAIN);
		let (who, owner) = (account_to_hash(&self.key.account()), account_to_hash(&dataset.owner));
		for grant in self.log.grants()? {
			let Some(entry) = self.log.newest(grant)? else { continue };
			let receipt = &entry.receipt;
			let same = (entry.dataset, entry.grantee, entry.owner) == (self.dataset, who, owner)
				&& (receipt.purpose, receipt.version) == (self.purpose.0, dataset.version)
				&& receipt.cipher_hash == dataset.content.cipher_hash.0;
			if !same || entry.done || receipt.at < since {
				continue;
			}
			match self.ask(remote, &entry).await {
				Ok(answer) => return Ok(Some((entry, answer))),
				Err(FetchError::Refused { code, .. }) if NOT_AGAIN.contains(&code.as_str()) => {},
				Err(error) => return Err(error),
			}
		}
		Ok(None)
	}

	/// The data key that the answer has, if it has one: it has to be the one that the chain names.
	async fn envelope(
		&self,
		entry: &Entry,
		answer: &AccessAnswer,
	) -> Result<Option<Vec<u8>>, FetchError> {
		let Some(text) = &answer.envelope else { return Ok(None) };
		let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).ok();
		let bytes = bytes.ok_or(FetchError::OtherEnvelope)?;
		let state = self.chain.best().await?;
		let grant = records::grant(&state, GrantId(entry.receipt.grant)).await?;
		let named = grant.and_then(|grant| grant.envelope).map(|envelope| envelope.commitment.0);
		if named != Some(souk_sealing::envelope_commitment(&bytes)) {
			return Err(FetchError::OtherEnvelope);
		}
		Ok(Some(bytes))
	}

	/// Loads the file, again and again: what has arrived is kept, in this run and for the next.
	async fn loaded(
		&self,
		download: &Download<'_>,
		mut content: String,
		progress: &mut impl FnMut(u64, u64) -> ControlFlow<()>,
	) -> Result<(), FetchError> {
		let mut tries = ATTEMPTS;
		loop {
			let before = download.arrived()?;
			let Err(error) = download.some(&content, progress).await else { return Ok(()) };
			if download.arrived()? > before {
				tries = ATTEMPTS;
			}
			tries = tries.saturating_sub(1);
			let code = match &error {
				FetchError::Refused { code, .. } => code.as_str(),
				FetchError::Unreachable(_) => "",
				_ => return Err(error),
			};
			if tries == 0 || !matches!(code, "" | "no-access") && !PASSING.contains(&code) {
				return Err(error);
			}
			let pause = 1u64 << ATTEMPTS.saturating_sub(tries).saturating_sub(1);
			tokio::time::sleep(Duration::from_secs(pause)).await;
			if code == "no-access" {
				// Its time is over, or the gateway started again: the same access has another name.
				content = self.ask(download.remote, download.entry).await?.content;
			}
		}
	}

	/// Compares the file with the chain, and gives it its name. Until then it has none that anybody could
	/// take for it.
	fn finish(
		&self,
		download: &Download,
		out: &Path,
		envelope: Option<&[u8]>,
	) -> Result<(), FetchError> {
		let unwritable = unwritable(out);
		let receipt = &download.entry.receipt;
		let checked = souk_sealing::hash_file(download.part, &mut |_| ControlFlow::Continue(()));
		let checked = checked.map_err(|error| unwritable(io::Error::other(error.to_string())))?;
		if checked != (receipt.cipher_hash, download.length) {
			let _ = fs::remove_file(download.part);
			return Err(FetchError::OtherFile);
		}
		let file = fs::File::open(download.part).and_then(|file| file.sync_all());
		file.map_err(&unwritable)?;
		let named = TempPath::try_from_path(download.part).map_err(&unwritable)?;
		if let Err(failed) = named.persist_noclobber(out) {
			// It stays where it is, for another name.
			let _ = failed.path.keep();
			return Err(unwritable(failed.error));
		}
		if let Some(envelope) = envelope {
			let path = beside(out, "envelope");
			fs::write(&path, envelope).map_err(self::unwritable(&path))?;
		}
		Ok(self.log.finish(receipt.grant, receipt.seq)?)
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
		remote: &Remote,
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
		let url = remote.url(&format!("v1/grants/{grant}/head"))?;
		let heads: HeadAnswer = json(remote.client.get(url).send().await).await?;
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
			done: false,
		};
		self.log.append_request(&entry, anchored)?;
		Ok(entry)
	}

	/// Asks for an access, and keeps the owner's signature of it.
	async fn ask(&self, remote: &Remote, entry: &Entry) -> Result<AccessAnswer, FetchError> {
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
		let url = remote.url("v1/accesses")?;
		let answer: AccessAnswer =
			json(remote.client.post(url).json(&request).send().await).await?;
		let payload = anchor_payload(&receipt.genesis, receipt.grant, &entry.from, &entry.to);
		let signature = signature_of_text(&answer.countersignature);
		let owner = AccountId32::new(entry.owner.0);
		let signed = signature.is_some_and(|signature| is_signed(&payload, &signature, &owner));
		if !signed || answer.seq != receipt.seq {
			return Err(FetchError::WrongSignature);
		}
		self.log.answer(receipt.grant, receipt.seq, &answer.countersignature)?;
		Ok(answer)
	}
}

pub(super) fn unwritable(path: &Path) -> impl Fn(io::Error) -> FetchError {
	let path = path.to_owned();
	move |source| FetchError::Unwritable { path: path.clone(), source }
}

/// No file is written over.
fn ensure_new(out: &Path) -> Result<(), FetchError> {
	match out.symlink_metadata() {
		Ok(_) => Err(unwritable(out)(io::ErrorKind::AlreadyExists.into())),
		Err(_) => Ok(()),
	}
}

/// A file's name with something after it.
fn beside(out: &Path, ending: &str) -> PathBuf {
	let mut name = out.as_os_str().to_owned();
	name.push(".");
	name.push(ending);
	name.into()
}

/// What tells the parts of one version from those of another.
fn hash_prefix(hash: &[u8; 32]) -> String {
	hex::encode(hash.get(..8).unwrap_or_default())
}
