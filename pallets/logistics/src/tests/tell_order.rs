//! `tell_order`, and what it is for: an order that does not take note stops nobody.

use super::*;

fn tell(order: OrderId) -> DispatchResult {
	Tracker::tell_order(origin(&stranger()), order, Direction::Outbound)
}

fn not_told() -> Ev {
	// Events do not keep the text.
	let error = DispatchError::Other("");
	Event::OrderNotTold { order: ORDER, direction: Direction::Outbound, error }
}

#[test]
fn order_should_be_told_everything_again_when_anyone_asks() {
	World.build_and_execute(|| {
		ShopFails::set(true);
		let id = picked_up();
		assert!(take_events().contains(&not_told()));
		assert_eq!(consignment(ORDER).told, Told::Missed(Verdict::Waiting));
		assert_ok!(confirm(id));
		assert!(take_events().contains(&not_told()));
		assert_eq!(consignment(ORDER).told, Told::Missed(Verdict::Waiting));
		// All that it had written is undone.
		assert_eq!(take_steps(), vec![]);
		assert_noop!(tell(ORDER), DispatchError::Other("shop"));

		ShopFails::set(false);
		assert_ok!(tell(ORDER));
		let proven = Step::Delivered(Delivery::Proven);
		assert_eq!(take_steps(), vec![(ORDER, Step::Dispatched), (ORDER, proven)]);
		assert_eq!(consignment(ORDER).told, Told::Heard(Verdict::Arrived));
		assert_eq!(take_events(), vec![]);
		assert_noop!(tell(ORDER), E::NothingToTell);
	});
}

#[test]
fn order_should_hear_what_it_missed_when_there_is_news() {
	World.build_and_execute(|| {
		ShopFails::set(true);
		let id = picked_up();
		ShopFails::set(false);
		reset();
		assert_ok!(claim(id));
		let contest_until = T0 + CONTEST + ORDER_GRACE;
		let claimed = Step::Delivered(Delivery::Claimed { contest_until });
		assert_eq!(take_steps(), vec![(ORDER, Step::Dispatched), (ORDER, claimed)]);
	});
}

#[test]
fn order_should_hear_nothing_when_it_missed_what_is_over() {
	World.build_and_execute(|| {
		let id = picked_up();
		reset();
		ShopFails::set(true);
		assert_ok!(claim(id));
		assert_eq!(consignment(ORDER).told, Told::Missed(Verdict::UnderWay));
		assert_ok!(contest(id));
		// It never knew of the claim.
		assert_eq!(consignment(ORDER).told, Told::Heard(Verdict::UnderWay));
		assert_noop!(tell(ORDER), E::NothingToTell);
		ShopFails::set(false);
		assert_ok!(declare_lost(id));
		assert_eq!(take_steps(), vec![(ORDER, Step::Lost)]);
	});
}

#[test]
fn order_should_be_told_of_the_contest_when_it_missed_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(claim(id));
		ShopFails::set(true);
		assert_ok!(contest(id));
		ShopFails::set(false);
		reset();
		assert_ok!(tell(ORDER));
		assert_eq!(take_steps(), vec![(ORDER, Step::Contested)]);
	});
}

#[test]
fn telling_should_be_refused_when_there_is_nothing_to_tell() {
	World.build_and_execute(|| {
		assert_noop!(tell(ORDER), E::NothingToTell);
		let id = created();
		assert_noop!(tell(ORDER), E::NothingToTell);
		pick_up(id);
		assert_noop!(tell(ORDER), E::NothingToTell);
		let inbound = Tracker::tell_order(origin(&stranger()), ORDER, Direction::Inbound);
		assert_noop!(inbound, E::NothingToTell);
	});
}

#[test]
fn order_should_not_be_told_again_when_doubt_is_no_news() {
	World.build_and_execute(|| {
		ShopFails::set(true);
		let id = picked_up();
		reset();
		// Neither call has paid for telling an order anything.
		let trouble = Tracker::report_exception(origin(&courier()), id, Trouble::Damaged, None);
		assert_ok!(trouble);
		assert_ok!(Tracker::update_eta(origin(&courier()), id, T0));
		assert!(!take_events().contains(&not_told()));
		ShopFails::set(false);
		assert_ok!(tell(ORDER));
		assert_eq!(take_steps(), vec![(ORDER, Step::Dispatched)]);
	});
}
