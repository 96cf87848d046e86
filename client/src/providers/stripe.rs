//! Stripe's webhook events.
//!
//! The header `Stripe-Signature` carries a moment `t` and one or more `v1`: HMAC-SHA256 of `t.body`
//! under the endpoint's secret. Amounts are minor units.
//!
//! | event | receipt | amount |
//! | --- | --- | --- |
//! | `payment_intent.succeeded` | `Paid` | `amount_received` |
//! | `refund.created`, `refund.updated`, `charge.refund.updated`, once it succeeded | `Refunded` | of that refund |
//! | `charge.dispute.funds_withdrawn` | `Chargeback` | of that dispute |
//!
//! `charge.refunded` is not taken: its amount is the sum of all refunds of the charge.

use super::{
	currency, ensure_fresh, ensure_ours, not_empty, past, positive, shown, Delivery, Event,
	Headers, Mapping, Notification, NotificationError, Provider, ProviderError,
};
use crate::{
	config::{self, Config, ConfigError},
	input, moments,
};
use ring::hmac;
use serde::Deserialize;
use serde_json::Value;
use souk_primitives::Currency;
use std::collections::BTreeMap;

const HEADER: &str = "Stripe-Signature";

/// Takes Stripe's events for one account.
#[derive(Debug)]
pub struct Stripe {
	key: hmac::Key,
	ours: config::Stripe,
}

impl Stripe {
	/// Reads the credentials that the configuration names.
	pub fn open(config: &Config) -> Result<Self, ProviderError> {
		let ours = config.stripe.clone().ok_or(ConfigError::NoSection { section: "stripe" })?;
		let path = config.locate(&ours.endpoint_secret);
		let secret = input::read_secret(&path)?;
		// Anybody can sign with an empty secret.
		if !secret.starts_with("whsec_") || secret.len() < 16 {
			return Err(NotificationError::BadCredential {
				setting: "stripe.endpoint_secret",
				path,
				detail: "an endpoint's signing secret starts with whsec_",
			}
			.into());
		}
		Ok(Self { key: hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), ours })
	}

	/// Authenticates an event and reads it.
	pub fn verify(&self, delivery: &Delivery) -> Result<Notification, NotificationError> {
		self.ensure_signed(delivery)?;
		let event: Body = serde_json::from_slice(delivery.body).map_err(malformed)?;
		if event.object != "event" {
			return Err(NotificationError::WrongEvent {
				field: "object",
				found: shown(&event.object),
			});
		}
		if event.livemode != self.ours.livemode {
			return Err(NotificationError::NotOurs {
				field: "livemode",
				found: event.livemode.to_string(),
				expected: self.ours.livemode.to_string(),
			});
		}
		let account = |account: &Option<String>| account.clone().unwrap_or_default();
		ensure_ours("account", &account(&event.account), &account(&self.ours.account))?;
		let paid_at = past(
			"created",
			&event.created.to_string(),
			moments::from_seconds(event.created),
			delivery.at,
		)?;
		let change = Change::read(&event.kind, event.data.object)?;
		Ok(Notification {
			provider: Provider::Stripe,
			transaction: change.transaction,
			event: change.event,
			amount: change.amount,
			currency: change.currency,
			paid_at,
			mapping: change.mapping,
		})
	}

	fn ensure_signed(&self, delivery: &Delivery) -> Result<(), NotificationError> {
		let Signature { timestamp, signatures } = Signature::read(delivery.headers)?;
		let mut message = format!("{timestamp}.").into_bytes();
		message.extend_from_slice(delivery.body);
		// Several while an endpoint's secret is being replaced.
		if !signatures.iter().any(|tag| hmac::verify(&self.key, &message, tag).is_ok()) {
			return Err(NotificationError::WrongSignature { provider: "Stripe" });
		}
		let signed = timestamp.parse().ok().and_then(moments::from_seconds);
		ensure_fresh(signed, delivery.at, self.ours.tolerance)
	}
}

struct Signature<'a> {
	timestamp: &'a str,
	signatures: Vec<Vec<u8>>,
}

impl<'a> Signature<'a> {
	fn read(headers: &'a Headers) -> Result<Self, NotificationError> {
		let bad = |detail| NotificationError::BadHeader { name: HEADER.to_owned(), detail };
		let mut timestamp = None;
		let mut signatures = Vec::new();
		for part in headers.one(HEADER)?.split(',') {
			match part.trim().split_once('=') {
				Some(("t", value)) => {
					if timestamp.replace(value).is_some() {
						return Err(bad("it has two moments t"));
					}
				},
				Some(("v1", value)) => {
					signatures.push(hex::decode(value).map_err(|_| bad("v1 is not hexadecimal"))?);
				},
				Some(_) => {},
				None => return Err(bad("it is not t=…,v1=…")),
			}
		}
		let timestamp = timestamp.ok_or(bad("it has no moment t"))?;
		if signatures.is_empty() {
			return Err(bad("it has no signature v1"));
		}
		Ok(Self { timestamp, signatures })
	}
}

