//! Coupons and orders together, on the real runtime: a merchant issues coupons, a member redeems one,
//! and its voucher pays for a part of an order, once.

use crate::{
	chain::account,
	loyalty::{
		confirm, failed, key, next_block, offer_with, ok, refund, refused, shop, stage, usd, EPOCH,
		MEMBER, USD, WINDOW,
	},
};
use codec::Encode;
use frame_support::traits::fungible::InspectHold;
use pallet_coupons::{
	runtime_api::OfferView, Batches, Call as Coupon, Error, Event, HoldReason, Holding, Terms,
	Unit, Uses, Worth,
};
use pallet_orders::{Call, Discount, NextOrderId, Orders as OrdersMap};
use souk_primitives::{BatchId, CouponTree, Means, OrderId, OrderStage, Points, Tender, TermsId};
use souk_runtime::{
	constants::time::{DAY_MS, SLOT_DURATION},
	genesis_config_presets::stablecoin::DOLLAR,
	AccountId, Balance, Balances, Coupons, Orders, Runtime, RuntimeEvent, RuntimeHoldReason,
	Signature, System, Timestamp,
};
use sp_core::Pair;
use sp_runtime::DispatchError;

const BATCH: BatchId = BatchId(0);
const COUNT: u32 = 5;
/// What a coupon takes off.
const OFF: Balance = 7 * DOLLAR;

fn coupon(index: u32) -> String {
	format!("Coupon{index}")
}

fn tree() -> CouponTree {
	let coupons: Vec<_> = (0..COUNT).map(|index| account(&coupon(index))).collect();
	CouponTree::build(&coupons).unwrap()
}

/// Five coupons, one for each person.
fn issue() {
	let terms = Terms {
		unit: Unit::Asset(USD),
		worth: Worth::Fixed(OFF),
		min_price: 20 * DOLLAR,
		valid_from: 0,
		valid_until: Timestamp::get() + DAY_MS,
		per_person: Some(1),
		holding: Holding::Bound,
	};
	let purse = souk_runtime::constants::currency::SOUK;
	ok("Merchant", Coupon::issue { root: tree().root(), count: COUNT, terms, purse });
}

fn redeem(index: u32, claimant: &str) -> Coupon<Runtime> {
	let coupon = coupon(index);
	// As a wallet signs it: with nothing of the runtime's own but the genesis hash.
	let genesis = System::block_hash(0);
	let domain: &[u8] = b"souk/coupons/claim/v1";
	let message = (domain, genesis, BATCH.0, index, account(claimant), 0u8).encode();
	let payload = sp_io::hashing::blake2_256(&message);
	assert_eq!(Coupons::claim_payload(BATCH, index, account(claimant)), payload);
	let signature: Signature = key(&coupon).sign(&payload).into();
	let proof = tree().proof(index).unwrap();
	Coupon::redeem { batch: BATCH, index, coupon: account(&coupon), proof, signature }
}

fn place(amount: Balance, max_total: Balance) -> Call<Runtime> {
	let offers = vec![offer_with(amount, Some(Means::Voucher))].try_into().unwrap();
	Call::place { offers, max_total }
}

fn buy() -> OrderId {
	ok("Buyer", place(50 * DOLLAR, 43 * DOLLAR));
	OrderId(NextOrderId::<Runtime>::get().0 - 1)
}

fn offered() -> Option<Balance> {
	let (merchant, buyer) = (account("Merchant"), account("Buyer"));
	let offer = Coupons::view_offer(merchant, buyer, Tender::Asset(USD), 50 * DOLLAR);
	offer.map(|OfferView { discount, .. }| discount)
}

/// Vouchers that wait, and that are on an order.
fn vouchers() -> (u32, u32) {
	let batch = Batches::<Runtime>::get(BATCH).unwrap();
	(batch.vouchers, batch.in_use)
}

fn happened(event: Event<Runtime>) -> bool {
	let event = RuntimeEvent::Coupons(event);
	System::events().into_iter().any(|record| record.event == event)
}

fn held(who: &AccountId) -> Balance {
	let reason: RuntimeHoldReason = HoldReason::Batch.into();
	Balances::balance_on_hold(&reason, who)
}

fn with_coupon(test: impl FnOnce()) {
	shop(|| {
		issue();
		assert_eq!(offered(), None);
		ok("Buyer", redeem(3, "Buyer"));
		assert_eq!((offered(), vouchers()), (Some(OFF), (1, 0)));
		test();
		assert_eq!(failed(), vec![]);
	});
}

