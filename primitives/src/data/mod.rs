//! Data that its owner shares: what grants, agreements and consents are about, and what is signed
//! off chain.
//!
//! Here and not in the pallet, because whoever seals, opens and serves data computes the same hashes
//! off chain. The formats of files, envelopes and receipts are in `docs/sealing.md`.

mod access;
mod keys;
mod signed;
mod terms;

pub use access::{Access, Denial, Envelope, ReceiptHead};
pub use keys::{KeyFault, Suite, MAX_ENVELOPE, MAX_PUBLIC_KEY};
pub use signed::{
	anchor_payload, consent_payload, dataset_id, order_terms_hash, wrapped, ConsentAct,
	ANCHOR_DOMAIN, CONSENT_DOMAIN, DATASET_DOMAIN, ORDER_DOMAIN,
};
pub use terms::{
	Actions, Price, Purposes, Region, Scope, Terms, MAX_ONWARD, MAX_REGIONS, TERMS_DOMAIN,
};

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_core::H256;

use crate::OrderId;

/// A dataset: [`dataset_id`] of its owner and 32 bytes that the owner chose.
pub type DatasetId = H256;

/// How sensitive a dataset is. It cannot change.
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
pub enum DataClass {
	/// About one person, who has to consent.
	#[codec(index = 0)]
	Personal,
	/// The same, and nobody passes it on: health, beliefs, what the law protects above other data.
	#[codec(index = 1)]
	Sensitive,
	/// A company's own.
	#[codec(index = 2)]
	Business,
	/// Figures in which nobody can be recognised.
	#[codec(index = 3)]
	Aggregate,
}

impl DataClass {
	/// Whether it is about a person, who has to consent.
	pub fn is_personal(self) -> bool {
		matches!(self, Self::Personal | Self::Sensitive)
	}
}

/// What the chain knows of a version of a dataset: nothing of its content.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Content {
	/// BLAKE3 of the sealed file.
	pub cipher_hash: H256,
	/// How long that is, in bytes.
	pub cipher_len: u64,
	/// The commitment to what is in it.
	pub content_commit: H256,
	/// The commitment to its data key.
	pub dek_commit: H256,
}

/// Who has goods of an order: the pallet that tracks shipments knows.
pub trait OrderCarriers<AccountId> {
	/// Whether goods of the order are in the account's custody, or are offered to it.
	fn carries(order: OrderId, who: &AccountId) -> bool;

	/// The most that it costs.
	fn weight() -> Weight;
}

impl<AccountId> OrderCarriers<AccountId> for () {
	fn carries(_: OrderId, _: &AccountId) -> bool {
		false
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}
