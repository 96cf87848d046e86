//! Identifiers that the chain assigns, and the key encoding that keeps them in order.

use codec::{
	Compact, CompactAs, Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen, Output,
};
use core::fmt;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

macro_rules! id {
	($(#[$doc:meta])* $name:ident) => {
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
			Default,
		)]
		#[serde(transparent)]
		pub struct $name(pub u64);

		impl $name {
			/// The identifier after this one, `None` at the end of the number space.
			pub fn next(self) -> Option<Self> {
				self.0.checked_add(1).map(Self)
			}
		}

		impl CompactAs for $name {
			type As = u64;

			fn encode_as(&self) -> &u64 {
				&self.0
			}

			fn decode_from(id: u64) -> Result<Self, Error> {
				Ok(Self(id))
			}
		}

		impl From<Compact<$name>> for $name {
			fn from(id: Compact<$name>) -> Self {
				id.0
			}
		}

		impl From<u64> for $name {
			fn from(id: u64) -> Self {
				Self(id)
			}
		}

		impl fmt::Display for $name {
			fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
				self.0.fmt(f)
			}
		}
	};
}

id! {
	/// An order. Ids rise by one with each order and are never used again.
	OrderId
}

id! {
	/// A published set of terms. Ids rise by one and are never used again.
	TermsId
}

id! {
	/// A gateway for payments off chain. Ids rise by one and are never used again.
	GatewayId
}

id! {
	/// A shipment, or a handling unit that shipments are packed into. Ids rise by one and are never
	/// used again.
	ShipmentId
}

id! {
	/// A member: one identifier a person. Ids rise by one and are never used again.
	MemberId
}

id! {
	/// A loyalty program. Ids rise by one and are never used again.
	ProgramId
}

id! {
	/// A season of a leaderboard. Ids rise by one and are never used again.
	SeasonId
}

id! {
	/// A batch of coupons. Ids rise by one and are never used again.
	BatchId
}

id! {
	/// A reward: what points buy, or what a badge is given for. Ids rise by one and are never used again.
	RewardId
}

id! {
	/// An agreement about data. Ids rise by one and are never used again.
	AgreementId
}

id! {
	/// A grant of access to a dataset. Ids rise by one and are never used again.
	GrantId
}

/// A number encoded big-endian, so that storage keys under an order-preserving hasher sort like
/// the numbers they stand for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct BigEndian(pub u64);

impl Encode for BigEndian {
	fn size_hint(&self) -> usize {
		8
	}

	fn encode_to<O: Output + ?Sized>(&self, dest: &mut O) {
		dest.write(&self.0.to_be_bytes());
	}
}

impl codec::EncodeLike for BigEndian {}

impl Decode for BigEndian {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		<[u8; 8]>::decode(input).map(|bytes| Self(u64::from_be_bytes(bytes)))
	}
}

impl DecodeWithMemTracking for BigEndian {}

impl MaxEncodedLen for BigEndian {
	fn max_encoded_len() -> usize {
		8
	}
}

// Clients see the eight bytes of the key, most significant first.
impl TypeInfo for BigEndian {
	type Identity = [u8; 8];

	fn type_info() -> scale_info::Type {
		<[u8; 8]>::type_info()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn big_endian_should_sort_like_its_number_when_encoded() {
		let numbers = [0, 1, 255, 256, 65_535, 1 << 40, u64::MAX - 1, u64::MAX];
		let keys: alloc::vec::Vec<_> = numbers.iter().map(|n| BigEndian(*n).encode()).collect();
		let mut sorted = keys.clone();
		sorted.sort();
		assert_eq!(keys, sorted);
		for (number, key) in numbers.iter().zip(&keys) {
			assert_eq!(BigEndian::decode(&mut &key[..]), Ok(BigEndian(*number)));
			assert_eq!(key.len(), BigEndian::max_encoded_len());
		}
	}

	#[test]
	fn next_should_be_none_when_the_ids_are_used_up() {
		assert_eq!(OrderId(7).next(), Some(OrderId(8)));
		assert_eq!(OrderId(u64::MAX).next(), None);
	}
}
