//! Weights that are not measured yet.
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::weights::Weight;

pub trait WeightInfo {
	fn set_encryption_key() -> Weight;
	fn revoke_encryption_key() -> Weight;
	fn register_dataset() -> Weight;
	fn publish_version() -> Weight;
	fn retire_dataset() -> Weight;
	fn propose() -> Weight;
	fn counter() -> Weight;
	fn accept() -> Weight;
	fn finalize() -> Weight;
	fn step() -> Weight;
	fn give_consent() -> Weight;
	fn give_consent_signed() -> Weight;
	fn withdraw_consent() -> Weight;
	fn withdraw_consent_signed() -> Weight;
	fn grant() -> Weight;
	fn delegate() -> Weight;
	fn share_with_order() -> Weight;
	fn share_with_carrier() -> Weight;
	fn revoke_grant() -> Weight;
	fn post_envelope() -> Weight;
	fn anchor_receipts() -> Weight;
	fn fund_access() -> Weight;
	fn request_erasure() -> Weight;
	fn attest_erasure() -> Weight;
	fn claim_erasure_default() -> Weight;
	fn reap_grant() -> Weight;
	fn reap_agreement() -> Weight;
}

pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn set_encryption_key() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn revoke_encryption_key() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn register_dataset() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn publish_version() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn retire_dataset() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn propose() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn counter() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn accept() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn finalize() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn step() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn give_consent() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn give_consent_signed() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn withdraw_consent() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn withdraw_consent_signed() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn grant() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn delegate() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn share_with_order() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn share_with_carrier() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn revoke_grant() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn post_envelope() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn anchor_receipts() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn fund_access() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn request_erasure() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn attest_erasure() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn claim_erasure_default() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn reap_grant() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn reap_agreement() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
}
impl WeightInfo for () {
	fn set_encryption_key() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn revoke_encryption_key() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn register_dataset() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn publish_version() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn retire_dataset() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn propose() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn counter() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn accept() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn finalize() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn step() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn give_consent() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn give_consent_signed() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn withdraw_consent() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn withdraw_consent_signed() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn grant() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn delegate() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn share_with_order() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn share_with_carrier() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn revoke_grant() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn post_envelope() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn anchor_receipts() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn fund_access() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn request_erasure() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn attest_erasure() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn claim_erasure_default() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn reap_grant() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
	fn reap_agreement() -> Weight {
		Weight::from_parts(500_000_000, 20_000)
	}
}
