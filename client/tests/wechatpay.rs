//! WeChat Pay's notifications, through the command.

mod common;

use common::{wechatpay::*, *};
use serde_json::{json, Value};

const TRANSACTION: &str = "0e68bc3f2c3386adc7664b592af53f127ba77897155020ca56141457435ecd2a";
const REFUND: &str = "66a554a7d28f3f50bb53bc547d4c71c6d10f3f05d53739c67c310632a00e0da6";
const REFUNDED_AT: u64 = PAID_AT + 77_400_000;
const REFUND_AT: &str = "2026-10-02T01:30:03Z";

fn refused(sent: &Sent) -> String {
	Gateway::new().make(sent, &[]).refusal()
}

fn set(path: &'static str, value: impl Into<Value>) -> impl FnOnce(&mut Value) {
	let value = value.into();
	move |object| *object.pointer_mut(path).unwrap() = value
}

fn remove(name: &'static str) -> impl FnOnce(&mut Value) {
	move |object| drop(object.as_object_mut().unwrap().remove(name).unwrap())
}

fn refund(sent: &Sent) -> Done {
	let arguments = ["--at", REFUND_AT, "--order", "258", "--terms", TERMS];
	Gateway::new().make(sent, &arguments)
}

#[test]
fn payment_should_be_a_receipt_when_wechat_pay_signed_it() {
	let done = Gateway::new().make(&send("paid", |_| {}), &[]);
	let kind = (0, None);
	let expected = receipt_bytes("wechatpay", TRANSACTION, kind, 8888, PAID_AT, AT + DAY);
	assert_eq!(encoded(&done), hexed(&expected));
	// Of another implementation of BLAKE2b.
	let hash = "0x584b54833f63ba016142e80a11d751872d1b21e75f8d028478af78db29ea12d1";
	assert_eq!(done.json()["hash"], hash);
}

#[test]
fn payment_should_be_what_the_order_costs_when_a_coupon_paid_a_part() {
	let done = Gateway::new().make(&send("paid", set("/amount/payer_total", 8000)), &[]);
	assert_eq!(done.json()["receipt"]["amount"], "8888");
}

#[test]
fn refund_should_be_a_receipt_when_the_order_is_named() {
	let done = refund(&send("refund", |_| {}));
	let kind = (1, Some(TRANSACTION));
	let ends = REFUNDED_AT + 3_000 + DAY;
	let expected = receipt_bytes("wechatpay", REFUND, kind, 2000, REFUNDED_AT, ends);
	assert_eq!(encoded(&done), hexed(&expected));
}

#[test]
fn refund_should_be_refused_when_no_order_is_named() {
	let sent = send("refund", |_| {});
	let gateway = Gateway::new();
	let at = ["--at", REFUND_AT];
	assert_eq!(gateway.make(&sent, &at).refusal(), "no-mapping");
	let order = [at[0], at[1], "--order", "258"];
	let done = gateway.make(&sent, &order);
	assert_eq!(done.refusal(), "no-mapping");
	assert!(done.stderr.contains("--terms 0xHASH"), "{}", done.stderr);
}

#[test]
fn refund_should_be_refused_when_it_did_not_succeed() {
	for status in ["PROCESSING", "ABNORMAL", "CLOSED", "success"] {
		let done = refund(&send("refund", set("/refund_status", status)));
		assert_eq!(done.refusal(), "money-not-moved", "{status}");
	}
}

#[test]
fn refund_should_be_refused_when_its_amount_is_none() {
	for (amount, code) in [
		(json!(0), "bad-amount"),
		(json!(8889), "bad-amount"),
		(json!(-1), "malformed-notification"),
		(json!("2000"), "malformed-notification"),
	] {
		assert_eq!(refund(&send("refund", set("/amount/refund", amount))).refusal(), code);
	}
}

