//! The checkout: several offers, all or none.

use super::*;
use frame_support::{assert_noop, traits::fungibles::Mutate};
use sp_runtime::TokenError;

/// Offers of three merchants, with three orders in all.
fn cart() -> Vec<SignedOfferOf<Test>> {
	let theirs = publish_for(&merchant_ed(), default_terms());
	vec![
		sign(offer(merchant(), TERMS, 1, &[100, 200])),
		sign(offer(merchant_ed(), theirs, 1, &[400])),
	]
}

#[test]
fn place_should_pay_every_order_into_escrow_when_all_offers_are_good() {
	Shop::default().build_and_execute(|| {
		let offers = cart();
		let (before, providers) = (Purses::now(&USD), System::providers(&buyer()));
		assert_ok!(place(offers, 700));

		let after = Purses::now(&USD);
		assert_eq!((before.buyer - after.buyer, after.pot - before.pot), (700, 700));
		let ship_by = T0 + WINDOWS.ship;
		let theirs = TermsId(1);
		let expected = [
			(OrderId(0), merchant(), TERMS, 100, "item 0"),
			(OrderId(1), merchant(), TERMS, 200, "item 1"),
			(OrderId(2), merchant_ed(), theirs, 400, "item 0"),
		];
		let mut events = Vec::new();
		for (id, who, terms, amount, reference) in expected.clone() {
			assert_eq!(
				order(id),
				Order {
					merchant: who.clone(),
					buyer: Some(buyer()),
					terms,
					tender: Tender::Asset(USD),
					amount,
					discount: None,
					reference: text(reference),
					source: Source::Offer { nonce: 1, valid_until: T0 + 10_000 },
					payment: Payment::Escrow { payer: buyer(), ledger: Ledger::funded(amount) },
					state: OrderState::Funded { ship_by },
					tracking: None,
					extensions: Once::Unused,
					disputes: Once::Unused,
					reserve: None,
					refund_requests: 0,
					deposit: order_deposit(2),
				}
			);
			events.push(Ev::OrderPlaced {
				order: id,
				merchant: who,
				buyer: Some(buyer()),
				terms,
				tender: Tender::Asset(USD),
				amount,
				reference: text(reference),
			});
		}
		for (order, ..) in expected {
			events.push(Ev::OrderFunded { order, buyer: buyer(), payer: buyer(), ship_by });
		}
		assert_eq!(take_events(), events);
		assert_eq!(held(HoldReason::Order, &merchant()), 2 * order_deposit(2));
		assert_eq!(held(HoldReason::Order, &merchant_ed()), order_deposit(2));
		assert_eq!(System::providers(&buyer()), providers + 3);
		assert_eq!(UsedOffers::<Test>::get(merchant(), 1), Some(2));
		assert_eq!(UsedOffers::<Test>::get(merchant_ed(), 1), Some(1));
		let all = vec![OrderId(0), OrderId(1), OrderId(2)];
		assert_eq!(orders_of(&buyer(), Role::Buyer), all);
		assert_eq!(due(), all.iter().map(|id| (ship_by, *id)).collect::<Vec<_>>());
		assert_eq!(TermsOf::<Test>::get(TERMS).unwrap().orders, 2);
	});
}

#[test]
fn place_should_let_orders_live_apart_when_they_were_bought_together() {
	Shop::default().build_and_execute(|| {
		assert_ok!(place(cart(), 700));
		assert_ok!(cancel(&merchant_ed(), OrderId(2)));
		assert_ok!(confirm(OrderId(0)));
		assert_eq!(stage(OrderId(0)), OrderStage::Settled);
		assert_eq!(stage(OrderId(1)), OrderStage::Funded);
		assert_eq!(stage(OrderId(2)), OrderStage::Refunded);
	});
}

#[test]
fn place_should_change_nothing_when_one_of_the_offers_is_bad() {
	Shop::default().build_and_execute(|| {
		let good = cart();
		let forged = || {
			let mut last = sign(offer(merchant(), TERMS, 2, &[1]));
			last.offer.nonce = 3;
			last
		};
		let expired = OfferOf::<Test> { valid_until: T0, ..offer(merchant(), TERMS, 2, &[1]) };
		let foreign =
			OfferOf::<Test> { buyer: Some(stranger()), ..offer(merchant(), TERMS, 2, &[1]) };
		for (bad, error) in [
			(forged(), E::BadSignature),
			(sign(expired), E::OfferExpired),
			(sign(foreign), E::OfferNotForBuyer),
			(sign(offer(merchant(), TermsId(9), 2, &[1])), E::UnknownTerms),
			(sign(offer(merchant(), TERMS, 2, &[0])), E::ZeroAmount),
			(good[0].clone(), E::OfferAlreadyUsed),
		] {
			let mut offers = good.clone();
			offers.push(bad);
			assert_noop!(place(offers, Balance::MAX), error);
		}
		assert_ok!(place(good, 700));
	});
}

