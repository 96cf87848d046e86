//! What becomes of shipments, by the model, once a call is not refused.

use super::{
	chain::{self, account_of},
	model::{Deal, Fate, Goods, Id, Lapse, Line, Model, News, Phase, Said, Shipment, Way, Who},
	plan::Sent,
	rules::{is_late, No},
};
use crate::mock::SILENCE;
use codec::Encode;
use souk_primitives::{
	logistics::{
		Direction, Flag, Loss, Milestone, Occurrence, Scan, SensorReport, Status, Trouble,
	},
	Moment,
};
use sp_core::H256;

impl Model {
	pub fn change(&mut self, id: Id, how: impl FnOnce(&mut Shipment)) {
		if let Some(shipment) = self.shipments.get_mut(&id) {
			how(shipment);
		}
	}

	/// Returns what is held for it.
	pub fn send(&mut self, who: Who, order: u64, sent: &Sent, free: u128) -> Result<u128, No> {
		let way = (order, Direction::Outbound);
		self.sends(who, order).and(self.creates(Some(way), who, sent, free)).done()?;
		self.create(Some(way), who, who, sent);
		Ok(chain::deposit(sent.pages))
	}

	pub fn create(&mut self, way: Option<Way>, shipper: Who, depositor: Who, sent: &Sent) {
		let (id, now) = (self.next, self.now);
		let domain = b"souk/logistics/shipment/v1".to_vec();
		let origin = (domain, self.genesis, self.parent, id).encode();
		let shipment = Shipment {
			way,
			shipper,
			consignee: way.map(|way| match way.1 {
				Direction::Outbound => super::model::BUYER,
				Direction::Inbound => super::model::MERCHANT,
			}),
			depositor,
			deposit: chain::deposit(sent.pages),
			phase: match way {
				Some(_) => Phase::Before(Status::Created),
				None => Phase::Moving(Status::PickedUp),
			},
			flags: Default::default(),
			holder: shipper,
			since: now,
			first: 0,
			heard: now,
			moved: now,
			offer: None,
			inside: None,
			tall: u8::from(way.is_none()),
			sscc: sent.sscc,
			value: sent.value,
			planned: sent.planned,
			estimated: None,
			limits: sent.limits.clone(),
			pod: None,
			pages: sent.pages,
			origin: H256(sp_io::hashing::blake2_256(&origin)),
			signed: H256(sp_io::hashing::blake2_256(&origin)),
			log: Vec::<Line>::new(),
			codes: Vec::new(),
		};
		self.next += 1;
		self.shipments.insert(id, shipment);
		if let Some(way) = way {
			let goods = self.goods.entry(way).or_insert_with(|| Goods {
				parcels: Default::default(),
				doubtful: false,
				last_claim: 0,
				known: News::Waiting,
				missed: false,
			});
			// Goods that come back a second time.
			if goods.over() {
				*goods = Goods {
					parcels: Default::default(),
					doubtful: false,
					last_claim: 0,
					known: News::Waiting,
					missed: false,
				};
			}
			goods.parcels.insert(id, Fate::Waiting);
		}
		self.write(id, Occurrence::Created, depositor);
	}

	pub fn offer(&mut self, who: Who, id: Id, deal: &Deal) {
		let Deal { to, seal, condition, expires: expires_at, .. } = deal.clone();
		self.change(id, |s| {
			s.offer = Some(deal.clone());
			if s.phase.is_before() {
				s.phase = Phase::Before(Status::InfoReceived);
			}
		});
		let to = account_of(to);
		self.write(id, Occurrence::HandoverOffered { to, seal, condition, expires_at }, who);
	}

	pub fn accept(&mut self, who: Who, id: Id, code: &Option<String>) {
		let now = self.now;
		let (mut from, mut to) = (who, who);
		self.change(id, |s| {
			from = s.holder;
			to = s.offer.take().map_or(who, |offer| offer.to);
			s.phase = match s.phase {
				Phase::Before(_) => Phase::Moving(Status::PickedUp),
				Phase::Moving(_) => Phase::Moving(Status::InTransit),
				other => other,
			};
			(s.holder, s.since, s.first) = (to, now, s.log.len());
			(s.heard, s.moved) = (now, now);
			if let Some(code) = code.clone().map(|code| (to, code)) {
				if !s.codes.contains(&code) {
					s.codes.push(code);
					// It is found by the four newest.
					s.codes.drain(..s.codes.len().saturating_sub(4));
				}
			}
		});
		let what = Occurrence::HandedOver { from: account_of(from), to: account_of(to) };
		self.write(id, what, who);
		self.change(id, |s| s.signed = s.head());
	}

