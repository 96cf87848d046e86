//! Weights of `pallet_loyalty`, measured by `scripts/bench`: do not edit, measure again.
//!
//! On 2026-11-25, on AMD EPYC, 20 runs at each of 50 steps. Each function says what it
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
	// Fastest run: 78_166 ns.
	pub fn create_program<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(82_232_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::PurchaseRules` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Rules` (r:0 w:1)
	// Fastest run: 101_080 ns.
	pub fn add_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(106_849_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Fastest run: 39_539 ns.
	pub fn edit_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(44_646_000, 0).saturating_add(Db::get().reads_writes(5, 1))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Fastest run: 37_986 ns.
	pub fn retire_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(41_732_000, 0).saturating_add(Db::get().reads_writes(5, 1))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::PurchaseRules` (r:0 w:1)
	// Fastest run: 128_751 ns.
	pub fn remove_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(134_921_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 37_856 ns.
	pub fn pause<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(43_775_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 84_886 ns.
	pub fn resume<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(94_160_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 39_759 ns.
	pub fn wind_down<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(51_126_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 84_926 ns.
	pub fn close_program<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(92_958_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Fastest run: 110_624 ns.
	pub fn remove_program<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(114_580_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 38_898 ns.
	pub fn set_record_budget<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(44_526_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 42_073 ns.
	pub fn set_redemption<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(49_333_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Merchants` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 99_578 ns.
	pub fn invite_merchant<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(109_282_000, 0).saturating_add(Db::get().reads_writes(7, 5))
	}

	// Storage: `Loyalty::Merchants` (r:1 w:1)
	// Storage: `Loyalty::ServedBy` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 38_587 ns.
	pub fn join<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(44_336_000, 0).saturating_add(Db::get().reads_writes(6, 2))
	}

	// Storage: `Loyalty::ServedBy` (r:1 w:1)
	// Storage: `Loyalty::Merchants` (r:1 w:1)
	// Fastest run: 23_675 ns.
	pub fn leave<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(26_069_000, 0).saturating_add(Db::get().reads_writes(2, 2))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Merchants` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::ServedBy` (r:0 w:1)
	// Fastest run: 91_777 ns.
	pub fn remove_merchant<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(97_225_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 205_415 ns.
	pub fn check_in_again<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(90_000_000, 0).saturating_add(Db::get().reads_writes(11, 3))
	}
	pub fn set_float<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(97_225_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}
	pub fn check_in<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(213_417_000, 0).saturating_add(Db::get().reads_writes(15, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:0)
	// Storage: `Loyalty::ServedBy` (r:1 w:0)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Claims` (r:1 w:1)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 280_557 ns.
	pub fn claim_task<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(296_200_000, 0).saturating_add(Db::get().reads_writes(21, 7))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Loyalty::Claims` (r:2 w:2)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 302_919 ns.
	pub fn claim_referral<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(315_289_000, 0).saturating_add(Db::get().reads_writes(18, 8))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Membership::Members` (r:2 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:2 w:2)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 211_835 ns.
	pub fn gift<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(222_401_000, 0).saturating_add(Db::get().reads_writes(16, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 97_715 ns.
	pub fn spend<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(103_494_000, 0).saturating_add(Db::get().reads_writes(9, 4))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:32 w:32)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// `n` from 1 to 32.
	// Fastest run: 120_168 ns.
	pub fn prune<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(79_694_454, 0)
			// Give or take 218_082.
			.saturating_add(Weight::from_parts(43_994_198, 0).saturating_mul(n.into()))
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
	// Fastest run: 157_274 ns.
	pub fn collect<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(165_947_000, 0).saturating_add(Db::get().reads_writes(8, 5))
	}

	// Storage: `Loyalty::Programs` (r:1 w:1)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Fastest run: 38_186 ns.
	pub fn set_tiers<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(43_214_000, 0).saturating_add(Db::get().reads_writes(4, 2))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:1)
	// Fastest run: 10_705 ns.
	pub fn extend_expiry<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(11_777_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:16 w:0)
	// Storage: `Membership::Members` (r:16 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Loyalty::NextPoolId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Pools` (r:0 w:1)
	// `n` from 0 to 15.
	// Fastest run: 127_860 ns.
	pub fn open_pool<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(135_573_628, 0)
			// Give or take 55_343.
			.saturating_add(Weight::from_parts(10_878_321, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(12, 5))
			.saturating_add(Db::get().reads(2).saturating_mul(n.into()))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Loyalty::Pools` (r:1 w:1)
	// Fastest run: 91_276 ns.
	pub fn join_pool<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(101_090_000, 0).saturating_add(Db::get().reads_writes(10, 1))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Loyalty::Pools` (r:1 w:1)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 184_674 ns.
	pub fn contribute<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(201_790_000, 0).saturating_add(Db::get().reads_writes(14, 6))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Loyalty::Pools` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 137_664 ns.
	pub fn draw<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(147_860_000, 0).saturating_add(Db::get().reads_writes(10, 5))
	}

	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:1 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Loyalty::Pools` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:2 w:2)
	// Fastest run: 185_215 ns.
	pub fn leave_pool<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(199_196_000, 0).saturating_add(Db::get().reads_writes(12, 7))
	}

	// Storage: `Loyalty::ServedBy` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:1)
	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:0)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::PurchaseRules` (r:1 w:0)
	// Storage: `Loyalty::Rules` (r:1 w:1)
	// Storage: `Membership::Subjects` (r:1 w:0)
	// Storage: `Membership::Nullifiers` (r:1 w:0)
	// Storage: `Membership::Issuers` (r:1 w:0)
	// Storage: `Loyalty::Tallies` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `Seasons::Live` (r:1 w:0)
	// Fastest run: 288_659 ns.
	pub fn note_funded<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(305_303_000, 0).saturating_add(Db::get().reads_writes(20, 7))
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
	// Fastest run: 99_217 ns.
	pub fn note_settled<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(107_500_000, 0).saturating_add(Db::get().reads_writes(9, 5))
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
	// Fastest run: 94_661 ns.
	pub fn note_refunded<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(101_450_000, 0).saturating_add(Db::get().reads_writes(9, 5))
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
	// Fastest run: 185_555 ns.
	pub fn note_closed<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(193_397_000, 0).saturating_add(Db::get().reads_writes(10, 7))
	}

	// Storage: `Loyalty::Spendings` (r:1 w:1)
	// Storage: `Loyalty::ServedBy` (r:1 w:0)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Membership::KeyOf` (r:2 w:0)
	// Storage: `Membership::Members` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 119_328 ns.
	pub fn reserve<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(126_137_000, 0).saturating_add(Db::get().reads_writes(12, 5))
	}

	// Storage: `Loyalty::Spendings` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Fastest run: 43_765 ns.
	pub fn capture<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(48_072_000, 0).saturating_add(Db::get().reads_writes(6, 3))
	}

	// Storage: `Loyalty::Spendings` (r:1 w:1)
	// Storage: `Loyalty::Programs` (r:1 w:0)
	// Storage: `Loyalty::Ledgers` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Halted` (r:1 w:0)
	// Storage: `Loyalty::Accounts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 95_802 ns.
	pub fn release<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(101_981_000, 0).saturating_add(Db::get().reads_writes(8, 5))
	}
}
