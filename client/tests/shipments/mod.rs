//! Shipments with histories in which everything happens that can.

// Every test file is a crate, and none needs all of this.
#![allow(dead_code)]

use codec::Encode;
use serde_json::Value;
use souk_client::epcis::{self, Document, Entry, History, Snapshot, Subject, View};
use souk_primitives::{
	logistics::{
		CorrectionReason, Direction, Document as Paper, Flag, Flags, Geohash, Gln, Loss, Milestone,
		Occurrence, Place, Purpose, Quantity, SensorReport, Sscc, Status, Trouble,
	},
	Moment, OrderId, ShipmentId,
};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	AccountId32,
};
use std::collections::BTreeMap;

pub const GENESIS: H256 = H256([0x44; 32]);
pub const SSCC: Sscc = Sscc(157_035_381_410_375_177);
pub const UNIT_SSCC: Sscc = Sscc(376_130_321_109_103_420);
pub const GLN: Gln = Gln(9_521_141_111_116);

/// 2026-10-01T04:00:00Z.
pub const START: Moment = 1_790_827_200_000;
/// When documents are written.
pub const WRITTEN: Moment = START + 90 * 86_400_000;

pub fn account(byte: u8) -> AccountId32 {
	AccountId32::new([byte; 32])
}

pub const SHIPPER: u8 = 1;
pub const CONSIGNEE: u8 = 2;
pub const CARRIER: u8 = 3;
pub const OTHER_CARRIER: u8 = 4;
pub const AGENT: u8 = 5;
pub const DEVICE: u8 = 6;

pub fn facility() -> Option<Place> {
	Some(Place::Facility(GLN))
}

pub fn area(hash: &str) -> Option<Place> {
	Some(Place::Area(Geohash::try_from(hash).unwrap()))
}

fn hash(byte: u8) -> H256 {
	H256([byte; 32])
}

/// A shipment that things happen to, a minute apart.
pub struct Shipment {
	pub view: View,
	pub entries: Vec<Entry>,
	pub units: BTreeMap<ShipmentId, Sscc>,
	now: Moment,
}

impl Shipment {
	pub fn new(id: u64, sscc: Option<Sscc>, purpose: Purpose) -> Self {
		let origin = BlakeTwo256::hash_of(&("test", id));
		let view = View {
			id: ShipmentId(id),
			purpose,
			shipper: account(SHIPPER),
			consignee: (purpose != Purpose::Unit).then(|| account(CONSIGNEE)),
			custodian: account(SHIPPER),
			status: Status::Created,
			flags: Flags::default(),
			sscc,
			parent: None,
			value: 8_888,
			planned: None,
			estimated: None,
			delivered_at: None,
			due_at: None,
			pod_key: None,
			origin,
			head: origin,
			count: 0,
			custody_head: Default::default(),
			offer_head: None,
			first_live: 0,
			folded: None,
		};
		Self { view, entries: Vec::new(), units: BTreeMap::new(), now: START }
	}

	pub fn outbound(id: u64, sscc: Option<Sscc>) -> Self {
		let direction = Direction::Outbound;
		Self::new(id, sscc, Purpose::Order { order: OrderId(258), direction })
	}

	pub fn push(&mut self, entry: Entry) {
		self.view.head = entry.extend(self.view.head);
		self.view.count += 1;
		self.entries.push(entry);
	}

	/// Something happens; it is put on record half a minute later.
	pub fn then(
		mut self,
		by: Option<u8>,
		place: Option<Place>,
		what: Occurrence<AccountId32>,
	) -> Self {
		self.now += 60_000;
		let entry = Entry {
			what,
			by: by.map(account),
			event_time: self.now + 250,
			record_time: self.now + 30_000,
			place,
			late: false,
		};
		self.push(entry);
		self
	}

	pub fn late(mut self, what: Occurrence<AccountId32>) -> Self {
		let entry = Entry {
			what,
			by: Some(account(AGENT)),
			event_time: self.now,
			record_time: self.now + 86_400_000,
			place: None,
			late: true,
		};
		self.push(entry);
		self.view.flags = self.view.flags.with(Flag::Late);
		self
	}

	pub fn scanned(self, milestone: Milestone, place: Option<Place>) -> Self {
		self.then(Some(AGENT), place, Occurrence::Scanned(milestone))
	}

