//! The rule, each part of it alone; and which events it is looked at again after.

use super::*;
use crate::data::records::{Asset, Description};
use codec::Encode;
use souk_primitives::{
	data::{Actions, Content, DataClass, Price, ReceiptHead, Terms},
	OrderId,
};
use sp_core::H256;

const DATASET: DatasetId = H256::repeat_byte(1);
const AGREEMENT: AgreementId = AgreementId(3);
const GRANT: GrantId = GrantId(4);
const NOW: Moment = 100;

fn account(byte: u8) -> AccountId32 {
	AccountId32::new([byte; 32])
}

fn reader() -> AccountId32 {
	account(9)
}

fn grant() -> Grant {
	Grant {
		grant: GRANT,
		dataset: DATASET,
		basis: Basis::Agreement(AGREEMENT),
		parent: None,
		grantee: reader(),
		purposes: Purposes(Purposes::SERVICE.0 | Purposes::RESEARCH.0),
		fields: 1,
		given_at: 0,
		not_after: 200,
		remaining: Some(1),
		depth: 0,
		state: GrantState::Active,
		valid: Ok(()),
		receipts: ReceiptHead::default(),
		erasure: None,
		envelope: None,
	}
}

fn dataset() -> Dataset {
	Dataset {
		owner: account(1),
		description: Description {
			subject: Some(account(2)),
			class: DataClass::Personal,
			schema: Default::default(),
			locator: Default::default(),
			retain_until: None,
		},
		version: 1,
		key_epoch: 0,
		dek_epoch: 0,
		content: Content {
			cipher_hash: H256::zero(),
			cipher_len: 0,
			content_commit: H256::zero(),
			dek_commit: H256::zero(),
		},
		status: Status::Active,
	}
}

fn agreement() -> Agreement {
	Agreement {
		provider: account(1),
		consumer: reader(),
		terms: Terms {
			purposes: Purposes::ALL,
			actions: Actions::USE,
			fields: 1,
			regions: Default::default(),
			max_access: None,
			not_before: 50,
			not_after: 180,
			retention: 0,
			price: None,
			onward_depth: 4,
			bond: 0,
			policy_hash: H256::zero(),
			notice_hash: H256::zero(),
		},
		terms_hash: H256::repeat_byte(7),
		round: 1,
		state: AgreementState::Finalized,
		bond: 0,
		funds: 0,
	}
}

fn consent() -> Consent {
	Consent {
		subject: account(2),
		agreement: AGREEMENT,
		terms_hash: H256::repeat_byte(7),
		given_at: 0,
		not_after: 170,
		state: ConsentState::Given,
		round: 1,
	}
}

/// Everything is as it should be.
fn good() -> Mirror {
	let mut mirror = Mirror::default();
	mirror.put_dataset(DATASET, dataset());
	let (agreement, consent) = (Some(agreement()), Some(consent()));
	mirror.put(AuditEntry { grant: grant(), agreement, consent });
	mirror
}

fn asked(mirror: &Mirror, now: Moment) -> Result<(), Denial> {
	let by_id = mirror.allows(GRANT, DATASET, &reader(), Purposes::SERVICE, now);
	let by_whichever = mirror.check(DATASET, &reader(), Purposes::SERVICE, now);
	assert_eq!(by_whichever.map(|_| ()), by_id);
	by_id
}

type Change = fn(&mut Mirror);

