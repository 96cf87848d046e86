//! Sealing.

use super::{
	at_end, cipher_len, fill, go_on, header, inner_len,
	pipeline::{hashed, Pool},
	Chunks, Progress, CHUNK_LEN, HEADER_LEN, HEAD_LEN, PREFIX_LEN, SALT_LEN, TAG_LEN,
};
use crate::{random, shown, Context, DataKey, Error, Hash};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use zeroize::Zeroizing;

/// What the chain is told of a sealed file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sealed {
	/// BLAKE3 of the sealed file.
	#[serde(with = "shown")]
	pub cipher_hash: Hash,
	/// How long that is, in bytes.
	pub cipher_len: u64,
	/// The commitment to the content.
	#[serde(with = "shown")]
	pub content_commit: Hash,
	/// The commitment to the data key.
	#[serde(with = "shown")]
	pub dek_commit: Hash,
}

/// What is drawn for a file. The test vectors give it.
pub(crate) struct Drawn {
	pub(crate) prefix: [u8; PREFIX_LEN],
	pub(crate) salt: Zeroizing<[u8; SALT_LEN]>,
}

impl Drawn {
	fn draw() -> Result<Self, Error> {
		let mut drawn = Self { prefix: [0; PREFIX_LEN], salt: Zeroizing::new([0; SALT_LEN]) };
		random::fill(&mut drawn.prefix)?;
		random::fill(&mut drawn.salt[..])?;
		Ok(drawn)
	}
}

/// Seals a content of `length` bytes. Needs the same memory for every length.
///
/// Fails if the content is not as long as that, and then nothing of what was written is of use.
pub fn seal(
	content: &mut impl Read,
	length: u64,
	sealed: &mut impl Write,
	key: &DataKey,
	context: &Context,
	progress: Progress,
) -> Result<Sealed, Error> {
	seal_with(Drawn::draw()?, content, length, sealed, key, context, progress)
}

pub(crate) fn seal_with(
	drawn: Drawn,
	content: &mut impl Read,
	length: u64,
	sealed: &mut impl Write,
	key: &DataKey,
	context: &Context,
	mut progress: Progress,
) -> Result<Sealed, Error> {
	let inner = inner_len(length)?;
	let header = header(&drawn.prefix);
	let chunks = Chunks::new(key, context, &drawn.prefix, &header, inner);
	sealed.write_all(&header).map_err(Error::Write)?;
	let mut head = Zeroizing::new([0; HEAD_LEN]);
	head[..SALT_LEN].copy_from_slice(&drawn.salt[..]);
	head[SALT_LEN..].copy_from_slice(&length.to_le_bytes());
	let hashed = hashed(&header, chunks.count, |pool| {
		let mut source = Source { head: &head[..], content, left: length, length, padding: inner };
		write_chunks(pool, &chunks, &mut source, sealed, &mut progress)?;
		source.end()
	});
	let ((), hashes) = hashed?;
	sealed.flush().map_err(Error::Write)?;
	Ok(Sealed {
		cipher_hash: hashes.cipher,
		cipher_len: cipher_len(inner),
		content_commit: hashes.content,
		dek_commit: key.commitment(context),
	})
}

fn write_chunks(
	mut pool: Pool,
	chunks: &Chunks,
	source: &mut Source<'_, impl Read>,
	sealed: &mut impl Write,
	progress: &mut Progress,
) -> Result<(), Error> {
	let (mut chunk, mut done) = (0, HEADER_LEN as u64);
	while chunk < chunks.count {
		let mut batch = pool.take()?;
		(batch.cipher_len, batch.content_len) = (0, 0);
		let mut filled = 0usize;
		while chunk < chunks.count {
			let end = filled.saturating_add(CHUNK_LEN);
			let Some(plain) = batch.plain.get_mut(filled..end) else { break };
			let (read, content) = source.read(plain)?;
			let plain = plain.get(..read).unwrap_or_default();
			let to = batch.cipher_len.saturating_add(read).saturating_add(TAG_LEN);
			let Some(cipher) = batch.cipher.get_mut(batch.cipher_len..to) else { break };
			chunks.encrypt(chunk, plain, cipher)?;
			batch.cipher_len = to;
			batch.content_len = batch.content_len.saturating_add(content);
			filled = filled.saturating_add(read);
			chunk = chunk.saturating_add(1);
			// Chunks lie one after the other, with room for tags at the end of the batch.
			if filled.saturating_add(CHUNK_LEN) > batch.room() {
				break;
			}
		}
		let written = batch.cipher.get(..batch.cipher_len).unwrap_or_default();
		sealed.write_all(written).map_err(Error::Write)?;
		done = done.saturating_add(batch.cipher_len as u64);
		pool.hash(batch)?;
		go_on(progress, done)?;
	}
	Ok(())
}

/// The inner plaintext.
struct Source<'a, R> {
	head: &'a [u8],
	content: &'a mut R,
	/// What is left of the content.
	left: u64,
	length: u64,
	/// What is left of all of it.
	padding: u64,
}

impl<R: Read> Source<'_, R> {
	/// Fills a chunk: how many bytes that are, and how many of them are not padding.
	fn read(&mut self, plain: &mut [u8]) -> Result<(usize, usize), Error> {
		let size = usize::try_from(self.padding).unwrap_or(usize::MAX).min(plain.len());
		let plain = plain.get_mut(..size).unwrap_or_default();
		let head = self.head.len().min(size);
		let (first, rest) = plain.split_at_mut(head);
		let (now, later) = self.head.split_at(head);
		first.copy_from_slice(now);
		self.head = later;
		let wanted = usize::try_from(self.left).unwrap_or(usize::MAX).min(rest.len());
		let (content, padding) = rest.split_at_mut(wanted);
		if fill(self.content, content)? < wanted {
			return Err(Error::ContentLength { expected: self.length });
		}
		padding.fill(0);
		self.left = self.left.saturating_sub(wanted as u64);
		self.padding = self.padding.saturating_sub(size as u64);
		Ok((size, head.saturating_add(wanted)))
	}

	/// Nothing is left, and nothing follows.
	fn end(self) -> Result<(), Error> {
		if self.left > 0 || !at_end(self.content)? {
			return Err(Error::ContentLength { expected: self.length });
		}
		Ok(())
	}
}
