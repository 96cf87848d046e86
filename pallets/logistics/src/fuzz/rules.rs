//! Whether each call is refused, and why: every rule that it breaks, in no order. A call that breaks
//! several may be refused for any of them.

use super::{
	chain,
	model::{Goods, Id, Model, Phase, Shipment, Way, Who, DEEPEST, MERCHANT, MOST, MOST_PARCELS},
	plan::{Sent, Sig},
};
use crate::mock::{BACKDATE, LEAD};
use souk_primitives::{
	logistics::{Direction, Place, Report, Scan, Scope, SensorLimit, SensorReport, Sscc},
	Moment, OrderStage,
};

/// The names of the errors that a call may be refused with.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct No(pub Vec<&'static str>);

pub type Outcome = Result<(), No>;

impl No {
	pub fn when(mut self, broken: bool, why: &'static str) -> Self {
		if broken {
			self.0.push(why);
		}
		self
	}

	pub fn and(mut self, others: Self) -> Self {
		self.0.extend(others.0);
		self
	}

	pub fn done(self) -> Outcome {
		if self.0.is_empty() {
			Ok(())
		} else {
			Err(self)
		}
	}
}

pub fn no() -> No {
	No::default()
}

/// For this reason alone.
pub fn only<T>(why: &'static str) -> Result<T, No> {
	Err(No(vec![why]))
}

/// Whether what happened then was long ago.
pub fn is_late(now: Moment, at: Moment) -> bool {
	now > at + BACKDATE
}

fn valid_place(place: &Option<Place>) -> bool {
	match place {
		None => true,
		Some(Place::Facility(gln)) => valid_key(gln.0, 13),
		Some(Place::Area(area)) => {
			let text = area.as_str();
			!text.is_empty() && text.chars().all(|c| "0123456789bcdefghjkmnpqrstuvwxyz".contains(c))
		},
	}
}

/// The check digit, worked out on the digits as they are written.
fn valid_key(number: u64, length: usize) -> bool {
	let text = format!("{number:0length$}");
	let weigh =
		|(at, digit): (usize, u8)| u32::from(digit - b'0') * if at % 2 == 1 { 3 } else { 1 };
	text.len() == length && text.bytes().rev().enumerate().map(weigh).sum::<u32>() % 10 == 0
}

fn sound_limits(limits: &[SensorLimit]) -> bool {
	let mut quantities: Vec<_> = limits.iter().map(|limit| limit.quantity).collect();
	quantities.sort();
	quantities.dedup();
	quantities.len() == limits.len() && limits.iter().all(|limit| limit.min <= limit.max)
}

impl Model {
	pub fn shipment(&self, id: Id) -> Result<&Shipment, No> {
		self.shipments.get(&id).ok_or(No(vec!["UnknownShipment"]))
	}

	/// Why `key` may not do this for the carrier.
	pub fn may(&self, carrier: Who, key: Who, scope: Scope) -> No {
		let Some(record) = self.carriers.get(&carrier) else {
			return no().when(true, "UnknownCarrier");
		};
		let no = no().when(!record.active, "CarrierIsSuspended");
		if key == carrier {
			return no;
		}
		let Some(key) = record.keys.get(&key) else { return no.when(true, "UnknownKey") };
		no.when(key.revoked.is_some(), "KeyIsRevoked")
			.when(key.expires <= self.now, "KeyHasExpired")
			.when(!key.scopes.contains(&scope), "OutOfScope")
	}

	pub fn passed(&self, id: Id) -> No {
		no().when(self.lapse(id).is_some(), "WindowPassed")
	}

	/// What is lost goes nowhere, nor does what it is in.
	pub fn moves(&self, id: Id) -> No {
		self.passed(id).when(self.silent(id), "WindowPassed")
	}

	/// What is wrong with it is said by whoever has it, or has what it is in.
	pub fn carries(&self, who: Who, id: Id, scope: Scope) -> Result<No, No> {
		let moving = self.shipment(id)?.phase.is_moving();
		let no = self.moves(id).when(!moving, "NotUnderWay");
		Ok(no.and(self.may(self.custody(id).0, who, scope)))
	}

