//! `souk coupon`: a batch, its coupons, and what redeems one.

mod common;

use codec::{Decode, Encode};
use common::*;
use serde_json::Value;
use souk_client::keys::signed;
use souk_primitives::{coupon_leaf, coupon_root, BatchId, CouponClaim, CouponProof, CouponTarget};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::{AccountId32, MultiSignature};
use std::{fs, os::unix::fs::PermissionsExt};

const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

struct Shop {
	directory: Gateway,
	key: String,
}

impl Shop {
	fn new() -> Self {
		let directory = Gateway::new();
		let key = directory.secret("batch.key", &format!("{KEY}\n"));
		Self { directory, key }
	}

	fn root(&self, count: &str) -> Done {
		souk(&["coupon", "root", "--json", "--key-file", &self.key, "--count", count], "")
	}

	fn write(&self, name: &str, more: &[&str]) -> Done {
		let out = self.directory.path(name).to_str().unwrap().to_owned();
		let mut arguments = vec!["coupon", "write", "--json", "--key-file", &self.key];
		arguments.extend(["--count", "5", "--batch", "7", "--out", &out]);
		arguments.extend(more);
		souk(&arguments, "")
	}

	fn lines(&self, name: &str) -> Vec<String> {
		let text = fs::read_to_string(self.directory.path(name)).unwrap();
		text.lines().map(str::to_owned).collect()
	}
}

fn claim(coupon: &str) -> Done {
	let genesis = hexed(&GENESIS);
	let arguments = ["coupon", "claim", "--json", "--coupon", "-", "--genesis", &genesis];
	souk(&[&arguments[..], &["--account", BOB]].concat(), coupon)
}

fn bytes(value: &Value) -> Vec<u8> {
	hex::decode(value.as_str().unwrap().strip_prefix("0x").unwrap()).unwrap()
}

#[test]
fn every_coupon_should_be_redeemable_when_it_was_written() {
	let shop = Shop::new();
	let root = shop.root("5").json();
	assert_eq!(root["count"], 5);
	let root = H256::from_slice(&bytes(&root["root"]));
	let written = shop.write("all.jsonl", &[]).json();
	assert_eq!(written["coupons"], 5);
	assert_eq!(H256::from_slice(&bytes(&written["root"])), root);
	let lines = shop.lines("all.jsonl");
	assert_eq!(lines.len(), 5);
	let claimant = AccountId32::from_ss58check(BOB).unwrap();
	for (index, line) in (0..).zip(&lines) {
		let done = claim(line).json();
		let (batch, at, coupon, proof, signature) =
			<(BatchId, u32, AccountId32, CouponProof, MultiSignature)>::decode(
				&mut &bytes(&done["encoded"])[..],
			)
			.unwrap();
		assert_eq!((batch, at), (BatchId(7), index));
		assert_eq!(coupon_root(5, index, coupon_leaf(index, &coupon), &proof), Some(root));
		let target = CouponTarget::Voucher;
		let signs = CouponClaim { batch, index, claimant: claimant.clone(), target };
		let payload = signs.payload(H256(GENESIS));
		assert!(signed(&payload, &signature, &coupon));
		let redemption = &done["redemption"];
		assert_eq!(redemption["coupon"], coupon.to_ss58check());
		assert_eq!(redemption["batch"], "7");
		assert_eq!(bytes(&redemption["signature"]["Sr25519"]), signature.encode()[1..]);
		assert_eq!(done["claimant"], BOB);
	}
}

#[test]
fn some_coupons_should_be_written_when_some_are_asked_for() {
	let shop = Shop::new();
	shop.write("all.jsonl", &[]).json();
	shop.write("two.jsonl", &["--first", "3"]).json();
	shop.write("one.jsonl", &["--first", "1", "--take", "1"]).json();
	let all = shop.lines("all.jsonl");
	assert_eq!(shop.lines("two.jsonl"), all[3..]);
	assert_eq!(shop.lines("one.jsonl"), all[1..2]);
	for more in [
		["--first", "5", "--take", "1"],
		["--first", "4", "--take", "2"],
		["--first", "0", "--take", "0"],
	] {
		assert_eq!(shop.write("none.jsonl", &more).refusal(), "unknown-coupon");
		assert!(!shop.directory.path("none.jsonl").exists());
	}
}

#[test]
fn coupons_should_be_written_for_nobody_else_and_over_nothing() {
	let shop = Shop::new();
	shop.write("all.jsonl", &[]).json();
	let path = shop.directory.path("all.jsonl");
	assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
	let before = fs::read(&path).unwrap();
	assert_eq!(shop.write("all.jsonl", &["--take", "1"]).refusal(), "unwritable-file");
	assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn batch_should_be_refused_when_its_size_or_its_secret_is_wrong() {
	let shop = Shop::new();
	for count in ["0", "1048577"] {
		assert_eq!(shop.root(count).refusal(), "bad-count");
	}
	for (secret, code) in
		[("", "malformed-key"), (&KEY[2..], "malformed-key"), (&"07".repeat(32), "weak-key")]
	{
		shop.directory.secret("batch.key", secret);
		let done = shop.root("5");
		assert_eq!(done.refusal(), code);
		assert!(secret.is_empty() || !done.stderr.contains(secret));
	}
	shop.directory.secret("batch.key", KEY);
	shop.directory.set_mode("batch.key", 0o640);
	assert_eq!(shop.root("5").refusal(), "open-secret-file");
}

#[test]
fn claim_should_be_refused_when_the_document_is_no_coupon() {
	let shop = Shop::new();
	shop.write("one.jsonl", &["--take", "1"]).json();
	let good: Value = serde_json::from_str(&shop.lines("one.jsonl")[0]).unwrap();
	claim(&good.to_string()).json();
	let with = |field: &str, value: Value| {
		let mut coupon = good.clone();
		coupon[field] = value;
		coupon.to_string()
	};
	let hash = format!("0x{}", "22".repeat(32));
	for (document, code) in [
		(String::new(), "malformed-coupon"),
		("{}".into(), "malformed-coupon"),
		(with("batch", "seven".into()), "malformed-coupon"),
		(with("index", (-1).into()), "malformed-coupon"),
		(with("more", 1.into()), "malformed-coupon"),
		(with("secret", "secret words".into()), "malformed-key"),
		(with("secret", "".into()), "empty-key-file"),
		(with("proof", vec![hash; 21].into()), "long-proof"),
	] {
		let done = claim(&document);
		assert_eq!(done.refusal(), code, "{document}");
		assert!(!done.stderr.contains("secret words"));
	}
}

#[test]
fn results_should_be_for_people_when_no_json_is_asked_for() {
	let shop = Shop::new();
	let root = shop.root("5").json()["root"].as_str().unwrap().to_owned();
	let done = souk(&["coupon", "root", "--key-file", &shop.key, "--count", "5"], "");
	assert_eq!(done.stdout, format!("Batch of coupons\n  root   {root}\n  count  5\n"));
}
