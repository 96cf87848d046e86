//! The root of a series of measurements: RFC 9162, section 2.1.1, with `blake2_256` for its hash.
//!
//! A leaf is the SCALE encoding of the moment, in milliseconds since the Unix epoch, and of the value
//! as the chain counts it: 8 and 4 bytes, little-endian.

use codec::Encode;
use souk_primitives::Moment;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// A measurement: when, and in thousandths of its unit.
pub type Measurement = (Moment, i32);

/// The root over measurements, in their order; nothing if there are none.
pub fn root(measurements: &[Measurement]) -> Option<H256> {
	let (first, rest) = measurements.split_first()?;
	if rest.is_empty() {
		return Some(BlakeTwo256::hash(&[&[0][..], &first.encode()].concat()));
	}
	// The largest power of two below the number of leaves.
	let (left, right) = measurements.split_at(measurements.len().next_power_of_two() / 2);
	let (left, right) = (root(left)?, root(right)?);
	Some(BlakeTwo256::hash(&[&[1][..], left.as_bytes(), right.as_bytes()].concat()))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn leaf(measurement: Measurement) -> H256 {
		let mut bytes = vec![0];
		bytes.extend(measurement.0.to_le_bytes());
		bytes.extend(measurement.1.to_le_bytes());
		BlakeTwo256::hash(&bytes)
	}

	fn node(left: H256, right: H256) -> H256 {
		let mut bytes = vec![1];
		bytes.extend(left.0);
		bytes.extend(right.0);
		BlakeTwo256::hash(&bytes)
	}

	#[test]
	fn root_should_be_that_of_the_rfc_when_there_are_measurements() {
		let all: Vec<Measurement> = (0..7).map(|n| (n, 10 - n as i32)).collect();
		let leaves: Vec<H256> = all.iter().map(|one| leaf(*one)).collect();
		assert_eq!(root(&[]), None);
		assert_eq!(root(&all[..1]), Some(leaves[0]));
		assert_eq!(root(&all[..2]), Some(node(leaves[0], leaves[1])));
		let three = node(node(leaves[0], leaves[1]), leaves[2]);
		assert_eq!(root(&all[..3]), Some(three));
		let four = node(node(leaves[0], leaves[1]), node(leaves[2], leaves[3]));
		let seven = node(four, node(node(leaves[4], leaves[5]), leaves[6]));
		assert_eq!(root(&all), Some(seven));
	}
}
