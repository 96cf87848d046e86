//! What other pallets ask and do: `OrderInspect` and `OrderFulfilment`.

use super::{
	states::{make, open, shop, states, PART},
	*,
};
use frame_support::{assert_noop, assert_storage_noop, hypothetically, hypothetically_ok};
use souk_primitives::{OrderInspect, Parties};

fn proven(id: OrderId) -> DispatchResult {
	Souk::delivered(id, Delivery::Proven)
}

fn doubtful(id: OrderId) -> DispatchResult {
	Souk::delivered(id, Delivery::Doubtful)
}

fn claim(id: OrderId, contest_until: Moment) -> DispatchResult {
	Souk::delivered(id, Delivery::Claimed { contest_until })
}

/// A shop whose terms have other windows.
fn shop_with(windows: Windows) -> Shop {
	Shop::default().terms(Terms { windows, ..default_terms() })
}

#[test]
fn parties_should_be_known_when_the_order_was_paid() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_eq!(Souk::parties(id), None);
		assert_eq!(Souk::parties(OrderId(9)), None);
		assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
		let parties = Parties { merchant: merchant(), buyer: buyer(), payer: payer() };
		assert_eq!(Souk::parties(id), Some(parties.clone()));
		// Over, too, as long as it is on record.
		assert_ok!(confirm(id));
		assert_eq!(Souk::parties(id), Some(parties));
	});
}

#[test]
fn can_ship_should_end_with_the_ship_window_when_nobody_wrote_that_down() {
	Shop::default().build_and_execute(|| {
		let (unpaid, id) = (invoiced(), funded());
		set_time(T0 + WINDOWS.ship - 1);
		assert!(Souk::can_ship(id));
		assert_eq!(Souk::stage(id), Some(OrderStage::Funded));
		assert!(!Souk::can_ship(unpaid));
		assert_eq!(Souk::stage(unpaid), Some(OrderStage::Cancelled));
		assert!(!Souk::can_ship(OrderId(9)));
		set_time(T0 + WINDOWS.ship);
		assert_storage_noop!(assert!(!Souk::can_ship(id)));
		assert_eq!(Souk::stage(id), Some(OrderStage::Refunded));
		assert_eq!(Souk::stage(OrderId(9)), None);
	});
}

/// What another pallet does.
type Step = fn(OrderId) -> DispatchResult;
/// What a step leads to and says of an order that it is about.
type Outcome = fn(&OrderOf<Test>, OrderId) -> Result<(OrderState<Balance>, Vec<Ev>), E>;

/// The state with its goods, which must be on their way, at another stage; below a complaint, too.
fn with_goods_at(state: OrderState<Balance>, stage: Paused) -> Result<OrderState<Balance>, E> {
	let below = |paused| match paused {
		Paused::Shipped { .. } => Ok(stage),
		Paused::Funded { .. } | Paused::Delivered { .. } => Err(E::NotUnderWay),
	};
	Ok(match state {
		OrderState::Shipped { .. } => match stage {
			Paused::Delivered { remaining } => {
				OrderState::Delivered { inspect_by: now() + remaining }
			},
			Paused::Shipped { remaining } => OrderState::Shipped { receive_by: now() + remaining },
			Paused::Funded { .. } => panic!("goods do not go back to be shipped"),
		},
		OrderState::RefundRequested { amount, kind, answer_by, paused } => {
			OrderState::RefundRequested { amount, kind, answer_by, paused: below(paused)? }
		},
		OrderState::Returning { amount, leg, paused } => {
			OrderState::Returning { amount, leg, paused: below(paused)? }
		},
		OrderState::Disputed { by, phase, proposals, interrupted } => {
			let interrupted = match interrupted {
				Interrupted::Stage(paused) => Interrupted::Stage(below(paused)?),
				Interrupted::RefundRequested { amount, kind, remaining, paused } => {
					let paused = below(paused)?;
					Interrupted::RefundRequested { amount, kind, remaining, paused }
				},
				Interrupted::Returning { amount, sent, remaining, paused } => {
					let paused = below(paused)?;
					Interrupted::Returning { amount, sent, remaining, paused }
				},
			};
			OrderState::Disputed { by, phase, proposals, interrupted }
		},
		_ => return Err(E::NotUnderWay),
	})
}

