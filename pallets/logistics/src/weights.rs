//! Weights of `pallet_logistics`, measured by `scripts/bench`: do not edit, measure again.

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
}

/// The weights with ParityDB, for tests.
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
}

mod measured {
	use super::*;
	use frame_support::weights::RuntimeDbWeight;

	pub(super) fn create_shipments<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 4_000)
			.saturating_mul(n.into())
			.saturating_add(Db::get().reads_writes(6, 6).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(20_000_000, 4_000))
	}
	pub(super) fn create_return<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(70_000_000, 8_000).saturating_add(Db::get().reads_writes(8, 7))
	}
	pub(super) fn create_unit<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(50_000_000, 8_000).saturating_add(Db::get().reads_writes(6, 5))
	}
	pub(super) fn cancel_shipment<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Db::get().reads_writes(5, 6))
	}
	pub(super) fn set_pod_key<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 8_000).saturating_add(Db::get().reads_writes(2, 1))
	}
	pub(super) fn offer_handover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 8_000).saturating_add(Db::get().reads_writes(3, 1))
	}
	pub(super) fn accept_handover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(70_000_000, 8_000).saturating_add(Db::get().reads_writes(9, 8))
	}
	pub(super) fn reject_handover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 8_000).saturating_add(Db::get().reads_writes(4, 1))
	}
	pub(super) fn cancel_handover<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 8_000).saturating_add(Db::get().reads_writes(3, 1))
	}
	pub(super) fn scan<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(25_000_000, 8_000).saturating_add(Db::get().reads_writes(4, 1))
	}
	pub(super) fn scan_many<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(12_000_000, 4_000)
			.saturating_mul(n.into())
			.saturating_add(Db::get().reads_writes(1, 1).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(20_000_000, 4_000))
	}
	pub(super) fn relay_scan<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(80_000_000, 8_000).saturating_add(Db::get().reads_writes(6, 3))
	}
	pub(super) fn report_sensor<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 8_000).saturating_add(Db::get().reads_writes(5, 2))
	}
	pub(super) fn pack<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(20_000_000, 4_000)
			.saturating_mul(n.into())
			.saturating_add(Db::get().reads_writes(1, 1).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(20_000_000, 4_000))
	}
	pub(super) fn unpack<Db: Get<RuntimeDbWeight>>(n: u32) -> Weight {
		Weight::from_parts(20_000_000, 4_000)
			.saturating_mul(n.into())
			.saturating_add(Db::get().reads_writes(1, 1).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(20_000_000, 4_000))
	}
	pub(super) fn update_eta<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(25_000_000, 8_000).saturating_add(Db::get().reads_writes(4, 1))
	}
	pub(super) fn report_exception<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 8_000).saturating_add(Db::get().reads_writes(5, 2))
	}
	pub(super) fn prove_delivery<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(90_000_000, 8_000).saturating_add(Db::get().reads_writes(8, 7))
	}
	pub(super) fn confirm_delivery<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(50_000_000, 8_000).saturating_add(Db::get().reads_writes(8, 7))
	}
	pub(super) fn claim_delivery<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(40_000_000, 8_000).saturating_add(Db::get().reads_writes(5, 4))
	}
	pub(super) fn contest<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(40_000_000, 8_000).saturating_add(Db::get().reads_writes(4, 4))
	}
	pub(super) fn answer_contest<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(40_000_000, 8_000).saturating_add(Db::get().reads_writes(5, 4))
	}
	pub(super) fn start_return<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 8_000).saturating_add(Db::get().reads_writes(4, 1))
	}
	pub(super) fn accept_return<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(50_000_000, 8_000).saturating_add(Db::get().reads_writes(8, 7))
	}
	pub(super) fn declare_lost<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(70_000_000, 8_000).saturating_add(Db::get().reads_writes(9, 8))
	}
	pub(super) fn correct_event<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(25_000_000, 8_000).saturating_add(Db::get().reads_writes(4, 1))
	}
	pub(super) fn attach_document<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(25_000_000, 8_000).saturating_add(Db::get().reads_writes(4, 1))
	}
	pub(super) fn tell_order<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(20_000_000, 8_000).saturating_add(Db::get().reads_writes(2, 1))
	}
	pub(super) fn purge<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Db::get().reads_writes(4, 40))
	}
	pub(super) fn turn_page<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 8_000).saturating_add(Db::get().reads_writes(1, 2))
	}
	pub(super) fn lapse<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(70_000_000, 8_000).saturating_add(Db::get().reads_writes(10, 9))
	}
	pub(super) fn sweep_base<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(5_000_000, 8_000).saturating_add(Db::get().reads_writes(2, 0))
	}
	pub(super) fn detach<Db: Get<RuntimeDbWeight>>() -> Weight {
		Weight::from_parts(30_000_000, 8_000).saturating_add(Db::get().reads_writes(5, 6))
	}
}