#[test]
fn notification_should_be_refused_when_a_byte_was_changed() {
	let sent = send("paid", |_| {});
	for (before, after) in
		[("TRANSACTION", "TRANSACTIOM"), ("\"id\":\"0", "\"id\":\"1"), ("}", " }")]
	{
		assert_eq!(refused(&sent.clone().tampered(before, after)), "wrong-signature", "{before}");
	}
}

#[test]
fn notification_should_be_refused_when_a_signed_header_was_changed() {
	let sent = send("paid", |_| {});
	for (before, after) in [
		("Timestamp: 179082720", "Timestamp: 179082721"),
		("Nonce: Souk", "Nonce: Suok"),
		("Signature: ", "Signature: A"),
		("Signature: ", "Signature: WECHATPAY/SIGNTEST/"),
	] {
		assert_eq!(refused(&sent.clone().header(before, after)), "wrong-signature", "{before}");
	}
}

#[test]
fn notification_should_be_refused_when_another_key_signed_it() {
	let envelope = envelope("paid", &json_fixture("wechatpay/paid.resource.json").into());
	for key in ["stranger", "alipay"] {
		assert_eq!(refused(&signed_by(key, &envelope, AT / 1000)), "wrong-signature", "{key}");
	}
}

#[test]
fn notification_should_be_refused_when_its_platform_key_is_unknown() {
	let sent = send("paid", |_| {}).header(SERIAL, "PUB_KEY_ID_2");
	assert_eq!(refused(&sent), "unknown-platform-key");
	let sent = send("paid", |_| {}).header("WECHATPAY2-SHA256-RSA2048", "WECHATPAY2-SM2-WITH-SM3");
	assert_eq!(refused(&sent), "unsupported");
}

#[test]
fn notification_should_be_refused_when_a_header_is_missing_or_twice() {
	for name in ["Signature", "Timestamp", "Nonce", "Serial"] {
		let line = format!("Wechatpay-{name}: ");
		let sent = send("paid", |_| {});
		let missing = sent.clone().header(&line, "X-Other: ");
		assert_eq!(refused(&missing), "missing-header", "{name}");
		let twice = sent.header(&line, &format!("wechatpay-{}: 1\n{line}", name.to_lowercase()));
		assert_eq!(refused(&twice), "duplicate-header", "{name}");
	}
	let mut none = send("paid", |_| {});
	none.headers = None;
	assert_eq!(refused(&none), "missing-header");
}

#[test]
fn notification_should_be_refused_when_it_was_signed_too_long_ago_or_too_early() {
	let sent = send("paid", |_| {});
	let signed = PAID_AT + 2_000;
	for (at, good) in [
		(signed + 300_000, true),
		(signed + 300_001, false),
		(signed - 300_000, true),
		(signed - 300_001, false),
	] {
		let done = Gateway::new().make(&sent, &["--at", &at.to_string()]);
		if good {
			done.json();
		} else {
			assert_eq!(done.refusal(), "stale-notification", "{at}");
		}
	}
}

#[test]
fn notification_should_be_refused_when_it_cannot_be_decrypted() {
	let ciphertext = |change: fn(&str) -> String| {
		send_enveloped(move |envelope| {
			let text = envelope["resource"]["ciphertext"].as_str().unwrap();
			let changed = change(text);
			envelope["resource"]["ciphertext"] = changed.into();
		})
	};
	for sent in [
		ciphertext(|text| text[..text.len() - 8].to_owned()),
		ciphertext(|text| text[..4].to_owned()),
		ciphertext(|_| String::new()),
		ciphertext(|text| format!("{text}!")),
		send_enveloped(set("/resource/nonce", "soukTestOnlx")),
		send_enveloped(set("/resource/nonce", "short")),
		send_enveloped(set("/resource/associated_data", "refund")),
		send_enveloped(set("/resource/associated_data", Value::Null)),
	] {
		assert_eq!(refused(&sent), "undecryptable");
	}
	assert_eq!(refused(&send_enveloped(set("/resource/algorithm", "AES"))), "unsupported");
}

