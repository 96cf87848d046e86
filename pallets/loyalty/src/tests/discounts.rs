use super::*;

/// Alice has 100 points of two ends: 60 of epoch 13 and 40 of epoch 15.
fn with_points() {
	do_tasks(&alice(), ALICE, 3);
	wait_epochs(2);
	do_tasks(&alice(), ALICE, 2);
	assert_eq!(lots(ALICE), vec![at(13, 60), at(15, 40)]);
	take_events();
	Heard::take();
}

fn spending(order: OrderId) -> SpendingOf<Test> {
	Spendings::<Test>::get(order).unwrap()
}

#[test]
fn reserve_should_set_points_aside_when_the_order_takes_them() {
	World::default().build_and_execute(|| {
		with_points();
		assert_eq!(reserve(ORDER, &alice(), 70), Ok(140));
		let (program, member, order) = (PROGRAM, ALICE, ORDER);
		assert_eq!(
			take_events(),
			vec![Ev::PointsReserved { program, member, order, points: 70, discount: 140 }]
		);
		// The soonest to expire first.
		assert_eq!(lots(ALICE), vec![at(15, 30)]);
		assert_eq!((book(ALICE).reserved, ledger().book.reserved), (70, 70));
		assert_eq!(spending(ORDER).lots.into_inner(), vec![at(13, 60), at(15, 10)]);
		assert_eq!(spending(ORDER).charged, 860);
		// Backed as before.
		assert_eq!(held(HoldReason::Backing, &operator()), 75);
	});
}

#[test]
fn reserve_should_be_refused_when_something_is_wrong() {
	World::default().build_and_execute(|| {
		with_points();
		assert_noop!(reserve(ORDER, &alice(), 0), E::ZeroPoints);
		assert_noop!(reserve(ORDER, &alice(), 101), E::TooFewPoints);
		assert_noop!(reserve(ORDER, &bob(), 1), E::TooFewPoints);
		assert_noop!(reserve(ORDER, &stranger(), 1), E::NotMember);
		let with = |change: fn(&mut DiscountRequest<AccountId, Asset, Balance>)| {
			let mut request = request(&alice(), 100, 10);
			change(&mut request);
			Loyalty::reserve(ORDER, &request)
		};
		assert_noop!(with(|request| request.means = Means::Voucher), E::VoucherNotTaken);
		assert_noop!(with(|request| request.merchant = stranger()), E::MerchantNotServed);
		assert_noop!(with(|request| request.tender = Tender::Asset(8)), E::UnitNotRedeemable);
		assert_noop!(with(|request| request.amount = 39), E::ShareTooLarge);
		assert_noop!(with(|request| request.means = Means::Points(26)), E::ShareTooLarge);
		assert_noop!(with(|request| request.means = Means::Points(Points::MAX)), E::ShareTooLarge);
		assert_eq!(with(|request| request.means = Means::Points(25)), Ok(50));
		assert_noop!(reserve(ORDER, &alice(), 1), E::AlreadyReserved);
		// The merchant would be paid for its own points.
		enrol(merchant(), ALICE);
		assert_noop!(reserve(OTHER_ORDER, &alice(), 1), E::SelfDealing);
	});
}

#[test]
fn reserve_should_be_refused_when_so_few_points_are_worth_nothing() {
	World::default().build_and_execute(|| {
		with_points();
		let rate = Rate { unit: Unit::Asset(USD), per_point: FixedU128::from_rational(1, 10) };
		let cheap = Redemption { rates: vec![rate].try_into().unwrap(), ..redemption() };
		assert_ok!(Loyalty::set_redemption(origin(&operator()), PROGRAM, cheap));
		assert_eq!(reserve(ORDER, &alice(), 9), Ok(18));
		wait_epochs(1);
		assert_noop!(reserve(OTHER_ORDER, &alice(), 9), E::WorthNothing);
		assert_eq!(reserve(OTHER_ORDER, &alice(), 19), Ok(1));
	});
}

