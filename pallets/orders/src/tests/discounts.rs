//! Points that pay for a part of a price: who may use them, what is left to pay, and what becomes of
//! them when the order settles, is undone, or both in part.

use super::*;
use crate::runtime_api::QuotedItem;
use frame_support::{
	assert_noop, dispatch::GetDispatchInfo, traits::Get, weights::RuntimeDbWeight,
};
use souk_primitives::{CheckoutDiscount, OrderAccounts, OrderNotice, OrderStanding, Points};
use sp_runtime::{traits::Zero, DispatchError};

/// Points that pay for 2,000 of the price.
const USED: Points = 1_000;
/// What they leave to pay.
const DUE: Balance = PRICE - 2_000;

/// As a buyer says it who uses so many points.
fn means(points: Points) -> Option<Means> {
	(points > 0).then_some(Means::Points(points))
}

fn discounts(points: &[Points]) -> BoundedVec<Option<Means>, ConstU32<MAX_ITEMS>> {
	points.iter().copied().map(means).collect::<Vec<_>>().try_into().unwrap()
}

fn use_points(id: OrderId, points: Points) -> DispatchResult {
	Souk::use_discount(origin(&buyer()), id, means(points))
}

/// The merchant's signed offer, with points for each item.
fn with_points(amounts: &[Balance], points: &[Points]) -> SignedOfferOf<Test> {
	let signed = sign(offer(merchant(), TERMS, 7, amounts));
	SignedOffer { discounts: discounts(points), ..signed }
}

/// An order of the price, paid with points in part.
fn bought() -> OrderId {
	assert_ok!(place(vec![with_points(&[PRICE], &[USED])], DUE));
	let id = newest();
	reset();
	id
}

/// Sent to the buyer.
fn sent() -> OrderId {
	let id = bought();
	assert_ok!(ship(id));
	reset();
	id
}

/// Billed off chain, paid with points in part.
fn billed_less() -> OrderId {
	let id = billed();
	assert_ok!(use_points(id, USED));
	reset();
	id
}

/// What became of the points: how many went back, and whether the rest is spent.
fn fate(id: OrderId) -> (Points, bool) {
	let spent = Spendings::get(id).unwrap();
	assert_eq!((spent.points, spent.charged, &spent.buyer), (USED, DUE, &buyer()));
	assert_eq!(Used::get(buyer()), USED - spent.returned);
	(spent.returned, spent.captured)
}

fn calls(id: OrderId) -> u32 {
	Spendings::get(id).unwrap().calls
}

/// So many points for so much of what was paid.
fn back(refunded: Balance) -> Points {
	USED * refunded / DUE
}

#[test]
fn buyer_should_pay_the_rest_when_points_pay_for_a_part() {
	Shop::default().build_and_execute(|| {
		let before = Purses::now(&USD);
		assert_ok!(place(vec![with_points(&[PRICE], &[USED])], DUE));
		let id = newest();
		let after = Purses::now(&USD);
		assert_eq!((before.buyer - after.buyer, after.pot - before.pot), (DUE, DUE));
		let discount = Some(Discount { means: Means::Points(USED), amount: 2_000 });
		assert_eq!((order(id).amount, order(id).discount, order(id).due()), (PRICE, discount, DUE));
		assert_eq!(ledger_of(id), Ledger::funded(DUE));
		assert_eq!(fate(id), (0, false));
		let events = take_events();
		assert_eq!(
			events[1],
			Ev::DiscountUsed { order: id, means: means(USED), discount: 2_000, due: DUE }
		);
		assert!(matches!(events[0], Ev::OrderPlaced { amount: PRICE, .. }));
		// Who listens hears the price first, then what was paid.
		let notices: Vec<_> = take_notices().into_iter().map(|(_, notice)| notice).collect();
		assert!(matches!(notices[0], OrderNotice::Placed { amount: PRICE, .. }));
		assert!(matches!(notices[1], OrderNotice::Funded { amount: DUE, .. }));
	});
}

#[test]
fn splits_should_be_of_what_was_paid_when_an_order_with_points_settles() {
	Shop::default().build_and_execute(|| {
		let id = bought();
		let before = Purses::now(&USD);
		assert_ok!(confirm(id));
		let after = Purses::now(&USD);
		// 5 % and 2.5 % of 8,019, rounded down.
		assert_eq!(after.platform - before.platform, 400);
		assert_eq!(after.affiliate - before.affiliate, 200);
		assert_eq!(after.merchant - before.merchant, DUE - 600);
		assert_eq!(before.pot - after.pot, DUE);
		assert_eq!(take_notices(), vec![(id, OrderNotice::Settled { paid_out: DUE })]);
		assert_eq!(fate(id), (0, true));
		assert_eq!(calls(id), 2);
	});
}

