//! What must hold after every step, and how the model compares with the chain.

use super::{
	chain::{account_of, due, name_of, number, way_of},
	model::{
		Deal, Goods, Id, Lapse, Model, News, Phase, Said, Shipment, Way, Who, Word, ACCOUNTS,
		CARRIERS, FLAGS, PAGE,
	},
};
use crate::{mock::*, tree::leaf_hash, *};
use codec::{Decode, Encode};
use frame_support::traits::fungible::{Inspect, InspectHold};
use souk_primitives::{
	logistics::{Sscc, Status},
	OrderId, ShipmentId,
};
use sp_core::H256;
use sp_runtime::DispatchError;
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt::Debug,
};

pub type Check = Result<(), String>;

pub fn same<T: PartialEq + Debug>(what: impl Fn() -> String, chain: T, model: T) -> Check {
	match chain == model {
		true => Ok(()),
		false => Err(format!("{}: {chain:?} on the chain, {model:?} in the model", what())),
	}
}

pub fn holds(condition: bool, what: impl Fn() -> String) -> Check {
	condition.then_some(()).ok_or_else(what)
}

/// A history, by somebody who has nothing but the events.
pub struct Watched {
	pub head: H256,
	pub entries: Vec<EntryOf<Test>>,
}

pub type Watch = BTreeMap<Id, Watched>;

/// All events are those that the model has, in that order. Takes note of the entries. Returns which
/// shipments have new ones.
pub fn heard(
	model: &Model,
	watch: &mut Watch,
	entries: &mut [u64],
) -> Result<BTreeSet<Id>, String> {
	let events: Vec<Event<Test>> = System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Tracker(event) => Some(event),
			_ => None,
		})
		.collect();
	same(|| format!("how many events ({events:?})"), events.len(), model.said.len())?;
	let mut touched = BTreeSet::new();
	for (event, said) in events.into_iter().zip(&model.said) {
		if let Event::Tracked { shipment, entry, .. } = &event {
			touched.insert(shipment.0);
			let kind = entry.what.encode().first().copied().unwrap_or(u8::MAX);
			entries.get_mut(usize::from(kind)).into_iter().for_each(|count| *count += 1);
		}
		match_event(model, watch, &event, said)
			.map_err(|error| format!("{event:?}, and {said:?} in the model: {error}"))?;
	}
	Ok(touched)
}

fn match_event(model: &Model, watch: &mut Watch, event: &Event<Test>, said: &Said) -> Check {
	match (event, said) {
		(Event::Tracked { shipment, seq, head, status, entry }, Said::Entry(id, at)) => {
			same(|| "id".into(), shipment.0, *id)?;
			same(|| "number".into(), *seq as usize, *at)?;
			let known = &model.shipments[id];
			let line = &known.log[*at];
			same(|| "entry".into(), entry, &line.entry)?;
			same(|| "status".into(), *status, line.status)?;
			let watched = watch
				.entry(*id)
				.or_insert_with(|| Watched { head: known.origin, entries: Vec::new() });
			let next = H256(sp_io::hashing::blake2_256(&(watched.head, entry).encode()));
			same(|| "head".into(), *head, next)?;
			same(|| "number of entries before".into(), *at, watched.entries.len())?;
			watched.head = next;
			watched.entries.push(entry.clone());
			Ok(())
		},
		(Event::ScanRefused { shipment, error }, Said::Refused(id, reasons)) => {
			same(|| "id".into(), shipment.0, *id)?;
			// The name does not go into an event.
			let DispatchError::Module(module) = error else { return Err("no reason".into()) };
			let error = Error::<Test>::decode(&mut &module.error[..]);
			let error = error.map_err(|_| "no error of the pallet")?;
			let name = name_of(error.into());
			holds(reasons.contains(&name.as_str()), || format!("refused for {name}"))
		},
		(Event::OrderNotTold { order, direction, error }, Said::NotTold(way)) => {
			same(|| "order".into(), (order.0, *direction), *way)?;
			holds(matches!(error, DispatchError::Other(_)), || "another reason".into())
		},
		(
			Event::ValuePaid { shipment, carrier, beneficiary, amount },
			Said::Paid { shipment: id, by, to, amount: due },
		) => same(
			|| "payment".into(),
			(shipment.0, number(carrier), number(beneficiary), *amount),
			(*id, *by, *to, *due),
		),
		(Event::ShipmentPurged { shipment }, Said::Purged(id)) => {
			watch.remove(id);
			same(|| "id".into(), shipment.0, *id)
		},
		_ => Err("something else".into()),
	}
}

