//! The command itself: arguments, output, exit status.

mod common;

use common::*;
use serde_json::Value;

fn people(gateway: &Gateway, command: &str, arguments: &[String]) -> Done {
	let config = gateway.path("gateway.toml");
	let at = AT.to_string();
	let mut all = vec!["receipt", command, "--config", config.to_str().unwrap(), "--at", &at];
	all.extend(arguments.iter().map(String::as_str));
	souk(&all, "")
}

#[test]
fn output_should_be_for_people_when_no_json_is_asked_for() {
	let gateway = Gateway::new();
	let mut arguments = gateway.store(&alipay::send("paid", &[]));
	let unsigned = people(&gateway, "make", &arguments);
	assert_eq!(unsigned.status, 0, "{}", unsigned.stderr);
	for line in [
		"Receipt of a payment for order 258, by gateway 3",
		"  amount       88.88 CNY (8888 minor units)",
		"  channel      alipay",
		"               the hash of 2026100122001400990000000001",
		"  paid at      2026-10-01T04:00:00Z",
		"  expires at   2026-10-02T04:00:03Z",
		"  signed by    nobody",
	] {
		assert!(unsigned.stdout.lines().any(|this| this == line), "{line}\n{}", unsigned.stdout);
	}
	arguments.extend(["--key-file".to_owned(), gateway.secret("key", "//Alice")]);
	let signed = people(&gateway, "sign", &arguments);
	let by = "  signed by    5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY (sr25519)";
	assert!(signed.stdout.lines().any(|line| line == by), "{}", signed.stdout);
}

#[test]
fn error_should_name_its_remedy_when_it_is_for_people() {
	let gateway = Gateway::new();
	let refused = people(&gateway, "make", &gateway.store(&alipay::send("refund", &[])));
	assert_eq!((refused.status, refused.stdout.as_str()), (1, ""));
	let lines: Vec<&str> = refused.stderr.lines().collect();
	assert!(lines[0].starts_with("error: gmt_refund is"), "{}", refused.stderr);
	assert!(lines[1].starts_with("remedy: "), "{}", refused.stderr);
}

#[test]
fn arguments_should_be_refused_when_they_are_wrong() {
	let gateway = Gateway::new();
	let config = gateway.path("gateway.toml");
	let config = config.to_str().unwrap();
	let stripe = ["--provider", "stripe", "--notification", "-"];
	for arguments in [
		vec!["make"],
		vec!["make", "--config", config, "--provider", "paypal", "--notification", "-"],
		vec!["make", "--config", config, stripe[0], stripe[1]],
		vec!["make", "--config", config, stripe[0], stripe[1], stripe[2], "-", "--headers", "-"],
		vec!["make", "--config", config, stripe[0], stripe[1], stripe[2], "-", "--order", "-1"],
		vec!["make", "--config", config, stripe[0], stripe[1], stripe[2], "-", "--terms", "0x11"],
		vec!["make", "--config", config, stripe[0], stripe[1], stripe[2], "-", "--at", "now"],
		vec![
			"make",
			"--config",
			config,
			stripe[0],
			stripe[1],
			stripe[2],
			"-",
			"--expires-in",
			"0s",
		],
		vec![
			"make",
			"--config",
			config,
			stripe[0],
			stripe[1],
			stripe[2],
			"-",
			"--refunded-before",
			"1.001",
		],
		vec!["sign", "--config", config, "--key-file", "-"],
		vec!["sign", "--config", config, "--key-file", "-", "--receipt", "-"],
		vec!["sign", "--config", config, "--key-file", "-", "--receipt", "r", "--order", "7"],
		vec![
			"sign",
			"--config",
			config,
			"--key-file",
			"-",
			"--receipt",
			"r",
			"--provider",
			"stripe",
		],
		vec!["pay"],
	] {
		let mut all = vec!["receipt"];
		all.extend(&arguments);
		let done = souk(&all, "");
		assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{arguments:?} {}", done.stderr);
		assert!(!done.stderr.is_empty());
		all.push("--json");
		let done = souk(&all, "");
		assert_eq!(done.status, 2);
		let error: Value = serde_json::from_str(&done.stderr).unwrap();
		assert_eq!(error["error"]["code"], "usage", "{arguments:?}");
		assert!(!error["error"]["message"].as_str().unwrap().is_empty(), "{arguments:?}");
	}
}

#[test]
fn arguments_should_be_named_when_they_are_missing() {
	let done = souk(&["--json", "receipt", "make", "--provider", "stripe"], "");
	let error: Value = serde_json::from_str(&done.stderr).unwrap();
	let message = error["error"]["message"].as_str().unwrap();
	assert!(message.contains("--config") && message.contains("--notification"), "{message}");
}

#[test]
fn help_should_have_examples_when_asked_for() {
	for command in ["make", "sign", "verify"] {
		let done = souk(&["receipt", command, "--help"], "");
		assert_eq!(done.status, 0);
		assert!(done.stdout.contains(&format!("souk receipt {command} --config")), "{command}");
	}
	assert!(souk(&["--help"], "").stdout.contains("Exit status"));
}

#[test]
fn notification_should_be_read_from_standard_input_when_the_file_is_a_dash() {
	let gateway = Gateway::new();
	let body = String::from_utf8(alipay::send("paid", &[]).body).unwrap();
	let arguments = ["--provider", "alipay", "--notification", "-"];
	let done = gateway.receipt_with("make", &arguments, &format!("{body}\n"));
	assert_eq!(done.json()["receipt"]["order"], "258");
}

#[test]
fn input_should_be_refused_when_it_is_huge_or_not_there() {
	let gateway = Gateway::new();
	let huge = Sent { provider: "alipay", body: vec![b'a'; 1024 * 1024 + 1], headers: None };
	assert_eq!(gateway.make(&huge, &[]).refusal(), "file-too-long");
	let large = Sent { body: vec![b'a'; 1024 * 1024], ..huge };
	assert_eq!(gateway.make(&large, &[]).refusal(), "missing-field");
	let mut headers = stripe::send("payment_intent.succeeded", |_| {});
	headers.headers = Some("A: 1\n".repeat(20_000));
	assert_eq!(gateway.make(&headers, &[]).refusal(), "file-too-long");
	let nowhere = ["--provider", "alipay", "--notification", "/nowhere"];
	assert_eq!(gateway.receipt("make", &nowhere).refusal(), "unreadable-file");
}

#[test]
fn provider_should_be_refused_when_the_configuration_has_none() {
	for (provider, sent) in [
		("alipay", alipay::send("paid", &[])),
		("wechatpay", wechatpay::send("paid", |_| {})),
		("stripe", stripe::send("payment_intent.succeeded", |_| {})),
	] {
		let gateway = Gateway::new();
		let config = fixture("gateway.toml");
		let before = config.split("\n[alipay]").next().unwrap();
		gateway.file("gateway.toml", before);
		let done = gateway.make(&sent, &[]);
		assert_eq!(done.refusal(), "no-config-section");
		assert!(done.stderr.contains(&format!("[{provider}]")), "{}", done.stderr);
	}
}

#[test]
fn config_should_be_refused_when_a_field_is_unknown_or_missing() {
	let sent = alipay::send("paid", &[]);
	let gateway = Gateway::new().with("app_id =", "appid =");
	let done = gateway.make(&sent, &[]);
	assert_eq!(done.refusal(), "malformed-config");
	assert!(done.stderr.contains("appid"), "{}", done.stderr);
}
