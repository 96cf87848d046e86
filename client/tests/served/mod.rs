//! A gateway on a port of this machine, and a stand-in for the chain that fails when it is told to.

use futures::future::BoxFuture;
use reqwest::{Client, Response};
use souk_client::{
	chain::ChainError,
	data::{
		exchange::{
			account_to_hash, signature_of_text, signature_to_text, AccessAnswer, AccessRequest,
			HeadAnswer, Refusal,
		},
		gateway::{
			ledger::{Ledger, Seen, Standing},
			mirror::Mirror,
			router, Gateway, Limited, Parts, Peer, Settings,
		},
		log::{Entry, Log},
		records::{
			Agreement, AgreementState, Asset, AuditEntry, Basis, Consent, Dataset, Description,
			Grant, GrantState, Status,
		},
		store::Store,
	},
	keys::{Key, Scheme},
};
use souk_primitives::{
	data::{
		Access, Actions, Content, DataClass, DatasetId, Denial, Envelope, Price, Purposes,
		ReceiptHead, Terms,
	},
	AgreementId, GrantId, Moment,
};
use souk_sealing::{anchor_payload, Head, Receipt};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
	sync::{Arc, Mutex, MutexGuard},
	time::Duration,
};
use tempfile::TempDir;

pub const GENESIS: H256 = H256::repeat_byte(4);
pub const DATASET: H256 = H256::repeat_byte(1);
pub const HASH: H256 = H256::repeat_byte(7);
pub const START: Moment = 1_800_000_000_000;

/// What the chain says, and how.
pub struct World {
	pub unreachable: bool,
	pub best: Moment,
	pub now: Moment,
	pub grants: BTreeMap<GrantId, Grant>,
	pub agreement: Agreement,
	pub dataset: Dataset,
	pub keys: Vec<u32>,
	pub consent: Option<Consent>,
	pub anchored: Vec<Entry>,
	pub anchor_fails: Option<String>,
	/// After so many questions from now, the first grant is revoked.
	pub revoked_after: Option<u32>,
}

pub struct Fake(Mutex<World>);

impl Fake {
	pub fn world(&self) -> MutexGuard<'_, World> {
		self.0.lock().unwrap()
	}

	fn asked(&self) -> Result<MutexGuard<'_, World>, ChainError> {
		let mut world = self.world();
		if world.unreachable {
			return Err(ChainError::NoAnswer { what: "anything".into(), detail: "gone".into() });
		}
		match world.revoked_after {
			Some(0) => world.revoke(GrantId(7)),
			Some(left) => world.revoked_after = Some(left - 1),
			None => {},
		}
		Ok(world)
	}
}

impl World {
	pub fn revoke(&mut self, grant: GrantId) {
		let grant = self.grants.get_mut(&grant).unwrap();
		(grant.state, grant.valid) = (GrantState::Revoked { at: START }, Err(Denial::Revoked));
	}

	pub fn limit(&mut self, remaining: Option<u32>, price: Option<u128>, funds: u128) {
		for grant in self.grants.values_mut() {
			grant.remaining = remaining;
			grant.valid = if remaining == Some(0) { Err(Denial::NoAccessLeft) } else { Ok(()) };
		}
		self.agreement.terms.price = price.map(|amount| Price { asset: Asset::Native, amount });
		self.agreement.funds = funds;
	}

	fn paid_for(&self) -> Option<u32> {
		let price = self.agreement.terms.price.as_ref()?;
		Some((self.agreement.funds / price.amount) as u32)
	}

