//! What happens to a shipment, as it is on record.

use super::{Place, Sscc};
use crate::{Moment, OrderId, ShipmentId, Text};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// What a shipment's history begins with, and no other hash can be mistaken for.
pub const ORIGIN_DOMAIN: &[u8] = b"souk/logistics/shipment/v1";
/// What a report that somebody else hands in is signed for.
pub const REPORT_DOMAIN: &[u8] = b"souk/logistics/report/v1";
/// What a proof of delivery is signed for.
pub const DELIVERY_DOMAIN: &[u8] = b"souk/logistics/delivery/v1";

/// The most limits of one shipment: one of each quantity.
pub const MAX_LIMITS: u32 = 4;

/// How far a shipment has come.
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
#[serde(rename_all = "snake_case")]
pub enum Status {
	/// On record; with the shipper.
	#[codec(index = 0)]
	Created,
	/// Offered to a carrier; with the shipper.
	#[codec(index = 1)]
	InfoReceived,
	/// A carrier took it over from the shipper.
	#[codec(index = 2)]
	PickedUp,
	/// On its way.
	#[codec(index = 3)]
	InTransit,
	/// Held by customs.
	#[codec(index = 4)]
	Customs,
	/// On its last mile.
	#[codec(index = 5)]
	OutForDelivery,
	/// Nobody took it.
	#[codec(index = 6)]
	AttemptFailed,
	/// Waits for its consignee.
	#[codec(index = 7)]
	AvailableForPickup,
	/// The carrier says that it was delivered; the consignee may contest that.
	#[codec(index = 8)]
	DeliveryClaimed,
	/// Delivered.
	#[codec(index = 9)]
	Delivered,
	/// Something is wrong: see its flags and its history.
	#[codec(index = 10)]
	Exception,
	/// On its way back to the shipper.
	#[codec(index = 11)]
	Returning,
	/// With the shipper again.
	#[codec(index = 12)]
	Returned,
	/// Lost.
	#[codec(index = 13)]
	Lost,
	/// Destroyed.
	#[codec(index = 14)]
	Destroyed,
	/// Never left.
	#[codec(index = 15)]
	Cancelled,
}

impl Status {
	/// Every status.
	pub const ALL: [Self; 16] = [
		Self::Created,
		Self::InfoReceived,
		Self::PickedUp,
		Self::InTransit,
		Self::Customs,
		Self::OutForDelivery,
		Self::AttemptFailed,
		Self::AvailableForPickup,
		Self::DeliveryClaimed,
		Self::Delivered,
		Self::Exception,
		Self::Returning,
		Self::Returned,
		Self::Lost,
		Self::Destroyed,
		Self::Cancelled,
	];

	/// Whether nothing moves any more.
	pub fn is_final(self) -> bool {
		matches!(
			self,
			Self::Delivered | Self::Returned | Self::Lost | Self::Destroyed | Self::Cancelled
		)
	}
}

/// What is wrong with a shipment, for good: the persistent disposition of EPCIS.
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
#[serde(rename_all = "snake_case")]
pub enum Flag {
	/// Damaged.
	#[codec(index = 0)]
	Damaged,
	/// A sensor measured more or less than the shipment bears.
	#[codec(index = 1)]
	TempBreach,
	/// Opened or changed.
	#[codec(index = 2)]
	Tampered,
	/// Something was put on record long after it happened.
	#[codec(index = 3)]
	Late,
	/// Called back by its maker.
	#[codec(index = 4)]
	Recalled,
}

/// A set of [`Flag`]s: bit `n` is the flag of index `n`.
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
pub struct Flags(u8);

impl Flags {
	/// With this one.
	pub fn with(self, flag: Flag) -> Self {
		Self(self.0 | (1 << flag as u8))
	}

	/// Whether this one is in it.
	pub fn has(self, flag: Flag) -> bool {
		self.0 & (1 << flag as u8) != 0
	}

	/// With these too.
	pub fn union(self, other: Self) -> Self {
		Self(self.0 | other.0)
	}

	/// Those by which the goods may have suffered.
	pub fn doubts(self) -> Self {
		Self(self.0 & !(1 << Flag::Late as u8))
	}

	/// Whether the goods may have suffered: all flags but [`Flag::Late`].
	pub fn doubt_goods(self) -> bool {
		self.doubts() != Self::default()
	}
}

