//! The keystore: secrets that data keys are encrypted to, in one file that a passphrase encrypts.
//!
//! The file is of the tool age (scrypt), so that it can be opened without this one.

use crate::{
	errors::Explain,
	input::{self, InputError},
};
use age::{
	scrypt::{Identity, Recipient},
	secrecy::SecretString,
	Decryptor, Encryptor,
};
use serde::{Deserialize, Serialize};
use souk_sealing::{SecretKey, Suite};
use std::{
	fs,
	io::{self, Read, Write},
	path::{Path, PathBuf},
};
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

/// The most bytes of a keystore: 1 MiB.
const MAX_FILE: usize = 1024 * 1024;

/// The work factor that is taken at most: what takes half a minute on a slow machine.
const MAX_WORK: u8 = 22;

/// Why there is no key.
#[derive(Debug, Error)]
pub enum KeystoreError {
	/// It cannot be read, or others can read it.
	#[error(transparent)]
	Input(#[from] InputError),
	/// It cannot be written.
	#[error("{path} cannot be written: {source}")]
	Unwritable {
		/// Where.
		path: PathBuf,
		/// Why.
		source: io::Error,
	},
	/// It is none.
	#[error("{0} is not a keystore")]
	NoKeystore(PathBuf),
	/// It does not open.
	#[error("the passphrase is not that of the keystore, or the keystore was changed")]
	WrongPassphrase,
	/// There is no passphrase.
	#[error("there is no passphrase: {0}")]
	NoPassphrase(String),
	/// A passphrase that somebody guesses.
	#[error("the passphrase is shorter than 12 characters")]
	Short,
	/// The two that were typed differ.
	#[error("the passphrases differ")]
	Differ,
	/// It has no such key.
	#[error("the keystore has no secret of this public key")]
	NoSuchKey,
	/// The system has no random numbers, or the key is malformed.
	#[error(transparent)]
	Sealing(#[from] souk_sealing::Error),
}

impl Explain for KeystoreError {
	fn code(&self) -> &'static str {
		match self {
			Self::Input(error) => error.code(),
			Self::Unwritable { .. } => "unwritable-file",
			Self::NoKeystore(_) => "no-keystore",
			Self::WrongPassphrase => "wrong-passphrase",
			Self::NoPassphrase(_) => "no-passphrase",
			Self::Short => "short-passphrase",
			Self::Differ => "passphrases-differ",
			Self::NoSuchKey => "no-such-key",
			Self::Sealing(_) => "sealing-failed",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Input(error) => error.remedy(),
			Self::Unwritable { .. } => "check the folder's permissions and space",
			Self::NoKeystore(_) => "name a file that souk keygen made",
			Self::WrongPassphrase => "try again",
			Self::NoPassphrase(_) => {
				"run it in a terminal, or name a --passphrase-file of mode 600"
			},
			Self::Short => "take several words: only they protect the file",
			Self::Differ => "type the same twice",
			Self::NoSuchKey => "name the keystore whose key was published, or publish this one's",
			Self::Sealing(_) => "see why",
		}
	}
}

/// A passphrase. It is never shown.
pub struct Passphrase(SecretString);

impl Passphrase {
	/// Reads it from a file that no other account can read, or from standard input if the path is `-`; or
	/// asks for it, twice if it is new.
	pub fn get(file: Option<&Path>, new: bool) -> Result<Self, KeystoreError> {
		let text = match file {
			Some(path) => input::read_secret(path)?,
			None => asked(new)?,
		};
		if new && text.chars().count() < 12 {
			return Err(KeystoreError::Short);
		}
		Ok(Self(SecretString::from(text.as_str().to_owned())))
	}
}

fn asked(new: bool) -> Result<Zeroizing<String>, KeystoreError> {
	let ask = |what: &str| {
		let typed = rpassword::prompt_password(what).map(Zeroizing::new);
		typed.map_err(|error| KeystoreError::NoPassphrase(error.to_string()))
	};
	let typed = ask("Passphrase of the keystore: ")?;
	if new && *ask("The same again: ")? != *typed {
		return Err(KeystoreError::Differ);
	}
	Ok(typed)
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
	suite: Suite,
	secret: String,
}

impl Drop for Entry {
	fn drop(&mut self) {
		self.secret.zeroize();
	}
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entries {
	keys: Vec<Entry>,
}

/// An opened keystore.
#[derive(Debug, Default)]
pub struct Keystore {
	keys: Vec<SecretKey>,
}

impl Keystore {
	/// Opens a keystore.
	pub fn open(path: &Path, passphrase: &Passphrase) -> Result<Self, KeystoreError> {
		let file = input::read_private(path, MAX_FILE)?;
		let no_keystore = || KeystoreError::NoKeystore(path.into());
		let decryptor = Decryptor::new(&file[..]).map_err(|_| no_keystore())?;
		if !decryptor.is_scrypt() {
			return Err(no_keystore());
		}
		let mut identity = Identity::new(passphrase.0.clone());
		identity.set_max_work_factor(MAX_WORK);
		let wrong = KeystoreError::WrongPassphrase;
		let mut reader = decryptor
			.decrypt(std::iter::once(&identity as &dyn age::Identity))
			.map_err(|_| wrong)?;
		// One allocation, so that no copy of a secret stays behind.
		let mut text = Zeroizing::new(Vec::with_capacity(MAX_FILE));
		reader.read_to_end(&mut text).map_err(|_| KeystoreError::WrongPassphrase)?;
		let entries: Entries = serde_json::from_slice(&text).map_err(|_| no_keystore())?;
		let mut keys = Vec::new();
		for entry in &entries.keys {
			let mut secret = Zeroizing::new([0; 32]);
			hex::decode_to_slice(&entry.secret, &mut secret[..]).map_err(|_| no_keystore())?;
			keys.push(SecretKey::take(entry.suite, &mut secret));
		}
		Ok(Self { keys })
	}