/// All of it. What has new entries is looked at more closely; everything is, if `all`.
pub fn everything(model: &Model, watch: &Watch, touched: &BTreeSet<Id>, all: bool) -> Check {
	shipments(model)?;
	indices(model)?;
	deadlines(model)?;
	orders(model)?;
	money(model)?;
	let look = |id: &&Id| all || touched.contains(*id);
	for id in model.shipments.keys().filter(look) {
		history(model, watch, *id).map_err(|error| format!("history of {id}: {error}"))?;
		view(model, *id).map_err(|error| format!("view of {id}: {error}"))?;
	}
	Ok(())
}

fn shipments(model: &Model) -> Check {
	same(|| "the next id".into(), NextShipmentId::<Test>::get().0, model.next)?;
	let on_chain: BTreeMap<Id, ShipmentOf<Test>> =
		Shipments::<Test>::iter().map(|(id, shipment)| (id.0, shipment)).collect();
	let ids = |ids: Vec<&Id>| ids.into_iter().copied().collect::<Vec<_>>();
	same(
		|| "the shipments on record".into(),
		ids(on_chain.keys().collect()),
		ids(model.shipments.keys().collect()),
	)?;
	for (id, shipment) in &model.shipments {
		compare(model, *id, &on_chain[id], shipment)
			.map_err(|error| format!("shipment {id}, {error}"))?;
	}
	Ok(())
}

fn word(claim: &Claim<AccountId>) -> Word {
	Word {
		to_shipper: claim.to == Receiver::Shipper,
		by: number(&claim.by),
		at: claim.at,
		until: claim.until,
		answered: claim.standing == Standing::Answered,
	}
}

fn phase(state: &State<AccountId>) -> Phase {
	match state {
		State::Created | State::Announced => Phase::Before(state.status()),
		State::Moving(_) => Phase::Moving(state.status()),
		State::Returning => Phase::Returning,
		State::Claimed(claim) => Phase::Claimed(word(claim)),
		State::Contested { claim, answer_by } => Phase::Contested(word(claim), *answer_by),
		State::Ended { at, .. } => Phase::Ended(state.status(), *at),
	}
}

fn compare(model: &Model, id: Id, chain: &ShipmentOf<Test>, known: &Shipment) -> Check {
	same(|| "state".into(), phase(&chain.state), known.phase)?;
	same(|| "way".into(), way_of(&chain.purpose), known.way)?;
	let who = |account: &Option<AccountId>| account.as_ref().map(number);
	same(
		|| "shipper, consignee, depositor".into(),
		(number(&chain.shipper), who(&chain.consignee), number(&chain.depositor)),
		(known.shipper, known.consignee, known.depositor),
	)?;
	for flag in FLAGS {
		same(|| format!("{flag:?}"), chain.flags.has(flag), known.flags.has(flag))?;
	}
	let custody = &chain.custody;
	same(
		|| "holder, since, first entry, heard, moved".into(),
		(
			number(&custody.holder),
			custody.since,
			custody.from_seq as usize,
			custody.heard_at,
			custody.moved_at,
		),
		(known.holder, known.since, known.first, known.heard, known.moved),
	)?;
	let offer = chain.offer.as_ref().map(|offer| Deal {
		to: number(&offer.to),
		seal: offer.seal,
		condition: offer.condition,
		expires: offer.expires_at,
		head: offer.head,
	});
	same(|| "signed head".into(), custody.head, known.signed)?;
	same(|| "offer".into(), &offer, &known.offer)?;
	same(|| "unit".into(), chain.parent.map(|unit| unit.0), known.inside)?;
	same(|| "height".into(), chain.height, known.tall)?;
	same(|| "value".into(), chain.value, model.worth(id))?;
	same(
		|| "SSCC, key, planned, estimated".into(),
		(chain.sscc.map(|sscc| sscc.0), who(&chain.pod_key), chain.planned, chain.estimated),
		(known.sscc, known.pod, known.planned, known.estimated),
	)?;
	same(|| "limits".into(), chain.limits.as_slice(), known.limits.as_slice())?;
	let history = &chain.history;
	same(
		|| "origin, head, entries, pages".into(),
		(history.origin, history.head, history.count as usize, history.pages),
		(known.origin, known.head(), known.log.len(), known.pages),
	)?;
	same(|| "deposit".into(), chain.deposit, known.deposit)
}

