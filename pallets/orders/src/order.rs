//! An order and its transitions. Each transition is a method that moves the ledger and the state
//! together and says what has to be paid; the pallet pays it.

use crate::{
	ledger::{Division, Insufficient, Ledger},
	types::{
		Discount, DisputePhase, Once, OrderState, Part, Party, Paused, Payment, Reference,
		RefundKind, ReturnLeg, Source, Terms, Tracking,
	},
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::tokens::Balance as BalanceT;
use scale_info::TypeInfo;
use souk_primitives::{Moment, OrderStage, Parties, Tender, TermsId};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, traits::UniqueSaturatedInto, Rounding,
};

/// One order: a parcel or a digital good, from one merchant, in one tender.
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
	pub tender: Tender<Asset>,
	/// The price, in minor units of the tender.
	pub amount: Balance,
	/// What the buyer's points or voucher pay of it.
	pub discount: Option<Discount<Balance>>,
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
	pub extensions: Once,
	/// Who has opened a dispute.
	pub disputes: Once,
	/// How often the buyer has asked for a refund.
	pub refund_requests: u8,
	/// What the merchant was paid of it and still has in reserve.
	pub reserve: Option<Part<Balance>>,
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
	/// The merchant did not answer: this much goes back to the payer once the goods are back.
	Return(Balance),
	/// The buyer had nothing to object to: the merchant is paid.
	Settle,
	/// Nobody took the complaint further: the order goes on where it was.
	Resume,
	/// One side did not put up its bond: the resolver decides all the same.
	CallResolver,
	/// The resolver was silent: the preset applies, or, if nothing was ever shipped, the order goes on
	/// where it was.
	Preset,
	/// The merchant's reserve is due.
	FreeReserve,
}

/// How many deadlines of one order can have passed: of a dispute, of the request for a return which
/// it interrupted, of that return, of the stage which that interrupted, and of the reserve.
pub const MAX_LAPSES: u32 = 5;

/// Who a bond or a fee goes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Payee {
	/// One of the sides.
	Party(Party),
	/// The resolver.
	Resolver,
}

/// How a dispute ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
	/// The sides agreed.
	Agreed,
	/// The resolver decided.
	Decided,
	/// The resolver was silent.
	Preset,
}

/// Money that left an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved<Balance> {
	/// When.
	pub at: Moment,
	/// Back to the payer.
	pub refunded: Balance,
	/// The part of `refunded` that the payer does not get, because the buyer was silent.
	pub withheld: Balance,
	/// To the merchant and the splits.
	pub division: Option<Division<Balance>>,
	/// Bonds that go back, bonds that were lost, and the resolver's fee.
	pub awards: Vec<(Payee, Balance)>,
	/// What a side lost because it did not put up its bond. It is in `awards` for whom it goes to.
	pub lost: Option<(Party, Balance)>,
	/// The part of the reserve that is due.
	pub freed: Balance,
	/// Whether the order is over by this.
	pub over: bool,
}

impl<Balance: BalanceT> Moved<Balance> {
	/// Nothing moved, at that time.
	fn nothing(at: Moment) -> Self {
		let zero = Balance::zero();
		Self {
			at,
			refunded: zero,
			withheld: zero,
			division: None,
			awards: Vec::new(),
			lost: None,
			freed: zero,
			over: false,
		}
	}
}

/// Why an order cannot do what was asked of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OrderError {
	/// It holds no money.
	NoEscrow,
	/// It holds less than that.
	Insufficient,
	/// There is no dispute to end.
	NoDispute,
}

impl From<Insufficient> for OrderError {
	fn from(_: Insufficient) -> Self {
		Self::Insufficient
	}
}

impl<AccountId: Clone + PartialEq, Asset, Balance: BalanceT> Order<AccountId, Asset, Balance> {
	/// The asset that is in escrow; `None` if it is paid off chain.
	pub fn asset(&self) -> Option<&Asset> {
		match &self.tender {
			Tender::Asset(asset) => Some(asset),
			Tender::Fiat { .. } => None,
		}
	}

	/// What there is to pay: the price, less the discount.
	pub fn due(&self) -> Balance {
		let off = self.discount.map_or_else(Balance::zero, |discount| discount.amount);
		self.amount.saturating_sub(off)
	}

	/// The ledger, once it is paid.
	pub fn ledger(&self) -> Option<&Ledger<Balance>> {
		match &self.payment {
			Payment::Awaited => None,
			Payment::Escrow { ledger, .. } | Payment::External { ledger, .. } => Some(ledger),
		}
	}

