//! An order and its transitions. Each transition is a method that moves the ledger and the state
//! together and says what has to be paid; the pallet pays it.

use crate::{
	ledger::{Division, Insufficient, Ledger},
	types::{Extensions, OrderState, Payment, Reference, Source, Split, Tracking},
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::tokens::Balance as BalanceT;
use scale_info::TypeInfo;
use souk_primitives::{Moment, OrderStage, Parties, TermsId};
use sp_runtime::Permill;

/// One order: a parcel or a digital good, from one merchant, in one asset.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Order<AccountId, Asset, Balance> {
	/// Who sells.
	pub merchant: AccountId,
	/// Who buys. `None` for an unpaid invoice to anyone: whoever pays becomes the buyer.
	pub buyer: Option<AccountId>,
	/// The rules it lives by.
	pub terms: TermsId,
	/// What it is paid in.
	pub asset: Asset,
	/// The price, in minor units of the asset.
	pub amount: Balance,
	/// The merchant's own number for it.
	pub reference: Reference,
	/// How it came to be.
	pub source: Source,
	/// How it is paid, and where the money is.
	pub payment: Payment<AccountId, Balance>,
	/// Where it stands.
	pub state: OrderState<Balance>,
	/// What the carrier calls the parcel, once shipped by hand.
	pub tracking: Option<Tracking>,
	/// Who has used an extension.
	pub extensions: Extensions,
	/// How often the buyer has asked for a refund.
	pub refund_requests: u8,
	/// Held from the merchant for the record, in the native token.
	pub deposit: Balance,
}

/// What a deadline does when it passes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lapse<Balance> {
	/// Nobody paid.
	Cancel,
	/// The merchant missed a deadline: this much goes back to the payer.
	Refund(Balance),
	/// The buyer had nothing to object to: the merchant is paid.
	Settle,
}

/// How many deadlines of one order can have passed: that of a refund request, and that of the stage
/// which it interrupted.
pub const MAX_LAPSES: u32 = 2;

/// Money that left an order's escrow.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved<AccountId, Balance> {
	/// For the payer.
	pub refund: Option<(AccountId, Balance)>,
	/// For the merchant and the splits.
	pub division: Option<Division<Balance>>,
	/// The payer, once the order is over and holds nothing of theirs any more.
	pub released: Option<AccountId>,
}

impl<AccountId, Balance> Moved<AccountId, Balance> {
	/// Nothing moved.
	fn nothing() -> Self {
		Self { refund: None, division: None, released: None }
	}
}

/// Why an order cannot do what was asked of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OrderError {
	/// It holds no money.
	NoEscrow,
	/// It holds less than that.
	Insufficient,
}

impl From<Insufficient> for OrderError {
	fn from(_: Insufficient) -> Self {
		Self::Insufficient
	}
}

/// The shares of the splits.
pub fn shares<AccountId>(splits: &[Split<AccountId>]) -> Vec<Permill> {
	splits.iter().map(|split| split.share).collect()
}

impl<AccountId: Clone + PartialEq, Asset, Balance: BalanceT> Order<AccountId, Asset, Balance> {
	/// The ledger, once it is paid.
	pub fn ledger(&self) -> Option<&Ledger<Balance>> {
		match &self.payment {
			Payment::Awaited => None,
			Payment::Escrow { ledger, .. } => Some(ledger),
		}
	}

	/// Who takes part, once it is paid.
	pub fn parties(&self) -> Option<Parties<AccountId>> {
		match (&self.payment, &self.buyer) {
			(Payment::Escrow { payer, .. }, Some(buyer)) => Some(Parties {
				merchant: self.merchant.clone(),
				buyer: buyer.clone(),
				payer: payer.clone(),
			}),
			_ => None,
		}
	}

	/// What is in escrow and nobody's yet, while the order may still be captured or refunded
	/// without an answer pending.
	pub fn open(&self) -> Option<Balance> {
		match self.state {
			OrderState::Funded { .. }
			| OrderState::Shipped { .. }
			| OrderState::Delivered { .. } => self.ledger().map(|ledger| ledger.open),
			_ => None,
		}
	}

