//! The commands about shared data.

pub(crate) mod anchor;
mod audit;
mod common;
mod fetch;
mod keygen;
mod open;
mod register;
mod rotate;
mod seal;
mod serve;
mod wrap;

use super::{output::Output, progress, Failure};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Make a key that data keys can be encrypted to, and publish it.
	#[command(after_help = keygen::EXAMPLES)]
	Keygen(keygen::Keygen),
	/// Seal a file: encrypt it, and commit to what is in it.
	#[command(after_help = seal::EXAMPLES)]
	Seal(seal::Seal),
	/// Put a sealed file's hash and commitments on the chain: a new dataset, or its next version.
	#[command(after_help = register::EXAMPLES)]
	Register(register::Register),
	/// Store a sealed file whose hash is on the chain.
	#[command(after_help = register::PUT_EXAMPLES)]
	Put(register::Put),
	/// Encrypt a sealed file's data key to whoever may read it.
	#[command(after_help = wrap::EXAMPLES)]
	Wrap(wrap::Wrap),
	/// Take the data key of what you may read into your own keeping, to pass it on.
	#[command(after_help = wrap::UNWRAP_EXAMPLES)]
	Unwrap(wrap::Unwrap),
	/// Open a sealed file that you may read, or that is yours.
	#[command(after_help = open::EXAMPLES)]
	Open(open::Open),
	/// Check a sealed file against the chain, without a key.
	#[command(after_help = open::VERIFY_EXAMPLES)]
	Verify(open::Verify),
	/// Seal a file anew under a new data key, publish it, and let everybody read who may still.
	#[command(after_help = rotate::EXAMPLES)]
	Rotate(rotate::Rotate),
	/// Serve sealed files to whoever the chain lets read.
	#[command(after_help = serve::EXAMPLES)]
	Serve(serve::Serve),
	/// Fetch a sealed file from its owner's gateway.
	#[command(after_help = fetch::EXAMPLES)]
	Fetch(fetch::Fetch),
	/// Write down all that the chain has on record about who may read a dataset, and who did.
	#[command(after_help = audit::EXAMPLES)]
	Audit(audit::Audit),
}

/// Runs `souk receipt anchor`.
pub(crate) fn run_anchor(anchor: anchor::Anchor, output: &Output) -> Result<(), Failure> {
	on_runtime(anchor.run(output))
}

fn on_runtime<F: std::future::Future<Output = Result<(), Failure>>>(
	work: F,
) -> Result<(), Failure> {
	let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
	let runtime = runtime.map_err(|error| {
		Failure::refused("no-runtime", error.to_string(), "free some resources")
	})?;
	runtime.block_on(work)
}

/// Runs one of them.
pub(crate) fn run(command: Command, output: &Output) -> Result<(), Failure> {
	on_runtime(async {
		// A gateway ends in its own way.
		if !matches!(command, Command::Serve(_)) {
			progress::stop_in_order();
		}
		match command {
			Command::Keygen(keygen) => keygen.run(output).await,
			Command::Seal(seal) => seal.run(output).await,
			Command::Register(register) => register.run(output).await,
			Command::Put(put) => put.run(output).await,
			Command::Wrap(wrap) => wrap.run(output).await,
			Command::Unwrap(unwrap) => unwrap.run(output).await,
			Command::Open(open) => open.run(output).await,
			Command::Verify(verify) => verify.run(output).await,
			Command::Rotate(rotate) => rotate.run(output).await,
			Command::Serve(serve) => serve.run(output).await,
			Command::Fetch(fetch) => fetch.run(output).await,
			Command::Audit(audit) => audit.run(output).await,
		}
	})
}
