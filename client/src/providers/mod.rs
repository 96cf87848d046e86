//! Payment providers: authenticates what they send, and says what it means.
//!
//! The only way to a [`Notification`] is through a provider's `verify`, so nothing unauthenticated
//! is ever signed.

pub mod alipay;
mod headers;
mod mapping;
mod rsa;
pub mod stripe;
pub mod wechatpay;

pub use headers::Headers;
pub use mapping::Mapping;

use crate::{
	config::{Config, ConfigError},
	errors::Explain,
	input::{InputError, MAX_DOCUMENT},
	moments, money,
};
use souk_primitives::{Currency, Moment};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};
use std::{path::PathBuf, time::Duration};
use thiserror::Error;

/// How far a provider's clock can be ahead of ours.
const CLOCK_SKEW: Duration = Duration::from_secs(5 * 60);

/// A payment provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
	/// Alipay, asynchronous notifications.
	Alipay,
	/// WeChat Pay, API v3.
	WeChatPay,
	/// Stripe, webhook events.
	Stripe,
}

impl Provider {
	/// Its name in receipts: their channel.
	pub fn channel(self) -> &'static str {
		match self {
			Self::Alipay => "alipay",
			Self::WeChatPay => "wechatpay",
			Self::Stripe => "stripe",
		}
	}
}

/// What a provider sent, as it was received.
#[derive(Debug, Clone, Copy)]
pub struct Delivery<'a> {
	/// The body of the request, byte by byte.
	pub body: &'a [u8],
	/// The headers of the request.
	pub headers: &'a Headers,
	/// When it was received.
	pub at: Moment,
	/// How much was refunded of the same payment in notifications before this one, in minor units.
	/// Alipay's refund notifications mean nothing without it; the others have no use for it.
	pub refunded_before: Option<u128>,
}

/// What happened, by the word of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
	/// The buyer paid.
	Paid,
	/// The merchant gave money back.
	Refunded {
		/// The provider's id of the payment it was given back of.
		payment: String,
	},
	/// The provider took money back from the merchant.
	Chargeback {
		/// The provider's id of the payment it was taken back of.
		payment: String,
	},
}

/// A notification whose origin is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notification {
	/// Who says so.
	pub provider: Provider,
	/// The provider's id of the transaction.
	pub transaction: String,
	/// What happened.
	pub event: Event,
	/// How much, in minor units. Never zero.
	pub amount: u128,
	/// Of what.
	pub currency: Currency,
	/// When, by the provider's clock.
	pub paid_at: Moment,
	/// The order it names, as far as it names one.
	pub mapping: Mapping,
}

