//! `create_shipments`: several at once.

use super::*;

fn create(parcels: &[(OrderId, ParcelOf<Test>)]) -> DispatchResult {
	Tracker::create_shipments(origin(&merchant()), parcels.to_vec().try_into().unwrap())
}

#[test]
fn shipments_should_be_on_record_when_the_merchant_creates_them() {
	World.build_and_execute(|| {
		let one = OrderId(1);
		assert_ok!(create(&[(ORDER, parcel()), (ORDER, parcel()), (one, parcel())]));
		assert_eq!(
			consignment(ORDER).shipments,
			list::<ConstU32<16>>(&[ShipmentId(0), ShipmentId(1)])
		);
		assert_eq!(consignment(one).shipments, list::<ConstU32<16>>(&[ShipmentId(2)]));
		assert_eq!(held(&merchant()), 3 * Tracker::deposit_of(0));
		let told: Vec<_> = take_events()
			.into_iter()
			.map(|event| match event {
				Event::Tracked { shipment, seq, status, .. } => (shipment.0, seq, status),
				other => panic!("{other:?}"),
			})
			.collect();
		let created = Status::Created;
		assert_eq!(told, vec![(0, 0, created), (1, 0, created), (2, 0, created)]);
		let origins: std::collections::BTreeSet<_> =
			(0..3).map(|n| shipment(ShipmentId(n)).history.origin).collect();
		assert_eq!(origins.len(), 3);
	});
}

#[test]
fn shipments_should_all_be_refused_when_one_is() {
	World.build_and_execute(|| {
		let bad = parcel_with(|parcel| parcel.pages = 32);
		assert_noop!(create(&[(ORDER, parcel()), (ORDER, bad)]), E::TooManyPages);
		let unpaid = OrderId(77);
		assert_noop!(create(&[(ORDER, parcel()), (unpaid, parcel())]), E::OrderNotShippable);
		let twice = parcel_with(|parcel| parcel.sscc = Some(SSCC));
		assert_noop!(create(&[(ORDER, twice.clone()), (ORDER, twice)]), E::SsccInUse);
	});
}

#[test]
fn shipments_should_be_refused_when_there_are_none() {
	World.build_and_execute(|| {
		assert_noop!(create(&[]), E::EmptyList);
	});
}

#[test]
fn shipments_should_be_refused_when_somebody_else_than_the_merchant_creates_them() {
	World.build_and_execute(|| {
		let parcels = vec![(ORDER, parcel())].try_into().unwrap();
		assert_noop!(Tracker::create_shipments(origin(&buyer()), parcels), E::NotMerchant);
	});
}

#[test]
fn shipments_should_be_on_record_when_there_are_sixteen() {
	World.build_and_execute(|| {
		let parcels: Vec<_> = (0..16).map(|_| (ORDER, parcel())).collect();
		assert_ok!(create(&parcels));
		assert_eq!(consignment(ORDER).waiting, 16);
		assert_eq!(due().len(), 16);
	});
}
