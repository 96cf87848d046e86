//! The boundary of every deadline. At its last millisecond a right still exists, at the deadline
//! it does not, and whoever comes first (the sweep, `settle_due`, a party's call) finds the same.

use super::*;
use frame_support::{assert_noop, hypothetically};
use sp_runtime::DispatchError;

/// An order with a deadline, the right that ends there, and where the order goes by itself.
struct Case {
	name: &'static str,
	make: fn() -> OrderId,
	/// Where its deadlines lead; more than one if it goes on from the first.
	lapses_at: fn(OrderId) -> Moment,
	right: fn(OrderId) -> DispatchResult,
	refusal: DispatchError,
	end: fn(Moment) -> OrderState<Balance>,
	to_merchant: Balance,
	to_buyer: Balance,
}

fn released(id: OrderId) -> OrderId {
	assert_ok!(release(id, 1_019));
	reset();
	id
}

fn extended(who: AccountId, id: OrderId) -> OrderId {
	assert_ok!(extend(&who, id));
	reset();
	id
}

fn pay(id: OrderId) -> DispatchResult {
	Souk::fund(origin(&buyer()), id, PRICE)
}

fn reject(id: OrderId) -> DispatchResult {
	answer(id, Answer::Reject)
}

fn complain(id: OrderId) -> DispatchResult {
	request(id, 1)
}

fn own(id: OrderId) -> Moment {
	deadline(id)
}

/// The deadline of a request, and then what was left of the stage it interrupted.
fn chained(id: OrderId) -> Moment {
	let OrderState::RefundRequested { answer_by, paused, .. } = state(id) else {
		panic!("no refund was requested")
	};
	let resumed: OrderState<Balance> = paused.resume(answer_by);
	resumed.deadline().unwrap()
}

/// What the right of a chain is: the request has lapsed, the resumed stage still runs.
fn ship_resumed(id: OrderId) -> DispatchResult {
	ship(id)
}

/// A request for a part, against goods.
fn goods_asked(id: OrderId) -> OrderId {
	let kind = RefundKind::ReturnGoods;
	assert_ok!(Souk::request_refund(origin(&buyer()), id, ASKED, kind, None));
	reset();
	id
}

fn propose(id: OrderId) -> DispatchResult {
	Souk::propose_split(origin(&merchant()), id, PROPOSED)
}

fn answer_bond(id: OrderId) -> DispatchResult {
	Souk::escalate(origin(&merchant()), id, None)
}

fn proven(id: OrderId) -> DispatchResult {
	Souk::delivered(id, Delivery::Proven)
}

fn contested(id: OrderId) -> DispatchResult {
	Souk::contested(id)
}

fn decide(id: OrderId) -> DispatchResult {
	Souk::decide(origin(&resolver()), id, PROPOSED)
}

/// Called by the buyer, and the merchant did not put up its bond.
fn merchant_silent() -> OrderId {
	let id = escalated(disputed(shipped()));
	set_time(deadline(id));
	assert_ok!(settle_due(id));
	reset();
	id
}

/// A dispute, what it interrupted, and the shipping that this interrupted, one after the other.
fn after_dispute(id: OrderId) -> Moment {
	let _ = id;
	T0 + dispute_rules().negotiate + WINDOWS.answer + WINDOWS.receive
}

/// The same, of goods that the merchant takes back without a word and the buyer keeps.
fn after_dispute_and_return(id: OrderId) -> Moment {
	after_dispute(id) + WINDOWS.send_back
}

const BOND_OF_PRICE: Balance = 1_001;
const ASKED: Balance = 19;
/// What the merchant gets of the 10,000 that are left after it: 50 and 25 per mille are others'.
const OF_THE_REST: Balance = 9_250;

