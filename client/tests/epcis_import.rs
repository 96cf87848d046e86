//! Carriers' EPCIS documents as reports.

mod shipments;

use codec::{Decode, Encode};
use serde_json::{json, Value};
use shipments::*;
use souk_client::{
	epcis::{
		import::{self, happened, Capture, Statement},
		names::Object,
		reports::{self, ReportError, Target, Targets},
		series,
	},
	errors::Explain,
	keys::{self, Key, Scheme},
};
use souk_primitives::{logistics::*, ShipmentId};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	MultiSignature,
};
use std::{fs, path::Path};

fn carrier_document() -> Vec<u8> {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/epcis/carrier.json");
	fs::read(path).unwrap()
}

fn document(events: Value) -> Vec<u8> {
	let document = json!({
		"@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
		"type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-10-01T00:00:00Z",
		"epcisBody": { "eventList": events },
	});
	document.to_string().into_bytes()
}

/// A scan, some of its fields replaced; null removes one.
fn scan(changes: Value) -> Value {
	let mut event = json!({
		"type": "ObjectEvent", "eventTime": "2026-10-01T04:00:00Z", "eventTimeZoneOffset": "+00:00",
		"epcList": ["https://id.gs1.org/00/157035381410375177"],
		"action": "OBSERVE", "bizStep": "arriving", "disposition": "in_progress",
	});
	for (field, value) in changes.as_object().unwrap() {
		event[field] = value.clone();
		if value.is_null() {
			event.as_object_mut().unwrap().remove(field);
		}
	}
	event
}

fn read(event: Value) -> Capture {
	import::read(&document(json!([event]))).unwrap()
}

fn understood(event: Value) -> Vec<Report> {
	let capture = read(event.clone());
	assert_eq!(capture.refusals, [], "{event}");
	capture.statements.into_iter().map(|statement| statement.report).collect()
}

fn refused(event: Value) -> String {
	let mut capture = read(event.clone());
	assert_eq!(capture.statements, [], "{event}");
	capture.refusals.pop().unwrap().reason
}

fn milestone(event: Value) -> Milestone {
	match &understood(event)[..] {
		[Report::Scan(scan)] => scan.milestone,
		other => panic!("{other:?}"),
	}
}

#[test]
fn events_should_be_reports_in_the_order_of_time_when_they_are_understood() {
	let capture = import::read(&carrier_document()).unwrap();
	assert_eq!((capture.events, capture.refusals.len()), (4, 0));
	let order: Vec<usize> = capture.statements.iter().map(|statement| statement.index).collect();
	assert_eq!(order, [1, 0, 0, 2, 2, 3]);
	let times: Vec<u64> = capture.statements.iter().map(|said| happened(&said.report)).collect();
	assert!(times.is_sorted());
	let first = &capture.statements[0];
	assert_eq!(first.event_id.as_deref(), Some("urn:uuid:00000000-0000-4000-8000-000000000001"));
	assert_eq!(first.object, Object::Sscc(SSCC));
	let Report::Scan(arrived) = &first.report else { panic!() };
	assert_eq!(arrived.milestone, Milestone::Arrived);
	assert_eq!(arrived.event_time, START + 7 * 3_600_000);
	assert_eq!(arrived.place, facility());
	assert_eq!(capture.statements[1].object, Object::Sscc(SSCC));
	assert_eq!(capture.statements[2].object, Object::Sscc(UNIT_SSCC));
	let Report::Scan(departed) = &capture.statements[2].report else { panic!() };
	assert_eq!((departed.milestone, departed.event_time % 1000), (Milestone::Departed, 500));
	let Report::Scan(waits) = &capture.statements[5].report else { panic!() };
	assert_eq!((waits.milestone, &waits.place), (Milestone::AvailableForPickup, &area("u4pr")));
}

