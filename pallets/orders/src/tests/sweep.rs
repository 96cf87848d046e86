//! The sweep in idle block space: bounded, in order, and nothing stops it.

use super::*;
use frame_support::storage::unhashed;
use frame_support::traits::Hooks;
use sp_runtime::DispatchError;

fn sweep(limit: Weight) -> Weight {
	Souk::on_idle(1, limit)
}

/// What a sweep needs that ends exactly `orders` orders of the same merchant and terms, whose
/// payouts are three.
fn room_for(orders: u64) -> Weight {
	let step = Souk::lapse_weight();
	let first = <() as WeightInfo>::sweep_base() + step + Souk::payout_weight(Souk::LEGS);
	match orders {
		0 => first - Weight::from_parts(1, 0),
		// Later ones must fit beside the three payouts there are.
		_ => first + (step * (orders - 1)) + Souk::payout_weight(if orders > 1 { 3 } else { 0 }),
	}
}

fn open_orders() -> usize {
	Orders::<Test>::iter_values().filter(|order| !order.state.stage().is_final()).count()
}

/// Shipped orders that are all due at the same moment, placed in full checkouts.
fn due_at_once(count: usize) -> Moment {
	let mut list = Vec::new();
	let mut nonce = 1_000;
	while list.len() < count {
		let offers = (0..8)
			.map(|_| {
				nonce += 1;
				sign(offer(merchant(), TERMS, nonce, &[PRICE; 16]))
			})
			.collect();
		let first = NextOrderId::<Test>::get().0;
		assert_ok!(place(offers, Balance::MAX));
		list.extend((first..first + 128).map(OrderId));
		reset();
	}
	// The surplus never was.
	for id in list.split_off(count) {
		assert_ok!(cancel(&merchant(), id));
	}
	for batch in list.chunks(32) {
		assert_ok!(Souk::ship(origin(&merchant()), ids(batch), None));
	}
	reset();
	deadline(list[0])
}

#[test]
fn sweep_should_do_nothing_and_cost_nothing_when_there_is_no_room() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(deadline(id));
		let base = <() as WeightInfo>::sweep_base();
		for limit in
			[Weight::zero(), Weight::from_parts(1, u64::MAX), base - Weight::from_parts(1, 0)]
		{
			let before = World::now();
			assert_eq!(sweep(limit), Weight::zero());
			assert_eq!(World::now(), before);
		}
		// Room to look, but not to end an order.
		for limit in [base, room_for(0)] {
			let before = World::now();
			assert_eq!(sweep(limit), base);
			assert_eq!(World::now(), before);
		}
	});
}

