//! What can be done, and how bytes become that: every string of bytes is some sequence of
//! operations. A step is 16 bytes. The first says what is to be done; the others choose an order for
//! which that makes sense if there is one, and the right party most of the time.

use super::model::{
	Coin, End, Model, Order, Side, Terms, Wait, Who, ACCOUNTS, BANK, BUYERS, COINS, LEAST,
	MERCHANTS,
};
use souk_primitives::{Moment, NoticeKind};

/// How many bytes a step is.
pub const STEP: usize = 16;

#[derive(Clone, Debug)]
pub struct Offer {
	pub merchant: Who,
	pub buyer: Option<Who>,
	pub terms: u64,
	pub coin: Coin,
	pub items: Vec<u128>,
	pub points: Vec<u128>,
	pub nonce: u64,
	pub valid_until: Moment,
	pub forged: bool,
}

#[derive(Clone, Debug)]
pub struct Receipt {
	pub order: u64,
	pub transaction: u64,
	/// Paid, refunded, charged back.
	pub kind: u8,
	pub payment: u64,
	pub amount: u128,
	pub currency: u8,
	pub paid_at: Moment,
	pub expires_at: Moment,
	pub wrong_terms: bool,
	/// Lacks a signature.
	pub short: bool,
}

/// What a tracker says of goods.
#[derive(Clone, Copy, Debug)]
pub enum Arrival {
	Proven,
	Doubtful,
	Claimed { contest_until: Moment },
}

/// What happens around the pallet.
#[derive(Clone, Debug)]
pub enum World {
	Time(Moment),
	Idle { full: bool },
	Listeners([bool; 2]),
	Freeze(Who, Coin),
	Thaw(Who, Coin),
	Block(Who, Coin),
	FreezePot(Coin),
	ThawPot(Coin),
	FreezeAsset(Coin),
	ThawAsset(Coin),
	Move { from: Who, to: Who, coin: Coin, amount: u128 },
	Burn(Coin, u128),
	MintToPot(Coin, u128),
	Suspend,
	Approve,
	AddBond(u128),
	WithdrawBond(u128),
}

#[derive(Clone, Debug)]
pub enum Op {
	AcceptAsset { who: Who, coin: Coin },
	PublishTerms { who: Who, terms: Terms },
	RetireTerms { who: Who, terms: u64 },
	Invoice { who: Who, buyer: Option<Who>, terms: u64, coin: Coin, amount: u128 },
	Fund { who: Who, order: u64, max: u128 },
	Place { who: Who, offers: Vec<Offer>, max: u128 },
	Cancel { who: Who, order: u64 },
	Ship { who: Who, orders: Vec<u64> },
	Confirm { who: Who, orders: Vec<u64> },
	Release { who: Who, order: u64, amount: u128 },
	Extend { who: Who, order: u64 },
	RequestRefund { who: Who, order: u64, amount: u128, goods: bool },
	AnswerRefund { who: Who, order: u64, approve: bool },
	Refund { who: Who, order: u64, amount: u128 },
	SettleDue { who: Who, orders: Vec<u64> },
	Claim { who: Who, recipient: Who, coin: Coin },
	Close { who: Who, orders: Vec<u64> },
	Forgive { who: Who, debtor: Who, coin: Coin },
	InvoiceExternal { who: Who, buyer: Who, terms: u64, currency: u8, amount: u128 },
	Attest { who: Who, receipt: Receipt },
	ReturnSent { who: Who, order: u64 },
	ReturnReceived { who: Who, order: u64 },
	Dispute { who: Who, order: u64 },
	ProposeSplit { who: Who, order: u64, amount: u128 },
	AcceptSplit { who: Who, order: u64, amount: u128 },
	Escalate { who: Who, order: u64 },
	Decide { who: Who, order: u64, amount: u128 },
	RefutePayment { root: bool, order: u64 },
	Repay { who: Who, order: u64, amount: u128 },
	RetryHook { who: Who, order: u64, observer: u8, kind: NoticeKind },
	Dispatched { order: u64 },
	Delivered { order: u64, arrival: Arrival },
	Contested { order: u64 },
	Returned { order: u64 },
	Lost { order: u64 },
	BackSent { order: u64 },
	BackReceived { order: u64 },
	UsePoints { who: Who, order: u64, points: u128 },
	World(World),
}