	/// Only a carrier that has it by itself, on the way, reports of it.
	fn under_way(&self, id: Id) -> No {
		let shipment = &self.shipments[&id];
		self.passed(id)
			.when(shipment.inside.is_some(), "InsideUnit")
			.when(!shipment.phase.is_moving(), "NotUnderWay")
	}

	pub fn reports(&self, who: Who, id: Id, scope: Scope) -> Result<No, No> {
		let holder = self.shipment(id)?.holder;
		Ok(self.under_way(id).and(self.may(holder, who, scope)))
	}

	fn happened(&self, id: Id, at: Moment) -> No {
		no().when(at > self.now + LEAD, "EventFromTheFuture")
			.when(at < self.custody(id).1, "BeforeCustody")
	}

	// --- putting on record --------------------------------------------------------------------

	/// `free` is what the depositor can still have held.
	pub fn creates(&self, way: Option<Way>, depositor: Who, sent: &Sent, free: u128) -> No {
		let mut no = no()
			.when(sent.pages > 31, "TooManyPages")
			.when(!sound_limits(&sent.limits), "BadLimits")
			.when(chain::deposit(sent.pages.min(31)) > free, "LacksDeposit");
		if let Some(sscc) = sent.sscc {
			let used = self.shipments.values().any(|s| s.sscc == Some(sscc));
			no = no
				.when(!valid_key(sscc, 18), "BadSscc")
				.when(!owns(depositor, sscc), "NotPrefixOwner")
				.when(used, "SsccInUse");
		}
		let Some(way) = way else { return no };
		let listed = self.shipments.values().filter(|s| s.way == Some(way)).count();
		let again = |goods: &Goods| way.1 == Direction::Inbound && goods.over();
		let left = self.goods.get(&way).is_some_and(|goods| goods.left() && !again(goods));
		no.when(left, "OrderHasLeft").when(listed >= MOST_PARCELS, "TooManyParcels")
	}

	pub fn sends(&self, who: Who, order: u64) -> No {
		no().when(self.stages.contains_key(&order) && who != MERCHANT, "NotMerchant")
			.when(self.stages.get(&order) != Some(&OrderStage::Funded), "OrderNotShippable")
	}

	pub fn sends_back(&self, who: Who, order: u64) -> No {
		let known = self.stages.contains_key(&order);
		no().when(known && who > super::model::BUYER, "NotParty")
			.when(self.stages.get(&order) != Some(&OrderStage::Returning), "OrderNotReturning")
	}

	pub fn cancels(&self, who: Who, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		let no = self.passed(id).when(shipment.phase.is_over(), "HasEnded");
		match shipment.way {
			None => no
				.and(match shipment.depositor == who {
					true => self::no().when(shipment.inside.is_some(), "InsideUnit"),
					false => self.reports(who, id, Scope::Handover)?,
				})
				.when(!self.contents(id).is_empty(), "UnitNotEmpty"),
			Some(way) => no
				.when(shipment.shipper != who && shipment.depositor != who, "NotShipper")
				.when(!shipment.phase.is_before(), "AlreadyPickedUp")
				.when(self.goods.get(&way).is_some_and(|goods| goods.left()), "OrderHasLeft"),
		}
		.done()
	}

	pub fn sets_key(&self, who: Who, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		self.passed(id)
			.when(shipment.consignee != Some(who), "NotConsignee")
			.when(shipment.phase.is_over(), "HasEnded")
			.when(!shipment.phase.is_before(), "AlreadyPickedUp")
			.done()
	}

	// --- custody ------------------------------------------------------------------------------

	fn may_offer(&self, who: Who, id: Id) -> Result<No, No> {
		let shipment = self.shipment(id)?;
		let no = self
			.passed(id)
			.when(shipment.phase.is_over(), "HasEnded")
			.when(shipment.inside.is_some(), "InsideUnit");
		if shipment.phase.is_before() {
			return Ok(no.when(shipment.holder != who, "NotShipper"));
		}
		let no = no.when(!shipment.phase.is_moving(), "NotUnderWay");
		// A carrier's own account may, even when it is suspended.
		Ok(match shipment.holder == who {
			true => no,
			false => no.and(self.may(shipment.holder, who, Scope::Handover)),
		})
	}

