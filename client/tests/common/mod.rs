//! What the tests share: a gateway in a directory of its own, and providers that sign what they say.
//!
//! The fixtures are in the providers' real shapes, with keys made for these tests alone.

// Every test file is a crate, and none needs all of this.
#![allow(dead_code)]

use base64::{engine::general_purpose::STANDARD, Engine};
use ring::{
	aead::{Aad, LessSafeKey, Nonce, UnboundKey, AES_256_GCM},
	hmac,
	rand::SystemRandom,
	signature::{RsaKeyPair, RSA_PKCS1_SHA256},
};
use serde_json::{json, Map, Value};
use std::{
	collections::BTreeMap,
	fs,
	io::Write,
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
	process::{Command, Stdio},
};
use tempfile::TempDir;

pub const GENESIS: [u8; 32] = [0x44; 32];
pub const TERMS: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";
pub const OTHER_TERMS: &str = "0x2222222222222222222222222222222222222222222222222222222222222222";
pub const SERIAL: &str = "PUB_KEY_ID_0000000000000000000001";

/// 2026-10-01T12:00:00+08:00, when the payments of the fixtures were made.
pub const PAID_AT: u64 = 1_790_827_200_000;
/// Three seconds later, when the gateway hears of it.
pub const AT: u64 = PAID_AT + 3_000;
pub const DAY: u64 = 86_400_000;

pub fn fixtures() -> PathBuf {
	Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

pub fn fixture(name: &str) -> String {
	fs::read_to_string(fixtures().join(name)).unwrap()
}

pub fn json_fixture(name: &str) -> Map<String, Value> {
	serde_json::from_str(&fixture(name)).unwrap()
}

/// The same JSON, in the same order whatever features serde_json is built with.
pub fn sorted(value: &Value) -> Value {
	let Value::Object(fields) = value else { return value.clone() };
	let fields: BTreeMap<&String, Value> =
		fields.iter().map(|(name, value)| (name, sorted(value))).collect();
	fields.into_iter().map(|(name, value)| (name.clone(), value)).collect()
}

/// What the command did.
pub struct Done {
	pub status: i32,
	pub stdout: String,
	pub stderr: String,
}

impl Done {
	/// What it printed as JSON.
	pub fn json(&self) -> Value {
		assert_eq!(self.status, 0, "{}", self.stderr);
		serde_json::from_str(&self.stdout).unwrap()
	}

	/// The code of its error.
	pub fn refusal(&self) -> String {
		assert_eq!((self.status, self.stdout.as_str()), (1, ""), "{}", self.stderr);
		let error: Value = serde_json::from_str(self.stderr.lines().last().unwrap()).unwrap();
		assert!(!error["error"]["remedy"].as_str().unwrap().is_empty());
		error["error"]["code"].as_str().unwrap().to_owned()
	}
}

/// A gateway with its own configuration and keys.
pub struct Gateway {
	directory: TempDir,
}

impl Gateway {
	pub fn new() -> Self {
		let gateway = Self { directory: TempDir::new().unwrap() };
		for entry in fs::read_dir(fixtures().join("keys")).unwrap() {
			let path = entry.unwrap().path();
			let name = format!("keys/{}", path.file_name().unwrap().to_str().unwrap());
			gateway.secret(&name, &fs::read_to_string(path).unwrap());
		}
		gateway.file("gateway.toml", fixture("gateway.toml"));
		gateway
	}

	/// With a line of the configuration replaced.
	pub fn with(self, line: &str, other: &str) -> Self {
		let config = fs::read_to_string(self.path("gateway.toml")).unwrap();
		assert!(config.contains(line), "{line}");
		self.file("gateway.toml", config.replace(line, other));
		self
	}

	pub fn path(&self, name: &str) -> PathBuf {
		self.directory.path().join(name)
	}

	pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
		let path = self.path(name);
		fs::create_dir_all(path.parent().unwrap()).unwrap();
		fs::write(&path, content).unwrap();
		path.to_str().unwrap().to_owned()
	}

	pub fn secret(&self, name: &str, content: &str) -> String {
		let path = self.file(name, content);
		self.set_mode(name, 0o600);
		path
	}

	pub fn set_mode(&self, name: &str, mode: u32) {
		fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
	}

	/// `souk receipt`, with this gateway's configuration, at [`AT`] unless the arguments say when.
	pub fn receipt(&self, command: &str, arguments: &[&str]) -> Done {
		self.receipt_with(command, arguments, "")
	}

	/// The same, with something on standard input.
	pub fn receipt_with(&self, command: &str, arguments: &[&str], stdin: &str) -> Done {
		let config = self.path("gateway.toml");
		let at = AT.to_string();
		let mut all = vec!["receipt", command, "--json", "--config", config.to_str().unwrap()];
		all.extend(arguments);
		if !arguments.contains(&"--at") {
			all.extend(["--at", &at]);
		}
		souk(&all, stdin)
	}

	/// `souk receipt make` of what a provider sent.
	pub fn make(&self, sent: &Sent, arguments: &[&str]) -> Done {
		let files = self.store(sent);
		let mut all: Vec<&str> = files.iter().map(String::as_str).collect();
		all.extend(arguments);
		self.receipt("make", &all)
	}

	/// The arguments that hand on what a provider sent.
	pub fn store(&self, sent: &Sent) -> Vec<String> {
		let body = self.file("notification", &sent.body);
		let mut arguments =
			vec!["--provider".into(), sent.provider.into(), "--notification".into(), body];
		if let Some(headers) = &sent.headers {
			arguments.extend(["--headers".into(), self.file("headers", headers)]);
		}
		arguments
	}
}

