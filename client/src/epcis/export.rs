//! A shipment and its history as an EPCIS 2.0 document.
//!
//! An event depends on its entry, its number and what never changes of a shipment, and on nothing
//! else: so it has the same id in every export, in one of a part of the history too.

use super::{
	context::Namespaces,
	document::{
		context, Destination, Document, ErrorDeclaration, Event, Line, Metadata, Persistent, Place,
		Record, Report, SensorElement, Source, Transaction, Unit,
	},
	hash::{event_id, Edition, HashError},
	history::{Entry, History, View},
	names::{self, Names},
	sensors,
};
use crate::errors::Explain;
use codec::Encode;
use jiff::Timestamp;
use serde_json::Value;
use souk_primitives::{
	logistics::{
		CorrectionReason, Direction, Flag, Flags, Loss, Milestone, Occurrence, Purpose,
		SensorReport, Sscc, Status, Trouble,
	},
	Moment, ShipmentId,
};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::collections::BTreeMap;
use thiserror::Error;

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExportError {
	/// A moment is later than dates go.
	#[error("{0} milliseconds since the Unix epoch is later than the year 9999")]
	BadMoment(Moment),
	/// A place is none.
	#[error("entry {0} names a place that is none")]
	BadPlace(u32),
	/// An event has no hash.
	#[error(transparent)]
	Hash(#[from] HashError),
}

impl Explain for ExportError {
	fn code(&self) -> &'static str {
		match self {
			Self::BadMoment(_) => "bad-moment",
			Self::BadPlace(_) => "bad-place",
			Self::Hash(_) => "no-event-hash",
		}
	}

	fn remedy(&self) -> &'static str {
		"the chain takes no such entry: check that the node is of this chain, and report it"
	}
}

/// What never changes of a shipment, and its events depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
	/// What things of its chain are called.
	pub names: Names,
	/// Its id.
	pub id: ShipmentId,
	/// Its SSCC.
	pub sscc: Option<Sscc>,
	/// What it is for.
	pub purpose: Purpose,
	/// Who sent it.
	pub shipper: AccountId32,
	/// Who is to get it.
	pub consignee: Option<AccountId32>,
	/// The SSCCs of the units that it was in, as far as they have one.
	pub units: BTreeMap<ShipmentId, Sscc>,
}

impl Subject {
	/// That of a shipment of the chain with this genesis block.
	pub fn of(genesis: H256, view: &View, units: BTreeMap<ShipmentId, Sscc>) -> Self {
		Self {
			names: Names { genesis },
			id: view.id,
			sscc: view.sscc,
			purpose: view.purpose,
			shipper: view.shipper.clone(),
			consignee: view.consignee.clone(),
			units,
		}
	}

	fn epc(&self) -> String {
		self.names.epc(self.id, self.sscc)
	}
}

/// How a shipment is when it is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
	/// How far it has come.
	pub status: Status,
	/// What is wrong with it.
	pub flags: Flags,
	/// When it was exported.
	pub at: Moment,
}

/// The units that a history says a shipment was in.
pub fn units(history: &History) -> impl Iterator<Item = ShipmentId> + '_ {
	history.entries().filter_map(|(_, entry)| match entry.what {
		Occurrence::Packed { parent } | Occurrence::Unpacked { parent } => Some(parent),
		_ => None,
	})
}

/// Makes the document.
pub fn export(
	subject: &Subject,
	snapshot: &Snapshot,
	history: &History,
) -> Result<Document, ExportError> {
	let mut events = Vec::new();
	let mut log = Vec::new();
	for ((seq, entry), head) in history.entries().zip(history.heads()) {
		let made = match &entry.what {
			Occurrence::Corrected { seq: wrong, reason } => {
				declared(subject, history, *wrong, (seq, entry), *reason)?
			},
			Occurrence::ClaimVoided => match last_claim(history, seq) {
				Some(claim) => {
					let reason = CorrectionReason::DidNotOccur;
					declared(subject, history, claim, (seq, entry), reason)?
				},
				None => None,
			},
			_ => event(subject, seq, entry)?,
		};
		log.push(Line {
			seq,
			what: what(&entry.what),
			event_time: time(entry.event_time)?,
			record_time: time(entry.record_time)?,
			by: entry.by.as_ref().map(|by| subject.names.account(by)),
			details: details(subject, &entry.what)?,
			event_id: made.as_ref().map(|event| event.event_id.clone()),
			entry: hexed(entry.encode()),
			head: head.map(hexed),
		});
		events.extend(made);
	}
	let id = format!("{}:history:{}", subject.names.shipment(subject.id), history.len());
	Ok(Document::new(id, time(snapshot.at)?, record(subject, snapshot, history, log), events))
}

