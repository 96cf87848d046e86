//! The parameters of each operation: what is right, or nearly.

use super::{
	chain,
	model::{
		Deal, Id, Model, Phase, Who, ACCOUNTS, BUYER, CARRIERS, KEYS, MERCHANT, PODS, STRANGER,
	},
	plan::{
		chosen, chosen_for, hand, mostly, packable, prefix, some_carrier, Op, Reader, Sent, Sig,
		Signed, World,
	},
	rules::sscc,
};
use crate::mock::{BACKDATE, BOND, LEAD, SILENCE, VALUE};
use souk_primitives::{
	logistics::{
		CorrectionReason, Direction, Geohash, Gln, Loss, Milestone, Place, Quantity, Report, Scan,
		Scope, SensorLimit, SensorReport, Trouble,
	},
	Moment, OrderStage,
};

/// Time goes on: to what is due next, just before or after it, a little, or far.
pub fn time(model: &Model, r: &mut Reader) -> World {
	let times = model.times();
	let at = if r.rarely(3) { r.below(4) } else { 0 };
	let next = times.get(at).or(times.first()).copied().unwrap_or(model.now + 1_000);
	World::Time(match r.byte() {
		0..=79 => next,
		80..=119 => next - 1,
		120..=139 => next + 1,
		140..=245 => model.now + u64::from(r.wide() % 40) * 7_000,
		_ => model.now + SILENCE / 2,
	})
}

/// What happens around the pallet.
pub fn around(model: &Model, r: &mut Reader) -> World {
	let kind = r.byte();
	let carrier = CARRIERS[r.below(CARRIERS.len())];
	let record = &model.carriers[&carrier];
	let own: Vec<Who> = record.keys.keys().copied().collect();
	let since = |r: &mut Reader| match r.byte() {
		0..=99 => None,
		100..=199 => Some(model.now - u64::from(r.wide() % 4) * 1_000_000),
		_ => Some(model.now),
	};
	match kind {
		0..=29 => World::Shop { fails: r.rarely(2) },
		30..=79 => {
			let order = r.below(chain::ORDERS as usize) as u64;
			World::Stage(
				order,
				match r.byte() {
					0..=99 => OrderStage::Returning,
					100..=199 => OrderStage::Funded,
					200..=219 => OrderStage::Shipped,
					_ => OrderStage::Settled,
				},
			)
		},
		80..=99 => World::Active(carrier, false),
		100..=129 => {
			let stopped = CARRIERS.into_iter().find(|who| !model.carriers[who].active);
			World::Active(stopped.unwrap_or(carrier), true)
		},
		130..=159 => {
			let fresh: Vec<Who> = KEYS.filter(|key| !record.keys.contains_key(key)).collect();
			let key = r.pick(&fresh).unwrap_or(KEYS.start + r.below(KEYS.len()));
			let all = [Scope::Scan, Scope::Sense, Scope::Handover, Scope::Deliver];
			let scopes: Vec<Scope> = match r.rarely(2) {
				true => all.to_vec(),
				false => all.into_iter().filter(|_| r.rarely(2)).collect(),
			};
			let expires = match r.byte() {
				0..=199 => Moment::MAX,
				200..=209 => model.now,
				_ => model.now + 1 + u64::from(r.wide()),
			};
			World::Authorize { carrier, key, scopes, expires }
		},
		160..=181 => {
			// Often one that claimed something.
			let claimed = model.shipments.values().filter_map(|s| match s.phase {
				Phase::Claimed(word) if word.by != s.holder => Some((s.holder, word)),
				_ => None,
			});
			match r.pick(&claimed.collect::<Vec<_>>()) {
				Some((carrier, word)) => {
					let since = [Some(word.at), Some(word.at + 1), Some(word.at - 1), None];
					World::Revoke { carrier, key: word.by, since: since[r.below(4)] }
				},
				None => World::Revoke { carrier, key: r.pick(&own).unwrap_or(5), since: since(r) },
			}
		},
		182..=189 => World::Forget { carrier, key: r.pick(&own).unwrap_or(5) },
		190..=204 => World::AddBond(carrier, u128::from(r.wide())),
		205..=214 => {
			let spare = record.bond.saturating_sub(model.exposure(carrier));
			World::WithdrawBond(carrier, spare.saturating_sub(u128::from(r.byte()) * 100))
		},
		215..=224 => {
			let amount = record.bond.saturating_sub(u128::from(r.byte()) * 50);
			World::Compensate { carrier, to: STRANGER, amount }
		},
		225..=239 => {
			let from = [MERCHANT, BUYER, 3][r.below(3)];
			let rich = chain::can_be_held(from);
			World::Move {
				from,
				to: STRANGER,
				amount: rich.saturating_sub(u128::from(r.wide()) % 40_000),
			}
		},
		_ => {
			let to = [MERCHANT, BUYER, 3][r.below(3)];
			World::Move { from: STRANGER, to, amount: 10_000_000 }
		},
	}
}

