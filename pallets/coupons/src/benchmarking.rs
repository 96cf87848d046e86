//! What the calls, and the parts of a checkout, cost at most.
//!
//! Batches are as large as they can be, so that proofs are; wallets are full; and whatever an operation
//! needs a record for, it has to make.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect as _, Unbalanced as _},
		tokens::Precision,
	},
};
use frame_system::RawOrigin;
use souk_primitives::{
	coupon_leaf, coupon_root, BatchId, CheckoutDiscount as _, Context, CouponProof,
	DiscountRequest, Means, Moment, OrderId, Tender, Undone, MAX_COUPONS, MAX_PROOF,
};
use sp_core::H256;
use sp_runtime::{traits::Saturating, Permill};

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// An asset that orders can be paid in.
	fn asset() -> T::AssetKind;

	/// A merchant that a program serves, and where its members count once.
	fn served_merchant() -> (T::AccountId, Context);

	/// Makes an account a member's of whom a person is known in a context.
	fn enrol(who: &T::AccountId, context: &Context);

	/// The account of a key that can sign. Its scheme is the most expensive to verify.
	fn signer() -> T::AccountId;

	/// Signs with the key of [`BenchmarkHelper::signer`].
	fn sign(message: &[u8]) -> T::Signature;

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);
}

/// When the benchmarks begin, and when coupons end.
const START: Moment = 1_700_000_000_000;
const END: Moment = START + 1_000_000;

const ORDER: OrderId = OrderId(1);

/// The coupon that is redeemed: the last but one, as its proof is full.
const INDEX: u32 = MAX_COUPONS - 2;

fn endow<T: Config>(who: &T::AccountId) {
	let prices = Pallet::<T>::prices();
	let amount = prices
		.batch
		.saturating_add(prices.chunk.saturating_mul(chunks_of(MAX_COUPONS).into()))
		.saturating_add(prices.voucher)
		.saturating_add(prices.tally)
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(1_000u32.into());
	assert_ok!(T::Currency::increase_balance(who, amount, Precision::Exact));
	T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
}

fn terms<T: Config>(holding: Holding) -> TermsOf<T> {
	let per_person = (holding == Holding::Bound).then_some(u32::MAX);
	Terms {
		unit: Unit::Asset(T::BenchmarkHelper::asset()),
		worth: Worth::Share { share: Permill::from_percent(10), most: 1_000_000u32.into() },
		min_price: 1u32.into(),
		valid_from: START,
		valid_until: END,
		per_person,
		holding,
	}
}

/// A proof of a full tree, of which nothing but the coupon is known.
fn full_proof() -> CouponProof {
	let hashes: Vec<H256> = vec![H256::repeat_byte(7); MAX_PROOF as usize];
	hashes.try_into().unwrap_or_default()
}

fn purse<T: Config>() -> BalanceOf<T> {
	let prices = Pallet::<T>::prices();
	prices.voucher.saturating_add(prices.tally).saturating_mul(100u32.into())
}

struct Scene<T: Config> {
	merchant: T::AccountId,
	coupon: T::AccountId,
	root: H256,
	buyer: T::AccountId,
}

impl<T: Config> Scene<T> {
	fn new() -> Self {
		T::BenchmarkHelper::set_time(START);
		let (merchant, context) = T::BenchmarkHelper::served_merchant();
		endow::<T>(&merchant);
		let coupon = T::BenchmarkHelper::signer();
		let leaf = coupon_leaf(INDEX, &coupon);
		let root = coupon_root(MAX_COUPONS, INDEX, leaf, &full_proof()).unwrap_or_default();
		let buyer = account("buyer", 0, 0);
		T::BenchmarkHelper::enrol(&buyer, &context);
		Self { merchant, coupon, root, buyer }
	}

	fn issue(&self, holding: Holding) -> BatchId {
		let id = NextBatchId::<T>::get();
		let by = RawOrigin::Signed(self.merchant.clone()).into();
		let (root, terms) = (self.root, terms::<T>(holding));
		assert_ok!(Pallet::<T>::issue(by, root, MAX_COUPONS, terms, purse::<T>()));
		id
	}

	/// So many vouchers of batches of their own, as if they had been redeemed.
	fn fill(&self, count: u32) {
		for _ in 0..count {
			let id = self.issue(Holding::Transferable);
			self.put(id, 0, &self.buyer);
		}
	}

	fn put(&self, id: BatchId, index: u32, holder: &T::AccountId) {
		Batches::<T>::mutate(id, |slot| {
			if let Some(batch) = slot {
				Pallet::<T>::mark(batch, id, index);
				batch.redeemed = batch.redeemed.saturating_add(1);
				assert_ok!(Pallet::<T>::put_voucher(batch, (id, index), holder));
			}
		});
	}

