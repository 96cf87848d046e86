//! How long the gateway's own copy of the chain takes to say who may read, with as many grants as are asked
//! for: `cargo run -p souk-client --example mirror -- [GRANTS…]`

use souk_client::data::{
	gateway::mirror::Mirror,
	records::{
		Agreement, AgreementState, AuditEntry, Basis, Consent, ConsentState, Dataset, Description,
		Grant, GrantState, Status,
	},
};
use souk_primitives::{
	data::{Actions, Content, DataClass, Purposes, ReceiptHead, Terms},
	AgreementId, GrantId,
};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::time::Instant;

const QUESTIONS: u64 = 100_000;

fn account(byte: u8) -> AccountId32 {
	AccountId32::new([byte; 32])
}

fn entry(number: u64) -> AuditEntry {
	let (id, hash, purposes) = (AgreementId(0), H256::repeat_byte(1), Purposes::SERVICE);
	let terms = Terms {
		purposes,
		actions: Actions::USE,
		fields: 1,
		regions: Default::default(),
		max_access: None,
		not_before: 0,
		not_after: 1_000,
		retention: 0,
		price: None,
		onward_depth: 0,
		bond: 0,
		policy_hash: hash,
		notice_hash: hash,
	};
	AuditEntry {
		grant: Grant {
			grant: GrantId(number),
			dataset: H256::from_low_u64_be(number),
			basis: Basis::Agreement(id),
			parent: None,
			grantee: account(1),
			purposes,
			fields: 1,
			given_at: 0,
			not_after: 1_000,
			remaining: None,
			depth: 0,
			state: GrantState::Active,
			valid: Ok(()),
			receipts: ReceiptHead::default(),
			erasure: None,
			envelope: None,
		},
		agreement: Some(Agreement {
			provider: account(0),
			consumer: account(1),
			terms,
			terms_hash: hash,
			round: 1,
			state: AgreementState::Finalized,
			bond: 0,
			funds: 0,
		}),
		consent: Some(Consent {
			subject: account(2),
			agreement: id,
			terms_hash: hash,
			given_at: 0,
			not_after: 1_000,
			state: ConsentState::Given,
			round: 1,
		}),
	}
}

/// Personal data of as many people, all of it granted to one reader.
fn filled(grants: u64) -> Mirror {
	let mut mirror = Mirror::default();
	let zero = H256::zero();
	for number in 0..grants {
		let dataset = Dataset {
			owner: account(0),
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
				cipher_hash: zero,
				cipher_len: 0,
				content_commit: zero,
				dek_commit: zero,
			},
			status: Status::Active,
		};
		mirror.put_dataset(H256::from_low_u64_be(number), dataset);
		mirror.put(entry(number));
	}
	mirror
}

fn main() {
	let sizes: Vec<u64> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
	let sizes = if sizes.is_empty() { vec![1_000, 100_000] } else { sizes };
	for grants in sizes {
		let mirror = filled(grants);
		let mut took = Vec::new();
		let mut number = 1u64;
		for _ in 0..QUESTIONS {
			// An order in which none follows its neighbour.
			number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
			let (id, who) = (H256::from_low_u64_be((number >> 20) % grants), account(1));
			let begin = Instant::now();
			let answer = mirror.check(id, &who, Purposes::SERVICE, 500);
			took.push(begin.elapsed());
			assert!(answer.is_ok(), "everything is granted");
		}
		took.sort();
		let at = |share: usize| took.get(took.len() * share / 100).copied().unwrap_or_default();
		println!("{grants} grants: p50 {:?}, p99 {:?}", at(50), at(99));
	}
}
