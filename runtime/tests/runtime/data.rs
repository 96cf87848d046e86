//! Data that is shared, on the real runtime: an order's delivery address, and a profile that somebody pays
//! to read until the person no longer wants that.

use crate::{
	chain::{account, apply, sign},
	loyalty::{confirm, key, next_block, offer_with, ok, refused, shop, stage, usd, USD, WINDOW},
};
use frame_support::{dispatch::GetDispatchInfo, traits::fungible::Inspect};
use pallet_data_sharing::{
	Call, Description, Error, NewEnvelope, NextAgreementId, NextGrantId, Side,
};
use pallet_orders::NextOrderId;
use souk_primitives::{
	data::{
		anchor_payload, dataset_id, wrapped, Access, Actions, ConsentAct, Content, DataClass,
		DatasetId, Denial, Price, Purposes, ReceiptHead, Scope, Suite, Terms,
	},
	AgreementId, GrantId, OrderId, OrderStage, ShipmentId,
};
use souk_runtime::{
	constants::{
		currency::SOUK,
		time::{DAY_MS, SLOT_DURATION},
	},
	genesis_config_presets::stablecoin::DOLLAR,
	Balances, DataSharing, Runtime, RuntimeCall, Signature, System, Timestamp,
};
use sp_core::{Pair, H256};
use sp_runtime::{BoundedVec, DispatchError};

const SALT: H256 = H256::repeat_byte(7);
/// What an access costs.
const PRICE: u128 = 2 * DOLLAR;

fn content(byte: u8) -> Content {
	Content {
		cipher_hash: H256::repeat_byte(byte),
		cipher_len: 4_096,
		content_commit: H256::repeat_byte(byte + 1),
		dek_commit: H256::repeat_byte(byte + 2),
	}
}

/// The platform holds data about the buyer.
fn register() -> DatasetId {
	let description = Description {
		subject: Some(account("Buyer")),
		class: DataClass::Personal,
		schema: "https://schema.org/PostalAddress".try_into().unwrap(),
		locator: Default::default(),
		retain_until: None,
	};
	ok("Platform", Call::register_dataset { salt: SALT, description, content: content(1) });
	dataset_id(&account("Platform"), SALT)
}

fn publish_key(name: &str) {
	let mut public = [9; 32];
	public[0] = name.len() as u8;
	let public = public.to_vec().try_into().unwrap();
	ok(name, Call::set_encryption_key { suite: Suite::X25519, public });
}

fn post(grant: GrantId) {
	let envelope = NewEnvelope {
		grant,
		version: 1,
		key_epoch: 0,
		commitment: H256::repeat_byte(5),
		inline: None,
	};
	ok("Platform", Call::post_envelopes { envelopes: vec![envelope].try_into().unwrap() });
}

fn newest() -> GrantId {
	GrantId(NextGrantId::<Runtime>::get().0 - 1)
}

fn access(dataset: DatasetId, who: &str, purpose: Purposes) -> Result<Access, Denial> {
	DataSharing::check_access(dataset, account(who), purpose)
}

fn denied(dataset: DatasetId, who: &str) -> Denial {
	access(dataset, who, Purposes::DELIVERY).unwrap_err()
}

fn error(error: Error<Runtime>) -> DispatchError {
	error.into()
}

fn buy() -> OrderId {
	let offers = vec![offer_with(50 * DOLLAR, None)].try_into().unwrap();
	ok("Buyer", pallet_orders::Call::place { offers, max_total: 50 * DOLLAR });
	OrderId(NextOrderId::<Runtime>::get().0 - 1)
}

fn become_carrier(name: &str) {
	ok(name, pallet_carriers::Call::register { name: Default::default(), bond: 1_000 * SOUK });
}

fn hand_over(shipment: ShipmentId, from: &str, to: &str) {
	let head = offer(shipment, from, to);
	let call = pallet_logistics::Call::accept_handover {
		shipment,
		offered: head,
		code: None,
		condition: None,
	};
	ok(to, call);
}

fn offer(shipment: ShipmentId, from: &str, to: &str) -> H256 {
	let call = pallet_logistics::Call::offer_handover {
		shipment,
		to: account(to),
		seal: None,
		condition: None,
		expires_at: Timestamp::get() + DAY_MS,
	};
	ok(from, call);
	let shipment = pallet_logistics::Shipments::<Runtime>::get(shipment).unwrap();
	shipment.offer.unwrap().head
}

