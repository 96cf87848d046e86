//! What things are called in EPCIS documents: GS1 keys as Digital Links, and our own URNs where there
//! is no key. `urn:souk:` is followed by the chain's genesis hash, so that no name is of two things.

use super::{geo, links};
use crate::config;
use souk_primitives::{
	logistics::{Gln, Place, Sscc},
	OrderId, ShipmentId,
};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::AccountId32;

/// The namespace of what documents say beyond EPCIS.
pub const NAMESPACE: &str = "urn:souk:epcis/";

/// Where a chain's own names begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
	/// The hash of the chain's genesis block.
	pub genesis: H256,
}

/// What an EPC identifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
	/// What bears this SSCC.
	Sscc(Sscc),
	/// A shipment of a chain.
	Shipment {
		/// The hash of that chain's genesis block.
		genesis: H256,
		/// Which.
		id: ShipmentId,
	},
}

impl Names {
	/// A shipment by its SSCC, or by its id if it has none.
	pub fn epc(&self, id: ShipmentId, sscc: Option<Sscc>) -> String {
		match sscc {
			Some(sscc) => format!("https://id.gs1.org/00/{sscc}"),
			None => self.shipment(id),
		}
	}

	/// A shipment by its id.
	pub fn shipment(&self, id: ShipmentId) -> String {
		self.urn("shipment", &id)
	}

	/// An order.
	pub fn order(&self, id: OrderId) -> String {
		self.urn("order", &id)
	}

	/// An account.
	pub fn account(&self, account: &AccountId32) -> String {
		self.urn("account", &account.to_ss58check())
	}

	fn urn(&self, kind: &str, id: &impl std::fmt::Display) -> String {
		format!("urn:souk:{}:{kind}:{id}", hex::encode(self.genesis))
	}

	fn own<'a>(&self, kind: &str, uri: &'a str) -> Option<&'a str> {
		let (genesis, found, id) = parse_urn(uri)?;
		(genesis == self.genesis && found == kind).then_some(id)
	}

	/// The shipment that one of this chain's names is of.
	pub fn parse_shipment(&self, uri: &str) -> Option<ShipmentId> {
		parse_id(self.own("shipment", uri)?).map(ShipmentId)
	}

	/// The order that one of this chain's names is of.
	pub fn parse_order(&self, uri: &str) -> Option<OrderId> {
		parse_id(self.own("order", uri)?).map(OrderId)
	}

	/// The account that one of this chain's names is of.
	pub fn parse_account(&self, uri: &str) -> Option<AccountId32> {
		config::parse_account(self.own("account", uri)?)
	}
}

/// A place: a GLN as a Digital Link, an area as a `geo:` URI around its centre.
pub fn place(place: &Place) -> Option<String> {
	match place {
		Place::Facility(gln) => Some(format!("https://id.gs1.org/414/{gln}")),
		Place::Area(hash) => geo::to_uri(hash.as_str()),
	}
}

/// The place that a read point is, if the chain can keep it: any form of a GLN, or of coordinates.
pub fn parse_place(uri: &str) -> Option<Place> {
	if let Some(hash) = geo::from_uri(uri) {
		return Some(Place::Area(hash));
	}
	let canonical = links::canonical(uri)?;
	let digits = canonical.strip_prefix("https://id.gs1.org/414/")?;
	// A place within a facility is the facility.
	let digits = digits.split('/').next()?;
	digits.parse().ok().map(Gln).filter(|gln| gln.is_valid()).map(Place::Facility)
}

/// What an EPC identifies, if it can be a shipment: any form of an SSCC, or one of our own names.
pub fn parse_epc(uri: &str) -> Option<Object> {
	if let Some((genesis, "shipment", id)) = parse_urn(uri) {
		return Some(Object::Shipment { genesis, id: ShipmentId(parse_id(id)?) });
	}
	let canonical = links::canonical(uri)?;
	parse_sscc(canonical.strip_prefix("https://id.gs1.org/00/")?).map(Object::Sscc)
}

