//! Filling the state at somebody else's cost.

use super::*;

fn document() -> Document {
	Document { digest: EVIDENCE, length: u64::MAX, media_type: Text::try_from("a/b").unwrap() }
}

#[test]
fn documents_should_take_no_more_room_than_was_paid_for() {
	World.build_and_execute(|| {
		let id = created();
		for _ in 0..100 {
			assert_ok!(Tracker::attach_document(origin(&buyer()), id, document()));
		}
		assert_eq!(Pages::<Test>::iter().count(), 0);
		assert_eq!(shipment(id).history.recent.len(), 5);
		assert_eq!((held(&merchant()), held(&buyer())), (Tracker::deposit_of(0), 0));
		for who in [stranger(), carrier(), other_carrier(), pod_key()] {
			let attached = Tracker::attach_document(origin(&who), id, document());
			assert!(attached.is_err());
		}
	});
}

#[test]
fn dust_should_cost_a_deposit_when_shipments_are_worth_nothing() {
	World.build_and_execute(|| {
		let dust = parcel_with(|parcel| parcel.value = 0);
		for n in 1..=16 {
			created_of(ORDER, dust.clone());
			assert_eq!(held(&merchant()), n * Tracker::deposit_of(0));
		}
		// Nobody else has a deposit to pay, and nobody without an order of their own a shipment.
		for who in [buyer(), carrier(), stranger()] {
			let created = Tracker::create_shipment(origin(&who), ORDER, dust.clone());
			assert_noop!(created, E::NotMerchant);
			assert_eq!(held(&who), 0);
		}
	});
}

#[test]
fn deposit_should_cover_every_byte_that_a_shipment_can_take() {
	use codec::{Encode, MaxEncodedLen};
	World.build_and_execute(|| {
		let labelled = parcel_with(|parcel| {
			parcel.sscc = Some(SSCC);
			parcel.limits = cold();
			parcel.pages = 31;
		});
		let before = state();
		let id = created_of(ORDER, labelled);
		for n in 0..4 {
			let (who, key) =
				[(carrier(), courier()), (other_carrier(), other_courier())][n % 2].clone();
			assert_ok!(offer(id, &shipment(id).custody.holder, &who));
			let name = "x".repeat(39) + &n.to_string();
			assert_ok!(Tracker::accept_handover(
				origin(&key),
				id,
				offered(id),
				None,
				Some(code(&name))
			));
		}
		for _ in 0..300 {
			let by = origin(&buyer());
			assert_ok!(Tracker::attach_document(by, id, document()));
		}
		let (entries, bytes) = state();
		let (entries, bytes) = (entries - before.0, bytes - before.1);
		// The price of the tests: a thousand an entry, one a byte.
		let price = 1_000 * entries as Balance + bytes as Balance;
		assert!(price <= held(&merchant()), "{entries} entries of {bytes} bytes");
		assert!(shipment(id).encoded_size() <= ShipmentOf::<Test>::max_encoded_len());
	});
}

/// How many entries this pallet has in the state, and how many bytes their values have.
fn state() -> (usize, usize) {
	let prefix = sp_io::hashing::twox_128(b"Tracker");
	let (mut count, mut bytes, mut key) = (0, 0, prefix.to_vec());
	while let Some(next) = sp_io::storage::next_key(&key) {
		if !next.starts_with(&prefix) {
			break;
		}
		count += 1;
		bytes += sp_io::storage::get(&next).unwrap().len();
		key = next;
	}
	(count, bytes)
}

#[test]
fn deposit_should_go_back_to_the_depositor_whoever_purges() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(confirm(id));
		pass(RECORD);
		let before = [merchant(), buyer(), stranger()].map(Balances::free_balance);
		assert_ok!(purge(id));
		let after = [merchant(), buyer(), stranger()].map(Balances::free_balance);
		assert_eq!(after[0], before[0] + Tracker::deposit_of(0));
		assert_eq!(after[1..], before[1..]);
	});
}

#[test]
fn record_should_stay_when_it_is_still_needed() {
	World.build_and_execute(|| {
		let id = picked_up();
		set_time(T0 + RECORD);
		assert_noop!(purge(id), E::RecordStillNeeded);
		assert_ok!(confirm(id));
		set_time(T0 + 2 * RECORD - 1);
		assert_noop!(purge(id), E::RecordStillNeeded);
		set_time(T0 + 2 * RECORD);
		assert_ok!(purge(id));
	});
}

#[test]
fn report_should_cost_whoever_hands_it_in_when_it_is_refused() {
	World.build_and_execute(|| {
		let id = picked_up();
		let mut report = report_of(id, &device(), 1);
		let signature = sign(&report, Sr25519Keyring::Eve);
		report.counter = 2;
		let refused = Tracker::relay_scan(origin(&stranger()), report, signature).unwrap_err();
		assert_eq!(refused.post_info.pays_fee, Pays::Yes);
		let idle = Tracker::advance_due(origin(&stranger()), list(&[id])).unwrap_err();
		assert_eq!(idle.post_info.pays_fee, Pays::Yes);
		let early = Tracker::purge(origin(&stranger()), id).unwrap_err();
		assert_eq!(early.post_info.pays_fee, Pays::Yes);
	});
}