fn record(subject: &Subject, snapshot: &Snapshot, history: &History, log: Vec<Line>) -> Record {
	let Subject { names, purpose, .. } = subject;
	let (order, direction) = match purpose {
		Purpose::Order { order, direction } => {
			(Some(names.order(*order)), Some(direction_word(*direction)))
		},
		Purpose::Unit => (None, None),
	};
	let units = subject.units.iter();
	Record {
		shipment: names.shipment(subject.id),
		sscc: subject.sscc.map(|sscc| sscc.to_string()),
		order,
		direction,
		shipper: names.account(&subject.shipper),
		consignee: subject.consignee.as_ref().map(|account| names.account(account)),
		units: units
			.map(|(id, sscc)| Unit { shipment: names.shipment(*id), sscc: sscc.to_string() })
			.collect(),
		status: word(&snapshot.status),
		flags: FLAGS.iter().filter(|flag| snapshot.flags.has(**flag)).map(word).collect(),
		origin: hexed(history.origin()),
		head: hexed(history.head()),
		length: history.len(),
		missing: history.first(),
		before: history.before().filter(|_| history.first() > 0).map(hexed),
		log,
	}
}

/// Every flag.
pub(super) const FLAGS: [Flag; 5] =
	[Flag::Damaged, Flag::TempBreach, Flag::Tampered, Flag::Late, Flag::Recalled];

/// The claim that was made last before that entry.
fn last_claim(history: &History, before: u32) -> Option<u32> {
	let claims = history.entries().take_while(|(seq, _)| *seq < before);
	claims
		.filter(|(_, entry)| matches!(entry.what, Occurrence::DeliveryClaimed { .. }))
		.map(|(seq, _)| seq)
		.last()
}

/// An earlier event once more, declared wrong: nothing if that entry is no event, or is missing.
fn declared(
	subject: &Subject,
	history: &History,
	wrong: u32,
	(seq, correction): (u32, &Entry),
	reason: CorrectionReason,
) -> Result<Option<Event>, ExportError> {
	let Some(entry) = history.get(wrong) else { return Ok(None) };
	let Some(event) = event(subject, wrong, entry)? else { return Ok(None) };
	Ok(Some(Event {
		record_time: time(correction.record_time)?,
		error_declaration: Some(ErrorDeclaration {
			declaration_time: time(correction.event_time)?,
			reason: match reason {
				CorrectionReason::DidNotOccur => "did_not_occur",
				CorrectionReason::IncorrectData => "incorrect_data",
			},
			seq,
		}),
		..event
	}))
}

/// What an entry's event says besides when, where and by whom.
#[derive(Default)]
struct Facts {
	aggregation: Option<ShipmentId>,
	action: &'static str,
	biz_step: &'static str,
	disposition: Option<&'static str>,
	persistent: Option<&'static str>,
	names_order: bool,
	from: Option<AccountId32>,
	to: Option<AccountId32>,
}

impl Facts {
	fn new(action: &'static str, biz_step: &'static str, disposition: &'static str) -> Self {
		Self { action, biz_step, disposition: Some(disposition), ..Self::default() }
	}

	fn observed(biz_step: &'static str, disposition: &'static str) -> Self {
		Self::new("OBSERVE", biz_step, disposition)
	}
}

