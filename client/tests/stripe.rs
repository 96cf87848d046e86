//! Stripe's events, through the command.

mod common;

use common::{stripe::*, *};
use serde_json::{json, Value};

const PAYMENT: &str = "c7fb941aec9698c6e15ec9ef6eabc169390d60bfa5f0b215914b13731f3382d4";
const REFUND: &str = "d861dbaba661f8efe5d37ec01ddb42d511514001fd831e0444f2f39a8692f319";
const DISPUTE: &str = "233426ceee6c31441141555503177bce9891447fe78b1ab5e2059b6da4b80e68";
const PAID: &str = "payment_intent.succeeded";
const REFUNDED: &str = "refund.updated";
const DISPUTED: &str = "charge.dispute.funds_withdrawn";
const REFUNDED_AT: u64 = PAID_AT + 77_400_000;
const DISPUTED_AT: u64 = PAID_AT + 7 * DAY;

fn refused(sent: &Sent) -> String {
	Gateway::new().make(sent, &[]).refusal()
}

fn make_later(sent: &Sent, happened_at: u64, arguments: &[&str]) -> Done {
	let at = (happened_at + 3_000).to_string();
	let mut all = vec!["--at", at.as_str()];
	all.extend(arguments);
	Gateway::new().make(sent, &all)
}

fn set(path: &'static str, value: impl Into<Value>) -> impl FnOnce(&mut Value) {
	let value = value.into();
	move |object| *object.pointer_mut(path).unwrap() = value
}

#[test]
fn payment_should_be_a_receipt_when_stripe_signed_it() {
	let done = Gateway::new().make(&fixed(PAID), &[]);
	let expected = receipt_bytes("stripe", PAYMENT, (0, None), 8888, PAID_AT, AT + DAY);
	assert_eq!(encoded(&done), hexed(&expected));
}

#[test]
fn payment_should_be_what_was_received_when_less_was_captured() {
	let done = Gateway::new().make(&send(PAID, set("/data/object/amount_received", 5000)), &[]);
	assert_eq!(done.json()["receipt"]["amount"], "5000");
}

#[test]
fn refund_should_be_a_receipt_when_it_succeeded() {
	let expected = receipt_bytes(
		"stripe",
		REFUND,
		(1, Some(PAYMENT)),
		2000,
		REFUNDED_AT,
		REFUNDED_AT + 3_000 + DAY,
	);
	for kind in [REFUNDED, "refund.created", "charge.refund.updated"] {
		let done = make_later(&send(REFUNDED, set("/type", kind)), REFUNDED_AT, &[]);
		assert_eq!(encoded(&done), hexed(&expected), "{kind}");
	}
}

#[test]
fn chargeback_should_be_a_receipt_when_the_order_is_named() {
	let sent = fixed(DISPUTED);
	let done = make_later(&sent, DISPUTED_AT, &["--order", "258", "--terms", TERMS]);
	let expected = receipt_bytes(
		"stripe",
		DISPUTE,
		(2, Some(PAYMENT)),
		8888,
		DISPUTED_AT,
		DISPUTED_AT + 3_000 + DAY,
	);
	assert_eq!(encoded(&done), hexed(&expected));
	let payment = format!("0x{PAYMENT}");
	assert_eq!(done.json()["receipt"]["kind"], json!({ "Chargeback": { "payment": payment } }));
	assert_eq!(make_later(&sent, DISPUTED_AT, &[]).refusal(), "no-mapping");
}

#[test]
fn chargeback_should_be_refused_when_it_is_an_inquiry() {
	let sent = send(DISPUTED, set("/data/object/status", "warning_needs_response"));
	let done = make_later(&sent, DISPUTED_AT, &["--order", "258", "--terms", TERMS]);
	assert_eq!(done.refusal(), "money-not-moved");
}

#[test]
fn change_should_be_refused_when_its_payment_is_not_named() {
	for name in [REFUNDED, DISPUTED] {
		let sent = send(name, set("/data/object/payment_intent", Value::Null));
		let at = if name == REFUNDED { REFUNDED_AT } else { DISPUTED_AT };
		assert_eq!(make_later(&sent, at, &[]).refusal(), "missing-field", "{name}");
	}
}

