//! Contests at the edge of their time, and races.

use super::*;

fn claimed() -> ShipmentId {
	let id = picked_up();
	assert_ok!(claim(id));
	id
}

#[test]
fn claim_should_be_contested_when_it_is_the_last_millisecond() {
	World.build_and_execute(|| {
		let id = claimed();
		set_time(T0 + CONTEST - 1);
		assert_ok!(contest(id));
		// The sweep of the same block finds nothing.
		let before = shipment(id);
		idle();
		assert_eq!(shipment(id), before);
	});
}

#[test]
fn contest_should_be_refused_when_its_time_has_passed() {
	World.build_and_execute(|| {
		let id = claimed();
		set_time(T0 + CONTEST);
		assert_noop!(contest(id), E::WindowPassed);
		set_time(T0 + 100 * CONTEST);
		assert_noop!(contest(id), E::WindowPassed);
	});
}

#[test]
fn answer_should_be_refused_when_its_time_has_passed() {
	World.build_and_execute(|| {
		let id = claimed();
		assert_ok!(contest(id));
		set_time(T0 + ANSWER - 1);
		hypothetically_ok!(answer(id));
		set_time(T0 + ANSWER);
		assert_noop!(answer(id), E::WindowPassed);
	});
}

#[test]
fn late_sweep_should_give_nobody_a_right_back() {
	World.build_and_execute(|| {
		let id = claimed();
		let made = pick_up(created_of(OrderId(1), parcel()));
		set_time(T0 + SILENCE);
		for id in [id, made] {
			assert_noop!(confirm(id), E::WindowPassed);
			assert_noop!(declare_lost(id), E::WindowPassed);
			assert_noop!(scan_by(&scanner(), id, scan_of(Milestone::Arrived)), E::WindowPassed);
			assert_noop!(claim(id), E::WindowPassed);
			assert_noop!(offer(id, &carrier(), &other_carrier()), E::WindowPassed);
			assert_noop!(start_return(id), E::WindowPassed);
		}
	});
}

/// A call that may be refused.
type Act = fn(ShipmentId) -> DispatchResult;

/// What is left when the chain has done what `acts` say, in that order, at that time.
fn outcome(id: ShipmentId, at: Moment, acts: &[Act]) -> (Status, Vec<(OrderId, Step)>) {
	hypothetically!({
		set_time(at);
		Steps::kill();
		acts.iter().for_each(|act| act(id).unwrap_or_default());
		(status(id), take_steps())
	})
}

#[test]
fn outcome_should_be_the_same_when_sweep_and_calls_race_in_a_block() {
	let sweep: Act = |_| {
		idle();
		Ok(())
	};
	let anyone: Act = |id| advance(&[id]);
	let calls: [Act; 5] = [
		|id| contest(id),
		|id| confirm(id),
		|id| answer(id),
		|id| declare_lost(id),
		|id| scan_by(&scanner(), id, scan_of(Milestone::Arrived)),
	];
	World.build_and_execute(|| {
		let id = claimed();
		let settled = (Status::Delivered, vec![(ORDER, Step::Delivered(Delivery::Proven))]);
		for call in calls {
			for acts in [[call, sweep], [sweep, call], [call, anyone], [anyone, call]] {
				assert_eq!(outcome(id, T0 + CONTEST, &acts), settled);
			}
		}
		assert_ok!(contest(id));
		let lost = (Status::Lost, vec![(ORDER, Step::Lost)]);
		for call in calls {
			for acts in [[call, sweep], [sweep, call], [call, anyone], [anyone, call]] {
				assert_eq!(outcome(id, T0 + ANSWER, &acts), lost);
			}
		}
	});
}

#[test]
fn claim_should_not_settle_by_itself_when_it_is_contested_again_and_again() {
	World.build_and_execute(|| {
		let id = claimed();
		assert_ok!(contest(id));
		// A second claim is no way around the contest.
		assert_noop!(claim(id), E::NotUnderWay);
		assert_noop!(start_return(id), E::NotUnderWay);
		assert_noop!(offer(id, &carrier(), &other_carrier()), E::NotUnderWay);
		set_time(T0 + CONTEST);
		idle();
		assert_eq!(status(id), Status::Exception);
	});
}

#[test]
fn words_should_not_do_when_the_consignee_named_a_key() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		assert_ok!(claim(id));
		assert_ok!(contest(id));
		assert_noop!(answer(id), E::NeedsProof);
		reset();
		let free = Balances::free_balance(merchant());
		set_time(T0 + ANSWER);
		idle();
		assert_eq!(status(id), Status::Lost);
		assert_eq!(take_steps(), vec![(ORDER, Step::Lost)]);
		assert_eq!(Balances::free_balance(merchant()), free + VALUE);
	});
}

#[test]
fn parcel_should_not_be_handed_on_when_it_is_said_to_be_delivered() {
	World.build_and_execute(|| {
		let id = picked_up();
		// Offered before, accepted after the claim: liability would go to somebody else.
		assert_ok!(offer(id, &carrier(), &other_carrier()));
		assert_ok!(claim(id));
		assert_noop!(accept(id, &other_courier()), E::NotOffered);
		let unit = unit();
		assert_noop!(pack(unit, &[id]), E::NotUnderWay);
	});
}