#[test]
fn measurements_should_be_summed_up_when_they_are_given_one_by_one() {
	let capture = import::read(&carrier_document()).unwrap();
	let report = |quantity| {
		let found = capture.statements.iter().find_map(|statement| match &statement.report {
			Report::Sensor(report) if report.quantity == quantity => Some(report.clone()),
			_ => None,
		});
		found.unwrap()
	};
	let at = START + 9 * 3_600_000;
	let readings = [(at, 4_500), (at + 1_800_000, 7_000)];
	assert_eq!(
		report(Quantity::Temperature),
		SensorReport {
			quantity: Quantity::Temperature,
			min: 4_500,
			max: 7_000,
			mean: 5_750,
			count: 2,
			from: at,
			until: at + 1_800_000,
			series: series::root(&readings).unwrap(),
		}
	);
	let humidity = report(Quantity::Humidity);
	assert_eq!((humidity.min, humidity.max, humidity.count), (51_200, 51_200, 1));
	assert_eq!(humidity.series, series::root(&[(at, 51_200)]).unwrap());
}

#[test]
fn milestone_should_be_that_of_the_table_when_step_and_disposition_are() {
	for (step, disposition, expected) in [
		("arriving", "in_progress", Milestone::Arrived),
		("departing", "in_transit", Milestone::Departed),
		("loading", "in_progress", Milestone::Loaded),
		("unloading", "in_progress", Milestone::Unloaded),
		("storing", "in_progress", Milestone::Stored),
		("inspecting", "in_progress", Milestone::CustomsEntered),
		("inspecting", "conformant", Milestone::CustomsReleased),
		("transporting", "in_transit", Milestone::OutForDelivery),
		("transporting", "in_progress", Milestone::AttemptFailed),
		("holding", "available", Milestone::AvailableForPickup),
	] {
		let event = scan(json!({ "bizStep": step, "disposition": disposition }));
		assert_eq!(milestone(event), expected);
	}
	// Where the step says all, the disposition says nothing new.
	for (step, expected) in [
		("arriving", Milestone::Arrived),
		("departing", Milestone::Departed),
		("loading", Milestone::Loaded),
		("unloading", Milestone::Unloaded),
		("storing", Milestone::Stored),
	] {
		for disposition in [Value::Null, json!("in_progress"), json!("in_transit")] {
			let event = scan(json!({ "bizStep": step, "disposition": disposition }));
			assert_eq!(milestone(event), expected);
		}
	}
}

#[test]
fn event_should_be_refused_when_it_says_what_no_report_can() {
	for (changes, reason) in [
		(json!({ "type": "AggregationEvent" }), "an AggregationEvent is no scan"),
		(json!({ "type": "TransformationEvent" }), "no report says what an event of type"),
		(json!({ "type": null }), "it is no EPCIS event"),
		(json!({ "action": "ADD" }), "action is ADD"),
		(json!({ "action": null }), "it has no action"),
		(json!({ "epcList": [] }), "it has no epcList"),
		(json!({ "epcList": ["urn:epc:id:sgtin:4012345.011111.9876"] }), "\"urn:epc:id:sgtin"),
		(json!({ "epcList": ["https://id.gs1.org/00/157035381410375178"] }), "\"https://id.gs1"),
		(json!({ "epcList": [7] }), "7 is no SSCC"),
		(json!({ "eventTime": null }), "it has no eventTime"),
		(json!({ "eventTime": "2026-10-01T04:00:00" }), "eventTime is no moment"),
		(json!({ "eventTime": "1790827200000" }), "eventTime is no moment"),
		(json!({ "bizStep": null, "disposition": null }), "it has neither a bizStep nor measure"),
		(json!({ "bizStep": "shipping" }), "shipping is no scan: custody"),
		(json!({ "bizStep": "receiving" }), "receiving is no scan: custody"),
		(json!({ "bizStep": "packing" }), "packing is no scan: logistics.pack"),
		(json!({ "bizStep": "repairing" }), "no scan says repairing"),
		(json!({ "bizStep": "urn:acme:step" }), "bizStep urn:acme:step is no word of CBV"),
		(json!({ "bizStep": 7 }), "bizStep is no text"),
		(json!({ "disposition": "damaged" }), "no scan says arriving and damaged"),
		(json!({ "disposition": "cbv:BizStep-arriving" }), "disposition cbv:BizStep-arriving is"),
		(json!({ "bizStep": "inspecting", "disposition": null }), "inspecting says too little"),
		(json!({ "bizStep": "transporting", "disposition": null }), "transporting says too little"),
		(json!({ "bizStep": "holding", "disposition": "in_progress" }), "no scan says holding"),
		(json!({ "bizStep": "holding", "disposition": null }), "holding says too little"),
		(json!({ "readPoint": { "id": "https://acme.example/dock" } }), "readPoint https://acme"),
		(json!({ "readPoint": { "id": "https://id.gs1.org/414/9521141111117" } }), "readPoint"),
		(json!({ "readPoint": {} }), "readPoint  is no GLN"),
		(json!({ "errorDeclaration": { "declarationTime": "x" } }), "it declares an event wrong"),
		(
			json!({ "persistentDisposition": { "set": ["damaged"] } }),
			"persistentDisposition is not",
		),
		(json!({ "quantityList": [{ "epcClass": "urn:x" }] }), "quantityList is of classes"),
	] {
		let found = refused(scan(changes.clone()));
		assert!(found.starts_with(reason), "{changes}: {found}");
	}
	for value in [json!(null), json!(7), json!("scan"), json!([])] {
		assert!(refused(value).starts_with("it is no EPCIS event"));
	}
}

