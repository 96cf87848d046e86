//! The keys that data keys are encrypted to.

use crate::{random, Error, Hash};
use hpke::{
	kem::{X25519HkdfSha256, XWing},
	Deserializable, Kem, Serializable,
};
use std::fmt;
use thiserror::Error as ThisError;
use zeroize::{Zeroize, Zeroizing};

/// How data keys are encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suite {
	/// HPKE with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305.
	X25519,
	/// HPKE with X-Wing (ML-KEM-768 and X25519), HKDF-SHA256 and ChaCha20-Poly1305: what is recorded
	/// today, no quantum computer opens tomorrow.
	XWing,
}

impl Suite {
	/// Both.
	pub const ALL: [Self; 2] = [Self::X25519, Self::XWing];

	/// The suite of a number on chain.
	pub fn of_number(number: u8) -> Option<Self> {
		Self::ALL.into_iter().find(|suite| suite.number() == number)
	}

	/// Its number on chain.
	pub fn number(self) -> u8 {
		match self {
			Self::X25519 => 0,
			Self::XWing => 1,
		}
	}

	/// The suite of a name.
	pub fn of_name(name: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|suite| suite.name() == name)
	}

	/// Its name: `x25519` or `x-wing`.
	pub fn name(self) -> &'static str {
		match self {
			Self::X25519 => "x25519",
			Self::XWing => "x-wing",
		}
	}

	/// How long a public key is, in bytes.
	pub fn public_len(self) -> usize {
		match self {
			Self::X25519 => 32,
			Self::XWing => 1_216,
		}
	}

	/// How long an envelope is, in bytes.
	pub fn envelope_len(self) -> usize {
		self.enc_len() + 48
	}

	pub(crate) fn enc_len(self) -> usize {
		match self {
			Self::X25519 => 32,
			Self::XWing => 1_120,
		}
	}
}

impl fmt::Display for Suite {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		formatter.write_str(self.name())
	}
}

/// What is wrong with a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
pub enum KeyFault {
	/// Keys of the suite have another length.
	#[error("has not the length of the suite's keys")]
	Length,
	/// Everybody could read what is encrypted to it.
	#[error("is of low order: everybody could read what is encrypted to it")]
	LowOrder,
	/// A coefficient of the ML-KEM part is not below the modulus.
	#[error("has a coefficient that is not below the modulus of ML-KEM")]
	Coefficient,
}

/// The bytes of an ML-KEM-768 public key that are coefficients; a seed of 32 bytes follows.
const COEFFICIENTS: usize = 1_152;

/// The bytes of an ML-KEM-768 public key.
const ML_KEM: usize = COEFFICIENTS + 32;

/// Every coefficient is less.
const MODULUS: u16 = 3_329;

/// The two points of order 8.
const ORDER_EIGHT: [Hash; 2] = [
	[
		0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
		0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49,
		0xb8, 0x00,
	],
	[
		0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef,
		0x5b, 0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f,
		0x11, 0x57,
	],
];

/// Whether an X25519 point is of low order: 0, 1, −1, two of order 8, and 0 and 1 once more as p and p + 1.
fn of_low_order(point: &Hash) -> bool {
	let mut point = *point;
	// X25519 ignores the highest bit.
	point[31] &= 0x7f;
	let [first, middle @ .., last] = point;
	let small = first <= 1 && middle == [0; 30] && last == 0;
	let large = (0xec..=0xee).contains(&first) && middle == [0xff; 30] && last == 0x7f;
	small || large || ORDER_EIGHT.contains(&point)
}

