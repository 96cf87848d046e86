//! What a carrier's EPCIS 2.0 document says, as far as it can be reported to the chain.
//!
//! Only what is understood in full becomes a report. What else an event says is either of no
//! consequence here (its business transactions, its parties, extensions), or the event is refused, and
//! why is told.

use super::{
	context::Namespaces,
	export,
	hash::{event_id, Edition},
	names::{self, Object, NAMESPACE},
	sensors::{self, Rounding},
	series::{self, Measurement},
	words::Vocabulary,
};
use crate::{config, errors::Explain, moments};
use serde_json::{Map, Value};
use souk_primitives::{
	logistics::{Milestone, Place, Quantity, Report, Scan, SensorReport},
	Moment,
};
use std::collections::HashMap;
use thiserror::Error;

/// The most bytes of a document: 16 MiB.
pub const MAX_CAPTURE: usize = 16 * 1024 * 1024;

/// Why a document is not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
	/// It is not JSON.
	#[error("it is no JSON: {0}")]
	NoJson(String),
	/// It is no EPCIS 2.0.
	#[error("it is no EPCIS 2.0 document: {0}")]
	NoDocument(&'static str),
}

impl Explain for ImportError {
	fn code(&self) -> &'static str {
		match self {
			Self::NoJson(_) => "no-json",
			Self::NoDocument(_) => "no-epcis-document",
		}
	}

	fn remedy(&self) -> &'static str {
		"give an EPCISDocument, an EPCISQueryDocument or one event, in the JSON of EPCIS 2.0"
	}
}

/// What an event says about an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
	/// The event's place in the document, from 0 on.
	pub index: usize,
	/// Its id, if it has one.
	pub event_id: Option<String>,
	/// About what.
	pub object: Object,
	/// What.
	pub report: Report,
}

/// An event that cannot be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
	/// The event's place in the document, from 0 on.
	pub index: usize,
	/// Its id, if it has one.
	pub event_id: Option<String>,
	/// Why.
	pub reason: String,
}

/// What a document says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capture {
	/// How many events it has.
	pub events: usize,
	/// What can be reported, by when it happened.
	pub statements: Vec<Statement>,
	/// What cannot, in the document's order.
	pub refusals: Vec<Refusal>,
}

/// Reads a document.
pub fn read(text: &[u8]) -> Result<Capture, ImportError> {
	let document: Value =
		serde_json::from_slice(text).map_err(|error| ImportError::NoJson(error.to_string()))?;
	let namespaces = Namespaces::of(document.get("@context"));
	let mut capture = Capture::default();
	let mut seen = HashMap::new();
	for (index, event) in events(&document)?.iter().enumerate() {
		capture.events += 1;
		let namespaces = namespaces.with(event.get("@context"));
		let event_id = event.get("eventID").and_then(Value::as_str).map(str::to_owned);
		match unique(index, event, &namespaces, &mut seen)
			.and_then(|()| understand(event, &namespaces))
		{
			Ok(said) => capture.statements.extend(said.into_iter().map(|(object, report)| {
				Statement { index, event_id: event_id.clone(), object, report }
			})),
			Err(reason) => capture.refusals.push(Refusal { index, event_id, reason }),
		}
	}
	// What happened first is reported first; what happened at once, in the document's order.
	capture.statements.sort_by_key(|statement| happened(&statement.report));
	Ok(capture)
}

/// When what is reported happened.
pub fn happened(report: &Report) -> Moment {
	match report {
		Report::Scan(scan) => scan.event_time,
		Report::Sensor(report) => report.until,
	}
}

fn events(document: &Value) -> Result<&[Value], ImportError> {
	let kind = document.get("type").or_else(|| document.get("isA")).and_then(Value::as_str);
	let list = match kind {
		Some("EPCISDocument") => document.pointer("/epcisBody/eventList"),
		Some("EPCISQueryDocument") => {
			document.pointer("/epcisBody/queryResults/resultsBody/eventList")
		},
		Some(_) if document.get("eventTime").is_some() => {
			return Ok(std::slice::from_ref(document))
		},
		_ => return Err(ImportError::NoDocument("its type is none of EPCIS")),
	};
	match document.get("schemaVersion") {
		Some(Value::String(version)) if version == "2" || version.starts_with("2.") => {},
		_ => return Err(ImportError::NoDocument("its schemaVersion is not 2.0")),
	}
	let list =
		list.and_then(Value::as_array).ok_or(ImportError::NoDocument("it has no eventList"))?;
	Ok(list)
}