/// A parcel, mostly a plain one.
fn sent(model: &Model, who: Who, r: &mut Reader) -> Sent {
	let quantities = [Quantity::Temperature, Quantity::Humidity, Quantity::Shock, Quantity::Light];
	let mut limits = Vec::new();
	for _ in 0..[0, 0, 1, 1, 2, 4][r.below(6)] {
		let quantity = quantities[limits.len()];
		limits.push(SensorLimit { quantity, min: -100, max: 100 });
	}
	match r.byte() {
		0..=3 => {
			if let Some(limit) = limits.first_mut() {
				limit.min = 101;
			}
		},
		4..=7 if limits.len() > 1 => limits[1].quantity = Quantity::Temperature,
		_ => {},
	}
	Sent {
		sscc: r.rarely(3).then(|| some_sscc(who, r)),
		value: match r.byte() {
			0..=159 => VALUE,
			160..=189 => 0,
			190..=219 => BOND / 3,
			220..=250 => u128::from(r.wide()) % 100_000,
			251..=253 => BOND + 1,
			_ => u128::MAX - u128::from(r.byte() & 1),
		},
		planned: r.rarely(2).then(|| model.now + u64::from(r.wide())),
		limits,
		pages: pages(r),
	}
}

fn some_sscc(who: Who, r: &mut Reader) -> u64 {
	let serial = u64::from(r.byte() % 24);
	sscc(prefix(who, r), serial, r.rarely(12))
}

/// How many pages: mostly none, so that histories are folded soon.
fn pages(r: &mut Reader) -> u8 {
	match r.byte() {
		0..=149 => 0,
		150..=199 => 1,
		200..=245 => 2,
		246..=251 => 31,
		_ => 32,
	}
}

/// An order in that stage that no parcel has left for yet, or any.
fn order(model: &Model, stage: OrderStage, direction: Direction, r: &mut Reader) -> u64 {
	let fits = |order: &u64| {
		let left = model.goods.get(&(*order, direction)).is_some_and(|goods| goods.left());
		model.stages.get(order) == Some(&stage) && !left
	};
	let list: Vec<u64> = (0..chain::ORDERS).filter(fits).collect();
	match r.pick(&list[..list.len().min(3)]) {
		Some(order) if !r.rarely(16) => order,
		_ => u64::from(r.byte()) % (chain::ORDERS + 1),
	}
}

/// When something happened, by whoever says so.
fn when(model: &Model, id: Id, r: &mut Reader) -> Moment {
	let now = model.now;
	let since = model.shipments.get(&id).map_or(now, |s| s.since);
	match r.byte() {
		0..=149 => now,
		150..=179 => now.saturating_sub(u64::from(r.wide()) % BACKDATE).max(since),
		180..=194 => now + u64::from(r.wide()) % LEAD,
		195..=204 => since,
		205..=211 => (now - BACKDATE).max(since),
		212..=219 => (now - BACKDATE - 1).max(since),
		220..=229 => now - BACKDATE - u64::from(r.byte() & 1),
		230..=235 => since - 1,
		236..=240 => now + LEAD,
		241..=245 => now + LEAD + 1,
		_ => now,
	}
}

fn scan(model: &Model, id: Id, r: &mut Reader) -> Scan {
	let milestone = Milestone::ALL[r.below(Milestone::ALL.len())];
	let area = |text: &str| Geohash::try_from(text).ok().map(Place::Area);
	let place = match r.byte() {
		0..=149 => None,
		150..=199 => Some(Place::Facility(Gln(9_521_141_111_116))),
		200..=239 => area("u4pru"),
		240..=244 => area(""),
		245..=247 => area("u4pra"),
		_ => Some(Place::Facility(Gln(9_521_141_111_117))),
	};
	Scan { milestone, event_time: when(model, id, r), place }
}

