//! What the reference model knows: what a bookkeeper with a pencil would keep of each shipment, and
//! every entry of its history in one list. What can be worked out of that is not kept: who answers
//! for how much, what a unit is worth, what an order should have been told.

use super::chain::account_of;
use crate::mock::{AccountId, Step, CONTEST, SILENCE};
use codec::Encode;
use souk_primitives::{
	logistics::{
		Direction, Flag, Flags, Occurrence, Place, Scope, SensorLimit, Status, TrackingEvent,
	},
	Delivery, Moment, OrderStage,
};
use sp_core::H256;
use std::{collections::BTreeMap, ops::Range};

/// An account, by its number.
pub type Who = usize;
/// A shipment, by its number.
pub type Id = u64;
/// An order, by its number, and which way its goods go.
pub type Way = (u64, Direction);

/// How many accounts there are: merchant, buyer, a stranger, two carriers, keys that carriers let
/// act, and keys that sign for parcels.
pub const ACCOUNTS: usize = 15;
/// Is a carrier as well.
pub const MERCHANT: Who = 0;
pub const BUYER: Who = 1;
pub const STRANGER: Who = 2;
/// The merchant is one, and somebody whose own key can sign.
pub const CARRIERS: [Who; 4] = [3, 4, MERCHANT, 12];
pub const KEYS: Range<Who> = 5..13;
pub const PODS: Range<Who> = 13..15;

/// Entries in a page.
pub const PAGE: usize = 8;
/// How many parcels of an order can go one way.
pub const MOST_PARCELS: usize = 16;
/// How many shipments are in a list or a unit at most.
pub const MOST: usize = 64;
/// How many units are in each other at most.
pub const DEEPEST: u8 = 4;
/// How much longer than the carrier its order waits for a contest.
pub const GRACE: Moment = 3_600_000;

/// A carrier's word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
	pub to_shipper: bool,
	pub by: Who,
	pub at: Moment,
	pub until: Moment,
	pub answered: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
	/// With the shipper: `Created` or `InfoReceived`.
	Before(Status),
	/// With a carrier.
	Moving(Status),
	Returning,
	Claimed(Word),
	Contested(Word, Moment),
	Ended(Status, Moment),
}

impl Phase {
	pub fn is_before(&self) -> bool {
		matches!(self, Self::Before(_))
	}

	pub fn is_moving(&self) -> bool {
		matches!(self, Self::Moving(_) | Self::Returning)
	}

	pub fn is_over(&self) -> bool {
		matches!(self, Self::Ended(..))
	}

	pub fn word(&self) -> Option<Word> {
		match self {
			Self::Claimed(word) | Self::Contested(word, _) => Some(*word),
			_ => None,
		}
	}

	/// Whether the consignee can take it.
	pub fn is_receivable(&self) -> bool {
		matches!(self, Self::Moving(_)) || self.word().is_some_and(|word| !word.to_shipper)
	}

	pub fn status(&self) -> Status {
		match self {
			Self::Before(status) | Self::Moving(status) | Self::Ended(status, _) => *status,
			Self::Returning => Status::Returning,
			Self::Claimed(_) => Status::DeliveryClaimed,
			Self::Contested(..) => Status::Exception,
		}
	}
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deal {
	pub to: Who,
	pub seal: Option<H256>,
	pub condition: Option<H256>,
	pub expires: Moment,
	/// The head of the history with the newest entry that matters to whoever takes it over.
	pub head: H256,
}

/// An entry, the status that was told with it, and the head of the history with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
	pub entry: TrackingEvent<AccountId>,
	pub status: Status,
	pub head: H256,
}

#[derive(Clone, Debug)]
pub struct Shipment {
	/// `None` of a unit.
	pub way: Option<Way>,
	pub shipper: Who,
	pub consignee: Option<Who>,
	pub depositor: Who,
	pub deposit: u128,
	pub phase: Phase,
	pub flags: Flags,
	pub holder: Who,
	pub since: Moment,
	/// The number of the first entry that the holder can correct.
	pub first: usize,
	pub heard: Moment,
	pub moved: Moment,
	pub offer: Option<Deal>,
	/// The unit that it is in.
	pub inside: Option<Id>,
	/// How many units were in each other here at most, since it was empty.
	pub tall: u8,
	pub sscc: Option<u64>,
	/// Its own: a unit has none.
	pub value: u128,
	pub planned: Option<Moment>,
	pub estimated: Option<Moment>,
	pub limits: Vec<SensorLimit>,
	pub pod: Option<Who>,
	pub pages: u8,
	pub origin: H256,
	/// The head of the history when it was taken over last.
	pub signed: H256,
	pub log: Vec<Line>,
	/// The oldest first.
	pub codes: Vec<(Who, String)>,
}

