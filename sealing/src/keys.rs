//! Public keys that data keys are encrypted to, and their secrets.

use crate::{random::Seed, Error};
use hpke::{
	kem::{X25519HkdfSha256, XWing},
	Deserializable, Kem, Serializable,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error as ThisError;
use zeroize::{Zeroize, Zeroizing};

/// How data keys are encrypted to a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suite {
	/// HPKE with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305.
	X25519,
	/// HPKE with X-Wing (ML-KEM-768 and X25519), HKDF-SHA256 and ChaCha20-Poly1305.
	XWing,
}

impl Suite {
	/// How long a public key is, in bytes.
	pub fn public_key_len(self) -> usize {
		match self {
			Self::X25519 => X25519_LEN,
			Self::XWing => ML_KEM_LEN + X25519_LEN,
		}
	}

	/// How long a data key is that was encrypted to such a key, in bytes.
	pub fn envelope_len(self) -> usize {
		match self {
			Self::X25519 => 80,
			Self::XWing => 1_168,
		}
	}
}

const X25519_LEN: usize = 32;
const COEFFICIENTS_LEN: usize = 1_152;
const ML_KEM_LEN: usize = COEFFICIENTS_LEN + 32;
const MODULUS: u16 = 3_329;
const SECRET_LEN: usize = 32;

/// The points of low order, in hexadecimal digits, the highest bit zero.
const LOW_ORDER: [&str; 7] = [
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
	"5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/// What is wrong with a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
pub enum KeyFault {
	/// Keys of the suite have another length.
	#[error("has the wrong length")]
	Length,
	/// Everybody could read what is encrypted to it.
	#[error("is of low order: everybody could read what is encrypted to it")]
	LowOrder,
	/// A coefficient is not below the modulus.
	#[error("is malformed: a coefficient is not below the modulus")]
	Coefficient,
}

/// `Ok` if data keys can be encrypted to a key of these bytes.
pub fn check_public(suite: Suite, bytes: &[u8]) -> Result<(), KeyFault> {
	if bytes.len() != suite.public_key_len() {
		return Err(KeyFault::Length);
	}
	let (ml_kem, x25519) = bytes.split_at(bytes.len().saturating_sub(X25519_LEN));
	// Two of twelve bits in three bytes.
	let below = |three: &[u8]| {
		let &[first, second, third] = three else { return false };
		let low = u16::from(first) | u16::from(second & 0x0f) << 8;
		let high = u16::from(second >> 4) | u16::from(third) << 4;
		low < MODULUS && high < MODULUS
	};
	let coefficients = ml_kem.get(..COEFFICIENTS_LEN).unwrap_or_default();
	if !coefficients.chunks(3).all(below) {
		return Err(KeyFault::Coefficient);
	}
	let mut point = [0; X25519_LEN];
	point.copy_from_slice(x25519);
	point[X25519_LEN - 1] &= 0x7f;
	if LOW_ORDER.contains(&hex::encode(point).as_str()) {
		return Err(KeyFault::LowOrder);
	}
	Ok(())
}

/// A public key that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
	suite: Suite,
	bytes: Vec<u8>,
}

impl PublicKey {
	/// Takes the bytes of one.
	pub fn new(suite: Suite, bytes: &[u8]) -> Result<Self, Error> {
		check_public(suite, bytes)?;
		Ok(Self { suite, bytes: bytes.to_vec() })
	}

	/// How data keys are encrypted to it.
	pub fn suite(&self) -> Suite {
		self.suite
	}

	/// Its bytes.
	pub fn as_bytes(&self) -> &[u8] {
		&self.bytes
	}
}

/// A secret key, 32 bytes of either suite. It is never shown, and overwritten when it is dropped.
// In a box, so that a move leaves no copy behind.
pub struct SecretKey {
	suite: Suite,
	bytes: Box<[u8; SECRET_LEN]>,
}

impl SecretKey {
	/// Makes a new one. Fails if the operating system has no random numbers.
	pub fn generate(suite: Suite) -> Result<Self, Error> {
		Self::from_seed(suite, &mut Seed::draw()?)
	}

	pub(crate) fn from_seed(suite: Suite, seed: &mut Seed) -> Result<Self, Error> {
		fn made<K: Kem>(seed: &mut Seed) -> Zeroizing<Vec<u8>>
		where
			K::PrivateKey: Serializable,
		{
			let (secret, _) = K::gen_keypair_with_rng(seed);
			Zeroizing::new(secret.to_bytes().to_vec())
		}
		let bytes = match suite {
			Suite::X25519 => made::<X25519HkdfSha256>(seed),
			Suite::XWing => made::<XWing>(seed),
		};
		let bytes: &[u8] = &bytes;
		let mut bytes: [u8; SECRET_LEN] = bytes.try_into().map_err(|_| Error::NoRandomness)?;
		if !seed.sufficed() {
			return Err(Error::NoRandomness);
		}
		Ok(Self::take(suite, &mut bytes))
	}

	/// Takes the bytes of one, and overwrites them.
	pub fn take(suite: Suite, bytes: &mut [u8; SECRET_LEN]) -> Self {
		let key = Self { suite, bytes: Box::new(*bytes) };
		bytes.zeroize();
		key
	}

