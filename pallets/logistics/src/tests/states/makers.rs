//! How a shipment gets into each state, and how a state is told.

use super::*;
use crate::{sweep::Lapse, State as Stands};
use At::*;

/// A unit of the carrier, to pack into.
pub const UNIT: ShipmentId = ShipmentId(0);

/// What has to be there first.
pub fn open() {
	assert_eq!(unit(), UNIT);
}

/// Which way it goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
	Out,
	Back,
}

impl Way {
	pub fn shipper(self) -> AccountId {
		match self {
			Self::Out => merchant(),
			Self::Back => buyer(),
		}
	}

	pub fn consignee(self) -> AccountId {
		match self {
			Self::Out => buyer(),
			Self::Back => merchant(),
		}
	}

	fn fresh(self) -> ShipmentId {
		match self {
			Self::Out => created(),
			Self::Back => inbound_of(ORDER),
		}
	}

	fn picked_up(self) -> ShipmentId {
		pick_up(self.fresh())
	}

	fn seen(self, milestone: Milestone) -> ShipmentId {
		let id = self.picked_up();
		scan(id, milestone);
		id
	}

	fn keyed(self) -> ShipmentId {
		let id = self.fresh();
		assert_ok!(Tracker::set_pod_key(origin(&self.consignee()), id, pod_key()));
		pick_up(id)
	}

	fn returning(self) -> ShipmentId {
		let id = self.picked_up();
		assert_ok!(start_return(id));
		id
	}

	/// The first of two parcels has left, and this is the second.
	fn kept(self) -> ShipmentId {
		let (one, two) = (self.fresh(), self.fresh());
		pick_up(one);
		two
	}

	fn contested(self, id: ShipmentId) -> ShipmentId {
		let who = match claimed(id) {
			Receiver::Consignee => self.consignee(),
			Receiver::Shipper => self.shipper(),
		};
		assert_ok!(Tracker::contest(origin(&who), id, None));
		id
	}
}

fn claimed(id: ShipmentId) -> Receiver {
	assert_ok!(claim(id));
	shipment(id).state.claim().unwrap().to
}

fn said(id: ShipmentId) -> ShipmentId {
	claimed(id);
	id
}

fn stood_by(id: ShipmentId) -> ShipmentId {
	assert_ok!(answer(id));
	id
}

fn packed(id: ShipmentId) -> ShipmentId {
	assert_ok!(pack(UNIT, &[id]));
	id
}

fn offered(id: ShipmentId, by: &AccountId, to: &AccountId) -> ShipmentId {
	assert_ok!(offer(id, by, to));
	id
}

/// So much later.
fn after(id: ShipmentId, time: Moment) -> ShipmentId {
	pass(time);
	id
}

/// By a key of which it is known by then that somebody else had it.
fn stolen(id: ShipmentId) -> ShipmentId {
	claimed(id);
	// Not the courier, who is needed.
	let mut record = shipment(id);
	let thief = Sr25519Keyring::Ferdie.to_account_id();
	assert_ok!(Carriers::authorize_key(
		origin(&carrier()),
		thief.clone(),
		Role::Agent,
		all_scopes(),
		Moment::MAX
	));
	if let Stands::Claimed(claim) = &mut record.state {
		claim.by = thief.clone();
	}
	Shipments::<Test>::insert(id, record);
	revoke(&thief, Some(T0));
	id
}

pub fn make(state: At, way: Way) -> ShipmentId {
	let (shipper, consignee) = (way.shipper(), way.consignee());
	let to_next = |id| offered(id, &carrier(), &other_carrier());
	let id = match state {
		Created => way.fresh(),
		Announced => {
			let id = offered(way.fresh(), &shipper, &carrier());
			assert_ok!(Tracker::cancel_handover(origin(&shipper), id));
			id
		},
		Offered => offered(way.fresh(), &shipper, &carrier()),
		OfferExpired => after(offered(way.fresh(), &shipper, &carrier()), 1_000),
		Kept => way.kept(),
		PickedUp => way.picked_up(),
		InTransit => way.seen(Milestone::Departed),
		Customs => way.seen(Milestone::CustomsEntered),
		OutForDelivery => way.seen(Milestone::OutForDelivery),
		AttemptFailed => way.seen(Milestone::AttemptFailed),
		AvailableForPickup => way.seen(Milestone::AvailableForPickup),
		Trouble => {
			let id = way.picked_up();
			let held = souk_primitives::logistics::Trouble::Held;
			assert_ok!(Tracker::report_exception(origin(&courier()), id, held, None));
			id
		},
		Passing => to_next(way.picked_up()),
		PassingExpired => after(to_next(way.picked_up()), 1_000),
		Keyed => way.keyed(),
		Packed => packed(way.picked_up()),
		Returning => way.returning(),
		ReturnPassing => to_next(way.returning()),
		ReturnPacked => packed(way.returning()),
		Claimed => said(way.picked_up()),
		ClaimedKeyed => said(way.keyed()),
		Contested => way.contested(way.picked_up()),
		ContestedKeyed => way.contested(way.keyed()),
		Answered => stood_by(way.contested(way.picked_up())),
		ClaimedBack => said(way.returning()),
		ContestedBack => way.contested(way.returning()),
		AnsweredBack => stood_by(way.contested(way.returning())),
		Delivered | Old => {
			let id = way.picked_up();
			assert_ok!(Tracker::confirm_delivery(origin(&consignee), id));
			after(id, if state == Old { RECORD } else { 0 })
		},
		Returned => {
			let id = way.returning();
			assert_ok!(Tracker::accept_return(origin(&shipper), id));
			id
		},
		Lost | Destroyed => {
			let (id, loss) = (way.picked_up(), [Loss::Destroyed, Loss::Lost]);
			let loss = loss[usize::from(state == Lost)];
			assert_ok!(Tracker::declare_lost(origin(&courier()), id, loss));
			id
		},
		Cancelled => {
			let id = way.fresh();
			assert_ok!(Tracker::cancel_shipment(origin(&shipper), id));
			id
		},
		SilentCreated => after(way.fresh(), SILENCE),
		SilentKept => after(way.kept(), SILENCE),
		SilentMoving => after(way.picked_up(), SILENCE),
		SilentPacked => after(packed(way.picked_up()), SILENCE),
		SilentReturning => after(way.returning(), SILENCE),
		DueClaimed => after(said(way.picked_up()), CONTEST),
		DueVoid => after(stolen(way.picked_up()), CONTEST),
		DueContested => after(way.contested(way.picked_up()), ANSWER),
		DueAnswered => after(stood_by(way.contested(way.picked_up())), CONTEST),
		DueBack => after(said(way.returning()), CONTEST),
		DueVoidBack => after(stolen(way.returning()), CONTEST),
		DueContestedBack => after(way.contested(way.returning()), ANSWER),
		EmptyUnit => unit(),
		FullUnit | PassingUnit => {
			let (id, child) = (unit(), way.picked_up());
			assert_ok!(pack(id, &[child]));
			match state {
				PassingUnit => to_next(id),
				_ => id,
			}
		},
		PackedUnit => packed(unit()),
		Gone => {
			let id = make(Old, way);
			assert_ok!(purge(id));
			id
		},
	};
	reset();
	assert_eq!(state_of(id), state);
	id
}

