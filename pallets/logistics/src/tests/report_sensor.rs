//! `report_sensor`.

use super::*;

fn report(by: &AccountId, id: ShipmentId, report: SensorReport) -> DispatchResult {
	Tracker::report_sensor(origin(by), id, report)
}

/// A parcel that bears two to eight degrees, just picked up.
fn cool() -> ShipmentId {
	pick_up(created_of(ORDER, parcel_with(|parcel| parcel.limits = cold())))
}

#[test]
fn measurements_should_be_on_record_when_a_key_reports_them() {
	World.build_and_execute(|| {
		let id = cool();
		reset();
		let before = shipment(id);
		pass(1_000);
		let measured = SensorReport { from: T0, until: T0 + 900, ..temperatures(2_000, 8_000) };
		assert_ok!(report(&device(), id, measured.clone()));
		let sensed = entry(Occurrence::Sensed { report: measured, breach: false }, &device());
		assert_step(id, &before, EntryOf::<Test> { event_time: T0 + 900, ..sensed }, |record| {
			record.custody.heard_at = now();
		});
		assert_eq!(consignment(ORDER).condition, Condition::Sound);
	});
}

#[test]
fn parcel_should_be_flagged_when_it_was_too_warm_or_too_cold() {
	World.build_and_execute(|| {
		let id = cool();
		for (min, max) in [(2_000, 8_001), (1_999, 8_000), (9_000, 9_000), (-5, 0)] {
			hypothetically!({
				reset();
				let before = shipment(id);
				let measured = temperatures(min, max);
				assert_ok!(report(&device(), id, measured.clone()));
				let what = Occurrence::Sensed { report: measured, breach: true };
				assert_step(id, &before, entry(what, &device()), |record| {
					record.flags = Flags::default().with(Flag::TempBreach);
				});
				assert_eq!(consignment(ORDER).condition, Condition::InDoubt);
				assert_eq!(take_steps(), vec![]);
			});
		}
	});
}

#[test]
fn parcel_should_not_be_flagged_when_something_else_was_measured() {
	World.build_and_execute(|| {
		let id = cool();
		let light = SensorReport { quantity: Quantity::Light, ..temperatures(0, 99_000) };
		assert_ok!(report(&device(), id, light));
		assert_eq!(shipment(id).flags, Flags::default());
	});
}

#[test]
fn breach_should_count_when_it_is_told_late() {
	World.build_and_execute(|| {
		let id = cool();
		pass(BACKDATE + 1);
		let measured = SensorReport { from: T0, until: T0, ..temperatures(9_000, 9_000) };
		assert_ok!(report(&courier(), id, measured));
		assert_eq!(shipment(id).flags, Flags::default().with(Flag::TempBreach).with(Flag::Late));
		assert!(shipment(id).history.recent.last().unwrap().late);
		assert_eq!(consignment(ORDER).condition, Condition::InDoubt);
	});
}

#[test]
fn measurements_should_be_refused_when_they_cannot_be() {
	World.build_and_execute(|| {
		let id = cool();
		pass(100);
		let good = temperatures(3_000, 4_000);
		for bad in [
			SensorReport { count: 0, ..good.clone() },
			SensorReport { min: 4_001, ..good.clone() },
			SensorReport { mean: 4_001, ..good.clone() },
			SensorReport { mean: 2_999, ..good.clone() },
			SensorReport { from: now() + 1, ..good.clone() },
		] {
			assert_noop!(report(&device(), id, bad), E::ImplausibleReport);
		}
		let before = SensorReport { from: T0 - 1, ..good.clone() };
		assert_noop!(report(&device(), id, before), E::BeforeCustody);
		let after = SensorReport { until: now() + LEAD + 1, ..good };
		assert_noop!(report(&device(), id, after), E::EventFromTheFuture);
	});
}

#[test]
fn measurements_should_be_refused_when_the_caller_may_not_report_them() {
	World.build_and_execute(|| {
		let id = cool();
		assert_noop!(report(&scanner(), id, temperatures(0, 0)), C::OutOfScope);
		for who in [merchant(), buyer(), other_courier(), stranger()] {
			assert_noop!(report(&who, id, temperatures(0, 0)), C::UnknownKey);
		}
		for who in [carrier(), courier(), device()] {
			assert_ok!(report(&who, id, temperatures(3_000, 3_000)));
		}
	});
}