#[test]
fn checkout_should_take_points_item_by_item_when_some_items_have_none() {
	Shop::default().build_and_execute(|| {
		let theirs = publish_for(&merchant_ed(), default_terms());
		let mut other = sign(offer(merchant_ed(), theirs, 1, &[400]));
		other.discounts = discounts(&[199]);
		let cart = vec![with_points(&[100, 200, 300], &[0, 50, 1]), other];
		let due = 100 + 100 + 298 + 2;
		assert_noop!(place(cart.clone(), due - 1), E::AboveMaxTotal);
		assert_ok!(place(cart, due));
		let discounts: Vec<_> = (0..4).map(|id| order(OrderId(id)).discount).collect();
		let of = |points, amount| Some(Discount { means: Means::Points(points), amount });
		assert_eq!(discounts, vec![None, of(50, 100), of(1, 2), of(199, 398)]);
		assert_eq!(Spendings::get(OrderId(0)), None);
		assert_eq!(Used::get(buyer()), 250);
	});
}

#[test]
fn checkout_should_change_nothing_when_points_are_not_right() {
	Shop::default().build_and_execute(|| {
		for (amounts, points, error) in [
			(vec![100, 200], vec![1], E::DiscountsMismatch.into()),
			(vec![100], vec![1, 1], E::DiscountsMismatch.into()),
			(vec![100], vec![0, 0], E::DiscountsMismatch.into()),
			// Nothing would be left to pay, or less.
			(vec![100], vec![50], E::DiscountOutOfRange.into()),
			(vec![100], vec![51], E::DiscountOutOfRange.into()),
			(vec![100, 3_000_000], vec![1, POINTS], DispatchError::Other("too few points")),
		] {
			let cart = vec![with_points(&amounts, &points)];
			assert_noop!(place(cart, Balance::MAX), error);
		}
		assert_ok!(place(vec![with_points(&[100], &[49])], 2));
		assert_eq!(Used::get(buyer()), 49);
	});
}

#[test]
fn points_should_be_refused_when_they_pay_for_nothing() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		PointPays::set(0);
		assert_noop!(use_points(id, 9), E::DiscountOutOfRange);
		assert_noop!(place(vec![with_points(&[100], &[9])], 100), E::DiscountOutOfRange);
	});
}

/// What the buyer does with points is not the merchant's business.
#[test]
fn signature_should_hold_when_the_buyer_adds_points() {
	Shop::default().build_and_execute(|| {
		let mut signed = sign(simple_offer());
		signed.discounts = discounts(&[7]);
		assert_ok!(place(vec![signed], PRICE - 14));
	});
}

#[test]
fn voucher_should_pay_for_a_part_when_the_buyer_has_one() {
	Shop::default().build_and_execute(|| {
		let off = VOUCHER * WORTH;
		let discount = Some(Discount { means: Means::Voucher, amount: off });
		let mut signed = sign(simple_offer());
		signed.discounts = vec![Some(Means::Voucher)].try_into().unwrap();
		assert_ok!(place(vec![signed], PRICE - off));
		assert_eq!(order(newest()).discount, discount);
		let id = invoiced();
		let voucher = || Souk::use_discount(origin(&buyer()), id, Some(Means::Voucher));
		// As much as points, and not the same.
		assert_ok!(use_points(id, VOUCHER));
		take_events();
		assert_ok!(voucher());
		assert_noop!(voucher(), E::SameDiscount);
		let means = Some(Means::Voucher);
		let used = Ev::DiscountUsed { order: id, means, discount: off, due: PRICE - off };
		assert_eq!(take_events(), vec![used]);
		assert_eq!(order(id).discount, discount);
	});
}

#[test]
fn no_points_should_be_refused_when_they_are_named_all_the_same() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		let none = Some(Means::Points(0));
		let refused = DispatchError::Other("no points");
		assert_noop!(Souk::use_discount(origin(&buyer()), id, none), refused);
		let mut signed = sign(simple_offer());
		signed.discounts = vec![none].try_into().unwrap();
		assert_noop!(place(vec![signed], PRICE), refused);
	});
}

