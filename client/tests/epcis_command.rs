//! `souk epcis`: arguments, output, exit status.

mod common;
mod shipments;

use common::{fixture, souk, Done, Gateway};
use serde_json::{json, Value};
use shipments::*;
use souk_client::keys::{Key, Scheme};

const CARRIER_ACCOUNT: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

fn genesis() -> String {
	format!("0x{}", "44".repeat(32))
}

/// A directory with a carrier's document, a map of shipments and a key.
struct Desk {
	files: Gateway,
}

impl Desk {
	fn new() -> Self {
		let files = Gateway::new();
		files.file("scans.json", fixture("epcis/carrier.json"));
		files.file("shipments.json", fixture("epcis/shipments.json"));
		files.secret("agent.key", "//Agent");
		Self { files }
	}

	fn path(&self, name: &str) -> String {
		self.files.path(name).to_str().unwrap().to_owned()
	}

	fn import(&self, document: &str, arguments: &[&str]) -> Done {
		let (document, map, key) =
			(self.path(document), self.path("shipments.json"), self.path("agent.key"));
		let genesis = genesis();
		let mut all = vec!["epcis", "import", &document, "--carrier", CARRIER_ACCOUNT];
		all.extend(["--key-file", &key, "--genesis", &genesis, "--shipment-map", &map]);
		all.extend(["--counter", "18"]);
		all.extend(arguments);
		souk(&all, "")
	}

	/// The carrier's document with an event more.
	fn with_event(&self, changes: Value) -> String {
		let mut document: Value = serde_json::from_str(&fixture("epcis/carrier.json")).unwrap();
		let events = document.pointer_mut("/epcisBody/eventList").unwrap().as_array_mut().unwrap();
		let mut event = events[1].clone();
		for (field, value) in changes.as_object().unwrap() {
			event[field] = value.clone();
		}
		events.push(event);
		self.files.file("more.json", document.to_string());
		"more.json".to_owned()
	}
}