	fn check(&self, who: &AccountId32, purpose: Purposes) -> Result<Access, Denial> {
		let mut grants = self.grants.values().filter(|grant| grant.grantee == *who);
		let grant = grants.next_back().ok_or(Denial::NoGrant)?;
		grant.valid?;
		if !grant.purposes.contains(purpose) {
			return Err(Denial::OtherPurpose);
		}
		if self.paid_for() == Some(0) {
			return Err(Denial::NotPaid);
		}
		Ok(Access {
			grant: grant.grant,
			dataset: grant.dataset,
			version: self.dataset.version,
			dek_epoch: self.dataset.dek_epoch,
			content: self.dataset.content.clone(),
			purposes: grant.purposes,
			fields: grant.fields,
			not_after: grant.not_after,
			remaining: grant.remaining,
			paid_for: self.paid_for(),
			receipts: grant.receipts,
			terms_hash: H256::zero(),
			envelope: grant.envelope.clone().ok_or(Denial::NoEnvelope)?,
		})
	}
}

impl Ledger for Fake {
	fn best(&self) -> BoxFuture<'_, Result<Seen, ChainError>> {
		Box::pin(async {
			let time = self.asked()?.best;
			Ok(Seen { hash: "0x00".into(), number: 9, time })
		})
	}

	fn check_access<'a>(
		&'a self,
		_: &'a Seen,
		_: DatasetId,
		who: &'a AccountId32,
		purpose: Purposes,
	) -> BoxFuture<'a, Result<Result<Access, Denial>, ChainError>> {
		Box::pin(async move { Ok(self.asked()?.check(who, purpose)) })
	}

	fn standing<'a>(
		&'a self,
		_: &'a Seen,
		grant: GrantId,
	) -> BoxFuture<'a, Result<Option<Standing>, ChainError>> {
		Box::pin(async move {
			let world = self.asked()?;
			Ok(world.grants.get(&grant).map(|grant| Standing {
				grant: grant.clone(),
				dataset: Some(world.dataset.clone()),
				agreement: Some(world.agreement.clone()),
				consent: world.consent.clone(),
				keys: world.keys.clone(),
			}))
		})
	}

	fn anchor(&self, entries: Vec<Entry>) -> BoxFuture<'_, Vec<Result<(), String>>> {
		Box::pin(async move {
			let mut world = self.world();
			let done = entries.into_iter().map(|entry| match world.anchor_fails.clone() {
				Some(reason) => Err(reason),
				None => {
					let grant = world.grants.get_mut(&GrantId(entry.receipt.grant)).unwrap();
					assert_eq!(grant.receipts.seq, entry.from.seq);
					grant.receipts = ReceiptHead { seq: entry.to.seq, head: H256(entry.to.head) };
					world.anchored.push(entry);
					Ok(())
				},
			});
			done.collect()
		})
	}
}

pub fn owner() -> Key {
	Key::parse("//Alice", Scheme::Sr25519).unwrap()
}

pub fn grantee() -> Key {
	Key::parse("//Bob", Scheme::Sr25519).unwrap()
}

fn grant(id: u64, grantee: &Key) -> Grant {
	Grant {
		grant: GrantId(id),
		dataset: DATASET,
		basis: Basis::Agreement(AgreementId(3)),
		parent: None,
		grantee: grantee.account(),
		purposes: Purposes::SERVICE,
		fields: 1,
		given_at: START,
		not_after: START * 2,
		remaining: None,
		depth: 0,
		state: GrantState::Active,
		valid: Ok(()),
		receipts: ReceiptHead::default(),
		erasure: None,
		envelope: Some(Envelope {
			version: 1,
			key_epoch: 0,
			dek_epoch: 0,
			commitment: H256(souk_sealing::envelope_commitment(b"envelope")),
			inline: Some(b"envelope".to_vec().try_into().unwrap()),
		}),
	}
}

