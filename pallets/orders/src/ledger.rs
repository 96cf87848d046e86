//! The arithmetic of an order's money. Pure: it knows no storage and no `Config`.
//!
//! A share is always computed from the *cumulative* figure and rounded down, and what is paid is
//! the difference to what was paid before. Many small captures therefore pay each split exactly
//! what one large capture pays. What rounding leaves over belongs to the merchant; while the order
//! is open it is withheld, because a later capture may still need it for a split.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::tokens::Balance as BalanceT;
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// Where the money of a paid order is. All figures are minor units of the order's asset.
///
/// `amount = open + captured + refunded` at every moment, `refunded` being the part that is not
/// stored.
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
pub struct Ledger<Balance> {
	/// The price.
	pub amount: Balance,
	/// In escrow, and nobody's yet.
	pub open: Balance,
	/// Awarded to the merchant and the splits, over the order's life.
	pub captured: Balance,
	/// The part of `captured` that rounding keeps in escrow until the order ends.
	pub withheld: Balance,
	/// What the merchant gave back out of `captured` after the order was settled.
	pub returned: Balance,
}

/// A capture, divided among those it is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Division<Balance> {
	/// What each split gets, in the order of the shares.
	pub splits: Vec<Balance>,
	/// What the merchant gets.
	pub merchant: Balance,
}

/// More was asked for than there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Insufficient;

impl<Balance: BalanceT> Ledger<Balance> {
	/// The ledger of an order that has just been paid.
	pub fn funded(amount: Balance) -> Self {
		let zero = Balance::zero();
		Self { amount, open: amount, captured: zero, withheld: zero, returned: zero }
	}

	/// What the pot holds for this order.
	pub fn escrowed(&self) -> Balance {
		self.open.saturating_add(self.withheld)
	}

	/// What the merchant and the splits have received and not given back.
	pub fn paid_out(&self) -> Balance {
		self.captured.saturating_sub(self.withheld).saturating_sub(self.returned)
	}

	/// What has gone back to the payer.
	pub fn refunded(&self) -> Balance {
		self.amount
			.saturating_sub(self.open)
			.saturating_sub(self.captured)
			.saturating_add(self.returned)
	}

	/// Whether the figures agree with each other.
	pub fn is_sound(&self) -> bool {
		let within = |part: Balance, whole: Balance| part <= whole;
		self.open.checked_add(&self.captured).is_some_and(|sum| within(sum, self.amount))
			&& self
				.withheld
				.checked_add(&self.returned)
				.is_some_and(|sum| within(sum, self.captured))
			&& (!self.open.is_zero() || self.withheld.is_zero())
			&& (self.open.is_zero() || self.returned.is_zero())
	}

	/// Awards `amount` of what is open to the splits and the merchant.
	pub fn capture(
		&mut self,
		amount: Balance,
		shares: &[Permill],
	) -> Result<Division<Balance>, Insufficient> {
		let open = self.open.checked_sub(&amount).ok_or(Insufficient)?;
		let before = self.captured;
		let after = before.checked_add(&amount).ok_or(Insufficient)?;

		let splits: Vec<Balance> =
			shares.iter().map(|share| grown(*share, before, after)).collect();
		let to_splits = splits.iter().fold(Balance::zero(), |sum, x| sum.saturating_add(*x));
		// What is left for the merchant at most, and what is safely the merchant's by now.
		let rest = amount.saturating_add(self.withheld).checked_sub(&to_splits);
		let rest = rest.ok_or(Insufficient)?;
		let merchant = if open.is_zero() { rest } else { grown(own_share(shares), before, after) };

		self.withheld = rest.checked_sub(&merchant).ok_or(Insufficient)?;
		self.open = open;
		self.captured = after;
		Ok(Division { splits, merchant })
	}

	/// Takes `amount` of what is open for the payer. Returns what this frees for the merchant: the
	/// withheld rounding, once nothing is open any more.
	pub fn refund(&mut self, amount: Balance) -> Result<Balance, Insufficient> {
		self.open = self.open.checked_sub(&amount).ok_or(Insufficient)?;
		if !self.open.is_zero() {
			return Ok(Balance::zero());
		}
		Ok(core::mem::replace(&mut self.withheld, Balance::zero()))
	}

	/// Books `amount` that the merchant gives back after settlement. Returns by how much each
	/// share shrinks, in the order of the shares.
	pub fn give_back(
		&mut self,
		amount: Balance,
		shares: &[Permill],
	) -> Result<Vec<Balance>, Insufficient> {
		let before = self.paid_out();
		let after = before.checked_sub(&amount).ok_or(Insufficient)?;
		self.returned = self.returned.checked_add(&amount).ok_or(Insufficient)?;
		Ok(shares.iter().map(|share| grown(*share, after, before)).collect())
	}
}

/// What the shares leave for the merchant.
fn own_share(shares: &[Permill]) -> Permill {
	let given = shares.iter().fold(Permill::zero(), |sum, share| {
		Permill::from_parts(sum.deconstruct().saturating_add(share.deconstruct()))
	});
	Permill::one() - given
}

/// By how much a share, rounded down, grows while the whole grows from `before` to `after`.
fn grown<Balance: BalanceT>(share: Permill, before: Balance, after: Balance) -> Balance {
	share.mul_floor(after).saturating_sub(share.mul_floor(before))
}
