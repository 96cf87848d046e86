//! Coupons as key pairs: the tree that a batch's root is of, and what a coupon's key signs.
//!
//! Here and not in the pallet, because whoever makes a batch and whoever redeems a coupon of it compute
//! the same hashes off chain.

use crate::{BatchId, CheckoutDiscount, DiscountRequest, OrderId, Points, Undone};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::{pallet_prelude::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError,
};

/// What a coupon's signature is for, and no other signature can be mistaken for.
pub const COUPON_DOMAIN: &[u8] = b"souk/coupons/claim/v1";

/// What the hash of a coupon's key begins with.
pub const LEAF_DOMAIN: &[u8] = b"souk/coupons/leaf/v1";

/// What the hash of two hashes begins with.
pub const NODE_DOMAIN: &[u8] = b"souk/coupons/node/v1";

/// What the hash of the number of coupons and the top of their tree begins with.
pub const ROOT_DOMAIN: &[u8] = b"souk/coupons/root/v1";

/// The most hashes of a proof.
pub const MAX_PROOF: u32 = 20;

/// The most coupons of a batch: what proofs of [`MAX_PROOF`] hashes reach.
pub const MAX_COUPONS: u32 = 1 << MAX_PROOF;

/// The hashes beside the way from a coupon to the top of its tree, the lowest first.
pub type CouponProof = BoundedVec<H256, ConstU32<MAX_PROOF>>;

/// The hash of a coupon's public key, or of the account that stands for it.
pub fn coupon_leaf<Key: Encode>(index: u32, coupon: &Key) -> H256 {
	BlakeTwo256::hash_of(&(LEAF_DOMAIN, index, coupon))
}

fn node(left: H256, right: H256) -> H256 {
	BlakeTwo256::hash_of(&(NODE_DOMAIN, left, right))
}

fn root(count: u32, top: H256) -> H256 {
	BlakeTwo256::hash_of(&(ROOT_DOMAIN, count, top))
}

/// The root that a leaf and its proof lead to in a batch of `count` coupons; `None` if no proof of that
/// length leads anywhere from there.
///
/// The last hash of a row that has no partner moves up as it is, so how many hashes a proof has follows
/// from the index and the count.
pub fn coupon_root(count: u32, index: u32, leaf: H256, proof: &[H256]) -> Option<H256> {
	if index >= count {
		return None;
	}
	let mut rest = proof.iter();
	let (mut at, mut last, mut hash) = (index, count.checked_sub(1)?, leaf);
	while last > 0 {
		if at % 2 == 1 {
			hash = node(*rest.next()?, hash);
		} else if at < last {
			hash = node(hash, *rest.next()?);
		}
		(at, last) = (at / 2, last / 2);
	}
	rest.next().is_none().then(|| root(count, hash))
}

/// The tree of a batch, with every hash of it. For whoever makes one.
#[derive(Clone, Debug)]
pub struct CouponTree {
	/// From the leaves to the top. Every row has half as many hashes as the one before, rounded up.
	rows: Vec<Vec<H256>>,
	count: u32,
}

impl CouponTree {
	/// Builds the tree of the public keys, or of the accounts that stand for them; `None` if there is
	/// none, or there are more than [`MAX_COUPONS`].
	pub fn build<Key: Encode>(coupons: &[Key]) -> Option<Self> {
		let count = u32::try_from(coupons.len()).ok()?;
		if count == 0 || count > MAX_COUPONS {
			return None;
		}
		let mut row: Vec<H256> =
			(0..).zip(coupons).map(|(index, coupon)| coupon_leaf(index, coupon)).collect();
		let mut rows = Vec::new();
		while row.len() > 1 {
			let above = row.chunks(2).filter_map(|pair| match pair {
				[left, right] => Some(node(*left, *right)),
				rest => rest.first().copied(),
			});
			let above = above.collect();
			rows.push(core::mem::replace(&mut row, above));
		}
		rows.push(row);
		Some(Self { rows, count })
	}

	/// How many coupons there are.
	pub fn count(&self) -> u32 {
		self.count
	}