/// Which way a shipment goes.
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
#[serde(rename_all = "snake_case")]
pub enum Direction {
	/// From the merchant to the buyer.
	#[codec(index = 0)]
	Outbound,
	/// From the buyer back to the merchant.
	#[codec(index = 1)]
	Inbound,
}

/// What a shipment is for.
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
pub enum Purpose {
	/// It carries goods of an order.
	#[codec(index = 0)]
	Order {
		/// Of this one.
		order: OrderId,
		/// This way.
		direction: Direction,
	},
	/// It holds other shipments: a bag, a pallet, a container.
	#[codec(index = 1)]
	Unit,
}

/// What a scan saw. The columns are those of EPCIS 2.0 and CBV 2.0.
///
/// | | status | `bizStep` | `disposition` |
/// | --- | --- | --- | --- |
/// | `Arrived` | `InTransit` | `arriving` | `in_progress` |
/// | `Departed` | `InTransit` | `departing` | `in_transit` |
/// | `Loaded` | `InTransit` | `loading` | `in_progress` |
/// | `Unloaded` | `InTransit` | `unloading` | `in_progress` |
/// | `Stored` | `InTransit` | `storing` | `in_progress` |
/// | `CustomsEntered` | `Customs` | `inspecting` | `in_progress` |
/// | `CustomsReleased` | `InTransit` | `inspecting` | `conformant` |
/// | `OutForDelivery` | `OutForDelivery` | `transporting` | `in_transit` |
/// | `AttemptFailed` | `AttemptFailed` | `transporting` | `in_progress` |
/// | `AvailableForPickup` | `AvailableForPickup` | `holding` | `available` |
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
#[serde(rename_all = "snake_case")]
pub enum Milestone {
	/// At a facility.
	#[codec(index = 0)]
	Arrived,
	/// From a facility.
	#[codec(index = 1)]
	Departed,
	/// Into a vehicle.
	#[codec(index = 2)]
	Loaded,
	/// From a vehicle.
	#[codec(index = 3)]
	Unloaded,
	/// Put away.
	#[codec(index = 4)]
	Stored,
	/// Into the hands of customs.
	#[codec(index = 5)]
	CustomsEntered,
	/// Out of the hands of customs.
	#[codec(index = 6)]
	CustomsReleased,
	/// With the courier.
	#[codec(index = 7)]
	OutForDelivery,
	/// Nobody took it.
	#[codec(index = 8)]
	AttemptFailed,
	/// Waits for its consignee.
	#[codec(index = 9)]
	AvailableForPickup,
}

impl Milestone {
	/// Every milestone.
	pub const ALL: [Self; 10] = [
		Self::Arrived,
		Self::Departed,
		Self::Loaded,
		Self::Unloaded,
		Self::Stored,
		Self::CustomsEntered,
		Self::CustomsReleased,
		Self::OutForDelivery,
		Self::AttemptFailed,
		Self::AvailableForPickup,
	];

	/// The status that it brings a shipment to which is on its way.
	pub fn status(self) -> Status {
		match self {
			Self::Arrived
			| Self::Departed
			| Self::Loaded
			| Self::Unloaded
			| Self::Stored
			| Self::CustomsReleased => Status::InTransit,
			Self::CustomsEntered => Status::Customs,
			Self::OutForDelivery => Status::OutForDelivery,
			Self::AttemptFailed => Status::AttemptFailed,
			Self::AvailableForPickup => Status::AvailableForPickup,
		}
	}
}

/// What a carrier's agent saw, and when.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Scan {
	/// What.
	pub milestone: Milestone,
	/// When, in milliseconds since the Unix epoch, by the agent's clock.
	pub event_time: Moment,
	/// Where.
	pub place: Option<Place>,
}

/// What a sensor measures, and in what.
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
#[serde(rename_all = "snake_case")]
pub enum Quantity {
	/// In thousandths of a degree Celsius.
	#[codec(index = 0)]
	Temperature,
	/// Relative humidity, in thousandths of a per cent.
	#[codec(index = 1)]
	Humidity,
	/// Acceleration, in millimetres per second squared.
	#[codec(index = 2)]
	Shock,
	/// Illuminance, in thousandths of a lux.
	#[codec(index = 3)]
	Light,
}

