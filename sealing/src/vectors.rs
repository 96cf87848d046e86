//! The test vectors of `vectors/`, for other implementations: written with `SOUK_WRITE_FIXTURES=1`, else
//! compared.

use crate::{
	anchor_payload, check_public,
	envelope::wrap_with,
	envelope_commitment, next_head, open,
	payload::{seal_with, Drawn},
	random::{Seed, SEED_LEN},
	unwrap, Binding, Context, DataKey, Hash, Head, Receipt, SecretKey, Suite, CHUNK_LEN, OWN_COPY,
};
use serde_json::{json, Value};
use std::{fs, ops::ControlFlow, path::Path};

const GENESIS: Hash = [0x11; 32];
const OWNER: Hash = [0x22; 32];

/// Bytes that differ, and are the same always.
fn bytes<const N: usize>(first: u8) -> [u8; N] {
	std::array::from_fn(|at| first.wrapping_add((at * 7) as u8))
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn unhex(value: &Value) -> Vec<u8> {
	hex::decode(&value.as_str().unwrap()[2..]).unwrap()
}

fn hash(value: &Value) -> Hash {
	unhex(value).try_into().unwrap()
}

fn kept(name: &str, vectors: &Value) -> Value {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
	if std::env::var("SOUK_WRITE_FIXTURES").is_ok() {
		fs::write(&path, serde_json::to_string_pretty(vectors).unwrap() + "\n").unwrap();
	}
	let found: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
	assert!(found == *vectors, "{name} is no longer what this crate computes");
	found
}

fn dataset() -> (Hash, Hash) {
	let salt = bytes(0x30);
	let id = [b"souk/data/dataset/v1".as_slice(), &OWNER, &salt].concat();
	(salt, sp_crypto_hashing::blake2_256(&id))
}

fn context(version: u32) -> Context {
	Context { genesis: GENESIS, dataset: dataset().1, version }
}

fn content(length: usize) -> Vec<u8> {
	(0..length).map(|at| (at % 251) as u8).collect()
}

fn on(_: u64) -> ControlFlow<()> {
	ControlFlow::Continue(())
}

#[test]
fn payloads_should_be_those_on_record_when_they_are_sealed() {
	// The content's length so that the inner plaintext is a multiple of the chunk.
	let boundary = CHUNK_LEN - 40;
	let lengths = [
		("empty", 0),
		("small", 17),
		("chunk boundary", boundary),
		("one more than the boundary", boundary + 1),
		("several chunks", 300_000),
		("whole chunks", 4 * CHUNK_LEN - 40),
	];
	let (dataset_salt, dataset) = dataset();
	let cases = lengths.into_iter().zip(1..).map(|((name, length), number)| {
		let context = context(number);
		let drawn = Drawn { salt: bytes(number as u8), prefix: bytes(0x40 + number as u8) };
		let mut secret = bytes(0x50 + number as u8);
		let data_key = hex(secret);
		let key = DataKey::take(&mut secret);
		let mut file = Vec::new();
		let sealed = seal_with(
			content(length).as_slice(),
			length as u64,
			&mut file,
			&key,
			&context,
			&drawn,
			&mut on,
		)
		.unwrap();
		json!({
			"name": name,
			"version": number,
			"data_key": data_key,
			"salt": hex(drawn.salt),
			"nonce_prefix": hex(drawn.prefix),
			"length": length,
			"cipher_len": sealed.cipher_len,
			"cipher_hash": hex(sealed.cipher_hash),
			"content_commit": hex(sealed.content_commit),
			"dek_commit": hex(sealed.dek_commit),
			// Whoever seals the others sees by the hash whether it is right.
			"sealed": (length < 100).then(|| hex(&file)),
		})
	});
	let vectors = json!({
		"content": "byte i is i mod 251, from 0",
		"genesis": hex(GENESIS),
		"owner": hex(OWNER),
		"dataset_salt": hex(dataset_salt),
		"dataset": hex(dataset),
		"cases": cases.collect::<Vec<_>>(),
	});
	let vectors = kept("payload.json", &vectors);
	for case in vectors["cases"].as_array().unwrap() {
		let Some(_) = case["sealed"].as_str() else { continue };
		let file = unhex(&case["sealed"]);
		let key = DataKey::take(&mut hash(&case["data_key"]));
		let version = case["version"].as_u64().unwrap() as u32;
		let mut out = Vec::new();
		let len = file.len() as u64;
		let opened = open(file.as_slice(), len, &mut out, &key, &context(version), &mut on);
		assert_eq!(opened.unwrap().content_commit, hash(&case["content_commit"]));
		assert_eq!(out, content(case["length"].as_u64().unwrap() as usize));
	}
}

#[test]
fn envelopes_should_be_those_on_record_when_data_keys_are_wrapped() {
	let mut cases = Vec::new();
	for suite in Suite::ALL {
		for (grant, terms_hash) in [(7, bytes(0x60)), (OWN_COPY, [0; 32])] {
			let secret = bytes(0x70 + suite.number());
			let seed: [u8; SEED_LEN] = bytes(0x80 + suite.number());
			let data_key: Hash = bytes(0x90);
			let key = DataKey::take(&mut data_key.clone());
			let secret_key = SecretKey::take(suite, &mut secret.clone());
			let public = secret_key.public().unwrap();
			let binding = Binding {
				context: context(2),
				grant,
				grantee: if grant == OWN_COPY { OWNER } else { bytes(0xa0) },
				key_epoch: 3,
				dek_epoch: 4,
				terms_hash,
				cipher_hash: bytes(0xb0),
				dek_commit: key.commitment(&context(2)),
			};
			let envelope = wrap_with(&public, &key, &binding, Seed::fixed(seed)).unwrap();
			assert_eq!(unwrap(&secret_key, &envelope, &binding).unwrap().bytes(), &data_key);
			let seed = match suite {
				Suite::X25519 => &seed[..32],
				Suite::XWing => &seed[..],
			};
			cases.push(json!({
				"suite": suite.name(),
				"secret": hex(secret),
				"public": hex(public.bytes()),
				"data_key": hex(data_key),
				"seed": hex(seed),
				"dataset": hex(binding.context.dataset),
				"version": 2,
				// A string: it is more than JavaScript's numbers hold.
				"grant": grant.to_string(),
				"grantee": hex(binding.grantee),
				"key_epoch": binding.key_epoch,
				"dek_epoch": binding.dek_epoch,
				"terms_hash": hex(terms_hash),
				"cipher_hash": hex(binding.cipher_hash),
				"dek_commit": hex(binding.dek_commit),
				"info": hex(binding.info()),
				"aad": hex(binding.aad()),
				"envelope": hex(&envelope),
				"commitment": hex(envelope_commitment(&envelope)),
			}));
		}
	}
	let vectors = json!({
		"secret": "X25519: the scalar before it is clamped; X-Wing: the seed",
		"seed": "X25519: ikm of DeriveKeyPair for the ephemeral key; X-Wing: eseed of EncapsulateDerand",
		"genesis": hex(GENESIS),
		"cases": cases,
	});
	kept("envelopes.json", &vectors);
}

#[test]
fn receipts_should_be_those_on_record_when_they_are_chained() {
	let mut heads = vec![Head::default()];
	let mut receipts = Vec::new();
	for seq in 1..=3 {
		let receipt = Receipt {
			genesis: GENESIS,
			grant: 7,
			seq,
			version: 2,
			cipher_hash: bytes(0xb0),
			purpose: 1 << seq,
			at: 1_790_000_000_000 + seq * 1_000,
		};
		let head = next_head(heads.last().unwrap(), &receipt).unwrap();
		receipts.push(json!({
			"seq": seq,
			"version": receipt.version,
			"cipher_hash": hex(receipt.cipher_hash),
			"purpose": receipt.purpose,
			"at": receipt.at,
			"body": hex(receipt.body()),
			"head": hex(head.hash),
		}));
		heads.push(head);
	}
	let anchors = [(0, 1), (1, 3), (0, 3)].map(|(from, to)| {
		let payload = anchor_payload(&GENESIS, 7, &heads[from], &heads[to]);
		json!({ "from_seq": from, "to_seq": to, "payload": hex(payload) })
	});
	let vectors = json!({
		"genesis": hex(GENESIS),
		"grant": 7,
		"receipts": receipts,
		"anchors": anchors,
	});
	kept("receipts.json", &vectors);
}

#[test]
fn keys_should_be_those_on_record_when_they_are_made_and_refused() {
	let keys = Suite::ALL.map(|suite| {
		let secret = bytes(0x70 + suite.number());
		let public = SecretKey::take(suite, &mut secret.clone()).public().unwrap();
		json!({ "suite": suite.name(), "secret": hex(secret), "public": hex(public.bytes()) })
	});
	let good: Vec<Vec<u8>> = keys.iter().map(|key| unhex(&key["public"])).collect();
	let mut refused = Vec::new();
	let mut refuse = |suite: Suite, why: &str, public: Vec<u8>| {
		assert!(check_public(suite, &public).is_err());
		refused.push(json!({ "suite": suite.name(), "why": why, "public": hex(public) }));
	};
	for point in crate::keys::tests::low_order() {
		refuse(Suite::X25519, "low order", point.to_vec());
	}
	refuse(Suite::X25519, "length", good[0][1..].to_vec());
	let x_wing = &good[1];
	refuse(Suite::XWing, "length", x_wing[1..].to_vec());
	let mut low = x_wing.clone();
	low[1_184..].fill(0);
	refuse(Suite::XWing, "low order", low);
	for (at, two) in [(0, [0x01, 0x0d]), (1_150, [0x10, 0xd0])] {
		let mut large = x_wing.clone();
		large[at..at + 2].copy_from_slice(&two);
		refuse(Suite::XWing, "coefficient", large);
	}
	kept("keys.json", &json!({ "keys": keys, "refused": refused }));
}
