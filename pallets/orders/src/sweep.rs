//! What happens by itself: due orders are carried out in idle block space, or by anyone's call.

use crate::{
	money::Payouts, progress::Work, Config, Due, Error, Event, Orders, Pallet, SignedOfferOf,
	WeightInfo, LOG_TARGET, MAX_BATCH, MAX_ITEMS, MAX_OFFERS,
};
use frame_support::{
	ensure,
	pallet_prelude::ConstU32,
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
	BoundedVec,
};
use frame_system::limits::BlockWeights;
use souk_primitives::{
	BigEndian, CheckoutDiscount, Gateways, Moment, NoticeKind, OrderId, OrderObservers,
	MAX_GATEWAY_KEYS,
};
use sp_runtime::{traits::Zero, DispatchError};

impl<T: Config> Pallet<T> {
	/// Carries out due orders, earliest deadline first, as far as `limit` goes. Returns what it
	/// took.
	pub(crate) fn sweep(limit: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		if meter.try_consume(T::WeightInfo::sweep_base()).is_err() {
			return meter.consumed();
		}
		let now = Self::now();
		let step = Self::lapse_weight();
		let mut payouts = Payouts::<T>::new();
		let mut due = Due::<T>::iter_keys();
		loop {
			// The order, what it adds to the payouts at most, and the payouts so far must fit.
			let legs = payouts.len().saturating_add(Self::LEGS);
			if !meter.can_consume(step.saturating_add(Self::payout_weight(legs))) {
				break;
			}
			let Some((at, id)) = due.next().filter(|(at, _)| at.0 <= now) else { break };
			meter.consume(step);
			match Self::sweep_order(at.0, OrderId(id.0), now) {
				Ok(swept) => payouts.merge(swept),
				Err(error) => Self::postpone(at.0, OrderId(id.0), now, error),
			}
		}
		let legs = payouts.pay();
		meter.consume(Self::payout_weight(legs));
		meter.consumed()
	}

	/// Carries out one due order, or nothing at all if anything about it fails.
	pub(crate) fn sweep_order(
		at: Moment,
		id: OrderId,
		now: Moment,
	) -> Result<Payouts<T>, DispatchError> {
		with_storage_layer(|| {
			let mut payouts = Payouts::<T>::new();
			if !Orders::<T>::contains_key(id) {
				// Set aside, then ended by a call, and closed since.
				Due::<T>::remove((BigEndian(at), BigEndian(id.0)));
				return Ok(payouts);
			}
			let work = Work::load_at(id, now, &mut payouts)?;
			work.save();
			// An order that had been set aside does not stand under its deadline.
			Due::<T>::remove((BigEndian(at), BigEndian(id.0)));
			Ok(payouts)
		})
	}

	/// Moves an order that could not be carried out out of the way of the others.
	fn postpone(at: Moment, order: OrderId, now: Moment, error: DispatchError) {
		log::error!(target: LOG_TARGET, "order {order} cannot be carried out: {error:?}");
		let retry_at = now.saturating_add(T::RetryDelay::get());
		Due::<T>::remove((BigEndian(at), BigEndian(order.0)));
		Due::<T>::insert((BigEndian(retry_at), BigEndian(order.0)), ());
		Self::deposit_event(Event::SweepFailed { order, error, retry_at });
	}

	pub(crate) fn do_settle_due(
		orders: BoundedVec<OrderId, ConstU32<MAX_BATCH>>,
	) -> Result<u64, DispatchError> {
		let now = Self::now();
		let mut payouts = Payouts::<T>::new();
		let mut worked = false;
		for id in orders {
			// Gone, or not due, perhaps because somebody was faster: the others still count.
			let Ok(mut work) = Work::load(id) else { continue };
			if work.order.lapse(now).is_none() {
				continue;
			}
			work.catch_up(now, &mut payouts)?;
			work.save();
			worked = true;
		}
		ensure!(worked, Error::<T>::NothingDue);
		Ok(payouts.pay())
	}

	/// What `count` notices of a kind cost at most. Each listener may fail, which is put on record.
	pub(crate) fn notices(kind: NoticeKind, count: u64) -> Weight {
		T::Observers::notify_weight_of(kind).saturating_add(Self::failures()).saturating_mul(count)
	}

	/// What it costs at most that every listener fails on a notice.
	fn failures() -> Weight {
		T::DbWeight::get().writes(u64::from(T::Observers::count()).saturating_mul(2))
	}

	/// What telling one listener again costs at most.
	pub(crate) fn retry_weight() -> Weight {
		T::WeightInfo::retry_hook().saturating_add(T::Observers::notify_weight())
	}

	/// What `count` calls about discounts cost at most.
	pub(crate) fn discounts(count: u64) -> Weight {
		T::Discount::weight().saturating_mul(count)
	}

	/// What it costs at most to tell that an order was refunded or settled, `count` times: listeners
	/// and whoever keeps points and vouchers.
	pub(crate) fn endings(count: u64) -> Weight {
		let refunded = Self::notices(NoticeKind::Refunded, 1);
		refunded
			.max(Self::notices(NoticeKind::Settled, 1))
			.saturating_add(Self::discounts(1))
			.saturating_mul(count)
	}

