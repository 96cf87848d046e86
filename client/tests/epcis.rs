//! Export and verification of EPCIS documents.

mod shipments;

use codec::{Decode, Encode};
use serde_json::{json, Value};
use shipments::*;
use souk_client::{
	epcis::{
		self,
		hash::{event_id, pre_hash, Edition},
		Entry, History, HistoryError, Namespaces, VerifyError,
	},
	errors::Explain,
};
use souk_primitives::{logistics::*, ShipmentId};
use sp_core::H256;
use std::{collections::BTreeSet, fs, path::Path};

fn fixture(name: &str) -> std::path::PathBuf {
	Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/epcis").join(name)
}

fn events(document: &Value) -> &Vec<Value> {
	document["epcisBody"]["eventList"].as_array().unwrap()
}

/// The event of an entry.
fn event(document: &Value, seq: u32) -> &Value {
	let own = |event: &&Value| event["souk:seq"] == seq && event.get("errorDeclaration").is_none();
	events(document).iter().find(own).unwrap()
}

#[test]
fn event_hash_should_be_the_published_one_when_it_is_computed() {
	let text = fs::read_to_string(fixture("hashes.json")).unwrap();
	let vectors: Vec<Value> = serde_json::from_str(&text).unwrap();
	assert!(vectors.len() >= 12);
	for vector in vectors {
		let namespaces = Namespaces::of(vector.get("@context"));
		for (edition, field) in [(Edition::V2_0, "CBV2.0"), (Edition::V2_1, "CBV2.1")] {
			let id = event_id(&vector["event"], &namespaces, edition).unwrap();
			let text = pre_hash(&vector["event"], &namespaces, edition).unwrap();
			assert_eq!(id, vector[field].as_str().unwrap(), "{} {field}\n{text}", vector["about"]);
		}
	}
}

#[test]
fn event_hash_should_be_the_same_when_the_event_is_written_in_another_way() {
	let plain = json!({
		"type": "ObjectEvent", "eventTime": "2026-10-01T12:00:00+08:00", "eventTimeZoneOffset": "+08:00",
		"epcList": ["urn:epc:id:sscc:5703538.1141037517", "urn:epc:id:sscc:4012345.0000000333"],
		"action": "OBSERVE", "bizStep": "arriving", "readPoint": { "id": "urn:epc:id:sgln:9521141.11111.0" },
		"bizTransactionList": [
			{ "type": "po", "bizTransaction": "urn:a" }, { "type": "bol", "bizTransaction": "urn:b" }
		],
		"souk:a": ["y", "x"], "souk:n": 1.50,
	});
	let other = json!({
		"souk:n": "1.5", "souk:a": ["x", "y"], "eventID": "urn:some:id", "recordTime": "2026-10-02T00:00:00Z",
		"errorDeclaration": { "declarationTime": "2026-10-03T00:00:00Z", "reason": "did_not_occur" },
		"bizTransactionList": [
			{ "bizTransaction": "urn:b", "type": "urn:epcglobal:cbv:btt:bol" },
			{ "type": "https://ref.gs1.org/cbv/BTT-po", "bizTransaction": " urn:a " }
		],
		"readPoint": { "id": "https://example.com/gln/9521141111116?x=1" },
		"bizStep": "cbv:BizStep-arriving", "action": "OBSERVE",
		"epcList": ["https://id.gs1.org/00/040123450000003338", "https://x.example/00/157035381410375177"],
		"eventTimeZoneOffset": "+08:00", "eventTime": "2026-10-01T04:00:00.0004Z", "type": "ObjectEvent",
	});
	let namespaces = Namespaces::of(Some(&json!([{ "souk": "urn:souk:epcis/" }])));
	let id = |event: &Value| event_id(event, &namespaces, Edition::V2_0).unwrap();
	assert_eq!(id(&plain), id(&other));
	for (field, value) in [
		("eventTime", json!("2026-10-01T04:00:00.0005Z")),
		("eventTimeZoneOffset", json!("+00:00")),
		("bizStep", json!("departing")),
		("epcList", json!(["urn:epc:id:sscc:5703538.1141037517"])),
		("souk:n", json!(2)),
		("souk:b", json!("")),
	] {
		let mut changed = plain.clone();
		changed[field] = value;
		assert_ne!(id(&plain), id(&changed), "{field}");
	}
}

