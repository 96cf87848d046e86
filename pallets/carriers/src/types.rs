//! Carriers, keys and prefixes as they are on record.

use codec::{Decode, DecodeWithMemTracking, Encode, Error as CodecError, Input, MaxEncodedLen};
use scale_info::TypeInfo;
use souk_primitives::{logistics::Scope, Moment, Text};
use sp_runtime::traits::Zero;

/// The most bytes of a carrier's name.
pub const MAX_NAME: u32 = 32;

/// What people call a carrier.
pub type Name = Text<MAX_NAME>;

/// Whether a carrier may take on and report shipments.
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
pub enum CarrierStatus {
	/// It may.
	#[codec(index = 0)]
	Active,
	/// Not until it is reinstated.
	#[codec(index = 1)]
	Suspended,
}

/// A carrier on record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Carrier<Balance> {
	/// What people call it.
	pub name: Name,
	/// What is held to make good what happens to goods in its custody.
	pub bond: Balance,
	/// What of the bond goods in its custody take. More than the bond only after some of it was paid
	/// to somebody.
	pub exposure: Balance,
	/// Whether it may take on and report shipments.
	pub status: CarrierStatus,
	/// How many keys it has on record.
	pub keys: u32,
	/// What is held for this record.
	pub deposit: Balance,
}

impl<Balance: Zero> Carrier<Balance> {
	/// A carrier that was just put on record.
	pub fn new(name: Name, bond: Balance, deposit: Balance) -> Self {
		let status = CarrierStatus::Active;
		Self { name, bond, exposure: Zero::zero(), status, keys: 0, deposit }
	}
}

/// What a key belongs to.
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
pub enum Role {
	/// Somebody who works for the carrier.
	#[codec(index = 0)]
	Agent,
	/// A scanner or a sensor.
	#[codec(index = 1)]
	Device,
}

impl Role {
	/// All that a key of this role can be let do. Nobody stands behind a device who could take
	/// something over, or be asked about it.
	pub fn widest(self) -> Scopes {
		match self {
			Self::Agent => Scopes::ALL,
			Self::Device => [Scope::Scan, Scope::Sense].into_iter().collect(),
		}
	}
}

/// A set of scopes, one bit each: 1 scan, 2 sense, 4 handover, 8 deliver.
#[derive(Encode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scopes(u8);

impl Scopes {
	/// Every scope that there is.
	pub const ALL: Self = Self(
		Self::bit(Scope::Scan)
			| Self::bit(Scope::Sense)
			| Self::bit(Scope::Handover)
			| Self::bit(Scope::Deliver),
	);

	const fn bit(scope: Scope) -> u8 {
		match scope {
			Scope::Scan => 1,
			Scope::Sense => 2,
			Scope::Handover => 4,
			Scope::Deliver => 8,
		}
	}

	/// Whether there is none in it.
	pub fn is_empty(self) -> bool {
		self.0 == 0
	}

	/// Whether a scope is in it.
	pub fn contains(self, scope: Scope) -> bool {
		self.0 & Self::bit(scope) != 0
	}

	/// Whether every scope of it is in `other`, too.
	pub fn is_within(self, other: Self) -> bool {
		self.0 & !other.0 == 0
	}
}

impl FromIterator<Scope> for Scopes {
	fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
		Self(scopes.into_iter().fold(0, |bits, scope| bits | Self::bit(scope)))
	}
}

// A bit that means nothing today must not be on record when it means something later.
impl Decode for Scopes {
	fn decode<I: Input>(input: &mut I) -> Result<Self, CodecError> {
		let scopes = Self(u8::decode(input)?);
		scopes.is_within(Self::ALL).then_some(scopes).ok_or("there is no such scope".into())
	}
}

impl DecodeWithMemTracking for Scopes {}

/// How a key ended.
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
pub struct Revocation {
	/// When it was revoked, in milliseconds since the Unix epoch.
	pub at: Moment,
	/// Since when it was in the wrong hands, as far as the carrier has told.
	pub compromised_since: Option<Moment>,
	/// When the carrier told that, in milliseconds since the Unix epoch.
	pub told_at: Moment,
}

impl Revocation {
	/// Whether `since` would say that more of what the key did was somebody else's.
	pub fn grows_by(&self, since: Option<Moment>) -> bool {
		match (since, self.compromised_since) {
			(Some(since), Some(before)) => since < before,
			(Some(_), None) => true,
			(None, _) => false,
		}
	}
}

/// A key that acts for a carrier.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Key<Balance> {
	/// What it belongs to.
	pub role: Role,
	/// What it may do.
	pub scopes: Scopes,
	/// Until when, in milliseconds since the Unix epoch.
	pub expires_at: Moment,
	/// The counter of its last report that somebody else handed in; zero before the first.
	pub counter: u64,
	/// Whether and how it ended before that.
	pub revoked: Option<Revocation>,
	/// What is held for this record.
	pub deposit: Balance,
}

impl<Balance> Key<Balance> {
	/// From when on it could do nothing more.
	pub fn ends_at(&self) -> Moment {
		self.revoked.map_or(self.expires_at, |revocation| revocation.at.min(self.expires_at))
	}

	/// Whether it was in the wrong hands at `at`, as far as the carrier had told before `before`.
	pub fn was_compromised(&self, at: Moment, before: Moment) -> bool {
		let told = self.revoked.filter(|revocation| revocation.told_at < before);
		let since = told.and_then(|revocation| revocation.compromised_since);
		since.is_some_and(|since| at >= since)
	}
}

/// How far a prefix has come.
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
pub enum PrefixStatus {
	/// Somebody says that it is theirs.
	#[codec(index = 0)]
	Requested,
	/// It is, says governance.
	#[codec(index = 1)]
	Approved,
}

/// A prefix of somebody.
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
pub struct Prefix<Balance> {
	/// Whether it counts.
	pub status: PrefixStatus,
	/// What is held for it, and for its nodes.
	pub deposit: Balance,
}

/// What is known of some first digits. As no registered prefix begins with another one, they cannot
/// be both.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Node<AccountId> {
	/// They are a registered prefix, and this is whose.
	#[codec(index = 0)]
	Owned(AccountId),
	/// So many registered prefixes begin with them; never none.
	#[codec(index = 1)]
	Branch(u32),
}
