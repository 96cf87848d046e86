//! What the calls and their parts cost at most.
//!
//! Entries of histories are as long as they can be, and no page is turned but where that is what is
//! measured. Orders of the runtime take note of what they are told; the most that can cost them is
//! added to the weights, and not measured here.

use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect as _, Unbalanced as _},
		tokens::Precision,
		Get,
	},
};
use frame_system::RawOrigin;
use souk_primitives::{
	data::OrderCarriers,
	logistics::{
		delivery_message, CorrectionReason, Direction, Document, Geohash, Loss, Milestone, Place,
		Quantity, Report, Scan, SensorLimit, SensorReport, SignedReport, Sscc, Trouble,
	},
	BigEndian, Moment, OrderId, ShipmentId, Text,
};
use sp_core::H256;
use sp_runtime::traits::Saturating;

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// A paid order, whose goods can be shipped.
	fn paid_order(merchant: &T::AccountId, buyer: &T::AccountId) -> OrderId;

	/// An order whose goods the buyer returns.
	fn returning_order(merchant: &T::AccountId, buyer: &T::AccountId) -> OrderId;

	/// Registers a carrier with enough of a bond, and lets a key do everything for it: the account of
	/// [`BenchmarkHelper::signer`].
	fn carrier(carrier: &T::AccountId, key: u32);

	/// Registers the company prefix of an SSCC as `owner`'s.
	fn own_prefix(owner: &T::AccountId, sscc: Sscc);

	/// The account of a key that can sign. Its scheme is the most expensive to verify.
	fn signer(index: u32) -> T::AccountId;

	/// Signs with the key of [`BenchmarkHelper::signer`].
	fn sign(index: u32, message: &[u8]) -> T::Signature;

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);
}

type Helper<T> = <T as Config>::BenchmarkHelper;

/// When the benchmarks begin.
const START: Moment = 1_700_000_000_000;
/// The carriers' keys, and the buyer's.
const KEY: u32 = 0;
const OTHER_KEY: u32 = 1;
const POD_KEY: u32 = 2;

fn rich<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	let amount = Pallet::<T>::deposit_of(MAX_PAGES)
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(10_000u32.into());
	if T::Currency::balance(&who) < amount {
		assert_ok!(T::Currency::increase_balance(&who, amount, Precision::Exact));
		T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
	}
	who
}

fn merchant<T: Config>() -> T::AccountId {
	rich::<T>("merchant")
}

fn buyer<T: Config>() -> T::AccountId {
	rich::<T>("buyer")
}

fn carrier<T: Config>() -> T::AccountId {
	rich::<T>("carrier")
}

fn other_carrier<T: Config>() -> T::AccountId {
	rich::<T>("other carrier")
}

/// Sets the clock and puts both carriers on record.
fn open<T: Config>() {
	Helper::<T>::set_time(START);
	Helper::<T>::carrier(&carrier::<T>(), KEY);
	Helper::<T>::carrier(&other_carrier::<T>(), OTHER_KEY);
}

fn key<T: Config>() -> T::AccountId {
	Helper::<T>::signer(KEY)
}

fn sscc() -> Sscc {
	Sscc(157_035_381_410_375_177)
}

fn code(letter: u8) -> Code {
	Text::try_from(alloc::vec![letter; 40]).unwrap_or_default()
}

fn parcel<T: Config>() -> ParcelOf<T> {
	let limits = [Quantity::Temperature, Quantity::Humidity, Quantity::Shock, Quantity::Light]
		.map(|quantity| SensorLimit { quantity, min: 0, max: 1_000 });
	ParcelOf::<T> {
		sscc: None,
		address: Some(H256::repeat_byte(1)),
		value: T::Currency::minimum_balance(),
		planned: Some(START),
		limits: limits.to_vec().try_into().unwrap_or_default(),
		pages: 1,
	}
}

fn document() -> Document {
	let media_type =
		Text::try_from("application/x-something-with-a-name-that-is-as-long-as-can-be.pd");
	let media_type = media_type.unwrap_or_default();
	Document { digest: H256::repeat_byte(2), length: u64::MAX, media_type }
}

fn place() -> Option<Place> {
	Some(Place::Area(Geohash::try_from("u4pru").unwrap_or_default()))
}

fn scan_now() -> Scan {
	Scan { milestone: Milestone::Arrived, event_time: START, place: place() }
}

