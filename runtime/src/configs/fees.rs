//! What a transaction costs.
//!
//! `fee = base + length + compute × multiplier + tip`, where
//!
//! - compute costs 3 SOUK a second, and so does the base, the fixed part of every transaction (0.1
//!   milliseconds: checking a signature and the like). A plain transfer needs about half a
//!   millisecond in all, so it costs between 0.001 and 0.002 SOUK;
//! - a byte costs a millionth of a SOUK: the 145 bytes of a transfer, 0.00015 SOUK;
//! - the multiplier is 1 as long as blocks are no more than half full, and never above 10.
//!
//! Price follows compute in a straight line, so a shop can add up what a batch will cost, and what a
//! call gives back of its estimated weight it gets back in money. Who fills every block to keep
//! others out pays about 3,500 SOUK for the first hour, and about 25,000 an hour when the multiplier
//! has come to its end.

use crate::{
	constants::currency::{MICRO_SOUK, SOUK},
	AccountId, Authorship, Balance, Balances, Runtime, RuntimeEvent,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		ConstU8, OnUnbalanced,
	},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, ConstantMultiplier},
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{traits::One, FixedPointNumber, Perquintill};

parameter_types! {
	/// What a unit of compute, a picosecond, costs: 3 SOUK a second.
	pub const ComputeFee: Balance = 3 * SOUK / (WEIGHT_REF_TIME_PER_SECOND as Balance);
	/// What a byte of a transaction costs.
	pub const ByteFee: Balance = MICRO_SOUK;
	/// How full of ordinary transactions a block may be before it gets dearer.
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(50);
	/// How fast: an hour of full blocks raises the price by a fifth, and it takes over half a day to
	/// come to the tenfold. A checkout that takes minutes pays what it saw.
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(1, 5_000);
	/// The everyday price, which empty blocks do not lower: a price list can be printed.
	pub MinimumMultiplier: Multiplier = Multiplier::one();
	/// The dearest: a sale day may cost more, never beyond reason.
	pub MaximumMultiplier: Multiplier = Multiplier::saturating_from_integer(10);
}

/// Gives fees and tips to the block's author, whose server did the work.
///
/// Whatever cannot be given (no author known, or an author's account that is gone and the amount
/// too small to make it) is burned.
pub struct ToAuthor;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToAuthor {
	fn on_nonzero_unbalanced(amount: Credit<AccountId, Balances>) {
		if let Some(author) = Authorship::author() {
			let _ = Balances::resolve(&author, amount);
		}
	}
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, ToAuthor>;
	type WeightToFee = ConstantMultiplier<Balance, ComputeFee>;
	type LengthToFee = ConstantMultiplier<Balance, ByteFee>;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Self,
		TargetBlockFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	// Operational calls are few and come from governance; the customary five keeps others from
	// taking their reserved room.
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

impl pallet_skip_feeless_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
}