/// Runs the command.
pub fn souk(arguments: &[&str], stdin: &str) -> Done {
	let mut child = Command::new(env!("CARGO_BIN_EXE_souk"))
		.args(arguments)
		.stdin(Stdio::piped())
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap();
	// It may end without having read it.
	let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
	let output = child.wait_with_output().unwrap();
	Done {
		status: output.status.code().unwrap(),
		stdout: String::from_utf8(output.stdout).unwrap(),
		stderr: String::from_utf8(output.stderr).unwrap(),
	}
}

/// What a provider sent.
#[derive(Clone)]
pub struct Sent {
	pub provider: &'static str,
	pub body: Vec<u8>,
	pub headers: Option<String>,
}

impl Sent {
	/// One byte of the body that says so, changed.
	pub fn tampered(mut self, before: &str, after: &str) -> Self {
		let body = String::from_utf8(self.body).unwrap();
		assert!(body.contains(before), "{before}");
		self.body = body.replacen(before, after, 1).into_bytes();
		self
	}

	pub fn header(mut self, line: &str, other: &str) -> Self {
		let headers = self.headers.unwrap();
		assert!(headers.contains(line), "{line}");
		self.headers = Some(headers.replacen(line, other, 1));
		self
	}
}

pub fn rsa(name: &str, message: &[u8]) -> String {
	let pem = fixture(&format!("keys/{name}.test-only.private.pem"));
	let packed: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
	let key = RsaKeyPair::from_pkcs8(&STANDARD.decode(packed).unwrap()).unwrap();
	let mut signature = vec![0; key.public().modulus_len()];
	key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).unwrap();
	STANDARD.encode(signature)
}

/// Alipay, or somebody else with a key.
pub mod alipay {
	use super::*;

	pub type Parameters = BTreeMap<String, String>;

	/// A fixture's parameters, some of them replaced; an empty replacement removes one.
	pub fn parameters(name: &str, changes: &[(&str, &str)]) -> Parameters {
		let mut parameters: Parameters = json_fixture(&format!("alipay/{name}.json"))
			.into_iter()
			.map(|(name, value)| (name, value.as_str().unwrap().to_owned()))
			.collect();
		for (name, value) in changes {
			match *value {
				"" => drop(parameters.remove(*name)),
				value => drop(parameters.insert((*name).to_owned(), value.to_owned())),
			}
		}
		parameters
	}

	pub fn signed_by(key: &str, mut parameters: Parameters) -> Parameters {
		let text = parameters
			.iter()
			.filter(|(name, _)| *name != "sign" && *name != "sign_type")
			.map(|(name, value)| format!("{name}={value}"))
			.collect::<Vec<_>>()
			.join("&");
		parameters.insert("sign".to_owned(), rsa(key, text.as_bytes()));
		parameters
	}

	pub fn form(parameters: &Parameters) -> Sent {
		let body =
			form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
		Sent { provider: "alipay", body: body.into_bytes(), headers: None }
	}

	pub fn send(name: &str, changes: &[(&str, &str)]) -> Sent {
		form(&signed_by("alipay", parameters(name, changes)))
	}
}

/// WeChat Pay, or somebody else with a key.
pub mod wechatpay {
	use super::*;

	const NONCE: &str = "soukTestOnly";

	pub fn seal(resource: &[u8], associated_data: &str) -> String {
		let secret = fixture("keys/wechatpay.test-only.apiv3-key");
		let key = UnboundKey::new(&AES_256_GCM, secret.trim().as_bytes()).unwrap();
		let nonce = Nonce::try_assume_unique_for_key(NONCE.as_bytes()).unwrap();
		let mut text = resource.to_vec();
		LessSafeKey::new(key)
			.seal_in_place_append_tag(nonce, Aad::from(associated_data.as_bytes()), &mut text)
			.unwrap();
		STANDARD.encode(text)
	}

