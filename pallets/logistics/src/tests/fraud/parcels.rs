//! Orders of several parcels, of which one is to pass for all, and orders that do not listen.

use super::*;

fn cancel(id: ShipmentId) -> DispatchResult {
	Tracker::cancel_shipment(origin(&merchant()), id)
}

#[test]
fn order_should_not_hear_that_it_was_delivered_when_one_of_two_parcels_was() {
	World.build_and_execute(|| {
		let (one, two) = (created(), created());
		pick_up(one);
		take_steps();
		// The other one has not even left.
		hypothetically!({
			assert_ok!(confirm(one));
			assert_eq!(take_steps(), vec![]);
		});
		hypothetically!({
			assert_ok!(claim(one));
			assert_eq!(take_steps(), vec![]);
		});
		pick_up(two);
		assert_ok!(confirm(one));
		assert_eq!(take_steps(), vec![]);
	});
}

#[test]
fn order_should_be_in_doubt_when_one_of_two_parcels_is_lost() {
	World.build_and_execute(|| {
		let (one, two) = (created(), created());
		pick_up(one);
		pick_up(two);
		take_steps();
		assert_ok!(confirm(one));
		assert_ok!(declare_lost(two));
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Doubtful))]);
	});
}

#[test]
fn second_parcel_should_not_be_cancelled_when_the_first_has_left() {
	World.build_and_execute(|| {
		let (one, two) = (created(), created());
		pick_up(one);
		assert_noop!(cancel(two), E::OrderHasLeft);
		assert_ok!(confirm(one));
		assert_noop!(cancel(two), E::OrderHasLeft);
		pass(RECORD);
		assert_ok!(purge(one));
		assert_noop!(cancel(two), E::OrderHasLeft);
	});
}

#[test]
fn second_parcel_should_not_be_dropped_when_the_merchant_just_keeps_it() {
	World.build_and_execute(|| {
		let (one, two) = (created(), created());
		pick_up(one);
		assert_ok!(confirm(one));
		take_steps();
		set_time(T0 + SILENCE);
		idle();
		assert_eq!(status(two), Status::Lost);
		assert_eq!(take_steps(), vec![(ORDER, Step::Delivered(Delivery::Doubtful))]);
	});
}

#[test]
fn parcel_should_not_be_added_when_the_first_has_left() {
	World.build_and_execute(|| {
		let one = picked_up();
		Stages::insert(ORDER, OrderStage::Funded);
		let create = || Tracker::create_shipment(origin(&merchant()), ORDER, parcel());
		assert_noop!(create(), E::OrderHasLeft);
		assert_ok!(confirm(one));
		assert_noop!(create(), E::OrderHasLeft);
	});
}

#[test]
fn claim_should_not_pass_for_the_whole_order_when_its_claims_end_at_different_times() {
	World.build_and_execute(|| {
		let (one, two) = (created(), created());
		pick_up(one);
		pick_up(two);
		assert_ok!(claim(one));
		pass(CONTEST / 2);
		take_steps();
		assert_ok!(claim(two));
		let contest_until = T0 + CONTEST / 2 + CONTEST + ORDER_GRACE;
		let told = Step::Delivered(Delivery::Claimed { contest_until });
		assert_eq!(take_steps(), vec![(ORDER, told)]);
		// The first stands, the second is contested in the last moment.
		set_time(T0 + CONTEST / 2 + CONTEST - 1);
		idle();
		assert_ok!(contest(two));
		assert_eq!(take_steps(), vec![(ORDER, Step::Contested)]);
	});
}

#[test]
fn order_that_fails_should_stop_nobody() {
	World.build_and_execute(|| {
		ShopFails::set(true);
		let id = created();
		hand_over(id, &merchant(), &carrier(), &courier());
		scan(id, Milestone::Arrived);
		let trouble = Trouble::Damaged;
		assert_ok!(Tracker::report_exception(origin(&courier()), id, trouble, None));
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		let claimed = Tracker::claim_delivery(origin(&other_courier()), id, EVIDENCE, now());
		assert_ok!(claimed);
		assert_ok!(contest(id));
		assert_ok!(Tracker::answer_contest(origin(&other_courier()), id, EVIDENCE));
		hypothetically_ok!(confirm(id));
		hypothetically!({
			let lost = Tracker::declare_lost(origin(&other_courier()), id, Loss::Lost);
			assert_ok!(lost);
		});
		pass(CONTEST);
		idle();
		assert_eq!(status(id), Status::Delivered);
		assert_eq!(take_steps(), vec![]);
		// Nothing is lost on the order: anyone tells it.
		ShopFails::set(false);
		assert_ok!(Tracker::tell_order(origin(&stranger()), ORDER, Direction::Outbound));
		let doubtful = Step::Delivered(Delivery::Doubtful);
		assert_eq!(take_steps(), vec![(ORDER, Step::Dispatched), (ORDER, doubtful)]);
	});
}