#[test]
fn event_should_be_a_receipt_when_one_of_several_signatures_is_good() {
	let sent = send(PAID, |_| {});
	let wrong = format!(",v1={},v1=", "00".repeat(32));
	let done = Gateway::new().make(&sent.header(",v1=", &wrong), &[]);
	assert_eq!(done.json()["receipt"]["order"], "258");
}

#[test]
fn event_should_be_refused_when_a_byte_was_changed() {
	let sent = fixed(PAID);
	for (before, after) in [("8888", "9999"), ("\"258\"", "\"259\""), ("{\n", "{")] {
		assert_eq!(refused(&sent.clone().tampered(before, after)), "wrong-signature", "{before}");
	}
	let moved = sent.header("t=179082720", "t=179082721");
	assert_eq!(refused(&moved), "wrong-signature");
}

#[test]
fn event_should_be_refused_when_another_secret_signed_it() {
	let sent = send(PAID, |_| {});
	let gateway = Gateway::new();
	gateway.secret("keys/stripe.test-only.endpoint-secret", "whsec_another_secret");
	assert_eq!(gateway.make(&sent, &[]).refusal(), "wrong-signature");
	// The scheme v0 is for Stripe's own tests.
	assert_eq!(refused(&sent.clone().header("v1=", "v0=")), "malformed-header");
	let empty = sent.header("v1=", "v1=,v0=");
	assert_eq!(refused(&empty), "wrong-signature");
}

#[test]
fn event_should_be_refused_when_the_secret_is_none_or_open() {
	let sent = send(PAID, |_| {});
	for secret in ["", "whsec_", "sk_live_000000000000000000"] {
		let gateway = Gateway::new();
		gateway.secret("keys/stripe.test-only.endpoint-secret", secret);
		assert_eq!(gateway.make(&sent, &[]).refusal(), "bad-credential", "{secret}");
	}
	let gateway = Gateway::new();
	gateway.set_mode("keys/stripe.test-only.endpoint-secret", 0o604);
	assert_eq!(gateway.make(&sent, &[]).refusal(), "open-secret-file");
}

#[test]
fn event_should_be_refused_when_its_header_is_not_one() {
	let sent = send(PAID, |_| {});
	for (before, after, code) in [
		("Stripe-Signature: ", "X-Signature: ", "missing-header"),
		(
			"Stripe-Signature: ",
			"stripe-signature: t=1,v1=00\nStripe-Signature: ",
			"duplicate-header",
		),
		("t=", "t=1,t=", "malformed-header"),
		("t=", "s=", "malformed-header"),
		("v1=", "v1=zz", "malformed-header"),
		(",v1=", ",", "malformed-header"),
		("Content-Type:", "Content Type", "malformed-header"),
	] {
		assert_eq!(refused(&sent.clone().header(before, after)), code, "{after}");
	}
}

#[test]
fn event_should_be_refused_when_it_was_signed_too_long_ago_or_too_early() {
	let sent = send(PAID, |_| {});
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
	let secret = "endpoint_secret = \"keys/stripe.test-only.endpoint-secret\"";
	let strict = Gateway::new().with(secret, &format!("{secret}\ntolerance = \"1s\""));
	assert_eq!(
		strict.make(&sent, &["--at", &(signed + 1001).to_string()]).refusal(),
		"stale-notification"
	);
	strict.make(&sent, &["--at", &(signed + 1000).to_string()]).json();
}

#[test]
fn event_should_be_refused_when_its_moment_is_no_number() {
	for moment in ["soon", "-1", "99999999999999999999"] {
		let body = fixture("stripe/payment_intent.succeeded.json");
		let key = secret();
		let hmac = {
			use ring::hmac;
			let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
			hex::encode(hmac::sign(&key, format!("{moment}.{body}").as_bytes()))
		};
		let headers = Some(format!("Stripe-Signature: t={moment},v1={hmac}"));
		let sent = Sent { provider: "stripe", body: body.into_bytes(), headers };
		assert_eq!(refused(&sent), "stale-notification", "{moment}");
	}
}

