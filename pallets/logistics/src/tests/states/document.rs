//! The declaration as a document.

use super::declaration::*;
use std::fmt::Write;

const HEAD: &str = "# Who may do what, when

Written by the tests from the table that they check; `UPDATE_DOCS=1` writes it anew.

Each cell says who may make the call in that state, and what state follows; without an arrow the
shipment stays where it is. An empty cell: refused, and nothing changes. What no state of a table
allows is left out of it.

| | |
| --- | --- |
| S, C | the shipper and the consignee: merchant and buyer; of goods that go back, buyer and merchant |
| K | the carrier that has it or is offered it: its own account, or a key with the scope that stands behind the call |
| N | the next carrier, to whom the first one offers it, in the same way |
| any | anyone who signs |

A right ends with its window: of what is due, nothing but `advance_due` works, which the chain does by
itself when it has room; but what was silent in a unit is heard of when its unit is. `prove_delivery` is with the signature of the consignee's key, and
`relay_scan` with that of a carrier's; whoever hands them in does not matter. `tell_order` works when
an order missed something, whatever state its shipments are in.
";

const SECTIONS: [(&str, &str, &[&[At]]); 6] = [
	(
		"With the shipper",
		"`Announced`: offered once, and not any more. `Kept`: another parcel of the order has left. A \
		 key that the consignee names does not change the state.",
		&[SHELF],
	),
	(
		"Under way",
		"`Trouble`: status `Exception`. `Passing`: offered to another carrier; `PassingExpired`: that \
		 offer has ended. `Keyed`: with the consignee's key on it. `Packed`: in a unit. These are told \
		 by that, whatever their status.",
		&[LEGS, &[At::Packed]],
	),
	(
		"On its way back",
		"",
		&[BACK, &[At::ReturnPacked, At::ClaimedBack, At::ContestedBack, At::AnsweredBack]],
	),
	(
		"Said to be delivered",
		"`Keyed`: with the consignee's key on it. `Answered`: contested, and the carrier stands by it.",
		&[CLAIMS, CONTESTS],
	),
	(
		"Over, or about to be",
		"`Old`: the record window is over. `Silent`: nothing was heard of it for too long. `Void`: a \
		 stolen key made the claim. `Back`: of the shipper.",
		&[OVER, DUE],
	),
	(
		"Units",
		"`PassingUnit`: offered to another carrier, and full. `PackedUnit`: in another one. The shipper \
		 of a unit is the carrier that put it on record.",
		&[UNITS],
	),
];

fn letters(by: &[By]) -> String {
	if by.contains(&By::Stranger) {
		return "any".into();
	}
	let mut letters: Vec<_> = by
		.iter()
		.map(|by| match by {
			By::Shipper => "S",
			By::Consignee => "C",
			By::Carrier | By::Courier | By::Scanner | By::Device => "K",
			By::OtherCarrier | By::OtherCourier => "N",
			By::Stranger => "any",
		})
		.collect();
	letters.dedup();
	letters.join(" ")
}

fn cell(row: &Row, state: At) -> String {
	let mut outcomes: Vec<(Then, Vec<By>)> = Vec::new();
	for by in ALL {
		let then = row.cells[&(state, *by)];
		if matches!(then, Then::Fails(_)) {
			continue;
		}
		match outcomes.iter_mut().find(|(other, _)| *other == then) {
			Some((_, list)) => list.push(*by),
			None => outcomes.push((then, vec![*by])),
		}
	}
	let say = |(then, by): &(Then, Vec<By>)| match then {
		Then::Leads(to) => format!("{} → {to:?}", letters(by)),
		Then::Stays | Then::Fails(_) => letters(by),
	};
	outcomes.iter().map(say).collect::<Vec<_>>().join("; ")
}

fn title(row: &Row) -> String {
	match row.scope {
		Some(scope) => format!("{} *{}*", row.name, format!("{scope:?}").to_lowercase()),
		None => row.name.into(),
	}
}

fn section(rows: &[Row], list: &[At]) -> String {
	// States of which everything is the same share a column.
	let mut columns: Vec<(Vec<At>, Vec<String>)> = Vec::new();
	for state in list {
		let cells: Vec<_> = rows.iter().map(|row| cell(row, *state)).collect();
		match columns.iter_mut().find(|(_, other)| *other == cells) {
			Some((states, _)) => states.push(*state),
			None => columns.push((vec![*state], cells)),
		}
	}
	let name = |states: &[At]| {
		states.iter().map(|state| format!("{state:?}")).collect::<Vec<_>>().join(", ")
	};
	let mut out = String::from("| call |");
	columns.iter().for_each(|(states, _)| write!(out, " {} |", name(states)).unwrap());
	out.push_str("\n| --- |");
	columns.iter().for_each(|_| out.push_str(" --- |"));
	// Calls of which everything is the same share a line.
	let mut lines: Vec<(Vec<String>, Vec<&String>)> = Vec::new();
	for (i, row) in rows.iter().enumerate() {
		let cells: Vec<_> = columns.iter().map(|(_, cells)| &cells[i]).collect();
		if cells.iter().all(|cell| cell.is_empty()) {
			continue;
		}
		match lines.iter_mut().find(|(_, other)| *other == cells) {
			Some((names, _)) => names.push(title(row)),
			None => lines.push((vec![title(row)], cells)),
		}
	}
	for (names, cells) in lines {
		write!(out, "\n| {} |", names.join("; ")).unwrap();
		cells.iter().for_each(|cell| write!(out, " {cell} |").unwrap());
	}
	out
}

fn document() -> String {
	let rows = table();
	let mut out = String::from(HEAD);
	for (title, about, lists) in SECTIONS {
		write!(out, "\n## {title}\n\n").unwrap();
		if !about.is_empty() {
			write!(out, "{about}\n\n").unwrap();
		}
		writeln!(out, "{}", section(&rows, &lists.concat())).unwrap();
	}
	out
}

#[test]
fn decisions_should_be_what_the_document_says_when_the_table_changes() {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/DECISIONS.md");
	if std::env::var("UPDATE_DOCS").is_ok_and(|update| update == "1") {
		std::fs::write(path, document()).unwrap();
	}
	let written = std::fs::read_to_string(path).unwrap_or_default();
	assert!(written == document(), "DECISIONS.md is out of date: run this with UPDATE_DOCS=1");
}
