use super::*;

#[test]
fn purchase_should_be_pending_when_it_is_paid() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_009));
		let (program, rule, member, order) = (PROGRAM, PURCHASE, ALICE, ORDER);
		assert_eq!(
			take_events(),
			vec![Ev::PointsPending { program, rule, member, order, points: 100 }]
		);
		assert_eq!(book(ALICE).pending, 100);
		assert_eq!(spendable(ALICE), 0);
		let records = Records { count: 2, deposits: ACCOUNT + EARNING };
		assert_eq!(ledger().records, records);
		assert_eq!(held(HoldReason::Backing, &operator()), 75);
		assert_eq!(Heard::take(), vec![]);
	});
}

#[test]
fn purchase_should_come_in_when_it_settles() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		take_events();
		wait_epochs(2);
		assert_ok!(settle(ORDER));
		let (program, member, order) = (PROGRAM, ALICE, ORDER);
		assert_eq!(
			take_events(),
			vec![Ev::PointsReleased { program, member, order, points: 100, netted: 0 }]
		);
		// They live from the day on which they can be spent.
		assert_eq!(lots(ALICE), vec![at(15, 100)]);
		assert_eq!(book(ALICE).pending, 0);
		assert_eq!(held(HoldReason::Backing, &operator()), 75);
		assert_eq!(Heard::take(), vec![(ranked(PURCHASE, ALICE, 100, Some(ORDER)), false)]);
	});
}

#[test]
fn notices_should_change_nothing_when_they_are_told_again() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_eq!(book(ALICE).pending, 100);
		assert_ok!(refund(ORDER, 300));
		assert_ok!(settle(ORDER));
		take_events();
		Heard::take();
		for _ in 0..2 {
			assert_ok!(buy(ORDER, &alice(), 1_000));
			assert_ok!(settle(ORDER));
			assert_ok!(refund(ORDER, 300));
			// An older figure, told late.
			assert_ok!(refund(ORDER, 200));
		}
		assert_eq!(take_events(), vec![]);
		assert_eq!(Heard::take(), vec![]);
		assert_eq!(spendable(ALICE), 70);
		assert_ok!(close(ORDER));
		assert_ok!(close(ORDER));
		assert_ok!(refund_of_closed(ORDER));
		assert_eq!(spendable(ALICE), 70);
	});
}

fn refund_of_closed(order: OrderId) -> DispatchResult {
	tell(order, OrderNotice::Refunded { cumulative: 1_000 })
}

#[test]
fn refund_should_take_back_pending_points_when_it_is_early() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		take_events();
		assert_ok!(refund(ORDER, 1));
		let (program, member, order) = (PROGRAM, ALICE, ORDER);
		// Rounded up.
		assert_eq!(
			take_events(),
			vec![Ev::PointsTakenBack { program, member, order, points: 1, debt: 0 }]
		);
		assert_ok!(refund(ORDER, 10));
		assert_eq!(take_events(), vec![]);
		assert_ok!(refund(ORDER, 600));
		assert_eq!(book(ALICE).pending, 40);
		assert_eq!(held(HoldReason::Backing, &operator()), 30);
		assert_ok!(settle(ORDER));
		assert_eq!(spendable(ALICE), 40);
		// Leaderboards heard of what was left alone.
		assert_eq!(Heard::take(), vec![(ranked(PURCHASE, ALICE, 40, Some(ORDER)), false)]);
	});
}

#[test]
fn refund_should_take_all_back_when_all_was_refunded() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		for cumulative in [333, 666, 999, 1_000, 5_000] {
			assert_ok!(refund(ORDER, cumulative));
		}
		assert_eq!(earning(ORDER).left(), 0);
		assert_eq!(book(ALICE).pending, 0);
		assert_eq!(held(HoldReason::Backing, &operator()), 0);
		assert_ok!(close(ORDER));
		assert!(!Accounts::<Test>::contains_key(PROGRAM, ALICE));
		assert_eq!(held(HoldReason::Records, &operator()), 0);
		assert_eq!(Heard::take(), vec![]);
	});
}

#[test]
fn refund_should_take_the_earning_lot_first_when_it_is_settled() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 1);
		wait_epochs(1);
		assert_ok!(buy(ORDER, &alice(), 500));
		assert_ok!(settle(ORDER));
		wait_epochs(1);
		do_tasks(&alice(), ALICE, 1);
		assert_eq!(lots(ALICE), vec![at(13, 20), at(14, 50), at(15, 20)]);
		Heard::take();
		take_events();

		assert_ok!(refund(ORDER, 300));
		assert_eq!(lots(ALICE), vec![at(13, 20), at(14, 20), at(15, 20)]);
		assert_eq!(Heard::take(), vec![(ranked(PURCHASE, ALICE, 30, Some(ORDER)), true)]);
		// 15 of the lot are left when it is spent down, the rest comes from others.
		assert_ok!(gift(&alice(), &bob(), 25));
		assert_ok!(refund(ORDER, 500));
		assert_eq!(lots(ALICE), vec![at(15, 15)]);
		assert_eq!(book(ALICE).debt, 0);
	});
}