/// Refuses an event that is in the document already: it happened once.
fn unique(
	index: usize,
	event: &Value,
	namespaces: &Namespaces,
	seen: &mut HashMap<String, usize>,
) -> Result<(), String> {
	let id = event_id(event, namespaces, Edition::V2_0).map_err(|error| error.to_string())?;
	match seen.insert(id, index) {
		Some(before) => Err(format!("it is event {before} once more")),
		None => Ok(()),
	}
}

fn understand(event: &Value, namespaces: &Namespaces) -> Result<Vec<(Object, Report)>, String> {
	let event = event.as_object().ok_or("it is no object")?;
	let event = Event { fields: event, namespaces };
	event.ensure_observation()?;
	let objects = event.objects()?;
	let at = event.moment("eventTime")?.ok_or("it has no eventTime")?;
	let mut reports = Vec::new();
	if let Some(milestone) = event.milestone()? {
		let place = event.place()?;
		reports.push(Report::Scan(Scan { milestone, event_time: at, place }));
	}
	reports.extend(event.sensors(at)?.into_iter().map(Report::Sensor));
	if reports.is_empty() {
		return Err("it has neither a bizStep nor measurements".into());
	}
	let pairs = objects
		.iter()
		.flat_map(|object| reports.iter().map(move |report| (*object, report.clone())));
	Ok(pairs.collect())
}

struct Event<'a> {
	fields: &'a Map<String, Value>,
	namespaces: &'a Namespaces,
}

impl<'a> Event<'a> {
	/// Refuses what is no observation of objects, or says more about them than a report can.
	fn ensure_observation(&self) -> Result<(), String> {
		match self.text("type")? {
			Some("ObjectEvent") => {},
			Some("AggregationEvent") => {
				return Err("an AggregationEvent is no scan: logistics.pack and unpack".into());
			},
			Some(kind) => return Err(format!("no report says what an event of type {kind} does")),
			None => return Err("it has no type".into()),
		}
		for (field, reason) in [
			("errorDeclaration", "it declares an event wrong: logistics.correct_event does that"),
			(
				"persistentDisposition",
				"persistentDisposition is not for scans: logistics.report_exception",
			),
			("quantityList", "quantityList is of classes of goods, not of shipments"),
		] {
			let empty = |list: &Value| list.as_array().is_some_and(Vec::is_empty);
			if self.fields.get(field).is_some_and(|value| !value.is_null() && !empty(value)) {
				return Err(reason.into());
			}
		}
		match self.text("action")? {
			Some("OBSERVE") => {},
			Some(action) => return Err(format!("action is {action}; a scan observes")),
			None => return Err("it has no action".into()),
		}
		match self.own("what").and_then(Value::as_str) {
			None | Some("scanned" | "sensed") => Ok(()),
			Some(what) => Err(format!("it is exported from a chain, and is no scan: {what}")),
		}
	}

	fn objects(&self) -> Result<Vec<Object>, String> {
		let list = self.fields.get("epcList").and_then(Value::as_array);
		let list = list.filter(|list| !list.is_empty()).ok_or("it has no epcList")?;
		let mut objects = Vec::new();
		for epc in list {
			let text = epc.as_str().unwrap_or_default().trim();
			let object = names::parse_epc(text);
			let object = object.ok_or_else(|| format!("{epc} is no SSCC, and no shipment"))?;
			if !objects.contains(&object) {
				objects.push(object);
			}
		}
		Ok(objects)
	}

	fn place(&self) -> Result<Option<Place>, String> {
		let Some(place) = self.fields.get("readPoint").filter(|place| !place.is_null()) else {
			return Ok(None);
		};
		let id = place.get("id").and_then(Value::as_str).unwrap_or_default().trim();
		match names::parse_place(id) {
			Some(place) => Ok(Some(place)),
			None => Err(format!("readPoint {id} is no GLN, and no geo: URI")),
		}
	}

	/// The milestone of a scan; none if the event is only about measurements.
	fn milestone(&self) -> Result<Option<Milestone>, String> {
		let word = |field: &str, words: Vocabulary| match self.text(field) {
			Ok(Some(text)) => match words.bare(text, self.namespaces) {
				Some(word) => Ok(Some(word)),
				None => Err(format!("{field} {text} is no word of CBV")),
			},
			Ok(None) => Ok(None),
			Err(reason) => Err(reason),
		};
		let disposition = word("disposition", Vocabulary::Disposition)?;
		match word("bizStep", Vocabulary::BizStep)?.as_deref() {
			None | Some("sensor_reporting") => match disposition {
				None => Ok(None),
				// The goods' condition is for the chain to tell from what was measured.
				Some(word) if word == "in_transit" || word == "in_progress" => Ok(None),
				Some(word) => Err(format!("measurements cannot say that disposition is {word}")),
			},
			Some(step) => milestone(step, disposition.as_deref()).map(Some),
		}
	}