	pub fn see(&mut self, id: Id, by: Who, scan: &Scan) {
		let (now, at) = (self.now, scan.event_time);
		let late = is_late(now, at);
		self.change(id, |s| {
			s.heard = now;
			if late {
				s.flags = s.flags.with(Flag::Late);
			} else if at >= s.moved {
				s.moved = at;
				if let Phase::Moving(status) = &mut s.phase {
					*status = seen(scan.milestone);
				}
			}
		});
		let what = Occurrence::Scanned(scan.milestone);
		self.write_at(id, what, Some(by), (at, scan.place.clone(), late));
	}

	pub fn measure(&mut self, id: Id, by: Who, report: &SensorReport) {
		let (now, at) = (self.now, report.until);
		let late = is_late(now, at);
		let mut breach = false;
		self.follow_unit(id);
		self.change(id, |s| {
			s.heard = now;
			let limit = s.limits.iter().find(|limit| limit.quantity == report.quantity);
			breach = limit.is_some_and(|l| report.min < l.min || report.max > l.max);
			if breach {
				s.flags = s.flags.with(Flag::TempBreach);
			}
			if late {
				s.flags = s.flags.with(Flag::Late);
			}
		});
		let what = Occurrence::Sensed { report: report.clone(), breach };
		self.write_at(id, what, Some(by), (at, None, late));
	}

	pub fn pack(&mut self, who: Who, unit: Id, ids: &[Id]) {
		let now = self.now;
		for id in ids {
			let mut tall = 0;
			self.change(*id, |s| {
				(s.inside, s.offer, s.heard) = (Some(unit), None, now);
				tall = s.tall + 1;
			});
			self.change(unit, |s| s.tall = s.tall.max(tall));
			self.write(*id, Occurrence::Packed { parent: souk_primitives::ShipmentId(unit) }, who);
		}
		// Whoever it was offered to saw something else.
		self.change(unit, |s| (s.heard, s.offer) = (now, None));
		self.write(unit, Occurrence::Filled { count: ids.len() as u32 }, who);
	}

	pub fn unpack(&mut self, who: Who, unit: Id, ids: &[Id]) {
		let silent = self.shipments[&unit].heard + SILENCE <= self.now;
		for id in ids {
			self.leave_unit(*id);
			self.write(
				*id,
				Occurrence::Unpacked { parent: souk_primitives::ShipmentId(unit) },
				who,
			);
		}
		let (now, empty) = (self.now, self.contents(unit).is_empty());
		self.change(unit, |s| {
			s.offer = None;
			if empty || !silent {
				s.heard = now;
			}
		});
		self.write(unit, Occurrence::Emptied { count: ids.len() as u32 }, who);
	}

	/// It is with whoever has the unit now, since that took the unit over; if the unit changed hands
	/// while it was in there, nobody had it for all that time.
	fn leave_unit(&mut self, id: Id) {
		let now = self.now;
		let Some(unit) = self.shipments[&id].inside else { return };
		let outermost = self.outermost(id).unwrap_or(unit);
		self.follow_unit(id);
		// It has suffered what anything has that it is in.
		let mut above = Some(unit);
		while let Some(unit) = above {
			let flags = self.shipments[&unit].flags;
			for flag in [Flag::Damaged, Flag::TempBreach, Flag::Tampered, Flag::Recalled] {
				if flags.has(flag) {
					self.change(id, |s| s.flags = s.flags.with(flag));
				}
			}
			above = self.shipments[&unit].inside;
		}
		let heard = self.shipments[&outermost].heard + SILENCE > now;
		self.change(id, |s| {
			s.inside = None;
			if heard {
				s.heard = now;
			}
		});
		self.change(outermost, |s| s.offer = None);
		if self.contents(unit).is_empty() {
			self.change(unit, |s| (s.tall, s.flags) = (1, Default::default()));
		}
	}

