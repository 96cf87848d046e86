//! Alipay's asynchronous notifications (`notify_url`).
//!
//! The body is a form, or the same parameters as one JSON object of strings. Alipay signs all
//! parameters but `sign` and `sign_type`, sorted, as `name=value&name=value`, with SHA256withRSA.
//! Amounts are yuan, moments are China Standard Time.
//!
//! A notification of a refund says in `refund_fee` what was refunded of the payment *in all*. What is
//! new is that less what earlier receipts say, which Alipay does not: [`Delivery::refunded_before`].

use super::{
	currency, ensure_ours, past, rsa::PublicKey, shown, Delivery, Event, Mapping, Notification,
	NotificationError, Provider, ProviderError,
};
use crate::{
	config::{Config, ConfigError},
	moments, money,
};
use serde::{
	de::{Error as _, MapAccess, Visitor},
	Deserialize, Deserializer,
};
use souk_primitives::Moment;
use std::{collections::BTreeMap, fmt};

const CHINA: i8 = 8;
const CURRENCY: &str = "CNY";
const DECIMALS: u32 = 2;

/// Takes Alipay's notifications for one seller.
#[derive(Debug)]
pub struct Alipay {
	key: PublicKey,
	app_id: String,
	seller_id: Option<String>,
}

impl Alipay {
	/// Reads the credentials that the configuration names.
	pub fn open(config: &Config) -> Result<Self, ProviderError> {
		let ours = config.alipay.as_ref().ok_or(ConfigError::NoSection { section: "alipay" })?;
		Ok(Self {
			key: PublicKey::read("alipay.public_key", &config.locate(&ours.public_key))?,
			app_id: ours.app_id.clone(),
			seller_id: ours.seller_id.clone(),
		})
	}

	/// Authenticates a notification and reads it.
	pub fn verify(&self, delivery: &Delivery) -> Result<Notification, NotificationError> {
		let parameters = Parameters::parse(delivery.body)?;
		parameters.ensure_signed(&self.key)?;
		ensure_ours("app_id", parameters.get("app_id")?, &self.app_id)?;
		if let Some(seller_id) = &self.seller_id {
			ensure_ours("seller_id", parameters.get("seller_id")?, seller_id)?;
		}
		for field in ["trans_currency", "settle_currency"] {
			if let Some(found) = parameters.find(field).filter(|found| *found != CURRENCY) {
				return Err(NotificationError::BadCurrency { field, found: shown(found) });
			}
		}
		let change = parameters.change(delivery)?;
		Ok(Notification {
			provider: Provider::Alipay,
			transaction: change.transaction,
			event: change.event,
			amount: change.amount,
			currency: currency("currency", CURRENCY)?,
			paid_at: change.paid_at,
			mapping: Mapping::from_query(parameters.find("passback_params").unwrap_or_default())?,
		})
	}
}

struct Change {
	transaction: String,
	event: Event,
	amount: u128,
	paid_at: Moment,
}

struct Parameters(BTreeMap<String, String>);

impl Parameters {
	fn parse(body: &[u8]) -> Result<Self, NotificationError> {
		let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
		let parameters = if first == Some(&b'{') {
			serde_json::from_slice::<Unique>(body).map_err(|error| malformed(error.to_string()))?.0
		} else {
			let mut parameters = BTreeMap::new();
			for (name, value) in form_urlencoded::parse(body.trim_ascii_end()) {
				insert(&mut parameters, name.into_owned(), value.into_owned())?;
			}
			parameters
		};
		if parameters.is_empty() {
			return Err(malformed("it is empty".to_owned()));
		}
		Ok(Self(parameters))
	}

	fn find(&self, name: &str) -> Option<&str> {
		self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
	}

	fn get(&self, field: &'static str) -> Result<&str, NotificationError> {
		self.find(field).ok_or(NotificationError::Missing { field })
	}

