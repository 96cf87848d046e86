//! Members, issuers and what they sign, as they are on record.

use alloc::vec::Vec;
use codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{Assurance, Context, MemberId, Moment, Nullifier, Text};
use sp_core::H256;

/// What an issuer's signature of an attestation is for, and no other signature can be mistaken for.
pub const ATTESTATION_DOMAIN: &[u8] = b"souk/membership/attestation/v1";

/// What an account's signature of a consent is for, and no other signature can be mistaken for.
pub const CONSENT_DOMAIN: &[u8] = b"souk/membership/consent/v1";

/// The most bytes of an issuer's name.
pub const MAX_NAME: u32 = 32;

/// The most keys an issuer can have: a few machines, and their successors.
pub const MAX_ISSUER_KEYS: u32 = 8;

/// The most contexts an issuer can attest for. Contexts are as large as countries and chains of
/// shops, so this is many, and few enough to be searched.
pub const MAX_GRANTS: u32 = 32;

/// What people call an issuer.
pub type Name = Text<MAX_NAME>;

/// The accounts of the keys that sign an issuer's attestations.
pub type IssuerKeys<AccountId> = BoundedVec<AccountId, ConstU32<MAX_ISSUER_KEYS>>;

/// What an issuer may attest.
pub type Grants = BoundedVec<Grant, ConstU32<MAX_GRANTS>>;

/// An issuer. Ids rise by one and are never used again.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	CompactAs,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
)]
pub struct IssuerId(pub u64);

impl IssuerId {
	/// The identifier after this one, `None` at the end of the number space.
	pub fn next(self) -> Option<Self> {
		self.0.checked_add(1).map(Self)
	}
}

impl fmt::Display for IssuerId {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		self.0.fmt(f)
	}
}

/// What is held for a record, and from whom.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Deposit<AccountId, Balance> {
	/// Whoever paid for the record. It gives them no say about it.
	pub depositor: AccountId,
	/// How much is held.
	pub amount: Balance,
}

/// In whose hands a member is.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Control<AccountId> {
	/// Acts for the member.
	pub controller: AccountId,
	/// Can stop it, and give it a new controller if the old one is lost.
	pub recovery: Option<AccountId>,
}

/// One of the two who have a say about a member.
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
pub enum Party {
	/// Its controller.
	#[codec(index = 0)]
	Controller,
	/// Its recovery account.
	#[codec(index = 1)]
	Recovery,
}

/// Whether anybody acts for a member.
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
pub enum Status {
	/// Its controller does.
	#[codec(index = 0)]
	Active,
	/// Nobody does.
	#[codec(index = 1)]
	Frozen {
		/// From when on the controller can unfreeze it, in milliseconds since the Unix epoch.
		until: Moment,
	},
}

/// An issuer's word that the next controller of a member is the person that the member is.
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
pub struct Word {
	/// Whose.
	pub issuer: IssuerId,
	/// Since when, in milliseconds since the Unix epoch.
	pub given_at: Moment,
}

/// A change of hands that was asked for and waits.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Rotation<AccountId> {
	/// Who asked for it. What the recovery account asks for is a recovery.
	pub by: Party,
	/// The hands that the member will be in.
	pub to: Control<AccountId>,
	/// Whether the new controller agreed already; if not, it has to finish the rotation itself.
	pub consented: bool,
	/// The word of an issuer, if there is one. As long as it can be trusted, two of three have spoken,
	/// and the other party cannot cancel it.
	pub word: Option<Word>,
	/// When it can be finished, in milliseconds since the Unix epoch.
	pub ready_at: Moment,
}

impl<AccountId> Rotation<AccountId> {
	/// Whether that party can cancel it, where it is proven or not.
	pub fn can_be_cancelled_by(&self, party: Party, proven: bool) -> bool {
		self.by == party || !proven
	}

