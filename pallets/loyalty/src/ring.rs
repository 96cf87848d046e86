//! Points that expire, as a ring of buckets: arithmetic that knows nothing of programs and members.
//!
//! A bucket holds all the points that expire when one epoch begins. As points live for at most as many
//! epochs as the ring has buckets, no two epochs that are alive share one: the bucket of an epoch is
//! its number modulo the ring's width. A bucket whose epoch has begun is emptied the next time the
//! ring is synchronised, however long that is; so each operation takes a time that depends on the
//! width alone.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::Points;

/// The most buckets of a ring: three years of months.
pub const MAX_WIDTH: u32 = 36;

/// The most lots that points can come from: one of each bucket, and the perpetual one.
pub const MAX_LOTS: u32 = MAX_WIDTH + 1;

/// The number of an epoch of a program.
pub type Epoch = u32;

/// Until when points can be spent. Sorted, the soonest comes first.
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
pub enum Expiry {
	/// Until this epoch begins.
	#[codec(index = 0)]
	At(Epoch),
	/// For ever.
	#[codec(index = 1)]
	Never,
}

/// Points of one expiry.
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
pub struct Lot {
	/// Until when they can be spent.
	pub expiry: Expiry,
	/// How many.
	pub points: Points,
}

/// Lots of different expiries, the soonest first, none empty.
pub type Lots = BoundedVec<Lot, ConstU32<MAX_LOTS>>;

/// Why points do not go into a ring, or come out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RingError {
	/// There are fewer.
	Insufficient,
	/// They have expired.
	Expired,
	/// There is no bucket for this expiry: it is further away than the ring is wide.
	TooFar,
	/// The sum does not fit.
	Overflow,
}

/// Points by expiry, as of an epoch.
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
pub struct Ring {
	/// The epoch that it was last synchronised with. It holds nothing that expired before.
	epoch: Epoch,
	/// The bucket of epoch `e` is the one of number `e` modulo their count.
	buckets: BoundedVec<Points, ConstU32<MAX_WIDTH>>,
	/// What never expires.
	perpetual: Points,
}

impl Ring {
	/// An empty ring of so many buckets, [`MAX_WIDTH`] at most.
	pub fn new(width: u8, epoch: Epoch) -> Self {
		let width = usize::from(width).min(MAX_WIDTH as usize);
		let buckets = BoundedVec::truncate_from(alloc::vec![0; width]);
		Self { epoch, buckets, perpetual: 0 }
	}

	/// How many bytes a ring of so many buckets takes.
	pub fn encoded_len(width: u8) -> usize {
		Self::new(width, 0).encoded_size()
	}

	/// The epoch that it was last synchronised with.
	pub fn epoch(&self) -> Epoch {
		self.epoch
	}

	/// How many buckets it has.
	pub fn width(&self) -> u32 {
		self.buckets.len() as u32
	}

	/// Removes what has expired when `now` is the epoch, and returns how much that was. Time does not
	/// run backwards: an earlier epoch changes nothing.
	pub fn sync(&mut self, now: Epoch) -> Points {
		let passed = now.saturating_sub(self.epoch);
		let mut expired: Points = 0;
		for step in 1..=passed.min(self.width()) {
			let begun = self.epoch.saturating_add(step);
			if let Some(bucket) = self.bucket_mut(begun) {
				expired = expired.saturating_add(core::mem::take(bucket));
			}
		}
		self.epoch = self.epoch.max(now);
		expired
	}

	/// How many points of one expiry are in it.
	pub fn at(&self, expiry: Expiry) -> Points {
		match expiry {
			Expiry::Never => self.perpetual,
			Expiry::At(epoch) if self.is_live(epoch) => {
				self.slot(epoch).and_then(|slot| self.buckets.get(slot)).copied().unwrap_or(0)
			},
			Expiry::At(_) => 0,
		}
	}

	/// All that is in it.
	pub fn total(&self) -> Points {
		self.buckets.iter().fold(self.perpetual, |sum, bucket| sum.saturating_add(*bucket))
	}

	/// What is in it, the soonest expiry first.
	pub fn lots(&self) -> impl Iterator<Item = Lot> + '_ {
		(1..=self.width())
			.filter_map(|step| self.epoch.checked_add(step))
			.map(Expiry::At)
			.chain([Expiry::Never])
			.map(|expiry| Lot { expiry, points: self.at(expiry) })
			.filter(|lot| lot.points > 0)
	}

	/// Whether points of this expiry cannot be spent any more.
	pub fn has_expired(&self, expiry: Expiry) -> bool {
		matches!(expiry, Expiry::At(epoch) if epoch <= self.epoch)
	}

	/// Puts points in.
	pub fn add(&mut self, lot: Lot) -> Result<(), RingError> {
		if self.has_expired(lot.expiry) {
			return Err(RingError::Expired);
		}
		// The sum of all of them has to fit, and with it that of any of them.
		self.total().checked_add(lot.points).ok_or(RingError::Overflow)?;
		let bucket = self.of_mut(lot.expiry).ok_or(RingError::TooFar)?;
		*bucket = bucket.saturating_add(lot.points);
		Ok(())
	}

	/// Takes up to so many points of one expiry out, and returns how many that were.
	pub fn take_at(&mut self, expiry: Expiry, points: Points) -> Points {
		let Some(bucket) = self.of_mut(expiry) else { return 0 };
		let taken = points.min(*bucket);
		*bucket = bucket.saturating_sub(taken);
		taken
	}

	/// Takes points out, those that expire soonest first, and returns which. All of them or none.
	pub fn take(&mut self, points: Points) -> Result<Lots, RingError> {
		if self.total() < points {
			return Err(RingError::Insufficient);
		}
		Ok(self.take_up_to(points))
	}

	/// Takes up to so many points out, those that expire soonest first, and returns which.
	pub fn take_up_to(&mut self, points: Points) -> Lots {
		let mut left = points;
		let mut lots = Lots::new();
		// As many as there can be.
		for Lot { expiry, .. } in Lots::truncate_from(self.lots().collect()) {
			let taken = self.take_at(expiry, left);
			if taken > 0 && lots.try_push(Lot { expiry, points: taken }).is_ok() {
				left = left.saturating_sub(taken);
			}
		}
		lots
	}

	/// Whether there is a bucket for what expires when this epoch begins.
	fn is_live(&self, epoch: Epoch) -> bool {
		epoch > self.epoch && epoch.saturating_sub(self.epoch) <= self.width()
	}

	fn slot(&self, epoch: Epoch) -> Option<usize> {
		epoch.checked_rem(self.width()).map(|slot| slot as usize)
	}

	fn bucket_mut(&mut self, epoch: Epoch) -> Option<&mut Points> {
		let slot = self.slot(epoch)?;
		self.buckets.get_mut(slot)
	}

	fn of_mut(&mut self, expiry: Expiry) -> Option<&mut Points> {
		match expiry {
			Expiry::Never => Some(&mut self.perpetual),
			Expiry::At(epoch) if self.is_live(epoch) => self.bucket_mut(epoch),
			Expiry::At(_) => None,
		}
	}
}

/// How many points lots are.
pub fn sum(lots: &[Lot]) -> Points {
	lots.iter().fold(0, |sum: Points, lot| sum.saturating_add(lot.points))
}
