//! The node: its parts, and how they are put together.

use crate::{
	rpc,
	sealing::{self, Sealing},
};
use futures::{channel::mpsc, FutureExt};
use jsonrpsee::core::async_trait;
use sc_basic_authorship::ProposerFactory;
use sc_consensus::{
	block_import::{BlockImportParams, ForkChoiceStrategy},
	import_queue::{BasicQueue, DefaultImportQueue, Verifier},
};
use sc_consensus_aura::{BuildVerifierParams, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaParams, GrandpaPruningFilter, SharedVoterState,
};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_executor::WasmExecutor;
use sc_network::{config::FullNetworkConfiguration, Litep2pNetworkBackend, NetworkBackend};
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{
	BuildNetworkParams, ChainType, Configuration, Error, KeystoreContainer, SpawnTasksParams,
	TaskManager, WarpSyncConfig,
};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use souk_runtime::{opaque::Block, Hash, RuntimeApi};
use sp_consensus_aura::{
	inherents::InherentDataProvider as AuraInherents, sr25519::AuthorityPair as AuraPair,
	SlotDuration,
};
use sp_runtime::traits::Header;
use sp_timestamp::InherentDataProvider as TimestampInherents;
use std::{
	sync::Arc,
	time::{Duration, Instant},
};
use substrate_prometheus_endpoint::Registry;

/// The chain: database, runtime and the calls into it.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, WasmExecutor>;
/// The database.
pub type FullBackend = sc_service::TFullBackend<Block>;
/// Transactions that wait for a block.
pub type FullPool = TransactionPoolHandle<Block, FullClient>;
/// The best chain is the longest one that contains what is final.
pub type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;

type GrandpaBlockImport =
	sc_consensus_grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, FullSelectChain>;
type Network = Litep2pNetworkBackend;

/// Blocks between two proofs of finality that are kept: a quarter of an hour at two seconds.
const JUSTIFICATION_PERIOD: u32 = 512;

/// How long a vote takes to reach the other validators.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// Orders to the sealing task that may wait.
const SEALING_QUEUE: usize = 64;

/// What a node and each subcommand that opens the database have in common.
pub struct Parts {
	/// The chain.
	pub client: Arc<FullClient>,
	/// The database.
	pub backend: Arc<FullBackend>,
	/// The tasks of all parts.
	pub task_manager: TaskManager,
	keystore: KeystoreContainer,
	select_chain: FullSelectChain,
	block_import: GrandpaBlockImport,
	grandpa_link: GrandpaLink,
	telemetry: Option<Telemetry>,
}

impl Parts {
	/// Opens the database and puts the parts around it that need no network.
	pub fn new(config: &Configuration) -> Result<Self, Error> {
		let telemetry = config
			.telemetry_endpoints
			.clone()
			.filter(|endpoints| !endpoints.is_empty())
			.map(|endpoints| {
				let worker = TelemetryWorker::new(16)?;
				let telemetry = worker.handle().new_telemetry(endpoints);
				Ok::<_, sc_telemetry::Error>((worker, telemetry))
			})
			.transpose()?;
		let telemetry_handle = telemetry.as_ref().map(|(_, telemetry)| telemetry.handle());

		let (client, backend, keystore, task_manager) =
			sc_service::new_full_parts::<Block, RuntimeApi, _>(
				config,
				telemetry_handle.clone(),
				sc_service::new_wasm_executor(&config.executor),
				// A pruned node still serves warp sync.
				vec![Arc::new(GrandpaPruningFilter)],
			)?;
		let client = Arc::new(client);
		let telemetry = telemetry.map(|(worker, telemetry)| {
			task_manager.spawn_handle().spawn("telemetry", None, worker.run());
			telemetry
		});

		let select_chain = FullSelectChain::new(backend.clone());
		let (block_import, grandpa_link) = sc_consensus_grandpa::block_import(
			client.clone(),
			JUSTIFICATION_PERIOD,
			&client,
			select_chain.clone(),
			telemetry_handle,
		)?;

		Ok(Self {
			client,
			backend,
			task_manager,
			keystore,
			select_chain,
			block_import,
			grandpa_link,
			telemetry,
		})
	}

	/// Starts what checks blocks from outside and takes them over.
	pub fn import_queue(&self, config: &Configuration) -> Result<DefaultImportQueue<Block>, Error> {
		let slot_duration = sc_consensus_aura::slot_duration(&*self.client)?;
		let verifier = SealVerifier {
			aura: sc_consensus_aura::build_verifier::<AuraPair, _, _, _>(BuildVerifierParams {
				client: self.client.clone(),
				create_inherent_data_providers: move |_, ()| async move { Ok(inherents(slot_duration)) },
				check_for_equivocation: Default::default(),
				telemetry: self.telemetry.as_ref().map(|telemetry| telemetry.handle()),
				compatibility_mode: Default::default(),
			}),
			allow_unsealed: config.chain_spec.chain_type() == ChainType::Development,
		};
		Ok(BasicQueue::new(
			verifier,
			Box::new(self.block_import.clone()),
			Some(Box::new(self.block_import.clone())),
			&self.task_manager.spawn_essential_handle(),
			config.prometheus_registry(),
		))
	}
}