	/// Whether one that that party asks for may take its place: any with the word of an issuer where
	/// this is not proven, or a recovery where this is the controller's.
	pub fn yields_to(&self, by: Party, with_word: bool, proven: bool) -> bool {
		let overruled = self.by == Party::Controller && by == Party::Recovery;
		!proven && (with_word || overruled)
	}

	/// Whether it goes on while the member is frozen. What the controller alone asks for does not.
	pub fn overrides_freeze(&self, proven: bool) -> bool {
		self.by == Party::Recovery || proven
	}
}

/// A member on record. What is not here has closed, or never was.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Member<AccountId, Balance> {
	/// Acts for it.
	pub controller: AccountId,
	/// Can stop it, and give it a new controller.
	pub recovery: Option<AccountId>,
	/// Whether anybody acts for it.
	pub status: Status,
	/// A change of hands that waits.
	pub rotation: Option<Rotation<AccountId>>,
	/// How many accounts it has had, the controller included.
	pub accounts: u32,
	/// What is held for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

impl<AccountId: PartialEq, Balance> Member<AccountId, Balance> {
	/// A member that was just put on record.
	pub fn new(control: Control<AccountId>, deposit: Deposit<AccountId, Balance>) -> Self {
		let Control { controller, recovery } = control;
		Self { controller, recovery, status: Status::Active, rotation: None, accounts: 1, deposit }
	}

	/// What an account is to the member.
	pub fn party(&self, account: &AccountId) -> Option<Party> {
		if self.controller == *account {
			Some(Party::Controller)
		} else if self.recovery.as_ref() == Some(account) {
			Some(Party::Recovery)
		} else {
			None
		}
	}
}

/// An account that is or was a member's. It stays on record, so that no account can be of two.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Key<AccountId, Balance> {
	/// Whose.
	pub member: MemberId,
	/// Whether it acts for the member now: its controller does while the member is neither frozen nor
	/// closed. The member's record says so too, but this is asked whenever anybody does anything.
	pub acting: bool,
	/// What is held for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

/// What is known of a person in a context. It outlives the member, so that nobody counts twice by
/// leaving and coming again.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Binding<AccountId, Balance> {
	/// The member that the person has, or had last.
	pub member: MemberId,
	/// Who vouches for that.
	pub issuer: IssuerId,
	/// How sure they are.
	pub assurance: Assurance,
	/// Since when they vouch, in milliseconds since the Unix epoch.
	pub bound_at: Moment,
	/// When the last attestation that was accepted ends. One that ends no later is not accepted, so
	/// none is accepted twice.
	pub attested_until: Moment,
	/// What is held for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

/// Who a member is in a context, as of the nullifier's record: what others ask for most, in one read.
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
pub struct Subject {
	/// What stands for the person.
	pub nullifier: Nullifier,
	/// Who vouches for that.
	pub issuer: IssuerId,
	/// How sure they are.
	pub assurance: Assurance,
	/// Since when they vouch, in milliseconds since the Unix epoch.
	pub bound_at: Moment,
}

impl<AccountId, Balance> Binding<AccountId, Balance> {
	/// What is on record about its member.
	pub fn subject(&self, nullifier: Nullifier) -> Subject {
		let Self { issuer, assurance, bound_at, .. } = *self;
		Subject { nullifier, issuer, assurance, bound_at }
	}
}

/// That a member's person was another member before, which closed. It stays on record, so that nobody
/// becomes somebody else by leaving and coming again.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Link<AccountId, Balance> {
	/// The member before: the first that is known.
	pub earlier: MemberId,
	/// What is held for this record.
	pub deposit: Deposit<AccountId, Balance>,
}

/// What an issuer may attest in a context.
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
pub struct Grant {
	/// Where.
	pub context: Context,
	/// And at most this.
	pub assurance: Assurance,
}