/// The facts of an entry; nothing if it is no event in the physical world.
fn facts(subject: &Subject, what: &Occurrence<AccountId32>) -> Option<Facts> {
	Some(match what {
		Occurrence::Created => {
			Facts { names_order: true, ..Facts::new("ADD", "commissioning", "active") }
		},
		Occurrence::HandedOver { from, to } => {
			let (biz_step, disposition) = if *to == subject.shipper {
				("receiving", "returned")
			} else if *from == subject.shipper {
				("shipping", "in_transit")
			} else {
				("accepting", "in_transit")
			};
			let (from, to) = (Some(from.clone()), Some(to.clone()));
			Facts { names_order: true, from, to, ..Facts::observed(biz_step, disposition) }
		},
		Occurrence::Scanned(milestone) => {
			let (biz_step, disposition) = scanned(*milestone);
			Facts::observed(biz_step, disposition)
		},
		Occurrence::Sensed { breach, .. } => Facts {
			disposition: None,
			persistent: breach.then_some("non_conformant"),
			..Facts::observed("sensor_reporting", "")
		},
		Occurrence::Packed { parent } => {
			Facts { aggregation: Some(*parent), ..Facts::new("ADD", "packing", "in_progress") }
		},
		Occurrence::Unpacked { parent } => {
			Facts { aggregation: Some(*parent), ..Facts::new("DELETE", "unpacking", "in_progress") }
		},
		Occurrence::Filled { .. } => Facts::observed("packing", "in_progress"),
		Occurrence::Emptied { .. } => Facts::observed("unpacking", "in_progress"),
		Occurrence::TroubleReported { trouble, .. } => match trouble {
			Trouble::Damaged => {
				Facts { persistent: Some("damaged"), ..Facts::observed("inspecting", "damaged") }
			},
			Trouble::Tampered => Facts {
				persistent: Some("non_conformant"),
				..Facts::observed("inspecting", "non_conformant")
			},
			Trouble::Recalled => {
				Facts { persistent: Some("recalled"), ..Facts::observed("holding", "recalled") }
			},
			Trouble::Held => Facts::observed("holding", "unavailable"),
			Trouble::AddressUnknown | Trouble::Refused => {
				Facts::observed("holding", "in_progress")
			},
			// Somebody expects it; nobody saw anything.
			Trouble::Delayed => return None,
		},
		Occurrence::DeliveryProven | Occurrence::DeliveryConfirmed => Facts {
			names_order: true,
			to: subject.consignee.clone(),
			..Facts::observed("receiving", "in_progress")
		},
		Occurrence::ClaimAccepted => {
			Facts { names_order: true, ..Facts::observed("receiving", "in_progress") }
		},
		Occurrence::DeliveryClaimed { .. } => Facts::observed("arriving", "in_transit"),
		Occurrence::ReturnStarted => Facts::observed("shipping", "returned"),
		Occurrence::ReturnAccepted => Facts {
			names_order: true,
			to: Some(subject.shipper.clone()),
			..Facts::observed("receiving", "returned")
		},
		Occurrence::WrittenOff(Loss::Destroyed) => Facts::new("DELETE", "destroying", "destroyed"),
		Occurrence::WrittenOff(Loss::Lost) => Facts::new("DELETE", "decommissioning", "unknown"),
		Occurrence::Cancelled => Facts::new("DELETE", "decommissioning", "inactive"),
		Occurrence::PodKeySet { .. }
		| Occurrence::HandoverOffered { .. }
		| Occurrence::HandoverRejected { .. }
		| Occurrence::HandoverCancelled
		| Occurrence::EtaUpdated { .. }
		| Occurrence::Contested { .. }
		| Occurrence::ContestAnswered { .. }
		| Occurrence::DocumentAttached(_)
		// They declare an earlier event wrong.
		| Occurrence::ClaimVoided
		| Occurrence::Corrected { .. } => return None,
	})
}

/// The `bizStep` and `disposition` of a scan: the table in the documentation of [`Milestone`].
pub(super) fn scanned(milestone: Milestone) -> (&'static str, &'static str) {
	match milestone {
		Milestone::Arrived => ("arriving", "in_progress"),
		Milestone::Departed => ("departing", "in_transit"),
		Milestone::Loaded => ("loading", "in_progress"),
		Milestone::Unloaded => ("unloading", "in_progress"),
		Milestone::Stored => ("storing", "in_progress"),
		Milestone::CustomsEntered => ("inspecting", "in_progress"),
		Milestone::CustomsReleased => ("inspecting", "conformant"),
		Milestone::OutForDelivery => ("transporting", "in_transit"),
		Milestone::AttemptFailed => ("transporting", "in_progress"),
		Milestone::AvailableForPickup => ("holding", "available"),
	}
}

