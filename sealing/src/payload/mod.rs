//! The payload: a sealed file.

mod open;
mod pipeline;
mod seal;
#[cfg(test)]
mod tests;

pub use open::{open, Opened};
pub use seal::{seal, Sealed};
#[cfg(test)]
pub(crate) use seal::{seal_with, Drawn};

use crate::{Context, DataKey, Error};
use aead_stream::{
	aead::{Buffer, Error as AeadError},
	NewStream, StreamBE32, StreamPrimitive,
};
use chacha20poly1305::ChaCha20Poly1305;
use std::{
	io::{self, Read},
	ops::ControlFlow,
};

/// The bytes of a sealed file before its first chunk.
pub const HEADER_LEN: usize = 24;

/// The bytes of the inner plaintext in a chunk; the last chunk may have fewer.
pub const CHUNK_LEN: usize = 1 << CHUNK_LOG;

/// The bytes that a chunk is longer when it is encrypted.
pub const TAG_LEN: usize = 16;

const CHUNK_LOG: u8 = 16;
const MAGIC: &[u8; 8] = b"SOUKSEAL";
const FORMAT: u8 = 1;
const PREFIX_LEN: usize = 7;
const SALT_LEN: usize = 32;

/// The bytes of the inner plaintext before the content: the salt and the content's length.
const HEAD_LEN: usize = SALT_LEN + 8;

/// The shortest inner plaintext.
const MIN_INNER: u64 = 1_024;

/// The longest: as many chunks as the nonce can number.
const MAX_INNER: u64 = 1 << 48;

const PAYLOAD_DOMAIN: &[u8] = b"souk/data/payload/v1";
const CONTENT_DOMAIN: &[u8] = b"souk/data/content/v1";

/// Is told how many bytes of the sealed file are done, and says whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

/// How long `n` bytes are with their padding (Padmé); `None` if that is more than a `u64`.
pub fn padded_len(n: u64) -> Option<u64> {
	if n <= MIN_INNER {
		return Some(MIN_INNER);
	}
	let exponent = n.ilog2();
	let kept = exponent.ilog2().saturating_add(1);
	n.checked_next_multiple_of(1 << exponent.saturating_sub(kept))
}

/// How long the sealed file of a content is, in bytes. Fails if the content is too long to be sealed.
pub fn sealed_len(length: u64) -> Result<u64, Error> {
	Ok(cipher_len(inner_len(length)?))
}

fn inner_len(length: u64) -> Result<u64, Error> {
	let inner = length.checked_add(HEAD_LEN as u64).and_then(padded_len);
	inner.filter(|inner| *inner <= MAX_INNER).ok_or(Error::TooLong)
}

// Of an inner plaintext that is not too long.
fn cipher_len(inner: u64) -> u64 {
	let tags = inner.div_ceil(CHUNK_LEN as u64).saturating_mul(TAG_LEN as u64);
	inner.saturating_add(tags).saturating_add(HEADER_LEN as u64)
}

/// How long the inner plaintext of a sealed file is; `None` if no sealed file is as long.
fn inner_of(sealed: u64) -> Option<u64> {
	let body = sealed.checked_sub(HEADER_LEN as u64)?;
	let chunks = body.div_ceil((CHUNK_LEN + TAG_LEN) as u64);
	let inner = body.checked_sub(chunks.checked_mul(TAG_LEN as u64)?)?;
	let possible = (MIN_INNER..=MAX_INNER).contains(&inner) && cipher_len(inner) == sealed;
	possible.then_some(inner)
}

fn header(prefix: &[u8; PREFIX_LEN]) -> [u8; HEADER_LEN] {
	let mut header = [0; HEADER_LEN];
	header[..8].copy_from_slice(MAGIC);
	header[8] = FORMAT;
	header[9] = CHUNK_LOG;
	header[10..17].copy_from_slice(prefix);
	header
}

/// The nonce prefix of a header; `None` if it is none of this format.
fn prefix_of(found: &[u8; HEADER_LEN]) -> Option<[u8; PREFIX_LEN]> {
	let mut prefix = [0; PREFIX_LEN];
	prefix.copy_from_slice(&found[10..17]);
	(header(&prefix) == *found).then_some(prefix)
}