#[test]
fn event_should_be_refused_when_a_sensor_says_what_the_chain_does_not_keep() {
	let sensed = |metadata: Value, report: Value| {
		scan(json!({
			"bizStep": "sensor_reporting", "disposition": null,
			"sensorElementList": [{ "sensorMetadata": metadata, "sensorReport": [report] }],
		}))
	};
	let reading = json!({ "type": "Temperature", "value": 4, "uom": "CEL" });
	assert_eq!(understood(sensed(json!({}), reading.clone())).len(), 1);
	let summary = json!({ "type": "Temperature", "minValue": 1, "maxValue": 3, "meanValue": 2,
		"uom": "CEL" });
	for (metadata, changes, reason) in [
		(json!({}), json!({ "type": "Pressure" }), "the chain keeps no measurements of type"),
		(json!({}), json!({ "uom": "P1" }), "the chain cannot keep value 4 in unit"),
		(json!({}), json!({ "value": 9e9 }), "the chain cannot keep value"),
		(json!({}), json!({ "value": "4" }), "value is no number"),
		(json!({}), json!({ "component": "x" }), "the chain keeps no measurements with a compo"),
		(json!({}), json!({ "exception": "ERROR_CONDITION" }), "a sensor says that it failed"),
		(json!({}), json!({ "minValue": 1 }), "a sensorReport has both a value and a summary"),
		(json!({ "time": "noon" }), json!({}), "time is no moment"),
	] {
		let mut report = reading.clone();
		for (field, value) in changes.as_object().unwrap() {
			report[field] = value.clone();
		}
		let found = refused(sensed(metadata, report));
		assert!(found.starts_with(reason), "{changes}: {found}");
	}
	let range = json!({ "startTime": "2026-10-01T03:00:00Z", "endTime": "2026-10-01T04:00:00Z" });
	let found = refused(sensed(range.clone(), summary.clone()));
	assert!(found.contains("give the values one by one"), "{found}");
	let found = refused(sensed(json!({}), summary.clone()));
	assert!(found.contains("without startTime and endTime"), "{found}");
	let own = |count: Value| {
		let mut event = sensed(range.clone(), summary.clone());
		event["@context"] = json!({ "s": "urn:souk:epcis/" });
		event["s:count"] = count;
		event["s:series"] = json!(format!("0x{}", "5e".repeat(32)));
		event
	};
	let Report::Sensor(report) = &understood(own(json!(60)))[0] else { panic!() };
	assert_eq!((report.min, report.max, report.mean, report.count), (1_000, 3_000, 2_000, 60));
	assert!(refused(own(json!(0))).contains("contradict"));
	let mut alarm = sensed(json!({}), reading);
	alarm["disposition"] = json!("damaged");
	assert!(refused(alarm).starts_with("measurements cannot say"));
}

