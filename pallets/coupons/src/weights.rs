//! Weights of `pallet_coupons`, measured by `scripts/bench`: do not edit, measure again.
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
	fn issue() -> Weight;
	fn fund() -> Weight;
	fn cancel() -> Weight;
	fn redeem() -> Weight;
	fn give() -> Weight;
	fn discard() -> Weight;
	fn sweep(n: u32) -> Weight;
	fn reserve() -> Weight;
	fn capture() -> Weight;
	fn release() -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn issue() -> Weight {
		measured::issue::<T::DbWeight>()
	}
	fn fund() -> Weight {
		measured::fund::<T::DbWeight>()
	}
	fn cancel() -> Weight {
		measured::cancel::<T::DbWeight>()
	}
	fn redeem() -> Weight {
		measured::redeem::<T::DbWeight>()
	}
	fn give() -> Weight {
		measured::give::<T::DbWeight>()
	}
	fn discard() -> Weight {
		measured::discard::<T::DbWeight>()
	}
	fn sweep(n: u32) -> Weight {
		measured::sweep::<T::DbWeight>(n)
	}
	fn reserve() -> Weight {
		measured::reserve::<T::DbWeight>()
	}
	fn capture() -> Weight {
		measured::capture::<T::DbWeight>()
	}
	fn release() -> Weight {
		measured::release::<T::DbWeight>()
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn issue() -> Weight {
		measured::issue::<ParityDbWeight>()
	}
	fn fund() -> Weight {
		measured::fund::<ParityDbWeight>()
	}
	fn cancel() -> Weight {
		measured::cancel::<ParityDbWeight>()
	}
	fn redeem() -> Weight {
		measured::redeem::<ParityDbWeight>()
	}
	fn give() -> Weight {
		measured::give::<ParityDbWeight>()
	}
	fn discard() -> Weight {
		measured::discard::<ParityDbWeight>()
	}
	fn sweep(n: u32) -> Weight {
		measured::sweep::<ParityDbWeight>(n)
	}
	fn reserve() -> Weight {
		measured::reserve::<ParityDbWeight>()
	}
	fn capture() -> Weight {
		measured::capture::<ParityDbWeight>()
	}
	fn release() -> Weight {
		measured::release::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::ServedBy` (r:1 w:0)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Coupons::NextBatchId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Coupons::Batches` (r:0 w:1)
	// Fastest run: 83_644 ns.
	pub fn issue<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(90_925_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Coupons::Batches` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 73_799 ns.
	pub fn fund<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(78_777_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `Coupons::Batches` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 66_419 ns.
	pub fn cancel<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(71_086_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `Coupons::Batches` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Coupons::Spent` (r:1 w:1)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Coupons::Wallets` (r:1 w:1)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Coupons::Tallies` (r:1 w:1)
	// Storage: `Coupons::Vouchers` (r:0 w:1)
	// Fastest run: 134_639 ns.
	pub fn redeem<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(140_898_000, 0).saturating_add(Db::get().reads_writes(9, 5))
	}

	// Storage: `Coupons::Vouchers` (r:1 w:1)
	// Storage: `Coupons::Batches` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Coupons::Wallets` (r:2 w:2)
	// Fastest run: 51_085 ns.
	pub fn give<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(54_190_000, 0).saturating_add(Db::get().reads_writes(5, 4))
	}

	// Storage: `Coupons::Vouchers` (r:1 w:1)
	// Storage: `Coupons::Batches` (r:1 w:1)
	// Storage: `Coupons::Wallets` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 85_587 ns.
	pub fn discard<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(90_784_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	// Storage: `Coupons::Batches` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Coupons::Spent` (r:2 w:1)
	// Storage: `Coupons::Tallies` (r:1 w:0)
	// Storage: `Coupons::Vouchers` (r:32 w:31)
	// Storage: `Coupons::Wallets` (r:31 w:31)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// `n` from 1 to 32.
	// Fastest run: 80_419 ns.
	pub fn sweep<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(76_673_370, 0)
			// Give or take 16_345.
			.saturating_add(Weight::from_parts(14_199_202, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(6, 2))
			.saturating_add(Db::get().reads(2).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(2).saturating_mul(n.into()))
	}

	// Storage: `Coupons::Uses` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Coupons::Wallets` (r:1 w:1)
	// Storage: `Coupons::Batches` (r:8 w:1)
	// Storage: `Coupons::Vouchers` (r:0 w:1)
	// Fastest run: 68_882 ns.
	pub fn reserve<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(73_148_000, 0).saturating_add(Db::get().reads_writes(11, 4))
	}

	// Storage: `Coupons::Uses` (r:1 w:1)
	// Storage: `Coupons::Batches` (r:1 w:1)
	// Storage: `Coupons::Wallets` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 82_392 ns.
	pub fn capture<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(87_089_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	// Storage: `Coupons::Uses` (r:1 w:1)
	// Storage: `Coupons::Batches` (r:1 w:1)
	// Storage: `Coupons::Wallets` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Coupons::Vouchers` (r:0 w:1)
	// Fastest run: 45_968 ns.
	pub fn release<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(49_152_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}
}