#[test]
fn mirror_should_refuse_when_any_part_of_the_rule_is_not_met() {
	let table: [(Change, Result<(), Denial>); 22] = [
		(|_| {}, Ok(())),
		(|m| one(m).state = GrantState::Revoked { at: 0 }, Err(Denial::Revoked)),
		(|m| one(m).not_after = NOW, Err(Denial::Expired)),
		(|m| one(m).not_after = NOW + 1, Ok(())),
		(|m| one(m).purposes = Purposes::RESEARCH, Err(Denial::OtherPurpose)),
		(|m| one(m).remaining = Some(0), Err(Denial::NoAccessLeft)),
		(|m| one(m).remaining = None, Ok(())),
		(|m| one(m).parent = Some(GrantId(8)), Err(Denial::AncestorInvalid)),
		(|m| m.datasets.clear(), Err(Denial::Erased)),
		(|m| set(m).status = Status::Erasing { deadline: 900 }, Err(Denial::Erased)),
		(|m| set(m).description.retain_until = Some(NOW), Err(Denial::RetentionOver)),
		(|m| set(m).description.retain_until = Some(NOW + 1), Ok(())),
		(|m| m.agreements.clear(), Err(Denial::AgreementNotInForce)),
		(|m| deal(m).terms.not_before = NOW + 1, Err(Denial::TooEarly)),
		(|m| deal(m).terms.not_before = NOW, Ok(())),
		(|m| deal(m).terms.not_after = NOW, Err(Denial::Expired)),
		(|m| m.consents.clear(), Err(Denial::NoConsent)),
		(|m| yes(m).state = ConsentState::Withdrawn { at: 1 }, Err(Denial::ConsentWithdrawn)),
		(|m| yes(m).terms_hash = H256::zero(), Err(Denial::NoConsent)),
		(|m| yes(m).not_after = NOW, Err(Denial::ConsentExpired)),
		(|m| yes(m).not_after = NOW + 1, Ok(())),
		// Nobody consents to what is about nobody.
		(
			|m| {
				m.consents.clear();
				set(m).description.class = DataClass::Business;
			},
			Ok(()),
		),
	];
	for (at, (change, expected)) in table.into_iter().enumerate() {
		let mut mirror = good();
		change(&mut mirror);
		assert_eq!(asked(&mirror, NOW), expected, "{at}");
	}
	for state in [
		AgreementState::Requested,
		AgreementState::Offered,
		AgreementState::Agreed { by: records::Side::Consumer },
		AgreementState::Suspended { provider: true, consumer: false },
		AgreementState::Terminated { at: 1 },
	] {
		let mut mirror = good();
		deal(&mut mirror).state = state;
		assert_eq!(asked(&mirror, NOW), Err(Denial::AgreementNotInForce));
	}
}

fn one(mirror: &mut Mirror) -> &mut Grant {
	mirror.grants.get_mut(&GRANT).unwrap()
}

fn set(mirror: &mut Mirror) -> &mut Dataset {
	mirror.datasets.get_mut(&DATASET).unwrap()
}

fn deal(mirror: &mut Mirror) -> &mut Agreement {
	mirror.agreements.get_mut(&AGREEMENT).unwrap()
}

fn yes(mirror: &mut Mirror) -> &mut Consent {
	mirror.consents.get_mut(&(DATASET, AGREEMENT)).unwrap()
}

#[test]
fn mirror_should_refuse_whom_and_what_the_grant_is_not_for() {
	let mirror = good();
	let allows =
		|id, dataset, who: &AccountId32, purpose| mirror.allows(id, dataset, who, purpose, NOW);
	let service = Purposes::SERVICE;
	assert_eq!(allows(GRANT, DATASET, &reader(), service), Ok(()));
	assert_eq!(allows(GrantId(5), DATASET, &reader(), service), Err(Denial::NoGrant));
	assert_eq!(allows(GRANT, H256::zero(), &reader(), service), Err(Denial::NoGrant));
	assert_eq!(allows(GRANT, DATASET, &account(8), service), Err(Denial::NoGrant));
	for purpose in [Purposes(0), Purposes::MARKETING, Purposes(0b101), Purposes(1 << 20)] {
		let refused = allows(GRANT, DATASET, &reader(), purpose);
		assert_eq!(refused, Err(Denial::OtherPurpose));
	}
}

#[test]
fn all_below_should_be_refused_when_one_above_is_revoked() {
	let mut mirror = good();
	for depth in 1..=4u64 {
		let (id, parent) = (GrantId(GRANT.0 + depth), Some(GrantId(GRANT.0 + depth - 1)));
		let grant = Grant { grant: id, parent, grantee: account(20 + depth as u8), ..grant() };
		mirror.put(AuditEntry { grant, agreement: None, consent: None });
	}
	let last =
		|mirror: &Mirror| mirror.allows(GrantId(8), DATASET, &account(24), Purposes::SERVICE, NOW);
	assert_eq!(last(&mirror), Ok(()));
	for above in 4..8 {
		let mut mirror = good_chain(&mirror);
		mirror.grants.get_mut(&GrantId(above)).unwrap().state = GrantState::Revoked { at: 1 };
		assert_eq!(last(&mirror), Err(Denial::AncestorInvalid), "{above}");
	}
	// A circle ends too.
	mirror.grants.get_mut(&GRANT).unwrap().parent = Some(GrantId(8));
	assert_eq!(last(&mirror), Err(Denial::AncestorInvalid));
}

fn good_chain(mirror: &Mirror) -> Mirror {
	let mut copy = good();
	for grant in mirror.grants.values() {
		let entry = AuditEntry { grant: grant.clone(), agreement: None, consent: None };
		copy.put(entry);
	}
	copy
}

