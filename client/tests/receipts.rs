//! Making, signing and verifying receipts, through the command.

mod common;

use common::*;
use serde_json::{json, Value};
use sp_core::{crypto::Ss58Codec, ecdsa, ed25519, sr25519, Pair};
use sp_runtime::{traits::Verify, AccountId32, MultiSignature};

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

fn paid() -> Sent {
	stripe::fixed("payment_intent.succeeded")
}

fn sign(gateway: &Gateway, key: &str, arguments: &[&str]) -> Done {
	let key = gateway.secret(&format!("{}.key", key.replace('/', "")), key);
	let mut all: Vec<String> = gateway.store(&paid());
	all.extend(["--key-file".to_owned(), key]);
	all.extend(arguments.iter().map(|argument| (*argument).to_owned()));
	gateway.receipt("sign", &all.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Adds a signature to a receipt, believing it.
fn add(gateway: &Gateway, key: &str, receipt: &str, arguments: &[&str]) -> Done {
	let key = gateway.secret(&format!("{}.key", key.replace('/', "")), key);
	let receipt = gateway.file("receipt.json", receipt);
	let mut all = vec!["--receipt", &receipt, "--key-file", &key];
	all.extend(arguments);
	gateway.receipt("sign", &all)
}

fn verify(gateway: &Gateway, receipt: &str, arguments: &[&str]) -> Done {
	let receipt = gateway.file("receipt.json", receipt);
	let mut all = vec!["--receipt", receipt.as_str()];
	all.extend(arguments);
	gateway.receipt("verify", &all)
}

fn bytes<const N: usize>(value: &Value) -> [u8; N] {
	let mut bytes = [0; N];
	hex::decode_to_slice(value.as_str().unwrap().strip_prefix("0x").unwrap(), &mut bytes).unwrap();
	bytes
}

#[test]
fn signature_should_be_good_for_the_chain_when_any_scheme_made_it() {
	let gateway = Gateway::new();
	for scheme in ["sr25519", "ed25519", "ecdsa"] {
		let document = sign(&gateway, "//Alice", &["--scheme", scheme]).json();
		let hash: [u8; 32] = bytes(&document["hash"]);
		let vouch = &document["signatures"][0];
		let signature: MultiSignature = match scheme {
			"sr25519" => sr25519::Signature::from(bytes(&vouch["signature"]["Sr25519"])).into(),
			"ed25519" => ed25519::Signature::from(bytes(&vouch["signature"]["Ed25519"])).into(),
			_ => ecdsa::Signature::from(bytes(&vouch["signature"]["Ecdsa"])).into(),
		};
		let signer = AccountId32::from_ss58check(vouch["signer"].as_str().unwrap()).unwrap();
		assert!(signature.verify(&hash[..], &signer), "{scheme}");
	}
}

#[test]
fn receipt_should_have_the_shape_that_polkadot_js_takes_when_it_is_json() {
	let document = sign(&Gateway::new(), "//Alice", &[]).json();
	assert_eq!(
		document["receipt"],
		json!({
			"gateway": "3",
			"order": "258",
			"terms": TERMS,
			"channel": "stripe",
			"transaction": "0xc7fb941aec9698c6e15ec9ef6eabc169390d60bfa5f0b215914b13731f3382d4",
			"kind": "Paid",
			"amount": "8888",
			"currency": "CNY",
			"paidAt": PAID_AT,
			"expiresAt": AT + DAY,
		})
	);
	assert_eq!(document["signatures"][0]["signer"], ALICE);
	assert_eq!(document["genesis"], hexed(&GENESIS));
	let encoded = document["encoded"]["signatures"].as_str().unwrap();
	// One signature: the account, the number of the scheme, 64 bytes.
	assert_eq!(encoded.len(), 2 + 2 * (1 + 32 + 1 + 64));
	assert!(encoded.starts_with("0x04d43593c7"), "{encoded}");
	assert_eq!(&encoded[2 + 2 * 33..2 + 2 * 34], "01");
}

#[test]
fn receipt_should_be_signed_by_several_when_they_sign_one_after_the_other() {
	let gateway = Gateway::new();
	let first = sign(&gateway, "//Alice", &[]).stdout;
	let second = add(&gateway, "//Bob", &first, &[]).stdout;
	let third = add(&gateway, "//Charlie", &second, &["--scheme", "ecdsa"]);
	let document = third.json();
	assert_eq!(document["signatures"].as_array().unwrap().len(), 3);
	assert_eq!(document["signatures"][1]["signer"], BOB);
	let verified = verify(&gateway, &third.stdout, &[]).json();
	assert_eq!(verified["valid"], true);
	assert_eq!(verified["signers"][0], ALICE);
	assert_eq!(verified["signers"].as_array().unwrap().len(), 3);
}

#[test]
fn receipt_should_be_signed_when_it_says_what_the_second_signer_was_told() {
	let gateway = Gateway::new();
	let first = gateway.file("first.json", sign(&gateway, "//Alice", &[]).stdout);
	// It was a minute later, but the receipt stays the same.
	let at = (AT + 60_000).to_string();
	let second = sign(&gateway, "//Bob", &["--receipt", &first, "--at", &at]).json();
	assert_eq!(second["signatures"].as_array().unwrap().len(), 2);
	assert_eq!(second["receipt"]["expiresAt"], AT + DAY);
}

#[test]
fn receipt_should_not_be_signed_when_it_says_something_else_than_the_notification() {
	let gateway = Gateway::new();
	let other = stripe::send("payment_intent.succeeded", |event| {
		event["data"]["object"]["amount_received"] = 9999.into();
	});
	let more = gateway.make(&other, &[]).stdout;
	let more = gateway.file("more.json", more);
	let done = sign(&gateway, "//Bob", &["--receipt", &more]);
	assert_eq!(done.refusal(), "different-receipt");
	assert!(done.stderr.contains("amount"), "{}", done.stderr);
}

#[test]
fn receipt_should_not_be_signed_when_the_key_signed_it_already() {
	let gateway = Gateway::new();
	let first = sign(&gateway, "//Alice", &[]).stdout;
	assert_eq!(add(&gateway, "//Alice", &first, &[]).refusal(), "signed-twice");
	let second = add(&gateway, "//Bob", &first, &[]).stdout;
	assert_eq!(add(&gateway, "//Alice", &second, &[]).refusal(), "signed-twice");
}

#[test]
fn receipt_should_not_be_signed_when_a_signature_before_is_wrong() {
	let gateway = Gateway::new();
	let first = sign(&gateway, "//Alice", &["--scheme", "ed25519"]).stdout;
	// The same receipt, said to be signed by somebody else.
	let mut document: Value = serde_json::from_str(&first).unwrap();
	document["signatures"][0]["signer"] = BOB.into();
	let account = hex::encode(AccountId32::from_ss58check(BOB).unwrap());
	let encoded = document["encoded"]["signatures"].as_str().unwrap();
	document["encoded"]["signatures"] = format!("0x04{account}{}", &encoded[4 + 64..]).into();
	let changed = document.to_string();
	assert_eq!(add(&gateway, "//Charlie", &changed, &[]).refusal(), "wrong-vouch");
	assert_eq!(verify(&gateway, &changed, &[]).refusal(), "wrong-vouch");
}

#[test]
fn receipt_should_not_be_signed_when_it_ended_or_ends_too_late() {
	let gateway = Gateway::new();
	let first = sign(&gateway, "//Alice", &["--expires-in", "25h"]).stdout;
	assert_eq!(add(&gateway, "//Bob", &first, &[]).refusal(), "receipt-too-long");
	add(&gateway, "//Bob", &first, &["--expires-in", "25h"]).json();
	let end = (AT + 25 * 3_600_000).to_string();
	assert_eq!(add(&gateway, "//Bob", &first, &["--at", &end]).refusal(), "expired-receipt");
}

#[test]
fn receipt_should_not_be_signed_when_it_is_of_another_chain_or_gateway() {
	let first = sign(&Gateway::new(), "//Alice", &[]).stdout;
	let chain = Gateway::new().with("0x4444", "0x4445");
	assert_eq!(add(&chain, "//Bob", &first, &[]).refusal(), "not-our-receipt");
	assert_eq!(verify(&chain, &first, &[]).refusal(), "not-our-receipt");
	let other = Gateway::new().with("id = 3", "id = 4");
	assert_eq!(add(&other, "//Bob", &first, &[]).refusal(), "not-our-receipt");
	assert_eq!(verify(&other, &first, &[]).refusal(), "not-our-receipt");
}

#[test]
fn receipt_should_not_be_signed_when_the_key_is_not_the_gateways() {
	let gateway = Gateway::new().with("id = 3", &format!("id = 3\nsigners = [\"{ALICE}\"]"));
	assert_eq!(sign(&gateway, "//Bob", &[]).refusal(), "unknown-signer");
	let bob = sign(&Gateway::new(), "//Bob", &[]).stdout;
	assert_eq!(verify(&gateway, &bob, &[]).refusal(), "unknown-signer");
	verify(&gateway, &sign(&gateway, "//Alice", &[]).stdout, &[]).json();
}

#[test]
fn receipt_should_not_be_signed_when_it_has_all_the_signatures_the_chain_takes() {
	let gateway = Gateway::new();
	let mut receipt = sign(&gateway, "//Alice//0", &[]).stdout;
	for index in 1..16 {
		receipt = add(&gateway, &format!("//Alice//{index}"), &receipt, &[]).stdout;
	}
	let done = add(&gateway, "//Alice//16", &receipt, &[]);
	assert_eq!(done.refusal(), "too-many-signatures");
	verify(&gateway, &receipt, &[]).json();
}

#[test]
fn receipt_should_not_be_good_when_it_has_too_few_signatures() {
	let gateway = Gateway::new().with("id = 3", "id = 3\nthreshold = 2");
	let unsigned = gateway.make(&paid(), &[]).stdout;
	assert_eq!(verify(&gateway, &unsigned, &[]).refusal(), "too-few-signatures");
	let first = sign(&gateway, "//Alice", &[]).stdout;
	assert_eq!(verify(&gateway, &first, &[]).refusal(), "too-few-signatures");
	verify(&gateway, &add(&gateway, "//Bob", &first, &[]).stdout, &[]).json();
}

#[test]
fn receipt_should_be_good_until_its_millisecond_when_it_ends() {
	let gateway = Gateway::new();
	let first = sign(&gateway, "//Alice", &[]).stdout;
	let end = AT + DAY;
	verify(&gateway, &first, &["--at", &(end - 1).to_string()]).json();
	assert_eq!(verify(&gateway, &first, &["--at", &end.to_string()]).refusal(), "expired-receipt");
}

#[test]
fn receipt_should_not_be_good_when_it_was_changed() {
	let gateway = Gateway::new();
	let good = sign(&gateway, "//Alice", &[]).stdout;
	for (before, after, code) in [
		("\"amount\": \"8888\"", "\"amount\": \"9999\"", "changed-receipt"),
		("\"order\": \"258\"", "\"order\": \"259\"", "changed-receipt"),
		("\"stripe\"", "\"alipay\"", "changed-receipt"),
		(ALICE, BOB, "changed-receipt"),
		("\"CNY\"", "\"USD\"", "changed-receipt"),
		("\"CNY\"", "\"cny\"", "malformed-receipt"),
		("\"Paid\"", "\"Lost\"", "malformed-receipt"),
		("\"258\"", "258", "malformed-receipt"),
		("\"258\"", "\"0258\"", "malformed-receipt"),
		("\"258\"", "\"-258\"", "malformed-receipt"),
		("\"8888\"", "\"340282366920938463463374607431768211456\"", "malformed-receipt"),
		("\"hash\"", "\"note\": 1, \"hash\"", "malformed-receipt"),
		("\"stripe\"", "\"a-channel-too-long\"", "malformed-receipt"),
		("Sr25519", "Eth", "malformed-receipt"),
	] {
		assert!(good.contains(before), "{before}");
		let done = verify(&gateway, &good.replacen(before, after, 1), &[]);
		assert_eq!(done.refusal(), code, "{after}");
	}
	for text in ["", "{}", "[]", "null"] {
		assert_eq!(verify(&gateway, text, &[]).refusal(), "malformed-receipt", "{text}");
	}
}

#[test]
fn mapping_should_be_of_the_options_when_the_notification_has_none() {
	let gateway = Gateway::new();
	let bare = stripe::send("payment_intent.succeeded", |event| {
		event["data"]["object"]["metadata"] = json!({ "cart": "9" });
	});
	let receipt = gateway.make(&bare, &["--order", "7", "--terms", OTHER_TERMS]).json();
	assert_eq!(receipt["receipt"]["order"], "7");
	assert_eq!(receipt["receipt"]["terms"], OTHER_TERMS);
	assert_eq!(gateway.make(&bare, &["--terms", OTHER_TERMS]).refusal(), "no-mapping");
	assert_eq!(gateway.make(&bare, &["--order", "7"]).refusal(), "no-mapping");
}

#[test]
fn mapping_should_be_refused_when_it_contradicts_the_notification() {
	let gateway = Gateway::new();
	gateway.make(&paid(), &["--order", "258", "--terms", TERMS]).json();
	assert_eq!(gateway.make(&paid(), &["--order", "259"]).refusal(), "contradictory-mapping");
	assert_eq!(gateway.make(&paid(), &["--terms", OTHER_TERMS]).refusal(), "contradictory-mapping");
	let elsewhere = stripe::send("payment_intent.succeeded", |event| {
		event["data"]["object"]["metadata"]["souk_gateway"] = "4".into();
	});
	assert_eq!(gateway.make(&elsewhere, &[]).refusal(), "contradictory-mapping");
}

#[test]
fn receipt_should_end_when_the_configuration_or_the_option_says() {
	let gateway = Gateway::new().with("id = 3", "id = 3\nlifetime = \"1h 30m\"");
	let ends = |done: Done| done.json()["receipt"]["expiresAt"].as_u64().unwrap();
	assert_eq!(ends(gateway.make(&paid(), &[])), AT + 5_400_000);
	assert_eq!(ends(gateway.make(&paid(), &["--expires-in", "90s"])), AT + 90_000);
	let long = gateway.make(&paid(), &["--expires-in", "9000000000h"]);
	assert_eq!(long.refusal(), "bad-expiry");
}

#[test]
fn key_should_be_refused_when_its_file_is_open_empty_or_no_key() {
	let gateway = Gateway::new();
	let secret = "bottom drive obey lake curtain smoke basket hold race lonely fit walk//Alice";
	let mut arguments = gateway.store(&paid());
	arguments.extend(["--key-file".to_owned(), gateway.secret("key", secret)]);
	let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
	for mode in [0o644, 0o640, 0o604, 0o620, 0o602, 0o610, 0o601] {
		gateway.set_mode("key", mode);
		let done = gateway.receipt("sign", &arguments);
		assert_eq!(done.refusal(), "open-secret-file", "{mode:o}");
		assert!(done.stderr.contains("chmod 600"), "{}", done.stderr);
	}
	gateway.set_mode("key", 0o400);
	let done = gateway.receipt("sign", &arguments);
	assert_eq!(done.json()["signatures"][0]["signer"], ALICE);
	assert!(done.stderr.contains("everybody has this key"), "{}", done.stderr);
	for (content, code) in
		[("", "empty-key-file"), ("\n", "empty-key-file"), ("bottom drive obey", "malformed-key")]
	{
		gateway.set_mode("key", 0o600);
		gateway.secret("key", content);
		let done = gateway.receipt("sign", &arguments);
		assert_eq!(done.refusal(), code);
		assert!(!done.stderr.contains("bottom"), "{}", done.stderr);
	}
	gateway.secret("key", &"a".repeat(5000));
	assert_eq!(gateway.receipt("sign", &arguments).refusal(), "file-too-long");
}

#[test]
fn key_should_not_be_printed_when_it_signs() {
	let gateway = Gateway::new();
	let seed = "0707070707070707070707070707070707070707070707070707070707070707";
	let done = sign(&gateway, &format!("0x{seed}"), &[]);
	let signer = sr25519::Pair::from_seed(&[7; 32]).public().to_ss58check();
	assert_eq!(done.json()["signatures"][0]["signer"], signer);
	assert!(!done.stdout.contains(seed) && !done.stderr.contains(seed));
	assert!(!done.stderr.contains("everybody"), "{}", done.stderr);
}

#[test]
fn key_should_be_read_from_standard_input_when_the_file_is_a_dash() {
	let gateway = Gateway::new();
	let mut arguments = gateway.store(&paid());
	arguments.extend(["--key-file".to_owned(), "-".to_owned()]);
	let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
	let done = gateway.receipt_with("sign", &arguments, "//Alice\n");
	assert_eq!(done.json()["signatures"][0]["signer"], ALICE);
}
