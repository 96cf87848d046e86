//! Orders that are paid off chain: gateways vouch for what happened to the money.

use crate::{
	ledger::Ledger, money::Payouts, progress::Work, BalanceOf, Config, Error, Event, Item,
	OrderState, Pallet, Payment, ReceiptOf, Reference, Stray, StrayReason, Strays, TermsOf,
	VouchesOf,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::ensure;
use souk_primitives::{
	Currency, GatewayId, Gateways, Moment, OrderId, OrderStage, ReceiptKind, Tender, TermsId,
	RECEIPT_DOMAIN,
};
use sp_core::H256;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	#[allow(clippy::too_many_arguments)] // Those of the call.
	pub(crate) fn do_invoice_external(
		merchant: T::AccountId,
		buyer: T::AccountId,
		terms: TermsId,
		gateway: GatewayId,
		currency: Currency,
		amount: BalanceOf<T>,
		reference: Reference,
	) -> DispatchResult {
		T::Gateways::ensure_serves(gateway, &currency)?;
		let tender = Tender::Fiat { gateway, currency };
		Self::open_invoice(merchant, Some(buyer), terms, tender, Item { amount, reference })
	}

	/// The hash by which receipts name an order's terms.
	pub fn terms_hash(id: TermsId) -> Option<H256> {
		let published = TermsOf::<T>::get(id)?;
		Some(H256(published.terms.using_encoded(sp_io::hashing::blake2_256)))
	}

	pub(crate) fn do_attest(receipt: ReceiptOf<T>, signatures: VouchesOf<T>) -> DispatchResult {
		ensure!(!receipt.amount.is_zero(), Error::<T>::ZeroAmount);
		T::Gateways::accept(&receipt, &signatures)?;
		if let ReceiptKind::Refunded { payment } | ReceiptKind::Chargeback { payment } =
			receipt.kind
		{
			// A stray payment may outlive its order.
			if Strays::<T>::contains_key(receipt.order, payment) {
				return Self::return_stray(receipt, payment);
			}
		}
		Self::step(receipt.order, |work, now, payouts| {
			work.ensure_vouches_for(&receipt)?;
			match receipt.kind {
				ReceiptKind::Paid => work.paid(&receipt, now),
				ReceiptKind::Refunded { payment } | ReceiptKind::Chargeback { payment } => {
					work.ensure_paid_by(payment, &receipt.currency)?;
					// What the order did not know of yet.
					let new = receipt.amount.saturating_sub(work.order.refund_due());
					work.reverse(new, now, payouts)?;
					work.add_attested(receipt.amount);
					Self::deposit_event(match receipt.kind {
						ReceiptKind::Chargeback { .. } => Event::ChargedBack {
							order: receipt.order,
							amount: receipt.amount,
							due: work.order.refund_due(),
						},
						_ => Event::RefundAttested {
							order: receipt.order,
							amount: receipt.amount,
							due: work.order.refund_due(),
						},
					});
					Ok(())
				},
			}
		})
	}

	/// Books that a payment which no order took went back.
	fn return_stray(receipt: ReceiptOf<T>, payment: H256) -> DispatchResult {
		let ReceiptOf::<T> { order, gateway, amount, currency, .. } = receipt;
		Strays::<T>::try_mutate_exists(order, payment, |slot| {
			let stray = slot.as_mut().ok_or(Error::<T>::UnknownPayment)?;
			ensure!(stray.gateway == gateway, Error::<T>::WrongGateway);
			ensure!(stray.currency == currency, Error::<T>::WrongCurrency);
			ensure!(amount <= stray.amount, Error::<T>::MoreThanPaid);
			stray.amount = stray.amount.saturating_sub(amount);
			let due = stray.amount;
			if due.is_zero() {
				T::Gateways::drop_record(gateway, stray.deposit);
				*slot = None;
			}
			Self::deposit_event(Event::StrayReturned { order, payment, amount, due });
			Ok(())
		})
	}

	pub(crate) fn do_refute_payment(id: OrderId) -> DispatchResult {
		Self::step(id, |work, now, payouts| {
			let Payment::External { gateway, .. } = work.order.payment else {
				return Err(Error::<T>::NotExternal.into());
			};
			ensure!(!work.order.state.stage().is_final(), Error::<T>::NoEscrow);
			Self::deposit_event(Event::PaymentRefuted { order: id, gateway });
			work.refund_all(now, payouts)?;
			// There is nothing that could go back.
			let due = work.order.refund_due();
			work.add_attested(due);
			Ok(())
		})
	}

	/// The bytes that a gateway's keys sign.
	pub fn receipt_payload(receipt: &ReceiptOf<T>) -> [u8; 32] {
		let genesis = frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::zero(),
		);
		sp_io::hashing::blake2_256(&(RECEIPT_DOMAIN, genesis, receipt).encode())
	}
}

