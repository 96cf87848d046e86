use super::*;
use frame_support::weights::Weight;
use souk_primitives::{NoticeKind, PointsOrVoucher};

#[test]
fn voucher_should_be_spent_when_its_order_is_settled() {
	execute(|| {
		let tree = issue(3, |_| ());
		take_events();
		assert_ok!(redeem(&alice(), &tree, 0));
		assert_eq!(reserve(1, &alice(), 500), Ok(100));
		assert_noop!(reserve(1, &alice(), 500), E::AlreadyReserved);
		assert_noop!(reserve(2, &alice(), 500), E::NoVoucherFits);
		Coupons::capture(ORDER);
		Coupons::capture(ORDER);
		// Nothing brings it back.
		Coupons::release(ORDER, Undone::All);
		assert_noop!(reserve(2, &alice(), 500), E::NoVoucherFits);
		assert_eq!((batch().in_use, batch().vouchers, batch().redeemed), (0, 0, 1));
		let (id, index, order) = (BATCH, 0, ORDER);
		assert_eq!(
			take_events(),
			vec![
				Ev::CouponRedeemed {
					batch: id,
					index,
					merchant: merchant(),
					holder: alice(),
					member: None,
				},
				Ev::VoucherReserved { batch: id, index, order, discount: 100 },
				Ev::VoucherSpent { batch: id, index, order },
			]
		);
	});
}

#[test]
fn order_should_go_on_and_everybody_hear_of_it_when_the_records_are_wrong() {
	execute(|| {
		let tree = issue(3, |_| ());
		assert_ok!(redeem(&alice(), &tree, 0));
		assert_ok!(reserve(1, &alice(), 500));
		let lost = Batches::<Test>::take(BATCH).unwrap();
		take_events();
		let stuck = Ev::VoucherStuck { order: ORDER, error: E::UnknownBatch.into() };
		Coupons::capture(ORDER);
		assert_eq!(take_events(), vec![stuck.clone()]);
		Coupons::release(ORDER, Undone::All);
		assert_eq!(take_events(), vec![stuck]);
		// Mended, it goes on.
		Batches::<Test>::insert(BATCH, lost);
		Coupons::capture(ORDER);
		assert_eq!((batch().in_use, batch().vouchers), (0, 0));
	});
}

#[test]
fn voucher_should_come_back_when_all_of_its_order_is_undone_in_time() {
	execute(|| {
		let tree = issue(3, |_| ());
		assert_ok!(redeem(&alice(), &tree, 0));
		assert_ok!(reserve(1, &alice(), 500));
		Coupons::release(ORDER, Undone::Refunded(399));
		assert_eq!(batch().in_use, 1);
		Coupons::release(ORDER, Undone::All);
		Coupons::release(ORDER, Undone::All);
		assert_eq!((batch().in_use, batch().vouchers), (0, 1));
		assert_ok!(reserve(2, &alice(), 500));
		set_time(terms().valid_until);
		Coupons::release(OrderId(2), Undone::All);
		assert_eq!((batch().in_use, batch().vouchers), (0, 0));
		assert!(take_events().contains(&Ev::VoucherLapsed {
			batch: BATCH,
			index: 0,
			order: OrderId(2)
		}));
	});
}

#[test]
fn voucher_should_come_back_when_its_order_leaves_the_record_undecided() {
	execute(|| {
		let tree = issue(3, |_| ());
		assert_ok!(redeem(&alice(), &tree, 0));
		assert_ok!(reserve(1, &alice(), 500));
		assert_ok!(Coupons::notify(ORDER, &OrderNotice::Settled { paid_out: 1 }));
		assert_eq!(batch().in_use, 1);
		assert_ok!(Coupons::notify(ORDER, &OrderNotice::Closed));
		assert_eq!((batch().in_use, batch().vouchers), (0, 1));
	});
}