#[test]
fn place_should_be_refused_when_there_are_no_offers() {
	Shop::default().build_and_execute(|| {
		assert_noop!(place(vec![], 0), E::NothingListed);
	});
}

#[test]
fn place_should_be_refused_when_the_assets_are_mixed() {
	Shop::default().build_and_execute(|| {
		let other = OfferOf::<Test> { asset: POINT, ..offer(merchant(), TERMS, 2, &[1]) };
		assert_noop!(place(vec![sign(simple_offer()), sign(other)], Balance::MAX), E::MixedAssets);
	});
}

#[test]
fn place_should_be_refused_when_the_total_is_above_the_limit() {
	Shop::default().build_and_execute(|| {
		let offers = cart();
		assert_noop!(place(offers.clone(), 699), E::AboveMaxTotal);
		assert_noop!(place(offers.clone(), 0), E::AboveMaxTotal);
		assert_ok!(place(offers, 700));
	});
}

#[test]
fn place_should_be_refused_when_the_total_of_all_offers_overflows() {
	Shop::default().build_and_execute(|| {
		let offers = vec![
			sign(offer(merchant(), TERMS, 1, &[Balance::MAX])),
			sign(offer(merchant(), TERMS, 2, &[1])),
		];
		assert_noop!(place(offers, Balance::MAX), E::TotalTooLarge);
	});
}

#[test]
fn place_should_be_refused_when_the_buyer_has_too_little_or_would_lose_dust() {
	Shop::default().endow(buyer(), USD, 699).build_and_execute(|| {
		let offers = cart();
		assert_noop!(place(offers.clone(), 700), TokenError::FundsUnavailable);
		assert_ok!(Money::mint_into(USD, &buyer(), 10));
		assert_noop!(place(offers.clone(), 700), E::WouldLoseDust);
		assert_ok!(Money::mint_into(USD, &buyer(), 1));
		assert_ok!(place(offers, 700));
		assert_eq!(balance(&USD, &buyer()), 10);
	});
}

#[test]
fn place_should_cost_the_buyer_no_native_token_when_paid_in_an_asset() {
	Shop::default().without(buyer()).endow(buyer(), USD, PRICE).build_and_execute(|| {
		System::inc_account_nonce(buyer());
		assert_ok!(place(vec![sign(simple_offer())], PRICE));
		assert_eq!(balance(&USD, &buyer()), 0);
		assert_eq!(System::account_nonce(buyer()), 1);
		assert_eq!(System::providers(&buyer()), 1);
	});
}

#[test]
fn place_should_be_refused_when_a_merchant_lacks_the_deposit() {
	let terms_deposit = TERMS_DEPOSIT;
	// Enough for one order, one short of two.
	let funds = ED + terms_deposit + 2 * order_deposit(2) - 1;
	Shop::default().endow(merchant_ed(), NATIVE, funds).build_and_execute(|| {
		let terms = publish_for(&merchant_ed(), default_terms());
		let good = sign(simple_offer());
		let two = sign(offer(merchant_ed(), terms, 1, &[1, 1]));
		assert_noop!(place(vec![good.clone(), two.clone()], Balance::MAX), E::MerchantLacksDeposit);
		assert_ok!(Money::mint_into(NATIVE, &merchant_ed(), 1));
		assert_ok!(place(vec![good, two], Balance::MAX));
		assert_eq!(held(HoldReason::Order, &merchant_ed()), 2 * order_deposit(2));
	});
}

#[test]
fn place_should_be_refused_when_the_ids_run_out_on_the_way() {
	Shop::default().build_and_execute(|| {
		let offers = cart();
		NextOrderId::<Test>::put(OrderId(u64::MAX - 1));
		assert_noop!(place(offers, Balance::MAX), E::IdsExhausted);
		NextOrderId::<Test>::put(OrderId(0));
	});
}

#[test]
fn place_should_take_128_orders_when_every_list_is_full() {
	Shop::default().build_and_execute(|| {
		let offers: Vec<_> =
			(0..8).map(|nonce| sign(offer(merchant(), TERMS, nonce, &[3; 16]))).collect();
		let before = Purses::now(&USD);
		assert_ok!(place(offers, 3 * 128));
		assert_eq!(before.buyer - Purses::now(&USD).buyer, 3 * 128);
		assert_eq!(Orders::<Test>::iter().count(), 128);
		assert_eq!(held(HoldReason::Order, &merchant()), 128 * order_deposit(2));
		assert_eq!(TermsOf::<Test>::get(TERMS).unwrap().orders, 128);
	});
}