#[test]
fn event_hash_should_be_refused_when_a_moment_has_no_time_zone() {
	for (event, field) in [
		(json!([]), None),
		(json!({ "eventTime": "2026-10-01T12:00:00Z" }), None),
		(json!({ "type": "ObjectEvent", "eventTime": "2026-10-01T12:00:00" }), Some("eventTime")),
	] {
		let error = event_id(&event, &Namespaces::default(), Edition::V2_0).unwrap_err();
		assert!(field.is_none_or(|field| error.to_string().starts_with(field)), "{error}");
	}
}

/// Compares, or writes with `SOUK_WRITE_FIXTURES=1`.
fn ensure_golden(name: &str, text: &str) {
	let path = fixture(name);
	if std::env::var_os("SOUK_WRITE_FIXTURES").is_some() {
		fs::write(&path, format!("{text}\n")).unwrap();
	}
	let golden = fs::read_to_string(&path).unwrap();
	assert!(golden == format!("{text}\n"), "{name} is not what is exported");
}

#[test]
fn document_should_be_the_golden_one_when_a_shipment_is_exported() {
	for (name, shipment) in all() {
		ensure_golden(&format!("{name}.json"), &shipment.document().to_json());
	}
	let (view, entries) = partial();
	let shipment = delivered();
	let history = History::part(&view, 5, None, entries).unwrap();
	let document = epcis::export(&shipment.subject(), &shipment.snapshot(), &history).unwrap();
	ensure_golden("partial.json", &document.to_json());
}

fn partial() -> (epcis::View, Vec<Entry>) {
	let shipment = delivered();
	(shipment.view.clone(), shipment.entries[5..].to_vec())
}

#[test]
fn event_ids_should_be_the_hashes_of_their_events() {
	for (name, shipment) in all() {
		let document = shipment.json();
		let namespaces = Namespaces::of(document.get("@context"));
		for event in events(&document) {
			let id = event_id(event, &namespaces, Edition::V2_0).unwrap();
			assert_eq!(event["eventID"], id, "{name} {}", event["souk:seq"]);
		}
		let ids: BTreeSet<&str> =
			events(&document).iter().map(|event| event["eventID"].as_str().unwrap()).collect();
		let again =
			events(&document).iter().filter(|event| event.get("errorDeclaration").is_some());
		assert_eq!(ids.len() + again.count(), events(&document).len());
	}
}

#[test]
fn event_ids_should_be_the_same_when_a_part_of_the_history_is_exported() {
	let shipment = delivered();
	let (view, entries) = partial();
	let history = History::part(&view, 5, None, entries).unwrap();
	let part = epcis::export(&shipment.subject(), &shipment.snapshot(), &history).unwrap();
	let whole = shipment.document();
	let ids = |document: &epcis::Document| -> Vec<String> {
		document.events().iter().map(|event| event.event_id.clone()).collect()
	};
	let (part, whole) = (ids(&part), ids(&whole));
	assert_eq!(whole.len() - part.len(), 3);
	assert!(whole.ends_with(&part));
}

