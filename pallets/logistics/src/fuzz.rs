//! Random sequences of everything that can happen to shipments, on the chain of the tests and in a
//! model beside it. After each step the two must agree, to the last unit, entry and millisecond.
//!
//! `docs/fuzzing.md` says what is checked and how it is run.

mod apply;
mod campaign;
mod chain;
mod check;
mod effects;
mod ending;
mod model;
mod parameters;
mod plan;
mod rules;

pub use campaign::{bytes, Campaign, Failure};
pub use plan::{CALLS, ENTRIES};

use crate::mock::*;
use check::{Check, Watch};
use model::Model;
use plan::{Op, World};
use std::{
	collections::{BTreeMap, BTreeSet},
	panic::{catch_unwind, AssertUnwindSafe},
};

/// How often each call was made, and how often it did something.
#[derive(Clone, Debug)]
pub struct Tally {
	/// Made, and made with success, in the order of [`CALLS`].
	pub of: [(u64, u64); CALLS.len()],
	/// How often a call was refused, by the name of the error.
	pub refused: BTreeMap<String, u64>,
	/// What shipments' histories say, in the order of [`ENTRIES`].
	pub entries: [u64; ENTRIES.len()],
	/// Steps, with what happened around the pallet and with the end of each sequence.
	pub steps: u64,
	/// Sequences.
	pub sequences: u64,
}

impl Default for Tally {
	fn default() -> Self {
		let (of, entries) = ([(0, 0); CALLS.len()], [0; ENTRIES.len()]);
		Self { of, refused: BTreeMap::new(), entries, steps: 0, sequences: 0 }
	}
}

impl Tally {
	/// How many calls were made.
	pub fn calls(&self) -> u64 {
		self.of.iter().map(|(made, _)| made).sum()
	}

	/// How many of them succeeded.
	pub fn succeeded(&self) -> u64 {
		self.of.iter().map(|(_, succeeded)| succeeded).sum()
	}

	/// Adds another.
	pub fn add(&mut self, other: &Self) {
		for (sum, (made, succeeded)) in self.of.iter_mut().zip(other.of) {
			sum.0 += made;
			sum.1 += succeeded;
		}
		for (name, count) in &other.refused {
			*self.refused.entry(name.clone()).or_default() += count;
		}
		for (sum, count) in self.entries.iter_mut().zip(other.entries) {
			*sum += count;
		}
		self.steps += other.steps;
		self.sequences += other.sequences;
	}

	/// The shares, a line for each call; why the others were refused; and what histories say.
	pub fn table(&self) -> String {
		let share = |(made, succeeded): (u64, u64)| match made {
			0 => "never made".into(),
			_ => format!("{:5.1} % of {made}", 100.0 * succeeded as f64 / made as f64),
		};
		let line = |(name, of): (&&str, &(u64, u64))| format!("  {name:18} {}\n", share(*of));
		let all = format!("  {:18} {}\n", "all", share((self.calls(), self.succeeded())));
		let refused = self.refused.iter().map(|(name, count)| format!(" {name} {count}"));
		let refused = format!("refused:{}\n", refused.collect::<String>());
		let entries =
			ENTRIES.iter().zip(self.entries).map(|(name, count)| format!(" {name} {count}"));
		let entries = format!("entries:{}\n", entries.collect::<String>());
		CALLS.iter().zip(&self.of).map(line).chain([all, refused, entries]).collect()
	}
}

/// Runs the sequence that these bytes stand for. `steps` gets a line for each step.
pub fn run(input: &[u8], tally: &mut Tally, steps: Option<&mut Vec<String>>) -> Check {
	let ran = catch_unwind(AssertUnwindSafe(|| sequence(input, tally, steps)));
	ran.unwrap_or_else(|panic| {
		let text = panic.downcast_ref::<String>().cloned();
		let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string()));
		Err(format!("panicked: {}", text.unwrap_or_default()))
	})
}

/// Runs the sequence that these bytes stand for, and panics with all about it if it fails.
pub fn fuzz(input: &[u8]) {
	let mut steps = Vec::new();
	if let Err(message) = run(input, &mut Tally::default(), Some(&mut steps)) {
		panic!("{message}\n{}", steps.join("\n"));
	}
}

fn sequence(input: &[u8], tally: &mut Tally, log: Option<&mut Vec<String>>) -> Check {
	let (mut ext, model) = chain::build();
	ext.execute_with(|| {
		let mut run = Run { model, watch: Watch::new(), tally, log };
		run.everything()?;
		for bytes in input.chunks(plan::STEP) {
			let op = plan::plan(&run.model, bytes);
			if let Some(call) = op.call() {
				run.tally.of[call].0 += 1;
				run.tally.of[call].1 += u64::from(run.step(op)?);
			} else {
				run.step(op)?;
			}
		}
		run.tally.sequences += 1;
		ending::end(&mut run).map_err(|error| format!("at the end: {error}"))
	})
}

/// A sequence under way.
struct Run<'a> {
	model: Model,
	/// What somebody knows who only listens.
	watch: Watch,
	tally: &'a mut Tally,
	log: Option<&'a mut Vec<String>>,
}

impl Run<'_> {
	/// A step that must succeed.
	fn must(&mut self, op: Op) -> Check {
		let what = format!("{op:?}");
		match self.step(op)? {
			true => Ok(()),
			false => Err(format!("{what} was refused")),
		}
	}

	/// Looks at everything there is.
	fn everything(&self) -> Check {
		check_all();
		check::everything(&self.model, &self.watch, &BTreeSet::new(), true)
	}

	/// Takes one step, on the chain and in the model. Returns whether it did something.
	fn step(&mut self, op: Op) -> Result<bool, String> {
		self.tally.steps += 1;
		Steps::kill();
		System::reset_events();
		let due = chain::due(self.model.now);
		// Signatures are of what was known before.
		let call = chain::prepare(&self.model, &op);
		let predicted = self.model.apply(&op);
		let outcome = chain::perform(call, &op);
		if let Some(log) = &mut self.log {
			log.push(match &outcome {
				Ok(()) => format!("{op:?} -> Ok"),
				Err(error) => format!("{op:?} -> {error}"),
			});
		}
		match (&op, &predicted, &outcome) {
			(Op::World(world), _, Ok(())) => self.model.follow(world),
			(Op::World(_), ..) | (_, Ok(()), Ok(())) => {},
			(_, Err(reasons), Err(error)) if reasons.0.contains(&error.as_str()) => {
				*self.tally.refused.entry(error.clone()).or_default() += 1;
			},
			_ => {
				return Err(format!("{op:?}: {outcome:?} on the chain, {predicted:?} in the model"))
			},
		}
		if outcome.is_ok() && op.changes_records() {
			check_all();
		}
		self.compare(&op, &due).map_err(|error| format!("after {op:?}: {error}"))?;
		Ok(outcome.is_ok())
	}

	fn compare(&mut self, op: &Op, due: &[u64]) -> Check {
		if let Op::World(World::Idle { full }) = op {
			let done = check::swept(due, self.model.now)?;
			check::holds(!full || done.len() == due.len(), || {
				format!("the sweep did {done:?} of {due:?} with all the weight there is")
			})?;
			for id in done {
				self.model.catch_up(id);
			}
		}
		let touched = check::heard(&self.model, &mut self.watch, &mut self.tally.entries)?;
		let all = matches!(op, Op::World(World::Time(_)));
		check::everything(&self.model, &self.watch, &touched, all)
	}
}
