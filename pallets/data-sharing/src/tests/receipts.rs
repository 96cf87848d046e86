//! Receipts: both sides vouch for them, nothing counts twice, and they are paid for.

use super::*;
use souk_primitives::data::{anchor_payload, wrapped, Price};

const PRICE: Balance = 40;

fn head(seq: u64, byte: u8) -> ReceiptHead {
	ReceiptHead { seq, head: H256::repeat_byte(byte) }
}

fn payload(from: ReceiptHead, to: ReceiptHead) -> Vec<u8> {
	anchor_payload(GENESIS, GRANT, &from, &to)
}

/// The owner anchors what the consumer signed.
fn anchor(from: ReceiptHead, to: ReceiptHead) -> DispatchResult {
	let signature = sign(&consumer(), &payload(from, to));
	Data::anchor_receipts(origin(&owner()), GRANT, from.seq, to, signature)
}

fn none() -> ReceiptHead {
	ReceiptHead::default()
}

fn priced(asset: Asset) -> Terms {
	Terms { price: Some(Price { asset, amount: PRICE }), ..terms() }
}

fn fund(amount: Balance) -> DispatchResult {
	Data::fund_access(origin(&consumer()), AGREEMENT, amount)
}

fn usd(who: &AccountId) -> Balance {
	Assets::balance(1, who)
}

fn usd_held() -> Balance {
	AssetsHolder::balance_on_hold(1, &HoldReason::Access.into(), &consumer())
}

#[test]
fn receipts_should_be_anchored_by_either_with_the_others_signature() {
	run(|| {
		readable();
		take_events();
		assert_ok!(anchor(none(), head(3, 1)));
		let event = Ev::ReceiptsAnchored {
			grant: GRANT,
			from: 0,
			to: 3,
			head: H256::repeat_byte(1),
			paid: 0,
		};
		assert_eq!(take_events(), vec![event]);
		assert_eq!(check(&consumer()).unwrap().receipts, head(3, 1));
		assert_eq!(check(&consumer()).unwrap().remaining, Some(7));
		let signature = sign(&owner(), &wrapped(&payload(head(3, 1), head(4, 2))));
		let by = origin(&consumer());
		assert_ok!(Data::anchor_receipts(by, GRANT, 3, head(4, 2), signature));
		assert_eq!(grant_of(GRANT).receipts, head(4, 2));
	});
}

#[test]
fn receipts_should_not_have_gaps_or_forks_or_count_twice() {
	run(|| {
		readable();
		assert_ok!(anchor(none(), head(3, 1)));
		// Again; a fork beside it; a gap after it; backwards; without a head.
		assert_noop!(anchor(none(), head(3, 1)), E::ReceiptsMoved);
		assert_noop!(anchor(none(), head(5, 2)), E::ReceiptsMoved);
		assert_noop!(anchor(head(4, 1), head(6, 2)), E::ReceiptsMoved);
		assert_noop!(anchor(head(3, 1), head(3, 2)), E::ReceiptsMoved);
		assert_noop!(anchor(head(3, 1), head(2, 2)), E::ReceiptsMoved);
		assert_noop!(anchor(head(3, 1), ReceiptHead { seq: 4, ..none() }), E::ReceiptsMoved);
		// From a head that is not the one on record.
		assert_noop!(anchor(head(3, 7), head(4, 2)), E::BadSignature);
		assert_ok!(anchor(head(3, 1), head(4, 2)));
	});
}

#[test]
fn receipts_should_be_refused_when_the_other_side_did_not_sign_exactly_these() {
	run(|| {
		readable();
		let by = |who: &AccountId, signer: &AccountId, payload: &[u8]| {
			Data::anchor_receipts(origin(who), GRANT, 0, head(3, 1), sign(signer, payload))
		};
		let good = payload(none(), head(3, 1));
		assert_noop!(by(&owner(), &owner(), &good), E::BadSignature);
		assert_noop!(by(&owner(), &subject(), &good), E::BadSignature);
		assert_noop!(by(&consumer(), &consumer(), &good), E::BadSignature);
		assert_noop!(by(&stranger(), &consumer(), &good), E::NotParty);
		let other = anchor_payload(H256::zero(), GRANT, &none(), &head(3, 1));
		assert_noop!(by(&owner(), &consumer(), &other), E::BadSignature);
		let other = anchor_payload(GENESIS, GrantId(1), &none(), &head(3, 1));
		assert_noop!(by(&owner(), &consumer(), &other), E::BadSignature);
		assert_noop!(by(&owner(), &consumer(), &payload(none(), head(2, 1))), E::BadSignature);
		assert_noop!(by(&owner(), &consumer(), &payload(none(), head(3, 2))), E::BadSignature);
		let unknown =
			Data::anchor_receipts(origin(&owner()), GrantId(5), 0, head(1, 1), sign(&owner(), &[]));
		assert_noop!(unknown, E::UnknownGrant);
	});
}

