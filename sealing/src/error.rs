use crate::keys::KeyFault;
use std::io;
use thiserror::Error as ThisError;

/// Why something is not sealed, opened, wrapped or unwrapped.
#[derive(Debug, ThisError)]
pub enum Error {
	/// What is to be sealed or opened cannot be read.
	#[error("it cannot be read: {0}")]
	Read(#[source] io::Error),
	/// What was sealed or opened cannot be written.
	#[error("it cannot be written: {0}")]
	Write(#[source] io::Error),
	/// The file to be written is there already.
	#[error("there is such a file already")]
	Exists,
	/// The second thread, which hashes, did not start or did not end.
	#[error("the thread that hashes failed")]
	Thread,
	/// The operating system has no random numbers.
	#[error("the operating system has no random numbers")]
	NoRandomness,
	/// The caller's progress function said to stop.
	#[error("it was interrupted")]
	Interrupted,
	/// The content is longer than a sealed file can hold: 2⁴⁸ bytes with its padding.
	#[error("the content is longer than a sealed file can hold")]
	TooLong,
	/// The content became shorter or longer while it was read.
	#[error("the content is not {expected} bytes long")]
	ContentLength {
		/// How long it was said to be.
		expected: u64,
	},
	/// No sealed file of this format begins so.
	#[error("it is not a sealed file of format 1")]
	Header,
	/// The sealed file is shorter or longer than it should be, or no sealed file is as long.
	#[error("the sealed file is not {expected} bytes long, or no sealed file is")]
	CipherLength {
		/// How long it was said to be.
		expected: u64,
	},
	/// The sealed file is another one.
	#[error("the sealed file's hash is another")]
	CipherHash,
	/// A chunk was changed or moved, or the key or what the file is of is another.
	#[error("chunk {0} does not authenticate: another key, another version, or a changed file")]
	Chunk(u64),
	/// Whoever sealed it did so wrongly: the length inside does not fit the file, or the padding is
	/// not zero.
	#[error("the padding is wrong")]
	Padding,
	/// The content is not the one that was committed to.
	#[error("the content is not what was committed to")]
	Content,
	/// The data key is not the one that was committed to.
	#[error("the data key is not what was committed to")]
	DataKey,
	/// The public key must not be used.
	#[error("the public key {0}")]
	PublicKey(#[from] KeyFault),
	/// No envelope of the suite has this length.
	#[error("the envelope is {found} bytes long and not {expected}")]
	EnvelopeLength {
		/// How long it has to be, in bytes.
		expected: usize,
		/// How long it is, in bytes.
		found: usize,
	},
	/// The envelope was changed, or is for another key, grant, version, file or terms.
	#[error(
		"the envelope does not open: another key, another grant or version, or it was changed"
	)]
	Envelope,
}
