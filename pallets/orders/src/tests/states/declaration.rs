//! Who may call what in which state, where that leads, and why everything else is refused.

use super::*;
use By::*;
use State::*;

/// Where an order can stand. Disputes from the first proposal on are over `Shipped`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
	Created,
	Funded,
	Shipped,
	Delivered,
	AskedFunded,
	AskedShipped,
	AskedDelivered,
	ReturnAskedShipped,
	ReturnAskedDelivered,
	ToSendShipped,
	ToSendDelivered,
	SentShipped,
	SentDelivered,
	DisputedFunded,
	DisputedShipped,
	DisputedDelivered,
	DisputedAsked,
	DisputedToSend,
	DisputedSent,
	ProposedByBuyer,
	ProposedByMerchant,
	ProposedByBoth,
	EscalatedByBuyer,
	EscalatedByMerchant,
	Deciding,
	BuyerSilent,
	MerchantSilent,
	Settled,
	Reserved,
	Owing,
	Refunded,
	Cancelled,
	Billed,
	PaidFunded,
	PaidShipped,
	PaidDelivered,
	PaidAsked,
	PaidDisputed,
	PaidConfirmed,
	PaidSettled,
	PaidRefunded,
	Unbilled,
	/// No longer on record.
	Gone,
}

pub const BEFORE: &[State] = &[Created, Funded, Shipped, Delivered];
const RUNNING: &[State] = &[Funded, Shipped, Delivered];
const ASKED: &[State] =
	&[AskedFunded, AskedShipped, AskedDelivered, ReturnAskedShipped, ReturnAskedDelivered];
const TO_SEND: &[State] = &[ToSendShipped, ToSendDelivered];
const SENT: &[State] = &[SentShipped, SentDelivered];
pub const COMPLAINTS: &[State] = &[
	AskedFunded,
	AskedShipped,
	AskedDelivered,
	ReturnAskedShipped,
	ReturnAskedDelivered,
	ToSendShipped,
	ToSendDelivered,
	SentShipped,
	SentDelivered,
];
const FRESH: &[State] = &[
	DisputedFunded,
	DisputedShipped,
	DisputedDelivered,
	DisputedAsked,
	DisputedToSend,
	DisputedSent,
];
const PROPOSALS: &[State] = &[ProposedByBuyer, ProposedByMerchant, ProposedByBoth];
const ESCALATED: &[State] = &[EscalatedByBuyer, EscalatedByMerchant];
const DECIDING: &[State] = &[Deciding, BuyerSilent, MerchantSilent];
pub const DISPUTES: &[State] = &[
	DisputedFunded,
	DisputedShipped,
	DisputedDelivered,
	DisputedAsked,
	DisputedToSend,
	DisputedSent,
	ProposedByBuyer,
	ProposedByMerchant,
	ProposedByBoth,
	EscalatedByBuyer,
	EscalatedByMerchant,
	Deciding,
	BuyerSilent,
	MerchantSilent,
];
/// Disputes that say nothing about the stage below, which is `Shipped`.
const OVER_SHIPPED: &[State] = &[
	ProposedByBuyer,
	ProposedByMerchant,
	ProposedByBoth,
	EscalatedByBuyer,
	EscalatedByMerchant,
	Deciding,
	BuyerSilent,
	MerchantSilent,
];
const UNDER_WAY: &[State] =
	&[Shipped, AskedShipped, ReturnAskedShipped, ToSendShipped, SentShipped, DisputedShipped];
pub const OVER: &[State] = &[Settled, Reserved, Owing, Refunded, Cancelled];
const PAID_RUNNING: &[State] = &[PaidFunded, PaidShipped, PaidDelivered];
const PAID_COMPLAINTS: &[State] = &[PaidAsked, PaidDisputed];
const PAID_UNDER_WAY: &[State] = &[PaidShipped, PaidAsked, PaidDisputed];
pub const OFF_CHAIN: &[State] = &[
	Billed,
	PaidFunded,
	PaidShipped,
	PaidDelivered,
	PaidAsked,
	PaidDisputed,
	PaidConfirmed,
	PaidSettled,
	PaidRefunded,
	Unbilled,
];

/// Every state on record.
pub fn states() -> Vec<State> {
	[BEFORE, COMPLAINTS, DISPUTES, OVER, OFF_CHAIN].concat()
}