/// The names of what is counted, in the order of [`Op`].
pub const CALLS: [&str; 40] = [
	"accept_asset",
	"publish_terms",
	"retire_terms",
	"invoice",
	"fund",
	"place",
	"cancel",
	"ship",
	"confirm",
	"release",
	"extend",
	"request_refund",
	"answer_refund",
	"refund",
	"settle_due",
	"claim",
	"close",
	"forgive",
	"invoice_external",
	"attest",
	"return_sent",
	"return_received",
	"dispute",
	"propose_split",
	"accept_split",
	"escalate",
	"decide",
	"refute_payment",
	"repay",
	"retry_hook",
	"dispatched()",
	"delivered(proven)",
	"delivered(doubtful)",
	"delivered(claimed)",
	"contested()",
	"returned()",
	"lost()",
	"return_sent()",
	"return_received()",
	"use_discount",
];

impl Op {
	/// Its place in [`CALLS`]; `None` for what happens around the pallet.
	pub fn call(&self) -> Option<usize> {
		Some(match self {
			Op::AcceptAsset { .. } => 0,
			Op::PublishTerms { .. } => 1,
			Op::RetireTerms { .. } => 2,
			Op::Invoice { .. } => 3,
			Op::Fund { .. } => 4,
			Op::Place { .. } => 5,
			Op::Cancel { .. } => 6,
			Op::Ship { .. } => 7,
			Op::Confirm { .. } => 8,
			Op::Release { .. } => 9,
			Op::Extend { .. } => 10,
			Op::RequestRefund { .. } => 11,
			Op::AnswerRefund { .. } => 12,
			Op::Refund { .. } => 13,
			Op::SettleDue { .. } => 14,
			Op::Claim { .. } => 15,
			Op::Close { .. } => 16,
			Op::Forgive { .. } => 17,
			Op::InvoiceExternal { .. } => 18,
			Op::Attest { .. } => 19,
			Op::ReturnSent { .. } => 20,
			Op::ReturnReceived { .. } => 21,
			Op::Dispute { .. } => 22,
			Op::ProposeSplit { .. } => 23,
			Op::AcceptSplit { .. } => 24,
			Op::Escalate { .. } => 25,
			Op::Decide { .. } => 26,
			Op::RefutePayment { .. } => 27,
			Op::Repay { .. } => 28,
			Op::RetryHook { .. } => 29,
			Op::Dispatched { .. } => 30,
			Op::Delivered { arrival: Arrival::Proven, .. } => 31,
			Op::Delivered { arrival: Arrival::Doubtful, .. } => 32,
			Op::Delivered { arrival: Arrival::Claimed { .. }, .. } => 33,
			Op::Contested { .. } => 34,
			Op::Returned { .. } => 35,
			Op::Lost { .. } => 36,
			Op::BackSent { .. } => 37,
			Op::BackReceived { .. } => 38,
			Op::UsePoints { .. } => 39,
			Op::World(_) => return None,
		})
	}
}

/// Reads bytes; after the last come numbers that are made of all of them.
#[derive(Clone)]
pub struct Reader<'a> {
	bytes: &'a [u8],
	state: u32,
}

impl<'a> Reader<'a> {
	pub fn new(bytes: &'a [u8]) -> Self {
		let mix = |state: u32, byte: &u8| (state ^ u32::from(*byte)).wrapping_mul(16_777_619);
		Self { bytes, state: bytes.iter().fold(2_166_136_261, mix) }
	}

	pub fn byte(&mut self) -> u8 {
		match self.bytes.split_first() {
			Some((first, rest)) => {
				self.bytes = rest;
				*first
			},
			None => {
				self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
				(self.state >> 24) as u8
			},
		}
	}

	pub fn wide(&mut self) -> u32 {
		u32::from_le_bytes([self.byte(), self.byte(), self.byte(), 0])
	}

	pub fn below(&mut self, end: usize) -> usize {
		usize::from(self.byte()) % end.max(1)
	}

	/// True once in so often.
	pub fn rarely(&mut self, often: u8) -> bool {
		self.byte() % often == often - 1
	}

