//! The keys that sign, and what may be known of them.

use crate::{
	errors::Explain,
	input::{self, InputError},
};
use sp_core::{crypto::Pair as _, ecdsa, ed25519, sr25519};
use sp_runtime::{
	traits::{IdentifyAccount, Verify},
	AccountId32, MultiSignature, MultiSigner,
};
use std::{collections::BTreeSet, fmt, path::Path};
use thiserror::Error;
use zeroize::Zeroizing;

/// A signature scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
	/// Schnorr signatures on Ristretto25519, as wallets of Substrate chains use them.
	Sr25519,
	/// Edwards-curve signatures.
	Ed25519,
	/// ECDSA on secp256k1.
	Ecdsa,
}

/// The bytes of a key that is nothing but random.
const RANDOM_BYTES: usize = 32;

/// The least different bytes in it. Of random keys, not one in a million million has fewer.
const DIFFERENT_BYTES: usize = 16;

/// Why a key that is nothing but random is none. What it is, nobody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotRandom {
	/// It is not 64 hexadecimal digits.
	Malformed,
	/// Somebody typed it.
	Weak,
}

/// Reads 32 random bytes as 64 hexadecimal digits.
pub fn random_bytes(secret: &str) -> Result<Zeroizing<[u8; RANDOM_BYTES]>, NotRandom> {
	let mut bytes = Zeroizing::new([0; RANDOM_BYTES]);
	let digits = secret.strip_prefix("0x").unwrap_or(secret);
	hex::decode_to_slice(digits, &mut bytes[..]).map_err(|_| NotRandom::Malformed)?;
	if bytes.iter().collect::<BTreeSet<_>>().len() < DIFFERENT_BYTES {
		return Err(NotRandom::Weak);
	}
	Ok(bytes)
}

/// Why there is no key.
#[derive(Debug, Error)]
pub enum KeyError {
	/// The file cannot be read, or others can read it.
	#[error(transparent)]
	Input(#[from] InputError),
	/// The file is empty.
	#[error("the key file is empty")]
	Empty,
	/// The file holds something else. What, nobody is told.
	#[error("the key file holds no secret URI, mnemonic or seed")]
	NoKey,
}

impl Explain for KeyError {
	fn code(&self) -> &'static str {
		match self {
			Self::Input(error) => error.code(),
			Self::Empty => "empty-key-file",
			Self::NoKey => "malformed-key",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Input(error) => error.remedy(),
			Self::Empty | Self::NoKey => {
				"put the key's mnemonic, seed or secret URI into it, and nothing else"
			},
		}
	}
}

enum Pair {
	Sr25519(Box<sr25519::Pair>),
	Ed25519(Box<ed25519::Pair>),
	Ecdsa(Box<ecdsa::Pair>),
}

/// A key that signs. It is never shown.
pub struct Key {
	pair: Pair,
	well_known: bool,
}

impl Key {
	/// Reads a key from a file that no other account can read, or from standard input if the path is
	/// `-`.
	pub fn read(path: &Path, scheme: Scheme) -> Result<Self, KeyError> {
		Self::parse(&input::read_secret(path)?, scheme)
	}

	/// Reads a secret URI, mnemonic or seed.
	pub fn parse(secret: &str, scheme: Scheme) -> Result<Self, KeyError> {
		// The SDK reads nothing as the development phrase, which everybody knows.
		if secret.is_empty() {
			return Err(KeyError::Empty);
		}
		let well_known = secret.starts_with('/') || secret.starts_with(sp_core::crypto::DEV_PHRASE);
		let pair = match scheme {
			Scheme::Sr25519 => {
				sr25519::Pair::from_string(secret, None).map(Box::new).map(Pair::Sr25519)
			},
			Scheme::Ed25519 => {
				ed25519::Pair::from_string(secret, None).map(Box::new).map(Pair::Ed25519)
			},
			Scheme::Ecdsa => ecdsa::Pair::from_string(secret, None).map(Box::new).map(Pair::Ecdsa),
		};
		Ok(Self { pair: pair.map_err(|_| KeyError::NoKey)?, well_known })
	}

	/// The account that the key's signatures are of.
	pub fn account(&self) -> AccountId32 {
		match &self.pair {
			Pair::Sr25519(pair) => MultiSigner::from(pair.public()),
			Pair::Ed25519(pair) => MultiSigner::from(pair.public()),
			Pair::Ecdsa(pair) => MultiSigner::from(pair.public()),
		}
		.into_account()
	}

	/// Whether everybody has this key: it is derived from the development phrase.
	pub fn is_well_known(&self) -> bool {
		self.well_known
	}

	/// Signs.
	pub fn sign(&self, message: &[u8]) -> MultiSignature {
		match &self.pair {
			Pair::Sr25519(pair) => pair.sign(message).into(),
			Pair::Ed25519(pair) => pair.sign(message).into(),
			Pair::Ecdsa(pair) => pair.sign(message).into(),
		}
	}
}

impl fmt::Debug for Key {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		write!(formatter, "Key({})", self.account())
	}
}

/// Whether the signature is that account's.
pub fn signed(message: &[u8], signature: &MultiSignature, signer: &AccountId32) -> bool {
	signature.verify(message, signer)
}

#[cfg(test)]
mod tests {
	use super::*;

	const SCHEMES: [Scheme; 3] = [Scheme::Sr25519, Scheme::Ed25519, Scheme::Ecdsa];

	#[test]
	fn signature_should_be_good_when_the_key_made_it() {
		for scheme in SCHEMES {
			let key = Key::parse("//Alice", scheme).unwrap();
			let signature = key.sign(b"paid");
			assert!(signed(b"paid", &signature, &key.account()));
			assert!(!signed(b"Paid", &signature, &key.account()));
			let other = Key::parse("//Bob", scheme).unwrap();
			assert!(!signed(b"paid", &signature, &other.account()));
		}
	}

	#[test]
	fn key_should_be_refused_when_it_is_empty_or_none() {
		for scheme in SCHEMES {
			assert_eq!(Key::parse("", scheme).unwrap_err().code(), "empty-key-file");
			let refused = Key::parse("not a mnemonic at all", scheme).unwrap_err();
			assert_eq!(refused.code(), "malformed-key");
			assert!(!refused.to_string().contains("mnemonic at all"));
		}
	}

	#[test]
	fn key_should_be_called_well_known_when_everybody_has_it() {
		let seed = format!("0x{}", "07".repeat(32));
		let phrase = format!("{}//Alice", sp_core::crypto::DEV_PHRASE);
		assert!(Key::parse("//Alice", Scheme::Sr25519).unwrap().is_well_known());
		assert!(Key::parse(&phrase, Scheme::Sr25519).unwrap().is_well_known());
		assert!(!Key::parse(&seed, Scheme::Sr25519).unwrap().is_well_known());
	}

	#[test]
	fn key_should_not_be_shown_when_it_is_debugged() {
		let seed = format!("0x{}", "07".repeat(32));
		let key = Key::parse(&seed, Scheme::Ed25519).unwrap();
		assert_eq!(format!("{key:?}"), format!("Key({})", key.account()));
	}
}