impl<T: Config> Work<T> {
	/// Refuses a receipt that is another gateway's, or for other terms.
	fn ensure_vouches_for(&self, receipt: &ReceiptOf<T>) -> Result<(), Error<T>> {
		let Tender::Fiat { gateway, .. } = self.order.tender else {
			return Err(Error::<T>::NotExternal);
		};
		ensure!(gateway == receipt.gateway, Error::<T>::WrongGateway);
		let hash = self.terms.terms.using_encoded(sp_io::hashing::blake2_256);
		ensure!(receipt.terms == H256(hash), Error::<T>::WrongTerms);
		Ok(())
	}

	/// Refuses a receipt of a payment that is not this order's.
	fn ensure_paid_by(&self, payment: H256, in_currency: &Currency) -> Result<(), Error<T>> {
		ensure!(self.is_paid_by(payment), Error::<T>::UnknownPayment);
		match &self.order.tender {
			Tender::Fiat { currency, .. } if currency == in_currency => Ok(()),
			_ => Err(Error::<T>::WrongCurrency),
		}
	}

	fn is_paid_by(&self, payment: H256) -> bool {
		matches!(self.order.payment, Payment::External { transaction, .. } if transaction == payment)
	}

	/// Money came in off chain: the order takes it, or it has to go back.
	fn paid(&mut self, receipt: &ReceiptOf<T>, now: Moment) -> DispatchResult {
		let Tender::Fiat { gateway, currency } = self.order.tender.clone() else {
			return Err(Error::<T>::NotExternal.into());
		};
		// Another provider's transaction of the same number.
		let known = self.is_paid_by(receipt.transaction)
			|| Strays::<T>::contains_key(self.id, receipt.transaction);
		ensure!(!known, Error::<T>::PaymentOnRecord);
		let reason = match self.order.state.stage() {
			OrderStage::Cancelled => Some(StrayReason::Late),
			stage if stage != OrderStage::Created => Some(StrayReason::Duplicate),
			_ if receipt.currency != currency => Some(StrayReason::WrongCurrency),
			_ if receipt.amount != self.order.due() => Some(StrayReason::WrongAmount),
			_ => None,
		};
		if let Some(reason) = reason {
			return self.stray(receipt, reason);
		}
		let exposed = T::Gateways::expose(gateway, &currency, receipt.amount)?;
		let windows = &self.terms.terms.windows;
		let ship_by = now.saturating_add(windows.ship);
		self.order.payment = Payment::External {
			gateway,
			transaction: receipt.transaction,
			ledger: Ledger::funded(receipt.amount),
			attested: Zero::zero(),
			exposed,
			settle_from: now.saturating_add(windows.challenge),
		};
		self.order.state = OrderState::Funded { ship_by };
		Pallet::<T>::deposit_event(Event::PaymentAttested {
			order: self.id,
			gateway,
			channel: receipt.channel.clone(),
			transaction: receipt.transaction,
			exposed,
		});
		Pallet::<T>::announce_funded(self.id, &self.order, ship_by);
		Ok(())
	}

	/// Puts on record that a payment has to go back.
	fn stray(&self, receipt: &ReceiptOf<T>, reason: StrayReason) -> DispatchResult {
		let size = Stray::<BalanceOf<T>>::max_encoded_len().saturating_add(40);
		let deposit = T::Gateways::keep_record(receipt.gateway, size as u32)?;
		let stray = Stray {
			gateway: receipt.gateway,
			amount: receipt.amount,
			currency: receipt.currency.clone(),
			deposit,
		};
		Strays::<T>::insert(self.id, receipt.transaction, stray);
		Pallet::<T>::deposit_event(Event::PaymentStrayed {
			order: self.id,
			transaction: receipt.transaction,
			amount: receipt.amount,
			currency: receipt.currency.clone(),
			reason,
		});
		Ok(())
	}

	/// Money went back off chain that the order did not know of: out of what is open, then out of
	/// what the merchant was paid.
	fn reverse(
		&mut self,
		amount: BalanceOf<T>,
		now: Moment,
		payouts: &mut Payouts<T>,
	) -> DispatchResult {
		let open = self.order.ledger().ok_or(Error::<T>::NoEscrow)?.open;
		let from_open = amount.min(open);
		if !from_open.is_zero() {
			let moved = self.order.reverse(from_open, now).map_err(Error::<T>::from)?;
			self.book(moved, payouts);
			self.drop_proposals();
		}
		let from_paid = amount.saturating_sub(from_open);
		if !from_paid.is_zero() {
			let ledger = self.order.ledger_mut().map_err(Error::<T>::from)?;
			ledger.give_back(from_paid, &[]).map_err(|_| Error::<T>::MoreThanPaid)?;
			Pallet::<T>::announce_refund(self.id, &self.order, from_paid);
		}
		Ok(())
	}

	/// What the parties of a dispute proposed was about what was open then.
	fn drop_proposals(&mut self) {
		if let OrderState::Disputed { proposals, .. } = &mut self.order.state {
			*proposals = Default::default();
		}
	}

	fn add_attested(&mut self, amount: BalanceOf<T>) {
		if let Payment::External { attested, .. } = &mut self.order.payment {
			*attested = attested.saturating_add(amount);
		}
	}
}