/// What a block under Aura must contain.
fn inherents(slot_duration: SlotDuration) -> (AuraInherents, TimestampInherents) {
	let timestamp = TimestampInherents::from_system_time();
	(AuraInherents::from_timestamp_and_slot_duration(*timestamp, slot_duration), timestamp)
}

/// Checks Aura's seal. On a development chain a block without one is taken as final, for its node
/// made it so.
struct SealVerifier<V> {
	aura: V,
	allow_unsealed: bool,
}

#[async_trait]
impl<V: Verifier<Block>> Verifier<Block> for SealVerifier<V> {
	async fn verify(
		&self,
		mut block: BlockImportParams<Block>,
	) -> Result<BlockImportParams<Block>, String> {
		let sealed = block.header.digest().logs().last().is_some_and(|log| log.as_seal().is_some());
		let executed = !block.with_state() && !block.state_action.skip_execution_checks();
		if self.allow_unsealed && executed && !sealed {
			block.finalized = true;
			block.fork_choice = Some(ForkChoiceStrategy::LongestChain);
			return Ok(block);
		}
		self.aura.verify(block).await
	}
}

/// A node that runs.
pub struct Node {
	/// Its tasks.
	pub task_manager: TaskManager,
	/// What must outlive them.
	pub rest: Rest,
}

/// What is left of a node when its tasks have ended.
pub struct Rest {
	backend: Arc<FullBackend>,
	/// Where the pool goes before its tasks do, these take its end for a failure and say so. Not
	/// held with consensus: the fork-aware pool's tasks end no sooner than the pool.
	pool: Option<Arc<FullPool>>,
}

impl Rest {
	/// Closes the database once nothing uses it any more, for ParityDB writes its newest commits to
	/// the disk when it is dropped, and a process that ends does not drop what other threads hold.
	pub fn close(self, patience: Duration) {
		let Self { backend, pool } = self;
		drop(pool);
		let start = Instant::now();
		while Arc::strong_count(&backend) > 1 {
			if start.elapsed() > patience {
				log::error!(
					"The database is still in use {} seconds after everything was stopped: its \
					 newest blocks may not be on the disk.",
					patience.as_secs()
				);
				return;
			}
			std::thread::sleep(Duration::from_millis(20));
		}
		drop(backend);
		log::info!("The database is closed.");
	}
}