	/// The ledger, to be changed.
	pub fn ledger_mut(&mut self) -> Result<&mut Ledger<Balance>, OrderError> {
		match &mut self.payment {
			Payment::Awaited => Err(OrderError::NoEscrow),
			Payment::Escrow { ledger, .. } | Payment::External { ledger, .. } => Ok(ledger),
		}
	}

	/// Who gets refunds, once it is paid.
	pub fn payer(&self) -> Option<&AccountId> {
		match &self.payment {
			Payment::Awaited => None,
			Payment::Escrow { payer, .. } => Some(payer),
			Payment::External { .. } => self.buyer.as_ref(),
		}
	}

	/// Who takes part, once it is paid.
	pub fn parties(&self) -> Option<Parties<AccountId>> {
		Some(Parties {
			merchant: self.merchant.clone(),
			buyer: self.buyer.clone()?,
			payer: self.payer()?.clone(),
		})
	}

	/// The account of a side.
	pub fn account(&self, party: Party) -> Option<&AccountId> {
		match party {
			Party::Buyer => self.buyer.as_ref(),
			Party::Merchant => Some(&self.merchant),
		}
	}

	/// What is nobody's yet, while it may be captured or refunded without an answer pending.
	pub fn open(&self) -> Option<Balance> {
		match self.state {
			OrderState::Funded { .. }
			| OrderState::Shipped { .. }
			| OrderState::Delivered { .. } => self.ledger().map(|ledger| ledger.open),
			_ => None,
		}
	}

	/// What the pot holds of its price. Nothing, if it is paid off chain.
	pub fn escrowed(&self) -> Balance {
		match &self.payment {
			Payment::Escrow { ledger, .. } => ledger.escrowed(),
			Payment::Awaited | Payment::External { .. } => Balance::zero(),
		}
	}

	/// What the pot holds of the sides' bonds.
	pub fn bonds(&self) -> Balance {
		[Party::Buyer, Party::Merchant]
			.into_iter()
			.filter_map(|party| self.state.bond_of(party))
			.fold(Balance::zero(), |sum, bond| sum.saturating_add(bond))
	}

	/// What has to go back off chain and has not yet, as far as receipts show.
	pub fn refund_due(&self) -> Balance {
		match &self.payment {
			Payment::External { ledger, attested, .. } => {
				ledger.refunded().saturating_sub(*attested)
			},
			Payment::Awaited | Payment::Escrow { .. } => Balance::zero(),
		}
	}

	/// Before when it does not settle, because its payment can be challenged.
	pub fn settle_from(&self) -> Option<Moment> {
		match self.payment {
			Payment::External { settle_from, .. } => Some(settle_from),
			Payment::Awaited | Payment::Escrow { .. } => None,
		}
	}

	/// When something happens by itself; `None` once nothing does any more.
	pub fn deadline(&self) -> Option<Moment> {
		let at = self.state.deadline();
		match self.state {
			// What ends in a settlement waits for the end of the challenge window.
			OrderState::Shipped { .. } | OrderState::Delivered { .. } => {
				at.map(|at| at.max(self.settle_from().unwrap_or(at)))
			},
			OrderState::Settled { .. } | OrderState::Refunded { .. } => {
				self.reserve.map(|part| part.until)
			},
			_ => at,
		}
	}

	/// The deadline that has passed at `now`, and what it does. A deadline passes at its very
	/// millisecond.
	pub fn lapse(&self, now: Moment) -> Option<(Lapse<Balance>, Moment)> {
		let at = self.deadline().filter(|at| *at <= now)?;
		let lapse = match self.state {
			OrderState::Created { .. } => Lapse::Cancel,
			OrderState::Funded { .. } => Lapse::Refund(self.ledger()?.open),
			OrderState::Shipped { .. }
			| OrderState::Delivered { .. }
			| OrderState::Confirmed { .. } => Lapse::Settle,
			OrderState::RefundRequested { kind, .. } => match kind {
				RefundKind::RefundOnly => Lapse::Refund(self.asked()?),
				RefundKind::ReturnGoods => Lapse::Return(self.asked()?),
			},
			OrderState::Returning { leg, .. } => match leg {
				ReturnLeg::ToSend { .. } => Lapse::Resume,
				ReturnLeg::Sent { .. } => Lapse::Refund(self.asked()?),
			},
			OrderState::Disputed { phase, .. } => match phase {
				DisputePhase::Negotiating { .. } => Lapse::Resume,
				DisputePhase::Escalated { .. } => Lapse::CallResolver,
				DisputePhase::Deciding { .. } => Lapse::Preset,
			},
			OrderState::Settled { .. } | OrderState::Refunded { .. } => Lapse::FreeReserve,
			OrderState::Cancelled { .. } => return None,
		};
		Some((lapse, at))
	}