	/// Adds a new key; its index.
	pub fn generate(&mut self, suite: Suite) -> Result<&SecretKey, KeystoreError> {
		self.keys.push(SecretKey::generate(suite)?);
		self.keys.last().ok_or(KeystoreError::NoSuchKey)
	}

	/// Writes it to a file of mode 600, in the place of what was there only once all is written.
	pub fn save(&self, path: &Path, passphrase: &Passphrase) -> Result<(), KeystoreError> {
		let unwritable = |source| KeystoreError::Unwritable { path: path.into(), source };
		let entry =
			|key: &SecretKey| Entry { suite: key.suite(), secret: hex::encode(key.expose()) };
		let entries = Entries { keys: self.keys.iter().map(entry).collect() };
		// Longer than it gets, so that it is never moved.
		let mut text = Zeroizing::new(Vec::with_capacity(MAX_FILE));
		serde_json::to_writer(&mut *text, &entries)
			.map_err(|error| unwritable(io::Error::other(error)))?;
		let encryptor = Encryptor::with_recipients(std::iter::once(&Recipient::new(
			passphrase.0.clone(),
		) as &dyn age::Recipient))
		.map_err(|error| unwritable(io::Error::other(error)))?;
		let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
		let folder = folder.unwrap_or_else(|| Path::new("."));
		let mut file =
			tempfile::Builder::new().prefix(".souk-").tempfile_in(folder).map_err(unwritable)?;
		let mut writer = encryptor.wrap_output(&mut file).map_err(unwritable)?;
		writer.write_all(&text).map_err(unwritable)?;
		writer.finish().map_err(unwritable)?;
		file.as_file().sync_all().map_err(unwritable)?;
		file.persist(path).map_err(|error| unwritable(error.error))?;
		// Whoever keeps keys keeps them over a power cut.
		if let Ok(folder) = fs::File::open(folder) {
			let _ = folder.sync_all();
		}
		Ok(())
	}

