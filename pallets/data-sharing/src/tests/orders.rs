//! What orders share: for exactly as long as they are open, and goods are where they are.

use super::*;

fn open() {
	Stages::insert(ORDER, (consumer(), subject(), OrderStage::Funded));
}

fn stage(stage: OrderStage) {
	Stages::insert(ORDER, (consumer(), subject(), stage));
}

fn share_by(who: &AccountId) -> DispatchResult {
	Data::share_with_order(origin(who), ORDER, dataset(), 2)
}

fn carry_by(who: &AccountId, carrier: &AccountId) -> DispatchResult {
	Data::share_with_carrier(origin(who), ORDER, carrier.clone())
}

fn goods(who: &AccountId) {
	Goods::insert((ORDER, who.clone()), ());
}

/// The merchant reads the buyer's address.
fn shared() -> GrantId {
	registered();
	open();
	assert_ok!(share_by(&subject()));
	assert_ok!(set_key(&consumer()));
	assert_ok!(post(newest()));
	newest()
}

#[test]
fn merchant_should_read_in_every_open_stage_and_in_no_other() {
	use OrderStage::*;
	run(|| {
		shared();
		for at in [Funded, Shipped, Delivered, RefundRequested, Returning, Disputed, Confirmed] {
			stage(at);
			assert!(check(&consumer()).is_ok(), "{at:?}");
		}
		for at in [Settled, Refunded, Cancelled] {
			stage(at);
			assert_eq!(denied(&consumer()), Denial::OrderOver, "{at:?}");
		}
		Stages::remove(ORDER);
		assert_eq!(denied(&consumer()), Denial::OrderOver);
	});
}

#[test]
fn order_should_share_what_its_buyer_chose_and_nothing_else() {
	run(|| {
		registered();
		assert_noop!(share_by(&subject()), E::OrderOver);
		open();
		for other in [consumer(), owner(), stranger()] {
			assert_noop!(share_by(&other), E::NotBuyer);
		}
		let unknown = Data::share_with_order(origin(&subject()), ORDER, H256::zero(), 2);
		assert_noop!(unknown, E::UnknownDataset);
		let none = Data::share_with_order(origin(&subject()), ORDER, dataset(), 0);
		assert_noop!(none, E::NothingGranted);
		// Somebody else's data the buyer does not share.
		let others = Description { subject: Some(third()), ..description(DataClass::Personal) };
		let salt = H256::repeat_byte(8);
		assert_ok!(register_with(salt, others));
		let refused = Data::share_with_order(origin(&subject()), ORDER, id_of(salt), 2);
		assert_noop!(refused, E::NotSubject);
		let salt = H256::repeat_byte(9);
		assert_ok!(register_with(salt, description(DataClass::Business)));
		let refused = Data::share_with_order(origin(&subject()), ORDER, id_of(salt), 2);
		assert_noop!(refused, E::NotSubject);
		stage(OrderStage::Settled);
		assert_noop!(share_by(&subject()), E::OrderOver);
		open();
		take_events();
		assert_ok!(share_by(&subject()));
		let event = Ev::Granted {
			grant: GRANT,
			dataset: dataset(),
			grantee: consumer(),
			basis: Basis::Order(ORDER),
			parent: None,
		};
		assert_eq!(take_events(), vec![event]);
		assert!(held(HoldReason::Record, &subject()) > 1_000);
	});
}

#[test]
fn buyer_should_share_data_of_its_own_that_is_about_nobody() {
	run(|| {
		let by = || origin(&subject());
		let about = description(DataClass::Business);
		assert_ok!(Data::register_dataset(by(), SALT, about, content(1)));
		open();
		let id = dataset_id(&subject(), SALT);
		assert_ok!(Data::share_with_order(by(), ORDER, id, 2));
	});
}

#[test]
fn order_should_share_one_dataset_at_a_time() {
	run(|| {
		let id = shared();
		assert_noop!(share_by(&subject()), E::OrderSharesAlready);
		assert_ok!(Data::revoke_grant(origin(&subject()), id));
		assert_eq!(denied(&consumer()), Denial::Revoked);
		assert_ok!(share_by(&subject()));
		assert_eq!(OrderShares::<Test>::get(ORDER), Some(newest()));
	});
}

