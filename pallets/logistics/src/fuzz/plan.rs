//! What can be done, and how bytes become that: every string of bytes is some sequence of
//! operations. A step is 16 bytes. The first two say what is to be done; the others choose a shipment
//! for which that makes sense if there is one, and who may do it most of the time.

use super::{
	chain,
	model::{Deal, Id, Model, Phase, Shipment, Who, CARRIERS, KEYS, MERCHANT},
};
use souk_primitives::{
	logistics::{
		CorrectionReason, Direction, Loss, Report, Scan, Scope, SensorLimit, SensorReport, Trouble,
	},
	Moment, OrderStage,
};
use sp_core::H256;

/// How many bytes a step is.
pub const STEP: usize = 16;

/// A parcel that is to be put on record.
#[derive(Clone, Default, Debug)]
pub struct Sent {
	pub sscc: Option<u64>,
	pub value: u128,
	pub planned: Option<Moment>,
	pub limits: Vec<SensorLimit>,
	pub pages: u8,
}

/// Whether a signature is right, and if not, what is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sig {
	Good,
	/// Somebody else's.
	OtherKey,
	/// Of the same on another chain.
	OtherChain,
	/// Of something else: another counter, or an older head.
	OtherContent,
	/// Of the same about another custodian, or another shipment.
	OtherPlace,
}

#[derive(Clone, Debug)]
pub struct Signed {
	pub who: Who,
	pub id: Id,
	pub origin: H256,
	pub carrier: Who,
	pub key: Who,
	pub counter: u64,
	pub body: Report,
	pub sig: Sig,
}

/// What happens around the pallet.
#[derive(Clone, Debug)]
pub enum World {
	Time(Moment),
	Idle { full: bool },
	Shop { fails: bool },
	Stage(u64, OrderStage),
	Active(Who, bool),
	Authorize { carrier: Who, key: Who, scopes: Vec<Scope>, expires: Moment },
	Revoke { carrier: Who, key: Who, since: Option<Moment> },
	Forget { carrier: Who, key: Who },
	AddBond(Who, u128),
	WithdrawBond(Who, u128),
	Compensate { carrier: Who, to: Who, amount: u128 },
	Move { from: Who, to: Who, amount: u128 },
}

#[derive(Clone, Debug)]
pub enum Op {
	Create { who: Who, order: u64, sent: Sent },
	CreateMany { who: Who, list: Vec<(u64, Sent)> },
	CreateReturn { who: Who, order: u64, sent: Sent },
	CreateUnit { who: Who, sscc: Option<u64>, pages: u8 },
	Cancel { who: Who, id: Id },
	SetKey { who: Who, id: Id, key: Who },
	Offer { who: Who, id: Id, deal: Deal },
	Accept { who: Who, id: Id, stale: bool, condition: Option<H256>, code: Option<String> },
	Reject { who: Who, id: Id, reason: Option<H256> },
	CancelOffer { who: Who, id: Id },
	Scan { who: Who, id: Id, scan: Scan },
	ScanMany { who: Who, carrier: Who, ids: Vec<Id>, scan: Scan },
	Relay(Signed),
	Sense { who: Who, id: Id, report: SensorReport },
	Pack { who: Who, unit: Id, ids: Vec<Id> },
	Unpack { who: Who, unit: Id, ids: Vec<Id> },
	Eta { who: Who, id: Id, at: Moment },
	Trouble { who: Who, id: Id, trouble: Trouble, evidence: Option<H256> },
	Prove { who: Who, id: Id, sig: Sig },
	Confirm { who: Who, id: Id },
	Claim { who: Who, id: Id, evidence: H256, at: Moment },
	Contest { who: Who, id: Id, reason: Option<H256> },
	Answer { who: Who, id: Id, evidence: H256 },
	StartReturn { who: Who, id: Id },
	AcceptReturn { who: Who, id: Id },
	DeclareLost { who: Who, id: Id, loss: Loss },
	Correct { who: Who, id: Id, seq: u32, reason: CorrectionReason },
	Attach { who: Who, id: Id, media: String },
	TellOrder { who: Who, order: u64, direction: Direction },
	Advance { who: Who, ids: Vec<Id> },
	Purge { who: Who, id: Id },
	World(World),
}

/// The calls, by their index.
pub const CALLS: [&str; 31] = [
	"create_shipment",
	"create_shipments",
	"create_return",
	"create_unit",
	"cancel_shipment",
	"set_pod_key",
	"offer_handover",
	"accept_handover",
	"reject_handover",
	"cancel_handover",
	"scan",
	"scan_many",
	"relay_scan",
	"report_sensor",
	"pack",
	"unpack",
	"update_eta",
	"report_exception",
	"prove_delivery",
	"confirm_delivery",
	"claim_delivery",
	"contest",
	"answer_contest",
	"start_return",
	"accept_return",
	"declare_lost",
	"correct_event",
	"attach_document",
	"tell_order",
	"advance_due",
	"purge",
];

