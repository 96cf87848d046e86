//! What the benchmarks begin with: a market, and orders in every state.

use crate::{benchmarking::BenchmarkHelper, progress::Work, *};
use alloc::{vec, vec::Vec};
use frame_benchmarking::account;
use frame_support::{
	assert_ok,
	pallet_prelude::ConstU32,
	traits::{
		fungible::{Inspect as _, Unbalanced as _},
		fungibles::{Inspect as _, Mutate as _},
		tokens::Precision,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use souk_primitives::{Moment, OrderId, OrderStage, TermsId};
use sp_runtime::{traits::Saturating, Permill};

/// When the benchmarks begin.
pub const START: Moment = 1_700_000_000_000;
/// No two alike, so that every step moves the order's place in the index of deadlines.
pub const WINDOWS: Windows = Windows {
	pay: 1_000,
	ship: 2_000,
	receive: 3_000,
	inspect: 4_000,
	answer: 5_000,
	extension: 6_000,
	record: 7_000,
};
/// The share of each split, an eighth of half of it.
pub const SHARE: Permill = Permill::from_parts(62_500);

/// A moment after the benchmarks began.
pub fn after(window: Moment) -> Moment {
	START.saturating_add(window)
}

pub type Batch = BoundedVec<OrderId, ConstU32<MAX_BATCH>>;
pub type Offers<T> = BoundedVec<SignedOfferOf<T>, ConstU32<MAX_OFFERS>>;

pub fn signed<T: Config>(who: &T::AccountId) -> T::RuntimeOrigin {
	RawOrigin::Signed(who.clone()).into()
}

/// Gives somebody enough of the native token for any deposit here.
pub fn fund_deposits<T: Config>(who: &T::AccountId) {
	let amount = Pallet::<T>::order_deposit(MAX_SPLITS as usize)
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(1_000u32.into());
	assert_ok!(T::Currency::increase_balance(who, amount, Precision::Exact));
	T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
}

pub fn merchant<T: Config>(index: u32) -> T::AccountId {
	let merchant = account("merchant", index, 0);
	fund_deposits::<T>(&merchant);
	merchant
}

pub fn buyer<T: Config>() -> T::AccountId {
	account("buyer", 0, 0)
}

pub fn payer<T: Config>(index: u32) -> T::AccountId {
	account("payer", index, 0)
}

/// Terms of the largest size there is.
pub fn terms<T: Config>() -> Terms<T::AccountId> {
	let splits = (0..MAX_SPLITS).map(|index| Split {
		recipient: account("recipient", index, 0),
		share: SHARE,
		on_refund: OnRefund::Return,
	});
	Terms {
		windows: WINDOWS,
		cancellation: Cancellation::BeforeShipping,
		splits: splits.collect::<Vec<_>>().try_into().unwrap_or_default(),
	}
}

pub fn publish<T: Config>(merchant: &T::AccountId) -> TermsId {
	let id = NextTermsId::<T>::get();
	assert_ok!(Pallet::<T>::publish_terms(signed::<T>(merchant), terms::<T>()));
	id
}

pub fn text() -> Reference {
	vec![b'x'; MAX_TEXT as usize].try_into().unwrap_or_default()
}

/// A market in one asset.
pub struct Market<T: Config> {
	pub asset: T::AssetKind,
	pub price: BalanceOf<T>,
}

/// An order and the merchant whose it is.
pub struct Sale<T: Config> {
	pub id: OrderId,
	pub merchant: T::AccountId,
	pub payer: T::AccountId,
	pub terms: TermsId,
}

impl<T: Config> Market<T> {
	pub fn open() -> Self {
		T::BenchmarkHelper::set_time(START);
		let asset = T::BenchmarkHelper::create_asset();
		let unit = T::Money::minimum_balance(asset.clone());
		let market = Self { asset, price: unit.saturating_mul(1_000_000u32.into()) };
		let opener = account("opener", 0, 0);
		market.endow(&opener, unit);
		assert_ok!(Pallet::<T>::accept_asset(signed::<T>(&opener), market.asset.clone()));
		market
	}

	pub fn endow(&self, who: &T::AccountId, amount: BalanceOf<T>) {
		assert_ok!(T::Money::mint_into(self.asset.clone(), who, amount));
	}

	pub fn balance(&self, who: &T::AccountId) -> BalanceOf<T> {
		T::Money::balance(self.asset.clone(), who)
	}

	/// What each split gets of the whole price.
	pub fn share(&self) -> BalanceOf<T> {
		SHARE.mul_floor(self.price)
	}

	pub fn invoice(&self, merchant: T::AccountId, payer: T::AccountId) -> Sale<T> {
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
	pub fn funded(&self, merchant: T::AccountId, payer: T::AccountId) -> Sale<T> {
		let sale = self.invoice(merchant, payer);
		self.endow(&sale.payer, self.price);
		assert_ok!(Pallet::<T>::fund(signed::<T>(&sale.payer), sale.id, self.price));
		sale
	}

	pub fn shipped(&self, merchant: T::AccountId, payer: T::AccountId) -> Sale<T> {
		let sale = self.funded(merchant, payer);
		let merchant = signed::<T>(&sale.merchant);
		assert_ok!(Pallet::<T>::ship(merchant, sale.batch(), Some(text())));
		sale
	}

	pub fn settled(&self, merchant: T::AccountId, payer: T::AccountId) -> Sale<T> {
		let sale = self.shipped(merchant, payer);
		assert_ok!(Pallet::<T>::confirm(signed::<T>(&buyer::<T>()), sale.batch()));
		sale
	}

	/// The nth of many orders that have nothing in common, on its way, every recipient in debt.
	pub fn indebted(&self, index: u32) -> Sale<T> {
		let sale = self.shipped(merchant::<T>(index), payer::<T>(index));
		self.owe(&sale, self.share());
		sale
	}

	/// Makes every recipient of a split owe the merchant `amount`.
	pub fn owe(&self, sale: &Sale<T>, amount: BalanceOf<T>) {
		if let Ok(work) = Work::<T>::load(sale.id) {
			let splits = &work.terms.terms.splits;
			let amounts = vec![amount; splits.len()];
			assert_ok!(Pallet::<T>::record_debts(&work.order, splits, amounts));
		}
	}

	/// A signed offer, of a merchant of its own.
	pub fn offer(&self, index: u32, items: u32) -> SignedOfferOf<T> {
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
			valid_until: after(WINDOWS.record),
		};
		let signature = T::BenchmarkHelper::sign(index, &Pallet::<T>::offer_payload(&offer));
		SignedOffer { offer, signature }
	}

	/// Gives the buyer the price of `items`, and nothing else.
	pub fn enrich_buyer(&self, items: u32) -> BalanceOf<T> {
		let total = self.price.saturating_mul(items.into());
		self.endow(&buyer::<T>(), total);
		total
	}
}

impl<T: Config> Sale<T> {
	pub fn batch(&self) -> Batch {
		batch(&[self.id])
	}

	pub fn request_refund(&self, amount: BalanceOf<T>) {
		let buyer = signed::<T>(&buyer::<T>());
		let evidence = Some(T::Hash::default());
		assert_ok!(Pallet::<T>::request_refund(buyer, self.id, amount, evidence));
	}

	pub fn stage(&self) -> Option<OrderStage> {
		Orders::<T>::get(self.id).map(|order| order.state.stage())
	}
}

pub fn batch(ids: &[OrderId]) -> Batch {
	ids.to_vec().try_into().unwrap_or_default()
}

/// Makes `count` orders and lists them.
pub fn many<T: Config>(count: u32, make: impl Fn(u32) -> Sale<T>) -> (Vec<Sale<T>>, Batch) {
	let sales: Vec<_> = (0..count).map(make).collect();
	let ids: Vec<_> = sales.iter().map(|sale| sale.id).collect();
	(sales, batch(&ids))
}

/// `items` orders in `count` offers, spread evenly.
pub fn offers<T: Config>(market: &Market<T>, count: u32, items: u32) -> Offers<T> {
	let of = |index: u32| items / count + u32::from(index < items % count);
	let offers: Vec<_> = (0..count).map(|index| market.offer(index, of(index))).collect();
	offers.try_into().unwrap_or_default()
}