#[test]
fn event_should_be_refused_when_no_receipt_is_made_of_it() {
	for kind in [
		"charge.refunded",
		"charge.succeeded",
		"payment_intent.created",
		"charge.dispute.created",
		"charge.dispute.funds_reinstated",
		"refund.failed",
	] {
		assert_eq!(refused(&send(PAID, set("/type", kind))), "wrong-event", "{kind}");
	}
	assert_eq!(refused(&send(PAID, set("/object", "v2.core.event"))), "wrong-event");
	assert_eq!(refused(&send(PAID, set("/data/object/object", "charge"))), "wrong-event");
}

#[test]
fn event_should_be_refused_when_no_money_moved() {
	for status in ["processing", "requires_capture", "canceled", "Succeeded"] {
		let sent = send(PAID, set("/data/object/status", status));
		assert_eq!(refused(&sent), "money-not-moved", "{status}");
	}
	for status in [json!("pending"), json!("failed"), json!(null)] {
		let sent = send(REFUNDED, set("/data/object/status", status));
		assert_eq!(make_later(&sent, REFUNDED_AT, &[]).refusal(), "money-not-moved");
	}
}

#[test]
fn event_should_be_refused_when_it_is_for_somebody_else() {
	assert_eq!(refused(&send(PAID, set("/livemode", false))), "not-ours");
	let connected = |event: &mut Value| event["account"] = "acct_1".into();
	assert_eq!(refused(&send(PAID, connected)), "not-ours");
	let secret = "endpoint_secret = \"keys/stripe.test-only.endpoint-secret\"";
	let gateway = Gateway::new().with(secret, &format!("{secret}\naccount = \"acct_1\""));
	gateway.make(&send(PAID, connected), &[]).json();
	assert_eq!(gateway.make(&send(PAID, |_| {}), &[]).refusal(), "not-ours");
}

#[test]
fn event_should_be_refused_when_its_amount_is_none() {
	for (amount, code) in [
		(json!(0), "bad-amount"),
		(json!(-8888), "malformed-notification"),
		(json!(88.88), "malformed-notification"),
		(json!("8888"), "malformed-notification"),
		(json!(1e20), "malformed-notification"),
	] {
		let sent = send(PAID, set("/data/object/amount_received", amount.clone()));
		assert_eq!(refused(&sent), code, "{amount}");
	}
}

#[test]
fn event_should_be_refused_when_its_currency_is_none_or_counted_otherwise() {
	for currency in ["CNY", "Cny", "cn", "cny1", "", "isk", "mga", "ugx"] {
		let sent = send(PAID, set("/data/object/currency", currency));
		assert_eq!(refused(&sent), "bad-currency", "{currency}");
	}
	let yen = Gateway::new().make(&send(PAID, set("/data/object/currency", "jpy")), &[]);
	assert_eq!(yen.json()["receipt"]["currency"], "JPY");
}

#[test]
fn event_should_be_refused_when_it_is_from_the_future() {
	assert_eq!(refused(&signed_late(PAID_AT / 1000 + 304)), "bad-moment");
	Gateway::new().make(&signed_late(PAID_AT / 1000 + 303), &[]).json();
}

fn signed_late(created: u64) -> Sent {
	let mut event: Value = json_fixture("stripe/payment_intent.succeeded.json").into();
	event["created"] = created.into();
	signed(&event.to_string(), AT / 1000)
}

#[test]
fn event_should_be_refused_when_its_mapping_is_malformed() {
	for (path, value) in [
		("/data/object/metadata/souk_order", "order 258"),
		("/data/object/metadata/souk_terms", "0x11"),
	] {
		assert_eq!(refused(&send(PAID, set(path, value))), "bad-mapping", "{path}");
	}
	let nothing = send(PAID, set("/data/object/metadata", json!({})));
	assert_eq!(refused(&nothing), "no-mapping");
	assert_eq!(refused(&send(PAID, set("/data/object/metadata", json!(null)))), "no-mapping");
}
