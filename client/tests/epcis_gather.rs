//! Histories, gathered from a ledger that answers as a chain does.

mod shipments;

use shipments::*;
use souk_client::{
	chain::ChainError,
	epcis::{
		gather::{gather, GatherError, Gathered, Ledger, Progress, Search, Tracked},
		Entry, HistoryError, View,
	},
	errors::Explain,
};
use souk_primitives::{logistics::*, Moment, ShipmentId};
use sp_core::H256;
use std::{future::Future, sync::Mutex};

/// A chain with a block a minute, that has the states of blocks from some number on.
struct Chain {
	view: View,
	entries: Vec<Entry>,
	/// The oldest block whose state there is.
	oldest: u64,
	/// Which blocks were read for their events.
	read: Mutex<Vec<u64>>,
}

const BLOCK: Moment = 60_000;
const GENESIS_TIME: Moment = START - 100 * BLOCK + BLOCK / 2;

impl Chain {
	/// `first_live` entries of the shipment are folded.
	fn new(shipment: Shipment, first_live: u32, oldest: u64) -> Self {
		let mut view = shipment.view;
		view.first_live = first_live;
		view.folded = (first_live > 0).then(H256::zero);
		Self { view, entries: shipment.entries, oldest, read: Mutex::default() }
	}

	fn gone(&self, block: u64) -> Result<(), ChainError> {
		if block < self.oldest || block > self.height() {
			let detail = "State already discarded".to_owned();
			return Err(ChainError::NoAnswer { what: format!("block {block}"), detail });
		}
		Ok(())
	}

	fn block_time(block: u64) -> Moment {
		GENESIS_TIME + block * BLOCK
	}
}

impl Ledger for Chain {
	fn height(&self) -> u64 {
		5_000
	}

	async fn shipment(&self, id: ShipmentId) -> Result<Option<View>, ChainError> {
		Ok(Some(self.view.clone()).filter(|view| view.id == id))
	}

	fn history(
		&self,
		_: ShipmentId,
		from: u32,
		limit: u32,
	) -> impl Future<Output = Result<Vec<(u32, Entry)>, ChainError>> + Send {
		let entries = (0..).zip(self.entries.iter().cloned());
		let from = from.max(self.view.first_live);
		// Pages of no more than eight.
		let page = entries.skip(from as usize).take(limit.min(8) as usize).collect();
		std::future::ready(Ok(page))
	}

	async fn time(&self, block: u64) -> Result<Moment, ChainError> {
		self.gone(block).map(|()| Self::block_time(block))
	}

	async fn tracked(&self, block: u64) -> Result<Vec<Tracked>, ChainError> {
		self.read.lock().unwrap().push(block);
		self.gone(block)?;
		let mut head = self.view.origin;
		let mut tracked = Vec::new();
		for (seq, entry) in (0..).zip(&self.entries) {
			head = entry.extend(head);
			if entry.record_time == Self::block_time(block) {
				let shipment = self.view.id;
				let entry = entry.clone();
				let status = Status::InTransit;
				// Something else happened in the same block.
				tracked.push(Tracked {
					shipment: ShipmentId(99),
					seq,
					head: H256::zero(),
					status,
					entry: entry.clone(),
				});
				tracked.push(Tracked { shipment, seq, head, status, entry });
			}
		}
		Ok(tracked)
	}
}

/// Entries are put on record half a minute after each minute, as blocks are made.
fn shipment() -> Shipment {
	let mut shipment =
		Shipment::outbound(7, Some(SSCC)).then(Some(SHIPPER), None, Occurrence::Created);
	shipment = shipment.handed_over(SHIPPER, CARRIER);
	for milestone in [Milestone::ALL, Milestone::ALL].concat() {
		shipment = shipment.scanned(milestone, None);
	}
	shipment
}

async fn gathered(chain: &Chain, search: Search) -> Result<Gathered, GatherError> {
	gather(chain, ShipmentId(7), search, |_| {}).await
}

