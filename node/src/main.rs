//! Souk's node: networking, consensus and RPC around the runtime.

// The size of `sc_cli::Error` is the SDK's.
#![allow(clippy::result_large_err)]

mod chain_spec;
mod cli;
mod command;
mod rpc;
mod sealing;
mod service;

use sc_cli::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(Error::Input(message)) => fail(message),
		Err(error) => fail(error.to_string()),
	}
}

fn fail(message: String) -> ExitCode {
	eprintln!("Error: {message}");
	ExitCode::FAILURE
}
