//! What the benchmarks begin with: a market, and orders in every state.

use crate::{benchmarking::BenchmarkHelper, progress::Work, reserve::MAX_NETTED, *};
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
use souk_primitives::{
	BigEndian, Moment, OrderId, OrderStage, Receipt, ReceiptKind, Tender, TermsId, Vouch,
};
use sp_core::H256;
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
	send_back: 5_100,
	take_back: 5_200,
	challenge: 0,
	extension: 6_000,
	record: 7_000,
};
/// The share of each split, an eighth of half of it.
pub const SHARE: Permill = Permill::from_parts(62_500);

/// How long the parties of a dispute negotiate.
pub const NEGOTIATE: Moment = 5_300;
/// How long a part of a payout stays in reserve.
pub const HOLD: Moment = 500;

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
	let amount = Pallet::<T>::order_deposit(&terms::<T>())
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
		disputes: Some(DisputeRules {
			resolver: resolver::<T>(),
			negotiate: NEGOTIATE,
			respond: 5_400,
			decide: 5_500,
			bond: Permill::from_percent(10),
			fee: Permill::from_percent(10),
			preset: Permill::from_percent(50),
		}),
		reserve: Some(ReserveRule { share: Permill::from_percent(10), hold: HOLD }),
	}
}

pub fn resolver<T: Config>() -> T::AccountId {
	account("resolver", 0, 0)
}

/// The keys of the gateway: one, because what each more takes is measured by the gateway.
pub fn gateway_keys<T: Config>() -> Vec<T::AccountId> {
	vec![T::BenchmarkHelper::signer(0)]
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

	/// The nth of many orders that have nothing in common, on its way. Every recipient owes the
	/// merchant its share, and the merchant owes as many refunds as one payout can go to.
	pub fn indebted(&self, index: u32) -> Sale<T> {
		let sale = self.shipped(merchant::<T>(index), payer::<T>(index));
		self.owe(&sale, self.share());
		self.owe_refunds(&sale, self.unit());
		sale
	}

	/// Goods that the buyer is to send back for the whole price.
	pub fn returning(&self) -> Sale<T> {
		let sale = self.shipped(merchant::<T>(0), payer::<T>(0));
		let buyer = signed::<T>(&buyer::<T>());
		let kind = RefundKind::ReturnGoods;
		assert_ok!(Pallet::<T>::request_refund(buyer, sale.id, self.price, kind, None));
		let merchant = signed::<T>(&sale.merchant);
		assert_ok!(Pallet::<T>::answer_refund(merchant, sale.id, Answer::Approve));
		sale
	}

	/// A dispute about such goods.
	pub fn disputed(&self) -> Sale<T> {
		let sale = self.returning();
		assert_ok!(Pallet::<T>::dispute(signed::<T>(&buyer::<T>()), sale.id, None));
		sale
	}

	/// A dispute before the resolver, both bonds up, everybody in debt.
	pub fn deciding(&self) -> Sale<T> {
		let sale = self.disputed();
		self.owe(&sale, self.share());
		self.owe_refunds(&sale, self.unit());
		self.escalate(&sale);
		sale
	}

	/// Puts up the bonds of both sides.
	pub fn escalate(&self, sale: &Sale<T>) {
		for who in [&buyer::<T>(), &sale.merchant] {
			self.endow(who, self.price);
			assert_ok!(Pallet::<T>::escalate(signed::<T>(who), sale.id, None));
		}
	}

	/// The least that an account can have.
	fn unit(&self) -> BalanceOf<T> {
		T::Money::minimum_balance(self.asset.clone())
	}

	/// Makes the merchant owe refunds, each of so much.
	pub fn owe_refunds(&self, sale: &Sale<T>, amount: BalanceOf<T>) {
		let deposit = Pallet::<T>::claim_deposit();
		for index in 0..MAX_NETTED {
			assert_ok!(Pallet::<T>::take_deposit(HoldReason::Debt, &sale.merchant, deposit));
			let order = BigEndian(u64::MAX.saturating_sub(index.into()));
			let payer = account("creditor", index, sale.id.0 as u32);
			RefundDebts::<T>::insert(
				(sale.merchant.clone(), self.asset.clone(), order),
				RefundDebt { payer, amount, deposit },
			);
		}
	}

	/// The transaction that pays an order off chain.
	pub fn transaction(&self) -> H256 {
		H256::repeat_byte(1)
	}

	/// A receipt of the gateway's for the whole price.
	pub fn receipt(&self, id: OrderId, kind: ReceiptKind) -> ReceiptOf<T> {
		let order = Orders::<T>::get(id);
		let terms = order.as_ref().and_then(|order| Pallet::<T>::terms_hash(order.terms));
		let (gateway, currency) = match order.map(|order| order.tender) {
			Some(Tender::Fiat { gateway, currency }) => (gateway, currency),
			_ => Default::default(),
		};
		Receipt {
			gateway,
			order: id,
			terms: terms.unwrap_or_default(),
			channel: "alipay".try_into().unwrap_or_default(),
			transaction: self.transaction(),
			kind,
			amount: self.price,
			currency,
			paid_at: START,
			expires_at: after(WINDOWS.record),
		}
	}

	/// The signature of the gateway's key.
	pub fn vouches(&self, receipt: &ReceiptOf<T>) -> VouchesOf<T> {
		let signature = T::BenchmarkHelper::sign(0, &Pallet::<T>::receipt_payload(receipt));
		let signer = T::BenchmarkHelper::signer(0);
		vec![Vouch { signer, signature }].try_into().unwrap_or_default()
	}

	/// An order that was paid off chain.
	pub fn paid_off_chain(&self, merchant: T::AccountId) -> Sale<T> {
		let (gateway, currency) = T::BenchmarkHelper::gateway(gateway_keys::<T>());
		let terms = publish::<T>(&merchant);
		let id = NextOrderId::<T>::get();
		let (origin, buyer) = (signed::<T>(&merchant), buyer::<T>());
		assert_ok!(Pallet::<T>::invoice_external(
			origin,
			buyer.clone(),
			terms,
			gateway,
			currency,
			self.price,
			text(),
		));
		let receipt = self.receipt(id, ReceiptKind::Paid);
		let vouches = self.vouches(&receipt);
		assert_ok!(Pallet::<T>::attest(signed::<T>(&buyer), receipt, vouches));
		Sale { id, merchant, payer: buyer, terms }
	}

	/// Makes every recipient of a split owe the merchant `amount`.
	pub fn owe(&self, sale: &Sale<T>, amount: BalanceOf<T>) {
		if let Ok(work) = Work::<T>::load(sale.id) {
			let splits = &work.terms.terms.splits;
			let amounts = vec![amount; splits.len()];
			let merchant = &work.order.merchant;
			assert_ok!(Pallet::<T>::record_debts(merchant, &self.asset, splits, amounts));
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
		SignedOffer { offer, signature, discounts: Default::default() }
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
		let (kind, evidence) = (RefundKind::RefundOnly, Some(T::Hash::default()));
		assert_ok!(Pallet::<T>::request_refund(buyer, self.id, amount, kind, evidence));
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
