//! Tests of the pallet, one file per call or flow. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{
	assert_noop, assert_ok, hypothetically, hypothetically_ok,
	pallet_prelude::{ConstU32, Pays},
	traits::fungible::InspectHold,
	BoundedVec,
};
use pallet_carriers::Role;
use souk_primitives::{
	logistics::{
		check_digit, CorrectionReason, Direction, Document, Flag, Flags, Gln, Loss, Milestone,
		Occurrence, Place, Purpose, Quantity, Report, Scan, Scope, SensorLimit, SensorLimits,
		SensorReport, SignedReport, Sscc, Status, Trouble,
	},
	Delivery, Moment, OrderId, OrderStage, ShipmentId, Text,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError, DispatchResult,
};

mod accept_handover;
mod accept_return;
mod advance_due;
mod answer_contest;
mod attach_document;
mod cancel_handover;
mod cancel_shipment;
mod carrying;
mod claim_delivery;
mod config;
mod confirm_delivery;
mod contest;
mod correct_event;
mod create_return;
mod create_shipment;
mod create_shipments;
mod create_unit;
mod declare_lost;
mod flows;
mod fraud;
mod fuzzing;
mod offer_handover;
mod orders;
mod pack;
mod prove_delivery;
mod purge;
mod reject_handover;
mod relay_scan;
mod report_exception;
mod report_sensor;
mod scan;
mod scan_many;
mod set_pod_key;
mod start_return;
mod states;
mod sweep;
mod tell_order;
mod try_state;
mod types;
mod unpack;
mod update_eta;
mod views;
mod weights;

type E = Error<Test>;
type Ev = Event<Test>;
/// Why the pallet of the carriers refuses.
type C = pallet_carriers::Error<Test>;

/// A hash of evidence.
const EVIDENCE: H256 = H256::repeat_byte(9);

/// A parcel that has a value and nothing else.
fn parcel() -> ParcelOf<Test> {
	Parcel {
		sscc: None,
		address: None,
		value: VALUE,
		planned: None,
		limits: SensorLimits::default(),
		pages: 0,
	}
}

/// The same, changed.
fn parcel_with(change: impl FnOnce(&mut ParcelOf<Test>)) -> ParcelOf<Test> {
	let mut parcel = parcel();
	change(&mut parcel);
	parcel
}

/// An SSCC of the merchant's prefix.
fn sscc(serial: u64) -> Sscc {
	let digits = 15_703_538_000_000_000 + serial;
	Sscc(digits * 10 + u64::from(check_digit(digits)))
}

/// What a carrier calls a parcel.
fn code(text: &str) -> Code {
	text.try_into().unwrap()
}

/// The events of this pallet since the last time.
fn take_events() -> Vec<Ev> {
	let events = System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Tracker(event) => Some(event),
			_ => None,
		})
		.collect();
	System::reset_events();
	events
}

/// What orders were told since the last time.
fn take_steps() -> Vec<(OrderId, Step)> {
	Steps::take()
}

fn reset() {
	System::reset_events();
	Steps::kill();
}

fn shipment(id: ShipmentId) -> ShipmentOf<Test> {
	Tracker::shipment(id).unwrap()
}

fn status(id: ShipmentId) -> Status {
	shipment(id).status()
}

fn consignment(order: OrderId) -> Consignment {
	Consignments::<Test>::get(order, Direction::Outbound).unwrap()
}

/// What is held from somebody for shipments.
fn held(who: &AccountId) -> Balance {
	Balances::balance_on_hold(&HoldReason::Shipment.into(), who)
}

/// Those that are due, and when.
fn due() -> Vec<(Moment, ShipmentId)> {
	Due::<Test>::iter_keys().map(|(at, id)| (at.0, ShipmentId(id.0))).collect()
}

/// An entry for which somebody signs, of now.
fn entry(what: Occurrence<AccountId>, by: &AccountId) -> EntryOf<Test> {
	EntryOf::<Test> { by: Some(by.clone()), ..lapsed(what) }
}

/// An entry for which nobody signs.
fn lapsed(what: Occurrence<AccountId>) -> EntryOf<Test> {
	let (event_time, record_time) = (now(), now());
	EntryOf::<Test> { what, by: None, event_time, record_time, place: None, late: false }
}

/// The head of a history that had that head, with an entry more.
fn extended(head: H256, entry: &EntryOf<Test>) -> H256 {
	BlakeTwo256::hash_of(&(head, entry))
}