#[test]
fn invoice_should_cost_less_when_its_buyer_uses_points() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(use_points(id, USED));
		let used = Ev::DiscountUsed { order: id, means: means(USED), discount: 2_000, due: DUE };
		assert_eq!(take_events(), vec![used]);
		// Somebody else may pay the rest.
		assert_noop!(Souk::fund(origin(&payer()), id, DUE - 1), E::AboveMaxTotal);
		let before = Purses::now(&USD);
		assert_ok!(Souk::fund(origin(&payer()), id, DUE));
		assert_eq!(before.payer - Purses::now(&USD).payer, DUE);
		assert_eq!(ledger_of(id), Ledger::funded(DUE));
		assert_eq!(take_notices().len(), 1);
		assert_eq!(fate(id), (0, false));
		assert_noop!(use_points(id, 3), E::NotPayable);
	});
}

#[test]
fn points_should_be_replaced_and_taken_away_when_the_buyer_thinks_again() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_noop!(use_points(id, 0), E::SameDiscount);
		assert_ok!(use_points(id, 9));
		assert_noop!(use_points(id, 9), E::SameDiscount);
		assert_ok!(use_points(id, 4));
		assert_eq!(Used::get(buyer()), 4);
		assert_eq!(order(id).due(), PRICE - 8);
		take_events();
		assert_ok!(use_points(id, 0));
		let gone = Ev::DiscountUsed { order: id, means: None, discount: 0, due: PRICE };
		assert_eq!(take_events(), vec![gone]);
		assert_eq!((order(id).discount, Used::get(buyer())), (None, 0));
		assert_ok!(Souk::fund(origin(&buyer()), id, PRICE));
		assert_ok!(confirm(id));
		assert!(!Spendings::get(id).unwrap().captured);
	});
}

#[test]
fn points_should_stay_as_they_are_when_they_may_not_be_used() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(use_points(id, 9));
		assert_noop!(use_points(OrderId(9), 1), E::UnknownOrder);
		assert_noop!(use_points(id, PRICE), E::DiscountOutOfRange);
		assert_noop!(use_points(id, POINTS + 1), DispatchError::Other("too few points"));
		for who in [merchant(), payer(), stranger()] {
			assert_noop!(Souk::use_discount(origin(&who), id, means(1)), E::NotBuyer);
		}
		// An odd price: one unit is left.
		assert_ok!(use_points(id, PRICE / 2));
		assert_eq!(order(id).due(), 1);
		set_time(deadline(id) - 1);
		assert_ok!(use_points(id, 3));
		set_time(deadline(id));
		assert_noop!(use_points(id, 1), E::NotPayable);
	});
}

#[test]
fn nobody_should_use_points_when_the_invoice_is_for_anyone() {
	Shop::default().build_and_execute(|| {
		assert_ok!(Souk::invoice(origin(&merchant()), None, TERMS, USD, 7, text("")));
		assert_noop!(use_points(newest(), 1), E::NotBuyer);
	});
}

#[test]
fn points_should_come_back_when_the_order_is_never_paid() {
	type End = fn(OrderId);
	let ends: [End; 4] = [
		|id| {
			assert_ok!(cancel(&buyer(), id));
		},
		|id| {
			assert_ok!(cancel(&merchant(), id));
		},
		|id| {
			set_time(deadline(id));
			idle();
		},
		|id| {
			set_time(deadline(id));
			assert_ok!(settle_due(id));
		},
	];
	for make in [|| invoiced() as OrderId, || billed() as OrderId] {
		for end in ends {
			Shop::default().build_and_execute(|| {
				let id = make();
				assert_ok!(use_points(id, USED));
				end(id);
				assert_eq!(stage(id), OrderStage::Cancelled);
				assert_eq!((fate(id), calls(id)), ((USED, false), 2));
			});
		}
	}
}

#[test]
fn points_should_come_back_when_all_that_was_paid_does() {
	type End = fn(OrderId);
	let ends: [End; 5] = [
		|id| {
			assert_ok!(cancel(&buyer(), id));
		},
		|id| {
			assert_ok!(cancel(&merchant(), id));
		},
		|id| {
			assert_ok!(refund(id, DUE));
		},
		|id| {
			set_time(deadline(id));
			idle();
		},
		|id| {
			assert_ok!(Souk::dispatched(id));
			assert_ok!(Souk::lost(id));
		},
	];
	for end in ends {
		Shop::default().build_and_execute(|| {
			let id = bought();
			let before = Purses::now(&USD);
			end(id);
			assert_eq!(stage(id), OrderStage::Refunded);
			assert_eq!(Purses::now(&USD).buyer - before.buyer, DUE);
			assert_eq!((fate(id), calls(id)), ((USED, false), 2));
		});
	}
}

