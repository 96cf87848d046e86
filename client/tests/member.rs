//! `souk member`: what an issuer computes and signs.

mod common;

use codec::Encode;
use common::*;
use souk_client::keys::signed;
use sp_core::{crypto::Ss58Codec, sr25519, H256};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	AccountId32, MultiSignature,
};

const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const CONTEXT: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";
const PHONE: &str = "+8613800138000";
/// As Python's `hmac` has it.
const NULLIFIER: &str = "0x0f6709c3e1d5bf21b3b407300026f4148c15fe544947fb19034ed99483db7f42";
const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

fn nullifier(key_file: &str, identifier: &str) -> Done {
	let arguments = ["member", "nullifier", "--json", "--context", CONTEXT, "--key-file", key_file];
	souk(&arguments, identifier)
}

fn attest_with(key_file: &str, more: &[&str], stdin: &str) -> Done {
	let genesis = hexed(&GENESIS);
	let at = AT.to_string();
	let mut arguments = vec!["member", "attest", "--issuer", "3", "--genesis", &genesis];
	arguments.extend(["--context", CONTEXT, "--nullifier", NULLIFIER, "--assurance", "person"]);
	arguments.extend(["--account", BOB, "--at", &at, "--key-file", key_file]);
	arguments.extend(more);
	souk(&arguments, stdin)
}

#[test]
fn nullifier_should_be_printed_when_the_key_is_private() {
	let issuer = Gateway::new();
	let key = issuer.secret("nullifier.key", &format!("{KEY}\n"));
	for identifier in [PHONE.to_owned(), format!("{PHONE}\n"), format!(" {PHONE}\r\n")] {
		let done = nullifier(&key, &identifier);
		assert_eq!(done.json()["nullifier"], NULLIFIER);
		assert_eq!(done.json()["context"], CONTEXT);
		assert_eq!(done.stderr, "");
		assert!(!done.stdout.contains(PHONE));
	}
}

#[test]
fn nullifier_should_be_for_people_when_no_json_is_asked_for() {
	let issuer = Gateway::new();
	let key = issuer.secret("nullifier.key", KEY);
	let done = souk(&["member", "nullifier", "--context", CONTEXT, "--key-file", &key], PHONE);
	let expected =
		format!("Nullifier of a person\n  context    {CONTEXT}\n  nullifier  {NULLIFIER}\n");
	assert_eq!((done.status, done.stdout), (0, expected));
}

#[test]
fn nullifier_should_take_a_name_for_its_hash_when_the_context_is_one() {
	let issuer = Gateway::new();
	let key = issuer.secret("nullifier.key", KEY);
	let context = format!("{:?}", BlakeTwo256::hash(b"shops.example"));
	let of = |context: &str| {
		let arguments = ["member", "nullifier", "--json", "--key-file", &key, "--context", context];
		souk(&arguments, PHONE).json()
	};
	assert_eq!(of("shops.example"), of(&context));
	assert_ne!(of("shops.example"), of("Shops.example"));
}

#[test]
fn nullifier_should_be_refused_when_others_can_read_the_key() {
	let issuer = Gateway::new();
	let key = issuer.secret("nullifier.key", KEY);
	for mode in [0o644, 0o640, 0o604, 0o620] {
		issuer.set_mode("nullifier.key", mode);
		assert_eq!(nullifier(&key, PHONE).refusal(), "open-secret-file");
	}
}

#[test]
fn nullifier_should_be_refused_without_telling_them_when_secrets_are_wrong() {
	let issuer = Gateway::new();
	let key = issuer.secret("nullifier.key", KEY);
	for (identifier, code) in [
		("", "empty-identifier"),
		("\n", "empty-identifier"),
		("+86 138 0013 8000", "ambiguous-identifier"),
		("+8613800138000\n+8613800138001", "ambiguous-identifier"),
		("张三", "ambiguous-identifier"),
		(&"1".repeat(257), "long-identifier"),
		(&"1".repeat(5_000), "file-too-long"),
	] {
		let done = nullifier(&key, identifier);
		assert_eq!(done.refusal(), code);
		let told = !identifier.trim().is_empty() && done.stderr.contains(identifier.trim());
		assert!(!told, "{}", done.stderr);
	}
	for (secret, code) in [
		("secret-secret", "malformed-key"),
		(&KEY[2..], "malformed-key"),
		(&"00".repeat(32), "weak-key"),
	] {
		let key = issuer.secret("other.key", secret);
		let done = nullifier(&key, PHONE);
		assert_eq!(done.refusal(), code);
		assert!(!done.stderr.contains(secret) && !done.stderr.contains(PHONE));
	}
	assert_eq!(nullifier("/nowhere", PHONE).refusal(), "unreadable-file");
}