	/// The secret of a public key.
	pub fn secret_of(&self, public: &[u8]) -> Result<&SecretKey, KeystoreError> {
		let its = |key: &&SecretKey| key.public().is_ok_and(|found| found.as_bytes() == public);
		self.keys.iter().find(its).ok_or(KeystoreError::NoSuchKey)
	}

	/// The newest key.
	pub fn newest(&self) -> Result<&SecretKey, KeystoreError> {
		self.keys.last().ok_or(KeystoreError::NoSuchKey)
	}

	/// The public keys, oldest first.
	pub fn publics(&self) -> Result<Vec<souk_sealing::PublicKey>, KeystoreError> {
		self.keys.iter().map(|key| Ok(key.public()?)).collect()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn passphrase(text: &str) -> Passphrase {
		Passphrase(SecretString::from(text.to_owned()))
	}

	#[test]
	fn keys_should_come_back_with_the_passphrase_and_with_no_other() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("keystore.age");
		let mut keystore = Keystore::default();
		let first = keystore.generate(Suite::X25519).unwrap().public().unwrap();
		let second = keystore.generate(Suite::XWing).unwrap().public().unwrap();
		keystore.save(&path, &passphrase("correct horse battery")).unwrap();

		let opened = Keystore::open(&path, &passphrase("correct horse battery")).unwrap();
		assert_eq!(opened.publics().unwrap(), vec![first.clone(), second.clone()]);
		assert_eq!(opened.newest().unwrap().public().unwrap(), second);
		let secret = opened.secret_of(first.as_bytes()).unwrap();
		assert_eq!(secret.public().unwrap(), first);
		assert_eq!(opened.secret_of(&[9; 32]).unwrap_err().code(), "no-such-key");

		let refused = Keystore::open(&path, &passphrase("another horse")).unwrap_err();
		assert_eq!(refused.code(), "wrong-passphrase");
		let file = fs::read(&path).unwrap();
		assert!(file.starts_with(b"age-encryption.org/v1"));
		let secret = hex::encode(secret.expose());
		assert!(!file.windows(64).any(|window| window == secret.as_bytes()));
		#[cfg(unix)]
		{
			use std::os::unix::fs::PermissionsExt;
			let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
			assert_eq!(mode(&path), 0o600);
			fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
			let open = Keystore::open(&path, &passphrase("correct horse battery"));
			assert_eq!(open.unwrap_err().code(), "open-secret-file");
		}
	}

	#[test]
	fn keystore_should_be_refused_when_it_was_changed_or_is_none() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("keystore.age");
		let mut keystore = Keystore::default();
		keystore.generate(Suite::X25519).unwrap();
		keystore.save(&path, &passphrase("correct horse battery")).unwrap();
		let file = fs::read(&path).unwrap();
		let mut changed = file.clone();
		*changed.last_mut().unwrap() ^= 1;
		fs::write(&path, changed).unwrap();
		let opened = Keystore::open(&path, &passphrase("correct horse battery"));
		assert_eq!(opened.unwrap_err().code(), "wrong-passphrase");
		fs::write(&path, b"something else").unwrap();
		let opened = Keystore::open(&path, &passphrase("correct horse battery"));
		assert_eq!(opened.unwrap_err().code(), "no-keystore");
	}

	#[test]
	fn passphrase_should_be_long_when_it_is_new() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("passphrase");
		let mut options = fs::OpenOptions::new();
		options.create_new(true).write(true);
		#[cfg(unix)]
		std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
		options.open(&path).unwrap().write_all(b"short\n").unwrap();
		assert!(Passphrase::get(Some(&path), false).is_ok());
		let refused = Passphrase::get(Some(&path), true).map(|_| ()).unwrap_err();
		assert_eq!(refused.code(), "short-passphrase");
	}

	#[test]
	fn secrets_should_not_be_shown_when_a_keystore_is_debugged() {
		let mut keystore = Keystore::default();
		let secret = hex::encode(keystore.generate(Suite::X25519).unwrap().expose());
		assert!(!format!("{keystore:?}").contains(&secret));
	}
}
