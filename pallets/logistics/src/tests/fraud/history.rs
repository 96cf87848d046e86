//! Histories that are long, full, or not what was told.

use super::*;
use crate::tree;
use codec::Encode;

/// What was told of a shipment since the last time, in order.
fn told(id: ShipmentId) -> Vec<(u32, H256, EntryOf<Test>)> {
	take_events()
		.into_iter()
		.filter_map(|event| match event {
			Event::Tracked { shipment, seq, head, entry, .. } if shipment == id => {
				Some((seq, head, entry))
			},
			_ => None,
		})
		.collect()
}

#[test]
fn storage_should_be_bounded_when_a_parcel_is_scanned_ten_thousand_times() {
	World.build_and_execute(|| {
		let id = created_of(ORDER, parcel_with(|parcel| parcel.pages = 2));
		let begun = shipment(id).history.origin;
		pick_up(id);
		let mut history = told(id);
		let deposit = held(&merchant());
		let largest = <ShipmentOf<Test> as codec::MaxEncodedLen>::max_encoded_len();
		for n in 0..10_000u32 {
			scan(id, Milestone::ALL[n as usize % 10]);
			if n % 1_000 == 999 {
				assert!(Pages::<Test>::iter().count() <= 2);
				assert!(shipment(id).encoded_size() <= largest);
				history.extend(told(id));
			}
		}
		assert_eq!(held(&merchant()), deposit);
		let record = shipment(id).history;
		assert_eq!(record.count, 10_003);

		// Whoever kept the events has the whole history, each entry in its place, up to the head.
		let mut head = begun;
		for (n, (seq, then, entry)) in history.iter().enumerate() {
			assert_eq!(*seq as usize, n);
			head = extended(head, entry);
			assert_eq!(*then, head);
		}
		assert_eq!(head, record.head);

		// And can prove to anyone what is not on chain any more.
		let folded = record.folded.leaves() as usize;
		assert_eq!(folded, 10_003 / 8 * 8 - 16);
		let leaves: Vec<_> = history[..folded]
			.iter()
			.map(|(_, _, entry)| tree::leaf_hash(&entry.encode()))
			.collect();
		for n in [0, 1, 4_095, 4_096, 8_191, 8_192, folded - 1] {
			let (root, path) = tree::prove(&leaves, n).unwrap();
			assert_eq!(record.folded.root(), Some(root));
			let (seq, _, entry) = history[n].clone();
			assert!(Tracker::verify(id, seq, entry.clone(), path.clone()));
			let forged = EntryOf::<Test> { by: Some(stranger()), ..entry };
			assert!(!Tracker::verify(id, seq, forged, path));
		}
		let kept = Tracker::entries(id, 0, 256);
		assert_eq!(kept.len(), 10_003 - folded);
		for (seq, entry) in kept {
			assert_eq!(history[seq as usize].2, entry);
		}
	});
}

#[test]
fn history_should_begin_with_what_no_other_begins_with() {
	World.build_and_execute(|| {
		let mut origins = std::collections::BTreeSet::new();
		for n in 0..ORDERS {
			assert!(origins.insert(shipment(created_of(OrderId(n), parcel())).history.origin));
		}
	});
}

/// As if it had as many entries as it can have.
fn fill(id: ShipmentId) {
	let mut record = shipment(id);
	record.history.count = MAX_ENTRIES;
	record.history.recent = Page::default();
	let filler = lapsed(Occurrence::Created);
	(0..8).for_each(|_| record.history.recent.try_push(filler.clone()).unwrap());
	Shipments::<Test>::insert(id, record);
}

#[test]
fn full_history_should_take_nothing_but_what_ends_it() {
	type Act = fn(ShipmentId) -> DispatchResult;
	let refused: [Act; 9] = [
		|id| scan_by(&scanner(), id, scan_of(Milestone::Arrived)),
		|id| relay(&report_of(id, &device(), 1)),
		|id| Tracker::report_sensor(origin(&device()), id, temperatures(0, 0)),
		|id| Tracker::update_eta(origin(&courier()), id, T0),
		|id| Tracker::report_exception(origin(&courier()), id, Trouble::Held, None),
		|id| offer(id, &carrier(), &other_carrier()),
		|id| {
			let last = MAX_ENTRIES - 1;
			Tracker::correct_event(origin(&courier()), id, last, CorrectionReason::DidNotOccur)
		},
		|id| {
			let media_type = Text::try_from("a/b").unwrap();
			let document = Document { digest: EVIDENCE, length: 1, media_type };
			Tracker::attach_document(origin(&buyer()), id, document)
		},
		|id| pack(ShipmentId(0), &[id]),
	];
	let taken: [Act; 4] = [confirm, prove, declare_lost, |id| {
		start_return(id)?;
		Tracker::accept_return(origin(&merchant()), id)
	}];
	World.build_and_execute(|| {
		unit();
		let id = picked_up_with_key();
		hypothetically!({
			fill(id);
			for act in refused {
				assert_noop!(act(id), E::HistoryFull);
			}
			for act in taken {
				hypothetically!({
					assert_ok!(act(id));
					assert!(shipment(id).state.is_ended());
				});
			}
		});
	});
}

/// Whoever may attach documents could else fill a history, and keep the carrier from claiming or from
/// standing by its claim, or the chain from voiding it.
#[test]
fn full_history_should_not_keep_a_delivery_from_being_claimed_and_judged() {
	World.build_and_execute(|| {
		let id = picked_up();
		hypothetically!({
			fill(id);
			assert_ok!(claim(id));
			assert_ok!(contest(id));
			assert_ok!(answer(id));
			pass(CONTEST);
			idle();
			assert_eq!(status(id), Status::Delivered);
		});
		hypothetically!({
			assert_ok!(claim(id));
			fill(id);
			revoke(&courier(), Some(T0));
			pass(CONTEST);
			reset();
			idle();
			assert_eq!(status(id), Status::Exception);
			assert_eq!(take_events().len(), 1);
		});
		hypothetically!({
			fill(id);
			pass(SILENCE);
			idle();
			assert_eq!(status(id), Status::Lost);
		});
	});
}

#[test]
fn full_history_should_not_keep_anything_in_a_unit() {
	World.build_and_execute(|| {
		let (unit, id) = (unit(), picked_up());
		assert_ok!(pack(unit, &[id]));
		hypothetically!({
			fill(unit);
			fill(id);
			assert_ok!(unpack(unit, &[id]));
			assert_ok!(Tracker::cancel_shipment(origin(&carrier()), unit));
		});
	});
}
