//! What calls say that they cost, and what they did cost.

use super::*;
use frame_support::{
	dispatch::{extract_actual_weight, GetDispatchInfo},
	weights::Weight,
};
use sp_runtime::traits::Dispatchable;

type Weights = ();

/// Makes a call, and returns what it said and what it did.
fn cost(by: &AccountId, call: Call<Test>) -> (Weight, Weight) {
	let call = RuntimeCall::Tracker(call);
	let info = call.get_dispatch_info();
	let result = call.clone().dispatch(origin(by));
	assert_ok!(&result);
	let actual = extract_actual_weight(&result, &info);
	assert!(actual.all_lte(info.call_weight), "{call:?}");
	(info.call_weight, actual)
}

fn page() -> Weight {
	Weights::turn_page()
}

#[test]
fn scan_should_cost_a_page_only_when_it_turns_one() {
	World.build_and_execute(|| {
		let shipment = picked_up();
		for entry in 3..40 {
			let call = Call::scan { shipment, scan: scan_of(Milestone::Stored) };
			let turned = entry % 8 == 0;
			let expected = if turned { Weights::scan() + page() } else { Weights::scan() };
			assert_eq!(cost(&scanner(), call), (Weights::scan() + page(), expected), "{entry}");
		}
	});
}

#[test]
fn scans_should_cost_the_pages_that_they_turn() {
	World.build_and_execute(|| {
		let (one, two) = (picked_up_of(0), picked_up_of(1));
		let call = |ids: &[ShipmentId]| Call::scan_many {
			carrier: carrier(),
			shipments: list(ids),
			scan: scan_of(Milestone::Stored),
		};
		let base = Weights::scan_many(5);
		// The sixth of each turns a page, of which there are four each; what is unknown turns none.
		let unknown = ShipmentId(77);
		let ids = [one, one, one, one, unknown];
		assert_eq!(cost(&scanner(), call(&ids)), (base + page() * 5, base));
		let ids = [one, one, two, two, two];
		assert_eq!(cost(&scanner(), call(&ids)), (base + page() * 5, base + page()));
		assert_eq!(cost(&scanner(), call(&[two])).0, Weights::scan() + page());
	});
}

#[test]
fn pod_key_should_cost_a_page_only_when_it_turns_one() {
	World.build_and_execute(|| {
		let shipment = created();
		for entry in 1..18 {
			let call = Call::set_pod_key { shipment, key: pod_key() };
			let base = Weights::set_pod_key();
			let expected = if entry % 8 == 0 { base + page() } else { base };
			assert_eq!(cost(&buyer(), call), (base + page(), expected));
		}
	});
}

#[test]
fn lists_should_cost_as_much_as_they_are_long() {
	World.build_and_execute(|| {
		let weight = |call: Call<Test>| call.get_dispatch_info().call_weight;
		let ids = |n: u64| list::<ConstU32<64>>(&(0..n).map(ShipmentId).collect::<Vec<_>>());
		for n in [1, 2, 16] {
			let parcels = vec![(ORDER, parcel()); n as usize].try_into().unwrap();
			let call = Call::create_shipments { parcels };
			assert_eq!(weight(call), Weights::create_shipments(n));
		}
		for n in [1, 2, 64] {
			let pages = page() * (u64::from(n) + 1);
			let (unit, children) = (ShipmentId(0), ids(n.into()));
			let packed = Call::pack { unit, children: children.clone() };
			assert_eq!(weight(packed), Weights::pack(n) + pages);
			let unpacked = Call::unpack { unit, children };
			assert_eq!(weight(unpacked), Weights::unpack(n) + pages);
		}
		for n in [1, 2, 8] {
			let some: Vec<_> = (0..n).map(ShipmentId).collect();
			let advanced = Call::advance_due { shipments: list(&some) };
			assert_eq!(weight(advanced), Tracker::lapse_weight() * n);
		}
		// Nothing is free because it is empty.
		let nothing = Call::advance_due { shipments: list(&[]) };
		assert_eq!(weight(nothing), Tracker::lapse_weight());
	});
}

