//! Receipts: that an access happened.

use crate::{shown, Hash};
use serde::{Deserialize, Serialize};

const RECEIPT_DOMAIN: &[u8] = b"souk/data/receipt/v1";
const ANCHOR_DOMAIN: &[u8] = b"souk/data/anchor/v1";

/// One access by a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
	/// The hash of the chain's genesis block.
	#[serde(with = "shown")]
	pub genesis: Hash,
	/// The grant's id.
	pub grant: u64,
	/// Which access it was, from 1.
	pub seq: u64,
	/// Which version of the dataset was read.
	pub version: u32,
	/// BLAKE3 of its sealed file.
	#[serde(with = "shown")]
	pub cipher_hash: Hash,
	/// What for: one bit a purpose.
	pub purpose: u32,
	/// When, in milliseconds since the Unix epoch.
	pub at: u64,
}

impl Receipt {
	/// Its bytes.
	pub fn body(&self) -> Vec<u8> {
		[
			self.genesis.as_slice(),
			&self.grant.to_le_bytes(),
			&self.seq.to_le_bytes(),
			&self.version.to_le_bytes(),
			&self.cipher_hash,
			&self.purpose.to_le_bytes(),
			&self.at.to_le_bytes(),
		]
		.concat()
	}
}

/// The newest receipt of a grant, and all before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
	/// How many accesses there were.
	pub seq: u64,
	/// The hash of their receipts, one after the other.
	#[serde(with = "shown")]
	pub hash: Hash,
}

/// The head after a receipt; `None` if the receipt is not the next.
pub fn next_head(head: &Head, receipt: &Receipt) -> Option<Head> {
	let seq = head.seq.checked_add(1).filter(|seq| *seq == receipt.seq)?;
	let bytes = [RECEIPT_DOMAIN, &head.hash, &receipt.body()].concat();
	Some(Head { seq, hash: sp_crypto_hashing::blake2_256(&bytes) })
}

/// The bytes that both parties sign about the accesses after `from`, up to `to`.
pub fn anchor_payload(genesis: &Hash, grant: u64, from: &Head, to: &Head) -> Vec<u8> {
	[
		ANCHOR_DOMAIN,
		genesis,
		&grant.to_le_bytes(),
		&from.seq.to_le_bytes(),
		&from.hash,
		&to.seq.to_le_bytes(),
		&to.hash,
	]
	.concat()
}