impl Shipment {
	pub fn is_unit(&self) -> bool {
		self.way.is_none()
	}

	pub fn head(&self) -> H256 {
		self.log.last().map_or(self.origin, |line| line.head)
	}

	/// How many entries are on chain in full pages, and how many went into the tree.
	pub fn kept(&self) -> (usize, usize) {
		let full = self.log.len().saturating_sub(1) / PAGE;
		let kept = full.min(self.pages.into());
		(kept * PAGE, (full - kept) * PAGE)
	}

	fn fate(&self) -> Fate {
		match self.phase {
			Phase::Before(_) => Fate::Waiting,
			Phase::Claimed(word) if !word.to_shipper => Fate::Claimed,
			Phase::Ended(Status::Delivered, _) => Fate::Arrived,
			Phase::Ended(Status::Returned, _) => Fate::Returned,
			Phase::Ended(Status::Cancelled, _) => Fate::Dropped,
			Phase::Ended(..) => Fate::Lost,
			_ => Fate::UnderWay,
		}
	}
}

/// What a parcel means to its order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
	Waiting,
	UnderWay,
	Claimed,
	Arrived,
	Returned,
	Lost,
	Dropped,
}

/// What all parcels of an order mean to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum News {
	Waiting,
	UnderWay,
	/// The last claim of any of them can be contested until then.
	Claimed(Moment),
	Arrived,
	Doubtful,
	Returned,
	Lost,
}

/// The parcels of an order, those that left the record included, until all have.
#[derive(Clone, Debug)]
pub struct Goods {
	pub parcels: BTreeMap<Id, Fate>,
	pub doubtful: bool,
	pub last_claim: Moment,
	/// What the order knows.
	pub known: News,
	/// Whether it could not take note of what came after that.
	pub missed: bool,
}

impl Goods {
	fn those(&self, fates: &[Fate]) -> usize {
		self.parcels.values().filter(|fate| fates.contains(fate)).count()
	}

	/// Whether any parcel has left.
	pub fn left(&self) -> bool {
		self.those(&[Fate::Waiting, Fate::Dropped]) < self.parcels.len()
	}

	/// Whether they left, and all is over.
	pub fn over(&self) -> bool {
		self.left() && self.those(&[Fate::Waiting, Fate::UnderWay, Fate::Claimed]) == 0
	}

	/// What the order ought to know.
	pub fn news(&self) -> News {
		let all = self.parcels.len() - self.those(&[Fate::Dropped]);
		let (arrived, lost) = (self.those(&[Fate::Arrived]), self.those(&[Fate::Lost]));
		if !self.left() {
			News::Waiting
		} else if arrived == all {
			if self.doubtful {
				News::Doubtful
			} else {
				News::Arrived
			}
		} else if arrived + lost + self.those(&[Fate::Returned]) == all {
			match (arrived, lost) {
				(0, 0) => News::Returned,
				(0, _) => News::Lost,
				_ => News::Doubtful,
			}
		} else if self.those(&[Fate::Arrived, Fate::Claimed]) == all {
			News::Claimed(self.last_claim)
		} else {
			News::UnderWay
		}
	}
}

#[derive(Clone, Debug)]
pub struct Key {
	pub scopes: Vec<Scope>,
	pub expires: Moment,
	pub counter: u64,
	/// Since when it was in the wrong hands, if it was revoked, and if that was said.
	pub revoked: Option<Option<Moment>>,
	/// When that was said.
	pub told: Moment,
}

#[derive(Clone, Debug)]
pub struct Carrier {
	pub active: bool,
	pub bond: u128,
	pub keys: BTreeMap<Who, Key>,
}

/// What the pallet must have told everyone, in this order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said {
	/// The newest entry but so many of that shipment's.
	Entry(Id, usize),
	/// Not scanned, for one of these reasons.
	Refused(Id, Vec<&'static str>),
	NotTold(Way),
	Paid {
		shipment: Id,
		by: Who,
		to: Who,
		amount: u128,
	},
	Purged(Id),
}

#[derive(Clone, Debug)]
pub struct Model {
	pub now: Moment,
	/// The hash of the block before.
	pub parent: H256,
	pub genesis: H256,
	pub next: Id,
	pub shipments: BTreeMap<Id, Shipment>,
	pub stages: BTreeMap<u64, OrderStage>,
	pub goods: BTreeMap<Way, Goods>,
	pub carriers: BTreeMap<Who, Carrier>,
	pub wealth: [u128; ACCOUNTS],
	pub shop_fails: bool,
	/// What orders were told by this step.
	pub steps: Vec<(u64, Step)>,
	/// What everyone was told by this step.
	pub said: Vec<Said>,
}