	/// What an open complaint asks for, as far as it is still open: a payment provider may have taken
	/// back a part of it meanwhile.
	pub fn asked(&self) -> Option<Balance> {
		match self.state {
			OrderState::RefundRequested { amount, .. } | OrderState::Returning { amount, .. } => {
				self.ledger().map(|ledger| amount.min(ledger.open))
			},
			_ => None,
		}
	}

	/// Applies a lapse that happened `at`.
	pub fn apply(
		&mut self,
		lapse: Lapse<Balance>,
		at: Moment,
		terms: &Terms<AccountId>,
	) -> Result<Moved<Balance>, OrderError> {
		match lapse {
			Lapse::Cancel => {
				self.state = OrderState::Cancelled { at };
				Ok(Moved::nothing(at))
			},
			Lapse::Refund(amount) => self.refund(amount, at),
			Lapse::Return(_) => self.await_goods(at, terms).map(|_| Moved::nothing(at)),
			Lapse::Settle => self.settle(at, terms),
			Lapse::Resume => {
				self.resume(at);
				Ok(Moved::nothing(at))
			},
			Lapse::CallResolver => self.call_resolver(at, terms).map(|_| Moved::nothing(at)),
			// A preset for goods that were never sent would pay for nothing.
			Lapse::Preset if self.is_unshipped() => {
				let mut moved = Moved::nothing(at);
				self.return_bonds(&mut moved);
				self.resume(at);
				Ok(moved)
			},
			Lapse::Preset => {
				let rules = terms.disputes.as_ref().ok_or(OrderError::NoDispute)?;
				let open = self.ledger().ok_or(OrderError::NoEscrow)?.open;
				self.divide(rules.preset.mul_floor(open), at, terms, Verdict::Preset)
			},
			Lapse::FreeReserve => {
				let part = self.reserve.take();
				let freed = part.map_or_else(Balance::zero, |part| part.amount);
				Ok(Moved { freed, ..Moved::nothing(at) })
			},
		}
	}

	/// Whether a dispute interrupted an order that the merchant has yet to ship.
	fn is_unshipped(&self) -> bool {
		let mut state = self.state;
		matches!(state.paused_mut(), Some(Paused::Funded { .. }))
	}

	/// Goes on where a complaint had interrupted it, with exactly the time that was left.
	pub fn resume(&mut self, at: Moment) {
		self.state = match self.state {
			OrderState::RefundRequested { paused, .. } | OrderState::Returning { paused, .. } => {
				paused.resume(at)
			},
			OrderState::Disputed { interrupted, .. } => interrupted.resume(at),
			other => other,
		};
	}

	/// Grants a request to take goods back: the buyer is to send them. Returns until when.
	pub fn await_goods(
		&mut self,
		at: Moment,
		terms: &Terms<AccountId>,
	) -> Result<Moment, OrderError> {
		let OrderState::RefundRequested { amount, paused, .. } = self.state else {
			return Err(OrderError::NoEscrow);
		};
		let send_by = at.saturating_add(terms.windows.send_back);
		self.state = OrderState::Returning { amount, leg: ReturnLeg::ToSend { send_by }, paused };
		Ok(send_by)
	}

	/// Lets the resolver decide a dispute in which only one side put up its bond. Returns until
	/// when.
	pub fn call_resolver(
		&mut self,
		at: Moment,
		terms: &Terms<AccountId>,
	) -> Result<Moment, OrderError> {
		let rules = terms.disputes.as_ref().ok_or(OrderError::NoDispute)?;
		let OrderState::Disputed { phase: phase @ DisputePhase::Escalated { .. }, .. } =
			&mut self.state
		else {
			return Err(OrderError::NoDispute);
		};
		let DisputePhase::Escalated { by, bond, .. } = *phase else {
			return Err(OrderError::NoDispute);
		};
		let decide_by = at.saturating_add(rules.decide);
		*phase = DisputePhase::Deciding { bond, silent: Some(by.other()), decide_by };
		Ok(decide_by)
	}

