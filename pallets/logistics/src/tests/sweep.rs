//! The sweep in idle block space: bounded, in order, and nothing stops it.

use super::*;
use frame_support::{storage::unhashed, traits::Hooks, weights::Weight};

fn sweep(limit: Weight) -> Weight {
	Tracker::on_idle(System::block_number(), limit)
}

fn room_for(count: u64) -> Weight {
	<() as WeightInfo>::sweep_base() + Tracker::lapse_weight() * count
}

fn ended(ids: &[ShipmentId]) -> Vec<bool> {
	ids.iter().map(|id| shipment(*id).state.is_ended()).collect()
}

#[test]
fn sweep_should_do_and_cost_nothing_when_there_is_no_room() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(claim(id));
		pass(CONTEST);
		let base = <() as WeightInfo>::sweep_base();
		assert_eq!(sweep(base - Weight::from_parts(1, 0)), Weight::zero());
		assert_eq!(sweep(room_for(1) - Weight::from_parts(1, 0)), base);
		assert_eq!(status(id), Status::DeliveryClaimed);
		assert_eq!(sweep(room_for(1)), room_for(1));
		assert_eq!(status(id), Status::Delivered);
	});
}

#[test]
fn earliest_should_be_first_when_there_is_room_for_some() {
	World.build_and_execute(|| {
		let ids: Vec<_> = (0..5).map(picked_up_of).collect();
		for id in ids.iter().rev() {
			assert_ok!(claim(*id));
			pass(10);
		}
		pass(CONTEST);
		assert_eq!(sweep(room_for(2)), room_for(2));
		assert_eq!(ended(&ids), [false, false, false, true, true]);
		assert_eq!(sweep(Weight::MAX), room_for(3));
		assert_eq!(ended(&ids), [true; 5]);
		assert_eq!(sweep(Weight::MAX), room_for(0));
	});
}

#[test]
fn nothing_should_happen_when_it_is_not_due_yet() {
	World.build_and_execute(|| {
		let ids: Vec<_> = (0..3).map(picked_up_of).collect();
		assert_ok!(claim(ids[0]));
		set_time(T0 + CONTEST - 1);
		reset();
		assert_eq!(sweep(Weight::MAX), room_for(0));
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn parcel_should_be_dropped_when_nobody_picked_it_up() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		reset();
		let before = shipment(id);
		set_time(T0 + SILENCE);
		idle();
		assert_step(id, &before, lapsed(Occurrence::Cancelled), |record| {
			record.state = State::Ended { ending: Ending::Cancelled, at: now() };
			record.offer = None;
			record.due_at = None;
		});
		assert_eq!(take_steps(), vec![]);
		assert_eq!(consignment(ORDER).parcels, 0);
	});
}

#[test]
fn parcel_should_be_lost_when_its_order_waits_for_it_and_nobody_picked_it_up() {
	World.build_and_execute(|| {
		let (one, two) = (created(), created());
		pick_up(one);
		assert_ok!(confirm(one));
		let (before, free) = (shipment(two), Balances::free_balance(merchant()));
		set_time(T0 + SILENCE);
		reset();
		idle();
		// No bond answers for what no carrier ever had.
		assert_step(two, &before, lapsed(Occurrence::WrittenOff(Loss::Lost)), |record| {
			record.state = State::Ended { ending: Ending::Lost, at: now() };
			record.due_at = None;
		});
		assert_eq!(Balances::free_balance(merchant()), free);
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Doubtful))]);
	});
}

#[test]
fn parcel_should_be_lost_when_nothing_was_heard_of_it() {
	for back in [false, true] {
		World.build_and_execute(|| {
			let id = picked_up();
			if back {
				assert_ok!(start_return(id));
			}
			let free = Balances::free_balance(merchant());
			set_time(T0 + SILENCE - 1);
			idle();
			assert!(!shipment(id).state.is_ended());
			set_time(T0 + SILENCE);
			reset();
			idle();
			assert_eq!(status(id), Status::Lost);
			assert_eq!(Balances::free_balance(merchant()), free + VALUE);
			assert_eq!(take_steps(), vec![(ORDER, Step::Lost)]);
		});
	}
}

#[test]
fn parcel_should_stand_under_another_time_when_something_was_heard_of_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		set_time(T0 + 5_000);
		scan(id, Milestone::Arrived);
		assert_eq!(due(), vec![(T0 + SILENCE, id)]);
		set_time(T0 + SILENCE);
		reset();
		let before = shipment(id);
		assert_eq!(sweep(Weight::MAX), room_for(1));
		let expected = ShipmentOf::<Test> { due_at: Some(T0 + 5_000 + SILENCE), ..before };
		assert_eq!(shipment(id), expected);
		assert_eq!(due(), vec![(T0 + 5_000 + SILENCE, id)]);
		assert_eq!(take_events(), vec![]);
		set_time(T0 + 5_000 + SILENCE);
		idle();
		assert_eq!(status(id), Status::Lost);
	});
}

