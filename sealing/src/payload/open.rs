//! Opening.

use super::{
	at_end, fill, go_on, inner_len, inner_of,
	pipeline::{hashed, Pool},
	prefix_of, Chunks, Progress, CHUNK_LEN, HEADER_LEN, HEAD_LEN, SALT_LEN, TAG_LEN,
};
use crate::{shown, Context, DataKey, Error, Hash};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};

/// What an opened file was, to compare with what the chain says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
	/// BLAKE3 of the sealed file.
	#[serde(with = "shown")]
	pub cipher_hash: Hash,
	/// The commitment to the content.
	#[serde(with = "shown")]
	pub content_commit: Hash,
	/// How long the content is, in bytes.
	pub content_len: u64,
}

/// Opens a sealed file of `sealed_len` bytes. Needs the same memory for every length.
///
/// What is written before an error is not to be used, and nothing is until the commitment was compared:
/// [`open_file`](crate::open_file) does both.
pub fn open(
	sealed: &mut impl Read,
	sealed_len: u64,
	content: &mut impl Write,
	key: &DataKey,
	context: &Context,
	mut progress: Progress,
) -> Result<Opened, Error> {
	let wrong_len = || Error::CipherLength { expected: sealed_len };
	let mut header = [0; HEADER_LEN];
	if fill(sealed, &mut header)? < HEADER_LEN {
		return Err(Error::Header);
	}
	let prefix = prefix_of(&header).ok_or(Error::Header)?;
	let inner = inner_of(sealed_len).ok_or_else(wrong_len)?;
	let chunks = Chunks::new(key, context, &prefix, &header, inner);
	let (length, hashes) = hashed(&header, chunks.count, |pool| {
		let mut sink = Sink { content, inner, length: None, left: 0 };
		read_chunks(pool, &chunks, sealed, sealed_len, &mut sink, &mut progress)?;
		if !at_end(sealed)? {
			return Err(wrong_len());
		}
		sink.length.ok_or(Error::Padding)
	})?;
	content.flush().map_err(Error::Write)?;
	Ok(Opened { cipher_hash: hashes.cipher, content_commit: hashes.content, content_len: length })
}

fn read_chunks(
	mut pool: Pool,
	chunks: &Chunks,
	sealed: &mut impl Read,
	sealed_len: u64,
	sink: &mut Sink<'_, impl Write>,
	progress: &mut Progress,
) -> Result<(), Error> {
	let (mut chunk, mut done) = (0, HEADER_LEN as u64);
	let mut left = sealed_len.saturating_sub(HEADER_LEN as u64);
	while chunk < chunks.count {
		let mut batch = pool.take()?;
		(batch.cipher_len, batch.content_len) = (0, 0);
		let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(batch.cipher.len());
		let cipher = batch.cipher.get_mut(..wanted).unwrap_or_default();
		if fill(sealed, cipher)? < wanted {
			return Err(Error::CipherLength { expected: sealed_len });
		}
		left = left.saturating_sub(wanted as u64);
		batch.cipher_len = wanted;
		let mut filled = 0usize;
		for cipher in batch.cipher.get(..wanted).unwrap_or_default().chunks(CHUNK_LEN + TAG_LEN) {
			let end = filled.saturating_add(cipher.len());
			let plain = batch.plain.get_mut(filled..end).unwrap_or_default();
			chunks.decrypt(chunk, cipher, plain)?;
			let plain_len = cipher.len().saturating_sub(TAG_LEN);
			let plain = plain.get(..plain_len).unwrap_or_default();
			let content = sink.write(plain)?;
			batch.content_len = batch.content_len.saturating_add(content);
			// The next chunk lies over this one's tag, so that the content is in one piece.
			filled = filled.saturating_add(plain_len);
			chunk = chunk.saturating_add(1);
		}
		done = done.saturating_add(wanted as u64);
		pool.hash(batch)?;
		go_on(progress, done)?;
	}
	Ok(())
}

/// Where the content goes.
struct Sink<'a, W> {
	content: &'a mut W,
	inner: u64,
	/// What the first chunk says.
	length: Option<u64>,
	/// What is left of the content.
	left: u64,
}

impl<W: Write> Sink<'_, W> {
	/// Writes what is content of a chunk: how many of its bytes are not padding.
	fn write(&mut self, plain: &[u8]) -> Result<usize, Error> {
		let (head, rest) = match self.length {
			Some(_) => (0, plain),
			None => {
				let (head, rest) = plain.split_at_checked(HEAD_LEN).ok_or(Error::Padding)?;
				let mut length = [0; 8];
				length.copy_from_slice(head.get(SALT_LEN..).ok_or(Error::Padding)?);
				let length = u64::from_le_bytes(length);
				// The only length of a file that has this content.
				if inner_len(length).ok() != Some(self.inner) {
					return Err(Error::Padding);
				}
				(self.length, self.left) = (Some(length), length);
				(HEAD_LEN, rest)
			},
		};
		let size = usize::try_from(self.left).unwrap_or(usize::MAX).min(rest.len());
		let (content, padding) = rest.split_at(size);
		if padding.iter().any(|byte| *byte != 0) {
			return Err(Error::Padding);
		}
		self.content.write_all(content).map_err(Error::Write)?;
		self.left = self.left.saturating_sub(size as u64);
		Ok(head.saturating_add(size))
	}
}