fn cases() -> Vec<Case> {
	let case = |name, make, right, refusal: E, end, to_merchant, to_buyer| Case {
		name,
		make,
		lapses_at: own,
		right,
		refusal: refusal.into(),
		end,
		to_merchant,
		to_buyer,
	};
	let chain = |name, make, right, refusal, end, to_merchant, to_buyer| Case {
		lapses_at: chained,
		..case(name, make, right, refusal, end, to_merchant, to_buyer)
	};
	let refunded: fn(Moment) -> _ = |at| OrderState::Refunded { at };
	let settled: fn(Moment) -> _ = |at| OrderState::Settled { at };
	vec![
		case("unpaid", invoiced, pay, E::NotPayable, |at| OrderState::Cancelled { at }, 0, 0),
		case(
			"unpaid, extended",
			|| extended(merchant(), invoiced()),
			pay,
			E::NotPayable,
			|at| OrderState::Cancelled { at },
			0,
			0,
		),
		case("not shipped", funded, ship, E::NotShippable, refunded, 0, PRICE),
		case(
			"not shipped, extended",
			|| extended(buyer(), funded()),
			ship,
			E::NotShippable,
			refunded,
			0,
			PRICE,
		),
		// 1,019 are the merchant's, the splits' and two withheld units; the rest goes back.
		case(
			"not shipped, partly released",
			|| released(funded()),
			ship,
			E::NotShippable,
			settled,
			2,
			9_000,
		),
		case("not received", shipped, complain, E::NoEscrow, settled, TO_MERCHANT, 0),
		case(
			"not received, extended",
			|| extended(merchant(), shipped()),
			complain,
			E::NoEscrow,
			settled,
			TO_MERCHANT,
			0,
		),
		case("not inspected", delivered, complain, E::NoEscrow, settled, TO_MERCHANT, 0),
		case("never heard of", tracked, proven, E::NotUnderWay, settled, TO_MERCHANT, 0),
		case("not contested", claimed, contested, E::NotUnderWay, settled, TO_MERCHANT, 0),
		case(
			"contested, never heard of again",
			|| {
				let id = claimed();
				assert_ok!(contested(id));
				reset();
				id
			},
			proven,
			E::NotUnderWay,
			settled,
			TO_MERCHANT,
			0,
		),
		case("in doubt, not inspected", in_doubt, complain, E::NoEscrow, settled, TO_MERCHANT, 0),
		case(
			"not answered, a part, claimed",
			|| asked(claimed(), ASKED),
			reject,
			E::NoRefundRequest,
			|at| OrderState::Shipped { receive_by: at + CONTEST },
			0,
			ASKED,
		),
		case(
			"not answered, all, not shipped",
			|| asked(funded(), PRICE),
			reject,
			E::NoRefundRequest,
			refunded,
			0,
			PRICE,
		),
		case(
			"not answered, all, shipped",
			|| asked(shipped(), PRICE),
			reject,
			E::NoRefundRequest,
			refunded,
			0,
			PRICE,
		),
		case(
			"not answered, all, delivered, extended",
			|| extended(buyer(), asked(delivered(), PRICE)),
			reject,
			E::NoRefundRequest,
			refunded,
			0,
			PRICE,
		),
		case(
			"not answered, the rest of a released order",
			|| asked(released(shipped()), 9_000),
			reject,
			E::NoRefundRequest,
			settled,
			2,
			9_000,
		),
		case(
			"not answered, a part, not shipped",
			|| asked(funded(), ASKED),
			reject,
			E::NoRefundRequest,
			|at| OrderState::Funded { ship_by: at + WINDOWS.ship },
			0,
			ASKED,
		),
		case(
			"not answered, a part, shipped",
			|| asked(shipped(), ASKED),
			reject,
			E::NoRefundRequest,
			|at| OrderState::Shipped { receive_by: at + WINDOWS.receive },
			0,
			ASKED,
		),
		case(
			"not answered, a part, delivered",
			|| asked(delivered(), ASKED),
			reject,
			E::NoRefundRequest,
			|at| OrderState::Delivered { inspect_by: at + WINDOWS.inspect },
			0,
			ASKED,
		),
		case(
			"not answered, goods",
			|| goods_asked(shipped()),
			reject,
			E::NoRefundRequest,
			|at| OrderState::Returning {
				amount: ASKED,
				leg: ReturnLeg::ToSend { send_by: at + WINDOWS.send_back },
				paused: Paused::Shipped { remaining: WINDOWS.receive },
			},
			0,
			0,
		),
		case(
			"not sent back",
			|| returning(delivered(), ASKED),
			|id| Souk::return_sent(origin(&buyer()), id, None),
			E::NothingToSendBack,
			|at| OrderState::Delivered { inspect_by: at + WINDOWS.inspect },
			0,
			0,
		),
		case(
			"not taken back, a part",
			|| sent_back(returning(shipped(), ASKED)),
			|id| Souk::return_received(origin(&merchant()), id),
			E::NotReturning,
			|at| OrderState::Shipped { receive_by: at + WINDOWS.receive },
			0,
			ASKED,
		),
		case(
			"not taken back, all, extended",
			|| extended(buyer(), sent_back(returning(shipped(), PRICE))),
			|id| Souk::return_received(origin(&merchant()), id),
			E::NotReturning,
			refunded,
			0,
			PRICE,
		),
		case(
			"not negotiated",
			|| disputed(shipped()),
			propose,
			E::NoDispute,
			|at| OrderState::Shipped { receive_by: at + WINDOWS.receive },
			0,
			0,
		),
		case(
			"not negotiated, over a request",
			|| disputed(asked(shipped(), ASKED)),
			propose,
			E::NoDispute,
			|at| OrderState::RefundRequested {
				amount: ASKED,
				kind: RefundKind::RefundOnly,
				answer_by: at + WINDOWS.answer,
				paused: Paused::Shipped { remaining: WINDOWS.receive },
			},
			0,
			0,
		),
		case(
			"not negotiated, over goods on their way back",
			|| disputed(sent_back(returning(delivered(), ASKED))),
			propose,
			E::NoDispute,
			|at| OrderState::Returning {
				amount: ASKED,
				leg: ReturnLeg::Sent { receive_by: at + WINDOWS.take_back },
				paused: Paused::Delivered { remaining: WINDOWS.inspect },
			},
			0,
			0,
		),
		case(
			"no second bond",
			|| escalated(disputed(funded())),
			answer_bond,
			E::AlreadyEscalated,
			|at| OrderState::Disputed {
				by: Party::Buyer,
				phase: DisputePhase::Deciding {
					bond: BOND_OF_PRICE,
					silent: Some(Party::Merchant),
					decide_by: at + dispute_rules().decide,
				},
				proposals: Proposals::default(),
				interrupted: Interrupted::Stage(Paused::Funded { remaining: WINDOWS.ship }),
			},
			0,
			0,
		),
		// 60 % are 6,011; of the 4,008 that are left 300 go to the splits. Both bonds come back.
		case(
			"not decided",
			|| deciding(escalated(disputed(shipped()))),
			decide,
			E::NoDispute,
			settled,
			3_708 + BOND_OF_PRICE,
			6_011 + BOND_OF_PRICE,
		),
		// As much as a bond goes from the silent side to the other.
		case(
			"not decided, the merchant silent",
			merchant_silent,
			decide,
			E::NoDispute,
			settled,
			3_708 - BOND_OF_PRICE,
			6_011 + 2 * BOND_OF_PRICE,
		),
		Case {
			lapses_at: after_dispute,
			..case(
				"neither negotiated nor answered nor received",
				|| disputed(asked(shipped(), ASKED)),
				complain,
				E::NoEscrow,
				settled,
				OF_THE_REST,
				ASKED,
			)
		},
		Case {
			lapses_at: after_dispute_and_return,
			..case(
				"neither negotiated nor answered nor sent back nor received",
				|| disputed(goods_asked(shipped())),
				complain,
				E::NoEscrow,
				settled,
				TO_MERCHANT,
				0,
			)
		},
		case("paid off chain, not shipped", paid_off_chain, ship, E::NotShippable, refunded, 0, 0),
		case(
			"paid off chain, not received",
			|| {
				let id = paid_off_chain();
				assert_ok!(ship(id));
				reset();
				id
			},
			complain,
			E::NoEscrow,
			settled,
			0,
			0,
		),
		chain(
			"neither answered nor shipped",
			|| asked(funded(), ASKED),
			ship_resumed,
			E::NotShippable,
			refunded,
			0,
			PRICE,
		),
		chain(
			"neither answered nor shipped, partly released",
			|| asked(released(funded()), ASKED),
			ship_resumed,
			E::NotShippable,
			settled,
			2,
			9_000,
		),
		chain(
			"neither answered nor received",
			|| asked(shipped(), ASKED),
			complain,
			E::NoEscrow,
			settled,
			OF_THE_REST,
			ASKED,
		),
		chain(
			"neither answered nor inspected",
			|| asked(delivered(), ASKED),
			complain,
			E::NoEscrow,
			settled,
			OF_THE_REST,
			ASKED,
		),
	]
}

