//! How fast files are sealed and opened, beside plain ChaCha20-Poly1305 of the same crate in the same run,
//! and how much memory that takes.
//!
//! `cargo run -p souk-sealing --example throughput -- [--mib N] [--rounds N]`

use chacha20poly1305::{
	aead::{AeadInOut, KeyInit},
	ChaCha20Poly1305,
};
use souk_sealing::{open, seal, Context, DataKey, CHUNK_LEN};
use std::{
	fs::{self, File},
	io::{BufWriter, Read, Write},
	ops::ControlFlow,
	time::{Duration, Instant},
};

const CONTEXT: Context = Context { genesis: [1; 32], dataset: [2; 32], version: 3 };

fn argument(name: &str, otherwise: u64) -> u64 {
	let arguments: Vec<_> = std::env::args().collect();
	let at = arguments.iter().position(|argument| argument == name);
	let value = at.and_then(|at| arguments.get(at + 1)?.parse().ok());
	value.unwrap_or(otherwise)
}

/// As much content as is wanted, from nowhere.
struct Content(u64);

impl Read for Content {
	fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
		let size = buffer.len().min(usize::try_from(self.0).unwrap_or(usize::MAX));
		buffer[..size].fill(7);
		self.0 -= size as u64;
		Ok(size)
	}
}

/// Chunk by chunk in one buffer, as the cipher is at its fastest.
fn plain(bytes: u64) -> Duration {
	let cipher = ChaCha20Poly1305::new(&[3; 32].into());
	let mut buffer = vec![7; CHUNK_LEN];
	let begin = Instant::now();
	for at in 0..bytes / CHUNK_LEN as u64 {
		let mut nonce = [0; 12];
		nonce[..8].copy_from_slice(&at.to_le_bytes());
		let tag = cipher
			.encrypt_inout_detached(&nonce.into(), b"", buffer.as_mut_slice().into())
			.expect("a chunk is short");
		std::hint::black_box(tag);
	}
	begin.elapsed()
}

fn peak_memory() -> String {
	let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
	let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
	line.map_or_else(|| "unknown".into(), |line| line.trim().into())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
	let (mib, rounds) = (argument("--mib", 256), argument("--rounds", 3));
	let bytes = mib << 20;
	let key = DataKey::generate()?;
	let path = std::env::temp_dir().join(format!("souk-throughput-{}", std::process::id()));
	let go = &mut |_| ControlFlow::Continue(());
	let (mut best_plain, mut best_seal, mut best_open) =
		(Duration::MAX, Duration::MAX, Duration::MAX);
	for _ in 0..rounds {
		best_plain = best_plain.min(plain(bytes));
		let begin = Instant::now();
		seal(&mut Content(bytes), bytes, &mut std::io::sink(), &key, &CONTEXT, go)?;
		best_seal = best_seal.min(begin.elapsed());
	}
	let mut file = BufWriter::new(File::create(&path)?);
	let made = seal(&mut Content(bytes), bytes, &mut file, &key, &CONTEXT, go)?;
	file.flush()?;
	for _ in 0..rounds {
		let begin = Instant::now();
		let (length, to) = (made.cipher_len, &mut std::io::sink());
		open(&mut File::open(&path)?, length, to, &key, &CONTEXT, go)?;
		best_open = best_open.min(begin.elapsed());
	}
	fs::remove_file(&path)?;
	let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
	let share = |time: Duration| 100.0 * best_plain.as_secs_f64() / time.as_secs_f64();
	println!("{mib} MiB, the best of {rounds} rounds");
	println!("plain ChaCha20-Poly1305  {:7.0} MB/s", rate(best_plain));
	println!("seal                     {:7.0} MB/s  {:3.0} %", rate(best_seal), share(best_seal));
	println!("open                     {:7.0} MB/s  {:3.0} %", rate(best_open), share(best_open));
	println!("peak memory              {}", peak_memory());
	Ok(())
}
