//! Blocks of a development chain: made and finalized by the node itself, without consensus.
//!
//! The runtime is the one of every other chain, so a block still carries an Aura slot and a
//! timestamp. The time is the wall clock's, or one millisecond after the parent's where several
//! blocks fall into the same millisecond or the clock was set back; the slot is the one of that
//! time.

use crate::{
	cli::SealingArgs,
	service::{FullClient, FullPool, FullSelectChain},
};
use codec::Decode;
use futures::{
	channel::{mpsc, oneshot},
	FutureExt, SinkExt, StreamExt,
};
use sc_basic_authorship::ProposerFactory;
use sc_client_api::{StorageKey, StorageProvider};
use sc_consensus_manual_seal::{
	consensus::aura::AuraConsensusDataProvider, run_manual_seal, EngineCommand, Error,
	ManualSealParams,
};
use sc_service::{ChainType, TaskManager};
use sc_transaction_pool_api::TransactionPool;
use souk_runtime::Hash;
use sp_io::hashing::twox_128;
use sp_timestamp::Timestamp;
use std::{sync::Arc, time::Duration};
use substrate_prometheus_endpoint::Registry;
use tokio::time::{sleep_until, Instant, MissedTickBehavior};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Time between the blocks of a development chain on which nothing happens.
const HEARTBEAT: Duration = Duration::from_millis(6000);

/// How long the pool may take to notice a new block.
const POOL_PATIENCE: Duration = Duration::from_secs(2);

/// When a node seals blocks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealing {
	/// When a transaction arrives, and when nothing happened for the time given.
	Instant {
		/// Time without a block after which an empty one is made.
		heartbeat: Option<Duration>,
	},
	/// At regular times, whatever happens.
	Interval(Duration),
	/// When the RPC method `engine_createBlock` is called.
	Manual,
}

impl Sealing {
	/// Reads the flags against the chain and the node's place in it: `None` means that the chain's
	/// consensus makes the blocks. Without a flag only `--dev` (`is_dev`) seals, for the validators
	/// that `--alice` and `--bob` start would each go its own way.
	pub fn choose(
		args: &SealingArgs,
		chain: &str,
		chain_type: ChainType,
		is_authority: bool,
		is_dev: bool,
	) -> Result<Option<Self>, String> {
		let flag = match args {
			SealingArgs { heartbeat: Some(_), .. } => Some("--heartbeat"),
			SealingArgs { interval: Some(_), .. } => Some("--interval"),
			SealingArgs { manual: true, .. } => Some("--manual"),
			SealingArgs { aura: true, .. } => Some("--aura"),
			_ => None,
		};
		if let Some(flag) = flag {
			if chain_type != ChainType::Development {
				return Err(format!(
					"`{flag}` is for development chains, and `{chain}` is none: its validators \
					 make the blocks. Leave `{flag}` out, or use `--dev`."
				));
			}
			if !is_authority {
				return Err(format!(
					"`{flag}` says how this node makes blocks, but it only follows the chain. Add \
					 `--dev` or `--validator`, or leave `{flag}` out."
				));
			}
		}
		let seals = flag.is_some() || is_dev;
		if chain_type != ChainType::Development || args.aura || !seals {
			return Ok(None);
		}
		Ok(Some(if args.manual {
			Self::Manual
		} else if let Some(interval) = args.interval {
			Self::Interval(Duration::from_millis(interval))
		} else {
			let heartbeat = args.heartbeat.map_or(HEARTBEAT, Duration::from_millis);
			Self::Instant { heartbeat: Some(heartbeat).filter(|beat| !beat.is_zero()) }
		}))
	}
}

/// What sealing needs of the node.
pub struct Params<'a> {
	/// When to seal.
	pub sealing: Sealing,
	/// The chain.
	pub client: Arc<FullClient>,
	/// Transactions that wait for a block.
	pub pool: Arc<FullPool>,
	/// Finds the block to build on.
	pub select_chain: FullSelectChain,
	/// Orders to the sealing task.
	pub commands: mpsc::Sender<EngineCommand<Hash>>,
	/// The other end of `commands`.
	pub command_stream: mpsc::Receiver<EngineCommand<Hash>>,
	/// Where the task runs.
	pub task_manager: &'a TaskManager,
	/// Where the proposer's figures go.
	pub registry: Option<&'a Registry>,
}

