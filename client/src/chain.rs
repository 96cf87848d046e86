//! A chain, over its node's RPC: what it has finalized, and what is sent to it.

use crate::{errors::Explain, keys::Key};
use codec::{Decode, DecodeAll, Encode};
use sp_core::H256;
use sp_runtime::AccountId32;
use subxt::{
	client::OnlineClientAtBlock,
	config::substrate::{SubstrateConfig, SubstrateExtrinsicParamsBuilder},
	dynamic::{self, At, Value},
	error::OnlineClientError,
	ext::scale_encode::EncodeAsFields,
	rpcs::{client::RpcParams, RpcClient},
	tx::{Signer, TransactionProgress},
	utils::{AccountId32 as SubxtAccount, MultiSignature as SubxtSignature},
	OnlineClient,
};
use thiserror::Error;

/// Why a chain does not answer, or takes something not.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChainError {
	/// Anybody on the way could read and change what the node says.
	#[error("{0} is not encrypted, and not of this machine")]
	InsecureUrl(String),
	/// There is no node.
	#[error("the node at {url} cannot be reached: {detail}")]
	Unreachable {
		/// Where.
		url: String,
		/// Why.
		detail: String,
	},
	/// The node does not answer, or not this.
	#[error("the node does not tell {what}: {detail}")]
	NoAnswer {
		/// What it was asked.
		what: String,
		/// Why.
		detail: String,
	},
	/// It is another chain, or an older one.
	#[error("the chain has no {0}")]
	Lacks(String),
	/// It answers something else.
	#[error("the chain's answer about {0} is not understood")]
	NotUnderstood(String),
	/// The chain does not take a transaction.
	#[error("the chain does not take the transaction: {0}")]
	Refused(String),
}

impl Explain for ChainError {
	fn code(&self) -> &'static str {
		match self {
			Self::InsecureUrl(_) => "insecure-url",
			Self::Unreachable { .. } => "unreachable-node",
			Self::NoAnswer { .. } => "no-answer",
			Self::Lacks(_) => "other-chain",
			Self::NotUnderstood(_) => "answer-not-understood",
			Self::Refused(_) => "transaction-refused",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::InsecureUrl(_) => {
				"use a wss:// URL; or, in a network that is yours, allow it: --insecure-url"
			},
			Self::Unreachable { .. } => {
				"check the URL, and that the node runs: ws://127.0.0.1:9944"
			},
			Self::NoAnswer { .. } => "try again, or ask another node",
			Self::Lacks(_) => {
				"check that the node is of a Souk chain, and that the chain is up to date"
			},
			Self::NotUnderstood(_) => {
				"use the version of this command that is of the chain's runtime"
			},
			Self::Refused(_) => "see why, and that the payer has funds; then send what is left",
		}
	}
}

fn no_answer(what: impl Into<String>, detail: impl ToString) -> ChainError {
	ChainError::NoAnswer { what: what.into(), detail: detail.to_string() }
}

/// A chain.
#[derive(Debug, Clone)]
pub struct Chain {
	client: OnlineClient<SubstrateConfig>,
	rpc: RpcClient,
}

impl Chain {
	/// Connects to a node. What is not encrypted is refused, unless the node is on this machine or
	/// `insecure` allows it.
	pub async fn connect(url: &str, insecure: bool) -> Result<Self, ChainError> {
		let unreachable = |detail: String| ChainError::Unreachable { url: url.to_owned(), detail };
		let rpc = if insecure {
			RpcClient::from_insecure_url(url).await
		} else {
			RpcClient::from_url(url).await
		};
		let rpc = rpc.map_err(|error| match error {
			subxt::rpcs::Error::InsecureUrl(url) => ChainError::InsecureUrl(url),
			error => unreachable(error.to_string()),
		})?;
		let client = OnlineClient::from_rpc_client(rpc.clone()).await;
		client.map(|client| Self { client, rpc }).map_err(|error| match error {
			OnlineClientError::RpcError(subxt::rpcs::Error::InsecureUrl(url)) => {
				ChainError::InsecureUrl(url)
			},
			error => unreachable(error.to_string()),
		})
	}

	/// What the chain is now, by its best block: that may still change.
	pub async fn best(&self) -> Result<Best, ChainError> {
		let what = "its best block";
		let hash: String = self.request("chain_getBlockHash", &[], what).await?;
		Ok(Best { rpc: self.clone(), hash })
	}

	/// Asks the node's RPC.
	async fn request<R: serde::de::DeserializeOwned>(
		&self,
		method: &str,
		arguments: &[&str],
		what: &str,
	) -> Result<R, ChainError> {
		let mut params = RpcParams::new();
		for argument in arguments {
			params.push(argument).map_err(|error| no_answer(what, error))?;
		}
		self.rpc.request(method, params).await.map_err(|error| no_answer(what, error))
	}

	/// The hash of its genesis block.
	pub fn genesis(&self) -> H256 {
		H256(self.client.genesis_hash().0)
	}

