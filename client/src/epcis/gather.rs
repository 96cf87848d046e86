//! A shipment's whole history: the entries that the chain still has, and those that were folded away,
//! of the events of the blocks that brought them.

use super::history::{Entry, History, HistoryError, View};
use crate::{
	chain::{Block, Chain, ChainError},
	errors::Explain,
};
use codec::Decode;
use souk_primitives::{
	logistics::{Sscc, Status},
	Moment, ShipmentId,
};
use sp_core::H256;
use std::{collections::BTreeMap, future::Future};
use thiserror::Error;

/// How many entries are asked for at once.
const PAGE: u32 = 64;

/// Why there is no history.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GatherError {
	/// There is no such shipment.
	#[error("the chain has no shipment {0}")]
	Unknown(ShipmentId),
	/// The node contradicts itself.
	#[error("the node says that shipment {0} has entries that it does not tell")]
	Inconsistent(ShipmentId),
	/// Entries cannot be found.
	#[error("{missing} of {entries} entries are missing: {detail}")]
	Missing {
		/// How many: the first ones.
		missing: u32,
		/// How many there are.
		entries: u32,
		/// Why.
		detail: String,
	},
	/// They are not of this history.
	#[error(transparent)]
	History(#[from] HistoryError),
	/// The chain does not answer.
	#[error(transparent)]
	Chain(#[from] ChainError),
}

impl Explain for GatherError {
	fn code(&self) -> &'static str {
		match self {
			Self::Unknown(_) => "unknown-shipment",
			Self::Inconsistent(_) => "inconsistent-node",
			Self::Missing { .. } => "missing-entries",
			Self::History(error) => error.code(),
			Self::Chain(error) => error.code(),
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Unknown(_) => "check the number; what was purged is not on the chain any more",
			Self::Inconsistent(_) => "try again, or ask another node",
			Self::Missing { .. } => {
				"ask a node that keeps old blocks and states, from --from-block on; or take what there is: --partial"
			},
			Self::History(error) => error.remedy(),
			Self::Chain(error) => error.remedy(),
		}
	}
}

/// The event `Logistics.Tracked`.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Tracked {
	/// Of which shipment.
	pub shipment: ShipmentId,
	/// The number of the entry.
	pub seq: u32,
	/// The head of the history with it.
	pub head: H256,
	/// The shipment's status then.
	pub status: Status,
	/// The entry.
	pub entry: Entry,
}

/// What a chain has finalized.
pub trait Ledger {
	/// The number of the newest finalized block, which the state is of.
	fn height(&self) -> u64;

	/// A shipment.
	fn shipment(
		&self,
		id: ShipmentId,
	) -> impl Future<Output = Result<Option<View>, ChainError>> + Send;

	/// Entries of its history that are in the state.
	fn history(
		&self,
		id: ShipmentId,
		from: u32,
		limit: u32,
	) -> impl Future<Output = Result<Vec<(u32, Entry)>, ChainError>> + Send;

	/// The time of a block.
	fn time(&self, block: u64) -> impl Future<Output = Result<Moment, ChainError>> + Send;

	/// The entries that a block brought, of all shipments.
	fn tracked(&self, block: u64) -> impl Future<Output = Result<Vec<Tracked>, ChainError>> + Send;
}

/// A chain at its newest finalized block.
pub struct Finalized {
	chain: Chain,
	block: Block,
}

const API: &str = "LogisticsApi";

impl Finalized {
	/// The chain as it is finalized now.
	pub async fn of(chain: &Chain) -> Result<Self, ChainError> {
		Ok(Self { chain: chain.clone(), block: chain.finalized().await? })
	}

	/// The block.
	pub fn block(&self) -> &Block {
		&self.block
	}

	/// The shipment of an SSCC.
	pub async fn by_sscc(&self, sscc: Sscc) -> Result<Option<ShipmentId>, ChainError> {
		self.block.call((API, "by_sscc"), &sscc).await
	}
}

impl Ledger for Finalized {
	fn height(&self) -> u64 {
		self.block.number()
	}

	async fn shipment(&self, id: ShipmentId) -> Result<Option<View>, ChainError> {
		self.block.call((API, "shipment"), &id).await
	}

	async fn history(
		&self,
		id: ShipmentId,
		from: u32,
		limit: u32,
	) -> Result<Vec<(u32, Entry)>, ChainError> {
		self.block.call((API, "history"), &(id, from, limit)).await
	}

	async fn time(&self, block: u64) -> Result<Moment, ChainError> {
		self.chain.block(block).await?.time().await
	}

	async fn tracked(&self, block: u64) -> Result<Vec<Tracked>, ChainError> {
		self.chain.block(block).await?.events("Logistics", "Tracked").await
	}
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
	/// Entries that were found.
	pub found: u32,
	/// Of so many.
	pub entries: u32,
	/// The block that is searched, once blocks are.
	pub block: Option<u64>,
}

