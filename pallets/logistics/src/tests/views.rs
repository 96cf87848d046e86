//! What the runtime API answers.

use super::*;
use crate::{runtime_api::MAX_HISTORY, tree};
use codec::Encode;

fn view(id: ShipmentId) -> souk_primitives::logistics::ShipmentView<AccountId, Balance> {
	Tracker::view(id).unwrap()
}

#[test]
fn view_should_tell_what_is_on_record() {
	World.build_and_execute(|| {
		let labelled = parcel_with(|parcel| {
			parcel.sscc = Some(SSCC);
			parcel.planned = Some(T0 + 9);
		});
		let id = created_of(ORDER, labelled);
		assert_ok!(Tracker::set_pod_key(origin(&buyer()), id, pod_key()));
		pick_up(id);
		assert_ok!(Tracker::update_eta(origin(&courier()), id, T0 + 11));
		let record = shipment(id);
		let seen = view(id);
		assert_eq!(seen.id, id);
		assert_eq!(seen.purpose, record.purpose);
		assert_eq!((seen.shipper, seen.consignee), (merchant(), Some(buyer())));
		assert_eq!((seen.custodian, seen.status), (carrier(), Status::PickedUp));
		assert_eq!((seen.flags, seen.sscc, seen.parent), (Flags::default(), Some(SSCC), None));
		assert_eq!(
			(seen.value, seen.planned, seen.estimated),
			(VALUE, Some(T0 + 9), Some(T0 + 11))
		);
		assert_eq!((seen.delivered_at, seen.due_at), (None, Some(T0 + SILENCE)));
		assert_eq!(seen.pod_key, Some(pod_key()));
		assert_eq!((seen.origin, seen.head), (record.history.origin, record.history.head));
		assert_eq!((seen.count, seen.first_live, seen.folded), (5, 0, None));
		assert_eq!(Tracker::view(ShipmentId(77)), None);
	});
}

#[test]
fn view_should_tell_what_follows_when_a_deadline_has_passed() {
	World.build_and_execute(|| {
		let id = created();
		let at = |moment| {
			set_time(moment);
			let seen = view(id);
			(seen.status, seen.delivered_at)
		};
		hypothetically!({
			assert_eq!(at(T0 + SILENCE - 1), (Status::Created, None));
			assert_eq!(at(T0 + SILENCE), (Status::Cancelled, None));
		});
		pick_up(id);
		hypothetically!(assert_eq!(at(T0 + SILENCE), (Status::Lost, None)));
		hypothetically!({
			set_time(T0 + 5);
			scan(id, Milestone::Stored);
			assert_eq!(at(T0 + SILENCE), (Status::InTransit, None));
		});
		hypothetically!({
			assert_ok!(start_return(id));
			assert_ok!(claim(id));
			assert_eq!(at(T0 + CONTEST - 1), (Status::DeliveryClaimed, None));
			hypothetically!(assert_eq!(at(T0 + CONTEST), (Status::Returned, None)));
			revoke(&courier(), Some(T0));
			assert_eq!(at(T0 + CONTEST), (Status::Returning, None));
		});
		assert_ok!(claim(id));
		hypothetically!(assert_eq!(at(T0 + CONTEST + 9), (Status::Delivered, Some(T0 + CONTEST))));
		hypothetically!({
			revoke(&courier(), Some(T0));
			assert_eq!(at(T0 + CONTEST), (Status::Exception, None));
		});
		assert_ok!(contest(id));
		hypothetically!(assert_eq!(at(T0 + ANSWER), (Status::Lost, None)));
		assert_eq!(at(T0 + ANSWER - 1), (Status::Exception, None));
		assert_ok!(confirm(id));
		assert_eq!(view(id).delivered_at, Some(T0 + ANSWER - 1));
	});
}

#[test]
fn view_should_tell_what_the_sweep_will_do() {
	World.build_and_execute(|| {
		let ids = [
			created_of(OrderId(0), parcel()),
			picked_up_of(1),
			picked_up_of(2),
			picked_up_of(3),
			picked_up_of(4),
			picked_up_of(5),
		];
		assert_ok!(claim(ids[2]));
		assert_ok!(claim(ids[3]));
		assert_ok!(contest(ids[3]));
		assert_ok!(start_return(ids[4]));
		assert_ok!(claim(ids[4]));
		pass(SILENCE);
		let foreseen = ids.map(|id| view(id).status);
		idle();
		assert_eq!(ids.map(|id| view(id).status), foreseen);
		assert_eq!(ids.map(status), foreseen);
	});
}

#[test]
fn custodian_should_be_that_of_the_unit_when_it_is_packed() {
	World.build_and_execute(|| {
		let (outer, inner, id) = (unit(), unit(), picked_up());
		assert_ok!(pack(inner, &[id]));
		assert_ok!(pack(outer, &[inner]));
		hand_over(outer, &carrier(), &other_carrier(), &other_courier());
		assert_eq!(view(id).custodian, other_carrier());
		assert_eq!(view(id).parent, Some(inner));
		let units: Vec<_> = Tracker::parents(id).into_iter().map(|unit| unit.id).collect();
		assert_eq!(units, vec![inner, outer]);
		assert_eq!(Tracker::contents_of(outer), vec![inner]);
		assert_eq!(Tracker::contents_of(inner), vec![id]);
		assert_eq!(Tracker::contents_of(id), vec![]);
		assert!(Tracker::parents(outer).is_empty());
		assert!(Tracker::parents(ShipmentId(77)).is_empty());
	});
}

