//! Keys of the GS1 system: who packed it, and where it was seen.

use crate::Text;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The fewest digits of a GS1 company prefix.
pub const MIN_PREFIX_DIGITS: u8 = 4;
/// The most digits of a GS1 company prefix.
pub const MAX_PREFIX_DIGITS: u8 = 12;

/// The check digit of a GS1 key whose other digits are `digits`: weights 3 and 1 in turn, from the
/// right, up to the next multiple of ten.
pub fn check_digit(digits: u64) -> u8 {
	let (mut rest, mut weight, mut sum) = (digits, 3u64, 0u64);
	while rest > 0 {
		sum = sum.saturating_add((rest % 10).saturating_mul(weight));
		weight = 4u64.saturating_sub(weight);
		rest /= 10;
	}
	// At most nine.
	((10 - sum % 10) % 10) as u8
}

fn is_key(number: u64, below: u64) -> bool {
	number < below && u64::from(check_digit(number / 10)) == number % 10
}

macro_rules! key {
	($(#[$doc:meta])* $name:ident, $digits:literal) => {
		$(#[$doc])*
		#[derive(
			Encode,
			Decode,
			DecodeWithMemTracking,
			MaxEncodedLen,
			TypeInfo,
			Serialize,
			Deserialize,
			Clone,
			Copy,
			PartialEq,
			Eq,
			PartialOrd,
			Ord,
			Debug,
		)]
		#[serde(transparent)]
		pub struct $name(pub u64);

		impl $name {
			/// Whether it has no more digits than it may have, and its check digit is right.
			pub fn is_valid(self) -> bool {
				is_key(self.0, 10u64.saturating_pow($digits))
			}
		}

		impl fmt::Display for $name {
			fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
				write!(f, concat!("{:0", $digits, "}"), self.0)
			}
		}
	};
}

key! {
	/// A Serial Shipping Container Code: 18 digits, leading zeros left out, the check digit last.
	Sscc, 18
}

key! {
	/// A Global Location Number: 13 digits, leading zeros left out, the check digit last.
	Gln, 13
}

impl Sscc {
	/// The company prefix of so many digits that it has: what comes after the extension digit.
	pub fn prefix(self, digits: u8) -> Option<CompanyPrefix> {
		let after = 17u32.checked_sub(u32::from(digits))?;
		let number = self.0 % 10u64.pow(17) / 10u64.pow(after);
		CompanyPrefix { number, digits }.is_valid().then_some(CompanyPrefix { number, digits })
	}
}

/// A GS1 company prefix, by which a company makes keys that are its own.
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
	PartialOrd,
	Ord,
	Debug,
)]
pub struct CompanyPrefix {
	/// Its digits as a number.
	pub number: u64,
	/// How many digits it has, leading zeros included.
	pub digits: u8,
}

impl CompanyPrefix {
	/// Whether it has 4 to 12 digits, and no more than it says.
	pub fn is_valid(self) -> bool {
		(MIN_PREFIX_DIGITS..=MAX_PREFIX_DIGITS).contains(&self.digits)
			&& self.number < 10u64.saturating_pow(u32::from(self.digits))
	}

	/// The shorter prefixes that it begins with, the longest first.
	pub fn shorter(self) -> impl Iterator<Item = Self> {
		let Self { mut number, mut digits } = self;
		core::iter::from_fn(move || {
			(digits > MIN_PREFIX_DIGITS).then(|| {
				number /= 10;
				digits = digits.saturating_sub(1);
				Self { number, digits }
			})
		})
	}
}

/// A geohash of at most five characters, so no finer than about five kilometres.
pub type Geohash = Text<5>;

/// Where something was seen: the read point of EPCIS.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Place {
	/// A facility.
	#[codec(index = 0)]
	Facility(Gln),
	/// An area.
	#[codec(index = 1)]
	Area(Geohash),
}

