//! What the calls, and the parts that they and the sweep are made of, cost at most.
//!
//! The worst order lives by terms of its own with as many splits as there can be. Each recipient
//! owes the merchant exactly its share, so that every debt is looked up, taken off and its deposit
//! returned. Merchant, buyer and payer are three accounts, and nobody else's.

use crate::{money::Payouts, progress::Work, *};
use alloc::{vec, vec::Vec};
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	pallet_prelude::ConstU32,
	traits::{
		fungible::{Inspect as _, Unbalanced as _},
		fungibles::{Inspect as _, Mutate as _},
		tokens::Precision,
		Hooks,
	},
	weights::Weight,
	BoundedVec,
};
use frame_system::RawOrigin;
use souk_primitives::{BigEndian, Moment, OrderId, OrderStage, TermsId};
use sp_runtime::{
	traits::{Saturating, Zero},
	Permill,
};

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// Makes the asset that is the most expensive to pay in. It is sufficient, and has a minimum
	/// balance of at least two.
	fn create_asset() -> T::AssetKind;

	/// The account of a key that can sign. Its scheme is the most expensive to verify.
	fn signer(index: u32) -> T::AccountId;

	/// Signs with the key of [`BenchmarkHelper::signer`].
	fn sign(index: u32, message: &[u8]) -> T::Signature;

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);
}

/// When the benchmarks begin.
const START: Moment = 1_700_000_000_000;
/// Windows that are waited for.
const WINDOW: Moment = 1_000;
/// The share of each split, an eighth of half of it.
const SHARE: Permill = Permill::from_parts(62_500);

type Batch = BoundedVec<OrderId, ConstU32<MAX_BATCH>>;
type Offers<T> = BoundedVec<SignedOfferOf<T>, ConstU32<MAX_OFFERS>>;

fn signed<T: Config>(who: &T::AccountId) -> T::RuntimeOrigin {
	RawOrigin::Signed(who.clone()).into()
}

/// Gives somebody enough of the native token for any deposit here.
fn fund_deposits<T: Config>(who: &T::AccountId) {
	let amount = Pallet::<T>::order_deposit(MAX_SPLITS as usize)
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(1_000u32.into());
	assert_ok!(T::Currency::increase_balance(who, amount, Precision::Exact));
	T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
}

fn merchant<T: Config>(index: u32) -> T::AccountId {
	let merchant = account("merchant", index, 0);
	fund_deposits::<T>(&merchant);
	merchant
}

fn buyer<T: Config>() -> T::AccountId {
	account("buyer", 0, 0)
}

fn payer<T: Config>(index: u32) -> T::AccountId {
	account("payer", index, 0)
}

/// Terms of the largest size there is.
fn terms<T: Config>() -> Terms<T::AccountId> {
	let splits = (0..MAX_SPLITS).map(|index| Split {
		recipient: account("recipient", index, 0),
		share: SHARE,
		on_refund: OnRefund::Return,
	});
	Terms {
		windows: Windows {
			pay: WINDOW,
			ship: WINDOW,
			receive: WINDOW,
			inspect: WINDOW,
			answer: WINDOW,
			extension: WINDOW,
			record: WINDOW,
		},
		cancellation: Cancellation::BeforeShipping,
		splits: splits.collect::<Vec<_>>().try_into().unwrap_or_default(),
	}
}

fn publish<T: Config>(merchant: &T::AccountId) -> TermsId {
	let id = NextTermsId::<T>::get();
	assert_ok!(Pallet::<T>::publish_terms(signed::<T>(merchant), terms::<T>()));
	id
}

fn text() -> Reference {
	vec![b'x'; MAX_TEXT as usize].try_into().unwrap_or_default()
}

/// A market in one asset.
struct Market<T: Config> {
	asset: T::AssetKind,
	price: BalanceOf<T>,
}

/// An order and the merchant whose it is.
struct Sale<T: Config> {
	id: OrderId,
	merchant: T::AccountId,
	payer: T::AccountId,
	terms: TermsId,
}

impl<T: Config> Market<T> {
	fn open() -> Self {
		T::BenchmarkHelper::set_time(START);
		let asset = T::BenchmarkHelper::create_asset();
		let unit = T::Money::minimum_balance(asset.clone());
		let market = Self { asset, price: unit.saturating_mul(1_000_000u32.into()) };
		let opener = account("opener", 0, 0);
		market.endow(&opener, unit);
		assert_ok!(Pallet::<T>::accept_asset(signed::<T>(&opener), market.asset.clone()));
		market
	}