/// Whether an issuer's attestations are accepted.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum IssuerStatus {
	/// Not yet.
	#[codec(index = 0)]
	Proposed,
	/// They are, within these bounds.
	#[codec(index = 1)]
	Admitted(Grants),
	/// Never again.
	#[codec(index = 2)]
	Revoked {
		/// When that was, in milliseconds since the Unix epoch.
		at: Moment,
		/// From when on what it attested was not its own word, as far as is known.
		compromised_since: Option<Moment>,
	},
}

/// An issuer on record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Issuer<AccountId, Balance> {
	/// What people call it.
	pub name: Name,
	/// The accounts of the keys that sign for it, no two alike. Each of them can.
	pub signers: IssuerKeys<AccountId>,
	/// Whether its attestations are accepted.
	pub status: IssuerStatus,
	/// How many nullifiers it vouches for.
	pub bindings: u64,
	/// What is held for this record, from its operator.
	pub deposit: Deposit<AccountId, Balance>,
}

impl<AccountId, Balance> Issuer<AccountId, Balance> {
	/// An issuer that was just put on record.
	pub fn new(
		name: Name,
		signers: IssuerKeys<AccountId>,
		deposit: Deposit<AccountId, Balance>,
	) -> Self {
		Self { name, signers, status: IssuerStatus::Proposed, bindings: 0, deposit }
	}

	/// The most it may attest in a context; nothing unless it was admitted.
	pub fn grant(&self, context: &Context) -> Assurance {
		match &self.status {
			IssuerStatus::Admitted(grants) => grants
				.iter()
				.find(|grant| grant.context == *context)
				.map_or(Assurance::None, |grant| grant.assurance),
			_ => Assurance::None,
		}
	}

	/// Whether what it vouches for since then is its own word, as far as is known.
	pub fn is_trusted(&self, bound_at: Moment) -> bool {
		match self.status {
			IssuerStatus::Revoked { compromised_since: Some(since), .. } => bound_at < since,
			_ => true,
		}
	}
}

/// An issuer's word that an account is a person's who is this one in a context.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Attestation<AccountId> {
	/// Whose word it is.
	pub issuer: IssuerId,
	/// Where the person is that one.
	pub context: Context,
	/// What stands for the person there.
	pub nullifier: Nullifier,
	/// How sure the issuer is.
	pub assurance: Assurance,
	/// The person's account.
	pub account: AccountId,
	/// When the attestation ends, in milliseconds since the Unix epoch.
	pub expires_at: Moment,
}

impl<AccountId: Encode> Attestation<AccountId> {
	/// What is hashed with `blake2_256` and then signed, on the chain of that genesis block.
	pub fn message(&self, genesis: H256) -> Vec<u8> {
		(ATTESTATION_DOMAIN, genesis, self).encode()
	}
}

/// An attestation and an issuer's signature of it.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Proof<AccountId, Signature> {
	/// What is attested.
	pub attestation: Attestation<AccountId>,
	/// The account of the issuer's key.
	pub signer: AccountId,
	/// Its signature of `blake2_256` of the attestation's message.
	pub signature: Signature,
}

/// What an account agrees to when somebody else hands it in.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Deed<AccountId> {
	/// To be a new member, in these hands.
	#[codec(index = 0)]
	Register(Control<AccountId>),
	/// To be the controller of a member that will be in these hands.
	#[codec(index = 1)]
	Control {
		/// Which.
		member: MemberId,
		/// Whose.
		control: Control<AccountId>,
	},
	/// That its member is the person whom this is about.
	#[codec(index = 2)]
	Bind(Attestation<AccountId>),
}

impl<AccountId: Encode> Deed<AccountId> {
	/// What is hashed with `blake2_256` and then signed, on the chain of that genesis block.
	pub fn message(&self, genesis: H256, expires_at: Moment) -> Vec<u8> {
		(CONSENT_DOMAIN, genesis, self, expires_at).encode()
	}
}

/// An account's signature of what it agrees to.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Consent<Signature> {
	/// When the consent ends, in milliseconds since the Unix epoch.
	pub expires_at: Moment,
	/// The signature of `blake2_256` of the deed's message.
	pub signature: Signature,
}