	/// The newest finalized block.
	pub async fn finalized(&self) -> Result<Block, ChainError> {
		let at = self.client.at_current_block().await;
		at.map(|at| Block { at }).map_err(|error| no_answer("its finalized block", error))
	}

	/// The block of a number. It has to be finalized, or it may still change.
	pub async fn block(&self, number: u64) -> Result<Block, ChainError> {
		let at = self.client.at_block(number).await;
		at.map(|at| Block { at }).map_err(|error| no_answer(format!("block {number}"), error))
	}

	/// Signs a call and sends it. Finalization is another matter: see [`Sent::finalized`].
	pub async fn send(
		&self,
		payer: &Key,
		nonce: u64,
		(pallet, call): (&'static str, &'static str),
		arguments: impl EncodeAsFields,
	) -> Result<Sent, ChainError> {
		let refused = |error: &dyn std::fmt::Display| ChainError::Refused(error.to_string());
		let call = dynamic::tx(pallet, call, arguments);
		let params = SubstrateExtrinsicParamsBuilder::new().nonce(nonce).build();
		let transactions = self.client.transactions().await;
		let mut transactions =
			transactions.map_err(|error| no_answer("its finalized block", error))?;
		let progress = transactions.sign_and_submit_then_watch(&call, payer, params).await;
		progress.map(|progress| Sent { progress }).map_err(|error| refused(&error))
	}
}

/// A transaction on its way into a block.
pub struct Sent {
	progress: TransactionProgress<
		SubstrateConfig,
		subxt::client::OnlineClientAtBlockImpl<SubstrateConfig>,
	>,
}

/// What became of a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
	/// The finalized block that it is in.
	pub block: H256,
	/// Its hash.
	pub transaction: H256,
	/// Why the call failed, if it did.
	pub error: Option<String>,
}

impl Sent {
	/// Waits until it is finalized.
	pub async fn finalized(self) -> Result<Outcome, ChainError> {
		let included = self.progress.wait_for_finalized().await;
		let included = included.map_err(|error| ChainError::Refused(error.to_string()))?;
		let (block, transaction) =
			(H256(included.block_hash().0), H256(included.extrinsic_hash().0));
		let error = match included.wait_for_success().await {
			Ok(_) => None,
			Err(subxt::error::TransactionEventsError::ExtrinsicFailed(error)) => {
				Some(error.to_string())
			},
			Err(error) => return Err(no_answer("what a transaction did", error)),
		};
		Ok(Outcome { block, transaction, error })
	}
}

/// A chain as its state can be asked about, at a block.
#[allow(async_fn_in_trait)] // Nobody but this crate's callers needs their futures to be `Send`.
pub trait State {
	/// Calls a function of the runtime: `LogisticsApi_shipment` for example.
	async fn call<R: Decode>(
		&self,
		name: (&str, &str),
		arguments: &impl Encode,
	) -> Result<R, ChainError>;
}

/// A chain as it is after its best block.
#[derive(Debug, Clone)]
pub struct Best {
	rpc: Chain,
	hash: String,
}

/// `twox_128("Timestamp") ‖ twox_128("Now")`.
const NOW: &str = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";

impl Best {
	/// The block's hash, as `0x` and hexadecimal digits.
	pub fn hash(&self) -> &str {
		&self.hash
	}

	/// Its time, in milliseconds since the Unix epoch; 0 of the first block.
	pub async fn time(&self) -> Result<u64, ChainError> {
		let what = "the time of its best block";
		let found: Option<String> =
			self.rpc.request("state_getStorage", &[NOW, &self.hash], what).await?;
		found.map_or(Ok(0), |found| decoded(&found, what))
	}

	/// Its number.
	pub async fn number(&self) -> Result<u64, ChainError> {
		let what = "the number of its best block";
		let header: serde_json::Value =
			self.rpc.request("chain_getHeader", &[&self.hash], what).await?;
		let number = header.get("number").and_then(serde_json::Value::as_str);
		let number = number.and_then(|number| number.strip_prefix("0x"));
		let number = number.and_then(|digits| u64::from_str_radix(digits, 16).ok());
		number.ok_or_else(|| ChainError::NotUnderstood(what.into()))
	}
}

impl State for Best {
	async fn call<R: Decode>(
		&self,
		(api, function): (&str, &str),
		arguments: &impl Encode,
	) -> Result<R, ChainError> {
		let name = format!("{api}_{function}");
		let arguments = format!("0x{}", hex::encode(arguments.encode()));
		let answer: String =
			self.rpc.request("state_call", &[&name, &arguments, &self.hash], &name).await?;
		decoded(&answer, &name)
	}
}

fn decoded<R: Decode>(text: &str, what: &str) -> Result<R, ChainError> {
	let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).ok();
	let value = bytes.and_then(|bytes| R::decode_all(&mut bytes.as_slice()).ok());
	value.ok_or_else(|| ChainError::NotUnderstood(what.to_owned()))
}

impl State for Block {
	async fn call<R: Decode>(
		&self,
		name: (&str, &str),
		arguments: &impl Encode,
	) -> Result<R, ChainError> {
		Block::call(self, name, arguments).await
	}
}