impl State {
	/// Where an order goes on when its complaint is over.
	pub fn below(self) -> State {
		match self {
			AskedFunded => Funded,
			AskedShipped | ReturnAskedShipped | ToSendShipped | SentShipped => Shipped,
			AskedDelivered | ReturnAskedDelivered | ToSendDelivered | SentDelivered => Delivered,
			PaidAsked => PaidShipped,
			other => panic!("nothing is below {other:?}"),
		}
	}
}

/// Who calls.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum By {
	Buyer,
	Merchant,
	/// Paid, and is not the buyer.
	Payer,
	Resolver,
	/// Of a split.
	Recipient,
	/// Of the gateway.
	Operator,
	/// Another merchant.
	Rival,
	Stranger,
	Pot,
	Governance,
	/// Another pallet of the runtime.
	Fulfilment,
}

pub const SIGNERS: &[By] =
	&[Buyer, Merchant, Payer, Resolver, Recipient, Operator, Rival, Stranger, Pot];
const PARTIES: &[By] = &[Buyer, Merchant];

/// What a call comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
	/// It works, and the order stays where it is.
	Stays,
	/// It works, and leads there.
	Leads(State),
	/// It works, and the order goes on where the complaint had interrupted it.
	Resumes,
	/// It is refused.
	Fails(DispatchError),
}

type Act = fn(RuntimeOrigin, OrderId) -> DispatchResult;

/// A call, and what it comes to in each state.
pub struct Row {
	pub name: &'static str,
	/// Its index; none if it is not a call but a method of other pallets' trait.
	pub index: Option<u8>,
	pub act: Act,
	/// Who may make it in some state.
	pub by: &'static [By],
	/// Why it is refused to everybody else who signs, in every state.
	pub others: DispatchError,
	/// Why it is refused when the order is not on record.
	pub gone: DispatchError,
	/// By state and caller.
	pub cells: Vec<(State, By, Then)>,
}

impl Row {
	fn on(mut self, by: &[By], states: &[State], then: Then) -> Self {
		for state in states {
			self.cells.extend(by.iter().map(|by| (*state, *by, then)));
		}
		self
	}

	fn stays(self, states: &[State]) -> Self {
		let by = self.by;
		self.on(by, states, Then::Stays)
	}

	fn leads(self, states: &[State], to: State) -> Self {
		let by = self.by;
		self.on(by, states, Then::Leads(to))
	}

	fn resumes(self, states: &[State]) -> Self {
		let by = self.by;
		self.on(by, states, Then::Resumes)
	}

	fn fails(self, states: &[State], error: E) -> Self {
		let by = self.by;
		self.on(by, states, Then::Fails(error.into()))
	}

	fn each(self, pairs: &[(State, State)]) -> Self {
		pairs.iter().fold(self, |row, (from, to)| row.leads(&[*from], *to))
	}

	/// Everything that was not mentioned.
	fn rest(mut self, error: E) -> Self {
		let then = Then::Fails(error.into());
		for state in states() {
			for by in self.by {
				if !self.cells.iter().any(|(at, who, _)| (*at, *who) == (state, *by)) {
					self.cells.push((state, *by, then));
				}
			}
		}
		self
	}
}

fn call(index: u8, name: &'static str, by: &'static [By], others: E, act: Act) -> Row {
	let (others, gone) = (others.into(), E::UnknownOrder.into());
	Row { name, index: Some(index), act, by, others, gone, cells: Vec::new() }
}

/// A call that anyone may make.
fn open_call(index: u8, name: &'static str, act: Act) -> Row {
	let (others, gone) = (DispatchError::BadOrigin, E::UnknownOrder.into());
	Row { name, index: Some(index), act, by: SIGNERS, others, gone, cells: Vec::new() }
}

fn method(name: &'static str, act: Act) -> Row {
	let (others, gone) = (DispatchError::BadOrigin, E::UnknownOrder.into());
	Row { name, index: None, act, by: &[Fulfilment], others, gone, cells: Vec::new() }
}

/// The calls that are not about one order on record.
pub const ELSEWHERE: [u8; 8] = [0, 1, 2, 3, 5, 15, 17, 18];

pub fn table() -> Vec<Row> {
	[before_shipping(), after_shipping(), complaints(), disputes(), money(), fulfilment()]
		.into_iter()
		.flatten()
		.collect()
}

fn plain(result: frame_support::pallet_prelude::DispatchResultWithPostInfo) -> DispatchResult {
	result.map(|_| ()).map_err(|error| error.error)
}