	/// Pays everything that is open to the merchant and the splits, at `at`.
	pub fn settle(
		&mut self,
		at: Moment,
		terms: &Terms<AccountId>,
	) -> Result<Moved<Balance>, OrderError> {
		let open = self.ledger().ok_or(OrderError::NoEscrow)?.open;
		self.capture(open, at, terms)
	}

	/// The buyer accepts it: the merchant is paid, at once or when the payment is beyond challenge.
	pub fn confirm(
		&mut self,
		at: Moment,
		terms: &Terms<AccountId>,
	) -> Result<Moved<Balance>, OrderError> {
		match self.settle_from().filter(|from| at < *from) {
			Some(settle_at) => {
				self.state = OrderState::Confirmed { settle_at };
				Ok(Moved::nothing(at))
			},
			None => self.settle(at, terms),
		}
	}

	/// Pays `amount` of what is open to the merchant and the splits, at `at`.
	pub fn capture(
		&mut self,
		amount: Balance,
		at: Moment,
		terms: &Terms<AccountId>,
	) -> Result<Moved<Balance>, OrderError> {
		let division = self.ledger_mut()?.capture(amount, &terms.shares())?;
		let mut moved = Moved { division: Some(division), ..Moved::nothing(at) };
		self.end_if_empty(&mut moved);
		Ok(moved)
	}

	/// Pays `amount` of what is open back to the payer, at `at`. An order that is not over by that
	/// goes on; a complaint about it is met.
	pub fn refund(&mut self, amount: Balance, at: Moment) -> Result<Moved<Balance>, OrderError> {
		let mut moved = Moved::nothing(at);
		let freed = self.ledger_mut()?.refund(amount)?;
		moved.refunded = amount;
		moved.division =
			(!freed.is_zero()).then(|| Division { splits: Vec::new(), merchant: freed });
		self.end_if_empty(&mut moved);
		if !moved.over && !matches!(self.state, OrderState::Disputed { .. }) {
			self.resume(at);
		}
		Ok(moved)
	}

	/// Books that `amount` of what is open has gone back already. A complaint asks for that much less,
	/// and is met once it asks for nothing more.
	pub fn reverse(&mut self, amount: Balance, at: Moment) -> Result<Moved<Balance>, OrderError> {
		let mut moved = Moved { refunded: amount, ..Moved::nothing(at) };
		let freed = self.ledger_mut()?.refund(amount)?;
		moved.division =
			(!freed.is_zero()).then(|| Division { splits: Vec::new(), merchant: freed });
		self.end_if_empty(&mut moved);
		if !moved.over {
			self.state = self.state.met(amount, at);
		}
		Ok(moved)
	}

	/// Gives a side more time. Returns until when; `None` if no window is running.
	pub fn extend(&mut self, extension: Moment) -> Option<Moment> {
		// On top of what there is, which may be the rest of the challenge window.
		let from = |at: Moment| at.max(self.settle_from().unwrap_or(at));
		let state = match self.state {
			OrderState::Shipped { receive_by } => {
				OrderState::Shipped { receive_by: from(receive_by) }
			},
			OrderState::Delivered { inspect_by } => {
				OrderState::Delivered { inspect_by: from(inspect_by) }
			},
			other => other,
		};
		self.state = state.extended(extension)?;
		self.deadline()
	}

