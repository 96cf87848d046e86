//! A grantee asks for an access: it is counted and given, or refused.

use super::{ledger::Seen, note, rule, tickets::Ticket, Gateway};
use crate::{
	chain::ChainError,
	data::{
		exchange::{
			account_to_hash, signature_of_text, signature_to_text, AccessAnswer, AccessRequest,
			HeadAnswer, Refusal, MAX_SKEW,
		},
		log::{is_signed, Entry, LogError},
		records,
		store::{Store, StoreError},
	},
	errors::Explain,
};
use souk_primitives::{
	data::{Access, DatasetId, Denial, Envelope, Purposes},
	GrantId, Moment,
};
use souk_sealing::{anchor_payload, Head, Receipt};
use sp_runtime::AccountId32;
use std::sync::PoisonError;

/// How long an access that is counted is given again, in milliseconds: long enough for a download that breaks.
const AGAIN: Moment = 60 * 60 * 1_000;

/// Why a gateway refuses: the status of HTTP, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct No {
	/// The status.
	pub status: u16,
	/// The rest.
	pub refusal: Refusal,
}

impl No {
	pub(super) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
		let refusal = Refusal { code: code.into(), message: message.into(), denial: None };
		Self { status, refusal }
	}

	fn denied(denial: Denial) -> Self {
		let mut no = Self::new(403, "access-denied", records::why_not(denial));
		no.refusal.denial = Some(records::denial_name(denial));
		no
	}
}

impl From<ChainError> for No {
	// What the node said is for the log, and not for everybody.
	fn from(error: ChainError) -> Self {
		note(&serde_json::json!({ "event": "chain-failed", "error": error.to_string() }));
		Self::new(503, "chain-unavailable", "the gateway cannot ask the chain now")
	}
}

impl From<LogError> for No {
	fn from(error: LogError) -> Self {
		match error {
			LogError::NotNext { .. } | LogError::Fork { .. } => {
				Self::new(409, error.code(), error.to_string())
			},
			error => {
				note(&serde_json::json!({ "event": "log-failed", "error": error.to_string() }));
				Self::new(503, "log-unavailable", "the gateway cannot put accesses on record now")
			},
		}
	}
}

impl From<StoreError> for No {
	fn from(error: StoreError) -> Self {
		note(&serde_json::json!({ "event": "store-failed", "error": error.to_string() }));
		Self::new(503, "store-unavailable", "the gateway does not have the sealed file now")
	}
}

impl Gateway {
	/// What receipts of a grant there are.
	pub(super) async fn heads(&self, grant: u64) -> Result<HeadAnswer, No> {
		let best = self.best().await?;
		let known = self.ledger.standing(&best, GrantId(grant)).await?;
		let known = known.map(|standing| standing.grant);
		let known = known.filter(|grant| self.serves(&grant.dataset));
		let known =
			known.ok_or_else(|| No::new(404, "no-grant", "this gateway knows no such grant"))?;
		let anchored = Head { seq: known.receipts.seq, head: known.receipts.head.0 };
		let newest = self.log.newest(grant)?.map_or(anchored, |entry| entry.to);
		let newest = if anchored.seq > newest.seq { anchored } else { newest };
		Ok(HeadAnswer { anchored: anchored.into(), newest: newest.into() })
	}

	/// What the chain lets an account read that is not counted yet: by what is finalized, and by a best block.
	async fn decide(
		&self,
		best: &Seen,
		dataset: DatasetId,
		who: &AccountId32,
		purpose: Purposes,
	) -> Result<Access, No> {
		let access = self.ledger.check_access(best, dataset, who, purpose).await?;
		let access = access.map_err(No::denied)?;
		let mirror = self.mirror.read().unwrap_or_else(PoisonError::into_inner);
		mirror.allows(access.grant, dataset, who, purpose, best.time).map_err(not_final)?;
		Ok(access)
	}