#[test]
fn merchant_should_read_for_the_service_and_the_delivery_only() {
	run(|| {
		shared();
		let ask = |purpose| Data::check_access(dataset(), consumer(), purpose);
		assert!(ask(Purposes::DELIVERY).is_ok());
		assert!(ask(Purposes::SERVICE).is_ok());
		assert_eq!(ask(Purposes::MARKETING).unwrap_err(), Denial::OtherPurpose);
		// And passes it on to nobody but carriers.
		let refused = Data::delegate(origin(&consumer()), GRANT, third(), scope());
		assert_noop!(refused, E::OnwardDepth);
	});
}

#[test]
fn another_orders_merchant_should_not_read() {
	run(|| {
		shared();
		Stages::insert(ORDER, (third(), subject(), OrderStage::Funded));
		assert_eq!(denied(&consumer()), Denial::NotOfOrder);
	});
}

#[test]
fn carrier_should_read_as_long_as_it_has_the_goods() {
	run(|| {
		let ask = || Data::check_access(dataset(), third(), Purposes::DELIVERY);
		registered();
		open();
		goods(&third());
		assert_noop!(carry_by(&subject(), &third()), E::OrderSharesNothing);
		shared_again();
		for other in [owner(), stranger()] {
			assert_noop!(carry_by(&other, &third()), E::NotOfOrder);
		}
		assert_noop!(carry_by(&consumer(), &fourth()), E::NotOfOrder);
		assert_noop!(carry_by(&consumer(), &consumer()), E::GrantToSelf);
		assert_noop!(carry_by(&consumer(), &owner()), E::GrantToSelf);
		for who in [subject(), third()] {
			hypothetically!({
				assert_ok!(carry_by(&who, &third()));
			});
		}
		assert_ok!(carry_by(&consumer(), &third()));
		assert_ok!(set_key(&third()));
		assert_ok!(post_by(&consumer(), envelope(newest())));
		assert!(ask().is_ok());
		let other = Data::check_access(dataset(), third(), Purposes::SERVICE);
		assert_eq!(other.unwrap_err(), Denial::OtherPurpose);
		hypothetically!({
			stage(OrderStage::Settled);
			assert_eq!(ask().unwrap_err(), Denial::OrderOver);
		});
		hypothetically!({
			assert_ok!(Data::revoke_grant(origin(&subject()), GRANT));
			assert_eq!(ask().unwrap_err(), Denial::AncestorInvalid);
		});
		Goods::remove((ORDER, third()));
		assert_eq!(ask().unwrap_err(), Denial::NotOfOrder);
		goods(&third());
		assert!(ask().is_ok());
	});
}

fn shared_again() {
	assert_ok!(share_by(&subject()));
	assert_ok!(set_key(&consumer()));
	assert_ok!(post(newest()));
}

#[test]
fn sensitive_data_should_not_go_to_carriers() {
	run(|| {
		registered_as(DataClass::Sensitive);
		open();
		shared_again();
		goods(&third());
		assert!(check(&consumer()).is_ok());
		assert_noop!(carry_by(&consumer(), &third()), E::SensitiveStaysPut);
	});
}

#[test]
fn asking_for_goods_should_be_paid_for_when_a_carriers_data_key_is_handed_in() {
	run(|| {
		shared();
		goods(&third());
		assert_ok!(carry_by(&consumer(), &third()));
		assert_ok!(set_key(&third()));
		let envelopes = vec![envelope(GRANT), envelope(newest())].try_into().unwrap();
		let done = Data::post_envelopes(origin(&owner()), envelopes).unwrap();
		let each = <() as WeightInfo>::post_envelope();
		assert_eq!(done.actual_weight, Some(each * 2 + ASKING));
	});
}

#[test]
fn grants_should_be_removed_at_once_when_the_order_is_over() {
	run(|| {
		let id = shared();
		goods(&third());
		assert_ok!(carry_by(&consumer(), &third()));
		let child = newest();
		assert_noop!(reap(vec![Record::Grant(id)]), E::StillNeeded);
		assert_noop!(reap(vec![Record::Grant(child)]), E::StillNeeded);
		stage(OrderStage::Refunded);
		assert_noop!(reap(vec![Record::Grant(id)]), E::StillNeeded);
		assert_ok!(reap(vec![Record::Grant(child), Record::Grant(id)]));
		assert_eq!(held(HoldReason::Record, &subject()), 0);
		assert!(!OrderShares::<Test>::contains_key(ORDER));
		assert!(ByGrantee::<Test>::get(consumer(), dataset()).is_empty());
	});
}