	pub fn envelope(name: &str, resource: &Value) -> Value {
		let (kind, original, create_time) = match name {
			"paid" => ("TRANSACTION.SUCCESS", "transaction", "2026-10-01T12:00:01+08:00"),
			_ => ("REFUND.SUCCESS", "refund", "2026-10-02T09:30:01+08:00"),
		};
		json!({
			"id": "00000000-0000-5000-8000-000000000001",
			"create_time": create_time,
			"resource_type": "encrypt-resource",
			"event_type": kind,
			"summary": "成功",
			"resource": {
				"original_type": original,
				"algorithm": "AEAD_AES_256_GCM",
				"ciphertext": seal(sorted(resource).to_string().as_bytes(), original),
				"associated_data": original,
				"nonce": NONCE,
			},
		})
	}

	pub fn signed_by(key: &str, envelope: &Value, timestamp: u64) -> Sent {
		let body = sorted(envelope).to_string();
		let nonce = "SoukTestOnlyHeaderNonce000000001";
		let signature = rsa(key, format!("{timestamp}\n{nonce}\n{body}\n").as_bytes());
		let headers = format!(
			"Content-Type: application/json\nWechatpay-Nonce: {nonce}\nWechatpay-Serial: {SERIAL}\n\
			Wechatpay-Signature: {signature}\nWechatpay-Signature-Type: WECHATPAY2-SHA256-RSA2048\n\
			Wechatpay-Timestamp: {timestamp}\n"
		);
		Sent { provider: "wechatpay", body: body.into_bytes(), headers: Some(headers) }
	}

	/// A fixture, with what is encrypted in it changed.
	pub fn send(name: &str, change: impl FnOnce(&mut Value)) -> Sent {
		let mut resource = json_fixture(&format!("wechatpay/{name}.resource.json")).into();
		change(&mut resource);
		let timestamp = if name == "paid" { PAID_AT / 1000 + 2 } else { PAID_AT / 1000 + 77_402 };
		signed_by("wechatpay", &envelope(name, &resource), timestamp)
	}

	/// A fixture, with the envelope changed.
	pub fn send_enveloped(change: impl FnOnce(&mut Value)) -> Sent {
		let resource = json_fixture("wechatpay/paid.resource.json").into();
		let mut envelope = envelope("paid", &resource);
		change(&mut envelope);
		signed_by("wechatpay", &envelope, PAID_AT / 1000 + 2)
	}
}

/// Stripe, or somebody else with a secret.
pub mod stripe {
	use super::*;

	pub fn secret() -> String {
		fixture("keys/stripe.test-only.endpoint-secret").trim().to_owned()
	}

	pub fn tag(secret: &str, timestamp: u64, body: &str) -> String {
		let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
		hex::encode(hmac::sign(&key, format!("{timestamp}.{body}").as_bytes()))
	}

	pub fn signed(body: &str, timestamp: u64) -> Sent {
		let tag = tag(&secret(), timestamp, body);
		let headers =
			format!("Content-Type: application/json\nStripe-Signature: t={timestamp},v1={tag}\n");
		Sent { provider: "stripe", body: body.as_bytes().to_vec(), headers: Some(headers) }
	}

	/// A fixture, signed two seconds after what it tells of.
	pub fn send(name: &str, change: impl FnOnce(&mut Value)) -> Sent {
		let mut event: Value = json_fixture(&format!("stripe/{name}.json")).into();
		let timestamp = event["created"].as_u64().unwrap() + 2;
		change(&mut event);
		signed(&event.to_string(), timestamp)
	}

	/// A fixture as it is.
	pub fn fixed(name: &str) -> Sent {
		let event = json_fixture(&format!("stripe/{name}.json"));
		signed(&fixture(&format!("stripe/{name}.json")), event["created"].as_u64().unwrap() + 2)
	}
}

/// A receipt's bytes, put together as the documentation says, for order 258 of gateway 3.
pub fn receipt_bytes(
	channel: &str,
	transaction: &str,
	kind: (u8, Option<&str>),
	amount: u128,
	paid_at: u64,
	expires_at: u64,
) -> Vec<u8> {
	let mut bytes = Vec::new();
	bytes.extend(3u64.to_le_bytes());
	bytes.extend(258u64.to_le_bytes());
	bytes.extend([0x11; 32]);
	bytes.push((channel.len() as u8) << 2);
	bytes.extend(channel.as_bytes());
	bytes.extend(hex::decode(transaction).unwrap());
	bytes.push(kind.0);
	bytes.extend(kind.1.map(|payment| hex::decode(payment).unwrap()).unwrap_or_default());
	bytes.extend(amount.to_le_bytes());
	bytes.push(3 << 2);
	bytes.extend(b"CNY");
	bytes.extend(paid_at.to_le_bytes());
	bytes.extend(expires_at.to_le_bytes());
	bytes
}

pub fn encoded(done: &Done) -> String {
	done.json()["encoded"]["receipt"].as_str().unwrap().to_owned()
}

pub fn hexed(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}
