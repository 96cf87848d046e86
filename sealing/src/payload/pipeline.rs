//! Hashing and writing on a second thread, while the first reads and encrypts.

use super::{CHUNK_LEN, CONTENT_DOMAIN, TAG_LEN};
use crate::{Error, Hash};
use blake3::Hasher;
use std::{
	io::Write,
	sync::mpsc::{channel, Receiver, Sender},
	thread,
};
use zeroize::Zeroizing;

/// The chunks of a batch: enough that handing it over costs little, few enough for a core's cache.
const BATCH: usize = 8;

/// The batches there are at most: one that is filled, one that is hashed, and what lies between. Memory
/// is bounded by them.
const BATCHES: usize = 4;

/// Some chunks, before and after encryption.
pub(super) struct Batch {
	/// The inner plaintext.
	pub(super) plain: Zeroizing<Vec<u8>>,
	/// The encrypted chunks.
	pub(super) cipher: Vec<u8>,
	/// How many bytes of the encrypted chunks are hashed.
	pub(super) cipher_len: usize,
	/// How many bytes of the inner plaintext are hashed: the padding is not.
	pub(super) content_len: usize,
	/// How many of these come before the content.
	pub(super) head_len: usize,
}

impl Batch {
	pub(super) fn cipher(&self) -> &[u8] {
		self.cipher.get(..self.cipher_len).unwrap_or_default()
	}

	pub(super) fn content(&self) -> &[u8] {
		self.plain.get(self.head_len..self.content_len).unwrap_or_default()
	}
}

/// What was hashed.
pub(super) struct Hashes {
	pub(super) cipher: Hash,
	pub(super) content: Hash,
}

/// Gives out batches, and has them hashed and written.
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
			let plain = self.chunks.saturating_mul(CHUNK_LEN);
			let cipher = self.chunks.saturating_mul(CHUNK_LEN + TAG_LEN);
			return Ok(Batch {
				plain: Zeroizing::new(vec![0; plain]),
				cipher: vec![0; cipher],
				cipher_len: 0,
				content_len: 0,
				head_len: 0,
			});
		}
		self.empty.recv().map_err(|_| Error::Thread)
	}

	/// Has a batch hashed and written, after those before.
	pub(super) fn hash(&self, batch: Batch) -> Result<(), Error> {
		self.full.send(batch).map_err(|_| Error::Thread)
	}
}

/// Runs `work` with a thread beside it that hashes batches and writes of each what `part` says, and
/// gives the hashes once all is done.
pub(super) fn hashed<T>(
	header: &[u8],
	count: u64,
	mut writer: impl Write + Send,
	part: fn(&Batch) -> &[u8],
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
		let hash_all = move || {
			for batch in to_hash {
				cipher.update(batch.cipher());
				content.update(batch.plain.get(..batch.content_len).unwrap_or_default());
				writer.write_all(part(&batch)).map_err(Error::Write)?;
				// Nobody needs it any more if this fails.
				let _ = hashed.send(batch);
			}
			writer.flush().map_err(Error::Write)?;
			Ok(Hashes { cipher: cipher.finalize().into(), content: content.finalize().into() })
		};
		let hasher = thread::Builder::new().name("souk-seal".into()).spawn_scoped(scope, hash_all);
		let hasher = hasher.map_err(|_| Error::Thread)?;
		let done = work(Pool { full, empty, made: 0, chunks });
		match (done, hasher.join().map_err(|_| Error::Thread)?) {
			(Ok(done), Ok(hashes)) => Ok((done, hashes)),
			// It only says that the other thread ended.
			(Err(Error::Thread) | Ok(_), Err(error)) => Err(error),
			(Err(error), _) => Err(error),
		}
	})
}