	/// Ends a dispute: `to_buyer` of what is open goes back to the payer, and the rest to the
	/// merchant and the splits. Bonds go back, less the resolver's fee; whoever was silent loses as
	/// much as a bond out of what it gets.
	pub fn divide(
		&mut self,
		to_buyer: Balance,
		at: Moment,
		terms: &Terms<AccountId>,
		verdict: Verdict,
	) -> Result<Moved<Balance>, OrderError> {
		let rules = terms.disputes.as_ref().ok_or(OrderError::NoDispute)?;
		let OrderState::Disputed { phase, .. } = self.state else {
			return Err(OrderError::NoDispute);
		};
		let open = self.ledger().ok_or(OrderError::NoEscrow)?.open;
		let to_merchant = open.checked_sub(&to_buyer).ok_or(OrderError::Insufficient)?;
		let challengeable = self.settle_from().filter(|from| at < *from && !to_merchant.is_zero());
		if let Some(settle_at) = challengeable {
			// The merchant's part settles when the payment is beyond challenge. Nothing is in bond:
			// disputes about payments off chain cannot be escalated.
			let moved = self.refund(to_buyer, at)?;
			self.state = OrderState::Confirmed { settle_at };
			return Ok(moved);
		}
		let ledger = self.ledger_mut()?;
		let mut moved = Moved { refunded: to_buyer, ..Moved::nothing(at) };
		let freed = ledger.refund(to_buyer)?;
		moved.division = match to_merchant.is_zero() {
			false => Some(ledger.capture(to_merchant, &terms.shares())?),
			true if freed.is_zero() => None,
			true => Some(Division { splits: Vec::new(), merchant: freed }),
		};

		let fee = match verdict {
			Verdict::Decided => rules.fee.mul_floor(open),
			Verdict::Agreed | Verdict::Preset => Balance::zero(),
		};
		// Each side bears the fee as far as it lost.
		let buyers_fee = fraction(fee, to_merchant, open);
		let fee_of = |party| match party {
			Party::Buyer => buyers_fee,
			Party::Merchant => fee.saturating_sub(buyers_fee),
		};
		let silent = match phase {
			DisputePhase::Deciding { bond, silent: Some(party), .. }
				if verdict != Verdict::Agreed =>
			{
				Some((party, bond))
			},
			_ => None,
		};
		// What the side that put up its bond bears of the other's fee, because the other has
		// nothing that could be taken.
		let mut shortfall = Balance::zero();
		if let Some((party, bond)) = silent {
			let lost = match party {
				Party::Buyer => {
					moved.withheld = bond.min(to_buyer);
					moved.withheld
				},
				Party::Merchant => moved.division.as_mut().map_or_else(Balance::zero, |division| {
					let lost = bond.min(division.merchant);
					division.merchant = division.merchant.saturating_sub(lost);
					lost
				}),
			};
			let to_fee = fee_of(party).min(lost);
			shortfall = fee_of(party).saturating_sub(to_fee);
			moved.lost = Some((party, lost)).filter(|(_, lost)| !lost.is_zero());
			moved.award(Payee::Party(party.other()), lost.saturating_sub(to_fee));
		}
		for party in [Party::Buyer, Party::Merchant] {
			if let Some(bond) = phase.bond_of(party) {
				let borne = fee_of(party).saturating_add(shortfall);
				moved.award(Payee::Party(party), bond.saturating_sub(borne));
			}
		}
		moved.award(Payee::Resolver, fee);
		self.end(&mut moved);
		Ok(moved)
	}

	/// Ends the order if nothing is open any more. Bonds that are still up go back.
	fn end_if_empty(&mut self, moved: &mut Moved<Balance>) {
		if !self.ledger().is_some_and(|ledger| ledger.open.is_zero()) {
			return;
		}
		self.return_bonds(moved);
		self.end(moved);
	}

	/// Gives each side of a dispute back what it has put up.
	fn return_bonds(&self, moved: &mut Moved<Balance>) {
		for party in [Party::Buyer, Party::Merchant] {
			if let Some(bond) = self.state.bond_of(party) {
				moved.award(Payee::Party(party), bond);
			}
		}
	}

	/// Ends the order. Nothing is open, and its bonds have been awarded.
	fn end(&mut self, moved: &mut Moved<Balance>) {
		let at = moved.at;
		let unpaid = self.ledger().is_none_or(|ledger| ledger.captured.is_zero());
		self.state = match unpaid {
			true => OrderState::Refunded { at },
			false => OrderState::Settled { at },
		};
		moved.over = true;
	}

	/// The stage at `now`, with every deadline that has passed taken into account.
	pub fn stage(&self, now: Moment, terms: &Terms<AccountId>) -> OrderStage
	where
		Asset: Clone,
	{
		let mut order = self.clone();
		for _ in 0..MAX_LAPSES {
			let Some((lapse, at)) = order.lapse(now) else { break };
			if order.apply(lapse, at, terms).is_err() {
				break;
			}
		}
		order.state.stage()
	}
}

impl<Balance: BalanceT> Moved<Balance> {
	/// Adds an award.
	fn award(&mut self, payee: Payee, amount: Balance) {
		if !amount.is_zero() {
			self.awards.push((payee, amount));
		}
	}
}

/// `whole × part / of`, rounded down. Nothing of nothing.
fn fraction<Balance: BalanceT>(whole: Balance, part: Balance, of: Balance) -> Balance {
	let wide = |x: Balance| -> u128 { x.unique_saturated_into() };
	multiply_by_rational_with_rounding(wide(whole), wide(part), wide(of), Rounding::Down)
		.unwrap_or_default()
		.unique_saturated_into()
}
