use super::{
	at_end, fill, go_on, inner_len, inner_of,
	pipeline::{hashed, Batch, Pool},
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

/// Opens a sealed file of `cipher_len` bytes, in memory that does not depend on it.
///
/// What is written is good only once this has returned, and `cipher_hash` and `content_commit` are what
/// the chain says: [`open_file`](crate::open_file) sees to that. Fails if the file is not as long, was
/// changed, or is of something else; if it cannot be read or the content not be written; and if
/// `progress` says so.
pub fn open(
	reader: &mut impl Read,
	cipher_len: u64,
	writer: &mut (impl Write + Send),
	key: &DataKey,
	context: &Context,
	mut progress: Progress,
) -> Result<Opened, Error> {
	let wrong_length = || Error::CipherLength { expected: cipher_len };
	let mut header = [0; HEADER_LEN];
	if fill(reader, &mut header)? < HEADER_LEN {
		return Err(wrong_length());
	}
	let prefix = prefix_of(&header).ok_or(Error::Header)?;
	let inner = inner_of(cipher_len).ok_or_else(wrong_length)?;
	let chunks = Chunks::new(key, context, &prefix, &header, inner);

	let work = |mut pool: Pool| {
		let mut rest = cipher_len - HEADER_LEN as u64;
		let mut content: Option<Content> = None;
		let mut chunk = 0;
		while rest > 0 {
			let mut batch = pool.take()?;
			batch.cipher_len = rest.min(batch.cipher.len() as u64) as usize;
			let cipher = batch.cipher.get_mut(..batch.cipher_len).ok_or_else(wrong_length)?;
			if fill(reader, cipher)? < cipher.len() {
				return Err(wrong_length());
			}
			rest -= cipher.len() as u64;

			let mut plain_len = 0;
			for cipher in cipher.chunks(CHUNK_LEN + TAG_LEN) {
				let end = plain_len + cipher.len().saturating_sub(TAG_LEN);
				let plain = batch.plain.get_mut(plain_len..end).ok_or_else(wrong_length)?;
				chunks.decrypt(chunk, cipher, plain)?;
				plain_len = end;
				chunk += 1;
			}
			let content = match &mut content {
				Some(content) => content,
				first => first.insert(Content::begin(&batch, inner)?),
			};
			content.next(&mut batch, plain_len)?;
			pool.hash(batch)?;
			go_on(&mut progress, cipher_len - rest)?;
		}
		if !at_end(reader)? {
			return Err(wrong_length());
		}
		content.map(|content| content.length).ok_or_else(wrong_length)
	};
	let (length, hashes) = hashed(&header, chunks.count, writer, Batch::content, work)?;
	Ok(Opened { cipher_hash: hashes.cipher, content_commit: hashes.content, content_len: length })
}

/// What is still to come of a content.
struct Content {
	length: u64,
	head: usize,
	rest: u64,
}

impl Content {
	/// Reads the length in the first chunk, which has to be that of the file.
	fn begin(first: &Batch, inner: u64) -> Result<Self, Error> {
		let bytes = first.plain.get(SALT_LEN..HEAD_LEN).and_then(|bytes| bytes.try_into().ok());
		let length = bytes.map(u64::from_le_bytes).ok_or(Error::Padding)?;
		match inner_len(length) {
			Ok(padded) if padded == inner => Ok(Self { length, head: HEAD_LEN, rest: length }),
			_ => Err(Error::Padding),
		}
	}

	/// Tells what is content in the next part of the inner plaintext, and checks the padding.
	fn next(&mut self, batch: &mut Batch, plain_len: usize) -> Result<(), Error> {
		let plain = batch.plain.get(self.head..plain_len).ok_or(Error::Padding)?;
		let (content, padding) = plain.split_at(self.rest.min(plain.len() as u64) as usize);
		if padding.iter().any(|byte| *byte != 0) {
			return Err(Error::Padding);
		}
		self.rest -= content.len() as u64;
		batch.head_len = self.head;
		batch.content_len = self.head + content.len();
		self.head = 0;
		Ok(())
	}
}