#[test]
fn order_should_cost_less_and_its_voucher_be_spent_when_it_settles() {
	with_coupon(|| {
		let (buyer, merchant) = (usd("Buyer"), usd("Merchant"));
		let points = || souk_runtime::Loyalty::view_balance(Default::default(), MEMBER);
		let order = buy();
		assert_eq!(usd("Buyer"), buyer - 43 * DOLLAR);
		let record = OrdersMap::<Runtime>::get(order).unwrap();
		assert_eq!(record.discount, Some(Discount { means: Means::Voucher, amount: OFF }));
		assert_eq!((record.amount, record.due()), (50 * DOLLAR, 43 * DOLLAR));
		assert_eq!((offered(), vouchers()), (None, (0, 1)));
		// What was paid earns points, and what was not does not.
		assert_eq!(points().pending, 4_300);

		confirm(order);
		assert_eq!(usd("Merchant"), merchant + 43 * DOLLAR);
		assert_eq!((offered(), vouchers()), (None, (0, 0)));
		assert!(happened(Event::VoucherSpent { batch: BATCH, index: 3, order }));
		let spendable: Points = points().spendable;
		assert_eq!(spendable, 4_300);

		// It is gone for good, and this person has had its coupon.
		refund(order, 43 * DOLLAR);
		assert_eq!((offered(), vouchers()), (None, (0, 0)));
		let none = Error::<Runtime>::NoVoucherFits.into();
		assert_eq!(refused("Buyer", place(50 * DOLLAR, 50 * DOLLAR)), none);
		let again = refused("Buyer", redeem(2, "Buyer"));
		assert_eq!(again, Error::<Runtime>::LimitReached.into());
	});
}

#[test]
fn voucher_should_come_back_when_its_order_is_cancelled() {
	with_coupon(|| {
		let buyer = usd("Buyer");
		let first = buy();
		let none = Error::<Runtime>::NoVoucherFits.into();
		assert_eq!(refused("Buyer", place(50 * DOLLAR, 50 * DOLLAR)), none);
		ok("Buyer", Call::cancel { order: first });
		assert_eq!(stage(first), OrderStage::Refunded);
		assert_eq!((usd("Buyer"), offered(), vouchers()), (buyer, Some(OFF), (1, 0)));
		assert!(happened(Event::VoucherReturned { batch: BATCH, index: 3, order: first }));
		assert!(!Uses::<Runtime>::contains_key(first));

		// And again, when the merchant does not send.
		let second = buy();
		next_block(2 + EPOCH + WINDOW / SLOT_DURATION);
		next_block(3 + EPOCH + WINDOW / SLOT_DURATION);
		assert_eq!(stage(second), OrderStage::Refunded);
		assert_eq!((usd("Buyer"), offered(), vouchers()), (buyer, Some(OFF), (1, 0)));
	});
}

#[test]
fn voucher_should_give_way_to_nothing_when_the_buyer_of_an_invoice_thinks_again() {
	with_coupon(|| {
		ok(
			"Merchant",
			Call::invoice {
				buyer: Some(account("Buyer")),
				terms: TermsId(0),
				asset: USD,
				amount: 50 * DOLLAR,
				reference: "A-2".try_into().unwrap(),
			},
		);
		let order = OrderId(0);
		let due = || OrdersMap::<Runtime>::get(order).unwrap().due();
		let with = |means| Call::use_discount { order, means };
		ok("Buyer", with(Some(Means::Voucher)));
		assert_eq!((due(), vouchers()), (43 * DOLLAR, (0, 1)));
		// There are no points, so the voucher stays.
		let few = pallet_loyalty::Error::<Runtime>::TooFewPoints.into();
		assert_eq!(refused("Buyer", with(Some(Means::Points(1)))), few);
		let zero = pallet_loyalty::Error::<Runtime>::ZeroPoints.into();
		assert_eq!(refused("Buyer", with(Some(Means::Points(0)))), zero);
		assert_eq!((due(), vouchers()), (43 * DOLLAR, (0, 1)));
		ok("Buyer", with(None));
		assert_eq!((due(), vouchers()), (50 * DOLLAR, (1, 0)));
		ok("Buyer", with(Some(Means::Voucher)));
		ok("Buyer", Call::fund { order, max_total: 43 * DOLLAR });
		confirm(order);
		assert_eq!(vouchers(), (0, 0));
	});
}

#[test]
fn checkout_should_be_refused_when_the_voucher_does_not_fit() {
	with_coupon(|| {
		let none: DispatchError = Error::<Runtime>::NoVoucherFits.into();
		let cheap = 20 * DOLLAR - 1;
		assert_eq!(refused("Buyer", place(cheap, cheap)), none);
		assert_eq!(refused("Buyer2", place(50 * DOLLAR, 50 * DOLLAR)), none);
		let above = pallet_orders::Error::<Runtime>::AboveMaxTotal.into();
		assert_eq!(refused("Buyer", place(50 * DOLLAR, 43 * DOLLAR - 1)), above);
		assert_eq!((offered(), vouchers()), (Some(OFF), (1, 0)));
		// The same by asking, which takes nothing.
		let offer = || offer_with(50 * DOLLAR, None).offer;
		let quote =
			|who| Orders::quote_with_discounts(offer(), account(who), vec![Some(Means::Voucher)]);
		assert_eq!(quote("Buyer2"), Err(none));
		let quoted = quote("Buyer").unwrap();
		assert_eq!((quoted.total, quoted.items[0].discount), (43 * DOLLAR, OFF));
		assert_eq!((offered(), vouchers()), (Some(OFF), (1, 0)));
	});
}

#[test]
fn deposit_should_come_back_when_the_batch_is_over_and_swept() {
	with_coupon(|| {
		assert!(held(&account("Merchant")) > 0);
		ok("Merchant", Coupon::cancel { batch: BATCH });
		// What was redeemed is good.
		let order = buy();
		confirm(order);
		ok("Carrier", Coupon::sweep { batch: BATCH, limit: 32 });
		assert_eq!(held(&account("Merchant")), 0);
		assert_eq!(Batches::<Runtime>::get(BATCH), None);
	});
}