/// The event that tells of the next entry of a shipment that was so before.
fn tracked(id: ShipmentId, before: &ShipmentOf<Test>, status: Status, entry: EntryOf<Test>) -> Ev {
	let (seq, head) = (before.history.count, extended(before.history.head, &entry));
	Event::Tracked { shipment: id, seq, head, status, entry }
}

/// A shipment as it should be with an entry more, whose page is not full.
fn with_entry(
	mut shipment: ShipmentOf<Test>,
	entry: &EntryOf<Test>,
	change: impl FnOnce(&mut ShipmentOf<Test>),
) -> ShipmentOf<Test> {
	change(&mut shipment);
	let history = &mut shipment.history;
	history.head = extended(history.head, entry);
	history.count += 1;
	history.recent.try_push(entry.clone()).unwrap();
	shipment
}

/// Asserts that a shipment, which was so before, has that entry more, is changed like that, and that
/// this and nothing else was told.
fn assert_step(
	id: ShipmentId,
	before: &ShipmentOf<Test>,
	entry: EntryOf<Test>,
	change: impl FnOnce(&mut ShipmentOf<Test>),
) {
	let expected = with_entry(before.clone(), &entry, change);
	assert_eq!(take_events(), vec![tracked(id, before, expected.status(), entry)]);
	assert_eq!(shipment(id), expected);
}

/// A parcel of an order, with its shipper.
fn created_of(order: OrderId, parcel: ParcelOf<Test>) -> ShipmentId {
	let id = NextShipmentId::<Test>::get();
	assert_ok!(Tracker::create_shipment(origin(&merchant()), order, parcel));
	id
}

/// A parcel of the order of the tests, with its shipper.
fn created() -> ShipmentId {
	created_of(ORDER, parcel())
}

/// A parcel of an order whose goods go back, with the buyer.
fn inbound_of(order: OrderId) -> ShipmentId {
	Stages::insert(order, OrderStage::Returning);
	let id = NextShipmentId::<Test>::get();
	assert_ok!(Tracker::create_return(origin(&buyer()), order, parcel()));
	id
}

fn offer(id: ShipmentId, by: &AccountId, to: &AccountId) -> DispatchResult {
	Tracker::offer_handover(origin(by), id, to.clone(), None, None, now() + 1_000)
}

fn document(media_type: &str) -> Document {
	let media_type = Text::try_from(media_type).unwrap();
	Document { digest: EVIDENCE, length: 1_234, media_type }
}

fn attach(by: &AccountId, id: ShipmentId) -> DispatchResult {
	Tracker::attach_document(origin(by), id, document("application/pdf"))
}

/// The head of the offer that is open; of none, nothing that anybody could have seen.
fn offered(id: ShipmentId) -> H256 {
	Shipments::<Test>::get(id)
		.and_then(|record| record.offer)
		.map_or(H256::zero(), |offer| offer.head)
}

fn accept(id: ShipmentId, by: &AccountId) -> DispatchResult {
	Tracker::accept_handover(origin(by), id, offered(id), None, None)
}

/// Gives a parcel from who has it to a carrier.
fn hand_over(id: ShipmentId, by: &AccountId, to: &AccountId, key: &AccountId) {
	assert_ok!(offer(id, by, to));
	assert_ok!(accept(id, key));
}

/// The carrier picks up a parcel of the merchant.
fn pick_up(id: ShipmentId) -> ShipmentId {
	let shipper = shipment(id).shipper;
	hand_over(id, &shipper, &carrier(), &courier());
	id
}

/// A parcel of the order of the tests that the carrier has just picked up.
fn picked_up() -> ShipmentId {
	pick_up(created())
}

/// The same, of another order.
fn picked_up_of(order: u64) -> ShipmentId {
	pick_up(created_of(OrderId(order), parcel()))
}

/// A parcel with the buyer's key on it, with its shipper.
fn created_with_key() -> ShipmentId {
	let id = created();
	assert_ok!(Tracker::set_pod_key(origin(&buyer()), id, pod_key()));
	id
}

/// The same, that the carrier has just picked up.
fn picked_up_with_key() -> ShipmentId {
	pick_up(created_with_key())
}

/// A scan of now.
fn scan_of(milestone: Milestone) -> Scan {
	Scan { milestone, event_time: now(), place: None }
}

fn scan_by(by: &AccountId, id: ShipmentId, scan: Scan) -> DispatchResult {
	plain(Tracker::scan(origin(by), id, scan))
}

