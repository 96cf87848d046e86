//! What the pallet tells everyone.

use frame_support::pallet_macros::pallet_section;

/// The events.
#[pallet_section]
mod events {
	// The fields are named for what they are.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Something happened to a shipment: entry `seq` of its history, which `head` is now the hash
		/// of.
		#[codec(index = 0)]
		Tracked { shipment: ShipmentId, seq: u32, head: H256, status: Status, entry: EntryOf<T> },
		/// One of many shipments was not scanned.
		#[codec(index = 1)]
		ScanRefused { shipment: ShipmentId, error: DispatchError },
		/// An order could not take note of what happened to its goods. It can be told again.
		#[codec(index = 2)]
		OrderNotTold { order: OrderId, direction: Direction, error: DispatchError },
		/// A carrier's bond paid for what it lost. `amount` is less than the value if the bond was.
		#[codec(index = 3)]
		ValuePaid {
			shipment: ShipmentId,
			carrier: T::AccountId,
			beneficiary: T::AccountId,
			amount: BalanceOf<T>,
		},
		/// A shipment left the record, and its deposit was returned.
		#[codec(index = 4)]
		ShipmentPurged { shipment: ShipmentId },
		/// What was due of a shipment failed. It is tried again.
		#[codec(index = 5)]
		SweepFailed { shipment: ShipmentId, error: DispatchError, retry_at: Moment },
	}
}