#[test]
fn event_should_be_refused_when_it_is_there_twice() {
	let same = scan(json!({}));
	let mut again = scan(json!({ "eventTime": "2026-10-01T06:00:00+02:00" }));
	again["eventID"] = json!("urn:uuid:1");
	let other = scan(json!({ "eventTime": "2026-10-01T04:00:01Z" }));
	let capture = import::read(&document(json!([same, again, other]))).unwrap();
	assert_eq!(capture.statements.len(), 2);
	assert_eq!((capture.refusals.len(), capture.refusals[0].index), (1, 1));
	assert_eq!(capture.refusals[0].event_id.as_deref(), Some("urn:uuid:1"));
	assert_eq!(capture.refusals[0].reason, "it is event 0 once more");
}

#[test]
fn document_should_be_read_when_it_is_a_query_or_one_event() {
	let event = scan(json!({}));
	let mut alone = event.clone();
	alone["@context"] = json!("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld");
	let query = json!({
		"type": "EPCISQueryDocument", "schemaVersion": "2.0",
		"epcisBody": { "queryResults": { "queryName": "q", "resultsBody": { "eventList": [event] } } },
	});
	for text in [alone.to_string(), query.to_string()] {
		assert_eq!(import::read(text.as_bytes()).unwrap().statements.len(), 1);
	}
	for (text, code) in [
		("", "no-json"),
		("<EPCISDocument/>", "no-json"),
		("{}", "no-epcis-document"),
		(r#"{"type":"Invoice"}"#, "no-epcis-document"),
		(r#"{"type":"EPCISDocument","schemaVersion":"2.0"}"#, "no-epcis-document"),
		(
			r#"{"type":"EPCISDocument","schemaVersion":"1.2","epcisBody":{"eventList":[]}}"#,
			"no-epcis-document",
		),
	] {
		assert_eq!(import::read(text.as_bytes()).unwrap_err().code(), code, "{text}");
	}
}

#[test]
fn reports_should_be_what_was_reported_when_an_exported_document_is_read() {
	let shipment = delivered();
	let mut document = shipment.json();
	let list = document.pointer_mut("/epcisBody/eventList").unwrap().as_array_mut().unwrap();
	let all = list.len();
	list.retain(|event| {
		let scan = ["scanned", "sensed"].contains(&event["souk:what"].as_str().unwrap());
		// A breach is for the chain to tell: an event that says so is no report.
		let more = ["errorDeclaration", "persistentDisposition"];
		scan && more.iter().all(|field| event.get(*field).is_none())
	});
	let kept = list.len();
	let capture = import::read(document.to_string().as_bytes()).unwrap();
	assert_eq!(capture.refusals, []);
	assert!(kept < all && capture.events == kept);
	let mut expected: Vec<Report> = shipment
		.entries
		.iter()
		.filter_map(|entry| match &entry.what {
			Occurrence::Scanned(milestone) => Some(Report::Scan(Scan {
				milestone: *milestone,
				event_time: entry.event_time,
				place: entry.place.clone(),
			})),
			Occurrence::Sensed { report, breach: false } => Some(Report::Sensor(report.clone())),
			_ => None,
		})
		.collect();
	expected.sort_by_key(happened);
	let said: Vec<Report> =
		capture.statements.into_iter().map(|statement| statement.report).collect();
	assert_eq!(said, expected);
}

fn targets() -> Targets {
	let text = fs::read_to_string(
		Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/epcis/shipments.json"),
	);
	reports::parse_targets(&text.unwrap()).unwrap()
}

fn statements() -> Vec<Statement> {
	import::read(&carrier_document()).unwrap().statements
}

#[test]
fn reports_should_be_signed_for_one_shipment_of_one_chain_with_rising_counters() {
	let (assigned, refusals) = reports::assign(statements(), &targets());
	assert_eq!(refusals, []);
	for scheme in [Scheme::Sr25519, Scheme::Ed25519, Scheme::Ecdsa] {
		let key = Key::parse("//Agent", scheme).unwrap();
		let signed = reports::sign(&assigned, &account(CARRIER), &key, GENESIS, 18).unwrap();
		let counters: Vec<u64> = signed.iter().map(|signed| signed.report.counter).collect();
		assert_eq!(counters, [18, 19, 20, 21, 22, 23]);
		for signed in &signed {
			let report = &signed.report;
			assert_eq!(report.key, key.account());
			let target = if report.shipment == ShipmentId(7) { 0x77 } else { 0x88 };
			assert_eq!(report.origin, H256([target; 32]));
			// What the chain verifies.
			let message = BlakeTwo256::hash(&report.message(GENESIS));
			assert!(keys::signed(message.as_bytes(), &signed.signature, &report.key));
			let elsewhere = BlakeTwo256::hash(&report.message(H256::zero()));
			assert!(!keys::signed(elsewhere.as_bytes(), &signed.signature, &report.key));
			let json = signed.to_json();
			let encoded =
				|field: &str| hex::decode(&json["encoded"][field].as_str().unwrap()[2..]).unwrap();
			let decoded = SignedReport::decode(&mut encoded("report").as_slice()).unwrap();
			assert_eq!(&decoded, report);
			let decoded = MultiSignature::decode(&mut encoded("signature").as_slice()).unwrap();
			assert_eq!(decoded, signed.signature);
			assert_eq!(json["hash"], format!("{message:?}"));
		}
		let encoded: std::collections::BTreeSet<Vec<u8>> =
			signed.iter().map(|signed| signed.report.encode()).collect();
		assert_eq!(encoded.len(), signed.len());
	}
}

#[test]
fn event_should_be_refused_in_full_when_one_of_its_shipments_is_not_known() {
	let mut targets = targets();
	targets.remove(&Object::Sscc(UNIT_SSCC));
	let (assigned, refusals) = reports::assign(statements(), &targets);
	assert_eq!(refusals.len(), 1);
	assert_eq!(refusals[0].index, 0);
	assert_eq!(refusals[0].reason, "no shipment is known of SSCC 376130321109103420");
	// The other shipment of that event is not reported either.
	assert_eq!(assigned.len(), 4);
	assert!(assigned.iter().all(|one| one.statement.index != 0));
}

#[test]
fn nothing_should_be_signed_when_the_key_is_the_carriers_or_the_counter_is_at_its_end() {
	let (assigned, _) = reports::assign(statements(), &targets());
	let key = Key::parse("//Agent", Scheme::Sr25519).unwrap();
	assert_eq!(
		reports::sign(&assigned, &key.account(), &key, GENESIS, 1),
		Err(ReportError::CarriersOwnKey)
	);
	let sign = |counter| reports::sign(&assigned, &account(CARRIER), &key, GENESIS, counter);
	assert_eq!(sign(u64::MAX - 4), Err(ReportError::CounterOverflow));
	assert_eq!(sign(u64::MAX - 5).unwrap().len(), 6);
}

#[test]
fn map_of_shipments_should_be_refused_when_it_is_none() {
	let targets = targets();
	let target = Target { shipment: ShipmentId(7), origin: H256([0x77; 32]) };
	assert_eq!(targets.get(&Object::Sscc(SSCC)), Some(&target));
	let origin = format!("0x{}", "11".repeat(32));
	for text in [
		"[]".to_owned(),
		"shipment 7".to_owned(),
		json!({ "157035381410375178": { "shipment": "7", "origin": origin } }).to_string(),
		json!({ "157035381410375177": { "shipment": "seven", "origin": origin } }).to_string(),
		json!({ "157035381410375177": { "shipment": "7" } }).to_string(),
	] {
		let error = reports::parse_targets(&text).unwrap_err();
		assert_eq!(error.code(), "bad-shipment-map", "{text}");
	}
	let own = json!({ format!("urn:souk:{}:shipment:9", "44".repeat(32)):
		{ "shipment": "9", "origin": origin } });
	let object = Object::Shipment { genesis: GENESIS, id: ShipmentId(9) };
	assert!(reports::parse_targets(&own.to_string()).unwrap().contains_key(&object));
}