	/// It is with whoever has the unit that it is in.
	pub fn follow_unit(&mut self, id: Id) {
		let (holder, since) = self.custody(id);
		self.change(id, |s| {
			if (s.holder, s.since) != (holder, since) {
				(s.holder, s.since, s.moved, s.first) = (holder, since, since, s.log.len());
			}
		});
	}

	pub fn end(
		&mut self,
		id: Id,
		status: Status,
		what: Occurrence<crate::mock::AccountId>,
		by: Option<Who>,
	) {
		let now = self.now;
		self.leave_unit(id);
		let Shipment { phase, value, holder, shipper, consignee, .. } = self.shipments[&id].clone();
		let lost = matches!(status, Status::Lost | Status::Destroyed);
		if lost && !phase.is_before() && value > 0 {
			self.pay(id, holder, shipper, value);
		}
		self.change(id, |s| {
			s.holder = match status {
				Status::Delivered => consignee.unwrap_or(holder),
				Status::Returned => shipper,
				_ => holder,
			};
			(s.phase, s.offer) = (Phase::Ended(status, now), None);
			s.codes.clear();
		});
		self.write_at(id, what, by, (now, None, false));
		self.book(id);
	}

	/// As much of it as the bond is.
	fn pay(&mut self, shipment: Id, by: Who, to: Who, value: u128) {
		let Some(carrier) = self.carriers.get_mut(&by) else { return };
		let amount = value.min(carrier.bond);
		carrier.bond -= amount;
		self.wealth[by] -= amount;
		self.wealth[to] += amount;
		self.said.push(Said::Paid { shipment, by, to, amount });
	}

	/// Carries out what is due. Returns whether anything was.
	pub fn catch_up(&mut self, id: Id) -> bool {
		let Some(lapse) = self.lapse(id) else { return false };
		let now = self.now;
		let to_shipper = self.shipments[&id].phase.word().is_some_and(|word| word.to_shipper);
		match lapse {
			Lapse::Drop => self.end(id, Status::Cancelled, Occurrence::Cancelled, None),
			Lapse::WriteOff => {
				self.end(id, Status::Lost, Occurrence::WrittenOff(Loss::Lost), None);
			},
			Lapse::Accept => {
				let status = if to_shipper { Status::Returned } else { Status::Delivered };
				self.end(id, status, Occurrence::ClaimAccepted, None);
			},
			Lapse::Void => {
				self.change(id, |s| {
					s.heard = now;
					s.phase = match to_shipper {
						true => Phase::Returning,
						false => Phase::Moving(Status::Exception),
					};
				});
				self.write_at(id, Occurrence::ClaimVoided, None, (now, None, false));
				self.book(id);
			},
		}
		true
	}

	pub fn purge(&mut self, id: Id) {
		let Some(shipment) = self.shipments.remove(&id) else { return };
		self.said.push(Said::Purged(id));
		if let Some(way) = shipment.way {
			if !self.shipments.values().any(|other| other.way == Some(way)) {
				self.goods.remove(&way);
			}
		}
	}
}

pub fn in_trouble(shipment: &mut Shipment, trouble: Trouble, now: Moment) {
	shipment.heard = now;
	let flag = match trouble {
		Trouble::Damaged => Some(Flag::Damaged),
		Trouble::Tampered => Some(Flag::Tampered),
		Trouble::Recalled => Some(Flag::Recalled),
		_ => None,
	};
	if let Some(flag) = flag {
		shipment.flags = shipment.flags.with(flag);
	}
	if trouble != Trouble::Delayed {
		shipment.moved = now;
		if let Phase::Moving(status) = &mut shipment.phase {
			*status = Status::Exception;
		}
	}
}

/// The table of the documentation.
fn seen(milestone: Milestone) -> Status {
	match milestone {
		Milestone::CustomsEntered => Status::Customs,
		Milestone::OutForDelivery => Status::OutForDelivery,
		Milestone::AttemptFailed => Status::AttemptFailed,
		Milestone::AvailableForPickup => Status::AvailableForPickup,
		_ => Status::InTransit,
	}
}