/// Until when a window lasts that begins now: if no complaint is open, no less than the payment can
/// be challenged.
fn until(order: &OrderOf<Test>, window: Moment) -> Moment {
	let at = now() + window;
	match order.state.stage() {
		OrderStage::Funded | OrderStage::Shipped => order.settle_from().unwrap_or(at).max(at),
		_ => at,
	}
}

fn arrives(
	order: &OrderOf<Test>,
	id: OrderId,
	window: Moment,
) -> Result<(OrderState<Balance>, Vec<Ev>), E> {
	let state = with_goods_at(order.state, Paused::Delivered { remaining: window })?;
	Ok((state, vec![Ev::OrderDelivered { order: id, inspect_by: until(order, window) }]))
}

/// Refunded whole, whatever complaint is open.
fn never_arrives(order: &OrderOf<Test>, id: OrderId) -> Result<(OrderState<Balance>, Vec<Ev>), E> {
	with_goods_at(order.state, Paused::Delivered { remaining: 0 })?;
	let event = Ev::OrderRefunded { order: id, amount: PRICE, cumulative: PRICE };
	Ok((OrderState::Refunded { at: now() }, vec![event]))
}

/// Every step that another pallet can take.
fn steps() -> Vec<(&'static str, Step, Outcome)> {
	const SOON: Moment = 17;
	const LATE: Moment = WINDOWS.receive + 501;
	vec![
		("dispatched", Souk::dispatched, |order, id| match order.state {
			OrderState::Funded { .. } => {
				let state = OrderState::Shipped { receive_by: now() + MAX_WINDOW };
				let receive_by = until(order, MAX_WINDOW);
				Ok((state, vec![Ev::OrderShipped { order: id, tracking: None, receive_by }]))
			},
			state => {
				let stage = Paused::Shipped { remaining: MAX_WINDOW };
				let state = with_goods_at(state, stage).map_err(|_| E::NotShippable)?;
				let receive_by = until(order, MAX_WINDOW);
				Ok((state, vec![Ev::OrderTracked { order: id, receive_by }]))
			},
		}),
		("proven", proven, |order, id| arrives(order, id, WINDOWS.inspect)),
		("doubtful", doubtful, |order, id| arrives(order, id, DOUBTFUL)),
		(
			"claimed, the receive window is longer",
			|id| claim(id, now() + SOON),
			|order, id| {
				let stage = Paused::Shipped { remaining: WINDOWS.receive };
				let receive_by = until(order, WINDOWS.receive);
				let state = with_goods_at(order.state, stage)?;
				Ok((state, vec![Ev::DeliveryClaimed { order: id, receive_by }]))
			},
		),
		(
			"claimed, the contest window is longer",
			|id| claim(id, now() + LATE),
			|order, id| {
				let state = with_goods_at(order.state, Paused::Shipped { remaining: LATE })?;
				let receive_by = until(order, LATE);
				Ok((state, vec![Ev::DeliveryClaimed { order: id, receive_by }]))
			},
		),
		("contested", Souk::contested, |order, id| {
			let state = with_goods_at(order.state, Paused::Shipped { remaining: MAX_WINDOW })?;
			Ok((state, vec![Ev::DeliveryContested { order: id }]))
		}),
		("returned", Souk::returned, never_arrives),
		("lost", Souk::lost, never_arrives),
		("return_sent", <Souk as OrderFulfilment>::return_sent, |order, id| match order.state {
			OrderState::Returning { amount, leg: ReturnLeg::ToSend { .. }, paused } => {
				let receive_by = now() + WINDOWS.take_back;
				let leg = ReturnLeg::Sent { receive_by };
				let event = Ev::ReturnSent { order: id, tracking: None, receive_by };
				Ok((OrderState::Returning { amount, leg, paused }, vec![event]))
			},
			_ => Err(E::NothingToSendBack),
		}),
		("return_received", <Souk as OrderFulfilment>::return_received, |order, id| {
			match order.state {
				OrderState::Returning { amount: PART, paused, .. } => {
					let refunded = Ev::OrderRefunded { order: id, amount: PART, cumulative: PART };
					let events = vec![Ev::ReturnReceived { order: id }, refunded];
					Ok((paused.resume(now()), events))
				},
				_ => Err(E::NotReturning),
			}
		}),
	]
}