#[test]
fn accesses_should_be_no_more_than_were_granted() {
	run(|| {
		readable();
		assert_noop!(anchor(none(), head(11, 1)), E::NoAccessLeft);
		assert_noop!(anchor(none(), head(u64::MAX, 1)), E::NoAccessLeft);
		assert_ok!(anchor(none(), head(10, 1)));
		assert_eq!(denied(&consumer()), Denial::NoAccessLeft);
		assert_noop!(anchor(head(10, 1), head(11, 2)), E::NoAccessLeft);
	});
}

#[test]
fn receipts_should_be_taken_when_the_grant_is_over() {
	run(|| {
		readable();
		assert_ok!(revoke(GRANT));
		assert_ok!(anchor(none(), head(2, 1)));
		assert_ok!(Data::terminate(origin(&owner()), AGREEMENT));
		assert_ok!(anchor(head(2, 1), head(3, 2)));
	});
}

#[test]
fn funds_should_be_held_and_pay_for_exactly_the_accesses() {
	run(|| {
		readable_with(DataClass::Personal, priced(USD));
		assert_eq!(denied(&consumer()), Denial::NotPaid);
		assert_ok!(fund(PRICE - 1));
		assert_eq!(denied(&consumer()), Denial::NotPaid);
		take_events();
		assert_ok!(fund(2 * PRICE + 1));
		let funds = 3 * PRICE;
		let event = Ev::AccessFunded { agreement: AGREEMENT, amount: 2 * PRICE + 1, funds };
		assert_eq!(take_events(), vec![event]);
		assert_eq!(usd_held(), funds);
		assert_eq!(usd(&consumer()), ENDOWMENT - funds);
		assert_eq!(check(&consumer()).unwrap().paid_for, Some(3));
		assert_noop!(anchor(none(), head(4, 1)), E::NotPaid);
		take_events();
		assert_ok!(anchor(none(), head(2, 1)));
		let paid = 2 * PRICE;
		let event =
			Ev::ReceiptsAnchored { grant: GRANT, from: 0, to: 2, head: H256::repeat_byte(1), paid };
		assert_eq!(take_events(), vec![event]);
		assert_eq!((usd(&owner()), usd_held()), (paid, PRICE));
		assert_eq!(check(&consumer()).unwrap().paid_for, Some(1));
		assert_noop!(anchor(head(2, 1), head(4, 2)), E::NotPaid);
		assert_ok!(anchor(head(2, 1), head(3, 2)));
		assert_eq!(denied(&consumer()), Denial::NotPaid);
		assert_eq!((usd(&owner()), usd_held()), (3 * PRICE, 0));
	});
}

#[test]
fn funds_should_pay_in_the_native_token_too() {
	run(|| {
		readable_with(DataClass::Personal, priced(Asset::Native));
		assert_ok!(fund(5 * PRICE));
		assert_eq!(held(HoldReason::Access, &consumer()), 5 * PRICE);
		let before = Balances::free_balance(owner());
		assert_ok!(anchor(none(), head(4, 1)));
		assert_eq!(Balances::free_balance(owner()), before + 4 * PRICE);
		assert_eq!(held(HoldReason::Access, &consumer()), PRICE);
	});
}

#[test]
fn funds_should_come_only_from_the_consumer_of_an_agreement_with_a_price() {
	run(|| {
		offered_with(priced(USD));
		// Terms may change still.
		assert_noop!(fund(PRICE), E::NotNow);
		assert_ok!(accept(AGREEMENT, &consumer()));
		assert_noop!(fund(0), E::NothingToPay);
		let other = Data::fund_access(origin(&owner()), AGREEMENT, PRICE);
		assert_noop!(other, E::NotParty);
		let other = Data::fund_access(origin(&third()), AGREEMENT, PRICE);
		assert_noop!(other, E::NotParty);
		assert!(fund(2 * ENDOWMENT).is_err());
		assert_ok!(fund(PRICE));
		assert_ok!(Data::terminate(origin(&owner()), AGREEMENT));
		assert_noop!(fund(PRICE), E::NotNow);
		let free = agreed();
		let refused = Data::fund_access(origin(&consumer()), free, PRICE);
		assert_noop!(refused, E::NothingToPay);
		let refused = Data::fund_access(origin(&consumer()), AgreementId(9), PRICE);
		assert_noop!(refused, E::UnknownAgreement);
	});
}

#[test]
fn consumer_should_pay_for_what_it_passed_on() {
	run(|| {
		readable_with(DataClass::Personal, priced(USD));
		assert_ok!(fund(10 * PRICE));
		let child = delegated(GRANT, &third(), 2);
		assert_ok!(set_key(&third()));
		assert_ok!(post(child));
		let to = head(2, 4);
		let payload = anchor_payload(GENESIS, child, &none(), &to);
		let signature = sign(&third(), &payload);
		assert_ok!(Data::anchor_receipts(origin(&owner()), child, 0, to, signature.clone()));
		assert_eq!((usd(&owner()), usd(&third())), (2 * PRICE, ENDOWMENT));
		// The child's receipts are not the parent's.
		assert_eq!(grant_of(GRANT).receipts, none());
		let again = Data::anchor_receipts(origin(&owner()), GRANT, 0, to, signature);
		assert_noop!(again, E::BadSignature);
	});
}