fn world(length: u64) -> World {
	let terms = Terms {
		purposes: Purposes::SERVICE,
		actions: Actions::USE,
		fields: 1,
		regions: Default::default(),
		max_access: None,
		not_before: 0,
		not_after: START * 2,
		retention: 0,
		price: None,
		onward_depth: 0,
		bond: 0,
		policy_hash: H256::zero(),
		notice_hash: H256::zero(),
	};
	let second = Key::parse("//Bob//second", Scheme::Ed25519).unwrap();
	let grants = [grant(7, &grantee()), grant(8, &second)];
	World {
		unreachable: false,
		best: START,
		now: START,
		grants: grants.map(|grant| (grant.grant, grant)).into(),
		agreement: Agreement {
			provider: owner().account(),
			consumer: grantee().account(),
			terms,
			terms_hash: H256::zero(),
			round: 1,
			state: AgreementState::Finalized,
			bond: 0,
			funds: 0,
		},
		dataset: Dataset {
			owner: owner().account(),
			description: Description {
				subject: None,
				class: DataClass::Business,
				schema: Default::default(),
				locator: Default::default(),
				retain_until: None,
			},
			version: 1,
			key_epoch: 0,
			dek_epoch: 0,
			content: Content {
				cipher_hash: HASH,
				cipher_len: length,
				content_commit: H256::zero(),
				dek_commit: H256::zero(),
			},
			status: Status::Active,
		},
		keys: vec![0],
		consent: None,
		anchored: Vec::new(),
		anchor_fails: None,
		revoked_after: None,
	}
}

/// A gateway.
pub struct Served {
	pub fake: Arc<Fake>,
	pub gateway: Arc<Gateway>,
	pub url: String,
	pub client: Client,
	pub folder: Arc<TempDir>,
	pub bytes: Vec<u8>,
	serving: tokio::task::JoinHandle<()>,
}

impl Drop for Served {
	fn drop(&mut self) {
		self.serving.abort();
	}
}

/// How a gateway is made.
pub struct Setting {
	pub length: usize,
	pub per_minute: u32,
	pub folder: Arc<TempDir>,
}

impl Default for Setting {
	fn default() -> Self {
		let folder = Arc::new(tempfile::tempdir().unwrap());
		Self { length: 3_000, per_minute: 100_000, folder }
	}
}

pub fn stored(folder: &Path) -> PathBuf {
	folder.join(Store::name(&DATASET.0, 1))
}

fn zero() -> Head {
	Head::default()
}

impl Served {
	pub async fn new() -> Self {
		Self::with(Setting::default()).await
	}

	pub async fn with(setting: Setting) -> Self {
		let bytes: Vec<u8> = (0..setting.length).map(|at| (at * 7 % 251) as u8).collect();
		let file = stored(setting.folder.path());
		std::fs::create_dir_all(file.parent().unwrap()).unwrap();
		std::fs::write(&file, &bytes).unwrap();
		let fake = Arc::new(Fake(Mutex::new(world(bytes.len() as u64))));
		let clock = fake.clone();
		let gateway = Arc::new(Gateway::new(Parts {
			settings: Settings {
				datasets: vec![DATASET],
				max_lag: Duration::from_secs(30),
				max_finality_lag: Duration::from_secs(120),
				per_minute: setting.per_minute,
				per_minute_of_all: 1_000_000,
				trust_forwarded: false,
			},
			genesis: GENESIS,
			key: Arc::new(owner()),
			store: Store::open(setting.folder.path().to_str().unwrap()).unwrap(),
			log: Log::open(&setting.folder.path().join("receipts"), GENESIS).unwrap(),
			ledger: fake.clone(),
			clock: Arc::new(move || clock.world().now),
		}));
		let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
		let url = format!("http://{}", listener.local_addr().unwrap());
		let service = router(gateway.clone()).into_make_service_with_connect_info::<Peer>();
		let serving = tokio::spawn(async move {
			axum::serve(Limited::new(listener, 16), service).await.unwrap();
		});
		let _ = rustls::crypto::ring::default_provider().install_default();
		let (folder, client) = (setting.folder, Client::new());
		let served = Self { fake, gateway, url, client, folder, bytes, serving };
		served.finalize();
		served
	}

