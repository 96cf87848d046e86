//! Events of the past and of the future.

use super::*;

fn scan_at(by: &AccountId, id: ShipmentId, event_time: Moment) -> DispatchResult {
	scan_by(by, id, Scan { event_time, ..scan_of(Milestone::OutForDelivery) })
}

fn claim_at(by: &AccountId, id: ShipmentId, event_time: Moment) -> DispatchResult {
	Tracker::claim_delivery(origin(by), id, EVIDENCE, event_time)
}

#[test]
fn event_should_be_refused_when_it_is_of_the_future() {
	World.build_and_execute(|| {
		let id = picked_up();
		for event_time in [T0 + LEAD + 1, T0 + CONTEST, Moment::MAX] {
			assert_noop!(scan_at(&scanner(), id, event_time), E::EventFromTheFuture);
			assert_noop!(claim_at(&courier(), id, event_time), E::EventFromTheFuture);
			let report = SensorReport { until: event_time, ..temperatures(0, 0) };
			let reported = Tracker::report_sensor(origin(&device()), id, report);
			assert_noop!(reported, E::EventFromTheFuture);
			let scan = Scan { event_time, ..scan_of(Milestone::Arrived) };
			let relayed =
				SignedReport { report: Report::Scan(scan), ..report_of(id, &device(), 1) };
			assert_noop!(relay(&relayed), E::EventFromTheFuture);
		}
		// A clock may go a little fast.
		assert_ok!(scan_at(&scanner(), id, T0 + LEAD));
	});
}

#[test]
fn event_should_be_refused_when_it_is_of_before_the_carrier_had_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		pass(1_000);
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		pass(1_000);
		let since = T0 + 1_000;
		for event_time in [0, T0, since - 1] {
			assert_noop!(scan_at(&other_courier(), id, event_time), E::BeforeCustody);
			assert_noop!(claim_at(&other_courier(), id, event_time), E::BeforeCustody);
			let report = SensorReport { from: event_time, ..temperatures(0, 0) };
			let reported = Tracker::report_sensor(origin(&other_courier()), id, report);
			assert_noop!(reported, E::BeforeCustody);
		}
		assert_ok!(scan_at(&other_courier(), id, since));
	});
}

#[test]
fn claim_should_be_refused_when_it_is_of_long_ago() {
	World.build_and_execute(|| {
		let id = picked_up();
		pass(BACKDATE + 1);
		assert_noop!(claim_at(&courier(), id, T0), E::TooLateToClaim);
		// A late scan is on record, and moves neither the parcel nor the order.
		reset();
		assert_ok!(scan_at(&courier(), id, T0));
		assert_eq!(status(id), Status::PickedUp);
		assert!(shipment(id).flags.has(Flag::Late));
		assert_eq!(take_steps(), vec![]);
		assert_eq!(consignment(ORDER).condition, Condition::Sound);
	});
}

#[test]
fn contest_window_should_begin_when_the_claim_is_put_on_record() {
	World.build_and_execute(|| {
		let id = picked_up();
		pass(BACKDATE);
		// As old as it can be.
		assert_ok!(claim_at(&courier(), id, T0));
		assert_eq!(shipment(id).state.claim().unwrap().until, T0 + BACKDATE + CONTEST);
		set_time(T0 + BACKDATE + CONTEST - 1);
		assert_ok!(contest(id));
	});
}

#[test]
fn theft_should_be_judged_by_the_time_of_record_when_a_claim_is_dated_back() {
	World.build_and_execute(|| {
		let id = picked_up();
		pass(1_000);
		// A thief says that it happened before the theft.
		assert_ok!(claim_at(&courier(), id, T0));
		revoke(&courier(), Some(T0 + 500));
		pass(CONTEST);
		idle();
		assert_eq!(status(id), Status::Exception);
	});
}

#[test]
fn silence_should_be_judged_by_the_time_of_record_when_a_scan_is_dated_ahead() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(scan_at(&scanner(), id, T0 + LEAD));
		set_time(T0 + SILENCE);
		idle();
		assert_eq!(status(id), Status::Lost);
	});
}