/// A series of measurements, summed up.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct SensorReport {
	/// What was measured.
	pub quantity: Quantity,
	/// The least.
	pub min: i32,
	/// The most.
	pub max: i32,
	/// The mean.
	pub mean: i32,
	/// How many measurements.
	pub count: u32,
	/// When the first was taken, in milliseconds since the Unix epoch.
	pub from: Moment,
	/// When the last was taken, in milliseconds since the Unix epoch.
	pub until: Moment,
	/// The root of the RFC 9162 tree over the measurements: see the pallet's documentation.
	pub series: H256,
}

impl SensorReport {
	/// Whether there are measurements, and they are in an order that can be.
	pub fn is_plausible(&self) -> bool {
		self.count > 0 && self.min <= self.mean && self.mean <= self.max && self.from <= self.until
	}
}

/// How much of a quantity a shipment bears.
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
pub struct SensorLimit {
	/// Of what.
	pub quantity: Quantity,
	/// At least.
	pub min: i32,
	/// At most.
	pub max: i32,
}

/// What a shipment bears: at most one limit of each quantity.
pub type SensorLimits = BoundedVec<SensorLimit, ConstU32<MAX_LIMITS>>;

/// What an agent or a device reports, so that anyone may hand it in.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Report {
	/// A scan.
	#[codec(index = 0)]
	Scan(Scan),
	/// Measurements.
	#[codec(index = 1)]
	Sensor(SensorReport),
}

/// A report and all that its signature binds.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct SignedReport<AccountId> {
	/// About which shipment.
	pub shipment: ShipmentId,
	/// What its history began with. No other shipment, of this chain or another, began with it.
	pub origin: H256,
	/// Whose key signed: the carrier's account.
	pub carrier: AccountId,
	/// The account of the key.
	pub key: AccountId,
	/// Higher than that of every report that the key signed before and that was accepted.
	pub counter: u64,
	/// What it says.
	pub report: Report,
}

impl<AccountId: Encode> SignedReport<AccountId> {
	/// What is hashed with `blake2_256` and then signed, on the chain of that genesis block.
	pub fn message(&self, genesis: H256) -> Vec<u8> {
		(REPORT_DOMAIN, genesis, self).encode()
	}
}

/// What the consignee's one-time key signs when a parcel is handed over: hashed with `blake2_256`
/// first. `head` is the head of the shipment's history when the custodian took it over.
pub fn delivery_message<AccountId: Encode>(
	genesis: H256,
	shipment: ShipmentId,
	custodian: &AccountId,
	head: H256,
) -> Vec<u8> {
	(DELIVERY_DOMAIN, genesis, shipment, custodian, head).encode()
}

/// What can go wrong on the way.
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
#[serde(rename_all = "snake_case")]
pub enum Trouble {
	/// The goods are damaged. Flags the shipment.
	#[codec(index = 0)]
	Damaged,
	/// The parcel was opened or changed. Flags the shipment.
	#[codec(index = 1)]
	Tampered,
	/// The goods are called back. Flags the shipment.
	#[codec(index = 2)]
	Recalled,
	/// It takes longer.
	#[codec(index = 3)]
	Delayed,
	/// The address is not known, or not right.
	#[codec(index = 4)]
	AddressUnknown,
	/// The consignee does not want it.
	#[codec(index = 5)]
	Refused,
	/// Somebody holds it: an authority, for one.
	#[codec(index = 6)]
	Held,
}

impl Trouble {
	/// The flag that stays with the shipment.
	pub fn flag(self) -> Option<Flag> {
		match self {
			Self::Damaged => Some(Flag::Damaged),
			Self::Tampered => Some(Flag::Tampered),
			Self::Recalled => Some(Flag::Recalled),
			Self::Delayed | Self::AddressUnknown | Self::Refused | Self::Held => None,
		}
	}
}

/// How a shipment came to nothing.
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
	Debug,
)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
	/// Nobody knows where it is.
	#[codec(index = 0)]
	Lost,
	/// It is no more.
	#[codec(index = 1)]
	Destroyed,
}

/// Why an earlier entry of a history is wrong: the reasons of CBV's error declaration.
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
	Debug,
)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionReason {
	/// It did not happen.
	#[codec(index = 0)]
	DidNotOccur,
	/// It happened, but not like that.
	#[codec(index = 1)]
	IncorrectData,
}

