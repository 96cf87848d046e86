//! Alipay's notifications, through the command.

mod common;

use common::{alipay::*, *};

const TRADE: &str = "7f9680d1e90fdcdc137075e37746f5d41262e40e5956602bfa5ef4db84127b3e";
const REFUND: &str = "df574986bbd7e22f924419a6cae0d7c810a95c4810cf0dca2f77b1ed5e77b001";
/// 2026-10-02T09:30:00.320+08:00.
const REFUNDED_AT: u64 = PAID_AT + 77_400_320;
const REFUND_AT: &str = "2026-10-02T01:30:02Z";

fn refused(sent: &Sent) -> String {
	Gateway::new().make(sent, &[]).refusal()
}

fn refused_refund(sent: &Sent, before: &str) -> String {
	let arguments = ["--at", REFUND_AT, "--refunded-before", before];
	Gateway::new().make(sent, &arguments).refusal()
}

#[test]
fn payment_should_be_a_receipt_when_alipay_signed_it() {
	let expected = receipt_bytes("alipay", TRADE, (0, None), 8888, PAID_AT, AT + DAY);
	for sent in [send("paid", &[]), send("paid", &[("trade_status", "TRADE_FINISHED")])] {
		let done = Gateway::new().make(&sent, &[]);
		assert_eq!(encoded(&done), hexed(&expected));
		assert_eq!(done.json()["receipt"]["amount"], "8888");
		assert_eq!(done.json()["receipt"]["kind"], "Paid");
	}
}

#[test]
fn payment_should_be_the_same_receipt_when_it_is_json() {
	let json =
		Sent { provider: "alipay", body: fixture("alipay/paid.json").into_bytes(), headers: None };
	let form = Sent { body: fixture("alipay/paid.form").into_bytes(), ..json.clone() };
	let gateway = Gateway::new();
	assert_eq!(encoded(&gateway.make(&json, &[])), encoded(&gateway.make(&form, &[])));
}

#[test]
fn payment_should_be_a_receipt_when_empty_parameters_are_signed_or_not() {
	let mut parameters = parameters("paid", &[]);
	parameters.insert("body".to_owned(), String::new());
	let with = signed_by("alipay", parameters.clone());
	parameters.remove("body");
	let mut without = signed_by("alipay", parameters);
	without.insert("body".to_owned(), String::new());
	for parameters in [with, without] {
		Gateway::new().make(&form(&parameters), &[]).json();
	}
}

#[test]
fn payment_should_be_a_receipt_when_the_mapping_is_not_encoded() {
	let plain = format!("souk_order=258&souk_terms={TERMS}");
	let done = Gateway::new().make(&send("paid", &[("passback_params", &plain)]), &[]);
	assert_eq!(done.json()["receipt"]["order"], "258");
}

#[test]
fn refund_should_be_the_new_part_when_told_what_was_refunded_before() {
	for (before, amount) in [("0", 3000), ("10.00", 2000), ("29.99", 1)] {
		let arguments = ["--at", REFUND_AT, "--refunded-before", before];
		let done = Gateway::new().make(&send("refund", &[]), &arguments);
		let ends = REFUNDED_AT - 320 + 2_000 + DAY;
		let kind = (1, Some(TRADE));
		let expected = receipt_bytes("alipay", REFUND, kind, amount, REFUNDED_AT, ends);
		assert_eq!(encoded(&done), hexed(&expected));
	}
}

#[test]
fn refund_should_be_a_receipt_when_it_is_whole_and_closes_the_trade() {
	let whole = send("refund", &[("trade_status", "TRADE_CLOSED"), ("refund_fee", "88.88")]);
	let done = Gateway::new().make(&whole, &["--at", REFUND_AT, "--refunded-before", "0"]);
	assert_eq!(done.json()["receipt"]["amount"], "8888");
}

#[test]
fn refund_should_be_refused_when_it_is_cumulative_and_nothing_says_since_when() {
	let done = Gateway::new().make(&send("refund", &[]), &["--at", REFUND_AT]);
	assert_eq!(done.refusal(), "cumulative-refund");
}

#[test]
fn refund_should_be_refused_when_nothing_is_new() {
	assert_eq!(refused_refund(&send("refund", &[]), "30.00"), "nothing-refunded");
	assert_eq!(refused_refund(&send("refund", &[]), "30.01"), "nothing-refunded");
	assert_eq!(refused_refund(&send("refund", &[("refund_fee", "0.00")]), "0"), "nothing-refunded");
}

#[test]
fn refund_should_be_refused_when_it_is_more_than_the_payment() {
	assert_eq!(refused_refund(&send("refund", &[("refund_fee", "88.89")]), "0"), "bad-amount");
}

#[test]
fn refund_should_be_refused_when_it_is_not_told_from_others() {
	for field in ["out_biz_no", "gmt_refund", "trade_no", "total_amount"] {
		assert_eq!(
			refused_refund(&send("refund", &[(field, "")]), "0"),
			"missing-field",
			"{field}"
		);
	}
	let finished = send("refund", &[("trade_status", "TRADE_FINISHED")]);
	assert_eq!(refused_refund(&finished, "0"), "wrong-event");
}

