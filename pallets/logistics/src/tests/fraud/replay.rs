//! What was signed once, used again.

use super::*;

/// The hash of another first block.
const ELSEWHERE: H256 = H256::repeat_byte(0xee);

fn sign_for(report: &SignedReport<AccountId>, genesis: H256) -> sp_runtime::MultiSignature {
	let message = sp_io::hashing::blake2_256(&report.message(genesis));
	Sr25519Keyring::Eve.sign(&message).into()
}

fn relay_signed(
	report: &SignedReport<AccountId>,
	signature: sp_runtime::MultiSignature,
) -> DispatchResult {
	plain(Tracker::relay_scan(origin(&stranger()), report.clone(), signature))
}

fn prove_with(id: ShipmentId, signature: sp_runtime::MultiSignature) -> DispatchResult {
	Tracker::prove_delivery(origin(&courier()), id, signature)
}

#[test]
fn report_should_be_refused_when_it_was_handed_in_before() {
	World.build_and_execute(|| {
		let id = picked_up();
		let report = report_of(id, &device(), 1);
		assert_ok!(relay(&report));
		assert_noop!(relay(&report), C::CounterUsed);
		// Neither is the counter to be changed without the key.
		let again = SignedReport { counter: 2, ..report.clone() };
		assert_noop!(relay_signed(&again, sign(&report, Sr25519Keyring::Eve)), E::BadSignature);
		// Nor does the carrier's leave to the key begin anew.
		let scopes = [Scope::Scan].into_iter().collect();
		let (key, end) = (device(), Moment::MAX);
		assert_ok!(Carriers::authorize_key(origin(&carrier()), key, Role::Device, scopes, end));
		assert_noop!(relay(&report), C::CounterUsed);
	});
}

#[test]
fn report_should_be_refused_when_it_is_of_another_shipment() {
	World.build_and_execute(|| {
		let (one, two) = (picked_up_of(0), picked_up_of(1));
		let report = report_of(one, &device(), 1);
		let signature = sign(&report, Sr25519Keyring::Eve);
		let other = SignedReport { shipment: two, ..report.clone() };
		assert_noop!(relay_signed(&other, signature.clone()), E::OriginMismatch);
		let other = SignedReport { origin: shipment(two).history.origin, ..other };
		assert_noop!(relay_signed(&other, signature), E::BadSignature);
	});
}

#[test]
fn report_should_be_refused_when_it_is_of_another_chain() {
	World.build_and_execute(|| {
		let id = picked_up();
		let report = report_of(id, &device(), 1);
		assert_noop!(relay_signed(&report, sign_for(&report, ELSEWHERE)), E::BadSignature);
		assert_ok!(relay_signed(&report, sign_for(&report, System::block_hash(0))));
	});
}

#[test]
fn history_should_begin_differently_on_another_chain() {
	World.build_and_execute(|| {
		let begin = || {
			hypothetically!({
				let id = created();
				(id, shipment(id).history.origin)
			})
		};
		let (id, here) = begin();
		frame_system::BlockHash::<Test>::insert(0, ELSEWHERE);
		let (same, there) = begin();
		assert_eq!(id, same);
		assert_ne!(here, there);
	});
}

#[test]
fn report_should_be_refused_when_it_is_of_another_fork() {
	World.build_and_execute(|| {
		System::set_parent_hash(H256::repeat_byte(1));
		let (id, report) = hypothetically!({
			let id = picked_up();
			(id, report_of(id, &device(), 1))
		});
		// The same order, number and moment, but another block before.
		System::set_parent_hash(H256::repeat_byte(2));
		assert_eq!(picked_up(), id);
		let signature = sign(&report, Sr25519Keyring::Eve);
		assert_noop!(relay_signed(&report, signature.clone()), E::OriginMismatch);
		let here = SignedReport { origin: shipment(id).history.origin, ..report };
		assert_noop!(relay_signed(&here, signature), E::BadSignature);
	});
}

#[test]
fn report_should_be_refused_when_anything_in_it_was_changed() {
	World.build_and_execute(|| {
		let id = picked_up();
		let report = report_of(id, &device(), 1);
		let signature = sign(&report, Sr25519Keyring::Eve);
		let others = [
			SignedReport { key: courier(), ..report.clone() },
			SignedReport { counter: 9, ..report.clone() },
			SignedReport {
				report: Report::Scan(scan_of(Milestone::OutForDelivery)),
				..report.clone()
			},
			SignedReport { report: Report::Sensor(temperatures(0, 0)), ..report.clone() },
		];
		for other in others {
			assert_noop!(relay_signed(&other, signature.clone()), E::BadSignature);
		}
		let by_another = relay_by(&report, Sr25519Keyring::Charlie);
		assert_noop!(by_another, E::BadSignature);
	});
}

