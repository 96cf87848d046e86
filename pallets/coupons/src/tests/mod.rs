//! Tests of the pallet: a file for each flow. What several of them need is here.

use crate::{mock::*, *};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use souk_primitives::{
	coupon_leaf, BatchId, CheckoutDiscount as _, CouponProof, CouponTree, DiscountRequest, Means,
	OrderId, OrderNotice, OrderObserver as _, Tender, Undone, MAX_COUPONS,
};
use sp_core::{Pair as _, H256};
use sp_runtime::{DispatchError, DispatchResult, MultiSignature, Permill};

mod abuse;
mod batches;
mod discounts;

type E = Error<Test>;
type Ev = Event<Test>;

const BATCH: BatchId = BatchId(0);
const ORDER: OrderId = OrderId(1);
const PURSE: Balance = 100_000;

/// Issues a batch of the merchant's.
fn issue(count: u32, change: impl FnOnce(&mut Terms<Asset, Balance>)) -> CouponTree {
	let tree = tree(1, count);
	let mut terms = terms();
	change(&mut terms);
	assert_ok!(Coupons::issue(origin(&merchant()), tree.root(), count, terms, PURSE));
	tree
}

/// Signs as a wallet does: with nothing of the pallet's own.
fn signed(genesis: H256, batch: u64, index: u32, by: u32, who: &AccountId) -> MultiSignature {
	let domain: &[u8] = b"souk/coupons/claim/v1";
	let message = (domain, genesis, batch, index, who, 0u8).encode();
	key(1, by).sign(&sp_io::hashing::blake2_256(&message)).into()
}

fn redeem_at(who: &AccountId, tree: &CouponTree, batch: BatchId, index: u32) -> DispatchResult {
	let signature = signed(genesis_hash(), batch.0, index, index, who);
	let proof = tree.proof(index).unwrap_or_default();
	Coupons::redeem(origin(who), batch, index, coupon(1, index), proof, signature)
}

fn redeem(who: &AccountId, tree: &CouponTree, index: u32) -> DispatchResult {
	redeem_at(who, tree, BATCH, index)
}

fn batch() -> BatchOf<Test> {
	Batches::<Test>::get(BATCH).unwrap()
}

fn request(buyer: &AccountId, amount: Balance) -> DiscountRequest<AccountId, Asset, Balance> {
	let (tender, means) = (Tender::Asset(USD), Means::Voucher);
	DiscountRequest { merchant: merchant(), buyer: buyer.clone(), tender, amount, means }
}

fn reserve(order: u64, buyer: &AccountId, amount: Balance) -> Result<Balance, DispatchError> {
	Coupons::reserve(OrderId(order), &request(buyer, amount))
}