fn before_shipping() -> Vec<Row> {
	let payers = &[Buyer, Payer, Recipient, Operator, Rival, Stranger];
	vec![
		open_call(4, "fund", |who, id| Souk::fund(who, id, PRICE))
			.on(payers, &[Created], Then::Leads(Funded))
			.on(&[Merchant], &[Created], Then::Fails(E::MerchantCannotBuy.into()))
			.on(&[Resolver], &[Created], Then::Fails(E::ResolverCannotBuy.into()))
			.on(&[Pot], &[Created], Then::Fails(sp_runtime::TokenError::FundsUnavailable.into()))
			.fails(&[Billed], E::PaidOffChain)
			.rest(E::NotPayable),
		call(6, "cancel", PARTIES, E::NotParty, Souk::cancel)
			.each(&[(Created, Cancelled), (Funded, Refunded)])
			.each(&[(Billed, Unbilled), (PaidFunded, PaidRefunded)])
			.rest(E::NotCancellable),
		call(30, "use_discount", &[Buyer], E::NotBuyer, |who, id| {
			Souk::use_discount(who, id, Some(Means::Points(7)))
		})
		.stays(&[Created, Billed])
		.rest(E::NotPayable),
		call(7, "ship", &[Merchant], E::NotMerchant, |who, id| Souk::ship(who, ids(&[id]), None))
			.each(&[(Funded, Shipped), (PaidFunded, PaidShipped)])
			.rest(E::NotShippable),
	]
}

fn after_shipping() -> Vec<Row> {
	let release = |row: Row| {
		row.fails(ASKED, E::RefundRequestOpen)
			.fails(TO_SEND, E::ReturnOpen)
			.fails(SENT, E::ReturnOpen)
			.fails(DISPUTES, E::DisputeOpen)
			.fails(OFF_CHAIN, E::NotEscrowed)
			.rest(E::NoEscrow)
	};
	vec![
		call(8, "confirm", &[Buyer], E::NotBuyer, |who, id| plain(Souk::confirm(who, ids(&[id]))))
			.leads(RUNNING, Settled)
			.leads(COMPLAINTS, Settled)
			.leads(DISPUTES, Settled)
			.leads(PAID_RUNNING, PaidConfirmed)
			.leads(PAID_COMPLAINTS, PaidConfirmed)
			.fails(&[PaidConfirmed], E::AlreadyConfirmed)
			.rest(E::NoEscrow),
		release(
			call(9, "release, a part", &[Buyer], E::NotBuyer, |who, id| {
				Souk::release(who, id, PART)
			})
			.stays(RUNNING),
		),
		release(
			call(9, "release, all", &[Buyer], E::NotBuyer, |who, id| Souk::release(who, id, PRICE))
				.leads(RUNNING, Settled),
		),
		call(10, "extend", PARTIES, E::NotParty, Souk::extend)
			.on(&[Buyer], &[Funded, PaidFunded, PaidAsked], Then::Stays)
			.on(&[Buyer], ASKED, Then::Stays)
			.on(&[Buyer], SENT, Then::Stays)
			.on(&[Merchant], &[Created, Shipped, Delivered], Then::Stays)
			.on(&[Merchant], &[Billed, PaidShipped, PaidDelivered], Then::Stays)
			.on(&[Merchant], TO_SEND, Then::Stays)
			.rest(E::NothingToExtend),
		open_call(14, "settle_due", |who, id| plain(Souk::settle_due(who, ids(&[id]))))
			.rest(E::NothingDue)
			.but_gone(E::NothingDue),
		open_call(16, "close", |who, id| Souk::close(who, ids(&[id])))
			.leads(&[Cancelled], Gone)
			.fails(&[Settled, Refunded, PaidSettled, PaidRefunded], E::RecordWindowRunning)
			.fails(&[Unbilled], E::RecordWindowRunning)
			.fails(&[Reserved, Owing], E::StillOwing)
			.rest(E::NotOver),
		open_call(29, "retry_hook", |who, id| Souk::retry_hook(who, id, 0, NoticeKind::Placed))
			.rest(E::NothingMissed)
			.but_gone(E::NothingMissed),
	]
}

impl Row {
	/// Of orders that are not on record it says the same as of others.
	fn but_gone(self, error: E) -> Self {
		Row { gone: error.into(), ..self }
	}
}