/// Every index is what the shipments say, and nothing else.
fn indices(model: &Model) -> Check {
	let all = || model.shipments.iter();
	let chain: BTreeMap<_, _> = BySscc::<Test>::iter().map(|(Sscc(n), id)| (n, id.0)).collect();
	let known = all().filter_map(|(id, s)| s.sscc.map(|sscc| (sscc, *id))).collect();
	same(|| "by SSCC".into(), chain, known)?;

	let text = |code: &Code| code.as_str().to_string();
	let chain: BTreeMap<_, _> =
		ByCode::<Test>::iter().map(|(who, code, id)| ((number(&who), text(&code)), id.0)).collect();
	same(|| "by code".into(), chain, model.codes())?;
	let chain: BTreeMap<Id, Vec<(Who, String)>> = CodesOf::<Test>::iter()
		.map(|(id, codes)| (id.0, codes.iter().map(|(who, c)| (number(who), text(c))).collect()))
		.collect();
	let known = all().filter(|(_, s)| !s.codes.is_empty());
	let known = known.map(|(id, s)| (*id, s.codes.clone())).collect();
	same(|| "codes".into(), chain, known)?;

	let chain: BTreeMap<Id, BTreeSet<Id>> = ContentsOf::<Test>::iter()
		.map(|(unit, contents)| (unit.0, contents.iter().map(|id| id.0).collect()))
		.collect();
	let mut known = BTreeMap::<Id, BTreeSet<Id>>::new();
	for (id, s) in all() {
		if let Some(unit) = s.inside {
			known.entry(unit).or_default().insert(*id);
		}
	}
	same(|| "contents".into(), chain, known)?;

	let chain: BTreeSet<(Id, u32)> =
		Pages::<Test>::iter_keys().map(|(id, page)| (id.0, page)).collect();
	let mut known = BTreeSet::new();
	for (id, s) in all() {
		let (kept, folded) = s.kept();
		known.extend((folded / PAGE..(folded + kept) / PAGE).map(|page| (*id, page as u32)));
	}
	same(|| "pages".into(), chain, known)
}

/// What has not ended stands once among what is due: a claim under its very time, the rest no later
/// than something happens to it.
fn deadlines(model: &Model) -> Check {
	let mut stands = BTreeMap::new();
	for (at, id) in Due::<Test>::iter_keys() {
		holds(stands.insert(id.0, at.0).is_none(), || format!("{} stands twice", id.0))?;
	}
	for (id, shipment) in &model.shipments {
		let at = stands.remove(id);
		let until = model.lapses_at(*id);
		let fits = match shipment.phase {
			Phase::Ended(..) => at.is_none(),
			Phase::Claimed(_) | Phase::Contested(..) => at == until,
			// A unit stands under a time as well, at which nothing happens.
			_ => at.is_some_and(|at| until.is_none_or(|until| at <= until)),
		};
		holds(fits, || format!("{id} stands under {at:?}, and lapses at {until:?}"))?;
	}
	holds(stands.is_empty(), || format!("{stands:?} stand for nothing"))
}