fn sensor_report() -> SensorReport {
	SensorReport {
		quantity: Quantity::Light,
		min: -1,
		max: 2_000,
		mean: 5,
		count: 100,
		from: START,
		until: START,
		series: H256::repeat_byte(3),
	}
}

fn found<T: Config>(id: ShipmentId) -> Result<ShipmentOf<T>, BenchmarkError> {
	Ok(Shipments::<T>::get(id).ok_or("a shipment is missing")?)
}

/// A parcel with its shipper, found by its SSCC.
fn created<T: Config>(sscc: Option<Sscc>) -> Result<ShipmentId, BenchmarkError> {
	let order = Helper::<T>::paid_order(&merchant::<T>(), &buyer::<T>());
	let parcel = ParcelOf::<T> { sscc, ..parcel::<T>() };
	Ok(Pallet::<T>::do_create_outbound(merchant::<T>(), order, parcel)?)
}

fn offered<T: Config>(
	id: ShipmentId,
	by: T::AccountId,
	to: T::AccountId,
) -> Result<(), BenchmarkError> {
	let condition = Some(H256::repeat_byte(4));
	let offer =
		Offer { to, seal: condition, condition, expires_at: Moment::MAX, head: H256::zero() };
	Ok(Pallet::<T>::do_offer(by, id, offer)?)
}

/// A parcel that the carrier has, with the buyer's key on it.
fn carried<T: Config>() -> Result<ShipmentId, BenchmarkError> {
	let id = created::<T>(None)?;
	Pallet::<T>::do_set_pod_key(buyer::<T>(), id, Helper::<T>::signer(POD_KEY))?;
	offered::<T>(id, merchant::<T>(), carrier::<T>())?;
	let condition = Some(H256::repeat_byte(4));
	let seen = found::<T>(id)?.offer.ok_or("no offer")?.head;
	Pallet::<T>::do_accept(key::<T>(), id, seen, condition, Some(code(b'a')))?;
	Ok(id)
}

/// A parcel of which the newest page has room for one more entry. All on it are as long as can be.
fn written<T: Config>(id: ShipmentId) -> Result<ShipmentId, BenchmarkError> {
	write::<T>(id, |shipment| {
		let recent = shipment.history.recent.len() as u32;
		shipment.history.count > PAGE && recent == PAGE.saturating_sub(1)
	})
}

fn write<T: Config>(
	id: ShipmentId,
	enough: fn(&ShipmentOf<T>) -> bool,
) -> Result<ShipmentId, BenchmarkError> {
	loop {
		Pallet::<T>::do_attach(merchant::<T>(), id, document())?;
		if enough(&found::<T>(id)?) {
			return Ok(id);
		}
	}
}

/// The same, claimed to be delivered.
fn claimed<T: Config>() -> Result<ShipmentId, BenchmarkError> {
	let id = carried::<T>()?;
	Pallet::<T>::do_claim(key::<T>(), id, H256::zero(), START)?;
	Ok(id)
}

/// A unit of the carrier.
fn unit<T: Config>() -> Result<ShipmentId, BenchmarkError> {
	Ok(Pallet::<T>::do_create_unit(carrier::<T>(), None, 1)?)
}

fn list(ids: Vec<ShipmentId>) -> Contents {
	ids.try_into().unwrap_or_default()
}