fn complaints() -> Vec<Row> {
	let request = |row: Row| {
		row.fails(ASKED, E::RefundRequestOpen)
			.fails(&[PaidAsked], E::RefundRequestOpen)
			.fails(TO_SEND, E::ReturnOpen)
			.fails(SENT, E::ReturnOpen)
			.fails(DISPUTES, E::DisputeOpen)
			.fails(&[PaidDisputed], E::DisputeOpen)
			.rest(E::NoEscrow)
	};
	vec![
		request(
			call(11, "request_refund, money", &[Buyer], E::NotBuyer, |who, id| {
				Souk::request_refund(who, id, PART, RefundKind::RefundOnly, None)
			})
			.each(&[(Funded, AskedFunded), (Shipped, AskedShipped), (Delivered, AskedDelivered)])
			.leads(PAID_RUNNING, PaidAsked),
		),
		request(
			call(11, "request_refund, goods back", &[Buyer], E::NotBuyer, |who, id| {
				Souk::request_refund(who, id, PART, RefundKind::ReturnGoods, None)
			})
			.fails(&[Funded, PaidFunded], E::NothingToReturn)
			.each(&[(Shipped, ReturnAskedShipped), (Delivered, ReturnAskedDelivered)])
			.leads(&[PaidShipped, PaidDelivered], PaidAsked),
		),
		call(12, "answer_refund, approve", &[Merchant], E::NotMerchant, |who, id| {
			Souk::answer_refund(who, id, Answer::Approve)
		})
		.resumes(&[AskedFunded, AskedShipped, AskedDelivered, PaidAsked])
		.each(&[(ReturnAskedShipped, ToSendShipped), (ReturnAskedDelivered, ToSendDelivered)])
		.rest(E::NoRefundRequest),
		call(12, "answer_refund, reject", &[Merchant], E::NotMerchant, |who, id| {
			Souk::answer_refund(who, id, Answer::Reject)
		})
		.resumes(ASKED)
		.resumes(&[PaidAsked])
		.rest(E::NoRefundRequest),
		call(20, "return_sent", &[Buyer], E::NotBuyer, |who, id| Souk::return_sent(who, id, None))
			.each(&[(ToSendShipped, SentShipped), (ToSendDelivered, SentDelivered)])
			.rest(E::NothingToSendBack),
		call(21, "return_received", &[Merchant], E::NotMerchant, |who, id| {
			Souk::return_received(who, id)
		})
		.resumes(TO_SEND)
		.resumes(SENT)
		.rest(E::NotReturning),
	]
}

