//! What makes an offer one that can be placed: signature, chain, buyer, terms, time, nonce.

use super::*;
use frame_support::assert_noop;

fn try_one(signed: SignedOfferOf<Test>) -> DispatchResult {
	place(vec![signed], Balance::MAX)
}

#[test]
fn offer_should_be_accepted_when_signed_with_any_of_the_three_kinds_of_keys() {
	Shop::default().build_and_execute(|| {
		for who in [merchant(), merchant_ed(), merchant_ec()] {
			let terms = publish_for(&who, default_terms());
			assert_ok!(try_one(sign(offer(who.clone(), terms, 1, &[PRICE]))));
			assert_eq!(order(newest()).merchant, who);
		}
	});
}

#[test]
fn offer_payload_should_be_what_shops_sign_offline_when_asked() {
	Shop::default().build_and_execute(|| {
		let signed = sign(simple_offer());
		let payload = Souk::offer_payload(&signed.offer);
		use sp_runtime::traits::Verify;
		assert!(signed.signature.verify(&payload[..], &merchant()));
		// Not over the bare offer, nor another domain.
		let other = Souk::offer_payload(&OfferOf::<Test> { nonce: 8, ..simple_offer() });
		assert!(!signed.signature.verify(&other[..], &merchant()));
	});
}

#[test]
fn offer_should_be_refused_when_another_key_signed_it() {
	Shop::default().build_and_execute(|| {
		let mut signed = sign(simple_offer());
		let payload = Souk::offer_payload(&signed.offer);
		for who in [merchant_ed(), merchant_ec(), stranger()] {
			signed.signature = sign_as(&who, &payload);
			assert_noop!(try_one(signed.clone()), E::BadSignature);
		}
	});
}

#[test]
fn offer_should_be_refused_when_any_field_was_altered_after_signing() {
	type Forge = fn(&mut OfferOf<Test>);
	let forgeries: [(&str, Forge); 9] = [
		("buyer", |offer| offer.buyer = Some(buyer())),
		("terms", |offer| offer.terms = TermsId(1)),
		("asset", |offer| offer.asset = POINT),
		("price", |offer| offer.items[0].amount -= 1),
		("reference", |offer| offer.items[0].reference = text("else")),
		("one item more", |offer| {
			let more = offer.items[0].clone();
			offer.items.try_push(more).unwrap()
		}),
		("one item less", |offer| {
			offer.items.pop();
		}),
		("nonce", |offer| offer.nonce += 1),
		("valid_until", |offer| offer.valid_until += 1),
	];
	Shop::default().build_and_execute(|| {
		publish_for(&merchant(), default_terms());
		let signed = sign(offer(merchant(), TERMS, 7, &[PRICE, 5]));
		for (what, forge) in forgeries {
			let mut forged = signed.clone();
			forge(&mut forged.offer);
			assert_ne!(forged.offer, signed.offer, "{what}");
			assert_noop!(try_one(forged), E::BadSignature);
		}
		assert_ok!(try_one(signed));
	});
}

#[test]
fn offer_should_be_refused_when_the_merchant_was_swapped() {
	Shop::default().build_and_execute(|| {
		let theirs = publish_for(&merchant_ed(), default_terms());
		let mut forged = sign(offer(merchant(), theirs, 7, &[PRICE]));
		forged.offer.merchant = merchant_ed();
		assert_noop!(try_one(forged), E::BadSignature);
	});
}

#[test]
fn offer_should_be_refused_when_signed_for_another_chain() {
	Shop::default().build_and_execute(|| {
		let signed = sign(simple_offer());
		let genesis = System::block_hash(0);
		frame_system::BlockHash::<Test>::insert(0, sp_core::H256::repeat_byte(9));
		assert_noop!(try_one(signed.clone()), E::BadSignature);
		frame_system::BlockHash::<Test>::insert(0, genesis);
		assert_ok!(try_one(signed));
	});
}

#[test]
fn offer_should_end_at_its_very_millisecond_when_it_expires() {
	Shop::default().build_and_execute(|| {
		let signed = sign(simple_offer());
		set_time(signed.offer.valid_until);
		assert_noop!(try_one(signed.clone()), E::OfferExpired);
		set_time(signed.offer.valid_until - 1);
		assert_ok!(try_one(signed));
	});
}

#[test]
fn offer_should_be_refused_when_placed_a_second_time() {
	Shop::default().build_and_execute(|| {
		let signed = sign(simple_offer());
		// In the same checkout, in a later one, and by somebody else.
		assert_noop!(
			place(vec![signed.clone(), signed.clone()], Balance::MAX),
			E::OfferAlreadyUsed
		);
		assert_ok!(try_one(signed.clone()));
		assert_noop!(try_one(signed.clone()), E::OfferAlreadyUsed);
		let other = Souk::place(origin(&stranger()), vec![signed].try_into().unwrap(), PRICE);
		assert_eq!(other, Err(E::OfferAlreadyUsed.into()));
	});
}