#[test]
fn points_should_come_back_in_part_when_money_does() {
	Shop::default().build_and_execute(|| {
		let id = sent();
		assert_ok!(request(id, 4_019));
		assert_ok!(answer(id, Answer::Approve));
		assert_eq!(fate(id), (back(4_019), false));
		assert_ok!(release(id, 1_000));
		assert_eq!(fate(id), (back(4_019), false));
		assert_ok!(confirm(id));
		assert_eq!(fate(id), (back(4_019), true));
		// After settlement, to the last one.
		assert_ok!(refund(id, 1));
		assert_eq!(fate(id), (back(4_020), true));
		assert_ok!(refund(id, 3_998));
		assert_eq!(fate(id), (back(8_018), true));
		assert_eq!(fate(id).0, 999);
		assert_ok!(refund(id, 1));
		assert_eq!((fate(id), calls(id)), ((USED, true), 6));
		assert_noop!(refund(id, 1), E::MoreThanPaidOut);
	});
}

#[test]
fn points_should_go_with_the_money_when_a_dispute_is_divided() {
	Shop::default().endow(resolver(), USD, ENDOWMENT).build_and_execute(|| {
		let id = deciding(escalated(disputed(sent())));
		// A tenth of what was paid.
		assert_eq!(order(id).bonds(), 2 * 801);
		assert_noop!(Souk::decide(origin(&resolver()), id, DUE + 1), E::MoreThanOpen);
		assert_ok!(Souk::decide(origin(&resolver()), id, 3_000));
		assert_eq!((fate(id), calls(id)), ((back(3_000), true), 3));
	});
	Shop::default().build_and_execute(|| {
		let id = disputed(sent());
		assert_ok!(Souk::propose_split(origin(&merchant()), id, DUE));
		assert_ok!(Souk::accept_split(origin(&buyer()), id, DUE));
		assert_eq!(fate(id), (USED, false));
	});
	Shop::default().build_and_execute(|| {
		let id = disputed(sent());
		assert_ok!(Souk::propose_split(origin(&merchant()), id, 0));
		assert_ok!(Souk::accept_split(origin(&buyer()), id, 0));
		assert_eq!(fate(id), (0, true));
	});
}

/// The silent buyer loses a part of the refund; the points are for what was undone.
#[test]
fn points_should_come_back_for_the_whole_refund_when_the_buyer_loses_some_of_it() {
	Shop::default().build_and_execute(|| {
		let id = disputed(sent());
		assert_ok!(Souk::escalate(origin(&merchant()), id, None));
		set_time(deadline(id));
		assert_ok!(settle_due(id));
		assert_ok!(Souk::decide(origin(&resolver()), id, 4_000));
		assert_eq!(fate(id), (back(4_000), true));
	});
}

#[test]
fn gateway_should_vouch_for_what_is_due_when_points_pay_for_a_part() {
	Shop::default().build_and_execute(|| {
		let id = billed_less();
		// The whole price is not what was asked for.
		assert_ok!(attest(receipt(id, ReceiptKind::Paid, PRICE)));
		assert_eq!(stage(id), OrderStage::Created);
		assert_eq!(Strays::<Test>::iter().count(), 1);
		assert_ok!(attest(receipt(id, ReceiptKind::Paid, DUE)));
		assert_eq!(stage(id), OrderStage::Funded);
		let Payment::External { exposed, .. } = order(id).payment else { panic!("not external") };
		assert_eq!(exposed, 2 * DUE);
		let kind = refunded_kind(id);
		assert_ok!(attest(receipt(id, kind, 2_019)));
		assert_eq!(fate(id), (back(2_019), false));
		assert_ok!(confirm(id));
		assert_eq!(fate(id), (back(2_019), true));
		let ReceiptKind::Refunded { payment } = kind else { unreachable!() };
		assert_noop!(
			attest(receipt(id, ReceiptKind::Chargeback { payment }, 6_001)),
			E::MoreThanPaid
		);
		assert_ok!(attest(receipt(id, ReceiptKind::Chargeback { payment }, 6_000)));
		assert_eq!(fate(id), (USED, true));
	});
}

