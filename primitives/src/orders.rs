//! Orders as other pallets see them.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{storage::with_storage_layer, weights::Weight};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{Moment, OrderId, Tender};

/// Who takes part in an order.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Parties<AccountId> {
	/// Who sells, and receives what is left after the splits.
	pub merchant: AccountId,
	/// Who buys, and has the buyer's rights.
	pub buyer: AccountId,
	/// Whose money it is: refunds go back here. Often the buyer; of a payment off chain, always.
	pub payer: AccountId,
}

/// How far an order has come, without its amounts and deadlines.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
)]
pub enum OrderStage {
	/// Opened by the merchant, not paid.
	#[codec(index = 0)]
	Created,
	/// Paid into escrow.
	#[codec(index = 1)]
	Funded,
	/// On its way.
	#[codec(index = 2)]
	Shipped,
	/// Arrived; the buyer may inspect it.
	#[codec(index = 3)]
	Delivered,
	/// The buyer asks for money back; the merchant has to answer.
	#[codec(index = 4)]
	RefundRequested,
	/// The buyer sends the goods back.
	#[codec(index = 5)]
	Returning,
	/// The parties disagree.
	#[codec(index = 6)]
	Disputed,
	/// Over: the merchant was paid.
	#[codec(index = 7)]
	Settled,
	/// Over: everything went back to the payer.
	#[codec(index = 8)]
	Refunded,
	/// Over: it was never paid.
	#[codec(index = 9)]
	Cancelled,
	/// Accepted by the buyer, and paid off chain: it settles when that payment is beyond challenge.
	#[codec(index = 10)]
	Confirmed,
}

impl OrderStage {
	/// Whether nothing more can happen to the escrow, because there is none left.
	pub fn is_final(self) -> bool {
		matches!(self, Self::Settled | Self::Refunded | Self::Cancelled)
	}
}

/// Something happened to an order.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum OrderNotice<AccountId, Asset, Balance> {
	/// The order exists. Its buyer is known once it is funded, at the latest.
	Placed {
		/// Who sells.
		merchant: AccountId,
		/// Who may buy; `None` if anyone.
		buyer: Option<AccountId>,
		/// What it is paid in.
		tender: Tender<Asset>,
		/// Its price, in minor units of the tender.
		amount: Balance,
	},
	/// All that is due is in escrow, or a gateway vouches that it was paid off chain.
	Funded {
		/// Who takes part.
		parties: Parties<AccountId>,
		/// What it was paid in.
		tender: Tender<Asset>,
		/// What was paid, in minor units of the tender: its price, less what points paid of it. The
		/// figures of the other notices are parts of this.
		amount: Balance,
	},
	/// The escrow is empty and the merchant was paid, `paid_out` in all, splits included.
	Settled {
		/// What left escrow for the merchant and the splits, in minor units.
		paid_out: Balance,
	},
	/// Money went back to the payer. `cumulative` is all that ever did, so that a listener that
	/// missed or repeats a notice still arrives at the right figure.
	Refunded {
		/// All that has been refunded so far, in minor units.
		cumulative: Balance,
	},
	/// The record was removed.
	Closed,
}

impl<AccountId, Asset, Balance> OrderNotice<AccountId, Asset, Balance> {
	/// Which notice it is.
	pub fn kind(&self) -> NoticeKind {
		match self {
			Self::Placed { .. } => NoticeKind::Placed,
			Self::Funded { .. } => NoticeKind::Funded,
			Self::Settled { .. } => NoticeKind::Settled,
			Self::Refunded { .. } => NoticeKind::Refunded,
			Self::Closed => NoticeKind::Closed,
		}
	}
}

/// The name of an [`OrderNotice`].
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
)]
#[allow(missing_docs)]
pub enum NoticeKind {
	#[codec(index = 0)]
	Placed,
	#[codec(index = 1)]
	Funded,
	#[codec(index = 2)]
	Settled,
	#[codec(index = 3)]
	Refunded,
	#[codec(index = 4)]
	Closed,
}

/// Listens to what happens to orders.
///
/// A listener cannot stop an order: it is called in a storage layer of its own, and an error undoes
/// only what the listener did. A notice that failed is told again when somebody asks for it, so
/// notices can come late, and in another order than things happened.
pub trait OrderObserver<AccountId, Asset, Balance> {
	/// Takes note of `notice` about `order`.
	fn notify(
		order: OrderId,
		notice: &OrderNotice<AccountId, Asset, Balance>,
	) -> Result<(), DispatchError>;

	/// The most that one call of [`OrderObserver::notify`] costs.
	fn notify_weight() -> Weight;

	/// The most that it costs with a notice of this kind.
	fn notify_weight_of(_kind: NoticeKind) -> Weight {
		Self::notify_weight()
	}
}

/// The listeners of a runtime: a tuple of up to eight.
pub trait OrderObservers<AccountId, Asset, Balance> {
	/// How many there are.
	fn count() -> u8;

	/// Tells each of them, each in a storage layer of its own, and says which failed and why.
	fn notify_all(
		order: OrderId,
		notice: &OrderNotice<AccountId, Asset, Balance>,
		failed: &mut dyn FnMut(u8, DispatchError),
	);

	/// Tells one of them; `None` if there is none of that number.
	fn notify_one(
		observer: u8,
		order: OrderId,
		notice: &OrderNotice<AccountId, Asset, Balance>,
	) -> Option<DispatchResult>;

