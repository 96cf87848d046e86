//! What a shop's back end, a carrier's or a wallet asks about shipments.

use crate::{Code, Consignment};
use alloc::vec::Vec;
use codec::Codec;
use souk_primitives::{
	logistics::{Direction, ShipmentView, Sscc, TrackingEvent},
	OrderId, ShipmentId,
};
use sp_core::H256;

/// The most entries that one call returns.
pub const MAX_HISTORY: u32 = 256;

sp_api::decl_runtime_apis! {
	/// Asks about shipments.
	pub trait LogisticsApi<AccountId, Balance>
	where
		AccountId: Codec,
		Balance: Codec,
	{
		/// A shipment, deadlines that have passed included.
		fn shipment(id: ShipmentId) -> Option<ShipmentView<AccountId, Balance>>;

		/// The shipment of an SSCC.
		fn by_sscc(sscc: Sscc) -> Option<ShipmentId>;

		/// The shipments of an order that go one way, and what they mean to it.
		fn by_order(order: OrderId, direction: Direction) -> Option<Consignment>;

		/// The shipment that a carrier calls so, of those that have not ended.
		fn by_carrier_ref(carrier: AccountId, code: Code) -> Option<ShipmentId>;

		/// Up to `limit` entries of a shipment's history from number `from` on, 256 at most, with their
		/// numbers. What was folded is left out: see `first_live` of the shipment.
		fn history(id: ShipmentId, from: u32, limit: u32) -> Vec<(u32, TrackingEvent<AccountId>)>;

		/// The units that a shipment is in, the innermost first.
		fn trace_parents(id: ShipmentId) -> Vec<ShipmentView<AccountId, Balance>>;

		/// What is in a unit.
		fn contents(id: ShipmentId) -> Vec<ShipmentId>;

		/// Whether `path` proves that `entry` is the folded entry of that number: RFC 9162, section
		/// 2.1.3.2, with `blake2_256`.
		fn verify_entry(
			id: ShipmentId,
			seq: u32,
			entry: TrackingEvent<AccountId>,
			path: Vec<H256>,
		) -> bool;

		/// Up to `limit` shipments of which something is due, earliest first, 256 at most.
		fn due(limit: u32) -> Vec<ShipmentId>;
	}
}
