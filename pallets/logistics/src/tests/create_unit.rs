//! `create_unit`.

use super::*;

fn create(by: &AccountId, sscc: Option<Sscc>, pages: u8) -> DispatchResult {
	Tracker::create_unit(origin(by), sscc, pages)
}

#[test]
fn unit_should_be_with_its_carrier_when_it_is_created() {
	World.build_and_execute(|| {
		assert_ok!(create(&carrier(), None, 3));
		let id = ShipmentId(0);
		let record = shipment(id);
		assert_eq!(record.purpose, Purpose::Unit);
		assert_eq!(record.state, State::Moving(Leg::PickedUp));
		assert_eq!((record.height, record.value), (1, 0));
		assert_eq!((&record.shipper, record.consignee), (&carrier(), None));
		assert_eq!((record.custody.holder, record.depositor), (carrier(), carrier()));
		assert_eq!(record.history.pages, 3);
		assert_eq!(held(&carrier()), Tracker::deposit_of(3));
		assert_eq!(due(), vec![(T0 + SILENCE, id)]);
		let (head, status) = (record.history.head, Status::PickedUp);
		let entry = entry(Occurrence::Created, &carrier());
		assert_eq!(
			take_events(),
			vec![Event::Tracked { shipment: id, seq: 0, head, status, entry }]
		);
	});
}

#[test]
fn unit_should_be_refused_when_the_caller_is_no_carrier() {
	World.build_and_execute(|| {
		for who in [merchant(), courier(), scanner(), stranger()] {
			assert_noop!(create(&who, None, 0), C::UnknownCarrier);
		}
		suspend(&carrier());
		assert_noop!(create(&carrier(), None, 0), C::CarrierIsSuspended);
	});
}

#[test]
fn unit_should_be_refused_when_what_it_says_is_wrong() {
	World.build_and_execute(|| {
		assert_noop!(create(&carrier(), None, 32), E::TooManyPages);
		assert_noop!(create(&carrier(), Some(SSCC), 0), C::NotPrefixOwner);
		assert_noop!(create(&carrier(), Some(Sscc(SSCC.0 + 1)), 0), E::BadSscc);
		leave(&carrier(), Tracker::deposit_of(0) + ED - 1);
		assert_noop!(create(&carrier(), None, 0), E::LacksDeposit);
	});
}