#[test]
fn shipment_should_be_found_by_everything_it_is_called() {
	World.build_and_execute(|| {
		let id = created_of(ORDER, parcel_with(|parcel| parcel.sscc = Some(SSCC)));
		assert_ok!(offer(id, &merchant(), &carrier()));
		assert_ok!(Tracker::accept_handover(
			origin(&courier()),
			id,
			offered(id),
			None,
			Some(code("1Z"))
		));
		assert_eq!(Tracker::find_sscc(SSCC), Some(id));
		assert_eq!(Tracker::find_sscc(sscc(1)), None);
		assert_eq!(Tracker::find_code(carrier(), code("1Z")), Some(id));
		assert_eq!(Tracker::find_code(other_carrier(), code("1Z")), None);
		let found = Tracker::find_order(ORDER, Direction::Outbound);
		assert_eq!(found, Some(consignment(ORDER)));
		assert_eq!(Tracker::find_order(ORDER, Direction::Inbound), None);
		assert_ok!(confirm(id));
		assert_eq!(Tracker::find_code(carrier(), code("1Z")), None);
		assert_eq!(Tracker::find_sscc(SSCC), Some(id));
	});
}

#[test]
fn history_should_be_told_in_parts_when_it_is_long() {
	World.build_and_execute(|| {
		let id = pick_up(created_of(ORDER, parcel_with(|parcel| parcel.pages = 31)));
		(0..47).for_each(|_| scan(id, Milestone::Stored));
		let all = Tracker::entries(id, 0, MAX_HISTORY);
		assert_eq!(all.len(), 50);
		assert_eq!(
			all.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(),
			(0..50).collect::<Vec<_>>()
		);
		for from in 0..52 {
			for limit in [0, 1, 7, 8, 9, 16, 50] {
				let until = (from + limit).min(50);
				let expected = all.get(from..until).unwrap_or_default();
				let found = Tracker::entries(id, from as u32, limit as u32);
				assert_eq!(found, expected, "{limit} from {from}");
			}
		}
		assert!(Tracker::entries(id, u32::MAX, u32::MAX).is_empty());
		assert!(Tracker::entries(ShipmentId(77), 0, 9).is_empty());
	});
}

#[test]
fn history_should_begin_where_it_is_not_folded() {
	World.build_and_execute(|| {
		let id = pick_up(created_of(ORDER, parcel_with(|parcel| parcel.pages = 1)));
		(0..27).for_each(|_| scan(id, Milestone::Stored));
		// 30 entries: 24 in full pages, of which one is kept.
		assert_eq!((view(id).count, view(id).first_live), (30, 16));
		let found = Tracker::entries(id, 3, 99);
		assert_eq!(
			found.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(),
			(16..30).collect::<Vec<_>>()
		);
	});
}

#[test]
fn folded_entry_should_be_verified_and_no_other() {
	World.build_and_execute(|| {
		let id = created();
		let mut told: Vec<EntryOf<Test>> = Vec::new();
		pick_up(id);
		for milestone in Milestone::ALL {
			scan(id, milestone);
		}
		for event in take_events() {
			if let Event::Tracked { entry, .. } = event {
				told.push(entry);
			}
		}
		let folded = view(id).first_live as usize;
		assert_eq!(folded, 8);
		let leaves: Vec<_> =
			told[..folded].iter().map(|entry| tree::leaf_hash(&entry.encode())).collect();
		for (n, entry) in told.iter().enumerate().take(folded) {
			let (root, path) = tree::prove(&leaves, n).unwrap();
			assert_eq!(view(id).folded, Some(root));
			assert!(Tracker::verify(id, n as u32, entry.clone(), path.clone()));
			assert!(!Tracker::verify(id, n as u32 + 1, entry.clone(), path.clone()));
			let other = EntryOf::<Test> { late: true, ..entry.clone() };
			assert!(!Tracker::verify(id, n as u32, other, path.clone()));
			assert!(!Tracker::verify(ShipmentId(77), n as u32, entry.clone(), path));
		}
		// What is still on chain needs no proof, and has none.
		assert!(!Tracker::verify(id, 8, told[8].clone(), vec![]));
	});
}

#[test]
fn due_should_list_what_is_due_earliest_first() {
	World.build_and_execute(|| {
		let (one, two, three) = (picked_up_of(0), picked_up_of(1), picked_up_of(2));
		assert_ok!(claim(two));
		pass(1);
		assert_ok!(claim(one));
		assert!(Tracker::due_now(9).is_empty());
		set_time(T0 + CONTEST + 1);
		assert_eq!(Tracker::due_now(9), vec![two, one]);
		assert_eq!(Tracker::due_now(1), vec![two]);
		assert!(Tracker::due_now(0).is_empty());
		set_time(T0 + SILENCE);
		assert_eq!(Tracker::due_now(9), vec![two, one, three]);
	});
}