/// What happens when a time has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lapse {
	Drop,
	WriteOff,
	Accept,
	Void,
}

impl Model {
	/// The outermost unit that this is in.
	pub fn outermost(&self, id: Id) -> Option<Id> {
		let parent = self.shipments.get(&id)?.inside?;
		Some(self.outermost(parent).unwrap_or(parent))
	}

	/// Who answers for it now, and since when.
	pub fn custody(&self, id: Id) -> (Who, Moment) {
		let shipment = &self.shipments[&id];
		match shipment.inside.map(|unit| self.custody(unit)) {
			Some((holder, since)) if holder != shipment.holder || since > shipment.heard => {
				(holder, since)
			},
			_ => (shipment.holder, shipment.since),
		}
	}

	/// Whether all that is in a unit was lost by silence, carried out or not.
	pub fn silent(&self, id: Id) -> bool {
		let shipment = &self.shipments[&id];
		let silent = shipment.is_unit() && shipment.heard + SILENCE <= self.now;
		silent && !self.contents(id).is_empty()
	}

	/// Who has it.
	pub fn holder(&self, id: Id) -> Who {
		self.shipments[&self.outermost(id).unwrap_or(id)].holder
	}

	pub fn contents(&self, unit: Id) -> Vec<Id> {
		self.shipments.iter().filter(|(_, s)| s.inside == Some(unit)).map(|(id, _)| *id).collect()
	}

	/// What its custodian answers for, with all that is in it.
	pub fn worth(&self, id: Id) -> u128 {
		let inside: u128 = self.contents(id).into_iter().map(|child| self.worth(child)).sum();
		inside + self.shipments[&id].value
	}

	/// What a carrier answers for: every parcel that it has, wherever that is packed.
	pub fn exposure(&self, carrier: Who) -> u128 {
		self.shipments
			.iter()
			.filter(|(_, s)| !s.phase.is_before() && !s.phase.is_over())
			.filter(|(id, _)| self.holder(**id) == carrier)
			.map(|(_, s)| s.value)
			.sum()
	}

	/// When it was last heard of, or of what it is in.
	pub fn heard(&self, id: Id) -> Moment {
		let unit = self.outermost(id).map_or(0, |unit| self.shipments[&unit].heard);
		unit.max(self.shipments[&id].heard)
	}

	/// When something happens by itself.
	pub fn lapses_at(&self, id: Id) -> Option<Moment> {
		let shipment = &self.shipments[&id];
		match shipment.phase {
			Phase::Ended(..) => None,
			Phase::Claimed(word) => Some(word.until),
			Phase::Contested(_, by) => Some(by),
			_ if shipment.is_unit() => None,
			_ => Some(self.heard(id) + SILENCE),
		}
	}

	/// What has happened by itself, and is not carried out yet.
	pub fn lapse(&self, id: Id) -> Option<Lapse> {
		let shipment = &self.shipments[&id];
		self.lapses_at(id).filter(|at| *at <= self.now)?;
		// As far as was known before the time was up.
		let stolen = |word: Word, until| {
			let key = self.carriers[&shipment.holder].keys.get(&word.by);
			key.is_some_and(|key| {
				key.told < until && key.revoked.flatten().is_some_and(|since| word.at >= since)
			})
		};
		Some(match shipment.phase {
			Phase::Claimed(word) if stolen(word, word.until) => Lapse::Void,
			Phase::Claimed(_) => Lapse::Accept,
			Phase::Contested(word, by) if stolen(word, by) => Lapse::Void,
			Phase::Before(_) if !shipment.way.is_some_and(|way| self.goods[&way].left()) => {
				Lapse::Drop
			},
			_ => Lapse::WriteOff,
		})
	}

	/// What is on record of all codes.
	pub fn codes(&self) -> BTreeMap<(Who, String), Id> {
		let of = |(id, s): (&Id, &Shipment)| {
			let id = *id;
			s.codes.clone().into_iter().map(move |code| (code, id))
		};
		self.shipments.iter().flat_map(of).collect()
	}

