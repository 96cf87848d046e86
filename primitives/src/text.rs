//! Short text that wallets show as text.

use alloc::{string::String, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Valid UTF-8 of at most `N` bytes.
///
/// Encoded like a `String` and described as `str` in the metadata, so that clients and the
/// polkadot.js UI take and show it as text. Decoding refuses what is too long or not UTF-8.
#[derive(Encode, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Text<const N: u32>(BoundedVec<u8, ConstU32<N>>);

/// Why bytes are not a [`Text`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextError {
	/// More bytes than the bound.
	TooLong,
	/// Not UTF-8.
	NotUtf8,
}

impl<const N: u32> Text<N> {
	/// The text; empty if there is none.
	pub fn as_str(&self) -> &str {
		// Checked when it was made, so this never falls back.
		core::str::from_utf8(&self.0).unwrap_or_default()
	}

	/// Whether there is no text.
	pub fn is_empty(&self) -> bool {
		self.0.is_empty()
	}
}

impl<const N: u32> TryFrom<Vec<u8>> for Text<N> {
	type Error = TextError;

	fn try_from(bytes: Vec<u8>) -> Result<Self, TextError> {
		core::str::from_utf8(&bytes).map_err(|_| TextError::NotUtf8)?;
		BoundedVec::try_from(bytes).map(Self).map_err(|_| TextError::TooLong)
	}
}

impl<const N: u32> TryFrom<&str> for Text<N> {
	type Error = TextError;

	fn try_from(text: &str) -> Result<Self, TextError> {
		Self::try_from(text.as_bytes().to_vec())
	}
}

impl<const N: u32> Decode for Text<N> {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let bytes = BoundedVec::<u8, ConstU32<N>>::decode(input)?;
		core::str::from_utf8(&bytes).map_err(|_| Error::from("text is not UTF-8"))?;
		Ok(Self(bytes))
	}
}

impl<const N: u32> DecodeWithMemTracking for Text<N> {}

impl<const N: u32> MaxEncodedLen for Text<N> {
	fn max_encoded_len() -> usize {
		BoundedVec::<u8, ConstU32<N>>::max_encoded_len()
	}
}

impl<const N: u32> TypeInfo for Text<N> {
	type Identity = str;

	fn type_info() -> scale_info::Type {
		<str as TypeInfo>::type_info()
	}
}

impl<const N: u32> Serialize for Text<N> {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(self.as_str())
	}
}

impl<'de, const N: u32> Deserialize<'de> for Text<N> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = String::deserialize(deserializer)?;
		Self::try_from(text.into_bytes()).map_err(|_| serde::de::Error::custom("text is too long"))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn text_should_encode_like_a_string_when_it_fits() {
		let text = Text::<12>::try_from("订单 42").unwrap();
		assert_eq!(text.as_str(), "订单 42");
		assert_eq!(text.encode(), String::from("订单 42").encode());
		assert_eq!(Text::decode(&mut &text.encode()[..]), Ok(text));
	}

	#[test]
	fn text_should_be_refused_when_it_is_too_long() {
		assert_eq!(Text::<3>::try_from("four"), Err(TextError::TooLong));
		assert!(Text::<3>::decode(&mut &"four".encode()[..]).is_err());
		assert!(Text::<4>::decode(&mut &"four".encode()[..]).is_ok());
	}

	#[test]
	fn text_should_be_refused_when_it_is_not_utf8() {
		let bytes = alloc::vec![0xff, 0xfe];
		assert_eq!(Text::<8>::try_from(bytes.clone()), Err(TextError::NotUtf8));
		assert!(Text::<8>::decode(&mut &bytes.encode()[..]).is_err());
	}
}
