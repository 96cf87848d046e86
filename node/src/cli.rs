//! The command line.

use clap::{value_parser, Args, Parser, Subcommand};
use sc_cli::{
	ChainInfoCmd, CheckBlockCmd, ExportBlocksCmd, ExportChainSpecCmd, ExportStateCmd,
	ImportBlocksCmd, KeySubcommand, PurgeChainCmd, RevertCmd, RunCmd,
};

/// Arguments of `souk-node`.
#[derive(Debug, Parser)]
pub struct Cli {
	/// What to do instead of running a node.
	#[command(subcommand)]
	pub subcommand: Option<Command>,

	/// What every Substrate node knows.
	#[clap(flatten)]
	pub run: RunCmd,

	/// Who makes the blocks of a development chain, and when.
	#[clap(flatten)]
	pub sealing: SealingArgs,
}

/// At most one of these can be given; all of them are for development chains only.
#[derive(Debug, Default, Clone, PartialEq, Eq, Args)]
#[group(id = "sealing", multiple = false)]
#[command(next_help_heading = "Blocks of a development chain")]
pub struct SealingArgs {
	/// Make an empty block when none was made for so many milliseconds; 0 turns it off.
	///
	/// With `--dev` a node makes and finalizes a block as soon as a transaction arrives. The
	/// heartbeat lets time pass on the chain while nobody sends any. [default: 6000]
	#[arg(long, value_name = "MS")]
	pub heartbeat: Option<u64>,

	/// Make and finalize a block every so many milliseconds, and only then.
	#[arg(long, value_name = "MS", value_parser = value_parser!(u64).range(1..))]
	pub interval: Option<u64>,

	/// Make and finalize blocks only when told to, by `engine_createBlock` and
	/// `engine_finalizeBlock`.
	#[arg(long)]
	pub manual: bool,

	/// Take part in the real consensus, Aura and GRANDPA, as on any other chain.
	///
	/// The development chain has two validators, so it is final only with two nodes:
	/// `--dev --aura`, and `--chain dev --bob` with the first one as its boot node. Choose it when
	/// the chain is born: GRANDPA does not know of validators that changed while a node sealed.
	#[arg(long)]
	pub aura: bool,
}

/// What `souk-node` does apart from running a node.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Make, inspect and insert keys.
	#[command(subcommand)]
	Key(KeySubcommand),

	/// Write a chain spec as JSON.
	ExportChainSpec(ExportChainSpecCmd),

	/// Execute a stored block again.
	CheckBlock(CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(ExportBlocksCmd),

	/// Write the state at a block as a chain spec.
	ExportState(ExportStateCmd),

	/// Read blocks from a file.
	ImportBlocks(ImportBlocksCmd),

	/// Remove the whole chain.
	PurgeChain(PurgeChainCmd),

	/// Take back the newest blocks that are not final.
	Revert(RevertCmd),

	/// Show what the database holds.
	ChainInfo(ChainInfoCmd),
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::{error::ErrorKind, CommandFactory};

	fn sealing(args: &[&str]) -> Result<SealingArgs, clap::Error> {
		Cli::try_parse_from([&["souk-node"], args].concat()).map(|cli| cli.sealing)
	}

	#[test]
	fn the_command_line_should_be_consistent() {
		Cli::command().debug_assert();
	}

	#[test]
	fn sealing_flags_should_be_read_when_given_alone() {
		let none = SealingArgs::default();
		assert_eq!(sealing(&["--dev"]).unwrap(), none);
		assert_eq!(
			sealing(&["--dev", "--heartbeat", "0"]).unwrap(),
			SealingArgs { heartbeat: Some(0), ..none.clone() }
		);
		assert_eq!(
			sealing(&["--dev", "--interval", "250"]).unwrap(),
			SealingArgs { interval: Some(250), ..none.clone() }
		);
		assert_eq!(
			sealing(&["--dev", "--manual"]).unwrap(),
			SealingArgs { manual: true, ..none.clone() }
		);
		assert_eq!(sealing(&["--dev", "--aura"]).unwrap(), SealingArgs { aura: true, ..none });
	}

	#[test]
	fn sealing_flags_should_be_refused_when_combined() {
		let flags: [&[&str]; 4] =
			[&["--heartbeat", "500"], &["--interval", "250"], &["--manual"], &["--aura"]];
		for (index, first) in flags.iter().enumerate() {
			for second in flags.iter().skip(index + 1) {
				let error = sealing(&[&["--dev"], *first, *second].concat()).unwrap_err();
				assert_eq!(error.kind(), ErrorKind::ArgumentConflict, "{first:?} {second:?}");
				for flag in [first[0], second[0]] {
					assert!(error.to_string().contains(flag), "{error}");
				}
			}
		}
	}

	#[test]
	fn an_interval_should_be_refused_when_it_is_no_time_at_all() {
		for bad in ["0", "-1", "1s", ""] {
			let error = sealing(&["--dev", "--interval", bad]).unwrap_err();
			assert!(
				matches!(
					error.kind(),
					ErrorKind::ValueValidation
						| ErrorKind::InvalidValue
						| ErrorKind::UnknownArgument
				),
				"{bad}: {error}"
			);
		}
	}

	#[test]
	fn another_database_should_be_refused() {
		let error =
			Cli::try_parse_from(["souk-node", "--dev", "--database", "rocksdb"]).unwrap_err();
		assert_eq!(error.kind(), ErrorKind::InvalidValue);
		assert!(error.to_string().contains("paritydb"), "{error}");
	}
}
