//! How an order gets into each state, and how a state is told.

use super::*;
use State::*;

/// What is asked for, refunded in part, released in part.
pub const PART: Balance = 10;

/// The terms of orders with a reserve, or with a payment that can be challenged.
const STRICT: TermsId = TermsId(1);

/// The default terms, with a tenth in reserve and a challenge window.
fn strict_terms() -> Terms<AccountId> {
	let windows = Windows { challenge: 50_021, ..WINDOWS };
	let reserve = Some(ReserveRule { share: Permill::from_percent(10), hold: 70_001 });
	Terms { windows, reserve, ..default_terms() }
}

/// A shop in which everybody has enough, with both sets of terms.
pub fn shop() -> Shop {
	Shop::default().endow(platform(), USD, ENDOWMENT).endow(resolver(), USD, ENDOWMENT)
}

/// What has to be done first in that shop.
pub fn open() {
	assert_eq!(publish_for(&merchant(), strict_terms()), STRICT);
}

/// Paid by somebody other than the buyer.
fn paid_under(terms: TermsId) -> OrderId {
	let (who, amount) = (origin(&merchant()), PRICE);
	assert_ok!(Souk::invoice(who, Some(buyer()), terms, USD, amount, text("SO-1")));
	let id = newest();
	assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
	id
}

fn on_its_way() -> OrderId {
	let id = paid_under(TERMS);
	assert_ok!(ship(id));
	id
}

fn arrived() -> OrderId {
	let id = on_its_way();
	assert_ok!(Souk::delivered(id, Delivery::Proven));
	id
}

fn return_asked(id: OrderId) -> OrderId {
	let kind = RefundKind::ReturnGoods;
	assert_ok!(Souk::request_refund(origin(&buyer()), id, PART, kind, None));
	id
}

fn proposed(id: OrderId, by: &AccountId) -> OrderId {
	assert_ok!(Souk::propose_split(origin(by), id, PROPOSED));
	id
}

fn called(id: OrderId, by: &AccountId) -> OrderId {
	assert_ok!(Souk::escalate(origin(by), id, None));
	id
}

/// Called by one side, and the other did not put up its bond in time.
fn unanswered(by: &AccountId) -> OrderId {
	let id = called(disputed(on_its_way()), by);
	set_time(deadline(id));
	assert_ok!(settle_due(id));
	id
}

fn billed_under(terms: TermsId) -> OrderId {
	let (who, currency) = (origin(&merchant()), text3("CNY"));
	assert_ok!(Souk::invoice_external(who, buyer(), terms, GATEWAY, currency, PRICE, text("SO-2")));
	newest()
}

fn attested_under(terms: TermsId) -> OrderId {
	let id = billed_under(terms);
	assert_ok!(attest(receipt(id, ReceiptKind::Paid, PRICE)));
	id
}

fn attested_and_shipped() -> OrderId {
	let id = attested_under(STRICT);
	assert_ok!(ship(id));
	id
}

/// Settled, and then half of it given back by a merchant that had too little left.
fn owing() -> OrderId {
	let id = paid_under(TERMS);
	assert_ok!(confirm(id));
	spend(&merchant(), &USD, 10);
	assert_ok!(refund(id, 5_000));
	give(&merchant(), &USD, 100);
	id
}

pub fn make(state: State) -> OrderId {
	let id = match state {
		Created => invoiced(),
		Funded => paid_under(TERMS),
		Shipped => on_its_way(),
		Delivered => arrived(),
		AskedFunded => asked(paid_under(TERMS), PART),
		AskedShipped => asked(on_its_way(), PART),
		AskedDelivered => asked(arrived(), PART),
		ReturnAskedShipped => return_asked(on_its_way()),
		ReturnAskedDelivered => return_asked(arrived()),
		ToSendShipped => returning(on_its_way(), PART),
		ToSendDelivered => returning(arrived(), PART),
		SentShipped => sent_back(returning(on_its_way(), PART)),
		SentDelivered => sent_back(returning(arrived(), PART)),
		DisputedFunded => disputed(paid_under(TERMS)),
		DisputedShipped => disputed(on_its_way()),
		DisputedDelivered => disputed(arrived()),
		DisputedAsked => disputed(asked(arrived(), PART)),
		DisputedToSend => disputed(returning(arrived(), PART)),
		DisputedSent => disputed(sent_back(returning(arrived(), PART))),
		ProposedByBuyer => proposed(disputed(on_its_way()), &buyer()),
		ProposedByMerchant => proposed(disputed(on_its_way()), &merchant()),
		ProposedByBoth => proposed(proposed(disputed(on_its_way()), &buyer()), &merchant()),
		EscalatedByBuyer => called(disputed(on_its_way()), &buyer()),
		EscalatedByMerchant => called(disputed(on_its_way()), &merchant()),
		Deciding => called(called(disputed(on_its_way()), &merchant()), &buyer()),
		BuyerSilent => unanswered(&merchant()),
		MerchantSilent => unanswered(&buyer()),
		Settled => {
			let id = paid_under(TERMS);
			assert_ok!(confirm(id));
			id
		},
		Reserved => {
			let id = paid_under(STRICT);
			assert_ok!(confirm(id));
			id
		},
		Owing => owing(),
		Refunded => {
			let id = paid_under(TERMS);
			assert_ok!(cancel(&merchant(), id));
			id
		},
		Cancelled => cancelled(),
		Gone => {
			let id = cancelled();
			assert_ok!(close(id));
			id
		},
		Billed => billed_under(STRICT),
		Unbilled => {
			let id = billed_under(STRICT);
			assert_ok!(cancel(&buyer(), id));
			id
		},
		PaidFunded => attested_under(STRICT),
		PaidShipped => attested_and_shipped(),
		PaidDelivered => {
			let id = attested_and_shipped();
			assert_ok!(Souk::delivered(id, Delivery::Proven));
			id
		},
		PaidAsked => asked(attested_and_shipped(), PART),
		PaidDisputed => disputed(attested_and_shipped()),
		PaidConfirmed => {
			let id = attested_and_shipped();
			assert_ok!(confirm(id));
			id
		},
		PaidSettled => {
			let id = attested_under(TERMS);
			assert_ok!(confirm(id));
			id
		},
		PaidRefunded => {
			let id = attested_under(STRICT);
			assert_ok!(cancel(&merchant(), id));
			id
		},
	};
	reset();
	assert_eq!(state_of(id), state);
	id
}

