//! What is agreed about data.

use super::DatasetId;
use crate::{AgreementId, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// What the hash of terms begins with.
pub const TERMS_DOMAIN: &[u8] = b"souk/data/terms/v1";

/// The most steps that data is passed on by grantees.
pub const MAX_ONWARD: u8 = 4;

/// The most regions of terms.
pub const MAX_REGIONS: u32 = 16;

macro_rules! set {
	($(#[$doc:meta])* $name:ident($bits:ty) { $($(#[$item_doc:meta])* $item:ident = $bit:literal,)* }) => {
		$(#[$doc])*
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
			Default,
		)]
		pub struct $name(pub $bits);

		impl $name {
			$($(#[$item_doc])* pub const $item: Self = Self(1 << $bit);)*

			/// All that have a meaning.
			pub const ALL: Self = Self(0 $(| 1 << $bit)*);

			/// Whether there is none.
			pub fn is_empty(self) -> bool {
				self.0 == 0
			}

			/// Whether all of `other` are among these.
			pub fn contains(self, other: Self) -> bool {
				self.0 & other.0 == other.0
			}

			/// Whether each of them has a meaning, and there is one.
			pub fn is_valid(self) -> bool {
				!self.is_empty() && Self::ALL.contains(self)
			}
		}
	};
}

set! {
	/// What data is used for: one bit a purpose, named after the W3C Data Privacy Vocabulary.
	Purposes(u32) {
		/// To provide what the person asked for: an order, an account.
		SERVICE = 0,
		/// To bring goods to them.
		DELIVERY = 1,
		/// To be paid, and to pay back.
		PAYMENT = 2,
		/// To answer them.
		CUSTOMER_CARE = 3,
		/// To find fraud.
		FRAUD_PREVENTION = 4,
		/// To show them what suits them.
		PERSONALISATION = 5,
		/// To advertise to them.
		MARKETING = 6,
		/// To make the service better.
		OPTIMISATION = 7,
		/// To research.
		RESEARCH = 8,
		/// To do what the law demands.
		LEGAL_COMPLIANCE = 9,
	}
}

set! {
	/// What may be done with data: one bit an action, named after ODRL.
	Actions(u8) {
		/// To read and use it.
		USE = 0,
		/// To keep it, for as long as the terms say.
		ARCHIVE = 1,
		/// To make other data of it.
		DERIVE = 2,
		/// To pass it on.
		DISTRIBUTE = 3,
	}
}

/// A country by ISO 3166-1 alpha-2, in capital letters.
pub type Region = [u8; 2];

/// What an access costs.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Price<Asset, Balance> {
	/// In what.
	pub asset: Asset,
	/// How much an access, in minor units of the asset.
	pub amount: Balance,
}

/// What a provider and a consumer of data agree on. Moments are milliseconds since the Unix epoch.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Terms<Asset, Balance> {
	/// What for.
	pub purposes: Purposes,
	/// What may be done.
	pub actions: Actions,
	/// Which fields of the dataset's schema: one bit a field, the first is the lowest.
	pub fields: u64,
	/// Where; anywhere if there are none.
	pub regions: BoundedVec<Region, ConstU32<MAX_REGIONS>>,
	/// How many accesses a grant is for at most; no limit if `None`.
	pub max_access: Option<u32>,
	/// From when.
	pub not_before: Moment,
	/// Until when, that moment excluded.
	pub not_after: Moment,
	/// How long what was read may be kept, in milliseconds.
	pub retention: Moment,
	/// What an access costs.
	pub price: Option<Price<Asset, Balance>>,
	/// How many steps it may be passed on.
	pub onward_depth: u8,
	/// What the consumer stakes on erasing what it is told to erase, in minor units of the native token.
	pub bond: Balance,
	/// The hash of the policy in ODRL.
	pub policy_hash: H256,
	/// The hash of the notice that people are shown.
	pub notice_hash: H256,
}

impl<Asset: Encode, Balance: Encode> Terms<Asset, Balance> {
	/// What stands for these terms between these two in this agreement, and for no others.
	pub fn hash<AccountId: Encode>(
		&self,
		agreement: AgreementId,
		provider: &AccountId,
		consumer: &AccountId,
	) -> H256 {
		BlakeTwo256::hash_of(&(TERMS_DOMAIN, agreement, provider, consumer, self))
	}
}

/// What of a dataset is granted, out of what was agreed.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Scope {
	/// Which.
	pub dataset: DatasetId,
	/// What for.
	pub purposes: Purposes,
	/// Which fields.
	pub fields: u64,
	/// Until when, in milliseconds since the Unix epoch, that moment excluded.
	pub not_after: Moment,
	/// How many accesses; no limit if `None`.
	pub max_access: Option<u32>,
}

#[cfg(test)]
mod tests {
	use super::*;

	fn terms() -> Terms<u32, u128> {
		Terms {
			purposes: Purposes::SERVICE,
			actions: Actions::USE,
			fields: 1,
			regions: BoundedVec::default(),
			max_access: None,
			not_before: 0,
			not_after: 1,
			retention: 0,
			price: None,
			onward_depth: 0,
			bond: 0,
			policy_hash: H256::zero(),
			notice_hash: H256::zero(),
		}
	}

	#[test]
	fn hash_should_be_another_when_anything_of_the_terms_or_parties_is() {
		let of = |agreement: u64, provider: u8, consumer: u8, terms: Terms<u32, u128>| {
			terms.hash(AgreementId(agreement), &[provider; 32], &[consumer; 32])
		};
		let one = of(1, 2, 3, terms());
		assert_eq!(one, of(1, 2, 3, terms()));
		let changed = [
			of(0, 2, 3, terms()),
			of(1, 0, 3, terms()),
			of(1, 2, 0, terms()),
			of(1, 3, 2, terms()),
			of(1, 2, 3, Terms { purposes: Purposes::MARKETING, ..terms() }),
			of(1, 2, 3, Terms { actions: Actions::ARCHIVE, ..terms() }),
			of(1, 2, 3, Terms { fields: 3, ..terms() }),
			of(1, 2, 3, Terms { regions: vec![*b"DE"].try_into().unwrap(), ..terms() }),
			of(1, 2, 3, Terms { max_access: Some(0), ..terms() }),
			of(1, 2, 3, Terms { not_before: 1, ..terms() }),
			of(1, 2, 3, Terms { not_after: 2, ..terms() }),
			of(1, 2, 3, Terms { retention: 1, ..terms() }),
			of(1, 2, 3, Terms { price: Some(Price { asset: 1, amount: 1 }), ..terms() }),
			of(1, 2, 3, Terms { onward_depth: 1, ..terms() }),
			of(1, 2, 3, Terms { bond: 1, ..terms() }),
			of(1, 2, 3, Terms { policy_hash: H256::repeat_byte(1), ..terms() }),
			of(1, 2, 3, Terms { notice_hash: H256::repeat_byte(1), ..terms() }),
		];
		for other in changed {
			assert_ne!(one, other);
		}
	}

	#[test]
	fn purposes_should_be_refused_when_there_are_none_or_one_has_no_meaning() {
		assert!(Purposes::ALL.is_valid());
		assert!(Purposes::LEGAL_COMPLIANCE.is_valid());
		assert!(!Purposes(0).is_valid());
		assert!(!Purposes(1 << 10).is_valid());
		assert!(!Actions(1 << 4 | 1).is_valid());
	}
}
