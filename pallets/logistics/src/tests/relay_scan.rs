//! `relay_scan`.

use super::*;

#[test]
fn report_should_be_taken_from_anyone_when_the_carriers_key_signed_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		reset();
		let before = shipment(id);
		let report = report_of(id, &device(), 1);
		let free = Balances::free_balance(stranger());
		let post = Tracker::relay_scan(
			origin(&stranger()),
			report.clone(),
			sign(&report, Sr25519Keyring::Eve),
		)
		.unwrap();
		assert_eq!(post.pays_fee, Pays::No);
		assert_eq!(Balances::free_balance(stranger()), free);
		let seen = entry(Occurrence::Scanned(Milestone::Arrived), &device());
		assert_step(id, &before, seen, |record| record.state = State::Moving(Leg::InTransit));
	});
}

#[test]
fn measurements_should_be_taken_when_a_device_signed_them() {
	World.build_and_execute(|| {
		let id = pick_up(created_of(ORDER, parcel_with(|parcel| parcel.limits = cold())));
		reset();
		let before = shipment(id);
		let report = temperatures(9_000, 9_500);
		let signed =
			SignedReport { report: Report::Sensor(report.clone()), ..report_of(id, &device(), 1) };
		assert_ok!(relay(&signed));
		let sensed = entry(Occurrence::Sensed { report, breach: true }, &device());
		assert_step(id, &before, sensed, |record| {
			record.flags = Flags::default().with(Flag::TempBreach);
		});
		assert_eq!(consignment(ORDER).condition, Condition::InDoubt);
	});
}

#[test]
fn counter_should_rise_with_each_report() {
	World.build_and_execute(|| {
		let (one, two) = (picked_up_of(0), picked_up_of(1));
		assert_noop!(relay(&report_of(one, &device(), 0)), C::CounterUsed);
		assert_ok!(relay(&report_of(one, &device(), 5)));
		assert_noop!(relay(&report_of(one, &device(), 5)), C::CounterUsed);
		assert_noop!(relay(&report_of(two, &device(), 4)), C::CounterUsed);
		assert_ok!(relay(&report_of(two, &device(), 6)));
		// Each key has its own.
		assert_ok!(relay_by(&report_of(one, &courier(), 1), Sr25519Keyring::Charlie));
		assert_ok!(relay(&report_of(one, &device(), u64::MAX)));
	});
}

#[test]
fn counter_should_not_be_used_up_when_the_report_is_refused() {
	World.build_and_execute(|| {
		let id = picked_up();
		let mut report = report_of(id, &device(), 1);
		report.report =
			Report::Scan(Scan { event_time: now() + LEAD + 1, ..scan_of(Milestone::Arrived) });
		assert_noop!(relay(&report), E::EventFromTheFuture);
		assert_ok!(relay(&report_of(id, &device(), 1)));
	});
}

#[test]
fn report_should_be_refused_when_the_key_may_not_say_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		let sensor = Report::Sensor(temperatures(0, 1));
		assert_ok!(Carriers::authorize_key(
			origin(&carrier()),
			Sr25519Keyring::Ferdie.to_account_id(),
			Role::Agent,
			[Scope::Scan].into_iter().collect(),
			Moment::MAX
		));
		let key = Sr25519Keyring::Ferdie;
		let measured = SignedReport { report: sensor, ..report_of(id, &key.to_account_id(), 1) };
		assert_noop!(relay_by(&measured, key), C::OutOfScope);
		assert_ok!(relay_by(&report_of(id, &key.to_account_id(), 1), key));
		let unknown = Sr25519Keyring::Ferdie.to_account_id();
		revoke(&unknown, None);
		assert_noop!(relay_by(&report_of(id, &unknown, 2), key), C::KeyIsRevoked);
	});
}

#[test]
fn report_should_be_refused_when_its_shipment_is_not_with_that_carrier() {
	World.build_and_execute(|| {
		let id = created();
		assert_noop!(relay(&report_of(id, &device(), 1)), E::NotUnderWay);
		pick_up(id);
		let others = SignedReport { carrier: other_carrier(), ..report_of(id, &device(), 1) };
		assert_noop!(relay(&others), E::NotCustodian);
		let unit = unit();
		assert_ok!(pack(unit, &[id]));
		assert_noop!(relay(&report_of(id, &device(), 1)), E::InsideUnit);
		assert_ok!(relay(&report_of(unit, &device(), 1)));
		let unknown = SignedReport { shipment: ShipmentId(77), ..report_of(id, &device(), 2) };
		assert_noop!(relay(&unknown), E::UnknownShipment);
	});
}
