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

#[cfg(test)]
mod tests {
	use super::*;

	const RECEIPT: Receipt = Receipt {
		genesis: [1; 32],
		grant: 2,
		seq: 1,
		version: 3,
		cipher_hash: [4; 32],
		purpose: 0x0201,
		at: 0x0102_0304_0506_0708,
	};

	#[test]
	fn body_should_be_the_documented_bytes_when_it_is_computed() {
		let mut expected = vec![1; 32];
		expected.extend([2, 0, 0, 0, 0, 0, 0, 0]);
		expected.extend([1, 0, 0, 0, 0, 0, 0, 0]);
		expected.extend([3, 0, 0, 0]);
		expected.extend([4; 32]);
		expected.extend([1, 2, 0, 0]);
		expected.extend([8, 7, 6, 5, 4, 3, 2, 1]);
		assert_eq!(RECEIPT.body(), expected);
	}

	#[test]
	fn head_should_be_none_when_a_receipt_is_left_out_or_comes_twice() {
		let start = Head::default();
		let one = next_head(&start, &RECEIPT).unwrap();
		let second = Receipt { seq: 2, ..RECEIPT };
		assert!(next_head(&start, &second).is_none());
		assert!(next_head(&one, &RECEIPT).is_none());
		assert_eq!(next_head(&one, &second).unwrap().seq, 2);
		let end = Head { seq: u64::MAX, hash: [0; 32] };
		assert!(next_head(&end, &Receipt { seq: 0, ..RECEIPT }).is_none());
	}

	#[test]
	fn head_should_be_another_when_anything_of_a_receipt_is() {
		let start = Head::default();
		let one = next_head(&start, &RECEIPT).unwrap();
		let others = [
			Receipt { genesis: [0; 32], ..RECEIPT },
			Receipt { grant: 0, ..RECEIPT },
			Receipt { version: 0, ..RECEIPT },
			Receipt { cipher_hash: [0; 32], ..RECEIPT },
			Receipt { purpose: 0, ..RECEIPT },
			Receipt { at: 0, ..RECEIPT },
		];
		for other in others {
			assert_ne!(next_head(&start, &other).unwrap().hash, one.hash);
		}
		let start = Head { hash: [1; 32], ..start };
		assert_ne!(next_head(&start, &RECEIPT).unwrap().hash, one.hash);
	}

	#[test]
	fn anchor_should_be_the_documented_bytes_when_it_is_computed() {
		let from = Head { seq: 2, hash: [3; 32] };
		let to = Head { seq: 0x0405, hash: [6; 32] };
		let mut expected = b"souk/data/anchor/v1".to_vec();
		expected.extend([1; 32]);
		expected.extend([7, 0, 0, 0, 0, 0, 0, 0]);
		expected.extend([2, 0, 0, 0, 0, 0, 0, 0]);
		expected.extend([3; 32]);
		expected.extend([5, 4, 0, 0, 0, 0, 0, 0]);
		expected.extend([6; 32]);
		assert_eq!(anchor_payload(&[1; 32], 7, &from, &to), expected);
	}
}