#[test]
fn attestation_should_be_what_the_chain_takes_when_it_is_signed() {
	let issuer = Gateway::new();
	let key = issuer.secret("issuer.key", "//Alice");
	let done = attest_with(&key, &["--json"], "");
	let json = done.json();
	let attestation = &json["proof"]["attestation"];
	assert_eq!(attestation["issuer"], "3");
	assert_eq!(attestation["context"], CONTEXT);
	assert_eq!(attestation["nullifier"], NULLIFIER);
	assert_eq!(attestation["assurance"], "Person");
	assert_eq!(attestation["account"], BOB);
	assert_eq!(attestation["expiresAt"], AT + 3_600_000);
	assert_eq!(json["proof"]["signer"], ALICE);
	assert_eq!(json["genesis"], hexed(&GENESIS));

	// Put together as the documentation says.
	let bob = AccountId32::from_ss58check(BOB).unwrap();
	let mut encoded = 3u64.to_le_bytes().to_vec();
	encoded.extend([0x11; 32]);
	encoded.extend(hex::decode(&NULLIFIER[2..]).unwrap());
	encoded.push(2);
	encoded.extend(AsRef::<[u8]>::as_ref(&bob));
	encoded.extend((AT + 3_600_000).to_le_bytes());
	let mut message = vec![30 << 2];
	message.extend(b"souk/membership/attestation/v1");
	message.extend(GENESIS);
	message.extend(&encoded);
	let hash: H256 = BlakeTwo256::hash(&message);
	assert_eq!(json["hash"], hexed(hash.as_bytes()));
	let signature = json["proof"]["signature"]["Sr25519"].as_str().unwrap();
	let mut bytes = [0; 64];
	hex::decode_to_slice(&signature[2..], &mut bytes).unwrap();
	let signature: MultiSignature = sr25519::Signature::from(bytes).into();
	let alice = AccountId32::from_ss58check(ALICE).unwrap();
	assert!(signed(hash.as_bytes(), &signature, &alice));
	encoded.extend((alice, signature).encode());
	assert_eq!(json["encoded"], hexed(&encoded));
	// Everybody has that key.
	assert!(done.stderr.contains("development phrase"), "{}", done.stderr);
}

#[test]
fn attestation_should_be_for_people_when_no_json_is_asked_for() {
	let issuer = Gateway::new();
	let seed = format!("0x{}", "07".repeat(32));
	let key = issuer.secret("issuer.key", &seed);
	let done = attest_with(&key, &["--expires-in", "5m", "--scheme", "ed25519"], "");
	assert_eq!((done.status, done.stderr.as_str()), (0, ""));
	for line in [
		"Attestation of a person, by issuer 3",
		"  assurance    person",
		&format!("  account      {BOB}"),
		"  expires at   2026-10-01T04:05:03Z",
	] {
		assert!(done.stdout.lines().any(|this| this == line), "{line}\n{}", done.stdout);
	}
	assert!(!done.stdout.contains(&seed));
}

#[test]
fn attestation_should_be_signed_when_the_key_is_on_standard_input() {
	let done = attest_with("-", &["--json"], "//Alice\n");
	assert_eq!(done.json()["proof"]["signer"], ALICE);
}

#[test]
fn attestation_should_be_refused_when_its_key_is_no_good() {
	let issuer = Gateway::new();
	let key = issuer.secret("issuer.key", "//Alice");
	issuer.set_mode("issuer.key", 0o644);
	assert_eq!(attest_with(&key, &["--json"], "").refusal(), "open-secret-file");
	let empty = issuer.secret("empty.key", "");
	assert_eq!(attest_with(&empty, &["--json"], "").refusal(), "empty-key-file");
}

#[test]
fn arguments_should_be_refused_when_they_are_wrong() {
	let issuer = Gateway::new();
	let key = issuer.secret("nullifier.key", KEY);
	for arguments in [
		vec!["nullifier", "--key-file", &key],
		vec!["nullifier", "--context", CONTEXT],
		vec!["nullifier", "--context", "", "--key-file", &key],
		// The key cannot be where the identifier is, and an identifier is no argument.
		vec!["nullifier", "--context", CONTEXT, "--key-file", "-"],
		vec!["nullifier", "--context", CONTEXT, "--key-file", &key, PHONE],
		vec!["attest", "--issuer", "3"],
		vec!["forget"],
	] {
		let all = [vec!["member", "--json"], arguments.clone()].concat();
		let done = souk(&all, PHONE);
		assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{arguments:?} {}", done.stderr);
	}
	for more in [
		["--assurance", "none"],
		["--expires-in", "0s"],
		["--nullifier", "0x22"],
		["--account", "alice"],
		["--issuer", "-1"],
	] {
		let mut arguments =
			vec!["member", "attest", "--json", "--issuer", "3", "--genesis", CONTEXT];
		arguments.extend(["--context", CONTEXT, "--nullifier", NULLIFIER, "--account", BOB]);
		arguments.extend(["--assurance", "person", "--key-file", &key]);
		match arguments.iter().position(|argument| *argument == more[0]) {
			Some(place) => arguments[place + 1] = more[1],
			None => arguments.extend(more),
		}
		let done = souk(&arguments, "");
		assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{more:?} {}", done.stderr);
	}
}

#[test]
fn help_should_have_examples_when_asked_for() {
	for command in ["nullifier", "attest"] {
		let done = souk(&["member", command, "--help"], "");
		assert_eq!(done.status, 0);
		assert!(done.stdout.contains(&format!("souk member {command} --")), "{command}");
	}
}
