//! Programs, rules and records as they are on record.

mod program;
mod record;
mod rule;
mod tier;

pub use program::*;
pub use record::*;
pub use rule::*;
pub use tier::*;

use crate::ring::Epoch;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use souk_primitives::{Currency, Tender};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, FixedPointNumber, FixedU128, Rounding,
};

/// What an amount is counted in: an asset, or a currency, whichever gateway vouches for it.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Unit<Asset> {
	/// An asset of this chain.
	#[codec(index = 0)]
	Asset(Asset),
	/// Money that moves elsewhere.
	#[codec(index = 1)]
	Currency(Currency),
}

impl<Asset> From<Tender<Asset>> for Unit<Asset> {
	fn from(tender: Tender<Asset>) -> Self {
		match tender {
			Tender::Asset(asset) => Self::Asset(asset),
			Tender::Fiat { currency, .. } => Self::Currency(currency),
		}
	}
}

/// Something that changes when an epoch begins, and not before: nobody's day is spoilt by an edit.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Scheduled<Value> {
	/// What holds, unless the next has come.
	pub current: Value,
	/// What holds from the beginning of this epoch on.
	pub next: Option<(Epoch, Value)>,
}

impl<Value> Scheduled<Value> {
	/// What holds at once.
	pub fn new(current: Value) -> Self {
		Self { current, next: None }
	}

	/// What holds in an epoch.
	pub fn at(&self, epoch: Epoch) -> &Value {
		match &self.next {
			Some((from, next)) if *from <= epoch => next,
			_ => &self.current,
		}
	}

	/// Lets what has come take its place. Returns whether anything did.
	pub fn promote(&mut self, epoch: Epoch) -> bool {
		match self.next.take() {
			Some((from, next)) if from <= epoch => {
				self.current = next;
				true
			},
			later => {
				self.next = later;
				false
			},
		}
	}

	/// Sets what holds from the next epoch on, in the place of what was to hold then. Returns that
	/// epoch.
	pub fn schedule(&mut self, epoch: Epoch, value: Value) -> Epoch {
		let from = epoch.saturating_add(1);
		self.next = Some((from, value));
		from
	}
}

/// `number × rate`, `None` if it does not fit.
pub fn times(number: u128, rate: FixedU128, rounding: Rounding) -> Option<u128> {
	multiply_by_rational_with_rounding(number, rate.into_inner(), FixedU128::DIV, rounding)
}

/// `number × part / whole`; all of it if the whole is nothing.
pub fn share(number: u128, part: u128, whole: u128, rounding: Rounding) -> u128 {
	if part >= whole {
		return number;
	}
	// Less than `number`, so it fits.
	multiply_by_rational_with_rounding(number, part, whole, rounding).unwrap_or(number)
}
