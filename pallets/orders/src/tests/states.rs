//! Every state × every call: what is allowed works and leads where it should, everything else is
//! refused with its own error and changes nothing.

use super::*;
use frame_support::{assert_noop, hypothetically};
use sp_runtime::DispatchError;
use State::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
	Created,
	Funded,
	Shipped,
	Delivered,
	AskedFunded,
	AskedShipped,
	AskedDelivered,
	Settled,
	Refunded,
	Cancelled,
	/// No longer on record.
	Gone,
}

const STATES: [State; 10] = [
	Created,
	Funded,
	Shipped,
	Delivered,
	AskedFunded,
	AskedShipped,
	AskedDelivered,
	Settled,
	Refunded,
	Cancelled,
];

fn make(state: State) -> OrderId {
	match state {
		Created => invoiced(),
		Funded => funded(),
		Shipped => shipped(),
		Delivered => delivered(),
		AskedFunded => asked(funded(), 10),
		AskedShipped => asked(shipped(), 10),
		AskedDelivered => asked(delivered(), 10),
		Settled => settled(),
		Refunded => refunded(),
		Cancelled | Gone => cancelled(),
	}
}

fn state_of(id: OrderId) -> State {
	let Some(order) = Orders::<Test>::get(id) else { return Gone };
	match order.state {
		OrderState::Created { .. } => Created,
		OrderState::Funded { .. } => Funded,
		OrderState::Shipped { .. } => Shipped,
		OrderState::Delivered { .. } => Delivered,
		OrderState::RefundRequested { paused: Paused::Funded { .. }, .. } => AskedFunded,
		OrderState::RefundRequested { paused: Paused::Shipped { .. }, .. } => AskedShipped,
		OrderState::RefundRequested { paused: Paused::Delivered { .. }, .. } => AskedDelivered,
		OrderState::Returning { .. }
		| OrderState::Disputed { .. }
		| OrderState::Confirmed { .. } => {
			panic!("not in this table")
		},
		OrderState::Settled { .. } => Settled,
		OrderState::Refunded { .. } => Refunded,
		OrderState::Cancelled { .. } => Cancelled,
	}
}

/// A call by whoever may make it, and the table: where it leads from the states it is allowed in,
/// and why it is refused in the others.
struct Row {
	name: &'static str,
	call: fn(OrderId) -> DispatchResult,
	leads: Vec<(State, State)>,
	refused: Vec<(Vec<State>, DispatchError)>,
}

