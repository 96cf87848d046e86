//! False scans, and stolen keys.

use super::*;

type Act = fn(&AccountId, ShipmentId) -> DispatchResult;

/// Everything that only the custodian may say of a shipment that is under way.
fn reports() -> Vec<(&'static str, Act)> {
	vec![
		("scan", |who, id| scan_by(who, id, scan_of(Milestone::OutForDelivery))),
		("report_sensor", |who, id| {
			Tracker::report_sensor(origin(who), id, temperatures(3_000, 3_000))
		}),
		("update_eta", |who, id| Tracker::update_eta(origin(who), id, T0)),
		("report_exception", |who, id| {
			Tracker::report_exception(origin(who), id, Trouble::Held, None)
		}),
		("claim_delivery", |who, id| Tracker::claim_delivery(origin(who), id, EVIDENCE, now())),
		("start_return", |who, id| Tracker::start_return(origin(who), id)),
		("declare_lost", |who, id| Tracker::declare_lost(origin(who), id, Loss::Lost)),
		("correct_event", |who, id| {
			Tracker::correct_event(origin(who), id, 2, CorrectionReason::DidNotOccur)
		}),
		("offer_handover", |who, id| offer(id, who, &account(88))),
		("pack", |who, id| Tracker::pack(origin(who), ShipmentId(0), list(&[id]))),
	]
}

/// A unit, number 0, and a parcel, number 1, both with the carrier.
fn with_carrier() -> ShipmentId {
	unit();
	picked_up()
}

fn assert_all_refused(who: &AccountId, id: ShipmentId, error: C) {
	let error: DispatchError = error.into();
	for (name, act) in reports() {
		hypothetically!(assert_eq!(act(who, id), Err(error), "{name} by {who:?}"));
		assert_noop!(act(who, id), error);
	}
}

#[test]
fn reports_should_be_refused_when_somebody_else_makes_them() {
	World.build_and_execute(|| {
		let id = with_carrier();
		for (name, act) in reports() {
			hypothetically!(assert_eq!(act(&courier(), id), Ok(()), "{name}"));
		}
		for who in [merchant(), buyer(), stranger(), other_carrier(), other_courier(), pod_key()] {
			assert_all_refused(&who, id, C::UnknownKey);
		}
	});
}

#[test]
fn reports_should_be_refused_when_they_come_from_who_had_it_before() {
	World.build_and_execute(|| {
		let id = picked_up();
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		for who in [carrier(), courier(), scanner(), device()] {
			assert_noop!(scan_by(&who, id, scan_of(Milestone::Arrived)), C::UnknownKey);
			let claimed = Tracker::claim_delivery(origin(&who), id, EVIDENCE, now());
			assert_noop!(claimed, C::UnknownKey);
		}
	});
}

#[test]
fn reports_should_be_refused_when_the_carrier_is_only_offered_it() {
	World.build_and_execute(|| {
		let id = created();
		assert_ok!(offer(id, &merchant(), &carrier()));
		assert_noop!(scan_by(&courier(), id, scan_of(Milestone::OutForDelivery)), E::NotUnderWay);
		assert_noop!(claim(id), E::NotUnderWay);
	});
}

#[test]
fn reports_should_be_refused_when_the_carrier_is_suspended() {
	World.build_and_execute(|| {
		let id = with_carrier();
		suspend(&carrier());
		assert_all_refused(&courier(), id, C::CarrierIsSuspended);
		let relayed = relay(&report_of(id, &device(), 1));
		assert_noop!(relayed, C::CarrierIsSuspended);
		// Its own account can give back what it has, and nothing else.
		for (name, act) in reports().into_iter().filter(|(name, _)| *name != "offer_handover") {
			let error: DispatchError = C::CarrierIsSuspended.into();
			hypothetically!(assert_eq!(act(&carrier(), id), Err(error), "{name}"));
		}
		assert_ok!(offer(id, &carrier(), &other_carrier()));
	});
}

#[test]
fn reports_should_be_refused_when_the_key_is_revoked() {
	World.build_and_execute(|| {
		let id = with_carrier();
		revoke(&courier(), None);
		assert_all_refused(&courier(), id, C::KeyIsRevoked);
		revoke(&device(), None);
		assert_noop!(relay(&report_of(id, &device(), 1)), C::KeyIsRevoked);
	});
}

#[test]
fn reports_should_be_refused_when_the_key_has_expired() {
	World.build_and_execute(|| {
		let id = with_carrier();
		for (key, role, scopes) in [
			(courier(), Role::Agent, all_scopes()),
			(device(), Role::Device, [Scope::Scan, Scope::Sense].into_iter().collect()),
		] {
			let end = now() + 10;
			assert_ok!(Carriers::authorize_key(origin(&carrier()), key, role, scopes, end));
		}
		pass(9);
		hypothetically_ok!(claim(id));
		// Signed while it was good, and handed in when it is not.
		let report = report_of(id, &device(), 1);
		pass(1);
		assert_all_refused(&courier(), id, C::KeyHasExpired);
		assert_noop!(relay(&report), C::KeyHasExpired);
	});
}

