//! The parcels of an order, taken together.

use super::{Ending, Receiver, Shipment, State};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{Moment, ShipmentId};

/// The most parcels of an order that go one way.
pub const MAX_PARCELS: u32 = 16;

/// What a parcel means to its order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
	/// It has not left yet.
	Waiting,
	/// It is under way, or nobody knows.
	UnderWay,
	/// Its carrier says that it arrived; that can be contested until then.
	Claimed(Moment),
	/// It arrived.
	Arrived,
	/// It came back.
	Returned,
	/// It will not arrive.
	Gone,
	/// It never was a part.
	Dropped,
}

impl<AccountId, Balance> From<&Shipment<AccountId, Balance>> for Part {
	fn from(shipment: &Shipment<AccountId, Balance>) -> Self {
		match &shipment.state {
			State::Created | State::Announced => Self::Waiting,
			State::Claimed(claim) if claim.to == Receiver::Consignee => Self::Claimed(claim.until),
			State::Moving(_) | State::Returning | State::Claimed(_) | State::Contested { .. } => {
				Self::UnderWay
			},
			State::Ended { ending, .. } => match ending {
				Ending::Delivered => Self::Arrived,
				Ending::Returned => Self::Returned,
				Ending::Lost | Ending::Destroyed => Self::Gone,
				Ending::Cancelled => Self::Dropped,
			},
		}
	}
}

/// What all parcels of an order together mean to it.
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
pub enum Verdict {
	/// None has left yet.
	#[codec(index = 0)]
	Waiting,
	/// At least one left, and at least one has not arrived.
	#[codec(index = 1)]
	UnderWay,
	/// Every one arrived, or its carrier says so.
	#[codec(index = 2)]
	Claimed {
		/// The last claim can be contested until then, in milliseconds since the Unix epoch.
		contest_until: Moment,
	},
	/// Every one arrived.
	#[codec(index = 3)]
	Arrived,
	/// Every one arrived, and something is wrong with one; or some arrived, and the others never will.
	#[codec(index = 4)]
	Doubtful,
	/// Every one came back.
	#[codec(index = 5)]
	Returned,
	/// None arrived, and at least one is lost.
	#[codec(index = 6)]
	Lost,
}

/// The parcels of an order that go one way.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Consignment {
	/// The first that counts: goods that come back a second time are counted anew.
	pub first: ShipmentId,
	/// All of them that are on record.
	pub shipments: BoundedVec<ShipmentId, ConstU32<MAX_PARCELS>>,
	/// How many count.
	pub parcels: u8,
	/// How many have not left yet.
	pub waiting: u8,
	/// How many arrived by their carriers' words alone.
	pub claimed: u8,
	/// How many arrived.
	pub arrived: u8,
	/// How many came back.
	pub returned: u8,
	/// How many will never arrive.
	pub gone: u8,
	/// The last claim can be contested until then, in milliseconds since the Unix epoch.
	pub contest_until: Moment,
	/// Whether something is wrong with one of them.
	pub condition: Condition,
	/// What the order was told.
	pub told: Told,
}

/// Whether something is wrong with a parcel.
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
pub enum Condition {
	/// Nothing that anybody knows of.
	#[default]
	#[codec(index = 0)]
	Sound,
	/// Something is.
	#[codec(index = 1)]
	InDoubt,
}

/// What an order was told about its parcels.
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
pub enum Told {
	/// Nothing yet.
	#[default]
	#[codec(index = 0)]
	Nothing,
	/// This, and it took note.
	#[codec(index = 1)]
	Heard(Verdict),
	/// It could not take note of what came after this. It can be told again.
	#[codec(index = 2)]
	Missed(Verdict),
}

impl Told {
	/// What it knows.
	pub fn known(self) -> Verdict {
		match self {
			Self::Nothing => Verdict::Waiting,
			Self::Heard(verdict) | Self::Missed(verdict) => verdict,
		}
	}
}

impl Consignment {
	fn count(&mut self, part: Part) -> Option<&mut u8> {
		match part {
			Part::Waiting => Some(&mut self.waiting),
			Part::Claimed(_) => Some(&mut self.claimed),
			Part::Arrived => Some(&mut self.arrived),
			Part::Returned => Some(&mut self.returned),
			Part::Gone => Some(&mut self.gone),
			Part::UnderWay | Part::Dropped => None,
		}
	}

	/// Takes a new parcel; `None` if there are too many.
	pub fn add(&mut self, shipment: ShipmentId) -> Option<()> {
		self.shipments.try_push(shipment).ok()?;
		self.parcels = self.parcels.saturating_add(1);
		self.waiting = self.waiting.saturating_add(1);
		Some(())
	}

	/// Books that a parcel went from one part to another.
	pub fn book(&mut self, from: Part, to: Part) {
		if let Some(count) = self.count(from) {
			*count = count.saturating_sub(1);
		}
		if let Some(count) = self.count(to) {
			*count = count.saturating_add(1);
		}
		match to {
			Part::Dropped => self.parcels = self.parcels.saturating_sub(1),
			Part::Claimed(until) => self.contest_until = self.contest_until.max(until),
			_ => {},
		}
	}

	/// Whether they left, and each of them has ended.
	pub fn is_over(&self) -> bool {
		self.has_left() && self.lasting() == self.parcels
	}

	/// Counts anew, from this shipment on. What is listed stays listed: it is still on record.
	pub fn begin_again(&mut self, first: ShipmentId) {
		let shipments = core::mem::take(&mut self.shipments);
		*self = Self { first, shipments, ..Default::default() };
	}

	/// How many of them nothing happens to any more.
	fn lasting(&self) -> u8 {
		self.arrived.saturating_add(self.returned).saturating_add(self.gone)
	}

	/// Whether any of them has left.
	pub fn has_left(&self) -> bool {
		self.waiting < self.parcels
	}

	/// What they mean to the order.
	pub fn verdict(&self) -> Verdict {
		if !self.has_left() {
			Verdict::Waiting
		} else if self.is_over() {
			match (self.arrived, self.gone) {
				(0, 0) => Verdict::Returned,
				(0, _) => Verdict::Lost,
				(n, _) if n < self.parcels => Verdict::Doubtful,
				_ if self.condition == Condition::InDoubt => Verdict::Doubtful,
				_ => Verdict::Arrived,
			}
		} else if self.arrived.saturating_add(self.claimed) == self.parcels {
			Verdict::Claimed { contest_until: self.contest_until }
		} else {
			Verdict::UnderWay
		}
	}
}