	/// Writes an entry down.
	pub fn write_at(
		&mut self,
		id: Id,
		what: Occurrence<AccountId>,
		by: Option<Who>,
		(event_time, place, late): (Moment, Option<Place>, bool),
	) {
		let record_time = self.now;
		let Some(shipment) = self.shipments.get_mut(&id) else { return };
		let by = by.map(account_of);
		let entry = TrackingEvent { what, by, event_time, record_time, place, late };
		// Not by the chain's own function.
		let head = H256(sp_io::hashing::blake2_256(&(shipment.head(), &entry).encode()));
		let status = shipment.phase.status();
		self.said.push(Said::Entry(id, shipment.log.len()));
		let matters = match &entry.what {
			Occurrence::HandoverOffered { .. }
			| Occurrence::PodKeySet { .. }
			| Occurrence::TroubleReported { .. } => true,
			Occurrence::Sensed { breach, .. } => *breach,
			_ => false,
		};
		if let Some(offer) = shipment.offer.as_mut().filter(|_| matters) {
			offer.head = head;
		}
		shipment.log.push(Line { entry, status, head });
	}

	/// Writes down what happens now.
	pub fn write(&mut self, id: Id, what: Occurrence<AccountId>, by: Who) {
		self.write_at(id, what, Some(by), (self.now, None, false));
	}

	/// Books what a parcel means to its order now, which hears of it if that is new.
	pub fn book(&mut self, id: Id) {
		let shipment = &self.shipments[&id];
		let Some(way) = shipment.way else { return };
		let (fate, doubtful) = (shipment.fate(), shipment.flags.doubt_goods());
		let until = shipment.phase.word().map_or(0, |word| word.until);
		let Some(goods) = self.goods.get_mut(&way) else { return };
		let before = goods.parcels.insert(id, fate);
		if fate == Fate::Claimed {
			goods.last_claim = goods.last_claim.max(until);
		}
		goods.doubtful |= doubtful;
		if before.is_some_and(|before| before != fate) {
			self.tell(way);
		}
	}

	/// Tells an order, or takes note that it could not be told.
	pub fn tell(&mut self, way: Way) {
		let Some(goods) = self.goods.get(&way) else { return };
		let (known, news) = (goods.known, goods.news());
		let calls = calls(way.1, known, news);
		let missed = self.shop_fails && !calls.is_empty();
		if missed {
			self.said.push(Said::NotTold(way));
		} else {
			for step in calls {
				if step == Step::Dispatched {
					self.stages.insert(way.0, OrderStage::Shipped);
				}
				self.steps.push((way.0, step));
			}
		}
		if let Some(goods) = self.goods.get_mut(&way) {
			goods.missed = missed;
			goods.known = if missed { known } else { news };
		}
	}

	/// All that comes by itself, and what else may be of interest, after now.
	pub fn times(&self) -> Vec<Moment> {
		let mut times = Vec::new();
		for (id, shipment) in &self.shipments {
			times.extend(self.lapses_at(*id));
			times.extend(shipment.offer.as_ref().map(|offer| offer.expires));
			if let Phase::Ended(_, at) = shipment.phase {
				times.push(at + crate::mock::RECORD);
			}
		}
		for carrier in self.carriers.values() {
			times.extend(carrier.keys.values().map(|key| key.expires));
		}
		times.retain(|at| (self.now + 1..self.now + 10 * SILENCE).contains(at));
		times.sort();
		times.dedup();
		times
	}

	/// A claim that begins now.
	pub fn word(&self, by: Who, to_shipper: bool, answered: bool) -> Word {
		Word { to_shipper, by, at: self.now, until: self.now + CONTEST, answered }
	}
}

/// What an order that knows as much as `known` is to be asked for.
pub fn calls(direction: Direction, known: News, news: News) -> Vec<Step> {
	let mut steps = Vec::new();
	if known == news {
		return steps;
	}
	if known == News::Waiting {
		steps.push(match direction {
			Direction::Outbound => Step::Dispatched,
			Direction::Inbound => Step::ReturnSent,
		});
	}
	steps.extend(match (direction, news) {
		(_, News::Waiting) => None,
		(Direction::Outbound, News::UnderWay) => {
			matches!(known, News::Claimed(_)).then_some(Step::Contested)
		},
		(Direction::Outbound, News::Claimed(until)) => {
			Some(Step::Delivered(Delivery::Claimed { contest_until: until + GRACE }))
		},
		(Direction::Outbound, News::Arrived) => Some(Step::Delivered(Delivery::Proven)),
		(Direction::Outbound, News::Doubtful) => Some(Step::Delivered(Delivery::Doubtful)),
		(Direction::Outbound, News::Returned) => Some(Step::Returned),
		(Direction::Outbound, News::Lost) => Some(Step::Lost),
		(Direction::Inbound, News::Arrived | News::Doubtful) => Some(Step::ReturnReceived),
		(Direction::Inbound, _) => None,
	});
	steps
}

/// The flags, one by one.
pub const FLAGS: [Flag; 5] =
	[Flag::Damaged, Flag::TempBreach, Flag::Tampered, Flag::Late, Flag::Recalled];