/// `Ok` if data keys can be encrypted to a key of these bytes.
pub fn check_public(suite: Suite, public: &[u8]) -> Result<(), KeyFault> {
	if public.len() != suite.public_len() {
		return Err(KeyFault::Length);
	}
	let x25519 = match suite {
		Suite::X25519 => public,
		Suite::XWing => {
			let (coefficients, _) =
				public.split_at_checked(COEFFICIENTS).ok_or(KeyFault::Length)?;
			// Two of twelve bits in three bytes.
			let below = |three: &[u8; 3]| {
				let [low, middle, high] = three.map(u16::from);
				(low | (middle & 0x0f) << 8) < MODULUS && (middle >> 4 | high << 4) < MODULUS
			};
			let (triples, _) = coefficients.as_chunks::<3>();
			if !triples.iter().all(below) {
				return Err(KeyFault::Coefficient);
			}
			public.get(ML_KEM..).ok_or(KeyFault::Length)?
		},
	};
	let point = x25519.try_into().map_err(|_| KeyFault::Length)?;
	if of_low_order(point) {
		return Err(KeyFault::LowOrder);
	}
	Ok(())
}

/// A public key that data keys can be encrypted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
	suite: Suite,
	bytes: Vec<u8>,
}

impl PublicKey {
	/// Takes the bytes of one, and checks them as [`check_public`] does.
	pub fn new(suite: Suite, bytes: &[u8]) -> Result<Self, KeyFault> {
		check_public(suite, bytes)?;
		Ok(Self { suite, bytes: bytes.to_vec() })
	}

	/// Its suite.
	pub fn suite(&self) -> Suite {
		self.suite
	}

	/// Its bytes.
	pub fn bytes(&self) -> &[u8] {
		&self.bytes
	}
}

/// The key that opens envelopes: 32 bytes, X25519's scalar or X-Wing's seed. They are never shown, and
/// overwritten when it is dropped.
pub struct SecretKey {
	suite: Suite,
	// In a box, so that a move leaves no copy behind.
	bytes: Box<Hash>,
}

impl SecretKey {
	/// Makes a new one. Fails if the operating system has no random numbers.
	pub fn generate(suite: Suite) -> Result<Self, Error> {
		let mut key = Self { suite, bytes: Box::new([0; 32]) };
		random::fill(key.bytes.as_mut_slice())?;
		Ok(key)
	}

	/// Takes the bytes of one, and overwrites them.
	pub fn take(suite: Suite, bytes: &mut Hash) -> Self {
		let key = Self { suite, bytes: Box::new(*bytes) };
		bytes.zeroize();
		key
	}

	/// Its suite.
	pub fn suite(&self) -> Suite {
		self.suite
	}

	/// Its bytes, for a keystore and nothing else.
	pub fn expose(&self) -> Zeroizing<Hash> {
		Zeroizing::new(*self.bytes)
	}

	pub(crate) fn of<K: Kem>(&self) -> Result<K::PrivateKey, Error> {
		// No 32 bytes are refused.
		K::PrivateKey::from_bytes(self.bytes.as_slice()).map_err(|_| Error::Envelope)
	}

	/// The public key that belongs to it.
	pub fn public(&self) -> Result<PublicKey, Error> {
		let bytes = match self.suite {
			Suite::X25519 => {
				X25519HkdfSha256::sk_to_pk(&self.of::<X25519HkdfSha256>()?).to_bytes().to_vec()
			},
			Suite::XWing => XWing::sk_to_pk(&self.of::<XWing>()?).to_bytes().to_vec(),
		};
		Ok(PublicKey::new(self.suite, &bytes)?)
	}
}

impl Drop for SecretKey {
	fn drop(&mut self) {
		self.bytes.zeroize();
	}
}

