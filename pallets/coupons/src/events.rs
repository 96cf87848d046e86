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
		/// A batch of coupons is on record.
		#[codec(index = 0)]
		BatchIssued { batch: BatchId, merchant: T::AccountId, root: H256, count: u32 },
		/// So much more can be held for records about a batch.
		#[codec(index = 1)]
		BatchFunded { batch: BatchId, amount: BalanceOf<T> },
		/// Coupons of a batch that were not redeemed are void. Vouchers are not.
		#[codec(index = 2)]
		BatchCancelled { batch: BatchId },
		/// A coupon was redeemed; its holder has a voucher.
		#[codec(index = 3)]
		CouponRedeemed {
			batch: BatchId,
			index: u32,
			merchant: T::AccountId,
			holder: T::AccountId,
			member: Option<MemberId>,
		},
		/// A voucher is another account's.
		#[codec(index = 4)]
		VoucherGiven { batch: BatchId, index: u32, from: T::AccountId, to: T::AccountId },
		/// A holder gave up a voucher.
		#[codec(index = 5)]
		VoucherDiscarded { batch: BatchId, index: u32, holder: T::AccountId },
		/// A voucher is on an order, which is so much cheaper, in minor units of its tender.
		#[codec(index = 6)]
		VoucherReserved { batch: BatchId, index: u32, order: OrderId, discount: BalanceOf<T> },
		/// A voucher is spent: its order is settled.
		#[codec(index = 7)]
		VoucherSpent { batch: BatchId, index: u32, order: OrderId },
		/// A voucher came back from an order that was undone.
		#[codec(index = 8)]
		VoucherReturned { batch: BatchId, index: u32, order: OrderId },
		/// A voucher came back from an order that was undone, too late: it has expired.
		#[codec(index = 9)]
		VoucherLapsed { batch: BatchId, index: u32, order: OrderId },
		/// So many records about a batch that were of no use left the record.
		#[codec(index = 10)]
		BatchSwept { batch: BatchId, count: u32 },
		/// A batch left the record; all that was held for it was returned.
		#[codec(index = 11)]
		BatchRemoved { batch: BatchId },
		/// A voucher of an order could not be spent or come back, which only wrong records can cause. The
		/// order goes on.
		#[codec(index = 12)]
		VoucherStuck { order: OrderId, error: DispatchError },
	}
}
