//! The event hash of CBV 2.0, section 8.9.2: an id of an EPCIS event that everybody computes from
//! what the event says, however it is written.
//!
//! What is hashed is the *pre-hash string*: the event's fields in the canonical order, its lists
//! sorted, its keys, words and times in one form. Left out are the event's own id, when it was
//! recorded, that it was declared wrong, and certificates.
//!
//! Published implementations differ in places. This one does what the ratified text says in its
//! current reference implementation; see the README for which others do otherwise.

use super::{context::Namespaces, decimal, links, words::Vocabulary};
use jiff::Timestamp;
use ring::digest::{digest, SHA256};
use serde_json::{Map, Value};
use thiserror::Error;

/// The edition of CBV whose rules are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edition {
	/// CBV 2.0, ratified.
	#[default]
	V2_0,
	/// CBV 2.1, a draft. Lists of sensor elements are named, and extensions of a field stay with it.
	V2_1,
}

impl Edition {
	fn name(self) -> &'static str {
		match self {
			Self::V2_0 => "CBV2.0",
			Self::V2_1 => "CBV2.1",
		}
	}
}

/// Why something has no hash.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HashError {
	/// It is no event.
	#[error("it is no EPCIS event: {0}")]
	NoEvent(&'static str),
	/// A moment is none, or has no time zone.
	#[error("{field} is no moment with a time zone: {text}")]
	NoMoment {
		/// Which.
		field: String,
		/// What it says.
		text: String,
	},
}

/// How a field of an event is written.
#[derive(Clone, Copy)]
enum Field {
	/// A value.
	Plain,
	/// A moment.
	Time,
	/// A word of a vocabulary.
	Word(Vocabulary),
	/// A list of values, each by this name.
	List(&'static str),
	/// A list of objects, each by this name.
	Objects(&'static str, &'static [(&'static str, Field)]),
	/// A list of objects without a name, in which a type comes first.
	Typed(&'static [(&'static str, Field)]),
	/// Words, each by the field's own name.
	Words(Vocabulary),
	/// An object.
	Object(&'static [(&'static str, Field)]),
}

const QUANTITY: &[(&str, Field)] =
	&[("epcClass", Field::Plain), ("quantity", Field::Plain), ("uom", Field::Plain)];

const METADATA: &[(&str, Field)] = &[
	("time", Field::Time),
	("startTime", Field::Time),
	("endTime", Field::Time),
	("deviceID", Field::Plain),
	("deviceMetadata", Field::Plain),
	("rawData", Field::Plain),
	("dataProcessingMethod", Field::Plain),
	("bizRules", Field::Plain),
];

const REPORT: &[(&str, Field)] = &[
	("type", Field::Word(Vocabulary::Measurement)),
	("exception", Field::Word(Vocabulary::Alert)),
	("deviceID", Field::Plain),
	("deviceMetadata", Field::Plain),
	("rawData", Field::Plain),
	("dataProcessingMethod", Field::Plain),
	("time", Field::Time),
	("microorganism", Field::Plain),
	("chemicalSubstance", Field::Plain),
	("value", Field::Plain),
	("component", Field::Word(Vocabulary::Component)),
	("stringValue", Field::Plain),
	("booleanValue", Field::Plain),
	("hexBinaryValue", Field::Plain),
	("uriValue", Field::Plain),
	("minValue", Field::Plain),
	("maxValue", Field::Plain),
	("meanValue", Field::Plain),
	("sDev", Field::Plain),
	("percRank", Field::Plain),
	("percValue", Field::Plain),
	("uom", Field::Plain),
	("coordinateReferenceSystem", Field::Plain),
];

const SENSOR: &[(&str, Field)] =
	&[("sensorMetadata", Field::Object(METADATA)), (SENSOR_REPORT, Field::Objects("", REPORT))];

const PERSISTENT: &[(&str, Field)] = &[
	("set", Field::Words(Vocabulary::Disposition)),
	("unset", Field::Words(Vocabulary::Disposition)),
];

const PLACE: &[(&str, Field)] = &[("id", Field::Plain)];

const TRANSACTION: &[(&str, Field)] =
	&[("type", Field::Word(Vocabulary::BizTransaction)), ("bizTransaction", Field::Plain)];

const SOURCE: &[(&str, Field)] =
	&[("type", Field::Word(Vocabulary::Party)), ("source", Field::Plain)];

const DESTINATION: &[(&str, Field)] =
	&[("type", Field::Word(Vocabulary::Party)), ("destination", Field::Plain)];

const SENSOR_REPORT: &str = "sensorReport";
const SENSOR_LIST: &str = "sensorElementList";
const ILMD: &str = "ilmd";

