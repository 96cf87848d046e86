//! The RPC methods beside those that every node of `sc-service` has.

use crate::service::{FullBackend, FullClient, FullPool};
use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_consensus_manual_seal::{
	rpc::{ManualSeal, ManualSealApiServer},
	EngineCommand,
};
use souk_runtime::{opaque::Block, BlockNumber, Hash};
use sp_core::traits::SpawnNamed;
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

/// What the methods work on.
pub struct Deps {
	/// The chain.
	pub client: Arc<FullClient>,
	/// Transactions that wait for a block.
	pub pool: Arc<FullPool>,
	/// State of GRANDPA's rounds; empty where the node seals its own blocks.
	pub voter_state: SharedVoterState,
	/// Who votes on finality.
	pub authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// New proofs of finality.
	pub justifications: GrandpaJustificationStream<Block>,
	/// Stored proofs of finality.
	pub finality_proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
	/// Where `engine_*` sends its orders; only where the node seals its own blocks.
	pub engine: Option<mpsc::Sender<EngineCommand<Hash>>>,
}

/// Puts the methods together.
pub fn create(
	deps: &Deps,
	executor: Arc<dyn SpawnNamed>,
) -> Result<RpcModule<()>, sc_service::Error> {
	let mut module = RpcModule::new(());
	let mut merge = |methods: jsonrpsee::Methods| {
		module.merge(methods).map_err(|error| sc_service::Error::Application(error.into()))
	};
	merge(System::new(deps.client.clone(), deps.pool.clone()).into_rpc().into())?;
	merge(TransactionPayment::new(deps.client.clone()).into_rpc().into())?;
	merge(
		Grandpa::new(
			executor,
			deps.authority_set.clone(),
			deps.voter_state.clone(),
			deps.justifications.clone(),
			deps.finality_proofs.clone(),
		)
		.into_rpc()
		.into(),
	)?;
	if let Some(engine) = &deps.engine {
		merge(ManualSeal::new(engine.clone()).into_rpc().into())?;
	}
	Ok(module)
}
