//! Which order a payment is for: what the shop passes through the provider.

use super::{shown, NotificationError};
use crate::config;
use souk_primitives::{GatewayId, OrderId};
use sp_core::H256;

const ORDER: &str = "souk_order";
const TERMS: &str = "souk_terms";
const GATEWAY: &str = "souk_gateway";

/// The order a payment is for, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mapping {
	/// The order.
	pub order: Option<OrderId>,
	/// The hash of its terms.
	pub terms: Option<H256>,
	/// The gateway that is to vouch for it.
	pub gateway: Option<GatewayId>,
}

impl Mapping {
	/// Reads `souk_order=…&souk_terms=…&souk_gateway=…` among whatever else the shop passes through.
	/// Takes it with its percent signs or without: shops encode it, some providers decode it.
	pub(super) fn from_query(text: &str) -> Result<Self, NotificationError> {
		let decoded = form_urlencoded::parse(text.as_bytes());
		if text.contains('=') {
			return Self::from_pairs(decoded);
		}
		let once: String = decoded.map(|(name, _)| name.into_owned()).collect();
		Self::from_pairs(form_urlencoded::parse(once.as_bytes()))
	}

	/// Reads names and values.
	pub(super) fn from_pairs<Name: AsRef<str>, Value: AsRef<str>>(
		pairs: impl IntoIterator<Item = (Name, Value)>,
	) -> Result<Self, NotificationError> {
		let mut mapping = Self::default();
		for (name, value) in pairs {
			let value = value.as_ref();
			match name.as_ref() {
				ORDER => once(ORDER, &mut mapping.order, number(ORDER, value)?.into())?,
				TERMS => once(TERMS, &mut mapping.terms, hash(value)?)?,
				GATEWAY => once(GATEWAY, &mut mapping.gateway, number(GATEWAY, value)?.into())?,
				_ => {},
			}
		}
		Ok(mapping)
	}
}

fn once<T>(field: &str, slot: &mut Option<T>, value: T) -> Result<(), NotificationError> {
	match slot.replace(value) {
		None => Ok(()),
		Some(_) => Err(NotificationError::Duplicated { field: field.to_owned() }),
	}
}

fn number(field: &'static str, text: &str) -> Result<u64, NotificationError> {
	Some(text)
		.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
		.and_then(|text| text.parse().ok())
		.ok_or_else(|| NotificationError::BadMapping { field, found: shown(text), expected: "id" })
}

fn hash(text: &str) -> Result<H256, NotificationError> {
	config::parse_hash(text).ok_or_else(|| NotificationError::BadMapping {
		field: TERMS,
		found: shown(text),
		expected: "hash of 0x and 64 digits",
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	const TERMS_OF: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";

	fn whole() -> Mapping {
		Mapping {
			order: Some(OrderId(258)),
			terms: Some(H256::repeat_byte(0x11)),
			gateway: Some(GatewayId(3)),
		}
	}

	#[test]
	fn mapping_should_be_read_when_it_is_encoded_or_not() {
		let plain = format!("cart=9&souk_order=258&souk_terms={TERMS_OF}&souk_gateway=3");
		assert_eq!(Mapping::from_query(&plain), Ok(whole()));
		let encoded = plain.replace('=', "%3D").replace('&', "%26");
		assert_eq!(Mapping::from_query(&encoded), Ok(whole()));
		assert_eq!(Mapping::from_query(""), Ok(Mapping::default()));
		assert_eq!(Mapping::from_query("cart 9"), Ok(Mapping::default()));
	}

	#[test]
	fn mapping_should_be_refused_when_it_is_malformed_or_twice() {
		for text in [
			"souk_order=",
			"souk_order=-1",
			"souk_order=+1",
			"souk_order=18446744073709551616",
			"souk_terms=11",
			"souk_gateway=x",
		] {
			let refused = Mapping::from_query(text);
			assert!(matches!(refused, Err(NotificationError::BadMapping { .. })), "{text}");
		}
		let twice = NotificationError::Duplicated { field: ORDER.to_owned() };
		assert_eq!(Mapping::from_query("souk_order=1&souk_order=1"), Err(twice));
	}
}
