//! Why the pallet refuses something.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// There is no order of this id. Closed orders leave the record.
		#[codec(index = 0)]
		UnknownOrder,
		/// There are no terms of this id.
		#[codec(index = 1)]
		UnknownTerms,
		/// These terms take no new orders. Use terms that are active.
		#[codec(index = 2)]
		TermsAreRetired,
		/// Only the order's buyer may do this.
		#[codec(index = 3)]
		NotBuyer,
		/// Only the merchant may do this.
		#[codec(index = 4)]
		NotMerchant,
		/// Only the buyer or the merchant may do this.
		#[codec(index = 5)]
		NotParty,
		/// A merchant cannot buy from or pay itself.
		#[codec(index = 6)]
		MerchantCannotBuy,
		/// Nothing was listed.
		#[codec(index = 7)]
		NothingListed,
		/// The amount must be more than zero.
		#[codec(index = 8)]
		ZeroAmount,
		/// The total does not fit into a balance.
		#[codec(index = 9)]
		TotalTooLarge,
		/// Orders cannot be paid in this asset. Call `accept_asset` first.
		#[codec(index = 10)]
		AssetNotAccepted,
		/// Orders can be paid in this asset already.
		#[codec(index = 11)]
		AssetAlreadyAccepted,
		/// A window is zero that may not be, or longer than `MaxWindow`.
		#[codec(index = 12)]
		WindowOutOfRange,
		/// The shares of the splits are more than the whole, or one of them is zero.
		#[codec(index = 13)]
		SharesOutOfRange,
		/// A split names the merchant, the pot, or the same recipient twice.
		#[codec(index = 14)]
		BadRecipient,
		/// The total is more than `max_total`.
		#[codec(index = 15)]
		AboveMaxTotal,
		/// The order is not waiting to be paid.
		#[codec(index = 16)]
		NotPayable,
		/// The payment would leave the payer with less than the asset's minimum balance, which
		/// would be lost. Pay from an account with more, or with exactly this much.
		#[codec(index = 17)]
		WouldLoseDust,
		/// The offers of a checkout must all be in the same asset.
		#[codec(index = 18)]
		MixedAssets,
		/// The offer is for another buyer.
		#[codec(index = 19)]
		OfferNotForBuyer,
		/// The offer has expired. Ask the merchant for a new one.
		#[codec(index = 20)]
		OfferExpired,
		/// The offer has been placed already.
		#[codec(index = 21)]
		OfferAlreadyUsed,
		/// The signature is not the merchant's, or not of this offer on this chain.
		#[codec(index = 22)]
		BadSignature,
		/// The terms are another merchant's.
		#[codec(index = 23)]
		TermsOfAnotherMerchant,
		/// The order is past the point where it can be called off.
		#[codec(index = 24)]
		NotCancellable,
		/// By these terms only the merchant may call off a paid order.
		#[codec(index = 25)]
		OnlyMerchantCancels,
		/// Only an order that is paid and not yet shipped can be shipped.
		#[codec(index = 26)]
		NotShippable,
		/// Only an order that is on its way can be delivered, contested, returned or lost.
		#[codec(index = 27)]
		NotUnderWay,
		/// The order has nothing in escrow that could be let go.
		#[codec(index = 28)]
		NoEscrow,
		/// The amount is more than the order has open.
		#[codec(index = 29)]
		MoreThanOpen,
		/// No window of the other side is running.
		#[codec(index = 30)]
		NothingToExtend,
		/// This side has extended a window of this order before.
		#[codec(index = 31)]
		AlreadyExtended,
		/// The terms offer no extension.
		#[codec(index = 32)]
		ExtensionNotOffered,
		/// The buyer has asked as often as allowed.
		#[codec(index = 33)]
		TooManyRefundRequests,
		/// There is no refund request to answer.
		#[codec(index = 34)]
		NoRefundRequest,
		/// Answer the open refund request instead.
		#[codec(index = 35)]
		RefundRequestOpen,
		/// The amount is more than the merchant has received and not given back.
		#[codec(index = 36)]
		MoreThanPaidOut,
		/// None of these orders is due.
		#[codec(index = 37)]
		NothingDue,
		/// Nothing waits for this recipient in this asset.
		#[codec(index = 38)]
		NothingToClaim,
		/// The order is not over yet.
		#[codec(index = 39)]
		NotOver,
		/// The order's record window, or its offer, has not ended yet.
		#[codec(index = 40)]
		RecordWindowRunning,
		/// Nothing is owed by this debtor in this asset.
		#[codec(index = 41)]
		NoDebt,
		/// The ids are used up.
		#[codec(index = 42)]
		IdsExhausted,
		/// The order's figures do not agree. Please report it.
		#[codec(index = 43)]
		LedgerBroken,
		/// There is no asset of this name.
		#[codec(index = 44)]
		UnknownAsset,
		/// The merchant's free balance of the native token does not cover the deposit.
		#[codec(index = 45)]
		MerchantLacksDeposit,
		/// The asset's issuer took from the pot what orders have in it. It takes no new payments.
		#[codec(index = 46)]
		PotIsShort,
		/// The asset cannot carry this amount: it left one account and did not reach the other.
		/// Nothing was moved.
		#[codec(index = 47)]
		MoneyDidNotArrive,
		/// Goods are on their way back: take them with `return_received`, or open a dispute.
		#[codec(index = 48)]
		ReturnOpen,
		/// A dispute is open: settle it first. The merchant may give back all that is open.
		#[codec(index = 49)]
		DisputeOpen,
		/// The order has not been shipped, so there is nothing to send back. Ask for a refund only.
		#[codec(index = 50)]
		NothingToReturn,
		/// No goods are to be sent back, or they have been sent.
		#[codec(index = 51)]
		NothingToSendBack,
		/// No goods are coming back.
		#[codec(index = 52)]
		NotReturning,
		/// The terms name no resolver and offer no disputes.
		#[codec(index = 53)]
		DisputesNotOffered,
		/// This side has opened a dispute about this order before.
		#[codec(index = 54)]
		AlreadyDisputed,
		/// There is no dispute about this order.
		#[codec(index = 55)]
		NoDispute,
		/// The other side has proposed nothing yet.
		#[codec(index = 56)]
		NothingProposed,
		/// The other side proposes something else by now. Look again.
		#[codec(index = 57)]
		ProposalChanged,
		/// This side has put up its bond already, or it is too late to.
		#[codec(index = 58)]
		AlreadyEscalated,
		/// The bond would take what keeps the account alive. Pay from an account with more.
		#[codec(index = 59)]
		CannotBond,
		/// Only the resolver of the terms may do this.
		#[codec(index = 60)]
		NotResolver,
		/// The dispute is not before the resolver: escalate it first, and wait for the other side.
		#[codec(index = 61)]
		NotForResolver,
		/// The merchant and the pot cannot be the resolver.
		#[codec(index = 62)]
		BadResolver,
		/// The resolver cannot buy or pay what it may have to decide about.
		#[codec(index = 63)]
		ResolverCannotBuy,
		/// The resolver's fee is more than a bond, which has to pay for it.
		#[codec(index = 64)]
		FeeAboveBond,
		/// The preset gives one side everything.
		#[codec(index = 65)]
		PresetNotNeutral,
		/// The buyer has accepted the order; it settles by itself.
		#[codec(index = 66)]
		AlreadyConfirmed,
		/// The order is paid off chain: its gateway attests to that.
		#[codec(index = 67)]
		PaidOffChain,
		/// The order is paid off chain, so the chain has nothing of it to hold or to let go.
		#[codec(index = 68)]
		NotEscrowed,
		/// The order is not paid off chain, so there is no payment to vouch for.
		#[codec(index = 69)]
		NotExternal,
		/// The order's payment is for another gateway to vouch for.
		#[codec(index = 70)]
		WrongGateway,
		/// The receipt is for other terms than the order's.
		#[codec(index = 71)]
		WrongTerms,
		/// The receipt is in another currency than the payment.
		#[codec(index = 72)]
		WrongCurrency,
		/// The receipt names a payment that is not this order's.
		#[codec(index = 73)]
		UnknownPayment,
		/// A payment of this transaction is on record for this order.
		#[codec(index = 74)]
		PaymentOnRecord,
		/// More went back, says the receipt, than ever came in.
		#[codec(index = 75)]
		MoreThanPaid,
		/// The merchant has a part of the order in reserve, or owes its payer a refund. Settle what is
		/// due, or repay.
		#[codec(index = 76)]
		StillOwing,
		/// This listener did not fail on this notice.
		#[codec(index = 77)]
		NothingMissed,
		/// The points or the voucher have to pay for some of the price, and for less than all of it: nobody could be
		/// refunded where nobody paid.
		#[codec(index = 78)]
		DiscountOutOfRange,
		/// An offer needs a discount, or none, for each of its items; or nothing at all.
		#[codec(index = 79)]
		DiscountsMismatch,
		/// The order has this discount already.
		#[codec(index = 80)]
		SameDiscount,
	}
}
