//! The end of a sequence: everything ends, every order is told what it missed, and nothing is left.

use super::{
	check::{self, Check},
	model::{Id, Model, CARRIERS, STRANGER},
	plan::{Op, World},
	Run,
};
use crate::mock::{RECORD, SILENCE};

/// Ends everything.
pub fn end(run: &mut Run) -> Check {
	run.must(Op::World(World::Shop { fails: false }))?;
	for who in CARRIERS {
		if !run.model.carriers[&who].active {
			run.must(Op::World(World::Active(who, true)))?;
		}
	}
	run.must(Op::World(World::Idle { full: true }))?;
	end_units(run)?;
	run.must(Op::World(World::Idle { full: true }))?;
	let open = |model: &Model| model.shipments.values().any(|s| !s.phase.is_over());
	// A claim that is void is written off in the end.
	for _ in 0..3 {
		if !open(&run.model) {
			break;
		}
		run.must(Op::World(World::Time(run.model.now + SILENCE)))?;
		run.must(Op::World(World::Idle { full: true }))?;
	}
	check::holds(!open(&run.model), || "something never ends".into())?;
	let missed =
		|model: &Model| model.goods.iter().find(|(_, goods)| goods.missed).map(|(way, _)| *way);
	while let Some((order, direction)) = missed(&run.model) {
		run.must(Op::TellOrder { who: STRANGER, order, direction })?;
	}
	run.must(Op::World(World::Time(run.model.now + RECORD)))?;
	run.everything()?;
	let all: Vec<Id> = run.model.shipments.keys().copied().collect();
	for id in all {
		run.must(Op::Purge { who: STRANGER, id })?;
	}
	check::nothing_left()
}

/// Units end by a call alone, and only when they are empty.
fn end_units(run: &mut Run) -> Check {
	let outer = |model: &Model| {
		let mut units = model.shipments.iter().filter(|(_, s)| s.is_unit() && !s.phase.is_over());
		units.find(|(_, s)| s.inside.is_none()).map(|(id, s)| (*id, s.holder))
	};
	while let Some((unit, who)) = outer(&run.model) {
		let ids = run.model.contents(unit);
		if !ids.is_empty() {
			run.must(Op::Unpack { who, unit, ids })?;
		}
		run.must(Op::Cancel { who, id: unit })?;
	}
	Ok(())
}
