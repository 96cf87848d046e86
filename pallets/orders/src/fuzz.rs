//! Random sequences of everything that can happen to orders, on the chain of the tests and in a
//! model beside it. After each step the two must agree, to the last unit and millisecond.
//!
//! `docs/fuzzing.md` says what is checked and how it is run.

mod calls;
mod campaign;
mod chain;
mod check;
mod ending;
mod model;
mod parameters;
mod plan;
mod rules;

pub use campaign::{bytes, Campaign, Failure};
pub use plan::CALLS;

use crate::mock::*;
use check::Check;
use model::{Model, COINS, MERCHANTS, RECIPIENTS, RESOLVERS};
use plan::{Op, Reader, World};
use sp_runtime::StateVersion;
use std::{
	collections::BTreeMap,
	panic::{catch_unwind, AssertUnwindSafe},
};

/// Why the model refuses something.
type Fault = &'static str;

/// How many bytes of the input set up the world.
const SETUP: usize = 96;

/// How often each call was made, and how often it did something.
#[derive(Clone, Debug)]
pub struct Tally {
	/// Made, and made with success, in the order of [`CALLS`].
	pub of: [(u64, u64); CALLS.len()],
	/// Steps, with what happened around the pallet and with the end of each sequence.
	pub steps: u64,
	/// Sequences.
	pub sequences: u64,
}

impl Default for Tally {
	fn default() -> Self {
		Self { of: [(0, 0); CALLS.len()], steps: 0, sequences: 0 }
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
		self.steps += other.steps;
		self.sequences += other.sequences;
	}

	/// The shares, a line for each call.
	pub fn table(&self) -> String {
		let share = |(made, succeeded): (u64, u64)| match made {
			0 => "never made".into(),
			_ => format!("{:5.1} % of {made}", 100.0 * succeeded as f64 / made as f64),
		};
		let line = |(name, of): (&&str, &(u64, u64))| format!("  {name:18} {}\n", share(*of));
		let all = format!("  {:18} {}\n", "all", share((self.calls(), self.succeeded())));
		CALLS.iter().zip(&self.of).map(line).chain([all]).collect()
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
	let (setup, rest) = input.split_at(SETUP.min(input.len()));
	let mut r = Reader::new(setup);
	let accept_risky = r.rarely(2);
	let first = plan::terms(&mut r, 0, true);
	let purses: Vec<[u128; COINS]> =
		(RECIPIENTS.start..RESOLVERS.end).map(|_| purse(&mut r)).collect();
	let (mut ext, model) = chain::build(first, accept_risky, &purses);
	ext.execute_with(|| {
		let mut run = Run { model, finals: BTreeMap::new(), root: None, tally, log };
		check::everything(&run.model)?;
		for n in 1..6 {
			let who = n % MERCHANTS;
			run.step(Op::PublishTerms { who, terms: plan::terms(&mut r, who, true) })?;
		}
		for bytes in rest.chunks(plan::STEP) {
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

/// What a recipient has at first: often nothing, or just what keeps its account.
fn purse(r: &mut Reader) -> [u128; COINS] {
	let mut purse = [0; COINS];
	for (coin, amount) in purse.iter_mut().enumerate() {
		*amount = match r.byte() {
			0..=99 => 0,
			100..=179 => model::LEAST[coin],
			_ => model::LEAST[coin] + 5_000,
		};
	}
	// An asset that is not sufficient needs an account to be in.
	if purse[0] == 0 {
		purse[2] = 0;
	}
	purse
}

/// A sequence under way.
struct Run<'a> {
	model: Model,
	finals: BTreeMap<u64, souk_primitives::OrderStage>,
	/// The root of the state, if nothing has changed since it was computed.
	root: Option<Vec<u8>>,
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

	/// Something around the pallet that must succeed, without a look at everything afterwards.
	fn quietly(&mut self, world: World) -> Check {
		self.root = None;
		chain::perform(&Op::World(world.clone()))
			.map_err(|error| format!("{world:?}: {error:?}"))?;
		self.model.follow(&world);
		Ok(())
	}

	/// A step that may be refused.
	fn may(&mut self, op: Op) -> Check {
		self.step(op).map(|_| ())
	}

	/// Takes one step, on the chain and in the model. Returns whether it did something.
	fn step(&mut self, op: Op) -> Result<bool, String> {
		self.tally.steps += 1;
		Heard::kill();
		System::reset_events();
		let mut next = self.model.clone();
		let predicted = next.apply(&op);
		let predictable =
			!matches!(
				op,
				Op::World(
					World::Freeze(..)
						| World::Thaw(..) | World::Block(..)
						| World::FreezePot(..)
						| World::ThawPot(..)
						| World::FreezeAsset(..)
						| World::ThawAsset(..)
						| World::Move { .. }
						| World::Burn(..) | World::MintToPot(..)
						| World::AddBond(..)
						| World::WithdrawBond(..)
				)
			);
		let root = || sp_io::storage::root(StateVersion::V1);
		let known = self.root.take();
		let before = (predicted.is_err() || !predictable).then(|| known.unwrap_or_else(root));
		let outcome = chain::perform(&op);
		if let Some(log) = &mut self.log {
			let result = match &outcome {
				Ok(()) => "Ok".into(),
				Err(error) => format!("{error:?}"),
			};
			log.push(format!("{op:?} -> {result}"));
		}
		if predictable && predicted.is_ok() != outcome.is_ok() {
			return Err(format!("{op:?}: {outcome:?} on the chain, {predicted:?} in the model"));
		}
		if outcome.is_err() {
			self.root = Some(root());
		}
		if outcome.is_err() && before != self.root {
			return Err(format!("{op:?}: failed with {outcome:?}, and changed something"));
		}
		if outcome.is_ok() {
			self.model = next;
			if let Op::World(world) = &op {
				self.model.follow(world);
				self.swept(world)?;
			}
		} else {
			self.model.told.clear();
		}
		check::everything(&self.model).map_err(|error| format!("after {op:?}: {error}"))?;
		self.check_finals(&op)?;
		Ok(outcome.is_ok())
	}

	/// What the sweep carried out must be what was due first, and all of it if there was room.
	fn swept(&mut self, world: &World) -> Check {
		let World::Idle { full } = world else { return Ok(()) };
		let left = check::still_due(self.model.now);
		if *full && !left.is_empty() {
			return Err(format!("the sweep left {left:?} with all the weight there is"));
		}
		loop {
			let due = self.model.deadlines();
			let Some((at, id)) = due.into_iter().find(|(at, _)| *at <= self.model.now) else {
				break;
			};
			if left.contains(&id) {
				break;
			}
			self.model.catch_up(id).map_err(|fault| format!("order {id}, due at {at}: {fault}"))?;
		}
		Ok(())
	}

	/// Orders that are over stay as they are until they are closed.
	fn check_finals(&mut self, op: &Op) -> Check {
		let finals = check::finals();
		for (id, stage) in &self.finals {
			let closed = matches!(op, Op::Close { orders, .. } if orders.contains(id));
			match finals.get(id) {
				Some(now) if now == stage => {},
				None if closed => {},
				now => return Err(format!("order {id} was {stage:?} and is {now:?}")),
			}
		}
		self.finals = finals;
		Ok(())
	}
}
