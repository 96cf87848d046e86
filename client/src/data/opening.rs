//! Data keys: encrypted for grantees, and decrypted by them, as the chain says.

use super::{
	calls::NewEnvelope,
	keystore::{Keystore, KeystoreError},
	records::{self, Basis, Grant},
};
use crate::{
	chain::{ChainError, State},
	errors::Explain,
};
use souk_primitives::{
	data::{order_terms_hash, Access, DatasetId, Denial, Purposes, Suite as ChainSuite},
	GrantId,
};
use souk_sealing::{Binding, Context, DataKey, PublicKey, Suite};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::collections::BTreeSet;
use thiserror::Error;

/// Why a data key is not encrypted or decrypted.
#[derive(Debug, Error)]
pub enum OpenError {
	/// The node does not answer.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// The keystore has not the key.
	#[error(transparent)]
	Keystore(#[from] KeystoreError),
	/// It does not open, or nothing can be encrypted to the public key.
	#[error(transparent)]
	Sealing(#[from] souk_sealing::Error),
	/// The chain says no.
	#[error("the chain does not let it be read: {}", records::why_not(*.0))]
	Denied(Denial),
	/// The envelope is not on the chain, and nobody gave it.
	#[error("the data key is not on the chain")]
	NotInline,
	/// It is another one.
	#[error("the data key that was given is not the one that the chain names")]
	OtherEnvelope,
	/// There is no such public key.
	#[error("{who} has no public key {epoch}")]
	NoPublicKey {
		/// Who.
		who: String,
		/// Its number.
		epoch: u32,
	},
	/// Nothing can be encrypted to the grantee.
	#[error("{0} has published no key that data keys can be encrypted to")]
	NoLiveKey(String),
	/// There is no such grant.
	#[error("the chain has no grant {}", .0.0)]
	NoGrant(GrantId),
	/// The agreement is gone.
	#[error("the agreement of grant {} is not on the chain", .0.0)]
	NoAgreement(GrantId),
	/// Another dataset's.
	#[error("grant {} is of another dataset", .0.0)]
	OtherDataset(GrantId),
}

impl Explain for OpenError {
	fn code(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.code(),
			Self::Keystore(error) => error.code(),
			Self::Sealing(_) => "sealing-failed",
			Self::Denied(_) => "access-denied",
			Self::NotInline => "envelope-missing",
			Self::OtherEnvelope => "other-envelope",
			Self::NoPublicKey { .. } | Self::NoLiveKey(_) => "no-public-key",
			Self::NoGrant(_) => "no-grant",
			Self::NoAgreement(_) => "no-agreement",
			Self::OtherDataset(_) => "other-dataset",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Chain(error) => error.remedy(),
			Self::Keystore(error) => error.remedy(),
			Self::Sealing(_) => "see why",
			Self::Denied(_) => "ask the data's owner, or the person whom it is about",
			Self::NotInline => "name the file that souk fetch wrote: --envelope",
			Self::OtherEnvelope => "fetch it again",
			Self::NoPublicKey { .. } | Self::NoLiveKey(_) => {
				"let the grantee publish one: souk keygen --publish"
			},
			Self::NoGrant(_) | Self::NoAgreement(_) => "see souk audit",
			Self::OtherDataset(_) => "name grants of the sealed file's dataset",
		}
	}
}

/// The suite of a key on the chain.
pub fn suite(suite: ChainSuite) -> Suite {
	match suite {
		ChainSuite::X25519 => Suite::X25519,
		ChainSuite::XWing => Suite::XWing,
	}
}

/// The same, the other way round.
pub fn chain_suite(suite: Suite) -> ChainSuite {
	match suite {
		Suite::X25519 => ChainSuite::X25519,
		Suite::XWing => ChainSuite::XWing,
	}
}

/// What the envelope of an access is bound to.
pub fn binding(genesis: H256, who: &AccountId32, access: &Access) -> Binding {
	Binding {
		context: context(genesis, access),
		grant: access.grant.0,
		grantee: who.clone().into(),
		key_epoch: access.envelope.key_epoch,
		dek_epoch: access.dek_epoch,
		terms_hash: access.terms_hash.0,
		cipher_hash: access.content.cipher_hash.0,
	}
}

/// Which chain, dataset and version an access is to.
pub fn context(genesis: H256, access: &Access) -> Context {
	Context { genesis: genesis.0, dataset: access.dataset.0, version: access.version }
}

/// The data key of what an account may read, if the chain says that it may.
///
/// `envelope` is what the owner's gateway gave, if it is not on the chain.
#[allow(clippy::too_many_arguments)]
pub async fn data_key(
	state: &impl State,
	genesis: H256,
	who: &AccountId32,
	dataset: DatasetId,
	purpose: Purposes,
	keystore: &Keystore,
	envelope: Option<Vec<u8>>,
) -> Result<(Access, DataKey), OpenError> {
	let access = records::check_access(state, dataset, who, purpose).await?;
	let access = access.map_err(OpenError::Denied)?;
	let inline = access.envelope.inline.as_ref().map(|bytes| bytes.to_vec());
	let envelope = inline.or(envelope).ok_or(OpenError::NotInline)?;
	let commitment = souk_sealing::envelope_commitment(&envelope);
	if commitment != access.envelope.commitment.0 {
		return Err(OpenError::OtherEnvelope);
	}
	let epoch = access.envelope.key_epoch;
	let keys = records::keys_of(state, who).await?;
	let key = keys.into_iter().find(|key| key.epoch == epoch);
	let key = key.ok_or_else(|| OpenError::NoPublicKey { who: who.to_string(), epoch })?;
	let secret = keystore.secret_of(&key.public)?;
	let binding = binding(genesis, who, &access);
	let commit = access.content.dek_commit.0;
	let data_key = souk_sealing::unwrap(&envelope, secret, &binding, &commit)?;
	Ok((access, data_key))
}

/// The grants of a dataset that an account may hand data keys in for: the owner for all, others for those
/// that were made of their own.
pub fn postable(all: &[Grant], owner: &AccountId32, who: &AccountId32) -> BTreeSet<GrantId> {
	let own: BTreeSet<_> =
		all.iter().filter(|grant| grant.grantee == *who).map(|grant| grant.grant).collect();
	let of_own = |grant: &&Grant| grant.parent.is_some_and(|parent| own.contains(&parent));
	all.iter().filter(|grant| owner == who || of_own(grant)).map(|grant| grant.grant).collect()
}

/// A data key that is to be encrypted to grantees.
pub struct Wrapping<'a> {
	/// Of which chain, dataset and version it is.
	pub context: Context,
	/// In which key epoch of the dataset it was made.
	pub dek_epoch: u32,
	/// BLAKE3 of the sealed file.
	pub cipher_hash: [u8; 32],
	/// The data key.
	pub key: &'a DataKey,
}

