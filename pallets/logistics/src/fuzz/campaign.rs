//! Many sequences from one seed, over several threads, and what to do about one that fails.

use super::{plan, run, Tally};
use std::{
	fmt,
	sync::{
		atomic::{AtomicBool, AtomicU64, Ordering},
		Mutex,
	},
	time::{Duration, Instant},
};

/// What to run.
pub struct Campaign {
	/// Where the random bytes come from.
	pub seed: u64,
	/// How many calls at least.
	pub calls: u64,
	/// On how many threads.
	pub threads: usize,
	/// How often to say how far it is.
	pub progress: Option<Duration>,
}

/// A sequence that failed.
pub struct Failure {
	/// Its seed: the campaign's, and its number.
	pub seed: (u64, u64),
	/// What was wrong.
	pub message: String,
	/// The shortest list of steps found that fails.
	pub steps: Vec<String>,
	/// The bytes of that.
	pub bytes: Vec<u8>,
}

impl fmt::Display for Failure {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		writeln!(f, "seed {}, sequence {}: {}", self.seed.0, self.seed.1, self.message)?;
		writeln!(f, "{} steps are left of it:", self.steps.len())?;
		self.steps.iter().enumerate().try_for_each(|(i, step)| writeln!(f, "{i:4}  {step}"))
	}
}

/// SplitMix64.
struct Random(u64);

impl Random {
	fn next(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut z = self.0;
		z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		z ^ (z >> 31)
	}
}

/// The bytes of a sequence.
pub fn bytes(seed: u64, number: u64) -> Vec<u8> {
	let mut random = Random(seed ^ number.wrapping_mul(0xd134_2543_de82_ef95));
	let steps = 60 + random.next() as usize % 110;
	let words = steps * plan::STEP / 8;
	(0..words).flat_map(|_| random.next().to_le_bytes()).collect()
}

impl Campaign {
	/// Runs until there were enough calls, or something failed.
	pub fn run(&self) -> (Tally, Option<Failure>) {
		let began = Instant::now();
		let (next, done) = (AtomicU64::new(0), AtomicU64::new(0));
		let stop = AtomicBool::new(false);
		let failure = Mutex::new(None);
		let total = Mutex::new(Tally::default());
		let said = Mutex::new(began);
		std::thread::scope(|scope| {
			for _ in 0..self.threads.max(1) {
				scope.spawn(|| {
					while !stop.load(Ordering::Relaxed) && done.load(Ordering::Relaxed) < self.calls
					{
						let number = next.fetch_add(1, Ordering::Relaxed);
						let input = bytes(self.seed, number);
						let mut tally = Tally::default();
						let result = run(&input, &mut tally, None);
						done.fetch_add(tally.calls(), Ordering::Relaxed);
						total.lock().expect("no panic").add(&tally);
						if let Err(message) = result {
							stop.store(true, Ordering::Relaxed);
							let mut slot = failure.lock().expect("no panic");
							if slot.is_none() {
								*slot = Some((number, message, input));
							}
						}
						self.say(&said, began, done.load(Ordering::Relaxed));
					}
				});
			}
		});
		let failure = failure.into_inner().expect("no panic").map(|(number, message, input)| {
			eprintln!("sequence {number} failed: {message}\nlooking for a shorter one");
			let (bytes, message) = shrink(input, message);
			let mut steps = Vec::new();
			let _ = run(&bytes, &mut Tally::default(), Some(&mut steps));
			Failure { seed: (self.seed, number), message, steps, bytes }
		});
		(total.into_inner().expect("no panic"), failure)
	}

	fn say(&self, said: &Mutex<Instant>, began: Instant, done: u64) {
		let Some(every) = self.progress else { return };
		let mut last = said.lock().expect("no panic");
		if last.elapsed() >= every {
			*last = Instant::now();
			let seconds = began.elapsed().as_secs_f64();
			let rate = done as f64 / seconds;
			eprintln!("{done} of {} calls in {seconds:.0} s, {rate:.0} a second", self.calls);
		}
	}
}

/// How long a failing sequence is shortened.
const PATIENCE: Duration = Duration::from_secs(60);

/// Drops steps as long as what is left still fails.
fn shrink(mut input: Vec<u8>, mut message: String) -> (Vec<u8>, String) {
	let began = Instant::now();
	let mut width = 16;
	while width > 0 && began.elapsed() < PATIENCE {
		let mut shorter = false;
		let mut at = 0;
		while at < input.len() && began.elapsed() < PATIENCE {
			let end = (at + width * plan::STEP).min(input.len());
			let mut without = input[..at].to_vec();
			without.extend_from_slice(&input[end..]);
			match run(&without, &mut Tally::default(), None) {
				Err(same) => {
					(input, message, shorter) = (without, same, true);
				},
				Ok(()) => at += width * plan::STEP,
			}
		}
		if !shorter || width > 1 {
			width /= 2;
		}
	}
	(input, message)
}
