use super::*;
use frame_support::{assert_noop, traits::fungibles::Mutate};

fn invoice_to(to: Option<AccountId>, amount: Balance) -> DispatchResult {
	Souk::invoice(origin(&merchant()), to, TERMS, USD, amount, text("SO-9"))
}

#[test]
fn invoice_should_open_an_order_and_hold_its_deposit_when_it_is_sound() {
	Shop::default().build_and_execute(|| {
		let purses = Purses::now(&USD);
		assert_ok!(invoice_to(Some(buyer()), PRICE));
		let id = OrderId(0);
		assert_eq!(
			order(id),
			Order {
				merchant: merchant(),
				buyer: Some(buyer()),
				terms: TERMS,
				tender: Tender::Asset(USD),
				amount: PRICE,
				discount: None,
				reference: text("SO-9"),
				source: Source::Invoice,
				payment: Payment::Awaited,
				state: OrderState::Created { pay_by: T0 + WINDOWS.pay },
				tracking: None,
				extensions: Once::Unused,
				disputes: Once::Unused,
				reserve: None,
				refund_requests: 0,
				deposit: order_deposit(2),
			}
		);
		assert_eq!(held(HoldReason::Order, &merchant()), order_deposit(2));
		assert_eq!(NextOrderId::<Test>::get(), OrderId(1));
		assert_eq!(due(), vec![(T0 + WINDOWS.pay, id)]);
		assert_eq!(orders_of(&merchant(), Role::Merchant), vec![id]);
		assert_eq!(orders_of(&buyer(), Role::Buyer), vec![id]);
		assert_eq!(TermsOf::<Test>::get(TERMS).unwrap().orders, 1);
		assert_eq!(Purses::now(&USD), purses);
		assert_eq!(
			take_events(),
			vec![Ev::OrderPlaced {
				order: id,
				merchant: merchant(),
				buyer: Some(buyer()),
				terms: TERMS,
				tender: Tender::Asset(USD),
				amount: PRICE,
				reference: text("SO-9"),
			}]
		);
	});
}

#[test]
fn invoice_should_have_no_buyer_when_it_is_for_anyone() {
	Shop::default().build_and_execute(|| {
		assert_ok!(invoice_to(None, PRICE));
		assert_eq!(order(OrderId(0)).buyer, None);
		assert_eq!(orders_of(&merchant(), Role::Merchant), vec![OrderId(0)]);
		assert_eq!(OrdersOf::<Test>::iter().count(), 1);
	});
}

#[test]
fn invoice_should_take_any_amount_when_it_is_more_than_zero() {
	Shop::default().build_and_execute(|| {
		assert_noop!(invoice_to(None, 0), E::ZeroAmount);
		assert_ok!(invoice_to(None, 1));
		assert_ok!(invoice_to(None, Balance::MAX));
	});
}

#[test]
fn invoice_should_be_refused_when_it_is_to_the_merchant_itself() {
	Shop::default().build_and_execute(|| {
		assert_noop!(invoice_to(Some(merchant()), PRICE), E::MerchantCannotBuy);
	});
}

#[test]
fn invoice_should_be_refused_when_the_terms_are_unknown_foreign_or_retired() {
	Shop::default().build_and_execute(|| {
		let theirs = publish_for(&merchant_ed(), default_terms());
		let by = |who: AccountId, terms| {
			Souk::invoice(origin(&who), Some(buyer()), terms, USD, PRICE, text(""))
		};
		assert_noop!(by(merchant(), TermsId(9)), E::UnknownTerms);
		assert_noop!(by(merchant(), theirs), E::TermsOfAnotherMerchant);
		assert_noop!(by(merchant_ed(), TERMS), E::TermsOfAnotherMerchant);
		assert_ok!(by(merchant_ed(), theirs));
		assert_ok!(Souk::retire_terms(origin(&merchant_ed()), theirs));
		assert_noop!(by(merchant_ed(), theirs), E::TermsAreRetired);
	});
}

#[test]
fn invoice_should_be_refused_when_the_merchant_lacks_the_deposit() {
	let who = account(61);
	let deposit = TERMS_DEPOSIT + order_deposit(2);
	Shop::default().endow(who.clone(), NATIVE, ED + deposit - 1).build_and_execute(|| {
		let terms = publish_for(&who, default_terms());
		let call = || Souk::invoice(origin(&who), None, terms, USD, PRICE, text(""));
		assert_noop!(call(), E::MerchantLacksDeposit);
		assert_ok!(Money::mint_into(NATIVE, &who, 1));
		assert_ok!(call());
		assert_eq!(balance(&NATIVE, &who), ED);
	});
}

#[test]
fn invoice_should_cost_more_deposit_when_the_terms_have_more_splits() {
	Shop::default().build_and_execute(|| {
		let all = (0..8).map(|n| split(account(50 + n), 1, OnRefund::Keep)).collect::<Vec<_>>();
		let eight = Terms { splits: all.try_into().unwrap(), ..default_terms() };
		let none = Terms { splits: Default::default(), ..default_terms() };
		for (terms, deposit) in [(none, order_deposit(0)), (eight, order_deposit(8))] {
			let terms = publish_for(&merchant(), terms);
			let before = held(HoldReason::Order, &merchant());
			assert_ok!(Souk::invoice(origin(&merchant()), None, terms, USD, 1, text("")));
			assert_eq!(held(HoldReason::Order, &merchant()) - before, deposit);
		}
	});
}

#[test]
fn invoice_should_be_refused_when_the_ids_are_used_up() {
	Shop::default().build_and_execute(|| {
		NextOrderId::<Test>::put(OrderId(u64::MAX));
		assert_noop!(invoice_to(None, PRICE), E::IdsExhausted);
	});
}
