//! What other pallets may ask of orders and do to them.

use crate::{
	money::Payouts, progress::Work, AccountIdOf, Config, Error, Event, OrderState, Orders, Pallet,
	Paused,
};
use frame_support::ensure;
use souk_primitives::{
	DeliveryProof, Moment, OrderFulfilment, OrderId, OrderInspect, OrderStage, Parties,
};
use sp_runtime::DispatchResult;

impl<T: Config> OrderInspect<AccountIdOf<T>> for Pallet<T> {
	fn parties(order: OrderId) -> Option<Parties<AccountIdOf<T>>> {
		Orders::<T>::get(order)?.parties()
	}

	fn stage(order: OrderId) -> Option<OrderStage> {
		let Work { order, terms, .. } = Work::<T>::load(order).ok()?;
		Some(order.stage(Self::now(), &terms.terms))
	}
}

impl<T: Config> OrderFulfilment for Pallet<T> {
	fn dispatched(order: OrderId) -> DispatchResult {
		Self::fulfil(order, |work, now, _| work.dispatch(now, None))
	}

	fn delivered(order: OrderId, proof: DeliveryProof) -> DispatchResult {
		Self::fulfil(order, |work, now, _| {
			let inspect = work.terms.terms.windows.inspect;
			let inspect_by = now.saturating_add(inspect);
			match &mut work.order.state {
				state @ OrderState::Shipped { .. } => {
					if proof == DeliveryProof::Proven {
						*state = OrderState::Delivered { inspect_by };
					}
				},
				// The buyer complains already: the whole inspection window is left for after.
				state => match state.paused_mut() {
					Some(paused @ Paused::Shipped { .. }) => {
						if proof == DeliveryProof::Proven {
							*paused = Paused::Delivered { remaining: inspect };
						}
					},
					_ => return Err(Error::<T>::NotUnderWay.into()),
				},
			}
			// Unproven: the receive window goes on, in which the buyer may object.
			if proof == DeliveryProof::Proven {
				let inspect_by = match work.order.state {
					OrderState::Delivered { .. } => work.order.deadline().unwrap_or(inspect_by),
					_ => inspect_by,
				};
				Self::deposit_event(Event::OrderDelivered { order, inspect_by });
			}
			Ok(())
		})
	}

	fn returned(order: OrderId) -> DispatchResult {
		Self::undeliverable(order)
	}

	fn lost(order: OrderId) -> DispatchResult {
		Self::undeliverable(order)
	}

	fn return_sent(order: OrderId) -> DispatchResult {
		Self::fulfil(order, |work, now, _| work.send_back(now, None))
	}

	fn return_received(order: OrderId) -> DispatchResult {
		Self::fulfil(order, |work, now, payouts| work.take_back(now, payouts))
	}
}

impl<T: Config> Pallet<T> {
	/// The goods will not reach the buyer: what is in escrow goes back.
	fn undeliverable(order: OrderId) -> DispatchResult {
		Self::fulfil(order, |work, now, payouts| {
			let under_way = match &mut work.order.state {
				OrderState::Shipped { .. } => true,
				state => matches!(state.paused_mut(), Some(Paused::Shipped { .. })),
			};
			ensure!(under_way, Error::<T>::NotUnderWay);
			// Whatever complaint is open, it is met.
			Ok(work.refund_all(now, payouts)?)
		})
	}

	/// Runs one step that another pallet takes. It is undone as a whole if it fails, whatever the
	/// caller makes of the error.
	fn fulfil(
		order: OrderId,
		change: impl FnOnce(&mut Work<T>, Moment, &mut Payouts<T>) -> DispatchResult,
	) -> DispatchResult {
		frame_support::storage::with_storage_layer(|| Self::step(order, change))
	}
}