	/// The most that telling all of them costs.
	fn notify_weight() -> Weight;

	/// The most that it costs with a notice of this kind.
	fn notify_weight_of(kind: NoticeKind) -> Weight;
}

#[impl_trait_for_tuples::impl_for_tuples(8)]
#[tuple_types_custom_trait_bound(OrderObserver<AccountId, Asset, Balance>)]
impl<AccountId, Asset, Balance> OrderObservers<AccountId, Asset, Balance> for Tuple {
	#[allow(unused_mut, clippy::let_and_return)]
	fn count() -> u8 {
		let mut count = 0u8;
		for_tuples!( #( let _ = Tuple::notify_weight; count = count.saturating_add(1); )* );
		count
	}

	// Of no listeners, neither is used.
	#[allow(unused_variables, unused_mut, unused_assignments, clippy::let_and_return)]
	fn notify_all(
		order: OrderId,
		notice: &OrderNotice<AccountId, Asset, Balance>,
		failed: &mut dyn FnMut(u8, DispatchError),
	) {
		let mut observer = 0u8;
		for_tuples!( #(
			if let Err(error) = with_storage_layer(|| Tuple::notify(order, notice)) {
				failed(observer, error);
			}
			observer = observer.saturating_add(1);
		)* );
	}

	#[allow(unused_variables, unused_mut, unused_assignments)]
	fn notify_one(
		observer: u8,
		order: OrderId,
		notice: &OrderNotice<AccountId, Asset, Balance>,
	) -> Option<DispatchResult> {
		let mut at = 0u8;
		for_tuples!( #(
			if at == observer {
				return Some(with_storage_layer(|| Tuple::notify(order, notice)));
			}
			at = at.saturating_add(1);
		)* );
		None
	}

	fn notify_weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::notify_weight()); )* );
		weight
	}

	// Of no listeners, it is not used.
	#[allow(unused_variables, unused_mut, clippy::let_and_return)]
	fn notify_weight_of(kind: NoticeKind) -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::notify_weight_of(kind)); )* );
		weight
	}
}

/// Reads orders.
pub trait OrderInspect<AccountId> {
	/// Who takes part; `None` for an unknown order and for one that nobody has paid yet.
	fn parties(order: OrderId) -> Option<Parties<AccountId>>;

	/// How far the order is now, deadlines that have passed included.
	fn stage(order: OrderId) -> Option<OrderStage>;

	/// Whether the merchant may hand the order to a carrier now.
	fn can_ship(order: OrderId) -> bool {
		Self::stage(order) == Some(OrderStage::Funded)
	}
}

impl<AccountId> OrderInspect<AccountId> for () {
	fn parties(_: OrderId) -> Option<Parties<AccountId>> {
		None
	}

	fn stage(_: OrderId) -> Option<OrderStage> {
		None
	}
}

/// How sure a delivery is, and in what state the goods are.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Delivery {
	/// The buyer's key signed for it, or nobody contested it in time: the inspection window starts.
	#[codec(index = 0)]
	Proven,
	/// The same, but something may be wrong with the goods, or a part of them did not arrive: the
	/// inspection window starts, and is long enough to look and complain.
	#[codec(index = 1)]
	Doubtful,
	/// Only the carrier says so: the receive window starts, in which the buyer may object. It ends no
	/// earlier than the buyer may contest the claim.
	#[codec(index = 2)]
	Claimed {
		/// Until then, in milliseconds since the Unix epoch.
		contest_until: Moment,
	},
}

/// Moves orders as their goods move. The narrow door for a pallet that tracks shipments.
///
/// An order that is dispatched through it does not settle by silence while its goods are under way:
/// it waits for what the tracker says.
pub trait OrderFulfilment {
	/// The goods left the merchant: `Funded` becomes `Shipped`.
	fn dispatched(order: OrderId) -> DispatchResult;

	/// The goods arrived.
	fn delivered(order: OrderId, delivery: Delivery) -> DispatchResult;

	/// The buyer contests that the goods arrived: the order waits again.
	fn contested(order: OrderId) -> DispatchResult;

	/// The goods came back to the merchant undelivered: what is in escrow is refunded.
	fn returned(order: OrderId) -> DispatchResult;

	/// The goods are lost: what is in escrow is refunded.
	fn lost(order: OrderId) -> DispatchResult;

	/// The buyer handed goods that it returns to a carrier.
	fn return_sent(order: OrderId) -> DispatchResult;

	/// Goods that the buyer returns reached the merchant: what was asked for is refunded.
	fn return_received(order: OrderId) -> DispatchResult;

	/// The most that any one of these costs.
	fn weight() -> Weight;
}

impl OrderFulfilment for () {
	fn dispatched(_: OrderId) -> DispatchResult {
		Ok(())
	}

	fn delivered(_: OrderId, _: Delivery) -> DispatchResult {
		Ok(())
	}

	fn contested(_: OrderId) -> DispatchResult {
		Ok(())
	}

	fn returned(_: OrderId) -> DispatchResult {
		Ok(())
	}

	fn lost(_: OrderId) -> DispatchResult {
		Ok(())
	}

	fn return_sent(_: OrderId) -> DispatchResult {
		Ok(())
	}

	fn return_received(_: OrderId) -> DispatchResult {
		Ok(())
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}
