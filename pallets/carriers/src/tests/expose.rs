use super::*;

#[test]
fn expose_should_take_of_the_bond_when_it_covers_the_amount() {
	World::default().bond(5_000).build_and_execute(|| {
		assert_ok!(expose(100));
		assert_ok!(expose(50));
		assert_eq!((record().bond, record().exposure), (5_000, 150));
		assert_eq!(held(HoldReason::Bond, &carrier()), 5_000);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn expose_should_take_the_whole_bond_and_no_more_when_asked() {
	World::default().bond(5_000).build_and_execute(|| {
		assert_noop!(expose(5_001), E::ExposureAboveBond);
		assert_ok!(expose(4_999));
		assert_noop!(expose(2), E::ExposureAboveBond);
		assert_ok!(expose(1));
		assert_noop!(expose(1), E::ExposureAboveBond);
		assert_ok!(expose(0));
	});
}

#[test]
fn expose_should_be_refused_when_the_sum_does_not_fit() {
	World::default().build_and_execute(|| {
		assert_noop!(expose(Balance::MAX), E::ExposureAboveBond);
		assert_ok!(expose(1));
		assert_noop!(expose(Balance::MAX), E::AmountTooLarge);
	});
}

#[test]
fn expose_should_be_refused_when_the_carrier_is_unknown_or_suspended() {
	World::default().build_and_execute(|| {
		assert_noop!(Registry::expose(&stranger(), 0), E::UnknownCarrier);
		assert_ok!(suspend());
		assert_noop!(expose(0), E::CarrierIsSuspended);
	});
}

#[test]
fn free_should_give_back_what_expose_took_when_goods_have_arrived() {
	World::default().build_and_execute(|| {
		assert_ok!(expose(300));
		Registry::free(&carrier(), 100);
		assert_eq!(record().exposure, 200);
		Registry::free(&carrier(), 200);
		assert_eq!(record().exposure, 0);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn free_should_stop_at_zero_and_go_on_when_the_books_are_wrong() {
	World::default().build_and_execute(|| {
		assert_ok!(expose(150));
		Registry::free(&carrier(), 151);
		assert_eq!(record().exposure, 0);
		Registry::free(&stranger(), 1);
		assert_eq!(Carriers::<Test>::get(stranger()), None);
	});
}