/// An SSCC of 18 digits whose check digit is right.
pub fn parse_sscc(text: &str) -> Option<Sscc> {
	let number = text.len() == 18 && text.bytes().all(|byte| byte.is_ascii_digit());
	text.parse().ok().map(Sscc).filter(|sscc| number && sscc.is_valid())
}

fn parse_urn(uri: &str) -> Option<(H256, &str, &str)> {
	let mut parts = uri.strip_prefix("urn:souk:")?.splitn(3, ':');
	let genesis = config::parse_hash(&format!("0x{}", parts.next()?))?;
	Some((genesis, parts.next()?, parts.next()?))
}

fn parse_id(text: &str) -> Option<u64> {
	text.parse().ok().filter(|id: &u64| id.to_string() == text)
}

#[cfg(test)]
mod tests {
	use super::*;
	use souk_primitives::logistics::Geohash;

	const NAMES: Names = Names { genesis: H256([0x44; 32]) };
	const SSCC: Sscc = Sscc(157_035_381_410_375_177);

	#[test]
	fn shipment_should_be_the_same_when_it_was_an_epc() {
		let id = ShipmentId(7);
		let urn = NAMES.epc(id, None);
		assert_eq!(urn, format!("urn:souk:{}:shipment:7", "44".repeat(32)));
		assert_eq!(parse_epc(&urn), Some(Object::Shipment { genesis: NAMES.genesis, id }));
		assert_eq!(NAMES.parse_shipment(&urn), Some(id));
		assert_eq!(Names { genesis: H256([0x45; 32]) }.parse_shipment(&urn), None);
		let link = NAMES.epc(id, Some(SSCC));
		assert_eq!(link, "https://id.gs1.org/00/157035381410375177");
		for epc in [
			link.as_str(),
			"urn:epc:id:sscc:5703538.1141037517",
			"https://example.com/sscc/157035381410375177?linkType=all",
		] {
			assert_eq!(parse_epc(epc), Some(Object::Sscc(SSCC)), "{epc}");
		}
	}

	#[test]
	fn epc_should_be_no_shipment_when_it_is_something_else() {
		for epc in [
			"https://id.gs1.org/00/157035381410375178",
			"urn:epc:id:sgtin:4012345.011111.9876",
			"urn:souk:44:shipment:7",
			&format!("urn:souk:{}:shipment:07", "44".repeat(32)),
			&format!("urn:souk:{}:order:7", "44".repeat(32)),
			"parcel 7",
		] {
			assert_eq!(parse_epc(epc), None, "{epc}");
		}
	}

	#[test]
	fn place_should_be_the_same_when_it_was_a_read_point() {
		let facility = Place::Facility(Gln(9_521_141_111_116));
		let area = Place::Area(Geohash::try_from("u4pr").unwrap());
		assert_eq!(place(&facility).unwrap(), "https://id.gs1.org/414/9521141111116");
		for this in [&facility, &area] {
			assert_eq!(parse_place(&place(this).unwrap()).as_ref(), Some(this));
		}
		assert_eq!(parse_place("urn:epc:id:sgln:9521141.11111.dock7").as_ref(), Some(&facility));
		for uri in ["https://id.gs1.org/414/9521141111117", "https://example.com/dock", ""] {
			assert_eq!(parse_place(uri), None, "{uri}");
		}
	}

	#[test]
	fn account_should_be_the_same_when_it_was_a_name() {
		let account = AccountId32::new([7; 32]);
		assert_eq!(NAMES.parse_account(&NAMES.account(&account)), Some(account));
		assert_eq!(NAMES.parse_account(&NAMES.order(OrderId(1))), None);
		assert_eq!(NAMES.parse_order(&NAMES.order(OrderId(1))), Some(OrderId(1)));
	}
}