#[test]
fn step_should_do_exactly_what_it_says_or_nothing_when_an_order_is_in_any_state() {
	let (mut done, mut refused) = (0, 0);
	for at in states() {
		shop().build_and_execute(|| {
			open();
			let id = make(at);
			set_time(now() + 7);
			let (before, purses) = (order(id), Purses::now(&USD));
			for (name, step, outcome) in steps() {
				hypothetically!(match outcome(&before, id) {
					Ok((state, events)) => {
						assert_eq!(step(id), Ok(()), "{name}, {at:?}");
						let after = order(id);
						assert_eq!(after.state, state, "{name}, {at:?}");
						assert_eq!(take_events(), events, "{name}, {at:?}");
						let deadline = after.deadline().map(|at| (at, id));
						assert_eq!(due(), Vec::from_iter(deadline), "{name}, {at:?}");
						let back = ledger_of(id).refunded();
						let in_asset = if before.asset().is_some() { back } else { 0 };
						let now = Purses::now(&USD);
						assert_eq!(now.payer - purses.payer, in_asset, "{name}, {at:?}");
						let bonds = before.bonds() - after.bonds();
						assert_eq!(purses.pot - now.pot, in_asset + bonds, "{name}, {at:?}");
						check_invariants();
						done += 1;
					},
					Err(error) => {
						assert_noop!(step(id), error);
						assert_eq!(take_events(), vec![], "{name}, {at:?}");
						refused += 1;
					},
				});
			}
		});
	}
	// Eight steps of seventeen states with goods on their way, `dispatched` of two that are paid as well,
	// and what brings goods back of two and of four.
	assert_eq!(done, 17 * 8 + 2 + 2 + 4);
	assert_eq!(done + refused, states().len() * steps().len());
}

#[test]
fn dispatched_should_wait_for_its_tracker_when_the_receive_window_is_over() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		set_time(T0 + 5);
		assert_ok!(Souk::dispatched(id));
		let receive_by = T0 + 5 + MAX_WINDOW;
		assert_eq!(state(id), OrderState::Shipped { receive_by });
		assert_eq!(due(), vec![(receive_by, id)]);
		assert_eq!(take_events(), vec![Ev::OrderShipped { order: id, tracking: None, receive_by }]);
		for silent in [WINDOWS.receive, MAX_WINDOW - 1] {
			set_time(T0 + 5 + silent);
			idle();
			assert_noop!(settle_due(id), E::NothingDue);
			assert_eq!(state(id), OrderState::Shipped { receive_by });
			hypothetically_ok!(proven(id));
		}
		// A tracker that says nothing for so long never will.
		set_time(receive_by);
		assert_noop!(proven(id), E::NotUnderWay);
		idle();
		assert_eq!(state(id), OrderState::Settled { at: receive_by });
	});
}

#[test]
fn dispatched_should_keep_an_order_from_settling_by_silence_when_its_merchant_shipped_it_before() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(T0 + WINDOWS.receive - 1);
		assert_ok!(Souk::dispatched(id));
		let receive_by = T0 + WINDOWS.receive - 1 + MAX_WINDOW;
		assert_eq!(order(id).deadline(), Some(receive_by));
		set_time(T0 + WINDOWS.receive);
		idle();
		assert_eq!(stage(id), OrderStage::Shipped);
		assert_ok!(Souk::lost(id));
		assert_eq!(stage(id), OrderStage::Refunded);
	});
}

#[test]
fn shipped_order_should_settle_by_the_receive_window_when_the_merchant_shipped_it() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(T0 + WINDOWS.receive);
		idle();
		assert_eq!(state(id), OrderState::Settled { at: T0 + WINDOWS.receive });
	});
}

#[test]
fn delivered_should_start_the_inspection_window_when_it_is_proven() {
	Shop::default().build_and_execute(|| {
		for id in [shipped(), tracked()] {
			reset();
			set_time(T0 + 5);
			assert_ok!(proven(id));
			let inspect_by = T0 + 5 + WINDOWS.inspect;
			assert_eq!(state(id), OrderState::Delivered { inspect_by });
			assert!(due().contains(&(inspect_by, id)));
			assert_eq!(take_events(), vec![Ev::OrderDelivered { order: id, inspect_by }]);
			set_time(T0);
		}
	});
}

