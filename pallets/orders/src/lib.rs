#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

mod checkout;
mod fulfilment;
mod ledger;
mod money;
mod order;
mod progress;
pub mod runtime_api;
mod sweep;
mod terms;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod views;
pub mod weights;

pub use ledger::{Division, Insufficient, Ledger};
pub use order::{Lapse, Order, OrderError};
pub use types::*;

use frame_support::traits::{fungible, fungibles};
use souk_primitives::OrderNotice;

/// The log target of this pallet.
pub const LOG_TARGET: &str = "runtime::orders";

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount, of the native token or of an asset.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// An order on record.
pub type OrderOf<T> = Order<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;
/// Terms on record.
pub type PublishedTermsOf<T> = PublishedTerms<AccountIdOf<T>, BalanceOf<T>>;
/// An offer.
pub type OfferOf<T> = Offer<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;
/// A signed offer.
pub type SignedOfferOf<T> =
	SignedOffer<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>, <T as Config>::Signature>;
/// What listeners are told.
pub type NoticeOf<T> = OrderNotice<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{Footprint, UnixTime},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{BigEndian, Moment, NoticeKind, OrderId, OrderObserver, TermsId};
	use sp_runtime::traits::{Convert, IdentifyAccount, MaybeSerializeDeserialize, Verify};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Measured weights.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holding the native token.
		type RuntimeHoldReason: From<HoldReason>;

		/// The name of an asset that orders can be paid in, the native token included.
		type AssetKind: Parameter + Member + MaxEncodedLen + MaybeSerializeDeserialize + Ord;

		/// The native token, for deposits.
		type Currency: fungible::MutateHold<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance: MaxEncodedLen,
		>;

		/// Everything that orders can be paid in.
		type Money: fungibles::Mutate<
			Self::AccountId,
			AssetId = Self::AssetKind,
			Balance = BalanceOf<Self>,
		>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// A merchant's signature of an offer.
		type Signature: Verify<Signer = Self::Signer> + Parameter;

		/// The public key that made it.
		type Signer: IdentifyAccount<AccountId = Self::AccountId>;

		/// Who listens to what happens to orders.
		type Observer: OrderObserver<Self::AccountId, Self::AssetKind, BalanceOf<Self>>;

		/// The price of storage, held from the merchant.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// Names the pot account.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The longest that any window of the terms may be, in milliseconds.
		#[pallet::constant]
		type MaxWindow: Get<Moment>;

		/// How often a buyer may ask for a refund of one order. Each request stops its timer, so
		/// without a limit an order could be kept open for ever.
		#[pallet::constant]
		type MaxRefundRequests: Get<u8>;

		/// How long the sweep leaves an order alone that it failed to settle, in milliseconds.
		#[pallet::constant]
		type RetryDelay: Get<Moment>;

		/// Signs offers for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a set of terms on record.
		#[codec(index = 0)]
		Terms,
		/// For an order on record, and for the claims it may leave behind.
		#[codec(index = 1)]
		Order,
		/// For a debt on record.
		#[codec(index = 2)]
		Debt,
	}

	/// The id that the next terms get.
	#[pallet::storage]
	pub type NextTermsId<T> = StorageValue<_, TermsId, ValueQuery>;

	/// The id that the next order gets.
	#[pallet::storage]
	pub type NextOrderId<T> = StorageValue<_, OrderId, ValueQuery>;

	/// Assets that orders can be paid in, and what the pot owes in each: all escrow and all claims.
	///
	/// The pot keeps the minimum balance of each for good, so that the escrow of one order never
	/// keeps the pot's account alive for another. An asset of which the pot holds less than it owes
	/// (its issuer burned some, or destroyed it) takes no new payments: newcomers do not make good
	/// what others lost.
	#[pallet::storage]
	pub type AcceptedAssets<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AssetKind, BalanceOf<T>>;

	/// Published terms.
	#[pallet::storage]
	pub type TermsOf<T: Config> = StorageMap<_, Twox64Concat, TermsId, PublishedTermsOf<T>>;

	/// Orders on record.
	#[pallet::storage]
	pub type Orders<T: Config> = StorageMap<_, Twox64Concat, OrderId, OrderOf<T>>;

	/// Orders by what an account is to them, oldest first.
	#[pallet::storage]
	pub type OrdersOf<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		(T::AccountId, Role),
		// Assigned by the runtime, and sorted by it.
		Identity,
		BigEndian,
		(),
	>;

	/// Open orders by deadline, earliest first.
	///
	/// The keys sort like the deadlines, so the sweep never looks at an order that is not due.
	#[pallet::storage]
	pub type Due<T> = StorageMap<_, Identity, (BigEndian, BigEndian), ()>;

	/// Nonces of offers that were placed, with how many of their orders are still on record.
	#[pallet::storage]
	pub type UsedOffers<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, u64, u32>;

	/// Payouts that could not be delivered.
	#[pallet::storage]
	pub type Claims<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		T::AssetKind,
		Claim<T::AccountId, BalanceOf<T>>,
	>;

	/// What split recipients owe merchants after refunds, by `(debtor, creditor, asset)`.
	#[pallet::storage]
	pub type Debts<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Blake2_128Concat, T::AssetKind>,
		),
		Debt<BalanceOf<T>>,
	>;

	/// Sets up the pot.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Assets that orders can be paid in from the start. The pot's minimum balance of each is
		/// issued.
		pub accepted_assets: Vec<T::AssetKind>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::set_up_pot(&self.accepted_assets);
		}
	}

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
			asset: T::AssetKind,
			amount: BalanceOf<T>,
			reference: Reference,
		},
		/// The price of an order is in escrow.
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
		/// A listener failed. The order went on.
		#[codec(index = 21)]
		ObserverFailed { order: OrderId, notice: NoticeKind, error: DispatchError },
		/// What waited was in an asset that does not exist any more.
		#[codec(index = 22)]
		ClaimVoided { recipient: T::AccountId, asset: T::AssetKind, amount: BalanceOf<T> },
		/// The sweep could not settle an order and will try again.
		#[codec(index = 23)]
		SweepFailed { order: OrderId, error: DispatchError, retry_at: Moment },
	}

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
		/// Only an order that is on its way can be delivered, returned or lost.
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
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The account that holds every escrow.
		fn pot() -> T::AccountId {
			Self::pot_account()
		}

		/// The most splits a set of terms can have.
		fn max_splits() -> u32 {
			MAX_SPLITS
		}

		/// The most offers a checkout can have.
		fn max_offers() -> u32 {
			MAX_OFFERS
		}

		/// The most items an offer can have.
		fn max_items() -> u32 {
			MAX_ITEMS
		}

		/// The most orders that one call can list.
		fn max_batch() -> u32 {
			MAX_BATCH
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_idle(_: BlockNumberFor<T>, limit: Weight) -> Weight {
			Self::sweep(limit)
		}

		fn integrity_test() {
			Self::check_config();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = T::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Makes an asset one that orders can be paid in, by giving the pot its minimum balance.
		#[pallet::call_index(0)]
		pub fn accept_asset(origin: OriginFor<T>, asset: T::AssetKind) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_asset(who, asset)
		}

		/// Publishes terms for the caller's orders. They never change; a deposit is held.
		#[pallet::call_index(1)]
		pub fn publish_terms(origin: OriginFor<T>, terms: Terms<T::AccountId>) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_publish_terms(merchant, terms)
		}

		/// Stops terms from taking new orders. Open orders go on by them.
		#[pallet::call_index(2)]
		pub fn retire_terms(origin: OriginFor<T>, terms: TermsId) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_retire_terms(merchant, terms)
		}

		/// Opens an order for a buyer to pay, or for anyone if no buyer is named.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::invoice().saturating_add(Pallet::<T>::notices(1)))]
		pub fn invoice(
			origin: OriginFor<T>,
			buyer: Option<T::AccountId>,
			terms: TermsId,
			asset: T::AssetKind,
			amount: BalanceOf<T>,
			reference: Reference,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_invoice(merchant, buyer, terms, asset, amount, reference)
		}

		/// Pays an invoice into escrow. Refunds go back to whoever pays.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::fund().saturating_add(Pallet::<T>::notices(1)))]
		pub fn fund(
			origin: OriginFor<T>,
			order: OrderId,
			max_total: BalanceOf<T>,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_fund(payer, order, max_total)
		}

		/// Places signed offers, all or none, and pays their total into escrow.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::place_weight(offers))]
		pub fn place(
			origin: OriginFor<T>,
			offers: BoundedVec<SignedOfferOf<T>, ConstU32<MAX_OFFERS>>,
			max_total: BalanceOf<T>,
		) -> DispatchResult {
			let buyer = ensure_signed(origin)?;
			Self::do_place(buyer, offers, max_total)
		}

		/// Calls off an order that has not been shipped. What is in escrow goes back to the payer.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::cancel(), 2))]
		pub fn cancel(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel(who, order)
		}

		/// Tells that paid orders are on their way, all in one parcel.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::actual_batch_weight(
			T::WeightInfo::ship(orders.len() as u32), orders.len() as u64, orders.len() as u64,
		))]
		pub fn ship(
			origin: OriginFor<T>,
			orders: BoundedVec<OrderId, ConstU32<MAX_BATCH>>,
			tracking: Option<Tracking>,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_ship(merchant, orders, tracking)
		}

		/// Confirms that orders are as they should be: the merchants are paid at once.
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::batch_weight(
			T::WeightInfo::confirm(orders.len() as u32), orders.len() as u32,
		))]
		pub fn confirm(
			origin: OriginFor<T>,
			orders: BoundedVec<OrderId, ConstU32<MAX_BATCH>>,
		) -> DispatchResultWithPostInfo {
			let buyer = ensure_signed(origin)?;
			let count = orders.len() as u32;
			let payouts = Self::do_confirm(buyer, orders)?;
			let base = T::WeightInfo::confirm(count);
			Ok(Some(Self::actual_batch_weight(base, count.into(), payouts)).into())
		}

		/// Pays a part of the escrow to the merchant early.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::release(), Pallet::<T>::LEGS))]
		pub fn release(
			origin: OriginFor<T>,
			order: OrderId,
			amount: BalanceOf<T>,
		) -> DispatchResult {
			let buyer = ensure_signed(origin)?;
			Self::do_release(buyer, order, amount)
		}

		/// Gives the other side more time, once for each side.
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::extend(), 1))]
		pub fn extend(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_extend(who, order)
		}

		/// Asks for money back. The order's timer stands still until the merchant answers.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::request_refund(), 1))]
		pub fn request_refund(
			origin: OriginFor<T>,
			order: OrderId,
			amount: BalanceOf<T>,
			evidence: Option<T::Hash>,
		) -> DispatchResult {
			let buyer = ensure_signed(origin)?;
			Self::do_request_refund(buyer, order, amount, evidence)
		}

		/// Answers a refund request.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::answer_refund(), 2))]
		pub fn answer_refund(
			origin: OriginFor<T>,
			order: OrderId,
			answer: Answer,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_answer_refund(merchant, order, answer)
		}

		/// Gives money back unasked: out of escrow, or after settlement out of the merchant's own.
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::refund(), Pallet::<T>::LEGS))]
		pub fn refund(
			origin: OriginFor<T>,
			order: OrderId,
			amount: BalanceOf<T>,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_refund(merchant, order, amount)
		}

		/// Carries out what is due for these orders. Free of charge if anything was.
		#[pallet::call_index(14)]
		#[pallet::weight(Pallet::<T>::batch_weight(
			T::WeightInfo::settle_due(orders.len() as u32), orders.len() as u32,
		))]
		pub fn settle_due(
			origin: OriginFor<T>,
			orders: BoundedVec<OrderId, ConstU32<MAX_BATCH>>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let count = orders.len() as u32;
			let payouts = Self::do_settle_due(orders)?;
			let base = T::WeightInfo::settle_due(count);
			Ok((Some(Self::actual_batch_weight(base, count.into(), payouts)), Pays::No).into())
		}

		/// Delivers what waits for a recipient. Anyone may ask; only the recipient is paid.
		#[pallet::call_index(15)]
		pub fn claim(
			origin: OriginFor<T>,
			recipient: T::AccountId,
			asset: T::AssetKind,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim(recipient, asset)
		}

		/// Removes the records of orders that are over, and returns their deposits.
		#[pallet::call_index(16)]
		#[pallet::weight(
			T::WeightInfo::close(orders.len() as u32)
				.saturating_add(Pallet::<T>::notices(orders.len() as u64))
		)]
		pub fn close(
			origin: OriginFor<T>,
			orders: BoundedVec<OrderId, ConstU32<MAX_BATCH>>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_close(orders)
		}

		/// Gives up what a split's recipient still owes the caller, and returns the debt's deposit.
		#[pallet::call_index(17)]
		pub fn forgive(
			origin: OriginFor<T>,
			debtor: T::AccountId,
			asset: T::AssetKind,
		) -> DispatchResult {
			let creditor = ensure_signed(origin)?;
			Self::do_forgive(creditor, debtor, asset)
		}
	}
}