	pub fn sensed(
		mut self,
		quantity: Quantity,
		(min, max, mean): (i32, i32, i32),
		breach: bool,
	) -> Self {
		if breach {
			self.view.flags = self.view.flags.with(Flag::TempBreach);
		}
		let report = SensorReport {
			quantity,
			min,
			max,
			mean,
			count: 360,
			from: self.now - 3_600_000,
			until: self.now + 60_250,
			series: hash(0x5e),
		};
		self.then(Some(DEVICE), None, Occurrence::Sensed { report, breach })
	}

	pub fn trouble(mut self, trouble: Trouble) -> Self {
		if let Some(flag) = trouble.flag() {
			self.view.flags = self.view.flags.with(flag);
		}
		let what = Occurrence::TroubleReported { trouble, evidence: Some(hash(0xe1)) };
		self.then(Some(AGENT), area("u4p"), what)
	}

	pub fn handed_over(mut self, from: u8, to: u8) -> Self {
		self.view.custodian = account(to);
		let what = Occurrence::HandedOver { from: account(from), to: account(to) };
		self.then(Some(to), facility(), what)
	}

	pub fn status(mut self, status: Status) -> Self {
		self.view.status = status;
		self
	}

	pub fn history(&self) -> History {
		History::whole(&self.view, self.entries.clone()).unwrap()
	}

	pub fn subject(&self) -> Subject {
		Subject::of(GENESIS, &self.view, self.units.clone())
	}

	pub fn snapshot(&self) -> Snapshot {
		Snapshot { status: self.view.status, flags: self.view.flags, at: WRITTEN }
	}

	pub fn document(&self) -> Document {
		epcis::export(&self.subject(), &self.snapshot(), &self.history()).unwrap()
	}

	pub fn json(&self) -> Value {
		serde_json::from_str(&self.document().to_json()).unwrap()
	}
}

/// Two carriers, a unit, customs, sensors, a correction; proven to be delivered.
pub fn delivered() -> Shipment {
	let mut shipment = Shipment::outbound(7, Some(SSCC))
		.then(Some(SHIPPER), None, Occurrence::Created)
		.then(Some(CONSIGNEE), None, Occurrence::PodKeySet { key: account(9) })
		.then(
			Some(SHIPPER),
			None,
			Occurrence::HandoverOffered {
				to: account(CARRIER),
				seal: Some(hash(0x5a)),
				condition: None,
				expires_at: START + 86_400_000,
			},
		)
		.handed_over(SHIPPER, CARRIER)
		.scanned(Milestone::Arrived, facility())
		.scanned(Milestone::Stored, facility())
		.scanned(Milestone::Loaded, facility())
		.then(Some(AGENT), None, Occurrence::Packed { parent: ShipmentId(8) })
		.then(Some(AGENT), None, Occurrence::Unpacked { parent: ShipmentId(8) })
		.then(Some(AGENT), None, Occurrence::Packed { parent: ShipmentId(9) })
		.then(Some(AGENT), None, Occurrence::Unpacked { parent: ShipmentId(9) })
		.scanned(Milestone::Departed, area("u4pru"))
		.sensed(Quantity::Temperature, (2_000, 7_500, 4_125), false)
		.sensed(Quantity::Temperature, (-1_500, 9_000, 5_001), true)
		.sensed(Quantity::Humidity, (40_000, 61_250, 50_000), false)
		.sensed(Quantity::Shock, (0, 29_420, 15), false)
		.sensed(Quantity::Light, (0, 1, 0), false)
		.handed_over(CARRIER, OTHER_CARRIER)
		.scanned(Milestone::CustomsEntered, area("u"))
		.scanned(Milestone::CustomsReleased, area("u"))
		.scanned(Milestone::Unloaded, facility())
		.then(Some(AGENT), None, Occurrence::EtaUpdated { estimated: START + 172_800_000 })
		.scanned(Milestone::OutForDelivery, None)
		.scanned(Milestone::AttemptFailed, area("u4pru"))
		.then(
			Some(AGENT),
			None,
			Occurrence::Corrected { seq: 23, reason: CorrectionReason::DidNotOccur },
		)
		.scanned(Milestone::AvailableForPickup, facility())
		.then(
			Some(AGENT),
			None,
			Occurrence::Corrected { seq: 25, reason: CorrectionReason::IncorrectData },
		)
		// What is no event cannot be declared wrong.
		.then(
			Some(AGENT),
			None,
			Occurrence::Corrected { seq: 21, reason: CorrectionReason::IncorrectData },
		)
		.late(Occurrence::Scanned(Milestone::Arrived))
		.then(
			Some(CONSIGNEE),
			None,
			Occurrence::DocumentAttached(Paper {
				digest: hash(0xd0),
				length: 20_480,
				media_type: "application/pdf".try_into().unwrap(),
			}),
		)
		.then(Some(9), None, Occurrence::DeliveryProven)
		.status(Status::Delivered);
	shipment.units.insert(ShipmentId(8), UNIT_SSCC);
	shipment
}