#[test]
fn calls_should_pay_for_telling_orders_when_they_may() {
	World.build_and_execute(|| {
		let shipment = ShipmentId(0);
		let evidence = EVIDENCE;
		let order = <Shop as souk_primitives::OrderFulfilment>::weight();
		let signature = sp_runtime::MultiSignature::Sr25519(Default::default());
		let report = {
			let id = picked_up();
			report_of(id, &device(), 1)
		};
		let calls: [Call<Test>; 10] = [
			Call::accept_handover { shipment, offered: H256::zero(), condition: None, code: None },
			Call::relay_scan { report, signature: signature.clone() },
			Call::prove_delivery { shipment, signature },
			Call::confirm_delivery { shipment },
			Call::claim_delivery { shipment, evidence, event_time: T0 },
			Call::contest { shipment, reason: None },
			Call::answer_contest { shipment, evidence },
			Call::accept_return { shipment },
			Call::declare_lost { shipment, loss: Loss::Lost },
			Call::tell_order { order: ORDER, direction: Direction::Outbound },
		];
		for call in calls {
			let weight = call.get_dispatch_info().call_weight;
			// What it missed before, and what is new.
			assert!((order * 2).all_lte(weight), "{call:?}");
		}
	});
}

/// A parcel that is lost in units, turns a page, and tells its order what that missed and what is new.
#[test]
fn sweep_should_pay_for_everything_that_can_follow() {
	World.build_and_execute(|| {
		let order = <Shop as souk_primitives::OrderFulfilment>::weight();
		let needed = Weights::lapse() + page() + Weights::detach() + order * 2;
		assert!(needed.all_lte(Tracker::lapse_weight()));
		let ending = Call::<Test>::confirm_delivery { shipment: ShipmentId(0) };
		let needed = Weights::confirm_delivery() + page() + Weights::detach() + order * 2;
		assert!(needed.all_lte(ending.get_dispatch_info().call_weight));
	});
}

#[test]
fn calls_should_not_cost_more_than_they_said_in_the_life_of_a_parcel() {
	World.build_and_execute(|| {
		let shipment = ShipmentId(0);
		let evidence = EVIDENCE;
		let (unit, children) = (ShipmentId(1), list::<ConstU32<64>>(&[shipment]));
		let limits = cold();
		let media_type = Text::try_from("a/b").unwrap();
		let document = Document { digest: EVIDENCE, length: 1, media_type };
		let reason = CorrectionReason::DidNotOccur;
		let parcel = parcel_with(|parcel| parcel.limits = limits);
		let offer = |to: AccountId| Call::offer_handover {
			shipment,
			to,
			seal: None,
			condition: None,
			expires_at: T0 + 1,
		};
		let (offered_at, condition) = (H256::zero(), None);
		let accept =
			|| Call::accept_handover { shipment, offered: offered_at, condition, code: None };
		for (by, call) in [
			(merchant(), Call::create_shipment { order: ORDER, parcel }),
			(carrier(), Call::create_unit { sscc: None, pages: 0 }),
			(buyer(), Call::set_pod_key { shipment, key: account(5) }),
			(merchant(), offer(carrier())),
			(courier(), Call::reject_handover { shipment, reason: None }),
			(merchant(), offer(carrier())),
			(merchant(), Call::cancel_handover { shipment }),
			(merchant(), offer(carrier())),
			(courier(), accept()),
			(scanner(), Call::scan { shipment, scan: scan_of(Milestone::Arrived) }),
			(device(), Call::report_sensor { shipment, report: temperatures(0, 0) }),
			(scanner(), Call::pack { unit, children: children.clone() }),
			(scanner(), Call::unpack { unit, children }),
			(scanner(), Call::update_eta { shipment, estimated: T0 }),
			(scanner(), Call::correct_event { shipment, seq: 9, reason }),
			(buyer(), Call::attach_document { shipment, document }),
			(
				scanner(),
				Call::report_exception { shipment, trouble: Trouble::Held, evidence: None },
			),
			(courier(), Call::start_return { shipment }),
			(courier(), Call::claim_delivery { shipment, evidence, event_time: T0 }),
			(merchant(), Call::contest { shipment, reason: None }),
			(courier(), Call::answer_contest { shipment, evidence }),
			(merchant(), Call::accept_return { shipment }),
			(carrier(), Call::cancel_shipment { shipment: unit }),
		] {
			// What is taken over is what is offered by then.
			let call = match call {
				Call::accept_handover { .. } => {
					let offered = offered(shipment);
					Call::accept_handover { shipment, offered, condition: None, code: None }
				},
				call => call,
			};
			cost(&by, call);
		}
		pass(RECORD);
		cost(&stranger(), Call::purge { shipment });
	});
}