	pub fn offers(&self, who: Who, id: Id, to: Who, expires: Moment) -> Outcome {
		let shipment = self.shipment(id)?;
		self.may_offer(who, id)?
			.and(self.moves(id))
			.when(shipment.holder == to && !shipment.phase.is_before(), "AlreadyCustodian")
			.when(expires <= self.now, "ExpiryInThePast")
			.done()
	}

	pub fn takes_offer_back(&self, who: Who, id: Id) -> Outcome {
		let none = self.shipment(id)?.offer.is_none();
		self.may_offer(who, id)?.when(none, "NotOffered").done()
	}

	pub fn rejects(&self, who: Who, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		let no = self.passed(id);
		match &shipment.offer {
			None => no.when(true, "NotOffered"),
			Some(offer) if offer.to == who => no,
			Some(offer) => no.and(self.may(offer.to, who, Scope::Handover)),
		}
		.done()
	}

	pub fn accepts(
		&self,
		who: Who,
		id: Id,
		stale: bool,
		condition: Option<sp_core::H256>,
		code: &Option<String>,
	) -> Outcome {
		let shipment = self.shipment(id)?;
		let no = self.moves(id);
		let Some(offer) = &shipment.offer else { return no.when(true, "NotOffered").done() };
		let worth = self.worth(id);
		let bond = self.carriers.get(&offer.to).map_or(0, |carrier| carrier.bond);
		let exposed = worth > 0 && self.exposure(offer.to).saturating_add(worth) > bond;
		let other = |code: &String| {
			self.codes().get(&(offer.to, code.clone())).is_some_and(|other| *other != id)
		};
		no.and(self.may(offer.to, who, Scope::Handover))
			.when(self.now >= offer.expires, "OfferExpired")
			.when(condition != offer.condition, "ConditionMismatch")
			.when(stale, "OfferChanged")
			.when(exposed, "ExposureAboveBond")
			.when(exposed && worth > u128::MAX / 2, "AmountTooLarge")
			.when(code.as_ref().is_some_and(other), "CodeInUse")
			.done()
	}

	// --- reports ------------------------------------------------------------------------------

	pub fn sees(&self, id: Id, scan: &Scan) -> No {
		self.happened(id, scan.event_time).when(!valid_place(&scan.place), "BadPlace")
	}

	pub fn measures(&self, id: Id, report: &SensorReport) -> No {
		let plausible = report.count != 0
			&& report.from <= report.until
			&& (report.min..=report.max).contains(&report.mean);
		self.happened(id, report.until)
			.when(report.from < self.custody(id).1, "BeforeCustody")
			.when(!plausible, "ImplausibleReport")
	}

	/// One of many that `carrier` has.
	pub fn sees_one_of_many(&self, id: Id, carrier: Who, scan: &Scan) -> Outcome {
		let holder = self.shipment(id)?.holder;
		self.under_way(id)
			.and(self.moves(id))
			.and(self.sees(id, scan))
			.when(holder != carrier, "NotCustodian")
			.done()
	}

	pub fn relays(&self, report: &super::plan::Signed) -> Outcome {
		let id = report.id;
		let shipment = self.shipment(id)?;
		let scope = match report.body {
			Report::Scan(_) => Scope::Scan,
			Report::Sensor(_) => Scope::Sense,
		};
		let key = self.carriers.get(&report.carrier).and_then(|c| c.keys.get(&report.key));
		self.moves(id)
			.when(!shipment.phase.is_moving(), "NotUnderWay")
			.and(self.may(report.carrier, report.key, scope))
			.and(match &report.body {
				Report::Scan(scan) => {
					self.sees(id, scan).when(shipment.inside.is_some(), "InsideUnit")
				},
				Report::Sensor(report) => self.measures(id, report),
			})
			.when(report.origin != shipment.origin, "OriginMismatch")
			.when(self.custody(id).0 != report.carrier, "NotCustodian")
			.when(report.sig != Sig::Good, "BadSignature")
			.when(report.key == report.carrier, "NeedsKey")
			.when(key.is_some_and(|key| report.counter <= key.counter), "CounterUsed")
			.done()
	}