#[test]
fn offer_should_be_refused_when_its_nonce_was_used_by_a_different_offer() {
	Shop::default().build_and_execute(|| {
		assert_ok!(try_one(sign(offer(merchant(), TERMS, 7, &[PRICE]))));
		assert_noop!(try_one(sign(offer(merchant(), TERMS, 7, &[PRICE + 1]))), E::OfferAlreadyUsed);
		// Nonces are each merchant's own.
		let theirs = publish_for(&merchant_ed(), default_terms());
		assert_ok!(try_one(sign(offer(merchant_ed(), theirs, 7, &[PRICE]))));
	});
}

/// However short its life: the record, and with it the nonce, stays until the offer has expired.
#[test]
fn offer_should_never_be_placed_again_when_its_order_is_long_over() {
	let terms = Terms { windows: Windows { record: 0, ..WINDOWS }, ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let signed = sign(simple_offer());
		assert_ok!(try_one(signed.clone()));
		let id = newest();
		assert_ok!(confirm(id));
		set_time(signed.offer.valid_until - 1);
		assert_noop!(close(id), E::RecordWindowRunning);
		assert_noop!(try_one(signed.clone()), E::OfferAlreadyUsed);
		set_time(signed.offer.valid_until);
		assert_ok!(close(id));
		assert!(!UsedOffers::<Test>::contains_key(merchant(), 7));
		assert_noop!(try_one(signed), E::OfferExpired);
	});
}

#[test]
fn close_should_keep_the_nonce_when_another_order_of_the_offer_is_on_record() {
	let terms = Terms { windows: Windows { record: 0, ..WINDOWS }, ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let signed = sign(offer(merchant(), TERMS, 7, &[PRICE, PRICE, PRICE]));
		assert_ok!(try_one(signed.clone()));
		let list = [OrderId(0), OrderId(1), OrderId(2)];
		assert_ok!(Souk::confirm(origin(&buyer()), ids(&list)));
		set_time(signed.offer.valid_until);
		for (closed, id) in list.into_iter().enumerate() {
			assert_eq!(UsedOffers::<Test>::get(merchant(), 7), Some(3 - closed as u32));
			assert_noop!(try_one(sign(offer(merchant(), TERMS, 7, &[1]))), E::OfferAlreadyUsed);
			assert_ok!(close(id));
			check_invariants();
		}
		assert!(!UsedOffers::<Test>::contains_key(merchant(), 7));
	});
}

#[test]
fn offer_should_be_for_its_buyer_only_when_it_names_one() {
	Shop::default().build_and_execute(|| {
		let named = |who| sign(OfferOf::<Test> { buyer: Some(who), ..simple_offer() });
		assert_noop!(try_one(named(stranger())), E::OfferNotForBuyer);
		assert_noop!(try_one(named(payer())), E::OfferNotForBuyer);
		assert_ok!(try_one(named(buyer())));
	});
}

#[test]
fn offer_should_be_refused_when_the_merchant_is_the_buyer() {
	Shop::default().build_and_execute(|| {
		let own = vec![sign(simple_offer())].try_into().unwrap();
		assert_noop!(Souk::place(origin(&merchant()), own, PRICE), E::MerchantCannotBuy);
		let named = OfferOf::<Test> { buyer: Some(merchant()), ..simple_offer() };
		assert_noop!(try_one(sign(named)), E::MerchantCannotBuy);
	});
}

#[test]
fn offer_should_be_refused_when_its_terms_are_unknown_foreign_or_retired() {
	Shop::default().build_and_execute(|| {
		let theirs = publish_for(&merchant_ed(), default_terms());
		assert_noop!(try_one(sign(offer(merchant(), TermsId(9), 1, &[PRICE]))), E::UnknownTerms);
		assert_noop!(
			try_one(sign(offer(merchant(), theirs, 1, &[PRICE]))),
			E::TermsOfAnotherMerchant
		);
		invoiced();
		assert_ok!(Souk::retire_terms(origin(&merchant()), TERMS));
		assert_noop!(try_one(sign(simple_offer())), E::TermsAreRetired);
	});
}

#[test]
fn offer_should_be_refused_when_it_has_no_items_or_one_for_nothing() {
	Shop::default().build_and_execute(|| {
		assert_noop!(try_one(sign(offer(merchant(), TERMS, 1, &[]))), E::NothingListed);
		assert_noop!(try_one(sign(offer(merchant(), TERMS, 1, &[5, 0]))), E::ZeroAmount);
	});
}

#[test]
fn offer_should_be_refused_when_its_total_overflows() {
	Shop::default().build_and_execute(|| {
		let amounts = [Balance::MAX, 1];
		assert_noop!(try_one(sign(offer(merchant(), TERMS, 1, &amounts))), E::TotalTooLarge);
	});
}
