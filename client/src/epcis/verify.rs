//! Whether an exported document is what the history in it says.

use super::{
	export::{self, ExportError, Snapshot, Subject, FLAGS},
	history::{Entry, History, HistoryError, View},
	names::{self, Names},
};
use crate::{config, errors::Explain, moments};
use codec::DecodeAll;
use serde_json::{Map, Value};
use souk_primitives::{
	logistics::{Direction, Flags, Purpose, Sscc, Status},
	ShipmentId,
};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::collections::BTreeMap;
use thiserror::Error;

/// Why a document is not good.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VerifyError {
	/// It is not one that was exported.
	#[error("it is no exported document: {detail}")]
	Malformed {
		/// What is wrong.
		detail: String,
	},
	/// Its history does not make its head.
	#[error(transparent)]
	History(#[from] HistoryError),
	/// Its entries make no events.
	#[error(transparent)]
	Export(#[from] ExportError),
	/// It says something else than its entries.
	#[error("{what} is not what the entries say")]
	Differs {
		/// What.
		what: String,
	},
	/// It is another history.
	#[error("the history's head is {found:?}, and you say {expected:?}")]
	OtherHead {
		/// What the document says.
		found: H256,
		/// What the caller says.
		expected: H256,
	},
}

impl Explain for VerifyError {
	fn code(&self) -> &'static str {
		match self {
			Self::Malformed { .. } => "malformed-document",
			Self::History(error) => error.code(),
			Self::Export(error) => error.code(),
			Self::Differs { .. } => "changed-document",
			Self::OtherHead { .. } => "other-head",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Malformed { .. } => "give what 'souk epcis export' wrote",
			Self::History(error) => error.remedy(),
			Self::Export(error) => error.remedy(),
			Self::Differs { .. } => "do not rely on it: export the shipment again",
			Self::OtherHead { .. } => {
				"compare it with the shipment's head when the document was made, or export it again"
			},
		}
	}
}

/// What a document that is good says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
	/// About what.
	pub subject: Subject,
	/// How it was.
	pub snapshot: Snapshot,
	/// Its history.
	pub history: History,
	/// How many events it has.
	pub events: usize,
}

/// Reads a document that was exported, computes its history's head again, and makes its events again:
/// all has to be as it is. That its head is the shipment's, only the chain can tell.
pub fn verify(text: &[u8]) -> Result<Verified, VerifyError> {
	let document: Value = serde_json::from_slice(text).map_err(malformed)?;
	let record = Reader::new(document.get("souk:history"))?;
	let (subject, snapshot, history) = read(&record, &document)?;
	let made = export::export(&subject, &snapshot, &history)?;
	// Written and read, so that numbers are as they were read.
	let again: Value = serde_json::from_str(&made.to_json()).map_err(malformed)?;
	let (found, expected) = (events(&document)?, events(&again)?);
	for (index, event) in expected.iter().enumerate() {
		if found.get(index) != Some(event) {
			return Err(differs(format!("event {index}")));
		}
	}
	if found.len() != expected.len() {
		return Err(differs(format!("event {}", expected.len())));
	}
	for (what, field) in [("souk:history", "its history"), ("@context", "its context")] {
		if document.get(what) != again.get(what) {
			return Err(differs(field.to_owned()));
		}
	}
	Ok(Verified { subject, snapshot, history, events: found.len() })
}