/// The canonical order of the fields of all kinds of events.
const EVENT: &[(&str, Field)] = &[
	("eventTime", Field::Time),
	("eventTimeZoneOffset", Field::Plain),
	("epcList", Field::List("epc")),
	("parentID", Field::Plain),
	("inputEPCList", Field::List("epc")),
	("childEPCs", Field::List("epc")),
	("quantityList", Field::Objects("quantityElement", QUANTITY)),
	("childQuantityList", Field::Objects("quantityElement", QUANTITY)),
	("inputQuantityList", Field::Objects("quantityElement", QUANTITY)),
	("outputEPCList", Field::List("epc")),
	("outputQuantityList", Field::Objects("quantityElement", QUANTITY)),
	("action", Field::Plain),
	("transformationID", Field::Plain),
	("bizStep", Field::Word(Vocabulary::BizStep)),
	("disposition", Field::Word(Vocabulary::Disposition)),
	("persistentDisposition", Field::Object(PERSISTENT)),
	("readPoint", Field::Object(PLACE)),
	("bizLocation", Field::Object(PLACE)),
	("bizTransactionList", Field::Typed(TRANSACTION)),
	("sourceList", Field::Typed(SOURCE)),
	("destinationList", Field::Typed(DESTINATION)),
	(SENSOR_LIST, Field::Objects("sensorElement", SENSOR)),
];

/// What is never hashed.
const IGNORED: [&str; 6] =
	["type", "eventID", "recordTime", "errorDeclaration", "certificationInfo", "@context"];

/// The id of an event: `ni:///sha-256;…?ver=CBV2.0`.
pub fn event_id(
	event: &Value,
	namespaces: &Namespaces,
	edition: Edition,
) -> Result<String, HashError> {
	let text = pre_hash(event, namespaces, edition)?;
	let hash = hex::encode(digest(&SHA256, text.as_bytes()));
	Ok(format!("ni:///sha-256;{hash}?ver={}", edition.name()))
}

/// What is hashed.
pub fn pre_hash(
	event: &Value,
	namespaces: &Namespaces,
	edition: Edition,
) -> Result<String, HashError> {
	let event = event.as_object().ok_or(HashError::NoEvent("it is no object"))?;
	let kind = event
		.get("type")
		.and_then(Value::as_str)
		.ok_or(HashError::NoEvent("it has no type"))?
		.trim();
	let namespaces = namespaces.with(event.get("@context"));
	let writer = Writer { namespaces: &namespaces, edition };
	let mut text = format!("eventType={}", namespaces.expand(kind));
	text.push_str(&writer.fields(event, EVENT)?);
	if let Some(ilmd) = event.get(ILMD) {
		text.push_str(&writer.extension(ILMD, ilmd).concat());
	}
	if edition == Edition::V2_0 {
		text.push_str(&writer.extensions_of_fields(event, EVENT));
	}
	text.push_str(&writer.extensions(event, EVENT));
	Ok(text)
}

struct Writer<'a> {
	namespaces: &'a Namespaces,
	edition: Edition,
}