/// Why a notification is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotificationError {
	/// It is longer than any provider's.
	#[error("the notification is longer than {MAX_DOCUMENT} bytes")]
	TooLong,
	/// It does not have the provider's form.
	#[error("the notification is not one of {provider}: {detail}")]
	Malformed {
		/// Whose it should be.
		provider: &'static str,
		/// What is wrong with it.
		detail: String,
	},
	/// A field is not there.
	#[error("the notification has no {field}")]
	Missing {
		/// Which.
		field: &'static str,
	},
	/// A field is there twice.
	#[error("{field} is there twice")]
	Duplicated {
		/// Which.
		field: String,
	},
	/// A header is not there.
	#[error("the header {name} is missing")]
	NoHeader {
		/// Which.
		name: &'static str,
	},
	/// A header is there twice.
	#[error("the header {name} is there twice")]
	DuplicateHeader {
		/// Which.
		name: String,
	},
	/// A header does not have its form.
	#[error("the header {name} is malformed: {detail}")]
	BadHeader {
		/// Which.
		name: String,
		/// What is wrong with it.
		detail: &'static str,
	},
	/// The provider did not sign this.
	#[error("the signature is not {provider}'s signature of this notification")]
	WrongSignature {
		/// Whose it should be.
		provider: &'static str,
	},
	/// It is signed in a way that is not supported.
	#[error("{field} is {found}, and only {expected} is supported")]
	Unsupported {
		/// What says so.
		field: &'static str,
		/// What it says.
		found: String,
		/// What it should say.
		expected: &'static str,
	},
	/// It is signed with a key that the configuration does not know.
	#[error("the configuration has no platform key {serial}")]
	UnknownKey {
		/// The key's serial.
		serial: String,
	},
	/// It was signed too long ago, or is not signed yet.
	#[error("the notification was signed at {signed}, too far from {at}")]
	Stale {
		/// When it was signed.
		signed: String,
		/// When it was received.
		at: String,
	},
	/// It cannot be decrypted.
	#[error("the notification cannot be decrypted: {detail}")]
	Undecryptable {
		/// What is wrong.
		detail: &'static str,
	},
	/// It is for somebody else.
	#[error("{field} is {found}, and the configuration says {expected}")]
	NotOurs {
		/// Which field says so.
		field: &'static str,
		/// Who it is for.
		found: String,
		/// Who we are.
		expected: String,
	},
	/// It says something that no receipt is made of.
	#[error("no receipt is made of {field} {found}")]
	WrongEvent {
		/// What says so.
		field: &'static str,
		/// What it says.
		found: String,
	},
	/// The money has not moved.
	#[error("no money has moved: {field} is {found}")]
	NotDone {
		/// What says so.
		field: &'static str,
		/// What it says.
		found: String,
	},
	/// An amount is not one.
	#[error("{field} is {found}, which is no amount of money")]
	BadAmount {
		/// Which field.
		field: &'static str,
		/// What it says.
		found: String,
	},
	/// A currency is not one.
	#[error("{field} is {found}, which is no currency that is supported")]
	BadCurrency {
		/// Which field.
		field: &'static str,
		/// What it says.
		found: String,
	},
	/// A moment is not one.
	#[error("{field} is {found}, which is no moment, or one in the future")]
	BadMoment {
		/// Which field.
		field: &'static str,
		/// What it says.
		found: String,
	},
	/// The notification says how much was refunded in all, not now.
	#[error("refund_fee is what was refunded of this payment in all, and what was refunded before is not known")]
	CumulativeRefund,
	/// There is nothing new in a refund.
	#[error(
		"refund_fee is {total}, and {before} was refunded before: nothing is new (minor units)"
	)]
	NothingRefunded {
		/// What was refunded in all.
		total: u128,
		/// What was refunded before.
		before: u128,
	},
	/// The shop's own field does not name an order properly.
	#[error("{field} is {found}, which is no {expected}")]
	BadMapping {
		/// Which field.
		field: &'static str,
		/// What it says.
		found: String,
		/// What it should be.
		expected: &'static str,
	},
	/// A file of the configuration cannot be used.
	#[error("{setting} of the configuration cannot be used: {path}: {detail}")]
	BadCredential {
		/// Which setting names the file.
		setting: &'static str,
		/// The file.
		path: PathBuf,
		/// What is wrong with it.
		detail: &'static str,
	},
}

impl Explain for NotificationError {
	fn code(&self) -> &'static str {
		match self {
			Self::TooLong => "notification-too-long",
			Self::Malformed { .. } => "malformed-notification",
			Self::Missing { .. } => "missing-field",
			Self::Duplicated { .. } => "duplicate-field",
			Self::NoHeader { .. } => "missing-header",
			Self::DuplicateHeader { .. } => "duplicate-header",
			Self::BadHeader { .. } => "malformed-header",
			Self::WrongSignature { .. } => "wrong-signature",
			Self::Unsupported { .. } => "unsupported",
			Self::UnknownKey { .. } => "unknown-platform-key",
			Self::Stale { .. } => "stale-notification",
			Self::Undecryptable { .. } => "undecryptable",
			Self::NotOurs { .. } => "not-ours",
			Self::WrongEvent { .. } => "wrong-event",
			Self::NotDone { .. } => "money-not-moved",
			Self::BadAmount { .. } => "bad-amount",
			Self::BadCurrency { .. } => "bad-currency",
			Self::BadMoment { .. } => "bad-moment",
			Self::CumulativeRefund => "cumulative-refund",
			Self::NothingRefunded { .. } => "nothing-refunded",
			Self::BadMapping { .. } => "bad-mapping",
			Self::BadCredential { .. } => "bad-credential",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::TooLong
			| Self::Malformed { .. }
			| Self::Missing { .. }
			| Self::Duplicated { .. } => {
				"pass on the body of the provider's request, byte by byte, and nothing else"
			},
			Self::NoHeader { .. } | Self::DuplicateHeader { .. } | Self::BadHeader { .. } => {
				"give the request's headers with --headers FILE, one 'Name: value' in a line"
			},
			Self::WrongSignature { .. } => {
				"do not trust it; if it is real, check that the body is unchanged and the key is the provider's current one"
			},
			Self::Unsupported { .. } => "choose the supported way in the provider's settings",
			Self::UnknownKey { .. } => {
				"if WeChat Pay has a new key, download it there and add it to wechatpay.platform_keys"
			},
			Self::Stale { .. } => {
				"for a stored notification, say when it was received: --at MOMENT; otherwise set the clock"
			},
			Self::Undecryptable { .. } => "check wechatpay.api_v3_key against the merchant platform",
			Self::NotOurs { .. } => "answer the provider for whom it is, or correct the configuration",
			Self::WrongEvent { .. } => {
				"acknowledge it and do nothing; the README of souk-client lists what receipts are made of"
			},
			Self::NotDone { .. } => "acknowledge it and wait for the notification of success",
			Self::BadAmount { .. } | Self::BadCurrency { .. } | Self::BadMoment { .. } => {
				"do not work around it; look the transaction up at the provider"
			},
			Self::CumulativeRefund => {
				"say how much earlier receipts refunded of this payment: --refunded-before AMOUNT, 0 for none"
			},
			Self::NothingRefunded { .. } => {
				"acknowledge it: a receipt was made of this refund already, or --refunded-before is wrong"
			},
			Self::BadMapping { .. } => {
				"correct what the shop passes through the provider: souk_order=ID&souk_terms=0xHASH"
			},
			Self::BadCredential { .. } => {
				"download it again from the provider, and save it as the README of souk-client says"
			},
		}
	}
}

