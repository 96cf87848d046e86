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
use chacha20poly1305::{
	aead::{inout::InOutBuf, AeadInOut, KeyInit},
	ChaCha20Poly1305, Nonce, Tag,
};
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

/// Encrypts and decrypts the chunks of one file. From one buffer to another, because both are hashed:
/// STREAM is no more than how the nonce is made.
struct Chunks {
	cipher: ChaCha20Poly1305,
	prefix: [u8; PREFIX_LEN],
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
		let cipher = ChaCha20Poly1305::new(key.bytes().into());
		Self { cipher, prefix: *prefix, associated, count: inner.div_ceil(CHUNK_LEN as u64) }
	}

	fn nonce(&self, chunk: u64) -> Result<Nonce, Error> {
		let number = u32::try_from(chunk).map_err(|_| Error::TooLong)?;
		let last = chunk.saturating_add(1) == self.count;
		let mut nonce = [0; PREFIX_LEN + 5];
		nonce[..PREFIX_LEN].copy_from_slice(&self.prefix);
		nonce[PREFIX_LEN..PREFIX_LEN + 4].copy_from_slice(&number.to_be_bytes());
		nonce[PREFIX_LEN + 4] = u8::from(last);
		Ok(nonce.into())
	}

	/// Encrypts a chunk to a place that is longer by a tag.
	fn encrypt(&self, chunk: u64, plain: &[u8], cipher: &mut [u8]) -> Result<(), Error> {
		let failed = |_| Error::Chunk(chunk);
		let (body, tag) = cipher.split_at_mut_checked(plain.len()).ok_or(Error::TooLong)?;
		let buffer = InOutBuf::new(plain, body).map_err(|_| Error::TooLong)?;
		let nonce = self.nonce(chunk)?;
		let made = self.cipher.encrypt_inout_detached(&nonce, &self.associated, buffer);
		<&mut Tag>::try_from(tag)
			.map_err(|_| Error::TooLong)?
			.copy_from_slice(&made.map_err(failed)?);
		Ok(())
	}

	/// Decrypts a chunk to a place that is shorter by a tag.
	fn decrypt(&self, chunk: u64, cipher: &[u8], plain: &mut [u8]) -> Result<(), Error> {
		let failed = || Error::Chunk(chunk);
		let (body, tag) = cipher.split_last_chunk::<TAG_LEN>().ok_or_else(failed)?;
		let buffer = InOutBuf::new(body, plain).map_err(|_| failed())?;
		let nonce = self.nonce(chunk)?;
		let decrypted =
			self.cipher.decrypt_inout_detached(&nonce, &self.associated, buffer, tag.into());
		decrypted.map_err(|_| failed())
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