fn news(verdict: Verdict) -> News {
	match verdict {
		Verdict::Waiting => News::Waiting,
		Verdict::UnderWay => News::UnderWay,
		Verdict::Claimed { contest_until } => News::Claimed(contest_until),
		Verdict::Arrived => News::Arrived,
		Verdict::Doubtful => News::Doubtful,
		Verdict::Returned => News::Returned,
		Verdict::Lost => News::Lost,
	}
}

/// What orders were told, what they know, and what their parcels mean to them.
fn orders(model: &Model) -> Check {
	let steps: Vec<_> = Steps::get().into_iter().map(|(order, step)| (order.0, step)).collect();
	same(|| "what orders were told".into(), &steps, &model.steps)?;
	let stages: BTreeMap<u64, _> = Stages::iter().map(|(id, stage)| (id.0, stage)).collect();
	same(|| "the stages of the orders".into(), &stages, &model.stages)?;
	let mut chain: BTreeMap<Way, Consignment> = Consignments::<Test>::iter()
		.map(|(OrderId(order), direction, consignment)| ((order, direction), consignment))
		.collect();
	for (way, goods) in &model.goods {
		let consignment = chain.remove(way).ok_or_else(|| format!("{way:?} has no parcels"))?;
		compare_goods(model, *way, &consignment, goods)
			.map_err(|error| format!("the parcels of {way:?}: {error}"))?;
	}
	holds(chain.is_empty(), || format!("{chain:?} has parcels"))
}

fn compare_goods(model: &Model, way: Way, chain: &Consignment, goods: &Goods) -> Check {
	let listed: Vec<Id> = chain.shipments.iter().map(|id| id.0).collect();
	let known = model.shipments.iter().filter(|(_, s)| s.way == Some(way));
	same(|| "which".into(), listed, known.map(|(id, _)| *id).collect())?;
	same(|| "what they mean".into(), news(chain.verdict()), goods.news())?;
	same(|| "what the order knows".into(), news(chain.told.known()), goods.known)?;
	let missed = matches!(chain.told, Told::Missed(_));
	same(|| "whether it missed something".into(), missed, goods.missed)
}

fn money(model: &Model) -> Check {
	for who in CARRIERS {
		let record = pallet_carriers::Carriers::<Test>::get(account_of(who));
		let record = record.ok_or_else(|| format!("carrier {who} is gone"))?;
		same(
			|| format!("bond and exposure of {who}"),
			(record.bond, record.exposure),
			(model.carriers[&who].bond, model.exposure(who)),
		)?;
	}
	for who in 0..ACCOUNTS {
		let account = account_of(who);
		let theirs = model.shipments.values().filter(|s| s.depositor == who);
		same(
			|| format!("held of {who}"),
			Balances::balance_on_hold(&HoldReason::Shipment.into(), &account),
			theirs.map(|s| s.deposit).sum(),
		)?;
		same(|| format!("what {who} has"), Balances::total_balance(&account), model.wealth[who])?;
	}
	Ok(())
}

/// The entries on chain are the last ones; each one before can be proven, and nothing else.
fn history(model: &Model, watch: &Watch, id: Id) -> Check {
	let known = &model.shipments[&id];
	let watched = watch.get(&id).ok_or("nobody heard of it")?;
	let on_chain = Tracker::shipment(ShipmentId(id)).map_err(|_| "it is gone")?.history;
	same(|| "head".into(), on_chain.head, watched.head)?;
	let (_, folded) = known.kept();
	let entries = Tracker::entries(ShipmentId(id), 0, u32::MAX);
	let numbers: Vec<usize> = entries.iter().map(|(seq, _)| *seq as usize).collect();
	same(|| "numbers".into(), numbers, (folded..watched.entries.len()).collect())?;
	let entries: Vec<_> = entries.into_iter().map(|(_, entry)| entry).collect();
	same(|| "entries".into(), entries.as_slice(), &watched.entries[folded..])?;
	same(|| "how many are folded".into(), on_chain.folded.leaves() as usize, folded)?;
	if folded == 0 {
		return same(|| "root".into(), on_chain.folded.root(), None);
	}
	let leaves: Vec<H256> =
		watched.entries[..folded].iter().map(|entry| leaf_hash(&entry.encode())).collect();
	// Another one each time, and with it the one next to it.
	let at = watched.entries.len() * 7 % folded;
	let (root, path) = tree::prove(&leaves, at).ok_or("there is no proof")?;
	same(|| "root".into(), on_chain.folded.root(), Some(root))?;
	let proven = |seq: usize, entry: usize| {
		let entry = watched.entries[entry].clone();
		Tracker::verify(ShipmentId(id), seq as u32, entry, path.clone())
	};
	holds(proven(at, at), || format!("entry {at} of {folded} cannot be proven"))?;
	let other = (at + 1) % watched.entries.len();
	// Two scans of one moment can be the same.
	let twins = watched.entries[at] == watched.entries[other];
	holds(twins || !proven(at, other), || format!("entry {other} is proven as {at}"))?;
	holds(twins || !proven(other, at), || format!("entry {at} is proven as {other}"))
}