	pub fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
		(!list.is_empty()).then(|| list[self.below(list.len())])
	}

	/// Nothing, one, all, one too many, or a part of it.
	pub fn part(&mut self, all: u128) -> u128 {
		match self.byte() {
			0..=5 => 0,
			6..=25 => 1.min(all),
			26..=90 => all,
			91..=100 => all + 1,
			101..=120 => all.saturating_sub(1),
			_ => all * u128::from(self.byte()) / 256 + u128::from(self.byte() & 1),
		}
	}

	/// A price.
	pub fn price(&mut self) -> u128 {
		let wide = u128::from(self.wide());
		match self.byte() {
			0..=4 => 0,
			5..=30 => 1 + wide % 30,
			31..=60 => LEAST[self.below(COINS)] + wide % 3,
			61..=230 => 1 + wide % 100_000,
			_ => 1 + wide * 7,
		}
	}
}

/// Terms that are fine nearly always.
pub fn terms(r: &mut Reader, merchant: Who, sane: bool) -> Terms {
	let seed = r.wide();
	let mut dice = seed;
	let mut roll = |end: u32| {
		dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
		(dice >> 8) % end
	};
	let mut window = |least: u64| least + u64::from(roll(9_000));
	let windows = super::model::Windows {
		pay: window(1),
		ship: window(1),
		receive: window(1),
		inspect: window(0),
		answer: window(1),
		send_back: window(1),
		take_back: window(1),
		challenge: window(0),
		extension: window(0),
		record: window(0),
	};
	let mut terms = Terms {
		windows,
		merchant_only: roll(3) == 0,
		splits: Vec::new(),
		disputes: None,
		reserve: None,
	};
	let count = [0, 1, 2, 2, 3, 8][roll(6) as usize];
	let (mut left, mut recipient) = (1_000_000u32, 6 + roll(8) as usize);
	for i in 0..count {
		let greedy = i == count - 1 && roll(6) == 0;
		let share = if greedy { left } else { 1 + roll((left / 3).max(1)) };
		// Some are merchants and buyers elsewhere, or resolve disputes.
		let who = match roll(8) {
			0 => (merchant + 1) % MERCHANTS,
			1 => BUYERS.start + roll(3) as usize,
			2 => 14,
			_ => recipient,
		};
		let known = terms.splits.iter().any(|split| split.recipient == who);
		recipient = 6 + (recipient - 5) % 8;
		if share > 0 && share <= left && (!known || (!sane && roll(16) == 0)) {
			left -= share;
			let returns = roll(2) == 0;
			terms.splits.push(super::model::Split { recipient: who, parts: share, returns });
		}
	}
	if roll(5) > 0 {
		let bond = [0, 1, 100_000, 250_000, 1_000_000][roll(5) as usize];
		terms.disputes = Some(super::model::Rules {
			resolver: [14, 15, 15, BUYERS.start + 2][roll(4) as usize],
			negotiate: 1 + u64::from(roll(9_000)),
			respond: 1 + u64::from(roll(9_000)),
			decide: 1 + u64::from(roll(9_000)),
			bond,
			fee: roll(bond.min(300_000) + 1),
			preset: 1 + roll(999_999),
		});
	}
	if roll(2) == 0 {
		terms.reserve =
			Some(([1, 100_000, 500_000, 1_000_000][roll(4) as usize], 1 + u64::from(roll(9_000))));
	}
	match roll(6) {
		0 => terms.windows.inspect = 0,
		1 => terms.windows.extension = 0,
		2 => terms.windows.challenge = 0,
		3 => terms.windows.record = 0,
		_ => {},
	}
	// And sometimes they are not.
	match if sane { 60 } else { roll(60) } {
		0 => terms.windows.pay = 0,
		1 => terms.windows.answer = super::model::LONGEST + 1,
		2 => {
			if let Some(rules) = terms.disputes.as_mut().filter(|rules| rules.bond < 1_000_000) {
				rules.fee = rules.bond + 1;
			}
		},
		3 => {
			if let Some(rules) = &mut terms.disputes {
				rules.preset = 1_000_000;
			}
		},
		4 => {
			let parts = left + 1;
			let who = 6 + recipient % 8;
			if terms.splits.len() < 8 && parts <= 1_000_000 {
				terms.splits.push(super::model::Split { recipient: who, parts, returns: true });
			}
		},
		_ => {},
	}
	terms
}