/// A document that is kept elsewhere: what it takes to know it again.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Document {
	/// `blake2_256` of its bytes.
	pub digest: H256,
	/// How many bytes.
	pub length: u64,
	/// Of which kind, `application/pdf` for example.
	pub media_type: Text<64>,
}

/// What happened to a shipment.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Occurrence<AccountId> {
	/// It was put on record.
	#[codec(index = 0)]
	Created,
	/// The consignee named the key that is to sign for it.
	#[codec(index = 1)]
	PodKeySet {
		/// The account of that key.
		key: AccountId,
	},
	/// Its custodian offers it to a carrier, or back to its shipper.
	#[codec(index = 2)]
	HandoverOffered {
		/// To whom.
		to: AccountId,
		/// What identifies its seal.
		seal: Option<H256>,
		/// A hash of the condition it is in.
		condition: Option<H256>,
		/// The offer ends then, in milliseconds since the Unix epoch.
		expires_at: Moment,
	},
	/// It changed hands.
	#[codec(index = 3)]
	HandedOver {
		/// Who had it.
		from: AccountId,
		/// Who has it.
		to: AccountId,
	},
	/// The one it was offered to does not take it.
	#[codec(index = 4)]
	HandoverRejected {
		/// Who does not.
		to: AccountId,
		/// A hash of the reason.
		reason: Option<H256>,
	},
	/// The offer was taken back.
	#[codec(index = 5)]
	HandoverCancelled,
	/// Somebody saw it.
	#[codec(index = 6)]
	Scanned(Milestone),
	/// A sensor reported; `breach` if it measured more or less than the shipment bears.
	#[codec(index = 7)]
	Sensed {
		/// What.
		report: SensorReport,
		/// Whether that is too much or too little.
		breach: bool,
	},
	/// It was put into a unit.
	#[codec(index = 8)]
	Packed {
		/// Into this one.
		parent: ShipmentId,
	},
	/// It was taken out of a unit.
	#[codec(index = 9)]
	Unpacked {
		/// Out of this one.
		parent: ShipmentId,
	},
	/// Shipments were put into this unit.
	#[codec(index = 10)]
	Filled {
		/// So many.
		count: u32,
	},
	/// Shipments were taken out of this unit.
	#[codec(index = 11)]
	Emptied {
		/// So many.
		count: u32,
	},
	/// It should arrive then.
	#[codec(index = 12)]
	EtaUpdated {
		/// In milliseconds since the Unix epoch.
		estimated: Moment,
	},
	/// Something went wrong.
	#[codec(index = 13)]
	TroubleReported {
		/// What.
		trouble: Trouble,
		/// A hash of the evidence.
		evidence: Option<H256>,
	},
	/// The consignee's key signed for it.
	#[codec(index = 14)]
	DeliveryProven,
	/// The consignee says that it arrived.
	#[codec(index = 15)]
	DeliveryConfirmed,
	/// The carrier says that it arrived.
	#[codec(index = 16)]
	DeliveryClaimed {
		/// A hash of the evidence.
		evidence: H256,
	},
	/// Nobody contested what the carrier said, so it is taken to be true.
	#[codec(index = 17)]
	ClaimAccepted,
	/// The key that signed the claim was not the carrier's own any more, so it is void.
	#[codec(index = 18)]
	ClaimVoided,
	/// The consignee says that it did not arrive.
	#[codec(index = 19)]
	Contested {
		/// A hash of the reason.
		reason: Option<H256>,
	},
	/// The carrier stands by its claim.
	#[codec(index = 20)]
	ContestAnswered {
		/// A hash of the evidence.
		evidence: H256,
	},
	/// It goes back to the shipper.
	#[codec(index = 21)]
	ReturnStarted,
	/// The shipper has it again.
	#[codec(index = 22)]
	ReturnAccepted,
	/// It is lost or destroyed.
	#[codec(index = 23)]
	WrittenOff(Loss),
	/// It never left.
	#[codec(index = 24)]
	Cancelled,
	/// An earlier entry is wrong.
	#[codec(index = 25)]
	Corrected {
		/// The number of that entry.
		seq: u32,
		/// Why.
		reason: CorrectionReason,
	},
	/// A document belongs to it.
	#[codec(index = 26)]
	DocumentAttached(Document),
}