/// A parcel at the bottom of as many units as there can be.
fn packed<T: Config>() -> Result<ShipmentId, BenchmarkError> {
	let parcel = carried::<T>()?;
	let mut inside = parcel;
	for _ in 0..MAX_DEPTH {
		let outside = unit::<T>()?;
		Pallet::<T>::do_pack(key::<T>(), outside, list(alloc::vec![inside]))?;
		inside = outside;
	}
	Ok(parcel)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create_shipments(n: Linear<1, MAX_CREATED>) -> Result<(), BenchmarkError> {
		open::<T>();
		let mut parcels: Vec<_> = (0..n)
			.map(|_| (Helper::<T>::paid_order(&merchant::<T>(), &buyer::<T>()), parcel::<T>()))
			.collect();
		Helper::<T>::own_prefix(&merchant::<T>(), sscc());
		if let Some((_, parcel)) = parcels.first_mut() {
			parcel.sscc = Some(sscc());
		}
		let parcels = parcels.try_into().map_err(|_| "as many as fit")?;
		let caller = merchant::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), parcels);

		assert_eq!(BySscc::<T>::get(sscc()), Some(ShipmentId(0)));
		Ok(())
	}

	#[benchmark]
	fn create_return() -> Result<(), BenchmarkError> {
		open::<T>();
		Helper::<T>::own_prefix(&merchant::<T>(), sscc());
		let order = Helper::<T>::returning_order(&merchant::<T>(), &buyer::<T>());
		let parcel = ParcelOf::<T> { sscc: Some(sscc()), ..parcel::<T>() };
		let caller = merchant::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), order, parcel);

		assert!(Consignments::<T>::contains_key(order, Direction::Inbound));
		Ok(())
	}

	#[benchmark]
	fn create_unit() -> Result<(), BenchmarkError> {
		open::<T>();
		Helper::<T>::own_prefix(&carrier::<T>(), sscc());
		let caller = carrier::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), Some(sscc()), MAX_PAGES);

		assert_eq!(BySscc::<T>::get(sscc()), Some(ShipmentId(0)));
		Ok(())
	}

	#[benchmark]
	fn cancel_shipment() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = created::<T>(None)?;
		let id = written::<T>(id)?;
		let caller = merchant::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(found::<T>(id)?.state.is_ended());
		Ok(())
	}

	#[benchmark]
	fn set_pod_key() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = created::<T>(None)?;
		let id = written::<T>(id)?;
		let caller = buyer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, buyer::<T>());

		assert_eq!(found::<T>(id)?.pod_key, Some(buyer::<T>()));
		Ok(())
	}

	#[benchmark]
	fn offer_handover() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let hash = Some(H256::repeat_byte(1));
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, other_carrier::<T>(), hash, hash, Moment::MAX);

		assert!(found::<T>(id)?.offer.is_some());
		Ok(())
	}

	#[benchmark]
	fn accept_handover() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		// So that the oldest code makes room.
		for letter in b"bcd" {
			CodesOf::<T>::mutate(id, |codes| codes.try_push((carrier::<T>(), code(*letter))))
				.map_err(|_| "codes")?;
			ByCode::<T>::insert(carrier::<T>(), code(*letter), id);
		}
		offered::<T>(id, key::<T>(), other_carrier::<T>())?;
		let id = written::<T>(id)?;
		let condition = Some(H256::repeat_byte(4));
		let seen = found::<T>(id)?.offer.ok_or("no offer")?.head;
		let who = Helper::<T>::signer(OTHER_KEY);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, seen, condition, Some(code(b'z')));

		assert_eq!(found::<T>(id)?.custody.holder, other_carrier::<T>());
		assert!(!ByCode::<T>::contains_key(carrier::<T>(), code(b'a')));
		Ok(())
	}

	#[benchmark]
	fn reject_handover() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		offered::<T>(id, key::<T>(), other_carrier::<T>())?;
		let id = written::<T>(id)?;
		let who = Helper::<T>::signer(OTHER_KEY);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, Some(H256::zero()));

		assert!(found::<T>(id)?.offer.is_none());
		Ok(())
	}

	#[benchmark]
	fn cancel_handover() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		offered::<T>(id, key::<T>(), other_carrier::<T>())?;
		let id = written::<T>(id)?;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(found::<T>(id)?.offer.is_none());
		Ok(())
	}

	#[benchmark]
	fn scan() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let entries = found::<T>(id)?.history.count;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, scan_now());

		assert_eq!(found::<T>(id)?.history.count, entries.saturating_add(1));
		Ok(())
	}

	#[benchmark]
	fn scan_many(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		open::<T>();
		let mut ids = Vec::new();
		for _ in 0..n {
			let id = carried::<T>()?;
			// A carrier's code is on one parcel.
			Pallet::<T>::free_codes(id);
			ids.push(written::<T>(id)?);
		}
		let last = ids.last().copied().unwrap_or_default();
		let entries = found::<T>(last)?.history.count;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), carrier::<T>(), list(ids), scan_now());

		assert_eq!(found::<T>(last)?.history.count, entries.saturating_add(1));
		Ok(())
	}

	/// Whether a scan costs more when there are more shipments, 10 to the power of `k`. No weight: only
	/// to be looked at (`docs/weights.md`).
	#[benchmark(extra)]
	fn scan_among(k: Linear<3, 5>) -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let shipment = found::<T>(id)?;
		for other in 1..10u64.saturating_pow(k) {
			Shipments::<T>::insert(ShipmentId(id.0.saturating_add(other)), shipment.clone());
		}
		let caller = key::<T>();

		#[extrinsic_call]
		scan(RawOrigin::Signed(caller), id, scan_now());

		assert_eq!(found::<T>(id)?.history.count, shipment.history.count.saturating_add(1));
		Ok(())
	}

	#[benchmark]
	fn relay_scan() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let origin = found::<T>(id)?.history.origin;
		// A breach, so that the order's parcels are in doubt.
		let report = SignedReport {
			shipment: id,
			origin,
			carrier: carrier::<T>(),
			key: key::<T>(),
			counter: u64::MAX,
			report: Report::Sensor(sensor_report()),
		};
		let message = sp_io::hashing::blake2_256(&report.message(Pallet::<T>::genesis()));
		let signature = Helper::<T>::sign(KEY, &message);
		let caller = buyer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), report, signature);

		assert!(found::<T>(id)?.flags.doubt_goods());
		Ok(())
	}

	#[benchmark]
	fn report_sensor() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, sensor_report());

		assert!(found::<T>(id)?.flags.doubt_goods());
		Ok(())
	}

	#[benchmark]
	fn pack(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		open::<T>();
		let outside = unit::<T>()?;
		let mut ids = Vec::new();
		for _ in 0..n {
			let id = carried::<T>()?;
			Pallet::<T>::free_codes(id);
			ids.push(written::<T>(id)?);
		}
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), outside, list(ids));

		assert_eq!(ContentsOf::<T>::get(outside).len() as u32, n);
		Ok(())
	}

	#[benchmark]
	fn unpack(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		open::<T>();
		let outside = unit::<T>()?;
		let mut ids = Vec::new();
		for _ in 0..n {
			let id = carried::<T>()?;
			Pallet::<T>::free_codes(id);
			ids.push(id);
		}
		Pallet::<T>::do_pack(key::<T>(), outside, list(ids.clone()))?;
		for id in &ids {
			written::<T>(*id)?;
		}
		// Each is looked for past all the others.
		ids.reverse();
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), outside, list(ids));

		assert!(!ContentsOf::<T>::contains_key(outside));
		Ok(())
	}

	#[benchmark]
	fn update_eta() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, START);

		assert_eq!(found::<T>(id)?.estimated, Some(START));
		Ok(())
	}

	#[benchmark]
	fn report_exception() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, Trouble::Damaged, Some(H256::zero()));

		assert!(found::<T>(id)?.flags.doubt_goods());
		Ok(())
	}

	#[benchmark]
	fn prove_delivery() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let head = found::<T>(id)?.custody.head;
		let genesis = Pallet::<T>::genesis();
		let message = delivery_message(genesis, id, &carrier::<T>(), head);
		let signature = Helper::<T>::sign(POD_KEY, &sp_io::hashing::blake2_256(&message));
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, signature);

		assert!(found::<T>(id)?.state.is_ended());
		Ok(())
	}

	#[benchmark]
	fn confirm_delivery() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let caller = buyer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(found::<T>(id)?.state.is_ended());
		Ok(())
	}

	#[benchmark]
	fn claim_delivery() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, H256::zero(), START);

		assert!(found::<T>(id)?.state.claim().is_some());
		Ok(())
	}

	#[benchmark]
	fn contest() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = claimed::<T>()?;
		let id = written::<T>(id)?;
		let caller = buyer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, Some(H256::zero()));

		assert!(matches!(found::<T>(id)?.state, State::Contested { .. }));
		Ok(())
	}

	#[benchmark]
	fn answer_contest() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = claimed::<T>()?;
		Pallet::<T>::do_contest(buyer::<T>(), id, None)?;
		let id = written::<T>(id)?;
		Shipments::<T>::mutate_extant(id, |shipment| shipment.pod_key = None);
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, H256::zero());

		assert!(matches!(found::<T>(id)?.state, State::Claimed(_)));
		Ok(())
	}

	#[benchmark]
	fn start_return() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert_eq!(found::<T>(id)?.state, State::Returning);
		Ok(())
	}

	#[benchmark]
	fn accept_return() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		Pallet::<T>::do_start_return(key::<T>(), id)?;
		let id = written::<T>(id)?;
		let caller = merchant::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(found::<T>(id)?.state.is_ended());
		Ok(())
	}

	#[benchmark]
	fn declare_lost() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, Loss::Destroyed);

		assert!(found::<T>(id)?.state.is_ended());
		Ok(())
	}

	#[benchmark]
	fn correct_event() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let seq = found::<T>(id)?.custody.from_seq;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, seq, CorrectionReason::IncorrectData);

		assert!(found::<T>(id)?.history.recent.is_full());
		Ok(())
	}

	#[benchmark]
	fn attach_document() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let id = written::<T>(id)?;
		let caller = key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, document());

		assert!(found::<T>(id)?.history.recent.is_full());
		Ok(())
	}

	#[benchmark]
	fn tell_order() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = carried::<T>()?;
		let order = found::<T>(id)?.order().ok_or("an order's")?;
		let direction = Direction::Outbound;
		// What it knows differs from what is, and there is nothing that it refuses.
		Consignments::<T>::mutate(order, direction, |record| {
			if let Some(consignment) = record {
				consignment.told = Told::Missed(Verdict::Arrived);
			}
		});
		let caller = buyer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), order, direction);

		let told = Consignments::<T>::get(order, direction).map(|consignment| consignment.told);
		assert_eq!(told, Some(Told::Heard(Verdict::UnderWay)));
		Ok(())
	}

	#[benchmark]
	fn purge() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = created::<T>(None)?;
		Helper::<T>::own_prefix(&merchant::<T>(), sscc());
		Shipments::<T>::mutate_extant(id, |shipment| {
			shipment.history.pages = MAX_PAGES;
			shipment.sscc = Some(sscc());
		});
		BySscc::<T>::insert(sscc(), id);
		write::<T>(id, |shipment| shipment.history.count == PAGE * u32::from(MAX_PAGES) + 1)?;
		Pallet::<T>::do_cancel(merchant::<T>(), id)?;
		Helper::<T>::set_time(START.saturating_add(T::RecordWindow::get()));
		let caller = buyer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(!Shipments::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn turn_page() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = created::<T>(None)?;
		write::<T>(id, |shipment| shipment.history.count == 2 * PAGE)?;
		let mut history = found::<T>(id)?.history;

		#[block]
		{
			Pallet::<T>::turn_page(id, &mut history);
		}

		assert_eq!(history.folded.leaves(), PAGE);
		assert!(Pages::<T>::contains_key(id, 1));
		Ok(())
	}

	#[benchmark]
	fn lapse() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = claimed::<T>()?;
		Pallet::<T>::do_contest(buyer::<T>(), id, None)?;
		let id = written::<T>(id)?;
		let at = START.saturating_add(T::AnswerWindow::get());
		Helper::<T>::set_time(at);

		#[block]
		{
			assert_ok!(Pallet::<T>::sweep_one(at, id, at));
		}

		assert!(found::<T>(id)?.state.is_ended());
		Ok(())
	}

	#[benchmark]
	fn sweep_base() {
		Helper::<T>::set_time(START);
		Due::<T>::insert((BigEndian(START.saturating_add(1)), BigEndian(0)), ());

		#[block]
		{
			let due = Due::<T>::iter_keys().next().filter(|(at, _)| at.0 <= Pallet::<T>::now());
			assert!(due.is_none());
		}
	}

	#[benchmark]
	fn detach() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = packed::<T>()?;
		let mut shipment = found::<T>(id)?;

		#[block]
		{
			Pallet::<T>::detach(id, &mut shipment, START);
		}

		assert_eq!(shipment.parent, None);
		Ok(())
	}

	/// The most parcels, each in the innermost of the most units, and none with whoever is asked about.
	#[benchmark]
	fn carries() -> Result<(), BenchmarkError> {
		open::<T>();
		let id = created::<T>(None)?;
		let parcel = written::<T>(id)?;
		let shipment = found::<T>(parcel)?;
		let order = shipment.order().ok_or("it is of an order")?;
		let mut next = 1_000_000;
		for direction in [Direction::Outbound, Direction::Inbound] {
			let mut shipments = Vec::new();
			for _ in 0..MAX_PARCELS {
				shipments.push(ShipmentId(next));
				for depth in 0..=MAX_DEPTH {
					let mut shipment = shipment.clone();
					shipment.parent = (depth < MAX_DEPTH).then_some(ShipmentId(next + 1));
					Shipments::<T>::insert(ShipmentId(next), shipment);
					next += 1;
				}
			}
			let shipments = shipments.try_into().map_err(|_| "no more than there can be")?;
			let consignment = Consignment { shipments, ..Default::default() };
			Consignments::<T>::insert(order, direction, consignment);
		}
		let nobody = account("nobody", 0, 0);
		let found;

		#[block]
		{
			found = <Pallet<T> as OrderCarriers<T::AccountId>>::carries(order, &nobody);
		}

		assert!(!found);
		Ok(())
	}
}
