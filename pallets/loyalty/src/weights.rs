//! Weights of `pallet_loyalty`, measured by `scripts/bench`: do not edit, measure again.
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
	fn create_program() -> Weight;
	fn add_rule() -> Weight;
	fn edit_rule() -> Weight;
	fn retire_rule() -> Weight;
	fn remove_rule() -> Weight;
	fn pause() -> Weight;
	fn resume() -> Weight;
	fn wind_down() -> Weight;
	fn close_program() -> Weight;
	fn remove_program() -> Weight;
	fn set_record_budget() -> Weight;
	fn set_float() -> Weight;
	fn set_redemption() -> Weight;
	fn invite_merchant() -> Weight;
	fn join() -> Weight;
	fn leave() -> Weight;
	fn remove_merchant() -> Weight;
	fn check_in() -> Weight;
	fn check_in_again() -> Weight;
	fn claim_task() -> Weight;
	fn claim_referral() -> Weight;
	fn gift() -> Weight;
	fn spend() -> Weight;
	fn prune(n: u32) -> Weight;
	fn collect() -> Weight;
	fn set_tiers() -> Weight;
	fn extend_expiry() -> Weight;
	fn open_pool(n: u32) -> Weight;
	fn join_pool() -> Weight;
	fn contribute() -> Weight;
	fn draw() -> Weight;
	fn leave_pool() -> Weight;
	fn note_funded() -> Weight;
	fn note_settled() -> Weight;
	fn note_refunded() -> Weight;
	fn note_closed() -> Weight;
	fn reserve() -> Weight;
	fn capture() -> Weight;
	fn release() -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn create_program() -> Weight {
		measured::create_program::<T::DbWeight>()
	}
	fn add_rule() -> Weight {
		measured::add_rule::<T::DbWeight>()
	}
	fn edit_rule() -> Weight {
		measured::edit_rule::<T::DbWeight>()
	}
	fn retire_rule() -> Weight {
		measured::retire_rule::<T::DbWeight>()
	}
	fn remove_rule() -> Weight {
		measured::remove_rule::<T::DbWeight>()
	}
	fn pause() -> Weight {
		measured::pause::<T::DbWeight>()
	}
	fn resume() -> Weight {
		measured::resume::<T::DbWeight>()
	}
	fn wind_down() -> Weight {
		measured::wind_down::<T::DbWeight>()
	}
	fn close_program() -> Weight {
		measured::close_program::<T::DbWeight>()
	}
	fn remove_program() -> Weight {
		measured::remove_program::<T::DbWeight>()
	}
	fn set_record_budget() -> Weight {
		measured::set_record_budget::<T::DbWeight>()
	}
	fn set_float() -> Weight {
		measured::set_float::<T::DbWeight>()
	}
	fn set_redemption() -> Weight {
		measured::set_redemption::<T::DbWeight>()
	}
	fn invite_merchant() -> Weight {
		measured::invite_merchant::<T::DbWeight>()
	}
	fn join() -> Weight {
		measured::join::<T::DbWeight>()
	}
	fn leave() -> Weight {
		measured::leave::<T::DbWeight>()
	}
	fn remove_merchant() -> Weight {
		measured::remove_merchant::<T::DbWeight>()
	}
	fn check_in() -> Weight {
		measured::check_in::<T::DbWeight>()
	}
	fn check_in_again() -> Weight {
		measured::check_in_again::<T::DbWeight>()
	}
	fn claim_task() -> Weight {
		measured::claim_task::<T::DbWeight>()
	}
	fn claim_referral() -> Weight {
		measured::claim_referral::<T::DbWeight>()
	}
	fn gift() -> Weight {
		measured::gift::<T::DbWeight>()
	}
	fn spend() -> Weight {
		measured::spend::<T::DbWeight>()
	}
	fn prune(n: u32) -> Weight {
		measured::prune::<T::DbWeight>(n)
	}
	fn collect() -> Weight {
		measured::collect::<T::DbWeight>()
	}
	fn set_tiers() -> Weight {
		measured::set_tiers::<T::DbWeight>()
	}
	fn extend_expiry() -> Weight {
		measured::extend_expiry::<T::DbWeight>()
	}
	fn open_pool(n: u32) -> Weight {
		measured::open_pool::<T::DbWeight>(n)
	}
	fn join_pool() -> Weight {
		measured::join_pool::<T::DbWeight>()
	}
	fn contribute() -> Weight {
		measured::contribute::<T::DbWeight>()
	}
	fn draw() -> Weight {
		measured::draw::<T::DbWeight>()
	}
	fn leave_pool() -> Weight {
		measured::leave_pool::<T::DbWeight>()
	}
	fn note_funded() -> Weight {
		measured::note_funded::<T::DbWeight>()
	}
	fn note_settled() -> Weight {
		measured::note_settled::<T::DbWeight>()
	}
	fn note_refunded() -> Weight {
		measured::note_refunded::<T::DbWeight>()
	}
	fn note_closed() -> Weight {
		measured::note_closed::<T::DbWeight>()
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
	fn create_program() -> Weight {
		measured::create_program::<ParityDbWeight>()
	}
	fn add_rule() -> Weight {
		measured::add_rule::<ParityDbWeight>()
	}
	fn edit_rule() -> Weight {
		measured::edit_rule::<ParityDbWeight>()
	}
	fn retire_rule() -> Weight {
		measured::retire_rule::<ParityDbWeight>()
	}
	fn remove_rule() -> Weight {
		measured::remove_rule::<ParityDbWeight>()
	}
	fn pause() -> Weight {
		measured::pause::<ParityDbWeight>()
	}
	fn resume() -> Weight {
		measured::resume::<ParityDbWeight>()
	}
	fn wind_down() -> Weight {
		measured::wind_down::<ParityDbWeight>()
	}
	fn close_program() -> Weight {
		measured::close_program::<ParityDbWeight>()
	}
	fn remove_program() -> Weight {
		measured::remove_program::<ParityDbWeight>()
	}
	fn set_record_budget() -> Weight {
		measured::set_record_budget::<ParityDbWeight>()
	}
	fn set_float() -> Weight {
		measured::set_float::<ParityDbWeight>()
	}
	fn set_redemption() -> Weight {
		measured::set_redemption::<ParityDbWeight>()
	}
	fn invite_merchant() -> Weight {
		measured::invite_merchant::<ParityDbWeight>()
	}
	fn join() -> Weight {
		measured::join::<ParityDbWeight>()
	}
	fn leave() -> Weight {
		measured::leave::<ParityDbWeight>()
	}
	fn remove_merchant() -> Weight {
		measured::remove_merchant::<ParityDbWeight>()
	}
	fn check_in() -> Weight {
		measured::check_in::<ParityDbWeight>()
	}
	fn check_in_again() -> Weight {
		measured::check_in_again::<ParityDbWeight>()
	}
	fn claim_task() -> Weight {
		measured::claim_task::<ParityDbWeight>()
	}
	fn claim_referral() -> Weight {
		measured::claim_referral::<ParityDbWeight>()
	}
	fn gift() -> Weight {
		measured::gift::<ParityDbWeight>()
	}
	fn spend() -> Weight {
		measured::spend::<ParityDbWeight>()
	}
	fn prune(n: u32) -> Weight {
		measured::prune::<ParityDbWeight>(n)
	}
	fn collect() -> Weight {
		measured::collect::<ParityDbWeight>()
	}
	fn set_tiers() -> Weight {
		measured::set_tiers::<ParityDbWeight>()
	}
	fn extend_expiry() -> Weight {
		measured::extend_expiry::<ParityDbWeight>()
	}
	fn open_pool(n: u32) -> Weight {
		measured::open_pool::<ParityDbWeight>(n)
	}
	fn join_pool() -> Weight {
		measured::join_pool::<ParityDbWeight>()
	}
	fn contribute() -> Weight {
		measured::contribute::<ParityDbWeight>()
	}
	fn draw() -> Weight {
		measured::draw::<ParityDbWeight>()
	}
	fn leave_pool() -> Weight {
		measured::leave_pool::<ParityDbWeight>()
	}
	fn note_funded() -> Weight {
		measured::note_funded::<ParityDbWeight>()
	}
	fn note_settled() -> Weight {
		measured::note_settled::<ParityDbWeight>()
	}
	fn note_refunded() -> Weight {
		measured::note_refunded::<ParityDbWeight>()
	}
	fn note_closed() -> Weight {
		measured::note_closed::<ParityDbWeight>()
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

	// Storage: `Parameters::Parameters` (r:1 w:0)
	// Storage: `Loyalty::NextProgramId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:0 w:1)
	// Storage: `Loyalty::Programs` (r:0 w:1)
	// Fastest run: 77_505 ns.
	pub fn create_program<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(84_124_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::PurchaseRules` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Rules` (r:0 w:1)
	// Fastest run: 103_794 ns.
	pub fn add_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(111_736_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Fastest run: 41_141 ns.
	pub fn edit_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(48_191_000, 0).saturating_add(Db::get().reads_writes(5, 1))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Fastest run: 38_958 ns.
	pub fn retire_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(44_947_000, 0).saturating_add(Db::get().reads_writes(5, 1))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::PurchaseRules` (r:0 w:1)
	// Fastest run: 128_190 ns.
	pub fn remove_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(137_143_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 38_587 ns.
	pub fn pause<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(44_937_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 82_953 ns.
	pub fn resume<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(88_712_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 38_767 ns.
	pub fn wind_down<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(45_467_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 83_794 ns.
	pub fn close_program<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(89_343_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Fastest run: 112_387 ns.
	pub fn remove_program<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(116_803_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 38_857 ns.
	pub fn set_record_budget<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(45_448_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 93_408 ns.
	pub fn set_float<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(103_123_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 42_252 ns.
	pub fn set_redemption<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(49_794_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Merchants` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 99_948 ns.
	pub fn invite_merchant<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(109_833_000, 0).saturating_add(Db::get().reads_writes(7, 5))
	}

	// Storage: `Loyalty::Merchants` (r:1 w:1)
	// Storage: `Loyalty::ServedBy` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 39_759 ns.
	pub fn join<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(43_505_000, 0).saturating_add(Db::get().reads_writes(6, 2))
	}

	// Storage: `Loyalty::ServedBy` (r:1 w:1)
	// Storage: `Loyalty::Merchants` (r:1 w:1)
	// Fastest run: 23_425 ns.
	pub fn leave<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(25_187_000, 0).saturating_add(Db::get().reads_writes(2, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Merchants` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::ServedBy` (r:0 w:1)
	// Fastest run: 91_926 ns.
	pub fn remove_merchant<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(98_876_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 183_351 ns.
	pub fn check_in<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(193_887_000, 0).saturating_add(Db::get().reads_writes(13, 5))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Fastest run: 79_748 ns.
	pub fn check_in_again<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(88_150_000, 0).saturating_add(Db::get().reads_writes(10, 3))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:0)
	// Storage: `Loyalty::ServedBy` (r:1 w:0)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Claims` (r:1 w:1)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 305_202 ns.
	pub fn claim_task<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(334_325_000, 0).saturating_add(Db::get().reads_writes(19, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Loyalty::Claims` (r:2 w:2)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 283_400 ns.
	pub fn claim_referral<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(306_193_000, 0).saturating_add(Db::get().reads_writes(16, 7))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:2 w:2)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 189_020 ns.
	pub fn gift<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(201_398_000, 0).saturating_add(Db::get().reads_writes(13, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 93_899 ns.
	pub fn spend<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(100_659_000, 0).saturating_add(Db::get().reads_writes(8, 4))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:32 w:32)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// `n` from 1 to 32.
	// Fastest run: 123_302 ns.
	pub fn prune<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(81_533_084, 0)
			// Give or take 79_378.
			.saturating_add(Weight::from_parts(42_922_705, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(6, 3))
			.saturating_add(Db::get().reads(1).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(1).saturating_mul(n.into()))
	}

	// Storage: `Loyalty::Spendings` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Fastest run: 155_831 ns.
	pub fn collect<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(161_510_000, 0).saturating_add(Db::get().reads_writes(8, 5))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 39_569 ns.
	pub fn set_tiers<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(52_778_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:1)
	// Fastest run: 10_556 ns.
	pub fn extend_expiry<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(11_858_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:16 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Loyalty::NextPoolId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Pools` (r:0 w:1)
	// `n` from 0 to 15.
	// Fastest run: 114_629 ns.
	pub fn open_pool<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(133_112_993, 0)
			// Give or take 33_840.
			.saturating_add(Weight::from_parts(4_838_261, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(10, 5))
			.saturating_add(Db::get().reads(1).saturating_mul(n.into()))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Loyalty::Pools` (r:1 w:1)
	// Fastest run: 61_581 ns.
	pub fn join_pool<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(74_600_000, 0).saturating_add(Db::get().reads_writes(8, 1))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Loyalty::Pools` (r:1 w:1)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 158_064 ns.
	pub fn contribute<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(176_681_000, 0).saturating_add(Db::get().reads_writes(12, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Loyalty::Pools` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 127_389 ns.
	pub fn draw<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(138_185_000, 0).saturating_add(Db::get().reads_writes(9, 5))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Loyalty::Pools` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:2 w:2)
	// Fastest run: 173_367 ns.
	pub fn leave_pool<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(191_974_000, 0).saturating_add(Db::get().reads_writes(11, 7))
	}

	// Storage: `Loyalty::ServedBy` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:1)
	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Orders::Orders` (r:1 w:0)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::PurchaseRules` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Compromised` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 268_668 ns.
	pub fn note_funded<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(287_666_000, 0).saturating_add(Db::get().reads_writes(18, 6))
	}

	// Storage: `Loyalty::Earnings` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 101_029 ns.
	pub fn note_settled<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(105_566_000, 0).saturating_add(Db::get().reads_writes(9, 5))
	}

	// Storage: `Loyalty::Earnings` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 94_269 ns.
	pub fn note_refunded<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(98_136_000, 0).saturating_add(Db::get().reads_writes(9, 5))
	}

	// Storage: `Loyalty::Earnings` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Spendings` (r:1 w:1)
	// Fastest run: 187_748 ns.
	pub fn note_closed<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(193_126_000, 0).saturating_add(Db::get().reads_writes(10, 7))
	}

	// Storage: `Loyalty::Spendings` (r:1 w:1)
	// Storage: `Loyalty::ServedBy` (r:1 w:0)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 114_260 ns.
	pub fn reserve<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(119_978_000, 0).saturating_add(Db::get().reads_writes(11, 5))
	}

	// Storage: `Loyalty::Spendings` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Fastest run: 44_776 ns.
	pub fn capture<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(47_340_000, 0).saturating_add(Db::get().reads_writes(6, 3))
	}

	// Storage: `Loyalty::Spendings` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 96_222 ns.
	pub fn release<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(101_079_000, 0).saturating_add(Db::get().reads_writes(8, 5))
	}
}
