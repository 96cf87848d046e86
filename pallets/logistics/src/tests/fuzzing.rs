//! The fuzzer, for as long as every test run can spare. `docs/fuzzing.md` tells more.

use crate::fuzz::{Campaign, CALLS};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Calls in every test run.
const CALLS_IN_CI: u64 = 20_000;

fn setting(name: &str) -> Option<u64> {
	let text = std::env::var(name).ok()?;
	Some(text.parse().unwrap_or_else(|_| panic!("{name} must be a number, not '{text}'")))
}

#[test]
fn shipments_should_do_what_the_model_says_when_anything_happens_to_them() {
	let random = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |t| t.as_nanos() as u64);
	let seed = setting("SOUK_FUZZ_SEED").unwrap_or_else(random);
	let calls = setting("SOUK_FUZZ_CALLS").unwrap_or(CALLS_IN_CI);
	let threads = setting("SOUK_FUZZ_THREADS").map(|n| n as usize);
	let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
	let threads = threads.unwrap_or(cores);
	eprintln!("fuzzing logistics: seed {seed}, {calls} calls, {threads} threads");

	let began = Instant::now();
	let progress = Some(Duration::from_secs(10));
	let (tally, failure) = Campaign { seed, calls, threads, progress }.run();
	eprintln!(
		"{} calls in {} sequences of {} steps, {:.1} s; with success:\n{}",
		tally.calls(),
		tally.sequences,
		tally.steps,
		began.elapsed().as_secs_f64(),
		tally.table()
	);
	if let Some(failure) = failure {
		panic!("{failure}\nto repeat it:\n  scripts/fuzz logistics --calls {calls} --seed {seed}");
	}
	let share = tally.succeeded() * 100 / tally.calls().max(1);
	assert!(share >= 20, "only {share} % of the calls did anything");
	// A few hundred calls do not reach all of them.
	if calls >= CALLS_IN_CI {
		for (name, (_, succeeded)) in CALLS.iter().zip(tally.of) {
			assert!(succeeded > 0, "{name} never did anything");
		}
	}
}