#[tokio::test]
async fn history_should_be_whole_when_nothing_was_folded() {
	let chain = Chain::new(shipment(), 0, 5_000);
	let Gathered { view, history } = gathered(&chain, Search::default()).await.unwrap();
	assert_eq!(view, chain.view);
	assert_eq!(history, shipment().history());
	assert!(chain.read.lock().unwrap().is_empty());
}

#[tokio::test]
async fn folded_entries_should_be_found_in_the_events_of_old_blocks() {
	let chain = Chain::new(shipment(), 16, 0);
	let mut steps = Vec::new();
	let found = gather(&chain, ShipmentId(7), Search::default(), |step| steps.push(step)).await;
	assert_eq!(found.unwrap().history, shipment().history());
	// From the block that brought the first live entry to the one that brought the first.
	let read = chain.read.lock().unwrap().clone();
	assert_eq!(read, (101..=117).rev().collect::<Vec<u64>>());
	assert_eq!(steps.last(), Some(&Progress { found: 22, entries: 22, block: Some(101) }));
}

#[tokio::test]
async fn search_should_be_in_the_blocks_that_there_are_when_older_ones_are_pruned() {
	// Block 109 brought entry 8, the oldest that can be found.
	let chain = Chain::new(shipment(), 16, 109);
	let missing = gathered(&chain, Search::default()).await.unwrap_err();
	let GatherError::Missing { missing, entries, detail } = &missing else { panic!("{missing}") };
	// Entry 8 only tells what the head was.
	assert_eq!((*missing, *entries), (9, 22));
	assert!(detail.contains("block 108") && detail.contains("discarded"), "{detail}");
	let partial = Search { partial: true, ..Search::default() };
	let Gathered { history, .. } = gathered(&chain, partial).await.unwrap();
	assert_eq!((history.first(), history.len()), (9, 22));
	assert!(history.is_verified());
	assert_eq!(history.head(), chain.view.head);
}

#[tokio::test]
async fn history_should_not_be_verified_when_nothing_tells_the_head_before() {
	let chain = Chain::new(shipment(), 16, 4_000);
	let missing = gathered(&chain, Search::default()).await.unwrap_err();
	assert_eq!(missing.code(), "missing-entries");
	let partial = Search { partial: true, ..Search::default() };
	let Gathered { history, .. } = gathered(&chain, partial).await.unwrap();
	assert_eq!((history.first(), history.is_verified()), (16, false));
}

#[tokio::test]
async fn search_should_end_where_it_is_told_to() {
	let chain = Chain::new(shipment(), 16, 0);
	let search = Search { from_block: 112, ..Search::default() };
	let missing = gathered(&chain, search).await.unwrap_err();
	assert_eq!(
		missing.to_string(),
		"12 of 22 entries are missing: no block from 112 on brought them"
	);
	assert_eq!(chain.read.lock().unwrap().last(), Some(&112));
}

#[tokio::test]
async fn history_should_be_refused_when_the_node_changes_an_entry() {
	for at in [3, 20] {
		let mut chain = Chain::new(shipment(), 16, 0);
		chain.entries[at].late = true;
		let error = gathered(&chain, Search::default()).await.unwrap_err();
		assert!(matches!(error, GatherError::History(HistoryError::WrongHead { .. })), "{error}");
		// A part of it is refused just so, where the head before it is known.
		let mut chain = Chain::new(shipment(), 16, 109);
		chain.entries[at.max(17)].late = true;
		let partial = Search { partial: true, ..Search::default() };
		assert_eq!(gathered(&chain, partial).await.unwrap_err().code(), "broken-history");
	}
}

#[tokio::test]
async fn history_should_be_refused_when_the_node_withholds_entries() {
	let mut chain = Chain::new(shipment(), 0, 0);
	chain.entries.truncate(10);
	let error = gathered(&chain, Search::default()).await.unwrap_err();
	assert_eq!(error, GatherError::Inconsistent(ShipmentId(7)));
}

#[tokio::test]
async fn shipment_should_be_refused_when_there_is_none() {
	let chain = Chain::new(shipment(), 0, 0);
	let error = gather(&chain, ShipmentId(8), Search::default(), |_| {}).await.unwrap_err();
	assert_eq!(error, GatherError::Unknown(ShipmentId(8)));
	assert!(!error.remedy().is_empty());
}
