//! Files: sealed and opened so that what is not whole is not there.

use crate::{
	payload::{open, seal, Progress, Sealed},
	Context, DataKey, Error, Hash,
};
use std::{
	fs::File,
	io::{BufReader, Read, Write},
	ops::ControlFlow,
	path::Path,
};
use tempfile::{NamedTempFile, PersistError};

/// A file beside its target that only its owner can read, and that is gone unless it is kept.
fn temporary(beside: &Path) -> Result<NamedTempFile, Error> {
	let folder = beside.parent().filter(|folder| !folder.as_os_str().is_empty());
	let folder = folder.unwrap_or_else(|| Path::new("."));
	tempfile::Builder::new().prefix(".souk-").tempfile_in(folder).map_err(Error::Write)
}

/// Puts a file where it belongs, unless there is one already.
fn keep(file: NamedTempFile, path: &Path) -> Result<(), Error> {
	file.as_file().sync_all().map_err(Error::Write)?;
	let kept = file.persist_noclobber(path).map(|_| ());
	kept.map_err(|PersistError { error, .. }| match error.kind() {
		std::io::ErrorKind::AlreadyExists => Error::Exists,
		_ => Error::Write(error),
	})
}

/// Seals a file. There is a sealed file, of mode 600, only once it is whole; an existing one is not
/// overwritten.
pub fn seal_file(
	content: &Path,
	sealed: &Path,
	key: &DataKey,
	context: &Context,
	progress: Progress,
) -> Result<Sealed, Error> {
	if sealed.exists() {
		return Err(Error::Exists);
	}
	let mut source = File::open(content).map_err(Error::Read)?;
	let length = source.metadata().map_err(Error::Read)?.len();
	let mut file = temporary(sealed)?;
	let made = seal(&mut source, length, &mut file, key, context, progress)?;
	keep(file, sealed)?;
	Ok(made)
}

/// Opens a sealed file, if it is the one that `expected` says: how long its content is, in bytes.
///
/// The content is there, in a file of mode 600, only once everything was checked. After an error nothing of
/// it is left.
pub fn open_file(
	sealed: &Path,
	content: &Path,
	key: &DataKey,
	context: &Context,
	expected: &Sealed,
	progress: Progress,
) -> Result<u64, Error> {
	if content.exists() {
		return Err(Error::Exists);
	}
	if key.commitment(context) != expected.dek_commit {
		return Err(Error::DataKey);
	}
	let mut source = File::open(sealed).map_err(Error::Read)?;
	let length = source.metadata().map_err(Error::Read)?.len();
	if length != expected.cipher_len {
		return Err(Error::CipherLength { expected: expected.cipher_len });
	}
	let mut file = temporary(content)?;
	let opened = open(&mut source, length, &mut file, key, context, progress);
	let checked = opened.and_then(|opened| {
		if opened.cipher_hash != expected.cipher_hash {
			return Err(Error::CipherHash);
		}
		if opened.content_commit != expected.content_commit {
			return Err(Error::Content);
		}
		Ok(opened.content_len)
	});
	match checked {
		Ok(length) => keep(file, content).map(|()| length),
		Err(error) => {
			// What was written of the content is overwritten before the file is removed.
			let _ = wipe(&mut file);
			Err(error)
		},
	}
}

fn wipe(file: &mut NamedTempFile) -> std::io::Result<()> {
	use std::io::{Seek, SeekFrom};
	let mut left = file.as_file().metadata()?.len();
	file.seek(SeekFrom::Start(0))?;
	let zeros = [0; 8_192];
	while left > 0 {
		let size = usize::try_from(left).unwrap_or(usize::MAX).min(zeros.len());
		file.write_all(zeros.get(..size).unwrap_or_default())?;
		left = left.saturating_sub(size as u64);
	}
	file.as_file().sync_data()
}

/// BLAKE3 of a file, and how long it is.
pub fn hash_file(path: &Path, progress: Progress) -> Result<(Hash, u64), Error> {
	let file = File::open(path).map_err(Error::Read)?;
	let mut reader = BufReader::with_capacity(1 << 16, file);
	let (mut hasher, mut length) = (blake3::Hasher::new(), 0u64);
	let mut buffer = vec![0; 1 << 16];
	loop {
		let read = reader.read(&mut buffer).map_err(Error::Read)?;
		if read == 0 {
			return Ok((hasher.finalize().into(), length));
		}
		hasher.update(buffer.get(..read).unwrap_or_default());
		length = length.saturating_add(read as u64);
		if progress(length) == ControlFlow::Break(()) {
			return Err(Error::Interrupted);
		}
	}
}
