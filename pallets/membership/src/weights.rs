//! Weights of `pallet_membership`, measured by `scripts/bench`: do not edit, measure again.
//!
//! On 2026-11-26, on AMD EPYC, 20 runs at each of 50 steps. Each function says what it
//! touches in the database, and what the fastest run took. How it is measured is told in
//! `docs/weights.md`.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// Weights of the calls, and of the parts that they and the hooks are made of.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn register() -> Weight;
	fn bind_proof() -> Weight;
	fn rebind_proof() -> Weight;
	fn request_rotation() -> Weight;
	fn finish_rotation() -> Weight;
	fn cancel_rotation() -> Weight;
	fn freeze() -> Weight;
	fn unfreeze() -> Weight;
	fn recover() -> Weight;
	fn close() -> Weight;
	fn register_issuer() -> Weight;
	fn admit_issuer() -> Weight;
	fn set_issuer_keys() -> Weight;
	fn revoke_issuer() -> Weight;
	fn remove_issuer() -> Weight;
	fn identify() -> Weight;
	fn same_person() -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register() -> Weight {
		measured::register::<T::DbWeight>()
	}
	fn bind_proof() -> Weight {
		measured::bind_proof::<T::DbWeight>()
	}
	fn rebind_proof() -> Weight {
		measured::rebind_proof::<T::DbWeight>()
	}
	fn request_rotation() -> Weight {
		measured::request_rotation::<T::DbWeight>()
	}
	fn finish_rotation() -> Weight {
		measured::finish_rotation::<T::DbWeight>()
	}
	fn cancel_rotation() -> Weight {
		measured::cancel_rotation::<T::DbWeight>()
	}
	fn freeze() -> Weight {
		measured::freeze::<T::DbWeight>()
	}
	fn unfreeze() -> Weight {
		measured::unfreeze::<T::DbWeight>()
	}
	fn recover() -> Weight {
		measured::recover::<T::DbWeight>()
	}
	fn close() -> Weight {
		measured::close::<T::DbWeight>()
	}
	fn register_issuer() -> Weight {
		measured::register_issuer::<T::DbWeight>()
	}
	fn admit_issuer() -> Weight {
		measured::admit_issuer::<T::DbWeight>()
	}
	fn set_issuer_keys() -> Weight {
		measured::set_issuer_keys::<T::DbWeight>()
	}
	fn revoke_issuer() -> Weight {
		measured::revoke_issuer::<T::DbWeight>()
	}
	fn remove_issuer() -> Weight {
		measured::remove_issuer::<T::DbWeight>()
	}
	fn identify() -> Weight {
		measured::identify::<T::DbWeight>()
	}
	fn same_person() -> Weight {
		measured::same_person::<T::DbWeight>()
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn register() -> Weight {
		measured::register::<ParityDbWeight>()
	}
	fn bind_proof() -> Weight {
		measured::bind_proof::<ParityDbWeight>()
	}
	fn rebind_proof() -> Weight {
		measured::rebind_proof::<ParityDbWeight>()
	}
	fn request_rotation() -> Weight {
		measured::request_rotation::<ParityDbWeight>()
	}
	fn finish_rotation() -> Weight {
		measured::finish_rotation::<ParityDbWeight>()
	}
	fn cancel_rotation() -> Weight {
		measured::cancel_rotation::<ParityDbWeight>()
	}
	fn freeze() -> Weight {
		measured::freeze::<ParityDbWeight>()
	}
	fn unfreeze() -> Weight {
		measured::unfreeze::<ParityDbWeight>()
	}
	fn recover() -> Weight {
		measured::recover::<ParityDbWeight>()
	}
	fn close() -> Weight {
		measured::close::<ParityDbWeight>()
	}
	fn register_issuer() -> Weight {
		measured::register_issuer::<ParityDbWeight>()
	}
	fn admit_issuer() -> Weight {
		measured::admit_issuer::<ParityDbWeight>()
	}
	fn set_issuer_keys() -> Weight {
		measured::set_issuer_keys::<ParityDbWeight>()
	}
	fn revoke_issuer() -> Weight {
		measured::revoke_issuer::<ParityDbWeight>()
	}
	fn remove_issuer() -> Weight {
		measured::remove_issuer::<ParityDbWeight>()
	}
	fn identify() -> Weight {
		measured::identify::<ParityDbWeight>()
	}
	fn same_person() -> Weight {
		measured::same_person::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Membership::KeyOf` (r:1 w:1)
	// Storage: `Membership::NextMemberId` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Membership::Members` (r:0 w:1)
	// Fastest run: 151_885 ns.
	pub fn register<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(157_805_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:2 w:2)
	// Storage: `Membership::Subjects` (r:1 w:1)
	// Storage: `Membership::Issuers` (r:2 w:2)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:2 w:2)
	// Fastest run: 252_725 ns.
	pub fn bind_proof<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(259_755_000, 0).saturating_add(Db::get().reads_writes(13, 9))
	}

	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:2 w:0)
	// Storage: `Membership::Nullifiers` (r:2 w:2)
	// Storage: `Membership::Issuers` (r:3 w:3)
	// Storage: `Membership::Subjects` (r:1 w:2)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:3 w:3)
	// Storage: `Balances::Holds` (r:3 w:3)
	// Fastest run: 309_720 ns.
	pub fn rebind_proof<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(318_383_000, 0).saturating_add(Db::get().reads_writes(17, 13))
	}

	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Membership::Issuers` (r:3 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:1)
	// Fastest run: 146_137 ns.
	pub fn request_rotation<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(151_625_000, 0).saturating_add(Db::get().reads_writes(9, 2))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 84_005 ns.
	pub fn finish_rotation<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(88_261_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Fastest run: 22_013 ns.
	pub fn cancel_rotation<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(24_947_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Fastest run: 17_536 ns.
	pub fn freeze<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(19_339_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Fastest run: 56_203 ns.
	pub fn unfreeze<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(58_697_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Membership::Issuers` (r:3 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:1)
	// Fastest run: 144_554 ns.
	pub fn recover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(150_633_000, 0).saturating_add(Db::get().reads_writes(8, 2))
	}

	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 98_857 ns.
	pub fn close<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(102_462_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `Membership::NextIssuerId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Membership::Issuers` (r:0 w:1)
	// Fastest run: 56_924 ns.
	pub fn register_issuer<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(59_939_000, 0).saturating_add(Db::get().reads_writes(3, 4))
	}

	// Storage: `Membership::Issuers` (r:1 w:1)
	// Fastest run: 24_486 ns.
	pub fn admit_issuer<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(26_820_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Membership::Issuers` (r:1 w:1)
	// Fastest run: 18_568 ns.
	pub fn set_issuer_keys<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(21_883_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:1)
	// Fastest run: 17_265 ns.
	pub fn revoke_issuer<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(19_029_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Membership::Issuers` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 53_309 ns.
	pub fn remove_issuer<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(56_885_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Fastest run: 18_668 ns.
	pub fn same_person<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(22_000_000, 0).saturating_add(Db::get().reads_writes(6, 0))
	}
	pub fn identify<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(20_089_000, 0).saturating_add(Db::get().reads_writes(4, 0))
	}
}
