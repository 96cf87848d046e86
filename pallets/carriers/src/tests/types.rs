use super::*;
use codec::{Decode, Encode, MaxEncodedLen};

#[test]
fn prices_should_be_of_the_largest_records_when_computed() {
	World::default().build_and_execute(|| {
		let full = Carrier { name: "x".repeat(32).as_str().try_into().unwrap(), ..record() };
		assert_eq!(full.encoded_size(), CarrierOf::<Test>::max_encoded_len());
		assert_eq!(100 + (32 + full.encoded_size()) as Balance, REGISTRATION);
		assert_eq!(Registry::registration_price(), REGISTRATION);

		assert_ok!(revoke(&agent(), Some(T0)));
		let full = key_record(&agent());
		assert_eq!(full.encoded_size(), KeyOf::<Test>::max_encoded_len());
		assert_eq!(100 + (64 + full.encoded_size()) as Balance, KEY);
		assert_eq!(Registry::key_price(), KEY);
	});
}

#[test]
fn price_of_a_prefix_should_cover_every_byte_that_it_keeps_when_it_is_alone() {
	for digits in 4..=12 {
		World::default().build_and_execute(|| {
			let digits = &"123456789012"[..digits];
			obtain(&stranger(), digits);
			let records = Prefixes::<Test>::iter().map(|record| record.encoded_size());
			let nodes = Nodes::<Test>::iter().map(|node| node.encoded_size());
			let sizes: Vec<_> = records.chain(nodes).collect();
			let price = 100 * sizes.len() + sizes.iter().sum::<usize>();
			assert_eq!(Registry::prefix_price(prefix(digits)), price as Balance);
			assert_eq!(held(HoldReason::Prefix, &stranger()), price as Balance);
		});
	}
}

#[test]
fn enums_should_keep_their_numbers_when_encoded() {
	assert_eq!([CarrierStatus::Active, CarrierStatus::Suspended].encode(), [0, 1]);
	assert_eq!([Role::Agent, Role::Device].encode(), [0, 1]);
	assert_eq!([PrefixStatus::Requested, PrefixStatus::Approved].encode(), [0, 1]);
	let reasons = [HoldReason::Bond, HoldReason::Registration, HoldReason::Key, HoldReason::Prefix];
	for (reason, number) in reasons.into_iter().zip(0u8..) {
		assert_eq!(reason.encode(), vec![number]);
	}
}

#[test]
fn scopes_should_be_the_bits_of_the_scopes_numbers_when_encoded() {
	let all = [Scope::Scan, Scope::Sense, Scope::Handover, Scope::Deliver];
	for scope in all {
		let [number] = scope.encode()[..] else { panic!() };
		assert_eq!(scopes(&[scope]).encode(), vec![1 << number]);
	}
	assert_eq!(scopes(&all), Scopes::ALL);
	assert_eq!(scopes(&[]), Scopes::default());
	assert_eq!(scopes(&[Scope::Scan, Scope::Scan]), scopes(&[Scope::Scan]));
	assert_eq!(Scopes::max_encoded_len(), 1);
}

#[test]
fn scopes_should_not_be_decoded_when_a_bit_means_nothing() {
	for bits in 0..=u8::MAX {
		let decoded = Scopes::decode(&mut &[bits][..]);
		assert_eq!(decoded.is_ok(), bits < 16);
		assert!(decoded.map_or(true, |scopes| scopes.encode() == [bits]));
	}
}

#[test]
fn revocation_should_grow_only_when_more_is_called_compromised() {
	let since = |compromised_since| Revocation { at: 10, compromised_since, told_at: 10 };
	for (before, after, grows) in [
		(None, None, false),
		(None, Some(9), true),
		(None, Some(0), true),
		(Some(5), None, false),
		(Some(5), Some(4), true),
		(Some(5), Some(5), false),
		(Some(5), Some(6), false),
		(Some(0), Some(0), false),
	] {
		assert_eq!(since(before).grows_by(after), grows, "{before:?} {after:?}");
	}
}
