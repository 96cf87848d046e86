//! `create_shipment`.

use super::*;

fn create(by: &AccountId, order: OrderId, parcel: ParcelOf<Test>) -> DispatchResult {
	Tracker::create_shipment(origin(by), order, parcel)
}

/// All that a parcel can say of itself.
fn full() -> ParcelOf<Test> {
	Parcel {
		sscc: Some(SSCC),
		address: Some(H256::repeat_byte(1)),
		value: VALUE,
		planned: Some(T0 + 7),
		limits: cold(),
		pages: 2,
	}
}

#[test]
fn shipment_should_be_on_record_when_the_merchant_creates_it() {
	World.build_and_execute(|| {
		let id = ShipmentId(0);
		assert_ok!(create(&merchant(), ORDER, full()));

		let created = entry(Occurrence::Created, &merchant());
		let origin = BlakeTwo256::hash_of(&(
			souk_primitives::logistics::ORIGIN_DOMAIN,
			System::block_hash(0),
			System::parent_hash(),
			id,
		));
		let purpose = Purpose::Order { order: ORDER, direction: Direction::Outbound };
		let deposit = held(&merchant());
		let due_at = T0 + SILENCE;
		assert_eq!(
			shipment(id),
			Shipment {
				purpose,
				shipper: merchant(),
				consignee: Some(buyer()),
				state: State::Created,
				flags: Flags::default(),
				custody: Custody {
					holder: merchant(),
					since: T0,
					from_seq: 0,
					head: origin,
					heard_at: T0,
					moved_at: T0,
				},
				offer: None,
				parent: None,
				height: 0,
				sscc: Some(SSCC),
				address: Some(H256::repeat_byte(1)),
				value: VALUE,
				planned: Some(T0 + 7),
				estimated: None,
				limits: cold(),
				pod_key: None,
				history: History {
					origin,
					head: extended(origin, &created),
					count: 1,
					recent: vec![created.clone()].try_into().unwrap(),
					pages: 2,
					folded: Default::default(),
				},
				due_at: Some(due_at),
				depositor: merchant(),
				deposit,
			}
		);
		assert_eq!(NextShipmentId::<Test>::get(), ShipmentId(1));
		assert_eq!(BySscc::<Test>::get(SSCC), Some(id));
		assert_eq!(due(), vec![(due_at, id)]);
		let expected =
			Consignment { shipments: list(&[id]), parcels: 1, waiting: 1, ..Default::default() };
		assert_eq!(consignment(ORDER), expected);
		let head = extended(origin, &created);
		let status = Status::Created;
		assert_eq!(
			take_events(),
			vec![Event::Tracked { shipment: id, seq: 0, head, status, entry: created }]
		);
		assert_eq!(take_steps(), vec![]);
		assert_eq!(exposure(&merchant()), 0);
	});
}

#[test]
fn deposit_should_be_for_everything_that_can_come_to_be_kept() {
	World.build_and_execute(|| {
		created();
		assert_eq!(held(&merchant()), Tracker::deposit_of(0));
		created_of(ORDER, parcel_with(|parcel| parcel.pages = 31));
		assert_eq!(held(&merchant()), 2 * Tracker::deposit_of(0) + 31 * Tracker::page_price());
		// Each page is an entry of the state, and full of the largest entries.
		let page = <Page<AccountId> as codec::MaxEncodedLen>::max_encoded_len();
		assert!(Tracker::page_price() >= 1_000 + page as Balance);
	});
}

#[test]
fn shipment_should_be_refused_when_the_caller_is_not_the_merchant() {
	World.build_and_execute(|| {
		for who in [buyer(), carrier(), courier(), stranger()] {
			assert_noop!(create(&who, ORDER, parcel()), E::NotMerchant);
		}
	});
}