	/// Whether an access that is counted may still be given, by both again: the length of its file, and the
	/// data key.
	async fn ensure_still(&self, best: &Seen, entry: &Entry) -> Result<(u64, Envelope), No> {
		let (grant, purpose) = (GrantId(entry.receipt.grant), Purposes(entry.receipt.purpose));
		let standing = self.ledger.standing(best, grant).await?;
		let standing = standing.ok_or_else(|| No::denied(Denial::NoGrant))?;
		rule::counted(&standing, purpose, best.time).map_err(No::denied)?;
		let who = AccountId32::new(entry.grantee.0);
		let mirror = self.mirror.read().unwrap_or_else(PoisonError::into_inner);
		mirror.still_allows(grant, entry.dataset, &who, purpose, best.time).map_err(not_final)?;
		let same = standing.dataset.filter(|dataset| {
			let content = &dataset.content;
			(dataset.version, content.cipher_hash.0)
				== (entry.receipt.version, entry.receipt.cipher_hash)
		});
		let same = same.ok_or_else(other_version)?;
		let envelope = standing.grant.envelope.ok_or_else(|| No::denied(Denial::NoEnvelope))?;
		Ok((same.content.cipher_len, envelope))
	}

	/// Gives an access: decides, puts the receipt on record, and then answers.
	pub(super) async fn access(&self, request: AccessRequest) -> Result<AccessAnswer, No> {
		let malformed = |what: &str| No::new(400, "malformed-request", what);
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
		if !is_signed(&payload, &signature, &who) {
			return Err(No::new(
				401,
				"wrong-signature",
				"the request is not signed by the grantee",
			));
		}
		if !self.serves(&request.dataset) {
			return Err(No::new(404, "no-dataset", "this gateway does not serve this dataset"));
		}
		let best = self.best().await?;
		let entry = Entry {
			receipt,
			dataset: request.dataset,
			grantee: request.grantee,
			owner: account_to_hash(&self.key.account()),
			from,
			to,
			request: request.signature.clone(),
			answer: Some(signature_to_text(&self.key.sign(&payload))),
			done: false,
		};
		let known = self.log.entry(grant, receipt.seq)?.filter(|known| known.is_same(&entry));
		let again = known.is_some();
		let (entry, length, envelope) = match known {
			Some(known) => {
				if best.time.saturating_sub(receipt.at) > AGAIN {
					return Err(No::new(410, "access-over", "the access was given, and is over"));
				}
				let (length, envelope) = self.ensure_still(&best, &known).await?;
				self.ensure_stored(&known, length).await?;
				(known, length, envelope)
			},
			None => {
				let access =
					self.decide(&best, request.dataset, &who, Purposes(request.purpose)).await?;
				self.ensure_asked_for(&access, &request, grant)?;
				let length = access.content.cipher_len;
				self.ensure_stored(&entry, length).await?;
				let _booking = self.booking.lock().await;
				// The disk takes its time.
				let entry = tokio::task::block_in_place(|| self.book(&access, entry, best.time))?;
				(entry, length, access.envelope)
			},
		};
		note(&serde_json::json!({
			"event": "access",
			"dataset": format!("{:?}", request.dataset),
			"grantee": who.to_string(),
			"grant": grant,
			"seq": to.seq,
			"version": receipt.version,
			"purpose": request.purpose,
			"again": again,
		}));
		self.answer(entry, length, envelope).await
	}

	async fn answer(
		&self,
		entry: Entry,
		length: u64,
		envelope: Envelope,
	) -> Result<AccessAnswer, No> {
		let Receipt { grant, seq, version, .. } = entry.receipt;
		let damaged = || No::new(503, "log-unavailable", "the gateway's record is damaged");
		let countersignature = entry.answer.clone().ok_or_else(damaged)?;
		let mut given = None;
		if envelope.inline.is_none() {
			let stored = self.store.envelope(&entry.dataset.0, version, grant).await?;
			let named =
				|bytes: &Vec<u8>| souk_sealing::envelope_commitment(bytes) == envelope.commitment.0;
			given = stored.filter(named).map(|bytes| format!("0x{}", hex::encode(bytes)));
		}
		let mut bytes = [0; 32];
		let random = ring::rand::SystemRandom::new();
		ring::rand::SecureRandom::fill(&random, &mut bytes)
			.map_err(|_| No::new(503, "no-randomness", "the gateway has no random numbers"))?;
		let name = self.tickets.give(entry, length, (self.clock)(), hex::encode(bytes));
		let busy = || No::new(503, "busy", "too many accesses are open: ask again in a while");
		let (token, expires_at) = name.ok_or_else(busy)?;
		Ok(AccessAnswer {
			grant: grant.to_string(),
			seq,
			countersignature,
			content: format!("/v1/accesses/{token}/content"),
			expires_at,
			length,
			envelope: given,
		})
	}