#[test]
fn delivered_should_leave_time_to_complain_when_the_goods_are_in_doubt() {
	// What the terms say, and what the buyer has.
	let cases = [
		(0, DOUBTFUL),
		(DOUBTFUL - 1, DOUBTFUL),
		(DOUBTFUL, DOUBTFUL),
		(DOUBTFUL + 1, DOUBTFUL + 1),
		(MAX_WINDOW, MAX_WINDOW),
	];
	for (inspect, window) in cases {
		shop_with(Windows { inspect, ..WINDOWS }).build_and_execute(|| {
			let id = tracked();
			set_time(T0 + 5);
			assert_ok!(doubtful(id));
			let inspect_by = T0 + 5 + window;
			assert_eq!(state(id), OrderState::Delivered { inspect_by });
			assert_eq!(take_events(), vec![Ev::OrderDelivered { order: id, inspect_by }]);
			set_time(inspect_by - 1);
			idle();
			hypothetically_ok!(request(id, PRICE));
			set_time(inspect_by);
			assert_noop!(request(id, PRICE), E::NoEscrow);
			idle();
			assert_eq!(state(id), OrderState::Settled { at: inspect_by });
		});
	}
}

#[test]
fn runtime_should_be_refused_when_nobody_could_look_at_goods_in_doubt() {
	let refused = |window| {
		DoubtfulInspection::set(window);
		std::panic::catch_unwind(|| {
			Shop::default().build().execute_with(<Souk as Hooks<u64>>::integrity_test)
		})
		.is_err()
	};
	let windows = [0, 1, MAX_WINDOW, MAX_WINDOW + 1];
	assert_eq!(windows.map(refused), [true, false, false, true]);
	DoubtfulInspection::set(DOUBTFUL);
}

#[test]
fn claim_should_leave_the_longer_of_two_windows_when_only_the_carrier_says_so() {
	let at = T0 + 5;
	let cases = [
		// The terms' window, until when the claim can be contested, and until when the order waits.
		(WINDOWS.receive, 0, at + WINDOWS.receive),
		(WINDOWS.receive, at, at + WINDOWS.receive),
		(WINDOWS.receive, at + WINDOWS.receive - 1, at + WINDOWS.receive),
		(WINDOWS.receive, at + WINDOWS.receive + 1, at + WINDOWS.receive + 1),
		(1, at + MAX_WINDOW - 1, at + MAX_WINDOW - 1),
		(1, at + MAX_WINDOW + 1, at + MAX_WINDOW),
		(MAX_WINDOW, Moment::MAX, at + MAX_WINDOW),
	];
	for (receive, contest_until, receive_by) in cases {
		shop_with(Windows { receive, ..WINDOWS }).build_and_execute(|| {
			let id = tracked();
			set_time(at);
			assert_ok!(claim(id, contest_until));
			assert_eq!(state(id), OrderState::Shipped { receive_by });
			assert_eq!(due(), vec![(receive_by, id)]);
			assert_eq!(take_events(), vec![Ev::DeliveryClaimed { order: id, receive_by }]);
			set_time(receive_by - 1);
			idle();
			let rights: [Step; 3] = [Souk::contested, proven, |id| request(id, PRICE)];
			for right in rights {
				hypothetically_ok!(right(id));
			}
			set_time(receive_by);
			assert_noop!(Souk::contested(id), E::NotUnderWay);
			assert_noop!(request(id, PRICE), E::NoEscrow);
			idle();
			assert_eq!(state(id), OrderState::Settled { at: receive_by });
		});
	}
}

#[test]
fn contested_should_make_the_order_wait_again_when_a_delivery_was_claimed() {
	Shop::default().build_and_execute(|| {
		let id = tracked();
		assert_ok!(claim(id, T0));
		set_time(T0 + WINDOWS.receive - 1);
		reset();
		assert_ok!(Souk::contested(id));
		let receive_by = now() + MAX_WINDOW;
		assert_eq!(state(id), OrderState::Shipped { receive_by });
		assert_eq!(due(), vec![(receive_by, id)]);
		assert_eq!(take_events(), vec![Ev::DeliveryContested { order: id }]);
		set_time(T0 + WINDOWS.receive);
		idle();
		assert_eq!(state(id), OrderState::Shipped { receive_by });
		// The carrier answers, and claims again.
		assert_ok!(claim(id, T0));
		let receive_by = T0 + 2 * WINDOWS.receive;
		assert_eq!(state(id), OrderState::Shipped { receive_by });
		set_time(receive_by);
		idle();
		assert_eq!(state(id), OrderState::Settled { at: receive_by });
	});
}