#[test]
fn refund_should_leave_a_debt_when_the_points_were_spent() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 500));
		assert_ok!(settle(ORDER));
		assert_ok!(gift(&alice(), &bob(), 40));
		take_events();
		assert_ok!(refund(ORDER, 500));
		let (program, member, order) = (PROGRAM, ALICE, ORDER);
		assert_eq!(
			take_events(),
			vec![Ev::PointsTakenBack { program, member, order, points: 50, debt: 40 }]
		);
		assert_eq!((book(ALICE).debt, ledger().book.debt), (40, 40));
		// Bob's 40 points are backed, and nothing else is.
		assert_eq!(held(HoldReason::Backing, &operator()), 30);

		assert_ok!(submit(&alice(), task_of(ALICE, 1)));
		let rule = TASK;
		assert_eq!(
			take_events(),
			vec![Ev::PointsEarned { program, rule, member, points: 20, netted: 20 }]
		);
		assert_eq!((book(ALICE).debt, spendable(ALICE)), (20, 0));
		assert_ok!(gift(&bob(), &alice(), 30));
		assert_eq!((book(ALICE).debt, spendable(ALICE), spendable(BOB)), (0, 10, 10));
		assert_eq!(held(HoldReason::Backing, &operator()), 15);
	});
}

#[test]
fn member_should_stay_on_record_when_an_order_may_still_take_points_back() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 500));
		assert_ok!(settle(ORDER));
		assert_ok!(gift(&alice(), &bob(), 50));
		assert_eq!(Accounts::<Test>::get(PROGRAM, ALICE).unwrap().orders, 1);
		assert_ok!(refund(ORDER, 500));
		assert_eq!(book(ALICE).debt, 50);
		assert_ok!(close(ORDER));
		// And as long as it owes.
		assert_eq!(Accounts::<Test>::get(PROGRAM, ALICE).unwrap().orders, 0);
		assert_ok!(gift(&bob(), &alice(), 50));
		assert!(!Accounts::<Test>::contains_key(PROGRAM, ALICE));
	});
}

#[test]
fn purchase_should_earn_nothing_when_it_is_not_a_members() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &stranger(), 1_000));
		let elsewhere = Parties { merchant: stranger(), ..parties(&alice()) };
		put_order(OTHER_ORDER, elsewhere.clone());
		assert_ok!(tell(OTHER_ORDER, funded(elsewhere, 1_000)));
		let yuan = Tender::Fiat {
			gateway: souk_primitives::GatewayId(0),
			currency: "CNY".try_into().unwrap(),
		};
		put_order(OrderId(3), parties(&alice()));
		let notice =
			OrderNotice::Funded { parties: parties(&alice()), tender: yuan, amount: 1_000 };
		assert_ok!(tell(OrderId(3), notice));
		// Too little for a point.
		assert_ok!(buy(OrderId(4), &alice(), 9));
		assert_eq!(take_events(), vec![]);
		assert_eq!(Earnings::<Test>::iter().count(), 0);
		assert_eq!(ledger().records.count, 0);
		for order in 1..5 {
			assert_ok!(settle(OrderId(order)));
			assert_ok!(refund(OrderId(order), 5));
			assert_ok!(close(OrderId(order)));
		}
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn purchase_should_earn_in_a_currency_when_any_gateway_vouches() {
	let unit = || Unit::Currency("CNY".try_into().unwrap());
	World::default()
		.rule(PURCHASE, |rule| rule.trigger = Trigger::Purchase(unit()))
		.build_and_execute(|| {
			for gateway in [0, 7] {
				let order = OrderId(gateway);
				let gateway = souk_primitives::GatewayId(gateway);
				let tender = Tender::Fiat { gateway, currency: "CNY".try_into().unwrap() };
				put_order(order, parties(&alice()));
				let notice =
					OrderNotice::Funded { parties: parties(&alice()), tender, amount: 1_000 };
				assert_ok!(tell(order, notice));
			}
			assert_eq!(book(ALICE).pending, 200);
		});
}

#[test]
fn purchase_should_earn_nothing_when_the_merchant_deals_with_itself() {
	World::default().build_and_execute(|| {
		let refused = |error: E| {
			let error = DispatchError::from(error).without_text();
			vec![Ev::PurchaseNotRewarded { program: PROGRAM, order: ORDER, error }]
		};
		// The merchant pays for it.
		let brushed = Parties { payer: merchant(), ..parties(&alice()) };
		put_order(ORDER, brushed.clone());
		assert_ok!(tell(ORDER, funded(brushed, 1_000)));
		assert_eq!(take_events(), refused(E::SelfDealing));
		// The merchant is the buyer under another account.
		enrol(merchant(), ALICE);
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_eq!(take_events(), refused(E::SelfDealing));
		assert_eq!(Earnings::<Test>::iter().count(), 0);
	});
}

