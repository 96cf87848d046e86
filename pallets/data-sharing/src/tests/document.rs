//! Which step of an agreement is possible when: a table that is checked, and written down.

use super::*;
use std::{fmt::Write, fs, path::Path};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/DECISIONS.md");
const AT: Moment = T0;

const STATES: [(&str, AgreementState); 9] = [
	("Requested", AgreementState::Requested),
	("Offered", AgreementState::Offered),
	("Agreed, by P", AgreementState::Agreed { by: Side::Provider }),
	("Agreed, by C", AgreementState::Agreed { by: Side::Consumer }),
	("Finalized", AgreementState::Finalized),
	("Suspended, P", AgreementState::Suspended { provider: true, consumer: false }),
	("Suspended, C", AgreementState::Suspended { provider: false, consumer: true }),
	("Suspended, P C", AgreementState::Suspended { provider: true, consumer: true }),
	("Terminated", AgreementState::Terminated { at: AT }),
];

/// Which step, and what it leads to from each state, for the provider and for the consumer.
type Row = (&'static str, [(&'static str, &'static str); 9]);

const TABLE: [Row; 6] = [
	(
		"counter",
		[
			("Offered", ""),
			("", "Requested"),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
		],
	),
	(
		"accept",
		[
			("Agreed, by P", ""),
			("", "Agreed, by C"),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
		],
	),
	(
		"finalize",
		[
			("", ""),
			("", ""),
			("", "Finalized"),
			("Finalized", ""),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
		],
	),
	(
		"suspend",
		[
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("Suspended, P", "Suspended, C"),
			("", "Suspended, P C"),
			("Suspended, P C", ""),
			("", ""),
			("", ""),
		],
	),
	(
		"resume",
		[
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("", ""),
			("Finalized", ""),
			("", "Finalized"),
			("Suspended, C", "Suspended, P"),
			("", ""),
		],
	),
	(
		"terminate",
		[
			("Terminated", "Terminated"),
			("Terminated", "Terminated"),
			("Terminated", "Terminated"),
			("Terminated", "Terminated"),
			("Terminated", "Terminated"),
			("Terminated", "Terminated"),
			("Terminated", "Terminated"),
			("Terminated", "Terminated"),
			("", ""),
		],
	),
];

/// An agreement in a state, by calls.
fn put_into(state: AgreementState) {
	let step = |done: DispatchResult| {
		assert_ok!(done);
	};
	let (provider, consumer) = (owner(), consumer());
	let propose = |by: &AccountId, other: &AccountId, side| {
		Data::propose(origin(by), other.clone(), side, terms())
	};
	match state {
		AgreementState::Requested => step(propose(&consumer, &provider, Side::Consumer)),
		AgreementState::Offered => step(propose(&provider, &consumer, Side::Provider)),
		AgreementState::Agreed { by: Side::Provider } => {
			put_into(AgreementState::Requested);
			step(accept(AGREEMENT, &provider));
		},
		AgreementState::Agreed { by: Side::Consumer } => {
			put_into(AgreementState::Offered);
			step(accept(AGREEMENT, &consumer));
		},
		AgreementState::Finalized => {
			put_into(AgreementState::Agreed { by: Side::Consumer });
			step(Data::finalize(origin(&provider), AGREEMENT));
		},
		AgreementState::Suspended { provider: p, consumer: c } => {
			put_into(AgreementState::Finalized);
			for (wants, who) in [(p, provider), (c, consumer)] {
				if wants {
					step(Data::suspend(origin(&who), AGREEMENT));
				}
			}
		},
		AgreementState::Terminated { .. } => {
			put_into(AgreementState::Finalized);
			step(Data::terminate(origin(&consumer), AGREEMENT));
		},
	}
	assert_eq!(agreement().state, state);
}

fn take(step: &str, who: &AccountId) -> DispatchResult {
	let AgreementOf::<Test> { round, terms_hash, .. } = agreement();
	let by = origin(who);
	match step {
		"counter" => Data::counter(by, AGREEMENT, round, terms_hash, terms()),
		"accept" => Data::accept(by, AGREEMENT, round, terms_hash),
		"finalize" => Data::finalize(by, AGREEMENT),
		"suspend" => Data::suspend(by, AGREEMENT),
		"resume" => Data::resume(by, AGREEMENT),
		"terminate" => Data::terminate(by, AGREEMENT),
		other => panic!("{other} is no step"),
	}
}

#[test]
fn every_step_should_lead_where_the_table_says_from_every_state() {
	for (step, cells) in TABLE {
		for ((name, state), (provider, consumers)) in STATES.into_iter().zip(cells) {
			for (who, then) in [(owner(), provider), (consumer(), consumers)] {
				run(|| {
					put_into(state);
					if then.is_empty() {
						assert_noop!(take(step, &who), E::NotNow);
					} else {
						assert_ok!(take(step, &who));
						let (_, expected) =
							STATES.into_iter().find(|(name, _)| *name == then).unwrap();
						assert_eq!(agreement().state, expected, "{step} when {name}");
					}
				});
			}
			run(|| {
				put_into(state);
				assert_noop!(take(step, &stranger()), E::NotParty);
			});
		}
	}
}

fn document() -> String {
	let mut text = String::from(
		"# Which step of an agreement is possible when

Written by the tests from the table that they check; `UPDATE_DOCS=1` writes it anew.

P is the provider, C the consumer. A cell says who may take the step in that state, and what state follows.
An empty cell: refused (`NotNow`), and nothing changes. `propose` makes an agreement: `Requested` by the consumer,
`Offered` by the provider. Data is read in `Finalized` alone.

",
	);
	let names: Vec<_> = TABLE.iter().map(|(step, _)| format!("`{step}`")).collect();
	writeln!(text, "| state | {} |", names.join(" | ")).unwrap();
	writeln!(text, "| --- |{}", " --- |".repeat(names.len())).unwrap();
	for (at, (state, _)) in STATES.iter().enumerate() {
		let cells: Vec<_> = TABLE.iter().map(|(_, cells)| cell(cells[at])).collect();
		writeln!(text, "| {state} | {} |", cells.join(" | ")).unwrap();
	}
	text
}

fn cell((provider, consumer): (&str, &str)) -> String {
	match (provider, consumer) {
		("", "") => String::new(),
		(then, "") => format!("P → {then}"),
		("", then) => format!("C → {then}"),
		(one, other) if one == other => format!("P C → {one}"),
		(one, other) => format!("P → {one}; C → {other}"),
	}
}

#[test]
fn document_should_say_what_the_table_says() {
	if std::env::var("UPDATE_DOCS").is_ok_and(|update| update == "1") {
		fs::write(PATH, document()).unwrap();
	}
	let written = fs::read_to_string(Path::new(PATH)).unwrap_or_default();
	assert!(written == document(), "DECISIONS.md is out of date: run this with UPDATE_DOCS=1");
}
