//! Weights of `pallet_logistics`, measured by `scripts/bench`: do not edit, measure again.
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
	fn create_shipments(n: u32) -> Weight;
	fn create_return() -> Weight;
	fn create_unit() -> Weight;
	fn cancel_shipment() -> Weight;
	fn set_pod_key() -> Weight;
	fn offer_handover() -> Weight;
	fn accept_handover() -> Weight;
	fn reject_handover() -> Weight;
	fn cancel_handover() -> Weight;
	fn scan() -> Weight;
	fn scan_many(n: u32) -> Weight;
	fn relay_scan() -> Weight;
	fn report_sensor() -> Weight;
	fn pack(n: u32) -> Weight;
	fn unpack(n: u32) -> Weight;
	fn update_eta() -> Weight;
	fn report_exception() -> Weight;
	fn prove_delivery() -> Weight;
	fn confirm_delivery() -> Weight;
	fn claim_delivery() -> Weight;
	fn contest() -> Weight;
	fn answer_contest() -> Weight;
	fn start_return() -> Weight;
	fn accept_return() -> Weight;
	fn declare_lost() -> Weight;
	fn correct_event() -> Weight;
	fn attach_document() -> Weight;
	fn tell_order() -> Weight;
	fn purge() -> Weight;
	fn turn_page() -> Weight;
	fn lapse() -> Weight;
	fn sweep_base() -> Weight;
	fn detach() -> Weight;
	fn carries() -> Weight;
}

/// The weights with the database of a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn create_shipments(n: u32) -> Weight {
		measured::create_shipments::<T::DbWeight>(n)
	}
	fn create_return() -> Weight {
		measured::create_return::<T::DbWeight>()
	}
	fn create_unit() -> Weight {
		measured::create_unit::<T::DbWeight>()
	}
	fn cancel_shipment() -> Weight {
		measured::cancel_shipment::<T::DbWeight>()
	}
	fn set_pod_key() -> Weight {
		measured::set_pod_key::<T::DbWeight>()
	}
	fn offer_handover() -> Weight {
		measured::offer_handover::<T::DbWeight>()
	}
	fn accept_handover() -> Weight {
		measured::accept_handover::<T::DbWeight>()
	}
	fn reject_handover() -> Weight {
		measured::reject_handover::<T::DbWeight>()
	}
	fn cancel_handover() -> Weight {
		measured::cancel_handover::<T::DbWeight>()
	}
	fn scan() -> Weight {
		measured::scan::<T::DbWeight>()
	}
	fn scan_many(n: u32) -> Weight {
		measured::scan_many::<T::DbWeight>(n)
	}
	fn relay_scan() -> Weight {
		measured::relay_scan::<T::DbWeight>()
	}
	fn report_sensor() -> Weight {
		measured::report_sensor::<T::DbWeight>()
	}
	fn pack(n: u32) -> Weight {
		measured::pack::<T::DbWeight>(n)
	}
	fn unpack(n: u32) -> Weight {
		measured::unpack::<T::DbWeight>(n)
	}
	fn update_eta() -> Weight {
		measured::update_eta::<T::DbWeight>()
	}
	fn report_exception() -> Weight {
		measured::report_exception::<T::DbWeight>()
	}
	fn prove_delivery() -> Weight {
		measured::prove_delivery::<T::DbWeight>()
	}
	fn confirm_delivery() -> Weight {
		measured::confirm_delivery::<T::DbWeight>()
	}
	fn claim_delivery() -> Weight {
		measured::claim_delivery::<T::DbWeight>()
	}
	fn contest() -> Weight {
		measured::contest::<T::DbWeight>()
	}
	fn answer_contest() -> Weight {
		measured::answer_contest::<T::DbWeight>()
	}
	fn start_return() -> Weight {
		measured::start_return::<T::DbWeight>()
	}
	fn accept_return() -> Weight {
		measured::accept_return::<T::DbWeight>()
	}
	fn declare_lost() -> Weight {
		measured::declare_lost::<T::DbWeight>()
	}
	fn correct_event() -> Weight {
		measured::correct_event::<T::DbWeight>()
	}
	fn attach_document() -> Weight {
		measured::attach_document::<T::DbWeight>()
	}
	fn tell_order() -> Weight {
		measured::tell_order::<T::DbWeight>()
	}
	fn purge() -> Weight {
		measured::purge::<T::DbWeight>()
	}
	fn turn_page() -> Weight {
		measured::turn_page::<T::DbWeight>()
	}
	fn lapse() -> Weight {
		measured::lapse::<T::DbWeight>()
	}
	fn sweep_base() -> Weight {
		measured::sweep_base::<T::DbWeight>()
	}
	fn detach() -> Weight {
		measured::detach::<T::DbWeight>()
	}
	fn carries() -> Weight {
		measured::carries::<T::DbWeight>()
	}
}