impl fmt::Debug for SecretKey {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		write!(formatter, "SecretKey({}, ..)", self.suite)
	}
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;

	fn x_wing(coefficient: u16, at: usize) -> Vec<u8> {
		let mut key = vec![0; ML_KEM];
		let three = &mut key[at / 2 * 3..][..3];
		if at.is_multiple_of(2) {
			three[0] = coefficient as u8;
			three[1] = (coefficient >> 8) as u8;
		} else {
			three[1] = (coefficient << 4) as u8;
			three[2] = (coefficient >> 4) as u8;
		}
		key.extend([9; 32]);
		key
	}

	#[test]
	fn key_should_be_refused_when_its_length_is_of_no_key_of_the_suite() {
		for suite in Suite::ALL {
			let public = SecretKey::generate(suite).unwrap().public().unwrap();
			let longer = [public.bytes(), &[0]].concat();
			assert_eq!(check_public(suite, &longer), Err(KeyFault::Length));
			for length in 0..suite.public_len() {
				let cut = &public.bytes()[..length];
				assert_eq!(check_public(suite, cut), Err(KeyFault::Length), "{suite} {length}");
			}
		}
	}

	/// Every encoding that X25519 multiplies to zero.
	pub(crate) fn low_order() -> Vec<Hash> {
		let edge = |first| {
			let mut point = [0xff; 32];
			(point[0], point[31]) = (first, 0x7f);
			point
		};
		let mut one = [0; 32];
		one[0] = 1;
		let points = [[0; 32], one, edge(0xec), edge(0xed), edge(0xee)];
		let points = points.into_iter().chain(ORDER_EIGHT);
		points
			.flat_map(|point| {
				let mut high = point;
				high[31] |= 0x80;
				[point, high]
			})
			.collect()
	}

	#[test]
	fn key_should_be_refused_when_its_point_is_of_low_order() {
		for point in low_order() {
			assert_eq!(check_public(Suite::X25519, &point), Err(KeyFault::LowOrder));
			let key = [vec![0; ML_KEM], point.to_vec()].concat();
			assert_eq!(check_public(Suite::XWing, &key), Err(KeyFault::LowOrder));
		}
	}

	#[test]
	fn point_should_be_of_low_order_when_x25519_says_so() {
		// Every point whose first and last byte alone are not those of a point of low order.
		let secret = SecretKey::generate(Suite::X25519).unwrap();
		for point in low_order() {
			let mut envelope = point.to_vec();
			envelope.resize(80, 0);
			let enc = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&point).unwrap();
			let secret = secret.of::<X25519HkdfSha256>().unwrap();
			assert!(X25519HkdfSha256::decap(&secret, None, &enc).is_err());
		}
		for (at, byte) in (0..32).flat_map(|at| [1, 2, 0xeb, 0xef, 0xff].map(|byte| (at, byte))) {
			for filling in [0, 0xff] {
				let mut point = [filling; 32];
				point[at] = byte;
				let enc = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&point).unwrap();
				let secret = secret.of::<X25519HkdfSha256>().unwrap();
				let zero = X25519HkdfSha256::decap(&secret, None, &enc).is_err();
				let fault = check_public(Suite::X25519, &point);
				assert_eq!(fault == Err(KeyFault::LowOrder), zero, "{point:?}");
			}
		}
	}

	#[test]
	fn key_should_be_refused_when_a_coefficient_is_not_below_the_modulus() {
		for at in [0, 1, 2, 383, 766, 767] {
			assert_eq!(check_public(Suite::XWing, &x_wing(3_328, at)), Ok(()), "{at}");
			for coefficient in [3_329, 3_330, 4_095] {
				let fault = check_public(Suite::XWing, &x_wing(coefficient, at));
				assert_eq!(fault, Err(KeyFault::Coefficient), "{at}");
			}
		}
	}

	#[test]
	fn secret_should_not_be_shown_when_it_is_debugged() {
		let secret = SecretKey::take(Suite::XWing, &mut [7; 32]);
		assert_eq!(format!("{secret:?}"), "SecretKey(x-wing, ..)");
	}

	#[test]
	fn bytes_should_be_overwritten_when_a_key_takes_them() {
		let mut bytes = [7; 32];
		let secret = SecretKey::take(Suite::X25519, &mut bytes);
		assert_eq!(bytes, [0; 32]);
		assert_eq!(*secret.expose(), [7; 32]);
	}

	#[test]
	fn suite_should_be_found_when_its_number_or_name_is_given() {
		for suite in Suite::ALL {
			assert_eq!(Suite::of_number(suite.number()), Some(suite));
			assert_eq!(Suite::of_name(&suite.to_string()), Some(suite));
		}
		assert_eq!((Suite::X25519.number(), Suite::XWing.number()), (0, 1));
		assert_eq!(Suite::of_number(2), None);
		assert_eq!(Suite::of_name("X25519"), None);
	}
}