#[test]
fn notification_should_be_refused_when_the_api_key_is_another_or_none() {
	let sent = send("paid", |_| {});
	for (secret, code) in [
		("0123456789abcdef0123456789abcdef", "undecryptable"),
		("0123456789abcdef0123456789abcde", "bad-credential"),
		("0123456789abcdef0123456789abcdef0", "bad-credential"),
		("", "bad-credential"),
	] {
		let gateway = Gateway::new();
		gateway.secret("keys/wechatpay.test-only.apiv3-key", secret);
		let done = gateway.make(&sent, &[]);
		assert_eq!(done.refusal(), code, "{secret}");
		assert!(secret.is_empty() || !done.stderr.contains(secret));
	}
}

#[test]
fn notification_should_be_refused_when_the_api_key_is_open_to_others() {
	let gateway = Gateway::new();
	gateway.set_mode("keys/wechatpay.test-only.apiv3-key", 0o640);
	assert_eq!(gateway.make(&send("paid", |_| {}), &[]).refusal(), "open-secret-file");
}

#[test]
fn notification_should_be_refused_when_it_is_for_somebody_else() {
	assert_eq!(refused(&send("paid", set("/mchid", "1900000002"))), "not-ours");
	assert_eq!(refused(&send("paid", set("/appid", "wx0000000000000002"))), "not-ours");
	assert_eq!(refund(&send("refund", set("/mchid", "1900000002"))).refusal(), "not-ours");
}

#[test]
fn notification_should_be_refused_when_it_is_of_something_else() {
	for (path, value) in [
		("/event_type", "REFUND.SUCCESS"),
		("/event_type", "REFUND.CLOSED"),
		("/event_type", "COUPON.USE"),
		// Shared profits are told of with the same event type.
		("/resource/original_type", "profitsharing"),
	] {
		assert_eq!(refused(&send_enveloped(set(path, value))), "wrong-event", "{value}");
	}
}

#[test]
fn notification_should_be_refused_when_no_money_moved() {
	for state in ["NOTPAY", "USERPAYING", "PAYERROR", "CLOSED", "REFUND", "success"] {
		let sent = send("paid", set("/trade_state", state));
		assert_eq!(refused(&sent), "money-not-moved", "{state}");
	}
}

#[test]
fn notification_should_be_refused_when_its_amount_is_none() {
	for (amount, code) in [
		(json!(0), "bad-amount"),
		(json!(-8888), "malformed-notification"),
		(json!(88.88), "malformed-notification"),
		(json!("8888"), "malformed-notification"),
		(json!(null), "malformed-notification"),
		(json!(1e20), "malformed-notification"),
	] {
		assert_eq!(refused(&send("paid", set("/amount/total", amount.clone()))), code, "{amount}");
	}
}

#[test]
fn notification_should_be_refused_when_its_currency_is_none() {
	for currency in ["cny", "Cny", "RMB1", "", "元"] {
		let sent = send("paid", set("/amount/currency", currency));
		assert_eq!(refused(&sent), "bad-currency", "{currency}");
	}
}

#[test]
fn notification_should_be_refused_when_its_moment_is_none_or_in_the_future() {
	for moment in ["2026-10-01 12:00:00", "1790827200000", "", "2026-10-01T12:05:04+08:00"] {
		assert_eq!(refused(&send("paid", set("/success_time", moment))), "bad-moment", "{moment}");
	}
}

#[test]
fn notification_should_be_refused_when_a_field_is_missing() {
	for name in ["transaction_id", "mchid", "appid", "trade_state", "success_time", "amount"] {
		assert_eq!(refused(&send("paid", remove(name))), "malformed-notification", "{name}");
	}
	assert_eq!(refused(&send("paid", set("/transaction_id", ""))), "missing-field");
	assert_eq!(refused(&send("paid", remove("attach"))), "no-mapping");
}