#[test]
fn notification_should_be_refused_when_a_byte_was_changed() {
	let sent = send("paid", &[]);
	for (before, after) in [
		("total_amount=88.88", "total_amount=88.89"),
		("souk_order%253D258", "souk_order%253D259"),
		("trade_no=2026", "trade_no=3026"),
		("sign=", "sign=A"),
		("&subject=", "&refund_fee=1.00&subject="),
	] {
		assert_eq!(refused(&sent.clone().tampered(before, after)), "wrong-signature", "{before}");
	}
}

#[test]
fn notification_should_be_refused_when_another_key_signed_it() {
	for key in ["stranger", "wechatpay"] {
		assert_eq!(refused(&form(&signed_by(key, parameters("paid", &[])))), "wrong-signature");
	}
	let mut unsigned = parameters("paid", &[]);
	unsigned.insert("sign".to_owned(), String::new());
	assert_eq!(refused(&form(&unsigned)), "missing-field");
}

#[test]
fn notification_should_be_refused_when_it_is_signed_otherwise() {
	for (field, value) in [("sign_type", "RSA"), ("sign_type", "MD5"), ("charset", "gbk")] {
		assert_eq!(refused(&send("paid", &[(field, value)])), "unsupported", "{value}");
	}
	assert_eq!(refused(&send("paid", &[("sign_type", "")])), "missing-field");
}

#[test]
fn notification_should_be_refused_when_it_is_for_somebody_else() {
	for field in ["app_id", "seller_id"] {
		assert_eq!(refused(&send("paid", &[(field, "2088999999999999")])), "not-ours", "{field}");
		assert_eq!(refused(&send("paid", &[(field, "")])), "missing-field", "{field}");
	}
}

#[test]
fn notification_should_be_refused_when_no_money_moved() {
	for status in ["WAIT_BUYER_PAY", "TRADE_CLOSED"] {
		assert_eq!(
			refused(&send("paid", &[("trade_status", status)])),
			"money-not-moved",
			"{status}"
		);
	}
	assert_eq!(refused(&send("paid", &[("trade_status", "TRADE_PENDING")])), "wrong-event");
	assert_eq!(refused(&send("paid", &[("trade_status", "")])), "missing-field");
}

#[test]
fn notification_should_be_refused_when_its_amount_is_none() {
	for amount in ["88.888", "-88.88", "+88.88", "88,88", "8e1", "0.00", "1e400", "ＣＮＹ"] {
		assert_eq!(refused(&send("paid", &[("total_amount", amount)])), "bad-amount", "{amount}");
	}
	let huge = "9".repeat(40);
	assert_eq!(refused(&send("paid", &[("total_amount", &huge)])), "bad-amount");
	assert_eq!(refused(&send("paid", &[("total_amount", "")])), "missing-field");
	assert_eq!(refused_refund(&send("refund", &[("refund_fee", "30.001")]), "0"), "bad-amount");
}

#[test]
fn notification_should_be_refused_when_its_currency_is_another() {
	assert_eq!(refused(&send("paid", &[("trans_currency", "USD")])), "bad-currency");
	assert_eq!(refused(&send("paid", &[("trans_currency", "cny")])), "bad-currency");
	Gateway::new().make(&send("paid", &[("trans_currency", "CNY")]), &[]).json();
}

#[test]
fn notification_should_be_refused_when_its_moment_is_none_or_in_the_future() {
	for moment in ["2026-10-01T12:00:00Z", "12:00", "2026-10-01 12:05:04", "1969-01-01 00:00:00"] {
		assert_eq!(refused(&send("paid", &[("gmt_payment", moment)])), "bad-moment", "{moment}");
	}
	Gateway::new().make(&send("paid", &[("gmt_payment", "2026-10-01 12:05:03")]), &[]).json();
}

#[test]
fn notification_should_be_refused_when_it_says_something_twice() {
	let twice = send("paid", &[]).tampered("app_id=", "app_id=2021000000000001&app_id=");
	assert_eq!(refused(&twice), "duplicate-field");
	let json =
		Sent { provider: "alipay", body: fixture("alipay/paid.json").into_bytes(), headers: None };
	let twice = json.tampered("\"app_id\"", "\"app_id\": \"1\", \"app_id\"");
	assert_eq!(refused(&twice), "malformed-notification");
}

#[test]
fn notification_should_be_refused_when_it_is_no_form_and_no_object_of_strings() {
	for (body, code) in [
		("", "malformed-notification"),
		("{", "malformed-notification"),
		("{}", "malformed-notification"),
		(r#"{"total_amount": 88.88}"#, "malformed-notification"),
		("[]", "missing-field"),
		("<xml/>", "missing-field"),
	] {
		let sent = Sent { provider: "alipay", body: body.into(), headers: None };
		assert_eq!(refused(&sent), code, "{body}");
	}
}

#[test]
fn notification_should_be_refused_when_its_key_is_none() {
	let gateway = Gateway::new();
	gateway.file("keys/alipay.test-only.public.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n");
	assert_eq!(gateway.make(&send("paid", &[]), &[]).refusal(), "bad-credential");
	let line = "public_key = \"keys/alipay.test-only.public.pem\"";
	let gateway = Gateway::new().with(line, "public_key = \"nowhere.pem\"");
	assert_eq!(gateway.make(&send("paid", &[]), &[]).refusal(), "unreadable-file");
}
