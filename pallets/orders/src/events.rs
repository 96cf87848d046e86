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
		/// Orders can be paid in this asset from now on.
		#[codec(index = 0)]
		AssetAccepted { asset: T::AssetKind },
		/// A merchant published terms.
		#[codec(index = 1)]
		TermsPublished { terms: TermsId, merchant: T::AccountId },
		/// Terms take no new orders any more.
		#[codec(index = 2)]
		TermsRetired { terms: TermsId },
		/// Retired terms left the record, and their deposit was returned.
		#[codec(index = 3)]
		TermsRemoved { terms: TermsId },
		/// An order exists.
		#[codec(index = 4)]
		OrderPlaced {
			order: OrderId,
			merchant: T::AccountId,
			buyer: Option<T::AccountId>,
			terms: TermsId,
			tender: Tender<T::AssetKind>,
			amount: BalanceOf<T>,
			reference: Reference,
		},
		/// The price of an order is in escrow, or a gateway vouches that it was paid off chain.
		#[codec(index = 5)]
		OrderFunded { order: OrderId, buyer: T::AccountId, payer: T::AccountId, ship_by: Moment },
		/// An order is on its way. It settles by itself unless the buyer objects in time.
		#[codec(index = 6)]
		OrderShipped { order: OrderId, tracking: Option<Tracking>, receive_by: Moment },
		/// An order arrived. It settles by itself unless the buyer objects in time.
		#[codec(index = 7)]
		OrderDelivered { order: OrderId, inspect_by: Moment },
		/// The buyer let a part of the escrow go early.
		#[codec(index = 8)]
		OrderReleased { order: OrderId, amount: BalanceOf<T>, open: BalanceOf<T> },
		/// The order is over and the merchant was paid.
		#[codec(index = 9)]
		OrderSettled { order: OrderId, paid_out: BalanceOf<T> },
		/// Money went back to the payer. `cumulative` is all that ever did.
		#[codec(index = 10)]
		OrderRefunded { order: OrderId, amount: BalanceOf<T>, cumulative: BalanceOf<T> },
		/// The order is over, and was never paid.
		#[codec(index = 11)]
		OrderCancelled { order: OrderId },
		/// The record of an order was removed, and its deposit returned.
		#[codec(index = 12)]
		OrderClosed { order: OrderId },
		/// One side gave the other more time.
		#[codec(index = 13)]
		WindowExtended { order: OrderId, by: Party, until: Moment },
		/// The buyer wants money back. Granted at `answer_by` unless the merchant answers.
		#[codec(index = 14)]
		RefundRequested {
			order: OrderId,
			amount: BalanceOf<T>,
			kind: RefundKind,
			answer_by: Moment,
			evidence: Option<T::Hash>,
		},
		/// The merchant refused; the order goes on with the time it had left.
		#[codec(index = 15)]
		RefundRejected { order: OrderId, until: Moment },
		/// A payout could not be delivered and waits to be claimed.
		#[codec(index = 16)]
		PayoutDeferred { recipient: T::AccountId, asset: T::AssetKind, amount: BalanceOf<T> },
		/// A waiting payout was delivered.
		#[codec(index = 17)]
		ClaimPaid { recipient: T::AccountId, asset: T::AssetKind, amount: BalanceOf<T> },
		/// A refund made a split's recipient owe the merchant its part.
		#[codec(index = 18)]
		DebtRecorded {
			debtor: T::AccountId,
			creditor: T::AccountId,
			asset: T::AssetKind,
			amount: BalanceOf<T>,
		},
		/// A payout to the debtor went to the creditor instead.
		#[codec(index = 19)]
		DebtNetted {
			debtor: T::AccountId,
			creditor: T::AccountId,
			asset: T::AssetKind,
			amount: BalanceOf<T>,
		},
		/// The creditor forgave what was left.
		#[codec(index = 20)]
		DebtForgiven {
			debtor: T::AccountId,
			creditor: T::AccountId,
			asset: T::AssetKind,
			amount: BalanceOf<T>,
		},
		/// A listener failed. The order went on; `retry_hook` tells the listener again.
		#[codec(index = 21)]
		ObserverFailed { order: OrderId, observer: u8, notice: NoticeKind, error: DispatchError },
		/// What waited was in an asset that does not exist any more.
		#[codec(index = 22)]
		ClaimVoided { recipient: T::AccountId, asset: T::AssetKind, amount: BalanceOf<T> },
		/// The sweep could not settle an order and will try again.
		#[codec(index = 23)]
		SweepFailed { order: OrderId, error: DispatchError, retry_at: Moment },
		/// The merchant takes goods back. The buyer is to send them by `send_by`.
		#[codec(index = 24)]
		ReturnApproved { order: OrderId, amount: BalanceOf<T>, send_by: Moment },
		/// Goods are on their way back. They count as come back at `receive_by`.
		#[codec(index = 25)]
		ReturnSent { order: OrderId, tracking: Option<Tracking>, receive_by: Moment },
		/// Goods came back, or need not.
		#[codec(index = 26)]
		ReturnReceived { order: OrderId },
		/// Nobody took a complaint further; the order goes on with the time it had left.
		#[codec(index = 27)]
		ComplaintLapsed { order: OrderId, until: Moment },
		/// The sides disagree. They may settle it between themselves until `until`.
		#[codec(index = 28)]
		DisputeOpened { order: OrderId, by: Party, until: Moment, evidence: Option<T::Hash> },
		/// A side would agree to this much of what is open going back.
		#[codec(index = 29)]
		SplitProposed { order: OrderId, by: Party, to_buyer: BalanceOf<T>, of: BalanceOf<T> },
		/// The sides agreed.
		#[codec(index = 30)]
		SplitAccepted { order: OrderId, by: Party, to_buyer: BalanceOf<T>, of: BalanceOf<T> },
		/// A side put up its bond. Next is the other side's bond or, if it is the second, the
		/// resolver's decision, by `until`.
		#[codec(index = 31)]
		DisputeEscalated {
			order: OrderId,
			by: Party,
			bond: BalanceOf<T>,
			until: Moment,
			evidence: Option<T::Hash>,
		},
		/// It is for the resolver to decide. The preset of the terms applies at `decide_by`.
		#[codec(index = 32)]
		ResolverCalled { order: OrderId, decide_by: Moment },
		/// The resolver decided how much of what was open goes back.
		#[codec(index = 33)]
		DisputeDecided { order: OrderId, to_buyer: BalanceOf<T>, of: BalanceOf<T> },
		/// The resolver was silent: this much of what was open goes back.
		#[codec(index = 34)]
		PresetApplied { order: OrderId, to_buyer: BalanceOf<T>, of: BalanceOf<T> },
		/// The sides are done with an order that was paid off chain. It settles at `settle_at`.
		#[codec(index = 35)]
		OrderConfirmed { order: OrderId, settle_at: Moment },
		/// A gateway vouches for the payment of an order with this much of its bond.
		#[codec(index = 36)]
		PaymentAttested {
			order: OrderId,
			gateway: GatewayId,
			channel: Channel,
			transaction: H256,
			exposed: BalanceOf<T>,
		},
		/// A payment came in that the order does not take. It has to go back.
		#[codec(index = 37)]
		PaymentStrayed {
			order: OrderId,
			transaction: H256,
			amount: BalanceOf<T>,
			currency: Currency,
			reason: StrayReason,
		},
		/// A payment that an order did not take went back; `due` has yet to.
		#[codec(index = 38)]
		StrayReturned { order: OrderId, payment: H256, amount: BalanceOf<T>, due: BalanceOf<T> },
		/// Money went back off chain; `due` has yet to.
		#[codec(index = 39)]
		RefundAttested { order: OrderId, amount: BalanceOf<T>, due: BalanceOf<T> },
		/// The payment provider took money back from the merchant.
		#[codec(index = 40)]
		ChargedBack { order: OrderId, amount: BalanceOf<T>, due: BalanceOf<T> },
		/// Governance found that a payment never was.
		#[codec(index = 41)]
		PaymentRefuted { order: OrderId, gateway: GatewayId },
		/// A part of what the merchant was paid stays in its reserve until `until`.
		#[codec(index = 42)]
		ReserveKept { order: OrderId, amount: BalanceOf<T>, until: Moment },
		/// An order's part of the reserve was due: this much of it is left.
		#[codec(index = 43)]
		ReserveFreed { order: OrderId, amount: BalanceOf<T> },
		/// A merchant cannot pay a refund at once, and owes it.
		#[codec(index = 44)]
		RefundOwed { order: OrderId, payer: T::AccountId, amount: BalanceOf<T> },
		/// A merchant paid this much of a refund that it owed.
		#[codec(index = 45)]
		RefundPaid { order: OrderId, amount: BalanceOf<T> },
		/// A merchant owed a refund in an asset that does not exist any more.
		#[codec(index = 47)]
		RefundVoided { order: OrderId, amount: BalanceOf<T> },
		/// A side that did not put up its bond lost this much of what it was awarded.
		#[codec(index = 48)]
		BondLost { order: OrderId, by: Party, amount: BalanceOf<T> },
		/// A listener heard what it had failed on.
		#[codec(index = 46)]
		HookRetried { order: OrderId, observer: u8, notice: NoticeKind },
		/// A carrier claims that an order arrived. It settles by itself unless the buyer objects in
		/// time.
		#[codec(index = 49)]
		DeliveryClaimed { order: OrderId, receive_by: Moment },
		/// The buyer contests that an order arrived. It waits again for what becomes of the goods.
		#[codec(index = 50)]
		DeliveryContested { order: OrderId },
		/// The buyer's points or voucher pay for `discount` of an order's price, and `due` is left to
		/// pay. No means: they went back before it was paid.
		#[codec(index = 51)]
		DiscountUsed {
			order: OrderId,
			means: Option<Means>,
			discount: BalanceOf<T>,
			due: BalanceOf<T>,
		},
		/// Goods that the merchant had sent are tracked from now on: the order waits for what becomes of
		/// them.
		#[codec(index = 52)]
		OrderTracked { order: OrderId, receive_by: Moment },
	}
}