/// A complaint about `paused` goods, turned down 300 later: what is left to them then.
fn left_after_rejection(step: Step, paused: Paused) {
	Shop::default().build_and_execute(|| {
		let id = asked(tracked(), 5);
		let answer_by = deadline(id);
		set_time(T0 + 500);
		assert_ok!(step(id));
		let kind = RefundKind::RefundOnly;
		assert_eq!(state(id), OrderState::RefundRequested { amount: 5, kind, answer_by, paused });
		assert_eq!(due(), vec![(answer_by, id)]);
		set_time(T0 + 800);
		assert_ok!(answer(id, Answer::Reject));
		assert_eq!(state(id), paused.resume(T0 + 800));
	});
}

#[test]
fn step_should_leave_the_whole_of_its_window_when_a_complaint_is_open() {
	left_after_rejection(proven, Paused::Delivered { remaining: WINDOWS.inspect });
	left_after_rejection(doubtful, Paused::Delivered { remaining: DOUBTFUL });
	left_after_rejection(|id| claim(id, 0), Paused::Shipped { remaining: WINDOWS.receive });
	let remaining = WINDOWS.receive + 9;
	left_after_rejection(
		|id| claim(id, now() + WINDOWS.receive + 9),
		Paused::Shipped { remaining },
	);
	left_after_rejection(Souk::contested, Paused::Shipped { remaining: MAX_WINDOW });
	left_after_rejection(|id| claim(id, Moment::MAX), Paused::Shipped { remaining: MAX_WINDOW });
}

#[test]
fn tracked_order_should_wait_as_long_again_when_a_complaint_about_it_was_turned_down() {
	Shop::default().build_and_execute(|| {
		let id = tracked();
		set_time(T0 + 100);
		assert_ok!(request(id, 5));
		set_time(T0 + 400);
		assert_ok!(answer(id, Answer::Reject));
		assert_eq!(state(id), OrderState::Shipped { receive_by: T0 + 300 + MAX_WINDOW });
	});
}

/// Twice the longest window is the most that an order can ever have to wait from one step on.
#[test]
fn extension_should_end_with_the_wait_that_it_is_of_when_an_order_is_tracked() {
	let windows = Windows { extension: MAX_WINDOW, ..WINDOWS };
	shop_with(windows).build_and_execute(|| {
		let id = tracked();
		assert_noop!(extend(&buyer(), id), E::NothingToExtend);
		assert_ok!(extend(&merchant(), id));
		assert_eq!(deadline(id), T0 + 2 * MAX_WINDOW);
		set_time(T0 + 9);
		let steps: [(Step, Moment); 4] = [
			(Souk::contested, MAX_WINDOW),
			(|id| claim(id, 0), WINDOWS.receive),
			(proven, WINDOWS.inspect),
			(doubtful, DOUBTFUL),
		];
		for (step, window) in steps {
			hypothetically!({
				assert_ok!(step(id));
				assert_eq!(deadline(id), T0 + 9 + window);
				assert_noop!(extend(&merchant(), id), E::AlreadyExtended);
			});
		}
	});
	shop_with(windows).build_and_execute(|| {
		let id = tracked();
		assert_ok!(claim(id, 0));
		assert_ok!(extend(&merchant(), id));
		assert_eq!(deadline(id), T0 + WINDOWS.receive + MAX_WINDOW);
	});
}