fn each_case(check: impl Fn(&Case, OrderId, Moment)) {
	for case in cases() {
		Shop::default().build_and_execute(|| {
			let id = (case.make)();
			let at = (case.lapses_at)(id);
			println!("{}", case.name);
			check(&case, id, at);
		});
	}
}

#[test]
fn right_should_exist_when_its_last_millisecond_has_come() {
	each_case(|case, id, at| {
		set_time(at - 1);
		assert_ok!((case.right)(id));
	});
}

#[test]
fn right_should_be_gone_when_the_deadline_has_come_and_nobody_wrote_it_down() {
	each_case(|case, id, at| {
		for late in [0, 1, 1_000_000] {
			set_time(at + late);
			// The chained cases have their own first deadline; all are past both after a while.
			if late == 1_000_000 && !is_over(&(case.end)(at)) {
				continue;
			}
			assert_noop!((case.right)(id), case.refusal);
		}
	});
}

fn is_over(state: &OrderState<Balance>) -> bool {
	state.stage().is_final()
}

#[test]
fn right_should_be_gone_when_the_deadline_was_written_down() {
	each_case(|case, id, at| {
		set_time(at);
		assert_ok!(settle_due(id));
		assert_noop!((case.right)(id), case.refusal);
	});
}

#[test]
fn nothing_should_happen_by_itself_when_the_deadline_is_a_millisecond_away() {
	each_case(|case, id, _| {
		// The first deadline of a chain.
		set_time(deadline(id) - 1);
		let before = World::now();
		idle();
		assert_eq!(World::now(), before, "{}", case.name);
		assert_noop!(settle_due(id), E::NothingDue);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn order_should_come_to_the_documented_end_when_its_deadline_passes() {
	each_case(|case, id, at| {
		let before = Purses::now(&USD);
		set_time(at);
		idle();
		assert_eq!(state(id), (case.end)(at), "{}", case.name);
		let after = Purses::now(&USD);
		assert_eq!(after.merchant - before.merchant, case.to_merchant, "{}", case.name);
		assert_eq!(after.buyer - before.buyer, case.to_buyer, "{}", case.name);
		let expected = state(id).deadline().map(|at| (at, id));
		assert_eq!(due(), expected.into_iter().collect::<Vec<_>>());
	});
}

/// However late somebody looks: the end is dated to the deadline, not to the look.
#[test]
fn sweep_and_settle_due_and_view_should_agree_when_a_deadline_has_passed() {
	each_case(|case, id, at| {
		for late in [0, 1, 333, 500_000] {
			set_time(at + late);
			let swept = hypothetically!({
				idle();
				(World::now(), take_events(), take_notices())
			});
			let settled = hypothetically!({
				assert_ok!(settle_due(id));
				(World::now(), take_events(), take_notices())
			});
			assert_eq!(swept, settled, "{} {late}", case.name);

			let recorded = swept.0.orders.iter().find(|(other, _)| *other == id).unwrap().1.clone();
			let view = hypothetically!(Souk::view_order(id)).unwrap();
			assert_eq!(view.order, recorded, "{} {late}", case.name);
			assert_eq!(
				order(id).stage(now(), &default_terms()),
				recorded.state.stage(),
				"{} {late}",
				case.name
			);
		}
	});
}

/// A call that still has something to do after the lapse ends where the sweep and then the call do.
#[test]
fn call_should_find_the_same_as_after_a_sweep_when_a_deadline_has_passed() {
	type Calls = [(&'static str, fn(OrderId) -> DispatchResult); 19];
	let calls: Calls = [
		("ship", ship),
		("confirm", |id| confirm(id).map(|_| ()).map_err(|error| error.error)),
		("release", |id| release(id, 7)),
		("request", |id| request(id, 7)),
		("refund", |id| refund(id, 7)),
		("cancel", |id| cancel(&merchant(), id)),
		("extend by buyer", |id| extend(&buyer(), id)),
		("extend by merchant", |id| extend(&merchant(), id)),
		("delivered", proven),
		("claimed", |id| Souk::delivered(id, Delivery::Claimed { contest_until: T0 })),
		("contested", contested),
		("lost", Souk::lost),
		("reject", reject),
		("return_sent", |id| Souk::return_sent(origin(&buyer()), id, None)),
		("return_received", |id| Souk::return_received(origin(&merchant()), id)),
		("dispute by merchant", |id| Souk::dispute(origin(&merchant()), id, None)),
		("propose", propose),
		("escalate", answer_bond),
		("decide", decide),
	];
	let mut succeeded = 0;
	for case in cases() {
		Shop::default().build_and_execute(|| {
			let id = (case.make)();
			set_time((case.lapses_at)(id));
			for (name, call) in calls {
				let at_once = hypothetically!((call(id), World::now()));
				let after_sweep = hypothetically!({
					idle();
					(call(id), World::now())
				});
				assert_eq!(at_once.0, after_sweep.0, "{}, {name}", case.name);
				if at_once.0.is_ok() {
					assert_eq!(at_once.1, after_sweep.1, "{}, {name}", case.name);
				}
			}
		});
		succeeded += 1;
	}
	assert_eq!(succeeded, cases().len());
}

#[test]
fn timer_should_run_on_from_the_lapse_when_a_request_was_never_answered() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(T0 + 1_000);
		assert_ok!(request(id, ASKED));
		let answer_by = T0 + 1_000 + WINDOWS.answer;
		// Somebody looks 500 later: the time since the lapse counts.
		set_time(answer_by + 500);
		assert_ok!(settle_due(id));
		let receive_by = answer_by + WINDOWS.receive - 1_000;
		assert_eq!(state(id), OrderState::Shipped { receive_by });
	});
}

#[test]
fn lapse_should_be_told_in_order_when_two_deadlines_passed() {
	Shop::default().build_and_execute(|| {
		let id = asked(shipped(), ASKED);
		set_time(chained(id));
		idle();
		assert_eq!(
			take_events(),
			vec![
				Ev::OrderRefunded { order: id, amount: ASKED, cumulative: ASKED },
				Ev::OrderSettled { order: id, paid_out: PRICE - ASKED },
			]
		);
	});
}

#[test]
fn order_should_settle_at_once_when_the_inspection_window_is_zero() {
	let terms = Terms { windows: Windows { inspect: 0, ..WINDOWS }, ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let id = shipped();
		assert_ok!(Souk::delivered(id, Delivery::Proven));
		assert_eq!(state(id), OrderState::Delivered { inspect_by: T0 });
		assert_noop!(complain(id), E::NoEscrow);
		idle();
		assert_eq!(state(id), OrderState::Settled { at: T0 });
	});
}
