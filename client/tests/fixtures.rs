//! The signed fixtures, which the README's examples use too.

mod common;

use common::*;
use std::fs;

/// Compares, or writes with `SOUK_WRITE_FIXTURES=1` after a fixture was changed by hand.
fn ensure(name: &str, content: &[u8]) {
	let path = fixtures().join(name);
	if std::env::var_os("SOUK_WRITE_FIXTURES").is_some() {
		fs::write(&path, content).unwrap();
	}
	assert!(fs::read(&path).unwrap() == content, "{name} is not what the test key signs");
}

#[test]
fn fixtures_should_be_what_the_test_keys_sign_when_signed_again() {
	for name in ["paid", "refund"] {
		let parameters = alipay::signed_by("alipay", alipay::parameters(name, &[]));
		let object = serde_json::to_string_pretty(&parameters).unwrap();
		ensure(&format!("alipay/{name}.json"), object.as_bytes());
		ensure(&format!("alipay/{name}.form"), &alipay::form(&parameters).body);
		let sent = wechatpay::send(name, |_| {});
		ensure(&format!("wechatpay/{name}.json"), &sent.body);
		ensure(&format!("wechatpay/{name}.headers"), sent.headers.unwrap().as_bytes());
	}
	for name in ["payment_intent.succeeded", "refund.updated", "charge.dispute.funds_withdrawn"] {
		let sent = stripe::fixed(name);
		ensure(&format!("stripe/{name}.headers"), sent.headers.unwrap().as_bytes());
	}
}