/// What can happen to a shipment, by the index of its entry.
pub const ENTRIES: [&str; 27] = [
	"created",
	"pod_key_set",
	"handover_offered",
	"handed_over",
	"handover_rejected",
	"handover_cancelled",
	"scanned",
	"sensed",
	"packed",
	"unpacked",
	"filled",
	"emptied",
	"eta_updated",
	"trouble_reported",
	"delivery_proven",
	"delivery_confirmed",
	"delivery_claimed",
	"claim_accepted",
	"claim_voided",
	"contested",
	"contest_answered",
	"return_started",
	"return_accepted",
	"written_off",
	"cancelled",
	"corrected",
	"document_attached",
];

impl Op {
	/// Its index in [`CALLS`]; `None` for what happens around the pallet.
	pub fn call(&self) -> Option<usize> {
		Some(match self {
			Op::Create { .. } => 0,
			Op::CreateMany { .. } => 1,
			Op::CreateReturn { .. } => 2,
			Op::CreateUnit { .. } => 3,
			Op::Cancel { .. } => 4,
			Op::SetKey { .. } => 5,
			Op::Offer { .. } => 6,
			Op::Accept { .. } => 7,
			Op::Reject { .. } => 8,
			Op::CancelOffer { .. } => 9,
			Op::Scan { .. } => 10,
			Op::ScanMany { .. } => 11,
			Op::Relay(_) => 12,
			Op::Sense { .. } => 13,
			Op::Pack { .. } => 14,
			Op::Unpack { .. } => 15,
			Op::Eta { .. } => 16,
			Op::Trouble { .. } => 17,
			Op::Prove { .. } => 18,
			Op::Confirm { .. } => 19,
			Op::Claim { .. } => 20,
			Op::Contest { .. } => 21,
			Op::Answer { .. } => 22,
			Op::StartReturn { .. } => 23,
			Op::AcceptReturn { .. } => 24,
			Op::DeclareLost { .. } => 25,
			Op::Correct { .. } => 26,
			Op::Attach { .. } => 27,
			Op::TellOrder { .. } => 28,
			Op::Advance { .. } => 29,
			Op::Purge { .. } => 30,
			Op::World(_) => return None,
		})
	}
}

