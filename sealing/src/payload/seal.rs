use super::{
	at_end, cipher_len, fill, go_on, header, inner_len,
	pipeline::{hashed, Batch, Pool},
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
	/// How long it is, in bytes.
	pub cipher_len: u64,
	/// The commitment to the content.
	#[serde(with = "shown")]
	pub content_commit: Hash,
	/// The commitment to the data key.
	#[serde(with = "shown")]
	pub dek_commit: Hash,
}

/// What is random in a sealed file.
pub(crate) struct Drawn {
	pub(crate) salt: Zeroizing<[u8; SALT_LEN]>,
	pub(crate) prefix: [u8; PREFIX_LEN],
}

impl Drawn {
	fn draw() -> Result<Self, Error> {
		let mut drawn = Self { salt: Zeroizing::new([0; SALT_LEN]), prefix: [0; PREFIX_LEN] };
		random::fill(&mut drawn.salt[..])?;
		random::fill(&mut drawn.prefix)?;
		Ok(drawn)
	}
}

/// Seals a content of `length` bytes, in memory that does not depend on it.
///
/// A data key must seal one content only. Fails if the content has another length, if it cannot be read
/// or the sealed file not be written, and if `progress` says so; what was written by then is useless.
pub fn seal(
	content: &mut impl Read,
	length: u64,
	sealed: &mut (impl Write + Send),
	key: &DataKey,
	context: &Context,
	progress: Progress,
) -> Result<Sealed, Error> {
	seal_with(Drawn::draw()?, content, length, sealed, key, context, progress)
}

pub(crate) fn seal_with(
	drawn: Drawn,
	reader: &mut impl Read,
	length: u64,
	writer: &mut (impl Write + Send),
	key: &DataKey,
	context: &Context,
	mut progress: Progress,
) -> Result<Sealed, Error> {
	let inner = inner_len(length)?;
	let header = header(&drawn.prefix);
	let chunks = Chunks::new(key, context, &drawn.prefix, &header, inner);
	let mut head = Zeroizing::new([0; HEAD_LEN]);
	head[..SALT_LEN].copy_from_slice(&drawn.salt[..]);
	head[SALT_LEN..].copy_from_slice(&length.to_le_bytes());
	let wrong_length = || Error::ContentLength { expected: length };

	writer.write_all(&header).map_err(Error::Write)?;
	let work = |mut pool: Pool| {
		// What is still to come of the inner plaintext: its head, the content, all of it.
		let mut head = &head[..];
		let (mut content, mut rest) = (length, inner);
		let mut done = HEADER_LEN as u64;
		let mut chunk = 0;
		while rest > 0 {
			let mut batch = pool.take()?;
			let room = batch.plain.len() as u64;
			// Both fit, for they are no more than the room.
			let plain_len = rest.min(room) as usize;
			let plain = batch.plain.get_mut(..plain_len).ok_or_else(wrong_length)?;
			let (start, body) = plain.split_at_mut(head.len());
			start.copy_from_slice(head);
			let wanted = content.min(body.len() as u64);
			let (body, padding) = body.split_at_mut(wanted as usize);
			if fill(reader, body)? < body.len() {
				return Err(wrong_length());
			}
			padding.fill(0);
			batch.content_len = head.len() + body.len();
			head = &[];
			content -= wanted;
			rest -= plain_len as u64;

			batch.cipher_len = 0;
			for plain in plain.chunks(CHUNK_LEN) {
				let end = batch.cipher_len + plain.len() + TAG_LEN;
				let cipher = batch.cipher.get_mut(batch.cipher_len..end).ok_or(Error::TooLong)?;
				chunks.encrypt(chunk, plain, cipher)?;
				batch.cipher_len = end;
				chunk += 1;
			}
			done += batch.cipher_len as u64;
			pool.hash(batch)?;
			go_on(&mut progress, done)?;
		}
		if !at_end(reader)? {
			return Err(wrong_length());
		}
		Ok(())
	};
	let ((), hashes) = hashed(&header, chunks.count, writer, Batch::cipher, work)?;
	Ok(Sealed {
		cipher_hash: hashes.cipher,
		cipher_len: cipher_len(inner),
		content_commit: hashes.content,
		dek_commit: key.commitment(context),
	})
}
