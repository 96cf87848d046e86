//! What other pallets may ask of orders and do to them.

use crate::{
	money::Payouts, progress::Work, AccountIdOf, Config, Error, Event, OrderState, Orders, Pallet,
	Paused,
};
use souk_primitives::{
	DeliveryProof, Moment, OrderFulfilment, OrderId, OrderInspect, OrderStage, Parties,
};
use sp_runtime::DispatchResult;

impl<T: Config> OrderInspect<AccountIdOf<T>> for Pallet<T> {
	fn parties(order: OrderId) -> Option<Parties<AccountIdOf<T>>> {
		Orders::<T>::get(order)?.parties()
	}

	fn stage(order: OrderId) -> Option<OrderStage> {
		Some(Orders::<T>::get(order)?.stage(Self::now()))
	}
}

impl<T: Config> OrderFulfilment for Pallet<T> {
	fn dispatched(order: OrderId) -> DispatchResult {
		Self::fulfil(order, |work, now, _| work.dispatch(now, None))
	}

	fn delivered(order: OrderId, proof: DeliveryProof) -> DispatchResult {
		Self::fulfil(order, |work, now, _| {
			let inspect = work.terms.terms.windows.inspect;
			let until = now.saturating_add(inspect);
			work.order.state = match (work.order.state, proof) {
				// Unproven: the receive window goes on, in which the buyer may object.
				(state @ OrderState::Shipped { .. }, DeliveryProof::Claimed) => state,
				(OrderState::Shipped { .. }, DeliveryProof::Proven) => {
					Self::deposit_event(Event::OrderDelivered { order, inspect_by: until });
					OrderState::Delivered { inspect_by: until }
				},
				// The buyer complains already: the whole inspection window is left for after.
				(
					OrderState::RefundRequested {
						amount,
						answer_by,
						paused: paused @ Paused::Shipped { .. },
					},
					_,
				) => {
					let paused = match proof {
						DeliveryProof::Claimed => paused,
						DeliveryProof::Proven => {
							Self::deposit_event(Event::OrderDelivered { order, inspect_by: until });
							Paused::Delivered { remaining: inspect }
						},
					};
					OrderState::RefundRequested { amount, answer_by, paused }
				},
				_ => return Err(Error::<T>::NotUnderWay.into()),
			};
			Ok(())
		})
	}

	fn returned(order: OrderId) -> DispatchResult {
		Self::undeliverable(order)
	}

	fn lost(order: OrderId) -> DispatchResult {
		Self::undeliverable(order)
	}
}

impl<T: Config> Pallet<T> {
	/// The goods will not reach the buyer: what is in escrow goes back.
	fn undeliverable(order: OrderId) -> DispatchResult {
		Self::fulfil(order, |work, now, payouts| {
			match work.order.state {
				OrderState::Shipped { .. } => {},
				OrderState::RefundRequested { paused: Paused::Shipped { .. }, .. } => {
					// Nothing is left to answer.
					work.order.state = Paused::Shipped { remaining: 0 }.resume(now);
				},
				_ => return Err(Error::<T>::NotUnderWay.into()),
			}
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