#[test]
fn voucher_should_not_fit_when_the_order_is_another() {
	execute(|| {
		let tree = issue(3, |_| ());
		assert_ok!(redeem(&alice(), &tree, 0));
		assert_noop!(reserve(1, &alice(), 499), E::NoVoucherFits);
		assert_noop!(reserve(1, &bob(), 500), E::NoVoucherFits);
		let mut other = request(&alice(), 500);
		other.tender = Tender::Asset(8);
		assert_noop!(Coupons::reserve(ORDER, &other), E::NoVoucherFits);
		let mut other = request(&alice(), 500);
		other.merchant = other_merchant();
		assert_noop!(Coupons::reserve(ORDER, &other), E::NoVoucherFits);
		let mut other = request(&alice(), 500);
		other.means = Means::Points(1);
		assert_noop!(Coupons::reserve(ORDER, &other), E::PointsNotTaken);
		set_time(terms().valid_until);
		assert_noop!(reserve(1, &alice(), 500), E::NoVoucherFits);
	});
}

#[test]
fn order_should_take_the_voucher_that_takes_the_most_off() {
	execute(|| {
		let first = issue(1, |_| ());
		let second = issue(1, |terms| {
			terms.worth = Worth::Share { share: Permill::from_percent(10), most: 150 };
		});
		assert_ok!(redeem_at(&alice(), &first, BatchId(0), 0));
		assert_ok!(redeem_at(&alice(), &second, BatchId(1), 0));
		let offer = |amount| {
			let offer = Coupons::view_offer(merchant(), alice(), Tender::Asset(USD), amount);
			offer.map(|offer| (offer.batch.0, offer.discount))
		};
		assert_eq!(offer(499), None);
		assert_eq!(offer(999), Some((0, 100)));
		assert_eq!(offer(1_019), Some((1, 101)));
		assert_eq!(offer(9_999), Some((1, 150)));
		assert_eq!(Coupons::view_vouchers(merchant(), alice()).len(), 2);
		assert_eq!(Coupons::view_is_spent(BatchId(0), 0), Some(true));
		assert_eq!(Coupons::view_is_spent(BatchId(0), 1), None);
	});
}

#[test]
fn checkout_should_take_points_or_a_voucher_as_the_buyer_says() {
	execute(|| {
		let tree = issue(3, |_| ());
		assert_ok!(redeem(&alice(), &tree, 0));
		let mut points = request(&alice(), 500);
		points.means = Means::Points(7);
		assert_eq!(Checkout::reserve(OrderId(9), &points), Ok(7));
		assert_eq!(Checkout::reserve(ORDER, &request(&alice(), 500)), Ok(100));
		Checkout::capture(OrderId(9));
		assert_eq!(batch().in_use, 1);
		Checkout::release(ORDER, Undone::All);
		assert_eq!(batch().vouchers, 1);
		let told = vec![(OrderId(9), "reserve"), (OrderId(9), "capture"), (ORDER, "release")];
		assert_eq!(Told::get(), told);
	});
}

/// One of the two does something, and the other looks whether the order is its own.
#[test]
fn checkout_should_weigh_the_dearer_side_and_a_look_at_the_other() {
	let (points, vouchers) = (SomePoints::weight(), Coupons::weight());
	let look = Coupons::pass_weight();
	assert!(look.ref_time() < vouchers.ref_time());
	assert_eq!(Checkout::weight(), (vouchers + points).max(points + look));
	assert_eq!(Checkout::pass_weight(), points + look);
	type Dear = PointsOrVoucher<Coupons, SomePoints>;
	assert_eq!(Dear::weight(), vouchers + points);
	// The other way round the look would count.
	type Both = PointsOrVoucher<Coupons, Coupons>;
	assert_eq!(Both::weight(), vouchers + look);
}

#[test]
fn notice_should_weigh_something_when_it_is_the_end_of_the_record() {
	for kind in [NoticeKind::Placed, NoticeKind::Funded, NoticeKind::Settled, NoticeKind::Refunded]
	{
		assert_eq!(Coupons::notify_weight_of(kind), Weight::zero());
	}
	assert_eq!(Coupons::notify_weight_of(NoticeKind::Closed), Coupons::notify_weight());
	assert_ne!(Coupons::notify_weight(), Weight::zero());
}
