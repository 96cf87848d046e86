//! Who may call what in which state, where that leads, and why everything else is refused.

use super::*;
use At::*;
use By::*;
use Then::*;

/// Where a shipment can stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum At {
	// With the shipper.
	Created,
	/// Offered once, and not any more.
	Announced,
	Offered,
	OfferExpired,
	/// Another parcel of the order has left.
	Kept,
	// With the carrier.
	PickedUp,
	InTransit,
	Customs,
	OutForDelivery,
	AttemptFailed,
	AvailableForPickup,
	Trouble,
	/// Offered to another carrier.
	Passing,
	PassingExpired,
	/// With the consignee's key on it.
	Keyed,
	Packed,
	// On its way back.
	Returning,
	/// Offered to another carrier.
	ReturnPassing,
	ReturnPacked,
	// Said to be delivered.
	Claimed,
	ClaimedKeyed,
	Contested,
	ContestedKeyed,
	Answered,
	// Said to be back.
	ClaimedBack,
	ContestedBack,
	AnsweredBack,
	// Ended.
	Delivered,
	Returned,
	Lost,
	Destroyed,
	Cancelled,
	/// Delivered, and the record window is over.
	Old,
	// Its time has come, and nobody has carried out what follows.
	SilentCreated,
	SilentKept,
	SilentMoving,
	SilentPacked,
	SilentReturning,
	DueClaimed,
	/// By a stolen key.
	DueVoid,
	DueContested,
	DueAnswered,
	DueBack,
	/// By a stolen key.
	DueVoidBack,
	DueContestedBack,
	// Units.
	EmptyUnit,
	FullUnit,
	/// Offered to another carrier, and full.
	PassingUnit,
	/// In another unit.
	PackedUnit,
	/// No longer on record.
	Gone,
}

pub const SHELF: &[At] = &[Created, Announced, Offered, OfferExpired, Kept];
pub const LEGS: &[At] = &[
	PickedUp,
	InTransit,
	Customs,
	OutForDelivery,
	AttemptFailed,
	AvailableForPickup,
	Trouble,
	Passing,
	PassingExpired,
	Keyed,
];
pub const INSIDE: &[At] = &[Packed, ReturnPacked];
pub const BACK: &[At] = &[Returning, ReturnPassing];
pub const CLAIMS: &[At] = &[Claimed, ClaimedKeyed, Answered];
pub const CONTESTS: &[At] = &[Contested, ContestedKeyed];
pub const CLAIMS_BACK: &[At] = &[ClaimedBack, AnsweredBack];
pub const OVER: &[At] = &[Delivered, Returned, Lost, Destroyed, Cancelled, Old];
pub const DUE: &[At] = &[
	SilentCreated,
	SilentKept,
	SilentMoving,
	SilentPacked,
	SilentReturning,
	DueClaimed,
	DueVoid,
	DueContested,
	DueAnswered,
	DueBack,
	DueVoidBack,
	DueContestedBack,
];
pub const UNITS: &[At] = &[EmptyUnit, FullUnit, PassingUnit, PackedUnit];
/// Units that are in no other.
const OUTER: &[At] = &[EmptyUnit, FullUnit, PassingUnit];
const SAID: &[&[At]] = &[CLAIMS, CONTESTS, CLAIMS_BACK, &[ContestedBack]];

/// Every state on record.
pub fn states() -> Vec<At> {
	let said = SAID.concat();
	[SHELF, LEGS, INSIDE, BACK, &said, OVER, DUE, UNITS].concat()
}

/// Every one but these.
fn but(others: &[&[At]]) -> Vec<At> {
	let others = others.concat();
	states().into_iter().filter(|at| !others.contains(at)).collect()
}

/// Who calls.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum By {
	/// The merchant; of goods that go back, the buyer.
	Shipper,
	/// The buyer; of goods that go back, the merchant.
	Consignee,
	/// The account of the carrier that has it, or is offered it.
	Carrier,
	/// Its key that may do everything.
	Courier,
	/// Its key that may scan.
	Scanner,
	/// Its key that may scan and sense.
	Device,
	/// The account of another carrier, that is offered what the carrier passes on.
	OtherCarrier,
	OtherCourier,
	Stranger,
}

pub const ALL: &[By] =
	&[Shipper, Consignee, Carrier, Courier, Scanner, Device, OtherCarrier, OtherCourier, Stranger];
const SCANS: &[By] = &[Carrier, Courier, Scanner, Device];
const SENSES: &[By] = &[Carrier, Courier, Device];
/// Hands over, and delivers.
const ACTS: &[By] = &[Carrier, Courier];
const NEXT: &[By] = &[OtherCarrier, OtherCourier];