	/// What `legs` payouts cost at most.
	pub(crate) fn payout_weight(legs: u64) -> Weight {
		T::WeightInfo::payout().saturating_mul(legs)
	}

	/// What carrying out the passed deadlines of one order costs at most, payouts aside. Two of them
	/// can refund something, and the end has a notice of its own.
	pub(crate) fn lapse_weight() -> Weight {
		T::WeightInfo::sweep_order().saturating_add(Self::endings(3))
	}

	/// What a call on one order costs at most that ends with up to `legs` payouts. If deadlines ended the
	/// order, the call can only refund some more; if not, they refunded something once at most, and
	/// the call refunds and ends it, and a receipt refunds some more.
	pub(crate) fn step_weight(call: Weight, legs: u64) -> Weight {
		call.saturating_add(Self::lapse_weight())
			.saturating_add(Self::endings(1))
			.saturating_add(Self::payout_weight(legs))
	}

	/// What a call on `count` orders costs at most: each may need every one of its payouts.
	pub(crate) fn batch_weight(call: Weight, count: u32) -> Weight {
		let count = u64::from(count);
		Self::actual_batch_weight(call, count, Self::LEGS.saturating_mul(count))
	}

	/// What a call on `count` orders did cost, that needed `legs` payouts.
	pub(crate) fn actual_batch_weight(call: Weight, count: u64, legs: u64) -> Weight {
		call.saturating_add(Self::endings(count.saturating_mul(3)))
			.saturating_add(Self::payout_weight(legs))
	}

	/// What shipping so many orders costs at most. One that is still to be shipped was refunded in part
	/// by a passed deadline at most; one that is over by its deadlines ends the call.
	pub(crate) fn ship_weight(count: u32) -> Weight {
		T::WeightInfo::ship(count)
			.saturating_add(Self::endings(u64::from(count).saturating_add(2)))
			.saturating_add(Self::payout_weight(count.into()))
	}

	/// What a receipt with so many signatures costs.
	pub(crate) fn attest_weight(signatures: u32) -> Weight {
		Self::step_weight(T::WeightInfo::attest(), 0)
			.saturating_add(T::Gateways::accept_weight(signatures))
	}

	/// What placing these offers costs.
	pub(crate) fn place_weight(
		offers: &BoundedVec<SignedOfferOf<T>, ConstU32<MAX_OFFERS>>,
	) -> Weight {
		let (mut items, mut discounts) = (0u32, 0u32);
		for signed in offers {
			items = items.saturating_add(signed.offer.items.len() as u32);
			let used = signed.discounts.iter().flatten().count();
			discounts = discounts.saturating_add(used as u32);
		}
		Self::checkout_weight(offers.len() as u32, items, discounts)
	}

	/// What a checkout of `offers` with `items` in all costs, with discounts for some of them. Each
	/// item has two notices.
	fn checkout_weight(offers: u32, items: u32, discounts: u32) -> Weight {
		T::WeightInfo::place(offers, items)
			.saturating_add(Self::notices(NoticeKind::Placed, items.into()))
			.saturating_add(Self::notices(NoticeKind::Funded, items.into()))
			.saturating_add(Self::discounts(discounts.into()))
	}

	/// What changing the discount of an order costs at most: the old means go back, others are set aside.
	pub(crate) fn use_discount_weight() -> Weight {
		T::WeightInfo::use_discount().saturating_add(Self::discounts(2))
	}

	/// Refuses a runtime in which a full call or a sweep of a single order could never run.
	pub(crate) fn check_config() {
		let weights: BlockWeights = T::BlockWeights::get();
		let normal = weights.get(frame_support::dispatch::DispatchClass::Normal);
		let max = normal.max_extrinsic.unwrap_or(weights.max_block);
		let fits = |what: &str, weight: Weight| {
			assert!(weight.all_lte(max), "{what} needs {weight:?}, an extrinsic has {max:?}");
		};
		let items = MAX_OFFERS.saturating_mul(MAX_ITEMS);
		fits("a full checkout", Self::checkout_weight(MAX_OFFERS, items, items));
		fits(
			"confirming a full batch",
			Self::batch_weight(T::WeightInfo::confirm(MAX_BATCH), MAX_BATCH),
		);
		fits(
			"settling a full batch",
			Self::batch_weight(T::WeightInfo::settle_due(MAX_BATCH), MAX_BATCH),
		);
		fits("a receipt with every signature", Self::attest_weight(MAX_GATEWAY_KEYS));
		fits(
			"sweeping one order",
			T::WeightInfo::sweep_base()
				.saturating_add(Self::lapse_weight())
				.saturating_add(Self::payout_weight(Self::LEGS)),
		);
		assert!(T::MaxWindow::get() > 0, "MaxWindow leaves no room for any terms");
		let doubtful = T::DoubtfulInspection::get();
		assert!(
			!doubtful.is_zero() && doubtful <= T::MaxWindow::get(),
			"goods in doubt could not be inspected, or for longer than any others"
		);
		assert!(T::MaxRefundRequests::get() > 0, "buyers could never ask for a refund");
		assert!(!T::RetryDelay::get().is_zero(), "a failing order would be retried at once");
	}
}
