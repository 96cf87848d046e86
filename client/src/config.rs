//! A gateway's configuration: who it is, and how it knows its payment providers.
//!
//! Credentials are files that the configuration names, relative to its own directory. They are read
//! when a provider is used, so a signer for one provider needs no other's.

use crate::{
	errors::Explain,
	input::{self, InputError, MAX_SETTINGS},
	moments,
};
use serde::{de::Error as _, Deserialize, Deserializer};
use souk_primitives::{GatewayId, MAX_GATEWAY_KEYS};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::AccountId32;
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
	time::Duration,
};
use thiserror::Error;

/// A gateway's configuration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
	/// Who the gateway is.
	pub gateway: Gateway,
	/// What it knows about Alipay.
	pub alipay: Option<Alipay>,
	/// What it knows about WeChat Pay.
	pub wechatpay: Option<WeChatPay>,
	/// What it knows about Stripe.
	pub stripe: Option<Stripe>,
	#[serde(skip)]
	directory: PathBuf,
}

/// Who the gateway is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gateway {
	/// Its id on the chain.
	pub id: GatewayId,
	/// The hash of the chain's genesis block.
	#[serde(deserialize_with = "hash")]
	pub genesis: H256,
	/// For how long a receipt is good; 24 hours unless said.
	#[serde(default = "a_day", deserialize_with = "duration")]
	pub lifetime: Duration,
	/// The accounts of its keys. If there are none here, anybody's signature is shown as good.
	#[serde(default, deserialize_with = "accounts")]
	pub signers: Vec<AccountId32>,
	/// How many signatures the chain wants; one unless said.
	#[serde(default = "one")]
	pub threshold: u32,
}

/// What the gateway knows about Alipay.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alipay {
	/// The file of Alipay's public key, not the application's.
	pub public_key: PathBuf,
	/// The application that is paid.
	pub app_id: String,
	/// The seller that is paid. A notification that names no seller is refused if this is set.
	pub seller_id: Option<String>,
}

/// What the gateway knows about WeChat Pay.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeChatPay {
	/// The files of WeChat Pay's public keys, by `Wechatpay-Serial`.
	pub platform_keys: BTreeMap<String, PathBuf>,
	/// The file of the APIv3 key.
	pub api_v3_key: PathBuf,
	/// The merchant that is paid.
	pub mchid: String,
	/// The application that is paid.
	pub appid: String,
	/// How old a notification can be; five minutes unless said.
	#[serde(default = "five_minutes", deserialize_with = "duration")]
	pub tolerance: Duration,
}

/// What the gateway knows about Stripe.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stripe {
	/// The file of the endpoint's signing secret, `whsec_…`.
	pub endpoint_secret: PathBuf,
	/// The connected account that is paid, `acct_…`; none for the endpoint's own account.
	pub account: Option<String>,
	/// Whether real money moves; yes unless said.
	#[serde(default = "yes")]
	pub livemode: bool,
	/// How old a notification can be; five minutes unless said.
	#[serde(default = "five_minutes", deserialize_with = "duration")]
	pub tolerance: Duration,
}

/// Why a configuration is no good.
#[derive(Debug, Error)]
pub enum ConfigError {
	/// It cannot be read.
	#[error(transparent)]
	Input(#[from] InputError),
	/// It is not TOML, or not this TOML.
	#[error("{path} is not a configuration: {detail}")]
	Malformed {
		/// Where.
		path: PathBuf,
		/// What and in which line.
		detail: String,
	},
	/// It says nothing about the provider.
	#[error("the configuration has no section [{section}]")]
	NoSection {
		/// The section's name.
		section: &'static str,
	},
	/// More signatures are wanted than there are keys.
	#[error("gateway.threshold is {threshold}, and there are {signers} keys at most")]
	Threshold {
		/// What the configuration says.
		threshold: u32,
		/// How many keys there can be.
		signers: usize,
	},
}

impl Explain for ConfigError {
	fn code(&self) -> &'static str {
		match self {
			Self::Input(error) => error.code(),
			Self::Malformed { .. } => "malformed-config",
			Self::NoSection { .. } => "no-config-section",
			Self::Threshold { .. } => "impossible-threshold",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Input(error) => error.remedy(),
			Self::Malformed { .. } => "compare with the example in the README of souk-client",
			Self::NoSection { .. } => "add it; the README of souk-client has an example",
			Self::Threshold { .. } => "set it to between 1 and the number of the gateway's keys",
		}
	}
}

impl Config {
	/// Reads a configuration file.
	pub fn read(path: &Path) -> Result<Self, ConfigError> {
		let text = input::read_text(path, MAX_SETTINGS)?;
		Self::parse(&text, path)
	}

	/// Reads a configuration as if it were in that file.
	pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
		let mut config: Self = toml::from_str(text).map_err(|error| ConfigError::Malformed {
			path: path.into(),
			detail: located(&error, text),
		})?;
		let Gateway { signers, threshold, .. } = &config.gateway;
		let keys = if signers.is_empty() { MAX_GATEWAY_KEYS as usize } else { signers.len() };
		if *threshold == 0 || *threshold as usize > keys {
			return Err(ConfigError::Threshold { threshold: *threshold, signers: keys });
		}
		config.directory = path.parent().map(Path::to_path_buf).unwrap_or_default();
		Ok(config)
	}

	/// Where a file is that the configuration names.
	pub fn locate(&self, path: &Path) -> PathBuf {
		self.directory.join(path)
	}
}