fn send(order: OrderId) -> ShipmentId {
	let id = pallet_logistics::NextShipmentId::<Runtime>::get();
	let parcel = pallet_logistics::Parcel {
		sscc: None,
		address: None,
		value: SOUK,
		planned: None,
		limits: Default::default(),
		pages: 1,
	};
	ok("Merchant", pallet_logistics::Call::create_shipment { order, parcel });
	id
}

#[test]
fn merchant_should_read_the_address_of_an_order_for_exactly_as_long_as_it_is_open() {
	shop(|| {
		let dataset = register();
		publish_key("Merchant");
		let order = buy();
		assert_eq!(denied(dataset, "Merchant"), Denial::NoGrant);
		let stranger = Call::share_with_order { order, dataset, fields: 1 };
		assert_eq!(refused("Merchant", stranger), error(Error::NotBuyer));
		ok("Buyer", Call::share_with_order { order, dataset, fields: 1 });
		assert_eq!(denied(dataset, "Merchant"), Denial::NoEnvelope);
		post(newest());
		let read = access(dataset, "Merchant", Purposes::DELIVERY).unwrap();
		assert_eq!((read.grant, read.fields, read.content), (newest(), 1, content(1)));
		let other = access(dataset, "Merchant", Purposes::MARKETING);
		assert_eq!(other.unwrap_err(), Denial::OtherPurpose);

		confirm(order);
		assert_eq!(stage(order), OrderStage::Settled);
		assert_eq!(denied(dataset, "Merchant"), Denial::OrderOver);
		// An order that is over shares nothing more.
		let late = Call::share_with_order { order, dataset, fields: 1 };
		assert_eq!(refused("Buyer", late), error(Error::OrderOver));
	});
}

#[test]
fn merchant_should_lose_the_address_when_the_order_is_cancelled() {
	shop(|| {
		let dataset = register();
		publish_key("Merchant");
		let order = buy();
		ok("Buyer", Call::share_with_order { order, dataset, fields: 1 });
		post(newest());
		assert!(access(dataset, "Merchant", Purposes::DELIVERY).is_ok());
		ok("Buyer", pallet_orders::Call::cancel { order });
		assert_eq!(denied(dataset, "Merchant"), Denial::OrderOver);
	});
}

#[test]
fn carrier_should_read_the_address_for_exactly_as_long_as_it_has_the_goods() {
	shop(|| {
		let dataset = register();
		for carrier in ["Carrier", "Merchant2"] {
			become_carrier(carrier);
			publish_key(carrier);
		}
		let order = buy();
		ok("Buyer", Call::share_with_order { order, dataset, fields: 3 });
		let share = |to: &str| Call::share_with_carrier { order, carrier: account(to) };
		assert_eq!(refused("Merchant", share("Carrier")), error(Error::NotOfOrder));

		// Before it comes for the parcel, it knows where that goes.
		let parcel = send(order);
		let head = offer(parcel, "Merchant", "Carrier");
		ok("Merchant", share("Carrier"));
		post(newest());
		assert!(access(dataset, "Carrier", Purposes::DELIVERY).is_ok());
		let other = access(dataset, "Carrier", Purposes::SERVICE);
		assert_eq!(other.unwrap_err(), Denial::OtherPurpose);
		let call = pallet_logistics::Call::accept_handover {
			shipment: parcel,
			offered: head,
			code: None,
			condition: None,
		};
		ok("Carrier", call);
		assert!(access(dataset, "Carrier", Purposes::DELIVERY).is_ok());

		// The next one does, and the first no longer.
		hand_over(parcel, "Carrier", "Merchant2");
		assert_eq!(denied(dataset, "Carrier"), Denial::NotOfOrder);
		ok("Merchant2", share("Merchant2"));
		post(newest());
		assert!(access(dataset, "Merchant2", Purposes::DELIVERY).is_ok());

		ok("Buyer", pallet_logistics::Call::confirm_delivery { shipment: parcel });
		assert_eq!(denied(dataset, "Merchant2"), Denial::NotOfOrder);
	});
}

fn terms() -> Terms<souk_runtime::configs::assets::AssetKind, u128> {
	Terms {
		purposes: Purposes::PERSONALISATION,
		actions: Actions::USE,
		fields: 0xff,
		regions: BoundedVec::default(),
		max_access: Some(10),
		not_before: 0,
		not_after: Timestamp::get() + 100 * DAY_MS,
		retention: DAY_MS,
		price: Some(Price { asset: USD, amount: PRICE }),
		onward_depth: 0,
		bond: SOUK,
		policy_hash: H256::repeat_byte(1),
		notice_hash: H256::repeat_byte(2),
	}
}