#[test]
fn capture_should_spend_the_points_when_the_order_settles() {
	World::default().build_and_execute(|| {
		with_points();
		assert_ok!(reserve(ORDER, &alice(), 70));
		take_events();
		Loyalty::capture(ORDER);
		let (program, member, order) = (PROGRAM, ALICE, ORDER);
		assert_eq!(take_events(), vec![Ev::PointsSpent { program, member, order, points: 70 }]);
		assert_eq!((book(ALICE).reserved, ledger().book.reserved), (0, 0));
		assert_eq!(ledger().captured, 70);
		// As long as they can come back, they are backed.
		assert_eq!(held(HoldReason::Backing, &operator()), 75);
		Loyalty::capture(ORDER);
		Loyalty::capture(OTHER_ORDER);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn release_should_bring_all_back_when_the_order_is_cancelled() {
	World::default().build_and_execute(|| {
		with_points();
		let before = ledger();
		assert_ok!(reserve(ORDER, &alice(), 70));
		take_events();
		Loyalty::release(ORDER, Undone::All);
		let (program, member, order) = (PROGRAM, ALICE, ORDER);
		let returned =
			Ev::PointsReturned { program, member, order, points: 70, expired: 0, netted: 0 };
		assert_eq!(take_events(), vec![returned]);
		assert_eq!(lots(ALICE), vec![at(13, 60), at(15, 40)]);
		assert_eq!(ledger(), before);
		assert!(!Spendings::<Test>::contains_key(ORDER));
		Loyalty::release(ORDER, Undone::All);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn release_should_bring_a_part_back_when_a_part_is_refunded() {
	World::default().build_and_execute(|| {
		with_points();
		assert_ok!(reserve(ORDER, &alice(), 70));
		// 860 were paid. Rounded down.
		Loyalty::release(ORDER, Undone::Refunded(12));
		assert_eq!(spending(ORDER).returned, 0);
		Loyalty::release(ORDER, Undone::Refunded(430));
		assert_eq!(spending(ORDER).returned, 35);
		assert_eq!(lots(ALICE), vec![at(13, 25), at(15, 40)]);
		assert_eq!(book(ALICE).reserved, 35);
		Loyalty::capture(ORDER);
		assert_eq!(ledger().captured, 35);
		// After the settlement as before it, and never twice.
		Loyalty::release(ORDER, Undone::Refunded(430));
		Loyalty::release(ORDER, Undone::Refunded(100));
		assert_eq!(ledger().captured, 35);
		Loyalty::release(ORDER, Undone::Refunded(860));
		assert_eq!(lots(ALICE), vec![at(13, 60), at(15, 40)]);
		assert_eq!(ledger().captured, 0);
		assert_eq!(held(HoldReason::Backing, &operator()), 75);
		assert_ok!(close(ORDER));
		assert!(!Spendings::<Test>::contains_key(ORDER));
		assert_eq!(held(HoldReason::Backing, &operator()), 75);
	});
}

#[test]
fn release_should_not_revive_points_when_they_expired_meanwhile() {
	World::default().build_and_execute(|| {
		with_points();
		assert_ok!(reserve(ORDER, &alice(), 70));
		Loyalty::capture(ORDER);
		// In epoch 13.
		wait_epochs(10);
		take_events();
		Loyalty::release(ORDER, Undone::All);
		let (program, member, order) = (PROGRAM, ALICE, ORDER);
		let returned =
			Ev::PointsReturned { program, member, order, points: 70, expired: 60, netted: 0 };
		assert_eq!(take_events(), vec![returned]);
		assert_eq!(lots(ALICE), vec![at(15, 40)]);
		assert_eq!(held(HoldReason::Backing, &operator()), 30);
	});
}

#[test]
fn release_should_pay_a_debt_first_when_the_member_owes() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(OTHER_ORDER, &alice(), 1_000));
		assert_ok!(settle(OTHER_ORDER));
		assert_ok!(reserve(ORDER, &alice(), 100));
		Loyalty::capture(ORDER);
		assert_ok!(refund(OTHER_ORDER, 600));
		assert_eq!(book(ALICE).debt, 60);
		take_events();
		Loyalty::release(ORDER, Undone::All);
		let (program, member, order) = (PROGRAM, ALICE, ORDER);
		let returned =
			Ev::PointsReturned { program, member, order, points: 100, expired: 0, netted: 60 };
		assert_eq!(take_events(), vec![returned]);
		assert_eq!((book(ALICE).debt, spendable(ALICE)), (0, 40));
	});
}

#[test]
fn merchant_should_be_paid_when_the_order_leaves_the_record() {
	World::default().build_and_execute(|| {
		with_points();
		assert_ok!(reserve(ORDER, &alice(), 70));
		Loyalty::capture(ORDER);
		Loyalty::release(ORDER, Undone::Refunded(430));
		take_events();
		assert_ok!(close(ORDER));
		// 65 points need 49, 100 needed 75.
		let (program, order) = (PROGRAM, ORDER);
		assert_eq!(
			take_events(),
			vec![Ev::MerchantReimbursed { program, merchant: merchant(), order, amount: 26 }]
		);
		assert_eq!(free_balance(&merchant()), ENDOWMENT + 26);
		assert_eq!(held(HoldReason::Backing, &operator()), 49);
		assert!(!Spendings::<Test>::contains_key(ORDER));
		assert_eq!(Accounts::<Test>::get(PROGRAM, ALICE).unwrap().orders, 0);
	});
}

#[test]
fn operator_should_have_its_money_back_when_it_is_the_merchant() {
	World::default().build_and_execute(|| {
		let by = origin(&operator());
		assert_ok!(Loyalty::invite_merchant(by.clone(), PROGRAM, operator()));
		assert_ok!(Loyalty::join(by, PROGRAM));
		with_points();
		let merchant = operator();
		let request = DiscountRequest { merchant, ..request(&alice(), 1_000, 100) };
		assert_eq!(Loyalty::reserve(ORDER, &request), Ok(200));
		Loyalty::capture(ORDER);
		take_events();
		let before = free_balance(&operator());
		assert_ok!(close(ORDER));
		assert_eq!(take_events(), vec![]);
		assert_eq!(free_balance(&operator()), before + 75 + SPENDING + ACCOUNT);
		assert_eq!(held(HoldReason::Backing, &operator()), 0);
	});
}

#[test]
fn merchant_should_be_paid_later_when_it_cannot_receive() {
	World::default().endow(merchant(), ED).build_and_execute(|| {
		with_points();
		assert_ok!(reserve(ORDER, &alice(), 70));
		Loyalty::capture(ORDER);
		// The merchant's account goes.
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let keep = Preservation::Expendable;
		assert_ok!(Balances::transfer(&merchant(), &stranger(), ED, keep));
		take_events();
		assert_ok!(close(ORDER));
		let (program, order, amount) = (PROGRAM, ORDER, 52);
		assert_eq!(
			take_events(),
			vec![Ev::ReimbursementDeferred { program, merchant: merchant(), order, amount }]
		);
		assert_eq!((ledger().owed, ledger().backing), (52, 75));
		assert_eq!(spending(ORDER).stage, SpendingStage::Owed(52));
		let by = || origin(&stranger());
		assert_noop!(Loyalty::collect(by(), ORDER), E::MerchantCannotReceive);
		assert_ok!(Balances::transfer(&stranger(), &merchant(), ED, keep));
		assert_ok!(Loyalty::collect(by(), ORDER));
		assert_eq!(
			take_events(),
			vec![Ev::MerchantReimbursed { program, merchant: merchant(), order, amount }]
		);
		assert_eq!(free_balance(&merchant()), ED + 52);
		assert_eq!((ledger().owed, ledger().backing), (0, 23));
		assert_noop!(Loyalty::collect(by(), ORDER), E::NothingOwed);
	});
}

#[test]
fn collect_should_be_refused_when_the_order_is_still_on_record() {
	World::default().build_and_execute(|| {
		with_points();
		let by = || origin(&stranger());
		assert_noop!(Loyalty::collect(by(), ORDER), E::NothingOwed);
		assert_ok!(reserve(ORDER, &alice(), 70));
		assert_noop!(Loyalty::collect(by(), ORDER), E::NothingOwed);
		Loyalty::capture(ORDER);
		assert_noop!(Loyalty::collect(by(), ORDER), E::NothingOwed);
	});
}

#[test]
fn closed_should_bring_points_back_when_the_order_was_neither_settled_nor_undone() {
	World::default().build_and_execute(|| {
		with_points();
		assert_ok!(reserve(ORDER, &alice(), 70));
		assert_ok!(close(ORDER));
		assert_eq!(lots(ALICE), vec![at(13, 60), at(15, 40)]);
		assert!(!Spendings::<Test>::contains_key(ORDER));
	});
}

#[test]
fn order_should_earn_and_spend_when_a_member_does_both() {
	World::default().build_and_execute(|| {
		with_points();
		assert_eq!(reserve(ORDER, &alice(), 100), Ok(200));
		assert_ok!(buy(ORDER, &alice(), 800));
		assert_eq!(Accounts::<Test>::get(PROGRAM, ALICE).unwrap().orders, 2);
		assert_ok!(settle(ORDER));
		Loyalty::capture(ORDER);
		assert_eq!(lots(ALICE), vec![at(15, 80)]);
		assert_ok!(close(ORDER));
		assert_eq!(Accounts::<Test>::get(PROGRAM, ALICE).unwrap().orders, 0);
		assert_eq!(held(HoldReason::Backing, &operator()), 60);
		assert_eq!(free_balance(&merchant()), ENDOWMENT + 75);
	});
}

#[test]
fn reserve_should_be_refused_when_nobody_can_pay_for_the_record() {
	World::default().build_and_execute(|| {
		with_points();
		let budget = ledger().records.deposits + SPENDING - 1;
		assert_ok!(Loyalty::set_record_budget(origin(&operator()), PROGRAM, budget));
		assert_noop!(reserve(ORDER, &alice(), 70), E::RecordBudgetSpent);
	});
}

#[test]
fn order_should_go_on_and_everybody_hear_of_it_when_the_books_are_wrong() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 5);
		assert_ok!(reserve(ORDER, &alice(), 70));
		let account = Accounts::<Test>::take(PROGRAM, ALICE).unwrap();
		let before = (ledger(), Spendings::<Test>::get(ORDER));
		let stuck = Ev::PointsStuck { order: ORDER, error: E::NotMember.into() };
		take_events();
		Loyalty::capture(ORDER);
		assert_eq!(take_events(), vec![stuck.clone()]);
		Loyalty::release(ORDER, Undone::All);
		assert_eq!(take_events(), vec![stuck]);
		assert_eq!((ledger(), Spendings::<Test>::get(ORDER)), before);
		// Mended, it goes on.
		Accounts::<Test>::insert(PROGRAM, ALICE, account);
		Loyalty::capture(ORDER);
		assert_eq!(ledger().captured, 70);
	});
}
