//! Hashing on a second thread, while the first reads, encrypts and writes.

use super::{CHUNK_LEN, CONTENT_DOMAIN, TAG_LEN};
use crate::{Error, Hash};
use blake3::Hasher;
use std::{
	sync::mpsc::{channel, Receiver, Sender},
	thread,
};
use zeroize::Zeroizing;

/// The chunks of a batch: enough that handing it over costs little, few enough for a core's cache.
const BATCH: usize = 4;

/// The batches there are at most: one that is filled, one that is hashed, and what lies between. Memory
/// is bounded by them.
const BATCHES: usize = 4;

/// Some chunks, before and after encryption.
pub(super) struct Batch {
	/// The inner plaintext; when a file is opened, with a tag's room after each chunk.
	pub(super) plain: Zeroizing<Vec<u8>>,
	/// The encrypted chunks.
	pub(super) cipher: Vec<u8>,
	/// How many bytes of the encrypted chunks are hashed.
	pub(super) cipher_len: usize,
	/// How many bytes of the inner plaintext are hashed: the padding is not.
	pub(super) content_len: usize,
}

impl Batch {
	/// How many bytes of whole chunks there is room for.
	pub(super) fn room(&self) -> usize {
		self.plain.len() / (CHUNK_LEN + TAG_LEN) * CHUNK_LEN
	}
}

/// What was hashed.
pub(super) struct Hashes {
	pub(super) cipher: Hash,
	pub(super) content: Hash,
}

/// Gives out batches, and has them hashed.
pub(super) struct Pool {
	full: Sender<Batch>,
	empty: Receiver<Batch>,
	made: usize,
	chunks: usize,
}

impl Pool {
	/// A batch to fill. Waits for one to be hashed if there are enough.
	pub(super) fn take(&mut self) -> Result<Batch, Error> {
		if let Ok(batch) = self.empty.try_recv() {
			return Ok(batch);
		}
		if self.made < BATCHES {
			self.made = self.made.saturating_add(1);
			let bytes = self.chunks.saturating_mul(CHUNK_LEN + TAG_LEN);
			return Ok(Batch {
				plain: Zeroizing::new(vec![0; bytes]),
				cipher: vec![0; bytes],
				cipher_len: 0,
				content_len: 0,
			});
		}
		self.empty.recv().map_err(|_| Error::Thread)
	}

	/// Has a batch hashed, after those before.
	pub(super) fn hash(&self, batch: Batch) -> Result<(), Error> {
		self.full.send(batch).map_err(|_| Error::Thread)
	}
}

/// Runs `work` with a thread beside it that hashes, and gives the hashes once all is hashed.
pub(super) fn hashed<T>(
	header: &[u8],
	count: u64,
	work: impl FnOnce(Pool) -> Result<T, Error>,
) -> Result<(T, Hashes), Error> {
	let mut cipher = Hasher::new();
	cipher.update(header);
	let mut content = Hasher::new();
	content.update(CONTENT_DOMAIN);
	let chunks = usize::try_from(count).unwrap_or(BATCH).min(BATCH);
	let (full, to_hash) = channel::<Batch>();
	let (hashed, empty) = channel();
	thread::scope(|scope| {
		let hasher =
			thread::Builder::new().name("souk-blake3".into()).spawn_scoped(scope, move || {
				for batch in to_hash {
					cipher.update(batch.cipher.get(..batch.cipher_len).unwrap_or_default());
					content.update(batch.plain.get(..batch.content_len).unwrap_or_default());
					// Nobody needs it any more if this fails.
					let _ = hashed.send(batch);
				}
				Hashes { cipher: cipher.finalize().into(), content: content.finalize().into() }
			});
		let hasher = hasher.map_err(|_| Error::Thread)?;
		let done = work(Pool { full, empty, made: 0, chunks });
		let hashes = hasher.join().map_err(|_| Error::Thread)?;
		Ok((done?, hashes))
	})
}
