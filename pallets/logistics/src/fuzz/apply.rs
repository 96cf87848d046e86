//! What each call does, by the model.

use super::{
	chain::{self, account_of},
	model::{Model, Phase, Said, Who},
	plan::{Op, Sent, World},
	rules::{no, only, No, Outcome},
};
use crate::mock::ANSWER;
use souk_primitives::{
	logistics::{Direction, Loss, Occurrence, Report, Scope, Status},
	Moment,
};

impl Model {
	/// Does what the operation does, or says why it is refused. The chain has not done it yet.
	pub fn apply(&mut self, op: &Op) -> Outcome {
		self.steps.clear();
		self.said.clear();
		match op {
			Op::Create { who, order, sent } => {
				let free = chain::can_be_held(*who);
				self.send(*who, *order, sent, free).map(|_| ())
			},
			Op::CreateMany { who, list } => {
				no().when(list.is_empty(), "EmptyList").done()?;
				let mut free = chain::can_be_held(*who);
				let mut all = self.clone();
				for (order, sent) in list {
					free -= all.send(*who, *order, sent, free)?;
				}
				*self = all;
				Ok(())
			},
			Op::CreateReturn { who, order, sent } => {
				let way = (*order, Direction::Inbound);
				let free = chain::can_be_held(*who);
				self.sends_back(*who, *order)
					.and(self.creates(Some(way), *who, sent, free))
					.done()?;
				self.create(Some(way), super::model::BUYER, *who, sent);
				Ok(())
			},
			Op::CreateUnit { who, sscc, pages } => {
				let sent = Sent { sscc: *sscc, pages: *pages, ..Default::default() };
				let free = chain::can_be_held(*who);
				self.may(*who, *who, Scope::Handover)
					.and(self.creates(None, *who, &sent, free))
					.done()?;
				self.create(None, *who, *who, &sent);
				Ok(())
			},
			Op::Cancel { who, id } => {
				self.cancels(*who, *id)?;
				self.end(*id, Status::Cancelled, Occurrence::Cancelled, Some(*who));
				Ok(())
			},
			Op::Pack { who, unit, ids } => {
				self.packs(*who, *unit, ids)?;
				self.pack(*who, *unit, ids);
				Ok(())
			},
			Op::Unpack { who, unit, ids } => {
				self.unpacks(*who, *unit, ids)?;
				self.unpack(*who, *unit, ids);
				Ok(())
			},
			Op::ScanMany { who, carrier, ids, scan } => {
				if ids.is_empty() {
					return only("EmptyList");
				}
				self.may(*carrier, *who, Scope::Scan).done()?;
				for id in ids {
					match self.sees_one_of_many(*id, *carrier, scan) {
						Ok(()) => self.see(*id, *who, scan),
						Err(No(reasons)) => self.said.push(Said::Refused(*id, reasons)),
					}
				}
				Ok(())
			},
			Op::Relay(signed) => {
				self.relays(signed)?;
				let carrier = self.carriers.get_mut(&signed.carrier);
				if let Some(key) = carrier.and_then(|carrier| carrier.keys.get_mut(&signed.key)) {
					key.counter = signed.counter;
				}
				match &signed.body {
					Report::Scan(scan) => self.see(signed.id, signed.key, scan),
					Report::Sensor(report) => self.measure(signed.id, signed.key, report),
				}
				self.book(signed.id);
				Ok(())
			},
			Op::TellOrder { order, direction, .. } => {
				self.can_be_told((*order, *direction))?;
				self.tell((*order, *direction));
				Ok(())
			},
			Op::Advance { ids, .. } => {
				let mut worked = false;
				for id in ids {
					worked |= self.shipments.contains_key(id) && self.catch_up(*id);
				}
				no().when(!worked, "NothingDue").done()
			},
			Op::Purge { id, .. } => {
				self.purges(*id)?;
				self.purge(*id);
				Ok(())
			},
			Op::World(world) => {
				self.change_world(world);
				Ok(())
			},
			_ => self.about_one(op),
		}
	}

