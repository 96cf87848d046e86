//! What an attestor signs, so that a person gets a badge.
//!
//! Here and not in the pallet, because whoever signs computes the same hash off chain.

use crate::{Moment, Nullifier, RewardId};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// What an attestor's signature for a badge is for, and no other signature can be mistaken for.
pub const BADGE_DOMAIN: &[u8] = b"souk/rewards/badge/v1";

/// The 32 bytes that an attestor signs, so that a person can claim a badge until a moment, that moment
/// excluded.
///
/// `genesis` is the hash of the chain's first block; `subject` is what stands for the person where the
/// members of the reward's program count once.
pub fn badge_payload(
	genesis: H256,
	reward: RewardId,
	subject: Nullifier,
	deadline: Moment,
) -> [u8; 32] {
	BlakeTwo256::hash_of(&(BADGE_DOMAIN, genesis, reward, subject, deadline)).0
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn payload_should_be_the_hash_of_the_documented_bytes_when_computed_elsewhere() {
		let (genesis, subject) = (H256::repeat_byte(1), H256::repeat_byte(2));
		let mut bytes = alloc::vec![21u8 << 2];
		bytes.extend_from_slice(b"souk/rewards/badge/v1");
		bytes.extend_from_slice(&[1; 32]);
		bytes.extend_from_slice(&7u64.to_le_bytes());
		bytes.extend_from_slice(&[2; 32]);
		bytes.extend_from_slice(&9u64.to_le_bytes());
		let expected = BlakeTwo256::hash(&bytes).0;
		assert_eq!(badge_payload(genesis, RewardId(7), subject, 9), expected);
	}

	#[test]
	fn payload_should_be_another_when_anything_it_names_is() {
		let of = |genesis: u8, reward: u64, subject: u8, deadline: Moment| {
			let (genesis, subject) = (H256::repeat_byte(genesis), H256::repeat_byte(subject));
			badge_payload(genesis, RewardId(reward), subject, deadline)
		};
		let one = of(1, 2, 3, 4);
		for other in [of(0, 2, 3, 4), of(1, 0, 3, 4), of(1, 2, 0, 4), of(1, 2, 3, 0)] {
			assert_ne!(one, other);
		}
	}
}