fn scan(id: ShipmentId, milestone: Milestone) {
	assert_ok!(scan_by(&scanner(), id, scan_of(milestone)));
}

fn claim(id: ShipmentId) -> DispatchResult {
	Tracker::claim_delivery(origin(&courier()), id, EVIDENCE, now())
}

fn contest(id: ShipmentId) -> DispatchResult {
	Tracker::contest(origin(&buyer()), id, None)
}

fn answer(id: ShipmentId) -> DispatchResult {
	Tracker::answer_contest(origin(&courier()), id, EVIDENCE)
}

fn prove(id: ShipmentId) -> DispatchResult {
	Tracker::prove_delivery(origin(&stranger()), id, pod_signature(id))
}

fn confirm(id: ShipmentId) -> DispatchResult {
	Tracker::confirm_delivery(origin(&buyer()), id)
}

fn start_return(id: ShipmentId) -> DispatchResult {
	Tracker::start_return(origin(&courier()), id)
}

fn declare_lost(id: ShipmentId) -> DispatchResult {
	Tracker::declare_lost(origin(&courier()), id, Loss::Lost)
}

/// Claimed, contested, and the carrier stood by it.
fn answered(id: ShipmentId) -> ShipmentId {
	assert_ok!(claim(id));
	assert_ok!(contest(id));
	assert_ok!(answer(id));
	id
}

fn list<N: frame_support::traits::Get<u32>>(ids: &[ShipmentId]) -> BoundedVec<ShipmentId, N> {
	ids.to_vec().try_into().unwrap()
}

/// An empty unit of the carrier.
fn unit() -> ShipmentId {
	let id = NextShipmentId::<Test>::get();
	assert_ok!(Tracker::create_unit(origin(&carrier()), None, 0));
	id
}

fn pack(unit: ShipmentId, children: &[ShipmentId]) -> DispatchResult {
	Tracker::pack(origin(&scanner()), unit, list(children))
}

fn unpack(unit: ShipmentId, children: &[ShipmentId]) -> DispatchResult {
	Tracker::unpack(origin(&scanner()), unit, list(children))
}

fn advance(ids: &[ShipmentId]) -> DispatchResult {
	plain(Tracker::advance_due(origin(&stranger()), list(ids)))
}

fn purge(id: ShipmentId) -> DispatchResult {
	plain(Tracker::purge(origin(&stranger()), id))
}

fn plain(result: frame_support::pallet_prelude::DispatchResultWithPostInfo) -> DispatchResult {
	result.map(|_| ()).map_err(|error| error.error)
}

/// What a key reports of now, for others to hand in.
fn report_of(id: ShipmentId, key: &AccountId, counter: u64) -> SignedReport<AccountId> {
	SignedReport {
		shipment: id,
		origin: shipment(id).history.origin,
		carrier: carrier(),
		key: key.clone(),
		counter,
		report: Report::Scan(scan_of(Milestone::Arrived)),
	}
}

/// Anyone hands in what the carrier's device signed.
fn relay(report: &SignedReport<AccountId>) -> DispatchResult {
	relay_by(report, Sr25519Keyring::Eve)
}

fn relay_by(report: &SignedReport<AccountId>, key: Sr25519Keyring) -> DispatchResult {
	plain(Tracker::relay_scan(origin(&stranger()), report.clone(), sign(report, key)))
}

/// A series of temperatures of the last second, in thousandths of a degree.
fn temperatures(min: i32, max: i32) -> SensorReport {
	SensorReport {
		quantity: Quantity::Temperature,
		min,
		max,
		mean: min,
		count: 60,
		from: now(),
		until: now(),
		series: EVIDENCE,
	}
}

/// What bears two to eight degrees.
fn cold() -> SensorLimits {
	let limit = SensorLimit { quantity: Quantity::Temperature, min: 2_000, max: 8_000 };
	vec![limit].try_into().unwrap()
}

fn suspend(who: &AccountId) {
	assert_ok!(Carriers::suspend(RuntimeOrigin::root(), who.clone()));
}

/// The carrier revokes a key.
fn revoke(key: &AccountId, compromised_since: Option<Moment>) {
	assert_ok!(Carriers::revoke_key(origin(&carrier()), key.clone(), compromised_since));
}

/// Leaves somebody so much.
fn leave(who: &AccountId, amount: Balance) {
	let rest = Balances::free_balance(who) - amount;
	assert_ok!(Balances::transfer_allow_death(origin(who), account(99), rest));
}