	/// Calls about one shipment that stays where it is on record.
	fn about_one(&mut self, op: &Op) -> Outcome {
		let now = self.now;
		let id = match op {
			Op::SetKey { who, id, key } => {
				self.sets_key(*who, *id)?;
				self.change(*id, |s| s.pod = Some(*key));
				self.write(*id, Occurrence::PodKeySet { key: account_of(*key) }, *who);
				id
			},
			Op::Offer { who, id, deal } => {
				self.offers(*who, *id, deal.to, deal.expires)?;
				self.offer(*who, *id, deal);
				id
			},
			Op::Accept { who, id, stale, condition, code } => {
				self.accepts(*who, *id, *stale, *condition, code)?;
				self.accept(*who, *id, code);
				id
			},
			Op::Reject { who, id, reason } => {
				self.rejects(*who, *id)?;
				let offer = self.shipments.get_mut(id).and_then(|s| s.offer.take());
				let to = offer.map_or_else(|| account_of(*who), |offer| account_of(offer.to));
				self.write(*id, Occurrence::HandoverRejected { to, reason: *reason }, *who);
				id
			},
			Op::CancelOffer { who, id } => {
				self.takes_offer_back(*who, *id)?;
				self.change(*id, |s| s.offer = None);
				self.write(*id, Occurrence::HandoverCancelled, *who);
				id
			},
			Op::Scan { who, id, scan } => {
				let no = self.reports(*who, *id, Scope::Scan)?.and(self.moves(*id));
				no.and(self.sees(*id, scan)).done()?;
				self.see(*id, *who, scan);
				// Nothing that an order wants to know.
				return Ok(());
			},
			Op::Sense { who, id, report } => {
				self.carries(*who, *id, Scope::Sense)?.and(self.measures(*id, report)).done()?;
				self.measure(*id, *who, report);
				id
			},
			Op::Eta { who, id, at } => {
				self.reports(*who, *id, Scope::Scan)?.and(self.moves(*id)).done()?;
				self.change(*id, |s| (s.estimated, s.heard) = (Some(*at), now));
				self.write(*id, Occurrence::EtaUpdated { estimated: *at }, *who);
				id
			},
			Op::Trouble { who, id, trouble, evidence } => {
				self.carries(*who, *id, Scope::Scan)?.done()?;
				self.follow_unit(*id);
				self.change(*id, |s| super::effects::in_trouble(s, *trouble, now));
				let evidence = *evidence;
				self.write(*id, Occurrence::TroubleReported { trouble: *trouble, evidence }, *who);
				id
			},
			Op::Prove { id, sig, .. } => {
				self.proves(*id, *sig)?;
				let by = self.shipments[id].pod;
				self.end(*id, Status::Delivered, Occurrence::DeliveryProven, by);
				return Ok(());
			},
			Op::Confirm { who, id } => {
				self.confirms(*who, *id)?;
				self.end(*id, Status::Delivered, Occurrence::DeliveryConfirmed, Some(*who));
				return Ok(());
			},
			Op::Claim { who, id, evidence, at } => {
				self.claims(*who, *id, *at)?;
				let word = self.word(*who, self.shipments[id].phase == Phase::Returning, false);
				self.change(*id, |s| {
					(s.phase, s.offer, s.heard) = (Phase::Claimed(word), None, now);
				});
				let what = Occurrence::DeliveryClaimed { evidence: *evidence };
				self.write_at(*id, what, Some(*who), (*at, None, false));
				id
			},
			Op::Contest { who, id, reason } => {
				self.contests(*who, *id)?;
				self.change(*id, |s| {
					if let Some(word) = s.phase.word() {
						s.phase = Phase::Contested(word, now + ANSWER);
					}
				});
				self.write(*id, Occurrence::Contested { reason: *reason }, *who);
				id
			},
			Op::Answer { who, id, evidence } => {
				self.answers(*who, *id)?;
				let to_shipper = self.shipments[id].phase.word().is_some_and(|w| w.to_shipper);
				let word = self.word(*who, to_shipper, true);
				self.change(*id, |s| s.phase = Phase::Claimed(word));
				self.write(*id, Occurrence::ContestAnswered { evidence: *evidence }, *who);
				id
			},
			Op::StartReturn { who, id } => {
				self.turns_back(*who, *id)?;
				self.change(*id, |s| (s.phase, s.heard, s.moved) = (Phase::Returning, now, now));
				self.write(*id, Occurrence::ReturnStarted, *who);
				id
			},
			Op::AcceptReturn { who, id } => {
				self.takes_back(*who, *id)?;
				self.end(*id, Status::Returned, Occurrence::ReturnAccepted, Some(*who));
				return Ok(());
			},
			Op::DeclareLost { who, id, loss } => {
				self.gives_up(*who, *id)?;
				let status = match loss {
					Loss::Lost => Status::Lost,
					Loss::Destroyed => Status::Destroyed,
				};
				self.end(*id, status, Occurrence::WrittenOff(*loss), Some(*who));
				return Ok(());
			},
			Op::Correct { who, id, seq, reason } => {
				self.corrects(*who, *id, *seq)?;
				self.write(*id, Occurrence::Corrected { seq: *seq, reason: *reason }, *who);
				id
			},
			Op::Attach { who, id, media } => {
				self.attaches(*who, *id, media)?;
				let shipment = &self.shipments[id];
				if shipment.shipper != *who && shipment.consignee != Some(*who) {
					self.follow_unit(*id);
				}
				self.write(*id, Occurrence::DocumentAttached(chain::document(media)), *who);
				id
			},
			_ => return Ok(()),
		};
		self.book(*id);
		Ok(())
	}