/// An entry of a shipment's history. Its place in the history is its number.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct TrackingEvent<AccountId> {
	/// What happened.
	pub what: Occurrence<AccountId>,
	/// Who signed; nobody if time alone brought it about.
	pub by: Option<AccountId>,
	/// When it happened, by whoever signed, in milliseconds since the Unix epoch.
	pub event_time: Moment,
	/// When it was put on record: the time of the block.
	pub record_time: Moment,
	/// Where it happened.
	pub place: Option<Place>,
	/// Whether it was put on record so late that nothing may hang on it.
	pub late: bool,
}

impl<AccountId: Encode> TrackingEvent<AccountId> {
	/// The head of a history whose head was `head`, with this entry.
	pub fn extend(&self, head: H256) -> H256 {
		BlakeTwo256::hash_of(&(head, self))
	}
}

/// A shipment as clients see it, deadlines that have passed included.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct ShipmentView<AccountId, Balance> {
	/// Its id.
	pub id: ShipmentId,
	/// What it is for.
	pub purpose: Purpose,
	/// Who sent it, and takes it back.
	pub shipper: AccountId,
	/// Who is to get it; nobody gets a unit.
	pub consignee: Option<AccountId>,
	/// Who has it.
	pub custodian: AccountId,
	/// How far it has come.
	pub status: Status,
	/// What is wrong with it.
	pub flags: Flags,
	/// Its SSCC.
	pub sscc: Option<Sscc>,
	/// What it is packed into.
	pub parent: Option<ShipmentId>,
	/// What its custodian's bond answers for, in minor units of the native token.
	pub value: Balance,
	/// When it was to arrive, in milliseconds since the Unix epoch.
	pub planned: Option<Moment>,
	/// When it should arrive.
	pub estimated: Option<Moment>,
	/// When it arrived.
	pub delivered_at: Option<Moment>,
	/// What happens by itself, or may be done by anyone, from then on.
	pub due_at: Option<Moment>,
	/// The account of the key that is to sign for it.
	pub pod_key: Option<AccountId>,
	/// What its history began with.
	pub origin: H256,
	/// The head of its history.
	pub head: H256,
	/// The head when its custodian took it over itself: what the consignee's key signs with its name.
	pub custody_head: H256,
	/// The head of the offer that is open, which whoever takes it over names.
	pub offer_head: Option<H256>,
	/// How many entries its history has.
	pub count: u32,
	/// The first entry that is still on chain.
	pub first_live: u32,
	/// The root of the RFC 9162 tree over the entries before that one.
	pub folded: Option<H256>,
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn flags_should_be_what_was_put_into_them() {
		let flags = Flags::default().with(Flag::TempBreach).with(Flag::Late);
		assert!(flags.has(Flag::TempBreach) && flags.has(Flag::Late));
		assert!(!flags.has(Flag::Damaged) && !flags.has(Flag::Recalled));
		assert!(flags.doubt_goods());
		assert!(!Flags::default().with(Flag::Late).doubt_goods());
		assert_eq!(flags.encode(), [0b0000_1010]);
	}

	#[test]
	fn statuses_should_be_listed_in_their_order() {
		for (index, status) in Status::ALL.iter().enumerate() {
			assert_eq!(status.encode(), [index as u8]);
		}
		for (index, milestone) in Milestone::ALL.iter().enumerate() {
			assert_eq!(milestone.encode(), [index as u8]);
			assert!(!milestone.status().is_final());
		}
	}

	#[test]
	fn head_should_change_with_everything_that_an_entry_says() {
		let entry = TrackingEvent {
			what: Occurrence::Scanned(Milestone::Arrived),
			by: Some(1u8),
			event_time: 5,
			record_time: 6,
			place: None,
			late: false,
		};
		let head = entry.extend(H256::zero());
		let others = [
			TrackingEvent { what: Occurrence::Scanned(Milestone::Departed), ..entry.clone() },
			TrackingEvent { by: Some(2), ..entry.clone() },
			TrackingEvent { event_time: 6, ..entry.clone() },
			TrackingEvent { record_time: 7, ..entry.clone() },
			TrackingEvent { place: Some(Place::Facility(super::super::Gln(17))), ..entry.clone() },
			TrackingEvent { late: true, ..entry.clone() },
		];
		for other in others {
			assert_ne!(other.extend(H256::zero()), head);
		}
		assert_ne!(entry.extend(H256::repeat_byte(1)), head);
		assert_eq!(entry.extend(H256::zero()), head);
	}
}
