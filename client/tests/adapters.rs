//! The adapters, held against what the systems publish: see `fixtures/adapters/`.

mod common;

use common::*;
use souk_client::{
	adapters::{self, Action, Adapter, AdapterError},
	errors::Explain,
};
use souk_primitives::logistics::{Loss, Milestone, Status, Trouble};
use std::{
	collections::{BTreeMap, BTreeSet},
	fs,
	path::Path,
};

const LEAST: &str = "\
name = \"mine\"
title = \"Mine\"

[[entries]]
codes = [\"DELIVERED\"]
action = \"claim_delivery\"
status = \"delivery_claimed\"
";

fn adapter(name: &str) -> Adapter {
	Adapter::built_in(name).unwrap()
}

fn all() -> Vec<Adapter> {
	adapters::names().map(adapter).collect()
}

/// A published list: a word in a line, and where it comes from after a `#`.
fn list(name: &str) -> Vec<String> {
	let text = fixture(&format!("adapters/{name}.txt"));
	assert!(text.starts_with("# ") && text.contains("\n# https://"), "{name} has no source");
	let words: Vec<String> =
		text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
	let distinct: BTreeSet<_> = words.iter().collect();
	assert_eq!(distinct.len(), words.len(), "{name} names something twice");
	words
}

fn product(lists: &[Vec<String>]) -> Vec<String> {
	lists.iter().fold(vec![String::new()], |codes, list| {
		codes
			.iter()
			.flat_map(|code| list.iter().map(move |word| format!("{code}/{word}")))
			.map(|code| code.trim_start_matches('/').to_owned())
			.collect()
	})
}

/// What a system publishes.
fn published(name: &str) -> BTreeSet<String> {
	let lists = match name {
		"aftership" => vec![list("aftership.tags"), list("aftership.subtags")],
		"17track" => vec![list("17track.statuses"), list("17track.sub-statuses")],
		"dcsa" => {
			let classifiers = list("dcsa.classifiers");
			let empty = list("dcsa.empty-indicators");
			vec![
				product(&[list("dcsa.equipment"), classifiers.clone(), empty]),
				product(&[list("dcsa.transport"), classifiers.clone()]),
				product(&[list("dcsa.shipment"), classifiers]),
			]
		},
		other => panic!("nothing is known of {other}"),
	};
	lists.into_iter().flatten().collect()
}

#[test]
fn published_lists_should_be_as_long_as_the_adapters_systems_say() {
	for (name, length) in [
		("aftership.tags", 9),
		("aftership.subtags", 51),
		("17track.statuses", 9),
		("17track.sub-statuses", 30),
		("dcsa.equipment", 17),
		("dcsa.transport", 2),
		("dcsa.shipment", 17),
	] {
		assert_eq!(list(name).len(), length, "{name}");
	}
}

#[test]
fn adapter_should_have_one_entry_for_each_published_status_and_no_other() {
	for adapter in all() {
		let known: Vec<String> = adapter.entries().iter().map(|entry| entry.code.clone()).collect();
		let distinct: BTreeSet<String> = known.iter().cloned().collect();
		assert_eq!(distinct.len(), known.len(), "{} has one twice", adapter.name);
		let published = published(&adapter.name);
		let missing: Vec<_> = published.difference(&distinct).collect();
		assert!(missing.is_empty(), "{} lacks {missing:?}", adapter.name);
		let invented: Vec<_> = distinct.difference(&published).collect();
		assert!(invented.is_empty(), "{} invents {invented:?}", adapter.name);
		for code in published {
			assert_eq!(adapter.map(&code).unwrap().code, code);
		}
	}
}

#[test]
fn adapter_should_give_the_status_that_its_action_leads_to() {
	for adapter in all() {
		for entry in adapter.entries() {
			let right = match &entry.action {
				Action::AcceptHandover => Some(Status::PickedUp),
				Action::Scan(milestone) => Some(milestone.status()),
				Action::Trouble(Trouble::Delayed) => None,
				Action::Trouble(_) => Some(Status::Exception),
				Action::ClaimDelivery | Action::ClaimReturn => Some(Status::DeliveryClaimed),
				Action::StartReturn => Some(Status::Returning),
				Action::Loss(Loss::Lost) => Some(Status::Lost),
				Action::Loss(Loss::Destroyed) => Some(Status::Destroyed),
				Action::Info => Some(Status::InfoReceived),
				Action::UpdateEta | Action::Ignore(_) => None,
			};
			assert_eq!(entry.status, right, "{} {}", adapter.name, entry.code);
			let silent = matches!(entry.action, Action::Info | Action::Ignore(_));
			assert_eq!(entry.action.call().is_none(), silent, "{}", entry.code);
		}
	}
}

#[test]
fn adapter_should_never_prove_a_delivery_or_end_what_is_not_the_carriers_to_end() {
	for adapter in all() {
		for entry in adapter.entries() {
			let status = entry.status;
			assert!(
				!matches!(
					status,
					Some(
						Status::Delivered | Status::Returned | Status::Cancelled | Status::Created
					)
				),
				"{} {}",
				adapter.name,
				entry.code
			);
			assert_ne!(entry.action.call(), Some("prove_delivery"), "{}", entry.code);
		}
	}
	for (name, prefix, count) in [("aftership", "Delivered", 6), ("17track", "Delivered", 2)] {
		let adapter = adapter(name);
		let delivered: Vec<_> =
			adapter.entries().iter().filter(|entry| entry.code.starts_with(prefix)).collect();
		assert_eq!(delivered.len(), count);
		for entry in delivered {
			assert_eq!(entry.action, Action::ClaimDelivery, "{}", entry.code);
		}
	}
}

#[test]
fn adapter_should_refuse_to_be_written_when_it_says_delivered() {
	for status in ["delivered", "returned"] {
		let text = LEAST.replace("delivery_claimed", status);
		let error = Adapter::parse(&text, "mine.toml").unwrap_err().to_string();
		let right = format!("gets delivery_claimed, not {status} (line 7)");
		assert!(error.ends_with(&right), "{error}");
	}
	let error = Adapter::parse(&LEAST.replace("claim_", "prove_"), "mine.toml").unwrap_err();
	assert!(error.to_string().contains("unknown variant `prove_delivery`"), "{error}");
}

#[test]
fn dcsa_adapter_should_take_nothing_for_a_fact_that_is_not_actual() {
	let adapter = adapter("dcsa");
	let mut estimates = BTreeSet::new();
	for entry in adapter.entries() {
		let parts: Vec<&str> = entry.code.split('/').collect();
		let is_fact = parts[1] == "ACT";
		match &entry.action {
			Action::UpdateEta => {
				assert!(!is_fact, "{}", entry.code);
				estimates.insert(entry.code.as_str());
			},
			Action::Ignore(_) => {},
			_ => assert!(is_fact, "{}", entry.code),
		}
		if parts.get(2) == Some(&"EMPTY") && !["STUF", "STRP"].contains(&parts[0]) {
			assert!(matches!(entry.action, Action::Ignore(_)), "{}", entry.code);
		}
	}
	let right = ["ARRI/EST", "ARRI/PLN", "DROP/EST/LADEN", "DROP/PLN/LADEN"];
	assert_eq!(estimates.into_iter().collect::<Vec<_>>(), right);
}

#[test]
fn adapter_should_say_what_a_carrier_does_when_it_knows_the_status() {
	for (name, code, action) in [
		("aftership", "InfoReceived_001", Action::Info),
		("aftership", "InTransit_002", Action::AcceptHandover),
		("aftership", "InTransit_003", Action::Scan(Milestone::Arrived)),
		("aftership", "InTransit_006", Action::Scan(Milestone::CustomsEntered)),
		("aftership", "InTransit_007", Action::Scan(Milestone::Departed)),
		("aftership", "AttemptFail_002", Action::Scan(Milestone::AttemptFailed)),
		("aftership", "Exception_003", Action::Trouble(Trouble::Refused)),
		("aftership", "Exception_010", Action::StartReturn),
		("aftership", "Exception_011", Action::ClaimReturn),
		("aftership", "Exception_012", Action::Trouble(Trouble::Damaged)),
		("aftership", "Exception_013", Action::Loss(Loss::Lost)),
		("aftership", "Exception_021", Action::Loss(Loss::Destroyed)),
		("17track", "InfoReceived", Action::Info),
		("17track", "InTransit_PickedUp", Action::AcceptHandover),
		("17track", "InTransit_CustomsReleased", Action::Scan(Milestone::CustomsReleased)),
		("17track", "AvailableForPickup", Action::Scan(Milestone::AvailableForPickup)),
		("17track", "OutForDelivery_Other", Action::Scan(Milestone::OutForDelivery)),
		("17track", "DeliveryFailure_InvalidAddress", Action::Trouble(Trouble::AddressUnknown)),
		("17track", "Exception_Returned", Action::ClaimReturn),
		("17track", "Exception_Lost", Action::Loss(Loss::Lost)),
		("dcsa", "LOAD/ACT/LADEN", Action::Scan(Milestone::Loaded)),
		("dcsa", "DISC/ACT/LADEN", Action::Scan(Milestone::Unloaded)),
		("dcsa", "PICK/ACT/LADEN", Action::AcceptHandover),
		("dcsa", "STRP/ACT/EMPTY", Action::Scan(Milestone::Unloaded)),
		("dcsa", "ARRI/ACT", Action::Scan(Milestone::Arrived)),
		("dcsa", "ARRI/EST", Action::UpdateEta),
		("dcsa", "HOLD/ACT", Action::Trouble(Trouble::Held)),
	] {
		assert_eq!(adapter(name).map(code).unwrap().action, action, "{name} {code}");
	}
}

#[test]
fn adapter_should_name_the_nearest_when_it_does_not_know_a_status() {
	for (name, code, nearest) in [
		("aftership", "InTransit_02", "InTransit_002"),
		("aftership", "EXCEPTION_013", "Exception_013"),
		("aftership", "OutForDelivery_002", "OutForDelivery_001"),
		("17track", "InTransit_Pickedup", "InTransit_PickedUp"),
		("dcsa", "ARRI", "ARRI/ACT, ARRI/EST, ARRI/PLN"),
		("dcsa", "LOAD/ACT", "LOAD/ACT/EMPTY, LOAD/ACT/LADEN"),
	] {
		let error = adapter(name).map(code).unwrap_err();
		let AdapterError::UnknownStatus { nearest: found, .. } = &error else { panic!("{error}") };
		assert_eq!(found.len(), 3);
		let start = format!("{name} has no status '{code}': the nearest are {nearest}");
		assert!(error.to_string().starts_with(&start), "{error}");
		assert_eq!(error.code(), "unknown-carrier-status");
		assert!(error.remedy().contains("souk adapter show"));
	}
	let long = "x".repeat(100_000);
	assert!(adapter("dcsa").map(&long).is_err());
}

#[test]
fn adapter_should_be_refused_with_its_line_when_it_is_malformed() {
	let entry = |action: &str, status: &str| {
		format!("name = \"mine\"\ntitle = \"Mine\"\n[[entries]]\ncodes = [\"A\"]\naction = {action}\n{status}\n")
	};
	for (text, fault, line) in [
		("name = mine".to_owned(), "", 1),
		(LEAST.replace("\"mine\"", "\"My own\""), "a name is 1 to 32 small letters", 1),
		(LEAST.replace("\"Mine\"", "\" \""), "the title is empty", 2),
		(LEAST.replace("title =", "titel ="), "unknown field `titel`", 2),
		(LEAST.replace("codes", "code"), "unknown field `code`", 5),
		(LEAST.replace("[\"DELIVERED\"]", "\"DELIVERED\""), "expected a sequence", 5),
		(LEAST.replace("[\"DELIVERED\"]", "[]"), "there are no codes", 5),
		(LEAST.replace("\"DELIVERED\"", "\"\""), "\"\" is not a code", 5),
		(LEAST.replace("\"DELIVERED\"", "\"A\\tB\""), "\"A\\tB\" is not a code", 5),
		(
			LEAST.replace("\"DELIVERED\"", "\n\"DELIVERED\",\n\"DELIVERED\"\n"),
			"DELIVERED has two entries",
			7,
		),
		(format!("{LEAST}{}", &LEAST[LEAST.find("\n[[").unwrap()..]), "has two entries", 10),
		(LEAST.replace("status =", "state ="), "unknown field `state`", 7),
		(LEAST.replace("delivery_claimed", "arrived"), "unknown variant `arrived`", 7),
		("name = \"mine\"\ntitle = \"Mine\"\n".to_owned(), "missing field `entries`", 1),
		("name = \"mine\"\ntitle = \"Mine\"\nentries = []\n".to_owned(), "no entries", 3),
		(entry("\"deliver\"", ""), "unknown variant `deliver`", 5),
		(entry("{ scan = \"delivered\" }", ""), "unknown variant `delivered`", 5),
		(entry("{ scan = \"arrived\", loss = \"lost\" }", ""), "", 5),
		(entry("{ ignore = \" \" }", ""), "ignore says why", 5),
		(
			entry("{ scan = \"arrived\" }", ""),
			"status is missing: by scan arrived a shipment gets in_transit",
			5,
		),
		(
			entry("{ scan = \"arrived\" }", "status = \"customs\""),
			"by scan arrived a shipment gets in_transit, not customs",
			6,
		),
		(
			entry("{ trouble = \"delayed\" }", "status = \"exception\""),
			"trouble delayed changes no status: leave it out",
			6,
		),
		(
			entry("\"update_eta\"", "status = \"in_transit\""),
			"update_eta changes no status: leave it out",
			6,
		),
		(
			entry("{ ignore = \"no news\" }", "status = \"exception\""),
			"ignore: no news changes no status: leave it out",
			6,
		),
	] {
		let error = Adapter::parse(&text, "mine.toml").unwrap_err();
		assert_eq!(error.code(), "malformed-adapter");
		let error = error.to_string();
		assert!(error.starts_with("mine.toml is not an adapter: "), "{error}");
		assert!(error.contains(fault), "{fault}: {error}");
		assert!(!error.contains('\n'), "{error}");
		assert!(error.ends_with(&format!(" (line {line})")), "{line}: {error}");
	}
	assert_eq!(Adapter::parse(LEAST, "mine.toml").unwrap().entries().len(), 1);
}

#[test]
fn adapter_should_be_good_when_it_is_the_readmes() {
	let readme =
		fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
	let text = readme
		.split("```toml\n")
		.skip(1)
		.filter_map(|block| block.split("```").next())
		.find(|block| block.contains("[[entries]]"))
		.unwrap();
	let adapter = Adapter::parse(text, "README.md").unwrap();
	// Every action is in the table, as adapters write it, with its call and status.
	let mut actions = BTreeMap::new();
	for adapter in all() {
		for entry in adapter.entries() {
			let name = entry.action.to_string();
			let name = name.split([' ', ':']).next().unwrap().to_owned();
			actions.insert(name, (entry.action.call(), entry.action.status()));
		}
	}
	assert_eq!(actions.len(), 10);
	for (name, (call, _)) in actions {
		let row = readme
			.lines()
			.find(|line| line.starts_with("| `") && line.contains(&name))
			.unwrap_or_else(|| panic!("the README says nothing of {name}"));
		assert!(call.is_none_or(|call| row.contains(&format!("`{call}`"))), "{row}");
	}
	assert!(adapter.entries().len() > 2);
}

#[test]
fn adapter_command_should_list_what_is_built_in() {
	let done = souk(&["adapter", "list"], "");
	assert_eq!((done.status, done.stderr.as_str()), (0, ""));
	let aftership = "  aftership  AfterShip Tracking API 2026-07: 60 statuses";
	assert!(done.stdout.lines().any(|line| line == aftership), "{}", done.stdout);
	let json = souk(&["adapter", "list", "--json"], "").json();
	let listed: Vec<_> = json["adapters"]
		.as_array()
		.unwrap()
		.iter()
		.map(|adapter| (adapter["name"].as_str().unwrap(), adapter["statuses"].as_u64().unwrap()))
		.collect();
	assert_eq!(listed, [("17track", 38), ("aftership", 60), ("dcsa", 159)]);
}

#[test]
fn adapter_command_should_map_statuses_when_it_knows_all_of_them() {
	let done = souk(
		&["adapter", "map", "--adapter", "17track", "InTransit_PickedUp", "NotFound", "Expired"],
		"",
	);
	assert_eq!((done.status, done.stderr.as_str()), (0, ""));
	assert_eq!(
		done.stdout,
		"17TRACK Tracking API v2.2 to v2.4
  InTransit_PickedUp  accept_handover -> picked_up
  NotFound            ignore: 17TRACK has heard nothing from the carrier
  Expired             ignore: it takes long, by 17TRACK's clock: nobody saw anything
"
	);
	let json = souk(
		&["adapter", "map", "--json", "--adapter", "aftership", "InTransit_005", "Delivered_003"],
		"",
	)
	.json();
	assert_eq!(json["adapter"], "aftership");
	let entries = json["entries"].as_array().unwrap();
	assert_eq!(entries.len(), 2);
	assert_eq!(entries[0]["code"], "InTransit_005");
	assert_eq!(entries[0]["action"]["scan"], "customs_released");
	assert_eq!(entries[0]["call"], "scan");
	assert_eq!(entries[0]["status"], "in_transit");
	assert!(entries[0]["note"].is_null());
	assert_eq!(entries[1]["action"], "claim_delivery");
	assert_eq!(entries[1]["call"], "claim_delivery");
	assert_eq!(entries[1]["status"], "delivery_claimed");
}

#[test]
fn adapter_command_should_map_nothing_when_it_does_not_know_one() {
	let arguments = ["adapter", "map", "--adapter", "aftership", "Delivered", "Delivrd", "--json"];
	let done = souk(&arguments, "");
	assert_eq!(done.refusal(), "unknown-carrier-status");
	assert!(done.stderr.contains("Delivrd") && done.stderr.contains("Delivered"));
}

#[test]
fn adapter_command_should_take_an_adapter_from_a_file() {
	let gateway = Gateway::new();
	let file = gateway.file("mine.toml", LEAST);
	let show = souk(&["adapter", "show", "--file", &file], "");
	assert_eq!(show.stdout, "Mine\n  DELIVERED  claim_delivery -> delivery_claimed\n");
	let map = souk(&["adapter", "map", "--file", "-", "DELIVERED", "--json"], LEAST);
	assert_eq!(map.json()["entries"][0]["status"], "delivery_claimed");
	let broken = gateway.file("broken.toml", LEAST.replace("delivery_claimed", "delivered"));
	let done = souk(&["adapter", "show", "--json", "--file", &broken], "");
	assert_eq!(done.refusal(), "malformed-adapter");
	assert!(done.stderr.contains("(line 7)"), "{}", done.stderr);
	let done = souk(&["adapter", "show", "--json", "--file", "/nowhere"], "");
	assert_eq!(done.refusal(), "unreadable-file");
}

#[test]
fn adapter_command_should_show_every_entry() {
	for name in adapters::names() {
		let shown = souk(&["adapter", "show", name], "").stdout;
		let json = souk(&["adapter", "show", name, "--json"], "").json();
		let adapter = adapter(name);
		assert_eq!(shown.lines().count(), adapter.entries().len() + 1);
		assert_eq!(json["entries"].as_array().unwrap().len(), adapter.entries().len());
		assert_eq!(json["source"], adapter.source.clone().unwrap());
	}
}

#[test]
fn adapter_command_should_be_refused_when_its_arguments_are_wrong() {
	for arguments in [
		vec!["adapter"],
		vec!["adapter", "show"],
		vec!["adapter", "show", "easypost"],
		vec!["adapter", "show", "dcsa", "--file", "mine.toml"],
		vec!["adapter", "map", "--adapter", "dcsa"],
		vec!["adapter", "map", "ARRI/ACT"],
		vec!["adapter", "map", "--adapter", "dcsa", "--file", "mine.toml", "ARRI/ACT"],
		vec!["adapter", "list", "dcsa"],
	] {
		let done = souk(&arguments, "");
		assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{arguments:?}");
		assert!(!done.stderr.is_empty());
	}
}

#[test]
fn adapter_command_should_have_examples_when_asked_for_help() {
	for command in ["list", "show", "map"] {
		let done = souk(&["adapter", command, "--help"], "");
		assert_eq!(done.status, 0);
		let examples = done.stdout.split("Examples:").nth(1).unwrap();
		assert!(examples.contains(&format!("souk adapter {command}")), "{}", done.stdout);
	}
}