/// What a call comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
	/// It works, and the shipment stays where it is.
	Stays,
	/// It works, and leads there.
	Leads(At),
	/// It is refused.
	Fails(DispatchError),
}

type Act = fn(RuntimeOrigin, ShipmentId) -> DispatchResult;

/// A call, and what it comes to in each state.
pub struct Row {
	pub name: &'static str,
	pub index: u8,
	/// What a carrier's key has to be let do.
	pub scope: Option<Scope>,
	pub act: Act,
	/// By state and caller. What was said first holds.
	pub cells: BTreeMap<(At, By), Then>,
}

impl Row {
	fn on(mut self, by: &[By], states: &[At], then: Then) -> Self {
		for at in states {
			for by in by {
				self.cells.entry((*at, *by)).or_insert(then);
			}
		}
		self
	}

	fn fails(self, states: &[At], error: impl Into<DispatchError>) -> Self {
		self.on(ALL, states, Fails(error.into()))
	}

	/// To those who may not act for the carrier that has it.
	fn strange(self, states: &[At]) -> Self {
		let row = self.on(&[Scanner, Device], states, Fails(C::OutOfScope.into()));
		row.on(ALL, states, Fails(C::UnknownKey.into()))
	}

	/// What the carrier that has it may do by its keys of that scope; others may not.
	fn carrier(self, by: &[By], states: &[At], then: Then) -> Self {
		self.on(by, states, then).strange(states)
	}

	fn each(self, by: &[By], pairs: &[(At, At)]) -> Self {
		pairs.iter().fold(self, |row, (from, to)| row.on(by, &[*from], Leads(*to)))
	}

	/// What nothing was said about.
	fn rest(self, error: impl Into<DispatchError>) -> Self {
		self.fails(&states(), error)
	}

	/// Everybody else, in every state.
	fn only(self, by: &[By], error: E) -> Self {
		let others: Vec<_> = ALL.iter().copied().filter(|who| !by.contains(who)).collect();
		self.on(&others, &states(), Fails(error.into()))
	}
}

/// A call that deals with what is due before anything else.
fn call(index: u8, name: &'static str, scope: Option<Scope>, act: Act) -> Row {
	let row = Row { name, index, scope, act, cells: BTreeMap::new() };
	row.fails(DUE, E::WindowPassed).fails(&[Gone], E::UnknownShipment)
}

fn bare(index: u8, name: &'static str, scope: Option<Scope>, act: Act) -> Row {
	Row { name, index, scope, act, cells: BTreeMap::new() }
}

/// The calls that are not about one shipment on record.
pub const ELSEWHERE: [u8; 5] = [0, 1, 2, 3, 28];

pub fn table() -> Vec<Row> {
	[custody(), reports(), packing(), delivery(), endings()].into_iter().flatten().collect()
}

fn custody() -> Vec<Row> {
	let handover = Some(Scope::Handover);
	vec![
		call(5, "set_pod_key", None, |who, id| plain(Tracker::set_pod_key(who, id, pod_key())))
			.only(&[Consignee], E::NotConsignee)
			.on(&[Consignee], SHELF, Stays)
			.fails(UNITS, E::NotConsignee)
			.fails(OVER, E::HasEnded)
			.rest(E::AlreadyPickedUp),
		call(6, "offer_handover", handover, |who, id| {
			Tracker::offer_handover(who, id, other_carrier(), None, None, now() + 1_000)
		})
		.fails(OVER, E::HasEnded)
		.fails(INSIDE, E::InsideUnit)
		.fails(&[PackedUnit], E::InsideUnit)
		.on(&[Shipper], &[Offered, Kept], Stays)
		.on(&[Shipper], SHELF, Leads(Offered))
		.fails(SHELF, E::NotShipper)
		.carrier(ACTS, &[Passing, ReturnPassing, PassingUnit], Stays)
		.carrier(ACTS, LEGS, Leads(Passing))
		.carrier(ACTS, BACK, Leads(ReturnPassing))
		.carrier(ACTS, OUTER, Leads(PassingUnit))
		.rest(E::NotUnderWay),
		call(7, "accept_handover", handover, |who, id| {
			Tracker::accept_handover(who, id, offered(id), None, None)
		})
		.fails(&[OfferExpired, PassingExpired], E::OfferExpired)
		.carrier(ACTS, &[Offered], Leads(PickedUp))
		.each(NEXT, &[(Passing, InTransit), (ReturnPassing, Returning), (PassingUnit, FullUnit)])
		.fails(&[Passing, ReturnPassing, PassingUnit], C::UnknownKey)
		.rest(E::NotOffered),
		call(8, "reject_handover", handover, |who, id| Tracker::reject_handover(who, id, None))
			.carrier(ACTS, &[Offered, OfferExpired], Leads(Announced))
			.each(NEXT, &[(Passing, PickedUp), (PassingExpired, PickedUp)])
			.each(NEXT, &[(ReturnPassing, Returning), (PassingUnit, FullUnit)])
			.fails(&[Passing, PassingExpired, ReturnPassing, PassingUnit], C::UnknownKey)
			.rest(E::NotOffered),
		call(9, "cancel_handover", handover, Tracker::cancel_handover)
			.fails(OVER, E::HasEnded)
			.fails(INSIDE, E::InsideUnit)
			.fails(&[PackedUnit], E::InsideUnit)
			.on(&[Shipper], &[Offered, OfferExpired], Leads(Announced))
			.on(&[Shipper], SHELF, Fails(E::NotOffered.into()))
			.fails(SHELF, E::NotShipper)
			.each(ACTS, &[(Passing, PickedUp), (PassingExpired, PickedUp)])
			.each(ACTS, &[(ReturnPassing, Returning), (PassingUnit, FullUnit)])
			.carrier(ACTS, &[LEGS, BACK, OUTER].concat(), Fails(E::NotOffered.into()))
			.rest(E::NotUnderWay),
	]
}