fn table() -> Vec<Row> {
	let row = |name, call, leads: &[(State, State)], refused: Vec<(&[State], E)>| Row {
		name,
		call,
		leads: leads.to_vec(),
		refused: refused
			.into_iter()
			.map(|(states, error)| (states.to_vec(), error.into()))
			.collect(),
	};
	let running = &[Funded, Shipped, Delivered];
	let asked = &[AskedFunded, AskedShipped, AskedDelivered];
	let unpaid_or_over = &[Created, Settled, Refunded, Cancelled];
	let all_but_created = &STATES[1..];
	let unshipped = &[(Created, Cancelled), (Funded, Refunded)];
	let past_shipping = &[
		Shipped,
		Delivered,
		AskedFunded,
		AskedShipped,
		AskedDelivered,
		Settled,
		Refunded,
		Cancelled,
	];
	let all_but_funded = &[
		Created,
		Shipped,
		Delivered,
		AskedFunded,
		AskedShipped,
		AskedDelivered,
		Settled,
		Refunded,
		Cancelled,
	];
	let not_under_way =
		&[Created, Funded, Delivered, AskedFunded, AskedDelivered, Settled, Refunded, Cancelled];
	let stay = &[(Funded, Funded), (Shipped, Shipped), (Delivered, Delivered)];
	let resume = &[(AskedFunded, Funded), (AskedShipped, Shipped), (AskedDelivered, Delivered)];
	let no_request = &[Created, Funded, Shipped, Delivered, Settled, Refunded, Cancelled];
	vec![
		row(
			"fund",
			|id| Souk::fund(origin(&buyer()), id, PRICE),
			&[(Created, Funded)],
			vec![(all_but_created, E::NotPayable)],
		),
		row(
			"cancel by the buyer",
			|id| cancel(&buyer(), id),
			unshipped,
			vec![(past_shipping, E::NotCancellable)],
		),
		row(
			"cancel by the merchant",
			|id| cancel(&merchant(), id),
			unshipped,
			vec![(past_shipping, E::NotCancellable)],
		),
		row("ship", ship, &[(Funded, Shipped)], vec![(all_but_funded, E::NotShippable)]),
		row(
			"confirm",
			|id| confirm(id).map(|_| ()).map_err(|error| error.error),
			&[
				(Funded, Settled),
				(Shipped, Settled),
				(Delivered, Settled),
				(AskedFunded, Settled),
				(AskedShipped, Settled),
				(AskedDelivered, Settled),
			],
			vec![(unpaid_or_over, E::NoEscrow)],
		),
		row(
			"release of a part",
			|id| release(id, 10),
			stay,
			vec![(asked, E::RefundRequestOpen), (unpaid_or_over, E::NoEscrow)],
		),
		row(
			"release of everything",
			|id| release(id, PRICE),
			&[(Funded, Settled), (Shipped, Settled), (Delivered, Settled)],
			vec![(asked, E::RefundRequestOpen), (unpaid_or_over, E::NoEscrow)],
		),
		row(
			"extend by the buyer",
			|id| extend(&buyer(), id),
			&[
				(Funded, Funded),
				(AskedFunded, AskedFunded),
				(AskedShipped, AskedShipped),
				(AskedDelivered, AskedDelivered),
			],
			vec![(
				&[Created, Shipped, Delivered, Settled, Refunded, Cancelled],
				E::NothingToExtend,
			)],
		),
		row(
			"extend by the merchant",
			|id| extend(&merchant(), id),
			&[(Created, Created), (Shipped, Shipped), (Delivered, Delivered)],
			vec![
				(&[Funded, Settled, Refunded, Cancelled], E::NothingToExtend),
				(asked, E::NothingToExtend),
			],
		),
		row(
			"request_refund",
			|id| request(id, 10),
			&[(Funded, AskedFunded), (Shipped, AskedShipped), (Delivered, AskedDelivered)],
			vec![(asked, E::RefundRequestOpen), (unpaid_or_over, E::NoEscrow)],
		),
		row(
			"approve",
			|id| answer(id, Answer::Approve),
			resume,
			vec![(no_request, E::NoRefundRequest)],
		),
		row(
			"reject",
			|id| answer(id, Answer::Reject),
			resume,
			vec![(no_request, E::NoRefundRequest)],
		),
		row(
			"refund of a part",
			|id| refund(id, 10),
			&[(Funded, Funded), (Shipped, Shipped), (Delivered, Delivered), (Settled, Settled)],
			vec![(asked, E::RefundRequestOpen), (&[Created, Refunded, Cancelled], E::NoEscrow)],
		),
		row(
			"refund of everything",
			|id| refund(id, PRICE),
			&[(Funded, Refunded), (Shipped, Refunded), (Delivered, Refunded), (Settled, Settled)],
			vec![(asked, E::RefundRequestOpen), (&[Created, Refunded, Cancelled], E::NoEscrow)],
		),
		row(
			"settle_due",
			|id| settle_due(id).map(|_| ()).map_err(|error| error.error),
			&[],
			vec![(&STATES, E::NothingDue)],
		),
		row(
			"close",
			close,
			&[(Cancelled, Gone)],
			vec![
				(&[Settled, Refunded], E::RecordWindowRunning),
				(running, E::NotOver),
				(asked, E::NotOver),
				(&[Created], E::NotOver),
			],
		),
		row(
			"dispatched",
			Souk::dispatched,
			&[(Funded, Shipped)],
			vec![(all_but_funded, E::NotShippable)],
		),
		row(
			"delivered, proven",
			|id| Souk::delivered(id, DeliveryProof::Proven),
			&[(Shipped, Delivered), (AskedShipped, AskedDelivered)],
			vec![(not_under_way, E::NotUnderWay)],
		),
		row(
			"delivered, claimed",
			|id| Souk::delivered(id, DeliveryProof::Claimed),
			&[(Shipped, Shipped), (AskedShipped, AskedShipped)],
			vec![(not_under_way, E::NotUnderWay)],
		),
		row(
			"returned",
			Souk::returned,
			&[(Shipped, Refunded), (AskedShipped, Refunded)],
			vec![(not_under_way, E::NotUnderWay)],
		),
		row(
			"lost",
			Souk::lost,
			&[(Shipped, Refunded), (AskedShipped, Refunded)],
			vec![(not_under_way, E::NotUnderWay)],
		),
	]
}

#[test]
fn table_should_be_complete_when_states_are_counted() {
	for row in table() {
		let refused = row.refused.iter().flat_map(|(states, _)| states);
		let mut listed: Vec<_> =
			row.leads.iter().map(|(from, _)| from).chain(refused).map(|s| *s as u8).collect();
		listed.sort();
		assert_eq!(listed, STATES.map(|s| s as u8).to_vec(), "{}", row.name);
	}
}

#[test]
fn call_should_lead_where_the_table_says_when_it_is_allowed() {
	Shop::default().build_and_execute(|| {
		for row in table() {
			for (from, to) in row.leads {
				hypothetically!({
					let id = make(from);
					assert_eq!((row.call)(id), Ok(()), "{} in {from:?}", row.name);
					assert_eq!(state_of(id), to, "{} in {from:?}", row.name);
					check_invariants();
				});
			}
		}
	});
}