#[test]
fn events_should_say_what_the_table_says_when_they_are_exported() {
	let delivered = delivered().json();
	let returned = returned().json();
	let table = |document: &Value, expected: &[(u32, &str, &str, &str, &str)]| {
		for (seq, kind, action, step, disposition) in expected {
			let event = event(document, *seq);
			let found = [&event["type"], &event["action"], &event["bizStep"]];
			assert_eq!(found, [kind, action, step], "{seq}");
			let disposition = (!disposition.is_empty()).then_some(*disposition);
			assert_eq!(event.get("disposition").and_then(Value::as_str), disposition, "{seq}");
		}
	};
	table(
		&delivered,
		&[
			(0, "ObjectEvent", "ADD", "commissioning", "active"),
			(3, "ObjectEvent", "OBSERVE", "shipping", "in_transit"),
			(4, "ObjectEvent", "OBSERVE", "arriving", "in_progress"),
			(5, "ObjectEvent", "OBSERVE", "storing", "in_progress"),
			(6, "ObjectEvent", "OBSERVE", "loading", "in_progress"),
			(7, "AggregationEvent", "ADD", "packing", "in_progress"),
			(8, "AggregationEvent", "DELETE", "unpacking", "in_progress"),
			(11, "ObjectEvent", "OBSERVE", "departing", "in_transit"),
			(12, "ObjectEvent", "OBSERVE", "sensor_reporting", ""),
			(17, "ObjectEvent", "OBSERVE", "accepting", "in_transit"),
			(18, "ObjectEvent", "OBSERVE", "inspecting", "in_progress"),
			(19, "ObjectEvent", "OBSERVE", "inspecting", "conformant"),
			(20, "ObjectEvent", "OBSERVE", "unloading", "in_progress"),
			(22, "ObjectEvent", "OBSERVE", "transporting", "in_transit"),
			(23, "ObjectEvent", "OBSERVE", "transporting", "in_progress"),
			(25, "ObjectEvent", "OBSERVE", "holding", "available"),
			(30, "ObjectEvent", "OBSERVE", "receiving", "in_progress"),
		],
	);
	table(
		&returned,
		&[
			(4, "ObjectEvent", "OBSERVE", "inspecting", "damaged"),
			(5, "ObjectEvent", "OBSERVE", "inspecting", "non_conformant"),
			(6, "ObjectEvent", "OBSERVE", "holding", "recalled"),
			(8, "ObjectEvent", "OBSERVE", "holding", "in_progress"),
			(9, "ObjectEvent", "OBSERVE", "holding", "in_progress"),
			(10, "ObjectEvent", "OBSERVE", "holding", "unavailable"),
			(11, "ObjectEvent", "OBSERVE", "arriving", "in_transit"),
			(16, "ObjectEvent", "OBSERVE", "shipping", "returned"),
			(17, "ObjectEvent", "OBSERVE", "receiving", "returned"),
		],
	);
	table(&claimed().json(), &[(3, "ObjectEvent", "OBSERVE", "receiving", "in_progress")]);
	table(&confirmed().json(), &[(2, "ObjectEvent", "OBSERVE", "receiving", "in_progress")]);
	table(&lost().json(), &[(2, "ObjectEvent", "DELETE", "decommissioning", "unknown")]);
	table(
		&destroyed().json(),
		&[
			(2, "ObjectEvent", "OBSERVE", "receiving", "returned"),
			(4, "ObjectEvent", "DELETE", "destroying", "destroyed"),
		],
	);
	table(
		&unit().json(),
		&[
			(1, "ObjectEvent", "OBSERVE", "packing", "in_progress"),
			(3, "ObjectEvent", "OBSERVE", "unpacking", "in_progress"),
			(4, "ObjectEvent", "DELETE", "decommissioning", "inactive"),
		],
	);
}

#[test]
fn entries_should_be_in_the_log_alone_when_nothing_moved() {
	let without_event = |document: &Value| -> Vec<String> {
		let log = document["souk:history"]["souk:log"].as_array().unwrap();
		let without = log.iter().filter(|line| line.get("souk:eventID").is_none());
		without.map(|line| line["souk:what"].as_str().unwrap().to_owned()).collect()
	};
	assert_eq!(
		without_event(&delivered().json()),
		["pod_key_set", "handover_offered", "eta_updated", "corrected", "document_attached"]
	);
	assert_eq!(
		without_event(&returned().json()),
		[
			"handover_rejected",
			"handover_cancelled",
			"delay_reported",
			"claim_contested",
			"contest_answered"
		]
	);
	let document = delivered().json();
	let log = &document["souk:history"]["souk:log"];
	assert_eq!(log[21]["souk:estimated"], "2026-10-03T04:00:00.000Z");
	assert_eq!(log[29]["souk:mediaType"], "application/pdf");
	assert_eq!(log[29]["souk:size"], "20480");
	assert_eq!(log[2]["souk:expiresAt"], "2026-10-02T04:00:00.000Z");
	assert_eq!(log[27]["souk:corrects"], 21);
}

#[test]
fn objects_and_places_should_be_gs1_keys_when_there_are_any() {
	let document = delivered().json();
	let urn = format!("urn:souk:{}:shipment:", "44".repeat(32));
	assert_eq!(event(&document, 4)["epcList"], json!(["https://id.gs1.org/00/157035381410375177"]));
	assert_eq!(event(&document, 4)["readPoint"]["id"], "https://id.gs1.org/414/9521141111116");
	assert_eq!(event(&document, 11)["readPoint"]["id"], "geo:57.6343,10.3931;u=2446");
	assert_eq!(event(&document, 22).get("readPoint"), None);
	let packed = event(&document, 7);
	assert_eq!(packed["parentID"], "https://id.gs1.org/00/376130321109103420");
	assert_eq!(packed["childEPCs"], json!(["https://id.gs1.org/00/157035381410375177"]));
	assert_eq!(packed.get("epcList"), None);
	assert_eq!(event(&document, 9)["parentID"], format!("{urn}9"));
	assert_eq!(event(&returned().json(), 4)["epcList"], json!([format!("{urn}10")]));
}