	/// How data keys are encrypted to its public key.
	pub fn suite(&self) -> Suite {
		self.suite
	}

	/// Its bytes, for a keystore.
	pub fn expose(&self) -> &[u8; SECRET_LEN] {
		&self.bytes
	}

	/// The public key.
	pub fn public(&self) -> Result<PublicKey, Error> {
		fn public_of<K: Kem>(bytes: &[u8]) -> Result<Vec<u8>, Error> {
			let secret = K::PrivateKey::from_bytes(bytes).map_err(|_| Error::Envelope)?;
			Ok(K::sk_to_pk(&secret).to_bytes().to_vec())
		}
		let bytes = match self.suite {
			Suite::X25519 => public_of::<X25519HkdfSha256>(&self.bytes[..]),
			Suite::XWing => public_of::<XWing>(&self.bytes[..]),
		}?;
		PublicKey::new(self.suite, &bytes)
	}
}

impl Drop for SecretKey {
	fn drop(&mut self) {
		self.bytes.zeroize();
	}
}

impl fmt::Debug for SecretKey {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		write!(formatter, "SecretKey({:?}, ..)", self.suite)
	}
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;

	/// Every encoding of a point of low order.
	pub(crate) fn low_order() -> Vec<[u8; X25519_LEN]> {
		let mut points = Vec::new();
		for digits in LOW_ORDER {
			let mut point = [0; X25519_LEN];
			hex::decode_to_slice(digits, &mut point).unwrap();
			points.push(point);
			point[X25519_LEN - 1] |= 0x80;
			points.push(point);
		}
		points
	}

	/// Whether all that X25519 makes of a point is zero.
	fn vanishes(point: &[u8]) -> bool {
		let secret = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&[7; 32]).unwrap();
		let point = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(point).unwrap();
		X25519HkdfSha256::decap(&secret, None, &point).is_err()
	}

	#[test]
	fn point_should_be_of_low_order_when_x25519_makes_nothing_of_it() {
		for point in low_order() {
			assert!(vanishes(&point), "{point:02x?}");
		}
		// Points that differ in a byte from those at the edges of the field.
		for (at, byte) in (0..32).flat_map(|at| [1, 2, 0xeb, 0xef, 0xff].map(|byte| (at, byte))) {
			for filling in [0, 0xff] {
				let mut point = [filling; 32];
				point[at] = byte;
				let refused = check_public(Suite::X25519, &point) == Err(KeyFault::LowOrder);
				assert_eq!(refused, vanishes(&point), "{point:02x?}");
			}
		}
	}

	#[test]
	fn public_key_should_be_good_when_it_was_made() {
		for suite in [Suite::X25519, Suite::XWing] {
			let secret = SecretKey::generate(suite).unwrap();
			let public = secret.public().unwrap();
			assert_eq!(public.as_bytes().len(), suite.public_key_len());
			let mut bytes = *secret.expose();
			assert_eq!(SecretKey::take(suite, &mut bytes).public().unwrap(), public);
			assert_eq!(bytes, [0; 32]);
			assert_ne!(SecretKey::generate(suite).unwrap().public().unwrap(), public);
		}
	}

	#[test]
	fn public_key_should_be_refused_when_it_is_of_low_order() {
		for point in low_order() {
			assert_eq!(check_public(Suite::X25519, &point), Err(KeyFault::LowOrder));
			let long = [vec![0; ML_KEM_LEN], point.to_vec()].concat();
			assert_eq!(check_public(Suite::XWing, &long), Err(KeyFault::LowOrder));
		}
	}

	#[test]
	fn public_key_should_be_refused_when_its_length_or_a_coefficient_is_wrong() {
		for length in [0, 31, 33, 1_216] {
			assert_eq!(check_public(Suite::X25519, &vec![9; length]), Err(KeyFault::Length));
		}
		for length in [0, 32, 1_215, 1_217] {
			assert_eq!(check_public(Suite::XWing, &vec![9; length]), Err(KeyFault::Length));
		}
		for at in [0, 1, 2, 383, 767] {
			for (value, expected) in [
				(3_328, Ok(())),
				(3_329, Err(KeyFault::Coefficient)),
				(4_095, Err(KeyFault::Coefficient)),
			] {
				let mut key = vec![0; 1_216];
				key[1_184] = 9;
				let byte = at / 2 * 3;
				let value: u16 = value;
				if at % 2 == 0 {
					key[byte] = value as u8;
					key[byte + 1] = (value >> 8) as u8;
				} else {
					key[byte + 1] = ((value & 0x0f) << 4) as u8;
					key[byte + 2] = (value >> 4) as u8;
				}
				assert_eq!(check_public(Suite::XWing, &key), expected, "{at} {value}");
			}
		}
	}

	#[test]
	fn secrets_should_not_be_shown_when_they_are_debugged() {
		let secret = SecretKey::take(Suite::X25519, &mut [0xab; 32]);
		assert_eq!(format!("{secret:?}"), "SecretKey(X25519, ..)");
	}
}
