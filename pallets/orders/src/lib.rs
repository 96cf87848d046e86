#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzz;
#[cfg(any(test, feature = "fuzzing"))]
#[cfg_attr(not(test), allow(dead_code))]
mod mock;
#[cfg(test)]
mod tests;

mod checkout;
mod discounts;
mod disputes;
mod errors;
mod events;
mod external;
mod fulfilment;
mod ledger;
mod money;
mod observers;
mod order;
mod progress;
mod reserve;
pub mod runtime_api;
mod sweep;
mod terms;
#[cfg(any(feature = "try-runtime", feature = "fuzzing", test))]
mod try_state;
mod types;
mod views;
pub mod weights;

pub use ledger::{Division, Insufficient, Ledger};
pub use order::{Lapse, Order, OrderError};
pub use types::*;

use frame_support::{
	pallet_macros::import_section,
	traits::{fungible, fungibles},
};
use souk_primitives::{OrderNotice, Receipt, Vouches};

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
/// What a listener failed on.
pub type MissedOf<T> = Missed<AccountIdOf<T>, BalanceOf<T>, NoticeOf<T>>;
/// A gateway's word that money moved off chain.
pub type ReceiptOf<T> = Receipt<BalanceOf<T>>;
/// The signatures of a receipt.
pub type VouchesOf<T> = Vouches<AccountIdOf<T>, <T as Config>::Signature>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[import_section(events::events)]
#[import_section(errors::errors)]
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
	use souk_primitives::{
		BigEndian, Channel, CheckoutDiscount, Currency, GatewayId, Gateways, Means, Moment,
		NoticeKind, OrderId, OrderObservers, Tender, TermsId,
	};
	use sp_core::H256;
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

		/// Who listens to what happens to orders: a tuple.
		type Observers: OrderObservers<Self::AccountId, Self::AssetKind, BalanceOf<Self>>;

		/// Who takes a buyer's points for a part of a price; `()` if nobody does.
		type Discount: CheckoutDiscount<Self::AccountId, Self::AssetKind, BalanceOf<Self>>;

		/// Who vouches for payments off chain; `()` if nobody does.
		type Gateways: Gateways<Self::AccountId, BalanceOf<Self>, Self::Signature>;

		/// Who acts as a resolver, and as which account: anyone who signs, and collectives that
		/// have an account of their own.
		type ResolverOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Self::AccountId>;

		/// Who may find that a payment off chain never was.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The price of storage, held from the merchant.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// Names the pot account.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The longest that any window of the terms may be, in milliseconds. Goods that another pallet
		/// tracks have so long until their order settles without a word of it.
		#[pallet::constant]
		type MaxWindow: Get<Moment>;

		/// The least that a buyer has to inspect goods with which something may be wrong, in
		/// milliseconds, whatever the terms say.
		#[pallet::constant]
		type DoubtfulInspection: Get<Moment>;

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

	/// What merchants have in reserve, by asset.
	#[pallet::storage]
	pub type Reserves<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		T::AssetKind,
		Reserve<BalanceOf<T>>,
	>;

	/// What merchants owe payers after refunds, by `(merchant, asset, order)`, oldest order first.
	#[pallet::storage]
	pub type RefundDebts<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Blake2_128Concat, T::AssetKind>,
			// Assigned by the runtime, and sorted by it.
			NMapKey<Identity, BigEndian>,
		),
		RefundDebt<T::AccountId, BalanceOf<T>>,
	>;

	/// Payments off chain that no order took, by order and transaction.
	#[pallet::storage]
	pub type Strays<T: Config> =
		StorageDoubleMap<_, Twox64Concat, OrderId, Blake2_128Concat, H256, Stray<BalanceOf<T>>>;

	/// What listeners failed on.
	#[pallet::storage]
	pub type MissedNotices<T: Config> =
		StorageDoubleMap<_, Twox64Concat, OrderId, Twox64Concat, HookId, MissedOf<T>>;

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
		#[pallet::weight(T::WeightInfo::invoice().saturating_add(Pallet::<T>::notices(NoticeKind::Placed, 1)))]
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
		#[pallet::weight(T::WeightInfo::fund().saturating_add(Pallet::<T>::notices(NoticeKind::Funded, 1)))]
		pub fn fund(
			origin: OriginFor<T>,
			order: OrderId,
			max_total: BalanceOf<T>,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_fund(payer, order, max_total)
		}

		/// Places signed offers, all or none, and pays into escrow what points do not pay of them.
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
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::cancel(), Pallet::<T>::LEGS))]
		pub fn cancel(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel(who, order)
		}

		/// Tells that paid orders are on their way, all in one parcel.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::ship_weight(orders.len() as u32))]
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
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::extend(), Pallet::<T>::LEGS))]
		pub fn extend(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_extend(who, order)
		}

		/// Asks for money back, with or without the goods. The order's timer stands still meanwhile.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::request_refund(), Pallet::<T>::LEGS))]
		pub fn request_refund(
			origin: OriginFor<T>,
			order: OrderId,
			amount: BalanceOf<T>,
			kind: RefundKind,
			evidence: Option<T::Hash>,
		) -> DispatchResult {
			let buyer = ensure_signed(origin)?;
			Self::do_request_refund(buyer, order, amount, kind, evidence)
		}

		/// Answers a refund request.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::answer_refund(), Pallet::<T>::LEGS))]
		pub fn answer_refund(
			origin: OriginFor<T>,
			order: OrderId,
			answer: Answer,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_answer_refund(merchant, order, answer)
		}

		/// Gives money back: out of escrow, or after settlement out of the merchant's own.
		///
		/// What the merchant does not have after settlement comes out of its reserve, and what that
		/// does not have it owes.
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
				.saturating_add(Pallet::<T>::notices(NoticeKind::Closed, orders.len() as u64))
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

		/// Opens an order that is paid off chain; a gateway vouches for the payment.
		#[pallet::call_index(18)]
		#[pallet::weight(
			T::WeightInfo::invoice_external()
				.saturating_add(Pallet::<T>::notices(NoticeKind::Placed, 1))
		)]
		#[allow(clippy::too_many_arguments)] // What an order is.
		pub fn invoice_external(
			origin: OriginFor<T>,
			buyer: T::AccountId,
			terms: TermsId,
			gateway: GatewayId,
			currency: Currency,
			amount: BalanceOf<T>,
			reference: Reference,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_invoice_external(merchant, buyer, terms, gateway, currency, amount, reference)
		}

		/// Brings a gateway's receipt that money moved off chain: paid, refunded or charged back.
		#[pallet::call_index(19)]
		#[pallet::weight(Pallet::<T>::attest_weight(signatures.len() as u32))]
		pub fn attest(
			origin: OriginFor<T>,
			receipt: ReceiptOf<T>,
			signatures: VouchesOf<T>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_attest(receipt, signatures)
		}

		/// Tells that the goods of a return are on their way back.
		#[pallet::call_index(20)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::return_sent(), Pallet::<T>::LEGS))]
		pub fn return_sent(
			origin: OriginFor<T>,
			order: OrderId,
			tracking: Option<Tracking>,
		) -> DispatchResult {
			let buyer = ensure_signed(origin)?;
			Self::do_return_sent(buyer, order, tracking)
		}

		/// Tells that the goods of a return are back, or need not come: the refund is paid.
		#[pallet::call_index(21)]
		#[pallet::weight(
			Pallet::<T>::step_weight(T::WeightInfo::return_received(), Pallet::<T>::LEGS)
		)]
		pub fn return_received(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_return_received(merchant, order)
		}

		/// Opens a dispute. The order's timer, or the complaint's, stands still meanwhile.
		#[pallet::call_index(22)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::dispute(), Pallet::<T>::LEGS))]
		pub fn dispute(
			origin: OriginFor<T>,
			order: OrderId,
			evidence: Option<T::Hash>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_dispute(who, order, evidence)
		}

		/// Proposes how much of what is open goes back to the buyer, in place of any proposal before.
		#[pallet::call_index(23)]
		#[pallet::weight(
			Pallet::<T>::step_weight(T::WeightInfo::propose_split(), Pallet::<T>::LEGS)
		)]
		pub fn propose_split(
			origin: OriginFor<T>,
			order: OrderId,
			to_buyer: BalanceOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_propose_split(who, order, to_buyer)
		}

		/// Accepts what the other side proposes: the order ends with that split.
		#[pallet::call_index(24)]
		#[pallet::weight(
			Pallet::<T>::step_weight(T::WeightInfo::accept_split(), Pallet::<T>::LEGS)
		)]
		pub fn accept_split(
			origin: OriginFor<T>,
			order: OrderId,
			to_buyer: BalanceOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_split(who, order, to_buyer)
		}

		/// Calls the resolver, or answers that the other side did: the caller puts up a bond.
		#[pallet::call_index(25)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::escalate(), Pallet::<T>::LEGS))]
		pub fn escalate(
			origin: OriginFor<T>,
			order: OrderId,
			evidence: Option<T::Hash>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_escalate(who, order, evidence)
		}

		/// Decides an escalated dispute: how much of what is open goes back to the buyer.
		#[pallet::call_index(26)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::decide(), Pallet::<T>::LEGS))]
		pub fn decide(
			origin: OriginFor<T>,
			order: OrderId,
			to_buyer: BalanceOf<T>,
		) -> DispatchResult {
			let resolver = T::ResolverOrigin::ensure_origin(origin)?;
			Self::do_decide(resolver, order, to_buyer)
		}

		/// Finds that a payment off chain never was: the order ends, and nothing has to go back.
		#[pallet::call_index(27)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::refute_payment(), 0))]
		pub fn refute_payment(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_refute_payment(order)
		}

		/// Pays what the caller owes the payer of an order after a refund, or a part of it.
		#[pallet::call_index(28)]
		pub fn repay(origin: OriginFor<T>, order: OrderId, amount: BalanceOf<T>) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_repay(merchant, order, amount)
		}

		/// Tells a listener again what it failed on.
		#[pallet::call_index(29)]
		#[pallet::weight(Pallet::<T>::retry_weight())]
		pub fn retry_hook(
			origin: OriginFor<T>,
			order: OrderId,
			observer: u8,
			notice: NoticeKind,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_retry_hook(order, observer, notice)
		}

		/// Sets which of the buyer's points or vouchers pay for a part of an invoice, before it is paid.
		///
		/// On chain or off. `None` takes away what was set before.
		#[pallet::call_index(30)]
		#[pallet::weight(Pallet::<T>::use_discount_weight())]
		pub fn use_discount(
			origin: OriginFor<T>,
			order: OrderId,
			means: Option<Means>,
		) -> DispatchResult {
			let buyer = ensure_signed(origin)?;
			Self::do_use_discount(buyer, order, means)
		}
	}
}
