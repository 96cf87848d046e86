//! What custodians report: scans, measurements, estimates, trouble, corrections, documents.

use crate::{
	history::Circumstances, Config, Error, Event, Leg, Pallet, Part, ShipmentOf, Shipments, State,
	MAX_BATCH,
};
use frame_support::{ensure, pallet_prelude::ConstU32, traits::Get, BoundedVec};
use souk_primitives::{
	logistics::{
		Carriers, CorrectionReason, Document, Flag, Occurrence, Report, Scan, Scope, SensorReport,
		SignedReport, Trouble,
	},
	Moment, ShipmentId,
};
use sp_core::H256;
use sp_runtime::{traits::Verify, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Refuses what cannot have happened then. Returns whether it was long ago.
	pub(crate) fn check_time(
		shipment: &ShipmentOf<T>,
		event_time: Moment,
		now: Moment,
	) -> Result<bool, Error<T>> {
		let latest = now.saturating_add(T::MaxLead::get());
		ensure!(event_time <= latest, Error::<T>::EventFromTheFuture);
		ensure!(event_time >= shipment.custody.since, Error::<T>::BeforeCustody);
		Ok(event_time.saturating_add(T::MaxBackdate::get()) < now)
	}

	pub(crate) fn do_scan(
		who: T::AccountId,
		id: ShipmentId,
		scan: Scan,
	) -> Result<bool, DispatchError> {
		let now = Self::now();
		let mut shipment = Self::moving(id, now)?;
		Self::ensure_under_way(&shipment, &who, Scope::Scan, now)?;
		let turned = Self::note_scan(id, &mut shipment, who, scan, now)?;
		Shipments::<T>::insert(id, shipment);
		Ok(turned)
	}

	/// Returns how many pages were turned.
	pub(crate) fn do_scan_many(
		who: T::AccountId,
		carrier: T::AccountId,
		shipments: BoundedVec<ShipmentId, ConstU32<MAX_BATCH>>,
		scan: Scan,
	) -> Result<u64, DispatchError> {
		ensure!(!shipments.is_empty(), Error::<T>::EmptyList);
		let now = Self::now();
		T::Carriers::ensure_may(&carrier, &who, Scope::Scan, now)?;
		let mut turned = 0u64;
		for id in shipments {
			match Self::scan_one_of_many(&who, &carrier, id, scan.clone(), now) {
				Ok(page) => turned = turned.saturating_add(page.into()),
				Err(error) => {
					let error = error.into();
					Self::deposit_event(Event::ScanRefused { shipment: id, error });
				},
			}
		}
		Ok(turned)
	}

	/// Changes nothing if it fails: all checks come first.
	fn scan_one_of_many(
		who: &T::AccountId,
		carrier: &T::AccountId,
		id: ShipmentId,
		scan: Scan,
		now: Moment,
	) -> Result<bool, Error<T>> {
		let mut shipment = Self::moving(id, now)?;
		ensure!(shipment.parent.is_none(), Error::<T>::InsideUnit);
		ensure!(shipment.state.is_under_way(), Error::<T>::NotUnderWay);
		ensure!(shipment.custody.holder == *carrier, Error::<T>::NotCustodian);
		let turned = Self::note_scan(id, &mut shipment, who.clone(), scan, now)?;
		Shipments::<T>::insert(id, shipment);
		Ok(turned)
	}

	/// The status is what the latest happened says, whenever that is put on record.
	fn note_scan(
		id: ShipmentId,
		shipment: &mut ShipmentOf<T>,
		by: T::AccountId,
		scan: Scan,
		now: Moment,
	) -> Result<bool, Error<T>> {
		let Scan { milestone, event_time, place } = scan;
		ensure!(place.as_ref().is_none_or(|place| place.is_valid()), Error::<T>::BadPlace);
		let late = Self::check_time(shipment, event_time, now)?;

		shipment.custody.heard_at = now;
		if late {
			shipment.flags = shipment.flags.with(Flag::Late);
		} else if event_time >= shipment.custody.moved_at {
			shipment.custody.moved_at = event_time;
			if let State::Moving(leg) = &mut shipment.state {
				*leg = milestone.into();
			}
		}
		let circumstances = Circumstances { by: Some(by), event_time, place, late };
		Self::record(id, shipment, Occurrence::Scanned(milestone), circumstances, now)
	}

	/// What was signed is bound to this chain, to this shipment on this fork, and to a counter that
	/// rises: it is accepted once, and nowhere else.
	pub(crate) fn do_relay(
		report: SignedReport<T::AccountId>,
		signature: T::Signature,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::moving(report.shipment, now)?;
		ensure!(report.origin == shipment.history.origin, Error::<T>::OriginMismatch);
		if matches!(report.report, Report::Sensor(_)) {
			Self::find_custodian(&mut shipment);
		} else {
			ensure!(shipment.parent.is_none(), Error::<T>::InsideUnit);
		}
		ensure!(shipment.state.is_under_way(), Error::<T>::NotUnderWay);
		ensure!(shipment.custody.holder == report.carrier, Error::<T>::NotCustodian);
		let message = sp_io::hashing::blake2_256(&report.message(Self::genesis()));
		ensure!(signature.verify(&message[..], &report.key), Error::<T>::BadSignature);

		let SignedReport { shipment: id, carrier, key, counter, report, .. } = report;
		let scope = match report {
			Report::Scan(_) => Scope::Scan,
			Report::Sensor(_) => Scope::Sense,
		};
		T::Carriers::use_counter(&carrier, &key, scope, counter, now)?;
		let part = Part::from(&shipment);
		match report {
			Report::Scan(scan) => Self::note_scan(id, &mut shipment, key, scan, now)?,
			Report::Sensor(report) => Self::note_sensor(id, &mut shipment, key, report, now)?,
		};
		Self::save(id, shipment, part);
		Ok(())
	}

	pub(crate) fn do_report_sensor(
		who: T::AccountId,
		id: ShipmentId,
		report: SensorReport,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::moving(id, now)?;
		Self::ensure_carries(&mut shipment, &who, Scope::Sense, now)?;
		let part = Part::from(&shipment);
		Self::note_sensor(id, &mut shipment, who, report, now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	/// `Ok` if `who` may do `scope` for the carrier that has the shipment, or the unit that it is in:
	/// what is wrong with goods can be said of each of them, wherever it is.
	fn ensure_carries(
		shipment: &mut ShipmentOf<T>,
		who: &T::AccountId,
		scope: Scope,
		now: Moment,
	) -> DispatchResult {
		Self::find_custodian(shipment);
		ensure!(shipment.state.is_under_way(), Error::<T>::NotUnderWay);
		T::Carriers::ensure_may(&shipment.custody.holder, who, scope, now)
	}

	/// A breach counts however late it is told: the goods have suffered all the same.
	fn note_sensor(
		id: ShipmentId,
		shipment: &mut ShipmentOf<T>,
		by: T::AccountId,
		report: SensorReport,
		now: Moment,
	) -> Result<bool, Error<T>> {
		ensure!(report.is_plausible(), Error::<T>::ImplausibleReport);
		ensure!(report.from >= shipment.custody.since, Error::<T>::BeforeCustody);
		let late = Self::check_time(shipment, report.until, now)?;

		shipment.custody.heard_at = now;
		let breach = shipment.limits.iter().any(|limit| {
			limit.quantity == report.quantity && (report.min < limit.min || report.max > limit.max)
		});
		if breach {
			shipment.flags = shipment.flags.with(Flag::TempBreach);
		}
		if late {
			shipment.flags = shipment.flags.with(Flag::Late);
		}
		let event_time = report.until;
		let circumstances = Circumstances { by: Some(by), event_time, place: None, late };
		Self::record(id, shipment, Occurrence::Sensed { report, breach }, circumstances, now)
	}

	pub(crate) fn do_update_eta(
		who: T::AccountId,
		id: ShipmentId,
		estimated: Moment,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::moving(id, now)?;
		Self::ensure_under_way(&shipment, &who, Scope::Scan, now)?;
		let part = Part::from(&shipment);
		shipment.estimated = Some(estimated);
		shipment.custody.heard_at = now;
		let what = Occurrence::EtaUpdated { estimated };
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	pub(crate) fn do_report_exception(
		who: T::AccountId,
		id: ShipmentId,
		trouble: Trouble,
		evidence: Option<H256>,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::moving(id, now)?;
		Self::ensure_carries(&mut shipment, &who, Scope::Scan, now)?;
		let part = Part::from(&shipment);
		if let Some(flag) = trouble.flag() {
			shipment.flags = shipment.flags.with(flag);
		}
		shipment.custody.heard_at = now;
		// What is delayed is still on its way.
		if trouble != Trouble::Delayed {
			shipment.custody.moved_at = now;
			if let State::Moving(leg) = &mut shipment.state {
				*leg = Leg::Exception;
			}
		}
		let what = Occurrence::TroubleReported { trouble, evidence };
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	/// Nobody corrects what somebody else said, and nothing once money hangs on it.
	pub(crate) fn do_correct(
		who: T::AccountId,
		id: ShipmentId,
		seq: u32,
		reason: CorrectionReason,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::live(id, now)?;
		Self::ensure_under_way(&shipment, &who, Scope::Scan, now)?;
		let own = shipment.custody.from_seq..shipment.history.count;
		ensure!(own.contains(&seq), Error::<T>::NotCorrectable);
		// Shipper and consignee attach documents meanwhile. Of what is folded nobody can tell any more
		// whose it was.
		let entry = Self::entries(id, seq, 1).pop().filter(|(at, _)| *at == seq);
		let by = entry.ok_or(Error::<T>::NotCorrectable)?.1.by;
		let theirs = by.is_some_and(|by| {
			by != shipment.custody.holder
				&& (by == shipment.shipper || shipment.consignee.as_ref() == Some(&by))
		});
		ensure!(!theirs, Error::<T>::NotCorrectable);
		let part = Part::from(&shipment);
		let what = Occurrence::Corrected { seq, reason };
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}

	pub(crate) fn do_attach(
		who: T::AccountId,
		id: ShipmentId,
		document: Document,
	) -> DispatchResult {
		let now = Self::now();
		let mut shipment = Self::live(id, now)?;
		ensure!(!shipment.state.is_ended(), Error::<T>::HasEnded);
		if shipment.shipper != who && shipment.consignee.as_ref() != Some(&who) {
			Self::find_custodian(&mut shipment);
			T::Carriers::ensure_may(&shipment.custody.holder, &who, Scope::Scan, now)?;
		}
		let sound = document
			.media_type
			.as_str()
			.split_once('/')
			.is_some_and(|(kind, subkind)| !kind.is_empty() && !subkind.is_empty());
		ensure!(sound, Error::<T>::BadMediaType);
		let part = Part::from(&shipment);
		let what = Occurrence::DocumentAttached(document);
		Self::record(id, &mut shipment, what, Circumstances::now(Some(who), now), now)?;
		Self::save(id, shipment, part);
		Ok(())
	}
}