#[derive(Deserialize)]
struct Body {
	object: String,
	#[serde(rename = "type")]
	kind: String,
	created: u64,
	livemode: bool,
	account: Option<String>,
	data: Data,
}

#[derive(Deserialize)]
struct Data {
	object: Value,
}

#[derive(Deserialize)]
struct PaymentIntent {
	object: String,
	id: String,
	status: String,
	amount_received: u64,
	currency: String,
	metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Refund {
	object: String,
	id: String,
	status: Option<String>,
	amount: u64,
	currency: String,
	payment_intent: Option<String>,
	metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Dispute {
	object: String,
	id: String,
	status: String,
	amount: u64,
	currency: String,
	payment_intent: Option<String>,
	metadata: Option<Metadata>,
}

type Metadata = BTreeMap<String, String>;

struct Change {
	transaction: String,
	event: Event,
	amount: u128,
	currency: Currency,
	mapping: Mapping,
}

impl Change {
	fn read(kind: &str, object: Value) -> Result<Self, NotificationError> {
		match kind {
			"payment_intent.succeeded" => Self::payment(object),
			"refund.created" | "refund.updated" | "charge.refund.updated" => Self::refund(object),
			"charge.dispute.funds_withdrawn" => Self::chargeback(object),
			other => Err(NotificationError::WrongEvent { field: "type", found: shown(other) }),
		}
	}

	fn payment(object: Value) -> Result<Self, NotificationError> {
		let intent: PaymentIntent = read(object)?;
		ensure_object(&intent.object, "payment_intent")?;
		ensure_succeeded(&intent.status)?;
		Ok(Self {
			transaction: not_empty("id", &intent.id)?.to_owned(),
			event: Event::Paid,
			amount: positive("amount_received", intent.amount_received)?,
			currency: upper(&intent.currency)?,
			mapping: mapping(intent.metadata)?,
		})
	}

	fn refund(object: Value) -> Result<Self, NotificationError> {
		let refund: Refund = read(object)?;
		ensure_object(&refund.object, "refund")?;
		ensure_succeeded(refund.status.as_deref().unwrap_or_default())?;
		Ok(Self {
			transaction: not_empty("id", &refund.id)?.to_owned(),
			event: Event::Refunded { payment: payment(refund.payment_intent)? },
			amount: positive("amount", refund.amount)?,
			currency: upper(&refund.currency)?,
			mapping: mapping(refund.metadata)?,
		})
	}

	fn chargeback(object: Value) -> Result<Self, NotificationError> {
		let dispute: Dispute = read(object)?;
		ensure_object(&dispute.object, "dispute")?;
		// An inquiry, which takes no money.
		if dispute.status.starts_with("warning_") {
			return Err(NotificationError::NotDone {
				field: "status",
				found: shown(&dispute.status),
			});
		}
		Ok(Self {
			transaction: not_empty("id", &dispute.id)?.to_owned(),
			event: Event::Chargeback { payment: payment(dispute.payment_intent)? },
			amount: positive("amount", dispute.amount)?,
			currency: upper(&dispute.currency)?,
			mapping: mapping(dispute.metadata)?,
		})
	}
}

fn malformed(error: serde_json::Error) -> NotificationError {
	NotificationError::Malformed { provider: "Stripe", detail: error.to_string() }
}

fn read<T: for<'de> Deserialize<'de>>(object: Value) -> Result<T, NotificationError> {
	serde_json::from_value(object).map_err(malformed)
}

fn ensure_object(found: &str, expected: &'static str) -> Result<(), NotificationError> {
	if found == expected {
		return Ok(());
	}
	Err(NotificationError::WrongEvent { field: "data.object.object", found: shown(found) })
}

fn ensure_succeeded(status: &str) -> Result<(), NotificationError> {
	match status {
		"succeeded" => Ok(()),
		status => Err(NotificationError::NotDone { field: "status", found: shown(status) }),
	}
}

fn payment(intent: Option<String>) -> Result<String, NotificationError> {
	intent.filter(|id| !id.is_empty()).ok_or(NotificationError::Missing { field: "payment_intent" })
}

fn mapping(metadata: Option<Metadata>) -> Result<Mapping, NotificationError> {
	Mapping::from_pairs(metadata.unwrap_or_default())
}

fn upper(code: &str) -> Result<Currency, NotificationError> {
	let lower = code.bytes().all(|byte| byte.is_ascii_lowercase());
	// Stripe counts these in other units than everybody else.
	if !lower || ["isk", "mga", "ugx"].contains(&code) {
		return Err(NotificationError::BadCurrency { field: "currency", found: shown(code) });
	}
	currency("currency", &code.to_ascii_uppercase())
}
