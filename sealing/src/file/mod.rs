//! Sealed files on disk: what is not whole and checked is not there.

#[cfg(test)]
mod tests;

use crate::{open, seal, Context, DataKey, Error, Hash, Opened, Progress, Sealed};
use blake3::Hasher;
use std::{
	fs::File,
	io::{self, Read, Seek, Write},
	ops::ControlFlow,
	path::Path,
	thread,
};
use tempfile::NamedTempFile;

/// Seals a file to another one, which must not be there yet. It is there, of mode 600, once it is whole.
///
/// Fails as [`seal`] does.
pub fn seal_file(
	content: &Path,
	sealed: &Path,
	key: &DataKey,
	context: &Context,
	progress: Progress,
) -> Result<Sealed, Error> {
	let mut reader = File::open(content).map_err(Error::Read)?;
	let length = reader.metadata().map_err(Error::Read)?.len();
	let mut temporary = beside(sealed)?;
	let done = seal(&mut reader, length, temporary.as_file_mut(), key, context, progress)?;
	release(temporary, sealed)?;
	Ok(done)
}

/// Opens a sealed file to another one, which must not be there yet, if it is the one that the chain
/// knows: `expected`. Says how long the content is, in bytes.
///
/// In this order, the data key, the length, every chunk, the sealed file's hash and the commitment to the
/// content are checked. Until all are good the content is in a temporary file of mode 600 in the
/// same directory, which a failure removes.
pub fn open_file(
	sealed: &Path,
	content: &Path,
	key: &DataKey,
	context: &Context,
	expected: &Sealed,
	progress: Progress,
) -> Result<u64, Error> {
	if key.commitment(context) != expected.dek_commit {
		return Err(Error::DataKey);
	}
	let mut reader = File::open(sealed).map_err(Error::Read)?;
	let cipher_len = expected.cipher_len;
	if reader.metadata().map_err(Error::Read)?.len() != cipher_len {
		return Err(Error::CipherLength { expected: cipher_len });
	}
	let mut temporary = beside(content)?;
	let to = temporary.as_file_mut();
	let opened = open(&mut reader, cipher_len, to, key, context, progress);
	match opened.map_err(|error| other_file(sealed, expected, error)).and_then(checked(expected)) {
		Ok(length) => release(temporary, content).map(|()| length),
		Err(error) => {
			// Where files are written in place, its bytes would outlive its name.
			let _ = wipe(temporary.as_file_mut());
			Err(error)
		},
	}
}

/// Opens a sealed file of the owner's and seals its content again, under another key and as another
/// version: to a file that must not be there yet. The content is not on disk in between.
///
/// Fails as [`open_file`] and [`seal_file`] do. `progress` is told the bytes of the old file, twice: first
/// it is checked, and then it is sealed again.
pub fn reseal_file(
	old: (&Path, &DataKey, &Context, &Sealed),
	new: (&Path, &DataKey, &Context),
	progress: Progress,
) -> Result<Sealed, Error> {
	let (path, old_key, old_context, expected) = old;
	let (sealed, key, context) = new;
	let mut temporary = beside(sealed)?;
	if old_key.commitment(old_context) != expected.dek_commit {
		return Err(Error::DataKey);
	}
	let cipher_len = expected.cipher_len;
	let open_to = |writer: &mut (dyn Write + Send), progress: Progress| {
		let mut reader = File::open(path).map_err(Error::Read)?;
		if reader.metadata().map_err(Error::Read)?.len() != cipher_len {
			return Err(Error::CipherLength { expected: cipher_len });
		}
		let opened = open(&mut reader, cipher_len, &mut { writer }, old_key, old_context, progress);
		opened.map_err(|error| other_file(path, expected, error)).and_then(checked(expected))
	};
	let length = open_to(&mut io::sink(), progress)?;
	let (mut from, to) = io::pipe().map_err(Error::Read)?;
	let (resealed, opened) = thread::scope(|scope| -> Result<_, Error> {
		let opener =
			thread::Builder::new().name("souk-open".into()).spawn_scoped(scope, move || {
				let mut to = to;
				open_to(&mut to, &mut |_| ControlFlow::Continue(()))
			});
		let opener = opener.map_err(|_| Error::Thread)?;
		let to = temporary.as_file_mut();
		let resealed = seal(&mut from, length, to, key, context, progress);
		// Or the opener waits for somebody to read on.
		drop(from);
		Ok((resealed, opener.join().map_err(|_| Error::Thread)?))
	})?;
	// If both fail, the opener's end is why the content was too short; unless the sealer was stopped.
	let resealed = match (resealed, opened) {
		(Ok(resealed), Ok(_)) => resealed,
		(Err(Error::ContentLength { .. }) | Ok(_), Err(error)) | (Err(error), _) => {
			return Err(error)
		},
	};
	release(temporary, sealed)?;
	Ok(resealed)
}

