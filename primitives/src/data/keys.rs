//! Public keys that data keys are encrypted to.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The longest public key, in bytes: of X-Wing.
pub const MAX_PUBLIC_KEY: u32 = 1_216;

/// The longest envelope, in bytes: of X-Wing.
pub const MAX_ENVELOPE: u32 = 1_168;

/// The bytes of an X25519 public key.
const X25519_KEY: usize = 32;

/// The bytes of an ML-KEM-768 public key that are coefficients; a seed of 32 follows.
const ML_KEM_COEFFICIENTS: usize = 1_152;

/// The bytes of an ML-KEM-768 public key.
const ML_KEM_KEY: usize = ML_KEM_COEFFICIENTS + 32;

/// Every coefficient is less.
const ML_KEM_MODULUS: u16 = 3_329;

/// X25519 points of low order as they are encoded, the highest bit zero: whatever is encrypted to one of
/// them, everybody can read.
const LOW_ORDER: [[u8; X25519_KEY]; 7] = [
	[0; 32],
	[
		1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0,
	],
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
	[
		0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0x7f,
	],
	[
		0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0x7f,
	],
	[
		0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0x7f,
	],
];

/// How data keys are encrypted to a public key.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Suite {
	/// HPKE with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305.
	#[codec(index = 0)]
	X25519,
	/// HPKE with X-Wing (ML-KEM-768 and X25519), HKDF-SHA256 and ChaCha20-Poly1305: what is recorded
	/// today, no quantum computer opens tomorrow.
	#[codec(index = 1)]
	XWing,
}

/// What is wrong with a public key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyFault {
	/// Keys of the suite have another length.
	Length,
	/// Everybody could read what is encrypted to it.
	LowOrder,
	/// A coefficient is not below the modulus.
	Coefficient,
}

impl Suite {
	/// How long a public key is, in bytes.
	pub fn public_key_len(self) -> usize {
		match self {
			Self::X25519 => X25519_KEY,
			Self::XWing => ML_KEM_KEY + X25519_KEY,
		}
	}

	/// How long a data key is that was encrypted to such a key, in bytes.
	pub fn envelope_len(self) -> usize {
		match self {
			Self::X25519 => 80,
			Self::XWing => MAX_ENVELOPE as usize,
		}
	}

	/// `Ok` if data keys can be encrypted to a key of these bytes.
	pub fn check(self, public: &[u8]) -> Result<(), KeyFault> {
		if public.len() != self.public_key_len() {
			return Err(KeyFault::Length);
		}
		let x25519 = match self {
			Self::X25519 => public,
			Self::XWing => {
				let coefficients = public.get(..ML_KEM_COEFFICIENTS).unwrap_or_default();
				// Two of twelve bits in three bytes.
				let below = |three: &[u8]| {
					let byte = |at: usize| u16::from(three.get(at).copied().unwrap_or(u8::MAX));
					let first = byte(0) | (byte(1) & 0x0f) << 8;
					let second = byte(1) >> 4 | byte(2) << 4;
					first < ML_KEM_MODULUS && second < ML_KEM_MODULUS
				};
				if !coefficients.chunks(3).all(below) {
					return Err(KeyFault::Coefficient);
				}
				public.get(ML_KEM_KEY..).unwrap_or_default()
			},
		};
		let mut point = [0; X25519_KEY];
		point.copy_from_slice(x25519.get(..X25519_KEY).ok_or(KeyFault::Length)?);
		// X25519 ignores the highest bit.
		if let Some(last) = point.last_mut() {
			*last &= 0x7f;
		}
		if LOW_ORDER.contains(&point) {
			return Err(KeyFault::LowOrder);
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{vec, vec::Vec};

	fn x_wing(coefficient: u16, at: usize) -> Vec<u8> {
		let mut key = vec![0; 1_184];
		let (byte, odd) = (at / 2 * 3, at % 2 == 1);
		if odd {
			key[byte + 1] = ((coefficient & 0x0f) << 4) as u8;
			key[byte + 2] = (coefficient >> 4) as u8;
		} else {
			key[byte] = coefficient as u8;
			key[byte + 1] = (coefficient >> 8) as u8;
		}
		key.extend([9; 32]);
		key
	}

	#[test]
	fn key_should_be_refused_when_its_length_is_of_no_key_of_the_suite() {
		assert_eq!(Suite::X25519.check(&[9; 32]), Ok(()));
		for length in [0, 31, 33, 1_216] {
			assert_eq!(Suite::X25519.check(&vec![9; length]), Err(KeyFault::Length));
		}
		for length in [0, 32, 1_184, 1_215, 1_217] {
			assert_eq!(Suite::XWing.check(&vec![9; length]), Err(KeyFault::Length));
		}
	}

	#[test]
	fn key_should_be_refused_when_its_point_is_of_low_order() {
		for point in LOW_ORDER {
			let mut high = point;
			high[31] |= 0x80;
			for point in [point, high] {
				assert_eq!(Suite::X25519.check(&point), Err(KeyFault::LowOrder));
				let mut key = vec![0; 1_184];
				key.extend(point);
				assert_eq!(Suite::XWing.check(&key), Err(KeyFault::LowOrder));
			}
		}
	}

	#[test]
	fn key_should_be_refused_when_a_coefficient_is_not_below_the_modulus() {
		for at in [0, 1, 2, 383, 766, 767] {
			assert_eq!(Suite::XWing.check(&x_wing(3_328, at)), Ok(()), "{at}");
			for coefficient in [3_329, 3_330, 4_095] {
				let fault = Suite::XWing.check(&x_wing(coefficient, at));
				assert_eq!(fault, Err(KeyFault::Coefficient), "{at}");
			}
		}
	}
}