/// What clients are told, deadlines that have passed included.
fn view(model: &Model, id: Id) -> Check {
	let known = &model.shipments[&id];
	let view = Tracker::view(ShipmentId(id)).ok_or("there is none")?;
	let to_shipper = known.phase.word().is_some_and(|word| word.to_shipper);
	let arrived = match known.phase {
		Phase::Ended(Status::Delivered, at) => Some(at),
		_ => None,
	};
	let (status, delivered_at) = match model.lapse(id) {
		None => (known.phase.status(), arrived),
		Some(Lapse::Drop) => (Status::Cancelled, None),
		Some(Lapse::WriteOff) => (Status::Lost, None),
		Some(Lapse::Accept) if to_shipper => (Status::Returned, None),
		Some(Lapse::Accept) => (Status::Delivered, model.lapses_at(id)),
		Some(Lapse::Void) if to_shipper => (Status::Returning, None),
		Some(Lapse::Void) => (Status::Exception, None),
	};
	same(
		|| "status, delivered at".into(),
		(view.status, view.delivered_at),
		(status, delivered_at),
	)?;
	same(|| "custodian".into(), number(&view.custodian), model.holder(id))?;
	same(|| "first on chain".into(), view.first_live as usize, known.kept().1)?;
	let mut parents = Vec::new();
	let mut parent = known.inside;
	while let Some(unit) = parent {
		parents.push(unit);
		parent = model.shipments[&unit].inside;
	}
	let units = Tracker::parents(ShipmentId(id)).into_iter().map(|view| view.id.0).collect();
	same(|| "units".into(), units, parents)
}

/// What the sweep left must be the last of what was due. Returns what it did not leave.
pub fn swept(before: &[Id], now: u64) -> Result<Vec<Id>, String> {
	let left: BTreeSet<Id> = due(now).into_iter().collect();
	let done: Vec<Id> = before.iter().copied().filter(|id| !left.contains(id)).collect();
	same(|| "what the sweep took first".into(), done.as_slice(), &before[..done.len()])?;
	Ok(done)
}

/// Nothing is left of anything.
pub fn nothing_left() -> Check {
	let prefix = sp_io::hashing::twox_128(b"Tracker").to_vec();
	let next_id = NextShipmentId::<Test>::hashed_key().to_vec();
	let mut key = prefix.clone();
	let mut keys = Vec::new();
	while let Some(next) = sp_io::storage::next_key(&key).filter(|next| next.starts_with(&prefix)) {
		key = next.to_vec();
		let counter =
			key == next_id || key.ends_with(&sp_io::hashing::twox_128(b":__STORAGE_VERSION__:"));
		if !counter {
			keys.push(key.clone());
		}
	}
	holds(keys.is_empty(), || format!("left in storage: {keys:?}"))?;
	for who in 0..ACCOUNTS {
		let held = Balances::balance_on_hold(&HoldReason::Shipment.into(), &account_of(who));
		same(|| format!("held of {who}"), held, 0)?;
	}
	for who in CARRIERS {
		same(|| format!("what {who} answers for"), exposure(&account_of(who)), 0)?;
	}
	Ok(())
}
