//! The declaration as a document.

use super::declaration::*;
use std::fmt::Write;

const HEAD: &str = "# Who may do what, when

Written by the tests from the table that they check; `UPDATE_DOCS=1` writes it anew.

Each cell says who may make the call in that state, and what state follows; without an arrow the
order stays where it is. An empty cell: refused, and nothing changes. What no state of a table allows
is left out of it.

| | |
| --- | --- |
| B, M, R | the buyer, the merchant, the resolver of the terms |
| any | anyone who signs; only `fund` is refused to the merchant and the resolver |
| G | governance |
| P | another pallet, through `OrderFulfilment` |
| *resumes* | the order goes on at the stage below, with the time it had left |

`settle_due` works whenever a deadline has passed, `retry_hook` whenever a listener failed, and
`close` once the record window is over: for these reasons they are empty here, or nearly. A right
ends with its window: deadlines that have passed are carried out before a call looks at the state.
A complaint here is about a part of the price.
";

const SECTIONS: [(&str, &str, &[State]); 5] = [
	("Until it arrives", "", BEFORE),
	(
		"Complaints",
		"`Asked`: the buyer wants a part back; `ReturnAsked`: for goods; `ToSend`, `Sent`: the goods go \
		 back. The name ends in the stage below.",
		COMPLAINTS,
	),
	(
		"Disputes",
		"`Disputed`: negotiating, over that stage or complaint. The others are over `Shipped`, as far \
		 as other pallets are concerned. `BuyerSilent`, `MerchantSilent`: the other side's bond is up, \
		 and the resolver decides.",
		DISPUTES,
	),
	(
		"Over",
		"`Reserved`: settled, with a part in the merchant's reserve. `Owing`: settled, and the merchant \
		 owes a refund.",
		OVER,
	),
	(
		"Paid off chain",
		"`Billed`: waits to be paid. All are in the challenge window but `PaidSettled`. `PaidAsked` and \
		 `PaidDisputed` are over `PaidShipped`. `Unbilled`: called off. A payment that an order does \
		 not take leaves it where it is and has to go back.",
		OFF_CHAIN,
	),
];

fn letters(by: &[By]) -> String {
	if by.contains(&By::Stranger) {
		return "any".into();
	}
	let letter = |by: &By| match by {
		By::Buyer => "B",
		By::Merchant => "M",
		By::Resolver => "R",
		By::Governance => "G",
		By::Fulfilment => "P",
		other => panic!("{other:?} has no rights of its own"),
	};
	by.iter().map(letter).collect::<Vec<_>>().join(" ")
}

fn cell(row: &Row, state: State) -> String {
	let mut outcomes: Vec<(Then, Vec<By>)> = Vec::new();
	for (_, by, then) in row.cells.iter().filter(|(at, ..)| *at == state) {
		if matches!(then, Then::Fails(_)) {
			continue;
		}
		match outcomes.iter_mut().find(|(other, _)| other == then) {
			Some((_, list)) => list.push(*by),
			None => outcomes.push((*then, vec![*by])),
		}
	}
	let say = |(then, by): &(Then, Vec<By>)| match then {
		Then::Stays => letters(by),
		Then::Leads(to) => format!("{} → {to:?}", letters(by)),
		Then::Resumes => format!("{} → *resumes*", letters(by)),
		Then::Fails(_) => String::new(),
	};
	outcomes.iter().map(say).collect::<Vec<_>>().join("; ")
}

fn section(rows: &[Row], list: &[State]) -> String {
	// States of which everything is the same share a column.
	let mut columns: Vec<(Vec<State>, Vec<String>)> = Vec::new();
	for state in list {
		let cells: Vec<_> = rows.iter().map(|row| cell(row, *state)).collect();
		match columns.iter_mut().find(|(_, other)| *other == cells) {
			Some((states, _)) => states.push(*state),
			None => columns.push((vec![*state], cells)),
		}
	}
	let name = |states: &[State]| {
		states.iter().map(|state| format!("{state:?}")).collect::<Vec<_>>().join(", ")
	};
	let mut out = String::from("| call |");
	columns.iter().for_each(|(states, _)| write!(out, " {} |", name(states)).unwrap());
	out.push_str("\n| --- |");
	columns.iter().for_each(|_| out.push_str(" --- |"));
	// Calls of which everything is the same share a line.
	let mut lines: Vec<(Vec<&str>, Vec<&String>)> = Vec::new();
	for (i, row) in rows.iter().enumerate() {
		let cells: Vec<_> = columns.iter().map(|(_, cells)| &cells[i]).collect();
		if cells.iter().all(|cell| cell.is_empty()) {
			continue;
		}
		match lines.iter_mut().find(|(_, other)| *other == cells) {
			Some((names, _)) => names.push(row.name),
			None => lines.push((vec![row.name], cells)),
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
	for (title, about, list) in SECTIONS {
		write!(out, "\n## {title}\n\n").unwrap();
		if !about.is_empty() {
			write!(out, "{about}\n\n").unwrap();
		}
		writeln!(out, "{}", section(&rows, list)).unwrap();
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