	fn sensors(&self, at: Moment) -> Result<Vec<SensorReport>, String> {
		let mut readings: Vec<(Quantity, Vec<Measurement>)> = Vec::new();
		let mut reports = Vec::new();
		let elements = self.fields.get("sensorElementList").and_then(Value::as_array);
		for element in elements.into_iter().flatten() {
			let metadata = element.get("sensorMetadata");
			let list = element.get("sensorReport").and_then(Value::as_array);
			let list = list.ok_or("a sensorElement has no sensorReport")?;
			for report in list {
				let sensor = Sensor::new(report, metadata, self.namespaces)?;
				match sensor.reading(at)? {
					Some(reading) => {
						let known =
							readings.iter_mut().find(|(quantity, _)| *quantity == sensor.quantity);
						match known {
							Some((_, readings)) => readings.push(reading),
							None => readings.push((sensor.quantity, vec![reading])),
						}
					},
					None => reports.push(self.summary(&sensor)?),
				}
			}
		}
		if reports.len() > 1 {
			return Err("it sums up more than one series".into());
		}
		for (quantity, readings) in readings {
			reports.push(sum_up(quantity, readings)?);
		}
		Ok(reports)
	}

	/// What a series was summed up to. EPCIS has no field for two things that the chain wants to know.
	fn summary(&self, sensor: &Sensor) -> Result<SensorReport, String> {
		let (from, until) = sensor.range()?;
		let count = self.own("count").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
		let series = self.own("series").and_then(Value::as_str).and_then(config::parse_hash);
		let (Some(count), Some(series)) = (count, series) else {
			return Err(format!(
				"it sums up a series without {NAMESPACE}count and series: give the values one by one"
			));
		};
		let report = SensorReport {
			quantity: sensor.quantity,
			min: sensor.value("minValue", Rounding::Down)?,
			max: sensor.value("maxValue", Rounding::Up)?,
			mean: sensor.value("meanValue", Rounding::Nearest)?,
			count,
			from,
			until,
			series,
		};
		if report.is_plausible() {
			Ok(report)
		} else {
			Err("its measurements contradict each other".into())
		}
	}

	fn text(&self, field: &str) -> Result<Option<&'a str>, String> {
		match self.fields.get(field) {
			None | Some(Value::Null) => Ok(None),
			Some(Value::String(text)) => Ok(Some(text.trim())),
			Some(_) => Err(format!("{field} is no text")),
		}
	}

	fn moment(&self, field: &str) -> Result<Option<Moment>, String> {
		moment(self.fields.get(field), field)
	}

	/// A field of our own namespace, by whatever prefix.
	fn own(&self, local: &str) -> Option<&'a Value> {
		let name = format!("{{{NAMESPACE}}}{local}");
		self.fields
			.iter()
			.find(|(key, _)| self.namespaces.expand_key(key) == name)
			.map(|(_, value)| value)
	}
}

/// The milestone that a step is, by the table in the documentation of [`Milestone`]. Where the step
/// alone says it, the disposition may be left out, or be either of the two of goods on their way.
fn milestone(step: &str, disposition: Option<&str>) -> Result<Milestone, String> {
	let of_step = || Milestone::ALL.into_iter().filter(|known| export::scanned(*known).0 == step);
	let exact = of_step().find(|known| Some(export::scanned(*known).1) == disposition);
	let on_its_way = matches!(disposition, None | Some("in_progress" | "in_transit"));
	let mut candidates = of_step();
	match (exact, candidates.next(), candidates.next()) {
		(Some(milestone), ..) => Ok(milestone),
		// Goods are held for many reasons.
		(None, Some(milestone), None) if on_its_way && step != "holding" => Ok(milestone),
		(None, Some(_), _) => Err(match disposition {
			Some(disposition) => format!("no scan says {step} and {disposition}"),
			None => format!("{step} says too little without a disposition"),
		}),
		(None, None, _) => Err(match step {
			"accepting" | "receiving" | "shipping" | "collecting" | "consigning" => format!(
				"{step} is no scan: custody changes with logistics.accept_handover, and delivery is proven"
			),
			"packing" | "unpacking" => format!("{step} is no scan: logistics.pack and unpack"),
			_ => format!("no scan says {step}"),
		}),
	}
}

