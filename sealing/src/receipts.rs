//! Receipts: that accesses happened, so that neither side can say otherwise.

use crate::{shown, Hash};
use serde::{Deserialize, Serialize};

const RECEIPT_DOMAIN: &[u8] = b"souk/data/receipt/v1";
const ANCHOR_DOMAIN: &[u8] = b"souk/data/anchor/v1";

/// How many accesses there were, and the hash of their receipts, one after the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
	/// How many.
	pub seq: u64,
	/// The hash; zero of none.
	#[serde(with = "shown")]
	pub head: Hash,
}

/// What a receipt says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
	/// The hash of the chain's genesis block.
	#[serde(with = "shown")]
	pub genesis: Hash,
	/// By which grant.
	pub grant: u64,
	/// The number of the access, from 1.
	pub seq: u64,
	/// Which version of the dataset.
	pub version: u32,
	/// BLAKE3 of the sealed file.
	#[serde(with = "shown")]
	pub cipher_hash: Hash,
	/// What for: the bits of the purposes.
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

	/// The head after it; `None` if it does not follow.
	pub fn after(&self, before: &Head) -> Option<Head> {
		let follows = before.seq.checked_add(1) == Some(self.seq);
		follows.then(|| Head { seq: self.seq, head: next_head(&before.head, &self.body()) })
	}
}

/// The head after a receipt of this body.
pub fn next_head(before: &Hash, body: &[u8]) -> Hash {
	sp_crypto_hashing::blake2_256(&[RECEIPT_DOMAIN, before, body].concat())
}

/// The bytes that both parties sign about the accesses after `from`, up to `to`.
pub fn anchor_payload(genesis: &Hash, grant: u64, from: &Head, to: &Head) -> Vec<u8> {
	[
		ANCHOR_DOMAIN,
		genesis,
		&grant.to_le_bytes(),
		&from.seq.to_le_bytes(),
		&from.head,
		&to.seq.to_le_bytes(),
		&to.head,
	]
	.concat()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn receipt(seq: u64) -> Receipt {
		Receipt {
			genesis: [1; 32],
			grant: 2,
			seq,
			version: 4,
			cipher_hash: [5; 32],
			purpose: 6,
			at: 7,
		}
	}

	#[test]
	fn head_should_be_another_when_anything_of_a_receipt_is() {
		let before = Head { seq: 2, head: [9; 32] };
		let one = receipt(3).after(&before).unwrap();
		assert_eq!(one.seq, 3);
		for other in [
			Receipt { genesis: [0; 32], ..receipt(3) },
			Receipt { grant: 0, ..receipt(3) },
			Receipt { version: 0, ..receipt(3) },
			Receipt { cipher_hash: [0; 32], ..receipt(3) },
			Receipt { purpose: 0, ..receipt(3) },
			Receipt { at: 0, ..receipt(3) },
		] {
			assert_ne!(other.after(&before).unwrap().head, one.head);
		}
		let elsewhere = Head { head: [8; 32], ..before };
		assert_ne!(receipt(3).after(&elsewhere).unwrap().head, one.head);
	}

	#[test]
	fn receipt_should_follow_only_the_one_before_it() {
		let before = Head { seq: 2, head: [9; 32] };
		for seq in [0, 1, 2, 4] {
			assert_eq!(receipt(seq).after(&before), None);
		}
		let last = Head { seq: u64::MAX, head: [9; 32] };
		assert_eq!(receipt(0).after(&last), None);
	}
}