#[test]
fn sweep_should_cost_its_base_when_nothing_is_due() {
	Shop::default().build_and_execute(|| {
		shipped();
		assert_eq!(sweep(Weight::MAX), <() as WeightInfo>::sweep_base());
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn sweep_should_end_as_many_orders_as_fit_when_more_are_due() {
	Shop::default().build_and_execute(|| {
		let list: Vec<_> = (0..6).map(|_| shipped()).collect();
		set_time(deadline(list[0]));
		let before = Purses::now(&USD);
		frame_support::hypothetically!({
			// The payouts of those before need room as well.
			sweep(room_for(4) - Weight::from_parts(1, 0));
			assert_eq!(open_orders(), 3);
		});
		let used = sweep(room_for(4));
		assert!(used.all_lte(room_for(4)));
		// What it did: four orders, three payouts.
		let did =
			<() as WeightInfo>::sweep_base() + Souk::lapse_weight() * 4 + Souk::payout_weight(3);
		assert_eq!(used, did);
		assert_eq!(open_orders(), 2);
		assert_paid_whole(&before, 4);
		sweep(room_for(1));
		assert_eq!(open_orders(), 1);
		// Not the newest.
		assert_eq!(stage(list[5]), OrderStage::Shipped);
	});
}

#[test]
fn sweep_should_take_the_earliest_deadline_first_when_orders_came_in_another_order() {
	Shop::default().build_and_execute(|| {
		let late = funded();
		let early = invoiced();
		set_time(T0 + WINDOWS.ship);
		sweep(room_for(1));
		assert_eq!((stage(early), stage(late)), (OrderStage::Cancelled, OrderStage::Funded));
		sweep(room_for(1));
		assert_eq!(stage(late), OrderStage::Refunded);
	});
}

#[test]
fn sweep_should_net_its_payouts_when_orders_share_recipients() {
	Shop::default().build_and_execute(|| {
		let at = due_at_once(100);
		set_time(at);
		let before = Purses::now(&USD);
		System::reset_events();
		sweep(Weight::MAX);
		assert_paid_whole(&before, 100);
		let transfers = System::events()
			.into_iter()
			.filter(|record| {
				matches!(
					record.event,
					RuntimeEvent::Assets(pallet_assets::Event::Transferred { .. })
				)
			})
			.count();
		assert_eq!(transfers, 3);
	});
}

/// Ten thousand orders fall due in the same millisecond; one of them is beyond help.
#[test]
fn sweep_should_end_ten_thousand_orders_over_several_blocks_when_one_is_poisoned() {
	const COUNT: usize = 10_000;
	Shop::default().endow(merchant(), NATIVE, 1_000 * ENDOWMENT).build().execute_with(|| {
		let at = due_at_once(COUNT);
		let poisoned = due()[COUNT / 2].1;
		let healthy = order(poisoned);
		Orders::<Test>::mutate(poisoned, |slot| {
			slot.as_mut().unwrap().terms = TermsId(99);
		});
		set_time(at);
		let before = Purses::now(&USD);
		// A block with room for about a fifth of them.
		let limit = room_for(COUNT as u64 / 5 + 1);
		let mut blocks = 0;
		let mut failures = Vec::new();
		let mut left = COUNT;
		while due().first().is_some_and(|(first, _)| *first <= at) {
			blocks += 1;
			let used = sweep(limit);
			assert!(used.all_lte(limit), "block {blocks} is overweight");
			let now_left = due().iter().filter(|(first, _)| *first <= at).count();
			assert!(now_left < left, "block {blocks} did nothing");
			left = now_left;
			failures.extend(
				take_events().into_iter().filter(|event| matches!(event, Ev::SweepFailed { .. })),
			);
			assert!(blocks <= 6);
		}
		assert_eq!(blocks, 5);
		assert_eq!(
			failures,
			vec![Ev::SweepFailed {
				order: poisoned,
				error: E::UnknownTerms.into(),
				retry_at: at + RETRY
			}]
		);
		assert_paid_whole(&before, COUNT as Balance - 1);
		assert_eq!(due(), vec![(at + RETRY, poisoned)]);

		// Repaired, it ends with the next try, as of its deadline.
		Orders::<Test>::insert(poisoned, healthy);
		set_time(at + RETRY);
		sweep(limit);
		assert_paid_whole(&before, COUNT as Balance);
		assert_eq!(state(poisoned), OrderState::Settled { at });
		assert_eq!(due(), vec![]);
		check_invariants();
	});
}

/// What can be wrong with a record, and the error that it shows.
fn poisons() -> [(fn(OrderId), E); 3] {
	[
		(
			|id| Orders::<Test>::mutate(id, |slot| slot.as_mut().unwrap().terms = TermsId(99)),
			E::UnknownTerms,
		),
		(
			|id| {
				Orders::<Test>::mutate(id, |slot| {
					let order = slot.as_mut().unwrap();
					if let Payment::Escrow { ledger, .. } = &mut order.payment {
						ledger.captured = Balance::MAX;
					}
				})
			},
			E::LedgerBroken,
		),
		(|id| unhashed::put_raw(&Orders::<Test>::hashed_key_for(id), &[0xff; 7]), E::UnknownOrder),
	]
}

#[test]
fn sweep_should_postpone_an_order_and_go_on_when_its_record_is_broken() {
	for (poison, error) in poisons() {
		Shop::default().build().execute_with(|| {
			let list = [shipped(), shipped(), shipped()];
			let at = deadline(list[0]);
			let healthy = order(list[1]);
			poison(list[1]);
			set_time(at + 3);
			let before = Purses::now(&USD);
			idle();
			assert_eq!(
				(stage(list[0]), stage(list[2])),
				(OrderStage::Settled, OrderStage::Settled)
			);
			assert_paid_whole(&before, 2);
			let retry_at = at + 3 + RETRY;
			assert_eq!(due(), vec![(retry_at, list[1])]);
			let failed = Ev::SweepFailed { order: list[1], error: error.into(), retry_at };
			assert!(take_events().contains(&failed));

			// Left alone until then, then tried again.
			set_time(retry_at - 1);
			idle();
			assert_eq!(take_events(), vec![]);
			set_time(retry_at);
			idle();
			assert_eq!(due(), vec![(retry_at + RETRY, list[1])]);
			assert_eq!(take_events().len(), 1);

			Orders::<Test>::insert(list[1], healthy);
			set_time(retry_at + RETRY);
			idle();
			assert_eq!(state(list[1]), OrderState::Settled { at });
			assert_eq!(due(), vec![]);
			check_invariants();
		});
	}
}

/// Whoever ends a postponed order by hand leaves a stale entry: the sweep drops it, once.
#[test]
fn sweep_should_drop_a_stale_entry_when_a_postponed_order_ended_by_a_call() {
	for closes in [false, true] {
		let terms = Terms { windows: Windows { record: 0, ..WINDOWS }, ..default_terms() };
		Shop::default().terms(terms).build_and_execute(|| {
			let id = shipped();
			let at = deadline(id);
			let healthy = order(id);
			poisons()[0].0(id);
			set_time(at);
			idle();
			Orders::<Test>::insert(id, healthy);
			assert_ok!(settle_due(id));
			if closes {
				assert_ok!(close(id));
			}
			let before = World::now().purses;
			reset();
			set_time(at + RETRY);
			idle();
			assert_eq!(due(), vec![]);
			assert_eq!(World::now().purses, before);
			assert_eq!(take_events(), vec![]);
		});
	}
}

/// A postponed order that a call moves on to a later deadline stands under that one.
#[test]
fn sweep_should_keep_the_new_deadline_when_a_postponed_order_went_on() {
	Shop::default().build_and_execute(|| {
		let id = asked(shipped(), 19);
		let at = deadline(id);
		let healthy = order(id);
		poisons()[0].0(id);
		set_time(at);
		idle();
		Orders::<Test>::insert(id, healthy);
		assert_ok!(settle_due(id));
		let receive_by = at + WINDOWS.receive;
		assert_eq!(deadline(id), receive_by);
		assert!(due().contains(&(receive_by, id)));
		set_time(receive_by - 1);
		idle();
		assert_eq!(stage(id), OrderStage::Shipped);
		set_time(receive_by);
		idle();
		assert_eq!(state(id), OrderState::Settled { at: receive_by });
		set_time(at + RETRY);
		idle();
		assert_eq!(due(), vec![]);
	});
}

#[test]
fn sweep_should_roll_a_failed_order_back_as_a_whole_when_its_second_lapse_fails() {
	Shop::default().build().execute_with(|| {
		let id = asked(shipped(), 19);
		// The request can be granted, but the rest cannot be captured.
		Orders::<Test>::mutate(id, |slot| {
			if let Payment::Escrow { ledger, .. } = &mut slot.as_mut().unwrap().payment {
				ledger.captured = Balance::MAX;
			}
		});
		let record = order(id);
		let before = Purses::now(&USD);
		set_time(deadline(id) + WINDOWS.receive);
		let retry_at = now() + RETRY;
		idle();
		assert_eq!(order(id), record);
		assert_eq!(Purses::now(&USD), before);
		let error = DispatchError::from(E::LedgerBroken);
		assert_eq!(take_events(), vec![Ev::SweepFailed { order: id, error, retry_at }]);
		assert_eq!(take_notices(), vec![]);
	});
}
