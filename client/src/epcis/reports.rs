//! Reports that a carrier's key signs, for anyone to hand in with `logistics.relay_scan`.

use super::{
	import::{Refusal, Statement},
	names::{self, Object},
};
use crate::{config, errors::Explain, keys::Key};
use codec::Encode;
use serde_json::{json, Map, Value};
use souk_primitives::{
	logistics::{Place, Report, SensorReport, SignedReport},
	ShipmentId,
};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	AccountId32, MultiSignature,
};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// Why reports are not made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReportError {
	/// The map of shipments is none.
	#[error("the map of shipments is none: {0}")]
	BadMap(String),
	/// The chain takes reports of keys that carriers authorised, which count what they signed.
	#[error("the key is the carrier's own account, which has no counter")]
	CarriersOwnKey,
	/// There is no higher number.
	#[error("the counter would go beyond the largest number")]
	CounterOverflow,
}

impl Explain for ReportError {
	fn code(&self) -> &'static str {
		match self {
			Self::BadMap(_) => "bad-shipment-map",
			Self::CarriersOwnKey => "carriers-own-key",
			Self::CounterOverflow => "counter-overflow",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::BadMap(_) => {
				"it is like {\"157035381410375177\": {\"shipment\": \"7\", \"origin\": \"0x…\"}}"
			},
			Self::CarriersOwnKey => "sign with a key that the carrier authorised",
			Self::CounterOverflow => "authorise another key, and count from 1",
		}
	}
}

/// The shipment that an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
	/// Its id.
	pub shipment: ShipmentId,
	/// What its history began with.
	pub origin: H256,
}

/// Shipments by what they are called.
pub type Targets = BTreeMap<Object, Target>;

/// Reads a map of shipments: a JSON object, by SSCC of 18 digits or by EPC.
pub fn parse_targets(text: &str) -> Result<Targets, ReportError> {
	let bad = |detail: &str| ReportError::BadMap(detail.to_owned());
	let map: Map<String, Value> =
		serde_json::from_str(text).map_err(|error| ReportError::BadMap(error.to_string()))?;
	let mut targets = Targets::new();
	for (name, target) in &map {
		let object = names::parse_sscc(name).map(Object::Sscc).or_else(|| names::parse_epc(name));
		let object = object.ok_or_else(|| bad(&format!("{name} is no SSCC, and no shipment")))?;
		let field = |field: &str| target.get(field).and_then(Value::as_str).unwrap_or_default();
		let shipment = field("shipment").parse().ok().map(ShipmentId);
		let origin = config::parse_hash(field("origin"));
		let (Some(shipment), Some(origin)) = (shipment, origin) else {
			return Err(bad(&format!("{name} has no shipment and origin")));
		};
		targets.insert(object, Target { shipment, origin });
	}
	Ok(targets)
}

/// What statements are about.
pub fn objects(statements: &[Statement]) -> BTreeSet<Object> {
	statements.iter().map(|statement| statement.object).collect()
}

/// What is to be signed, and which event says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
	/// Of which statement.
	pub statement: Statement,
	/// Which shipment it is about.
	pub target: Target,
}

/// Finds the shipments. What no shipment is known for is refused.
pub fn assign(statements: Vec<Statement>, targets: &Targets) -> (Vec<Assigned>, Vec<Refusal>) {
	let (mut assigned, mut refusals) = (Vec::new(), Vec::<Refusal>::new());
	for statement in statements {
		match targets.get(&statement.object) {
			Some(target) => assigned.push(Assigned { target: *target, statement }),
			None => refusals.push(Refusal {
				index: statement.index,
				event_id: statement.event_id,
				reason: format!("no shipment is known of {}", called(&statement.object)),
			}),
		}
	}
	// An event is reported in full or not at all.
	assigned.retain(|one| refusals.iter().all(|refusal| refusal.index != one.statement.index));
	refusals.sort_by_key(|refusal| refusal.index);
	refusals.dedup();
	(assigned, refusals)
}

