use super::*;
use codec::{Encode, MaxEncodedLen};

/// The bytes that other implementations have to arrive at: `souk-client` is one.
#[test]
fn attestation_should_be_the_documented_bytes_when_encoded() {
	let attestation = Attestation {
		issuer: IssuerId(3),
		context: H256::repeat_byte(0x11),
		nullifier: H256::repeat_byte(0x22),
		assurance: Assurance::Person,
		account: account(0x33),
		expires_at: 258,
	};
	let mut expected = vec![30 << 2];
	expected.extend(b"souk/membership/attestation/v1");
	expected.extend([0x44; 32]);
	expected.extend(3u64.to_le_bytes());
	expected.extend([0x11; 32]);
	expected.extend([0x22; 32]);
	expected.push(2);
	expected.extend([0x33; 32]);
	expected.extend(258u64.to_le_bytes());
	assert_eq!(attestation.message(H256::repeat_byte(0x44)), expected);
}

#[test]
fn consent_should_be_the_documented_bytes_when_encoded() {
	let hands = control(&account(0x33), Some(account(0x55)));
	let with = |deed: &[u8]| {
		let mut expected = vec![26 << 2];
		expected.extend(b"souk/membership/consent/v1");
		expected.extend([0x44; 32]);
		expected.extend(deed);
		expected.extend(258u64.to_le_bytes());
		expected
	};
	let message = |deed: TestDeed| deed.message(H256::repeat_byte(0x44), 258);
	let both = [&[0x33; 32][..], &[1], &[0x55; 32]].concat();
	assert_eq!(message(Deed::Register(hands.clone())), with(&[&[0][..], &both].concat()));
	let alone = [&[0][..], &[0x33; 32], &[0]].concat();
	assert_eq!(message(Deed::Register(control(&account(0x33), None))), with(&alone));
	let member = 7u64.to_le_bytes();
	let deed = Deed::Control { member: MemberId(7), control: hands };
	assert_eq!(message(deed), with(&[&[1][..], &member, &both].concat()));
	World::default().build_and_execute(|| {
		let attestation = attestation(&alice(), ALICE_THERE);
		let bytes = [&[2][..], &attestation.encode()].concat();
		assert_eq!(message(Deed::Bind(attestation)), with(&bytes));
	});
}

#[test]
fn prices_should_be_of_the_largest_records_when_computed() {
	World::default().build_and_execute(|| {
		assert_ok!(bind(attestation(&alice(), ALICE_THERE)));
		wait(1);
		let (to, proof) = (control(&fresh(), Some(guardian())), Some(alices(&fresh())));
		assert_ok!(Membership::request_rotation(origin(&alice()), to, None, proof));
		assert_ok!(freeze(&guardian()));
		let size = ALICE.encoded_size() + member().encoded_size();
		assert_eq!(member().encoded_size(), MemberOf::<Test>::max_encoded_len());
		assert_eq!(
			(100 + size as Balance, Membership::member_price()),
			(MEMBER_PRICE, MEMBER_PRICE)
		);

		let key = KeyOf::<Test>::get(alice()).unwrap();
		let size = alice().encoded_size() + key.encoded_size();
		assert_eq!((100 + size as Balance, Membership::key_price()), (KEY_PRICE, KEY_PRICE));

		let there = (SHOPS, ALICE_THERE, binding(ALICE_THERE).unwrap()).encoded_size();
		let known = Subjects::<Test>::get(ALICE, SHOPS).unwrap();
		let back = (ALICE, SHOPS, known).encoded_size();
		assert_eq!(200 + (there + back) as Balance, BINDING_PRICE);
		assert_eq!(Membership::binding_price(), BINDING_PRICE);

		let link = Link { earlier: ALICE, deposit: deposit(alice(), 1) };
		assert_eq!(100 + (ALICE, link).encoded_size() as Balance, LINK_PRICE);
		assert_eq!(Membership::link_price(), LINK_PRICE);

		let list: Vec<_> = (0..32).map(|n| (H256::repeat_byte(n), Assurance::Person)).collect();
		let full = Issuer {
			name: "x".repeat(32).as_str().try_into().unwrap(),
			signers: (0..8).map(account).collect::<Vec<_>>().try_into().unwrap(),
			status: IssuerStatus::Admitted(grants(&list)),
			..issuer(ISSUER)
		};
		let size = ISSUER.encoded_size() + full.encoded_size();
		assert_eq!(
			(200 + (size + (ISSUER, T0).encoded_size()) as Balance, Membership::issuer_price()),
			(ISSUER_PRICE, ISSUER_PRICE)
		);
	});
}

#[test]
fn choices_should_keep_their_numbers_when_encoded() {
	for (party, number) in [(Party::Controller, 0), (Party::Recovery, 1)] {
		assert_eq!(party.encode(), vec![number]);
	}
	assert_eq!(Status::Active.encode(), vec![0]);
	assert_eq!(Status::Frozen { until: 0 }.encode()[0], 1);
	let statuses = [
		IssuerStatus::Proposed,
		IssuerStatus::Admitted(grants(&[])),
		IssuerStatus::Revoked { at: 0, compromised_since: None },
	];
	for (status, number) in statuses.into_iter().zip(0u8..) {
		assert_eq!(status.encode()[0], number);
	}
	let reasons = [HoldReason::Member, HoldReason::Key, HoldReason::Binding, HoldReason::Issuer];
	for (reason, number) in reasons.into_iter().zip(0u8..) {
		assert_eq!(reason.encode(), vec![number]);
	}
}

#[test]
fn issuer_id_should_end_when_they_are_used_up() {
	assert_eq!(IssuerId(7).next(), Some(IssuerId(8)));
	assert_eq!(IssuerId(u64::MAX).next(), None);
	assert_eq!(IssuerId(7).to_string(), "7");
}