	/// What is sure to happen. Of the rest the model takes note when it has, with `follow`.
	fn change_world(&mut self, world: &World) {
		match world {
			World::Time(now) => self.go_to(*now),
			World::Shop { fails } => self.shop_fails = *fails,
			World::Stage(order, stage) => {
				self.stages.insert(*order, *stage);
			},
			_ => {},
		}
	}

	fn go_to(&mut self, now: Moment) {
		self.now = now;
		self.parent = chain::next_parent();
	}
}

/// What happened to a carrier, once it has.
impl Model {
	pub fn follow(&mut self, world: &World) {
		match world {
			World::Active(who, active) => {
				if let Some(carrier) = self.carriers.get_mut(who) {
					carrier.active = *active;
				}
			},
			World::Authorize { carrier, key, scopes, expires } => {
				let Some(record) = self.carriers.get_mut(carrier) else { return };
				let new = super::model::Key {
					scopes: Vec::new(),
					expires: *expires,
					counter: 0,
					revoked: None,
					told: 0,
				};
				let record = record.keys.entry(*key).or_insert(new);
				(record.scopes, record.expires) = (scopes.clone(), *expires);
			},
			World::Revoke { carrier, key, since } => {
				let now = self.now;
				let record = self.carriers.get_mut(carrier);
				if let Some(key) = record.and_then(|record| record.keys.get_mut(key)) {
					(key.revoked, key.told) = (Some(*since), now);
				}
			},
			World::Forget { carrier, key } => {
				if let Some(record) = self.carriers.get_mut(carrier) {
					record.keys.remove(key);
				}
			},
			World::AddBond(who, amount) => self.change_bond(*who, *amount as i128),
			World::WithdrawBond(who, amount) => self.change_bond(*who, -(*amount as i128)),
			World::Compensate { carrier, to, amount } => {
				self.change_bond(*carrier, -(*amount as i128));
				self.wealth[*carrier] -= amount;
				self.wealth[*to] += amount;
			},
			World::Move { from, to, amount } => {
				self.wealth[*from] -= amount;
				self.wealth[*to] += amount;
			},
			World::Time(_) | World::Idle { .. } | World::Shop { .. } | World::Stage(..) => {},
		}
	}

	fn change_bond(&mut self, who: Who, by: i128) {
		if let Some(carrier) = self.carriers.get_mut(&who) {
			carrier.bond = carrier.bond.saturating_add_signed(by);
		}
	}
}