#[test]
fn points_should_come_back_when_a_payment_is_refuted() {
	Shop::default().build_and_execute(|| {
		let id = billed_less();
		assert_ok!(attest(receipt(id, ReceiptKind::Paid, DUE)));
		assert_ok!(Souk::refute_payment(RuntimeOrigin::root(), id));
		assert_eq!(fate(id), (USED, false));
	});
}

#[test]
fn keeper_should_be_left_alone_when_no_points_are_used() {
	Shop::default().build_and_execute(|| {
		// Its book panics over orders that it does not know.
		for id in [funded(), settled(), refunded(), cancelled()] {
			assert_eq!((order(id).discount, order(id).due()), (None, PRICE));
		}
		assert_eq!(Spendings::iter().count(), 0);
	});
}

#[test]
fn standing_should_say_what_listeners_heard_when_an_order_goes_on() {
	let standing = |settled, refunded| Some(OrderStanding { settled, refunded });
	Shop::default().build_and_execute(|| {
		assert_eq!(<Souk as OrderAccounts<Balance>>::standing(OrderId(0)), None);
		let id = invoiced();
		assert_eq!(Souk::standing(id), standing(false, 0));
		assert_ok!(use_points(id, USED));
		assert_ok!(Souk::fund(origin(&buyer()), id, DUE));
		assert_ok!(refund(id, 19));
		reset();
		assert_eq!(Souk::standing(id), standing(false, 19));
		assert_ok!(ship(id));
		// Due, but nobody has said so yet.
		set_time(deadline(id));
		assert_eq!(Souk::standing(id), standing(false, 19));
		idle();
		assert_eq!(take_notices(), vec![(id, OrderNotice::Settled { paid_out: DUE - 19 })]);
		assert_eq!(Souk::standing(id), standing(true, 19));
		assert_ok!(refund(id, 1_000));
		assert_eq!(take_notices(), vec![(id, OrderNotice::Refunded { cumulative: 1_019 })]);
		assert_eq!(Souk::standing(id), standing(true, 1_019));
		set_time(now() + WINDOWS.record);
		assert_ok!(close(id));
		assert_eq!(Souk::standing(id), None);
	});
	Shop::default().build_and_execute(|| {
		let id = bought();
		assert_ok!(cancel(&merchant(), id));
		assert_eq!(Souk::standing(id), standing(false, DUE));
	});
}

#[test]
fn quote_should_be_what_the_checkout_takes_when_points_are_used() {
	Shop::default().build_and_execute(|| {
		let amounts = [PRICE, 100, 40];
		let points = [USED, 0, 10];
		let signed = with_points(&amounts, &points);
		let ask = |points: &[Points]| {
			Souk::quote_with_discounts(
				signed.offer.clone(),
				buyer(),
				discounts(points).into_inner(),
			)
		};
		let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
		let quote = ask(&points).unwrap();
		assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), before);
		assert_eq!(quote.total, DUE + 100 + 20);
		assert_eq!(
			quote.items[0],
			QuotedItem {
				amount: PRICE,
				means: means(USED),
				discount: 2_000,
				merchant: DUE - 600,
				splits: vec![(platform(), 400), (affiliate(), 200)],
			}
		);
		assert_eq!(ask(&[]).unwrap(), Souk::quote(signed.offer.clone()).unwrap());
		assert_eq!(ask(&[1]), Err(E::DiscountsMismatch.into()));
		assert_eq!(ask(&[0, 50, 0]), Err(E::DiscountOutOfRange.into()));
		// Each alone could be used, but not both.
		assert_eq!(
			Souk::quote_with_discounts(
				offer(merchant(), TERMS, 7, &[10 * POINTS, 10 * POINTS]),
				buyer(),
				discounts(&[POINTS, 1]).into_inner()
			),
			Err(DispatchError::Other("too few points"))
		);
		assert_ok!(place(vec![signed], quote.total));
	});
}

#[test]
fn view_should_show_what_is_due_when_points_are_used() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		let view = || frame_support::hypothetically!(Souk::view_order(id).unwrap());
		assert_eq!((view().due, view().order.discount), (PRICE, None));
		assert_ok!(use_points(id, USED));
		let discount = Some(Discount { means: Means::Points(USED), amount: 2_000 });
		assert_eq!((view().due, view().order.discount), (DUE, discount));
	});
}