	/// What the chain stores.
	pub fn root(&self) -> H256 {
		let top = self.rows.last().and_then(|row| row.first());
		root(self.count, top.copied().unwrap_or_default())
	}

	/// What a claim of that coupon hands in; `None` if there is no such coupon.
	pub fn proof(&self, index: u32) -> Option<CouponProof> {
		if index >= self.count {
			return None;
		}
		let mut at = usize::try_from(index).ok()?;
		let mut proof = CouponProof::default();
		for row in &self.rows {
			if let Some(sibling) = row.get(at ^ 1) {
				proof.try_push(*sibling).ok()?;
			}
			at /= 2;
		}
		Some(proof)
	}
}

/// What a coupon is redeemed for.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum CouponTarget {
	/// A voucher, which takes something off one of the claimant's next orders.
	#[codec(index = 0)]
	Voucher,
}

/// What a coupon's key signs: that it is redeemed by this account, and by no other that sees it.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct CouponClaim<AccountId> {
	/// The batch that it is of.
	pub batch: BatchId,
	/// Its number in the batch, from 0.
	pub index: u32,
	/// Who redeems it.
	pub claimant: AccountId,
	/// What for.
	pub target: CouponTarget,
}

impl<AccountId: Encode> CouponClaim<AccountId> {
	/// The 32 bytes that are signed, on the chain of that genesis block.
	pub fn payload(&self, genesis: H256) -> [u8; 32] {
		BlakeTwo256::hash_of(&(COUPON_DOMAIN, genesis, self)).0
	}
}

/// What pays for a part of an order.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Means {
	/// So many points of the program that serves the merchant.
	#[codec(index = 0)]
	Points(Points),
	/// The voucher of the merchant's that takes the most off.
	#[codec(index = 1)]
	Voucher,
}

/// Pays with points or with a voucher, as the request says.
///
/// Each of the two passes over orders that it has nothing to do with, so both are told of everything.
pub struct PointsOrVoucher<OfPoints, OfVouchers>(PhantomData<(OfPoints, OfVouchers)>);

impl<AccountId, Asset, Balance, OfPoints, OfVouchers> CheckoutDiscount<AccountId, Asset, Balance>
	for PointsOrVoucher<OfPoints, OfVouchers>