/// The weights with ParityDB.
impl WeightInfo for () {
	fn create_shipments(n: u32) -> Weight {
		measured::create_shipments::<ParityDbWeight>(n)
	}
	fn create_return() -> Weight {
		measured::create_return::<ParityDbWeight>()
	}
	fn create_unit() -> Weight {
		measured::create_unit::<ParityDbWeight>()
	}
	fn cancel_shipment() -> Weight {
		measured::cancel_shipment::<ParityDbWeight>()
	}
	fn set_pod_key() -> Weight {
		measured::set_pod_key::<ParityDbWeight>()
	}
	fn offer_handover() -> Weight {
		measured::offer_handover::<ParityDbWeight>()
	}
	fn accept_handover() -> Weight {
		measured::accept_handover::<ParityDbWeight>()
	}
	fn reject_handover() -> Weight {
		measured::reject_handover::<ParityDbWeight>()
	}
	fn cancel_handover() -> Weight {
		measured::cancel_handover::<ParityDbWeight>()
	}
	fn scan() -> Weight {
		measured::scan::<ParityDbWeight>()
	}
	fn scan_many(n: u32) -> Weight {
		measured::scan_many::<ParityDbWeight>(n)
	}
	fn relay_scan() -> Weight {
		measured::relay_scan::<ParityDbWeight>()
	}
	fn report_sensor() -> Weight {
		measured::report_sensor::<ParityDbWeight>()
	}
	fn pack(n: u32) -> Weight {
		measured::pack::<ParityDbWeight>(n)
	}
	fn unpack(n: u32) -> Weight {
		measured::unpack::<ParityDbWeight>(n)
	}
	fn update_eta() -> Weight {
		measured::update_eta::<ParityDbWeight>()
	}
	fn report_exception() -> Weight {
		measured::report_exception::<ParityDbWeight>()
	}
	fn prove_delivery() -> Weight {
		measured::prove_delivery::<ParityDbWeight>()
	}
	fn confirm_delivery() -> Weight {
		measured::confirm_delivery::<ParityDbWeight>()
	}
	fn claim_delivery() -> Weight {
		measured::claim_delivery::<ParityDbWeight>()
	}
	fn contest() -> Weight {
		measured::contest::<ParityDbWeight>()
	}
	fn answer_contest() -> Weight {
		measured::answer_contest::<ParityDbWeight>()
	}
	fn start_return() -> Weight {
		measured::start_return::<ParityDbWeight>()
	}
	fn accept_return() -> Weight {
		measured::accept_return::<ParityDbWeight>()
	}
	fn declare_lost() -> Weight {
		measured::declare_lost::<ParityDbWeight>()
	}
	fn correct_event() -> Weight {
		measured::correct_event::<ParityDbWeight>()
	}
	fn attach_document() -> Weight {
		measured::attach_document::<ParityDbWeight>()
	}
	fn tell_order() -> Weight {
		measured::tell_order::<ParityDbWeight>()
	}
	fn purge() -> Weight {
		measured::purge::<ParityDbWeight>()
	}
	fn turn_page() -> Weight {
		measured::turn_page::<ParityDbWeight>()
	}
	fn lapse() -> Weight {
		measured::lapse::<ParityDbWeight>()
	}
	fn sweep_base() -> Weight {
		measured::sweep_base::<ParityDbWeight>()
	}
	fn detach() -> Weight {
		measured::detach::<ParityDbWeight>()
	}
	fn carries() -> Weight {
		measured::carries::<ParityDbWeight>()
	}
}

mod measured {
	use super::{Get, Weight};
	use frame_support::weights::RuntimeDbWeight;

	// Storage: `Orders::Orders` (r:16 w:0)
	// Storage: `Orders::TermsOf` (r:16 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Carriers::Nodes` (r:9 w:0)
	// Storage: `Logistics::BySscc` (r:1 w:1)
	// Storage: `Logistics::NextShipmentId` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:16 w:16)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::ParentHash` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Parameters::Parameters` (r:1 w:0)
	// Storage: `Logistics::Due` (r:0 w:16)
	// Storage: `Logistics::Shipments` (r:0 w:16)
	// `n` from 1 to 16.
	// Fastest run: 146_037 ns.
	pub fn create_shipments<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(24_401_369, 0)
			// Give or take 722_683.
			.saturating_add(Weight::from_parts(93_944_325, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(17, 4))
			.saturating_add(Db::get().reads(3).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(3).saturating_mul(n.into()))
	}