/// Each kind of notice weighs what it weighs, and what the failure of both listeners does.
#[test]
fn weight_should_be_of_the_notices_that_a_call_gives_when_these_differ() {
	let db: RuntimeDbWeight = <Test as frame_system::Config>::DbWeight::get();
	let failures = db.writes(4);
	let second = Weight::from_parts(3_000_000, 0);
	let told = |first| Weight::from_parts(first, 0) + second + failures;
	assert_eq!(Souk::notices(NoticeKind::Placed, 1), told(3_000_000));
	assert_eq!(Souk::notices(NoticeKind::Closed, 2), told(7_000_000) * 2);
	let fund = Call::<Test>::fund { order: OrderId(0), max_total: 1 };
	let weight = fund.get_dispatch_info().call_weight;
	assert_eq!(weight, <() as WeightInfo>::fund() + told(4_000_000));
	let retry =
		Call::<Test>::retry_hook { order: OrderId(0), observer: 0, notice: NoticeKind::Placed };
	let weight = retry.get_dispatch_info().call_weight;
	assert_eq!(
		weight,
		<() as WeightInfo>::retry_hook() + Weight::from_parts(7_000_000, 0) + second
	);
	assert_eq!(Souk::endings(1), told(6_000_000) + <Test as Config>::Discount::weight());
}

/// Its weight is in that of every call that can move points.
#[test]
fn weight_should_grow_with_the_points_when_a_checkout_uses_some() {
	Shop::default().build_and_execute(|| {
		let weigh = |points: &[Points]| {
			let offers = vec![with_points(&[100, 200, 300], points)].try_into().unwrap();
			Call::<Test>::place { offers, max_total: 600 }.get_dispatch_info().call_weight
		};
		let one = <Test as Config>::Discount::weight();
		assert!(!one.is_zero());
		assert_eq!(weigh(&[0, 0, 0]), weigh(&[]));
		assert_eq!(weigh(&[1, 0, 2]), weigh(&[]) + one * 2);
		let weight = Call::<Test>::use_discount { order: OrderId(0), means: means(1) };
		let weight = weight.get_dispatch_info().call_weight;
		assert_eq!(weight, <() as WeightInfo>::use_discount() + one * 2);
		let told = Souk::notices(NoticeKind::Refunded, 1) + one;
		assert_eq!(Souk::lapse_weight(), <() as WeightInfo>::sweep_order() + told * 3);
		let step = Souk::step_weight(Weight::zero(), 0);
		assert_eq!(step, Souk::lapse_weight() + told);
		assert_eq!(Souk::actual_batch_weight(Weight::zero(), 4, 0), told * 12);
	});
}

#[test]
fn state_should_be_refused_when_a_discount_does_not_fit_its_order() {
	type Spoil = fn(&mut OrderOf<Test>);
	let spoil: [(Spoil, &str); 6] = [
		(|order| order.discount = None, "what is paid of an order changed"),
		(
			|order| order.discount = Some(Discount { means: Means::Points(USED), amount: 1_999 }),
			"what is paid of an order changed",
		),
		(
			|order| order.discount = Some(Discount { means: Means::Points(0), amount: 2_000 }),
			"no points pay for a part of an order",
		),
		(
			|order| {
				order.payment = Payment::Awaited;
				order.state = OrderState::Created { pay_by: 0 };
				order.discount = Some(Discount { means: Means::Points(USED), amount: PRICE });
			},
			"points pay for nothing, or for all of an order",
		),
		(
			|order| {
				order.payment = Payment::Awaited;
				order.state = OrderState::Created { pay_by: 0 };
				order.discount = Some(Discount { means: Means::Points(USED), amount: 0 });
			},
			"points pay for nothing, or for all of an order",
		),
		(
			|order| {
				order.payment = Payment::Awaited;
				order.state = OrderState::Created { pay_by: 0 };
				order.buyer = None;
			},
			"nobody's points pay for a part of an order",
		),
	];
	for (spoil, reason) in spoil {
		Shop::default().build_and_execute(|| {
			let id = bought();
			assert_ok!(Souk::do_try_state());
			frame_support::hypothetically!({
				Orders::<Test>::mutate(id, |slot| spoil(slot.as_mut().unwrap()));
				assert_eq!(Souk::do_try_state(), Err(reason.into()));
			});
		});
	}
}
