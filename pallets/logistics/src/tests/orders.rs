//! What several parcels together mean to their order.

use super::*;
use Delivery::*;
use Step::*;

/// So many parcels of the order of the tests, all picked up.
fn parcels<const N: usize>() -> [ShipmentId; N] {
	let ids = [(); N].map(|()| created());
	for id in ids {
		pick_up(id);
	}
	assert_eq!(take_steps(), vec![(ORDER, Dispatched)]);
	ids
}

/// What the order of the tests was told since the last time.
fn told() -> Vec<Step> {
	take_steps()
		.into_iter()
		.map(|(order, step)| {
			assert_eq!(order, ORDER);
			step
		})
		.collect()
}

/// The carrier's word, as an order hears of it.
fn word(until: Moment) -> Step {
	Delivered(Claimed { contest_until: until + ORDER_GRACE })
}

fn take_back(id: ShipmentId) -> DispatchResult {
	start_return(id)?;
	Tracker::accept_return(origin(&merchant()), id)
}

#[test]
fn order_should_be_dispatched_once_when_the_first_parcel_leaves() {
	World.build_and_execute(|| {
		let (one, two) = (created(), created());
		pick_up(one);
		assert_eq!(told(), vec![Dispatched]);
		pick_up(two);
		assert_eq!(told(), vec![]);
	});
}

#[test]
fn order_should_be_delivered_when_the_last_parcel_arrived() {
	World.build_and_execute(|| {
		let ids = parcels::<3>();
		for id in &ids[..2] {
			assert_ok!(confirm(*id));
			assert_eq!(told(), vec![]);
		}
		assert_ok!(confirm(ids[2]));
		assert_eq!(told(), vec![Delivered(Proven)]);
		assert_eq!(consignment(ORDER).told, Told::Heard(Verdict::Arrived));
	});
}

#[test]
fn order_should_hear_of_claims_when_all_parcels_arrived_or_are_said_to_have() {
	World.build_and_execute(|| {
		let [one, two, three] = parcels();
		assert_ok!(claim(one));
		pass(10);
		assert_ok!(confirm(two));
		assert_eq!(told(), vec![]);
		assert_ok!(claim(three));
		// It waits for the last of them.
		let until = T0 + 10 + CONTEST;
		assert_eq!(told(), vec![word(until)]);
		set_time(T0 + CONTEST);
		idle();
		assert_eq!(status(one), Status::Delivered);
		assert_eq!(told(), vec![]);
		set_time(until);
		idle();
		assert_eq!(told(), vec![Delivered(Proven)]);
	});
}

#[test]
fn order_should_be_delivered_when_claims_and_proofs_come_in_any_order() {
	// What becomes of each of two parcels, one step at a time.
	#[derive(Clone, Copy, Debug)]
	enum Act {
		Claim(usize),
		Confirm(usize),
	}
	use Act::*;
	for (acts, expected) in [
		(vec![Confirm(0), Confirm(1)], vec![0, 1]),
		(vec![Claim(0), Confirm(1), Confirm(0)], vec![0, 2, 1]),
		(vec![Claim(0), Confirm(0), Confirm(1)], vec![0, 0, 1]),
		(vec![Claim(0), Claim(1), Confirm(0), Confirm(1)], vec![0, 2, 0, 1]),
		(vec![Claim(0), Claim(1), Confirm(1), Confirm(0)], vec![0, 2, 0, 1]),
		(vec![Confirm(1), Claim(0), Confirm(0)], vec![0, 2, 1]),
	] {
		World.build_and_execute(|| {
			let ids = parcels::<2>();
			for (act, expected) in acts.iter().zip(expected) {
				match *act {
					Claim(n) => claim(ids[n]).unwrap(),
					Confirm(n) => confirm(ids[n]).unwrap(),
				}
				let news = match expected {
					0 => vec![],
					1 => vec![Delivered(Proven)],
					_ => vec![word(T0 + CONTEST)],
				};
				assert_eq!(told(), news, "{acts:?} at {act:?}");
			}
		});
	}
}

#[test]
fn order_should_wait_again_when_one_of_the_claims_is_contested() {
	World.build_and_execute(|| {
		let [one, two] = parcels();
		assert_ok!(claim(one));
		assert_ok!(claim(two));
		assert_eq!(told(), vec![word(T0 + CONTEST)]);
		assert_ok!(contest(one));
		assert_eq!(told(), vec![Contested]);
		assert_ok!(contest(two));
		assert_eq!(told(), vec![]);
		pass(5);
		assert_ok!(answer(one));
		assert_eq!(told(), vec![]);
		assert_ok!(answer(two));
		assert_eq!(told(), vec![word(T0 + 5 + CONTEST)]);
		pass(CONTEST);
		idle();
		assert_eq!(told(), vec![Delivered(Proven)]);
	});
}

#[test]
fn order_should_be_in_doubt_when_only_some_parcels_arrive() {
	type End = fn(ShipmentId) -> DispatchResult;
	let ends: [End; 2] = [declare_lost, take_back];
	for end in ends {
		World.build_and_execute(|| {
			let [one, two] = parcels();
			hypothetically!({
				assert_ok!(confirm(one));
				assert_ok!(end(two));
				assert_eq!(told(), vec![Delivered(Doubtful)]);
			});
			assert_ok!(end(two));
			assert_eq!(told(), vec![]);
			assert_ok!(claim(one));
			// One that was claimed and one that never comes: it is not all there.
			assert_eq!(told(), vec![]);
			pass(CONTEST);
			idle();
			assert_eq!(told(), vec![Delivered(Doubtful)]);
		});
	}
}

