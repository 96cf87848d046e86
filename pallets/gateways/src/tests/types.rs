use super::*;
use codec::{Encode, MaxEncodedLen};

#[test]
fn prices_should_be_of_the_largest_records_when_computed() {
	World::default().build_and_execute(|| {
		let full = Gateway {
			name: "x".repeat(32).as_str().try_into().unwrap(),
			keys: (0..16).map(account).collect::<Vec<_>>().try_into().unwrap(),
			rates: rates(&vec![rate("CNY", 1); 16]),
			..gateway()
		};
		assert_eq!(full.encoded_size(), GatewayOf::<Test>::max_encoded_len());
		assert_eq!(100 + full.encoded_size() as Balance, REGISTRATION);
		assert_eq!(Registry::registration_price(), REGISTRATION);

		let long = paid_with(|receipt| receipt.channel = channel("0123456789abcdef"));
		assert_ok!(accept(&long));
		let size = key_of(&long).encoded_size() + seen(&long).unwrap().encoded_size();
		assert_eq!(100 + size as Balance, RECORD);
		assert_eq!(Registry::receipt_price(), RECORD);
	});
}

#[test]
fn status_and_kinds_should_keep_their_numbers_when_encoded() {
	use GatewayStatus::{Active, Proposed, Suspended};
	for (status, number) in [(Proposed, 0), (Active, 1), (Suspended, 2)] {
		assert_eq!(status.encode(), vec![number]);
	}
	let reasons = [HoldReason::Bond, HoldReason::Registration, HoldReason::Records];
	for (reason, number) in reasons.into_iter().zip(0u8..) {
		assert_eq!(reason.encode(), vec![number]);
	}
}

#[test]
fn receipt_should_be_found_by_any_kind_of_provider_when_its_key_is_long_or_short() {
	World::default().build_and_execute(|| {
		for name in ["a", "0123456789abcdef", "pay-2"] {
			let receipt = paid_with(|receipt| receipt.channel = channel(name));
			assert_ok!(accept(&receipt));
			assert!(seen(&receipt).is_some());
		}
		assert_eq!(Receipts::<Test>::iter().count(), 3);
	});
}
