//! How fast files are sealed and opened, beside ChaCha20-Poly1305 alone, and in how much memory.
//!
//! `cargo run --example throughput -p souk-sealing -- --mib 1024`

use chacha20poly1305::{
	aead::{AeadInOut, KeyInit},
	ChaCha20Poly1305,
};
use souk_sealing::{open, seal, Context, DataKey, CHUNK_LEN};
use std::{
	error::Error,
	fs::File,
	io::{self, Read, Seek, Write},
	ops::ControlFlow,
	time::{Duration, Instant},
};

/// How often each is measured; the best counts, for other programs can only slow it down.
const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
	let mut arguments = std::env::args().skip_while(|argument| argument != "--mib").skip(1);
	let mib: u64 = arguments.next().as_deref().unwrap_or("256").parse()?;
	let length = mib << 20;
	let context = Context { genesis: [1; 32], dataset: [2; 32], version: 1 };
	let key = DataKey::generate()?;
	let mut progress = |_| ControlFlow::Continue(());
	let mut sealed_file = tempfile::tempfile()?;
	let mut plain_file = tempfile::tempfile()?;
	let mut best = [Duration::MAX; 5];
	let mut note = |at: usize, began: Instant| best[at] = best[at].min(began.elapsed());

	for _ in 0..ROUNDS {
		let began = Instant::now();
		plain_aead(length)?;
		note(0, began);

		let began = Instant::now();
		seal(&mut Pattern(length), length, &mut io::sink(), &key, &context, &mut progress)?;
		note(1, began);

		// With files, as the command has it. They stay in memory if there is enough, in the system's.
		restart(&mut sealed_file)?;
		let began = Instant::now();
		let sealed =
			seal(&mut Pattern(length), length, &mut sealed_file, &key, &context, &mut progress)?;
		note(2, began);

		restart(&mut sealed_file)?;
		let began = Instant::now();
		open(&mut sealed_file, sealed.cipher_len, &mut io::sink(), &key, &context, &mut progress)?;
		note(3, began);

		restart(&mut sealed_file)?;
		restart(&mut plain_file)?;
		let began = Instant::now();
		open(&mut sealed_file, sealed.cipher_len, &mut plain_file, &key, &context, &mut progress)?;
		note(4, began);
	}

	let rows = ["ChaCha20-Poly1305", "seal", "seal to a file", "open", "open to a file"];
	let alone = best.first().map_or(0.0, Duration::as_secs_f64);
	for (name, time) in rows.iter().zip(best.iter().map(Duration::as_secs_f64)) {
		let speed = length as f64 / time / 1e6;
		println!("{name:18} {speed:8.0} MB/s {:6.1} %", 100.0 * alone / time);
	}
	println!("peak memory        {:8} KiB", peak_memory().unwrap_or_default());
	Ok(())
}

/// Encrypts as many bytes in the memory of one chunk.
fn plain_aead(length: u64) -> Result<(), Box<dyn Error>> {
	let cipher = ChaCha20Poly1305::new(&[7; 32].into());
	let mut chunk = vec![0; CHUNK_LEN];
	for number in 0..length / CHUNK_LEN as u64 {
		let mut nonce = [0; 12];
		nonce[..8].copy_from_slice(&number.to_le_bytes());
		let tag = cipher.encrypt_inout_detached(&nonce.into(), b"", chunk.as_mut_slice().into());
		tag.map_err(|_| "it does not encrypt")?;
	}
	Ok(())
}

fn restart(file: &mut File) -> io::Result<()> {
	file.flush()?;
	file.rewind()
}

/// So many bytes, the same pattern again and again.
struct Pattern(u64);

impl Read for Pattern {
	fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
		let wanted = buffer.len().min(usize::try_from(self.0).unwrap_or(usize::MAX));
		buffer[..wanted].fill(0x5a);
		self.0 -= wanted as u64;
		Ok(wanted)
	}
}

/// The most memory that this process had, in KiB; where the system tells.
fn peak_memory() -> Option<u64> {
	let status = std::fs::read_to_string("/proc/self/status").ok()?;
	let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
	line.trim().trim_end_matches("kB").trim().parse().ok()
}