impl Writer<'_> {
	/// The fields of an object that are in the order, in that order.
	fn fields(
		&self,
		object: &Map<String, Value>,
		order: &[(&'static str, Field)],
	) -> Result<String, HashError> {
		let mut text = String::new();
		for (name, field) in order {
			if let Some(value) = object.get(*name) {
				text.push_str(&self.field(name, *field, value)?);
			}
		}
		Ok(text)
	}

	fn field(&self, name: &str, field: Field, value: &Value) -> Result<String, HashError> {
		Ok(match field {
			Field::Plain => pair(name, self.plain(value)),
			Field::Time => pair(name, time(name, value)?),
			Field::Word(words) => pair(name, self.word(words, value)),
			Field::List(item) => {
				let items = list(value).iter().map(|value| pair(item, self.plain(value)));
				named(name, sorted(items.collect()))
			},
			Field::Words(words) => {
				let items = list(value).iter().map(|value| pair(name, self.word(words, value)));
				sorted(items.collect())
			},
			Field::Typed(order) => {
				let items = objects(value).map(|object| self.fields(object, order));
				named(name, sorted(items.collect::<Result<_, _>>()?))
			},
			Field::Objects(item, order) => {
				// Reports of a sensor are a list without a name of its own.
				let item = if item.is_empty() { name } else { item };
				let items = objects(value).map(|object| self.object(item, object, order));
				let items = sorted(items.collect::<Result<_, _>>()?);
				let unnamed = item == name || (name == SENSOR_LIST && !self.names_sensor_lists());
				named(if unnamed { "" } else { name }, items)
			},
			Field::Object(order) => match value.as_object() {
				Some(object) => self.object(name, object, order)?,
				None => String::new(),
			},
		})
	}

	fn object(
		&self,
		name: &str,
		object: &Map<String, Value>,
		order: &[(&'static str, Field)],
	) -> Result<String, HashError> {
		let mut text = self.fields(object, order)?;
		if self.edition == Edition::V2_1 {
			text.push_str(&self.extensions(object, order));
		}
		Ok(named(name, text))
	}

	fn names_sensor_lists(&self) -> bool {
		self.edition == Edition::V2_1
	}

	/// The extensions within an event's own fields, after the names of those fields.
	fn extensions_of_fields(
		&self,
		object: &Map<String, Value>,
		order: &[(&'static str, Field)],
	) -> String {
		let mut text = String::new();
		for (name, field) in order {
			let Some(value) = object.get(*name) else { continue };
			let within = |item: &str, order| {
				let items = objects(value).map(|object| {
					let within = self.extensions_of_fields(object, order);
					named(item, within + &self.extensions(object, order))
				});
				sorted(items.collect())
			};
			text.push_str(&match *field {
				Field::Object(order) => within(name, order),
				Field::Objects("", order) => within(name, order),
				// The list of sensor elements has no name here either.
				Field::Objects(item, order) if *name == SENSOR_LIST => within(item, order),
				_ => String::new(),
			});
		}
		text
	}

	/// What an object says besides the fields that are in the order.
	fn extensions(&self, object: &Map<String, Value>, order: &[(&'static str, Field)]) -> String {
		let top = std::ptr::eq(order, EVENT);
		let own = |key: &str| {
			let known = order.iter().any(|(name, _)| *name == key);
			known || (top && (IGNORED.contains(&key) || key == ILMD))
		};
		let items = object
			.iter()
			.filter(|(key, _)| !own(key))
			.flat_map(|(key, value)| self.extension(key, value));
		sorted(items.collect())
	}

	/// An extension: one string of each value that it has.
	fn extension(&self, key: &str, value: &Value) -> Vec<String> {
		if key.starts_with("@xmlns") || ["rdfs:comment", "comment"].contains(&key) {
			return Vec::new();
		}
		let name = self.namespaces.expand_key(key);
		match value {
			Value::Null => Vec::new(),
			Value::Array(items) => {
				items.iter().flat_map(|value| self.extension(key, value)).collect()
			},
			Value::Object(object) => {
				let text = object.get("#text").map(|text| self.plain(text)).unwrap_or_default();
				let inner = object
					.iter()
					.filter(|(key, _)| *key != "#text")
					.flat_map(|(key, value)| self.extension(key, value));
				vec![named_with(&name, text, sorted(inner.collect()))]
			},
			_ => vec![named_with(&name, self.plain(value), String::new())],
		}
	}

	fn word(&self, words: Vocabulary, value: &Value) -> String {
		match value.as_str() {
			Some(text) => words.expand(text.trim(), self.namespaces),
			None => self.plain(value),
		}
	}

	/// A value in its one form.
	fn plain(&self, value: &Value) -> String {
		let text = match value {
			Value::String(text) => self.namespaces.expand(text.trim()),
			Value::Number(number) => number.to_string(),
			Value::Bool(truth) => truth.to_string(),
			_ => return String::new(),
		};
		// A word of any vocabulary can be the value of an extension.
		let text = [
			Vocabulary::BizStep,
			Vocabulary::Disposition,
			Vocabulary::BizTransaction,
			Vocabulary::Party,
		]
		.iter()
		.filter(|_| text.starts_with("urn:epcglobal:cbv:"))
		.map(|words| words.expand(&text, self.namespaces))
		.find(|expanded| *expanded != text)
		.unwrap_or(text);
		decimal::canonical(&text).or_else(|| links::canonical(&text)).unwrap_or(text)
	}
}

fn list(value: &Value) -> &[Value] {
	value.as_array().map(Vec::as_slice).unwrap_or(std::slice::from_ref(value))
}

fn objects(value: &Value) -> impl Iterator<Item = &Map<String, Value>> {
	list(value).iter().filter_map(Value::as_object)
}

fn sorted(mut items: Vec<String>) -> String {
	items.sort_unstable();
	items.concat()
}

/// `name=value`, nothing if there is no value.
fn pair(name: &str, value: String) -> String {
	if value.is_empty() {
		return value;
	}
	format!("{name}={value}")
}

/// `name` and what it has, nothing if it has nothing.
fn named(name: &str, text: String) -> String {
	if text.is_empty() {
		return text;
	}
	format!("{name}{text}")
}

/// `name`, `=value` if there is one, and what it has. Extensions are named even if they are empty.
fn named_with(name: &str, value: String, text: String) -> String {
	let equals = if value.is_empty() { "" } else { "=" };
	format!("{name}{equals}{value}{text}")
}

/// A moment in UTC, to the millisecond.
fn time(field: &str, value: &Value) -> Result<String, HashError> {
	let text = value.as_str().unwrap_or_default().trim();
	let none = || HashError::NoMoment { field: field.to_owned(), text: value.to_string() };
	let moment: Timestamp = text.parse().map_err(|_| none())?;
	// Half a millisecond is rounded up.
	let milliseconds = (moment.as_nanosecond() + 500_000).div_euclid(1_000_000);
	let rounded = i64::try_from(milliseconds)
		.ok()
		.and_then(|milliseconds| Timestamp::from_millisecond(milliseconds).ok())
		.ok_or_else(none)?;
	Ok(format!("{rounded:.3}"))
}