impl Node {
	/// Starts everything. With `sealing` the node makes blocks by itself; without, it takes part in
	/// the chain's consensus as its role says.
	pub fn start(config: Configuration, sealing: Option<Sealing>) -> Result<Self, Error> {
		let parts = Parts::new(&config)?;
		let import_queue = parts.import_queue(&config)?;
		let Parts {
			client,
			backend,
			mut task_manager,
			keystore,
			select_chain,
			block_import,
			grandpa_link,
			mut telemetry,
		} = parts;
		let registry = config.prometheus_registry().cloned();
		let keystore = keystore.keystore();
		let role = config.role;
		let node_name = config.network.node_name.clone();
		let force_authoring = config.force_authoring;
		let votes = sealing.is_none() && !config.disable_grandpa;

		let pool = Arc::new(
			sc_transaction_pool::Builder::new(
				task_manager.spawn_essential_handle(),
				client.clone(),
				role.is_authority().into(),
			)
			.with_options(config.transaction_pool.clone())
			.with_prometheus(registry.as_ref())
			.build(),
		);

		let metrics = network_metrics(registry.as_ref());
		let mut net_config = FullNetworkConfiguration::<Block, Hash, Network>::new(
			&config.network,
			registry.clone(),
		);
		let genesis_hash = client.chain_info().genesis_hash;
		let grandpa_protocol =
			sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
		let grandpa_notifications = votes.then(|| {
			let (protocol, notifications) =
				sc_consensus_grandpa::grandpa_peers_set_config::<Block, Network>(
					grandpa_protocol.clone(),
					metrics.clone(),
					net_config.peer_store_handle(),
				);
			net_config.add_notification_protocol(protocol);
			notifications
		});
		let authority_set = grandpa_link.shared_authority_set().clone();
		let warp_sync = sc_consensus_grandpa::warp_proof::NetworkProvider::new(
			backend.clone(),
			authority_set.clone(),
			Vec::new(),
		);
		let (network, system_rpc_tx, tx_handler_controller, sync, _) =
			sc_service::build_network(BuildNetworkParams {
				config: &config,
				net_config,
				client: client.clone(),
				transaction_pool: pool.clone(),
				spawn_handle: task_manager.spawn_handle(),
				spawn_essential_handle: task_manager.spawn_essential_handle(),
				import_queue,
				block_announce_validator_builder: None,
				warp_sync_config: Some(WarpSyncConfig::WithProvider(Arc::new(warp_sync))),
				block_relay: None,
				metrics,
				gap_sync_body_policy: None,
			})?;

		if config.offchain_worker.enabled {
			let workers = OffchainWorkers::new(OffchainWorkerOptions {
				runtime_api_provider: client.clone(),
				keystore: Some(keystore.clone()),
				offchain_db: sc_client_api::Backend::offchain_storage(&*backend),
				transaction_pool: Some(OffchainTransactionPoolFactory::new(pool.clone())),
				network_provider: Arc::new(network.clone()),
				is_validator: role.is_authority(),
				enable_http_requests: true,
				custom_extensions: |_| Vec::new(),
			})?;
			task_manager.spawn_handle().spawn(
				"offchain-workers",
				Some("offchain-worker"),
				workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
			);
		}

		let (commands, command_stream) = mpsc::channel(SEALING_QUEUE);
		let voter_state = SharedVoterState::empty();
		let rpc = rpc::Deps {
			client: client.clone(),
			pool: pool.clone(),
			voter_state: voter_state.clone(),
			authority_set: authority_set.clone(),
			justifications: grandpa_link.justification_stream(),
			finality_proofs: FinalityProofProvider::new_for_service(
				backend.clone(),
				Some(authority_set),
			),
			engine: sealing.is_some().then(|| commands.clone()),
		};
		sc_service::spawn_tasks(SpawnTasksParams {
			config,
			client: client.clone(),
			backend: backend.clone(),
			task_manager: &mut task_manager,
			keystore: keystore.clone(),
			transaction_pool: pool.clone(),
			rpc_builder: Box::new(move |executor| rpc::create(&rpc, executor)),
			network: network.clone(),
			system_rpc_tx,
			tx_handler_controller,
			sync_service: sync.clone(),
			telemetry: telemetry.as_mut(),
			tracing_execute_block: None,
		})?;
		let telemetry = telemetry.as_ref().map(|telemetry| telemetry.handle());
		let rest = Rest { backend, pool: sealing.is_some().then(|| pool.clone()) };

		if let Some(sealing) = sealing {
			sealing::start(sealing::Params {
				sealing,
				client,
				pool,
				select_chain,
				commands,
				command_stream,
				task_manager: &task_manager,
				registry: registry.as_ref(),
			})?;
			return Ok(Self { task_manager, rest });
		}

		if role.is_authority() {
			let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
			let proposer_factory = ProposerFactory::new(
				task_manager.spawn_handle(),
				client.clone(),
				pool.clone(),
				registry.as_ref(),
				telemetry.clone(),
			);
			let aura = sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(
				StartAuraParams {
					slot_duration,
					client,
					select_chain,
					block_import,
					proposer_factory,
					sync_oracle: sync.clone(),
					justification_sync_link: sync.clone(),
					create_inherent_data_providers: move |_, ()| async move {
						Ok(inherents(slot_duration))
					},
					force_authoring,
					// Fewer blocks while finality lags, or clients that follow it give up.
					backoff_authoring_blocks: Some(
						BackoffAuthoringOnFinalizedHeadLagging::default(),
					),
					keystore: keystore.clone(),
					// The rest of the slot is for the block's way to the next author.
					block_proposal_slot_portion: SlotProportion::new(2.0 / 3.0),
					max_block_proposal_slot_portion: None,
					telemetry: telemetry.clone(),
					compatibility_mode: Default::default(),
				},
			)?;
			task_manager.spawn_essential_handle().spawn_blocking(
				"aura",
				Some("block-authoring"),
				aura,
			);
		}
		if let Some(notification_service) = grandpa_notifications {
			let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
				config: sc_consensus_grandpa::Config {
					gossip_duration: GOSSIP_DURATION,
					justification_generation_period: JUSTIFICATION_PERIOD,
					observer_enabled: false,
					local_role: role,
					name: Some(node_name),
					keystore: role.is_authority().then_some(keystore),
					telemetry: telemetry.clone(),
					protocol_name: grandpa_protocol,
				},
				link: grandpa_link,
				network,
				sync,
				notification_service,
				voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
				prometheus_registry: registry,
				shared_voter_state: voter_state,
				telemetry,
				offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(pool),
			})?;
			task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
		}
		Ok(Self { task_manager, rest })
	}
}

fn network_metrics(registry: Option<&Registry>) -> sc_network::service::NotificationMetrics {
	<Network as NetworkBackend<Block, Hash>>::register_notification_metrics(registry)
}
