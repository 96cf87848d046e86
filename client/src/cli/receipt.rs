//! `souk receipt`.

use super::{
	arguments::{duration, hash, moment, Provider, Scheme},
	data::{self, anchor},
	output::Output,
	Failure,
};
use clap::{Args, Subcommand};
use serde_json::json;
use souk_client::{
	config::Config,
	input::{self, MAX_DOCUMENT, MAX_SETTINGS},
	keys::Key,
	moments, money,
	providers::{self, Delivery, Headers, Mapping, Notification},
	receipts::{self, Signed},
};
use souk_primitives::{Moment, ReceiptKind};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::MultiSignature;
use std::{
	path::{Path, PathBuf},
	time::Duration,
};

const MAKE_EXAMPLES: &str = "\
Examples:
  souk receipt make --config gateway.toml --provider alipay --notification notify.form
  souk receipt make --config gateway.toml --provider stripe --notification event.json \\
    --headers headers.txt --json >receipt.json
  souk receipt make --config gateway.toml --provider wechatpay --notification refund.json \\
    --headers headers.txt --order 258 --terms 0x1111…1111
  souk receipt make --config gateway.toml --provider alipay --notification refund.form \\
    --refunded-before 0";

const SIGN_EXAMPLES: &str = "\
Examples:
  souk receipt sign --config gateway.toml --provider stripe --notification event.json \\
    --headers headers.txt --key-file first.key --json >receipt.json
  souk receipt sign --config gateway.toml --receipt receipt.json --provider stripe \\
    --notification event.json --headers headers.txt --key-file second.key --json >signed.json
  vault read gateway-key | souk receipt sign --config gateway.toml --receipt receipt.json \\
    --key-file -

With --receipt the signatures there are verified first, and a signature is added. With a notification
as well, the receipt has to say what the notification says, so that no key holder has to believe
another: prefer that.";

const VERIFY_EXAMPLES: &str = "\
Examples:
  souk receipt verify --config gateway.toml --receipt signed.json
  souk receipt verify --config gateway.toml --receipt - --json <signed.json";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Verify a notification and print the receipt that it makes, unsigned.
	#[command(after_help = MAKE_EXAMPLES)]
	Make(Make),
	/// Sign a receipt: of a notification, or one that others signed before.
	#[command(after_help = SIGN_EXAMPLES)]
	Sign(Sign),
	/// Check a receipt's signatures, and that it has not ended.
	#[command(after_help = VERIFY_EXAMPLES)]
	Verify(Verify),
	/// Put receipts of accesses to shared data on the chain.
	#[command(after_help = anchor::EXAMPLES)]
	Anchor(anchor::Anchor),
}

#[derive(Debug, Args)]
pub(crate) struct Make {
	#[command(flatten)]
	common: Common,
	/// Who sent the notification.
	#[arg(long, value_enum)]
	provider: Provider,
	/// The body of the provider's request, byte by byte; -: standard input.
	#[arg(long, value_name = "FILE")]
	notification: PathBuf,
	#[command(flatten)]
	details: Details,
	#[command(flatten)]
	lifetime: Lifetime,
}

#[derive(Debug, Args)]
pub(crate) struct Sign {
	#[command(flatten)]
	common: Common,
	/// Who sent the notification.
	#[arg(long, value_enum, requires = "notification")]
	provider: Option<Provider>,
	/// The body of the provider's request, byte by byte; -: standard input.
	#[arg(long, value_name = "FILE", requires = "provider", required_unless_present = "receipt")]
	notification: Option<PathBuf>,
	/// A receipt to add a signature to, as --json prints it; -: standard input.
	#[arg(long, value_name = "FILE")]
	receipt: Option<PathBuf>,
	#[command(flatten)]
	details: Details,
	#[command(flatten)]
	lifetime: Lifetime,
	/// The secret URI, mnemonic or seed of the key, in a file of mode 600; -: standard input.
	#[arg(long, value_name = "FILE")]
	key_file: PathBuf,
	/// How the key signs.
	#[arg(long, value_enum, default_value = "sr25519")]
	scheme: Scheme,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
	#[command(flatten)]
	common: Common,
	/// The receipt, as --json prints it; -: standard input.
	#[arg(long, value_name = "FILE")]
	receipt: PathBuf,
}

#[derive(Debug, Args)]
struct Common {
	/// The gateway's configuration.
	#[arg(long, value_name = "FILE")]
	config: PathBuf,
	/// Take this for now, for a notification that was stored: when it was received. RFC 3339 or
	/// milliseconds.
	#[arg(long, value_name = "MOMENT", value_parser = moment)]
	at: Option<Moment>,
}