#[test]
fn everything_by_which_a_carrier_is_heard_should_keep_a_parcel_from_being_lost() {
	type Act = fn(ShipmentId);
	let acts: [Act; 9] = [
		|id| scan(id, Milestone::Arrived),
		|id| relay(&report_of(id, &device(), 1)).unwrap(),
		|id| Tracker::report_sensor(origin(&device()), id, temperatures(0, 0)).unwrap(),
		|id| Tracker::update_eta(origin(&scanner()), id, T0).unwrap(),
		|id| {
			let trouble = Trouble::Delayed;
			assert_ok!(Tracker::report_exception(origin(&scanner()), id, trouble, None));
		},
		|id| start_return(id).unwrap(),
		|id| hand_over(id, &carrier(), &other_carrier(), &other_courier()),
		|id| pack(ShipmentId(0), &[id]).unwrap(),
		|id| {
			assert_ok!(pack(ShipmentId(0), &[id]));
			assert_ok!(unpack(ShipmentId(0), &[id]));
		},
	];
	for (n, act) in acts.into_iter().enumerate() {
		World.build_and_execute(|| {
			unit();
			let id = picked_up();
			set_time(T0 + SILENCE - 1);
			act(id);
			set_time(T0 + 2 * SILENCE - 2);
			idle();
			assert!(!shipment(id).state.is_ended(), "{n}");
			set_time(T0 + 2 * SILENCE - 1);
			idle();
			assert_eq!(status(id), Status::Lost, "{n}");
		});
	}
}

#[test]
fn documents_of_the_parties_should_not_keep_a_parcel_from_being_lost() {
	World.build_and_execute(|| {
		let id = picked_up();
		set_time(T0 + SILENCE - 1);
		let media_type = Text::try_from("a/b").unwrap();
		let document = Document { digest: EVIDENCE, length: 1, media_type };
		assert_ok!(Tracker::attach_document(origin(&merchant()), id, document));
		assert_ok!(offer(id, &carrier(), &other_carrier()));
		set_time(T0 + SILENCE);
		idle();
		assert_eq!(status(id), Status::Lost);
	});
}

#[test]
fn parcel_should_be_heard_of_when_its_unit_is() {
	World.build_and_execute(|| {
		let (outer, inner, id) = (unit(), unit(), picked_up());
		assert_ok!(pack(inner, &[id]));
		assert_ok!(pack(outer, &[inner]));
		set_time(T0 + 7_000);
		scan(outer, Milestone::Arrived);
		set_time(T0 + SILENCE);
		idle();
		assert_eq!(shipment(id).due_at, Some(T0 + 7_000 + SILENCE));
		let free = Balances::free_balance(merchant());
		set_time(T0 + 7_000 + SILENCE);
		idle();
		assert_eq!(status(id), Status::Lost);
		assert_eq!(Balances::free_balance(merchant()), free + VALUE);
		assert_eq!((shipment(inner).value, shipment(outer).value), (0, 0));
		assert_eq!(exposure(&carrier()), 0);
	});
}

#[test]
fn unit_should_never_be_lost_when_nothing_is_heard_of_it() {
	World.build_and_execute(|| {
		let id = unit();
		for n in 1..5 {
			set_time(T0 + n * SILENCE);
			assert_eq!(sweep(Weight::MAX), room_for(1));
			assert_eq!(status(id), Status::PickedUp);
			assert_eq!(due(), vec![(now() + SILENCE, id)]);
		}
	});
}

#[test]
fn sweep_should_go_on_when_a_record_cannot_be_read() {
	World.build_and_execute(|| {
		let (bad, good) = (picked_up_of(0), picked_up_of(1));
		assert_ok!(claim(bad));
		assert_ok!(claim(good));
		pass(CONTEST);
		let key = Shipments::<Test>::hashed_key_for(bad);
		let record = unhashed::get_raw(&key).unwrap();
		unhashed::put_raw(&key, &record[..10]);
		idle();
		assert_eq!(status(good), Status::Delivered);
		// Nothing reads it, so nothing looks for it again.
		assert_eq!(due(), vec![]);
		unhashed::put_raw(&key, &record);
		Due::<Test>::insert(
			(souk_primitives::BigEndian(T0 + CONTEST), souk_primitives::BigEndian(bad.0)),
			(),
		);
		idle();
	});
}

#[test]
fn shipment_should_be_tried_again_later_when_what_is_due_failed() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(claim(id));
		let until = T0 + CONTEST;
		set_time(until);
		reset();
		let (before, error) = (shipment(id), DispatchError::Corruption);
		Tracker::postpone(until, id, now(), error);
		let retry_at = until + 60 * 60 * 1_000;
		assert_eq!(take_events(), vec![Event::SweepFailed { shipment: id, error, retry_at }]);
		assert_eq!(due(), vec![(retry_at, id)]);
		assert_eq!(shipment(id), ShipmentOf::<Test> { due_at: Some(retry_at), ..before });
		check_all();
		idle();
		assert_eq!(status(id), Status::DeliveryClaimed);
		// A contest is too late all the same.
		assert_noop!(contest(id), E::WindowPassed);
		set_time(retry_at);
		idle();
		assert_eq!(status(id), Status::Delivered);
	});
}

#[test]
fn answer_should_be_too_late_when_what_is_due_is_tried_again() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(claim(id));
		assert_ok!(contest(id));
		let until = T0 + ANSWER;
		set_time(until);
		Tracker::postpone(until, id, now(), DispatchError::Corruption);
		assert_noop!(answer(id), E::WindowPassed);
		pass(60 * 60 * 1_000);
		idle();
		assert_eq!(status(id), Status::Lost);
	});
}

#[test]
fn thousand_should_be_swept_over_blocks_when_all_are_due_at_once() {
	World.build_and_execute(|| {
		let count = 1_000;
		for _ in 0..count {
			unit();
		}
		pass(SILENCE);
		let limit = room_for(100);
		let mut blocks = 0;
		while Tracker::due_now(1).len() == 1 {
			assert!(sweep(limit).all_lte(limit));
			blocks += 1;
		}
		assert_eq!(blocks, 10);
		assert_eq!(due().len(), count);
	});
}