where
	Balance: Copy,
	OfPoints: CheckoutDiscount<AccountId, Asset, Balance>,
	OfVouchers: CheckoutDiscount<AccountId, Asset, Balance>,
{
	fn reserve(
		order: OrderId,
		request: &DiscountRequest<AccountId, Asset, Balance>,
	) -> Result<Balance, DispatchError> {
		match request.means {
			Means::Points(_) => OfPoints::reserve(order, request),
			Means::Voucher => OfVouchers::reserve(order, request),
		}
	}

	fn capture(order: OrderId) {
		OfPoints::capture(order);
		OfVouchers::capture(order);
	}

	fn release(order: OrderId, undone: Undone<Balance>) {
		OfPoints::release(order, undone);
		OfVouchers::release(order, undone);
	}

	fn weight() -> Weight {
		let points = OfPoints::weight().saturating_add(OfVouchers::pass_weight());
		points.max(OfVouchers::weight().saturating_add(OfPoints::pass_weight()))
	}

	fn pass_weight() -> Weight {
		OfPoints::pass_weight().saturating_add(OfVouchers::pass_weight())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec;

	fn coupons(count: u8) -> Vec<[u8; 32]> {
		(0..count).map(|n| [n; 32]).collect()
	}

	fn lead(tree: &CouponTree, index: u32, coupon: &[u8; 32], proof: &[H256]) -> bool {
		coupon_root(tree.count(), index, coupon_leaf(index, coupon), proof) == Some(tree.root())
	}

	#[test]
	fn proof_should_lead_to_the_root_when_it_is_of_that_coupon_alone() {
		for count in (1..=33).chain([64, 65, 100]) {
			let coupons = coupons(count);
			let tree = CouponTree::build(&coupons).unwrap();
			for (index, coupon) in (0..).zip(&coupons) {
				let proof = tree.proof(index).unwrap();
				assert!(lead(&tree, index, coupon, &proof), "{index} of {count}");
				// At no other place, and as no other coupon.
				for other in (0..u32::from(count)).filter(|other| *other != index) {
					assert!(!lead(&tree, other, coupon, &proof), "{index} of {count} as {other}");
					let leaf = coupon_leaf(index, coupon);
					let moved = coupon_root(tree.count(), other, leaf, &proof);
					assert_ne!(moved, Some(tree.root()), "{index} of {count} at {other}");
				}
				assert!(!lead(&tree, index, &[0xff; 32], &proof));
			}
			assert_eq!(tree.proof(count.into()), None);
		}
	}

	#[test]
	fn proof_should_lead_nowhere_when_it_is_longer_or_shorter() {
		for count in [1, 2, 3, 5, 6, 7, 8] {
			let coupons = coupons(count);
			let tree = CouponTree::build(&coupons).unwrap();
			for (index, coupon) in (0..).zip(&coupons) {
				let leaf = coupon_leaf(index, coupon);
				let proof = tree.proof(index).unwrap();
				let longer = [&proof[..], &[H256::zero()]].concat();
				assert_eq!(coupon_root(tree.count(), index, leaf, &longer), None);
				if let Some((_, shorter)) = proof.split_last() {
					assert_eq!(coupon_root(tree.count(), index, leaf, shorter), None);
				}
				let outside = coupon_root(tree.count(), u32::from(count), leaf, &proof);
				assert_eq!(outside, None);
			}
		}
	}

	/// An inner node is no leaf: as the hash of one it leads to the root of a smaller batch only if
	/// the number of coupons were not in it.
	#[test]
	fn root_should_be_another_when_the_number_of_coupons_is() {
		let four = CouponTree::build(&coupons(4)).unwrap();
		let (left, right) = (four.rows[1][0], four.rows[1][1]);
		assert_eq!(coupon_root(2, 0, left, &[right]), Some(root(2, four.rows[2][0])));
		assert_ne!(coupon_root(2, 0, left, &[right]), Some(four.root()));
		assert_eq!(coupon_root(4, 0, left, &[right]), None);
		// Three are not four of which the last comes twice.
		let twice = CouponTree::build(&[[0u8; 32], [1; 32], [2; 32], [2; 32]]).unwrap();
		assert_ne!(CouponTree::build(&coupons(3)).unwrap().root(), twice.root());
	}

	#[test]
	fn tree_should_be_none_when_there_are_no_coupons_or_too_many() {
		assert!(CouponTree::build(&coupons(0)).is_none());
		assert!(CouponTree::build(&vec![0u8; MAX_COUPONS as usize + 1]).is_none());
		let full = CouponTree::build(&vec![0u8; MAX_COUPONS as usize]).unwrap();
		let proof = full.proof(MAX_COUPONS - 1).unwrap();
		assert_eq!(proof.len(), MAX_PROOF as usize);
		let leaf = coupon_leaf(MAX_COUPONS - 1, &0u8);
		assert_eq!(coupon_root(MAX_COUPONS, MAX_COUPONS - 1, leaf, &proof), Some(full.root()));
	}

	/// Computed by another program, of what the README of pallet-coupons says.
	#[test]
	fn hashes_should_be_those_that_others_compute() {
		let tree = CouponTree::build(&coupons(3)).unwrap();
		let shown = |hash: H256| alloc::format!("{hash:?}");
		assert_eq!(
			shown(coupon_leaf(0, &[0u8; 32])),
			"0xd6411ea4ef0fc9f4a20338732fe251882f4e7231ea5f2f8e8a0771bfda9d16fc"
		);
		assert_eq!(
			shown(tree.root()),
			"0x86c862475a999444b01d86a1b6096a5ea370e9afdea806e9a564285e9468aab6"
		);
		let claim = CouponClaim {
			batch: BatchId(5),
			index: 2,
			claimant: [0x0bu8; 32],
			target: CouponTarget::Voucher,
		};
		assert_eq!(
			shown(claim.payload(H256::repeat_byte(0x77)).into()),
			"0x9eb8cfadce1c5359e4892c81eba8ef2a9cfa220fd7fb90ee0c78092590040f94"
		);
	}
}