/// Both sides agree, and the agreement is in force.
fn agree() -> (AgreementId, H256) {
	let id = NextAgreementId::<Runtime>::get();
	let call =
		Call::propose { counterparty: account("Merchant"), side: Side::Provider, terms: terms() };
	ok("Platform", call);
	let terms_hash = DataSharing::agreement_view(id).unwrap().terms_hash;
	ok("Merchant", Call::accept { agreement: id, round: 1, terms_hash });
	ok("Platform", Call::finalize { agreement: id });
	(id, terms_hash)
}

fn signed(name: &str, message: &[u8]) -> Signature {
	key(name).sign(message).into()
}

fn grant(dataset: DatasetId, agreement: AgreementId) {
	let scope = Scope {
		dataset,
		purposes: Purposes::PERSONALISATION,
		fields: 1,
		not_after: Timestamp::get() + DAY_MS,
		max_access: Some(3),
	};
	ok("Platform", Call::grant { agreement, scope });
}

#[test]
fn accesses_should_be_paid_in_a_stablecoin_when_receipts_are_anchored() {
	shop(|| {
		let dataset = register();
		publish_key("Merchant");
		let (agreement, terms_hash) = agree();
		let not_after = Timestamp::get() + DAY_MS;
		ok("Buyer", Call::give_consent { dataset, agreement, terms_hash, not_after });
		grant(dataset, agreement);
		let id = newest();
		post(id);
		let read = || access(dataset, "Merchant", Purposes::PERSONALISATION);
		assert_eq!(read().unwrap_err(), Denial::NotPaid);
		let (merchant, platform) = (usd("Merchant"), usd("Platform"));
		ok("Merchant", Call::fund_access { agreement, amount: 2 * PRICE + 1 });
		assert_eq!(usd("Merchant"), merchant - 2 * PRICE - 1);
		assert_eq!(read().unwrap().paid_for, Some(2));

		let to = ReceiptHead { seq: 2, head: H256::repeat_byte(8) };
		let genesis = System::block_hash(0);
		let payload = anchor_payload(genesis, id, &ReceiptHead::default(), &to);
		let signature = signed("Merchant", &payload);
		ok("Platform", Call::anchor_receipts { grant: id, from_seq: 0, to, signature });
		assert_eq!(usd("Platform"), platform + 2 * PRICE);
		assert_eq!(read().unwrap_err(), Denial::NotPaid);

		// What is left comes back.
		ok("Platform", Call::terminate { agreement });
		next_block(9 + (8 * DAY_MS + WINDOW) / SLOT_DURATION + 3_600_000 / SLOT_DURATION);
		use pallet_data_sharing::Record;
		let records = vec![
			Record::Grant(id),
			Record::Consent { dataset, agreement },
			Record::Agreement(agreement),
		];
		ok("Buyer", Call::reap { records: records.try_into().unwrap() });
		assert_eq!(usd("Merchant"), merchant - 2 * PRICE);
	});
}

#[test]
fn consent_should_be_withdrawn_when_the_person_has_no_money_at_all() {
	shop(|| {
		let dataset = register();
		let (agreement, terms_hash) = agree();
		let not_after = Timestamp::get() + DAY_MS;
		// Somebody else pays for the consent, as wallets sign it.
		let deadline = Timestamp::get() + 1_000;
		let act = ConsentAct::Give { not_after };
		let payload = DataSharing::consent_payload(
			account("Buyer"),
			dataset,
			agreement,
			terms_hash,
			act,
			deadline,
		);
		let signature = signed("Buyer", &wrapped(&payload));
		let subject = account("Buyer");
		let give = Call::give_consent_signed {
			subject,
			dataset,
			agreement,
			terms_hash,
			not_after,
			deadline,
			signature,
		};
		ok("Merchant", give);
		let everything = pallet_balances::Call::transfer_all {
			dest: account("Merchant").into(),
			keep_alive: true,
		};
		ok("Buyer", everything);
		let before = Balances::balance(&account("Buyer"));
		let withdraw = Call::withdraw_consent { dataset, agreement };
		let call = RuntimeCall::DataSharing(withdraw.clone());
		assert!(call.get_dispatch_info().call_weight.ref_time() > 0);
		ok("Buyer", withdraw.clone());
		assert_eq!(Balances::balance(&account("Buyer")), before);
		// Only what has an effect is free: a second time costs what every call costs.
		assert!(apply(sign("Buyer", withdraw.into())).is_err());
	});
}