/// Encrypts and decrypts the chunks of one file.
struct Chunks {
	stream: StreamBE32<ChaCha20Poly1305>,
	associated: Vec<u8>,
	count: u64,
}

impl Chunks {
	fn new(
		key: &DataKey,
		context: &Context,
		prefix: &[u8; PREFIX_LEN],
		header: &[u8; HEADER_LEN],
		inner: u64,
	) -> Self {
		let associated = [
			PAYLOAD_DOMAIN,
			&context.genesis,
			&context.dataset,
			&context.version.to_le_bytes(),
			header,
		]
		.concat();
		let stream = StreamBE32::new(key.bytes().into(), prefix.into());
		Self { stream, associated, count: inner.div_ceil(CHUNK_LEN as u64) }
	}

	// Position in the stream, and whether the chunk is the last.
	fn place(&self, chunk: u64) -> Result<(u32, bool), Error> {
		let position = u32::try_from(chunk).map_err(|_| Error::TooLong)?;
		Ok((position, chunk.saturating_add(1) == self.count))
	}

	/// Encrypts a chunk to a place that is longer by a tag.
	fn encrypt(&self, chunk: u64, plain: &[u8], cipher: &mut [u8]) -> Result<(), Error> {
		let (position, last) = self.place(chunk)?;
		let mut slot = Slot { bytes: cipher, len: 0 };
		let encrypted = slot.extend_from_slice(plain).and_then(|()| {
			self.stream.encrypt_in_place(position, last, &self.associated, &mut slot)
		});
		encrypted.map_err(|_| Error::Chunk(chunk))
	}

	/// Decrypts a chunk to a place as long as the chunk with its tag.
	fn decrypt(&self, chunk: u64, cipher: &[u8], plain: &mut [u8]) -> Result<(), Error> {
		let (position, last) = self.place(chunk)?;
		let mut slot = Slot { bytes: plain, len: 0 };
		let decrypted = slot.extend_from_slice(cipher).and_then(|()| {
			self.stream.decrypt_in_place(position, last, &self.associated, &mut slot)
		});
		decrypted.map_err(|_| Error::Chunk(chunk))
	}
}

/// A buffer of fixed size, so that a batch of chunks is one allocation and one write.
struct Slot<'a> {
	bytes: &'a mut [u8],
	len: usize,
}

impl AsRef<[u8]> for Slot<'_> {
	fn as_ref(&self) -> &[u8] {
		self.bytes.get(..self.len).unwrap_or_default()
	}
}

impl AsMut<[u8]> for Slot<'_> {
	fn as_mut(&mut self) -> &mut [u8] {
		self.bytes.get_mut(..self.len).unwrap_or_default()
	}
}

impl Buffer for Slot<'_> {
	fn extend_from_slice(&mut self, other: &[u8]) -> Result<(), AeadError> {
		let end = self.len.saturating_add(other.len());
		self.bytes.get_mut(self.len..end).ok_or(AeadError)?.copy_from_slice(other);
		self.len = end;
		Ok(())
	}

	fn truncate(&mut self, len: usize) {
		self.len = self.len.min(len);
	}
}

/// Reads until the buffer is full or the input at its end, and says how much that was.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> Result<usize, Error> {
	let mut filled = 0;
	while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
		match reader.read(rest) {
			Ok(0) => break,
			Ok(read) => filled = filled.saturating_add(read),
			Err(error) if error.kind() == io::ErrorKind::Interrupted => {},
			Err(error) => return Err(Error::Read(error)),
		}
	}
	Ok(filled)
}

fn at_end(reader: &mut impl Read) -> Result<bool, Error> {
	Ok(fill(reader, &mut [0])? == 0)
}

fn go_on(progress: &mut Progress, done: u64) -> Result<(), Error> {
	match progress(done) {
		ControlFlow::Continue(()) => Ok(()),
		ControlFlow::Break(()) => Err(Error::Interrupted),
	}
}