#[test]
fn step_should_not_let_an_order_settle_when_its_payment_can_be_challenged() {
	const CHALLENGE: Moment = 50_021;
	type Says = fn(OrderId, Moment) -> Ev;
	let steps: [(Step, Says); 3] = [
		(|id| claim(id, 0), |order, receive_by| Ev::DeliveryClaimed { order, receive_by }),
		(proven, |order, inspect_by| Ev::OrderDelivered { order, inspect_by }),
		(doubtful, |order, inspect_by| Ev::OrderDelivered { order, inspect_by }),
	];
	for (step, event) in steps {
		shop_with(Windows { challenge: CHALLENGE, ..WINDOWS }).build_and_execute(|| {
			let id = paid_off_chain();
			assert_ok!(Souk::dispatched(id));
			reset();
			assert_ok!(step(id));
			let at = T0 + CHALLENGE;
			assert_eq!(take_events(), vec![event(id, at)]);
			assert_eq!(due(), vec![(at, id)]);
			set_time(at - 1);
			idle();
			assert!(!stage(id).is_final());
			set_time(at);
			idle();
			assert_eq!(state(id), OrderState::Settled { at });
		});
	}
}

#[test]
fn weight_should_cover_every_step_when_it_is_asked_for() {
	// The calls that do what some step does, and the dearest step.
	fn parts<W: WeightInfo>() -> [Weight; 5] {
		[W::ship(1), W::return_sent(), W::return_received(), W::answer_refund(), W::fulfil()]
	}
	for part in parts::<<Test as Config>::WeightInfo>() {
		let needed = Souk::step_weight(part, Souk::LEGS);
		assert!(needed.all_lte(<Souk as OrderFulfilment>::weight()), "{part:?}");
	}
}

#[test]
fn everything_open_should_go_back_when_the_goods_are_lost_or_returned() {
	let calls: [Step; 2] = [Souk::lost, Souk::returned];
	for call in calls {
		for make in [shipped, || asked(shipped(), 5), tracked] {
			Shop::default().build_and_execute(|| {
				let before = Purses::now(&USD);
				let id = make();
				set_time(T0 + 9);
				assert_ok!(call(id));
				assert_eq!(state(id), OrderState::Refunded { at: T0 + 9 });
				assert_eq!(Purses::now(&USD), before);
				assert_eq!(due(), vec![]);
				assert_eq!(
					take_events(),
					vec![Ev::OrderRefunded { order: id, amount: PRICE, cumulative: PRICE }]
				);
			});
		}
	}
}

#[test]
fn lost_should_leave_what_was_released_when_a_part_was() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		assert_ok!(release(id, 1_019));
		let before = Purses::now(&USD);
		assert_ok!(Souk::lost(id));
		assert_eq!(Purses::now(&USD).buyer - before.buyer, 9_000);
		assert_eq!(stage(id), OrderStage::Settled);
	});
}

#[test]
fn everyone_should_get_a_bond_back_when_the_goods_of_a_dispute_are_lost() {
	Shop::default().build_and_execute(|| {
		let id = tracked();
		let before = Purses::now(&USD);
		assert_ok!(claim(id, 0));
		let id = deciding(escalated(disputed(id)));
		set_time(T0 + 9);
		assert_ok!(Souk::lost(id));
		assert_eq!(state(id), OrderState::Refunded { at: T0 + 9 });
		let after = Purses::now(&USD);
		assert_eq!((after.merchant, after.resolver), (before.merchant, before.resolver));
		assert_eq!(after.buyer - before.buyer, PRICE);
		assert_eq!(before.pot - after.pot, PRICE);
		assert_eq!(due(), vec![]);
		let refunded = Ev::OrderRefunded { order: id, amount: PRICE, cumulative: PRICE };
		assert_eq!(take_events(), vec![refunded]);
	});
}

/// Another pallet may go on after an error: nothing of a failed step may stay, not even the lapse
/// that it found on the way.
#[test]
fn failed_step_should_leave_nothing_when_the_caller_swallows_the_error() {
	Shop::default().build_and_execute(|| {
		let id = asked(shipped(), 5);
		set_time(deadline(id) + WINDOWS.receive);
		assert_storage_noop!({
			for (_, step, _) in steps() {
				let _ = step(id);
			}
		});
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn steps_should_be_refused_when_the_receive_window_has_passed() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(deadline(id));
		let steps: [Step; 5] = [proven, doubtful, |id| claim(id, 0), Souk::contested, Souk::lost];
		for step in steps {
			assert_noop!(step(id), E::NotUnderWay);
		}
		assert_noop!(Souk::dispatched(id), E::NotShippable);
		set_time(T0 + WINDOWS.receive - 1);
		assert_ok!(proven(id));
	});
}