/// A chain as it was after a block.
pub struct Block {
	at: OnlineClientAtBlock<SubstrateConfig>,
}

impl Block {
	/// Its number.
	pub fn number(&self) -> u64 {
		self.at.block_number()
	}

	/// Calls a function of the runtime: `LogisticsApi_shipment` for example.
	pub async fn call<R: Decode>(
		&self,
		(api, function): (&str, &str),
		arguments: &impl Encode,
	) -> Result<R, ChainError> {
		let name = format!("{api}_{function}");
		let known = self.at.metadata_ref().runtime_api_trait_by_name(api);
		if known.and_then(|api| api.method_by_name(function)).is_none() {
			return Err(ChainError::Lacks(name));
		}
		let bytes = self.at.runtime_apis().call_raw(&name, Some(&arguments.encode())).await;
		let bytes = bytes.map_err(|error| no_answer(&name, error))?;
		R::decode_all(&mut bytes.as_slice()).map_err(|_| ChainError::NotUnderstood(name))
	}

	/// The events of a pallet: their names, and their fields as they are encoded.
	pub async fn events_of(&self, pallet: &str) -> Result<Vec<(String, Vec<u8>)>, ChainError> {
		let what = || format!("the events of block {}", self.number());
		let events = self.at.events().fetch().await.map_err(|error| no_answer(what(), error))?;
		let mut found = Vec::new();
		for event in events.iter() {
			let event = event.map_err(|_| ChainError::NotUnderstood(what()))?;
			if event.pallet_name() == pallet {
				found.push((event.event_name().to_owned(), event.field_bytes().to_vec()));
			}
		}
		Ok(found)
	}

	/// The events of a kind, as tuples of their fields, in their order.
	pub async fn events<E: Decode>(&self, pallet: &str, name: &str) -> Result<Vec<E>, ChainError> {
		let what = || format!("the events of block {}", self.number());
		let events = self.at.events().fetch().await.map_err(|error| no_answer(what(), error))?;
		let mut found = Vec::new();
		for event in events.iter() {
			let event = event.map_err(|_| ChainError::NotUnderstood(what()))?;
			if event.pallet_name() == pallet && event.event_name() == name {
				let fields = E::decode_all(&mut event.field_bytes());
				found.push(fields.map_err(|_| ChainError::NotUnderstood(what()))?);
			}
		}
		Ok(found)
	}

	/// Its time, in milliseconds since the Unix epoch.
	pub async fn time(&self) -> Result<u64, ChainError> {
		let what = format!("the time of block {}", self.number());
		let address = dynamic::storage::<(), u64>("Timestamp", "Now");
		let time = self.at.storage().fetch(address, ()).await;
		let time = time.map_err(|error| no_answer(&what, error))?;
		time.decode().map_err(|_| ChainError::NotUnderstood(what))
	}

	/// The counter of the last report that a carrier's key signed and that was taken; none if the
	/// carrier has no such key.
	pub async fn counter(
		&self,
		carrier: &AccountId32,
		key: &AccountId32,
	) -> Result<Option<u64>, ChainError> {
		let name = "Carriers.Keys";
		let address = dynamic::storage::<([u8; 32], [u8; 32]), Value>("Carriers", "Keys");
		if self.at.metadata_ref().pallet_by_name("Carriers").is_none() {
			return Err(ChainError::Lacks(name.into()));
		}
		let keys = (carrier.clone().into(), key.clone().into());
		let found = self.at.storage().try_fetch(address, keys).await;
		let Some(found) = found.map_err(|error| no_answer(name, error))? else { return Ok(None) };
		let record = found.decode().map_err(|_| ChainError::NotUnderstood(name.into()))?;
		let counter = record.at("counter").and_then(|counter| counter.as_u128());
		let counter = counter.and_then(|counter| u64::try_from(counter).ok());
		counter.map(Some).ok_or_else(|| ChainError::NotUnderstood(name.into()))
	}

	/// How many transactions an account has sent.
	pub async fn nonce(&self, account: &AccountId32) -> Result<u64, ChainError> {
		let account = SubxtAccount(account.clone().into());
		let nonce = self.at.transactions().account_nonce(&account).await;
		nonce.map_err(|error| no_answer("the payer's nonce", error))
	}
}

impl Signer<SubstrateConfig> for Key {
	fn account_id(&self) -> SubxtAccount {
		SubxtAccount(self.account().into())
	}

	fn sign(&self, payload: &[u8]) -> SubxtSignature {
		use sp_runtime::MultiSignature::{Ecdsa, Ed25519, Eth, Sr25519};
		match Key::sign(self, payload) {
			Ed25519(signature) => SubxtSignature::Ed25519(signature.0),
			Sr25519(signature) => SubxtSignature::Sr25519(signature.0),
			Ecdsa(signature) => SubxtSignature::Ecdsa(signature.0),
			// No scheme of ours signs so.
			Eth(signature) => SubxtSignature::Ecdsa(signature.0),
		}
	}
}
