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
	fn same_person() -> Weight;
	fn identify() -> Weight;
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
	fn same_person() -> Weight {
		measured::same_person::<T::DbWeight>()
	}
	fn identify() -> Weight {
		measured::identify::<T::DbWeight>()
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
	fn same_person() -> Weight {
		measured::same_person::<ParityDbWeight>()
	}
	fn identify() -> Weight {
		measured::identify::<ParityDbWeight>()
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
	// Fastest run: 152_506 ns.
	pub fn register<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(159_346_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:2 w:2)
	// Storage: `Membership::Subjects` (r:1 w:1)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:2 w:2)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:2 w:2)
	// Fastest run: 258_994 ns.
	pub fn bind_proof<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(278_202_000, 0).saturating_add(Db::get().reads_writes(14, 9))
	}

	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:2 w:0)
	// Storage: `Membership::Nullifiers` (r:2 w:2)
	// Storage: `Membership::Compromised` (r:2 w:0)
	// Storage: `Membership::Subjects` (r:1 w:2)
	// Storage: `Membership::Issuers` (r:3 w:3)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:3 w:3)
	// Storage: `Balances::Holds` (r:3 w:3)
	// Storage: `Membership::Links` (r:2 w:1)
	// Fastest run: 379_812 ns.
	pub fn rebind_proof<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(412_090_000, 0).saturating_add(Db::get().reads_writes(21, 14))
	}

	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Membership::Issuers` (r:2 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:1)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Fastest run: 150_993 ns.
	pub fn request_rotation<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(167_097_000, 0).saturating_add(Db::get().reads_writes(9, 2))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:2 w:2)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 88_631 ns.
	pub fn finish_rotation<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(97_073_000, 0).saturating_add(Db::get().reads_writes(7, 5))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Fastest run: 21_151 ns.
	pub fn cancel_rotation<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(24_886_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:1)
	// Fastest run: 21_892 ns.
	pub fn freeze<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(23_835_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:1)
	// Fastest run: 60_299 ns.
	pub fn unfreeze<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(64_345_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `Membership::Issuers` (r:2 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:1)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Fastest run: 142_391 ns.
	pub fn recover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(149_982_000, 0).saturating_add(Db::get().reads_writes(8, 2))
	}

	// Storage: `Membership::KeyOf` (r:1 w:1)
	// Storage: `Membership::Members` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 101_431 ns.
	pub fn close<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(105_647_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}

	// Storage: `Membership::NextIssuerId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Membership::Issuers` (r:0 w:1)
	// Fastest run: 56_734 ns.
	pub fn register_issuer<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_129_000, 0).saturating_add(Db::get().reads_writes(3, 4))
	}

	// Storage: `Membership::Issuers` (r:1 w:1)
	// Fastest run: 24_377 ns.
	pub fn admit_issuer<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(26_660_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Membership::Issuers` (r:1 w:1)
	// Fastest run: 18_808 ns.
	pub fn set_issuer_keys<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(21_071_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:1)
	// Storage: `Membership::Compromised` (r:0 w:1)
	// Fastest run: 18_898 ns.
	pub fn revoke_issuer<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(20_761_000, 0).saturating_add(Db::get().reads_writes(2, 2))
	}

	// Storage: `Membership::Issuers` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Membership::Compromised` (r:0 w:1)
	// Fastest run: 53_219 ns.
	pub fn remove_issuer<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(57_325_000, 0).saturating_add(Db::get().reads_writes(3, 4))
	}

	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Membership::Links` (r:4 w:0)
	// Fastest run: 24_496 ns.
	pub fn same_person<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(26_610_000, 0).saturating_add(Db::get().reads_writes(6, 0))
	}

	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Fastest run: 11_868 ns.
	pub fn identify<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(13_160_000, 0).saturating_add(Db::get().reads_writes(3, 0))
	}
}