	fn ensure_signed(&self, key: &PublicKey) -> Result<(), NotificationError> {
		let supported = |field, expected: &'static str| match self.find(field) {
			Some(found) if !found.eq_ignore_ascii_case(expected) => {
				Err(NotificationError::Unsupported { field, found: shown(found), expected })
			},
			_ => Ok(()),
		};
		supported("charset", "utf-8")?;
		supported("sign_type", "RSA2")?;
		self.get("sign_type")?;
		let signature = self.get("sign")?;
		// Alipay's own libraries disagree on whether empty parameters are signed. They mean nothing
		// here, so either is as good.
		let all = self.signed_text(|_| true);
		let filled = self.signed_text(|value| !value.is_empty());
		if key.signed(all.as_bytes(), signature) || key.signed(filled.as_bytes(), signature) {
			Ok(())
		} else {
			Err(NotificationError::WrongSignature { provider: "Alipay" })
		}
	}

	fn signed_text(&self, takes: impl Fn(&str) -> bool) -> String {
		self.0
			.iter()
			.filter(|(name, value)| *name != "sign" && *name != "sign_type" && takes(value))
			.map(|(name, value)| format!("{name}={value}"))
			.collect::<Vec<_>>()
			.join("&")
	}

	fn amount(&self, field: &'static str) -> Result<u128, NotificationError> {
		let text = self.get(field)?;
		money::parse(text, DECIMALS)
			.ok_or_else(|| NotificationError::BadAmount { field, found: shown(text) })
	}

	fn moment(&self, field: &'static str, at: Moment) -> Result<Moment, NotificationError> {
		let text = self.get(field)?;
		past(field, text, moments::parse_civil(text, CHINA), at)
	}

	fn change(&self, delivery: &Delivery) -> Result<Change, NotificationError> {
		let refunded = match self.find("refund_fee") {
			Some(_) => self.amount("refund_fee")?,
			None => 0,
		};
		let refund = refunded > 0 || self.find("gmt_refund").is_some();
		match (self.get("trade_status")?, refund) {
			("TRADE_SUCCESS" | "TRADE_FINISHED", false) => self.payment(delivery),
			// A trade that is refunded whole is closed.
			("TRADE_SUCCESS" | "TRADE_CLOSED", true) => self.refund(refunded, delivery),
			// A finished trade repeats its refunds, and is not the news of one.
			("TRADE_FINISHED", true) => Err(NotificationError::WrongEvent {
				field: "trade_status",
				found: "'TRADE_FINISHED' with a refund".to_owned(),
			}),
			("WAIT_BUYER_PAY" | "TRADE_CLOSED", _) => Err(NotificationError::NotDone {
				field: "trade_status",
				found: shown(self.get("trade_status")?),
			}),
			(other, _) => {
				Err(NotificationError::WrongEvent { field: "trade_status", found: shown(other) })
			},
		}
	}

	fn payment(&self, delivery: &Delivery) -> Result<Change, NotificationError> {
		let amount = self.amount("total_amount")?;
		if amount == 0 {
			return Err(NotificationError::BadAmount {
				field: "total_amount",
				found: "'0'".to_owned(),
			});
		}
		Ok(Change {
			transaction: self.get("trade_no")?.to_owned(),
			event: Event::Paid,
			amount,
			paid_at: self.moment("gmt_payment", delivery.at)?,
		})
	}

	fn refund(&self, total: u128, delivery: &Delivery) -> Result<Change, NotificationError> {
		let trade = self.get("trade_no")?;
		let request = self.get("out_biz_no")?;
		let paid_at = self.moment("gmt_refund", delivery.at)?;
		if total > self.amount("total_amount")? {
			return Err(NotificationError::BadAmount {
				field: "refund_fee",
				found: format!("{}, more than total_amount", shown(self.get("refund_fee")?)),
			});
		}
		let before = delivery.refunded_before.ok_or(NotificationError::CumulativeRefund)?;
		let amount = total
			.checked_sub(before)
			.filter(|amount| *amount > 0)
			.ok_or(NotificationError::NothingRefunded { total, before })?;
		Ok(Change {
			// Alipay has no id of a refund; the merchant's is unique within the trade.
			transaction: format!("{trade}/{request}"),
			event: Event::Refunded { payment: trade.to_owned() },
			amount,
			paid_at,
		})
	}
}

fn malformed(detail: String) -> NotificationError {
	NotificationError::Malformed { provider: "Alipay", detail }
}

fn insert(
	parameters: &mut BTreeMap<String, String>,
	name: String,
	value: String,
) -> Result<(), NotificationError> {
	match parameters.insert(name.clone(), value) {
		None => Ok(()),
		Some(_) => Err(NotificationError::Duplicated { field: shown(&name) }),
	}
}

/// A JSON object of strings that names nothing twice.
struct Unique(BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Unique {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		deserializer.deserialize_map(UniqueVisitor)
	}
}

struct UniqueVisitor;

impl<'de> Visitor<'de> for UniqueVisitor {
	type Value = Unique;

	fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		formatter.write_str("an object of strings")
	}

	fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unique, A::Error> {
		let mut parameters = BTreeMap::new();
		while let Some((name, value)) = map.next_entry::<String, String>()? {
			insert(&mut parameters, name, value).map_err(A::Error::custom)?;
		}
		Ok(Unique(parameters))
	}
}