fn reports() -> Vec<Row> {
	let (scan, sense) = (Some(Scope::Scan), Some(Scope::Sense));
	let inside = |row: Row| row.fails(INSIDE, E::InsideUnit).fails(&[PackedUnit], E::InsideUnit);
	let under_way = [LEGS, BACK, OUTER].concat();
	// By itself or in a unit.
	let carried = [LEGS, BACK, INSIDE, UNITS].concat();
	// On its way, seen by the courier.
	let seen: Vec<_> =
		LEGS.iter().copied().filter(|at| ![Passing, PassingExpired, Keyed].contains(at)).collect();
	vec![
		inside(call(10, "scan", scan, |who, id| {
			plain(Tracker::scan(who, id, scan_of(Milestone::OutForDelivery)))
		}))
		.on(SCANS, &[OutForDelivery], Stays)
		.on(SCANS, &seen, Leads(OutForDelivery))
		.carrier(SCANS, &under_way, Stays)
		.rest(E::NotUnderWay),
		bare(11, "scan_many", scan, |who, id| {
			let milestone = scan_of(Milestone::OutForDelivery);
			refused(id, plain(Tracker::scan_many(who, carrier(), list(&[id]), milestone)))
		})
		.on(&[Shipper, Consignee, OtherCarrier, OtherCourier, Stranger], &states(), {
			Fails(C::UnknownKey.into())
		})
		.on(&[Shipper, Consignee, OtherCarrier, OtherCourier, Stranger], &[Gone], {
			Fails(C::UnknownKey.into())
		})
		.fails(&[Gone], E::UnknownShipment)
		.fails(DUE, E::WindowPassed)
		.fails(INSIDE, E::InsideUnit)
		.fails(&[PackedUnit], E::InsideUnit)
		.on(SCANS, &[OutForDelivery], Stays)
		.on(SCANS, &seen, Leads(OutForDelivery))
		.on(SCANS, &under_way, Stays)
		.rest(E::NotUnderWay),
		inside(call(12, "relay_scan", scan, |who, id| {
			let origin = Shipments::<Test>::get(id).map(|record| record.history.origin);
			let report = SignedReport {
				shipment: id,
				origin: origin.unwrap_or_default(),
				carrier: carrier(),
				key: courier(),
				counter: 1,
				report: Report::Scan(scan_of(Milestone::OutForDelivery)),
			};
			let signature = sign(&report, Sr25519Keyring::Charlie);
			plain(Tracker::relay_scan(who, report, signature))
		}))
		.on(ALL, &[OutForDelivery], Stays)
		.on(ALL, &seen, Leads(OutForDelivery))
		.on(ALL, &under_way, Stays)
		.rest(E::NotUnderWay),
		call(13, "report_sensor", sense, |who, id| {
			Tracker::report_sensor(who, id, temperatures(0, 0))
		})
		.on(&[Scanner], &carried, Fails(C::OutOfScope.into()))
		.carrier(SENSES, &carried, Stays)
		.rest(E::NotUnderWay),
		inside(call(16, "update_eta", scan, |who, id| Tracker::update_eta(who, id, now())))
			.carrier(SCANS, &under_way, Stays)
			.rest(E::NotUnderWay),
		call(17, "report_exception", scan, |who, id| {
			Tracker::report_exception(who, id, souk_primitives::logistics::Trouble::Damaged, None)
		})
		.on(SCANS, &[Trouble], Stays)
		.on(SCANS, &seen, Leads(Trouble))
		.carrier(SCANS, &carried, Stays)
		.rest(E::NotUnderWay),
		inside(call(26, "correct_event", scan, |who, id| {
			let last = Shipments::<Test>::get(id).map_or(0, |record| record.history.count - 1);
			Tracker::correct_event(who, id, last, CorrectionReason::DidNotOccur)
		}))
		.carrier(SCANS, &under_way, Stays)
		.rest(E::NotUnderWay),
		call(27, "attach_document", scan, |who, id| {
			let media_type = Text::try_from("application/pdf").unwrap();
			let document = Document { digest: EVIDENCE, length: 1, media_type };
			Tracker::attach_document(who, id, document)
		})
		.fails(OVER, E::HasEnded)
		.on(&[Carrier], UNITS, Stays)
		.on(&[Shipper, Consignee], &but(&[UNITS, DUE, &[Gone]]), Stays)
		.fails(SHELF, C::UnknownCarrier)
		.carrier(SCANS, &states(), Stays),
	]
}

