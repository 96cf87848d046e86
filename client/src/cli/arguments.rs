//! Values of arguments.

use clap::ValueEnum;
use souk_client::{config, keys, moments, providers};
use souk_primitives::Moment;
use sp_core::H256;
use sp_runtime::AccountId32;
use std::time::Duration;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Provider {
	/// Alipay's asynchronous notifications.
	Alipay,
	/// WeChat Pay's notifications, API v3.
	Wechatpay,
	/// Stripe's webhook events.
	Stripe,
}

impl From<Provider> for providers::Provider {
	fn from(provider: Provider) -> Self {
		match provider {
			Provider::Alipay => Self::Alipay,
			Provider::Wechatpay => Self::WeChatPay,
			Provider::Stripe => Self::Stripe,
		}
	}
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Scheme {
	Sr25519,
	Ed25519,
	Ecdsa,
}

impl From<Scheme> for keys::Scheme {
	fn from(scheme: Scheme) -> Self {
		match scheme {
			Scheme::Sr25519 => Self::Sr25519,
			Scheme::Ed25519 => Self::Ed25519,
			Scheme::Ecdsa => Self::Ecdsa,
		}
	}
}

pub(crate) fn hash(text: &str) -> Result<H256, &'static str> {
	config::parse_hash(text).ok_or("a hash is 0x and 64 hexadecimal digits")
}

pub(crate) fn account(text: &str) -> Result<AccountId32, &'static str> {
	config::parse_account(text).ok_or("an account is SS58, or 0x and 64 hexadecimal digits")
}

pub(crate) fn moment(text: &str) -> Result<Moment, &'static str> {
	moments::parse(text).ok_or("a moment is like 2026-10-01T12:00:00+08:00, or milliseconds")
}

pub(crate) fn duration(text: &str) -> Result<Duration, &'static str> {
	moments::parse_duration(text).ok_or("a duration is like 24h, 1h30m or 90s")
}