fn event(subject: &Subject, seq: u32, entry: &Entry) -> Result<Option<Event>, ExportError> {
	let Some(facts) = facts(subject, &entry.what) else { return Ok(None) };
	let names = &subject.names;
	let by = entry.by.as_ref().map(|by| names.account(by));
	let read_point = match &entry.place {
		Some(place) => Some(Place { id: names::place(place).ok_or(ExportError::BadPlace(seq))? }),
		None => None,
	};
	let parent = facts.aggregation.map(|unit| names.epc(unit, subject.units.get(&unit).copied()));
	let aggregation = parent.is_some();
	let count = match &entry.what {
		Occurrence::Filled { count } | Occurrence::Emptied { count } => Some(*count),
		Occurrence::Sensed { report, .. } => Some(report.count),
		_ => None,
	};
	let (sensor_element_list, series) = match &entry.what {
		Occurrence::Sensed { report, breach } => {
			(Some([sensor(report, *breach, by.clone())?]), Some(hexed(report.series)))
		},
		_ => (None, None),
	};
	let mut event = Event {
		kind: if aggregation { "AggregationEvent" } else { "ObjectEvent" },
		event_id: String::new(),
		event_time: time(entry.event_time)?,
		event_time_zone_offset: "+00:00",
		record_time: time(entry.record_time)?,
		error_declaration: None,
		epc_list: (!aggregation).then(|| [subject.epc()]),
		children: aggregation.then(|| [subject.epc()]),
		parent,
		action: facts.action,
		biz_step: facts.biz_step,
		disposition: facts.disposition,
		persistent_disposition: facts.persistent.map(|word| Persistent { set: [word] }),
		read_point,
		biz_transaction_list: transaction(subject).filter(|_| facts.names_order).map(|one| [one]),
		source_list: facts
			.from
			.map(|from| [Source { kind: "possessing_party", id: names.account(&from) }]),
		destination_list: facts
			.to
			.map(|to| [Destination { kind: "possessing_party", id: names.account(&to) }]),
		sensor_element_list,
		shipment: names.shipment(subject.id),
		seq,
		what: what(&entry.what),
		by,
		late: entry.late.then_some("true"),
		count,
		series,
		entry: hexed(entry.encode()),
	};
	let namespaces = Namespaces::of(Some(&context()));
	// Of strings, numbers, lists and maps with strings for keys, so that it always is JSON.
	let json = serde_json::to_value(&event).unwrap_or_default();
	event.event_id = event_id(&json, &namespaces, Edition::V2_0)?;
	Ok(Some(event))
}

/// The order that a shipment is for: what was ordered, or what is allowed to come back.
fn transaction(subject: &Subject) -> Option<Transaction> {
	let Purpose::Order { order, direction } = subject.purpose else { return None };
	let kind = match direction {
		Direction::Outbound => "po",
		Direction::Inbound => "rma",
	};
	Some(Transaction { kind, id: subject.names.order(order) })
}

fn sensor(
	report: &SensorReport,
	breach: bool,
	device: Option<String>,
) -> Result<SensorElement, ExportError> {
	Ok(SensorElement {
		sensor_metadata: Metadata {
			start_time: time(report.from)?,
			end_time: time(report.until)?,
			device,
		},
		sensor_report: [Report {
			kind: sensors::kind(report.quantity),
			exception: breach.then_some("ALARM_CONDITION"),
			min_value: sensors::value(report.min),
			max_value: sensors::value(report.max),
			mean_value: sensors::value(report.mean),
			uom: sensors::unit(report.quantity),
		}],
	})
}