#[test]
fn custody_should_name_both_sides_and_the_order_when_it_changes() {
	let document = delivered().json();
	let party = |byte| format!("urn:souk:{}:account:{}", "44".repeat(32), account(byte));
	let taken = event(&document, 17);
	assert_eq!(
		taken["sourceList"],
		json!([{ "type": "possessing_party", "source": party(CARRIER) }])
	);
	assert_eq!(
		taken["destinationList"],
		json!([{ "type": "possessing_party", "destination": party(OTHER_CARRIER) }])
	);
	let order = format!("urn:souk:{}:order:258", "44".repeat(32));
	assert_eq!(taken["bizTransactionList"], json!([{ "type": "po", "bizTransaction": order }]));
	let returned = lost().json();
	let created = event(&returned, 0);
	assert_eq!(created["bizTransactionList"], json!([{ "type": "rma", "bizTransaction": order }]));
	assert_eq!(
		event(&document, 30)["destinationList"],
		json!([{ "type": "possessing_party", "destination": party(CONSIGNEE) }])
	);
	assert_eq!(event(&unit().json(), 0).get("bizTransactionList"), None);
}

#[test]
fn measurements_should_be_in_gs1_units_when_a_sensor_reported() {
	let document = delivered().json();
	let report = |seq| event(&document, seq)["sensorElementList"][0]["sensorReport"][0].clone();
	assert_eq!(
		report(13),
		json!({ "type": "Temperature", "exception": "ALARM_CONDITION", "minValue": -1.5, "maxValue": 9,
			"meanValue": 5.001, "uom": "CEL" })
	);
	for (seq, kind, uom) in
		[(14, "RelativeHumidity", "P1"), (15, "Acceleration", "MSK"), (16, "Illuminance", "LUX")]
	{
		assert_eq!((&report(seq)["type"], &report(seq)["uom"]), (&json!(kind), &json!(uom)));
		assert_eq!(report(seq).get("exception"), None);
	}
	assert_eq!(report(16)["maxValue"], 0.001);
	let event = event(&document, 13);
	assert_eq!(event["persistentDisposition"], json!({ "set": ["non_conformant"] }));
	let metadata = &event["sensorElementList"][0]["sensorMetadata"];
	assert_eq!(metadata["endTime"], event["eventTime"]);
	assert_eq!(event["souk:count"], 360);
}

#[test]
fn flags_should_stay_when_they_are_raised() {
	let document = returned().json();
	for (seq, word) in [(4, "damaged"), (5, "non_conformant"), (6, "recalled")] {
		assert_eq!(event(&document, seq)["persistentDisposition"], json!({ "set": [word] }));
	}
	assert_eq!(event(&document, 8).get("persistentDisposition"), None);
	assert_eq!(document["souk:history"]["souk:flags"], json!(["damaged", "tampered", "recalled"]));
	let late = delivered().json();
	assert_eq!(event(&late, 28)["souk:late"], "true");
	assert_eq!(event(&late, 25).get("souk:late"), None);
}

#[test]
fn event_should_be_declared_wrong_under_its_own_id_when_it_is_corrected() {
	let document = delivered().json();
	let wrong: Vec<&Value> =
		events(&document).iter().filter(|event| event.get("errorDeclaration").is_some()).collect();
	assert_eq!(wrong.len(), 2);
	for (declared, seq, correction, reason) in
		[(wrong[0], 23, 24, "did_not_occur"), (wrong[1], 25, 26, "incorrect_data")]
	{
		let mut again = declared.clone();
		let original = event(&document, seq);
		assert_eq!(declared["eventID"], original["eventID"]);
		assert_eq!(declared["errorDeclaration"]["reason"], reason);
		assert_eq!(declared["errorDeclaration"]["souk:seq"], correction);
		assert_ne!(declared["recordTime"], original["recordTime"]);
		again.as_object_mut().unwrap().remove("errorDeclaration");
		again["recordTime"] = original["recordTime"].clone();
		assert_eq!(&again, original);
	}
	let void = returned().json();
	let void: Vec<&Value> =
		events(&void).iter().filter(|event| event.get("errorDeclaration").is_some()).collect();
	assert_eq!(void.len(), 1);
	// The last claim, not the one before.
	assert_eq!(void[0]["souk:seq"], 14);
	assert_eq!(void[0]["errorDeclaration"]["souk:seq"], 15);
}