impl Op {
	/// Whether it can change what shipments or carriers are on record.
	pub fn changes_records(&self) -> bool {
		!matches!(self, Op::World(World::Time(_) | World::Shop { .. } | World::Stage(..)))
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

	pub fn pick<T: Clone>(&mut self, list: &[T]) -> Option<T> {
		(!list.is_empty()).then(|| list[self.below(list.len())].clone())
	}

	/// A hash of nothing in particular; there are few of them.
	pub fn hash(&mut self) -> H256 {
		H256::repeat_byte(self.byte() % 3)
	}

	pub fn maybe_hash(&mut self) -> Option<H256> {
		self.rarely(2).then(|| self.hash())
	}
}

/// Whether this call makes sense for a shipment.
fn suits(model: &Model, call: usize, id: Id, s: &Shipment) -> bool {
	let lapsed = model.lapse(id).is_some();
	if lapsed && call != 29 {
		return false;
	}
	let alone = s.inside.is_none();
	let moving = alone && s.phase.is_moving();
	match call {
		4 => match s.way {
			Some(way) => s.phase.is_before() && !model.goods[&way].left(),
			None => moving && s.tall < 3,
		},
		5 => s.phase.is_before(),
		6 => alone && (s.phase.is_before() || s.phase.is_moving()) && s.offer.is_none(),
		7 => s.offer.as_ref().is_some_and(|offer| {
			let carrier = model.carriers.get(&offer.to);
			offer.expires > model.now && carrier.is_some_and(|carrier| carrier.active)
		}),
		8 | 9 => s.offer.is_some(),
		10 | 11 | 12 | 13 | 16 | 17 | 26 => moving,
		14 => moving && s.is_unit() && !packable(model, id).is_empty(),
		15 => moving && s.is_unit() && !model.contents(id).is_empty(),
		18 => s.phase.is_receivable() && s.pod.is_some(),
		19 => s.phase.is_receivable() && !s.is_unit(),
		20 | 25 => moving && !s.is_unit(),
		21 => matches!(s.phase, Phase::Claimed(word) if !word.answered),
		22 => matches!(s.phase, Phase::Contested(..)),
		23 => moving && !s.is_unit() && s.phase != Phase::Returning,
		24 => s.phase == Phase::Returning || s.phase.word().is_some_and(|word| word.to_shipper),
		27 => !s.phase.is_over(),
		29 => lapsed,
		30 => matches!(s.phase, Phase::Ended(_, at) if at + crate::mock::RECORD <= model.now),
		_ => true,
	}
}

/// What can be put into this unit.
pub fn packable(model: &Model, unit: Id) -> Vec<Id> {
	let holder = model.shipments.get(&unit).map(|s| s.holder);
	let fits = |(id, child): &(&Id, &Shipment)| {
		let alone = child.inside.is_none() && child.phase.is_moving();
		**id != unit && alone && Some(child.holder) == holder && model.lapse(**id).is_none()
	};
	model.shipments.iter().filter(fits).map(|(id, _)| *id).collect()
}

/// What has to happen first, where no shipment suits a call.
fn before(call: usize, r: &mut Reader) -> Option<usize> {
	Some(match call {
		4..=6 => 0,
		7..=9 => 6,
		10 | 11 | 12 | 13 | 16 | 17 | 20 | 23 | 25 | 26 => 7,
		14 => [3, 7, 7][r.below(3)],
		15 => 14,
		18 | 19 => [7, 20][r.below(2)],
		21 => 20,
		22 => 21,
		24 => 23,
		27 => 0,
		_ => return None,
	})
}

/// How often each call is tried.
const WEIGHTS: [u8; CALLS.len()] =
	[7, 2, 4, 4, 3, 8, 6, 12, 2, 2, 7, 6, 7, 6, 9, 3, 3, 3, 8, 3, 7, 6, 6, 5, 4, 2, 4, 4, 4, 5, 5];

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

/// What a step of the input does.
pub fn plan(model: &Model, bytes: &[u8]) -> Op {
	let mut r = Reader::new(bytes);
	let kind = r.byte();
	match kind {
		0..=10 => return Op::World(super::parameters::time(model, &mut r)),
		11..=16 => return Op::World(World::Idle { full: kind < 14 }),
		17..=34 => return Op::World(super::parameters::around(model, &mut r)),
		_ => {},
	}
	let mut call = weighted(kind, r.byte());
	match call {
		2 if !model.stages.values().any(|stage| *stage == OrderStage::Returning) => {
			let order = r.below(super::chain::ORDERS as usize) as u64;
			return Op::World(World::Stage(order, OrderStage::Returning));
		},
		28 if !model.goods.values().any(|goods| goods.missed) => {
			return Op::World(World::Shop { fails: !model.shop_fails });
		},
		28 if model.shop_fails && !r.rarely(8) => return Op::World(World::Shop { fails: false }),
		29 | 30 if chosen(model, call, &mut r.clone()).is_none() && !r.rarely(8) => {
			if r.rarely(4) {
				return Op::World(super::parameters::time(model, &mut r));
			}
			call = 20;
		},
		_ => {},
	}
	for _ in 0..6 {
		// Returns of goods are rarer than goods; they need the order to be in the mood for it.
		if chosen(model, call, &mut r.clone()).is_some() || call < 4 {
			break;
		}
		let Some(first) = before(call, &mut r) else { break };
		call = first;
	}
	super::parameters::call(model, call, &mut r)
}

/// Whether a shipment suits the call.
pub fn chosen_for(model: &Model, call: usize, id: Id) -> bool {
	model.shipments.get(&id).is_some_and(|s| suits(model, call, id, s))
}

/// A shipment that suits the call.
pub fn chosen(model: &Model, call: usize, r: &mut Reader) -> Option<Id> {
	let suits = |(id, s): &(&Id, &Shipment)| suits(model, call, **id, s);
	let list: Vec<Id> = model.shipments.iter().filter(suits).map(|(id, _)| *id).collect();
	// What has entries gets more of them, so that some histories become long.
	let few = if r.rarely(3) { list.len() } else { list.len().min(5) };
	r.pick(&list[list.len() - few..])
}

/// Anybody, once in so often; else who is named.
pub fn mostly(who: Who, r: &mut Reader) -> Who {
	if r.rarely(16) {
		return r.below(super::model::ACCOUNTS);
	}
	who
}

/// Somebody who may do this for a carrier: one of its keys, or itself.
pub fn hand(model: &Model, carrier: Who, scope: Scope, r: &mut Reader) -> Who {
	if r.rarely(20) {
		let known = model.carriers.get(&carrier).map(|record| record.keys.keys().copied());
		return known.and_then(|mut keys| keys.nth(r.below(4))).unwrap_or(carrier);
	}
	let keys: Vec<Who> = match model.carriers.contains_key(&carrier) {
		true => KEYS.filter(|key| model.may(carrier, *key, scope).0.is_empty()).collect(),
		false => Vec::new(),
	};
	let who = if r.rarely(4) { carrier } else { r.pick(&keys).unwrap_or(carrier) };
	mostly(who, r)
}

/// A carrier, mostly one that can take more.
pub fn some_carrier(model: &Model, r: &mut Reader) -> Who {
	let active: Vec<_> = CARRIERS.into_iter().filter(|who| model.carriers[who].active).collect();
	let merchant = r.rarely(6);
	let who = r.pick(&active).filter(|who| *who != MERCHANT || merchant);
	who.or_else(|| active.first().copied()).unwrap_or(CARRIERS[0])
}

/// A prefix that somebody has.
pub fn prefix(who: Who, r: &mut Reader) -> u64 {
	let own = chain::PREFIXES.iter().find(|(owner, _)| *owner == who);
	match own {
		Some((_, prefix)) if !r.rarely(10) => *prefix,
		_ => [5_703_538, 5_703_539, 1_234_567][r.below(3)],
	}
}