#[derive(Debug, Args)]
struct Details {
	/// The headers of the provider's request, one 'Name: value' in a line; -: standard input.
	#[arg(long, value_name = "FILE", requires = "notification")]
	headers: Option<PathBuf>,
	/// The order, if the notification names none.
	#[arg(long, value_name = "ID", requires = "notification")]
	order: Option<u64>,
	/// The hash of the order's terms, if the notification names none.
	#[arg(long, value_name = "0xHASH", value_parser = hash, requires = "notification")]
	terms: Option<H256>,
	/// How much earlier receipts refunded of the same payment, as '10.00'; 0 for none. Alipay's
	/// notifications of refunds need it: they say what was refunded in all.
	#[arg(long, value_name = "AMOUNT", requires = "notification")]
	refunded_before: Option<String>,
}

#[derive(Debug, Args)]
struct Lifetime {
	/// For how long the receipt is good, or with --receipt at most; default: of the configuration.
	#[arg(long, value_name = "DURATION", value_parser = duration)]
	expires_in: Option<Duration>,
}

/// Runs a command of `souk receipt`.
pub(crate) fn run(command: Command, output: &Output) -> Result<(), Failure> {
	match command {
		Command::Make(make) => make.run(output),
		Command::Sign(sign) => sign.run(output),
		Command::Verify(verify) => verify.run(output),
		Command::Anchor(anchor) => data::run_anchor(anchor, output),
	}
}

impl Make {
	fn run(self, output: &Output) -> Result<(), Failure> {
		ensure_one_stdin(&[Some(&self.notification), self.details.headers.as_ref()])?;
		let config = Config::read(&self.common.config)?;
		let at = self.common.at();
		let notification = self.details.verify(&config, self.provider, &self.notification, at)?;
		let expires_at = receipts::expiry(at, self.lifetime.of(&config))?;
		let receipt =
			receipts::make(&notification, &config.gateway, &self.details.mapping(), expires_at)?;
		let signed = Signed::unsigned(receipt, config.gateway.genesis);
		print(output, &signed, Some(&notification));
		Ok(())
	}
}

impl Sign {
	fn run(self, output: &Output) -> Result<(), Failure> {
		ensure_one_stdin(&[
			self.notification.as_ref(),
			self.details.headers.as_ref(),
			self.receipt.as_ref(),
			Some(&self.key_file),
		])?;
		let config = Config::read(&self.common.config)?;
		let at = self.common.at();
		let latest = receipts::expiry(at, self.lifetime.of(&config))?;
		let started = match &self.receipt {
			Some(path) => Some(Signed::from_json(&input::read(path, MAX_DOCUMENT)?)?),
			None => None,
		};
		let notification = match (self.provider, &self.notification) {
			(Some(provider), Some(path)) => Some(self.details.verify(&config, provider, path, at)?),
			_ => None,
		};
		let made = match &notification {
			Some(notification) => Some(receipts::make(
				notification,
				&config.gateway,
				&self.details.mapping(),
				started.as_ref().map_or(latest, |signed| signed.receipt.expires_at),
			)?),
			None => None,
		};
		let mut signed = match (started, made) {
			(Some(started), made) => {
				if let Some(receipt) = made {
					started.ensure_same(&receipt)?;
				}
				started.ensure_ends_by(latest)?;
				started
			},
			(None, Some(receipt)) => Signed::unsigned(receipt, config.gateway.genesis),
			(None, None) => return Err(Failure::usage("give --notification or --receipt")),
		};
		let key = Key::read(&self.key_file, self.scheme.into())?;
		signed.sign(&key, &config.gateway, at)?;
		if key.is_well_known() {
			output.warning("everybody has this key: it is of the development phrase");
		}
		print(output, &signed, notification.as_ref());
		Ok(())
	}
}

impl Verify {
	fn run(self, output: &Output) -> Result<(), Failure> {
		let config = Config::read(&self.common.config)?;
		let signed = Signed::from_json(&input::read(&self.receipt, MAX_DOCUMENT)?)?;
		signed.check(&config.gateway, self.common.at())?;
		let mut rows = rows(&signed, None);
		let threshold = config.gateway.threshold;
		let found = signed.signatures.len();
		rows.push(("verdict", format!("good: signatures {found}, needed {threshold}")));
		output.result(&title(&signed), &rows, || {
			let json = json!({
				"valid": true,
				"hash": format!("{:?}", signed.hash()),
				"signers": signed
					.signatures
					.iter()
					.map(|vouch| vouch.signer.to_ss58check())
					.collect::<Vec<_>>(),
				"threshold": threshold,
				"expiresAt": signed.receipt.expires_at,
			});
			format!("{json:#}")
		});
		Ok(())
	}
}

