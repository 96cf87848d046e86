//! Weights of `pallet_loyalty`: placeholders until they are measured by `scripts/bench`.
//!
//! Reads and writes were counted by hand; the times are guesses on the safe side of what pallets like
//! this one take.

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
	fn set_redemption() -> Weight;
	fn invite_merchant() -> Weight;
	fn join() -> Weight;
	fn leave() -> Weight;
	fn remove_merchant() -> Weight;
	fn check_in() -> Weight;
	fn claim_task() -> Weight;
	fn claim_referral() -> Weight;
	fn gift() -> Weight;
	fn prune(n: u32) -> Weight;
	fn collect() -> Weight;
	fn note_funded() -> Weight;
	fn note_settled() -> Weight;
	fn note_refunded() -> Weight;
	fn note_closed() -> Weight;
	fn reserve() -> Weight;
	fn capture() -> Weight;
	fn set_tiers() -> Weight;
	fn extend_expiry() -> Weight;
	fn open_pool(n: u32) -> Weight;
	fn join_pool() -> Weight;
	fn contribute() -> Weight;
	fn draw() -> Weight;
	fn leave_pool() -> Weight;
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
	fn claim_task() -> Weight {
		measured::claim_task::<T::DbWeight>()
	}
	fn claim_referral() -> Weight {
		measured::claim_referral::<T::DbWeight>()
	}
	fn gift() -> Weight {
		measured::gift::<T::DbWeight>()
	}
	fn prune(n: u32) -> Weight {
		measured::prune::<T::DbWeight>(n)
	}
	fn collect() -> Weight {
		measured::collect::<T::DbWeight>()
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
	fn claim_task() -> Weight {
		measured::claim_task::<ParityDbWeight>()
	}
	fn claim_referral() -> Weight {
		measured::claim_referral::<ParityDbWeight>()
	}
	fn gift() -> Weight {
		measured::gift::<ParityDbWeight>()
	}
	fn prune(n: u32) -> Weight {
		measured::prune::<ParityDbWeight>(n)
	}
	fn collect() -> Weight {
		measured::collect::<ParityDbWeight>()
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
	fn release() -> Weight {
		measured::release::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	pub fn create_program<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(70_000_000, 0).saturating_add(Db::get().reads_writes(3, 5))
	}

	pub fn add_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(75_000_000, 0).saturating_add(Db::get().reads_writes(6, 6))
	}

	pub fn edit_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 0).saturating_add(Db::get().reads_writes(3, 1))
	}

	pub fn retire_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 0).saturating_add(Db::get().reads_writes(3, 1))
	}

	pub fn remove_rule<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(75_000_000, 0).saturating_add(Db::get().reads_writes(5, 6))
	}

	pub fn pause<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(35_000_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	pub fn resume<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(35_000_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	pub fn wind_down<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(38_000_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	pub fn close_program<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(75_000_000, 0).saturating_add(Db::get().reads_writes(5, 4))
	}

	pub fn remove_program<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(110_000_000, 0).saturating_add(Db::get().reads_writes(4, 4))
	}

	pub fn set_record_budget<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(35_000_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	pub fn set_redemption<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(40_000_000, 0).saturating_add(Db::get().reads_writes(3, 2))
	}

	pub fn invite_merchant<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(75_000_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	pub fn join<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(40_000_000, 0).saturating_add(Db::get().reads_writes(5, 2))
	}

	pub fn leave<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 0).saturating_add(Db::get().reads_writes(2, 2))
	}

	pub fn remove_merchant<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(75_000_000, 0).saturating_add(Db::get().reads_writes(6, 6))
	}

	pub fn check_in<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(140_000_000, 0).saturating_add(Db::get().reads_writes(8, 6))
	}

	pub fn claim_task<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(230_000_000, 0).saturating_add(Db::get().reads_writes(13, 8))
	}

	pub fn claim_referral<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(240_000_000, 0).saturating_add(Db::get().reads_writes(12, 9))
	}

	pub fn gift<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(Db::get().reads_writes(9, 8))
	}

	pub fn prune<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 0)
			.saturating_add(Weight::from_parts(70_000_000, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(5, 3))
			.saturating_add(Db::get().reads(3).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(3).saturating_mul(n.into()))
	}

	pub fn collect<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(120_000_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}

	pub fn note_funded<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(240_000_000, 0).saturating_add(Db::get().reads_writes(12, 8))
	}

	pub fn note_settled<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(120_000_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	pub fn note_refunded<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(110_000_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	pub fn note_closed<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(220_000_000, 0).saturating_add(Db::get().reads_writes(10, 9))
	}

	pub fn reserve<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(Db::get().reads_writes(9, 6))
	}

	pub fn capture<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(Db::get().reads_writes(5, 3))
	}

	pub fn set_tiers<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(Db::get().reads_writes(6, 4))
	}

	pub fn extend_expiry<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(20_000_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	pub fn open_pool<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(140_000_000, 0)
			.saturating_add(Weight::from_parts(10_000_000, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(10, 6))
	}

	pub fn join_pool<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_000_000, 0).saturating_add(Db::get().reads_writes(6, 1))
	}

	pub fn contribute<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(Db::get().reads_writes(10, 6))
	}

	pub fn draw<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(Db::get().reads_writes(8, 6))
	}

	pub fn leave_pool<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(Db::get().reads_writes(9, 6))
	}

	pub fn release<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(130_000_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}
}