fn lines(done: &Done) -> Vec<Value> {
	done.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn reports_should_be_printed_as_lines_when_all_events_are_understood() {
	let desk = Desk::new();
	for arguments in [&[][..], &["--json"]] {
		let done = desk.import("scans.json", arguments);
		assert_eq!(done.status, 0, "{}", done.stderr);
		let lines = lines(&done);
		assert_eq!(lines.len(), 6);
		let key = Key::parse("//Agent", Scheme::Sr25519).unwrap().account();
		for (at, line) in lines.iter().enumerate() {
			assert_eq!(line["report"]["counter"], (18 + at).to_string());
			assert_eq!(line["report"]["carrier"], CARRIER_ACCOUNT);
			assert_eq!(line["report"]["key"], key.to_string());
			assert_eq!(line["genesis"], genesis());
			assert_eq!(line["signature"]["Sr25519"].as_str().unwrap().len(), 130);
		}
		assert_eq!(
			lines[0]["report"]["report"],
			json!({ "Scan": { "milestone": "Arrived", "eventTime": START + 7 * 3_600_000,
				"place": { "Facility": "9521141111116" } } })
		);
		assert_eq!(lines[0]["source"]["event"], 1);
		assert_eq!(lines[2]["report"]["shipment"], "8");
		assert_eq!(lines[5]["report"]["report"]["Scan"]["place"], json!({ "Area": "u4pr" }));
		assert!(
			done.stderr.contains("6 reports, counters 18 to 23, of 4 events"),
			"{}",
			done.stderr
		);
		assert!(done.stderr.contains("everybody has this key"), "{}", done.stderr);
	}
}

#[test]
fn nothing_should_be_signed_when_an_event_is_not_understood() {
	let desk = Desk::new();
	let document = desk.with_event(json!({ "eventTime": "2026-10-01T19:00:00Z", "action": "ADD" }));
	let done = desk.import(&document, &["--json"]);
	assert_eq!(done.refusal(), "unknown-events");
	let refused: Value = serde_json::from_str(done.stderr.lines().next().unwrap()).unwrap();
	assert_eq!(refused["refused"]["event"], 4);
	assert_eq!(refused["refused"]["reason"], "action is ADD; a scan observes");
	assert_eq!(refused["refused"]["eventID"], "urn:uuid:00000000-0000-4000-8000-000000000001");
	let people = desk.import(&document, &[]);
	assert_eq!((people.status, people.stdout.as_str()), (1, ""));
	let first = people.stderr.lines().next().unwrap();
	assert!(
		first.starts_with("event 4 (urn:uuid:") && first.ends_with("a scan observes"),
		"{first}"
	);
	assert!(people.stderr.contains("1 of 5 events cannot be reported, so none is"));
	// Not even the key is read.
	desk.files.set_mode("agent.key", 0o644);
	assert_eq!(desk.import(&document, &["--json"]).refusal(), "unknown-events");
}

#[test]
fn others_should_be_signed_when_unknown_events_are_skipped() {
	let desk = Desk::new();
	let document = desk.with_event(json!({ "eventTime": "2026-10-01T19:00:00Z", "action": "ADD" }));
	let done = desk.import(&document, &["--skip-unknown"]);
	assert_eq!((done.status, lines(&done).len()), (0, 6), "{}", done.stderr);
	assert!(done.stderr.contains("event 4 "), "{}", done.stderr);
	desk.files.file("shipments.json", "{}");
	let done = desk.import("scans.json", &["--skip-unknown", "--json"]);
	assert_eq!(done.refusal(), "nothing-to-report");
}

#[test]
fn shipment_should_be_refused_when_it_is_not_known() {
	let desk = Desk::new();
	desk.files.file("shipments.json", "{}");
	let done = desk.import("scans.json", &["--json"]);
	assert_eq!(done.refusal(), "unknown-events");
	assert!(done.stderr.contains("no shipment is known of SSCC 157035381410375177"));
	assert!(done.stderr.contains("4 of 4 events"), "{}", done.stderr);
}

#[test]
fn key_should_be_refused_when_others_can_read_it_or_it_is_the_carriers() {
	let desk = Desk::new();
	desk.files.set_mode("agent.key", 0o644);
	assert_eq!(desk.import("scans.json", &["--json"]).refusal(), "open-secret-file");
	desk.files.secret("agent.key", "//Bob");
	assert_eq!(desk.import("scans.json", &["--json"]).refusal(), "carriers-own-key");
	desk.files.secret("agent.key", "");
	assert_eq!(desk.import("scans.json", &["--json"]).refusal(), "empty-key-file");
}

#[test]
fn document_should_be_read_from_standard_input_when_it_is_a_dash() {
	let desk = Desk::new();
	let (map, key, genesis) = (desk.path("shipments.json"), desk.path("agent.key"), genesis());
	let all = [
		"epcis",
		"import",
		"-",
		"--carrier",
		CARRIER_ACCOUNT,
		"--key-file",
		&key,
		"--genesis",
		&genesis,
		"--shipment-map",
		&map,
		"--counter",
		"1",
		"--scheme",
		"ed25519",
	];
	let done = souk(&all, &fixture("epcis/carrier.json"));
	assert_eq!(lines(&done).len(), 6, "{}", done.stderr);
	assert!(lines(&done)[0]["signature"]["Ed25519"].is_string());
}

#[test]
fn document_should_be_refused_when_it_is_no_epcis() {
	let desk = Desk::new();
	desk.files.file("other.json", "{}");
	assert_eq!(desk.import("other.json", &["--json"]).refusal(), "no-epcis-document");
	desk.files.file("other.json", "<EPCISDocument/>");
	assert_eq!(desk.import("other.json", &["--json"]).refusal(), "no-json");
	assert_eq!(desk.import("nowhere.json", &["--json"]).refusal(), "unreadable-file");
	desk.files.file("shipments.json", "[]");
	assert_eq!(desk.import("scans.json", &["--json"]).refusal(), "bad-shipment-map");
}

#[test]
fn document_should_be_verified_when_it_was_exported() {
	let desk = Desk::new();
	let shipment = delivered();
	let path = desk.files.file("7.json", shipment.document().to_json());
	let done = souk(&["epcis", "verify", &path, "--json"], "");
	let head = format!("{:?}", shipment.view.head);
	assert_eq!(
		done.json(),
		json!({ "valid": true, "shipment": "7", "genesis": genesis(), "entries": 31, "missing": 0,
			"events": 26, "head": head, "verified": true })
	);
	assert_eq!(souk(&["epcis", "verify", &path, "--head", &head, "--json"], "").status, 0);
	let other = souk(&["epcis", "verify", &path, "--head", &genesis(), "--json"], "");
	assert_eq!(other.refusal(), "other-head");
	let people = souk(&["epcis", "verify", &path], "");
	for line in ["Shipment 7 in EPCIS 2.0", "  entries     31 of 31", "  verdict     good"] {
		assert!(people.stdout.lines().any(|this| this == line), "{line}\n{}", people.stdout);
	}
	let partial = desk.files.file("partial.json", fixture("epcis/partial.json"));
	let partial = souk(&["epcis", "verify", &partial], "");
	assert!(partial.stdout.contains("good, but not whole"), "{}", partial.stdout);
	assert!(partial.stderr.starts_with("warning: entries are missing"), "{}", partial.stderr);
}

#[test]
fn document_should_be_bad_when_it_was_changed() {
	let desk = Desk::new();
	let text = delivered().document().to_json();
	for (before, after, code) in [
		("\"bizStep\": \"arriving\"", "\"bizStep\": \"storing\"", "changed-document"),
		("\"souk:sscc\": \"1", "\"souk:sscc\": \"2", "malformed-document"),
		("\"souk:missing\": 0", "\"souk:missing\": 1", "incomplete-history"),
	] {
		assert!(text.contains(before), "{before}");
		let path = desk.files.file("7.json", text.replacen(before, after, 1));
		assert_eq!(souk(&["epcis", "verify", &path, "--json"], "").refusal(), code, "{before}");
	}
}

#[test]
fn node_should_be_refused_when_it_is_not_there_or_not_encrypted() {
	let export =
		|url: &str| souk(&["epcis", "export", "--shipment", "7", "--url", url, "--json"], "");
	// Nobody listens on this port.
	assert_eq!(export("ws://127.0.0.1:9").refusal(), "unreachable-node");
	assert_eq!(export("ws://node.example:9944").refusal(), "insecure-url");
	assert_eq!(export("no url").refusal(), "unreachable-node");
	let desk = Desk::new();
	let (scans, key) = (desk.path("scans.json"), desk.path("agent.key"));
	let done = souk(
		&[
			"epcis",
			"import",
			&scans,
			"--carrier",
			CARRIER_ACCOUNT,
			"--key-file",
			&key,
			"--url",
			"ws://127.0.0.1:9",
			"--json",
		],
		"",
	);
	assert_eq!(done.refusal(), "unreachable-node");
}

#[test]
fn arguments_should_be_refused_when_they_are_wrong() {
	let desk = Desk::new();
	let (scans, key, map) =
		(desk.path("scans.json"), desk.path("agent.key"), desk.path("shipments.json"));
	let genesis = genesis();
	let import = ["import", &scans, "--carrier", CARRIER_ACCOUNT, "--key-file", &key];
	let url = ["--url", "ws://127.0.0.1:9"];
	for more in [
		vec!["export"],
		vec!["export", "--shipment", "seven", "--url", url[1]],
		vec!["export", "--shipment", "7"],
		vec!["export", "--shipment", "7", "--url", url[1], "--from-block", "-1"],
		vec!["verify"],
		vec!["verify", &scans, "--head", "0x11"],
		import.to_vec(),
		[&import[..], &["--genesis", &genesis]].concat(),
		[&import[..], &["--genesis", &genesis, "--counter", "1"]].concat(),
		[&import[..], &["--genesis", &genesis, "--shipment-map", &map]].concat(),
		[&import[..], &["--genesis", &genesis, "--counter", "1", "--shipment-map", &map], &url]
			.concat(),
		[&import[..], &url, &["--submit"]].concat(),
		[&import[..], &url, &["--payer-file", &key]].concat(),
		[&import[..], &url, &["--counter", "-1"]].concat(),
		vec!["import", "-", "--carrier", CARRIER_ACCOUNT, "--key-file", "-", url[0], url[1]],
		vec!["import", &scans, "--carrier", "Bob", "--key-file", &key, url[0], url[1]],
		vec!["delete"],
	] {
		let done = souk(&[&["epcis", "--json"][..], &more].concat(), "");
		assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{more:?} {}", done.stderr);
		let error: Value = serde_json::from_str(&done.stderr).unwrap();
		assert_eq!(error["error"]["code"], "usage", "{more:?}");
	}
}

#[test]
fn help_should_have_examples_when_asked_for() {
	for command in ["export", "verify", "import"] {
		let done = souk(&["epcis", command, "--help"], "");
		assert_eq!(done.status, 0);
		assert!(done.stdout.contains(&format!("\n  souk epcis {command} ")), "{command}");
	}
}