#[test]
fn histories_should_have_everything_that_can_happen() {
	let kinds: BTreeSet<u8> = all()
		.iter()
		.flat_map(|(_, shipment)| shipment.entries.iter().map(|entry| entry.what.encode()[0]))
		.collect();
	assert_eq!(kinds, (0..=26).collect());
}

#[test]
fn head_should_be_computed_again_when_no_entry_was_changed() {
	for (_, shipment) in all() {
		assert_eq!(epcis::head(shipment.view.origin, &shipment.entries), shipment.view.head);
		let history = History::whole(&shipment.view, shipment.entries.clone()).unwrap();
		assert!(history.is_verified());
		assert_eq!(history.heads().last().unwrap(), Some(shipment.view.head));
	}
}

#[test]
fn history_should_be_refused_when_any_byte_of_an_entry_is_changed() {
	let mut tried = 0;
	for (name, shipment) in all() {
		for (seq, entry) in shipment.entries.iter().enumerate() {
			let bytes = entry.encode();
			for at in 0..bytes.len() {
				for bit in 0..8 {
					let mut changed = bytes.clone();
					changed[at] ^= 1 << bit;
					// What is no entry any more cannot be taken for one.
					let Ok(other) = Entry::decode(&mut changed.as_slice()) else { continue };
					let mut entries = shipment.entries.clone();
					entries[seq] = other;
					let refused = History::whole(&shipment.view, entries).unwrap_err();
					assert_eq!(refused.code(), "broken-history", "{name} {seq} {at} {bit}");
					tried += 1;
				}
			}
		}
	}
	assert!(tried > 10_000, "{tried}");
}

#[test]
fn history_should_be_refused_when_an_entry_is_left_out_put_in_or_moved() {
	for (_, shipment) in all() {
		let count = shipment.entries.len();
		for at in 0..count {
			let mut entries = shipment.entries.clone();
			entries.remove(at);
			let refused = History::whole(&shipment.view, entries.clone()).unwrap_err();
			assert!(matches!(refused, HistoryError::WrongCount { .. }));
			// Something else in its place.
			entries.insert(at, shipment.entries[(at + 1) % count].clone());
			let refused = History::whole(&shipment.view, entries).unwrap_err();
			assert!(matches!(refused, HistoryError::WrongHead { .. }));
			let mut entries = shipment.entries.clone();
			entries.swap(at, (at + 1) % count);
			assert!(History::whole(&shipment.view, entries).is_err());
			let mut entries = shipment.entries.clone();
			entries.insert(at, entries[at].clone());
			assert!(History::whole(&shipment.view, entries).is_err());
		}
		let mut view = shipment.view.clone();
		view.origin = H256::zero();
		assert!(History::whole(&view, shipment.entries).is_err());
	}
}

#[test]
fn part_of_a_history_should_be_checked_when_the_head_before_it_is_known() {
	let shipment = delivered();
	let before = epcis::head(shipment.view.origin, &shipment.entries[..5]);
	let part =
		|before, entries: &[Entry]| History::part(&shipment.view, 5, before, entries.to_vec());
	assert!(part(Some(before), &shipment.entries[5..]).unwrap().is_verified());
	assert!(!part(None, &shipment.entries[5..]).unwrap().is_verified());
	let mut changed = shipment.entries[5..].to_vec();
	changed[3].late = true;
	assert!(matches!(part(Some(before), &changed), Err(HistoryError::WrongHead { .. })));
	assert!(matches!(
		part(Some(before), &shipment.entries[6..]),
		Err(HistoryError::WrongCount { .. })
	));
	let unverified = part(None, &shipment.entries[5..]).unwrap();
	assert_eq!(unverified.first(), 5);
	assert!(unverified.heads().all(|head| head.is_none()));
}

#[test]
fn document_should_be_good_when_it_was_exported() {
	for (name, shipment) in all() {
		let text = shipment.document().to_json();
		let verified = epcis::verify(text.as_bytes()).unwrap();
		assert_eq!(verified.subject, shipment.subject(), "{name}");
		assert_eq!(verified.history, shipment.history());
		assert_eq!(verified.snapshot, shipment.snapshot());
		assert_eq!(verified.events, events(&shipment.json()).len());
	}
	let partial = fs::read(fixture("partial.json")).unwrap();
	let verified = epcis::verify(&partial).unwrap();
	assert!(!verified.history.is_verified());
	assert_eq!(verified.history.first(), 5);
}

