//! `contest`.

use super::*;

fn contest_by(by: &AccountId, id: ShipmentId) -> DispatchResult {
	Tracker::contest(origin(by), id, Some(EVIDENCE))
}

#[test]
fn claim_should_wait_for_an_answer_when_it_is_contested() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(claim(id));
		reset();
		let before = shipment(id);
		pass(50);
		assert_ok!(contest_by(&buyer(), id));
		let contested = entry(Occurrence::Contested { reason: Some(EVIDENCE) }, &buyer());
		assert_step(id, &before, contested, |record| {
			let claim = before.state.claim().unwrap().clone();
			record.state = State::Contested { claim, answer_by: T0 + 50 + ANSWER };
			record.due_at = Some(T0 + 50 + ANSWER);
		});
		assert_eq!(status(id), Status::Exception);
		assert_eq!(due(), vec![(T0 + 50 + ANSWER, id)]);
		assert_eq!(take_steps(), vec![(ORDER, Step::Contested)]);
		assert_eq!(consignment(ORDER).claimed, 0);
	});
}

#[test]
fn claim_should_be_contested_by_the_shipper_when_the_parcel_goes_back() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(start_return(id));
		assert_ok!(claim(id));
		for who in [buyer(), courier(), stranger()] {
			assert_noop!(contest_by(&who, id), E::NotShipper);
		}
		reset();
		assert_ok!(contest_by(&merchant(), id));
		assert_eq!(take_steps(), vec![]);
		// Nobody answers: the merchant is paid.
		let free = Balances::free_balance(merchant());
		pass(ANSWER);
		idle();
		assert_eq!(status(id), Status::Lost);
		assert_eq!(Balances::free_balance(merchant()), free + VALUE);
		assert_eq!(take_steps(), vec![(ORDER, Step::Lost)]);
	});
}

#[test]
fn contest_should_be_refused_when_somebody_else_wants_it() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		assert_ok!(claim(id));
		for who in [merchant(), carrier(), courier(), pod_key(), stranger()] {
			assert_noop!(contest_by(&who, id), E::NotConsignee);
		}
	});
}

#[test]
fn contest_should_be_refused_when_there_is_no_claim() {
	World.build_and_execute(|| {
		let (id, unit) = (created(), unit());
		assert_noop!(contest(id), E::NothingToContest);
		assert_noop!(contest(unit), E::NothingToContest);
		pick_up(id);
		assert_noop!(contest(id), E::NothingToContest);
		assert_ok!(claim(id));
		assert_ok!(contest(id));
		assert_noop!(contest(id), E::NothingToContest);
	});
}

#[test]
fn claim_should_be_contested_once_when_the_carrier_stands_by_it() {
	World.build_and_execute(|| {
		let id = answered(picked_up());
		assert_noop!(contest(id), E::NothingToContest);
		assert_ok!(confirm(id));
		assert_noop!(contest(id), E::NothingToContest);
	});
}