/// Compares what was opened with what the chain knows.
fn checked(expected: &Sealed) -> impl Fn(Opened) -> Result<u64, Error> + '_ {
	|opened| {
		if opened.cipher_hash != expected.cipher_hash {
			return Err(Error::CipherHash);
		}
		if opened.content_commit != expected.content_commit {
			return Err(Error::Content);
		}
		Ok(opened.content_len)
	}
}

/// If it is another file that does not open, that is what is wrong with it, and not one of its chunks.
fn other_file(sealed: &Path, expected: &Sealed, error: Error) -> Error {
	if !matches!(error, Error::Chunk(_) | Error::Header | Error::Padding) {
		return error;
	}
	match hash_file(sealed, &mut |_| ControlFlow::Continue(())) {
		Ok((hash, _)) if hash != expected.cipher_hash => Error::CipherHash,
		_ => error,
	}
}

/// Overwrites a file with zeros.
fn wipe(file: &mut File) -> io::Result<()> {
	let length = file.metadata()?.len();
	file.rewind()?;
	io::copy(&mut io::repeat(0).take(length), file)?;
	file.sync_data()
}

/// The BLAKE3 hash of a file, and how long it is. `progress` is told how many bytes are hashed.
pub fn hash_file(path: &Path, progress: Progress) -> Result<(Hash, u64), Error> {
	let mut file = File::open(path).map_err(Error::Read)?;
	let mut hasher = Hasher::new();
	let mut buffer = vec![0; 256 * 1024];
	loop {
		match file.read(&mut buffer) {
			Ok(0) => return Ok((hasher.finalize().into(), hasher.count())),
			Ok(read) => {
				hasher.update(buffer.get(..read).unwrap_or_default());
				if progress(hasher.count()).is_break() {
					return Err(Error::Interrupted);
				}
			},
			Err(error) if error.kind() == io::ErrorKind::Interrupted => {},
			Err(error) => return Err(Error::Read(error)),
		}
	}
}

/// A temporary file in the directory of what it becomes, so that it can be renamed to that. It is removed
/// when it is dropped.
fn beside(path: &Path) -> Result<NamedTempFile, Error> {
	// Asked before the work, and again by the rename.
	if path.symlink_metadata().is_ok() {
		return Err(Error::Exists);
	}
	let directory = path.parent().filter(|parent| *parent != Path::new(""));
	tempfile::Builder::new()
		.prefix(".souk-")
		.tempfile_in(directory.unwrap_or(Path::new(".")))
		.map_err(Error::Write)
}

/// Gives a temporary file its name. It is on disk by then, or a crash could leave half of it under it.
fn release(temporary: NamedTempFile, path: &Path) -> Result<(), Error> {
	temporary.as_file().sync_all().map_err(Error::Write)?;
	let done = temporary.persist_noclobber(path);
	done.map(drop).map_err(|failed| match failed.error.kind() {
		io::ErrorKind::AlreadyExists => Error::Exists,
		_ => Error::Write(failed.error),
	})
}
