//! `answer_contest`.

use super::*;

fn answer_by(by: &AccountId, id: ShipmentId) -> DispatchResult {
	Tracker::answer_contest(origin(by), id, EVIDENCE)
}

fn contested(id: ShipmentId) -> ShipmentId {
	assert_ok!(claim(id));
	assert_ok!(contest(id));
	id
}

#[test]
fn claim_should_stand_when_the_carrier_answers() {
	World.build_and_execute(|| {
		let id = contested(picked_up());
		reset();
		let before = shipment(id);
		pass(70);
		assert_ok!(answer_by(&carrier(), id));
		let answered = entry(Occurrence::ContestAnswered { evidence: EVIDENCE }, &carrier());
		let until = T0 + 70 + CONTEST;
		assert_step(id, &before, answered, |record| {
			let (to, standing) = (Receiver::Consignee, Standing::Answered);
			record.state =
				State::Claimed(Claim { to, by: carrier(), at: T0 + 70, until, standing });
			record.due_at = Some(until);
		});
		let contest_until = until + ORDER_GRACE;
		let told = Step::Delivered(Delivery::Claimed { contest_until });
		assert_eq!(take_steps(), vec![(ORDER, told)]);
		set_time(until);
		idle();
		assert_eq!(status(id), Status::Delivered);
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Proven))]);
	});
}

#[test]
fn shipment_should_be_lost_when_nobody_answers() {
	World.build_and_execute(|| {
		let id = contested(picked_up());
		reset();
		let (before, free) = (shipment(id), Balances::free_balance(merchant()));
		set_time(T0 + ANSWER);
		idle();
		let expected =
			with_entry(before.clone(), &lapsed(Occurrence::WrittenOff(Loss::Lost)), |record| {
				record.state = State::Ended { ending: Ending::Lost, at: now() };
				record.due_at = None;
			});
		assert_eq!(shipment(id), expected);
		assert_eq!(
			take_events(),
			vec![
				Event::ValuePaid {
					shipment: id,
					carrier: carrier(),
					beneficiary: merchant(),
					amount: VALUE
				},
				tracked(id, &before, Status::Lost, lapsed(Occurrence::WrittenOff(Loss::Lost))),
			]
		);
		assert_eq!(Balances::free_balance(merchant()), free + VALUE);
		assert_eq!(exposure(&carrier()), 0);
		assert_eq!(take_steps(), vec![(ORDER, Step::Lost)]);
	});
}

#[test]
fn answer_should_be_refused_when_only_the_consignees_signature_counts() {
	World.build_and_execute(|| {
		let id = contested(picked_up_with_key());
		assert_noop!(answer(id), E::NeedsProof);
		assert_ok!(prove(id));
	});
}

#[test]
fn answer_should_do_when_a_parcel_with_a_key_went_back() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		assert_ok!(start_return(id));
		assert_ok!(claim(id));
		assert_ok!(Tracker::contest(origin(&merchant()), id, None));
		reset();
		assert_ok!(answer(id));
		assert_eq!(take_steps(), vec![]);
		pass(CONTEST);
		idle();
		assert_eq!(status(id), Status::Returned);
	});
}

#[test]
fn answer_should_be_refused_when_nothing_is_contested() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_noop!(answer(id), E::NotContested);
		assert_ok!(claim(id));
		assert_noop!(answer(id), E::NotContested);
		assert_ok!(contest(id));
		assert_ok!(answer(id));
		assert_noop!(answer(id), E::NotContested);
	});
}

#[test]
fn answer_should_be_refused_when_the_caller_may_not_deliver() {
	World.build_and_execute(|| {
		let id = contested(picked_up());
		assert_noop!(answer_by(&scanner(), id), C::OutOfScope);
		for who in [merchant(), buyer(), other_courier(), stranger()] {
			assert_noop!(answer_by(&who, id), C::UnknownKey);
		}
		// A suspended carrier can stand by what it did before, but only by its own account.
		suspend(&carrier());
		assert_noop!(answer_by(&courier(), id), C::CarrierIsSuspended);
		assert_ok!(answer_by(&carrier(), id));
	});
}