/// What nobody has carried out yet.
fn due_of(record: &ShipmentOf<Test>, lapse: Lapse) -> At {
	let answered = record.state.claim().is_some_and(|claim| claim.standing == Standing::Answered);
	let back = record.state.claim().is_some_and(|claim| claim.to == Receiver::Shipper);
	match (&record.state, lapse) {
		(_, Lapse::Drop) => SilentCreated,
		(state, _) if state.is_with_shipper() => SilentKept,
		(Stands::Moving(_), _) if record.parent.is_some() => SilentPacked,
		(Stands::Moving(_), _) => SilentMoving,
		(Stands::Returning, _) => SilentReturning,
		(Stands::Contested { .. }, _) if back => DueContestedBack,
		(Stands::Contested { .. }, _) => DueContested,
		(_, Lapse::Void) if back => DueVoidBack,
		(_, Lapse::Void) => DueVoid,
		_ if back => DueBack,
		_ if answered => DueAnswered,
		_ => DueClaimed,
	}
}

/// Where a shipment stands.
pub fn state_of(id: ShipmentId) -> At {
	let Some(record) = Shipments::<Test>::get(id) else { return Gone };
	if let Some(lapse) = Tracker::lapse(&record, now()).filter(|lapse| *lapse != Lapse::Rearm) {
		return due_of(&record, lapse);
	}
	let offer = record.offer.as_ref().map(|offer| now() < offer.expires_at);
	let keyed = record.pod_key.is_some();
	let (inside, full) = (record.parent.is_some(), ContentsOf::<Test>::contains_key(id));
	let either = |yes: bool, one, other| if yes { one } else { other };
	match &record.state {
		Stands::Ended { ending, at } => match ending {
			_ if at + RECORD <= now() => Old,
			Ending::Delivered => Delivered,
			Ending::Returned => Returned,
			Ending::Lost => Lost,
			Ending::Destroyed => Destroyed,
			Ending::Cancelled => Cancelled,
		},
		_ if record.purpose == Purpose::Unit => match (inside, offer, full) {
			(true, ..) => PackedUnit,
			(_, Some(_), _) => PassingUnit,
			(_, _, full) => either(full, FullUnit, EmptyUnit),
		},
		state if state.is_with_shipper() && has_left(&record) => Kept,
		Stands::Created => Created,
		Stands::Announced => match offer {
			Some(open) => either(open, Offered, OfferExpired),
			None => Announced,
		},
		Stands::Moving(_) if inside => Packed,
		Stands::Returning if inside => ReturnPacked,
		Stands::Returning => either(offer.is_some(), ReturnPassing, Returning),
		Stands::Moving(leg) => match (offer, leg) {
			(Some(open), _) => either(open, Passing, PassingExpired),
			_ if keyed => Keyed,
			(_, Leg::PickedUp) => PickedUp,
			(_, Leg::InTransit) => InTransit,
			(_, Leg::Customs) => Customs,
			(_, Leg::OutForDelivery) => OutForDelivery,
			(_, Leg::AttemptFailed) => AttemptFailed,
			(_, Leg::AvailableForPickup) => AvailableForPickup,
			(_, Leg::Exception) => Trouble,
		},
		Stands::Claimed(claim) => match (claim.to, claim.standing) {
			(Receiver::Shipper, Standing::Open) => ClaimedBack,
			(Receiver::Shipper, Standing::Answered) => AnsweredBack,
			(Receiver::Consignee, Standing::Answered) => Answered,
			(Receiver::Consignee, Standing::Open) => either(keyed, ClaimedKeyed, Claimed),
		},
		Stands::Contested { claim, .. } => match claim.to {
			Receiver::Shipper => ContestedBack,
			Receiver::Consignee => either(keyed, ContestedKeyed, Contested),
		},
	}
}

fn has_left(record: &ShipmentOf<Test>) -> bool {
	match record.purpose {
		Purpose::Order { order, direction } => {
			Consignments::<Test>::get(order, direction).unwrap().has_left()
		},
		Purpose::Unit => false,
	}
}
