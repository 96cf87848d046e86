//! Test vectors for other implementations: checked, or written anew with `SOUK_WRITE_FIXTURES=1`.

use crate::{
	anchor_payload, check_public,
	envelope::{wrap_with, Binding, OWN_COPY},
	envelope_commitment,
	keys::tests::low_order,
	open,
	payload::{seal_with, Drawn},
	random::Seed,
	unwrap, Context, DataKey, Hash, Head, Receipt, SecretKey, Suite,
};
use serde_json::{json, Value};
use std::{fs, ops::ControlFlow, path::PathBuf};
use zeroize::Zeroizing;

fn go() -> impl FnMut(u64) -> ControlFlow<()> {
	|_| ControlFlow::Continue(())
}

fn shown(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn check(name: &str, vectors: &Value) {
	let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
	if std::env::var("SOUK_WRITE_FIXTURES").is_ok_and(|write| write == "1") {
		fs::write(&path, format!("{}\n", serde_json::to_string_pretty(vectors).unwrap())).unwrap();
	}
	// As values: in which order a map is written depends on the features of others.
	let written: Value =
		serde_json::from_slice(&fs::read(&path).unwrap_or_default()).unwrap_or_default();
	assert!(written == *vectors, "{name} is out of date: run this with SOUK_WRITE_FIXTURES=1");
}

fn context(version: u32) -> Context {
	Context { genesis: [0x11; 32], dataset: [0x22; 32], version }
}

/// What is random in an envelope.
const SEED: [u8; 64] = [0x99; 64];

#[test]
fn payloads_should_be_those_of_the_vectors() {
	let lengths = [0, 1, 11, 984, 985, 65_496, 65_497, 200_000, 1_000_000];
	let vectors: Vec<_> = lengths
		.into_iter()
		.zip(1u32..)
		.map(|(length, version)| {
			let content: Vec<u8> = (0..length).map(|at: u64| (at % 251) as u8).collect();
			let (key, salt, prefix) = ([0x33; 32], [0x44; 32], [0x55; 7]);
			let drawn = Drawn { prefix, salt: Zeroizing::new(salt) };
			let data_key = DataKey::take(&mut { key });
			let context = context(version);
			let mut file = Vec::new();
			let (source, to) = (&mut &content[..], &mut file);
			let sealed =
				seal_with(drawn, source, length, to, &data_key, &context, &mut go()).unwrap();
			let mut back = Vec::new();
			let size = file.len() as u64;
			open(&mut &file[..], size, &mut back, &data_key, &context, &mut go()).unwrap();
			assert!(back == content);
			json!({
				"genesis": shown(&context.genesis),
				"dataset": shown(&context.dataset),
				"version": version,
				"dataKey": shown(&key),
				"salt": shown(&salt),
				"noncePrefix": shown(&prefix),
				"contentLength": length,
				"cipherHash": shown(&sealed.cipher_hash),
				"cipherLength": sealed.cipher_len,
				"contentCommit": shown(&sealed.content_commit),
				"dekCommit": shown(&sealed.dek_commit),
				// Of longer ones the hash is enough.
				"sealed": (file.len() < 2_000).then(|| shown(&file)),
			})
		})
		.collect();
	let rule = "byte i of the content is i mod 251";
	check("payload.json", &json!({ "content": rule, "vectors": vectors }));
}

#[test]
fn envelopes_should_be_those_of_the_vectors() {
	let of = |suite: Suite, grant: u64, number: u8| {
		let secret = SecretKey::take(suite, &mut [number; 32]);
		let mut key: Hash = [0x33 + number; 32];
		let bytes = key;
		let data_key = DataKey::take(&mut key);
		let own = grant == OWN_COPY;
		let binding = Binding {
			context: context(u32::from(number)),
			grant,
			grantee: [0x66; 32],
			key_epoch: 7,
			dek_epoch: 8,
			terms_hash: if own { [0; 32] } else { [0x77; 32] },
			cipher_hash: [0x88; 32],
		};
		let commit = data_key.commitment(&binding.context);
		let to = secret.public().unwrap();
		let envelope = wrap_with(&mut Seed::fixed(SEED), &data_key, &to, &binding).unwrap();
		unwrap(&envelope, &secret, &binding, &commit).unwrap();
		json!({
			"suite": suite,
			"secretKey": shown(secret.expose()),
			"publicKey": shown(to.as_bytes()),
			"seed": shown(if suite == Suite::X25519 { &SEED[..32] } else { &SEED }),
			"genesis": shown(&binding.context.genesis),
			"dataset": shown(&binding.context.dataset),
			"version": binding.context.version,
			"grant": grant.to_string(),
			"grantee": shown(&binding.grantee),
			"keyEpoch": binding.key_epoch,
			"dekEpoch": binding.dek_epoch,
			"termsHash": shown(&binding.terms_hash),
			"cipherHash": shown(&binding.cipher_hash),
			"dekCommit": shown(&commit),
			"dataKey": shown(&bytes),
			"envelope": shown(&envelope),
			"commitment": shown(&envelope_commitment(&envelope)),
		})
	};
	let vectors = vec![
		of(Suite::X25519, 5, 1),
		of(Suite::X25519, OWN_COPY, 2),
		of(Suite::XWing, 6, 3),
		of(Suite::XWing, OWN_COPY, 4),
	];
	let note = "decrypt envelope with secretKey to dataKey; encryption is randomised";
	let seed = "what was random: ikm of DeriveKeyPair of the ephemeral key (X25519), eseed of \
		EncapsulateDerand (X-Wing)";
	check("envelopes.json", &json!({ "note": note, "seed": seed, "vectors": vectors }));
}

#[test]
fn receipts_should_be_those_of_the_vectors() {
	let genesis = [0x11; 32];
	let mut head = Head::default();
	let vectors: Vec<_> = (1..=4u64)
		.map(|seq| {
			let receipt = Receipt {
				genesis,
				grant: 9,
				seq,
				version: seq as u32,
				cipher_hash: [seq as u8; 32],
				purpose: 1 << seq,
				at: 1_700_000_000_000 + seq,
			};
			let from = head;
			head = receipt.after(&head).unwrap();
			json!({
				"receipt": receipt,
				"body": shown(&receipt.body()),
				"before": from,
				"after": head,
				"anchor": shown(&anchor_payload(&genesis, 9, &from, &head)),
			})
		})
		.collect();
	check("receipts.json", &json!({ "vectors": vectors }));
}

#[test]
fn keys_should_be_judged_as_in_the_vectors() {
	let mut vectors = Vec::new();
	let mut add = |suite: Suite, bytes: Vec<u8>, good: bool| {
		assert_eq!(check_public(suite, &bytes).is_ok(), good);
		vectors.push(json!({ "suite": suite, "publicKey": shown(&bytes), "good": good }));
	};
	for suite in [Suite::X25519, Suite::XWing] {
		let public = SecretKey::take(suite, &mut [5; 32]).public().unwrap();
		let bytes = public.as_bytes().to_vec();
		add(suite, bytes[1..].to_vec(), false);
		let mut weak = bytes.clone();
		let from = weak.len() - 32;
		weak[from..].fill(0);
		add(suite, weak.clone(), false);
		weak[from] = 1;
		weak[from + 31] = 0x80;
		add(suite, weak, false);
		add(suite, bytes, true);
	}
	for point in low_order() {
		add(Suite::X25519, point.to_vec(), false);
	}
	let mut long =
		SecretKey::take(Suite::XWing, &mut [5; 32]).public().unwrap().as_bytes().to_vec();
	(long[0], long[1]) = (0x01, long[1] & 0xf0 | 0x0d);
	add(Suite::XWing, long.clone(), false);
	(long[0], long[1]) = (0x00, long[1] & 0xf0 | 0x0d);
	add(Suite::XWing, long, true);
	check("keys.json", &json!({ "vectors": vectors }));
}