/// Starts the task that seals blocks.
pub fn start(params: Params) -> Result<(), sc_service::Error> {
	let Params {
		sealing,
		client,
		pool,
		select_chain,
		commands,
		command_stream,
		task_manager,
		registry,
	} = params;

	let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
	let proposer = ProposerFactory::new(
		task_manager.spawn_handle(),
		client.clone(),
		pool.clone(),
		registry,
		None,
	);
	let clock = client.clone();
	let chain = client.clone();
	let engine = run_manual_seal(ManualSealParams {
		block_import: client.clone(),
		env: proposer,
		client,
		pool: pool.clone(),
		commands_stream: command_stream,
		select_chain,
		consensus_data_provider: Some(Box::new(AuraConsensusDataProvider::new_with_slot_duration(
			slot_duration,
		))),
		create_inherent_data_providers: move |parent, ()| {
			let timestamp = next_timestamp(&clock, parent);
			async move { Ok(sp_timestamp::InherentDataProvider::new(timestamp?)) }
		},
	});

	// Subscribed here and not in the task, so that no transaction comes before.
	let arrivals = pool.import_notification_stream();
	let sealer = Sealer(commands);
	let driver = async move {
		match sealing {
			Sealing::Instant { heartbeat } => {
				instant(sealer, chain, pool, arrivals, heartbeat).await
			},
			Sealing::Interval(period) => interval(sealer, period).await,
			Sealing::Manual => {},
		}
	};
	task_manager.spawn_essential_handle().spawn_blocking(
		"sealing",
		Some("block-authoring"),
		futures::future::join(engine, driver).map(drop),
	);
	Ok(())
}

/// Seals when transactions arrive, and a heartbeat after the last block.
async fn instant(
	mut sealer: Sealer,
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	mut arrivals: mpsc::Receiver<Hash>,
	heartbeat: Option<Duration>,
) {
	// At once, so that a chain that rested since its last block knows the time.
	let mut next_beat = Instant::now();
	loop {
		let beat = async {
			match heartbeat {
				Some(_) => sleep_until(next_beat).await,
				None => futures::future::pending().await,
			}
		};
		let mut outcome = Outcome::Nothing;
		tokio::select! {
			arrival = arrivals.next() => {
				if arrival.is_none() {
					return;
				}
				// Those that are there already go into the same block.
				while let Some(Some(_)) = arrivals.next().now_or_never() {}
				// A full block leaves transactions behind that announce themselves no more.
				while has_ready(&client, &pool).await {
					match sealer.seal(false).await {
						Outcome::Nothing => break,
						other => outcome = other,
					}
					if outcome != Outcome::Sealed {
						break;
					}
				}
			},
			_ = beat => outcome = sealer.seal(true).await,
		}
		match outcome {
			Outcome::Sealed | Outcome::Failed => {
				next_beat = Instant::now() + heartbeat.unwrap_or_default();
			},
			Outcome::Nothing => {},
			Outcome::Stopped => return,
		}
	}
}

/// Whether a transaction could go into a block on the best one. Waits for the pool to know that
/// block, for until then it offers what the block contains.
async fn has_ready(client: &FullClient, pool: &FullPool) -> bool {
	let best = client.chain_info().best_hash;
	pool.ready_at_with_timeout(best, POOL_PATIENCE).await.next().is_some()
}

/// Seals at regular times.
async fn interval(mut sealer: Sealer, period: Duration) {
	let mut ticks = tokio::time::interval(period);
	ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
	loop {
		ticks.tick().await;
		if sealer.seal(true).await == Outcome::Stopped {
			return;
		}
	}
}

/// What came of an order to seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
	/// There is a new block, and it is final.
	Sealed,
	/// There was nothing to put into a block.
	Nothing,
	/// It went wrong, and the log says so.
	Failed,
	/// The node is stopping.
	Stopped,
}

/// Gives orders to the engine, one after the other.
struct Sealer(mpsc::Sender<EngineCommand<Hash>>);

impl Sealer {
	/// Makes and finalizes a block on the best one.
	async fn seal(&mut self, create_empty: bool) -> Outcome {
		let (sender, result) = oneshot::channel();
		let command = EngineCommand::SealNewBlock {
			create_empty,
			finalize: true,
			parent_hash: None,
			sender: Some(sender),
		};
		if self.0.send(command).await.is_err() {
			return Outcome::Stopped;
		}
		match result.await {
			Ok(Ok(_)) => Outcome::Sealed,
			Ok(Err(Error::EmptyTransactionPool)) => Outcome::Nothing,
			Ok(Err(error)) => {
				log::warn!("No block could be sealed: {error}");
				Outcome::Failed
			},
			Err(oneshot::Canceled) => Outcome::Stopped,
		}
	}
}

