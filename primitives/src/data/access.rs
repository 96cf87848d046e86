//! Who may read what: the chain's answer.

use super::{Content, DatasetId, Purposes, MAX_ENVELOPE};
use crate::{GrantId, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

/// The newest anchored receipt of a grant.
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
pub struct ReceiptHead {
	/// How many accesses there were.
	pub seq: u64,
	/// The hash of their receipts, one after the other.
	pub head: H256,
}

/// A data key, encrypted to a grantee.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Envelope {
	/// Of which version of the dataset.
	pub version: u32,
	/// To which of the grantee's public keys.
	pub key_epoch: u32,
	/// In which key epoch of the dataset the data key was made.
	pub dek_epoch: u32,
	/// The commitment to its bytes.
	pub commitment: H256,
	/// Its bytes, if they are on chain.
	pub inline: Option<BoundedVec<u8, ConstU32<MAX_ENVELOPE>>>,
}

/// What somebody may read, and what they need to open it.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Access {
	/// By which grant.
	pub grant: GrantId,
	/// Which dataset.
	pub dataset: DatasetId,
	/// Its version.
	pub version: u32,
	/// In which key epoch of the dataset the version's data key was made.
	pub dek_epoch: u32,
	/// What the chain knows of the version.
	pub content: Content,
	/// What for.
	pub purposes: Purposes,
	/// Which fields.
	pub fields: u64,
	/// Until when if nothing is taken back before, in milliseconds since the Unix epoch, that moment
	/// excluded: the end of the grant, the terms, the consent or the time that the data may be kept.
	pub not_after: Moment,
	/// How many accesses are left that are not anchored yet; no limit if `None`.
	pub remaining: Option<u32>,
	/// How many accesses that are not anchored yet the consumer's money pays for; no limit if `None`.
	pub paid_for: Option<u32>,
	/// The newest anchored receipt.
	pub receipts: ReceiptHead,
	/// What stands for the terms.
	pub terms_hash: H256,
	/// The data key.
	pub envelope: Envelope,
}

/// Why somebody may not read. The first that holds.
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
pub enum Denial {
	/// There is no such grant, or none for this account.
	#[codec(index = 0)]
	NoGrant,
	/// The grant was revoked.
	#[codec(index = 1)]
	Revoked,
	/// A grant that this one was made of is no longer valid.
	#[codec(index = 2)]
	AncestorInvalid,
	/// Its time has not begun.
	#[codec(index = 3)]
	TooEarly,
	/// Its time is over.
	#[codec(index = 4)]
	Expired,
	/// It is for other purposes.
	#[codec(index = 5)]
	OtherPurpose,
	/// All its accesses were used.
	#[codec(index = 6)]
	NoAccessLeft,
	/// The parties have not both agreed, or one has suspended or ended it.
	#[codec(index = 7)]
	AgreementNotInForce,
	/// The person has not consented to these terms.
	#[codec(index = 8)]
	NoConsent,
	/// The person has withdrawn the consent.
	#[codec(index = 9)]
	ConsentWithdrawn,
	/// The consent's time is over.
	#[codec(index = 10)]
	ConsentExpired,
	/// The dataset is being erased, or was.
	#[codec(index = 11)]
	Erased,
	/// The dataset is past the time that it may be kept.
	#[codec(index = 12)]
	RetentionOver,
	/// The order is over, or is no such order.
	#[codec(index = 13)]
	OrderOver,
	/// Neither the order's merchant nor a carrier that has its goods.
	#[codec(index = 14)]
	NotOfOrder,
	/// The consumer's money does not pay for another access.
	#[codec(index = 15)]
	NotPaid,
	/// There is no data key for this grant.
	#[codec(index = 16)]
	NoEnvelope,
	/// The data key is of another version.
	#[codec(index = 17)]
	StaleEnvelope,
	/// The data key is encrypted to a public key that was revoked.
	#[codec(index = 18)]
	KeyRevoked,
}