	fn endow(&self, who: &T::AccountId, amount: BalanceOf<T>) {
		assert_ok!(T::Money::mint_into(self.asset.clone(), who, amount));
	}

	fn balance(&self, who: &T::AccountId) -> BalanceOf<T> {
		T::Money::balance(self.asset.clone(), who)
	}

	/// What each split gets of the whole price.
	fn share(&self) -> BalanceOf<T> {
		SHARE.mul_floor(self.price)
	}

	fn invoice(&self, merchant: T::AccountId, payer: T::AccountId) -> Sale<T> {
		let terms = publish::<T>(&merchant);
		let id = NextOrderId::<T>::get();
		assert_ok!(Pallet::<T>::invoice(
			signed::<T>(&merchant),
			Some(buyer::<T>()),
			terms,
			self.asset.clone(),
			self.price,
			text(),
		));
		Sale { id, merchant, payer, terms }
	}

	/// A paid order; the payer has nothing left.
	fn funded(&self, merchant: T::AccountId, payer: T::AccountId) -> Sale<T> {
		let sale = self.invoice(merchant, payer);
		self.endow(&sale.payer, self.price);
		assert_ok!(Pallet::<T>::fund(signed::<T>(&sale.payer), sale.id, self.price));
		sale
	}

	fn shipped(&self, merchant: T::AccountId, payer: T::AccountId) -> Sale<T> {
		let sale = self.funded(merchant, payer);
		let merchant = signed::<T>(&sale.merchant);
		assert_ok!(Pallet::<T>::ship(merchant, sale.batch(), Some(text())));
		sale
	}

	fn settled(&self, merchant: T::AccountId, payer: T::AccountId) -> Sale<T> {
		let sale = self.shipped(merchant, payer);
		assert_ok!(Pallet::<T>::confirm(signed::<T>(&buyer::<T>()), sale.batch()));
		sale
	}

	/// The nth of many orders that have nothing in common, on its way, every recipient in debt.
	fn indebted(&self, index: u32) -> Sale<T> {
		let sale = self.shipped(merchant::<T>(index), payer::<T>(index));
		self.owe(&sale, self.share());
		sale
	}

	/// Makes every recipient of a split owe the merchant `amount`.
	fn owe(&self, sale: &Sale<T>, amount: BalanceOf<T>) {
		if let Ok(work) = Work::<T>::load(sale.id) {
			let splits = &work.terms.terms.splits;
			let amounts = vec![amount; splits.len()];
			assert_ok!(Pallet::<T>::record_debts(&work.order, splits, amounts));
		}
	}

	/// A signed offer, of a merchant of its own.
	fn offer(&self, index: u32, items: u32) -> SignedOfferOf<T> {
		let merchant = T::BenchmarkHelper::signer(index);
		fund_deposits::<T>(&merchant);
		let terms = publish::<T>(&merchant);
		let item = Item { amount: self.price, reference: text() };
		let offer = Offer {
			merchant,
			buyer: Some(buyer::<T>()),
			terms,
			asset: self.asset.clone(),
			items: vec![item; items as usize].try_into().unwrap_or_default(),
			nonce: u64::from(index),
			valid_until: START.saturating_add(WINDOW),
		};
		let signature = T::BenchmarkHelper::sign(index, &Pallet::<T>::offer_payload(&offer));
		SignedOffer { offer, signature }
	}

	/// Gives the buyer the price of `items`, and nothing else.
	fn enrich_buyer(&self, items: u32) -> BalanceOf<T> {
		let total = self.price.saturating_mul(items.into());
		self.endow(&buyer::<T>(), total);
		total
	}
}

impl<T: Config> Sale<T> {
	fn batch(&self) -> Batch {
		batch(&[self.id])
	}

	fn request_refund(&self, amount: BalanceOf<T>) {
		let buyer = signed::<T>(&buyer::<T>());
		let evidence = Some(T::Hash::default());
		assert_ok!(Pallet::<T>::request_refund(buyer, self.id, amount, evidence));
	}

	fn stage(&self) -> Option<OrderStage> {
		Orders::<T>::get(self.id).map(|order| order.state.stage())
	}
}

fn batch(ids: &[OrderId]) -> Batch {
	ids.to_vec().try_into().unwrap_or_default()
}