fn disputes() -> Vec<Row> {
	vec![
		call(22, "dispute", PARTIES, E::NotParty, |who, id| Souk::dispute(who, id, None))
			.each(&[(Funded, DisputedFunded), (Shipped, DisputedShipped)])
			.each(&[(Delivered, DisputedDelivered)])
			.leads(ASKED, DisputedAsked)
			.leads(TO_SEND, DisputedToSend)
			.leads(SENT, DisputedSent)
			.leads(PAID_RUNNING, PaidDisputed)
			.leads(&[PaidAsked], PaidDisputed)
			.fails(DISPUTES, E::DisputeOpen)
			.fails(&[PaidDisputed], E::DisputeOpen)
			.rest(E::NoEscrow),
		call(23, "propose_split", PARTIES, E::NotParty, |who, id| {
			Souk::propose_split(who, id, PROPOSED)
		})
		.on(&[Buyer], FRESH, Then::Leads(ProposedByBuyer))
		.on(&[Merchant], FRESH, Then::Leads(ProposedByMerchant))
		.on(&[Merchant], &[ProposedByBuyer], Then::Leads(ProposedByBoth))
		.on(&[Buyer], &[ProposedByMerchant], Then::Leads(ProposedByBoth))
		.on(&[Buyer], &[ProposedByBuyer], Then::Stays)
		.on(&[Merchant], &[ProposedByMerchant], Then::Stays)
		.stays(&[ProposedByBoth, PaidDisputed])
		.stays(ESCALATED)
		.stays(DECIDING)
		.rest(E::NoDispute),
		call(24, "accept_split", PARTIES, E::NotParty, |who, id| {
			Souk::accept_split(who, id, PROPOSED)
		})
		.on(&[Merchant], &[ProposedByBuyer], Then::Leads(Settled))
		.on(&[Buyer], &[ProposedByBuyer], Then::Fails(E::NothingProposed.into()))
		.on(&[Buyer], &[ProposedByMerchant], Then::Leads(Settled))
		.on(&[Merchant], &[ProposedByMerchant], Then::Fails(E::NothingProposed.into()))
		.leads(&[ProposedByBoth], Settled)
		.fails(FRESH, E::NothingProposed)
		.fails(ESCALATED, E::NothingProposed)
		.fails(DECIDING, E::NothingProposed)
		.fails(&[PaidDisputed], E::NothingProposed)
		.rest(E::NoDispute),
		call(25, "escalate", PARTIES, E::NotParty, |who, id| Souk::escalate(who, id, None))
			.on(&[Buyer], FRESH, Then::Leads(EscalatedByBuyer))
			.on(&[Buyer], PROPOSALS, Then::Leads(EscalatedByBuyer))
			.on(&[Merchant], FRESH, Then::Leads(EscalatedByMerchant))
			.on(&[Merchant], PROPOSALS, Then::Leads(EscalatedByMerchant))
			.on(&[Merchant], &[EscalatedByBuyer], Then::Leads(Deciding))
			.on(&[Buyer], &[EscalatedByBuyer], Then::Fails(E::AlreadyEscalated.into()))
			.on(&[Buyer], &[EscalatedByMerchant], Then::Leads(Deciding))
			.on(&[Merchant], &[EscalatedByMerchant], Then::Fails(E::AlreadyEscalated.into()))
			.fails(DECIDING, E::AlreadyEscalated)
			.fails(&[PaidDisputed], E::NotEscrowed)
			.rest(E::NoDispute),
		call(26, "decide", &[Resolver], E::NotResolver, |who, id| Souk::decide(who, id, PART))
			.leads(DECIDING, Settled)
			.fails(FRESH, E::NotForResolver)
			.fails(PROPOSALS, E::NotForResolver)
			.fails(ESCALATED, E::NotForResolver)
			.fails(&[PaidDisputed], E::NotForResolver)
			.rest(E::NoDispute),
	]
}

fn money() -> Vec<Row> {
	let refund = |row: Row| {
		row.fails(ASKED, E::RefundRequestOpen)
			.fails(&[PaidAsked], E::RefundRequestOpen)
			.fails(TO_SEND, E::ReturnOpen)
			.fails(SENT, E::ReturnOpen)
			.rest(E::NoEscrow)
	};
	let on_chain = [BEFORE, COMPLAINTS, DISPUTES, OVER].concat();
	let repaid = [PAID_RUNNING, PAID_COMPLAINTS, &[PaidConfirmed]].concat();
	vec![
		refund(
			call(13, "refund, a part", &[Merchant], E::NotMerchant, |who, id| {
				Souk::refund(who, id, PART)
			})
			.stays(RUNNING)
			.stays(PAID_RUNNING)
			.stays(&[PaidConfirmed, Settled, Reserved, Owing, PaidSettled])
			.fails(DISPUTES, E::DisputeOpen)
			.fails(&[PaidDisputed], E::DisputeOpen),
		),
		refund(
			call(13, "refund, all", &[Merchant], E::NotMerchant, |who, id| {
				Souk::refund(who, id, PRICE)
			})
			.leads(RUNNING, Refunded)
			.leads(DISPUTES, Refunded)
			.leads(PAID_RUNNING, PaidRefunded)
			.leads(&[PaidDisputed, PaidConfirmed], PaidRefunded)
			.stays(&[Settled, Reserved, PaidSettled])
			.fails(&[Owing], E::MoreThanPaidOut),
		),
		call(28, "repay", &[Merchant], E::NotMerchant, |who, id| Souk::repay(who, id, PART))
			.stays(&[Owing])
			.fails(OFF_CHAIN, E::NotEscrowed)
			.rest(E::NoDebt),
		open_call(19, "attest, paid", |who, id| bring(who, receipt(id, ReceiptKind::Paid, PRICE)))
			.leads(&[Billed], PaidFunded)
			.stays(&repaid)
			.stays(&[PaidSettled, PaidRefunded, Unbilled])
			.fails(&on_chain, E::NotExternal),
		open_call(19, "attest, a part refunded", |who, id| {
			bring(who, receipt(id, refunded_kind(id), PART))
		})
		.stays(PAID_RUNNING)
		.stays(&[PaidDisputed, PaidConfirmed, PaidSettled, PaidRefunded])
		.resumes(&[PaidAsked])
		.fails(&[Billed, Unbilled], E::UnknownPayment)
		.fails(&on_chain, E::NotExternal),
		open_call(19, "attest, all charged back", |who, id| {
			let kind = ReceiptKind::Chargeback { payment: payment_of(id) };
			bring(who, receipt(id, kind, PRICE))
		})
		.leads(&repaid, PaidRefunded)
		.stays(&[PaidSettled, PaidRefunded])
		.fails(&[Billed, Unbilled], E::UnknownPayment)
		.fails(&on_chain, E::NotExternal),
		Row {
			by: &[Governance],
			others: DispatchError::BadOrigin,
			..call(27, "refute_payment", &[], E::NotParty, Souk::refute_payment)
		}
		.leads(&repaid, PaidRefunded)
		.fails(&[PaidSettled, PaidRefunded], E::NoEscrow)
		.rest(E::NotExternal),
	]
}