	pub fn corrects(&self, who: Who, id: Id, seq: u32) -> Outcome {
		let shipment = self.shipment(id)?;
		let own = shipment.first..shipment.log.len();
		let folded = (seq as usize) < shipment.kept().1;
		let line = shipment.log.get(seq as usize);
		let of = |who: Option<Who>| {
			let by = line.and_then(|line| line.entry.by.clone());
			by.is_some() && by == who.map(chain::account_of)
		};
		let theirs = of(Some(shipment.shipper)) || of(shipment.consignee);
		self.reports(who, id, Scope::Scan)?
			.when(folded || !own.contains(&(seq as usize)), "NotCorrectable")
			.when(theirs && !of(Some(shipment.holder)), "NotCorrectable")
			.done()
	}

	pub fn attaches(&self, who: Who, id: Id, media: &str) -> Outcome {
		let shipment = self.shipment(id)?;
		let no = self.passed(id).when(shipment.phase.is_over(), "HasEnded");
		let sound = media.find('/').is_some_and(|at| at > 0 && at + 1 < media.len());
		let no = no.when(!sound, "BadMediaType");
		if shipment.shipper == who || shipment.consignee == Some(who) {
			return no.done();
		}
		no.and(self.may(self.custody(id).0, who, Scope::Scan)).done()
	}

	// --- units --------------------------------------------------------------------------------

	fn opens(&self, who: Who, unit: Id) -> Result<No, No> {
		let record = self.shipment(unit)?;
		Ok(self
			.reports(who, unit, Scope::Scan)?
			.when(!record.is_unit(), "NotAUnit")
			.when(record.inside.is_some(), "UnitIsPacked"))
	}

	pub fn packs(&self, who: Who, unit: Id, ids: &[Id]) -> Outcome {
		if ids.is_empty() {
			return only("EmptyList");
		}
		let mut no = self.opens(who, unit)?.and(self.moves(unit));
		let holder = self.shipments[&unit].holder;
		for (at, id) in ids.iter().enumerate() {
			no = no.when(*id == unit, "SelfPacked");
			let Some(child) = self.shipments.get(id) else {
				no = no.when(true, "UnknownShipment");
				continue;
			};
			no = no
				.and(self.under_way(*id))
				.and(self.moves(*id))
				.when(ids[..at].contains(id), "InsideUnit")
				.when(child.holder != holder, "NotCustodian")
				.when(child.tall >= DEEPEST, "TooDeep");
		}
		no.when(self.contents(unit).len() + ids.len() > MOST, "UnitFull").done()
	}

	pub fn unpacks(&self, who: Who, unit: Id, ids: &[Id]) -> Outcome {
		if ids.is_empty() {
			return only("EmptyList");
		}
		let mut no = self.opens(who, unit)?;
		for (at, id) in ids.iter().enumerate() {
			let inside = self.shipments.get(id).is_some_and(|child| child.inside == Some(unit));
			no = no.when(!inside || ids[..at].contains(id), "NotInUnit");
			if inside {
				no = no.and(self.passed(*id));
			}
		}
		no.done()
	}

	// --- delivery -----------------------------------------------------------------------------

	pub fn proves(&self, id: Id, sig: Sig) -> Outcome {
		let shipment = self.shipment(id)?;
		self.passed(id)
			.when(shipment.is_unit(), "UnitHasNoConsignee")
			.when(!shipment.phase.is_receivable(), "NotUnderWay")
			.when(shipment.pod.is_none(), "NoPodKey")
			.when(sig != Sig::Good, "BadSignature")
			.done()
	}

