//! What is on record.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{
	data::{
		Content, DataClass, DatasetId, Purposes, ReceiptHead, Suite, Terms, MAX_ENVELOPE,
		MAX_PUBLIC_KEY,
	},
	AgreementId, GrantId, Moment, OrderId, Text,
};
use sp_core::H256;

/// The most public keys of an account that data keys can be encrypted to.
pub const MAX_LIVE_KEYS: u8 = 8;

/// The most grants of a dataset that an account can have on record.
pub const MAX_GRANTS: u32 = 16;

/// The most of them when another is passed on to it: whom a stranger passes data on to still has room
/// for what the owner grants.
pub const MAX_PASSED_ON: usize = 8;

/// The most items of a call.
pub const MAX_BATCH: u32 = 64;

/// The name of a schema: a URL for example.
pub type Schema = Text<128>;

/// Where a dataset is served or stored: a URL. It must tell nothing about a person.
pub type Locator = Text<256>;

/// A public key.
pub type PublicKey = BoundedVec<u8, ConstU32<MAX_PUBLIC_KEY>>;

/// The deposit of a record, and whose it is.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Paid<AccountId, Ticket> {
	/// Who gets it back.
	pub depositor: AccountId,
	/// How much it is.
	pub ticket: Ticket,
}

/// A public key that data keys are encrypted to.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct EncryptionKey<AccountId, Ticket> {
	/// How.
	pub suite: Suite,
	/// Its bytes.
	pub public: PublicKey,
	/// Since when, in milliseconds since the Unix epoch.
	pub since: Moment,
	/// Whether it is over.
	pub revoked: Option<Revocation>,
	/// The deposit.
	pub paid: Paid<AccountId, Ticket>,
}

/// A public key is over.
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
	/// Since when, in milliseconds since the Unix epoch.
	pub at: Moment,
	/// Since when somebody else may have had its secret.
	pub compromised_since: Option<Moment>,
}

/// The public keys of an account.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Keyring<AccountId, Ticket> {
	/// The epoch of the next one. Never used again, or old data keys would seem to be for a new key.
	pub next: u32,
	/// How many are not revoked.
	pub live: u8,
	/// The deposit.
	pub paid: Paid<AccountId, Ticket>,
}

/// What an owner says about a dataset.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Description<AccountId> {
	/// Whom it is about; of personal data, and of no other.
	pub subject: Option<AccountId>,
	/// How sensitive it is.
	pub class: DataClass,
	/// What its fields mean.
	pub schema: Schema,
	/// Where it is.
	pub locator: Locator,
	/// Until when it may be kept, in milliseconds since the Unix epoch, that moment excluded.
	pub retain_until: Option<Moment>,
}

/// A dataset.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Dataset<AccountId, Balance, Ticket> {
	/// Who holds and serves it.
	pub owner: AccountId,
	/// What the owner says about it; without schema and locator once it is erased.
	pub description: Description<AccountId>,
	/// The number of its newest version, from 1.
	pub version: u32,
	/// How often an access ended, by a revocation or a withdrawal: a data key made before is known to
	/// somebody who may no longer read.
	pub key_epoch: u32,
	/// What `key_epoch` was when the newest version's data key was made.
	pub dek_epoch: u32,
	/// What the chain knows of that version.
	pub content: Content,
	/// Whether it is still there.
	pub status: DatasetStatus,
	/// How many grants are on record.
	pub grants: u32,
	/// What the owner stakes on erasing it when its subject asks, in minor units of the native token.
	pub bond: Balance,
	/// The deposit.
	pub paid: Paid<AccountId, Ticket>,
}

/// Whether a dataset is still there.
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
pub enum DatasetStatus {
	/// It is.
	#[codec(index = 0)]
	Active,
	/// Its subject asked for it to be erased. Nobody may read it.
	#[codec(index = 1)]
	Erasing {
		/// Until when the owner has to say that it is, in milliseconds since the Unix epoch.
		deadline: Moment,
	},
	/// It is not, for good.
	#[codec(index = 2)]
	Erased {
		/// Since when, in milliseconds since the Unix epoch.
		at: Moment,
		/// How that came.
		how: Ending,
	},
}

/// How an erasure ended.
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
pub enum Ending {
	/// The owner took it back of its own accord.
	#[codec(index = 0)]
	Retired,
	/// Whoever had it says that it is erased.
	#[codec(index = 1)]
	Attested,
	/// Whoever had it said nothing in time, and lost the bond.
	#[codec(index = 2)]
	Defaulted,
}

