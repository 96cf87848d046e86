//! What the command line makes the program do.

use crate::{
	chain_spec,
	cli::{Cli, Command},
	sealing::Sealing,
	service::{Node, Parts},
};
use sc_cli::{
	CliConfiguration, Error, Result, Runner, SubstrateCli, TransactionPoolParams,
	TransactionPoolType,
};
use sc_network::config::NetworkBackendType;
use sc_service::{ChainType, Configuration, PruningMode, TransactionPoolOptions};
use souk_runtime::opaque::Block;
use std::{io::ErrorKind, net::TcpListener, sync::Arc, time::Duration};

/// How long a stopping node waits until nothing uses its database any more.
const CLOSING_TIME: Duration = Duration::from_secs(30);

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Souk Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn executable_name() -> String {
		env!("CARGO_PKG_NAME").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		concat!(env!("CARGO_PKG_REPOSITORY"), "/issues").into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> std::result::Result<Box<dyn sc_service::ChainSpec>, String> {
		chain_spec::load(id)
	}
}

/// Reads the command line and does what it says.
pub fn run() -> Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		None => run_node(&cli),
		Some(Command::Key(cmd)) => cmd.run(&cli),
		Some(Command::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Command::CheckBlock(cmd)) => runner(&cli, cmd)?.async_run(|config| {
			let parts = Parts::new(&config)?;
			let import_queue = parts.import_queue(&config)?;
			Ok((cmd.run(parts.client, import_queue), parts.task_manager))
		}),
		Some(Command::ExportBlocks(cmd)) => runner(&cli, cmd)?.async_run(|config| {
			let parts = Parts::new(&config)?;
			Ok((cmd.run(parts.client, config.database), parts.task_manager))
		}),
		Some(Command::ExportState(cmd)) => runner(&cli, cmd)?.async_run(|config| {
			let parts = Parts::new(&config)?;
			Ok((cmd.run(parts.client, config.chain_spec), parts.task_manager))
		}),
		Some(Command::ImportBlocks(cmd)) => runner(&cli, cmd)?.async_run(|config| {
			let parts = Parts::new(&config)?;
			let import_queue = parts.import_queue(&config)?;
			Ok((cmd.run(parts.client, import_queue), parts.task_manager))
		}),
		Some(Command::PurgeChain(cmd)) => {
			runner(&cli, cmd)?.sync_run(|config| cmd.run(config.database))
		},
		Some(Command::Revert(cmd)) => runner(&cli, cmd)?.async_run(|config| {
			let parts = Parts::new(&config)?;
			let grandpa = Box::new(|client: Arc<_>, _, blocks| {
				sc_consensus_grandpa::revert(client, blocks)?;
				Ok(())
			});
			Ok((cmd.run(parts.client, parts.backend, Some(grandpa)), parts.task_manager))
		}),
		Some(Command::ChainInfo(cmd)) => {
			runner(&cli, cmd)?.sync_run(|config| cmd.run::<Block>(&config))
		},
	}
}

fn run_node(cli: &Cli) -> Result<()> {
	let mut runner = runner(cli, &cli.run)?;
	let config = runner.config_mut();
	let sealing = Sealing::choose(
		&cli.sealing,
		config.chain_spec.id(),
		config.chain_spec.chain_type(),
		config.role.is_authority(),
		cli.run.is_dev()?,
	)?;
	if matches!(config.network.network_backend, NetworkBackendType::Libp2p) {
		return Err(Error::Input(
			"Souk's nodes talk through litep2p only: leave `--network-backend` out.".into(),
		));
	}
	if sealing.is_some() {
		config.transaction_pool = pool_without_forks(&cli.run.pool_config);
	}
	claim_rpc_ports(config)?;

	let mut rest = None;
	let keep = &mut rest;
	let result = runner.run_node_until_exit(|config| async move {
		let node = Node::start(config, sealing)?;
		*keep = Some(node.rest);
		Ok(node.task_manager)
	});
	if let Some(rest) = rest {
		rest.close(CLOSING_TIME);
	}
	result
}

/// The pool of a node that seals its own blocks. There are no forks to be aware of, and the pool
/// that is aware of them drops transactions that arrive while it leaves a block behind, which here
/// is final as soon as it is made.
fn pool_without_forks(params: &TransactionPoolParams) -> TransactionPoolOptions {
	TransactionPoolParams { pool_type: TransactionPoolType::SingleState, ..params.clone() }
		.transaction_pool(true)
}

/// A runner whose database is set up as the chain wants it, whichever command opens it first.
fn runner<C: CliConfiguration>(cli: &Cli, cmd: &C) -> Result<Runner<Cli>> {
	let mut runner = cli.create_runner(cmd)?;
	let config = runner.config_mut();
	if config.chain_spec.chain_type() == ChainType::Development && config.state_pruning.is_none() {
		// Whoever develops looks back, and `archive_v1` answers only where nothing is pruned.
		config.state_pruning = Some(PruningMode::ArchiveAll);
	}
	Ok(runner)
}

/// Makes a busy RPC port an error, where the node would silently take another one and leave its
/// clients with whoever has this one.
fn claim_rpc_ports(config: &mut Configuration) -> Result<()> {
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = false;
		if endpoint.is_optional {
			continue;
		}
		if let Err(error) = TcpListener::bind(endpoint.listen_addr) {
			let address = endpoint.listen_addr;
			return Err(Error::Input(match error.kind() {
				ErrorKind::AddrInUse => format!(
					"The RPC address {address} is in use, maybe by another node. Stop that, or \
					 choose another port with `--rpc-port`."
				),
				_ => format!(
					"The RPC address {address} cannot be used: {error}. Choose another port with \
					 `--rpc-port`."
				),
			}));
		}
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_version_should_carry_the_commit() {
		let version = Cli::impl_version();
		let (number, commit) = version.split_once('-').unwrap();
		assert_eq!(number, env!("CARGO_PKG_VERSION"));
		assert_eq!(commit.len(), 11, "{version}");
		assert!(commit.chars().all(|character| character.is_ascii_hexdigit()), "{version}");
	}
}