	/// What the chain says is finalized.
	pub fn finalize(&self) {
		let (mirror, best) = {
			let world = self.fake.world();
			let mut mirror = Mirror::default();
			mirror.put_dataset(DATASET, world.dataset.clone());
			for grant in world.grants.values() {
				mirror.put(AuditEntry {
					grant: grant.clone(),
					agreement: Some(world.agreement.clone()),
					consent: world.consent.clone(),
				});
			}
			(mirror, Seen { hash: "0x00".into(), number: 9, time: world.best })
		};
		self.gateway.followed(mirror, &best, (8, best.time));
	}

	/// It is so late, here and at the best block.
	pub fn at(&self, time: Moment) {
		let mut world = self.fake.world();
		(world.now, world.best) = (time, time);
	}

	/// A request for the access after a head, signed by a key.
	pub fn request(&self, grant: u64, key: &Key, before: Head) -> AccessRequest {
		let world = self.fake.world();
		let anchored = world.grants[&GrantId(grant)].receipts;
		let mut request = AccessRequest {
			dataset: DATASET,
			grantee: account_to_hash(&key.account()),
			grant: grant.to_string(),
			version: 1,
			cipher_hash: HASH,
			purpose: 1,
			at: world.now,
			from: Head { seq: anchored.seq, head: anchored.head.0 }.into(),
			to: Head { seq: before.seq + 1, ..zero() }.into(),
			signature: String::new(),
		};
		sign(&mut request, key, before);
		request
	}

	/// The same, changed before it is signed.
	pub fn changed(&self, before: Head, change: impl FnOnce(&mut AccessRequest)) -> AccessRequest {
		let mut request = self.request(7, &grantee(), before);
		change(&mut request);
		sign(&mut request, &grantee(), before);
		request
	}

	pub async fn post(&self, request: &AccessRequest) -> Response {
		let url = format!("{}/v1/accesses", self.url);
		self.client.post(url).json(request).send().await.unwrap()
	}

	/// The code of a refusal, and the chain's reason.
	pub async fn refused(&self, request: &AccessRequest) -> (u16, String, Option<String>) {
		refusal(self.post(request).await).await
	}

	pub async fn given(&self, request: &AccessRequest) -> AccessAnswer {
		let answer = self.post(request).await;
		assert_eq!(answer.status(), 200, "{:?}", answer.text().await);
		answer.json().await.unwrap()
	}

	/// One more access, from the newest on.
	pub async fn next(&self) -> AccessAnswer {
		let before = self.newest();
		self.given(&self.request(7, &grantee(), before)).await
	}

	pub fn newest(&self) -> Head {
		self.gateway.log().newest(7).unwrap().map(|entry| entry.to).unwrap_or_default()
	}

	pub async fn get(&self, path: &str) -> Response {
		self.client.get(format!("{}{path}", self.url)).send().await.unwrap()
	}

	pub async fn heads(&self) -> HeadAnswer {
		self.get("/v1/grants/7/head").await.json().await.unwrap()
	}
}

/// What both sides sign about a request.
pub fn payload(request: &AccessRequest) -> Vec<u8> {
	let grant = request.grant.parse().unwrap();
	anchor_payload(&GENESIS.0, grant, &request.from.into(), &request.to.into())
}

/// Makes the head of a request, and signs it.
pub fn sign(request: &mut AccessRequest, key: &Key, before: Head) {
	let receipt = Receipt {
		genesis: GENESIS.0,
		grant: request.grant.parse().unwrap(),
		seq: request.to.seq,
		version: request.version,
		cipher_hash: request.cipher_hash.0,
		purpose: request.purpose,
		at: request.at,
	};
	request.to.head = H256(souk_sealing::next_head(&before.head, &receipt.body()));
	request.signature = signature_to_text(&key.sign(&payload(request)));
}

pub fn is_countersigned(request: &AccessRequest, answer: &AccessAnswer) -> bool {
	let signature = signature_of_text(&answer.countersignature).unwrap();
	souk_client::keys::signed(&payload(request), &signature, &owner().account())
}

pub async fn refusal(answer: Response) -> (u16, String, Option<String>) {
	let status = answer.status().as_u16();
	let json: Refusal = answer.json().await.unwrap();
	(status, json.code, json.denial)
}