/// How to go about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Search {
	/// The oldest block that is searched.
	pub from_block: u64,
	/// Whether a history is wanted whose first entries are missing.
	pub partial: bool,
}

/// A shipment and its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
	/// The shipment.
	pub view: View,
	/// Its history, which fits its head as far as that can be told.
	pub history: History,
}

/// Gets the history of a shipment, and checks that its entries make the head on record.
pub async fn gather<L: Ledger>(
	ledger: &L,
	id: ShipmentId,
	search: Search,
	mut progress: impl FnMut(Progress),
) -> Result<Gathered, GatherError> {
	let view = ledger.shipment(id).await?.ok_or(GatherError::Unknown(id))?;
	let mut live = Vec::new();
	let mut next = view.first_live;
	while next < view.count {
		let page = ledger.history(id, next, PAGE).await?;
		let before = next;
		for (seq, entry) in page {
			if seq != next || seq >= view.count {
				return Err(GatherError::Inconsistent(id));
			}
			live.push(entry);
			next += 1;
		}
		if next == before {
			return Err(GatherError::Inconsistent(id));
		}
		progress(Progress { found: next - view.first_live, entries: view.count, block: None });
	}
	if view.first_live == 0 {
		let history = History::whole(&view, live)?;
		return Ok(Gathered { view, history });
	}
	let recorded = live.first().map(|entry| entry.record_time);
	let (folded, stopped) = walk(ledger, &view, search.from_block, recorded, &mut progress).await;
	let (first, before, mut entries) = joined(folded, &view);
	entries.extend(live);
	if first > 0 && !search.partial {
		let detail = stopped
			.unwrap_or_else(|| format!("no block from {} on brought them", search.from_block));
		return Err(GatherError::Missing { missing: first, entries: view.count, detail });
	}
	let history = History::part(&view, first, before, entries)?;
	Ok(Gathered { view, history })
}

type Folded = BTreeMap<u32, (Entry, H256)>;

/// Searches the blocks from the one on that brought the oldest entry which is in the state, towards
/// older ones. Returns what was found, and why the search ended before `from_block` if it did.
async fn walk<L: Ledger>(
	ledger: &L,
	view: &View,
	from_block: u64,
	recorded: Option<Moment>,
	progress: &mut impl FnMut(Progress),
) -> (Folded, Option<String>) {
	let mut folded = Folded::new();
	let Some(newest) = newest(ledger, from_block, recorded).await else {
		let none = format!("the node has no state of a block that old, from {from_block} on");
		return (folded, Some(none));
	};
	let live = view.count.saturating_sub(view.first_live);
	for block in (from_block..=newest).rev() {
		let tracked = match ledger.tracked(block).await {
			Ok(tracked) => tracked,
			Err(error) => return (folded, Some(error.to_string())),
		};
		for Tracked { shipment, seq, head, entry, .. } in tracked {
			if shipment == view.id && seq < view.first_live {
				folded.insert(seq, (entry, head));
			}
		}
		let known = u32::try_from(folded.len()).unwrap_or(u32::MAX);
		progress(Progress { found: live + known, entries: view.count, block: Some(block) });
		if known >= view.first_live {
			break;
		}
	}
	(folded, None)
}

/// The newest block that is not younger than that, by bisection. A block whose state is gone is taken
/// for older.
async fn newest<L: Ledger>(ledger: &L, from_block: u64, at: Option<Moment>) -> Option<u64> {
	let Some(at) = at else { return Some(ledger.height()) };
	let (mut low, mut high) = (from_block, ledger.height());
	let mut found = None;
	while low <= high {
		let middle = low + (high - low) / 2;
		match ledger.time(middle).await {
			Ok(time) if time > at => match middle.checked_sub(1) {
				Some(below) => high = below,
				None => break,
			},
			Ok(_) => {
				found = Some(middle);
				low = middle + 1;
			},
			Err(_) => low = middle + 1,
		}
	}
	found
}

/// The entries without a gap up to the live ones: the number of the first, and the head before it.
/// Where entries before are missing, the first that was found only tells that head.
fn joined(mut folded: Folded, view: &View) -> (u32, Option<H256>, Vec<Entry>) {
	let mut entries = Vec::new();
	let mut first = view.first_live;
	let mut oldest = None;
	while let Some(seq) = first.checked_sub(1) {
		let Some((entry, head)) = folded.remove(&seq) else { break };
		entries.push(entry);
		oldest = Some(head);
		first = seq;
	}
	if first > 0 && entries.pop().is_some() {
		entries.reverse();
		return (first + 1, oldest, entries);
	}
	entries.reverse();
	(first, None, entries)
}