#[test]
fn grant_of_an_order_should_be_left_to_the_chain() {
	let mut mirror = good();
	one(&mut mirror).basis = Basis::Order(OrderId(1));
	mirror.agreements.clear();
	mirror.consents.clear();
	assert_eq!(asked(&mirror, NOW), Ok(()));
	one(&mut mirror).state = GrantState::Revoked { at: 1 };
	assert_eq!(asked(&mirror, NOW), Err(Denial::Revoked));
}

#[test]
fn mirror_should_forget_what_is_no_longer_there() {
	let mut mirror = good();
	mirror.apply(Update::Consent((DATASET, AGREEMENT), None));
	assert_eq!(asked(&mirror, NOW), Err(Denial::NoConsent));
	mirror.apply(Update::Grant(GRANT, None));
	assert_eq!(asked(&mirror, NOW), Err(Denial::NoGrant));
	assert!(mirror.is_empty() && mirror.by_grantee.is_empty());
	mirror.apply(Update::Dataset(DATASET, None));
	assert!(mirror.datasets.is_empty());
}

#[test]
fn mirror_should_be_looked_at_again_after_every_event_that_matters() {
	let who = account(3);
	let (grant, parent) = (GrantId(5), GrantId(6));
	let granted = |basis: (u8, u64), parent: Option<GrantId>| {
		(grant, DATASET, who.clone(), basis, parent).encode()
	};
	let of = |name: &str, fields: Vec<u8>| touched(name, &fields);
	let (a, g) = (Touched::Agreement(AGREEMENT), Touched::Grant(grant));
	assert_eq!(of("Granted", granted((0, 3), None)), vec![g, a]);
	let passed_on = granted((0, 3), Some(parent));
	assert_eq!(of("Granted", passed_on), vec![g, Touched::Grant(parent), a]);
	assert_eq!(of("Granted", granted((1, 3), None)), vec![g]);
	for name in ["GrantRevoked", "EnvelopePosted", "ReceiptsAnchored"] {
		assert_eq!(of(name, (grant, DATASET).encode()), vec![g], "{name}");
	}
	for name in ["AgreementMoved", "TermsProposed", "AccessFunded"] {
		assert_eq!(of(name, (AGREEMENT, 0u8).encode()), vec![a], "{name}");
	}
	for name in ["ConsentGiven", "ConsentWithdrawn"] {
		let fields = (who.clone(), DATASET, AGREEMENT, 9u8).encode();
		assert_eq!(of(name, fields), vec![Touched::Consent(DATASET, AGREEMENT)], "{name}");
	}
	for name in ["DatasetRegistered", "VersionPublished", "KeyEpochRaised"] {
		assert_eq!(of(name, (DATASET, 1u32).encode()), vec![Touched::Dataset(DATASET)], "{name}");
	}
	for name in ["ErasureRequested", "ErasureEnded"] {
		assert_eq!(of(name, (0u8, DATASET).encode()), vec![Touched::Dataset(DATASET)], "{name}");
		assert_eq!(of(name, (1u8, grant).encode()), vec![g], "{name}");
	}
	assert_eq!(of("RecordRemoved", (0u8, 7u32).encode()), vec![]);
	assert_eq!(of("RecordRemoved", (1u8, grant).encode()), vec![g]);
	let consent = (2u8, DATASET, AGREEMENT).encode();
	assert_eq!(of("RecordRemoved", consent), vec![Touched::Consent(DATASET, AGREEMENT)]);
	assert_eq!(of("RecordRemoved", (3u8, AGREEMENT).encode()), vec![a]);
	assert_eq!(of("KeySet", vec![1; 40]), vec![]);
	assert_eq!(of("GrantRevoked", vec![]), vec![]);
}

#[test]
fn siblings_should_be_those_that_the_same_funds_pay_for() {
	let mut mirror = good();
	let sibling = Grant {
		grant: GrantId(5),
		receipts: ReceiptHead { seq: 7, head: H256::zero() },
		..grant()
	};
	mirror.put(AuditEntry { grant: sibling, agreement: None, consent: None });
	let other = Grant { grant: GrantId(6), basis: Basis::Order(OrderId(1)), ..grant() };
	mirror.put(AuditEntry { grant: other, agreement: None, consent: None });
	// Without a price there is nothing to pay.
	assert_eq!(mirror.siblings(GRANT), vec![]);
	deal(&mut mirror).terms.price = Some(Price { asset: Asset::Native, amount: 1 });
	assert_eq!(mirror.siblings(GRANT), vec![(GrantId(5), 7)]);
	assert_eq!(mirror.siblings(GrantId(6)), vec![]);
}