fn read(record: &Reader, document: &Value) -> Result<(Subject, Snapshot, History), VerifyError> {
	let shipment = record.text("souk:shipment")?;
	let Some(names::Object::Shipment { genesis, id }) = names::parse_epc(shipment) else {
		return Err(malformed("souk:shipment is no shipment"));
	};
	let names = Names { genesis };
	let purpose = match (record.optional("souk:order")?, record.optional("souk:direction")?) {
		(Some(order), Some(direction)) => Purpose::Order {
			order: names.parse_order(order).ok_or_else(|| malformed("souk:order is no order"))?,
			direction: [Direction::Outbound, Direction::Inbound]
				.into_iter()
				.find(|known| export::direction_word(*known) == direction)
				.ok_or_else(|| malformed("souk:direction is neither outbound nor inbound"))?,
		},
		(None, None) => Purpose::Unit,
		_ => return Err(malformed("souk:order and souk:direction go together")),
	};
	let sscc = match record.optional("souk:sscc")? {
		Some(text) => Some(parse_sscc(text)?),
		None => None,
	};
	let consignee = match record.optional("souk:consignee")? {
		Some(text) => Some(parse_account(&names, text)?),
		None => None,
	};
	let shipper = parse_account(&names, record.text("souk:shipper")?)?;
	let subject = Subject {
		names,
		id,
		sscc,
		purpose,
		shipper: shipper.clone(),
		consignee: consignee.clone(),
		units: read_units(record, &names)?,
	};
	let status = record.text("souk:status")?;
	let status = Status::ALL.into_iter().find(|known| export::word(known) == status);
	let status = status.ok_or_else(|| malformed("souk:status is none"))?;
	let mut flags = Flags::default();
	for text in record.list("souk:flags")? {
		let flag =
			FLAGS.into_iter().find(|flag| Some(export::word(flag).as_str()) == text.as_str());
		flags = flags.with(flag.ok_or_else(|| malformed("souk:flags has one that is none"))?);
	}
	let at = document.get("creationDate").and_then(Value::as_str).and_then(moments::parse);
	let at = at.ok_or_else(|| malformed("creationDate is no moment"))?;
	let before = match record.optional("souk:before")? {
		Some(text) => Some(parse_hash("souk:before", text)?),
		None => None,
	};
	let entries: Result<Vec<Entry>, VerifyError> =
		record.list("souk:log")?.iter().map(read_entry).collect();
	let view = View {
		id,
		purpose,
		shipper: shipper.clone(),
		consignee,
		// These are of no consequence for a history.
		custodian: shipper,
		status,
		flags,
		sscc,
		parent: None,
		value: 0,
		planned: None,
		estimated: None,
		delivered_at: None,
		due_at: None,
		pod_key: None,
		custody_head: Default::default(),
		offer_head: None,
		origin: parse_hash("souk:origin", record.text("souk:origin")?)?,
		head: parse_hash("souk:head", record.text("souk:head")?)?,
		count: record.number("souk:length")?,
		first_live: 0,
		folded: None,
	};
	let history = History::part(&view, record.number("souk:missing")?, before, entries?)?;
	Ok((subject, Snapshot { status, flags, at }, history))
}

fn read_units(record: &Reader, names: &Names) -> Result<BTreeMap<ShipmentId, Sscc>, VerifyError> {
	let mut units = BTreeMap::new();
	if record.0.get("souk:units").is_none() {
		return Ok(units);
	}
	for unit in record.list("souk:units")? {
		let unit = Reader::new(Some(unit))?;
		let id = names.parse_shipment(unit.text("souk:shipment")?);
		let id = id.ok_or_else(|| malformed("souk:units has one that is no shipment"))?;
		units.insert(id, parse_sscc(unit.text("souk:sscc")?)?);
	}
	Ok(units)
}

fn read_entry(line: &Value) -> Result<Entry, VerifyError> {
	let line = Reader::new(Some(line))?;
	let bytes =
		line.text("souk:entry")?.strip_prefix("0x").and_then(|digits| hex::decode(digits).ok());
	let bytes = bytes.ok_or_else(|| malformed("souk:entry is not 0x and digits"))?;
	Entry::decode_all(&mut bytes.as_slice()).map_err(|_| malformed("souk:entry is no entry"))
}

/// The fields of an object.
struct Reader<'a>(&'a Map<String, Value>);

impl<'a> Reader<'a> {
	fn new(value: Option<&'a Value>) -> Result<Self, VerifyError> {
		let object = value.and_then(Value::as_object);
		object.map(Self).ok_or_else(|| malformed("souk:history is incomplete"))
	}

	fn optional(&self, name: &str) -> Result<Option<&'a str>, VerifyError> {
		match self.0.get(name) {
			None => Ok(None),
			Some(Value::String(text)) => Ok(Some(text)),
			Some(_) => Err(malformed(format!("{name} is no text"))),
		}
	}

	fn text(&self, name: &str) -> Result<&'a str, VerifyError> {
		self.optional(name)?.ok_or_else(|| malformed(format!("there is no {name}")))
	}

	fn number(&self, name: &str) -> Result<u32, VerifyError> {
		let number = self.0.get(name).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
		number.ok_or_else(|| malformed(format!("{name} is no number")))
	}

	fn list(&self, name: &str) -> Result<&'a Vec<Value>, VerifyError> {
		let list = self.0.get(name).and_then(Value::as_array);
		list.ok_or_else(|| malformed(format!("{name} is no list")))
	}
}

fn events(document: &Value) -> Result<&Vec<Value>, VerifyError> {
	let events = document.pointer("/epcisBody/eventList").and_then(Value::as_array);
	events.ok_or_else(|| malformed("there is no eventList"))
}

fn parse_hash(name: &str, text: &str) -> Result<H256, VerifyError> {
	config::parse_hash(text).ok_or_else(|| malformed(format!("{name} is not 0x and 64 digits")))
}

fn parse_sscc(text: &str) -> Result<Sscc, VerifyError> {
	names::parse_sscc(text).ok_or_else(|| malformed(format!("{text} is no SSCC")))
}

fn parse_account(names: &Names, text: &str) -> Result<AccountId32, VerifyError> {
	names.parse_account(text).ok_or_else(|| malformed(format!("{text} is no account")))
}

fn malformed(detail: impl ToString) -> VerifyError {
	VerifyError::Malformed { detail: detail.to_string() }
}

fn differs(what: String) -> VerifyError {
	VerifyError::Differs { what }
}
