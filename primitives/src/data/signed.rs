//! What parties sign off chain.

use super::{DatasetId, ReceiptHead};
use crate::{AgreementId, GrantId, Moment, OrderId};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// What a consent's signature is for, and no other signature can be mistaken for.
pub const CONSENT_DOMAIN: &[u8] = b"souk/data/consent/v1";

/// What an anchor begins with.
pub const ANCHOR_DOMAIN: &[u8] = b"souk/data/anchor/v1";

/// What a dataset's id is the hash of begins with.
pub const DATASET_DOMAIN: &[u8] = b"souk/data/dataset/v1";

/// What stands for the terms of what an order shares begins with.
pub const ORDER_DOMAIN: &[u8] = b"souk/data/order/v1";

/// Whether a consent is given or withdrawn.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConsentAct {
	/// It is given, until a moment, that moment excluded.
	#[codec(index = 0)]
	Give {
		/// In milliseconds since the Unix epoch.
		not_after: Moment,
	},
	/// It is withdrawn.
	#[codec(index = 1)]
	Withdraw,
}

/// The 32 bytes that a person signs who gives or withdraws a consent without sending a transaction.
///
/// `round` is how often it was given or withdrawn before, so that no signature counts twice;
/// the chain takes it until `deadline`, that moment excluded.
#[allow(clippy::too_many_arguments)]
pub fn consent_payload<AccountId: Encode>(
	genesis: H256,
	subject: &AccountId,
	dataset: DatasetId,
	agreement: AgreementId,
	terms_hash: H256,
	act: ConsentAct,
	round: u32,
	deadline: Moment,
) -> [u8; 32] {
	BlakeTwo256::hash_of(&(
		(CONSENT_DOMAIN, genesis, subject),
		(dataset, agreement, terms_hash),
		(act, round, deadline),
	))
	.0
}

/// What wallets sign instead of raw bytes, so that no transaction can be passed off as a message.
pub fn wrapped(payload: &[u8]) -> Vec<u8> {
	[b"<Bytes>", payload, b"</Bytes>"].concat()
}

/// The id of a dataset: only its owner can register it, and knows it before.
pub fn dataset_id<AccountId: Encode>(owner: &AccountId, salt: H256) -> DatasetId {
	BlakeTwo256::hash(&[DATASET_DOMAIN, &owner.encode(), &salt.0].concat())
}

/// What stands for the terms of what an order shares.
pub fn order_terms_hash(order: OrderId) -> H256 {
	BlakeTwo256::hash(&[ORDER_DOMAIN, &order.0.to_le_bytes()].concat())
}

/// The bytes that both parties sign about the accesses after `from`, up to `to`.
pub fn anchor_payload(
	genesis: H256,
	grant: GrantId,
	from: &ReceiptHead,
	to: &ReceiptHead,
) -> Vec<u8> {
	[
		ANCHOR_DOMAIN,
		&genesis.0,
		&grant.0.to_le_bytes(),
		&from.seq.to_le_bytes(),
		&from.head.0,
		&to.seq.to_le_bytes(),
		&to.head.0,
	]
	.concat()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn consent_should_be_signed_anew_when_anything_it_names_is_another() {
		let of = |n: [u64; 8]| {
			let hash = |n: u64| H256::from_low_u64_be(n);
			let act =
				if n[5] == 0 { ConsentAct::Withdraw } else { ConsentAct::Give { not_after: n[5] } };
			let agreement = AgreementId(n[3]);
			consent_payload(
				hash(n[0]),
				&n[1],
				hash(n[2]),
				agreement,
				hash(n[4]),
				act,
				n[6] as u32,
				n[7],
			)
		};
		let one = [9; 8];
		for at in 0..8 {
			let mut other = one;
			other[at] = 8;
			assert_ne!(of(one), of(other), "{at}");
		}
		assert_ne!(of([9, 9, 9, 9, 9, 0, 9, 9]), of(one));
	}

	#[test]
	fn anchor_should_be_the_documented_bytes_when_computed_elsewhere() {
		let head = |seq, byte| ReceiptHead { seq, head: H256::repeat_byte(byte) };
		let bytes = anchor_payload(H256::repeat_byte(1), GrantId(7), &head(2, 3), &head(0x0405, 6));
		let mut expected = b"souk/data/anchor/v1".to_vec();
		expected.extend([1; 32]);
		expected.extend([7, 0, 0, 0, 0, 0, 0, 0]);
		expected.extend([2, 0, 0, 0, 0, 0, 0, 0]);
		expected.extend([3; 32]);
		expected.extend([5, 4, 0, 0, 0, 0, 0, 0]);
		expected.extend([6; 32]);
		assert_eq!(bytes, expected);
	}
}