impl Place {
	/// Whether a facility's check digit is right, or an area's letters are those of a geohash.
	pub fn is_valid(&self) -> bool {
		match self {
			Self::Facility(gln) => gln.is_valid(),
			Self::Area(hash) => {
				let hash = hash.as_str().as_bytes();
				let letter = |byte: &u8| b"0123456789bcdefghjkmnpqrstuvwxyz".contains(byte);
				!hash.is_empty() && hash.iter().all(letter)
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const SSCCS: [u64; 2] = [157_035_381_410_375_177, 376_130_321_109_103_420];
	const GLN: u64 = 9_521_141_111_116;

	/// Every number that differs from `number` in one digit of `digits`.
	fn changed(number: u64, digits: u32) -> impl Iterator<Item = u64> {
		(0..digits).flat_map(move |at| {
			let unit = 10u64.pow(at);
			let digit = number / unit % 10;
			(0..10).filter(move |d| *d != digit).map(move |d| number - digit * unit + d * unit)
		})
	}

	#[test]
	fn keys_should_be_valid_when_their_check_digit_is_right() {
		for sscc in SSCCS {
			assert!(Sscc(sscc).is_valid());
		}
		assert!(Gln(GLN).is_valid());
		assert_eq!(check_digit(GLN / 10), 6);
	}

	#[test]
	fn keys_should_be_invalid_when_any_one_digit_is_changed() {
		for sscc in SSCCS {
			assert_eq!(changed(sscc, 18).filter(|n| Sscc(*n).is_valid()).count(), 0);
			assert_eq!(changed(sscc, 18).count(), 162);
		}
		assert_eq!(changed(GLN, 13).filter(|n| Gln(*n).is_valid()).count(), 0);
	}

	#[test]
	fn keys_should_be_invalid_when_they_have_too_many_digits() {
		// Nineteen and fourteen digits, the check digits right.
		let long = 1_000_000_000_000_000_000u64;
		assert!(!Sscc(long + u64::from(check_digit(long / 10))).is_valid());
		let long = 10_000_000_000_000u64;
		assert!(!Gln(long + u64::from(check_digit(long / 10))).is_valid());
		assert!(!Sscc(u64::MAX).is_valid());
	}

	#[test]
	fn keys_should_be_shown_with_leading_zeros() {
		assert_eq!(alloc::format!("{}", Sscc(17)), "000000000000000017");
		assert_eq!(alloc::format!("{}", Gln(17)), "0000000000017");
	}

	#[test]
	fn prefix_should_be_what_follows_the_extension_digit() {
		// 1 5703538 141037517 7
		let prefix = Sscc(SSCCS[0]).prefix(7);
		assert_eq!(prefix, Some(CompanyPrefix { number: 5_703_538, digits: 7 }));
		assert_eq!(Sscc(SSCCS[0]).prefix(3), None);
		assert_eq!(Sscc(SSCCS[0]).prefix(13), None);
		assert_eq!(Sscc(SSCCS[0]).prefix(255), None);
		// Leading zeros count.
		let prefix = Sscc(17).prefix(4);
		assert_eq!(prefix, Some(CompanyPrefix { number: 0, digits: 4 }));
	}

	#[test]
	fn shorter_should_list_what_a_prefix_begins_with() {
		let prefix = CompanyPrefix { number: 95_211, digits: 6 };
		assert!(prefix.is_valid());
		let shorter: alloc::vec::Vec<_> = prefix.shorter().collect();
		assert_eq!(
			shorter,
			[CompanyPrefix { number: 9_521, digits: 5 }, CompanyPrefix { number: 952, digits: 4 }]
		);
		assert!(!CompanyPrefix { number: 10_000, digits: 4 }.is_valid());
		assert!(!CompanyPrefix { number: 1, digits: 13 }.is_valid());
	}

	#[test]
	fn places_should_be_valid_when_they_name_a_facility_or_an_area() {
		assert!(Place::Facility(Gln(GLN)).is_valid());
		assert!(!Place::Facility(Gln(GLN + 1)).is_valid());
		let area = |text: &str| Place::Area(Geohash::try_from(text).unwrap()).is_valid();
		assert!(area("u4pru"));
		assert!(area("0"));
		assert!(!area(""));
		// No geohash has an a, i, l, o or a capital.
		for text in ["a", "ui", "l", "o", "U4"] {
			assert!(!area(text));
		}
	}
}