fn called(object: &Object) -> String {
	match object {
		Object::Sscc(sscc) => format!("SSCC {sscc}"),
		Object::Shipment { genesis, id } => names::Names { genesis: *genesis }.shipment(*id),
	}
}

/// A signed report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
	/// The hash of the chain's genesis block.
	pub genesis: H256,
	/// What is signed.
	pub report: SignedReport<AccountId32>,
	/// The key's signature of [`Signed::hash`].
	pub signature: MultiSignature,
	/// The event that says it: its place in the document, and its id.
	pub source: (usize, Option<String>),
}

/// Signs reports with counters that rise from `counter` on.
pub fn sign(
	assigned: &[Assigned],
	carrier: &AccountId32,
	key: &Key,
	genesis: H256,
	counter: u64,
) -> Result<Vec<Signed>, ReportError> {
	if key.account() == *carrier {
		return Err(ReportError::CarriersOwnKey);
	}
	// Nothing is signed if not all can be.
	let last = assigned.len().saturating_sub(1) as u64;
	let last = counter.checked_add(last).ok_or(ReportError::CounterOverflow)?;
	let signed = (counter..=last).zip(assigned).map(|(counter, Assigned { statement, target })| {
		let report = SignedReport {
			shipment: target.shipment,
			origin: target.origin,
			carrier: carrier.clone(),
			key: key.account(),
			counter,
			report: statement.report.clone(),
		};
		let signature = key.sign(BlakeTwo256::hash(&report.message(genesis)).as_bytes());
		let source = (statement.index, statement.event_id.clone());
		Signed { genesis, report, signature, source }
	});
	Ok(signed.collect())
}

impl Signed {
	/// What is signed: `blake2_256` of the report's message.
	pub fn hash(&self) -> H256 {
		BlakeTwo256::hash(&self.report.message(self.genesis))
	}

	/// As JSON: what polkadot.js takes, and what its reader can check it by.
	pub fn to_json(&self) -> Value {
		let report = &self.report;
		let (scheme, signature) = match &self.signature {
			MultiSignature::Ed25519(signature) => ("Ed25519", hexed(signature)),
			MultiSignature::Sr25519(signature) => ("Sr25519", hexed(signature)),
			MultiSignature::Ecdsa(signature) => ("Ecdsa", hexed(signature)),
			MultiSignature::Eth(signature) => ("Eth", hexed(signature)),
		};
		let (index, event_id) = &self.source;
		json!({
			"report": {
				"shipment": report.shipment.to_string(),
				"origin": hexed(report.origin),
				"carrier": report.carrier.to_ss58check(),
				"key": report.key.to_ss58check(),
				"counter": report.counter.to_string(),
				"report": said(&report.report),
			},
			"signature": { scheme: signature },
			"genesis": hexed(self.genesis),
			"hash": hexed(self.hash()),
			"encoded": {
				"report": hexed(report.encode()),
				"signature": hexed(self.signature.encode()),
			},
			"source": { "event": index, "eventID": event_id },
		})
	}
}

fn said(report: &Report) -> Value {
	match report {
		Report::Scan(scan) => json!({ "Scan": {
			"milestone": format!("{:?}", scan.milestone),
			"eventTime": scan.event_time,
			"place": scan.place.as_ref().map(|place| match place {
				Place::Facility(gln) => json!({ "Facility": gln.0.to_string() }),
				Place::Area(hash) => json!({ "Area": hash.as_str() }),
			}),
		} }),
		Report::Sensor(SensorReport { quantity, min, max, mean, count, from, until, series }) => {
			json!({ "Sensor": {
				"quantity": format!("{quantity:?}"),
				"min": min,
				"max": max,
				"mean": mean,
				"count": count,
				"from": from,
				"until": until,
				"series": hexed(series),
			} })
		},
	}
}

fn hexed(bytes: impl AsRef<[u8]>) -> String {
	format!("0x{}", hex::encode(bytes))
}