#[test]
fn proof_should_be_refused_when_it_is_of_another_shipment() {
	World.build_and_execute(|| {
		let one = picked_up_with_key();
		let two = created_of(OrderId(1), parcel());
		assert_ok!(Tracker::set_pod_key(origin(&buyer()), two, pod_key()));
		pick_up(two);
		let head = shipment(two).custody.head;
		assert_noop!(prove_with(two, pod_signature(one)), E::BadSignature);
		assert_noop!(prove_with(two, sign_delivery(one, &carrier(), head)), E::BadSignature);
		assert_ok!(prove_with(two, sign_delivery(two, &carrier(), head)));
	});
}

#[test]
fn proof_should_be_refused_when_it_is_of_another_custodian() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		let head = shipment(id).custody.head;
		for who in [other_carrier(), courier(), merchant(), buyer()] {
			assert_noop!(prove_with(id, sign_delivery(id, &who, head)), E::BadSignature);
		}
		// Of a parcel in a unit it is whoever has the unit.
		let unit = unit();
		assert_ok!(pack(unit, &[id]));
		hand_over(unit, &carrier(), &other_carrier(), &other_courier());
		let head = shipment(id).custody.head;
		assert_noop!(prove_with(id, sign_delivery(id, &carrier(), head)), E::BadSignature);
		assert_ok!(prove_with(id, sign_delivery(id, &other_carrier(), head)));
	});
}

#[test]
fn proof_should_be_refused_when_it_is_of_another_moment() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		let early = pod_signature(id);
		hand_over(id, &carrier(), &other_carrier(), &other_courier());
		hand_over(id, &other_carrier(), &carrier(), &courier());
		// The same custodian has it again, and has to have it signed for again.
		assert_noop!(prove_with(id, early), E::BadSignature);
		assert_noop!(prove_with(id, sign_delivery(id, &carrier(), H256::zero())), E::BadSignature);
		let newest = sign_delivery(id, &carrier(), shipment(id).history.origin);
		assert_noop!(prove_with(id, newest), E::BadSignature);
		assert_ok!(prove_with(id, pod_signature(id)));
	});
}

#[test]
fn proof_should_hold_when_anybody_adds_to_the_history_after_it_was_signed() {
	World.build_and_execute(|| {
		let id = picked_up_with_key();
		let signed = pod_signature(id);
		assert_ok!(attach(&buyer(), id));
		assert_ok!(attach(&merchant(), id));
		scan(id, Milestone::OutForDelivery);
		assert_ok!(Tracker::claim_delivery(origin(&courier()), id, H256::zero(), now()));
		assert_ok!(Tracker::contest(origin(&buyer()), id, None));
		assert_ok!(prove_with(id, signed));
		assert_eq!(status(id), Status::Delivered);
	});
}

#[test]
fn proof_should_be_refused_when_it_is_of_another_chain_or_another_key() {
	World.build_and_execute(|| {
		use sp_core::Pair;
		let id = picked_up_with_key();
		let head = shipment(id).custody.head;
		let message = |genesis| {
			let message =
				souk_primitives::logistics::delivery_message(genesis, id, &carrier(), head);
			sp_io::hashing::blake2_256(&message)
		};
		let there: sp_runtime::MultiSignature = pod_pair().sign(&message(ELSEWHERE)).into();
		assert_noop!(prove_with(id, there), E::BadSignature);
		let here = message(System::block_hash(0));
		for other in [Sr25519Keyring::Charlie, Sr25519Keyring::Alice] {
			assert_noop!(prove_with(id, other.sign(&here).into()), E::BadSignature);
		}
		assert_ok!(prove_with(id, pod_pair().sign(&here).into()));
	});
}

#[test]
fn proof_should_be_refused_when_the_key_was_changed_since() {
	World.build_and_execute(|| {
		let id = created_with_key();
		assert_ok!(Tracker::set_pod_key(origin(&buyer()), id, account(5)));
		pick_up(id);
		assert_noop!(prove(id), E::BadSignature);
	});
}