	/// The request has to be for what the chain gives.
	fn ensure_asked_for(
		&self,
		access: &Access,
		request: &AccessRequest,
		grant: u64,
	) -> Result<(), No> {
		if access.grant.0 != grant {
			let message = format!("the access is by another grant: {}", access.grant.0);
			return Err(No::new(409, "other-grant", message));
		}
		let asked = (request.version, request.cipher_hash);
		if (access.version, access.content.cipher_hash) != asked {
			return Err(other_version());
		}
		Ok(())
	}

	/// The file is there, and as long as the chain says.
	async fn ensure_stored(&self, entry: &Entry, expected: u64) -> Result<(), No> {
		let (dataset, version) = (&entry.dataset.0, entry.receipt.version);
		if self.store.length(dataset, version).await? == expected {
			return Ok(());
		}
		let name = Store::name(dataset, version);
		note(&serde_json::json!({ "event": "altered-file", "name": name }));
		Err(No::new(503, "store-unavailable", "the gateway does not have the sealed file now"))
	}

	/// Puts a new access on record: it is on the disk when this returns.
	fn book(&self, access: &Access, entry: Entry, now: Moment) -> Result<Entry, No> {
		// It may have come twice at once.
		let known = self.log.entry(entry.receipt.grant, entry.receipt.seq)?;
		if let Some(known) = known.filter(|known| known.is_same(&entry)) {
			return Ok(known);
		}
		self.ensure_countable(access, &entry, now)?;
		let base = Head { seq: access.receipts.seq, head: access.receipts.head.0 };
		self.log.append(&entry, base)?;
		Ok(entry)
	}

	/// Whether a new access counts: it is asked for now, begins at the head on chain, and there is one left.
	fn ensure_countable(&self, access: &Access, entry: &Entry, now: Moment) -> Result<(), No> {
		if now.abs_diff(entry.receipt.at) > MAX_SKEW {
			return Err(No::new(400, "wrong-time", "the request is not of now: check the clock"));
		}
		let anchored = Head { seq: access.receipts.seq, head: access.receipts.head.0 };
		if entry.from != anchored {
			return Err(No::new(
				409,
				"other-anchor",
				"other receipts are on chain than the request says",
			));
		}
		let more = entry.to.seq.saturating_sub(anchored.seq);
		let within =
			|limit: Option<u32>, count: u64| limit.is_none_or(|limit| count <= u64::from(limit));
		if !within(access.remaining, more) {
			return Err(No::denied(Denial::NoAccessLeft));
		}
		if access.paid_for.is_none() {
			return Ok(());
		}
		// The same funds pay for the other grants of the agreement, what is not on chain yet included.
		let others = {
			let mirror = self.mirror.read().unwrap_or_else(PoisonError::into_inner);
			mirror.siblings(access.grant)
		};
		let mut owed = more;
		for (grant, anchored) in others {
			let newest = self.log.newest(grant.0)?.map_or(0, |entry| entry.to.seq);
			owed = owed.saturating_add(newest.saturating_sub(anchored));
		}
		if !within(access.paid_for, owed) {
			return Err(No::denied(Denial::NotPaid));
		}
		Ok(())
	}

	/// What has a name, if it may still be fetched.
	pub(super) async fn redeem(&self, token: &str) -> Result<Ticket, No> {
		let ticket = self.tickets.find(token, (self.clock)()).ok_or_else(|| {
			No::new(
				404,
				"no-access",
				"there is no such access, or its time is over: ask for it again",
			)
		})?;
		self.ensure_on(&ticket).await?;
		Ok(ticket)
	}

	/// Whether a download may begin, or go on.
	pub(super) async fn ensure_on(&self, ticket: &Ticket) -> Result<(), No> {
		let best = self.best().await?;
		self.ensure_still(&best, &ticket.entry).await.map(|_| ())
	}
}

fn other_version() -> No {
	No::new(409, "other-version", "the dataset has another version now")
}

/// A grant that is not finalized yet is none yet.
fn not_final(denial: Denial) -> No {
	let mut no = No::denied(denial);
	no.refusal.message.push_str(", by what is finalized");
	no
}