#[test]
fn call_should_change_nothing_when_the_table_refuses_it() {
	Shop::default().build_and_execute(|| {
		for row in table() {
			for (states, error) in row.refused {
				for from in states {
					hypothetically!({
						let id = make(from);
						println!("{} in {from:?}", row.name);
						assert_noop!((row.call)(id), error);
						assert_eq!(take_events(), vec![]);
					});
				}
			}
		}
	});
}

#[test]
fn call_should_change_nothing_when_there_is_no_such_order() {
	Shop::default().build_and_execute(|| {
		for row in table() {
			let error: DispatchError = match row.name {
				"settle_due" => E::NothingDue.into(),
				_ => E::UnknownOrder.into(),
			};
			assert_noop!((row.call)(OrderId(77)), error);
		}
	});
}

/// Every call in every state it is allowed in, by everybody who may not make it.
#[test]
fn call_should_change_nothing_when_somebody_else_makes_it() {
	type By = fn(&AccountId, OrderId) -> DispatchResult;
	type Row<'a> = (&'a str, By, &'a [State], &'a [AccountId], DispatchError);
	let calls: [Row; 8] = [
		(
			"cancel",
			|who, id| Souk::cancel(origin(who), id),
			&[Created, Funded],
			&[buyer(), merchant()],
			E::NotParty.into(),
		),
		(
			"ship",
			|who, id| Souk::ship(origin(who), ids(&[id]), None),
			&[Funded],
			&[merchant()],
			E::NotMerchant.into(),
		),
		(
			"confirm",
			|who, id| {
				Souk::confirm(origin(who), ids(&[id])).map(|_| ()).map_err(|error| error.error)
			},
			&[Funded, Shipped, Delivered, AskedFunded, AskedShipped, AskedDelivered],
			&[buyer()],
			E::NotBuyer.into(),
		),
		(
			"release",
			|who, id| Souk::release(origin(who), id, 10),
			&[Funded, Shipped, Delivered],
			&[buyer()],
			E::NotBuyer.into(),
		),
		(
			"extend",
			|who, id| Souk::extend(origin(who), id),
			&[Created, Funded, Shipped, Delivered, AskedShipped],
			&[buyer(), merchant()],
			E::NotParty.into(),
		),
		(
			"request_refund",
			|who, id| Souk::request_refund(origin(who), id, 10, RefundKind::RefundOnly, None),
			&[Funded, Shipped, Delivered],
			&[buyer()],
			E::NotBuyer.into(),
		),
		(
			"answer_refund",
			|who, id| Souk::answer_refund(origin(who), id, Answer::Approve),
			&[AskedFunded, AskedShipped, AskedDelivered],
			&[merchant()],
			E::NotMerchant.into(),
		),
		(
			"refund",
			|who, id| Souk::refund(origin(who), id, 10),
			&[Funded, Shipped, Delivered, Settled],
			&[merchant()],
			E::NotMerchant.into(),
		),
	];
	let everybody = [
		buyer(),
		merchant(),
		payer(),
		stranger(),
		merchant_ed(),
		platform(),
		affiliate(),
		issuer(),
		pot(),
	];
	Shop::default().build_and_execute(|| {
		for (name, call, states, allowed, error) in calls {
			for from in states {
				hypothetically!({
					let id = make(*from);
					for who in everybody.iter().filter(|who| !allowed.contains(who)) {
						println!("{name} in {from:?}");
						assert_noop!(call(who, id), error);
					}
				});
			}
		}
	});
}

/// No call takes anything but a signature.
#[test]
fn call_should_be_refused_when_nobody_signed_it() {
	use sp_runtime::traits::Dispatchable;
	Shop::default().build_and_execute(|| {
		let id = funded();
		let calls: [Call<Test>; 18] = [
			Call::accept_asset { asset: USD },
			Call::publish_terms { terms: default_terms() },
			Call::retire_terms { terms: TERMS },
			Call::invoice { buyer: None, terms: TERMS, asset: USD, amount: 1, reference: text("") },
			Call::fund { order: id, max_total: 1 },
			Call::place {
				offers: vec![sign(simple_offer())].try_into().unwrap(),
				max_total: PRICE,
			},
			Call::cancel { order: id },
			Call::ship { orders: ids(&[id]), tracking: None },
			Call::confirm { orders: ids(&[id]) },
			Call::release { order: id, amount: 1 },
			Call::extend { order: id },
			Call::request_refund {
				order: id,
				amount: 1,
				kind: RefundKind::RefundOnly,
				evidence: None,
			},
			Call::answer_refund { order: id, answer: Answer::Approve },
			Call::refund { order: id, amount: 1 },
			Call::settle_due { orders: ids(&[id]) },
			Call::claim { recipient: buyer(), asset: USD },
			Call::close { orders: ids(&[id]) },
			Call::forgive { debtor: platform(), asset: USD },
		];
		for call in calls {
			for nobody in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
				let call = RuntimeCall::Souk(call.clone());
				let refused = call.dispatch(nobody).unwrap_err().error;
				assert_eq!(refused, DispatchError::BadOrigin);
			}
		}
	});
}
