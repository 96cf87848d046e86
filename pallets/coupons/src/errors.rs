//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// There is no batch of this id.
		#[codec(index = 0)]
		UnknownBatch,
		/// Only the merchant who issued the batch may do this.
		#[codec(index = 1)]
		NotIssuer,
		/// A batch has 1 to 1,048,576 coupons.
		#[codec(index = 2)]
		CountOutOfRange,
		/// The coupons would take nothing off.
		#[codec(index = 3)]
		WorthNothing,
		/// An order would cost nothing: the least price must be more than what is taken off, and a share
		/// less than all.
		#[codec(index = 4)]
		TakesAll,
		/// The coupons would end before they begin, or have ended already.
		#[codec(index = 5)]
		NeverValid,
		/// A limit for each person must be 1 at least.
		#[codec(index = 6)]
		NobodyCanRedeem,
		/// With a limit for each person, vouchers must be bound to who redeems them.
		#[codec(index = 7)]
		LimitOfTransferable,
		/// No program serves the merchant, so nothing says who is one person. Join one, or set no limit.
		#[codec(index = 8)]
		NoProgram,
		/// The merchant's free balance does not cover the deposit.
		#[codec(index = 9)]
		MerchantLacksDeposit,
		/// The deposit cannot be returned: the merchant's account would have less than the minimum balance.
		#[codec(index = 10)]
		MerchantCannotReceive,
		/// The ids are used up.
		#[codec(index = 11)]
		IdsExhausted,
		/// The batch was cancelled: coupons of it that were not redeemed are void.
		#[codec(index = 12)]
		BatchCancelled,
		/// The coupons cannot be redeemed yet.
		#[codec(index = 13)]
		TooEarly,
		/// The coupons and their vouchers have expired.
		#[codec(index = 14)]
		Expired,
		/// The batch has no coupon of this number.
		#[codec(index = 15)]
		UnknownCoupon,
		/// The coupon was redeemed already.
		#[codec(index = 16)]
		AlreadyRedeemed,
		/// The key is not the one of this coupon, or the proof is not that of it.
		#[codec(index = 17)]
		BadProof,
		/// The signature is not the coupon's, or is for another claim: of another account, coupon or chain.
		#[codec(index = 18)]
		BadSignature,
		/// The account is not a member's.
		#[codec(index = 19)]
		NotMember,
		/// Nobody vouches for which person the member is.
		#[codec(index = 20)]
		NoSubject,
		/// It is not sure enough that the member is one person.
		#[codec(index = 21)]
		AssuranceTooLow,
		/// The person has redeemed as many coupons of the batch as it may.
		#[codec(index = 22)]
		LimitReached,
		/// The merchant's purse for records about the batch is used up. It can fill it up.
		#[codec(index = 23)]
		PurseEmpty,
		/// The account has as many vouchers of the merchant as it can have. Use or discard some.
		#[codec(index = 24)]
		TooManyVouchers,
		/// There is no such voucher, or it is on an order.
		#[codec(index = 25)]
		UnknownVoucher,
		/// The voucher is another account's.
		#[codec(index = 26)]
		NotHolder,
		/// The voucher is bound to the person who redeemed it.
		#[codec(index = 27)]
		VoucherBound,
		/// The voucher is the account's already.
		#[codec(index = 28)]
		GivenToOneself,
		/// The buyer has no voucher of the merchant that takes anything off this order.
		#[codec(index = 29)]
		NoVoucherFits,
		/// A voucher is on the order already.
		#[codec(index = 30)]
		AlreadyReserved,
		/// Vouchers are no points.
		#[codec(index = 31)]
		PointsNotTaken,
		/// Coupons of the batch can still be redeemed.
		#[codec(index = 32)]
		NotOver,
		/// There is nothing to remove, yet.
		#[codec(index = 33)]
		NothingToSweep,
	}
}