impl Wrapping<'_> {
	/// Whether a grantee has the data key of this version already, under a live public key.
	pub async fn is_current(&self, state: &impl State, grant: &Grant) -> Result<bool, OpenError> {
		let Some(envelope) = &grant.envelope else { return Ok(false) };
		if envelope.version != self.context.version || envelope.dek_epoch != self.dek_epoch {
			return Ok(false);
		}
		let keys = records::keys_of(state, &grant.grantee).await?;
		Ok(keys.iter().any(|key| key.epoch == envelope.key_epoch && key.revoked.is_none()))
	}

	/// Encrypts it to the newest public key of a grantee.
	pub async fn wrap(
		&self,
		state: &impl State,
		grant: &Grant,
		inline: bool,
	) -> Result<(NewEnvelope, Vec<u8>), OpenError> {
		if grant.dataset.0 != self.context.dataset {
			return Err(OpenError::OtherDataset(grant.grant));
		}
		grant.valid.map_err(OpenError::Denied)?;
		let terms_hash = match grant.basis {
			Basis::Agreement(id) => {
				let agreement = records::agreement(state, id).await?;
				agreement.ok_or(OpenError::NoAgreement(grant.grant))?.terms_hash
			},
			Basis::Order(order) => order_terms_hash(order),
		};
		let key = records::live_key(state, &grant.grantee).await?;
		let key = key.ok_or_else(|| OpenError::NoLiveKey(grant.grantee.to_string()))?;
		let to = PublicKey::new(suite(key.suite), &key.public)?;
		let binding = Binding {
			context: self.context,
			grant: grant.grant.0,
			grantee: grant.grantee.clone().into(),
			key_epoch: key.epoch,
			dek_epoch: self.dek_epoch,
			terms_hash: terms_hash.0,
			cipher_hash: self.cipher_hash,
		};
		let bytes = souk_sealing::wrap(self.key, &to, &binding)?;
		let envelope = NewEnvelope {
			grant: grant.grant,
			version: self.context.version,
			key_epoch: key.epoch,
			commitment: H256(souk_sealing::envelope_commitment(&bytes)),
			inline: inline.then(|| bytes.clone()),
		};
		Ok((envelope, bytes))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::{Decode, Encode};
	use souk_primitives::{
		data::{Content, Envelope, ReceiptHead},
		AgreementId, OrderId,
	};
	use std::collections::BTreeMap;

	const GENESIS: H256 = H256([1; 32]);
	const DATASET: H256 = H256([2; 32]);
	const TERMS: H256 = H256([3; 32]);
	const VERSION: u32 = 4;
	const DEK_EPOCH: u32 = 5;
	const KEY_EPOCH: u32 = 6;
	const GRANT: GrantId = GrantId(7);
	const CIPHER_HASH: H256 = H256([8; 32]);

	/// A chain that answers each question in one way.
	#[derive(Default)]
	struct Answers(BTreeMap<&'static str, Vec<u8>>);

	impl Answers {
		fn with(mut self, function: &'static str, answer: impl Encode) -> Self {
			self.0.insert(function, answer.encode());
			self
		}
	}

	impl State for Answers {
		async fn call<R: Decode>(
			&self,
			(_, function): (&str, &str),
			_: &impl Encode,
		) -> Result<R, ChainError> {
			let answer = self.0.get(function).ok_or_else(|| ChainError::Lacks(function.into()))?;
			R::decode(&mut answer.as_slice())
				.map_err(|_| ChainError::NotUnderstood(function.into()))
		}
	}

	type KeyAnswer = (u32, ChainSuite, Vec<u8>, u64, Option<(u64, Option<u64>)>);

	fn keys(keys: Vec<KeyAnswer>) -> (Vec<KeyAnswer>, Option<u32>) {
		(keys, None)
	}

	fn key_of(secret: &souk_sealing::SecretKey, epoch: u32) -> KeyAnswer {
		let public = secret.public().unwrap();
		(epoch, chain_suite(public.suite()), public.as_bytes().to_vec(), 0, None)
	}

	fn who() -> AccountId32 {
		AccountId32::new([9; 32])
	}

	fn context() -> Context {
		Context { genesis: GENESIS.0, dataset: DATASET.0, version: VERSION }
	}

	fn data_key() -> DataKey {
		DataKey::take(&mut [10; 32])
	}

	fn access(envelope: &[u8], inline: bool) -> Access {
		Access {
			grant: GRANT,
			dataset: DATASET,
			version: VERSION,
			dek_epoch: DEK_EPOCH,
			content: Content {
				cipher_hash: CIPHER_HASH,
				cipher_len: 1_064,
				content_commit: H256([11; 32]),
				dek_commit: H256(data_key().commitment(&context())),
			},
			purposes: Purposes::SERVICE,
			fields: 1,
			not_after: 100,
			remaining: None,
			paid_for: None,
			receipts: ReceiptHead::default(),
			terms_hash: TERMS,
			envelope: Envelope {
				version: VERSION,
				key_epoch: KEY_EPOCH,
				dek_epoch: DEK_EPOCH,
				commitment: H256(souk_sealing::envelope_commitment(envelope)),
				inline: inline.then(|| envelope.to_vec().try_into().unwrap()),
			},
		}
	}

	/// A grantee's keystore, and an envelope for it of some data key.
	fn wrapped(suite: Suite, key: &DataKey) -> (Keystore, Vec<u8>) {
		let mut keystore = Keystore::default();
		let public = keystore.generate(suite).unwrap().public().unwrap();
		let binding = super::binding(GENESIS, &who(), &access(b"", false));
		let envelope = souk_sealing::wrap(key, &public, &binding).unwrap();
		(keystore, envelope)
	}

	fn chain(access: Result<Access, Denial>, keystore: &Keystore) -> Answers {
		let key = key_of(keystore.newest().unwrap(), KEY_EPOCH);
		Answers::default().with("check_access", access).with("keys_of", keys(vec![key]))
	}

	async fn opened(
		chain: &Answers,
		keystore: &Keystore,
		envelope: Option<Vec<u8>>,
	) -> Result<DataKey, OpenError> {
		let purpose = Purposes::SERVICE;
		let done =
			super::data_key(chain, GENESIS, &who(), DATASET, purpose, keystore, envelope).await;
		done.map(|(_, key)| key)
	}

	#[tokio::test]
	async fn data_key_should_be_the_owners_when_the_chain_grants_access() {
		for suite in [Suite::X25519, Suite::XWing] {
			let (keystore, envelope) = wrapped(suite, &data_key());
			let commit = data_key().commitment(&context());
			let on_chain = chain(Ok(access(&envelope, true)), &keystore);
			let key = opened(&on_chain, &keystore, None).await.unwrap();
			assert_eq!(key.commitment(&context()), commit);
			let given = chain(Ok(access(&envelope, false)), &keystore);
			let key = opened(&given, &keystore, Some(envelope)).await.unwrap();
			assert_eq!(key.commitment(&context()), commit);
		}
	}

	#[tokio::test]
	async fn data_key_should_be_refused_when_the_chain_denies_access() {
		let (keystore, envelope) = wrapped(Suite::X25519, &data_key());
		let denied = chain(Err(Denial::ConsentWithdrawn), &keystore);
		// Whatever else the reader has.
		let error = opened(&denied, &keystore, Some(envelope)).await.unwrap_err();
		assert_eq!(error.code(), "access-denied");
		assert!(error.to_string().contains("withdrawn"));
	}

	#[tokio::test]
	async fn data_key_should_be_refused_when_its_envelope_is_missing_or_another() {
		let (keystore, envelope) = wrapped(Suite::X25519, &data_key());
		let chain = chain(Ok(access(&envelope, false)), &keystore);
		let error = opened(&chain, &keystore, None).await.unwrap_err();
		assert_eq!(error.code(), "envelope-missing");
		let mut other = envelope;
		*other.last_mut().unwrap() ^= 1;
		let error = opened(&chain, &keystore, Some(other)).await.unwrap_err();
		assert_eq!(error.code(), "other-envelope");
	}

	#[tokio::test]
	async fn data_key_should_be_refused_when_the_keystore_or_the_chain_lacks_the_key() {
		let (keystore, envelope) = wrapped(Suite::X25519, &data_key());
		let (stranger, _) = wrapped(Suite::X25519, &data_key());
		let granted = chain(Ok(access(&envelope, true)), &keystore);
		let error = opened(&granted, &stranger, None).await.unwrap_err();
		assert_eq!(error.code(), "no-such-key");
		let other = key_of(keystore.newest().unwrap(), KEY_EPOCH + 1);
		let granted = granted.with("keys_of", keys(vec![other]));
		let error = opened(&granted, &keystore, None).await.unwrap_err();
		assert_eq!(error.code(), "no-public-key");
	}

	#[tokio::test]
	async fn data_key_should_be_refused_when_it_is_wrapped_for_something_else() {
		let (keystore, envelope) = wrapped(Suite::X25519, &data_key());
		let good = access(&envelope, true);
		let others = [
			Access { grant: GrantId(0), ..good.clone() },
			Access { dek_epoch: 0, ..good.clone() },
			Access { terms_hash: H256::zero(), ..good.clone() },
			Access { version: 0, ..good },
		];
		for other in others {
			let chain = chain(Ok(other), &keystore);
			let error = opened(&chain, &keystore, None).await.unwrap_err();
			assert_eq!(error.code(), "sealing-failed");
		}
	}

	type GrantAnswer = (
		((GrantId, H256), GrantBasis, Option<GrantId>, AccountId32, Purposes, u64),
		(u64, u64, Option<u32>, u8, GrantStateAnswer, Result<(), Denial>, ReceiptHead),
		(Option<()>, Option<Envelope>),
	);

	#[derive(Encode)]
	enum GrantBasis {
		Agreement(AgreementId),
		Order(OrderId),
	}

	#[derive(Encode)]
	enum GrantStateAnswer {
		Active,
	}

	fn grant(basis: GrantBasis, valid: Result<(), Denial>, envelope: Option<Envelope>) -> Grant {
		let answer: GrantAnswer = (
			((GRANT, DATASET), basis, None, who(), Purposes::SERVICE, 1),
			(0, 100, None, 0, GrantStateAnswer::Active, valid, ReceiptHead::default()),
			(None, envelope),
		);
		Grant::decode(&mut answer.encode().as_slice()).unwrap()
	}

	fn wrapping(key: &DataKey) -> Wrapping<'_> {
		let (context, cipher_hash) = (context(), CIPHER_HASH.0);
		Wrapping { context, dek_epoch: DEK_EPOCH, cipher_hash, key }
	}

	#[tokio::test]
	async fn envelope_should_open_for_the_grantee_when_it_is_of_an_order() {
		let (keystore, _) = wrapped(Suite::X25519, &data_key());
		let key = key_of(keystore.newest().unwrap(), KEY_EPOCH);
		let state = Answers::default().with("keys_of", keys(vec![key]));
		let grant = grant(GrantBasis::Order(OrderId(12)), Ok(()), None);
		let data_key = data_key();
		let (posted, bytes) = wrapping(&data_key).wrap(&state, &grant, true).await.unwrap();
		assert_eq!((posted.grant, posted.version, posted.key_epoch), (GRANT, VERSION, KEY_EPOCH));
		assert_eq!(posted.inline.as_ref(), Some(&bytes));
		let terms_hash = order_terms_hash(OrderId(12));
		let granted = Access { terms_hash, ..access(&bytes, true) };
		assert_eq!(granted.envelope.commitment, posted.commitment);
		let chain = chain(Ok(granted), &keystore);
		opened(&chain, &keystore, None).await.unwrap();
	}

	#[tokio::test]
	async fn envelope_should_be_for_the_newest_live_key_when_there_are_several() {
		let mut keystore = Keystore::default();
		let mut known = Vec::new();
		for epoch in 0..4 {
			known.push(key_of(keystore.generate(Suite::X25519).unwrap(), epoch));
		}
		known[3].4 = Some((50, None));
		let state = Answers::default().with("keys_of", keys(known));
		let grant = grant(GrantBasis::Order(OrderId(12)), Ok(()), None);
		let data_key = data_key();
		let (posted, _) = wrapping(&data_key).wrap(&state, &grant, false).await.unwrap();
		assert_eq!((posted.key_epoch, posted.inline), (2, None));
	}

	#[tokio::test]
	async fn envelope_should_not_be_made_when_nobody_may_open_it() {
		let data_key = data_key();
		let wrapping = wrapping(&data_key);
		let (keystore, _) = wrapped(Suite::X25519, &data_key);
		let key = key_of(keystore.newest().unwrap(), KEY_EPOCH);
		let of_order = || GrantBasis::Order(OrderId(12));
		let state = |keys_of| {
			let none: Option<()> = None;
			Answers::default().with("keys_of", keys(keys_of)).with("agreement", none)
		};
		let valid = grant(of_order(), Ok(()), None);

		let revoked = grant(of_order(), Err(Denial::Revoked), None);
		let error = wrapping.wrap(&state(vec![key.clone()]), &revoked, true).await.unwrap_err();
		assert_eq!(error.code(), "access-denied");
		let error = wrapping.wrap(&state(vec![]), &valid, true).await.unwrap_err();
		assert_eq!(error.code(), "no-public-key");
		let mut over = key.clone();
		over.4 = Some((50, None));
		let error = wrapping.wrap(&state(vec![over]), &valid, true).await.unwrap_err();
		assert_eq!(error.code(), "no-public-key");
		let mut weak = key.clone();
		weak.2 = vec![0; 32];
		let error = wrapping.wrap(&state(vec![weak]), &valid, true).await.unwrap_err();
		assert_eq!(error.code(), "sealing-failed");
		let gone = grant(GrantBasis::Agreement(AgreementId(1)), Ok(()), None);
		let error = wrapping.wrap(&state(vec![key.clone()]), &gone, true).await.unwrap_err();
		assert_eq!(error.code(), "no-agreement");
		let elsewhere = Grant { dataset: H256::zero(), ..valid };
		let error = wrapping.wrap(&state(vec![key]), &elsewhere, true).await.unwrap_err();
		assert_eq!(error.code(), "other-dataset");
	}

	#[test]
	fn grants_should_be_postable_when_they_are_of_the_owners_or_made_of_ones_own() {
		let account = |n: u8| AccountId32::new([n; 32]);
		let of = |id: u64, parent: Option<u64>, grantee: u8| Grant {
			grant: GrantId(id),
			parent: parent.map(GrantId),
			grantee: account(grantee),
			..grant(GrantBasis::Order(OrderId(12)), Ok(()), None)
		};
		let all = [of(1, None, 1), of(2, Some(1), 2), of(3, Some(2), 3), of(4, None, 4)];
		let ids = |who: u8| {
			let found = postable(&all, &account(0), &account(who));
			found.into_iter().map(|grant| grant.0).collect::<Vec<_>>()
		};
		assert_eq!(ids(0), [1, 2, 3, 4]);
		assert_eq!(ids(1), [2]);
		assert_eq!(ids(2), [3]);
		assert!(ids(3).is_empty());
	}

	#[tokio::test]
	async fn envelope_should_be_current_when_version_epoch_and_a_live_key_are() {
		let data_key = data_key();
		let wrapping = wrapping(&data_key);
		let (keystore, _) = wrapped(Suite::X25519, &data_key);
		let key = key_of(keystore.newest().unwrap(), KEY_EPOCH);
		let mut over = key.clone();
		over.4 = Some((50, None));
		let live = Answers::default().with("keys_of", keys(vec![key]));
		let revoked = Answers::default().with("keys_of", keys(vec![over]));
		let good = access(b"", false).envelope;
		let of = |envelope| grant(GrantBasis::Order(OrderId(12)), Ok(()), envelope);
		assert!(wrapping.is_current(&live, &of(Some(good.clone()))).await.unwrap());
		assert!(!wrapping.is_current(&revoked, &of(Some(good.clone()))).await.unwrap());
		let stale = [
			None,
			Some(Envelope { version: VERSION - 1, ..good.clone() }),
			Some(Envelope { dek_epoch: DEK_EPOCH - 1, ..good.clone() }),
			Some(Envelope { key_epoch: KEY_EPOCH + 1, ..good }),
		];
		for envelope in stale {
			assert!(!wrapping.is_current(&live, &of(envelope)).await.unwrap());
		}
	}
}
