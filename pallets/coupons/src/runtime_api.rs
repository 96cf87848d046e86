//! What a shop's back end or a wallet asks about coupons.

use crate::{Batch, Holding, Unit, Worth};
use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;
use souk_primitives::{BatchId, Moment, Tender};

/// A voucher that waits for an order.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct VoucherView<Asset, Balance> {
	/// The batch of the coupon that it was redeemed with.
	pub batch: BatchId,
	/// The coupon's number.
	pub index: u32,
	/// What orders are paid in that it takes something off.
	pub unit: Unit<Asset>,
	/// How much it takes off.
	pub worth: Worth<Balance>,
	/// What an order has to cost at least, in minor units.
	pub min_price: Balance,
	/// Until when it can be used, in milliseconds since the Unix epoch, that moment excluded.
	pub valid_until: Moment,
	/// Who can use it.
	pub holding: Holding,
}

/// The voucher that an order would take.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct OfferView<Balance> {
	/// The batch of the coupon that it was redeemed with.
	pub batch: BatchId,
	/// The coupon's number.
	pub index: u32,
	/// How much less there is to pay, in minor units of the order's tender.
	pub discount: Balance,
}

sp_api::decl_runtime_apis! {
	/// Questions about coupons. Moments are milliseconds since the Unix epoch.
	pub trait CouponsApi<AccountId, Asset, Balance>
	where
		AccountId: Codec,
		Asset: Codec,
		Balance: Codec,
	{
		/// A batch of coupons, if it is on record.
		fn batch(batch: BatchId) -> Option<Batch<AccountId, Asset, Balance>>;

		/// Whether a coupon was redeemed; `None` if there is none of that number, or coupons of its batch
		/// can be redeemed no more.
		fn is_spent(batch: BatchId, index: u32) -> Option<bool>;

		/// The vouchers of a merchant that an account can use.
		fn vouchers(merchant: AccountId, holder: AccountId) -> Vec<VoucherView<Asset, Balance>>;

		/// The voucher that an order of a merchant would take if the buyer pays with one.
		fn offer(
			merchant: AccountId,
			buyer: AccountId,
			tender: Tender<Asset>,
			amount: Balance,
		) -> Option<OfferView<Balance>>;

		/// The 32 bytes that a coupon's key signs, so that this account can redeem it.
		fn claim_payload(batch: BatchId, index: u32, claimant: AccountId) -> [u8; 32];
	}
}