// Not the error's own text: that quotes the line, and somebody may have put a secret there.
fn located(error: &toml::de::Error, text: &str) -> String {
	let start = error.span().and_then(|span| text.get(..span.start));
	match start {
		Some(before) => format!("{} (line {})", error.message(), before.matches('\n').count() + 1),
		None => error.message().to_owned(),
	}
}

fn a_day() -> Duration {
	Duration::from_secs(24 * 60 * 60)
}

fn five_minutes() -> Duration {
	Duration::from_secs(5 * 60)
}

fn one() -> u32 {
	1
}

fn yes() -> bool {
	true
}

/// Reads a hash as `0x` and 64 digits.
pub fn parse_hash(text: &str) -> Option<H256> {
	let mut hash = H256::zero();
	hex::decode_to_slice(text.strip_prefix("0x")?, hash.as_bytes_mut()).ok()?;
	Some(hash)
}

/// Reads an account as SS58 or as `0x` and 64 digits.
pub fn parse_account(text: &str) -> Option<AccountId32> {
	match parse_hash(text) {
		Some(hash) => Some(AccountId32::new(hash.0)),
		None => AccountId32::from_ss58check(text).ok(),
	}
}

fn hash<'de, D: Deserializer<'de>>(deserializer: D) -> Result<H256, D::Error> {
	let text = String::deserialize(deserializer)?;
	parse_hash(&text).ok_or_else(|| D::Error::custom("a hash is 0x and 64 hexadecimal digits"))
}

fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
	let text = String::deserialize(deserializer)?;
	moments::parse_duration(&text)
		.ok_or_else(|| D::Error::custom("a duration is like \"24h\", \"1h 30m\" or \"90s\""))
}

fn accounts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<AccountId32>, D::Error> {
	let mut accounts = Vec::new();
	for text in Vec::<String>::deserialize(deserializer)? {
		let account = parse_account(&text).ok_or_else(|| {
			D::Error::custom(format!("{text} is no account: SS58, or 0x and 64 digits"))
		})?;
		if accounts.contains(&account) {
			return Err(D::Error::custom(format!("{text} is there twice")));
		}
		accounts.push(account);
	}
	Ok(accounts)
}

#[cfg(test)]
mod tests {
	use super::*;

	const GENESIS: &str = "0x4444444444444444444444444444444444444444444444444444444444444444";

	fn parse(text: &str) -> Result<Config, ConfigError> {
		Config::parse(text, Path::new("/etc/souk/gateway.toml"))
	}

	fn detail(text: &str) -> String {
		parse(text).unwrap_err().to_string()
	}

	#[test]
	fn config_should_have_its_defaults_when_it_says_little() {
		let config = parse(&format!("[gateway]\nid = 3\ngenesis = \"{GENESIS}\"")).unwrap();
		assert_eq!(config.gateway.id, GatewayId(3));
		assert_eq!(config.gateway.genesis, H256::repeat_byte(0x44));
		assert_eq!(config.gateway.lifetime, Duration::from_secs(86_400));
		assert_eq!(config.gateway.threshold, 1);
		assert!(config.stripe.is_none());
		assert_eq!(config.locate(Path::new("a.pem")), Path::new("/etc/souk/a.pem"));
		assert_eq!(config.locate(Path::new("/keys/a.pem")), Path::new("/keys/a.pem"));
	}

	#[test]
	fn config_should_name_the_field_when_one_is_wrong() {
		assert!(detail("[gateway]\nid = 3").contains("missing field `genesis`"));
		assert!(detail("[gateway]\nid = 3\ngenesis = \"0x44\"").contains("a hash is 0x"));
		let good = format!("[gateway]\nid = 3\ngenesis = \"{GENESIS}\"\n");
		assert!(detail(&format!("{good}lifetime = \"0s\"")).contains("a duration is like"));
		assert!(detail(&format!("{good}signers = [\"Alice\"]")).contains("Alice is no account"));
		assert!(detail(&format!("{good}secret = 1")).contains("unknown field `secret`"));
	}

	#[test]
	fn config_should_be_refused_when_it_holds_a_credential() {
		let text = format!(
			"[gateway]\nid = 3\ngenesis = \"{GENESIS}\"\n[stripe]\nendpoint_secret = \"s\"\nsecret = \"whsec_1\""
		);
		let detail = detail(&text);
		assert!(detail.contains("unknown field `secret`") && detail.contains("line 6"), "{detail}");
		assert!(!detail.contains("whsec_1"), "{detail}");
	}

	#[test]
	fn config_should_be_refused_when_its_threshold_cannot_be_met() {
		for threshold in [0, 17] {
			let text =
				format!("[gateway]\nid = 3\ngenesis = \"{GENESIS}\"\nthreshold = {threshold}");
			assert_eq!(parse(&text).unwrap_err().code(), "impossible-threshold");
		}
		let one = format!(
			"[gateway]\nid = 3\ngenesis = \"{GENESIS}\"\nthreshold = 2\nsigners = [\"{GENESIS}\"]"
		);
		assert_eq!(parse(&one).unwrap_err().code(), "impossible-threshold");
	}
}
