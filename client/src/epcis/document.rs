//! EPCIS 2.0 documents as they are written: JSON-LD, in an order that does not change.

use super::{context::CONTEXT, names::NAMESPACE};
use serde::Serialize;
use serde_json::{json, Number, Value};
use std::collections::BTreeMap;

/// An `EPCISDocument`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
	#[serde(rename = "@context")]
	context: Value,
	id: String,
	#[serde(rename = "type")]
	kind: &'static str,
	#[serde(rename = "schemaVersion")]
	schema_version: &'static str,
	#[serde(rename = "creationDate")]
	creation_date: String,
	#[serde(rename = "souk:history")]
	pub(super) history: Record,
	#[serde(rename = "epcisBody")]
	body: Body,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Body {
	#[serde(rename = "eventList")]
	events: Vec<Event>,
}

impl Document {
	pub(super) fn new(
		id: String,
		creation_date: String,
		history: Record,
		events: Vec<Event>,
	) -> Self {
		Self {
			context: context(),
			id,
			kind: "EPCISDocument",
			schema_version: "2.0",
			creation_date,
			history,
			body: Body { events },
		}
	}

	/// Its events.
	pub fn events(&self) -> &[Event] {
		&self.body.events
	}

	/// Writes it as JSON-LD.
	pub fn to_json(&self) -> String {
		// Of strings, numbers, lists and maps with strings for keys, so that it always is JSON.
		serde_json::to_string_pretty(self).unwrap_or_default()
	}
}

/// The context of exported documents.
pub(super) fn context() -> Value {
	json!([CONTEXT, { "souk": NAMESPACE }])
}

/// An event. Its extensions hold what the chain knows and EPCIS has no field for.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
	#[serde(rename = "type")]
	pub(super) kind: &'static str,
	/// Its id: the event hash.
	#[serde(rename = "eventID")]
	pub event_id: String,
	pub(super) event_time: String,
	pub(super) event_time_zone_offset: &'static str,
	pub(super) record_time: String,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) error_declaration: Option<ErrorDeclaration>,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) epc_list: Option<[String; 1]>,
	#[serde(rename = "parentID", skip_serializing_if = "Option::is_none")]
	pub(super) parent: Option<String>,
	#[serde(rename = "childEPCs", skip_serializing_if = "Option::is_none")]
	pub(super) children: Option<[String; 1]>,
	pub(super) action: &'static str,
	pub(super) biz_step: &'static str,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) disposition: Option<&'static str>,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) persistent_disposition: Option<Persistent>,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) read_point: Option<Place>,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) biz_transaction_list: Option<[Transaction; 1]>,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) source_list: Option<[Source; 1]>,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) destination_list: Option<[Destination; 1]>,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) sensor_element_list: Option<[SensorElement; 1]>,
	#[serde(rename = "souk:shipment")]
	pub(super) shipment: String,
	#[serde(rename = "souk:seq")]
	pub(super) seq: u32,
	#[serde(rename = "souk:what")]
	pub(super) what: &'static str,
	#[serde(rename = "souk:by", skip_serializing_if = "Option::is_none")]
	pub(super) by: Option<String>,
	// Not a truth value: implementations of the event hash write those in different ways.
	#[serde(rename = "souk:late", skip_serializing_if = "Option::is_none")]
	pub(super) late: Option<&'static str>,
	#[serde(rename = "souk:count", skip_serializing_if = "Option::is_none")]
	pub(super) count: Option<u32>,
	#[serde(rename = "souk:series", skip_serializing_if = "Option::is_none")]
	pub(super) series: Option<String>,
	#[serde(rename = "souk:entry")]
	pub(super) entry: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ErrorDeclaration {
	pub(super) declaration_time: String,
	pub(super) reason: &'static str,
	#[serde(rename = "souk:seq")]
	pub(super) seq: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Persistent {
	pub(super) set: [&'static str; 1],
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Place {
	pub(super) id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Transaction {
	#[serde(rename = "type")]
	pub(super) kind: &'static str,
	#[serde(rename = "bizTransaction")]
	pub(super) id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Source {
	#[serde(rename = "type")]
	pub(super) kind: &'static str,
	#[serde(rename = "source")]
	pub(super) id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Destination {
	#[serde(rename = "type")]
	pub(super) kind: &'static str,
	#[serde(rename = "destination")]
	pub(super) id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SensorElement {
	pub(super) sensor_metadata: Metadata,
	pub(super) sensor_report: [Report; 1],
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata {
	pub(super) start_time: String,
	pub(super) end_time: String,
	#[serde(rename = "deviceID", skip_serializing_if = "Option::is_none")]
	pub(super) device: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Report {
	#[serde(rename = "type")]
	pub(super) kind: &'static str,
	#[serde(skip_serializing_if = "Option::is_none")]
	pub(super) exception: Option<&'static str>,
	pub(super) min_value: Number,
	pub(super) max_value: Number,
	pub(super) mean_value: Number,
	pub(super) uom: &'static str,
}

/// The history that the events are of: all that it takes to compute its head again, and to make the
/// events again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Record {
	#[serde(rename = "souk:shipment")]
	pub(super) shipment: String,
	#[serde(rename = "souk:sscc", skip_serializing_if = "Option::is_none")]
	pub(super) sscc: Option<String>,
	#[serde(rename = "souk:order", skip_serializing_if = "Option::is_none")]
	pub(super) order: Option<String>,
	#[serde(rename = "souk:direction", skip_serializing_if = "Option::is_none")]
	pub(super) direction: Option<&'static str>,
	#[serde(rename = "souk:shipper")]
	pub(super) shipper: String,
	#[serde(rename = "souk:consignee", skip_serializing_if = "Option::is_none")]
	pub(super) consignee: Option<String>,
	#[serde(rename = "souk:units", skip_serializing_if = "Vec::is_empty")]
	pub(super) units: Vec<Unit>,
	#[serde(rename = "souk:status")]
	pub(super) status: String,
	#[serde(rename = "souk:flags")]
	pub(super) flags: Vec<String>,
	#[serde(rename = "souk:origin")]
	pub(super) origin: String,
	#[serde(rename = "souk:head")]
	pub(super) head: String,
	#[serde(rename = "souk:length")]
	pub(super) length: u32,
	#[serde(rename = "souk:missing")]
	pub(super) missing: u32,
	#[serde(rename = "souk:before", skip_serializing_if = "Option::is_none")]
	pub(super) before: Option<String>,
	#[serde(rename = "souk:log")]
	pub(super) log: Vec<Line>,
}

/// A unit that the shipment was in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Unit {
	#[serde(rename = "souk:shipment")]
	pub(super) shipment: String,
	#[serde(rename = "souk:sscc")]
	pub(super) sscc: String,
}

/// An entry of the history.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Line {
	#[serde(rename = "souk:seq")]
	pub(super) seq: u32,
	#[serde(rename = "souk:what")]
	pub(super) what: &'static str,
	#[serde(rename = "souk:eventTime")]
	pub(super) event_time: String,
	#[serde(rename = "souk:recordTime")]
	pub(super) record_time: String,
	#[serde(rename = "souk:by", skip_serializing_if = "Option::is_none")]
	pub(super) by: Option<String>,
	#[serde(flatten)]
	pub(super) details: BTreeMap<&'static str, Value>,
	#[serde(rename = "souk:eventID", skip_serializing_if = "Option::is_none")]
	pub(super) event_id: Option<String>,
	#[serde(rename = "souk:entry")]
	pub(super) entry: String,
	#[serde(rename = "souk:head", skip_serializing_if = "Option::is_none")]
	pub(super) head: Option<String>,
}