/// Why there is no notification to make a receipt of.
#[derive(Debug, Error)]
pub enum ProviderError {
	/// The configuration is not enough.
	#[error(transparent)]
	Config(#[from] ConfigError),
	/// A credential cannot be read.
	#[error(transparent)]
	Input(#[from] InputError),
	/// The notification is refused.
	#[error(transparent)]
	Notification(#[from] NotificationError),
}

impl Explain for ProviderError {
	fn code(&self) -> &'static str {
		match self {
			Self::Config(error) => error.code(),
			Self::Input(error) => error.code(),
			Self::Notification(error) => error.code(),
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Config(error) => error.remedy(),
			Self::Input(error) => error.remedy(),
			Self::Notification(error) => error.remedy(),
		}
	}
}

/// Authenticates what a provider sent, with the credentials that the configuration names.
pub fn verify(
	provider: Provider,
	config: &Config,
	delivery: &Delivery,
) -> Result<Notification, ProviderError> {
	if delivery.body.len() > MAX_DOCUMENT {
		return Err(NotificationError::TooLong.into());
	}
	match provider {
		Provider::Alipay => alipay::Alipay::open(config)?.verify(delivery),
		Provider::WeChatPay => wechatpay::WeChatPay::open(config)?.verify(delivery),
		Provider::Stripe => stripe::Stripe::open(config)?.verify(delivery),
	}
	.map_err(Into::into)
}

/// The hash that stands for a provider's id on the chain.
pub fn transaction_hash(id: &str) -> H256 {
	BlakeTwo256::hash(id.as_bytes())
}

fn ensure_ours(field: &'static str, found: &str, expected: &str) -> Result<(), NotificationError> {
	if found == expected {
		return Ok(());
	}
	Err(NotificationError::NotOurs { field, found: shown(found), expected: expected.to_owned() })
}

/// A moment in the past, give or take a clock.
fn past(
	field: &'static str,
	text: &str,
	moment: Option<Moment>,
	at: Moment,
) -> Result<Moment, NotificationError> {
	let latest = moments::after(at, CLOCK_SKEW).unwrap_or(Moment::MAX);
	moment
		.filter(|moment| *moment <= latest)
		.ok_or_else(|| NotificationError::BadMoment { field, found: shown(text) })
}

/// Refuses what was signed too long before or after it was received.
fn ensure_fresh(
	signed: Option<Moment>,
	at: Moment,
	tolerance: Duration,
) -> Result<(), NotificationError> {
	let near = |signed: Moment| u128::from(signed.abs_diff(at)) <= tolerance.as_millis();
	if signed.is_some_and(near) {
		return Ok(());
	}
	Err(NotificationError::Stale {
		signed: signed.map_or_else(|| "no moment".to_owned(), moments::format),
		at: moments::format(at),
	})
}

fn currency(field: &'static str, code: &str) -> Result<Currency, NotificationError> {
	Some(code)
		.filter(|code| money::is_code(code))
		.and_then(|code| code.try_into().ok())
		.ok_or_else(|| NotificationError::BadCurrency { field, found: shown(code) })
}

fn positive(field: &'static str, amount: u64) -> Result<u128, NotificationError> {
	match amount {
		0 => Err(NotificationError::BadAmount { field, found: "0".to_owned() }),
		amount => Ok(amount.into()),
	}
}

fn not_empty<'a>(field: &'static str, text: &'a str) -> Result<&'a str, NotificationError> {
	match text {
		"" => Err(NotificationError::Missing { field }),
		text => Ok(text),
	}
}

/// What somebody else wrote, in an error message: not too long, and without control characters.
fn shown(text: &str) -> String {
	let mut shown: String = text.chars().take(80).flat_map(char::escape_debug).collect();
	if text.chars().nth(80).is_some() {
		shown.push('…');
	}
	format!("'{shown}'")
}