	fn request(&self) -> DiscountRequest<T::AccountId, T::AssetKind, BalanceOf<T>> {
		DiscountRequest {
			merchant: self.merchant.clone(),
			buyer: self.buyer.clone(),
			tender: Tender::Asset(T::BenchmarkHelper::asset()),
			amount: 1_000_000u32.into(),
			means: Means::Voucher,
		}
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn issue() {
		let scene = Scene::<T>::new();
		let by = RawOrigin::Signed(scene.merchant.clone());
		let terms = terms::<T>(Holding::Bound);

		#[extrinsic_call]
		_(by, scene.root, MAX_COUPONS, terms, purse::<T>());

		assert!(Batches::<T>::contains_key(BatchId(0)));
	}

	#[benchmark]
	fn fund() {
		let scene = Scene::<T>::new();
		let id = scene.issue(Holding::Bound);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.merchant.clone()), id, 1u32.into());

		let purse = purse::<T>().saturating_add(1u32.into());
		assert_eq!(Batches::<T>::get(id).map(|batch| batch.purse), Some(purse));
	}

	#[benchmark]
	fn cancel() {
		let scene = Scene::<T>::new();
		let id = scene.issue(Holding::Bound);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.merchant.clone()), id);

		let status = Batches::<T>::get(id).map(|batch| batch.status);
		assert_eq!(status, Some(Status::Cancelled));
	}

	#[benchmark]
	fn redeem() {
		let scene = Scene::<T>::new();
		let id = scene.issue(Holding::Bound);
		scene.fill(MAX_VOUCHERS - 1);
		let payload = Pallet::<T>::claim_payload(id, INDEX, scene.buyer.clone());
		let signature = T::BenchmarkHelper::sign(&payload);
		let by = RawOrigin::Signed(scene.buyer.clone());

		#[extrinsic_call]
		_(by, id, INDEX, scene.coupon.clone(), full_proof(), signature);

		assert!(Vouchers::<T>::contains_key(id, INDEX));
	}

	#[benchmark]
	fn give() {
		let scene = Scene::<T>::new();
		scene.fill(MAX_VOUCHERS);
		let to: T::AccountId = account("receiver", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.buyer.clone()), BatchId(0), 0, to.clone());

		assert_eq!(Vouchers::<T>::get(BatchId(0), 0), Some(to));
	}

	/// After the end, so that the deposit goes back.
	#[benchmark]
	fn discard() {
		let scene = Scene::<T>::new();
		scene.fill(MAX_VOUCHERS);
		T::BenchmarkHelper::set_time(END);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.buyer.clone()), BatchId(0), 0);

		assert!(!Vouchers::<T>::contains_key(BatchId(0), 0));
	}

	/// Vouchers, of which each has a wallet.
	#[benchmark]
	fn sweep(n: Linear<1, MAX_SWEPT>) {
		let scene = Scene::<T>::new();
		let id = scene.issue(Holding::Transferable);
		for index in 0..n {
			scene.put(id, index, &account("holder", index, 0));
		}
		T::BenchmarkHelper::set_time(END);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.buyer.clone()), id, n);

		let left = Batches::<T>::get(id).map_or(0, |batch| batch.vouchers);
		assert_eq!(left, 1, "one entry of the bitmap went first");
	}

	#[benchmark]
	fn reserve() {
		let scene = Scene::<T>::new();
		scene.fill(MAX_VOUCHERS);
		let request = scene.request();
		let reserved;

		#[block]
		{
			reserved = Pallet::<T>::reserve(ORDER, &request);
		}

		assert!(reserved.is_ok());
	}

	#[benchmark]
	fn capture() {
		let scene = Scene::<T>::new();
		scene.fill(MAX_VOUCHERS);
		assert_ok!(Pallet::<T>::reserve(ORDER, &scene.request()));
		T::BenchmarkHelper::set_time(END);

		#[block]
		{
			Pallet::<T>::capture(ORDER);
		}

		assert!(!Uses::<T>::contains_key(ORDER));
	}

	/// In time: the voucher comes back.
	#[benchmark]
	fn release() {
		let scene = Scene::<T>::new();
		scene.fill(MAX_VOUCHERS);
		assert_ok!(Pallet::<T>::reserve(ORDER, &scene.request()));

		#[block]
		{
			Pallet::<T>::release(ORDER, Undone::All);
		}

		assert!(!Uses::<T>::contains_key(ORDER));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::world(), crate::mock::Test);
}

/// The mock's helper.
#[cfg(test)]
mod test_helper {
	use super::*;
	use crate::mock::{self, AccountId, Asset, Helper, People, Test};
	use sp_core::Pair;
	use sp_runtime::MultiSignature;

	impl BenchmarkHelper<Test> for Helper {
		fn asset() -> Asset {
			mock::USD
		}

		fn served_merchant() -> (AccountId, Context) {
			(mock::merchant(), mock::CONTEXT)
		}

		/// The mock knows one context.
		fn enrol(who: &AccountId, context: &Context) {
			assert_eq!(*context, mock::CONTEXT);
			let id = 1_000u64.saturating_add(People::get().len() as u64);
			mock::enrol(who.clone(), id, id);
		}

		fn signer() -> AccountId {
			mock::coupon(1, 0)
		}

		fn sign(message: &[u8]) -> MultiSignature {
			mock::key(1, 0).sign(message).into()
		}

		fn set_time(now: Moment) {
			mock::set_time(now);
		}
	}
}
