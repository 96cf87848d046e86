//! A Merkle tree that grows by a leaf at a time and keeps nothing but what it needs to go on.
//!
//! The tree is that of RFC 9162, section 2.1, with `blake2_256` for its hash: the verifiers of
//! transparency logs verify its proofs. Of it are kept the roots of its full subtrees, one for each
//! bit that is set in the number of leaves.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// Enough for a million leaves.
const MAX_PEAKS: u32 = 20;

/// The hash of a leaf.
pub fn leaf_hash(data: &[u8]) -> H256 {
	BlakeTwo256::hash(&[&[0u8], data].concat())
}

/// The hash of two subtrees.
pub fn node_hash(left: &H256, right: &H256) -> H256 {
	BlakeTwo256::hash(&[&[1u8], left.as_bytes(), right.as_bytes()].concat())
}

/// A tree, without its leaves.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Tree {
	leaves: u32,
	/// The largest first.
	peaks: BoundedVec<H256, ConstU32<MAX_PEAKS>>,
}

impl Tree {
	/// How many leaves it has.
	pub fn leaves(&self) -> u32 {
		self.leaves
	}

	/// Adds a leaf. `None`, and the tree is as it was, if it cannot take any more.
	pub fn push(&mut self, leaf: H256) -> Option<()> {
		let leaves = self.leaves.checked_add(1).filter(|count| count >> MAX_PEAKS == 0)?;
		let mut node = leaf;
		// Each bit that is set at the low end is a full subtree that the new leaf completes.
		for _ in 0..self.leaves.trailing_ones() {
			let left = self.peaks.pop()?;
			node = node_hash(&left, &node);
		}
		// There is room: a peak for each bit of a number that has no more bits than peaks.
		self.peaks.try_push(node).ok()?;
		self.leaves = leaves;
		Some(())
	}

	/// Its root; nothing of a tree with no leaves.
	pub fn root(&self) -> Option<H256> {
		let mut peaks = self.peaks.iter().rev();
		let last = *peaks.next()?;
		Some(peaks.fold(last, |right, left| node_hash(left, &right)))
	}

	/// Whether `path` proves that `leaf` is the leaf of that number: RFC 9162, section 2.1.3.2.
	pub fn verify(&self, index: u32, leaf: H256, path: &[H256]) -> bool {
		let Some(root) = self.root().filter(|_| index < self.leaves) else { return false };
		let (mut at, mut last, mut node) = (index, self.leaves.saturating_sub(1), leaf);
		for sibling in path {
			if last == 0 {
				return false;
			}
			if at & 1 == 1 || at == last {
				node = node_hash(sibling, &node);
				if at & 1 == 0 {
					while at & 1 == 0 && at != 0 {
						at >>= 1;
						last >>= 1;
					}
				}
			} else {
				node = node_hash(&node, sibling);
			}
			at >>= 1;
			last >>= 1;
		}
		last == 0 && node == root
	}
}

/// The root over these leaves, and the proof of the one of that number: what verifiers compute.
pub fn prove(leaves: &[H256], index: usize) -> Option<(H256, Vec<H256>)> {
	let (first, rest) = leaves.split_first()?;
	if rest.is_empty() {
		return (index == 0).then(|| (*first, Vec::new()));
	}
	let split = leaves.len().next_power_of_two() / 2;
	let (left, right) = leaves.split_at_checked(split)?;
	if index < split {
		let (root, mut path) = prove(left, index)?;
		let (other, _) = prove(right, 0)?;
		path.push(other);
		Some((node_hash(&root, &other), path))
	} else {
		let (other, _) = prove(left, 0)?;
		let (root, mut path) = prove(right, index.checked_sub(split)?)?;
		path.push(other);
		Some((node_hash(&other, &root), path))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn leaves(count: u32) -> Vec<H256> {
		(0..count).map(|n| leaf_hash(&n.encode())).collect()
	}

	fn tree(leaves: &[H256]) -> Tree {
		let mut tree = Tree::default();
		leaves.iter().for_each(|leaf| tree.push(*leaf).unwrap());
		tree
	}

	#[test]
	fn root_should_be_that_of_the_recursive_definition() {
		assert_eq!(Tree::default().root(), None);
		for count in 1..70 {
			let leaves = leaves(count);
			let (root, _) = prove(&leaves, 0).unwrap();
			assert_eq!(tree(&leaves).root(), Some(root), "{count} leaves");
			assert_eq!(tree(&leaves).peaks.len() as u32, count.count_ones());
		}
	}

	#[test]
	fn proof_should_hold_for_its_leaf_only() {
		for count in 1..40u32 {
			let leaves = leaves(count);
			let tree = tree(&leaves);
			for index in 0..count {
				let leaf = leaves[index as usize];
				let (_, path) = prove(&leaves, index as usize).unwrap();
				assert!(tree.verify(index, leaf, &path));
				assert!(!tree.verify(index, leaf_hash(b"other"), &path));
				for other in (0..count + 2).filter(|other| *other != index) {
					assert!(!tree.verify(other, leaf, &path), "{index} as {other} of {count}");
				}
				if !path.is_empty() {
					assert!(!tree.verify(index, leaf, &path[1..]));
					let mut longer = path.clone();
					longer.push(H256::zero());
					assert!(!tree.verify(index, leaf, &longer));
				}
			}
		}
	}

	#[test]
	fn push_should_be_refused_when_the_tree_is_full() {
		let mut full = Tree { leaves: (1 << MAX_PEAKS) - 1, ..Default::default() };
		for n in 0..MAX_PEAKS {
			full.peaks.try_push(leaf_hash(&n.encode())).unwrap();
		}
		let before = full.clone();
		assert_eq!(full.push(H256::zero()), None);
		assert_eq!(full, before);
	}

	#[test]
	fn hashes_of_leaves_and_nodes_should_differ() {
		let (a, b) = (H256::repeat_byte(1), H256::repeat_byte(2));
		assert_ne!(leaf_hash(&[a.as_bytes(), b.as_bytes()].concat()), node_hash(&a, &b));
	}
}
