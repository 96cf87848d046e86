//! Reads files and standard input, never more of them than expected.

use crate::errors::Explain;
use std::{
	fs::File,
	io::{self, Read},
	path::{Path, PathBuf},
};
use thiserror::Error;
use zeroize::Zeroizing;

/// The most bytes of a notification or of a receipt file: 1 MiB.
pub const MAX_DOCUMENT: usize = 1024 * 1024;

/// The most bytes of a configuration, of headers or of a public key: 64 KiB.
pub const MAX_SETTINGS: usize = 64 * 1024;

/// The most bytes of a secret: 4 KiB.
pub const MAX_SECRET: usize = 4 * 1024;

/// Why something cannot be read.
#[derive(Debug, Error)]
pub enum InputError {
	/// It is not there, or not for us.
	#[error("{path} cannot be read: {source}")]
	Unreadable {
		/// Where.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// It is longer than anything of its kind.
	#[error("{path} is longer than {limit} bytes")]
	TooLong {
		/// Where.
		path: PathBuf,
		/// The most bytes that are read.
		limit: usize,
	},
	/// It is not text.
	#[error("{path} is not UTF-8 text")]
	NotUtf8 {
		/// Where.
		path: PathBuf,
	},
	/// Other accounts of this machine can read or change a secret.
	#[error("{path} is open to other accounts of this machine (mode {mode:04o})")]
	Open {
		/// Where.
		path: PathBuf,
		/// Its permissions.
		mode: u32,
	},
}

impl Explain for InputError {
	fn code(&self) -> &'static str {
		match self {
			Self::Unreadable { .. } => "unreadable-file",
			Self::TooLong { .. } => "file-too-long",
			Self::NotUtf8 { .. } => "file-not-utf8",
			Self::Open { .. } => "open-secret-file",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Unreadable { .. } => "name a file that exists and that this account can read",
			Self::TooLong { .. } => "check that it is the file you mean",
			Self::NotUtf8 { .. } => "save it as UTF-8, as it was received",
			Self::Open { .. } => {
				"chmod 600 it, and replace the secret if others could have read it"
			},
		}
	}
}

/// Reads a file, or standard input if the path is `-`.
pub fn read(path: &Path, limit: usize) -> Result<Vec<u8>, InputError> {
	let unreadable = |source| InputError::Unreadable { path: path.into(), source };
	if path == Path::new("-") {
		bounded(io::stdin().lock(), path, limit)
	} else {
		bounded(File::open(path).map_err(unreadable)?, path, limit)
	}
}

/// Reads a text file, or standard input if the path is `-`.
pub fn read_text(path: &Path, limit: usize) -> Result<String, InputError> {
	String::from_utf8(read(path, limit)?).map_err(|_| InputError::NotUtf8 { path: path.into() })
}

/// Reads a secret and trims it. Refuses a file that other accounts can read or change.
pub fn read_secret(path: &Path) -> Result<Zeroizing<String>, InputError> {
	let unreadable = |source| InputError::Unreadable { path: path.into(), source };
	let bytes = if path == Path::new("-") {
		bounded(io::stdin().lock(), path, MAX_SECRET)?
	} else {
		let file = File::open(path).map_err(unreadable)?;
		ensure_private(&file, path)?;
		bounded(file, path, MAX_SECRET)?
	};
	let bytes = Zeroizing::new(bytes);
	let text =
		std::str::from_utf8(&bytes).map_err(|_| InputError::NotUtf8 { path: path.into() })?;
	Ok(Zeroizing::new(text.trim().to_owned()))
}

/// Reads a file that no other account can read or change.
pub fn read_private(path: &Path, limit: usize) -> Result<Vec<u8>, InputError> {
	let unreadable = |source| InputError::Unreadable { path: path.into(), source };
	let file = File::open(path).map_err(unreadable)?;
	ensure_private(&file, path)?;
	bounded(file, path, limit)
}

fn bounded(source: impl Read, path: &Path, limit: usize) -> Result<Vec<u8>, InputError> {
	// One allocation, so that no copy of a secret stays behind.
	let mut bytes = Vec::with_capacity(limit + 1);
	source
		.take(limit as u64 + 1)
		.read_to_end(&mut bytes)
		.map_err(|source| InputError::Unreadable { path: path.into(), source })?;
	if bytes.len() > limit {
		return Err(InputError::TooLong { path: path.into(), limit });
	}
	Ok(bytes)
}

#[cfg(unix)]
fn ensure_private(file: &File, path: &Path) -> Result<(), InputError> {
	use std::os::unix::fs::PermissionsExt;
	// Of the open file: what the path names can change in between.
	let metadata =
		file.metadata().map_err(|source| InputError::Unreadable { path: path.into(), source })?;
	let mode = metadata.permissions().mode() & 0o7777;
	if mode & 0o077 != 0 {
		return Err(InputError::Open { path: path.into(), mode });
	}
	Ok(())
}

#[cfg(not(unix))]
fn ensure_private(_: &File, _: &Path) -> Result<(), InputError> {
	Ok(())
}
