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

mod carrying;
mod coupling;
mod create;
mod custody;
mod delivery;
mod endings;
mod errors;
mod events;
mod history;
mod reports;
pub mod runtime_api;
mod sweep;
pub mod tree;
#[cfg(any(feature = "try-runtime", feature = "fuzzing", test))]
mod try_state;
mod types;
mod units;
mod views;
pub mod weights;

pub use types::*;

use frame_support::{pallet_macros::import_section, traits::fungible};

/// The log target of this pallet.
pub const LOG_TARGET: &str = "runtime::logistics";

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount of the native token.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// A parcel to be sent.
pub type ParcelOf<T> = Parcel<BalanceOf<T>>;
/// A shipment on record.
pub type ShipmentOf<T> = Shipment<AccountIdOf<T>, BalanceOf<T>>;
/// An entry of a history.
pub type EntryOf<T> = souk_primitives::logistics::TrackingEvent<AccountIdOf<T>>;
/// What an entry says.
pub type OccurrenceOf<T> = souk_primitives::logistics::Occurrence<AccountIdOf<T>>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{Footprint, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{
		logistics::{
			Carriers, CorrectionReason, Direction, Document, Loss, Scan, SensorReport,
			SignedReport, Sscc, Status, Trouble,
		},
		BigEndian, Moment, OrderFulfilment, OrderId, OrderInspect, ShipmentId,
	};
	use sp_core::H256;
	use sp_runtime::traits::{Convert, IdentifyAccount, Verify};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256> {
		/// Measured weights.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holding the native token.
		type RuntimeHoldReason: From<HoldReason>;

		/// The native token, for deposits.
		type Currency: fungible::MutateHold<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance: MaxEncodedLen,
		>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// A signature of a report, and of a delivery.
		type Signature: Verify<Signer = Self::Signer> + Parameter;

		/// The public key that made it.
		type Signer: IdentifyAccount<AccountId = Self::AccountId>;

		/// The orders whose goods are shipped.
		type Orders: OrderInspect<Self::AccountId> + OrderFulfilment;

		/// Who carries.
		type Carriers: Carriers<Self::AccountId, BalanceOf<Self>>;

		/// The price of storage.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// How far in the future something may have happened, in milliseconds: scanners' clocks are
		/// not the chain's, which stands still between blocks.
		#[pallet::constant]
		type MaxLead: Get<Moment>;

		/// What is put on record longer after it happened, in milliseconds, is flagged as late, and
		/// nothing hangs on it.
		#[pallet::constant]
		type MaxBackdate: Get<Moment>;

		/// For how long a claim of delivery can be contested, in milliseconds.
		type ContestWindow: Get<Moment>;

		/// For how long a carrier can answer when its claim is contested, in milliseconds.
		type AnswerWindow: Get<Moment>;

		/// A shipment of which nothing was heard for so long is lost, in milliseconds.
		type MaxSilence: Get<Moment>;

		/// How long an ended shipment stays on record at least, in milliseconds.
		type RecordWindow: Get<Moment>;

		/// Makes orders, carriers and signatures for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a shipment on record, its indices and its history.
		#[codec(index = 0)]
		Shipment,
	}

	/// The id that the next shipment gets.
	#[pallet::storage]
	pub type NextShipmentId<T> = StorageValue<_, ShipmentId, ValueQuery>;

	/// Shipments on record.
	///
	/// All that a scan reads and changes of a shipment is here, so that it costs one write, and who
	/// watches this one entry sees every change of a shipment in the block that brings it.
	#[pallet::storage]
	pub type Shipments<T: Config> = StorageMap<_, Twox64Concat, ShipmentId, ShipmentOf<T>>;

	/// Older entries of histories, by shipment and page: entry `n` is in page `n / 8`.
	#[pallet::storage]
	pub type Pages<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		ShipmentId,
		// A number that the runtime counts up.
		Twox64Concat,
		u32,
		Page<T::AccountId>,
	>;

	/// Shipments by SSCC.
	#[pallet::storage]
	pub type BySscc<T> = StorageMap<_, Blake2_128Concat, Sscc, ShipmentId>;

	/// Shipments by order.
	#[pallet::storage]
	pub type Consignments<T> =
		StorageDoubleMap<_, Twox64Concat, OrderId, Twox64Concat, Direction, Consignment>;

	/// Shipments by what their carriers call them. A carrier uses a code again only when what had it
	/// before has ended.
	#[pallet::storage]
	pub type ByCode<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, Code, ShipmentId>;

	/// What carriers call a shipment.
	#[pallet::storage]
	pub type CodesOf<T: Config> =
		StorageMap<_, Twox64Concat, ShipmentId, Codes<T::AccountId>, ValueQuery>;

	/// What is in a unit.
	#[pallet::storage]
	pub type ContentsOf<T> = StorageMap<_, Twox64Concat, ShipmentId, Contents, ValueQuery>;

	/// Shipments to which something happens by itself, by when, earliest first.
	#[pallet::storage]
	pub type Due<T> = StorageMap<_, Identity, (BigEndian, BigEndian), ()>;

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// How many entries a page of a history has.
		fn page() -> u32 {
			PAGE
		}

		/// The most pages besides the newest that a shipment can keep.
		fn max_pages() -> u8 {
			MAX_PAGES
		}

		/// The most shipments in one call that takes a list of them, and in one unit.
		fn max_batch() -> u32 {
			MAX_BATCH
		}

		/// The most parcels of an order that go one way.
		fn max_parcels() -> u32 {
			MAX_PARCELS
		}

		/// What is held for a shipment that keeps the newest page of its history only.
		fn shipment_deposit() -> BalanceOf<T> {
			Self::deposit_of(0)
		}

		/// What is held for each further page.
		fn page_deposit() -> BalanceOf<T> {
			Self::page_price()
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
		/// Puts a parcel of the caller's paid order on record. A deposit is held.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create_shipments(1))]
		pub fn create_shipment(
			origin: OriginFor<T>,
			order: OrderId,
			parcel: ParcelOf<T>,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_create_outbound(merchant, order, parcel).map(|_| ())
		}

		/// Puts up to 16 parcels on record, of one or several paid orders of the caller: all or none.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::create_shipments(parcels.len() as u32))]
		pub fn create_shipments(
			origin: OriginFor<T>,
			parcels: BoundedVec<(OrderId, ParcelOf<T>), ConstU32<MAX_CREATED>>,
		) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			ensure!(!parcels.is_empty(), Error::<T>::EmptyList);
			for (order, parcel) in parcels {
				Self::do_create_outbound(merchant.clone(), order, parcel)?;
			}
			Ok(())
		}

		/// Puts a parcel on record by which the buyer returns goods. Buyer or merchant may do so.
		#[pallet::call_index(2)]
		pub fn create_return(
			origin: OriginFor<T>,
			order: OrderId,
			parcel: ParcelOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_create_inbound(who, order, parcel).map(|_| ())
		}

		/// Puts a unit on record that the caller, a carrier, packs shipments into.
		#[pallet::call_index(3)]
		pub fn create_unit(origin: OriginFor<T>, sscc: Option<Sscc>, pages: u8) -> DispatchResult {
			let carrier = ensure_signed(origin)?;
			Self::do_create_unit(carrier, sscc, pages).map(|_| ())
		}

		/// Cancels a parcel that has not left yet, or ends an empty unit.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::ending_weight(T::WeightInfo::cancel_shipment()))]
		pub fn cancel_shipment(origin: OriginFor<T>, shipment: ShipmentId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel(who, shipment)
		}

		/// Names the key that is to sign for a parcel. Its consignee does so before it is picked up.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::entry_weight(T::WeightInfo::set_pod_key()))]
		pub fn set_pod_key(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			key: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let consignee = ensure_signed(origin)?;
			let turned = Self::do_set_pod_key(consignee, shipment, key)?;
			Ok(Self::actual(T::WeightInfo::set_pod_key(), turned))
		}

		/// Offers a shipment to a carrier, in place of any offer before.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::entry_weight(T::WeightInfo::offer_handover()))]
		pub fn offer_handover(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			to: T::AccountId,
			seal: Option<H256>,
			condition: Option<H256>,
			expires_at: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let head = Default::default();
			Self::do_offer(who, shipment, Offer { to, seal, condition, expires_at, head })
		}

		/// Takes over a shipment in the condition in which it is offered, under the carrier's own code.
		/// `offered` is the head of the offer: what the carrier looked at before it took over.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::accept_handover()))]
		pub fn accept_handover(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			offered: H256,
			condition: Option<H256>,
			code: Option<Code>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept(who, shipment, offered, condition, code)
		}

		/// Does not take over a shipment that is offered.
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::entry_weight(T::WeightInfo::reject_handover()))]
		pub fn reject_handover(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			reason: Option<H256>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reject(who, shipment, reason)
		}

		/// Takes back the offer of a shipment.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::entry_weight(T::WeightInfo::cancel_handover()))]
		pub fn cancel_handover(origin: OriginFor<T>, shipment: ShipmentId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_offer(who, shipment)
		}

		/// Tells where a shipment is that the caller's carrier has.
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::scan_weight(1))]
		pub fn scan(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			scan: Scan,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let turned = Self::do_scan(who, shipment, scan)?;
			Ok(Self::actual_scan(1, turned.into()))
		}

		/// Tells the same of up to 64 shipments that `carrier` has. One that is refused does not stop
		/// the others: an event says why.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::scan_weight(shipments.len() as u32))]
		pub fn scan_many(
			origin: OriginFor<T>,
			carrier: T::AccountId,
			shipments: BoundedVec<ShipmentId, ConstU32<MAX_BATCH>>,
			scan: Scan,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let count = shipments.len() as u32;
			let turned = Self::do_scan_many(who, carrier, shipments, scan)?;
			Ok(Self::actual_scan(count, turned))
		}

		/// Hands in what a carrier's key signed. Free of charge if it is accepted.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::relay_weight())]
		pub fn relay_scan(
			origin: OriginFor<T>,
			report: SignedReport<T::AccountId>,
			signature: T::Signature,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_relay(report, signature)?;
			Ok(Pays::No.into())
		}

		/// Reports what a sensor measured that goes with a shipment.
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::nested_weight(T::WeightInfo::report_sensor()))]
		pub fn report_sensor(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			report: SensorReport,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report_sensor(who, shipment, report)
		}

		/// Puts up to 64 shipments into a unit; all or none.
		#[pallet::call_index(14)]
		#[pallet::weight(Pallet::<T>::pack_weight(children.len() as u32))]
		pub fn pack(origin: OriginFor<T>, unit: ShipmentId, children: Contents) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_pack(who, unit, children)
		}

		/// Takes up to 64 shipments out of a unit; all or none.
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::unpack_weight(children.len() as u32))]
		pub fn unpack(
			origin: OriginFor<T>,
			unit: ShipmentId,
			children: Contents,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unpack(who, unit, children)
		}

		/// Tells when a shipment should arrive.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::entry_weight(T::WeightInfo::update_eta()))]
		pub fn update_eta(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			estimated: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_update_eta(who, shipment, estimated)
		}

		/// Tells that something went wrong with a shipment.
		#[pallet::call_index(17)]
		#[pallet::weight(Pallet::<T>::nested_weight(T::WeightInfo::report_exception()))]
		pub fn report_exception(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			trouble: Trouble,
			evidence: Option<H256>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report_exception(who, shipment, trouble, evidence)
		}

		/// Proves that a shipment was delivered, by the signature of its consignee's key.
		#[pallet::call_index(18)]
		#[pallet::weight(Pallet::<T>::ending_weight(T::WeightInfo::prove_delivery()))]
		pub fn prove_delivery(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			signature: T::Signature,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prove(shipment, signature)
		}

		/// Confirms that a shipment arrived. Its consignee does so.
		#[pallet::call_index(19)]
		#[pallet::weight(Pallet::<T>::ending_weight(T::WeightInfo::confirm_delivery()))]
		pub fn confirm_delivery(origin: OriginFor<T>, shipment: ShipmentId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_confirm(who, shipment)
		}

		/// Claims that a shipment was delivered, or brought back, without the receiver's signature.
		/// Whoever was to get it can contest that.
		#[pallet::call_index(20)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::claim_delivery()))]
		pub fn claim_delivery(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			evidence: H256,
			event_time: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim(who, shipment, evidence, event_time)
		}

		/// Contests a claim of delivery. Whoever was to get the shipment does so.
		#[pallet::call_index(21)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::contest()))]
		pub fn contest(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			reason: Option<H256>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_contest(who, shipment, reason)
		}

		/// Stands by a claim of delivery that was contested, with evidence. Where the consignee named a
		/// key, only its signature answers.
		#[pallet::call_index(22)]
		#[pallet::weight(Pallet::<T>::step_weight(T::WeightInfo::answer_contest()))]
		pub fn answer_contest(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			evidence: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer(who, shipment, evidence)
		}

		/// Sends a shipment back to its shipper.
		#[pallet::call_index(23)]
		#[pallet::weight(Pallet::<T>::entry_weight(T::WeightInfo::start_return()))]
		pub fn start_return(origin: OriginFor<T>, shipment: ShipmentId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_start_return(who, shipment)
		}

		/// Takes back a shipment that could not be delivered. Its shipper does so.
		#[pallet::call_index(24)]
		#[pallet::weight(Pallet::<T>::ending_weight(T::WeightInfo::accept_return()))]
		pub fn accept_return(origin: OriginFor<T>, shipment: ShipmentId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_return(who, shipment)
		}

		/// Admits that a shipment is lost or destroyed. The carrier's bond pays its value.
		#[pallet::call_index(25)]
		#[pallet::weight(Pallet::<T>::ending_weight(T::WeightInfo::declare_lost()))]
		pub fn declare_lost(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			loss: Loss,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_declare_lost(who, shipment, loss)
		}

		/// Declares that an earlier entry is wrong that the same custodian made, and that is not folded yet.
		/// It stays on record.
		#[pallet::call_index(26)]
		#[pallet::weight(Pallet::<T>::correct_weight())]
		pub fn correct_event(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			seq: u32,
			reason: CorrectionReason,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_correct(who, shipment, seq, reason)
		}

		/// Attaches a document's hash, size and media type. Shipper, consignee and custodian may do so.
		#[pallet::call_index(27)]
		#[pallet::weight(Pallet::<T>::nested_weight(T::WeightInfo::attach_document()))]
		pub fn attach_document(
			origin: OriginFor<T>,
			shipment: ShipmentId,
			document: Document,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attach(who, shipment, document)
		}

		/// Tells an order again what it could not take note of.
		#[pallet::call_index(28)]
		#[pallet::weight(T::WeightInfo::tell_order().saturating_add(Pallet::<T>::order_weight()))]
		pub fn tell_order(
			origin: OriginFor<T>,
			order: OrderId,
			direction: Direction,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_tell_again(order, direction)
		}

		/// Carries out what is due of up to 8 shipments. Free of charge if anything was.
		#[pallet::call_index(29)]
		#[pallet::weight(Pallet::<T>::advance_weight(shipments.len() as u32))]
		pub fn advance_due(
			origin: OriginFor<T>,
			shipments: BoundedVec<ShipmentId, ConstU32<MAX_ADVANCED>>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_advance(shipments)?;
			Ok(Pays::No.into())
		}

		/// Removes an ended shipment after its record window, and returns its deposit. Free of charge.
		#[pallet::call_index(30)]
		#[pallet::weight(Pallet::<T>::purge_weight())]
		pub fn purge(origin: OriginFor<T>, shipment: ShipmentId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_purge(shipment)?;
			Ok(Pays::No.into())
		}
	}
}