#[test]
fn reports_should_be_refused_when_they_are_out_of_the_keys_scope() {
	World.build_and_execute(|| {
		let id = with_carrier();
		for (scope, allowed) in [
			(Scope::Scan, vec!["scan", "update_eta", "report_exception", "correct_event", "pack"]),
			(Scope::Sense, vec!["report_sensor"]),
			(Scope::Handover, vec!["offer_handover"]),
			(Scope::Deliver, vec!["claim_delivery", "start_return", "declare_lost"]),
		] {
			let scopes = [scope].into_iter().collect();
			let (key, end) = (courier(), Moment::MAX);
			assert_ok!(Carriers::authorize_key(origin(&carrier()), key, Role::Agent, scopes, end));
			for (name, act) in reports() {
				let expected = match allowed.contains(&name) {
					true => Ok(()),
					false => Err(C::OutOfScope.into()),
				};
				hypothetically!(assert_eq!(act(&courier(), id), expected, "{name}, {scope:?}"));
			}
		}
	});
}

#[test]
fn claim_should_be_void_when_the_key_was_stolen_before_it_was_made() {
	for since in [T0, T0 + 99, T0 + 100] {
		World.build_and_execute(|| {
			let id = picked_up();
			pass(100);
			assert_ok!(claim(id));
			pass(5);
			revoke(&courier(), Some(since));
			set_time(T0 + 100 + CONTEST - 1);
			idle();
			assert_eq!(status(id), Status::DeliveryClaimed);
			pass(1);
			reset();
			let before = shipment(id);
			idle();
			assert_step(id, &before, lapsed(Occurrence::ClaimVoided), |record| {
				record.state = State::Moving(Leg::Exception);
				record.custody.heard_at = now();
				record.due_at = Some(now() + SILENCE);
			});
			assert_eq!(take_steps(), vec![(ORDER, Step::Contested)]);
			assert_eq!(exposure(&carrier()), VALUE);
			// It goes on as if nothing had been said.
			assert_ok!(Tracker::claim_delivery(origin(&carrier()), id, EVIDENCE, now()));
			pass(CONTEST);
			idle();
			assert_eq!(status(id), Status::Delivered);
		});
	}
}

#[test]
fn claim_should_stand_when_the_theft_is_told_after_its_window_and_the_sweep_is_late() {
	for (told, expected) in [(CONTEST - 1, Status::Exception), (CONTEST, Status::Delivered)] {
		World.build_and_execute(|| {
			let id = picked_up();
			assert_ok!(claim(id));
			pass(told);
			revoke(&courier(), Some(T0));
			pass(1);
			assert_eq!(Tracker::view(id).unwrap().status, expected);
			hypothetically!({
				assert_ok!(advance(&[id]));
				assert_eq!(status(id), expected);
			});
			pass(1_000);
			idle();
			assert_eq!(status(id), expected);
		});
	}
}

#[test]
fn contested_claim_should_be_void_when_a_stolen_key_made_it() {
	for (told, expected) in [(ANSWER - 1, Status::Exception), (ANSWER, Status::Lost)] {
		World.build_and_execute(|| {
			let id = picked_up();
			assert_ok!(claim(id));
			assert_ok!(contest(id));
			pass(told);
			revoke(&courier(), Some(T0));
			pass(ANSWER - told);
			idle();
			assert_eq!(status(id), expected);
			let liable = if expected == Status::Lost { 0 } else { VALUE };
			assert_eq!(exposure(&carrier()), liable);
		});
	}
}

#[test]
fn claim_should_stand_when_the_key_was_stolen_after_it_was_made() {
	for since in [Some(T0 + 101), Some(T0 + 105), None] {
		World.build_and_execute(|| {
			let id = picked_up();
			pass(100);
			assert_ok!(claim(id));
			pass(5);
			revoke(&courier(), since);
			set_time(T0 + 100 + CONTEST);
			idle();
			assert_eq!(status(id), Status::Delivered);
		});
	}
}

#[test]
fn claim_of_a_return_should_be_void_when_the_key_was_stolen() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(start_return(id));
		assert_ok!(claim(id));
		revoke(&courier(), Some(T0));
		reset();
		pass(CONTEST);
		idle();
		assert_eq!(status(id), Status::Returning);
		assert_eq!(take_steps(), vec![]);
	});
}

#[test]
fn answer_should_be_void_when_the_key_was_stolen() {
	World.build_and_execute(|| {
		let id = answered(picked_up());
		revoke(&courier(), Some(T0));
		pass(CONTEST);
		idle();
		assert_eq!(status(id), Status::Exception);
	});
}