impl Common {
	fn at(&self) -> Moment {
		self.at.unwrap_or_else(moments::now)
	}
}

impl Lifetime {
	fn of(&self, config: &Config) -> Duration {
		self.expires_in.unwrap_or(config.gateway.lifetime)
	}
}

impl Details {
	fn verify(
		&self,
		config: &Config,
		provider: Provider,
		notification: &Path,
		at: Moment,
	) -> Result<Notification, Failure> {
		let refunded_before = match &self.refunded_before {
			// Yuan: only Alipay needs it.
			Some(text) => Some(money::parse(text, 2).ok_or_else(|| {
				Failure::usage(format!("--refunded-before is an amount like 10.00, not '{text}'"))
			})?),
			None => None,
		};
		let body = input::read(notification, MAX_DOCUMENT)?;
		let headers = match &self.headers {
			Some(path) => Headers::parse(&input::read_text(path, MAX_SETTINGS)?)?,
			None => Headers::default(),
		};
		let delivery = Delivery { body: &body, headers: &headers, at, refunded_before };
		Ok(providers::verify(provider.into(), config, &delivery)?)
	}

	fn mapping(&self) -> Mapping {
		Mapping { order: self.order.map(Into::into), terms: self.terms, gateway: None }
	}
}

pub(super) fn ensure_one_stdin(paths: &[Option<&PathBuf>]) -> Result<(), Failure> {
	let stdin = Path::new("-");
	if paths.iter().flatten().filter(|path| path.as_path() == stdin).count() > 1 {
		return Err(Failure::usage("only one file can be -, standard input"));
	}
	Ok(())
}

fn print(output: &Output, signed: &Signed, notification: Option<&Notification>) {
	let expires_at = signed.receipt.expires_at;
	if expires_at <= moments::now() {
		output.warning("by this machine's clock the receipt has ended: --expires-in lengthens it");
	}
	output.result(&title(signed), &rows(signed, notification), || signed.to_json());
}

fn title(signed: &Signed) -> String {
	let receipt = &signed.receipt;
	let what = match receipt.kind {
		ReceiptKind::Paid => "a payment",
		ReceiptKind::Refunded { .. } => "a refund",
		ReceiptKind::Chargeback { .. } => "a chargeback",
	};
	format!("Receipt of {what} for order {}, by gateway {}", receipt.order, receipt.gateway)
}

fn rows(signed: &Signed, notification: Option<&Notification>) -> Vec<(&'static str, String)> {
	let receipt = &signed.receipt;
	let amount = money::format(receipt.amount, &receipt.currency);
	let mut rows = vec![
		("amount", format!("{amount} ({} minor units)", receipt.amount)),
		("channel", receipt.channel.as_str().to_owned()),
		("transaction", format!("{:?}", receipt.transaction)),
	];
	if let Some(notification) = notification {
		rows.push(("", format!("the hash of {}", notification.transaction.escape_debug())));
	}
	match receipt.kind {
		ReceiptKind::Paid => {},
		ReceiptKind::Refunded { payment } | ReceiptKind::Chargeback { payment } => {
			rows.push(("of payment", format!("{payment:?}")));
		},
	}
	rows.extend([
		("terms", format!("{:?}", receipt.terms)),
		("paid at", moments::format(receipt.paid_at)),
		("expires at", moments::format(receipt.expires_at)),
		("signed hash", format!("{:?}", signed.hash())),
	]);
	if signed.signatures.is_empty() {
		rows.push(("signed by", "nobody".to_owned()));
	}
	for (index, vouch) in signed.signatures.iter().enumerate() {
		let name = if index == 0 { "signed by" } else { "" };
		let scheme = match vouch.signature {
			MultiSignature::Ed25519(_) => "ed25519",
			MultiSignature::Sr25519(_) => "sr25519",
			MultiSignature::Ecdsa(_) => "ecdsa",
			MultiSignature::Eth(_) => "eth",
		};
		rows.push((name, format!("{} ({scheme})", vouch.signer.to_ss58check())));
	}
	rows
}