/// Does the order wait for something that this call is about?
fn suits(model: &Model, call: usize, order: &Order) -> bool {
	let due = order.deadline().is_some_and(|at| at <= model.now);
	let wait = order.wait();
	let under_way = matches!(wait, Some(Wait::Shipping | Wait::Arrival | Wait::Inspection));
	let asked = matches!(wait, Some(Wait::Answer { .. }));
	let to_send = matches!(wait, Some(Wait::SendingBack { .. }));
	let back = to_send || matches!(wait, Some(Wait::TakingBack { .. }));
	let on_chain = order.coin().is_some();
	let settled = matches!(order.over, Some((End::Settled, _)));
	if due && call != 14 {
		return false;
	}
	match call {
		4 => wait == Some(Wait::Payment) && on_chain,
		39 => wait == Some(Wait::Payment) && order.buyer.is_some(),
		6 => matches!(wait, Some(Wait::Payment | Wait::Shipping)),
		7 | 30 => wait == Some(Wait::Shipping),
		8 => order.over.is_none() && !matches!(wait, Some(Wait::Payment | Wait::Challenge)),
		9 => under_way && on_chain,
		10 => wait.is_some() && !order.in_dispute() && wait != Some(Wait::Challenge),
		11 => under_way,
		12 => asked,
		13 => under_way || settled || order.in_dispute(),
		14 => due,
		16 => order.over.is_some(),
		20 | 37 => to_send,
		21 | 38 => back,
		22 => {
			let offered = model.terms[&order.terms].terms.disputes.is_some();
			offered && (under_way || asked || back) && order.disputed != [true, true]
		},
		23 => order.in_dispute(),
		24 => order.in_dispute() && order.proposals.iter().any(Option::is_some),
		25 => on_chain && matches!(wait, Some(Wait::Agreement | Wait::OtherBond { .. })),
		26 => matches!(wait, Some(Wait::Decision { .. })),
		27 => order.paid.is_some() && !on_chain && order.over.is_none(),
		31..=36 => order.base() == Some(Wait::Arrival),
		_ => true,
	}
}

/// What has to happen first, where no order suits a call.
fn before(call: usize, r: &mut Reader) -> Option<usize> {
	Some(match call {
		4 | 39 => 3,
		7 | 30 => 4,
		9 => [4, 5][r.below(2)],
		13 => [8, 4, 5][r.below(3)],
		11 => 7,
		12 => 11,
		20 | 37 => 12,
		21 | 38 => 20,
		22 => [4, 7, 11][r.below(3)],
		23 => 22,
		24 => 23,
		25 => 22,
		26 => 25,
		27 => 19,
		31..=36 => [7, 30][r.below(2)],
		8 => 7,
		_ => return None,
	})
}

/// What a step of the input does.
pub fn plan(model: &Model, bytes: &[u8]) -> Op {
	let mut r = Reader::new(bytes);
	let kind = r.byte();
	// A tenth is what happens around the pallet, another tenth is time.
	let op = match kind {
		0..=13 => super::parameters::time(model, &mut r),
		14..=20 => World::Idle { full: kind < 18 },
		21..=40 => super::parameters::around(model, &mut r),
		_ => {
			let mut call = weighted(kind, r.byte());
			match call {
				15 if super::check::waiting().is_empty() => return hinder(model, &mut r),
				28 if model.owed.is_empty() => match drain(model, &mut r) {
					Some(op) => return op,
					None => call = 8,
				},
				15 | 28 if r.rarely(2) => {
					if let Some(world) = help(model, call) {
						return Op::World(world);
					}
				},
				29 if model.missed.is_empty() => {
					return Op::World(World::Listeners([r.rarely(2), true]));
				},
				17 if model.debts.is_empty() => call = 13,
				_ => {},
			}
			for _ in 0..6 {
				let chosen = chosen(model, call, &mut Reader::new(&bytes[1.min(bytes.len())..]));
				if chosen.is_some() {
					break;
				}
				let Some(first) = before(call, &mut r) else { break };
				call = first;
			}
			return super::parameters::call(model, call, &mut r);
		},
	};
	Op::World(op)
}

/// How often each call is tried: the deeper in an order's life, the more often.
const WEIGHTS: [u8; CALLS.len()] = [
	1, 1, 1, 3, 4, 4, 2, 4, 3, 3, 3, 5, 6, 6, 3, 4, 3, 1, 2, 6, 6, 6, 4, 3, 4, 6, 7, 1, 5, 2, 4, 2,
	2, 3, 2, 1, 1, 4, 4, 4,
];