/// A side of an agreement.
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
pub enum Side {
	/// Who has the data.
	#[codec(index = 0)]
	Provider,
	/// Who wants it.
	#[codec(index = 1)]
	Consumer,
}

impl Side {
	/// The other one.
	pub fn other(self) -> Self {
		match self {
			Self::Provider => Self::Consumer,
			Self::Consumer => Self::Provider,
		}
	}
}

/// How far an agreement has come.
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
pub enum AgreementState {
	/// The consumer proposed the terms; the provider is to answer.
	#[codec(index = 0)]
	Requested,
	/// The provider proposed the terms; the consumer is to answer.
	#[codec(index = 1)]
	Offered,
	/// One accepted the other's terms; the other is to confirm.
	#[codec(index = 2)]
	Agreed {
		/// Who accepted.
		by: Side,
	},
	/// In force.
	#[codec(index = 3)]
	Finalized,
	/// Not in force for now.
	#[codec(index = 4)]
	Suspended {
		/// Whether the provider wants that.
		provider: bool,
		/// Whether the consumer wants that.
		consumer: bool,
	},
	/// Over.
	#[codec(index = 5)]
	Terminated {
		/// Since when, in milliseconds since the Unix epoch.
		at: Moment,
	},
}

/// A step of an agreement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
	/// Other terms.
	Counter,
	/// These terms.
	Accept,
	/// Confirmed.
	Finalize,
	/// Not for now.
	Suspend,
	/// On again.
	Resume,
	/// Over.
	Terminate {
		/// When.
		at: Moment,
	},
}

impl AgreementState {
	/// What a step of a side leads to; `None` if that side cannot take it now.
	pub fn after(self, side: Side, step: Step) -> Option<Self> {
		use AgreementState::{Agreed, Finalized, Offered, Requested, Suspended, Terminated};
		let proposed_by = |side| match side {
			Side::Consumer => Requested,
			Side::Provider => Offered,
		};
		match (self, step) {
			(Terminated { .. }, _) => None,
			(_, Step::Terminate { at }) => Some(Terminated { at }),
			(Requested | Offered, Step::Counter | Step::Accept) if self == proposed_by(side) => {
				None
			},
			(Requested | Offered, Step::Counter) => Some(proposed_by(side)),
			(Requested | Offered, Step::Accept) => Some(Agreed { by: side }),
			(Agreed { by }, Step::Finalize) if by != side => Some(Finalized),
			(Finalized, Step::Suspend) => Some(Suspended {
				provider: side == Side::Provider,
				consumer: side == Side::Consumer,
			}),
			(Suspended { provider, consumer }, Step::Suspend | Step::Resume) => {
				let wants = step == Step::Suspend;
				let had = if side == Side::Provider { provider } else { consumer };
				if had == wants {
					return None;
				}
				let (provider, consumer) = match side {
					Side::Provider => (wants, consumer),
					Side::Consumer => (provider, wants),
				};
				Some(if provider || consumer {
					Suspended { provider, consumer }
				} else {
					Finalized
				})
			},
			_ => None,
		}
	}
}

/// An agreement between who has data and who wants it.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Agreement<AccountId, Asset, Balance, Ticket> {
	/// Who has the data.
	pub provider: AccountId,
	/// Who wants it.
	pub consumer: AccountId,
	/// What they agree on.
	pub terms: Terms<Asset, Balance>,
	/// What stands for that, and for them.
	pub terms_hash: H256,
	/// How often terms were proposed.
	pub round: u32,
	/// How far it has come.
	pub state: AgreementState,
	/// What is held of the consumer's for erasures, in minor units of the native token.
	pub bond: Balance,
	/// What is held of the consumer's for accesses, in minor units of the price's asset.
	pub funds: Balance,
	/// How many grants and consents are on record.
	pub records: u32,
	/// The deposit.
	pub paid: Paid<AccountId, Ticket>,
}

impl<AccountId: PartialEq, Asset, Balance, Ticket> Agreement<AccountId, Asset, Balance, Ticket> {
	/// On which side an account is.
	pub fn side(&self, who: &AccountId) -> Option<Side> {
		if *who == self.provider {
			Some(Side::Provider)
		} else if *who == self.consumer {
			Some(Side::Consumer)
		} else {
			None
		}
	}
}

/// Whether a person still consents.
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
pub enum ConsentState {
	/// They do.
	#[codec(index = 0)]
	Given,
	/// They do not.
	#[codec(index = 1)]
	Withdrawn {
		/// Since when, in milliseconds since the Unix epoch.
		at: Moment,
	},
}

