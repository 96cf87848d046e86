//! `create_return`.

use super::*;

fn create(by: &AccountId) -> DispatchResult {
	Tracker::create_return(origin(by), ORDER, parcel())
}

#[test]
fn return_should_go_from_buyer_to_merchant_whoever_creates_it() {
	World.build_and_execute(|| {
		Stages::insert(ORDER, OrderStage::Returning);
		for (id, who) in [(ShipmentId(0), buyer()), (ShipmentId(1), merchant())] {
			assert_ok!(create(&who));
			let record = shipment(id);
			let purpose = Purpose::Order { order: ORDER, direction: Direction::Inbound };
			assert_eq!(record.purpose, purpose);
			assert_eq!((record.shipper, record.consignee), (buyer(), Some(merchant())));
			assert_eq!((record.custody.holder, record.depositor), (buyer(), who.clone()));
			assert_eq!(held(&who), Tracker::deposit_of(0));
			let head = record.history.head;
			let (status, entry) = (Status::Created, entry(Occurrence::Created, &who));
			assert_eq!(
				take_events(),
				vec![Event::Tracked { shipment: id, seq: 0, head, status, entry }]
			);
		}
		let inbound = Consignments::<Test>::get(ORDER, Direction::Inbound).unwrap();
		assert_eq!((inbound.parcels, inbound.waiting), (2, 2));
		assert_eq!(Consignments::<Test>::get(ORDER, Direction::Outbound), None);
		assert_eq!(take_steps(), vec![]);
	});
}

#[test]
fn return_should_be_refused_when_the_caller_is_no_party() {
	World.build_and_execute(|| {
		Stages::insert(ORDER, OrderStage::Returning);
		for who in [carrier(), courier(), stranger()] {
			assert_noop!(create(&who), E::NotParty);
		}
	});
}

#[test]
fn return_should_be_refused_when_the_goods_do_not_go_back() {
	World.build_and_execute(|| {
		let unknown = Tracker::create_return(origin(&buyer()), OrderId(77), parcel());
		assert_noop!(unknown, E::OrderNotReturning);
		for stage in [
			OrderStage::Funded,
			OrderStage::Shipped,
			OrderStage::Delivered,
			OrderStage::RefundRequested,
			OrderStage::Disputed,
			OrderStage::Settled,
			OrderStage::Refunded,
		] {
			Stages::insert(ORDER, stage);
			assert_noop!(create(&buyer()), E::OrderNotReturning);
			assert_noop!(create(&merchant()), E::OrderNotReturning);
		}
	});
}

#[test]
fn return_should_be_refused_when_another_parcel_of_it_has_left() {
	World.build_and_execute(|| {
		pick_up(inbound_of(ORDER));
		assert_noop!(create(&buyer()), E::OrderHasLeft);
	});
}

#[test]
fn return_should_bear_an_sscc_of_whoever_creates_it() {
	World.build_and_execute(|| {
		Stages::insert(ORDER, OrderStage::Returning);
		let labelled = parcel_with(|parcel| parcel.sscc = Some(SSCC));
		let by = |who: &AccountId| Tracker::create_return(origin(who), ORDER, labelled.clone());
		assert_noop!(by(&buyer()), C::NotPrefixOwner);
		assert_ok!(by(&merchant()));
		assert_eq!(BySscc::<Test>::get(SSCC), Some(ShipmentId(0)));
	});
}

#[test]
fn goods_should_come_back_a_second_time_when_the_first_is_over() {
	World.build_and_execute(|| {
		let inbound = || Consignments::<Test>::get(ORDER, Direction::Inbound).unwrap();
		let first = inbound_of(ORDER);
		hand_over(first, &buyer(), &carrier(), &courier());
		assert_noop!(create(&buyer()), E::OrderHasLeft);
		assert_ok!(declare_lost(first));
		reset();
		let second = inbound_of(ORDER);
		let expected = Consignment {
			first: second,
			shipments: list(&[first, second]),
			parcels: 1,
			waiting: 1,
			..Default::default()
		};
		assert_eq!(inbound(), expected);
		hand_over(second, &buyer(), &carrier(), &courier());
		assert_eq!(take_steps(), vec![(ORDER, Step::ReturnSent)]);
		assert_noop!(create(&buyer()), E::OrderHasLeft);
		check_all();
		pass(RECORD);
		assert_ok!(purge(first));
		scan(second, Milestone::Arrived);
		assert_ok!(Tracker::confirm_delivery(origin(&merchant()), second));
		assert_eq!(take_steps(), vec![(ORDER, Step::ReturnReceived)]);
		assert_eq!(inbound().told, Told::Heard(Verdict::Arrived));
	});
}