fn measurements(model: &Model, id: Id, r: &mut Reader) -> SensorReport {
	let until = when(model, id, r);
	let since = model.shipments.get(&id).map_or(until, |s| s.since);
	let from = match r.byte() {
		0..=9 => since - 1,
		10..=14 => until + 1,
		15..=99 => since.min(until),
		_ => until,
	};
	let min = [-100, -50, -50, -101][r.below(4)];
	let max = [100, 50, 50, 101][r.below(4)];
	let mean = if r.rarely(24) { max + 1 } else { 0 };
	let quantity = if r.rarely(4) { Quantity::Humidity } else { Quantity::Temperature };
	let count = u32::from(!r.rarely(24)) * 12;
	SensorReport { quantity, min, max, mean, count, from, until, series: r.hash() }
}

/// A signature, mostly a good one.
fn sig(r: &mut Reader) -> Sig {
	match r.byte() {
		0..=9 => Sig::OtherKey,
		10..=19 => Sig::OtherChain,
		20..=29 => Sig::OtherContent,
		30..=39 => Sig::OtherPlace,
		_ => Sig::Good,
	}
}

fn signed(model: &Model, id: Id, r: &mut Reader) -> Signed {
	let holder = model.shipments.get(&id).map_or(CARRIERS[0], |s| s.holder);
	let scans = r.rarely(2);
	let scope = if scans { Scope::Scan } else { Scope::Sense };
	let mut key = hand(model, holder, scope, r);
	if key == holder && !r.rarely(12) {
		// It cannot sign by itself.
		let fits = |key: &Who| model.may(holder, *key, scope).0.is_empty();
		key = KEYS.filter(|key| *key != holder).find(fits).unwrap_or(holder);
	}
	let carrier = if r.rarely(20) { CARRIERS[r.below(4)] } else { holder };
	let used = model.carriers.get(&carrier).and_then(|c| c.keys.get(&key)).map_or(0, |k| k.counter);
	let counter = match r.byte() {
		0..=14 => used,
		15..=19 => used.saturating_sub(1),
		20..=23 => used.saturating_add(1_000),
		_ => used.saturating_add(1),
	};
	let other = if r.rarely(20) { id.saturating_sub(1) } else { id };
	let origin = model.shipments.get(&other).map_or_else(Default::default, |s| s.origin);
	let body = match scans {
		true => Report::Scan(scan(model, id, r)),
		false => Report::Sensor(measurements(model, id, r)),
	};
	let who = r.below(ACCOUNTS);
	// Of the others nobody has the secret.
	let sig = if chain::can_sign(key) { sig(r) } else { Sig::OtherKey };
	Signed { who, id, origin, carrier, key, counter, body, sig }
}

/// Up to three others that a unit's custodian has, mostly.
fn children(model: &Model, unit: Id, r: &mut Reader) -> Vec<Id> {
	let mut list = packable(model, unit);
	if r.rarely(2) {
		// The highest unit.
		list.sort_by_key(|id| std::cmp::Reverse(model.shipments[id].tall));
		list.truncate(1);
	}
	let mut ids: Vec<Id> = (0..1 + r.below(3)).filter_map(|_| r.pick(&list)).collect();
	some_ids(model, &mut ids, r);
	ids
}

/// Drops what is there twice, and adds something wrong, mostly.
fn some_ids(model: &Model, ids: &mut Vec<Id>, r: &mut Reader) {
	if !r.rarely(12) {
		ids.sort();
		ids.dedup();
	}
	if r.rarely(16) {
		ids.push(u64::from(r.byte()) % (model.next + 1));
	}
}