/// Signed once for everybody who brings it.
fn bring(who: RuntimeOrigin, receipt: ReceiptOf<Test>) -> DispatchResult {
	let transaction = H256::repeat_byte(receipt.kind.index() + 1);
	let receipt = Receipt { transaction, ..receipt };
	let signatures = SIGNED.with_borrow_mut(|signed| {
		let known =
			signed.iter().find(|(of, _)| *of == receipt).map(|(_, vouches)| vouches.clone());
		known.unwrap_or_else(|| {
			let vouches = vouched(&receipt);
			signed.push((receipt.clone(), vouches.clone()));
			vouches
		})
	});
	Souk::attest(who, receipt, signatures)
}

type Signed = Vec<(ReceiptOf<Test>, VouchesOf<Test>)>;

std::thread_local! {
	static SIGNED: std::cell::RefCell<Signed> = const { std::cell::RefCell::new(Vec::new()) };
}

fn fulfilment() -> Vec<Row> {
	// Below disputes that do not say so, and below complaints about payments off chain, the goods move
	// all the same.
	let rest = |row: Row| row.stays(OVER_SHIPPED).stays(PAID_COMPLAINTS).rest(E::NotUnderWay);
	let arrives = |row: Row| {
		rest(
			row.each(&[(Shipped, Delivered), (AskedShipped, AskedDelivered)])
				.each(&[(ReturnAskedShipped, ReturnAskedDelivered)])
				.each(&[(ToSendShipped, ToSendDelivered), (SentShipped, SentDelivered)])
				.each(&[(DisputedShipped, DisputedDelivered), (PaidShipped, PaidDelivered)]),
		)
	};
	let waits = |row: Row| rest(row.stays(UNDER_WAY).stays(&[PaidShipped]));
	let undeliverable = |row: Row| {
		row.leads(UNDER_WAY, Refunded)
			.leads(OVER_SHIPPED, Refunded)
			.leads(PAID_UNDER_WAY, PaidRefunded)
			.rest(E::NotUnderWay)
	};
	vec![
		method("dispatched", |_, id| Souk::dispatched(id))
			.each(&[(Funded, Shipped), (PaidFunded, PaidShipped)])
			.stays(UNDER_WAY)
			.stays(&[PaidShipped])
			.stays(OVER_SHIPPED)
			.stays(PAID_COMPLAINTS)
			.rest(E::NotShippable),
		arrives(method("delivered, proven", |_, id| Souk::delivered(id, Delivery::Proven))),
		arrives(method("delivered, doubtful", |_, id| Souk::delivered(id, Delivery::Doubtful))),
		waits(method("delivered, claimed", |_, id| {
			Souk::delivered(id, Delivery::Claimed { contest_until: now() })
		})),
		waits(method("contested", |_, id| Souk::contested(id))),
		undeliverable(method("returned", |_, id| Souk::returned(id))),
		undeliverable(method("lost", |_, id| Souk::lost(id))),
		method("return_sent (carrier)", |_, id| <Souk as OrderFulfilment>::return_sent(id))
			.each(&[(ToSendShipped, SentShipped), (ToSendDelivered, SentDelivered)])
			.rest(E::NothingToSendBack),
		method("return_received (carrier)", |_, id| <Souk as OrderFulfilment>::return_received(id))
			.resumes(TO_SEND)
			.resumes(SENT)
			.rest(E::NotReturning),
	]
}
