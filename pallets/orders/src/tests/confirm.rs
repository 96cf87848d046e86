use super::*;
use frame_support::assert_noop;

#[test]
fn confirm_should_pay_everyone_their_share_when_goods_are_under_way_or_not() {
	for make in [funded, shipped, delivered] {
		Shop::default().build_and_execute(|| {
			let id = make();
			let before = Purses::now(&USD);
			let providers = System::providers(&buyer());
			set_time(T0 + 50);
			assert_ok!(confirm(id));
			assert_paid_whole(&before, 1);
			assert_eq!(before.pot - Purses::now(&USD).pot, PRICE);
			assert_eq!(state(id), OrderState::Settled { at: T0 + 50 });
			assert_eq!(
				ledger_of(id),
				Ledger { amount: PRICE, open: 0, captured: PRICE, withheld: 0, returned: 0 }
			);
			assert_eq!(due(), vec![]);
			assert_eq!(System::providers(&buyer()), providers - 1);
			assert_eq!(take_events(), vec![Ev::OrderSettled { order: id, paid_out: PRICE }]);
		});
	}
}

#[test]
fn confirm_should_withdraw_the_complaint_when_a_refund_was_requested() {
	Shop::default().build_and_execute(|| {
		let id = asked(shipped(), 400);
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		assert_paid_whole(&before, 1);
		assert_eq!(state(id), OrderState::Settled { at: T0 });
	});
}

#[test]
fn confirm_should_pay_each_recipient_once_when_the_batch_is_full() {
	Shop::default().build_and_execute(|| {
		let list: Vec<_> = (0..32).map(|_| funded()).collect();
		let before = Purses::now(&USD);
		assert_ok!(Souk::confirm(origin(&buyer()), ids(&list)));
		// Each order rounds for itself.
		assert_paid_whole(&before, 32);
		let transfers = System::events()
			.into_iter()
			.filter(|record| {
				matches!(
					record.event,
					RuntimeEvent::Assets(pallet_assets::Event::Transferred { .. })
				)
			})
			.count();
		assert_eq!(transfers, 3);
	});
}

#[test]
fn confirm_should_keep_assets_apart_when_the_batch_has_several() {
	Shop::default().build_and_execute(|| {
		let list = [funded_in(USD, PRICE), funded_in(NATIVE, PRICE), funded_in(POINT, PRICE)];
		let before = [USD, NATIVE, POINT].map(|asset| Purses::now(&asset));
		assert_ok!(Souk::confirm(origin(&buyer()), ids(&list)));
		before.iter().for_each(|before| assert_paid_whole(before, 1));
	});
}

#[test]
fn confirm_should_charge_only_what_it_did_when_it_needs_few_payouts() {
	use frame_support::dispatch::GetDispatchInfo;
	Shop::default().build_and_execute(|| {
		let list: Vec<_> = (0..32).map(|_| funded()).collect();
		let call = RuntimeCall::Souk(Call::confirm { orders: ids(&list) });
		let most = call.get_dispatch_info().call_weight;
		let actual = Souk::confirm(origin(&buyer()), ids(&list)).unwrap().actual_weight.unwrap();
		let saved = <() as WeightInfo>::payout().saturating_mul(32 * Souk::LEGS - 3);
		assert_eq!(most - actual, saved);
	});
}

#[test]
fn confirm_should_change_nothing_when_one_order_is_not_the_buyers_or_over() {
	Shop::default().build_and_execute(|| {
		let good = funded();
		let theirs = {
			assert_ok!(Souk::invoice(origin(&merchant()), None, TERMS, USD, 10, text("")));
			let id = newest();
			assert_ok!(Souk::fund(origin(&stranger()), id, 10));
			id
		};
		let over = settled();
		let unpaid = invoiced();
		let call = |list: &[OrderId]| Souk::confirm(origin(&buyer()), ids(list));
		assert_noop!(call(&[good, theirs]), E::NotBuyer);
		assert_noop!(call(&[good, over]), E::NoEscrow);
		assert_noop!(call(&[good, unpaid]), E::NoEscrow);
		assert_noop!(call(&[good, good]), E::NoEscrow);
		assert_noop!(call(&[good, OrderId(99)]), E::UnknownOrder);
		assert_noop!(call(&[]), E::NothingListed);
	});
}

#[test]
fn confirm_should_be_refused_when_the_caller_is_not_the_buyer() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		for who in [merchant(), payer(), stranger(), platform()] {
			assert_noop!(Souk::confirm(origin(&who), ids(&[id])), E::NotBuyer);
		}
	});
}

#[test]
fn settlement_should_pay_the_merchant_alone_when_there_are_no_splits() {
	let terms = Terms { splits: Default::default(), ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let id = funded();
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		assert_eq!(Purses::now(&USD).merchant - before.merchant, PRICE);
	});
}

#[test]
fn settlement_should_give_the_merchant_the_rounding_when_the_splits_have_everything() {
	let thirds = vec![
		split(platform(), 333_333, OnRefund::Return),
		split(affiliate(), 666_667, OnRefund::Keep),
	];
	let terms = Terms { splits: thirds.try_into().unwrap(), ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let id = funded_in(USD, 100);
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		let after = Purses::now(&USD);
		// 33.3333 and 66.6667, both rounded down.
		assert_eq!(after.platform - before.platform, 33);
		assert_eq!(after.affiliate - before.affiliate, 66);
		assert_eq!(after.merchant - before.merchant, 1);
	});
}

#[test]
fn settlement_should_work_when_the_price_is_a_single_unit() {
	Shop::default().build_and_execute(|| {
		let id = funded_in(USD, 1);
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		let after = Purses::now(&USD);
		assert_eq!(after.merchant - before.merchant, 1);
		assert_eq!(after.platform, before.platform);
	});
}

#[test]
fn settlement_should_work_when_the_price_is_as_large_as_an_asset_can_move() {
	// pallet-assets moves nothing that, on top of the supply, would overflow.
	let price = Balance::MAX / 2 - 100 * ENDOWMENT;
	Shop::default().endow(buyer(), USD, price).build_and_execute(|| {
		let id = funded_in(USD, price);
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		let after = Purses::now(&USD);
		// 5 % is a twentieth, 2.5 % a fortieth.
		assert_eq!(after.platform - before.platform, price / 20);
		assert_eq!(after.affiliate - before.affiliate, price / 40);
		assert_eq!(after.merchant - before.merchant, price - price / 20 - price / 40);
	});
}
