//! Weights of `pallet_orders`, measured by `scripts/bench`: do not edit, measure again.
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
	// Fastest run: 122_652 ns.
	pub fn accept_asset<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(127_950_000, 0).saturating_add(Db::get().reads_writes(10, 10))
	}

	// Storage: `Orders::NextTermsId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:0 w:1)
	// Fastest run: 57_926 ns.
	pub fn publish_terms<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_540_000, 0).saturating_add(Db::get().reads_writes(3, 4))
	}

	// Storage: `Orders::TermsOf` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 54_050 ns.
	pub fn retire_terms<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(56_644_000, 0).saturating_add(Db::get().reads_writes(3, 3))
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
	// Fastest run: 87_370 ns.
	pub fn invoice<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(91_666_000, 0).saturating_add(Db::get().reads_writes(6, 8))
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
	// Fastest run: 155_381 ns.
	pub fn fund<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(165_276_000, 0).saturating_add(Db::get().reads_writes(13, 13))
	}

	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Loyalty::Spendings` (r:1 w:0)
	// Storage: `Coupons::Uses` (r:1 w:0)
	// Fastest run: 30_135 ns.
	pub fn use_discount<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(32_879_000, 0).saturating_add(Db::get().reads_writes(4, 1))
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
	// Fastest run: 272_595 ns.
	pub fn place_offers<Db: Get<RuntimeDbWeight>>(o: u32) -> Weight {
		Weight::from_parts(139_422_630, 0)
			// Give or take 150_720.
			.saturating_add(Weight::from_parts(140_394_914, 0).saturating_mul(o.into()))
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
	// Fastest run: 1_204_279 ns.
	pub fn place_items<Db: Get<RuntimeDbWeight>>(i: u32) -> Weight {
		Weight::from_parts(1_022_849_864, 0)
			// Give or take 40_492.
			.saturating_add(Weight::from_parts(25_450_844, 0).saturating_mul(i.into()))
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
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 123_073 ns.
	pub fn cancel<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(127_620_000, 0).saturating_add(Db::get().reads_writes(11, 9))
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
	// Storage: `Orders::MissedNotices` (r:0 w:64)
	// `n` from 1 to 32.
	// Fastest run: 126_327 ns.
	pub fn ship<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(99_548_403, 0)
			// Give or take 88_312.
			.saturating_add(Weight::from_parts(30_116_927, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(8, 5))
			.saturating_add(Db::get().reads(3).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(5).saturating_mul(n.into()))
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
	// Fastest run: 736_174 ns.
	pub fn confirm<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(742_443_000, 0)
			// Give or take 1_409_299.
			.saturating_add(Weight::from_parts(686_595_641, 0).saturating_mul(n.into()))
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
	// Fastest run: 731_386 ns.
	pub fn release<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(749_773_000, 0).saturating_add(Db::get().reads_writes(29, 25))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Fastest run: 28_973 ns.
	pub fn extend<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_966_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Fastest run: 30_145 ns.
	pub fn request_refund<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(32_298_000, 0).saturating_add(Db::get().reads_writes(3, 3))
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
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 123_594 ns.
	pub fn answer_refund<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(128_842_000, 0).saturating_add(Db::get().reads_writes(11, 9))
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
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 717_525 ns.
	pub fn refund<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(740_901_000, 0).saturating_add(Db::get().reads_writes(26, 21))
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
	// Fastest run: 734_972 ns.
	pub fn settle_due<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(28_817_316, 0)
			// Give or take 1_142_866.
			.saturating_add(Weight::from_parts(706_764_832, 0).saturating_mul(n.into()))
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
	// Fastest run: 151_495 ns.
	pub fn claim<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(156_312_000, 0).saturating_add(Db::get().reads_writes(11, 9))
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
	// Storage: `Coupons::Uses` (r:32 w:0)
	// Storage: `Orders::MissedNotices` (r:32 w:0)
	// Storage: `Orders::OrdersOf` (r:64 w:128)
	// `n` from 1 to 32.
	// Fastest run: 155_911 ns.
	pub fn close<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(24_355_508, 0)
			// Give or take 202_646.
			.saturating_add(Weight::from_parts(138_604_820, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(1, 0))
			.saturating_add(Db::get().reads(12).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(9).saturating_mul(n.into()))
	}

	// Storage: `Orders::Debts` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 62_133 ns.
	pub fn forgive<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(65_006_000, 0).saturating_add(Db::get().reads_writes(3, 3))
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
	// Fastest run: 92_948 ns.
	pub fn invoice_external<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(96_773_000, 0).saturating_add(Db::get().reads_writes(6, 8))
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
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 171_665 ns.
	pub fn attest<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(180_848_000, 0).saturating_add(Db::get().reads_writes(10, 7))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Fastest run: 29_874 ns.
	pub fn return_sent<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(31_947_000, 0).saturating_add(Db::get().reads_writes(3, 3))
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
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 126_457 ns.
	pub fn return_received<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(131_195_000, 0).saturating_add(Db::get().reads_writes(11, 9))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Fastest run: 30_265 ns.
	pub fn dispute<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(32_688_000, 0).saturating_add(Db::get().reads_writes(3, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Fastest run: 27_361 ns.
	pub fn propose_split<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(29_404_000, 0).saturating_add(Db::get().reads_writes(3, 1))
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
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 584_899 ns.
	pub fn accept_split<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(597_137_000, 0).saturating_add(Db::get().reads_writes(31, 29))
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
	// Fastest run: 129_222 ns.
	pub fn escalate<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(133_449_000, 0).saturating_add(Db::get().reads_writes(9, 8))
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
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 647_431 ns.
	pub fn decide<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(667_091_000, 0).saturating_add(Db::get().reads_writes(33, 31))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Gateways::Gateways` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 51_416 ns.
	pub fn refute_payment<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(54_361_000, 0).saturating_add(Db::get().reads_writes(5, 5))
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
	// Fastest run: 225_295 ns.
	pub fn repay<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(230_813_000, 0).saturating_add(Db::get().reads_writes(13, 8))
	}

	// Storage: `Orders::MissedNotices` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Fastest run: 62_623 ns.
	pub fn retry_hook<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(65_437_000, 0).saturating_add(Db::get().reads_writes(3, 3))
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
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 424_301 ns.
	pub fn fulfil<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(436_719_000, 0).saturating_add(Db::get().reads_writes(25, 21))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Orders::Due` (r:1 w:0)
	// Fastest run: 7_892 ns.
	pub fn sweep_base<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(9_063_000, 0).saturating_add(Db::get().reads_writes(2, 0))
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
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Fastest run: 318_964 ns.
	pub fn sweep_order<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(328_809_000, 0).saturating_add(Db::get().reads_writes(20, 18))
	}

	// Storage: `Assets::Account` (r:2 w:2)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Fastest run: 87_069 ns.
	pub fn payout_delivered<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(90_605_000, 0).saturating_add(Db::get().reads_writes(7, 5))
	}

	// Storage: `Assets::Account` (r:2 w:0)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	// Storage: `Orders::Claims` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Fastest run: 51_026 ns.
	pub fn payout_deferred<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(54_181_000, 0).saturating_add(Db::get().reads_writes(7, 2))
	}
}
