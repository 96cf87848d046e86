//! Hashes as text: `0x` and 64 hexadecimal digits.

use crate::Hash;
use serde::{de::Error, Deserialize, Deserializer, Serializer};

pub(crate) fn serialize<S: Serializer>(hash: &Hash, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.serialize_str(&format!("0x{}", hex::encode(hash)))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Hash, D::Error> {
	let text = String::deserialize(deserializer)?;
	let mut hash = [0; 32];
	let digits = text.strip_prefix("0x").unwrap_or(&text);
	hex::decode_to_slice(digits, &mut hash)
		.map_err(|_| D::Error::custom("a hash is 0x and 64 hexadecimal digits"))?;
	Ok(hash)
}
