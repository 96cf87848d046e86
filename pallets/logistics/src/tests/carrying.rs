//! Who has the goods of an order.

use super::*;
use souk_primitives::data::OrderCarriers;

fn carries(who: &AccountId) -> bool {
	<Tracker as OrderCarriers<AccountId>>::carries(ORDER, who)
}

#[test]
fn carrier_should_have_the_goods_when_it_picked_them_up_until_they_arrived() {
	World.build_and_execute(|| {
		assert!(!carries(&merchant()));
		let id = created();
		assert!(carries(&merchant()));
		assert!(!carries(&carrier()));
		pick_up(id);
		assert!(carries(&carrier()));
		assert!(!carries(&merchant()));
		assert!(!carries(&other_carrier()));
		// Its word alone is not the end.
		assert_ok!(claim(id));
		assert!(carries(&carrier()));
		assert_ok!(confirm(id));
		assert!(!carries(&carrier()));
	});
}

#[test]
fn carrier_should_have_the_goods_when_they_are_offered_to_it_as_long_as_the_offer_stands() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(offer(id, &carrier(), &other_carrier()));
		assert!(carries(&other_carrier()));
		assert!(carries(&carrier()));
		hypothetically!({
			assert_ok!(Tracker::cancel_handover(origin(&carrier()), id));
			assert!(!carries(&other_carrier()));
		});
		pass(999);
		assert!(carries(&other_carrier()));
		pass(1);
		assert!(!carries(&other_carrier()));
	});
}

#[test]
fn carrier_should_have_the_goods_when_it_has_the_outermost_unit_that_they_are_in() {
	World.build_and_execute(|| {
		let (inner, outer, parcel) = (unit(), unit(), picked_up());
		assert_ok!(pack(inner, &[parcel]));
		assert_ok!(pack(outer, &[inner]));
		assert!(carries(&carrier()));
		hand_over(outer, &carrier(), &other_carrier(), &other_carrier());
		assert!(carries(&other_carrier()));
		assert!(!carries(&carrier()));
	});
}

#[test]
fn carrier_should_have_the_goods_when_they_go_back_to_the_merchant() {
	World.build_and_execute(|| {
		let id = inbound_of(ORDER);
		assert!(!carries(&carrier()));
		pick_up(id);
		assert!(carries(&carrier()));
	});
}

#[test]
fn carrier_should_not_have_the_goods_when_they_are_of_another_order() {
	World.build_and_execute(|| {
		picked_up_of(1);
		assert!(!carries(&carrier()));
	});
}