	pub fn confirms(&self, who: Who, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		self.passed(id)
			.when(shipment.is_unit(), "UnitHasNoConsignee")
			.when(!shipment.is_unit() && shipment.consignee != Some(who), "NotConsignee")
			.when(!shipment.phase.is_receivable(), "NotUnderWay")
			.done()
	}

	pub fn claims(&self, who: Who, id: Id, at: Moment) -> Outcome {
		let unit = self.shipment(id)?.is_unit();
		self.reports(who, id, Scope::Deliver)?
			.and(self.happened(id, at))
			.when(unit, "UnitHasNoConsignee")
			.when(is_late(self.now, at), "TooLateToClaim")
			.done()
	}

	pub fn contests(&self, who: Who, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		let no = self.passed(id);
		let Phase::Claimed(word) = shipment.phase else {
			return no.when(true, "NothingToContest").done();
		};
		match word.to_shipper {
			true => no.when(shipment.shipper != who, "NotShipper"),
			false => no.when(shipment.consignee != Some(who), "NotConsignee"),
		}
		.when(word.answered, "NothingToContest")
		.done()
	}

	pub fn answers(&self, who: Who, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		let no = self.passed(id);
		let Phase::Contested(word, _) = shipment.phase else {
			return no.when(true, "NotContested").done();
		};
		let no = match shipment.holder == who {
			true => no,
			false => no.and(self.may(shipment.holder, who, Scope::Deliver)),
		};
		no.when(!word.to_shipper && shipment.pod.is_some(), "NeedsProof").done()
	}

	pub fn turns_back(&self, who: Who, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		self.reports(who, id, Scope::Deliver)?
			.when(shipment.is_unit(), "UnitHasNoConsignee")
			.when(shipment.phase == Phase::Returning, "NotUnderWay")
			.done()
	}

	pub fn takes_back(&self, who: Who, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		let back = shipment.phase == Phase::Returning
			|| shipment.phase.word().is_some_and(|word| word.to_shipper);
		self.passed(id)
			.when(shipment.shipper != who, "NotShipper")
			.when(!back, "NotReturning")
			.done()
	}

	pub fn gives_up(&self, who: Who, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		self.passed(id)
			.when(shipment.is_unit(), "UnitHasNoConsignee")
			.when(shipment.phase.is_over(), "HasEnded")
			.when(shipment.phase.is_before(), "NotUnderWay")
			.when(shipment.inside.is_some(), "InsideUnit")
			.and(self.may(shipment.holder, who, Scope::Deliver))
			.done()
	}

	pub fn purges(&self, id: Id) -> Outcome {
		let shipment = self.shipment(id)?;
		let over = match shipment.phase {
			Phase::Ended(_, at) => self.now >= at + crate::mock::RECORD,
			_ => false,
		};
		let goods = shipment.way.and_then(|way| self.goods.get(&way));
		let missed = goods.is_some_and(|goods| goods.known != goods.news());
		no().when(!over || missed, "RecordStillNeeded").done()
	}

	pub fn can_be_told(&self, way: Way) -> Outcome {
		let news = self.goods.get(&way).map(|goods| (goods.known, goods.news()));
		let nothing = news.is_none_or(|(known, news)| known == news);
		let fails = self.shop_fails
			&& news
				.is_some_and(|(known, news)| !super::model::calls(way.1, known, news).is_empty());
		no().when(nothing, "NothingToTell").when(fails, "shop").done()
	}
}

/// Whose prefix it is: of seven digits after the first.
pub fn owns(who: Who, sscc: u64) -> bool {
	let prefix = sscc % 10u64.pow(17) / 10u64.pow(10);
	chain::PREFIXES.contains(&(who, prefix))
}

/// An SSCC of a prefix, with the check digit right or wrong.
pub fn sscc(prefix: u64, serial: u64, wrong: bool) -> u64 {
	let digits = (10u64.pow(7) + prefix) * 10u64.pow(9) + serial % 10u64.pow(9);
	let fits = |digit: &u64| valid_key(digits * 10 + digit, 18);
	let digit = (0..10).find(fits).unwrap_or_default();
	Sscc(digits * 10 + (digit + u64::from(wrong)) % 10).0
}