fn weighted(kind: u8, more: u8) -> usize {
	let all: u32 = WEIGHTS.iter().map(|weight| u32::from(*weight)).sum();
	let mut at = (u32::from(kind) * 256 + u32::from(more)) % all;
	for (call, weight) in WEIGHTS.iter().enumerate() {
		match at.checked_sub(u32::from(*weight)) {
			Some(left) => at = left,
			None => return call,
		}
	}
	0
}

/// Makes a claim deliverable, or a debt payable.
fn help(model: &Model, call: usize) -> Option<World> {
	if call == 28 {
		let ((who, coin, _), (_, amount)) = model.owed.iter().next()?;
		let amount = amount + LEAST[*coin];
		return Some(World::Move { from: BANK, to: *who, coin: *coin, amount });
	}
	let (who, coin) = super::check::waiting().into_iter().next()?;
	Some(match model.impaired.contains(&(who, coin)) {
		true => World::Thaw(who, coin),
		false => World::Move { from: BANK, to: who, coin: 0, amount: LEAST[0] },
	})
}

/// Takes a merchant what it has, or makes it refund what it has not any more.
fn drain(model: &Model, r: &mut Reader) -> Option<Op> {
	let settled = |order: &Order| {
		let paid_out = order.paid.as_ref().map_or(0, |paid| paid.paid_out());
		matches!(order.over, Some((End::Settled, _))) && paid_out > 0
	};
	let list: Vec<_> = model
		.orders
		.iter()
		.filter(|(_, order)| order.coin().is_some_and(|coin| coin > 0) && settled(order))
		.map(|(id, _)| *id)
		.collect();
	let order = r.pick(&list)?;
	let known = model.orders.get(&order)?;
	let (from, coin) = (known.merchant, known.coin()?);
	Some(match super::chain::spare(coin, from) {
		0 => {
			let amount = known.paid.as_ref()?.paid_out();
			Op::Refund { who: from, order, amount }
		},
		amount => Op::World(World::Move { from, to: BANK, coin, amount }),
	})
}

/// Makes it hard to pay somebody.
fn hinder(model: &Model, r: &mut Reader) -> Op {
	let open = |call| chosen(model, call, &mut r.clone());
	let order = open(8).and_then(|id| model.orders.get(&id));
	let (merchant, payer, coin) = order.map_or((0, 3, 1), |order| {
		let payer = order.paid.as_ref().map_or(3, |paid| paid.payer);
		(order.merchant, payer, order.coin().unwrap_or(1))
	});
	let who = if r.rarely(2) { merchant } else { payer };
	Op::World(match coin {
		0 => World::Move { from: who, to: BANK, coin, amount: super::chain::spare(0, who) / 2 },
		_ => World::Block(who, coin),
	})
}

/// An order that suits the call.
pub fn chosen(model: &Model, call: usize, r: &mut Reader) -> Option<u64> {
	let list: Vec<u64> = model
		.orders
		.iter()
		.filter(|(_, order)| suits(model, call, order))
		.map(|(id, _)| *id)
		.collect();
	// The newest are what happens most to.
	let last = list.len().saturating_sub(12);
	r.pick(&list[last..])
}

/// A side's account, mostly.
pub fn party(order: &Order, side: Side, r: &mut Reader) -> Who {
	if r.rarely(12) {
		return r.below(ACCOUNTS);
	}
	match side {
		Side::Merchant => order.merchant,
		Side::Buyer => order.buyer.unwrap_or(BUYERS.start),
	}
}

pub fn either(r: &mut Reader) -> Side {
	if r.rarely(2) {
		Side::Merchant
	} else {
		Side::Buyer
	}
}

/// Whose turn it is to give the other more time.
pub fn extender(order: &Order) -> Side {
	match order.wait() {
		Some(Wait::Shipping | Wait::Answer { .. } | Wait::TakingBack { .. }) => Side::Buyer,
		_ => Side::Merchant,
	}
}

/// Payers, and what they can be short of.
pub fn purse(r: &mut Reader) -> (Who, Coin) {
	let who = r.below(ACCOUNTS);
	// The bank and the gateway's operator always have enough.
	(if who >= BANK { 0 } else { who }, r.below(COINS))
}
