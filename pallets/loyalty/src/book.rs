//! What a member has in a program, and what all of its members have: the same book twice.
//!
//! Every operation changes a member's book and the program's together, so that for every expiry the
//! program's points are the sum of its members', and so are its pending and reserved points and its
//! debts. A member who owes points has none: whatever comes in pays the debt first.

use crate::ring::{sum, Epoch, Expiry, Lot, Lots, Ring, RingError};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::defensive;
use scale_info::TypeInfo;
use souk_primitives::Points;

/// Points of one member, or of all of them.
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
pub struct Book {
	/// What can be spent.
	pub ring: Ring,
	/// Of orders that are not settled yet.
	pub pending: Points,
	/// Set aside for orders that are not settled yet.
	pub reserved: Points,
	/// Taken back when they had been spent already.
	pub debt: Points,
}

/// Where points that came in went to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Credit {
	/// They can be spent.
	pub added: Points,
	/// They paid off what the member owed.
	pub netted: Points,
	/// They had expired.
	pub expired: Points,
}

/// Where points that were taken back came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Clawed {
	/// They could be spent.
	pub taken: Points,
	/// The member owes them.
	pub debt: Points,
}

impl Book {
	/// An empty one.
	pub fn new(width: u8, epoch: Epoch) -> Self {
		Self { ring: Ring::new(width, epoch), pending: 0, reserved: 0, debt: 0 }
	}

	/// How many bytes one with a ring of so many buckets takes.
	pub fn encoded_len(width: u8) -> usize {
		let rest = Points::max_encoded_len().saturating_mul(3);
		Ring::encoded_len(width).saturating_add(rest)
	}

	/// Whether there is nothing in it, neither had nor owed.
	pub fn is_empty(&self) -> bool {
		self.ring.total() == 0 && self.pending == 0 && self.reserved == 0 && self.debt == 0
	}

	/// All that the program owes for: what can be spent, and what may still become so.
	pub fn outstanding(&self) -> Points {
		self.ring.total().saturating_add(self.pending).saturating_add(self.reserved)
	}
}

/// A member's book and its program's, both as of the same epoch.
pub struct Pair<'a> {
	member: &'a mut Book,
	program: &'a mut Book,
}

impl<'a> Pair<'a> {
	/// Synchronises both with an epoch.
	pub fn sync(member: &'a mut Book, program: &'a mut Book, now: Epoch) -> Self {
		member.ring.sync(now);
		program.ring.sync(now);
		Self { member, program }
	}

	/// Points come in. They pay the member's debt first; what has expired pays none, and is gone.
	pub fn credit(&mut self, lot: Lot) -> Result<Credit, RingError> {
		if self.member.ring.has_expired(lot.expiry) {
			return Ok(Credit { expired: lot.points, ..Default::default() });
		}
		let netted = lot.points.min(self.member.debt);
		let rest = Lot { points: lot.points.saturating_sub(netted), ..lot };
		// The sum first: when it fits the program, it fits each member.
		self.program.ring.add(rest)?;
		self.member.ring.add(rest)?;
		for book in self.both() {
			book.debt = book.debt.saturating_sub(netted);
		}
		Ok(Credit { added: rest.points, netted, expired: 0 })
	}

	/// Points will come in when their order settles.
	pub fn pend(&mut self, points: Points) -> Result<(), RingError> {
		// So that they fit when they are released.
		let outstanding = self.program.outstanding().checked_add(self.program.debt);
		outstanding.and_then(|sum| sum.checked_add(points)).ok_or(RingError::Overflow)?;
		for book in self.both() {
			book.pending = book.pending.saturating_add(points);
		}
		Ok(())
	}

	/// Pending points will not come in.
	pub fn unpend(&mut self, points: Points) {
		for book in self.both() {
			book.pending = book.pending.saturating_sub(points);
		}
	}

	/// Pending points come in.
	pub fn settle(&mut self, lot: Lot) -> Result<Credit, RingError> {
		let credit = self.credit(lot)?;
		self.unpend(lot.points);
		Ok(credit)
	}

	/// Takes points out, the soonest to expire first.
	pub fn spend(&mut self, points: Points) -> Result<Lots, RingError> {
		let lots = self.member.ring.take(points)?;
		self.take_from_program(&lots);
		Ok(lots)
	}

	/// Takes these points out. All of them or none.
	pub fn withdraw(&mut self, lots: &[Lot]) -> Result<(), RingError> {
		let there = |lot: &Lot| self.member.ring.at(lot.expiry) >= lot.points;
		if !lots.iter().all(there) {
			return Err(RingError::Insufficient);
		}
		for lot in lots {
			self.member.ring.take_at(lot.expiry, lot.points);
		}
		self.take_from_program(lots);
		Ok(())
	}

	/// Sets points aside, the soonest to expire first.
	pub fn reserve(&mut self, points: Points) -> Result<Lots, RingError> {
		let lots = self.spend(points)?;
		for book in self.both() {
			book.reserved = book.reserved.saturating_add(points);
		}
		Ok(lots)
	}

	/// Points are not set aside any more.
	pub fn unreserve(&mut self, points: Points) {
		for book in self.both() {
			book.reserved = book.reserved.saturating_sub(points);
		}
	}

	/// Points come back, each until when it could be spent before.
	pub fn restore(&mut self, lots: &[Lot]) -> Result<Credit, RingError> {
		let mut all = Credit::default();
		for lot in lots {
			let credit = self.credit(*lot)?;
			all.added = all.added.saturating_add(credit.added);
			all.netted = all.netted.saturating_add(credit.netted);
			all.expired = all.expired.saturating_add(credit.expired);
		}
		Ok(all)
	}

	/// Takes points back that came in with this expiry: first what is left of that lot, then other
	/// lots, the soonest to expire first. The member owes the rest.
	pub fn claw(&mut self, points: Points, first: Expiry) -> Clawed {
		let own = self.member.ring.take_at(first, points);
		self.take_from_program(&[Lot { expiry: first, points: own }]);
		let others = self.member.ring.take_up_to(points.saturating_sub(own));
		self.take_from_program(&others);
		let taken = own.saturating_add(sum(&others));
		let debt = points.saturating_sub(taken);
		for book in self.both() {
			book.debt = book.debt.saturating_add(debt);
		}
		Clawed { taken, debt }
	}

	/// The member has nothing and owes nothing any more.
	pub fn void(&mut self) {
		let lots = self.member.ring.take_up_to(Points::MAX);
		self.take_from_program(&lots);
		let (pending, reserved) = (self.member.pending, self.member.reserved);
		let debt = self.member.debt;
		for book in self.both() {
			book.pending = book.pending.saturating_sub(pending);
			book.reserved = book.reserved.saturating_sub(reserved);
			book.debt = book.debt.saturating_sub(debt);
		}
	}

	fn both(&mut self) -> [&mut Book; 2] {
		[&mut *self.member, &mut *self.program]
	}

	fn take_from_program(&mut self, lots: &[Lot]) {
		for lot in lots {
			let taken = self.program.ring.take_at(lot.expiry, lot.points);
			if taken != lot.points {
				defensive!("a program has what each of its members has");
			}
		}
	}
}