/// A sensor's report.
struct Sensor<'a> {
	report: &'a Map<String, Value>,
	metadata: Option<&'a Value>,
	quantity: Quantity,
	unit: &'a str,
}

impl<'a> Sensor<'a> {
	fn new(
		report: &'a Value,
		metadata: Option<&'a Value>,
		namespaces: &Namespaces,
	) -> Result<Self, String> {
		let report = report.as_object().ok_or("a sensorReport is no object")?;
		let kind = report.get("type").and_then(Value::as_str).unwrap_or_default();
		let quantity = Vocabulary::Measurement
			.bare(kind, namespaces)
			.and_then(|kind| sensors::parse_kind(&kind))
			.ok_or_else(|| format!("the chain keeps no measurements of type {kind:?}"))?;
		let exception = report.get("exception").and_then(Value::as_str);
		let exception = exception.and_then(|text| Vocabulary::Alert.bare(text, namespaces));
		if exception.as_deref() == Some("ERROR_CONDITION") {
			return Err("a sensor says that it failed".into());
		}
		for field in ["component", "microorganism", "chemicalSubstance", "percValue", "percRank"] {
			if report.contains_key(field) {
				return Err(format!("the chain keeps no measurements with a {field}"));
			}
		}
		let unit = report.get("uom").and_then(Value::as_str).unwrap_or_default();
		Ok(Self { report, metadata, quantity, unit })
	}

	/// A single measurement, if it is one.
	fn reading(&self, at: Moment) -> Result<Option<Measurement>, String> {
		if !self.report.contains_key("value") {
			return Ok(None);
		}
		if ["minValue", "maxValue", "meanValue"]
			.iter()
			.any(|field| self.report.contains_key(*field))
		{
			return Err("a sensorReport has both a value and a summary".into());
		}
		let at = self.time()?.unwrap_or(at);
		Ok(Some((at, self.value("value", Rounding::Nearest)?)))
	}

	fn time(&self) -> Result<Option<Moment>, String> {
		match moment(self.report.get("time"), "time")? {
			Some(at) => Ok(Some(at)),
			None => self.of_metadata("time"),
		}
	}

	fn range(&self) -> Result<(Moment, Moment), String> {
		match (self.of_metadata("startTime")?, self.of_metadata("endTime")?, self.time()?) {
			(Some(from), Some(until), _) => Ok((from, until)),
			(None, None, Some(at)) => Ok((at, at)),
			_ => Err("it sums up a series without startTime and endTime".into()),
		}
	}

	fn of_metadata(&self, field: &str) -> Result<Option<Moment>, String> {
		moment(self.metadata.and_then(|metadata| metadata.get(field)), field)
	}

	fn value(&self, field: &str, rounding: Rounding) -> Result<i32, String> {
		let number = match self.report.get(field) {
			Some(Value::Number(number)) => number.to_string(),
			Some(_) => return Err(format!("{field} is no number")),
			None => return Err(format!("a sensorReport has no {field}")),
		};
		let value = sensors::parse_value(self.quantity, self.unit, &number, rounding);
		value.ok_or_else(|| {
			format!("the chain cannot keep {field} {number} in unit {:?}", self.unit)
		})
	}
}

fn sum_up(quantity: Quantity, mut readings: Vec<Measurement>) -> Result<SensorReport, String> {
	readings.sort_unstable();
	let none = "it has no measurements";
	let values = || readings.iter().map(|(_, value)| *value);
	let count = u32::try_from(readings.len()).map_err(|_| "it has too many measurements")?;
	let sum: i64 = values().map(i64::from).sum();
	let count_wide = i64::from(count).max(1);
	// To the nearest, half of one upwards.
	let mean = (2 * sum + count_wide).div_euclid(2 * count_wide);
	Ok(SensorReport {
		quantity,
		min: values().min().ok_or(none)?,
		max: values().max().ok_or(none)?,
		mean: i32::try_from(mean).map_err(|_| none)?,
		count,
		from: readings.first().ok_or(none)?.0,
		until: readings.last().ok_or(none)?.0,
		series: series::root(&readings).ok_or(none)?,
	})
}

fn moment(value: Option<&Value>, field: &str) -> Result<Option<Moment>, String> {
	match value {
		None | Some(Value::Null) => Ok(None),
		Some(Value::String(text)) if text.contains('T') => match moments::parse(text.trim()) {
			Some(moment) => Ok(Some(moment)),
			None => Err(format!("{field} {text} is no moment")),
		},
		Some(value) => Err(format!("{field} {value} is no moment")),
	}
}
