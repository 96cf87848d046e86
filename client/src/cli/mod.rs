//! The command line: a thin layer over the library.

mod adapter;
mod arguments;
mod coupon;
mod data;
mod epcis;
mod member;
mod output;
mod progress;
mod receipt;

use clap::{error::ErrorKind, Parser, Subcommand};
use output::Output;
use souk_client::errors::Explain;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Exit status: 0 done, 1 refused or invalid, 2 wrong arguments. Results go to standard output, errors
and warnings to standard error.

Examples:
  souk receipt make --config gateway.toml --provider alipay --notification notify.form
  souk receipt sign --help
  souk adapter map --adapter aftership OutForDelivery_001";

/// What merchants and gateways run beside a Souk chain.
#[derive(Debug, Parser)]
#[command(name = "souk", version, after_help = EXAMPLES)]
struct Cli {
	#[command(subcommand)]
	command: Command,
	/// Print JSON, errors too.
	#[arg(long, global = true)]
	json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
	/// Turn a payment provider's notification into a signed receipt.
	#[command(subcommand)]
	Receipt(receipt::Command),
	/// Tell what carriers' shipment statuses are on the chain.
	#[command(subcommand)]
	Adapter(adapter::Command),
	/// Exchange shipments in EPCIS 2.0.
	#[command(subcommand)]
	Epcis(epcis::Command),
	/// Vouch for members, as an issuer.
	#[command(subcommand)]
	Member(member::Command),
	/// Make coupons, and redeem them.
	#[command(subcommand)]
	Coupon(coupon::Command),
	#[command(flatten)]
	Data(data::Command),
}

/// Why a command did not do what it should.
#[derive(Debug)]
pub(crate) struct Failure {
	code: &'static str,
	message: String,
	remedy: &'static str,
	status: u8,
}

impl Failure {
	/// The arguments do not go together.
	fn usage(message: impl Into<String>) -> Self {
		Self { code: "usage", message: message.into(), remedy: "see souk --help", status: 2 }
	}

	/// The command refuses.
	fn refused(code: &'static str, message: String, remedy: &'static str) -> Self {
		Self { code, message, remedy, status: 1 }
	}
}

impl<E: Explain> From<E> for Failure {
	fn from(error: E) -> Self {
		Self { code: error.code(), message: error.to_string(), remedy: error.remedy(), status: 1 }
	}
}

/// Runs the command that the arguments say.
pub(crate) fn main() -> ExitCode {
	// Clap refuses arguments before it has read all of them.
	let json = std::env::args_os().any(|argument| argument == "--json");
	let cli = match Cli::try_parse() {
		Ok(cli) => cli,
		Err(error) => return refuse_arguments(&error, json),
	};
	let output = Output::new(cli.json);
	let done = match cli.command {
		Command::Receipt(command) => receipt::run(command, &output),
		Command::Adapter(command) => adapter::run(command, &output),
		Command::Epcis(command) => epcis::run(command, &output),
		Command::Member(command) => member::run(command, &output),
		Command::Coupon(command) => coupon::run(command, &output),
		Command::Data(command) => data::run(command, &output),
	};
	match done {
		Ok(()) => ExitCode::SUCCESS,
		Err(failure) => {
			output.failure(&failure);
			ExitCode::from(failure.status)
		},
	}
}

fn refuse_arguments(error: &clap::Error, json: bool) -> ExitCode {
	let help = matches!(
		error.kind(),
		ErrorKind::DisplayHelp
			| ErrorKind::DisplayVersion
			| ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
	);
	if json && !help {
		let text = error.to_string();
		// What clap adds after an empty line is how to use the command.
		let text = text.split("\n\n").next().unwrap_or_default();
		let words: Vec<&str> =
			text.split_whitespace().skip_while(|word| *word == "error:").collect();
		Output::new(true).failure(&Failure::usage(words.join(" ")));
	} else {
		// Nobody reads it if this fails.
		let _ = error.print();
	}
	ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