/// A call with its parameters.
pub fn call(model: &Model, call: usize, r: &mut Reader) -> Op {
	let mut chosen = chosen(model, call, r);
	let some = |fits: &dyn Fn(Id) -> bool, r: &mut Reader| {
		let list: Vec<Id> = model.shipments.keys().copied().filter(|id| fits(*id)).collect();
		r.pick(&list)
	};
	// What is rare otherwise: units that are packed, units that change hands with all that is in
	// them, and what somebody else has by now than who packed it.
	let rare = match call {
		14 | 15 if r.rarely(8) => some(&|id| model.shipments[&id].is_unit(), r),
		6 | 7 if r.rarely(3) => {
			let fits = |id| chosen_for(model, call, id) && !model.contents(id).is_empty();
			some(&fits, r)
		},
		18 | 19 if r.rarely(2) => {
			let passed = |id| model.holder(id) != model.shipments[&id].holder;
			some(&|id| chosen_for(model, call, id) && passed(id), r)
		},
		_ => None,
	};
	chosen = rare.or(chosen);
	let id = match chosen {
		Some(id) if !r.rarely(14) => id,
		_ if r.rarely(6) => u64::from(r.byte()) % (model.next + 1),
		_ => model.next.saturating_sub(1 + r.below(8) as u64),
	};
	let s = model.shipments.get(&id);
	let holder = s.map_or(CARRIERS[0], |s| s.holder);
	let consignee = mostly(s.and_then(|s| s.consignee).unwrap_or(BUYER), r);
	let shipper = mostly(s.map_or(MERCHANT, |s| s.shipper), r);
	match call {
		0 | 1 => {
			let who = mostly(MERCHANT, r);
			let order = |r: &mut Reader| order(model, OrderStage::Funded, Direction::Outbound, r);
			if call == 0 {
				return Op::Create { who, order: order(r), sent: sent(model, who, r) };
			}
			let count = [0, 1, 2, 3, 3, 16][r.below(6)];
			Op::CreateMany {
				who,
				list: (0..count).map(|_| (order(r), sent(model, who, r))).collect(),
			}
		},
		2 => {
			let who = mostly([MERCHANT, BUYER, BUYER][r.below(3)], r);
			let order = order(model, OrderStage::Returning, Direction::Inbound, r);
			Op::CreateReturn { who, order, sent: sent(model, who, r) }
		},
		3 => {
			let who = if r.rarely(3) { some_carrier(model, r) } else { CARRIERS[0] };
			let who = mostly(who, r);
			let sscc = r.rarely(4).then(|| some_sscc(who, r));
			Op::CreateUnit { who, sscc, pages: pages(r) }
		},
		4 => {
			let unit = s.is_some_and(|s| s.is_unit());
			let depositor = s.map_or(MERCHANT, |s| s.depositor);
			let who = if unit { hand(model, holder, Scope::Handover, r) } else { shipper };
			Op::Cancel { who: if r.rarely(4) { depositor } else { who }, id }
		},
		5 => {
			let key = if r.rarely(12) { KEYS.start } else { PODS.start + r.below(2) };
			Op::SetKey { who: consignee, id, key }
		},
		6 => {
			let before = s.is_none_or(|s| s.phase.is_before());
			let who = if before { shipper } else { hand(model, holder, Scope::Handover, r) };
			let to = match r.byte() {
				0..=5 => holder,
				6..=15 => r.below(ACCOUNTS),
				_ => match some_carrier(model, r) {
					who if who != holder || before => who,
					_ => CARRIERS[usize::from(holder == CARRIERS[0])],
				},
			};
			let expires = match r.byte() {
				0..=7 => model.now,
				8..=69 => model.now + 1_000,
				_ => model.now + 1 + u64::from(r.wide()) * 8,
			};
			let head = Default::default();
			let (seal, condition) = (r.maybe_hash(), r.maybe_hash());
			let deal = Deal { to, seal, condition, expires, head };
			Op::Offer { who, id, deal }
		},
		7 => {
			let offer = s.and_then(|s| s.offer.as_ref());
			let to = offer.map_or(CARRIERS[0], |offer| offer.to);
			let condition = offer.and_then(|offer| offer.condition);
			let condition = if r.rarely(16) { r.maybe_hash() } else { condition };
			let code = r.rarely(2).then(|| format!("code-{}", r.byte() % 12));
			let stale = r.rarely(16);
			Op::Accept { who: hand(model, to, Scope::Handover, r), id, stale, condition, code }
		},
		8 => {
			let to = s.and_then(|s| s.offer.as_ref()).map_or(CARRIERS[0], |offer| offer.to);
			Op::Reject { who: hand(model, to, Scope::Handover, r), id, reason: r.maybe_hash() }
		},
		9 => {
			let before = s.is_none_or(|s| s.phase.is_before());
			let who = if before { shipper } else { hand(model, holder, Scope::Handover, r) };
			Op::CancelOffer { who, id }
		},
		10 => Op::Scan { who: hand(model, holder, Scope::Scan, r), id, scan: scan(model, id, r) },
		11 => {
			let theirs = |other: &Id| model.shipments[other].holder == holder;
			let list: Vec<Id> = model.shipments.keys().copied().filter(theirs).collect();
			let mut ids = vec![id];
			ids.extend((0..r.below(5)).filter_map(|_| r.pick(&list)));
			if r.rarely(20) {
				ids.clear();
			} else {
				some_ids(model, &mut ids, r);
			}
			let who = hand(model, holder, Scope::Scan, r);
			let carrier = if r.rarely(20) { CARRIERS[r.below(4)] } else { holder };
			Op::ScanMany { who, carrier, ids, scan: scan(model, id, r) }
		},
		12 => Op::Relay(signed(model, id, r)),
		13 => {
			let who = hand(model, holder, Scope::Sense, r);
			Op::Sense { who, id, report: measurements(model, id, r) }
		},
		14 => {
			let who = hand(model, holder, Scope::Scan, r);
			Op::Pack { who, unit: id, ids: children(model, id, r) }
		},
		15 => {
			let mut ids = model.contents(id);
			if r.rarely(2) {
				ids.truncate(1 + r.below(2));
			}
			some_ids(model, &mut ids, r);
			Op::Unpack { who: hand(model, holder, Scope::Scan, r), unit: id, ids }
		},
		_ => about(model, call, id, [holder, consignee, shipper], r),
	}
}