/// The text of an error is not stored.
trait WithoutText {
	fn without_text(self) -> DispatchError;
}
impl WithoutText for DispatchError {
	fn without_text(self) -> DispatchError {
		match self {
			DispatchError::Module(module) => {
				DispatchError::Module(sp_runtime::ModuleError { message: None, ..module })
			},
			other => other,
		}
	}
}

#[test]
fn purchase_should_earn_what_limits_leave_when_these_are_near() {
	World::default().rule(PURCHASE, |rule| rule.limits.per_subject = Some(150)).build_and_execute(
		|| {
			assert_ok!(buy(ORDER, &alice(), 1_000));
			assert_ok!(buy(OTHER_ORDER, &alice(), 1_000));
			assert_eq!((earning(ORDER).points, earning(OTHER_ORDER).points), (100, 50));
			take_events();
			assert_ok!(buy(OrderId(3), &alice(), 1_000));
			let error = DispatchError::from(E::SubjectCapReached).without_text();
			let order = OrderId(3);
			let program = PROGRAM;
			assert_eq!(take_events(), vec![Ev::PurchaseNotRewarded { program, order, error }]);
			// A part of the points goes back with a part of the price, however they came about.
			assert_ok!(refund(OTHER_ORDER, 500));
			assert_eq!(earning(OTHER_ORDER).left(), 25);
		},
	);
}

#[test]
fn funded_should_be_refused_when_the_operator_cannot_pay() {
	World::default().build_and_execute(|| {
		empty(&operator());
		put_order(ORDER, parties(&alice()));
		assert_noop!(tell(ORDER, funded(parties(&alice()), 1_000)), E::OperatorLacksDeposit);
	});
	World::default().record_budget(ACCOUNT).build_and_execute(|| {
		put_order(ORDER, parties(&alice()));
		assert_noop!(tell(ORDER, funded(parties(&alice()), 1_000)), E::RecordBudgetSpent);
	});
	World::default().build_and_execute(|| {
		put_order(ORDER, parties(&alice()));
		let much = ENDOWMENT * 20;
		assert_noop!(tell(ORDER, funded(parties(&alice()), much)), E::OperatorCannotBack);
	});
}

#[test]
fn purchase_should_catch_up_when_it_is_told_of_late() {
	World::default().build_and_execute(|| {
		put_order(ORDER, parties(&alice()));
		// The rest of it was told in time.
		assert_ok!(refund(ORDER, 250));
		assert_ok!(settle(ORDER));
		assert_eq!(take_events(), vec![]);
		assert_ok!(tell(ORDER, funded(parties(&alice()), 1_000)));
		assert_eq!(spendable(ALICE), 75);
		assert_eq!(Heard::take(), vec![(ranked(PURCHASE, ALICE, 75, Some(ORDER)), false)]);
		assert_ok!(refund(ORDER, 500));
		assert_eq!(spendable(ALICE), 50);
	});
}

#[test]
fn purchase_should_earn_nothing_when_its_order_is_closed_by_the_time_it_is_told_of() {
	World::default().build_and_execute(|| {
		assert_ok!(tell(ORDER, funded(parties(&alice()), 1_000)));
		assert_eq!(take_events(), vec![]);
		assert_eq!(Earnings::<Test>::iter().count(), 0);
	});
}

#[test]
fn closed_should_release_what_is_pending_when_its_settlement_was_missed() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(close(ORDER));
		assert_eq!(spendable(ALICE), 100);
		assert_eq!(ledger().records, Records { count: 1, deposits: ACCOUNT });
	});
}

#[test]
fn purchase_should_earn_nothing_when_the_program_is_paused() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(Loyalty::pause(origin(&operator()), PROGRAM));
		take_events();
		assert_ok!(buy(OTHER_ORDER, &alice(), 1_000));
		assert_eq!(take_events(), vec![]);
		// What was earned before comes in.
		assert_ok!(settle(ORDER));
		assert_eq!(spendable(ALICE), 100);
	});
}

#[test]
fn purchase_should_go_on_when_the_listener_fails() {
	World::default().build_and_execute(|| {
		ListenerFails::set(true);
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(settle(ORDER));
		assert_ok!(refund(ORDER, 500));
		assert_eq!(spendable(ALICE), 50);
		let failures = take_events()
			.into_iter()
			.filter_map(|event| match event {
				Ev::ObserverFailed { points, revoked, .. } => Some((points.points, revoked)),
				_ => None,
			})
			.collect::<Vec<_>>();
		assert_eq!(failures, vec![(100, false), (50, true)]);
	});
}
