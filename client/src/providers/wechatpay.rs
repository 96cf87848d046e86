//! WeChat Pay's notifications, API v3.
//!
//! WeChat Pay signs `timestamp\nnonce\nbody\n` with SHA256withRSA; three headers carry the moment,
//! the nonce and the signature, and a fourth says by which key. The body is JSON, and what it is about
//! is encrypted in it with AES-256-GCM under the merchant's APIv3 key. Amounts are minor units.
//!
//! Notifications for merchants, not those for service providers (`sp_mchid`), are taken.

use super::{
	currency, ensure_fresh, ensure_ours, not_empty, past, positive, rsa::PublicKey, shown,
	Delivery, Event, Mapping, Notification, NotificationError, Provider, ProviderError,
};
use crate::{
	config::{self, Config, ConfigError},
	input, moments,
};
use base64::{engine::general_purpose::STANDARD, Engine};
use ring::aead::{Aad, LessSafeKey, Nonce, UnboundKey, AES_256_GCM};
use serde::{de::DeserializeOwned, Deserialize};
use souk_primitives::Moment;
use std::collections::BTreeMap;

const TYPE: &str = "WECHATPAY2-SHA256-RSA2048";
const ALGORITHM: &str = "AEAD_AES_256_GCM";
// What the API says nothing about is in yuan.
const CURRENCY: &str = "CNY";

/// Takes WeChat Pay's notifications for one merchant.
#[derive(Debug)]
pub struct WeChatPay {
	keys: BTreeMap<String, PublicKey>,
	secret: LessSafeKey,
	ours: config::WeChatPay,
}

impl WeChatPay {
	/// Reads the credentials that the configuration names.
	pub fn open(config: &Config) -> Result<Self, ProviderError> {
		let ours =
			config.wechatpay.clone().ok_or(ConfigError::NoSection { section: "wechatpay" })?;
		let mut keys = BTreeMap::new();
		for (serial, path) in &ours.platform_keys {
			let key = PublicKey::read("wechatpay.platform_keys", &config.locate(path))?;
			keys.insert(serial.clone(), key);
		}
		let path = config.locate(&ours.api_v3_key);
		let secret = input::read_secret(&path)?;
		let secret = UnboundKey::new(&AES_256_GCM, secret.as_bytes()).map_err(|_| {
			NotificationError::BadCredential {
				setting: "wechatpay.api_v3_key",
				path,
				detail: "an APIv3 key has 32 bytes",
			}
		})?;
		Ok(Self { keys, secret: LessSafeKey::new(secret), ours })
	}

	/// Authenticates a notification, decrypts and reads it.
	pub fn verify(&self, delivery: &Delivery) -> Result<Notification, NotificationError> {
		self.ensure_signed(delivery)?;
		let envelope: Envelope = parse(delivery.body)?;
		match (envelope.event_type.as_str(), envelope.resource.original_type.as_str()) {
			("TRANSACTION.SUCCESS", "transaction") => self.payment(&envelope.resource, delivery.at),
			("REFUND.SUCCESS", "refund") => self.refund(&envelope.resource, delivery.at),
			(event_type, original_type) => Err(NotificationError::WrongEvent {
				field: "event_type",
				found: format!("{} of {}", shown(event_type), shown(original_type)),
			}),
		}
	}

	fn ensure_signed(&self, delivery: &Delivery) -> Result<(), NotificationError> {
		let headers = delivery.headers;
		let signature = headers.one("Wechatpay-Signature")?;
		let timestamp = headers.one("Wechatpay-Timestamp")?;
		let nonce = headers.one("Wechatpay-Nonce")?;
		let serial = headers.one("Wechatpay-Serial")?;
		if let Some(found) = headers.find("Wechatpay-Signature-Type")?.filter(|kind| *kind != TYPE)
		{
			return Err(NotificationError::Unsupported {
				field: "Wechatpay-Signature-Type",
				found: shown(found),
				expected: TYPE,
			});
		}
		let key = self
			.keys
			.get(serial)
			.ok_or_else(|| NotificationError::UnknownKey { serial: shown(serial) })?;
		let mut message = format!("{timestamp}\n{nonce}\n").into_bytes();
		message.extend_from_slice(delivery.body);
		message.push(b'\n');
		if !key.signed(&message, signature) {
			return Err(NotificationError::WrongSignature { provider: "WeChat Pay" });
		}
		let signed = timestamp.parse().ok().and_then(moments::from_seconds);
		ensure_fresh(signed, delivery.at, self.ours.tolerance)
	}

