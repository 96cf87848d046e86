//! The words of the pallet: parcels, shipments and their states.

mod consignment;
mod state;

pub use consignment::*;
pub use state::*;

use crate::tree::Tree;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{
	logistics::{Flags, Purpose, SensorLimits, Sscc, Status, TrackingEvent},
	Moment, OrderId, ShipmentId, Text,
};
use sp_core::H256;

/// Entries in a page of a shipment's history. The newest page is a part of the shipment, so that an
/// entry costs one write, and eight in a row cost two more.
pub const PAGE: u32 = 8;
/// The most pages that a shipment keeps besides the newest: with it, 256 entries.
pub const MAX_PAGES: u8 = 31;
/// From so many entries on, a history takes only those by which a shipment ends.
pub const MAX_ENTRIES: u32 = 1 << 16;
/// Shipments in one call that takes a list of them, and in one unit.
pub const MAX_BATCH: u32 = 64;
/// Shipments in one call that carries out what is due: each may settle an order, with all that such an
/// order can have to pay out, and with all who listen to it.
pub const MAX_ADVANCED: u32 = 8;
/// Shipments in one call that puts them on record.
pub const MAX_CREATED: u32 = 16;
/// How much longer than a claim can be contested its order waits, in milliseconds: an hour, so that
/// the claim is settled first, and the order hears of that before it would settle by silence.
pub const ORDER_GRACE: Moment = 60 * 60 * 1_000;
/// Units within units.
pub const MAX_DEPTH: u8 = 4;
/// Codes of one shipment by which it is found. A further one takes the place of the oldest.
pub const MAX_CODES: u32 = 4;

/// What a carrier calls a parcel.
pub type Code = Text<40>;

/// The names that carriers gave to a shipment: the carrier and the code.
pub type Codes<AccountId> = BoundedVec<(AccountId, Code), ConstU32<MAX_CODES>>;

/// A page of a history.
pub type Page<AccountId> = BoundedVec<TrackingEvent<AccountId>, ConstU32<PAGE>>;

/// What is in a unit.
pub type Contents = BoundedVec<ShipmentId, ConstU32<MAX_BATCH>>;

/// A parcel that somebody wants to send.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Parcel<Balance> {
	/// Its SSCC, of a company prefix that is registered as the sender's.
	pub sscc: Option<Sscc>,
	/// `blake2_256(salt ‖ address)`. Nothing of the address itself comes on chain.
	pub address: Option<H256>,
	/// What its custodian's bond answers for, in minor units of the native token.
	pub value: Balance,
	/// When it is to arrive, in milliseconds since the Unix epoch.
	pub planned: Option<Moment>,
	/// What it bears.
	pub limits: SensorLimits,
	/// How many pages of eight entries of its history stay on chain besides the newest, up to 31.
	/// They are paid for in advance; older entries are folded into one hash.
	pub pages: u8,
}

/// A shipment on record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Shipment<AccountId, Balance> {
	/// What it is for.
	pub purpose: Purpose,
	/// Who sent it, and takes it back.
	pub shipper: AccountId,
	/// Who is to get it; nobody gets a unit.
	pub consignee: Option<AccountId>,
	/// How far it has come.
	pub state: State<AccountId>,
	/// What is wrong with it.
	pub flags: Flags,
	/// Who has it.
	pub custody: Custody<AccountId>,
	/// To whom it is offered.
	pub offer: Option<Offer<AccountId>>,
	/// What it is packed into.
	pub parent: Option<ShipmentId>,
	/// How many units are in each other here, this one counted: 0 of a parcel. Of a unit that was
	/// unpacked in part it may be too high, until it is empty.
	pub height: u8,
	/// Its SSCC.
	pub sscc: Option<Sscc>,
	/// A commitment to the address.
	pub address: Option<H256>,
	/// What its custodian's bond answers for, in minor units of the native token: its own value, and
	/// of a unit that of all it holds.
	pub value: Balance,
	/// When it was to arrive, in milliseconds since the Unix epoch.
	pub planned: Option<Moment>,
	/// When it should arrive.
	pub estimated: Option<Moment>,
	/// What it bears.
	pub limits: SensorLimits,
	/// The account of the key that is to sign for it.
	pub pod_key: Option<AccountId>,
	/// What happened to it.
	pub history: History<AccountId>,
	/// Under which time it stands among those that are due; `None` if nothing happens by itself.
	pub due_at: Option<Moment>,
	/// Who paid the deposit.
	pub depositor: AccountId,
	/// How much, in minor units of the native token.
	pub deposit: Balance,
}

impl<AccountId, Balance> Shipment<AccountId, Balance> {
	/// How far it has come, in a word.
	pub fn status(&self) -> Status {
		self.state.status()
	}

	/// The order whose goods it carries.
	pub fn order(&self) -> Option<OrderId> {
		match self.purpose {
			Purpose::Order { order, .. } => Some(order),
			Purpose::Unit => None,
		}
	}
}

/// Who has a shipment, and since when.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Custody<AccountId> {
	/// Who. The shipper until it is picked up, then a carrier; of what is in a unit, whoever had it
	/// when it was packed: ask the unit.
	pub holder: AccountId,
	/// Since when, in milliseconds since the Unix epoch.
	pub since: Moment,
	/// The first entry that the holder made, or could have made.
	pub from_seq: u32,
	/// The head of the history when the holder took it over; of what is still with its shipper, what
	/// the history began with. A proof of delivery is bound to it. What is in a unit keeps its own.
	pub head: H256,
	/// When something was last heard of it: the time of that block.
	pub heard_at: Moment,
	/// What the status follows from happened then, by whoever signed. What happened before that
	/// comes too late to change it.
	pub moved_at: Moment,
}

/// A shipment is offered to somebody.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Offer<AccountId> {
	/// To whom.
	pub to: AccountId,
	/// What identifies its seal.
	pub seal: Option<H256>,
	/// A hash of the condition it is in.
	pub condition: Option<H256>,
	/// The offer ends then, in milliseconds since the Unix epoch.
	pub expires_at: Moment,
	/// The head of the history when it was offered, or when something became known since that whoever
	/// takes it over has to answer for. Taking it over names this.
	pub head: H256,
}

/// A shipment's history, as far as it is on chain.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct History<AccountId> {
	/// What it began with: a hash of the chain, the fork, and the shipment's id.
	pub origin: H256,
	/// The hash that all entries were chained into.
	pub head: H256,
	/// How many entries there are.
	pub count: u32,
	/// The newest of them, at least one.
	pub recent: Page<AccountId>,
	/// How many full pages may stay on chain.
	pub pages: u8,
	/// The entries that did not stay: each is a leaf.
	pub folded: Tree,
}