/// A person's consent that a dataset about them is shared by an agreement.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Consent<AccountId, Ticket> {
	/// Who.
	pub subject: AccountId,
	/// What stands for the terms, and for who shares with whom.
	pub terms_hash: H256,
	/// When it was given last, in milliseconds since the Unix epoch.
	pub given_at: Moment,
	/// Until when, in milliseconds since the Unix epoch, that moment excluded.
	pub not_after: Moment,
	/// Whether it still is.
	pub state: ConsentState,
	/// How often it was given or withdrawn.
	pub round: u32,
	/// The deposit.
	pub paid: Paid<AccountId, Ticket>,
}

/// Why somebody may read.
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
pub enum Basis {
	/// By an agreement, and the person's consent if there is one.
	#[codec(index = 0)]
	Agreement(AgreementId),
	/// For an order, while it is open: the buyer chose to.
	#[codec(index = 1)]
	Order(OrderId),
}

/// Whether a grant was taken back.
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
pub enum GrantState {
	/// It was not.
	#[codec(index = 0)]
	Active,
	/// It was, for good.
	#[codec(index = 1)]
	Revoked {
		/// When, in milliseconds since the Unix epoch.
		at: Moment,
	},
}

/// Whether a grantee was told to erase what was read.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Erasure<AccountId> {
	/// The grantee was.
	#[codec(index = 0)]
	Requested {
		/// By whom.
		by: AccountId,
		/// Until when the grantee has to say that it is, in milliseconds since the Unix epoch.
		deadline: Moment,
	},
	/// It ended.
	#[codec(index = 1)]
	Ended {
		/// When, in milliseconds since the Unix epoch.
		at: Moment,
		/// How.
		how: Ending,
	},
}

/// That somebody may read a dataset.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Grant<AccountId, Ticket> {
	/// Which.
	pub dataset: DatasetId,
	/// Why.
	pub basis: Basis,
	/// Who passed it on.
	pub parent: Option<GrantId>,
	/// Who may.
	pub grantee: AccountId,
	/// What for.
	pub purposes: Purposes,
	/// Which fields.
	pub fields: u64,
	/// When it was given, in milliseconds since the Unix epoch.
	pub given_at: Moment,
	/// Until when, in milliseconds since the Unix epoch, that moment excluded.
	pub not_after: Moment,
	/// How many accesses are left; no limit if `None`. What is passed on is taken off.
	pub remaining: Option<u32>,
	/// How often it was passed on.
	pub depth: u8,
	/// How many grants that were made of it are on record.
	pub children: u32,
	/// Whether it was taken back.
	pub state: GrantState,
	/// The newest anchored receipt.
	pub receipts: ReceiptHead,
	/// Whether the grantee was told to erase what was read.
	pub erasure: Option<Erasure<AccountId>>,
	/// The deposit.
	pub paid: Paid<AccountId, Ticket>,
}

/// A data key for a grantee, as it is handed in.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct NewEnvelope {
	/// For which grant.
	pub grant: GrantId,
	/// Of which version of the dataset.
	pub version: u32,
	/// To which of the grantee's public keys.
	pub key_epoch: u32,
	/// The commitment to its bytes.
	pub commitment: H256,
	/// Its bytes, if they are to be on chain.
	pub inline: Option<BoundedVec<u8, ConstU32<MAX_ENVELOPE>>>,
}

/// A data key on record.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct StoredEnvelope<AccountId, Ticket> {
	/// The data key.
	pub envelope: souk_primitives::data::Envelope,
	/// The deposit.
	pub paid: Paid<AccountId, Ticket>,
}

/// What is to be erased.
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
pub enum ErasureTarget {
	/// A dataset, by its owner.
	#[codec(index = 0)]
	Dataset(DatasetId),
	/// What was read by a grant, by the grantee.
	#[codec(index = 1)]
	Grant(GrantId),
}

/// A record that can be removed once it is over.
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
pub enum Record {
	/// A revoked public key of the caller.
	#[codec(index = 0)]
	Key {
		/// Its number.
		epoch: u32,
	},
	/// A grant, with its data key.
	#[codec(index = 1)]
	Grant(GrantId),
	/// A consent.
	#[codec(index = 2)]
	Consent {
		/// To what.
		dataset: DatasetId,
		/// By which agreement.
		agreement: AgreementId,
	},
	/// An agreement: what is held of the consumer's is given back.
	#[codec(index = 3)]
	Agreement(AgreementId),
}