/// The time of the block to be made on `parent`.
///
/// The parent's time is read from its state and not remembered, so it holds after a restart and on
/// a fork too.
fn next_timestamp(client: &FullClient, parent: Hash) -> Result<Timestamp, BoxError> {
	let key = StorageKey([twox_128(b"Timestamp"), twox_128(b"Now")].concat());
	let last = match client.storage(parent, &key)? {
		Some(data) => u64::decode(&mut data.0.as_slice())?,
		None => 0,
	};
	Ok(rising(Timestamp::current(), last))
}

/// The wall clock's time, unless the parent has reached it: the runtime demands a time that rises
/// by a millisecond, and would itself raise a smaller one, maybe out of its slot.
fn rising(wall: Timestamp, parent: u64) -> Timestamp {
	wall.max(Timestamp::new(parent.saturating_add(1)))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn choose(args: SealingArgs, chain_type: ChainType) -> Result<Option<Sealing>, String> {
		Sealing::choose(&args, "some-chain", chain_type, true, true)
	}

	fn every_flag() -> [(&'static str, SealingArgs); 4] {
		let none = SealingArgs::default();
		[
			("--heartbeat", SealingArgs { heartbeat: Some(500), ..none.clone() }),
			("--interval", SealingArgs { interval: Some(250), ..none.clone() }),
			("--manual", SealingArgs { manual: true, ..none.clone() }),
			("--aura", SealingArgs { aura: true, ..none }),
		]
	}

	#[test]
	fn a_development_chain_should_be_sealed_at_once_when_no_flag_is_given() {
		assert_eq!(
			choose(SealingArgs::default(), ChainType::Development),
			Ok(Some(Sealing::Instant { heartbeat: Some(HEARTBEAT) }))
		);
	}

	#[test]
	fn a_development_chain_should_be_sealed_as_the_flag_says() {
		let expected = [
			Some(Sealing::Instant { heartbeat: Some(Duration::from_millis(500)) }),
			Some(Sealing::Interval(Duration::from_millis(250))),
			Some(Sealing::Manual),
			None,
		];
		for ((flag, args), expected) in every_flag().into_iter().zip(expected) {
			assert_eq!(choose(args, ChainType::Development), Ok(expected), "{flag}");
		}
		let off = SealingArgs { heartbeat: Some(0), ..Default::default() };
		assert_eq!(
			choose(off, ChainType::Development),
			Ok(Some(Sealing::Instant { heartbeat: None }))
		);
	}

	#[test]
	fn other_chains_should_keep_their_consensus() {
		for chain_type in [ChainType::Local, ChainType::Live, ChainType::Custom("x".into())] {
			assert_eq!(choose(SealingArgs::default(), chain_type.clone()), Ok(None));
			for (flag, args) in every_flag() {
				let error = choose(args, chain_type.clone()).unwrap_err();
				assert!(error.contains(flag) && error.contains("some-chain"), "{error}");
			}
		}
	}

	#[test]
	fn a_node_that_only_follows_should_not_seal() {
		let choose = |args| Sealing::choose(&args, "dev", ChainType::Development, false, false);
		assert_eq!(choose(SealingArgs::default()), Ok(None));
		for (flag, args) in every_flag() {
			assert!(choose(args).unwrap_err().contains(flag));
		}
	}

	#[test]
	fn a_validator_of_a_development_chain_should_seal_only_when_told() {
		let choose = |args| Sealing::choose(&args, "dev", ChainType::Development, true, false);
		assert_eq!(choose(SealingArgs::default()), Ok(None));
		let args = SealingArgs { manual: true, ..Default::default() };
		assert_eq!(choose(args), Ok(Some(Sealing::Manual)));
	}

	fn time(wall: u64, parent: u64) -> u64 {
		rising(Timestamp::new(wall), parent).as_millis()
	}

	#[test]
	fn time_should_be_the_wall_clocks_when_the_parent_is_older() {
		assert_eq!(time(5_000, 0), 5_000);
		assert_eq!(time(5_000, 4_999), 5_000);
	}

	#[test]
	fn time_should_rise_when_the_wall_clock_does_not() {
		assert_eq!(time(5_000, 5_000), 5_001);
		assert_eq!(time(5_000, 9_000), 9_001);
		assert_eq!(time(5_000, u64::MAX), u64::MAX);
	}
}