/// All kinds of trouble; a claim that is contested and answered, one that is void, and the way back.
pub fn returned() -> Shipment {
	Shipment::outbound(10, None)
		.then(Some(SHIPPER), None, Occurrence::Created)
		.then(
			Some(CARRIER),
			None,
			Occurrence::HandoverRejected { to: account(CARRIER), reason: Some(hash(0x4e)) },
		)
		.then(Some(SHIPPER), None, Occurrence::HandoverCancelled)
		.handed_over(SHIPPER, CARRIER)
		.trouble(Trouble::Damaged)
		.trouble(Trouble::Tampered)
		.trouble(Trouble::Recalled)
		.trouble(Trouble::Delayed)
		.trouble(Trouble::AddressUnknown)
		.trouble(Trouble::Refused)
		.trouble(Trouble::Held)
		.then(Some(AGENT), None, Occurrence::DeliveryClaimed { evidence: hash(0xc1) })
		.then(Some(CONSIGNEE), None, Occurrence::Contested { reason: None })
		.then(Some(AGENT), None, Occurrence::ContestAnswered { evidence: hash(0xc2) })
		.then(Some(AGENT), None, Occurrence::DeliveryClaimed { evidence: hash(0xc3) })
		.then(None, None, Occurrence::ClaimVoided)
		.then(Some(AGENT), None, Occurrence::ReturnStarted)
		.then(Some(SHIPPER), None, Occurrence::ReturnAccepted)
		.status(Status::Returned)
}

/// A claim that nobody contested.
pub fn claimed() -> Shipment {
	Shipment::outbound(11, None)
		.then(Some(SHIPPER), None, Occurrence::Created)
		.handed_over(SHIPPER, CARRIER)
		.then(Some(AGENT), None, Occurrence::DeliveryClaimed { evidence: hash(0xc1) })
		.then(None, None, Occurrence::ClaimAccepted)
		.status(Status::Delivered)
}

/// A return that is lost.
pub fn lost() -> Shipment {
	let purpose = Purpose::Order { order: OrderId(258), direction: Direction::Inbound };
	Shipment::new(12, None, purpose)
		.then(Some(SHIPPER), None, Occurrence::Created)
		.handed_over(SHIPPER, CARRIER)
		.then(Some(AGENT), None, Occurrence::WrittenOff(Loss::Lost))
		.status(Status::Lost)
}

/// A shipment that is destroyed.
pub fn destroyed() -> Shipment {
	Shipment::outbound(13, None)
		.then(Some(SHIPPER), None, Occurrence::Created)
		.handed_over(SHIPPER, CARRIER)
		.handed_over(CARRIER, SHIPPER)
		.handed_over(SHIPPER, CARRIER)
		.then(Some(AGENT), None, Occurrence::WrittenOff(Loss::Destroyed))
		.status(Status::Destroyed)
}

/// A parcel whose buyer says that it arrived.
pub fn confirmed() -> Shipment {
	Shipment::outbound(14, None)
		.then(Some(SHIPPER), None, Occurrence::Created)
		.handed_over(SHIPPER, CARRIER)
		.then(Some(CONSIGNEE), None, Occurrence::DeliveryConfirmed)
		.status(Status::Delivered)
}

/// A unit that was filled and emptied.
pub fn unit() -> Shipment {
	Shipment::new(8, Some(UNIT_SSCC), Purpose::Unit)
		.then(Some(CARRIER), None, Occurrence::Created)
		.then(Some(AGENT), None, Occurrence::Filled { count: 3 })
		.scanned(Milestone::Departed, facility())
		.then(Some(AGENT), facility(), Occurrence::Emptied { count: 3 })
		.then(Some(CARRIER), None, Occurrence::Cancelled)
		.status(Status::Cancelled)
}

/// All of them, by name.
pub fn all() -> Vec<(&'static str, Shipment)> {
	vec![
		("delivered", delivered()),
		("returned", returned()),
		("claimed", claimed()),
		("lost", lost()),
		("destroyed", destroyed()),
		("confirmed", confirmed()),
		("unit", unit()),
	]
}

pub fn hexed(bytes: &impl Encode) -> String {
	format!("0x{}", hex::encode(bytes.encode()))
}