/// Makes `count` orders and lists them.
fn many<T: Config>(count: u32, make: impl Fn(u32) -> Sale<T>) -> (Vec<Sale<T>>, Batch) {
	let sales: Vec<_> = (0..count).map(make).collect();
	let ids: Vec<_> = sales.iter().map(|sale| sale.id).collect();
	(sales, batch(&ids))
}

/// `items` orders in `count` offers, spread evenly.
fn offers<T: Config>(market: &Market<T>, count: u32, items: u32) -> Offers<T> {
	let of = |index: u32| items / count + u32::from(index < items % count);
	let offers: Vec<_> = (0..count).map(|index| market.offer(index, of(index))).collect();
	offers.try_into().unwrap_or_default()
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn accept_asset() {
		T::BenchmarkHelper::set_time(START);
		let asset = T::BenchmarkHelper::create_asset();
		let caller: T::AccountId = account("caller", 0, 0);
		let unit = T::Money::minimum_balance(asset.clone());
		// All it has, so that its account goes.
		assert_ok!(T::Money::mint_into(asset.clone(), &caller, unit));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset.clone());

		assert!(AcceptedAssets::<T>::contains_key(&asset));
	}

	#[benchmark]
	fn publish_terms() {
		let caller = merchant::<T>(0);
		let id = NextTermsId::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), terms::<T>());

		assert!(TermsOf::<T>::contains_key(id));
	}

	#[benchmark]
	fn retire_terms() {
		let caller = merchant::<T>(0);
		let id = publish::<T>(&caller);

		// Nothing lives by them, so they go at once.
		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(!TermsOf::<T>::contains_key(id));
	}

	#[benchmark]
	fn invoice() {
		let market = Market::<T>::open();
		let caller = merchant::<T>(0);
		let terms = publish::<T>(&caller);
		let id = NextOrderId::<T>::get();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(caller),
			Some(buyer::<T>()),
			terms,
			market.asset,
			market.price,
			text(),
		);

		assert!(Orders::<T>::contains_key(id));
	}

	#[benchmark]
	fn fund() {
		let market = Market::<T>::open();
		let sale = market.invoice(merchant::<T>(0), payer::<T>(0));
		market.endow(&sale.payer, market.price);

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.payer.clone()), sale.id, market.price);

		assert_eq!(sale.stage(), Some(OrderStage::Funded));
	}

	/// Offers of one item each.
	#[benchmark]
	fn place_offers(o: Linear<1, MAX_OFFERS>) {
		let market = Market::<T>::open();
		let offers = offers(&market, o, o);
		let total = market.enrich_buyer(o);

		#[extrinsic_call]
		place(RawOrigin::Signed(buyer::<T>()), offers, total);

		assert_eq!(NextOrderId::<T>::get(), OrderId(o.into()));
	}

	/// As many offers as there can be, with more and more items.
	#[benchmark]
	fn place_items(i: Linear<MAX_OFFERS, { MAX_OFFERS * MAX_ITEMS }>) {
		let market = Market::<T>::open();
		let offers = offers(&market, MAX_OFFERS, i);
		let total = market.enrich_buyer(i);

		#[extrinsic_call]
		place(RawOrigin::Signed(buyer::<T>()), offers, total);

		assert_eq!(NextOrderId::<T>::get(), OrderId(i.into()));
	}

	#[benchmark]
	fn cancel() {
		let market = Market::<T>::open();
		let sale = market.funded(merchant::<T>(0), payer::<T>(0));

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id);

		assert_eq!(sale.stage(), Some(OrderStage::Refunded));
		assert_eq!(market.balance(&sale.payer), market.price);
	}

	/// Orders with a refund request that was granted by silence, just before. One payer, so one
	/// payout: the call's weight adds one for each order.
	#[benchmark]
	fn ship(n: Linear<1, MAX_BATCH>) {
		let market = Market::<T>::open();
		let caller = merchant::<T>(0);
		let (sales, ids) = many(n, |_| market.funded(caller.clone(), payer::<T>(0)));
		T::BenchmarkHelper::set_time(START.saturating_add(1));
		sales.iter().for_each(|sale| sale.request_refund(market.share()));
		T::BenchmarkHelper::set_time(START.saturating_add(WINDOW).saturating_add(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ids, Some(text()));

		assert!(sales.iter().all(|sale| sale.stage() == Some(OrderStage::Shipped)));
	}

	/// Orders with nothing in common. Includes the payout of each to its merchant.
	#[benchmark]
	fn confirm(n: Linear<1, MAX_BATCH>) {
		let market = Market::<T>::open();
		let (sales, ids) = many(n, |index| market.indebted(index));

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), ids);

		assert!(sales.iter().all(|sale| sale.stage() == Some(OrderStage::Settled)));
		assert!(Debts::<T>::iter_keys().next().is_none());
	}

	#[benchmark]
	fn release() {
		let market = Market::<T>::open();
		let sale = market.indebted(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), sale.id, market.price);

		assert_eq!(sale.stage(), Some(OrderStage::Settled));
		assert!(Debts::<T>::iter_keys().next().is_none());
	}

	#[benchmark]
	fn extend() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id);

		let until = START.saturating_add(WINDOW).saturating_add(WINDOW);
		assert!(Due::<T>::contains_key((BigEndian(until), BigEndian(sale.id.0))));
	}

	#[benchmark]
	fn request_refund() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), sale.id, market.price, Some(T::Hash::default()));

		assert_eq!(sale.stage(), Some(OrderStage::RefundRequested));
	}

	#[benchmark]
	fn answer_refund() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));
		sale.request_refund(market.price);

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id, Answer::Approve);

		assert_eq!(sale.stage(), Some(OrderStage::Refunded));
		assert_eq!(market.balance(&sale.payer), market.price);
	}

	/// After settlement, when every recipient comes to owe the merchant its part.
	#[benchmark]
	fn refund() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));
		// All it has, so that its account goes.
		let missing = market.price.saturating_sub(market.balance(&sale.merchant));
		market.endow(&sale.merchant, missing);

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id, market.price);

		assert_eq!(market.balance(&sale.payer), market.price);
		assert_eq!(Debts::<T>::iter_keys().count(), MAX_SPLITS as usize);
	}

	/// Like [`confirm`], by the passing of time.
	#[benchmark]
	fn settle_due(n: Linear<1, MAX_BATCH>) {
		let market = Market::<T>::open();
		let (sales, ids) = many(n, |index| market.indebted(index));
		T::BenchmarkHelper::set_time(START.saturating_add(WINDOW));

		#[extrinsic_call]
		_(RawOrigin::Signed(account("caller", 0, 0)), ids);

		assert!(sales.iter().all(|sale| sale.stage() == Some(OrderStage::Settled)));
		assert!(Debts::<T>::iter_keys().next().is_none());
	}

	/// The order is gone, so that the merchant's deposit is returned.
	#[benchmark]
	fn claim() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));
		let recipient: T::AccountId = account("claimant", 0, 0);
		let amount = market.price;
		let deposit = Pallet::<T>::claim_deposit();
		market.endow(&Pallet::<T>::pot_account(), amount);
		assert_ok!(Pallet::<T>::take_deposit(HoldReason::Order, &sale.merchant, deposit));
		Claims::<T>::insert(
			&recipient,
			&market.asset,
			Claim { amount, order: sale.id, depositor: sale.merchant.clone(), deposit },
		);
		T::BenchmarkHelper::set_time(START.saturating_add(WINDOW));
		assert_ok!(Pallet::<T>::close(signed::<T>(&sale.payer), sale.batch()));

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.payer.clone()), recipient.clone(), market.asset.clone());

		assert_eq!(market.balance(&recipient), amount);
		assert!(Claims::<T>::iter_keys().next().is_none());
	}

	/// The last orders of offers, and of retired terms.
	#[benchmark]
	fn close(n: Linear<1, MAX_BATCH>) {
		let market = Market::<T>::open();
		let buyer = buyer::<T>();
		let (sales, ids) = many(n, |index| {
			let offer = market.offer(index, 1);
			let (merchant, terms) = (offer.offer.merchant.clone(), offer.offer.terms);
			let total = market.enrich_buyer(1);
			let id = NextOrderId::<T>::get();
			let offers = vec![offer].try_into().unwrap_or_default();
			assert_ok!(Pallet::<T>::place(signed::<T>(&buyer), offers, total));
			assert_ok!(Pallet::<T>::confirm(signed::<T>(&buyer), batch(&[id])));
			assert_ok!(Pallet::<T>::retire_terms(signed::<T>(&merchant), terms));
			Sale::<T> { id, merchant, payer: buyer.clone(), terms }
		});
		T::BenchmarkHelper::set_time(START.saturating_add(WINDOW));

		#[extrinsic_call]
		_(RawOrigin::Signed(account("caller", 0, 0)), ids);

		assert!(sales.iter().all(|sale| !Orders::<T>::contains_key(sale.id)));
		assert!(sales.iter().all(|sale| !TermsOf::<T>::contains_key(sale.terms)));
		assert!(UsedOffers::<T>::iter_keys().next().is_none());
	}

	#[benchmark]
	fn forgive() {
		let market = Market::<T>::open();
		let sale = market.indebted(0);
		let debtor: T::AccountId = account("recipient", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), debtor.clone(), market.asset.clone());

		assert!(!Debts::<T>::contains_key((debtor, sale.merchant, market.asset)));
	}

	/// A sweep that finds nothing due.
	#[benchmark]
	fn sweep_base() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));

		#[block]
		{
			Pallet::<T>::on_idle(Zero::zero(), Weight::MAX);
		}

		assert_eq!(sale.stage(), Some(OrderStage::Shipped));
	}

	/// What the sweep does for one order but for the payouts: a refund request that was granted by
	/// silence, and the settlement that came due while it was open.
	#[benchmark]
	fn sweep_order() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));
		let half = market.price / 2u32.into();
		market.owe(&sale, SHARE.mul_floor(market.price.saturating_sub(half)));
		let late = START.saturating_add(WINDOW).saturating_sub(1);
		T::BenchmarkHelper::set_time(late);
		sale.request_refund(half);
		let at = late.saturating_add(WINDOW);
		T::BenchmarkHelper::set_time(at.saturating_add(1));
		let (mut next, mut swept) = (None, None);

		#[block]
		{
			next = Due::<T>::iter_keys().next();
			swept = Pallet::<T>::sweep_order(at, sale.id, Pallet::<T>::now()).ok();
			let mut payouts = Payouts::<T>::new();
			payouts.release(sale.payer.clone());
			payouts.pay();
		}

		assert_eq!(next, Some((BigEndian(at), BigEndian(sale.id.0))));
		// The payer, and the merchant, who gets all the shares.
		assert_eq!(swept.map(|payouts| payouts.len()), Some(2));
		assert_eq!(sale.stage(), Some(OrderStage::Settled));
		assert!(Debts::<T>::iter_keys().next().is_none());
	}

	/// A payout that makes its recipient's account.
	#[benchmark]
	fn payout_delivered() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));
		market.endow(&Pallet::<T>::pot_account(), market.price);
		let recipient: T::AccountId = account("newcomer", 0, 0);
		let mut payouts = Payouts::<T>::new();
		payouts.add(&market.asset, &recipient, market.price, sale.id);

		#[block]
		{
			payouts.pay();
		}

		assert_eq!(market.balance(&recipient), market.price);
	}

	/// A payout that fails and becomes a claim.
	#[benchmark]
	fn payout_deferred() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));
		market.endow(&Pallet::<T>::pot_account(), market.price);
		let recipient: T::AccountId = account("newcomer", 0, 0);
		let mut payouts = Payouts::<T>::new();
		payouts.add(&market.asset, &recipient, 1u32.into(), sale.id);

		#[block]
		{
			payouts.pay();
		}

		assert!(Claims::<T>::contains_key(&recipient, &market.asset));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::Shop::default().build(), crate::mock::Test);
}

#[cfg(test)]
impl BenchmarkHelper<crate::mock::Test> for crate::mock::OfferSigner {
	fn create_asset() -> crate::mock::Asset {
		const ID: u32 = 1_000_000;
		let owner = crate::mock::issuer();
		let root = RawOrigin::Root.into();
		assert_ok!(pallet_assets::Pallet::<crate::mock::Test>::force_create(
			root, ID, owner, true, 10
		));
		crate::mock::Asset::WithId(ID)
	}

	fn signer(index: u32) -> crate::mock::AccountId {
		key(index).public().0.into()
	}

	fn sign(index: u32, message: &[u8]) -> sp_runtime::MultiSignature {
		key(index).sign(message).into()
	}

	fn set_time(now: Moment) {
		crate::mock::set_time(now);
	}
}

#[cfg(test)]
use sp_core::Pair as _;

#[cfg(test)]
fn key(index: u32) -> sp_core::sr25519::Pair {
	let mut seed = [0; 32];
	seed[..4].copy_from_slice(&index.to_le_bytes());
	sp_core::sr25519::Pair::from_seed(&seed)
}