/// What an entry is, in a word. None is a word of CBV: some implementations of the event hash would
/// take it for one.
pub(super) fn what(what: &Occurrence<AccountId32>) -> &'static str {
	match what {
		Occurrence::Created => "created",
		Occurrence::PodKeySet { .. } => "pod_key_set",
		Occurrence::HandoverOffered { .. } => "handover_offered",
		Occurrence::HandedOver { .. } => "handed_over",
		Occurrence::HandoverRejected { .. } => "handover_rejected",
		Occurrence::HandoverCancelled => "handover_cancelled",
		Occurrence::Scanned(_) => "scanned",
		Occurrence::Sensed { .. } => "sensed",
		Occurrence::Packed { .. } => "packed",
		Occurrence::Unpacked { .. } => "unpacked",
		Occurrence::Filled { .. } => "filled",
		Occurrence::Emptied { .. } => "emptied",
		Occurrence::EtaUpdated { .. } => "eta_updated",
		Occurrence::TroubleReported { trouble, .. } => match trouble {
			Trouble::Damaged => "damage_reported",
			Trouble::Tampered => "tampering_reported",
			Trouble::Recalled => "recall_reported",
			Trouble::Delayed => "delay_reported",
			Trouble::AddressUnknown => "unknown_address_reported",
			Trouble::Refused => "refusal_reported",
			Trouble::Held => "hold_reported",
		},
		Occurrence::DeliveryProven => "delivery_proven",
		Occurrence::DeliveryConfirmed => "delivery_confirmed",
		Occurrence::DeliveryClaimed { .. } => "delivery_claimed",
		Occurrence::ClaimAccepted => "claim_accepted",
		Occurrence::ClaimVoided => "claim_voided",
		Occurrence::Contested { .. } => "claim_contested",
		Occurrence::ContestAnswered { .. } => "contest_answered",
		Occurrence::ReturnStarted => "return_started",
		Occurrence::ReturnAccepted => "return_accepted",
		Occurrence::WrittenOff(Loss::Lost) => "written_off_as_lost",
		Occurrence::WrittenOff(Loss::Destroyed) => "written_off_as_destroyed",
		Occurrence::Cancelled => "cancelled",
		Occurrence::Corrected { .. } => "corrected",
		Occurrence::DocumentAttached(_) => "document_attached",
	}
}

/// What an entry says that its event, if it has one, does not.
fn details(
	subject: &Subject,
	what: &Occurrence<AccountId32>,
) -> Result<BTreeMap<&'static str, Value>, ExportError> {
	let account = |account: &AccountId32| Value::from(subject.names.account(account));
	let optional =
		|name: &'static str, hash: &Option<H256>| hash.map(|hash| (name, Value::from(hexed(hash))));
	let mut details = BTreeMap::new();
	match what {
		Occurrence::PodKeySet { key } => details.extend([("souk:key", account(key))]),
		Occurrence::HandoverOffered { to, seal, condition, expires_at } => {
			details.extend([
				("souk:to", account(to)),
				("souk:expiresAt", Value::from(time(*expires_at)?)),
			]);
			details.extend(optional("souk:seal", seal));
			details.extend(optional("souk:condition", condition));
		},
		Occurrence::HandoverRejected { to, reason } => {
			details.extend([("souk:to", account(to))]);
			details.extend(optional("souk:reason", reason));
		},
		Occurrence::EtaUpdated { estimated } => {
			details.extend([("souk:estimated", Value::from(time(*estimated)?))]);
		},
		Occurrence::TroubleReported { evidence, .. } => {
			details.extend(optional("souk:evidence", evidence));
		},
		Occurrence::DeliveryClaimed { evidence } | Occurrence::ContestAnswered { evidence } => {
			details.extend(optional("souk:evidence", &Some(*evidence)));
		},
		Occurrence::Contested { reason } => details.extend(optional("souk:reason", reason)),
		Occurrence::Corrected { seq, reason } => details.extend([
			("souk:corrects", Value::from(*seq)),
			("souk:reason", Value::from(word(reason))),
		]),
		Occurrence::DocumentAttached(document) => details.extend([
			("souk:hash", Value::from(hexed(document.digest))),
			("souk:size", Value::from(document.length.to_string())),
			("souk:mediaType", Value::from(document.media_type.as_str())),
		]),
		_ => {},
	}
	Ok(details)
}

pub(super) fn direction_word(direction: Direction) -> &'static str {
	match direction {
		Direction::Outbound => "outbound",
		Direction::Inbound => "inbound",
	}
}

/// The name of a variant that has no fields.
pub(super) fn word(variant: &impl serde::Serialize) -> String {
	match serde_json::to_value(variant) {
		Ok(Value::String(word)) => word,
		_ => String::new(),
	}
}

pub(super) fn hexed(bytes: impl AsRef<[u8]>) -> String {
	format!("0x{}", hex::encode(bytes))
}

pub(super) fn time(moment: Moment) -> Result<String, ExportError> {
	let timestamp = i64::try_from(moment).ok().and_then(|at| Timestamp::from_millisecond(at).ok());
	timestamp.map(|at| format!("{at:.3}")).ok_or(ExportError::BadMoment(moment))
}