#[test]
fn document_should_be_bad_when_anything_in_it_is_changed() {
	let document = delivered().json();
	let refusal = |change: &dyn Fn(&mut Value)| {
		let mut changed = document.clone();
		change(&mut changed);
		assert_ne!(changed, document);
		epcis::verify(changed.to_string().as_bytes()).unwrap_err()
	};
	for (pointer, value) in [
		("/epcisBody/eventList/0/bizStep", json!("receiving")),
		("/epcisBody/eventList/1/eventID", json!("urn:other")),
		("/epcisBody/eventList/2/readPoint/id", json!("https://id.gs1.org/414/9521141111123")),
		("/epcisBody/eventList/9/souk:entry", json!("0x00")),
		("/souk:history/souk:sscc", json!("376130321109103420")),
		("/souk:history/souk:log/3/souk:what", json!("scanned")),
		("/souk:history/souk:log/3/souk:head", json!(format!("0x{}", "11".repeat(32)))),
		("/@context/1/souk", json!("urn:other/")),
	] {
		let error = refusal(&|document| *document.pointer_mut(pointer).unwrap() = value.clone());
		assert_eq!(error.code(), "changed-document", "{pointer}: {error}");
	}
	let list = "/epcisBody/eventList";
	type Change<'a> = &'a dyn Fn(&mut Vec<Value>);
	let events = |document: &mut Value, change: Change| {
		change(document.pointer_mut(list).unwrap().as_array_mut().unwrap());
	};
	let changes: [Change; 3] =
		[&|events| drop(events.pop()), &|events| events.push(events[0].clone()), &|events| {
			events.swap(4, 5)
		}];
	for change in changes {
		let error = refusal(&|document| events(document, change));
		assert_eq!(error.code(), "changed-document", "{error}");
	}
	for pointer in ["/souk:history/souk:head", "/souk:history/souk:origin"] {
		let other = json!(format!("0x{}", "11".repeat(32)));
		let error = refusal(&|document| *document.pointer_mut(pointer).unwrap() = other.clone());
		assert_eq!(error.code(), "broken-history", "{pointer}");
	}
	let entry = hexed(&delivered().entries[4]);
	let error = refusal(&|document| {
		*document.pointer_mut("/souk:history/souk:log/5/souk:entry").unwrap() = json!(entry);
	});
	assert_eq!(error.code(), "broken-history");
	let error = refusal(&|document| {
		let log = document.pointer_mut("/souk:history/souk:log").unwrap();
		log.as_array_mut().unwrap().remove(6);
	});
	assert_eq!(error.code(), "incomplete-history");
}

#[test]
fn document_should_be_refused_when_it_was_not_exported() {
	for text in ["", "[]", "{}", r#"{"souk:history": {}}"#] {
		let error = epcis::verify(text.as_bytes()).unwrap_err();
		assert!(matches!(error, VerifyError::Malformed { .. }), "{text}");
		assert!(!error.remedy().is_empty());
	}
}

#[test]
fn document_should_be_refused_when_its_numbers_are_beyond_all_histories() {
	let mut document = delivered().json();
	let record = document.pointer_mut("/souk:history").unwrap();
	record["souk:missing"] = json!(u32::MAX);
	record["souk:length"] = json!(u32::MAX);
	let error = epcis::verify(document.to_string().as_bytes()).unwrap_err();
	assert_eq!(error.code(), "incomplete-history");
	document["souk:history"]["souk:log"] = json!([]);
	let error = epcis::verify(document.to_string().as_bytes()).unwrap_err();
	assert_eq!(error.code(), "changed-document");
}

#[test]
fn units_should_be_those_that_a_shipment_was_in() {
	let units: BTreeSet<ShipmentId> = epcis::units(&delivered().history()).collect();
	assert_eq!(units, BTreeSet::from([ShipmentId(8), ShipmentId(9)]));
}

#[test]
fn export_should_be_refused_when_a_moment_is_beyond_dates() {
	let mut shipment = Shipment::outbound(7, None);
	shipment.push(Entry {
		what: Occurrence::Created,
		by: None,
		event_time: u64::MAX,
		record_time: START,
		place: None,
		late: false,
	});
	let error = epcis::export(&shipment.subject(), &shipment.snapshot(), &shipment.history());
	assert_eq!(error.unwrap_err().code(), "bad-moment");
}