/// The calls about one shipment that is on its way, or over.
fn about(
	model: &Model,
	call: usize,
	id: Id,
	[holder, consignee, shipper]: [Who; 3],
	r: &mut Reader,
) -> Op {
	let s = model.shipments.get(&id);
	let scanner = hand(model, holder, Scope::Scan, r);
	let courier = hand(model, holder, Scope::Deliver, r);
	let anybody = r.below(ACCOUNTS);
	match call {
		16 => Op::Eta { who: scanner, id, at: model.now + u64::from(r.wide()) },
		17 => {
			let troubles = [
				Trouble::Damaged,
				Trouble::Tampered,
				Trouble::Recalled,
				Trouble::Delayed,
				Trouble::AddressUnknown,
				Trouble::Refused,
				Trouble::Held,
			];
			let trouble = troubles[r.below(troubles.len())];
			Op::Trouble { who: scanner, id, trouble, evidence: r.maybe_hash() }
		},
		18 => Op::Prove { who: anybody, id, sig: sig(r) },
		19 => Op::Confirm { who: consignee, id },
		20 => {
			let at = when(model, id, r);
			Op::Claim { who: courier, id, evidence: r.hash(), at }
		},
		21 => {
			let back = s.and_then(|s| s.phase.word()).is_some_and(|word| word.to_shipper);
			let who = if back { shipper } else { consignee };
			Op::Contest { who, id, reason: r.maybe_hash() }
		},
		22 => Op::Answer { who: courier, id, evidence: r.hash() },
		23 => Op::StartReturn { who: courier, id },
		24 => Op::AcceptReturn { who: shipper, id },
		25 => {
			let loss = if r.rarely(2) { Loss::Destroyed } else { Loss::Lost };
			Op::DeclareLost { who: courier, id, loss }
		},
		26 => {
			let (first, entries) = s.map_or((0, 1), |s| (s.first, s.log.len()));
			let seq = match r.byte() {
				0..=15 => entries,
				16..=31 => first.saturating_sub(1),
				_ => first + r.below(entries - first),
			};
			let reason = match r.rarely(2) {
				true => CorrectionReason::DidNotOccur,
				false => CorrectionReason::IncorrectData,
			};
			Op::Correct { who: scanner, id, seq: seq as u32, reason }
		},
		27 => {
			let media = ["application/pdf", "image/png", "a/b", "pdf", "/pdf", "application/"];
			let media = media[if r.rarely(8) { r.below(6) } else { r.below(3) }].into();
			Op::Attach { who: [shipper, consignee, scanner][r.below(3)], id, media }
		},
		28 => {
			let missed = model.goods.iter().filter(|(_, goods)| goods.missed).map(|(way, _)| *way);
			let (order, direction) = match r.pick(&missed.collect::<Vec<_>>()) {
				Some(way) if !r.rarely(12) => way,
				_ => {
					let ways: Vec<_> = model.goods.keys().copied().collect();
					r.pick(&ways).unwrap_or((0, Direction::Inbound))
				},
			};
			Op::TellOrder { who: anybody, order, direction }
		},
		29 => {
			let due = model.shipments.keys().copied().filter(|id| model.lapse(*id).is_some());
			let mut ids: Vec<Id> = due.take(1 + r.below(4)).collect();
			ids.extend(r.rarely(4).then_some(id));
			some_ids(model, &mut ids, r);
			Op::Advance { who: anybody, ids }
		},
		_ => Op::Purge { who: anybody, id },
	}
}
