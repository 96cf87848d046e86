//! How far a shipment has come.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use souk_primitives::{
	logistics::{Loss, Milestone, Status},
	Moment,
};

/// How far a shipment has come, with what belongs to that.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum State<AccountId> {
	/// With the shipper.
	#[codec(index = 0)]
	Created,
	/// With the shipper, and offered to a carrier at least once.
	#[codec(index = 1)]
	Announced,
	/// With a carrier, on its way to the consignee; a unit, wherever it goes.
	#[codec(index = 2)]
	Moving(Leg),
	/// With a carrier, on its way back to the shipper.
	#[codec(index = 3)]
	Returning,
	/// The carrier says that it was delivered.
	#[codec(index = 4)]
	Claimed(Claim<AccountId>),
	/// Whoever was to get it says that it was not. The carrier has to prove its claim, or stand by it,
	/// or the shipment is lost.
	#[codec(index = 5)]
	Contested {
		/// What the carrier says.
		claim: Claim<AccountId>,
		/// Until just before then, in milliseconds since the Unix epoch.
		answer_by: Moment,
	},
	/// Nothing moves any more.
	#[codec(index = 6)]
	Ended {
		/// How it ended.
		ending: Ending,
		/// When, in milliseconds since the Unix epoch.
		at: Moment,
	},
}

/// Where on its way a shipment is.
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
pub enum Leg {
	/// A carrier has just taken it over from the shipper.
	#[codec(index = 0)]
	PickedUp,
	/// Under way.
	#[codec(index = 1)]
	InTransit,
	/// Held by customs.
	#[codec(index = 2)]
	Customs,
	/// On the last mile.
	#[codec(index = 3)]
	OutForDelivery,
	/// Nobody took it.
	#[codec(index = 4)]
	AttemptFailed,
	/// Waits for its consignee.
	#[codec(index = 5)]
	AvailableForPickup,
	/// Something is wrong.
	#[codec(index = 6)]
	Exception,
}

impl From<Milestone> for Leg {
	fn from(milestone: Milestone) -> Self {
		match milestone {
			Milestone::Arrived
			| Milestone::Departed
			| Milestone::Loaded
			| Milestone::Unloaded
			| Milestone::Stored
			| Milestone::CustomsReleased => Self::InTransit,
			Milestone::CustomsEntered => Self::Customs,
			Milestone::OutForDelivery => Self::OutForDelivery,
			Milestone::AttemptFailed => Self::AttemptFailed,
			Milestone::AvailableForPickup => Self::AvailableForPickup,
		}
	}
}

/// To whom a carrier says that it delivered.
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
pub enum Receiver {
	/// To whom it was sent.
	#[codec(index = 0)]
	Consignee,
	/// Back to who sent it.
	#[codec(index = 1)]
	Shipper,
}

/// A carrier's word that it delivered.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Claim<AccountId> {
	/// To whom.
	pub to: Receiver,
	/// Who signed.
	pub by: AccountId,
	/// When it was put on record, in milliseconds since the Unix epoch.
	pub at: Moment,
	/// It is taken to be true from then on.
	pub until: Moment,
	/// Whether it can still be contested.
	pub standing: Standing,
}

/// Whether a claim can be contested.
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
pub enum Standing {
	/// It was not yet.
	#[codec(index = 0)]
	Open,
	/// It was, and the carrier stands by it. What is left to say, buyer and merchant say about the
	/// order.
	#[codec(index = 1)]
	Answered,
}

/// How a shipment ended.
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
	/// Its consignee has it.
	#[codec(index = 0)]
	Delivered,
	/// Its shipper has it again.
	#[codec(index = 1)]
	Returned,
	/// Nobody knows where it is.
	#[codec(index = 2)]
	Lost,
	/// It is no more.
	#[codec(index = 3)]
	Destroyed,
	/// It never left, or it was a unit and is used no more.
	#[codec(index = 4)]
	Cancelled,
}

impl From<Loss> for Ending {
	fn from(loss: Loss) -> Self {
		match loss {
			Loss::Lost => Self::Lost,
			Loss::Destroyed => Self::Destroyed,
		}
	}
}

impl<AccountId> State<AccountId> {
	/// In a word.
	pub fn status(&self) -> Status {
		match self {
			Self::Created => Status::Created,
			Self::Announced => Status::InfoReceived,
			Self::Moving(leg) => match leg {
				Leg::PickedUp => Status::PickedUp,
				Leg::InTransit => Status::InTransit,
				Leg::Customs => Status::Customs,
				Leg::OutForDelivery => Status::OutForDelivery,
				Leg::AttemptFailed => Status::AttemptFailed,
				Leg::AvailableForPickup => Status::AvailableForPickup,
				Leg::Exception => Status::Exception,
			},
			Self::Returning => Status::Returning,
			Self::Claimed(_) => Status::DeliveryClaimed,
			Self::Contested { .. } => Status::Exception,
			Self::Ended { ending, .. } => match ending {
				Ending::Delivered => Status::Delivered,
				Ending::Returned => Status::Returned,
				Ending::Lost => Status::Lost,
				Ending::Destroyed => Status::Destroyed,
				Ending::Cancelled => Status::Cancelled,
			},
		}
	}

	/// Whether its shipper still has it.
	pub fn is_with_shipper(&self) -> bool {
		matches!(self, Self::Created | Self::Announced)
	}

	/// Whether a carrier has it and says so.
	pub fn is_under_way(&self) -> bool {
		matches!(self, Self::Moving(_) | Self::Returning)
	}

	/// Whether nothing moves any more.
	pub fn is_ended(&self) -> bool {
		matches!(self, Self::Ended { .. })
	}

	/// The claim that is open.
	pub fn claim(&self) -> Option<&Claim<AccountId>> {
		match self {
			Self::Claimed(claim) | Self::Contested { claim, .. } => Some(claim),
			_ => None,
		}
	}

	/// Whether its consignee can still sign for it.
	pub fn can_be_received(&self) -> bool {
		match self {
			Self::Moving(_) => true,
			_ => self.claim().is_some_and(|claim| claim.to == Receiver::Consignee),
		}
	}
}