/// What the call says of one of many.
fn refused(id: ShipmentId, result: DispatchResult) -> DispatchResult {
	result?;
	match take_events().into_iter().next() {
		Some(Event::ScanRefused { shipment, error }) if shipment == id => Err(error),
		_ => Ok(()),
	}
}

/// Into and out of a unit that the carrier has.
fn packing() -> Vec<Row> {
	let scan = Some(Scope::Scan);
	let others = &[Shipper, Consignee, OtherCarrier, OtherCourier, Stranger];
	let strange =
		|row: Row| row.on(others, &[states(), vec![Gone]].concat(), Fails(C::UnknownKey.into()));
	vec![
		strange(bare(14, "pack", scan, |who, id| Tracker::pack(who, UNIT, list(&[id]))))
			.fails(&[Gone], E::UnknownShipment)
			.fails(DUE, E::WindowPassed)
			.fails(INSIDE, E::InsideUnit)
			.fails(&[PackedUnit], E::InsideUnit)
			.on(SCANS, LEGS, Leads(Packed))
			.on(SCANS, BACK, Leads(ReturnPacked))
			.on(SCANS, OUTER, Leads(PackedUnit))
			.rest(E::NotUnderWay),
		strange(bare(15, "unpack", scan, |who, id| Tracker::unpack(who, UNIT, list(&[id]))))
			// What was silent in a unit is lost.
			.on(SCANS, &[SilentPacked], Fails(E::WindowPassed.into()))
			.each(SCANS, &[(Packed, PickedUp), (ReturnPacked, Returning), (PackedUnit, EmptyUnit)])
			.fails(&[Gone], E::NotInUnit)
			.rest(E::NotInUnit),
	]
}