#[test]
fn order_should_be_refunded_when_no_parcel_arrives() {
	World.build_and_execute(|| {
		let [one, two] = parcels();
		hypothetically!({
			assert_ok!(take_back(one));
			assert_ok!(take_back(two));
			assert_eq!(told(), vec![Returned]);
		});
		hypothetically!({
			assert_ok!(take_back(one));
			assert_ok!(declare_lost(two));
			assert_eq!(told(), vec![Lost]);
		});
		assert_ok!(declare_lost(one));
		assert_ok!(declare_lost(two));
		assert_eq!(told(), vec![Lost]);
	});
}

#[test]
fn order_should_be_in_doubt_when_all_arrives_and_one_parcel_is_damaged() {
	World.build_and_execute(|| {
		let [one, two] = parcels();
		let trouble = Trouble::Damaged;
		assert_ok!(Tracker::report_exception(origin(&courier()), one, trouble, None));
		assert_eq!(told(), vec![]);
		assert_ok!(confirm(one));
		assert_ok!(claim(two));
		assert_eq!(told(), vec![word(T0 + CONTEST)]);
		pass(CONTEST);
		idle();
		assert_eq!(told(), vec![Delivered(Doubtful)]);
	});
}

#[test]
fn order_should_be_in_doubt_when_goods_were_too_warm() {
	World.build_and_execute(|| {
		let id = created_of(ORDER, parcel_with(|parcel| parcel.limits = cold()));
		assert_ok!(Tracker::set_pod_key(origin(&buyer()), id, pod_key()));
		pick_up(id);
		assert_ok!(Tracker::report_sensor(origin(&device()), id, temperatures(9_000, 9_000)));
		told();
		assert_ok!(prove(id));
		assert_eq!(told(), vec![Delivered(Doubtful)]);
	});
}

#[test]
fn order_should_be_delivered_when_something_was_only_late() {
	World.build_and_execute(|| {
		let [id] = parcels();
		pass(BACKDATE + 1);
		assert_ok!(scan_by(&scanner(), id, Scan { event_time: T0, ..scan_of(Milestone::Stored) }));
		assert!(shipment(id).flags.has(Flag::Late));
		assert_ok!(confirm(id));
		assert_eq!(told(), vec![Delivered(Proven)]);
	});
}

#[test]
fn order_should_wait_again_when_a_claimed_parcel_is_lost_after_all() {
	World.build_and_execute(|| {
		let [one, two] = parcels();
		assert_ok!(claim(one));
		assert_ok!(claim(two));
		told();
		assert_ok!(declare_lost(one));
		assert_eq!(told(), vec![Contested]);
		assert_ok!(confirm(two));
		assert_eq!(told(), vec![Delivered(Doubtful)]);
	});
}

#[test]
fn return_should_be_sent_and_received_when_its_parcels_are() {
	World.build_and_execute(|| {
		let (one, two) = (inbound_of(ORDER), inbound_of(ORDER));
		assert_eq!(told(), vec![]);
		pick_up(one);
		assert_eq!(told(), vec![ReturnSent]);
		pick_up(two);
		let received = |id| Tracker::confirm_delivery(origin(&merchant()), id);
		assert_ok!(received(one));
		assert_eq!(told(), vec![]);
		assert_ok!(received(two));
		assert_eq!(told(), vec![ReturnReceived]);
	});
}

#[test]
fn return_should_be_received_when_the_merchant_contests_nothing() {
	World.build_and_execute(|| {
		let id = pick_up(inbound_of(ORDER));
		told();
		assert_ok!(claim(id));
		assert_noop!(Tracker::contest(origin(&buyer()), id, None), E::NotConsignee);
		// The merchant's time to object goes on until it is sure.
		assert_eq!(told(), vec![]);
		hypothetically!({
			assert_ok!(Tracker::contest(origin(&merchant()), id, None));
			assert_eq!(told(), vec![]);
			assert_ok!(answer(id));
			pass(CONTEST);
			idle();
			assert_eq!(told(), vec![ReturnReceived]);
		});
		pass(CONTEST);
		idle();
		assert_eq!(told(), vec![ReturnReceived]);
	});
}

#[test]
fn return_should_be_received_when_it_is_damaged_or_a_part_is_lost() {
	World.build_and_execute(|| {
		let (one, two) = (inbound_of(ORDER), inbound_of(ORDER));
		pick_up(one);
		pick_up(two);
		told();
		assert_ok!(declare_lost(one));
		assert_ok!(Tracker::confirm_delivery(origin(&merchant()), two));
		assert_eq!(told(), vec![ReturnReceived]);
	});
}

#[test]
fn merchant_should_not_be_bound_when_goods_that_go_back_never_come() {
	World.build_and_execute(|| {
		let id = pick_up(inbound_of(ORDER));
		told();
		hypothetically!({
			assert_ok!(declare_lost(id));
			assert_eq!(told(), vec![]);
		});
		// Back to the buyer.
		assert_ok!(start_return(id));
		assert_ok!(Tracker::accept_return(origin(&buyer()), id));
		assert_eq!(told(), vec![]);
	});
}

#[test]
fn both_ways_of_an_order_should_be_kept_apart() {
	World.build_and_execute(|| {
		let [out] = parcels();
		assert_ok!(confirm(out));
		told();
		let back = pick_up(inbound_of(ORDER));
		assert_eq!(told(), vec![ReturnSent]);
		assert_eq!(consignment(ORDER).told, Told::Heard(Verdict::Arrived));
		assert_ok!(Tracker::confirm_delivery(origin(&merchant()), back));
		assert_eq!(told(), vec![ReturnReceived]);
	});
}