#[test]
fn shipment_should_be_refused_when_the_order_is_not_to_be_shipped() {
	World.build_and_execute(|| {
		assert_noop!(create(&merchant(), OrderId(77), parcel()), E::OrderNotShippable);
		for stage in [
			OrderStage::Created,
			OrderStage::Shipped,
			OrderStage::Delivered,
			OrderStage::RefundRequested,
			OrderStage::Returning,
			OrderStage::Disputed,
			OrderStage::Settled,
			OrderStage::Refunded,
			OrderStage::Cancelled,
			OrderStage::Confirmed,
		] {
			Stages::insert(ORDER, stage);
			assert_noop!(create(&merchant(), ORDER, parcel()), E::OrderNotShippable);
		}
	});
}

#[test]
fn shipment_should_be_refused_when_other_parcels_have_left() {
	World.build_and_execute(|| {
		picked_up();
		// Whatever the order says.
		Stages::insert(ORDER, OrderStage::Funded);
		assert_noop!(create(&merchant(), ORDER, parcel()), E::OrderHasLeft);
	});
}

#[test]
fn shipment_should_be_refused_when_the_order_has_sixteen() {
	World.build_and_execute(|| {
		for _ in 0..MAX_PARCELS {
			created();
		}
		assert_noop!(create(&merchant(), ORDER, parcel()), E::TooManyParcels);
		assert_eq!(consignment(ORDER).parcels, 16);
		// Even if one was cancelled: it is still on record.
		assert_ok!(Tracker::cancel_shipment(origin(&merchant()), ShipmentId(3)));
		assert_noop!(create(&merchant(), ORDER, parcel()), E::TooManyParcels);
		pass(RECORD);
		assert_ok!(purge(ShipmentId(3)));
		assert_ok!(create(&merchant(), ORDER, parcel()));
	});
}

#[test]
fn shipment_should_be_refused_when_it_wants_more_than_31_pages() {
	World.build_and_execute(|| {
		let parcel = parcel_with(|parcel| parcel.pages = 32);
		assert_noop!(create(&merchant(), ORDER, parcel), E::TooManyPages);
	});
}

#[test]
fn shipment_should_be_refused_when_its_limits_cannot_be_kept() {
	World.build_and_execute(|| {
		let limit = |quantity, min, max| SensorLimit { quantity, min, max };
		let cases = [
			vec![limit(Quantity::Temperature, 8, 2)],
			vec![limit(Quantity::Light, 0, 1), limit(Quantity::Shock, 1, 0)],
			vec![limit(Quantity::Light, 0, 1), limit(Quantity::Light, 0, 2)],
		];
		for limits in cases {
			let parcel = parcel_with(|parcel| parcel.limits = limits.try_into().unwrap());
			assert_noop!(create(&merchant(), ORDER, parcel), E::BadLimits);
		}
		let all = [Quantity::Temperature, Quantity::Humidity, Quantity::Shock, Quantity::Light];
		let limits: Vec<_> = all.into_iter().map(|quantity| limit(quantity, 5, 5)).collect();
		let parcel = parcel_with(|parcel| parcel.limits = limits.try_into().unwrap());
		assert_ok!(create(&merchant(), ORDER, parcel));
	});
}

#[test]
fn shipment_should_be_refused_when_the_deposit_cannot_be_held() {
	World.build_and_execute(|| {
		leave(&merchant(), Tracker::deposit_of(0) + ED - 1);
		assert_noop!(create(&merchant(), ORDER, parcel()), E::LacksDeposit);
		assert_ok!(Balances::transfer_allow_death(origin(&buyer()), merchant(), 1));
		assert_ok!(create(&merchant(), ORDER, parcel()));
		assert_eq!(Balances::free_balance(merchant()), ED);
	});
}

#[test]
fn shipment_should_be_refused_when_the_ids_are_used_up() {
	World.build_and_execute(|| {
		NextShipmentId::<Test>::put(ShipmentId(u64::MAX));
		assert_noop!(create(&merchant(), ORDER, parcel()), E::IdsExhausted);
	});
}
