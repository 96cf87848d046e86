//! What other pallets may ask of orders and do to them.

use crate::{
	money::Payouts, progress::Work, AccountIdOf, Config, Error, Event, Orders, Pallet, Paused,
	WeightInfo,
};
use frame_support::{ensure, traits::Get, weights::Weight};
use souk_primitives::{
	Delivery, Moment, OrderFulfilment, OrderId, OrderInspect, OrderStage, Parties,
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
		// Whoever tracks the goods says what happens next. The timer is for a tracker that never does.
		Self::fulfil(order, |work, now, _| {
			if !work.order.state.is_under_way() {
				return work.dispatch(T::MaxWindow::get(), now, None);
			}
			// The merchant said before that they left: from now on somebody knows.
			let receive_by = work.await_word(T::MaxWindow::get(), now)?;
			Self::deposit_event(Event::OrderTracked { order, receive_by });
			Ok(())
		})
	}

	fn delivered(order: OrderId, delivery: Delivery) -> DispatchResult {
		Self::fulfil(order, |work, now, _| {
			let windows = work.terms.terms.windows;
			let event = match delivery {
				Delivery::Proven => {
					let inspect_by = work.arrive(windows.inspect, now)?;
					Event::OrderDelivered { order, inspect_by }
				},
				Delivery::Doubtful => {
					let inspect = windows.inspect.max(T::DoubtfulInspection::get());
					let inspect_by = work.arrive(inspect, now)?;
					Event::OrderDelivered { order, inspect_by }
				},
				Delivery::Claimed { contest_until } => {
					let receive = windows.receive.max(contest_until.saturating_sub(now));
					let receive_by = work.await_word(receive, now)?;
					Event::DeliveryClaimed { order, receive_by }
				},
			};
			Self::deposit_event(event);
			Ok(())
		})
	}

	fn contested(order: OrderId) -> DispatchResult {
		Self::fulfil(order, |work, now, _| {
			work.await_word(T::MaxWindow::get(), now)?;
			Self::deposit_event(Event::DeliveryContested { order });
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

	fn weight() -> Weight {
		Self::step_weight(T::WeightInfo::fulfil(), Self::LEGS)
	}
}

impl<T: Config> Pallet<T> {
	/// The goods will not reach the buyer: what is in escrow goes back.
	fn undeliverable(order: OrderId) -> DispatchResult {
		Self::fulfil(order, |work, now, payouts| {
			ensure!(work.order.state.is_under_way(), Error::<T>::NotUnderWay);
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

impl<T: Config> Work<T> {
	/// The goods are with the buyer, who has `inspect` to look at them. Returns until when.
	fn arrive(&mut self, inspect: Moment, now: Moment) -> Result<Moment, Error<T>> {
		self.move_goods(Paused::Delivered { remaining: inspect }, now)
	}

	/// The goods are not known to be with the buyer. The order waits for `receive`, or as long as any
	/// may. Returns until when.
	fn await_word(&mut self, receive: Moment, now: Moment) -> Result<Moment, Error<T>> {
		let remaining = receive.min(T::MaxWindow::get());
		self.move_goods(Paused::Shipped { remaining }, now)
	}

	/// Puts goods that are on their way at a stage. Returns until when that lasts, if no complaint is
	/// open: an open one has to be over first.
	fn move_goods(&mut self, stage: Paused, now: Moment) -> Result<Moment, Error<T>> {
		ensure!(self.order.state.move_goods(stage, now), Error::<T>::NotUnderWay);
		let until = now.saturating_add(stage.remaining());
		Ok(match self.order.state.stage() {
			OrderStage::Shipped | OrderStage::Delivered => self.order.deadline().unwrap_or(until),
			_ => until,
		})
	}
}
