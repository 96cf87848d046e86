//! What parcels mean to their order, and the words of the pallet.

use super::*;
use codec::Encode;

fn of(parts: &[Part]) -> Consignment {
	let mut all = Consignment::default();
	for (n, _) in parts.iter().enumerate() {
		all.add(ShipmentId(n as u64)).unwrap();
	}
	for part in parts {
		all.book(Part::Waiting, *part);
	}
	all
}

#[test]
fn verdict_should_be_what_all_parcels_come_to() {
	use Part::*;
	let until = 5;
	let claimed = Verdict::Claimed { contest_until: 7 };
	for (parts, verdict) in [
		(vec![], Verdict::Waiting),
		(vec![Waiting], Verdict::Waiting),
		(vec![Dropped], Verdict::Waiting),
		(vec![Dropped, Waiting], Verdict::Waiting),
		(vec![UnderWay], Verdict::UnderWay),
		(vec![UnderWay, Waiting], Verdict::UnderWay),
		(vec![Arrived, Waiting], Verdict::UnderWay),
		(vec![Arrived, UnderWay], Verdict::UnderWay),
		(vec![Arrived, Dropped], Verdict::Arrived),
		(vec![Claimed(until), UnderWay], Verdict::UnderWay),
		(vec![Claimed(until), Waiting], Verdict::UnderWay),
		(vec![Claimed(7)], claimed),
		(vec![Claimed(7), Claimed(until)], claimed),
		(vec![Claimed(until), Claimed(7)], claimed),
		(vec![Claimed(7), Arrived], claimed),
		(vec![Claimed(7), Gone], Verdict::UnderWay),
		(vec![Claimed(7), Returned], Verdict::UnderWay),
		(vec![Arrived], Verdict::Arrived),
		(vec![Arrived; 16], Verdict::Arrived),
		(vec![Arrived, Gone], Verdict::Doubtful),
		(vec![Arrived, Returned], Verdict::Doubtful),
		(vec![Arrived, Returned, Gone], Verdict::Doubtful),
		(vec![Returned], Verdict::Returned),
		(vec![Returned, Returned], Verdict::Returned),
		(vec![Returned, Gone], Verdict::Lost),
		(vec![Gone], Verdict::Lost),
		(vec![Gone, Dropped], Verdict::Lost),
	] {
		assert_eq!(of(&parts).verdict(), verdict, "{parts:?}");
		// Doubt changes only what all of it arrived.
		let doubted = Consignment { condition: Condition::InDoubt, ..of(&parts) };
		let expected = if verdict == Verdict::Arrived { Verdict::Doubtful } else { verdict };
		assert_eq!(doubted.verdict(), expected, "{parts:?}, in doubt");
	}
}

#[test]
fn parcels_should_be_counted_when_they_go_from_one_part_to_another() {
	use Part::*;
	let all = [Waiting, UnderWay, Claimed(3), Arrived, Returned, Gone];
	for from in all {
		for to in all {
			let mut before = of(&[from, Arrived]);
			before.book(from, to);
			let after = of(&[to, Arrived]);
			let counts =
				|c: &Consignment| (c.parcels, c.waiting, c.claimed, c.arrived, c.returned, c.gone);
			assert_eq!(counts(&before), counts(&after), "{from:?} to {to:?}");
		}
	}
	assert_eq!(of(&[Waiting; 16]).add(ShipmentId(16)), None);
}

#[test]
fn statuses_should_be_those_of_the_states() {
	let claim =
		Claim { to: Receiver::Consignee, by: carrier(), at: 0, until: 1, standing: Standing::Open };
	let ended = |ending| State::Ended { ending, at: 0 };
	let all = [
		(State::Created, Status::Created),
		(State::Announced, Status::InfoReceived),
		(State::Moving(Leg::PickedUp), Status::PickedUp),
		(State::Moving(Leg::InTransit), Status::InTransit),
		(State::Moving(Leg::Customs), Status::Customs),
		(State::Moving(Leg::OutForDelivery), Status::OutForDelivery),
		(State::Moving(Leg::AttemptFailed), Status::AttemptFailed),
		(State::Moving(Leg::AvailableForPickup), Status::AvailableForPickup),
		(State::Claimed(claim.clone()), Status::DeliveryClaimed),
		(ended(Ending::Delivered), Status::Delivered),
		(State::Moving(Leg::Exception), Status::Exception),
		(State::Returning, Status::Returning),
		(ended(Ending::Returned), Status::Returned),
		(ended(Ending::Lost), Status::Lost),
		(ended(Ending::Destroyed), Status::Destroyed),
		(ended(Ending::Cancelled), Status::Cancelled),
	];
	for (n, (state, status)) in all.iter().enumerate() {
		assert_eq!(state.status(), *status);
		assert_eq!(*status, Status::ALL[n]);
		assert_eq!(state.is_ended(), status.is_final());
	}
	let contested = State::Contested { claim, answer_by: 2 };
	assert_eq!(contested.status(), Status::Exception);
	for milestone in Milestone::ALL {
		let state = State::<AccountId>::Moving(milestone.into());
		assert_eq!(state.status(), milestone.status());
	}
}

/// Other programs read these off chain.
#[test]
fn encodings_should_stay_what_they_are() {
	let until = 1u64;
	assert_eq!(Verdict::Waiting.encode(), [0]);
	assert_eq!(Verdict::UnderWay.encode(), [1]);
	assert_eq!(Verdict::Claimed { contest_until: until }.encode(), [2, 1, 0, 0, 0, 0, 0, 0, 0]);
	assert_eq!(Verdict::Lost.encode(), [6]);
	assert_eq!(Told::Missed(Verdict::Arrived).encode(), [2, 3]);
	assert_eq!(State::<AccountId>::Moving(Leg::Exception).encode(), [2, 6]);
	assert_eq!(
		State::<AccountId>::Ended { ending: Ending::Cancelled, at: 0 }.encode()[..2],
		[6, 4]
	);
}