fn stage_of(paused: Paused, states: [State; 3]) -> State {
	let [funded, shipped, delivered] = states;
	match paused {
		Paused::Funded { .. } => funded,
		Paused::Shipped { .. } => shipped,
		Paused::Delivered { .. } => delivered,
	}
}

fn dispute_of(
	phase: DisputePhase<Balance>,
	proposals: Proposals<Balance>,
	interrupted: Interrupted<Balance>,
) -> State {
	match (phase, proposals, interrupted) {
		(DisputePhase::Escalated { by: Party::Buyer, .. }, ..) => EscalatedByBuyer,
		(DisputePhase::Escalated { by: Party::Merchant, .. }, ..) => EscalatedByMerchant,
		(DisputePhase::Deciding { silent: None, .. }, ..) => Deciding,
		(DisputePhase::Deciding { silent: Some(Party::Buyer), .. }, ..) => BuyerSilent,
		(DisputePhase::Deciding { silent: Some(Party::Merchant), .. }, ..) => MerchantSilent,
		(_, Proposals { buyer: Some(_), merchant: Some(_) }, _) => ProposedByBoth,
		(_, Proposals { buyer: Some(_), .. }, _) => ProposedByBuyer,
		(_, Proposals { merchant: Some(_), .. }, _) => ProposedByMerchant,
		(_, _, Interrupted::Stage(paused)) => {
			stage_of(paused, [DisputedFunded, DisputedShipped, DisputedDelivered])
		},
		(_, _, Interrupted::RefundRequested { .. }) => DisputedAsked,
		(_, _, Interrupted::Returning { sent: false, .. }) => DisputedToSend,
		(_, _, Interrupted::Returning { sent: true, .. }) => DisputedSent,
	}
}

/// Where an order stands.
pub fn state_of(id: OrderId) -> State {
	let Some(order) = Orders::<Test>::get(id) else { return Gone };
	let external = order.asset().is_none();
	let either = |on_chain, off_chain| if external { off_chain } else { on_chain };
	match order.state {
		OrderState::Created { .. } => either(Created, Billed),
		OrderState::Funded { .. } => either(Funded, PaidFunded),
		OrderState::Shipped { .. } => either(Shipped, PaidShipped),
		OrderState::Delivered { .. } => either(Delivered, PaidDelivered),
		OrderState::RefundRequested { .. } if external => PaidAsked,
		OrderState::RefundRequested { kind: RefundKind::RefundOnly, paused, .. } => {
			stage_of(paused, [AskedFunded, AskedShipped, AskedDelivered])
		},
		OrderState::RefundRequested { kind: RefundKind::ReturnGoods, paused, .. } => {
			stage_of(paused, [Gone, ReturnAskedShipped, ReturnAskedDelivered])
		},
		OrderState::Returning { leg: ReturnLeg::ToSend { .. }, paused, .. } => {
			stage_of(paused, [Gone, ToSendShipped, ToSendDelivered])
		},
		OrderState::Returning { leg: ReturnLeg::Sent { .. }, paused, .. } => {
			stage_of(paused, [Gone, SentShipped, SentDelivered])
		},
		OrderState::Disputed { .. } if external => PaidDisputed,
		OrderState::Disputed { phase, proposals, interrupted, .. } => {
			dispute_of(phase, proposals, interrupted)
		},
		OrderState::Confirmed { .. } => PaidConfirmed,
		OrderState::Settled { .. } if external => PaidSettled,
		OrderState::Settled { .. } if Souk::refund_debt(id, &order) > 0 => Owing,
		OrderState::Settled { .. } if order.reserve.is_some() => Reserved,
		OrderState::Settled { .. } => Settled,
		OrderState::Refunded { .. } => either(Refunded, PaidRefunded),
		OrderState::Cancelled { .. } => either(Cancelled, Unbilled),
	}
}