	fn decrypt<T: DeserializeOwned>(&self, resource: &Resource) -> Result<T, NotificationError> {
		let undecryptable = |detail| NotificationError::Undecryptable { detail };
		if resource.algorithm != ALGORITHM {
			return Err(NotificationError::Unsupported {
				field: "resource.algorithm",
				found: shown(&resource.algorithm),
				expected: ALGORITHM,
			});
		}
		let nonce = Nonce::try_assume_unique_for_key(resource.nonce.as_bytes())
			.map_err(|_| undecryptable("resource.nonce has not 12 bytes"))?;
		let mut text = STANDARD
			.decode(&resource.ciphertext)
			.map_err(|_| undecryptable("resource.ciphertext is no base64"))?;
		let associated = resource.associated_data.as_deref().unwrap_or_default();
		let text = self
			.secret
			.open_in_place(nonce, Aad::from(associated.as_bytes()), &mut text)
			.map_err(|_| undecryptable("the key is another, or resource.ciphertext was changed"))?;
		parse(text)
	}

	fn payment(&self, resource: &Resource, at: Moment) -> Result<Notification, NotificationError> {
		let transaction: Transaction = self.decrypt(resource)?;
		ensure_ours("mchid", &transaction.mchid, &self.ours.mchid)?;
		ensure_ours("appid", &transaction.appid, &self.ours.appid)?;
		ensure_success("trade_state", &transaction.trade_state)?;
		Ok(Notification {
			provider: Provider::WeChatPay,
			transaction: not_empty("transaction_id", &transaction.transaction_id)?.to_owned(),
			event: Event::Paid,
			amount: positive("amount.total", transaction.amount.total)?,
			currency: transaction.amount.currency()?,
			paid_at: moment(&transaction.success_time, at)?,
			mapping: Mapping::from_query(transaction.attach.as_deref().unwrap_or_default())?,
		})
	}

	fn refund(&self, resource: &Resource, at: Moment) -> Result<Notification, NotificationError> {
		let refund: Refund = self.decrypt(resource)?;
		ensure_ours("mchid", &refund.mchid, &self.ours.mchid)?;
		ensure_success("refund_status", &refund.refund_status)?;
		let payment = not_empty("transaction_id", &refund.transaction_id)?.to_owned();
		let amount =
			refund.amount.refund.ok_or(NotificationError::Missing { field: "amount.refund" })?;
		if amount > refund.amount.total {
			return Err(NotificationError::BadAmount {
				field: "amount.refund",
				found: format!("{amount}, more than amount.total"),
			});
		}
		Ok(Notification {
			provider: Provider::WeChatPay,
			transaction: not_empty("refund_id", &refund.refund_id)?.to_owned(),
			event: Event::Refunded { payment },
			amount: positive("amount.refund", amount)?,
			currency: refund.amount.currency()?,
			paid_at: moment(&refund.success_time, at)?,
			// WeChat Pay passes nothing through with a refund.
			mapping: Mapping::default(),
		})
	}
}

#[derive(Deserialize)]
struct Envelope {
	event_type: String,
	resource: Resource,
}

#[derive(Deserialize)]
struct Resource {
	original_type: String,
	algorithm: String,
	ciphertext: String,
	associated_data: Option<String>,
	nonce: String,
}

#[derive(Deserialize)]
struct Transaction {
	transaction_id: String,
	mchid: String,
	appid: String,
	trade_state: String,
	success_time: String,
	attach: Option<String>,
	amount: Amount,
}

#[derive(Deserialize)]
struct Refund {
	mchid: String,
	transaction_id: String,
	refund_id: String,
	refund_status: String,
	success_time: String,
	amount: Amount,
}

#[derive(Deserialize)]
struct Amount {
	total: u64,
	refund: Option<u64>,
	currency: Option<String>,
}

impl Amount {
	fn currency(&self) -> Result<souk_primitives::Currency, NotificationError> {
		currency("amount.currency", self.currency.as_deref().unwrap_or(CURRENCY))
	}
}

fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, NotificationError> {
	serde_json::from_slice(text).map_err(|error| NotificationError::Malformed {
		provider: "WeChat Pay",
		detail: error.to_string(),
	})
}

fn ensure_success(field: &'static str, state: &str) -> Result<(), NotificationError> {
	match state {
		"SUCCESS" => Ok(()),
		state => Err(NotificationError::NotDone { field, found: shown(state) }),
	}
}

fn moment(text: &str, at: Moment) -> Result<Moment, NotificationError> {
	// Not a bare number, which `moments::parse` takes as well.
	let moment = Some(text).filter(|text| text.contains('T')).and_then(moments::parse);
	past("success_time", text, moment, at)
}
