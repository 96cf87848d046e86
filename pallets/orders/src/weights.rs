//! Weights of `pallet_orders`, measured by `scripts/bench`: do not edit, measure again.
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
	fn accept_asset() -> Weight;
	fn publish_terms() -> Weight;
	fn retire_terms() -> Weight;
	fn invoice() -> Weight;
	fn fund() -> Weight;
	fn use_discount() -> Weight;
	fn place_offers(o: u32) -> Weight;
	fn place_items(i: u32) -> Weight;
	fn cancel() -> Weight;
	fn ship(n: u32) -> Weight;
	fn confirm(n: u32) -> Weight;
	fn release() -> Weight;
	fn extend() -> Weight;
	fn request_refund() -> Weight;
	fn answer_refund() -> Weight;
	fn refund() -> Weight;
	fn settle_due(n: u32) -> Weight;
	fn claim() -> Weight;
	fn close(n: u32) -> Weight;
	fn forgive() -> Weight;
	fn invoice_external() -> Weight;
	fn attest() -> Weight;
	fn return_sent() -> Weight;
	fn return_received() -> Weight;
	fn dispute() -> Weight;
	fn propose_split() -> Weight;
	fn accept_split() -> Weight;
	fn escalate() -> Weight;
	fn decide() -> Weight;
	fn refute_payment() -> Weight;
	fn repay() -> Weight;
	fn retry_hook() -> Weight;
	fn fulfil() -> Weight;
	fn sweep_base() -> Weight;
	fn sweep_order() -> Weight;
	fn payout_delivered() -> Weight;
	fn payout_deferred() -> Weight;

	/// A checkout of `offers` with `items` in all. The two cannot be measured together, because no
	/// number of items goes with every number of offers.
	fn place(offers: u32, items: u32) -> Weight {
		let more_items = Self::place_items(items).saturating_sub(Self::place_items(offers));
		Self::place_offers(offers).saturating_add(more_items)
	}

	/// A payout, whatever becomes of it.
	fn payout() -> Weight {
		Self::payout_delivered().max(Self::payout_deferred())
	}
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn accept_asset() -> Weight {
		measured::accept_asset::<T::DbWeight>()
	}
	fn publish_terms() -> Weight {
		measured::publish_terms::<T::DbWeight>()
	}
	fn retire_terms() -> Weight {
		measured::retire_terms::<T::DbWeight>()
	}
	fn invoice() -> Weight {
		measured::invoice::<T::DbWeight>()
	}
	fn fund() -> Weight {
		measured::fund::<T::DbWeight>()
	}
	fn use_discount() -> Weight {
		measured::use_discount::<T::DbWeight>()
	}
	fn place_offers(o: u32) -> Weight {
		measured::place_offers::<T::DbWeight>(o)
	}
	fn place_items(i: u32) -> Weight {
		measured::place_items::<T::DbWeight>(i)
	}
	fn cancel() -> Weight {
		measured::cancel::<T::DbWeight>()
	}
	fn ship(n: u32) -> Weight {
		measured::ship::<T::DbWeight>(n)
	}
	fn confirm(n: u32) -> Weight {
		measured::confirm::<T::DbWeight>(n)
	}
	fn release() -> Weight {
		measured::release::<T::DbWeight>()
	}
	fn extend() -> Weight {
		measured::extend::<T::DbWeight>()
	}
	fn request_refund() -> Weight {
		measured::request_refund::<T::DbWeight>()
	}
	fn answer_refund() -> Weight {
		measured::answer_refund::<T::DbWeight>()
	}
	fn refund() -> Weight {
		measured::refund::<T::DbWeight>()
	}
	fn settle_due(n: u32) -> Weight {
		measured::settle_due::<T::DbWeight>(n)
	}
	fn claim() -> Weight {
		measured::claim::<T::DbWeight>()
	}
	fn close(n: u32) -> Weight {
		measured::close::<T::DbWeight>(n)
	}
	fn forgive() -> Weight {
		measured::forgive::<T::DbWeight>()
	}
	fn invoice_external() -> Weight {
		measured::invoice_external::<T::DbWeight>()
	}
	fn attest() -> Weight {
		measured::attest::<T::DbWeight>()
	}
	fn return_sent() -> Weight {
		measured::return_sent::<T::DbWeight>()
	}
	fn return_received() -> Weight {
		measured::return_received::<T::DbWeight>()
	}
	fn dispute() -> Weight {
		measured::dispute::<T::DbWeight>()
	}
	fn propose_split() -> Weight {
		measured::propose_split::<T::DbWeight>()
	}
	fn accept_split() -> Weight {
		measured::accept_split::<T::DbWeight>()
	}
	fn escalate() -> Weight {
		measured::escalate::<T::DbWeight>()
	}
	fn decide() -> Weight {
		measured::decide::<T::DbWeight>()
	}
	fn refute_payment() -> Weight {
		measured::refute_payment::<T::DbWeight>()
	}
	fn repay() -> Weight {
		measured::repay::<T::DbWeight>()
	}
	fn retry_hook() -> Weight {
		measured::retry_hook::<T::DbWeight>()
	}
	fn fulfil() -> Weight {
		measured::fulfil::<T::DbWeight>()
	}
	fn sweep_base() -> Weight {
		measured::sweep_base::<T::DbWeight>()
	}
	fn sweep_order() -> Weight {
		measured::sweep_order::<T::DbWeight>()
	}
	fn payout_delivered() -> Weight {
		measured::payout_delivered::<T::DbWeight>()
	}
	fn payout_deferred() -> Weight {
		measured::payout_deferred::<T::DbWeight>()
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn accept_asset() -> Weight {
		measured::accept_asset::<ParityDbWeight>()
	}
	fn publish_terms() -> Weight {
		measured::publish_terms::<ParityDbWeight>()
	}
	fn retire_terms() -> Weight {
		measured::retire_terms::<ParityDbWeight>()
	}
	fn invoice() -> Weight {
		measured::invoice::<ParityDbWeight>()
	}
	fn fund() -> Weight {
		measured::fund::<ParityDbWeight>()
	}
	fn use_discount() -> Weight {
		measured::use_discount::<ParityDbWeight>()
	}
	fn place_offers(o: u32) -> Weight {
		measured::place_offers::<ParityDbWeight>(o)
	}
	fn place_items(i: u32) -> Weight {
		measured::place_items::<ParityDbWeight>(i)
	}
	fn cancel() -> Weight {
		measured::cancel::<ParityDbWeight>()
	}
	fn ship(n: u32) -> Weight {
		measured::ship::<ParityDbWeight>(n)
	}
	fn confirm(n: u32) -> Weight {
		measured::confirm::<ParityDbWeight>(n)
	}
	fn release() -> Weight {
		measured::release::<ParityDbWeight>()
	}
	fn extend() -> Weight {
		measured::extend::<ParityDbWeight>()
	}
	fn request_refund() -> Weight {
		measured::request_refund::<ParityDbWeight>()
	}
	fn answer_refund() -> Weight {
		measured::answer_refund::<ParityDbWeight>()
	}
	fn refund() -> Weight {
		measured::refund::<ParityDbWeight>()
	}
	fn settle_due(n: u32) -> Weight {
		measured::settle_due::<ParityDbWeight>(n)
	}
	fn claim() -> Weight {
		measured::claim::<ParityDbWeight>()
	}
	fn close(n: u32) -> Weight {
		measured::close::<ParityDbWeight>(n)
	}
	fn forgive() -> Weight {
		measured::forgive::<ParityDbWeight>()
	}
	fn invoice_external() -> Weight {
		measured::invoice_external::<ParityDbWeight>()
	}
	fn attest() -> Weight {
		measured::attest::<ParityDbWeight>()
	}
	fn return_sent() -> Weight {
		measured::return_sent::<ParityDbWeight>()
	}
	fn return_received() -> Weight {
		measured::return_received::<ParityDbWeight>()
	}
	fn dispute() -> Weight {
		measured::dispute::<ParityDbWeight>()
	}
	fn propose_split() -> Weight {
		measured::propose_split::<ParityDbWeight>()
	}
	fn accept_split() -> Weight {
		measured::accept_split::<ParityDbWeight>()
	}
	fn escalate() -> Weight {
		measured::escalate::<ParityDbWeight>()
	}
	fn decide() -> Weight {
		measured::decide::<ParityDbWeight>()
	}
	fn refute_payment() -> Weight {
		measured::refute_payment::<ParityDbWeight>()
	}
	fn repay() -> Weight {
		measured::repay::<ParityDbWeight>()
	}
	fn retry_hook() -> Weight {
		measured::retry_hook::<ParityDbWeight>()
	}
	fn fulfil() -> Weight {
		measured::fulfil::<ParityDbWeight>()
	}
	fn sweep_base() -> Weight {
		measured::sweep_base::<ParityDbWeight>()
	}
	fn sweep_order() -> Weight {
		measured::sweep_order::<ParityDbWeight>()
	}
	fn payout_delivered() -> Weight {
		measured::payout_delivered::<ParityDbWeight>()
	}
	fn payout_deferred() -> Weight {
		measured::payout_deferred::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:1)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `AssetsFreezer::Freezes` (r:1 w:1)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Fastest run: 121_311 ns.
	pub fn accept_asset<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(126_237_000, 0).saturating_add(Db::get().reads_writes(10, 10))
	}

	// Storage: `Orders::NextTermsId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:0 w:1)
	// Fastest run: 56_675 ns.
	pub fn publish_terms<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(59_088_000, 0).saturating_add(Db::get().reads_writes(3, 4))
	}

	// Storage: `Orders::TermsOf` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 53_460 ns.
	pub fn retire_terms<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(55_833_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Orders::AcceptedAssets` (r:1 w:0)
	// Storage: `Orders::TermsOf` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::NextOrderId` (r:1 w:1)
	// Storage: `Orders::Orders` (r:0 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::OrdersOf` (r:0 w:2)
	// Fastest run: 84_946 ns.
	pub fn invoice<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(89_102_000, 0).saturating_add(Db::get().reads_writes(6, 8))
	}

	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:1)
	// Storage: `AssetsFreezer::Freezes` (r:1 w:1)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Storage: `Loyalty::ServedBy` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Orders::OrdersOf` (r:0 w:1)
	// Fastest run: 153_308 ns.
	pub fn fund<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(163_022_000, 0).saturating_add(Db::get().reads_writes(13, 13))
	}

	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Spendings` (r:1 w:0)
	// Fastest run: 25_118 ns.
	pub fn use_discount<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(27_681_000, 0).saturating_add(Db::get().reads_writes(3, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::UsedOffers` (r:8 w:8)
	// Storage: `Orders::TermsOf` (r:8 w:8)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:9 w:9)
	// Storage: `Balances::Holds` (r:8 w:8)
	// Storage: `Orders::NextOrderId` (r:1 w:1)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:1)
	// Storage: `AssetsFreezer::Freezes` (r:1 w:1)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Storage: `Loyalty::ServedBy` (r:8 w:0)
	// Storage: `Orders::Orders` (r:0 w:8)
	// Storage: `Orders::Due` (r:0 w:8)
	// Storage: `Orders::OrdersOf` (r:0 w:16)
	// `o` from 1 to 8.
	// Fastest run: 269_801 ns.
	pub fn place_offers<Db: Get<RuntimeDbWeight>>(o: u32) -> Weight {
		Weight::from_parts(163_708_666, 0)
			// Give or take 714_611.
			.saturating_add(Weight::from_parts(139_979_898, 0).saturating_mul(o.into()))
			.saturating_add(Db::get().reads_writes(12, 10))
			.saturating_add(Db::get().reads(5).saturating_mul(o.into()))
			.saturating_add(Db::get().writes(8).saturating_mul(o.into()))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::UsedOffers` (r:8 w:8)
	// Storage: `Orders::TermsOf` (r:8 w:8)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:9 w:9)
	// Storage: `Balances::Holds` (r:8 w:8)
	// Storage: `Orders::NextOrderId` (r:1 w:1)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:1)
	// Storage: `AssetsFreezer::Freezes` (r:1 w:1)
	// Storage: `AssetsHolder::Holds` (r:1 w:1)
	// Storage: `Loyalty::ServedBy` (r:8 w:0)
	// Storage: `Orders::Orders` (r:0 w:128)
	// Storage: `Orders::Due` (r:0 w:128)
	// Storage: `Orders::OrdersOf` (r:0 w:256)
	// `i` from 8 to 128.
	// Fastest run: 1_178_400 ns.
	pub fn place_items<Db: Get<RuntimeDbWeight>>(i: u32) -> Weight {
		Weight::from_parts(1_079_916_739, 0)
			// Give or take 144_608.
			.saturating_add(Weight::from_parts(22_831_974, 0).saturating_mul(i.into()))
			.saturating_add(Db::get().reads_writes(52, 42))
			.saturating_add(Db::get().writes(4).saturating_mul(i.into()))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 118_156 ns.
	pub fn cancel<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(122_622_000, 0).saturating_add(Db::get().reads_writes(11, 8))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:32 w:32)
	// Storage: `Orders::TermsOf` (r:32 w:0)
	// Storage: `Loyalty::Earnings` (r:32 w:0)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:64)
	// Storage: `Orders::MissedNotices` (r:0 w:32)
	// `n` from 1 to 32.
	// Fastest run: 122_452 ns.
	pub fn ship<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(82_341_403, 0)
			// Give or take 236_198.
			.saturating_add(Weight::from_parts(28_854_278, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(8, 5))
			.saturating_add(Db::get().reads(3).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(4).saturating_mul(n.into()))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:32 w:32)
	// Storage: `Orders::TermsOf` (r:32 w:0)
	// Storage: `Orders::Debts` (r:256 w:256)
	// Storage: `System::Account` (r:128 w:128)
	// Storage: `Balances::Holds` (r:32 w:32)
	// Storage: `Orders::RefundDebts` (r:96 w:64)
	// Storage: `Orders::Reserves` (r:32 w:32)
	// Storage: `Loyalty::Earnings` (r:32 w:0)
	// Storage: `Assets::Account` (r:97 w:97)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:64)
	// `n` from 1 to 32.
	// Fastest run: 737_746 ns.
	pub fn confirm<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(746_328_000, 0)
			// Give or take 1_208_608.
			.saturating_add(Weight::from_parts(685_647_514, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(6, 3))
			.saturating_add(Db::get().reads(23).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(22).saturating_mul(n.into()))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Debts` (r:8 w:8)
	// Storage: `System::Account` (r:4 w:4)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Orders::RefundDebts` (r:3 w:2)
	// Storage: `Orders::Reserves` (r:1 w:1)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Assets::Account` (r:4 w:4)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:2)
	// Fastest run: 731_216 ns.
	pub fn release<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(761_651_000, 0).saturating_add(Db::get().reads_writes(29, 25))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Fastest run: 28_693 ns.
	pub fn extend<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(31_086_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Fastest run: 29_864 ns.
	pub fn request_refund<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(32_037_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 118_426 ns.
	pub fn answer_refund<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(124_054_000, 0).saturating_add(Db::get().reads_writes(11, 8))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Debts` (r:8 w:8)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Orders::Reserves` (r:1 w:1)
	// Storage: `Orders::RefundDebts` (r:1 w:1)
	// Storage: `Assets::Account` (r:3 w:3)
	// Storage: `AssetsHolder::BalancesOnHold` (r:2 w:0)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsFreezer::FrozenBalances` (r:2 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 716_584 ns.
	pub fn refund<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(733_310_000, 0).saturating_add(Db::get().reads_writes(26, 20))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:32 w:32)
	// Storage: `Orders::TermsOf` (r:32 w:0)
	// Storage: `Orders::Debts` (r:256 w:256)
	// Storage: `System::Account` (r:128 w:128)
	// Storage: `Balances::Holds` (r:32 w:32)
	// Storage: `Orders::RefundDebts` (r:96 w:64)
	// Storage: `Orders::Reserves` (r:32 w:32)
	// Storage: `Loyalty::Earnings` (r:32 w:0)
	// Storage: `Assets::Account` (r:97 w:97)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:64)
	// `n` from 1 to 32.
	// Fastest run: 733_489 ns.
	pub fn settle_due<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(740_009_000, 0)
			// Give or take 1_221_726.
			.saturating_add(Weight::from_parts(698_588_039, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(6, 3))
			.saturating_add(Db::get().reads(23).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(22).saturating_mul(n.into()))
	}

	// Storage: `Orders::Claims` (r:1 w:1)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 150_023 ns.
	pub fn claim<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(154_490_000, 0).saturating_add(Db::get().reads_writes(11, 9))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:32 w:32)
	// Storage: `Orders::TermsOf` (r:32 w:32)
	// Storage: `Orders::RefundDebts` (r:32 w:0)
	// Storage: `Orders::UsedOffers` (r:32 w:32)
	// Storage: `System::Account` (r:32 w:32)
	// Storage: `Balances::Holds` (r:32 w:32)
	// Storage: `Loyalty::Earnings` (r:32 w:0)
	// Storage: `Loyalty::Spendings` (r:32 w:0)
	// Storage: `Orders::MissedNotices` (r:32 w:0)
	// Storage: `Orders::OrdersOf` (r:64 w:128)
	// `n` from 1 to 32.
	// Fastest run: 149_683 ns.
	pub fn close<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(153_288_000, 0)
			// Give or take 532_789.
			.saturating_add(Weight::from_parts(131_558_535, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(1, 0))
			.saturating_add(Db::get().reads(11).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(9).saturating_mul(n.into()))
	}

	// Storage: `Orders::Debts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 61_472 ns.
	pub fn forgive<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(64_846_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Gateways::Gateways` (r:1 w:0)
	// Storage: `Orders::TermsOf` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::NextOrderId` (r:1 w:1)
	// Storage: `Orders::Orders` (r:0 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::OrdersOf` (r:0 w:2)
	// Fastest run: 91_055 ns.
	pub fn invoice_external<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(95_102_000, 0).saturating_add(Db::get().reads_writes(6, 8))
	}

	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Gateways::Receipts` (r:1 w:1)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Orders::Strays` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 167_919 ns.
	pub fn attest<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(173_588_000, 0).saturating_add(Db::get().reads_writes(10, 6))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Fastest run: 30_004 ns.
	pub fn return_sent<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(34_170_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 121_531 ns.
	pub fn return_received<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(130_373_000, 0).saturating_add(Db::get().reads_writes(11, 8))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Fastest run: 30_365 ns.
	pub fn dispute<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(36_164_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Fastest run: 27_250 ns.
	pub fn propose_split<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_095_000, 0).saturating_add(Db::get().reads_writes(3, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Debts` (r:8 w:8)
	// Storage: `Orders::RefundDebts` (r:3 w:2)
	// Storage: `System::Account` (r:4 w:4)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Orders::Reserves` (r:1 w:1)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Assets::Account` (r:6 w:6)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 574_513 ns.
	pub fn accept_split<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(594_564_000, 0).saturating_add(Db::get().reads_writes(31, 28))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Orders::OrdersOf` (r:0 w:1)
	// Fastest run: 128_240 ns.
	pub fn escalate<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(133_539_000, 0).saturating_add(Db::get().reads_writes(9, 8))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Debts` (r:8 w:8)
	// Storage: `Orders::RefundDebts` (r:3 w:2)
	// Storage: `System::Account` (r:5 w:5)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Orders::Reserves` (r:1 w:1)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Assets::Account` (r:7 w:7)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 646_130 ns.
	pub fn decide<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(670_736_000, 0).saturating_add(Db::get().reads_writes(33, 30))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 48_462 ns.
	pub fn refute_payment<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(51_487_000, 0).saturating_add(Db::get().reads_writes(5, 4))
	}

	// Storage: `Orders::Orders` (r:1 w:0)
	// Storage: `Orders::RefundDebts` (r:1 w:1)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Assets::Account` (r:3 w:3)
	// Storage: `AssetsHolder::BalancesOnHold` (r:2 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:2 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 222_982 ns.
	pub fn repay<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(231_234_000, 0).saturating_add(Db::get().reads_writes(13, 8))
	}

	// Storage: `Orders::MissedNotices` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 62_022 ns.
	pub fn retry_hook<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(65_177_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:3 w:3)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::RefundDebts` (r:3 w:2)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Orders::Reserves` (r:1 w:1)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Assets::Account` (r:6 w:4)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `Orders::Claims` (r:2 w:2)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 414_236 ns.
	pub fn fulfil<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(425_442_000, 0).saturating_add(Db::get().reads_writes(25, 20))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Due` (r:1 w:0)
	// Fastest run: 7_912 ns.
	pub fn sweep_base<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(8_913_000, 0).saturating_add(Db::get().reads_writes(2, 0))
	}

	// Storage: `Orders::Due` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Orders::Debts` (r:8 w:8)
	// Storage: `Orders::RefundDebts` (r:3 w:2)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Orders::Reserves` (r:1 w:1)
	// Storage: `Orders::MissedNotices` (r:0 w:1)
	// Fastest run: 313_055 ns.
	pub fn sweep_order<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(329_410_000, 0).saturating_add(Db::get().reads_writes(20, 17))
	}

	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Fastest run: 85_938 ns.
	pub fn payout_delivered<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(88_942_000, 0).saturating_add(Db::get().reads_writes(7, 5))
	}

	// Storage: `Assets::Account` (r:2 w:0)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `Orders::Claims` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Fastest run: 50_144 ns.
	pub fn payout_deferred<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(53_650_000, 0).saturating_add(Db::get().reads_writes(7, 2))
	}
}