fn delivery() -> Vec<Row> {
	let deliver = Some(Scope::Deliver);
	let said = SAID.concat();
	vec![
		call(18, "prove_delivery", None, |who, id| {
			let signature = match Shipments::<Test>::contains_key(id) {
				true => pod_signature(id),
				false => sign_delivery(id, &carrier(), H256::zero()),
			};
			Tracker::prove_delivery(who, id, signature)
		})
		.fails(UNITS, E::UnitHasNoConsignee)
		.on(ALL, &[Keyed, ClaimedKeyed, ContestedKeyed], Leads(Delivered))
		.fails(LEGS, E::NoPodKey)
		.fails(&[Packed, Claimed, Contested, Answered], E::NoPodKey)
		.rest(E::NotUnderWay),
		call(19, "confirm_delivery", None, Tracker::confirm_delivery)
			.fails(UNITS, E::UnitHasNoConsignee)
			.only(&[Consignee], E::NotConsignee)
			.on(&[Consignee], &[LEGS, &[Packed], CLAIMS, CONTESTS].concat(), Leads(Delivered))
			.rest(E::NotUnderWay),
		call(20, "claim_delivery", deliver, |who, id| {
			Tracker::claim_delivery(who, id, EVIDENCE, now())
		})
		.fails(UNITS, E::UnitHasNoConsignee)
		.fails(INSIDE, E::InsideUnit)
		.on(ACTS, &[Keyed], Leads(ClaimedKeyed))
		.carrier(ACTS, LEGS, Leads(Claimed))
		.carrier(ACTS, BACK, Leads(ClaimedBack))
		.rest(E::NotUnderWay),
		call(21, "contest", None, |who, id| Tracker::contest(who, id, None))
			.each(&[Consignee], &[(Claimed, Contested), (ClaimedKeyed, ContestedKeyed)])
			.each(&[Shipper], &[(ClaimedBack, ContestedBack)])
			.on(&[Consignee], &[Answered], Fails(E::NothingToContest.into()))
			.on(&[Shipper], &[AnsweredBack], Fails(E::NothingToContest.into()))
			.fails(CLAIMS, E::NotConsignee)
			.fails(CLAIMS_BACK, E::NotShipper)
			.rest(E::NothingToContest),
		call(22, "answer_contest", deliver, |who, id| Tracker::answer_contest(who, id, EVIDENCE))
			.carrier(ACTS, &[Contested], Leads(Answered))
			.carrier(ACTS, &[ContestedKeyed], Fails(E::NeedsProof.into()))
			.carrier(ACTS, &[ContestedBack], Leads(AnsweredBack))
			.rest(E::NotContested),
		call(23, "start_return", deliver, Tracker::start_return)
			.fails(UNITS, E::UnitHasNoConsignee)
			.fails(INSIDE, E::InsideUnit)
			.on(ACTS, &[Passing, PassingExpired], Leads(ReturnPassing))
			.carrier(ACTS, LEGS, Leads(Returning))
			.carrier(ACTS, BACK, Fails(E::NotUnderWay.into()))
			.rest(E::NotUnderWay),
		call(24, "accept_return", None, Tracker::accept_return)
			.on(&[Carrier], UNITS, Fails(E::NotReturning.into()))
			.fails(UNITS, E::NotShipper)
			.only(&[Shipper], E::NotShipper)
			.on(&[Shipper], BACK, Leads(Returned))
			.on(&[Shipper], CLAIMS_BACK, Leads(Returned))
			.on(&[Shipper], &[ReturnPacked, ContestedBack], Leads(Returned))
			.rest(E::NotReturning),
		lose(
			call(25, "declare_lost, lost", deliver, |who, id| {
				Tracker::declare_lost(who, id, Loss::Lost)
			}),
			&said,
			Lost,
		),
		lose(
			call(25, "declare_lost, destroyed", deliver, |who, id| {
				Tracker::declare_lost(who, id, Loss::Destroyed)
			}),
			&said,
			Destroyed,
		),
	]
}

fn lose(row: Row, said: &[At], to: At) -> Row {
	row.fails(UNITS, E::UnitHasNoConsignee)
		.fails(OVER, E::HasEnded)
		.fails(INSIDE, E::InsideUnit)
		.carrier(ACTS, &[LEGS, BACK, said].concat(), Leads(to))
		.rest(E::NotUnderWay)
}

fn endings() -> Vec<Row> {
	vec![
		call(4, "cancel_shipment", Some(Scope::Handover), Tracker::cancel_shipment)
			.fails(OVER, E::HasEnded)
			.fails(&[FullUnit, PassingUnit], E::UnitNotEmpty)
			.fails(&[PackedUnit], E::InsideUnit)
			.carrier(ACTS, &[EmptyUnit], Leads(Cancelled))
			.only(&[Shipper], E::NotShipper)
			.on(&[Shipper], &[Kept], Fails(E::OrderHasLeft.into()))
			.on(&[Shipper], SHELF, Leads(Cancelled))
			.rest(E::AlreadyPickedUp),
		bare(29, "advance_due", None, |who, id| plain(Tracker::advance_due(who, list(&[id]))))
			.on(ALL, &[SilentCreated], Leads(Cancelled))
			.on(ALL, &[SilentKept, SilentMoving, SilentPacked, SilentReturning], Leads(Lost))
			.on(ALL, &[DueContested, DueContestedBack], Leads(Lost))
			.on(ALL, &[DueClaimed, DueAnswered], Leads(Delivered))
			.each(ALL, &[(DueVoid, Trouble), (DueBack, Returned), (DueVoidBack, Returning)])
			.fails(&[Gone], E::NothingDue)
			.rest(E::NothingDue),
		bare(30, "purge", None, |who, id| plain(Tracker::purge(who, id)))
			.on(ALL, &[Old], Leads(Gone))
			.fails(&[Gone], E::UnknownShipment)
			.rest(E::RecordStillNeeded),
	]
}