	/// What the pot holds for it.
	pub fn escrowed(&self) -> Balance {
		self.ledger().map(Ledger::escrowed).unwrap_or_else(Balance::zero)
	}

	/// The deadline that has passed at `now`, and what it does. A deadline passes at its very
	/// millisecond.
	pub fn lapse(&self, now: Moment) -> Option<(Lapse<Balance>, Moment)> {
		let at = self.state.deadline().filter(|at| *at <= now)?;
		let lapse = match self.state {
			OrderState::Created { .. } => Lapse::Cancel,
			OrderState::Funded { .. } => Lapse::Refund(self.ledger()?.open),
			OrderState::Shipped { .. } | OrderState::Delivered { .. } => Lapse::Settle,
			OrderState::RefundRequested { amount, .. } => Lapse::Refund(amount),
			OrderState::Settled { .. }
			| OrderState::Refunded { .. }
			| OrderState::Cancelled { .. } => return None,
		};
		Some((lapse, at))
	}

	/// Applies a lapse that happened `at`.
	pub fn apply(
		&mut self,
		lapse: Lapse<Balance>,
		at: Moment,
		shares: &[Permill],
	) -> Result<Moved<AccountId, Balance>, OrderError> {
		match lapse {
			Lapse::Cancel => {
				self.state = OrderState::Cancelled { at };
				Ok(Moved::nothing())
			},
			Lapse::Refund(amount) => self.refund(amount, at),
			Lapse::Settle => self.settle(at, shares),
		}
	}

	/// Pays everything that is open to the merchant and the splits, at `at`.
	pub fn settle(
		&mut self,
		at: Moment,
		shares: &[Permill],
	) -> Result<Moved<AccountId, Balance>, OrderError> {
		let open = self.ledger().ok_or(OrderError::NoEscrow)?.open;
		self.capture(open, at, shares)
	}

	/// Pays `amount` of what is open to the merchant and the splits, at `at`.
	pub fn capture(
		&mut self,
		amount: Balance,
		at: Moment,
		shares: &[Permill],
	) -> Result<Moved<AccountId, Balance>, OrderError> {
		let Payment::Escrow { payer, ledger } = &mut self.payment else {
			return Err(OrderError::NoEscrow);
		};
		let division = ledger.capture(amount, shares)?;
		let released = ledger.open.is_zero().then(|| payer.clone());
		if released.is_some() {
			self.state = OrderState::Settled { at };
		}
		Ok(Moved { refund: None, division: Some(division), released })
	}

	/// Pays `amount` of what is open back to the payer, at `at`. An order that is not over by that
	/// goes on; a paused timer starts again at `at`.
	pub fn refund(
		&mut self,
		amount: Balance,
		at: Moment,
	) -> Result<Moved<AccountId, Balance>, OrderError> {
		let Payment::Escrow { payer, ledger } = &mut self.payment else {
			return Err(OrderError::NoEscrow);
		};
		let freed = ledger.refund(amount)?;
		let over = ledger.open.is_zero();
		let moved = Moved {
			refund: Some((payer.clone(), amount)),
			division: (!freed.is_zero()).then(|| Division { splits: Vec::new(), merchant: freed }),
			released: over.then(|| payer.clone()),
		};
		self.state = match self.state {
			_ if over && ledger.captured.is_zero() => OrderState::Refunded { at },
			_ if over => OrderState::Settled { at },
			OrderState::RefundRequested { paused, .. } => paused.resume(at),
			other => other,
		};
		Ok(moved)
	}

	/// The stage at `now`, with every deadline that has passed taken into account.
	pub fn stage(&self, now: Moment) -> OrderStage
	where
		Asset: Clone,
	{
		let mut order = self.clone();
		for _ in 0..MAX_LAPSES {
			let Some((lapse, at)) = order.lapse(now) else { break };
			// Who gets which share makes no difference to the stage.
			if order.apply(lapse, at, &[]).is_err() {
				break;
			}
		}
		order.state.stage()
	}
}