	// Storage: `Orders::Orders` (r:1 w:0)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Carriers::Nodes` (r:9 w:0)
	// Storage: `Logistics::BySscc` (r:1 w:1)
	// Storage: `Logistics::NextShipmentId` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::ParentHash` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Parameters::Parameters` (r:1 w:0)
	// Storage: `Logistics::Due` (r:0 w:1)
	// Storage: `Logistics::Shipments` (r:0 w:1)
	// Fastest run: 144_354 ns.
	pub fn create_return<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(150_994_000, 0).saturating_add(Db::get().reads_writes(20, 7))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Nodes` (r:9 w:0)
	// Storage: `Logistics::BySscc` (r:1 w:1)
	// Storage: `Logistics::NextShipmentId` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::ParentHash` (r:1 w:0)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Parameters::Parameters` (r:1 w:0)
	// Storage: `Logistics::Due` (r:0 w:1)
	// Storage: `Logistics::Shipments` (r:0 w:1)
	// Fastest run: 126_148 ns.
	pub fn create_unit<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(172_507_000, 0).saturating_add(Db::get().reads_writes(18, 6))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `Logistics::CodesOf` (r:1 w:0)
	// Storage: `Logistics::Due` (r:0 w:1)
	// Fastest run: 42_483 ns.
	pub fn cancel_shipment<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(47_010_000, 0).saturating_add(Db::get().reads_writes(4, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Fastest run: 29_744 ns.
	pub fn set_pod_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(32_398_000, 0).saturating_add(Db::get().reads_writes(2, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Fastest run: 47_010 ns.
	pub fn offer_handover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(50_044_000, 0).saturating_add(Db::get().reads_writes(4, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:2 w:2)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Logistics::ByCode` (r:1 w:2)
	// Storage: `Logistics::CodesOf` (r:1 w:1)
	// Fastest run: 70_305 ns.
	pub fn accept_handover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(73_519_000, 0).saturating_add(Db::get().reads_writes(7, 6))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Fastest run: 45_478 ns.
	pub fn reject_handover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(48_091_000, 0).saturating_add(Db::get().reads_writes(4, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Fastest run: 44_526 ns.
	pub fn cancel_handover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(47_250_000, 0).saturating_add(Db::get().reads_writes(4, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Fastest run: 45_728 ns.
	pub fn scan<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(48_282_000, 0).saturating_add(Db::get().reads_writes(4, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:64 w:64)
	// `n` from 1 to 64.
	// Fastest run: 46_840 ns.
	pub fn scan_many<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(56_257_421, 0)
			// Give or take 137_111.
			.saturating_add(Weight::from_parts(17_204_935, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(3, 0))
			.saturating_add(Db::get().reads(1).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(1).saturating_mul(n.into()))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Fastest run: 103_143 ns.
	pub fn relay_scan<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(107_911_000, 0).saturating_add(Db::get().reads_writes(6, 3))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Fastest run: 52_578 ns.
	pub fn report_sensor<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(56_814_000, 0).saturating_add(Db::get().reads_writes(5, 2))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:65 w:65)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Logistics::ContentsOf` (r:1 w:1)
	// `n` from 1 to 64.
	// Fastest run: 62_133 ns.
	pub fn pack<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(47_715_420, 0)
			// Give or take 59_288.
			.saturating_add(Weight::from_parts(16_947_008, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(5, 2))
			.saturating_add(Db::get().reads(1).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(1).saturating_mul(n.into()))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:65 w:65)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Logistics::ContentsOf` (r:1 w:1)
	// Storage: `Parameters::Parameters` (r:1 w:0)
	// `n` from 1 to 64.
	// Fastest run: 70_545 ns.
	pub fn unpack<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(75_074_739, 0)
			// Give or take 93_669.
			.saturating_add(Weight::from_parts(18_822_945, 0).saturating_mul(n.into()))
			.saturating_add(Db::get().reads_writes(6, 2))
			.saturating_add(Db::get().reads(1).saturating_mul(n.into()))
			.saturating_add(Db::get().writes(1).saturating_mul(n.into()))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Fastest run: 45_167 ns.
	pub fn update_eta<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(48_372_000, 0).saturating_add(Db::get().reads_writes(4, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Fastest run: 52_138 ns.
	pub fn report_exception<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(55_302_000, 0).saturating_add(Db::get().reads_writes(5, 2))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `System::BlockHash` (r:1 w:0)
	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Logistics::CodesOf` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Logistics::Due` (r:0 w:1)
	// Storage: `Logistics::ByCode` (r:0 w:1)
	// Fastest run: 130_684 ns.
	pub fn prove_delivery<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(136_844_000, 0).saturating_add(Db::get().reads_writes(8, 9))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Logistics::CodesOf` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Logistics::Due` (r:0 w:1)
	// Storage: `Logistics::ByCode` (r:0 w:1)
	// Fastest run: 81_311 ns.
	pub fn confirm_delivery<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(85_297_000, 0).saturating_add(Db::get().reads_writes(7, 9))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Parameters::Parameters` (r:1 w:0)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Logistics::Due` (r:0 w:2)
	// Fastest run: 84_145 ns.
	pub fn claim_delivery<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(88_762_000, 0).saturating_add(Db::get().reads_writes(8, 7))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Parameters::Parameters` (r:1 w:0)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Logistics::Due` (r:0 w:2)
	// Fastest run: 70_705 ns.
	pub fn contest<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(75_341_000, 0).saturating_add(Db::get().reads_writes(6, 7))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Parameters::Parameters` (r:1 w:0)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Orders::Due` (r:0 w:2)
	// Storage: `Logistics::Due` (r:0 w:2)
	// Fastest run: 84_576 ns.
	pub fn answer_contest<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(90_464_000, 0).saturating_add(Db::get().reads_writes(8, 7))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Fastest run: 44_696 ns.
	pub fn start_return<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(48_342_000, 0).saturating_add(Db::get().reads_writes(4, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Logistics::CodesOf` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `System::Account` (r:2 w:2)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Storage: `Logistics::Due` (r:0 w:1)
	// Storage: `Logistics::ByCode` (r:0 w:1)
	// Fastest run: 156_863 ns.
	pub fn accept_return<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(167_319_000, 0).saturating_add(Db::get().reads_writes(11, 13))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:4 w:4)
	// Storage: `Logistics::CodesOf` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Storage: `Logistics::Due` (r:0 w:1)
	// Storage: `Logistics::ByCode` (r:0 w:1)
	// Fastest run: 228_930 ns.
	pub fn declare_lost<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(244_883_000, 0).saturating_add(Db::get().reads_writes(15, 16))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Logistics::Pages` (r:1 w:0)
	// Fastest run: 56_414 ns.
	pub fn correct_event<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(62_873_000, 0).saturating_add(Db::get().reads_writes(5, 1))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Carriers` (r:1 w:0)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Fastest run: 46_229 ns.
	pub fn attach_document<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(49_253_000, 0).saturating_add(Db::get().reads_writes(4, 1))
	}

	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Fastest run: 15_263 ns.
	pub fn tell_order<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(16_555_000, 0).saturating_add(Db::get().reads_writes(1, 1))
	}

	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Parameters::Parameters` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `System::Account` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `Logistics::BySscc` (r:0 w:1)
	// Storage: `Logistics::Pages` (r:0 w:32)
	// Fastest run: 140_829 ns.
	pub fn purge<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(148_941_000, 0).saturating_add(Db::get().reads_writes(6, 37))
	}

	// Storage: `Logistics::Pages` (r:1 w:2)
	// Fastest run: 29_383 ns.
	pub fn turn_page<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(31_076_000, 0).saturating_add(Db::get().reads_writes(1, 2))
	}

	// Storage: `Logistics::Shipments` (r:1 w:1)
	// Storage: `Carriers::Keys` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Carriers::Carriers` (r:1 w:1)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Storage: `System::Account` (r:4 w:4)
	// Storage: `Logistics::CodesOf` (r:1 w:1)
	// Storage: `Logistics::Consignments` (r:1 w:1)
	// Storage: `Orders::Orders` (r:1 w:1)
	// Storage: `Orders::TermsOf` (r:1 w:0)
	// Storage: `Loyalty::Earnings` (r:1 w:0)
	// Storage: `Orders::AcceptedAssets` (r:1 w:1)
	// Storage: `Orders::Due` (r:0 w:1)
	// Storage: `Orders::MissedNotices` (r:0 w:2)
	// Storage: `Logistics::Due` (r:0 w:1)
	// Storage: `Logistics::ByCode` (r:0 w:1)
	// Fastest run: 222_080 ns.
	pub fn lapse<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(229_350_000, 0).saturating_add(Db::get().reads_writes(15, 16))
	}

	// Storage: `Logistics::Due` (r:1 w:0)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Fastest run: 6_239 ns.
	pub fn sweep_base<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(6_991_000, 0).saturating_add(Db::get().reads_writes(2, 0))
	}

	// Storage: `Logistics::Shipments` (r:4 w:4)
	// Storage: `Logistics::ContentsOf` (r:1 w:1)
	// Storage: `Parameters::Parameters` (r:1 w:0)
	// Fastest run: 54_391 ns.
	pub fn detach<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(57_195_000, 0).saturating_add(Db::get().reads_writes(6, 5))
	}

	// Storage: `Timestamp::Now` (r:1 w:0)
	// Storage: `Logistics::Consignments` (r:2 w:0)
	// Storage: `Logistics::Shipments` (r:160 w:0)
	// Fastest run: 880_052 ns.
	pub fn carries<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(930_008_000, 0).saturating_add(Db::get().reads_writes(163, 0))
	}
}
